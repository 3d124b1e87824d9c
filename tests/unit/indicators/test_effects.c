/* Designs from their file to the answer. The data and expectations are those that R and
 * clubSandwich gave for the methods (tests/unit/stats/test_effect.c); here they come in as rows of
 * a contract and pass through SQL, clusters, quarters and strata. */
#include "engine/base/file.h"
#include "engine/base/text.h"
#include "indicators/catalogue/catalogue_build.h"
#include "indicators/effects/effects.h"
#include "indicators/effects/estimate.h"
#include "tests/unit/stats/effect_data.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;
static char root[] = "/tmp/kansmeter-effects-XXXXXX";

static void put(const char *name, const char *text)
{
    KmError err = {0};
    const char *folder = km_format(arena, "%s/indicators", root);
    const char *path = km_format(arena, "%s/%s", folder, name);
    ck_assert_msg(km_directory_make(folder, 0700, &err), "%s", err.message);
    ck_assert_msg(km_file_write(path, text, strlen(text), 0600, &err), "%s", err.message);
}

static const char outcome[] =
    "-- id: proef\n-- version: 2026-11-25\n-- actions: A1.1\n-- order: 1\n-- title: Proef\n"
    "-- title-en: Trial\n-- question: Q\n-- question-en: Q\n-- counts: locatie\n-- unit: scholen\n"
    "-- unit-en: schools\n-- population-text: p\n-- hit-text: weging\n-- time-text: t\n"
    "-- kind: mean\n-- form: state\n-- grondslag: locatie\n-- time: KE\n-- level: effect\n"
    "-- direction: up\n-- sensitive: group; why: w\n-- dimensions: wijk\n-- uses: locatie\n"
    "-- sources: gemeente\n-- limitation: geen\n\n-- state: de weging op de dag\n"
    "SELECT locatie AS unit, schoolweging AS waarde FROM locatie\n"
    "WHERE van <= :peildatum AND :peildatum < tot AND schoolweging IS NOT NULL\n\n"
    "-- example: een school\n-- on: 2026K3\n-- given locatie: locatie, schoolweging\n--   A, 30\n"
    "-- expect: n=1 estimate=30\n";

static const char head[] =
    "-- effect: opzet\n-- version: 2026-11-25\n-- actions: A1.1\n-- title: T\n-- title-en: T\n"
    "-- question: Q\n-- question-en: Q\n-- outcome: proef\n-- method: %s\n-- unit: scholen\n"
    "-- unit-en: schools\n-- start: 2024-01-01\n-- before: %d\n-- after: %d\n%s"
    "-- causal: no; why: omdat\n-- assumption: a\n-- source: s\n-- limitation: l\n"
    "-- uses: locatie\n\n";

static const char treated[] = "-- treated: bo\nSELECT DISTINCT locatie AS unit FROM locatie WHERE "
                              "soort = 'bo'\n\n";
static const char comparison[] = "-- comparison: so\nSELECT DISTINCT locatie AS unit FROM locatie "
                                 "WHERE soort = 'so'\n\n";

/* The first day of the quarter `q` quarters after the start of 2024. */
static const char *first_day(int q)
{
    KmPeriod period;
    KmError err = {0};
    ck_assert(km_period_parse("2024K1", &period, &err));
    return km_date_iso(arena, km_period_shift(&period, q).from);
}
typedef struct {
    const char *lines[800];
    size_t count;
} Lines;

static void add_line(Lines *lines, const char *text)
{
    ck_assert_uint_lt(lines->count, 800);
    lines->lines[lines->count++] = text;
}

static const char *joined(const Lines *lines, bool is_turned)
{
    KmText out = km_text_init(arena);
    for (size_t i = 0; i < lines->count; i++) {
        km_text_addf(&out, "--   %s\n", lines->lines[is_turned ? lines->count - 1 - i : i]);
    }
    return out.bytes;
}

static const char *after_key(const char *inputs, const char *key)
{
    const char *at = strstr(inputs, key);
    ck_assert_ptr_nonnull(at);
    return at + strlen(key);
}

