#include "importers/persons/link_evidence.h"

#include "engine/base/text.h"

#include <stdlib.h>
#include <string.h>

typedef struct Value {
    int64_t value;
    struct Value *next;
} Value;

/* Days for which a file shows the person. */
typedef struct Sighting {
    int64_t delivery;
    KmDate from, to;
    struct Sighting *next;
} Sighting;

typedef struct {
    int64_t person;
    size_t leader; /* itself, or another one of the same child */
    Value *births;
    Value *sexes;
    Sighting *sightings;
} Known;

struct KmLinkEvidence {
    KmArena *arena;
    Known *known; /* by person */
    size_t n;
};

/* --- whom it is about ------------------------------------------------------------------------- */

static int by_person(const void *left, const void *right)
{
    const Known *a = left;
    const Known *b = right;
    return (a->person > b->person) - (a->person < b->person);
}

/* The place of the last one that is not after `person`; 0 when all are. */
static size_t place_of(const KmLinkEvidence *e, int64_t person)
{
    size_t low = 0;
    for (size_t high = e->n; high - low > 1;) {
        size_t middle = low + (high - low) / 2;
        if (e->known[middle].person <= person) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_known(const KmLinkEvidence *e, int64_t person)
{
    return e->n > 0 && e->known[place_of(e, person)].person == person;
}

/* Of one who is known. */
static Known *leader(const KmLinkEvidence *e, int64_t person)
{
    Known *at = &e->known[place_of(e, person)];
    while (at != &e->known[at->leader]) {
        at->leader = e->known[at->leader].leader;
        at = &e->known[at->leader];
    }
    return at;
}

static void list_persons(KmLinkEvidence *e, const int64_t *persons, size_t n,
                         const KmPersonLink *links, size_t n_links)
{
    size_t kept = 0;
    e->known = KM_NEW_ARRAY(e->arena, Known, n + 2 * n_links);
    for (size_t i = 0; i < n; i++) {
        e->known[e->n++].person = persons[i];
    }
    for (size_t i = 0; i < n_links; i++) {
        e->known[e->n++].person = links[i].old;
        e->known[e->n++].person = links[i].new;
    }
    if (e->n > 1) {
        qsort(e->known, e->n, sizeof *e->known, by_person);
    }
    for (size_t i = 0; i < e->n; i++) {
        if (kept == 0 || e->known[kept - 1].person != e->known[i].person) {
            e->known[kept++].person = e->known[i].person;
        }
    }
    e->n = kept;
    for (size_t i = 0; i < e->n; i++) {
        e->known[i].leader = i;
    }
}

static void append_values(Value **list, Value *more)
{
    while (*list != NULL) {
        list = &(*list)->next;
    }
    *list = more;
}

static void unite(KmLinkEvidence *e, Known *one, Known *other)
{
    Sighting **last = &one->sightings;
    while (*last != NULL) {
        last = &(*last)->next;
    }
    *last = other->sightings;
    append_values(&one->births, other->births);
    append_values(&one->sexes, other->sexes);
    other->births = NULL;
    other->sexes = NULL;
    other->sightings = NULL;
    other->leader = (size_t)(one - e->known);
}

/* --- what the deliveries tell ----------------------------------------------------------------- */

typedef struct {
    KmLinkEvidence *evidence;
    const char *columns[5];
    size_t n_columns;
    size_t birth, sex, from, to; /* cells of the row; 0: none */
    bool is_stay;
} Reading;

static void add_value(KmArena *arena, Value **list, int64_t value)
{
    for (const Value *at = *list; at != NULL; at = at->next) {
        if (at->value == value) {
            return;
        }
    }
    Value *new = KM_NEW(arena, Value);
    *new = (Value){value, *list};
    *list = new;
}

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    enum { DELIVERY = 0, PERSON = 2 };
    const Reading *r = self;
    (void)n_cells;
    (void)err;
    if (cells[PERSON].type != KM_CELL_INT || !is_known(r->evidence, cells[PERSON].integer)) {
        return true;
    }
    KmArena *arena = r->evidence->arena;
    Known *known = leader(r->evidence, cells[PERSON].integer);
    if (r->birth > 0 && cells[r->birth].type == KM_CELL_INT) {
        add_value(arena, &known->births, cells[r->birth].integer);
    }
    if (r->sex > 0 && cells[r->sex].type == KM_CELL_INT && cells[r->sex].integer != 0) {
        add_value(arena, &known->sexes, cells[r->sex].integer);
    }
    if (r->is_stay && cells[r->from].type == KM_CELL_INT) {
        bool has_end = cells[r->to].type == KM_CELL_INT;
        Sighting *new = KM_NEW(arena, Sighting);
        *new = (Sighting){.delivery = cells[DELIVERY].integer,
                          .from = (KmDate)cells[r->from].integer,
                          .to = has_end ? (KmDate)cells[r->to].integer : KM_DATE_OPEN,
                          .next = known->sightings};
        known->sightings = new;
    }
    return true;
}

static size_t want(Reading *r, const KmTableSpec *spec, const char *name, KmColumnType type)
{
    enum { CELLS_BEFORE = 2 };
    for (size_t i = 0; i < spec->n_columns; i++) {
        if (spec->columns[i].type == type && strcmp(spec->columns[i].name, name) == 0) {
            r->columns[r->n_columns++] = spec->columns[i].name;
            return CELLS_BEFORE + r->n_columns - 1;
        }
    }
    return 0;
}

static bool has_person(const KmTableSpec *spec)
{
    for (size_t i = 0; i < spec->n_columns; i++) {
        if (spec->columns[i].type == KM_COLUMN_PERSON) {
            return true;
        }
    }
    return false;
}

static bool read_contract(KmLinkEvidence *e, KmStore *store, const KmTableSpec *spec,
                          const int64_t *deliveries, size_t n, KmError *err)
{
    Reading r = {.evidence = e, .columns = {KM_PERSON_COLUMN}, .n_columns = 1};
    r.birth = want(&r, spec, "geboortedatum", KM_COLUMN_DATE);
    r.sex = want(&r, spec, "geslacht", KM_COLUMN_CODE);
    r.from = want(&r, spec, spec->spell_from, KM_COLUMN_DATE);
    r.to = want(&r, spec, spec->spell_to, KM_COLUMN_DATE);
    /* A register of children with a beginning and an end. Of events, files and arrangements one
     * child may well have two at a time. */
    r.is_stay = r.birth > 0 && r.from > 0 && r.to > 0;
    return km_table_scan(store, spec->contract, r.columns, r.n_columns, deliveries, n,
                         (KmRowSink){&r, take_row}, err);
}

static bool read_all(KmLinkEvidence *e, KmStore *store, KmError *err)
{
    KmTableSpec *specs;
    size_t n_specs;
    KmDelivery *deliveries;
    size_t n_deliveries;
    if (!km_table_list(store, e->arena, &specs, &n_specs, err) ||
        !km_delivery_list(store, e->arena, &deliveries, &n_deliveries, err)) {
        return false;
    }
    int64_t *numbers = KM_NEW_ARRAY(e->arena, int64_t, n_deliveries + 1);
    for (size_t i = 0; i < n_specs; i++) {
        size_t n = 0;
        for (size_t k = 0; k < n_deliveries; k++) {
            if (strcmp(deliveries[k].contract, specs[i].contract) == 0 &&
                deliveries[k].withdrawn == KM_DATE_OPEN) {
                numbers[n++] = deliveries[k].number;
            }
        }
        if (has_person(&specs[i]) && n > 0 &&
            !read_contract(e, store, &specs[i], numbers, n, err)) {
            return false;
        }
    }
    return true;
}

bool km_link_evidence_read(KmStore *store, KmArena *arena, const int64_t *persons, size_t n,
                           KmLinkEvidence **ret_evidence, KmError *err)
{
    KmLinkEvidence *e = KM_NEW(arena, KmLinkEvidence);
    KmPersonLink *links = NULL;
    size_t n_links = 0;
    e->arena = arena;
    if (!km_person_link_read(store, arena, &links, &n_links, err)) {
        return false;
    }
    list_persons(e, persons, n, links, n_links);
    for (size_t i = 0; i < n_links; i++) {
        Known *new = leader(e, links[i].new);
        Known *old = leader(e, links[i].old);
        if (new != old) {
            unite(e, new, old);
        }
    }
    *ret_evidence = e;
    return read_all(e, store, err);
}

/* --- the verdict ------------------------------------------------------------------------------ */

static bool share_none(const Value *one, const Value *other)
{
    for (const Value *a = one; a != NULL; a = a->next) {
        for (const Value *b = other; b != NULL; b = b->next) {
            if (a->value == b->value) {
                return false;
            }
        }
    }
    return one != NULL && other != NULL;
}

/* A day on which one number ends and the other begins is no day of both. */
static bool meet(const Sighting *one, const Sighting *other)
{
    for (const Sighting *a = one; a != NULL; a = a->next) {
        for (const Sighting *b = other; b != NULL; b = b->next) {
            if (a->delivery == b->delivery && a->from < b->to && b->from < a->to) {
                return true;
            }
        }
    }
    return false;
}

KmLinkVerdict km_link_evidence_join(KmLinkEvidence *evidence, int64_t old, int64_t new)
{
    Known *one = leader(evidence, new);
    Known *other = leader(evidence, old);
    if (one == other) {
        return KM_LINK_FITS;
    }
    if (share_none(one->births, other->births)) {
        return KM_LINK_OTHER_BIRTH;
    }
    if (share_none(one->sexes, other->sexes)) {
        return KM_LINK_OTHER_SEX;
    }
    if (meet(one->sightings, other->sightings)) {
        return KM_LINK_SIDE_BY_SIDE;
    }
    unite(evidence, one, other);
    return KM_LINK_FITS;
}
