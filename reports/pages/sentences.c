/* The sentences of words.h: answers, certainty, changes and norms. */
#include "reports/words.h"

#include <math.h>
#include <stdio.h>
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
    const char *moment = km_moment_nl(arena, f);
    const char *of = population(f->indicator);
    if (km_text_equal(f->block.dim[0], "wachtend")) {
        return km_format(arena, "%s: %s wachtte nog %s van %s.", moment, f->label_nl, share, of);
    }
    return km_format(arena, "%s was %s van %s %s %s.", moment, share, of, f->label_nl,
                     f->indicator->hit_nl);
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
        return km_format(arena,
                         "%s: de helft van %s was na %s dagen %s. Wie nog wacht, telt mee tot de "
                         "laatste dag.",
                         km_moment_nl(arena, f), population(f->indicator), km_estimate_nl(arena, f),
                         f->indicator->hit_nl);
    case KM_KIND_GAP:
        return km_format(arena, "%s was %s %s, van %s: %s.", km_moment_nl(arena, f), measure_nl(f),
                         km_estimate_nl(arena, f), population(f->indicator), f->indicator->hit_nl);
    case KM_KIND_MEAN:
    case KM_KIND_COUNT:
        break;
    }
    return km_format(arena, "%s: %s %s.", km_moment_nl(arena, f), km_estimate_nl(arena, f),
                     f->indicator->kind == KM_KIND_COUNT ? f->indicator->unit_nl
                                                         : f->indicator->hit_nl);
}

static char *whole_answer(KmArena *arena, const KmPublishedFigure *f)
{
    if (f->has_estimate) {
        return number_answer(arena, f);
    }
    if (f->indicator->kind == KM_KIND_DURATION) {
        return km_format(arena, "%s: meer dan de helft van %s wacht nog; een mediaan is er niet.",
                         km_moment_nl(arena, f), population(f->indicator));
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
        return km_format(arena, "%s waren er geen %s.", km_moment_nl(arena, f),
                         population(f->indicator));
    }
    return km_strdup(arena, km_status_word_nl(f->status));
}

char *km_deliveries_nl(KmArena *arena, const KmPublishedFigure *f)
{
    if (f->expected == 0) {
        return km_strdup(arena, "geen leveringen verwacht");
    }
    return km_format(arena, f->expected == 1 ? "%d van %d levering" : "%d van %d leveringen",
                     f->delivered, f->expected);
}

static void add_coverage(KmText *out, const KmPublishedFigure *f)
{
    if (f->expected == 0) {
        return;
    }
    if (f->delivered >= f->expected) {
        if (f->expected == 1) {
            km_text_add(out, "De levering is binnen.");
            return;
        }
        km_text_addf(out, "Alle %d leveringen zijn binnen.", f->expected);
        return;
    }
    km_text_addf(out, "%d van de %d leveringen zijn binnen.", f->delivered, f->expected);
    if (f->missing != NULL && f->missing[0] != '\0') {
        km_text_addf(out, " Er ontbreekt: %s.", f->missing);
    }
}

static const char *why_unsure(KmArena *arena, const KmIndicatorText *text)
{
    if (text->kind == KM_KIND_RATE || text->kind == KM_KIND_MEAN) {
        return " Niet alle aantallen zijn precies geleverd, zoals <5;";
    }
    return km_format(arena,
                     " Bij enkele %s is niet zeker of ze meetellen: de regels zijn niet vast te "
                     "koppelen, of er is alleen een aantal geleverd;",
                     text->unit_nl);
}

static void add_unknown(KmText *out, const KmPublishedFigure *f)
{
    const KmIndicatorText *text = f->indicator;
    if (!f->has_bounds || f->status == KM_PUBLISHED_PARTIAL) {
        return;
    }
    if (f->unknown == 0) {
        km_text_addf(out, "%s daarom kan het ook %s tot %s zijn.", why_unsure(out->arena, text),
                     km_value_nl(out->arena, text, f->bound_low, f->decimals),
                     km_value_nl(out->arena, text, f->bound_high, f->decimals));
    }
    if (f->unknown <= 0) {
        return;
    }
    km_text_addf(out, " Van %s %s weten we het niet; daarom kan het ook %s tot %s zijn.",
                 km_dutch_count(out->arena, f->unknown), text->unit_nl,
                 km_value_nl(out->arena, text, f->bound_low, f->decimals),
                 km_value_nl(out->arena, text, f->bound_high, f->decimals));
}

