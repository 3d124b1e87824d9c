/* What is known as an interval, and what was counted without being known: bounds by hand. */
#include "tests/unit/indicators/town.h"

static const Case cases[] = {
    {"a rate of intervals: 10 to 16 over 4 to 8, the middle in between",
     KM_KIND_RATE,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE(
         "SELECT 'a' AS unit, 9 AS waarde, 8 AS laag, 11 AS hoog, 3 AS noemer, 2 AS noemer_laag, "
         "5 AS noemer_hoog UNION ALL SELECT 'b', 3.5, 2, 5, 2.5, 2, 3")},
     "1970K1",
     "total 1.25..4; wijk=onbekend 1.25..4; "},
    {"a numerator below 0 is lowest over the least denominator",
     KM_KIND_RATE,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE("SELECT 'a' AS unit, -4 AS waarde, -6 AS laag, -2 AS hoog, 3 AS noemer, 2 AS "
            "noemer_laag, 4 AS noemer_hoog")},
     "1970K1",
     "total -3..-0.5; wijk=onbekend -3..-0.5; "},
    {"a denominator that may be 0 has no bounds",
     KM_KIND_RATE,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE("SELECT 'a' AS unit, 3 AS waarde, 2 AS noemer, 0 AS noemer_laag, 4 AS noemer_hoog")},
     "1970K1",
     "total none; wijk=onbekend none; "},
    {"one end alone leaves the other where the value is",
     KM_KIND_MEAN,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE("SELECT kind AS unit, 2 AS waarde, CASE kind WHEN 1 THEN 5 END AS hoog FROM stad WHERE "
            "kind < 3 AND van < 50")},
     "1970K1",
     "total 2..3.5; wijk=noord 2..3.5; "},
    {"a child that is taken out has no leeway either",
     KM_KIND_MEAN,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE("SELECT kind AS unit, 2 AS waarde, 9 AS hoog, kind = 1 AS uitgesloten FROM stad WHERE "
            "kind IN (1, 4)")},
     "1970K1",
     "total 2..9; wijk=noord none; wijk=onbekend 2..9; "},
    {"who was only counted may be anybody who is no hit, in every block, and no more than those",
     KM_KIND_PROPORTION,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE(
         "SELECT kind AS unit, kind = 1 AS hit, 1 AS noemer, NULL AS mogelijk FROM stad WHERE van "
         "<= :peildatum AND :peildatum < tot UNION ALL SELECT 'lijst', 0, 0, 2")},
     "1970K1",
     "total 0.2..0.6; wijk=noord 0.333333..1; wijk=onbekend 0..1; wijk=zuid 0..1; "},
    {"unless its row says which block",
     KM_KIND_PROPORTION,
     KM_FORM_STATE,
     KM_TIME_QUARTER_END,
     {STATE(
         "SELECT kind AS unit, kind = 1 AS hit, 1 AS noemer, NULL AS mogelijk, NULL AS wijk FROM "
         "stad WHERE van <= :peildatum AND :peildatum < tot UNION ALL SELECT 'lijst', 0, 0, 2, "
         "'zuid'")},
     "1970K1",
     "total 0.2..0.6; wijk=noord 0.333333..0.333333; wijk=onbekend 0..0; wijk=zuid 0..1; "},
    {"a possible row of spells counts on its days only, and adds up",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_QUARTER_END,
     {POPULATION,
      HIT,
      {KM_SECTION_POSSIBLE, "aantallen",
       "SELECT 'a' AS unit, 89 AS van, 90 AS tot, 1 AS waarde UNION ALL SELECT 'a', 0, 89, 9 UNION "
       "ALL SELECT 'b', 90, 200, 9 UNION ALL SELECT 'c', 0, NULL, 1",
       19}},
     "1970K1",
     "total 0.4..0.8; wijk=noord 0.333333..1; wijk=onbekend 0..1; wijk=zuid 1..1; "},
    {"in a flow on any day of the quarter",
     KM_KIND_PROPORTION,
     KM_FORM_SPELLS,
     KM_TIME_FLOW,
     {POPULATION,
      HIT,
      {KM_SECTION_POSSIBLE, "aantallen",
       "SELECT 'a' AS unit, 90 AS van, 91 AS tot, 1 AS waarde UNION ALL SELECT 'b', 0, 90, 9", 19}},
     "1970K2",
     "total 0.6..0.8; wijk=noord 0.5..1; wijk=onbekend 0..1; wijk=zuid 1..1; "},
};

/* As `written`, with the bounds. */
static const char *bounds_of(KmArena *arena, KmFigure *figures, size_t count)
{
    KmText text = km_text_init(arena);
    qsort(figures, count, sizeof *figures, by_block);
    for (size_t i = 0; i < count; i++) {
        const KmFigure *f = &figures[i];
        km_text_addf(&text, "%s%s%s", f->block.dim[0][0] == '\0' ? "total" : f->block.dim[0],
                     f->block.dim[0][0] == '\0' ? "" : "=", f->block.code[0]);
        if (f->has_bounds) {
            km_text_addf(&text, " %g..%g; ", f->bound_low, f->bound_high);
        } else {
            km_text_add(&text, " none; ");
        }
    }
    return text.bytes;
}

