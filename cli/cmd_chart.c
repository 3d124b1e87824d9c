#include "cli/effects.h"
#include "engine/base/file.h"
#include "reports/charts/chart.h"
#include "reports/report.h"

#include <string.h>

static const char *usual_name(KmCli *cli, const char *what, const char *kind, const char *period)
{
    const char *format = km_cli_option(cli, "format");
    return km_format(cli->arena, "%s-%s-%s.%s", what, kind, period,
                     format == NULL ? "svg" : format);
}

/* In the directory --output, in the file --output, or here. */
static KmChartFile file_of(KmCli *cli, const char *what, const char *kind, const char *period)
{
    const char *output = km_cli_option(cli, "output");
    const char *name = usual_name(cli, what, kind, period);
    const char *path = output == NULL            ? name
                       : km_is_directory(output) ? km_path_join(cli->arena, output, name)
                                                 : output;
    return (KmChartFile){.indicator = what,
                         .kind = kind,
                         .title = km_cli_option(cli, "title"),
                         .size = km_cli_option(cli, "size"),
                         .format = km_cli_option(cli, "format"),
                         .path = path};
}

static bool audit(KmCli *cli, const KmChartFile *file, const char *period, const char *profile)
{
    return km_cli_audit(
        cli, "chart",
        km_format(cli->arena, "%s %s %s %s", file->indicator, file->kind, period, profile), "done",
        &cli->err);
}

static void tell(KmCli *cli, const KmChartFile *file)
{
    km_print(cli, "%s\n", file->path);
    (void)json_object_set_new(cli->result, "chart", json_string(file->path));
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
    KmChartFile file = file_of(cli, request.id, "effect", request.last.text);
    if (!hand_over(cli, effects, &file) || !audit(cli, &file, request.last.text, profile->name)) {
        return -1;
    }
    tell(cli, &file);
    return 0;
}

/* ---- of indicators ---- */

typedef struct {
    KmCli *cli;
    KmCliFigures figures;
    KmPeriod last;
    KmChartFile *files;
    const char **refusals;
    size_t n_files;
} Charts;

/* The words of `text` between commas. */
static const char **words_of(KmArena *arena, const char *text, size_t *ret_count)
{
    const char **words = KM_NEW_ARRAY(arena, const char *, strlen(text) + 1);
    size_t n = 0;
    for (const char *at = text; *at != '\0'; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ", ");
        if (length > 0) {
            words[n++] = km_strndup(arena, at, length);
        }
        at += length;
    }
    *ret_count = n;
    return words;
}

static const char *usual_kind(KmCli *cli, const KmIndicatorText *text)
{
    const char *by = km_cli_option(cli, "by");
    return by == NULL ? "trend" : km_is_open_dimension(text, by) ? "funnel" : "dots";
}

/* One asked twice is drawn once. */
static void add_file(Charts *charts, const char *indicator, const char *kind)
{
    for (size_t i = 0; i < charts->n_files; i++) {
        if (strcmp(charts->files[i].indicator, indicator) == 0 &&
            strcmp(charts->files[i].kind, kind) == 0) {
            return;
        }
    }
    KmChartFile file = file_of(charts->cli, indicator, kind, charts->last.text);
    file.by = km_cli_option(charts->cli, "by");
    file.period = &charts->last;
    charts->files[charts->n_files++] = file;
}

static bool list_files(Charts *charts, const char **kinds, size_t n_kinds)
{
    KmCli *cli = charts->cli;
    KmChartKind kind;
    for (size_t k = 0; k < n_kinds; k++) {
        if (!km_chart_kind(kinds[k], &kind, &cli->err)) {
            return false;
        }
    }
    for (size_t i = 0; i < cli->parsed.n_arguments; i++) {
        const char *id = km_cli_argument(cli, i);
        const KmIndicatorText *text = km_catalogue_find(charts->figures.catalogue, id);
        if (text == NULL) {
            bool is_design = km_effect_find(charts->figures.catalogue, id) != NULL;
            (void)km_error_set(&cli->err, KM_ERROR_USAGE,
                               is_design ? "'%.60s' is an effect design: it is drawn by itself"
                                         : "no indicator '%.60s'",
                               id);
            return km_error_hint(
                &cli->err, is_design ? "kansmeter chart %.60s" : "see: kansmeter indicator list",
                id);
        }
        for (size_t k = 0; k < n_kinds; k++) {
            add_file(charts, id, kinds[k]);
        }
        if (n_kinds == 0) {
            add_file(charts, id, usual_kind(cli, text));
        }
    }
    return true;
}

/* Several go into a directory, each under its usual name. */
static bool take_directory(KmCli *cli, KmError *err)
{
    const char *output = km_cli_option(cli, "output");
    if (km_cli_option(cli, "title") != NULL) {
        (void)km_error_set(err, KM_ERROR_USAGE, "--title is of one chart, and several are asked");
        return km_error_hint(err, "leave it out: each chart has a title that says what is seen");
    }
    if (output == NULL || km_is_directory(output)) {
        return true;
    }
    if (km_file_exists(output)) {
        (void)km_error_at(err, KM_ERROR_USAGE, output, 0, 0,
                          "this is a file; several charts go into a directory");
        return km_error_hint(err,
                             "name a directory with --output; it is made when it is not there");
    }
    return km_directory_make(output, 0700, err);
}

