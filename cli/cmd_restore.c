#include "cli/backup_files.h"
#include "engine/base/file.h"
#include "engine/store/backup.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static bool check_backup(KmCli *cli, const char *backup, KmError *err)
{
    static const char *const needed[] = {"store.db", "kansmeter.ini"};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if (!km_file_exists(km_path_join(cli->arena, backup, needed[i]))) {
            (void)km_error_at(err, KM_ERROR_USAGE, backup, 0, 0,
                              "this is no backup of a workspace (no %s)", needed[i]);
            return km_error_hint(err, "name the directory that `kansmeter backup` made, such as "
                                      "/media/kluis/leiden-2026-11-26");
        }
    }
    return true;
}

static bool check_target(KmCli *cli, const char *backup, const char *target, KmError *err)
{
    struct stat st;
    const char *real = km_real_path(cli->arena, backup);
    if (real != NULL && km_lies_in(cli->arena, target, real)) {
        return km_error_at(err, KM_ERROR_USAGE, target, 0, 0,
                           "the workspace would lie in its own backup; choose another place");
    }
    if (lstat(target, &st) != 0) {
        return true;
    }
    (void)km_error_at(err, KM_ERROR_USAGE, target, 0, 0,
                      "there is something of this name already; a backup replaces nothing");
    return km_error_hint(err, "put it aside first (mv %s %s-aside), or give another name", target,
                         target);
}

/* The backup's own settings, for the key's place. */
static bool read_settings(KmCli *cli, const char *backup, KmError *err)
{
    if (cli->parsed.global_values[0] != NULL) {
        (void)km_error_set(err, KM_ERROR_USAGE, "restore makes a workspace, and takes no -C");
        return km_error_hint(err, "kansmeter restore BACKUP DIR");
    }
    cli->parsed.global_values[0] = backup;
    return km_workspace_find(cli, err);
}

static bool fill(KmCli *cli, const char *backup, const char *directory, size_t *ret_deliveries,
                 KmError *err)
{
    KmDelivery *deliveries;
    const char *store = km_path_join(cli->arena, directory, "store.db");
    KmProgress progress = km_progress_open(cli);
    bool ok =
        km_backup_copy_rest(cli, backup, directory, err) &&
        km_directory_make(km_path_join(cli->arena, directory, "postvak"), 0700, err) &&
        km_store_put_back(km_path_join(cli->arena, backup, "store.db"), store, &progress, err);
    km_progress_close(cli);
    ok = ok && km_store_open(store, &cli->store, err) &&
         km_delivery_list(cli->store, cli->arena, &deliveries, ret_deliveries, err) &&
         km_cli_audit(cli, "restore", km_path_base(backup),
                      km_format(cli->arena, "done, %zu deliveries", *ret_deliveries), err);
    km_store_close(cli->store);
    cli->store = NULL;
    return ok;
}

static bool put_back(KmCli *cli, const char *backup, const char *target, size_t *ret_deliveries,
                     KmError *err)
{
    char *temporary = NULL;
    if (!km_directory_begin(cli->arena, target, "", &temporary, err)) {
        return false;
    }
    bool ok = chmod(temporary, 0700) == 0 ||
              km_error_at(err, KM_ERROR_SYSTEM, target, 0, 0,
                          "cannot close the directory to others: %s", strerror(errno));
    ok = ok && fill(cli, backup, temporary, ret_deliveries, err) &&
         km_directory_commit(temporary, target, err);
    if (!ok) {
        km_directory_remove(temporary);
        return km_error_context(err, "while putting back the backup %s; nothing is put in place",
                                backup);
    }
    return true;
}

static char *without_slash(KmCli *cli, const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/') {
        n--;
    }
    return km_strndup(cli->arena, path, n);
}

static int run(KmCli *cli)
{
    const char *backup = without_slash(cli, km_cli_argument(cli, 0));
    const char *target = without_slash(cli, km_cli_argument(cli, 1));
    size_t deliveries = 0;
    if (!check_backup(cli, backup, &cli->err) || !check_target(cli, backup, target, &cli->err) ||
        !read_settings(cli, backup, &cli->err) ||
        !put_back(cli, backup, target, &deliveries, &cli->err)) {
        return -1;
    }
    const char *key = km_workspace_key_path(cli);
    bool has_key = km_file_exists(key);
    (void)json_object_set_new(cli->result, "workspace", json_string(target));
    (void)json_object_set_new(cli->result, "deliveries", json_integer((json_int_t)deliveries));
    (void)json_object_set_new(cli->result, "key", json_string(key));
    (void)json_object_set_new(cli->result, "key_is_there", json_boolean(has_key));
    km_print(cli, "Backup put back and read whole: %s, %zu deliveries\n", target, deliveries);
    km_say(cli,
           has_key ? "The key was not in the backup; it is looked for, and there is one, at %s\n"
                   : "The key was not in the backup, and is not where it is looked for: put your "
                     "copy at %s (never make a new one)\n",
           key);
    km_say(
        cli,
        "Next:\n"
        "  1. kansmeter -C %s doctor (whether key, definitions and locked evaluations fit)\n"
        "  2. import what was delivered after the backup, and erase again who was erased since\n",
        target);
    return 0;
}

const KmCommand km_cmd_restore = {
    .name = "restore",
    .arguments = "BACKUP DIR",
    .summary = "put a backup back as a workspace",
    .text = "Copies a directory that `kansmeter backup` made to DIR, which must not exist: it "
            "replaces nothing. The copy is checked as a whole, as `doctor` does; of a damaged "
            "backup nothing is put in place. The backup stays as it is. The key is not in it: the "
            "command says where it is looked for, and never makes or moves one. A backup from "
            "before `key rotate` fits the key of then.",
    .least_arguments = 2,
    .most_arguments = 2,
    .examples = {"kansmeter restore /media/kluis/leiden-2026-11-26 leiden"},
    .run = run,
};
