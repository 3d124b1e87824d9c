#include "importers/pages/return_mirror.h"

#include "engine/base/number.h"
#include "importers/pages/html_table.h"

static void add_cell(KmText *html, const char *text)
{
    km_text_addf(html, "<td class=\"n\">%s</td>", text);
}

static void begin_row(KmText *html, const char *name)
{
    km_text_add(html, "<tr><th scope=\"row\">");
    km_text_add_html(html, name);
    km_text_add(html, "</th>");
}

static char *number(KmArena *arena, double value)
{
    bool is_whole = value < 1e15 && value > -1e15 &&
                    km_text_ends_with(km_dutch_decimal(arena, value, 2), ",00");
    return is_whole ? km_dutch_count(arena, (int64_t)(value + (value < 0 ? -0.5 : 0.5)))
                    : km_dutch_decimal(arena, value, 2);
}

/* "412", or "412 tot en met 420" where a count reads <5. */
static char *sum_text(KmArena *arena, const KmColumnSum *sum)
{
    char *low = number(arena, sum->low);
    char *high = number(arena, sum->high);
    return km_text_equal(low, high) ? low : km_format(arena, "%s tot en met %s", low, high);
}

static char *mean_text(KmArena *arena, const KmColumnSum *sum)
{
    return sum->filled == 0
               ? km_strdup(arena, "geen waarden")
               : km_dutch_decimal(arena, (sum->low + sum->high) / 2 / (double)sum->filled, 2);
}

static char *share_text(KmArena *arena, int64_t part, int64_t whole)
{
    return whole == 0 ? km_strdup(arena, "geen regels")
                      : km_dutch_percent(arena, (double)part / (double)whole, 1);
}

static void add_head(KmText *html, const KmMirror *mirror, const char *caption, const char *first)
{
    km_text_addf(html,
                 HTML_TABLE "<caption>%s</caption>\n<thead><tr><th scope=\"col\">%s</th>"
                            "<th scope=\"col\" class=\"n\">Uw bestand</th>",
                 caption, first);
    if (mirror->has_city) {
        km_text_add(html, "<th scope=\"col\" class=\"n\">Alle leveranciers</th>");
    }
    km_text_add(html, "</tr></thead>\n<tbody>\n");
}

static void add_pair(KmText *html, const KmMirror *mirror, const char *name, const char *own,
                     const char *city)
{
    begin_row(html, name);
    add_cell(html, own);
    if (mirror->has_city) {
        add_cell(html, city);
    }
    km_text_add(html, "</tr>\n");
}

static void add_shares(KmText *html, KmArena *arena, const KmMirror *mirror)
{
    const KmMirrorSide *own = &mirror->own;
    const KmMirrorSide *city = &mirror->city;
    add_head(html, mirror, "Regels en volledigheid", "Wat");
    add_pair(html, mirror, "Ingelezen regels", km_dutch_count(arena, own->kept),
             km_dutch_count(arena, city->kept));
    add_pair(html, mirror, "Afgekeurd, van de gelezen regels",
             share_text(arena, own->refused, own->lines),
             share_text(arena, city->refused, city->lines));
    add_pair(html, mirror, "Dubbel, van de gelezen regels",
             share_text(arena, own->duplicate, own->lines),
             share_text(arena, city->duplicate, city->lines));
    add_pair(html, mirror, "Ingevuld, van de verplichte cellen",
             share_text(arena, own->cells_filled, own->cells_required),
             share_text(arena, city->cells_filled, city->cells_required));
    km_text_add(html, HTML_TABLE_END);
}

static void add_sums(KmText *html, KmArena *arena, const KmMirror *mirror)
{
    if (mirror->n_totals == 0) {
        return;
    }
    add_head(html, mirror, "Totalen van de ingelezen regels", "Kolom");
    for (size_t i = 0; i < mirror->n_totals; i++) {
        const KmMirrorTotal *total = &mirror->totals[i];
        if (total->own.filled > 0) {
            add_pair(html, mirror, total->column, sum_text(arena, &total->own),
                     sum_text(arena, &total->city));
            add_pair(html, mirror, km_format(arena, "%s, gemiddeld per regel", total->column),
                     mean_text(arena, &total->own), mean_text(arena, &total->city));
        }
    }
    km_text_add(html, HTML_TABLE_END);
}

void km_return_mirror(KmText *html, KmArena *arena, const KmMirror *mirror)
{
    if (mirror == NULL || mirror->own.lines == 0) {
        return;
    }
    km_text_add(html, "<h2>Uw totalen</h2>\n<p>Vergelijk deze cijfers met uw eigen systeem. "
                      "Wijken ze af, dan is de export waarschijnlijk niet volledig.");
    if (mirror->has_city) {
        km_text_addf(html,
                     " Daarnaast staan de %lld leveranciers samen die dit tot nu toe voor dezelfde "
                     "periode leverden, uzelf meegeteld.",
                     (long long)mirror->city.deliverers);
    } else {
        km_text_add(html, " Het totaal van alle leveranciers staat er niet bij: er leverden er "
                          "voor deze periode te weinig om dat te mogen laten zien.");
    }
    km_text_add(html, "</p>\n");
    add_shares(html, arena, mirror);
    add_sums(html, arena, mirror);
}
