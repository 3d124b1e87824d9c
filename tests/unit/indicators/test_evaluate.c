/* Definitions in their own notation on hand-made tables, with figures counted by hand. Day 0 is
 * 1 January 1970; quarter 1970K1 ends on day 89, K2 on 180, K3 on 272, K4 on 364. The catalogue is
 * a stand-in of one register: a child's wijk. */
#include "indicators/evaluate.h"
#include "indicators/unit_spells.h"

#include "engine/base/text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 16 };

/* ---- the catalogue that is not there ---- */

static const KmRegister registers[] = {
    {.name = "wijk",
     .form = KM_REGISTER_DIMENSION,
     .sql = "SELECT kind AS unit, van, tot, wijk AS code FROM woont",
     .file = "registers/wijk.sql",
     .line = 7,
     .unit = "kind",
     .dimension = {.name = "wijk"}},
};

const KmRegister *km_catalogue_registers(const KmCatalogue *catalogue, size_t *ret_count)
{
    (void)catalogue;
    *ret_count = sizeof registers / sizeof *registers;
    return registers;
}

/* ---- tables ---- */

typedef struct {
    int64_t kind;
    KmDate van, tot;
    const char *word; /* wijk, or the site of a placement */
    int64_t hours;
} Row;

/* Child 1 lives in noord and is placed in K1 and K2; 2 moves from noord to zuid in K2 and is placed
 * from the last day of K2 on; 3 lives in zuid in K1 only, twice placed; 4 lives nowhere we know but
 * is in the town; 5 is taken out. */
static const Row woont[] = {
    {1, 0, 99999, "noord", 0}, {2, 0, 100, "noord", 0},   {2, 100, 99999, "zuid", 0},
    {3, 10, 120, "zuid", 0},   {5, 0, 99999, "noord", 0},
};
static const Row stad[] = {
    {1, 0, 99999, "", 0}, {2, 0, 50, "", 0},    {2, 50, 99999, "", 0},
    {3, 10, 120, "", 0},  {4, 0, 99999, "", 0}, {5, 0, 99999, "", 0},
};
static const Row plaats[] = {
    {1, 20, 200, "a", 8}, {2, 180, 99999, "a", 10}, {3, 10, 120, "a", 4},
    {3, 80, 120, "b", 6}, {6, 0, 99999, "a", 9}, /* not in the town */
};
static const Row buiten[] = {{4, 0, 99999, "", 0}, {1, 0, 99999, "", 0}};
static const Row medisch[] = {{5, 0, 99999, "", 0}};

typedef struct {
    const Row *rows;
    size_t count, next;
    bool backwards;
} Source;

static int next_row(void *self, KmCell *cells, KmError *err)
{
    Source *source = self;
    (void)err;
    if (source->next == source->count) {
        return 0;
    }
    size_t at = source->backwards ? source->count - 1 - source->next : source->next;
    const Row *row = &source->rows[at];
    source->next++;
    cells[0] = (KmCell){.type = KM_CELL_INT, .integer = row->kind};
    cells[1] = (KmCell){.type = KM_CELL_INT, .integer = row->van};
    cells[2] = (KmCell){.type = KM_CELL_INT, .integer = row->tot};
    cells[3] =
        (KmCell){.type = KM_CELL_TEXT, .text = row->word, .length = (int32_t)strlen(row->word)};
    cells[4] = (KmCell){.type = KM_CELL_INT, .integer = row->hours};
    return 1;
}

static void make_table(KmWork *work, const char *name, Source source)
{
    static const char *const indexed[] = {"kind"};
    const char *word = strcmp(name, "woont") == 0 ? "wijk" : "site";
    const KmColumn columns[] = {{"kind", KM_COLUMN_PERSON, "", "", ""},
                                {"van", KM_COLUMN_DATE, "", "", ""},
                                {"tot", KM_COLUMN_DATE, "", "", ""},
                                {word, KM_COLUMN_TEXT, "", "", ""},
                                {"uren", KM_COLUMN_INT, "", "", ""}};
    KmError err = {0};
    ck_assert_msg(
        km_work_table(work, name, columns, 5, indexed, 1, (KmRowSource){&source, next_row}, &err),
        "%s", err.message);
}

