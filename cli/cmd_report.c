#include "cli/figures.h"
#include "engine/base/file.h"
#include "reports/report.h"

#include <string.h>

static bool write_released(KmCli *cli, const KmPublished *published, const KmReportRequest *request,
                           KmReportResult *ret_result, KmError *err)
{
    if (!km_store_begin(cli->store, err)) {
        return false;
    }
    KmProgress progress = km_progress_open(cli);
    /* The release is on record before the directory appears; a report that fails leaves neither. */
    bool done = km_cli_release(cli, published, err) &&
                km_report_write(cli->arena, request, &progress, ret_result, err) &&
                km_store_commit(cli->store, err);
    km_progress_close(cli);
    if (!done) {
        km_store_rollback(cli->store);
    }
    return done;
}

static int run(KmCli *cli)
{
    KmCliFigures figures;
    const KmPublished *published;
    if (!km_cli_open_store(cli, &cli->err) ||
        !km_cli_compute(cli, NULL, NULL, &figures, &cli->err) ||
        !km_cli_publish(cli, &figures, &published, &cli->err)) {
        return -1;
    }
    KmPeriod last = km_period_part(&figures.asked, km_period_parts(&figures.asked) - 1);
    const char *output = km_cli_option(cli, "output");
    if (output == NULL) {
        output = km_workspace_path(
            cli, km_format(cli->arena, "evaluatie/%s-%s", last.text, figures.profile->name));
    }
    KmReportRequest request = {.published = published,
                               .period = last,
                               .directory = output,
                               .plan_file =
                                   km_path_join(cli->arena, cli->datadir, "indicators/plan.json"),
                               .charts = !km_cli_flag(cli, "no-charts"),
                               .workbook = !km_cli_flag(cli, "no-xlsx"),
                               .pdf = !km_cli_flag(cli, "no-pdf")};
    KmReportResult result;
    if (!write_released(cli, published, &request, &result, &cli->err) ||
        !km_cli_audit(cli, "report",
                      km_format(cli->arena, "%s %s run %s", last.text, figures.profile->name,
                                figures.run.run),
                      "done", &cli->err)) {
        return -1;
    }
    km_print(cli, "%s\n", result.index);
    km_say(cli, "%zu pages, %zu tables, %zu charts for the %s, run %s\n", result.n_pages,
           result.n_tables, result.n_charts, figures.profile->name, figures.run.run);
    (void)json_object_set_new(cli->result, "index", json_string(result.index));
    (void)json_object_set_new(cli->result, "run", json_string(figures.run.run));
    (void)json_object_set_new(cli->result, "charts", json_integer((json_int_t)result.n_charts));
    int code = km_cli_tell_failures(cli, &figures);
    if (result.pdf_reason != NULL) {
        km_say(cli, "no PDF was made: %s\n", result.pdf_reason);
        code = result.pdf_failed ? 1 : code;
    }
    if (result.charts_skipped) {
        km_say(cli, "charts were left out: %s\n", result.charts_reason);
        code = 1;
    }
    return code;
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
                {"no-charts", '\0', NULL, "tables only"},
                {"no-xlsx", '\0', NULL, "no Excel workbook"},
                {"no-pdf", '\0', NULL, "no PDF (a browser prints it: a second or two)"}},
    .examples = {"kansmeter report --period 2026K3 --profile stuurgroep"},
    .run = run,
};
