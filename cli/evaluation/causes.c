#include "cli/evaluation/causes.h"

#include "engine/base/file.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* ---- which deliveries a state knows ---- */

typedef enum { OF_BEFORE, NEW_LATE, NEW_CORRECTION, NEVER } Role;

typedef struct {
    const KmChangeRequest *asked;
    KmDate to;
    KmDelivery *deliveries;
    size_t n_deliveries;
    int causes; /* of the state being computed: the first so many */
} Sieve;

static bool was_known(const Sieve *s, const KmDelivery *d)
{
    const KmAct *lock = s->asked->lock;
    return d->received <= s->asked->from && d->withdrawn > s->asked->from &&
           (lock == NULL || d->number <= lock->last_delivery);
}

static bool same_source(const KmDelivery *a, const KmDelivery *b)
{
    return strcmp(a->contract, b->contract) == 0 && strcmp(a->deliverer, b->deliverer) == 0 &&
           strcmp(a->period.text, b->period.text) == 0;
}

/* What came and went in between was never seen. */
static Role role_of(const Sieve *s, const KmDelivery *d)
{
    if (was_known(s, d)) {
        return OF_BEFORE;
    }
    if (d->received > s->to || d->withdrawn <= s->to) {
        return NEVER;
    }
    for (size_t i = 0; i < s->n_deliveries; i++) {
        if (was_known(s, &s->deliveries[i]) && same_source(&s->deliveries[i], d)) {
            return NEW_CORRECTION;
        }
    }
    return NEW_LATE;
}

static bool lets_through(void *self, KmDelivery *delivery)
{
    const Sieve *s = self;
    switch (role_of(s, delivery)) {
    case OF_BEFORE:
        if (s->causes <= (int)KM_CAUSE_WITHDRAWAL) {
            delivery->withdrawn = KM_DATE_OPEN;
        }
        return true;
    case NEW_LATE:
        return s->causes > (int)KM_CAUSE_LATE;
    case NEW_CORRECTION:
        return s->causes > (int)KM_CAUSE_CORRECTION;
    case NEVER:
        break;
    }
    return false;
}

static void list_deliveries(KmArena *arena, const Sieve *s, KmChanges *changes)
{
    KmText lists[KM_CAUSES];
    for (int c = 0; c < KM_CAUSES; c++) {
        lists[c] = km_text_init(arena);
    }
    for (size_t i = 0; i < s->n_deliveries; i++) {
        const KmDelivery *d = &s->deliveries[i];
        Role role = role_of(s, d);
        bool withdrawn = role == OF_BEFORE && d->withdrawn <= s->to;
        if (role == NEVER || (role == OF_BEFORE && !withdrawn)) {
            continue;
        }
        KmCause cause = withdrawn          ? KM_CAUSE_WITHDRAWAL
                        : role == NEW_LATE ? KM_CAUSE_LATE
                                           : KM_CAUSE_CORRECTION;
        km_text_addf(&lists[cause], "%s%s", lists[cause].length == 0 ? "" : ", ",
                     km_delivery_id(arena, d));
    }
    for (int c = 0; c < KM_CAUSES; c++) {
        changes->deliveries[c] = lists[c].bytes;
    }
}

/* The newest day on which anything came in, was taken out, or was said about persons. */
static bool latest_day(KmCli *cli, const Sieve *s, KmDate *ret_day, KmError *err)
{
    KmDate latest = s->asked->from;
    KmDate today = cli->today;
    KmPersonLink *links;
    size_t n_links;
    if (!km_person_link_read(cli->store, cli->arena, &links, &n_links, err)) {
        return false;
    }
    for (size_t i = 0; i < n_links; i++) {
        latest = links[i].known <= today && links[i].known > latest ? links[i].known : latest;
    }
    for (size_t i = 0; i < s->n_deliveries; i++) {
        const KmDelivery *d = &s->deliveries[i];
        latest = d->received > latest ? d->received : latest;
        latest = d->withdrawn <= today && d->withdrawn > latest ? d->withdrawn : latest;
    }
    *ret_day = latest;
    return true;
}

/* ---- the states ---- */

static int by_figure(const void *left, const void *right)
{
    const KmFigure *f = right;
    return km_changes_order(left, f->indicator, &f->block);
}

/* A copy of the period's own figures, ordered for find(). */
static void keep_state(KmArena *arena, KmChanges *changes, int state, const KmFigure *figures,
                       size_t n)
{
    KmFigure *kept = KM_NEW_ARRAY(arena, KmFigure, n + 1);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(figures[i].period, changes->asked.period.text) == 0) {
            kept[count++] = figures[i];
        }
    }
    if (count > 1) {
        qsort(kept, count, sizeof *kept, by_figure);
    }
    changes->states[state] = kept;
    changes->n[state] = count;
}

typedef struct {
    KmCli *cli;
    Sieve sieve;
    KmDeliverySieve hook;
} Work;

