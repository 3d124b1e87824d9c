/* A copy of the store as it was at one moment, made while other commands may read and write it.
 * Nobody waits for it: when the store changes meanwhile, the copying begins again. */
#ifndef ENGINE_STORE_BACKUP_H
#define ENGINE_STORE_BACKUP_H

#include "engine/figures/progress.h"
#include "engine/store/store.h"

/* Makes `path`, which must not exist (KM_ERROR_STORE), and reads the whole copy once to see that it
 * is sound (km_store_check). On failure no copy is left. It waits a minute at most for a command
 * that keeps the store locked. `progress` may be NULL. */
bool km_store_backup(KmStore *store, const char *path, const KmProgress *progress,
                     KmError *err) KM_MUST_USE;
/* The way back: copies the store file `backup`, which may lie on a disk that cannot be written or
 * knows no owners, to `path`, which must not exist, and checks the copy as above. On failure no
 * copy is left. */
bool km_store_put_back(const char *backup, const char *path, const KmProgress *progress,
                       KmError *err) KM_MUST_USE;

#endif
