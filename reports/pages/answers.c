/* The sentences of words.h that answer an indicator's question. */
#include "reports/words.h"

#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"

char *km_moment_nl(KmArena *arena, const KmPublishedFigure *f)
{
    if (f->period.is_range) {
        KmPeriod first = km_period_part(&f->period, 0);
        KmPeriod last = km_period_part(&f->period, km_period_parts(&f->period) - 1);
        return km_format(arena, "In %s tot en met %s samen", first.text, last.text);
    }
    /* What is measured after a delay is told by the time it is about. */
    KmPeriod about = f->period.kind == KM_PERIOD_QUARTER
                         ? km_period_shift(&f->period, -f->indicator->delay)
                         : f->period;
    KmTimeRule rule = f->indicator->time;
    if (rule == KM_TIME_YEAR) {
        return km_format(arena, "In de %s", km_time_dutch(arena, rule, &about));
    }
    if (km_time_is_yearly(rule)) {
        return km_format(arena, "%s %s", km_time_is_day(rule) ? "Op" : "In het",
                         km_time_dutch(arena, rule, &about));
    }
    bool on_a_day = km_text_starts_with(f->indicator->time_nl, "op de laatste dag");
    if (on_a_day || f->period.kind == KM_PERIOD_DAY) {
        return km_format(arena, "Op %s", km_date_dutch(arena, f->reference));
    }
    return km_format(arena, "In het %s", km_period_dutch(arena, &about));
}

static bool is_verb(const char *word, size_t length)
{
    static const char *const verbs[] = {"kreeg", "krijgt", "had",  "heeft", "is",
                                        "was",   "zit",    "zat",  "gaat",  "ging",
                                        "woont", "woonde", "kwam", "komt",  "deed"};
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (strlen(verbs[i]) == length && strncmp(verbs[i], word, length) == 0) {
            return true;
        }
    }
    return false;
}

/* "alle" has no place after a number or "geen". */
static const char *population(const KmIndicatorText *text)
{
    static const char all[] = "alle ";
    bool begins = km_text_starts_with(text->population_nl, all);
    return text->population_nl + (begins ? sizeof all - 1 : 0);
}

/* The population inside a sentence: up to its first comma; the whole of it stands in the
 * definition. */
static const char *short_population(KmArena *arena, const KmIndicatorText *text)
{
    const char *of = population(text);
    return km_strndup(arena, of, strcspn(of, ","));
}

/* "plaats en zonder inschrijving" → "plaats en geen inschrijving" */
static const char *none_of(KmArena *arena, const char *things)
{
    KmText out = km_text_init(arena);
    static const char without[] = "en zonder ";
    for (const char *p = things; *p != '\0';) {
        if (km_text_starts_with(p, without)) {
            km_text_add(&out, "en geen ");
            p += sizeof without - 1;
        } else {
            km_text_add_char(&out, *p++);
        }
    }
    return out.bytes;
}

/* "met een plaats" → "had 84,7% van de … een plaats"; "zonder plaats" → "had … geen plaats";
 * "die 4 of 5 antwoordden" → "gold voor 24,5% van de … dat zij 4 of 5 antwoordden";
 * "waarvan de hulp begon" → "gold voor 84,7% van de … dat de hulp begon";
 * a verb first: "kreeg … een plaats"; else a participle: "was … beoordeeld". */
static char *share_sentence(KmArena *arena, const KmPublishedFigure *f, const char *share)
{
    const char *hit = f->indicator->hit_nl;
    const char *moment = km_moment_nl(arena, f);
    const char *of = short_population(arena, f->indicator);
    size_t first = strcspn(hit, " ");
    const char *rest = hit + first + strspn(hit + first, " ");
    if (km_text_starts_with(hit, "met ")) {
        return km_format(arena, "%s had %s van de %s %s", moment, share, of, rest);
    }
    if (km_text_starts_with(hit, "zonder ")) {
        return km_format(arena, "%s had %s van de %s geen %s", moment, share, of,
                         none_of(arena, rest));
    }
    if (km_text_starts_with(hit, "die ")) {
        return km_format(arena, "%s gold voor %s van de %s dat zij %s", moment, share, of, rest);
    }
    if (km_text_starts_with(hit, "waarvan ")) {
        return km_format(arena, "%s gold voor %s van de %s dat %s", moment, share, of, rest);
    }
    if (is_verb(hit, first)) {
        return km_format(arena, "%s %.*s %s van de %s %s", moment, (int)first, hit, share, of,
                         rest);
    }
    return km_format(arena, "%s was %s van de %s %s", moment, share, of, hit);
}

