#include "cli/cli.h"
#include "cli/deliveries.h"
#include "indicators/worktables/selection.h"

#include <string.h>

enum { MOST_NAMED = 8 };

typedef struct {
    KmCli *cli;
    KmDelivery *deliveries;
    size_t n;
} Known;

/* `contract/deliverer/period` names the delivery when there is one version only. */
static bool answers_to(Known *known, const KmDelivery *d, const char *asked)
{
    const char *id = km_delivery_id(known->cli->arena, d);
    size_t length = strlen(asked);
    return strcmp(id, asked) == 0 || (strncmp(id, asked, length) == 0 && id[length] == '/' &&
                                      strchr(id + length + 1, '/') == NULL);
}

static bool name_versions(Known *known, const char *asked, KmError *err)
{
    KmText names = km_text_init(known->cli->arena);
    size_t n = 0;
    for (size_t i = 0; i < known->n && n < MOST_NAMED; i++) {
        if (answers_to(known, &known->deliveries[i], asked)) {
            km_text_addf(&names, "%s%s", n++ == 0 ? "" : ", ",
                         km_delivery_id(known->cli->arena, &known->deliveries[i]));
        }
    }
    (void)km_error_set(err, KM_ERROR_USAGE, "'%.120s' names more than one delivery", asked);
    return km_error_hint(err, "which of %s?", names.bytes);
}

static bool name_nearest(Known *known, const char *asked, KmError *err)
{
    KmArena *arena = known->cli->arena;
    const char **ids = KM_NEW_ARRAY(arena, const char *, known->n);
    size_t contract = strcspn(asked, "/");
    KmText near = km_text_init(arena);
    size_t listed = 0;
    for (size_t i = 0; i < known->n; i++) {
        ids[i] = km_delivery_id(arena, &known->deliveries[i]);
    }
    const char *nearest = km_text_nearest(asked, ids, known->n);
    (void)km_error_set(err, KM_ERROR_USAGE, "there is no delivery '%.120s'", asked);
    if (nearest != NULL) {
        return km_error_hint(err, "did you mean %s?", nearest);
    }
    /* What the same contract and deliverer sent; else the same contract. */
    size_t source =
        contract + (asked[contract] == '/' ? 1 + strcspn(asked + contract + 1, "/") : 0);
    for (size_t want = source; listed == 0 && want >= contract && want > 0;
         want = want == contract ? 0 : contract) {
        for (size_t i = known->n; i-- > 0 && listed < MOST_NAMED;) {
            if (strncmp(ids[i], asked, want) == 0 && ids[i][want] == '/') {
                km_text_addf(&near, "%s%s", listed++ == 0 ? "" : ", ", ids[i]);
            }
        }
    }
    return listed > 0 ? km_error_hint(err, "there are: %s", near.bytes)
                      : km_error_hint(err, "a delivery is named contract/deliverer/period/version; "
                                           "`kansmeter log` lists what was imported");
}

/* NULL, and why, when nothing or more than one answers to the name. */
static KmDelivery *find(Known *known, const char *asked, KmError *err)
{
    KmDelivery *found = NULL;
    for (size_t i = 0; i < known->n; i++) {
        KmDelivery *d = &known->deliveries[i];
        if (strcmp(km_delivery_id(known->cli->arena, d), asked) == 0) {
            return d;
        }
        if (answers_to(known, d, asked)) {
            if (found != NULL) {
                (void)name_versions(known, asked, err);
                return NULL;
            }
            found = d;
        }
    }
    if (found == NULL) {
        (void)name_nearest(known, asked, err);
    }
    return found;
}

