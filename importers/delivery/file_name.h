/* What a file's name says: <contract>_<deliverer>_<period>[_vN].csv. */
#ifndef IMPORTERS_DELIVERY_FILE_NAME_H
#define IMPORTERS_DELIVERY_FILE_NAME_H

#include "engine/figures/period.h"
#include "importers/contract/contract_inner.h"

typedef struct {
    const char *contract;  /* "" when the name does not say; known or not */
    const char *deliverer; /* "" … */
    const char *period;    /* "" … */
    int version;           /* 0: not said */
} KmFileName;

KmFileName km_file_name_parse(KmArena *arena, const char *path, const KmContracts *contracts);
/* Printable, at most 200 bytes. */
char *km_file_name_shown(KmArena *arena, const char *path) KM_MUST_USE;

#endif
