/* Reading ahead: a row source that another thread fills while the store is writing. Rows come in
 * the same order and with the same faults as from the source itself; it runs on its own thread from
 * open to close, so nothing else may touch it or its arena in between. */
#ifndef IMPORTERS_DECODING_AHEAD_H
#define IMPORTERS_DECODING_AHEAD_H

#include "engine/store/table.h"

typedef struct KmAhead KmAhead;

/* What goes along with every stretch of rows: `filled` gives a number on the other thread when the
 * stretch is complete, `taken` gets it on this one before its first row, or fails with err filled.
 * What the other thread did before it gave the number is done for this one. */
typedef struct {
    void *self;
    int64_t (*filled)(void *self);
    bool (*taken)(void *self, int64_t number, KmError *err);
} KmAheadEscort;

/* Rows of `inner` are a line number and the columns of `spec`, of which only those of text have
 * text. `escort`: NULL for none. Without a second thread the rows are read in place, unescorted. */
KmAhead *km_ahead_open(KmArena *arena, KmRowSource inner, const KmTableSpec *spec,
                       const KmAheadEscort *escort) KM_MUST_USE;
KmRowSource km_ahead_source(KmAhead *ahead);
/* Waits for the thread; afterwards the inner source may be looked at again. */
void km_ahead_close(KmAhead *ahead);

#endif
