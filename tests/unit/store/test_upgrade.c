/* A store of an earlier version is a store of today's after it was opened, with what was in it. */
#include "engine/store/internal.h"

#include "engine/base/file.h"
#include "tests/unit/store/fixture.h"

#include <sys/stat.h>

/* A store as an earlier kansmeter left it. */
static Fixture fixture_old(const char *schema)
{
    Fixture f = fixture_open();
    KmBytes sql = {0};
    sqlite3 *db = NULL;
    km_store_close(f.store);
    f.store = NULL;
    ck_assert_int_eq(unlink(f.path), 0);
    ck_ok(&f, km_file_read(f.arena, km_format(f.arena, KM_SCHEMAS "/%s", schema), 1 << 20, &sql,
                           &f.err));
    (void)umask(077);
    ck_assert_int_eq(sqlite3_open(f.path, &db), SQLITE_OK);
    char *message = NULL;
    int rc = sqlite3_exec(db, km_strndup(f.arena, sql.bytes, sql.length), NULL, NULL, &message);
    ck_assert_msg(rc == SQLITE_OK, "%s: %s", schema, message == NULL ? "?" : message);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    ck_assert_int_eq(chmod(f.path, 0600), 0);
    return f;
}

/* Tables by their columns in the order of their names: a column added later stands at the end. */
static char *shape_of(Fixture *f)
{
    static const char sql[] =
        "SELECT group_concat(line, char(10)) FROM ("
        " SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' '"
        "  || coalesce(c.dflt_value, '') || ' ' || c.pk AS line"
        " FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        " UNION ALL SELECT m.type || ' ' || m.name || ': ' || m.sql FROM sqlite_schema m"
        " WHERE m.type <> 'table' AND m.sql IS NOT NULL ORDER BY 1)";
    sqlite3_stmt *stmt = NULL;
    ck_ok(f, km_sql_prepare(f->store->db, sql, "testing", &stmt, &f->err));
    ck_assert_int_eq(km_sql_step(stmt, "testing", &f->err), 1);
    char *shape = km_strdup(f->arena, (const char *)sqlite3_column_text(stmt, 0));
    (void)sqlite3_finalize(stmt);
    return shape;
}

START_TEST(upgraded_store_is_shaped_like_a_new_one)
{
    Fixture fresh = fixture_open();
    Fixture f = fixture_old("schema-v1.sql");
    int64_t version = 0;
    ck_ok(&f, km_store_open(f.path, &f.store, &f.err));
    ck_ok(&f, km_sql_integer(f.store->db, "PRAGMA user_version", 0, &version, &f.err));
    ck_assert_int_eq(version, KM_STORE_SCHEMA_VERSION);
    ck_assert_str_eq(shape_of(&f), shape_of(&fresh));
    ck_ok(&f, km_store_check(f.store, &f.err));
    fixture_close(&f);
    fixture_close(&fresh);
}
END_TEST

START_TEST(what_was_in_it_is_still_there)
{
    Fixture f = fixture_old("schema-v1.sql");
    KmDelivery *d = NULL;
    size_t n = 0;
    ck_ok(&f, km_store_open(f.path, &f.store, &f.err));
    fixture_reopen(&f);
    ck_ok(&f, km_delivery_list(f.store, f.arena, &d, &n, &f.err));
    ck_assert_uint_eq(n, 3);
    ck_assert_msg(!d[0].version_stated, "a file without a version states none");
    ck_assert_msg(d[1].version_stated, "_v2 states version 2");
    ck_assert_msg(!d[2].version_stated, "the _v3 of a deliverer's name is no version");
    ck_assert_int_eq(d[2].withdrawn, 20800);
    ck_assert_str_eq(d[2].withdrawn_reason, "");
    ck_ok(&f, km_delivery_withdraw(f.store, 1, 20810, "wrong file", &f.err));
    ck_refused(&f,
               km_sql_run(f.store->db, "UPDATE delivery SET version_stated = 1 WHERE number = 1",
                          "testing", &f.err),
               KM_ERROR_BUG, "append-only");
    fixture_close(&f);
}
END_TEST

/* The step's own table is in the way: it fails half-way. */
START_TEST(upgrade_that_fails_leaves_the_store_as_it_was)
{
    Fixture f = fixture_old("schema-v1.sql");
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(f.path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "DROP VIEW delivery_current", NULL, NULL, NULL), SQLITE_OK);
    ck_refused(&f, km_store_open(f.path, &f.store, &f.err), KM_ERROR_BUG, "upgrading the store");
    int64_t there = -1;
    ck_ok(&f, km_sql_integer(db,
                             "SELECT count(*) FROM pragma_table_info('delivery')"
                             " WHERE name = 'version_stated'",
                             -1, &there, &f.err));
    ck_assert_int_eq(there, 0);
    ck_ok(&f, km_sql_integer(db, "PRAGMA user_version", -1, &there, &f.err));
    ck_assert_int_eq(there, 1);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    fixture_close(&f);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_test(tests, upgraded_store_is_shaped_like_a_new_one);
    tcase_add_test(tests, what_was_in_it_is_still_there);
    tcase_add_test(tests, upgrade_that_fails_leaves_the_store_as_it_was);
}

int main(void)
{
    return run_suite("upgrade", fill);
}
