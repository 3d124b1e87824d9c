/* What a contract says of a field by naming others. */
#include "engine/base/text.h"
#include "importers/contract/contract_loading.h"

static int find_field(const KmContract *contract, const char *name)
{
    for (size_t i = 0; i < contract->n_fields; i++) {
        if (km_text_equal(contract->fields[i].name, name)) {
            return (int)i;
        }
    }
    return -1;
}

bool km_contract_refer(const KmContractLoading *loading, const json_t *object, const char *key,
                       int *ret_field, KmError *err)
{
    const char *name = km_json_text(&loading->json, object, key, NULL);
    *ret_field = name == NULL ? -1 : find_field(loading->contract, name);
    return name == NULL || *ret_field >= 0 ||
           km_json_fault(&loading->json, err, key,
                         "'%s' names the field '%.60s', which is not there", key, name);
}

bool km_contract_refer_all(const KmContractLoading *loading, const json_t *list,
                           const char *property, const int **ret_fields, size_t *ret_count,
                           KmError *err)
{
    size_t n = json_array_size(list);
    int *fields = KM_NEW_ARRAY(loading->json.arena, int, n);
    for (size_t i = 0; i < n; i++) {
        const char *name = json_string_value(json_array_get(list, i));
        fields[i] = name == NULL ? -1 : find_field(loading->contract, name);
        if (fields[i] < 0) {
            return km_json_fault(&loading->json, err, property,
                                 "'%s' names the field '%.60s', which is not there", property,
                                 name == NULL ? "?" : name);
        }
    }
    *ret_fields = fields;
    *ret_count = n;
    return true;
}

/* Cells are read from left to right. */
bool km_contract_load_within(const KmContractLoading *loading, const json_t *item, int at,
                             KmError *err)
{
    KmField *field = &loading->contract->fields[at];
    const json_t *list = json_object_get(item, "km:within");
    if (list == NULL) {
        return true;
    }
    if (!km_contract_refer_all(loading, list, "km:within", &field->within, &field->n_within, err)) {
        return false;
    }
    bool are_before = field->kind == KM_KIND_HASH && field->n_within > 0;
    for (size_t i = 0; i < field->n_within; i++) {
        are_before = are_before && field->within[i] < at;
    }
    return are_before ||
           km_json_fault(&loading->json, err, field->name,
                         "'km:within' lists fields before this one, for a field of kind hash");
}

static bool load_counted(const KmContractLoading *loading, const json_t *item, KmOnce *once,
                         KmError *err)
{
    const char **codes = NULL;
    size_t n = 0;
    if (once->of < 0) {
        return true;
    }
    const KmCodeList *list = loading->contract->fields[once->of].list;
    if (!km_json_strings(&loading->json, item, "codes", &codes, &n, err)) {
        return false;
    }
    bool *counts = KM_NEW_ARRAY(loading->json.arena, bool, list == NULL ? 0 : list->n_codes);
    size_t found = 0;
    for (size_t i = 0; list != NULL && i < list->n_codes; i++) {
        for (size_t k = 0; k < n; k++) {
            counts[i] = counts[i] || km_text_equal(list->codes[i].code, codes[k]);
        }
        found += counts[i] ? 1 : 0;
    }
    once->counts = counts;
    return (found == n && n > 0) ||
           km_json_fault(&loading->json, err, "km:once",
                         "'km:once' names 'of' a field with codes, and 'codes' of its list");
}

bool km_contract_load_once(const KmContractLoading *loading, KmError *err)
{
    static const char *const known[] = {"field", "from", "to", "of", "codes"};
    KmContract *c = loading->contract;
    const json_t *list = json_object_get(loading->json.root, "km:once");
    size_t n = json_array_size(list);
    KmOnce *once = KM_NEW_ARRAY(loading->json.arena, KmOnce, n);
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(list, i);
        if (!km_json_only(&loading->json, item, "km:once", known, 5, err) ||
            !km_contract_refer(loading, item, "field", &once[i].field, err) ||
            !km_contract_refer(loading, item, "from", &once[i].from, err) ||
            !km_contract_refer(loading, item, "to", &once[i].to, err) ||
            !km_contract_refer(loading, item, "of", &once[i].of, err) ||
            !load_counted(loading, item, &once[i], err)) {
            return false;
        }
        if (once[i].field < 0 || c->fields[once[i].field].cell < 0 ||
            loading->columns[c->fields[once[i].field].cell].type != KM_COLUMN_TEXT) {
            return km_json_fault(&loading->json, err, "km:once",
                                 "'km:once' names as 'field' a text that is kept");
        }
    }
    c->once = once;
    c->n_once = n;
    return true;
}
