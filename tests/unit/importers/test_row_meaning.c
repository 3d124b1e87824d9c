/* What a row says besides its values: what it changes. */
#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"
#include "tests/unit/importers/places.h"

typedef struct {
    const char *name;
    const char *change; /* in the column Mutatie */
    const char *in_changes;
    const char *in_all_rows; /* a file that holds all rows */
} Change;

static const Change changes[] = {
    {"an added row", "I", "", ""},
    {"a changed row", "w", "", ""},
    {"a changed row in a word", "gewijzigd", "", ""},
    {"a row that says nothing", "", "change-unstated@2:15", ""},
    {"a sign for nothing", "-", "change-unstated@2:15", ""},
    {"a row of which it is not known", "onbekend", "change-unstated@2:15", ""},
    {"a letter of another system", "D", "change-unstated@2:15", "change-unstated@2:15"},
    {"a word of another system", "mutatie", "change-unstated@2:15", "change-unstated@2:15"},
};

static char *with_changes(Fixture *f, const char *weeks, const char *first)
{
    KmText text = km_text_init(f->arena);
    km_text_add_n(&text, PLACES, strlen(PLACES) - 2);
    km_text_addf(&text, ";Mutatie\r\n%s%s;%s\r\n",
                 "999990007;Z1;14-03-2023;M;2312 AB;211237919;Z1-1;01-09-2025;;PO;J;J;16;", weeks,
                 first);
    for (const char *at = TWENTY, *end; (end = strchr(at, '\r')) != NULL; at = end + 2) {
        km_text_add_n(&text, at, (size_t)(end - at));
        km_text_add(&text, ";W\r\n");
    }
    return text.bytes;
}

static void check_change(Fixture *f, const Change *c, const char *file, const char *weeks,
                         const char *expected)
{
    KmImportResult r = fixture_import_text(f, file, with_changes(f, weeks, c->change));
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    const char *findings = fixture_findings(f, &r);
    /* A row by itself asks for a full delivery that is not there. */
    findings += km_text_starts_with(findings, "no-base@0:0") ? strlen("no-base@0:0") : 0;
    findings += *findings == ' ' ? 1 : 0;
    ck_assert_msg(km_text_equal(findings, expected), "%s in %s: %s", c->name, file, findings);
    ck_assert_int_eq(r.delivery.refused, expected[0] == '\0' ? 0 : 1);
    ck_assert_int_eq(r.delivery.accepted, expected[0] == '\0' ? 21 : 20);
}

START_TEST(a_row_of_changes_that_does_not_say_what_it_is_is_refused)
{
    Fixture f = fixture_open();
    const Change *c = &changes[_i];
    check_change(&f, c, "ko_plaatsing_a_2026K3_mutatie.csv", "40", c->in_changes);
    check_change(&f, c, "ko_plaatsing_b_2026K3.csv", "41", c->in_all_rows);
    fixture_close(&f);
}
END_TEST

START_TEST(a_file_of_changes_without_the_column_is_refused)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(&f, "ko_plaatsing_a_2026K3_mutatie.csv", PLACES TWENTY);
    ck_assert(!r.accepted);
    ck_assert_str_eq(r.error.code, "file-column-absent");
    ck_assert_ptr_nonnull(strstr(r.error.message, "no column 'Mutatie'"));
    ck_assert(fixture_import_text(&f, "ko_plaatsing_a_2026K3.csv", PLACES TWENTY).accepted);
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("row_meaning");
    tcase_add_loop_test(tcase, a_row_of_changes_that_does_not_say_what_it_is_is_refused, 0,
                        COUNT(changes));
    tcase_add_test(tcase, a_file_of_changes_without_the_column_is_refused);
    return run_case(tcase, "row_meaning");
}
