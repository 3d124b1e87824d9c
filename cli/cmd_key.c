#include "cli/cli.h"
#include "cli/deliveries.h"
#include "cli/evaluation/standing.h"
#include "engine/base/file.h"
#include "importers/persons/key_change.h"
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

/* Every refused line, those with one reason together. */
static void tell_faults(KmCli *cli, const KmNumberChanges *changes)
{
    json_t *refused = json_array();
    for (size_t i = 0; i < changes->n_faults; i++) {
        const KmNumberFault *fault = &changes->faults[i];
        (void)json_array_append_new(refused,
                                    json_pack("{s:I, s:i, s:s}", "line", (json_int_t)fault->line,
                                              "column", fault->column, "reason", fault->reason));
        bool is_told = changes->n_faults == 1;
        for (size_t k = 0; k < i && !is_told; k++) {
            is_told = strcmp(changes->faults[k].reason, fault->reason) == 0;
        }
        if (is_told) {
            continue;
        }
        KmText lines = km_text_init(cli->arena);
        int64_t n = 0;
        for (size_t k = i; k < changes->n_faults; k++) {
            if (strcmp(changes->faults[k].reason, fault->reason) == 0) {
                km_text_addf(&lines, "%s%lld", n == 0 ? "" : ", ",
                             (long long)changes->faults[k].line);
                n++;
            }
        }
        km_print(cli, "%s %s: %s\n", n == 1 ? "line" : "lines", lines.bytes, fault->reason);
    }
    (void)json_object_set_new(cli->result, "refused", refused);
}

static int link_run(KmCli *cli)
{
    const char *path = km_cli_argument(cli, 1);
    KmNumberChanges changes = {0};
    KmDate day = 0;
    if (path == NULL) {
        (void)km_error_set(&cli->err, KM_ERROR_USAGE, "key link needs the table of numbers");
        (void)km_error_hint(&cli->err, "kansmeter key link nieuwe-nummers.csv");
        return -1;
    }
    if (!km_cli_open_store(cli, &cli->err) ||
        !km_cli_day_of_change(cli, KM_DATE_EVER, INT64_MAX, "numbers cannot be linked", &day,
                              &cli->err) ||
        !km_cli_open_key(cli, &cli->err)) {
        return -1;
    }
    bool linked = link_numbers(cli, path, day, &changes, &cli->err);
    tell_faults(cli, &changes);
    if (!linked) {
        return -1;
    }
    km_print(cli, "%lld numbers linked from %s on, %lld were linked before, none was refused\n",
             (long long)changes.added, km_date_iso(cli->arena, day), (long long)changes.before);
    (void)json_object_set_new(cli->result, "linked", json_integer(changes.added));
    (void)json_object_set_new(cli->result, "before", json_integer(changes.before));
    (void)json_object_set_new(cli->result, "from", json_string(km_date_iso(cli->arena, day)));
    km_say(cli, "The file holds personal numbers: store it safely or remove it.\n");
    return 0;
}

static bool change_in_store(KmCli *cli, const KmContracts *contracts, const KmKey *new,
                            KmKeyChange *change, KmError *err)
{
    KmActSealer old_seal = km_seal_with(cli->key);
    KmActSealer new_seal = km_seal_with(new);
    return km_key_change_apply(cli->store, contracts, cli->key, new, &old_seal, &new_seal, change,
                               err) &&
           km_cli_audit(cli, "key rotate",
                        km_format(cli->arena, "%s to %s", change->old, change->new),
                        km_format(cli->arena, "done, %lld persons: %s", (long long)change->persons,
                                  change->reason),
                        err);
}

/* The new key is on disk before the store needs it. A commit that failed may have been kept all the
 * same: then its key must stay. */
