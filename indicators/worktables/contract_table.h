/* A contract's table between the rows gathered and the columns: its codes as words, its rows by
 * person. Private to this layer. */
#ifndef INDICATORS_CONTRACT_TABLE_H
#define INDICATORS_CONTRACT_TABLE_H

#include "indicators/worktables/worktables.h"

/* Rows come as km_worktable_columns says, codes as their numbers. What is made in the arena must
 * live until the end. On failure `*ret_maker` is to be dropped when it is not NULL. */
bool km_contract_table_begin(KmStore *store, KmArena *arena, const KmTableSpec *spec,
                             KmColumnsMaker **ret_maker, KmError *err) KM_MUST_USE;
/* Rows without a person first; else as they came. */
KmColumns *km_contract_table_end(KmColumnsMaker *maker, KmArena *arena, const KmTableSpec *spec);

#endif
