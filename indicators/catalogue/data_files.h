/* What the catalogue and the worked examples read beside the definitions, as plain data from the
 * data directory: code lists, the tables of contracts, the plan's actions. A workspace file of the
 * same name replaces the shipped one whole. */
#ifndef INDICATORS_DATA_FILES_H
#define INDICATORS_DATA_FILES_H

#include "engine/base/file.h"
#include "engine/figures/frequency.h"
#include "engine/figures/indicator_text.h"
#include "engine/store/table.h"

/* `datadir`/importers/…/name.json, or the workspace's; NULL when there is neither. */
const char *km_data_file(KmArena *arena, const char *datadir, const char *workspace,
                         const char *folder, const char *name);

/* Fills codes (in their order, `onbekend` last) and mergers of the list. */
bool km_code_list_read(KmArena *arena, const char *path, KmDimensionText *ret_dimension,
                       KmError *err) KM_MUST_USE;

/* The table a contract's rows are shown in. */
bool km_contract_table_read(KmArena *arena, const char *path, KmTableSpec *ret_spec,
                            KmError *err) KM_MUST_USE;

/* How often a contract is delivered and when it is due. */
bool km_contract_terms_read(KmArena *arena, const char *path, KmDeliveryTerms *ret_terms,
                            KmError *err) KM_MUST_USE;

/* The ids of all actions and measures of the plan register. */
bool km_plan_actions_read(KmArena *arena, const char *path, const char *const **ret_ids,
                          size_t *ret_count, KmError *err) KM_MUST_USE;

#endif
