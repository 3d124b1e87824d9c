#include "engine/base/number.h"
#include "engine/base/text.h"
#include "reports/pages/explanation_kinds.h"
#include "reports/plain.h"
#include "reports/report.h"
#include "reports/words.h"

#include <math.h>
#include <string.h>

/* As KmStepKind; its header holds the unpublished figure, which this layer may not see. */
enum { STEP_POPULATION, STEP_EXCLUDED, STEP_HIT, STEP_UNKNOWN, STEP_POSSIBLE, STEP_ENDED };

/* Of a rate the steps hold sums, of hours or places; nobody of a mean is reached or not. */
static const char *step_word(int kind, KmIndicatorKind of)
{
    if (of == KM_KIND_RATE && (kind == STEP_POPULATION || kind == STEP_HIT)) {
        return "samen";
    }
    if (of == KM_KIND_MEAN && kind == STEP_HIT) {
        return "gemiddeld";
    }
    switch (kind) {
    case STEP_EXCLUDED:
        return "apart geteld";
    case STEP_HIT:
        return "telt mee als bereikt";
    case STEP_UNKNOWN:
        return "niet bekend";
    case STEP_POSSIBLE:
        return "kan ook meetellen, ten hoogste";
    case STEP_ENDED:
        return "niet langer gevolgd";
    default:
        return "blijft over";
    }
}

static const char *step_count(KmArena *arena, const KmPublishedFigure *f,
                              const KmPublishedStep *step)
{
    if (f->indicator->kind == KM_KIND_MEAN && step->kind == STEP_HIT) {
        return f->has_estimate   ? km_estimate_nl(arena, f)
               : step->has_count ? "geen cijfer"
                                 : "afgeschermd";
    }
    return step->has_count ? km_dutch_count(arena, step->count) : "afgeschermd";
}

char *km_step_nl(KmArena *arena, size_t number, const KmPublishedFigure *f,
                 const KmPublishedStep *step)
{
    const char *word = step_word(step->kind, f->indicator->kind);
    bool says_itself = strcmp(step->label, word) == 0;
    return km_format(arena, "%zu. %s%s%s: %s", number, step->label, says_itself ? "" : " – ",
                     says_itself ? "" : word, step_count(arena, f, step));
}

static void add_steps(KmText *out, const KmPublishedExplanation *e)
{
    for (size_t i = 0; i < e->n_steps; i++) {
        km_plain_paragraph(out, km_step_nl(out->arena, i + 1, e->figure, &e->steps[i]));
    }
    if (e->n_steps == 0) {
        km_plain_paragraph(out, "Voor dit cijfer zijn er geen stappen te tonen.");
    }
}

static void add_deliveries(KmText *out, const KmPublishedExplanation *e)
{
    for (size_t i = 0; i < e->n_deliveries; i++) {
        km_plain_paragraph(out, km_format(out->arena, "- %s", e->deliveries[i]));
    }
    if (e->n_deliveries == 0) {
        km_plain_paragraph(out, "Er is geen levering waarop dit cijfer steunt.");
    }
}

static void add_title(KmText *out, const KmPublishedFigure *f)
{
    KmArena *arena = out->arena;
    km_text_addf(out, "%s, %s, %s\n", f->indicator->title_nl, f->label_nl,
                 km_period_dutch(arena, &f->period));
    km_text_addf(out, "%s\n", f->id);
}

static void add_what(KmText *out, const KmPublishedFigure *f, const KmReleaseText *release)
{
    const KmIndicatorText *text = f->indicator;
    KmArena *arena = out->arena;
    km_plain_heading(out, "Het antwoord");
    km_plain_paragraph(out, km_answer_nl(arena, f));
    km_plain_heading(out, "Van wie, en wat telt");
    km_plain_paragraph(out, km_format(arena, "%s: %s, %s.", km_sentence(arena, text->population_nl),
                                      text->hit_nl, text->time_nl));
    if (f->block.dim[0][0] != '\0') {
        km_plain_paragraph(out, km_format(arena, "Deze groep: %s. %s.", f->label_nl,
                                          km_sentence(arena, km_note_nl(arena, f))));
    }
    km_plain_heading(out, "Op welke dag, en wanneer bekend");
    km_plain_paragraph(out, km_format(arena, "Gemeten op %s. Gebruikt is wat bekend was op %s.",
                                      km_date_dutch(arena, f->reference),
                                      km_date_dutch(arena, release->knowledge)));
}

/* For who makes the interval again. */
static void add_design(KmText *out, const KmPublishedFigure *f)
{
    KmArena *arena = out->arena;
    const char *unit = f->indicator->unit_nl;
    if (!f->has_design) {
        return;
    }
    km_plain_heading(out, "Waar de marge op rust");
    km_plain_paragraph(
        out,
        km_format(arena,
                  "Wie van één school komt, lijkt op elkaar. Het ontwerpeffect is %s, gemeten "
                  "over %s scholen%s.",
                  km_dutch_decimal(arena, f->design_effect, 2), km_dutch_count(arena, f->clusters),
                  f->is_design_of_total
                      ? km_format(arena, " van het totaal: deze groep heeft er minder dan tien")
                      : ""));
    km_plain_paragraph(
        out, f->is_clustered
                 ? km_format(arena, "De %s %s zijn zo veel waard als %s losse %s.",
                             km_dutch_count(arena, f->n), unit,
                             km_dutch_decimal(arena, f->n_effective, 1), unit)
                 : km_format(arena,
                             "De marge is die van %s losse %s: de scholen verschillen niet "
                             "meer dan bij toeval.",
                             km_dutch_count(arena, f->n), unit));
}

