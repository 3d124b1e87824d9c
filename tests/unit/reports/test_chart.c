#include "reports/charts/chart.h"

#include "reports/report.h"
#include "tests/unit/reports/fixture.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static KmArena *arena;
static KmGnuplot *gnuplot;
static KmError err;

static void setup(void)
{
    arena = km_arena_open();
    km_error_clear(&err);
    ck_assert(km_gnuplot_open(&gnuplot, &err));
}

static void teardown(void)
{
    km_gnuplot_close(gnuplot);
    km_arena_close(arena);
}

static KmChart drawn(const Fixture *fixture, KmChartKind kind)
{
    KmPeriod period = fixture_period("2026K3");
    KmChartRequest request = {.kind = kind,
                              .indicator = kind == KM_CHART_CASCADE || kind == KM_CHART_STACKED ||
                                                   kind == KM_CHART_BARS
                                               ? "vve-trechter"
                                           : kind == KM_CHART_WAITING ? "vve-plaatsing-duur"
                                                                      : "vve-bereik",
                              .by = kind == KM_CHART_GAP ? "wijk=WK054604,WK054603"
                                    : kind == KM_CHART_DOTS || kind == KM_CHART_FUNNEL ||
                                            kind == KM_CHART_MULTIPLES || kind == KM_CHART_MAP
                                        ? "wijk"
                                        : NULL,
                              .period = &period,
                              .id_prefix = "g7"};
    KmChart chart = {0};
    bool ok =
        km_chart_draw(arena, gnuplot, fixture_release(arena, fixture), &request, &chart, &err);
    ck_assert_msg(ok, "%s", err.message);
    ck_assert(chart.drawn);
    return chart;
}

static const Fixture whole_city = {.quarters = fixture_twelve_quarters,
                                   .n_quarters = 12,
                                   .rows = fixture_ten_districts,
                                   .n_rows = 10,
                                   .stages = fixture_stages,
                                   .n_stages = 6,
                                   .waits = fixture_waits,
                                   .n_waits = 5};

enum { KINDS = KM_CHART_BARS + 1 };

START_TEST(the_same_chart_is_the_same_bytes)
{
    KmChart first = drawn(&whole_city, (KmChartKind)_i);
    for (int other = 0; other < KINDS; other++) { /* whatever was drawn in between */
        (void)drawn(&whole_city, (KmChartKind)other);
    }
    KmChart again = drawn(&whole_city, (KmChartKind)_i);
    ck_assert_str_eq(first.svg, again.svg);
    km_gnuplot_close(gnuplot);
    ck_assert(km_gnuplot_open(&gnuplot, &err));
    KmChart anew = drawn(&whole_city, (KmChartKind)_i);
    ck_assert_str_eq(first.svg, anew.svg);
}
END_TEST

static size_t count_of(const char *text, const char *piece)
{
    size_t n = 0;
    for (const char *p = strstr(text, piece); p != NULL; p = strstr(p + 1, piece)) {
        n++;
    }
    return n;
}

/* Every opening tag has its close. */
static void assert_balanced(const char *svg, const char *tag)
{
    size_t opened =
        count_of(svg, km_format(arena, "<%s>", tag)) + count_of(svg, km_format(arena, "<%s ", tag));
    ck_assert_uint_eq(opened, count_of(svg, km_format(arena, "</%s>", tag)));
}

START_TEST(the_picture_is_ours_and_stands_alone)
{
    KmChart chart = drawn(&whole_city, (KmChartKind)_i);
    const char *svg = chart.svg;
    ck_assert_uint_eq(strlen(svg), chart.length);
    ck_assert_int_eq(strncmp(svg, "<svg ", 5), 0);
    ck_assert_ptr_nonnull(strstr(svg, "role=\"img\" aria-labelledby=\"g7-title\""));
    ck_assert_ptr_nonnull(
        strstr(svg, km_format(arena, "<title id=\"g7-title\">%s</title>", chart.title_nl)));
    ck_assert_ptr_null(strcasestr(svg, "gnuplot"));
    ck_assert_ptr_null(strstr(svg, "km~"));
    ck_assert_ptr_null(strstr(svg, "gpPt"));
    ck_assert_uint_eq(count_of(svg, "http"), 2); /* the two namespaces */
    ck_assert_uint_eq(count_of(svg, "<title"), 1);
    ck_assert_uint_eq(count_of(svg, "<desc"), 1);
    ck_assert_uint_eq(count_of(svg, " id="), count_of(svg, " id=\"g7-"));
    ck_assert_ptr_null(strstr(svg, "='"));
    assert_balanced(svg, "g");
    assert_balanced(svg, "text");
    assert_balanced(svg, "svg");
}
END_TEST

