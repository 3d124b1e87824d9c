/* Contracts: the declared layout of each kind of export, a Frictionless Table Schema in JSON with
 * `km:` properties, read with jansson from the data directory; a workspace file of the same name
 * replaces the shipped one whole. */
#ifndef IMPORTERS_CONTRACT_CONTRACT_H
#define IMPORTERS_CONTRACT_CONTRACT_H

#include "engine/base/file.h"
#include "engine/figures/frequency.h"
#include "engine/store/table.h"

typedef struct KmContracts KmContracts;

/* Reads importers/contracts and importers/codes under `datadir` and, when not NULL, under
 * `workspace`. A broken contract is refused with file and line. */
bool km_contracts_open(KmArena *arena, const char *datadir, const char *workspace,
                       KmContracts **ret_contracts, KmError *err) KM_MUST_USE;

typedef struct {
    const char *name; /* "ko_plaatsing" */
    const char *code; /* "C04" */
    const char *title_nl;
    const char *title_en;
    const char *file; /* where it was read */
    const char *hash;
    bool is_workspace;     /* replaces a shipped one */
    KmDeliveryTerms terms; /* `km:frequency` (default quarter) and `km:due_days` */
} KmContractText;

/* False, with the nearest name or the list of them, when there is no such contract. */
bool km_contracts_know(KmArena *arena, const KmContracts *contracts, const char *name,
                       KmError *err) KM_MUST_USE;
size_t km_contracts_count(const KmContracts *contracts);
KmContractText km_contracts_at(const KmContracts *contracts, size_t i); /* by code */
/* The header line and one invented example row, `;`, Windows-1252, CRLF: what a deliverer fills in.
 */
bool km_contract_template(KmArena *arena, const KmContracts *contracts, const char *name,
                          KmBytes *ret_bytes, KmError *err) KM_MUST_USE;
/* The bare Frictionless schema as JSON text. */
bool km_contract_schema(KmArena *arena, const KmContracts *contracts, const char *name,
                        const char **ret_json, KmError *err) KM_MUST_USE;
/* A readable Dutch page for deliverers, HTML. */
bool km_contract_page(KmArena *arena, const KmContracts *contracts, const char *name,
                      const char **ret_html, KmError *err) KM_MUST_USE;

#endif
