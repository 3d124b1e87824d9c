#include "engine/base/text.h"
#include "engine/store/scan.h"
#include "engine/store/sql.h"
#include "engine/store/work_internal.h"

#include <stdlib.h>
#include <string.h>

/* SQLite knows the byte it stumbled over for most errors; else the body's first line is given. */
static bool failed(KmWork *work, const KmGuardedSelect *select, KmError *err)
{
    int code = sqlite3_errcode(work->db) & 0xff;
    if (work->is_late) {
        return km_error_at(err, KM_ERROR_LIMIT, select->file, select->line, 0,
                           "the definition was stopped: it ran longer than %.1f seconds",
                           select->seconds > 0 ? select->seconds : 10.0);
    }
    if (code == SQLITE_NOMEM) {
        return km_error_at(err, KM_ERROR_LIMIT, select->file, select->line, 0,
                           "the definition was stopped: it needs too much memory or is too long");
    }
    int offset = sqlite3_error_offset(work->db);
    int64_t line = select->line;
    for (int i = 0; i < offset && select->sql[i] != '\0'; i++) {
        line += select->sql[i] == '\n' ? 1 : 0;
    }
    return km_error_at(err, KM_ERROR_DEFINITION, select->file, line, 0, "%s",
                       sqlite3_errmsg(work->db));
}

static bool refused(const KmGuardedSelect *select, KmError *err, const char *what, const char *name)
{
    return km_error_at(err, KM_ERROR_DEFINITION, select->file, select->line, 0, "%s%s%s", what,
                       name[0] == '\0' ? "" : ": ", name);
}

/* A comment or blank may follow the statement; anything else is a second statement. */
static bool is_blank(const char *tail)
{
    for (; *tail != '\0'; tail++) {
        if (tail[0] == '-' && tail[1] == '-') {
            tail += strcspn(tail, "\n");
        } else if (tail[0] == '/' && tail[1] == '*') {
            const char *end = strstr(tail + 2, "*/");
            tail = end == NULL ? tail + strlen(tail) : end + 1;
        } else if (strchr(" \t\r\n\f;", *tail) == NULL) {
            return false;
        }
        if (*tail == '\0') {
            return true;
        }
    }
    return true;
}

static bool bind_dates(sqlite3_stmt *stmt, const KmGuardedSelect *select, KmError *err)
{
    const struct {
        const char *name;
        KmDate day;
    } dates[] = {{":peildatum", select->peildatum}, {":van", select->van}, {":tot", select->tot}};
    for (int i = 1; i <= sqlite3_bind_parameter_count(stmt); i++) {
        const char *name = sqlite3_bind_parameter_name(stmt, i);
        bool known = false;
        for (size_t k = 0; k < 3 && name != NULL; k++) {
            if (strcmp(dates[k].name, name) == 0) {
                known = sqlite3_bind_int(stmt, i, dates[k].day) == SQLITE_OK;
            }
        }
        if (!known) {
            return refused(select, err,
                           "only :peildatum, :van and :tot can be filled in; not known",
                           name == NULL ? "?" : name);
        }
    }
    return true;
}

static int find_column(sqlite3_stmt *stmt, const char *name)
{
    for (int i = 0; i < sqlite3_column_count(stmt); i++) {
        const char *found = sqlite3_column_name(stmt, i);
        if (found != NULL && strcmp(found, name) == 0) {
            return i;
        }
    }
    return -1;
}

