#include "stad/truth/answers.h"

#include "stad/city.h"
#include "stad/tools/sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void answers_add(Answers *answers, const Answer *answer)
{
    if (answer->units == 0) {
        return;
    }
    if (answers->used == answers->capacity) {
        answers->capacity = answers->capacity == 0 ? 1024 : answers->capacity * 2;
        Answer *larger = realloc(answers->items, answers->capacity * sizeof *larger);
        if (larger == NULL) {
            give_up("no memory", "waarheid.csv");
        }
        answers->items = larger;
    }
    answers->items[answers->used++] = *answer;
}

void answers_count(Answers *answers, const char *indicator, const char *period, const char *dim,
                   const char *code, Count counted)
{
    Answer answer = {.units = counted.units,
                     .hits = counted.hits,
                     .excluded = counted.excluded,
                     .unknown = counted.unknown};

    (void)snprintf(answer.indicator, sizeof answer.indicator, "%s", indicator);
    (void)snprintf(answer.period, sizeof answer.period, "%s", period);
    (void)snprintf(answer.dim1, sizeof answer.dim1, "%s", dim);
    (void)snprintf(answer.code1, sizeof answer.code1, "%s", code);
    answers_add(answers, &answer);
}

void answers_bound(Answers *answers, const char *indicator, const char *period, long possible)
{
    for (size_t i = 0; i < answers->used; i++) {
        Answer *answer = &answers->items[i];
        if (strcmp(answer->indicator, indicator) == 0 && strcmp(answer->period, period) == 0) {
            double units = (double)answer->units;
            answer->has_bounds = true;
            answer->low = answer->hits / units;
            answer->high = fmin(1.0, (answer->hits + (double)possible) / units);
        }
    }
}

static int compare(const void *left, const void *right)
{
    const Answer *a = left;
    const Answer *b = right;
    const char *const keys[][2] = {
        {a->indicator, b->indicator}, {a->period, b->period}, {a->dim1, b->dim1},
        {a->code1, b->code1},         {a->dim2, b->dim2},     {a->code2, b->code2},
    };

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        int order = strcmp(keys[i][0], keys[i][1]);
        if (order != 0) {
            return order;
        }
    }
    return 0;
}

static void put_number(Sheet *sheet, double number)
{
    char digits[40];

    if (number >= floor(number) && number <= floor(number)) {
        (void)snprintf(digits, sizeof digits, "%.0f", number);
    } else {
        (void)snprintf(digits, sizeof digits, "%.9f", number);
    }
    sheet_text(sheet, digits);
}

static void write_block(Sheet *sheet, const Answer *line)
{
    sheet_text(sheet, line->indicator);
    sheet_text(sheet, line->period);
    sheet_text(sheet, line->dim1);
    sheet_text(sheet, line->code1);
    sheet_text(sheet, line->dim2);
    sheet_text(sheet, line->code2);
}

static void write_line(Sheet *sheet, const Answer *line)
{
    write_block(sheet, line);
    sheet_number(sheet, line->units);
    put_number(sheet, line->hits);
    sheet_number(sheet, line->excluded);
    sheet_number(sheet, line->unknown);
    if (line->has_estimate) {
        put_number(sheet, line->estimate);
    } else {
        sheet_empty(sheet, 1);
    }
    sheet_end_row(sheet);
}

void answers_release(Answers *answers)
{
    free(answers->items);
    *answers = (Answers){NULL, 0, 0};
}

static void write_bounds(const Answers *answers, const char *directory)
{
    static const char *const names[] = {"indicator", "period", "dim1", "code1",
                                        "dim2",      "code2",  "low",  "high"};
    Sheet sheet = sheet_open(&plain_dialect, directory, "grenzen.csv");

    sheet_header(&sheet, names, sizeof names / sizeof names[0]);
    for (size_t i = 0; i < answers->used; i++) {
        if (answers->items[i].has_bounds) {
            write_block(&sheet, &answers->items[i]);
            put_number(&sheet, answers->items[i].low);
            put_number(&sheet, answers->items[i].high);
            sheet_end_row(&sheet);
        }
    }
    sheet_close(&sheet);
}

void answers_write(Answers *answers, const char *directory)
{
    static const char *const names[] = {"indicator", "period",  "dim1",    "code1",
                                        "dim2",      "code2",   "n",       "x",
                                        "excluded",  "unknown", "estimate"};
    Sheet sheet = sheet_open(&plain_dialect, directory, "waarheid.csv");

    if (answers->used > 0) {
        qsort(answers->items, answers->used, sizeof *answers->items, compare);
    }
    sheet_header(&sheet, names, sizeof names / sizeof names[0]);
    for (size_t i = 0; i < answers->used; i++) {
        write_line(&sheet, &answers->items[i]);
    }
    sheet_close(&sheet);
    write_bounds(answers, directory);
    answers_release(answers);
}
