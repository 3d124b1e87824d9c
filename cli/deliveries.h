/* What the commands share about deliveries: who is expected to send what, whose names look alike,
 * and how a file is called. */
#ifndef CLI_DELIVERIES_H
#define CLI_DELIVERIES_H

#include "cli/cli.h"
#include "indicators/compute/expected.h"

typedef struct {
    const KmExpected *items;
    size_t count;
} KmExpectedList;

/* The terms of all contracts. */
bool km_cli_terms(KmCli *cli, KmDeliveryTerms **ret_terms, size_t *ret_count,
                  KmError *err) KM_MUST_USE;
/* The periods whose last day lies in [from, to), by what was known on `knowledge`. */
bool km_cli_expected(KmCli *cli, KmDate from, KmDate to, KmDate knowledge, KmExpectedList *ret_list,
                     KmError *err) KM_MUST_USE;
bool km_is_expected(const KmExpectedList *list, const char *contract, const char *deliverer);
/* The expected deliverer whose name is nearest: of this contract, else of any; NULL when none
 * resembles it. */
const char *km_nearest_deliverer(KmCli *cli, const KmExpectedList *list, const char *contract,
                                 const char *deliverer);
/* Some of its months are in, not all. */
bool km_is_partly_in(const KmExpected *expected);
/* What is still to be asked: the months that lack of what comes in parts, else the whole period. */
const KmPeriod *km_periods_to_ask(const KmExpected *expected, size_t *ret_count);
/* "ko_plaatsing_de-kiem_2026K3.csv" */
const char *km_delivery_file_name(KmArena *arena, const char *contract, const char *deliverer,
                                  const char *period);
/* change_day.c: the day from which something that is said now holds, for commands that change what
 * counts: --on, else today. What was computed with an earlier knowledge date, and every locked
 * period made with `delivery` (INT64_MAX: with any), must come out the same again: an earlier day
 * is refused. Not before `earliest`. `what` begins the refusal: "x cannot be withdrawn". */
bool km_cli_day_of_change(KmCli *cli, KmDate earliest, int64_t delivery, const char *what,
                          KmDate *ret_day, KmError *err) KM_MUST_USE;
/* The day given with --on, else today. `ret_knowledge`: that day, or KM_DATE_OPEN when none was
 * given. */
bool km_cli_on(KmCli *cli, KmDate *ret_on, KmDate *ret_knowledge, KmError *err) KM_MUST_USE;

#endif
