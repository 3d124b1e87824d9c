/* Files: read whole with a cap, write whole or not at all. Every output goes to a temporary name in
 * the same directory (O_EXCL, O_NOFOLLOW, 0600 or 0644), is flushed, synced and closed with each
 * step checked, and renamed. A directory of outputs is built under a temporary name and renamed
 * into place by km_directory_commit. */
#ifndef ENGINE_BASE_FILE_H
#define ENGINE_BASE_FILE_H

#include "engine/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct {
    char *bytes; /* a NUL follows the last byte */
    size_t length;
} KmBytes;

bool km_file_read(KmArena *arena, const char *path, size_t cap, KmBytes *ret_bytes,
                  KmError *err) KM_MUST_USE;
/* Mode as in open(2), e.g. 0600. Replaces an existing regular file; refuses a symlink. */
bool km_file_write(const char *path, const char *bytes, size_t length, mode_t mode,
                   KmError *err) KM_MUST_USE;

/* The same without waiting for the disk: for files that can be made again, and for the files of a
 * directory that km_directory_commit makes lasting as a whole. */
bool km_file_write_unsynced(const char *path, const char *bytes, size_t length, mode_t mode,
                            KmError *err) KM_MUST_USE;

/* Into what is open, however many calls that takes; when false, errno says why. */
bool km_write_all(int fd, const char *bytes, size_t length) KM_MUST_USE;

bool km_file_exists(const char *path);
bool km_is_directory(const char *path);
/* A symbolic link that leads to a directory, to itself or nowhere. */
bool km_is_stray_link(const char *path);
/* Also parents; existing ones are fine. */
bool km_directory_make(const char *path, mode_t mode, KmError *err) KM_MUST_USE;
/* Plain names in byte order, without "." and ".."; hidden ones left out. */
bool km_directory_list(KmArena *arena, const char *path, char ***ret_names, size_t *ret_count,
                       KmError *err) KM_MUST_USE;
/* Starts a directory that will become `target`: makes and returns a temporary sibling. A target
 * that exists must be empty or hold the file `mark`, which every such output holds: nothing else is
 * ever replaced. */
bool km_directory_begin(KmArena *arena, const char *target, const char *mark, char **ret_temporary,
                        KmError *err) KM_MUST_USE;
/* Renames it into place; an existing target is moved away first and removed last. */
bool km_directory_commit(const char *temporary, const char *target, KmError *err) KM_MUST_USE;
/* Removes a directory tree made by km_directory_begin (after a failure). Symlinks are not followed.
 */
void km_directory_remove(const char *path);

char *km_path_join(KmArena *arena, const char *directory, const char *name) KM_MUST_USE;
/* From the root: a path is behind the current directory unless it begins with '/'. Links and `..`
 * stay. */
char *km_path_absolute(KmArena *arena, const char *path) KM_MUST_USE;
/* The part after the last '/'. */
const char *km_path_base(const char *path);

#endif
