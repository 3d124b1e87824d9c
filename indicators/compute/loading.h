/* The tables of the contracts filled by several threads at once, each from a connection of its own.
 * Private to this layer. */
#ifndef INDICATORS_LOADING_H
#define INDICATORS_LOADING_H

#include "indicators/compute/session.h"
#include "indicators/worktables/worktables.h"

/* The rows of the deliveries that speak, for each contract of the store. */
int64_t km_loading_rows(const KmSession *session, const char *contract);

/* Adds the tables of `specs` to session->tables, over at most session->n_threads threads. On
 * failure the tables made stand in the session. */
bool km_loading_run(KmSession *session, const KmWordSet *words, const KmTableSpec *const *specs,
                    size_t n_specs, KmError *err) KM_MUST_USE;

#endif
