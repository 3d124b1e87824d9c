#include "importers/import.h"

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"

#include <sys/stat.h>

#define PLACES                                                                                     \
    "BSN;Kindnummer;Geboortedatum;Geslacht;Postcode;LRK-nummer;Contractnummer;Begindatum;"         \
    "Einddatum;Soort opvang;VE-plaats;Doelgroepkind;Uren per week;Weken per jaar\r\n"
#define PLACE(bsn, child, hours)                                                                   \
    bsn ";" child ";14-03-2023;M;2312 AB;211237919;" child "-1;01-09-2025;;PO;J;J;" hours ";40\r\n"
#define TWENTY                                                                                     \
    PLACE("999990007", "A1", "16") PLACE("999990019", "A2", "16") PLACE("999990020", "A3", "16")   \
    PLACE("999990032", "A4", "16") PLACE("999990044", "A5", "16") PLACE("999990056", "A6", "16")   \
    PLACE("999990068", "A7", "16") PLACE("999990081", "A8", "16") PLACE("999990093", "A9", "16")   \
    PLACE("999990111", "B1", "16") PLACE("999990007", "B2", "16") PLACE("999990019", "B3", "16")   \
    PLACE("999990020", "B4", "16") PLACE("999990032", "B5", "16") PLACE("999990044", "B6", "16")   \
    PLACE("999990056", "B7", "16") PLACE("999990068", "B8", "16") PLACE("999990081", "B9", "16")   \
    PLACE("999990093", "C1", "16") PLACE("999990111", "C2", "16")
#define FILE_NAME "ko_plaatsing_de-kiem_2026K3.csv"

static const char *const bsns[] = {"999990007", "999990019", "999990020", "999990032",
                                   "999990044", "999990056", "999990068", "999990081",
                                   "999990093", "999990111"};

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

#define R(bsn, birth, sex, postcode, lrk, from, to, care, ve, hours, weeks)                        \
    bsn ";Z1;" birth ";" sex ";" postcode ";" lrk ";Z1-1;" from ";" to ";" care ";" ve ";J;" hours  \
        ";" weeks "\r\n"

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
    {"a BSN that a spreadsheet rounded",
     R("1,11222E+08", "14-03-2023", "M", "", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "bsn-damaged@2:1", KM_OUTCOME_REFUSED},
    {"no BSN",
     R("", "14-03-2023", "M", "", "211237919", "01-09-2025", "", "PO", "J", "16", "40"),
     "person-missing@2:1", KM_OUTCOME_REFUSED},
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
    {"an optional end that does not exist is left out",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2025", "31-09-2026", "PO", "J", "16",
       "40"),
     "date-invalid@2:9", KM_OUTCOME_REMARKED},
    {"an unknown mandatory code",
     R("999990007", "14-03-2023", "M", "", "211237919", "01-09-2025", "", "CRECHE", "J", "16", "40"),
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
    {"a total", "Totaal;;;;;;;;;;;;336;\r\n", "row-total@2:0", KM_OUTCOME_REFUSED},
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
    ck_assert_int_eq(r.delivery.lines_read, 21);
    ck_assert_int_eq(r.delivery.accepted, 20 + (c->outcome == KM_OUTCOME_ACCEPTED ? 1 : 0));
    ck_assert_int_eq(r.delivery.remarked, c->outcome == KM_OUTCOME_REMARKED ? 1 : 0);
    ck_assert_int_eq(r.delivery.refused, c->outcome == KM_OUTCOME_REFUSED ? 1 : 0);
    fixture_close(&f);
}
END_TEST

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
    KmImportResult r = fixture_import_text(
        &f, FILE_NAME,
        PLACES PLACE("999990007", "A1", "12") PLACE("999990019", "A2", "8")
            PLACE("999990007", "A1", "16") PLACE("999990007", "A1", "12"));
    ck_assert(r.accepted);
    ck_assert_str_eq(fixture_rows(&f, "ko_plaatsing", "regel,uren_week"), "3|8.0 5|12.0");
    ck_assert(r.delivery.accepted == 1 && r.delivery.remarked == 1 && r.delivery.duplicate == 2);
    ck_assert_str_eq(fixture_findings(&f, &r),
                     "row-replaced@2:0 row-replaced@4:0 row-replaces@4:0 row-replaces@5:0");
    fixture_close(&f);
}
END_TEST

typedef struct {
    const char *name;
    const char *file;
    const char *text;
    int64_t line;
    int column;
    const char *message;
    const char *code;
} Refused;

