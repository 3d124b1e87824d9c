#include "engine/base/text.h"
#include "engine/figures/period.h"
#include "engine/store/figure_row.h"
#include "engine/store/internal.h"

#include <stdlib.h>
#include <string.h>

/* Figures are saved set by set: one indicator, period and knowledge date. A set is compared with
 * what stands in the store in one ordered pass over both; only what differs is written. */

static const char insert_sql[] =
    "INSERT INTO figure(indicator, period, knowledge, dim1, dim2, code1, code2, period_from,"
    " period_to, reference, status, n, x, sum, x_is_sum, units_n, units_hit, units_miss, excluded,"
    " unknown, estimate, low, high, method, bound_low, bound_high, expected, delivered, missing,"
    " flags, run) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
    " ?, ?, ?, ?, ?, ?)";

static const char standing_sql[] =
    "SELECT " KM_FIGURE_COLUMNS " FROM figure WHERE indicator = ?1 AND period = ?2"
    " AND knowledge = ?3 ORDER BY dim1, dim2, code1, code2, number"; /* as the index has them */

typedef struct {
    KmStore *store;
    sqlite3_stmt *insert;
    sqlite3_stmt *standing;
    KmArena *rows_arena; /* of `rows` alone: one list for all sets */
    KmFigureRow *rows;   /* what stands of the set at hand */
    size_t capacity;
    int64_t added;
} Saving;

static void bind_real(sqlite3_stmt *stmt, int at, bool has, double value)
{
    if (has) {
        (void)sqlite3_bind_double(stmt, at, value);
    } else {
        (void)sqlite3_bind_null(stmt, at);
    }
}

static void bind_set(sqlite3_stmt *stmt, const KmFigure *f)
{
    km_sql_bind_text(stmt, 1, f->indicator);
    km_sql_bind_text(stmt, 2, f->period);
    (void)sqlite3_bind_int(stmt, 3, f->knowledge);
}

static void bind_block(sqlite3_stmt *stmt, const KmBlock *block)
{
    km_sql_bind_text(stmt, 4, block->dim[0]);
    km_sql_bind_text(stmt, 5, block->dim[1]);
    km_sql_bind_text(stmt, 6, block->code[0]);
    km_sql_bind_text(stmt, 7, block->code[1]);
}

/* For rates and means x is shown as the numerator. */
static bool shows_sum(const KmFigure *f)
{
    return f->method != NULL &&
           (km_text_starts_with(f->method, "rate") || km_text_starts_with(f->method, "mean"));
}

static void bind_counts(sqlite3_stmt *stmt, const KmFigure *f)
{
    (void)sqlite3_bind_int64(stmt, 12, f->n);
    (void)sqlite3_bind_int64(stmt, 13, f->x);
    (void)sqlite3_bind_double(stmt, 14, f->sum);
    (void)sqlite3_bind_int(stmt, 15, shows_sum(f) ? 1 : 0);
    (void)sqlite3_bind_int64(stmt, 16, f->units_n);
    (void)sqlite3_bind_int64(stmt, 17, f->units_hit);
    (void)sqlite3_bind_int64(stmt, 18, f->units_miss);
    (void)sqlite3_bind_int64(stmt, 19, f->excluded);
    (void)sqlite3_bind_int64(stmt, 20, f->unknown);
}

static void bind_doubts(sqlite3_stmt *stmt, const KmFigure *f)
{
    bind_real(stmt, 21, f->has_estimate, f->estimate);
    bind_real(stmt, 22, f->has_interval, f->low);
    bind_real(stmt, 23, f->has_interval, f->high);
    km_sql_bind_text(stmt, 24, f->method);
    bind_real(stmt, 25, f->has_bounds, f->bound_low);
    bind_real(stmt, 26, f->has_bounds, f->bound_high);
    (void)sqlite3_bind_int(stmt, 27, f->expected);
    (void)sqlite3_bind_int(stmt, 28, f->delivered);
    km_sql_bind_text(stmt, 29, f->missing);
    km_sql_bind_text(stmt, 30, f->flags);
    km_sql_bind_text(stmt, 31, f->run);
}

/* `status` apart: a closing row has one that no figure has. */
static bool add_row(Saving *saving, const KmFigure *f, const KmPeriod *period, const char *status,
                    KmError *err)
{
    sqlite3_stmt *stmt = saving->insert;
    bind_set(stmt, f);
    bind_block(stmt, &f->block);
    (void)sqlite3_bind_int(stmt, 8, period->from);
    (void)sqlite3_bind_int(stmt, 9, period->to);
    (void)sqlite3_bind_int(stmt, 10, f->reference);
    km_sql_bind_text(stmt, 11, status);
    bind_counts(stmt, f);
    bind_doubts(stmt, f);
    saving->added++;
    return km_sql_once(stmt, "saving a figure", err);
}

/* Figures of one set mostly share their texts. */
static int by_text(const char *a, const char *b)
{
    return a == b ? 0 : strcmp(a, b);
}

static int by_set(const KmFigure *a, const KmFigure *b)
{
    int order = by_text(a->indicator, b->indicator);
    order = order != 0 ? order : by_text(a->period, b->period);
    return order != 0 ? order : (a->knowledge > b->knowledge) - (a->knowledge < b->knowledge);
}

static int by_block(const void *a, const void *b)
{
    const KmFigure *x = *(const KmFigure *const *)a;
    const KmFigure *y = *(const KmFigure *const *)b;
    return km_figure_by_block(&x->block, &y->block);
}

