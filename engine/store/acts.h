/* What was decided about an evaluation: approved, locked, reopened. Append-only and sealed twice.
 *
 * `chain`: BLAKE2b-256 over the line and the chain before it, without a key. Anyone who holds the
 * store can check it: it shows every accident (a flipped byte, a lost line), and someone who
 * rewrites a line must rewrite all that follow. `seal`: a keyed hash of the chain, made when the
 * pseudonym key is at hand (the steward decides; the analyst and the reporter have no key and need
 * none): someone without the key cannot rewrite lines unseen. It is no proof against the keeper of
 * the key. Each act also stands in the audit with its chain, so that cutting off the last acts is
 * noticed, unless the audit is cut as well: a printed chain (`evaluation list`) is the answer to
 * that. */
#ifndef ENGINE_STORE_ACTS_H
#define ENGINE_STORE_ACTS_H

#include "engine/store/store.h"

typedef struct {
    int64_t number;      /* dense, from 1; given by km_act_add */
    const char *when;    /* ISO 8601 UTC */
    const char *user;    /* operating-system user */
    const char *verb;    /* "approve", "lock", "reopen" */
    const char *period;  /* "2026K3" */
    const char *profile; /* lock: whose bundle; else "" */
    KmDate knowledge;    /* of the figures decided on */
    const char *run;
    int expected, delivered; /* deliveries of the period */
    const char *reason;
    int64_t last_delivery, last_figure; /* highest numbers in the store; given by km_act_add */
    const char *folder;                 /* lock: of the bundle, below the workspace */
    const char *bundle_hash; /* lock: of the bundle's manifest.json, which holds each file's */
    const char *source;      /* lock: folder of the definitions, norms and texts it was made with */
    const char *source_hash; /* … of their manifest.json */
    const char *chain;       /* given by km_act_add */
    const char *seal;        /* "": made without the key */
} KmAct;

/* Makes the keyed seal of a chain: 32 hex digits. */
typedef struct {
    const void *self;
    void (*make)(const void *self, const char *chain, char ret_seal[33]);
} KmActSealer;

/* Adds one with its audit line; `sealer` NULL: no seal. */
bool km_act_add(KmStore *store, KmArena *arena, KmAct *act, const KmActSealer *sealer,
                KmError *err) KM_MUST_USE;
/* All, oldest first. */
bool km_act_list(KmStore *store, KmArena *arena, KmAct **ret_acts, size_t *ret_count,
                 KmError *err) KM_MUST_USE;
/* The chain is whole, the audit knows every act and no other; with a sealer the seals fit too. */
bool km_act_check(KmStore *store, const KmActSealer *sealer, KmError *err) KM_MUST_USE;

#endif
