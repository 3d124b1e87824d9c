/* Persons without a number, and two numbers of one person. */
#include "engine/store/delivery.h"
#include "engine/store/internal.h"

bool km_person_provisional_read(KmStore *store, KmArena *arena, int64_t **ret_numbers,
                                size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "SELECT number FROM person_provisional ORDER BY number",
                        "reading the persons", &stmt, err)) {
        return false;
    }
    int64_t *numbers = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int got = km_sql_step(stmt, "reading the persons", err);
    while (got == 1) {
        KM_GROW(arena, numbers, count, capacity);
        numbers[count++] = sqlite3_column_int64(stmt, 0);
        got = km_sql_step(stmt, "reading the persons", err);
    }
    (void)sqlite3_finalize(stmt);
    *ret_numbers = numbers;
    *ret_count = count;
    return got == 0;
}

bool km_person_link_read(KmStore *store, KmArena *arena, KmPersonLink **ret_links,
                         size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "SELECT old, new, known FROM person_link ORDER BY old",
                        "reading the links of persons", &stmt, err)) {
        return false;
    }
    KmPersonLink *links = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int got = km_sql_step(stmt, "reading the links of persons", err);
    while (got == 1) {
        KM_GROW(arena, links, count, capacity);
        links[count++] = (KmPersonLink){.old = sqlite3_column_int64(stmt, 0),
                                        .new = sqlite3_column_int64(stmt, 1),
                                        .known = sqlite3_column_int(stmt, 2)};
        got = km_sql_step(stmt, "reading the links of persons", err);
    }
    (void)sqlite3_finalize(stmt);
    *ret_links = links;
    *ret_count = count;
    return got == 0;
}

/* Whom `number` has become; 0: nobody. */
static bool successor(KmStore *store, int64_t number, int64_t *ret_new, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "SELECT new FROM person_link WHERE old = ?",
                        "reading the links of persons", &stmt, err)) {
        return false;
    }
    (void)sqlite3_bind_int64(stmt, 1, number);
    int got = km_sql_step(stmt, "reading the links of persons", err);
    *ret_new = got == 1 ? sqlite3_column_int64(stmt, 0) : 0;
    (void)sqlite3_finalize(stmt);
    return got >= 0;
}

static bool insert(KmStore *store, const KmPersonLink *link, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "INSERT INTO person_link(old, new, known) VALUES(?, ?, ?)",
                        "linking persons", &stmt, err)) {
        return false;
    }
    (void)sqlite3_bind_int64(stmt, 1, link->old);
    (void)sqlite3_bind_int64(stmt, 2, link->new);
    (void)sqlite3_bind_int(stmt, 3, link->known);
    bool ok = km_sql_once(stmt, "linking persons", err);
    (void)sqlite3_finalize(stmt);
    return ok;
}

bool km_person_link_add(KmStore *store, const KmPersonLink *link, bool *ret_added, KmError *err)
{
    int64_t now = 0;
    *ret_added = false;
    if (!successor(store, link->old, &now, err)) {
        return false;
    }
    if (now != 0) {
        return now == link->new ||
               km_error_set(err, KM_ERROR_INPUT, "this number was linked to another one before");
    }
    for (int64_t at = link->new; at != 0;) {
        if (at == link->old) {
            return km_error_set(err, KM_ERROR_INPUT,
                                "these two numbers were linked the other way round before");
        }
        if (!successor(store, at, &at, err)) {
            return false;
        }
    }
    *ret_added = insert(store, link, err);
    return *ret_added;
}
