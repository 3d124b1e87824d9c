#include "engine/base/text.h"
#include "importers/decoding/decoder_inner.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_KEY = 1024 };

static void check_order(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    KmDate from;
    KmDate to;
    if (km_decoder_date(d, c->from_field, &from) && km_decoder_date(d, c->to_field, &to) &&
        to < from) {
        km_decoder_note(d, KM_RULE_SPELL_BACKWARDS, c->to_field, KM_OUTCOME_REFUSED,
                        c->fields[c->from_field].name);
    }
    for (size_t n = 0; n < d->plan.n_bounded; n++) {
        size_t i = d->plan.bounded[n];
        KmDate date;
        KmDate bound;
        int other = c->fields[i].not_before;
        if (other >= 0 && km_decoder_date(d, (int)i, &date) && km_decoder_date(d, other, &bound) &&
            date < bound) {
            km_decoder_note(d, KM_RULE_DATE_TOO_EARLY, (int)i, KM_OUTCOME_REMARKED,
                            c->fields[other].name);
        }
    }
}

int km_decoder_ladder_step(const KmDecoder *d, int field)
{
    const KmField *f = &d->setup.contract->fields[field];
    for (size_t i = 0; f->cell >= 0 && i < f->list->n_codes; i++) {
        if (d->row->cells[f->cell].integer == d->setup.numbers[field][i]) {
            int order = f->list->codes[i].order;
            return order < KM_CODE_BESIDE_LADDER ? order : 0;
        }
    }
    return 0;
}

static int day_of_year(KmDate date)
{
    KmCivil civil = km_civil_from_date(date);
    return civil.month * 100 + civil.day;
}

static void check_values(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    for (size_t n = 0; n < d->plan.n_bounded; n++) {
        size_t i = d->plan.bounded[n];
        const KmField *f = &c->fields[i];
        KmDate date;
        if (f->not_below >= 0) {
            int step = km_decoder_ladder_step(d, (int)i);
            if (step > 0 && step < km_decoder_ladder_step(d, f->not_below)) {
                km_decoder_note(d, KM_RULE_VALUE_LOWER, (int)i, KM_OUTCOME_REFUSED,
                                c->fields[f->not_below].name);
            }
        }
        if (f->window_from > 0 && km_decoder_date(d, (int)i, &date) &&
            (day_of_year(date) < f->window_from || day_of_year(date) > f->window_to)) {
            km_decoder_note(d, KM_RULE_DATE_OUTSIDE_WINDOW, (int)i, KM_OUTCOME_REMARKED, f->window);
        }
    }
}

/* What a row changes must be known: read as a change, what is gone would stay. In a file of all
 * rows the cell may be empty. */
static void check_change(KmDecoder *d)
{
    int field = d->setup.contract->mutation;
    if (field < 0 || (!d->setup.is_mutation && !d->row->fields[field].is_bad)) {
        return;
    }
    if (d->row->fields[field].is_bad || km_decoder_ladder_step(d, field) == 0) {
        km_decoder_note(d, KM_RULE_CHANGE_UNSTATED, field, KM_OUTCOME_REFUSED, NULL);
    }
}

static bool is_outside(const KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    const KmPeriod *period = d->setup.period;
    KmDate from;
    KmDate to;
    if (!km_decoder_date(d, c->from_field, &from)) {
        return false;
    }
    bool has_end = km_decoder_date(d, c->to_field, &to);
    bool is_event = c->to_field < 0; /* over on the day it begins */
    bool is_before =
        is_event ? from < period->from
                 : has_end && (c->spec.end_inclusive ? to < period->from : to <= period->from);
    switch (c->spec.authority) {
    case KM_AUTHORITY_HISTORY:
        return from >= period->to;
    case KM_AUTHORITY_PERIOD:
        return from >= period->to || is_before;
    case KM_AUTHORITY_STAND:
    case KM_AUTHORITY_REGISTER:
        break;
    }
    return false;
}

static void check_period(KmDecoder *d)
{
    if (is_outside(d)) {
        d->row->is_outside = true;
        km_decoder_note(d, KM_RULE_ROW_OUTSIDE_PERIOD, -1, KM_OUTCOME_REMARKED,
                        d->setup.period->text);
    }
}

static int64_t house_number(const KmDecoder *d)
{
    int field = d->setup.contract->house_number;
    int64_t number = 0;
    if (field < 0) {
        return 0;
    }
    KmSlice cell = d->row->fields[field].cell;
    for (size_t i = 0; i < cell.length && i < 5; i++) {
        if (cell.bytes[i] < '0' || cell.bytes[i] > '9') {
            break;
        }
        number = number * 10 + (cell.bytes[i] - '0');
    }
    return number;
}

