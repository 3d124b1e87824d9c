#include "reports/tables/table.h"

#include <string.h>

#include "engine/base/number.h"

typedef enum { AGAINST_PREVIOUS, AGAINST_CITY } Against;

typedef struct {
    KmArena *arena;
    const KmIndicatorText *text;
    Against against;
    bool has_comparison;
    bool has_bounds; /* of a figure that stands: what is not known could move it */
    bool is_mixed;   /* percentage points and ratios in one column: the unit is said by row */
    KmTable *table;
    KmCell *cells;
    size_t n_cells;
} Builder;

static const KmPublishedChange *compared(const Builder *b, const KmPublishedFigure *f)
{
    return b->against == AGAINST_CITY ? &f->city : &f->previous;
}

static void add_column(KmTable *table, const char *header, const char *csv_header)
{
    table->columns[table->n_columns++] =
        (KmColumn){header, csv_header == NULL ? header : csv_header};
}

static const char *value_header(const KmIndicatorText *text)
{
    static const char *const headers[] = {"Percentage", "Gemiddelde", "Verhouding", "Aantal",
                                          "Duur",       "Percentage", "Verschil"};
    return headers[text->kind];
}

static void add_columns(Builder *b, const char *first)
{
    const KmIndicatorText *text = b->text;
    const char *value = value_header(text);
    const char *unit = b->is_mixed          ? NULL
                       : km_is_points(text) ? "procentpunt"
                       : km_is_share(text)  ? "%"
                                            : NULL;
    add_column(b->table, first, NULL);
    add_column(b->table, "Aantal", NULL);
    add_column(b->table, "Van", NULL);
    add_column(b->table, value, unit == NULL ? NULL : km_format(b->arena, "%s (%s)", value, unit));
    add_column(b->table, "Marge", unit == NULL ? NULL : km_format(b->arena, "Marge (%s)", unit));
    if (b->has_bounds) {
        add_column(b->table, "Grenzen: wat niet bekend is", NULL);
    }
    if (b->has_comparison) {
        add_column(b->table,
                   b->against == AGAINST_CITY ? "Naast het totaal" : "Sinds vorig kwartaal", NULL);
    }
    add_column(b->table, "Toelichting", NULL);
    add_column(b->table, "Kenmerk", NULL);
}

static void add_text(Builder *b, const char *text)
{
    b->cells[b->n_cells++] = (KmCell){.shown = text};
}

static void add_number(Builder *b, bool exists, const char *shown, const char *plain)
{
    b->cells[b->n_cells++] =
        (KmCell){.shown = shown, .plain = exists ? plain : NULL, .is_number = exists};
}

static const char *without_dots(KmArena *arena, const char *number)
{
    char *plain = km_strdup(arena, number);
    char *to = plain;
    for (const char *p = plain; *p != '\0'; p++) {
        if (*p != '.') {
            *to++ = *p;
        }
    }
    *to = '\0';
    return plain;
}

/* The number as printed, without the percent sign and the dots of thousands: the decimals are
 * equal by construction. */
static const char *bare(KmArena *arena, const char *shown)
{
    return without_dots(arena, km_strndup(arena, shown, strcspn(shown, "% ")));
}

static const char *comparison(Builder *b, const KmPublishedFigure *f)
{
    const KmPublishedChange *change = compared(b, f);
    if (f->block.dim[0][0] == '\0' && b->against == AGAINST_CITY) {
        return "n.v.t.";
    }
    if (!change->exists) {
        return "niet te vergelijken";
    }
    const char *difference = km_difference_nl(b->arena, b->text, change->difference, true);
    if (!change->has_interval) {
        return km_format(b->arena, "verschil %s",
                         difference); /* a full count: nothing to be unsure of */
    }
    const char *verdict = change->verdict == 0  ? "geen duidelijk verschil"
                          : change->verdict > 0 ? "duidelijk hoger"
                                                : "duidelijk lager";
    return km_format(b->arena, "%s (%s)", verdict, difference);
}

/* Where units differ by row, a file says each beside its label. */
static void add_label(Builder *b, const char *label, const char *estimate)
{
    add_text(b, label);
    if (b->is_mixed && km_text_ends_with(estimate, " procentpunt")) {
        b->cells[b->n_cells - 1].plain = km_format(b->arena, "%s (procentpunt)", label);
    }
}

static void add_row(Builder *b, const char *label, const KmPublishedFigure *f)
{
    const char *hits = km_hits_nl(b->arena, f);
    const char *units = km_units_nl(b->arena, f);
    const char *estimate = km_estimate_nl(b->arena, f);
    bool is_point =
        f->has_estimate && f->status != KM_PUBLISHED_PARTIAL && f->status != KM_PUBLISHED_CLASS;
    add_label(b, label, estimate);
    add_number(b, km_has_hits(f), hits, bare(b->arena, hits));
    add_number(b, km_has_units(f), units, bare(b->arena, units));
    add_number(b, is_point, estimate, bare(b->arena, estimate));
    add_text(b, km_interval_nl(b->arena, f));
    if (b->has_bounds) {
        add_text(b, km_bounds_nl(b->arena, f));
    }
    if (b->has_comparison) {
        add_text(b, comparison(b, f));
    }
    add_text(b, km_note_nl(b->arena, f));
    add_text(b, f->id);
}

