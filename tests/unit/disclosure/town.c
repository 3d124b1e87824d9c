#include "town.h"

#include "engine/disclosure/safety.h"

#include <check.h>
#include <string.h>

const char *const town_codes[TOWN_DISTRICTS + 1] = {"WK054600", "WK054601", "WK054602", "WK054603",
                                                    "WK054604", "WK054605", "WK054606", "WK054607",
                                                    "WK054608", "WK054609", "onbekend"};
const char *const town_periods[TOWN_QUARTERS] = {"2024K4", "2025K1", "2025K2", "2025K3",
                                                 "2025K4", "2026K1", "2026K2", "2026K3"};

static const KmCodeText labels[] = {
    {"WK054600", "Binnenstad-Zuid", "Inner city south"},
    {"WK054601", "Binnenstad-Noord", "Inner city north"},
    {"WK054602", "Stationsdistrict", "Station"},
    {"WK054603", "Leiden-Noord", "North"},
    {"WK054604", "Roodenburgerdistrict", "Roodenburg"},
    {"WK054605", "Bos- en Gasthuisdistrict", "Bos en Gasthuis"},
    {"WK054606", "Morsdistrict", "Mors"},
    {"WK054607", "Boerhaavedistrict", "Boerhaave"},
    {"WK054608", "Merenwijkdistrict", "Merenwijk"},
    {"WK054609", "Stevenshofdistrict", "Stevenshof"},
    {"onbekend", "Onbekend", "Unknown"},
};

static const char *const binnenstad[] = {"WK054600", "WK054601", "WK054602"};
static const char *const noord[] = {"WK054603", "WK054608"};
static const char *const zuid[] = {"WK054604", "WK054605", "WK054607"};
static const char *const west[] = {"WK054606", "WK054609"};
static const char *const centrum_noord[] = {"WK054600", "WK054601", "WK054602", "WK054603",
                                            "WK054608"};
static const char *const zuidwest[] = {"WK054604", "WK054605", "WK054606", "WK054607", "WK054609"};
static const KmMerger mergers[] = {
    {"binnenstad", "Binnenstad", binnenstad, 3},
    {"noord", "Noord", noord, 2},
    {"zuid", "Zuid", zuid, 3},
    {"west", "West", west, 2},
    {"centrum-noord", "Binnenstad en Noord", centrum_noord, 5},
    {"zuidwest", "Zuid en West", zuidwest, 5},
};

const KmDimensionText town_districts = {.name = "wijk",
                                        .label_nl = "wijk",
                                        .label_en = "district",
                                        .codes = labels,
                                        .n_codes = 11,
                                        .mergers = mergers,
                                        .n_mergers = 6};
const KmDimensionText town_districts_plain = {
    .name = "wijk", .label_nl = "wijk", .label_en = "district", .codes = labels, .n_codes = 11};

KmIndicatorText town_indicator(const KmDimensionText *dimension, KmSensitiveSide sensitive)
{
    return (KmIndicatorText){.id = "vve-bereik",
                             .title_nl = "Vve-bereik",
                             .kind = KM_KIND_PROPORTION,
                             .direction = KM_DIRECTION_UP,
                             .sensitive = sensitive,
                             .decimals = 1,
                             .dimensions = dimension,
                             .n_dimensions = 1};
}

KmFigure *town_add(TownFigures *figures, const char *period, const char *dim, const char *code,
                   int64_t n, int64_t x)
{
    KM_GROW(figures->arena, figures->items, figures->count, figures->capacity);
    KmFigure *figure = &figures->items[figures->count++];
    *figure = (KmFigure){.indicator = "vve-bereik",
                         .period = period,
                         .block = {.dim = {dim, ""}, .code = {code, ""}},
                         .status = n == 0 ? KM_FIGURE_EMPTY : KM_FIGURE_DEFINED,
                         .n = n,
                         .x = x,
                         .units_n = n,
                         .units_hit = x,
                         .units_miss = n - x,
                         .method = "wilson",
                         .expected = 3,
                         .delivered = 3,
                         .missing = "",
                         .flags = "",
                         .run = "0123456789ab"};
    if (n > 0) {
        KmSpan span = km_rounded_wilson((KmSample){n, x, 1.0});
        figure->has_estimate = figure->has_interval = figure->has_bounds = true;
        figure->estimate = figure->bound_low = figure->bound_high = (double)x / (double)n;
        figure->low = span.low;
        figure->high = span.high;
    }
    return figure;
}

