/* A tile a district, where the code list says it lies: a rough map that gives every district the
 * same room. A shade a class, the value written in it; what is hidden is hatched by a dashed edge
 * and a word. Merged districts carry the value of the merger. */
#include "reports/charts/chart_plan.h"

#include "reports/charts/chart_words.h"
#include "reports/charts/drawing/text_fit.h"

#include <math.h>
#include <string.h>

enum { TILE_WIDTH = 212, TILE_HEIGHT = 104, GAP = 8, MOST_CLASSES = 5, LEGEND = 46 };

static const struct {
    const char *fill, *ink;
} shades[MOST_CLASSES] = {{"#e3eef7", KM_INK},
                          {"#b5d3e8", KM_INK},
                          {"#7fb3d8", KM_INK},
                          {"#2f7fb5", "#ffffff"},
                          {"#084a75", "#ffffff"}};

typedef struct {
    const KmCodeText *code;
    const KmPublishedFigure
        *figure; /* of the district or of the row it is merged into; may be NULL */
} Tile;

typedef struct {
    const KmDimensionText *dimension;
    Tile *tiles;
    size_t n_tiles, n_drawn;
    int columns, rows;
    KmPublishedRows all;
    KmAxis axis;
    int n_classes;
    double width; /* of a class */
} Map;

static bool has_value(const KmPublishedFigure *f)
{
    return f != NULL && f->has_estimate &&
           (f->status == KM_PUBLISHED_SHOWN || f->status == KM_PUBLISHED_MERGED ||
            f->status == KM_PUBLISHED_POOLED);
}

static bool stands_for(const KmPublishedFigure *f, const char *code)
{
    for (size_t i = 0; i < f->n_members; i++) {
        if (km_text_equal(f->members[i], code)) {
            return true;
        }
    }
    return km_text_equal(f->block.code[0], code);
}

static const KmPublishedFigure *figure_of(KmPublishedRows rows, const char *code)
{
    const KmPublishedFigure *found = NULL;
    for (size_t i = 0; i < rows.count; i++) {
        const KmPublishedFigure *f = rows.figures[i];
        if (stands_for(f, code) && (found == NULL || !has_value(found))) {
            found = f;
        }
    }
    return found;
}

static void set_classes(const KmChartJob *job, Map *map, double low, double high)
{
    map->axis = km_axis(low, high, km_is_share(job->text));
    int steps = (int)lround((map->axis.to - map->axis.from) / map->axis.step);
    int each = (steps + MOST_CLASSES - 1) / MOST_CLASSES;
    each = each < 1 ? 1 : each;
    map->n_classes = (steps + each - 1) / each;
    map->width = map->axis.step * (double)each;
    if (map->n_classes <= 2) { /* two shades tell too little */
        map->n_classes *= 2;
        map->width /= 2;
    }
}

static int class_of(const Map *map, double value)
{
    int at = (int)floor((value - map->axis.from) / map->width + 1e-9);
    at = at >= map->n_classes ? map->n_classes - 1 : at;
    return at < 0 ? 0 : at;
}

static Map read_map(const KmChartJob *job, const KmDimensionText *dimension)
{
    KmPublishedRows rows = km_published_rows(job->published, job->arena, job->text->id,
                                             job->request->period->text, dimension->name);
    Map map = {.dimension = dimension, .tiles = KM_NEW_ARRAY(job->arena, Tile, dimension->n_codes)};
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (size_t i = 0; i < dimension->n_codes; i++) {
        const KmCodeText *code = &dimension->codes[i];
        if (code->tile_column == 0) {
            continue;
        }
        const KmPublishedFigure *f = figure_of(rows, code->code);
        map.tiles[map.n_tiles++] = (Tile){code, f};
        map.columns = code->tile_column > map.columns ? code->tile_column : map.columns;
        map.rows = code->tile_row > map.rows ? code->tile_row : map.rows;
        if (!has_value(f)) {
            continue;
        }
        map.n_drawn++;
        low = f->estimate < low ? f->estimate : low;
        high = f->estimate > high ? f->estimate : high;
    }
    if (map.n_drawn > 0) {
        set_classes(job, &map, low, high);
    }
    return map;
}

static char *value_nl(const KmChartJob *job, const KmPublishedFigure *f)
{
    return km_value_nl(job->arena, job->text, f->estimate, f->decimals);
}

static const char *title(const KmChartJob *job, const Map *map)
{
    return km_behind_nl(job->arena, map->all, job->release->area_nl,
                        km_format(job->arena, "%s per %s", job->text->title_nl,
                                  km_group_noun_nl(map->dimension, false)));
}

static const char *words_of(const KmChartJob *job, const Tile *tile)
{
    if (has_value(tile->figure)) {
        return value_nl(job, tile->figure);
    }
    if (tile->figure == NULL || tile->figure->status == KM_PUBLISHED_EMPTY) {
        return "n.v.t.";
    }
    return tile->figure->status == KM_PUBLISHED_PARTIAL ||
                   tile->figure->status == KM_PUBLISHED_NOT_DELIVERED
               ? "niet compleet"
               : "afgeschermd";
}