static bool write_charts(Charts *charts)
{
    KmCli *cli = charts->cli;
    const KmPublished *published;
    if (!km_cli_publish(cli, &charts->figures, &published, &cli->err) ||
        !km_store_begin(cli->store, &cli->err)) {
        return false;
    }
    bool done = km_cli_release(cli, published, &cli->err) &&
                km_charts_write(cli->arena, published, charts->files, charts->n_files,
                                charts->refusals, &cli->err);
    bool any = false;
    for (size_t i = 0; done && i < charts->n_files; i++) {
        any = any || charts->refusals[i] == NULL;
    }
    for (size_t i = 0; done && i < charts->n_files; i++) { /* under the same commit */
        done = charts->refusals[i] != NULL ||
               audit(cli, &charts->files[i], charts->last.text, charts->figures.profile->name);
    }
    if (done && !any) {
        done = km_error_set(&cli->err, KM_ERROR_DISCLOSURE, "%s", charts->refusals[0]);
    }
    if (!done || !km_store_commit(cli->store, &cli->err)) {
        km_store_rollback(cli->store);
        return false;
    }
    return true;
}

static int tell_all(Charts *charts)
{
    KmCli *cli = charts->cli;
    json_t *paths = json_array();
    int code = 0;
    for (size_t i = 0; i < charts->n_files; i++) {
        if (charts->refusals[i] != NULL) {
            km_say(cli, "%s (%s): %s\n", charts->files[i].indicator, charts->files[i].kind,
                   charts->refusals[i]);
            code = 1;
        } else {
            tell(cli, &charts->files[i]);
            (void)json_array_append_new(paths, json_string(charts->files[i].path));
        }
    }
    if (charts->n_files > 1) {
        (void)json_object_del(cli->result, "chart");
        (void)json_object_set_new(cli->result, "charts", paths);
    } else {
        json_decref(paths);
    }
    return code;
}

static int run_indicators(KmCli *cli)
{
    Charts charts = {.cli = cli};
    const char *kind = km_cli_option(cli, "kind");
    size_t n_kinds = 0;
    const char **kinds = words_of(cli->arena, kind == NULL ? "" : kind, &n_kinds);
    KmText select = km_text_init(cli->arena);
    for (size_t i = 0; i < cli->parsed.n_arguments; i++) {
        km_text_addf(&select, "%s%s", i == 0 ? "" : ",", km_cli_argument(cli, i));
    }
    bool is_several = cli->parsed.n_arguments > 1 || n_kinds > 1;
    if ((is_several && !take_directory(cli, &cli->err)) ||
        !km_cli_compute(cli, &(KmFiguresWanted){.select = select.bytes}, &charts.figures,
                        &cli->err)) {
        return -1;
    }
    size_t most = cli->parsed.n_arguments * (n_kinds + 1);
    charts.last = km_period_part(&charts.figures.asked, km_period_parts(&charts.figures.asked) - 1);
    charts.files = KM_NEW_ARRAY(cli->arena, KmChartFile, most);
    charts.refusals = KM_NEW_ARRAY(cli->arena, const char *, most);
    return list_files(&charts, kinds, n_kinds) && write_charts(&charts) ? tell_all(&charts) : -1;
}

static int run(KmCli *cli)
{
    bool effect = false;
    if (!km_cli_open_store(cli, &cli->err) ||
        (cli->parsed.n_arguments == 1 && !is_effect(cli, &effect))) {
        return -1;
    }
    return effect ? run_effect(cli) : run_indicators(cli);
}

const KmCommand km_cmd_chart = {
    .name = "chart",
    .arguments = "INDICATOR|EFFECT…",
    .summary = "draw charts (SVG, PNG or PDF)",
    .text =
        "Draws a chart of an indicator, or of several at once, under the same disclosure rules and "
        "in the same style as the evaluation: trend over time, "
        "the gap between two groups, quarters against the usual variation, the share that "
        "still waits, "
        "dots per group against the city, a funnel plot of groups by size, multiples (the "
        "course of each group), a tile map of "
        "districts, the cascade of steps to a place, or bars of a distribution, by themselves "
        "or stacked over time. Of an effect design (kansmeter effect list): the difference quarter "
        "by quarter or month by month round the start. Several indicators, or several kinds, go "
        "into one "
        "directory, each under its usual name; one of which nothing may be shown is told and the "
        "others are drawn.",
    .least_arguments = 1,
    .most_arguments = -1,
    .needs_workspace = true,
    .options =
        {{"kind", '\0', "KIND",
          "trend, gap, control, waiting, dots, funnel, multiples, map, cascade, stacked or bars; "
          "several with commas"},
         {"by", '\0', "DIMENSION",
          "wijk, thuistaal, …; for a gap also thuistaal=nl,anders, for a funnel \"school=25 tot "
          "30\""},
         {"period", 'p', "PERIOD", "the quarter; default the newest delivered"},
         {"profile", '\0', "NAME", "werkgroep, stuurgroep, openbaar or onderzoek"},
         {"size", '\0', "W:H", "on a sheet of this shape, as 16:9; default as high as needed"},
         {"format", '\0', "NAME", "svg, png or pdf; default svg"},
         {"title", '\0', "TEXT", "instead of the generated title"},
         {"output", 'o', "PATH",
          "a file, or a directory; default <indicator>-<kind>-<period>.svg here"},
         {"as-known-on", '\0', "DATE", "use only deliveries received up to this day"}},
    .examples = {"kansmeter chart vve-bereik --by wijk --period 2026K3",
                 "kansmeter chart vve-bereik vsv --kind trend,control --output grafieken",
                 "kansmeter chart vve-trechter --kind cascade",
                 "kansmeter chart ve-aanwezigheid --format png"},
    .run = run,
};
