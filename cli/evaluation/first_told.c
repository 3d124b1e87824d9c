#include "cli/evaluation/first_told.h"

#include <string.h>

typedef struct {
    KmCli *cli;
    KmFigure *figures;
    size_t count;
} Told;

static bool is_total(const KmFigure *f)
{
    return f->block.dim[0][0] == '\0' && f->block.dim[1][0] == '\0';
}

/* What was locked is what was told, whatever was computed before. */
static bool take_locked(Told *told, const KmAct *lock, KmError *err)
{
    KmFigure *locked;
    size_t n = 0;
    KmFigureFilter filter = {
        .period = lock->period, .knowledge = lock->knowledge, .until = lock->last_figure};
    if (!km_figures_read(told->cli->store, told->cli->arena, &filter, &locked, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < told->count; i++) {
        KmFigure *first = &told->figures[i];
        for (size_t l = 0; l < n && strcmp(first->period, lock->period) == 0; l++) {
            if (is_total(&locked[l]) && locked[l].status == KM_FIGURE_DEFINED &&
                strcmp(locked[l].indicator, first->indicator) == 0) {
                *first = locked[l];
                break;
            }
        }
    }
    return true;
}

bool km_first_told(KmCli *cli, const KmCliFigures *figures, const KmFigure **ret_first,
                   size_t *ret_count, KmError *err)
{
    Told told = {.cli = cli};
    const KmAct *own = figures->locked == NULL ? NULL : figures->standing.lock;
    int64_t until = own == NULL ? INT64_MAX : figures->locked->act;
    if (!km_figures_first(cli->store, cli->arena, own == NULL ? 0 : own->last_figure, &told.figures,
                          &told.count, err)) {
        return false;
    }
    for (KmPeriod p = figures->first; p.to < figures->asked.to; p = km_period_shift(&p, 1)) {
        KmStanding standing;
        if (!km_standing_read_until(cli, p.text, NULL, until, &standing, err) ||
            (standing.lock != NULL && !take_locked(&told, standing.lock, err))) {
            return false;
        }
    }
    *ret_first = told.figures;
    *ret_count = told.count;
    return true;
}