static const char *description(const KmChartJob *job, const Map *map)
{
    KmText out = km_text_init(job->arena);
    km_text_addf(&out, "Tegelkaart van %s: ", km_small_nl(job->arena, job->text->title_nl));
    for (size_t i = 0; i < map->n_tiles; i++) {
        const Tile *tile = &map->tiles[i];
        bool merged = has_value(tile->figure) && tile->figure->status == KM_PUBLISHED_MERGED;
        km_text_addf(&out, "%s%s %s%s", i == 0 ? "" : "; ", tile->code->label_nl,
                     words_of(job, tile), merged ? " (samen met andere)" : "");
    }
    km_text_add_char(&out, '.');
    return out.bytes;
}

static void draw_tile(const KmChartJob *job, KmCanvas *c, const Map *map, const Tile *tile)
{
    double left = c->plot.left + (tile->code->tile_column - 1) * (TILE_WIDTH + GAP);
    double top = c->plot.top + (tile->code->tile_row - 1) * (TILE_HEIGHT + GAP);
    bool shown = has_value(tile->figure);
    int at = shown ? class_of(map, tile->figure->estimate) : 0;
    const char *ink = shown ? shades[at].ink : KM_MUTED;
    km_canvas_rect(c, &(KmBox){left, top, left + TILE_WIDTH, top + TILE_HEIGHT},
                   shown ? shades[at].fill : "#ffffff", shown ? NULL : KM_WHISKER);
    const KmWordStyle name = {.size = KM_SIZE_SMALL, .colour = ink, .anchor = KM_ANCHOR_MIDDLE};
    const KmWordStyle value = {
        .size = KM_SIZE_TITLE, .colour = ink, .anchor = KM_ANCHOR_MIDDLE, .bold = true};
    const KmWordStyle word = {.size = KM_SIZE_SMALL, .colour = ink, .anchor = KM_ANCHOR_MIDDLE};
    double middle = left + TILE_WIDTH / 2.0;
    KmLines lines =
        km_text_wrap(job->arena, tile->code->label_nl, name.size, false, TILE_WIDTH - 16);
    km_canvas_word(c, middle, top + 24, &name, lines.lines[0]);
    km_canvas_word(c, middle, top + 58, shown ? &value : &word, words_of(job, tile));
    if (shown && tile->figure->status != KM_PUBLISHED_SHOWN) {
        km_canvas_word(c, middle, top + 86, &word,
                       tile->figure->status == KM_PUBLISHED_MERGED ? "samengenomen"
                                                                   : "meer kwartalen");
    }
}

static void draw_legend(const KmChartJob *job, KmCanvas *c, const Map *map)
{
    const KmWordStyle style = {.size = KM_SIZE_SMALL, .colour = KM_MUTED};
    int decimals = km_axis_decimals(&map->axis, km_is_share(job->text));
    double x = c->plot.left, y = c->plot.bottom + 26;
    for (int i = 0; i < map->n_classes; i++) {
        double from = map->axis.from + map->width * i;
        double to = from + map->width;
        to = to > map->axis.to ? map->axis.to : to;
        char *text =
            km_format(job->arena, "%s–%s", km_value_nl(job->arena, job->text, from, decimals),
                      km_value_nl(job->arena, job->text, to, decimals));
        km_canvas_rect(c, &(KmBox){x, y - 10, x + 28, y + 10}, shades[i].fill, KM_WHISKER);
        km_canvas_word(c, x + 36, y, &style, text);
        x += 36 + km_text_width(text, style.size, false) + 26;
    }
}

static bool refuse(const KmChartJob *job, KmError *err)
{
    const char *by = job->request->by == NULL ? "wijk" : job->request->by;
    (void)km_error_set(err, KM_ERROR_USAGE, "no tiles for \"%s\" of %s", by, job->text->id);
    return km_error_hint(err, "a tile map needs a dimension of the indicator whose code list gives "
                              "each code a \"tile\"");
}

bool km_chart_plan_map(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err)
{
    const char *by = job->request->by == NULL ? "wijk" : job->request->by;
    const KmDimensionText *dimension = km_dimension_text(job->text, by);
    Map map = {0};
    if (dimension != NULL) {
        map = read_map(job, dimension);
    }
    if (map.n_tiles == 0) {
        return refuse(job, err);
    }
    ret_plan->title = km_chart_title(job, title(job, &map));
    if (map.n_drawn == 0) {
        ret_plan->reason = km_format(job->arena, "Van %s kan geen enkele %s worden getoond.",
                                     km_small_nl(job->arena, job->text->title_nl),
                                     km_group_noun_nl(dimension, false));
        ret_plan->description = ret_plan->reason;
        return true;
    }
    ret_plan->description = description(job, &map);
    KmNotes notes = {0};
    km_note(&notes, "Elke tegel is een deel van de stad; de plaats op de kaart is bij benadering. "
                    "De aantallen staan in de tabel.");
    km_note(&notes, km_source_nl(job->arena, job->published, job->text));
    KmFrame frame = {.title = ret_plan->title,
                     .subtitle = km_format(job->arena, "%s, %s.", job->release->area_nl,
                                           km_period_dutch(job->arena, job->request->period)),
                     .measure = km_measure_by_quarter_nl(job->arena, job->text),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = KM_CANVAS_MARGIN,
                     .right = KM_CANVAS_MARGIN + map.columns * (TILE_WIDTH + GAP) - GAP,
                     .plot = map.rows * (TILE_HEIGHT + GAP) - GAP,
                     .below = LEGEND,
                     .scale = {0, 1, 0, 1}};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    for (size_t i = 0; i < map.n_tiles; i++) {
        draw_tile(job, c, &map, &map.tiles[i]);
    }
    draw_legend(job, c, &map);
    ret_plan->canvas = c;
    return true;
}
