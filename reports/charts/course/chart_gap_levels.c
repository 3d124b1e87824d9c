/* Which two groups a gap chart sets against each other, and how high each stands. */
#include "reports/charts/course/chart_gap.h"

#include "reports/charts/chart_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- which two groups ---- */

static const char rest_code[] = "rest", all_code[] = "allen", unknown_code[] = "onbekend";

typedef struct {
    const KmIndicatorText *levels;
    const KmDimensionText *dimension;
    const char *reference, *against;
} Pair;

static const KmGapText *gap_by(const KmIndicatorText *text, const char *by)
{
    for (size_t g = 0; g < text->n_gaps; g++) {
        if (by == NULL || km_text_equal(text->gaps[g].dimension, by)) {
            return &text->gaps[g];
        }
    }
    return NULL;
}

/* The comparison that an indicator of kind gap in this release makes of this one. */
static const KmGapText *gap_about(const KmPublished *published, const KmIndicatorText *text,
                                  const char *by)
{
    for (size_t i = 0; i < km_published_indicator_count(published); i++) {
        const KmIndicatorText *other = km_published_indicator_at(published, i);
        if (other->gap_of != NULL && km_text_equal(other->gap_of, text->id)) {
            const KmGapText *gap = gap_by(other, by);
            if (gap != NULL) {
                return gap;
            }
        }
    }
    return NULL;
}

/* The known codes of a dimension: those that name a group. */
static size_t known_codes(const KmDimensionText *dimension, const char *ret_codes[2])
{
    size_t n = 0;
    for (size_t i = 0; i < dimension->n_codes; i++) {
        const char *code = dimension->codes[i].code;
        if (!km_text_equal(code, unknown_code)) {
            if (n < 2) {
                ret_codes[n] = code;
            }
            n++;
        }
    }
    return n;
}

static const KmDimensionText *with_two_groups(const KmIndicatorText *text, const char *by)
{
    const char *codes[2];
    for (size_t i = 0; i < text->n_dimensions; i++) {
        const KmDimensionText *dimension = &text->dimensions[i];
        if ((by == NULL || km_text_equal(dimension->name, by)) &&
            known_codes(dimension, codes) == 2) {
            return dimension;
        }
    }
    return NULL;
}

static bool ends_of_order(const KmDimensionText *dimension, Pair *pair)
{
    pair->reference = pair->against = NULL;
    for (size_t i = 0; i < dimension->n_codes; i++) {
        const char *code = dimension->codes[i].code;
        if (!km_text_equal(code, unknown_code)) {
            pair->against = pair->against == NULL ? code : pair->against;
            pair->reference = code;
        }
    }
    return pair->reference != NULL && pair->reference != pair->against;
}

static bool has_code(const KmDimensionText *dimension, const char *code)
{
    for (size_t i = 0; i < dimension->n_codes; i++) {
        if (km_text_equal(dimension->codes[i].code, code)) {
            return true;
        }
    }
    return false;
}

/* "thuistaal=nl,anders": the user's own two groups. */
static bool read_own_pair(const KmChartJob *job, const char *by, Pair *pair, KmError *err)
{
    const char *equals = strchr(by, '=');
    const char *comma = strchr(by, ',');
    const char *name = km_strndup(job->arena, by, (size_t)(equals - by));
    pair->dimension = km_dimension_text(pair->levels, name);
    if (pair->dimension == NULL) {
        return km_error_set(err, KM_ERROR_USAGE, "%s is not split by \"%.40s\"", pair->levels->id,
                            name);
    }
    if (comma == NULL || comma < equals) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "--by \"%.60s\" names no two groups; write %s=%s,%s", by, name, "code",
                            "code");
    }
    pair->reference = km_strndup(job->arena, equals + 1, (size_t)(comma - equals - 1));
    pair->against = km_strdup(job->arena, comma + 1);
    const char *codes[2] = {pair->reference, pair->against};
    for (size_t i = 0; i < 2; i++) {
        if (!has_code(pair->dimension, codes[i])) {
            return km_error_set(err, KM_ERROR_USAGE, "%s has no group \"%.40s\"; its first is %s",
                                name, codes[i], pair->dimension->codes[0].code);
        }
    }
    return true;
}

