/* index.html: the quarter on two screens. First what needs attention, then every measured indicator
 * in one row: its level, its value with counts, its line, what changed, the norm, the deliveries.
 */
#include "reports/pages/attention.h"
#include "reports/pages/page.h"

#include <string.h>

typedef struct {
    int results, better, worse, unclear, unknown;
    int efforts;
    int below; /* a norm, results and efforts alike */
} Tally;

static void count(Tally *t, const KmIndicatorView *indicator)
{
    const KmPublishedFigure *f = indicator->total;
    if (f == NULL || indicator->text->kind == KM_KIND_DISTRIBUTION ||
        f->status == KM_PUBLISHED_NOT_DELIVERED) {
        return;
    }
    t->below += km_norm_favour(f) == KM_FAVOUR_BAD ? 1 : 0;
    if (km_is_effort(indicator->text)) {
        t->efforts++;
        return;
    }
    KmFavour favour = km_change_favour(f->indicator, &f->year_before);
    t->results++;
    t->better += favour == KM_FAVOUR_GOOD ? 1 : 0;
    t->worse += favour == KM_FAVOUR_BAD ? 1 : 0;
    t->unknown += favour == KM_FAVOUR_UNKNOWN ? 1 : 0;
    t->unclear = t->results - t->better - t->worse - t->unknown;
}

static Tally tally_of(const KmPartView *parts, size_t n_parts)
{
    Tally t = {0};
    for (size_t p = 0; p < n_parts; p++) {
        for (size_t i = 0; i < parts[p].n_indicators; i++) {
            count(&t, &parts[p].indicators[i]);
        }
    }
    return t;
}

static void add_summary(KmPage *page)
{
    Tally t = tally_of(page->view->parts, page->view->n_parts);
    km_html(page->out,
            "<p class=\"lead\">Van de %d resultaten zijn er vergeleken met een jaar geleden "
            "<strong>%d beter</strong> en <strong>%d slechter</strong>",
            t.results, t.better, t.worse);
    if (t.unclear > 0) {
        km_html(page->out, "; bij %d is er geen duidelijke verandering", t.unclear);
    }
    if (t.unknown > 0) {
        km_html(page->out, "; bij %d is vergelijken niet mogelijk", t.unknown);
    }
    km_text_add(page->out, ".");
    if (t.efforts > 0) {
        km_html(page->out, " Daarnaast %d cijfers over inzet en proces: wat partners doen.",
                t.efforts);
    }
    km_text_add(page->out, "</p>\n");
}

static const char *group_nl(KmArena *arena, const KmAttentionItem *item)
{
    const KmBlock *block = &item->figure->block;
    const KmDimensionText *dimension = km_dimension_text(item->indicator->text, block->dim[0]);
    return km_format(arena, "%s: %s", km_small_nl(arena, dimension->label_nl),
                     item->figure->label_nl);
}

/* The groups that share the fate of what stands above them: the one that is furthest off first. */
static void add_groups(KmPage *page, const KmAttentionItem *items, size_t n)
{
    enum { MOST_GROUPS = 5 };
    KmArena *arena = page->out->arena;
    const KmAttentionItem **sorted = KM_NEW_ARRAY(arena, const KmAttentionItem *, n + 1);
    bool low_first = items[0].indicator->text->direction != KM_DIRECTION_DOWN;
    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        double value = items[i].figure->estimate;
        for (; at > 0 && (low_first ? sorted[at - 1]->figure->estimate > value
                                    : sorted[at - 1]->figure->estimate < value);
             at--) {
            sorted[at] = sorted[at - 1];
        }
        sorted[at] = &items[i];
    }
    km_text_add(page->out, "<p>Ook, het verst eraf eerst: ");
    for (size_t i = 0; i < n && i < MOST_GROUPS; i++) {
        km_html(page->out, "%s%s <strong>%s</strong>", i == 0 ? "" : "; ",
                group_nl(arena, sorted[i]), km_estimate_nl(arena, sorted[i]->figure));
    }
    if (n > MOST_GROUPS) {
        km_html(page->out, "; en nog %d %s", (int)(n - MOST_GROUPS),
                n - MOST_GROUPS == 1 ? "groep" : "groepen");
    }
    km_text_add(page->out, ".</p>\n");
}

