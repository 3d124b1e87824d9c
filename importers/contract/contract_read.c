#include "engine/base/text.h"
#include "importers/contract/contract_loading.h"

#include <string.h>

static KmColumnType column_type(KmFieldKind kind)
{
    switch (kind) {
    case KM_KIND_PERSON:
        return KM_COLUMN_PERSON;
    case KM_KIND_DATE:
    case KM_KIND_MONTH:
        return KM_COLUMN_DATE;
    case KM_KIND_INTEGER:
    case KM_KIND_SMALL_COUNT:
    case KM_KIND_HASH:
        return KM_COLUMN_INT;
    case KM_KIND_NUMBER:
    case KM_KIND_HOURS:
    case KM_KIND_MONEY:
    case KM_KIND_PERCENT:
        return KM_COLUMN_REAL;
    case KM_KIND_CODE:
        return KM_COLUMN_CODE;
    case KM_KIND_TEXT:
    case KM_KIND_PSEUDONYM:
    case KM_KIND_KEY_VERSION:
    case KM_KIND_CODES:
    case KM_KIND_CONTRACT:
    case KM_KIND_CONTRACTS:
    case KM_KIND_BRIN:
    case KM_KIND_BRANCH:
    case KM_KIND_RIO:
    case KM_KIND_SCHOOL_YEAR:
    case KM_KIND_LRK:
    case KM_KIND_POSTCODE:
    case KM_KIND_REGION:
        break;
    }
    return KM_COLUMN_TEXT;
}