static bool any_bounds(KmPublishedRows rows)
{
    for (size_t i = 0; i < rows.count; i++) {
        const KmPublishedFigure *f = rows.figures[i];
        if (f->has_bounds && f->has_estimate && f->status != KM_PUBLISHED_PARTIAL &&
            f->status != KM_PUBLISHED_CLASS) {
            return true;
        }
    }
    return false;
}

static bool any_comparison(const Builder *b, KmPublishedRows rows)
{
    for (size_t i = 0; i < rows.count; i++) {
        if (compared(b, rows.figures[i])->exists) {
            return true;
        }
    }
    return false;
}

static const char *what_is_counted(KmArena *arena, const KmIndicatorText *text)
{
    KmText words = km_text_init(arena);
    if (text->kind == KM_KIND_DISTRIBUTION) {
        km_text_addf(&words, "Van = %s.", text->population_nl);
    } else {
        km_text_addf(&words, "Aantal = %s, van = %s.", text->hit_nl, text->population_nl);
    }
    if (text->delay > 0) { /* the rows are named by a later quarter */
        km_text_addf(&words, " Wanneer = %s.", text->time_nl);
    }
    return words.bytes;
}

static void begin(Builder *b, KmTable *table, size_t most_rows)
{
    *table = (KmTable){0};
    b->table = table;
    b->cells = KM_NEW_ARRAY(b->arena, KmCell, most_rows * KM_TABLE_COLUMNS);
}

KmTable km_table_trend(KmArena *arena, const KmIndicatorText *text, KmPublishedRows rows)
{
    KmTable table;
    Builder b = {.arena = arena, .text = text, .against = AGAINST_PREVIOUS};
    b.has_comparison = any_comparison(&b, rows);
    b.has_bounds = any_bounds(rows);
    begin(&b, &table, rows.count);
    table.caption_nl =
        km_format(arena, "%s per kwartaal. %s", text->title_nl, what_is_counted(arena, text));
    add_columns(&b, "Kwartaal");
    for (size_t i = 0; i < rows.count; i++) {
        add_row(&b, rows.figures[i]->period.text, rows.figures[i]);
    }
    table.cells = b.cells;
    table.figures = rows.figures;
    table.n_rows = rows.count;
    return table;
}

KmTable km_table_groups(KmArena *arena, const KmDimensionText *dimension, KmPublishedRows rows)
{
    const KmIndicatorText *text = rows.figures[0]->indicator;
    KmTable table;
    Builder b = {.arena = arena, .text = text, .against = AGAINST_CITY};
    b.has_comparison = any_comparison(&b, rows);
    b.has_bounds = any_bounds(rows);
    begin(&b, &table, rows.count);
    table.caption_nl =
        km_format(arena, "%s per kwartaal en %s. %s", text->title_nl,
                  km_small_nl(arena, dimension->label_nl), what_is_counted(arena, text));
    add_columns(&b, "Kwartaal en groep");
    for (size_t i = 0; i < rows.count; i++) {
        const KmPublishedFigure *f = rows.figures[i];
        add_row(&b, km_format(arena, "%s, %s", f->period.text, f->label_nl), f);
    }
    table.cells = b.cells;
    table.figures = rows.figures;
    table.n_rows = rows.count;
    return table;
}

/* Beside a duration's days stand the shares reached within some days: percentages. */
static const KmIndicatorText *written_in(const KmIndicatorText *text,
                                         const KmDimensionText *dimension)
{
    static const KmIndicatorText share = {.kind = KM_KIND_PROPORTION};
    bool is_share =
        strcmp(dimension->name, "binnen") == 0 || strcmp(dimension->name, "wachtend") == 0;
    return text->kind == KM_KIND_DURATION && is_share ? &share : text;
}

KmTable km_table_dimension(KmArena *arena, const KmDimensionText *dimension, KmPublishedRows rows,
                           const KmPublishedFigure *total)
{
    const KmIndicatorText *text = rows.figures[0]->indicator;
    KmTable table;
    Builder b = {.arena = arena, .text = written_in(text, dimension), .against = AGAINST_CITY};
    b.has_comparison = any_comparison(&b, rows);
    b.has_bounds = any_bounds(rows);
    b.is_mixed = text->kind == KM_KIND_GAP && strcmp(dimension->name, "maat") == 0;
    begin(&b, &table, rows.count + 1);
    table.caption_nl =
        km_format(arena, "%s per %s. %s", text->title_nl, km_small_nl(arena, dimension->label_nl),
                  what_is_counted(arena, text));
    add_columns(&b, km_sentence(arena, dimension->label_nl));
    const KmPublishedFigure **figures =
        KM_NEW_ARRAY(arena, const KmPublishedFigure *, rows.count + 1);
    if (total != NULL) {
        add_row(&b, km_format(arena, "%s (totaal)", total->label_nl), total);
        figures[table.n_rows++] = total;
    }
    for (size_t i = 0; i < rows.count; i++) {
        add_row(&b, rows.figures[i]->label_nl, rows.figures[i]);
        figures[table.n_rows++] = rows.figures[i];
    }
    table.cells = b.cells;
    table.figures = figures;
    return table;
}
