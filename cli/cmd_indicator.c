#include "cli/cli.h"
#include "engine/base/file.h"
#include "indicators/compute/compute.h"

#include <math.h>

#include <string.h>

static void add_faults(KmCli *cli, const KmCatalogue *catalogue)
{
    for (size_t i = 0; i < km_catalogue_fault_count(catalogue); i++) {
        km_print_error(cli, &km_catalogue_fault_at(catalogue, i)->error);
    }
}

static int list(KmCli *cli, const KmCatalogue *catalogue)
{
    static const char *const headers[] = {"action", "id",   "title",      "kind",
                                          "level",  "tier", "definition", "read from"};
    enum { COLUMNS = 8 };
    KmTable table = km_table_new(cli, headers, COLUMNS);
    json_t *out = json_array();
    for (size_t i = 0; i < km_catalogue_count(catalogue); i++) {
        const KmIndicatorText *t = km_catalogue_at(catalogue, i);
        const char *cells[] = {t->action,
                               t->id,
                               t->title_en,
                               km_kind_name(t->kind),
                               km_level_name_nl(t->level),
                               km_tier_name(t->tier),
                               t->definition_hash,
                               t->source_file};
        for (size_t c = 0; c < COLUMNS; c++) {
            km_table_add(&table, cells[c]);
        }
        (void)json_array_append_new(
            out, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "action", t->action, "id", t->id,
                           "title_nl", t->title_nl, "title_en", t->title_en, "kind",
                           km_kind_name(t->kind), "tier", km_tier_name(t->tier), "definition",
                           t->definition_hash));
    }
    (void)json_object_set_new(cli->result, "indicators", out);
    km_table_print(cli, &table);
    add_faults(cli, catalogue);
    return km_catalogue_fault_count(catalogue) == 0 ? 0 : 1;
}

static bool know(KmCli *cli, const KmCatalogue *catalogue, const char *id)
{
    if (km_catalogue_find(catalogue, id) != NULL) {
        return true;
    }
    const char **names = KM_NEW_ARRAY(cli->arena, const char *, km_catalogue_count(catalogue) + 1);
    for (size_t i = 0; i < km_catalogue_count(catalogue); i++) {
        names[i] = km_catalogue_at(catalogue, i)->id;
    }
    const char *nearest = km_text_nearest(id, names, km_catalogue_count(catalogue));
    (void)km_error_set(&cli->err, KM_ERROR_USAGE, "no indicator '%.60s'", id);
    return km_error_hint(&cli->err,
                         nearest == NULL ? "see: kansmeter indicator list%s" : "did you mean %s?",
                         nearest == NULL ? "" : nearest);
}

static int show(KmCli *cli, const KmCatalogue *catalogue, const char *id)
{
    if (!know(cli, catalogue, id)) {
        return -1;
    }
    const KmIndicatorText *t = km_catalogue_find(catalogue, id);
    if (km_cli_flag(cli, "sql")) {
        km_print(cli, "%s", km_catalogue_sql(catalogue, id));
        return 0;
    }
    km_print(cli, "%s  %s / %s\n", t->id, t->title_nl, t->title_en);
    km_print(cli, "  question:    %s\n               %s\n", t->question_nl, t->question_en);
    km_print(cli, "  of whom:     %s\n  counted:     %s\n  when:        %s\n", t->population_nl,
             t->hit_nl, t->time_nl);
    km_print(cli, "  actions:     %s\n  kind:        %s, level %s, better: %s, tier: %s\n",
             t->actions, km_kind_name(t->kind), km_level_name_nl(t->level),
             km_direction_name(t->direction), km_tier_name(t->tier));
    km_print(cli, "  basis:       %s\n  protected:   %s (%s)\n", t->grondslag,
             km_sensitive_name(t->sensitive), t->sensitive_why_nl);
    for (size_t i = 0; i < t->n_norms; i++) {
        km_print(cli, "  norm:        %s (%s)\n", km_format(cli->arena, "%g", t->norms[i].value),
                 t->norms[i].source);
    }
    for (size_t i = 0; i < t->n_breaks; i++) {
        km_print(cli, "  break:       %s %s\n", km_date_iso(cli->arena, t->breaks[i].date),
                 t->breaks[i].reason);
    }
    km_print(cli, "  dimensions: ");
    for (size_t i = 0; i < t->n_dimensions; i++) {
        km_print(cli, " %s", t->dimensions[i].name);
    }
    km_print(cli, "\n  definition:  %s of %s, %s\n  not in it:   %s\n", t->definition_hash,
             t->version, t->source_file, t->limitation_nl);
    return 0;
}

