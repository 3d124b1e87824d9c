#include "cli/deliveries.h"
#include "cli/reminders.h"
#include "engine/store/delivery.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS_AHEAD = 120, DAYS_BACK = 430 };

bool km_status_newest_quarter(KmCli *cli, KmPeriod *ret_period, bool *ret_any, KmError *err)
{
    KmDelivery *deliveries;
    size_t n;
    if (!km_delivery_list(cli->store, cli->arena, &deliveries, &n, err)) {
        return false;
    }
    KmDate last = KM_DATE_MIN;
    for (size_t i = 0; i < n; i++) {
        if (deliveries[i].authority != KM_AUTHORITY_REGISTER &&
            deliveries[i].withdrawn == KM_DATE_OPEN && deliveries[i].period.to > last) {
            last = deliveries[i].period.to;
        }
    }
    *ret_any = last != KM_DATE_MIN;
    KmPeriod quarter = km_period_quarter_of(*ret_any ? last - 1 : cli->today);
    *ret_period = *ret_any && quarter.to <= last ? quarter : km_period_shift(&quarter, -1);
    return true;
}

/* ---- one period ---- */

/* What the commands of this file look at. */
typedef struct {
    KmCli *cli;
    KmPeriod period;
    KmDate on, knowledge;
    KmExpectedList list;
    KmDelivery *deliveries;
    size_t n_deliveries;
    KmTable table;
    size_t missing, late, partial;
} Status;

typedef struct {
    const char *code;  /* for --json */
    const char *shown; /* on the terminal */
    int days_late;
} State;

static State state_of(const Status *status, const KmExpected *e)
{
    KmArena *arena = status->cli->arena;
    if (e->delivered && e->due != KM_DATE_OPEN && e->first_received > e->due) {
        int days = e->first_received - e->due;
        return (State){"late", km_format(arena, "late %dd", days), days};
    }
    if (e->delivered) {
        return (State){"on_time", "on time", 0};
    }
    bool is_awaited = e->due != KM_DATE_OPEN && status->on <= e->due;
    int days = e->due == KM_DATE_OPEN || is_awaited ? 0 : status->on - e->due;
    if (km_is_partly_in(e)) {
        return (State){
            is_awaited ? "awaited" : "partial",
            km_format(arena, "%zu of %zu months", e->n_months - e->n_lacking, e->n_months), days};
    }
    if (is_awaited) {
        return (State){"awaited", "awaited", 0};
    }
    return e->is_older ? (State){"older", "OLDER", days} : (State){"missing", "MISSING", days};
}

static const KmDelivery *find(const Status *status, const char *id)
{
    for (size_t i = 0; i < status->n_deliveries; i++) {
        if (strcmp(km_delivery_id(status->cli->arena, &status->deliveries[i]), id) == 0) {
            return &status->deliveries[i];
        }
    }
    return NULL;
}

static const char *date_or_empty(KmCli *cli, KmDate day)
{
    return day == KM_DATE_OPEN ? "" : km_date_iso(cli->arena, day);
}

enum { N_COUNTS = 4 };

/* Of all the files together. */
static void add_counts(const Status *status, const KmExpected *e, int64_t counts[N_COUNTS])
{
    memset(counts, 0, N_COUNTS * sizeof *counts);
    for (size_t i = 0; i < e->n_ids; i++) {
        const KmDelivery *d = find(status, e->ids[i]);
        if (d != NULL) {
            counts[0] += d->accepted;
            counts[1] += d->remarked;
            counts[2] += d->refused;
            counts[3] += d->duplicate;
        }
    }
}

static void add_cells(Status *status, const char *contract, const KmPeriod *period, State state,
                      const char *received, const int64_t *counts)
{
    KmArena *arena = status->cli->arena;
    bool is_other = strcmp(period->text, status->period.text) != 0;
    km_table_add(&status->table, km_format(arena, " %s%s%s", contract, is_other ? " " : "",
                                           is_other ? period->text : ""));
    km_table_add(&status->table, state.shown);
    km_table_add(&status->table, received[0] == '\0' ? "–" : received);
    for (size_t i = 0; i < N_COUNTS; i++) {
        km_table_add(&status->table,
                     counts == NULL ? "–" : km_format(arena, "%lld", (long long)counts[i]));
    }
}

