#include "indicators/compute/compute.h"

#include "engine/base/text.h"
#include "indicators/compute/coverage.h"
#include "indicators/compute/lanes.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    KmArena *arena;
    const KmCatalogue *catalogue;
    const KmDefinition **definitions;
    size_t n_definitions;
    const bool *is_chosen; /* by place in the catalogue */
    KmPeriod *periods;     /* those asked, then the pooled ones */
    size_t n_periods;
    KmFigure *figures;
    size_t n_figures, figures_capacity;
    KmComputeFailure *failures;
    size_t n_failures, failures_capacity;
} Run;

/* ---- which indicators ---- */

/* An id, an action ("A1.3"), an ambition ("A1") or "M1". */
static bool answers_to(const KmIndicatorText *text, const char *word)
{
    size_t length = strlen(word);
    if (strcmp(text->id, word) == 0) {
        return true;
    }
    for (const char *at = text->actions; *at != '\0';) {
        at += strspn(at, ", ");
        size_t action = strcspn(at, ", ");
        if (action >= length && strncmp(at, word, length) == 0 &&
            (action == length || at[length] == '.')) {
            return true;
        }
        at += action;
    }
    return false;
}

static const char *nearest(Run *run, const char *word)
{
    size_t count = km_catalogue_count(run->catalogue);
    const char **ids = KM_NEW_ARRAY(run->arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        ids[i] = km_catalogue_at(run->catalogue, i)->id;
    }
    return km_text_nearest(word, ids, count);
}

static bool refuse_word(Run *run, const char *word, KmError *err)
{
    const char *meant = nearest(run, word);
    (void)km_error_set(err, KM_ERROR_USAGE, "there is no indicator or action '%.80s'", word);
    return meant == NULL ? km_error_hint(err, "`kansmeter indicator list` shows them all")
                         : km_error_hint(err, "did you mean '%s'?", meant);
}

static void choose(Run *run, const char *id, bool *is_chosen)
{
    for (size_t i = 0; i < km_catalogue_count(run->catalogue); i++) {
        is_chosen[i] =
            is_chosen[i] || id == NULL || answers_to(km_catalogue_at(run->catalogue, i), id);
    }
}

static size_t chosen_count(const Run *run, const bool *is_chosen)
{
    size_t count = 0;
    for (size_t i = 0; i < km_catalogue_count(run->catalogue); i++) {
        count += is_chosen[i];
    }
    return count;
}

static bool choose_words(Run *run, const char *select, bool *is_chosen, KmError *err)
{
    char *rest = km_strdup(run->arena, select);
    bool *is_meant = KM_NEW_ARRAY(run->arena, bool, km_catalogue_count(run->catalogue));
    for (char *word = rest; word != NULL;) {
        char *next = strchr(word, ',');
        if (next != NULL) {
            *next++ = '\0';
        }
        word += strspn(word, " ");
        word[strcspn(word, " ")] = '\0';
        memset(is_meant, 0, km_catalogue_count(run->catalogue) * sizeof *is_meant);
        choose(run, word, is_meant);
        if (word[0] == '\0' || chosen_count(run, is_meant) == 0) {
            return refuse_word(run, word, err);
        }
        choose(run, word, is_chosen);
        word = next;
    }
    return true;
}

