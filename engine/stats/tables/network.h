/* The exact test of a table of r × c counts by C.R. Mehta and N.R. Patel's network (JASA 78 (1983)
 * 427-434; ACM TOMS 12 (1986) 154-161). Private to stats/tables. */
#ifndef ENGINE_STATS_TABLES_NETWORK_H
#define ENGINE_STATS_TABLES_NETWORK_H

#include "engine/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Σ of the probabilities of all tables with these margins that are no more probable than the
 * observed one (relative slack 1e-7). Columns are dealt out one by one; what is left of the rows is
 * a node, rows in any order the same; ways to a node of equal probability are one; and a way is
 * closed as soon as all or none of its ends count. No row or column is empty. False when the
 * network or the ways through it pass some ten million. */
bool km_network_p(KmArena *scratch, const int64_t *at, size_t rows, size_t columns, double *ret_p);

#endif