/* One indicator: the first of `n` items in full, the others as groups below it. */
static void add_attention_item(KmPage *page, const KmAttentionItem *items, size_t n)
{
    KmArena *arena = page->out->arena;
    const KmPublishedFigure *f = items->figure;
    const KmIndicatorView *indicator = items->indicator;
    km_html(page->out, "<li><a href=\"%s.html#%s\">%s</a>", indicator->page, indicator->anchor,
            indicator->text->title_nl);
    if (f->block.dim[0][0] != '\0') {
        km_html(page->out, ", %s", group_nl(arena, items));
    }
    if (f->has_estimate) {
        km_html(page->out, " <strong>%s</strong>", km_estimate_nl(arena, f));
    }
    km_html(page->out, " – %s", items->reason_nl);
    const char *remaining = km_remaining_nl(arena, f);
    km_html(page->out, "%s%s\n", remaining == NULL ? "" : "; ", remaining == NULL ? "" : remaining);
    if (n > 1) {
        add_groups(page, items + 1, n - 1);
    }
    km_text_add(page->out, "</li>\n");
}

/* What has one of the two, or is not complete: counted, with the names behind it. */
static void add_attention_line(KmPage *page, const KmAttentionList *list, KmAttention why,
                               const char *words_nl)
{
    KmArena *arena = page->out->arena;
    int total = 0;
    for (size_t i = 0; i < list->count; i++) {
        total += list->items[i].why == why ? 1 : 0;
    }
    if (total == 0) {
        return;
    }
    km_html(page->out, "<details>\n<summary>%s: %d</summary>\n<p>", words_nl, total);
    int n = 0;
    for (size_t i = 0; i < list->count; i++) {
        const KmAttentionItem *item = &list->items[i];
        if (item->why == why) {
            km_html(page->out, "%s<a href=\"%s.html#%s\">%s</a>", n++ == 0 ? "" : ", ",
                    item->indicator->page, item->indicator->anchor,
                    km_small_nl(arena, item->indicator->text->title_nl));
        }
    }
    km_text_add(page->out, ".</p>\n</details>\n");
}

enum { MOST_ATTENTION = 8 };

static void add_attention(KmPage *page)
{
    KmAttentionList list = km_attention(page->out->arena, page->view);
    int n = 0;
    km_text_add(page->out, "<section class=\"attention\" aria-labelledby=\"aandacht\">\n"
                           "<h2 id=\"aandacht\">Vraagt aandacht</h2>\n");
    for (size_t i = 0, next; i < list.count; i = next) {
        const KmAttentionItem *items = &list.items[i];
        for (next = i + 1; next < list.count && list.items[next].why == items->why &&
                           list.items[next].indicator == items->indicator;
             next++) {
        }
        if (items->why != KM_ATTENTION_BEHIND_AND_WORSE) {
            break;
        }
        km_text_add(page->out, n == 0 ? "<ul>\n" : "");
        if (n < MOST_ATTENTION) {
            add_attention_item(page, items, next - i);
        }
        n++;
    }
    if (n > MOST_ATTENTION) {
        km_html(page->out, "<li>en nog %d; zie de rijen hieronder</li>\n", n - MOST_ATTENTION);
    }
    km_text_add(page->out, n > 0 ? "</ul>\n"
                                 : "<p>Geen enkel cijfer blijft duidelijk achter bij de norm of de "
                                   "stad én gaat duidelijk achteruit.</p>\n");
    add_attention_line(page, &list, KM_ATTENTION_BELOW_NORM,
                       "Norm niet gehaald, niet duidelijk slechter geworden");
    add_attention_line(page, &list, KM_ATTENTION_WORSE,
                       "Slechter geworden, geen norm of norm wel gehaald");
    add_attention_line(page, &list, KM_ATTENTION_FELL_AWAY, "Eerder geleverd, dit kwartaal niet");
    add_attention_line(page, &list, KM_ATTENTION_INCOMPLETE, "Niet alles geleverd");
    km_text_add(page->out, "</section>\n");
}

