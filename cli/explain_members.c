#include "cli/explain_members.h"

#include <stdlib.h>
#include <string.h>

static int by_number(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static void add_lines(KmArena *arena, KmSourceDelivery *sum, const KmSourceDelivery *one)
{
    int64_t *lines = KM_NEW_ARRAY(arena, int64_t, sum->n_lines + one->n_lines + 1);
    if (sum->n_lines > 0) {
        memcpy(lines, sum->lines, sum->n_lines * sizeof *lines);
    }
    if (one->n_lines > 0) {
        memcpy(lines + sum->n_lines, one->lines, one->n_lines * sizeof *lines);
    }
    size_t n = sum->n_lines + one->n_lines;
    qsort(lines, n, sizeof *lines, by_number);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || lines[kept - 1] != lines[i]) {
            lines[kept++] = lines[i];
        }
    }
    sum->lines = lines;
    sum->n_lines = kept;
}

/* Doubts are told only where there are any, so one group may have a step that another has not. */
static void add_steps(KmArena *arena, KmExplanation *sum, const KmExplanation *one)
{
    KmStep *steps = KM_NEW_ARRAY(arena, KmStep, sum->n_steps + one->n_steps + 1);
    size_t n = sum->n_steps;
    if (n > 0) {
        memcpy(steps, sum->steps, n * sizeof *steps);
    }
    for (size_t i = 0; i < one->n_steps; i++) {
        size_t at = 0;
        while (at < n && (steps[at].kind != one->steps[i].kind ||
                          strcmp(steps[at].label, one->steps[i].label) != 0)) {
            at++;
        }
        if (at == n) {
            steps[n++] = one->steps[i];
        } else {
            steps[at].count += one->steps[i].count;
        }
    }
    sum->steps = steps;
    sum->n_steps = n;
}

/* Every block of an indicator on one day has the same deliveries, in the same order. */
static void add(KmArena *arena, KmExplanation *sum, const KmExplanation *one)
{
    KmSourceDelivery *deliveries = KM_NEW_ARRAY(arena, KmSourceDelivery, sum->n_deliveries + 1);
    add_steps(arena, sum, one);
    for (size_t i = 0; i < sum->n_deliveries && i < one->n_deliveries; i++) {
        deliveries[i] = sum->deliveries[i];
        add_lines(arena, &deliveries[i], &one->deliveries[i]);
    }
    sum->deliveries = deliveries;
    sum->figure.n += one->figure.n;
    sum->figure.x += one->figure.x;
    sum->figure.sum += one->figure.sum;
    sum->figure.excluded += one->figure.excluded;
    sum->figure.unknown += one->figure.unknown;
}

static bool has_figure(const KmCliFigures *figures, const KmPublishedFigure *merged,
                       const char *code)
{
    for (size_t i = 0; i < figures->run.n_figures; i++) {
        const KmFigure *f = &figures->run.figures[i];
        if (strcmp(f->indicator, merged->indicator->id) == 0 &&
            strcmp(f->period, merged->period.text) == 0 &&
            strcmp(f->block.dim[0], merged->block.dim[0]) == 0 &&
            strcmp(f->block.code[0], code) == 0 && f->block.dim[1][0] == '\0' && f->n > 0) {
            return true;
        }
    }
    return false;
}

bool km_explain_members(KmCli *cli, const KmCliFigures *figures, const KmPublishedFigure *merged,
                        bool with_lines, KmExplanation *ret_explanation, KmError *err)
{
    KmExplanation sum = {.n_steps = 0};
    bool any = false;
    for (size_t i = 0; i < merged->n_members; i++) {
        KmBlock block = {.dim = {merged->block.dim[0], ""}, .code = {merged->members[i], ""}};
        const char *id =
            km_figure_id(cli->arena, merged->indicator->id, merged->period.text, &block);
        KmExplanation one;
        if (!has_figure(figures, merged, merged->members[i])) {
            continue;
        }
        if (!km_explain(cli->store, cli->arena, figures->catalogue, id, figures->run.knowledge,
                        figures->sieve, with_lines, &one, err)) {
            return false;
        }
        if (any) {
            add(cli->arena, &sum, &one);
        } else {
            sum = one;
        }
        any = true;
    }
    if (!any) {
        return km_error_set(err, KM_ERROR_USAGE, "nobody is counted in '%s'", merged->id);
    }
    *ret_explanation = sum;
    return true;
}
