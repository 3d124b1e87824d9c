/* From the asked period to figures and to what may leave: shared by compute, report, chart, dataset
 * and explain. */
#ifndef CLI_FIGURES_H
#define CLI_FIGURES_H

#include "cli/cli.h"
#include "cli/evaluation/standing.h"
#include "engine/disclosure/gate.h"
#include "indicators/compute/compute.h"

typedef struct {
    KmCatalogue *catalogue;
    KmPeriod asked; /* --period, else the newest quarter with deliveries */
    KmPeriod first; /* the oldest quarter computed */
    KmComputeResult run;
    const KmProfile *profile;
    KmStanding standing;          /* of the last asked quarter */
    KmLockedState *locked;        /* computed as locked; NULL: from today's store */
    const KmDeliverySieve *sieve; /* NULL: all deliveries */
    const char *datadir;          /* the definitions' */
} KmCliFigures;

typedef struct {
    const char *period; /* NULL: the option, else the newest */
    const char *select; /* NULL: the option, else all */
    bool anew;          /* computes even what was computed before, and nothing but the selection */
} KmFiguresWanted;

/* Computes from the first quarter with deliveries (at most 16 back) to the last of the asked
 * period, and saves; takes a run kept from before when nothing it depends on has changed. Verdicts
 * need the whole catalogue, so that is computed unless `anew`. Needs the store open. Uses the
 * options as-known-on, profile where the command has them. A locked quarter is computed as locked,
 * unless as-known-on asks otherwise. */
bool km_cli_compute(KmCli *cli, const KmFiguresWanted *wanted, KmCliFigures *ret_figures,
                    KmError *err) KM_MUST_USE;
/* Anew, for a lock that is being made: from what it keeps. */
bool km_cli_compute_locked(KmCli *cli, const KmAct *lock, KmCliFigures *ret_figures,
                           KmError *err) KM_MUST_USE;
/* The audience of --profile, else the command's or the workspace's own. */
bool km_cli_profile(KmCli *cli, const KmProfile **ret_profile, KmError *err) KM_MUST_USE;
/* The day of --as-known-on, else KM_DATE_OPEN. */
bool km_cli_knowledge(KmCli *cli, KmDate *ret_day, KmError *err) KM_MUST_USE;
/* Through the gate under --profile. */
bool km_cli_publish(KmCli *cli, const KmCliFigures *figures, const KmPublished **ret_published,
                    KmError *err) KM_MUST_USE;
/* Remembers what goes out; inside a transaction. */
bool km_cli_release(KmCli *cli, const KmPublished *published, KmError *err) KM_MUST_USE;
/* Indicators that failed are said on stderr; 1 when there are any, else 0. */
int km_cli_tell_failures(KmCli *cli, const KmCliFigures *figures);

#endif
