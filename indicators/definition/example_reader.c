#include "engine/base/number.h"
#include "engine/base/text.h"
#include "engine/figures/period.h"
#include "indicators/definition/readers.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const words[] = {"example", "on", "given", "expect"};
static const char *const measures[] = {"n",       "x",        "sum",    "excluded",
                                       "unknown", "estimate", "lowest", "highest"};
const KmMeasures km_figure_measures = {measures, COUNT(measures)};

/* Growing lists of the example that is being read. */
typedef struct {
    KmFileLines *lines;
    const KmMeasures *measures;
    KmExample *examples;
    size_t count, capacity;
    KmExampleTable *tables;
    size_t n_tables, tables_capacity;
    const char *const **rows;
    int64_t *row_lines;
    size_t n_rows, rows_capacity, lines_capacity;
    KmExampleExpectation *expectations;
    size_t n_expectations, expectations_capacity;
} ExampleReader;

static bool refuse(const ExampleReader *reader, int64_t line, KmError *err, const char *message,
                   const char *remedy)
{
    (void)km_error_at(err, KM_ERROR_DEFINITION, reader->lines->file, line, 0, "%s", message);
    return km_error_hint(err, "%s", remedy);
}

static void end_table(ExampleReader *reader)
{
    if (reader->n_tables > 0) {
        KmExampleTable *table = &reader->tables[reader->n_tables - 1];
        table->rows = (const char *const *const *)reader->rows;
        table->lines = reader->row_lines;
        table->n_rows = reader->n_rows;
    }
    reader->rows = NULL;
    reader->row_lines = NULL;
    reader->n_rows = reader->rows_capacity = reader->lines_capacity = 0;
}

/* What every example must have by the time the next one starts. */
static bool end_example(ExampleReader *reader, KmError *err)
{
    if (reader->count == 0) {
        return true;
    }
    KmExample *example = &reader->examples[reader->count - 1];
    end_table(reader);
    example->tables = reader->tables;
    example->n_tables = reader->n_tables;
    example->expectations = reader->expectations;
    example->n_expectations = reader->n_expectations;
    reader->tables = NULL;
    reader->expectations = NULL;
    reader->n_tables = reader->tables_capacity = 0;
    reader->n_expectations = reader->expectations_capacity = 0;
    if (example->period == NULL) {
        return refuse(reader, example->line, err, "this example has no period",
                      "add a line such as '-- on: 2026K3'");
    }
    return example->n_expectations > 0 ||
           refuse(reader, example->line, err, "this example expects nothing",
                  "add a line such as '-- expect: n=3 x=2'");
}

static bool start_example(ExampleReader *reader, const KmFileLine *line, KmError *err)
{
    if (!end_example(reader, err)) {
        return false;
    }
    if (line->value[0] == '\0') {
        return refuse(reader, line->number, err, "this example has no title",
                      "write '-- example: ' and what it shows");
    }
    KM_GROW(reader->lines->arena, reader->examples, reader->count, reader->capacity);
    reader->examples[reader->count++] = (KmExample){.title = line->value, .line = line->number};
    return true;
}

static bool read_on(ExampleReader *reader, const KmFileLine *line, KmError *err)
{
    KmPeriod period;
    KmError ignored = {0};
    if (!km_period_parse(line->value, &period, &ignored)) {
        (void)km_error_at(err, KM_ERROR_DEFINITION, reader->lines->file, line->number, 0,
                          "'%.40s' is no period", line->value);
        return km_error_hint(err, "write a quarter such as 2026K3");
    }
    reader->examples[reader->count - 1].period = km_strdup(reader->lines->arena, period.text);
    return true;
}

static bool read_given(ExampleReader *reader, const KmFileLine *line, KmError *err)
{
    const char **columns;
    size_t n = km_split(reader->lines->arena, line->value, ',', &columns);
    if (!km_is_name(line->argument) || n == 0) {
        return refuse(reader, line->number, err, "'given' names no table or no columns",
                      "write '-- given bevolking: kind, geldig_van, wijk'");
    }
    for (size_t i = 0; i < reader->n_tables; i++) {
        if (strcmp(reader->tables[i].table, line->argument) == 0) {
            return refuse(reader, line->number, err, "this table is given a second time",
                          "put all its rows below one 'given'");
        }
    }
    end_table(reader);
    KM_GROW(reader->lines->arena, reader->tables, reader->n_tables, reader->tables_capacity);
    reader->tables[reader->n_tables++] = (KmExampleTable){
        .table = line->argument, .columns = columns, .n_columns = n, .line = line->number};
    return true;
}

static bool read_row(ExampleReader *reader, const KmFileLine *line, KmError *err)
{
    const char **cells;
    size_t n = km_split(reader->lines->arena, line->value, ',', &cells);
    if (reader->n_tables == 0 || reader->n_expectations > 0) {
        return refuse(reader, line->number, err, "this row stands below no 'given'",
                      "rows come after '-- given table: columns' and before 'expect'");
    }
    KmExampleTable *table = &reader->tables[reader->n_tables - 1];
    if (n != table->n_columns) {
        (void)km_error_at(err, KM_ERROR_DEFINITION, reader->lines->file, line->number, 0,
                          "this row has %zu values; %s has %zu columns", n, table->table,
                          table->n_columns);
        return km_error_hint(err, "leave a value empty between two commas when it is unknown");
    }
    KM_GROW(reader->lines->arena, reader->rows, reader->n_rows, reader->rows_capacity);
    KM_GROW(reader->lines->arena, reader->row_lines, reader->n_rows, reader->lines_capacity);
    reader->rows[reader->n_rows] = cells;
    reader->row_lines[reader->n_rows++] = line->number;
    return true;
}

