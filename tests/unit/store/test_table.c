#include "engine/store/internal.h"

#include "tests/unit/store/fixture.h"

/* Scanned rows as one text, "levering/regel:kind,lrk,uren". */
static bool write_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    (void)err;
    char *text = self;
    size_t used = strlen(text);
    for (size_t i = 0; i < n_cells; i++) {
        int n = 0;
        switch (cells[i].type) {
        case KM_CELL_NULL:
            n = snprintf(text + used, 2000 - used, "- ");
            break;
        case KM_CELL_INT:
            n = snprintf(text + used, 2000 - used, "%lld ", (long long)cells[i].integer);
            break;
        case KM_CELL_REAL:
            n = snprintf(text + used, 2000 - used, "%.2f ", cells[i].real);
            break;
        case KM_CELL_TEXT:
            n = snprintf(text + used, 2000 - used, "%.*s ", (int)cells[i].length, cells[i].text);
            break;
        }
        used += (size_t)n;
    }
    (void)snprintf(text + used, 2000 - used, "| ");
    return true;
}

static const char *const columns[] = {"kind",         "begindatum", "einddatum",
                                      "soort_opvang", "lrk",        "uren_week"};

START_TEST(rows_come_back_as_stored_in_delivery_and_line_order)
{
    Fixture f = fixture_open();
    char text[2000] = "";
    ck_ok(&f, km_store_begin(f.store, &f.err));
    int64_t first = deliver_places(&f, "wereldkind", "2026K2", 2).number;
    int64_t second = deliver_places(&f, "de-kiem", "2026K2", 900).number;
    int64_t third = deliver_places(&f, "wereldkind", "2026K3", 1).number;
    ck_ok(&f, km_store_commit(f.store, &f.err));
    const int64_t asked[] = {third, first, third};
    ck_ok(&f, km_table_scan(f.store, "ko_plaatsing", columns, 6, asked, 3,
                            (KmRowSink){.self = text, .row = write_row}, &f.err));
    ck_assert_str_eq(text, "1 2 1 20000 - 0 123456789 10.50 | "
                           "1 3 2 20001 20601 1 123456789 10.50 | "
                           "3 2 1 20000 - 0 123456789 10.50 | ");
    ck_assert_int_eq(count_places(&f, second), 900);
    ck_assert_int_eq(count_places(&f, 99), 0);
    fixture_close(&f);
}
END_TEST

START_TEST(rows_are_found_after_lines_were_taken_out_and_the_file_was_vacuumed)
{
    Fixture f = fixture_open();
    KmTableSpec spec = place_spec();
    const int64_t lines[] = {101, 2, 7, 5000};
    ck_ok(&f, km_store_begin(f.store, &f.err));
    for (int i = 0; i < 7; i++) {
        (void)deliver_places(&f, "wereldkind", "2026K2", 100);
    }
    ck_ok(&f, km_table_delete_lines(f.store, &spec, 3, lines, 4, &f.err));
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_ok(&f, km_sql_run(f.store->db, "VACUUM", "testing", &f.err));
    for (int64_t i = 1; i <= 7; i++) {
        ck_assert_int_eq(count_places(&f, i), i == 3 ? 97 : 100);
    }
    ck_ok(&f, km_store_check(f.store, &f.err));
    fixture_close(&f);
}
END_TEST

START_TEST(failure_of_the_source_surfaces_and_leaves_no_row)
{
    Fixture f = fixture_open();
    KmTableSpec spec = place_spec();
    KmDelivery d = place_delivery(&f, "wereldkind", "2026K3");
    Places places = {.rows = 1000, .fail_after = 700};
    int64_t stored = -1;
    ck_ok(&f, km_table_ensure(f.store, &spec, &f.err));
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_ok(&f, km_store_savepoint(f.store, &f.err));
    ck_ok(&f, km_delivery_add(f.store, &d, &f.err));
    ck_refused(&f,
               km_table_insert(f.store, &spec, d.number, places_source(&places), &stored, &f.err),
               KM_ERROR_INPUT, "inside a quoted field");
    ck_assert_int_eq(f.err.line, 702);
    ck_assert_int_eq(stored, -1);
    ck_assert_int_eq(count_places(&f, d.number), 0);
    /* What the rows belonged to cannot be kept either; the rest of the batch can. */
    ck_refused(&f, km_store_release(f.store, &f.err), KM_ERROR_STORE, "earlier failure");
    km_store_rollback_to(f.store);
    (void)deliver_places(&f, "de-kiem", "2026K3", 3);
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_assert_int_eq(count_places(&f, 1), 3);
    fixture_close(&f);
}
END_TEST

