#include "engine/published/constructor.h"

#include <string.h>

struct KmPublished {
    KmReleaseText release;
    const KmIndicatorText *const *indicators;
    size_t n_indicators;
    const KmPublishedFigure *figures;
    size_t n_figures;
};

KmPublished *km_published_new(KmArena *arena, const KmReleaseText *release,
                              const KmIndicatorText *const *indicators, size_t n_indicators,
                              const KmPublishedFigure *figures, size_t n_figures)
{
    KmPublished *published = KM_NEW(arena, KmPublished);
    published->release = *release;
    published->indicators = indicators;
    published->n_indicators = n_indicators;
    published->figures = figures;
    published->n_figures = n_figures;
    return published;
}

const KmReleaseText *km_published_release(const KmPublished *published)
{
    return &published->release;
}

size_t km_published_count(const KmPublished *published)
{
    return published->n_figures;
}

const KmPublishedFigure *km_published_at(const KmPublished *published, size_t i)
{
    return i < published->n_figures ? &published->figures[i] : NULL;
}

size_t km_published_indicator_count(const KmPublished *published)
{
    return published->n_indicators;
}

const KmIndicatorText *km_published_indicator_at(const KmPublished *published, size_t i)
{
    return i < published->n_indicators ? published->indicators[i] : NULL;
}

const KmIndicatorText *km_published_indicator(const KmPublished *published, const char *id)
{
    for (size_t i = 0; i < published->n_indicators; i++) {
        if (strcmp(published->indicators[i]->id, id) == 0) {
            return published->indicators[i];
        }
    }
    return NULL;
}

const KmPublishedFigure *km_published_total(const KmPublished *published, const char *indicator,
                                            const char *period)
{
    for (size_t i = 0; i < published->n_figures; i++) {
        const KmPublishedFigure *figure = &published->figures[i];
        if (figure->block.dim[0][0] == '\0' && strcmp(figure->period.text, period) == 0 &&
            strcmp(figure->indicator->id, indicator) == 0) {
            return figure;
        }
    }
    return NULL;
}

/* A pooled figure covers the quarters that end with the one asked for, so it belongs to its rows.
 */
static bool belongs_to(const KmPublishedFigure *figure, const KmPeriod *period)
{
    if (strcmp(figure->period.text, period->text) == 0) {
        return true;
    }
    return figure->status == KM_PUBLISHED_POOLED && figure->period.is_range && !period->is_range &&
           figure->period.kind == period->kind && figure->period.to == period->to;
}

KmPublishedRows km_published_rows(const KmPublished *published, KmArena *arena,
                                  const char *indicator, const char *period, const char *dimension)
{
    const KmPublishedFigure **figures = NULL;
    size_t count = 0;
    size_t capacity = 0;
    KmPeriod asked;
    KmError unused;
    km_error_clear(&unused);
    if (!km_period_parse(period, &asked, &unused)) {
        return (KmPublishedRows){0};
    }
    for (size_t i = 0; i < published->n_figures; i++) {
        const KmPublishedFigure *figure = &published->figures[i];
        if (strcmp(figure->indicator->id, indicator) == 0 &&
            strcmp(figure->block.dim[0], dimension) == 0 && figure->block.dim[1][0] == '\0' &&
            belongs_to(figure, &asked)) {
            KM_GROW(arena, figures, count, capacity);
            figures[count++] = figure;
        }
    }
    return (KmPublishedRows){.figures = figures, .count = count};
}
