/* What is said of a file as a whole and is worth a look before anyone computes with it. */
#include "cli/import_warnings.h"

#include "engine/store/figures.h"

#include <string.h>

static bool is_warning(const char *rule)
{
    static const char *const rules[] = {
        "file-shrunk",       "version-older", "version-unstated", "nothing-corrected",
        "content-withdrawn", "no-base",       "period-other",     "register-misses"};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (strcmp(rule, rules[i]) == 0) {
            return true;
        }
    }
    return false;
}

void km_say_import_warnings(KmCli *cli, const KmImportResult *result)
{
    for (size_t i = 0; result->accepted && i < result->n_findings; i++) {
        const KmFinding *finding = &result->findings[i];
        if (finding->line == 0 && is_warning(finding->rule)) {
            km_say(cli, "warning: %s: %s\n  %s\n", km_delivery_id(cli->arena, &result->delivery),
                   km_finding_english(cli->arena, finding),
                   km_finding_remedy_english(cli->arena, finding));
        }
    }
}

bool km_warn_back_dated(KmCli *cli, const KmImportResult *results, size_t n, KmDate received,
                        KmError *err)
{
    KmDate computed = KM_DATE_EVER;
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        any = any || results[i].accepted;
    }
    if (!any || received >= cli->today) {
        return true;
    }
    if (!km_figures_latest_knowledge(cli->store, &computed, err)) {
        return false;
    }
    if (computed >= received) {
        const char *day = km_date_iso(cli->arena, received);
        km_say(cli,
               "warning: figures were computed as known on %s already; as known on %s or later "
               "they become others when computed again\n",
               km_date_iso(cli->arena, computed), day);
    }
    return true;
}