#define TABLE(rows, backwards) ((Source){rows, sizeof(rows) / sizeof *(rows), 0, backwards})

typedef struct {
    KmArena *arena;
    KmWork *work;
    KmEvaluation *evaluation;
} Town;

static Town open_town(bool backwards)
{
    KmError err = {0};
    Town town = {.arena = km_arena_open()};
    ck_assert_msg(km_work_open_empty(&town.work, &err), "%s", err.message);
    make_table(town.work, "woont", TABLE(woont, backwards));
    make_table(town.work, "stad", TABLE(stad, backwards));
    make_table(town.work, "plaats", TABLE(plaats, backwards));
    make_table(town.work, "buiten", TABLE(buiten, backwards));
    make_table(town.work, "medisch", TABLE(medisch, backwards));
    ck_assert_msg(km_evaluation_open(town.arena, town.work, NULL, &town.evaluation, &err), "%s",
                  err.message);
    return town;
}

static void close_town(Town *town)
{
    km_work_close(town->work);
    km_arena_close(town->arena);
}

/* ---- definitions ---- */

#define POPULATION                                                                                 \
    {                                                                                              \
        KM_SECTION_POPULATION, "woont in de stad", "SELECT kind AS unit, van, tot FROM stad", 11   \
    }
#define HIT                                                                                        \
    {                                                                                              \
        KM_SECTION_HIT, "geplaatst", "SELECT kind AS unit, van, tot FROM plaats", 13               \
    }
#define EXCLUDED                                                                                   \
    {                                                                                              \
        KM_SECTION_EXCLUDED, "medisch", "SELECT kind AS unit, van, tot FROM medisch", 15           \
    }
#define UNKNOWN                                                                                    \
    {                                                                                              \
        KM_SECTION_UNKNOWN, "elders", "SELECT kind AS unit, van, tot FROM buiten", 17              \
    }
#define STATE(sql)                                                                                 \
    {                                                                                              \
        KM_SECTION_STATE, "stand", sql, 21                                                         \
    }

typedef struct {
    const char *promise;
    KmIndicatorKind kind;
    KmForm form;
    KmTimeRule time;
    KmSection sections[5];
    const char *period;
    const char *expected; /* block n/x excluded unknown sum, blocks in order of the figures */
} Case;