void town_add_quarter(TownFigures *figures, const char *period, const int64_t (*counts)[2],
                      size_t n_districts)
{
    int64_t n = 0;
    int64_t x = 0;
    for (size_t i = 0; i < n_districts; i++) {
        (void)town_add(figures, period, "wijk", town_codes[i], counts[i][0], counts[i][1]);
        n += counts[i][0];
        x += counts[i][1];
    }
    (void)town_add(figures, period, "", "", n, x);
}

static const KmPublished *pass(KmArena *arena, const TownFigures *figures,
                               const KmIndicatorText *text, const KmProfile *profile,
                               const KmFigure *first)
{
    const KmIndicatorText **texts = KM_NEW_ARRAY(arena, const KmIndicatorText *, 1);
    texts[0] = text;
    KmGateInput input = {.figures = figures->items,
                         .n_figures = figures->count,
                         .indicators = texts,
                         .n_indicators = 1,
                         .profile = profile,
                         .first = first,
                         .n_first = first == NULL ? 0 : 1,
                         .release = {.area_nl = "Leiden", .run = "0123456789ab"}};
    const KmPublished *published = NULL;
    KmError err = {0};
    ck_assert_msg(km_gate(arena, &input, &published, &err), "%s", err.message);
    return published;
}

const KmPublished *town_gate_with(KmArena *arena, const TownFigures *figures,
                                  const KmIndicatorText *text, const KmProfile *profile)
{
    return pass(arena, figures, text, profile, NULL);
}

const KmPublished *town_gate_first(KmArena *arena, const TownFigures *figures,
                                   const KmIndicatorText *text, const char *profile,
                                   const KmFigure *first)
{
    return pass(arena, figures, text, km_profile(profile), first);
}

const KmPublished *town_gate(KmArena *arena, const TownFigures *figures,
                             const KmIndicatorText *text, const char *profile)
{
    return town_gate_with(arena, figures, text, km_profile(profile));
}

const KmPublishedFigure *town_row(const KmPublished *published, const char *period,
                                  const char *code)
{
    for (size_t i = 0; i < km_published_count(published); i++) {
        const KmPublishedFigure *row = km_published_at(published, i);
        if (strcmp(row->period.text, period) == 0 && strcmp(row->block.code[0], code) == 0 &&
            row->block.dim[0][0] != '\0') {
            return row;
        }
    }
    return NULL;
}

const KmPublishedFigure *town_total(const KmPublished *published, const char *period)
{
    return km_published_total(published, "vve-bereik", period);
}

size_t town_count(const KmPublished *published, KmPublishedStatus status)
{
    size_t count = 0;
    for (size_t i = 0; i < km_published_count(published); i++) {
        count += km_published_at(published, i)->status == status ? 1 : 0;
    }
    return count;
}

/* splitmix64 */
uint64_t town_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

double town_unit(uint64_t *state)
{
    return (double)(town_random(state) >> 11) * 0x1p-53;
}

size_t town_below(uint64_t *state, size_t n)
{
    return (size_t)(town_unit(state) * (double)n);
}

static uint8_t draw_district(const TownPlan *plan, size_t n_places, uint64_t *state)
{
    size_t at = town_below(state, n_places);
    for (size_t i = 0; i < plan->n_districts; i++) {
        if (at < (size_t)plan->sizes[i]) {
            return (uint8_t)i;
        }
        at -= (size_t)plan->sizes[i];
    }
    return (uint8_t)(plan->n_districts - 1);
}

/* First quarter: exactly the planned sizes. Later a place gets a new child (turnover), or its child
 * moves (2 %) or changes state (10 %). */
