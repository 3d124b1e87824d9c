#include "engine/base/text.h"
#include "importers/contract/contract_loading.h"
#include "importers/contract/pattern.h"

#include <stdio.h>
#include <string.h>

/* What is planned or ends later than five years on is a slip, unless the contract says more. */
enum { LONGEST_HEADER = 128, YEARS_AHEAD = 5, MOST_YEARS_AHEAD = 100 };

typedef struct {
    const char *name;
    KmFieldKind kind;
} KindName;

static const KindName kinds[] = {
    {"text", KM_KIND_TEXT},
    {"person", KM_KIND_PERSON},
    {"pseudonym", KM_KIND_PSEUDONYM},
    {"key_version", KM_KIND_KEY_VERSION},
    {"date", KM_KIND_DATE},
    {"month", KM_KIND_MONTH},
    {"school_year", KM_KIND_SCHOOL_YEAR},
    {"integer", KM_KIND_INTEGER},
    {"number", KM_KIND_NUMBER},
    {"hours", KM_KIND_HOURS},
    {"money", KM_KIND_MONEY},
    {"percent", KM_KIND_PERCENT},
    {"small_count", KM_KIND_SMALL_COUNT},
    {"code", KM_KIND_CODE},
    {"codes", KM_KIND_CODES},
    {"action", KM_KIND_CODE},
    {"contract", KM_KIND_CONTRACT},
    {"contracts", KM_KIND_CONTRACTS},
    {"brin", KM_KIND_BRIN},
    {"branch", KM_KIND_BRANCH},
    {"rio", KM_KIND_RIO},
    {"lrk", KM_KIND_LRK},
    {"postcode", KM_KIND_POSTCODE},
    {"region", KM_KIND_REGION},
    {"hash", KM_KIND_HASH},
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

static bool find_kind(const KmContractLoading *loading, const json_t *item, const char *name,
                      KmField *field, KmError *err)
{
    const char *type = km_json_text(&loading->json, item, "type", "string");
    const char *wanted = km_json_text(&loading->json, item, "km:kind",
                                      json_object_get(item, "km:list") != NULL ? "code"
                                      : km_text_equal(type, "string")          ? "text"
                                                                               : type);
    for (size_t i = 0; i < KINDS; i++) {
        if (km_text_equal(kinds[i].name, wanted)) {
            field->kind = kinds[i].kind;
            return true;
        }
    }
    return km_json_fault(&loading->json, err, name, "field '%.60s' has an unknown kind '%.40s'",
                         name, wanted);
}

const KmCodeList *km_contract_find_list(const KmContractLoading *loading, const char *name)
{
    for (size_t i = 0; i < loading->n_lists; i++) {
        if (km_text_equal(loading->lists[i]->name, name)) {
            return loading->lists[i];
        }
    }
    return NULL;
}

/* What the bare schema passes must be accepted, so each code it lists must be known. */
static bool check_enum(const KmContractLoading *loading, const json_t *constraints,
                       const KmField *field, KmError *err)
{
    const char **codes = NULL;
    size_t n = 0;
    if (!km_json_strings(&loading->json, constraints, "enum", &codes, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        KmSlice cell = {codes[i], strlen(codes[i])};
        int match = km_codelist_match(field->list, cell, loading->json.arena);
        if (match == KM_CODE_NO_MATCH) {
            return km_json_fault(
                &loading->json, err, field->name,
                "field '%.60s' lists the code '%.40s', which list %s does not know", field->name,
                codes[i], field->list->name);
        }
    }
    return true;
}

static bool load_list(KmContractLoading *loading, const json_t *item, KmField *field, KmError *err)
{
    bool action = km_text_equal(km_json_text(&loading->json, item, "km:kind", ""), "action");
    const char *name = km_json_text(&loading->json, item, "km:list", action ? "actie" : "");
    if (field->kind != KM_KIND_CODE && field->kind != KM_KIND_CODES) {
        return true;
    }
    field->list = km_contract_find_list(loading, name);
    if (field->list == NULL) {
        return km_json_fault(&loading->json, err, field->name,
                             "field '%.60s' names the code list '%.40s', which does not exist",
                             field->name, name);
    }
    field->codes_shown = km_codelist_summary(loading->json.arena, field->list);
    return check_enum(loading, json_object_get(item, "constraints"), field, err);
}

static const char *const *fold_all(KmArena *arena, const char *name, const char *const *more,
                                   size_t n_more)
{
    const char **folded = KM_NEW_ARRAY(arena, const char *, n_more + 1);
    folded[0] = km_header_fold(arena, name, strlen(name));
    for (size_t i = 0; i < n_more; i++) {
        folded[i + 1] = km_header_fold(arena, more[i], strlen(more[i]));
    }
    return folded;
}

bool km_contract_load_aliases(const KmContractLoading *loading, const json_t *item, const char *key,
                              const char *name, const char *const **ret_aliases, size_t *ret_count,
                              KmError *err)
{
    const char **more = NULL;
    size_t n = 0;
    if (!km_json_strings(&loading->json, item, key, &more, &n, err)) {
        return false;
    }
    *ret_aliases = fold_all(loading->json.arena, name, more, n);
    *ret_count = n + 1;
    return true;
}

static const char *join_names(const KmContractLoading *loading, const json_t *item)
{
    const json_t *names = json_object_get(item, "km:aliases");
    KmText text = km_text_init(loading->json.arena);
    for (size_t i = 0; i < json_array_size(names); i++) {
        const char *name = json_string_value(json_array_get(names, i));
        int digits = 0;
        km_text_add(&text, i == 0 ? "" : ", ");
        for (const char *p = name; *p != '\0'; p++) {
            /* A digit in the name is that of a year. */
            km_text_add_char(&text, *p == '#' ? "2025"[digits++ % 4] : *p);
        }
    }
    return text.bytes;
}

static void load_bounds(const json_t *constraints, KmField *field)
{
    const json_t *min = json_object_get(constraints, "minimum");
    const json_t *max = json_object_get(constraints, "maximum");
    field->has_min = json_is_number(min);
    field->has_max = json_is_number(max);
    field->min = json_number_value(min);
    field->max = json_number_value(max);
}

bool km_is_column_name(const char *name)
{
    return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

static void load_words(const KmContractLoading *loading, const json_t *item, KmField *field)
{
    const KmJson *json = &loading->json;
    const json_t *constraints = json_object_get(item, "constraints");
    const json_t *template = json_object_get(item, "km:template");
    field->title_nl = km_json_text(json, item, "title", field->name);
    field->title_en = km_json_text(json, item, "km:title_en", field->title_nl);
    field->example = km_json_text(json, item, "km:example", "");
    field->column = km_json_text(json, item, "km:column", "");
    field->pattern = km_json_text(json, constraints, "pattern", "");
    field->prefix = km_json_text(json, item, "km:prefix", "");
    field->tag = km_json_text(json, item, "km:tag", "");
    field->digits = (int)json_integer_value(json_object_get(item, "km:digits"));
    field->value_required = json_is_true(json_object_get(constraints, "required"));
    field->column_required =
        field->value_required || json_is_true(json_object_get(item, "km:column_required"));
    field->in_template = template == NULL || json_is_true(template);
    field->not_after_period = json_is_true(json_object_get(item, "km:not_after_period"));
    field->is_free_text = json_is_true(json_object_get(item, "km:free_text"));
    field->is_partner = json_is_true(json_object_get(item, "km:partner"));
    field->is_total = json_is_true(json_object_get(item, "km:total"));
    field->is_own = json_is_true(json_object_get(item, "km:own"));
    field->is_whole = json_is_true(json_object_get(item, "km:whole"));
    field->is_school = json_is_true(json_object_get(item, "km:school"));
    field->is_record = json_is_true(json_object_get(item, "km:record"));
    field->not_before = field->at_most = field->not_below = -1;
    field->cell = -1;
    load_bounds(constraints, field);
}

/* "10-01..31-01": from and until a day of the year, both included. */
static bool load_window(const KmContractLoading *loading, const json_t *item, KmField *field,
                        KmError *err)
{
    const char *text = km_json_text(&loading->json, item, "km:window", "");
    int day[2];
    int month[2];
    char end = '\0';
    field->window = "";
    if (text[0] == '\0') {
        return true;
    }
    if (sscanf(text, "%2d-%2d..%2d-%2d%c", &day[0], &month[0], &day[1], &month[1], &end) != 4 ||
        month[0] < 1 || month[0] > month[1] || month[1] > 12 || day[0] < 1 || day[0] > 31 ||
        day[1] < 1 || day[1] > 31) {
        return km_json_fault(&loading->json, err, field->name,
                             "the window '%.40s' must be dd-mm..dd-mm, within one year", text);
    }
    field->window_from = month[0] * 100 + day[0];
    field->window_to = month[1] * 100 + day[1];
    field->window = km_format(loading->json.arena, "%02d-%02d t/m %02d-%02d", day[0], month[0],
                              day[1], month[1]);
    return true;
}

static bool load_years_ahead(const KmContractLoading *loading, const json_t *item, KmField *field,
                             KmError *err)
{
    const json_t *years = json_object_get(item, "km:years_ahead");
    json_int_t value = years == NULL ? YEARS_AHEAD : json_integer_value(years);
    if (value < 1 || value > MOST_YEARS_AHEAD) {
        return km_json_fault(&loading->json, err, field->name,
                             "'km:years_ahead' must be 1 to %d years", MOST_YEARS_AHEAD);
    }
    field->years_ahead = (int)value;
    return true;
}

/* Other kinds know their form themselves. */
static bool check_pattern(const KmContractLoading *loading, const KmField *field, KmError *err)
{
    const char *fault = field->kind != KM_KIND_TEXT || field->pattern[0] == '\0'
                            ? NULL
                            : km_pattern_fault(loading->json.arena, field->pattern);
    return fault == NULL ||
           km_json_fault(&loading->json, err, field->name, "the pattern '%.60s' will not do: %s",
                         field->pattern, fault);
}

static bool load_max_length(const KmContractLoading *loading, const json_t *item, KmField *field,
                            KmError *err)
{
    const json_t *most = json_object_get(json_object_get(item, "constraints"), "maxLength");
    json_int_t value = most == NULL ? KM_LONGEST_TEXT : json_integer_value(most);
    if (value < 1 || value > KM_LONGEST_TEXT) {
        return km_json_fault(&loading->json, err, field->name,
                             "'maxLength' of field '%.60s' must be 1 to %d characters", field->name,
                             KM_LONGEST_TEXT);
    }
    field->max_length = (int)value;
    return true;
}

static bool load_refers(const KmContractLoading *loading, const json_t *item, KmField *field,
                        KmError *err)
{
    const KmJson *json = &loading->json;
    if (!km_json_strings(json, item, "km:refers_to", &field->refers, &field->n_refers, err)) {
        return false;
    }
    for (size_t i = 0; i < field->n_refers; i++) {
        const char *dot = strchr(field->refers[i], '.');
        if (dot == NULL || dot == field->refers[i] || !km_is_column_name(dot + 1) ||
            dot[1] == '\0' || field->column[0] == '\0') {
            return km_json_fault(json, err, field->name,
                                 "'km:refers_to' names contracts with a column, as in 'lrk.lrk', "
                                 "for a field that is kept; not '%.60s'",
                                 field->refers[i]);
        }
    }
    return true;
}

bool km_contract_load_field(KmContractLoading *loading, const json_t *item, KmField *field,
                            KmError *err)
{
    static const char *const known[] = {
        "name",           "type",
        "title",          "description",
        "format",         "decimalChar",
        "groupChar",      "constraints",
        "km:title_en",    "km:kind",
        "km:column",      "km:aliases",
        "km:list",        "km:column_required",
        "km:example",     "km:template",
        "km:prefix",      "km:digits",
        "km:tag",         "km:not_after_period",
        "km:not_before",  "bareNumber",
        "km:note",        "km:at_most",
        "km:free_text",   "km:not_below",
        "km:window",      "km:record",
        "km:total",       "km:whole",
        "km:refers_to",   "km:school",
        "km:years_ahead", "km:within",
        "km:partner",     "km:own",
    };
    const KmJson *json = &loading->json;
    field->name = km_json_text(json, item, "name", "");
    if (field->name[0] == '\0' || strlen(field->name) > LONGEST_HEADER) {
        return km_json_fault(json, err, "fields", "each field needs a 'name' of 1 to %d bytes",
                             LONGEST_HEADER);
    }
    if (!km_json_only(json, item, field->name, known, sizeof known / sizeof known[0], err)) {
        return false;
    }
    load_words(loading, item, field);
    if (!km_is_column_name(field->column)) {
        return km_json_fault(json, err, field->name,
                             "the column '%.60s' must be lower-case letters, digits and _",
                             field->column);
    }
    if (!find_kind(loading, item, field->name, field, err) || !check_pattern(loading, field, err) ||
        !load_max_length(loading, item, field, err) || !load_list(loading, item, field, err) ||
        !load_window(loading, item, field, err) || !load_years_ahead(loading, item, field, err) ||
        !load_refers(loading, item, field, err) ||
        !km_contract_load_aliases(loading, item, "km:aliases", field->name, &field->aliases,
                                  &field->n_aliases, err)) {
        return false;
    }
    field->other_names = join_names(loading, item);
    return true;
}