/* One site a cluster, one row a quarter. */
static void panel_rows(Lines *lines, const char *inputs, int first)
{
    const char *y = after_key(inputs, "y=");
    const char *start = strstr(inputs, "start=") + strlen("start=");
    for (int site = 0; *y != ';'; site++) {
        bool is_treated = *start != '-';
        for (int t = 0; *y != '|' && *y != ';'; t++) {
            size_t length = strcspn(y, ",|;");
            add_line(lines, km_format(arena, "S%02d, %s, %s, %s, %.*s, WK054601", site,
                                      is_treated ? "bo" : "so", first_day(first + t),
                                      first_day(first + t + 1), (int)length, y));
            y += length + (y[length] == ',');
        }
        y += *y == '|';
        start += strcspn(start, ",;");
        start += *start == ',';
    }
}

static const char given[] = "-- given locatie: locatie, soort, van, tot, schoolweging, wijk\n";

static const char *next_piece(const char **at)
{
    size_t length = strcspn(*at, ",;");
    const char *piece = km_strndup(arena, *at, length);
    *at += length + ((*at)[length] == ',');
    return piece;
}

/* A unit has 10 before and 10 + its change after; its stratum is the district, its cluster the
 * houder. */
static void matched_rows(Lines *lines)
{
    const char *change = after_key(MATCHED, "change=");
    const char *treat = after_key(MATCHED, "treat=");
    const char *stratum = after_key(MATCHED, "stratum=");
    const char *cluster = after_key(MATCHED, "cluster=");
    for (int unit = 0; *change != ';'; unit++) {
        double value = strtod(next_piece(&change), NULL);
        bool is_treated = strcmp(next_piece(&treat), "1") == 0;
        const char *s = next_piece(&stratum);
        const char *c = next_piece(&cluster);
        for (int t = -1; t < 1; t++) {
            add_line(lines,
                     km_format(arena, "U%02d, %s, %s, %s, %.2f, WK05460%d, H%s", unit,
                               is_treated ? "bo" : "so", first_day(t), first_day(t + 1),
                               t < 0 ? 10.0 : 10.0 + value, s[0] == 'z' ? 9 : s[0] - 'a' + 1, c));
        }
    }
}

static KmCatalogue *open_catalogue(void)
{
    KmCatalogue *catalogue;
    KmError err = {0};
    KmCatalogueSources sources = {.datadir = KM_SOURCE, .workspace = root};
    ck_assert_msg(km_catalogue_open(arena, &sources, &catalogue, &err), "%s", err.message);
    return catalogue;
}

static void expect_example(const char *design)
{
    KmExampleResult *results;
    size_t n;
    KmError err = {0};
    put("proef.sql", outcome);
    put("opzet.sql", design);
    KmCatalogue *catalogue = open_catalogue();
    for (size_t i = 0; i < km_catalogue_fault_count(catalogue); i++) {
        ck_abort_msg("%s", km_catalogue_fault_at(catalogue, i)->error.message);
    }
    ck_assert_msg(km_effect_lint(arena, catalogue, "opzet", &err), "%s", err.message);
    ck_assert_msg(km_effect_examples_run(arena, catalogue, "opzet", &results, &n, &err), "%s",
                  err.message);
    ck_assert_uint_eq(n, 1);
    ck_assert_msg(results[0].passed, "%s", results[0].message);
}

static void setup(void)
{
    arena = km_arena_open();
    ck_assert_ptr_nonnull(mkdtemp(root));
}
static void teardown(void)
{
    km_directory_remove(root);
    memcpy(root + strlen(root) - 6, "XXXXXX", 6);
    km_arena_close(arena);
}

static const bool turned[] = {false, true};

START_TEST(did_through_sql_agrees_with_r_in_any_order_of_rows)
{
    Lines lines = {.count = 0};
    panel_rows(&lines, Y14, -6);
    expect_example(km_format(arena, "%s%s%s-- example: R\n-- on: 2026K3\n%s%s%s",
                             km_format(arena, head, "did", 6, 4, ""), treated, comparison, given,
                             joined(&lines, turned[_i]),
                             "-- expect: estimate=2.92237037037037 low=1.36147148935739 "
                             "high=4.48326925138336 treated=5 comparison=9 before=6 after=4\n"));
}
END_TEST

