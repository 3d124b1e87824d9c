/* From a real store to figures, counted by hand. Two contracts: `woont` (who lives where; the
 * gemeente), `plaats` (who is placed; houders). The catalogue is a stand-in.
 * Days count from 1 January 1970; quarters end on days 89, 180, 272, 364. */
#include "indicators/compute.h"
#include "indicators/coverage.h"

#include "engine/base/file.h"
#include "engine/base/text.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the catalogue that is not there ---- */

static const KmUse verwacht_uses[] = {{"woont", KM_USE_POPULATION}};
static const KmRegisterColumn verwacht_columns[] = {{"contract", "text"},
                                                    {"leverancier", "text"},
                                                    {"van", "date"},
                                                    {"tot", "date"},
                                                    {"capaciteit", "real"}};
static const char *expected_sql;

static const char two_houders[] =
    "SELECT 'woont' AS contract, 'gemeente' AS leverancier, -99999 AS van, 99999 AS tot, NULL AS "
    "capaciteit UNION ALL SELECT 'plaats', 'a', -99999, 99999, 2 UNION ALL "
    "SELECT 'plaats', 'b', -99999, 99999, 1";
static const char unknown_capacity[] =
    "SELECT 'woont' AS contract, 'gemeente' AS leverancier, -99999 AS van, 99999 AS tot, NULL AS "
    "capaciteit UNION ALL SELECT 'plaats', 'a', -99999, 99999, 2 UNION ALL "
    "SELECT 'plaats', 'b', -99999, 99999, NULL";
static const char two_towns[] =
    "SELECT 'woont' AS contract, 'gemeente' AS leverancier, -99999 AS van, 99999 AS tot, NULL AS "
    "capaciteit UNION ALL SELECT 'woont', 'buurgemeente', -99999, 99999, NULL";

static KmRegister registers[] = {
    {.name = "verwacht",
     .form = KM_REGISTER_TABLE,
     .file = "verwacht.sql",
     .line = 5,
     .uses = verwacht_uses,
     .n_uses = 1,
     .columns = verwacht_columns,
     .n_columns = 5},
    {.name = "wijk",
     .form = KM_REGISTER_DIMENSION,
     .sql = "SELECT kind AS unit, van, tot, wijk AS code FROM woont",
     .file = "wijk.sql",
     .line = 7,
     .unit = "kind",
     .dimension = {.name = "wijk"}},
};

static const KmDimensionText wijk_text = {.name = "wijk"};
static const KmSection reach_sections[] = {
    {KM_SECTION_POPULATION, "woont in de stad", "SELECT kind AS unit, van, tot FROM woont", 11},
    {KM_SECTION_HIT, "geplaatst", "SELECT kind AS unit, van, tot FROM plaats", 13},
};
static const KmUse reach_uses[] = {{"woont", KM_USE_POPULATION}, {"plaats", KM_USE_HIT}};
static const KmUse none_uses[] = {{"woont", KM_USE_POPULATION}, {"plaats", KM_USE_MISS}};
static const KmSection none_sections[] = {
    {KM_SECTION_STATE, "zonder plaats",
     "SELECT kind AS unit, kind NOT IN (SELECT kind FROM plaats WHERE van <= :peildatum AND "
     ":peildatum < tot) AS hit FROM woont WHERE van <= :peildatum AND :peildatum < tot",
     21},
};
static const KmSection broken_sections[] = {
    {KM_SECTION_STATE, "kapot", "SELECT kind AS unit, 2 AS hit FROM woont WHERE van = 0", 31}};
static const KmNorm norms[] = {
    {KM_NORM_LOCAL_TARGET, 0.95, KM_DATE_EVER, KM_DATE_OPEN, "Actieplan"}};

