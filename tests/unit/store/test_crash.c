/* A delivery is whole or absent, whatever happens to the process or the disk. */
#include "engine/store/internal.h"

#include "tests/unit/store/fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

enum { ROWS = 4000, ROUNDS = 20 };

/* Delivers until killed; tells each commit by a byte in the pipe, after it returned. */
_Noreturn static void deliver_for_ever(const char *path, int told)
{
    Fixture f = {.arena = km_arena_open()};
    bool ok = km_store_open(path, &f.store, &f.err);
    /* A small cache: pages reach the file before the commit. */
    ok = ok && km_sql_run(f.store->db, "PRAGMA cache_size=10", "testing", &f.err);
    while (ok && km_store_begin(f.store, &f.err)) {
        (void)deliver_places(&f, "wereldkind", "2026K3", ROWS);
        (void)deliver_places(&f, "de-kiem", "2026K3", ROWS);
        ok = km_store_commit(f.store, &f.err) && write(told, "+", 1) == 1;
    }
    _exit(1);
}

static int64_t count_told(int told)
{
    char bytes[512];
    int64_t count = 0;
    ssize_t n = read(told, bytes, sizeof bytes);
    while (n > 0) {
        count += n;
        n = read(told, bytes, sizeof bytes);
    }
    return count;
}

/* Kills the child after `wait_ms` and returns how many commits it told of. */
static int64_t run_and_kill(const char *path, int wait_ms)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        (void)close(ends[0]);
        deliver_for_ever(path, ends[1]);
    }
    (void)close(ends[1]);
    struct timespec pause = {.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000L};
    (void)nanosleep(&pause, NULL);
    ck_assert_int_eq(kill(child, SIGKILL), 0);
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFSIGNALED(status), "the child ended by itself");
    int64_t told = count_told(ends[0]);
    (void)close(ends[0]);
    return told;
}

START_TEST(killed_import_leaves_whole_deliveries_only)
{
    Fixture f = fixture_open();
    int64_t told = 0;
    km_store_close(f.store);
    for (int round = 0; round < ROUNDS; round++) {
        told += run_and_kill(f.path, 20 + 17 * round);
        KmDelivery *deliveries = NULL;
        size_t count = 0;
        ck_ok(&f, km_store_open(f.path, &f.store, &f.err));
        ck_ok(&f, km_store_check(f.store, &f.err));
        ck_ok(&f, km_delivery_list(f.store, f.arena, &deliveries, &count, &f.err));
        /* Two a transaction; the last commit may have been done and not told. */
        ck_assert_uint_eq(count % 2, 0);
        int64_t commits = (int64_t)count / 2;
        ck_assert_int_ge(commits, told);
        ck_assert_int_le(commits, told + round + 1);
        for (size_t i = 0; i < count; i++) {
            ck_assert_int_eq(count_places(&f, deliveries[i].number), ROWS);
        }
        km_store_close(f.store);
    }
    f.store = NULL;
    ck_assert_int_gt(told, 0);
    fixture_close(&f);
}
END_TEST

/* After the failure: nothing of the second delivery, everything of the first, and it goes on. */
static void check_first_alone(Fixture *f)
{
    KmDelivery *deliveries = NULL;
    size_t count = 0;
    ck_ok(f, km_delivery_list(f->store, f->arena, &deliveries, &count, &f->err));
    ck_assert_uint_eq(count, 1);
    ck_assert_int_eq(count_places(f, 1), ROWS);
    ck_ok(f, km_store_check(f->store, &f->err));
}

static bool deliver_too_much(Fixture *f)
{
    KmTableSpec spec = place_spec();
    KmDelivery d = place_delivery(f, "de-kiem", "2026K3");
    Places places = {.rows = 200000};
    int64_t stored = 0;
    return km_store_begin(f->store, &f->err) && km_store_savepoint(f->store, &f->err) &&
           km_delivery_add(f->store, &d, &f->err) &&
           km_table_insert(f->store, &spec, d.number, places_source(&places), &stored, &f->err);
}

