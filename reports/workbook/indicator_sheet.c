#include "reports/workbook/indicator_sheet.h"

#include <string.h>

#include "engine/base/text.h"

static const KmSheetColumn columns[] = {
    {"Periode", 18},    {"Uitsplitsing", 26}, {"Groep", 44},         {"Aantal", 12},
    {"Van", 12},        {"Waarde", 17},       {"Marge laagste", 17}, {"Marge hoogste", 17},
    {"Leveringen", 20}, {"Toelichting", 44},  {"Kenmerk", 44}};
enum { VALUE_COLUMN = 5, CHART_WIDTH = 720, CHART_HEIGHT = 320 };

static void number_or_word(KmSheet *sheet, const char *shown)
{
    if (!km_sheet_number(sheet, shown)) {
        km_sheet_text(sheet, shown);
    }
}

void km_sheet_estimate(KmSheet *sheet, const KmPublishedFigure *figure)
{
    number_or_word(sheet, km_estimate_nl(sheet->book->arena, figure));
}

void km_sheet_counts(KmSheet *sheet, const KmPublishedFigure *figure)
{
    number_or_word(sheet, km_hits_nl(sheet->book->arena, figure));
    number_or_word(sheet, km_units_nl(sheet->book->arena, figure));
}

static void add_interval(KmSheet *sheet, const KmPublishedFigure *figure)
{
    char *ends[2];
    km_interval_ends_nl(sheet->book->arena, figure, ends);
    number_or_word(sheet, ends[0]);
    number_or_word(sheet, ends[1]);
}

static void add_row(KmSheet *sheet, const char *dimension, const char *group,
                    const KmPublishedFigure *figure)
{
    KmArena *arena = sheet->book->arena;
    km_sheet_text(sheet, figure->period.text);
    km_sheet_text(sheet, dimension);
    km_sheet_text(sheet, group);
    km_sheet_counts(sheet, figure);
    km_sheet_estimate(sheet, figure);
    add_interval(sheet, figure);
    km_sheet_text(sheet, km_deliveries_nl(arena, figure));
    km_sheet_text(sheet, km_note_nl(arena, figure));
    km_sheet_text(sheet, figure->id);
    km_sheet_next(sheet);
}

static bool all_drawable(const KmIndicatorView *indicator)
{
    for (size_t i = 0; i < indicator->trend.count; i++) {
        const KmPublishedFigure *f = indicator->trend.figures[i];
        if (!f->has_estimate || f->status != KM_PUBLISHED_SHOWN) {
            return false; /* Excel draws a word as zero */
        }
    }
    return indicator->trend.count >= 2;
}

static void add_chart(KmSheet *sheet, const KmIndicatorView *indicator)
{
    KmArena *arena = sheet->book->arena;
    const KmIndicatorText *text = indicator->text;
    lxw_row_t last = (lxw_row_t)indicator->trend.count;
    lxw_chart *chart = workbook_add_chart(sheet->book->book, LXW_CHART_LINE);
    if (chart == NULL || sheet->failed != LXW_NO_ERROR) {
        return;
    }
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_chart_line line = {.color = 0x0072B2, .width = 2.25F};
    chart_series_set_categories(series, sheet->name, 1, 0, last, 0);
    chart_series_set_values(series, sheet->name, 1, VALUE_COLUMN, last, VALUE_COLUMN);
    chart_series_set_name(series, text->title_nl);
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_title_set_name(chart, text->title_nl);
    if (km_is_share(text) && !km_is_points(text)) { /* a difference may lie below zero */
        chart_axis_set_min(chart->y_axis, 0);
        chart_axis_set_num_format(chart->y_axis, "0%");
    }
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    char *alt = km_format(arena,
                          "Lijngrafiek van %s, %s tot en met %s. De cijfers staan in de "
                          "tabel op dit blad.",
                          text->title_nl, indicator->trend.figures[0]->period.text,
                          indicator->trend.figures[indicator->trend.count - 1]->period.text);
    lxw_chart_options options = {
        .x_scale = CHART_WIDTH / 480.0, .y_scale = CHART_HEIGHT / 288.0, .description = alt};
    (void)worksheet_insert_chart_opt(sheet->sheet, 1, KM_SHEET_COLUMNS, chart, &options);
}

bool km_workbook_indicator(KmBook *book, const char *name, const KmIndicatorView *indicator,
                           KmError *err)
{
    KmSheet sheet = km_sheet_begin(book, name, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < indicator->trend.count; i++) {
        const KmPublishedFigure *f = indicator->trend.figures[i];
        add_row(&sheet, "totaal", f->label_nl, f);
    }
    for (size_t b = 0; b < indicator->n_blocks; b++) {
        const KmTable *table = &indicator->blocks[b].table;
        for (size_t r = 0; r < table->n_rows; r++) {
            const KmPublishedFigure *f = table->figures[r];
            const char *dimension = f->block.dim[0];
            bool is_total = dimension[0] == '\0';
            if (is_total && f->indicator == indicator->text) {
                continue; /* its own totals stand above; a gap is compared with those of another */
            }
            const KmDimensionText *text = km_dimension_text(f->indicator, dimension);
            const KmCodeText *code = text == NULL ? NULL : km_code_text(text, f->block.code[0]);
            const char *split = is_total ? "totaal" : text == NULL ? dimension : text->label_nl;
            if (code != NULL && code->class_nl != NULL) {
                split = km_format(book->arena, "%s, %s %s", split, text->class_nl, code->class_nl);
            }
            add_row(&sheet, split, f->label_nl, f);
        }
    }
    if (sheet.row == 1) { /* a table has at least one row */
        for (uint16_t c = 0; c < sheet.n_columns; c++) {
            km_sheet_text(&sheet, "geen cijfer");
        }
        km_sheet_next(&sheet);
    }
    if (all_drawable(indicator)) {
        add_chart(&sheet, indicator);
    }
    return km_sheet_end(&sheet, err);
}