/* What stands in the store for this set: the newest row of each block, in block order. */
static bool read_standing(Saving *saving, const KmFigure *of, size_t *ret_count, KmError *err)
{
    KmArena *arena = saving->store->arena;
    size_t count = 0;
    bind_set(saving->standing, of);
    int got = km_sql_step(saving->standing, "reading the figures", err);
    while (got == 1) {
        KmFigureRow row = km_figure_row_read(arena, saving->standing);
        if (count == 0 ||
            km_figure_by_block(&saving->rows[count - 1].figure.block, &row.figure.block) != 0) {
            KM_GROW_MOVING(saving->rows_arena, saving->rows, count, saving->capacity);
            count++;
        }
        saving->rows[count - 1] = row; /* the newest comes last */
        got = km_sql_step(saving->standing, "reading the figures", err);
    }
    (void)sqlite3_reset(saving->standing);
    *ret_count = count;
    return got == 0;
}

/* A block that the newer computation no longer has. */
static bool close_block(Saving *saving, const KmFigureRow *row, const KmFigure *of,
                        const KmPeriod *period, KmError *err)
{
    if (row->is_gone) {
        return true;
    }
    KmFigure closing = {.indicator = of->indicator,
                        .period = of->period,
                        .block = row->figure.block,
                        .reference = of->reference,
                        .knowledge = of->knowledge,
                        .run = of->run};
    return add_row(saving, &closing, period, "gone", err);
}

static bool merge(Saving *saving, const KmFigure *const *set, size_t n_set, const KmFigureRow *rows,
                  size_t n_rows, KmError *err)
{
    KmPeriod period;
    if (!km_period_parse(set[0]->period, &period, err)) {
        return km_error_context(err, "while saving figures of %s", set[0]->indicator);
    }
    bool ok = true;
    size_t i = 0;
    size_t r = 0;
    while (ok && (i < n_set || r < n_rows)) {
        int order = i == n_set    ? 1
                    : r == n_rows ? -1
                                  : km_figure_by_block(&set[i]->block, &rows[r].figure.block);
        if (order > 0) {
            ok = close_block(saving, &rows[r], set[0], &period, err);
        } else if (order < 0 || rows[r].is_gone || !km_figure_same(set[i], &rows[r].figure)) {
            ok = add_row(saving, set[i], &period, km_figure_status_name(set[i]->status), err);
        }
        i += order <= 0 ? 1 : 0;
        r += order >= 0 ? 1 : 0;
    }
    return ok;
}

static bool save_set(Saving *saving, const KmFigure *const *set, size_t n_set, KmError *err)
{
    for (size_t i = 1; i < n_set; i++) {
        if (km_figure_by_block(&set[i - 1]->block, &set[i]->block) == 0) {
            return km_error_set(err, KM_ERROR_BUG, "two figures of one id: %s",
                                km_figure_id(saving->store->arena, set[i]->indicator,
                                             set[i]->period, &set[i]->block));
        }
    }
    KmArenaMark mark = km_arena_mark(saving->store->arena);
    size_t n_rows = 0;
    bool ok = read_standing(saving, set[0], &n_rows, err) &&
              merge(saving, set, n_set, saving->rows, n_rows, err);
    km_arena_reset(saving->store->arena, mark);
    return ok;
}

static int by_set_alone(const void *a, const void *b)
{
    return by_set(*(const KmFigure *const *)a, *(const KmFigure *const *)b);
}

/* They mostly come so already. */
static void sort(const KmFigure **figures, size_t n_figures,
                 int (*order)(const void *, const void *))
{
    for (size_t i = 1; i < n_figures; i++) {
        if (order(&figures[i - 1], &figures[i]) > 0) {
            qsort(figures, n_figures, sizeof(void *), order);
            return;
        }
    }
}

static bool save_all(Saving *saving, const KmFigure *figures, size_t n_figures, KmError *err)
{
    const KmFigure **sorted = KM_NEW_ARRAY(saving->store->arena, const KmFigure *, n_figures);
    for (size_t i = 0; i < n_figures; i++) {
        sorted[i] = &figures[i];
    }
    sort(sorted, n_figures, by_set_alone);
    bool ok = true;
    size_t end = 0;
    for (size_t at = 0; ok && at < n_figures; at = end) {
        end = at + 1;
        while (end < n_figures && by_set(sorted[at], sorted[end]) == 0) {
            end++;
        }
        sort(sorted + at, end - at, by_block);
        ok = save_set(saving, sorted + at, end - at, err);
    }
    return ok;
}

bool km_figures_save(KmStore *store, const KmFigure *figures, size_t n_figures, int64_t *ret_added,
                     KmError *err)
{
    if (n_figures == 0) {
        *ret_added = 0;
        return true;
    }
    KmArenaMark mark = km_arena_mark(store->arena);
    Saving saving = {.store = store, .rows_arena = km_arena_open()};
    bool ok = km_sql_prepare(store->db, insert_sql, "saving figures", &saving.insert, err) &&
              km_sql_prepare(store->db, standing_sql, "saving figures", &saving.standing, err) &&
              save_all(&saving, figures, n_figures, err) &&
              (saving.added == 0 || km_store_set_setting(store, KM_CURRENT_RUNS, "", err));
    (void)sqlite3_finalize(saving.insert);
    (void)sqlite3_finalize(saving.standing);
    km_arena_close(saving.rows_arena);
    km_arena_reset(store->arena, mark);
    if (ok) {
        *ret_added = saving.added;
    }
    return ok;
}