static bool find_pair(const KmChartJob *job, Pair *ret_pair, KmError *err)
{
    const KmIndicatorText *text = job->text;
    bool is_gap = text->kind == KM_KIND_GAP;
    const char *by = job->request->by;
    Pair pair = {.levels = is_gap ? km_published_indicator(job->published, text->gap_of) : text};
    if (by != NULL && strchr(by, '=') != NULL && pair.levels != NULL) {
        if (!read_own_pair(job, by, &pair, err)) {
            return false;
        }
        *ret_pair = pair;
        return true;
    }
    const KmGapText *gap = is_gap ? gap_by(text, by) : gap_about(job->published, text, by);
    if (gap != NULL && pair.levels != NULL) {
        pair.dimension = km_dimension_text(pair.levels, gap->dimension);
        pair.reference = gap->reference;
        pair.against = gap->against;
    } else if (!is_gap && text->kind != KM_KIND_DISTRIBUTION) {
        const char *codes[2] = {NULL, NULL};
        pair.dimension = with_two_groups(text, by);
        if (pair.dimension != NULL && known_codes(pair.dimension, codes) == 2) {
            pair.reference = codes[0];
            pair.against = codes[1];
        }
    }
    if (pair.dimension != NULL && pair.reference == NULL) {
        (void)ends_of_order(pair.dimension, &pair);
    }
    if (pair.levels == NULL || pair.dimension == NULL || pair.reference == NULL) {
        (void)km_error_set(err, KM_ERROR_USAGE,
                           "%s has no two groups to set against each other%s%s", text->id,
                           by == NULL ? "" : " by ", by == NULL ? "" : by);
        return km_error_hint(err, "name two groups, as --by thuistaal=nl,anders");
    }
    *ret_pair = pair;
    return true;
}

bool km_chart_has_gap(const KmPublished *published, const KmIndicatorText *text, const char *by)
{
    const char *codes[2];
    const KmDimensionText *dimension = km_dimension_text(text, by);
    return text->kind != KM_KIND_DISTRIBUTION && text->kind != KM_KIND_DURATION &&
           dimension != NULL &&
           (known_codes(dimension, codes) == 2 || gap_about(published, text, by) != NULL);
}

/* ---- the levels ---- */

static bool has_value(const KmPublishedFigure *f)
{
    return f != NULL && f->has_estimate && f->status == KM_PUBLISHED_SHOWN && !f->period.is_range;
}

static KmGapLevel level_of(const KmPublishedFigure *f)
{
    return !has_value(f) ? (KmGapLevel){0}
                         : (KmGapLevel){.shown = true,
                                        .value = f->estimate,
                                        .has_interval = f->has_interval,
                                        .low = f->low,
                                        .high = f->high,
                                        .decimals = f->decimals};
}

/* All other known groups added up, when each of them is shown with its numbers. */
static KmGapLevel rest_of(const KmPublishedRows *rows, const char *reference)
{
    double n = 0.0, x = 0.0;
    KmGapLevel level = {.shown = true};
    for (size_t i = 0; i < rows->count; i++) {
        const KmPublishedFigure *f = rows->figures[i];
        const char *code = f->block.code[0];
        if (km_text_equal(code, reference) || km_text_equal(code, unknown_code) ||
            f->status == KM_PUBLISHED_EMPTY) {
            continue;
        }
        if (!has_value(f) || !f->has_counts) {
            return (KmGapLevel){0};
        }
        bool hits = f->indicator->kind == KM_KIND_PROPORTION;
        n += (double)f->n;
        x += hits ? (double)f->x : f->sum;
        level.decimals = f->decimals;
    }
    level.shown = n > 0.0;
    level.value = level.shown ? x / n : 0.0;
    return level;
}

static KmGapLevel read_level(const KmChartJob *job, const Pair *pair, const char *code,
                             const KmPeriod *period)
{
    if (km_text_equal(code, all_code)) {
        return level_of(km_published_total(job->published, pair->levels->id, period->text));
    }
    KmPublishedRows rows = km_published_rows(job->published, job->arena, pair->levels->id,
                                             period->text, pair->dimension->name);
    if (km_text_equal(code, rest_code)) {
        return rest_of(&rows, pair->reference);
    }
    for (size_t i = 0; i < rows.count; i++) {
        if (km_text_equal(rows.figures[i]->block.code[0], code)) {
            return level_of(rows.figures[i]);
        }
    }
    return (KmGapLevel){0};
}