static bool change_key(KmCli *cli, const KmContracts *contracts, const char *path, const KmKey *new,
                       KmKeyChange *change, KmError *err)
{
    if (!km_store_begin(cli->store, err)) {
        return false;
    }
    if (!km_key_place_new(new, path, err) || !change_in_store(cli, contracts, new, change, err)) {
        km_store_rollback(cli->store);
        km_key_place_forget(path);
        return false;
    }
    return km_store_commit(cli->store, err) && km_key_place_done(path, change->old, err);
}

static void say_changed(KmCli *cli, const char *path, const KmKeyChange *change)
{
    km_print(cli,
             "The key %s replaces %s: %lld persons were taken along, figures stay as they were\n"
             "  new key: %s (keep a copy apart; without it no new delivery can be linked)\n"
             "  old key: %s.%s (opens backups made before today; remove it when they are gone)\n",
             change->new, change->old, (long long)change->persons, path, path, change->old);
    km_say(cli,
           "Next: copy the new key to where the copy of the old one is kept, make a new backup, "
           "and give the new key to whoever delivers pseudonyms.\n");
    (void)json_object_set_new(cli->result, "old", json_string(change->old));
    (void)json_object_set_new(cli->result, "new", json_string(change->new));
    (void)json_object_set_new(cli->result, "persons", json_integer(change->persons));
    (void)json_object_set_new(cli->result, "key", json_string(path));
}

static int rotate_run(KmCli *cli)
{
    const char *path = km_workspace_key_path(cli);
    KmContracts *contracts = NULL;
    KmKey *new = NULL;
    KmKeyChange change = {.day = cli->today};
    if (!km_cli_reason(cli, "another key", "yearly change", &change.reason, &cli->err) ||
        !km_cli_open_store(cli, &cli->err) || !km_cli_open_contracts(cli, &contracts, &cli->err) ||
        !km_cli_open_key(cli, &cli->err) ||
        !km_key_change_draw(cli->store, contracts, cli->key, &new, &cli->err)) {
        return -1;
    }
    bool ok = change_key(cli, contracts, path, new, &change, &cli->err);
    if (ok) {
        say_changed(cli, path, &change);
    }
    km_key_close(new);
    return ok ? 0 : -1;
}

static int run(KmCli *cli)
{
    const char *verb = km_cli_argument(cli, 0);
    if (strcmp(verb, "link") == 0) {
        return link_run(cli);
    }
    if (strcmp(verb, "rotate") == 0 && km_cli_argument(cli, 1) == NULL) {
        return rotate_run(cli);
    }
    (void)km_error_set(&cli->err, KM_ERROR_USAGE,
                       strcmp(verb, "rotate") == 0 ? "key rotate takes no file%.0s"
                                                   : "'%.40s' is not link or rotate",
                       verb);
    return -1;
}

const KmCommand km_cmd_key = {
    .name = "key",
    .arguments = "link FILE | rotate",
    .summary = "tell that two personal numbers are one child; take another pseudonym key",
    .text = "link: reads a table of changed numbers (oud nummer;nieuw nummer): an onderwijsnummer "
            "that became a BSN. Pseudonyms of the deliverer will do too, with a column "
            "sleutelversie. From its day on both are one child; figures as known before come "
            "out as they were. Refused, all at once and with their lines: who has another birth "
            "date or sex in what was delivered, two that stand side by side in one file (twins), "
            "who became somebody else before, who was erased. One such line and nothing is kept: "
            "a link is never taken back.\n"
            "rotate: makes a new pseudonym key and takes the whole store along. Persons, links, "
            "figures and locked evaluations stay what they were; the old key imports nothing any "
            "more. Files with pseudonyms of the old key are translated, with a remark.",
    .least_arguments = 1,
    .most_arguments = 2,
    .needs_workspace = true,
    .options = {{"on", '\0', "DATE", "link: the day from which they are one child; default today"},
                {"reason", '\0', "TEXT", "rotate: why; kept for ever"}},
    .examples = {"kansmeter key link nieuwe-nummers.csv",
                 "kansmeter key rotate --reason \"yearly change\""},
    .verbs = "link rotate",
    .run = run,
};
