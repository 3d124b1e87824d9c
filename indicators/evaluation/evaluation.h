/* The inside of an evaluation, shared by evaluate.c, sections.c, state.c and dimensions.c. */
#ifndef INDICATORS_EVALUATION_H
#define INDICATORS_EVALUATION_H

#include "indicators/evaluation/blocks.h"
#include "indicators/evaluation/clusters.h"
#include "indicators/evaluation/evaluate.h"
#include "indicators/evaluation/unit_spells.h"

#include <pthread.h>

/* A dimension with its codes and who had which when. Code 0 is `onbekend`. */
typedef struct KmDimension {
    const char *name;
    const char *unit; /* whose: kind, locatie, … */
    KmPool *codes;
    KmSpellTable table;     /* empty beside `always` */
    const uint32_t *always; /* when nobody's code ever changes: by unit, code + 1, 0 for none */
    size_t n_always;
    struct KmDimension *next; /* loaded before it */
} KmDimension;

/* Registers and dimensions made once for several evaluations of one selection, each on a thread of
 * its own. Persons are units by their numbers on all of them. */
typedef struct {
    pthread_mutex_t lock;
    KmColumns *table; /* NULL: not made yet */
} KmShelfPlace;
typedef struct KmShelfDimension {
    const char *name, *unit;
    pthread_mutex_t lock;
    const KmDimension *made; /* NULL: not yet; nobody reads its `codes`, which may grow … */
    const char **codes;      /* … but these, in its order */
    size_t n_codes;
    bool is_shared; /* false: it tells of units that each evaluation numbers for itself */
    struct KmShelfDimension *next;
} KmShelfDimension;
typedef struct {
    KmArena *arena;       /* of its own */
    KmShelfPlace *places; /* by register in the catalogue */
    size_t n_places;
    pthread_mutex_t lock; /* of the arena and the list */
    KmShelfDimension *dimensions;
    size_t n_persons; /* numbers up to this one are persons */
} KmShelf;
KmShelf *km_shelf_open(KmArena *arena, const KmCatalogue *catalogue, size_t n_persons);
void km_shelf_close(KmShelf *shelf);
/* The place of a dimension, made yet or not. */
KmShelfDimension *km_shelf_dimension(KmShelf *shelf, const char *name, const char *unit);

struct KmEvaluation {
    KmArena *arena;
    KmArena *figures; /* of the lists of figures; NULL: arena */
    KmWork *work;
    const KmCatalogue *catalogue;
    KmShelf *shelf; /* NULL: registers are its own */
    KmUnits *units;
    KmDimension *dimensions; /* loaded so far, the latest first */
    bool *is_made;           /* by register of the table form */
};

/* As km_evaluation_open, without any register; and the marked registers (by their place in the
 * catalogue; NULL: all) that are not there yet. `shelf` NULL: registers are its own. */
KmEvaluation *km_evaluation_open_bare(KmArena *arena, KmWork *work, const KmCatalogue *catalogue,
                                      KmShelf *shelf);
bool km_evaluation_registers(KmEvaluation *evaluation, const bool *is_needed,
                             KmError *err) KM_MUST_USE;

/* `unit`: what the definition counts. Loads on first use. */
bool km_evaluation_dimension(KmEvaluation *evaluation, const char *name, const char *unit,
                             KmDimension **ret_dimension, KmError *err) KM_MUST_USE;
/* Loads it unless another evaluation is at it just now: who needs several begins so, and then waits
 * for those that others load. */
bool km_evaluation_dimension_begin(KmEvaluation *evaluation, const char *name, const char *unit,
                                   KmError *err) KM_MUST_USE;
/* The code of a unit on a day; 0 when it has none. */
uint32_t km_dimension_on(const KmDimension *dimension, uint32_t unit, KmDate day);
/* A code as the cell writes it: text, or a whole number. NULL cells give KM_POOL_ABSENT. */
uint32_t km_dimension_code(KmDimension *dimension, const KmCell *cell);

/* Lists of spells in the making, one of each per job. */
typedef enum {
    KM_SPELLS_POPULATION,
    KM_SPELLS_PRESENCE,
    KM_SPELLS_HIT,
    KM_SPELLS_OTHER,
    KM_SPELLS_BOTH,
    KM_SPELLS_LISTS
} KmSpellsList;

/* Rows of this unit were linked to it weakly: what they make of it is not sure. */
typedef struct {
    uint32_t unit;
    bool of_hit, of_miss;
} KmDoubt;

