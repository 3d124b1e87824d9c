#include "engine/store/internal.h"

#include "engine/base/text.h"

#include <limits.h>

static const KmCode unknown = {
    .code = "onbekend", .label_nl = "onbekend", .label_en = "unknown", .order = INT_MAX};

/* 0 for `onbekend`, the code's own number, or the next free one. */
static const char ensure_sql[] =
    "INSERT INTO code(list, number, code, label_nl, label_en, ord) VALUES(?1,"
    " CASE WHEN ?2 = 'onbekend' THEN 0"
    " ELSE (SELECT coalesce(max(number), 0) + 1 FROM code WHERE list = ?1) END, ?2, ?3, ?4, ?5)"
    " ON CONFLICT(list, code) DO UPDATE SET label_nl = excluded.label_nl,"
    " label_en = excluded.label_en, ord = excluded.ord"
    " WHERE (label_nl, label_en, ord) IS NOT (excluded.label_nl, excluded.label_en, excluded.ord)";

static bool ensure_code(sqlite3_stmt *stmt, const char *list, const KmCode *code, KmError *err)
{
    km_sql_bind_text(stmt, 1, list);
    km_sql_bind_text(stmt, 2, code->code);
    km_sql_bind_text(stmt, 3, code->label_nl);
    km_sql_bind_text(stmt, 4, code->label_en);
    (void)sqlite3_bind_int(stmt, 5, code->order);
    return km_sql_once(stmt, "keeping a code list", err);
}

static bool ensure_all(KmStore *store, const char *list, const KmCode *codes, size_t n_codes,
                       KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, ensure_sql, "keeping a code list", &stmt, err)) {
        return false;
    }
    bool names_unknown = false;
    for (size_t i = 0; i < n_codes; i++) {
        names_unknown = names_unknown || km_text_equal(codes[i].code, unknown.code);
    }
    bool ok = names_unknown || ensure_code(stmt, list, &unknown, err);
    for (size_t i = 0; ok && i < n_codes; i++) {
        ok = ensure_code(stmt, list, &codes[i], err);
    }
    (void)sqlite3_finalize(stmt);
    return ok;
}

static bool read_numbers(KmStore *store, const char *list, const KmCode *codes, size_t n_codes,
                         int32_t *ret_numbers, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "SELECT number FROM code WHERE list = ? AND code = ?",
                        "reading a code list", &stmt, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < n_codes; i++) {
        km_sql_bind_text(stmt, 1, list);
        km_sql_bind_text(stmt, 2, codes[i].code);
        ok = km_sql_step(stmt, "reading a code list", err) == 1;
        ret_numbers[i] = ok ? sqlite3_column_int(stmt, 0) : 0;
        (void)sqlite3_reset(stmt);
    }
    (void)sqlite3_finalize(stmt);
    return ok;
}

bool km_codes_ensure(KmStore *store, const char *list, const KmCode *codes, size_t n_codes,
                     int32_t *ret_numbers, KmError *err)
{
    bool own = false;
    return km_store_enter(store, &own, err) &&
           km_store_leave(store, own,
                          ensure_all(store, list, codes, n_codes, err) &&
                              read_numbers(store, list, codes, n_codes, ret_numbers, err),
                          err);
}

bool km_codes_read(KmStore *store, KmArena *arena, const char *list, KmCode **ret_codes,
                   size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "SELECT code, label_nl, label_en, ord FROM code WHERE list = ?"
                        " ORDER BY number",
                        "reading a code list", &stmt, err)) {
        return false;
    }
    km_sql_bind_text(stmt, 1, list);
    KmCode *codes = NULL;
    size_t count = 0; /* numbers are dense from 0: a list is only ever added to */
    size_t capacity = 0;
    int got = km_sql_step(stmt, "reading a code list", err);
    while (got == 1) {
        KM_GROW(arena, codes, count, capacity);
        codes[count++] = (KmCode){.code = km_sql_text(arena, stmt, 0),
                                  .label_nl = km_sql_text(arena, stmt, 1),
                                  .label_en = km_sql_text(arena, stmt, 2),
                                  .order = sqlite3_column_int(stmt, 3)};
        got = km_sql_step(stmt, "reading a code list", err);
    }
    (void)sqlite3_finalize(stmt);
    if (got == 0) {
        *ret_codes = codes;
        *ret_count = count;
    }
    return got == 0;
}
