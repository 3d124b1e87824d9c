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
        &f, FILE_NAME, PLACES TWENTY PLACE("999990123", "A1", "16") PLACE("999990045", "D1", "16"));
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

START_TEST(a_refused_file_has_no_accepted_rows)
{
    Fixture f = fixture_open();
    KmImportResult r =
        fixture_import_text(&f, FILE_NAME,
                            PLACES PLACE("999990007", "A1", "16") PLACE("123456789", "A2", "16")
                                PLACE("123456780", "A3", "16") PLACE("123456781", "A4", "x"));
    ck_assert(!r.accepted);
    char *html = km_return_report_html(f.arena, &r);
    char *csv = km_return_report_csv(f.arena, &r);
    ck_assert_uint_eq(count(html, "anvaard") + count(csv, "anvaard"), 0);
    ck_assert_ptr_nonnull(strstr(html, "<th scope=\"row\">Bekeken</th><td class=\"n\">4</td>"));
    ck_assert_ptr_nonnull(strstr(html, "<th scope=\"row\">In orde</th><td class=\"n\">1</td>"));
    ck_assert_ptr_nonnull(
        strstr(html, "<th scope=\"row\">Met een fout</th><td class=\"n\">3</td>"));
    ck_assert_uint_eq(count(html, "te veel regels afgekeurd (3 van 4)"), 2); /* verdict and list */
    ck_assert_ptr_null(strstr(html, "Uw totalen"));
    fixture_close(&f);
}
END_TEST

START_TEST(what_was_skipped_is_no_fault)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(
        &f, FILE_NAME, PLACES TWENTY "Totaal;;;;;;;;;;;;320;\r\n* voorlopig\r\n");
    char *html = km_return_report_html(f.arena, &r);
    char *csv = km_return_report_csv(f.arena, &r);
    ck_assert_ptr_nonnull(strstr(html, "Alle regels met gegevens zijn in orde."));
    ck_assert_ptr_nonnull(strstr(html, "<th scope=\"row\">Gelezen</th><td class=\"n\">20</td>"));
    ck_assert_ptr_nonnull(strstr(html, "<p>Daarnaast zijn 2 regels overgeslagen"));
    ck_assert_ptr_nonnull(strstr(csv, "\r\n22;;;hele regel;overgeslagen;row-total;"));
    ck_assert_ptr_null(strstr(html, "afgekeurd</td>"));
    ck_assert_ptr_null(strstr(csv, "fout"));
    fixture_close(&f);
}
END_TEST

START_TEST(a_column_too_many_is_no_remark_on_a_row)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(&f, "jgz_indicatie_ggd_2026K3.csv",
                                           "BSN;Cli\xc3\xabntnummer;Geboortedatum;Geslacht;"
                                           "Postcode;Datum bepaling;Besluit;Ingangsdatum "
                                           "indicatie;Toestemming ouders;Toelichting\n"
                                           "999990007;C1;14-03-2023;M;;02-10-2025;N;;J;geheim\n");
    ck_assert_msg(r.accepted, "%s", r.error.message);
    char *html = km_return_report_html(f.arena, &r);
    ck_assert_ptr_nonnull(strstr(html, "<td>opmerking</td><td>kolom Toelichting mag niet"));
    ck_assert_ptr_null(strstr(html, "<td>aanvaard met opmerking</td>"));
    fixture_close(&f);
}
END_TEST

START_TEST(a_file_refused_before_its_rows_has_no_empty_tables)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(&f, FILE_NAME, "%PDF-1.7\n");
    char *html = km_return_report_html(f.arena, &r);
    ck_assert_ptr_nonnull(strstr(html, "Wat te doen: "));
    ck_assert_ptr_null(strstr(html, "Meest voorkomende"));
    ck_assert_ptr_null(strstr(html, "Bevindingen per regel"));
    ck_assert_ptr_nonnull(strstr(km_return_report_csv(f.arena, &r), ";file-"));
    fixture_close(&f);
}
END_TEST

/* The places with a column of row numbers in front. */
#define NUMBERED(nr, row) nr ";" row

START_TEST(findings_carry_the_numbers_of_the_deliverers_own_rows)
{
    Fixture f = fixture_open();
    const char *lines = TWENTY;
    KmText text = km_text_init(f.arena);
    km_text_add(&text, "Volgnummer;" PLACES);
    for (int i = 0; *lines != '\0'; i++) {
        const char *end = strchr(lines, '\n') + 1;
        km_text_addf(&text, "%d;%.*s", 5001 + i, (int)(end - lines), lines);
        lines = end;
    }
    km_text_add(&text, NUMBERED("5021", PLACE("123456789", "A21", "16"))
                           NUMBERED("123456782", PLACE("123456789", "A22", "16"))
                               NUMBERED("5023", PLACE("999990123", "A1", "16")));
    KmImportResult r = fixture_import_text(&f, FILE_NAME, text.bytes);
    ck_assert_msg(r.accepted || r.delivery.lines_read == 23, "%s", r.error.message);
    char *html = km_return_report_html(f.arena, &r);
    char *csv = km_return_report_csv(f.arena, &r);
    ck_assert_ptr_nonnull(strstr(html, "<td class=\"n\">22</td><td class=\"n\">5021</td>"));
    ck_assert_ptr_nonnull(strstr(html, "<td class=\"n\">23</td><td class=\"n\">–</td>"));
    ck_assert_ptr_nonnull(strstr(csv, "\r\n22;5021;2;BSN;"));
    ck_assert_ptr_nonnull(strstr(csv, "\r\n24;5023;;hele regel;dubbel;row-duplicate;"));
    ck_assert_ptr_null(strstr(html, "123456782"));
    ck_assert_ptr_null(strstr(csv, "123456782"));
    ck_assert_ptr_null(strstr(csv, "column-unknown"));
    fixture_close(&f);
}
END_TEST