static void add_row(Status *status, const KmExpected *e, State state, const char *nearest)
{
    static const char *const names[N_COUNTS] = {"accepted", "remarked", "refused", "duplicate"};
    KmCli *cli = status->cli;
    int64_t counts[N_COUNTS];
    const char *received = date_or_empty(cli, e->received);
    const char *last = e->n_ids == 0 ? "" : e->ids[e->n_ids - 1];
    add_counts(status, e, counts);
    add_cells(status, e->contract, &e->period, state, received, e->n_ids == 0 ? NULL : counts);
    json_t *row = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:s, s:o, s:o}", "contract",
                            e->contract, "deliverer", e->deliverer, "name", e->name, "period",
                            e->period.text, "state", state.code, "due", date_or_empty(cli, e->due),
                            "received", received, "days_late", state.days_late, "delivery", last,
                            "deliveries", json_array(), "months_lacking", json_array());
    for (size_t i = 0; i < e->n_ids; i++) {
        (void)json_array_append_new(json_object_get(row, "deliveries"), json_string(e->ids[i]));
    }
    for (size_t i = 0; i < e->n_lacking; i++) {
        (void)json_array_append_new(json_object_get(row, "months_lacking"),
                                    json_string(e->lacking[i].text));
    }
    for (size_t i = 0; e->n_ids > 0 && i < N_COUNTS; i++) {
        (void)json_object_set_new(row, names[i], json_integer(counts[i]));
    }
    if (nearest != NULL) {
        (void)json_object_set_new(row, "nearest", json_string(nearest));
    }
    (void)json_array_append_new(json_object_get(cli->result, "expected"), row);
}

static int by_deliverer(const void *left, const void *right)
{
    const KmExpected *a = left;
    const KmExpected *b = right;
    int order = strcmp(a->deliverer, b->deliverer);
    order = order != 0 ? order : strcmp(a->contract, b->contract);
    return order != 0 ? order : (a->period.to > b->period.to) - (a->period.to < b->period.to);
}

static void add_expected(Status *status)
{
    KmExpected *sorted = KM_NEW_ARRAY(status->cli->arena, KmExpected, status->list.count + 1);
    const char *before = "";
    for (size_t i = 0; i < status->list.count; i++) {
        sorted[i] = status->list.items[i];
    }
    if (status->list.count > 1) {
        qsort(sorted, status->list.count, sizeof *sorted, by_deliverer);
    }
    for (size_t i = 0; i < status->list.count; i++) {
        const KmExpected *e = &sorted[i];
        State state = state_of(status, e);
        status->missing += strcmp(state.code, "missing") == 0 || strcmp(state.code, "older") == 0 ||
                           strcmp(state.code, "partial") == 0;
        status->late += strcmp(state.code, "late") == 0;
        status->partial += km_is_partly_in(e);
        if (strcmp(before, e->deliverer) != 0) {
            km_table_heading(&status->table, e->deliverer);
            before = e->deliverer;
        }
        add_row(status, e, state, NULL);
        for (size_t m = 0; km_is_partly_in(e) && m < e->n_lacking; m++) {
            bool is_awaited = strcmp(state.code, "awaited") == 0;
            add_cells(status, e->contract, &e->lacking[m],
                      (State){.shown = is_awaited ? "awaited" : "MISSING"}, "", NULL);
        }
    }
}

static bool is_known(const Status *status, const KmDelivery *d)
{
    return d->received <= status->knowledge &&
           (d->withdrawn == KM_DATE_OPEN || d->withdrawn > status->knowledge);
}

/* Later versions of the same delivery stand right behind it. */
static bool has_newer(const Status *status, size_t i)
{
    const KmDelivery *a = &status->deliveries[i];
    for (const KmDelivery *b = a + 1; b < status->deliveries + status->n_deliveries; b++) {
        if (strcmp(a->contract, b->contract) != 0 || strcmp(a->deliverer, b->deliverer) != 0 ||
            strcmp(a->period.text, b->period.text) != 0) {
            return false;
        }
        if (is_known(status, b)) {
            return true;
        }
    }
    return false;
}

