#include "cli/cli.h"

#include <string.h>

static int run(KmCli *cli)
{
    static const char *const headers[] = {">nr",     "when (UTC)", "user",
                                          "command", "subject",    "outcome"};
    KmAuditLine *lines;
    size_t n;
    if (!km_cli_open_store(cli, &cli->err) ||
        !km_store_read_audit(cli->store, cli->arena, &lines, &n, &cli->err)) {
        return -1;
    }
    KmTable table = km_table_new(cli, headers, 6);
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        const KmAuditLine *l = &lines[i];
        km_table_add(&table, km_format(cli->arena, "%lld", (long long)l->number));
        km_table_add(&table, l->when);
        km_table_add(&table, l->user);
        km_table_add(&table, l->command);
        km_table_add(&table, l->subject);
        km_table_add(&table, l->outcome);
        (void)json_array_append_new(list, json_pack("{s:I, s:s, s:s, s:s, s:s, s:s}", "number",
                                                    (json_int_t)l->number, "when", l->when, "user",
                                                    l->user, "command", l->command, "subject",
                                                    l->subject, "outcome", l->outcome));
    }
    (void)json_object_set_new(cli->result, "log", list);
    km_table_print(cli, &table);
    return 0;
}

const KmCommand km_cmd_log = {
    .name = "log",
    .arguments = "",
    .summary = "who did what, when",
    .text = "Prints the audit: append-only and chained, so that a changed line is noticed "
            "(kansmeter doctor). Nothing personal is in it.",
    .most_arguments = 0,
    .needs_workspace = true,
    .examples = {"kansmeter log"},
    .run = run,
};
