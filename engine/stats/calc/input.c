#include "engine/stats/calc/input.h"

#include "engine/base/number.h"

#include <math.h>
#include <string.h>

static bool is_list(KmInputKind kind)
{
    return kind == KM_INPUT_COUNTS || kind == KM_INPUT_SERIES || kind == KM_INPUT_LABELS ||
           kind == KM_INPUT_TABLE || kind == KM_INPUT_COLUMNS;
}

static bool is_table(KmInputKind kind)
{
    return kind == KM_INPUT_TABLE || kind == KM_INPUT_COLUMNS;
}

static bool is_whole(KmInputKind kind)
{
    return kind == KM_INPUT_COUNT || kind == KM_INPUT_COUNTS || kind == KM_INPUT_TABLE;
}

/* "12" or "12.0"; 2^53 is the largest whole number that both notations agree on. */
static bool read_whole(const char *text, size_t length, int64_t *ret_value)
{
    double real;
    if (km_parse_int(text, length, ret_value)) {
        return true;
    }
    if (!km_parse_real(text, length, &real) || fabs(real) > 9007199254740992.0 ||
        fabs(real - nearbyint(real)) > 0.0) {
        return false;
    }
    *ret_value = (int64_t)real;
    return true;
}

static bool refuse_cell(const KmInput *input, const char *text, size_t length, KmError *err)
{
    bool single = !is_list(input->kind);
    bool missing = length == 0 || (length == 2 && strncmp(text, "NA", 2) == 0);
    (void)km_error_set(err, KM_ERROR_USAGE, "%s%s is %s%.*s%s; expected %s", input->name,
                       single ? "" : " (a list)", missing ? "missing" : "'",
                       missing ? 0 : (int)(length > 40 ? 40 : length), text, missing ? "" : "'",
                       is_whole(input->kind) ? "a whole number" : "a number like 0.95");
    return single ? false : km_error_context(err, "in value %zu of %s", input->n + 1, input->name);
}

static size_t group_of(KmInput *input, const char **labels, const size_t *lengths, const char *text)
{
    size_t length = lengths[input->n];
    for (size_t i = 0; i < input->n; i++) {
        if (lengths[i] == length && strncmp(labels[i], text, length) == 0) {
            return input->groups[i];
        }
    }
    return input->n_groups++;
}

static bool read_cell(KmInput *input, const char *text, size_t length, KmError *err)
{
    while (length > 0 && *text == ' ') {
        text++;
        length--;
    }
    while (length > 0 && text[length - 1] == ' ') {
        length--;
    }
    bool well = is_whole(input->kind) ? read_whole(text, length, &input->counts[input->n])
                                      : km_parse_real(text, length, &input->reals[input->n]);
    if (!well) {
        return refuse_cell(input, text, length, err);
    }
    input->n++;
    return true;
}

static bool read_labels(KmArena *arena, const char *text, KmInput *input, KmError *err)
{
    size_t most = input->n;
    const char **labels = KM_NEW_ARRAY(arena, const char *, most);
    size_t *lengths = KM_NEW_ARRAY(arena, size_t, most);
    input->groups = KM_NEW_ARRAY(arena, size_t, most);
    input->n = 0;
    for (const char *at = text;; at++) {
        size_t length = strcspn(at, ",");
        if (length == 0) {
            return refuse_cell(input, at, 0, err);
        }
        labels[input->n] = at;
        lengths[input->n] = length;
        input->groups[input->n] = group_of(input, labels, lengths, at);
        input->n++;
        at += length;
        if (*at == '\0') {
            return true;
        }
    }
}

/* The number of cells, or 0 with err filled when there are too many. */
static size_t count_cells(const char *name, const char *text, KmError *err)
{
    size_t n = 1;
    for (const char *p = text; *p != '\0'; p++) {
        n += *p == ',' || *p == '|';
    }
    if (n > KM_MOST_VALUES) {
        (void)km_error_set(err, KM_ERROR_LIMIT, "%s has %zu values; the most is %d", name, n,
                           KM_MOST_VALUES);
        return 0;
    }
    return n;
}

static bool read_rows(const char *text, KmInput *input, KmError *err)
{
    size_t width = 0;
    size_t start = 0;
    for (const char *at = text;; at++) {
        size_t length = strcspn(at, ",|");
        if (!read_cell(input, at, length, err)) {
            return false;
        }
        at += length;
        if (*at == '|' && !is_table(input->kind)) {
            return km_error_set(err, KM_ERROR_USAGE, "%s is a list; '|' belongs to tables",
                                input->name);
        }
        if (*at == ',') {
            continue;
        }
        input->rows++;
        if (width != 0 && input->n - start != width) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "row %zu of %s has %zu values and the first has %zu", input->rows,
                                input->name, input->n - start, width);
        }
        width = input->n - start;
        start = input->n;
        if (*at == '\0') {
            return true;
        }
    }
}

bool km_input_read(KmArena *arena, const char *name, KmInputKind kind, const char *text,
                   KmInput *ret_input, KmError *err)
{
    KmInput input = {.name = name, .kind = kind, .text = text};
    size_t cells = is_list(kind) ? count_cells(name, text, err) : 1;
    if (cells == 0) {
        return false;
    }
    if (text[0] == '\0') {
        return refuse_cell(&input, text, 0, err);
    }
    if (kind == KM_INPUT_LABELS) {
        input.n = cells;
        if (!read_labels(arena, text, &input, err)) {
            return false;
        }
    } else if (kind != KM_INPUT_TEXT) {
        if (is_whole(kind)) {
            input.counts = KM_NEW_ARRAY(arena, int64_t, cells);
        } else {
            input.reals = KM_NEW_ARRAY(arena, double, cells);
        }
        if (!(is_list(kind) ? read_rows(text, &input, err)
                            : read_cell(&input, text, strlen(text), err))) {
            return false;
        }
    }
    *ret_input = input;
    return true;
}
