/* Amounts, percentages and numbers that may be hidden when small. */
#include "engine/base/number.h"
#include "importers/fields/field.h"

#include <string.h>

enum { LONGEST_NUMBER = 40 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool km_field_lost_digits(KmSlice cell)
{
    int64_t exponent;
    size_t at = 0;
    bool starts = cell.length >= 6 && is_digit(cell.bytes[0]) &&
                  (cell.bytes[1] == ',' || cell.bytes[1] == '.');
    for (at = 2; starts && at < cell.length && is_digit(cell.bytes[at]); at++) {
    }
    if (!starts || at + 2 >= cell.length || (cell.bytes[at] != 'E' && cell.bytes[at] != 'e') ||
        cell.bytes[at + 1] != '+') {
        return false;
    }
    /* 1,65E+01 still has all its digits. */
    return km_parse_int(cell.bytes + at + 2, cell.length - at - 2, &exponent) &&
           exponent > (int64_t)at - 2;
}

/* One of the texts at the start of the cell; its length, 0 when none is there. */
static size_t starts_with(KmSlice cell, const char *const *texts, size_t n_texts)
{
    for (size_t i = 0; i < n_texts; i++) {
        size_t n = strlen(texts[i]);
        if (cell.length >= n && memcmp(cell.bytes, texts[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

/* The cell without spaces, euro signs and ",-". Returns its length; 0 when it does not fit. */
static size_t bare_amount(KmSlice cell, char into[LONGEST_NUMBER])
{
    static const char *const skipped[] = {"\xe2\x82\xac", "\x80",        "\xa4", "EUR",
                                          "Eur",          "eur",         " ",    "\xc2\xa0",
                                          "\xa0",         "\xe2\x80\xaf"};
    size_t n = 0;
    int euros = 0;
    for (size_t i = 0; i < cell.length;) {
        size_t length = starts_with((KmSlice){cell.bytes + i, cell.length - i}, skipped,
                                    sizeof skipped / sizeof skipped[0]);
        euros +=
            length > 0 && starts_with((KmSlice){cell.bytes + i, cell.length - i}, skipped, 6) > 0
                ? 1
                : 0;
        if (length == 0) {
            if (n + 1 == LONGEST_NUMBER) {
                return 0;
            }
            into[n++] = cell.bytes[i++];
        }
        i += length;
    }
    if (n >= 3 && (into[n - 2] == ',' || into[n - 2] == '.') && into[n - 1] == '-') {
        n -= 2;
    } else if (n >= 4 && memcmp(into + n - 2, "--", 2) == 0 &&
               (into[n - 3] == ',' || into[n - 3] == '.')) {
        n -= 3;
    }
    return euros <= 1 ? n : 0;
}

char km_field_money_evidence(KmSlice cell)
{
    char bare[LONGEST_NUMBER];
    return km_field_decimal_evidence((KmSlice){bare, bare_amount(cell, bare)});
}

KmRule km_field_money(KmSlice cell, char decimal, double *ret_value)
{
    char bare[LONGEST_NUMBER];
    size_t n = bare_amount(cell, bare);
    /* Cents have two digits: 1.234 is a thousand, whatever the file. */
    if (km_field_decimal_evidence((KmSlice){bare, n}) == '?') {
        decimal = (char)(memchr(bare, '.', n) == NULL ? '.' : ',');
    }
    /* -45,00 and 45,00- are both in use. */
    bool behind = n > 1 && bare[n - 1] == '-' && bare[0] != '-';
    KmSlice amount = {bare, behind ? n - 1 : n};
    if (memchr(bare, 'E', n) != NULL || memchr(bare, 'e', n) != NULL ||
        km_field_number(amount, decimal, ret_value) != KM_RULE_NONE) {
        return KM_RULE_MONEY_INVALID;
    }
    *ret_value = behind ? -*ret_value : *ret_value;
    return KM_RULE_NONE;
}

/* The number before an optional %. */
static bool percent_number(KmSlice cell, bool *ret_has_sign, double *ret_value)
{
    size_t n = cell.length;
    char decimal = memchr(cell.bytes, '.', n) == NULL ? ',' : '.';
    *ret_has_sign = n > 0 && cell.bytes[n - 1] == '%';
    KmSlice number = km_slice_trim((KmSlice){cell.bytes, *ret_has_sign ? n - 1 : n});
    return memchr(number.bytes, 'E', number.length) == NULL &&
           km_field_number(number, decimal, ret_value) == KM_RULE_NONE;
}

KmRule km_field_percent(KmSlice cell, bool of_one, double *ret_value)
{
    bool has_sign;
    double value;
    if (!percent_number(cell, &has_sign, &value)) {
        return KM_RULE_PERCENT_INVALID;
    }
    *ret_value = of_one && !has_sign ? value * 100 : value;
    return KM_RULE_NONE;
}

char km_field_percent_evidence(KmSlice cell)
{
    bool has_sign;
    double value;
    if (!percent_number(cell, &has_sign, &value) || has_sign || value <= 0) {
        return '\0';
    }
    return (char)(value < 1 ? '1' : value > 1 ? 'h' : '?');
}

/* 1-4, 1–4, 1 t/m 4: what stands behind `between`; 0 when it is not there. */
static size_t find_between(KmSlice cell, size_t *ret_at)
{
    static const char *const between[] = {"-", "\xe2\x80\x93", "\x96", "t/m", "tot en met"};
    for (size_t at = 1; at + 1 < cell.length; at++) {
        size_t n = starts_with((KmSlice){cell.bytes + at, cell.length - at}, between,
                               sizeof between / sizeof between[0]);
        if (n > 0) {
            *ret_at = at;
            return at + n;
        }
    }
    return 0;
}

static bool range(KmSlice cell, KmCount *ret_count)
{
    size_t at = 0;
    size_t behind = find_between(cell, &at);
    if (behind == 0 || behind >= cell.length) {
        return false;
    }
    KmSlice low = km_slice_trim((KmSlice){cell.bytes, at});
    KmSlice high = km_slice_trim((KmSlice){cell.bytes + behind, cell.length - behind});
    return km_parse_int(low.bytes, low.length, &ret_count->min) &&
           km_parse_int(high.bytes, high.length, &ret_count->max) && ret_count->min >= 0 &&
           ret_count->max >= ret_count->min;
}

/* Fewer than so many, and at most so many. */
static const char *const less[] = {"<", "minder dan ", "Minder dan ", "kleiner dan ",
                                   "Kleiner dan "};
static const char *const up_to[] = {"<=", "\xe2\x89\xa4"};

KmRule km_field_small_count(KmSlice cell, char decimal, KmCount *ret_count)
{
    int64_t bound;
    size_t at_most = starts_with(cell, up_to, sizeof up_to / sizeof up_to[0]);
    size_t below = at_most > 0 ? 0 : starts_with(cell, less, sizeof less / sizeof less[0]);
    if (at_most + below > 0) {
        KmSlice rest = {cell.bytes + at_most + below, cell.length - at_most - below};
        rest = km_slice_trim(rest);
        if (!km_parse_int(rest.bytes, rest.length, &bound) || bound + (at_most > 0 ? 1 : 0) < 2 ||
            bound > 1000) {
            return KM_RULE_COUNT_INVALID;
        }
        *ret_count = (KmCount){1, at_most > 0 ? bound : bound - 1};
        return KM_RULE_NONE;
    }
    if (range(cell, ret_count)) {
        return KM_RULE_NONE;
    }
    if (km_field_integer(cell, decimal, &bound) != KM_RULE_NONE || bound < 0) {
        return KM_RULE_COUNT_INVALID;
    }
    *ret_count = (KmCount){bound, bound};
    return KM_RULE_NONE;
}
