#include "cli/evaluation/bundle.h"

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "reports/output.h"

#include <jansson.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_CAP = 1 << 30, MANIFEST_CAP = 16 << 20, DEEPEST = 6 };

static const char manifest_name[] = "manifest.json";

static bool changed(KmError *err, const char *directory, const char *path, const char *what)
{
    (void)km_error_at(err, KM_ERROR_STORE, directory, 0, 0,
                      "what the lock keeps was changed: %s %s", path, what);
    return km_error_hint(err, "put this directory back from the last backup");
}

static bool read_manifest(KmArena *arena, const char *directory, KmBytes *ret_bytes, KmError *err)
{
    const char *path = km_path_join(arena, directory, manifest_name);
    if (!km_file_exists(path)) {
        return changed(err, directory, manifest_name, "is gone");
    }
    return km_file_read(arena, path, MANIFEST_CAP, ret_bytes, err);
}

bool km_bundle_hash(KmArena *arena, const char *directory, const char **ret_hash, KmError *err)
{
    KmBytes bytes;
    if (!read_manifest(arena, directory, &bytes, err)) {
        return false;
    }
    *ret_hash = km_hash_blake2b(arena, bytes.bytes, bytes.length);
    return true;
}

static bool check_file(KmArena *arena, const char *directory, const char *path, const char *hash,
                       KmError *err)
{
    KmBytes bytes;
    const char *whole = km_path_join(arena, directory, path);
    if (!km_file_exists(whole)) {
        return changed(err, directory, path, "is gone");
    }
    if (!km_file_read(arena, whole, FILE_CAP, &bytes, err)) {
        return false;
    }
    return strcmp(km_hash_blake2b(arena, bytes.bytes, bytes.length), hash) == 0 ||
           changed(err, directory, path, "is not what was locked");
}

static bool is_listed(const json_t *files, const char *path)
{
    for (size_t i = 0; i < json_array_size(files); i++) {
        const char *listed = json_string_value(json_object_get(json_array_get(files, i), "path"));
        if (listed != NULL && strcmp(listed, path) == 0) {
            return true;
        }
    }
    return strcmp(path, manifest_name) == 0;
}

