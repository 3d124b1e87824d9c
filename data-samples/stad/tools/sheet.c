#define _POSIX_C_SOURCE 200809L

#include "stad/tools/sheet.h"

#include "stad/city.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const Dialect usual_dialect = {
    .separator = ';',
    .encoding = ENCODING_CP1252,
    .dates = DATES_DMY,
    .decimal = ',',
};

const Dialect plain_dialect = {
    .separator = ',',
    .encoding = ENCODING_UTF8,
    .dates = DATES_ISO,
    .decimal = '.',
    .unix_lines = true,
};

void make_directory(const char *path)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        give_up("cannot make directory", path);
    }
}

static void put_bytes(Sheet *sheet, const char *bytes, size_t count)
{
    if (sheet->length + count > sheet->capacity) {
        size_t wanted = (sheet->capacity + count) * 2;
        char *larger = realloc(sheet->bytes, wanted);
        if (larger == NULL) {
            give_up("no memory", sheet->path);
        }
        sheet->bytes = larger;
        sheet->capacity = wanted;
    }
    (void)memcpy(sheet->bytes + sheet->length, bytes, count);
    sheet->length += count;
}

static void put(Sheet *sheet, char byte)
{
    put_bytes(sheet, &byte, 1);
}

static void end_line(Sheet *sheet)
{
    if (!sheet->dialect.unix_lines) {
        put(sheet, '\r');
    }
    put(sheet, '\n');
    sheet->line++;
}

Sheet sheet_open(const Dialect *dialect, const char *directory, const char *file_name)
{
    Sheet sheet = {.dialect = *dialect, .line = 1};
    int length = snprintf(sheet.path, sizeof sheet.path, "%s/%s", directory, file_name);

    if (length < 0 || (size_t)length >= sizeof sheet.path) {
        give_up("path too long", directory);
    }
    if (dialect->encoding == ENCODING_UTF8_BOM) {
        put_bytes(&sheet, "\xEF\xBB\xBF", 3);
    }
    if (dialect->sep_line) {
        put_bytes(&sheet, "sep=", 4);
        put(&sheet, dialect->separator);
        end_line(&sheet);
    }
    return sheet;
}

static void begin_field(Sheet *sheet)
{
    if (sheet->column++ > 0) {
        put(sheet, sheet->dialect.separator);
    } else {
        sheet->row_start = sheet->length;
        sheet->row_line = sheet->line;
    }
}

/* The few characters of Windows-1252 outside Latin-1 that the sample uses. */
static char in_cp1252(unsigned code)
{
    switch (code) {
    case 0x20AC:
        return '\x80';
    case 0x2018:
        return '\x91';
    case 0x2019:
        return '\x92';
    default:
        return (char)(code < 0x100 ? code : '?');
    }
}

static const char *decode(const char *text, unsigned *code)
{
    unsigned char first = (unsigned char)*text;

    if (first < 0x80U) {
        *code = first;
        return text + 1;
    }
    int more = first >= 0xE0U ? 2 : 1;
    *code = first & (more == 2 ? 0x0FU : 0x1FU);
    for (int i = 1; i <= more; i++) {
        *code = (*code << 6) | ((unsigned char)text[i] & 0x3FU);
    }
    return text + 1 + more;
}

static void put_text(Sheet *sheet, const char *text)
{
    while (*text != '\0') {
        unsigned code;
        const char *next = decode(text, &code);
        if (code == '"') {
            put(sheet, '"');
        }
        if (code == '\n') {
            sheet->line++;
        }
        if (sheet->dialect.encoding == ENCODING_CP1252) {
            put(sheet, in_cp1252(code));
        } else {
            put_bytes(sheet, text, (size_t)(next - text));
        }
        text = next;
    }
}