static void add_verdict(KmPage *page, const KmPublishedFigure *f)
{
    static const char *const classes[] = {"good", "bad", "neutral", "neutral", "flat", "flat"};
    KmArena *arena = page->out->arena;
    KmHeadline h = km_page_headline(f);
    const char *word = km_sentence(arena, km_favour_word_nl(h.favour));
    const char *arrow = !h.change->exists        ? "–"
                        : h.change->verdict == 0 ? "→"
                        : h.change->verdict > 0  ? "↗"
                                                 : "↘";
    bool clear = h.change->exists && h.change->verdict != 0;
    km_html(page->out, "<p class=\"verdict %s\"><span aria-hidden=\"true\">%s</span> %s",
            classes[h.favour], arrow, word);
    bool other = !clear && h.change->exists && h.change != &f->year_before;
    km_html(page->out, "%s%s</p>\n",
            clear   ? " dan "
            : other ? " met "
                    : "",
            clear || other ? h.than_nl : "");
}

static void add_value(KmPage *page, const KmPublishedFigure *f)
{
    KmArena *arena = page->out->arena;
    const char *estimate = km_estimate_nl(arena, f);
    bool is_point = f->has_estimate && f->status == KM_PUBLISHED_SHOWN;
    bool has_unit = is_point && strchr(estimate, ' ') != NULL;
    km_html(page->out, "<p class=\"now%s\"><span class=\"%s\">%s</span>", has_unit ? " unit" : "",
            is_point ? "value" : "value words", estimate);
    if (f->has_estimate || km_has_units(f)) {
        km_html(page->out, " <span class=\"counts\">%s</span>", km_counts_words_nl(arena, f));
    }
    km_text_add(page->out, "</p>\n");
}

static bool is_measured(const KmIndicatorView *indicator)
{
    return indicator->total != NULL && indicator->total->status != KM_PUBLISHED_NOT_DELIVERED;
}

static void add_card(KmPage *page, const KmIndicatorView *indicator)
{
    static const char *const classes[] = {"good", "bad", "neutral", "neutral", "flat", "flat"};
    KmArena *arena = page->out->arena;
    const KmIndicatorText *text = indicator->text;
    const KmPublishedFigure *f = indicator->total;
    km_html(page->out,
            "<li class=\"card\">\n<div class=\"name\">\n<h3><a href=\"%s.html#%s\">%s</a>",
            indicator->page, indicator->anchor, text->title_nl);
    km_html(page->out, " <span class=\"tag\">%s</span></h3>\n<p class=\"figure-id\">",
            km_level_name_nl(text->level));
    km_page_figure_link(page, indicator->page, f->id);
    km_text_add(page->out, "</p>\n</div>\n");
    add_value(page, f);
    km_page_sparkline(page, indicator);
    add_verdict(page, f);
    const char *remaining = km_remaining_nl(arena, f);
    km_html(page->out, "<p class=\"norm %s\">%s%s%s</p>\n", classes[km_norm_favour(f)],
            km_sentence(arena, km_norm_nl(arena, f)), remaining == NULL ? "" : "; ",
            remaining == NULL ? "" : remaining);
    km_html(page->out, "<p class=\"from\">%s</p>\n</li>\n", km_deliveries_nl(arena, f));
}

static bool is_row(const KmIndicatorView *indicator)
{
    return indicator->text->kind != KM_KIND_DISTRIBUTION && is_measured(indicator);
}

/* What has no figure yet, in one line: the pages tell who it waits for. */
static void add_unmeasured(KmPage *page, const KmPartView *part)
{
    size_t n = 0;
    for (size_t i = 0; i < part->n_indicators; i++) {
        const KmIndicatorView *indicator = &part->indicators[i];
        if (is_measured(indicator)) {
            continue;
        }
        km_html(page->out, n++ == 0 ? "<p class=\"waiting\">Nog geen cijfer: " : ", ");
        km_html(page->out, "<a href=\"%s.html#%s\">%s</a>", indicator->page, indicator->anchor,
                km_small_nl(page->out->arena, indicator->text->title_nl));
    }
    km_text_add(page->out, n == 0 ? "" : ".</p>\n");
}

/* What clearly changed, for better or worse, is seen at once; the rest is one click away. */
typedef enum { NOTABLE, CALM, ADDITIONAL } Place;

