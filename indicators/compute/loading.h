/* The tables of the contracts filled by several threads at once, each from a connection of its own
 * into a connection of its own, and then shared as images. Private to this layer. */
#ifndef INDICATORS_LOADING_H
#define INDICATORS_LOADING_H

#include "indicators/compute/session.h"
#include "indicators/worktables/worktables.h"

/* The rows of the deliveries that speak, for each contract of the store. */
int64_t km_loading_rows(const KmSession *session, const char *contract);

/* Fills session->images with the tables of `specs`, over at most `n_threads` threads, and of what
 * `own` makes on one of them. On failure the images made stand in the session. */
typedef bool (*KmLoadingOwn)(void *self, KmWork *work, KmError *err);
bool km_loading_run(KmSession *session, const KmWordSet *words, const KmTableSpec *const *specs,
                    size_t n_specs, size_t n_threads, KmLoadingOwn own, void *self,
                    KmError *err) KM_MUST_USE;

#endif
