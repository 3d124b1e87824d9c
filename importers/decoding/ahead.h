/* Reading ahead: a row source that another thread fills while the store is writing. Rows come in
 * the same order and with the same faults as from the source itself; it runs on its own thread from
 * open to close, so nothing else may touch it or its arena in between. */
#ifndef IMPORTERS_DECODING_AHEAD_H
#define IMPORTERS_DECODING_AHEAD_H

#include "engine/store/table.h"

typedef struct KmAhead KmAhead;

/* `n_cells`: cells of a row of `inner`. Without a second thread the rows are read in place. */
KmAhead *km_ahead_open(KmArena *arena, KmRowSource inner, size_t n_cells) KM_MUST_USE;
KmRowSource km_ahead_source(KmAhead *ahead);
/* Waits for the thread; afterwards the inner source may be looked at again. */
void km_ahead_close(KmAhead *ahead);

#endif
