#include <jansson.h>
#include <string.h>

#include "engine/base/text.h"
#include "indicators/catalogue/data_files.h"

enum { FILE_CAP = 4 << 20 };

/* The contract as the importers understand it, as far as the shape of its table goes. */
typedef struct {
    KmArena *arena;
    const json_t *root;
    KmColumn *columns;
    size_t count, capacity;
} Table;

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text == NULL ? "" : text;
}

static bool has_column(const Table *table, const char *name)
{
    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(table->columns[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void add_column(Table *table, const char *name, KmColumnType type, const char *list)
{
    if (name[0] == '\0' || has_column(table, name)) {
        return;
    }
    KM_GROW(table->arena, table->columns, table->count, table->capacity);
    table->columns[table->count++] =
        (KmColumn){km_strdup(table->arena, name), type, km_strdup(table->arena, list), "", ""};
}

static const char *list_of(const json_t *field)
{
    bool action = strcmp(text_of(field, "km:kind"), "action") == 0;
    const char *list = text_of(field, "km:list");
    return action && list[0] == '\0' ? "actie" : list;
}

typedef struct {
    const char *kind;
    KmColumnType type;
} KindType;

/* Kinds whose column is not of the type that the schema states. */
static const KindType kind_types[] = {
    {"person", KM_COLUMN_PERSON}, {"hash", KM_COLUMN_INT},    {"small_count", KM_COLUMN_INT},
    {"month", KM_COLUMN_DATE},    {"hours", KM_COLUMN_REAL},  {"money", KM_COLUMN_REAL},
    {"percent", KM_COLUMN_REAL},  {"codes", KM_COLUMN_TEXT},  {"school_year", KM_COLUMN_TEXT},
    {"date", KM_COLUMN_DATE},     {"integer", KM_COLUMN_INT}, {"number", KM_COLUMN_REAL},
};

static KmColumnType type_of(const json_t *field)
{
    const char *kind = text_of(field, "km:kind");
    const char *type = text_of(field, "type");
    for (size_t i = 0; i < sizeof kind_types / sizeof kind_types[0]; i++) {
        if (strcmp(kind, kind_types[i].kind) == 0) {
            return kind_types[i].type;
        }
    }
    if (list_of(field)[0] != '\0') {
        return KM_COLUMN_CODE;
    }
    if (strcmp(type, "date") == 0) {
        return KM_COLUMN_DATE;
    }
    if (strcmp(type, "number") == 0) {
        return KM_COLUMN_REAL;
    }
    return strcmp(type, "integer") == 0 ? KM_COLUMN_INT : KM_COLUMN_TEXT;
}

static const char *column_of_field(const Table *table, const char *field_name)
{
    const json_t *fields = json_object_get(table->root, "fields");
    for (size_t i = 0; i < json_array_size(fields); i++) {
        const json_t *field = json_array_get(fields, i);
        if (strcmp(text_of(field, "name"), field_name) == 0) {
            return km_strdup(table->arena, text_of(field, "km:column"));
        }
    }
    return "";
}

static void read_columns(Table *table)
{
    const json_t *fields = json_object_get(table->root, "fields");
    for (size_t i = 0; i < json_array_size(fields); i++) {
        const json_t *field = json_array_get(fields, i);
        KmColumnType type = type_of(field);
        const char *column = text_of(field, "km:column");
        if (column[0] != '\0' && strcmp(text_of(field, "km:kind"), "small_count") == 0) {
            add_column(table, km_format(table->arena, "%s_min", column), type, "");
            add_column(table, km_format(table->arena, "%s_max", column), type, "");
        } else {
            add_column(table, column, type, type == KM_COLUMN_CODE ? list_of(field) : "");
        }
    }
    const json_t *address = json_object_get(table->root, "km:address");
    add_column(table, text_of(address, "wijk"), KM_COLUMN_CODE, "wijk");
    add_column(table, text_of(address, "buurt"), KM_COLUMN_TEXT, "");
}

static json_t *open_contract(KmArena *arena, const char *path, KmError *err)
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

bool km_contract_terms_read(KmArena *arena, const char *path, KmDeliveryTerms *ret_terms,
                            KmError *err)
{
    json_t *root = open_contract(arena, path, err);
    if (root == NULL) {
        return false;
    }
    KmDeliveryTerms terms = {.contract = km_strdup(arena, text_of(root, "name")),
                             .frequency = KM_FREQUENCY_QUARTER,
                             .due_days = KM_USUAL_DUE_DAYS};
    const char *frequency = text_of(root, "km:frequency");
    const json_t *days = json_object_get(root, "km:due_days");
    bool ok =
        frequency[0] == '\0' || km_frequency_find(frequency, &terms.frequency) ||
        km_error_at(err, KM_ERROR_DEFINITION, path, 1, 0, "the frequency '%.40s' must be one of %s",
                    frequency, km_frequency_names());
    if (json_is_integer(days)) {
        terms.due_days = (int)json_integer_value(days);
    }
    json_decref(root);
    *ret_terms = terms;
    return ok;
}

bool km_contract_table_read(KmArena *arena, const char *path, KmTableSpec *ret_spec, KmError *err)
{
    json_t *root = open_contract(arena, path, err);
    if (root == NULL) {
        return false;
    }
    Table table = {.arena = arena, .root = root};
    read_columns(&table);
    const json_t *spell = json_object_get(root, "km:spell");
    *ret_spec = (KmTableSpec){
        .contract = km_strdup(arena, text_of(root, "name")),
        .columns = table.columns,
        .n_columns = table.count,
        .spell_from = column_of_field(&table, text_of(spell, "from")),
        .spell_to = column_of_field(&table, text_of(spell, "to")),
        .end_inclusive = json_is_true(json_object_get(spell, "endInclusive")),
        .contract_hash = "",
    };
    json_decref(root);
    return true;
}
