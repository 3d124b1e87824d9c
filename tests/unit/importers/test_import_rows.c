/* Rows of whole files: each value and rule, and what is stored of them. */
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"
#include "tests/unit/importers/places.h"

START_TEST(a_clean_file_is_taken_whole)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(&f, FILE_NAME, PLACES TWENTY);
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_int_eq(r.delivery.lines_read, 20);
    ck_assert_int_eq(r.delivery.accepted, 20);
    ck_assert_uint_eq(r.n_findings, 0);
    ck_assert_str_eq(km_delivery_id(f.arena, &r.delivery), "ko_plaatsing/de-kiem/2026K3/1");
    ck_assert_str_eq(r.delivery.flags, "");
    ck_assert_int_eq(r.delivery.cells_required, r.delivery.cells_filled);
    ck_assert_uint_eq(fixture_deliveries(&f), 1);
    fixture_close(&f);
}
END_TEST

START_TEST(rows_are_stored_as_numbers_and_days)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(
        &f, FILE_NAME,
        PLACES "999990007;A1;14-03-2023;M;2312 AB;211237919;A1-1;01-09-2025;31-08-2026;PO;J;N;"
               "16:30;40\r\n"
               "999990019;A2;2023-03-14;v;2312 AB;211237919;A2-1;20250901;;kdv;nee;;16,5;52\r\n");
    ck_assert_msg(r.accepted, "%s", r.error.message);
    /* R: as.integer(as.Date(c("2023-03-14", "2025-09-01", "2026-08-31"))) = 19430 20332 20696 */
    ck_assert_str_eq(
        fixture_rows(&f, "ko_plaatsing",
                     "regel,kind,geboortedatum,lrk,begindatum,einddatum,uren_week,weken_jaar"),
        "2|1|19430|211237919|20332|20696|16.5|40 3|2|19430|211237919|20332|~|16.5|52");
    fixture_close(&f);
}
END_TEST

typedef struct {
    const char *name;
    const char *row;
    const char *findings; /* "" : accepted */
    KmOutcome outcome;
} Row;

