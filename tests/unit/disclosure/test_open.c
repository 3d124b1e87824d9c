/* Attackers on single schools within boards: everybody who reads the rows, each school and each
 * board that knows its own children. They solve the printed sums as linear equations; the truth is
 * used only to judge what comes out. N and k are written out again from the design. */
#include "town.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES = 250, MOST_SCHOOLS = 9, MOST_BOARDS = 4, MOST_ROWS = 64 };

typedef struct {
    const char *name;
    int64_t n, k;
} Rule;
static const Rule rules[] = {{"werkgroep", 10, 3}, {"stuurgroep", 10, 5}, {"onderzoek", 10, 5}};

static const KmDimensionText dimensions[] = {
    {.name = "organisatie", .label_nl = "Bestuur", .label_en = "Board", .is_open = true},
    {.name = "school",
     .label_nl = "School",
     .label_en = "School",
     .is_open = true,
     .within = "organisatie"}};

static KmArena *arena;

static void setup(void)
{
    arena = km_arena_open();
}

static void teardown(void)
{
    km_arena_close(arena);
}

typedef struct {
    size_t n;
    int board[MOST_SCHOOLS];
    int64_t counts[MOST_SCHOOLS][2];
    char code[MOST_SCHOOLS][40];
    KmSensitiveSide sensitive;
} Table;

static Table draw_table(uint64_t *state)
{
    static const double reaches[] = {0.05, 0.3, 0.6, 0.9, 0.97};
    static const size_t sizes[] = {4, 14, 40, 120};
    Table table = {.n = 3 + town_below(state, MOST_SCHOOLS - 2),
                   .sensitive = (KmSensitiveSide)town_below(state, 4)};
    double reach = reaches[town_below(state, 5)];
    for (size_t i = 0; i < table.n; i++) {
        table.board[i] = (int)town_below(state, MOST_BOARDS);
        (void)snprintf(table.code[i], sizeof table.code[i], "bestuur-%d/%02zu", table.board[i], i);
        table.counts[i][0] = 1 + (int64_t)town_below(state, sizes[town_below(state, 4)]);
        for (int64_t j = 0; j < table.counts[i][0]; j++) {
            table.counts[i][1] += town_unit(state) < reach ? 1 : 0;
        }
    }
    return table;
}

static void sum_up(const Table *table, unsigned members, int64_t *ret_n, int64_t *ret_x)
{
    *ret_n = *ret_x = 0;
    for (size_t i = 0; i < table->n; i++) {
        if ((members >> i & 1U) != 0) {
            *ret_n += table->counts[i][0];
            *ret_x += table->counts[i][1];
        }
    }
}

static unsigned of_board(const Table *table, int board)
{
    unsigned members = 0;
    for (size_t i = 0; i < table->n; i++) {
        members |= table->board[i] == board ? 1U << i : 0U;
    }
    return members;
}

static bool safe(const Rule *rule, const Table *table, unsigned members)
{
    int64_t n, x;
    sum_up(table, members, &n, &x);
    bool hit = table->sensitive == KM_SENSITIVE_BOTH || table->sensitive == KM_SENSITIVE_HIT;
    bool miss = table->sensitive == KM_SENSITIVE_BOTH || table->sensitive == KM_SENSITIVE_MISS;
    return n == 0 || (n >= rule->n && (!hit || x >= rule->k) && (!miss || n - x >= rule->k));
}

static const KmPublished *publish(const Table *table, const char *profile)
{
    static KmIndicatorText text;
    text = town_indicator(dimensions, table->sensitive);
    text.n_dimensions = 2;
    TownFigures figures = {.arena = arena};
    unsigned all = (1U << table->n) - 1U;
    int64_t n, x;
    for (size_t i = 0; i < table->n; i++) {
        (void)town_add(&figures, "2026K3", "school", table->code[i], table->counts[i][0],
                       table->counts[i][1]);
    }
    for (int board = 0; board < MOST_BOARDS; board++) {
        sum_up(table, of_board(table, board), &n, &x);
        if (n > 0) {
            (void)town_add(&figures, "2026K3", "organisatie", km_format(arena, "bestuur-%d", board),
                           n, x);
        }
    }
    sum_up(table, all, &n, &x);
    (void)town_add(&figures, "2026K3", "", "", n, x);
    return town_gate(arena, &figures, &text, profile);
}

/* ---- what an attacker holds ---- */

typedef struct {
    double rows[MOST_ROWS][MOST_SCHOOLS]; /* reduced: a leading one each */
    int lead[MOST_ROWS];
    size_t count, width;
} Known;

static void reduce(const Known *known, double *row)
{
    for (size_t r = 0; r < known->count; r++) {
        double times = row[known->lead[r]];
        for (size_t c = 0; c < known->width; c++) {
            row[c] -= times * known->rows[r][c];
        }
    }
}

static int lead_of(const Known *known, const double *row)
{
    for (size_t c = 0; c < known->width; c++) {
        if (fabs(row[c]) > 1e-9) {
            return (int)c;
        }
    }
    return -1;
}

static void learn(Known *known, unsigned members)
{
    double row[MOST_SCHOOLS] = {0};
    for (size_t c = 0; c < known->width; c++) {
        row[c] = (members >> c & 1U) != 0 ? 1.0 : 0.0;
    }
    reduce(known, row);
    int lead = lead_of(known, row);
    if (lead < 0) {
        return;
    }
    double scale = row[lead];
    for (size_t c = 0; c < known->width; c++) {
        row[c] /= scale;
    }
    for (size_t r = 0; r < known->count; r++) {
        double times = known->rows[r][lead];
        for (size_t c = 0; c < known->width; c++) {
            known->rows[r][c] -= times * row[c];
        }
    }
    (void)memcpy(known->rows[known->count], row, sizeof row);
    known->lead[known->count++] = lead;
}

