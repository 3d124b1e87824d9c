/* Rows into the table of a contract: what their cells may hold, how wide they may be, their order.
 */
#include "engine/store/internal.h"

#include "tests/unit/store/fixture.h"

/* One row whose cell `column` has this value; `regel` is 2. */
typedef struct {
    const char *name;
    int column; /* of the six */
    KmCell cell;
    bool is_fine;
} CellCase;

static const CellCase cell_cases[] = {
    {"a known code", 3, {.type = KM_CELL_INT, .integer = 2}, true},
    {"a code not delivered", 3, {.type = KM_CELL_NULL}, true},
    {"a negative code", 3, {.type = KM_CELL_INT, .integer = -1}, false},
    {"a code as text", 3, {.type = KM_CELL_TEXT, .text = "kdv", .length = 3}, false},
    {"person 0", 0, {.type = KM_CELL_INT, .integer = 0}, false},
    {"a date as text", 1, {.type = KM_CELL_TEXT, .text = "2026-10-01", .length = 10}, false},
    {"a whole number of hours", 5, {.type = KM_CELL_INT, .integer = 16}, true},
    {"hours as text", 5, {.type = KM_CELL_TEXT, .text = "veel", .length = 4}, false},
    {"a text that is not filled in", 4, {.type = KM_CELL_TEXT, .text = "", .length = 0}, true},
};

typedef struct {
    const CellCase *of;
    bool given;
} OneRow;

static int next_one(void *self, KmCell *cells, KmError *err)
{
    OneRow *row = self;
    Places places = {.rows = 1};
    if (row->given) {
        return 0;
    }
    row->given = true;
    int got = next_place(&places, cells, err);
    cells[row->of->column + 1] = row->of->cell;
    return got;
}

START_TEST(cell_of_a_wrong_type_is_refused)
{
    Fixture f = fixture_open();
    KmTableSpec spec = place_spec();
    KmDelivery d = place_delivery(&f, "wereldkind", "2026K3");
    OneRow row = {.of = &cell_cases[_i]};
    int64_t stored = 0;
    ck_ok(&f, km_table_ensure(f.store, &spec, &f.err));
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_ok(&f, km_delivery_add(f.store, &d, &f.err));
    bool ok = km_table_insert(f.store, &spec, d.number,
                              (KmRowSource){.self = &row, .next = next_one}, &stored, &f.err);
    ck_assert_msg(ok == cell_cases[_i].is_fine, "%s: %s", cell_cases[_i].name, f.err.message);
    if (!ok) {
        ck_assert_int_eq((int)f.err.kind, KM_ERROR_BUG);
    }
    fixture_close(&f);
}
END_TEST

/* Values around every power of two, and texts of all short lengths and up to beyond a page. */
static int64_t border_value(int64_t i)
{
    uint64_t power = UINT64_C(1) << (i % 64);
    uint64_t values[] = {power, power - 1, ~power, ~(power - 1)};
    return (int64_t)values[i / 64 % 4];
}

static const size_t border_lengths[] = {0, 1, 57, 58, 3000, 4020, 4061, 8130, 8145, 8157, 9000};

enum {
    BORDER_LENGTHS = sizeof border_lengths / sizeof border_lengths[0],
    BORDER_ROWS = 9000,
    SHORT_LENGTHS = 37,
    LONGEST_BORDER = 9000
};

static size_t border_length(int64_t i)
{
    return i % 21 == 0 ? border_lengths[i / 21 % BORDER_LENGTHS] : (size_t)(i % SHORT_LENGTHS);
}

typedef struct {
    int64_t given;
    char text[LONGEST_BORDER];
} Borders;

static int next_border(void *self, KmCell *cells, KmError *err)
{
    (void)err;
    Borders *borders = self;
    int64_t i = borders->given++;
    if (i == BORDER_ROWS) {
        return 0;
    }
    cells[0] = (KmCell){.type = KM_CELL_INT, .integer = i + 2};
    cells[1] = (KmCell){.type = KM_CELL_INT, .integer = border_value(i)};
    cells[2] = i % 3 == 0 ? (KmCell){.type = KM_CELL_NULL}
                          : (KmCell){.type = KM_CELL_REAL, .real = 0.5 * (double)i};
    cells[3] =
        (KmCell){.type = KM_CELL_TEXT, .text = borders->text, .length = (int32_t)border_length(i)};
    return 1;
}

