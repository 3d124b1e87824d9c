#include "engine/store/figures.h"

#include "engine/store/internal.h"
#include "tests/unit/store/fixture.h"

static KmFigure figure(const char *period, const char *dimension, const char *code, int64_t n)
{
    return (KmFigure){.indicator = "vve-bereik",
                      .period = period,
                      .block = {.dim = {dimension, ""}, .code = {code, ""}},
                      .reference = 20726,
                      .knowledge = 20740,
                      .status = KM_FIGURE_DEFINED,
                      .n = n,
                      .x = n / 2,
                      .units_n = n,
                      .units_hit = n / 2,
                      .units_miss = n - n / 2,
                      .excluded = 1,
                      .unknown = 2,
                      .has_estimate = true,
                      .estimate = 1.0 / 3,
                      .has_interval = true,
                      .low = 0.25,
                      .high = 0.5,
                      .method = "wilson",
                      .has_bounds = true,
                      .bound_low = 0.3,
                      .bound_high = 0.4,
                      .expected = 8,
                      .delivered = 7,
                      .missing = "ko_plaatsing/wereldkind",
                      .flags = "correctie",
                      .run = "0123456789ab"};
}

static int64_t save(Fixture *f, const KmFigure *figures, size_t count)
{
    int64_t added = -1;
    ck_ok(f, km_store_begin(f->store, &f->err));
    ck_ok(f, km_figures_save(f->store, figures, count, &added, &f->err));
    ck_ok(f, km_store_commit(f->store, &f->err));
    return added;
}

static size_t read_all(Fixture *f, KmDate knowledge, KmFigure **ret_figures)
{
    size_t count = 0;
    KmFigureFilter filter = {.knowledge = knowledge};
    ck_ok(f, km_figures_read(f->store, f->arena, &filter, ret_figures, &count, &f->err));
    return count;
}

START_TEST(figure_comes_back_to_the_last_bit)
{
    Fixture f = fixture_open();
    KmFigure one = figure("2026K3", "wijk", "WK054603", 31);
    KmFigure *read = NULL;
    ck_assert_int_eq(save(&f, &one, 1), 1);
    fixture_reopen(&f);
    ck_assert_uint_eq(read_all(&f, KM_DATE_OPEN, &read), 1);
    ck_assert_str_eq(km_figure_id(f.arena, read[0].indicator, read[0].period, &read[0].block),
                     "vve-bereik:2026K3:wijk=WK054603");
    ck_assert_int_eq(memcmp(&read[0].estimate, &one.estimate, sizeof one.estimate), 0);
    ck_assert(read[0].n == 31 && read[0].x == 15 && read[0].units_miss == 16 &&
              read[0].excluded == 1 && read[0].unknown == 2 && read[0].expected == 8 &&
              read[0].delivered == 7 && read[0].reference == 20726 && read[0].knowledge == 20740);
    ck_assert(read[0].has_interval && read[0].has_bounds && read[0].compared == NULL);
    ck_assert_str_eq(read[0].missing, "ko_plaatsing/wereldkind");
    ck_assert_str_eq(read[0].flags, "correctie");
    ck_assert_str_eq(read[0].run, "0123456789ab");
    fixture_close(&f);
}
END_TEST

START_TEST(undefined_stays_undefined)
{
    Fixture f = fixture_open();
    KmFigure one = {.indicator = "i",
                    .period = "2026K3",
                    .status = KM_FIGURE_NOT_DELIVERED,
                    .reference = 1,
                    .knowledge = 2};
    KmFigure *read = NULL;
    ck_assert_int_eq(save(&f, &one, 1), 1);
    ck_assert_int_eq(save(&f, &one, 1), 0);
    ck_assert_uint_eq(read_all(&f, KM_DATE_OPEN, &read), 1);
    ck_assert_int_eq((int)read[0].status, KM_FIGURE_NOT_DELIVERED);
    ck_assert(!read[0].has_estimate && !read[0].has_interval && !read[0].has_bounds);
    ck_assert_str_eq(read[0].method, "");
    fixture_close(&f);
}
END_TEST

/* What happens to a figure between two computations, and whether a row is added. */
typedef struct {
    const char *name;
    void (*change)(KmFigure *figure);
    int64_t added;
} ChangeCase;

static void change_nothing(KmFigure *f)
{
    (void)f;
}
static void change_run(KmFigure *f)
{
    f->run = "ffffffffffff";
}
static void change_comparison(KmFigure *f)
{
    static KmComparison compared[KM_COMPARISONS] = {{.exists = true}};
    f->compared = compared;
}
static void change_hits(KmFigure *f)
{
    f->x++;
}
static void change_estimate(KmFigure *f)
{
    f->estimate += 1e-15;
}
static void change_sign_of_zero(KmFigure *f)
{
    f->sum = -0.0;
}
static void lose_interval(KmFigure *f)
{
    f->has_interval = false;
}
static void change_status(KmFigure *f)
{
    f->status = KM_FIGURE_PARTIAL;
}
static void change_flags(KmFigure *f)
{
    f->flags = "";
}
static void change_knowledge(KmFigure *f)
{
    f->knowledge++;
}

