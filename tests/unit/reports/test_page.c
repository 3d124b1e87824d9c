/* The whole evaluation of the invented release, read back from disk: the same number in the page,
 * the table file and the dataset; nothing empty, nothing half, nothing hidden let out. */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "tests/unit/reports/page_written.h"

START_TEST(pages_come_without_charts_and_say_so)
{
    KmReportResult result = page_write();
    ck_assert_uint_eq(result.n_pages, 2);
    ck_assert_uint_eq(result.n_tables, 8);
    ck_assert_uint_eq(result.n_charts, 0);
    ck_assert(result.charts_skipped);
    ck_assert_ptr_nonnull(result.charts_reason);
    ck_assert(km_file_exists(result.index));
    ck_assert_ptr_null(strstr(page_read_back("ambitie-1.html"), "class=\"chart\""));
}
END_TEST

/* gnuplot may be missing where the tests run: then the reason is given and the pages still come. */
START_TEST(charts_come_or_the_reason_why_not)
{
    request.charts = true;
    KmReportResult result = page_write();
    ck_assert(result.charts_skipped || result.n_charts == 7);
    ck_assert(!result.charts_skipped || strstr(result.charts_reason, "gnuplot") != NULL);
    char *page = page_read_back("ambitie-1.html");
    ck_assert_ptr_nonnull(strstr(page, ">84,7%<"));
    ck_assert(result.charts_skipped || strstr(page, "<svg ") != NULL);
}
END_TEST

static KmWorkLine line_of(const char *id, const char *kind, const char *status, double progress,
                          const char *title)
{
    return (KmWorkLine){.id = id,
                        .action = "A1.3",
                        .group_nl = "Een vliegende start",
                        .kind = kind,
                        .kind_nl = kind,
                        .status = status,
                        .status_nl = status,
                        .title = title,
                        .owner = "",
                        .note = "",
                        .research = "",
                        .shared_with = "",
                        .start = KM_DATE_OPEN,
                        .deadline = KM_DATE_OPEN,
                        .day = KM_DATE_OPEN,
                        .has_progress = progress >= 0.0,
                        .progress = progress};
}

/* Where `what` stands in `html`, and it stands there. */
static const char *find(const char *html, const char *what)
{
    const char *at = strstr(html, what);
    ck_assert_msg(at != NULL, "no %s", what);
    return at;
}

START_TEST(additional_figures_are_one_click_away_below_the_core_ones)
{
    (void)page_write();
    const char *page = page_read_back("ambitie-1.html");
    const char *core = find(page, "<article class=\"indicator\" aria-labelledby=\"doelgroep");
    const char *fold = find(page, "<details class=\"additional\">\n<summary>Aanvullend cijfer: ");
    const char *more = find(page, "<article class=\"indicator\" aria-labelledby=\"geen-");
    ck_assert(core < fold && fold < more);
    ck_assert(find(fold, "driejarigen zonder voorziening") < more);
    (void)find(page, "Driejarigen zonder voorziening</a> (aanvullend)");
    const char *overview = page_read_back("index.html");
    const char *folded = find(overview, "<summary>1 cijfer als aanvulling</summary>");
    ck_assert(folded < find(folded, "<h3><a href=\"ambitie-1.html#geen-voorziening-3j\">"));
}
END_TEST

START_TEST(the_working_groups_lines_stand_with_their_action)
{
    const KmWorkLine lines[] = {
        line_of("V-3", "risico", "onbekend", -1.0, "Te weinig <b>plaatsen</b>"),
        line_of("V-1", "voortgang", "vertraagd", 40.0, "Wachtlijst Noord"),
        line_of("V-2", "voortgang", "gereed", 100.0, "Toeleiding"),
        line_of("V-4", "besluit", "gereed", -1.0, "Extra groep")};
    const KmTraining training = {.id = "S-1",
                                 .title = "Werken met een tolk",
                                 .provider = "hogeschool",
                                 .action = "A1.3",
                                 .sectors = "",
                                 .theme_nl = "meertaligheid",
                                 .day = request.period.to + 10,
                                 .hours = 3.0,
                                 .seats = 20};
    const KmWorkRegister work = {lines, 4, &training, 1};
    request.work = &work;
    (void)page_write();
    char *page = page_read_back("ambitie-1.html");
    ck_assert_ptr_nonnull(
        strstr(page, "1 van de 2 onderdelen is op schema of gereed, 1 is vertraagd."));
    const char *progress = strstr(page, "Wachtlijst Noord");
    const char *decision = strstr(page, "Extra groep");
    const char *risk = strstr(page, "Te weinig &lt;b&gt;plaatsen");
    ck_assert(progress != NULL && decision != NULL && risk != NULL);
    ck_assert(progress < decision && decision < risk);
    ck_assert_ptr_nonnull(strstr(page, "> 40%</td>"));
    ck_assert_ptr_nonnull(strstr(page, "Werken met een tolk"));
    ck_assert_ptr_nonnull(strstr(page, "1 bijeenkomst gepland"));
}
END_TEST

