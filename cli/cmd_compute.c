#include "cli/figures.h"

#include <string.h>

static void print_totals(KmCli *cli, const KmCliFigures *figures)
{
    size_t totals = 0;
    for (size_t i = 0; i < figures->run.n_figures; i++) {
        const KmFigure *f = &figures->run.figures[i];
        totals += f->block.dim[0] == NULL || f->block.dim[0][0] == '\0';
    }
    KmPeriod last = km_period_part(&figures->asked, km_period_parts(&figures->asked) - 1);
    km_print(cli, "%zu figures (%zu totals) for %s..%s, as known on %s, run %s\n",
             figures->run.n_figures, totals, figures->first.text, last.text,
             km_date_iso(cli->arena, figures->run.knowledge), figures->run.run);
}

static int run(KmCli *cli)
{
    KmCliFigures figures;
    if (!km_cli_open_store(cli, &cli->err) ||
        !km_cli_compute(cli, &(KmFiguresWanted){.anew = true}, &figures, &cli->err) ||
        !km_cli_audit(cli, "compute", figures.asked.text, "done", &cli->err)) {
        return -1;
    }
    print_totals(cli, &figures);
    km_say(cli,
           "See them with 'kansmeter report --period %s'; figures leave the store only under a "
           "profile.\n",
           figures.asked.text);
    (void)json_object_set_new(cli->result, "run", json_string(figures.run.run));
    (void)json_object_set_new(cli->result, "figures",
                              json_integer((json_int_t)figures.run.n_figures));
    (void)json_object_set_new(cli->result, "knowledge",
                              json_string(km_date_iso(cli->arena, figures.run.knowledge)));
    return km_cli_tell_failures(cli, &figures);
}

const KmCommand km_cmd_compute = {
    .name = "compute",
    .arguments = "",
    .summary = "compute the figures of a quarter and those before it",
    .text = "Computes every indicator for the asked quarter and the quarters before it (the "
            "trend), from the deliveries known on a day, "
            "and keeps the figures in the store. A figure that did not change adds nothing. No "
            "figure is printed without a profile: "
            "report, chart, dataset and explain do that.",
    .most_arguments = 0,
    .needs_workspace = true,
    .options = {{"period", 'p', "PERIOD",
                 "a quarter or a range of quarters; default the newest delivered"},
                {"as-known-on", '\0', "DATE", "use only deliveries received up to this day"},
                {"select", '\0', "LIST",
                 "indicators or actions, comma-separated: vve-bereik,A1.1"}},
    .examples = {"kansmeter compute", "kansmeter compute --period 2026K2 --as-known-on 2026-07-20"},
    .run = run,
};