static const char marker[] = "/tmp/kansmeter-test-chart-ran";

static const struct {
    const char *name, *label;
} hostile[] = {
    {"a backtick command", "`touch /tmp/kansmeter-test-chart-ran`"},
    {"a way out of double quotes", "x\"; system(\"touch /tmp/kansmeter-test-chart-ran\"); \""},
    {"a way out of single quotes", "x'; !touch /tmp/kansmeter-test-chart-ran; '"},
    {"a line end and a command", "x\n!touch /tmp/kansmeter-test-chart-ran\n"},
    {"the end of a data block", "x\nEOD\nsystem(\"touch /tmp/kansmeter-test-chart-ran\")\n"},
    {"a pipe", "|touch /tmp/kansmeter-test-chart-ran"},
    {"a read from a command", "< touch /tmp/kansmeter-test-chart-ran"},
    {"a script", "<script>alert(1)</script>"},
    {"the end of the picture", "</text></svg><img src=x onerror=alert(1)>"},
    {"our own token", "km~0~"},
    {"a macro", "@ARGV ${x} {/:Bold x} ~a{.8-}"},
    {"control bytes", "a\x01\x1b[31mb\x7f"},
    {"text that turns around", "a\xe2\x80\xae"
                               "b"},
    {"broken UTF-8", "a\xff\xc3"},
};

/* The dotted line's pieces: points are joined within one source and one way of counting. */
static size_t dotted_moves(const KmChart *chart)
{
    const char *path = strstr(chart->svg, "stroke=\"rgb(125, 139, 153)\" stroke-dasharray");
    ck_assert_ptr_nonnull(path);
    const char *d = strstr(path, " d=\"") + 4;
    char *line = km_strndup(arena, d, strcspn(d, "\""));
    return count_of(line, "L");
}

START_TEST(what_others_published_is_joined_only_where_it_may_be)
{
    const KmSeriesBreak breaks[] = {{fixture_period("2021K1").from, "andere leeftijd"}};
    KmElsewhere rows[] = {
        {"GM0546", true, "", "", fixture_period("2019K3").to - 1, 0.5, false, 0, "Jaarbericht"},
        {"GM0546", true, "", "", fixture_period("2020K3").to - 1, 0.6, false, 0, "Jaarbericht"},
        {"GM0546", true, "", "", fixture_period("2021K3").to - 1, 0.65, false, 0, "Jaarbericht"},
        {"GM0546", true, "", "", fixture_period("2022K3").to - 1, 0.7, false, 0, "Jaarbericht"},
        {"NL", false, "", "", fixture_period("2022K3").to - 1, 0.11, false, 0, "Land"}};
    Fixture fixture = whole_city;
    KmChart without = drawn(&fixture, KM_CHART_TREND);
    fixture.elsewhere = rows;
    fixture.n_elsewhere = 5;
    KmChart chart = drawn(&fixture, KM_CHART_TREND);
    ck_assert_str_eq(chart.title_nl, without.title_nl); /* it tells of our own figures only */
    ck_assert_ptr_null(strstr(chart.description_nl, "geen cijfer"));
    ck_assert_ptr_null(strstr(chart.description_nl, "11,0%"));
    ck_assert_ptr_nonnull(strstr(chart.description_nl, "30 september 2020 60,0%"));
    ck_assert_uint_eq(count_of(chart.svg, "×"), count_of(without.svg, "×"));
    ck_assert_uint_eq(dotted_moves(&chart), 3);
    fixture.breaks = breaks;
    fixture.n_breaks = 1;
    chart = drawn(&fixture, KM_CHART_TREND);
    ck_assert_uint_eq(dotted_moves(&chart), 2);
    ck_assert_ptr_nonnull(strstr(chart.svg, "andere telling"));
    rows[3].source = "Een ander";
    chart = drawn(&fixture, KM_CHART_TREND);
    ck_assert_uint_eq(dotted_moves(&chart), 1);
}
END_TEST

