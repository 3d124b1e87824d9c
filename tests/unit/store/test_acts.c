#include "engine/store/acts.h"
#include "engine/store/internal.h"

#include "tests/unit/store/fixture.h"

static void seal_with(const void *self, const char *chain, char ret_seal[33])
{
    for (int i = 0; i < 32; i++) { /* stands for a keyed hash: the key is one digit */
        ret_seal[i] = (char)('a' + ((chain[i] + *(const char *)self) & 15));
    }
    ret_seal[32] = '\0';
}

static const char our_key = '7';
static const char other_key = '8';
static const KmActSealer sealer = {&our_key, seal_with};
static const KmActSealer other_sealer = {&other_key, seal_with};

static KmAct act_of(const char *verb, const char *when)
{
    return (KmAct){.when = when,
                   .user = "uid 1000",
                   .verb = verb,
                   .period = "2026K3",
                   .profile = strcmp(verb, "lock") == 0 ? "stuurgroep" : "",
                   .knowledge = 20740,
                   .run = "0123456789ab",
                   .expected = 8,
                   .delivered = 6,
                   .reason = "twee leveringen komen pas in het voorjaar",
                   .folder = strcmp(verb, "lock") == 0 ? "vastgesteld/2026K3-stuurgroep" : "",
                   .bundle_hash = strcmp(verb, "lock") == 0 ? "aa" : "",
                   .source = strcmp(verb, "lock") == 0 ? "vastgesteld/2026K3-bron" : "",
                   .source_hash = strcmp(verb, "lock") == 0 ? "bb" : ""};
}

static Fixture with_acts(void)
{
    Fixture f = fixture_open();
    static const char *const verbs[] = {"approve", "lock", "reopen"};
    for (size_t i = 0; i < 3; i++) {
        KmAct act = act_of(verbs[i], "2026-11-12T10:00:00Z");
        ck_ok(&f, km_act_add(f.store, f.arena, &act, i == 2 ? NULL : &sealer, &f.err));
        ck_assert_int_eq(act.number, (int64_t)i + 1);
    }
    return f;
}

START_TEST(acts_come_back_in_order_and_their_chain_and_seals_hold)
{
    Fixture f = with_acts();
    KmAct *acts = NULL;
    size_t n = 0;
    fixture_reopen(&f);
    ck_ok(&f, km_act_list(f.store, f.arena, &acts, &n, &f.err));
    ck_assert_uint_eq(n, 3);
    ck_assert_str_eq(acts[1].verb, "lock");
    ck_assert_str_eq(acts[1].folder, "vastgesteld/2026K3-stuurgroep");
    ck_assert_str_eq(acts[2].seal, "");
    ck_assert_int_eq(acts[0].delivered, 6);
    ck_ok(&f, km_act_check(f.store, &sealer, &f.err));
    ck_ok(&f, km_act_check(f.store, NULL, &f.err));
    ck_refused(&f, km_act_check(f.store, &other_sealer, &f.err), KM_ERROR_STORE, "seal of line 1");
    fixture_close(&f);
}
END_TEST

START_TEST(each_act_stands_in_the_audit)
{
    Fixture f = with_acts();
    KmAuditLine *lines = NULL;
    size_t n = 0;
    ck_ok(&f, km_store_read_audit(f.store, f.arena, &lines, &n, &f.err));
    ck_assert_uint_eq(n, 3);
    ck_assert_str_eq(lines[1].command, "evaluation");
    ck_assert_str_eq(lines[1].subject, "lock 2026K3 stuurgroep");
    fixture_close(&f);
}
END_TEST

static const char *const text_columns[] = {"\"when\"", "user",        "period", "profile",
                                           "run",      "reason",      "folder", "bundle_hash",
                                           "source",   "source_hash", "chain",  "seal"};

static void without_triggers(Fixture *f)
{
    ck_ok(f,
          km_sql_run(f->store->db, "DROP TRIGGER act_never_changes; DROP TRIGGER act_never_shrinks",
                     "testing", &f->err));
}

