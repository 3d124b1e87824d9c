#include "engine/store/columns/columns.h"

#include "engine/base/text.h"
#include "engine/store/sql.h"
#include "engine/store/work_internal.h"
#include "tests/unit/store/fixture.h"

/* A table of columns against the same rows in a table of SQLite's own, which is the expectation. */

enum { ROWS = 3000, COLUMNS = 9 };

static const KmColumn columns[COLUMNS] = {
    {"regel", KM_COLUMN_INT, "", "", ""},   {"kind", KM_COLUMN_PERSON, "", "", ""},
    {"dag", KM_COLUMN_DATE, "", "", ""},    {"wijd", KM_COLUMN_INT, "", "", ""},
    {"advies", KM_COLUMN_CODE, "", "", ""}, {"naam", KM_COLUMN_TEXT, "", "", ""},
    {"uren", KM_COLUMN_REAL, "", "", ""},   {"altijd", KM_COLUMN_INT, "", "", ""},
    {"nooit", KM_COLUMN_INT, "", "", ""},
};

typedef struct {
    int row, rows;
} Source;

static KmCell whole(int64_t value)
{
    return (KmCell){.type = KM_CELL_INT, .integer = value};
}

static KmCell text(const char *value)
{
    return (KmCell){.type = KM_CELL_TEXT, .text = value, .length = (int32_t)strlen(value)};
}

/* Persons ascend, the first few rows have none; days, names and hours are missing here and there.
 */
static int next_row(void *self, KmCell *cells, KmError *err)
{
    static const char *const words[] = {"onbekend", "havo", "vwo", "vmbo-t"};
    static const char *const names[] = {"", "Aa", "aa", "noord", "12", "\xc3\xa9\xc3\xa9n"};
    Source *source = self;
    int i = source->row++;
    (void)err;
    if (i == source->rows) {
        return 0;
    }
    cells[0] = whole(i);
    cells[1] = i < 7 ? (KmCell){0} : whole(1 + i / 3);
    cells[2] = i % 11 == 0 ? (KmCell){0} : whole(20000 + i * 37 % 900);
    cells[3] = i % 5 == 0 ? (KmCell){0} : whole((int64_t)(i * 7919 % 1000 - 500) * 4000000000000);
    cells[4] = text(words[i * 13 % 4]);
    cells[5] = i % 9 == 4 ? (KmCell){0} : text(names[i * 31 % 6]);
    cells[6] = i % 6 == 5   ? (KmCell){0}
               : i % 6 == 4 ? whole(i % 40)
                            : (KmCell){.type = KM_CELL_REAL, .real = (double)(i % 40) / 4.0};
    cells[7] = whole(8);
    cells[8] = (KmCell){0};
    return 1;
}

typedef struct {
    Fixture f;
    KmWork *work;
} Bench;

static Bench bench_open(int rows)
{
    Bench b = {.f = fixture_open()};
    Source source = {0, rows};
    ck_ok(&b.f, km_work_open_empty(&b.work, &b.f.err));
    ck_ok(&b.f,
          km_work_table(b.work, "k", columns, COLUMNS, (KmRowSource){&source, next_row}, &b.f.err));
    ck_ok(&b.f, km_sql_run(b.work->db,
                           "CREATE TABLE temp.plain(regel INTEGER, kind INTEGER, dag INTEGER, wijd"
                           " INTEGER, advies TEXT, naam TEXT, uren REAL, altijd INTEGER, nooit"
                           " INTEGER) STRICT; CREATE TABLE temp.few(x, y TEXT);"
                           "INSERT INTO few VALUES(3, 'vwo'), (20450, 'havo'), (NULL, NULL),"
                           " ('8', 'onbekend'), (900.0, 'nergens'), (77, '12')",
                           "testing", &b.f.err));
    sqlite3_stmt *insert = NULL;
    ck_ok(&b.f, km_sql_prepare(b.work->db, "INSERT INTO plain VALUES(?,?,?,?,?,?,?,?,?)", "testing",
                               &insert, &b.f.err));
    source = (Source){0, rows};
    KmCell cells[COLUMNS];
    while (next_row(&source, cells, &b.f.err) == 1) {
        for (int c = 0; c < COLUMNS; c++) {
            switch (cells[c].type) {
            case KM_CELL_NULL:
                (void)sqlite3_bind_null(insert, c + 1);
                break;
            case KM_CELL_INT:
                (void)sqlite3_bind_int64(insert, c + 1, cells[c].integer);
                break;
            case KM_CELL_REAL:
                (void)sqlite3_bind_double(insert, c + 1, cells[c].real);
                break;
            case KM_CELL_TEXT:
                (void)sqlite3_bind_text(insert, c + 1, cells[c].text, cells[c].length,
                                        SQLITE_STATIC);
                break;
            }
        }
        ck_ok(&b.f, km_sql_once(insert, "testing", &b.f.err));
    }
    (void)sqlite3_finalize(insert);
    return b;
}