START_TEST(a_series_through_sql_agrees_with_r)
{
    Lines lines = {.count = 0};
    const char *y = after_key(ITS, "y=");
    for (int t = 0; *y != ';'; t++) {
        add_line(&lines, km_format(arena, "S, bo, %s, %s, %s, WK054601", first_day(t - 14),
                                   first_day(t - 13), next_piece(&y)));
    }
    expect_example(km_format(arena, "%s%s-- example: R\n-- on: 2027K4\n%s%s%s",
                             km_format(arena, head, "its", 14, 10, ""), treated, given,
                             joined(&lines, turned[_i]),
                             "-- expect: estimate=5.93123076923077 low=4.23911750743798 treated=1 "
                             "before=14 after=10\n"));
}
END_TEST

START_TEST(matching_through_sql_agrees_with_r)
{
    Lines lines = {.count = 0};
    matched_rows(&lines);
    expect_example(km_format(
        arena, "%s%s%s%s-- example: R\n-- on: 2024K1\n%s%s%s",
        km_format(arena, head, "before-after-matched", 1, 1, "-- strata: wijk\n"), treated,
        comparison,
        "-- cluster: houder\nSELECT locatie AS unit, van, tot, houder AS cluster FROM locatie\n\n",
        "-- given locatie: locatie, soort, van, tot, schoolweging, wijk, houder\n",
        joined(&lines, turned[_i]),
        "-- expect: estimate=0.471078042328043 low=-0.460299129179922 treated=24 comparison=35\n"));
}
END_TEST

/* A design of four sites, two quarters before and two after, with something else in it. */
static const struct {
    const char *name, *sections, *rows, *expect;
} small[] = {
    {"the earliest start of a unit counts; starts may differ",
     "-- treated: t\nSELECT 'A' AS unit, dag('2024-04-01') AS start UNION ALL SELECT 'A', "
     "dag('2024-01-01') UNION ALL SELECT 'B', dag('2024-04-01')\n"
     "-- comparison: c\nSELECT DISTINCT locatie AS unit FROM locatie WHERE soort = 'so'\n",
     "A 1 1 5 5|B 2 2 2 7|C 1 1 1 1|D 3 3 4 4", "estimate=4.125 treated=2 comparison=2"},
    {"a site that misses a quarter is left out",
     "-- treated: t\nSELECT DISTINCT locatie AS unit FROM locatie WHERE soort = 'bo'\n"
     "-- comparison: c\nSELECT DISTINCT locatie AS unit FROM locatie WHERE soort = 'so'\n",
     "A 1 1 5 5|B 2 - 2 7|E 1 1 3 3|C 1 1 1 1|D 3 3 4 4", "estimate=2.5 treated=2 comparison=2"},
    {"units count in the cluster of their last day",
     "-- treated: t\nSELECT DISTINCT houder AS unit FROM locatie WHERE soort = 'bo'\n"
     "-- comparison: c\nSELECT DISTINCT houder AS unit FROM locatie WHERE soort = 'so'\n"
     "-- cluster: h\nSELECT locatie AS unit, van, tot, houder AS cluster FROM locatie\n",
     "A 1 1 5 5|B 3 3 7 7|C 1 1 1 1|D 3 3 4 4", "estimate=3.5 treated=1 comparison=1"},
};

static const char *small_rows(const char *rows)
{
    KmText out = km_text_init(arena);
    for (const char *at = rows; *at != '\0';) {
        char site = *at++;
        for (int t = -2; t < 2; t++) {
            at += *at == ' ';
            size_t length = strcspn(at, " |");
            if (*at != '-') {
                bool is_treated = site == 'A' || site == 'B' || site == 'E';
                km_text_addf(&out, "--   %c, %s, %s, %s, %.*s, WK054601, %s\n", site,
                             is_treated ? "bo" : "so", first_day(t), first_day(t + 1), (int)length,
                             at, is_treated ? "T" : "V");
            }
            at += length;
        }
        at += *at == '|';
    }
    return out.bytes;
}

START_TEST(who_takes_part)
{
    expect_example(
        km_format(arena,
                  "%s%s-- example: %s\n-- on: 2024K2\n-- given locatie: locatie, soort, van, tot, "
                  "schoolweging, wijk, houder\n%s-- expect: %s\n",
                  km_format(arena, head, "did", 2, 2, ""), small[_i].sections, small[_i].name,
                  small_rows(small[_i].rows), small[_i].expect));
}
END_TEST

/* A, B: 1 1 3 5 and 2 2 6 7; C, D: 1 1 1 1 and 3 3 4 4. The first quarter after the start is left
 * out of the effect, 4.5 − 0.5, but stands among the moments as it was: 3 − 0.5. */
