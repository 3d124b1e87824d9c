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

static void say_finding(KmCli *cli, const KmFinding *finding)
{
    KmText line = km_text_init(cli->arena);
    if (finding->line > 0) {
        km_text_addf(&line, "line %lld", (long long)finding->line);
    }
    if (finding->column > 0) {
        km_text_addf(&line, ", column %d", finding->column);
    }
    km_text_add(&line, finding->line > 0 ? ": " : "");
    km_text_add_terminal(&line, km_finding_english(cli->arena, finding), 300);
    km_say(cli, "  %s\n", line.bytes);
}

void km_say_import_findings(KmCli *cli, const KmImportResult *result, size_t most)
{
    bool all_fit = result->n_findings <= most;
    size_t n = 0;
    for (int turn = all_fit ? 1 : 0; turn < 2; turn++) {
        for (size_t i = 0; i < result->n_findings && n < most; i++) {
            const KmFinding *finding = &result->findings[i];
            bool is_first = !all_fit && finding->outcome == KM_OUTCOME_REFUSED;
            if (is_first != (turn == 0)) {
                continue;
            }
            n++;
            if (result->accepted ||
                (finding->line > 0 && !km_text_starts_with(finding->rule, "file-"))) {
                say_finding(cli, finding); /* else the error has said it */
            }
        }
    }
    if (!all_fit) {
        km_say(cli, "  … and %zu more in the return report\n", result->n_findings - most);
    }
}