static const Row rows[] = {
    {"a good row", PLACE("999990007", "Z1", "16,0"), "", KM_OUTCOME_ACCEPTED},
    {"a birth date that does not exist",
     R("999990007", "31-06-2023", "M", "", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "date-invalid@2:3", KM_OUTCOME_REFUSED},
    {"a birth date without its day",
     R("999990007", "00-05-2023", "M", "", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "date-no-day@2:3", KM_OUTCOME_REFUSED},
    {"a birth in the future",
     R("999990007", "14-03-2027", "M", "", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "date-too-late@2:3", KM_OUTCOME_REFUSED},
    {"a begin before the birth is said",
     R("999990007", "14-03-2026", "M", "", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "date-too-early@2:8", KM_OUTCOME_REMARKED},
    {"a BSN that fails",
     R("999990045", "14-03-2023", "M", "", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "bsn-invalid@2:1", KM_OUTCOME_REFUSED},
    {"signs that nobody sees inside a BSN and hours",
     R("99999\xe2\x80\x8b"
       "0007",
       "14-03-2023", "M", "", "211237919", "01-09-2025", "", "PO", "J",
       "1\xe2\x81\xa0"
       "6",
       "40"),
     "value-control@2:1 value-control@2:13", KM_OUTCOME_REFUSED},
    {"signs that nobody sees around a BSN, a date and hours",
     R("\xef\xbb\xbf"
       "999990007",
       "14-03-2023\xe2\x80\x8e", "M", "", "211237919",
       "\xe2\x80\x8e"
       "01-09-2025",
       "", "PO", "J",
       "\xe2\x80\x8b"
       "16\xe2\x80\x8b",
       "40"),
     "", KM_OUTCOME_ACCEPTED},
    {"a BSN that a spreadsheet rounded",
     R("1,11222E+08", "14-03-2023", "M", "", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "bsn-damaged@2:1", KM_OUTCOME_REFUSED},
    {"no BSN, linked by the rest",
     R("", "14-03-2023", "M", "2312 AB", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "person-weak@0:0", KM_OUTCOME_ACCEPTED},
    {"no BSN and no own number",
     ";;14-03-2023;M;2312 AB;211237919;Z1-1;01-09-2025;;PO;J;J;16;40\r\n",
     "person-incomplete@2:2 value-missing@2:2", KM_OUTCOME_REFUSED},
    {"no BSN and no sex",
     R("", "14-03-2023", "", "", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "person-incomplete@2:4", KM_OUTCOME_REFUSED},
    {"no BSN", R("", "14-03-2023", "M", "", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "person-incomplete@2:5", KM_OUTCOME_REFUSED},
    {"hours that are no number",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2025", "", "PO", "J", "abc", "40"),
     "number-invalid@2:13", KM_OUTCOME_REFUSED},
    {"hours below zero",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2025", "", "PO", "J", "-4", "40"),
     "number-too-small@2:13", KM_OUTCOME_REFUSED},
    {"more hours than a week has",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2025", "", "PO", "J", "190", "40"),
     "number-too-large@2:13", KM_OUTCOME_REFUSED},
    {"an end before the begin",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2025", "31-08-2025", "PO", "J", "16",
       "40"),
     "end-before-begin@2:9", KM_OUTCOME_REFUSED},
    {"an end on the day of the begin is one day",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2026", "01-09-2026", "PO", "J", "16",
       "40"),
     "", KM_OUTCOME_ACCEPTED},
    {"an open end",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2025", "31-12-9999", "PO", "J", "16",
       "40"),
     "", KM_OUTCOME_ACCEPTED},
    {"an end of many years later is said",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2025", "31-08-2086", "PO", "J", "16",
       "40"),
     "date-far@2:9", KM_OUTCOME_REMARKED},
    {"an end at the thirteenth birthday is a plan",
     R("999990007", "14-03-2026", "M", "", "211237919", "01-09-2026", "14-03-2039", "PO", "J", "16",
       "40"),
     "", KM_OUTCOME_ACCEPTED},
    {"a begin of many years later is said",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2062", "", "PO", "J", "16", "40"),
     "row-outside-period@2:0 date-far@2:8", KM_OUTCOME_REMARKED},
    {"an optional end that does not exist is left out",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2025", "31-09-2026", "PO", "J", "16",
       "40"),
     "date-invalid@2:9", KM_OUTCOME_REMARKED},
    {"an unknown mandatory code",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2025", "", "CRECHE", "J", "16",
       "40"),
     "code-unknown@2:10", KM_OUTCOME_REFUSED},
    {"an unknown optional code is left out",
     R("999990007", "14-03-2023", "Q", "", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "code-unknown@2:4", KM_OUTCOME_REMARKED},
    {"a bad postcode that is not kept anyway",
     R("999990007", "14-03-2023", "M", "23A2 AB", "211237919", "01-09-2025", "", "PO", "J", "16",
       "40"),
     "postcode-invalid@2:5", KM_OUTCOME_REMARKED},
    {"an LRK of four digits",
     R("999990007", "14-03-2023", "M", "", "2112", "01-09-2025", "", "PO", "J", "16", "40"),
     "lrk-invalid@2:6", KM_OUTCOME_REFUSED},
    {"a mandatory date left empty",
     R("999990007", "14-03-2023", "M", "", "211237919", "", "", "PO", "J", "16", "40"),
     "value-missing@2:8", KM_OUTCOME_REFUSED},
    {"all faults of a row at once",
     R("999990045", "31-06-2023", "M", "", "2112", "01-09-2025", "", "PO", "J", "abc", "40"),
     "bsn-invalid@2:1 date-invalid@2:3 lrk-invalid@2:6 number-invalid@2:13", KM_OUTCOME_REFUSED},
    {"a row that is too long", "999990007;Z1;1;2;3;4;5;6;7;8;9;10;11;12;13\r\n", "row-long@2:0",
     KM_OUTCOME_REFUSED},
    {"a row that is too short", "999990007;Z1;1;2\r\n", "row-short@2:0", KM_OUTCOME_REFUSED},
    {"a quote amid a cell", "999990007;Z\"1;1;2\r\n", "row-quoting@2:0", KM_OUTCOME_REFUSED},
    {"a total", "Totaal;;;;;;;;;;;;336;\r\n", "row-total@2:0", KM_OUTCOME_SKIPPED},
    {"units under the header", ";;dd-mm-jjjj;;;;dd-mm-jjjj;;;;;;uren;weken\r\n", "row-units@2:0",
     KM_OUTCOME_SKIPPED},
    {"a heading above the rows", "Locatie De Zandbak;;;;;;;;;;;;;\r\n", "row-note@2:0",
     KM_OUTCOME_SKIPPED},
    {"a note in a cell of its own", "* voorlopig\r\n", "row-note@2:0", KM_OUTCOME_SKIPPED},
    {"a contract over before the period",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2025", "30-06-2026", "PO", "J", "16",
       "40"),
     "row-outside-period@2:0", KM_OUTCOME_REMARKED},
};

START_TEST(each_fault_is_found_where_it_stands)
{
    Fixture f = fixture_open();
    const Row *c = &rows[_i];
    char *text = km_format(f.arena, "%s%s%s", PLACES, c->row, TWENTY);
    KmImportResult r = fixture_import_text(&f, FILE_NAME, text);
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    char *findings = fixture_findings(&f, &r);
    ck_assert_msg(km_text_equal(findings, c->findings), "%s: %s", c->name, findings);
    ck_assert_int_eq(r.delivery.lines_read, c->outcome == KM_OUTCOME_SKIPPED ? 20 : 21);
    ck_assert_int_eq(r.skipped, c->outcome == KM_OUTCOME_SKIPPED ? 1 : 0);
    ck_assert_int_eq(r.delivery.accepted, 20 + (c->outcome == KM_OUTCOME_ACCEPTED ? 1 : 0));
    ck_assert_int_eq(r.delivery.remarked, c->outcome == KM_OUTCOME_REMARKED ? 1 : 0);
    ck_assert_int_eq(r.delivery.refused, c->outcome == KM_OUTCOME_REFUSED ? 1 : 0);
    fixture_close(&f);
}
END_TEST

typedef struct {
    const char *name;
    const char *address; /* postcode;number */
    const char *wijk;
    const char *buurt;
    const char *findings;
} Address;

static const Address addresses[] = {
    {"an address of the table", "2312 AB;1", "WK054601", "BU05460100", ""},
    {"an unknown number in a postcode of one district", "2312ab;99", "WK054601", "BU05460100", ""},
    {"no number in a postcode of one district", "2312 AB;", "WK054601", "BU05460100", ""},
    {"a number with its letter", "2316NC;2 A", "WK054608", "BU05460800", ""},
    {"no number in a postcode of two districts", "2316 NC;", "onbekend", "~",
     "address-ambiguous@2:4"},
    {"an unknown street of a known area", "2312 ZZ;1", "onbekend", "~", "address-unknown@2:4"},
    {"another town", "1012 AB;1", "buiten", "buiten", ""},
    {"no address", ";", "onbekend", "~", "address-unknown@2:4"},
    {"a postcode that is none", "Leiden;1", "onbekend", "~", "postcode-invalid@2:4"},
};

static const char *wijk_code(Fixture *f)
{
    KmCode *codes = NULL;
    size_t n = 0;
    int64_t number = 0;
    char *text = fixture_rows(f, "bevolking", "wijk");
    ck_assert(km_parse_int(text, strlen(text), &number));
    ck_ok(f, km_codes_read(f->store, f->arena, "wijk", &codes, &n, &f->err));
    ck_assert_int_lt(number, (int64_t)n);
    return codes[number].code;
}

START_TEST(an_address_becomes_a_district_and_is_forgotten)
{
    Fixture f = fixture_open();
    const Address *c = &addresses[_i];
    fixture_import_postcodes(&f);
    KmImportResult r = fixture_import_text(
        &f, "bevolking_gemeente_2026K3.csv",
        km_format(f.arena,
                  "BSN;Geboortedatum;Geslacht;Postcode;Huisnummer;Datum vestiging\n"
                  "999990007;14-03-2023;M;%s;14-03-2023\n",
                  c->address));
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    ck_assert_msg(km_text_equal(fixture_findings(&f, &r), c->findings), "%s: %s", c->name,
                  fixture_findings(&f, &r));
    ck_assert_msg(km_text_equal(wijk_code(&f), c->wijk), "%s: %s", c->name, wijk_code(&f));
    ck_assert_str_eq(fixture_rows(&f, "bevolking", "buurt"), c->buurt);
    fixture_close(&f);
}
END_TEST

START_TEST(a_column_that_must_not_be_delivered_is_dropped_unread)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(
        &f, "jgz_indicatie_jgz-rijnland_2026K3.csv",
        "BSN;Cliëntnummer;Geboortedatum;Geslacht;Postcode;Datum bepaling;Besluit;"
        "Ingangsdatum indicatie;Toestemming ouders;Toelichting;Schoenmaat\n"
        "999990007;C1;14-03-2023;Mannelijk;2312_ab;02-10-2025;J;02-10-2025;J;"
        "\"geheim;\nverhaal\";30\n"
        "999990019;C2;14-03-2023;Vrouwelijk;;02-10-2025;N;;J;;\n");
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_str_eq(fixture_findings(&f, &r), "column-refused@1:10 column-unknown@1:11");
    ck_assert_str_eq(r.findings[0].field, "Toelichting");
    ck_assert_str_eq(r.findings[1].field, "Schoenmaat");
    /* The quoted line break makes the second row start on line 4. */
    ck_assert_str_eq(fixture_rows(&f, "jgz_indicatie", "regel"), "2 4");
    ck_assert(!fixture_file_holds(&f, "store.db", "geheim"));
    fixture_close(&f);
}
END_TEST

START_TEST(what_is_no_row_of_data_is_left_out)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(
        &f, FILE_NAME,
        "Overzicht\r\n\r\n" PLACES PLACE("999990007", "A1", "16") ";;;;;;;;;;;;;\r\n" PLACES PLACE(
            "999990019", "A2", "16") "\r\n;;;;;;;;;;;;;\r\nTotaal: 2;;;;;;;;;;;;32;\r\n");
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_str_eq(fixture_findings(&f, &r), "row-header@6:0 row-total@10:0");
    ck_assert_str_eq(fixture_rows(&f, "ko_plaatsing", "regel"), "4 7");
    ck_assert_int_eq(r.delivery.lines_read, 2);
    ck_assert_int_eq(r.skipped, 2);
    fixture_close(&f);
}
END_TEST

START_TEST(a_header_alone_says_that_there_is_nothing)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(&f, FILE_NAME, PLACES);
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_str_eq(fixture_findings(&f, &r), "no-rows@0:0");
    ck_assert_int_eq(r.delivery.lines_read, 0);
    fixture_close(&f);
}
END_TEST

