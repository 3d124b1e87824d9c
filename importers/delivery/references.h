/* Rows that name a school or site that no register knows, that had left the register before they
 * began, or that went on under another since: `km:refers_to` of a field names the columns
 * ("lrk.lrk") in which its values must occur.
 *
 * A delivery is laid beside the registers of its own and earlier periods that were not withdrawn,
 * whenever they came: when one comes later, the deliveries it tells of are looked at again. So what
 * is found in the end does not depend on the order of importing, and a row stays accepted: it is
 * the register that may be wrong. */
#ifndef IMPORTERS_DELIVERY_REFERENCES_H
#define IMPORTERS_DELIVERY_REFERENCES_H

#include "importers/delivery/batch.h"

/* After the files of the batch, before its commit: findings about the batch's own deliveries are
 * added to their results, those about earlier ones to the store; each register's result says how
 * many rows of earlier deliveries name what it does not know. */
bool km_references_check(KmBatch *batch, KmImportResult *results, size_t n,
                         KmError *err) KM_MUST_USE;

#endif
