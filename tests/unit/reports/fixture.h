/* Invented releases for the tests of pages and charts: an evaluation of a small city, built by
 * hand. */
#ifndef TESTS_UNIT_REPORTS_FIXTURE_H
#define TESTS_UNIT_REPORTS_FIXTURE_H

#include "engine/published/published.h"
#include "reports/charts/chart.h"

typedef struct {
    const char *code; /* district, home language or stage; "" or NULL: the total */
    KmPublishedStatus status;
    int n, x;
    int verdict;         /* against the city */
    const char *label;   /* NULL: from the code list */
    const char *members; /* of a merger: codes apart by spaces */
    const char *period;  /* NULL: the last quarter and the one before */
} FixtureRow;

typedef struct {
    const char *period;
    KmPublishedStatus status;
    int n, x;
    int delivered;    /* of 8; 0: all */
    double low, high; /* bounds of a partial quarter */
    const char *flags;
    int year_verdict, norm_verdict;
    double year_other;
} FixtureQuarter;

typedef struct {
    const char *title_nl, *unit_nl, *label_nl; /* NULL: "Vve-bereik", "peuters" */
    bool without_norm;
    bool yearly; /* measured on 1 February: in the first quarters only */
    const KmSeriesBreak *breaks, *rebases;
    size_t n_breaks, n_rebases;
    const KmElsewhere *elsewhere;
    size_t n_elsewhere;
    bool is_flow; /* what happens in the quarter: nobody is counted twice */
    bool stray;   /* hidden rows carry numbers they should not: nothing may look at them */
    KmDirection direction;
    const FixtureQuarter *quarters; /* totals of vve-bereik */
    size_t n_quarters;
    const char *dimension;  /* of the rows: "wijk" when NULL */
    const FixtureRow *rows; /* of the last quarter */
    size_t n_rows;
    const FixtureRow *stages; /* of vve-trechter; n is the number of all children in each */
    size_t n_stages;
    const FixtureRow *waits; /* of vve-plaatsing-duur: code days, n who still wait, x percent */
    size_t n_waits;
} Fixture;

const KmPublished *fixture_release(KmArena *arena, const Fixture *fixture);
KmPeriod fixture_period(const char *text);

/* The twelve quarters of a city where reach rises under its target, and its ten districts. */
extern const FixtureQuarter fixture_twelve_quarters[12];
extern const FixtureRow fixture_ten_districts[10];
extern const FixtureRow fixture_stages[6];
extern const FixtureRow fixture_waits[5];

/* The words of a chart of the fixture, not drawn; the test fails when there are none. */
KmChart fixture_words(KmArena *arena, const Fixture *fixture, KmChartKind kind, const char *by);

#endif