void sheet_text(Sheet *sheet, const char *text)
{
    const char special[] = {sheet->dialect.separator, '"', '\n', '\0'};
    bool quoted = sheet->dialect.quote_all || text[strcspn(text, special)] != '\0';

    begin_field(sheet);
    if (quoted) {
        put(sheet, '"');
    }
    put_text(sheet, text);
    if (quoted) {
        put(sheet, '"');
    }
}

void sheet_header(Sheet *sheet, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (names[i] != NULL) {
            sheet_text(sheet, names[i]);
        }
    }
    sheet_end_row(sheet);
}

void sheet_number(Sheet *sheet, long number)
{
    char digits[24];

    (void)snprintf(digits, sizeof digits, "%ld", number);
    sheet_text(sheet, digits);
}

static void two_digits(char *to, int number)
{
    to[0] = (char)('0' + number / 10);
    to[1] = (char)('0' + number % 10);
}

void sheet_day(Sheet *sheet, Day day)
{
    int year, month, date;
    char text[11] = "";

    if (day == NEVER) {
        sheet_text(sheet, text);
        return;
    }
    civil_of(day, &year, &month, &date);
    bool dutch = sheet->dialect.dates == DATES_DMY;
    bool dashes = sheet->dialect.dates != DATES_COMPACT;
    char *year_at = text + (dutch ? 6 : 0);
    two_digits(year_at, year / 100);
    two_digits(year_at + 2, year % 100);
    two_digits(text + (dutch ? 3 : dashes ? 5 : 4), month);
    two_digits(text + (dutch ? 0 : dashes ? 8 : 6), date);
    if (dashes) {
        text[dutch ? 2 : 4] = '-';
        text[dutch ? 5 : 7] = '-';
    }
    sheet_text(sheet, text);
}

/* Half of the rows of the mixed style use a clock notation: 16:30 beside 16,5. */
void sheet_hours(Sheet *sheet, int quarters)
{
    static const char *const parts[] = {"0", "25", "5", "75"};
    char text[24];
    bool clock = sheet->dialect.hours == HOURS_CLOCK_MIXED && sheet->line % 2 == 0;

    if (clock) {
        (void)snprintf(text, sizeof text, "%d:%02d", quarters / 4, quarters % 4 * 15);
    } else {
        (void)snprintf(text, sizeof text, "%d%c%s", quarters / 4, sheet->dialect.decimal,
                       parts[quarters % 4]);
    }
    sheet_text(sheet, text);
}

void sheet_empty(Sheet *sheet, int fields)
{
    for (int i = 0; i < fields; i++) {
        begin_field(sheet);
    }
}

void sheet_end_row(Sheet *sheet)
{
    for (int i = 0; i < sheet->dialect.empty_columns; i++) {
        put(sheet, sheet->dialect.separator);
    }
    end_line(sheet);
    sheet->column = 0;
}

void sheet_repeat_row(Sheet *sheet)
{
    size_t length = sheet->length - sheet->row_start;
    size_t start = sheet->row_start;
    char *copy = malloc(length);

    if (copy == NULL) {
        give_up("no memory", sheet->path);
    }
    (void)memcpy(copy, sheet->bytes + start, length);
    sheet->row_start = sheet->length;
    sheet->row_line = sheet->line;
    for (size_t i = 0; i < length; i++) { /* a quoted line break is a line as well */
        sheet->line += copy[i] == '\n';
    }
    put_bytes(sheet, copy, length);
    free(copy);
}

const char *sheet_name(const Sheet *sheet)
{
    const char *slash = strrchr(sheet->path, '/');

    return slash == NULL ? sheet->path : slash + 1;
}

void sheet_close(Sheet *sheet)
{
    FILE *file = fopen(sheet->path, "wb");

    if (file == NULL) {
        give_up("cannot write", sheet->path);
    }
    bool written = fwrite(sheet->bytes, 1, sheet->length, file) == sheet->length;
    if (fclose(file) != 0 || !written) {
        give_up("cannot write", sheet->path);
    }
    free(sheet->bytes);
    sheet->bytes = NULL;
}
