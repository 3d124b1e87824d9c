/* The contracts as their own files describe them. */
#include "engine/base/text.h"
#include "indicators/catalogue/catalogue_build.h"
#include "indicators/catalogue/data_files.h"

#include <string.h>

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

bool km_catalogue_terms(const KmCatalogue *catalogue, KmArena *arena,
                        const KmDeliveryTerms **ret_terms, size_t *ret_count, KmError *err)
{
    const KmCatalogueSources *sources = &catalogue->sources;
    const char *folder = km_path_join(arena, sources->datadir, "importers/contracts");
    char **names = NULL;
    size_t n = 0;
    *ret_count = 0;
    if (!km_directory_list(arena, folder, &names, &n, err)) {
        return false;
    }
    KmDeliveryTerms *terms = KM_NEW_ARRAY(arena, KmDeliveryTerms, n);
    for (size_t i = 0; i < n; i++) {
        if (!km_text_ends_with(names[i], ".json")) {
            continue;
        }
        const char *name = km_strndup(arena, names[i], strlen(names[i]) - strlen(".json"));
        const char *path =
            km_data_file(arena, sources->datadir, sources->workspace, "importers/contracts", name);
        if (!km_contract_terms_read(arena, path, &terms[*ret_count], err)) {
            return false;
        }
        *ret_count += 1;
    }
    *ret_terms = terms;
    return true;
}
