#include "engine/disclosure/passage.h"

#include "engine/base/text.h"
#include "engine/disclosure/measures.h"
#include "engine/disclosure/plan.h"
#include "engine/disclosure/pooled.h"
#include "engine/disclosure/row.h"

#include <string.h>

/* One indicator on its way through. */
typedef struct {
    KmPassage *passage;
    KmSheet sheet;
    KmRowMaker maker;
    KmJudge judge; /* of totals */
    bool *open;    /* by period: the total is shown, so its parts may be judged */
} Pass;

/* One dimension in one period. */
typedef struct {
    Pass *pass;
    const KmPlan *plan;
    size_t period;
    KmExtras extras;
    bool rest_together;           /* the rest is shown as one merged row */
    KmBlockSum *blocks;           /* by node; of the rest behind the last */
    bool *is_told, *is_pool_told; /* by node: it has its row */
} Table;

static void add_row(KmPassage *passage, KmPublishedFigure figure, const KmFigure *source)
{
    KM_GROW_MOVING(passage->rows_arena, passage->rows, passage->n_rows, passage->capacity);
    passage->rows[passage->n_rows++] = (KmRow){.figure = figure, .source = source};
}

static bool is_usable(const KmFigure *total)
{
    return total != NULL && total->n > 0 &&
           (total->status == KM_FIGURE_DEFINED || total->status == KM_FIGURE_PARTIAL);
}

/* "ten minste 95 %": with n >= 20 k a miss side below k is below 5 %, so the class says no more
 * than the reader knows from k. Only for a total, alone: beside exact numbers of other blocks a
 * district's class would bound a hidden count, and class and total together give it away. */
enum { CLASS_UNITS_PER_K = 20 };
static const double class_share = 0.95;

static bool is_class(const Pass *pass, const KmFigure *total)
{
    KmSides sides = km_sides_of_total(pass->sheet.text, total);
    KmJudge others = pass->judge;
    others.miss = false;
    return total->status == KM_FIGURE_DEFINED && total->unknown == 0 && pass->judge.miss &&
           sides.n >= CLASS_UNITS_PER_K * pass->judge.least_side && km_safe(&others, sides);
}

static void add_total(Pass *pass, size_t period)
{
    const KmFigure *total = pass->sheet.totals[period];
    KmPublishedFigure row = km_row_bare(&pass->maker, &pass->sheet.periods[period], total);
    km_row_name(&pass->maker, NULL, NULL, NULL, &row);
    KmBlockSum block = {0};
    km_block_add(&block, pass->sheet.text, total);
    if (pass->open[period] || !is_usable(total)) {
        KmExtras extras = km_extras_all();
        km_extras_judge(&extras, pass->sheet.text, &block, &pass->judge);
        km_row_fill(&pass->maker, &block, extras, &row);
    } else if (is_class(pass, total)) {
        row.status = KM_PUBLISHED_CLASS;
        row.bound_low = class_share;
        row.bound_high = 1.0;
    } else if (total->status == KM_FIGURE_PARTIAL) {
        row.status = KM_PUBLISHED_PARTIAL; /* few hits because few delivered: that may be said */
    }
    add_row(pass->passage, row, row.status == KM_PUBLISHED_SHOWN ? total : NULL);
}

static size_t node_of(const Table *table, size_t code)
{
    return table->plan->block[table->period][code];
}

static size_t stand_in_of(const Table *table, size_t code)
{
    const size_t *pooled = table->plan->pooled[table->period];
    return pooled == NULL || table->rest_together ? KM_NO_NODE : pooled[code];
}

static bool exists(const Table *table, size_t code)
{
    return km_plan_cell(table->plan, table->period, code) != NULL;
}

/* Every block and the rest (the last one) at once. */
static KmBlockSum *sum_blocks(const Table *table)
{
    size_t n_nodes = table->plan->tree.n_nodes;
    KmBlockSum *blocks = KM_NEW_ARRAY(table->pass->passage->arena, KmBlockSum, n_nodes + 1);
    for (size_t code = 0; code < table->plan->grid->n_codes; code++) {
        if (exists(table, code)) {
            size_t node = node_of(table, code);
            km_block_add(&blocks[node == KM_NO_NODE ? n_nodes : node], table->pass->sheet.text,
                         km_plan_cell(table->plan, table->period, code));
        }
    }
    return blocks;
}

