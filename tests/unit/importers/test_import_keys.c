/* Rows that are one row: by all of their cells, or by their key. */
#include "tests/unit/importers/fixture.h"
#include "tests/unit/importers/places.h"

START_TEST(an_identical_row_counts_once)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(
        &f, FILE_NAME, PLACES PLACE("999990007", "A1", "16") PLACE("999990007", "A1", "16"));
    ck_assert(r.accepted);
    ck_assert_int_eq(r.delivery.duplicate, 1);
    ck_assert_str_eq(fixture_findings(&f, &r), "row-duplicate@3:0");
    ck_assert_str_eq(r.findings[0].argument, "2");
    ck_assert_str_eq(fixture_rows(&f, "ko_plaatsing", "regel"), "2");
    fixture_close(&f);
}
END_TEST

START_TEST(of_two_rows_with_one_key_the_last_wins)
{
    Fixture f = fixture_open();
    KmImportResult r =
        fixture_import_text(&f, FILE_NAME,
                            PLACES PLACE("999990007", "A1", "12") PLACE("999990019", "A2", "8")
                                PLACE("999990007", "A1", "16") PLACE("999990007", "A1", "12"));
    ck_assert(r.accepted);
    ck_assert_str_eq(fixture_rows(&f, "ko_plaatsing", "regel,uren_week"), "3|8 5|12");
    ck_assert(r.delivery.accepted == 1 && r.delivery.remarked == 1 && r.delivery.duplicate == 2);
    ck_assert_str_eq(fixture_findings(&f, &r),
                     "row-replaced@2:0 row-replaced@4:0 row-replaces@4:0 row-replaces@5:0");
    fixture_close(&f);
}
END_TEST

/* Without a school the number is of all schools: that is a value too. */
START_TEST(an_empty_part_of_a_key_tells_rows_apart_as_any_other)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(&f, "deelname_aggregaat_club_2026K3.csv",
                                           "Activiteit-id;School;Maand;Aantal kinderen\r\n"
                                           "V-1;;09-2026;12\r\n"
                                           "V-1;90AX00;09-2026;7\r\n"
                                           "V-1;;09-2026;14\r\n");
    ck_assert(r.accepted);
    ck_assert_str_eq(fixture_rows(&f, "deelname_aggregaat", "regel,aantal_min"), "3|7 4|14");
    ck_assert_str_eq(fixture_findings(&f, &r), "row-replaced@2:0 row-replaces@4:0");
    fixture_close(&f);
}
END_TEST

START_TEST(a_site_written_in_three_ways_is_one_site)
{
    Fixture f = fixture_open();
    KmImportResult r =
        fixture_import_text(&f, "duo_schooladvies_duo_2024-2025.csv",
                            "PRIKDATUM;BRIN_NUMMER;VESTIGINGSNUMMER;SOORT_PO;VMBO_BL;"
                            "VWO;TOTAAL\r\n"
                            "04-09-2025;90AX;00;Bo;5;7;12\r\n"
                            "04-09-2025;90AX;01;Bo;6;7;13\r\n"
                            "04-09-2025;90AX;0;Bo;5;8;13\r\n"
                            "04-09-2025;90AX;;Bo;5;9;14\r\n");
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_str_eq(fixture_rows(&f, "duo_schooladvies", "regel,brin"), "3|90AX01 5|90AX00");
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("import_keys");
    tcase_add_test(tcase, an_identical_row_counts_once);
    tcase_add_test(tcase, of_two_rows_with_one_key_the_last_wins);
    tcase_add_test(tcase, an_empty_part_of_a_key_tells_rows_apart_as_any_other);
    tcase_add_test(tcase, a_site_written_in_three_ways_is_one_site);
    return run_case(tcase, "import_keys");
}