static const Case cases[] = {
    {"a share counts who is there on the last day, blocks by where they live then",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_QUARTER_END,
     {POPULATION, HIT, EXCLUDED, UNKNOWN},
     "1970K1",
     "total 4/2 -1 ?1; wijk=noord 2/1 -1; wijk=onbekend 1/0 ?1; wijk=zuid 1/1; "},
    {"a quarter later the mover counts in the other district",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_QUARTER_END,
     {POPULATION, HIT, EXCLUDED, UNKNOWN},
     "1970K2",
     "total 3/2 -1 ?1; wijk=noord 1/1 -1; wijk=onbekend 1/0 ?1; wijk=zuid 1/1; "},
    {"populations intersect",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_QUARTER_END,
     {POPULATION,
      {KM_SECTION_POPULATION, "in noord",
       "SELECT kind AS unit, van, tot FROM woont WHERE wijk = 'noord'", 12},
      HIT},
     "1970K1",
     "total 3/1; wijk=noord 3/1; "},
    {"hit sections intersect",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_QUARTER_END,
     {POPULATION,
      HIT,
      {KM_SECTION_HIT, "op b", "SELECT kind AS unit, van, tot FROM plaats WHERE site = 'b'", 14}},
     "1970K1",
     "total 5/1; wijk=noord 3/0; wijk=onbekend 1/0; wijk=zuid 1/1; "},
    {"pooled quarters add dates and count children once in units",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_QUARTER_END,
     {POPULATION, HIT, EXCLUDED},
     "1970K1..1970K4",
     "total 13/6 -4 u4/3/3; wijk=noord 5/2 -4 u2/1/2; wijk=onbekend 4/0 u1/0/1; "
     "wijk=zuid 4/4 u2/2/0; "},
    {"values of overlapping hits add up",
     KM_KIND_MEAN,
     KM_FORM_SPELLS,
     KM_TIME_QUARTER_END,
     {POPULATION,
      {KM_SECTION_HIT, "uren", "SELECT kind AS unit, van, tot, uren AS waarde FROM plaats", 13}},
     "1970K1",
     "total 5/0 s18; wijk=noord 3/0 s8; wijk=onbekend 1/0; wijk=zuid 1/0 s10; "},
    {"a cohort counts who starts in the quarter, once, with the hit of that day",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_COHORT,
     {POPULATION, HIT, EXCLUDED},
     "1970K1",
     "total 4/1 -1; wijk=noord 2/0 -1; wijk=onbekend 1/0; wijk=zuid 1/1; "},
    {"nobody starts in a later quarter: touching spells are one",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_COHORT,
     {POPULATION, HIT},
     "1970K2",
     "total 0/0; "},
    {"a cohort of an intersection starts where both hold",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_COHORT,
     {POPULATION,
      {KM_SECTION_POPULATION, "geplaatst", "SELECT kind AS unit, van, tot FROM plaats", 12}},
     "1970K2",
     "total 1/0; wijk=zuid 1/0; "},
    {"a flow counts who was there on any day of the quarter, where they lived last",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_FLOW,
     {POPULATION, HIT, EXCLUDED, UNKNOWN},
     "1970K2",
     "total 4/3 -1 ?1; wijk=noord 1/1 -1; wijk=onbekend 1/0 ?1; wijk=zuid 2/2; "},
    {"a flow's hit needs a day in the population",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_FLOW,
     {{KM_SECTION_POPULATION, "woont in noord",
       "SELECT kind AS unit, van, tot FROM woont WHERE wijk = 'noord'", 11},
      HIT},
     "1970K2",
     "total 3/1; wijk=noord 3/1; "},
    {"two hits of a flow must hold on one day",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_YEAR,
     {POPULATION,
      {KM_SECTION_HIT, "op a", "SELECT kind AS unit, van, tot FROM plaats WHERE site = 'a'", 13},
      {KM_SECTION_HIT, "voor dag 80",
       "SELECT kind AS unit, van, 80 AS tot FROM plaats WHERE van < 80", 14}},
     "1970K4",
     "total 5/2; wijk=noord 2/1; wijk=onbekend 1/0; wijk=zuid 2/1; "},
    {"a year adds up the values of all its hits",
     KM_KIND_MEAN,
     KM_FORM_SPELLS,
     KM_TIME_YEAR,
     {POPULATION,
      {KM_SECTION_HIT, "uren", "SELECT kind AS unit, van, tot, uren AS waarde FROM plaats", 13}},
     "1970K4",
     "total 5/0 s28; wijk=noord 2/0 s8; wijk=onbekend 1/0; wijk=zuid 2/0 s20; "},
    {"the school year until 31 July is what a third quarter tells",
     KM_KIND_PROPORTION,
     KM_FORM_STATE,
     KM_TIME_SCHOOL_YEAR,
     {STATE("SELECT 1 AS unit, :van = dag('1969-08-01') AND :tot = dag('1970-08-01') AND "
            ":peildatum = dag('1970-07-31') AS hit")},
     "1970K3",
     "total 1/1; wijk=noord 1/1; "},
    {"1 October is a day of a fourth quarter",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_OCTOBER,
     {POPULATION,
      {KM_SECTION_HIT, "die dag", "SELECT kind AS unit, 273 AS van, 274 AS tot FROM plaats", 13}},
     "1970K4",
     "total 4/2; wijk=noord 2/1; wijk=onbekend 1/0; wijk=zuid 1/1; "},
    {"a state body counts its rows",
     KM_KIND_PROPORTION,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE("SELECT s.kind AS unit, EXISTS (SELECT 1 FROM plaats p WHERE p.kind = s.kind AND "
            "p.van <= :peildatum AND :peildatum < p.tot) AS hit, s.kind = 5 AS uitgesloten, "
            "s.kind = 4 AS onbekend FROM stad s WHERE s.van <= :peildatum AND :peildatum < s.tot")},
     "1970K1",
     "total 4/2 -1 ?1; wijk=noord 2/1 -1; wijk=onbekend 1/0 ?1; wijk=zuid 1/1; "},
    {"a state body's own column replaces the attached dimension",
     KM_KIND_PROPORTION,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE("SELECT kind AS unit, 1 AS hit, 'west' AS wijk FROM medisch")},
     "1970K1",
     "total 1/1; wijk=west 1/1; "},
    {"a rate sums numerator and denominator over rows of two kinds of units",
     KM_KIND_RATE,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE("SELECT kind AS unit, 0 AS waarde, 1 AS noemer, NULL AS wijk FROM woont WHERE van <= "
            ":peildatum AND :peildatum < tot UNION ALL SELECT site, sum(uren), 0, 'zuid' FROM "
            "plaats GROUP BY site")},
     "1970K1",
     "total 4/0 s37; wijk=noord 3/0; wijk=zuid 1/0 s37; "},
    {"a mean needs no denominator",
     KM_KIND_MEAN,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE("SELECT kind AS unit, sum(uren) / 2.0 AS waarde FROM plaats WHERE kind < 4 GROUP BY "
            "kind")},
     "1970K1",
     "total 3/0 s14; wijk=noord 2/0 s9; wijk=zuid 1/0 s5; "},
    {"an empty quarter is there, with n 0",
     KM_KIND_PROPORTION,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE("SELECT kind AS unit, 1 AS hit FROM stad WHERE kind > 90")},
     "1970K1",
     "total 0/0; "},
};

