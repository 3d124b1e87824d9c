#include "indicators/compute/session.h"

#include "engine/base/cores.h"
#include "indicators/compute/loading.h"
#include "indicators/definition/header.h"
#include "indicators/evaluation/evaluation.h"
#include "indicators/worktables/worktables.h"

#include <string.h>

typedef struct {
    const KmSession *session;
    KmWordSet *words;
    KmArena *arena;
    const char **contracts;
    size_t n_contracts, capacity;
    bool *is_needed; /* by register */
} Needs;

static void need(Needs *needs, const KmUse *uses, size_t n_uses)
{
    for (size_t i = 0; i < n_uses; i++) {
        bool is_listed = km_worktable_is_own(uses[i].contract);
        for (size_t c = 0; c < needs->n_contracts && !is_listed; c++) {
            is_listed = strcmp(needs->contracts[c], uses[i].contract) == 0;
        }
        if (!is_listed) {
            KM_GROW(needs->arena, needs->contracts, needs->n_contracts, needs->capacity);
            needs->contracts[needs->n_contracts++] = uses[i].contract;
        }
    }
}

static void need_definitions(Needs *needs, const KmSessionRequest *request)
{
    for (size_t i = 0; i < request->n_definitions; i++) {
        const KmDefinition *definition = request->definitions[i];
        const KmDefinition *body = definition->base == NULL ? definition : definition->base;
        need(needs, definition->uses, definition->n_uses);
        for (size_t s = 0; s < body->n_sections; s++) {
            km_words_add(needs->words, body->sections[s].sql);
        }
    }
}

static bool has_dimension(const KmSessionRequest *request, const char *name)
{
    for (size_t i = 0; i < request->n_definitions; i++) {
        if (km_definition_has_dimension(request->definitions[i], name)) {
            return true;
        }
    }
    return false;
}

static bool is_asked(const KmSessionRequest *request, const char *name)
{
    for (size_t i = 0; i < request->n_registers; i++) {
        if (strcmp(request->registers[i], name) == 0) {
            return true;
        }
    }
    return strcmp(name, "verwacht") == 0; /* coverage always asks */
}

/* A register is needed when a needed text names it, when it gives a dimension, or when it is asked
 * for. Registers only read earlier ones, so one walk backwards finds all. */
static void need_registers(Needs *needs, const KmSessionRequest *request, bool asks)
{
    size_t count = 0;
    const KmRegister *registers = km_catalogue_registers(needs->session->catalogue, &count);
    needs->is_needed = KM_NEW_ARRAY(needs->arena, bool, count);
    for (size_t i = count; i-- > 0;) {
        bool is_dimension = registers[i].form == KM_REGISTER_DIMENSION;
        needs->is_needed[i] = is_dimension ? has_dimension(request, registers[i].dimension.name)
                                           : km_words_name(needs->words, registers[i].name) ||
                                                 (asks && is_asked(request, registers[i].name));
        if (needs->is_needed[i]) {
            need(needs, registers[i].uses, registers[i].n_uses);
            km_words_add(needs->words, registers[i].sql);
        }
    }
}

static const KmTableSpec *spec_of(const KmSession *session, const char *contract)
{
    for (size_t i = 0; i < session->n_specs; i++) {
        if (strcmp(session->specs[i].contract, contract) == 0) {
            return &session->specs[i];
        }
    }
    return NULL;
}

/* `asks`: what the session itself asks for counts too. */
static Needs needs_of(const KmSession *session, KmArena *arena, const KmSessionRequest *request,
                      bool asks)
{
    Needs needs = {.session = session, .words = km_words_open(arena), .arena = arena};
    need_definitions(&needs, request);
    need_registers(&needs, request, asks);
    return needs;
}

const bool *km_session_registers(const KmSession *session, KmArena *arena,
                                 const KmDefinition *definition)
{
    KmSessionRequest request = {.definitions = &definition, .n_definitions = 1};
    return needs_of(session, arena, &request, false).is_needed;
}

/* ---- filling ---- */

static KmColumns **next_table(KmSession *session)
{
    return &session->tables[session->n_tables++];
}

/* A contract that nobody ever delivered has its columns from its description. */
static bool make_empty(KmSession *session, const char *contract, KmError *err)
{
    const KmTableSpec *spec = km_catalogue_contract(session->catalogue, contract);
    if (spec == NULL) {
        return km_error_set(err, KM_ERROR_DEFINITION,
                            "there is no contract '%.60s'; a definition's `uses` names it",
                            contract);
    }
    return km_worktable_make(session->arena, spec, (KmRowSource){NULL, NULL}, next_table(session),
                             err);
}

