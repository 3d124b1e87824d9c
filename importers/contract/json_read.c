#include "importers/contract/json_read.h"

#include "engine/base/text.h"

#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool km_json_open(KmArena *arena, const char *path, KmJson *ret_json, KmError *err)
{
    KmJson json = {.arena = arena, .file = km_strdup(arena, path)};
    if (!km_file_read(arena, path, KM_MOST_DEFINITION_BYTES, &json.text, err)) {
        return false;
    }
    json_error_t fault;
    json.root = json_loadb(json.text.bytes, json.text.length, JSON_REJECT_DUPLICATES, &fault);
    if (json.root == NULL) {
        return km_error_at(err, KM_ERROR_DEFINITION, path, fault.line, fault.column,
                           "this is not valid JSON: %.200s", fault.text);
    }
    if (!json_is_object(json.root)) {
        json_decref(json.root);
        return km_error_at(err, KM_ERROR_DEFINITION, path, 1, 0,
                           "found a list or value; expected an object { … }");
    }
    *ret_json = json;
    return true;
}

void km_json_close(KmJson *json)
{
    json_decref(json->root);
    json->root = NULL;
}

const char *km_json_hash(const KmJson *json)
{
    uint8_t digest[16];
    char *hex = km_alloc(json->arena, sizeof digest * 2 + 1);
    (void)crypto_generichash(digest, sizeof digest, (const unsigned char *)json->text.bytes,
                             json->text.length, NULL, 0);
    (void)sodium_bin2hex(hex, sizeof digest * 2 + 1, digest, sizeof digest);
    return hex;
}

const char *km_json_text(const KmJson *json, const json_t *object, const char *key,
                         const char *otherwise)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value == NULL ? otherwise : km_strdup(json->arena, value);
}

static int64_t line_of(const KmJson *json, const char *near)
{
    int64_t line = 1;
    char quoted[200];
    (void)snprintf(quoted, sizeof quoted, "\"%s\"", near);
    const char *place = strstr(json->text.bytes, quoted);
    if (near[0] == '\0' || place == NULL) {
        return 0;
    }
    for (const char *p = json->text.bytes; p < place; p++) {
        line += *p == '\n' ? 1 : 0;
    }
    return line;
}

bool km_json_fault(const KmJson *json, KmError *err, const char *near, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = km_vformat(json->arena, format, args);
    va_end(args);
    return km_error_at(err, KM_ERROR_DEFINITION, json->file, line_of(json, near), 0, "%s", message);
}

bool km_json_only(const KmJson *json, const json_t *object, const char *near,
                  const char *const *known, size_t n_known, KmError *err)
{
    for (void *at = json_object_iter((json_t *)(uintptr_t)object); at != NULL;
         at = json_object_iter_next((json_t *)(uintptr_t)object, at)) {
        const char *key = json_object_iter_key(at);
        bool found = false;
        for (size_t i = 0; i < n_known && !found; i++) {
            found = km_text_equal(key, known[i]);
        }
        if (!found) {
            const char *nearest = km_text_nearest(key, known, n_known);
            return km_json_fault(json, err, nearest == NULL ? near : key,
                                 "unknown property '%.60s'%s%s%s", key,
                                 nearest == NULL ? "" : "; did you mean '",
                                 nearest == NULL ? "" : nearest, nearest == NULL ? "" : "'?");
        }
    }
    return true;
}

bool km_json_strings(const KmJson *json, const json_t *object, const char *key,
                     const char ***ret_strings, size_t *ret_count, KmError *err)
{
    const json_t *list = json_object_get(object, key);
    size_t n = json_array_size(list);
    const char **strings = KM_NEW_ARRAY(json->arena, const char *, n);
    if (list != NULL && !json_is_array(list)) {
        return km_json_fault(json, err, key, "'%s' must be a list of texts", key);
    }
    for (size_t i = 0; i < n; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (text == NULL) {
            return km_json_fault(json, err, key, "'%s' must hold texts only", key);
        }
        strings[i] = km_strdup(json->arena, text);
    }
    *ret_strings = strings;
    *ret_count = n;
    return true;
}
