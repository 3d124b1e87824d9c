#include "importers/fields/field.h"
#include "importers/fields/short_bytes.h"

#include <endian.h>
#include <string.h>

/* Up to three numbers with one kind of sign between them. */
typedef struct {
    int parts[3];
    int digits[3];
    int n;
    char sign;
} Parts;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int two(const char *text)
{
    return (text[0] - '0') * 10 + (text[1] - '0');
}

static bool starts_with_two_digits(KmSlice text, size_t at, int most, int *ret_value)
{
    if (text.length < at + 2 || !is_digit(text.bytes[at]) || !is_digit(text.bytes[at + 1])) {
        return false;
    }
    *ret_value = two(text.bytes + at);
    return *ret_value <= most;
}

/* 9:05, 09:05:30, 00:00:00.000, with Z or +02:00 behind it. A moment given in another zone (Z) may
 * be the next day here from ten in the evening on: then it is no time of this day. */
static bool is_time(KmSlice text)
{
    char padded[32] = "0";
    int hour;
    int part;
    if (text.length > 3 && (memcmp(text.bytes + text.length - 3, " AM", 3) == 0 ||
                            memcmp(text.bytes + text.length - 3, " PM", 3) == 0)) {
        text.length -= 3;
    }
    if (text.length < 4 || text.length > sizeof padded - 2) {
        return false;
    }
    size_t skip = text.bytes[1] == ':' ? 1 : 0;
    memcpy(padded + skip, text.bytes, text.length);
    KmSlice t = {padded, text.length + skip};
    if (!starts_with_two_digits(t, 0, 23, &hour) || t.bytes[2] != ':' ||
        !starts_with_two_digits(t, 3, 59, &part)) {
        return false;
    }
    size_t at = 5;
    if (at < t.length && t.bytes[at] == ':') {
        if (!starts_with_two_digits(t, at + 1, 60, &part)) {
            return false;
        }
        at += 3;
        bool has_fraction = at < t.length && (t.bytes[at] == '.' || t.bytes[at] == ',');
        for (at += has_fraction ? 1 : 0; has_fraction && at < t.length && is_digit(t.bytes[at]);) {
            at++;
        }
    }
    if (at < t.length && t.bytes[at] == 'Z') {
        return hour < 22 && at + 1 == t.length;
    }
    if (at < t.length && (t.bytes[at] == '+' || t.bytes[at] == '-')) {
        return starts_with_two_digits(t, at + 1, 14, &part) && t.length <= at + 6;
    }
    return at == t.length;
}

/* The time of day behind a date says nothing here. */
static KmSlice without_time(KmSlice cell)
{
    for (size_t i = 6; i < cell.length; i++) {
        if (cell.bytes[i] != ' ' && cell.bytes[i] != 'T') {
            continue;
        }
        KmSlice time = {cell.bytes + i + 1, cell.length - i - 1};
        return is_time(time) ? (KmSlice){cell.bytes, i} : cell;
    }
    return cell;
}

static bool split(KmSlice cell, Parts *ret_parts)
{
    Parts parts = {0};
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.bytes[i];
        if (is_digit(c)) {
            if (parts.n == 0 || (i > 0 && !is_digit(cell.bytes[i - 1]))) {
                if (parts.n == 3) {
                    return false;
                }
                parts.n++;
            }
            int *digits = &parts.digits[parts.n - 1];
            if (++*digits > 4) {
                return false;
            }
            parts.parts[parts.n - 1] = parts.parts[parts.n - 1] * 10 + (c - '0');
        } else if ((c == '-' || c == '/' || c == '.') && (parts.sign == 0 || parts.sign == c) &&
                   i > 0 && is_digit(cell.bytes[i - 1])) {
            parts.sign = c;
        } else {
            return false;
        }
    }
    *ret_parts = parts;
    return parts.n == 3 && is_digit(cell.bytes[cell.length - 1]);
}

static KmRule make(int year, int month, int day, KmDate *ret_date)
{
    if (year == 9999) {
        *ret_date = KM_DATE_OPEN;
        return KM_RULE_NONE;
    }
    if (day == 0 || month == 0) {
        return KM_RULE_DATE_NO_DAY;
    }
    return km_date_from_civil(year, month, day, ret_date) ? KM_RULE_NONE : KM_RULE_DATE_INVALID;
}

static bool all_digits(KmSlice cell)
{
    for (size_t i = 0; i < cell.length; i++) {
        if (!is_digit(cell.bytes[i])) {
            return false;
        }
    }
    return cell.length > 0;
}

/* The numbers of two digits each in a form such as 00-00-00, where the cell's first eight bytes
 * have it: the one at place 3 is in byte 3. */
static bool take_form(const char *bytes, const char *form, uint64_t between, uint64_t *ret_pairs)
{
    uint64_t word = le64toh(km_load_eight(bytes));
    uint64_t wanted = le64toh(km_load_eight(form));
    uint64_t zeros = UINT64_C(0x3030303030303030);
    uint64_t digits = word ^ wanted;
    *ret_pairs = digits * 10 + (digits >> 8);
    return (digits & between) == 0 && km_are_digits((word & ~between) | (zeros & between));
}

static int pair_at(uint64_t pairs, int at)
{
    return (int)(pairs >> 8 * at & 0xff);
}