static KmDefinition definition_of(KmArena *arena, const Case *c)
{
    KmDimensionText *dimensions = KM_NEW_ARRAY(arena, KmDimensionText, 1);
    dimensions[0] = (KmDimensionText){.name = "wijk"};
    KmDefinition definition = {.text = {.id = "proef",
                                        .kind = c->kind,
                                        .time = c->time,
                                        .dimensions = dimensions,
                                        .n_dimensions = 1,
                                        .hit_nl = "geplaatst"},
                               .counts = "kind",
                               .form = c->form,
                               .sections = c->sections,
                               .file = "proef.sql"};
    while (definition.n_sections < 5 && c->sections[definition.n_sections].sql != NULL) {
        definition.n_sections++;
    }
    return definition;
}

static int by_block(const void *left, const void *right)
{
    const KmFigure *a = left;
    const KmFigure *b = right;
    int order = strcmp(a->block.dim[0], b->block.dim[0]);
    return order != 0 ? order : strcmp(a->block.code[0], b->block.code[0]);
}

static const char *written(KmArena *arena, KmFigure *figures, size_t count, bool is_pooled)
{
    KmText text = km_text_init(arena);
    qsort(figures, count, sizeof *figures, by_block);
    for (size_t i = 0; i < count; i++) {
        const KmFigure *f = &figures[i];
        if (f->block.dim[0][0] == '\0') {
            km_text_add(&text, "total");
        } else {
            km_text_addf(&text, "%s=%s", f->block.dim[0], f->block.code[0]);
        }
        km_text_addf(&text, " %lld/%lld", (long long)f->n, (long long)f->x);
        if (f->excluded > 0) {
            km_text_addf(&text, " -%lld", (long long)f->excluded);
        }
        if (f->unknown > 0) {
            km_text_addf(&text, " ?%lld", (long long)f->unknown);
        }
        if (f->sum > 0.0) {
            km_text_addf(&text, " s%g", f->sum);
        }
        if (is_pooled) {
            km_text_addf(&text, " u%lld/%lld/%lld", (long long)f->units_n, (long long)f->units_hit,
                         (long long)f->units_miss);
        }
        km_text_add(&text, "; ");
    }
    return text.bytes;
}