START_TEST(without_their_lines_the_page_has_no_empty_place_for_them)
{
    (void)page_write();
    ck_assert_ptr_null(strstr(page_read_back("ambitie-1.html"), "werkgroep meldt"));
}
END_TEST

/* The last `<tr>` before `id</a></td></tr>`. */
static const char *html_row(char *page, const char *id)
{
    char *end = strstr(page, km_format(arena, "\">%s</a></td></tr>", id));
    if (end == NULL) {
        return NULL;
    }
    char *start = end;
    while (strncmp(start, "<tr", 3) != 0) {
        start--;
    }
    return km_strndup(arena, start, (size_t)(end - start));
}

static const char *csv_row(const char *id)
{
    char **names;
    size_t n;
    KmError err = {0};
    const char *folder = km_path_join(arena, target, "tabellen");
    ck_assert(km_directory_list(arena, folder, &names, &n, &err));
    for (size_t i = 0; i < n; i++) {
        char *text = page_read_back(km_format(arena, "tabellen/%s", names[i]));
        char *end = strstr(text, km_format(arena, ";%s\r\n", id));
        if (end != NULL) {
            char *start = end;
            while (start[-1] != '\n') {
                start--;
            }
            return km_strndup(arena, start, (size_t)(end - start));
        }
    }
    return NULL;
}

static char *dutch(double value, int decimals)
{
    char *text = km_format(arena, "%.*f", decimals, value);
    char *point = strchr(text, '.');
    if (point != NULL) {
        *point = ',';
    }
    return text;
}

static void same_everywhere(char *page, const KmPublishedFigure *f)
{
    const char *row = html_row(page, f->id);
    const char *line = csv_row(f->id);
    ck_assert_msg(row != NULL && line != NULL, "%s is not in a table", f->id);
    bool share = f->indicator->kind != KM_KIND_RATE;
    if (f->has_estimate) {
        char *value = dutch(share ? f->estimate * 100 : f->estimate, f->decimals);
        ck_assert_msg(strstr(row, km_format(arena, ">%s%s<", value, share ? "%" : "")) != NULL,
                      "%s: no %s in %s", f->id, value, row);
        ck_assert_msg(strstr(line, km_format(arena, ";%s;", value)) != NULL, "%s", line);
    }
    if (f->has_counts) {
        const char *n = km_dutch_count(arena, f->n);
        ck_assert_msg(strstr(row, km_format(arena, ">%s<", n)) != NULL, "%s", row);
        ck_assert_msg(strstr(line, km_format(arena, ";%lld;", (long long)f->n)) != NULL, "%s",
                      line);
    }
    if (f->has_counts && f->has_estimate && share) {
        ck_assert_msg(strstr(row, km_format(arena, ">%s<", km_dutch_count(arena, f->x))) != NULL,
                      "%s", row);
        /* the printed percentage follows from the printed counts */
        ck_assert_str_eq(dutch(f->estimate * 100, f->decimals),
                         dutch(100.0 * (double)f->x / (double)f->n, f->decimals));
    }
}

START_TEST(every_figure_is_the_same_in_page_and_file)
{
    (void)page_write();
    char *page = page_read_back("ambitie-1.html");
    size_t seen = 0;
    for (size_t i = 0; i < km_published_count(published); i++) {
        const KmPublishedFigure *f = km_published_at(published, i);
        if (f->indicator->kind == KM_KIND_DISTRIBUTION && f->block.dim[0][0] == '\0') {
            continue; /* the funnel's total is a sentence */
        }
        same_everywhere(page, f);
        seen++;
    }
    ck_assert_uint_gt(seen, 25);
}
END_TEST

