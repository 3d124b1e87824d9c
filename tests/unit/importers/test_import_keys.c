/* Rows that are one row: by all of their cells, or by their key. */
#include "engine/base/text.h"
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

/* The child's other number on line 3 is found out after its key is: line 4 takes back a remarked
 * row. With a month that cannot be read on line 2 no accepted row was left to take from. */
START_TEST(a_replaced_row_is_taken_off_what_it_counted_as)
{
    static const char *const absent[] = {"5,5", "x"};
    Fixture f = fixture_open();
    f.settings.allow_refused = true;
    fixture_reopen_importer(&f);
    const char *text = km_format(f.arena,
                                 "BSN;Kindnummer;LRK-nummer;Maand;Uren contract;Uren gerealiseerd;"
                                 "Uren afwezig;Gefactureerde ouderbijdrage\n"
                                 "999990007;K3;223617109;02-2025;53,25;47,75;%s;21,48\n"
                                 "999990007;K4;223617109;03-2025;53,25;47,25;6,0;21,26\n"
                                 "999990007;K3;223617109;03-2025;53,25;47,25;6,0;21,26\n",
                                 absent[_i]);
    KmImportResult r = fixture_import_text(&f, "ko_uren_wereldkind_2025K1.csv", text);
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_int_eq(r.delivery.accepted, _i == 0 ? 1 : 0);
    ck_assert_int_eq(r.delivery.remarked, _i == 0 ? 1 : 2);
    ck_assert_int_eq(r.delivery.duplicate, 1);
    ck_assert_str_eq(fixture_rows(&f, "ko_uren", "regel"), "2 4");
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

typedef struct {
    const char *name;
    const char *file, *header, *first, *second;
    const char *findings; /* "": both rows are kept */
} Pair;

#define CONTACTS "BSN;Contactmoment;Datum gepland;Datum contact;Status;Soort\n"
#define CALENDAR "Schooljaar;Soort;Naam;Begindatum;Einddatum;Regio;Periode;Contract\n"
#define STREETS "PC6;Huisnummer;Buurt;Wijk;Gemeente\n"
#define CHILDCARE "lrk_id;type_oko;actuele_naam_oko;aantal_kindplaatsen;ve;status;inschrijfdatum\n"
#define REPLACED "row-replaced@2:0 row-replaces@3:0"

static const Pair pairs[] = {
    {"a contact of no kind, told twice", "jgz_contact_ggd_2026K3.csv", CONTACTS,
     "999990007;3jr;12-08-2026;;afgemeld;\n", "999990007;3jr;12-08-2026;12-08-2026;verschenen;\n",
     REPLACED},
    {"a contact with and without a kind", "jgz_contact_ggd_2026K3.csv", CONTACTS,
     "999990007;3jr;12-08-2026;;afgemeld;\n",
     "999990007;3jr;12-08-2026;12-08-2026;verschenen;consult\n", ""},
    {"two contacts that nobody planned", "jgz_contact_ggd_2026K3.csv", CONTACTS,
     "999990007;extra;;12-08-2026;verschenen;\n", "999990007;extra;;19-08-2026;verschenen;\n", ""},
    {"a holiday of all regions with another end", "kalender_gemeente_2026-2027.csv", CALENDAR,
     "2026-2027;vakantie;herfst;17-10-2026;24-10-2026;;;\n",
     "2026-2027;vakantie;herfst;17-10-2026;25-10-2026;;;\n", REPLACED},
    {"a holiday of two regions", "kalender_gemeente_2026-2027.csv", CALENDAR,
     "2026-2027;vakantie;herfst;17-10-2026;25-10-2026;midden;;\n",
     "2026-2027;vakantie;herfst;17-10-2026;25-10-2026;;;\n", ""},
    {"the last day of two contracts, by one name", "kalender_gemeente_2026-2027.csv", CALENDAR,
     "2026-2027;inleverdatum;inleveren;21-10-2026;21-10-2026;alle;2026K3;ko_uren\n",
     "2026-2027;inleverdatum;inleveren;21-10-2026;21-10-2026;alle;2026K3;ko_plaatsing\n", ""},
    {"of two periods", "kalender_gemeente_2026-2027.csv", CALENDAR,
     "2026-2027;inleverdatum;inleveren;21-10-2026;21-10-2026;;2026K3;\n",
     "2026-2027;inleverdatum;inleveren;21-10-2026;21-10-2026;;2025-2026;\n", ""},
    {"a postcode in two districts", "postcode_gemeente_2023-2024.csv", STREETS,
     "2312AB;;05460100;054601;0546\n", "2312AB;;05460302;054603;0546\n", REPLACED},
    {"a postcode and one of its numbers", "postcode_gemeente_2023-2024.csv", STREETS,
     "2312AB;;05460100;054601;0546\n", "2312AB;2;05460302;054603;0546\n", ""},
    {"a site with two numbers of places", "lrk_gemeente_2026K3.csv", CHILDCARE,
     "211237919;KDV;De Zandbak;32;Ja;Ingeschreven;\n",
     "211237919;KDV;De Zandbak;40;Ja;Ingeschreven;\n", REPLACED},
    {"a site that came back", "lrk_gemeente_2026K3.csv", CHILDCARE,
     "211237919;KDV;De Zandbak;32;Ja;Uitgeschreven;01-08-2013\n",
     "211237919;KDV;De Zandbak;32;Ja;Ingeschreven;01-08-2020\n", ""},
};

START_TEST(an_empty_part_of_a_key_is_a_value_where_it_says_something)
{
    Fixture f = fixture_open();
    const Pair *c = &pairs[_i];
    KmImportResult r = fixture_import_text(
        &f, c->file, km_format(f.arena, "%s%s%s", c->header, c->first, c->second));
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    char *findings = fixture_findings(&f, &r);
    ck_assert_msg(km_text_equal(findings, c->findings), "%s: %s", c->name, findings);
    ck_assert_int_eq(r.delivery.duplicate, c->findings[0] == '\0' ? 0 : 1);
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
    tcase_add_loop_test(tcase, a_replaced_row_is_taken_off_what_it_counted_as, 0, 2);
    tcase_add_test(tcase, an_empty_part_of_a_key_tells_rows_apart_as_any_other);
    tcase_add_loop_test(tcase, an_empty_part_of_a_key_is_a_value_where_it_says_something, 0,
                        COUNT(pairs));
    tcase_add_test(tcase, a_site_written_in_three_ways_is_one_site);
    return run_case(tcase, "import_keys");
}
