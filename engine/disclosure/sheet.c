#include "engine/disclosure/sheet.h"

#include <stdlib.h>
#include <string.h>

static const char unknown_code[] = "onbekend";

typedef struct {
    const KmFigure *figure;
    KmPeriod period;
    size_t place; /* the single period it stands under */
} Entry;

typedef struct {
    Entry *items;
    size_t count;
} Entries;

/* The codes of one dimension, in byte order, each with its place in the grid. */
typedef struct {
    const char *code;
    size_t at;
} Code;

typedef struct {
    Code *items;
    size_t count, capacity;
} Codes;

static const char *dimension_of(const KmFigure *figure, int place)
{
    const char *name = figure->block.dim[place];
    return name == NULL ? "" : name;
}

static bool is_cross(const KmFigure *figure)
{
    return dimension_of(figure, 1)[0] != '\0';
}

static bool is_same_period(const Entry *a, const Entry *b)
{
    return a->figure->period == b->figure->period ||
           strcmp(a->figure->period, b->figure->period) == 0;
}

static bool collect(KmArena *arena, const KmGateInput *input, const KmIndicatorText *text,
                    Entries *ret_entries, KmError *err)
{
    Entries entries = {0};
    size_t capacity = 0;
    const char *name = NULL; /* of the figure before: those of one indicator share it */
    bool is_ours = false;
    for (size_t i = 0; i < input->n_figures; i++) {
        const KmFigure *figure = &input->figures[i];
        if (figure->indicator != name) {
            name = figure->indicator;
            is_ours = strcmp(name, text->id) == 0;
        }
        if (!is_ours || is_cross(figure)) {
            continue;
        }
        Entry entry = {.figure = figure};
        const Entry *last = entries.count == 0 ? NULL : &entries.items[entries.count - 1];
        if (last != NULL && is_same_period(last, &entry)) {
            entry.period = last->period;
        } else if (!km_period_parse(figure->period, &entry.period, err)) {
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
        if (period->is_range ||
            (i > 0 && is_same_period(&entries->items[i - 1], &entries->items[i])) ||
            km_sheet_period(sheet, period->text) != KM_NO_PERIOD) {
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

static void find_places(const KmSheet *sheet, Entries *entries)
{
    for (size_t i = 0; i < entries->count; i++) {
        Entry *entry = &entries->items[i];
        entry->place = i > 0 && is_same_period(&entries->items[i - 1], entry)
                           ? entries->items[i - 1].place
                           : place_of(sheet, &entry->period);
    }
}

/* Where the code is, or where it would come. */
static size_t code_search(const Codes *codes, const char *code)
{
    size_t low = 0;
    size_t high = codes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(codes->items[middle].code, code) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static Code *find_code(const Codes *codes, const char *code)
{
    size_t at = code_search(codes, code);
    return at < codes->count && strcmp(codes->items[at].code, code) == 0 ? &codes->items[at] : NULL;
}

static Codes codes_of(KmArena *arena, const Entries *entries, const char *dimension)
{
    Codes codes = {0};
    for (size_t i = 0; i < entries->count; i++) {
        const KmFigure *figure = entries->items[i].figure;
        const char *code = figure->block.code[0];
        if (strcmp(dimension_of(figure, 0), dimension) != 0) {
            continue;
        }
        size_t at = code_search(&codes, code);
        if (at < codes.count && strcmp(codes.items[at].code, code) == 0) {
            continue;
        }
        KM_GROW(arena, codes.items, codes.count, codes.capacity);
        memmove(&codes.items[at + 1], &codes.items[at], (codes.count - at) * sizeof *codes.items);
        codes.items[at] = (Code){.code = code, .at = KM_NO_PERIOD};
        codes.count++;
    }
    return codes;
}

static void list_code(KmGrid *grid, Code *code, const char *label_nl)
{
    if (code != NULL && code->at == KM_NO_PERIOD) {
        code->at = grid->n_codes;
        grid->labels_nl[grid->n_codes] = label_nl;
        grid->codes[grid->n_codes++] = code->code;
    }
}

static void list_codes(KmArena *arena, Codes *codes, KmGrid *grid)
{
    const KmDimensionText *text = grid->text;
    Code *unknown = find_code(codes, unknown_code);
    grid->codes = KM_NEW_ARRAY(arena, const char *, codes->count + 1);
    grid->labels_nl = KM_NEW_ARRAY(arena, const char *, codes->count + 1);
    for (size_t i = 0; i < text->n_codes; i++) {
        Code *code = find_code(codes, text->codes[i].code);
        list_code(grid, code == unknown ? NULL : code, text->codes[i].label_nl);
    }
    for (size_t i = 0; i < codes->count; i++) {
        Code *code = &codes->items[i];
        if (code != unknown && code->at == KM_NO_PERIOD) {
            list_code(grid, code, km_code_label_nl(text, code->code));
        }
    }
    if (unknown != NULL) {
        list_code(grid, unknown, km_code_label_nl(text, unknown_code));
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

static bool place_totals(const Entries *entries, KmSheet *sheet, KmError *err)
{
    for (size_t i = 0; i < entries->count; i++) {
        const Entry *entry = &entries->items[i];
        const KmFigure **row = entry->period.is_range ? sheet->pooled_totals : sheet->totals;
        if (entry->place != KM_NO_PERIOD && dimension_of(entry->figure, 0)[0] == '\0' &&
            !put(&row[entry->place], entry->figure, err)) {
            return false;
        }
    }
    return true;
}

static bool place_figures(const Entries *entries, const Codes *codes, KmGrid *grid, KmError *err)
{
    for (size_t i = 0; i < entries->count; i++) {
        const Entry *entry = &entries->items[i];
        const KmFigure **row = entry->period.is_range ? grid->pooled : grid->cells;
        if (entry->place == KM_NO_PERIOD ||
            strcmp(dimension_of(entry->figure, 0), grid->text->name) != 0) {
            continue;
        }
        size_t code = codes->items[code_search(codes, entry->figure->block.code[0])].at;
        if (!put(&row[entry->place * grid->n_codes + code], entry->figure, err)) {
            return false;
        }
    }
    return true;
}

static bool build_grid(KmArena *arena, const Entries *entries, const KmSheet *sheet, KmGrid *grid,
                       KmError *err)
{
    Codes codes = codes_of(arena, entries, grid->text->name);
    list_codes(arena, &codes, grid);
    grid->cells = KM_NEW_ARRAY(arena, const KmFigure *, sheet->n_periods * grid->n_codes);
    grid->pooled = KM_NEW_ARRAY(arena, const KmFigure *, sheet->n_periods * grid->n_codes);
    return place_figures(entries, &codes, grid, err);
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
    find_places(&sheet, &entries);
    sheet.totals = KM_NEW_ARRAY(arena, const KmFigure *, sheet.n_periods);
    sheet.pooled_totals = KM_NEW_ARRAY(arena, const KmFigure *, sheet.n_periods);
    if (!place_totals(&entries, &sheet, err)) {
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
