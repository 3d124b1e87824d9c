#include "importers/delivery/period_fit.h"

enum {
    DAYS_BEFORE = 3700, /* of the days that are counted */
    BUSY_DAYS = 8,
    BUSIER_PER_DAY = 6,
    LEAST_STAMPED = 5,
    MOST_STEPS = 4,
    YEAR = 365
};

typedef struct {
    int64_t rows;
    int days;    /* different ones */
    KmDate last; /* KM_DATE_EVER: none */
} Stretch;

KmDate km_period_fit_first_day(const KmPeriod *period)
{
    return period->from - DAYS_BEFORE;
}

static Stretch stretch(const KmDayCounts *counts, KmDate from, KmDate to)
{
    Stretch s = {.last = KM_DATE_EVER};
    KmDate low = from < counts->first ? counts->first : from;
    KmDate high = to > counts->first + KM_DAYS_COUNTED ? counts->first + KM_DAYS_COUNTED : to;
    for (KmDate day = low; day < high; day++) {
        uint32_t rows = counts->rows[day - counts->first];
        if (rows > 0) {
            s.rows += rows;
            s.days++;
            s.last = day;
        }
    }
    return s;
}

static Stretch in_period(const KmDayCounts *counts, const KmPeriod *period)
{
    return stretch(counts, period->from, period->to);
}

/* Periods as long as this one, side by side; km_period_shift moves a range by one of its parts. */
static KmPeriod neighbour(const KmPeriod *period, int steps)
{
    return km_period_shift(period, steps * km_period_parts(period));
}

/* A year ago says nothing new of a period that is that long itself. */
static bool has_seasons(const KmPeriod *period)
{
    return period->to - period->from < YEAR / 2;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* Far fewer days than `usual` says. */
static bool is_silent(int days, int usual)
{
    return usual >= BUSY_DAYS + BUSIER_PER_DAY * days;
}

static void find_other(const KmDayCounts *counts, const KmPeriod *period, KmPeriodFit *fit)
{
    fit->here = in_period(counts, period).rows;
    fit->before = stretch(counts, counts->first, period->from).rows;
    fit->after = stretch(counts, period->to, counts->first + KM_DAYS_COUNTED).rows;
    for (int step = 1; step > -2 * KM_DAYS_COUNTED; step--) {
        KmPeriod other = neighbour(period, step);
        if (other.to <= counts->first) {
            return;
        }
        int64_t rows = in_period(counts, &other).rows;
        if (step != 0 && rows > fit->there) {
            fit->has_other = true;
            fit->other = other;
            fit->there = rows;
        }
    }
}

static bool name_other(const KmDayCounts *counts, const KmPeriod *period, int step,
                       KmPeriodFit *fit)
{
    fit->has_other = true;
    fit->other = neighbour(period, step);
    fit->here = in_period(counts, period).rows;
    fit->there = in_period(counts, &fit->other).rows;
    return true;
}

/* Rows with an end of their own lie before the period by that end. */
static void name_by_end(const KmPeriodEvidence *e, KmPeriodFit *fit)
{
    if (e->ends == NULL || fit->after >= fit->before) {
        return;
    }
    KmPeriodFit ends = {.verdict = fit->verdict, .by_end = true};
    find_other(e->ends, e->period, &ends);
    if (ends.has_other && ends.other.to <= e->period->from) {
        *fit = ends;
    }
}

/* A file that holds all there ever was lies mostly before its period; then the period itself is as
 * full as the others. */
static bool is_outside(const KmPeriodEvidence *e, KmPeriodFit *fit)
{
    if (e->outside * 2 <= e->kept) {
        return false;
    }
    if (e->begins != NULL) {
        find_other(e->begins, e->period, fit);
    }
    if (fit->here > 0 && fit->here * 2 >= fit->there) {
        return false;
    }
    name_by_end(e, fit);
    return true;
}

/* Over years a history may have stopped growing: who was indicated once is not again. */
static bool can_be_earlier(const KmPeriodEvidence *e)
{
    return e->begins != NULL && (e->authority == KM_AUTHORITY_PERIOD ||
                                 (e->authority == KM_AUTHORITY_HISTORY && has_seasons(e->period)));
}

/* On how many days something may be expected to begin, if the file is of `steps` periods ago. */
static int usual_days(const KmPeriodEvidence *e, int steps)
{
    const KmPeriod *period = e->period;
    KmPeriod last = neighbour(period, -steps);
    KmPeriod one_before = neighbour(period, -steps - 1);
    int year_ago =
        has_seasons(period) ? stretch(e->begins, period->from - YEAR, period->to - YEAR).days : 0;
    int before = in_period(e->begins, &one_before).days;
    int same = steps == 1 ? larger(before, year_ago) : smaller(before, year_ago);
    return smaller(in_period(e->begins, &last).days, same);
}

static bool is_earlier(const KmPeriodEvidence *e, KmPeriodFit *fit)
{
    const KmPeriod *period = e->period;
    for (int steps = 1; can_be_earlier(e) && steps <= MOST_STEPS; steps++) {
        KmPeriod last = neighbour(period, -steps);
        if (is_silent(stretch(e->begins, last.to, period->to).days, usual_days(e, steps))) {
            return name_other(e->begins, period, -steps, fit);
        }
    }
    return false;
}

/* Only what had begun when the file came in counts: planned places begin later. A full export made
 * some weeks after the period reaches into the first half of the next one at most. */
static bool is_later(const KmPeriodEvidence *e, KmPeriodFit *fit)
{
    const KmPeriod *period = e->period;
    if (e->begins == NULL || e->ends == NULL || e->authority != KM_AUTHORITY_PERIOD) {
        return false;
    }
    KmPeriod next = neighbour(period, 1);
    KmDate until = e->received < next.to ? e->received + 1 : next.to;
    Stretch begun = stretch(e->begins, next.from, until);
    int ended = in_period(e->ends, period).days;
    int ending = in_period(e->ends, &next).days;
    return begun.days >= BUSY_DAYS && begun.last >= next.from + (next.to - next.from) / 2 &&
           is_silent(ended, ending) && name_other(e->begins, period, 1, fit);
}

static bool is_stamped(const KmPeriodEvidence *e, KmPeriodFit *fit)
{
    if (e->stamped == NULL) {
        return false;
    }
    find_other(e->stamped, e->period, fit);
    return fit->here == 0 && fit->there >= LEAST_STAMPED &&
           fit->there * 2 > fit->before + fit->after;
}

KmPeriodFit km_period_fit(const KmPeriodEvidence *evidence)
{
    static const struct {
        KmPeriodVerdict verdict;
        bool (*holds)(const KmPeriodEvidence *, KmPeriodFit *);
    } doubts[] = {
        {KM_PERIOD_OUTSIDE, is_outside},
        {KM_PERIOD_EARLIER, is_earlier},
        {KM_PERIOD_LATER, is_later},
        {KM_PERIOD_STAMPED, is_stamped},
    };
    for (size_t i = 0; i < sizeof doubts / sizeof *doubts; i++) {
        KmPeriodFit fit = {.verdict = doubts[i].verdict};
        if (doubts[i].holds(evidence, &fit)) {
            return fit;
        }
    }
    return (KmPeriodFit){.verdict = KM_PERIOD_FITS};
}
