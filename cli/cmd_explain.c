#include "cli/explain_groups.h"
#include "cli/explain_members.h"
#include "cli/figures.h"
#include "reports/report.h"

#include <string.h>

static bool same_block(const KmBlock *a, const KmBlock *b)
{
    for (int i = 0; i < KM_BLOCK_DIMENSIONS; i++) {
        const char *pairs[4] = {a->dim[i], b->dim[i], a->code[i], b->code[i]};
        for (int k = 0; k < 4; k++) {
            pairs[k] = pairs[k] == NULL ? "" : pairs[k];
        }
        if (strcmp(pairs[0], pairs[1]) != 0 || strcmp(pairs[2], pairs[3]) != 0) {
            return false;
        }
    }
    return true;
}

static bool stands_for(const KmPublishedFigure *f, const KmBlock *block)
{
    if (f->block.dim[0] == NULL || block->dim[0][0] == '\0' ||
        strcmp(f->block.dim[0], block->dim[0]) != 0) {
        return false;
    }
    for (size_t i = 0; i < f->n_members; i++) {
        if (strcmp(f->members[i], block->code[0]) == 0) {
            return true;
        }
    }
    return false;
}

typedef struct {
    const char *indicator;
    const char *period;
    KmBlock block;
    KmDate knowledge;
} Asked;

static const KmPublishedFigure *find(const KmPublished *published, const Asked *asked, bool exact)
{
    for (size_t i = 0; i < km_published_count(published); i++) {
        const KmPublishedFigure *f = km_published_at(published, i);
        bool here = strcmp(f->indicator->id, asked->indicator) == 0 &&
                    strcmp(f->period.text, asked->period) == 0;
        if (here && (exact ? same_block(&f->block, &asked->block) : stands_for(f, &asked->block))) {
            return f;
        }
    }
    return NULL;
}

