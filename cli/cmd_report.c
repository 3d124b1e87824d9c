#include "cli/evaluation/notes.h"
#include "cli/evaluation/render.h"

#include <string.h>

static bool write_released(KmCli *cli, const KmCliFigures *figures, const KmRender *render,
                           KmReportResult *ret_result, KmError *err)
{
    if (!km_store_begin(cli->store, err)) {
        return false;
    }
    bool done =
        km_render(cli, figures, render, ret_result, err) && km_store_commit(cli->store, err);
    if (!done) {
        km_store_rollback(cli->store);
    }
    return done;
}

/* A locked quarter carries the stamp of its lock; another says how much of it is in. */
static bool stamp(KmCli *cli, const KmCliFigures *figures, const char **ret_stamp, KmError *err)
{
    const KmStanding *s = &figures->standing;
    int expected = 0;
    int delivered = 0;
    if (figures->locked != NULL) {
        *ret_stamp = km_stamp_nl(cli->arena, s->bundle != NULL ? s->bundle : s->lock, 0, 0);
        return true;
    }
    if (!km_deliveries_in(cli, s->period, figures->run.knowledge, &expected, &delivered, err)) {
        return false;
    }
    bool approved = s->approval != NULL && strcmp(s->approval->run, figures->run.run) == 0;
    *ret_stamp = km_stamp_nl(cli->arena, approved ? s->approval : NULL, expected, delivered);
    return true;
}

/* What was made to hand on is logged, a line each. */
static bool log_sharing(KmCli *cli, const KmCliFigures *figures, const KmReportResult *result,
                        KmError *err)
{
    json_t *list = json_array();
    bool ok = true;
    for (size_t i = 0; ok && i < result->n_bundles; i++) {
        ok = km_cli_audit(cli, "share",
                          km_format(cli->arena, "%s %s %s run %s", figures->standing.period,
                                    figures->profile->name, result->bundles[i], figures->run.run),
                          "done", err);
        (void)json_array_append_new(list, json_string(result->bundles[i]));
    }
    (void)json_object_set_new(cli->result, "bundles", list);
    return ok;
}

static int run(KmCli *cli)
{
    KmCliFigures figures;
    KmRender render = {.directory = km_cli_option(cli, "output"),
                       .charts = !km_cli_flag(cli, "no-charts"),
                       .workbook = !km_cli_flag(cli, "no-xlsx"),
                       .pdf = !km_cli_flag(cli, "no-pdf"),
                       .year = km_cli_flag(cli, "year"),
                       .slides = km_cli_flag(cli, "slides"),
                       .bundles = km_cli_flag(cli, "bundle"),
                       .pack = km_cli_option(cli, "pack"),
                       .group = km_cli_option(cli, "quarter-card")};
    if (!km_cli_open_store(cli, &cli->err) ||
        !km_cli_compute(cli, &(KmFiguresWanted){0}, &figures, &cli->err) ||
        !stamp(cli, &figures, &render.stamp_nl, &cli->err)) {
        return -1;
    }
    const char *period = figures.standing.period;
    if (render.directory == NULL) {
        render.directory = km_workspace_path(
            cli, km_format(cli->arena, "evaluatie/%s-%s%s%s", period, figures.profile->name,
                           render.group == NULL ? "" : "-kaart-",
                           render.group == NULL ? "" : km_text_slug(cli->arena, render.group)));
    }
    KmReportResult result;
    if (!write_released(cli, &figures, &render, &result, &cli->err) ||
        !km_cli_audit(
            cli, "report",
            km_format(cli->arena, "%s %s run %s", period, figures.profile->name, figures.run.run),
            "done", &cli->err)) {
        return -1;
    }
    if (!log_sharing(cli, &figures, &result, &cli->err)) {
        return -1;
    }
    size_t made = 0;
    if (figures.locked == NULL && render.group == NULL &&
        !km_notes_make(cli, period, result.awaited, result.n_awaited, &made, &cli->err)) {
        return -1;
    }
    km_print(cli, "%s\n", result.index);
    if (result.n_bundles > 0) {
        km_say(cli, "%zu bundles to share, in bundels/; the sharing is logged\n", result.n_bundles);
    }
    km_say(cli, "%zu pages, %zu tables, %zu charts for the %s, run %s\n", result.n_pages,
           result.n_tables, result.n_charts, figures.profile->name, figures.run.run);
    if (made > 0) {
        km_say(cli, "%zu figures ask for the working group's words: toelichting/%s\n", made,
               period);
    }
    if (figures.locked != NULL) {
        km_say(cli,
               "%s is locked: these are the figures of then; see also: kansmeter diff %s "
               "--since-lock\n",
               period, period);
    }
    (void)json_object_set_new(cli->result, "index", json_string(result.index));
    (void)json_object_set_new(cli->result, "run", json_string(figures.run.run));
    (void)json_object_set_new(cli->result, "charts", json_integer((json_int_t)result.n_charts));
    (void)json_object_set_new(cli->result, "stamp", json_string(render.stamp_nl));
    return km_render_tell(cli, &figures, &result);
}

const KmCommand km_cmd_report = {
    .name = "report",
    .arguments = "",
    .summary = "write the evaluation of a quarter: pages, charts, tables",
    .text = "Writes the evaluation of one quarter for one audience: an overview, a page per "
            "ambition with charts, the same tables as CSV, an Excel workbook, and a PDF when "
            "Chromium or WeasyPrint is installed. "
            "The disclosure rules of the profile decide what is shown; what was released is "
            "remembered. The directory appears whole or "
            "not at all.",
    .most_arguments = 0,
    .needs_workspace = true,
    .options = {{"period", 'p', "PERIOD", "the quarter; default the newest delivered"},
                {"profile", '\0', "NAME",
                 "werkgroep, stuurgroep, openbaar or onderzoek; default in kansmeter.ini"},
                {"output", 'o', "DIR", "default evaluatie/<period>-<profile> in the workspace"},
                {"as-known-on", '\0', "DATE", "use only deliveries received up to this day"},
                {"select", '\0', "LIST", "indicators or actions, comma-separated"},
                {"year", '\0', NULL, "also the annual evaluation: ambition by action"},
                {"slides", '\0', NULL, "each chart also as png (double size) and pdf"},
                {"bundle", '\0', NULL, "a zip per working group to share; logged"},
                {"quarter-card", '\0', "WERKGROEP",
                 "only the card of one working group: one printed page"},
                {"pack", '\0', "FILE", "charts of a meeting (stuurgroep.ini, at most 12)"},
                {"no-charts", '\0', NULL, "tables only"},
                {"no-xlsx", '\0', NULL, "no Excel workbook"},
                {"no-pdf", '\0', NULL, "no PDF (a browser prints it: a second or two)"}},
    .examples = {"kansmeter report --period 2026K3 --profile stuurgroep",
                 "kansmeter report --period 2026K3 --bundle --slides --pack stuurgroep.ini",
                 "kansmeter report --period 2026K3 --quarter-card een-vliegende-start"},
    .run = run,
};