static bool choose_all(Run *run, const char *select, KmError *err)
{
    size_t count = km_catalogue_count(run->catalogue);
    bool *is_chosen = KM_NEW_ARRAY(run->arena, bool, count);
    run->is_chosen = is_chosen;
    if (select == NULL) {
        choose(run, NULL, is_chosen);
    } else if (!choose_words(run, select, is_chosen, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) { /* a gap is shown where both its levels are */
        const char *base = km_catalogue_at(run->catalogue, i)->gap_of;
        if (is_chosen[i] && base != NULL) {
            choose(run, base, is_chosen);
        }
    }
    return true;
}

static bool take_definitions(Run *run, const KmComputeRequest *request, KmError *err)
{
    size_t count = km_catalogue_count(run->catalogue);
    run->definitions = KM_NEW_ARRAY(run->arena, const KmDefinition *, count);
    if (!choose_all(run, request->select, err)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (run->is_chosen[i]) {
            run->definitions[run->n_definitions++] =
                km_catalogue_definition(run->catalogue, km_catalogue_at(run->catalogue, i)->id);
        }
    }
    return true;
}

/* ---- which periods ---- */

enum { QUARTERS_POOLED = 4 };

static bool is_asked(const KmComputeRequest *request, const KmPeriod *period)
{
    for (size_t i = 0; i < request->n_periods; i++) {
        if (strcmp(request->periods[i].text, period->text) == 0) {
            return true;
        }
    }
    return false;
}

/* Four quarters up to and including this one, when all are asked. */
static bool pooled_until(const KmComputeRequest *request, const KmPeriod *last, KmPeriod *ret_range)
{
    KmError err = {0};
    KmPeriod first = km_period_shift(last, 1 - QUARTERS_POOLED);
    if (last->kind != KM_PERIOD_QUARTER || last->is_range) {
        return false;
    }
    for (int back = 1; back < QUARTERS_POOLED; back++) {
        KmPeriod before = km_period_shift(last, -back);
        if (!is_asked(request, &before)) {
            return false;
        }
    }
    return km_period_range(&first, last, ret_range, &err) && !is_asked(request, ret_range);
}

static bool take_periods(Run *run, const KmComputeRequest *request, KmError *err)
{
    if (request->n_periods == 0) {
        return km_error_set(err, KM_ERROR_USAGE, "no period to compute; write for example 2026K3");
    }
    run->periods = KM_NEW_ARRAY(run->arena, KmPeriod, 2 * request->n_periods);
    for (size_t i = 0; i < request->n_periods; i++) {
        run->periods[run->n_periods++] = request->periods[i];
    }
    for (size_t i = 0; i < request->n_periods; i++) {
        if (pooled_until(request, &request->periods[i], &run->periods[run->n_periods])) {
            run->n_periods++;
        }
    }
    return true;
}

/* ---- figures ---- */

static void keep(Run *run, const KmFigure *figure, const KmCovered *covered, KmIndicatorKind kind)
{
    if (covered->is_unknown && figure->block.dim[0][0] != '\0') {
        return; /* who would be in a block is not known either */
    }
    KM_GROW_MOVING(run->arena, run->figures, run->n_figures, run->figures_capacity);
    run->figures[run->n_figures] = *figure;
    km_coverage_apply(covered, kind, &run->figures[run->n_figures++]);
}

static void keep_all(Run *run, const KmDefinition *definition, const KmEvaluated *evaluated)
{
    size_t at = 0;
    for (size_t p = 0; p < evaluated->n_periods; p++) {
        const KmPeriod *period = &evaluated->periods[p];
        for (;
             at < evaluated->n_figures && strcmp(evaluated->figures[at].period, period->text) == 0;
             at++) {
            keep(run, &evaluated->figures[at], &evaluated->covered[p], definition->text.kind);
        }
    }
}

static bool compute_all(Run *run, KmSession *session, const KmProgress *progress, KmError *err)
{
    KmCoverage coverage;
    KmEvaluated *evaluated = NULL;
    if (!km_coverage_open(session, &coverage, err) ||
        !km_lanes_run(session, &coverage, run->definitions, run->n_definitions, run->periods,
                      run->n_periods, progress, &evaluated, err)) {
        return false;
    }
    km_session_close(session); /* its tables have been read: their room is for the figures */
    for (size_t i = 0; i < run->n_definitions; i++) {
        if (evaluated[i].is_failed) {
            KM_GROW(run->arena, run->failures, run->n_failures, run->failures_capacity);
            run->failures[run->n_failures++] =
                (KmComputeFailure){run->definitions[i]->text.id, evaluated[i].failure};
        } else {
            keep_all(run, run->definitions[i], &evaluated[i]);
        }
        km_arena_close(evaluated[i].arena);
    }
    return true;
}

typedef struct {
    const KmFigure *figure;
    const KmPeriod *period;
    size_t place; /* among the figures */
} Dated;

/* Figures mostly share their texts. */
static int by_text(const char *a, const char *b)
{
    return a == b ? 0 : strcmp(a, b);
}

static int by_order(const void *left, const void *right)
{
    const Dated *a = left;
    const Dated *b = right;
    int order = by_text(a->figure->indicator, b->figure->indicator);
    if (order != 0) {
        return order;
    }
    if (a->period->from != b->period->from) {
        return a->period->from < b->period->from ? -1 : 1;
    }
    if (a->period->to != b->period->to) {
        return a->period->to < b->period->to ? -1 : 1;
    }
    const KmBlock *x = &a->figure->block;
    const KmBlock *y = &b->figure->block;
    const char *const keys[][2] = {{x->dim[0], y->dim[0]},
                                   {x->code[0], y->code[0]},
                                   {x->dim[1], y->dim[1]},
                                   {x->code[1], y->code[1]}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys && order == 0; i++) {
        order = by_text(keys[i][0], keys[i][1]);
    }
    return order;
}

/* Takes each figure to its place, round by round, so that no second list of them is needed. */
static void put_in_places(KmFigure *figures, Dated *dated, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        KmFigure first = figures[i];
        size_t at = i;
        while (dated[at].place != i) {
            size_t from = dated[at].place;
            figures[at] = figures[from];
            dated[at].place = at;
            at = from;
        }
        figures[at] = first;
        dated[at].place = at;
    }
}

