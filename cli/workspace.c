#include "cli/cli.h"
#include "engine/base/file.h"
#include "engine/base/number.h"
#include "importers/persons/key_change.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void copy_value(char *target, size_t size, const char *value)
{
    (void)snprintf(target, size, "%s", value);
}

typedef struct {
    KmWorkspace *workspace;
    const char *file;
    KmError *err;
    bool failed;
} Reading;

static bool take_percent(Reading *reading, const char *value)
{
    int64_t percent;
    if (!km_parse_int(value, strlen(value), &percent) || percent < 0 || percent > 100) {
        return km_error_at(
            reading->err, KM_ERROR_USAGE, reading->file, 0, 0,
            "[import] least_accepted is '%.40s'; expected a whole percentage from 0 to 100", value);
    }
    reading->workspace->least_accepted = (int)percent;
    return true;
}

static int take_setting(void *self, const char *section, const char *name, const char *value)
{
    Reading *reading = self;
    KmWorkspace *w = reading->workspace;
    char key[80];
    (void)snprintf(key, sizeof key, "%.30s.%.40s", section, name);
    if (strcmp(key, "workspace.id") == 0) {
        copy_value(w->id, sizeof w->id, value);
    } else if (strcmp(key, "workspace.area") == 0) {
        copy_value(w->area, sizeof w->area, value);
    } else if (strcmp(key, "workspace.contact") == 0) {
        copy_value(w->contact, sizeof w->contact, value);
    } else if (strcmp(key, "report.profile") == 0) {
        copy_value(w->profile, sizeof w->profile, value);
    } else if (strcmp(key, "key.file") == 0) {
        copy_value(w->key, sizeof w->key, value);
    } else if (strcmp(key, "import.least_accepted") == 0) {
        reading->failed = reading->failed || !take_percent(reading, value);
    } else if (!reading->failed) {
        static const char *const known[] = {"workspace.id",      "workspace.area",
                                            "workspace.contact", "report.profile",
                                            "key.file",          "import.least_accepted"};
        const char *nearest = km_text_nearest(key, known, sizeof known / sizeof known[0]);
        (void)km_error_at(reading->err, KM_ERROR_USAGE, reading->file, 0, 0, "unknown setting %s",
                          key);
        (void)km_error_hint(reading->err, "known: %s%s", nearest == NULL ? "" : "did you mean ",
                            nearest == NULL
                                ? "workspace.area, workspace.contact, report.profile, key.file, "
                                  "import.least_accepted"
                                : nearest);
        reading->failed = true;
    }
    return 1;
}

static bool read_settings(KmCli *cli, KmError *err)
{
    KmWorkspace *w = &cli->workspace;
    const char *path = km_workspace_path(cli, "kansmeter.ini");
    copy_value(w->area, sizeof w->area, "Leiden");
    copy_value(w->profile, sizeof w->profile, "stuurgroep");
    w->least_accepted = 95;
    Reading reading = {.workspace = w, .file = path, .err = err};
    int line = ini_parse(path, take_setting, &reading);
    if (line != 0) {
        return km_error_at(err, line < 0 ? KM_ERROR_SYSTEM : KM_ERROR_USAGE, path,
                           line < 0 ? 0 : line, 0,
                           line < 0 ? "the settings cannot be read: %s"
                                    : "this line is not a setting; write name = value%s",
                           line < 0 ? strerror(errno) : "");
    }
    return !reading.failed;
}

static bool holds_workspace(KmCli *cli, const char *directory)
{
    return km_file_exists(km_path_join(cli->arena, directory, "kansmeter.ini"));
}

static bool find_upward(KmCli *cli)
{
    char here[1024];
    if (getcwd(here, sizeof here) == NULL) {
        return false;
    }
    for (;;) {
        if (holds_workspace(cli, here)) {
            copy_value(cli->workspace.directory, sizeof cli->workspace.directory, here);
            return true;
        }
        char *slash = strrchr(here, '/');
        if (slash == NULL || slash == here) {
            return false;
        }
        *slash = '\0';
    }
}

