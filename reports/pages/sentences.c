/* The sentences of words.h: certainty, changes and norms. */
#include "reports/words.h"

#include <math.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"

char *km_deliveries_nl(KmArena *arena, const KmPublishedFigure *f)
{
    if (f->expected == 0) {
        bool is_of_deliveries = km_text_equal(f->indicator->unit_nl, "leveringen");
        return km_strdup(arena,
                         is_of_deliveries ? "telt de leveringen zelf" : "geen leveringen verwacht");
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