/* Stores are made with pages of 8192 bytes; earlier ones have 4096, and who knows what another tool
 * left. */
static const int page_sizes[] = {8192, 4096, 512, 65536};

static void repage(Fixture *f, int size)
{
    int64_t now = 0;
    ck_ok(f, km_sql_run(f->store->db, km_format(f->arena, "PRAGMA page_size=%d; VACUUM", size),
                        "testing", &f->err));
    ck_ok(f, km_sql_integer(f->store->db, "PRAGMA page_size", 0, &now, &f->err));
    ck_assert_int_eq(now, size);
}

START_TEST(rows_of_every_width_come_back_as_they_were)
{
    static const KmColumn border_columns[] = {{"getal", KM_COLUMN_INT, "", "", ""},
                                              {"maat", KM_COLUMN_REAL, "", "", ""},
                                              {"tekst", KM_COLUMN_TEXT, "", "", ""}};
    Fixture f = fixture_open();
    KmTableSpec spec = place_spec();
    KmDelivery d = place_delivery(&f, "wereldkind", "2026K3");
    Borders borders = {.given = 0};
    int64_t stored = 0;
    repage(&f, page_sizes[_i]);
    sqlite3_stmt *stmt = NULL;
    for (size_t i = 0; i < sizeof borders.text; i++) {
        borders.text[i] = (char)('a' + i % 23);
    }
    spec.columns = border_columns;
    spec.n_columns = 3;
    spec.spell_from = spec.spell_to = "";
    ck_ok(&f, km_table_ensure(f.store, &spec, &f.err));
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_ok(&f, km_delivery_add(f.store, &d, &f.err));
    ck_ok(&f, km_table_insert(f.store, &spec, d.number, (KmRowSource){&borders, next_border},
                              &stored, &f.err));
    ck_assert_int_eq(stored, BORDER_ROWS);
    d.lines_read = d.accepted = BORDER_ROWS;
    ck_ok(&f, km_delivery_set_balance(f.store, &d, &f.err));
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_ok(&f, km_store_check(f.store, &f.err));
    ck_ok(&f, km_sql_prepare(f.store->db,
                             "SELECT levering, regel, getal, typeof(maat), maat, length(tekst),"
                             " tekst FROM src_ko_plaatsing ORDER BY rowid",
                             "testing", &stmt, &f.err));
    for (int64_t i = 0; i < BORDER_ROWS; i++) {
        ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
        ck_assert_int_eq(sqlite3_column_int64(stmt, 0), d.number);
        ck_assert_int_eq(sqlite3_column_int64(stmt, 1), i + 2);
        ck_assert_int_eq(sqlite3_column_int64(stmt, 2), border_value(i));
        ck_assert_str_eq((const char *)sqlite3_column_text(stmt, 3), i % 3 == 0 ? "null" : "real");
        ck_assert_double_eq_tol(sqlite3_column_double(stmt, 4), i % 3 == 0 ? 0 : 0.5 * (double)i,
                                1e-12);
        ck_assert_int_eq(sqlite3_column_int64(stmt, 5), (int64_t)border_length(i));
        ck_assert_mem_eq(sqlite3_column_text(stmt, 6), borders.text, border_length(i));
    }
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_DONE);
    (void)sqlite3_finalize(stmt);
    fixture_close(&f);
}
END_TEST

static int next_descending(void *self, KmCell *cells, KmError *err)
{
    Places *places = self;
    int got = next_place(places, cells, err);
    cells[0].integer = 100 - cells[0].integer;
    return got;
}

START_TEST(rows_out_of_order_are_refused)
{
    Fixture f = fixture_open();
    KmTableSpec spec = place_spec();
    Places places = {.rows = 3};
    int64_t stored = 0;
    ck_ok(&f, km_store_begin(f.store, &f.err));
    int64_t first = deliver_places(&f, "wereldkind", "2026K2", 2).number;
    (void)deliver_places(&f, "wereldkind", "2026K3", 2);
    ck_refused(&f,
               km_table_insert(f.store, &spec, 2, (KmRowSource){&places, next_descending}, &stored,
                               &f.err),
               KM_ERROR_BUG, "order of their lines");
    ck_refused(&f, km_table_insert(f.store, &spec, first, places_source(&places), &stored, &f.err),
               KM_ERROR_BUG, "come after rows of delivery 2");
    fixture_close(&f);
}
END_TEST

