#include "indicators/compute/session.h"

#include "indicators/evaluation/evaluation.h"
#include "indicators/worktables/worktables.h"

#include <string.h>

typedef struct {
    KmSession *session;
    KmWordSet *words;
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
            KM_GROW(needs->session->arena, needs->contracts, needs->n_contracts, needs->capacity);
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
        if (km_dimension_text(&request->definitions[i]->text, name) != NULL) {
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
    return strcmp(name, "verwacht") == 0;
}

/* A register is needed when a needed text names it, when it gives a dimension, or when it is asked
 * for (coverage always asks). Registers only read earlier ones, so one walk backwards finds all. */
static void need_registers(Needs *needs, const KmSessionRequest *request)
{
    size_t count = 0;
    const KmRegister *registers = km_catalogue_registers(needs->session->catalogue, &count);
    needs->is_needed = KM_NEW_ARRAY(needs->session->arena, bool, count);
    for (size_t i = count; i-- > 0;) {
        bool is_dimension = registers[i].form == KM_REGISTER_DIMENSION;
        needs->is_needed[i] = is_dimension ? has_dimension(request, registers[i].dimension.name)
                                           : km_words_name(needs->words, registers[i].name) ||
                                                 is_asked(request, registers[i].name);
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

/* A contract that nobody ever delivered has its columns from its description. */
static bool make_table(Needs *needs, const char *contract, KmError *err)
{
    KmSession *session = needs->session;
    const KmTableSpec *spec = spec_of(session, contract);
    if (spec != NULL) {
        return km_worktable_fill(session->store, session->work, spec, session->deliveries,
                                 &session->selection, needs->words, err);
    }
    spec = km_catalogue_contract(session->catalogue, contract);
    if (spec == NULL) {
        return km_error_set(err, KM_ERROR_DEFINITION,
                            "there is no contract '%.60s'; a definition's `uses` names it",
                            contract);
    }
    return km_worktable_make(session->work, session->arena, spec, (KmRowSource){NULL, NULL}, err);
}

static bool fill_work(KmSession *session, const KmSessionRequest *request, KmError *err)
{
    Needs needs = {.session = session, .words = km_words_open(session->arena)};
    need_definitions(&needs, request);
    need_registers(&needs, request);
    for (size_t c = 0; c < needs.n_contracts; c++) {
        if (!make_table(&needs, needs.contracts[c], err)) {
            return false;
        }
    }
    return km_worktable_delivered(session->work, session->arena, session->deliveries,
                                  &session->selection, err) &&
           km_worktable_deliveries(session->work, session->arena, session->deliveries,
                                   session->n_deliveries, session->selection.knowledge, err) &&
           km_evaluation_open_with(session->arena, session->work, session->catalogue,
                                   needs.is_needed, &session->evaluation, err);
}

bool km_session_open(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                     const KmSessionRequest *request, KmSession *ret_session, KmError *err)
{
    KmSession session = {.arena = arena, .store = store, .catalogue = catalogue};
    if (!km_delivery_list(store, arena, &session.deliveries, &session.n_deliveries, err) ||
        !km_table_list(store, arena, &session.specs, &session.n_specs, err)) {
        return false;
    }
    session.selection =
        km_selection_make(arena, session.deliveries, session.n_deliveries, request->knowledge);
    if (!km_work_open(store, &session.work, err)) {
        return false;
    }
    if (!fill_work(&session, request, err)) {
        km_work_close(session.work);
        return false;
    }
    *ret_session = session;
    return true;
}

void km_session_close(KmSession *session)
{
    km_work_close(session->work);
    session->work = NULL;
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
