/* While a contract file is read: what contract_read.c (the whole), contract_field.c (one field) and
 * their helpers share. */
#ifndef IMPORTERS_CONTRACT_CONTRACT_LOADING_H
#define IMPORTERS_CONTRACT_CONTRACT_LOADING_H

#include "importers/contract/contract_inner.h"
#include "importers/contract/json_read.h"

typedef struct {
    KmJson json;
    KmContract *contract;
    KmCodeList *const *lists;
    size_t n_lists;
    KmColumn *columns;
    size_t n_columns;
} KmContractLoading;

bool km_contract_load_field(KmContractLoading *loading, const json_t *item, KmField *field,
                            KmError *err) KM_MUST_USE;
/* An optional reference, under `key`, to one of the contract's fields; −1: none. */
bool km_contract_refer(const KmContractLoading *loading, const json_t *object, const char *key,
                       int *ret_field, KmError *err) KM_MUST_USE;
/* A list of the contract's fields, by name. `property` is what holds it, for messages. */
bool km_contract_refer_all(const KmContractLoading *loading, const json_t *list,
                           const char *property, const int **ret_fields, size_t *ret_count,
                           KmError *err) KM_MUST_USE;
/* What a deliverer's numbers are told apart by, for the field with this index. */
bool km_contract_load_within(const KmContractLoading *loading, const json_t *item, int at,
                             KmError *err) KM_MUST_USE;
/* `km:once`: values that name one thing, such as the number of a site. */
bool km_contract_load_once(const KmContractLoading *loading, KmError *err) KM_MUST_USE;
bool km_contract_load_terms(KmContractLoading *loading, KmError *err) KM_MUST_USE;
bool km_contract_load_signs(KmContractLoading *loading, KmError *err) KM_MUST_USE;
/* Lower-case letters, digits and _ (or nothing). */
bool km_is_column_name(const char *name);
const KmCodeList *km_contract_find_list(const KmContractLoading *loading, const char *name);
/* `name` and the strings under `key`, folded, the name first. */
bool km_contract_load_aliases(const KmContractLoading *loading, const json_t *item, const char *key,
                              const char *name, const char *const **ret_aliases, size_t *ret_count,
                              KmError *err) KM_MUST_USE;

/* Names that tables and views made from a contract have of themselves, or twice, are refused. The
 * columns are those of the field read last. */
bool km_contract_check_name(const KmContractLoading *loading, const char *name,
                            KmError *err) KM_MUST_USE;
bool km_contract_check_columns(const KmContractLoading *loading, const KmField *field,
                               KmError *err) KM_MUST_USE;

#endif
