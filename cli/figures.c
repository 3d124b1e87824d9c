#include "cli/figures.h"
#include "cli/evaluation/first_told.h"

#include "engine/store/delivery.h"
#include "indicators/compute/elsewhere.h"
#include "indicators/compute/kept.h"

#include <string.h>

enum { MOST_QUARTERS = 16 };

/* Of those that were there when a lock was made; NULL: of all. */
static bool span_of_deliveries(KmCli *cli, const KmAct *lock, KmDate *ret_first, KmDate *ret_last,
                               KmError *err)
{
    KmDelivery *deliveries;
    size_t n;
    if (!km_delivery_list(cli->store, cli->arena, &deliveries, &n, err)) {
        return false;
    }
    KmDate first = KM_DATE_MAX;
    KmDate last = KM_DATE_MIN;
    for (size_t i = 0; i < n; i++) {
        const KmPeriod *p = &deliveries[i].period;
        if (deliveries[i].authority == KM_AUTHORITY_REGISTER ||
            (lock != NULL && deliveries[i].number > lock->last_delivery)) {
            continue;
        }
        first = p->from < first ? p->from : first;
        last = p->to > last ? p->to : last;
    }
    if (first == KM_DATE_MAX) {
        (void)km_error_set(err, KM_ERROR_USAGE, "the store holds no deliveries yet");
        return km_error_hint(err, "import some: kansmeter import postvak/<quarter>");
    }
    *ret_first = first;
    *ret_last = last;
    return true;
}

static KmPeriod last_whole_quarter(KmDate after)
{
    KmPeriod q = km_period_quarter_of(after - 1);
    return q.to <= after ? q : km_period_shift(&q, -1);
}

static bool choose_periods(KmCli *cli, const char *period, const KmAct *lock, KmCliFigures *figures,
                           KmError *err)
{
    KmDate first = KM_DATE_MAX;
    KmDate last = KM_DATE_MIN;
    if (!span_of_deliveries(cli, lock, &first, &last, err)) {
        return false;
    }
    period = period == NULL ? km_cli_option(cli, "period") : period;
    if (period == NULL) {
        figures->asked = last_whole_quarter(last);
    } else if (!km_period_parse(period, &figures->asked, err)) {
        return false;
    }
    if (figures->asked.kind != KM_PERIOD_QUARTER) {
        return km_error_set(
            err, KM_ERROR_USAGE,
            "figures are computed per quarter; '%s' is not one (write 2026K3 or 2025K4..2026K3)",
            figures->asked.text);
    }
    KmPeriod final = km_period_part(&figures->asked, km_period_parts(&figures->asked) - 1);
    if (final.from >= last || final.to <= first) {
        KmPeriod newest = last_whole_quarter(last);
        (void)km_error_set(err, KM_ERROR_USAGE, "nothing has been delivered for %s", final.text);
        return km_error_hint(err, "the newest quarter with deliveries is %s", newest.text);
    }
    KmPeriod from = km_period_quarter_of(first);
    KmPeriod earliest = km_period_shift(&final, 1 - MOST_QUARTERS);
    KmPeriod asked_first = km_period_part(&figures->asked, 0);
    from = from.from < earliest.from ? earliest : from;
    figures->first = asked_first.from < from.from ? asked_first : from;
    figures->first = figures->first.from > final.from ? final : figures->first;
    return true;
}

bool km_cli_profile(KmCli *cli, const KmProfile **ret_profile, KmError *err)
{
    const char *name = km_cli_option(cli, "profile");
    const char *own = cli->parsed.command->profile;
    const char *usual = own != NULL ? own : cli->workspace.profile;
    name = name == NULL ? usual : name;
    *ret_profile = km_profile(name);
    if (*ret_profile != NULL) {
        return true;
    }
    const char *folded = km_text_fold(cli->arena, name, strlen(name));
    const char *nearest = km_text_nearest(folded, km_profile_names, 4);
    (void)km_error_set(err, KM_ERROR_USAGE,
                       "no profile '%.40s'; expected werkgroep, stuurgroep, openbaar or onderzoek",
                       name);
    return nearest != NULL && km_error_hint(err, "did you mean %s?", nearest);
}

bool km_cli_knowledge(KmCli *cli, KmDate *ret_day, KmError *err)
{
    const char *text = km_cli_option(cli, "as-known-on");
    *ret_day = KM_DATE_OPEN;
    if (text != NULL && !km_date_parse_iso(text, strlen(text), ret_day)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "--as-known-on is '%.40s'; expected a day like 2026-10-14", text);
    }
    return true;
}

