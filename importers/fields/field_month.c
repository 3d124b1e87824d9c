/* Months, dates with the name of a month, school years, a spreadsheet's day numbers. */
#include "importers/fields/field.h"
#include "importers/fields/short_bytes.h"

#include <string.h>
#include <strings.h>

/* Numbers and one word of a cell, in the order in which they stand. */
typedef struct {
    int numbers[2];
    int digits[2];
    int n_numbers;
    char word[12]; /* lower case */
    size_t word_length;
    bool word_first;
} Parts;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool is_sign(char c)
{
    return c == '-' || c == '/' || c == '.' || c == ' ' || c == '\'';
}

static bool add_digit(Parts *parts, KmSlice cell, size_t at)
{
    bool is_new = at == 0 || !is_digit(cell.bytes[at - 1]);
    if (is_new && parts->n_numbers == 2) {
        return false;
    }
    parts->n_numbers += is_new ? 1 : 0;
    int i = parts->n_numbers - 1;
    parts->numbers[i] = parts->numbers[i] * 10 + (cell.bytes[at] - '0');
    return ++parts->digits[i] <= 4;
}

static bool add_letter(Parts *parts, KmSlice cell, size_t at)
{
    char c = lower(cell.bytes[at]);
    bool goes_on = at > 0 && lower(cell.bytes[at - 1]) >= 'a' && lower(cell.bytes[at - 1]) <= 'z';
    if (c < 'a' || c > 'z' || parts->word_length + 1 == sizeof parts->word ||
        (parts->word_length > 0 && !goes_on)) {
        return false;
    }
    parts->word_first = parts->word_length == 0 ? parts->n_numbers == 0 : parts->word_first;
    parts->word[parts->word_length++] = c;
    return true;
}

/* Two numbers, or one and a word, with signs between. */
static bool take_apart(KmSlice cell, Parts *ret_parts)
{
    *ret_parts = (Parts){0};
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.bytes[i];
        bool good = is_digit(c)  ? add_digit(ret_parts, cell, i)
                    : is_sign(c) ? i > 0
                                 : add_letter(ret_parts, cell, i);
        if (!good) {
            return false;
        }
    }
    return cell.length > 0 && ret_parts->n_numbers > 0;
}

/* Three letters are enough, Dutch or English, and the whole word when there is more. 0: no month.
 */
static int month_of_word(const char *word)
{
    static const char *const names[][3] = {
        {"januari", "january", ""}, {"februari", "february", ""}, {"maart", "march", "mrt"},
        {"april", "april", ""},     {"mei", "may", ""},           {"juni", "june", ""},
        {"juli", "july", ""},       {"augustus", "august", ""},   {"september", "september", ""},
        {"oktober", "october", ""}, {"november", "november", ""}, {"december", "december", ""},
    };
    size_t n = strlen(word);
    for (int month = 0; month < 12; month++) {
        for (int i = 0; i < 3 && n >= 3; i++) {
            if (strncmp(names[month][i], word, n) == 0) {
                return month + 1;
            }
        }
    }
    return 0;
}

static KmRule first_of(int year, int digits, int month, KmDate *ret_date)
{
    int full = digits == 2 ? 2000 + year : year;
    bool good = (digits == 2 || digits == 4) && month >= 1 && month <= 12 &&
                km_date_from_civil(full, month, 1, ret_date);
    return good ? KM_RULE_NONE : KM_RULE_MONTH_INVALID;
}

/* 202503 */
static bool six_digits(KmSlice cell, KmDate *ret_date)
{
    int value = 0;
    for (size_t i = 0; i < cell.length; i++) {
        if (!is_digit(cell.bytes[i]) || cell.length != 6) {
            return false;
        }
        value = value * 10 + (cell.bytes[i] - '0');
    }
    return value > 190000 && value < 220000 &&
           first_of(value / 100, 4, value % 100, ret_date) == KM_RULE_NONE;
}

static KmRule month_of_parts(const Parts *p, KmDate *ret_date)
{
    if (p->n_numbers == 1 && p->word_length > 0) {
        return first_of(p->numbers[0], p->digits[0], month_of_word(p->word), ret_date);
    }
    if (p->n_numbers != 2) {
        return KM_RULE_MONTH_INVALID;
    }
    bool year_first = p->digits[0] == 4;
    /* CBS writes 2025MM03 and 2025M03. */
    bool cbs = year_first && (strcmp(p->word, "mm") == 0 || strcmp(p->word, "m") == 0);
    bool full = p->digits[year_first ? 0 : 1] == 4 && p->digits[year_first ? 1 : 0] <= 2;
    if (!full || (p->word_length > 0 && !cbs)) {
        return KM_RULE_MONTH_INVALID;
    }
    return first_of(p->numbers[year_first ? 0 : 1], 4, p->numbers[year_first ? 1 : 0], ret_date);
}

KmRule km_field_month(KmSlice cell, KmDateOrder order, KmDate *ret_date)
{
    Parts parts;
    KmDate date;
    if (six_digits(cell, ret_date)) {
        return KM_RULE_NONE;
    }
    if (take_apart(cell, &parts) && month_of_parts(&parts, ret_date) == KM_RULE_NONE) {
        return KM_RULE_NONE;
    }
    KmRule rule = km_field_date(cell, order, &date);
    if (rule == KM_RULE_DATE_SERIAL) {
        return rule;
    }
    if (rule != KM_RULE_NONE || date == KM_DATE_OPEN) {
        return KM_RULE_MONTH_INVALID;
    }
    KmCivil civil = km_civil_from_date(date);
    return first_of(civil.year, 4, civil.month, ret_date);
}

