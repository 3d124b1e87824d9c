/* Small verbs over jansson for our own definition files: strings copied into an arena, faults with
 * the file and the line where the named thing stands. */
#ifndef IMPORTERS_CONTRACT_JSON_READ_H
#define IMPORTERS_CONTRACT_JSON_READ_H

#include "engine/base/file.h"

#include <jansson.h>

typedef struct {
    KmArena *arena;
    const char *file;
    KmBytes text;
    json_t *root;
} KmJson;

enum { KM_MOST_DEFINITION_BYTES = 1024 * 1024 };

/* Refuses duplicate keys and anything but an object at the top. */
bool km_json_open(KmArena *arena, const char *path, KmJson *ret_json, KmError *err) KM_MUST_USE;
void km_json_close(KmJson *json);
/* BLAKE2b-128 of the text in hex. */
const char *km_json_hash(const KmJson *json);

/* Copies; `otherwise` when the key is absent. */
const char *km_json_text(const KmJson *json, const json_t *object, const char *key,
                         const char *otherwise);
/* A definition fault at the line where `near` (a quoted string) first stands. Returns false. */
bool km_json_fault(const KmJson *json, KmError *err, const char *near, const char *format, ...)
    KM_PRINTF(4, 5);
/* Refuses keys outside the list, with the nearest known one. */
bool km_json_only(const KmJson *json, const json_t *object, const char *near,
                  const char *const *known, size_t n_known, KmError *err) KM_MUST_USE;
/* A list of strings; absent gives none. */
bool km_json_strings(const KmJson *json, const json_t *object, const char *key,
                     const char ***ret_strings, size_t *ret_count, KmError *err) KM_MUST_USE;

#endif