START_TEST(one_child_has_one_number_in_all_files)
{
    Fixture f = fixture_open();
    ck_assert(fixture_import_text(&f, "ko_plaatsing_a_2026K3.csv",
                                  PLACES PLACE("999990007", "A1", "16")
                                      PLACE("101222331", "A2", "16"))
                  .accepted);
    ck_assert(fixture_import_text(&f, "ko_plaatsing_b_2026K3.csv",
                                  PLACES PLACE("9999.90.007", "X1", "16")
                                      PLACE("=\"101222331\"", "X2", "16"))
                  .accepted);
    ck_assert_str_eq(fixture_rows(&f, "ko_plaatsing", "kind"), "1 2 1 2");
    fixture_close(&f);
}
END_TEST

START_TEST(a_pseudonym_of_our_key_is_taken_and_of_another_refused)
{
    Fixture f = fixture_open();
    static const char columns[] =
        "Pseudoniem;Sleutelversie;Kindnummer;Geboortedatum;Geslacht;Postcode;LRK-nummer;"
        "Contractnummer;Begindatum;Soort opvang;VE-plaats;Doelgroepkind;Uren per week;"
        "Weken per jaar\n";
    static const char rest[] = "A1;14-03-2023;M;2312 AB;211237919;A1-1;01-09-2025;PO;J;J;16;40\n";
    uint8_t made[KM_PSEUDONYM_BYTES];
    char hex[KM_PSEUDONYM_BYTES * 2 + 1];
    km_pseudonym(f.key, "bsn", "999990007", 9, made);
    for (size_t i = 0; i < sizeof made; i++) {
        (void)snprintf(hex + 2 * i, 3, "%02x", made[i]);
    }
    ck_assert(fixture_import_text(&f, "ko_plaatsing_a_2026K3.csv",
                                  PLACES PLACE("999990019", "A0", "16")
                                      PLACE("999990007", "A1", "16"))
                  .accepted);
    KmImportResult ours =
        fixture_import_text(&f, "ko_plaatsing_b_2026K3.csv",
                            km_format(f.arena, "%s%s;%s;%s", columns, hex, km_key_id(f.key), rest));
    ck_assert_msg(ours.accepted, "%s %s", ours.error.message, fixture_findings(&f, &ours));
    ck_assert_str_eq(fixture_rows(&f, "ko_plaatsing", "kind"), "1 2 2");
    KmImportResult theirs =
        fixture_import_text(&f, "ko_plaatsing_c_2026K3.csv",
                            km_format(f.arena, "%s%s;00000000;%s", columns, hex, rest));
    ck_assert(!theirs.accepted);
    ck_assert_ptr_nonnull(strstr(fixture_findings(&f, &theirs), "file-other-key@2:2"));
    fixture_close(&f);
}
END_TEST

