/* Under the course of an indicator: what others published of it. A table of its own, so that no
 * number of theirs stands among ours. */
#include "reports/elsewhere_words.h"
#include "reports/pages/page.h"

static void add_row(KmPage *page, const KmIndicatorText *text, const KmElsewhere *row)
{
    KmArena *arena = page->out->arena;
    km_html(page->out,
            "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td class=\"number\">%s</td>"
            "<td>%s</td></tr>\n",
            km_date_dutch(arena, row->day), km_elsewhere_area_nl(row, page->view->release->area_nl),
            km_elsewhere_group_nl(text, row), km_elsewhere_value_nl(arena, text, row), row->source);
}

void km_page_published_elsewhere(KmPage *page, const KmBlockView *block)
{
    const KmIndicatorText *text = block->elsewhere_of;
    if (text == NULL || text->n_elsewhere == 0) {
        return;
    }
    KmText *out = page->out;
    km_html(out,
            "<section class=\"scroll\" tabindex=\"0\" aria-labelledby=\"e-%s\">\n"
            "<table>\n<caption id=\"e-%s\">Elders gepubliceerd over %s; niet met deze gegevens "
            "geteld.</caption>\n",
            block->slug, block->slug, km_small_nl(out->arena, text->title_nl));
    km_text_add(out, "<thead>\n<tr><th scope=\"col\">Dag</th><th scope=\"col\">Gebied</th>"
                     "<th scope=\"col\">Groep</th><th scope=\"col\" class=\"number\">Cijfer</th>"
                     "<th scope=\"col\">Bron</th></tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < text->n_elsewhere; i++) {
        add_row(page, text, &text->elsewhere[i]);
    }
    km_text_add(out, "</tbody>\n</table>\n</section>\n");
}