static const ChangeCase change_cases[] = {
    {"nothing", change_nothing, 0},
    {"another run alone", change_run, 0},
    {"comparisons are not stored", change_comparison, 0},
    {"minus zero is zero", change_sign_of_zero, 0},
    {"another number of hits", change_hits, 1},
    {"the last digit of the estimate", change_estimate, 1},
    {"no interval any more", lose_interval, 1},
    {"another status", change_status, 1},
    {"another mark", change_flags, 1},
    {"known on another day", change_knowledge, 1},
};

START_TEST(row_is_added_only_when_the_content_differs)
{
    Fixture f = fixture_open();
    KmFigure one = figure("2026K3", "wijk", "WK054603", 31);
    ck_assert_int_eq(save(&f, &one, 1), 1);
    change_cases[_i].change(&one);
    int64_t added = save(&f, &one, 1);
    ck_assert_msg(added == change_cases[_i].added, "%s: %lld", change_cases[_i].name,
                  (long long)added);
    ck_assert_int_eq(save(&f, &one, 1), 0);
    fixture_close(&f);
}
END_TEST

START_TEST(figures_come_in_the_order_of_indicator_period_dimensions_and_codes)
{
    static const char *const ids[] = {"vve-bereik:2025K4",
                                      "vve-bereik:2026K1",
                                      "vve-bereik:2026K1:thuistaal=nl",
                                      "vve-bereik:2026K1:wijk=WK054600",
                                      "vve-bereik:2026K1:wijk=WK054601",
                                      "vve-bereik:2026K1:wijk=WK054600,thuistaal=nl"};
    Fixture f = fixture_open();
    KmFigure figures[] = {
        figure("2026K1", "wijk", "WK054601", 4), figure("2026K1", "wijk", "WK054600", 9),
        figure("2026K1", "wijk", "WK054600", 5), figure("2026K1", "", "", 30),
        figure("2026K1", "thuistaal", "nl", 7),  figure("2025K4", "", "", 29)};
    figures[2].block.dim[1] = "thuistaal";
    figures[2].block.code[1] = "nl";
    KmFigure *read = NULL;
    ck_assert_int_eq(save(&f, figures, 6), 6);
    ck_assert_uint_eq(read_all(&f, KM_DATE_OPEN, &read), 6);
    for (size_t i = 0; i < 6; i++) {
        ck_assert_str_eq(km_figure_id(f.arena, read[i].indicator, read[i].period, &read[i].block),
                         ids[i]);
    }
    KmFigureFilter filter = {
        .period = "2025K4", .indicator = "vve-bereik", .knowledge = KM_DATE_OPEN};
    size_t count = 0;
    ck_ok(&f, km_figures_read(f.store, f.arena, &filter, &read, &count, &f.err));
    ck_assert_uint_eq(count, 1);
    ck_assert_int_eq(read[0].n, 29);
    filter.indicator = "anders";
    ck_ok(&f, km_figures_read(f.store, f.arena, &filter, &read, &count, &f.err));
    ck_assert_uint_eq(count, 0);
    fixture_close(&f);
}
END_TEST

START_TEST(current_is_the_newest_knowledge_and_a_vanished_block_is_closed)
{
    Fixture f = fixture_open();
    KmFigure figures[] = {figure("2026K3", "", "", 30), figure("2026K3", "wijk", "WK054600", 9),
                          figure("2026K3", "wijk", "buiten", 1)};
    KmFigure *read = NULL;
    ck_assert_int_eq(save(&f, figures, 3), 3);
    ck_assert_int_eq(save(&f, figures, 2), 1); /* the closing row of `buiten` */
    ck_assert_uint_eq(read_all(&f, KM_DATE_OPEN, &read), 2);
    ck_assert_int_eq(save(&f, figures, 2), 0);
    ck_assert_int_eq(save(&f, figures, 3), 1); /* it is back */
    ck_assert_uint_eq(read_all(&f, KM_DATE_OPEN, &read), 3);
    figures[0].knowledge = 20800;
    figures[0].n = 31;
    ck_assert_int_eq(save(&f, figures, 1), 1);
    ck_assert_uint_eq(read_all(&f, KM_DATE_OPEN, &read), 1);
    ck_assert_int_eq(read[0].n, 31);
    ck_assert_uint_eq(read_all(&f, 20740, &read), 3);
    ck_assert_int_eq(read[0].n, 30);
    int64_t readable = 0;
    ck_ok(&f, km_sql_integer(f.store->db, "SELECT 100 * count(*) + max(n) FROM figure_readable", 0,
                             &readable, &f.err));
    ck_assert_int_eq(readable, 131);
    fixture_close(&f);
}
END_TEST