static KmGapSize size_of(const KmGapLevel *a, const KmGapLevel *b)
{
    KmGapSize size = {.value = a->value - b->value,
                      .has_interval = a->has_interval && b->has_interval};
    if (size.has_interval) {
        size.low = size.value - hypot(a->value - a->low, b->high - b->value);
        size.high = size.value + hypot(a->high - a->value, b->value - b->low);
    }
    return size;
}

static const char *name_of(const KmChartJob *job, const Pair *pair, const char *code)
{
    return km_text_equal(code, rest_code)  ? "de andere groepen"
           : km_text_equal(code, all_code) ? km_format(job->arena, "alle %s", pair->levels->unit_nl)
                                           : km_code_label_nl(pair->dimension, code);
}

static KmGapCourse course_of(const KmChartJob *job, const Pair *pair)
{
    KmChartJob levels = *job;
    levels.text = pair->levels;
    KmPlaces places = km_places_read(&levels);
    KmGapCourse course = {.levels = pair->levels,
                          .dimension = pair->dimension,
                          .reference_nl = name_of(job, pair, pair->reference),
                          .group_nl = name_of(job, pair, pair->against),
                          .places = KM_NEW_ARRAY(job->arena, KmGapPlace, places.n)};
    for (size_t i = 0; i < places.n; i++) {
        KmGapPlace *place = &course.places[course.n_places++];
        *place = (KmGapPlace){
            .period = places.items[i].period,
            .reference = read_level(job, pair, pair->reference, &places.items[i].period),
            .group = read_level(job, pair, pair->against, &places.items[i].period)};
        place->both = place->reference.shown && place->group.shown;
        if (km_places_break(pair->levels, &places, i) != NULL) {
            course.first = course.last = NULL;
            course.n_both = 0;
        }
        if (place->both) {
            place->size = size_of(&place->reference, &place->group);
            course.first = course.first == NULL ? place : course.first;
            course.last = place;
            course.n_both++;
        }
    }
    return course;
}

bool km_gap_read(const KmChartJob *job, KmGapCourse *ret_course, KmError *err)
{
    Pair pair = {0};
    if (!find_pair(job, &pair, err)) {
        return false;
    }
    *ret_course = course_of(job, &pair);
    return true;
}

typedef struct {
    const KmPublishedFigure **figures;
    size_t count, capacity;
} Found;

static void find(const KmChartJob *job, Found *found, const KmPublishedFigure *figure)
{
    KM_GROW(job->arena, found->figures, found->count, found->capacity);
    found->figures[found->count++] = figure;
}

/* The figures behind one side in one period. */
static void find_side(const KmChartJob *job, const Pair *pair, const char *code,
                      const KmPeriod *period, Found *found)
{
    KmPublishedRows all = km_published_rows(job->published, job->arena, pair->levels->id,
                                            period->text, pair->dimension->name);
    const KmPublishedFigure *total =
        km_published_total(job->published, pair->levels->id, period->text);
    if (km_text_equal(code, all_code) && total != NULL) {
        find(job, found, total);
    }
    for (size_t i = 0; i < all.count; i++) {
        const char *own = all.figures[i]->block.code[0];
        bool other = !km_text_equal(own, pair->reference) && !km_text_equal(own, unknown_code);
        if (km_text_equal(own, code) || (km_text_equal(code, rest_code) && other)) {
            find(job, found, all.figures[i]);
        }
    }
}

KmPublishedRows km_chart_gap_rows(KmArena *arena, const KmPublished *published,
                                  const KmChartRequest *request)
{
    KmChartJob job = {.arena = arena,
                      .published = published,
                      .text = km_published_indicator(published, request->indicator),
                      .request = request};
    Found found = {0};
    Pair pair = {0};
    KmError unused;
    km_error_clear(&unused);
    if (job.text == NULL || !find_pair(&job, &pair, &unused)) {
        return (KmPublishedRows){0};
    }
    job.text = pair.levels;
    KmPlaces places = km_places_read(&job);
    for (size_t i = 0; i < places.n; i++) {
        find_side(&job, &pair, pair.reference, &places.items[i].period, &found);
        find_side(&job, &pair, pair.against, &places.items[i].period, &found);
    }
    return (KmPublishedRows){found.figures, found.count};
}