START_TEST(table_widens_and_keeps_its_rows)
{
    static const KmColumn wider[] = {
        {"kind", KM_COLUMN_PERSON, "", "Kind", "Child"},
        {"ve_plaats", KM_COLUMN_CODE, "ja_nee", "Ve-plaats", "VE place"},
        {"uren_week", KM_COLUMN_REAL, "", "Uren per week", "Hours a week"},
    };
    Fixture f = fixture_open();
    char text[2000] = "";
    ck_ok(&f, km_store_begin(f.store, &f.err));
    (void)deliver_places(&f, "wereldkind", "2026K3", 1);
    ck_ok(&f, km_store_commit(f.store, &f.err));
    KmTableSpec spec = place_spec();
    spec.columns = wider;
    spec.n_columns = 3;
    ck_ok(&f, km_table_ensure(f.store, &spec, &f.err));
    ck_ok(&f, km_table_ensure(f.store, &spec, &f.err));
    KmTableSpec *specs = NULL;
    size_t count = 0;
    ck_ok(&f, km_table_list(f.store, f.arena, &specs, &count, &f.err));
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(specs[0].n_columns, 7);
    ck_assert_str_eq(specs[0].columns[5].label_nl, "Uren per week");
    ck_assert_str_eq(specs[0].columns[6].name, "ve_plaats");
    ck_assert_str_eq(specs[0].columns[6].list, "ja_nee");
    ck_assert_str_eq(specs[0].spell_to, "einddatum");
    ck_assert(specs[0].end_inclusive && specs[0].authority == KM_AUTHORITY_PERIOD);
    const char *const asked[] = {"ve_plaats", "uren_week"};
    int64_t one = 1;
    ck_ok(&f, km_table_scan(f.store, "ko_plaatsing", asked, 2, &one, 1,
                            (KmRowSink){.self = text, .row = write_row}, &f.err));
    ck_assert_str_eq(text, "1 2 - 10.50 | ");
    fixture_close(&f);
}
END_TEST

static const struct {
    const char *name;
    const char *contract;
    const char *column;
    KmColumnType type;
    const char *wording;
} spec_cases[] = {
    {"a name with a quote", "x\"y", "a", KM_COLUMN_INT, "name of a contract"},
    {"a name in capitals", "Bevolking", "a", KM_COLUMN_INT, "name of a contract"},
    {"an empty name", "", "a", KM_COLUMN_INT, "name of a contract"},
    {"the name of a table of ours", "delivery", "a", KM_COLUMN_INT, "the store uses that name"},
    {"the name of a view of ours", "figure_readable", "a", KM_COLUMN_INT, "uses that name"},
    {"a column with a space", "x", "a b", KM_COLUMN_INT, "name of a column"},
    {"a column we make ourselves", "x", "levering", KM_COLUMN_INT, "name of a column"},
    {"a column that changes its type", "ko_plaatsing", "uren_week", KM_COLUMN_TEXT,
     "cannot be read both ways"},
};

START_TEST(table_that_cannot_be_is_refused)
{
    Fixture f = fixture_open();
    KmTableSpec fine = place_spec();
    KmColumn column = {spec_cases[_i].column, spec_cases[_i].type, "", "", ""};
    KmTableSpec spec = {.contract = spec_cases[_i].contract,
                        .columns = &column,
                        .n_columns = 1,
                        .spell_from = "",
                        .spell_to = "",
                        .contract_hash = ""};
    ck_ok(&f, km_table_ensure(f.store, &fine, &f.err));
    ck_refused(&f, km_table_ensure(f.store, &spec, &f.err), KM_ERROR_DEFINITION,
               spec_cases[_i].wording);
    fixture_close(&f);
}
END_TEST

static const KmCode care[] = {
    {"kdv", "kinderdagverblijf", "day care", 1},
    {"po", "peuteropvang", "toddler group", 2},
};