static const KmDefinition definitions[] = {
    {.text = {.id = "bereik",
              .action = "A1.3",
              .actions = "A1.3, A1.2",
              .definition_hash = "11",
              .kind = KM_KIND_PROPORTION,
              .dimensions = &wijk_text,
              .n_dimensions = 1,
              .norms = norms,
              .n_norms = 1,
              .hit_nl = "geplaatst"},
     .counts = "kind",
     .form = KM_FORM_SPELLS,
     .sections = reach_sections,
     .n_sections = 2,
     .uses = reach_uses,
     .n_uses = 2,
     .file = "bereik.sql"},
    {.text = {.id = "kapot",
              .action = "A2.1",
              .actions = "A2.1",
              .definition_hash = "22",
              .kind = KM_KIND_PROPORTION,
              .hit_nl = ""},
     .counts = "kind",
     .form = KM_FORM_STATE,
     .sections = broken_sections,
     .n_sections = 1,
     .uses = reach_uses,
     .n_uses = 1,
     .file = "kapot.sql"},
    {.text = {.id = "zonder",
              .action = "A1.2",
              .actions = "A1.2",
              .definition_hash = "33",
              .kind = KM_KIND_PROPORTION,
              .hit_nl = "zonder"},
     .counts = "kind",
     .form = KM_FORM_STATE,
     .sections = none_sections,
     .n_sections = 1,
     .uses = none_uses,
     .n_uses = 2,
     .file = "zonder.sql"},
};
enum { DEFINITIONS = sizeof definitions / sizeof *definitions };

const KmRegister *km_catalogue_registers(const KmCatalogue *catalogue, size_t *ret_count)
{
    (void)catalogue;
    registers[0].sql = expected_sql;
    *ret_count = sizeof registers / sizeof *registers;
    return registers;
}

size_t km_catalogue_count(const KmCatalogue *catalogue)
{
    (void)catalogue;
    return DEFINITIONS;
}

const KmIndicatorText *km_catalogue_at(const KmCatalogue *catalogue, size_t i)
{
    (void)catalogue;
    return &definitions[i].text;
}

const KmDefinition *km_catalogue_definition(const KmCatalogue *catalogue, const char *id)
{
    (void)catalogue;
    for (size_t i = 0; i < DEFINITIONS; i++) {
        if (strcmp(definitions[i].text.id, id) == 0) {
            return &definitions[i];
        }
    }
    return NULL;
}

const KmIndicatorText *km_catalogue_find(const KmCatalogue *catalogue, const char *id)
{
    const KmDefinition *definition = km_catalogue_definition(catalogue, id);
    return definition == NULL ? NULL : &definition->text;
}

static const KmColumn woont_columns[] = {{"kind", KM_COLUMN_PERSON, "", "", ""},
                                         {"sinds", KM_COLUMN_DATE, "", "", ""},
                                         {"tot_en_met", KM_COLUMN_DATE, "", "", ""},
                                         {"wijk", KM_COLUMN_CODE, "wijk", "", ""}};
static const KmColumn plaats_columns[] = {{"kind", KM_COLUMN_PERSON, "", "", ""},
                                          {"begin", KM_COLUMN_DATE, "", "", ""},
                                          {"eind", KM_COLUMN_DATE, "", "", ""}};
static const KmTableSpec specs[] = {
    {.contract = "woont",
     .columns = woont_columns,
     .n_columns = 4,
     .authority = KM_AUTHORITY_PERIOD,
     .spell_from = "sinds",
     .spell_to = "tot_en_met",
     .end_inclusive = true,
     .contract_hash = "w"},
    {.contract = "plaats",
     .columns = plaats_columns,
     .n_columns = 3,
     .authority = KM_AUTHORITY_PERIOD,
     .spell_from = "begin",
     .spell_to = "eind",
     .end_inclusive = true,
     .contract_hash = "p"},
};

const KmTableSpec *km_catalogue_contract(const KmCatalogue *catalogue, const char *name)
{
    (void)catalogue;
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        if (strcmp(specs[i].contract, name) == 0) {
            return &specs[i];
        }
    }
    return NULL;
}

/* ---- a store of deliveries ---- */

enum { MOST_ROWS = 6, OPEN_END = -1, NOORD = 1, ZUID = 2 };

typedef struct {
    int64_t kind;
    KmDate from, to; /* last day; OPEN_END: empty */
    int32_t wijk;    /* woont only */
} Row;

typedef struct {
    const char *contract, *deliverer, *period;
    KmDate received;
    const char *flags;
    Row rows[MOST_ROWS];
} Sent;

typedef struct {
    const Sent *sent;
    size_t next;
    bool has_wijk;
    const int32_t *wijken;
} Source;

static KmCell int_cell(int64_t value)
{
    return (KmCell){.type = KM_CELL_INT, .integer = value};
}

