#include "reports/tables/table.h"

static void add_cell(KmText *out, const KmCell *cell)
{
    const char *text = cell->plain == NULL ? cell->shown : cell->plain;
    if (cell->is_number) {
        km_text_add(out, text);
    } else {
        km_text_add_csv(out, text, ';');
    }
}

KmText km_table_csv(KmArena *arena, const KmTable *table)
{
    KmText out = km_text_init(arena);
    km_text_add(&out, "\xEF\xBB\xBF");
    for (size_t c = 0; c < table->n_columns; c++) {
        km_text_add(&out, c == 0 ? "" : ";");
        km_text_add_csv(&out, table->columns[c].csv_header, ';');
    }
    for (size_t i = 0; i < table->n_rows * table->n_columns; i++) {
        km_text_add(&out, i % table->n_columns == 0 ? "\r\n" : ";");
        add_cell(&out, &table->cells[i]);
    }
    km_text_add(&out, "\r\n");
    return out;
}
