#include "cli/deliveries.h"

#include <string.h>

bool km_cli_terms(KmCli *cli, KmDeliveryTerms **ret_terms, size_t *ret_count, KmError *err)
{
    KmContracts *contracts;
    if (!km_cli_open_contracts(cli, &contracts, err)) {
        return false;
    }
    *ret_count = km_contracts_count(contracts);
    *ret_terms = KM_NEW_ARRAY(cli->arena, KmDeliveryTerms, *ret_count);
    for (size_t i = 0; i < *ret_count; i++) {
        (*ret_terms)[i] = km_contracts_at(contracts, i).terms;
    }
    return true;
}

bool km_cli_expected(KmCli *cli, KmDate from, KmDate to, KmDate knowledge, KmExpectedList *ret_list,
                     KmError *err)
{
    KmCatalogue *catalogue;
    KmDeliveryTerms *terms = NULL;
    KmExpectedRequest request = {.from = from, .to = to, .knowledge = knowledge};
    KmExpected *items = NULL;
    if (!km_cli_open_catalogue(cli, &catalogue, err) ||
        !km_cli_terms(cli, &terms, &request.n_terms, err)) {
        return false;
    }
    request.terms = terms;
    if (!km_expected_deliveries(cli->store, cli->arena, catalogue, &request, &items,
                                &ret_list->count, err)) {
        return false;
    }
    ret_list->items = items;
    return true;
}

bool km_is_expected(const KmExpectedList *list, const char *contract, const char *deliverer)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].contract, contract) == 0 &&
            strcmp(list->items[i].deliverer, deliverer) == 0) {
            return true;
        }
    }
    return false;
}

static const char *nearest_of(KmCli *cli, const KmExpectedList *list, const char *contract,
                              const char *deliverer)
{
    const char **names = KM_NEW_ARRAY(cli->arena, const char *, list->count + 1);
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        const KmExpected *e = &list->items[i];
        if (contract == NULL || strcmp(e->contract, contract) == 0) {
            names[n++] = e->deliverer;
        }
    }
    return km_text_nearest(deliverer, names, n);
}

/* A name with a word left out ("kiem" of "de-kiem") is near however long the word. */
static const char *word_of(const KmExpectedList *list, const char *contract, const char *deliverer)
{
    for (size_t i = 0; i < list->count; i++) {
        const KmExpected *e = &list->items[i];
        size_t n = strlen(e->deliverer);
        size_t m = strlen(deliverer);
        bool ends = m >= 3 && n > m + 1 && e->deliverer[n - m - 1] == '-' &&
                    strcmp(e->deliverer + n - m, deliverer) == 0;
        bool begins =
            m >= 3 && n > m && e->deliverer[m] == '-' && strncmp(e->deliverer, deliverer, m) == 0;
        if (strcmp(e->contract, contract) == 0 && (ends || begins)) {
            return e->deliverer;
        }
    }
    return NULL;
}

const char *km_nearest_deliverer(KmCli *cli, const KmExpectedList *list, const char *contract,
                                 const char *deliverer)
{
    const char *nearest = nearest_of(cli, list, contract, deliverer);
    nearest = nearest != NULL ? nearest : word_of(list, contract, deliverer);
    nearest = nearest != NULL ? nearest : nearest_of(cli, list, NULL, deliverer);
    return nearest == NULL || strcmp(nearest, deliverer) == 0 ? NULL : nearest;
}

bool km_is_partly_in(const KmExpected *expected)
{
    return expected->n_lacking > 0 && expected->n_lacking < expected->n_months;
}

const KmPeriod *km_periods_to_ask(const KmExpected *expected, size_t *ret_count)
{
    bool is_partly = km_is_partly_in(expected) && expected->is_in_parts;
    *ret_count = is_partly ? expected->n_lacking : 1;
    return is_partly ? expected->lacking : &expected->period;
}

const char *km_delivery_file_name(KmArena *arena, const char *contract, const char *deliverer,
                                  const char *period)
{
    return km_format(arena, "%s_%s_%s.csv", contract, deliverer, period);
}

bool km_cli_on(KmCli *cli, KmDate *ret_on, KmDate *ret_knowledge, KmError *err)
{
    const char *named = km_cli_option(cli, "on");
    *ret_on = cli->today;
    *ret_knowledge = KM_DATE_OPEN;
    if (named == NULL) {
        return true;
    }
    if (!km_date_parse_iso(named, strlen(named), ret_on)) {
        return km_error_set(err, KM_ERROR_USAGE, "--on is '%.40s'; expected a day like 2026-10-14",
                            named);
    }
    *ret_knowledge = *ret_on;
    return true;
}
