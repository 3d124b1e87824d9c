/* The steps behind one figure: how many units of the block are left after each section. */
#include "indicators/evaluation/evaluation.h"

#include "engine/base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    KmJob *job;
    int dim[2]; /* of the block, −1: none */
    const char *code[2];
    const char *category; /* of a distribution: its own dimension's code, the hit; NULL: none */
    KmEvaluatedStep *steps;
    size_t n_population; /* population sections */
    bool *is_counted;    /* by unit: in the final population on some date */
} Walk;

static bool has_code(const Walk *walk, const uint32_t *codes, int dimension, const char *code)
{
    const KmPool *texts = walk->job->dimensions[dimension]->codes;
    return code != NULL && strcmp(km_pool_text(texts, codes[dimension]), code) == 0;
}

static bool is_in_block(const Walk *walk, uint32_t unit, KmDate day)
{
    uint32_t codes[KM_MOST_BLOCK_DIMENSIONS] = {0};
    if (walk->dim[0] < 0 && walk->dim[1] < 0) {
        return true;
    }
    km_job_codes(walk->job, unit, day, codes);
    for (int i = 0; i < 2; i++) {
        if (walk->dim[i] >= 0 && !has_code(walk, codes, walk->dim[i], walk->code[i])) {
            return false;
        }
    }
    return true;
}

/* A unit of a distribution is a hit of the category it is in. */
static bool is_hit(const Walk *walk, const KmObservation *seen)
{
    uint32_t codes[KM_MOST_BLOCK_DIMENSIONS] = {0};
    if (walk->category == NULL) {
        return seen->is_hit;
    }
    km_job_codes(walk->job, seen->unit, seen->day, codes);
    return has_code(walk, codes, 0, walk->category);
}

/* How many population sections hold in a row, each seen as the whole population would be. A cohort
 * looks at the first sections on the window's first day or the spell's; only the last must start
 * there. */
static size_t sections_passed(const Walk *walk, uint32_t unit, const KmWindow *window,
                              KmPresence *presence)
{
    const KmJob *job = walk->job;
    KmSpell *population = job->spells[KM_SPELLS_POPULATION];
    for (size_t n = 1; n <= walk->n_population; n++) {
        size_t count = km_sections_population(job, unit, n, population);
        if (job->definition->text.time == KM_TIME_COHORT && n < walk->n_population) {
            for (size_t i = 0; i < count; i++) {
                bool runs_in = population[i].from < window->from && population[i].to > window->from;
                population[i].from = runs_in ? window->from : population[i].from;
            }
        }
        if (!km_sections_presence(job, population, count, window, presence)) {
            return n - 1;
        }
    }
    return walk->n_population;
}

/* Counts one unit of the final population in the sections that tell what it is. */
static void count_final(Walk *walk, uint32_t unit, const KmPresence *presence)
{
    const KmJob *job = walk->job;
    KmObservation seen = km_sections_judge(job, unit, presence);
    size_t n_hit = 0;
    walk->is_counted[unit] = walk->is_counted[unit] || !seen.is_excluded;
    for (size_t s = 0; s < job->definition->n_sections; s++) {
        switch (job->definition->sections[s].kind) {
        case KM_SECTION_EXCLUDED:
            walk->steps[s].count += km_section_touches(job, s, unit, presence);
            break;
        case KM_SECTION_HIT:
            walk->steps[s].count +=
                !seen.is_excluded && km_sections_hit(job, unit, presence, ++n_hit);
            break;
        case KM_SECTION_UNKNOWN:
            walk->steps[s].count +=
                !seen.is_hit && !seen.is_excluded && km_section_touches(job, s, unit, presence);
            break;
        case KM_SECTION_POPULATION:
        case KM_SECTION_STATE:
        case KM_SECTION_POSSIBLE:
            break;
        }
    }
}

static void walk_unit(Walk *walk, uint32_t unit, const KmWindow *window)
{
    KmPresence presence = {.spells = walk->job->spells[KM_SPELLS_PRESENCE]};
    size_t passed = sections_passed(walk, unit, window, &presence);
    size_t seen = 0;
    if (passed == 0 || !is_in_block(walk, unit, presence.day)) {
        return;
    }
    for (size_t s = 0; s < walk->job->definition->n_sections && seen < passed; s++) {
        if (walk->job->definition->sections[s].kind == KM_SECTION_POPULATION) {
            walk->steps[s].count++;
            seen++;
        }
    }
    if (passed == walk->n_population && walk->job->definition->text.kind != KM_KIND_DURATION) {
        count_final(walk, unit, &presence);
    }
}