static bool read_block(ExampleReader *reader, const KmFileLine *line, KmBlock *ret_block,
                       KmError *err)
{
    const char **pieces;
    KmBlock block = {{"", ""}, {"", ""}};
    size_t n = km_split(reader->lines->arena, line->argument, ',', &pieces);
    bool ok = n <= KM_BLOCK_DIMENSIONS;
    for (size_t i = 0; i < n && ok; i++) {
        const char **pair;
        ok = km_split(reader->lines->arena, pieces[i], '=', &pair) == 2 && pair[0][0] != '\0' &&
             pair[1][0] != '\0';
        block.dim[i] = ok ? pair[0] : "";
        block.code[i] = ok ? pair[1] : "";
    }
    *ret_block = block;
    return ok || refuse(reader, line->number, err, "this block is not dimension=code",
                        "write '-- expect wijk=WK054603: n=1 x=1'; at most two, with a comma");
}

bool km_expectations_read(KmArena *arena, const KmMeasures *known, const char *file, int64_t line,
                          const char *text, KmExpectedMeasure **ret_expectations, size_t *ret_count,
                          KmError *err)
{
    const char **pieces;
    size_t n = km_split(arena, text, ' ', &pieces), count = 0;
    KmExpectedMeasure *list = KM_NEW_ARRAY(arena, KmExpectedMeasure, n);
    for (size_t i = 0; i < n; i++) {
        const char *equals = strchr(pieces[i], '=');
        if (pieces[i][0] == '\0') {
            continue;
        }
        KmExpectedMeasure *e = &list[count++];
        if (equals == NULL || !km_parse_real(equals + 1, strlen(equals + 1), &e->value)) {
            (void)km_error_at(err, KM_ERROR_DEFINITION, file, line, 0,
                              "'%.40s' is not an expectation", pieces[i]);
            return km_error_hint(err, "write '-- expect: n=3 x=2 excluded=1'");
        }
        e->what = km_strndup(arena, pieces[i], (size_t)(equals - pieces[i]));
        const char *point = strchr(equals, '.');
        e->decimals = point == NULL ? 0 : (int)strlen(point + 1);
        size_t m = 0;
        while (m < known->count && strcmp(known->words[m], e->what) != 0) {
            m++;
        }
        if (m == known->count) {
            return km_refuse_word(err, file, line, "measure", e->what, known->words, known->count);
        }
    }
    *ret_expectations = list;
    *ret_count = count;
    return true;
}

static bool read_expect(ExampleReader *reader, const KmFileLine *line, KmError *err)
{
    KmExampleExpectation expectation = {.expectations = line->value, .line = line->number};
    KmExpectedMeasure *list;
    size_t n;
    if (!read_block(reader, line, &expectation.block, err) ||
        !km_expectations_read(reader->lines->arena, reader->measures, reader->lines->file,
                              line->number, line->value, &list, &n, err)) {
        return false;
    }
    if (n == 0) {
        return refuse(reader, line->number, err, "this line expects nothing",
                      "write '-- expect: n=3 x=2'");
    }
    KM_GROW(reader->lines->arena, reader->expectations, reader->n_expectations,
            reader->expectations_capacity);
    reader->expectations[reader->n_expectations++] = expectation;
    return true;
}

static bool read_key(ExampleReader *reader, const KmFileLine *line, KmError *err)
{
    if (strcmp(line->key, "example") == 0) {
        return start_example(reader, line, err);
    }
    if (strcmp(line->key, "on") == 0) {
        return read_on(reader, line, err);
    }
    if (strcmp(line->key, "given") == 0) {
        return read_given(reader, line, err);
    }
    if (strcmp(line->key, "expect") == 0) {
        return read_expect(reader, line, err);
    }
    return km_refuse_word(err, reader->lines->file, line->number, "line of an example", line->key,
                          words, COUNT(words));
}

static bool read_line(ExampleReader *reader, const KmFileLine *line, KmError *err)
{
    switch (line->kind) {
    case KM_LINE_BLANK:
    case KM_LINE_NOTE:
        return true;
    case KM_LINE_MORE:
        return read_row(reader, line, err);
    case KM_LINE_KEY:
        return read_key(reader, line, err);
    case KM_LINE_SQL:
        break;
    }
    return refuse(reader, line->number, err, "SQL stands below an example",
                  "examples come last; move the section above them");
}

bool km_examples_read(KmFileLines *lines, const KmMeasures *known, const KmExample **ret_examples,
                      size_t *ret_count, KmError *err)
{
    ExampleReader reader = {.lines = lines, .measures = known};
    for (; lines->at < lines->count; lines->at++) {
        if (!read_line(&reader, &lines->lines[lines->at], err)) {
            return false;
        }
    }
    if (!end_example(&reader, err)) {
        return false;
    }
    *ret_examples = reader.examples;
    *ret_count = reader.count;
    return true;
}
