/* What the store says against two persons being one child. They are two when
 * - both have a birth date in what was delivered, and none of them is the same;
 * - the same of the sex, where it is known;
 * - both live, are enrolled or have a place for the same days by one and the same file: twins share
 *   their birth date, their address and often their sex, but they are two rows.
 * Whoever was linked before, or earlier in the same table, is looked at together. Withdrawn
 * deliveries tell nothing. */
#ifndef IMPORTERS_PERSONS_LINK_EVIDENCE_H
#define IMPORTERS_PERSONS_LINK_EVIDENCE_H

#include "engine/base/arena.h"
#include "engine/store/delivery.h"

typedef enum {
    KM_LINK_FITS,
    KM_LINK_OTHER_BIRTH,
    KM_LINK_OTHER_SEX,
    KM_LINK_SIDE_BY_SIDE
} KmLinkVerdict;

typedef struct KmLinkEvidence KmLinkEvidence;

/* Reads what is known of these persons and of whom they were linked to; lives in the arena. */
bool km_link_evidence_read(KmStore *store, KmArena *arena, const int64_t *persons, size_t n,
                           KmLinkEvidence **ret_evidence, KmError *err) KM_MUST_USE;
/* Whether two of them can be one child; if so, they are one from now on. */
KmLinkVerdict km_link_evidence_join(KmLinkEvidence *evidence, int64_t old, int64_t new);

#endif
