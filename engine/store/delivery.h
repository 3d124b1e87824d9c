/* Deliveries: one accepted file each, append-only. Id: `contract/deliverer/period/version`.
 *
 * `volledig`: all rows of its period. `correctie`: the same, once more. `mutatie`: only the rows
 * that changed; the rest is in the deliveries before it. */
#ifndef ENGINE_STORE_DELIVERY_H
#define ENGINE_STORE_DELIVERY_H

#include "engine/figures/finding.h"
#include "engine/figures/period.h"
#include "engine/store/table.h"

typedef struct {
    int64_t number; /* dense; `levering` in the src tables; given by km_delivery_add */
    const char *contract;
    const char *deliverer;
    KmPeriod period;
    int version;         /* 1, 2, … within contract, deliverer and period */
    bool version_stated; /* by the deliverer; else counted in the order of importing, so that
                            nothing but its name may hang on it */
    const char *kind;    /* "volledig", "correctie", "mutatie" */
    KmAuthority authority;
    KmDate speaks_from; /* authority as days: KM_DATE_EVER for history … */
    KmDate speaks_to; /* … KM_DATE_OPEN for a register (until the next one's start: the selection's
                         work) */
    KmDate received;
    KmDate withdrawn; /* KM_DATE_OPEN: not; else counts no more from this knowledge date on */
    const char *withdrawn_reason; /* "" when not */
    const char *file_name;        /* base name, sanitised */
    int64_t bytes;
    const char *content_hash; /* hex, keyed BLAKE2b of the file */
    const char *dialect; /* what was sniffed, one readable line: "; windows-1252 crlf dd-mm-jjjj
                            decimale komma" */
    const char *contract_hash;
    const char *flags; /* quality marks that travel to figures: "correctie", "veel-afgekeurd" …;
                          comma-separated or "" */
    int64_t lines_read, accepted, remarked, refused, duplicate; /* the four sum to lines_read */
    int64_t cells_required, cells_filled; /* completeness of mandatory fields */
} KmDelivery;

/* Inside a transaction; sets number and, when 0, the version. Refuses (KM_ERROR_BUG) an unbalanced
 * row count. A new delivery is never withdrawn. */
bool km_delivery_add(KmStore *store, KmDelivery *delivery, KmError *err) KM_MUST_USE;
/* All, ordered by contract, deliverer, period, version. */
bool km_delivery_list(KmStore *store, KmArena *arena, KmDelivery **ret_deliveries,
                      size_t *ret_count, KmError *err) KM_MUST_USE;
/* The newest delivery, not withdrawn, that already holds this content for the contract, or number
 * 0.
 */
bool km_delivery_find_content(KmStore *store, KmArena *arena, const char *contract,
                              const char *content_hash, KmDelivery *ret_delivery,
                              KmError *err) KM_MUST_USE;
/* Row counts, completeness, dialect and flags, known only after the rows are in. The commit seals a
 * delivery: afterwards nothing of it changes but its withdrawal. */
bool km_delivery_set_balance(KmStore *store, const KmDelivery *delivery, KmError *err) KM_MUST_USE;
/* Counts no more from the knowledge date `from` on; once, and for ever. Refuses an unknown or
 * already withdrawn one (KM_ERROR_USAGE). */
bool km_delivery_withdraw(KmStore *store, int64_t number, KmDate from, const char *reason,
                          KmError *err) KM_MUST_USE;
char *km_delivery_id(KmArena *arena, const KmDelivery *delivery) KM_MUST_USE;

bool km_findings_add(KmStore *store, int64_t delivery, const KmFinding *findings, size_t n_findings,
                     const KmFindingCount *counts, size_t n_counts, KmError *err) KM_MUST_USE;
/* Takes out what was found by these rules, with its counts. */
bool km_findings_forget(KmStore *store, int64_t delivery, const char *const *rules, size_t n,
                        KmError *err) KM_MUST_USE;
bool km_findings_read(KmStore *store, KmArena *arena, int64_t delivery, KmFinding **ret_findings,
                      size_t *ret_count, KmError *err) KM_MUST_USE;

/* Persons: pseudonym ⇄ dense number. The book is loaded once a batch; new ones are saved inside the
 * transaction. */
typedef struct KmPersonBook KmPersonBook;
bool km_person_book_open(KmStore *store, KmPersonBook **ret_book, KmError *err) KM_MUST_USE;
void km_person_book_close(KmPersonBook *book);
int64_t km_person_book_last(const KmPersonBook *book); /* the highest number; 0: nobody */
/* Says that the pseudonym comes soon, so that its place is fetched meanwhile. */
void km_person_expect(const KmPersonBook *book, const uint8_t pseudonym[KM_PSEUDONYM_BYTES]);
/* Finds or adds in memory; numbers start at 1. */
int64_t km_person_number(KmPersonBook *book, const uint8_t pseudonym[KM_PSEUDONYM_BYTES]);
/* Known by a deliverer's own number only. Idempotent. */
void km_person_set_provisional(KmPersonBook *book, int64_t number);
/* Writes persons up to `number` when there are enough of them to be worth it; the next save makes
 * it all of them. Inside a transaction. Another thread may add persons meanwhile, when it is the
 * one that said this number was added. */
bool km_person_book_write(KmPersonBook *book, int64_t number, KmError *err) KM_MUST_USE;
/* Saves what was added since the last save; inside a transaction. */
bool km_person_book_save(KmPersonBook *book, KmError *err) KM_MUST_USE;
/* After a rollback: forgets whoever the store does not know (any more). */
void km_person_book_undo(KmPersonBook *book);

/* Who has no personal number, ascending. */
bool km_person_provisional_read(KmStore *store, KmArena *arena, int64_t **ret_numbers,
                                size_t *ret_count, KmError *err) KM_MUST_USE;
/* Two numbers of one child, said by someone who knows: who was `old` is `new` from the knowledge
 * date `known` on. Once and for ever. */
typedef struct {
    int64_t old, new;
    KmDate known;
} KmPersonLink;
/* Inside a transaction. Refuses (KM_ERROR_INPUT) a second link of `old` to somebody else and a
 * ring; the same link again changes nothing: `ret_added`. */
bool km_person_link_add(KmStore *store, const KmPersonLink *link, bool *ret_added,
                        KmError *err) KM_MUST_USE;
/* All, by `old`. */
bool km_person_link_read(KmStore *store, KmArena *arena, KmPersonLink **ret_links,
                         size_t *ret_count, KmError *err) KM_MUST_USE;

#endif