char *km_certainty_nl(KmArena *arena, const KmPublishedFigure *f)
{
    KmText out = km_text_init(arena);
    add_coverage(&out, f);
    if (f->has_interval && f->has_estimate) {
        km_text_addf(&out, "%sEen klein verschil kan toeval zijn: reken met een marge van %s%s.",
                     out.length > 0 ? " " : "", km_interval_nl(arena, f),
                     f->indicator->kind == KM_KIND_DURATION &&
                             !km_text_ends_with(km_interval_nl(arena, f), "%")
                         ? " dagen"
                         : "");
        if (f->is_clustered) {
            km_text_addf(&out, " Daarin telt mee dat %s van één plek op elkaar lijken.",
                         f->indicator->unit_nl);
        }
    }
    add_unknown(&out, f);
    if (out.length == 0) {
        km_text_add(&out, "Over de zekerheid van dit cijfer is niets bekend.");
    }
    return out.bytes;
}

static KmFavour favour_of(const KmIndicatorText *text, int verdict)
{
    if (verdict == 0) {
        return KM_FAVOUR_UNCLEAR;
    }
    bool up = verdict > 0;
    if (!km_is_effort(text) && text->direction == KM_DIRECTION_UP) {
        return up ? KM_FAVOUR_GOOD : KM_FAVOUR_BAD;
    }
    if (!km_is_effort(text) && text->direction == KM_DIRECTION_DOWN) {
        return up ? KM_FAVOUR_BAD : KM_FAVOUR_GOOD;
    }
    return up ? KM_FAVOUR_HIGHER : KM_FAVOUR_LOWER;
}

KmFavour km_change_favour(const KmIndicatorText *text, const KmPublishedChange *change)
{
    return change->exists ? favour_of(text, change->verdict) : KM_FAVOUR_UNKNOWN;
}

const char *km_favour_word_nl(KmFavour favour)
{
    static const char *const words[] = {"beter",
                                        "slechter",
                                        "hoger",
                                        "lager",
                                        "geen duidelijke verandering",
                                        "niet te vergelijken"};
    return words[favour];
}

char *km_difference_nl(KmArena *arena, const KmIndicatorText *text, double difference, bool sign)
{
    bool share = km_is_share(text);
    const char *number =
        km_dutch_decimal(arena, share ? difference * 100.0 : difference, text->decimals);
    const char *digits = number[0] == '-' ? number + 1 : number;
    bool is_zero = strspn(digits, "0,") == strlen(digits);
    const char *mark = !sign || is_zero ? "" : number[0] == '-' ? "−" : "+";
    return km_format(arena, "%s%s%s", mark, digits, share ? " procentpunt" : "");
}

char *km_change_short_nl(KmArena *arena, const KmIndicatorText *text,
                         const KmPublishedChange *change)
{
    if (!change->exists) {
        return km_strdup(arena, "niet te vergelijken");
    }
    if (!change->has_interval) {
        return km_format(arena, "verschil %s",
                         km_difference_nl(arena, text, change->difference, true));
    }
    if (change->verdict == 0) {
        return km_format(arena, "geen duidelijk verschil (%s)",
                         km_difference_nl(arena, text, change->difference, true));
    }
    return km_format(arena, "%s %s", km_difference_nl(arena, text, change->difference, false),
                     change->verdict > 0 ? "hoger" : "lager");
}

