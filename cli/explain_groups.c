#include "cli/explain_groups.h"

#include <string.h>

const KmPublishedFigure *km_explained_by(const KmPublished *published,
                                         const KmPublishedFigure *figure)
{
    const KmIndicatorText *text = figure->indicator;
    const char *name = figure->block.dim[0];
    bool is_measure = name[0] != '\0' && km_dimension_text(text, name) == NULL;
    return is_measure || text->kind == KM_KIND_GAP
               ? km_published_total(published, text->id, figure->period.text)
               : figure;
}

/* A measure is named after its dimension: `thuistaal-verschil`. The total tells of the first. */
static const KmGapText *gap_of(const KmPublishedFigure *figure)
{
    const KmIndicatorText *text = figure->indicator;
    for (size_t g = 0; g < text->n_gaps; g++) {
        size_t length = strlen(text->gaps[g].dimension);
        const char *code = figure->block.code[0];
        if (strncmp(code, text->gaps[g].dimension, length) == 0 && code[length] == '-') {
            return &text->gaps[g];
        }
    }
    return text->n_gaps > 0 ? &text->gaps[0] : NULL;
}

bool km_explain_groups(KmCli *cli, const KmCliFigures *figures, const KmPublished *published,
                       KmPublishedExplanation *explanation, KmError *err)
{
    const KmPublishedFigure *f = explanation->figure;
    const KmGapText *gap = f->indicator->kind == KM_KIND_GAP ? gap_of(f) : NULL;
    if (gap == NULL) {
        return true;
    }
    KmPublishedRows rows = km_published_rows(published, cli->arena, f->indicator->gap_of,
                                             f->period.text, gap->dimension);
    const KmPublishedFigure **shown =
        KM_NEW_ARRAY(cli->arena, const KmPublishedFigure *, rows.count + 1);
    const char **ids = KM_NEW_ARRAY(cli->arena, const char *, rows.count + 1);
    size_t n = 0;
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.figures[i]->status == KM_PUBLISHED_SHOWN &&
            strcmp(rows.figures[i]->period.text, f->period.text) == 0) {
            shown[n] = rows.figures[i];
            ids[n++] = rows.figures[i]->id;
        }
    }
    KmExplanation *parts = KM_NEW_ARRAY(cli->arena, KmExplanation, n + 1);
    KmPublishedExplanation *out = KM_NEW_ARRAY(cli->arena, KmPublishedExplanation, n + 1);
    if (!km_explain_all(cli->store, cli->arena, figures->catalogue, ids, n, figures->run.knowledge,
                        figures->sieve, false, parts, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const KmPublishedExplanation *part;
        if (!km_gate_explanation(cli->arena, figures->profile, &parts[i], shown[i], &part, err)) {
            return false;
        }
        out[i] = *part;
    }
    explanation->parts = out;
    explanation->n_parts = n;
    return true;
}
