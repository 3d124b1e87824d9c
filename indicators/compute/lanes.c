#include "indicators/compute/lanes.h"

#include "indicators/evaluation/evaluation.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

typedef struct {
    KmSession *session;
    const KmCoverage *coverage;
    const KmDefinition *const *definitions;
    size_t n_definitions;
    const KmPeriod *periods;
    size_t n_periods;
    const KmProgress *progress;
    KmEvaluated *evaluated; /* by definition */
    atomic_bool *is_taken;  /* likewise */
    atomic_bool is_stopped;
    pthread_mutex_t lock; /* of the progress line and of `done` */
    int64_t done;
} Work;

typedef struct {
    Work *work;
    size_t start; /* where in the list this lane begins */
    KmArena *arena;
    KmWork *connection; /* its own, or NULL on the first lane */
    KmEvaluation *evaluation;
    pthread_t thread;
    bool is_started, is_failed;
    KmError err;
} Lane;

static bool tell(Work *work, const KmDefinition *definition)
{
    const KmProgress *progress = work->progress;
    bool goes_on = true;
    (void)pthread_mutex_lock(&work->lock);
    if (progress != NULL && progress->step != NULL) {
        goes_on = progress->step(progress->self, definition->text.id, work->done,
                                 (int64_t)work->n_definitions);
    }
    work->done++;
    (void)pthread_mutex_unlock(&work->lock);
    return goes_on;
}

static bool make_registers(Lane *lane, const KmDefinition *definition)
{
    KmArena *scratch = km_arena_open();
    const bool *is_needed = km_session_registers(lane->work->session, scratch, definition);
    bool ok = km_evaluation_registers(lane->evaluation, is_needed, &lane->err);
    km_arena_close(scratch);
    return ok;
}

static void evaluate(Lane *lane, const KmDefinition *definition, KmEvaluated *evaluated)
{
    const Work *work = lane->work;
    KmPeriod *periods = KM_NEW_ARRAY(lane->arena, KmPeriod, work->n_periods);
    KmCovered *covered = KM_NEW_ARRAY(lane->arena, KmCovered, work->n_periods);
    for (size_t p = 0; p < work->n_periods; p++) {
        if (km_definition_is_measured(definition, &work->periods[p])) {
            covered[evaluated->n_periods] =
                km_coverage_of(work->coverage, lane->arena, definition, &work->periods[p]);
            periods[evaluated->n_periods++] = work->periods[p];
        }
    }
    evaluated->periods = periods;
    evaluated->covered = covered;
    evaluated->arena = lane->evaluation->figures = km_arena_open();
    evaluated->is_failed =
        !km_evaluate(lane->evaluation, definition, periods, evaluated->n_periods,
                     &evaluated->figures, &evaluated->n_figures, &evaluated->failure);
}

/* Neighbours in the list read much the same registers, so each lane walks on from its own place and
 * takes what nobody took. */
static void walk(Lane *lane)
{
    Work *work = lane->work;
    for (size_t i = 0; i < work->n_definitions && !atomic_load(&work->is_stopped); i++) {
        size_t at = (lane->start + i) % work->n_definitions;
        if (atomic_exchange(&work->is_taken[at], true)) {
            continue;
        }
        lane->is_failed =
            !tell(work, work->definitions[at])
                ? !km_error_set(&lane->err, KM_ERROR_INTERRUPTED, "stopped while computing")
                : !make_registers(lane, work->definitions[at]);
        if (lane->is_failed) {
            atomic_store(&work->is_stopped, true);
            return;
        }
        evaluate(lane, work->definitions[at], &work->evaluated[at]);
    }
}

static void *run(void *self)
{
    Lane *lane = self;
    lane->is_failed = !km_session_lane(lane->work->session, lane->arena, &lane->connection,
                                       &lane->evaluation, &lane->err);
    if (lane->is_failed) {
        atomic_store(&lane->work->is_stopped, true);
    } else {
        walk(lane);
    }
    km_work_close(lane->connection);
    return NULL;
}

static void run_all(Lane *lanes, size_t n_lanes)
{
    for (size_t l = 1; l < n_lanes; l++) {
        lanes[l].arena = km_arena_open();
        lanes[l].is_started = pthread_create(&lanes[l].thread, NULL, run, &lanes[l]) == 0;
    }
    walk(&lanes[0]);
    for (size_t l = 1; l < n_lanes; l++) {
        if (lanes[l].is_started) {
            (void)pthread_join(lanes[l].thread, NULL);
        }
        km_arena_adopt(lanes[0].arena, lanes[l].arena);
    }
}

static void drop(const Work *work)
{
    for (size_t i = 0; i < work->n_definitions; i++) {
        km_arena_close(work->evaluated[i].arena);
    }
}

bool km_lanes_run(KmSession *session, const KmCoverage *coverage,
                  const KmDefinition *const *definitions, size_t n_definitions,
                  const KmPeriod *periods, size_t n_periods, const KmProgress *progress,
                  KmEvaluated **ret_evaluated, KmError *err)
{
    KmArena *arena = session->arena;
    size_t n_lanes = session->n_threads < n_definitions ? session->n_threads : n_definitions;
    Work work = {.session = session,
                 .coverage = coverage,
                 .definitions = definitions,
                 .n_definitions = n_definitions,
                 .periods = periods,
                 .n_periods = n_periods,
                 .progress = progress,
                 .evaluated = KM_NEW_ARRAY(arena, KmEvaluated, n_definitions),
                 .is_taken = KM_NEW_ARRAY(arena, atomic_bool, n_definitions),
                 .lock = PTHREAD_MUTEX_INITIALIZER};
    Lane *lanes = KM_NEW_ARRAY(arena, Lane, n_lanes);
    for (size_t l = 0; l < n_lanes; l++) {
        lanes[l].work = &work;
        lanes[l].start = l * n_definitions / n_lanes;
    }
    if (n_lanes > 0) {
        lanes[0].arena = arena;
        lanes[0].evaluation = session->evaluation;
        run_all(lanes, n_lanes);
    }
    *ret_evaluated = work.evaluated;
    for (size_t l = 0; l < n_lanes; l++) {
        if (lanes[l].is_failed) {
            *err = lanes[l].err;
            drop(&work);
            return false;
        }
    }
    return true;
}
