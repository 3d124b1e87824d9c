#include "indicators/compare/discovery.h"

#include "engine/base/spread.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *period;
    double p;
} Test;

static int by_period(const void *left, const void *right)
{
    const Test *a = left;
    const Test *b = right;
    int order = strcmp(a->period, b->period);
    return order != 0 ? order : (a->p > b->p) - (a->p < b->p);
}

static bool is_cross(const KmFigure *figure)
{
    return figure->block.dim[1][0] != '\0';
}

/* Benjamini-Hochberg on ascending p values. */
static double limit_of(const Test *tests, size_t n)
{
    size_t clear = 1;
    for (size_t k = n; k > 1; k--) {
        if (tests[k - 1].p <= KM_FALSE_SHARE * (double)k / (double)n) {
            clear = k;
            break;
        }
    }
    return KM_FALSE_SHARE * (double)clear / (double)n;
}

typedef struct {
    const char *period;
    double limit;
} Family;

static int by_name(const void *left, const void *right)
{
    const Family *a = left;
    const Family *b = right;
    return strcmp(a->period, b->period);
}

static int verdict_of(const KmComparison *compared)
{
    if (!(compared->p <= compared->p_limit)) {
        return 0;
    }
    return compared->low > 0.0 ? 1 : compared->high < 0.0 ? -1 : 0;
}

static void judge_kind(KmArena *scratch, KmFigure *figures, size_t n_figures, KmComparisonKind kind)
{
    Test *tests = KM_NEW_ARRAY(scratch, Test, n_figures + 1);
    Family *families = KM_NEW_ARRAY(scratch, Family, n_figures + 1);
    size_t n = 0;
    size_t n_families = 0;
    for (size_t i = 0; i < n_figures; i++) {
        const KmComparison *compared = km_figure_compared(&figures[i], kind);
        if (compared->has_interval && !is_cross(&figures[i])) {
            tests[n++] = (Test){figures[i].period, compared->p};
        }
    }
    qsort(tests, n, sizeof *tests, by_period);
    for (size_t from = 0, to = 0; from < n; from = to) {
        for (to = from; to < n && strcmp(tests[to].period, tests[from].period) == 0; to++) {
        }
        families[n_families++] = (Family){tests[from].period, limit_of(tests + from, to - from)};
    }
    for (size_t i = 0; i < n_figures; i++) {
        if (figures[i].compared == NULL) {
            continue;
        }
        KmComparison *compared = &figures[i].compared[kind];
        const Family wanted = {figures[i].period, 0.0};
        const Family *family = compared->has_interval
                                   ? bsearch(&wanted, families, n_families, sizeof wanted, by_name)
                                   : NULL;
        compared->p_limit = family == NULL ? 0.0 : family->limit;
        compared->verdict = family == NULL ? 0 : verdict_of(compared);
    }
}

typedef struct {
    KmFigure *figures;
    size_t n_figures;
} Judging;

static void judge_one(void *self, size_t kind, KmArena *arena)
{
    const Judging *judging = self;
    judge_kind(arena, judging->figures, judging->n_figures, (KmComparisonKind)kind);
}

void km_discoveries_judge(KmArena *scratch, KmFigure *figures, size_t n_figures)
{
    Judging judging = {figures, n_figures};
    km_spread(scratch, KM_COMPARISONS, judge_one, &judging);
}
