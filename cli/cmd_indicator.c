#include "cli/cli.h"

#include <string.h>

static void add_faults(KmCli *cli, const KmCatalogue *catalogue)
{
    for (size_t i = 0; i < km_catalogue_fault_count(catalogue); i++) {
        km_print_error(cli, &km_catalogue_fault_at(catalogue, i)->error);
    }
}

static int list(KmCli *cli, const KmCatalogue *catalogue)
{
    static const char *const headers[] = {"action", "id",         "title",    "kind",
                                          "level",  "definition", "read from"};
    KmTable table = km_table_new(cli, headers, 7);
    json_t *out = json_array();
    for (size_t i = 0; i < km_catalogue_count(catalogue); i++) {
        const KmIndicatorText *t = km_catalogue_at(catalogue, i);
        const char *cells[] = {t->action,
                               t->id,
                               t->title_en,
                               km_kind_name(t->kind),
                               km_level_name_nl(t->level),
                               t->definition_hash,
                               t->source_file};
        for (size_t c = 0; c < 7; c++) {
            km_table_add(&table, cells[c]);
        }
        (void)json_array_append_new(
            out, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "action", t->action, "id", t->id,
                           "title_nl", t->title_nl, "title_en", t->title_en, "kind",
                           km_kind_name(t->kind), "definition", t->definition_hash));
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
    km_print(cli, "  actions:     %s\n  kind:        %s, level %s, better: %s\n", t->actions,
             km_kind_name(t->kind), km_level_name_nl(t->level), km_direction_name(t->direction));
    km_print(cli, "  basis:       %s\n  protected:   %s (%s)\n", t->grondslag,
             km_sensitive_name(t->sensitive), t->sensitive_why_nl);
    for (size_t i = 0; i < t->n_norms; i++) {
        km_print(cli, "  norm:        %s (%s)\n", km_format(cli->arena, "%g", t->norms[i].value),
                 t->norms[i].source);
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
    (void)km_error_set(&cli->err, KM_ERROR_USAGE,
                       "expected: kansmeter indicator list, show ID or test [ID]");
    return -1;
}

const KmCommand km_cmd_indicator = {
    .name = "indicator",
    .arguments = "[list | show ID | test [ID]]",
    .summary = "what is measured: list, definition, worked examples",
    .text = "Every indicator is one .sql file. 'show' prints its definition in words, with --sql "
            "the file itself; 'test' runs the worked "
            "examples inside the files. A file of the same name under the workspace's indicators/ "
            "replaces the shipped one.",
    .most_arguments = 2,
    .options = {{"sql", '\0', NULL, "the file itself"}},
    .examples = {"kansmeter indicator list", "kansmeter indicator show vve-bereik --sql",
                 "kansmeter indicator test"},
    .verbs = "list show test",
    .run = run,
};
