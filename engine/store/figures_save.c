#include "engine/store/figures.h"

#include "engine/base/text.h"
#include "engine/figures/period.h"
#include "engine/store/internal.h"

#include <stdlib.h>
#include <string.h>

/* One statement does it all: the row goes in unless the newest row of the same id (indicator,
 * period, knowledge, block) says the same. The run is not part of what is compared. */
static const char save_sql[] =
    "INSERT INTO figure(indicator, period, knowledge, dim1, dim2, code1, code2, period_from,"
    " period_to, reference, status, n, x, sum, x_is_sum, units_n, units_hit, units_miss, excluded,"
    " unknown, estimate, low, high, method, bound_low, bound_high, expected, delivered, missing,"
    " flags, run)"
    " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,"
    " ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31"
    " WHERE NOT EXISTS (SELECT 1 FROM figure f WHERE f.number = (SELECT number FROM figure"
    "  WHERE indicator = ?1 AND period = ?2 AND knowledge = ?3 AND dim1 = ?4 AND dim2 = ?5"
    "  AND code1 = ?6 AND code2 = ?7 ORDER BY number DESC LIMIT 1)"
    " AND f.reference = ?10 AND f.status = ?11 AND f.n = ?12 AND f.x = ?13 AND f.sum = ?14"
    " AND f.x_is_sum = ?15 AND f.units_n = ?16 AND f.units_hit = ?17 AND f.units_miss = ?18"
    " AND f.excluded = ?19 AND f.unknown = ?20 AND f.estimate IS ?21 AND f.low IS ?22"
    " AND f.high IS ?23 AND f.method = ?24 AND f.bound_low IS ?25 AND f.bound_high IS ?26"
    " AND f.expected = ?27 AND f.delivered = ?28 AND f.missing = ?29 AND f.flags = ?30)";

static void bind_real(sqlite3_stmt *stmt, int at, bool has, double value)
{
    if (has) {
        (void)sqlite3_bind_double(stmt, at, value);
    } else {
        (void)sqlite3_bind_null(stmt, at);
    }
}