START_TEST(a_quarter_left_out_of_the_effect_is_shown_as_it_was)
{
    static const struct {
        int moment;
        double difference;
    } expected[] = {{-2, 0.0}, {-1, 0.0}, {0, 2.5}, {1, 4.0}};
    KmError err = {0};
    KmEffect effect;
    put("proef.sql", outcome);
    put("opzet.sql",
        km_format(arena,
                  "%s%s%s-- example: e\n-- on: 2024K2\n-- given locatie: locatie, soort, "
                  "van, tot, schoolweging, wijk, houder\n%s-- expect: estimate=4\n",
                  km_format(arena, head, "did", 2, 1, "-- delay: 1\n"), treated, comparison,
                  small_rows("A 1 1 3 5|B 2 2 6 7|C 1 1 1 1|D 3 3 4 4")));
    KmCatalogue *catalogue = open_catalogue();
    const KmEffectDesign *design = NULL;
    for (size_t i = 0; i < catalogue->n_designs; i++) {
        design =
            strcmp(catalogue->designs[i]->text.id, "opzet") == 0 ? catalogue->designs[i] : design;
    }
    ck_assert_ptr_nonnull(design);
    KmWork *work;
    KmEffectAsked asked = {.arena = arena, .design = design};
    ck_assert(km_period_parse("2024K2", &asked.last, &err));
    ck_assert(km_example_open(arena, catalogue, design->file, &design->examples[0], &work,
                              &asked.evaluation, &err));
    ck_assert_msg(km_effect_estimate(&asked, &effect, &err), "%s", err.message);
    km_work_close(work);
    ck_assert_double_eq_tol(effect.effect.value, 4.0, 1e-12);
    ck_assert_uint_eq(effect.n_moments, 4);
    for (size_t i = 0; i < effect.n_moments; i++) {
        ck_assert_int_eq(effect.moments[i].moment, expected[i].moment);
        ck_assert_double_eq_tol(effect.moments[i].difference.value, expected[i].difference, 1e-12);
    }
}
END_TEST

/* A line of a good design replaced; what the catalogue or lint says. */
static const struct {
    const char *line, *instead, *message, *remedy;
} broken[] = {
    {"-- effect: opzet", "-- effect: opzetje", "not called as its file", "with .sql"},
    {"-- method: did", "-- method: dit", "there is no method 'dit'", "'did'"},
    {"-- outcome: proef", "-- outcome: proev",
     "proportion, mean or rate of time KE, COH or KP 'proev'", "'proef'"},
    {"-- outcome: proef", "-- outcome: ref-1s2f", "KE, COH or KP 'ref-1s2f'", ""},
    {"-- causal: no; why: omdat", "-- causal: misschien", "'causal' is not yes or no", "no; why:"},
    {"-- causal: no; why: omdat", "-- causal: yes; why:", "'causal' is not yes or no", "no; why:"},
    {"-- before: 2", "-- before: 0", "'before' is '0'", ""},
    {"-- start: 2024-01-01", "-- start: 2024-13-01", "'start' is no day", "2025-04-01"},
    {"-- assumption: a\n", "", "'assumption' is missing", "what must be true"},
    {"-- actions: A1.1", "-- actions: A9.9", "action of the plan 'A9.9'", ""},
    {"-- uses: locatie", "-- uses: lokatie", "contract 'lokatie'", ""},
    {"-- unit: scholen", "-- unit: scholen\n-- strata: wijk", "has the key 'strata'",
     "change the method"},
    {"-- comparison: so", "-- comparision: so", "there is no section 'comparision'",
     "'comparison'"},
    {treated, "", "there is no section '-- treated: …'", "from which day"},
    {comparison, "", "there is no section '-- comparison: …'", "method its"},
    {"-- method: did", "-- method: its", "needs 8 quarters (or months) before", "before: 8"},
    {"-- before: 2", "-- step: week\n-- before: 2", "there is no step 'week'", "quarter, month"},
    {"SELECT DISTINCT locatie AS unit FROM locatie WHERE soort = 'so'",
     "SELECT DISTINCT locatie AS unit FROM locatie WHERE soort = 'so'; DROP TABLE locatie",
     "a second statement follows", ""},
    {"SELECT DISTINCT locatie AS unit FROM locatie WHERE soort = 'so'",
     "SELECT locatie FROM locatie", "unit", "contract show"},
    {"SELECT DISTINCT locatie AS unit FROM locatie WHERE soort = 'so'",
     "SELECT naam AS unit FROM lokatie", "no such table: lokatie", "that 'uses' names"},
    {"SELECT DISTINCT locatie AS unit FROM locatie WHERE soort = 'so'",
     "SELECT naam AS unit FROM main.src_locatie", "main.", ""},
};

