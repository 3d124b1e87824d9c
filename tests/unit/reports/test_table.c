/* Expectations: the CSV lines written out by hand; percentages recomputed from the counts that
 * stand beside them. */
#include "reports/tables/table.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "tests/unit/reports/page_fixture.h"

static KmArena *arena;
static const KmPublished *published;

static void set_up(void)
{
    arena = km_arena_open();
    published = km_page_fixture(arena);
}

static void tear_down(void)
{
    km_arena_close(arena);
}

static KmTable table_of(const char *dimension)
{
    const KmIndicatorText *text = km_published_indicator(published, "vve-bereik");
    KmPublishedRows rows = km_published_rows(published, arena, "vve-bereik", "2026K3", dimension);
    return km_table_dimension(arena, km_dimension_text(text, dimension), rows,
                              km_published_total(published, "vve-bereik", "2026K3"));
}

typedef struct {
    const char *name;
    const char *dimension;
    const char *line;
} LineCase;

static const LineCase line_cases[] = {
    {"the head names the unit", "wijk",
     "Wijk;Aantal;Van;Percentage (%);Marge (%);Naast het totaal;Toelichting;Kenmerk\r\n"},
    {"the total comes first", "wijk",
     "Leiden (totaal);271;320;84,7;80,3–88,2%;n.v.t.;\"getoond; voorlopig\";vve-bereik:2026K3"},
    {"numbers stand bare with a decimal comma", "wijk",
     "\r\nLeiden-Noord;58;81;71,6;61,0–80,3%;duidelijk lager (−13,1 procentpunt);getoond;"
     "vve-bereik:2026K3:wijk=WK054603\r\n"},
    {"pooled quarters have a percentage and no counts", "wijk",
     "\r\nBoerhaavedistrict;afgeschermd;afgeschermd;90;afgeschermd;niet te vergelijken;"
     "2025K4..2026K3 samen;"},
    {"a class is words", "wijk", "\r\nStevenshofdistrict;afgeschermd;afgeschermd;ten minste 95%;"},
    {"a protected row has no number", "thuistaal",
     "\r\nonbekend;afgeschermd;afgeschermd;afgeschermd;afgeschermd;afgeschermd;"
     "vve-bereik:2026K3:thuistaal=onbekend\r\n"},
    {"a label that begins with = is no formula", "thuistaal",
     "\r\n\"'=SOM(A1) <b>\"\"anders\"\"</b> & meer\";78;100;78,0;"},
};

START_TEST(the_csv_file_has_this_line)
{
    const LineCase *c = &line_cases[_i];
    KmTable table = table_of(c->dimension);
    KmText csv = km_table_csv(arena, &table);
    ck_assert_msg(strncmp(csv.bytes, "\xEF\xBB\xBF", 3) == 0, "no byte order mark");
    ck_assert_msg(strstr(csv.bytes, c->line) != NULL, "%s: not in\n%s", c->name, csv.bytes);
}
END_TEST

START_TEST(no_cell_is_empty)
{
    static const char *const dimensions[] = {"wijk", "thuistaal"};
    KmTable table = table_of(dimensions[_i]);
    for (size_t i = 0; i < table.n_rows * table.n_columns; i++) {
        ck_assert(table.cells[i].shown != NULL && table.cells[i].shown[0] != '\0');
        ck_assert(!table.cells[i].is_number || table.cells[i].plain[0] != '\0');
    }
}
END_TEST

START_TEST(every_percentage_follows_from_the_counts_beside_it)
{
    static const char *const dimensions[] = {"wijk", "thuistaal"};
    KmTable table = table_of(dimensions[_i]);
    int checked = 0;
    for (size_t row = 0; row < table.n_rows; row++) {
        const KmCell *cells = table.cells + row * table.n_columns;
        if (!cells[1].is_number || !cells[2].is_number || !cells[3].is_number) {
            continue;
        }
        double hits = strtod(cells[1].plain, NULL);
        double units = strtod(cells[2].plain, NULL);
        char again[32];
        (void)snprintf(again, sizeof again, "%.1f", 100.0 * hits / units);
        *strchr(again, '.') = ',';
        ck_assert_str_eq(cells[3].plain, again);
        checked++;
    }
    ck_assert_int_ge(checked, 3);
}
END_TEST

START_TEST(the_trend_has_a_row_for_every_quarter)
{
    const KmIndicatorText *text = km_published_indicator(published, "vve-bereik");
    const KmPublishedFigure *figures[2] = {km_published_total(published, "vve-bereik", "2026K2"),
                                           km_published_total(published, "vve-bereik", "2026K3")};
    KmTable table = km_table_trend(arena, text, (KmPublishedRows){figures, 2});
    ck_assert_uint_eq(table.n_rows, 2);
    ck_assert_str_eq(table.cells[0].shown, "2026K2");
    ck_assert_str_eq(table.cells[table.n_columns + 6].shown,
                     "geen duidelijk verschil (+1,0 procentpunt)");
}
END_TEST

START_TEST(rows_named_by_a_later_quarter_have_the_time_they_are_about_above_them)
{
    KmIndicatorText text = *km_published_indicator(published, "vve-bereik");
    text.population_nl = "kinderen die zijn verwezen";
    text.hit_nl = "met hulp binnen 42 dagen";
    text.time_nl = "voor wie in het vorige kwartaal is verwezen";
    KmTable table = km_table_trend(arena, &text, (KmPublishedRows){NULL, 0});
    ck_assert(
        km_text_ends_with(table.caption_nl, "binnen 42 dagen, van = kinderen die zijn verwezen."));
    text.delay = 1;
    table = km_table_trend(arena, &text, (KmPublishedRows){NULL, 0});
    ck_assert(km_text_ends_with(table.caption_nl, "van = kinderen die zijn verwezen. Wanneer = "
                                                  "voor wie in het vorige kwartaal is verwezen."));
}
END_TEST

START_TEST(bounds_stand_in_a_column_where_something_is_not_known)
{
    const KmIndicatorText *text = km_published_indicator(published, "vve-bereik");
    KmPublishedFigure known = *km_published_total(published, "vve-bereik", "2026K2");
    KmPublishedFigure unsure = *km_published_total(published, "vve-bereik", "2026K3");
    const KmPublishedFigure *figures[2] = {&known, &unsure};
    known.has_bounds = false;
    KmTable table = km_table_trend(arena, text, (KmPublishedRows){figures, 2});
    ck_assert_str_eq(table.columns[5].header, "Grenzen: wat niet bekend is");
    ck_assert_str_eq(table.cells[5].shown, "n.v.t.");
    ck_assert_str_eq(table.cells[table.n_columns + 5].shown, "84,7% tot 85,9%");
    unsure.has_bounds = false;
    table = km_table_trend(arena, text, (KmPublishedRows){figures, 2});
    ck_assert_str_eq(table.columns[5].header, "Sinds vorig kwartaal");
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

int main(void)
{
    Suite *suite = suite_create("reports/table");
    TCase *tcase = tcase_create("table");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, the_csv_file_has_this_line, 0, COUNT(line_cases));
    tcase_add_loop_test(tcase, no_cell_is_empty, 0, 2);
    tcase_add_loop_test(tcase, every_percentage_follows_from_the_counts_beside_it, 0, 2);
    tcase_add_test(tcase, the_trend_has_a_row_for_every_quarter);
    tcase_add_test(tcase, rows_named_by_a_later_quarter_have_the_time_they_are_about_above_them);
    tcase_add_test(tcase, bounds_stand_in_a_column_where_something_is_not_known);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
