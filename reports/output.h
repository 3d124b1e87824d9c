/* A directory of outputs in the making: every file that goes in is remembered with its size and
 * hash, for the manifest. */
#ifndef REPORTS_OUTPUT_H
#define REPORTS_OUTPUT_H

#include "engine/base/text.h"

typedef struct {
    const char *path; /* below the directory */
    size_t bytes;
    const char *hash; /* BLAKE2b-256, hex */
} KmOutputFile;

typedef struct {
    KmArena *arena;
    const char *directory;
    KmOutputFile *files;
    size_t n_files;
    size_t capacity;
} KmOutput;

KmOutput km_output_init(KmArena *arena, const char *directory);
/* Writes one file; a folder in `path` must be there already. */
bool km_output_add(KmOutput *output, const char *path, const KmText *content,
                   KmError *err) KM_MUST_USE;
/* Remembers a file that a library wrote at km_output_path. */
bool km_output_adopt(KmOutput *output, const char *path, KmError *err) KM_MUST_USE;
/* The files so far as items of a JSON array, for a manifest. */
void km_output_list(const KmOutput *output, KmText *out);
const char *km_output_path(const KmOutput *output, const char *path);
bool km_output_folder(const KmOutput *output, const char *name, KmError *err) KM_MUST_USE;

/* Lower-case hex of the BLAKE2b-256 hash. */
char *km_hash_blake2b(KmArena *arena, const char *bytes, size_t length) KM_MUST_USE;
/* Lower-case hex of the SHA-256 hash, which Frictionless tools know. */
char *km_hash_sha256(KmArena *arena, const char *bytes, size_t length) KM_MUST_USE;

#endif