static void add_column(KmContractLoading *loading, KmField *field)
{
    if (field->column[0] == '\0') {
        return;
    }
    field->cell = (int)loading->n_columns;
    KmColumn column = {
        .name = field->column,
        .type = column_type(field->kind),
        .list = field->kind == KM_KIND_CODE ? field->list->name : "",
        .label_nl = field->title_nl,
        .label_en = field->title_en,
    };
    if (field->kind != KM_KIND_SMALL_COUNT) {
        loading->columns[loading->n_columns++] = column;
        return;
    }
    KmArena *arena = loading->json.arena;
    column.name = km_format(arena, "%s_min", field->column);
    column.label_nl = km_format(arena, "%s, ten minste", field->title_nl);
    column.label_en = km_format(arena, "%s, at least", field->title_en);
    loading->columns[loading->n_columns++] = column;
    column.name = km_format(arena, "%s_max", field->column);
    column.label_nl = km_format(arena, "%s, ten hoogste", field->title_nl);
    column.label_en = km_format(arena, "%s, at most", field->title_en);
    loading->columns[loading->n_columns++] = column;
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

/* Two fields must not answer to one header. */
static bool check_aliases(const KmContractLoading *loading, KmError *err)
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

static bool load_fields(KmContractLoading *loading, KmError *err)
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
    loading->columns = KM_NEW_ARRAY(loading->json.arena, KmColumn, 2 * n + 4);
    for (size_t i = 0; i < n; i++) {
        if (!km_contract_load_field(loading, json_array_get(items, i), &contract->fields[i], err)) {
            return false;
        }
        add_column(loading, &contract->fields[i]);
        if (!km_contract_check_columns(loading, &contract->fields[i], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(items, i);
        KmField *field = &contract->fields[i];
        if (!km_contract_refer(loading, item, "km:not_before", &field->not_before, err) ||
            !km_contract_refer(loading, item, "km:at_most", &field->at_most, err) ||
            !km_contract_refer(loading, item, "km:not_below", &field->not_below, err) ||
            !km_contract_load_within(loading, item, (int)i, err)) {
            return false;
        }
        if (field->not_below >= 0 && (field->list == NULL || field->kind != KM_KIND_CODE ||
                                      contract->fields[field->not_below].list != field->list)) {
            return km_json_fault(&loading->json, err, field->name,
                                 "'km:not_below' compares two codes of one list");
        }
    }
    return check_aliases(loading, err);
}

/* `km:blank_key`: true, or those parts of the key of which empty is a value like others. */
static bool load_blank_key(const KmContractLoading *loading, KmError *err)
{
    KmContract *c = loading->contract;
    const json_t *blank = json_object_get(loading->json.root, "km:blank_key");
    const int *fields = c->key;
    size_t n = json_is_true(blank) ? c->n_key : 0;
    if (json_is_array(blank) &&
        !km_contract_refer_all(loading, blank, "km:blank_key", &fields, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        bool is_key = false;
        for (size_t k = 0; k < c->n_key; k++) {
            is_key = is_key || c->key[k] == fields[i];
        }
        if (!is_key) {
            return km_json_fault(&loading->json, err, "km:blank_key",
                                 "'km:blank_key' names the field '%.60s', which is no part of "
                                 "'km:key'",
                                 c->fields[fields[i]].name);
        }
        c->fields[fields[i]].has_blank_key = true;
    }
    return true;
}

static bool load_key(KmContractLoading *loading, KmError *err)
{
    KmContract *c = loading->contract;
    const json_t *root = loading->json.root;
    const json_t *one_of = json_object_get(root, "km:one_of");
    const json_t *same = json_object_get(root, "km:same_answers");
    size_t n = json_array_size(one_of);
    KmOneOf *ways = KM_NEW_ARRAY(loading->json.arena, KmOneOf, n);
    for (size_t i = 0; i < n; i++) {
        if (!km_contract_refer_all(loading, json_array_get(one_of, i), "km:one_of", &ways[i].fields,
                                   &ways[i].n, err)) {
            return false;
        }
    }
    c->one_of = ways;
    c->n_one_of = n;
    c->fewest_same = (size_t)json_integer_value(json_object_get(same, "fewest"));
    return km_contract_refer_all(loading, json_object_get(root, "km:key"), "km:key", &c->key,
                                 &c->n_key, err) &&
           load_blank_key(loading, err) &&
           km_contract_refer_all(loading, json_object_get(same, "fields"), "km:same_answers",
                                 &c->same_answers, &c->n_same_answers, err);
}

static bool load_refused(KmContractLoading *loading, KmError *err)
{
    const json_t *items = json_object_get(loading->json.root, "km:refused");
    size_t n = json_array_size(items);
    KmRefusedColumn *refused = KM_NEW_ARRAY(loading->json.arena, KmRefusedColumn, n);
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(items, i);
        refused[i].name = km_json_text(&loading->json, item, "name", "");
        refused[i].reason_nl = km_json_text(&loading->json, item, "reason", "");
        if (!km_contract_load_aliases(loading, item, "aliases", refused[i].name,
                                      &refused[i].aliases, &refused[i].n_aliases, err)) {
            return false;
        }
    }
    loading->contract->refused = refused;
    loading->contract->n_refused = n;
    return km_contract_load_aliases(loading, loading->json.root, "km:ignored", "",
                                    &loading->contract->ignored, &loading->contract->n_ignored,
                                    err);
}

static int add_derived(KmContractLoading *loading, const char *name, const KmColumn *column)
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
static bool load_address(KmContractLoading *loading, KmError *err)
{
    static const char *const known[] = {"postcode", "number", "wijk", "buurt"};
    KmContract *c = loading->contract;
    const json_t *address = json_object_get(loading->json.root, "km:address");
    c->wijk_cell = c->buurt_cell = c->wijk_field = -1;
    if (!km_json_only(&loading->json, address, "km:address", known, 4, err) ||
        !km_contract_refer(loading, address, "postcode", &c->postcode, err) ||
        !km_contract_refer(loading, address, "number", &c->house_number, err)) {
        return false;
    }
    const char *wijk = km_json_text(&loading->json, address, "wijk", NULL);
    const char *buurt = km_json_text(&loading->json, address, "buurt", NULL);
    if (wijk != NULL) {
        KmColumn column = {wijk, KM_COLUMN_CODE, "wijk", "wijk", "district"};
        c->wijk_list = km_contract_find_list(loading, "wijk");
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

/* `km:link`: birth, sex and postcode go together; own_number goes with or without them. */
static bool load_link(KmContractLoading *loading, KmError *err)
{
    static const char *const known[] = {"birth", "sex", "postcode", "own_number"};
    KmContract *c = loading->contract;
    KmLink *link = &c->link;
    const json_t *item = json_object_get(loading->json.root, "km:link");
    link->cell = -1;
    if (!km_json_only(&loading->json, item, "km:link", known, 4, err) ||
        !km_contract_refer(loading, item, "birth", &link->birth, err) ||
        !km_contract_refer(loading, item, "sex", &link->sex, err) ||
        !km_contract_refer(loading, item, "postcode", &link->postcode, err) ||
        !km_contract_refer(loading, item, "own_number", &link->own_number, err)) {
        return false;
    }
    int named = (link->birth >= 0) + (link->sex >= 0) + (link->postcode >= 0);
    bool is_whole = named == 3 && c->fields[link->birth].kind == KM_KIND_DATE &&
                    c->fields[link->sex].kind == KM_KIND_CODE && c->fields[link->sex].cell >= 0 &&
                    c->fields[link->postcode].kind == KM_KIND_POSTCODE;
    if (item != NULL && (c->person < 0 || (named != 0 && !is_whole))) {
        return km_json_fault(&loading->json, err, "km:link",
                             "'km:link' needs a personal number in the contract, and a birth date, "
                             "a sex that is kept and a postcode together or none of them");
    }
    if (is_whole) {
        KmColumn column = {KM_LINK_COLUMN, KM_COLUMN_INT, "", "koppelsleutel", "linking hash"};
        link->cell = add_derived(loading, KM_LINK_COLUMN, &column);
    }
    return true;
}

/* `km:mutations`: the field with I, W or V. */
static bool load_mutations(KmContractLoading *loading, KmError *err)
{
    KmContract *c = loading->contract;
    c->row_key_cell = -1;
    if (!km_contract_refer(loading, loading->json.root, "km:mutations", &c->mutation, err)) {
        return false;
    }
    if (c->mutation < 0) {
        return true;
    }
    const KmField *field = &c->fields[c->mutation];
    if (c->n_key == 0 || field->kind != KM_KIND_CODE ||
        !km_text_equal(field->column, KM_ROW_GONE_COLUMN)) {
        return km_json_fault(&loading->json, err, "km:mutations",
                             "'km:mutations' needs a 'km:key', and names a code with the column "
                             "'" KM_ROW_GONE_COLUMN "'");
    }
    KmColumn column = {KM_ROW_KEY_COLUMN, KM_COLUMN_INT, "", "rijsleutel", "row key hash"};
    c->row_key_cell = add_derived(loading, KM_ROW_KEY_COLUMN, &column);
    return true;
}

static bool load_authority(KmContractLoading *loading, KmError *err)
{
    const char *wanted = km_json_text(&loading->json, loading->json.root, "km:authority", "");
    return km_authority_find(wanted, &loading->contract->spec.authority) ||
           km_json_fault(&loading->json, err, "km:authority",
                         "the authority '%.40s' must be history, period, stand or register",
                         wanted);
}

/* `km:left`: {"field": "status", "code": "uitgeschreven"}. */
static bool load_left(KmContractLoading *loading, KmError *err)
{
    KmContract *c = loading->contract;
    const json_t *left = json_object_get(loading->json.root, "km:left");
    const char *code = km_json_text(&loading->json, left, "code", "");
    c->left_code = -1;
    if (!km_contract_refer(loading, left, "field", &c->left_field, err)) {
        return false;
    }
    const KmCodeList *list = c->left_field < 0 ? NULL : c->fields[c->left_field].list;
    for (size_t i = 0; list != NULL && i < list->n_codes; i++) {
        c->left_code = km_text_equal(list->codes[i].code, code) ? (int)i : c->left_code;
    }
    return left == NULL || (c->left_code >= 0 && c->fields[c->left_field].cell >= 0) ||
           km_json_fault(&loading->json, err, "km:left",
                         "'km:left' names a field with codes that is kept, and one of its codes");
}

/* `km:succession`: {"successor": "Opvolger", "day": "Datum"}. */
static bool load_succession(KmContractLoading *loading, KmError *err)
{
    KmContract *c = loading->contract;
    const json_t *succession = json_object_get(loading->json.root, "km:succession");
    if (!km_contract_refer(loading, succession, "successor", &c->successor_field, err) ||
        !km_contract_refer(loading, succession, "day", &c->succession_field, err)) {
        return false;
    }
    return succession == NULL ||
           (c->n_key == 1 && c->fields[c->key[0]].cell >= 0 && c->successor_field >= 0 &&
            c->fields[c->successor_field].cell >= 0 && c->succession_field >= 0 &&
            c->fields[c->succession_field].kind == KM_KIND_DATE) ||
           km_json_fault(
               &loading->json, err, "km:succession",
               "'km:succession' needs one 'km:key', and names a 'successor' that is kept, and a "
               "date as 'day'");
}

static bool load_spell(KmContractLoading *loading, KmError *err)
{
    KmContract *c = loading->contract;
    const json_t *spell = json_object_get(loading->json.root, "km:spell");
    if (!load_authority(loading, err) ||
        !km_contract_refer(loading, spell, "from", &c->from_field, err) ||
        !km_contract_refer(loading, spell, "to", &c->to_field, err) ||
        !km_contract_refer(loading, loading->json.root, "km:dated_by", &c->dated_by, err)) {
        return false;
    }
    if (c->dated_by >= 0 && c->fields[c->dated_by].kind != KM_KIND_DATE) {
        return km_json_fault(&loading->json, err, "km:dated_by", "'km:dated_by' names a date");
    }
    c->spec.spell_from = c->from_field < 0 ? "" : c->fields[c->from_field].column;
    c->spec.spell_to = c->to_field < 0 ? "" : c->fields[c->to_field].column;
    c->spec.end_inclusive = json_is_true(json_object_get(spell, "endInclusive"));
    return true;
}

static bool load_head(KmContractLoading *loading, KmError *err)
{
    static const char *const known[] = {
        "$schema",      "name",          "title",         "description",
        "fields",       "missingValues", "km:code",       "km:title_en",
        "km:purpose",   "km:purpose_en", "km:deliverer",  "km:retention_months",
        "km:authority", "km:spell",      "km:key",        "km:one_of",
        "km:blank_key", "km:refused",    "km:ignored",    "km:address",
        "km:note",      "km:link",       "km:mutations",  "km:same_answers",
        "km:frequency", "km:due_days",   "km:mistakes",   "km:dated_by",
        "km:left",      "km:hidden",     "km:succession", "km:once",
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
    if (c->name[0] == '\0' || !km_is_column_name(c->name) || c->code[0] == '\0') {
        return km_json_fault(json, err, "name",
                             "a contract needs a 'name' of lower-case letters, digits and _, and a "
                             "'km:code'");
    }
    if (!km_contract_check_name(loading, c->name, err)) {
        return false;
    }
    if (c->purpose_nl[0] == '\0' || c->retention_months <= 0) {
        return km_json_fault(json, err, "name",
                             "contract %s needs a 'km:purpose' and 'km:retention_months'", c->name);
    }
    return true;
}

static void note_totals(KmContractLoading *loading)
{
    KmContract *c = loading->contract;
    c->totals = KM_NEW_ARRAY(loading->json.arena, int, c->n_fields);
    for (size_t i = 0; i < c->n_fields; i++) {
        if (c->fields[i].is_total && c->fields[i].cell >= 0) {
            c->totals[c->n_totals++] = (int)i;
        }
    }
}

/* Kept under this name, of the row's person. */
static int find_column_of_person(const KmContract *contract, const char *column, KmFieldKind kind)
{
    for (size_t i = 0; i < contract->n_fields && contract->person >= 0; i++) {
        const KmField *field = &contract->fields[i];
        if (field->kind == kind && km_text_equal(field->column, column)) {
            return (int)i;
        }
    }
    return -1;
}

static void finish(KmContractLoading *loading)
{
    KmContract *c = loading->contract;
    note_totals(loading);
    c->person = find_kind_field(c, KM_KIND_PERSON);
    c->birth_field = find_column_of_person(c, "geboortedatum", KM_KIND_DATE);
    c->sex_field = find_column_of_person(c, "geslacht", KM_KIND_CODE);
    c->pseudonym = find_kind_field(c, KM_KIND_PSEUDONYM);
    c->key_version = find_kind_field(c, KM_KIND_KEY_VERSION);
    c->branch = find_kind_field(c, KM_KIND_BRANCH);
    c->branch_is_whole = c->branch >= 0 && c->fields[c->branch].is_whole;
    c->spec.contract = c->name;
    c->spec.columns = loading->columns;
    c->spec.n_columns = loading->n_columns;
    c->spec.contract_hash = c->hash;
}

bool km_contract_read(KmArena *arena, const char *path, KmCodeList *const *lists, size_t n_lists,
                      KmContract **ret_contract, KmError *err)
{
    KmContractLoading loading = {
        .contract = KM_NEW(arena, KmContract), .lists = lists, .n_lists = n_lists};
    if (!km_json_open(arena, path, &loading.json, err)) {
        return false;
    }
    loading.contract->file = loading.json.file;
    loading.contract->text = loading.json.text.bytes;
    loading.contract->hash = km_json_hash(&loading.json);
    bool good = load_head(&loading, err) && km_contract_load_signs(&loading, err) &&
                km_contract_load_terms(&loading, err) && load_fields(&loading, err) &&
                load_key(&loading, err) && load_refused(&loading, err) &&
                load_address(&loading, err) && load_link(&loading, err) &&
                load_mutations(&loading, err) && load_spell(&loading, err) &&
                load_left(&loading, err) && load_succession(&loading, err) &&
                km_contract_load_once(&loading, err);
    km_json_close(&loading.json);
    if (good) {
        finish(&loading);
        *ret_contract = loading.contract;
    }
    return good;
}
