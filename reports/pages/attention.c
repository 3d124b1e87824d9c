#include "reports/pages/attention.h"

#include "reports/words.h"

typedef struct {
    KmArena *arena;
    const KmReportView *view;
    KmAttentionItem *items;
    size_t count, capacity;
} Gathering;

static void add(Gathering *g, KmAttention why, const KmIndicatorView *indicator,
                const KmPublishedFigure *figure, const char *reason_nl)
{
    KM_GROW(g->arena, g->items, g->count, g->capacity);
    g->items[g->count++] = (KmAttentionItem){why, indicator, figure, reason_nl};
}

/* The year says more than the quarter, which has its season. NULL: it does not go the wrong way. */
static const char *worse_nl(KmArena *arena, const KmPublishedFigure *f)
{
    if (km_change_favour(f->indicator, &f->year_before) == KM_FAVOUR_BAD) {
        return km_change_nl(arena, f->indicator, &f->year_before, "een jaar eerder");
    }
    if (km_change_favour(f->indicator, &f->previous) == KM_FAVOUR_BAD) {
        return km_change_nl(arena, f->indicator, &f->previous, "het vorige kwartaal");
    }
    return NULL;
}

/* NULL: it does not stay behind. */
static const char *behind_nl(KmArena *arena, const KmPublishedFigure *f)
{
    if (km_norm_favour(f) == KM_FAVOUR_BAD) {
        return km_norm_nl(arena, f);
    }
    if (km_change_favour(f->indicator, &f->city) == KM_FAVOUR_BAD) {
        return km_format(arena, "%s dan de hele stad",
                         km_change_short_nl(arena, f->indicator, &f->city));
    }
    return NULL;
}

static bool is_shown(const KmPublishedFigure *f)
{
    return f->status == KM_PUBLISHED_SHOWN || f->status == KM_PUBLISHED_MERGED;
}

static bool was_shown_before(const KmIndicatorView *indicator)
{
    for (size_t i = 0; i < indicator->trend.count; i++) {
        const KmPublishedFigure *f = indicator->trend.figures[i];
        if (f != indicator->total && f->status != KM_PUBLISHED_NOT_DELIVERED) {
            return true;
        }
    }
    return false;
}

static void judge(Gathering *g, const KmIndicatorView *indicator, const KmPublishedFigure *f,
                  bool is_total)
{
    const char *behind = behind_nl(g->arena, f);
    const char *worse = worse_nl(g->arena, f);
    if (behind != NULL && worse != NULL) {
        add(g, KM_ATTENTION_BEHIND_AND_WORSE, indicator, f,
            km_format(g->arena, "%s; %s", behind, worse));
    } else if (is_total && behind != NULL) {
        add(g, KM_ATTENTION_BELOW_NORM, indicator, f, behind);
    } else if (is_total && worse != NULL) {
        add(g, KM_ATTENTION_WORSE, indicator, f, worse);
    }
}

static void judge_total(Gathering *g, const KmIndicatorView *indicator)
{
    const KmPublishedFigure *f = indicator->total;
    if (f == NULL || f->status == KM_PUBLISHED_NOT_DELIVERED) {
        if (was_shown_before(indicator)) {
            add(g, KM_ATTENTION_FELL_AWAY, indicator, f,
                "dit kwartaal is hiervoor niets geleverd, eerder wel");
        }
    } else if (f->status == KM_PUBLISHED_PARTIAL) {
        add(g, KM_ATTENTION_INCOMPLETE, indicator, f, km_deliveries_nl(g->arena, f));
    } else if (is_shown(f)) {
        judge(g, indicator, f, true);
    }
}

static void judge_groups(Gathering *g, const KmIndicatorView *indicator)
{
    const KmIndicatorText *text = indicator->text;
    if (indicator->total == NULL || text->kind == KM_KIND_DISTRIBUTION ||
        text->kind == KM_KIND_GAP) {
        return;
    }
    for (size_t d = 0; d < text->n_dimensions; d++) {
        if (text->dimensions[d].is_open) {
            continue; /* the funnel plot tells of single sites and schools */
        }
        KmPublishedRows rows =
            km_published_rows(g->view->published, g->arena, text->id, indicator->total->period.text,
                              text->dimensions[d].name);
        for (size_t r = 0; r < rows.count; r++) {
            if (is_shown(rows.figures[r])) {
                judge(g, indicator, rows.figures[r], false);
            }
        }
    }
}

KmAttentionList km_attention(KmArena *arena, const KmReportView *view)
{
    Gathering g = {.arena = arena, .view = view};
    for (size_t p = 0; p < view->n_parts; p++) {
        for (size_t i = 0; i < view->parts[p].n_indicators; i++) {
            judge_total(&g, &view->parts[p].indicators[i]);
            judge_groups(&g, &view->parts[p].indicators[i]);
        }
    }
    KmAttentionList list = {.items = KM_NEW_ARRAY(arena, KmAttentionItem, g.count + 1)};
    for (int why = 0; why < KM_ATTENTIONS; why++) {
        for (size_t i = 0; i < g.count; i++) {
            if (g.items[i].why == (KmAttention)why) {
                list.items[list.count++] = g.items[i];
            }
        }
    }
    return list;
}
