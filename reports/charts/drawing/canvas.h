/* A picture in the house style, on its way to gnuplot: a frame (title, subtitle, notes), a plot
 * area with scales, and words, lines and series in it. Positions of words and lines are pixels from
 * the top left; series are in data units. Words go to the SVG, not to gnuplot, which gets a token.
 */
#ifndef REPORTS_CANVAS_H
#define REPORTS_CANVAS_H

#include "reports/charts/drawing/svg.h"

#include "engine/base/text.h"

#include <stdint.h>

/* Okabe-Ito, and the greys around it; the words in orange are darker for contrast on white. */
#define KM_INK "#1f2933"
#define KM_MUTED "#55606d"
#define KM_RULE "#dde2e7"
#define KM_WHISKER "#7d8b99"
#define KM_BLUE "#0072B2"
#define KM_BLUE_PALE "#dbe9f4"
#define KM_ORANGE "#D55E00"
#define KM_ORANGE_PALE "#fbe3d3"
#define KM_ORANGE_INK "#a84a00"

enum {
    KM_SIZE_TITLE = 26,
    KM_SIZE_SUBTITLE = 17,
    KM_SIZE_LOUD = 30,
    KM_SIZE_LABEL = 18,
    KM_SIZE_SMALL = 16,
    KM_SIZE_NOTE = 15,
    KM_CANVAS_WIDTH = 960,
    KM_CANVAS_MARGIN = 28
};

typedef struct {
    double left, top, right, bottom;
} KmBox;

typedef struct {
    double x_left, x_right, y_bottom, y_top;
} KmScale;

typedef enum { KM_ANCHOR_START, KM_ANCHOR_MIDDLE, KM_ANCHOR_END } KmAnchor;

typedef struct {
    double size;
    const char *colour;
    KmAnchor anchor;
    bool bold;
    bool plate; /* a pale plate behind, for words that lie over lines */
} KmWordStyle;

typedef struct {
    const char *colour;
    double width;
    const char *dash; /* "6,5"; NULL: solid */
    bool front;
} KmLineStyle;

typedef struct {
    const char *title, *subtitle;
    const char *measure; /* a second line of the subtitle; may be NULL */
    const char *const *notes;
    size_t n_notes;
    double left, right;        /* of the plot */
    double above, plot, below; /* heights: what stands over, in and under it */
    KmScale scale;
} KmFrame;

typedef struct {
    KmArena *arena;
    int width, height;
    KmBox plot;
    KmScale scale;
    KmText setup, data, plots;
    int n_labels, n_arrows, n_objects, n_series;
    KmSvgWord *words;
    size_t n_words, word_capacity;
} KmCanvas;

/* Title, subtitle and notes are placed; the plot's place follows from their lines. */
KmCanvas *km_canvas_open(KmArena *arena, const KmFrame *frame);
double km_canvas_x(const KmCanvas *canvas, double value);
double km_canvas_y(const KmCanvas *canvas, double value);

/* `y` is the middle of the words. */
void km_canvas_word(KmCanvas *canvas, double x, double y, const KmWordStyle *style,
                    const char *text);
void km_canvas_line(KmCanvas *canvas, const KmBox *from_to, const KmLineStyle *style);
/* `edge` NULL: no outline; else dashed in that colour. Behind all else. */
void km_canvas_rect(KmCanvas *canvas, const KmBox *box, const char *fill, const char *edge);
/* Rows of numbers for one plot element; a row that starts with NAN breaks the line. `style` is our
 * own gnuplot text, "using 1:2 with lines …". */
void km_canvas_series(KmCanvas *canvas, const double *rows, size_t n_rows, size_t n_columns,
                      const char *style);

char *km_canvas_script(const KmCanvas *canvas);

#endif
