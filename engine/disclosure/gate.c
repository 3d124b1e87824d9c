#include "engine/disclosure/gate.h"

#include "engine/base/spread.h"
#include "engine/disclosure/passage.h"
#include "engine/published/constructor.h"

/* One indicator's way through. */
typedef struct {
    KmPassage passage;
    bool is_gap, is_stopped;
    KmError err;
} Way;

typedef struct {
    const KmGateInput *input;
    Way *ways;     /* by indicator */
    bool are_gaps; /* gaps come after the levels they stand on */
    const KmPublishedFigure *levels;
    size_t n_levels;
} Gate;

static void go(void *self, size_t i, KmArena *arena)
{
    const Gate *gate = self;
    Way *way = &gate->ways[i];
    const KmIndicatorText *text = gate->input->indicators[i];
    if (way->is_gap != gate->are_gaps) {
        return;
    }
    way->passage = (KmPassage){.arena = arena, .input = gate->input, .rows_arena = km_arena_open()};
    way->is_stopped =
        !(way->is_gap ? km_pass_gap(&way->passage, text, gate->levels, gate->n_levels, &way->err)
                      : km_pass_indicator(&way->passage, text, &way->err));
}

static void close_rows(KmPassage *passage)
{
    km_arena_close(passage->rows_arena);
    passage->rows_arena = NULL;
    passage->n_rows = 0;
}

/* All that went through, in the order of publication. The last time the rows themselves go. */
static KmPublishedFigure *collect(KmArena *arena, const Gate *gate, bool is_last, size_t *ret_count)
{
    size_t n = 0;
    for (size_t i = 0; i < gate->input->n_indicators; i++) {
        n += gate->ways[i].passage.n_rows;
    }
    KmPublishedFigure *figures = KM_NEW_ARRAY(arena, KmPublishedFigure, n);
    *ret_count = n;
    n = 0;
    for (size_t i = 0; i < gate->input->n_indicators; i++) {
        KmPassage *passage = &gate->ways[i].passage;
        for (size_t r = 0; r < passage->n_rows; r++) {
            figures[n++] = passage->rows[r].figure;
        }
        if (is_last) {
            close_rows(passage);
        }
    }
    return figures;
}

static bool pass_all(KmArena *arena, Gate *gate, KmError *err)
{
    km_spread(arena, gate->input->n_indicators, go, gate);
    const Way *stopped = NULL;
    for (size_t i = 0; i < gate->input->n_indicators && stopped == NULL; i++) {
        stopped = gate->ways[i].is_stopped ? &gate->ways[i] : NULL;
    }
    if (stopped == NULL) {
        return true;
    }
    *err = stopped->err;
    for (size_t i = 0; i < gate->input->n_indicators; i++) {
        close_rows(&gate->ways[i].passage);
    }
    return false;
}

bool km_gate(KmArena *arena, const KmGateInput *input, const KmPublished **ret_published,
             KmError *err)
{
    Gate gate = {.input = input, .ways = KM_NEW_ARRAY(arena, Way, input->n_indicators)};
    bool any_gap = false;
    for (size_t i = 0; i < input->n_indicators; i++) {
        const KmIndicatorText *text = input->indicators[i];
        gate.ways[i].is_gap = text->kind == KM_KIND_GAP && text->gap_of != NULL;
        any_gap = any_gap || gate.ways[i].is_gap;
    }
    if (!pass_all(arena, &gate, err)) {
        return false;
    }
    size_t n = 0;
    const KmPublishedFigure *figures = collect(arena, &gate, !any_gap, &n);
    if (any_gap) {
        gate.are_gaps = true;
        gate.levels = figures;
        gate.n_levels = n;
        if (!pass_all(arena, &gate, err)) {
            return false;
        }
        figures = collect(arena, &gate, true, &n);
    }
    KmReleaseText release = input->release;
    release.profile = input->profile->name;
    release.rules_nl = input->profile->rules_nl;
    *ret_published =
        km_published_new(arena, &release, input->indicators, input->n_indicators, figures, n);
    return true;
}
