/* Findings of one file as they are made: all are counted per rule and outcome, the first 1 000 of a
 * rule keep their place. Takes classes of values, never values. */
#ifndef IMPORTERS_FINDINGS_FINDING_BOOK_H
#define IMPORTERS_FINDINGS_FINDING_BOOK_H

#include "engine/base/arena.h"
#include "importers/findings/rules.h"

enum { KM_MOST_KEPT_PER_RULE = 1000 };

typedef struct KmFindingBook KmFindingBook;

typedef struct {
    KmRule rule;
    KmOutcome outcome;
    int64_t line;
    int column;           /* 0: the row */
    const char *field;    /* lives as long as the book; NULL: none */
    const char *value;    /* copied; NULL: none */
    const char *argument; /* copied; NULL: none */
    const char *record;   /* copied; NULL: none */
} KmNote;

KmFindingBook *km_finding_book_open(KmArena *arena) KM_MUST_USE;
void km_finding_book_note(KmFindingBook *book, const KmNote *note);
/* True while a finding of this rule would still keep its place: saves the work of wording it. */
bool km_finding_book_keeps(const KmFindingBook *book, KmRule rule);
/* By line, column, rule. */
const KmFinding *km_finding_book_sorted(KmFindingBook *book, size_t *ret_count);
/* Most frequent first. */
const KmFindingCount *km_finding_book_counts(const KmFindingBook *book, KmArena *arena,
                                             size_t *ret_count);

#endif