static void judge_extras(Table *table)
{
    const KmTree *tree = &table->plan->tree;
    if (table->plan->grid->text->is_open) {
        table->extras = (KmExtras){0}; /* within and around each other they could be subtracted */
        return;
    }
    table->extras = km_extras_all();
    for (size_t node = 0; node <= tree->n_nodes; node++) {
        const KmBlockSum *block = &table->blocks[node];
        if (block->n_figures > 0) {
            km_extras_judge(&table->extras, table->pass->sheet.text, block, &table->plan->judge);
        }
    }
}

typedef struct {
    const char **codes;
    size_t count;
    const KmFigure *first;
} Members;

typedef bool (*Belongs)(const Table *table, size_t code, size_t node);

static bool in_block(const Table *table, size_t code, size_t node)
{
    return node_of(table, code) == node;
}

static bool in_pool(const Table *table, size_t code, size_t node)
{
    return node_of(table, code) == KM_NO_NODE && stand_in_of(table, code) == node;
}

/* In display order, never by size. */
static Members list_members(const Table *table, Belongs belongs, size_t node)
{
    const KmGrid *grid = table->plan->grid;
    Members members = {.codes =
                           KM_NEW_ARRAY(table->pass->passage->arena, const char *, grid->n_codes)};
    for (size_t code = 0; code < grid->n_codes; code++) {
        if (exists(table, code) && belongs(table, code, node)) {
            if (members.count == 0) {
                members.first = km_plan_cell(table->plan, table->period, code);
            }
            members.codes[members.count++] = grid->codes[code];
        }
    }
    return members;
}

static void name_node(const Table *table, size_t node, KmPublishedFigure *row)
{
    const KmGrid *grid = table->plan->grid;
    const KmTree *tree = &table->plan->tree;
    const KmRowMaker *maker = &table->pass->maker;
    if (node < tree->n_leaves) {
        km_row_name(maker, grid->text, grid->codes[node], grid->labels_nl[node], row);
    } else {
        const char *id = tree->merger[node - tree->n_leaves]->id;
        km_row_name(maker, grid->text, id, km_code_label_nl(grid->text, id), row);
    }
}

static void add_block(const Table *table, size_t node)
{
    Pass *pass = table->pass;
    const KmBlockSum *block = &table->blocks[node];
    KmPublishedFigure row =
        km_row_bare(&pass->maker, &pass->sheet.periods[table->period], block->first);
    name_node(table, node, &row);
    km_row_fill(&pass->maker, block, table->extras, &row);
    bool alone = node < table->plan->tree.n_leaves;
    if (!alone) {
        Members members = list_members(table, in_block, node);
        row.members = members.codes;
        row.n_members = members.count;
        row.status = row.status == KM_PUBLISHED_SHOWN ? KM_PUBLISHED_MERGED : row.status;
    }
    add_row(pass->passage, row, alone && row.status == KM_PUBLISHED_SHOWN ? block->first : NULL);
}

static void add_pooled(const Table *table, size_t node)
{
    Pass *pass = table->pass;
    Members members = list_members(table, in_pool, node);
    const KmFigure *total = pass->sheet.pooled_totals[table->period];
    KmPeriod now = pass->sheet.periods[table->period];
    KmPeriod first = km_period_shift(&now, 1 - KM_POOLED_QUARTERS);
    KmPeriod range = now;
    KmError unused;
    km_error_clear(&unused);
    if (!km_period_range(&first, &now, &range, &unused)) {
        return;
    }
    KmPublishedFigure row = km_row_bare(&pass->maker, &range, total);
    name_node(table, node, &row);
    int64_t n = 0;
    int64_t x = 0;
    km_pooled_counts(table->plan, table->period, node, &n, &x);
    row.status = KM_PUBLISHED_POOLED;
    row.has_estimate = true;
    row.estimate = km_round_share((double)x / (double)n, 0);
    if (node >= table->plan->tree.n_leaves) {
        row.members = members.codes;
        row.n_members = members.count;
    }
    add_row(pass->passage, row, NULL);
}

/* Anyone can subtract what is shown from the total, so beside other blocks the rest may as well be
 * shown as one row: a number for these categories, and no new information. Each of them having its
 * own pooled figure is better still ("onbekend" needs none). */