static int test_one(KmCli *cli, const KmCatalogue *catalogue, const char *id, int *ret_passed,
                    int *ret_failed)
{
    KmExampleResult *results;
    size_t n;
    if (!km_examples_run(cli->arena, catalogue, id, &results, &n, &cli->err)) {
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        km_print(cli, "%s  %s: %s\n", results[i].passed ? "ok    " : "FAILED", id,
                 results[i].example);
        if (!results[i].passed) {
            km_print(cli, "        %s\n", results[i].message);
        }
        *ret_passed += results[i].passed;
        *ret_failed += !results[i].passed;
    }
    if (n == 0) {
        km_print(cli, "FAILED  %s: the file has no worked example; add one (-- example: …)\n", id);
        ++*ret_failed;
    }
    return 0;
}

static int test(KmCli *cli, const KmCatalogue *catalogue, const char *id)
{
    int passed = 0;
    int failed = 0;
    if (id != NULL && !know(cli, catalogue, id)) {
        return -1;
    }
    for (size_t i = 0; i < km_catalogue_count(catalogue); i++) {
        const char *each = km_catalogue_at(catalogue, i)->id;
        if ((id == NULL || strcmp(id, each) == 0) &&
            test_one(cli, catalogue, each, &passed, &failed) < 0) {
            return -1;
        }
    }
    add_faults(cli, catalogue);
    (void)json_object_set_new(cli->result, "passed", json_integer(passed));
    (void)json_object_set_new(cli->result, "failed", json_integer(failed));
    km_print(cli, "%d worked examples hold, %d do not\n", passed, failed);
    return failed == 0 && km_catalogue_fault_count(catalogue) == 0 ? 0 : 1;
}

/* ---- lint ---- */

static int lint_one(KmCli *cli, const KmCatalogue *catalogue, const char *id)
{
    KmExampleResult *results = NULL;
    size_t n = 0;
    KmError err = {0};
    int faults = 0;
    if (!km_indicator_lint(cli->arena, catalogue, id, &err) ||
        !km_examples_run(cli->arena, catalogue, id, &results, &n, &err)) {
        km_print_error(cli, &err);
        return 1;
    }
    for (size_t i = 0; i < n; i++) {
        if (!results[i].passed) {
            km_print(cli, "%s: worked example '%s': %s\n", id, results[i].example,
                     results[i].message);
            faults++;
        }
    }
    if (n == 0) {
        km_print(cli,
                 "%s: %s has no worked example; add one at the end (-- example: …, -- on: …, -- "
                 "given …, -- expect: …)\n",
                 id, km_catalogue_find(catalogue, id)->source_file);
        faults++;
    }
    return faults;
}

static int lint(KmCli *cli, const KmCatalogue *catalogue, const char *id)
{
    int checked = 0;
    int wrong = 0;
    size_t faults = km_catalogue_fault_count(catalogue);
    add_faults(cli, catalogue);
    /* A file with a fault is not in the catalogue, so its name may not be known. */
    if (id != NULL && faults == 0 && !know(cli, catalogue, id)) {
        return -1;
    }
    for (size_t i = 0; i < km_catalogue_count(catalogue); i++) {
        const char *each = km_catalogue_at(catalogue, i)->id;
        if (id == NULL || strcmp(id, each) == 0) {
            checked++;
            wrong += lint_one(cli, catalogue, each) > 0;
        }
    }
    (void)json_object_set_new(cli->result, "checked", json_integer(checked));
    (void)json_object_set_new(cli->result, "faults", json_integer(wrong + (int)faults));
    km_print(cli, "%d indicators checked, %d with faults; %zu other faults\n", checked, wrong,
             faults);
    return wrong == 0 && faults == 0 ? 0 : 1;
}

/* ---- impact ---- */

static bool is_total(const KmFigure *f)
{
    return f->block.dim[0] == NULL || f->block.dim[0][0] == '\0';
}

static const KmFigure *stored_as(const KmFigure *stored, size_t n, const KmFigure *like)
{
    for (size_t i = 0; i < n; i++) {
        bool same = strcmp(stored[i].period, like->period) == 0;
        for (int d = 0; d < KM_BLOCK_DIMENSIONS; d++) {
            same = same && strcmp(stored[i].block.dim[d], like->block.dim[d]) == 0 &&
                   strcmp(stored[i].block.code[d], like->block.code[d]) == 0;
        }
        if (same) {
            return &stored[i];
        }
    }
    return NULL;
}

static bool moves(const KmFigure *before, const KmFigure *now)
{
    return before->n != now->n || before->x != now->x || before->status != now->status ||
           before->excluded != now->excluded || fabs(before->estimate - now->estimate) > 1e-12;
}

