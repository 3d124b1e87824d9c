#include "cli/evaluation/bundle.h"
#include "cli/evaluation/render.h"
#include "engine/base/file.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool take_reason(KmCli *cli, const char **ret_reason, KmError *err)
{
    const char *reason = km_cli_option(cli, "reason");
    *ret_reason = reason == NULL ? "" : reason;
    return km_cli_check_reason(*ret_reason, err);
}

static KmAct new_act(KmCli *cli, const char *verb, const KmCliFigures *figures)
{
    return (KmAct){.when = cli->now,
                   .user = km_format(cli->arena, "uid %ld", (long)getuid()),
                   .verb = verb,
                   .period = figures->standing.period,
                   .profile = "",
                   .knowledge = figures->run.knowledge,
                   .run = km_strdup(cli->arena, figures->run.run),
                   .reason = "",
                   .folder = "",
                   .bundle_hash = "",
                   .source = "",
                   .source_hash = ""};
}

static bool add_act(KmCli *cli, KmAct *act, KmError *err)
{
    KmActSealer sealer;
    bool has_key = km_cli_sealer(cli, &sealer);
    return km_act_add(cli->store, cli->arena, act, has_key ? &sealer : NULL, err);
}

static void tell(KmCli *cli, const KmAct *act)
{
    (void)json_object_set_new(cli->result, "act", json_integer((json_int_t)act->number));
    (void)json_object_set_new(cli->result, "run", json_string(act->run));
    (void)json_object_set_new(cli->result, "chain", json_string(act->chain));
    (void)json_object_set_new(cli->result, "sealed", json_boolean(act->seal[0] != '\0'));
    if (act->seal[0] == '\0') {
        km_say(cli, "no key was at hand: this decision is chained, but not sealed with the key\n");
    }
}

/* ---- approve ---- */

static bool refuse_locked(const KmStanding *s, KmError *err)
{
    (void)km_error_set(err, KM_ERROR_USAGE, "%s is locked", s->period);
    return km_error_hint(err, "open it first: kansmeter evaluation reopen --period %s --reason …",
                         s->period);
}

static bool approve(KmCli *cli, KmError *err)
{
    KmCliFigures figures;
    const char *reason;
    if (!take_reason(cli, &reason, err) ||
        !km_cli_compute(cli, &(KmFiguresWanted){0}, &figures, err)) {
        return false;
    }
    const KmStanding *s = &figures.standing;
    if (s->lock != NULL) {
        return refuse_locked(s, err);
    }
    KmAct act = new_act(cli, "approve", &figures);
    act.reason = reason;
    if (!km_deliveries_in(cli, s->period, act.knowledge, &act.expected, &act.delivered, err)) {
        return false;
    }
    if (act.delivered < act.expected && reason[0] == '\0') {
        (void)km_error_set(err, KM_ERROR_USAGE,
                           "%s is provisional: %d of %d deliveries are in; approving it needs a "
                           "reason",
                           s->period, act.delivered, act.expected);
        return km_error_hint(err, "wait for them (kansmeter status --period %s), or give --reason",
                             s->period);
    }
    if (figures.run.n_failures > 0 || km_catalogue_fault_count(figures.catalogue) > 0) {
        (void)km_cli_tell_failures(cli, &figures);
        return km_error_set(err, KM_ERROR_USAGE,
                            "some indicators could not be computed; mend them first");
    }
    if (!add_act(cli, &act, err)) {
        return false;
    }
    km_print(cli, "approved %s: run %s, as known on %s, %d of %d deliveries\n", s->period, act.run,
             km_date_iso(cli->arena, act.knowledge), act.delivered, act.expected);
    tell(cli, &act);
    km_say(cli, "next: kansmeter evaluation lock --period %s\n", s->period);
    return true;
}

/* ---- lock ---- */

