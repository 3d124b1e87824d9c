#include "engine/store/backup.h"

#include "engine/base/file.h"
#include "engine/store/internal.h"
#include "engine/store/place.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* SQLite itself waits ten seconds for a lock (store.c), each time. */
enum { STEP_PAGES = 2048, WAIT_MS = 100, MOST_WAITS = 6 };

static bool report(const KmProgress *progress, sqlite3_backup *backup, KmError *err)
{
    int64_t of = sqlite3_backup_pagecount(backup);
    return progress == NULL || progress->step == NULL ||
           progress->step(progress->self, "backup", of - sqlite3_backup_remaining(backup), of) ||
           km_error_set(err, KM_ERROR_INTERRUPTED, "stopped; no backup was made");
}

/* What failed is told by the target: a full disk, for one. */
static bool failed(sqlite3 *target, int rc, KmError *err)
{
    if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
        (void)km_error_set(err, KM_ERROR_STORE,
                           "another command keeps the store locked; no backup was made");
        return km_error_hint(err, "make the backup when that command is done");
    }
    return km_sql_failed(target, "writing the backup", err);
}

static bool copy(sqlite3 *from, sqlite3 *to, const KmProgress *progress, KmError *err)
{
    int waits = 0;
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL) {
        return km_sql_failed(to, "writing the backup", err);
    }
    int rc = SQLITE_OK;
    bool goes_on = true;
    while (goes_on && rc != SQLITE_DONE) {
        rc = sqlite3_backup_step(backup, STEP_PAGES);
        bool is_locked = rc == SQLITE_BUSY || rc == SQLITE_LOCKED;
        if (is_locked && waits < MOST_WAITS) {
            waits++;
            (void)sqlite3_sleep(WAIT_MS);
        }
        goes_on = rc == SQLITE_OK || rc == SQLITE_DONE || (is_locked && waits < MOST_WAITS);
        if (goes_on && !report(progress, backup, err)) {
            (void)sqlite3_backup_finish(backup);
            return false;
        }
    }
    int end = sqlite3_backup_finish(backup);
    return (goes_on && end == SQLITE_OK) || failed(to, goes_on ? end : rc, err);
}

/* SQLite wrote and synced it; its place in the directory is to last as well. */
static bool sync_place(const char *path, KmError *err)
{
    const char *slash = strrchr(path, '/');
    KmArena *arena = km_arena_open();
    const char *directory = slash == NULL ? "." : km_strndup(arena, path, (size_t)(slash - path));
    int fd = open(directory[0] == '\0' ? "/" : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (!ok) {
        (void)km_error_at(err, KM_ERROR_SYSTEM, path, 0, 0, "cannot sync the directory: %s",
                          strerror(errno));
    }
    if (fd >= 0) {
        (void)close(fd);
    }
    km_arena_close(arena);
    return ok;
}

static bool write_copy(KmStore *store, const char *path, const KmProgress *progress, KmError *err)
{
    sqlite3 *to = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    bool ok = sqlite3_open_v2(path, &to, flags, NULL) == SQLITE_OK ||
              km_sql_failed(to, "writing the backup", err);
    ok = ok && km_connection_harden(to, true, err) && copy(store->db, to, progress, err);
    (void)sqlite3_close_v2(to);
    return ok;
}

/* `advice` stands in for that of the store itself, which would be to put back a backup. */
static bool check_copy(const char *path, const char *advice, KmError *err)
{
    KmStore *copied = NULL;
    bool ok = km_store_open(path, &copied, err) && km_store_check(copied, err);
    km_store_close(copied);
    if (!ok && advice != NULL && strstr(err->hint, KM_STORE_ADVICE) != NULL) {
        (void)km_error_hint(err, "%s", advice);
    }
    return ok || km_error_context(err, "while reading the copy once more");
}

bool km_store_backup(KmStore *store, const char *path, const KmProgress *progress, KmError *err)
{
    char *place = NULL;
    KmArenaMark mark = km_arena_mark(store->arena);
    bool ok = km_place_resolve(store->arena, path, &place, err) && km_place_make(place, err);
    if (ok) {
        ok = write_copy(store, place, progress, err) && check_copy(place, NULL, err) &&
             sync_place(place, err);
        if (!ok) {
            (void)unlink(km_format(store->arena, "%s-journal", place));
            (void)unlink(place);
        }
    }
    km_arena_reset(store->arena, mark);
    return ok;
}

static bool cannot(const char *what, const char *path, KmError *err)
{
    return km_error_at(err, KM_ERROR_SYSTEM, path, 0, 0, "cannot %s: %s", what, strerror(errno));
}

static bool copy_bytes(int from, int to, const char *backup, const char *path,
                       const KmProgress *progress, KmError *err)
{
    char buffer[1 << 16];
    struct stat st;
    int64_t done = 0;
    if (fstat(from, &st) != 0 || !S_ISREG(st.st_mode)) {
        return km_error_at(err, KM_ERROR_STORE, backup, 0, 0, "this is not an ordinary file");
    }
    for (;;) {
        ssize_t n = read(from, buffer, sizeof buffer);
        if (n == 0) {
            return fsync(to) == 0 || cannot("write the copy", path, err);
        }
        if (n < 0 && errno != EINTR) {
            return cannot("read the backup", backup, err);
        }
        if (n > 0 && !km_write_all(to, buffer, (size_t)n)) {
            return cannot("write the copy", path, err);
        }
        done += n > 0 ? n : 0;
        if (progress != NULL && progress->step != NULL &&
            !progress->step(progress->self, "restore", done, st.st_size)) {
            return km_error_set(err, KM_ERROR_INTERRUPTED, "stopped; nothing was put back");
        }
    }
}

static bool copy_file(const char *backup, const char *path, const KmProgress *progress,
                      KmError *err)
{
    int from = open(backup, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int to = from < 0 ? -1 : open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    bool ok = from < 0 ? cannot("read the backup", backup, err)
              : to < 0 ? cannot("write the copy", path, err)
                       : copy_bytes(from, to, backup, path, progress, err);
    if (from >= 0) {
        (void)close(from);
    }
    return (to < 0 || close(to) == 0 || !ok || cannot("write the copy", path, err)) && ok;
}

/* A change that was not finished is undone by whoever opens the store, with what lies beside it. */
static bool is_at_rest(KmArena *arena, const char *backup, KmError *err)
{
    struct stat st;
    if (stat(km_format(arena, "%s-journal", backup), &st) != 0 || st.st_size == 0) {
        return true;
    }
    (void)km_error_at(err, KM_ERROR_STORE, backup, 0, 0,
                      "a change of the backup is under way, or was broken off");
    return km_error_hint(err, "open it once, which undoes what was broken off: kansmeter -C "
                              "BACKUP doctor");
}

bool km_store_put_back(const char *backup, const char *path, const KmProgress *progress,
                       KmError *err)
{
    char *place = NULL;
    KmArena *arena = km_arena_open();
    bool ok = is_at_rest(arena, backup, err) && km_place_resolve(arena, path, &place, err) &&
              km_place_make(place, err);
    if (ok) {
        ok = copy_file(backup, place, progress, err) &&
             check_copy(place, "this backup cannot be used; put back an earlier one", err) &&
             sync_place(place, err);
        if (!ok) {
            (void)unlink(km_format(arena, "%s-journal", place));
            (void)unlink(place);
        }
    }
    km_arena_close(arena);
    return ok;
}
