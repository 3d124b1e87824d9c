#include "cli/cli.h"
#include "cli/evaluation/standing.h"
#include "engine/base/file.h"
#include "reports/charts/drawing/gnuplot.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

char *km_version_text(KmArena *arena)
{
    return km_format(arena,
                     "kansmeter %s\nlibraries: SQLite, GSL, libcsv, jansson %s, libsodium, inih\n"
                     "licence: GPL-3.0-or-later\n",
                     KM_VERSION, JANSSON_VERSION);
}

typedef struct {
    KmCli *cli;
    KmTable table;
    int failures;
} Checkup;

static void report(Checkup *checkup, const char *what, bool well, const char *detail)
{
    km_table_add(&checkup->table, well ? "ok" : "NOT OK");
    km_table_add(&checkup->table, what);
    km_table_add(&checkup->table, detail);
    checkup->failures += !well;
    json_t *list = json_object_get(checkup->cli->result, "checks");
    (void)json_array_append_new(
        list, json_pack("{s:s, s:b, s:s}", "check", what, "ok", well, "detail", detail));
}

static void check_error(Checkup *checkup, const char *what, bool well, const KmError *err,
                        const char *detail)
{
    const char *text = well ? detail
                            : km_format(checkup->cli->arena, "%s%s%s", err->message,
                                        err->hint[0] == '\0' ? "" : "; ", err->hint);
    report(checkup, what, well, text);
}

static void check_disk(Checkup *checkup)
{
    struct statvfs fs;
    KmCli *cli = checkup->cli;
    if (statvfs(cli->workspace.directory, &fs) != 0) {
        report(checkup, "disk", false, "the free space cannot be read");
        return;
    }
    unsigned long long free_mb = (unsigned long long)fs.f_bavail * fs.f_frsize / (1024 * 1024);
    report(checkup, "disk", free_mb >= 500,
           km_format(cli->arena, "%llu MB free%s", free_mb, free_mb >= 500 ? "" : "; make room"));
}

static void check_permissions(Checkup *checkup)
{
    struct stat st;
    KmCli *cli = checkup->cli;
    bool well = stat(cli->workspace.directory, &st) == 0 && (st.st_mode & 077) == 0;
    report(checkup, "permissions", well,
           well ? "the workspace is for its owner only"
                : km_format(cli->arena, "others may enter the workspace; run: chmod 700 %s",
                            cli->workspace.directory));
}

static int run(KmCli *cli)
{
    static const char *const headers[] = {"", "check", "detail"};
    (void)json_object_set_new(cli->result, "checks", json_array());
    Checkup checkup = {.cli = cli, .table = km_table_new(cli, headers, 3)};
    KmError err = {0};
    bool opened = km_cli_open_store(cli, &err);
    bool sound = opened && km_store_check(cli->store, &err);
    check_error(&checkup, "store", sound, &err, "whole; the audit chain holds");
    km_error_clear(&err);
    bool keyed = opened && km_cli_open_key(cli, &err);
    check_error(&checkup, "key", keyed, &err,
                keyed ? km_format(cli->arena, "key %s fits this store", km_key_id(cli->key)) : "");
    km_error_clear(&err);
    size_t acts = 0;
    bool unchanged = opened && km_evaluations_check(cli, &acts, &err);
    check_error(&checkup, "evaluations", unchanged, &err,
                km_format(cli->arena, "%zu decisions; their chain and what was locked hold", acts));
    km_error_clear(&err);
    const char *version = "";
    bool drawn = km_gnuplot_version(cli->arena, &version, &err);
    check_error(&checkup, "gnuplot", drawn, &err, version);
    km_error_clear(&err);
    KmContracts *contracts = NULL;
    bool read = km_cli_open_contracts(cli, &contracts, &err);
    check_error(
        &checkup, "contracts", read, &err,
        read ? km_format(cli->arena, "%zu, from %s", km_contracts_count(contracts), cli->datadir)
             : "");
    km_error_clear(&err);
    KmCatalogue *catalogue = NULL;
    read = km_cli_open_catalogue(cli, &catalogue, &err);
    bool faultless = read && km_catalogue_fault_count(catalogue) == 0;
    if (read && !faultless) {
        err = km_catalogue_fault_at(catalogue, 0)->error;
    }
    check_error(&checkup, "indicators", faultless, &err,
                read ? km_format(cli->arena, "%zu", km_catalogue_count(catalogue)) : "");
    check_disk(&checkup);
    check_permissions(&checkup);
    km_table_print(cli, &checkup.table);
    return checkup.failures == 0 ? 0 : 4;
}

const KmCommand km_cmd_doctor = {
    .name = "doctor",
    .arguments = "",
    .summary = "check store, key, gnuplot, disk, permissions",
    .text = "Checks the workspace and what the program needs: the store's integrity and audit "
            "chain, the key, gnuplot, contracts "
            "and indicators, free disk space, permissions. Says what to do about each fault.",
    .most_arguments = 0,
    .needs_workspace = true,
    .examples = {"kansmeter doctor"},
    .run = run,
};