/* Rows in either order give the same figures. */
START_TEST(figures_are_counted)
{
    const Case *c = &cases[_i];
    for (int backwards = 0; backwards < 2; backwards++) {
        Town town = open_town(backwards == 1);
        KmDefinition definition = definition_of(town.arena, c);
        KmError err = {0};
        KmPeriod period;
        KmFigure *figures = NULL;
        size_t count = 0;
        ck_assert(km_period_parse(c->period, &period, &err));
        ck_assert_msg(km_evaluate(town.evaluation, &definition, &period, 1, &figures, &count, &err),
                      "%s: %s", c->promise, err.message);
        const char *found = written(town.arena, figures, count, period.is_range);
        ck_assert_msg(strcmp(found, c->expected) == 0, "%s:\nexpected %s\nfound    %s", c->promise,
                      c->expected, found);
        close_town(&town);
    }
}
END_TEST

/* ---- refusals ---- */

typedef struct {
    const char *promise;
    KmIndicatorKind kind;
    KmForm form;
    KmSection section;
    int64_t line;
    const char *message;
} Refusal;

static const Refusal refusals[] = {
    {"a spell that ends before it begins",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     {KM_SECTION_POPULATION, "woont", "SELECT kind AS unit, tot AS van, van AS tot FROM stad", 31},
     31,
     "section 'woont' of proef gave a spell that ends before it begins"},
    {"a spell without a unit",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     {KM_SECTION_POPULATION, "woont", "SELECT NULL AS unit, van, tot FROM stad", 31},
     31,
     "without a unit"},
    {"two rows for one unit",
     KM_KIND_PROPORTION,
     KM_FORM_STATE,
     {KM_SECTION_STATE, "stand", "SELECT kind AS unit, 1 AS hit FROM stad", 41},
     41,
     "two rows for one unit"},
    {"a hit that is not 0 or 1",
     KM_KIND_PROPORTION,
     KM_FORM_STATE,
     {KM_SECTION_STATE, "stand", "SELECT kind AS unit, 2 AS hit FROM medisch", 41},
     41,
     "hit that is not 0 or 1"},
    {"an empty hit",
     KM_KIND_PROPORTION,
     KM_FORM_STATE,
     {KM_SECTION_STATE, "stand", "SELECT kind AS unit, NULL AS hit FROM medisch", 41},
     41,
     "hit that is empty"},
    {"a value that is no number",
     KM_KIND_MEAN,
     KM_FORM_STATE,
     {KM_SECTION_STATE, "stand", "SELECT kind AS unit, 'veel' AS waarde FROM medisch", 41},
     41,
     "not a number"},
};

START_TEST(wrong_rows_are_refused)
{
    const Refusal *c = &refusals[_i];
    Town town = open_town(false);
    Case as_case = {.kind = c->kind, .form = c->form, .sections = {c->section}};
    KmDefinition definition = definition_of(town.arena, &as_case);
    KmError err = {0};
    KmPeriod period;
    KmFigure *figures = NULL;
    size_t count = 7;
    ck_assert(km_period_parse("1970K1", &period, &err));
    ck_assert_msg(!km_evaluate(town.evaluation, &definition, &period, 1, &figures, &count, &err),
                  "%s", c->promise);
    ck_assert_int_eq(err.kind, KM_ERROR_DEFINITION);
    ck_assert_msg(strstr(err.message, c->message) != NULL, "%s: %s", c->promise, err.message);
    ck_assert_str_eq(err.file, "proef.sql");
    ck_assert_int_eq(err.line, c->line);
    ck_assert_uint_eq(count, 7);
    close_town(&town);
}
END_TEST

/* ---- bounds, intervals, distribution, steps ---- */