static bool is_wanted(const KmGuardedSelect *select, const char *name)
{
    for (size_t i = 0; i < select->n_columns; i++) {
        if (strcmp(select->columns[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* Fills `places` with the statement's column for each wanted one, −1 for an absent optional one. */
static bool match_columns(sqlite3_stmt *stmt, const KmGuardedSelect *select, int *places,
                          KmError *err)
{
    for (size_t i = 0; i < select->n_columns; i++) {
        places[i] = find_column(stmt, select->columns[i]);
        if (places[i] < 0 && i < select->n_required) {
            return refused(select, err, "the select must yield a column", select->columns[i]);
        }
    }
    for (int i = 0; i < sqlite3_column_count(stmt); i++) {
        const char *name = sqlite3_column_name(stmt, i);
        name = name == NULL ? "" : name;
        if (find_column(stmt, name) != i) {
            return refused(select, err, "the select yields two columns of one name", name);
        }
        if (!select->others_allowed && !is_wanted(select, name)) {
            return refused(select, err, "the select yields a column that has no place here", name);
        }
    }
    return true;
}

/* The guard must be on. */
static bool prepare(KmWork *work, const KmGuardedSelect *select, sqlite3_stmt **ret_stmt,
                    int *places, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    const char *tail = "";
    if (sqlite3_prepare_v2(work->db, select->sql, -1, &stmt, &tail) != SQLITE_OK) {
        return failed(work, select, err);
    }
    bool ok = true;
    if (stmt == NULL || sqlite3_column_count(stmt) == 0 || sqlite3_stmt_readonly(stmt) == 0 ||
        sqlite3_stmt_isexplain(stmt) != 0) {
        ok = refused(select, err, "a definition is one SELECT", "");
    } else if (!is_blank(tail)) {
        ok = refused(select, err, "a second statement follows the SELECT; one is allowed", "");
    }
    ok = ok && bind_dates(stmt, select, err) && match_columns(stmt, select, places, err) &&
         km_guard_check_program(work, select, err);
    if (!ok) {
        (void)sqlite3_finalize(stmt);
        return false;
    }
    *ret_stmt = stmt;
    return true;
}

static bool pass_row(sqlite3_stmt *stmt, const KmGuardedSelect *select, const int *places,
                     KmRowSink sink, KmError *err)
{
    KmCell cells[KM_COLUMNS_MOST];
    for (size_t i = 0; i < select->n_columns; i++) {
        cells[i] = (KmCell){.type = KM_CELL_NULL};
        if (places[i] >= 0 && !km_scan_cell(stmt, places[i], &cells[i])) {
            return refused(select, err, "the select yields bytes, not a number or text, in column",
                           select->columns[i]);
        }
    }
    return sink.row(sink.self, cells, select->n_columns, err);
}

/* The state form asks the same select once a day. */
static bool take_kept(KmWork *work, const KmGuardedSelect *select, int *places, KmError *err)
{
    if (work->kept != NULL && strcmp(sqlite3_sql(work->kept), select->sql) == 0) {
        return bind_dates(work->kept, select, err) &&
               match_columns(work->kept, select, places, err);
    }
    (void)sqlite3_finalize(work->kept);
    work->kept = NULL;
    return prepare(work, select, &work->kept, places, err);
}

static bool run(KmWork *work, const KmGuardedSelect *select, KmRowSink sink, KmError *err)
{
    int places[KM_COLUMNS_MOST] = {0};
    if (!take_kept(work, select, places, err)) {
        return false;
    }
    sqlite3_stmt *stmt = work->kept;
    bool ok = true;
    int rc = sqlite3_step(stmt);
    while (ok && rc == SQLITE_ROW) {
        ok = pass_row(stmt, select, places, sink, err);
        rc = ok ? sqlite3_step(stmt) : SQLITE_DONE;
    }
    if (ok && rc != SQLITE_DONE) {
        ok = failed(work, select, err);
    }
    (void)sqlite3_reset(stmt);
    return ok;
}

static bool check_request(const KmGuardedSelect *select, KmError *err)
{
    if (select->n_columns > KM_COLUMNS_MOST) {
        return km_error_set(err, KM_ERROR_BUG, "%zu columns are asked of a select; at most %d",
                            select->n_columns, (int)KM_COLUMNS_MOST);
    }
    return km_guard_check_text(select, err);
}

bool km_work_select(KmWork *work, const KmGuardedSelect *select, KmRowSink sink, KmError *err)
{
    if (!check_request(select, err) || !km_guard_begin(work, select->seconds, err)) {
        return false;
    }
    bool ok = run(work, select, sink, err);
    km_guard_end(work);
    return ok;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *tables_read(const KmWork *work, KmArena *arena)
{
    const char **names = KM_NEW_ARRAY(arena, const char *, work->n_tables);
    size_t count = 0;
    for (size_t i = 0; i < work->n_tables; i++) {
        if (work->tables[i].is_read && !work->tables[i].is_view) {
            names[count++] = work->tables[i].name;
        }
    }
    qsort(names, count, sizeof *names, by_name);
    KmText text = km_text_init(arena);
    for (size_t i = 0; i < count; i++) {
        km_text_addf(&text, "%s%s", i == 0 ? "" : ",", names[i]);
    }
    return text.bytes;
}

bool km_work_lint(KmWork *work, KmArena *arena, const KmGuardedSelect *select,
                  const char **ret_tables, KmError *err)
{
    if (!check_request(select, err) || !km_guard_begin(work, select->seconds, err)) {
        return false;
    }
    sqlite3_stmt *stmt = NULL;
    int places[KM_COLUMNS_MOST] = {0};
    bool ok = prepare(work, select, &stmt, places, err);
    (void)sqlite3_finalize(stmt);
    km_guard_end(work);
    if (ok) {
        *ret_tables = tables_read(work, arena);
    }
    return ok;
}
