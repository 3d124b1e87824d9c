#include "engine/store/internal.h"

#include "tests/unit/store/fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

/* A pragma's value as SQLite tells it, from the writer's own connection. */
static const struct {
    const char *name;
    const char *pragma;
    int64_t value;
} pragmas[] = {
    {"synchronous is EXTRA", "PRAGMA synchronous", 3},
    {"secure delete is on", "PRAGMA secure_delete", 1},
    {"foreign keys are on", "PRAGMA foreign_keys", 1},
    {"the schema is not trusted", "PRAGMA trusted_schema", 0},
    {"cells are checked", "PRAGMA cell_size_check", 1},
    {"nothing is mapped", "PRAGMA mmap_size", 0},
    {"temporary things stay in memory", "PRAGMA temp_store", 2},
    {"a busy store is waited for 10 s", "PRAGMA busy_timeout", 10000},
    {"the file says it is ours", "PRAGMA application_id", 0x4B414E53},
    {"the file says its version", "PRAGMA user_version", KM_STORE_SCHEMA_VERSION},
};

START_TEST(pragma_in_force)
{
    Fixture f = fixture_open();
    int64_t value = -1;
    fixture_reopen(&f);
    ck_ok(&f, km_sql_integer(f.store->db, pragmas[_i].pragma, -1, &value, &f.err));
    ck_assert_msg(value == pragmas[_i].value, "%s: %lld", pragmas[_i].name, (long long)value);
    fixture_close(&f);
}
END_TEST

START_TEST(journal_is_a_rollback_journal_and_nothing_lies_beside_the_store)
{
    Fixture f = fixture_open();
    int64_t is_delete = 0;
    ck_ok(&f, km_sql_integer(f.store->db, "SELECT journal_mode = 'delete' FROM pragma_journal_mode",
                             0, &is_delete, &f.err));
    ck_assert_int_eq(is_delete, 1);
    ck_assert_int_ne(access(km_format(f.arena, "%s-wal", f.path), F_OK), 0);
    ck_assert_int_ne(access(km_format(f.arena, "%s-journal", f.path), F_OK), 0);
    fixture_close(&f);
}
END_TEST

START_TEST(new_store_is_for_its_owner_alone_whatever_the_umask)
{
    struct stat st;
    (void)umask(0);
    Fixture f = fixture_open();
    ck_assert_int_eq(stat(f.path, &st), 0);
    ck_assert_int_eq(st.st_mode & 07777, 0600);
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_ok(&f, km_store_set_setting(f.store, "a", "b", &f.err));
    ck_assert_int_eq(stat(km_format(f.arena, "%s-journal", f.path), &st), 0);
    ck_assert_int_eq(st.st_mode & 07777, 0600);
    km_store_rollback(f.store);
    fixture_close(&f);
}
END_TEST

static const struct {
    const char *name;
    mode_t mode;
    bool is_fine;
} modes[] = {
    {"owner only", 0600, true},        {"group may read", 0640, false},
    {"group may write", 0620, false},  {"others may read", 0604, false},
    {"others may write", 0602, false}, {"everyone", 0666, false},
};

START_TEST(store_open_to_others_is_refused)
{
    Fixture f = fixture_open();
    km_store_close(f.store);
    f.store = NULL;
    ck_assert_int_eq(chmod(f.path, modes[_i].mode), 0);
    if (modes[_i].is_fine) {
        ck_ok(&f, km_store_open(f.path, &f.store, &f.err));
    } else {
        ck_refused(&f, km_store_open(f.path, &f.store, &f.err), KM_ERROR_STORE, "open to others");
        ck_assert_ptr_nonnull(strstr(f.err.hint, "chmod 600"));
    }
    fixture_close(&f);
}
END_TEST

START_TEST(symlinks_addresses_and_foreign_files_are_refused)
{
    Fixture f = fixture_open();
    KmStore *other = NULL;
    const char *link = km_format(f.arena, "%s/link.db", f.directory);
    const char *foreign = km_format(f.arena, "%s/foreign.db", f.directory);
    ck_assert_int_eq(symlink(f.path, link), 0);
    ck_refused(&f, km_store_open(link, &other, &f.err), KM_ERROR_STORE, "symbolic link");
    ck_refused(&f, km_store_create(link, &other, &f.err), KM_ERROR_STORE, "of this name already");
    ck_refused(&f, km_store_create(f.path, &other, &f.err), KM_ERROR_STORE, "of this name already");
    ck_refused(&f, km_store_open(km_format(f.arena, "file:%s?mode=ro", f.path), &other, &f.err),
               KM_ERROR_USAGE, "plain path");
    ck_refused(&f, km_store_open(f.directory, &other, &f.err), KM_ERROR_STORE, "ordinary file");
    ck_refused(&f, km_store_open(foreign, &other, &f.err), KM_ERROR_STORE, "no store here");
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(foreign, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "CREATE TABLE t(a)", NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(db);
    ck_assert_int_eq(chmod(foreign, 0600), 0);
    ck_refused(&f, km_store_open(foreign, &other, &f.err), KM_ERROR_STORE, "not a store");
    (void)unlink(link);
    (void)unlink(foreign);
    fixture_close(&f);
}
END_TEST

START_TEST(newer_and_damaged_stores_are_refused)
{
    Fixture f = fixture_open();
    ck_ok(&f, km_sql_run(f.store->db, "PRAGMA user_version=99", "testing", &f.err));
    km_store_close(f.store);
    f.store = NULL;
    ck_refused(&f, km_store_open(f.path, &f.store, &f.err), KM_ERROR_STORE, "version 99");
    FILE *file = fopen(f.path, "r+b");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite("no database at all", 1, 18, file), 18);
    ck_assert_int_eq(fclose(file), 0);
    ck_refused(&f, km_store_open(f.path, &f.store, &f.err), KM_ERROR_STORE, "not a store");
    fixture_close(&f);
}
END_TEST

