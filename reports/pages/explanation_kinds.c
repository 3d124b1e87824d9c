#include "reports/pages/explanation_kinds.h"

#include "engine/base/number.h"
#include "reports/plain.h"
#include "reports/words.h"

#include <stdlib.h>
#include <string.h>

/* ---- gaps ---- */

static bool is_of(const KmPublishedFigure *measure, const KmGapText *gap)
{
    size_t length = strlen(gap->dimension);
    const char *code = measure->block.code[0];
    return strncmp(code, gap->dimension, length) == 0 && code[length] == '-';
}

static const KmGapText *gap_of(const KmPublishedFigure *f)
{
    const KmIndicatorText *text = f->indicator;
    for (size_t g = 0; g < text->n_gaps; g++) {
        if (is_of(f, &text->gaps[g])) {
            return &text->gaps[g];
        }
    }
    return text->n_gaps > 0 ? &text->gaps[0] : NULL;
}

static const char *code_label(const KmDimensionText *dimension, const char *code)
{
    for (size_t i = 0; dimension != NULL && i < dimension->n_codes; i++) {
        if (strcmp(dimension->codes[i].code, code) == 0) {
            return dimension->codes[i].label_nl;
        }
    }
    return code;
}

static const char *compared_nl(KmArena *arena, const KmGapText *gap,
                               const KmDimensionText *dimension)
{
    if (gap->reference == NULL) {
        return "De groepen staan in hun volgorde. Het verschil is dat van de laatste groep met de "
               "eerste; de helling kijkt naar alle groepen en naar hoe groot ze zijn.";
    }
    const char *with = strcmp(gap->against, "rest") == 0
                           ? "alle andere groepen samen, behalve onbekend"
                       : strcmp(gap->against, "allen") == 0 ? "iedereen"
                                                            : code_label(dimension, gap->against);
    return km_format(arena, "Vergeleken wordt: %s met %s.", code_label(dimension, gap->reference),
                     with);
}

static void add_group(KmText *out, const KmPublishedFigure *row)
{
    KmArena *arena = out->arena;
    const char *aside = strcmp(row->block.code[0], "onbekend") == 0
                            ? "; telt in geen van de vergelijkingen mee"
                            : "";
    const char *interval = row->has_interval && row->has_estimate
                               ? km_format(arena, ", marge %s", km_interval_nl(arena, row))
                               : "";
    km_plain_paragraph(out, km_format(arena, "- %s: %s (%s%s)%s", row->label_nl,
                                      km_estimate_nl(arena, row), km_counts_words_nl(arena, row),
                                      interval, aside));
}

static const KmPublishedExplanation *part_of(const KmPublishedExplanation *e,
                                             const KmPublishedFigure *row)
{
    for (size_t i = 0; i < e->n_parts; i++) {
        if (e->parts[i].figure == row) {
            return &e->parts[i];
        }
    }
    return NULL;
}

void km_explain_gap(KmText *out, const KmPublished *published, const KmPublishedExplanation *e)
{
    const KmPublishedFigure *f = e->figure;
    KmArena *arena = out->arena;
    const KmGapText *gap = gap_of(f);
    if (gap == NULL) {
        return;
    }
    KmPublishedRows groups =
        km_published_rows(published, arena, f->indicator->gap_of, f->period.text, gap->dimension);
    KmPublishedRows measures =
        km_published_rows(published, arena, f->indicator->id, f->period.text, "maat");
    const KmPublishedFigure *any = groups.count > 0 ? groups.figures[0] : f;
    km_plain_heading(out, "De groepen naast elkaar");
    km_plain_paragraph(out,
                       compared_nl(arena, gap, km_dimension_text(any->indicator, gap->dimension)));
    for (size_t i = 0; i < groups.count; i++) {
        const KmPublishedExplanation *part = part_of(e, groups.figures[i]);
        add_group(out, groups.figures[i]);
        for (size_t s = 0; part != NULL && s < part->n_steps; s++) {
            km_plain_paragraph(
                out,
                km_format(arena, "   %s", km_step_nl(arena, s + 1, part->figure, &part->steps[s])));
        }
    }
    if (groups.count == 0) {
        km_plain_paragraph(out, "Van de groepen mag hier niets worden getoond.");
    }
    km_plain_heading(out, "Wat daaruit volgt");
    for (size_t i = 0; i < measures.count; i++) {
        const KmPublishedFigure *row = measures.figures[i];
        if (is_of(row, gap)) {
            km_plain_paragraph(
                out, km_format(arena, "- %s: %s%s", row->label_nl, km_estimate_nl(arena, row),
                               row->has_interval && row->has_estimate
                                   ? km_format(arena, ", marge %s", km_interval_nl(arena, row))
                                   : ""));
        }
    }
}

/* ---- durations ---- */