/* Totals by how much, blocks only how many: a block's own move could be one child. */
static void print_moves(KmCli *cli, const KmFigure *stored, size_t n_stored,
                        const KmComputeResult *now)
{
    int same = 0;
    int blocks = 0;
    int totals = 0;
    size_t met = 0;
    int added = 0;
    for (size_t i = 0; i < now->n_figures; i++) {
        const KmFigure *f = &now->figures[i];
        if (n_stored == 0 || strcmp(f->indicator, stored[0].indicator) != 0) {
            continue; /* what a gap stands on is computed with it */
        }
        const KmFigure *before = stored_as(stored, n_stored, f);
        met += before != NULL;
        added += before == NULL;
        if (before == NULL || !moves(before, f)) {
            same += before != NULL;
        } else if (!is_total(f)) {
            blocks++;
        } else {
            totals++;
            km_print(cli, "%s:%s  %s\n", f->indicator, f->period,
                     before->has_estimate && f->has_estimate
                         ? km_format(cli->arena, "the estimate moves by %+.4f",
                                     f->estimate - before->estimate)
                         : km_format(cli->arena, "from %s to %s",
                                     km_figure_status_name(before->status),
                                     km_figure_status_name(f->status)));
        }
    }
    km_print(cli,
             "%d totals and %d blocks would move, %d stay as stored, %d would be new, %d would go; "
             "nothing was stored\n",
             totals, blocks, same, added, (int)(n_stored - met));
    (void)json_object_set_new(cli->result, "totals", json_integer(totals));
    (void)json_object_set_new(cli->result, "blocks", json_integer(blocks));
    (void)json_object_set_new(cli->result, "same", json_integer(same));
}

/* The single quarters that are stored, in order. */
static size_t stored_periods(const KmFigure *stored, size_t n, KmPeriod *periods, size_t most)
{
    size_t count = 0;
    KmError unused = {0};
    for (size_t i = 0; i < n && count < most; i++) {
        KmPeriod period;
        bool is_new = km_period_parse(stored[i].period, &period, &unused) && !period.is_range;
        for (size_t k = 0; k < count && is_new; k++) {
            is_new = strcmp(periods[k].text, period.text) != 0;
        }
        if (is_new) {
            periods[count++] = period;
        }
    }
    return count;
}

static int impact(KmCli *cli, const KmCatalogue *catalogue, const char *id)
{
    enum { MOST_PERIODS = 60 };
    KmPeriod periods[MOST_PERIODS];
    KmFigure *stored = NULL;
    size_t n_stored = 0;
    KmComputeResult now;
    const KmFigureFilter filter = {.indicator = id, .knowledge = KM_DATE_OPEN};
    if (!know(cli, catalogue, id) || !km_cli_open_store(cli, &cli->err) ||
        !km_figures_read(cli->store, cli->arena, &filter, &stored, &n_stored, &cli->err)) {
        return -1;
    }
    size_t n = stored_periods(stored, n_stored, periods, MOST_PERIODS);
    if (n == 0) {
        (void)km_error_set(&cli->err, KM_ERROR_USAGE, "no figures of %.60s are stored yet", id);
        (void)km_error_hint(&cli->err, "compute them with the old definition first");
        return -1;
    }
    KmComputeRequest request = {.periods = periods,
                                .n_periods = n,
                                .knowledge = stored[0].knowledge,
                                .select = id,
                                .program = "kansmeter " KM_VERSION};
    if (!km_compute(cli->store, cli->arena, catalogue, &request, NULL, &now, &cli->err)) {
        return -1;
    }
    for (size_t i = 0; i < now.n_failures; i++) {
        km_print_error(cli, &now.failures[i].error);
    }
    if (now.n_failures == 0) {
        print_moves(cli, stored, n_stored, &now);
    }
    return now.n_failures == 0 ? 0 : 1;
}

/* ---- new ---- */

