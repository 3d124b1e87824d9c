/* A made-up town for the gate's tests: figures put together by hand, or counted from simulated
 * children (fixed seeds), so that a test knows the distinct children behind every number. */
#ifndef TESTS_UNIT_DISCLOSURE_TOWN_H
#define TESTS_UNIT_DISCLOSURE_TOWN_H

#include "engine/disclosure/gate.h"

#include <stdint.h>

enum { TOWN_DISTRICTS = 10 };
extern const char *const town_codes[TOWN_DISTRICTS + 1]; /* "onbekend" last */
/* Four neighbourhoods and two halves. */
extern const KmDimensionText town_districts;
extern const KmDimensionText town_districts_plain; /* no mergers */

KmIndicatorText town_indicator(const KmDimensionText *dimension, KmSensitiveSide sensitive);

typedef struct {
    KmArena *arena;
    KmFigure *items;
    size_t count;
    size_t capacity;
} TownFigures;

/* DEFINED (EMPTY when n = 0) with estimate, Wilson interval, equal bounds. dim "" for the total.
 * The pointer is good until the next call. */
KmFigure *town_add(TownFigures *figures, const char *period, const char *dim, const char *code,
                   int64_t n, int64_t x);
/* Districts in the order of town_codes, and their total. */
void town_add_quarter(TownFigures *figures, const char *period, const int64_t (*counts)[2],
                      size_t n_districts);

const KmPublished *town_gate(KmArena *arena, const TownFigures *figures,
                             const KmIndicatorText *text, const char *profile);
const KmPublished *town_gate_with(KmArena *arena, const TownFigures *figures,
                                  const KmIndicatorText *text, const KmProfile *profile);
/* The figure of a period and a code; "" for the total. The test fails where there is none. */
KmFigure *town_find(const TownFigures *figures, const char *period, const char *code);
/* With what was told first of one total. */
const KmPublished *town_gate_first(KmArena *arena, const TownFigures *figures,
                                   const KmIndicatorText *text, const char *profile,
                                   const KmFigure *first);
const KmPublishedFigure *town_row(const KmPublished *published, const char *period,
                                  const char *code);
const KmPublishedFigure *town_total(const KmPublished *published, const char *period);
size_t town_count(const KmPublished *published, KmPublishedStatus status);

uint64_t town_random(uint64_t *state);
double town_unit(uint64_t *state); /* [0, 1) */
size_t town_below(uint64_t *state, size_t n);

/* Children over successive quarters. */
enum { TOWN_QUARTERS = 8, TOWN_PLACES = 512 };
typedef struct {
    size_t n_districts;
    size_t n_places; /* children at any time */
    int child[TOWN_QUARTERS][TOWN_PLACES];
    uint8_t district[TOWN_QUARTERS][TOWN_PLACES];
    bool hit[TOWN_QUARTERS][TOWN_PLACES];
    int n_children; /* ever */
} Town;
extern const char *const town_periods[TOWN_QUARTERS];

typedef struct {
    const int *sizes; /* children by district */
    size_t n_districts;
    double reach;
    double turnover; /* share replaced each quarter */
    uint64_t seed;
} TownPlan;
void town_simulate(Town *town, const TownPlan *plan);
/* All quarters, and the four-quarter figures from the fourth on. */
void town_count_figures(const Town *town, TownFigures *figures);

#endif