START_TEST(code_numbers_never_change_and_labels_follow)
{
    const KmCode later[] = {
        {"bso", "buitenschoolse opvang", "after-school care", 1},
        {"po", "peuteropvang (nieuw)", "toddler group", 2},
        {"onbekend", "niet bekend", "not known", 9},
        {"kdv", "kinderdagverblijf", "day care", 3},
    };
    Fixture f = fixture_open();
    int32_t numbers[4];
    KmCode *codes = NULL;
    size_t count = 0;
    ck_ok(&f, km_codes_ensure(f.store, "soort_opvang", care, 2, numbers, &f.err));
    ck_assert(numbers[0] == 1 && numbers[1] == 2);
    ck_ok(&f, km_codes_ensure(f.store, "andere_lijst", care + 1, 1, numbers, &f.err));
    ck_assert_int_eq(numbers[0], 1);
    fixture_reopen(&f);
    ck_ok(&f, km_codes_ensure(f.store, "soort_opvang", later, 4, numbers, &f.err));
    ck_assert(numbers[0] == 3 && numbers[1] == 2 && numbers[2] == 0 && numbers[3] == 1);
    ck_ok(&f, km_codes_read(f.store, f.arena, "soort_opvang", &codes, &count, &f.err));
    ck_assert_uint_eq(count, 4);
    ck_assert_str_eq(codes[0].code, "onbekend");
    ck_assert_str_eq(codes[0].label_nl, "niet bekend");
    ck_assert_str_eq(codes[1].code, "kdv");
    ck_assert_str_eq(codes[2].label_nl, "peuteropvang (nieuw)");
    ck_assert_str_eq(codes[3].code, "bso");
    fixture_close(&f);
}
END_TEST

START_TEST(codes_that_are_as_they_were_are_not_written_again)
{
    const KmCode twice[] = {care[0], care[1], {"po", "peuteropvang", "preschool", 2}};
    Fixture f = fixture_open();
    int32_t numbers[3];
    ck_ok(&f, km_codes_ensure(f.store, "soort_opvang", care, 2, numbers, &f.err));
    int written = sqlite3_total_changes(f.store->db);
    ck_ok(&f, km_codes_ensure(f.store, "soort_opvang", care, 2, numbers, &f.err));
    ck_assert_int_eq(sqlite3_total_changes(f.store->db), written);
    ck_assert(numbers[0] == 1 && numbers[1] == 2);
    ck_ok(&f, km_codes_ensure(f.store, "soort_opvang", twice, 3, numbers, &f.err));
    ck_assert_int_eq(sqlite3_total_changes(f.store->db), written + 1);
    ck_assert(numbers[0] == 1 && numbers[1] == 2 && numbers[2] == 2);
    fixture_close(&f);
}
END_TEST

START_TEST(readable_view_shows_words_and_dates_of_the_newest_deliveries)
{
    Fixture f = fixture_open();
    int32_t numbers[2];
    int64_t found = 0;
    ck_ok(&f, km_codes_ensure(f.store, "soort_opvang", care, 2, numbers, &f.err));
    ck_ok(&f, km_store_begin(f.store, &f.err));
    /* No version is stated and all came in on one day: the largest is the newest. */
    (void)deliver_places(&f, "wereldkind", "2026K3", 5);
    (void)deliver_places(&f, "wereldkind", "2026K3", 3);
    int64_t withdrawn = deliver_places(&f, "wereldkind", "2026K3", 6).number;
    (void)deliver_places(&f, "de-kiem", "2026K3", 2);
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_ok(&f, km_delivery_withdraw(f.store, withdrawn, 20800, "wrong", &f.err));
    /* 20001 = 2024-10-05, 20601 = 2026-05-28 (date -d @$((86400 * 20001))). */
    ck_ok(&f, km_sql_integer(f.store->db,
                             "SELECT count(*) FROM ko_plaatsing WHERE regel = 3 AND kind = 2"
                             " AND begindatum = '2024-10-05' AND einddatum = '2026-05-28'"
                             " AND soort_opvang = 'kdv' AND periode = '2026K3'",
                             0, &found, &f.err));
    ck_assert_int_eq(found, 2);
    ck_ok(&f, km_sql_integer(f.store->db,
                             "SELECT sum(CASE leverancier WHEN 'wereldkind' THEN 10 ELSE 1 END)"
                             " FROM ko_plaatsing WHERE soort_opvang <> '' ",
                             0, &found, &f.err));
    ck_assert_int_eq(found, 52);
    fixture_close(&f);
}
END_TEST

