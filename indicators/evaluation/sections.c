/* The spells form: the units that are in the population are read off the sections' tables at the
 * reference dates, at the start of their spell for cohorts, or over the window for flows. */
#include "indicators/evaluation/evaluation.h"

#include <math.h>
#include <string.h>

static size_t merged_spells(const KmSpellTable *table, uint32_t unit, KmSpell *ret_spells)
{
    size_t count = 0;
    const KmUnitSpell *rows = km_spell_table_of(table, unit, &count);
    for (size_t i = 0; i < count; i++) {
        ret_spells[i] = rows[i].spell;
    }
    return km_spells_merge(ret_spells, count);
}

/* The days of `days` on which the section holds too, in place. */
static size_t narrow(const KmJob *job, size_t section, uint32_t unit, KmSpell *days, size_t count)
{
    KmSpell *other = job->spells[KM_SPELLS_OTHER];
    KmSpell *both = job->spells[KM_SPELLS_BOTH];
    size_t n_other = merged_spells(&job->sections[section], unit, other);
    count = km_spells_intersect(days, count, other, n_other, both);
    memcpy(days, both, count * sizeof *both);
    return count;
}

size_t km_sections_population(const KmJob *job, uint32_t unit, size_t n_population,
                              KmSpell *ret_spells)
{
    size_t count = 0;
    size_t seen = 0;
    for (size_t s = 0; s < job->definition->n_sections && seen < n_population; s++) {
        if (job->definition->sections[s].kind == KM_SECTION_POPULATION) {
            count = seen++ == 0 ? merged_spells(&job->sections[s], unit, ret_spells)
                                : narrow(job, s, unit, ret_spells, count);
        }
    }
    return count;
}

/* ---- one unit in one window ---- */

/* Only the day on which the unit is seen counts: it stands alone as a spell. */
static bool seen_on(KmPresence *presence, KmDate day)
{
    presence->spells[0] = (KmSpell){day, day + 1};
    presence->count = 1;
    presence->day = day;
    return true;
}

bool km_sections_presence(const KmJob *job, const KmSpell *population, size_t count,
                          const KmWindow *window, KmPresence *presence)
{
    KmTimeRule rule = job->definition->text.time;
    presence->count = 0;
    for (size_t i = 0; i < count; i++) {
        KmSpell spell = population[i];
        if (spell.from >= window->to || spell.to <= window->from) {
            continue;
        }
        if (km_time_is_day(rule)) {
            if (spell.to >= window->to) {
                return seen_on(presence, window->to - 1);
            }
        } else if (rule == KM_TIME_COHORT) {
            if (spell.from >= window->from) {
                return seen_on(presence, spell.from);
            }
        } else {
            spell.from = spell.from > window->from ? spell.from : window->from;
            spell.to = spell.to < window->to ? spell.to : window->to;
            presence->spells[presence->count++] = spell;
            presence->day = spell.to - 1;
        }
    }
    return presence->count > 0;
}

bool km_section_touches(const KmJob *job, size_t section, uint32_t unit, const KmPresence *presence)
{
    size_t count = 0;
    const KmUnitSpell *rows = km_spell_table_of(&job->sections[section], unit, &count);
    for (size_t i = 0; i < count; i++) {
        for (size_t p = 0; p < presence->count; p++) {
            if (rows[i].spell.from < presence->spells[p].to &&
                presence->spells[p].from < rows[i].spell.to) {
                return true;
            }
        }
    }
    return false;
}

bool km_sections_hit(const KmJob *job, uint32_t unit, const KmPresence *presence, size_t n_hit)
{
    KmSpell *days = job->spells[KM_SPELLS_HIT];
    size_t count = presence->count;
    size_t seen = 0;
    memcpy(days, presence->spells, count * sizeof *days);
    for (size_t s = 0; s < job->definition->n_sections && seen < n_hit && count > 0; s++) {
        if (job->definition->sections[s].kind == KM_SECTION_HIT) {
            count = narrow(job, s, unit, days, count);
            seen++;
        }
    }
    return seen > 0 && count > 0;
}

/* Exclusions and unknowns add up. */
static bool touches_any(const KmJob *job, KmSectionKind kind, uint32_t unit,
                        const KmPresence *presence)
{
    for (size_t s = 0; s < job->definition->n_sections; s++) {
        if (job->definition->sections[s].kind == kind &&
            km_section_touches(job, s, unit, presence)) {
            return true;
        }
    }
    return false;
}

