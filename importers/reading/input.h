/* A delivered file, read in blocks in at most two passes: the first looks at it (encoding, dialect,
 * fingerprint), the second imports it. Only a regular file of at most 2 GiB is read; one that
 * changes in between is refused. */
#ifndef IMPORTERS_READING_INPUT_H
#define IMPORTERS_READING_INPUT_H

#include "importers/reading/encoding.h"

enum { KM_INPUT_DIGEST_BYTES = 32 };
#define KM_MOST_FILE_BYTES (INT64_C(2) * 1024 * 1024 * 1024)

typedef struct KmInput KmInput;

/* Checks the first bytes too. */
bool km_input_open(KmArena *arena, const char *path, KmInput **ret_input, KmError *err) KM_MUST_USE;
void km_input_close(KmInput *input); /* NULL is fine */
/* The first 64 KiB at most, without the byte order mark. */
KmSlice km_input_head(const KmInput *input);
int64_t km_input_size(const KmInput *input);
int64_t km_input_done(const KmInput *input); /* bytes handed out in this pass */

/* Bytes from the beginning, without the byte order mark. */
bool km_input_rewind(KmInput *input, KmError *err) KM_MUST_USE;
KmByteSource km_input_source(KmInput *input);
/* Reads what the first pass left, once; then encoding and digest are known. Refuses bytes that are
 * neither UTF-8 nor Windows-1252. */
bool km_input_finish_first(KmInput *input, KmError *err) KM_MUST_USE;
/* After the second pass: refuses a file that changed meanwhile. */
bool km_input_check_unchanged(const KmInput *input, KmError *err) KM_MUST_USE;

const KmEncodingWatch *km_input_encoding(const KmInput *input);
/* BLAKE2b-256 over all bytes. Never stored: a short file could be guessed from it. */
const uint8_t *km_input_digest(const KmInput *input);

#endif
