#include "cli/cli.h"
#include "engine/store/delivery.h"
#include "indicators/compute.h"

#include <string.h>

enum { DAYS_UNTIL_DUE = 21 };

bool km_status_newest_quarter(KmCli *cli, KmPeriod *ret_period, bool *ret_any, KmError *err)
{
    KmDelivery *deliveries;
    size_t n;
    if (!km_delivery_list(cli->store, cli->arena, &deliveries, &n, err)) {
        return false;
    }
    KmDate last = KM_DATE_MIN;
    for (size_t i = 0; i < n; i++) {
        if (deliveries[i].authority != KM_AUTHORITY_REGISTER && deliveries[i].period.to > last) {
            last = deliveries[i].period.to;
        }
    }
    *ret_any = last != KM_DATE_MIN;
    KmPeriod quarter = km_period_quarter_of(*ret_any ? last - 1 : cli->today);
    *ret_period = *ret_any && quarter.to <= last ? quarter : km_period_shift(&quarter, -1);
    return true;
}

static const KmDelivery *find(const KmDelivery *deliveries, size_t n, const char *id, KmCli *cli)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(km_delivery_id(cli->arena, &deliveries[i]), id) == 0) {
            return &deliveries[i];
        }
    }
    return NULL;
}

static void add_row(KmCli *cli, KmTable *table, const KmExpected *e, const KmDelivery *d,
                    const KmPeriod *period, const char *named_state)
{
    bool late = e->delivered && d != NULL && e->received > period->to + DAYS_UNTIL_DUE;
    const char *state = named_state != NULL ? named_state
                        : !e->delivered     ? "MISSING"
                        : late              ? "late"
                                            : "on time";
    const int64_t counts[] = {d == NULL ? 0 : d->accepted, d == NULL ? 0 : d->remarked,
                              d == NULL ? 0 : d->refused, d == NULL ? 0 : d->duplicate};
    km_table_add(table, state);
    km_table_add(table, e->contract);
    km_table_add(table, e->deliverer);
    km_table_add(table, e->delivered && e->received != KM_DATE_OPEN && e->received > 0
                            ? km_date_iso(cli->arena, e->received)
                            : "–");
    for (size_t i = 0; i < 4; i++) {
        km_table_add(table, d == NULL ? "–" : km_format(cli->arena, "%lld", (long long)counts[i]));
    }
    (void)json_array_append_new(json_object_get(cli->result, "expected"),
                                json_pack("{s:s, s:s, s:s, s:s}", "contract", e->contract,
                                          "deliverer", e->deliverer, "state", state, "delivery",
                                          e->id));
}

typedef struct {
    const KmExpected *expected;
    size_t n;
    const KmDelivery *deliveries;
    size_t n_deliveries;
} Found;

static bool is_expected(const Found *found, const KmDelivery *d)
{
    for (size_t i = 0; i < found->n; i++) {
        if (strcmp(found->expected[i].contract, d->contract) == 0 &&
            strcmp(found->expected[i].deliverer, d->deliverer) == 0) {
            return true;
        }
    }
    return false;
}

/* What came in from someone the site register does not name: perhaps a misspelt deliverer, counted
 * twice. */
static void add_unexpected(KmCli *cli, KmTable *table, const Found *found, const KmPeriod *period)
{
    for (size_t i = 0; i < found->n_deliveries; i++) {
        const KmDelivery *d = &found->deliveries[i];
        bool covers = d->period.from < period->to && period->from < d->period.to;
        if (!covers || d->authority == KM_AUTHORITY_REGISTER || is_expected(found, d)) {
            continue;
        }
        KmExpected row = {.contract = d->contract,
                          .deliverer = d->deliverer,
                          .delivered = true,
                          .id = km_delivery_id(cli->arena, d),
                          .received = d->received};
        add_row(cli, table, &row, d, period, "NOT EXPECTED");
    }
}

static int print_status(KmCli *cli, const KmPeriod *period)
{
    static const char *const headers[] = {"",          "contract",  "deliverer", "received",
                                          ">accepted", ">remarked", ">refused",  ">duplicate"};
    KmCatalogue *catalogue;
    KmExpected *expected;
    KmDelivery *deliveries;
    size_t n;
    size_t n_deliveries;
    if (!km_cli_open_catalogue(cli, &catalogue, &cli->err) ||
        !km_expected_deliveries(cli->store, cli->arena, catalogue, period, KM_DATE_OPEN, &expected,
                                &n, &cli->err) ||
        !km_delivery_list(cli->store, cli->arena, &deliveries, &n_deliveries, &cli->err)) {
        return -1;
    }
    KmTable table = km_table_new(cli, headers, 8);
    size_t missing = 0;
    (void)json_object_set_new(cli->result, "period", json_string(period->text));
    (void)json_object_set_new(cli->result, "expected", json_array());
    for (size_t i = 0; i < n; i++) {
        add_row(cli, &table, &expected[i], find(deliveries, n_deliveries, expected[i].id, cli),
                period, NULL);
        missing += !expected[i].delivered;
    }
    add_unexpected(cli, &table, &(Found){expected, n, deliveries, n_deliveries}, period);
    km_print(cli, "%s: %zu of %zu expected deliveries are in\n", period->text, n - missing, n);
    km_table_print(cli, &table);
    return missing == 0 ? 0 : 1;
}

static int run(KmCli *cli)
{
    KmPeriod period;
    bool any;
    const char *named = km_cli_option(cli, "period");
    if (!km_cli_open_store(cli, &cli->err)) {
        return -1;
    }
    bool known = named == NULL ? km_status_newest_quarter(cli, &period, &any, &cli->err)
                               : km_period_parse(named, &period, &cli->err);
    return known ? print_status(cli, &period) : -1;
}

const KmCommand km_cmd_status = {
    .name = "status",
    .arguments = "",
    .summary = "who delivered what, on time, late or missing",
    .text = "Lists for a quarter every expected delivery with its rows: accepted, remarked, "
            "refused, duplicate. Who is expected follows from "
            "the site register and from earlier deliveries. Due: three weeks after the quarter. "
            "Exit code 1 when something is missing.",
    .most_arguments = 0,
    .needs_workspace = true,
    .options = {{"period", 'p', "PERIOD", "default the newest delivered quarter"}},
    .examples = {"kansmeter status --period 2026K3"},
    .run = run,
};
