#include "engine/store/internal.h"

#include "engine/base/text.h"

#include <string.h>

static const char *const type_names[] = {"int", "real", "text", "date", "code", "person"};
static const char *const authority_names[] = {"history", "period", "stand", "register"};

/* A wrong code or person number would be a wrong figure; each check costs 2 % of an insert. */
static const char *const type_sql[] = {
    "INTEGER", "REAL", "TEXT", "INTEGER", "INTEGER CHECK(\"%s\" >= 0)", "INTEGER CHECK(\"%s\" > 0)",
};

const char *km_column_name(const KmColumn *column)
{
    return column->type == KM_COLUMN_PERSON ? KM_PERSON_COLUMN : column->name;
}

const char *km_authority_name(KmAuthority authority)
{
    return authority_names[authority];
}

bool km_authority_find(const char *name, KmAuthority *ret_authority)
{
    for (int i = 0; i < 4; i++) {
        if (strcmp(authority_names[i], name) == 0) {
            *ret_authority = (KmAuthority)i;
            return true;
        }
    }
    return false;
}

static int index_of(const char *const *names, int n_names, const char *name)
{
    for (int i = 0; i < n_names; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }
    return 0;
}

static bool read_columns(KmStore *store, KmArena *arena, KmTableSpec *spec, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "SELECT name, type, list, label_nl, label_en FROM contract_column"
                        " WHERE contract = ? ORDER BY ord",
                        "reading a contract's table", &stmt, err)) {
        return false;
    }
    km_sql_bind_text(stmt, 1, spec->contract);
    KmColumn *columns = NULL;
    size_t capacity = 0;
    size_t count = 0;
    int got = km_sql_step(stmt, "reading a contract's table", err);
    while (got == 1) {
        KM_GROW(arena, columns, count, capacity);
        columns[count++] =
            (KmColumn){.name = km_sql_text(arena, stmt, 0),
                       .type = (KmColumnType)index_of(type_names, 6, km_sql_text(arena, stmt, 1)),
                       .list = km_sql_text(arena, stmt, 2),
                       .label_nl = km_sql_text(arena, stmt, 3),
                       .label_en = km_sql_text(arena, stmt, 4)};
        got = km_sql_step(stmt, "reading a contract's table", err);
    }
    (void)sqlite3_finalize(stmt);
    spec->columns = columns;
    spec->n_columns = count;
    return got == 0;
}

static KmTableSpec read_spec(KmArena *arena, sqlite3_stmt *stmt)
{
    return (KmTableSpec){.contract = km_sql_text(arena, stmt, 0),
                         .authority =
                             (KmAuthority)index_of(authority_names, 4, km_sql_text(arena, stmt, 1)),
                         .spell_from = km_sql_text(arena, stmt, 2),
                         .spell_to = km_sql_text(arena, stmt, 3),
                         .end_inclusive = sqlite3_column_int(stmt, 4) != 0,
                         .contract_hash = km_sql_text(arena, stmt, 5)};
}

static bool read_specs(KmStore *store, KmArena *arena, const char *contract,
                       KmTableSpec **ret_specs, size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "SELECT contract, authority, spell_from, spell_to, end_inclusive,"
                        " contract_hash FROM contract_table WHERE ?1 IS NULL OR contract = ?1"
                        " ORDER BY contract",
                        "reading the contracts' tables", &stmt, err)) {
        return false;
    }
    if (contract != NULL) {
        km_sql_bind_text(stmt, 1, contract);
    }
    KmTableSpec *specs = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int got = km_sql_step(stmt, "reading the contracts' tables", err);
    while (got == 1) {
        KM_GROW(arena, specs, count, capacity);
        specs[count++] = read_spec(arena, stmt);
        got = km_sql_step(stmt, "reading the contracts' tables", err);
    }
    (void)sqlite3_finalize(stmt);
    bool ok = got == 0;
    for (size_t i = 0; ok && i < count; i++) {
        ok = read_columns(store, arena, &specs[i], err);
    }
    *ret_specs = specs;
    *ret_count = count;
    return ok;
}

bool km_table_list(KmStore *store, KmArena *arena, KmTableSpec **ret_specs, size_t *ret_count,
                   KmError *err)
{
    return read_specs(store, arena, NULL, ret_specs, ret_count, err);
}

bool km_table_read(KmStore *store, KmArena *arena, const char *contract, KmTableSpec *ret_spec,
                   bool *ret_found, KmError *err)
{
    KmTableSpec *specs = NULL;
    size_t count = 0;
    if (!read_specs(store, arena, contract, &specs, &count, err)) {
        return false;
    }
    *ret_found = count == 1;
    if (count == 1) {
        *ret_spec = specs[0];
    }
    return true;
}