static void bench_close(Bench *b)
{
    km_work_close(b->work);
    fixture_close(&b->f);
}

/* All rows of `query` with TABLE read as `table`, one a line. */
static char *answer(Bench *b, const char *query, const char *table)
{
    KmText sql = km_text_init(b->f.arena);
    KmText out = km_text_init(b->f.arena);
    sqlite3_stmt *stmt = NULL;
    for (const char *at = query; *at != '\0';) {
        bool is_table = strncmp(at, "TABLE", 5) == 0;
        km_text_add_n(&sql, is_table ? table : at, is_table ? strlen(table) : 1);
        at += is_table ? 5 : 1;
    }
    ck_ok(&b->f, km_sql_prepare(b->work->db, sql.bytes, "testing", &stmt, &b->f.err));
    while (km_sql_step(stmt, "testing", &b->f.err) == 1) {
        for (int c = 0; c < sqlite3_column_count(stmt); c++) {
            const unsigned char *cell = sqlite3_column_text(stmt, c);
            km_text_addf(&out, "%d:%s|", sqlite3_column_type(stmt, c),
                         cell == NULL ? "NULL" : (const char *)cell);
        }
        km_text_add_char(&out, '\n');
    }
    (void)sqlite3_finalize(stmt);
    km_text_add(&out, "end");
    return out.bytes;
}

static const char *const conditions[] = {
    "1",
    "kind = 3",
    "kind = '3'",
    "kind = 3.0",
    "kind = 3.5",
    "kind = NULL",
    "kind = 'x'",
    "kind IS NULL",
    "kind IS NOT NULL",
    "kind IS 3",
    "kind <> 3",
    "kind < 5",
    "kind <= 5 AND kind > 2",
    "kind > 995.5",
    "kind >= '998'",
    "kind BETWEEN 40 AND 42",
    "kind NOT BETWEEN 4 AND 990",
    "kind IN (1, 3, 999999)",
    "kind IN (SELECT x FROM few)",
    "kind NOT IN (SELECT x FROM few WHERE x IS NOT NULL)",
    "dag = 20450",
    "dag > 20890 AND advies = 'vwo'",
    "dag < -5",
    "dag IN (20001, '20002', 20003.0)",
    "dag <> 20450 AND dag < 20010",
    "wijd = 4000000000000",
    "wijd = 0",
    "wijd < -1900000000000000",
    "wijd > 9223372036854775806",
    "wijd >= -9223372036854775807 AND wijd < -1980000000000000",
    "wijd IS NULL AND kind < 20",
    "wijd <> 0 AND kind = 44",
    "wijd IN (0, 4000000000000)",
    "advies = 'havo' AND kind < 10",
    "advies = 'HAVO'",
    "advies = 'HAVO' COLLATE NOCASE AND kind < 10",
    "advies <> 'onbekend' AND kind < 10",
    "advies <> 'nergens' AND kind < 10",
    "advies IN ('havo', 'vwo') AND kind < 10",
    "advies IN ('nergens')",
    "advies IN (SELECT y FROM few) AND kind < 10",
    "advies NOT IN ('havo', 'vwo') AND kind < 10",
    "advies > 'onbekend' AND kind < 10",
    "advies LIKE 'v%' AND kind < 10",
    "advies IS NULL",
    "naam = ''",
    "naam = 12",
    "naam IN (12, 'aa') AND kind < 40",
    "naam = '12' AND kind < 100",
    "naam IS NULL AND kind < 30",
    "naam IS NOT NULL AND kind < 9",
    "naam IS NOT 'aa' AND kind < 9",
    "naam <> 'aa' AND kind < 9",
    "naam = '\xc3\xa9\xc3\xa9n' AND kind < 50",
    "uren = 2.5 AND kind < 99",
    "uren > 9 AND kind < 99",
    "uren IS NULL AND kind < 20",
    "uren IS NOT NULL AND kind < 9",
    "altijd = 8 AND kind = 2",
    "altijd <> 8",
    "altijd > 8",
    "altijd IN (7, 8) AND kind = 2",
    "altijd IS NOT NULL AND kind = 2",
    "nooit IS NULL AND kind = 2",
    "nooit IS NOT NULL",
    "nooit = 1",
    "nooit <> 1",
    "nooit < 1",
    "rowid = 12",
    "kind = 3 OR advies = 'vwo' AND kind = 7 OR nooit = 2",
};