START_TEST(unknowns_give_bounds)
{
    Town town = open_town(false);
    KmDefinition definition = definition_of(town.arena, &cases[0]);
    KmError err = {0};
    KmPeriod period;
    KmFigure *figures = NULL;
    size_t count = 0;
    ck_assert(km_period_parse("1970K1", &period, &err));
    ck_assert(km_evaluate(town.evaluation, &definition, &period, 1, &figures, &count, &err));
    ck_assert(figures[0].has_estimate && figures[0].has_bounds && figures[0].has_interval);
    ck_assert_double_eq_tol(figures[0].estimate, 0.5, 1e-12);
    ck_assert_double_eq_tol(figures[0].bound_low, 0.5, 1e-12);
    ck_assert_double_eq_tol(figures[0].bound_high, 0.75, 1e-12);
    /* R: prop.test(2, 4, correct = FALSE) */
    ck_assert_double_eq_tol(figures[0].low, 0.1500390, 1e-6);
    ck_assert_double_eq_tol(figures[0].high, 0.8499610, 1e-6);
    close_town(&town);
}
END_TEST

/* Started in K1: child 1 (placed after 20 days), 2 (placed on day 180, after 180), 3 (placed on its
 * first day), 4 (never), 5 (never, taken out). Followed until day 90: 1 → 20, 2 → censored at 90, 3
 * → 0, 4 → censored at 90. Curve: 3/4 from 0, 1/2 from 20, then flat until 90: the median lies
 * where it is exactly a half. */
START_TEST(waiting_is_followed_until_the_window_ends)
{
    static const int days[] = {0, 30, 91};
    static const Case c = {.kind = KM_KIND_DURATION,
                           .form = KM_FORM_SPELLS,
                           .time = KM_TIME_COHORT,
                           .sections = {POPULATION, HIT, EXCLUDED}};
    Town town = open_town(false);
    KmDefinition definition = definition_of(town.arena, &c);
    KmError err = {0};
    KmPeriod period;
    KmFigure *figures = NULL;
    size_t count = 0;
    definition.text.within = days;
    definition.text.n_within = 3;
    ck_assert(km_period_parse("1970K1", &period, &err));
    ck_assert_msg(km_evaluate(town.evaluation, &definition, &period, 1, &figures, &count, &err),
                  "%s", err.message);
    ck_assert_str_eq(written(town.arena, figures, count, false),
                     "total 4/2 -1; binnen=0 4/1 -1; binnen=30 4/2 -1; binnen=91 4/2 -1; "
                     "wijk=noord 2/1 -1; wijk=onbekend 1/0; wijk=zuid 1/1; ");
    ck_assert_double_eq_tol(figures[0].estimate, 20.0, 1e-9);
    ck_assert_double_eq_tol(figures[1].estimate, 0.25, 1e-9);
    ck_assert_double_eq_tol(figures[2].estimate, 0.5, 1e-9);
    ck_assert_msg(!figures[3].has_estimate, "nobody was followed for 91 days");
    ck_assert_msg(!figures[5].has_estimate, "one who waits on has no median");
    close_town(&town);
}
END_TEST

/* A year later all is known: 0, 20, 180 and one who waits until the end; a half is reached at 20
 * and left at 180. */
START_TEST(a_delay_follows_longer)
{
    static const Case c = {.kind = KM_KIND_DURATION,
                           .form = KM_FORM_SPELLS,
                           .time = KM_TIME_COHORT,
                           .sections = {POPULATION, HIT, EXCLUDED}};
    Town town = open_town(false);
    KmDefinition definition = definition_of(town.arena, &c);
    KmError err = {0};
    KmPeriod period;
    KmFigure *figures = NULL;
    size_t count = 0;
    definition.text.delay = 3;
    ck_assert(km_period_parse("1970K4", &period, &err));
    ck_assert_msg(km_evaluate(town.evaluation, &definition, &period, 1, &figures, &count, &err),
                  "%s", err.message);
    ck_assert_int_eq(figures[0].n, 4);
    ck_assert_int_eq(figures[0].x, 3);
    ck_assert_double_eq_tol(figures[0].estimate, 100.0, 1e-9);
    ck_assert_int_eq(figures[0].reference, 89);
    close_town(&town);
}
END_TEST

typedef struct {
    const char *promise;
    KmIndicatorKind kind;
    KmGapText gap;
    KmGapMeasure measure;
    double estimate;
    const char *expected;
} GapCase;