static void live_one(Town *town, const TownPlan *plan, size_t quarter, size_t place,
                     uint64_t *state)
{
    bool fresh = quarter == 0 || town_unit(state) < plan->turnover;
    if (fresh) {
        town->child[quarter][place] = town->n_children++;
        if (quarter > 0) {
            town->district[quarter][place] = draw_district(plan, town->n_places, state);
        }
        town->hit[quarter][place] = town_unit(state) < plan->reach;
        return;
    }
    town->child[quarter][place] = town->child[quarter - 1][place];
    town->district[quarter][place] = town_unit(state) < 0.02
                                         ? draw_district(plan, town->n_places, state)
                                         : town->district[quarter - 1][place];
    town->hit[quarter][place] =
        town_unit(state) < 0.1 ? town_unit(state) < plan->reach : town->hit[quarter - 1][place];
}

void town_simulate(Town *town, const TownPlan *plan)
{
    uint64_t state = plan->seed;
    memset(town, 0, sizeof *town);
    town->n_districts = plan->n_districts;
    for (size_t i = 0; i < plan->n_districts; i++) {
        for (int j = 0; j < plan->sizes[i]; j++) {
            town->district[0][town->n_places++] = (uint8_t)i;
        }
    }
    for (size_t quarter = 0; quarter < TOWN_QUARTERS; quarter++) {
        for (size_t place = 0; place < town->n_places; place++) {
            live_one(town, plan, quarter, place, &state);
        }
    }
}

enum { ALL = 255 };

static bool is_in(const Town *town, size_t quarter, size_t place, int district)
{
    return district == ALL || town->district[quarter][place] == district;
}

/* Quarters first..last of one district (or ALL), with distinct children. */
static void count_block(const Town *town, size_t first, size_t last, int district, KmFigure *figure)
{
    static uint8_t seen[TOWN_QUARTERS * TOWN_PLACES];
    memset(seen, 0, sizeof seen);
    for (size_t quarter = first; quarter <= last; quarter++) {
        for (size_t place = 0; place < town->n_places; place++) {
            if (is_in(town, quarter, place, district)) {
                bool hit = town->hit[quarter][place];
                figure->n++;
                figure->x += hit ? 1 : 0;
                seen[town->child[quarter][place]] |= hit ? 1 : 2;
            }
        }
    }
    for (int child = 0; child < town->n_children; child++) {
        figure->units_n += seen[child] != 0 ? 1 : 0;
        figure->units_hit += (seen[child] & 1U) != 0 ? 1 : 0;
        figure->units_miss += (seen[child] & 2U) != 0 ? 1 : 0;
    }
}

static void add_counted(const Town *town, TownFigures *figures, size_t first, size_t last)
{
    const char *period = town_periods[last];
    if (first < last) {
        period = km_format(figures->arena, "%s..%s", town_periods[first], town_periods[last]);
    }
    for (size_t i = 0; i <= town->n_districts; i++) {
        bool whole = i == town->n_districts;
        KmFigure counted = {0};
        count_block(town, first, last, whole ? ALL : (int)i, &counted);
        KmFigure *figure = town_add(figures, period, whole ? "" : "wijk",
                                    whole ? "" : town_codes[i], counted.n, counted.x);
        figure->units_n = counted.units_n;
        figure->units_hit = counted.units_hit;
        figure->units_miss = counted.units_miss;
    }
}

void town_count_figures(const Town *town, TownFigures *figures)
{
    for (size_t quarter = 0; quarter < TOWN_QUARTERS; quarter++) {
        add_counted(town, figures, quarter, quarter);
        if (quarter + 1 >= 4) {
            add_counted(town, figures, quarter - 3, quarter);
        }
    }
}

KmFigure *town_find(const TownFigures *figures, const char *period, const char *code)
{
    for (size_t i = 0; i < figures->count; i++) {
        if (strcmp(figures->items[i].period, period) == 0 &&
            strcmp(figures->items[i].block.code[0], code) == 0) {
            return &figures->items[i];
        }
    }
    ck_abort_msg("there is no figure of %s and %s", period, code);
    return figures->items;
}