static bool check_lockable(const KmCliFigures *figures, KmError *err)
{
    const KmStanding *s = &figures->standing;
    if (s->bundle != NULL) {
        return refuse_locked(s, err);
    }
    if (s->approval == NULL) {
        (void)km_error_set(err, KM_ERROR_USAGE, "%s was not approved", s->period);
        return km_error_hint(err, "first: kansmeter evaluation approve --period %s", s->period);
    }
    if (s->lock == NULL && strcmp(s->approval->run, figures->run.run) != 0) {
        (void)km_error_set(err, KM_ERROR_USAGE,
                           "the figures of %s changed since they were approved (run %s, now %s)",
                           s->period, s->approval->run, figures->run.run);
        return km_error_hint(err, "look at them and approve again");
    }
    return true;
}

/* The first lock of a round keeps what the evaluation is made with; those of other profiles stand
 * on it. */
static bool keep_source(KmCli *cli, const KmCliFigures *figures, KmAct *act, KmError *err)
{
    const KmStanding *s = &figures->standing;
    if (s->lock != NULL) {
        act->source = s->lock->source;
        act->source_hash = s->lock->source_hash;
        return true;
    }
    act->source = km_lock_folder(cli->arena, s->period, "bron", s->round);
    const char *target = km_workspace_path(cli, act->source);
    KmSourceRequest request = {.datadir = cli->datadir, .workspace = cli->workspace.directory};
    return km_notes_folders(cli, s->period, request.notes, err) &&
           km_source_write(cli->arena, &request, target, err) &&
           km_bundle_hash(cli->arena, target, &act->source_hash, err);
}

/* Rendered from what was kept, as every later time. */
static bool render_bundle(KmCli *cli, KmAct *act, KmReportResult *ret_result, KmError *err)
{
    KmCliFigures figures;
    if (!km_cli_compute_locked(cli, act, &figures, err)) {
        return false;
    }
    if (strcmp(figures.run.run, act->run) != 0) {
        return km_error_set(err, KM_ERROR_BUG, "what was kept gives run %s, not %s",
                            figures.run.run, act->run);
    }
    KmRender render = {.stamp_nl = km_stamp_nl(cli->arena, act, 0, 0),
                       .directory = km_workspace_path(cli, act->folder),
                       .charts = true,
                       .workbook = true,
                       .pdf = !km_cli_flag(cli, "no-pdf")};
    if (!km_store_begin(cli->store, err)) {
        return false;
    }
    if (!km_render(cli, &figures, &render, ret_result, err) ||
        !km_bundle_hash(cli->arena, render.directory, &act->bundle_hash, err) ||
        !add_act(cli, act, err) || !km_store_commit(cli->store, err)) {
        km_store_rollback(cli->store);
        km_directory_remove(render.directory);
        return false;
    }
    (void)km_render_tell(cli, &figures, ret_result);
    return true;
}

static bool lock(KmCli *cli, KmError *err)
{
    KmCliFigures figures;
    KmReportResult result;
    if (!km_cli_compute(cli, &(KmFiguresWanted){0}, &figures, err) ||
        !check_lockable(&figures, err)) {
        return false;
    }
    const KmStanding *s = &figures.standing;
    KmAct act = new_act(cli, "lock", &figures);
    act.profile = figures.profile->name;
    act.expected = s->approval->expected;
    act.delivered = s->approval->delivered;
    act.reason = s->approval->reason;
    act.folder = km_lock_folder(cli->arena, s->period, act.profile, s->round);
    act.last_delivery = s->lock != NULL ? s->lock->last_delivery : INT64_MAX;
    if (!keep_source(cli, &figures, &act, err) || !render_bundle(cli, &act, &result, err)) {
        if (s->lock == NULL) { /* made a moment ago, for this lock alone */
            km_directory_remove(km_workspace_path(cli, act.source));
        }
        return km_error_context(err, "while locking %s", s->period);
    }
    km_bundle_protect(cli->arena, km_workspace_path(cli, act.folder));
    km_bundle_protect(cli->arena, km_workspace_path(cli, act.source));
    km_print(cli, "locked %s for the %s: %s\n", s->period, act.profile,
             km_workspace_path(cli, act.folder));
    km_print(cli, "hash of its manifest: %s\n", act.bundle_hash);
    (void)json_object_set_new(cli->result, "folder", json_string(act.folder));
    (void)json_object_set_new(cli->result, "hash", json_string(act.bundle_hash));
    tell(cli, &act);
    return true;
}

