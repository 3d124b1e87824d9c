#include "indicators/catalogue/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "indicators/catalogue/catalogue_build.h"
#include "indicators/effects/design.h"

bool km_catalogue_fault(KmCatalogue *catalogue, const char *file, const KmError *err)
{
    KM_GROW(catalogue->arena, catalogue->faults, catalogue->n_faults, catalogue->faults_capacity);
    catalogue->faults[catalogue->n_faults++] = (KmCatalogueFault){file, *err};
    return false;
}

static int by_action(const void *left, const void *right)
{
    const KmDefinition *a = *(const KmDefinition *const *)left;
    const KmDefinition *b = *(const KmDefinition *const *)right;
    int order = strcmp(a->text.action, b->text.action);
    if (order != 0) {
        return order;
    }
    if (a->order != b->order) {
        return a->order < b->order ? -1 : 1;
    }
    return strcmp(a->text.id, b->text.id);
}

static int by_running_order(const void *left, const void *right)
{
    const KmRegister *a = left;
    const KmRegister *b = right;
    if (a->order != b->order) {
        return a->order < b->order ? -1 : 1;
    }
    return strcmp(a->name, b->name);
}

/* A register's header has `register`, a design's `effect`, an indicator's `id`. */
static bool has_key(const KmSourceFile *source, const char *key)
{
    const char *at = strstr(source->bytes.bytes, key);
    return at != NULL && (at == source->bytes.bytes || at[-1] == '\n');
}

static bool is_register(const KmSourceFile *source)
{
    return has_key(source, "-- register:");
}

static bool is_design(const KmSourceFile *source)
{
    return has_key(source, "-- effect:");
}

static void read_register(KmCatalogue *catalogue, const KmSourceFile *source)
{
    KmError err = {0};
    KmRegister reg;
    if (!km_register_read(catalogue->arena, source->path, source->bytes.bytes, source->bytes.length,
                          &reg, &err)) {
        (void)km_catalogue_fault(catalogue, source->path, &err);
        return;
    }
    if (km_register_fill(catalogue, &reg)) {
        KM_GROW(catalogue->arena, catalogue->registers, catalogue->n_registers,
                catalogue->registers_capacity);
        catalogue->registers[catalogue->n_registers++] = reg;
    }
}

static void keep_definition(KmCatalogue *catalogue, KmDefinition *definition)
{
    KM_GROW(catalogue->arena, catalogue->definitions, catalogue->n_definitions,
            catalogue->definitions_capacity);
    catalogue->definitions[catalogue->n_definitions++] = definition;
}

/* Gaps wait until what they stand on is there. */
typedef struct {
    KmDefinition **items;
    size_t count, capacity;
} Waiting;

static void read_definition(KmCatalogue *catalogue, const KmSourceFile *source, Waiting *gaps)
{
    KmError err = {0};
    KmDefinition *definition = KM_NEW(catalogue->arena, KmDefinition);
    if (!km_definition_read(catalogue->arena, source->path, source->bytes.bytes,
                            source->bytes.length, definition, &err)) {
        (void)km_catalogue_fault(catalogue, source->path, &err);
        return;
    }
    if (definition->text.kind == KM_KIND_GAP) {
        KM_GROW(catalogue->arena, gaps->items, gaps->count, gaps->capacity);
        gaps->items[gaps->count++] = definition;
    } else if (km_definition_fill(catalogue, definition)) {
        keep_definition(catalogue, definition);
    }
}

static void fill_gaps(KmCatalogue *catalogue, const Waiting *gaps)
{
    for (size_t i = 0; i < gaps->count; i++) {
        if (km_gap_fill(catalogue, gaps->items[i])) {
            keep_definition(catalogue, gaps->items[i]);
        }
    }
}

static int by_design(const void *left, const void *right)
{
    const KmEffectDesign *a = *(const KmEffectDesign *const *)left;
    const KmEffectDesign *b = *(const KmEffectDesign *const *)right;
    int order = strcmp(a->text.action, b->text.action);
    return order != 0 ? order : strcmp(a->text.id, b->text.id);
}

