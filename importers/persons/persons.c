#include "importers/persons/persons.h"

#include "importers/persons/erasure.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_SLOTS = 8192, FIRST_TOLD = 8192, DIGITS = 9, FIRST_BIRTH = -1000000 };

typedef struct {
    uint32_t number; /* 0: free; the top bit tells a BSN from an onderwijsnummer */
    int32_t person;
    uint32_t own; /* hash of the deliverer's own number in the file at hand; 0: none yet */
} Slot;

/* What the file at hand tells of a person, by its dense number. */
typedef struct {
    uint32_t birth; /* days, counted from FIRST_BIRTH; 0: not told yet */
    int32_t sex;    /* number of its code; 0: not told yet */
} Told;

struct KmPersons {
    KmArena *arena; /* of the slots */
    const KmKey *key;
    KmPersonBook *book;
    Slot *slots;
    size_t n_slots, used;
    bool has_own; /* some slot has one */
    KmArena *told_arena;
    Told *told;
    size_t n_told, told_used;
    KmErasedMark *erased;
    size_t n_erased;
};

bool km_persons_open(KmArena *arena, KmStore *store, const KmKey *key, KmPersons **ret_persons,
                     KmError *err)
{
    KmPersons *persons = KM_NEW(arena, KmPersons);
    persons->arena = km_arena_open();
    persons->key = key;
    persons->n_slots = FIRST_SLOTS;
    persons->slots = KM_NEW_ARRAY(persons->arena, Slot, FIRST_SLOTS);
    persons->told_arena = km_arena_open();
    persons->n_told = FIRST_TOLD;
    persons->told = KM_NEW_ARRAY(persons->told_arena, Told, FIRST_TOLD);
    if (!km_erased_read(store, arena, &persons->erased, &persons->n_erased, err) ||
        !km_person_book_open(store, &persons->book, err)) {
        km_persons_close(persons);
        return false;
    }
    *ret_persons = persons;
    return true;
}

static void wipe_told(KmPersons *persons)
{
    sodium_memzero(persons->told, persons->told_used * sizeof *persons->told);
    persons->told_used = 0;
}

static void wipe(KmPersons *persons)
{
    wipe_told(persons);
    sodium_memzero(persons->slots, persons->n_slots * sizeof *persons->slots);
    persons->used = 0;
    persons->has_own = false;
}

void km_persons_close(KmPersons *persons)
{
    if (persons != NULL) {
        wipe(persons);
        km_arena_close(persons->arena);
        km_arena_close(persons->told_arena);
        km_person_book_close(persons->book);
        *persons = (KmPersons){0};
    }
}

static size_t home(size_t n_slots, uint32_t number)
{
    return (size_t)((number * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & (n_slots - 1);
}

static Slot *find(Slot *slots, size_t n_slots, uint32_t number)
{
    size_t at = home(n_slots, number);
    while (slots[at].number != 0 && slots[at].number != number) {
        at = (at + 1) & (n_slots - 1);
    }
    return &slots[at];
}

static void grow(KmPersons *persons)
{
    size_t n = persons->n_slots * 2;
    KmArena *arena = km_arena_open();
    Slot *slots = km_alloc_table(arena, n, sizeof *slots);
    for (size_t i = 0; i < persons->n_slots; i++) {
        const Slot *old = &persons->slots[i];
        if (old->number != 0) {
            *find(slots, n, old->number) = *old;
        }
    }
    sodium_memzero(persons->slots, persons->n_slots * sizeof *persons->slots);
    km_arena_close(persons->arena);
    persons->arena = arena;
    persons->slots = slots;
    persons->n_slots = n;
}

void km_person_pseudonym(const KmKey *key, uint32_t number, KmPersonKind kind,
                         uint8_t ret_pseudonym[KM_PSEUDONYM_BYTES])
{
    char digits[DIGITS];
    for (int i = DIGITS - 1; i >= 0; i--) {
        digits[i] = (char)('0' + number % 10);
        number /= 10;
    }
    km_pseudonym(key, kind == KM_PERSON_BSN ? "bsn" : "owr", digits, DIGITS, ret_pseudonym);
    sodium_memzero(digits, sizeof digits);
}

static uint32_t tag(uint32_t number, KmPersonKind kind)
{
    const uint32_t bsn = UINT32_C(1) << 31;
    return number | (kind == KM_PERSON_BSN ? bsn : 0);
}

void km_persons_expect(const KmPersons *persons, uint32_t number, KmPersonKind kind)
{
    __builtin_prefetch(&persons->slots[home(persons->n_slots, tag(number, kind))], 1);
}

int64_t km_persons_foresee(KmPersons *persons, uint32_t number, KmPersonKind kind,
                           uint8_t ret_pseudonym[KM_PSEUDONYM_BYTES])
{
    const Slot *slot = find(persons->slots, persons->n_slots, tag(number, kind));
    if (slot->number == 0) {
        km_person_pseudonym(persons->key, number, kind, ret_pseudonym);
        km_person_expect(persons->book, ret_pseudonym);
    }
    return slot->person;
}

int64_t km_persons_of_number(KmPersons *persons, uint32_t number, KmPersonKind kind,
                             const uint8_t *pseudonym)
{
    uint8_t hashed[KM_PSEUDONYM_BYTES];
    uint32_t tagged = tag(number, kind);
    if (persons->used * 4 >= persons->n_slots * 3) {
        grow(persons);
    }
    Slot *slot = find(persons->slots, persons->n_slots, tagged);
    if (slot->number == 0) {
        if (pseudonym == NULL) {
            km_person_pseudonym(persons->key, number, kind, hashed);
            pseudonym = hashed;
        }
        *slot = (Slot){tagged, (int32_t)km_person_number(persons->book, pseudonym), 0};
        persons->used++;
    }
    return slot->person;
}

void km_persons_begin_file(KmPersons *persons)
{
    for (size_t i = 0; persons->has_own && i < persons->n_slots; i++) {
        persons->slots[i].own = 0;
    }
    persons->has_own = false;
    wipe_told(persons);
}

static Told *told_of(KmPersons *persons, int64_t person)
{
    size_t at = (size_t)person;
    if (at >= persons->n_told) {
        size_t n = persons->n_told * 2 > at ? persons->n_told * 2 : at + 1;
        size_t used = persons->told_used;
        KmArena *arena = km_arena_open();
        Told *told = KM_NEW_ARRAY(arena, Told, n);
        memcpy(told, persons->told, used * sizeof *told);
        wipe_told(persons);
        km_arena_close(persons->told_arena);
        persons->told_arena = arena;
        persons->told = told;
        persons->n_told = n;
        persons->told_used = used;
    }
    persons->told_used = at >= persons->told_used ? at + 1 : persons->told_used;
    return &persons->told[at];
}

bool km_persons_keeps_birth(KmPersons *persons, int64_t person, KmDate birth)
{
    uint32_t days = (uint32_t)(birth - FIRST_BIRTH);
    Told *told = told_of(persons, person);
    told->birth = told->birth == 0 ? days : told->birth;
    return told->birth == days;
}

bool km_persons_keeps_sex(KmPersons *persons, int64_t person, int32_t sex)
{
    Told *told = told_of(persons, person);
    told->sex = told->sex == 0 ? sex : told->sex;
    return told->sex == sex;
}

static char upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

bool km_persons_keeps_own_number(KmPersons *persons, uint32_t number, KmPersonKind kind,
                                 const char *own, size_t length)
{
    uint32_t hash = UINT32_C(2166136261); /* FNV-1a; two alike by chance only hide a remark */
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)upper(own[i])) * UINT32_C(16777619);
    }
    hash = hash == 0 ? 1 : hash;
    Slot *slot = find(persons->slots, persons->n_slots, tag(number, kind));
    if (slot->number != 0 && slot->own == 0) {
        slot->own = hash;
        persons->has_own = true;
    }
    return slot->number == 0 || slot->own == hash;
}

