#include "indicators/worktables/person_map.h"

#include "engine/base/text.h"

#include <stdlib.h>
#include <string.h>

enum { NOBODY = 0, SEVERAL = -1 };

/* A row that says of a person which birth date, sex and postcode it has. */
typedef struct {
    int64_t key;
    int64_t person;
    int64_t delivery;
} Trait;

typedef struct {
    int64_t number;
    const char *deliverer; /* of its first row */
    int64_t candidate;     /* NOBODY, SEVERAL, or the one numbered child */
    bool is_seen;
    bool *contracts; /* by spec: has rows of this child */
} Provisional;

typedef struct {
    KmArena *arena;
    int64_t *persons;
    size_t n_persons;
    Provisional *provisional; /* by number */
    size_t n_provisional;
    const char **deliverers; /* by delivery number */
    size_t n_deliverers;
    Trait *traits;
    size_t n_traits, capacity;
    const KmTableSpec *specs;
    size_t n_specs, spec; /* the one being read */
} Linking;

static int by_number(const void *left, const void *right)
{
    const Provisional *a = left;
    const Provisional *b = right;
    return (a->number > b->number) - (a->number < b->number);
}

static Provisional *provisional_of(const Linking *linking, int64_t number)
{
    Provisional wanted = {.number = number};
    return linking->n_provisional == 0
               ? NULL
               : bsearch(&wanted, linking->provisional, linking->n_provisional,
                         sizeof *linking->provisional, by_number);
}

/* A link of someone who became someone else in turn; links form no ring. */
static int64_t follow(const Linking *linking, int64_t number)
{
    while (number > 0 && (size_t)number < linking->n_persons &&
           linking->persons[number] != number) {
        number = linking->persons[number];
    }
    return number;
}

static bool take_trait(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Linking *linking = self;
    (void)n_cells;
    (void)err;
    if (cells[2].type != KM_CELL_INT) {
        return true;
    }
    Provisional *provisional = provisional_of(linking, cells[2].integer);
    size_t delivery = (size_t)cells[0].integer;
    if (provisional != NULL && !provisional->is_seen && delivery < linking->n_deliverers) {
        provisional->is_seen = true;
        provisional->deliverer = linking->deliverers[delivery];
    }
    if (provisional != NULL) {
        if (provisional->contracts == NULL) {
            provisional->contracts = KM_NEW_ARRAY(linking->arena, bool, linking->n_specs);
        }
        provisional->contracts[linking->spec] = true;
    }
    if (cells[3].type == KM_CELL_INT) {
        KM_GROW(linking->arena, linking->traits, linking->n_traits, linking->capacity);
        linking->traits[linking->n_traits++] =
            (Trait){cells[3].integer, follow(linking, cells[2].integer), cells[0].integer};
    }
    return true;
}

static bool has_column(const KmTableSpec *spec, const char *name, KmColumnType type)
{
    for (size_t i = 0; i < spec->n_columns; i++) {
        bool is_named = type == KM_COLUMN_PERSON || strcmp(spec->columns[i].name, name) == 0;
        if (spec->columns[i].type == type && is_named) {
            return true;
        }
    }
    return false;
}

/* The numbers of the contract's speaking deliveries; each may come more than once. */
static size_t speaking(const KmTableSpec *spec, const KmDelivery *deliveries,
                       const KmSelection *selection, int64_t *ret_numbers)
{
    size_t n = 0;
    for (size_t i = 0; i < selection->n_segments; i++) {
        const KmDelivery *d = &deliveries[selection->segments[i].delivery];
        if (strcmp(d->contract, spec->contract) == 0) {
            ret_numbers[n++] = d->number;
        }
    }
    return n;
}

static bool read_traits(Linking *linking, KmStore *store, const KmDelivery *deliveries,
                        const KmSelection *selection, KmError *err)
{
    const KmTableSpec *specs = linking->specs;
    static const char *const columns[] = {"kind", KM_LINK_COLUMN};
    int64_t *numbers = KM_NEW_ARRAY(linking->arena, int64_t, selection->n_segments + 1);
    for (size_t i = 0; i < linking->n_specs; i++) {
        linking->spec = i;
        if (!has_column(&specs[i], "kind", KM_COLUMN_PERSON) ||
            !has_column(&specs[i], KM_LINK_COLUMN, KM_COLUMN_INT)) {
            continue;
        }
        size_t n = speaking(&specs[i], deliveries, selection, numbers);
        if (!km_table_scan(store, specs[i].contract, columns, 2, numbers, n,
                           (KmRowSink){linking, take_trait}, err)) {
            return false;
        }
    }
    return true;
}

