#include "cli/evaluation/standing.h"

#include "cli/deliveries.h"
#include "cli/evaluation/bundle.h"
#include "engine/base/file.h"

#include <sodium.h>
#include <string.h>

bool km_standing_read(KmCli *cli, const char *period, const char *profile, KmStanding *ret_standing,
                      KmError *err)
{
    return km_standing_read_until(cli, period, profile, INT64_MAX, ret_standing, err);
}

bool km_standing_read_until(KmCli *cli, const char *period, const char *profile, int64_t until,
                            KmStanding *ret_standing, KmError *err)
{
    KmStanding s = {.period = period, .round = 1};
    KmAct *acts;
    if (!km_act_list(cli->store, cli->arena, &acts, &s.n_acts, err)) {
        return false;
    }
    s.acts = acts;
    for (size_t i = 0; i < s.n_acts; i++) {
        const KmAct *act = &acts[i];
        if (strcmp(act->period, period) != 0 || act->number > until) {
            continue;
        }
        if (strcmp(act->verb, "reopen") == 0) {
            s.round++;
            s.approval = s.lock = s.bundle = NULL;
        } else if (strcmp(act->verb, "approve") == 0) {
            s.approval = act;
        } else {
            s.lock = s.lock == NULL ? act : s.lock;
            s.bundle = profile != NULL && strcmp(act->profile, profile) == 0 ? act : s.bundle;
        }
    }
    *ret_standing = s;
    return true;
}

/* The store only grows: what came later has a higher number, whatever day it says it was received.
 */
static bool was_there(void *self, KmDelivery *delivery)
{
    const KmLockedState *state = self;
    return delivery->number <= state->last_delivery;
}

bool km_locked_state(KmCli *cli, const KmAct *lock, KmLockedState *ret_state, KmError *err)
{
    const char *source = km_workspace_path(cli, lock->source);
    const char *own = km_path_join(cli->arena, source, "werkruimte");
    const char *norms = km_path_join(cli->arena, source, "normen.csv");
    if (!km_bundle_check(cli->arena, source, lock->source_hash, err)) {
        return km_error_context(err, "while opening the locked evaluation of %s", lock->period);
    }
    *ret_state = (KmLockedState){.sieve = {ret_state, was_there},
                                 .knowledge = lock->knowledge,
                                 .last_delivery = lock->last_delivery,
                                 .act = lock->number == 0 ? INT64_MAX : lock->number,
                                 .datadir = km_path_join(cli->arena, source, "basis"),
                                 .notes = km_path_join(cli->arena, source, "toelichting")};
    ret_state->sources = (KmCatalogueSources){.datadir = ret_state->datadir,
                                              .workspace = km_is_directory(own) ? own : NULL,
                                              .norms = km_file_exists(norms) ? norms : NULL};
    return true;
}

char *km_lock_folder(KmArena *arena, const char *period, const char *profile, int round)
{
    return round == 1 ? km_format(arena, "vastgesteld/%s-%s", period, profile)
                      : km_format(arena, "vastgesteld/%s-%s-%d", period, profile, round);
}

static void make_seal(const void *self, const char *chain, char ret_seal[33])
{
    uint8_t hash[KM_PSEUDONYM_BYTES];
    km_pseudonym(self, "zegel", chain, strlen(chain), hash);
    (void)sodium_bin2hex(ret_seal, 33, hash, sizeof hash);
}

KmActSealer km_seal_with(const KmKey *key)
{
    return (KmActSealer){key, make_seal};
}

bool km_cli_sealer(KmCli *cli, KmActSealer *ret_sealer)
{
    KmError none = {0};
    if (cli->key == NULL && !km_cli_open_key(cli, &none)) {
        return false;
    }
    *ret_sealer = km_seal_with(cli->key);
    return true;
}

static const char *day_nl(KmArena *arena, const char *when)
{
    KmDate day;
    return km_date_parse_iso(when, 10, &day) ? km_date_dutch(arena, day) : when;
}

char *km_stamp_nl(KmArena *arena, const KmAct *act, int expected, int delivered)
{
    if (act == NULL) {
        return delivered < expected
                   ? km_format(arena, "Voorlopig: %d van %d leveringen zijn binnen.", delivered,
                               expected)
                   : km_format(arena, "Concept: alles is geleverd, nog niet vastgesteld.");
    }
    const char *word = strcmp(act->verb, "lock") == 0 ? "Vastgesteld" : "Goedgekeurd";
    return act->delivered < act->expected
               ? km_format(arena, "%s op %s, voorlopig: %d van %d leveringen. Reden: %s", word,
                           day_nl(arena, act->when), act->delivered, act->expected, act->reason)
               : km_format(arena, "%s op %s.", word, day_nl(arena, act->when));
}

bool km_deliveries_in(KmCli *cli, const char *period, KmDate knowledge, int *ret_expected,
                      int *ret_delivered, KmError *err)
{
    KmPeriod asked;
    KmExpectedList list;
    int delivered = 0;
    if (!km_period_parse(period, &asked, err) ||
        !km_cli_expected(cli, asked.from, asked.to, knowledge, &list, err)) {
        return false;
    }
    for (size_t i = 0; i < list.count; i++) {
        delivered += list.items[i].delivered ? 1 : 0;
    }
    *ret_expected = (int)list.count;
    *ret_delivered = delivered;
    return true;
}
