#include "engine/stats/calc/data_file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"

enum { MOST_BYTES = 64 * 1024 * 1024 };

typedef struct {
    KmArena *arena;
    const char *path;
    long double *at;
    size_t n, capacity, rows, columns;
} Reading;

/* Numbers are in C's writing whatever the locale: digits, a point, an exponent. */
static bool read_cell(const char *from, const char *end, long double *ret_value)
{
    long double mantissa = 0;
    int scale = 0, exponent = 0, digits = 0;
    bool negative = from < end && *from == '-';
    from += from < end && (*from == '-' || *from == '+');
    bool fraction = false;
    for (; from < end && (isdigit((unsigned char)*from) || (*from == '.' && !fraction)); from++) {
        if (*from == '.') {
            fraction = true;
            continue;
        }
        mantissa = mantissa * 10 + (long double)(*from - '0');
        scale -= fraction;
        digits++;
    }
    if (from < end && (*from == 'e' || *from == 'E')) {
        char *after = NULL;
        exponent = (int)strtol(from + 1, &after, 10);
        from = after;
    }
    for (int i = scale + exponent; i > 0 && i < 400; i--) {
        mantissa *= 10;
    }
    long double divisor = 1;
    for (int i = scale + exponent; i < 0 && i > -400; i++) {
        divisor *= 10;
    }
    *ret_value = (negative ? -mantissa : mantissa) / divisor;
    return digits > 0 && from == end;
}

static const char *trim(const char *from, const char **end)
{
    while (from < *end && isspace((unsigned char)*from)) {
        from++;
    }
    while (*end > from && isspace((unsigned char)(*end)[-1])) {
        (*end)--;
    }
    return from;
}

static bool read_line(Reading *r, const char *at, const char *end, int64_t line, KmError *err)
{
    size_t cells = 0, before = r->n;
    for (bool more = true; more;) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        const char *stop = comma == NULL ? end : comma;
        more = comma != NULL;
        long double value;
        const char *cell = trim(at, &stop);
        if (!read_cell(cell, stop, &value)) {
            r->n = before;
            return (line == 1 && r->rows == 0) || /* names */
                   km_error_at(err, KM_ERROR_INPUT, r->path, line, 0, "'%.*s' is no number",
                               (int)(stop - cell > 40 ? 40 : stop - cell), cell);
        }
        KM_GROW(r->arena, r->at, r->n, r->capacity);
        r->at[r->n++] = value;
        cells++;
        at = comma == NULL ? end : comma + 1;
    }
    if (r->rows > 0 && cells != r->columns) {
        return km_error_at(err, KM_ERROR_INPUT, r->path, line, 0,
                           "%zu cells; the lines above have %zu", cells, r->columns);
    }
    r->columns = cells;
    r->rows++;
    return true;
}

bool km_data_file_read(KmArena *arena, const char *folder, const char *name, KmDataFile *ret_file,
                       KmError *err)
{
    const char *path = folder == NULL || name[0] == '/' ? name : km_path_join(arena, folder, name);
    KmBytes bytes;
    if (!km_file_read(arena, path, MOST_BYTES, &bytes, err)) {
        return false;
    }
    Reading r = {.arena = arena, .path = path};
    const char *end = bytes.bytes + bytes.length;
    int64_t line = 0;
    for (const char *at = bytes.bytes; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline == NULL ? end : newline;
        const char *next = newline == NULL ? end : newline + 1;
        line++;
        const char *from = trim(at, &stop);
        if (from < stop && !read_line(&r, from, stop, line, err)) {
            return false;
        }
        at = next;
    }
    if (r.rows == 0) {
        return km_error_at(err, KM_ERROR_INPUT, path, 0, 0, "no numbers in this file");
    }
    *ret_file = (KmDataFile){r.at, r.rows, r.columns};
    return true;
}
