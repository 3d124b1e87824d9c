#include "engine/store/figure_row.h"

#include "engine/store/sql.h"

#include <string.h>

static KmFigureStatus status_of(const char *name)
{
    const KmFigureStatus all[] = {KM_FIGURE_DEFINED, KM_FIGURE_PARTIAL, KM_FIGURE_NOT_DELIVERED};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (strcmp(km_figure_status_name(all[i]), name) == 0) {
            return all[i];
        }
    }
    return KM_FIGURE_EMPTY;
}

static double real(sqlite3_stmt *stmt, int column, bool *ret_has)
{
    *ret_has = sqlite3_column_type(stmt, column) != SQLITE_NULL;
    return sqlite3_column_double(stmt, column);
}

KmFigureRow km_figure_row_read(KmArena *arena, sqlite3_stmt *stmt)
{
    const char *status = (const char *)sqlite3_column_text(stmt, 8);
    status = status == NULL ? "" : status;
    KmFigure f = {
        .indicator = km_sql_text(arena, stmt, 0),
        .period = km_sql_text(arena, stmt, 1),
        .block = {.dim = {km_sql_text(arena, stmt, 2), km_sql_text(arena, stmt, 4)},
                  .code = {km_sql_text(arena, stmt, 3), km_sql_text(arena, stmt, 5)}},
        .reference = sqlite3_column_int(stmt, 6),
        .knowledge = sqlite3_column_int(stmt, 7),
        .status = status_of(status),
        .n = sqlite3_column_int64(stmt, 9),
        .x = sqlite3_column_int64(stmt, 10),
        .sum = sqlite3_column_double(stmt, 11),
        .units_n = sqlite3_column_int64(stmt, 12),
        .units_hit = sqlite3_column_int64(stmt, 13),
        .units_miss = sqlite3_column_int64(stmt, 14),
        .excluded = sqlite3_column_int64(stmt, 15),
        .unknown = sqlite3_column_int64(stmt, 16),
        .method = km_sql_text(arena, stmt, 20),
        .expected = sqlite3_column_int(stmt, 23),
        .delivered = sqlite3_column_int(stmt, 24),
        .missing = km_sql_text(arena, stmt, 25),
        .flags = km_sql_text(arena, stmt, 26),
        .run = km_sql_text(arena, stmt, 27),
    };
    f.estimate = real(stmt, 17, &f.has_estimate);
    f.low = real(stmt, 18, &f.has_interval);
    f.high = real(stmt, 19, &f.has_interval);
    f.bound_low = real(stmt, 21, &f.has_bounds);
    f.bound_high = real(stmt, 22, &f.has_bounds);
    return (KmFigureRow){.figure = f, .is_gone = strcmp(status, "gone") == 0};
}

static int by_text(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

int km_figure_by_block(const KmBlock *a, const KmBlock *b)
{
    int order = by_text(a->dim[0], b->dim[0]);
    order = order != 0 ? order : by_text(a->dim[1], b->dim[1]);
    order = order != 0 ? order : by_text(a->code[0], b->code[0]);
    return order != 0 ? order : by_text(a->code[1], b->code[1]);
}

/* Stored and read back a number is the same to the last bit, except that −0 comes back as 0. */
static bool same_real(bool has_a, double a, bool has_b, double b)
{
    return has_a == has_b && (!has_a || !(a < b || a > b));
}

static bool same_counts(const KmFigure *a, const KmFigure *b)
{
    return a->n == b->n && a->x == b->x && same_real(true, a->sum, true, b->sum) &&
           a->units_n == b->units_n && a->units_hit == b->units_hit &&
           a->units_miss == b->units_miss && a->excluded == b->excluded &&
           a->unknown == b->unknown && a->expected == b->expected && a->delivered == b->delivered;
}

static bool same_estimates(const KmFigure *a, const KmFigure *b)
{
    return same_real(a->has_estimate, a->estimate, b->has_estimate, b->estimate) &&
           same_real(a->has_interval, a->low, b->has_interval, b->low) &&
           same_real(a->has_interval, a->high, b->has_interval, b->high) &&
           same_real(a->has_bounds, a->bound_low, b->has_bounds, b->bound_low) &&
           same_real(a->has_bounds, a->bound_high, b->has_bounds, b->bound_high);
}

bool km_figure_same(const KmFigure *a, const KmFigure *b)
{
    return a->reference == b->reference && a->status == b->status && same_counts(a, b) &&
           same_estimates(a, b) && by_text(a->method, b->method) == 0 &&
           by_text(a->missing, b->missing) == 0 && by_text(a->flags, b->flags) == 0;
}
