#include "reports/workbook/elsewhere_sheet.h"

#include "engine/base/text.h"
#include "reports/elsewhere_words.h"

size_t km_workbook_elsewhere_count(const KmReportView *view)
{
    size_t n = 0;
    for (size_t p = 0; p < view->n_parts; p++) {
        for (size_t i = 0; i < view->parts[p].n_indicators; i++) {
            n += view->parts[p].indicators[i].text->n_elsewhere;
        }
    }
    return n;
}

static void number_or_word(KmSheet *sheet, const char *shown)
{
    if (!km_sheet_number(sheet, shown)) {
        km_sheet_text(sheet, shown);
    }
}

static void add_row(KmSheet *sheet, const KmReportView *view, const KmIndicatorText *text,
                    const KmElsewhere *row)
{
    KmArena *arena = sheet->book->arena;
    km_sheet_text(sheet, text->title_nl);
    km_sheet_text(sheet, text->action);
    km_sheet_text(sheet, km_format(arena, "%.4s", km_date_iso(arena, row->day)));
    km_sheet_text(sheet, km_date_dutch(arena, row->day));
    km_sheet_text(sheet, km_elsewhere_area_nl(row, view->release->area_nl));
    km_sheet_text(sheet, km_elsewhere_group_nl(text, row));
    number_or_word(sheet, km_elsewhere_value_nl(arena, text, row));
    km_sheet_text(sheet, row->source);
    km_sheet_next(sheet);
}

bool km_workbook_elsewhere(KmBook *book, const char *name, const KmReportView *view, KmError *err)
{
    static const KmSheetColumn columns[] = {{"Indicator", 44}, {"Actie", 8},   {"Jaar", 8},
                                            {"Dag", 20},       {"Gebied", 20}, {"Groep", 28},
                                            {"Cijfer", 12},    {"Bron", 70}};
    KmSheet sheet = km_sheet_begin(book, name, columns, sizeof columns / sizeof columns[0]);
    for (size_t p = 0; p < view->n_parts; p++) {
        for (size_t i = 0; i < view->parts[p].n_indicators; i++) {
            const KmIndicatorText *text = view->parts[p].indicators[i].text;
            for (size_t k = 0; k < text->n_elsewhere; k++) {
                add_row(&sheet, view, text, &text->elsewhere[k]);
            }
        }
    }
    return km_sheet_end(&sheet, err);
}
