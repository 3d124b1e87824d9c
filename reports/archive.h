/* A zip file of texts and bytes that are in memory already: the same entries and day give the same
 * bytes, whatever the clock, the umask or the order of the file system. Alone in knowing libzip. */
#ifndef REPORTS_ARCHIVE_H
#define REPORTS_ARCHIVE_H

#include "engine/base/arena.h"
#include "engine/base/date.h"

#include <stddef.h>

typedef struct {
    const char *path; /* "kaart.html", "grafieken/….svg" */
    const char *bytes;
    size_t length;
} KmArchiveEntry;

/* Written whole or not at all; `day` (1980–2107) is the date of every entry. */
bool km_archive_write(KmArena *arena, const char *path, const KmArchiveEntry *entries,
                      size_t n_entries, KmDate day, KmError *err) KM_MUST_USE;

#endif
