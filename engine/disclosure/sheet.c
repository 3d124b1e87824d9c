#include "engine/disclosure/sheet.h"

#include <stdlib.h>
#include <string.h>

static const char unknown_code[] = "onbekend";

typedef struct {
    const KmFigure *figure;
    KmPeriod period;
} Entry;

typedef struct {
    Entry *items;
    size_t count;
} Entries;

static const char *dimension_of(const KmFigure *figure, int place)
{
    const char *name = figure->block.dim[place];
    return name == NULL ? "" : name;
}

static bool is_cross(const KmFigure *figure)
{
    return dimension_of(figure, 1)[0] != '\0';
}

static bool collect(KmArena *arena, const KmGateInput *input, const KmIndicatorText *text,
                    Entries *ret_entries, KmError *err)
{
    Entries entries = {0};
    size_t capacity = 0;
    for (size_t i = 0; i < input->n_figures; i++) {
        const KmFigure *figure = &input->figures[i];
        if (strcmp(figure->indicator, text->id) != 0 || is_cross(figure)) {
            continue;
        }
        Entry entry = {.figure = figure};
        if (!km_period_parse(figure->period, &entry.period, err)) {
            return km_error_context(err, "while gating a figure of %s", text->id);
        }
        KM_GROW(arena, entries.items, entries.count, capacity);
        entries.items[entries.count++] = entry;
    }
    *ret_entries = entries;
    return true;
}

static int by_time(const void *a, const void *b)
{
    const KmPeriod *one = a;
    const KmPeriod *two = b;
    if (one->from != two->from) {
        return one->from < two->from ? -1 : 1;
    }
    return (one->to > two->to) - (one->to < two->to);
}

static void list_periods(KmArena *arena, const Entries *entries, KmSheet *sheet)
{
    size_t capacity = 0;
    for (size_t i = 0; i < entries->count; i++) {
        const KmPeriod *period = &entries->items[i].period;
        if (period->is_range || km_sheet_period(sheet, period->text) != KM_NO_PERIOD) {
            continue;
        }
        KM_GROW(arena, sheet->periods, sheet->n_periods, capacity);
        sheet->periods[sheet->n_periods++] = *period;
    }
    if (sheet->n_periods > 0) {
        qsort(sheet->periods, sheet->n_periods, sizeof *sheet->periods, by_time);
    }
}

size_t km_sheet_period(const KmSheet *sheet, const char *period)
{
    for (size_t i = 0; i < sheet->n_periods; i++) {
        if (strcmp(sheet->periods[i].text, period) == 0) {
            return i;
        }
    }
    return KM_NO_PERIOD;
}

/* The single period a figure stands under: its own, or for four quarters together the last. */
static size_t place_of(const KmSheet *sheet, const KmPeriod *period)
{
    if (!period->is_range) {
        return km_sheet_period(sheet, period->text);
    }
    if (period->kind != KM_PERIOD_QUARTER || km_period_parts(period) != KM_POOLED_QUARTERS) {
        return KM_NO_PERIOD;
    }
    KmPeriod last = km_period_part(period, KM_POOLED_QUARTERS - 1);
    return km_sheet_period(sheet, last.text);
}

static size_t code_place(const KmGrid *grid, const char *code)
{
    for (size_t i = 0; i < grid->n_codes; i++) {
        if (strcmp(grid->codes[i], code) == 0) {
            return i;
        }
    }
    return KM_NO_PERIOD;
}