static void put_district(KmDecoder *d, const KmAddress *address)
{
    const KmContract *c = d->setup.contract;
    d->row->cells[c->wijk_cell] =
        (KmCell){.type = KM_CELL_INT,
                 .integer = address->wijk < 0 ? 0 : d->setup.wijk_numbers[address->wijk]};
    if (c->buurt_cell >= 0 && address->buurt[0] != '\0') {
        d->row->cells[c->buurt_cell] = (KmCell){.type = KM_CELL_TEXT,
                                                .text = address->buurt,
                                                .length = (int32_t)strlen(address->buurt)};
    }
}

static void find_district(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    if (c->wijk_cell < 0) {
        return;
    }
    bool is_given = c->wijk_field >= 0 && d->row->fields[c->wijk_field].is_filled &&
                    !d->row->fields[c->wijk_field].is_bad;
    if (is_given) {
        return;
    }
    d->row->cells[c->wijk_cell] = (KmCell){.type = KM_CELL_INT};
    if (c->buurt_cell >= 0) {
        d->row->cells[c->buurt_cell] = (KmCell){.type = KM_CELL_NULL};
    }
    if (d->setup.postcodes == NULL) {
        return;
    }
    KmAddress address = {KM_ADDRESS_UNKNOWN, KM_CODE_UNKNOWN, ""};
    if (d->row->pc6[0] != '\0') {
        address = km_postcodes_find(d->setup.postcodes, d->row->pc6, house_number(d));
    }
    put_district(d, &address);
    if (address.verdict == KM_ADDRESS_UNKNOWN && !d->row->fields[c->postcode].is_bad) {
        km_decoder_note(d, KM_RULE_ADDRESS_UNKNOWN, c->postcode, KM_OUTCOME_REMARKED, NULL);
    } else if (address.verdict == KM_ADDRESS_AMBIGUOUS) {
        km_decoder_note(d, KM_RULE_ADDRESS_AMBIGUOUS, c->postcode, KM_OUTCOME_REMARKED, NULL);
    }
}

static bool number_of(const KmDecoder *d, int field, double *ret_value)
{
    int place = d->setup.contract->fields[field].cell;
    if (place < 0 || d->row->cells[place].type == KM_CELL_NULL ||
        d->row->cells[place].type == KM_CELL_TEXT) {
        return false;
    }
    *ret_value = d->row->cells[place].type == KM_CELL_REAL ? d->row->cells[place].real
                                                           : (double)d->row->cells[place].integer;
    return true;
}

/* More attended than booked. */
static void check_sizes(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    for (size_t n = 0; n < d->plan.n_bounded; n++) {
        size_t i = d->plan.bounded[n];
        double value;
        double bound;
        int other = c->fields[i].at_most;
        if (other >= 0 && number_of(d, (int)i, &value) && number_of(d, other, &bound) &&
            value > bound) {
            km_decoder_note(d, KM_RULE_NUMBER_ABOVE, (int)i, KM_OUTCOME_REMARKED,
                            c->fields[other].name);
        }
    }
}

/* One answer to every question of a survey. */
static void check_answers(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    size_t filled = 0;
    int64_t first = 0;
    for (size_t i = 0; i < c->n_same_answers; i++) {
        int place = c->fields[c->same_answers[i]].cell;
        if (place < 0 || d->row->cells[place].type != KM_CELL_INT ||
            d->row->cells[place].integer == 0) {
            continue;
        }
        if (filled > 0 && d->row->cells[place].integer != first) {
            return;
        }
        first = d->row->cells[place].integer;
        filled++;
    }
    if (c->fewest_same > 0 && filled >= c->fewest_same) {
        char count[24];
        (void)snprintf(count, sizeof count, "%zu", filled);
        km_decoder_note(d, KM_RULE_ANSWERS_SAME, -1, KM_OUTCOME_REMARKED, count);
    }
}

static bool is_usable(const KmDecoder *d, int field)
{
    return d->row->fields[field].is_filled && !d->row->fields[field].is_bad;
}

/* A card or a household instead of a personal number, where the contract takes one. */
static bool has_other_identity(const KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    for (size_t i = 0; i < c->n_one_of; i++) {
        bool whole = c->one_of[i].n > 0;
        for (size_t k = 0; k < c->one_of[i].n && whole; k++) {
            int field = c->one_of[i].fields[k];
            whole = field != c->person && field != c->pseudonym && is_usable(d, field);
        }
        if (whole) {
            return true;
        }
    }
    return false;
}