static bool compute_state(Work *work, const KmCatalogue *catalogue, KmChanges *changes, int state,
                          char run[13], KmError *err)
{
    KmCli *cli = work->cli;
    KmComputeResult result;
    work->sieve.causes = state;
    KmComputeRequest request = {.periods = &changes->asked.period,
                                .n_periods = 1,
                                .knowledge = state == 0 ? changes->asked.from : changes->to,
                                .select = changes->asked.select,
                                .program = "kansmeter " KM_VERSION,
                                .sieve = &work->hook};
    if (!km_compute(cli->store, cli->arena, catalogue, &request, NULL, &result, err)) {
        return false;
    }
    keep_state(cli->arena, changes, state, result.figures, result.n_figures);
    memcpy(run, result.run, 13);
    return true;
}

static bool read_locked(Work *work, KmChanges *changes, KmError *err)
{
    const KmAct *lock = changes->asked.lock;
    KmFigure *figures;
    size_t n;
    KmFigureFilter filter = {.period = changes->asked.period.text,
                             .knowledge = lock->knowledge,
                             .until = lock->last_figure};
    memcpy(changes->run_before, lock->run, strnlen(lock->run, 12) + 1);
    if (!km_figures_read(work->cli->store, work->cli->arena, &filter, &figures, &n, err)) {
        return false;
    }
    keep_state(work->cli->arena, changes, 0, figures, n);
    return true;
}

/* The program of the lock, from its bundle. */
static bool read_program(Work *work, KmChanges *changes, KmError *err)
{
    KmBytes bytes;
    KmCli *cli = work->cli;
    const char *folder = km_workspace_path(cli, changes->asked.lock->folder);
    if (!km_file_read(cli->arena, km_path_join(cli->arena, folder, "manifest.json"), 16 << 20,
                      &bytes, err)) {
        return km_error_context(err, "while reading what was locked");
    }
    json_t *root = json_loadb(bytes.bytes, bytes.length, 0, NULL);
    const char *program = json_string_value(json_object_get(root, "program"));
    changes->program_changed = program == NULL || strcmp(program, "kansmeter " KM_VERSION) != 0;
    json_decref(root);
    return true;
}

static bool same_definitions(const KmCatalogue *a, const KmCatalogue *b)
{
    bool same = km_catalogue_count(a) == km_catalogue_count(b);
    for (size_t i = 0; same && i < km_catalogue_count(a); i++) {
        const KmIndicatorText *text = km_catalogue_at(a, i);
        const KmIndicatorText *other = km_catalogue_find(b, text->id);
        same = other != NULL && strcmp(text->definition_hash, other->definition_hash) == 0;
    }
    return same;
}

static void same_state(KmChanges *changes, int state)
{
    changes->states[state] = changes->states[state - 1];
    changes->n[state] = changes->n[state - 1];
}

/* A state is computed only where its cause has something to say. */
static bool compute_states(Work *work, KmChanges *changes, KmError *err)
{
    if (!compute_state(work, changes->before, changes, 1, changes->run_now, err)) {
        return false;
    }
    for (int cause = KM_CAUSE_LATE; cause <= KM_CAUSE_WITHDRAWAL; cause++) {
        if (changes->deliveries[cause][0] == '\0') {
            same_state(changes, cause + 1);
        } else if (!compute_state(work, changes->before, changes, cause + 1, changes->run_now,
                                  err)) {
            return false;
        }
    }
    if (changes->now == changes->before || same_definitions(changes->before, changes->now)) {
        same_state(changes, KM_CAUSES);
        return true;
    }
    return compute_state(work, changes->now, changes, KM_CAUSES, changes->run_now, err);
}

bool km_changes_compute(KmCli *cli, const KmChangeRequest *request, KmChanges *ret_changes,
                        KmError *err)
{
    KmChanges changes = {.asked = *request};
    KmCatalogue *now;
    Work work = {.cli = cli, .sieve = {.asked = request}};
    work.hook = (KmDeliverySieve){&work.sieve, lets_through};
    if (!km_delivery_list(cli->store, cli->arena, &work.sieve.deliveries, &work.sieve.n_deliveries,
                          err) ||
        !km_cli_open_catalogue(cli, &now, err)) {
        return false;
    }
    changes.now = changes.before = now;
    changes.to = request->to;
    if (request->to == KM_DATE_OPEN && !latest_day(cli, &work.sieve, &changes.to, err)) {
        return false;
    }
    work.sieve.to = changes.to;
    list_deliveries(cli->arena, &work.sieve, &changes);
    if (request->lock != NULL) {
        KmLockedState *locked = KM_NEW(cli->arena, KmLockedState);
        KmCatalogue *before;
        if (!km_locked_state(cli, request->lock, locked, err) ||
            !km_catalogue_open(cli->arena, &locked->sources, &before, err) ||
            !read_program(&work, &changes, err) || !read_locked(&work, &changes, err)) {
            return false;
        }
        changes.before = before;
    } else if (!compute_state(&work, now, &changes, 0, changes.run_before, err)) {
        return false;
    }
    if (!compute_states(&work, &changes, err)) {
        return false;
    }
    changes.at_work = km_changes_at_work(&changes);
    *ret_changes = changes;
    return true;
}