static size_t walk_sections(Walk *walk)
{
    KmJob *job = walk->job;
    size_t n_sections = job->definition->n_sections;
    for (size_t s = 0; s < n_sections; s++) {
        const KmSection *section = &job->definition->sections[s];
        walk->steps[s] = (KmEvaluatedStep){.label = section->label, .kind = section->kind};
        walk->n_population += section->kind == KM_SECTION_POPULATION;
    }
    for (size_t w = 0; w < job->n_windows; w++) {
        for (uint32_t unit = 0; unit < km_units_count(job->evaluation->units); unit++) {
            walk_unit(walk, unit, &job->windows[w]);
        }
    }
    return n_sections;
}

/* Told only when there are any. */
static size_t add_weak(Walk *walk, size_t n_steps)
{
    KmEvaluatedStep *step = &walk->steps[n_steps];
    *step =
        (KmEvaluatedStep){.label = "rust op regels zonder persoonsnummer (koppeling niet zeker)",
                          .kind = KM_SECTION_UNKNOWN};
    for (size_t i = 0; i < walk->job->n_observations; i++) {
        const KmObservation *seen = &walk->job->observations[i];
        step->count += seen->is_weak && !seen->is_excluded && !seen->is_unknown &&
                       is_in_block(walk, seen->unit, seen->day);
    }
    return step->count > 0 ? n_steps + 1 : n_steps;
}

/* ---- durations: who began, and how it ended ---- */

static bool holds_on(const KmJob *job, size_t section, uint32_t unit, KmDate day)
{
    return km_spell_table_on(&job->sections[section], unit, day) != NULL;
}

static KmDate end_of_follow_up(const KmJob *job, const KmObservation *seen)
{
    return km_date_plus_months(job->windows[seen->date].to, 3 * job->definition->text.delay);
}

static KmSpell followed_of(const KmJob *job, const KmObservation *seen)
{
    KmSpell followed = {seen->day, end_of_follow_up(job, seen)};
    KmSpell *population = job->spells[KM_SPELLS_POPULATION];
    size_t count = km_sections_population(job, seen->unit, SIZE_MAX, population);
    for (size_t i = 0; i < count; i++) {
        if (population[i].from == seen->day && population[i].to < followed.to) {
            followed.to = population[i].to;
        }
    }
    return followed;
}

/* The first population section that no longer held on the day after the last followed one; −1: all
 * held, the window had ended. */
static int reason_of_end(const KmJob *job, const KmObservation *seen)
{
    KmDate day = seen->day + (KmDate)seen->waarde;
    for (size_t s = 0; s < job->definition->n_sections && day < end_of_follow_up(job, seen); s++) {
        if (job->definition->sections[s].kind == KM_SECTION_POPULATION &&
            !holds_on(job, s, seen->unit, day)) {
            return (int)s;
        }
    }
    return -1;
}

/* Where each section's counts go. */
typedef struct {
    KmEvaluatedStep *began, *still;
    KmEvaluatedStep **of, **ended; /* by section; `ended` of population sections */
} DurationSteps;

static void count_began(Walk *walk, const KmObservation *seen, const DurationSteps *steps)
{
    const KmJob *job = walk->job;
    const KmSpell followed = followed_of(job, seen);
    KmSpell start = {seen->day, seen->day + 1};
    const KmPresence presence = {&start, 1, seen->day};
    size_t n_hit = 0;
    steps->began->count++;
    walk->is_counted[seen->unit] = walk->is_counted[seen->unit] || !seen->is_excluded;
    for (size_t s = 0; s < job->definition->n_sections; s++) {
        KmSectionKind kind = job->definition->sections[s].kind;
        bool touches = (kind == KM_SECTION_EXCLUDED || kind == KM_SECTION_UNKNOWN) &&
                       km_section_touches(job, s, seen->unit, &presence);
        bool counts = kind == KM_SECTION_EXCLUDED ? touches : touches && !seen->is_hit;
        if (kind == KM_SECTION_HIT) {
            counts = km_sections_reached(job, seen->unit, followed, ++n_hit);
        }
        steps->of[s]->count += counts && (kind == KM_SECTION_EXCLUDED || !seen->is_excluded);
    }
    if (!seen->is_hit && !seen->is_excluded) {
        int section = reason_of_end(job, seen);
        (section < 0 ? steps->still : steps->ended[section])->count++;
    }
}

/* The population sections tell who was there at any time of the window; from "began" on it is whose
 * time started in it. Each way to end has its step, also when nobody went it. */
