/* elders.csv: what others published of the same indicators, a file of its own beside our figures.
 */
#include "reports/tables/dataset.h"

#include "engine/base/number.h"

static const KmDatasetCode units[] = {
    {"share", "aandeel, 0 tot 1", "share, 0 to 1"},
    {"indicator", "de eenheid van de indicator", "the indicator's own unit"}};

const KmDatasetColumn km_elsewhere_columns[] = {
    {"row_id", "string", true, "Kenmerk", "Row id", "Naam van de rij", "Name of the row", NULL, 0},
    {"indicator", "string", true, "Indicator", "Indicator", "Waar het cijfer over gaat",
     "What the figure is about", NULL, 0},
    {"area", "string", true, "Gebied", "Area", "Gemeentecode of naam, of NL",
     "Municipality code or name, or NL", NULL, 0},
    {"own_area", "boolean", true, "Eigen gebied", "Own area", "Is het het gebied van deze dataset?",
     "Is it the area of this dataset?", NULL, 0},
    {"dimension", "string", false, "Dimensie", "Dimension", "Uitsplitsing; leeg: totaal",
     "Breakdown; empty: total", NULL, 0},
    {"code", "string", false, "Code", "Code", "Categorie van de uitsplitsing",
     "Category of the breakdown", NULL, 0},
    {"date", "date", true, "Dag", "Date", "Dag waarop het cijfer geldt", "Day the figure holds for",
     NULL, 0},
    {"value", "number", true, "Waarde", "Value", "Het cijfer zoals elders gepubliceerd",
     "The figure as published elsewhere", NULL, 0},
    {"unit", "string", true, "Eenheid", "Unit", "Eenheid van de waarde", "Unit of the value", units,
     sizeof units / sizeof *units},
    {"denominator", "number", false, "Noemer", "Denominator", "Noemer, als die bekend is",
     "Denominator, when known", NULL, 0},
    {"source", "string", true, "Bron", "Source", "Waar het is gepubliceerd",
     "Where it was published", NULL, 0},
};
const size_t km_elsewhere_column_count = sizeof km_elsewhere_columns / sizeof *km_elsewhere_columns;

size_t km_elsewhere_count(const KmPublished *published)
{
    size_t n = 0;
    for (size_t i = 0; i < km_published_indicator_count(published); i++) {
        n += km_published_indicator_at(published, i)->n_elsewhere;
    }
    return n;
}

static void add_row(KmText *out, const KmIndicatorText *text, size_t i)
{
    const KmElsewhere *row = &text->elsewhere[i];
    const char *const texts[] = {km_format(out->arena, "%s:elders:%zu", text->id, i + 1),
                                 text->id,
                                 row->area,
                                 row->is_own ? "true" : "false",
                                 row->dimension,
                                 row->code,
                                 km_date_iso(out->arena, row->day),
                                 km_machine_real(out->arena, row->value),
                                 km_text_is_share(text) ? "share" : "indicator",
                                 row->has_base ? km_machine_real(out->arena, row->base) : "",
                                 row->source};
    for (size_t c = 0; c < sizeof texts / sizeof *texts; c++) {
        km_text_add(out, c == 0 ? "" : ",");
        km_text_add_csv(out, texts[c], ',');
    }
    km_text_add_char(out, '\n');
}

KmText km_elsewhere_csv(KmArena *arena, const KmPublished *published)
{
    KmText out = km_text_init(arena);
    for (size_t c = 0; c < km_elsewhere_column_count; c++) {
        km_text_addf(&out, "%s%s", c == 0 ? "" : ",", km_elsewhere_columns[c].name);
    }
    km_text_add_char(&out, '\n');
    for (size_t i = 0; i < km_published_indicator_count(published); i++) {
        const KmIndicatorText *text = km_published_indicator_at(published, i);
        for (size_t k = 0; k < text->n_elsewhere; k++) {
            add_row(&out, text, k);
        }
    }
    return out;
}
