#include "engine/base/number.h"
#include "importers/fields/field.h"

#include <math.h>
#include <string.h>

enum { LONGEST_NUMBER = 40 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count(KmSlice cell, char byte)
{
    size_t n = 0;
    for (size_t i = 0; i < cell.length; i++) {
        n += cell.bytes[i] == byte ? 1 : 0;
    }
    return n;
}

static size_t last_place(KmSlice cell, char byte)
{
    for (size_t i = cell.length; i > 0; i--) {
        if (cell.bytes[i - 1] == byte) {
            return i - 1;
        }
    }
    return cell.length;
}

/* `sign` groups thousands: 1-3 digits first, not a zero, then groups of exactly three up to `end`.
 */
static bool is_grouped(KmSlice cell, char sign, size_t end)
{
    size_t digits = 0;
    bool first = true;
    size_t start = cell.length > 0 && (cell.bytes[0] == '-' || cell.bytes[0] == '+') ? 1 : 0;
    for (size_t i = start; i < end; i++) {
        if (cell.bytes[i] != sign) {
            digits++;
            continue;
        }
        if (digits == 0 || digits > 3 || (!first && digits != 3) || cell.bytes[start] == '0') {
            return false;
        }
        first = false;
        digits = 0;
    }
    return digits == 3 && !first;
}

/* The decimal sign of this cell, '\0' when it has none; thousands are grouped by the other. False:
 * neither reading fits. */
static bool find_decimal(KmSlice cell, char file_decimal, char *ret_decimal)
{
    size_t commas = count(cell, ',');
    size_t points = count(cell, '.');
    if (commas == 0 && points == 0) {
        *ret_decimal = '\0';
        return true;
    }
    if (commas > 0 && points > 0) {
        char last = last_place(cell, ',') > last_place(cell, '.') ? ',' : '.';
        *ret_decimal = last;
        return count(cell, last) == 1 &&
               is_grouped(cell, last == ',' ? '.' : ',', last_place(cell, last));
    }
    char sign = commas > 0 ? ',' : '.';
    bool can_group = is_grouped(cell, sign, cell.length);
    bool is_decimal = count(cell, sign) == 1 && (!can_group || sign == file_decimal);
    *ret_decimal = (char)(is_decimal ? sign : '\0');
    return is_decimal || can_group;
}

/* A space or apostrophe that groups thousands, at the start of the text: its length, else 0. */
static size_t group_sign(KmSlice text)
{
    static const char *const signs[] = {
        " ", "'", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "\xa0", "\x92", "\xe2\x80\x99"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t n = strlen(signs[i]);
        if (text.length >= n && memcmp(text.bytes, signs[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

static bool is_plain(KmSlice cell)
{
    for (size_t i = 0; i < cell.length; i++) {
        if (!is_digit(cell.bytes[i]) && strchr(",.-+", cell.bytes[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static size_t digits_at(KmSlice cell, size_t at)
{
    size_t n = 0;
    while (at + n < cell.length && is_digit(cell.bytes[at + n])) {
        n++;
    }
    return n;
}

/* 1 234 567,5 without its spaces, in `into`; the cell itself when spaces or apostrophes do not
 * stand between groups of three. */
static KmSlice ungrouped(KmSlice cell, char into[LONGEST_NUMBER])
{
    size_t n = 0;
    size_t at = cell.length > 0 && (cell.bytes[0] == '-' || cell.bytes[0] == '+') ? 1 : 0;
    size_t first = digits_at(cell, at);
    if (is_plain(cell) || cell.length >= LONGEST_NUMBER || first == 0 || first > 3 ||
        cell.bytes[at] == '0') {
        return cell;
    }
    memcpy(into, cell.bytes, at + first);
    n = at += first;
    for (;;) {
        size_t sign = group_sign((KmSlice){cell.bytes + at, cell.length - at});
        if (sign == 0 || digits_at(cell, at + sign) != 3) {
            break;
        }
        memcpy(into + n, cell.bytes + at + sign, 3);
        n += 3;
        at += sign + 3;
    }
    memcpy(into + n, cell.bytes + at, cell.length - at);
    KmSlice plain = {into, n + cell.length - at};
    return is_plain(plain) ? plain : cell;
}

char km_field_decimal_evidence(KmSlice raw)
{
    char decimal;
    char bare[LONGEST_NUMBER];
    KmSlice cell = ungrouped(raw, bare);
    size_t commas = count(cell, ',');
    size_t points = count(cell, '.');
    bool has_digit = cell.length > 0 && is_digit(cell.bytes[cell.length - 1]);
    if (!is_plain(cell) || !has_digit) {
        return '\0'; /* a lone point stands for nothing */
    }
    if (!find_decimal(cell, '\0', &decimal)) {
        return '\0';
    }
    if (decimal != '\0' || commas + points == 0) {
        return decimal;
    }
    /* 1.234.567 has groups, so its decimal sign is the other one; 1.234 may have a fraction. */
    return (char)(commas + points == 1 ? '?' : commas > 0 ? '.' : ',');
}

KmRule km_field_number(KmSlice raw, char decimal, double *ret_value)
{
    char plain[LONGEST_NUMBER];
    char bare[LONGEST_NUMBER];
    KmSlice cell = ungrouped(raw, bare);
    size_t n = 0;
    char sign;
    if (cell.length == 0 || cell.length >= sizeof plain || !find_decimal(cell, decimal, &sign)) {
        return KM_RULE_NUMBER_INVALID;
    }
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.bytes[i];
        if (c == ',' || c == '.') {
            if (c == sign) {
                plain[n++] = '.';
            }
            continue;
        }
        plain[n++] = c;
    }
    return km_parse_real(plain, n, ret_value) ? KM_RULE_NONE : KM_RULE_NUMBER_INVALID;
}

/* Hours and minutes around `sign`: 16:30, 16u30, 16u. */
static bool clock_hours(KmSlice cell, size_t at, double *ret_value)
{
    int64_t hours;
    int64_t minutes = 0;
    KmSlice rest = {cell.bytes + at + 1, cell.length - at - 1};
    bool has_minutes = rest.length > 0;
    if (!km_parse_int(cell.bytes, at, &hours) || hours < 0 || hours > 10000) {
        return false;
    }
    if (has_minutes && (rest.length != 2 || !km_parse_int(rest.bytes, 2, &minutes) || minutes < 0 ||
                        minutes > 59)) {
        return false;
    }
    *ret_value = (double)hours + (double)minutes / 60.0;
    return has_minutes || cell.bytes[at] == 'u';
}

static KmSlice without_word(KmSlice cell)
{
    static const char *const words[] = {
        " uur per week", " uren per week", " p/w", " uur", "uur", " uren", " u", " h", "h"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t n = strlen(words[i]);
        if (cell.length > n && memcmp(cell.bytes + cell.length - n, words[i], n) == 0) {
            return (KmSlice){cell.bytes, cell.length - n};
        }
    }
    return cell;
}

KmRule km_field_hours(KmSlice cell, char decimal, double *ret_value)
{
    KmSlice plain = without_word(cell);
    size_t at = last_place(plain, ':');
    if (at == plain.length) {
        at = last_place(plain, 'u');
    }
    /* 16:30:00 */
    if (at + 3 == plain.length && count(plain, ':') == 2 &&
        memcmp(plain.bytes + at, ":00", 3) == 0) {
        plain.length = at;
        at = last_place(plain, ':');
    }
    if (at < plain.length) {
        return clock_hours(plain, at, ret_value) ? KM_RULE_NONE : KM_RULE_NUMBER_INVALID;
    }
    return km_field_number(plain, decimal, ret_value);
}

KmRule km_field_integer(KmSlice cell, char decimal, int64_t *ret_value)
{
    double value;
    if (km_parse_int(cell.bytes, cell.length, ret_value)) {
        return KM_RULE_NONE;
    }
    /* 1.234 can only be a thousand here. */
    if (count(cell, ',') + count(cell, '.') == 1) {
        decimal = (char)(count(cell, '.') == 1 ? ',' : '.');
    }
    if (km_field_number(cell, decimal, &value) != KM_RULE_NONE || fabs(value) > 1e15) {
        return KM_RULE_NUMBER_INVALID;
    }
    int64_t whole = (int64_t)value;
    if (fabs(value - (double)whole) > 0) {
        return KM_RULE_NUMBER_INVALID;
    }
    *ret_value = whole;
    return KM_RULE_NONE;
}