/* After the definitions: a design stands on one of them. */
static void read_designs(KmCatalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->n_files; i++) {
        const KmSourceFile *source = &catalogue->files[i];
        KmError err = {0};
        KmEffectDesign *design = KM_NEW(catalogue->arena, KmEffectDesign);
        if (!is_design(source)) {
            continue;
        }
        if (!km_effect_design_read(catalogue->arena, source->path, source->bytes.bytes,
                                   source->bytes.length, design, &err)) {
            (void)km_catalogue_fault(catalogue, source->path, &err);
        } else if (km_effect_design_fill(catalogue, design)) {
            KM_GROW(catalogue->arena, catalogue->designs, catalogue->n_designs,
                    catalogue->designs_capacity);
            catalogue->designs[catalogue->n_designs++] = design;
        }
    }
}

static void sort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    if (count > 1) {
        qsort(items, count, size, compare);
    }
}

bool km_catalogue_open(KmArena *arena, const KmCatalogueSources *sources,
                       KmCatalogue **ret_catalogue, KmError *err)
{
    KmCatalogue *catalogue = KM_NEW(arena, KmCatalogue);
    *catalogue = (KmCatalogue){.arena = arena, .sources = *sources};
    if (!km_sources_read(catalogue, err)) {
        return km_error_context(err, "while reading the indicators");
    }
    Waiting gaps = {0};
    km_plan_load(catalogue);
    for (size_t i = 0; i < catalogue->n_files; i++) {
        if (is_register(&catalogue->files[i])) {
            read_register(catalogue, &catalogue->files[i]);
        }
    }
    sort(catalogue->registers, catalogue->n_registers, sizeof *catalogue->registers,
         by_running_order);
    for (size_t i = 0; i < catalogue->n_files; i++) {
        if (!is_register(&catalogue->files[i]) && !is_design(&catalogue->files[i])) {
            read_definition(catalogue, &catalogue->files[i], &gaps);
        }
    }
    fill_gaps(catalogue, &gaps);
    sort(catalogue->definitions, catalogue->n_definitions, sizeof(KmDefinition *), by_action);
    read_designs(catalogue);
    sort(catalogue->designs, catalogue->n_designs, sizeof(KmEffectDesign *), by_design);
    km_norms_load(catalogue);
    *ret_catalogue = catalogue;
    return true;
}

size_t km_catalogue_count(const KmCatalogue *catalogue)
{
    return catalogue->n_definitions;
}

const KmIndicatorText *km_catalogue_at(const KmCatalogue *catalogue, size_t i)
{
    return &catalogue->definitions[i]->text;
}

const KmDefinition *km_catalogue_definition(const KmCatalogue *catalogue, const char *id)
{
    for (size_t i = 0; i < catalogue->n_definitions; i++) {
        if (strcmp(catalogue->definitions[i]->text.id, id) == 0) {
            return catalogue->definitions[i];
        }
    }
    return NULL;
}

const KmIndicatorText *km_catalogue_find(const KmCatalogue *catalogue, const char *id)
{
    const KmDefinition *definition = km_catalogue_definition(catalogue, id);
    return definition == NULL ? NULL : &definition->text;
}

const char *km_catalogue_sql(const KmCatalogue *catalogue, const char *id)
{
    const KmDefinition *definition = km_catalogue_definition(catalogue, id);
    return definition == NULL ? NULL : definition->sql;
}

const KmRegister *km_catalogue_registers(const KmCatalogue *catalogue, size_t *ret_count)
{
    *ret_count = catalogue->n_registers;
    return catalogue->registers;
}

size_t km_effect_count(const KmCatalogue *catalogue)
{
    return catalogue->n_designs;
}

const KmEffectText *km_effect_at(const KmCatalogue *catalogue, size_t i)
{
    return &catalogue->designs[i]->text;
}

static const KmEffectDesign *find_design(const KmCatalogue *catalogue, const char *id)
{
    for (size_t i = 0; i < catalogue->n_designs; i++) {
        if (strcmp(catalogue->designs[i]->text.id, id) == 0) {
            return catalogue->designs[i];
        }
    }
    return NULL;
}

const KmEffectText *km_effect_find(const KmCatalogue *catalogue, const char *id)
{
    const KmEffectDesign *design = find_design(catalogue, id);
    return design == NULL ? NULL : &design->text;
}

const char *km_effect_sql(const KmCatalogue *catalogue, const char *id)
{
    const KmEffectDesign *design = find_design(catalogue, id);
    return design == NULL ? NULL : design->sql;
}

size_t km_catalogue_fault_count(const KmCatalogue *catalogue)
{
    return catalogue->n_faults;
}

const KmCatalogueFault *km_catalogue_fault_at(const KmCatalogue *catalogue, size_t i)
{
    return &catalogue->faults[i];
}