/* Steps of SQLite's machine in statements that put rows from pages into a table. A transfer takes a
 * record as it stands, four or five steps a row whatever the columns; row by row each column is
 * taken out and the record made again. */
typedef struct {
    int64_t statements, steps;
} Transfers;

static int see_statement(unsigned int kind, void *self, void *stmt, void *nanoseconds)
{
    static const char begin[] = "INSERT INTO main.";
    Transfers *seen = self;
    const char *sql = sqlite3_sql(stmt);
    (void)kind;
    (void)nanoseconds;
    if (sql != NULL && strncmp(sql, begin, sizeof begin - 1) == 0) {
        seen->statements++;
        seen->steps += sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_VM_STEP, 0);
    }
    return 0;
}

static int64_t steps_of(Fixture *f, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    ck_assert_int_eq(sqlite3_prepare_v2(f->store->db, sql, -1, &stmt, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_DONE);
    int64_t steps = sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_VM_STEP, 0);
    (void)sqlite3_finalize(stmt);
    return steps;
}

enum { MANY = 20000, MOST_STEPS_A_ROW = 6 };

START_TEST(rows_are_transferred_as_they_stand)
{
    Fixture f = fixture_open();
    Transfers seen = {0};
    repage(&f, page_sizes[_i]);
    ck_ok(&f, km_store_begin(f.store, &f.err));
    (void)sqlite3_trace_v2(f.store->db, SQLITE_TRACE_PROFILE, see_statement, &seen);
    KmDelivery d = deliver_places(&f, "wereldkind", "2026K3", MANY);
    (void)sqlite3_trace_v2(f.store->db, 0, NULL, NULL);
    ck_assert_int_gt(seen.statements, 0);
    ck_assert_msg(seen.steps < MANY * MOST_STEPS_A_ROW, "%lld steps for %d rows",
                  (long long)seen.steps, (int)MANY);
    ck_assert_int_eq(count_places(&f, d.number), MANY);
    /* The same rows one by one, so that the bound above means something. */
    int64_t one_by_one = steps_of(
        &f, "INSERT INTO src_ko_plaatsing SELECT * FROM src_ko_plaatsing WHERE +regel > 0");
    ck_assert_int_gt(one_by_one, MANY * MOST_STEPS_A_ROW);
    fixture_close(&f);
}
END_TEST

START_TEST(persons_are_transferred_as_they_stand)
{
    Fixture f = fixture_open();
    Transfers seen = {0};
    KmPersonBook *book = NULL;
    ck_ok(&f, km_person_book_open(f.store, &book, &f.err));
    for (uint32_t i = 1; i <= MANY; i++) {
        uint8_t pseudonym[KM_PSEUDONYM_BYTES] = {0};
        uint32_t spread = i * UINT32_C(2654435761);
        memcpy(pseudonym, &spread, sizeof spread);
        ck_assert_int_eq(km_person_number(book, pseudonym), i);
    }
    ck_ok(&f, km_store_begin(f.store, &f.err));
    (void)sqlite3_trace_v2(f.store->db, SQLITE_TRACE_PROFILE, see_statement, &seen);
    ck_ok(&f, km_person_book_save(book, &f.err));
    (void)sqlite3_trace_v2(f.store->db, 0, NULL, NULL);
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_assert_int_gt(seen.statements, 0);
    ck_assert_msg(seen.steps < MANY * MOST_STEPS_A_ROW, "%lld steps for %d persons",
                  (long long)seen.steps, (int)MANY);
    km_person_book_close(book);
    fixture_close(&f);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_loop_test(tests, cell_of_a_wrong_type_is_refused, 0,
                        sizeof cell_cases / sizeof cell_cases[0]);
    int n_pages = sizeof page_sizes / sizeof page_sizes[0];
    tcase_add_loop_test(tests, rows_of_every_width_come_back_as_they_were, 0, n_pages);
    tcase_add_test(tests, rows_out_of_order_are_refused);
    tcase_add_loop_test(tests, rows_are_transferred_as_they_stand, 0, n_pages);
    tcase_add_test(tests, persons_are_transferred_as_they_stand);
}

int main(void)
{
    return run_suite("rows", fill);
}
