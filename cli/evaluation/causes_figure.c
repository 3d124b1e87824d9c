#include "cli/evaluation/causes.h"

#include <string.h>

int km_changes_order(const KmFigure *f, const char *indicator, const KmBlock *block)
{
    const char *const keys[][2] = {{f->indicator, indicator},
                                   {f->block.dim[0], block->dim[0]},
                                   {f->block.dim[1], block->dim[1]},
                                   {f->block.code[0], block->code[0]},
                                   {f->block.code[1], block->code[1]}};
    int order = 0;
    for (size_t i = 0; i < sizeof keys / sizeof *keys && order == 0; i++) {
        order = strcmp(keys[i][0] == NULL ? "" : keys[i][0], keys[i][1] == NULL ? "" : keys[i][1]);
    }
    return order;
}

/* ---- one figure in two states ---- */

static const KmFigure *find(const KmChanges *changes, int state, const char *indicator,
                            const KmBlock *block)
{
    size_t low = 0;
    size_t high = changes->n[state];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const KmFigure *f = &changes->states[state][middle];
        int order = km_changes_order(f, indicator, block);
        if (order == 0) {
            return f;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return NULL;
}

static bool is_usable(const KmFigure *f)
{
    return f != NULL && f->has_estimate;
}

static bool differs(double a, double b)
{
    return a < b || a > b;
}

static bool moved(const KmFigure *a, const KmFigure *b)
{
    return a->n != b->n || a->x != b->x || differs(a->estimate, b->estimate);
}

static bool differ(const KmFigure *a, const KmFigure *b)
{
    return is_usable(a) != is_usable(b) || (is_usable(a) && moved(a, b));
}

static bool moved_between(const KmChanges *changes, int state, const char *indicator,
                          const KmBlock *block)
{
    return differ(find(changes, state, indicator, block),
                  find(changes, state + 1, indicator, block));
}

static bool any_moved(const KmChanges *changes, int cause)
{
    for (int state = cause; state <= cause + 1; state++) {
        for (size_t i = 0; i < changes->n[state]; i++) {
            const KmFigure *f = &changes->states[state][i];
            if (moved_between(changes, cause, f->indicator, &f->block)) {
                return true;
            }
        }
    }
    return false;
}

unsigned km_changes_at_work(const KmChanges *changes)
{
    unsigned causes = 0;
    for (int c = 0; c < KM_CAUSES; c++) {
        causes |= any_moved(changes, c) ? 1U << c : 0U;
    }
    return causes;
}

/* ---- the causes of one ---- */

static bool is_small(int64_t move, int64_t least)
{
    int64_t size = move < 0 ? -move : move;
    return size > 0 && size < least;
}

static int last_cause(unsigned causes)
{
    int last = 0;
    for (int c = 0; c < KM_CAUSES; c++) {
        last = (causes & (1U << c)) != 0 ? c : last;
    }
    return last;
}

/* Did these causes move fewer than `least` units of the block, or is what lies behind them not
 * defined? Both ends undefined moves nothing that is told. */
static bool blurs(const KmChanges *changes, const KmFigure *key, const KmCauseGroups *groups, int g,
                  int64_t least)
{
    int from = g == 0 ? 0 : last_cause(groups->causes[g - 1]) + 1;
    int to = last_cause(groups->causes[g]) + 1;
    const KmFigure *a = find(changes, from, key->indicator, &key->block);
    const KmFigure *b = find(changes, to, key->indicator, &key->block);
    if (is_usable(a) != is_usable(b)) {
        return true;
    }
    if (!is_usable(a)) {
        return false;
    }
    return is_small(b->n - a->n, least) || is_small(b->x - a->x, least) ||
           is_small((b->n - b->x) - (a->n - a->x), least);
}

static void join(KmCauseGroups *groups, int g)
{
    int first = g + 1 < groups->n ? g : g - 1;
    groups->causes[first] |= groups->causes[first + 1];
    for (int k = first + 1; k + 1 < KM_CAUSES; k++) {
        groups->causes[k] = groups->causes[k + 1];
    }
    groups->n--;
}

static bool is_of(const KmFigure *f, const char *indicator, const char *dimension)
{
    return strcmp(f->indicator, indicator) == 0 && strcmp(f->block.dim[0], dimension) == 0 &&
           f->block.dim[1][0] == '\0';
}

static bool any_blurs(const KmChanges *changes, const char *indicator, const char *dimension,
                      const KmCauseGroups *groups, int g, int64_t least)
{
    for (int state = 0; state < KM_STATES;
         state++) { /* a block may be there in some of them only */
        for (size_t i = 0; i < changes->n[state]; i++) {
            const KmFigure *f = &changes->states[state][i];
            if (is_of(f, indicator, dimension) && blurs(changes, f, groups, g, least)) {
                return true;
            }
        }
        if (state + 1 < KM_STATES && changes->states[state] == changes->states[state + 1]) {
            state++;
        }
    }
    return false;
}

KmCauseGroups km_changes_group(const KmChanges *changes, const char *indicator,
                               const char *dimension, int64_t least)
{
    KmCauseGroups groups = {.n = KM_CAUSES};
    for (int c = 0; c < KM_CAUSES; c++) {
        groups.causes[c] = 1U << c;
    }
    for (int g = 0; g < groups.n && groups.n > 1;) {
        if (any_blurs(changes, indicator, dimension, &groups, g, least)) {
            join(&groups, g);
            g = 0;
        } else {
            g++;
        }
    }
    groups.is_small = groups.n == 1 && any_blurs(changes, indicator, dimension, &groups, 0, least);
    return groups;
}

/* ---- a figure that may merge groups ---- */

/* Together; not usable when one of them is not. */
static const KmFigure *merged(KmArena *arena, const KmChanges *changes, int state,
                              const KmPublishedFigure *of)
{
    KmIndicatorKind kind = of->indicator->kind;
    KmFigure all = {.indicator = of->indicator->id, .block = of->block};
    bool usable = kind != KM_KIND_DURATION && kind != KM_KIND_GAP;
    for (size_t i = 0; i < of->n_members; i++) {
        KmBlock block = of->block;
        block.code[0] = of->members[i];
        const KmFigure *f = find(changes, state, of->indicator->id, &block);
        if (f == NULL || f->n == 0) {
            continue;
        }
        usable = usable && f->has_estimate;
        all.n += f->n;
        all.x += f->x;
        all.sum += f->sum;
    }
    all.has_estimate = usable && all.n > 0;
    if (all.has_estimate) {
        double above = kind == KM_KIND_RATE || kind == KM_KIND_MEAN ? all.sum : (double)all.x;
        all.estimate = above / (double)all.n;
    }
    KmFigure *kept = KM_NEW(arena, KmFigure);
    *kept = all;
    return kept;
}

typedef struct {
    const KmFigure *at[KM_STATES];
} Course;

static Course course_of(KmArena *arena, const KmChanges *changes, const KmPublishedFigure *f)
{
    Course course;
    for (int state = 0; state < KM_STATES; state++) {
        course.at[state] = f->status == KM_PUBLISHED_MERGED
                               ? merged(arena, changes, state, f)
                               : find(changes, state, f->indicator->id, &f->block);
    }
    return course;
}

static unsigned causes_behind(const Course *course)
{
    unsigned behind = 0;
    for (int c = 0; c < KM_CAUSES; c++) {
        behind |= differ(course->at[c], course->at[c + 1]) ? 1U << c : 0U;
    }
    return behind;
}

KmFigureChange km_change_of(KmArena *arena, const KmChanges *changes,
                            const KmPublishedFigure *figure, const KmCauseGroups *groups)
{
    Course course = course_of(arena, changes, figure);
    KmFigureChange change = {.before = course.at[0], .now = course.at[KM_CAUSES]};
    change.behind = causes_behind(&course);
    if (!is_usable(change.before) || !is_usable(change.now)) {
        change.changed = is_usable(change.before) != is_usable(change.now);
        return change;
    }
    const KmFigure *last = change.before;
    for (int g = 0; g < groups->n; g++) {
        const KmFigure *f = course.at[last_cause(groups->causes[g]) + 1];
        if (is_usable(f) && moved(last, f)) {
            change.steps[change.n_steps++] = (KmChangeStep){
                groups->causes[g], f->n - last->n, f->x - last->x, last->estimate, f->estimate};
            last = f;
        }
    }
    change.changed = moved(change.before, change.now);
    return change;
}
