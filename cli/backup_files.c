#include "cli/backup_files.h"

#include "engine/base/file.h"

#include <stdlib.h>
#include <string.h>

/* What a workspace cannot make again. Left out: the key (it would open the copy), postvak/ and
 * other files as delivered (they hold personal numbers), return reports, evaluations that are not
 * locked and kept runs (they can be made again). */
static const char *const files[] = {"kansmeter.ini", "normen.csv"};
static const char *const trees[] = {"importers", "indicators", "toelichting", "vastgesteld"};

enum { MOST_BYTES = 1 << 30, DEEPEST = 12 };

static bool copy_file(KmCli *cli, const char *from, const char *to, KmError *err)
{
    KmBytes bytes;
    KmArenaMark mark = km_arena_mark(cli->arena);
    bool ok = km_file_read(cli->arena, from, MOST_BYTES, &bytes, err) &&
              km_file_write_unsynced(to, bytes.bytes, bytes.length, 0600, err);
    km_arena_reset(cli->arena, mark);
    return ok;
}

static bool copy_tree(KmCli *cli, const char *from, const char *to, int depth, KmError *err)
{
    char **names;
    size_t n;
    if (depth > DEEPEST) {
        return km_error_at(err, KM_ERROR_LIMIT, from, 0, 0, "directories are nested too deeply");
    }
    if (!km_directory_make(to, 0700, err) ||
        !km_directory_list(cli->arena, from, &names, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const char *source = km_path_join(cli->arena, from, names[i]);
        const char *target = km_path_join(cli->arena, to, names[i]);
        bool ok = km_is_stray_link(source) ||
                  (km_is_directory(source) ? copy_tree(cli, source, target, depth + 1, err)
                                           : copy_file(cli, source, target, err));
        if (!ok) {
            return false;
        }
    }
    return true;
}

bool km_backup_copy_rest(KmCli *cli, const char *from, const char *to, KmError *err)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const char *file = km_path_join(cli->arena, from, files[i]);
        if (km_file_exists(file) &&
            !copy_file(cli, file, km_path_join(cli->arena, to, files[i]), err)) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof trees / sizeof trees[0]; i++) {
        const char *tree = km_path_join(cli->arena, from, trees[i]);
        if (km_is_directory(tree) &&
            !copy_tree(cli, tree, km_path_join(cli->arena, to, trees[i]), 0, err)) {
            return false;
        }
    }
    return true;
}

const char *km_real_path(KmArena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    const char *kept = real == NULL ? NULL : km_strdup(arena, real);
    free(real);
    return kept;
}

bool km_lies_in(KmArena *arena, const char *path, const char *directory)
{
    const char *base = km_path_base(path);
    const char *parent = base == path ? "." : km_strndup(arena, path, (size_t)(base - path));
    const char *real = km_real_path(arena, parent);
    size_t n = strlen(directory);
    return real != NULL && strncmp(real, directory, n) == 0 && (real[n] == '/' || real[n] == '\0');
}