static bool shows_rest_together(const Table *table)
{
    const KmGrid *grid = table->plan->grid;
    bool others = false;
    bool wanted = false;
    for (size_t code = 0; code < grid->n_codes; code++) {
        const KmFigure *figure = km_plan_cell(table->plan, table->period, code);
        if (figure == NULL) {
            continue;
        }
        bool rest = node_of(table, code) == KM_NO_NODE;
        if (rest && figure->status == KM_FIGURE_NOT_DELIVERED) {
            return false;
        }
        others = others || (!rest && km_plan_sides(table->plan, table->period, code).n > 0);
        wanted = wanted || (rest && stand_in_of(table, code) == KM_NO_NODE &&
                            strcmp(grid->codes[code], "onbekend") != 0);
    }
    return others && wanted;
}

static void fill_rest(const Table *table, KmPublishedFigure *row)
{
    const KmBlockSum *block = &table->blocks[table->plan->tree.n_nodes];
    km_row_fill(&table->pass->maker, block, table->extras, row);
    row->status = row->status == KM_PUBLISHED_SHOWN ? KM_PUBLISHED_MERGED : row->status;
}

/* The code of the merged rest; "samen" where the list has an "overig" of its own. */
static const char *rest_code(const KmDimensionText *text)
{
    for (size_t i = 0; i < text->n_codes; i++) {
        if (strcmp(text->codes[i].code, "overig") == 0) {
            return "samen";
        }
    }
    return "overig";
}

static void add_rest(const Table *table)
{
    Pass *pass = table->pass;
    const KmDimensionText *text = table->plan->grid->text;
    Members members = list_members(table, in_pool, KM_NO_NODE);
    if (members.count == 0) {
        return;
    }
    KmPublishedFigure row =
        km_row_bare(&pass->maker, &pass->sheet.periods[table->period], members.first);
    const char *code = table->rest_together ? rest_code(text) : "afgeschermd";
    km_row_name(&pass->maker, text, code, NULL, &row);
    KmText label = km_text_init(pass->passage->arena);
    if (text->is_open) { /* a list of dozens of names is no label */
        km_text_addf(&label, "%zu samen", members.count);
    }
    for (size_t i = 0; i < members.count && !text->is_open; i++) {
        km_text_addf(&label, "%s%s", i == 0 ? "" : ", ", km_code_label_nl(text, members.codes[i]));
    }
    row.label_nl = label.bytes;
    row.members = members.codes;
    row.n_members = members.count;
    if (table->rest_together) {
        fill_rest(table, &row);
    }
    add_row(pass->passage, row, NULL);
}

static void add_rows_at(Table *table, size_t code)
{
    size_t node = node_of(table, code);
    if (node != KM_NO_NODE && !table->is_told[node]) {
        table->is_told[node] = true;
        add_block(table, node);
    }
    size_t stand_in = node == KM_NO_NODE ? stand_in_of(table, code) : KM_NO_NODE;
    if (stand_in != KM_NO_NODE && !table->is_pool_told[stand_in]) {
        table->is_pool_told[stand_in] = true;
        add_pooled(table, stand_in);
    }
}

static void add_table(Table *table)
{
    const KmGrid *grid = table->plan->grid;
    bool said = false;
    table->blocks = sum_blocks(table);
    table->is_told = KM_NEW_ARRAY(table->pass->passage->arena, bool, table->plan->tree.n_nodes);
    table->is_pool_told =
        KM_NEW_ARRAY(table->pass->passage->arena, bool, table->plan->tree.n_nodes);
    judge_extras(table);
    table->rest_together = shows_rest_together(table);
    for (size_t code = 0; code < grid->n_codes; code++) {
        if (!exists(table, code)) {
            continue;
        }
        if (!said && strcmp(grid->codes[code], "onbekend") == 0) {
            add_rest(table);
            said = true;
        }
        add_rows_at(table, code);
    }
    if (!said) {
        add_rest(table);
    }
}

/* Where nothing was delivered, or there are no units, each category says so; there is no number to
 * protect. */
static void add_empty_table(Pass *pass, const KmGrid *grid, size_t period)
{
    KmFigureStatus status = pass->sheet.totals[period]->status;
    for (size_t code = 0; code < grid->n_codes; code++) {
        const KmFigure *figure = grid->cells[period * grid->n_codes + code];
        if (figure == NULL) {
            continue;
        }
        KmPublishedFigure row = km_row_bare(&pass->maker, &pass->sheet.periods[period], figure);
        km_row_name(&pass->maker, grid->text, grid->codes[code], grid->labels_nl[code], &row);
        row.status =
            status == KM_FIGURE_NOT_DELIVERED ? KM_PUBLISHED_NOT_DELIVERED : KM_PUBLISHED_EMPTY;
        add_row(pass->passage, row, NULL);
    }
}