static char *category_answer(KmArena *arena, const KmPublishedFigure *f, const char *share)
{
    const char *of = population(f->indicator);
    if (km_has_hits(f)) {
        return km_format(arena, "%s stond %s bij ‘%s’: %s %s.", km_moment_nl(arena, f), share,
                         f->label_nl, km_counts_words_nl(arena, f), of);
    }
    return km_format(arena, "%s stond %s bij ‘%s’, van %s.", km_moment_nl(arena, f), share,
                     f->label_nl, of);
}

static char *rate_answer(KmArena *arena, const KmPublishedFigure *f)
{
    const char *moment = km_moment_nl(arena, f);
    const char *of = short_population(arena, f->indicator);
    const char *hit = f->indicator->hit_nl;
    if (!km_has_hits(f)) {
        return f->indicator->is_percent ? km_format(arena, "%s: %s, van de %s, %s.", moment, hit,
                                                    of, km_estimate_nl(arena, f))
                                        : km_format(arena, "%s waren er %s %s voor elke van de %s.",
                                                    moment, km_estimate_nl(arena, f), hit, of);
    }
    if (f->indicator->is_percent) {
        return km_format(arena, "%s: %s %s, waarvan %s %s: %s.", moment, km_units_nl(arena, f), of,
                         km_hits_nl(arena, f), hit, km_estimate_nl(arena, f));
    }
    bool is_many = f->estimate >= 2;
    int decimals = f->decimals > 2 ? f->decimals - 2 : 0;
    return km_format(arena, "%s waren er %s %s voor %s %s. Dat zijn er %s.", moment,
                     km_hits_nl(arena, f), hit, km_units_nl(arena, f), of,
                     is_many ? km_format(arena, "gemiddeld %s voor elk van hen",
                                         km_dutch_decimal(arena, f->estimate, f->decimals))
                             : km_format(arena, "%s op elke 100",
                                         km_dutch_decimal(arena, f->estimate * 100.0, decimals)));
}

static char *share_answer(KmArena *arena, const KmPublishedFigure *f)
{
    const char *share = km_estimate_nl(arena, f);
    if (km_is_category(f)) {
        return category_answer(arena, f, share);
    }
    const char *sentence = share_sentence(arena, f, share);
    if (!km_has_hits(f)) {
        return km_format(arena, "%s.", sentence);
    }
    return km_format(arena, "%s: %s.", sentence, km_counts_words_nl(arena, f));
}

/* Of a duration: the share reached within some days, or still waiting after them. */
static char *days_answer(KmArena *arena, const KmPublishedFigure *f)
{
    const char *share = km_estimate_nl(arena, f);
    if (km_text_equal(f->block.dim[0], "wachtend")) {
        return km_format(arena, "%s: %s wachtte nog %s van de %s.", km_moment_nl(arena, f),
                         f->label_nl, share, short_population(arena, f->indicator));
    }
    return km_format(arena, "%s, %s.", share_sentence(arena, f, share), f->label_nl);
}

/* What was measured is told apart: it may be hours, steps or a score. */
static char *mean_answer(KmArena *arena, const KmPublishedFigure *f)
{
    return km_format(arena, "%s was het gemiddelde %s, over %s %s. Gemeten is: %s.",
                     km_moment_nl(arena, f), km_estimate_nl(arena, f),
                     km_has_units(f) ? km_units_nl(arena, f) : "de",
                     short_population(arena, f->indicator), f->indicator->hit_nl);
}

/* What is told of the distance: the row's own measure, or the indicator's. */
static const char *measure_nl(const KmPublishedFigure *f)
{
    static const char *const words[] = {"het verschil", "de verhouding", "de helling",
                                        "het verschil bij gelijke verdeling"};
    static const char *const ends[] = {"-verschil", "-verhouding", "-helling",
                                       "-gestandaardiseerd"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (km_text_ends_with(f->block.code[0], ends[i])) {
            return words[i];
        }
    }
    return words[f->indicator->gap_measure];
}