START_TEST(a_condition_finds_what_sqlite_finds)
{
    Bench b = bench_open(ROWS);
    static const char *const shapes[][2] = {
        {"SELECT regel, kind, dag, wijd, advies, naam, uren, altijd, nooit FROM TABLE WHERE ",
         " ORDER BY regel"},
        {"SELECT kind, count(*), min(regel), max(dag) FROM TABLE WHERE ", " GROUP BY kind"},
        {"SELECT count(*) FROM TABLE WHERE ", ""},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        char query[600];
        (void)snprintf(query, sizeof query, "%s%s%s", shapes[i][0], conditions[_i], shapes[i][1]);
        ck_assert_msg(strcmp(answer(&b, query, "k"), answer(&b, query, "plain")) == 0, "%s", query);
    }
    bench_close(&b);
}
END_TEST

static const char *const joins[] = {
    "SELECT a.regel, b.regel FROM TABLE a JOIN TABLE b ON b.kind = a.kind WHERE a.kind < 40 ORDER"
    " BY 1, 2",
    "SELECT a.regel, b.regel FROM TABLE a LEFT JOIN TABLE b ON b.kind = a.kind + 1 AND b.advies ="
    " 'vwo' WHERE a.kind < 40 ORDER BY 1, 2",
    "SELECT a.regel FROM TABLE a LEFT JOIN TABLE b ON b.kind = a.kind AND b.advies = 'havo' WHERE"
    " b.kind IS NULL ORDER BY 1",
    "SELECT f.x, k.regel FROM few f JOIN TABLE k ON k.dag = f.x ORDER BY 1, 2",
    "SELECT f.y, k.regel FROM few f LEFT JOIN TABLE k ON k.advies = f.y AND k.kind = 12 ORDER BY 1,"
    " 2",
    "SELECT a.regel, (SELECT max(b.dag) FROM TABLE b WHERE b.kind = a.kind AND b.dag < a.dag) FROM"
    " TABLE a WHERE a.kind < 60 ORDER BY 1",
    "SELECT a.regel FROM TABLE a WHERE EXISTS (SELECT 1 FROM TABLE b WHERE b.wijd = a.wijd AND"
    " b.regel > a.regel) ORDER BY 1",
    "SELECT kind, sum(uren), count(DISTINCT advies) FROM TABLE GROUP BY kind HAVING count(*) > 2"
    " ORDER BY kind DESC LIMIT 20",
    "SELECT DISTINCT kind FROM TABLE WHERE dag > 20800",
    "SELECT kind, lag(dag) OVER (PARTITION BY kind ORDER BY dag, regel) FROM TABLE WHERE kind < 30"
    " ORDER BY kind, dag, regel",
    "SELECT a.regel, b.regel FROM TABLE a JOIN TABLE b USING (kind, advies) WHERE a.regel < 300"
    " ORDER BY 1, 2",
    "SELECT kind FROM TABLE WHERE advies = 'vwo' UNION SELECT kind FROM TABLE WHERE dag = 20450",
};