/* What stands beside the total of a duration. */
static void add_within(Pass *pass, size_t period)
{
    KmPassage *passage = pass->passage;
    if (pass->sheet.text->kind != KM_KIND_DURATION) {
        return;
    }
    KmPublishedFigure *rows =
        KM_NEW_ARRAY(passage->arena, KmPublishedFigure,
                     km_measures_room(pass->sheet.text) +
                         km_measures_curve_room(passage->input, pass->sheet.totals[period]));
    const KmFigure *total = pass->sheet.totals[period];
    const KmPeriod *when = &pass->sheet.periods[period];
    bool open = pass->open[period];
    size_t n = km_measures_within(&pass->maker, passage->input, total, when, open, rows);
    n += km_measures_curve(&pass->maker, passage->input, total, when, open, rows + n);
    for (size_t i = 0; i < n; i++) {
        add_row(passage, rows[i], NULL);
    }
}

static void add_period(Pass *pass, const KmPlan *plans, size_t period)
{
    const KmFigure *total = pass->sheet.totals[period];
    if (total == NULL) {
        return; /* without its total nothing can be judged */
    }
    add_total(pass, period);
    add_within(pass, period);
    for (size_t i = 0; i < pass->sheet.n_grids; i++) {
        if (plans[i].block[period] != NULL) {
            Table table = {.pass = pass, .plan = &plans[i], .period = period};
            add_table(&table);
        } else if (!is_usable(total)) {
            add_empty_table(pass, &pass->sheet.grids[i], period);
        }
    }
}

bool km_pass_gap(KmPassage *passage, const KmIndicatorText *text, const KmPublishedFigure *levels,
                 size_t n_levels, KmError *err)
{
    KmRowMaker maker = {.arena = passage->arena,
                        .profile = passage->input->profile,
                        .text = text,
                        .area_nl = passage->input->release.area_nl};
    KmSheet sheet;
    if (!km_sheet_build(passage->arena, passage->input, text, &sheet, err)) {
        return false;
    }
    KmPublishedFigure *rows =
        KM_NEW_ARRAY(passage->arena, KmPublishedFigure, km_measures_room(text));
    for (size_t p = 0; p < sheet.n_periods; p++) {
        size_t n = sheet.totals[p] == NULL
                       ? 0
                       : km_measures_gap(&maker, passage->input, sheet.totals[p], &sheet.periods[p],
                                         levels, n_levels, rows);
        for (size_t i = 0; i < n; i++) {
            bool is_source = i == 0 && rows[i].status == KM_PUBLISHED_SHOWN;
            add_row(passage, rows[i], is_source ? sheet.totals[p] : NULL);
        }
    }
    if (passage->n_rows > 0) {
        km_changes_fill(passage->arena, passage->input, passage->rows, passage->n_rows);
    }
    return true;
}

bool km_pass_indicator(KmPassage *passage, const KmIndicatorText *text, KmError *err)
{
    const KmProfile *profile = km_profile_for(passage->arena, passage->input->profile, text);
    KmGateInput ruled = *passage->input;
    Pass pass = {.passage = passage,
                 .maker = {.arena = passage->arena,
                           .profile = profile,
                           .text = text,
                           .area_nl = passage->input->release.area_nl},
                 .judge = km_judge_total(text, profile)};
    if (!km_sheet_build(passage->arena, passage->input, text, &pass.sheet, err)) {
        return false;
    }
    KmSheet *sheet = &pass.sheet;
    pass.open = KM_NEW_ARRAY(passage->arena, bool, sheet->n_periods);
    for (size_t i = 0; i < sheet->n_periods; i++) {
        pass.open[i] = is_usable(sheet->totals[i]) &&
                       km_safe(&pass.judge, km_sides_of_total(text, sheet->totals[i]));
    }
    KmPlan *plans = NULL;
    if (!km_plans_make(passage->arena, sheet, profile, pass.open, &plans, err)) {
        return false;
    }
    for (size_t i = 0; i < sheet->n_periods; i++) {
        add_period(&pass, plans, i);
    }
    if (passage->n_rows > 0) {
        ruled.profile = profile;
        km_changes_fill(passage->arena, &ruled, passage->rows, passage->n_rows);
    }
    return true;
}
