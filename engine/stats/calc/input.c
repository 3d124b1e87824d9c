#include "engine/stats/calc/input.h"

#include "engine/base/number.h"

#include <math.h>
#include <stdio.h>
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

/* "12" or "12.0". */
static bool read_whole(const char *text, size_t length, int64_t *ret_value)
{
    double real;
    if (km_parse_int(text, length, ret_value)) {
        return *ret_value <= KM_MOST_COUNT && *ret_value >= -KM_MOST_COUNT;
    }
    if (!km_parse_real(text, length, &real) || fabs(real) > (double)KM_MOST_COUNT ||
        fabs(real - nearbyint(real)) > 0.0) {
        return false;
    }
    *ret_value = (int64_t)real;
    return true;
}

static const char *expected(const KmInput *input, const char *text, size_t length)
{
    double real;
    bool has_comma = memchr(text, ',', length) != NULL;
    if (input->kind == KM_INPUT_LABELS) {
        return "the name or number of a group";
    }
    if (!is_whole(input->kind)) {
        return has_comma ? "one number with a decimal point, like 0.95" : "a number like 0.95";
    }
    if (km_parse_real(text, length, &real) && fabs(real) > (double)KM_MOST_COUNT) {
        return "a whole number of at most 1000000000000";
    }
    return has_comma ? "one whole number" : "a whole number";
}

static bool refuse_cell(const KmInput *input, const char *text, size_t length, KmError *err)
{
    bool is_missing = length == 0 || (length == 2 && strncmp(text, "NA", 2) == 0);
    char place[40] = "";
    if (is_list(input->kind)) {
        (void)snprintf(place, sizeof place, "value %zu of ", input->n + 1);
    }
    return km_error_set(err, KM_ERROR_USAGE, "%s%s is %s%.*s%s; expected %s", place, input->name,
                        is_missing ? "missing" : "'",
                        is_missing ? 0 : (int)(length > 40 ? 40 : length), text,
                        is_missing ? "" : "'", expected(input, text, length));
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

typedef struct {
    const char *text;
    size_t length, group;
} Label;

/* The slot of a label: its own, or the free one where it goes (text NULL). */
static Label *label_slot(Label *slots, size_t n_slots, const char *text, size_t length)
{
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < length; i++) {
        h = (h ^ (unsigned char)text[i]) * 1099511628211u;
    }
    size_t at = (size_t)(h ^ (h >> 32)) & (n_slots - 1);
    while (slots[at].text != NULL &&
           (slots[at].length != length || strncmp(slots[at].text, text, length) != 0)) {
        at = (at + 1) & (n_slots - 1);
    }
    return &slots[at];
}

static bool read_labels(KmArena *arena, const char *text, KmInput *input, KmError *err)
{
    size_t n_slots = 64;
    while (n_slots < 2 * input->n) {
        n_slots *= 2;
    }
    Label *slots = KM_NEW_ARRAY(arena, Label, n_slots);
    input->groups = KM_NEW_ARRAY(arena, size_t, input->n);
    input->n = 0;
    for (const char *at = text;; at++) {
        size_t length = strcspn(at, ",");
        const char *end = at + length;
        const char *from = at + strspn(at, " ");
        from = from > end ? end : from;
        while (end > from && end[-1] == ' ') {
            end--;
        }
        bool is_missing = end == from || (end - from == 2 && strncmp(from, "NA", 2) == 0);
        if (is_missing) {
            return refuse_cell(input, from, 0, err);
        }
        Label *slot = label_slot(slots, n_slots, from, (size_t)(end - from));
        if (slot->text == NULL) {
            *slot = (Label){from, (size_t)(end - from), input->n_groups++};
        }
        input->groups[input->n++] = slot->group;
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