bool km_field_worded_parts(KmSlice cell, int ret_day_month_year[3])
{
    Parts p;
    bool good = take_apart(cell, &p) && p.n_numbers == 2 && p.word_length > 0 &&
                is_digit(cell.bytes[0]) && is_digit(cell.bytes[cell.length - 1]) &&
                p.digits[0] <= 2 && p.digits[1] == 2;
    int month = good ? month_of_word(p.word) : 0;
    ret_day_month_year[0] = p.numbers[0];
    ret_day_month_year[1] = month;
    ret_day_month_year[2] = p.numbers[1];
    return month > 0;
}

/* "dinsdag 14 maart 2023", "di. 14 mrt 2023": a spreadsheet's long form. */
static KmSlice without_weekday(KmSlice cell)
{
    static const char *const days[] = {"ma",        "di",      "wo",       "do",      "vr",
                                       "za",        "zo",      "maandag",  "dinsdag", "woensdag",
                                       "donderdag", "vrijdag", "zaterdag", "zondag"};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        size_t n = strlen(days[i]);
        if (cell.length > n + 2 && strncasecmp(cell.bytes, days[i], n) == 0) {
            size_t at = n + (cell.bytes[n] == '.' || cell.bytes[n] == ',' ? 1 : 0);
            if (cell.bytes[at] == ' ') {
                return (KmSlice){cell.bytes + at + 1, cell.length - at - 1};
            }
        }
    }
    return cell;
}

KmRule km_field_worded_date(KmSlice cell, KmDate *ret_date)
{
    Parts p;
    cell = without_weekday(cell);
    bool good = take_apart(cell, &p) && p.n_numbers == 2 && p.word_length > 0 &&
                is_digit(cell.bytes[0]) && is_digit(cell.bytes[cell.length - 1]) &&
                p.digits[0] <= 2 && p.digits[1] == 4;
    int month = good ? month_of_word(p.word) : 0;
    return month > 0 && km_date_from_civil(p.numbers[1], month, p.numbers[0], ret_date)
               ? KM_RULE_NONE
               : KM_RULE_DATE_INVALID;
}

static void put_year(char *into, int year)
{
    for (int i = 3; i >= 0; i--) {
        into[i] = (char)('0' + year % 10);
        year /= 10;
    }
}

/* 2025-2026 in full, as nearly all are, with any four digits. */
static bool is_plain_school_year(KmSlice cell)
{
    return cell.length == 9 && cell.bytes[4] == '-' &&
           km_are_digits(km_load_four(cell.bytes) | km_load_four(cell.bytes + 5) << 32);
}

static int four_digits(const char *text)
{
    return (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
}

/* Its two years, of two digits or four. */
static bool take_years(KmSlice cell, Parts *p)
{
    if (is_plain_school_year(cell)) {
        *p = (Parts){.numbers = {four_digits(cell.bytes), four_digits(cell.bytes + 5)},
                     .digits = {4, 4},
                     .n_numbers = 2};
        return true;
    }
    return take_apart(cell, p) && p->n_numbers == 2;
}

KmRule km_field_school_year(KmSlice cell, char ret_year[KM_SCHOOL_YEAR_BYTES])
{
    Parts p;
    bool good =
        take_years(cell, &p) && (p.digits[0] == 4 || p.digits[0] == 2) &&
        (p.digits[1] == 4 || p.digits[1] == 2) && p.digits[1] <= p.digits[0] &&
        (p.word_length == 0 ||
         (p.word_first && (strcmp(p.word, "schooljaar") == 0 || strcmp(p.word, "sj") == 0)));
    int from = good && p.digits[0] == 2 ? 2000 + p.numbers[0] : p.numbers[0];
    int to = good && p.digits[1] == 2 ? from - from % 100 + p.numbers[1] : p.numbers[1];
    to += good && p.digits[1] == 2 && from % 100 == 99 ? 100 : 0;
    if (!good || from < 1900 || from > 2199 || to != from + 1) {
        return KM_RULE_SCHOOL_YEAR_INVALID;
    }
    put_year(ret_year, from);
    ret_year[4] = '-';
    put_year(ret_year + 5, to);
    ret_year[9] = '\0';
    return KM_RULE_NONE;
}

/* 45901,4375 has a time of that day. */
static size_t without_fraction(KmSlice cell)
{
    enum { DIGITS = 5 };
    bool has_sign =
        cell.length > DIGITS + 1 && (cell.bytes[DIGITS] == ',' || cell.bytes[DIGITS] == '.');
    for (size_t i = DIGITS + 1; has_sign && i < cell.length; i++) {
        has_sign = is_digit(cell.bytes[i]);
    }
    return has_sign ? DIGITS : cell.length;
}

KmRule km_field_serial(KmSlice cell, KmDate *ret_date)
{
    enum { FIRST = 20000, LAST = 73050, DAY_1970 = 25569 };
    int value = 0;
    size_t n = without_fraction(cell);
    for (size_t i = 0; i < n; i++) {
        if (!is_digit(cell.bytes[i]) || n != 5) {
            return KM_RULE_DATE_INVALID;
        }
        value = value * 10 + (cell.bytes[i] - '0');
    }
    *ret_date = value - DAY_1970;
    return value >= FIRST && value <= LAST ? KM_RULE_NONE : KM_RULE_DATE_INVALID;
}