static int next_row(void *self, KmCell *cells, KmError *err)
{
    Source *source = self;
    (void)err;
    if (source->next == MOST_ROWS || source->sent->rows[source->next].kind == 0) {
        return 0;
    }
    const Row *row = &source->sent->rows[source->next++];
    cells[0] = int_cell((int64_t)source->next + 1);
    cells[1] = int_cell(row->kind);
    cells[2] = int_cell(row->from);
    cells[3] = row->to == OPEN_END ? (KmCell){.type = KM_CELL_NULL} : int_cell(row->to);
    if (source->has_wijk) {
        cells[4] = int_cell(source->wijken[row->wijk]);
    }
    return 1;
}

#define DO(call) ck_assert_msg((call), "%s", err.message)

typedef struct {
    char directory[64];
    char path[96];
    KmStore *store;
    KmArena *arena;
} Place;

static Place open_place(void)
{
    static const KmCode codes[] = {{"noord", "", "", 1}, {"zuid", "", "", 2}};
    Place place = {.directory = "/tmp/km_compute_XXXXXX", .arena = km_arena_open()};
    KmError err = {0};
    int32_t numbers[2];
    ck_assert(mkdtemp(place.directory) != NULL);
    (void)snprintf(place.path, sizeof place.path, "%s/store.db", place.directory);
    DO(km_store_create(place.path, &place.store, &err));
    DO(km_store_begin(place.store, &err));
    DO(km_codes_ensure(place.store, "wijk", codes, 2, numbers, &err));
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        DO(km_table_ensure(place.store, &specs[i], &err));
    }
    DO(km_store_commit(place.store, &err));
    return place;
}

static void close_place(Place *place)
{
    km_store_close(place->store);
    (void)unlink(place->path);
    (void)rmdir(place->directory);
    km_arena_close(place->arena);
}

static void deliver(Place *place, const Sent *sent)
{
    static const KmCode codes[] = {{"noord", "", "", 1}, {"zuid", "", "", 2}};
    int32_t wijken[3] = {0};
    KmError err = {0};
    const KmTableSpec *spec = km_catalogue_contract(NULL, sent->contract);
    KmPeriod period;
    DO(km_period_parse(sent->period, &period, &err));
    KmDelivery delivery = {.contract = sent->contract,
                           .deliverer = sent->deliverer,
                           .period = period,
                           .kind = "volledig",
                           .authority = KM_AUTHORITY_PERIOD,
                           .speaks_from = period.from,
                           .speaks_to = period.to,
                           .received = sent->received,
                           .withdrawn = KM_DATE_OPEN,
                           .file_name = "x.csv",
                           .content_hash = km_format(place->arena, "%s%s%s%d", sent->contract,
                                                     sent->deliverer, sent->period, sent->received),
                           .dialect = "",
                           .contract_hash = "",
                           .flags = sent->flags};
    int64_t rows = 0;
    DO(km_store_begin(place->store, &err));
    DO(km_codes_ensure(place->store, "wijk", codes, 2, wijken + 1, &err));
    DO(km_delivery_add(place->store, &delivery, &err));
    Source source = {sent, 0, strcmp(sent->contract, "woont") == 0, wijken};
    DO(km_table_insert(place->store, spec, delivery.number, (KmRowSource){&source, next_row}, &rows,
                       &err));
    DO(km_store_commit(place->store, &err));
}

/* Children 1–4 live in the town all year, 4 in zuid; 3 leaves on the last day but one of K2. Houder
 * a has child 1 all year and 2 until day 100; houder b has child 4 from day 180 on. */
