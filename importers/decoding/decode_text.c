/* Texts: held to the form their contract asks, and names of contracts. */
#include "engine/base/text.h"
#include "importers/decoding/decoder_inner.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_NAME = 64 };

/* House numbers and the like come back many times: what fitted once is remembered. */
static bool fits(KmDecoder *d, int field, KmSlice cell)
{
    const KmPattern *pattern = d->patterns[field];
    if (pattern == NULL || km_pattern_is_simple(pattern) || cell.length > MEMO_BYTES) {
        return pattern == NULL || km_pattern_fits(pattern, cell);
    }
    KmMemo *memo = km_decoder_memo(d, field, cell);
    if (km_memo_is_of(memo, cell)) {
        return true;
    }
    if (!km_pattern_fits(pattern, cell)) {
        return false;
    }
    memo->length = (uint8_t)cell.length;
    memcpy(memo->bytes, cell.bytes, cell.length);
    return true;
}

/* Bytes that are letters, digits and signs of ASCII only. */
static bool is_printable(KmSlice cell)
{
    if (cell.length >= 8) {
        for (size_t i = 0; i + 8 < cell.length; i += 8) {
            if (!km_are_printable(km_load_eight(cell.bytes + i))) {
                return false;
            }
        }
        return km_are_printable(km_load_eight(cell.bytes + cell.length - 8));
    }
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] < ' ' || cell.bytes[i] > '~') {
            return false;
        }
    }
    return true;
}

bool km_decoder_is_too_long(KmDecoder *d, int field, KmSlice cell)
{
    char most[24];
    size_t max = (size_t)d->setup.contract->fields[field].max_length;
    if (cell.length <= max) {
        return false; /* nor has it more characters than bytes */
    }
    KmSlice utf8 = km_decoder_utf8(d, cell);
    size_t characters = 0;
    for (size_t i = 0; i < utf8.length; i++) {
        characters += (utf8.bytes[i] & 0xc0) != 0x80 ? 1 : 0; /* not the further bytes of one */
    }
    if (characters > max) {
        (void)snprintf(most, sizeof most, "%zu", max);
        km_decoder_reject(d, field, KM_RULE_VALUE_TOO_LONG, most);
    }
    return characters > max;
}

void km_decode_text(KmDecoder *d, int field, KmSlice cell)
{
    bool is_plain = is_printable(cell);
    KmSlice utf8 = is_plain ? cell : km_decoder_utf8(d, cell);
    if (km_field_is_damaged(cell)) {
        km_decoder_refuse_damaged(d, field);
    } else if (km_decoder_is_too_long(d, field, cell)) {
        return;
    } else if (!is_plain && km_field_has_control(utf8)) {
        km_decoder_reject(d, field, KM_RULE_VALUE_CONTROL, NULL);
    } else if (d->setup.contract->fields[field].is_free_text &&
               km_field_personal_kind(utf8) != NULL) {
        km_decoder_reject(d, field, KM_RULE_VALUE_PERSONAL, NULL);
    } else if (d->setup.contract->fields[field].is_partner) {
        km_decode_partner(d, field, utf8);
    } else if (!fits(d, field, cell)) {
        const KmField *f = &d->setup.contract->fields[field];
        km_decoder_reject(d, field, KM_RULE_VALUE_FORM,
                          f->example[0] != '\0' ? f->example : f->pattern);
    } else {
        /* Either the cell itself, which lives as long as its row waits, or a text of the row. */
        d->text_used += utf8.bytes == d->text + d->text_used ? utf8.length : 0;
        km_decoder_put(
            d, field,
            (KmCell){.type = KM_CELL_TEXT, .text = utf8.bytes, .length = (int32_t)utf8.length});
    }
}

/* `KO plaatsing` is ko_plaatsing; NULL: no contract is called like this. */
static const char *contract_called(const KmDecoder *d, KmSlice part, char ret_name[LONGEST_NAME])
{
    size_t used = 0;
    for (; used < part.length && used < LONGEST_NAME - 1; used++) {
        char c = part.bytes[used];
        ret_name[used] = (char)(c >= 'A' && c <= 'Z'   ? c - 'A' + 'a'
                                : c == ' ' || c == '-' ? '_'
                                                       : c);
    }
    ret_name[used] = '\0';
    const KmContract *found = km_contracts_find(d->setup.contracts, ret_name);
    return found == NULL || used < part.length ? NULL : found->name;
}

static const char *nearest_contract(const KmDecoder *d, const char *name)
{
    size_t n = km_contracts_count(d->setup.contracts);
    const char **names = KM_NEW_ARRAY(d->scratch, const char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        names[i] = km_contracts_contract(d->setup.contracts, i)->name;
    }
    return km_text_nearest(name, names, n);
}

static bool parts_names(char c)
{
    return c == '|' || c == ',' || c == ';';
}

/* `ko_plaatsing|ko_uren`: those that there are stay, another one is said. One name: a row of
 * another one is refused, for without a name it is about all contracts. */
void km_decode_contracts(KmDecoder *d, int field, KmSlice cell)
{
    char name[LONGEST_NAME];
    const char *like = NULL; /* what was meant by one that there is not */
    bool is_list = d->setup.contract->fields[field].kind == KM_KIND_CONTRACTS;
    KmText known = km_text_init(d->scratch);
    for (size_t at = 0; at <= cell.length;) {
        size_t end = at;
        while (end < cell.length && !(is_list && parts_names(cell.bytes[end]))) {
            end++;
        }
        KmSlice part = km_slice_trim((KmSlice){cell.bytes + at, end - at});
        const char *found = part.length == 0 ? NULL : contract_called(d, part, name);
        if (found != NULL) {
            km_text_addf(&known, "%s%s", known.length > 0 ? "|" : "", found);
        } else if (part.length > 0) {
            const char *nearest = nearest_contract(d, name);
            like = nearest != NULL ? nearest : "ko_plaatsing, inschrijving";
        }
        at = end + 1;
    }
    if (like != NULL && is_list) {
        km_decoder_reject(d, field, KM_RULE_CONTRACT_UNKNOWN, like);
    } else if (like != NULL) {
        d->row->fields[field].is_bad = true;
        km_decoder_note(d, KM_RULE_CONTRACT_NOT_ONE, field, KM_OUTCOME_REFUSED, like);
    }
    if (known.length > 0) {
        km_decoder_reserve(d, known.length);
        km_decoder_put_text(d, field, known.bytes, known.length);
    }
}
