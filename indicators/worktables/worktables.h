/* The tables bodies read: per contract one table in memory with the rows of all speaking
 * deliveries, each row's spell cut to where its delivery speaks, and adjoining pieces of equal
 * content joined again, so that twelve full exports become about as few rows as one. Columns:
 * levering, regel, leverancier, van, tot (KM_DATE_OPEN when open, KM_DATE_EVER when unbounded),
 * then the contract's own with codes as words and dates as day numbers.
 *
 * A row without a spell of its own (register) has that of its delivery's authority. A row whose own
 * spell is empty or ends before it begins keeps van = tot: it holds on no day, yet its decision is
 * visible. */
#ifndef INDICATORS_WORKTABLES_H
#define INDICATORS_WORKTABLES_H

#include "engine/figures/frequency.h"
#include "engine/store/columns/columns.h"
#include "indicators/worktables/person_map.h"
#include "indicators/worktables/selection.h"
#include "indicators/worktables/spells.h"

enum { KM_WORKTABLE_OWN_COLUMNS = 5 }; /* levering, regel, leverancier, van, tot */

/* The columns of a contract's table, in order. */
size_t km_worktable_columns(KmArena *arena, const KmTableSpec *spec, const KmColumn **ret_columns);

/* A row's own spell from the delivered dates (cells of spell_from and spell_to; NULL cells are
 * unbounded): the inclusive end becomes the first day no longer. */
KmSpell km_worktable_spell(const KmTableSpec *spec, const KmCell *from, const KmCell *to);

/* The contract's table; rows as km_worktable_columns says, codes as text. A source without rows:
 * {NULL, NULL}. */
bool km_worktable_make(KmArena *arena, const KmTableSpec *spec, KmRowSource source,
                       KmColumns **ret_table, KmError *err) KM_MUST_USE;

/* What every selection has beside its contracts: table `geleverd` (contract, leverancier, van,
 * tot), when each deliverer's data speak; `leveringen`, a row a delivery known on the knowledge
 * date, whether it speaks or not; `van` is the day it came in, `gezag` what of time it speaks for
 * (km_authority_name); `termijnen`, a row for each period
 * that a contract's files are about, from the first delivery on, with the day by which the contract
 * wants them; and `koppelzekerheid` (kind, graad), who is not known by a personal number alone.
 * graad `zwak`: rows without a number were linked to this child; `geen`: the child is known by a
 * deliverer's own number only. Who is not in it is known by number. */
size_t km_worktable_own_specs(const KmTableSpec **ret_specs);
bool km_worktable_is_own(const char *name);
bool km_worktable_delivered(const KmDelivery *deliveries, const KmSelection *selection,
                            KmColumns **ret_table, KmError *err) KM_MUST_USE;
bool km_worktable_deliveries(KmArena *arena, const KmDelivery *deliveries, size_t n_deliveries,
                             KmDate knowledge, KmColumns **ret_table, KmError *err) KM_MUST_USE;
bool km_worktable_terms(KmArena *arena, const KmDelivery *deliveries, size_t n_deliveries,
                        KmDate knowledge, const KmDeliveryTerms *terms, size_t n_terms,
                        KmColumns **ret_table, KmError *err) KM_MUST_USE;
bool km_worktable_links(KmArena *arena, const KmPersonMap *persons, KmColumns **ret_table,
                        KmError *err) KM_MUST_USE;

/* `effectopzet`: a row per effect design and action of it. */
typedef struct {
    const char *design, *action, *method, *outcome, *level;
    KmDate start;
    KmDate measured_from; /* the first day after four quarters of the outcome since the start */
} KmDesignRow;
bool km_worktable_designs(KmArena *arena, const KmDesignRow *rows, size_t n_rows,
                          KmColumns **ret_table, KmError *err) KM_MUST_USE;

/* What the bodies name: words of all SQL texts that will run. Columns nobody names are left out; a
 * text with `*` in a column list keeps all columns of the contracts it names. */
typedef struct KmWordSet KmWordSet;
KmWordSet *km_words_open(KmArena *arena);
void km_words_add(KmWordSet *words, const char *sql);
bool km_words_name(const KmWordSet *words, const char *word);
bool km_words_keep(const KmWordSet *words, const char *contract, const char *column);

/* The contract's table from the store with what the selection lets speak; persons as the
 * map has them. */
bool km_worktable_fill(KmStore *store, const KmTableSpec *spec, const KmDelivery *deliveries,
                       const KmSelection *selection, const KmPersonMap *persons,
                       const KmWordSet *words, KmColumns **ret_table, KmError *err) KM_MUST_USE;

#endif
