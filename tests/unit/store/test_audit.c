#include "engine/store/internal.h"

#include "tests/unit/store/fixture.h"

static const KmAuditLine lines[] = {
    {.when = "2026-10-14T08:00:00Z",
     .user = "ans",
     .command = "import",
     .subject = "a/b/2026K3/1",
     .outcome = "done"},
    {.when = "2026-10-14T08:05:00Z",
     .user = "ans",
     .command = "compute",
     .subject = "2026K3",
     .outcome = "done"},
    {.when = "2026-10-14T08:06:00Z",
     .user = "bo",
     .command = "report",
     .subject = "2026K3",
     .outcome = "refused: profile"},
};

static Fixture with_lines(void)
{
    Fixture f = fixture_open();
    for (size_t i = 0; i < 3; i++) {
        ck_ok(&f, km_store_audit(f.store, &lines[i], &f.err));
    }
    return f;
}

START_TEST(lines_come_back_numbered_in_order)
{
    Fixture f = with_lines();
    KmAuditLine *read = NULL;
    size_t count = 0;
    fixture_reopen(&f);
    ck_ok(&f, km_store_read_audit(f.store, f.arena, &read, &count, &f.err));
    ck_assert_uint_eq(count, 3);
    for (size_t i = 0; i < count; i++) {
        ck_assert_int_eq(read[i].number, (int64_t)i + 1);
        ck_assert_str_eq(read[i].when, lines[i].when);
        ck_assert_str_eq(read[i].user, lines[i].user);
        ck_assert_str_eq(read[i].command, lines[i].command);
        ck_assert_str_eq(read[i].subject, lines[i].subject);
        ck_assert_str_eq(read[i].outcome, lines[i].outcome);
    }
    ck_ok(&f, km_store_check(f.store, &f.err));
    fixture_close(&f);
}
END_TEST

/* Someone with a sqlite3 shell takes the triggers away first. */
static const struct {
    const char *name;
    const char *sql;
    const char *wording;
} forgeries[] = {
    {"a changed outcome", "UPDATE audit SET outcome = 'done' WHERE number = 3", "line 3"},
    {"a changed first line", "UPDATE audit SET user = 'bo' WHERE number = 1", "line 1"},
    {"a text moved to the next column",
     "UPDATE audit SET command = 'impor', subject = 't' || subject WHERE number = 1", "line 1"},
    {"a removed line", "DELETE FROM audit WHERE number = 2", "line 2"},
    {"a removed line, renumbered",
     "DELETE FROM audit WHERE number = 2; UPDATE audit SET number = 2 WHERE number = 3", "line 2"},
    {"swapped lines",
     "UPDATE audit SET number = 9 WHERE number = 1; UPDATE audit SET number = 1 WHERE number = 2;"
     "UPDATE audit SET number = 2 WHERE number = 9",
     "line 1"},
    {"an added line",
     "INSERT INTO audit SELECT 4, \"when\", user, command, subject, outcome, chain FROM audit"
     " WHERE number = 3",
     "line 4"},
};

START_TEST(chain_shows_a_forgery)
{
    Fixture f = with_lines();
    ck_ok(&f, km_sql_run(f.store->db,
                         "DROP TRIGGER audit_never_changes; DROP TRIGGER audit_never_shrinks",
                         "testing", &f.err));
    ck_ok(&f, km_sql_run(f.store->db, forgeries[_i].sql, "testing", &f.err));
    ck_refused(&f, km_store_check(f.store, &f.err), KM_ERROR_STORE, "the audit was changed");
    ck_assert_msg(strstr(f.err.message, forgeries[_i].wording) != NULL, "%s: %s",
                  forgeries[_i].name, f.err.message);
    fixture_close(&f);
}
END_TEST

START_TEST(line_of_a_rolled_back_transaction_leaves_the_chain_whole)
{
    Fixture f = with_lines();
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_ok(&f, km_store_audit(f.store, &lines[0], &f.err));
    km_store_rollback(f.store);
    ck_ok(&f, km_store_audit(f.store, &lines[1], &f.err));
    ck_ok(&f, km_store_check(f.store, &f.err));
    fixture_close(&f);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_test(tests, lines_come_back_numbered_in_order);
    tcase_add_loop_test(tests, chain_shows_a_forgery, 0, sizeof forgeries / sizeof forgeries[0]);
    tcase_add_test(tests, line_of_a_rolled_back_transaction_leaves_the_chain_whole);
}

int main(void)
{
    return run_suite("audit", fill);
}