static Place place_of(const KmIndicatorView *indicator)
{
    KmHeadline headline = km_page_headline(indicator->total);
    if (indicator->text->tier == KM_TIER_ADDITIONAL) {
        return ADDITIONAL;
    }
    return headline.change->exists && headline.change->verdict != 0 ? NOTABLE : CALM;
}

static size_t add_cards(KmPage *page, const KmPartView *part, Place place)
{
    size_t n = 0;
    for (size_t i = 0; i < part->n_indicators; i++) {
        const KmIndicatorView *indicator = &part->indicators[i];
        if (is_row(indicator) && place_of(indicator) == place) {
            km_text_add(page->out, n++ == 0 ? "<ul class=\"cards\">\n" : "");
            add_card(page, indicator);
        }
    }
    km_text_add(page->out, n == 0 ? "" : "</ul>\n");
    return n;
}

static size_t count_cards(const KmPartView *part, Place place)
{
    size_t n = 0;
    for (size_t i = 0; i < part->n_indicators; i++) {
        n += is_row(&part->indicators[i]) && place_of(&part->indicators[i]) == place ? 1 : 0;
    }
    return n;
}

/* "De andere 3 cijfers zonder duidelijke verandering" */
static void add_folded(KmPage *page, const KmPartView *part, Place place, const char *before_nl,
                       const char *after_nl)
{
    size_t n = count_cards(part, place);
    if (n == 0) {
        return;
    }
    km_html(page->out, "<details>\n<summary>%s%d %s %s</summary>\n", before_nl, (int)n,
            n == 1 ? "cijfer" : "cijfers", after_nl);
    (void)add_cards(page, part, place);
    km_text_add(page->out, "</details>\n");
}

static void add_tally(KmPage *page, const KmPartView *part)
{
    Tally t = tally_of(part, 1);
    if (t.results + t.efforts == 0) {
        return;
    }
    km_html(page->out, "<p class=\"tally\">%d %s", t.results,
            t.results == 1 ? "resultaat" : "resultaten");
    km_html(page->out, " (%d beter, %d slechter dan een jaar eerder)", t.better, t.worse);
    if (t.efforts > 0) {
        km_html(page->out, ", %d %s over inzet en proces", t.efforts,
                t.efforts == 1 ? "cijfer" : "cijfers");
    }
    if (t.below > 0) {
        km_html(page->out, "; <span class=\"norm bad\">%d %s de norm niet</span>", t.below,
                t.below == 1 ? "haalt" : "halen");
    }
    km_text_add(page->out, ".</p>\n");
}

static void add_part(KmPage *page, const KmPartView *part)
{
    km_html(page->out,
            "<section class=\"overview\" aria-labelledby=\"deel-%s\">\n<h2 id=\"deel-%s\">",
            part->part->page, part->part->page);
    km_html(page->out, "<span class=\"code\">%s</span> <a href=\"%s.html\">%s</a></h2>\n",
            part->part->name_nl, part->part->page, part->part->title_nl);
    add_tally(page, part);
    size_t shown = add_cards(page, part, NOTABLE);
    add_folded(page, part, CALM, shown > 0 ? "De andere " : "", "zonder duidelijke verandering");
    add_folded(page, part, ADDITIONAL, "", "als aanvulling");
    add_unmeasured(page, part);
    km_text_add(page->out, "</section>\n");
}

KmText km_page_overview(KmArena *arena, const KmReportView *view)
{
    KmText out = km_text_init(arena);
    KmPage page = {.view = view, .out = &out, .name = "index"};
    const char *period = km_period_dutch(arena, &view->request->period);
    km_page_begin(&page, km_format(arena, "Evaluatie %s – %s", period, view->plan.title_nl));
    km_html(&out, "<h1>Evaluatie %s</h1>\n", period);
    km_page_dates(&page);
    add_summary(&page);
    add_attention(&page);
    km_page_actions(&page);
    for (size_t i = 0; i < view->n_parts; i++) {
        add_part(&page, &view->parts[i]);
    }
    km_text_add(&out, "<details class=\"uitleg\">\n<summary>Uitleg bij deze cijfers</summary>\n");
    km_page_method(&page);
    km_text_add(&out, "</details>\n");
    km_page_end(&page);
    return out;
}
