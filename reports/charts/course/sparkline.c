/* The small line in the overview: totals that may be shown, a gap where there is none. Numbers
 * stand beside it; the picture carries its own sentence. */
#include <math.h>

#include "reports/pages/page.h"

enum { WIDTH = 132, HEIGHT = 40, MARGIN = 5 };

typedef struct {
    double low, high; /* of the scale */
    size_t first, last;
    size_t n;
} Scale;

static bool is_point(const KmPublishedFigure *f)
{
    return f->has_estimate && f->status == KM_PUBLISHED_SHOWN;
}

static Scale scale_of(KmPublishedRows rows)
{
    Scale s = {0};
    for (size_t i = 0; i < rows.count; i++) {
        if (!is_point(rows.figures[i])) {
            continue;
        }
        double value = rows.figures[i]->estimate;
        s.low = s.n == 0 ? value : fmin(s.low, value);
        s.high = s.n == 0 ? value : fmax(s.high, value);
        s.first = s.n == 0 ? i : s.first;
        s.last = i;
        s.n++;
    }
    /* A flat line stays flat: noise is not blown up to the whole height. */
    double least = 0.1 * fmax(fabs(s.high), 0.1);
    if (s.high - s.low < least) {
        double middle = (s.high + s.low) / 2.0;
        s.low = middle - least / 2.0;
        s.high = middle + least / 2.0;
    }
    return s;
}

static double x_of(KmPublishedRows rows, size_t i)
{
    double share = rows.count < 2 ? 1.0 : (double)i / (double)(rows.count - 1);
    return MARGIN + share * (WIDTH - 2 * MARGIN);
}

static double y_of(const Scale *s, double value)
{
    return HEIGHT - MARGIN - (value - s->low) / (s->high - s->low) * (HEIGHT - 2 * MARGIN);
}

static void add_path(KmText *out, KmPublishedRows rows, const Scale *s)
{
    km_text_add(out, "<path d=\"");
    bool drawing = false;
    for (size_t i = 0; i < rows.count; i++) {
        const KmPublishedFigure *f = rows.figures[i];
        if (is_point(f)) {
            km_text_addf(out, "%c%.1f %.1f", drawing ? 'L' : 'M', x_of(rows, i),
                         y_of(s, f->estimate));
        }
        drawing = is_point(f);
    }
    km_text_add(out, "\"/>");
}

void km_page_sparkline(KmPage *page, const KmIndicatorView *indicator)
{
    KmPublishedRows rows = indicator->trend;
    Scale s = scale_of(rows);
    if (s.n < 2) {
        km_text_add(page->out, "<p class=\"spark-none\">Nog geen verloop</p>\n");
        return;
    }
    KmArena *arena = page->out->arena;
    const KmPublishedFigure *first = rows.figures[s.first];
    const KmPublishedFigure *last = rows.figures[s.last];
    km_html(page->out,
            "<svg class=\"spark\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"Verloop: %s in "
            "%s, %s in %s\">",
            WIDTH, HEIGHT, km_estimate_nl(arena, first), first->period.text,
            km_estimate_nl(arena, last), last->period.text);
    add_path(page->out, rows, &s);
    km_text_addf(page->out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/></svg>\n",
                 x_of(rows, s.last), y_of(&s, last->estimate));
}