#define WOONT(period, received, ...)                                                               \
    {                                                                                              \
        "woont", "gemeente", period, received, "",                                                 \
        {                                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define ALL                                                                                        \
    {1, -500, OPEN_END, NOORD}, {2, -400, OPEN_END, NOORD},                                        \
    {                                                                                              \
        4, -300, OPEN_END, ZUID                                                                    \
    }

static const Sent city[] = {
    WOONT("1970K1", 104, ALL, {3, 5, OPEN_END, NOORD}),
    WOONT("1970K2", 195, ALL, {3, 5, 179, NOORD}),
    WOONT("1970K3", 287, ALL),
    WOONT("1970K4", 379, ALL),
    {"plaats", "a", "1970K1", 104, "", {{1, -50, OPEN_END, 0}, {2, 10, OPEN_END, 0}}},
    {"plaats", "a", "1970K2", 195, "", {{1, -50, OPEN_END, 0}, {2, 10, 100, 0}}},
    {"plaats", "a", "1970K3", 287, "", {{1, -50, OPEN_END, 0}}},
    {"plaats", "a", "1970K4", 379, "", {{1, -50, OPEN_END, 0}}},
    {"plaats", "b", "1970K1", 104, "", {{0}}},
    {"plaats", "b", "1970K2", 195, "", {{4, 180, OPEN_END, 0}}},
    {"plaats", "b", "1970K3", 287, "", {{4, 180, OPEN_END, 0}}},
    {"plaats", "b", "1970K4", 379, "", {{4, 180, OPEN_END, 0}}},
};
enum { CITY = sizeof city / sizeof *city };

/* Of K1, received long after: child 2 was not placed, and child 4 was. */
static const Sent correction = {
    "plaats", "a", "1970K1", 400, "correctie", {{1, -50, OPEN_END, 0}, {4, 10, OPEN_END, 0}}};

static KmComputeResult compute(Place *place, const char *select, const char *from, int quarters,
                               KmDate knowledge)
{
    KmError err = {0};
    KmPeriod *periods = KM_NEW_ARRAY(place->arena, KmPeriod, (size_t)quarters);
    KmComputeResult result;
    DO(km_period_parse(from, &periods[0], &err));
    for (int i = 1; i < quarters; i++) {
        periods[i] = km_period_shift(&periods[0], i);
    }
    KmComputeRequest request = {periods, (size_t)quarters, knowledge, select, "proef 1"};
    DO(km_compute(place->store, place->arena, NULL, &request, NULL, &result, &err));
    return result;
}

static const char *written(Place *place, const KmComputeResult *result)
{
    KmText text = km_text_init(place->arena);
    for (size_t i = 0; i < result->n_figures; i++) {
        const KmFigure *f = &result->figures[i];
        km_text_addf(&text, "%s%s%s %lld/%lld; ", f->period, f->block.dim[0][0] == '\0' ? "" : ":",
                     f->block.code[0], (long long)f->x, (long long)f->n);
    }
    return text.bytes;
}

static const char whole_year[] =
    "1970K1 2/4; 1970K1:noord 2/3; 1970K1:zuid 0/1; "
    "1970K1..1970K4 8/13; 1970K1..1970K4:noord 5/9; 1970K1..1970K4:zuid 3/4; "
    "1970K2 2/3; 1970K2:noord 1/2; 1970K2:zuid 1/1; "
    "1970K3 2/3; 1970K3:noord 1/2; 1970K3:zuid 1/1; "
    "1970K4 2/3; 1970K4:noord 1/2; 1970K4:zuid 1/1; ";

START_TEST(a_year_in_figures)
{
    Place place = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&place, &city[i]);
    }
    KmComputeResult result = compute(&place, "bereik", "1970K1", 4, KM_DATE_OPEN);
    ck_assert_str_eq(written(&place, &result), whole_year);
    ck_assert_int_eq(result.knowledge, 379);
    ck_assert_int_eq(result.figures[0].expected, 3);
    ck_assert_int_eq(result.figures[0].delivered, 3);
    ck_assert_str_eq(result.figures[0].missing, "");
    ck_assert_int_eq(result.figures[0].status, KM_FIGURE_DEFINED);
    ck_assert_uint_eq(strlen(result.run), 12);
    close_place(&place);
}
END_TEST

START_TEST(the_order_of_importing_does_not_matter)
{
    Place one = open_place();
    Place other = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&one, &city[i]);
        deliver(&other, &city[(i * 5 + 3) % CITY]);
    }
    deliver(&one, &correction);
    KmComputeResult before = compute(&other, "bereik", "1970K1", 4, KM_DATE_OPEN);
    deliver(&other, &correction);
    KmComputeResult first = compute(&one, "bereik", "1970K1", 4, KM_DATE_OPEN);
    KmComputeResult second = compute(&other, "bereik", "1970K1", 4, KM_DATE_OPEN);
    ck_assert_str_eq(written(&one, &first), written(&other, &second));
    ck_assert_str_eq(first.run, second.run);
    ck_assert_str_eq(written(&other, &before), whole_year);
    ck_assert_str_ne(before.run, second.run);
    close_place(&one);
    close_place(&other);
}
END_TEST

