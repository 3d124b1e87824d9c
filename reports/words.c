#include "reports/words.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"

bool km_is_effort(const KmIndicatorText *text)
{
    return text->level == KM_LEVEL_INPUT || text->level == KM_LEVEL_PROCESS;
}

static bool is_summed(const KmIndicatorText *text)
{
    return text->kind == KM_KIND_RATE || text->kind == KM_KIND_MEAN;
}

char *km_sentence(KmArena *arena, const char *text)
{
    char *copy = km_strdup(arena, text);
    copy[0] = (char)toupper((unsigned char)copy[0]);
    return copy;
}

const char *km_status_code(KmPublishedStatus status)
{
    static const char *const codes[] = {"shown",     "merged",  "pooled",        "class",
                                        "protected", "partial", "not-delivered", "empty"};
    return codes[status];
}

const char *km_status_word_nl(KmPublishedStatus status)
{
    static const char *const words[] = {"getoond",          "samengenomen", "meer kwartalen samen",
                                        "alleen een grens", "afgeschermd",  "niet alles geleverd",
                                        "niet geleverd",    "n.v.t."};
    return words[status];
}

const char *km_status_meaning_nl(KmPublishedStatus status)
{
    static const char *const meanings[] = {
        "De aantallen zijn groot genoeg om te tonen.",
        "Kleine groepen zijn bij elkaar genomen, zodat niemand herkenbaar is.",
        "De groep is per kwartaal te klein. Daarom staan enkele kwartalen bij elkaar, zonder "
        "aantallen.",
        "Het precieze cijfer zou kinderen herkenbaar maken. Daarom staat er alleen ‘ten minste’ "
        "of ‘ten hoogste’.",
        "De groep is te klein om te tonen. Een kind zou herkenbaar kunnen zijn.",
        "Er ontbreken leveringen. Het cijfer ligt ergens tussen de twee getallen.",
        "Er is niets geleverd waaruit dit cijfer te berekenen is.",
        "Niet van toepassing: er zijn geen kinderen of plaatsen in deze groep."};
    return meanings[status];
}

const char *km_absent_word_nl(const KmPublishedFigure *figure)
{
    switch (figure->status) {
    case KM_PUBLISHED_SHOWN:
    case KM_PUBLISHED_MERGED:
    case KM_PUBLISHED_EMPTY:
        return "n.v.t.";
    case KM_PUBLISHED_PARTIAL:
        return "onvolledig";
    case KM_PUBLISHED_NOT_DELIVERED:
        return "niet geleverd";
    case KM_PUBLISHED_POOLED:
    case KM_PUBLISHED_CLASS:
    case KM_PUBLISHED_PROTECTED:
        return "afgeschermd";
    }
    return "n.v.t.";
}

/* How a row's value is written: beside a duration's days stand shares, beside a gap a ratio. */
static const KmIndicatorText *written_as(const KmPublishedFigure *f)
{
    static const KmIndicatorText share = {.kind = KM_KIND_PROPORTION};
    static const KmIndicatorText number = {.kind = KM_KIND_MEAN};
    static const KmIndicatorText points = {.kind = KM_KIND_GAP, .gap_kind = KM_KIND_PROPORTION};
    if (f->indicator->kind == KM_KIND_DURATION &&
        (km_text_equal(f->block.dim[0], "binnen") || km_text_equal(f->block.dim[0], "wachtend"))) {
        return &share;
    }
    if (f->indicator->kind == KM_KIND_GAP && km_text_equal(f->block.dim[0], "maat")) {
        bool is_ratio = km_text_ends_with(f->block.code[0], "-verhouding");
        return !is_ratio && f->indicator->gap_kind == KM_KIND_PROPORTION ? &points : &number;
    }
    return f->indicator;
}

static char *bounds_nl(KmArena *arena, const KmPublishedFigure *f)
{
    return km_format(arena, "%s tot %s",
                     km_value_nl(arena, f->indicator, f->bound_low, f->decimals),
                     km_value_nl(arena, f->indicator, f->bound_high, f->decimals));
}

static char *class_nl(KmArena *arena, const KmPublishedFigure *f)
{
    bool at_least = f->bound_low > 0.0;
    return km_format(arena, "ten %s %s", at_least ? "minste" : "hoogste",
                     km_value_nl(arena, f->indicator, at_least ? f->bound_low : f->bound_high, 0));
}

char *km_estimate_nl(KmArena *arena, const KmPublishedFigure *f)
{
    if (f->status == KM_PUBLISHED_CLASS) {
        return class_nl(arena, f);
    }
    if (f->status == KM_PUBLISHED_PARTIAL && f->has_bounds) {
        return bounds_nl(arena, f);
    }
    if (f->has_estimate) {
        const KmIndicatorText *as = written_as(f);
        bool is_ratio = f->indicator->kind == KM_KIND_GAP && !km_text_is_share(as);
        return km_value_nl(arena, as, f->estimate, is_ratio && f->decimals < 2 ? 2 : f->decimals);
    }
    if (f->indicator->kind == KM_KIND_DURATION && f->status == KM_PUBLISHED_SHOWN) {
        return km_strdup(arena, "niet bereikt"); /* more than half are still waiting */
    }
    return km_strdup(arena, km_absent_word_nl(f));
}

/* With a true minus: a cell that begins with a hyphen is a formula to a spreadsheet. */
static const char *signed_nl(KmArena *arena, double value, int decimals)
{
    const char *digits = km_dutch_decimal(arena, value, decimals);
    return digits[0] == '-' ? km_format(arena, "−%s", digits + 1) : digits;
}

