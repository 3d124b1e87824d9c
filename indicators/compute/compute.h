/* From the store to figures: which deliveries speak, the registers, each indicator's spells or
 * state, all blocks in one pass, intervals, coverage, bounds and comparisons. Reads only; the
 * caller saves. */
#ifndef INDICATORS_COMPUTE_H
#define INDICATORS_COMPUTE_H

#include "engine/figures/explanation.h"
#include "engine/figures/period.h"
#include "engine/figures/progress.h"
#include "engine/store/delivery.h"
#include "engine/store/figures.h"
#include "indicators/catalogue/catalogue.h"

/* Which deliveries there are, for a state of the store that is not today's: a locked evaluation,
 * one cause of a change. Gets a copy of each and may change its `withdrawn`; false: as if it had
 * never come. */
typedef struct {
    void *self;
    bool (*lets_through)(void *self, KmDelivery *delivery);
} KmDeliverySieve;

typedef struct {
    const KmPeriod *periods; /* quarters in order; pooled ranges of four quarters are added where
                                all four are asked */
    size_t n_periods;
    KmDate knowledge;    /* KM_DATE_OPEN: the latest received date in the store */
    const char *select;  /* NULL: all; else ids or ambitions, comma-separated: "vve-bereik,A1.1" */
    const char *program; /* "kansmeter 0.1.0": part of the run hash */
    size_t n_threads;    /* 0: as many as there are cores, when there is much to compute; the
                            figures are the same */
    const KmDeliverySieve *sieve; /* NULL: all deliveries */
} KmComputeRequest;

/* An indicator that could not be computed does not stop the others. */
typedef struct {
    const char *indicator;
    KmError error;
} KmComputeFailure;

typedef struct {
    char run[13];
    KmDate knowledge;
    const KmFigure *figures; /* ordered as km_figures_read does */
    size_t n_figures;
    const KmComputeFailure *failures;
    size_t n_failures;
} KmComputeResult;

bool km_compute(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                const KmComputeRequest *request, const KmProgress *progress,
                KmComputeResult *ret_result, KmError *err) KM_MUST_USE;

/* The ids of what `select` names and of what is shown beside it, for km_kept_read; NULL, 0: all.
 * Refuses an unknown word. */
bool km_compute_chosen(KmArena *arena, const KmCatalogue *catalogue, const char *select,
                       const char *const **ret_ids, size_t *ret_count, KmError *err) KM_MUST_USE;

/* Leaves of a whole catalogue's run what `select` names. Differences are judged by all of them
 * together, so verdicts on a selection come this way only. Refuses an unknown word. */
bool km_compute_choose(KmArena *arena, const KmCatalogue *catalogue, const char *select,
                       KmComputeResult *result, KmError *err) KM_MUST_USE;

/* The steps and deliveries behind one figure, computed anew with its knowledge date. `with_lines`:
 * the file lines too. */
bool km_explain(KmStore *store, KmArena *arena, const KmCatalogue *catalogue, const char *figure_id,
                KmDate knowledge, const KmDeliverySieve *sieve, bool with_lines,
                KmExplanation *ret_explanation, KmError *err) KM_MUST_USE;

/* Of several figures of one indicator and period, at once. */
bool km_explain_all(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                    const char *const *figure_ids, size_t n_ids, KmDate knowledge,
                    const KmDeliverySieve *sieve, bool with_lines, KmExplanation *ret_explanations,
                    KmError *err) KM_MUST_USE;

/* Fills `compared` of every figure from the others (previous period, year before, city total, norm
 * in force); the verdicts are those of indicators/compare/discovery.h over all figures given, so
 * give the whole catalogue's. They live in `arena`. */
void km_compare(KmArena *arena, const KmCatalogue *catalogue, KmFigure *figures, size_t n_figures);

#endif
