/* Any statistical method on given inputs: one from the command line, or a file of cases. */
#include "cli/calc_batch.h"
#include "cli/cli.h"
#include "engine/stats/calc/method.h"

#include <string.h>

static int list(KmCli *cli)
{
    static const char *const headers[] = {"method", "what", "inputs"};
    KmTable table = km_table_new(cli, headers, 3);
    json_t *out = json_array();
    for (size_t i = 0; i < km_method_count(); i++) {
        const KmMethod *m = km_method_at(i);
        KmText inputs = km_text_init(cli->arena);
        for (size_t k = 0; k < KM_MOST_INPUTS && m->inputs[k].name != NULL; k++) {
            bool optional = m->inputs[k].otherwise != NULL;
            km_text_addf(&inputs, "%s%s%s%s", k == 0 ? "" : " ", optional ? "[" : "",
                         m->inputs[k].name, optional ? "]" : "");
        }
        km_table_add(&table, m->name);
        km_table_add(&table, m->title);
        km_table_add(&table, inputs.bytes);
        (void)json_array_append_new(out, json_pack("{s:s, s:s, s:s}", "method", m->name, "title",
                                                   m->title, "inputs", inputs.bytes));
    }
    (void)json_object_set_new(cli->result, "methods", out);
    km_table_print(cli, &table);
    return 0;
}

static int explain(KmCli *cli)
{
    const char *name = km_cli_argument(cli, 0);
    const KmMethod *m = km_method_find(name);
    if (m == NULL) {
        KmCall *none;
        return km_calc(cli->arena, name, "", NULL, &none, &cli->err) ? 0 : -1;
    }
    km_print(cli, "%s: %s\n\ninputs:\n", m->name, m->title);
    for (size_t k = 0; k < KM_MOST_INPUTS && m->inputs[k].name != NULL; k++) {
        const KmInputSpec *s = &m->inputs[k];
        km_print(cli, "  %-12s %s%s%s%s\n", s->name, s->meaning,
                 s->otherwise == NULL      ? ""
                 : s->otherwise[0] == '\0' ? " (may be left out"
                                           : " (else ",
                 s->otherwise == NULL ? "" : s->otherwise, s->otherwise == NULL ? "" : ")");
    }
    km_print(cli, "\noutputs:    %s\nformula:    %s\nsource:     %s\nconditions: %s\n", m->outputs,
             m->formula, m->source, m->conditions);
    (void)json_object_set_new(cli->result, "method",
                              json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "name", m->name, "title",
                                        m->title, "outputs", m->outputs, "formula", m->formula,
                                        "source", m->source, "conditions", m->conditions));
    return 0;
}

static int one(KmCli *cli)
{
    KmText inputs = km_text_init(cli->arena);
    for (size_t i = 1; i < cli->parsed.n_arguments; i++) {
        km_text_addf(&inputs, "%s%s", i == 1 ? "" : ";", km_cli_argument(cli, i));
    }
    KmCall *call;
    if (!km_calc(cli->arena, km_cli_argument(cli, 0), inputs.bytes, NULL, &call, &cli->err)) {
        return -1;
    }
    json_t *out = json_array();
    for (size_t i = 0; i < call->n_outputs; i++) {
        const KmOutput *o = &call->outputs[i];
        const char *text = km_output_text(cli->arena, o);
        bool undefined = o->points == NULL && o->value.state == KM_VALUE_UNDEFINED;
        km_print(cli, "%-24s %s%s%s\n", o->name, undefined ? "not defined" : text,
                 undefined ? ", because " : "", undefined ? o->value.why : "");
        (void)json_array_append_new(out, km_calc_json(o, text));
    }
    (void)json_object_set_new(cli->result, "method", json_string(call->method->name));
    (void)json_object_set_new(cli->result, "outputs", out);
    return 0;
}

static int run(KmCli *cli)
{
    const char *file = km_cli_option(cli, "batch");
    bool named = km_cli_argument(cli, 0) != NULL;
    if (km_cli_flag(cli, "list") && file == NULL && !named) {
        return list(cli);
    }
    if (file != NULL && !named && !km_cli_flag(cli, "list")) {
        return km_calc_batch(cli, file);
    }
    if (named && file == NULL && !km_cli_flag(cli, "list")) {
        return one(cli);
    }
    (void)km_error_set(&cli->err, KM_ERROR_USAGE,
                       "expected one of: calc METHOD name=value …, calc --batch FILE, calc --list");
    return -1;
}

const KmCommand km_cmd_calc = {
    .name = "calc",
    .arguments = "[METHOD name=value …]",
    .summary = "any statistical method on given numbers",
    .text =
        "Computes one method from the command line, or every case of a file. Lists are written by "
        "comma, table rows by |: table=10,2|3,15. A file is CSV with the columns case_id, method "
        "and inputs (name=value;name=value); other columns are passed over; the result has "
        "case_id,output_name,value with 15 significant digits, NA for what is not defined and Inf "
        "for no bound, reasons on standard error. 'calc --help METHOD' prints formula, source and "
        "conditions.",
    .most_arguments = -1,
    .options = {{"batch", '\0', "FILE", "every case of a CSV file; - reads standard input"},
                {"list", '\0', NULL, "all methods with their inputs"}},
    .examples = {"kansmeter calc wilson x=81 n=263", "kansmeter calc fisher_2x2 'table=10,2|3,15'",
                 "kansmeter calc --batch cases.csv", "kansmeter calc --help wilson"},
    .explain = explain,
    .run = run,
};
