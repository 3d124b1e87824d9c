#include "indicators/worktables/contract_table.h"

#include <string.h>

static bool number_words(KmStore *store, KmArena *arena, KmColumnsMaker *maker, size_t column,
                         const char *list, KmError *err)
{
    KmCode *codes = NULL;
    size_t n_codes = 0;
    if (!km_codes_read(store, arena, list, &codes, &n_codes, err)) {
        return false;
    }
    const char **words = KM_NEW_ARRAY(arena, const char *, n_codes + 1);
    words[0] = "onbekend";
    for (size_t i = 0; i < n_codes; i++) {
        words[i] = codes[i].code;
    }
    km_columns_number_words(maker, column, words, n_codes == 0 ? 1 : n_codes);
    return true;
}

bool km_contract_table_begin(KmStore *store, KmArena *arena, const KmTableSpec *spec,
                             KmColumnsMaker **ret_maker, KmError *err)
{
    const KmColumn *columns = NULL;
    size_t n_columns = km_worktable_columns(arena, spec, &columns);
    if (!km_columns_begin(spec->contract, columns, n_columns, ret_maker, err)) {
        return false;
    }
    for (size_t c = 0; c < spec->n_columns; c++) {
        if (spec->columns[c].type == KM_COLUMN_CODE &&
            !number_words(store, arena, *ret_maker, KM_WORKTABLE_OWN_COLUMNS + c,
                          spec->columns[c].list, err)) {
            return false;
        }
    }
    return true;
}

/* Nobody first. */
static size_t person_at(const KmColumnsMaker *maker, size_t column, size_t row)
{
    int64_t person = km_columns_number(maker, column, row, 0);
    return person < 0 ? 0 : (size_t)person;
}

/* By person, stable, so that selects by person walk the table in order; NULL: it is so already. */
static const uint32_t *order_by_person(const KmColumnsMaker *maker, KmArena *arena, size_t column)
{
    size_t n_rows = km_columns_added(maker);
    size_t most = 0;
    bool is_ordered = true;
    for (size_t i = 0; i < n_rows; i++) {
        size_t person = person_at(maker, column, i);
        is_ordered = is_ordered && person >= most;
        most = person > most ? person : most;
    }
    if (is_ordered) {
        return NULL;
    }
    uint32_t *starts = KM_NEW_ARRAY(arena, uint32_t, most + 2);
    uint32_t *order = KM_NEW_ARRAY(arena, uint32_t, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        starts[person_at(maker, column, i) + 1]++;
    }
    for (size_t p = 1; p <= most + 1; p++) {
        starts[p] += starts[p - 1];
    }
    for (size_t i = 0; i < n_rows; i++) {
        order[starts[person_at(maker, column, i)]++] = (uint32_t)i;
    }
    return order;
}

KmColumns *km_contract_table_end(KmColumnsMaker *maker, KmArena *arena, const KmTableSpec *spec)
{
    const uint32_t *order = NULL;
    for (size_t c = 0; c < spec->n_columns; c++) {
        if (strcmp(spec->columns[c].name, "kind") == 0) {
            order = order_by_person(maker, arena, KM_WORKTABLE_OWN_COLUMNS + c);
        }
    }
    return km_columns_end(maker, order);
}
