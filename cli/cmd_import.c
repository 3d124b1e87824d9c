#include "cli/cli.h"
#include "cli/deliveries.h"
#include "cli/import_warnings.h"
#include "engine/base/file.h"
#include "importers/contract/contract.h"
#include "importers/delivery/import.h"

#include <stdio.h>
#include <string.h>

enum { MOST_DEPTH = 4 };

typedef struct {
    KmImportRequest *items;
    const char **shown; /* per item: its name below the folder that was asked for */
    size_t count, capacity, shown_capacity;
    KmDate received;
    size_t skipped;
    KmText skipped_names;
} Requests;

/* What programs leave behind beside the files of people, and the workspace's own. */
static bool is_litter(const char *name)
{
    static const char *const names[] = {"Thumbs.db", "desktop.ini",     "__MACOSX",
                                        "Icon\r",    "kansmeter.ini",   "normen.csv",
                                        "store.db",  "store.db-journal"};
    static const char *const endings[] = {".tmp", ".part", ".crdownload", ".lnk", ".key"};
    bool found = name[0] == '~' || name[0] == '.';
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        found = found || strcmp(name, names[i]) == 0;
    }
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        found = found || km_text_ends_with(name, endings[i]);
    }
    return found;
}

static void add_request(KmCli *cli, Requests *requests, const char *path, const char *shown)
{
    size_t n_shown = requests->count;
    KM_GROW(cli->arena, requests->shown, n_shown, requests->shown_capacity);
    requests->shown[requests->count] = shown;
    KM_GROW(cli->arena, requests->items, requests->count, requests->capacity);
    requests->items[requests->count++] =
        (KmImportRequest){.path = path,
                          .contract = km_cli_option(cli, "contract"),
                          .deliverer = km_cli_option(cli, "deliverer"),
                          .period = km_cli_option(cli, "period"),
                          .kind = km_cli_option(cli, "kind"),
                          .received = KM_DATE_OPEN,
                          .dry_run = km_cli_flag(cli, "dry-run")};
}

static void skip(KmCli *cli, Requests *requests, const char *shown)
{
    if (requests->skipped++ == 0) {
        requests->skipped_names = km_text_init(cli->arena);
    }
    km_text_add(&requests->skipped_names, requests->skipped == 1 ? " " : ", ");
    km_text_add_terminal(&requests->skipped_names, shown, 60);
}

/* `below`: the way from the folder that was asked for, "" for itself. The workspace's own outputs
 * are no deliveries, and a link leads out of the folder or round in it. */
static bool add_directory(KmCli *cli, Requests *requests, const char *path, const char *below,
                          int depth, KmError *err)
{
    char **names;
    size_t n;
    if (!km_directory_list(cli->arena, path, &names, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const char *full = km_path_join(cli->arena, path, names[i]);
        const char *shown =
            below[0] == '\0' ? names[i] : km_format(cli->arena, "%s/%s", below, names[i]);
        bool is_folder = km_is_directory(full);
        if (is_litter(names[i]) || km_is_stray_link(full) ||
            (is_folder && (depth == MOST_DEPTH || strcmp(names[i], "retour") == 0))) {
            skip(cli, requests, shown);
        } else if (!is_folder) {
            add_request(cli, requests, full, shown);
        } else if (!add_directory(cli, requests, full, shown, depth + 1, err)) {
            return false;
        }
    }
    return true;
}

static bool choose_day(KmCli *cli, Requests *requests, KmError *err)
{
    const char *received = km_cli_option(cli, "received");
    KmDate day = cli->today;
    if (received != NULL && !km_date_parse_iso(received, strlen(received), &day)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "--received is '%.40s'; expected a day like 2026-10-14", received);
    }
    if (day > cli->today) {
        (void)km_error_set(err, KM_ERROR_USAGE, "--received %s lies in the future", received);
        return km_error_hint(err, "leave --received out: then it came in today, %s",
                             km_date_iso(cli->arena, cli->today));
    }
    requests->received = day;
    for (size_t i = 0; i < requests->count; i++) {
        requests->items[i].received = day;
    }
    return true;
}

static bool collect(KmCli *cli, Requests *requests, KmError *err)
{
    const char *last = "";
    for (size_t i = 0; i < cli->parsed.n_arguments; i++) {
        const char *path = cli->parsed.arguments[i];
        last = path;
        if (!km_file_exists(path)) {
            return km_error_at(err, KM_ERROR_USAGE, path, 0, 0,
                               "there is no such file or directory");
        }
        if (!km_is_directory(path)) {
            add_request(cli, requests, path, km_path_base(path));
        } else if (!add_directory(cli, requests, path, "", 0, err)) {
            return false;
        }
    }
    if (requests->count == 0) {
        return km_error_at(err, KM_ERROR_USAGE, last, 0, 0,
                           "there is no file to import in this directory");
    }
    KmPeriod ignored;
    const char *period = km_cli_option(cli, "period");
    if (period != NULL && !km_period_parse(period, &ignored, err)) {
        return km_error_context(err, "--period");
    }
    return choose_day(cli, requests, err);
}

