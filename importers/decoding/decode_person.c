/* What a row that is kept adds: to the sums and counts of its file, and to the persons. */
#include "engine/base/text.h"
#include "importers/decoding/decoder_inner.h"
#include "importers/reading/encoding.h"

#include <string.h>

/* As UTF-8, whatever the file is in. */
static KmSlice utf8_of(KmText *text, KmSlice part)
{
    char *utf8 = km_alloc(text->arena, part.length * 3 + 1);
    return (KmSlice){utf8, km_encoding_to_utf8(part, utf8)};
}

/* With its length before it: "1" + "23" is not "12" + "3". */
static void add_part(KmText *text, KmSlice part)
{
    KmSlice utf8 = utf8_of(text, part);
    km_text_addf(text, "%zu:", utf8.length);
    km_text_add_n(text, utf8.bytes, utf8.length);
}

/* Capitals tell no mail addresses apart. */
static void add_mail(KmText *text, KmSlice address)
{
    for (size_t i = 0; i < address.length; i++) {
        char c = address.bytes[i];
        c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        km_text_add_n(text, &c, 1);
    }
}

/* The same number gives the same integer under one key; it never leads back. A mail address is the
 * same person whoever delivers it. */
void km_decode_hash(KmDecoder *d, int field, KmSlice cell)
{
    const KmField *f = &d->setup.contract->fields[field];
    const char *deliverer = d->setup.deliverer;
    if (km_decoder_is_too_long(d, field, cell)) {
        return;
    }
    KmArenaMark mark = km_arena_mark(d->scratch);
    KmText text = km_text_init(d->scratch);
    bool is_mail = f->is_own && memchr(cell.bytes, '@', cell.length) != NULL;
    if (f->n_within > 0 || (f->is_own && !is_mail)) {
        add_part(&text, (KmSlice){deliverer, strlen(deliverer)});
    }
    for (size_t i = 0; i < f->n_within; i++) {
        add_part(&text, d->row->fields[f->within[i]].cell);
    }
    cell = utf8_of(&text, cell);
    if (is_mail) {
        add_mail(&text, cell);
    } else {
        km_text_add_n(&text, cell.bytes, cell.length);
    }
    int64_t number = km_keyed_number(d->setup.key, f->tag, text.bytes, text.length);
    km_arena_reset(d->scratch, mark);
    km_decoder_put(d, field, (KmCell){.type = KM_CELL_INT, .integer = number});
}

static double as_number(const KmCell *cell)
{
    return cell->type == KM_CELL_REAL ? cell->real : (double)cell->integer;
}

static void add_up(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    for (size_t i = 0; i < c->n_totals; i++) {
        const KmField *field = &c->fields[c->totals[i]];
        const KmCell *low = &d->row->cells[field->cell];
        if (low->type != KM_CELL_NULL) {
            d->sums[i].low += as_number(low);
            d->sums[i].high += as_number(field->kind == KM_KIND_SMALL_COUNT ? low + 1 : low);
            d->sums[i].filled++;
        }
    }
}

/* What is asked for linking must be whole: with half of it many children would be alike. */
static void put_link(KmDecoder *d)
{
    const KmLink *link = &d->setup.contract->link;
    KmDate birth;
    if (link->cell < 0) {
        return;
    }
    int64_t sex = d->row->cells[d->setup.contract->fields[link->sex].cell].integer;
    bool is_whole = km_decoder_date(d, link->birth, &birth) && sex != 0 && d->row->pc6[0] != '\0';
    d->row->cells[link->cell] =
        is_whole ? (KmCell){.type = KM_CELL_INT,
                            .integer = km_link_hash(d->setup.key, birth, sex, d->row->pc6)}
                 : (KmCell){.type = KM_CELL_NULL};
}

static bool is_removal(const KmDecoder *d)
{
    int field = d->setup.contract->mutation;
    if (field < 0) {
        return false;
    }
    const KmField *f = &d->setup.contract->fields[field];
    for (size_t i = 0; i < f->list->n_codes; i++) {
        if (strcmp(f->list->codes[i].code, KM_ROW_GONE_CODE) == 0) {
            return d->row->cells[f->cell].integer == d->setup.numbers[field][i];
        }
    }
    return false;
}