static bool has_field(const KmOneOf *identity, int field)
{
    for (size_t i = 0; i < identity->n; i++) {
        if (identity->fields[i] == field) {
            return true;
        }
    }
    return false;
}

/* As delivered, or as the contract calls what was not. */
static const char *name_of(const KmDecoder *d, int field)
{
    int column = d->plan.columns[field];
    return column >= 0 ? d->setup.header->names[column] : d->setup.contract->fields[field].name;
}

/* What would link a row that has no personal number: the deliverer's own and what goes with it.
 * Says what of it is not there, at the first such cell. False: the contract links no such rows. */
static bool say_incomplete(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    KmArenaMark mark = km_arena_mark(d->scratch);
    for (size_t i = 0; c->link.own_number >= 0 && i < c->n_one_of; i++) {
        const KmOneOf *identity = &c->one_of[i];
        KmText names = km_text_init(d->scratch);
        int first = c->person;
        if (!has_field(identity, c->link.own_number)) {
            continue;
        }
        for (size_t k = 0; k < identity->n; k++) {
            int field = identity->fields[k];
            if (!is_usable(d, field)) {
                int column = d->plan.columns[field];
                first = names.length == 0 && column >= 0 ? field : first;
                km_text_addf(&names, "%s%s", names.length == 0 ? "" : ", ", name_of(d, field));
            }
        }
        km_decoder_note(d, KM_RULE_PERSON_INCOMPLETE, first, KM_OUTCOME_REFUSED, names.bytes);
        km_arena_reset(d->scratch, mark);
        return true;
    }
    return false;
}

/* Each way in which the contract lets a row say whom it is about: "BSN|Pas". */
static void say_missing(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    KmArenaMark mark = km_arena_mark(d->scratch);
    KmText ways = km_text_init(d->scratch);
    for (size_t i = 0; i < c->n_one_of; i++) {
        for (size_t k = 0; k < c->one_of[i].n; k++) {
            km_text_addf(&ways, "%s%s",
                         k > 0   ? " + "
                         : i > 0 ? "|"
                                 : "",
                         name_of(d, c->one_of[i].fields[k]));
        }
    }
    km_decoder_note(d, KM_RULE_PERSON_MISSING, c->person, KM_OUTCOME_REFUSED,
                    ways.length > 0 ? ways.bytes : name_of(d, c->person));
    km_arena_reset(d->scratch, mark);
}

static void check_person(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    if (c->person < 0 || has_other_identity(d) || d->row->has_number || d->row->has_pseudonym ||
        d->row->fields[c->person].is_bad ||
        (c->pseudonym >= 0 && d->row->fields[c->pseudonym].is_bad)) {
        return;
    }
    if (!say_incomplete(d)) {
        say_missing(d);
    }
}

void km_decode_rules(KmDecoder *d)
{
    check_person(d);
    check_order(d);
    check_sizes(d);
    check_answers(d);
    check_values(d);
    check_change(d);
    find_district(d);
    km_succession_check_row(d);
    if (d->row->outcome != KM_OUTCOME_REFUSED) {
        check_period(d);
    }
}

/* Appends bytes to a key with their length, so that "1"+"23" differs from "12"+"3". */
static bool add_bytes(unsigned char *key, size_t *used, const void *bytes, size_t length)
{
    if (LONGEST_KEY - *used < length + sizeof length) {
        return false;
    }
    memcpy(key + *used, &length, sizeof length);
    memcpy(key + *used + sizeof length, bytes, length);
    *used += sizeof length + length;
    return true;
}

