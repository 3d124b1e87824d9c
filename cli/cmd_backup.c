#include "cli/backup_files.h"
#include "engine/base/file.h"
#include "engine/store/backup.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* A directory that is there takes the backup as a directory of its own, by workspace and day; a new
 * name becomes the backup. */
static bool find_target(KmCli *cli, const char *asked, const char **ret_target, KmError *err)
{
    const char *workspace = km_real_path(cli->arena, cli->workspace.directory);
    const char *target = asked;
    if (workspace == NULL) {
        return km_error_at(err, KM_ERROR_SYSTEM, cli->workspace.directory, 0, 0,
                           "the workspace cannot be entered: %s", strerror(errno));
    }
    if (km_is_directory(asked)) {
        target = km_path_join(cli->arena, asked,
                              km_format(cli->arena, "%s-%s", km_path_base(workspace),
                                        km_date_iso(cli->arena, cli->today)));
    }
    if (km_file_exists(target) || km_is_directory(target)) {
        (void)km_error_at(err, KM_ERROR_USAGE, target, 0, 0,
                          "there is something of this name already; a backup replaces nothing");
        return km_error_hint(err, "give another name, or remove that one first");
    }
    if (km_lies_in(cli->arena, target, workspace)) {
        (void)km_error_at(err, KM_ERROR_USAGE, target, 0, 0,
                          "the backup would lie in the workspace, and be lost with it");
        return km_error_hint(err, "choose another disk, or at least another directory");
    }
    *ret_target = target;
    return true;
}

static bool fill(KmCli *cli, const char *directory, KmError *err)
{
    KmProgress progress = km_progress_open(cli);
    /* Settings and definitions first: they are small, and what is wrong with the target shows. */
    bool ok = km_backup_copy_rest(cli, cli->workspace.directory, directory, err) &&
              km_store_backup(cli->store, km_path_join(cli->arena, directory, "store.db"),
                              &progress, err);
    km_progress_close(cli);
    return ok;
}

static bool make(KmCli *cli, const char *target, KmError *err)
{
    char *temporary = NULL;
    if (!km_directory_begin(cli->arena, target, "", &temporary, err)) {
        return false;
    }
    bool ok = chmod(temporary, 0700) == 0 ||
              km_error_at(err, KM_ERROR_SYSTEM, target, 0, 0,
                          "cannot close the directory to others: %s", strerror(errno));
    ok = ok && fill(cli, temporary, err) && km_directory_commit(temporary, target, err);
    if (!ok) {
        km_directory_remove(temporary);
        return km_error_context(err, "while making the backup %s", target);
    }
    return true;
}

/* The backup is there: that it could not be written down is no reason to call it missing. */
static void write_down(KmCli *cli, const char *target, size_t deliveries)
{
    KmError ignored = {0};
    const char *outcome = km_format(cli->arena, "done, %zu deliveries", deliveries);
    if (!km_cli_audit(cli, "backup", km_path_base(target), outcome, &ignored)) {
        km_say(cli, "The log does not tell of this backup: %s\n", ignored.message);
    }
}

static int run(KmCli *cli)
{
    const char *target = NULL;
    KmDelivery *deliveries;
    size_t n = 0;
    if (!km_cli_open_store(cli, &cli->err) ||
        !find_target(cli, km_cli_argument(cli, 0), &target, &cli->err) ||
        !make(cli, target, &cli->err) ||
        !km_delivery_list(cli->store, cli->arena, &deliveries, &n, &cli->err)) {
        return -1;
    }
    write_down(cli, target, n);
    (void)json_object_set_new(cli->result, "backup", json_string(target));
    (void)json_object_set_new(cli->result, "deliveries", json_integer((json_int_t)n));
    km_print(cli, "Backup made and read back whole: %s, %zu deliveries\n", target, n);
    km_say(cli,
           "Not in it: the key %s (keep its copy apart from this one), postvak/ and return "
           "reports.\n"
           "It holds rows of children: store it as safely as the workspace.\n",
           km_workspace_key_path(cli));
    return 0;
}

const KmCommand km_cmd_backup = {
    .name = "backup",
    .arguments = "DIR",
    .summary = "copy the workspace, whole and checked, also while another command runs",
    .text = "Copies the store as it is at one moment, the settings, normen.csv, your own contracts "
            "and indicators, notes and locked evaluations; reads the copy back and checks it. In a "
            "directory that exists it makes one by workspace and day; it replaces nothing. The key "
            "is not in it, nor the files as delivered. A backup is a workspace: look at it with -C "
            "and the key (--key); `kansmeter restore` puts it back.",
    .least_arguments = 1,
    .most_arguments = 1,
    .needs_workspace = true,
    .examples = {"kansmeter backup /media/kluis", "kansmeter backup /media/kluis/voor-de-wissel"},
    .run = run,
};
