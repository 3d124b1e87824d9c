#include "cli/cli.h"
#include "cli/deliveries.h"
#include "engine/base/file.h"
#include "importers/persons/number_changes.h"

#include <string.h>

static bool audit(KmCli *cli, const char *path, const KmNumberChanges *changes, KmDate day,
                  KmError *err)
{
    return km_cli_audit(cli, "key link", km_path_base(path),
                        km_format(cli->arena, "done from %s: %lld numbers linked, %lld were before",
                                  km_date_iso(cli->arena, day), (long long)changes->added,
                                  (long long)changes->before),
                        err);
}

static bool link_numbers(KmCli *cli, const char *path, KmDate day, KmNumberChanges *ret_changes,
                         KmError *err)
{
    if (!km_store_begin(cli->store, err)) {
        return false;
    }
    if (!km_number_changes_import(cli->arena, cli->store, cli->key, path, day, ret_changes, err) ||
        !audit(cli, path, ret_changes, day, err)) {
        km_store_rollback(cli->store);
        return false;
    }
    return km_store_commit(cli->store, err);
}

static int run(KmCli *cli)
{
    const char *verb = km_cli_argument(cli, 0);
    const char *path = km_cli_argument(cli, 1);
    KmNumberChanges changes = {0};
    KmDate day = 0;
    if (strcmp(verb, "link") != 0) {
        (void)km_error_set(&cli->err, KM_ERROR_USAGE, "'%.40s' is not link", verb);
        return -1;
    }
    if (!km_cli_open_store(cli, &cli->err) ||
        !km_cli_day_of_change(cli, KM_DATE_EVER, INT64_MAX, "numbers cannot be linked", &day,
                              &cli->err) ||
        !km_cli_open_key(cli, &cli->err) || !link_numbers(cli, path, day, &changes, &cli->err)) {
        return -1;
    }
    km_print(cli, "%lld numbers linked from %s on, %lld were linked before\n",
             (long long)changes.added, km_date_iso(cli->arena, day), (long long)changes.before);
    (void)json_object_set_new(cli->result, "linked", json_integer(changes.added));
    (void)json_object_set_new(cli->result, "before", json_integer(changes.before));
    (void)json_object_set_new(cli->result, "from", json_string(km_date_iso(cli->arena, day)));
    km_say(cli, "The file holds personal numbers: store it safely or remove it.\n");
    return 0;
}

const KmCommand km_cmd_key = {
    .name = "key",
    .arguments = "link FILE",
    .summary = "tell that two personal numbers are one child",
    .text = "link: reads a table of changed numbers (oud nummer;nieuw nummer): an onderwijsnummer "
            "that became a BSN. From its day on both are one child; figures as known before come "
            "out as they were. One fault and nothing is kept. A link is never taken back.",
    .least_arguments = 2,
    .most_arguments = 2,
    .needs_workspace = true,
    .options = {{"on", '\0', "DATE", "the day from which they are one child; default today"}},
    .examples = {"kansmeter key link nieuwe-nummers.csv"},
    .verbs = "link",
    .run = run,
};