static const KmColumn *find_column(const KmTableSpec *spec, const char *name)
{
    for (size_t i = 0; i < spec->n_columns; i++) {
        if (strcmp(km_column_name(&spec->columns[i]), name) == 0) {
            return &spec->columns[i];
        }
    }
    return NULL;
}

static bool same_column(const KmColumn *a, const KmColumn *b)
{
    return b != NULL && a->type == b->type && km_text_equal(a->list, b->list) &&
           km_text_equal(a->label_nl, b->label_nl) && km_text_equal(a->label_en, b->label_en);
}

/* Nothing to do: the description in the store says all that `spec` says. */
static bool is_known(const KmTableSpec *stored, const KmTableSpec *spec)
{
    bool same = stored->authority == spec->authority &&
                stored->end_inclusive == spec->end_inclusive &&
                km_text_equal(stored->spell_from, spec->spell_from) &&
                km_text_equal(stored->spell_to, spec->spell_to) &&
                km_text_equal(stored->contract_hash, spec->contract_hash);
    for (size_t i = 0; same && i < spec->n_columns; i++) {
        same =
            same_column(&spec->columns[i], find_column(stored, km_column_name(&spec->columns[i])));
    }
    return same;
}

static bool check_column(const KmTableSpec *spec, const KmTableSpec *stored, size_t i, KmError *err)
{
    const KmColumn *column = &spec->columns[i];
    const char *name = km_column_name(column);
    if (!km_sql_is_name(name) || strcmp(name, "levering") == 0 || strcmp(name, "regel") == 0 ||
        strcmp(name, "leverancier") == 0 || strcmp(name, "periode") == 0) {
        return km_error_set(err, KM_ERROR_DEFINITION,
                            "contract %s: '%s' cannot be the name of a column", spec->contract,
                            name);
    }
    for (size_t k = 0; k < i; k++) {
        if (strcmp(km_column_name(&spec->columns[k]), name) == 0) {
            return km_error_set(err, KM_ERROR_DEFINITION, "contract %s has two columns '%s'",
                                spec->contract, name);
        }
    }
    const KmColumn *old = find_column(stored, name);
    if (old != NULL && (old->type != column->type || !km_text_equal(old->list, column->list))) {
        (void)km_error_set(err, KM_ERROR_DEFINITION,
                           "contract %s: column '%s' is %s '%s' in the store and %s '%s' in the "
                           "contract; earlier rows cannot be read both ways",
                           spec->contract, name, type_names[old->type], old->list,
                           type_names[column->type], column->list);
        return km_error_hint(err, "give the changed column another name");
    }
    return true;
}

/* The readable view takes the contract's name, so that name must be free. */
static bool check_name_free(KmStore *store, const char *contract, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, "SELECT 1 FROM sqlite_schema WHERE name IN (?1, 'src_' || ?1)",
                        "making a contract's table", &stmt, err)) {
        return false;
    }
    km_sql_bind_text(stmt, 1, contract);
    int got = km_sql_step(stmt, "making a contract's table", err);
    (void)sqlite3_finalize(stmt);
    if (got == 1) {
        (void)km_error_set(err, KM_ERROR_DEFINITION,
                           "a contract cannot be called '%s': the store uses that name", contract);
    }
    return got == 0;
}

static bool check_spec(KmStore *store, const KmTableSpec *spec, const KmTableSpec *stored,
                       KmError *err)
{
    if (!km_sql_is_name(spec->contract)) {
        return km_error_set(err, KM_ERROR_DEFINITION,
                            "'%s' cannot be the name of a contract; use a-z, 0-9 and _",
                            spec->contract);
    }
    if (spec->n_columns == 0 || spec->n_columns > KM_FEED_COLUMNS - 1) {
        return km_error_set(err, KM_ERROR_LIMIT,
                            "contract %s has %zu columns; 1 to %d can be stored", spec->contract,
                            spec->n_columns, KM_FEED_COLUMNS - 1);
    }
    for (size_t i = 0; i < spec->n_columns; i++) {
        if (!check_column(spec, stored, i, err)) {
            return false;
        }
    }
    return stored->contract != NULL || check_name_free(store, spec->contract, err);
}

static void add_column_sql(KmText *sql, const KmColumn *column)
{
    const char *name = km_column_name(column);
    km_text_addf(sql, "\"%s\" ", name);
    const char *type = type_sql[column->type];
    const char *hole = strstr(type, "%s");
    if (hole == NULL) {
        km_text_add(sql, type);
    } else {
        km_text_add_n(sql, type, (size_t)(hole - type));
        km_text_addf(sql, "%s%s", name, hole + 2);
    }
}

