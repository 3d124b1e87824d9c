/* Private to the store: where the store's file lies and whether it may be trusted. */
#ifndef ENGINE_STORE_PLACE_H
#define ENGINE_STORE_PLACE_H

#include "engine/base/arena.h"

/* The absolute path of a store: the directory resolved, the file name kept, so that the file itself
 * may be refused when it is a symlink and SQLite never takes the name for a URI. */
bool km_place_resolve(KmArena *arena, const char *path, char **ret_path, KmError *err) KM_MUST_USE;
/* Makes the empty file, 0600 whatever the umask; refuses an existing one. SQLite gives its journal
 * the same mode. */
bool km_place_make(const char *path, KmError *err) KM_MUST_USE;
/* Refuses what is absent, a symlink, not an ordinary file, someone else's, or open to others. */
bool km_place_check(const char *path, KmError *err) KM_MUST_USE;

#endif
