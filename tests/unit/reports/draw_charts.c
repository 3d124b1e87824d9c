/* Draws every kind of chart from the invented city, one SVG a kind, and two effects: what the
 * pictures under tests/charts are compared with. usage: draw_charts DIRECTORY */
#include "reports/charts/chart.h"
#include "reports/effects/effect_chart.h"

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "tests/unit/reports/effect_fixture.h"
#include "tests/unit/reports/fixture.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    KmChartKind kind;
    const char *name, *indicator, *by;
} Picture;

static const Picture pictures[] = {
    {KM_CHART_TREND, "trend", "vve-bereik", NULL},
    {KM_CHART_GAP, "gap", "vve-bereik", "wijk=WK054604,WK054603"},
    {KM_CHART_CONTROL, "control", "vve-bereik", NULL},
    {KM_CHART_WAITING, "waiting", "vve-plaatsing-duur", NULL},
    {KM_CHART_DOTS, "dots", "vve-bereik", "wijk"},
    {KM_CHART_FUNNEL, "funnel", "vve-bereik", "wijk"},
    {KM_CHART_MULTIPLES, "multiples", "vve-bereik", "wijk"},
    {KM_CHART_MAP, "map", "vve-bereik", "wijk"},
    {KM_CHART_CASCADE, "cascade", "vve-trechter", NULL},
    {KM_CHART_STACKED, "stacked", "vve-trechter", NULL},
    {KM_CHART_BARS, "bars", "vve-trechter", NULL},
};
_Static_assert(sizeof pictures / sizeof pictures[0] == (size_t)KM_CHART_KINDS,
               "a picture of every kind");

static bool draw(KmArena *arena, KmGnuplot *gnuplot, const KmPublished *city,
                 const Picture *picture, const char *directory, KmError *err)
{
    KmPeriod period = fixture_period("2026K3");
    KmChartRequest request = {.kind = picture->kind,
                              .indicator = picture->indicator,
                              .by = picture->by,
                              .period = &period,
                              .id_prefix = "g"};
    KmChart chart = {0};
    if (!km_chart_draw(arena, gnuplot, city, &request, &chart, err)) {
        return false;
    }
    if (!chart.drawn) {
        return km_error_set(err, KM_ERROR_BUG, "%s: %s", picture->name, chart.reason_nl);
    }
    return km_file_write(km_format(arena, "%s/%s.svg", directory, picture->name), chart.svg,
                         chart.length, 0644, err);
}

static bool draw_effect(KmArena *arena, KmGnuplot *gnuplot, size_t effect, const char *name,
                        const char *directory, KmError *err)
{
    KmEffectChartRequest request = {effect, "g", NULL};
    KmChart chart = {0};
    return km_effect_chart_draw(arena, gnuplot, fixture_effects(arena), &request, &chart, err) &&
           km_file_write(km_format(arena, "%s/%s.svg", directory, name), chart.svg, chart.length,
                         0644, err);
}

int main(int argc, char **argv)
{
    const Fixture fixture = {.quarters = fixture_twelve_quarters,
                             .n_quarters = 12,
                             .rows = fixture_ten_districts,
                             .n_rows = 10,
                             .stages = fixture_stages,
                             .n_stages = 6,
                             .waits = fixture_waits,
                             .n_waits = 5};
    KmArena *arena = km_arena_open();
    KmGnuplot *gnuplot = NULL;
    KmError err = {0};
    const KmPublished *city = fixture_release(arena, &fixture);
    bool done = argc == 2 && km_gnuplot_open(&gnuplot, &err);
    for (size_t i = 0; done && i < sizeof pictures / sizeof pictures[0]; i++) {
        done = draw(arena, gnuplot, city, &pictures[i], argv[1], &err);
    }
    done = done && draw_effect(arena, gnuplot, FIXTURE_EVENTS, "effect", argv[1], &err) &&
           draw_effect(arena, gnuplot, FIXTURE_LINE, "effect-line", argv[1], &err);
    km_gnuplot_close(gnuplot);
    if (!done) {
        (void)fprintf(stderr, "%s\n", argc == 2 ? err.message : "usage: draw_charts DIRECTORY");
    }
    km_arena_close(arena);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