/* A row per design and action. */
static bool make_designs(KmSession *session, KmError *err)
{
    enum { QUARTERS_MEASURED = 4 };
    static const char *const levels[] = {"input", "process", "output", "effect"};
    KmDesignRow *rows = NULL;
    size_t count = 0;
    size_t capacity = 0;
    for (size_t i = 0; i < km_effect_count(session->catalogue); i++) {
        const KmEffectText *text = km_effect_at(session->catalogue, i);
        const char **actions;
        size_t n_actions = km_split(session->arena, text->actions, ',', &actions);
        KmPeriod quarter = km_period_quarter_of(text->start);
        int left_out = text->by_month ? (text->delay + 2) / 3 : text->delay;
        quarter = km_period_shift(&quarter, left_out + text->outcome->delay + QUARTERS_MEASURED);
        for (size_t a = 0; a < n_actions; a++) {
            KM_GROW(session->arena, rows, count, capacity);
            rows[count++] = (KmDesignRow){.design = text->id,
                                          .action = actions[a],
                                          .method = km_effect_method_name(text->method),
                                          .outcome = text->outcome->id,
                                          .level = levels[text->outcome->level],
                                          .start = text->start,
                                          .measured_from = quarter.from};
        }
    }
    return km_worktable_designs(session->arena, rows, count, next_table(session), err);
}

/* What is not read from the store: contracts nobody delivered, and what was delivered when. */
static bool make_own(KmSession *session, const Needs *needs, KmError *err)
{
    for (size_t c = 0; c < needs->n_contracts; c++) {
        if (spec_of(session, needs->contracts[c]) == NULL &&
            !make_empty(session, needs->contracts[c], err)) {
            return false;
        }
    }
    const KmDeliveryTerms *terms = NULL;
    size_t n_terms = 0;
    if (km_words_name(needs->words, "termijnen") &&
        (!km_catalogue_terms(session->catalogue, session->arena, &terms, &n_terms, err) ||
         !km_worktable_terms(session->arena, session->deliveries, session->n_deliveries,
                             session->selection.knowledge, terms, n_terms, next_table(session),
                             err))) {
        return false;
    }
    return km_worktable_delivered(session->deliveries, &session->selection, next_table(session),
                                  err) &&
           km_worktable_deliveries(session->arena, session->deliveries, session->n_deliveries,
                                   session->selection.knowledge, next_table(session), err) &&
           km_worktable_links(session->arena, &session->persons, next_table(session), err) &&
           make_designs(session, err);
}

static size_t threads_for(const KmSession *session, const Needs *needs, size_t asked)
{
    int64_t rows = 0;
    for (size_t c = 0; c < needs->n_contracts; c++) {
        rows += km_loading_rows(session, needs->contracts[c]);
    }
    return asked != 0 ? asked : rows < KM_ROWS_WORTH_THREADS ? 1 : km_cores();
}

/* One more than the highest number; none when numbers are too wide for a place each. */
static size_t count_persons(const KmSession *session)
{
    enum { MOST_PERSONS = 1 << 26 };
    int64_t highest = -1;
    for (size_t i = 0; i < session->n_tables; i++) {
        int64_t number = km_columns_highest_person(session->tables[i]);
        highest = number > highest ? number : highest;
    }
    return highest < MOST_PERSONS ? (size_t)(highest + 1) : 0;
}

static bool fill_tables(KmSession *session, const KmSessionRequest *request, KmError *err)
{
    enum { OWN_TABLES = 5 };
    Needs needs = needs_of(session, session->arena, request, true);
    const KmTableSpec **specs =
        KM_NEW_ARRAY(session->arena, const KmTableSpec *, needs.n_contracts);
    size_t n_specs = 0;
    for (size_t c = 0; c < needs.n_contracts; c++) {
        const KmTableSpec *spec = spec_of(session, needs.contracts[c]);
        if (spec != NULL) {
            specs[n_specs++] = spec;
        }
    }
    session->n_threads = threads_for(session, &needs, request->n_threads);
    session->tables = KM_NEW_ARRAY(session->arena, KmColumns *, needs.n_contracts + OWN_TABLES);
    if (!km_loading_run(session, needs.words, specs, n_specs, err) ||
        !make_own(session, &needs, err)) {
        return false;
    }
    session->shelf = km_shelf_open(session->arena, session->catalogue, count_persons(session));
    return km_session_lane(session, session->arena, &session->work, &session->evaluation, err);
}

static bool make_registers(KmSession *session, const KmSessionRequest *request, KmError *err)
{
    KmSessionRequest asked = *request;
    asked.n_definitions = request->is_lazy ? 0 : request->n_definitions;
    KmArena *scratch = km_arena_open();
    Needs needs = needs_of(session, scratch, &asked, true);
    bool ok = km_evaluation_registers(session->evaluation, needs.is_needed, err);
    km_arena_close(scratch);
    return ok;
}

static size_t sift(KmDelivery *deliveries, size_t n, const KmDeliverySieve *sieve)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        KmDelivery delivery = deliveries[i];
        if (sieve == NULL || sieve->lets_through(sieve->self, &delivery)) {
            deliveries[kept++] = delivery;
        }
    }
    return kept;
}