static size_t walk_duration(Walk *walk)
{
    const KmJob *job = walk->job;
    KmArena *arena = job->evaluation->arena;
    size_t n_sections = job->definition->n_sections;
    const KmEvaluatedStep *there = walk->steps;
    KmEvaluatedStep *out = KM_NEW_ARRAY(arena, KmEvaluatedStep, 2 * n_sections + 8);
    DurationSteps steps = {.of = KM_NEW_ARRAY(job->arena, KmEvaluatedStep *, n_sections),
                           .ended = KM_NEW_ARRAY(job->arena, KmEvaluatedStep *, n_sections)};
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++) { /* the population first */
        for (size_t s = 0; s < n_sections; s++) {
            bool is_population = job->definition->sections[s].kind == KM_SECTION_POPULATION;
            if (is_population == (pass == 0)) {
                steps.of[s] = &out[n];
                out[n] = there[s];
                out[n++].count = is_population ? there[s].count : 0;
            }
        }
        if (pass == 0) {
            steps.began = &out[n];
            out[n++] = (KmEvaluatedStep){.label = "de tijd begon in deze periode",
                                         .kind = KM_SECTION_POPULATION};
        }
    }
    steps.still = &out[n];
    out[n++] = (KmEvaluatedStep){.label = "wachtte nog toen de periode eindigde",
                                 .kind = KM_SECTION_UNKNOWN,
                                 .is_end = true};
    for (size_t s = 0; s < n_sections; s++) {
        const KmSection *section = &job->definition->sections[s];
        if (section->kind == KM_SECTION_POPULATION) {
            steps.ended[s] = &out[n];
            out[n++] =
                (KmEvaluatedStep){.label = km_format(arena, "'%s' gold niet meer", section->label),
                                  .kind = KM_SECTION_UNKNOWN,
                                  .is_end = true};
        }
    }
    for (size_t i = 0; i < job->n_observations; i++) {
        const KmObservation *seen = &job->observations[i];
        if (is_in_block(walk, seen->unit, seen->day)) {
            count_began(walk, seen, &steps);
        }
    }
    walk->steps = out;
    return n;
}

static bool is_within_reach(const Walk *walk, const KmLeeway *leeway)
{
    uint32_t codes[KM_MOST_BLOCK_DIMENSIONS] = {0};
    km_job_codes(walk->job, leeway->unit, leeway->day, codes);
    for (int i = 0; i < 2; i++) {
        if (walk->dim[i] >= 0 && !(leeway->is_anywhere && codes[walk->dim[i]] == 0) &&
            !has_code(walk, codes, walk->dim[i], walk->code[i])) {
            return false;
        }
    }
    return true;
}

/* Of shares: those who may be hits without being known. Told only when there are any, but the
 * sections of the definition always. */
static size_t add_leeways(Walk *walk, size_t n_steps)
{
    const KmJob *job = walk->job;
    bool is_state = job->definition->form == KM_FORM_STATE;
    KmIndicatorKind kind = job->definition->text.kind;
    KmEvaluatedStep counted = {.label = "alleen als aantal geleverd", .kind = KM_SECTION_POSSIBLE};
    KmEvaluatedStep unlinked = {.label = "regels van kinderen die met niemand te koppelen zijn",
                                .kind = KM_SECTION_POSSIBLE};
    if (kind != KM_KIND_PROPORTION && kind != KM_KIND_DISTRIBUTION) {
        return n_steps;
    }
    for (size_t i = 0; i < job->n_leeways; i++) {
        const KmLeeway *leeway = &job->leeways[i];
        KmEvaluatedStep *step = leeway->section < 0 ? &unlinked
                                : is_state          ? &counted
                                                    : &walk->steps[leeway->section];
        step->count +=
            is_within_reach(walk, leeway) ? llround(fmax(leeway->above, leeway->below)) : 0;
    }
    if (counted.count > 0) {
        walk->steps[n_steps++] = counted;
    }
    if (unlinked.count > 0) {
        walk->steps[n_steps++] = unlinked;
    }
    return n_steps;
}