/* Twins share birth date, sex and postcode; what tells them apart is the number and the houder's.
 */
START_TEST(a_number_under_two_of_the_houders_numbers_is_remarked_once_per_row)
{
    Fixture f = fixture_open();
    KmImportResult first =
        fixture_import_text(&f, "ko_plaatsing_a_2026K3.csv",
                            PLACES PLACE("999990019", "A0", "16") PLACE("999990007", "A1", "16")
                                PLACE("999990007", "A2", "16") PLACE("999990007", "a1", "12"));
    ck_assert_msg(first.accepted, "%s", first.error.message);
    ck_assert_ptr_nonnull(strstr(fixture_findings(&f, &first), "person-two-records@4:2"));
    ck_assert_ptr_null(strstr(fixture_findings(&f, &first), "person-two-records@5"));
    KmImportResult other =
        fixture_import_text(&f, "ko_plaatsing_b_2026K3.csv", PLACES PLACE("999990007", "B9", "16"));
    ck_assert_ptr_null(strstr(fixture_findings(&f, &other), "person-two-records"));
    fixture_close(&f);
}
END_TEST

START_TEST(only_a_thousand_findings_of_a_rule_are_kept_but_all_counted)
{
    Fixture f = fixture_open();
    KmText text = km_text_init(f.arena);
    km_text_add(&text, PLACES);
    for (int i = 0; i < 1200; i++) {
        km_text_addf(&text, "999990007;A1;14-03-2023;Q;;211237919;A%d;01-09-2025;;PO;J;J;16;40\r\n",
                     i);
    }
    KmImportResult r = fixture_import_text(&f, FILE_NAME, text.bytes);
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_uint_eq(r.n_findings, 1000);
    ck_assert_uint_eq(r.n_counts, 1);
    ck_assert_int_eq(r.counts[0].count, 1200);
    ck_assert_int_eq(r.delivery.remarked, 1200);
    fixture_close(&f);
}
END_TEST