START_TEST(a_correction_reaches_its_own_quarter_from_the_day_it_is_known)
{
    Place place = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&place, &city[i]);
    }
    deliver(&place, &correction);
    KmComputeResult then = compute(&place, "bereik", "1970K1", 2, 399);
    KmComputeResult now = compute(&place, "bereik", "1970K1", 2, 400);
    ck_assert_str_eq(written(&place, &then), "1970K1 2/4; 1970K1:noord 2/3; 1970K1:zuid 0/1; "
                                             "1970K2 2/3; 1970K2:noord 1/2; 1970K2:zuid 1/1; ");
    ck_assert_str_eq(written(&place, &now), "1970K1 2/4; 1970K1:noord 1/3; 1970K1:zuid 1/1; "
                                            "1970K2 2/3; 1970K2:noord 1/2; 1970K2:zuid 1/1; ");
    ck_assert_str_eq(then.figures[0].flags, "");
    ck_assert_str_eq(now.figures[0].flags, "correctie");
    ck_assert_str_eq(now.figures[3].flags, "");
    close_place(&place);
}
END_TEST

/* The same rows from one deliverer or from two. */
START_TEST(a_split_delivery_gives_the_same_figures)
{
    static const Sent whole[] = {
        WOONT("1970K1", 104, ALL, {3, 5, OPEN_END, NOORD}),
        {"plaats", "a", "1970K1", 104, "", {{1, -50, OPEN_END, 0}, {4, 10, OPEN_END, 0}}}};
    static const Sent split[] = {
        WOONT("1970K1", 104, ALL),
        {"woont", "wijkteam", "1970K1", 104, "", {{3, 5, OPEN_END, NOORD}}},
        {"plaats", "a", "1970K1", 104, "", {{1, -50, OPEN_END, 0}}},
        {"plaats", "b", "1970K1", 104, "", {{4, 10, OPEN_END, 0}}}};
    Place one = open_place();
    Place two = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        deliver(&one, &whole[i]);
    }
    for (size_t i = 0; i < sizeof split / sizeof *split; i++) {
        deliver(&two, &split[i]);
    }
    KmComputeResult first = compute(&one, "bereik", "1970K1", 1, KM_DATE_OPEN);
    KmComputeResult second = compute(&two, "bereik", "1970K1", 1, KM_DATE_OPEN);
    ck_assert_str_eq(written(&one, &first), written(&two, &second));
    close_place(&one);
    close_place(&two);
}
END_TEST

/* ---- coverage ---- */

typedef struct {
    const char *promise;
    const char *expected_sql;
    const char *select;
    const char *left_out; /* contract/deliverer whose deliveries are missing */
    KmFigureStatus status;
    int64_t x, n;
    bool has_bounds;
    double low, high;
    int expected, delivered;
    const char *missing;
} CoverageCase;

static const CoverageCase coverage_cases[] = {
    {"all delivered: bounds are the estimate", two_houders, "bereik", "", KM_FIGURE_DEFINED, 2, 4,
     true, 0.5, 0.5, 3, 3, ""},
    {"a missing houder hides at most its places", two_houders, "bereik", "plaats/b",
     KM_FIGURE_PARTIAL, 2, 4, true, 0.5, 0.75, 3, 2, "plaats/b"},
    {"more places than misses hide all misses", two_houders, "bereik", "plaats/a",
     KM_FIGURE_PARTIAL, 0, 4, true, 0.0, 0.5, 3, 2, "plaats/a"},
    {"unknown capacity may hide all", unknown_capacity, "bereik", "plaats/b", KM_FIGURE_PARTIAL, 2,
     4, true, 0.5, 1.0, 3, 2, "plaats/b"},
    {"where a place is a miss, all hits may be missed places", two_houders, "zonder", "plaats/b",
     KM_FIGURE_PARTIAL, 2, 4, true, 0.0, 0.5, 3, 2, "plaats/b"},
    {"no population, no figure", two_houders, "bereik", "woont/gemeente", KM_FIGURE_NOT_DELIVERED,
     0, 0, false, 0.0, 0.0, 3, 2, "woont/gemeente"},
    {"part of the population: a figure without bounds", two_towns, "bereik", "", KM_FIGURE_PARTIAL,
     2, 4, false, 0.0, 0.0, 3, 2, "woont/buurgemeente"},
};