/* The last day on which something became known: a delivery, a withdrawal, a changed number. */
static bool latest_knowledge(const KmSession *session, KmDate *ret_day, KmError *err)
{
    KmPersonLink *links = NULL;
    size_t n = 0;
    *ret_day = km_selection_latest(session->deliveries, session->n_deliveries);
    if (!km_person_link_read(session->store, session->arena, &links, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        *ret_day = links[i].known > *ret_day ? links[i].known : *ret_day;
    }
    return true;
}

/* ---- tables of a store that an earlier version made ---- */

static bool has_column(const KmTableSpec *spec, const char *name)
{
    for (size_t i = 0; i < spec->n_columns; i++) {
        if (strcmp(spec->columns[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* A contract that has more columns than when it was last imported gets them now, empty, so that a
 * definition can read them. */
static bool widen(KmSession *session, KmTableSpec *stored, KmError *err)
{
    const KmTableSpec *now = km_catalogue_contract(session->catalogue, stored->contract);
    if (now == NULL) {
        return true;
    }
    KmColumn *columns = KM_NEW_ARRAY(session->arena, KmColumn, stored->n_columns + now->n_columns);
    size_t n = stored->n_columns;
    memcpy(columns, stored->columns, n * sizeof *columns);
    for (size_t i = 0; i < now->n_columns; i++) {
        if (!has_column(stored, now->columns[i].name)) {
            columns[n++] = now->columns[i];
        }
    }
    if (n == stored->n_columns) {
        return true;
    }
    stored->columns = columns;
    stored->n_columns = n;
    return km_table_ensure(session->store, stored, err);
}

static bool widen_all(KmSession *session, KmError *err)
{
    for (size_t i = 0; i < session->n_specs; i++) {
        if (!widen(session, &session->specs[i], err)) {
            return false;
        }
    }
    return true;
}

bool km_session_open(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                     const KmSessionRequest *request, KmSession *ret_session, KmError *err)
{
    KmSession session = {.arena = arena, .store = store, .catalogue = catalogue};
    if (!km_delivery_list(store, arena, &session.deliveries, &session.n_deliveries, err) ||
        !km_table_list(store, arena, &session.specs, &session.n_specs, err) ||
        !widen_all(&session, err)) {
        return false;
    }
    session.n_deliveries = sift(session.deliveries, session.n_deliveries, request->sieve);
    KmDate knowledge = request->knowledge;
    if (knowledge == KM_DATE_OPEN && !latest_knowledge(&session, &knowledge, err)) {
        return false;
    }
    session.selection =
        km_selection_make(arena, session.deliveries, session.n_deliveries, knowledge);
    if (!km_person_map_make(store, arena, session.specs, session.n_specs, session.deliveries,
                            &session.selection, &session.persons, err)) {
        return false;
    }
    if (!fill_tables(&session, request, err) || !make_registers(&session, request, err)) {
        km_session_close(&session);
        return false;
    }
    *ret_session = session;
    return true;
}

void km_session_close(KmSession *session)
{
    km_work_close(session->work);
    session->work = NULL;
    if (session->shelf != NULL) {
        km_shelf_close(session->shelf);
        session->shelf = NULL;
    }
    for (size_t i = 0; i < session->n_tables; i++) {
        km_columns_free(session->tables[i]);
    }
    session->n_tables = 0;
}

bool km_session_lane(const KmSession *session, KmArena *arena, KmWork **ret_work,
                     KmEvaluation **ret_evaluation, KmError *err)
{
    if (!km_work_open(session->store, ret_work, err)) {
        return false;
    }
    for (size_t i = 0; i < session->n_tables; i++) {
        if (!km_work_show(*ret_work, session->tables[i], err)) {
            return false;
        }
    }
    *ret_evaluation = km_evaluation_open_bare(arena, *ret_work, session->catalogue, session->shelf);
    return true;
}

bool km_session_has_table(const KmSession *session, const char *name)
{
    size_t count = 0;
    const KmRegister *registers = km_catalogue_registers(session->catalogue, &count);
    for (size_t i = 0; i < count; i++) {
        if (registers[i].form == KM_REGISTER_TABLE && strcmp(registers[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

size_t km_period_stretches(const KmDefinition *definition, const KmPeriod *period,
                           KmSpell *ret_spells)
{
    const KmIndicatorText *text = &definition->text;
    size_t count = (size_t)km_period_parts(period);
    for (size_t i = 0; i < count; i++) {
        KmPeriod part = km_period_part(period, (int)i);
        KmWindow window = km_time_window(text->time, text->delay, &part);
        bool is_delayed = text->delay > 0 && !km_time_is_yearly(text->time);
        ret_spells[i] = (KmSpell){km_time_is_day(text->time) ? window.to - 1 : window.from,
                                  is_delayed ? part.to : window.to};
    }
    return count;
}
