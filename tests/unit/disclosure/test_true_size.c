/* What a steering group sees at Leiden's size: 350 indicated children, ten uneven districts. */
#include "town.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 200, DISTRICTS = 10 };

static const int sizes[DISTRICTS + 1] = {8, 13, 19, 81, 34, 46, 34, 22, 58, 35, 3};

typedef struct {
    const char *promise;
    const char *profile;
    double reach;
    size_t n_districts; /* 11: three children of unknown district */
    double least;       /* share of district-quarters on the chart */
} SizeCase;

static const SizeCase cases[] = {
    {"every district appears at 85 % reach", "stuurgroep", 0.85, 10, 1.0},
    {"nearly every district appears at 95 % reach", "stuurgroep", 0.95, 10, 0.975},
    {"with unknown districts too at 85 %", "stuurgroep", 0.85, 11, 0.99},
    {"with unknown districts too at 95 %", "stuurgroep", 0.95, 11, 0.975},
    {"the working group sees more", "werkgroep", 0.95, 10, 0.99},
    {"the public sees nearly all at 85 %", "openbaar", 0.85, 10, 0.98},
};

typedef struct {
    size_t alone, merged, pooled, hidden, missing, no_total;
} Shown;

static bool has_member(const KmPublishedFigure *row, const char *code)
{
    for (size_t i = 0; i < row->n_members; i++) {
        if (strcmp(row->members[i], code) == 0) {
            return true;
        }
    }
    return strcmp(row->block.code[0], code) == 0;
}

static void look_up(const KmPublishedRows *rows, const char *code, Shown *shown)
{
    for (size_t i = 0; i < rows->count; i++) {
        const KmPublishedFigure *row = rows->figures[i];
        if (has_member(row, code)) {
            shown->alone += row->status == KM_PUBLISHED_SHOWN ? 1 : 0;
            shown->merged += row->status == KM_PUBLISHED_MERGED ? 1 : 0;
            shown->pooled += row->status == KM_PUBLISHED_POOLED ? 1 : 0;
            shown->hidden += row->status == KM_PUBLISHED_PROTECTED ? 1 : 0;
            return;
        }
    }
    shown->missing++;
}

static void draw(const SizeCase *c, uint64_t seed, Shown *shown)
{
    static Town town;
    KmArena *arena = km_arena_open();
    TownPlan plan = {.sizes = sizes,
                     .n_districts = c->n_districts,
                     .reach = c->reach,
                     .turnover = 0.15,
                     .seed = seed};
    TownFigures figures = {.arena = arena};
    town_simulate(&town, &plan);
    town_count_figures(&town, &figures);
    KmIndicatorText text = town_indicator(&town_districts, KM_SENSITIVE_MISS);
    const KmPublished *published = town_gate(arena, &figures, &text, c->profile);
    KmPublishedRows rows = km_published_rows(published, arena, "vve-bereik", "2026K3", "wijk");
    shown->no_total += town_total(published, "2026K3")->status != KM_PUBLISHED_SHOWN ? 1 : 0;
    for (size_t i = 0; i < DISTRICTS; i++) {
        look_up(&rows, town_codes[i], shown);
    }
    km_arena_close(arena);
}

START_TEST(districts_stay_on_the_chart)
{
    const SizeCase *c = &cases[_i];
    Shown shown = {0};
    for (uint64_t seed = 1; seed <= DRAWS; seed++) {
        draw(c, seed, &shown);
    }
    double all = DRAWS * DISTRICTS;
    double seen = (double)(shown.alone + shown.merged + shown.pooled) / all;
    printf("# utility: %s: alone %.1f %%, merged %.1f %%, pooled %.1f %%, hidden %.1f %%, "
           "absent %.1f %%, totals not shown %zu of %d\n",
           c->promise, 100.0 * (double)shown.alone / all, 100.0 * (double)shown.merged / all,
           100.0 * (double)shown.pooled / all, 100.0 * (double)shown.hidden / all,
           100.0 * (double)shown.missing / all, shown.no_total, DRAWS);
    (void)fflush(stdout);
    ck_assert_msg(seen >= c->least, "%s: %.3f shown", c->promise, seen);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("true size");
    TCase *tcase = tcase_create("chart");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, districts_stay_on_the_chart, 0, sizeof cases / sizeof cases[0]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