/* Files of one name in two folders have a return report each. */
static const char *unused_stem(KmCli *cli, const char *stem, const char *const *taken, size_t n)
{
    const char *free = stem;
    int number = 2;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(taken[i], free) == 0) {
            free = km_format(cli->arena, "%s-%d", stem, number++);
            i = (size_t)-1; /* look again at all */
        }
    }
    return free;
}

/* The return report of one file, ready to mail: retour/<period>/<file>.html and .csv. `stems`:
 * those of the files before it, to which it adds its own. */
static bool write_return(KmCli *cli, const KmImportResult *r, const char **stems, size_t nth,
                         const char **ret_path, KmError *err)
{
    const char *period = r->delivery.period.text[0] == '\0' ? "onbekend" : r->delivery.period.text;
    const char *directory = km_workspace_path(cli, km_format(cli->arena, "retour/%s", period));
    const char *base = km_path_base(r->path);
    const char *dot = strrchr(base, '.');
    const char *slug =
        km_text_slug(cli->arena, km_strndup(cli->arena, base,
                                            dot == NULL ? strlen(base) : (size_t)(dot - base)));
    const char *stem = unused_stem(cli, km_path_join(cli->arena, directory, slug), stems, nth);
    stems[nth] = stem;
    const char *html = km_return_report_html(cli->arena, r);
    const char *csv = km_return_report_csv(cli->arena, r);
    *ret_path = km_format(cli->arena, "%s.html", stem);
    return km_directory_make(directory, 0700, err) &&
           km_file_write_unsynced(*ret_path, html, strlen(html), 0600, err) &&
           km_file_write_unsynced(km_format(cli->arena, "%s.csv", stem), csv, strlen(csv), 0600,
                                  err);
}

static bool audit_result(KmCli *cli, const KmImportResult *r, bool dry_run, KmError *err)
{
    const char *id = r->accepted ? km_delivery_id(cli->arena, &r->delivery) : km_path_base(r->path);
    const char *outcome = dry_run ? "dry run"
                          : r->accepted
                              ? "done"
                              : km_format(cli->arena, "refused: %.200s", r->error.message);
    return km_cli_audit(cli, "import", id, outcome, err);
}

typedef struct {
    KmCli *cli;
    bool is_done;
} Audit;

/* In the commit of the batch itself: what is imported is audited, and the other way round. */
static bool audit_batch(void *self, const KmImportResult *results, size_t n, KmError *err)
{
    Audit *audit = self;
    bool dry_run = km_cli_flag(audit->cli, "dry-run");
    for (size_t i = 0; i < n; i++) {
        if (!audit_result(audit->cli, &results[i], dry_run, err)) {
            return false;
        }
    }
    audit->is_done = true;
    return true;
}

/* A batch that kept nothing has left no line yet: one commit for all of them. */
static bool audit_rest(Audit *audit, const KmImportResult *results, size_t n, KmError *err)
{
    KmStore *store = audit->cli->store;
    if (audit->is_done) {
        return true;
    }
    if (!km_store_begin(store, err)) {
        return false;
    }
    if (!audit_batch(audit, results, n, err)) {
        km_store_rollback(store);
        return false;
    }
    return km_store_commit(store, err);
}

enum { N_COUNTS = 6 };

/* The table of results, its last column only when a file has rows that were skipped. */
typedef struct {
    KmTable table;
    size_t n_counts;
    int64_t sums[N_COUNTS];
} Results;

static void add_row(KmCli *cli, Results *results, const KmImportResult *r, const char *shown)
{
    const KmDelivery *d = &r->delivery;
    const int64_t counts[N_COUNTS] = {d->lines_read, d->accepted,  d->remarked,
                                      d->refused,    d->duplicate, r->skipped};
    KmText name = km_text_init(cli->arena);
    km_text_add_terminal(&name, shown, 60);
    km_table_add(&results->table, r->accepted ? "imported" : "REFUSED");
    km_table_add(&results->table, name.bytes);
    for (size_t i = 0; i < results->n_counts; i++) {
        results->sums[i] += r->accepted ? counts[i] : 0;
        km_table_add(&results->table,
                     r->accepted ? km_format(cli->arena, "%lld", (long long)counts[i]) : "–");
    }
}

