#include "importers/delivery/import.h"

#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"
#include "tests/unit/importers/places.h"

#include <sys/stat.h>

static const char *const bsns[] = {"999990007", "999990019", "999990020", "999990032", "999990044",
                                   "999990056", "999990068", "999990081", "999990093", "999990111"};

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
    {"a spreadsheet", FILE_NAME, "PK\003\004 xl/workbook", 0, 0, "an Excel workbook",
     "file-not-csv"},
    {"an unknown contract", "kinderboerderij_proef_2026K3.csv", "Dier;Naam\r\ngeit;Bella\r\n", 0, 0,
     "there is no contract 'kinderboerderij'", "file-contract"},
    {"no deliverer", "ko_plaatsing_2026K3.csv", PLACES TWENTY, 0, 0, "does not say who delivers it",
     "file-name"},
    {"no period", "ko_plaatsing_de-kiem.csv", PLACES TWENTY, 0, 0,
     "does not say of which period it is", "file-name"},
    {"a version that is none", "ko_plaatsing_de-kiem_2026K3_v0.csv", PLACES TWENTY, 0, 0,
     "'v0' behind the period in the file name is not known; expected _v1, _v2", "file-name"},
    {"a period that does not fit", FILE_NAME,
     PLACES R("999990007", "14-03-2019", "M", "", "211237919", "01-09-2021", "31-03-2022", "PO",
              "J", "16", "40") PLACE("999990019", "A1", "16")
         R("999990007", "14-03-2019", "M", "", "211237919", "01-09-2021", "30-04-2022", "PO", "J",
           "16", "40") R("999990032", "14-03-2019", "M", "", "211237919", "01-09-2021",
                         "31-05-2022", "PO", "J", "16", "40"),
     0, 0, "lie wholly outside the period 2026K3", "file-period"},
    {"shifted cells", FILE_NAME,
     "BSN,Kindnummer,Geboortedatum,Geslacht,Postcode,LRK-nummer,Contractnummer,Begindatum,"
     "Einddatum,Soort opvang,VE-plaats,Doelgroepkind,Uren per week,Weken per jaar\r\n"
     "999990007,Q1,14-03-2023,M,2312 AB,211237919,Q1-1,01-09-2025,,PO,J,J,6,4,40\r\n"
     "999990019,Q2,02-05-2023,V,2316 NB,211237919,Q2-1,01-09-2025,,PO,J,J,12,5,40\r\n",
     2, 0, "every ; was replaced by ,", "file-shifted"},
    {"too many bad rows", FILE_NAME,
     PLACES TWENTY PLACE("999990045", "D1", "16") PLACE("999990045", "D2", "16"), 0, 0,
     "2 of 22 rows were refused, and at most 5% may be", "file-many-refused"},
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
    KmImportResult r =
        fixture_import(&f, fixture_write_bytes(&f, c->file, c->text, strlen(c->text)));
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
        &f, FILE_NAME, PLACES TWENTY PLACE("999990045", "D1", "16") PLACE("999990045", "D2", "16"));
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
    ck_assert(!second.delivery.version_stated);
    KmImportResult taken = fixture_import_text(&f, "ko_plaatsing_de-kiem_2026K3_v2.csv",
                                               PLACES TWENTY PLACE("999990019", "C9", "8"));
    ck_assert(!taken.accepted);
    ck_assert_ptr_nonnull(
        strstr(taken.error.message, "ko_plaatsing/de-kiem/2026K3/2 exists already with other"));
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
    KmImportRequest request = {.path =
                                   fixture_write(&f, "ko_plaatsing_b_2026K3.csv", PLACES TWENTY),
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
                               PLACES PLACE("999990111", "A1", "16") PLACE("999990045", "A2", "16")
                                   PLACE("999990045", "A3", "16")),
         .received = KM_DATE_OPEN},
        {.path =
             fixture_write(&f, "ko_plaatsing_b_2026K3.csv", PLACES PLACE("999990007", "A1", "16")),
         .received = KM_DATE_OPEN},
        {.path =
             fixture_write(&f, "ko_plaatsing_c_2026K3.csv",
                           PLACES PLACE("999990111", "A1", "16") PLACE("999990007", "A2", "16")),
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
    ck_assert_ptr_nonnull(strstr(fixture_import(&f, folder).error.message, "this is a directory"));
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
        km_text_addf(
            &text, "999990007;A%d;14-03-2023;M;;211237919;A%d;01-09-2025;;PO;J;J;16;40\r\n", i, i);
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

int main(void)
{
    TCase *tcase = tcase_create("import");
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
    tcase_add_test(tcase, no_number_or_address_is_left_anywhere);
    tcase_add_test(tcase, odd_paths_are_refused);
    tcase_add_test(tcase, the_request_outweighs_the_name);
    tcase_add_test(tcase, an_interrupted_batch_keeps_nothing);
    return run_case(tcase, "import");
}
