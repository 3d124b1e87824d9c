#include "engine/store/acts.h"

#include "engine/store/chain.h"
#include "engine/store/internal.h"

#include <stdio.h>
#include <string.h>

static const char audit_command[] = "evaluation";

static const char *number_text(KmArena *arena, int64_t number)
{
    return km_format(arena, "%lld", (long long)number);
}

static bool chain_of(KmArena *arena, const char *previous, const KmAct *act,
                     char ret_chain[KM_CHAIN_TEXT], KmError *err)
{
    const char *texts[] = {number_text(arena, act->number),
                           act->when,
                           act->user,
                           act->verb,
                           act->period,
                           act->profile,
                           number_text(arena, act->knowledge),
                           act->run,
                           number_text(arena, act->expected),
                           number_text(arena, act->delivered),
                           act->reason,
                           number_text(arena, act->last_delivery),
                           number_text(arena, act->last_figure),
                           act->folder,
                           act->bundle_hash,
                           act->source,
                           act->source_hash};
    return km_chain_next(previous, texts, sizeof texts / sizeof texts[0], ret_chain, err);
}

static KmAct read_act(KmArena *arena, sqlite3_stmt *stmt)
{
    return (KmAct){.number = sqlite3_column_int64(stmt, 0),
                   .when = km_sql_text(arena, stmt, 1),
                   .user = km_sql_text(arena, stmt, 2),
                   .verb = km_sql_text(arena, stmt, 3),
                   .period = km_sql_text(arena, stmt, 4),
                   .profile = km_sql_text(arena, stmt, 5),
                   .knowledge = sqlite3_column_int(stmt, 6),
                   .run = km_sql_text(arena, stmt, 7),
                   .expected = sqlite3_column_int(stmt, 8),
                   .delivered = sqlite3_column_int(stmt, 9),
                   .reason = km_sql_text(arena, stmt, 10),
                   .last_delivery = sqlite3_column_int64(stmt, 11),
                   .last_figure = sqlite3_column_int64(stmt, 12),
                   .folder = km_sql_text(arena, stmt, 13),
                   .bundle_hash = km_sql_text(arena, stmt, 14),
                   .source = km_sql_text(arena, stmt, 15),
                   .source_hash = km_sql_text(arena, stmt, 16),
                   .chain = km_sql_text(arena, stmt, 17),
                   .seal = km_sql_text(arena, stmt, 18)};
}

bool km_act_list(KmStore *store, KmArena *arena, KmAct **ret_acts, size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "SELECT number, \"when\", user, verb, period, profile, knowledge, run,"
                        " expected, delivered, reason, last_delivery, last_figure, folder,"
                        " bundle_hash, source, source_hash, chain, seal FROM act ORDER BY number",
                        "reading what was decided", &stmt, err)) {
        return false;
    }
    KmAct *acts = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int got = km_sql_step(stmt, "reading what was decided", err);
    while (got == 1) {
        KM_GROW(arena, acts, count, capacity);
        acts[count++] = read_act(arena, stmt);
        got = km_sql_step(stmt, "reading what was decided", err);
    }
    (void)sqlite3_finalize(stmt);
    if (got == 0) {
        *ret_acts = acts;
        *ret_count = count;
    }
    return got == 0;
}

static bool insert(KmStore *store, const KmAct *act, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "INSERT INTO act(number, \"when\", user, verb, period, profile, knowledge,"
                        " run, expected, delivered, reason, last_delivery, last_figure, folder,"
                        " bundle_hash, source, source_hash, chain, seal)"
                        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        "keeping a decision", &stmt, err)) {
        return false;
    }
    (void)sqlite3_bind_int64(stmt, 1, act->number);
    km_sql_bind_text(stmt, 2, act->when);
    km_sql_bind_text(stmt, 3, act->user);
    km_sql_bind_text(stmt, 4, act->verb);
    km_sql_bind_text(stmt, 5, act->period);
    km_sql_bind_text(stmt, 6, act->profile);
    (void)sqlite3_bind_int(stmt, 7, act->knowledge);
    km_sql_bind_text(stmt, 8, act->run);
    (void)sqlite3_bind_int(stmt, 9, act->expected);
    (void)sqlite3_bind_int(stmt, 10, act->delivered);
    km_sql_bind_text(stmt, 11, act->reason);
    (void)sqlite3_bind_int64(stmt, 12, act->last_delivery);
    (void)sqlite3_bind_int64(stmt, 13, act->last_figure);
    km_sql_bind_text(stmt, 14, act->folder);
    km_sql_bind_text(stmt, 15, act->bundle_hash);
    km_sql_bind_text(stmt, 16, act->source);
    km_sql_bind_text(stmt, 17, act->source_hash);
    km_sql_bind_text(stmt, 18, act->chain);
    km_sql_bind_text(stmt, 19, act->seal);
    bool ok = km_sql_once(stmt, "keeping a decision", err);
    (void)sqlite3_finalize(stmt);
    return ok;
}

