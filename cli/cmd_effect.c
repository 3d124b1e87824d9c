#include "cli/effects.h"
#include "engine/base/number.h"
#include "reports/effects/effects.h"

#include <string.h>

static int tell_faults(KmCli *cli, const KmCatalogue *catalogue)
{
    size_t faults = km_catalogue_fault_count(catalogue);
    for (size_t i = 0; i < faults; i++) {
        km_print_error(cli, &km_catalogue_fault_at(catalogue, i)->error);
    }
    return faults == 0 ? 0 : 1;
}

static int list(KmCli *cli, const KmCatalogue *catalogue)
{
    static const char *const headers[] = {"action", "id",     "title",    "outcome",
                                          "method", "causal", "read from"};
    enum { HEADERS = sizeof headers / sizeof headers[0] };
    KmTable table = km_table_new(cli, headers, HEADERS);
    json_t *out = json_array();
    for (size_t i = 0; i < km_effect_count(catalogue); i++) {
        const KmEffectText *t = km_effect_at(catalogue, i);
        const char *cells[HEADERS] = {t->action,
                                      t->id,
                                      t->title_en,
                                      t->outcome->id,
                                      km_effect_method_name(t->method),
                                      t->is_causal ? "yes" : "no",
                                      t->source_file};
        for (size_t c = 0; c < HEADERS; c++) {
            km_table_add(&table, cells[c]);
        }
        (void)json_array_append_new(out, json_pack("{s:s, s:s, s:s, s:s, s:s}", "action", t->action,
                                                   "id", t->id, "title_nl", t->title_nl, "outcome",
                                                   t->outcome->id, "method",
                                                   km_effect_method_name(t->method)));
    }
    (void)json_object_set_new(cli->result, "effects", out);
    km_table_print(cli, &table);
    return tell_faults(cli, catalogue);
}

static bool know(KmCli *cli, const KmCatalogue *catalogue, const char *id)
{
    if (km_effect_find(catalogue, id) != NULL) {
        return true;
    }
    const char **names = KM_NEW_ARRAY(cli->arena, const char *, km_effect_count(catalogue) + 1);
    for (size_t i = 0; i < km_effect_count(catalogue); i++) {
        names[i] = km_effect_at(catalogue, i)->id;
    }
    const char *nearest = km_text_nearest(id, names, km_effect_count(catalogue));
    (void)km_error_set(&cli->err, KM_ERROR_USAGE, "there is no effect design '%.60s'", id);
    return nearest == NULL ? km_error_hint(&cli->err, "see: kansmeter effect list")
                           : km_error_hint(&cli->err, "did you mean %s?", nearest);
}

static int show(KmCli *cli, const KmCatalogue *catalogue, const char *id)
{
    if (!know(cli, catalogue, id)) {
        return -1;
    }
    const KmEffectText *t = km_effect_find(catalogue, id);
    if (km_cli_flag(cli, "sql")) {
        km_print(cli, "%s", km_effect_sql(catalogue, id));
        return 0;
    }
    km_print(cli, "%s  %s / %s\n", t->id, t->title_nl, t->title_en);
    km_print(cli, "  question:    %s\n               %s\n", t->question_nl, t->question_en);
    km_print(cli, "  action:      %s\n  outcome:     %s\n  method:      %s\n", t->actions,
             t->outcome->id, km_effect_method_name(t->method));
    km_print(cli, "  treated:     %s\n", t->treated_nl);
    if (t->comparison_nl[0] != '\0') {
        km_print(cli, "  comparison:  %s\n", t->comparison_nl);
    }
    if (t->strata_nl[0] != '\0') {
        km_print(cli, "  equal in:    %s\n", t->strata_nl);
    }
    km_print(cli, "  from:        %s; %d quarters before, %d after, %d left out\n",
             km_date_iso(cli->arena, t->start), t->before, t->after, t->delay);
    km_print(cli, "  assumption:  %s\n  causal:      %s, because %s\n", t->assumption_nl,
             t->is_causal ? "yes" : "no", t->causal_nl);
    km_print(cli, "  source:      %s\n  design:      %s of %s, %s\n  not in it:   %s\n",
             t->source_nl, t->definition_hash, t->version, t->source_file, t->limitation_nl);
    return 0;
}

