/* One selection of deliveries opened for computing: what speaks, the tables that the chosen
 * definitions need, the registers. Private to this layer. */
#ifndef INDICATORS_SESSION_H
#define INDICATORS_SESSION_H

#include "indicators/compute/compute.h"
#include "indicators/evaluation/evaluation.h"
#include "indicators/worktables/person_map.h"
#include "indicators/worktables/selection.h"
#include "indicators/worktables/spells.h"

typedef struct {
    KmArena *arena;
    KmStore *store;
    const KmCatalogue *catalogue;
    KmDelivery *deliveries;
    size_t n_deliveries;
    KmTableSpec *specs; /* of the store */
    size_t n_specs;
    KmSelection selection;
    KmPersonMap persons;
    size_t n_threads;   /* that may evaluate at once */
    KmColumns **tables; /* the contracts' and those that tell of the deliveries; every lane reads
                           them */
    size_t n_tables;
    KmShelf *shelf;
    KmWork *work;
    KmEvaluation *evaluation; /* with the registers asked for */
} KmSession;

typedef struct {
    const KmDefinition *const *definitions;
    size_t n_definitions;
    KmDate knowledge;             /* KM_DATE_OPEN: the latest received */
    const char *const *registers; /* tables to make also; those the catalogue lacks are skipped */
    size_t n_registers;
    size_t n_threads; /* 0: as many as there are cores, when there is much to read */
    bool is_lazy;     /* the definitions' registers are left to km_evaluation_registers */
    const KmDeliverySieve *sieve; /* NULL: all deliveries */
} KmSessionRequest;

/* On failure nothing is left open. */
bool km_session_open(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                     const KmSessionRequest *request, KmSession *ret_session,
                     KmError *err) KM_MUST_USE;
void km_session_close(KmSession *session);
/* One more evaluation of the same selection, for another thread: its memory in `arena`, no register
 * made yet. Close its work before the session. */
bool km_session_lane(const KmSession *session, KmArena *arena, KmWork **ret_work,
                     KmEvaluation **ret_evaluation, KmError *err) KM_MUST_USE;
/* The registers a definition reads, by their place in the catalogue. */
const bool *km_session_registers(const KmSession *session, KmArena *arena,
                                 const KmDefinition *definition);
/* Rows below which one thread is as fast as several. */
enum { KM_ROWS_WORTH_THREADS = 20000 };
/* Whether the catalogue has a register of the table form by this name. */
bool km_session_has_table(const KmSession *session, const char *name);

/* The stretches of time that a period asks of deliveries: the reference days of its parts, or the
 * whole windows; a delayed one until the period's end. `ret_spells` has room for km_period_parts.
 */
size_t km_period_stretches(const KmDefinition *definition, const KmPeriod *period,
                           KmSpell *ret_spells);

#endif
