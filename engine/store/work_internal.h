/* Private to the store: what the files of the work connection share. */
#ifndef ENGINE_STORE_WORK_INTERNAL_H
#define ENGINE_STORE_WORK_INTERNAL_H

#include "engine/store/feed.h"
#include "engine/store/work.h"

#include <time.h>

/* SQLite's number of the temp database on every connection; adopted images follow it. */
enum { KM_WORK_TEMP_NUMBER = 1 };
#define KM_WORK_IMAGE_NAME "image%zu"

typedef struct {
    const char *name;
    const char *database; /* "temp", or the image's name on this connection */
    bool is_view;
    bool is_read; /* by the statement being prepared */
} KmWorkTable;

/* Where a table of ours, or an index on it, begins. */
typedef struct {
    int database; /* SQLite's number of it on this connection */
    int64_t page;
    size_t table; /* place in `tables` */
} KmWorkRoot;

struct KmWork {
    sqlite3 *db;
    KmArena *arena; /* lives as long as the connection */
    KmFeed feed;
    KmWorkTable *tables;
    size_t n_tables;
    size_t capacity;
    const char **modules; /* virtual tables that exist by themselves */
    size_t n_modules;
    const char **strangers; /* tables and views on this connection that we did not make; expected:
                               none */
    size_t n_strangers;
    KmWorkRoot *roots;
    size_t n_roots;
    bool is_noted;          /* roots and strangers are of the tables as they are now */
    KmArena *notes;         /* of the roots and strangers */
    size_t n_images;        /* adopted */
    KmArenaMark guard_mark; /* what a guarded select made in `arena` goes away with it */
    struct timespec until;  /* of the running guarded select */
    bool is_late;
};

extern const char km_work_own_database[]; /* where km_work_table makes tables */

/* dag, maanden_na, verjaardag, leeftijd. */
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

#endif
