#include "reports/charts/drawing/canvas.h"

#include "reports/charts/drawing/text_fit.h"

#include <math.h>

static const double title_line = 34, subtitle_line = 24, note_line = 21;
enum { HEAD_TOP = 20, HEAD_GAP = 6, HEAD_BELOW = 18, FOOT_ABOVE = 16, FOOT_BELOW = 14 };

static void place_lines(KmCanvas *c, const KmLines *lines, double top, double step,
                        const KmWordStyle *style)
{
    for (size_t i = 0; i < lines->count; i++) {
        km_canvas_word(c, KM_CANVAS_MARGIN, top + step * ((double)i + 0.5), style, lines->lines[i]);
    }
}

static double lines_height(const KmLines *lines, double step)
{
    return step * (double)lines->count;
}

KmCanvas *km_canvas_open(KmArena *arena, const KmFrame *frame)
{
    static const KmWordStyle title_style = {.size = KM_SIZE_TITLE, .colour = KM_INK, .bold = true};
    static const KmWordStyle subtitle_style = {.size = KM_SIZE_SUBTITLE, .colour = KM_MUTED};
    static const KmWordStyle note_style = {.size = KM_SIZE_NOTE, .colour = KM_MUTED};
    const double room = KM_CANVAS_WIDTH - 2 * KM_CANVAS_MARGIN;
    KmCanvas *c = KM_NEW(arena, KmCanvas);
    *c = (KmCanvas){.arena = arena,
                    .width = KM_CANVAS_WIDTH,
                    .scale = frame->scale,
                    .setup = km_text_init(arena),
                    .data = km_text_init(arena),
                    .plots = km_text_init(arena)};
    KmLines title = km_text_balance(arena, frame->title, KM_SIZE_TITLE, true, room);
    KmLines subtitle = km_text_balance(arena, frame->subtitle, KM_SIZE_SUBTITLE, false, room);
    KmLines measure = {NULL, 0};
    if (frame->measure != NULL) {
        measure = km_text_balance(arena, frame->measure, KM_SIZE_SUBTITLE, false, room);
    }
    double under_title = HEAD_TOP + lines_height(&title, title_line) + HEAD_GAP;
    double under_subtitle = under_title + lines_height(&subtitle, subtitle_line);
    double y = under_subtitle + lines_height(&measure, subtitle_line) + HEAD_BELOW + frame->above;
    c->plot = (KmBox){frame->left, y, frame->right, y + frame->plot};
    double foot = c->plot.bottom + frame->below + FOOT_ABOVE;
    double notes = 0;
    KmLines *wrapped = KM_NEW_ARRAY(arena, KmLines, frame->n_notes);
    for (size_t i = 0; i < frame->n_notes; i++) {
        wrapped[i] = km_text_wrap(arena, frame->notes[i], KM_SIZE_NOTE, false, room);
        notes += lines_height(&wrapped[i], note_line);
    }
    c->height = (int)ceil(foot + notes + FOOT_BELOW);
    place_lines(c, &title, HEAD_TOP, title_line, &title_style);
    place_lines(c, &subtitle, under_title, subtitle_line, &subtitle_style);
    place_lines(c, &measure, under_subtitle, subtitle_line, &subtitle_style);
    for (size_t i = 0; i < frame->n_notes; i++) {
        place_lines(c, &wrapped[i], foot, note_line, &note_style);
        foot += lines_height(&wrapped[i], note_line);
    }
    return c;
}

double km_canvas_x(const KmCanvas *c, double value)
{
    const KmScale *s = &c->scale;
    return c->plot.left +
           (value - s->x_left) / (s->x_right - s->x_left) * (c->plot.right - c->plot.left);
}

double km_canvas_y(const KmCanvas *c, double value)
{
    const KmScale *s = &c->scale;
    return c->plot.bottom -
           (value - s->y_bottom) / (s->y_top - s->y_bottom) * (c->plot.bottom - c->plot.top);
}

/* Pixels from the top left as gnuplot's shares of the screen. */
static char *screen(const KmCanvas *c, double x, double y)
{
    return km_format(c->arena, "screen %.6f, screen %.6f", x / c->width, 1.0 - y / c->height);
}