static KmAuditLine audit_line(KmArena *arena, const KmAct *act)
{
    return (KmAuditLine){
        .when = act->when,
        .user = act->user,
        .command = audit_command,
        .subject = km_format(arena, "%s %s%s%s", act->verb, act->period,
                             act->profile[0] == '\0' ? "" : " ", act->profile),
        .outcome = km_format(arena, "act %lld, chain %s", (long long)act->number, act->chain)};
}

static bool add(KmStore *store, KmArena *arena, KmAct *act, const KmActSealer *sealer, KmError *err)
{
    KmAct *before;
    size_t n_before;
    char chain[KM_CHAIN_TEXT];
    char seal[33] = "";
    if (!km_act_list(store, arena, &before, &n_before, err) ||
        !km_sql_integer(store->db, "SELECT max(number) FROM delivery", 0, &act->last_delivery,
                        err) ||
        !km_sql_integer(store->db, "SELECT max(number) FROM figure", 0, &act->last_figure, err)) {
        return false;
    }
    act->number = (int64_t)n_before + 1;
    if (!chain_of(arena, n_before == 0 ? "" : before[n_before - 1].chain, act, chain, err)) {
        return false;
    }
    if (sealer != NULL) {
        sealer->make(sealer->self, chain, seal);
    }
    act->chain = km_strdup(arena, chain);
    act->seal = km_strdup(arena, seal);
    KmAuditLine line = audit_line(arena, act);
    return insert(store, act, err) && km_store_audit(store, &line, err);
}

bool km_act_add(KmStore *store, KmArena *arena, KmAct *act, const KmActSealer *sealer, KmError *err)
{
    bool own = false;
    return km_store_enter(store, &own, err) &&
           km_store_leave(store, own, add(store, arena, act, sealer, err), err);
}

static bool broken(KmError *err, const char *message)
{
    (void)km_error_set(err, KM_ERROR_STORE, "what was decided about evaluations was changed: %s",
                       message);
    return km_error_hint(err, "compare with the last backup; do not trust a locked evaluation of "
                              "this store until someone has explained it");
}

static bool audit_knows(const KmAuditLine *lines, size_t n_lines, const KmAuditLine *wanted)
{
    for (size_t i = 0; i < n_lines; i++) {
        if (strcmp(lines[i].command, wanted->command) == 0 &&
            strcmp(lines[i].subject, wanted->subject) == 0 &&
            strcmp(lines[i].outcome, wanted->outcome) == 0) {
            return true;
        }
    }
    return false;
}

static size_t acts_in_audit(const KmAuditLine *lines, size_t n_lines)
{
    size_t n = 0;
    for (size_t i = 0; i < n_lines; i++) {
        n += strcmp(lines[i].command, audit_command) == 0 &&
             strncmp(lines[i].outcome, "act ", 4) == 0;
    }
    return n;
}

static bool check(KmStore *store, KmArena *arena, const KmActSealer *sealer, KmError *err)
{
    KmAct *acts;
    size_t n_acts;
    KmAuditLine *lines;
    size_t n_lines;
    char chain[KM_CHAIN_TEXT] = "";
    if (!km_act_list(store, arena, &acts, &n_acts, err) ||
        !km_store_read_audit(store, arena, &lines, &n_lines, err)) {
        return false;
    }
    for (size_t i = 0; i < n_acts; i++) {
        KmAct *act = &acts[i];
        char previous[KM_CHAIN_TEXT];
        memcpy(previous, chain, sizeof previous);
        if (!chain_of(arena, previous, act, chain, err)) {
            return false;
        }
        if (act->number != (int64_t)i + 1 || strcmp(chain, act->chain) != 0) {
            return broken(err,
                          km_format(arena, "line %zu does not follow from the one before", i + 1));
        }
        char seal[33] = "";
        if (sealer != NULL && act->seal[0] != '\0') {
            sealer->make(sealer->self, chain, seal);
            if (strcmp(seal, act->seal) != 0) {
                return broken(err,
                              km_format(arena, "the seal of line %zu is not of this key", i + 1));
            }
        }
        KmAuditLine line = audit_line(arena, act);
        if (!audit_knows(lines, n_lines, &line)) {
            return broken(err, km_format(arena, "the audit does not know line %zu", i + 1));
        }
    }
    return acts_in_audit(lines, n_lines) == n_acts ||
           broken(err, "the audit knows more of them than there are");
}

bool km_act_check(KmStore *store, const KmActSealer *sealer, KmError *err)
{
    KmArena *arena = km_arena_open();
    bool ok = check(store, arena, sealer, err);
    km_arena_close(arena);
    return ok;
}
