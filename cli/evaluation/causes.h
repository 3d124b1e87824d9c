/* Why a figure changed between two states of the store. The states in between are computed one by
 * one, each with one cause more, in a declared order; what a cause did is the difference between
 * two neighbouring states. So the contributions add up to the whole change exactly, whatever the
 * causes did together: an effect of two causes at once counts with the later of the two. There is
 * no remainder because nothing is estimated: the last state is what is computed now.
 *
 * The order: what moved without any new delivery or definition (the program, persons linked or
 * erased), late deliveries, corrections, withdrawals, definitions. A norm moves no figure, only
 * what it is held against; it is told apart. */
#ifndef CLI_EVALUATION_CAUSES_H
#define CLI_EVALUATION_CAUSES_H

#include "cli/figures.h"
#include "engine/store/delivery.h"

typedef enum {
    KM_CAUSE_PROGRAM, /* same deliveries, same definitions: other program, or persons linked anew */
    KM_CAUSE_LATE,
    KM_CAUSE_CORRECTION,
    KM_CAUSE_WITHDRAWAL,
    KM_CAUSE_DEFINITION
} KmCause;
enum { KM_CAUSES = 5, KM_STATES = KM_CAUSES + 1 };

/* The two ends. */
typedef struct {
    KmPeriod period;
    const KmAct *lock;  /* from what was locked; NULL: from `from` */
    KmDate from;        /* knowledge date of the first state */
    KmDate to;          /* of the last; KM_DATE_OPEN: all that is known */
    const char *select; /* NULL: all indicators */
    const KmProfile *profile;
} KmChangeRequest;

typedef struct {
    KmChangeRequest asked;
    KmDate to; /* as it was taken */
    /* The figures of the period in each state: states[0] as they were, states[c + 1] with cause c
     * too. */
    const KmFigure *states[KM_STATES];
    size_t n[KM_STATES];
    const KmCatalogue *before, *now;
    char run_before[13], run_now[13];
    bool program_changed;              /* else KM_CAUSE_PROGRAM is a matter of persons */
    unsigned at_work;                  /* causes that moved anything at all */
    const char *deliveries[KM_CAUSES]; /* ids behind a cause, ", " between; "" none */
} KmChanges;

bool km_changes_compute(KmCli *cli, const KmChangeRequest *request, KmChanges *ret_changes,
                        KmError *err) KM_MUST_USE;

/* causes_figure.c, from here on. The order of the figures in a state. */
int km_changes_order(const KmFigure *figure, const char *indicator, const KmBlock *block);
/* Bits 1 << KmCause of the causes that moved any figure. */
unsigned km_changes_at_work(const KmChanges *changes);

/* Neighbouring causes are told as one where a single one moved fewer than `least` units of some
 * block; all blocks of a dimension alike, those that are not shown included, because what moved in
 * one of them is the total's move less that of the others. Small: even together they moved that few
 * in some block, so that nothing but the total may be told. */
typedef struct {
    unsigned causes[KM_CAUSES]; /* bits 1 << KmCause; ascending */
    int n;
    bool is_small;
} KmCauseGroups;
/* `dimension` "": the total. */
KmCauseGroups km_changes_group(const KmChanges *changes, const char *indicator,
                               const char *dimension, int64_t least);

/* One figure on its way from before to now. */
typedef struct {
    unsigned causes;
    int64_t n, x;    /* what they did to the counts */
    double from, to; /* the estimates at both ends */
} KmChangeStep;
typedef struct {
    const KmFigure *before, *now; /* NULL: not there */
    bool changed;
    unsigned behind;               /* the causes that moved it, or made it a figure */
    KmChangeStep steps[KM_CAUSES]; /* those that moved it; none when an end has no estimate */
    int n_steps;
} KmFigureChange;
/* Of a shown figure; of one that merges groups: of all its members together, in each state. */
KmFigureChange km_change_of(KmArena *arena, const KmChanges *changes,
                            const KmPublishedFigure *figure, const KmCauseGroups *groups);

#endif
