/* A table of children whose personal number changed: an onderwijsnummer that became a BSN, or a BSN
 * that was replaced. Two columns with a header, `;`, `,` or a tab between them:
 *
 *     oud nummer;nieuw nummer
 *     100000009;123456782
 *
 * (`onderwijsnummer;bsn` will do as a header too.) All faults are found at once; with one fault
 * nothing is kept. Numbers are hashed at once and never shown. */
#ifndef IMPORTERS_PERSONS_NUMBER_CHANGES_H
#define IMPORTERS_PERSONS_NUMBER_CHANGES_H

#include "importers/persons/persons.h"

typedef struct {
    int64_t lines;
    int64_t added;  /* links that were not there yet */
    int64_t before; /* that were */
} KmNumberChanges;

/* Inside a transaction of the caller; links hold from the knowledge date `known` on. Refuses
 * (KM_ERROR_INPUT, with the line) a file that is not such a table, a number that is none, a child
 * that became two, a change back. */
bool km_number_changes_import(KmArena *arena, KmStore *store, const KmKey *key, const char *path,
                              KmDate known, KmNumberChanges *ret_changes, KmError *err) KM_MUST_USE;

#endif