static const char *replaced(const char *text, const char *line, const char *instead)
{
    const char *at = strstr(text, line);
    ck_assert_msg(at != NULL, "%s", line);
    return km_format(arena, "%.*s%s%s", (int)(at - text), text, instead, at + strlen(line));
}

START_TEST(a_wrong_design_is_refused_with_its_remedy)
{
    KmError err = {0};
    const char *good =
        km_format(arena, "%s%s%s", km_format(arena, head, "did", 2, 2, ""), treated, comparison);
    put("proef.sql", outcome);
    put("opzet.sql", replaced(good, broken[_i].line, broken[_i].instead));
    KmCatalogue *catalogue = open_catalogue();
    if (km_catalogue_fault_count(catalogue) > 0) {
        err = km_catalogue_fault_at(catalogue, 0)->error;
    } else {
        ck_assert(!km_effect_lint(arena, catalogue, "opzet", &err));
    }
    ck_assert_msg(strstr(err.message, broken[_i].message) != NULL, "%s", err.message);
    ck_assert_msg(strstr(err.hint, broken[_i].remedy) != NULL, "%s", err.hint);
    ck_assert_ptr_nonnull(strstr(err.file, "opzet.sql"));
}
END_TEST

START_TEST(who_was_treated_is_no_comparison)
{
    KmExampleResult *results;
    size_t n;
    KmError err = {0};
    put("proef.sql", outcome);
    put("opzet.sql",
        km_format(arena,
                  "%s%s%s-- example: e\n-- on: 2024K2\n%s--   A, bo, %s, %s, 1, WK054601\n"
                  "-- expect: estimate=0\n",
                  km_format(arena, head, "did", 2, 2, ""), treated,
                  "-- comparison: allen\nSELECT DISTINCT locatie AS unit FROM locatie\n\n", given,
                  first_day(0), first_day(1)));
    KmCatalogue *catalogue = open_catalogue();
    ck_assert(km_effect_examples_run(arena, catalogue, "opzet", &results, &n, &err));
    ck_assert(!results[0].passed);
    ck_assert_ptr_nonnull(strstr(results[0].message, "is no comparison"));
}
END_TEST

START_TEST(the_shipped_designs_hold_their_examples)
{
    KmError err = {0};
    KmCatalogue *catalogue = open_catalogue();
    ck_assert_uint_ge(km_effect_count(catalogue), 1);
    for (size_t i = 0; i < km_effect_count(catalogue); i++) {
        KmExampleResult *results;
        size_t n;
        const char *id = km_effect_at(catalogue, i)->id;
        ck_assert_msg(km_effect_lint(arena, catalogue, id, &err), "%s", err.message);
        ck_assert(km_effect_examples_run(arena, catalogue, id, &results, &n, &err));
        ck_assert_uint_ge(n, 1);
        for (size_t e = 0; e < n; e++) {
            ck_assert_msg(results[e].passed, "%s: %s", id, results[e].message);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("effects");
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60.0);
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_loop_test(all, did_through_sql_agrees_with_r_in_any_order_of_rows, 0, 2);
    tcase_add_loop_test(all, a_series_through_sql_agrees_with_r, 0, 2);
    tcase_add_loop_test(all, matching_through_sql_agrees_with_r, 0, 2);
    tcase_add_loop_test(all, who_takes_part, 0, (int)(sizeof small / sizeof *small));
    tcase_add_loop_test(all, a_wrong_design_is_refused_with_its_remedy, 0,
                        (int)(sizeof broken / sizeof *broken));
    tcase_add_test(all, a_quarter_left_out_of_the_effect_is_shown_as_it_was);
    tcase_add_test(all, who_was_treated_is_no_comparison);
    tcase_add_test(all, the_shipped_designs_hold_their_examples);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