static void bind_id(sqlite3_stmt *stmt, const KmFigure *f)
{
    km_sql_bind_text(stmt, 1, f->indicator);
    km_sql_bind_text(stmt, 2, f->period);
    (void)sqlite3_bind_int(stmt, 3, f->knowledge);
    km_sql_bind_text(stmt, 4, f->block.dim[0]);
    km_sql_bind_text(stmt, 5, f->block.dim[1]);
    km_sql_bind_text(stmt, 6, f->block.code[0]);
    km_sql_bind_text(stmt, 7, f->block.code[1]);
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
static bool save_one(sqlite3_stmt *stmt, const KmFigure *f, const char *status, KmError *err)
{
    KmPeriod period;
    if (!km_period_parse(f->period, &period, err)) {
        return km_error_context(err, "while saving a figure of %s", f->indicator);
    }
    bind_id(stmt, f);
    (void)sqlite3_bind_int(stmt, 8, period.from);
    (void)sqlite3_bind_int(stmt, 9, period.to);
    (void)sqlite3_bind_int(stmt, 10, f->reference);
    km_sql_bind_text(stmt, 11, status);
    bind_counts(stmt, f);
    bind_doubts(stmt, f);
    return km_sql_once(stmt, "saving a figure", err);
}

static int by_text(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

static int by_block(const KmBlock *a, const KmBlock *b)
{
    int order = by_text(a->dim[0], b->dim[0]);
    order = order != 0 ? order : by_text(a->dim[1], b->dim[1]);
    order = order != 0 ? order : by_text(a->code[0], b->code[0]);
    return order != 0 ? order : by_text(a->code[1], b->code[1]);
}

static int by_set(const KmFigure *a, const KmFigure *b)
{
    int order = strcmp(a->indicator, b->indicator);
    order = order != 0 ? order : strcmp(a->period, b->period);
    return order != 0 ? order : (a->knowledge > b->knowledge) - (a->knowledge < b->knowledge);
}

static int by_id(const void *a, const void *b)
{
    const KmFigure *x = *(const KmFigure *const *)a;
    const KmFigure *y = *(const KmFigure *const *)b;
    int order = by_set(x, y);
    return order != 0 ? order : by_block(&x->block, &y->block);
}

static bool is_among(const KmFigure *const *set, size_t n_set, const KmBlock *block)
{
    size_t low = 0;
    size_t high = n_set;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = by_block(&set[middle]->block, block);
        if (order == 0) {
            return true;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return false;
}

static const char standing_sql[] =
    "SELECT dim1, dim2, code1, code2 FROM figure f WHERE indicator = ?1 AND period = ?2"
    " AND knowledge = ?3 AND status <> 'gone' AND number = (SELECT number FROM figure l"
    "  WHERE l.indicator = ?1 AND l.period = ?2 AND l.knowledge = ?3 AND l.dim1 = f.dim1"
    "  AND l.dim2 = f.dim2 AND l.code1 = f.code1 AND l.code2 = f.code2"
    "  ORDER BY l.number DESC LIMIT 1)";

typedef struct {
    KmStore *store;
    sqlite3_stmt *save;
    sqlite3_stmt *standing;
    KmBlock *gone; /* scratch */
    size_t n_gone;
    size_t capacity;
} Saving;

/* Blocks that stand in the store for this indicator, period and knowledge and are not in the set.
 */
static bool find_gone(Saving *saving, const KmFigure *const *set, size_t n_set, KmError *err)
{
    KmArena *arena = saving->store->arena;
    sqlite3_stmt *stmt = saving->standing;
    bind_id(stmt, set[0]); /* its block parameters do not occur in this statement */
    saving->n_gone = 0;
    int got = km_sql_step(stmt, "reading the figures", err);
    while (got == 1) {
        KmBlock block = {.dim = {(const char *)sqlite3_column_text(stmt, 0),
                                 (const char *)sqlite3_column_text(stmt, 1)},
                         .code = {(const char *)sqlite3_column_text(stmt, 2),
                                  (const char *)sqlite3_column_text(stmt, 3)}};
        if (!is_among(set, n_set, &block)) {
            KM_GROW(arena, saving->gone, saving->n_gone, saving->capacity);
            saving->gone[saving->n_gone++] = (KmBlock){
                .dim = {km_strdup(arena, block.dim[0]), km_strdup(arena, block.dim[1])},
                .code = {km_strdup(arena, block.code[0]), km_strdup(arena, block.code[1])}};
        }
        got = km_sql_step(stmt, "reading the figures", err);
    }
    (void)sqlite3_reset(stmt);
    return got == 0;
}

static bool save_set(Saving *saving, const KmFigure *const *set, size_t n_set, KmError *err)
{
    bool ok = find_gone(saving, set, n_set, err);
    for (size_t i = 0; ok && i < saving->n_gone; i++) {
        KmFigure closing = {.indicator = set[0]->indicator,
                            .period = set[0]->period,
                            .block = saving->gone[i],
                            .reference = set[0]->reference,
                            .knowledge = set[0]->knowledge,
                            .run = set[0]->run};
        ok = save_one(saving->save, &closing, "gone", err);
    }
    for (size_t i = 0; ok && i < n_set; i++) {
        ok = save_one(saving->save, set[i], km_figure_status_name(set[i]->status), err);
    }
    return ok;
}

static bool save_all(Saving *saving, const KmFigure *figures, size_t n_figures, KmError *err)
{
    const KmFigure **sorted = KM_NEW_ARRAY(saving->store->arena, const KmFigure *, n_figures);
    for (size_t i = 0; i < n_figures; i++) {
        sorted[i] = &figures[i];
    }
    qsort(sorted, n_figures, sizeof *sorted, by_id);
    bool ok = true;
    size_t end = 0;
    for (size_t at = 0; ok && at < n_figures; at = end) {
        for (end = at + 1; end < n_figures && by_set(sorted[at], sorted[end]) == 0; end++) {
        }
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
    Saving saving = {.store = store};
    sqlite3_int64 before = sqlite3_total_changes64(store->db);
    bool ok = km_sql_prepare(store->db, save_sql, "saving figures", &saving.save, err) &&
              km_sql_prepare(store->db, standing_sql, "saving figures", &saving.standing, err) &&
              save_all(&saving, figures, n_figures, err);
    (void)sqlite3_finalize(saving.save);
    (void)sqlite3_finalize(saving.standing);
    km_arena_reset(store->arena, mark);
    if (ok) {
        *ret_added = sqlite3_total_changes64(store->db) - before;
    }
    return ok;
}
