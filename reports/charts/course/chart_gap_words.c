#include "reports/charts/course/chart_gap.h"

#include "reports/charts/chart_words.h"

#include "engine/base/number.h"

#include <math.h>
#include <string.h>

int km_gap_sign(const KmGapSize *size)
{
    return !size->has_interval ? 0 : size->low > 0.0 ? 1 : size->high < 0.0 ? -1 : 0;
}

int km_gap_verdict(const KmGapSize *a, const KmGapSize *b)
{
    if (!a->has_interval || !b->has_interval) {
        return 0;
    }
    double change = a->value - b->value;
    double low = change - hypot(a->value - a->low, b->high - b->value);
    double high = change + hypot(a->high - a->value, b->value - b->low);
    return low > 0.0 ? 1 : high < 0.0 ? -1 : 0;
}

char *km_gap_size_nl(const KmChartJob *job, const KmGapCourse *course, double size)
{
    const KmIndicatorText *text = course->levels;
    int decimals = text->decimals;
    if (!km_is_share(text)) {
        return km_dutch_decimal(job->arena, fabs(size), decimals);
    }
    decimals = course->last != NULL && course->last->group.decimals < decimals
                   ? course->last->group.decimals
                   : decimals;
    return km_format(job->arena, "%s procentpunt",
                     km_dutch_decimal(job->arena, fabs(size) * 100.0, decimals));
}

char *km_gap_value_nl(const KmChartJob *job, const KmGapCourse *course, const KmGapLevel *level)
{
    return km_value_nl(job->arena, course->levels, level->value, level->decimals);
}

/* "; het verschil werd kleiner: eind 2023 was het 21 procentpunt" */
static const char *changed_nl(const KmChartJob *job, const KmGapCourse *course)
{
    const KmGapPlace *first = course->first, *last = course->last;
    if (course->n_both < 2) {
        return "";
    }
    const char *since = km_since_nl(job->arena, &first->period);
    int change = km_gap_verdict(&last->size, &first->size);
    bool crossed = (first->size.value > 0.0) != (last->size.value > 0.0);
    if (change == 0 || crossed) {
        return km_format(job->arena, "; geen duidelijke verandering sinds %s", since);
    }
    bool smaller = fabs(last->size.value) < fabs(first->size.value);
    return km_format(job->arena, "; het verschil werd %s: %s was het %s",
                     smaller ? "kleiner" : "groter", since,
                     km_gap_size_nl(job, course, first->size.value));
}

const char *km_gap_title(const KmChartJob *job, const KmGapCourse *course)
{
    KmArena *arena = job->arena;
    const char *name = course->levels->title_nl;
    if (course->last == NULL) {
        return name;
    }
    const KmGapSize *size = &course->last->size;
    char *amount = km_gap_size_nl(job, course, size->value);
    if (size->has_interval && km_gap_sign(size) == 0) {
        return km_format(arena, "%s: geen duidelijk verschil tussen ‘%s’ en ‘%s’ (nu %s)%s", name,
                         course->group_nl, course->reference_nl, amount,
                         km_gap_verdict(size, &course->first->size) == 0 ? ""
                                                                         : changed_nl(job, course));
    }
    return km_format(arena, "%s: ‘%s’ ligt %s %s ‘%s’%s", name, course->group_nl, amount,
                     size->value > 0.0 ? "onder" : "boven", course->reference_nl,
                     changed_nl(job, course));
}

const char *km_gap_subtitle(const KmChartJob *job, const KmGapCourse *course)
{
    return km_format(job->arena, "%s, per %s. %s", job->release->area_nl,
                     km_small_nl(job->arena, course->dimension->label_nl),
                     km_measure_when_nl(job->arena, course->levels));
}

const char *km_gap_description(const KmChartJob *job, const KmGapCourse *course)
{
    KmText out = km_text_init(job->arena);
    km_text_addf(&out, "Twee lijnen van %s over de tijd, ‘%s’ en ‘%s’, met het verschil ertussen: ",
                 km_small_nl(job->arena, course->levels->title_nl), course->reference_nl,
                 course->group_nl);
    for (size_t i = 0; i < course->n_places; i++) {
        const KmGapPlace *place = &course->places[i];
        km_text_addf(&out, "%s%s ", i == 0 ? "" : "; ",
                     km_period_dutch(job->arena, &place->period));
        if (place->both) {
            km_text_addf(&out, "%s en %s, verschil %s",
                         km_gap_value_nl(job, course, &place->reference),
                         km_gap_value_nl(job, course, &place->group),
                         km_gap_size_nl(job, course, place->size.value));
        } else {
            km_text_add(&out, "geen verschil te tonen");
        }
    }
    km_text_add_char(&out, '.');
    return out.bytes;
}

static void note_missing(const KmChartJob *job, const KmGapCourse *course, KmNotes *notes)
{
    const char **names = KM_NEW_ARRAY(job->arena, const char *, course->n_places + 1);
    size_t n = 0;
    for (size_t i = 0; i < course->n_places; i++) {
        if (!course->places[i].both) {
            names[n++] = km_period_dutch(job->arena, &course->places[i].period);
        }
    }
    enum { MOST_NAMES = 4 };
    if (n > 0) {
        km_note(notes, km_format(job->arena,
                                 "Kruisje: een van beide groepen is er niet of mag niet worden "
                                 "getoond (%s).",
                                 n > MOST_NAMES ? km_format(job->arena, "%s kwartalen",
                                                            km_number_word_nl(job->arena, n))
                                                : km_list_nl(job->arena, names, n)));
    }
}

void km_gap_notes(const KmChartJob *job, const KmGapCourse *course, KmNotes *ret_notes)
{
    const KmGapSize *size = &course->last->size;
    if (size->has_interval) {
        double low = fmin(fabs(size->low), fabs(size->high));
        double high = fmax(fabs(size->low), fabs(size->high));
        bool same_side = km_gap_sign(size) != 0;
        km_note(ret_notes,
                same_side
                    ? km_format(job->arena,
                                "Het laatste verschil ligt waarschijnlijk tussen %s en %s "
                                "(95%%-betrouwbaarheidsinterval).",
                                km_gap_size_nl(job, course, low), km_gap_size_nl(job, course, high))
                    : km_format(job->arena,
                                "Het laatste verschil kan toeval zijn: nul ligt binnen het "
                                "95%%-betrouwbaarheidsinterval."));
    }
    note_missing(job, course, ret_notes);
    if (km_text_equal(course->group_nl, "de andere groepen")) {
        km_note(ret_notes, "De andere groepen zijn alle bekende groepen samen, zonder ‘onbekend’.");
    }
    km_note(ret_notes, km_source_nl(job->arena, job->published, course->levels));
}
