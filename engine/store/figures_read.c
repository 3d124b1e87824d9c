#include "engine/store/figure_row.h"
#include "engine/store/internal.h"

#include <string.h>

/* Newest knowledge first, and of that the newest row of each block first; the rest is skipped. */
static const char read_sql[] =
    "SELECT " KM_FIGURE_COLUMNS " FROM figure WHERE (?1 IS NULL OR indicator = ?1)"
    " AND (?2 IS NULL OR period = ?2) AND (?3 IS NULL OR knowledge = ?3)"
    " AND (?4 = 0 OR number <= ?4)"
    " ORDER BY indicator, period_from, period_to, knowledge DESC, dim1, dim2, code1, code2,"
    " number DESC";

static bool is_superseded(const KmFigure *newest, const KmFigure *figure)
{
    return newest != NULL && strcmp(newest->indicator, figure->indicator) == 0 &&
           strcmp(newest->period, figure->period) == 0 &&
           (newest->knowledge != figure->knowledge ||
            km_figure_by_block(&newest->block, &figure->block) == 0);
}

static bool read_rows(KmArena *arena, sqlite3_stmt *stmt, KmFigure **ret_figures, size_t *ret_count,
                      KmError *err)
{
    KmFigure *figures = NULL;
    size_t count = 0;
    size_t capacity = 0;
    KmFigure newest;
    bool has_newest = false;
    int got = km_sql_step(stmt, "reading figures", err);
    while (got == 1) {
        KmFigureRow row = km_figure_row_read(arena, stmt);
        if (!is_superseded(has_newest ? &newest : NULL, &row.figure)) {
            newest = row.figure;
            has_newest = true;
            if (!row.is_gone) {
                KM_GROW(arena, figures, count, capacity);
                figures[count++] = row.figure;
            }
        }
        got = km_sql_step(stmt, "reading figures", err);
    }
    *ret_figures = figures;
    *ret_count = count;
    return got == 0;
}

bool km_figures_read(KmStore *store, KmArena *arena, const KmFigureFilter *filter,
                     KmFigure **ret_figures, size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, read_sql, "reading figures", &stmt, err)) {
        return false;
    }
    if (filter->indicator != NULL) {
        km_sql_bind_text(stmt, 1, filter->indicator);
    }
    if (filter->period != NULL) {
        km_sql_bind_text(stmt, 2, filter->period);
    }
    if (filter->knowledge != KM_DATE_OPEN) {
        (void)sqlite3_bind_int(stmt, 3, filter->knowledge);
    }
    (void)sqlite3_bind_int64(stmt, 4, filter->until);
    bool ok = read_rows(arena, stmt, ret_figures, ret_count, err);
    (void)sqlite3_finalize(stmt);
    return ok;
}

/* SQLite gives the bare columns of the row that holds the minimum. */
static const char first_sql[] =
    "SELECT " KM_FIGURE_COLUMNS ", min(number) FROM figure WHERE dim1 = '' AND dim2 = ''"
    " AND status = 'defined' AND (?1 = 0 OR number <= ?1)"
    " GROUP BY indicator, period ORDER BY indicator, period_from, period_to";

bool km_figures_first(KmStore *store, KmArena *arena, int64_t until, KmFigure **ret_figures,
                      size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db, first_sql, "reading what was told first", &stmt, err)) {
        return false;
    }
    (void)sqlite3_bind_int64(stmt, 1, until);
    bool ok = read_rows(arena, stmt, ret_figures, ret_count, err);
    (void)sqlite3_finalize(stmt);
    return ok;
}

bool km_figures_latest_knowledge(KmStore *store, KmDate *ret_day, KmError *err)
{
    int64_t day = 0;
    bool ok =
        km_sql_integer(store->db, "SELECT max(knowledge) FROM figure", KM_DATE_EVER, &day, err);
    *ret_day = (KmDate)day;
    return ok;
}
