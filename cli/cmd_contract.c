#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static int list(KmCli *cli, const KmContracts *contracts)
{
    static const char *const headers[] = {"code", "name", "title", "read from"};
    KmTable table = km_table_new(cli, headers, 4);
    json_t *out = json_array();
    for (size_t i = 0; i < km_contracts_count(contracts); i++) {
        KmContractText c = km_contracts_at(contracts, i);
        km_table_add(&table, c.code);
        km_table_add(&table, c.name);
        km_table_add(&table, c.title_en);
        km_table_add(&table, c.is_workspace ? c.file : "shipped");
        (void)json_array_append_new(out, json_pack("{s:s, s:s, s:s, s:s}", "code", c.code, "name",
                                                   c.name, "title", c.title_en, "file", c.file));
    }
    (void)json_object_set_new(cli->result, "contracts", out);
    km_table_print(cli, &table);
    km_say(cli, "File names that need no options: <name>_<deliverer>_<period>.csv, for example "
                "ko_plaatsing_de-kiem_2026K3.csv\n");
    return 0;
}

static int print_text(KmCli *cli, bool made, const char *text, size_t length)
{
    if (!made) {
        return -1;
    }
    if (fwrite(text, 1, length, stdout) != length) {
        (void)km_error_set(&cli->err, KM_ERROR_SYSTEM, "the output could not be written in full");
        return -1;
    }
    return 0;
}

static int print_one(KmCli *cli, const KmContracts *contracts, const char *verb, const char *name)
{
    const char *text = "";
    KmBytes bytes = {.bytes = NULL};
    bool made;
    if (strcmp(verb, "template") == 0) {
        made = km_contract_template(cli->arena, contracts, name, &bytes, &cli->err);
        return print_text(cli, made, bytes.bytes, bytes.length);
    }
    if (strcmp(verb, "schema") == 0) {
        made = km_contract_schema(cli->arena, contracts, name, &text, &cli->err);
    } else {
        made = km_contract_page(cli->arena, contracts, name, &text, &cli->err);
    }
    return print_text(cli, made, text, strlen(text));
}

static int run(KmCli *cli)
{
    KmContracts *contracts;
    const char *verb = km_cli_argument(cli, 0);
    const char *name = km_cli_argument(cli, 1);
    if (!km_workspace_find(cli, &cli->err) || !km_cli_open_contracts(cli, &contracts, &cli->err)) {
        return -1;
    }
    if (verb == NULL || strcmp(verb, "list") == 0) {
        return list(cli, contracts);
    }
    bool known =
        strcmp(verb, "template") == 0 || strcmp(verb, "schema") == 0 || strcmp(verb, "page") == 0;
    if (!known || name == NULL) {
        (void)km_error_set(&cli->err, KM_ERROR_USAGE,
                           "expected: kansmeter contract list, or template, schema or page with a "
                           "contract's name");
        return -1;
    }
    return print_one(cli, contracts, verb, name);
}

const KmCommand km_cmd_contract = {
    .name = "contract",
    .arguments = "[list | template NAME | schema NAME | page NAME]",
    .summary = "what deliverers send: list, template, schema, readable page",
    .text = "Contracts declare the layout of each kind of export. 'template' prints a CSV to fill "
            "in (opens in Excel), 'schema' the bare "
            "Frictionless Table Schema with which a deliverer can check a file, 'page' a readable "
            "page in Dutch.",
    .most_arguments = 2,
    .examples = {"kansmeter contract list",
                 "kansmeter contract template ko_plaatsing > sjabloon.csv",
                 "kansmeter contract page jgz_indicatie > jgz.html"},
    .verbs = "list template schema page",
    .run = run,
};