/* ---- lint and worked examples ---- */

static int check_one(KmCli *cli, const KmCatalogue *catalogue, const char *id, bool prints_good)
{
    KmExampleResult *results = NULL;
    size_t n = 0;
    KmError err = {0};
    int faults = 0;
    if (!km_effect_lint(cli->arena, catalogue, id, &err) ||
        !km_effect_examples_run(cli->arena, catalogue, id, &results, &n, &err)) {
        km_print_error(cli, &err);
        return 1;
    }
    for (size_t i = 0; i < n; i++) {
        if (prints_good || !results[i].passed) {
            km_print(cli, "%s  %s: %s\n", results[i].passed ? "ok    " : "FAILED", id,
                     results[i].example);
        }
        if (!results[i].passed) {
            km_print(cli, "        %s\n", results[i].message);
            faults++;
        }
    }
    if (n == 0) {
        km_print(cli, "FAILED  %s: the file has no worked example; add one (-- example: …)\n", id);
        faults++;
    }
    return faults;
}

static int check(KmCli *cli, const KmCatalogue *catalogue, const char *id, bool prints_good)
{
    int checked = 0;
    int wrong = 0;
    int faults = tell_faults(cli, catalogue);
    /* A file with a fault is not in the catalogue, so its name may not be known. */
    if (id != NULL && faults == 0 && !know(cli, catalogue, id)) {
        return -1;
    }
    for (size_t i = 0; i < km_effect_count(catalogue); i++) {
        const char *each = km_effect_at(catalogue, i)->id;
        if (id == NULL || strcmp(id, each) == 0) {
            checked++;
            wrong += check_one(cli, catalogue, each, prints_good) > 0;
        }
    }
    (void)json_object_set_new(cli->result, "checked", json_integer(checked));
    (void)json_object_set_new(cli->result, "faults", json_integer(wrong + faults));
    km_print(cli, "%d effect designs checked, %d with faults; %zu other faults\n", checked, wrong,
             km_catalogue_fault_count(catalogue));
    return wrong == 0 && faults == 0 ? 0 : 1;
}

/* ---- compute ---- */

static bool choose_request(KmCli *cli, const char *id, KmEffectRequest *request, KmError *err)
{
    const char *placebo = km_cli_option(cli, "placebo");
    int64_t quarters = 0;
    *request = (KmEffectRequest){.id = id, .program = "kansmeter " KM_VERSION};
    if (!km_cli_effect_period(cli, &request->last, err)) {
        return false;
    }
    if (placebo != NULL &&
        (!km_parse_int(placebo, strlen(placebo), &quarters) || quarters < 1 || quarters > 20)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "--placebo is '%.40s'; write how many quarters too early, 1 to 20",
                            placebo);
    }
    request->placebo = (int)quarters;
    return true;
}

static void print_effects(KmCli *cli, const KmPublishedEffects *effects)
{
    json_t *texts = json_array();
    for (size_t i = 0; i < km_published_effects_count(effects); i++) {
        const char *text = km_effect_text_nl(cli->arena, effects, i);
        km_print(cli, "%s%s", i == 0 ? "" : "\n\n", text);
        (void)json_array_append_new(texts, json_pack("{s:s, s:s}", "id",
                                                     km_published_effects_at(effects, i)->text->id,
                                                     "text", text));
    }
    (void)json_object_set_new(cli->result, "effects", texts);
}

static bool hand_over(KmCli *cli, const KmPublishedEffects *effects, KmError *err)
{
    const char *output = km_cli_option(cli, "output");
    if (!km_store_begin(cli->store, err)) {
        return false;
    }
    bool done = km_cli_effects_release(cli, effects, err) &&
                (output == NULL || km_effects_write(cli->arena, effects, output, err)) &&
                km_store_commit(cli->store, err);
    if (!done) {
        km_store_rollback(cli->store);
        return false;
    }
    if (output == NULL) {
        print_effects(cli, effects);
    } else {
        km_print(cli, "%s\n", output);
        (void)json_object_set_new(cli->result, "output", json_string(output));
    }
    return true;
}

