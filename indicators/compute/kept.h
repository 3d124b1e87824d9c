/* Figures that need not be computed again: the outcome of a run, kept in a file of its own under a
 * key of everything it depends on (the program's bytes, definitions, code lists, contracts and
 * targets, what the store holds, what was asked). Any difference gives another key, so a kept run
 * is never an old one. It may be thrown away at any time. It holds unprotected counts, as the store
 * does, and is readable by its owner only. */
#ifndef INDICATORS_KEPT_H
#define INDICATORS_KEPT_H

#include "indicators/compute/compute.h"

enum { KM_KEPT_RUNS = 4 }; /* the newest stay */

/* NULL: this run cannot be kept (the program's own file cannot be read). `request->select` plays no
 * part: what is kept is the whole catalogue. */
bool km_kept_key(KmStore *store, KmArena *arena, const KmCatalogueSources *sources,
                 const KmComputeRequest *request, const char **ret_key, KmError *err) KM_MUST_USE;
/* Only the figures of the indicators `only`; NULL: all. False: there is none, or what was asked of
 * it is damaged. */
bool km_kept_read(KmArena *arena, const char *directory, const char *key, const char *const *only,
                  size_t n_only, KmComputeResult *ret_result) KM_MUST_USE;
/* Of a whole catalogue. A run with failures is not kept; nor one for which there is no room. */
void km_kept_write(const char *directory, const char *key, const KmComputeResult *result);

#endif
