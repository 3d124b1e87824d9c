#include "engine/store/figures.h"

#include "engine/store/internal.h"

#include <string.h>

#define COLUMNS                                                                                    \
    "indicator, period, dim1, code1, dim2, code2, reference, knowledge, status, n, x, sum,"        \
    " units_n, units_hit, units_miss, excluded, unknown, estimate, low, high, method, bound_low,"  \
    " bound_high, expected, delivered, missing, flags, run"

#define ORDER " ORDER BY indicator, period_from, period_to, dim1, dim2, code1, code2"

static const char current_sql[] =
    "SELECT " COLUMNS " FROM figure_current"
    " WHERE (?1 IS NULL OR indicator = ?1) AND (?2 IS NULL OR period = ?2)" ORDER;

static const char known_sql[] =
    "SELECT " COLUMNS " FROM figure f WHERE knowledge = ?3 AND status <> 'gone'"
    " AND (?1 IS NULL OR indicator = ?1) AND (?2 IS NULL OR period = ?2)"
    " AND number = (SELECT max(number) FROM figure l WHERE l.indicator = f.indicator"
    "  AND l.period = f.period AND l.knowledge = f.knowledge AND l.dim1 = f.dim1"
    "  AND l.dim2 = f.dim2 AND l.code1 = f.code1 AND l.code2 = f.code2)" ORDER;

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

static KmFigure read_figure(KmArena *arena, sqlite3_stmt *stmt)
{
    KmFigure f = {
        .indicator = km_sql_text(arena, stmt, 0),
        .period = km_sql_text(arena, stmt, 1),
        .block = {.dim = {km_sql_text(arena, stmt, 2), km_sql_text(arena, stmt, 4)},
                  .code = {km_sql_text(arena, stmt, 3), km_sql_text(arena, stmt, 5)}},
        .reference = sqlite3_column_int(stmt, 6),
        .knowledge = sqlite3_column_int(stmt, 7),
        .status = status_of((const char *)sqlite3_column_text(stmt, 8)),
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
    return f;
}

bool km_figures_read(KmStore *store, KmArena *arena, const KmFigureFilter *filter,
                     KmFigure **ret_figures, size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    bool is_current = filter->knowledge == KM_DATE_OPEN;
    if (!km_sql_prepare(store->db, is_current ? current_sql : known_sql, "reading figures", &stmt,
                        err)) {
        return false;
    }
    if (filter->indicator != NULL) {
        km_sql_bind_text(stmt, 1, filter->indicator);
    }
    if (filter->period != NULL) {
        km_sql_bind_text(stmt, 2, filter->period);
    }
    if (!is_current) {
        (void)sqlite3_bind_int(stmt, 3, filter->knowledge);
    }
    KmFigure *figures = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int got = km_sql_step(stmt, "reading figures", err);
    while (got == 1) {
        KM_GROW(arena, figures, count, capacity);
        figures[count++] = read_figure(arena, stmt);
        got = km_sql_step(stmt, "reading figures", err);
    }
    (void)sqlite3_finalize(stmt);
    if (got == 0) {
        *ret_figures = figures;
        *ret_count = count;
    }
    return got == 0;
}
