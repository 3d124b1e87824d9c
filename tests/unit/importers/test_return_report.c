#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"
#include "tests/unit/importers/places.h"

static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *p = strstr(text, what); p != NULL; p = strstr(p + 1, what)) {
        n++;
    }
    return n;
}

START_TEST(an_accepted_file_is_told_with_its_balance)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(
        &f, FILE_NAME, PLACES TWENTY PLACE("999990007", "A1", "16") PLACE("999990045", "D1", "16"));
    ck_assert_msg(r.accepted, "%s", r.error.message);
    char *html = km_return_report_html(f.arena, &r);
    ck_assert_ptr_nonnull(strstr(html, "<html lang=\"nl\">"));
    ck_assert_ptr_nonnull(strstr(html, "Het bestand is ingelezen, met de bevindingen hieronder."));
    ck_assert_ptr_nonnull(strstr(html, "<th scope=\"row\">Gelezen</th><td class=\"n\">22</td>"));
    ck_assert_ptr_nonnull(strstr(html, "<th scope=\"row\">Afgekeurd</th><td class=\"n\">1</td>"));
    ck_assert_ptr_nonnull(strstr(html, "<th scope=\"row\">Dubbel</th><td class=\"n\">1</td>"));
    ck_assert_ptr_nonnull(strstr(html, "BSN is geen geldig nummer (9 cijfers)"));
    ck_assert_ptr_nonnull(strstr(html, "scheidingsteken ; · ascii · CRLF"));
    fixture_close(&f);
}
END_TEST

START_TEST(a_refused_file_is_told_why_and_what_to_do)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(&f, FILE_NAME, "BSN;Kindnummer;Geslacht\r\n1;2;3\r\n");
    char *html = km_return_report_html(f.arena, &r);
    ck_assert_ptr_nonnull(strstr(
        html,
        "Het bestand is niet ingelezen: de verplichte kolom Geboortedatum ontbreekt (regel 1)"));
    ck_assert_ptr_nonnull(strstr(html, "Wat te doen: voeg de kolom toe."));
    fixture_close(&f);
}
END_TEST

START_TEST(the_page_is_whole_and_free_of_script)
{
    Fixture f = fixture_open();
    KmImportResult r =
        fixture_import_text(&f, FILE_NAME, PLACES TWENTY PLACE("999990007", "A1", "16"));
    char *html = km_return_report_html(f.arena, &r);
    ck_assert(km_text_starts_with(html, "<!DOCTYPE html>"));
    ck_assert(km_text_ends_with(html, "</html>\n"));
    ck_assert_uint_eq(count(html, "<h1>"), 1);
    ck_assert_uint_eq(count(html, "<table>"), count(html, "</table>"));
    ck_assert_uint_eq(count(html, "<table>"), count(html, "<caption>"));
    ck_assert_uint_eq(count(html, "<tr>"), count(html, "</tr>"));
    ck_assert_uint_eq(count(html, "<script"), 0);
    ck_assert_uint_eq(count(html, "http://") + count(html, "https://"), 0);
    fixture_close(&f);
}
END_TEST

START_TEST(names_from_the_file_are_escaped)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(
        &f, "ko_plaatsing_de-kiem_2026K3.csv",
        km_format(f.arena, "<b>x</b>;=1+1;%s", PLACES "a;b;" PLACE("999990007", "A1", "16")));
    ck_assert_msg(r.accepted, "%s", r.error.message);
    char *html = km_return_report_html(f.arena, &r);
    char *csv = km_return_report_csv(f.arena, &r);
    ck_assert_ptr_null(strstr(html, "<b>"));
    ck_assert_ptr_nonnull(strstr(html, "&lt;b&gt;x&lt;/b&gt;"));
    ck_assert_ptr_nonnull(strstr(csv, ";'=1+1;"));
    fixture_close(&f);
}
END_TEST

START_TEST(the_csv_has_one_finding_a_line)
{
    Fixture f = fixture_open();
    KmImportResult r =
        fixture_import_text(&f, FILE_NAME, PLACES TWENTY PLACE("999990007", "A1", "16"));
    ck_assert_str_eq(km_return_report_csv(f.arena, &r),
                     "\xef\xbb\xbfregel;kolom;veld;gevolg;code;bevinding;wat te doen\r\n"
                     "22;0;;dubbel;row-duplicate;de regel is gelijk aan regel 2;\"u hoeft niets te "
                     "doen; hij is één keer geteld\"\r\n");
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("return_report");
    tcase_add_test(tcase, an_accepted_file_is_told_with_its_balance);
    tcase_add_test(tcase, a_refused_file_is_told_why_and_what_to_do);
    tcase_add_test(tcase, the_page_is_whole_and_free_of_script);
    tcase_add_test(tcase, names_from_the_file_are_escaped);
    tcase_add_test(tcase, the_csv_has_one_finding_a_line);
    return run_case(tcase, "return_report");
}