static void deliver_first(Fixture *f)
{
    ck_ok(f, km_store_begin(f->store, &f->err));
    (void)deliver_places(f, "wereldkind", "2026K3", ROWS);
    ck_ok(f, km_store_commit(f->store, &f->err));
}

START_TEST(full_store_undoes_the_delivery_and_stays_usable)
{
    Fixture f = fixture_open();
    deliver_first(&f);
    ck_ok(&f, km_sql_run(f.store->db, "PRAGMA max_page_count=200", "testing", &f.err));
    ck_refused(&f, deliver_too_much(&f), KM_ERROR_STORE, "full");
    ck_assert_ptr_nonnull(strstr(f.err.hint, "make room"));
    ck_refused(&f, km_store_commit(f.store, &f.err), KM_ERROR_STORE, "earlier failure");
    km_store_rollback(f.store);
    check_first_alone(&f);
    ck_ok(&f, km_sql_run(f.store->db, "PRAGMA max_page_count=100000", "testing", &f.err));
    ck_ok(&f, km_store_begin(f.store, &f.err));
    (void)deliver_places(&f, "de-kiem", "2026K3", 10);
    ck_ok(&f, km_store_commit(f.store, &f.err));
    fixture_close(&f);
}
END_TEST

START_TEST(disk_that_refuses_to_write_undoes_the_delivery)
{
    Fixture f = fixture_open();
    deliver_first(&f);
    ck_ok(&f, km_sql_run(f.store->db, "PRAGMA cache_size=10", "testing", &f.err));
    const struct rlimit small = {.rlim_cur = 512 * 1024, .rlim_max = RLIM_INFINITY};
    const struct rlimit none = {.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
    (void)signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool stored = deliver_too_much(&f);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
    ck_assert(!stored);
    ck_assert_int_eq((int)f.err.kind, KM_ERROR_STORE);
    km_store_rollback(f.store);
    check_first_alone(&f);
    fixture_reopen(&f);
    check_first_alone(&f);
    fixture_close(&f);
}
END_TEST

START_TEST(busy_store_says_who_is_in_the_way)
{
    Fixture f = fixture_open();
    KmStore *second = NULL;
    ck_ok(&f, km_store_open(f.path, &second, &f.err));
    ck_ok(&f, km_sql_run(second->db, "PRAGMA busy_timeout=50", "testing", &f.err));
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_refused(&f, km_store_begin(second, &f.err), KM_ERROR_STORE, "in use by another program");
    km_store_rollback(f.store);
    ck_ok(&f, km_store_begin(second, &f.err));
    km_store_close(second);
    ck_ok(&f, km_store_begin(f.store, &f.err));
    fixture_close(&f);
}
END_TEST

/* Another process locks the whole file, as a commit does, and lets go a while later. */
START_TEST(a_store_that_is_committing_is_waited_for_when_opened)
{
    enum { HELD_MS = 300 };
    Fixture f = fixture_open();
    int locked[2];
    char byte = 0;
    km_store_close(f.store);
    f.store = NULL;
    ck_assert_int_eq(pipe(locked), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        KmStore *other = NULL;
        KmError err = {0};
        bool ok = km_store_open(f.path, &other, &err) &&
                  km_sql_run(other->db, "BEGIN EXCLUSIVE", "testing", &err) &&
                  write(locked[1], "x", 1) == 1;
        (void)sqlite3_sleep(HELD_MS);
        km_store_close(other);
        _exit(ok ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    ck_assert_int_eq(read(locked[0], &byte, 1), 1);
    ck_ok(&f, km_store_open(f.path, &f.store, &f.err));
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
    (void)close(locked[0]);
    (void)close(locked[1]);
    fixture_close(&f);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_test(tests, killed_import_leaves_whole_deliveries_only);
    tcase_add_test(tests, full_store_undoes_the_delivery_and_stays_usable);
    tcase_add_test(tests, disk_that_refuses_to_write_undoes_the_delivery);
    tcase_add_test(tests, busy_store_says_who_is_in_the_way);
    tcase_add_test(tests, a_store_that_is_committing_is_waited_for_when_opened);
}

int main(void)
{
    return run_suite("crash", fill);
}
