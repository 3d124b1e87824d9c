#include "engine/base/text.h"
#include "engine/store/columns/columns_table.h"
#include "engine/store/sql.h"
#include "engine/store/work_internal.h"

#include <string.h>

/* One step of the program: EXPLAIN yields its name in column 1, its operands from column 2 on and
 * the table it opens in column 5. Our tables are the only ones opened as virtual ones; no other
 * kind is ours. */
static bool is_allowed_step(KmWork *work, sqlite3_stmt *explain)
{
    const char *step = (const char *)sqlite3_column_text(explain, 1);
    if (step == NULL || strcmp(step, "OpenRead") == 0 || strcmp(step, "OpenWrite") == 0 ||
        strcmp(step, "ReopenIdx") == 0) {
        return false;
    }
    return strcmp(step, "VOpen") != 0 ||
           km_columns_note_open(work, (const char *)sqlite3_column_text(explain, 5));
}

bool km_guard_check_program(KmWork *work, const KmGuardedSelect *select, KmError *err)
{
    sqlite3_stmt *explain = NULL;
    const char *sql = km_format(work->arena, "EXPLAIN %s", select->sql);
    if (!km_sql_prepare(work->db, sql, "examining a definition", &explain, err)) {
        return false;
    }
    bool allowed = true;
    int got = km_sql_step(explain, "examining a definition", err);
    while (got == 1 && allowed) {
        allowed = is_allowed_step(work, explain);
        got = allowed ? km_sql_step(explain, "examining a definition", err) : 0;
    }
    (void)sqlite3_finalize(explain);
    if (!allowed) {
        return km_error_at(err, KM_ERROR_DEFINITION, select->file, select->line, 0,
                           "the select reads a table that definitions may not read");
    }
    return got == 0;
}