static bool in_text(const KmDimensionText *text, const char *code)
{
    for (size_t i = 0; i < text->n_codes; i++) {
        if (strcmp(text->codes[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

static bool occurs(const Entries *entries, const char *dimension, const char *code)
{
    for (size_t i = 0; i < entries->count; i++) {
        const KmFigure *figure = entries->items[i].figure;
        if (strcmp(dimension_of(figure, 0), dimension) == 0 &&
            strcmp(figure->block.code[0], code) == 0) {
            return true;
        }
    }
    return false;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t count_blocks(const Entries *entries, const char *dimension)
{
    size_t count = 0;
    for (size_t i = 0; i < entries->count; i++) {
        count += strcmp(dimension_of(entries->items[i].figure, 0), dimension) == 0 ? 1 : 0;
    }
    return count;
}

static void list_codes(KmArena *arena, const Entries *entries, KmGrid *grid)
{
    const KmDimensionText *text = grid->text;
    grid->codes = KM_NEW_ARRAY(arena, const char *, count_blocks(entries, text->name) + 1);
    for (size_t i = 0; i < text->n_codes; i++) {
        const char *code = text->codes[i].code;
        if (strcmp(code, unknown_code) != 0 && code_place(grid, code) == KM_NO_PERIOD &&
            occurs(entries, text->name, code)) {
            grid->codes[grid->n_codes++] = code;
        }
    }
    size_t first_stranger = grid->n_codes;
    for (size_t i = 0; i < entries->count; i++) {
        const KmFigure *figure = entries->items[i].figure;
        const char *code = figure->block.code[0];
        if (strcmp(dimension_of(figure, 0), text->name) == 0 && !in_text(text, code) &&
            strcmp(code, unknown_code) != 0 && code_place(grid, code) == KM_NO_PERIOD) {
            grid->codes[grid->n_codes++] = code;
        }
    }
    if (grid->n_codes > first_stranger) {
        qsort(grid->codes + first_stranger, grid->n_codes - first_stranger, sizeof *grid->codes,
              by_bytes);
    }
    if (occurs(entries, text->name, unknown_code)) {
        grid->codes[grid->n_codes++] = unknown_code;
    }
}

static bool put(const KmFigure **place, const KmFigure *figure, KmError *err)
{
    if (*place != NULL) {
        return km_error_set(err, KM_ERROR_BUG,
                            "the gate was given %s in %s (%s%s) twice; give it one version",
                            figure->indicator, figure->period, dimension_of(figure, 0),
                            figure->block.code[0] == NULL ? "" : figure->block.code[0]);
    }
    *place = figure;
    return true;
}

static bool place_figures(const Entries *entries, KmSheet *sheet, KmGrid *grid, KmError *err)
{
    const char *dimension = grid == NULL ? "" : grid->text->name;
    for (size_t i = 0; i < entries->count; i++) {
        const Entry *entry = &entries->items[i];
        size_t period = place_of(sheet, &entry->period);
        if (period == KM_NO_PERIOD || strcmp(dimension_of(entry->figure, 0), dimension) != 0) {
            continue;
        }
        const KmFigure **row = entry->period.is_range ? sheet->pooled_totals : sheet->totals;
        size_t at = period;
        if (grid != NULL) {
            row = entry->period.is_range ? grid->pooled : grid->cells;
            at = period * grid->n_codes + code_place(grid, entry->figure->block.code[0]);
        }
        if (!put(&row[at], entry->figure, err)) {
            return false;
        }
    }
    return true;
}

static bool build_grid(KmArena *arena, const Entries *entries, KmSheet *sheet, KmGrid *grid,
                       KmError *err)
{
    list_codes(arena, entries, grid);
    grid->cells = KM_NEW_ARRAY(arena, const KmFigure *, sheet->n_periods * grid->n_codes);
    grid->pooled = KM_NEW_ARRAY(arena, const KmFigure *, sheet->n_periods * grid->n_codes);
    return place_figures(entries, sheet, grid, err);
}

bool km_sheet_build(KmArena *arena, const KmGateInput *input, const KmIndicatorText *text,
                    KmSheet *ret_sheet, KmError *err)
{
    Entries entries = {0};
    if (!collect(arena, input, text, &entries, err)) {
        return false;
    }
    KmSheet sheet = {.text = text};
    list_periods(arena, &entries, &sheet);
    sheet.totals = KM_NEW_ARRAY(arena, const KmFigure *, sheet.n_periods);
    sheet.pooled_totals = KM_NEW_ARRAY(arena, const KmFigure *, sheet.n_periods);
    if (!place_figures(&entries, &sheet, NULL, err)) {
        return false;
    }
    /* A distribution's own categories come first; its other dimensions wait for the full gate. */
    sheet.n_grids = text->n_dimensions;
    if (text->kind == KM_KIND_DISTRIBUTION && sheet.n_grids > 1) {
        sheet.n_grids = 1;
    }
    size_t n_asked = sheet.n_grids;
    sheet.grids = KM_NEW_ARRAY(arena, KmGrid, n_asked);
    sheet.n_grids = 0;
    for (size_t i = 0; i < n_asked; i++) {
        if (text->dimensions[i].is_open && input->profile->hides_single) {
            continue;
        }
        KmGrid *grid = &sheet.grids[sheet.n_grids++];
        grid->text = &text->dimensions[i];
        if (!build_grid(arena, &entries, &sheet, grid, err)) {
            return false;
        }
    }
    *ret_sheet = sheet;
    return true;
}
