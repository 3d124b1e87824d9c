/* `kansmeter` alone: in a workspace the quarter's state and the next command, elsewhere how to
 * begin. */
#include "cli/deliveries.h"
#include "engine/base/file.h"

static int outside(KmCli *cli)
{
    km_print(cli, "No workspace here or above.\n"
                  "  make one:       kansmeter init DIR\n"
                  "  name one:       kansmeter -C DIR …, or set KANSMETER_WORKSPACE\n"
                  "  all commands:   kansmeter --help\n");
    return 0;
}

static void next(KmCli *cli, const char *words)
{
    const char *named = cli->parsed.global_values[0];
    const char *command = named == NULL ? km_format(cli->arena, "kansmeter %s", words)
                                        : km_format(cli->arena, "kansmeter -C %s %s", named, words);
    km_print(cli, "next: %s\n", command);
    (void)json_object_set_new(cli->result, "next", json_string(command));
}

static int inside(KmCli *cli, const KmPeriod *period)
{
    KmExpectedList list;
    size_t missing = 0;
    if (!km_cli_expected(cli, period->from, period->to, KM_DATE_OPEN, &list, &cli->err)) {
        return -1;
    }
    const KmExpected *expected = list.items;
    size_t n = list.count;
    KmText names = km_text_init(cli->arena);
    for (size_t i = 0; i < n; i++) {
        if (!expected[i].delivered) {
            size_t n_files;
            const KmPeriod *files = km_periods_to_ask(&expected[i], &n_files);
            km_text_addf(&names, "%s%s (%s", missing == 0 ? "" : ", ", expected[i].deliverer,
                         expected[i].contract);
            for (size_t f = 0; f < n_files && files != &expected[i].period; f++) {
                km_text_addf(&names, " %s", files[f].text);
            }
            km_text_add(&names, ")");
            missing++;
        }
    }
    km_print(cli, "%s: %zu of %zu expected deliveries are in\n", period->text, n - missing, n);
    if (missing > 0) {
        km_print(cli, "missing: %s\n", names.bytes);
    }
    const char *evaluation =
        km_workspace_path(cli, km_format(cli->arena, "evaluatie/%s-%s/index.html", period->text,
                                         cli->workspace.profile));
    bool reported = km_file_exists(evaluation);
    km_print(cli, reported ? "evaluation: %s\n" : "no evaluation yet for the %s\n",
             reported ? evaluation : cli->workspace.profile);
    (void)json_object_set_new(cli->result, "period", json_string(period->text));
    (void)json_object_set_new(cli->result, "missing", json_integer((json_int_t)missing));
    if (missing > 0 && !reported) {
        next(cli,
             km_format(cli->arena,
                       "import postvak/%s   (or report with what is in: the figures get bounds)",
                       period->text));
    } else if (!reported) {
        next(cli, km_format(cli->arena, "report --period %s", period->text));
    } else {
        next(cli, km_format(cli->arena, "explain vve-bereik:%s", period->text));
    }
    return 0;
}

int km_state_run(KmCli *cli)
{
    KmPeriod period;
    bool any;
    if (!km_workspace_find(cli, &cli->err)) {
        return -1;
    }
    if (cli->workspace.directory[0] == '\0') {
        return outside(cli);
    }
    if (!km_cli_open_store(cli, &cli->err) ||
        !km_status_newest_quarter(cli, &period, &any, &cli->err)) {
        return -1;
    }
    if (any) {
        return inside(cli, &period);
    }
    km_print(cli, "The store is empty.\n");
    next(cli, km_format(cli->arena, "import %s",
                        km_workspace_path(cli, km_format(cli->arena, "postvak/%s", period.text))));
    return 0;
}
