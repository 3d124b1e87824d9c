/* What keeps the SQL of a definition file from doing anything but reading the tables it was given.
 * The body runs in this process: the connection holds nothing but those tables, so that a child
 * process would have nothing more to protect. */
#include "engine/store/sql.h"
#include "engine/store/work_internal.h"

#include <string.h>
#include <strings.h>

enum { OPS_BETWEEN_LOOKS = 1000, HEAP_MOST = 512 * 1024 * 1024 };

/* No clock, no random, nothing that makes large values out of small ones, nothing that looks at the
 * schema; group_concat is absent because its order is not defined. */
static const char *const functions[] = {
    "abs",   "avg",        "ceil",         "ceiling", "coalesce", "count",      "cume_dist",
    "dag",   "dense_rank", "first_value",  "floor",   "glob",     "ifnull",     "iif",
    "instr", "lag",        "last_value",   "lead",    "leeftijd", "length",     "like",
    "lower", "ltrim",      "maanden_na",   "max",     "min",      "mod",        "nth_value",
    "ntile", "nullif",     "percent_rank", "rank",    "round",    "row_number", "rtrim",
    "sign",  "substr",     "substring",    "sum",     "total",    "trim",       "trunc",
    "upper", "verjaardag",
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
    if (action != SQLITE_READ || table == NULL || database == NULL ||
        strcmp(database, "temp") != 0) {
        return SQLITE_DENY;
    }
    KmWorkTable *found = km_work_find(work, table);
    if (found == NULL) {
        return SQLITE_DENY;
    }
    found->is_read = true;
    return SQLITE_OK;
}

static int look_at_clock(void *self)
{
    KmWork *work = self;
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    work->is_late = now.tv_sec > work->until.tv_sec ||
                    (now.tv_sec == work->until.tv_sec && now.tv_nsec > work->until.tv_nsec);
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

static void set_deadline(KmWork *work, double seconds)
{
    double limit = seconds > 0 ? seconds : 10;
    (void)clock_gettime(CLOCK_MONOTONIC, &work->until);
    time_t whole = (time_t)limit;
    work->until.tv_sec += whole;
    work->until.tv_nsec += (long)((limit - (double)whole) * 1e9);
    if (work->until.tv_nsec >= 1000000000L) {
        work->until.tv_nsec -= 1000000000L;
        work->until.tv_sec++;
    }
    work->is_late = false;
}

bool km_guard_begin(KmWork *work, double seconds, KmError *err)
{
    if (!km_sql_run(work->db, "PRAGMA query_only=ON", "guarding a definition", err)) {
        return false;
    }
    for (size_t i = 0; i < work->n_tables; i++) {
        work->tables[i].is_read = false;
    }
    set_limits(work->db);
    set_deadline(work, seconds);
    /* The limit counts the whole process, so it stands above what is in use now. */
    work->heap_before = sqlite3_hard_heap_limit64(-1);
    (void)sqlite3_hard_heap_limit64(sqlite3_memory_used() + HEAP_MOST);
    sqlite3_progress_handler(work->db, OPS_BETWEEN_LOOKS, look_at_clock, work);
    (void)sqlite3_set_authorizer(work->db, judge, work);
    return true;
}

void km_guard_end(KmWork *work)
{
    (void)sqlite3_set_authorizer(work->db, NULL, NULL);
    sqlite3_progress_handler(work->db, 0, NULL, NULL);
    (void)sqlite3_hard_heap_limit64(work->heap_before);
    (void)sqlite3_exec(work->db, "PRAGMA query_only=OFF", NULL, NULL, NULL);
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || (unsigned char)c >= 0x80;
}

/* Past a comment that starts here, or NULL when none does. */
static const char *skip_comment(const char *at)
{
    if (at[0] == '-' && at[1] == '-') {
        const char *end = strchr(at, '\n');
        return end == NULL ? at + strlen(at) : end;
    }
    if (at[0] == '/' && at[1] == '*') {
        const char *end = strstr(at + 2, "*/");
        return end == NULL ? at + strlen(at) : end + 2;
    }
    return NULL;
}

static const char *skip_blank(const char *at)
{
    for (;;) {
        const char *after = skip_comment(at);
        if (after != NULL) {
            at = after;
        } else if (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r' || *at == '\f') {
            at++;
        } else {
            return at;
        }
    }
}

/* Past the closing mark of a quoted piece whose opening mark is at `at`; a doubled mark stays
 * inside. */
static const char *skip_quoted(const char *at)
{
    char close = *at == '[' ? ']' : *at;
    for (at++; *at != '\0'; at++) {
        if (*at == close && (close == ']' || at[1] != close)) {
            return at + 1;
        }
        at += *at == close ? 1 : 0;
    }
    return at;
}

static int64_t line_of(const KmGuardedSelect *select, const char *at)
{
    int64_t line = select->line;
    for (const char *c = select->sql; c < at; c++) {
        line += *c == '\n' ? 1 : 0;
    }
    return line;
}

static bool refuse_word(const KmGuardedSelect *select, const char *at, const char *word,
                        KmError *err)
{
    (void)km_error_at(err, KM_ERROR_DEFINITION, select->file, line_of(select, at), 0,
                      "a definition may not name '%s'", word);
    return km_error_hint(err, "use the names of the contracts and registers, as in "
                              "'FROM ko_plaatsing'");
}

/* One identifier, quoted or not, from `name` (length n); `after` follows it. */
static bool check_word(const KmGuardedSelect *select, const char *name, size_t n, const char *after,
                       KmError *err)
{
    if (n >= 4 && strncasecmp(name, "src_", 4) == 0) {
        return refuse_word(select, name, "src_…", err);
    }
    if (n >= 7 && strncasecmp(name, "sqlite_", 7) == 0) {
        return refuse_word(select, name, "sqlite_…", err);
    }
    if (n != 4 || *skip_blank(after) != '.') {
        return true;
    }
    if (strncasecmp(name, "main", 4) == 0) {
        return refuse_word(select, name, "main.", err);
    }
    return strncasecmp(name, "temp", 4) != 0 || refuse_word(select, name, "temp.", err);
}

/* Past one token; identifiers are checked on the way. */
static const char *check_token(const KmGuardedSelect *select, const char *at, bool *ret_ok,
                               KmError *err)
{
    if (*at == '\'') {
        return skip_quoted(at);
    }
    if (*at == '"' || *at == '`' || *at == '[') {
        const char *end = skip_quoted(at);
        size_t n = (size_t)(end - at);
        *ret_ok = check_word(select, at + 1, n < 2 ? 0 : n - 2, end, err);
        return end;
    }
    if (is_word_byte(*at)) {
        const char *end = at;
        while (is_word_byte(*end)) {
            end++;
        }
        *ret_ok = check_word(select, at, (size_t)(end - at), end, err);
        return end;
    }
    return at + 1;
}

bool km_guard_check_text(const KmGuardedSelect *select, KmError *err)
{
    bool ok = true;
    const char *at = skip_blank(select->sql);
    while (ok && *at != '\0') {
        at = skip_blank(check_token(select, at, &ok, err));
    }
    return ok;
}
