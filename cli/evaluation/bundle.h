/* Directories that a lock keeps: the rendered evaluation, and what it was made with. Each holds a
 * manifest.json with the hash of every other file; the lock keeps the hash of that manifest, so one
 * flipped byte anywhere is noticed. */
#ifndef CLI_EVALUATION_BUNDLE_H
#define CLI_EVALUATION_BUNDLE_H

#include "cli/evaluation/notes.h"
#include "engine/base/error.h"

/* Hex of the BLAKE2b-256 of the directory's manifest.json. */
bool km_bundle_hash(KmArena *arena, const char *directory, const char **ret_hash,
                    KmError *err) KM_MUST_USE;
/* Every file is as the manifest says, no file is missing or added, and the manifest has this hash.
 * Refuses (KM_ERROR_STORE) with the first that does not fit. */
bool km_bundle_check(KmArena *arena, const char *directory, const char *hash,
                     KmError *err) KM_MUST_USE;
/* Files 0400, directories 0500; undone by km_bundle_open_up, which makes them removable again. */
void km_bundle_protect(KmArena *arena, const char *directory);
void km_bundle_open_up(KmArena *arena, const char *directory);

/* What an evaluation is made with, copied to `target` (whole or not at all): `basis/` with the
 * indicators, code lists and contracts of `datadir`, `werkruimte/` with those of the workspace that
 * replace them, normen.csv, and the texts of the quarter and the one before as
 * toelichting/<quarter>. */
typedef struct {
    const char *datadir;
    const char *workspace;
    KmNotesFolder notes[KM_NOTES_FOLDERS];
} KmSourceRequest;
bool km_source_write(KmArena *arena, const KmSourceRequest *request, const char *target,
                     KmError *err) KM_MUST_USE;

#endif
