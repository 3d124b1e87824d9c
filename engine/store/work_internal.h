/* Private to the store: what the files of the work connection share. */
#ifndef ENGINE_STORE_WORK_INTERNAL_H
#define ENGINE_STORE_WORK_INTERNAL_H

#include "engine/store/feed.h"
#include "engine/store/work.h"

#include <time.h>

typedef struct {
    const char *name;
    bool is_view;
    bool is_read; /* by the statement being prepared */
} KmWorkTable;

struct KmWork {
    sqlite3 *db;
    KmArena *arena; /* lives as long as the connection */
    KmFeed feed;
    KmWorkTable *tables;
    size_t n_tables;
    size_t capacity;
    struct timespec until; /* of the running guarded select */
    bool is_late;
    sqlite3_int64 heap_before;
};

/* dag, maanden_na, verjaardag, leeftijd. */
bool km_work_add_functions(sqlite3 *db, KmError *err) KM_MUST_USE;

/* The table or view made by us under this name, or NULL. */
KmWorkTable *km_work_find(const KmWork *work, const char *name);

/* Refuses words that no body may use (`src_…`, `main.`, `temp.`, `sqlite_…`) outside texts and
 * comments. */
bool km_guard_check_text(const KmGuardedSelect *select, KmError *err) KM_MUST_USE;
/* From here on only what a body may do is possible on this connection; `_end` gives it back to us.
 */
bool km_guard_begin(KmWork *work, double seconds, KmError *err) KM_MUST_USE;
void km_guard_end(KmWork *work);

#endif