static int by_key(const void *left, const void *right)
{
    const Trait *a = left;
    const Trait *b = right;
    int order = (a->key > b->key) - (a->key < b->key);
    order = order != 0 ? order : (a->person > b->person) - (a->person < b->person);
    return order != 0 ? order : (a->delivery > b->delivery) - (a->delivery < b->delivery);
}

/* The one numbered child among rows with the same traits. */
static int64_t only_numbered(const Linking *linking, const Trait *traits, size_t n)
{
    int64_t found = NOBODY;
    for (size_t i = 0; i < n; i++) {
        if (provisional_of(linking, traits[i].person) == NULL && traits[i].person != found) {
            if (found != NOBODY) {
                return SEVERAL;
            }
            found = traits[i].person;
        }
    }
    return found;
}

static bool stands_beside(const Trait *traits, size_t n, int64_t person, int64_t delivery)
{
    for (size_t i = 0; i < n; i++) {
        if (traits[i].person == person && traits[i].delivery == delivery) {
            return true;
        }
    }
    return false;
}

static void look_at_group(Linking *linking, const Trait *traits, size_t n)
{
    int64_t numbered = only_numbered(linking, traits, n);
    for (size_t i = 0; i < n && numbered != NOBODY; i++) {
        Provisional *p = provisional_of(linking, traits[i].person);
        if (p == NULL) {
            continue;
        }
        bool is_other =
            numbered == SEVERAL || stands_beside(traits, n, numbered, traits[i].delivery);
        bool is_first = p->candidate == NOBODY || p->candidate == numbered;
        p->candidate = is_other || !is_first ? SEVERAL : numbered;
    }
}

static void look_at_all(Linking *linking)
{
    if (linking->n_traits > 0) {
        qsort(linking->traits, linking->n_traits, sizeof *linking->traits, by_key);
    }
    for (size_t start = 0; start < linking->n_traits;) {
        size_t end = start + 1;
        while (end < linking->n_traits && linking->traits[end].key == linking->traits[start].key) {
            end++;
        }
        look_at_group(linking, linking->traits + start, end - start);
        start = end;
    }
}

static int by_candidate(const void *left, const void *right)
{
    const Provisional *const *a = left;
    const Provisional *const *b = right;
    int order = ((*a)->candidate > (*b)->candidate) - ((*a)->candidate < (*b)->candidate);
    return order != 0 ? order : strcmp((*a)->deliverer, (*b)->deliverer);
}

/* Two children of one deliverer are two. */
static void part_twins(Linking *linking)
{
    Provisional **claims = KM_NEW_ARRAY(linking->arena, Provisional *, linking->n_provisional);
    size_t n = 0;
    for (size_t i = 0; i < linking->n_provisional; i++) {
        if (linking->provisional[i].candidate > NOBODY) {
            claims[n++] = &linking->provisional[i];
        }
    }
    if (n > 1) {
        qsort(claims, n, sizeof(Provisional *), by_candidate);
    }
    for (size_t start = 0; start < n;) {
        size_t end = start + 1;
        while (end < n && by_candidate(&claims[start], &claims[end]) == 0) {
            end++;
        }
        for (size_t i = start; i < end && end - start > 1; i++) {
            claims[i]->candidate = SEVERAL;
        }
        start = end;
    }
}

static bool names(const char *contracts, const char *contract)
{
    size_t length = strlen(contract);
    for (const char *at = contracts; (at = strstr(at, contract)) != NULL; at++) {
        if (at > contracts && at[-1] == '|' && at[length] == '|') {
            return true;
        }
    }
    return false;
}

/* In the order of the specs. */
static const char *contracts_of(const Linking *linking, const Provisional *p)
{
    KmText text = km_text_init(linking->arena);
    km_text_add_char(&text, '|');
    for (size_t s = 0; s < linking->n_specs && p->contracts != NULL; s++) {
        if (p->contracts[s]) {
            km_text_addf(&text, "%s|", linking->specs[s].contract);
        }
    }
    return text.bytes;
}

static const char *merged(const Linking *linking, const char *one, const char *other)
{
    KmText text = km_text_init(linking->arena);
    km_text_add_char(&text, '|');
    for (size_t s = 0; s < linking->n_specs; s++) {
        const char *contract = linking->specs[s].contract;
        if (names(one, contract) || names(other, contract)) {
            km_text_addf(&text, "%s|", contract);
        }
    }
    return text.bytes;
}

static int by_person(const void *left, const void *right)
{
    const KmGraded *a = left;
    const KmGraded *b = right;
    return (a->person > b->person) - (a->person < b->person);
}