/* On the last day of K1: noord 1 (8 hours) and 2 (not placed), zuid 3 (10 hours); 4, of whom nobody
 * knows where, is in no gap. */
static const GapCase gap_cases[] = {
    {"a gap is the reference minus the rest",
     KM_KIND_PROPORTION,
     {"wijk", "zuid", "rest"},
     KM_GAP_DIFFERENCE,
     0.5,
     "total 3/0; maat=wijk-verhouding 3/0; maat=wijk-verschil 3/0; wijk=noord 2/1; "
     "wijk=onbekend 1/0; wijk=zuid 1/1; "},
    {"a ratio divides",
     KM_KIND_PROPORTION,
     {"wijk", "zuid", "noord"},
     KM_GAP_RATIO,
     2.0,
     "total 3/0; maat=wijk-verhouding 3/0; maat=wijk-verschil 3/0; wijk=noord 2/1; "
     "wijk=onbekend 1/0; wijk=zuid 1/1; "},
    {"everybody holds the reference too",
     KM_KIND_PROPORTION,
     {"wijk", "zuid", "allen"},
     KM_GAP_DIFFERENCE,
     0.5,
     "total 5/0; maat=wijk-verhouding 5/0; maat=wijk-verschil 5/0; wijk=noord 2/1; "
     "wijk=onbekend 1/0; wijk=zuid 1/1; "},
    {"ordered groups have a slope",
     KM_KIND_PROPORTION,
     {"wijk", NULL, "rest"},
     KM_GAP_SLOPE,
     1.0,
     "total 3/0; maat=wijk-helling 3/0; maat=wijk-verhouding 3/0; maat=wijk-verschil 3/0; "
     "wijk=noord 2/1; wijk=onbekend 1/0; wijk=zuid 1/1; "},
    {"means have gaps too",
     KM_KIND_MEAN,
     {"wijk", "zuid", "noord"},
     KM_GAP_DIFFERENCE,
     6.0,
     "total 3/0; maat=wijk-verhouding 3/0; maat=wijk-verschil 3/0; wijk=noord 2/0 s8; "
     "wijk=onbekend 1/0; wijk=zuid 1/0 s10; "},
};

START_TEST(gaps_are_told_with_their_levels)
{
    static const KmCodeText codes[] = {{"noord", "", ""}, {"zuid", "", ""}};
    const GapCase *c = &gap_cases[_i];
    Town town = open_town(false);
    Case as_case = {
        .kind = c->kind,
        .form = KM_FORM_SPELLS,
        .sections = {{KM_SECTION_POPULATION, "in de stad",
                      "SELECT kind AS unit, van, tot FROM stad WHERE kind <> 5", 11},
                     {KM_SECTION_HIT, "uren",
                      "SELECT kind AS unit, van, tot, uren AS waarde FROM plaats", 13}}};
    KmDefinition base = definition_of(town.arena, &as_case);
    const KmDimensionText wijk = {.name = "wijk", .codes = codes, .n_codes = 2};
    KmDefinition gap = {.text = {.id = "kloof",
                                 .kind = KM_KIND_GAP,
                                 .dimensions = &wijk,
                                 .n_dimensions = 1,
                                 .gap_of = "proef",
                                 .gap_kind = c->kind,
                                 .gap_measure = c->measure,
                                 .gaps = &c->gap,
                                 .n_gaps = 1},
                        .counts = "kind",
                        .base = &base,
                        .file = "kloof.sql"};
    KmError err = {0};
    KmPeriod period;
    KmFigure *figures = NULL;
    size_t count = 0;
    ck_assert(km_period_parse("1970K1", &period, &err));
    ck_assert_msg(km_evaluate(town.evaluation, &gap, &period, 1, &figures, &count, &err), "%s",
                  err.message);
    ck_assert_str_eq(figures[0].indicator, "kloof");
    ck_assert_msg(figures[0].has_estimate, "%s", c->promise);
    ck_assert_double_eq_tol(figures[0].estimate, c->estimate, 1e-9);
    ck_assert_str_eq(written(town.arena, figures, count, false), c->expected);
    close_town(&town);
}
END_TEST

