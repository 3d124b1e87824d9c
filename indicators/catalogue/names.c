/* The names of what open dimensions tell apart: from the deliveries, so known only with a store. */
#include "indicators/catalogue/catalogue_build.h"

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/store/delivery.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 3, FIRST_CELL = 2 }; /* of a scanned row, after delivery and line */

typedef struct {
    KmArena *arena;
    const KmRegister *source;
    KmCodeText *codes;
    size_t count, capacity;
} Names;

static int by_age(const void *left, const void *right)
{
    const KmDelivery *a = left;
    const KmDelivery *b = right;
    if (a->period.from != b->period.from) {
        return a->period.from < b->period.from ? -1 : 1;
    }
    if (a->received != b->received) {
        return a->received < b->received ? -1 : 1;
    }
    if (a->version != b->version) {
        return a->version < b->version ? -1 : 1;
    }
    return strcmp(a->deliverer, b->deliverer);
}

/* "tot 25", "25 tot 30", "35 en hoger". */
static const char *class_of(const Names *names, const KmCell *cell)
{
    const KmRegister *source = names->source;
    double value = cell->type == KM_CELL_REAL ? cell->real : (double)cell->integer;
    size_t at = 0;
    if (source->class_column == NULL || (cell->type != KM_CELL_REAL && cell->type != KM_CELL_INT)) {
        return NULL;
    }
    while (at < source->n_class_bounds && value >= source->class_bounds[at]) {
        at++;
    }
    if (at == 0) {
        return km_format(names->arena, "tot %g", source->class_bounds[0]);
    }
    double from = source->class_bounds[at - 1];
    return at == source->n_class_bounds
               ? km_format(names->arena, "%g en hoger", from)
               : km_format(names->arena, "%g tot %g", from, source->class_bounds[at]);
}

static KmCodeText *entry_of(Names *names, const char *code)
{
    for (size_t i = 0; i < names->count; i++) {
        if (strcmp(names->codes[i].code, code) == 0) {
            return &names->codes[i];
        }
    }
    KM_GROW(names->arena, names->codes, names->count, names->capacity);
    names->codes[names->count] = (KmCodeText){.code = code};
    return &names->codes[names->count++];
}

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Names *names = self;
    const KmCell *code = &cells[FIRST_CELL];
    const KmCell *name = &cells[FIRST_CELL + 1];
    (void)n_cells;
    (void)err;
    if (code->type != KM_CELL_TEXT || code->length == 0 || name->type != KM_CELL_TEXT ||
        name->length == 0) {
        return true;
    }
    KmCodeText *entry = entry_of(names, km_strndup(names->arena, code->text, (size_t)code->length));
    entry->label_nl = entry->label_en = km_strndup(names->arena, name->text, (size_t)name->length);
    entry->class_nl = class_of(names, &cells[FIRST_CELL + 2]);
    return true;
}

static bool has_columns(const KmTableSpec *spec, const char *const *columns)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        bool is_there = false;
        for (size_t c = 0; c < spec->n_columns; c++) {
            is_there = is_there || strcmp(spec->columns[c].name, columns[i]) == 0;
        }
        if (!is_there) {
            return false;
        }
    }
    return true;
}

/* The table as the store has it: one made by an earlier version may lack a column. */
static bool is_readable(KmStore *store, KmArena *arena, const KmRegister *source,
                        const char *const *columns, bool *ret_readable, KmError *err)
{
    KmTableSpec *specs;
    size_t n;
    *ret_readable = false;
    if (!km_table_list(store, arena, &specs, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        *ret_readable = *ret_readable || (strcmp(specs[i].contract, source->names[0]) == 0 &&
                                          has_columns(&specs[i], columns));
    }
    return true;
}

/* From the oldest delivery to the newest: the newest row of a code counts. */
static bool read_names(KmStore *store, KmDate knowledge, Names *names, KmError *err)
{
    const KmRegister *source = names->source;
    const char *columns[COLUMNS] = {source->names[1], source->names[2],
                                    source->class_column != NULL ? source->class_column
                                                                 : source->names[2]};
    KmDelivery *deliveries;
    size_t n;
    bool readable;
    if (!is_readable(store, names->arena, source, columns, &readable, err) ||
        !km_delivery_list(store, names->arena, &deliveries, &n, err)) {
        return false;
    }
    if (n > 1) {
        qsort(deliveries, n, sizeof *deliveries, by_age);
    }
    for (size_t i = 0; i < n && readable; i++) {
        const KmDelivery *delivery = &deliveries[i];
        if (strcmp(delivery->contract, source->names[0]) == 0 && delivery->received <= knowledge &&
            delivery->withdrawn > knowledge &&
            !km_table_scan(store, source->names[0], columns, COLUMNS, &delivery->number, 1,
                           (KmRowSink){names, take_row}, err)) {
            return false;
        }
    }
    return true;
}

/* Into the definitions' texts only: a register's own list says which codes there may be. */
static void give_names(const Names *names, KmArena *arena, KmDefinition *definition)
{
    KmIndicatorText *text = &definition->text;
    KmDimensionText *named = KM_NEW_ARRAY(arena, KmDimensionText, text->n_dimensions + 1);
    for (size_t d = 0; d < text->n_dimensions; d++) {
        named[d] = text->dimensions[d];
        if (named[d].is_open && strcmp(names->source->unit, definition->counts) == 0 &&
            strcmp(names->source->dimension.name, named[d].name) == 0) {
            named[d].codes = names->codes;
            named[d].n_codes = names->count;
        }
    }
    text->dimensions = named;
}

bool km_catalogue_names(KmCatalogue *catalogue, KmStore *store, KmDate knowledge, KmError *err)
{
    for (size_t i = 0; i < catalogue->n_registers; i++) {
        Names names = {.arena = catalogue->arena, .source = &catalogue->registers[i]};
        if (names.source->names == NULL) {
            continue;
        }
        if (!read_names(store, knowledge, &names, err)) {
            return km_error_context(err, "while reading the names of %s",
                                    names.source->dimension.name);
        }
        for (size_t d = 0; d < catalogue->n_definitions; d++) {
            give_names(&names, catalogue->arena, catalogue->definitions[d]);
        }
    }
    return true;
}
