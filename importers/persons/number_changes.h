/* A table of children whose personal number changed: an onderwijsnummer that became a BSN, or a BSN
 * that was replaced. Columns with a header, `;`, `,` or a tab between them:
 *
 *     oud nummer;nieuw nummer
 *     100000009;123456782
 *
 * (`onderwijsnummer;bsn` will do as a header too.) Either may be a pseudonym of 32 hex digits, made
 * by the deliverer with this store's key or one before it; which one is said in a column
 * `sleutelversie` (of both), or `oude sleutelversie` and `nieuwe sleutelversie`.
 *
 * All faults are found at once; with one fault nothing is kept, for a link is never taken back and
 * a table with a fault may be shifted. Numbers are hashed at once and never shown. */
#ifndef IMPORTERS_PERSONS_NUMBER_CHANGES_H
#define IMPORTERS_PERSONS_NUMBER_CHANGES_H

#include "importers/persons/persons.h"

typedef struct {
    int64_t line;
    int column; /* 0: the whole line */
    const char *reason;
} KmNumberFault;

typedef struct {
    int64_t lines;
    int64_t added;         /* links that were not there yet */
    int64_t before;        /* that were, or stood in the table already */
    KmNumberFault *faults; /* one a line at most, by line */
    size_t n_faults;
} KmNumberChanges;

/* Inside a transaction of the caller; links hold from the knowledge date `known` on. Refuses
 * (KM_ERROR_INPUT, with the first line; all of them in the result) a file that is not such a table,
 * a number that is none, a pseudonym of an unknown key, a child that became two, a change back, who
 * was erased, and two persons of whom the store knows that they are two (link_evidence.h). */
bool km_number_changes_import(KmArena *arena, KmStore *store, const KmKey *key, const char *path,
                              KmDate known, KmNumberChanges *ret_changes, KmError *err) KM_MUST_USE;

#endif