static bool has_code(const KmDimensionText *dimension, const char *code)
{
    if (strcmp(code, "overig") == 0 || strcmp(code, "samen") == 0 ||
        strcmp(code, "afgeschermd") == 0) {
        return true;
    }
    for (size_t i = 0; i < dimension->n_codes; i++) {
        if (strcmp(dimension->codes[i].code, code) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < dimension->n_mergers; i++) {
        if (strcmp(dimension->mergers[i].id, code) == 0) {
            return true;
        }
    }
    return false;
}

static bool not_there(KmCli *cli, const KmCliFigures *figures, const Asked *asked, KmError *err)
{
    if (km_catalogue_find(figures->catalogue, asked->indicator) == NULL) {
        (void)km_error_set(err, KM_ERROR_USAGE, "no indicator '%.60s'", asked->indicator);
        return km_error_hint(err, "see: kansmeter indicator list");
    }
    if (asked->block.dim[1] != NULL && asked->block.dim[1][0] != '\0') {
        return km_error_set(err, KM_ERROR_DISCLOSURE,
                            "crossed blocks are kept in the store but not published");
    }
    const KmIndicatorText *text = km_catalogue_find(figures->catalogue, asked->indicator);
    const char *name = asked->block.dim[0];
    if (text->kind == KM_KIND_GAP && km_dimension_text(text, name) != NULL) {
        (void)km_error_set(err, KM_ERROR_USAGE, "%s tells the distance; its groups stand with %s",
                           text->id, text->gap_of);
        return km_error_hint(err, "kansmeter explain %s:%s:%s=%s", text->gap_of, asked->period,
                             name, asked->block.code[0]);
    }
    const KmDimensionText *dimension = name[0] == '\0' ? NULL : km_dimension_text(text, name);
    if (name[0] != '\0' && dimension == NULL) {
        KmText known = km_text_init(cli->arena);
        for (size_t i = 0; i < text->n_dimensions; i++) {
            km_text_addf(&known, "%s%s", i == 0 ? "" : ", ", text->dimensions[i].name);
        }
        return km_error_set(err, KM_ERROR_USAGE, "%s has no dimension '%.60s'; there are %s",
                            text->id, name, known.bytes);
    }
    if (dimension != NULL && dimension->is_open && figures->profile->hides_single) {
        return km_error_set(err, KM_ERROR_DISCLOSURE,
                            "single organisations, sites and schools are not shown to the %s",
                            figures->profile->name);
    }
    if (dimension != NULL && !dimension->is_open && !has_code(dimension, asked->block.code[0])) {
        return km_error_set(err, KM_ERROR_USAGE, "dimension %s has no code '%.60s'", name,
                            asked->block.code[0]);
    }
    return km_error_set(err, KM_ERROR_DISCLOSURE,
                        "nothing of this figure may be shown to the %s (or there is no such block)",
                        figures->profile->name);
}

static void print_lines(KmCli *cli, const KmExplanation *e)
{
    km_print(cli, "\nINTERN: bestandsregels, niet verspreiden. Dit bekijken is vastgelegd.\n");
    for (size_t i = 0; i < e->n_deliveries; i++) {
        const KmSourceDelivery *d = &e->deliveries[i];
        KmText line = km_text_init(cli->arena);
        km_text_addf(&line, "  %s, ontvangen %s: ", d->id, km_date_dutch(cli->arena, d->received));
        if (d->n_lines == 0) {
            km_text_add(&line, "geen regels");
        }
        for (size_t k = 0; k < d->n_lines; k++) {
            size_t last = k;
            while (last + 1 < d->n_lines && d->lines[last + 1] == d->lines[last] + 1) {
                last++;
            }
            km_text_addf(&line, k == 0 ? "regel %lld" : ", %lld", (long long)d->lines[k]);
            if (last > k) {
                km_text_addf(&line, "–%lld", (long long)d->lines[last]);
                k = last;
            }
        }
        km_print(cli, "%s\n", line.bytes);
    }
}

static bool explain(KmCli *cli, const KmCliFigures *figures, const Asked *asked, KmError *err)
{
    const KmPublished *published;
    if (!km_cli_publish(cli, figures, &published, err)) {
        return false;
    }
    const KmPublishedFigure *f = find(published, asked, true);
    if (f == NULL) {
        f = find(published, asked, false);
    }
    if (f == NULL) {
        return not_there(cli, figures, asked, err);
    }
    bool shown = f->status == KM_PUBLISHED_SHOWN || f->status == KM_PUBLISHED_MERGED ||
                 f->status == KM_PUBLISHED_PARTIAL;
    bool lines = km_cli_flag(cli, "lines");
    if (lines && !shown) {
        return km_error_set(
            err, KM_ERROR_DISCLOSURE,
            "file lines are given for shown blocks only; this one is not shown to the %s",
            figures->profile->name);
    }
    KmExplanation explanation;
    const KmPublishedExplanation *gated;
    const KmPublishedFigure *by = km_explained_by(published, f);
    if (by == NULL) {
        return not_there(cli, figures, asked, err);
    }
    bool explained =
        by->n_members > 0
            ? km_explain_members(cli, figures, by, lines, &explanation, err)
            : km_explain(cli->store, cli->arena, figures->catalogue, by->id, figures->run.knowledge,
                         figures->sieve, lines, &explanation, err);
    if (!explained ||
        !km_gate_explanation(cli->arena, figures->profile, &explanation, by, &gated, err)) {
        return false;
    }
    KmPublishedExplanation out = *gated;
    out.figure = f;
    if (!km_explain_groups(cli, figures, published, &out, err)) {
        return false;
    }
    const char *text = km_explanation_text(cli->arena, published, &out);
    km_print(cli, "%s", text);
    (void)json_object_set_new(cli->result, "figure", json_string(f->id));
    (void)json_object_set_new(cli->result, "text", json_string(text));
    if (lines) {
        print_lines(cli, &explanation);
    }
    return !lines || km_cli_audit(cli, "explain --lines", f->id, "done", err);
}

static int run(KmCli *cli)
{
    Asked asked;
    KmCliFigures figures;
    if (!km_figure_id_parse(cli->arena, km_cli_argument(cli, 0), &asked.indicator, &asked.period,
                            &asked.block, &asked.knowledge, &cli->err) ||
        !km_cli_open_store(cli, &cli->err)) {
        return -1;
    }
    if (asked.knowledge != KM_DATE_OPEN && km_cli_option(cli, "as-known-on") == NULL) {
        for (size_t i = 0; i < KM_MOST_OPTIONS && cli->parsed.command->options[i].name != NULL;
             i++) {
            if (strcmp(cli->parsed.command->options[i].name, "as-known-on") == 0) {
                cli->parsed.values[i] = km_date_iso(cli->arena, asked.knowledge);
            }
        }
    }
    if (!km_cli_compute(cli, &(KmFiguresWanted){.period = asked.period, .select = asked.indicator},
                        &figures, &cli->err) ||
        !explain(cli, &figures, &asked, &cli->err)) {
        return -1;
    }
    return 0;
}

const KmCommand km_cmd_explain = {
    .name = "explain",
    .arguments = "FIGURE",
    .summary = "what a figure means and where it comes from, in Dutch",
    .text = "Explains one figure in plain Dutch: what, of whom, on which day, known when, the "
            "steps with their counts, the deliveries, how "
            "sure, what is not in it; under a profile, so that it can be passed on. Figure ids "
            "stand beside every figure in the "
            "evaluation. --lines adds the file lines behind it: the operator's own view, marked "
            "INTERN and logged.",
    .least_arguments = 1,
    .most_arguments = 1,
    .needs_workspace = true,
    .profile = "werkgroep",
    .options = {{"profile", '\0', "NAME", "default werkgroep"},
                {"lines", '\0', NULL, "the lines of the delivered files behind it (INTERN)"},
                {"as-known-on", '\0', "DATE",
                 "use only deliveries received up to this day; or write FIGURE@DATE"}},
    .examples = {"kansmeter explain vve-bereik:2026K3",
                 "kansmeter explain vve-bereik:2026K3:wijk=WK054603 --lines"},
    .run = run,
};
