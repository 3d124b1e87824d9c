/* The forms in which a column writes its values, decided for the whole column: files of a contract
 * that has one column of each kind. */
#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"

#define HEADER "Nr;Actie;Maand;Schooljaar;Bedrag;Voortgang;Aantal;Locatie;Datum\n"
#define GOOD(nr) nr ";A1.1;03-2026;2025-2026;95;75;12;100X200;01-09-2025\n"

static const char contract[] =
    "{\"name\": \"vormen\", \"title\": \"vormen\", \"km:code\": \"C99\", \"km:purpose\": "
    "\"proef\", "
    "\"km:retention_months\": 1, \"km:authority\": \"stand\", \"km:key\": [\"Nr\"], \"fields\": [\n"
    "{\"name\": \"Nr\", \"type\": \"string\", \"km:column\": \"nr\"},\n"
    "{\"name\": \"Actie\", \"type\": \"string\", \"km:kind\": \"action\", \"km:column\": "
    "\"actie\"},\n"
    "{\"name\": \"Maand\", \"type\": \"string\", \"km:kind\": \"month\", \"km:column\": "
    "\"maand\"},\n"
    "{\"name\": \"Schooljaar\", \"type\": \"string\", \"km:kind\": \"school_year\", \"km:column\": "
    "\"schooljaar\"},\n"
    "{\"name\": \"Bedrag\", \"type\": \"number\", \"km:kind\": \"money\", \"km:column\": "
    "\"bedrag\"},\n"
    "{\"name\": \"Voortgang\", \"type\": \"number\", \"km:kind\": \"percent\", \"km:column\": "
    "\"voortgang\"},\n"
    "{\"name\": \"Aantal\", \"type\": \"string\", \"km:kind\": \"small_count\", \"km:column\": "
    "\"aantal\", \"constraints\": {\"maximum\": 900}},\n"
    "{\"name\": \"Locatie\", \"type\": \"string\", \"km:kind\": \"rio\", \"km:column\": \"rio\"},\n"
    "{\"name\": \"Datum\", \"type\": \"date\", \"km:column\": \"datum\"}]}";

static Fixture open_forms(void)
{
    Fixture f = fixture_open();
    char *folder = fixture_path(&f, "werk/importers/contracts");
    ck_ok(&f, km_directory_make(folder, 0700, &f.err));
    ck_ok(&f, km_file_write(km_path_join(f.arena, folder, "vormen.json"), contract,
                            strlen(contract), 0600, &f.err));
    ck_ok(&f,
          km_contracts_open(f.arena, SOURCE_DIR, fixture_path(&f, "werk"), &f.contracts, &f.err));
    fixture_reopen_importer(&f);
    return f;
}

typedef struct {
    const char *name;
    const char *rows;
    const char *columns;
    const char *stored;
    const char *findings;
} Case;

/* Days since 1970 by python3: 2026-03-01 20513, 2025-09-01 20332, 2023-10-01 19631. */
static const Case cases[] = {
    {"a clean row", GOOD("1"), "maand,schooljaar,bedrag,voortgang,aantal_min,aantal_max,rio,datum",
     "20513|2025-2026|95|75|12|12|100X200|20332", ""},
    {"every column in another form",
     "1;1.1;mrt-26;25/26;\xe2\x82\xac 1.234,50;75%;<5;100x200;2025-09-01\n",
     "maand,schooljaar,bedrag,voortgang,aantal_min,aantal_max,rio,datum",
     "20513|2025-2026|1234.5|75|1|4|100X200|20332", ""},
    {"nothing known", "1;;;;;;;;\n",
     "maand,schooljaar,bedrag,voortgang,aantal_min,aantal_max,rio,datum", "~|~|~|~|~|~|~|~", ""},
    {"percentages as parts of one",
     "1;A1.1;;;;0,75;;;\n2;A1.1;;;;1;;;\n3;A1.1;;;;0;;;\n4;A1.1;;;;50%;;;\n", "voortgang",
     "75 100 0 50", ""},
    {"percentages of a hundred, one of them small",
     "1;A1.1;;;;75;;;\n2;A1.1;;;;1;;;\n3;A1.1;;;;0,5;;;\n", "voortgang", "75 1 0.5",
     "percent-low@4:6"},
    {"a percentage beyond a hundred", "1;A1.1;;;;75;;;\n2;A1.1;;;;120;;;\n", "voortgang", "75 ~",
     "number-too-large@3:6"},
    {"day numbers in a whole column", "1;A1.1;;;;;;;45200\n2;A1.1;;;;;;;45201\n", "datum",
     "19631 19632", "date-serial-column@1:9"},
    {"a day number among dates", GOOD("1") "2;A1.1;;;;;;;45200\n", "datum", "20332 ~",
     "date-serial@3:9"},
    {"one day number, and dates in another column", "1;A1.1;01-03-2026;;;;;;45200\n", "datum", "~",
     "date-serial@2:9"},
    {"years of two digits in a whole column", "1;A1.1;;;;;;;15-03-24\n2;A1.1;;;;;;;1-10-23\n",
     "datum", "19797 19631", "date-short-column@1:9"},
    {"columns that disagree on day and month",
     "1;A1.1;03/13/2025;;;;;;15-03-2024\n2;A1.1;04/01/2025;;;;;;01-10-2023\n", "maand,datum",
     "20148|19797 20179|19631", ""},
    {"years of two digits that may come first", "1;A1.1;;;;;;;23-10-01\n2;A1.1;;;;;;;24-03-15\n",
     "datum", "~ ~", "date-two-digit-year@2:9 date-two-digit-year@3:9"},
    {"a year of two digits among dates", GOOD("1") "2;A1.1;;;;;;;1-10-23\n", "datum", "20332 ~",
     "date-two-digit-year@3:9"},
    {"months that a spreadsheet turned into day numbers",
     "1;A1.1;45717;;;;;;\n2;A1.1;45750;;;;;;\n", "maand", "20148 20179", "date-serial-column@1:3"},
    {"a number that lost its digits refuses the row",
     GOOD("1") "1,11222E+08;A1.1;;;;;;;\n3;A1.1;;;;;1,5E+08;;\n", "nr", "1",
     "number-damaged@3:1 number-damaged@4:7"},
    {"a label of one action", "1;Ouderbetrokkenheid cre\xc3\xabren;;;;;;;\n", "nr", "1", ""},
    {"a label that two actions share", "1;Betere afstemming op talenten en mogelijkheden;;;;;;;\n",
     "nr", "1", "code-ambiguous@2:2"},
    {"a hidden number above its bound", GOOD("1") "2;A1.1;;;;;<1000;;\n", "aantal_min,aantal_max",
     "12|12 ~|~", "number-too-large@3:7"},
    {"each kind says what is wrong", GOOD("1") "2;A9.9;lente;2025;gratis;veel;enkele;12;morgen\n",
     "nr", "1 2",
     "code-unknown@3:2 month-invalid@3:3 school-year-invalid@3:4 money-invalid@3:5 "
     "percent-invalid@3:6 count-invalid@3:7 rio-invalid@3:8 date-invalid@3:9"},
};

