/* The gap chart's inside: two groups of one dimension over time, and the words about them. */
#ifndef REPORTS_CHART_GAP_H
#define REPORTS_CHART_GAP_H

#include "reports/charts/course/chart_time.h"

/* One side in one period: a group's own figure, everybody, or the other groups added up. */
typedef struct {
    bool shown;
    double value;
    bool has_interval;
    double low, high;
    int decimals;
} KmGapLevel;

/* reference − group. The interval follows from those of the two levels: of two Wilson intervals it
 * is Newcombe's (method 10, Statistics in Medicine 17 (1998) 873-890), in general MOVER (Zou and
 * Donner, Statistics in Medicine 27 (2008) 1693-1702). */
typedef struct {
    double value;
    bool has_interval;
    double low, high;
} KmGapSize;

typedef struct {
    KmPeriod period;
    KmGapLevel reference, group;
    bool both; /* both shown */
    KmGapSize size;
} KmGapPlace;

typedef struct {
    const KmIndicatorText *levels; /* the indicator whose groups these are */
    const KmDimensionText *dimension;
    const char *reference_nl, *group_nl;
    KmGapPlace *places;
    size_t n_places;
    const KmGapPlace *first, *last; /* with both, after the last series break; NULL: none */
    size_t n_both;
} KmGapCourse;

/* Refuses (KM_ERROR_USAGE) where no two groups are declared and --by names none. */
bool km_gap_read(const KmChartJob *job, KmGapCourse *ret_course, KmError *err) KM_MUST_USE;

/* −1, 0, +1: is the size of `a` clearly other than that of `b`? 0 also without intervals. */
int km_gap_verdict(const KmGapSize *a, const KmGapSize *b);
int km_gap_sign(const KmGapSize *size); /* clearly above or below nothing */
/* "18,5 procentpunt", "1,2" */
char *km_gap_size_nl(const KmChartJob *job, const KmGapCourse *course, double size);
char *km_gap_value_nl(const KmChartJob *job, const KmGapCourse *course, const KmGapLevel *level);

const char *km_gap_title(const KmChartJob *job, const KmGapCourse *course);
const char *km_gap_subtitle(const KmChartJob *job, const KmGapCourse *course);
const char *km_gap_description(const KmChartJob *job, const KmGapCourse *course);
void km_gap_notes(const KmChartJob *job, const KmGapCourse *course, KmNotes *ret_notes);

#endif
