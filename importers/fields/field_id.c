#include "importers/fields/field.h"
#include "importers/fields/short_bytes.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static char upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

enum { MARK_BYTES = 3 };

/* U+200B–200F, 2028–202E, 2060, 2066–2069, FEFF: zero width and direction marks, and line ends that
 * few know. */
static bool is_mark(KmSlice cell, size_t at)
{
    if (at + MARK_BYTES > cell.length) {
        return false;
    }
    unsigned char first = (unsigned char)cell.bytes[at];
    unsigned char second = (unsigned char)cell.bytes[at + 1];
    unsigned char third = (unsigned char)cell.bytes[at + 2];
    if (first == 0xef) {
        return second == 0xbb && third == 0xbf;
    }
    bool is_zero_width = second == 0x80 && third >= 0x8b && third <= 0x8f;
    bool is_direction = second == 0x80 && third >= 0xa8 && third <= 0xae;
    bool is_joiner = second == 0x81 && (third == 0xa0 || (third >= 0xa6 && third <= 0xa9));
    return first == 0xe2 && (is_zero_width || is_direction || is_joiner);
}

/* Marks at the ends of a value come along when it is copied from a page or a window; nobody sees
 * them and they say nothing. */
static bool is_space(KmSlice cell, size_t at, size_t *ret_width)
{
    unsigned char c = (unsigned char)cell.bytes[at];
    bool wide = c == 0xc2 && at + 1 < cell.length && (unsigned char)cell.bytes[at + 1] == 0xa0;
    bool mark = is_mark(cell, at);
    *ret_width = mark ? MARK_BYTES : wide ? 2 : 1;
    return mark || wide || c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool ends_with_space(KmSlice cell, size_t *ret_width)
{
    size_t n = cell.length;
    if (n >= 2 && memcmp(cell.bytes + n - 2, "\xc2\xa0", 2) == 0) {
        *ret_width = 2;
        return true;
    }
    if (n >= MARK_BYTES && is_mark(cell, n - MARK_BYTES)) {
        *ret_width = MARK_BYTES;
        return true;
    }
    *ret_width = 1;
    /* A lone A0 is the NBSP of Windows-1252, unless it ends a UTF-8 letter (à). */
    bool nbsp = cell.bytes[n - 1] == '\xa0' && (n == 1 || (unsigned char)cell.bytes[n - 2] < 0x80);
    return nbsp || cell.bytes[n - 1] == ' ' || cell.bytes[n - 1] == '\t' ||
           cell.bytes[n - 1] == '\r' || cell.bytes[n - 1] == '\n';
}

static KmSlice without_spaces(KmSlice cell)
{
    size_t width;
    while (cell.length > 0 && (is_space(cell, 0, &width) || cell.bytes[0] == '\xa0')) {
        cell.bytes += width;
        cell.length -= width;
    }
    while (cell.length > 0 && ends_with_space(cell, &width)) {
        cell.length -= width;
    }
    return cell;
}

KmSlice km_slice_trim_ends(KmSlice raw)
{
    KmSlice cell = without_spaces(raw);
    /* ="0123", a formula that keeps a spreadsheet from eating the zero; ="" and =" " are empty. */
    if (cell.length >= 3 && memcmp(cell.bytes, "=\"", 2) == 0 &&
        cell.bytes[cell.length - 1] == '"') {
        cell = without_spaces((KmSlice){cell.bytes + 2, cell.length - 3});
    }
    if (cell.length > 1 && cell.bytes[0] == '\'' && is_digit(cell.bytes[1])) {
        cell.bytes++;
        cell.length--;
    }
    return cell;
}

bool km_field_is_empty(KmSlice cell)
{
    return cell.length == 0 || (cell.length == 1 && (cell.bytes[0] == '-' || cell.bytes[0] == '.'));
}

static bool is_word(KmSlice cell, const char *word)
{
    size_t n = strlen(word);
    if (cell.length != n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (upper(cell.bytes[i]) != word[i]) {
            return false;
        }
    }
    return true;
}

/* The last are dashes as a word processor makes them, in UTF-8 and Windows-1252. */
static const char *const missing[] = {
    "N.V.T.", "NVT", "ONBEKEND", "NULL", "#N/B",         "#N/A",         "LEEG", "N/A",
    "NAN",    "NA",  "N.B.",     "..",   "\xe2\x80\x93", "\xe2\x80\x94", "\x96", "\x97"};

bool km_field_is_missing(KmSlice cell)
{
    if (km_field_is_empty(cell)) {
        return true;
    }
    if (is_digit(cell.bytes[0]) || cell.length > 8) {
        return false;
    }
    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
        if (is_word(cell, missing[i])) {
            return true;
        }
    }
    return false;
}