static const KmPeriod *period_named(const Run *run, const char *text)
{
    for (size_t p = 0; p < run->n_periods; p++) {
        if (strcmp(run->periods[p].text, text) == 0) {
            return &run->periods[p];
        }
    }
    return &run->periods[0];
}

/* Blocks with their dimensions first, then their codes: as the store reads them back. */
static void order_figures(const Run *run)
{
    KmArena *scratch = km_arena_open();
    Dated *dated = KM_NEW_ARRAY(scratch, Dated, run->n_figures);
    for (size_t i = 0; i < run->n_figures; i++) {
        bool is_as_before = i > 0 && run->figures[i - 1].period == run->figures[i].period;
        dated[i] = (Dated){
            &run->figures[i],
            is_as_before ? dated[i - 1].period : period_named(run, run->figures[i].period), i};
    }
    if (run->n_figures > 1) {
        qsort(dated, run->n_figures, sizeof *dated, by_order);
    }
    put_in_places(run->figures, dated, run->n_figures);
    km_arena_close(scratch);
}

/* ---- the run's name ---- */

static void hash_text(crypto_generichash_state *state, const char *text)
{
    (void)crypto_generichash_update(state, (const unsigned char *)text, strlen(text) + 1);
}

/* A delivery by its id, day and balance, not by its content hash: that one is keyed, and the same
 * files must give the same run under another key. */
static void hash_selection(KmArena *arena, crypto_generichash_state *state,
                           const KmSession *session)
{
    for (size_t i = 0; i < session->selection.n_segments; i++) {
        const KmSegment *segment = &session->selection.segments[i];
        const KmDelivery *delivery = &session->deliveries[segment->delivery];
        hash_text(state, delivery->contract);
        hash_text(state, delivery->deliverer);
        hash_text(state, delivery->period.text);
        hash_text(state, km_format(arena, "%d %d %lld %lld %lld %lld %lld", delivery->version,
                                   delivery->received, (long long)delivery->bytes,
                                   (long long)delivery->accepted, (long long)delivery->remarked,
                                   (long long)delivery->refused, (long long)delivery->duplicate));
        hash_text(state, km_format(arena, "%d %d", segment->from, segment->to));
    }
}

/* Program, definitions, deliveries, knowledge date, settings; no clock. */
static void name_run(const Run *run, const KmComputeRequest *request, const KmSession *session,
                     char name[13])
{
    crypto_generichash_state state;
    unsigned char digest[6];
    (void)crypto_generichash_init(&state, NULL, 0, crypto_generichash_BYTES);
    hash_text(&state, request->program);
    for (size_t i = 0; i < km_catalogue_count(run->catalogue); i++) { /* chosen or not: no figure
                                                                        depends on the choice */
        hash_text(&state, km_catalogue_at(run->catalogue, i)->id);
        hash_text(&state, km_catalogue_at(run->catalogue, i)->definition_hash);
    }
    for (size_t i = 0; i < km_effect_count(run->catalogue); i++) {
        hash_text(&state, km_effect_at(run->catalogue, i)->id);
        hash_text(&state, km_effect_at(run->catalogue, i)->definition_hash);
    }
    hash_selection(run->arena, &state, session);
    if (session->persons.n_links > 0) {
        hash_text(&state, km_format(run->arena, "%zu changed numbers", session->persons.n_links));
    }
    hash_text(&state, km_date_iso(run->arena, session->selection.knowledge));
    for (size_t p = 0; p < run->n_periods; p++) {
        hash_text(&state, run->periods[p].text);
    }
    hash_text(&state, "interval wilson 0.95");
    unsigned char whole[crypto_generichash_BYTES];
    (void)crypto_generichash_final(&state, whole, sizeof whole);
    memcpy(digest, whole, sizeof digest);
    (void)sodium_bin2hex(name, 13, digest, sizeof digest);
}