char *km_change_nl(KmArena *arena, const KmIndicatorText *text, const KmPublishedChange *change,
                   const char *than)
{
    if (change->exists && !change->has_interval) {
        return km_format(arena, "%s verschil met %s",
                         km_difference_nl(arena, text, change->difference, true), than);
    }
    if (change->exists && change->verdict == 0) {
        return km_format(arena, "geen duidelijk verschil met %s (%s)", than,
                         km_difference_nl(arena, text, change->difference, true));
    }
    return km_format(arena, "%s %s %s", km_change_short_nl(arena, text, change),
                     change->exists ? "dan" : "met", than);
}

KmFavour km_norm_favour(const KmPublishedFigure *f)
{
    if (!f->norm.exists) {
        return KM_FAVOUR_UNKNOWN;
    }
    if (f->norm.verdict == 0) {
        return KM_FAVOUR_UNCLEAR;
    }
    bool above = f->norm.verdict > 0;
    switch (f->indicator->direction) {
    case KM_DIRECTION_UP:
        return above ? KM_FAVOUR_GOOD : KM_FAVOUR_BAD;
    case KM_DIRECTION_DOWN:
        return above ? KM_FAVOUR_BAD : KM_FAVOUR_GOOD;
    case KM_DIRECTION_TARGET:
    case KM_DIRECTION_NEUTRAL:
        break;
    }
    return above ? KM_FAVOUR_HIGHER : KM_FAVOUR_LOWER;
}

const char *km_norm_type_nl(KmNormType type)
{
    static const char *const words[] = {"wettelijke norm", "norm van de inspectie",
                                        "landelijk gemiddelde", "streefcijfer"};
    return words[type];
}

static char *norm_value(KmArena *arena, const KmIndicatorText *text, double value)
{
    double printed = km_is_share(text) ? value * 100.0 : value;
    bool whole = fabs(printed - nearbyint(printed)) < 1e-9;
    return km_value_nl(arena, text, value, whole ? 0 : text->decimals);
}

char *km_norm_nl(KmArena *arena, const KmPublishedFigure *f)
{
    const KmNorm *norm = km_norm_on(f->indicator, f->reference);
    if (norm == NULL) {
        return km_strdup(arena, "geen norm of streefcijfer");
    }
    const char *name = km_format(arena, "%s %s", km_norm_type_nl(norm->type),
                                 norm_value(arena, f->indicator, norm->value));
    if (!f->norm.exists) {
        return km_format(arena, "%s: niet te vergelijken", name);
    }
    if (f->norm.verdict == 0) {
        return km_format(arena, "%s: geen duidelijk verschil", name);
    }
    return km_format(arena, "%s: daar duidelijk %s", name, f->norm.verdict > 0 ? "boven" : "onder");
}

char *km_remaining_nl(KmArena *arena, const KmPublishedFigure *f)
{
    const KmIndicatorText *text = f->indicator;
    const KmNorm *norm = km_norm_on(text, f->reference);
    if (norm == NULL || text->kind != KM_KIND_PROPORTION || text->level != KM_LEVEL_OUTPUT ||
        text->direction != KM_DIRECTION_UP || !f->has_counts || !f->has_estimate) {
        return NULL;
    }
    /* The smallest number of units that meets the norm; 0.95 × 320 is 304, not 304.00000000000006.
     */
    int64_t wanted = (int64_t)ceil(norm->value * (double)f->n - 1e-9);
    if (wanted <= f->x) {
        return NULL;
    }
    const char *part = km_format(arena, "nog %s van %s %s", km_dutch_count(arena, wanted - f->x),
                                 km_dutch_count(arena, f->n), text->unit_nl);
    return wanted == f->n
               ? km_format(arena, "%s te bereiken", part)
               : km_format(arena, "%s tot %s", part, norm_value(arena, text, norm->value));
}

const char *km_level_meaning_nl(KmIndicatorLevel level)
{
    static const char *const meanings[] = {
        "wat erin gaat: plaatsen, uren, mensen", "hoe het werk verloopt",
        "wie er is bereikt; nog niet wat het een kind oplevert", "wat het kinderen oplevert"};
    return meanings[level];
}
