/* What a backup holds besides the store, the same on the way there and back. */
#ifndef CLI_BACKUP_FILES_H
#define CLI_BACKUP_FILES_H

#include "cli/cli.h"

/* Copies settings, normen.csv, own contracts and indicators, notes and locked evaluations from one
 * directory to another that exists. It does not wait for the disk (km_directory_commit does). */
bool km_backup_copy_rest(KmCli *cli, const char *from, const char *to, KmError *err) KM_MUST_USE;
/* The path without links; NULL when it cannot be followed. */
const char *km_real_path(KmArena *arena, const char *path);
/* Whether `path`, which need not exist, lies in a directory given by its real path. */
bool km_lies_in(KmArena *arena, const char *path, const char *directory);

#endif