static bool can_tell(const Known *known, unsigned members)
{
    double row[MOST_SCHOOLS] = {0};
    for (size_t c = 0; c < known->width; c++) {
        row[c] = (members >> c & 1U) != 0 ? 1.0 : 0.0;
    }
    reduce(known, row);
    return lead_of(known, row) < 0;
}

static unsigned members_of(const Table *table, const char *code)
{
    unsigned members = 0;
    for (size_t i = 0; i < table->n; i++) {
        bool is_board = strchr(code, '/') == NULL &&
                        strcmp(km_format(arena, "bestuur-%d", table->board[i]), code) == 0;
        members |= is_board || strcmp(table->code[i], code) == 0 ? 1U << i : 0U;
    }
    return members;
}

static Known read_rows(const KmPublished *published, const Table *table)
{
    Known known = {.width = table->n};
    for (size_t i = 0; i < km_published_count(published); i++) {
        const KmPublishedFigure *row = km_published_at(published, i);
        unsigned members = 0;
        if (!row->has_counts) {
            continue;
        }
        for (size_t m = 0; m < row->n_members; m++) {
            members |= members_of(table, row->members[m]);
        }
        if (row->block.dim[0][0] == '\0') {
            members = (1U << table->n) - 1U;
        } else if (row->n_members == 0) {
            members = members_of(table, row->block.code[0]);
        }
        int64_t n, x;
        sum_up(table, members, &n, &x);
        ck_assert_int_eq(row->n, n);
        ck_assert_int_eq(row->x, x);
        learn(&known, members);
    }
    return known;
}

/* `own`: what the attacker knows beside the rows. That the rest of the city follows from the total
 * and one's own is so without any school's row, and no rule about schools can help it. */
static void assert_learns_nothing(const Known *rows, const Table *table, const Rule *rule,
                                  unsigned own)
{
    unsigned all = (1U << table->n) - 1U;
    Known known = *rows;
    for (size_t i = 0; i < table->n; i++) {
        if ((own >> i & 1U) != 0) {
            learn(&known, 1U << i);
        }
    }
    for (unsigned members = 1; members <= all; members++) {
        if ((members & own) != 0 || members == (all & ~own) || !can_tell(&known, members)) {
            continue;
        }
        ck_assert_msg(safe(rule, table, members), "%s: who knows %x learns of %x", rule->name, own,
                      members);
    }
}

START_TEST(nothing_unsafe_follows_from_schools_boards_and_the_total)
{
    const Rule *rule = &rules[_i];
    uint64_t state = 20261125U + (uint64_t)_i;
    size_t shown = 0;
    for (int draw = 0; draw < TABLES; draw++) {
        KmArenaMark mark = km_arena_mark(arena);
        Table table = draw_table(&state);
        Known known = read_rows(publish(&table, rule->name), &table);
        shown += known.count > 2 ? 1 : 0;
        assert_learns_nothing(&known, &table, rule, 0);
        for (size_t i = 0; known.count > 0 && i < table.n; i++) {
            assert_learns_nothing(&known, &table, rule, 1U << i);
            assert_learns_nothing(&known, &table, rule, of_board(&table, table.board[i]));
        }
        km_arena_reset(arena, mark);
    }
    ck_assert_uint_gt(shown, TABLES / 5); /* else there was nothing to attack */
}
END_TEST

START_TEST(the_public_sees_no_single_school_or_board)
{
    Table table = {.n = 3, .sensitive = KM_SENSITIVE_GROUP};
    for (size_t i = 0; i < 3; i++) {
        (void)snprintf(table.code[i], sizeof table.code[i], "bestuur-0/%02zu", i);
        table.counts[i][0] = 400;
        table.counts[i][1] = 200;
    }
    const KmPublished *inside = publish(&table, "werkgroep");
    ck_assert_uint_gt(km_published_count(inside), 1);
    const KmPublished *outside = publish(&table, "openbaar");
    ck_assert_uint_eq(km_published_count(outside), 1);
    ck_assert_str_eq(km_published_at(outside, 0)->block.dim[0], "");
}
END_TEST

/* A board of two schools, one of them small: the board's row would tell the large one all of the
 * small one. */
START_TEST(a_board_hides_when_one_of_its_schools_would_learn_the_other)
{
    static const int64_t counts[][2] = {{60, 30}, {4, 1}, {80, 40}, {90, 50}, {70, 30}};
    Table table = {.n = 5, .sensitive = KM_SENSITIVE_GROUP, .board = {0, 0, 1, 2, 3}};
    for (size_t i = 0; i < table.n; i++) {
        (void)snprintf(table.code[i], sizeof table.code[i], "bestuur-%d/%02zu", table.board[i], i);
        table.counts[i][0] = counts[i][0];
        table.counts[i][1] = counts[i][1];
    }
    const KmPublished *published = publish(&table, "werkgroep");
    for (size_t i = 0; i < km_published_count(published); i++) {
        const KmPublishedFigure *row = km_published_at(published, i);
        bool is_board = strcmp(row->block.code[0], "bestuur-0") == 0;
        ck_assert_msg(!is_board || !row->has_counts, "the board of the small school is shown");
        ck_assert_int_eq(row->excluded < 0 || row->block.dim[0][0] == '\0', 1);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("open dimensions");
    TCase *tests = tcase_create("open");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, nothing_unsafe_follows_from_schools_boards_and_the_total, 0,
                        (int)(sizeof rules / sizeof *rules));
    tcase_add_test(tests, the_public_sees_no_single_school_or_board);
    tcase_add_test(tests, a_board_hides_when_one_of_its_schools_would_learn_the_other);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