START_TEST(what_is_missing_shows)
{
    const CoverageCase *c = &coverage_cases[_i];
    Place place = open_place();
    expected_sql = c->expected_sql;
    for (size_t i = 0; i < CITY; i++) {
        const char *source = km_format(place.arena, "%s/%s", city[i].contract, city[i].deliverer);
        if (strcmp(source, c->left_out) != 0) {
            deliver(&place, &city[i]);
        }
    }
    KmComputeResult result = compute(&place, c->select, "1970K1", 1, KM_DATE_OPEN);
    const KmFigure *f = &result.figures[0];
    ck_assert_msg(f->status == c->status, "%s: %s", c->promise, km_figure_status_name(f->status));
    ck_assert_msg(f->x == c->x && f->n == c->n, "%s: %lld/%lld", c->promise, (long long)f->x,
                  (long long)f->n);
    ck_assert_msg(f->has_bounds == c->has_bounds, "%s: bounds", c->promise);
    if (c->has_bounds) {
        ck_assert_msg(f->bound_low > c->low - 1e-9 && f->bound_low < c->low + 1e-9, "%s: low %g",
                      c->promise, f->bound_low);
        ck_assert_msg(f->bound_high > c->high - 1e-9 && f->bound_high < c->high + 1e-9,
                      "%s: high %g", c->promise, f->bound_high);
    }
    ck_assert_msg(f->expected == c->expected && f->delivered == c->delivered, "%s: %d of %d",
                  c->promise, f->delivered, f->expected);
    ck_assert_str_eq(f->missing, c->missing);
    if (c->status == KM_FIGURE_NOT_DELIVERED) {
        ck_assert_uint_eq(result.n_figures, 1);
        ck_assert(!f->has_estimate && !f->has_interval);
    }
    close_place(&place);
}
END_TEST

/* ---- the rest ---- */

START_TEST(a_broken_indicator_does_not_stop_the_others)
{
    Place place = open_place();
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&place, &city[i]);
    }
    static const Sent broken = WOONT("1970K1", 105, {1, 0, OPEN_END, NOORD});
    deliver(&place, &broken);
    KmComputeResult result = compute(&place, NULL, "1970K1", 1, KM_DATE_OPEN);
    ck_assert_uint_eq(result.n_failures, 1);
    ck_assert_str_eq(result.failures[0].indicator, "kapot");
    ck_assert_str_eq(result.failures[0].error.file, "kapot.sql");
    ck_assert_int_eq(result.failures[0].error.line, 31);
    ck_assert_str_eq(result.figures[0].indicator, "bereik");
    ck_assert_str_eq(result.figures[result.n_figures - 1].indicator, "zonder");
    close_place(&place);
}
END_TEST

START_TEST(an_unknown_indicator_is_refused_with_the_nearest)
{
    Place place = open_place();
    KmError err = {0};
    KmPeriod period;
    KmComputeResult result;
    DO(km_period_parse("1970K1", &period, &err));
    KmComputeRequest request = {&period, 1, KM_DATE_OPEN, "bereikt", "proef 1"};
    ck_assert(!km_compute(place.store, place.arena, NULL, &request, NULL, &result, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_USAGE);
    ck_assert_str_eq(err.hint, "did you mean 'bereik'?");
    close_place(&place);
}
END_TEST

static bool take_first(void *into, const KmCell *cells, size_t n_cells, KmError *err)
{
    (void)err;
    memcpy(into, cells, n_cells * sizeof *cells);
    return true;
}

/* Twelve rows delivered, of which some go on: joined they are as many as the facts. */
START_TEST(full_exports_are_joined_to_single_spells)
{
    static const KmDefinition *const asked[] = {&definitions[0]};
    static const char *const columns[] = {"kind", "van", "tot", "regel"};
    Place place = open_place();
    KmError err = {0};
    KmSession session;
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&place, &city[(i * 7 + 2) % CITY]);
    }
    KmSessionRequest request = {asked, 1, KM_DATE_OPEN};
    DO(km_session_open(place.store, place.arena, NULL, &request, &session, &err));
    KmGuardedSelect select = {
        .sql = "SELECT sum(n) AS kind, min(van) AS van, max(tot) AS tot, 0 AS regel FROM (SELECT "
               "1 AS n, van, tot FROM plaats UNION ALL SELECT 100, van, tot FROM woont)",
        .file = "x",
        .line = 1,
        .columns = columns,
        .n_columns = 4,
        .n_required = 4};
    KmCell got[4];
    DO(km_work_select(session.work, &select, (KmRowSink){got, take_first}, &err));
    /* plaats: 1, 2 (K1 and its end in K2 joined), 4; woont: 1, 2, 3, 4 */
    ck_assert_int_eq(got[0].integer, 3 + 400);
    ck_assert_int_eq(got[1].integer, 0);
    ck_assert_int_eq(got[2].integer, 365);
    km_session_close(&session);
    close_place(&place);
}
END_TEST

