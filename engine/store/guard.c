/* What keeps the SQL of a definition file from doing anything but reading the tables it was given.
 * The body runs in this process: the connection holds nothing but those tables, so that a child
 * process would have nothing more to protect. */
#include "engine/store/heap.h"
#include "engine/store/sql.h"
#include "engine/store/work_internal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { OPS_BETWEEN_LOOKS = 1000, HEAP_MOST = 512 * 1024 * 1024 };

/* No clock, no random, nothing that makes large values out of small ones, nothing that looks at the
 * schema; group_concat is absent because its order is not defined. */
static const char *const functions[] = {
    "abs",        "als_id",    "avg",        "ceil",        "ceiling",      "coalesce", "count",
    "cume_dist",  "dag",       "dense_rank", "first_value", "floor",        "glob",     "ifnull",
    "iif",        "instr",     "kwartaal",   "lag",         "last_value",   "lead",     "leeftijd",
    "length",     "like",      "lower",      "ltrim",       "maanden_na",   "max",      "min",
    "mod",        "nth_value", "ntile",      "nullif",      "percent_rank", "rank",     "round",
    "row_number", "rtrim",     "sign",       "substr",      "substring",    "sum",      "total",
    "trim",       "trunc",     "upper",      "verjaardag",
};

static bool is_allowed_function(const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (strcasecmp(functions[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_among(const char *const *names, size_t n_names, const char *name)
{
    for (size_t i = 0; i < n_names; i++) {
        if (sqlite3_stricmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* A table of which no column is used (`SELECT count(*)`) is named as the text names it, without its
 * database: it may be ours, or a CTE; anything else that exists is refused. */
static int judge_mention(const KmWork *work, const char *name)
{
    KmWorkTable *found = km_work_find(work, name);
    if (found != NULL) {
        found->is_read = true;
        return SQLITE_OK;
    }
    bool exists = sqlite3_strnicmp(name, "pragma_", 7) == 0 ||
                  sqlite3_strnicmp(name, "sqlite_", 7) == 0 ||
                  is_among(work->modules, work->n_modules, name) ||
                  is_among(work->strangers, work->n_strangers, name);
    return exists ? SQLITE_DENY : SQLITE_OK;
}

/* `within` is the innermost view or trigger by name: a CTE can forge it, so it is not looked at.
 * `table` and `database` are those of the real table. */
static int judge(void *self, int action, const char *table, const char *column_or_function,
                 const char *database, const char *within)
{
    (void)within;
    const KmWork *work = self;
    if (action == SQLITE_SELECT || action == SQLITE_RECURSIVE) {
        return SQLITE_OK;
    }
    if (action == SQLITE_FUNCTION) {
        return column_or_function != NULL && is_allowed_function(column_or_function) ? SQLITE_OK
                                                                                     : SQLITE_DENY;
    }
    if (action != SQLITE_READ || table == NULL) {
        return SQLITE_DENY;
    }
    if (database == NULL && column_or_function != NULL && column_or_function[0] == '\0') {
        return judge_mention(work, table);
    }
    KmWorkTable *found = km_work_find(work, table);
    if (found == NULL || database == NULL || strcmp(database, "temp") != 0) {
        return SQLITE_DENY;
    }
    found->is_read = true;
    return SQLITE_OK;
}

static bool is_past(clockid_t clock, const struct timespec *until)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return now.tv_sec > until->tv_sec ||
           (now.tv_sec == until->tv_sec && now.tv_nsec > until->tv_nsec);
}

/* No thread works longer than the clock on the wall says, and that one costs no call into the
 * kernel. */
static int look_at_clock(void *self)
{
    KmWork *work = self;
    work->is_late = is_past(CLOCK_MONOTONIC, &work->until_on_wall) &&
                    is_past(CLOCK_THREAD_CPUTIME_ID, &work->until);
    return work->is_late ? 1 : 0;
}

static void set_limits(sqlite3 *db)
{
    static const int limits[][2] = {
        {SQLITE_LIMIT_LENGTH, 1000000},
        {SQLITE_LIMIT_SQL_LENGTH, 100000},
        {SQLITE_LIMIT_COLUMN, 100},
        {SQLITE_LIMIT_EXPR_DEPTH, 100},
        {SQLITE_LIMIT_COMPOUND_SELECT, 20},
        {SQLITE_LIMIT_VDBE_OP, 25000},
        {SQLITE_LIMIT_FUNCTION_ARG, 16},
        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 16},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        (void)sqlite3_limit(db, limits[i][0], limits[i][1]);
    }
}

static struct timespec from_now(clockid_t clock, double seconds)
{
    struct timespec then;
    time_t whole = (time_t)seconds;
    (void)clock_gettime(clock, &then);
    then.tv_sec += whole;
    then.tv_nsec += (long)((seconds - (double)whole) * 1e9);
    if (then.tv_nsec >= 1000000000L) {
        then.tv_nsec -= 1000000000L;
        then.tv_sec++;
    }
    return then;
}

/* In processor time of this thread: a busy machine makes no definition too slow. */
static void set_deadline(KmWork *work, double seconds)
{
    double limit = seconds > 0 ? seconds : 10;
    work->until = from_now(CLOCK_THREAD_CPUTIME_ID, limit);
    work->until_on_wall = from_now(CLOCK_MONOTONIC, limit);
    work->is_late = false;
}

/* Names a query yields, kept with the notes, without those of our own tables. */
static bool read_names(KmWork *work, const char *sql, const char ***ret_names, size_t *ret_count,
                       KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(work->db, sql, "guarding a definition", &stmt, err)) {
        return false;
    }
    const char **names = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int got = km_sql_step(stmt, "guarding a definition", err);
    while (got == 1) {
        const char *name = (const char *)sqlite3_column_text(stmt, 0);
        if (name != NULL && km_work_find(work, name) == NULL) {
            KM_GROW(work->notes, names, count, capacity);
            names[count++] = km_strdup(work->notes, name);
        }
        got = km_sql_step(stmt, "guarding a definition", err);
    }
    (void)sqlite3_finalize(stmt);
    *ret_names = names;
    *ret_count = count;
    return got == 0;
}

/* What stands on the connection, once for as long as no table is made. */
static bool note_tables(KmWork *work, KmError *err)
{
    if (work->is_noted) {
        return true;
    }
    km_arena_close(work->notes);
    work->notes = km_arena_open();
    work->is_noted =
        read_names(work, "SELECT name FROM pragma_module_list", &work->modules, &work->n_modules,
                   err) &&
        read_names(work,
                   "SELECT name FROM sqlite_schema UNION ALL SELECT name FROM sqlite_temp_schema"
                   " WHERE type IN ('table', 'view')",
                   &work->strangers, &work->n_strangers, err);
    return work->is_noted;
}

bool km_guard_begin(KmWork *work, double seconds, KmError *err)
{
    if (!note_tables(work, err)) {
        return false;
    }
    if (!work->is_query_only &&
        !km_sql_run(work->db, "PRAGMA query_only=ON", "guarding a definition", err)) {
        return false;
    }
    work->is_query_only = true;
    for (size_t i = 0; i < work->n_tables; i++) {
        work->tables[i].is_read = false;
    }
    set_limits(work->db);
    set_deadline(work, seconds);
    km_heap_limit(HEAP_MOST);
    work->guard_mark = km_arena_mark(work->arena);
    sqlite3_progress_handler(work->db, OPS_BETWEEN_LOOKS, look_at_clock, work);
    (void)sqlite3_set_authorizer(work->db, judge, work);
    return true;
}

void km_guard_end(KmWork *work)
{
    (void)sqlite3_set_authorizer(work->db, NULL, NULL);
    sqlite3_progress_handler(work->db, 0, NULL, NULL);
    km_heap_free();
    km_arena_reset(work->arena, work->guard_mark);
}

bool km_guard_lift(KmWork *work, KmError *err)
{
    (void)sqlite3_finalize(work->kept);
    work->kept = NULL;
    if (work->is_query_only &&
        !km_sql_run(work->db, "PRAGMA query_only=OFF", "making a work table", err)) {
        return false;
    }
    work->is_query_only = false;
    return true;
}
