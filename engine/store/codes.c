#include "engine/store/internal.h"

#include "engine/base/pool.h"
#include "engine/base/text.h"

#include <limits.h>

static const KmCode unknown = {
    .code = "onbekend", .label_nl = "onbekend", .label_en = "unknown", .order = INT_MAX};

static const char keep_sql[] =
    "INSERT INTO code(list, number, code, label_nl, label_en, ord) VALUES(?, ?, ?, ?, ?, ?)"
    " ON CONFLICT(list, code) DO UPDATE SET label_nl = excluded.label_nl,"
    " label_en = excluded.label_en, ord = excluded.ord";

/* The codes of a list by their numbers, and the same numbers by their names. */
typedef struct {
    KmStore *store;
    const char *list;
    KmCode *codes;
    size_t n_codes, capacity;
    KmPool *names;
    sqlite3_stmt *keep; /* NULL: nothing was new yet */
} KnownCodes;

static bool read_known(KnownCodes *known, KmError *err)
{
    KmArena *arena = known->store->arena;
    if (!km_codes_read(known->store, arena, known->list, &known->codes, &known->n_codes, err)) {
        return false;
    }
    known->capacity = known->n_codes;
    known->names = km_pool_open(arena);
    for (size_t i = 0; i < known->n_codes; i++) {
        (void)km_pool_add_text(known->names, known->codes[i].code);
    }
    return true;
}

static bool keep_code(KnownCodes *known, size_t number, const KmCode *code, KmError *err)
{
    if (known->keep == NULL &&
        !km_sql_prepare(known->store->db, keep_sql, "keeping a code list", &known->keep, err)) {
        return false;
    }
    km_sql_bind_text(known->keep, 1, known->list);
    (void)sqlite3_bind_int64(known->keep, 2, (int64_t)number);
    km_sql_bind_text(known->keep, 3, code->code);
    km_sql_bind_text(known->keep, 4, code->label_nl);
    km_sql_bind_text(known->keep, 5, code->label_en);
    (void)sqlite3_bind_int(known->keep, 6, code->order);
    return km_sql_once(known->keep, "keeping a code list", err);
}

static bool same_code(const KmCode *a, const KmCode *b)
{
    return a->order == b->order && km_text_equal(a->label_nl, b->label_nl) &&
           km_text_equal(a->label_en, b->label_en);
}

/* Its number, or the next free one. */
static bool ensure_code(KnownCodes *known, const KmCode *code, size_t *ret_number, KmError *err)
{
    size_t number = km_pool_add_text(known->names, code->code);
    bool is_new = number == known->n_codes;
    *ret_number = number;
    if (!is_new && same_code(&known->codes[number], code)) {
        return true;
    }
    if (is_new) {
        KM_GROW(known->store->arena, known->codes, known->n_codes, known->capacity);
        known->n_codes++;
    }
    known->codes[number] = *code;
    return keep_code(known, number, code, err);
}

/* `onbekend` comes first: its number is 0. */
static bool ensure_all(KnownCodes *known, const KmCode *codes, size_t n_codes, int32_t *ret_numbers,
                       KmError *err)
{
    const KmCode *first = &unknown;
    size_t number = 0;
    for (size_t i = 0; i < n_codes; i++) {
        first = km_text_equal(codes[i].code, unknown.code) ? &codes[i] : first;
    }
    bool ok = read_known(known, err) && ensure_code(known, first, &number, err);
    for (size_t i = 0; ok && i < n_codes; i++) {
        ok = ensure_code(known, &codes[i], &number, err);
        ret_numbers[i] = (int32_t)number;
    }
    (void)sqlite3_finalize(known->keep);
    return ok;
}

bool km_codes_ensure(KmStore *store, const char *list, const KmCode *codes, size_t n_codes,
                     int32_t *ret_numbers, KmError *err)
{
    bool own = false;
    KnownCodes known = {.store = store, .list = list};
    KmArenaMark mark = km_arena_mark(store->arena);
    bool ok = km_store_enter(store, &own, err) &&
              km_store_leave(store, own, ensure_all(&known, codes, n_codes, ret_numbers, err), err);
    km_arena_reset(store->arena, mark);
    return ok;
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
