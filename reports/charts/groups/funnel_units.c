#include "reports/charts/groups/funnel_units.h"

#include "engine/base/text.h"
#include "reports/charts/chart_words.h"

#include <stdlib.h>
#include <string.h>

static bool is_known(const char *code)
{
    return !km_text_equal(code, "onbekend") && !km_text_equal(code, "buiten");
}

static bool is_unit(const KmPublishedFigure *f)
{
    return f->status == KM_PUBLISHED_SHOWN && f->has_counts && f->has_estimate && f->n > 0 &&
           !f->period.is_range && is_known(f->block.code[0]);
}

static const char *class_of(const KmDimensionText *dimension, const char *code)
{
    const KmCodeText *known = dimension->class_nl == NULL ? NULL : km_code_text(dimension, code);
    return known == NULL ? NULL : known->class_nl;
}

static bool is_same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* "tot 25" before "25 tot 30" before "100 tot 105"; not known last. */
static int by_class(const void *left, const void *right)
{
    const char *a = ((const KmFunnelGroup *)left)->class_nl;
    const char *b = ((const KmFunnelGroup *)right)->class_nl;
    if (a == NULL || b == NULL) {
        return (a == NULL) - (b == NULL);
    }
    bool a_first = strncmp(a, "tot ", 4) == 0;
    bool b_first = strncmp(b, "tot ", 4) == 0;
    if (a_first != b_first) {
        return a_first ? -1 : 1;
    }
    size_t a_digits = strspn(a, "0123456789");
    size_t b_digits = strspn(b, "0123456789");
    return a_digits != b_digits ? (a_digits < b_digits ? -1 : 1) : strcmp(a, b);
}

size_t km_chart_funnel_groups(KmArena *arena, const KmPublished *published,
                              const KmIndicatorText *text, const char *period,
                              const KmDimensionText *dimension, KmFunnelGroup **ret_groups)
{
    KmPublishedRows rows = km_published_rows(published, arena, text->id, period, dimension->name);
    KmFunnelGroup *groups = KM_NEW_ARRAY(arena, KmFunnelGroup, rows.count + 1);
    size_t n = 0;
    for (size_t i = 0; text->kind == KM_KIND_PROPORTION && i < rows.count; i++) {
        if (!is_unit(rows.figures[i])) {
            continue;
        }
        const char *class = class_of(dimension, rows.figures[i]->block.code[0]);
        size_t at = 0;
        while (at < n && !is_same(groups[at].class_nl, class)) {
            at++;
        }
        if (at == n) {
            groups[n++] = (KmFunnelGroup){
                .by = class == NULL ? dimension->name
                                    : km_format(arena, "%s=%s", dimension->name, class),
                .class_nl = class};
        }
        groups[at].n_units++;
    }
    if (n > 1) {
        qsort(groups, n, sizeof *groups, by_class);
    }
    for (size_t i = 0; i < n; i++) {
        bool is_comparable = dimension->class_nl == NULL || groups[i].class_nl != NULL;
        groups[i].is_enough = is_comparable && groups[i].n_units >= KM_FUNNEL_LEAST_UNITS;
    }
    *ret_groups = groups;
    return n;
}

size_t km_chart_funnel_units(KmArena *arena, const KmPublished *published,
                             const KmIndicatorText *text, const char *period, const char *by)
{
    KmFunnelUnits units;
    return km_funnel_units(arena, published, text, period, by, &units) &&
                   text->kind == KM_KIND_PROPORTION && units.n_figures >= KM_FUNNEL_LEAST_UNITS
               ? units.n_figures
               : 0;
}

static const char *largest_class(KmArena *arena, const KmPublished *published,
                                 const KmIndicatorText *text, const char *period,
                                 const KmDimensionText *dimension)
{
    KmFunnelGroup *groups;
    const KmFunnelGroup *largest = NULL;
    size_t n = km_chart_funnel_groups(arena, published, text, period, dimension, &groups);
    for (size_t i = 0; i < n; i++) {
        if (groups[i].class_nl != NULL &&
            (largest == NULL || groups[i].n_units > largest->n_units)) {
            largest = &groups[i];
        }
    }
    return largest == NULL ? NULL : largest->class_nl;
}

/* A hidden row stands for its members; who they are is known, not what they have. */
static size_t count_hidden(const KmFunnelUnits *units, const KmPublishedFigure *f)
{
    size_t n = 0;
    for (size_t m = 0; m < f->n_members; m++) {
        n += is_known(f->members[m]) &&
                     is_same(class_of(units->dimension, f->members[m]), units->class_nl)
                 ? 1
                 : 0;
    }
    if (f->n_members == 0 && is_known(f->block.code[0]) &&
        is_same(class_of(units->dimension, f->block.code[0]), units->class_nl)) {
        n = 1;
    }
    return n;
}

bool km_funnel_units(KmArena *arena, const KmPublished *published, const KmIndicatorText *text,
                     const char *period, const char *by, KmFunnelUnits *ret_units)
{
    const char *equals = by == NULL ? NULL : strchr(by, '=');
    const char *name = equals == NULL ? by : km_strndup(arena, by, (size_t)(equals - by));
    KmFunnelUnits units = {.dimension = text->n_dimensions == 0 ? NULL
                                        : by == NULL            ? &text->dimensions[0]
                                                                : km_dimension_text(text, name)};
    if (units.dimension == NULL) {
        return false;
    }
    if (units.dimension->class_nl != NULL) {
        units.class_nl = equals != NULL
                             ? equals + 1
                             : largest_class(arena, published, text, period, units.dimension);
    }
    KmPublishedRows rows =
        km_published_rows(published, arena, text->id, period, units.dimension->name);
    units.figures = KM_NEW_ARRAY(arena, const KmPublishedFigure *, rows.count + 1);
    for (size_t i = 0; i < rows.count; i++) {
        const KmPublishedFigure *f = rows.figures[i];
        if (!is_unit(f)) {
            units.n_hidden += f->status == KM_PUBLISHED_EMPTY ? 0 : count_hidden(&units, f);
        } else if (is_same(class_of(units.dimension, f->block.code[0]), units.class_nl)) {
            units.figures[units.n_figures++] = f;
        }
    }
    *ret_units = units;
    return true;
}

const char *km_funnel_noun_nl(KmArena *arena, const KmFunnelUnits *units, bool plural)
{
    const char *noun = km_group_noun_nl(units->dimension, plural);
    return units->class_nl == NULL ? noun
                                   : km_format(arena, "%s met %s %s", noun,
                                               units->dimension->class_nl, units->class_nl);
}
