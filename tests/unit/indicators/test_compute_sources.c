/* What stands behind figures: coverage, joined exports, lines, expected deliveries. */
#include "indicators/compute/expected.h"
#include "tests/unit/indicators/compute_town.h"

/* ---- coverage ---- */

typedef struct {
    const char *promise;
    const char *expected_sql;
    const char *select;
    const char *left_out; /* how the contract/deliverer begins whose deliveries are missing */
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
    {"nobody tells of the hits, but their number is bounded", two_houders, "bereik", "plaats/",
     KM_FIGURE_PARTIAL, 0, 4, true, 0.0, 0.75, 3, 1, "plaats/a, plaats/b"},
    {"nobody tells of the hits: no share, not 0 %", unknown_capacity, "bereik", "plaats/",
     KM_FIGURE_NOT_DELIVERED, 0, 0, false, 0.0, 0.0, 3, 1, "plaats/a, plaats/b"},
    {"nobody tells what takes a hit away: not everybody is one", two_houders, "zonder", "plaats/",
     KM_FIGURE_NOT_DELIVERED, 0, 0, false, 0.0, 0.0, 3, 1, "plaats/a, plaats/b"},
    {"part of the population: a figure without bounds", two_towns, "bereik", "", KM_FIGURE_PARTIAL,
     2, 4, false, 0.0, 0.0, 3, 2, "woont/buurgemeente"},
    {"two who were only counted may be among the misses", two_houders, "lijst", "",
     KM_FIGURE_DEFINED, 1, 4, true, 0.25, 0.75, 3, 3, ""},
    {"a list that is expected and missing takes the bounds, not the figure", two_houders, "lijst",
     "plaats/b", KM_FIGURE_DEFINED, 1, 4, false, 0.0, 0.0, 3, 2, "plaats/b"},
    {"a list that nobody is to send is not missed", town_alone, "lijst", "plaats/",
     KM_FIGURE_DEFINED, 1, 4, true, 0.25, 0.25, 1, 1, ""},
};