/* ---- reopen ---- */

static bool reopen(KmCli *cli, KmError *err)
{
    KmPeriod period;
    KmStanding s;
    const char *reason;
    const char *named = km_cli_option(cli, "period");
    if (named == NULL) {
        return km_error_set(err, KM_ERROR_USAGE, "reopen needs --period: which quarter?");
    }
    if (!take_reason(cli, &reason, err) || !km_period_parse(named, &period, err) ||
        !km_standing_read(cli, km_strdup(cli->arena, period.text), NULL, &s, err)) {
        return false;
    }
    if (s.approval == NULL) {
        return km_error_set(err, KM_ERROR_USAGE, "%s is not approved or locked", s.period);
    }
    if (reason[0] == '\0') {
        return km_error_set(err, KM_ERROR_USAGE, "reopening needs --reason: it is kept and listed");
    }
    const KmAct *last = s.lock != NULL ? s.lock : s.approval;
    KmAct act = {.when = cli->now,
                 .user = km_format(cli->arena, "uid %ld", (long)getuid()),
                 .verb = "reopen",
                 .period = s.period,
                 .profile = "",
                 .knowledge = last->knowledge,
                 .run = last->run,
                 .expected = last->expected,
                 .delivered = last->delivered,
                 .reason = reason,
                 .folder = "",
                 .bundle_hash = "",
                 .source = "",
                 .source_hash = ""};
    if (!add_act(cli, &act, err)) {
        return false;
    }
    km_print(cli, "reopened %s; what was locked stays where it is\n", s.period);
    tell(cli, &act);
    return true;
}

/* ---- list ---- */

/* What the lock keeps is still what it was. */
static bool check_kept(KmCli *cli, const KmAct *act, KmError *err)
{
    return strcmp(act->verb, "lock") != 0 ||
           (km_bundle_check(cli->arena, km_workspace_path(cli, act->folder), act->bundle_hash,
                            err) &&
            km_bundle_check(cli->arena, km_workspace_path(cli, act->source), act->source_hash,
                            err));
}

bool km_evaluations_check(KmCli *cli, size_t *ret_count, KmError *err)
{
    KmAct *acts;
    KmActSealer sealer;
    bool has_key = km_cli_sealer(cli, &sealer);
    if (!km_act_check(cli->store, has_key ? &sealer : NULL, err) ||
        !km_act_list(cli->store, cli->arena, &acts, ret_count, err)) {
        return false;
    }
    for (size_t i = 0; i < *ret_count; i++) {
        if (!check_kept(cli, &acts[i], err)) {
            return false;
        }
    }
    return true;
}