/* `key`: the kept run's; NULL: it is not kept. */
static bool save(KmCli *cli, const KmComputeResult *run, const char *key, KmError *err)
{
    int64_t added = 0;
    if (!km_store_begin(cli->store, err)) {
        return false;
    }
    if (!km_figures_save(cli->store, run->figures, run->n_figures, &added, err) ||
        (key != NULL && !km_figures_note_current(cli->store, cli->arena, key, err)) ||
        !km_store_commit(cli->store, err)) {
        km_store_rollback(cli->store);
        return false;
    }
    return true;
}

/* Deliveries, knowledge date and definitions: today's, or the lock's. */
static bool choose_state(KmCli *cli, const KmAct *lock, KmCliFigures *f, KmDate *knowledge,
                         KmError *err)
{
    f->datadir = cli->datadir;
    if (lock == NULL) {
        return km_cli_knowledge(cli, knowledge, err) &&
               km_cli_open_catalogue(cli, &f->catalogue, err);
    }
    f->locked = KM_NEW(cli->arena, KmLockedState);
    if (!choose_periods(cli, f->asked.text, lock, f, err) ||
        !km_locked_state(cli, lock, f->locked, err)) {
        return false;
    }
    f->sieve = &f->locked->sieve;
    f->datadir = f->locked->datadir;
    *knowledge = f->locked->knowledge;
    return km_catalogue_open(cli->arena, &f->locked->sources, &f->catalogue, err);
}

/* Of a kept run only what is asked, unless all of it has to be saved again. */
static bool take(KmCli *cli, const char *directory, const char *key, const char *select,
                 KmCliFigures *f, bool *ret_taken, KmError *err)
{
    const char *const *ids;
    size_t n_ids;
    bool is_current = false;
    if (!km_compute_chosen(cli->arena, f->catalogue, select, &ids, &n_ids, err) ||
        !km_figures_is_current(cli->store, cli->arena, key, &is_current, err)) {
        return false;
    }
    if (is_current) {
        *ret_taken = km_kept_read(cli->arena, directory, key, ids, n_ids, &f->run);
        return true;
    }
    *ret_taken = km_kept_read(cli->arena, directory, key, NULL, 0, &f->run);
    return !*ret_taken || (save(cli, &f->run, key, err) &&
                           km_compute_choose(cli->arena, f->catalogue, select, &f->run, err));
}

/* The whole catalogue, as it was computed before when nothing has changed since. */
static bool compute_or_take(KmCli *cli, const KmComputeRequest *request,
                            const KmFiguresWanted *wanted, const char *select, KmCliFigures *f,
                            KmError *err)
{
    const char *directory = km_workspace_path(cli, ".berekend");
    const char *key = NULL;
    bool is_taken = false;
    KmCatalogueSources sources = f->locked == NULL ? km_cli_definitions(cli) : f->locked->sources;
    if (request->select == NULL &&
        !km_kept_key(cli->store, cli->arena, &sources, request, &key, err)) {
        return false;
    }
    if (!wanted->anew && key != NULL && !take(cli, directory, key, select, f, &is_taken, err)) {
        return false;
    }
    if (is_taken) {
        return true;
    }
    KmProgress progress = km_progress_open(cli);
    bool computed =
        km_compute(cli->store, cli->arena, f->catalogue, request, &progress, &f->run, err);
    km_progress_close(cli);
    if (!computed || !save(cli, &f->run, f->run.n_failures == 0 ? key : NULL, err)) {
        return false;
    }
    if (key != NULL) {
        km_kept_write(directory, key, &f->run);
    }
    return km_compute_choose(cli->arena, f->catalogue, select, &f->run, err);
}

static bool compute(KmCli *cli, const KmAct *lock, const KmFiguresWanted *wanted, KmCliFigures *f,
                    KmError *err)
{
    KmDate knowledge = KM_DATE_OPEN;
    KmPeriod periods[64];
    size_t n = 0;
    const char *select = wanted->select == NULL ? km_cli_option(cli, "select") : wanted->select;
    KmComputeResult none = {0};
    if (!choose_state(cli, lock, f, &knowledge, err) ||
        !km_compute_choose(cli->arena, f->catalogue, select, &none, err)) {
        return false;
    }
    for (KmPeriod p = f->first; p.to <= f->asked.to && n < 64; p = km_period_shift(&p, 1)) {
        periods[n++] = p;
    }
    KmComputeRequest request = {.periods = periods,
                                .n_periods = n,
                                .knowledge = knowledge,
                                .select = wanted->anew ? select : NULL,
                                .program = "kansmeter " KM_VERSION,
                                .sieve = f->sieve};
    if (!compute_or_take(cli, &request, wanted, select, f, err)) {
        return false;
    }
    KmElsewhereRequest elsewhere = {
        .knowledge = f->run.knowledge, .sieve = f->sieve, .area_nl = cli->workspace.area};
    return km_catalogue_names(f->catalogue, cli->store, f->run.knowledge, err) &&
           km_elsewhere_read(cli->store, f->catalogue, &elsewhere, err);
}