START_TEST(a_figure_is_explained_to_its_lines)
{
    Place place = open_place();
    KmError err = {0};
    KmExplanation e;
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&place, &city[i]);
    }
    DO(km_explain(place.store, place.arena, NULL, "bereik:1970K2:wijk=noord", KM_DATE_OPEN, true,
                  &e, &err));
    ck_assert_int_eq(e.figure.n, 2);
    ck_assert_int_eq(e.figure.x, 1);
    ck_assert_uint_eq(e.n_steps, 2);
    ck_assert_int_eq(e.steps[0].count, 2);
    ck_assert_int_eq(e.steps[1].count, 1);
    ck_assert_str_eq(e.steps[1].label, "geplaatst");
    ck_assert_uint_eq(e.n_deliveries, 3);
    ck_assert_str_eq(e.deliveries[0].id, "plaats/a/1970K2/1");
    ck_assert_uint_eq(e.deliveries[0].n_lines, 1); /* child 2's place ended before the date */
    ck_assert_int_eq(e.deliveries[0].lines[0], 2);
    ck_assert_uint_eq(e.deliveries[1].n_lines, 0);
    ck_assert_str_eq(e.deliveries[2].id, "woont/gemeente/1970K2/1");
    ck_assert_uint_eq(e.deliveries[2].n_lines, 2);
    ck_assert_int_eq(e.deliveries[2].lines[1], 3);
    ck_assert(e.figure.compared[KM_COMPARED_PREVIOUS].exists);
    ck_assert(e.figure.compared[KM_COMPARED_NORM].exists);
    ck_assert(!km_explain(place.store, place.arena, NULL, "bereik:1970K2:wijk=oost", KM_DATE_OPEN,
                          false, &e, &err));
    ck_assert(strstr(err.message, "nobody is in that block") != NULL);
    close_place(&place);
}
END_TEST

START_TEST(expected_deliveries_are_listed)
{
    Place place = open_place();
    KmError err = {0};
    KmPeriod period;
    KmExpected *list = NULL;
    size_t count = 0;
    expected_sql = two_houders;
    for (size_t i = 0; i + 1 < CITY; i++) { /* b of K4 is missing */
        deliver(&place, &city[i]);
    }
    DO(km_period_parse("1970K4", &period, &err));
    DO(km_expected_deliveries(place.store, place.arena, NULL, &period, KM_DATE_OPEN, &list, &count,
                              &err));
    ck_assert_uint_eq(count, 3);
    ck_assert_str_eq(list[0].id, "plaats/a/1970K4/1");
    ck_assert(list[0].delivered && !list[1].delivered && list[2].delivered);
    ck_assert_str_eq(list[1].deliverer, "b");
    ck_assert_str_eq(list[1].id, "");
    close_place(&place);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compute");
    TCase *tests = tcase_create("compute");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_year_in_figures);
    tcase_add_test(tests, the_order_of_importing_does_not_matter);
    tcase_add_test(tests, a_correction_reaches_its_own_quarter_from_the_day_it_is_known);
    tcase_add_test(tests, a_split_delivery_gives_the_same_figures);
    tcase_add_loop_test(tests, what_is_missing_shows, 0,
                        (int)(sizeof coverage_cases / sizeof *coverage_cases));
    tcase_add_test(tests, a_broken_indicator_does_not_stop_the_others);
    tcase_add_test(tests, an_unknown_indicator_is_refused_with_the_nearest);
    tcase_add_test(tests, full_exports_are_joined_to_single_spells);
    tcase_add_test(tests, a_figure_is_explained_to_its_lines);
    tcase_add_test(tests, expected_deliveries_are_listed);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