static const Refused refused[] = {
    {"a missing column", FILE_NAME, "BSN;Kindnummer;Geboortedatum\r\n1;2;3\r\n", 1, 0,
     "mandatory column 'Geslacht' of contract ko_plaatsing is missing", "file-column-absent"},
    {"an open quote", FILE_NAME,
     PLACES PLACE("999990007", "A1", "16") "999990019;\"A2;14-03-2023;M;;;;;;;;;;\r\n", 3, 2,
     "a quote (\") is opened on line 3", "file-quote-open"},
    {"an empty file", FILE_NAME, "", 0, 0, "the file is empty", "file-empty"},
    {"a spreadsheet", FILE_NAME, "PK\003\004xyz", 0, 0, "a spreadsheet or zip file", "file-not-csv"},
    {"an unknown contract", "kinderboerderij_proef_2026K3.csv", "Dier;Naam\r\ngeit;Bella\r\n", 0, 0,
     "there is no contract 'kinderboerderij'", "file-contract"},
    {"no deliverer", "ko_plaatsing_2026K3.csv", PLACES TWENTY, 0, 0, "does not say who delivers it",
     "file-name"},
    {"no period", "ko_plaatsing_de-kiem.csv", PLACES TWENTY, 0, 0,
     "does not say of which period it is", "file-name"},
    {"a period that does not fit", "ko_plaatsing_de-kiem_2022K1.csv", PLACES TWENTY, 0, 0,
     "20 of 20 rows lie wholly outside the period 2022K1", "file-period"},
    {"shifted cells", FILE_NAME,
     "BSN,Kindnummer,Geboortedatum,Geslacht,Postcode,LRK-nummer,Contractnummer,Begindatum,"
     "Einddatum,Soort opvang,VE-plaats,Doelgroepkind,Uren per week,Weken per jaar\r\n"
     "999990007,Q1,14-03-2023,M,2312 AB,211237919,Q1-1,01-09-2025,,PO,J,J,6,4,40\r\n"
     "999990019,Q2,02-05-2023,V,2316 NB,211237919,Q2-1,01-09-2025,,PO,J,J,12,5,40\r\n",
     2, 0, "every ; was replaced by ,", "file-shifted"},
    {"too many bad rows", FILE_NAME,
     PLACES TWENTY PLACE("999990045", "D1", "16") PLACE("999990045", "D2", "16"), 0, 0,
     "2 of 22 rows were refused; at most 5% may be", "file-many-refused"},
    {"nothing left", FILE_NAME, PLACES PLACE("999990045", "D1", "16"), 0, 0,
     "1 of 1 rows were refused", "file-many-refused"},
    {"a district without a postcode table", "bevolking_gemeente_2026K3.csv",
     "BSN;Geboortedatum;Geslacht;Postcode;Datum vestiging\r\n"
     "999990007;14-03-2023;M;2312 AB;14-03-2023\r\n",
     0, 0, "no postcode table (R3) covers 2026K3", "file-postcodes"},
};

START_TEST(a_refused_file_says_why_and_leaves_nothing)
{
    Fixture f = fixture_open();
    const Refused *c = &refused[_i];
    KmBytes before;
    KmBytes after;
    ck_ok(&f, km_file_read(f.arena, fixture_path(&f, "store.db"), 1U << 24, &before, &f.err));
    KmImportResult r = fixture_import(
        &f, fixture_write_bytes(&f, c->file, c->text, strlen(c->text)));
    ck_assert_msg(!r.accepted, "%s", c->name);
    ck_assert_msg(strstr(r.error.message, c->message) != NULL, "%s: %s", c->name, r.error.message);
    ck_assert_msg(r.error.line == c->line && r.error.column == c->column, "%s: %lld:%d", c->name,
                  (long long)r.error.line, r.error.column);
    ck_assert_str_eq(r.error.file, c->file);
    ck_assert_str_eq(r.error.code, c->code);
    ck_assert_msg(strstr(fixture_findings(&f, &r), c->code) != NULL, "%s", c->name);
    ck_assert_uint_eq(fixture_deliveries(&f), 0);
    ck_ok(&f, km_file_read(f.arena, fixture_path(&f, "store.db"), 1U << 24, &after, &f.err));
    ck_assert_msg(before.length == after.length &&
                      memcmp(before.bytes, after.bytes, after.length) == 0,
                  "%s: the store changed", c->name);
    fixture_close(&f);
}
END_TEST

