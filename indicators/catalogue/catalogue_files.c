#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "indicators/catalogue/catalogue_build.h"

enum { FILE_CAP = 256 << 10 };

static KmSourceFile *find_file(KmCatalogue *catalogue, const char *name)
{
    for (size_t i = 0; i < catalogue->n_files; i++) {
        if (strcmp(catalogue->files[i].name, name) == 0) {
            return &catalogue->files[i];
        }
    }
    return NULL;
}

/* A second file of one name in one tree is a fault; a workspace's replaces the shipped one. */
static void add_file(KmCatalogue *catalogue, const char *path, size_t n_before)
{
    KmError err = {0};
    KmSourceFile file = {.path = path, .name = km_path_base(path)};
    if (!km_file_read(catalogue->arena, path, FILE_CAP, &file.bytes, &err)) {
        (void)km_catalogue_fault(catalogue, path, &err);
        return;
    }
    KmSourceFile *old = find_file(catalogue, file.name);
    if (old != NULL && (size_t)(old - catalogue->files) < n_before) {
        *old = file;
    } else if (old != NULL) {
        (void)km_error_at(&err, KM_ERROR_DEFINITION, path, 0, 0,
                          "there are two files '%s'; the other is %s", file.name, old->path);
        (void)km_error_hint(&err, "call one of them otherwise");
        (void)km_catalogue_fault(catalogue, path, &err);
    } else {
        KM_GROW(catalogue->arena, catalogue->files, catalogue->n_files, catalogue->files_capacity);
        catalogue->files[catalogue->n_files++] = file;
    }
}

static bool add_directory(KmCatalogue *catalogue, const char *directory, int depth, size_t n_before,
                          KmError *err)
{
    char **names;
    size_t n;
    if (!km_directory_list(catalogue->arena, directory, &names, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const char *path = km_path_join(catalogue->arena, directory, names[i]);
        if (km_is_directory(path)) {
            if (depth > 0 && !add_directory(catalogue, path, depth - 1, n_before, err)) {
                return false;
            }
        } else if (km_text_ends_with(names[i], ".sql")) {
            add_file(catalogue, path, n_before);
        }
    }
    return true;
}

static int by_name(const void *left, const void *right)
{
    const KmSourceFile *a = left;
    const KmSourceFile *b = right;
    return strcmp(a->name, b->name);
}

bool km_sources_read(KmCatalogue *catalogue, KmError *err)
{
    const char *shipped = km_path_join(catalogue->arena, catalogue->sources.datadir, "indicators");
    if (!add_directory(catalogue, shipped, 1, 0, err)) {
        return false;
    }
    if (catalogue->sources.workspace != NULL) {
        const char *own =
            km_path_join(catalogue->arena, catalogue->sources.workspace, "indicators");
        if (km_is_directory(own) && !add_directory(catalogue, own, 1, catalogue->n_files, err)) {
            return false;
        }
    }
    if (catalogue->n_files > 1) {
        qsort(catalogue->files, catalogue->n_files, sizeof *catalogue->files, by_name);
    }
    return true;
}