static void add_plate(KmCanvas *c, double x, double y, const KmWordStyle *style, const char *text)
{
    double width = km_text_width(text, style->size, style->bold) + 6;
    double left = style->anchor == KM_ANCHOR_START    ? x - 3
                  : style->anchor == KM_ANCHOR_MIDDLE ? x - width / 2
                                                      : x - width + 3;
    double half = style->size * 0.62;
    km_text_addf(&c->setup,
                 "set object %d rect from %s to %s front fc rgb \"#ffffff\" fs transparent solid "
                 "0.82 noborder\n",
                 ++c->n_objects, screen(c, left, y - half), screen(c, left + width, y + half));
}

void km_canvas_word(KmCanvas *c, double x, double y, const KmWordStyle *style, const char *text)
{
    static const char *const anchors[] = {"left", "center", "right"};
    if (style->plate) {
        add_plate(c, x, y, style, text);
    }
    KM_GROW(c->arena, c->words, c->n_words, c->word_capacity);
    c->words[c->n_words] = (KmSvgWord){text, style->bold};
    km_text_addf(&c->setup,
                 "set label %d \"km~%zu~\" at %s %s font \",%.0f\" tc rgb \"%s\" front\n",
                 ++c->n_labels, c->n_words, screen(c, x, y), anchors[style->anchor], style->size,
                 style->colour);
    c->n_words++;
}

void km_canvas_line(KmCanvas *c, const KmBox *b, const KmLineStyle *style)
{
    km_text_addf(&c->setup, "set arrow %d from %s to %s nohead %s lc rgb \"%s\" lw %.2f",
                 ++c->n_arrows, screen(c, b->left, b->top), screen(c, b->right, b->bottom),
                 style->front ? "front" : "back", style->colour, style->width);
    if (style->dash != NULL) {
        km_text_addf(&c->setup, " dt (%s)", style->dash);
    }
    km_text_add_char(&c->setup, '\n');
}

void km_canvas_rect(KmCanvas *c, const KmBox *b, const char *fill, const char *edge)
{
    km_text_addf(&c->setup, "set object %d rect from %s to %s back fc rgb \"%s\" fs solid ",
                 ++c->n_objects, screen(c, b->left, b->top), screen(c, b->right, b->bottom), fill);
    if (edge == NULL) {
        km_text_add(&c->setup, "noborder\n");
    } else {
        km_text_addf(&c->setup, "border rgb \"%s\" lw 1.5 dt (4,3)\n", edge);
    }
}

void km_canvas_series(KmCanvas *c, const double *rows, size_t n_rows, size_t n_columns,
                      const char *style)
{
    if (n_rows == 0) {
        return;
    }
    km_text_addf(&c->data, "$d%d << EOD\n", ++c->n_series);
    for (size_t r = 0; r < n_rows; r++) {
        const double *row = rows + r * n_columns;
        for (size_t i = 0; i < n_columns && !isnan(row[0]); i++) {
            km_text_addf(&c->data, "%s%.10g", i == 0 ? "" : " ", row[i]);
        }
        km_text_add_char(&c->data, '\n');
    }
    km_text_add(&c->data, "EOD\n");
    km_text_addf(&c->plots, "%s$d%d %s", c->n_series == 1 ? "" : ", ", c->n_series, style);
}

char *km_canvas_script(const KmCanvas *c)
{
    KmText s = km_text_init(c->arena);
    km_text_addf(&s,
                 "reset\nset terminal svg size %d,%d noenhanced "
                 "font \"Open Sans,%d\" background \"#ffffff\"\nset output\n"
                 "unset key\nunset tics\nset border 0\nset errorbars 0.7\n",
                 c->width, c->height, KM_SIZE_SMALL);
    km_text_addf(&s,
                 "set lmargin at screen %.6f\nset rmargin at screen %.6f\n"
                 "set tmargin at screen %.6f\nset bmargin at screen %.6f\n",
                 c->plot.left / c->width, c->plot.right / c->width, 1.0 - c->plot.top / c->height,
                 1.0 - c->plot.bottom / c->height);
    km_text_addf(&s, "set xrange [%.10g:%.10g]\nset yrange [%.10g:%.10g]\n", c->scale.x_left,
                 c->scale.x_right, c->scale.y_bottom, c->scale.y_top);
    km_text_add(&s, c->data.bytes);
    km_text_add(&s, c->setup.bytes);
    /* Without a series gnuplot still needs something to plot before it draws the labels. */
    km_text_addf(&s, "plot %s\n", c->n_series == 0 ? "NaN" : c->plots.bytes);
    return s.bytes;
}
