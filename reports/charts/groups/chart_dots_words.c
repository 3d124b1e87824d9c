#include "reports/charts/groups/chart_dots.h"

#include "reports/charts/chart_words.h"

#include <string.h>

int km_dots_verdict(const KmPublishedFigure *f)
{
    return km_dots_has_point(f) && !km_dots_is_rest(f) && f->city.exists ? f->city.verdict : 0;
}

static size_t count_clear(const KmDots *dots, int verdict)
{
    size_t n = 0;
    for (size_t i = 0; i < dots->n_drawn; i++) {
        n += km_dots_verdict(dots->drawn[i]) == verdict ? 1 : 0;
    }
    return n;
}

/* "Leiden-Noord", "A en B", "vijf districten". */
static char *clear_groups(const KmChartJob *job, const KmDots *dots, int verdict)
{
    size_t n = count_clear(dots, verdict);
    if (n > 2) {
        return km_format(job->arena, "%s %s", km_number_word_nl(job->arena, n),
                         km_group_noun_nl(dots->dimension, true));
    }
    const char *names[2] = {"", ""};
    for (size_t i = 0, at = 0; i < dots->n_drawn; i++) {
        if (km_dots_verdict(dots->drawn[i]) == verdict) {
            names[at++] = dots->drawn[i]->label_nl;
        }
    }
    return km_list_nl(job->arena, names, n);
}

/* "blijft achter bij de stad", "ligt boven de stad" … */
static const char *distance_nl(const KmChartJob *job, int verdict, bool plural)
{
    if (km_better(job->text, verdict) < 0 && verdict < 0) {
        return plural ? "blijven achter bij de stad" : "blijft achter bij de stad";
    }
    if (verdict > 0) {
        return plural ? "liggen duidelijk boven de stad" : "ligt duidelijk boven de stad";
    }
    return plural ? "liggen duidelijk onder de stad" : "ligt duidelijk onder de stad";
}

/* ": 72% tegen 85%" when there is one group and both numbers stand in the picture. */
static const char *numbers_nl(const KmChartJob *job, const KmDots *dots, int verdict)
{
    if (dots->city == NULL || count_clear(dots, verdict) != 1) {
        return "";
    }
    for (size_t i = 0; i < dots->n_drawn; i++) {
        const KmPublishedFigure *f = dots->drawn[i];
        if (km_dots_verdict(f) == verdict) {
            char *values[2];
            km_two_values_nl(job->arena, job->text, f->decimals,
                             (const double[2]){f->estimate, dots->city->estimate}, values);
            return km_format(job->arena, ": %s tegen %s", values[0], values[1]);
        }
    }
    return "";
}

static bool has_comparison(const KmDots *dots)
{
    for (size_t i = 0; i < dots->n_drawn; i++) {
        if (dots->drawn[i]->city.exists && dots->drawn[i]->city.has_interval) {
            return true;
        }
    }
    return false;
}

static const char *clear_title(const KmChartJob *job, const KmDots *dots, int verdict)
{
    bool plural = count_clear(dots, verdict) > 1;
    const char *numbers = numbers_nl(job, dots, verdict);
    int other = -verdict;
    char *groups = km_capital_nl(job->arena, clear_groups(job, dots, verdict));
    if (count_clear(dots, other) == 0) {
        return km_format(job->arena, "%s %s%s", groups, distance_nl(job, verdict, plural), numbers);
    }
    bool other_plural = count_clear(dots, other) > 1;
    return km_format(job->arena, "%s %s; %s %s er duidelijk %s", groups,
                     distance_nl(job, verdict, plural), clear_groups(job, dots, other),
                     other_plural ? "liggen" : "ligt", other > 0 ? "boven" : "onder");
}

const char *km_dots_title(const KmChartJob *job, const KmDots *dots)
{
    int first = km_better(job->text, 1) < 0 ? 1 : -1; /* what asks for attention comes first */
    if (count_clear(dots, first) > 0) {
        return clear_title(job, dots, first);
    }
    if (count_clear(dots, -first) > 0) {
        return clear_title(job, dots, -first);
    }
    if (has_comparison(dots)) {
        return km_format(job->arena, "Geen %s wijkt duidelijk af van de stad",
                         km_group_noun_nl(dots->dimension, false));
    }
    return km_format(job->arena, "%s %s", job->text->title_nl,
                     km_by_group_nl(job->arena, dots->dimension));
}