START_TEST(a_column_is_read_in_the_form_that_it_shows)
{
    const Case *c = &cases[_i];
    Fixture f = open_forms();
    f.settings.allow_refused = true;
    fixture_reopen_importer(&f);
    KmImportResult r = fixture_import_text(&f, "vormen_proef_2026K3.csv",
                                           km_format(f.arena, "%s%s", HEADER, c->rows));
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    ck_assert_msg(km_text_equal(fixture_findings(&f, &r), c->findings), "%s: %s", c->name,
                  fixture_findings(&f, &r));
    char *stored = fixture_rows(&f, "vormen", c->columns);
    ck_assert_msg(km_text_equal(stored, c->stored), "%s: %s", c->name, stored);
    fixture_close(&f);
}
END_TEST

START_TEST(a_column_of_ones_and_noughts_has_no_scale)
{
    Fixture f = open_forms();
    KmImportResult r = fixture_import_text(&f, "vormen_proef_2026K3.csv",
                                           HEADER "1;A1.1;;;;1;;;\n2;A1.1;;;;0;;;\n");
    ck_assert(!r.accepted);
    ck_assert_str_eq(r.error.code, "file-percent");
    ck_assert_ptr_nonnull(strstr(r.error.message, "column 'Voortgang'"));
    ck_assert_uint_eq(fixture_deliveries(&f), 0);
    fixture_close(&f);
}
END_TEST

START_TEST(an_ambiguous_label_is_told_with_its_codes)
{
    Fixture f = open_forms();
    KmImportResult r =
        fixture_import_text(&f, "vormen_proef_2026K3.csv",
                            HEADER "1;Betere afstemming op mogelijkheden en talenten;;;;;;;\n");
    ck_assert(r.accepted);
    ck_assert_uint_eq(r.n_findings, 1);
    ck_assert_str_eq(km_finding_english(f.arena, &r.findings[0]),
                     "Actie is worded so that it may mean A3.1, A6.3");
    ck_assert_str_eq(km_finding_remedy_dutch(f.arena, &r.findings[0]), "schrijf de code zelf");
    fixture_close(&f);
}
END_TEST

START_TEST(what_was_found_is_recorded)
{
    Fixture f = open_forms();
    KmImportResult r = fixture_import_text(&f, "vormen_proef_2026K3.csv",
                                           HEADER "1;A1.1;;;;0,75;;;45200\n2;;;;;;;;45201\n");
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_ptr_nonnull(strstr(r.delivery.dialect, "datums als dagnummer van een rekenblad"));
    ck_assert_ptr_nonnull(strstr(r.delivery.dialect, "percentages als deel van 1"));
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("import_forms");
    tcase_add_loop_test(tcase, a_column_is_read_in_the_form_that_it_shows, 0, COUNT(cases));
    tcase_add_test(tcase, a_column_of_ones_and_noughts_has_no_scale);
    tcase_add_test(tcase, an_ambiguous_label_is_told_with_its_codes);
    tcase_add_test(tcase, what_was_found_is_recorded);
    return run_case(tcase, "import_forms");
}