START_TEST(the_duo_register_imports_in_its_own_shape)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(
        &f, "duo_vestiging_duo_2025-2026.csv",
        "PROVINCIE;BEVOEGD GEZAG NUMMER;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;STRAATNAAM;"
        "HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE\n"
        "Zuid-Holland;01234;00XA;00XA01;Basisschool \x92t Voorbeeld;Straat;1;2312 "
        "AB;LEIDEN;0546;LEIDEN;Openbaar\n"
        "Zuid-Holland;01234;00XA;00XA02;\"School \"\"De Aap\"\"\";Straat;2;2312 "
        "AB;LEIDEN;0546;LEIDEN;Openbaar\n");
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_uint_eq(r.n_findings, 0);
    ck_assert_str_eq(fixture_rows(&f, "duo_vestiging", "brin,gemeente,bestuur,naam"),
                     "00XA01|GM0546|01234|Basisschool ’t Voorbeeld 00XA02|GM0546|01234|School "
                     "\"De Aap\"");
    fixture_close(&f);
}
END_TEST

typedef struct {
    const char *written;
    const char *kept;
    const char *findings;
} PartnerId;

static const PartnerId partner_ids[] = {
    {"de-zandbak", "de-zandbak", ""},
    {"De_Zandbak", "de-zandbak", ""},
    {"JGZ Rijnland B.V.", "jgz-rijnland-b-v", ""},
    {"Caf\xe9.Zuid", "cafe-zuid", ""},
    {"++;De Kiem;gemeente;gemeente\r\nb", "b", "value-missing@2:1"},
    {"de-kiem;De Kiem;gemeente;gemeente\r\nDe-Kiem", "de-kiem",
     "row-replaced@2:0 row-replaces@3:0"},
};

