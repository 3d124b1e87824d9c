#include "cli/cli.h"
#include "engine/base/file.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>

static const char settings_text[] =
    "; Settings of this kansmeter workspace. Lines that begin with ';' are comments.\n"
    "[workspace]\n"
    "; never change this: the pseudonym key is found by it\n"
    "id = %s\n"
    "; how the whole area is called in evaluations\n"
    "area = %s\n"
    "; whom a deliverer may ask; printed in return reports and reminders\n"
    ";contact = monitor@voorbeeld.nl\n"
    "\n"
    "[key]\n"
    "; the pseudonym key, outside this directory; default: $XDG_CONFIG_HOME/kansmeter/<id>.key\n"
    "%sfile = %s\n"
    "\n"
    "[report]\n"
    "; default audience: werkgroep, stuurgroep, openbaar or onderzoek\n"
    "profile = stuurgroep\n"
    "\n"
    "[import]\n"
    "; a file is refused when fewer than this percentage of its rows can be accepted\n"
    "least_accepted = 95\n";

static bool new_id(char id[17], KmError *err)
{
    unsigned char bytes[8];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) {
        return km_error_set(err, KM_ERROR_SYSTEM, "the system gave no random numbers");
    }
    for (size_t i = 0; i < sizeof bytes; i++) {
        (void)snprintf(id + 2 * i, 3, "%02x", bytes[i]);
    }
    return true;
}

static bool is_inside(const char *path, const char *directory)
{
    size_t n = strlen(directory);
    return strncmp(path, directory, n) == 0 && (path[n] == '/' || directory[n - 1] == '/');
}

static bool make_files(KmCli *cli, const char *directory, KmError *err)
{
    KmWorkspace *w = &cli->workspace;
    const char *named = cli->parsed.global_values[3];
    const char *area = km_cli_option(cli, "area");
    char *text = km_format(
        cli->arena, settings_text, w->id, area == NULL ? "Leiden" : area, named == NULL ? "; " : "",
        named == NULL ? "/path/to/the.key" : km_path_absolute(cli->arena, named));
    KmBytes norms;
    const char *norms_source =
        km_path_join(cli->arena, cli->datadir, "indicators/normen-voorbeeld.csv");
    const char *key = km_workspace_key_path(cli);
    if (is_inside(km_path_absolute(cli->arena, key), km_path_absolute(cli->arena, directory))) {
        return km_error_at(
            err, KM_ERROR_USAGE, key, 0, 0,
            "the key may not lie in the workspace: whoever copies the store would take both");
    }
    char *key_directory = km_strndup(cli->arena, key, (size_t)(km_path_base(key) - key));
    return km_directory_make(directory, 0700, err) &&
           km_directory_make(km_path_join(cli->arena, directory, "postvak"), 0700, err) &&
           km_file_read(cli->arena, norms_source, 1 << 20, &norms, err) &&
           km_file_write(km_workspace_path(cli, "normen.csv"), norms.bytes, norms.length, 0600,
                         err) &&
           (key_directory[0] == '\0' || km_directory_make(key_directory, 0700, err)) &&
           km_key_create(key, err) &&
           km_store_create(km_workspace_path(cli, "store.db"), &cli->store, err) &&
           km_cli_open_key(cli, err) &&
           km_store_set_setting(cli->store, "workspace-id", w->id, err) &&
           km_file_write(km_workspace_path(cli, "kansmeter.ini"), text, strlen(text), 0600, err) &&
           km_cli_audit(cli, "init", w->id, "done", err);
}

static int run(KmCli *cli)
{
    const char *directory = km_cli_argument(cli, 0);
    KmWorkspace *w = &cli->workspace;
    if (km_file_exists(km_path_join(cli->arena, directory, "kansmeter.ini")) ||
        km_file_exists(km_path_join(cli->arena, directory, "store.db"))) {
        (void)km_error_at(&cli->err, KM_ERROR_USAGE, directory, 0, 0,
                          "there is a workspace here already; nothing was changed");
        return -1;
    }
    char id[17];
    (void)snprintf(w->directory, sizeof w->directory, "%s", directory);
    if (!new_id(id, &cli->err)) {
        return -1;
    }
    (void)snprintf(w->id, sizeof w->id, "%s", id);
    if (!make_files(cli, directory, &cli->err)) {
        (void)km_error_context(&cli->err, "while making the workspace %s", directory);
        return -1;
    }
    const char *key = km_workspace_key_path(cli);
    (void)json_object_set_new(cli->result, "workspace", json_string(directory));
    (void)json_object_set_new(cli->result, "key", json_string(key));
    km_print(cli,
             "Made the workspace %s\n  key: %s (keep a copy apart; without it no new delivery can "
             "be linked)\n",
             directory, key);
    km_say(cli,
           "Next:\n"
           "  1. put the quarter's files in %s/postvak/<quarter>/\n"
           "  2. kansmeter -C %s import %s/postvak/<quarter>\n"
           "  3. kansmeter -C %s report --period <quarter>\n",
           directory, directory, directory, directory);
    return 0;
}

const KmCommand km_cmd_init = {
    .name = "init",
    .arguments = "DIR",
    .summary = "make a workspace",
    .text = "Makes a workspace: kansmeter.ini (settings, all commented), store.db, normen.csv "
            "(local targets), postvak/ for "
            "the quarter's files, and a pseudonym key outside it.",
    .least_arguments = 1,
    .most_arguments = 1,
    .options = {{"area", '\0', "NAME",
                 "how the whole area is called in evaluations; default Leiden"}},
    .examples = {"kansmeter init leiden", "kansmeter init leiden --key /media/stick/leiden.key"},
    .run = run,
};
