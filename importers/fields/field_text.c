#include "importers/fields/field.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

/* Something before the @, and a dot between letters after it. */
static bool is_mail(KmSlice cell, size_t at)
{
    if (at == 0 || !is_word(cell.bytes[at - 1])) {
        return false;
    }
    size_t i = at + 1;
    while (i < cell.length && (is_word(cell.bytes[i]) || cell.bytes[i] == '-')) {
        i++;
    }
    return i > at + 1 && i + 1 < cell.length && cell.bytes[i] == '.' && is_word(cell.bytes[i + 1]);
}

/* Nine digits; eight get their zero back. */
static bool passes_eleven(const char *digits, size_t n)
{
    int sum = 0;
    int total = 0;
    for (size_t i = 0; i < 9; i++) {
        int value = i + n < 9 ? 0 : digits[i + n - 9] - '0';
        total += value;
        sum += value * (i == 8 ? -1 : 9 - (int)i);
    }
    return total > 0 && sum % 11 == 0;
}

static size_t run_length(KmSlice cell, size_t start)
{
    size_t n = 0;
    while (start + n < cell.length && is_digit(cell.bytes[start + n])) {
        n++;
    }
    return n;
}

static bool ends_word(KmSlice cell, size_t at)
{
    return at >= cell.length || !is_word(cell.bytes[at]);
}

/* 1112.22.333, as systems print a BSN. */
static bool is_printed_bsn(KmSlice cell, size_t start)
{
    enum { PRINTED = 11 };
    char digits[9];
    size_t count = 0;
    if (start + PRINTED > cell.length || !ends_word(cell, start + PRINTED)) {
        return false;
    }
    for (size_t i = 0; i < PRINTED; i++) {
        char c = cell.bytes[start + i];
        bool dot = i == 4 || i == 7;
        if (dot ? c != '.' : !is_digit(c)) {
            return false;
        }
        if (!dot) {
            digits[count++] = c;
        }
    }
    return passes_eleven(digits, count);
}

/* 0612345678, 06-12345678, 06 12 34 56 78 */
static bool is_mobile(KmSlice cell, size_t start)
{
    size_t count = 0;
    size_t i = start;
    for (; i < cell.length && count < 10; i++) {
        char c = cell.bytes[i];
        bool between = (c == ' ' || c == '-') && count > 1 && is_digit(cell.bytes[i - 1]);
        if (!is_digit(c) && !between) {
            return false;
        }
        count += is_digit(c) ? 1 : 0;
    }
    return count == 10 && ends_word(cell, i) && cell.bytes[start] == '0' &&
           cell.bytes[start + 1] == '6';
}

bool km_field_is_personal(KmSlice cell)
{
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] == '@' && is_mail(cell, i)) {
            return true;
        }
        if (!is_digit(cell.bytes[i]) || (i > 0 && is_word(cell.bytes[i - 1]))) {
            continue;
        }
        size_t n = run_length(cell, i);
        bool is_number = (n == 8 || n == 9) && ends_word(cell, i + n);
        if ((is_number && passes_eleven(cell.bytes + i, n)) || is_printed_bsn(cell, i) ||
            is_mobile(cell, i)) {
            return true;
        }
        i += n - 1;
    }
    return false;
}

/* Digits from `start` on, with at most one dot, space or hyphen between two of them. */
static size_t gather_digits(KmSlice cell, size_t start, char digits[16])
{
    size_t n = 0;
    for (size_t i = start; i < cell.length && n < 16; i++) {
        char c = cell.bytes[i];
        bool between = (c == '.' || c == ' ' || c == '-') && is_digit(cell.bytes[i - (i > 0)]) &&
                       i + 1 < cell.length && is_digit(cell.bytes[i + 1]);
        if (is_digit(c)) {
            digits[n++] = c;
        } else if (!between) {
            break;
        }
    }
    return n;
}

static bool is_telephone(const char *digits, size_t n, bool plus)
{
    bool abroad = n == 11 && digits[0] == '3' && digits[1] == '1';
    bool far = n == 13 && digits[0] == '0' && digits[1] == '0' && digits[2] == '3';
    return (plus && abroad) || far || (n == 10 && digits[0] == '0' && digits[1] != '0');
}

const char *km_field_personal_kind(KmSlice text)
{
    for (size_t i = 0; i < text.length; i++) {
        char digits[16];
        if (text.bytes[i] == '@' && is_mail(text, i)) {
            return "an e-mail address";
        }
        if (!is_digit(text.bytes[i]) || (i > 0 && is_word(text.bytes[i - 1]))) {
            continue;
        }
        size_t n = gather_digits(text, i, digits);
        if (is_telephone(digits, n, i > 0 && text.bytes[i - 1] == '+') || is_mobile(text, i)) {
            return "a telephone number";
        }
        size_t run = run_length(text, i);
        bool whole = (run == 8 || run == 9) && ends_word(text, i + run);
        if ((n == 9 && passes_eleven(digits, 9)) || (whole && passes_eleven(text.bytes + i, run))) {
            return "a citizen service number";
        }
        i += run - 1;
    }
    return NULL;
}