static int days_of(const KmPublishedFigure *row)
{
    return (int)strtol(row->block.code[0], NULL, 10);
}

/* The first week told in which at most this share still waits; −1: none. */
static int quarter_at(const KmPublishedRows *curve, double waiting)
{
    int first = -1;
    for (size_t i = 0; i < curve->count; i++) {
        const KmPublishedFigure *row = curve->figures[i];
        if (row->has_estimate && row->estimate <= waiting + 1e-9 &&
            (first < 0 || days_of(row) < first)) {
            first = days_of(row);
        }
    }
    return first;
}

static void add_quarters(KmText *out, const KmPublishedRows *curve)
{
    static const struct {
        double waiting;
        const char *who;
    } quarters[] = {{0.75, "een kwart"}, {0.5, "de helft"}, {0.25, "driekwart"}};
    KmArena *arena = out->arena;
    KmText told = km_text_init(arena);
    for (size_t q = 0; q < sizeof quarters / sizeof *quarters; q++) {
        int days = quarter_at(curve, quarters[q].waiting);
        const char *when = days < 0 ? "niet bereikt in de weken die worden verteld"
                                    : km_format(arena, "na hoogstens %d dagen", days);
        km_text_addf(&told, "%s%s %s", q == 0 ? "" : ", ", quarters[q].who, when);
    }
    km_plain_paragraph(out, km_format(arena, "Per week afgelezen: %s.", told.bytes));
}

static bool is_told_day(const KmIndicatorText *text, int days)
{
    enum { MONTH = 28 };
    for (size_t i = 0; i < text->n_within; i++) {
        if (text->within[i] == days) {
            return true;
        }
    }
    return days % MONTH == 0;
}

static void add_curve(KmText *out, const KmPublishedRows *curve, const KmIndicatorText *text)
{
    KmArena *arena = out->arena;
    for (size_t i = 0; i < curve->count; i++) {
        const KmPublishedFigure *row = curve->figures[i];
        if (!is_told_day(text, days_of(row))) {
            continue;
        }
        const char *interval =
            row->has_interval ? km_format(arena, " (marge %s)", km_interval_nl(arena, row)) : "";
        km_plain_paragraph(out, km_format(arena,
                                          "- na %d dagen wacht nog %s%s; %s worden dan nog gevolgd",
                                          days_of(row), km_estimate_nl(arena, row), interval,
                                          km_units_nl(arena, row)));
    }
}

static void add_within(KmText *out, const KmPublishedRows *within)
{
    KmArena *arena = out->arena;
    for (size_t i = 0; i < within->count; i++) {
        const KmPublishedFigure *row = within->figures[i];
        km_plain_paragraph(
            out, km_format(arena, "- %s geholpen: %s%s", row->label_nl, km_estimate_nl(arena, row),
                           row->has_interval && row->has_estimate
                               ? km_format(arena, ", marge %s", km_interval_nl(arena, row))
                               : ""));
    }
}

/* The last of the steps that make the hit. */
static const char *end_nl(const KmPublishedExplanation *e)
{
    enum { STEP_HIT = 2 }; /* as KmStepKind */
    const char *label = e->figure->indicator->hit_nl;
    for (size_t i = 0; i < e->n_steps; i++) {
        label = e->steps[i].kind == STEP_HIT ? e->steps[i].label : label;
    }
    return label;
}

void km_explain_duration(KmText *out, const KmPublished *published, const KmPublishedExplanation *e)
{
    const KmPublishedFigure *f = e->figure;
    const KmIndicatorText *text = f->indicator;
    KmArena *arena = out->arena;
    bool is_group = f->block.dim[0][0] != '\0' && km_dimension_text(text, f->block.dim[0]) != NULL;
    km_plain_heading(out, "Hoe de tijd is gemeten");
    km_plain_paragraph(
        out, km_format(arena,
                       "Begin: de eerste dag waarop alle voorwaarden hierboven gelden. Einde: de "
                       "eerste dag waarop ook geldt: %s. Wie dat al had, telt met 0 dagen. Wie "
                       "niet langer wordt "
                       "gevolgd, telt mee tot de dag waarop het volgen stopte: zo telt wie nog "
                       "wacht niet als snel, en ook niet als nooit (Kaplan-Meier).",
                       end_nl(e)));
    if (is_group) {
        return;
    }
    KmPublishedRows curve =
        km_published_rows(published, arena, text->id, f->period.text, "wachtend");
    KmPublishedRows within =
        km_published_rows(published, arena, text->id, f->period.text, "binnen");
    if (curve.count > 0) {
        km_plain_heading(out, "Wie er nog wacht");
        add_quarters(out, &curve);
        add_curve(out, &curve, text);
    }
    if (within.count > 0) {
        km_plain_heading(out, "Binnen hoeveel dagen");
        add_within(out, &within);
    }
}
