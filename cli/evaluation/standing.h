/* Where an evaluation stands: draft, approved or locked, and what a locked one is computed from.
 * Locked: the deliveries that were in the store then, the knowledge date of then, the definitions,
 * code lists and norms kept with the lock; so that it can be made again, whatever came later. */
#ifndef CLI_EVALUATION_STANDING_H
#define CLI_EVALUATION_STANDING_H

#include "cli/cli.h"
#include "engine/store/acts.h"
#include "indicators/compute/compute.h"

typedef struct {
    const char *period;
    const KmAct *acts; /* of all periods, oldest first */
    size_t n_acts;
    int round;             /* 1, and one more after each reopening */
    const KmAct *approval; /* the newest of this round; NULL: none */
    const KmAct *lock;     /* the first of this round; NULL: not locked */
    const KmAct *bundle;   /* the lock of this round for the asked profile; NULL: none */
} KmStanding;

/* `profile` NULL: of no profile in particular. */
bool km_standing_read_until(KmCli *cli, const char *period, const char *profile, int64_t until,
                            KmStanding *ret_standing,
                            KmError *err) KM_MUST_USE; /* as it stood after act `until` */
bool km_standing_read(KmCli *cli, const char *period, const char *profile, KmStanding *ret_standing,
                      KmError *err) KM_MUST_USE;

/* Stands in for today's store and data directory while a locked evaluation is computed. */
typedef struct {
    KmDeliverySieve sieve;
    KmDate knowledge;
    int64_t last_delivery;
    int64_t act; /* number of the lock; decisions after it do not count */
    const char *datadir;
    KmCatalogueSources sources;
    const char *notes; /* holds <quarter>/ with the texts beside the figures; may be absent */
} KmLockedState;

/* Refuses (KM_ERROR_STORE) when what the lock keeps was changed. */
bool km_locked_state(KmCli *cli, const KmAct *lock, KmLockedState *ret_state,
                     KmError *err) KM_MUST_USE;
/* The directories of a lock, by period, profile and round: below the workspace. */
char *km_lock_folder(KmArena *arena, const char *period, const char *profile,
                     int round) KM_MUST_USE;

KmActSealer km_seal_with(const KmKey *key);
/* The keyed seal, when the pseudonym key can be opened; false: without. */
bool km_cli_sealer(KmCli *cli, KmActSealer *ret_sealer);

/* The chain, the seals (with the key at hand) and everything the locks keep. cmd_evaluation.c */
bool km_evaluations_check(KmCli *cli, size_t *ret_count, KmError *err) KM_MUST_USE;

/* What is stamped on every page, in Dutch; `act` NULL: a draft. */
char *km_stamp_nl(KmArena *arena, const KmAct *act, int expected, int delivered) KM_MUST_USE;
/* How many of the period's deliveries were in by the knowledge date. */
bool km_deliveries_in(KmCli *cli, const char *period, KmDate knowledge, int *ret_expected,
                      int *ret_delivered, KmError *err) KM_MUST_USE;

#endif