static const char *heading_of(const Status *status, const char *deliverer, const char *nearest)
{
    KmArena *arena = status->cli->arena;
    for (size_t i = 0; i < status->list.count; i++) {
        if (strcmp(status->list.items[i].deliverer, deliverer) == 0) {
            return km_format(arena, "%s: more than was asked", deliverer);
        }
    }
    return nearest == NULL ? km_format(arena, "%s: NOT EXPECTED", deliverer)
                           : km_format(arena, "%s: NOT EXPECTED; is it %s?", deliverer, nearest);
}

/* What came in from someone the registers do not name: perhaps a misspelt deliverer, counted twice.
 */
static void add_unexpected(Status *status)
{
    KmCli *cli = status->cli;
    for (size_t i = 0; i < status->n_deliveries; i++) {
        const KmDelivery *d = &status->deliveries[i];
        bool covers = d->period.from < status->period.to && status->period.from < d->period.to;
        if (!covers || !is_known(status, d) || d->authority == KM_AUTHORITY_REGISTER ||
            has_newer(status, i) || km_is_expected(&status->list, d->contract, d->deliverer)) {
            continue;
        }
        const char *nearest = km_nearest_deliverer(cli, &status->list, d->contract, d->deliverer);
        KmExpected row = {.contract = d->contract,
                          .deliverer = d->deliverer,
                          .name = "",
                          .period = d->period,
                          .due = KM_DATE_OPEN,
                          .ids = (const char *const[]){km_delivery_id(cli->arena, d)},
                          .n_ids = 1,
                          .received = d->received};
        km_table_heading(&status->table, heading_of(status, d->deliverer, nearest));
        add_row(status, &row, (State){"not_expected", "extra", 0}, nearest);
    }
}

static int print_status(Status *status)
{
    static const char *const headers[] = {
        "deliverer and contract", "", "received", ">taken", ">remark", ">refused", ">double"};
    KmCli *cli = status->cli;
    status->table = km_table_new(cli, headers, 7);
    (void)json_object_set_new(cli->result, "period", json_string(status->period.text));
    (void)json_object_set_new(cli->result, "on", json_string(km_date_iso(cli->arena, status->on)));
    (void)json_object_set_new(cli->result, "expected", json_array());
    add_expected(status);
    add_unexpected(status);
    size_t in = 0;
    for (size_t i = 0; i < status->list.count; i++) {
        in += status->list.items[i].delivered;
    }
    km_print(cli, "%s: %zu of %zu expected deliveries are in, %zu of them late%s\n",
             status->period.text, in, status->list.count, status->late,
             status->partial == 0 ? "" : km_format(cli->arena, "; %zu in part", status->partial));
    km_table_print(cli, &status->table);
    km_status_withdrawn(cli, status->deliveries, status->n_deliveries, &status->period,
                        status->knowledge);
    if (status->missing > 0) {
        km_say(cli, "letters for who is late: kansmeter status --period %s --reminders\n",
               status->period.text);
    }
    return status->missing == 0 ? 0 : 1;
}

/* ---- what is due ---- */

static int by_due(const void *left, const void *right)
{
    const KmExpected *const *a = left;
    const KmExpected *const *b = right;
    int order = ((*a)->due > (*b)->due) - ((*a)->due < (*b)->due);
    return order != 0 ? order : by_deliverer(*a, *b);
}