typedef ssize_t (*WriteAt)(int fd, const void *bytes, size_t length, off_t at);

static WriteAt write_in_use(const char *name)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    sqlite3_syscall_ptr call = vfs->xGetSystemCall(vfs, name);
    return (WriteAt)call;
}

/* SQLite's writes go by way of a function of ours, which must do what pwrite does. */
START_TEST(a_write_of_the_store_is_an_ordinary_write)
{
    enum { PLACES = 5, LENGTH = 8192 };
    static const off_t places[PLACES] = {0, 2097152 - 8192, 2097152 - 1, 4194304, 6291456 - 4096};
    char bytes[LENGTH];
    char back[LENGTH];
    Fixture f = fixture_open();
    WriteAt write_at = write_in_use("pwrite64");
    char *path = km_format(f.arena, "%s/bytes", f.directory);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    ck_assert(write_at != NULL && fd >= 0);
    ck_assert(write_at == write_in_use("pwrite") || write_in_use("pwrite") == NULL);
    for (int i = 0; i < PLACES; i++) {
        memset(bytes, 'a' + i, sizeof bytes);
        ck_assert_int_eq(write_at(fd, bytes, sizeof bytes, places[i]), LENGTH);
        ck_assert_int_eq(pread(fd, back, sizeof back, places[i]), LENGTH);
        ck_assert(memcmp(bytes, back, sizeof bytes) == 0);
    }
    (void)close(fd);
    errno = 0;
    ck_assert(write_at(fd, bytes, sizeof bytes, 2097152 - 8192) == -1 && errno == EBADF);
    (void)unlink(path);
    fixture_close(&f);
}
END_TEST

START_TEST(settings_and_texts_come_back)
{
    Fixture f = fixture_open();
    const char *value = "x";
    int64_t texts = 0;
    ck_ok(&f, km_store_get_setting(f.store, f.arena, "key-id", &value, &f.err));
    ck_assert_ptr_null(value);
    ck_ok(&f, km_store_set_setting(f.store, "key-id", "k1", &f.err));
    ck_ok(&f, km_store_set_setting(f.store, "key-id", "k2", &f.err));
    fixture_reopen(&f);
    ck_ok(&f, km_store_get_setting(f.store, f.arena, "key-id", &value, &f.err));
    ck_assert_str_eq(value, "k2");
    for (int i = 0; i < 2; i++) {
        ck_ok(&f, km_store_keep_text(f.store, "contract", "c", "h1", "{}", &f.err));
        ck_ok(&f, km_store_keep_text(f.store, "indicator", "i", "h2", "SELECT", &f.err));
    }
    ck_ok(&f, km_sql_integer(f.store->db,
                             "SELECT (SELECT count(*) FROM definition) + 10 * (SELECT count(*)"
                             " FROM contract_text)",
                             0, &texts, &f.err));
    ck_assert_int_eq(texts, 11);
    fixture_close(&f);
}
END_TEST

START_TEST(savepoints_nest_and_rollback_takes_all)
{
    Fixture f = fixture_open();
    const char *value = NULL;
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_ok(&f, km_store_set_setting(f.store, "a", "1", &f.err));
    ck_ok(&f, km_store_savepoint(f.store, &f.err));
    ck_ok(&f, km_store_set_setting(f.store, "a", "2", &f.err));
    ck_ok(&f, km_store_savepoint(f.store, &f.err));
    ck_ok(&f, km_store_set_setting(f.store, "a", "3", &f.err));
    km_store_rollback_to(f.store);
    ck_ok(&f, km_store_release(f.store, &f.err));
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_ok(&f, km_store_get_setting(f.store, f.arena, "a", &value, &f.err));
    ck_assert_str_eq(value, "2");
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_ok(&f, km_store_set_setting(f.store, "a", "4", &f.err));
    km_store_rollback(f.store);
    ck_ok(&f, km_store_get_setting(f.store, f.arena, "a", &value, &f.err));
    ck_assert_str_eq(value, "2");
    ck_refused(&f, km_store_commit(f.store, &f.err), KM_ERROR_STORE, "earlier failure");
    fixture_close(&f);
}
END_TEST