bool km_workspace_find(KmCli *cli, KmError *err)
{
    const char *named = cli->parsed.global_values[0];
    const char *from = "-C";
    if (named == NULL) {
        named = getenv("KANSMETER_WORKSPACE");
        from = "KANSMETER_WORKSPACE";
    }
    if (named == NULL || named[0] == '\0') {
        return !find_upward(cli) || read_settings(cli, err);
    }
    if (!holds_workspace(cli, named)) {
        (void)km_error_at(err, KM_ERROR_USAGE, named, 0, 0,
                          "%s names a directory that is not a workspace (no kansmeter.ini)", from);
        return km_error_hint(err, "make one: kansmeter init %s", named);
    }
    copy_value(cli->workspace.directory, sizeof cli->workspace.directory, named);
    return read_settings(cli, err);
}

bool km_workspace_need(KmCli *cli, KmError *err)
{
    if (!km_workspace_find(cli, err)) {
        return false;
    }
    if (cli->workspace.directory[0] != '\0') {
        return true;
    }
    (void)km_error_set(err, KM_ERROR_USAGE, "no workspace here or above");
    return km_error_hint(err, "make one with 'kansmeter init DIR', or name it with -C DIR");
}

char *km_workspace_path(KmCli *cli, const char *name)
{
    return km_path_join(cli->arena, cli->workspace.directory, name);
}

char *km_workspace_key_path(KmCli *cli)
{
    if (cli->parsed.global_values[3] != NULL) {
        return km_strdup(cli->arena, cli->parsed.global_values[3]);
    }
    if (cli->workspace.key[0] != '\0') {
        return km_strdup(cli->arena, cli->workspace.key);
    }
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    const char *base = config != NULL && config[0] == '/'
                           ? km_strdup(cli->arena, config)
                           : km_format(cli->arena, "%s/.config", home == NULL ? "" : home);
    return km_format(cli->arena, "%s/kansmeter/%s.key", base, cli->workspace.id);
}

bool km_cli_open_store(KmCli *cli, KmError *err)
{
    return cli->store != NULL ||
           km_store_open(km_workspace_path(cli, "store.db"), &cli->store, err) ||
           km_error_hint(err, "%s", err->hint[0] != '\0' ? err->hint : "see: kansmeter doctor");
}

bool km_cli_open_key(KmCli *cli, KmError *err)
{
    const char *path = km_workspace_key_path(cli);
    if (!km_key_place_open(path, cli->store, &cli->key, err)) {
        if (!km_file_exists(path)) {
            (void)km_error_hint(err, "put your copy of the key back there, or name it with --key "
                                     "FILE; never make a new one");
        }
        return km_error_context(err, "while opening the pseudonym key of this workspace");
    }
    return true;
}

bool km_cli_open_contracts(KmCli *cli, KmContracts **ret_contracts, KmError *err)
{
    const char *own = cli->workspace.directory[0] == '\0' ? NULL : cli->workspace.directory;
    return km_contracts_open(cli->arena, cli->datadir, own, ret_contracts, err);
}

KmCatalogueSources km_cli_definitions(KmCli *cli)
{
    bool has_own = cli->workspace.directory[0] != '\0';
    const char *norms = has_own ? km_workspace_path(cli, "normen.csv") : NULL;
    return (KmCatalogueSources){.datadir = cli->datadir,
                                .workspace = has_own ? cli->workspace.directory : NULL,
                                .norms = norms != NULL && km_file_exists(norms) ? norms : NULL};
}

bool km_cli_open_catalogue(KmCli *cli, KmCatalogue **ret_catalogue, KmError *err)
{
    KmCatalogueSources sources = km_cli_definitions(cli);
    return km_catalogue_open(cli->arena, &sources, ret_catalogue, err);
}

bool km_cli_audit(KmCli *cli, const char *command, const char *subject, const char *outcome,
                  KmError *err)
{
    char user[32];
    (void)snprintf(user, sizeof user, "uid %ld", (long)getuid());
    KmAuditLine line = {
        .when = cli->now, .user = user, .command = command, .subject = subject, .outcome = outcome};
    return km_store_audit(cli->store, &line, err);
}
