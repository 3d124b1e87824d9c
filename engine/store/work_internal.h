/* Private to the store: what the files of the work connection share. */
#ifndef ENGINE_STORE_WORK_INTERNAL_H
#define ENGINE_STORE_WORK_INTERNAL_H

#include "engine/store/work.h"

#include <sqlite3.h>
#include <time.h>

typedef struct {
    const char *name;
    const KmColumns *columns; /* NULL: a view */
    KmColumns *own;           /* the columns, when they go with this connection */
    sqlite3_vtab *vtab;       /* as SQLite has it; NULL: not connected */
    bool is_view;
    bool is_read; /* by the statement being prepared */
} KmWorkTable;

struct KmWork {
    sqlite3 *db;
    KmArena *arena; /* lives as long as the connection */
    KmWorkTable *tables;
    size_t n_tables;
    size_t capacity;
    const char **modules; /* virtual tables that exist by themselves */
    size_t n_modules;
    const char **strangers; /* tables and views on this connection that we did not make; expected:
                               none */
    size_t n_strangers;
    bool is_noted;  /* strangers are of the tables as they are now */
    KmArena *notes; /* of the strangers */
    bool is_query_only;
    sqlite3_stmt *kept;     /* the last guarded select, checked: the next may be the same of another
                               day; NULL: none */
    KmArenaMark guard_mark; /* what a guarded select made in `arena` goes away with it */
    struct timespec until;  /* of the running guarded select, on its thread's own clock … */
    struct timespec until_on_wall; /* … and the moment before which that cannot have come */
    bool is_late;
};

/* dag, maanden_na, verjaardag, leeftijd, kwartaal, als_id. */
bool km_work_add_functions(sqlite3 *db, KmError *err) KM_MUST_USE;

/* The table or view made by us under this name, or NULL. */
KmWorkTable *km_work_find(const KmWork *work, const char *name);

/* Refuses words that no body may use (`src_…`, `main.`, `temp.`, `sqlite_…`) outside texts and
 * comments. */
bool km_guard_check_text(const KmGuardedSelect *select, KmError *err) KM_MUST_USE;
/* Refuses a body whose compiled program opens anything but tables of ours, and notes which it
 * opens: SQLite asks the authorizer nothing about the right-hand table of JOIN … USING. The guard
 * must be on. */
bool km_guard_check_program(KmWork *work, const KmGuardedSelect *select, KmError *err) KM_MUST_USE;
/* From here on only what a body may do is possible on this connection; `_end` gives it back to us.
 */
bool km_guard_begin(KmWork *work, double seconds, KmError *err) KM_MUST_USE;
void km_guard_end(KmWork *work);
/* Before a table is made: lets the connection write again and forgets the select that was kept. */
bool km_guard_lift(KmWork *work, KmError *err) KM_MUST_USE;

#endif
