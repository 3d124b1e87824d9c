#include "engine/base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool km_parse_int(const char *text, size_t length, int64_t *ret_value)
{
    size_t at = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    if (at == length || length > 20) {
        return false;
    }
    int64_t value = 0;
    for (; at < length; at++) {
        if (text[at] < '0' || text[at] > '9') {
            return false;
        }
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, text[at] - '0', &value)) {
            return false;
        }
    }
    if (text[0] != '-' && __builtin_sub_overflow(0, value, &value)) {
        return false;
    }
    *ret_value = value;
    return true;
}

bool km_parse_real(const char *text, size_t length, double *ret_value)
{
    char copy[64];
    if (length == 0 || length >= sizeof copy) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (strchr("+-.eE0123456789", text[i]) == NULL || text[i] == '\0') {
            return false;
        }
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    char *end = NULL;
    /* strtod looks at the locale's decimal sign; the program never calls setlocale, so it is the
     * point. */
    double value = strtod(copy, &end);
    if (end != copy + length || !isfinite(value)) {
        return false;
    }
    *ret_value = value;
    return true;
}

static char *group_thousands(KmArena *arena, const char *digits, size_t n)
{
    char *grouped = km_alloc(arena, n + n / 3 + 1);
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0) {
            grouped[out++] = '.';
        }
        grouped[out++] = digits[i];
    }
    return grouped;
}

char *km_dutch_count(KmArena *arena, int64_t value)
{
    char digits[24];
    (void)snprintf(digits, sizeof digits, "%lld", (long long)value);
    bool negative = digits[0] == '-';
    const char *first = digits + (negative ? 1 : 0);
    char *grouped = group_thousands(arena, first, strlen(first));
    return negative ? km_format(arena, "-%s", grouped) : grouped;
}

char *km_dutch_decimal(KmArena *arena, double value, int decimals)
{
    char plain[64];
    int length = snprintf(plain, sizeof plain, "%.*f", decimals, value);
    if (length < 0 || (size_t)length >= sizeof plain) {
        return km_strdup(arena, "?");
    }
    bool negative = plain[0] == '-';
    const char *first = plain + (negative ? 1 : 0);
    size_t whole = strcspn(first, ".");
    bool is_zero = strspn(first, "0.") == strlen(first);
    return km_format(arena, "%s%s%s%s", negative && !is_zero ? "-" : "",
                     group_thousands(arena, first, whole), decimals > 0 ? "," : "",
                     decimals > 0 ? first + whole + 1 : "");
}

char *km_dutch_percent(KmArena *arena, double share, int decimals)
{
    return km_format(arena, "%s%%", km_dutch_decimal(arena, share * 100.0, decimals));
}

char *km_machine_real(KmArena *arena, double value)
{
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        (void)snprintf(text, sizeof text, "%.*g", digits, value);
        double back = strtod(text, NULL);
        if (memcmp(&back, &value, sizeof value) == 0) {
            break;
        }
    }
    return km_strdup(arena, text);
}
