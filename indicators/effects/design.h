/* One effect design, read and checked (indicators/effecten/<id>.sql). This comment is the manual of
 * the format; header, sections and examples are read as those of an indicator (definition.h).
 *
 *     -- effect: ve-aanwezigheid        also the file's name; the first key
 *     -- version: 2026-11-25            date of this design
 *     -- actions: A1.1                  the action whose effect it is, first
 *     -- title: …                       and title-en, question, question-en
 *     -- outcome: ve-uren-realisatie    the id of a proportion, mean or rate of time KE, COH or KP
 *     -- method: did                    its, before-after-matched: see METHODS
 *     -- unit: ve-locaties              what is treated, plural, for people; and unit-en
 *     -- start: 2025-04-01              of the action; who has no start of its own starts here
 *     -- step: month                    (o) or quarter: the outcome is taken month by month;
 * quarter
 *     -- before: 6                      steps looked at before a start, 1 to 48
 *     -- after: 4                       and after it, its own quarter included
 *     -- delay: 1                       (o) steps from the start on that are left out; 0
 *     -- least: 10                      (o) units a cluster must have in every step looked at;
 * 10
 *     -- weight: cluster                (o) or units: clusters weigh as their units; cluster
 *     -- strata: wijk, geslacht         before-after-matched only: dimensions of the outcome's
 * units on which treated and comparison must be equal
 *     -- causal: no; why: printed with the result. yes only where chance decided who was treated
 *     -- assumption: …                  in plain Dutch: what must be true for the difference to be
 *                                       the effect
 *     -- source: …                      where the design comes from, Dutch
 *     -- limitation: …                  what the result does not say, Dutch
 *     -- uses: locatie, ko_plaatsing    the contracts that the sections here read
 *
 * SECTIONS, each one SELECT over the same tables as an indicator's:
 *
 *     -- treated: label       unit [, start]: who was treated, and from which day. The earliest
 *                             start of a unit counts
 *     -- comparison: label    unit: who was never treated; not for its
 *     -- cluster: label       (o) unit, van, tot, cluster: in which cluster a unit of the outcome
 *                             was when. With it, `treated` and `comparison` name clusters (did,
 *                             its); in before-after-matched they name units and the clusters only
 *                             widen the interval. Without it every unit is its own cluster
 *
 * A unit is in the cluster of its last day in a step's window on which it has one.
 *
 * METHODS. Step 0 is the one in whose window the start falls: of an outcome that looks a quarter
 * back
 * (`delay`) it lies a quarter after the start.
 *
 *     did     per cluster and step the outcome over its units; the change from before to after
 *             of the treated less that of those never treated (engine/stats/effect/did.h); needs
 *             two clusters of each
 *     its     one series over all treated units together; one start (series.h); needs 8 steps
 *             before and 4 after
 *     before-after-matched   the change of each treated unit against that of comparison units of
 *             the same strata in the last step before the start (matched.h)
 *
 * A step in which a delivery that the outcome needs is missing is left out for all; a cluster that
 * is not there with `least` units in every step looked at is left out and counted.
 *
 * EXAMPLES: a step without any row counts as not delivered, and `least` as 1, so that a few rows
 * do. `expect` knows estimate, low, high, treated, comparison (clusters; matched: units),
 * before and after (steps used). */
#ifndef INDICATORS_EFFECTS_DESIGN_H
#define INDICATORS_EFFECTS_DESIGN_H

#include "engine/figures/effect.h"
#include "indicators/definition/definition.h"
#include "indicators/definition/readers.h"

typedef enum {
    KM_DESIGN_TREATED,
    KM_DESIGN_COMPARISON,
    KM_DESIGN_CLUSTER,
    KM_DESIGN_SECTIONS
} KmDesignSection;

typedef struct KmEffectDesign {
    KmEffectText text;
    const KmLabelledSql *sections[KM_DESIGN_SECTIONS]; /* NULL: not there */
    const char *outcome_id;
    int64_t outcome_line, strata_line;
    const char **strata;
    size_t n_strata;
    size_t strata_at[8];  /* place of each among the outcome's dimensions; by the catalogue */
    KmDefinition body;    /* its SQL and uses as a session asks for them */
    KmDefinition outcome; /* the indicator with the strata's dimensions; by the catalogue */
    const KmExample *examples;
    size_t n_examples;
    const char *file, *sql;
} KmEffectDesign;

enum { KM_MOST_STRATA = 8 };

extern const KmMeasures km_effect_measures;

/* Reads one file. The catalogue fills in the outcome and the hash. */
bool km_effect_design_read(KmArena *arena, const char *file, const char *bytes, size_t length,
                           KmEffectDesign *ret_design, KmError *err) KM_MUST_USE;

#endif