static bool is_chosen(const Run *run, const char *id)
{
    for (size_t i = 0; i < km_catalogue_count(run->catalogue); i++) {
        if (strcmp(km_catalogue_at(run->catalogue, i)->id, id) == 0) {
            return run->is_chosen[i];
        }
    }
    return false;
}

/* One indicator's figures stand together. */
static void take_chosen(Run *run, const KmComputeResult *from)
{
    size_t end = 0;
    for (size_t at = 0; at < from->n_figures; at = end) {
        const char *id = from->figures[at].indicator;
        end = at + 1;
        while (end < from->n_figures && strcmp(from->figures[end].indicator, id) == 0) {
            end++;
        }
        if (is_chosen(run, id)) {
            memcpy(run->figures + run->n_figures, from->figures + at,
                   (end - at) * sizeof *run->figures);
            run->n_figures += end - at;
        }
    }
    for (size_t i = 0; i < from->n_failures; i++) {
        if (is_chosen(run, from->failures[i].indicator)) {
            run->failures[run->n_failures++] = from->failures[i];
        }
    }
}

static bool compute(Run *run, KmStore *store, const KmComputeRequest *request,
                    const KmProgress *progress, KmComputeResult *ret_result, KmError *err)
{
    KmSession session;
    KmSessionRequest wanted = {.definitions = run->definitions,
                               .n_definitions = run->n_definitions,
                               .knowledge = request->knowledge,
                               .n_threads = request->n_threads,
                               .is_lazy = true,
                               .sieve = request->sieve};
    KmComputeResult result = {0};
    if (!km_session_open(store, run->arena, run->catalogue, &wanted, &session, err)) {
        return false;
    }
    bool is_done = compute_all(run, &session, progress, err);
    km_session_close(&session);
    if (!is_done) {
        return false;
    }
    order_figures(run);
    name_run(run, request, &session, result.run);
    result.knowledge = session.selection.knowledge;
    const char *name = km_strdup(run->arena, result.run);
    for (size_t i = 0; i < run->n_figures; i++) {
        run->figures[i].run = name;
        run->figures[i].knowledge = result.knowledge;
    }
    km_compare(run->arena, run->catalogue, run->figures, run->n_figures);
    result.figures = run->figures;
    result.n_figures = run->n_figures;
    result.failures = run->failures;
    result.n_failures = run->n_failures;
    *ret_result = result;
    return true;
}

bool km_compute(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                const KmComputeRequest *request, const KmProgress *progress,
                KmComputeResult *ret_result, KmError *err)
{
    Run run = {.arena = arena, .catalogue = catalogue};
    return take_definitions(&run, request, err) && take_periods(&run, request, err) &&
           compute(&run, store, request, progress, ret_result, err);
}

bool km_compute_chosen(KmArena *arena, const KmCatalogue *catalogue, const char *select,
                       const char *const **ret_ids, size_t *ret_count, KmError *err)
{
    Run run = {.arena = arena, .catalogue = catalogue};
    size_t count = km_catalogue_count(catalogue);
    const char **ids = NULL;
    *ret_count = 0;
    if (select != NULL) {
        if (!choose_all(&run, select, err)) {
            return false;
        }
        ids = KM_NEW_ARRAY(arena, const char *, count);
        for (size_t i = 0; i < count; i++) {
            if (run.is_chosen[i]) {
                ids[(*ret_count)++] = km_catalogue_at(catalogue, i)->id;
            }
        }
    }
    *ret_ids = ids;
    return true;
}

bool km_compute_choose(KmArena *arena, const KmCatalogue *catalogue, const char *select,
                       KmComputeResult *result, KmError *err)
{
    Run run = {.arena = arena, .catalogue = catalogue};
    if (select == NULL) {
        return true;
    }
    if (!choose_all(&run, select, err)) {
        return false;
    }
    run.figures = KM_NEW_ARRAY(arena, KmFigure, result->n_figures);
    run.failures = KM_NEW_ARRAY(arena, KmComputeFailure, result->n_failures);
    take_chosen(&run, result);
    result->figures = run.figures;
    result->n_figures = run.n_figures;
    result->failures = run.failures;
    result->n_failures = run.n_failures;
    return true;
}