START_TEST(readable_view_shows_the_numerator_of_rates_and_means)
{
    Fixture f = fixture_open();
    KmFigure figures[] = {figure("2026K3", "", "", 30), figure("2026K3", "wijk", "WK054600", 9),
                          figure("2026K3", "wijk", "WK054601", 9)};
    figures[0].method = "rate";
    figures[0].sum = 120;
    figures[1].method = "mean";
    figures[1].sum = 7.5;
    figures[2].sum = 99;
    int64_t same = 0;
    ck_assert_int_eq(save(&f, figures, 3), 3);
    ck_ok(&f, km_sql_integer(f.store->db,
                             "SELECT group_concat(x, ' ') = '120 7.5 4'"
                             " AND min(reference) = '2026-09-30' AND min(knowledge) = '2026-10-14'"
                             " AND min(dim2) = '' FROM figure_readable",
                             0, &same, &f.err));
    ck_assert_int_eq(same, 1);
    fixture_close(&f);
}
END_TEST

static bool is_current(Fixture *f, const char *run)
{
    bool is = false;
    ck_ok(f, km_figures_is_current(f->store, f->arena, run, &is, &f->err));
    return is;
}

static void note(Fixture *f, const char *run)
{
    ck_ok(f, km_store_begin(f->store, &f->err));
    ck_ok(f, km_figures_note_current(f->store, f->arena, run, &f->err));
    ck_ok(f, km_store_commit(f->store, &f->err));
}

START_TEST(runs_are_current_until_a_row_is_added)
{
    Fixture f = fixture_open();
    KmFigure one = figure("2026K3", "wijk", "WK054603", 31);
    ck_assert(!is_current(&f, "aaa"));
    (void)save(&f, &one, 1);
    note(&f, "aaa");
    note(&f, "bbb");
    note(&f, "aaa");
    ck_assert(is_current(&f, "aaa") && is_current(&f, "bbb") && !is_current(&f, "aa"));
    ck_assert_int_eq(save(&f, &one, 1), 0);
    fixture_reopen(&f);
    ck_assert(is_current(&f, "aaa") && is_current(&f, "bbb"));
    one.n = 32;
    ck_assert_int_eq(save(&f, &one, 1), 1);
    ck_assert(!is_current(&f, "aaa") && !is_current(&f, "bbb"));
    for (int i = 0; i < 9; i++) {
        note(&f, km_format(f.arena, "run-%d", i));
    }
    ck_assert(!is_current(&f, "run-0") && is_current(&f, "run-1") && is_current(&f, "run-8"));
    fixture_close(&f);
}
END_TEST

START_TEST(two_figures_of_one_id_are_a_bug)
{
    Fixture f = fixture_open();
    KmFigure figures[] = {figure("2026K3", "wijk", "a", 30), figure("2026K3", "wijk", "a", 9)};
    int64_t added = 0;
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_refused(&f, km_figures_save(f.store, figures, 2, &added, &f.err), KM_ERROR_BUG,
               "vve-bereik:2026K3:wijk=a");
    fixture_close(&f);
}
END_TEST

START_TEST(releases_are_remembered_per_profile)
{
    static const KmReleaseLine lines[] = {
        {"openbaar",
         "vve-bereik",
         "2026K3",
         {{"wijk", ""}, {"WK054600", ""}},
         "shown",
         30,
         -1,
         "r1"},
        {"werkgroep", "vve-bereik", "2026K3", {{"", ""}, {"", ""}}, "hidden", -1, -1, "r1"},
        {"openbaar",
         "vve-bereik",
         "2026K3",
         {{"wijk", ""}, {"WK054601", ""}},
         "shown",
         40,
         20,
         "r1"},
    };
    Fixture f = fixture_open();
    KmReleaseLine *read = NULL;
    size_t count = 0;
    ck_ok(&f, km_release_add(f.store, lines, 3, &f.err));
    ck_ok(&f, km_release_read(f.store, f.arena, "openbaar", &read, &count, &f.err));
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(read[0].block.code[0], "WK054600");
    ck_assert(read[0].n == 30 && read[0].x == -1);
    ck_assert_str_eq(read[1].block.code[0], "WK054601");
    ck_ok(&f, km_release_read(f.store, f.arena, NULL, &read, &count, &f.err));
    ck_assert_uint_eq(count, 3);
    fixture_close(&f);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_test(tests, figure_comes_back_to_the_last_bit);
    tcase_add_test(tests, undefined_stays_undefined);
    tcase_add_loop_test(tests, row_is_added_only_when_the_content_differs, 0,
                        sizeof change_cases / sizeof change_cases[0]);
    tcase_add_test(tests, figures_come_in_the_order_of_indicator_period_dimensions_and_codes);
    tcase_add_test(tests, current_is_the_newest_knowledge_and_a_vanished_block_is_closed);
    tcase_add_test(tests, readable_view_shows_the_numerator_of_rates_and_means);
    tcase_add_test(tests, two_figures_of_one_id_are_a_bug);
    tcase_add_test(tests, runs_are_current_until_a_row_is_added);
    tcase_add_test(tests, releases_are_remembered_per_profile);
}

int main(void)
{
    return run_suite("figures", fill);
}
