#include "importers/contract/contract.h"

#include "engine/base/text.h"
#include "importers/contract/contract_inner.h"

#include <stdlib.h>
#include <string.h>

struct KmContracts {
    KmArena *arena;
    KmCodeList **lists;
    size_t n_lists, lists_capacity;
    KmContract **contracts;
    size_t n_contracts, contracts_capacity;
};

/* A directory of definitions, and whether it is the workspace's. */
typedef struct {
    const char *path;
    bool is_workspace;
} Place;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many bytes at `text` are a sign that nobody sees: a byte order mark, also one that was taken
 * for letters (ï»¿), a space without width, a direction mark, a soft hyphen. */
static size_t unseen(const char *text, size_t length)
{
    static const char *const signs[] = {"\xef\xbb\xbf", "\xc3\xaf\xc2\xbb\xc2\xbf",
                                        "\xe2\x80\x8b", "\xe2\x80\x8c",
                                        "\xe2\x80\x8d", "\xe2\x80\x8e",
                                        "\xe2\x80\x8f", "\xe2\x81\xa0",
                                        "\xc2\xad"};
    bool is_ascii = (unsigned char)text[0] < 0x80;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0] && !is_ascii; i++) {
        size_t n = strlen(signs[i]);
        if (length >= n && memcmp(text, signs[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

char *km_header_fold(KmArena *arena, const char *text, size_t length)
{
    char *seen = km_alloc(arena, length + 1);
    size_t n = 0;
    for (size_t i = 0; i < length;) {
        size_t skip = unseen(text + i, length - i);
        if (skip == 0) {
            seen[n++] = text[i];
        }
        i += skip == 0 ? 1 : skip;
    }
    char *folded = km_text_fold(arena, seen, n);
    n = 0;
    for (const char *p = folded; *p != '\0'; p++) {
        if (*p != '_') {
            folded[n++] = *p;
        }
    }
    folded[n] = '\0';
    return folded;
}

/* '#' in the alias stands for one digit. */
static bool alias_fits(const char *alias, const char *folded)
{
    size_t i = 0;
    for (; alias[i] != '\0' && folded[i] != '\0'; i++) {
        if (alias[i] != folded[i] && !(alias[i] == '#' && is_digit(folded[i]))) {
            return false;
        }
    }
    return alias[i] == folded[i];
}

int km_alias_match(const char *const *aliases, size_t n_aliases, const char *folded)
{
    for (size_t i = 0; i < n_aliases; i++) {
        if (alias_fits(aliases[i], folded)) {
            return (int)i;
        }
    }
    return -1;
}

static bool add_list(KmContracts *all, const char *path, bool is_workspace, KmError *err)
{
    KmCodeList *list = NULL;
    (void)is_workspace;
    if (!km_codelist_read(all->arena, path, &list, err)) {
        return false;
    }
    for (size_t i = 0; i < all->n_lists; i++) {
        if (km_text_equal(all->lists[i]->name, list->name)) {
            all->lists[i] = list;
            return true;
        }
    }
    all->lists =
        km_grow(all->arena, all->lists, all->n_lists, &all->lists_capacity, sizeof(void *));
    all->lists[all->n_lists++] = list;
    return true;
}

static bool add_contract(KmContracts *all, const char *path, bool is_workspace, KmError *err)
{
    KmContract *contract = NULL;
    if (!km_contract_read(all->arena, path, all->lists, all->n_lists, &contract, err)) {
        return false;
    }
    contract->is_workspace = is_workspace;
    for (size_t i = 0; i < all->n_contracts; i++) {
        if (km_text_equal(all->contracts[i]->name, contract->name)) {
            all->contracts[i] = contract;
            return true;
        }
    }
    all->contracts = km_grow(all->arena, all->contracts, all->n_contracts, &all->contracts_capacity,
                             sizeof(void *));
    all->contracts[all->n_contracts++] = contract;
    return true;
}

static bool read_place(KmContracts *all, const Place *place, const char *folder,
                       bool (*add)(KmContracts *, const char *, bool, KmError *), KmError *err)
{
    char **names = NULL;
    size_t n = 0;
    const char *path = km_path_join(all->arena, place->path, folder);
    if (place->is_workspace && !km_is_directory(path)) {
        return true;
    }
    if (!km_directory_list(all->arena, path, &names, &n, err)) {
        return km_error_context(err, "while looking for contracts and code lists");
    }
    for (size_t i = 0; i < n; i++) {
        if (km_text_ends_with(names[i], ".json") &&
            !add(all, km_path_join(all->arena, path, names[i]), place->is_workspace, err)) {
            return false;
        }
    }
    return true;
}

static int by_code(const void *a, const void *b)
{
    const KmContract *x = *(KmContract *const *)a;
    const KmContract *y = *(KmContract *const *)b;
    int order = strcmp(x->code, y->code);
    return order != 0 ? order : strcmp(x->name, y->name);
}

bool km_contracts_open(KmArena *arena, const char *datadir, const char *workspace,
                       KmContracts **ret_contracts, KmError *err)
{
    KmContracts *all = KM_NEW(arena, KmContracts);
    Place places[2] = {{datadir, false}, {workspace, true}};
    size_t n_places = workspace == NULL ? 1 : 2;
    all->arena = arena;
    for (size_t i = 0; i < n_places; i++) {
        if (!read_place(all, &places[i], "importers/codes", add_list, err)) {
            return false;
        }
    }
    for (size_t i = 0; i < n_places; i++) {
        if (!read_place(all, &places[i], "importers/contracts", add_contract, err)) {
            return false;
        }
    }
    if (all->n_contracts > 0) {
        qsort(all->contracts, all->n_contracts, sizeof(KmContract *), by_code);
    }
    *ret_contracts = all;
    return true;
}

size_t km_contracts_count(const KmContracts *contracts)
{
    return contracts->n_contracts;
}

const KmContract *km_contracts_contract(const KmContracts *contracts, size_t i)
{
    return contracts->contracts[i];
}

KmContractText km_contracts_at(const KmContracts *contracts, size_t i)
{
    const KmContract *c = contracts->contracts[i];
    return (KmContractText){.name = c->name,
                            .code = c->code,
                            .title_nl = c->title_nl,
                            .title_en = c->title_en,
                            .file = c->file,
                            .hash = c->hash,
                            .is_workspace = c->is_workspace,
                            .terms = c->terms};
}

const KmContract *km_contracts_find(const KmContracts *contracts, const char *name)
{
    for (size_t i = 0; i < contracts->n_contracts; i++) {
        const KmContract *c = contracts->contracts[i];
        if (km_text_equal(c->name, name) || km_text_equal(c->code, name)) {
            return c;
        }
    }
    return NULL;
}

char *km_contracts_names(KmArena *arena, const KmContracts *contracts)
{
    KmText text = km_text_init(arena);
    for (size_t i = 0; i < contracts->n_contracts; i++) {
        km_text_addf(&text, "%s%s", i == 0 ? "" : ", ", contracts->contracts[i]->name);
    }
    return text.bytes;
}

bool km_contracts_need(KmArena *arena, const KmContracts *contracts, const char *name,
                       const KmContract **ret_contract, KmError *err)
{
    const char **names = KM_NEW_ARRAY(arena, const char *, contracts->n_contracts);
    *ret_contract = km_contracts_find(contracts, name);
    if (*ret_contract != NULL) {
        return true;
    }
    for (size_t i = 0; i < contracts->n_contracts; i++) {
        names[i] = contracts->contracts[i]->name;
    }
    const char *nearest = km_text_nearest(name, names, contracts->n_contracts);
    if (nearest != NULL) {
        (void)km_error_set(err, KM_ERROR_USAGE, "there is no contract '%.60s'; did you mean '%s'?",
                           name, nearest);
        return km_error_hint(err, "`kansmeter contract list` shows them all");
    }
    return km_error_set(err, KM_ERROR_USAGE, "there is no contract '%.60s'; there are: %s", name,
                        km_contracts_names(arena, contracts));
}

bool km_contracts_know(KmArena *arena, const KmContracts *contracts, const char *name, KmError *err)
{
    const KmContract *contract;
    return km_contracts_need(arena, contracts, name, &contract, err);
}