const char *km_dots_subtitle(const KmChartJob *job, const KmDots *dots)
{
    KmDate day = dots->city != NULL ? dots->city->reference : job->request->period->to - 1;
    return km_format(job->arena, "%s %s, %s", job->text->title_nl,
                     km_by_group_nl(job->arena, dots->dimension), km_date_dutch(job->arena, day));
}

char *km_dots_pooled_nl(KmArena *arena, const KmPublishedFigure *f)
{
    size_t parts = (size_t)km_period_parts(&f->period);
    return km_format(arena, "gemiddelde van %s kwartalen", km_number_word_nl(arena, parts));
}

static char *row_sentence(const KmChartJob *job, const KmPublishedFigure *f)
{
    KmArena *arena = job->arena;
    if (!f->has_estimate) {
        return km_format(arena, "%s %s tot %s", f->label_nl,
                         km_value_nl(arena, job->text, f->bound_low, 0),
                         km_value_nl(arena, job->text,
                                     f->status == KM_PUBLISHED_CLASS ? 1.0 : f->bound_high, 0));
    }
    char *counts = km_counts_nl(arena, f);
    const char *beside = f->status == KM_PUBLISHED_POOLED ? km_dots_pooled_nl(arena, f) : counts;
    return km_format(arena, "%s %s%s", f->label_nl,
                     km_value_nl(arena, job->text, f->estimate, f->decimals),
                     beside == NULL ? "" : km_format(arena, " (%s)", beside));
}

const char *km_dots_description(const KmChartJob *job, const KmDots *dots)
{
    KmText out = km_text_init(job->arena);
    km_text_addf(&out, "Stippengrafiek van %s %s, van boven naar beneden: ",
                 km_small_nl(job->arena, job->text->title_nl),
                 km_by_group_nl(job->arena, dots->dimension));
    for (size_t i = 0; i < dots->n_drawn; i++) {
        km_text_add(&out, i == 0 ? "" : "; ");
        km_text_add(&out, row_sentence(job, dots->drawn[i]));
    }
    km_text_add_char(&out, '.');
    if (dots->city != NULL) {
        km_text_addf(
            &out, " %s als geheel: %s.", job->release->area_nl,
            km_value_nl(job->arena, job->text, dots->city->estimate, dots->city->decimals));
    }
    return out.bytes;
}

/* The groups a row stands for: its members when it has several, else its own name. */
static void add_names(const KmDots *dots, const KmPublishedFigure *f, const char **names, size_t *n,
                      size_t most)
{
    for (size_t i = 0; i < f->n_members && f->n_members > 1 && *n < most; i++) {
        names[(*n)++] = km_code_label_nl(dots->dimension, f->members[i]);
    }
    if (f->n_members <= 1 && *n < most) {
        names[(*n)++] = f->label_nl;
    }
}

enum { MOST_NAMES = 64 };

/* A group with a stand-in in the picture (several quarters, a merger) is not also "hidden". */
static bool has_stand_in(const KmDots *dots, const KmPublishedFigure *f)
{
    for (size_t i = 0; i < dots->n_drawn; i++) {
        const KmPublishedFigure *other = dots->drawn[i];
        if (km_text_equal(other->block.code[0], f->block.code[0])) {
            return true;
        }
        for (size_t j = 0; j < other->n_members; j++) {
            if (km_text_equal(other->members[j], f->block.code[0])) {
                return true;
            }
        }
    }
    return false;
}

static char *names_with(const KmChartJob *job, const KmDots *dots, KmPublishedStatus status)
{
    const char *names[MOST_NAMES];
    size_t n = 0;
    for (size_t i = 0; i < dots->all.count; i++) {
        const KmPublishedFigure *f = dots->all.figures[i];
        if (f->status == status && !has_stand_in(dots, f)) {
            add_names(dots, f, names, &n, MOST_NAMES);
        }
    }
    return n == 0 ? NULL : km_list_nl(job->arena, names, n);
}

