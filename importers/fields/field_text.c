/* Whether a text that people write names someone by number or address. */
#include "importers/fields/field.h"

#include <string.h>

enum { MOST_GROUPS = 64, MOST_JOINED = 15, MOST_BETWEEN = 3 };

typedef struct {
    const char *start;
    size_t length;
} Digits;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

/* Something before the @, and a dot between letters after it. */
static bool is_mail(KmSlice text, size_t at)
{
    if (at == 0 || !is_word(text.bytes[at - 1])) {
        return false;
    }
    size_t i = at + 1;
    while (i < text.length && (is_word(text.bytes[i]) || text.bytes[i] == '-')) {
        i++;
    }
    return i > at + 1 && i + 1 < text.length && text.bytes[i] == '.' && is_word(text.bytes[i + 1]);
}

/* The bytes of a character that people put between the digits of one number, or 0: also the hard
 * space and the long hyphens of word processors. */
static size_t between_at(KmSlice text, size_t at)
{
    static const char *const hard[] = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x90", "\xE2\x80\x91",
                                       "\xE2\x80\x93"};
    if (at < text.length && text.bytes[at] != '\0' && strchr(" .-/()", text.bytes[at]) != NULL) {
        return 1;
    }
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
        size_t n = strlen(hard[i]);
        if (at + n <= text.length && memcmp(text.bytes + at, hard[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

/* The groups of digits that hang together from `at` on; `*ret_end` is behind them. A group that a
 * letter touches (2026K3) is not one of them. */
static size_t take_groups(KmSlice text, size_t at, Digits groups[MOST_GROUPS], size_t *ret_end)
{
    size_t n = 0;
    size_t i = at;
    while (n < MOST_GROUPS && i < text.length && is_digit(text.bytes[i])) {
        size_t start = i;
        while (i < text.length && is_digit(text.bytes[i])) {
            i++;
        }
        *ret_end = i;
        size_t step = between_at(text, i);
        if (step == 0 && i < text.length && is_word(text.bytes[i])) {
            break;
        }
        groups[n++] = (Digits){text.bytes + start, i - start};
        for (int taken = 0; taken < MOST_BETWEEN && step > 0; taken++) {
            i += step;
            step = between_at(text, i);
        }
    }
    return n;
}

static int value_of(const Digits *d)
{
    int value = 0;
    for (size_t i = 0; i < d->length && i < 4; i++) {
        value = value * 10 + (d->start[i] - '0');
    }
    return value;
}

/* How many of the groups are a day (14-10-2026, 2026-10-14) or a school year (2025/2026); 0: none.
 */
static size_t date_length(const Digits *g, size_t n)
{
    if (n >= 3) {
        bool day_first = g[0].length <= 2 && g[1].length <= 2 && g[2].length == 4 &&
                         value_of(&g[0]) <= 31 && value_of(&g[1]) <= 12;
        bool year_first = g[0].length == 4 && g[1].length <= 2 && g[2].length <= 2 &&
                          value_of(&g[1]) <= 12 && value_of(&g[2]) <= 31;
        if (day_first || year_first) {
            return 3;
        }
    }
    bool years =
        n >= 2 && g[0].length == 4 && g[1].length == 4 && value_of(&g[1]) == value_of(&g[0]) + 1;
    return years ? 2 : 0;
}

/* Ten digits as one dials them here, or with the number of a country before them. */
static bool is_telephone(const char *digits, size_t n, bool plus, size_t first_group)
{
    bool far = n == 13 && memcmp(digits, "0031", 4) == 0;
    bool abroad = plus && n >= 9;
    return far || abroad || (n == 10 && first_group > 1 && digits[0] == '0' && digits[1] != '0');
}

static bool is_person(const char *digits, size_t n)
{
    uint32_t number;
    KmPersonKind kind;
    KmRule rule = km_field_person((KmSlice){digits, n}, &number, &kind);
    return rule == KM_RULE_NONE || rule == KM_RULE_PERSON_ODD;
}

/* What neighbouring groups are together, or NULL. */
static const char *kind_of_groups(const Digits *groups, size_t n, bool plus)
{
    char joined[MOST_JOINED + 1];
    size_t used = 0;
    for (size_t i = 0; i < n && used + groups[i].length <= MOST_JOINED; i++) {
        memcpy(joined + used, groups[i].start, groups[i].length);
        used += groups[i].length;
        if (is_telephone(joined, used, plus, groups[0].length)) {
            return "a telephone number";
        }
        /* A number that lost its leading zero is recognised in one piece only. */
        if ((used == 9 || (used == 8 && i == 0)) && is_person(joined, used)) {
            return "a citizen service number";
        }
        if (date_length(groups + i + 1, n - i - 1) > 0) {
            break;
        }
    }
    return NULL;
}

static const char *kind_of_digits(KmSlice text, size_t at, size_t *ret_end)
{
    Digits groups[MOST_GROUPS];
    size_t n = take_groups(text, at, groups, ret_end);
    bool plus = at > 0 && text.bytes[at - 1] == '+';
    for (size_t first = 0; first < n;) {
        size_t date = date_length(groups + first, n - first);
        const char *kind =
            date > 0 ? NULL : kind_of_groups(groups + first, n - first, plus && first == 0);
        if (kind != NULL) {
            return kind;
        }
        first += date > 0 ? date : 1;
    }
    return NULL;
}

const char *km_field_personal_kind(KmSlice text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '@' && is_mail(text, i)) {
            return "an e-mail address";
        }
        if (is_digit(text.bytes[i]) &&
            (i == 0 || !is_word(text.bytes[i - 1]) || (i >= 2 && between_at(text, i - 2) == 2) ||
             (i >= 3 && between_at(text, i - 3) == 3))) {
            size_t end = i + 1;
            const char *kind = kind_of_digits(text, i, &end);
            if (kind != NULL) {
                return kind;
            }
            i = end - 1;
        }
    }
    return NULL;
}

const char *km_field_sheet_error(KmSlice cell)
{
    static const char *const errors[] = {"#VERW!",  "#REF!",    "#NAAM?",  "#NAME?",  "#WAARDE!",
                                         "#VALUE!", "#DEEL/0!", "#DIV/0!", "#GETAL!", "#NUM!",
                                         "#LEEG!",  "#NULL!",   "#ERROR!", "#SPILL!", "#OVERLOOP!"};
    enum { NARROW = 3 };
    size_t hashes = 0;
    while (hashes < cell.length && cell.bytes[hashes] == '#') {
        hashes++;
    }
    if (hashes == cell.length && hashes >= NARROW) {
        return "#####";
    }
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        if (strlen(errors[i]) == cell.length && memcmp(errors[i], cell.bytes, cell.length) == 0) {
            return errors[i];
        }
    }
    return NULL;
}