START_TEST(a_label_is_only_ever_text)
{
    (void)unlink(marker);
    const char *label = hostile[_i].label;
    FixtureRow rows[2] = {{"WK054600", KM_PUBLISHED_SHOWN, 40, 20, -1, label, NULL},
                          {"WK054601", KM_PUBLISHED_MERGED, 40, 24, 0, label, "WK054601 x"}};
    FixtureQuarter total = {"2026K3", KM_PUBLISHED_SHOWN, 320, 271};
    Fixture fixture = {.title_nl = label,
                       .unit_nl = label,
                       .quarters = &total,
                       .n_quarters = 1,
                       .rows = rows,
                       .n_rows = 2};
    const KmChartKind kinds[2] = {KM_CHART_TREND, KM_CHART_DOTS};
    for (int i = 0; i < 2; i++) {
        const char *svg = drawn(&fixture, kinds[i]).svg;
        ck_assert_ptr_null(strstr(svg, "<script"));
        ck_assert_ptr_null(strstr(svg, "<img"));
        ck_assert_ptr_null(strchr(svg, '\x1b'));
        ck_assert_ptr_null(strstr(svg, "\xe2\x80\xae"));
        ck_assert_ptr_null(strchr(svg, '\xff'));
        assert_balanced(svg, "text");
        assert_balanced(svg, "svg");
    }
    ck_assert_int_ne(access(marker, F_OK), 0);
}
END_TEST

START_TEST(a_hidden_number_leaves_no_trace)
{
    FixtureRow rows[4] = {
        {"WK054600", KM_PUBLISHED_PROTECTED, 0, 0, 0, NULL, NULL},
        {"WK054603", KM_PUBLISHED_SHOWN, 81, 58, -1, NULL, NULL},
        {"WK054604", KM_PUBLISHED_SHOWN, 34, 30, 0, NULL, NULL},
        {"WK054605", KM_PUBLISHED_NOT_DELIVERED, 0, 0, 0, NULL, NULL},
    };
    FixtureRow stages[6];
    FixtureQuarter quarters[12];
    memcpy(stages, fixture_stages, sizeof stages);
    memcpy(quarters, fixture_twelve_quarters, sizeof quarters);
    stages[2].status = stages[3].status = KM_PUBLISHED_PROTECTED;
    quarters[4].status = KM_PUBLISHED_PROTECTED;
    Fixture clean = {.quarters = quarters,
                     .n_quarters = 12,
                     .rows = rows,
                     .n_rows = 4,
                     .stages = stages,
                     .n_stages = 6,
                     .waits = fixture_waits,
                     .n_waits = 5};
    Fixture dirty = clean;
    dirty.stray = true;
    KmChartKind kind = (KmChartKind)_i;
    if (kind == KM_CHART_STACKED) { /* without every part there is no bar at all */
        KmPeriod period = fixture_period("2026K3");
        KmChartRequest request = {kind, "vve-trechter", NULL, &period, "g7"};
        KmChart chart = {0};
        ck_assert(
            km_chart_draw(arena, gnuplot, fixture_release(arena, &dirty), &request, &chart, &err));
        ck_assert(!chart.drawn);
        ck_assert_str_eq(chart.reason_nl, "Van van indicatie naar plaats is in geen enkel kwartaal "
                                          "elke groep te tonen.");
        return;
    }
    if (kind == KM_CHART_FUNNEL) { /* which needs ten groups: one of eleven is hidden */
        FixtureRow eleven[11];
        memcpy(eleven, fixture_ten_districts, sizeof fixture_ten_districts);
        eleven[10] = (FixtureRow){"WK054610", KM_PUBLISHED_PROTECTED, 0, 0, 0, NULL, NULL};
        clean.rows = dirty.rows = eleven;
        clean.n_rows = dirty.n_rows = 11;
        ck_assert_str_eq(drawn(&clean, kind).svg, drawn(&dirty, kind).svg);
        return;
    }
    ck_assert_str_eq(drawn(&clean, kind).svg, drawn(&dirty, kind).svg);
}
END_TEST