static const char scaffold[] =
    "-- id: %s\n"
    "-- version: %s\n"
    "-- actions: A1.3\n"
    "-- order: 90\n"
    "-- title: Titel in het Nederlands\n"
    "-- title-en: Title in English\n"
    "-- question: Welke vraag beantwoordt dit cijfer?\n"
    "-- question-en: Which question does this figure answer?\n"
    "-- counts: kind\n"
    "-- unit: kinderen\n"
    "-- unit-en: children\n"
    "-- population-text: kinderen die in de stad wonen\n"
    "-- hit-text: met een plaats in de kinderopvang\n"
    "-- time-text: op de laatste dag van het kwartaal\n"
    "-- kind: proportion\n"
    "-- form: spells\n"
    "-- grondslag: wonend\n"
    "-- time: KE\n"
    "-- level: output\n"
    "-- direction: up\n"
    "-- sensitive: group; why: leg uit welke kant niet klein mag zijn\n"
    "-- dimensions: wijk, geslacht\n"
    "-- uses: bevolking, ko_plaatsing/hit\n"
    "-- sources: gemeente, kinderopvang\n"
    "-- limitation: wat dit cijfer niet zegt\n"
    "\n"
    "-- population: woont in de stad\n"
    "-- more keys (tier, norm, crosses, lag, delay, category, within, of) in "
    "indicators/definition/definition.h\n"
    "SELECT kind AS unit, van, tot FROM bevolking\n"
    "\n"
    "-- hit: heeft een plaats\n"
    "SELECT kind AS unit, van, tot FROM ko_plaatsing WHERE kind IS NOT NULL\n"
    "\n"
    "-- example: een van de twee heeft op 30 september een plaats\n"
    "-- on: 2026K3\n"
    "-- given bevolking: kind, geboortedatum, geldig_van, wijk\n"
    "--   1, 2023-08-15, 2023-08-15, WK054603\n"
    "--   2, 2023-08-15, 2023-08-15, WK054603\n"
    "-- given ko_plaatsing: kind, begindatum\n"
    "--   1, 2026-01-05\n"
    "-- expect: n=2 x=1\n"
    "-- expect wijk=WK054603: n=2 x=1\n";

static int make_new(KmCli *cli, const KmCatalogue *catalogue, const char *id)
{
    const char *allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
    if (!km_workspace_need(cli, &cli->err)) {
        return -1;
    }
    if (strlen(id) > 60 || id[0] == '\0' || strspn(id, allowed) != strlen(id)) {
        (void)km_error_set(&cli->err, KM_ERROR_USAGE, "'%.60s' cannot be the id of an indicator",
                           id);
        (void)km_error_hint(&cli->err, "small letters, digits and hyphens, at most 60");
        return -1;
    }
    const char *folder = km_workspace_path(cli, "indicators");
    const char *path = km_format(cli->arena, "%s/%s.sql", folder, id);
    if (km_catalogue_find(catalogue, id) != NULL || km_file_exists(path)) {
        (void)km_error_set(&cli->err, KM_ERROR_USAGE, "there is an indicator '%.60s' already", id);
        (void)km_error_hint(&cli->err, "see: kansmeter indicator show %s --sql", id);
        return -1;
    }
    const char *text = km_format(cli->arena, scaffold, id, km_date_iso(cli->arena, cli->today));
    if (!km_directory_make(folder, 0700, &cli->err) ||
        !km_file_write(path, text, strlen(text), 0600, &cli->err)) {
        return -1;
    }
    km_print(cli, "%s\n", path);
    km_say(cli, "Change every line of it, then: kansmeter indicator lint %s\n", id);
    return 0;
}

static int run(KmCli *cli)
{
    KmCatalogue *catalogue;
    const char *verb = km_cli_argument(cli, 0);
    const char *id = km_cli_argument(cli, 1);
    if (!km_workspace_find(cli, &cli->err) || !km_cli_open_catalogue(cli, &catalogue, &cli->err)) {
        return -1;
    }
    if (verb == NULL || strcmp(verb, "list") == 0) {
        return list(cli, catalogue);
    }
    if (strcmp(verb, "show") == 0 && id != NULL) {
        return show(cli, catalogue, id);
    }
    if (strcmp(verb, "test") == 0) {
        return test(cli, catalogue, id);
    }
    if (strcmp(verb, "lint") == 0) {
        return lint(cli, catalogue, id);
    }
    if (strcmp(verb, "impact") == 0 && id != NULL) {
        return impact(cli, catalogue, id);
    }
    if (strcmp(verb, "new") == 0 && id != NULL) {
        return make_new(cli, catalogue, id);
    }
    (void)km_error_set(
        &cli->err, KM_ERROR_USAGE,
        "expected: kansmeter indicator list, show ID, new ID, lint [ID], test [ID] or impact ID");
    return -1;
}

const KmCommand km_cmd_indicator = {
    .name = "indicator",
    .arguments = "[list | show ID | new ID | lint [ID] | test [ID] | impact ID]",
    .summary = "what is measured: list, definition, worked examples",
    .text = "Every indicator is one .sql file. 'show' prints its definition in words, with --sql "
            "the file itself; 'new' writes a file to start from, 'lint' says what is wrong with a "
            "file and "
            "what to do about it, 'impact' tells which "
            "stored figures a changed file would move, before anything is stored, 'test' runs the "
            "worked "
            "examples inside the files. A file of the same name under the workspace's indicators/ "
            "replaces the shipped one.",
    .most_arguments = 2,
    .options = {{"sql", '\0', NULL, "the file itself"}},
    .examples = {"kansmeter indicator list", "kansmeter indicator show vve-bereik --sql",
                 "kansmeter indicator lint", "kansmeter indicator test"},
    .verbs = "list show new lint test impact",
    .run = run,
};