/* A locked quarter keeps its own designs: one that came later is not among them. */
static bool know_locked(KmCli *cli, const KmCatalogue *catalogue, const char *id,
                        const KmEffectRequest *request)
{
    if (id == NULL || request->sieve == NULL || km_effect_find(catalogue, id) != NULL) {
        return true;
    }
    (void)km_error_set(&cli->err, KM_ERROR_USAGE,
                       "the effect design '%.60s' was not there when %s was locked", id,
                       request->last.text);
    return km_error_hint(&cli->err, "add --as-known-on %s to use the designs of today",
                         km_date_iso(cli->arena, request->knowledge));
}

static int compute(KmCli *cli, KmCatalogue *catalogue, const char *id)
{
    const KmProfile *profile;
    KmEffectRequest request;
    const KmPublishedEffects *published;
    if (!km_cli_open_store(cli, &cli->err) || !km_cli_profile(cli, &profile, &cli->err) ||
        !choose_request(cli, id, &request, &cli->err) ||
        !km_cli_effect_state(cli, &request, &catalogue, &cli->err) ||
        !know_locked(cli, catalogue, id, &request) || (id != NULL && !know(cli, catalogue, id)) ||
        !km_cli_effects(cli, catalogue, &request, profile, NULL, &published, &cli->err) ||
        !hand_over(cli, published, &cli->err) ||
        !km_cli_audit(cli, "effect compute",
                      km_format(cli->arena, "%s %s %s", id == NULL ? "all" : id, request.last.text,
                                profile->name),
                      "done", &cli->err)) {
        return -1;
    }
    return tell_faults(cli, catalogue);
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
    if (strcmp(verb, "lint") == 0) {
        return check(cli, catalogue, id, false);
    }
    if (strcmp(verb, "test") == 0) {
        return check(cli, catalogue, id, true);
    }
    if (strcmp(verb, "compute") == 0) {
        return km_workspace_need(cli, &cli->err) ? compute(cli, catalogue, id) : -1;
    }
    (void)km_error_set(
        &cli->err, KM_ERROR_USAGE,
        "expected: kansmeter effect list, show ID, lint [ID], test [ID] or compute [ID]");
    return -1;
}

const KmCommand km_cmd_effect = {
    .name = "effect",
    .arguments = "[list | show ID | lint [ID] | test [ID] | compute [ID]]",
    .summary = "what an action brought about: designs, and their answer in Dutch",
    .text = "Every effect design is one .sql file under indicators/effecten: an outcome indicator, "
            "who was treated from which day, and whom they are compared with. Methods: difference "
            "in differences, interrupted time series, before and after with a matched comparison. "
            "'compute' prints the answer in plain Dutch under a profile: the difference with its "
            "interval, what it rests on, whether the groups went alike before, and 'geen causale "
            "uitspraak' unless the design carries one; --output writes it as a table instead. "
            "--placebo moves the starts back and stops before the real ones: nothing should be "
            "found. A locked quarter is computed from what was locked, unless --as-known-on asks "
            "otherwise. 'lint' and 'test' check the files and their worked examples. A file of the "
            "same "
            "name under the workspace's indicators/ replaces the shipped one.",
    .most_arguments = 2,
    .options = {{"period", 'p', "PERIOD", "look no further than this quarter; default the newest"},
                {"profile", '\0', "NAME", "werkgroep, stuurgroep, openbaar or onderzoek"},
                {"placebo", '\0', "N", "pretend that everything began N quarters earlier"},
                {"output", 'o', "DIR", "write effecten.csv and its description there"},
                {"as-known-on", '\0', "DATE", "use only deliveries received up to this day"},
                {"sql", '\0', NULL, "with show: the file itself"}},
    .examples = {"kansmeter effect list", "kansmeter effect compute ve-aanwezigheid",
                 "kansmeter effect compute ve-aanwezigheid --placebo 3",
                 "kansmeter effect compute --profile onderzoek --output effecten"},
    .verbs = "list show lint test compute",
    .run = run,
};