static int64_t person_of(KmDecoder *d)
{
    int own = d->setup.contract->link.own_number;
    if (d->row->foreseen > 0) {
        return d->row->foreseen;
    }
    if (d->row->has_number) {
        return km_persons_of_number(d->setup.persons, d->row->person_number, d->row->person_kind,
                                    d->row->foreseen == 0 ? d->row->pseudonym : NULL);
    }
    if (d->row->has_pseudonym) {
        bool is_old = d->row->generation + 1 < (int)km_key_generations(d->setup.key);
        d->tally.old_key += is_old ? 1 : 0;
        return km_persons_of_pseudonym(d->setup.persons, d->row->pseudonym);
    }
    if (own < 0 || !d->row->fields[own].is_filled) {
        return 0;
    }
    d->tally.without_number++;
    return km_persons_of_own_number(d->setup.persons, d->setup.deliverer,
                                    d->row->fields[own].cell.bytes,
                                    d->row->fields[own].cell.length);
}

void km_decode_erased(KmDecoder *d)
{
    const KmPersons *persons = d->setup.persons;
    int own = d->setup.contract->link.own_number;
    bool has_own = own >= 0 && d->row->fields[own].is_filled;
    if (!km_persons_know_erased(persons) || !km_decoder_keeps(d)) {
        return;
    }
    bool erased = d->row->has_number ? km_persons_is_erased_number(persons, d->row->person_number,
                                                                   d->row->person_kind)
                  : d->row->has_pseudonym
                      ? km_persons_is_erased_pseudonym(persons, d->row->pseudonym)
                      : has_own && km_persons_is_erased_own_number(persons, d->setup.deliverer,
                                                                   d->row->fields[own].cell.bytes,
                                                                   d->row->fields[own].cell.length);
    if (erased) {
        d->row->outcome = KM_OUTCOME_SKIPPED;
        d->tally.erased++;
    }
}

/* Twins share all but their numbers. */
static void check_own_number(KmDecoder *d)
{
    int own = d->setup.contract->link.own_number;
    if (own < 0 || !d->row->has_number || !d->row->fields[own].is_filled) {
        return;
    }
    const KmSlice cell = d->row->fields[own].cell;
    if (!km_persons_keeps_own_number(d->setup.persons, d->row->person_number, d->row->person_kind,
                                     cell.bytes, cell.length)) {
        km_decoder_note(d, KM_RULE_PERSON_TWO_RECORDS, own, KM_OUTCOME_REMARKED, NULL);
    }
}

/* A number typed for another child joins two into one. */
static void check_child(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    KmDate birth;
    if (km_decoder_date(d, c->birth_field, &birth) &&
        !km_persons_keeps_birth(d->setup.persons, d->row->person, birth)) {
        km_decoder_note(d, KM_RULE_PERSON_TWO_CHILDREN, c->birth_field, KM_OUTCOME_REMARKED, NULL);
    }
    if (c->sex_field >= 0 && km_decoder_ladder_step(d, c->sex_field) > 0 &&
        !km_persons_keeps_sex(d->setup.persons, d->row->person,
                              (int32_t)d->row->cells[c->fields[c->sex_field].cell].integer)) {
        km_decoder_note(d, KM_RULE_PERSON_TWO_CHILDREN, c->sex_field, KM_OUTCOME_REMARKED, NULL);
    }
}

void km_decode_identity(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    if (c->person < 0 || c->fields[c->person].cell < 0 || !km_decoder_keeps(d)) {
        return;
    }
    d->row->person = person_of(d);
    if (d->row->person > 0) {
        check_own_number(d);
        check_child(d);
    }
}

void km_decode_finish(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    add_up(d);
    d->row->cells[-1] = (KmCell){.type = KM_CELL_INT, .integer = d->row->record.line};
    put_link(d);
    km_decode_days(d);
    d->tally.removals += is_removal(d) ? 1 : 0;
    if (d->row->person > 0) {
        d->row->cells[c->fields[c->person].cell] =
            (KmCell){.type = KM_CELL_INT, .integer = d->row->person};
    }
}