START_TEST(a_partner_is_called_as_its_files_are)
{
    Fixture f = fixture_open();
    const PartnerId *c = &partner_ids[_i];
    f.settings.allow_refused = true;
    fixture_reopen_importer(&f);
    KmImportResult r = fixture_import_text(&f, "partner_gemeente_2026K3.csv",
                                           km_format(f.arena,
                                                     "Partner-id;Naam;Partnersoort;Sector\r\n"
                                                     "%s;De Kiem;gemeente;gemeente\r\n",
                                                     c->written));
    ck_assert_msg(r.accepted, "%s: %s", c->written, r.error.message);
    ck_assert_str_eq(fixture_findings(&f, &r), c->findings);
    ck_assert_str_eq(fixture_rows(&f, "partner", "partner"), c->kept);
    fixture_close(&f);
}
END_TEST

START_TEST(each_of_several_partners_too)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(
        &f, "activiteit_gemeente_2026K3.csv",
        "Activiteit-id;Naam;Aanbieder;Mede-aanbieders;Domein;Begindatum;Locatie;Status;Doelgroep\n"
        "A1;Voetbal;Club_De.Sleutel;De-Kiem | Welzijn|;sport;01-09-2026;L001;gepland;kind\n");
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_str_eq(fixture_rows(&f, "activiteit", "aanbieder,mede_aanbieders"),
                     "club-de-sleutel|de-kiem|welzijn");
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("import_rows");
    tcase_add_test(tcase, a_clean_file_is_taken_whole);
    tcase_add_test(tcase, rows_are_stored_as_numbers_and_days);
    tcase_add_loop_test(tcase, each_fault_is_found_where_it_stands, 0, COUNT(rows));
    tcase_add_loop_test(tcase, an_address_becomes_a_district_and_is_forgotten, 0, COUNT(addresses));
    tcase_add_test(tcase, a_column_that_must_not_be_delivered_is_dropped_unread);
    tcase_add_test(tcase, what_is_no_row_of_data_is_left_out);
    tcase_add_test(tcase, a_header_alone_says_that_there_is_nothing);
    tcase_add_test(tcase, one_child_has_one_number_in_all_files);
    tcase_add_test(tcase, a_pseudonym_of_our_key_is_taken_and_of_another_refused);
    tcase_add_test(tcase, a_number_under_two_of_the_houders_numbers_is_remarked_once_per_row);
    tcase_add_test(tcase, only_a_thousand_findings_of_a_rule_are_kept_but_all_counted);
    tcase_add_test(tcase, the_duo_register_imports_in_its_own_shape);
    tcase_add_loop_test(tcase, a_partner_is_called_as_its_files_are, 0, COUNT(partner_ids));
    tcase_add_test(tcase, each_of_several_partners_too);
    return run_case(tcase, "import_rows");
}