START_TEST(a_distribution_shows_all_its_categories)
{
    static const KmCodeText codes[] = {{"wacht", "", ""}, {"klein", "", ""}, {"groot", "", ""}};
    static const Case c = {
        .kind = KM_KIND_DISTRIBUTION,
        .form = KM_FORM_STATE,
        .sections = {STATE("SELECT kind AS unit, iif(sum(uren) >= 9, 'groot', 'klein') AS waarde "
                           "FROM plaats GROUP BY kind")}};
    Town town = open_town(false);
    KmDefinition definition = definition_of(town.arena, &c);
    const KmDimensionText own = {.name = "stap", .codes = codes, .n_codes = 3};
    KmError err = {0};
    KmPeriod period;
    KmFigure *figures = NULL;
    size_t count = 0;
    definition.text.dimensions = &own;
    ck_assert(km_period_parse("1970K1..1970K2", &period, &err));
    ck_assert_msg(km_evaluate(town.evaluation, &definition, &period, 1, &figures, &count, &err),
                  "%s", err.message);
    ck_assert_str_eq(written(town.arena, figures, count, true),
                     "total 8/0 u4/0/0; stap=groot 8/6 u4/3/1; stap=klein 8/2 u4/1/3; "
                     "stap=wacht 8/0 u4/0/4; ");
    const KmBlock block = {{"stap", ""}, {"groot", ""}};
    KmEvaluatedSteps steps;
    ck_assert_msg(km_evaluate_steps(town.evaluation, &definition, &period, &block, &steps, &err),
                  "%s", err.message);
    ck_assert_int_eq(steps.steps[0].count, 8);
    ck_assert_int_eq(steps.steps[2].count, 6);
    close_town(&town);
}
END_TEST

typedef struct {
    const char *promise;
    const char *dim, *code;
    int64_t steps[4]; /* population, hit, excluded, unknown */
    size_t n_units;
} StepCase;

static const StepCase step_cases[] = {
    {"the steps of the town", "", "", {5, 2, 1, 1}, 4},
    {"the steps of a district", "wijk", "noord", {3, 1, 1, 0}, 2},
    {"the steps of a district nobody knows", "wijk", "onbekend", {1, 0, 0, 1}, 1},
};

START_TEST(steps_are_counted)
{
    const StepCase *c = &step_cases[_i];
    Town town = open_town(false);
    KmDefinition definition = definition_of(town.arena, &cases[0]);
    const KmBlock block = {{c->dim, ""}, {c->code, ""}};
    KmError err = {0};
    KmPeriod period;
    KmEvaluatedSteps steps;
    ck_assert(km_period_parse("1970K1", &period, &err));
    ck_assert_msg(km_evaluate_steps(town.evaluation, &definition, &period, &block, &steps, &err),
                  "%s: %s", c->promise, err.message);
    ck_assert_uint_eq(steps.n_steps, 4);
    for (size_t i = 0; i < steps.n_steps; i++) {
        ck_assert_msg(steps.steps[i].count == c->steps[i], "%s: step %zu is %lld", c->promise, i,
                      (long long)steps.steps[i].count);
    }
    ck_assert_uint_eq(steps.n_units, c->n_units);
    close_town(&town);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evaluate");
    TCase *tests = tcase_create("evaluate");
    tcase_add_loop_test(tests, figures_are_counted, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_loop_test(tests, wrong_rows_are_refused, 0,
                        (int)(sizeof refusals / sizeof *refusals));
    tcase_add_test(tests, unknowns_give_bounds);
    tcase_add_test(tests, waiting_is_followed_until_the_window_ends);
    tcase_add_test(tests, a_delay_follows_longer);
    tcase_add_loop_test(tests, gaps_are_told_with_their_levels, 0,
                        (int)(sizeof gap_cases / sizeof *gap_cases));
    tcase_add_test(tests, a_distribution_shows_all_its_categories);
    tcase_add_loop_test(tests, steps_are_counted, 0, (int)(sizeof step_cases / sizeof *step_cases));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
