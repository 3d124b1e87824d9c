/* What stands behind one figure: the steps with their counts and the deliveries that speak on its
 * days, computed anew. */
#include "indicators/compute/coverage.h"

#include "engine/base/text.h"
#include "indicators/worktables/worktables.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    KmSession session;
    KmArena *arena;
    const KmDefinition *definition;
    KmPeriod period;
    KmBlock block;
    KmSpell *stretches;
    size_t n_stretches;
    KmEvaluatedSteps steps;
    KmSourceDelivery *sources;
    size_t n_sources, capacity;
} Question;

static bool is_spoken(const Question *question, KmSpell spell)
{
    for (size_t i = 0; i < question->n_stretches; i++) {
        if (spell.from < question->stretches[i].to && question->stretches[i].from < spell.to) {
            return true;
        }
    }
    return false;
}

static bool is_used(const KmDefinition *definition, const char *contract)
{
    for (size_t i = 0; i < definition->n_uses; i++) {
        if (strcmp(definition->uses[i].contract, contract) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- lines ---- */

typedef struct {
    const Question *question;
    const KmTableSpec *spec;
    KmAuthority authority;
    int from_cell, to_cell; /* −1: the row has no such date */
    bool is_person;
    int64_t *lines;
    size_t count, capacity;
} Lines;

static int by_number(const void *left, const void *right)
{
    const int64_t *a = left;
    const int64_t *b = right;
    return (*a > *b) - (*a < *b);
}

static bool is_unit(const Lines *lines, const KmCell *cell)
{
    const KmEvaluatedSteps *steps = &lines->question->steps;
    if (lines->is_person) {
        return cell->type == KM_CELL_INT && bsearch(&cell->integer, steps->units, steps->n_units,
                                                    sizeof cell->integer, by_number) != NULL;
    }
    for (size_t i = 0; i < steps->n_text_units && cell->type == KM_CELL_TEXT; i++) {
        if (strlen(steps->text_units[i]) == (size_t)cell->length &&
            memcmp(steps->text_units[i], cell->text, (size_t)cell->length) == 0) {
            return true;
        }
    }
    return false;
}

/* A decision in a history counts from its date on, also when it no longer holds. */
static bool take_line(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    static const KmCell null_cell = {.type = KM_CELL_NULL};
    Lines *lines = self;
    (void)n_cells;
    (void)err;
    KmSpell spell = km_worktable_spell(lines->spec,
                                       lines->from_cell < 0 ? &null_cell : &cells[lines->from_cell],
                                       lines->to_cell < 0 ? &null_cell : &cells[lines->to_cell]);
    if (lines->authority == KM_AUTHORITY_HISTORY) {
        spell.to = KM_DATE_OPEN;
    }
    if (is_unit(lines, &cells[2]) && is_spoken(lines->question, spell)) {
        KM_GROW(lines->question->arena, lines->lines, lines->count, lines->capacity);
        lines->lines[lines->count++] = cells[1].integer;
    }
    return true;
}

static const char *unit_column(const KmTableSpec *spec)
{
    static const char *const names[] = {"kind", "locatie"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        for (size_t c = 0; c < spec->n_columns; c++) {
            if (strcmp(spec->columns[c].name, names[n]) == 0) {
                return names[n];
            }
        }
    }
    return NULL;
}

static bool read_lines(Question *question, const KmDelivery *delivery, KmSourceDelivery *source,
                       KmError *err)
{
    const KmTableSpec *spec = NULL;
    const char *columns[3];
    size_t count = 0;
    for (size_t i = 0; i < question->session.n_specs; i++) {
        if (strcmp(question->session.specs[i].contract, delivery->contract) == 0) {
            spec = &question->session.specs[i];
        }
    }
    if (spec == NULL || unit_column(spec) == NULL) {
        return true;
    }
    Lines lines = {.question = question,
                   .spec = spec,
                   .authority = delivery->authority,
                   .from_cell = -1,
                   .to_cell = -1,
                   .is_person = strcmp(unit_column(spec), "kind") == 0};
    columns[count++] = unit_column(spec);
    if (spec->spell_from[0] != '\0') {
        columns[count] = spec->spell_from;
        lines.from_cell = 2 + (int)count++;
    }
    if (spec->spell_to[0] != '\0') {
        columns[count] = spec->spell_to;
        lines.to_cell = 2 + (int)count++;
    }
    if (!km_table_scan(question->session.store, spec->contract, columns, count, &delivery->number,
                       1, (KmRowSink){&lines, take_line}, err)) {
        return false;
    }
    if (lines.count > 1) {
        qsort(lines.lines, lines.count, sizeof *lines.lines, by_number);
    }
    source->lines = lines.lines;
    source->n_lines = lines.count;
    return true;
}

/* ---- deliveries ---- */

static bool is_listed(const Question *question, const char *id)
{
    for (size_t i = 0; i < question->n_sources; i++) {
        if (strcmp(question->sources[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool take_sources(Question *question, bool with_lines, KmError *err)
{
    const KmSelection *selection = &question->session.selection;
    for (size_t i = 0; i < selection->n_segments; i++) {
        const KmSegment *segment = &selection->segments[i];
        const KmDelivery *delivery = &question->session.deliveries[segment->delivery];
        if (!is_used(question->definition, delivery->contract) ||
            !is_spoken(question, (KmSpell){segment->from, segment->to})) {
            continue;
        }
        KmSourceDelivery source = {.id = km_delivery_id(question->arena, delivery),
                                   .contract = delivery->contract,
                                   .deliverer = delivery->deliverer,
                                   .received = delivery->received};
        if (is_listed(question, source.id)) {
            continue;
        }
        if (with_lines && !read_lines(question, delivery, &source, err)) {
            return false;
        }
        KM_GROW(question->arena, question->sources, question->n_sources, question->capacity);
        question->sources[question->n_sources++] = source;
    }
    return true;
}

/* ---- steps and figure ---- */

static KmStepKind step_kind(KmSectionKind kind)
{
    switch (kind) {
    case KM_SECTION_EXCLUDED:
        return KM_STEP_EXCLUDED;
    case KM_SECTION_HIT:
        return KM_STEP_HIT;
    case KM_SECTION_UNKNOWN:
        return KM_STEP_UNKNOWN;
    case KM_SECTION_POSSIBLE:
        return KM_STEP_POSSIBLE;
    case KM_SECTION_POPULATION:
    case KM_SECTION_STATE:
        break;
    }
    return KM_STEP_POPULATION;
}

/* A rate has two kinds of units; its steps tell of the denominator, and its hits are the numerator.
 */
static int64_t rate_count(const KmFigure *figure, const KmEvaluatedStep *step)
{
    switch (step->kind) {
    case KM_SECTION_HIT:
        return (int64_t)figure->sum;
    case KM_SECTION_POPULATION:
    case KM_SECTION_STATE:
        return figure->n + figure->excluded;
    case KM_SECTION_EXCLUDED:
    case KM_SECTION_UNKNOWN:
    case KM_SECTION_POSSIBLE:
        break;
    }
    return step->count;
}

static const KmStep *steps_of(const Question *question, const KmFigure *figure)
{
    bool is_rate = question->definition->text.kind == KM_KIND_RATE;
    KmStep *steps = KM_NEW_ARRAY(question->arena, KmStep, question->steps.n_steps);
    for (size_t i = 0; i < question->steps.n_steps; i++) {
        const KmEvaluatedStep *step = &question->steps.steps[i];
        steps[i] = (KmStep){step->is_end ? KM_STEP_ENDED : step_kind(step->kind), step->label,
                            is_rate ? rate_count(figure, step) : step->count};
    }
    return steps;
}

static bool is_same_block(const KmBlock *a, const KmBlock *b)
{
    for (int i = 0; i < KM_BLOCK_DIMENSIONS; i++) {
        if (strcmp(a->dim[i], b->dim[i]) != 0 || strcmp(a->code[i], b->code[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* The period with the two it is compared with, so that the figure carries its comparisons. */
static bool find_figure(Question *question, const char *id, KmFigure *ret_figure, KmError *err)
{
    KmCoverage coverage;
    KmFigure *figures = NULL;
    size_t count = 0;
    size_t kept = 0;
    KmPeriod periods[] = {km_period_shift(&question->period, -4),
                          km_period_shift(&question->period, -1), question->period};
    if (!km_definition_is_measured(question->definition, &question->period)) {
        KmWindow window = km_time_window(question->definition->text.time, 0, &question->period);
        KmPeriod measured = km_period_quarter_of(window.to - 1);
        (void)km_error_set(err, KM_ERROR_USAGE, "%s is not measured in %s",
                           question->definition->text.id, question->period.text);
        return km_error_hint(err, "its last figure before belongs to %s", measured.text);
    }
    if (!km_coverage_open(&question->session, &coverage, err) ||
        !km_evaluate(question->session.evaluation, question->definition, periods,
                     sizeof periods / sizeof *periods, &figures, &count, err)) {
        return false;
    }
    for (size_t p = 0, at = 0; p < sizeof periods / sizeof *periods; p++) {
        KmCovered covered =
            km_coverage_of(&coverage, coverage.arena, question->definition, &periods[p]);
        for (; at < count && strcmp(figures[at].period, periods[p].text) == 0; at++) {
            km_coverage_apply(&covered, question->definition->text.kind, &figures[at]);
            figures[at].knowledge = question->session.selection.knowledge;
            figures[kept++] = figures[at];
        }
    }
    km_compare(question->session.arena, question->session.catalogue, figures, kept);
    for (size_t i = 0; i < kept; i++) {
        if (strcmp(figures[i].period, question->period.text) == 0 &&
            is_same_block(&figures[i].block, &question->block)) {
            *ret_figure = figures[i];
            return true;
        }
    }
    (void)km_error_set(err, KM_ERROR_USAGE, "there is no figure '%.160s': nobody is in that block",
                       id);
    return km_error_hint(err,
                         "leave the dimension out for the total, or check the code's spelling");
}

static bool answer(Question *question, const char *id, bool with_lines, KmExplanation *ret,
                   KmError *err)
{
    KmExplanation explanation = {0};
    question->stretches =
        KM_NEW_ARRAY(question->arena, KmSpell, (size_t)km_period_parts(&question->period));
    question->n_stretches =
        km_period_stretches(question->definition, &question->period, question->stretches);
    if (!find_figure(question, id, &explanation.figure, err) ||
        !km_evaluate_steps(question->session.evaluation, question->definition, &question->period,
                           &question->block, &question->steps, err) ||
        !take_sources(question, with_lines, err)) {
        return false;
    }
    explanation.steps = steps_of(question, &explanation.figure);
    explanation.n_steps = question->steps.n_steps;
    explanation.deliveries = question->sources;
    explanation.n_deliveries = question->n_sources;
    *ret = explanation;
    return true;
}

/* The next one in the same session. */
static bool answer_next(Question *question, const char *id, bool with_lines, KmExplanation *ret,
                        KmError *err)
{
    const char *indicator = NULL;
    const char *period = NULL;
    KmDate as_known_on = KM_DATE_OPEN;
    question->sources = NULL;
    question->n_sources = question->capacity = 0;
    return km_figure_id_parse(question->arena, id, &indicator, &period, &question->block,
                              &as_known_on, err) &&
           answer(question, id, with_lines, ret, err);
}

bool km_explain(KmStore *store, KmArena *arena, const KmCatalogue *catalogue, const char *figure_id,
                KmDate knowledge, const KmDeliverySieve *sieve, bool with_lines,
                KmExplanation *ret_explanation, KmError *err)
{
    return km_explain_all(store, arena, catalogue, &figure_id, 1, knowledge, sieve, with_lines,
                          ret_explanation, err);
}

bool km_explain_all(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                    const char *const *figure_ids, size_t n_ids, KmDate knowledge,
                    const KmDeliverySieve *sieve, bool with_lines, KmExplanation *ret_explanations,
                    KmError *err)
{
    Question question = {.arena = arena};
    const char *indicator = NULL;
    const char *period = NULL;
    KmDate as_known_on = KM_DATE_OPEN;
    if (n_ids == 0) {
        return true;
    }
    if (!km_figure_id_parse(arena, figure_ids[0], &indicator, &period, &question.block,
                            &as_known_on, err) ||
        !km_period_parse(period, &question.period, err)) {
        return false;
    }
    question.definition = km_catalogue_definition(catalogue, indicator);
    if (question.definition == NULL) {
        (void)km_error_set(err, KM_ERROR_USAGE, "there is no indicator '%.80s'", indicator);
        return km_error_hint(err, "`kansmeter indicator list` shows them all");
    }
    KmSessionRequest request = {.definitions = &question.definition,
                                .n_definitions = 1,
                                .knowledge = as_known_on == KM_DATE_OPEN ? knowledge : as_known_on,
                                .sieve = sieve};
    if (!km_session_open(store, arena, catalogue, &request, &question.session, err)) {
        return false;
    }
    bool is_done = true;
    for (size_t i = 0; i < n_ids && is_done; i++) {
        is_done = answer_next(&question, figure_ids[i], with_lines, &ret_explanations[i], err);
    }
    km_session_close(&question.session);
    return is_done;
}
