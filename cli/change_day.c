#include "cli/deliveries.h"
#include "engine/store/acts.h"
#include "engine/store/figures.h"

#include <string.h>

static bool earliest_day(KmCli *cli, int64_t delivery, KmDate *day, const char **ret_why,
                         KmError *err)
{
    KmDate computed = KM_DATE_EVER;
    KmAct *acts;
    size_t n;
    if (!km_figures_latest_knowledge(cli->store, &computed, err) ||
        !km_act_list(cli->store, cli->arena, &acts, &n, err)) {
        return false;
    }
    *ret_why = "it came in on that day";
    if (computed > *day) {
        *day = computed;
        *ret_why = "figures have been computed as known on that day";
    }
    for (size_t i = 0; i < n; i++) {
        /* Made again byte for byte with what counted on its day, that day included. */
        bool is_used = delivery == INT64_MAX || delivery <= acts[i].last_delivery;
        if (strcmp(acts[i].verb, "lock") == 0 && is_used && acts[i].knowledge >= *day) {
            *day = acts[i].knowledge + 1;
            *ret_why =
                km_format(cli->arena, "%s is locked as known the day before", acts[i].period);
        }
    }
    return true;
}

bool km_cli_day_of_change(KmCli *cli, KmDate earliest, int64_t delivery, const char *what,
                          KmDate *ret_day, KmError *err)
{
    const char *why = "";
    const char *given = km_cli_option(cli, "on");
    if (given != NULL && !km_date_parse_iso(given, strlen(given), ret_day)) {
        return km_error_set(err, KM_ERROR_USAGE, "--on is '%.40s'; expected a day like 2026-10-14",
                            given);
    }
    if (!earliest_day(cli, delivery, &earliest, &why, err)) {
        return false;
    }
    KmDate today = cli->today > earliest ? cli->today : earliest;
    *ret_day = given == NULL ? today : *ret_day;
    if (*ret_day < earliest) {
        const char *day = km_date_iso(cli->arena, earliest);
        (void)km_error_set(err, KM_ERROR_USAGE, "%s before %s: %s", what, day, why);
        return km_error_hint(err, "give --on %s or later", day);
    }
    if (*ret_day > today) {
        (void)km_error_set(err, KM_ERROR_USAGE, "--on %s lies in the future", given);
        return km_error_hint(err, "leave --on out: then it holds from %s on",
                             km_date_iso(cli->arena, today));
    }
    return true;
}