static bool create_table(KmStore *store, const KmTableSpec *spec, KmError *err)
{
    KmText sql = km_text_init(store->arena);
    km_text_addf(&sql, "CREATE TABLE \"src_%s\"(levering INTEGER NOT NULL, regel INTEGER NOT NULL",
                 spec->contract);
    for (size_t i = 0; i < spec->n_columns; i++) {
        km_text_add(&sql, ", ");
        add_column_sql(&sql, &spec->columns[i]);
    }
    km_text_add(&sql, ") STRICT");
    return km_sql_run(store->db, sql.bytes, "making a contract's table", err);
}

static bool widen_table(KmStore *store, const KmTableSpec *spec, const KmTableSpec *stored,
                        KmError *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < spec->n_columns; i++) {
        if (find_column(stored, km_column_name(&spec->columns[i])) == NULL) {
            KmText sql = km_text_init(store->arena);
            km_text_addf(&sql, "ALTER TABLE \"src_%s\" ADD COLUMN ", spec->contract);
            add_column_sql(&sql, &spec->columns[i]);
            ok = km_sql_run(store->db, sql.bytes, "widening a contract's table", err);
        }
    }
    return ok;
}

static bool keep_description(KmStore *store, const KmTableSpec *spec, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "INSERT INTO contract_table VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(contract)"
                        " DO UPDATE SET authority = excluded.authority,"
                        " spell_from = excluded.spell_from, spell_to = excluded.spell_to,"
                        " end_inclusive = excluded.end_inclusive,"
                        " contract_hash = excluded.contract_hash",
                        "keeping a contract's description", &stmt, err)) {
        return false;
    }
    km_sql_bind_text(stmt, 1, spec->contract);
    km_sql_bind_text(stmt, 2, authority_names[spec->authority]);
    km_sql_bind_text(stmt, 3, spec->spell_from);
    km_sql_bind_text(stmt, 4, spec->spell_to);
    (void)sqlite3_bind_int(stmt, 5, spec->end_inclusive ? 1 : 0);
    km_sql_bind_text(stmt, 6, spec->contract_hash);
    bool ok = km_sql_once(stmt, "keeping a contract's description", err);
    (void)sqlite3_finalize(stmt);
    return ok;
}

static bool keep_columns(KmStore *store, const KmTableSpec *spec, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "INSERT INTO contract_column VALUES(?1, (SELECT coalesce(max(ord), 0) + 1"
                        " FROM contract_column WHERE contract = ?1), ?2, ?3, ?4, ?5, ?6)"
                        " ON CONFLICT(contract, name) DO UPDATE SET label_nl = excluded.label_nl,"
                        " label_en = excluded.label_en",
                        "keeping a contract's columns", &stmt, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < spec->n_columns; i++) {
        const KmColumn *column = &spec->columns[i];
        km_sql_bind_text(stmt, 1, spec->contract);
        km_sql_bind_text(stmt, 2, km_column_name(column));
        km_sql_bind_text(stmt, 3, type_names[column->type]);
        km_sql_bind_text(stmt, 4, column->list);
        km_sql_bind_text(stmt, 5, column->label_nl);
        km_sql_bind_text(stmt, 6, column->label_en);
        ok = km_sql_once(stmt, "keeping a contract's columns", err);
    }
    (void)sqlite3_finalize(stmt);
    return ok;
}

static bool renew_view(KmStore *store, const char *contract, KmError *err)
{
    KmTableSpec all;
    bool found = false;
    if (!km_table_read(store, store->arena, contract, &all, &found, err)) {
        return false;
    }
    const char *sql = km_format(store->arena, "DROP VIEW IF EXISTS \"%s\"; %s", contract,
                                km_table_view_sql(store->arena, &all));
    return km_sql_run(store->db, sql, "making a contract's view", err);
}

static bool ensure(KmStore *store, const KmTableSpec *spec, KmError *err)
{
    KmTableSpec stored = {.contract = NULL};
    bool found = false;
    if (!km_table_read(store, store->arena, spec->contract, &stored, &found, err)) {
        return false;
    }
    if (found && is_known(&stored, spec)) {
        return true;
    }
    return check_spec(store, spec, &stored, err) &&
           (found ? widen_table(store, spec, &stored, err) : create_table(store, spec, err)) &&
           keep_description(store, spec, err) && keep_columns(store, spec, err) &&
           renew_view(store, spec->contract, err);
}

bool km_table_ensure(KmStore *store, const KmTableSpec *spec, KmError *err)
{
    KmArenaMark mark = km_arena_mark(store->arena);
    bool own = false;
    bool ok = km_store_enter(store, &own, err) &&
              km_store_leave(store, own, ensure(store, spec, err), err);
    km_arena_reset(store->arena, mark);
    return ok;
}