START_TEST(bad_rows_may_be_allowed_and_leave_a_mark)
{
    Fixture f = fixture_open();
    f.settings.allow_refused = true;
    fixture_reopen_importer(&f);
    KmImportResult r = fixture_import_text(
        &f, FILE_NAME,
        PLACES TWENTY PLACE("999990045", "D1", "16") PLACE("999990045", "D2", "16"));
    ck_assert(r.accepted);
    ck_assert_str_eq(r.delivery.flags, "veel-afgekeurd");
    ck_assert_int_eq(r.delivery.refused, 2);
    fixture_close(&f);
}
END_TEST

START_TEST(the_same_file_twice_is_refused_by_the_earlier_name)
{
    Fixture f = fixture_open();
    char *path = fixture_write(&f, FILE_NAME, PLACES TWENTY);
    ck_assert(fixture_import(&f, path).accepted);
    KmImportResult again = fixture_import(&f, path);
    ck_assert(!again.accepted);
    ck_assert_ptr_nonnull(
        strstr(again.error.message, "was delivered before as ko_plaatsing/de-kiem/2026K3/1"));
    ck_assert_int_eq(again.error.kind, KM_ERROR_INPUT);
    ck_assert_uint_eq(fixture_deliveries(&f), 1);
    fixture_close(&f);
}
END_TEST

START_TEST(other_content_for_the_same_period_is_the_next_version)
{
    Fixture f = fixture_open();
    ck_assert(fixture_import_text(&f, FILE_NAME, PLACES TWENTY).accepted);
    KmImportResult second =
        fixture_import_text(&f, FILE_NAME, PLACES TWENTY PLACE("999990007", "C9", "8"));
    ck_assert(second.accepted);
    ck_assert_int_eq(second.delivery.version, 2);
    ck_assert_str_eq(second.delivery.flags, "correctie");
    KmImportResult taken = fixture_import_text(&f, "ko_plaatsing_de-kiem_2026K3_v2.csv",
                                               PLACES TWENTY PLACE("999990019", "C9", "8"));
    ck_assert(!taken.accepted);
    ck_assert_ptr_nonnull(strstr(taken.error.message,
                                 "ko_plaatsing/de-kiem/2026K3/2 exists already with other"));
    fixture_close(&f);
}
END_TEST

START_TEST(a_stated_version_may_come_before_the_first)
{
    Fixture f = fixture_open();
    KmImportResult second =
        fixture_import_text(&f, "ko_plaatsing_de-kiem_2026K3_v2.csv", PLACES TWENTY);
    ck_assert_int_eq(second.delivery.version, 2);
    KmImportResult first =
        fixture_import_text(&f, FILE_NAME, PLACES PLACE("999990007", "A1", "16"));
    ck_assert(first.accepted);
    ck_assert_int_eq(first.delivery.version, 1);
    fixture_close(&f);
}
END_TEST

#define SITES "Locatie-id;Soort;Naam;VE;Wijk\nL001;ko-ve;De Zandbak;J;WK054603\n"

START_TEST(an_unchanged_register_may_come_again_for_the_next_period)
{
    Fixture f = fixture_open();
    ck_assert(fixture_import_text(&f, "locatie_gemeente_2026K2.csv", SITES).accepted);
    KmImportResult next = fixture_import_text(&f, "locatie_gemeente_2026K3.csv", SITES);
    ck_assert_msg(next.accepted, "%s", next.error.message);
    ck_assert_str_eq(fixture_findings(&f, &next), "content-again@0:0");
    KmImportResult other = fixture_import_text(&f, "locatie_buren_2026K3.csv", SITES);
    ck_assert(!other.accepted);
    ck_assert_str_eq(other.error.code, "file-again");
    fixture_close(&f);
}
END_TEST