START_TEST(what_is_missing_shows)
{
    const CoverageCase *c = &coverage_cases[_i];
    Place place = open_place();
    expected_sql = c->expected_sql;
    for (size_t i = 0; i < CITY; i++) {
        const char *source = km_format(place.arena, "%s/%s", city[i].contract, city[i].deliverer);
        if (c->left_out[0] == '\0' || strncmp(source, c->left_out, strlen(c->left_out)) != 0) {
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
    DO(km_explain(place.store, place.arena, NULL, "bereik:1970K2:wijk=noord", KM_DATE_OPEN, NULL,
                  true, &e, &err));
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
    ck_assert(km_figure_compared(&e.figure, KM_COMPARED_PREVIOUS)->exists);
    ck_assert(km_figure_compared(&e.figure, KM_COMPARED_NORM)->exists);
    ck_assert(!km_explain(place.store, place.arena, NULL, "bereik:1970K2:wijk=oost", KM_DATE_OPEN,
                          NULL, false, &e, &err));
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
    KmDeliveryTerms terms[] = {{"plaats", KM_FREQUENCY_QUARTER, 21},
                               {"woont", KM_FREQUENCY_MONTH, -1}};
    KmExpectedRequest request = {period.from, period.to, KM_DATE_OPEN, terms, 2};
    DO(km_expected_deliveries(place.store, place.arena, NULL, &request, &list, &count, &err));
    ck_assert_uint_eq(count, 5); /* each month of woont */
    ck_assert_uint_eq(list[0].n_ids, 1);
    ck_assert_str_eq(list[0].ids[0], "plaats/a/1970K4/1");
    ck_assert(list[0].delivered && !list[1].delivered && list[2].delivered);
    ck_assert_str_eq(list[1].deliverer, "b");
    ck_assert_uint_eq(list[1].n_ids, 0);
    ck_assert_uint_eq(list[1].n_lacking, 3);
    ck_assert_str_eq(km_date_iso(place.arena, list[0].due), "1971-01-21");
    ck_assert_str_eq(list[4].period.text, "1970-12");
    ck_assert_str_eq(km_date_iso(place.arena, list[4].due), "1970-12-30");
    close_place(&place);
}
END_TEST

/* What a came with, and how much of 1970K2 that is. */
typedef struct {
    const char *promise;
    Sent sent[4]; /* the first without a period ends them */
    bool delivered, in_parts;
    size_t ids;
    const char *lacking;
    KmDate received, first; /* days of 1970; -1: none */
} MonthCase;

static const MonthCase month_cases[] = {
    {"nothing lacks everything", {{0}}, false, false, 0, "1970-04 1970-05 1970-06 ", -1, -1},
    {"a quarter is its months",
     {{"plaats", "a", "1970K2", 190, "", {{0}}}},
     true,
     false,
     1,
     "",
     190,
     190},
    {"a month is one of three",
     {{"plaats", "a", "1970-06", 190, "", {{0}}}},
     false,
     true,
     1,
     "1970-04 1970-05 ",
     190,
     -1},
    {"three months are in when the last came, whichever that is",
     {{"plaats", "a", "1970-04", 199, "", {{0}}},
      {"plaats", "a", "1970-05", 140, "", {{0}}},
      {"plaats", "a", "1970-06", 190, "", {{0}}}},
     true,
     true,
     3,
     "",
     199,
     199},
    {"two months in one file and one apart",
     {{"plaats", "a", "1970-04..1970-05", 150, "", {{0}}},
      {"plaats", "a", "1970-06", 190, "", {{0}}}},
     true,
     true,
     2,
     "",
     190,
     190},
    {"a later file of the quarter makes no month later",
     {{"plaats", "a", "1970-04", 130, "", {{0}}},
      {"plaats", "a", "1970-05", 160, "", {{0}}},
      {"plaats", "a", "1970-06", 190, "", {{0}}},
      {"plaats", "a", "1970K2", 300, "", {{0}}}},
     true,
     false,
     1,
     "",
     300,
     190},
    {"the rest of a longer file is a part, and not one to go on with",
     {{"plaats", "a", "1970-01..1970-04", 130, "", {{0}}}},
     false,
     false,
     1,
     "1970-05 1970-06 ",
     130,
     -1},
};

START_TEST(a_period_is_in_when_its_months_are)
{
    const MonthCase *c = &month_cases[_i];
    Place place = open_place();
    KmError err = {0};
    KmPeriod period;
    KmExpected *list = NULL;
    size_t count = 0;
    expected_sql = "SELECT 'plaats' AS contract, 'a' AS leverancier, 0 AS van, 99999 AS tot, "
                   "NULL AS capaciteit";
    deliver(&place, &city[0]); /* someone else's */
    for (size_t i = 0; i < 4 && c->sent[i].period != NULL; i++) {
        deliver(&place, &c->sent[i]);
    }
    DO(km_period_parse("1970K2", &period, &err));
    KmDeliveryTerms terms = {"plaats", KM_FREQUENCY_QUARTER, 21};
    KmExpectedRequest request = {period.from, period.to, KM_DATE_OPEN, &terms, 1};
    DO(km_expected_deliveries(place.store, place.arena, NULL, &request, &list, &count, &err));
    ck_assert_msg(count == 1, "%s: %zu", c->promise, count);
    KmText lacking = km_text_init(place.arena);
    for (size_t i = 0; i < list[0].n_lacking; i++) {
        km_text_addf(&lacking, "%s ", list[0].lacking[i].text);
    }
    ck_assert_msg(strcmp(lacking.bytes, c->lacking) == 0, "%s: lacks %s", c->promise,
                  lacking.bytes);
    ck_assert_msg(list[0].n_months == 3 && list[0].n_ids == c->ids, "%s: %zu files", c->promise,
                  list[0].n_ids);
    ck_assert_msg(list[0].delivered == c->delivered && list[0].is_in_parts == c->in_parts, "%s",
                  c->promise);
    ck_assert_msg(list[0].received == (c->received < 0 ? KM_DATE_OPEN : c->received) &&
                      list[0].first_received == (c->first < 0 ? KM_DATE_OPEN : c->first),
                  "%s: %d, first %d", c->promise, list[0].received, list[0].first_received);
    close_place(&place);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compute sources");
    TCase *tests = tcase_create("compute sources");
    tcase_add_loop_test(tests, what_is_missing_shows, 0,
                        (int)(sizeof coverage_cases / sizeof *coverage_cases));
    tcase_add_test(tests, full_exports_are_joined_to_single_spells);
    tcase_add_test(tests, a_figure_is_explained_to_its_lines);
    tcase_add_test(tests, expected_deliveries_are_listed);
    tcase_add_loop_test(tests, a_period_is_in_when_its_months_are, 0,
                        (int)(sizeof month_cases / sizeof *month_cases));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
