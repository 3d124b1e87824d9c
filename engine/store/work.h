/* Work: a second connection on which the SQL of registers and indicators runs. Its tables are
 * columns in memory (columns.h) filled by us, shown as TEMP tables; a guarded select can read
 * nothing else. Its main database is an empty one in memory: the store is out of reach, so there is
 * nothing to steal, no lock on the store is held, and a child process would have nothing more to
 * protect.
 *
 * Columns can be shown on any number of connections at once, each on a thread of its own. One
 * connection is for one thread.
 *
 * The guard judges real tables, never view or CTE names: READ only where the table is one of ours
 * and the database argument is "temp", SELECT, RECURSIVE and an
 * allow-list of functions (aggregates and window functions included; group_concat not, its order is
 * undefined); no clock, no random, no pragma, one statement, limits on length, columns, depth and
 * VDBE steps, a progress handler with a limit of processor time, 512 MiB of memory above what is in
 * use. The compiled program may open tables of ours alone. Bodies that name `src_`, `main.`,
 * `temp.` or `sqlite_` are refused before that. A column or alias called main or temp is therefore
 * not possible before a dot.
 *
 * Functions for bodies (day numbers are days since 1970-01-01):
 *   dag('2026-10-01')            a day number
 *   maanden_na(dag, n)           km_date_plus_months
 *   verjaardag(geboren, maanden) km_birthday: the day an age in months is reached
 *   leeftijd(geboren, dag)       completed years
 *   kwartaal(dag)                the first day of its quarter
 *   als_id(text)                 the id of a partner as registers keep it: De Kiem is de-kiem
 * NULL in gives NULL; a day outside 1900–2199 or half a month is an error of the definition.
 */
#ifndef ENGINE_STORE_WORK_H
#define ENGINE_STORE_WORK_H

#include "engine/store/columns/columns.h"

typedef struct KmWork KmWork;

bool km_work_open(KmStore *store, KmWork **ret_work, KmError *err) KM_MUST_USE;
/* A work connection without a store: for worked examples and tests. */
bool km_work_open_empty(KmWork **ret_work, KmError *err) KM_MUST_USE;
void km_work_close(KmWork *work);

/* Replaces the table `name` (codes already as words: KM_COLUMN_CODE cells are TEXT here). Cells
 * come in the order of `columns`. */
bool km_work_table(KmWork *work, const char *name, const KmColumn *columns, size_t n_columns,
                   KmRowSource source, KmError *err) KM_MUST_USE;
/* Shows columns under their name. They must outlive the connection; a name that is here already is
 * refused. */
bool km_work_show(KmWork *work, const KmColumns *columns, KmError *err) KM_MUST_USE;
/* Likewise of columns that go with the connection from here on, also on failure. */
bool km_work_keep(KmWork *work, KmColumns *columns, KmError *err) KM_MUST_USE;
/* Made or shown here. */
bool km_work_has_table(const KmWork *work, const char *name);

/* Replaces a TEMP view over tables made with km_work_table; our own SQL only, never a file's. */
bool km_work_view(KmWork *work, const char *name, const char *sql, KmError *err) KM_MUST_USE;

typedef struct {
    const char *sql;
    const char *file; /* for messages: the definition file and the line its SQL starts on */
    int64_t line;
    /* Bound when the statement names them: :peildatum, :van, :tot (tot = first day after). */
    KmDate peildatum, van, tot;
    const char *const *columns; /* wanted column names, in order; missing ones are refused … */
    size_t n_columns;
    size_t n_required;   /* … when among the first n_required, else given as NULL cells */
    bool others_allowed; /* extra columns are ignored; else refused */
    double seconds;      /* of processor time at most; 0 = 10 s */
} KmGuardedSelect;

/* Cells arrive in the order of `columns`; the sink must not use this KmWork. Refusals are
 * KM_ERROR_DEFINITION with file, line and SQLite's message; time or memory used up is
 * KM_ERROR_LIMIT. */
bool km_work_select(KmWork *work, const KmGuardedSelect *select, KmRowSink sink,
                    KmError *err) KM_MUST_USE;
/* Prepares only: for lint. Also returns which tables the statement reads (names joined by
 * ','), after views. */
bool km_work_lint(KmWork *work, KmArena *arena, const KmGuardedSelect *select,
                  const char **ret_tables, KmError *err) KM_MUST_USE;

#endif
