/* From a real store to figures, counted by hand. Two contracts: `woont` (who lives where; the
 * gemeente), `plaats` (who is placed; houders). The catalogue is a stand-in.
 * Days count from 1 January 1970; quarters end on days 89, 180, 272, 364. */
#ifndef TESTS_UNIT_INDICATORS_COMPUTE_TOWN_H
#define TESTS_UNIT_INDICATORS_COMPUTE_TOWN_H

#include "indicators/compute/compute.h"
#include "indicators/compute/coverage.h"

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
static const char town_alone[] =
    "SELECT 'woont' AS contract, 'gemeente' AS leverancier, 0 AS van, 99999 AS tot, NULL AS "
    "capaciteit";
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
static const KmUse list_uses[] = {{"woont", KM_USE_POPULATION}, {"plaats", KM_USE_POSSIBLE}};
static const KmSection list_sections[] = {
    {KM_SECTION_STATE, "van een lijst",
     "SELECT kind AS unit, kind = 1 AS hit, 1 AS noemer, NULL AS mogelijk FROM woont WHERE van <= "
     ":peildatum AND :peildatum < tot UNION ALL SELECT 'lijst', 0, 0, count(*) FROM plaats WHERE "
     "van <= :peildatum AND :peildatum < tot",
     41},
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
    {.text = {.id = "lijst",
              .action = "A1.2",
              .actions = "A1.2",
              .definition_hash = "44",
              .kind = KM_KIND_PROPORTION,
              .hit_nl = "de eerste"},
     .counts = "kind",
     .form = KM_FORM_STATE,
     .sections = list_sections,
     .n_sections = 1,
     .uses = list_uses,
     .n_uses = 2,
     .file = "lijst.sql"},
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

size_t km_effect_count(const KmCatalogue *catalogue)
{
    (void)catalogue;
    return 0;
}

const KmEffectText *km_effect_at(const KmCatalogue *catalogue, size_t i)
{
    (void)catalogue;
    (void)i;
    return NULL;
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

bool km_catalogue_terms(const KmCatalogue *catalogue, KmArena *arena,
                        const KmDeliveryTerms **ret_terms, size_t *ret_count, KmError *err)
{
    static const KmDeliveryTerms terms[] = {{"woont", KM_FREQUENCY_QUARTER, 14}};
    (void)catalogue;
    (void)arena;
    (void)err;
    *ret_terms = terms;
    *ret_count = 1;
    return true;
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

static size_t n_threads; /* 0: as the program finds best */

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
    KmComputeRequest request = {.periods = periods,
                                .n_periods = (size_t)quarters,
                                .knowledge = knowledge,
                                .select = select,
                                .program = "proef 1",
                                .n_threads = n_threads};
    DO(km_compute(place->store, place->arena, NULL, &request, NULL, &result, &err));
    return result;
}

#endif