static bool prepare(KmCli *cli, const char *period, KmCliFigures *f, KmError *err)
{
    if (!km_cli_profile(cli, &f->profile, err) || !choose_periods(cli, period, NULL, f, err)) {
        return false;
    }
    KmPeriod last = km_period_part(&f->asked, km_period_parts(&f->asked) - 1);
    return km_standing_read(cli, km_strdup(cli->arena, last.text), f->profile->name, &f->standing,
                            err);
}

bool km_cli_compute(KmCli *cli, const KmFiguresWanted *wanted, KmCliFigures *ret_figures,
                    KmError *err)
{
    KmCliFigures f = {0};
    if (!prepare(cli, wanted->period, &f, err)) {
        return false;
    }
    const KmAct *lock = km_cli_option(cli, "as-known-on") == NULL ? f.standing.lock : NULL;
    if (!compute(cli, lock, wanted, &f, err)) {
        return false;
    }
    *ret_figures = f;
    return true;
}

bool km_cli_compute_locked(KmCli *cli, const KmAct *lock, KmCliFigures *ret_figures, KmError *err)
{
    KmCliFigures f = {0};
    KmFiguresWanted whole = {.anew = true};
    if (!prepare(cli, lock->period, &f, err) || !compute(cli, lock, &whole, &f, err)) {
        return false;
    }
    *ret_figures = f;
    return true;
}

static bool has_figures(const KmCliFigures *figures, const char *indicator)
{
    const char *other = NULL; /* figures of one indicator share its name */
    for (size_t i = 0; i < figures->run.n_figures; i++) {
        const char *name = figures->run.figures[i].indicator;
        if (name != other && strcmp(name, indicator) == 0) {
            return true;
        }
        other = name;
    }
    return false;
}

bool km_cli_publish(KmCli *cli, const KmCliFigures *figures, const KmPublished **ret_published,
                    KmError *err)
{
    size_t n = km_catalogue_count(figures->catalogue);
    const KmIndicatorText **indicators = KM_NEW_ARRAY(cli->arena, const KmIndicatorText *, n + 1);
    size_t used = 0;
    for (size_t i = 0; i < n; i++) {
        const KmIndicatorText *text = km_catalogue_at(figures->catalogue, i);
        if (has_figures(figures, text->id)) {
            indicators[used++] = text;
        }
    }
    const KmFigure *first = NULL;
    size_t n_first = 0;
    if (!km_first_told(cli, figures, &first, &n_first, err)) {
        return false;
    }
    KmGateInput input = {.first = first,
                         .n_first = n_first,
                         .figures = figures->run.figures,
                         .n_figures = figures->run.n_figures,
                         .indicators = indicators,
                         .n_indicators = used,
                         .profile = figures->profile,
                         .release = {.profile = figures->profile->name,
                                     .run = figures->run.run,
                                     .area_nl = cli->workspace.area,
                                     .knowledge = figures->run.knowledge,
                                     .rules_nl = figures->profile->rules_nl,
                                     .program = "kansmeter " KM_VERSION}};
    return km_gate(cli->arena, &input, ret_published, err);
}

static const char *status_word(KmPublishedStatus status)
{
    static const char *const words[] = {"shown",     "merged",  "pooled",        "class",
                                        "protected", "partial", "not-delivered", "empty"};
    return words[status];
}

bool km_cli_release(KmCli *cli, const KmPublished *published, KmError *err)
{
    size_t n = km_published_count(published);
    const KmReleaseText *release = km_published_release(published);
    KmReleaseLine *lines = KM_NEW_ARRAY(cli->arena, KmReleaseLine, n + 1);
    for (size_t i = 0; i < n; i++) {
        const KmPublishedFigure *f = km_published_at(published, i);
        lines[i] = (KmReleaseLine){.profile = release->profile,
                                   .indicator = f->indicator->id,
                                   .period = f->period.text,
                                   .block = f->block,
                                   .status = status_word(f->status),
                                   .n = f->has_counts ? f->n : -1,
                                   .x = f->has_counts ? f->x : -1,
                                   .run = release->run};
    }
    return km_release_add(cli->store, lines, n, err);
}

int km_cli_tell_failures(KmCli *cli, const KmCliFigures *figures)
{
    size_t faults = km_catalogue_fault_count(figures->catalogue);
    for (size_t i = 0; i < faults; i++) {
        km_print_error(cli, &km_catalogue_fault_at(figures->catalogue, i)->error);
    }
    for (size_t i = 0; i < figures->run.n_failures; i++) {
        km_print_error(cli, &figures->run.failures[i].error);
    }
    return faults + figures->run.n_failures > 0 ? 1 : 0;
}
