#include "reports/charts/drawing/text_fit.h"

#include "engine/base/text.h"

#include <string.h>

/* The wider advance of Open Sans and DejaVu Sans, from space to tilde, in thousandths of the size:
 * the narrowest and the widest of the fonts that a machine may draw with. */
static const short regular[95] = {
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 552, 838, 318, 361,  318, 367, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 903, 754, 787, 603, 787, 695, 635,  611, 732, 684, 989, 685,
    611, 685, 390, 367, 390, 838, 500, 577, 613, 635, 550, 635, 615, 352,  635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,  525, 636, 551, 636, 838};
static const short semibold[95] = {
    348,  456, 521, 838, 696, 1002, 872, 306,  457, 457, 571, 838, 380, 415,  380, 380,
    696,  696, 696, 696, 696, 696,  696, 696,  696, 696, 400, 400, 838, 838,  838, 580,
    1000, 774, 762, 734, 830, 683,  683, 821,  837, 372, 372, 775, 637, 995,  837, 850,
    733,  850, 770, 720, 682, 812,  774, 1103, 771, 724, 725, 457, 380, 457,  838, 500,
    597,  675, 716, 593, 716, 678,  435, 716,  712, 343, 343, 665, 343, 1042, 712, 687,
    716,  716, 493, 595, 478, 712,  652, 924,  645, 652, 582, 712, 570, 712,  838};

static const double spare = 1.01;
enum { LETTER_BEYOND_ASCII = 620, BOLD_BEYOND_ASCII = 700, WIDE_LETTER = 1040 };

static size_t letter_bytes(const char *p)
{
    unsigned char c = (unsigned char)*p;
    size_t expected = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    size_t n = 1;
    while (n < expected && ((unsigned char)p[n] & 0xc0) == 0x80) {
        n++;
    }
    return n;
}

static double letter_width(const char *p, size_t bytes, bool bold)
{
    unsigned char c = (unsigned char)*p;
    if (c >= 0x20 && c < 0x7f) {
        const short *advances = bold ? semibold : regular;
        return advances[c - 0x20] / 1000.0;
    }
    return (bytes > 2 ? WIDE_LETTER : bold ? BOLD_BEYOND_ASCII : LETTER_BEYOND_ASCII) / 1000.0;
}

static double slice_width(const char *text, size_t length, double size, bool bold)
{
    double width = 0;
    for (size_t i = 0; i < length;) {
        size_t n = letter_bytes(text + i);
        width += letter_width(text + i, n, bold);
        i += n;
    }
    return width * size * spare;
}

double km_text_width(const char *text, double size, bool bold)
{
    return slice_width(text, strlen(text), size, bold);
}

/* How many bytes of a word without spaces fit; at least one letter. */
static size_t bytes_that_fit(const char *text, size_t length, double size, bool bold, double width)
{
    size_t fit = letter_bytes(text);
    while (fit < length) {
        size_t next = fit + letter_bytes(text + fit);
        if (slice_width(text, next, size, bold) > width) {
            break;
        }
        fit = next;
    }
    return fit;
}

/* Length of the next line of `text`. */
static size_t line_length(const char *text, double size, bool bold, double width)
{
    size_t best = 0;
    for (size_t at = 0; text[at] != '\0';) {
        size_t end = at + strcspn(text + at, " ");
        if (slice_width(text, end, size, bold) > width) {
            break;
        }
        best = end;
        at = end + strspn(text + end, " ");
    }
    if (best > 0) {
        return best;
    }
    return bytes_that_fit(text, strcspn(text, " "), size, bold, width);
}

KmLines km_text_wrap(KmArena *arena, const char *text, double size, bool bold, double width)
{
    const char **lines = NULL;
    size_t count = 0, capacity = 0;
    for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
        size_t length = line_length(text, size, bold, width);
        KM_GROW(arena, lines, count, capacity);
        lines[count++] = km_strndup(arena, text, length);
        text += length;
    }
    if (count == 0) {
        KM_GROW(arena, lines, count, capacity);
        lines[count++] = "";
    }
    return (KmLines){lines, count};
}