/* One byte of one text of one line, for every byte there is: each flip is noticed, and putting it
 * back makes all well again. */
START_TEST(every_flipped_byte_is_noticed)
{
    Fixture f = with_acts();
    size_t flips = 0;
    without_triggers(&f);
    for (int line = 1; line <= 3; line++) {
        for (size_t c = 0; c < sizeof text_columns / sizeof *text_columns; c++) {
            const char *column = text_columns[c];
            int64_t length = 0;
            ck_ok(&f, km_sql_integer(f.store->db,
                                     km_format(f.arena,
                                               "SELECT length(%s) FROM act WHERE "
                                               "number=%d",
                                               column, line),
                                     0, &length, &f.err));
            for (int64_t at = 1; at <= length; at++) {
                char *flip = km_format(
                    f.arena,
                    "UPDATE act SET %s = substr(%s, 1, %lld) || char(unicode(substr(%s, %lld, 1))"
                    " + iif(unicode(substr(%s, %lld, 1)) %% 2, -1, 1)) || substr(%s, %lld)"
                    " WHERE number = %d",
                    column, column, (long long)at - 1, column, (long long)at, column, (long long)at,
                    column, (long long)at + 1, line);
                ck_ok(&f, km_sql_run(f.store->db, flip, "testing", &f.err));
                ck_refused(&f, km_act_check(f.store, &sealer, &f.err), KM_ERROR_STORE,
                           "was changed");
                km_error_clear(&f.err);
                ck_ok(&f, km_sql_run(f.store->db, flip, "testing", &f.err)); /* flips back */
                flips++;
            }
        }
    }
    ck_assert_uint_gt(flips, 400);
    ck_ok(&f, km_act_check(f.store, &sealer, &f.err));
    fixture_close(&f);
}
END_TEST

static const struct {
    const char *name;
    const char *sql;
    const char *wording;
} forgeries[] = {
    {"a number changed", "UPDATE act SET delivered = 8 WHERE number = 1", "line 1"},
    {"a knowledge date changed", "UPDATE act SET knowledge = 20741 WHERE number = 2", "line 2"},
    {"the last act cut off", "DELETE FROM act WHERE number = 3", "knows more"},
    {"the first act cut off", "DELETE FROM act WHERE number = 1", "line 1"},
    {"an act put in between",
     "INSERT INTO act SELECT 4, \"when\", user, verb, period, profile,"
     " knowledge, run, expected, delivered, reason, last_delivery, last_figure, folder,"
     " bundle_hash, source, source_hash, chain, seal FROM act WHERE number = 3",
     "line 4"},
};

START_TEST(a_forgery_is_noticed_without_the_key)
{
    Fixture f = with_acts();
    without_triggers(&f);
    ck_ok(&f, km_sql_run(f.store->db, forgeries[_i].sql, "testing", &f.err));
    ck_refused(&f, km_act_check(f.store, NULL, &f.err), KM_ERROR_STORE, forgeries[_i].wording);
    fixture_close(&f);
}
END_TEST

START_TEST(acts_cannot_be_changed_or_removed_by_sql)
{
    Fixture f = with_acts();
    ck_refused(&f, km_sql_run(f.store->db, "UPDATE act SET reason = ''", "testing", &f.err),
               KM_ERROR_BUG, "append-only");
    km_error_clear(&f.err);
    ck_refused(&f, km_sql_run(f.store->db, "DELETE FROM act", "testing", &f.err), KM_ERROR_BUG,
               "append-only");
    fixture_close(&f);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_test(tests, acts_come_back_in_order_and_their_chain_and_seals_hold);
    tcase_add_test(tests, each_act_stands_in_the_audit);
    tcase_add_test(tests, every_flipped_byte_is_noticed);
    tcase_add_loop_test(tests, a_forgery_is_noticed_without_the_key, 0,
                        sizeof forgeries / sizeof *forgeries);
    tcase_add_test(tests, acts_cannot_be_changed_or_removed_by_sql);
}

int main(void)
{
    return run_suite("acts", fill);
}