int64_t km_persons_of_pseudonym(KmPersons *persons, const uint8_t pseudonym[KM_PSEUDONYM_BYTES])
{
    return km_person_number(persons->book, pseudonym);
}

/* Letters' case and blanks around it do not make another child. */
static void own_pseudonym(const KmPersons *persons, const char *deliverer, const char *number,
                          size_t length, uint8_t ret_pseudonym[KM_PSEUDONYM_BYTES])
{
    enum { LONGEST = 200 };
    char text[LONGEST];
    size_t used = strlen(deliverer);
    used = used < LONGEST / 2 ? used : LONGEST / 2;
    memcpy(text, deliverer, used);
    text[used++] = '\0';
    for (size_t i = 0; i < length && used < LONGEST; i++) {
        text[used++] = upper(number[i]);
    }
    km_pseudonym(persons->key, "eigen", text, used, ret_pseudonym);
    sodium_memzero(text, sizeof text);
}

int64_t km_persons_of_own_number(KmPersons *persons, const char *deliverer, const char *number,
                                 size_t length)
{
    uint8_t pseudonym[KM_PSEUDONYM_BYTES];
    own_pseudonym(persons, deliverer, number, length, pseudonym);
    int64_t person = km_person_number(persons->book, pseudonym);
    km_person_set_provisional(persons->book, person);
    return person;
}

bool km_persons_know_erased(const KmPersons *persons)
{
    return persons->n_erased > 0;
}

bool km_persons_is_erased_number(const KmPersons *persons, uint32_t number, KmPersonKind kind)
{
    KmErasedMark mark;
    uint8_t pseudonym[KM_PSEUDONYM_BYTES];
    km_erased_mark_number(persons->key, number, kind, &mark);
    if (km_erased_holds(persons->erased, persons->n_erased, &mark)) {
        return true;
    }
    km_person_pseudonym(persons->key, number, kind, pseudonym); /* another number of the child */
    return km_persons_is_erased_pseudonym(persons, pseudonym);
}

bool km_persons_is_erased_pseudonym(const KmPersons *persons,
                                    const uint8_t pseudonym[KM_PSEUDONYM_BYTES])
{
    KmErasedMark mark;
    km_erased_mark_pseudonym(persons->key, pseudonym, &mark);
    return km_erased_holds(persons->erased, persons->n_erased, &mark);
}

bool km_persons_is_erased_own_number(const KmPersons *persons, const char *deliverer,
                                     const char *number, size_t length)
{
    uint8_t pseudonym[KM_PSEUDONYM_BYTES];
    own_pseudonym(persons, deliverer, number, length, pseudonym);
    return km_persons_is_erased_pseudonym(persons, pseudonym);
}

int64_t km_link_hash(const KmKey *key, KmDate birth, int64_t sex, const char *pc6)
{
    char text[64];
    int n = snprintf(text, sizeof text, "%d|%lld|%.6s", birth, (long long)sex, pc6);
    int64_t number = km_keyed_number(key, "koppel", text, (size_t)n);
    sodium_memzero(text, sizeof text);
    return number;
}

int64_t km_persons_last(const KmPersons *persons)
{
    return km_person_book_last(persons->book);
}

bool km_persons_write(KmPersons *persons, int64_t number, KmError *err)
{
    return km_person_book_write(persons->book, number, err);
}

bool km_persons_save(KmPersons *persons, KmError *err)
{
    return km_person_book_save(persons->book, err);
}

void km_persons_undo(KmPersons *persons)
{
    wipe(persons); /* numbers given since the last save are no longer true */
    km_person_book_undo(persons->book);
}