START_TEST(hidden_groups_are_told_in_words)
{
    FixtureRow rows[4] = {{"WK054600", KM_PUBLISHED_PROTECTED, 0, 0, 0, NULL, NULL},
                          {"WK054603", KM_PUBLISHED_SHOWN, 81, 58, -1, NULL, NULL},
                          {"WK054607", KM_PUBLISHED_POOLED, 50, 46, 0, NULL, NULL},
                          {"WK054604", KM_PUBLISHED_EMPTY, 0, 0, 0, NULL, NULL}};
    Fixture fixture = {
        .quarters = fixture_twelve_quarters, .n_quarters = 12, .rows = rows, .n_rows = 4};
    const char *svg = drawn(&fixture, KM_CHART_DOTS).svg;
    ck_assert_ptr_nonnull(strstr(svg, ">Afgeschermd: Binnenstad-Zuid, te weinig peuters.<"));
    ck_assert_ptr_nonnull(
        strstr(svg, ">Niet van toepassing: Roodenburgerdistrict, er waren geen peuters.<"));
    ck_assert_ptr_nonnull(strstr(svg, ">vier kwartalen<"));
    ck_assert_ptr_null(strstr(svg, "46 van 50")); /* pooled figures have no counts */
}
END_TEST

START_TEST(every_district_has_its_tile)
{
    const char *svg = drawn(&whole_city, KM_CHART_MAP).svg;
    ck_assert_ptr_nonnull(strstr(svg, ">Stevenshofdistrict<"));
    ck_assert_ptr_nonnull(strstr(svg, ">71,6%<")); /* 58 of 81 */
    FixtureRow rows[2] = {{"WK054600", KM_PUBLISHED_PROTECTED, 0, 0, 0, NULL, NULL},
                          {"WK054603", KM_PUBLISHED_SHOWN, 81, 58, -1, NULL, NULL}};
    Fixture few = {
        .quarters = fixture_twelve_quarters, .n_quarters = 12, .rows = rows, .n_rows = 2};
    svg = drawn(&few, KM_CHART_MAP).svg;
    ck_assert_uint_eq(count_of(svg, ">afgeschermd<"), 1);
    ck_assert_uint_eq(count_of(svg, ">n.v.t.<"), 8);
}
END_TEST

START_TEST(who_stays_behind_stands_in_the_title_of_the_small_multiples)
{
    KmChart chart = drawn(&whole_city, KM_CHART_MULTIPLES);
    ck_assert_str_eq(chart.title_nl, "Vve-bereik: Leiden-Noord blijft achter bij Leiden");
    ck_assert_uint_eq(count_of(chart.svg, ">Merenwijkdistrict<"), 1);
}
END_TEST