static char *number_answer(KmArena *arena, const KmPublishedFigure *f)
{
    bool is_days =
        km_text_equal(f->block.dim[0], "binnen") || km_text_equal(f->block.dim[0], "wachtend");
    if (f->indicator->kind == KM_KIND_DURATION && is_days) {
        return days_answer(arena, f);
    }
    switch (f->indicator->kind) {
    case KM_KIND_PROPORTION:
    case KM_KIND_DISTRIBUTION:
        return share_answer(arena, f);
    case KM_KIND_RATE:
        return rate_answer(arena, f);
    case KM_KIND_DURATION:
        return km_format(arena, "%s, binnen %s dagen. Wie nog wacht, telt mee tot de laatste dag.",
                         share_sentence(arena, f, "de helft"), km_estimate_nl(arena, f));
    case KM_KIND_GAP:
        return km_format(arena, "%s was %s %s, van %s: %s.", km_moment_nl(arena, f), measure_nl(f),
                         km_estimate_nl(arena, f), population(f->indicator), f->indicator->hit_nl);
    case KM_KIND_MEAN:
        return mean_answer(arena, f);
    case KM_KIND_COUNT:
        break;
    }
    return km_format(arena, "%s: %s %s.", km_moment_nl(arena, f), km_estimate_nl(arena, f),
                     f->indicator->unit_nl);
}

static char *whole_answer(KmArena *arena, const KmPublishedFigure *f)
{
    if (f->has_estimate) {
        return number_answer(arena, f);
    }
    if (f->indicator->kind == KM_KIND_DURATION) {
        return km_format(arena,
                         "%s: meer dan de helft van de %s wacht nog; een mediaan is er niet.",
                         km_moment_nl(arena, f), short_population(arena, f->indicator));
    }
    if (km_has_units(f)) {
        return km_format(arena, "%s waren er %s %s.", km_moment_nl(arena, f), km_units_nl(arena, f),
                         population(f->indicator));
    }
    return km_format(arena, "%s is er geen cijfer.", km_moment_nl(arena, f));
}

char *km_answer_nl(KmArena *arena, const KmPublishedFigure *f)
{
    switch (f->status) {
    case KM_PUBLISHED_SHOWN:
    case KM_PUBLISHED_MERGED:
    case KM_PUBLISHED_POOLED:
        return whole_answer(arena, f);
    case KM_PUBLISHED_CLASS:
        return share_answer(arena, f);
    case KM_PUBLISHED_PROTECTED:
        return km_strdup(arena, "Dit cijfer is afgeschermd. De groep is zo klein dat een kind "
                                "herkenbaar zou kunnen zijn.");
    case KM_PUBLISHED_PARTIAL:
        if (!f->has_bounds) {
            return km_format(arena,
                             "%s is er nog geen cijfer: er ontbreken leveringen, en de grenzen "
                             "zijn niet te geven of afgeschermd.",
                             km_moment_nl(arena, f));
        }
        return km_format(arena,
                         "%s lag dit cijfer ergens in het gebied van %s. Preciezer kan niet, want "
                         "niet alles is geleverd.",
                         km_moment_nl(arena, f), km_estimate_nl(arena, f));
    case KM_PUBLISHED_NOT_DELIVERED:
        return km_format(arena, "%s is er geen cijfer: de gegevens zijn niet geleverd.",
                         km_moment_nl(arena, f));
    case KM_PUBLISHED_EMPTY:
        if (f->excluded > 0) {
            return km_format(arena,
                             "%s is dit nog niet te meten: geen van de %s kan meetellen. Waarom "
                             "staat onder ‘Wat telt dit cijfer precies?’.",
                             km_moment_nl(arena, f), population(f->indicator));
        }
        return km_format(arena, "%s waren er geen %s.", km_moment_nl(arena, f),
                         population(f->indicator));
    }
    return km_strdup(arena, km_status_word_nl(f->status));
}
