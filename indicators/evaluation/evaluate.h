/* Evaluation of definitions on a KmWork whose contract tables are filled: registers first, then
 * each indicator's body once, then all blocks of all dates in one pass in C. Shared inside this
 * layer: `compute` (from the store) and the worked examples (from the file) both stand on it. */
#ifndef INDICATORS_EVALUATE_H
#define INDICATORS_EVALUATE_H

#include "engine/figures/figure.h"
#include "engine/figures/frequency.h"
#include "engine/figures/period.h"
#include "engine/store/work.h"
#include "indicators/catalogue/catalogue.h"
#include "indicators/definition/definition.h"

/* The catalogue's inside, for this layer. */
const KmDefinition *km_catalogue_definition(const KmCatalogue *catalogue, const char *id);
const KmRegister *km_catalogue_registers(const KmCatalogue *catalogue,
                                         size_t *ret_count); /* in running order */

/* The columns of a contract as its JSON file describes them (importers/contracts under the data
 * directory or the workspace), for tables of contracts that nobody delivered yet; NULL when
 * there is no such contract. Rows into those tables: km_worktable_make (worktables.h). */
const KmTableSpec *km_catalogue_contract(const KmCatalogue *catalogue, const char *name);
/* The terms of all contracts, by name. */
bool km_catalogue_terms(const KmCatalogue *catalogue, KmArena *arena,
                        const KmDeliveryTerms **ret_terms, size_t *ret_count,
                        KmError *err) KM_MUST_USE;

typedef struct KmEvaluation KmEvaluation;

/* Runs all registers on the filled work connection. Contract tables that nobody delivered must
 * exist, empty. */
bool km_evaluation_open(KmArena *arena, KmWork *work, const KmCatalogue *catalogue,
                        KmEvaluation **ret_evaluation, KmError *err) KM_MUST_USE;

/* Has the indicator a figure of its own for the period? A yearly one only in the quarter in which
 * it is measured; ranges of quarters (pooled) only where their windows have no day in common. */
bool km_definition_is_measured(const KmDefinition *definition, const KmPeriod *period);

/* Figures of one indicator for the periods (at most 64; quarters, or ranges of quarters = pooled),
 * n, x, sum, units_*, excluded, unknown and the estimate set; coverage, bounds from missing
 * deliveries and comparisons are the caller's. A period in which nothing is measured gets
 * the last figure before it, under its own name. */
bool km_evaluate(KmEvaluation *evaluation, const KmDefinition *definition, const KmPeriod *periods,
                 size_t n_periods, KmFigure **ret_figures, size_t *ret_count,
                 KmError *err) KM_MUST_USE;

/* Units of one block on one period, step by step, for `explain`. Units are person numbers or text
 * ids. */
typedef struct {
    const char *label;
    KmSectionKind kind;
    int64_t count;
    bool is_end; /* durations: units followed no longer because of it; the section's kind else */
} KmEvaluatedStep;
typedef struct {
    const KmEvaluatedStep *steps;
    size_t n_steps;
    const int64_t *units; /* person numbers of the final population (empty for other units) */
    size_t n_units;
    const char *const *text_units;
    size_t n_text_units;
} KmEvaluatedSteps;
bool km_evaluate_steps(KmEvaluation *evaluation, const KmDefinition *definition,
                       const KmPeriod *period, const KmBlock *block, KmEvaluatedSteps *ret_steps,
                       KmError *err) KM_MUST_USE;

#endif