/* dd-mm-jjjj and jjjj-mm-dd in full, the forms of nearly all cells. */
static bool fast(KmSlice cell, KmDateOrder order, KmDate *ret_date)
{
    const char *c = cell.bytes;
    uint64_t pairs;
    if (cell.length != 10 || !is_digit(c[8]) || !is_digit(c[9])) {
        return false;
    }
    if (order == KM_DATES_DAY_FIRST && take_form(c, "00-00-00", UINT64_C(0xff0000ff0000), &pairs)) {
        return km_date_from_civil(pair_at(pairs, 6) * 100 + two(c + 8), pair_at(pairs, 3),
                                  pair_at(pairs, 0), ret_date);
    }
    if (take_form(c, "0000-00-", UINT64_C(0xff0000ff00000000), &pairs)) {
        return km_date_from_civil(pair_at(pairs, 0) * 100 + pair_at(pairs, 2), pair_at(pairs, 5),
                                  two(c + 8), ret_date);
    }
    return false;
}

static KmRule date_of_digits(KmSlice cell, KmDate *ret_date)
{
    if (cell.length == 8) {
        const char *c = cell.bytes;
        return make(two(c) * 100 + two(c + 2), two(c + 4), two(c + 6), ret_date);
    }
    return cell.length == 5 ? KM_RULE_DATE_SERIAL : KM_RULE_DATE_INVALID;
}

KmRule km_field_date(KmSlice cell, KmDateOrder order, KmDate *ret_date)
{
    if (fast(cell, order, ret_date)) {
        return KM_RULE_NONE;
    }
    KmSlice plain = without_time(cell);
    if (all_digits(plain)) {
        return date_of_digits(plain, ret_date);
    }
    Parts p;
    if (!split(plain, &p)) {
        return km_field_worded_parts(plain, p.parts) ? KM_RULE_DATE_TWO_DIGIT_YEAR
                                                     : km_field_worded_date(plain, ret_date);
    }
    if (p.digits[0] == 4) {
        return make(p.parts[0], p.parts[1], p.parts[2], ret_date);
    }
    if (p.digits[2] == 2 && p.digits[0] <= 2 && p.digits[1] <= 2) {
        return KM_RULE_DATE_TWO_DIGIT_YEAR;
    }
    if (p.digits[2] != 4 || p.digits[0] > 2 || p.digits[1] > 2) {
        return KM_RULE_DATE_INVALID;
    }
    bool day_first = order == KM_DATES_DAY_FIRST;
    return make(p.parts[2], p.parts[day_first ? 1 : 0], p.parts[day_first ? 0 : 1], ret_date);
}

static char order_evidence(const Parts *p, int year)
{
    KmDate date;
    bool day_first = make(year, p->parts[1], p->parts[0], &date) == KM_RULE_NONE;
    bool month_first = make(year, p->parts[0], p->parts[1], &date) == KM_RULE_NONE;
    if (day_first && month_first) {
        /* 04-04 reads the same either way. */
        return (char)(p->parts[0] == p->parts[1] ? '\0' : p->sign == '/' ? '/' : '?');
    }
    return (char)(day_first ? 'd' : month_first ? 'm' : '\0');
}

char km_field_date_evidence(KmSlice cell)
{
    KmSlice plain = without_time(cell);
    KmDate date;
    Parts p;
    if (all_digits(plain)) {
        return plain.length == 8 && date_of_digits(plain, &date) == KM_RULE_NONE ? 'c' : '\0';
    }
    if (!split(plain, &p)) {
        return (char)(km_field_worded_date(plain, &date) == KM_RULE_NONE ? 'w' : '\0');
    }
    if (p.digits[0] == 4) {
        return 'i';
    }
    return (char)(p.digits[2] != 4 || p.parts[2] == 9999 ? '\0' : order_evidence(&p, p.parts[2]));
}

/* 1-sep-25, as a spreadsheet shows a date: the name tells the month, and the year stands last. */
static bool is_short_worded(KmSlice cell, Parts *ret_parts)
{
    *ret_parts = (Parts){0};
    return km_field_worded_parts(without_time(cell), ret_parts->parts);
}

static bool is_short(KmSlice cell, Parts *ret_parts)
{
    return split(cell, ret_parts) && ret_parts->digits[2] == 2 && ret_parts->digits[0] <= 2 &&
           ret_parts->digits[1] <= 2;
}

KmRule km_field_short_date(KmSlice cell, KmDateOrder order, int last_year, KmDate *ret_date)
{
    Parts p;
    bool is_worded = is_short_worded(cell, &p);
    if (!is_worded && !is_short(without_time(cell), &p)) {
        return KM_RULE_DATE_INVALID;
    }
    bool day_first = order == KM_DATES_DAY_FIRST || is_worded;
    int century = last_year - last_year % 100;
    int year = century + p.parts[2] > last_year ? century - 100 + p.parts[2] : century + p.parts[2];
    return make(year, p.parts[day_first ? 1 : 0], p.parts[day_first ? 0 : 1], ret_date);
}

char km_field_short_date_evidence(KmSlice cell, bool *ret_year_last)
{
    Parts p;
    if (is_short_worded(cell, &p)) {
        *ret_year_last = true;
        return 'w';
    }
    if (!is_short(without_time(cell), &p)) {
        return '\0';
    }
    *ret_year_last = p.digits[0] == 1 || p.parts[2] > 31 || p.parts[2] == 0;
    /* A leap year, so that 29 February is no evidence against. */
    return order_evidence(&p, 2000);
}