bool km_field_may_be_missing(char first)
{
    bool may = km_field_is_empty((KmSlice){&first, 1});
    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++) {
        may = may || upper(first) == missing[i][0];
    }
    return may;
}

/* Spaces and dots out of 1112.22.333. Returns the number of digits; 0 when other bytes occur. */
static size_t bare_digits(KmSlice cell, char *into, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.bytes[i];
        if (c == ' ' || c == '.') {
            continue;
        }
        if (!is_digit(c) || n == room) {
            return 0;
        }
        into[n++] = c;
    }
    return n;
}

static bool is_scientific(KmSlice cell)
{
    bool exponent = memchr(cell.bytes, 'E', cell.length) != NULL ||
                    memchr(cell.bytes, 'e', cell.length) != NULL;
    return exponent && cell.length > 2 && is_digit(cell.bytes[0]) &&
           (cell.bytes[1] == ',' || cell.bytes[1] == '.' || cell.bytes[1] == 'E');
}

/* Weights 9 8 7 6 5 4 3 2 −1. */
static int eleven_sum(const char digits[9])
{
    int sum = -(digits[8] - '0');
    for (int i = 0; i < 8; i++) {
        sum += (9 - i) * (digits[i] - '0');
    }
    return sum;
}

static uint32_t number_of(const char digits[9])
{
    uint32_t value = 0;
    for (int i = 0; i < 9; i++) {
        value = value * 10 + (uint32_t)(digits[i] - '0');
    }
    return value;
}

/* 123456782.0 and 123456782,00, as programs write a number without being told that it is none. */
static KmSlice without_fraction(KmSlice cell)
{
    size_t n = cell.length;
    while (n > 0 && cell.bytes[n - 1] == '0') {
        n--;
    }
    bool is_sign =
        n > 8 && n < cell.length && (cell.bytes[n - 1] == '.' || cell.bytes[n - 1] == ',');
    return is_sign && cell.length - n <= 2 ? (KmSlice){cell.bytes, n - 1} : cell;
}

/* Nine digits and nothing else, as nearly all are. */
static bool is_plain_number(KmSlice cell)
{
    return cell.length == 9 && km_are_digits(km_load_eight(cell.bytes)) && is_digit(cell.bytes[8]);
}

/* The nine digits of a number as people write it. Returns how many there are: 9, or it is none. */
static size_t nine_digits(KmSlice cell, char digits[9])
{
    size_t n = bare_digits(without_fraction(cell), digits, 9);
    if (n == 8) {
        memmove(digits + 1, digits, 8);
        digits[0] = '0';
        n = 9;
    }
    return n;
}

KmRule km_field_person(KmSlice cell, uint32_t *ret_number, KmPersonKind *ret_kind)
{
    char digits[9] = {'0'};
    size_t n = 9;
    if (is_plain_number(cell)) {
        memcpy(digits, cell.bytes, sizeof digits);
    } else if (is_scientific(cell)) {
        return KM_RULE_PERSON_DAMAGED;
    } else {
        n = nine_digits(cell, digits);
    }
    int sum = n == 9 ? eleven_sum(digits) : 0;
    if (sum <= 0 || (digits[0] == '0' && digits[1] == '0')) {
        return KM_RULE_PERSON_INVALID;
    }
    bool is_bsn = sum % 11 == 0;
    if (!is_bsn && (sum % 11 != 5 || digits[0] != '1')) {
        return KM_RULE_PERSON_INVALID;
    }
    *ret_number = number_of(digits);
    *ret_kind = is_bsn ? KM_PERSON_BSN : KM_PERSON_ONDERWIJSNUMMER;
    return is_bsn || digits[1] == '0' ? KM_RULE_NONE : KM_RULE_PERSON_ODD;
}

static int hex_value(char c)
{
    if (is_digit(c)) {
        return c - '0';
    }
    return upper(c) >= 'A' && upper(c) <= 'F' ? upper(c) - 'A' + 10 : -1;
}

