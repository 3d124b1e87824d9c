#include "engine/store/figures.h"

#include "engine/store/internal.h"

static bool add_line(sqlite3_stmt *stmt, const KmReleaseLine *line, KmError *err)
{
    km_sql_bind_text(stmt, 1, line->profile);
    km_sql_bind_text(stmt, 2, line->indicator);
    km_sql_bind_text(stmt, 3, line->period);
    for (int i = 0; i < KM_BLOCK_DIMENSIONS; i++) {
        km_sql_bind_text(stmt, 4 + 2 * i, line->block.dim[i]);
        km_sql_bind_text(stmt, 5 + 2 * i, line->block.code[i]);
    }
    km_sql_bind_text(stmt, 8, line->status);
    (void)sqlite3_bind_int64(stmt, 9, line->n);
    (void)sqlite3_bind_int64(stmt, 10, line->x);
    km_sql_bind_text(stmt, 11, line->run);
    return km_sql_once(stmt, "remembering a release", err);
}

bool km_release_add(KmStore *store, const KmReleaseLine *lines, size_t n_lines, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    bool own = false;
    if (!km_store_enter(store, &own, err)) {
        return false;
    }
    bool ok = km_sql_prepare(store->db,
                             "INSERT INTO release(profile, indicator, period, dim1, code1, dim2,"
                             " code2, status, n, x, run) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             "remembering a release", &stmt, err);
    for (size_t i = 0; ok && i < n_lines; i++) {
        ok = add_line(stmt, &lines[i], err);
    }
    (void)sqlite3_finalize(stmt);
    return km_store_leave(store, own, ok, err);
}

static KmReleaseLine read_line(KmArena *arena, sqlite3_stmt *stmt)
{
    return (KmReleaseLine){
        .profile = km_sql_text(arena, stmt, 0),
        .indicator = km_sql_text(arena, stmt, 1),
        .period = km_sql_text(arena, stmt, 2),
        .block = {.dim = {km_sql_text(arena, stmt, 3), km_sql_text(arena, stmt, 5)},
                  .code = {km_sql_text(arena, stmt, 4), km_sql_text(arena, stmt, 6)}},
        .status = km_sql_text(arena, stmt, 7),
        .n = sqlite3_column_int64(stmt, 8),
        .x = sqlite3_column_int64(stmt, 9),
        .run = km_sql_text(arena, stmt, 10)};
}

bool km_release_read(KmStore *store, KmArena *arena, const char *profile, KmReleaseLine **ret_lines,
                     size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "SELECT profile, indicator, period, dim1, code1, dim2, code2, status, n, x,"
                        " run FROM release WHERE ?1 IS NULL OR profile = ?1 ORDER BY number",
                        "reading releases", &stmt, err)) {
        return false;
    }
    if (profile != NULL) {
        km_sql_bind_text(stmt, 1, profile);
    }
    KmReleaseLine *lines = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int got = km_sql_step(stmt, "reading releases", err);
    while (got == 1) {
        KM_GROW(arena, lines, count, capacity);
        lines[count++] = read_line(arena, stmt);
        got = km_sql_step(stmt, "reading releases", err);
    }
    (void)sqlite3_finalize(stmt);
    if (got == 0) {
        *ret_lines = lines;
        *ret_count = count;
    }
    return got == 0;
}
