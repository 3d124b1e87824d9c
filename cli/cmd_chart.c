#include "cli/effects.h"
#include "reports/report.h"

#include <string.h>

static KmChartFile file_of(KmCli *cli, const char *kind, const char *period)
{
    const char *what = km_cli_argument(cli, 0);
    const char *format = km_cli_option(cli, "format");
    const char *output = km_cli_option(cli, "output");
    if (output == NULL) {
        output = km_format(cli->arena, "%s-%s-%s.%s", what, kind, period,
                           format == NULL ? "svg" : format);
    }
    return (KmChartFile){.indicator = what,
                         .kind = kind,
                         .title = km_cli_option(cli, "title"),
                         .size = km_cli_option(cli, "size"),
                         .format = format,
                         .path = output};
}

static int tell(KmCli *cli, const KmChartFile *file, const char *period, const char *profile)
{
    if (!km_cli_audit(
            cli, "chart",
            km_format(cli->arena, "%s %s %s %s", file->indicator, file->kind, period, profile),
            "done", &cli->err)) {
        return -1;
    }
    km_print(cli, "%s\n", file->path);
    (void)json_object_set_new(cli->result, "chart", json_string(file->path));
    return 0;
}

/* ---- of an effect design ---- */

static bool is_effect(KmCli *cli, bool *ret_is)
{
    KmCatalogue *catalogue;
    const char *what = km_cli_argument(cli, 0);
    if (!km_cli_open_catalogue(cli, &catalogue, &cli->err)) {
        return false;
    }
    *ret_is = km_catalogue_find(catalogue, what) == NULL && km_effect_find(catalogue, what) != NULL;
    return true;
}

static bool hand_over(KmCli *cli, const KmPublishedEffects *effects, const KmChartFile *file)
{
    if (!km_store_begin(cli->store, &cli->err)) {
        return false;
    }
    bool done = km_cli_effects_release(cli, effects, &cli->err) &&
                km_effect_chart_write(cli->arena, effects, 0, file, &cli->err) &&
                km_store_commit(cli->store, &cli->err);
    if (!done) {
        km_store_rollback(cli->store);
    }
    return done;
}

static int run_effect(KmCli *cli)
{
    KmCatalogue *catalogue;
    const KmProfile *profile;
    const KmPublishedEffects *effects;
    KmEffectRequest request = {.id = km_cli_argument(cli, 0), .program = "kansmeter " KM_VERSION};
    const char *kind = km_cli_option(cli, "kind");
    if ((kind != NULL && strcmp(kind, "effect") != 0) || km_cli_option(cli, "by") != NULL) {
        (void)km_error_set(&cli->err, KM_ERROR_USAGE,
                           "%s is an effect design: it has one kind of chart, effect", request.id);
        (void)km_error_hint(&cli->err, "leave out --kind and --by");
        return -1;
    }
    if (!km_cli_open_catalogue(cli, &catalogue, &cli->err) ||
        !km_cli_profile(cli, &profile, &cli->err) ||
        !km_cli_effect_period(cli, &request.last, &cli->err) ||
        !km_cli_effect_state(cli, &request, &catalogue, &cli->err) ||
        !km_cli_effects(cli, catalogue, &request, profile, NULL, &effects, &cli->err)) {
        return -1;
    }
    KmChartFile file = file_of(cli, "effect", request.last.text);
    return hand_over(cli, effects, &file) ? tell(cli, &file, request.last.text, profile->name) : -1;
}

/* ---- of an indicator ---- */

static int run_indicator(KmCli *cli)
{
    KmCliFigures figures;
    const KmPublished *published;
    const char *indicator = km_cli_argument(cli, 0);
    if (!km_cli_compute(cli, &(KmFiguresWanted){.select = indicator}, &figures, &cli->err)) {
        return -1;
    }
    if (km_catalogue_find(figures.catalogue, indicator) == NULL) {
        (void)km_error_set(&cli->err, KM_ERROR_USAGE, "no indicator '%.60s'", indicator);
        (void)km_error_hint(&cli->err, "see: kansmeter indicator list");
        return -1;
    }
    KmPeriod last = km_period_part(&figures.asked, km_period_parts(&figures.asked) - 1);
    const char *kind = km_cli_option(cli, "kind");
    const char *by = km_cli_option(cli, "by");
    const char *by_groups =
        by != NULL && km_is_open_dimension(km_catalogue_find(figures.catalogue, indicator), by)
            ? "funnel"
            : "dots";
    kind = kind != NULL ? kind : by != NULL ? by_groups : "trend";
    KmChartFile file = file_of(cli, kind, last.text);
    file.by = by;
    file.period = &last;
    if (!km_cli_publish(cli, &figures, &published, &cli->err) ||
        !km_store_begin(cli->store, &cli->err)) {
        return -1;
    }
    bool done = km_cli_release(cli, published, &cli->err) &&
                km_chart_write(cli->arena, published, &file, &cli->err) &&
                km_store_commit(cli->store, &cli->err);
    if (!done) {
        km_store_rollback(cli->store);
        return -1;
    }
    return tell(cli, &file, last.text, figures.profile->name);
}

static int run(KmCli *cli)
{
    bool effect = false;
    if (!km_cli_open_store(cli, &cli->err) || !is_effect(cli, &effect)) {
        return -1;
    }
    return effect ? run_effect(cli) : run_indicator(cli);
}

const KmCommand km_cmd_chart = {
    .name = "chart",
    .arguments = "INDICATOR|EFFECT",
    .summary = "draw one chart (SVG, PNG or PDF)",
    .text =
        "Draws one chart of one indicator under the same disclosure rules and in the same "
        "style as the evaluation: trend over time, "
        "the gap between two groups, quarters against the usual variation, the share that "
        "still waits, "
        "dots per group against the city, a funnel plot of groups by size, multiples (the "
        "course of each group), a tile map of "
        "districts, the cascade of steps to a place, or bars of a distribution, by themselves "
        "or stacked over time. Of an effect design (kansmeter effect list): the difference quarter "
        "by quarter or month by month round the start.",
    .least_arguments = 1,
    .most_arguments = 1,
    .needs_workspace = true,
    .options =
        {{"kind", '\0', "KIND",
          "trend, gap, control, waiting, dots, funnel, multiples, map, cascade, stacked or bars"},
         {"by", '\0', "DIMENSION",
          "wijk, thuistaal, …; for a gap also thuistaal=nl,anders, for a funnel \"school=25 tot "
          "30\""},
         {"period", 'p', "PERIOD", "the quarter; default the newest delivered"},
         {"profile", '\0', "NAME", "werkgroep, stuurgroep, openbaar or onderzoek"},
         {"size", '\0', "W:H", "on a sheet of this shape, as 16:9; default as high as needed"},
         {"format", '\0', "NAME", "svg, png or pdf; default svg"},
         {"title", '\0', "TEXT", "instead of the generated title"},
         {"output", 'o', "FILE", "default <indicator>-<kind>-<period>.svg here"},
         {"as-known-on", '\0', "DATE", "use only deliveries received up to this day"}},
    .examples = {"kansmeter chart vve-bereik --by wijk --period 2026K3",
                 "kansmeter chart vve-trechter --kind cascade",
                 "kansmeter chart ve-aanwezigheid --format png"},
    .run = run,
};