KmRule km_field_pseudonym(KmSlice cell, uint8_t ret_bytes[16])
{
    if (cell.length != 32) {
        return KM_RULE_PSEUDONYM_INVALID;
    }
    for (size_t i = 0; i < 16; i++) {
        int high = hex_value(cell.bytes[2 * i]);
        int low = hex_value(cell.bytes[2 * i + 1]);
        if (high < 0 || low < 0) {
            return KM_RULE_PSEUDONYM_INVALID;
        }
        ret_bytes[i] = (uint8_t)(high * 16 + low);
    }
    return KM_RULE_NONE;
}

/* Letters in upper case and digits, at most `room`; other bytes than blanks, dots and dashes give
 * 0. */
static size_t bare_code(KmSlice cell, char *into, size_t room)
{
    size_t n = 0;
    size_t width = 1;
    for (size_t i = 0; i < cell.length; i += width) {
        char c = cell.bytes[i];
        if (is_space(cell, i, &width) || c == '\xa0') {
            continue;
        }
        if (c == '.' || c == '-' || c == '_') {
            continue;
        }
        if (n == room || !(is_digit(c) || is_letter(c))) {
            return 0;
        }
        into[n++] = upper(c);
    }
    return n;
}

static bool begins_school(const char code[4])
{
    return is_digit(code[0]) && is_digit(code[1]) && is_letter(code[2]) && is_letter(code[3]);
}

/* The two digits of the site in its own column: 3, 03, and in newer editions of DUO the BRIN with
 * them. */
static KmRule read_branch(KmSlice branch, const char school[4], char ret_site[2])
{
    char code[7] = "";
    if (bare_code(branch, code, 6) == 6 && begins_school(code) && is_digit(code[4]) &&
        is_digit(code[5])) {
        memcpy(ret_site, code + 4, 2);
        return memcmp(code, school, 4) == 0 ? KM_RULE_NONE : KM_RULE_BRANCH_OTHER;
    }
    size_t digits = bare_digits(branch, code, 2);
    ret_site[0] = digits == 2 ? code[0] : '0';
    ret_site[1] = digits == 2 ? code[1] : code[0];
    return digits == 0 ? KM_RULE_BRANCH_INVALID : KM_RULE_NONE;
}

KmRule km_field_brin(KmSlice cell, KmSlice branch, char ret_brin[7])
{
    char code[7] = "";
    char site[2] = {'0', '0'};
    size_t n = bare_code(cell, code, 6);
    bool has_site = n == 6 && is_digit(code[4]) && is_digit(code[5]);
    if ((n != 4 && !has_site) || !begins_school(code)) {
        return KM_RULE_BRIN_INVALID;
    }
    if (branch.length > 0 && !km_field_is_missing(branch)) {
        KmRule rule = read_branch(branch, code, site);
        if (rule != KM_RULE_NONE) {
            return rule;
        }
        if (has_site && memcmp(code + 4, site, 2) != 0) {
            return KM_RULE_BRANCH_OTHER;
        }
    }
    memcpy(ret_brin, code, 4);
    memcpy(ret_brin + 4, has_site ? code + 4 : site, 2);
    ret_brin[6] = '\0';
    return KM_RULE_NONE;
}

KmRule km_field_school(KmSlice cell, char ret_brin[7])
{
    char code[7];
    KmRule rule = km_field_brin(cell, (KmSlice){"", 0}, ret_brin);
    if (rule == KM_RULE_NONE && bare_code(cell, code, 6) == 4) {
        ret_brin[4] = '\0';
    }
    return rule;
}

KmRule km_field_rio(KmSlice cell, char ret_rio[8])
{
    char code[8] = "";
    bool good = bare_code(cell, code, 7) == 7 && (code[3] == 'A' || code[3] == 'X');
    for (int i = 0; i < 7 && good; i++) {
        good = i == 3 || is_digit(code[i]);
    }
    if (good) {
        memcpy(ret_rio, code, 8);
    }
    return good ? KM_RULE_NONE : KM_RULE_RIO_INVALID;
}

KmRule km_field_lrk(KmSlice cell, char ret_lrk[16])
{
    char digits[12];
    size_t n = bare_digits(cell, digits, sizeof digits);
    if (n < 7) {
        return KM_RULE_LRK_INVALID;
    }
    memcpy(ret_lrk, digits, n);
    ret_lrk[n] = '\0';
    return n == 9 ? KM_RULE_NONE : KM_RULE_LRK_ODD;
}