START_TEST(a_join_finds_what_sqlite_finds)
{
    Bench b = bench_open(ROWS);
    ck_assert_msg(strcmp(answer(&b, joins[_i], "k"), answer(&b, joins[_i], "plain")) == 0, "%s",
                  joins[_i]);
    bench_close(&b);
}
END_TEST

START_TEST(a_table_without_rows_answers_too)
{
    Bench b = bench_open(0);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        char query[600];
        (void)snprintf(query, sizeof query, "SELECT count(*) FROM TABLE WHERE %s", conditions[i]);
        ck_assert_str_eq(answer(&b, query, "k"), answer(&b, query, "plain"));
    }
    bench_close(&b);
}
END_TEST

/* One column, one cell: stored as a STRICT table would, or refused. */
static const struct {
    const char *promise;
    KmColumnType type;
    KmCell cell;
    const char *stored; /* NULL: refused */
} fits[] = {
    {"a whole real is an integer", KM_COLUMN_INT, {.type = KM_CELL_REAL, .real = -3.0}, "1:-3|\n"},
    {"a fraction is none", KM_COLUMN_INT, {.type = KM_CELL_REAL, .real = 2.5}, NULL},
    {"digits are a number",
     KM_COLUMN_DATE,
     {.type = KM_CELL_TEXT, .text = "120", .length = 3},
     "1:120|\n"},
    {"a word is none", KM_COLUMN_PERSON, {.type = KM_CELL_TEXT, .text = "1x", .length = 2}, NULL},
    {"the empty text is none",
     KM_COLUMN_INT,
     {.type = KM_CELL_TEXT, .text = "", .length = 0},
     NULL},
    {"an integer is a text", KM_COLUMN_TEXT, {.type = KM_CELL_INT, .integer = 7}, "3:7|\n"},
    {"an integer is a real", KM_COLUMN_REAL, {.type = KM_CELL_INT, .integer = 7}, "2:7.0|\n"},
    {"a text is no real", KM_COLUMN_REAL, {.type = KM_CELL_TEXT, .text = "x", .length = 1}, NULL},
    {"nothing is nothing", KM_COLUMN_REAL, {.type = KM_CELL_NULL}, "5:NULL|\n"},
    {"zero is not nothing", KM_COLUMN_REAL, {.type = KM_CELL_REAL, .real = 0.0}, "2:0.0|\n"},
    {"a large number stays whole",
     KM_COLUMN_INT,
     {.type = KM_CELL_INT, .integer = INT64_MAX},
     "1:9223372036854775807|\n"},
};

static int next_cell(void *self, KmCell *cells, KmError *err)
{
    Source *source = self;
    (void)err;
    if (source->row == source->rows) {
        return 0;
    }
    cells[0] = fits[source->row++].cell;
    return 1;
}

START_TEST(a_cell_fits_its_column_or_is_refused)
{
    Bench b = bench_open(0);
    const KmColumn one[] = {{"x", fits[_i].type, "", "", ""}};
    const char *name = fits[_i].type == KM_COLUMN_PERSON ? "kind" : "x";
    Source source = {_i, _i + 1};
    bool made = km_work_table(b.work, "een", one, 1, (KmRowSource){&source, next_cell}, &b.f.err);
    ck_assert_msg(made == (fits[_i].stored != NULL), "%s", fits[_i].promise);
    if (made) {
        char wanted[80];
        (void)snprintf(wanted, sizeof wanted, "%send", fits[_i].stored);
        char query[40];
        (void)snprintf(query, sizeof query, "SELECT %s FROM een", name);
        ck_assert_str_eq(answer(&b, query, ""), wanted);
    } else {
        ck_assert_ptr_nonnull(strstr(b.f.err.message, "een."));
    }
    bench_close(&b);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_loop_test(tests, a_condition_finds_what_sqlite_finds, 0,
                        sizeof conditions / sizeof *conditions);
    tcase_add_loop_test(tests, a_join_finds_what_sqlite_finds, 0, sizeof joins / sizeof *joins);
    tcase_add_test(tests, a_table_without_rows_answers_too);
    tcase_add_loop_test(tests, a_cell_fits_its_column_or_is_refused, 0, sizeof fits / sizeof *fits);
}

int main(void)
{
    return run_suite("columns", fill);
}