char *km_bounds_nl(KmArena *arena, const KmPublishedFigure *f)
{
    return f->has_bounds     ? bounds_nl(arena, f)
           : f->has_estimate ? km_strdup(arena, "n.v.t.")
                             : km_strdup(arena, km_absent_word_nl(f));
}

char *km_interval_nl(KmArena *arena, const KmPublishedFigure *f)
{
    if (!f->has_interval) {
        return km_strdup(arena, km_absent_word_nl(f));
    }
    const KmIndicatorText *as = written_as(f);
    double scale = km_is_share(as) ? 100.0 : 1.0;
    const char *low = signed_nl(arena, f->low * scale, f->decimals);
    const char *high = signed_nl(arena, f->high * scale, f->decimals);
    const char *unit = km_is_points(as) ? " procentpunt" : km_is_share(as) ? "%" : "";
    return km_format(arena, "%s%s%s%s", low, f->low < 0.0 ? " tot " : "–", high, unit);
}

void km_interval_ends_nl(KmArena *arena, const KmPublishedFigure *f, char *ret_ends[2])
{
    const double ends[2] = {f->low, f->high};
    for (int i = 0; i < 2; i++) {
        ret_ends[i] = f->has_interval ? km_value_nl(arena, written_as(f), ends[i], f->decimals)
                                      : km_strdup(arena, km_absent_word_nl(f));
    }
}

bool km_has_units(const KmPublishedFigure *f)
{
    return f->has_counts;
}

bool km_is_category(const KmPublishedFigure *f)
{
    const KmIndicatorText *text = f->indicator;
    return text->kind == KM_KIND_DISTRIBUTION && text->n_dimensions > 0 &&
           km_text_equal(f->block.dim[0], text->dimensions[0].name);
}

bool km_has_hits(const KmPublishedFigure *f)
{
    if (f->indicator->kind == KM_KIND_DISTRIBUTION && !km_is_category(f)) {
        return false;
    }
    return f->has_counts && !f->is_sum_withheld && f->status != KM_PUBLISHED_PARTIAL &&
           f->indicator->kind != KM_KIND_COUNT && f->indicator->kind != KM_KIND_DURATION &&
           f->indicator->kind != KM_KIND_GAP;
}

double km_numerator(const KmPublishedFigure *f)
{
    return is_summed(f->indicator) ? f->sum : (double)f->x;
}

char *km_hits_nl(KmArena *arena, const KmPublishedFigure *f)
{
    if (!km_has_hits(f)) {
        return km_strdup(arena, km_absent_word_nl(f));
    }
    if (!is_summed(f->indicator)) {
        return km_dutch_count(arena, f->x);
    }
    bool whole = fabs(f->sum - nearbyint(f->sum)) < 1e-9;
    return km_dutch_decimal(arena, f->sum, whole ? 0 : 1);
}

char *km_units_nl(KmArena *arena, const KmPublishedFigure *f)
{
    return km_has_units(f) ? km_dutch_count(arena, f->n) : km_strdup(arena, km_absent_word_nl(f));
}

char *km_counts_words_nl(KmArena *arena, const KmPublishedFigure *f)
{
    if (f->indicator->kind == KM_KIND_MEAN && km_has_units(f)) { /* the sum says nobody anything */
        return km_format(arena, "van %s %s", km_units_nl(arena, f), f->indicator->unit_nl);
    }
    if (km_has_hits(f)) {
        return km_format(arena, "%s %s %s", km_hits_nl(arena, f),
                         is_summed(f->indicator) && !km_is_share(f->indicator) ? "op" : "van",
                         km_units_nl(arena, f));
    }
    if (km_has_units(f)) {
        return km_format(arena, "%s %s", km_units_nl(arena, f), f->indicator->unit_nl);
    }
    bool held_back = f->status == KM_PUBLISHED_POOLED || f->status == KM_PUBLISHED_CLASS ||
                     f->status == KM_PUBLISHED_PROTECTED;
    return km_format(arena, "aantallen %s", held_back ? "afgeschermd" : km_absent_word_nl(f));
}

/* The members, unless the label names them already. */
static void add_members(KmText *out, const KmPublishedFigure *f)
{
    const KmDimensionText *dimension = km_dimension_text(f->indicator, f->block.dim[0]);
    if (f->n_members > 0 &&
        strstr(f->label_nl, km_code_label_nl(dimension, f->members[0])) != NULL) {
        return;
    }
    for (size_t i = 0; i < f->n_members; i++) {
        km_text_add(out, i == 0 ? ": " : ", ");
        km_text_add(out, km_code_label_nl(dimension, f->members[i]));
    }
}

char *km_note_nl(KmArena *arena, const KmPublishedFigure *f)
{
    KmText out = km_text_init(arena);
    if (f->status == KM_PUBLISHED_POOLED) {
        km_text_addf(&out, "%s samen", f->period.text);
    } else {
        km_text_add(&out, km_status_word_nl(f->status));
    }
    if (f->status != KM_PUBLISHED_SHOWN) {
        add_members(&out, f);
    }
    bool incomplete = f->status == KM_PUBLISHED_PARTIAL || f->status == KM_PUBLISHED_NOT_DELIVERED;
    if (!incomplete && f->delivered < f->expected) {
        km_text_addf(&out, "; %s", km_deliveries_nl(arena, f));
    }
    if (incomplete && f->missing != NULL && f->missing[0] != '\0') {
        km_text_addf(&out, "; ontbreekt: %s", f->missing);
    }
    if (f->flags != NULL && f->flags[0] != '\0') {
        km_text_addf(&out, "; %s", f->flags);
    }
    return out.bytes;
}