static void add_sums(KmCli *cli, Results *results, const char *name)
{
    km_table_add(&results->table, "");
    km_table_add(&results->table, name);
    for (size_t i = 0; i < results->n_counts; i++) {
        km_table_add(&results->table, km_format(cli->arena, "%lld", (long long)results->sums[i]));
    }
}

static json_t *result_json(KmCli *cli, const KmImportResult *r, const char *report)
{
    const KmDelivery *d = &r->delivery;
    json_t *o = json_pack("{s:s, s:b, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:s, s:s}", "file",
                          r->path, "accepted", r->accepted, "delivery",
                          r->accepted ? km_delivery_id(cli->arena, d) : "", "lines",
                          (json_int_t)d->lines_read, "accepted_rows", (json_int_t)d->accepted,
                          "remarked", (json_int_t)d->remarked, "refused", (json_int_t)d->refused,
                          "duplicate", (json_int_t)d->duplicate, "skipped", (json_int_t)r->skipped,
                          "dialect", d->dialect == NULL ? "" : d->dialect, "report", report);
    if (!r->accepted) {
        (void)json_object_set_new(o, "message", json_string(r->error.message));
        (void)json_object_set_new(o, "line", json_integer(r->error.line));
        (void)json_object_set_new(o, "column", json_integer(r->error.column));
        (void)json_object_set_new(o, "hint", json_string(r->error.hint));
    }
    json_t *counts = json_object();
    for (size_t i = 0; i < r->n_counts; i++) {
        (void)json_object_set_new(counts, r->counts[i].rule, json_integer(r->counts[i].count));
    }
    (void)json_object_set_new(o, "findings", counts);
    return o;
}

/* Files of one name in two folders are told apart, as in the table. */
static void print_refusal(KmCli *cli, const KmError *why, const char *shown)
{
    KmError err = *why;
    KmText name = km_text_init(cli->arena);
    km_text_add_terminal(&name, shown, 200);
    (void)snprintf(err.file, sizeof err.file, "%s", name.bytes);
    km_print_error(cli, &err);
}

static void print_results(KmCli *cli, const Requests *requests, const KmImportResult *results)
{
    static const char *const headers[] = {"",          "file",     ">lines",     ">accepted",
                                          ">remarked", ">refused", ">duplicate", ">skipped"};
    size_t refused = 0;
    size_t n = requests->count;
    bool skipped = false;
    for (size_t i = 0; i < n; i++) {
        skipped = skipped || (results[i].accepted && results[i].skipped > 0);
    }
    Results shown = {.n_counts = skipped ? N_COUNTS : N_COUNTS - 1};
    shown.table = km_table_new(cli, headers, 2 + shown.n_counts);
    for (size_t i = 0; i < n; i++) {
        add_row(cli, &shown, &results[i], requests->shown[i]);
        refused += results[i].accepted ? 0 : 1;
    }
    if (n > 1) {
        add_sums(
            cli, &shown,
            km_format(cli->arena, "%zu files: %zu imported, %zu refused", n, n - refused, refused));
    }
    km_table_print(cli, &shown.table);
    for (size_t i = 0; i < n; i++) {
        if (!results[i].accepted) {
            print_refusal(cli, &results[i].error, requests->shown[i]);
        }
        km_say_import_warnings(cli, &results[i]);
        if (n == 1) {
            km_say_import_findings(cli, &results[i], 10);
        }
    }
}

static bool tell(KmCli *cli, const Requests *requests, const KmImportResult *results, bool dry_run,
                 KmError *err)
{
    size_t n = requests->count;
    json_t *list = json_array();
    const char **stems = KM_NEW_ARRAY(cli->arena, const char *, n);
    (void)json_object_set_new(cli->result, "files", list);
    for (size_t i = 0; i < n; i++) {
        const char *report = "";
        if (!dry_run && !write_return(cli, &results[i], stems, i, &report, err)) {
            return km_error_context(err, "while writing the return report of %s",
                                    km_path_base(results[i].path));
        }
        (void)json_array_append_new(list, result_json(cli, &results[i], report));
    }
    print_results(cli, requests, results);
    if (!dry_run) {
        km_say(cli, "%zu return report%s, in Dutch and ready to mail, in %s\n", n,
               n == 1 ? "" : "s", km_workspace_path(cli, "retour"));
    }
    return true;
}

static int exit_code(const KmImportResult *results, size_t n)
{
    int code = 0;
    for (size_t i = 0; i < n; i++) {
        if (!results[i].accepted) {
            return 3;
        }
        code = results[i].n_counts > 0 ? 1 : code;
    }
    return code;
}

