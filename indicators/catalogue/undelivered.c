/* The table of a contract that nobody delivered yet, from its description. */
#include "indicators/catalogue/catalogue_build.h"
#include "indicators/catalogue/data_files.h"

const KmTableSpec *km_catalogue_contract(const KmCatalogue *catalogue, const char *name)
{
    KmError err = {0};
    const char *path = km_data_file(catalogue->arena, catalogue->sources.datadir,
                                    catalogue->sources.workspace, "importers/contracts", name);
    KmTableSpec *spec = KM_NEW(catalogue->arena, KmTableSpec);
    if (path == NULL || !km_contract_table_read(catalogue->arena, path, spec, &err)) {
        return NULL;
    }
    return spec;
}