static void add_limits(KmText *out, const KmPublishedFigure *f)
{
    KmArena *arena = out->arena;
    km_plain_heading(out, "Wat er niet in zit");
    if (f->excluded >= 0) {
        km_plain_paragraph(out,
                           km_format(arena, "Apart geteld en niet meegeteld: %s %s.",
                                     km_dutch_count(arena, f->excluded), f->indicator->unit_nl));
    }
    const char *limitation = f->indicator->limitation_nl;
    km_plain_paragraph(out, limitation == NULL || limitation[0] == '\0'
                                ? "Dit cijfer zegt niet waardoor iets verandert."
                                : km_sentence(arena, limitation));
}

static void add_origin(KmText *out, const KmPublishedFigure *f, const KmReleaseText *release)
{
    KmArena *arena = out->arena;
    km_plain_heading(out, "Waar het vandaan komt");
    km_plain_paragraph(out, km_format(arena, "Definitie van %s, versie %s, kenmerk %.12s.",
                                      f->indicator->title_nl, f->indicator->version,
                                      f->indicator->definition_hash));
    km_plain_paragraph(out,
                       km_format(arena, "Berekening %s met %s.", release->run, release->program));
    km_plain_paragraph(out,
                       km_format(arena, "Profiel %s. %s", release->profile, release->rules_nl));
}

/* A group that nobody is in adds nothing, and is not told of. */
static const char *part_nl(KmArena *arena, const KmIndicatorText *text, const char *who, int64_t n,
                           double part)
{
    return n == 0 ? ""
                  : km_format(arena, "; %s (%s): %s", who, km_dutch_count(arena, n),
                              km_difference_nl(arena, text, part, true));
}

static void add_parts(KmText *out, const KmIndicatorText *text, const KmPublishedChange *change,
                      const char *since)
{
    KmArena *arena = out->arena;
    if (!change->has_parts) {
        return;
    }
    km_plain_paragraph(
        out,
        km_format(
            arena,
            "Het verschil met %s (%s) is de som van: %s die er beide keren waren (%s): %s%s%s.",
            since, km_difference_nl(arena, text, change->difference, true), text->unit_nl,
            km_dutch_count(arena, change->n_stayed),
            km_difference_nl(arena, text, change->stayed, true),
            part_nl(arena, text, "nieuw, en anders dan wie bleef", change->n_entered,
                    change->entered),
            part_nl(arena, text, "vertrokken, en anders dan wie bleef", change->n_left,
                    change->left)));
}

/* What was told first and what is known of the same quarter now; then both steps together. */
static void add_correction(KmText *out, const KmPublishedFigure *f, const KmPublishedChange *change,
                           const char *since)
{
    KmArena *arena = out->arena;
    const KmIndicatorText *text = f->indicator;
    if (!change->has_correction) {
        return;
    }
    const char *day = km_date_dutch(arena, change->first_known);
    if (!(fabs(change->corrected) > 1e-12)) {
        km_plain_paragraph(out, km_format(arena,
                                          "Het cijfer van %s is nog zoals het op %s voor het "
                                          "eerst bekend was.",
                                          since, day));
        return;
    }
    km_plain_paragraph(
        out,
        km_format(arena,
                  "Het cijfer van %s was op %s, toen het voor het eerst bekend was, %s. Latere "
                  "leveringen en correcties, of een andere definitie, maakten daar %s van: %s. Van "
                  "wat toen bekend was tot nu is het verschil dus %s.",
                  since, day, km_value_nl(arena, text, change->first, text->decimals),
                  km_value_nl(arena, text, change->other, text->decimals),
                  km_difference_nl(arena, text, change->corrected, true),
                  km_difference_nl(arena, text, change->corrected + change->difference, true)));
}

static void add_change(KmText *out, const KmPublishedFigure *f)
{
    const KmPublishedChange *before = &f->previous;
    const KmPublishedChange *year = &f->year_before;
    if (before->has_parts || year->has_parts || before->has_correction || year->has_correction) {
        km_plain_heading(out, "Waardoor het veranderde");
        add_parts(out, f->indicator, before, "de vorige periode");
        add_correction(out, f, before, "de vorige periode");
        add_parts(out, f->indicator, year, "een jaar eerder");
        add_correction(out, f, year, "een jaar eerder");
    }
}

char *km_explanation_text(KmArena *arena, const KmPublished *published,
                          const KmPublishedExplanation *e)
{
    const KmReleaseText *release = km_published_release(published);
    KmText out = km_text_init(arena);
    add_title(&out, e->figure);
    add_what(&out, e->figure, release);
    if (e->figure->indicator->kind == KM_KIND_GAP) {
        km_explain_gap(&out, published, e);
    } else {
        km_plain_heading(&out, "Zo is geteld");
        add_steps(&out, e);
    }
    if (e->figure->indicator->kind == KM_KIND_DURATION) {
        km_explain_duration(&out, published, e);
    }
    km_plain_heading(&out, "Uit welke leveringen");
    add_deliveries(&out, e);
    km_plain_heading(&out, "Hoe zeker");
    km_plain_paragraph(&out, km_certainty_nl(arena, e->figure));
    add_change(&out, e->figure);
    add_design(&out, e->figure);
    add_limits(&out, e->figure);
    add_origin(&out, e->figure, release);
    return out.bytes;
}
