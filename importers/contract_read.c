#include "engine/base/text.h"
#include "importers/contract_inner.h"
#include "importers/json_read.h"

#include <string.h>

enum { LONGEST_HEADER = 128 };

typedef struct {
    KmJson json;
    KmContract *contract;
    KmCodeList *const *lists;
    size_t n_lists;
    KmColumn *columns;
    size_t n_columns;
} Loading;

typedef struct {
    const char *name;
    KmFieldKind kind;
} KindName;

static const KindName kinds[] = {
    {"text", KM_KIND_TEXT},     {"person", KM_KIND_PERSON},
    {"hours", KM_KIND_HOURS},   {"pseudonym", KM_KIND_PSEUDONYM},
    {"date", KM_KIND_DATE},     {"key_version", KM_KIND_KEY_VERSION},
    {"code", KM_KIND_CODE},     {"integer", KM_KIND_INTEGER},
    {"codes", KM_KIND_CODES},   {"number", KM_KIND_NUMBER},
    {"brin", KM_KIND_BRIN},     {"branch", KM_KIND_BRANCH},
    {"lrk", KM_KIND_LRK},       {"postcode", KM_KIND_POSTCODE},
    {"region", KM_KIND_REGION}, {"hash", KM_KIND_HASH},
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

static bool find_kind(const Loading *loading, const json_t *item, const char *name, KmField *field,
                      KmError *err)
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

static const KmCodeList *find_list(const Loading *loading, const char *name)
{
    for (size_t i = 0; i < loading->n_lists; i++) {
        if (km_text_equal(loading->lists[i]->name, name)) {
            return loading->lists[i];
        }
    }
    return NULL;
}

/* What the bare schema passes must be accepted, so each code it lists must be known. */
static bool check_enum(const Loading *loading, const json_t *constraints, const KmField *field,
                       KmError *err)
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

static bool load_list(Loading *loading, const json_t *item, KmField *field, KmError *err)
{
    const char *name = km_json_text(&loading->json, item, "km:list", "");
    if (field->kind != KM_KIND_CODE && field->kind != KM_KIND_CODES) {
        return true;
    }
    field->list = find_list(loading, name);
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

static bool load_aliases(const Loading *loading, const json_t *item, const char *key,
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

static const char *join_names(const Loading *loading, const json_t *item)
{
    const json_t *names = json_object_get(item, "km:aliases");
    KmText text = km_text_init(loading->json.arena);
    for (size_t i = 0; i < json_array_size(names); i++) {
        km_text_addf(&text, "%s%s", i == 0 ? "" : ", ",
                     json_string_value(json_array_get(names, i)));
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

static bool is_column_name(const char *name)
{
    return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

static void load_words(const Loading *loading, const json_t *item, KmField *field)
{
    const KmJson *json = &loading->json;
    const json_t *constraints = json_object_get(item, "constraints");
    const json_t *template = json_object_get(item, "km:template");
    field->title_nl = km_json_text(json, item, "title", field->name);
    field->title_en = km_json_text(json, item, "km:title_en", field->title_nl);
    field->example = km_json_text(json, item, "km:example", "");
    field->column = km_json_text(json, item, "km:column", "");
    field->prefix = km_json_text(json, item, "km:prefix", "");
    field->tag = km_json_text(json, item, "km:tag", "");
    field->digits = (int)json_integer_value(json_object_get(item, "km:digits"));
    field->value_required = json_is_true(json_object_get(constraints, "required"));
    field->column_required =
        field->value_required || json_is_true(json_object_get(item, "km:column_required"));
    field->in_template = template == NULL || json_is_true(template);
    field->not_after_period = json_is_true(json_object_get(item, "km:not_after_period"));
    field->not_before = -1;
    field->cell = -1;
    load_bounds(constraints, field);
}

static bool load_field(Loading *loading, const json_t *item, KmField *field, KmError *err)
{
    static const char *const known[] = {
        "name",          "type",
        "title",         "description",
        "format",        "decimalChar",
        "groupChar",     "constraints",
        "km:title_en",   "km:kind",
        "km:column",     "km:aliases",
        "km:list",       "km:column_required",
        "km:example",    "km:template",
        "km:prefix",     "km:digits",
        "km:tag",        "km:not_after_period",
        "km:not_before", "bareNumber",
        "km:note",
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
    if (!is_column_name(field->column)) {
        return km_json_fault(json, err, field->name,
                             "the column '%.60s' must be lower-case letters, digits and _",
                             field->column);
    }
    if (!find_kind(loading, item, field->name, field, err) ||
        !load_list(loading, item, field, err) ||
        !load_aliases(loading, item, "km:aliases", field->name, &field->aliases, &field->n_aliases,
                      err)) {
        return false;
    }
    field->other_names = join_names(loading, item);
    return true;
}

static KmColumnType column_type(KmFieldKind kind)
{
    switch (kind) {
    case KM_KIND_PERSON:
        return KM_COLUMN_PERSON;
    case KM_KIND_DATE:
        return KM_COLUMN_DATE;
    case KM_KIND_INTEGER:
    case KM_KIND_HASH:
        return KM_COLUMN_INT;
    case KM_KIND_NUMBER:
    case KM_KIND_HOURS:
        return KM_COLUMN_REAL;
    case KM_KIND_CODE:
        return KM_COLUMN_CODE;
    case KM_KIND_TEXT:
    case KM_KIND_PSEUDONYM:
    case KM_KIND_KEY_VERSION:
    case KM_KIND_CODES:
    case KM_KIND_BRIN:
    case KM_KIND_BRANCH:
    case KM_KIND_LRK:
    case KM_KIND_POSTCODE:
    case KM_KIND_REGION:
        break;
    }
    return KM_COLUMN_TEXT;
}

static void add_column(Loading *loading, KmField *field)
{
    if (field->column[0] == '\0') {
        return;
    }
    field->cell = (int)loading->n_columns;
    loading->columns[loading->n_columns++] = (KmColumn){
        .name = field->column,
        .type = column_type(field->kind),
        .list = field->kind == KM_KIND_CODE ? field->list->name : "",
        .label_nl = field->title_nl,
        .label_en = field->title_en,
    };
}

static int find_field(const KmContract *contract, const char *name)
{
    for (size_t i = 0; i < contract->n_fields; i++) {
        if (km_text_equal(contract->fields[i].name, name)) {
            return (int)i;
        }
    }
    return -1;
}

static int find_kind_field(const KmContract *contract, KmFieldKind kind)
{
    for (size_t i = 0; i < contract->n_fields; i++) {
        if (contract->fields[i].kind == kind) {
            return (int)i;
        }
    }
    return -1;
}

/* An optional reference from the contract to one of its fields. */
static bool refer(const Loading *loading, const json_t *object, const char *key, int *ret_field,
                  KmError *err)
{
    const char *name = km_json_text(&loading->json, object, key, NULL);
    *ret_field = name == NULL ? -1 : find_field(loading->contract, name);
    return name == NULL || *ret_field >= 0 ||
           km_json_fault(&loading->json, err, key,
                         "'%s' names the field '%.60s', which is not there", key, name);
}

/* Two fields must not answer to one header. */
static bool check_aliases(const Loading *loading, KmError *err)
{
    const KmContract *c = loading->contract;
    for (size_t i = 0; i < c->n_fields; i++) {
        for (size_t k = 0; k < c->fields[i].n_aliases; k++) {
            for (size_t j = i + 1; j < c->n_fields; j++) {
                const KmField *other = &c->fields[j];
                if (km_alias_match(other->aliases, other->n_aliases, c->fields[i].aliases[k]) >=
                    0) {
                    return km_json_fault(&loading->json, err, other->name,
                                         "the header '%.60s' would mean both '%.60s' and '%.60s'",
                                         c->fields[i].aliases[k], c->fields[i].name, other->name);
                }
            }
        }
    }
    return true;
}

static bool load_fields(Loading *loading, KmError *err)
{
    KmContract *contract = loading->contract;
    const json_t *items = json_object_get(loading->json.root, "fields");
    size_t n = json_array_size(items);
    if (n == 0 || n > KM_MOST_COLUMNS) {
        return km_json_fault(&loading->json, err, "fields", "a contract needs 1 to %d fields",
                             KM_MOST_COLUMNS);
    }
    contract->fields = KM_NEW_ARRAY(loading->json.arena, KmField, n);
    contract->n_fields = n;
    loading->columns = KM_NEW_ARRAY(loading->json.arena, KmColumn, n + 2);
    for (size_t i = 0; i < n; i++) {
        if (!load_field(loading, json_array_get(items, i), &contract->fields[i], err)) {
            return false;
        }
        add_column(loading, &contract->fields[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (!refer(loading, json_array_get(items, i), "km:not_before",
                   &contract->fields[i].not_before, err)) {
            return false;
        }
    }
    return check_aliases(loading, err);
}

static bool load_key(Loading *loading, KmError *err)
{
    const char **names = NULL;
    size_t n = 0;
    if (!km_json_strings(&loading->json, loading->json.root, "km:key", &names, &n, err)) {
        return false;
    }
    int *key = KM_NEW_ARRAY(loading->json.arena, int, n);
    for (size_t i = 0; i < n; i++) {
        key[i] = find_field(loading->contract, names[i]);
        if (key[i] < 0) {
            return km_json_fault(&loading->json, err, "km:key",
                                 "the key names the field '%.60s', which is not there", names[i]);
        }
    }
    loading->contract->key = key;
    loading->contract->n_key = n;
    return true;
}

static bool load_refused(Loading *loading, KmError *err)
{
    const json_t *items = json_object_get(loading->json.root, "km:refused");
    size_t n = json_array_size(items);
    KmRefusedColumn *refused = KM_NEW_ARRAY(loading->json.arena, KmRefusedColumn, n);
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(items, i);
        refused[i].name = km_json_text(&loading->json, item, "name", "");
        refused[i].reason_nl = km_json_text(&loading->json, item, "reason", "");
        if (!load_aliases(loading, item, "aliases", refused[i].name, &refused[i].aliases,
                          &refused[i].n_aliases, err)) {
            return false;
        }
    }
    loading->contract->refused = refused;
    loading->contract->n_refused = n;
    const char **ignored = NULL;
    size_t n_ignored = 0;
    if (!km_json_strings(&loading->json, loading->json.root, "km:ignored", &ignored, &n_ignored,
                         err)) {
        return false;
    }
    loading->contract->ignored = fold_all(loading->json.arena, "", ignored, n_ignored);
    loading->contract->n_ignored = n_ignored + 1;
    return true;
}

static int add_derived(Loading *loading, const char *name, const KmColumn *column)
{
    for (size_t i = 0; i < loading->n_columns; i++) {
        if (km_text_equal(loading->columns[i].name, name)) {
            return (int)i;
        }
    }
    loading->columns[loading->n_columns] = *column;
    return (int)loading->n_columns++;
}

/* Postcode and house number become wijk and buurt, and are forgotten. */
static bool load_address(Loading *loading, KmError *err)
{
    static const char *const known[] = {"postcode", "number", "wijk", "buurt"};
    KmContract *c = loading->contract;
    const json_t *address = json_object_get(loading->json.root, "km:address");
    c->wijk_cell = c->buurt_cell = c->wijk_field = -1;
    if (!km_json_only(&loading->json, address, "km:address", known, 4, err) ||
        !refer(loading, address, "postcode", &c->postcode, err) ||
        !refer(loading, address, "number", &c->house_number, err)) {
        return false;
    }
    const char *wijk = km_json_text(&loading->json, address, "wijk", NULL);
    const char *buurt = km_json_text(&loading->json, address, "buurt", NULL);
    if (wijk != NULL) {
        KmColumn column = {wijk, KM_COLUMN_CODE, "wijk", "wijk", "district"};
        c->wijk_list = find_list(loading, "wijk");
        if (c->wijk_list == NULL) {
            return km_json_fault(&loading->json, err, "wijk", "the code list 'wijk' is missing");
        }
        c->wijk_cell = add_derived(loading, wijk, &column);
        for (size_t i = 0; i < c->n_fields; i++) {
            c->wijk_field = km_text_equal(c->fields[i].column, wijk) ? (int)i : c->wijk_field;
        }
    }
    if (buurt != NULL) {
        KmColumn column = {buurt, KM_COLUMN_TEXT, "", "buurt", "neighbourhood"};
        c->buurt_cell = add_derived(loading, buurt, &column);
    }
    return true;
}

static bool load_authority(Loading *loading, KmError *err)
{
    static const char *const names[] = {"history", "period", "stand", "register"};
    const char *wanted = km_json_text(&loading->json, loading->json.root, "km:authority", "");
    for (size_t i = 0; i < 4; i++) {
        if (km_text_equal(names[i], wanted)) {
            loading->contract->spec.authority = (KmAuthority)i;
            return true;
        }
    }
    return km_json_fault(&loading->json, err, "km:authority",
                         "the authority '%.40s' must be history, period, stand or register",
                         wanted);
}

static bool load_spell(Loading *loading, KmError *err)
{
    KmContract *c = loading->contract;
    const json_t *spell = json_object_get(loading->json.root, "km:spell");
    if (!load_authority(loading, err) || !refer(loading, spell, "from", &c->from_field, err) ||
        !refer(loading, spell, "to", &c->to_field, err)) {
        return false;
    }
    c->spec.spell_from = c->from_field < 0 ? "" : c->fields[c->from_field].column;
    c->spec.spell_to = c->to_field < 0 ? "" : c->fields[c->to_field].column;
    c->spec.end_inclusive = json_is_true(json_object_get(spell, "endInclusive"));
    return true;
}

static bool load_head(Loading *loading, KmError *err)
{
    static const char *const known[] = {
        "$schema",      "name",          "title",        "description",
        "fields",       "missingValues", "km:code",      "km:title_en",
        "km:purpose",   "km:purpose_en", "km:deliverer", "km:retention_months",
        "km:authority", "km:spell",      "km:key",       "km:one_of",
        "km:refused",   "km:ignored",    "km:address",   "km:note",
    };
    KmContract *c = loading->contract;
    const KmJson *json = &loading->json;
    const json_t *root = json->root;
    if (!km_json_only(json, root, "", known, sizeof known / sizeof known[0], err)) {
        return false;
    }
    c->name = km_json_text(json, root, "name", "");
    c->code = km_json_text(json, root, "km:code", "");
    c->title_nl = km_json_text(json, root, "title", c->name);
    c->title_en = km_json_text(json, root, "km:title_en", c->title_nl);
    c->description_nl = km_json_text(json, root, "description", "");
    c->purpose_nl = km_json_text(json, root, "km:purpose", "");
    c->purpose_en = km_json_text(json, root, "km:purpose_en", c->purpose_nl);
    c->deliverer_nl = km_json_text(json, root, "km:deliverer", "");
    c->retention_months = (int)json_integer_value(json_object_get(root, "km:retention_months"));
    if (c->name[0] == '\0' || !is_column_name(c->name) || c->code[0] == '\0') {
        return km_json_fault(json, err, "name",
                             "a contract needs a 'name' of lower-case letters, digits and _, and a "
                             "'km:code'");
    }
    if (c->purpose_nl[0] == '\0' || c->retention_months <= 0) {
        return km_json_fault(json, err, "name",
                             "contract %s needs a 'km:purpose' and 'km:retention_months'", c->name);
    }
    return true;
}

static void finish(Loading *loading)
{
    KmContract *c = loading->contract;
    c->person = find_kind_field(c, KM_KIND_PERSON);
    c->pseudonym = find_kind_field(c, KM_KIND_PSEUDONYM);
    c->key_version = find_kind_field(c, KM_KIND_KEY_VERSION);
    c->branch = find_kind_field(c, KM_KIND_BRANCH);
    c->spec.contract = c->name;
    c->spec.columns = loading->columns;
    c->spec.n_columns = loading->n_columns;
    c->spec.contract_hash = c->hash;
}

bool km_contract_read(KmArena *arena, const char *path, KmCodeList *const *lists, size_t n_lists,
                      KmContract **ret_contract, KmError *err)
{
    Loading loading = {.contract = KM_NEW(arena, KmContract), .lists = lists, .n_lists = n_lists};
    if (!km_json_open(arena, path, &loading.json, err)) {
        return false;
    }
    loading.contract->file = loading.json.file;
    loading.contract->text = loading.json.text.bytes;
    loading.contract->hash = km_json_hash(&loading.json);
    bool good = load_head(&loading, err) && load_fields(&loading, err) && load_key(&loading, err) &&
                load_refused(&loading, err) && load_address(&loading, err) &&
                load_spell(&loading, err);
    km_json_close(&loading.json);
    if (good) {
        finish(&loading);
        *ret_contract = loading.contract;
    }
    return good;
}