/* Statements that must fail on the writer's own connection after a delivery, a figure, a release
 * and an audit line are in. */
static const struct {
    const char *name;
    const char *sql;
} changes[] = {
    {"a figure changes", "UPDATE figure SET n = n + 1"},
    {"a figure vanishes", "DELETE FROM figure"},
    {"a figure is replaced", "INSERT OR REPLACE INTO figure SELECT * FROM figure"},
    {"an audit line changes", "UPDATE audit SET outcome = ''"},
    {"an audit line vanishes", "DELETE FROM audit"},
    {"a delivery changes", "UPDATE delivery SET accepted = 0, lines_read = 0"},
    {"a delivery is renumbered", "UPDATE delivery SET number = 9"},
    {"a delivery is unsealed", "UPDATE delivery SET sealed = 0"},
    {"a delivery vanishes", "DELETE FROM delivery"},
    {"a release changes", "UPDATE release SET n = 0"},
    {"a release vanishes", "DELETE FROM release"},
    {"a definition changes", "UPDATE definition SET text = ''"},
    {"a contract's text vanishes", "DELETE FROM contract_text"},
};

START_TEST(what_was_kept_stays_as_it_was)
{
    Fixture f = fixture_open();
    ck_ok(&f, km_store_begin(f.store, &f.err));
    (void)deliver_places(&f, "wereldkind", "2026K3", 3);
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_ok(&f, km_store_audit(f.store, &(KmAuditLine){.when = "2026-10-15T09:00:00Z"}, &f.err));
    ck_ok(&f, km_store_keep_text(f.store, "indicator", "i", "h", "t", &f.err));
    ck_ok(&f, km_store_keep_text(f.store, "contract", "i", "h", "t", &f.err));
    ck_ok(&f, km_sql_run(f.store->db,
                         "INSERT INTO figure VALUES(1, 'i', '2026K3', 0, 1, '', '', '', '', 0, 0,"
                         " 'defined', 1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1, '', 1, 1, 0, 0, '', '',"
                         " '');"
                         "INSERT INTO release VALUES(1, 'openbaar', 'i', '2026K3', '', '', '', '',"
                         " 'shown', 1, 1, '')",
                         "testing", &f.err));
    bool changed = km_sql_run(f.store->db, changes[_i].sql, "testing", &f.err);
    ck_assert_msg(!changed, "%s: was possible", changes[_i].name);
    ck_assert_ptr_nonnull(strstr(f.err.message, "append-only"));
    fixture_close(&f);
}
END_TEST

START_TEST(check_finds_rows_without_a_delivery_and_doubled_persons)
{
    Fixture f = fixture_open();
    ck_ok(&f, km_store_begin(f.store, &f.err));
    (void)deliver_places(&f, "wereldkind", "2026K3", 3);
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_ok(&f, km_store_check(f.store, &f.err));
    ck_ok(&f, km_sql_run(f.store->db,
                         "INSERT INTO person SELECT 1 + value, x'00112233445566778899aabbccddeeff'"
                         " FROM (SELECT 1 AS value UNION ALL SELECT 2)",
                         "testing", &f.err));
    ck_refused(&f, km_store_check(f.store, &f.err), KM_ERROR_STORE, "two persons");
    KmPersonBook *book = NULL;
    ck_refused(&f, km_person_book_open(f.store, &book, &f.err), KM_ERROR_STORE, "two persons");
    ck_ok(&f,
          km_sql_run(f.store->db, "DELETE FROM person; UPDATE src_ko_plaatsing SET levering = 7",
                     "testing", &f.err));
    ck_refused(&f, km_store_check(f.store, &f.err), KM_ERROR_STORE, "3 rows of ko_plaatsing");
    fixture_close(&f);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_loop_test(tests, pragma_in_force, 0, sizeof pragmas / sizeof pragmas[0]);
    tcase_add_test(tests, journal_is_a_rollback_journal_and_nothing_lies_beside_the_store);
    tcase_add_test(tests, new_store_is_for_its_owner_alone_whatever_the_umask);
    tcase_add_loop_test(tests, store_open_to_others_is_refused, 0, sizeof modes / sizeof modes[0]);
    tcase_add_test(tests, symlinks_addresses_and_foreign_files_are_refused);
    tcase_add_test(tests, newer_and_damaged_stores_are_refused);
    tcase_add_test(tests, a_write_of_the_store_is_an_ordinary_write);
    tcase_add_test(tests, settings_and_texts_come_back);
    tcase_add_test(tests, savepoints_nest_and_rollback_takes_all);
    tcase_add_loop_test(tests, what_was_kept_stays_as_it_was, 0,
                        sizeof changes / sizeof changes[0]);
    tcase_add_test(tests, check_finds_rows_without_a_delivery_and_doubled_persons);
}

int main(void)
{
    return run_suite("store", fill);
}