static void grade(Linking *linking, KmPersonMap *map)
{
    KmGraded *graded = KM_NEW_ARRAY(linking->arena, KmGraded, linking->n_provisional);
    size_t n = 0;
    size_t kept = 0;
    for (size_t i = 0; i < linking->n_provisional; i++) {
        const Provisional *p = &linking->provisional[i];
        bool is_linked = p->candidate > NOBODY;
        if (is_linked) {
            linking->persons[p->number] = p->candidate;
        }
        if (p->is_seen) {
            graded[n++] =
                (KmGraded){is_linked ? p->candidate : follow(linking, p->number),
                           is_linked ? KM_LINK_WEAK : KM_LINK_NONE, contracts_of(linking, p)};
        }
    }
    if (n > 1) {
        qsort(graded, n, sizeof *graded, by_person);
    }
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || graded[kept - 1].person != graded[i].person) {
            graded[kept++] = graded[i];
        } else {
            graded[kept - 1].contracts =
                merged(linking, graded[kept - 1].contracts, graded[i].contracts);
        }
    }
    map->graded = graded;
    map->n_graded = kept;
}

static void know_deliverers(Linking *linking, const KmDelivery *deliveries,
                            const KmSelection *selection)
{
    for (size_t i = 0; i < selection->n_segments; i++) {
        int64_t number = deliveries[selection->segments[i].delivery].number;
        linking->n_deliverers =
            (size_t)number >= linking->n_deliverers ? (size_t)number + 1 : linking->n_deliverers;
    }
    linking->deliverers = KM_NEW_ARRAY(linking->arena, const char *, linking->n_deliverers);
    for (size_t i = 0; i < selection->n_segments; i++) {
        const KmDelivery *d = &deliveries[selection->segments[i].delivery];
        linking->deliverers[d->number] = d->deliverer;
    }
}

/* Everybody himself, but who was linked by someone who knows. */
static void begin_with_links(Linking *linking, const KmPersonLink *links, size_t n_links,
                             KmDate knowledge)
{
    for (size_t i = 0; i < n_links; i++) {
        int64_t high = links[i].old > links[i].new ? links[i].old : links[i].new;
        linking->n_persons =
            (size_t)high >= linking->n_persons ? (size_t)high + 1 : linking->n_persons;
    }
    for (size_t i = 0; i < linking->n_provisional; i++) {
        size_t number = (size_t)linking->provisional[i].number;
        linking->n_persons = number >= linking->n_persons ? number + 1 : linking->n_persons;
    }
    linking->persons = KM_NEW_ARRAY(linking->arena, int64_t, linking->n_persons);
    for (size_t i = 0; i < linking->n_persons; i++) {
        linking->persons[i] = (int64_t)i;
    }
    for (size_t i = 0; i < n_links; i++) {
        if (links[i].known <= knowledge) {
            linking->persons[links[i].old] = links[i].new;
        }
    }
}

bool km_person_map_make(KmStore *store, KmArena *arena, const KmTableSpec *specs, size_t n_specs,
                        const KmDelivery *deliveries, const KmSelection *selection,
                        KmPersonMap *ret_map, KmError *err)
{
    Linking linking = {.arena = arena, .specs = specs, .n_specs = n_specs};
    int64_t *numbers = NULL;
    KmPersonLink *links = NULL;
    size_t n_links = 0;
    *ret_map = (KmPersonMap){0};
    if (!km_person_provisional_read(store, arena, &numbers, &linking.n_provisional, err) ||
        !km_person_link_read(store, arena, &links, &n_links, err)) {
        return false;
    }
    if (linking.n_provisional == 0 && n_links == 0) {
        return true;
    }
    linking.provisional = KM_NEW_ARRAY(arena, Provisional, linking.n_provisional);
    for (size_t i = 0; i < linking.n_provisional; i++) {
        linking.provisional[i] = (Provisional){.number = numbers[i], .deliverer = ""};
    }
    know_deliverers(&linking, deliveries, selection);
    begin_with_links(&linking, links, n_links, selection->knowledge);
    if (linking.n_provisional > 0 && !read_traits(&linking, store, deliveries, selection, err)) {
        return km_error_context(err, "while linking rows without a personal number");
    }
    look_at_all(&linking);
    part_twins(&linking);
    grade(&linking, ret_map);
    for (size_t i = 0; i < linking.n_persons; i++) {
        linking.persons[i] = follow(&linking, (int64_t)i);
    }
    for (size_t i = 0; i < n_links; i++) {
        ret_map->n_links += links[i].known <= selection->knowledge ? 1 : 0;
    }
    ret_map->persons = linking.persons;
    ret_map->n_persons = linking.n_persons;
    return true;
}

int64_t km_person_of(const KmPersonMap *map, int64_t number)
{
    return number > 0 && (size_t)number < map->n_persons ? map->persons[number] : number;
}