START_TEST(the_overview_prints_the_totals)
{
    (void)page_write();
    char *page = page_read_back("index.html");
    ck_assert_ptr_nonnull(strstr(page, ">84,7%<"));
    ck_assert_ptr_nonnull(strstr(page, ">271 van 320<"));
    ck_assert_ptr_nonnull(strstr(page, ">8,2% tot 13,1%<"));
    ck_assert_ptr_nonnull(strstr(page, ">1,10<"));
    ck_assert_ptr_nonnull(strstr(page, "Beter dan een jaar eerder"));
    ck_assert_ptr_nonnull(strstr(page, ">inzet<"));
    /* Every action has its line. */
    ck_assert_ptr_nonnull(strstr(page, " acties gemeten</h2>"));
    ck_assert_ptr_nonnull(strstr(page, "gemeten met "));
    ck_assert_ptr_nonnull(strstr(page, ": nog geen cijfer</li>"));
}
END_TEST

typedef struct {
    const char *name;
    const char *text;
} AbsentCase;

static const AbsentCase absent_cases[] = {
    {"no empty cell", "<td></td>"},
    {"no empty number", "<td class=\"number\"></td>"},
    {"no empty word", "<td class=\"word\"></td>"},
    {"no empty head", "\"></th>"},
    {"labels are escaped", "<b>"},
    {"no script", "<script"},
    {"no address from outside", "http://"},
    {"no undefined number", "nan"},
};

START_TEST(the_page_does_not_hold)
{
    (void)page_write();
    const char *names[] = {"index.html", "ambitie-1.html"};
    for (size_t i = 0; i < 2; i++) {
        char *page = page_read_back(names[i]);
        char *body = strstr(page, "<body");
        ck_assert_msg(strstr(body, absent_cases[_i].text) == NULL, "%s: %s", names[i],
                      absent_cases[_i].name);
    }
}
END_TEST

START_TEST(a_hostile_label_stays_text)
{
    (void)page_write();
    ck_assert_ptr_nonnull(strstr(page_read_back("ambitie-1.html"),
                                 "=SOM(A1) &lt;b&gt;&quot;anders&quot;&lt;/b&gt; &amp; meer"));
}
END_TEST

START_TEST(a_protected_row_holds_no_digit)
{
    (void)page_write();
    const char *id = "vve-bereik:2026K3:thuistaal=onbekend";
    const char *row = html_row(page_read_back("ambitie-1.html"), id);
    ck_assert_ptr_nonnull(row);
    const char *cells_end = strstr(row, "<td><a class=\"id\"");
    ck_assert_ptr_nonnull(cells_end);
    ck_assert_uint_ge(strcspn(row, "0123456789"), (size_t)(cells_end - row));
    const char *line = csv_row(id);
    ck_assert_uint_eq(strcspn(line, "0123456789"), strlen(line));
}
END_TEST

static void ids_are_unique(char *page)
{
    for (char *p = strstr(page, " id=\""); p != NULL; p = strstr(p + 1, " id=\"")) {
        const char *id = km_strndup(arena, p, strcspn(p + 5, "\"") + 6);
        ck_assert_msg(strstr(p + 1, id) == NULL, "twice: %s", id);
    }
}

START_TEST(ids_are_unique_and_every_anchor_exists)
{
    (void)page_write();
    char *page = page_read_back("ambitie-1.html");
    ids_are_unique(page);
    ids_are_unique(page_read_back("index.html"));
    for (char *p = strstr(page, "href=\"#"); p != NULL; p = strstr(p + 1, "href=\"#")) {
        const char *id = km_strndup(arena, p + 7, strcspn(p + 7, "\""));
        ck_assert_msg(strstr(page, km_format(arena, " id=\"%s\"", id)) != NULL, "no #%s", id);
    }
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

int main(void)
{
    Suite *suite = suite_create("reports/page");
    TCase *tcase = tcase_create("page");
    tcase_add_checked_fixture(tcase, page_set_up, page_tear_down);
    tcase_add_test(tcase, pages_come_without_charts_and_say_so);
    tcase_add_test(tcase, charts_come_or_the_reason_why_not);
    tcase_add_test(tcase, additional_figures_are_one_click_away_below_the_core_ones);
    tcase_add_test(tcase, the_working_groups_lines_stand_with_their_action);
    tcase_add_test(tcase, without_their_lines_the_page_has_no_empty_place_for_them);
    tcase_add_test(tcase, every_figure_is_the_same_in_page_and_file);
    tcase_add_test(tcase, the_overview_prints_the_totals);
    tcase_add_loop_test(tcase, the_page_does_not_hold, 0, COUNT(absent_cases));
    tcase_add_test(tcase, a_hostile_label_stays_text);
    tcase_add_test(tcase, a_protected_row_holds_no_digit);
    tcase_add_test(tcase, ids_are_unique_and_every_anchor_exists);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
