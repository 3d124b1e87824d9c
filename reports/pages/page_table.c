#include <string.h>

#include "reports/pages/page.h"

static bool holds_numbers(const KmTable *table, size_t column)
{
    for (size_t row = 0; row < table->n_rows; row++) {
        if (table->cells[row * table->n_columns + column].is_number) {
            return true;
        }
    }
    return false;
}

static void add_head(KmPage *page, const KmTable *table)
{
    km_text_add(page->out, "<thead>\n<tr>");
    for (size_t c = 0; c < table->n_columns; c++) {
        km_html(page->out, "<th scope=\"col\" class=\"%s\">%s</th>",
                holds_numbers(table, c) ? "number" : "word", table->columns[c].header);
    }
    km_text_add(page->out, "</tr>\n</thead>\n");
}

/* Numbers and margins keep to one line. */
static bool is_digit_first(const KmCell *cell)
{
    return cell->is_number ||
           (cell->shown[0] >= '0' && cell->shown[0] <= '9' && strchr(cell->shown, ' ') == NULL);
}

static void add_row(KmPage *page, const KmTable *table, size_t row)
{
    const KmCell *cells = table->cells + row * table->n_columns;
    bool is_total = table->figures[row]->block.dim[0][0] == '\0' && row == 0 && table->n_rows > 1 &&
                    table->figures[1]->block.dim[0][0] != '\0';
    km_text_add(page->out, is_total ? "<tr class=\"total\">" : "<tr>");
    km_html(page->out, "<th scope=\"row\">%s</th>", cells[0].shown);
    for (size_t c = 1; c + 1 < table->n_columns; c++) {
        km_html(page->out, "<td class=\"%s\">%s</td>",
                is_digit_first(&cells[c]) ? "number" : "word", cells[c].shown);
    }
    km_text_add(page->out, "<td>");
    km_page_figure_id(page, table->figures[row]->id);
    km_text_add(page->out, "</td></tr>\n");
}

static void add_legend(KmPage *page, const KmTable *table)
{
    unsigned statuses = 0;
    bool flags = false;
    for (size_t i = 0; i < table->n_rows; i++) {
        const KmPublishedFigure *f = table->figures[i];
        statuses |= 1u << f->status;
        flags = flags || (f->flags != NULL && f->flags[0] != '\0');
    }
    km_page_legend(page, statuses & ~(1u << KM_PUBLISHED_SHOWN), flags);
}

void km_page_table(KmPage *page, const KmBlockView *block)
{
    KmText *out = page->out;
    km_html(out, "<details>\n<summary>%s<span class=\"unseen\"> (%s)</span></summary>\n",
            block->has_chart ? "Bekijk de cijfers als tabel" : block->heading_nl,
            block->table.caption_nl);
    km_html(out, "<section class=\"scroll\" tabindex=\"0\" aria-labelledby=\"t-%s\">\n",
            block->slug);
    km_html(out, "<table>\n<caption id=\"t-%s\">%s</caption>\n", block->slug,
            block->table.caption_nl);
    add_head(page, &block->table);
    km_text_add(out, "<tbody>\n");
    for (size_t i = 0; i < block->table.n_rows; i++) {
        add_row(page, &block->table, i);
    }
    km_text_add(out, "</tbody>\n</table>\n</section>\n");
    add_legend(page, &block->table);
    km_page_published_elsewhere(page, block);
    km_html(out, "<p class=\"file\"><a href=\"%s\">Deze tabel voor Excel (CSV)</a>",
            block->csv_path);
    if (block->svg_path != NULL) {
        km_html(out, " · <a href=\"%s\">De grafiek los (SVG)</a>", block->svg_path);
    }
    km_text_add(out, "</p>\n");
    if (block->note_nl != NULL) {
        km_html(out, "<p>%s</p>\n", block->note_nl);
    }
    km_text_add(out, "</details>\n");
}