/* A state body has one section; what it says of its rows makes the steps. */
static size_t walk_state(Walk *walk)
{
    const KmJob *job = walk->job;
    const KmIndicatorText *text = &job->definition->text;
    enum { ROWS, EXCLUDED, HIT, UNKNOWN, COUNT };
    walk->steps[ROWS] =
        (KmEvaluatedStep){.label = text->population_nl, .kind = KM_SECTION_POPULATION};
    walk->steps[EXCLUDED] = (KmEvaluatedStep){.label = "apart geteld", .kind = KM_SECTION_EXCLUDED};
    walk->steps[HIT] = (KmEvaluatedStep){.label = text->hit_nl, .kind = KM_SECTION_HIT};
    walk->steps[UNKNOWN] = (KmEvaluatedStep){.label = "niet bekend", .kind = KM_SECTION_UNKNOWN};
    for (size_t i = 0; i < job->n_observations; i++) {
        const KmObservation *seen = &job->observations[i];
        bool is_nobody = text->kind == KM_KIND_PROPORTION && !(seen->noemer > 0.0);
        if (is_nobody || !is_in_block(walk, seen->unit, seen->day)) {
            continue;
        }
        walk->steps[ROWS].count++;
        walk->steps[EXCLUDED].count += seen->is_excluded;
        walk->steps[HIT].count += is_hit(walk, seen) && !seen->is_excluded;
        walk->steps[UNKNOWN].count += seen->is_unknown && !seen->is_excluded;
        walk->is_counted[seen->unit] = walk->is_counted[seen->unit] || !seen->is_excluded;
    }
    return COUNT;
}

static int by_number(const void *left, const void *right)
{
    const int64_t *a = left;
    const int64_t *b = right;
    return (*a > *b) - (*a < *b);
}

static int by_text(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;
    return strcmp(*a, *b);
}

static void list_units(const Walk *walk, KmArena *arena, KmEvaluatedSteps *steps)
{
    const KmUnits *units = walk->job->evaluation->units;
    size_t count = km_units_count(units);
    int64_t *persons = KM_NEW_ARRAY(arena, int64_t, count);
    const char **texts = KM_NEW_ARRAY(arena, const char *, count);
    for (uint32_t unit = 0; unit < count; unit++) {
        if (!walk->is_counted[unit]) {
            continue;
        }
        if (km_unit_text(units, unit) == NULL) {
            persons[steps->n_units++] = km_unit_person(units, unit);
        } else {
            texts[steps->n_text_units++] = km_unit_text(units, unit);
        }
    }
    qsort(persons, steps->n_units, sizeof *persons, by_number);
    qsort(texts, steps->n_text_units, sizeof *texts, by_text);
    steps->units = persons;
    steps->text_units = texts;
}

static bool take_block(Walk *walk, const KmBlock *block, KmError *err)
{
    const KmIndicatorText *text = &walk->job->definition->text;
    for (int i = 0; i < 2; i++) {
        walk->dim[i] = -1;
        walk->code[i] = block->code[i];
        if (block->dim[i] == NULL || block->dim[i][0] == '\0') {
            continue;
        }
        for (size_t d = 0; d < text->n_dimensions; d++) {
            if (strcmp(text->dimensions[d].name, block->dim[i]) == 0) {
                walk->dim[i] = (int)d;
            }
        }
        if (walk->dim[i] == 0 && text->kind == KM_KIND_DISTRIBUTION) {
            walk->dim[i] = -1;
            walk->category = block->code[i];
        } else if (walk->dim[i] < 0) {
            return km_error_set(err, KM_ERROR_USAGE, "%s has no dimension '%.60s'", text->id,
                                block->dim[i]);
        }
    }
    return true;
}

static bool walk_job(Walk *walk, const KmBlock *block, KmEvaluatedSteps *ret_steps, KmError *err)
{
    KmJob *job = walk->job;
    KmArena *arena = job->evaluation->arena;
    KmEvaluatedSteps steps = {0};
    if (!take_block(walk, block, err) || !km_job_observe(job, err)) {
        return false;
    }
    walk->steps = KM_NEW_ARRAY(arena, KmEvaluatedStep, 2 * job->definition->n_sections + 8);
    walk->is_counted = KM_NEW_ARRAY(job->arena, bool, km_units_count(job->evaluation->units));
    steps.n_steps = job->definition->form == KM_FORM_STATE ? walk_state(walk) : walk_sections(walk);
    if (job->definition->text.kind == KM_KIND_DURATION) {
        steps.n_steps = walk_duration(walk);
    }
    steps.n_steps = add_weak(walk, steps.n_steps);
    steps.n_steps = add_leeways(walk, steps.n_steps);
    steps.steps = walk->steps;
    list_units(walk, arena, &steps);
    *ret_steps = steps;
    return true;
}

bool km_evaluate_steps(KmEvaluation *evaluation, const KmDefinition *definition,
                       const KmPeriod *period, const KmBlock *block, KmEvaluatedSteps *ret_steps,
                       KmError *err)
{
    KmArena *scratch = km_arena_open();
    KmJob job = {0};
    Walk walk = {.job = &job};
    bool is_done = km_job_open(evaluation, scratch, definition, period, 1, &job, err) &&
                   walk_job(&walk, block, ret_steps, err);
    km_arena_close(scratch);
    return is_done;
}
