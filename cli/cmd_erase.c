#include "cli/cli.h"
#include "engine/base/file.h"
#include "importers/persons/erasure.h"

#include <ctype.h>
#include <string.h>
#include <unistd.h>

static bool audit(KmCli *cli, const KmErasureResult *r, const char *reason, KmError *err)
{
    return km_cli_audit(cli, "erase", km_format(cli->arena, "%lld persons", (long long)r->numbers),
                        km_format(cli->arena, "done, %lld rows of %zu deliveries: %s",
                                  (long long)r->erasure.rows, r->erasure.n_deliveries, reason),
                        err);
}

/* A trial does all of it and takes it back. */
static bool erase(KmCli *cli, const char *path, const char *reason, bool for_good,
                  KmErasureResult *ret_result, KmError *err)
{
    if (!km_store_begin(cli->store, err)) {
        return false;
    }
    if (!km_erasure_run(cli->arena, cli->store, cli->key, path, cli->today, ret_result, err) ||
        (for_good && !audit(cli, ret_result, reason, err))) {
        km_store_rollback(cli->store);
        return false;
    }
    if (!for_good) {
        km_store_rollback(cli->store);
        return true;
    }
    return km_store_commit(cli->store, err) && km_store_compact(cli->store, err);
}

/* `stem.html`, `stem-2.csv` … */
static bool is_report_of(const char *name, const char *stem)
{
    size_t n = strlen(stem);
    if (strncmp(name, stem, n) != 0) {
        return false;
    }
    name += n;
    if (*name == '-') {
        name++;
        while (isdigit((unsigned char)*name)) {
            name++;
        }
    }
    return strcmp(name, ".html") == 0 || strcmp(name, ".csv") == 0;
}

static size_t remove_reports_of(KmCli *cli, const KmDelivery *d)
{
    KmError ignored = {0};
    char **names = NULL;
    size_t n = 0;
    size_t removed = 0;
    const char *dot = strrchr(d->file_name, '.');
    size_t length = dot == NULL ? strlen(d->file_name) : (size_t)(dot - d->file_name);
    const char *stem = km_text_slug(cli->arena, km_strndup(cli->arena, d->file_name, length));
    const char *directory =
        km_workspace_path(cli, km_format(cli->arena, "retour/%s", d->period.text));
    if (!km_is_directory(directory) ||
        !km_directory_list(cli->arena, directory, &names, &n, &ignored)) {
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        if (is_report_of(names[i], stem)) {
            removed += unlink(km_path_join(cli->arena, directory, names[i])) == 0 ? 1 : 0;
        }
    }
    return removed;
}

/* Reports name lines and the deliverer's own numbers; kept runs hold rows per person. */
static bool remove_traces(KmCli *cli, const KmErasure *erasure, size_t *ret_reports, KmError *err)
{
    KmDelivery *deliveries = NULL;
    size_t n = 0;
    *ret_reports = 0;
    if (!km_delivery_list(cli->store, cli->arena, &deliveries, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < erasure->n_deliveries; k++) {
            if (deliveries[i].number == erasure->deliveries[k]) {
                *ret_reports += remove_reports_of(cli, &deliveries[i]);
            }
        }
    }
    km_directory_remove(km_workspace_path(cli, ".berekend"));
    return true;
}

static void put(KmCli *cli, const KmErasureResult *r, bool for_good)
{
    (void)json_object_set_new(cli->result, "numbers", json_integer(r->numbers));
    (void)json_object_set_new(cli->result, "known", json_integer(r->known));
    (void)json_object_set_new(cli->result, "rows", json_integer(r->erasure.rows));
    (void)json_object_set_new(cli->result, "deliveries",
                              json_integer((json_int_t)r->erasure.n_deliveries));
    (void)json_object_set_new(cli->result, "unsure", json_integer(r->erasure.unsure));
    (void)json_object_set_new(cli->result, "erased", json_boolean(for_good));
}

static void tell(KmCli *cli, const KmErasureResult *r, bool for_good)
{
    km_print(cli, "%s%lld numbers, %lld of them in the store: %lld rows of %zu deliveries\n",
             for_good ? "Erased: " : "Would be erased: ", (long long)r->numbers,
             (long long)r->known, (long long)r->erasure.rows, r->erasure.n_deliveries);
    if (r->erasure.unsure > 0) {
        km_print(cli, "  %lld rows without a personal number may be theirs or a twin's; they %s\n",
                 (long long)r->erasure.unsure, for_good ? "stay" : "would stay");
    }
}

static int run(KmCli *cli)
{
    const char *path = km_cli_argument(cli, 0);
    bool for_good = km_cli_flag(cli, "confirm");
    const char *reason = "";
    size_t reports = 0;
    KmErasureResult result = {0};
    if ((for_good &&
         !km_cli_reason(cli, "erasing", "request of 12 November", &reason, &cli->err)) ||
        !km_cli_open_store(cli, &cli->err) || !km_cli_open_key(cli, &cli->err) ||
        !erase(cli, path, reason, for_good, &result, &cli->err)) {
        return -1;
    }
    put(cli, &result, for_good);
    tell(cli, &result, for_good);
    if (!for_good) {
        km_say(cli,
               "Nothing was changed yet. To erase for good: kansmeter erase %s --reason "
               "\"…\" --confirm\n",
               km_path_base(path));
        return 0;
    }
    if (!remove_traces(cli, &result.erasure, &reports, &cli->err)) {
        return -1;
    }
    km_print(cli,
             "  %zu files of return reports that may name their lines were removed, and the "
             "kept runs\n",
             reports);
    km_say(cli,
           "Figures and evaluations that were made stay. Compute again for those without "
           "them. A file that names them again is read without them.\n"
           "Still to do by hand: backups, the delivered files, %s, and return reports that "
           "were mailed or of files that were refused.\n",
           km_path_base(path));
    return 0;
}

const KmCommand km_cmd_erase = {
    .name = "erase",
    .arguments = "FILE",
    .summary = "take persons out of all deliveries, on their request",
    .text =
        "Reads a list of personal numbers (header BSN, onderwijsnummer or nummer; one a line) "
        "and tells what would go; with --confirm it goes: their rows in every delivery, also "
        "under numbers that were linked and rows without a number that only fit them, what "
        "was found about those lines, return reports that may name them, and kept runs. Figures "
        "that were computed and the log stay. They do not come back: a file that names them "
        "is read without them. After another pseudonym key, give the list once more.",
    .least_arguments = 1,
    .most_arguments = 1,
    .needs_workspace = true,
    .options = {{"confirm", '\0', NULL, "do it; without, only tell what would go"},
                {"reason", '\0', "TEXT", "why; kept in the log for ever: name nobody in it"}},
    .examples = {"kansmeter erase verzoek.csv",
                 "kansmeter erase verzoek.csv --reason \"request of 12 November\" --confirm"},
    .run = run,
};