KmRule km_field_postcode(KmSlice cell, char ret_pc6[7])
{
    char code[7] = "";
    size_t n = bare_code(cell, code, 6);
    bool good = n == 6 && code[0] != '0' && is_letter(code[4]) && is_letter(code[5]);
    for (int i = 0; i < 4 && good; i++) {
        good = is_digit(code[i]);
    }
    if (!good || (code[4] == 'S' && strchr("ADS", code[5]) != NULL)) {
        return KM_RULE_POSTCODE_INVALID;
    }
    memcpy(ret_pc6, code, 7);
    ret_pc6[6] = '\0';
    return KM_RULE_NONE;
}

KmRule km_field_region(KmSlice cell, const char *prefix, int digits, char ret_code[16])
{
    char code[12] = "";
    size_t n = bare_code(cell, code, 11);
    size_t skip = strlen(prefix);
    size_t start = n > skip && strncmp(code, prefix, skip) == 0 ? skip : 0;
    size_t rest = n - start;
    size_t want = (size_t)digits;
    /* A spreadsheet eats one leading zero; municipalities have numbers, often written without. */
    size_t least = strcmp(prefix, "GM") == 0 ? 1 : want - 1;
    if (n == 0 || rest > want || rest < least) {
        return KM_RULE_REGION_INVALID;
    }
    (void)snprintf(ret_code, 16, "%s%.*s%.*s", prefix, (int)(want - rest), "00000000", (int)rest,
                   code + start);
    return KM_RULE_NONE;
}

bool km_field_has_control(KmSlice cell)
{
    for (size_t i = 0; i < cell.length; i++) {
        unsigned char c = (unsigned char)cell.bytes[i];
        bool is_break = c == '\n' || c == '\r' || c == '\t';
        if ((c < 0x20 && !is_break) || c == 0x7f || is_mark(cell, i)) {
            return true;
        }
    }
    return false;
}

static size_t count_digits(KmSlice cell, size_t at)
{
    size_t n = 0;
    while (at + n < cell.length && is_digit(cell.bytes[at + n])) {
        n++;
    }
    return n;
}

/* The length of what has the form of a date from `at` on, whether it exists or not; 0: none. */
static size_t date_form(KmSlice cell, size_t at)
{
    size_t first = count_digits(cell, at);
    size_t sign = at + first;
    if (first == 0 || first > 4 || sign >= cell.length || cell.bytes[sign] == '\0' ||
        strchr("-/.", cell.bytes[sign]) == NULL) {
        return 0;
    }
    size_t second = count_digits(cell, sign + 1);
    size_t other = sign + 1 + second;
    if (second == 0 || second > 2 || other >= cell.length ||
        cell.bytes[other] != cell.bytes[sign]) {
        return 0;
    }
    size_t third = count_digits(cell, other + 1);
    bool is_date =
        (first == 4 && (third == 1 || third == 2)) || (first < 3 && (third == 2 || third == 4));
    return is_date ? other + 1 + third - at : 0;
}

typedef struct {
    bool letters, date, digits, signs, spaces;
    size_t characters;
} Made;

static Made made_of(KmSlice cell)
{
    Made made = {0};
    for (size_t i = 0; i < cell.length;) {
        unsigned char c = (unsigned char)cell.bytes[i];
        bool is_start = i == 0 || !is_digit(cell.bytes[i - 1]);
        size_t date = is_start ? date_form(cell, i) : 0;
        made.date = made.date || date > 0;
        if (date > 0) {
            made.characters += date;
            i += date;
            continue;
        }
        bool is_word = is_letter((char)c) || c >= 0x80;
        made.digits = made.digits || is_digit((char)c);
        made.letters = made.letters || is_word;
        made.spaces = made.spaces || c == ' ';
        made.signs = made.signs || !(is_word || is_digit((char)c) || c == ' ');
        made.characters += (c & 0xc0) != 0x80; /* not the further bytes of one */
        i++;
    }
    return made;
}

void km_value_class(KmSlice cell, char ret_class[KM_VALUE_CLASS_BYTES])
{
    Made made = made_of(cell);
    if (cell.length == 0) {
        (void)snprintf(ret_class, KM_VALUE_CLASS_BYTES, "empty");
        return;
    }
    int n = snprintf(ret_class, KM_VALUE_CLASS_BYTES, "%s%s%s%s%s", made.letters ? "+letters" : "",
                     made.date ? "+date" : "", made.digits ? "+digits" : "",
                     made.signs ? "+signs" : "", made.spaces ? "+spaces" : "");
    memmove(ret_class, ret_class + 1, (size_t)n); /* without the first + */
    (void)snprintf(ret_class + n - 1, KM_VALUE_CLASS_BYTES - (size_t)n + 1, " %zu",
                   made.characters);
}