/* Each hit row that has a day in common with the presence gives its value once. */
static double value_of(const KmJob *job, uint32_t unit, const KmPresence *presence)
{
    double value = 0.0;
    for (size_t s = 0; s < job->definition->n_sections; s++) {
        size_t count = 0;
        const KmSpellTable *table = &job->sections[s];
        const KmUnitSpell *rows = km_spell_table_of(table, unit, &count);
        if (job->definition->sections[s].kind != KM_SECTION_HIT) {
            continue;
        }
        for (size_t i = 0; i < count; i++) {
            bool is_met = false;
            for (size_t p = 0; p < presence->count && !is_met; p++) {
                is_met = rows[i].spell.from < presence->spells[p].to &&
                         presence->spells[p].from < rows[i].spell.to;
            }
            value += is_met ? km_spell_table_value(table, &rows[i]) : 0.0;
        }
    }
    return fmax(-KM_MOST_WAARDE, fmin(value, KM_MOST_WAARDE));
}

KmObservation km_sections_judge(const KmJob *job, uint32_t unit, const KmPresence *presence)
{
    KmObservation seen = {.unit = unit, .day = presence->day, .noemer = 1.0};
    seen.is_hit = km_sections_hit(job, unit, presence, SIZE_MAX);
    seen.is_excluded = touches_any(job, KM_SECTION_EXCLUDED, unit, presence);
    seen.is_unknown = !seen.is_hit && touches_any(job, KM_SECTION_UNKNOWN, unit, presence);
    seen.waarde = seen.is_hit ? value_of(job, unit, presence) : 0.0;
    return seen;
}

/* ---- reference days: words, one bit a day ---- */

static uint64_t word_of(const KmJob *job, const KmDate *days, size_t section, uint32_t unit)
{
    size_t count = 0;
    uint64_t word = 0;
    const KmUnitSpell *rows = km_spell_table_of(&job->sections[section], unit, &count);
    for (size_t i = 0; i < count; i++) {
        word |= km_spell_mask(days, job->n_windows, rows[i].spell);
    }
    return word;
}

typedef struct {
    uint64_t population, excluded, hit, unknown;
} Words;

static Words words_of(const KmJob *job, const KmDate *days, uint32_t unit)
{
    Words words = {.population = UINT64_MAX, .hit = UINT64_MAX};
    bool has_hits = false;
    for (size_t s = 0; s < job->definition->n_sections && words.population != 0; s++) {
        uint64_t word = word_of(job, days, s, unit);
        switch (job->definition->sections[s].kind) {
        case KM_SECTION_POPULATION:
            words.population &= word;
            break;
        case KM_SECTION_EXCLUDED:
            words.excluded |= word;
            break;
        case KM_SECTION_HIT:
            words.hit &= word;
            has_hits = true;
            break;
        case KM_SECTION_UNKNOWN:
            words.unknown |= word;
            break;
        case KM_SECTION_STATE:
        case KM_SECTION_POSSIBLE:
            break;
        }
    }
    words.hit = has_hits ? words.hit : 0;
    words.unknown &= ~words.hit;
    return words;
}

static void observe(const KmObserver *observer, KmObservation seen)
{
    observer->take(observer->self, &seen);
}

static void observe_days(const KmJob *job, const KmObserver *observer, const KmDate *days,
                         uint32_t unit)
{
    Words words = words_of(job, days, unit);
    bool is_plain = !job->has_values && (words.population & (words.excluded | words.unknown)) == 0;
    if (words.population == 0 || (is_plain && observer->take_days != NULL &&
                                  observer->take_days(observer->self, unit, words.population,
                                                      words.population & words.hit))) {
        return;
    }
    for (uint32_t d = 0; d < job->n_windows; d++) {
        uint64_t bit = UINT64_C(1) << d;
        if ((words.population & bit) == 0) {
            continue;
        }
        KmSpell day = {days[d], days[d] + 1};
        KmPresence presence = {&day, 1, days[d]};
        bool is_hit = (words.hit & bit) != 0;
        observe(observer, (KmObservation){.unit = unit,
                                          .date = d,
                                          .day = days[d],
                                          .is_hit = is_hit,
                                          .is_unknown = (words.unknown & bit) != 0,
                                          .is_excluded = (words.excluded & bit) != 0,
                                          .noemer = 1.0,
                                          .waarde = is_hit ? value_of(job, unit, &presence) : 0.0});
    }
}