START_TEST(bounds_follow_from_the_ends)
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
        const char *found = bounds_of(town.arena, figures, count);
        ck_assert_msg(strcmp(found, c->expected) == 0, "%s:\nexpected %s\nfound    %s", c->promise,
                      c->expected, found);
        close_town(&town);
    }
}
END_TEST

typedef struct {
    const char *promise;
    KmIndicatorKind kind;
    KmSection section;
    const char *message;
    bool is_percent;
} Refusal;

static const Refusal refusals[] = {
    {"a value outside its ends", KM_KIND_RATE,
     STATE("SELECT 'a' AS unit, 5 AS waarde, 1 AS laag, 4 AS hoog"),
     "gave a waarde outside laag … hoog"},
    {"a denominator outside its ends", KM_KIND_RATE,
     STATE("SELECT 'a' AS unit, 5 AS waarde, 2 AS noemer, 3 AS noemer_laag"),
     "gave a noemer outside noemer_laag … noemer_hoog"},
    {"a text as an end", KM_KIND_RATE, STATE("SELECT 'a' AS unit, 5 AS waarde, '<5' AS laag"),
     "gave a text as laag, hoog, noemer_laag or noemer_hoog"},
    {"the ends of a share", KM_KIND_PROPORTION, STATE("SELECT 'a' AS unit, 1 AS hit, 1 AS laag"),
     "only a rate or mean has them"},
    {"the ends of a mean's denominator", KM_KIND_MEAN,
     STATE("SELECT 'a' AS unit, 1 AS waarde, 1 AS noemer_laag"), "only a rate has them"},
    {"possible units of a rate", KM_KIND_RATE,
     STATE("SELECT 'a' AS unit, 1 AS waarde, 0 AS noemer, 3 AS mogelijk"),
     "only a proportion has one"},
    {"possible units of somebody who is known", KM_KIND_PROPORTION,
     STATE("SELECT 'a' AS unit, 0 AS hit, 3 AS mogelijk"),
     "gave a mogelijk for a unit that is in n"},
    {"less than nobody", KM_KIND_PROPORTION,
     STATE("SELECT 'a' AS unit, 0 AS hit, 0 AS noemer, -1 AS mogelijk"),
     "gave a mogelijk that is not a whole number from 0"},
    {"more than the whole of what is written as a percentage", KM_KIND_RATE,
     STATE("SELECT 'a' AS unit, 5 AS waarde, 4 AS noemer"), "gave a waarde outside 0 … noemer",
     true},
    {"less than nothing of it", KM_KIND_RATE,
     STATE("SELECT 'a' AS unit, -1 AS waarde, 4 AS noemer"), "gave a waarde outside 0 … noemer",
     true},
};

START_TEST(impossible_ends_are_refused)
{
    const Refusal *c = &refusals[_i];
    Town town = open_town(false);
    Case as_case = {.kind = c->kind, .form = KM_FORM_STATE, .sections = {c->section}};
    KmDefinition definition = definition_of(town.arena, &as_case);
    definition.text.is_percent = c->is_percent;
    KmError err = {0};
    KmPeriod period;
    KmFigure *figures = NULL;
    size_t count = 0;
    ck_assert(km_period_parse("1970K1", &period, &err));
    ck_assert_msg(!km_evaluate(town.evaluation, &definition, &period, 1, &figures, &count, &err),
                  "%s", c->promise);
    ck_assert_msg(strstr(err.message, c->message) != NULL, "%s: %s", c->promise, err.message);
    ck_assert_int_eq(err.line, 21);
    close_town(&town);
}
END_TEST

START_TEST(a_possible_row_says_how_many)
{
    Town town = open_town(false);
    Case as_case = {.kind = KM_KIND_PROPORTION,
                    .form = KM_FORM_SPELLS,
                    .sections = {POPULATION,
                                 HIT,
                                 {KM_SECTION_POSSIBLE, "aantallen",
                                  "SELECT 'a' AS unit, 0 AS van, 9 AS tot", 19}}};
    KmDefinition definition = definition_of(town.arena, &as_case);
    KmError err = {0};
    KmPeriod period;
    KmFigure *figures = NULL;
    size_t count = 0;
    ck_assert(km_period_parse("1970K1", &period, &err));
    ck_assert(!km_evaluate(town.evaluation, &definition, &period, 1, &figures, &count, &err));
    ck_assert_msg(strstr(err.message, "without a waarde from 0") != NULL, "%s", err.message);
    close_town(&town);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bounds");
    TCase *tests = tcase_create("bounds");
    tcase_add_loop_test(tests, bounds_follow_from_the_ends, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_loop_test(tests, impossible_ends_are_refused, 0,
                        (int)(sizeof refusals / sizeof *refusals));
    tcase_add_test(tests, a_possible_row_says_how_many);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