START_TEST(a_wrong_key_stops_the_import)
{
    Fixture f = fixture_open();
    KmError err = {0};
    KmKey *other = NULL;
    KmImportRequest request = {.path = fixture_write(&f, "ko_plaatsing_b_2026K3.csv", PLACES TWENTY),
                               .received = KM_DATE_OPEN};
    KmImportResult *results = NULL;
    ck_assert(fixture_import_text(&f, FILE_NAME, PLACES PLACE("999990007", "A1", "1")).accepted);
    ck_ok(&f, km_key_create(fixture_path(&f, "b.key"), &f.err));
    ck_ok(&f, km_key_open(fixture_path(&f, "b.key"), &other, &f.err));
    f.settings.key = other;
    km_importer_close(f.importer);
    ck_ok(&f, km_importer_open(f.arena, &f.settings, &f.importer, &f.err));
    ck_assert(!km_import_batch(f.importer, &request, 1, NULL, &results, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_USAGE);
    ck_assert_ptr_nonnull(strstr(err.message, "is not the key of this store"));
    ck_assert_uint_eq(fixture_deliveries(&f), 1);
    km_key_close(other);
    fixture_close(&f);
}
END_TEST

START_TEST(a_dry_run_does_all_but_keep)
{
    Fixture f = fixture_open();
    char *path = fixture_write(&f, FILE_NAME, PLACES TWENTY);
    KmImportRequest request = {.path = path, .received = KM_DATE_OPEN, .dry_run = true};
    KmImportResult *results = NULL;
    ck_ok(&f, km_import_batch(f.importer, &request, 1, NULL, &results, &f.err));
    ck_assert(results[0].accepted);
    ck_assert_int_eq(results[0].delivery.accepted, 20);
    ck_assert_uint_eq(fixture_deliveries(&f), 0);
    ck_assert(fixture_import(&f, path).accepted);
    fixture_close(&f);
}
END_TEST

START_TEST(one_bad_file_does_not_stop_the_others_and_leaves_no_person)
{
    Fixture f = fixture_open();
    KmImportRequest requests[] = {
        {.path = fixture_write(&f, "ko_plaatsing_a_2026K3.csv",
                               PLACES PLACE("999990111", "A1", "16")
                                   PLACE("999990045", "A2", "16") PLACE("999990045", "A3", "16")),
         .received = KM_DATE_OPEN},
        {.path = fixture_write(&f, "ko_plaatsing_b_2026K3.csv",
                               PLACES PLACE("999990007", "A1", "16")),
         .received = KM_DATE_OPEN},
        {.path = fixture_write(&f, "ko_plaatsing_c_2026K3.csv",
                               PLACES PLACE("999990111", "A1", "16")
                                   PLACE("999990007", "A2", "16")),
         .received = KM_DATE_OPEN},
    };
    KmImportResult *results = NULL;
    ck_ok(&f, km_import_batch(f.importer, requests, 3, NULL, &results, &f.err));
    ck_assert(!results[0].accepted && results[1].accepted && results[2].accepted);
    /* The refused file met 999990111 first; it has its number from the third file. */
    ck_assert_str_eq(fixture_rows(&f, "ko_plaatsing", "regel,kind"), "2|1 2|2 3|1");
    fixture_close(&f);
}
END_TEST

START_TEST(postcodes_go_first_whatever_the_order)
{
    Fixture f = fixture_open();
    KmImportRequest requests[] = {
        {.path = fixture_write(&f, "bevolking_gemeente_2026K3.csv",
                               "BSN;Geboortedatum;Geslacht;Postcode;Huisnummer;Datum vestiging\n"
                               "999990007;14-03-2023;M;2312 AB;1;14-03-2023\n"),
         .received = KM_DATE_OPEN},
        {.path = fixture_write(&f, "postcode_gemeente_2023-2024.csv",
                               "PC6;Huisnummer;Buurt2023;Wijk2023;Gemeente2023\n"
                               "2312AB;1;05460100;054601;0546\n"),
         .received = KM_DATE_OPEN},
    };
    KmImportResult *results = NULL;
    ck_ok(&f, km_import_batch(f.importer, requests, 2, NULL, &results, &f.err));
    ck_assert_msg(results[0].accepted, "%s", results[0].error.message);
    ck_assert_str_eq(results[0].path, requests[0].path);
    ck_assert_str_eq(fixture_rows(&f, "bevolking", "buurt"), "BU05460100");
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
    ck_assert_int_eq(r.delivery.lines_read, 4);
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
    static const char rest[] =
        "A1;14-03-2023;M;2312 AB;211237919;A1-1;01-09-2025;PO;J;J;16;40\n";
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
    KmImportResult ours = fixture_import_text(
        &f, "ko_plaatsing_b_2026K3.csv",
        km_format(f.arena, "%s%s;%s;%s", columns, hex, km_key_id(f.key), rest));
    ck_assert_msg(ours.accepted, "%s %s", ours.error.message, fixture_findings(&f, &ours));
    ck_assert_str_eq(fixture_rows(&f, "ko_plaatsing", "kind"), "1 2 2");
    KmImportResult theirs =
        fixture_import_text(&f, "ko_plaatsing_c_2026K3.csv",
                            km_format(f.arena, "%s%s;00000000;%s", columns, hex, rest));
    ck_assert(!theirs.accepted);
    ck_assert_ptr_nonnull(strstr(fixture_findings(&f, &theirs), "pseudonym-other-key@2:2"));
    fixture_close(&f);
}
END_TEST

/* Everything that can be read afterwards, searched for what must not be there. */
START_TEST(no_number_or_address_is_left_anywhere)
{
    Fixture f = fixture_open();
    f.settings.allow_refused = true;
    fixture_reopen_importer(&f);
    fixture_import_postcodes(&f);
    KmImportResult results[] = {
        fixture_import_text(&f, FILE_NAME,
                            PLACES TWENTY PLACE("999990045", "D1", "16")
                                PLACE("999990007", "A1", "12") "999990019;kort\r\n"),
        fixture_import_text(&f, "bevolking_gemeente_2026K3.csv",
                            "BSN;Geboortedatum;Geslacht;Postcode;Huisnummer;Datum vestiging;"
                            "Gezinsnummer\n"
                            "999990007;14-03-2023;M;2312 AB;1;14-03-2023;GEZIN4711\n"
                            "999990018;14-03-2023;M;2312 AB;1;14-03-2023;GEZIN4711\n"),
        fixture_import_text(&f, "ko_plaatsing_stuk_2026K3.csv",
                            PLACES "999990032;\"Jansen;14-03-2023;M;2312 AB;;;;;;;;;\r\n"),
    };
    for (size_t i = 0; i < 3; i++) {
        KmText all = km_text_init(f.arena);
        km_text_add(&all, km_return_report_html(f.arena, &results[i]));
        km_text_add(&all, km_return_report_csv(f.arena, &results[i]));
        km_text_add(&all, results[i].error.message);
        km_text_add(&all, results[i].error.hint);
        for (size_t k = 0; k < results[i].n_findings; k++) {
            km_text_add(&all, km_finding_english(f.arena, &results[i].findings[k]));
        }
        for (size_t k = 0; k < COUNT(bsns); k++) {
            ck_assert_msg(strstr(all.bytes, bsns[k]) == NULL, "result %zu tells %s", i, bsns[k]);
        }
        ck_assert_ptr_null(strstr(all.bytes, "999990045"));
        ck_assert_ptr_null(strstr(all.bytes, "Jansen"));
        ck_assert_ptr_null(strstr(all.bytes, "2312 AB"));
        ck_assert_ptr_null(strstr(all.bytes, "14-03-2023"));
    }
    for (size_t k = 0; k < COUNT(bsns); k++) {
        ck_assert_msg(!fixture_file_holds(&f, "store.db", bsns[k]), "the store holds %s", bsns[k]);
    }
    ck_assert(!fixture_file_holds(&f, "store.db", "GEZIN4711"));
    fixture_close(&f);
}
END_TEST

START_TEST(odd_paths_are_refused)
{
    Fixture f = fixture_open();
    char *fifo = fixture_path(&f, "ko_plaatsing_fifo_2026K3.csv");
    char *folder = fixture_path(&f, "ko_plaatsing_map_2026K3.csv");
    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    ck_assert_ptr_nonnull(
        strstr(fixture_import(&f, fifo).error.message, "this is a pipe or device"));
    ck_assert_ptr_nonnull(
        strstr(fixture_import(&f, folder).error.message, "this is a directory"));
    ck_assert_ptr_nonnull(strstr(fixture_import(&f, fixture_path(&f, "weg.csv")).error.message,
                                 "cannot read the file: No such file"));
    fixture_close(&f);
}
END_TEST

START_TEST(the_request_outweighs_the_name)
{
    Fixture f = fixture_open();
    KmImportRequest request = {.path = fixture_write(&f, "export (3).csv", PLACES TWENTY),
                               .contract = "ko_plaatsing",
                               .deliverer = "De Kiem",
                               .period = "2026K3",
                               .received = KM_DATE_MIN};
    KmImportResult *results = NULL;
    ck_ok(&f, km_import_batch(f.importer, &request, 1, NULL, &results, &f.err));
    ck_assert_msg(results[0].accepted, "%s", results[0].error.message);
    ck_assert_str_eq(km_delivery_id(f.arena, &results[0].delivery),
                     "ko_plaatsing/de-kiem/2026K3/1");
    ck_assert_int_eq(results[0].delivery.received, KM_DATE_MIN);
    request.contract = NULL;
    request.deliverer = "Andere";
    request.path = fixture_write(&f, "export (4).csv", PLACES PLACE("999990007", "A1", "16"));
    ck_ok(&f, km_import_batch(f.importer, &request, 1, NULL, &results, &f.err));
    ck_assert_msg(results[0].accepted, "%s", results[0].error.message);
    ck_assert_str_eq(results[0].delivery.contract, "ko_plaatsing");
    fixture_close(&f);
}
END_TEST

static bool stop(void *self, const char *what, int64_t done, int64_t of)
{
    (void)self;
    (void)what;
    (void)done;
    (void)of;
    return false;
}

START_TEST(an_interrupted_batch_keeps_nothing)
{
    Fixture f = fixture_open();
    KmText text = km_text_init(f.arena);
    KmProgress progress = {.step = stop};
    KmImportResult *results = NULL;
    km_text_add(&text, PLACES);
    for (int i = 0; i < 9000; i++) {
        km_text_addf(&text,
                     "999990007;A%d;14-03-2023;M;;211237919;A%d;01-09-2025;;PO;J;J;16;40\r\n", i, i);
    }
    KmImportRequest requests[] = {
        {.path = fixture_write(&f, "ko_plaatsing_a_2026K3.csv", PLACES TWENTY),
         .received = KM_DATE_OPEN},
        {.path = fixture_write(&f, FILE_NAME, text.bytes), .received = KM_DATE_OPEN}};
    ck_assert(!km_import_batch(f.importer, requests, 2, &progress, &results, &f.err));
    ck_assert_int_eq(f.err.kind, KM_ERROR_INTERRUPTED);
    km_error_clear(&f.err);
    ck_assert_uint_eq(fixture_deliveries(&f), 0);
    fixture_close(&f);
}
END_TEST

START_TEST(only_a_thousand_findings_of_a_rule_are_kept_but_all_counted)
{
    Fixture f = fixture_open();
    KmText text = km_text_init(f.arena);
    km_text_add(&text, PLACES);
    for (int i = 0; i < 1200; i++) {
        km_text_addf(&text, "999990007;A%d;14-03-2023;Q;;211237919;A%d;01-09-2025;;PO;J;J;16;40\r\n",
                     i, i);
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

int main(void)
{
    TCase *tcase = tcase_create("import");
    tcase_add_test(tcase, a_clean_file_is_taken_whole);
    tcase_add_test(tcase, rows_are_stored_as_numbers_and_days);
    tcase_add_loop_test(tcase, each_fault_is_found_where_it_stands, 0, COUNT(rows));
    tcase_add_test(tcase, an_identical_row_counts_once);
    tcase_add_test(tcase, of_two_rows_with_one_key_the_last_wins);
    tcase_add_loop_test(tcase, a_refused_file_says_why_and_leaves_nothing, 0, COUNT(refused));
    tcase_add_test(tcase, bad_rows_may_be_allowed_and_leave_a_mark);
    tcase_add_test(tcase, the_same_file_twice_is_refused_by_the_earlier_name);
    tcase_add_test(tcase, other_content_for_the_same_period_is_the_next_version);
    tcase_add_test(tcase, a_stated_version_may_come_before_the_first);
    tcase_add_test(tcase, an_unchanged_register_may_come_again_for_the_next_period);
    tcase_add_test(tcase, a_wrong_key_stops_the_import);
    tcase_add_test(tcase, a_dry_run_does_all_but_keep);
    tcase_add_test(tcase, one_bad_file_does_not_stop_the_others_and_leaves_no_person);
    tcase_add_test(tcase, postcodes_go_first_whatever_the_order);
    tcase_add_loop_test(tcase, an_address_becomes_a_district_and_is_forgotten, 0, COUNT(addresses));
    tcase_add_test(tcase, a_column_that_must_not_be_delivered_is_dropped_unread);
    tcase_add_test(tcase, what_is_no_row_of_data_is_left_out);
    tcase_add_test(tcase, a_header_alone_says_that_there_is_nothing);
    tcase_add_test(tcase, one_child_has_one_number_in_all_files);
    tcase_add_test(tcase, a_pseudonym_of_our_key_is_taken_and_of_another_refused);
    tcase_add_test(tcase, no_number_or_address_is_left_anywhere);
    tcase_add_test(tcase, odd_paths_are_refused);
    tcase_add_test(tcase, the_request_outweighs_the_name);
    tcase_add_test(tcase, an_interrupted_batch_keeps_nothing);
    tcase_add_test(tcase, only_a_thousand_findings_of_a_rule_are_kept_but_all_counted);
    tcase_add_test(tcase, the_duo_register_imports_in_its_own_shape);
    return run_case(tcase, "import");
}