static bool list(KmCli *cli, int *ret_code, KmError *err)
{
    static const char *const headers[] = {">nr", "when (UTC)",  "what", "period", "profile",
                                          ">in", "as known on", "seal", "kept",   "reason"};
    KmAct *acts;
    size_t n;
    KmError broken = {0};
    KmActSealer sealer;
    bool has_key = km_cli_sealer(cli, &sealer);
    bool whole = km_act_check(cli->store, has_key ? &sealer : NULL, &broken);
    if (!km_act_list(cli->store, cli->arena, &acts, &n, err)) {
        return false;
    }
    KmTable table = km_table_new(cli, headers, 10);
    json_t *out = json_array();
    bool kept_whole = true;
    for (size_t i = 0; i < n; i++) {
        const KmAct *a = &acts[i];
        KmError fault = {0};
        bool kept = check_kept(cli, a, &fault);
        bool is_lock = strcmp(a->verb, "lock") == 0;
        kept_whole = kept_whole && kept;
        if (!kept) {
            km_print_error(cli, &fault);
        }
        km_table_add(&table, km_format(cli->arena, "%lld", (long long)a->number));
        km_table_add(&table, a->when);
        km_table_add(&table, a->verb);
        km_table_add(&table, a->period);
        km_table_add(&table, a->profile);
        km_table_add(&table, km_format(cli->arena, "%d/%d", a->delivered, a->expected));
        km_table_add(&table, km_date_iso(cli->arena, a->knowledge));
        km_table_add(&table, a->seal[0] == '\0' ? "none" : has_key ? "key" : "key (not checked)");
        km_table_add(&table, !is_lock ? "" : kept ? "whole" : "CHANGED");
        km_table_add(&table, a->reason);
        (void)json_array_append_new(
            out, json_pack("{s:I, s:s, s:s, s:s, s:s, s:i, s:i, s:s, s:s, s:s, s:s, s:s, s:b}",
                           "number", (json_int_t)a->number, "when", a->when, "verb", a->verb,
                           "period", a->period, "profile", a->profile, "expected", a->expected,
                           "delivered", a->delivered, "run", a->run, "reason", a->reason, "folder",
                           a->folder, "hash", a->bundle_hash, "chain", a->chain, "whole", kept));
    }
    (void)json_object_set_new(cli->result, "acts", out);
    (void)json_object_set_new(cli->result, "chain_holds", json_boolean(whole));
    if (n == 0) {
        km_say(cli, "nothing was approved or locked yet\n");
    } else {
        km_table_print(cli, &table);
        km_print(cli, "last chain: %s\n", acts[n - 1].chain);
    }
    if (!whole) {
        km_print_error(cli, &broken);
    }
    *ret_code = whole && kept_whole ? 0 : 4;
    return true;
}

static int run(KmCli *cli)
{
    const char *verb = km_cli_argument(cli, 0);
    static const char *const verbs[] = {"approve", "lock", "reopen", "list"};
    int code = 0;
    bool done = false;
    if (!km_cli_open_store(cli, &cli->err)) {
        return -1;
    }
    if (strcmp(verb, "approve") == 0) {
        done = approve(cli, &cli->err);
    } else if (strcmp(verb, "lock") == 0) {
        done = lock(cli, &cli->err);
    } else if (strcmp(verb, "reopen") == 0) {
        done = reopen(cli, &cli->err);
    } else if (strcmp(verb, "list") == 0) {
        done = list(cli, &code, &cli->err);
    } else {
        const char *nearest = km_text_nearest(verb, verbs, 4);
        (void)km_error_set(&cli->err, KM_ERROR_USAGE,
                           "'%.40s' is none of approve, lock, reopen, list", verb);
        if (nearest != NULL) {
            (void)km_error_hint(&cli->err, "did you mean %s?", nearest);
        }
    }
    return done ? code : -1;
}

const KmCommand km_cmd_evaluation = {
    .name = "evaluation",
    .arguments = "approve|lock|reopen|list",
    .summary = "approve, lock or reopen the evaluation of a quarter",
    .text =
        "approve: these figures may go out; with deliveries missing that needs --reason. lock: "
        "keeps the rendered evaluation read-only in vastgesteld/, with its hash and with the "
        "definitions and norms it was made with; from then on that quarter is computed as "
        "known then, and report makes the same bytes again. Late data shows in 'diff' and in "
        "later quarters. reopen: takes that back, with a reason; what was locked stays. list: "
        "what was decided, and whether all of it is unchanged (exit code 4 when not). Decisions "
        "form a hash chain, sealed with the key when it is at hand.",
    .least_arguments = 1,
    .most_arguments = 1,
    .needs_workspace = true,
    .options = {{"period", 'p', "PERIOD", "the quarter; default the newest delivered"},
                {"reason", '\0', "TEXT", "printed and kept; nothing personal"},
                {"profile", '\0', "NAME", "lock: whose evaluation; default in kansmeter.ini"},
                {"no-pdf", '\0', NULL, "lock: keep no PDF"}},
    .examples = {"kansmeter evaluation approve --period 2026K3 --reason \"twee partners leveren "
                 "later\"",
                 "kansmeter evaluation lock --period 2026K3 --profile stuurgroep",
                 "kansmeter evaluation list"},
    .verbs = "approve lock reopen list",
    .run = run,
};