/* One indicator being evaluated: what it was asked, what its body gave. */
typedef struct {
    KmEvaluation *evaluation;
    const KmDefinition *definition;
    KmArena *arena;          /* scratch */
    const KmWindow *windows; /* ascending by end, at most 64; the reference day is to − 1 */
    size_t n_windows;
    KmDimension **dimensions; /* of the definition, in its order */
    size_t n_dimensions;
    KmDimension *cluster;             /* NULL: units are independent */
    KmSpellTable *overrides;          /* by dimension: the body's own columns */
    KmSpellTable *sections;           /* spells: by section of the definition */
    bool has_values;                  /* spells: some row has a waarde */
    size_t room;                      /* spells: bound of one unit's spells in any intersection */
    KmSpell *spells[KM_SPELLS_LISTS]; /* spells: each with that room */
    KmObservation *observations;      /* unit by unit, date by date */
    size_t n_observations;
    size_t observation_capacity;
    KmDoubt *weak_units;
    size_t n_weak_units;
    const KmDoubt *doubts; /* by unit; NULL: no links are weak */
    uint64_t *is_there;    /* by unit, the dates it was seen on; NULL: nobody is unlinked */
    KmDoubt *unlinked;     /* children known by a deliverer's own number only */
    size_t n_unlinked;
    KmLeeway *leeways;
    size_t n_leeways, leeway_capacity;
} KmJob;

/* One observation, gone afterwards. */
typedef void (*KmObservationTake)(void *self, const KmObservation *seen);
/* What a unit is on its reference days, in bits by date: in the population on those of `in`, of
 * which a hit on those of `hit`, and nothing else. False: it is told in observations after all. */
typedef bool (*KmDaysTake)(void *self, uint32_t unit, uint64_t in, uint64_t hit);
typedef struct {
    KmObservationTake take;
    KmDaysTake take_days; /* NULL: all is told in observations */
    void *self;
} KmObserver;

bool km_sections_read(KmJob *job, KmError *err) KM_MUST_USE;
/* Unit by unit, date by date. */
void km_sections_each(const KmJob *job, const KmObserver *observer);
/* Fills `observations`, in that order. */
bool km_state_observe(KmJob *job, KmError *err) KM_MUST_USE;

/* Of proportions and distributions of children: reads who was linked weakly in a contract that the
 * definition uses for more than dimensions, and who is known by a deliverer's own number only. */
bool km_job_read_links(KmJob *job, KmError *err) KM_MUST_USE;
/* Marks an observation of the first, and notes that its unit is there. */
void km_job_doubt(const KmJob *job, KmObservation *seen);
/* After the last observation: a leeway for each of the second who is not in the population, has a
 * hit there, and so may be any child that is. */
bool km_job_add_unlinked(KmJob *job, KmError *err) KM_MUST_USE;

void km_job_add_leeway(KmJob *job, KmLeeway leeway);

/* The codes of a unit on a day, one per dimension: the body's own, else the register's, else
 * `onbekend`. */
void km_job_codes(const KmJob *job, uint32_t unit, KmDate day, uint32_t *ret_codes);
/* Whether they are the same on every day. */
bool km_job_has_fixed_codes(const KmJob *job, uint32_t unit);

/* A job ready to observe: windows of the periods' parts, dimensions loaded. */
bool km_job_open(KmEvaluation *evaluation, KmArena *scratch, const KmDefinition *definition,
                 const KmPeriod *periods, size_t n_periods, KmJob *ret_job,
                 KmError *err) KM_MUST_USE;
/* The windows that a period pools, as bits. */
uint64_t km_job_slot(const KmJob *job, const KmPeriod *period);
/* The window of one part of a period. */
KmWindow km_job_window(const KmJob *job, const KmPeriod *period, int part);
/* Reads the body. */
bool km_job_read(KmJob *job, KmError *err) KM_MUST_USE;
/* Its observations, unit by unit and date by date; doubts are not marked yet. */
void km_job_each(KmJob *job, const KmObserver *observer);
/* Both, into `observations`, with doubts and leeways. */
bool km_job_observe(KmJob *job, KmError *err) KM_MUST_USE;

/* The merged spells during which a unit is in the first `n_population` population sections; returns
 * how many. */
size_t km_sections_population(const KmJob *job, uint32_t unit, size_t n_population,
                              KmSpell *ret_spells);

/* The days of a window on which a unit is looked at: the reference day, the day its population
 * spell starts (COH), or all its population days in the window (KP, R12, SJ). */
typedef struct {
    KmSpell *spells; /* with the job's room */
    size_t count;
    KmDate day; /* on which its dimensions are read: the last of them */
} KmPresence;

/* False when the unit is not there. */
bool km_sections_presence(const KmJob *job, const KmSpell *population, size_t count,
                          const KmWindow *window, KmPresence *presence);
/* Has the section a day in common with the presence? */
bool km_section_touches(const KmJob *job, size_t section, uint32_t unit,
                        const KmPresence *presence);
/* Do the first `n_hit` hit sections hold together on one of its days? */
bool km_sections_hit(const KmJob *job, uint32_t unit, const KmPresence *presence, size_t n_hit);
/* Durations: do the first `n_hit` hit sections hold together on a followed day? */
bool km_sections_reached(const KmJob *job, uint32_t unit, KmSpell followed, size_t n_hit);
/* All sections' say; `date` is left 0. */
KmObservation km_sections_judge(const KmJob *job, uint32_t unit, const KmPresence *presence);

#endif