static int print_upcoming(Status *status)
{
    KmCli *cli = status->cli;
    const KmExpected **due = KM_NEW_ARRAY(cli->arena, const KmExpected *, status->list.count + 1);
    size_t n = 0;
    json_t *out = json_array();
    KmDate before = KM_DATE_EVER;
    for (size_t i = 0; i < status->list.count; i++) {
        const KmExpected *e = &status->list.items[i];
        if (!e->delivered && e->due != KM_DATE_OPEN && e->due >= status->on &&
            e->due <= status->on + DAYS_AHEAD) {
            due[n++] = e;
        }
    }
    if (n > 1) {
        qsort(due, n, sizeof *due, by_due);
    }
    km_print(cli, "%zu deliveries are due from %s to %s\n", n, km_date_iso(cli->arena, status->on),
             km_date_iso(cli->arena, status->on + DAYS_AHEAD));
    for (size_t i = 0; i < n; i++) {
        const KmExpected *e = due[i];
        const char *day = km_date_iso(cli->arena, e->due);
        size_t n_files;
        const KmPeriod *files = km_periods_to_ask(e, &n_files);
        if (e->due != before) {
            int days = e->due - status->on;
            km_print(cli, "%s, %s\n", day,
                     days == 0 ? "today"
                               : km_format(cli->arena, "in %d day%s", days, days == 1 ? "" : "s"));
            before = e->due;
        }
        for (size_t f = 0; f < n_files; f++) {
            const char *file =
                km_delivery_file_name(cli->arena, e->contract, e->deliverer, files[f].text);
            km_print(cli, "  %s\n", file);
            (void)json_array_append_new(
                out, json_pack("{s:s, s:s, s:s, s:s, s:s}", "due", day, "contract", e->contract,
                               "deliverer", e->deliverer, "period", files[f].text, "file", file));
        }
    }
    (void)json_object_set_new(cli->result, "on", json_string(km_date_iso(cli->arena, status->on)));
    (void)json_object_set_new(cli->result, "upcoming", out);
    return 0;
}

/* ---- the command ---- */

static bool look(Status *status, KmDate from, KmDate to, KmError *err)
{
    KmCli *cli = status->cli;
    return km_cli_expected(cli, from, to, status->knowledge, &status->list, err) &&
           km_delivery_list(cli->store, cli->arena, &status->deliveries, &status->n_deliveries,
                            err);
}

static bool choose_period(Status *status, KmError *err)
{
    bool any;
    const char *named = km_cli_option(status->cli, "period");
    return named == NULL ? km_status_newest_quarter(status->cli, &status->period, &any, err)
                         : km_period_parse(named, &status->period, err);
}

static int run(KmCli *cli)
{
    Status status = {.cli = cli};
    bool upcoming = km_cli_flag(cli, "upcoming");
    bool reminders = km_cli_flag(cli, "reminders");
    if (upcoming && reminders) {
        (void)km_error_set(&cli->err, KM_ERROR_USAGE, "choose --upcoming or --reminders, not both");
        return -1;
    }
    if (!km_cli_open_store(cli, &cli->err) ||
        !km_cli_on(cli, &status.on, &status.knowledge, &cli->err) ||
        !choose_period(&status, &cli->err)) {
        return -1;
    }
    KmDate from = upcoming ? status.on - DAYS_BACK : status.period.from;
    KmDate to = upcoming ? status.on + DAYS_BACK : status.period.to;
    if (!look(&status, from, to, &cli->err)) {
        return -1;
    }
    if (upcoming) {
        return print_upcoming(&status);
    }
    return reminders ? km_reminders_write(cli, &status.list, &status.period, status.on)
                     : print_status(&status);
}

const KmCommand km_cmd_status = {
    .name = "status",
    .arguments = "",
    .summary = "who delivered what, on time, late or missing; what is due; reminders",
    .text = "Lists per deliverer every delivery of a period with its rows: taken, taken with a "
            "remark, refused, double. Who is expected follows from the partner and site registers; "
            "the day from the school calendar (R5), else from the contract. What comes as a file a "
            "month is in when all its months are. OLDER: only an earlier register still speaks. "
            "--upcoming lists what is due in the next 120 days; --reminders "
            "writes a letter in Dutch to each deliverer that is late. Exit code 1 when something "
            "is missing.",
    .most_arguments = 0,
    .needs_workspace = true,
    .options = {{"period", 'p', "PERIOD", "default the newest delivered quarter"},
                {"upcoming", '\0', NULL, "what is due when, from whom, under which file name"},
                {"reminders", '\0', NULL, "write a letter per late deliverer"},
                {"on", '\0', "DATE", "look as on this day; default today"},
                {"output", 'o', "DIR", "for the letters; default herinneringen/<period>"}},
    .examples = {"kansmeter status --period 2026K3", "kansmeter status --upcoming --on 2026-09-01",
                 "kansmeter status --period 2026K3 --reminders"},
    .run = run,
};
