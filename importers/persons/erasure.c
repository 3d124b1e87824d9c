#include "importers/persons/erasure.h"

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "engine/store/delivery.h"
#include "importers/persons/persons.h"
#include "importers/reading/csv_reader.h"
#include "importers/reading/input.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 9 };

void km_erased_mark_number(const KmKey *key, uint32_t number, KmPersonKind kind,
                           KmErasedMark *ret_mark)
{
    char digits[DIGITS];
    for (int i = DIGITS - 1; i >= 0; i--) {
        digits[i] = (char)('0' + number % 10);
        number /= 10;
    }
    km_pseudonym(key, kind == KM_PERSON_BSN ? "gewist-bsn" : "gewist-owr", digits, DIGITS,
                 ret_mark->hash);
    sodium_memzero(digits, sizeof digits);
}

void km_erased_mark_pseudonym(const KmKey *key, const uint8_t pseudonym[KM_PSEUDONYM_BYTES],
                              KmErasedMark *ret_mark)
{
    km_pseudonym(key, "gewist", pseudonym, KM_PSEUDONYM_BYTES, ret_mark->hash);
}

static int by_hash(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(KmErasedMark));
}

bool km_erased_holds(const KmErasedMark *marks, size_t n, const KmErasedMark *mark)
{
    return n > 0 && bsearch(mark, marks, n, sizeof *marks, by_hash) != NULL;
}

static void make_mark(const void *self, const uint8_t pseudonym[KM_PSEUDONYM_BYTES],
                      KmErasedMark *ret_mark)
{
    km_erased_mark_pseudonym(self, pseudonym, ret_mark);
}

typedef struct {
    KmArena *arena;
    KmStore *store;
    const KmKey *key;
    KmPersonBook *book;
    const char *file;
    KmDate day;
    int64_t *persons;
    size_t n, capacity;
    int64_t last; /* highest person number of the store */
    KmErasureResult result;
} List;

static bool check_header(const List *l, const KmRecord *record, KmError *err)
{
    static const char *const names[] = {"bsn", "onderwijsnummer", "nummer", "burgerservicenummer",
                                        "persoonsnummer"};
    KmSlice cell = km_slice_trim(record->fields[0]);
    const char *folded = km_text_fold(l->arena, cell.bytes, cell.length);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(folded, names[i]) == 0 && record->broken == 0) {
            return true;
        }
    }
    (void)km_error_at(err, KM_ERROR_INPUT, l->file, record->line, 0,
                      "this is no list of personal numbers; expected the header 'BSN', "
                      "'onderwijsnummer' or 'nummer'");
    return km_error_hint(err, "make a text file with that word on the first line and one number on "
                              "each line below it");
}

static bool take_number(List *l, const KmRecord *record, KmError *err)
{
    uint32_t number = 0;
    KmPersonKind kind = KM_PERSON_BSN;
    KmErasedMark mark;
    KmErasedMark pseudonym_mark;
    uint8_t pseudonym[KM_PSEUDONYM_BYTES];
    KmSlice cell = km_slice_trim(record->fields[0]);
    KmRule rule = km_field_person(cell, &number, &kind);
    if (record->broken != 0 || (rule != KM_RULE_NONE && rule != KM_RULE_PERSON_ODD)) {
        char class[KM_VALUE_CLASS_BYTES];
        km_value_class(cell, class);
        return km_error_at(err, KM_ERROR_INPUT, l->file, record->line, 1,
                           "not a BSN or onderwijsnummer (%s); nobody was erased",
                           km_value_class_english(l->arena, class));
    }
    km_person_pseudonym(l->key, number, kind, pseudonym);
    km_erased_mark_number(l->key, number, kind, &mark);
    km_erased_mark_pseudonym(l->key, pseudonym, &pseudonym_mark);
    int64_t person = km_person_number(l->book, pseudonym);
    for (size_t i = 0; i < l->n; i++) {
        if (l->persons[i] == person) {
            return true;
        }
    }
    KM_GROW(l->arena, l->persons, l->n, l->capacity);
    l->persons[l->n++] = person;
    l->result.numbers++;
    l->result.known += person <= l->last ? 1 : 0;
    return km_erased_add(l->store, &mark, l->day, err) &&
           km_erased_add(l->store, &pseudonym_mark, l->day, err);
}

static bool take_lines(List *l, KmCsvReader *reader, KmError *err)
{
    KmRecord record;
    bool has_header = false;
    int got = km_csv_next(reader, &record, err);
    while (got == 1) {
        bool is_blank = record.n_fields == 0 || km_slice_trim(record.fields[0]).length == 0;
        if (!is_blank &&
            !(has_header ? take_number(l, &record, err) : check_header(l, &record, err))) {
            return false;
        }
        has_header = has_header || !is_blank;
        got = km_csv_next(reader, &record, err);
    }
    if (got == 0 && l->n == 0) {
        return km_error_at(err, KM_ERROR_INPUT, l->file, 0, 0, "the file holds no number");
    }
    return got == 0;
}

static bool read_list(List *l, const char *path, KmError *err)
{
    KmInput *input = NULL;
    if (!km_input_open(l->arena, path, &input, err)) {
        return false;
    }
    KmCsvOptions options = {.file = l->file, .separator = ';', .columns = 1};
    (void)km_input_head(input);
    bool good = km_input_rewind(input, err);
    if (good) {
        KmCsvReader *reader = km_csv_open(l->arena, km_input_source(input), &options);
        good = take_lines(l, reader, err);
        km_csv_close(reader);
    }
    km_input_close(input);
    return good;
}

bool km_erasure_run(KmArena *arena, KmStore *store, const KmKey *key, const char *path, KmDate day,
                    KmErasureResult *ret_result, KmError *err)
{
    List l = {.arena = arena, .store = store, .key = key, .file = km_path_base(path), .day = day};
    KmErasedMarker marker = {.self = key, .make = make_mark};
    if (!km_key_bind(key, store, err) || !km_person_book_open(store, &l.book, err)) {
        return false;
    }
    l.last = km_person_book_last(l.book);
    bool good = read_list(&l, path, err) && km_erase_persons(store, arena, l.persons, l.n, &marker,
                                                             day, &l.result.erasure, err);
    km_person_book_close(l.book);
    *ret_result = l.result;
    return good;
}