typedef struct {
    int given;
} Postcodes;

static int next_postcode(void *self, KmCell *cells, KmError *err)
{
    (void)err;
    Postcodes *postcodes = self;
    if (postcodes->given == 1) {
        return 0;
    }
    postcodes->given++;
    cells[0] = (KmCell){.type = KM_CELL_INT, .integer = 2};
    cells[1] = (KmCell){.type = KM_CELL_TEXT, .text = "2311AB", .length = 6};
    cells[2] = (KmCell){.type = KM_CELL_NULL};
    cells[3] = (KmCell){.type = KM_CELL_TEXT, .text = "BU05460001", .length = 10};
    cells[4] = (KmCell){.type = KM_CELL_TEXT, .text = "WK054600", .length = 8};
    return 1;
}

static void deliver_postcodes(Fixture *f, const char *period)
{
    static const KmColumn register_columns[] = {{"pc6", KM_COLUMN_TEXT, "", "", ""},
                                                {"huisnummer", KM_COLUMN_INT, "", "", ""},
                                                {"buurt", KM_COLUMN_TEXT, "", "", ""},
                                                {"wijk", KM_COLUMN_TEXT, "", "", ""}};
    KmTableSpec spec = {.contract = "postcode",
                        .columns = register_columns,
                        .n_columns = 4,
                        .authority = KM_AUTHORITY_REGISTER,
                        .spell_from = "",
                        .spell_to = "",
                        .contract_hash = ""};
    KmDelivery d = place_delivery(f, "gemeente", period);
    Postcodes postcodes = {0};
    int64_t stored = 0;
    d.contract = "postcode";
    d.authority = KM_AUTHORITY_REGISTER;
    d.speaks_to = KM_DATE_OPEN;
    ck_ok(f, km_table_ensure(f->store, &spec, &f->err));
    ck_ok(f, km_delivery_add(f->store, &d, &f->err));
    ck_ok(f, km_table_insert(f->store, &spec, d.number, (KmRowSource){&postcodes, next_postcode},
                             &stored, &f->err));
}

START_TEST(postcode_register_in_force_is_the_newest_that_has_begun)
{
    Fixture f = fixture_open();
    char text[2000] = "";
    bool found = true;
    KmRowSink sink = {.self = text, .row = write_row};
    KmPeriod day;
    ck_ok(&f, km_period_parse("2024-07-31", &day, &f.err));
    ck_ok(&f, km_table_scan_postcodes(f.store, day.from, sink, &found, &f.err));
    ck_assert(!found);
    ck_ok(&f, km_store_begin(f.store, &f.err));
    deliver_postcodes(&f, "2025-2026");
    deliver_postcodes(&f, "2024-2025");
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_ok(&f, km_table_scan_postcodes(f.store, day.from, sink, &found, &f.err));
    ck_assert(!found);
    ck_ok(&f, km_table_scan_postcodes(f.store, day.from + 1, sink, &found, &f.err));
    ck_assert(found);
    ck_assert_str_eq(text, "2311AB - BU05460001 WK054600 | ");
    fixture_close(&f);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_test(tests, rows_come_back_as_stored_in_delivery_and_line_order);
    tcase_add_test(tests, rows_are_found_after_lines_were_taken_out_and_the_file_was_vacuumed);
    tcase_add_test(tests, failure_of_the_source_surfaces_and_leaves_no_row);
    tcase_add_test(tests, table_widens_and_keeps_its_rows);
    tcase_add_loop_test(tests, table_that_cannot_be_is_refused, 0,
                        sizeof spec_cases / sizeof spec_cases[0]);
    tcase_add_test(tests, code_numbers_never_change_and_labels_follow);
    tcase_add_test(tests, codes_that_are_as_they_were_are_not_written_again);
    tcase_add_test(tests, readable_view_shows_words_and_dates_of_the_newest_deliveries);
    tcase_add_test(tests, postcode_register_in_force_is_the_newest_that_has_begun);
}

int main(void)
{
    return run_suite("table", fill);
}