static void note_merged(const KmChartJob *job, const KmDots *dots, KmNotes *notes)
{
    KmText out = km_text_init(job->arena);
    for (size_t i = 0; i < dots->n_drawn; i++) {
        const KmPublishedFigure *f = dots->drawn[i];
        if (f->status != KM_PUBLISHED_MERGED) {
            continue;
        }
        const char *names[MOST_NAMES];
        size_t n = 0;
        add_names(dots, f, names, &n, MOST_NAMES);
        km_text_add(&out, out.length == 0 ? "" : "; ");
        km_text_add(&out, km_list_nl(job->arena, names, n));
        if (n > 1 && strstr(f->label_nl, names[0]) == NULL) { /* a name of its own */
            km_text_addf(&out, " (‘%s’)", f->label_nl);
        }
    }
    if (out.length > 0) {
        km_note(notes,
                km_format(job->arena, "Samengenomen omdat de aantallen apart te klein zijn: %s.",
                          out.bytes));
    }
}

static const KmPublishedFigure *first_with(const KmDots *dots, KmPublishedStatus status)
{
    for (size_t i = 0; i < dots->n_drawn; i++) {
        if (dots->drawn[i]->status == status) {
            return dots->drawn[i];
        }
    }
    return NULL;
}

static void note_signs(const KmChartJob *job, const KmDots *dots, KmNotes *notes)
{
    KmText out = km_text_init(job->arena);
    bool whiskers = false;
    for (size_t i = 0; i < dots->n_drawn; i++) {
        whiskers = whiskers || dots->drawn[i]->has_interval;
    }
    if (whiskers) {
        km_text_add(&out, "Punt met 95%-betrouwbaarheidsinterval. ");
    }
    if (count_clear(dots, 1) + count_clear(dots, -1) > 0) {
        km_text_add(&out, "Ruit: het verschil met de stad is duidelijk. ");
    }
    const KmPublishedFigure *pooled = first_with(dots, KM_PUBLISHED_POOLED);
    if (pooled != NULL) {
        km_text_addf(&out, "Open vierkant: %s (%s), omdat één kwartaal te weinig %s telt. ",
                     km_dots_pooled_nl(job->arena, pooled),
                     km_period_dutch(job->arena, &pooled->period), job->text->unit_nl);
    }
    if (first_with(dots, KM_PUBLISHED_PARTIAL) != NULL) {
        km_text_add(&out, "Balk met stippelrand: niet alles is geleverd; het cijfer ligt tussen "
                          "de uiteinden. ");
    }
    if (out.length > 0) {
        km_note(notes, out.bytes);
    }
}

static void note_names(const KmChartJob *job, const KmDots *dots, KmNotes *notes,
                       KmPublishedStatus status, const char *before, const char *after)
{
    char *names = names_with(job, dots, status);
    if (names != NULL) {
        km_note(notes, km_format(job->arena, "%s: %s%s.", before, names, after));
    }
}

void km_dots_notes(const KmChartJob *job, const KmDots *dots, KmNotes *ret_notes)
{
    const char *unit = job->text->unit_nl;
    note_signs(job, dots, ret_notes);
    note_merged(job, dots, ret_notes);
    note_names(job, dots, ret_notes, KM_PUBLISHED_PROTECTED, "Afgeschermd",
               km_format(job->arena, ", te weinig %s", unit));
    note_names(job, dots, ret_notes, KM_PUBLISHED_EMPTY, "Niet van toepassing",
               km_format(job->arena, ", er waren geen %s", unit));
    note_names(job, dots, ret_notes, KM_PUBLISHED_NOT_DELIVERED, "Geen cijfer", ", niet geleverd");
    note_names(job, dots, ret_notes, KM_PUBLISHED_PARTIAL, "Geen cijfer", ", leveringen ontbreken");
    const char *source = km_source_nl(job->arena, job->published, job->text);
    bool provisional = dots->city != NULL && km_has_flag(dots->city, "voorlopig");
    km_note(ret_notes,
            provisional ? km_format(job->arena, "Voorlopige cijfers. %s", source) : source);
}