/* The converted value where there is one, so that 01-09-2025 and 2025-09-01 are one key. */
static bool add_key_part(const KmDecoder *d, int field, unsigned char *key, size_t *used)
{
    const KmField *f = &d->setup.contract->fields[field];
    if (f->kind == KM_KIND_PERSON && d->row->has_number) {
        return add_bytes(key, used, &d->row->person_number, sizeof d->row->person_number);
    }
    if (f->kind == KM_KIND_PERSON && d->row->has_pseudonym) {
        /* Its number: a pseudonym is another one when the key was changed. */
        int64_t person = km_persons_of_pseudonym(d->setup.persons, d->row->pseudonym);
        return add_bytes(key, used, &person, sizeof person);
    }
    if (f->kind == KM_KIND_PERSON) {
        int own = d->setup.contract->link.own_number;
        return own >= 0 && d->row->fields[own].is_filled &&
               add_bytes(key, used, d->row->fields[own].cell.bytes,
                         d->row->fields[own].cell.length);
    }
    if (f->kind == KM_KIND_BRANCH) {
        return true; /* it is in the value of its BRIN: 90AX and 00, 0 or nothing are 90AX00 */
    }
    if (!d->row->fields[field].is_filled) {
        return f->has_blank_key && add_bytes(key, used, "", 0);
    }
    if (d->row->fields[field].is_bad) {
        return false;
    }
    if (f->cell >= 0 && d->row->cells[f->cell].type == KM_CELL_INT) {
        return add_bytes(key, used, &d->row->cells[f->cell].integer, sizeof(int64_t));
    }
    if (f->cell >= 0 && d->row->cells[f->cell].type == KM_CELL_TEXT) {
        return add_bytes(key, used, d->row->cells[f->cell].text,
                         (size_t)d->row->cells[f->cell].length);
    }
    return add_bytes(key, used, d->row->fields[field].cell.bytes,
                     d->row->fields[field].cell.length);
}

/* Across deliveries: what a later one says of this row replaces what this one says. */
static void put_row_key(KmDecoder *d, const unsigned char *key, size_t used)
{
    d->row->cells[d->setup.contract->row_key_cell] =
        (KmCell){.type = KM_CELL_INT, .integer = km_keyed_number(d->setup.key, "rij", key, used)};
}

static uint64_t hash_key(KmDecoder *d, uint64_t row)
{
    unsigned char key[LONGEST_KEY];
    size_t used = 0;
    const KmContract *c = d->setup.contract;
    if (c->row_key_cell >= 0) {
        d->row->cells[c->row_key_cell] = (KmCell){.type = KM_CELL_NULL};
    }
    for (size_t i = 0; i < c->n_key; i++) {
        if (!add_key_part(d, c->key[i], key, &used)) {
            return row; /* an incomplete key: only identical rows are the same */
        }
    }
    if (c->row_key_cell >= 0) {
        put_row_key(d, key, used);
    }
    return c->n_key == 0 ? row : km_keyset_hash(d->keys, key, used);
}

void km_decoder_take_back(KmDecoder *d, int64_t line, bool was_remarked)
{
    KM_GROW(d->arena, d->replaced, d->n_replaced, d->replaced_capacity);
    d->replaced[d->n_replaced++] = line;
    *(was_remarked ? &d->tally.remarked : &d->tally.accepted) -= 1;
}

static void replace(KmDecoder *d, int64_t earlier, bool was_remarked)
{
    char line[24];
    km_decoder_take_back(d, earlier, was_remarked);
    km_succession_replaced(d, earlier);
    d->tally.duplicate++;
    (void)snprintf(line, sizeof line, "%lld", (long long)d->row->record.line);
    KmNote note = {.rule = KM_RULE_ROW_REPLACED,
                   .outcome = KM_OUTCOME_DUPLICATE,
                   .line = earlier,
                   .argument = line};
    km_finding_book_note(d->setup.findings, &note);
    (void)snprintf(line, sizeof line, "%lld", (long long)earlier);
    km_decoder_note(d, KM_RULE_ROW_REPLACES, -1, KM_OUTCOME_REMARKED, line);
}

void km_decode_hashes(KmDecoder *d)
{
    d->row->row_hash = d->row->record.mark;
    d->row->key_hash = hash_key(d, d->row->row_hash);
    km_keyset_expect(d->keys, d->row->key_hash);
}

void km_decode_key(KmDecoder *d)
{
    char line[24];
    int64_t earlier = 0;
    bool was_remarked = false;
    KmKeyVerdict verdict =
        km_keyset_add(d->keys, d->row->key_hash, d->row->row_hash, d->row->record.line,
                      d->row->outcome == KM_OUTCOME_REMARKED, &earlier, &was_remarked);
    if (verdict != KM_KEY_NEW && km_succession_parts(d, earlier)) {
        return;
    }
    switch (verdict) {
    case KM_KEY_NEW:
        return;
    case KM_KEY_IDENTICAL:
        (void)snprintf(line, sizeof line, "%lld", (long long)earlier);
        km_decoder_note(d, KM_RULE_ROW_DUPLICATE, -1, KM_OUTCOME_DUPLICATE, line);
        return;
    case KM_KEY_REPLACES:
        replace(d, earlier, was_remarked);
        return;
    }
}
