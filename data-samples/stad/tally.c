#include "tally.h"

#include "districts.h"
#include "sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const indicator_ids[INDICATORS] = {
    "vve-bereik",
    "vve-bereik-640",
    "vve-indicatie-aandeel",
    "doelgroep-bepaald-30mnd",
    "geen-voorziening-3j",
    "ve-plaatsen-dekking",
    "vve-trechter",
};
static const char *const stage_codes[STAGES] = {
    "niet-bepaald", "geen-indicatie", "geindiceerd", "toegeleid", "geplaatst", "geplaatst-640",
};
static const char *const sex_codes[SEXES] = {"m", "v", "x"};
static const char *const age_codes[AGES] = {"2", "3", "4"};
static const char *const language_codes[LANGUAGES] = {"onbekend", "nl", "nl-meertalig", "anders"};
static const char *const education_codes[EDUCATIONS] = {"onbekend", "laag", "midden", "hoog"};

static void count(Count *block, Outcome outcome)
{
    if (outcome == OUTCOME_EXCLUDED) {
        block->excluded++;
        return;
    }
    block->units++;
    block->hits += outcome == OUTCOME_HIT;
    block->unknown += outcome == OUTCOME_UNKNOWN;
}

void tally_child(Tally *tally, Indicator indicator, int quarter, Traits traits, Outcome outcome)
{
    Blocks *blocks = &tally->blocks[indicator][quarter];

    count(&blocks->all, outcome);
    count(&blocks->wijk[traits.wijk], outcome);
    count(&blocks->sex[traits.sex], outcome);
    count(&blocks->age[traits.age - 2], outcome);
    count(&blocks->language[traits.language], outcome);
    count(&blocks->education[traits.education], outcome);
    count(&blocks->wijk_language[traits.wijk][traits.language], outcome);
}

/* Places are the numerator of a rate whose denominator are children. */
void tally_places(Tally *tally, int quarter, int wijk, int places)
{
    Blocks *blocks = &tally->blocks[COUNT_PLACES][quarter];

    blocks->all.hits += places;
    blocks->wijk[wijk].hits += places;
}

typedef struct {
    const char *indicator;
    char period[8];
    const char *dim1;
    char code1[16];
    const char *dim2;
    const char *code2;
    Count count;
} Line;

typedef struct {
    Line *items;
    size_t used;
    size_t capacity;
} Lines;

static int compare(const void *left, const void *right)
{
    const Line *a = left;
    const Line *b = right;
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

static void add_line(Lines *lines, Line line)
{
    if (line.count.units == 0) {
        return;
    }
    if (lines->used == lines->capacity) {
        lines->capacity = lines->capacity == 0 ? 1024 : lines->capacity * 2;
        Line *larger = realloc(lines->items, lines->capacity * sizeof *larger);
        if (larger == NULL) {
            give_up("no memory", "waarheid.csv");
        }
        lines->items = larger;
    }
    lines->items[lines->used++] = line;
}

static Line line_for(Indicator indicator, int quarter, const char *dim, const char *code,
                     Count counted)
{
    Line line = {.indicator = indicator_ids[indicator],
                 .dim1 = dim,
                 .dim2 = "",
                 .code2 = "",
                 .count = counted};

    (void)memcpy(line.period, city_quarter(quarter).name, sizeof line.period);
    (void)snprintf(line.code1, sizeof line.code1, "%s", code);
    return line;
}

static void wijk_code(int wijk, char code[static WIJK_DIGITS + 2])
{
    char digits[WIJK_DIGITS];

    wijk_digits(wijk, digits);
    (void)snprintf(code, WIJK_DIGITS + 2, "WK%s", digits);
}

static void add_one_way(Lines *lines, Indicator indicator, int quarter, const char *dim,
                        const char *const *codes, const Count *counts, int size)
{
    for (int i = 0; i < size; i++) {
        add_line(lines, line_for(indicator, quarter, dim, codes[i], counts[i]));
    }
}

static void add_wijken(Lines *lines, Indicator indicator, int quarter, const Blocks *blocks)
{
    for (int wijk = 0; wijk < WIJKEN; wijk++) {
        char code[WIJK_DIGITS + 2];
        wijk_code(wijk, code);
        add_line(lines, line_for(indicator, quarter, "wijk", code, blocks->wijk[wijk]));
    }
}

static void add_cross(Lines *lines, Indicator indicator, int quarter, const Blocks *blocks)
{
    for (int wijk = 0; wijk < WIJKEN; wijk++) {
        char code[WIJK_DIGITS + 2];
        wijk_code(wijk, code);
        for (int language = 0; language < LANGUAGES; language++) {
            Line line =
                line_for(indicator, quarter, "wijk", code, blocks->wijk_language[wijk][language]);
            line.dim2 = "thuistaal";
            line.code2 = language_codes[language];
            add_line(lines, line);
        }
    }
}

static void add_funnel(Lines *lines, int quarter, const Tally *tally)
{
    Count all = tally->blocks[COUNT_FUNNEL][quarter].all;

    for (int stage = 0; stage < STAGES; stage++) {
        all.hits = tally->stages[quarter][stage];
        add_line(lines, line_for(COUNT_FUNNEL, quarter, "stap", stage_codes[stage], all));
    }
}

static void add_blocks(Lines *lines, Indicator indicator, int quarter, const Blocks *blocks)
{
    add_line(lines, line_for(indicator, quarter, "", "", blocks->all));
    add_wijken(lines, indicator, quarter, blocks);
    if (indicator == COUNT_PLACES) {
        return;
    }
    add_one_way(lines, indicator, quarter, "geslacht", sex_codes, blocks->sex, SEXES);
    add_one_way(lines, indicator, quarter, "leeftijd", age_codes, blocks->age, AGES);
    add_one_way(lines, indicator, quarter, "thuistaal", language_codes, blocks->language,
                LANGUAGES);
    add_one_way(lines, indicator, quarter, "opleiding_ouders", education_codes, blocks->education,
                EDUCATIONS);
    if (indicator == COUNT_REACH) {
        add_cross(lines, indicator, quarter, blocks);
    }
}

static void write_line(Sheet *sheet, const Line *line)
{
    sheet_text(sheet, line->indicator);
    sheet_text(sheet, line->period);
    sheet_text(sheet, line->dim1);
    sheet_text(sheet, line->code1);
    sheet_text(sheet, line->dim2);
    sheet_text(sheet, line->code2);
    sheet_number(sheet, line->count.units);
    sheet_number(sheet, line->count.hits);
    sheet_number(sheet, line->count.excluded);
    sheet_number(sheet, line->count.unknown);
    sheet_end_row(sheet);
}

void tally_write(const Tally *tally, const char *directory)
{
    static const char *const names[] = {"indicator", "period", "dim1", "code1",    "dim2",
                                        "code2",     "n",      "x",    "excluded", "unknown"};
    Lines lines = {NULL, 0, 0};
    Sheet sheet = sheet_open(&plain_dialect, directory, "waarheid.csv");

    for (int quarter = 0; quarter < QUARTERS; quarter++) {
        for (int indicator = 0; indicator < COUNT_FUNNEL; indicator++) {
            add_blocks(&lines, (Indicator)indicator, quarter, &tally->blocks[indicator][quarter]);
        }
        add_funnel(&lines, quarter, tally);
    }
    qsort(lines.items, lines.used, sizeof *lines.items, compare);
    sheet_header(&sheet, names, sizeof names / sizeof names[0]);
    for (size_t i = 0; i < lines.used; i++) {
        write_line(&sheet, &lines.items[i]);
    }
    sheet_close(&sheet);
    free(lines.items);
}