START_TEST(a_file_is_a_picture_and_a_hidden_one_is_refused)
{
    const char *path = "/tmp/kansmeter-test-chart.svg";
    KmPeriod period = fixture_period("2026K3");
    const KmPublished *shown = fixture_release(arena, &whole_city);
    ck_assert(km_chart_write(arena, shown,
                             &(KmChartFile){.indicator = "vve-bereik",
                                            .kind = "dots",
                                            .by = "wijk",
                                            .period = &period,
                                            .path = path},
                             &err));
    (void)unlink(path);
    FixtureQuarter hidden = {"2026K3", KM_PUBLISHED_PROTECTED, 0, 0};
    const KmPublished *empty =
        fixture_release(arena, &(Fixture){.quarters = &hidden, .n_quarters = 1});
    ck_assert(!km_chart_write(
        arena, empty,
        &(KmChartFile){.indicator = "vve-bereik", .kind = "trend", .period = &period, .path = path},
        &err));
    ck_assert_int_eq(err.kind, KM_ERROR_DISCLOSURE);
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

static const struct {
    const char *name, *indicator, *kind, *by, *message, *size, *format;
} refusals[] = {
    {"no such kind", "vve-bereik", "trent", NULL,
     "there is no chart kind \"trent\"; kinds: trend, gap, control, waiting, dots, funnel, "
     "multiples, map, "
     "cascade, stacked, bars"},
    {"no such indicator", "vve", "trend", NULL, "there is no indicator \"vve\" in this release"},
    {"no such dimension", "vve-bereik", "dots", "inkomen",
     "vve-bereik is not split by \"inkomen\"; its first dimension is wijk"},
    {"a cascade of a share", "vve-bereik", "cascade", NULL,
     "a cascade needs the steps to a place (as vve-trechter); vve-bereik has none"},
    {"a control chart of what is no share", "vve-plaatsing-duur", "control", NULL,
     "a control chart needs a share (as vve-bereik); vve-plaatsing-duur is not one"},
    {"a funnel plot of steps", "vve-trechter", "funnel", NULL,
     "a funnel plot needs a share with groups; vve-trechter is not split by \"anything\""},
    {"stacked bars of a share", "vve-bereik", "stacked", NULL,
     "stacked bars need a distribution (as vve-niet-bereik-reden); vve-bereik is not one"},
    {"a waiting curve of a share", "vve-bereik", "waiting", NULL,
     "a waiting curve needs a duration (as vve-plaatsing-duur); vve-bereik is not one"},
    {"a gap without two groups", "vve-bereik", "gap", "wijk",
     "vve-bereik has no two groups to set against each other by wijk"},
    {"a gap with an unknown group", "vve-bereik", "gap", "wijk=WK054600,WK1",
     "wijk has no group \"WK1\"; its first is WK054600"},
    {"a gap with one group", "vve-bereik", "gap", "wijk=WK054600",
     "--by \"wijk=WK054600\" names no two groups; write wijk=code,code"},
    {"no such format", "vve-bereik", "trend", NULL, "a chart is svg, png or pdf, not \"bmp\"", NULL,
     "bmp"},
    {"no such size", "vve-bereik", "trend", NULL, "\"breed\" is no size", "breed", NULL},
    {"a sheet without height", "vve-bereik", "trend", NULL, "\"16:0\" is no size", "16:0", NULL},
};

START_TEST(wrong_use_is_told)
{
    KmPeriod period = fixture_period("2026K3");
    const KmPublished *release = fixture_release(arena, &whole_city);
    ck_assert(!km_chart_write(arena, release,
                              &(KmChartFile){.indicator = refusals[_i].indicator,
                                             .kind = refusals[_i].kind,
                                             .by = refusals[_i].by,
                                             .period = &period,
                                             .size = refusals[_i].size,
                                             .format = refusals[_i].format,
                                             .path = "/tmp/kansmeter-never.svg"},
                              &err));
    ck_assert_int_eq(err.kind, KM_ERROR_USAGE);
    ck_assert_str_eq(err.message, refusals[_i].message);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("chart");
    TCase *tcase = tcase_create("pictures");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, the_same_chart_is_the_same_bytes, 0, KINDS);
    tcase_add_loop_test(tcase, the_picture_is_ours_and_stands_alone, 0, KINDS);
    tcase_add_test(tcase, what_others_published_is_joined_only_where_it_may_be);
    tcase_add_loop_test(tcase, a_label_is_only_ever_text, 0, sizeof hostile / sizeof hostile[0]);
    tcase_add_loop_test(tcase, a_hidden_number_leaves_no_trace, 0, KINDS);
    tcase_add_test(tcase, hidden_groups_are_told_in_words);
    tcase_add_test(tcase, every_district_has_its_tile);
    tcase_add_test(tcase, who_stays_behind_stands_in_the_title_of_the_small_multiples);
    tcase_add_test(tcase, a_file_is_a_picture_and_a_hidden_one_is_refused);
    tcase_add_loop_test(tcase, wrong_use_is_told, 0, sizeof refusals / sizeof refusals[0]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
