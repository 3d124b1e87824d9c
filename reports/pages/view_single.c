#include "reports/pages/view_single.h"

#include "reports/charts/chart_words.h"

#include <string.h>

/* Only the rows of one funnel, in the order of their codes. */
static KmPublishedRows rows_of_group(const KmReportView *view, const KmIndicatorView *indicator,
                                     const KmDimensionText *dimension, const KmFunnelGroup *group)
{
    KmPublishedRows all = km_published_rows(view->published, view->arena, indicator->text->id,
                                            km_view_period(view, indicator), dimension->name);
    const KmPublishedFigure **rows =
        KM_NEW_ARRAY(view->arena, const KmPublishedFigure *, all.count + 1);
    size_t n = 0;
    for (size_t i = 0; i < all.count; i++) {
        const KmCodeText *code = km_code_text(dimension, all.figures[i]->block.code[0]);
        bool is_single = all.figures[i]->n_members == 0 && code != NULL;
        if (dimension->class_nl == NULL ||
            (is_single && code->class_nl != NULL && strcmp(code->class_nl, group->class_nl) == 0)) {
            rows[n++] = all.figures[i];
        }
    }
    return (KmPublishedRows){rows, n};
}

static void add_group_funnel(const KmReportView *view, KmIndicatorView *indicator,
                             const KmDimensionText *dimension, const KmFunnelGroup *group)
{
    const char *nouns = km_sentence(view->arena, km_group_noun_nl(dimension, true));
    const char *class = group->class_nl == NULL ? ""
                                                : km_format(view->arena, " met %s %s",
                                                            dimension->class_nl, group->class_nl);
    KmBlockView block =
        km_view_block(view, indicator, km_format(view->arena, "toeval-%s", group->by));
    block.heading_nl = km_format(view->arena, "%s%s: meer verschil dan toeval?", nouns, class);
    block.is_folded = true;
    block.table = km_table_dimension(view->arena, dimension,
                                     rows_of_group(view, indicator, dimension, group), NULL);
    block.table.caption_nl =
        km_format(view->arena, "%s%s. %s", nouns, class, block.table.caption_nl);
    km_view_chart(view, indicator, &block, KM_CHART_FUNNEL);
    block.chart_request.by = group->by;
    indicator->blocks[indicator->n_blocks++] = block;
}

/* Why some of them stand in no funnel. */
static const char *few_nl(const KmReportView *view, const KmDimensionText *dimension,
                          const KmFunnelGroup *group)
{
    const char *nouns = km_group_noun_nl(dimension, group->n_units != 1);
    const char *n = km_number_word_nl(view->arena, group->n_units);
    if (dimension->class_nl != NULL && group->class_nl == NULL) {
        return km_format(view->arena,
                         "Van %s %s is de %s niet bekend; die staan daarom niet naast elkaar.", n,
                         nouns, dimension->class_nl);
    }
    return km_format(view->arena,
                     "%s %s%s%s te tonen: te weinig (minder dan tien) om te zeggen of ze meer "
                     "verschillen dan toeval.",
                     km_sentence(view->arena, n), nouns,
                     group->class_nl == NULL ? ""
                                             : km_format(view->arena, " met %s %s",
                                                         dimension->class_nl, group->class_nl),
                     group->n_units == 1 ? " is" : " zijn");
}

void km_view_single(const KmReportView *view, KmIndicatorView *indicator, size_t at, KmText *few)
{
    const KmDimensionText *dimension = &indicator->text->dimensions[at];
    KmFunnelGroup *groups;
    size_t n = km_chart_funnel_groups(view->arena, view->published, indicator->text,
                                      km_view_period(view, indicator), dimension, &groups);
    for (size_t i = 0; i < n; i++) {
        if (groups[i].is_enough) {
            add_group_funnel(view, indicator, dimension, &groups[i]);
        } else {
            km_text_addf(few, "%s%s", few->length == 0 ? "" : " ",
                         few_nl(view, dimension, &groups[i]));
        }
    }
}

size_t km_view_single_room(const KmReportView *view, const KmIndicatorView *indicator)
{
    size_t most = 0;
    for (size_t i = 0; i < indicator->text->n_dimensions; i++) {
        KmFunnelGroup *groups;
        const KmDimensionText *dimension = &indicator->text->dimensions[i];
        most += !dimension->is_open
                    ? 0
                    : km_chart_funnel_groups(view->arena, view->published, indicator->text,
                                             km_view_period(view, indicator), dimension, &groups);
    }
    return most;
}
