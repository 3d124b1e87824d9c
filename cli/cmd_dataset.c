#include "cli/effects.h"
#include "reports/report.h"

/* Of the designs whose outcome is in the dataset. */
static bool read_effects(KmCli *cli, const KmCliFigures *figures, const KmPublished *published,
                         const KmPublishedEffects **ret_effects)
{
    KmEffectRequest request = {
        .last = km_period_part(&figures->asked, km_period_parts(&figures->asked) - 1),
        .knowledge = figures->run.knowledge,
        .sieve = figures->sieve,
        .program = "kansmeter " KM_VERSION};
    return km_cli_effects(cli, figures->catalogue, &request, figures->profile, published,
                          ret_effects, &cli->err);
}

static int run(KmCli *cli)
{
    KmCliFigures figures;
    const KmPublished *published;
    const KmPublishedEffects *effects;
    if (!km_cli_open_store(cli, &cli->err) ||
        !km_cli_compute(cli, &(KmFiguresWanted){0}, &figures, &cli->err) ||
        !km_cli_publish(cli, &figures, &published, &cli->err) ||
        !read_effects(cli, &figures, published, &effects)) {
        return -1;
    }
    const char *output = km_cli_option(cli, "output");
    if (output == NULL) {
        output = km_workspace_path(
            cli, km_format(cli->arena, "dataset/%s-%s", figures.asked.text, figures.profile->name));
    }
    if (!km_store_begin(cli->store, &cli->err)) {
        return -1;
    }
    bool done = km_cli_release(cli, published, &cli->err) &&
                km_cli_effects_release(cli, effects, &cli->err) &&
                km_dataset_write(cli->arena, published, effects, output, &cli->err) &&
                km_store_commit(cli->store, &cli->err);
    if (!done) {
        km_store_rollback(cli->store);
        return -1;
    }
    if (!km_cli_audit(cli, "dataset",
                      km_format(cli->arena, "%s %s run %s", figures.asked.text,
                                figures.profile->name, figures.run.run),
                      "done", &cli->err)) {
        return -1;
    }
    km_print(cli, "%s\n", output);
    (void)json_object_set_new(cli->result, "dataset", json_string(output));
    return km_cli_tell_failures(cli, &figures);
}

const KmCommand km_cmd_dataset = {
    .name = "dataset",
    .arguments = "",
    .summary = "the released figures as one tidy CSV with its description",
    .text = "Writes the figures that may leave under a profile as one tidy CSV (UTF-8, decimal "
            "point, ISO dates, a status code instead of "
            "silence), the effects of actions as another (effecten.csv), with a Frictionless "
            "datapackage.json that describes every column in Dutch and English.",
    .most_arguments = 0,
    .needs_workspace = true,
    .options = {{"period", 'p', "PERIOD", "up to this quarter; default the newest delivered"},
                {"profile", '\0', "NAME", "werkgroep, stuurgroep, openbaar or onderzoek"},
                {"output", 'o', "DIR", "default dataset/<period>-<profile> in the workspace"},
                {"as-known-on", '\0', "DATE", "use only deliveries received up to this day"},
                {"select", '\0', "LIST", "indicators or actions, comma-separated"}},
    .examples = {"kansmeter dataset --period 2026K3 --profile onderzoek"},
    .run = run,
};