/* A unit counts once a window. */
static void observe_windows(const KmJob *job, const KmObserver *observer, uint32_t unit)
{
    KmSpell *population = job->spells[KM_SPELLS_POPULATION];
    KmPresence presence = {.spells = job->spells[KM_SPELLS_PRESENCE]};
    size_t count = km_sections_population(job, unit, SIZE_MAX, population);
    for (uint32_t w = 0; w < job->n_windows && count > 0; w++) {
        if (km_sections_presence(job, population, count, &job->windows[w], &presence)) {
            KmObservation seen = km_sections_judge(job, unit, &presence);
            seen.date = w;
            observe(observer, seen);
        }
    }
}

/* ---- durations ---- */

/* The days of `followed` on which the first hit sections hold together, in the list of hits. */
static size_t days_of_hit(const KmJob *job, uint32_t unit, KmSpell followed, size_t n_hit)
{
    KmSpell *days = job->spells[KM_SPELLS_HIT];
    size_t count = 1;
    size_t seen = 0;
    days[0] = followed;
    for (size_t s = 0; s < job->definition->n_sections && seen < n_hit && count > 0; s++) {
        if (job->definition->sections[s].kind == KM_SECTION_HIT) {
            count = narrow(job, s, unit, days, count);
            seen++;
        }
    }
    return count;
}

bool km_sections_reached(const KmJob *job, uint32_t unit, KmSpell followed, size_t n_hit)
{
    return days_of_hit(job, unit, followed, n_hit) > 0;
}

/* Followed from the start of the population spell to the first day on which all hits hold: a hit
 * seen, `waarde` days later. Else followed until the spell or the follow-up ends. */
static KmObservation follow(const KmJob *job, uint32_t unit, KmSpell followed)
{
    KmSpell start = {followed.from, followed.from + 1};
    KmPresence presence = {&start, 1, followed.from};
    KmObservation seen = {.unit = unit, .day = followed.from, .noemer = 1.0};
    KmDate until = followed.to;
    seen.is_hit = days_of_hit(job, unit, followed, SIZE_MAX) > 0;
    until = seen.is_hit ? job->spells[KM_SPELLS_HIT][0].from : until;
    seen.waarde = (double)(until - followed.from);
    seen.is_excluded = touches_any(job, KM_SECTION_EXCLUDED, unit, &presence);
    seen.is_unknown = !seen.is_hit && touches_any(job, KM_SECTION_UNKNOWN, unit, &presence);
    return seen;
}

/* Once a window: the first spell that starts in it. */
static void observe_starts(const KmJob *job, const KmObserver *observer, uint32_t unit)
{
    KmSpell *population = job->spells[KM_SPELLS_POPULATION];
    size_t count = km_sections_population(job, unit, SIZE_MAX, population);
    for (uint32_t w = 0; w < job->n_windows; w++) {
        const KmWindow *window = &job->windows[w];
        KmDate until = km_date_plus_months(window->to, 3 * job->definition->text.delay);
        for (size_t i = 0; i < count; i++) {
            if (population[i].from >= window->from && population[i].from < window->to) {
                KmSpell followed = {population[i].from,
                                    population[i].to < until ? population[i].to : until};
                KmObservation seen = follow(job, unit, followed);
                seen.date = w;
                observe(observer, seen);
                break;
            }
        }
    }
}

void km_sections_each(const KmJob *job, const KmObserver *observer)
{
    KmDate days[KM_MOST_DATES];
    size_t n_units = km_units_count(job->evaluation->units);
    for (size_t w = 0; w < job->n_windows; w++) {
        days[w] = job->windows[w].to - 1;
    }
    for (uint32_t unit = 0; unit < n_units; unit++) {
        if (job->definition->text.kind == KM_KIND_DURATION) {
            observe_starts(job, observer, unit);
        } else if (km_time_is_day(job->definition->text.time)) {
            observe_days(job, observer, days, unit);
        } else {
            observe_windows(job, observer, unit);
        }
    }
}