/* Two lines that meet at a comma, colon or full stop, when both fit and neither is a mere stub. */
static bool break_at_pause(KmArena *arena, const char *text, double size, bool bold, double width,
                           KmLines *ret_lines)
{
    double whole = km_text_width(text, size, bold);
    for (size_t i = strlen(text); i-- > 1;) {
        if (text[i] != ' ' || strchr(",;:.", text[i - 1]) == NULL) {
            continue;
        }
        double before = slice_width(text, i, size, bold);
        double after = whole - before;
        if (before <= width && after <= width && before > whole * 0.3 && after > whole * 0.3) {
            const char **lines = KM_NEW_ARRAY(arena, const char *, 2);
            lines[0] = km_strndup(arena, text, i);
            lines[1] = text + i + 1;
            *ret_lines = (KmLines){lines, 2};
            return true;
        }
    }
    return false;
}

KmLines km_text_balance(KmArena *arena, const char *text, double size, bool bold, double width)
{
    KmLines lines = km_text_wrap(arena, text, size, bold, width);
    if (lines.count == 2 && break_at_pause(arena, text, size, bold, width, &lines)) {
        return lines;
    }
    while (width > size * 4) { /* narrower until a line more is needed */
        width -= size;
        KmLines narrower = km_text_wrap(arena, text, size, bold, width);
        if (narrower.count > lines.count) {
            break;
        }
        lines = narrower;
    }
    return lines;
}

static void sort_by_anchor(KmSlot **order, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        for (size_t j = i; j > 0 && order[j]->anchor < order[j - 1]->anchor; j--) {
            KmSlot *other = order[j];
            order[j] = order[j - 1];
            order[j - 1] = other;
        }
    }
}

enum { MOST_SLOTS = 16 };

/* Slots that touch, and move together. */
typedef struct {
    size_t first, count;
    double weight, pull; /* pull: the sum of weighted wishes for the top */
    double height, top;
} Cluster;

static void settle(Cluster *c, double top, double bottom)
{
    double wish = c->pull / c->weight;
    double lowest = bottom - c->height;
    c->top = wish > lowest ? lowest : wish;
    c->top = c->top < top ? top : c->top;
}

/* Takes in the cluster below: its wishes count from where it would lie. */
static void join(Cluster *upper, const Cluster *lower)
{
    upper->pull += lower->pull - lower->weight * upper->height;
    upper->weight += lower->weight;
    upper->height += lower->height;
    upper->count += lower->count;
}

void km_slots_spread(KmSlot *slots, size_t n, double top, double bottom)
{
    KmSlot *order[MOST_SLOTS];
    Cluster clusters[MOST_SLOTS];
    size_t used = 0;
    n = n > MOST_SLOTS ? MOST_SLOTS : n;
    for (size_t i = 0; i < n; i++) {
        order[i] = &slots[i];
    }
    sort_by_anchor(order, n);
    for (size_t i = 0; i < n; i++) {
        double weight = order[i]->weight > 0 ? order[i]->weight : 1;
        double wish = order[i]->centre - order[i]->height / 2;
        clusters[used] = (Cluster){i, 1, weight, weight * wish, order[i]->height, 0};
        settle(&clusters[used++], top, bottom);
        while (used > 1 &&
               clusters[used - 2].top + clusters[used - 2].height > clusters[used - 1].top) {
            join(&clusters[used - 2], &clusters[used - 1]);
            used--;
            settle(&clusters[used - 1], top, bottom);
        }
    }
    for (size_t k = 0; k < used; k++) {
        double y = clusters[k].top;
        for (size_t i = clusters[k].first; i < clusters[k].first + clusters[k].count; i++) {
            order[i]->centre = y + order[i]->height / 2;
            y += order[i]->height;
        }
    }
}