/* Who speaks now where the withdrawn one spoke the day before. */
static void tell_heirs(Known *known, KmDelivery *withdrawn, KmDate day)
{
    KmCli *cli = known->cli;
    KmText heirs = km_text_init(cli->arena);
    KmSelection before = km_selection_make(cli->arena, known->deliveries, known->n, day);
    withdrawn->withdrawn = day;
    KmSelection after = km_selection_make(cli->arena, known->deliveries, known->n, day);
    json_t *list = json_array();
    bool spoke = false;
    size_t last = known->n;
    for (size_t b = 0; b < before.n_segments; b++) {
        const KmSegment *old = &before.segments[b];
        if (&known->deliveries[old->delivery] != withdrawn) {
            continue;
        }
        spoke = true;
        for (size_t a = 0; a < after.n_segments; a++) {
            const KmSegment *new = &after.segments[a];
            const KmDelivery *heir = &known->deliveries[new->delivery];
            if (strcmp(heir->contract, withdrawn->contract) == 0 &&
                strcmp(heir->deliverer, withdrawn->deliverer) == 0 && new->from < old->to &&
                old->from < new->to &&new->delivery != last) {
                last = new->delivery;
                const char *id = km_delivery_id(cli->arena, heir);
                km_text_addf(&heirs, "%s%s", heirs.length == 0 ? "" : ", ", id);
                (void)json_array_append_new(list, json_string(id));
            }
        }
    }
    (void)json_object_set_new(cli->result, "speaks_now", list);
    if (!spoke) {
        km_say(cli, "A newer delivery already spoke in its place: no figure changes.\n");
    } else if (heirs.length == 0) {
        km_say(cli, "Nothing speaks in its place: that time counts as not delivered.\n");
    } else {
        km_say(cli, "In its place speaks: %s\n", heirs.bytes);
    }
}

static bool withdraw(Known *known, const KmDelivery *d, const char *reason, KmDate day,
                     KmError *err)
{
    KmCli *cli = known->cli;
    if (!km_store_begin(cli->store, err)) {
        return false;
    }
    if (!km_delivery_withdraw(cli->store, d->number, day, reason, err) ||
        !km_cli_audit(
            cli, "withdraw", km_delivery_id(cli->arena, d),
            km_format(cli->arena, "done from %s: %s", km_date_iso(cli->arena, day), reason), err)) {
        km_store_rollback(cli->store);
        return false;
    }
    return km_store_commit(cli->store, err);
}

static bool already(KmCli *cli, const KmDelivery *d, KmError *err)
{
    (void)km_error_set(err, KM_ERROR_USAGE, "%s was withdrawn already, on %s: %s",
                       km_delivery_id(cli->arena, d), km_date_iso(cli->arena, d->withdrawn),
                       d->withdrawn_reason);
    return km_error_hint(err, "nothing to do; to take it back, import the file again");
}

static int run(KmCli *cli)
{
    Known known = {.cli = cli};
    const char *reason = "";
    KmDate day = 0;
    if (!km_cli_open_store(cli, &cli->err) ||
        !km_delivery_list(cli->store, cli->arena, &known.deliveries, &known.n, &cli->err)) {
        return -1;
    }
    KmDelivery *d = find(&known, cli->parsed.arguments[0], &cli->err);
    if (d == NULL) {
        return -1;
    }
    if (d->withdrawn != KM_DATE_OPEN) {
        (void)already(cli, d, &cli->err);
        return -1;
    }
    if (!km_cli_reason(cli, "a withdrawal", "sent by mistake", &reason, &cli->err) ||
        !km_cli_day_of_change(
            cli, d->received, d->number,
            km_format(cli->arena, "%s cannot be withdrawn", km_delivery_id(cli->arena, d)), &day,
            &cli->err) ||
        !withdraw(&known, d, reason, day, &cli->err)) {
        return -1;
    }
    const char *id = km_delivery_id(cli->arena, d);
    km_print(cli, "%s counts no more from %s on\n", id, km_date_iso(cli->arena, day));
    (void)json_object_set_new(cli->result, "delivery", json_string(id));
    (void)json_object_set_new(cli->result, "from", json_string(km_date_iso(cli->arena, day)));
    tell_heirs(&known, d, day);
    km_say(cli, "Figures as known before that day stay as they were; compute and report again for "
                "the new ones.\n");
    return 0;
}

const KmCommand km_cmd_withdraw = {
    .name = "withdraw",
    .arguments = "DELIVERY",
    .summary = "take out a delivery that should not have been imported",
    .text = "From its day on the delivery counts no more; what it had replaced speaks again. Its "
            "rows stay in the store, so that figures as known on an earlier day can still be made. "
            "A delivery is named contract/deliverer/period/version, as status and import print it. "
            "The reason is kept for ever: name nobody in it.",
    .least_arguments = 1,
    .most_arguments = 1,
    .needs_workspace = true,
    .options = {{"reason", '\0', "TEXT", "why; kept in the log and shown by status"},
                {"on", '\0', "DATE", "the day from which it counts no more; default today"}},
    .examples =
        {"kansmeter withdraw ko_plaatsing/de-kiem/2026K3/2 --reason \"file of another site\""},
    .run = run,
};
