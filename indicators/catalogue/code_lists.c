#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "indicators/catalogue/data_files.h"

enum { FILE_CAP = 4 << 20 };

const char *km_data_file(KmArena *arena, const char *datadir, const char *workspace,
                         const char *folder, const char *name)
{
    const char *roots[] = {workspace, datadir};
    for (size_t i = 0; i < 2; i++) {
        if (roots[i] == NULL) {
            continue;
        }
        const char *path = km_format(arena, "%s/%s/%s.json", roots[i], folder, name);
        if (km_file_exists(path)) {
            return path;
        }
    }
    return NULL;
}

static json_t *load(KmArena *arena, const char *path, KmError *err)
{
    KmBytes bytes;
    json_error_t fault;
    if (!km_file_read(arena, path, FILE_CAP, &bytes, err)) {
        return NULL;
    }
    json_t *root = json_loadb(bytes.bytes, bytes.length, JSON_REJECT_DUPLICATES, &fault);
    if (root == NULL) {
        (void)km_error_at(err, KM_ERROR_DEFINITION, path, fault.line, 0, "this is not JSON: %s",
                          fault.text);
    }
    return root;
}

static const char *text_of(KmArena *arena, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? km_strdup(arena, json_string_value(value)) : NULL;
}

typedef struct {
    KmCodeText text;
    json_int_t order;
} OrderedCode;

static int by_order(const void *left, const void *right)
{
    const OrderedCode *a = left;
    const OrderedCode *b = right;
    bool a_last = strcmp(a->text.code, "onbekend") == 0;
    bool b_last = strcmp(b->text.code, "onbekend") == 0;
    if (a_last != b_last) {
        return a_last ? 1 : -1;
    }
    if (a->order != b->order) {
        return a->order < b->order ? -1 : 1;
    }
    return strcmp(a->text.code, b->text.code);
}

static bool read_codes(KmArena *arena, const json_t *list, KmDimensionText *dimension)
{
    size_t n = json_array_size(list);
    OrderedCode *ordered = KM_NEW_ARRAY(arena, OrderedCode, n + 1);
    bool has_unknown = false;
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(list, i);
        KmCodeText *code = &ordered[i].text;
        code->code = text_of(arena, item, "code");
        code->label_nl = text_of(arena, item, "nl");
        code->label_en = text_of(arena, item, "en");
        if (code->code == NULL || code->label_nl == NULL) {
            return false;
        }
        code->label_en = code->label_en == NULL ? code->label_nl : code->label_en;
        const json_t *tile = json_object_get(item, "tile");
        code->tile_column = (int)json_integer_value(json_object_get(tile, "column"));
        code->tile_row = (int)json_integer_value(json_object_get(tile, "row"));
        ordered[i].order = json_integer_value(json_object_get(item, "order"));
        has_unknown = has_unknown || strcmp(code->code, "onbekend") == 0;
    }
    if (!has_unknown) {
        ordered[n++].text =
            (KmCodeText){.code = "onbekend", .label_nl = "onbekend", .label_en = "unknown"};
    }
    qsort(ordered, n, sizeof *ordered, by_order);
    KmCodeText *codes = KM_NEW_ARRAY(arena, KmCodeText, n);
    for (size_t i = 0; i < n; i++) {
        codes[i] = ordered[i].text;
    }
    dimension->codes = codes;
    dimension->n_codes = n;
    return true;
}

static bool has_code(const KmDimensionText *dimension, const char *code)
{
    for (size_t i = 0; i < dimension->n_codes; i++) {
        if (strcmp(dimension->codes[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

static bool read_merger(KmArena *arena, const json_t *item, const KmDimensionText *dimension,
                        KmMerger *ret_merger)
{
    const json_t *list = json_object_get(item, "members");
    size_t n = json_array_size(list);
    const char **members = KM_NEW_ARRAY(arena, const char *, n);
    for (size_t i = 0; i < n; i++) {
        const char *code = json_string_value(json_array_get(list, i));
        if (code == NULL || !has_code(dimension, code)) {
            return false;
        }
        members[i] = km_strdup(arena, code);
    }
    *ret_merger = (KmMerger){text_of(arena, item, "id"), text_of(arena, item, "nl"), members, n};
    return n > 0 && ret_merger->id != NULL && ret_merger->label_nl != NULL &&
           !has_code(dimension, ret_merger->id);
}

static bool read_mergers(KmArena *arena, const json_t *list, KmDimensionText *dimension)
{
    size_t n = json_array_size(list);
    KmMerger *mergers = KM_NEW_ARRAY(arena, KmMerger, n);
    for (size_t i = 0; i < n; i++) {
        if (!read_merger(arena, json_array_get(list, i), dimension, &mergers[i])) {
            return false;
        }
    }
    dimension->mergers = mergers;
    dimension->n_mergers = n;
    return true;
}

bool km_code_list_read(KmArena *arena, const char *path, KmDimensionText *ret_dimension,
                       KmError *err)
{
    KmDimensionText read = *ret_dimension;
    json_t *root = load(arena, path, err);
    if (root == NULL) {
        return false;
    }
    const char *wrong = NULL;
    if (!read_codes(arena, json_object_get(root, "codes"), &read)) {
        wrong = "every code of \"codes\" needs \"code\" and \"nl\"";
    } else if (!read_mergers(arena, json_object_get(root, "mergers"), &read)) {
        wrong = "every merger needs \"id\" (no code of the list), \"nl\" and \"members\", codes of "
                "the list";
    }
    json_decref(root);
    if (wrong != NULL) {
        return km_error_at(err, KM_ERROR_DEFINITION, path, 0, 0, "%s", wrong);
    }
    *ret_dimension = read;
    return true;
}

typedef struct {
    KmArena *arena;
    const char **ids;
    size_t count, capacity;
} Ids;

static void add_ids(Ids *ids, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *id = text_of(ids->arena, json_array_get(list, i), "id");
        if (id != NULL) {
            KM_GROW(ids->arena, ids->ids, ids->count, ids->capacity);
            ids->ids[ids->count++] = id;
        }
    }
}

bool km_plan_actions_read(KmArena *arena, const char *path, const char *const **ret_ids,
                          size_t *ret_count, KmError *err)
{
    Ids ids = {.arena = arena};
    json_t *root = load(arena, path, err);
    if (root == NULL) {
        return false;
    }
    const json_t *ambitions = json_object_get(root, "ambitions");
    for (size_t i = 0; i < json_array_size(ambitions); i++) {
        add_ids(&ids, json_object_get(json_array_get(ambitions, i), "actions"));
    }
    add_ids(&ids, json_object_get(root, "measures"));
    json_decref(root);
    *ret_ids = ids.ids;
    *ret_count = ids.count;
    return true;
}