/* Files below `folder` ("" for the top) that the manifest does not name. */
static bool check_none_added(KmArena *arena, const char *directory, const char *folder, int depth,
                             const json_t *files, KmError *err)
{
    char **names;
    size_t n;
    if (!km_directory_list(arena, km_path_join(arena, directory, folder), &names, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const char *path = folder[0] == '\0' ? names[i] : km_path_join(arena, folder, names[i]);
        bool is_folder = km_is_directory(km_path_join(arena, directory, path));
        if (is_folder && depth < DEEPEST) {
            if (!check_none_added(arena, directory, path, depth + 1, files, err)) {
                return false;
            }
        } else if (!is_listed(files, path)) {
            return changed(err, directory, path, "was added");
        }
    }
    return true;
}

static bool check_files(KmArena *arena, const char *directory, const json_t *files, KmError *err)
{
    for (size_t i = 0; i < json_array_size(files); i++) {
        const json_t *file = json_array_get(files, i);
        const char *path = json_string_value(json_object_get(file, "path"));
        const char *hash = json_string_value(json_object_get(file, "hash"));
        if (path == NULL || hash == NULL) {
            return changed(err, directory, manifest_name, "is not a manifest");
        }
        KmArenaMark mark = km_arena_mark(arena);
        bool ok = check_file(arena, directory, path, hash, err);
        km_arena_reset(arena, mark);
        if (!ok) {
            return false;
        }
    }
    return check_none_added(arena, directory, "", 0, files, err);
}

bool km_bundle_check(KmArena *arena, const char *directory, const char *hash, KmError *err)
{
    KmBytes bytes;
    if (!km_is_directory(directory)) {
        return changed(err, directory, "the directory", "is gone");
    }
    if (!read_manifest(arena, directory, &bytes, err)) {
        return false;
    }
    if (strcmp(km_hash_blake2b(arena, bytes.bytes, bytes.length), hash) != 0) {
        return changed(err, directory, manifest_name, "is not what was locked");
    }
    json_t *root = json_loadb(bytes.bytes, bytes.length, 0, NULL);
    bool ok = check_files(arena, directory, json_object_get(root, "files"), err);
    json_decref(root);
    return ok;
}

static void set_modes(KmArena *arena, const char *path, mode_t file, mode_t directory)
{
    char **names;
    size_t n;
    KmError unreadable = {0};
    if (!km_is_directory(path)) {
        (void)chmod(path, file);
        return;
    }
    (void)chmod(path, 0700);
    if (km_directory_list(arena, path, &names, &n, &unreadable)) {
        for (size_t i = 0; i < n; i++) {
            set_modes(arena, km_path_join(arena, path, names[i]), file, directory);
        }
    }
    (void)chmod(path, directory);
}

void km_bundle_protect(KmArena *arena, const char *directory)
{
    set_modes(arena, directory, 0400, 0500);
}

void km_bundle_open_up(KmArena *arena, const char *directory)
{
    set_modes(arena, directory, 0600, 0700);
}

/* ---- what an evaluation is made with ---- */

typedef struct {
    KmArena *arena;
    KmOutput output;
} Copy;

static bool copy_tree(Copy *copy, const char *from, const char *to, int depth, KmError *err)
{
    char **names;
    size_t n;
    if (!km_directory_list(copy->arena, from, &names, &n, err) ||
        !km_output_folder(&copy->output, to, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const char *source = km_path_join(copy->arena, from, names[i]);
        const char *target = km_path_join(copy->arena, to, names[i]);
        if (km_is_directory(source)) {
            if (depth > 0 && !copy_tree(copy, source, target, depth - 1, err)) {
                return false;
            }
            continue;
        }
        KmBytes bytes;
        KmText text = km_text_init(copy->arena);
        if (!km_file_read(copy->arena, source, MANIFEST_CAP, &bytes, err)) {
            return false;
        }
        km_text_add_n(&text, bytes.bytes, bytes.length);
        if (!km_output_add(&copy->output, target, &text, err)) {
            return false;
        }
    }
    return true;
}

/* Contracts too: what nobody delivered has its columns from there. */
static bool copy_data(Copy *copy, const char *from, const char *to, KmError *err)
{
    static const char *const folders[] = {"indicators", "importers/codes", "importers/contracts"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        const char *source = km_path_join(copy->arena, from, folders[i]);
        if (km_is_directory(source) &&
            !copy_tree(copy, source, km_path_join(copy->arena, to, folders[i]), 2, err)) {
            return false;
        }
    }
    return true;
}

static bool copy_norms(Copy *copy, const char *workspace, KmError *err)
{
    const char *path = km_path_join(copy->arena, workspace, "normen.csv");
    KmBytes bytes;
    KmText text = km_text_init(copy->arena);
    if (!km_file_exists(path)) {
        return true;
    }
    if (!km_file_read(copy->arena, path, MANIFEST_CAP, &bytes, err)) {
        return false;
    }
    km_text_add_n(&text, bytes.bytes, bytes.length);
    return km_output_add(&copy->output, "normen.csv", &text, err);
}

static bool copy_notes(Copy *copy, const KmNotesFolder *notes, KmError *err)
{
    bool any = false;
    for (int i = 0; i < KM_NOTES_FOLDERS; i++) {
        if (!km_is_directory(notes[i].path)) {
            continue;
        }
        if ((!any && !km_output_folder(&copy->output, "toelichting", err)) ||
            !copy_tree(copy, notes[i].path,
                       km_path_join(copy->arena, "toelichting", notes[i].period), 0, err)) {
            return false;
        }
        any = true;
    }
    return true;
}

static bool write_manifest(Copy *copy, KmError *err)
{
    KmText out = km_text_init(copy->arena);
    km_text_add(&out, "{\n  \"hash\": \"blake2b-256\",\n  \"files\": [");
    km_output_list(&copy->output, &out);
    km_text_add(&out, "\n  ]\n}\n");
    return km_output_add(&copy->output, manifest_name, &out, err);
}

bool km_source_write(KmArena *arena, const KmSourceRequest *request, const char *target,
                     KmError *err)
{
    char *temporary;
    if (!km_directory_begin(arena, target, manifest_name, &temporary, err)) {
        return false;
    }
    Copy copy = {.arena = arena, .output = km_output_init(arena, temporary)};
    bool ok = copy_data(&copy, request->datadir, "basis", err) &&
              copy_data(&copy, request->workspace, "werkruimte", err) &&
              copy_norms(&copy, request->workspace, err) &&
              copy_notes(&copy, request->notes, err) && write_manifest(&copy, err) &&
              km_directory_commit(temporary, target, err);
    if (!ok) {
        km_directory_remove(temporary);
        return km_error_context(err, "while keeping the definitions with the lock");
    }
    return true;
}