/* Who must deliver, by the registers in the store: a misspelt name is told from a new one. */
static bool find_expected(KmCli *cli, KmImportSettings *settings, KmDate received, KmError *err)
{
    enum { YEARS_BACK = 3 };
    KmDelivery *deliveries = NULL;
    KmExpectedList list = {0};
    size_t n = 0;
    if (!km_delivery_list(cli->store, cli->arena, &deliveries, &n, err)) {
        return false;
    }
    if (n == 0) {
        return true; /* no registers yet */
    }
    if (!km_cli_expected(cli, received - YEARS_BACK * 366, received + 1, KM_DATE_OPEN, &list,
                         err)) {
        return false;
    }
    KmExpectedFrom *expected = KM_NEW_ARRAY(cli->arena, KmExpectedFrom, list.count);
    for (size_t i = 0; i < list.count; i++) {
        expected[i] = (KmExpectedFrom){.contract = list.items[i].contract,
                                       .deliverer = list.items[i].deliverer};
    }
    settings->expected = expected;
    settings->n_expected = list.count;
    return true;
}

/* A name that does not exist is wrong use, whatever the files hold. */
static bool check_contract(KmCli *cli, const KmContracts *contracts, KmError *err)
{
    const char *asked = km_cli_option(cli, "contract");
    return asked == NULL || km_contracts_know(cli->arena, contracts, asked, err);
}

static bool import(KmCli *cli, const Requests *requests, KmImportResult **ret_results, KmError *err)
{
    KmContracts *contracts;
    KmImporter *importer = NULL;
    Audit audit = {.cli = cli};
    if (!km_cli_open_store(cli, err) || !km_cli_open_key(cli, err) ||
        !km_cli_open_contracts(cli, &contracts, err) || !check_contract(cli, contracts, err)) {
        return false;
    }
    KmImportSettings settings = {.store = cli->store,
                                 .contracts = contracts,
                                 .key = cli->key,
                                 .today = cli->today,
                                 .least_accepted = cli->workspace.least_accepted,
                                 .allow_refused = km_cli_flag(cli, "allow-refused"),
                                 .seal = audit_batch,
                                 .seal_self = &audit};
    if (!find_expected(cli, &settings, requests->received, err) ||
        !km_importer_open(cli->arena, &settings, &importer, err)) {
        return false;
    }
    KmProgress progress = km_progress_open(cli);
    bool done =
        km_import_batch(importer, requests->items, requests->count, &progress, ret_results, err);
    km_progress_close(cli);
    km_importer_close(importer);
    return done && audit_rest(&audit, *ret_results, requests->count, err);
}

static int run(KmCli *cli)
{
    Requests requests = {0};
    KmImportResult *results = NULL;
    bool dry_run = km_cli_flag(cli, "dry-run");
    if (!collect(cli, &requests, &cli->err) || !import(cli, &requests, &results, &cli->err)) {
        return -1;
    }
    if (!tell(cli, &requests, results, dry_run, &cli->err) ||
        !km_warn_back_dated(cli, results, requests.count, requests.received, &cli->err)) {
        return -1;
    }
    if (requests.skipped > 0) {
        km_say(cli, "left alone (no deliveries):%s\n", requests.skipped_names.bytes);
    }
    if (dry_run) {
        km_say(cli, "dry run: nothing was kept\n");
    } else {
        km_say(
            cli,
            "The original files still hold personal numbers: store them safely or remove them.\n");
    }
    return exit_code(results, requests.count);
}

const KmCommand km_cmd_import = {
    .name = "import",
    .arguments = "FILE… | DIR",
    .summary = "load deliveries; faults come back as a return report",
    .text = "Loads CSV exports. Contract, deliverer and period are read from file names like "
            "ko_plaatsing_de-kiem_2026K3.csv, or "
            "given as options. Separator, encoding, dates and decimals are recognised. All faults "
            "of a file are found in one pass; "
            "each line ends as accepted, remarked, refused or duplicate. A refused file leaves "
            "nothing in the store. A second "
            "delivery of the same period becomes a new version.",
    .least_arguments = 1,
    .most_arguments = -1,
    .needs_workspace = true,
    .options = {{"contract", '\0', "NAME", "the contract, when the file name does not say"},
                {"deliverer", '\0', "ID", "who sent it"},
                {"period", '\0', "PERIOD", "2026K3, 2025-2026, 2026-09 or a range"},
                {"received", '\0', "DATE", "the day it came in, today or before; default today"},
                {"kind", '\0', "KIND", "volledig (default), correctie or mutatie"},
                {"dry-run", 'n', NULL, "check everything, keep nothing"},
                {"allow-refused", '\0', NULL, "also take a file of which many rows are refused"}},
    .examples =
        {"kansmeter import postvak/2026K3",
         "kansmeter import --dry-run ko_plaatsing_de-kiem_2026K3.csv",
         "kansmeter import export.csv --contract ko_plaatsing --deliverer de-kiem --period 2026K3"},
    .run = run,
};
