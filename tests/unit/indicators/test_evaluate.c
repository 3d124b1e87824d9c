/* Definitions in their own notation on hand-made tables, with figures counted by hand. */
#include "tests/unit/indicators/town.h"

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

/* All five begin in K1, of whom 5 is taken out. Placed: 1 on day 20, 3 at once and on b from day 80
 * on, 2 only after K1, 4 never. So 3 alone reaches both hits, and 1, 2 and 4 still wait when the
 * quarter ends, unless 1 leaves on day 15, before the placement, and 4 on day 60. */
typedef struct {
    const char *promise;
    KmSection population;
    int64_t steps[9]; /* in either population, began, taken out, hit, both hits, still waiting, left
                         the first population, the second */
} EndCase;

static const EndCase end_cases[] = {
    {"all but one of the town are followed to the quarter's end",
     {KM_SECTION_POPULATION, "overal", "SELECT kind AS unit, 0 AS van, 99999 AS tot FROM stad", 12},
     {5, 5, 5, 1, 2, 1, 3, 0, 0}},
    {"who leaves before the hit is no longer followed, for that reason",
     {KM_SECTION_POPULATION, "tot dag 60",
      "SELECT kind AS unit, 0 AS van, CASE kind WHEN 1 THEN 15 WHEN 4 THEN 60 ELSE 99999 END AS "
      "tot "
      "FROM stad",
      12},
     {5, 5, 5, 1, 1, 1, 1, 0, 2}},
};

START_TEST(ends_of_following_are_counted_by_reason)
{
    const EndCase *c = &end_cases[_i];
    Town town = open_town(false);
    const Case as_case = {
        .kind = KM_KIND_DURATION,
        .form = KM_FORM_SPELLS,
        .time = KM_TIME_COHORT,
        .sections = {POPULATION,
                     c->population,
                     EXCLUDED,
                     HIT,
                     {KM_SECTION_HIT, "op b",
                      "SELECT kind AS unit, van, tot FROM plaats WHERE site = 'b'", 14}}};
    KmDefinition definition = definition_of(town.arena, &as_case);
    const KmBlock block = {{"", ""}, {"", ""}};
    KmError err = {0};
    KmPeriod period;
    KmEvaluatedSteps steps;
    ck_assert(km_period_parse("1970K1", &period, &err));
    ck_assert_msg(km_evaluate_steps(town.evaluation, &definition, &period, &block, &steps, &err),
                  "%s: %s", c->promise, err.message);
    for (size_t i = 0; i < steps.n_steps; i++) {
        ck_assert_msg(steps.steps[i].count == c->steps[i], "%s: step %zu, '%s', is %lld",
                      c->promise, i, steps.steps[i].label, (long long)steps.steps[i].count);
        ck_assert(steps.steps[i].is_end == (i >= 6));
    }
    ck_assert_uint_eq(steps.n_steps, 9);
    ck_assert_uint_eq(steps.n_units, 4);
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
    tcase_add_test(tests, a_distribution_shows_all_its_categories);
    tcase_add_loop_test(tests, ends_of_following_are_counted_by_reason, 0,
                        (int)(sizeof end_cases / sizeof *end_cases));
    tcase_add_loop_test(tests, steps_are_counted, 0, (int)(sizeof step_cases / sizeof *step_cases));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