START_TEST(the_mirror_adds_up_what_was_kept)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(
        &f, FILE_NAME, PLACES TWENTY PLACE("999990123", "A1", "20") PLACE("123456789", "X9", "16"));
    ck_assert_ptr_nonnull(r.mirror);
    ck_assert_int_eq(r.mirror->own.kept, 20);
    ck_assert(!r.mirror->has_city);
    ck_assert_str_eq(r.mirror->totals[0].column, "Uren per week");
    char *html = km_return_report_html(f.arena, &r);
    ck_assert_ptr_nonnull(
        strstr(html, "<th scope=\"row\">Uren per week</th><td class=\"n\">324</td></tr>"));
    ck_assert_ptr_nonnull(strstr(html, "te weinig om dat te mogen laten zien"));
    fixture_close(&f);
}
END_TEST

START_TEST(the_city_stands_beside_it_once_three_others_delivered)
{
    static const char *const names[] = {"de-kiem", "zon", "maan", "ster"};
    Fixture f = fixture_open();
    for (size_t i = 0; i < 4; i++) {
        const char *more = km_format(f.arena, PLACE("999990007", "%s", "24"), names[i], names[i]);
        KmImportResult r =
            fixture_import_text(&f, km_format(f.arena, "ko_plaatsing_%s_2026K3.csv", names[i]),
                                km_format(f.arena, "%s%s", PLACES TWENTY, more));
        ck_assert_msg(r.accepted, "%s", r.error.message);
        ck_assert_int_eq(r.mirror->has_city, i == 3);
        ck_assert_double_eq_tol(r.mirror->totals[0].own.low, 344, 1e-9);
        if (i == 3) {
            ck_assert_int_eq(r.mirror->city.deliverers, 4);
            ck_assert_int_eq(r.mirror->city.kept, 84);
            ck_assert_double_eq_tol(r.mirror->totals[0].city.low, 4 * 344, 1e-9);
            ck_assert_ptr_nonnull(strstr(km_return_report_html(f.arena, &r),
                                         "<td class=\"n\">344</td><td class=\"n\">1.376</td>"));
        }
    }
    fixture_close(&f);
}
END_TEST

START_TEST(few_rows_are_not_added_up)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(&f, FILE_NAME, PLACES PLACE("999990007", "A1", "16"));
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_uint_eq(r.mirror->n_totals, 0);
    ck_assert_ptr_null(strstr(km_return_report_html(f.arena, &r), "gemiddeld per regel"));
    fixture_close(&f);
}
END_TEST

START_TEST(the_page_is_whole_and_free_of_script)
{
    Fixture f = fixture_open();
    KmImportResult r =
        fixture_import_text(&f, FILE_NAME, PLACES TWENTY PLACE("999990123", "A1", "16"));
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
        fixture_import_text(&f, FILE_NAME, PLACES TWENTY PLACE("999990123", "A1", "16"));
    ck_assert_str_eq(
        km_return_report_csv(f.arena, &r),
        "\xef\xbb\xbfregel;uw nummer;kolom;veld;gevolg;code;bevinding;wat te doen\r\n"
        "22;;;hele regel;dubbel;row-duplicate;de regel is gelijk aan regel 2;\"u hoeft niets te "
        "doen; hij is één keer geteld\"\r\n");
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("return_report");
    tcase_add_test(tcase, what_was_skipped_is_no_fault);
    tcase_add_test(tcase, a_column_too_many_is_no_remark_on_a_row);
    tcase_add_test(tcase, a_file_refused_before_its_rows_has_no_empty_tables);
    tcase_add_test(tcase, an_accepted_file_is_told_with_its_balance);
    tcase_add_test(tcase, a_refused_file_is_told_why_and_what_to_do);
    tcase_add_test(tcase, a_refused_file_has_no_accepted_rows);
    tcase_add_test(tcase, findings_carry_the_numbers_of_the_deliverers_own_rows);
    tcase_add_test(tcase, the_mirror_adds_up_what_was_kept);
    tcase_add_test(tcase, the_city_stands_beside_it_once_three_others_delivered);
    tcase_add_test(tcase, few_rows_are_not_added_up);
    tcase_add_test(tcase, the_page_is_whole_and_free_of_script);
    tcase_add_test(tcase, names_from_the_file_are_escaped);
    tcase_add_test(tcase, the_csv_has_one_finding_a_line);
    return run_case(tcase, "return_report");
}
