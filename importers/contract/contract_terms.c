#include "engine/base/text.h"
#include "importers/contract/contract_loading.h"
#include "importers/fields/field.h"

#include <string.h>

/* How often and when; three weeks after the quarter unless the contract says otherwise. */
bool km_contract_load_terms(KmContractLoading *loading, KmError *err)
{
    KmContract *c = loading->contract;
    const KmJson *json = &loading->json;
    const json_t *days = json_object_get(json->root, "km:due_days");
    const char *frequency = km_json_text(json, json->root, "km:frequency", "quarter");
    c->terms = (KmDeliveryTerms){.contract = c->name, .due_days = KM_USUAL_DUE_DAYS};
    if (!km_frequency_find(frequency, &c->terms.frequency)) {
        return km_json_fault(json, err, "km:frequency", "the frequency '%.40s' must be one of %s",
                             frequency, km_frequency_names());
    }
    if (days != NULL) {
        json_int_t n = json_integer_value(days);
        if (!json_is_integer(days) || n < -366 || n > 366) {
            return km_json_fault(json, err, "km:due_days",
                                 "'km:due_days' must be a whole number of days from -366 to 366");
        }
        c->terms.due_days = (int)n;
    }
    return km_json_strings(json, json->root, "km:mistakes", &c->mistakes, &c->n_mistakes, err);
}

/* `missingValues` as the schema has them, and `km:hidden`: {"-1": "0-4"}. */
bool km_contract_load_signs(KmContractLoading *loading, KmError *err)
{
    KmContract *c = loading->contract;
    const KmJson *json = &loading->json;
    json_t *hidden = json_object_get(json->root, "km:hidden");
    KmHiddenSign *signs = KM_NEW_ARRAY(json->arena, KmHiddenSign, json_object_size(hidden));
    const char *sign;
    json_t *value;
    json_object_foreach(hidden, sign, value)
    {
        const char *text = json_string_value(value);
        KmCount count;
        if (text == NULL ||
            km_field_small_count((KmSlice){text, strlen(text)}, ',', &count) != KM_RULE_NONE) {
            return km_json_fault(json, err, "km:hidden",
                                 "'km:hidden' says for '%.20s' no count such as 1-4", sign);
        }
        signs[c->n_hidden++] = (KmHiddenSign){km_strdup(json->arena, sign), count.min, count.max};
    }
    c->hidden = signs;
    return km_json_strings(json, json->root, "missingValues", &c->missing, &c->n_missing, err);
}
