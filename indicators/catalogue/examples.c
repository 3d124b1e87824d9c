#include <math.h>
#include <string.h>

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "indicators/catalogue/catalogue_build.h"
#include "indicators/catalogue/data_files.h"
#include "indicators/definition/readers.h"
#include "indicators/worktables/worktables.h"

enum { LEVERING, REGEL, LEVERANCIER, VAN, TOT };

/* One given table on its way into the work connection. */
typedef struct {
    KmArena *arena;
    const char *file;
    const KmExampleTable *given;
    const KmTableSpec *spec;
    const KmColumn *columns; /* of the work table */
    size_t n_columns;
    int *places; /* by column of the work table: place in the given row; −1: not given */
    size_t next;
} Given;

static KmCell text_cell(const char *text)
{
    return (KmCell){.type = KM_CELL_TEXT, .text = text, .length = (int32_t)strlen(text)};
}

static KmCell int_cell(int64_t value)
{
    return (KmCell){.type = KM_CELL_INT, .integer = value};
}

static bool convert(const char *text, const KmColumn *column, KmCell *ret_cell)
{
    KmDate date;
    KmCell cell = {.type = KM_CELL_NULL};
    bool ok = true;
    if (text[0] == '\0') {
        *ret_cell = column->type == KM_COLUMN_CODE ? text_cell("onbekend") : cell;
        return true;
    }
    switch (column->type) {
    case KM_COLUMN_INT:
    case KM_COLUMN_PERSON:
        cell.type = KM_CELL_INT;
        ok = km_parse_int(text, strlen(text), &cell.integer);
        break;
    case KM_COLUMN_REAL:
        cell.type = KM_CELL_REAL;
        ok = km_parse_real(text, strlen(text), &cell.real);
        break;
    case KM_COLUMN_DATE:
        ok = km_date_parse_iso(text, strlen(text), &date);
        cell = ok ? int_cell(date) : cell;
        break;
    case KM_COLUMN_TEXT:
    case KM_COLUMN_CODE:
        cell = text_cell(text);
        break;
    }
    *ret_cell = cell;
    return ok;
}

static bool give_cell(const Given *given, size_t row, size_t c, KmCell *ret_cell, KmError *err)
{
    const char *text = given->places[c] < 0 ? "" : given->given->rows[row][given->places[c]];
    if (convert(text, &given->columns[c], ret_cell)) {
        return true;
    }
    (void)km_error_at(err, KM_ERROR_DEFINITION, given->file, given->given->lines[row], 0,
                      "'%.40s' is no value for the column %s", text, given->columns[c].name);
    return km_error_hint(err, "dates as 2026-01-31, decimals with a point");
}

static const KmCell *cell_named(const Given *given, const KmCell *cells, const char *name)
{
    static const KmCell empty = {.type = KM_CELL_NULL};
    for (size_t c = KM_WORKTABLE_OWN_COLUMNS; c < given->n_columns; c++) {
        if (strcmp(given->columns[c].name, name) == 0) {
            return &cells[c];
        }
    }
    return &empty;
}

/* What the importer and the selection would have filled in. */
static void fill_own(const Given *given, size_t row, KmCell *cells)
{
    KmSpell spell =
        km_worktable_spell(given->spec, cell_named(given, cells, given->spec->spell_from),
                           cell_named(given, cells, given->spec->spell_to));
    const KmCell own[KM_WORKTABLE_OWN_COLUMNS] = {
        [LEVERING] = int_cell(1),
        [REGEL] = int_cell((int64_t)row + 2),
        [LEVERANCIER] = text_cell("voorbeeld"),
        [VAN] = int_cell(spell.from),
        [TOT] = int_cell(spell.to),
    };
    for (size_t c = 0; c < KM_WORKTABLE_OWN_COLUMNS; c++) {
        if (cells[c].type == KM_CELL_NULL) {
            cells[c] = own[c];
        }
    }
}

static int next_row(void *self, KmCell *cells, KmError *err)
{
    Given *given = self;
    if (given->given == NULL || given->next == given->given->n_rows) {
        return 0;
    }
    size_t row = given->next++;
    for (size_t c = 0; c < given->n_columns; c++) {
        if (!give_cell(given, row, c, &cells[c], err)) {
            return -1;
        }
    }
    fill_own(given, row, cells);
    return 1;
}

/* Finds each given column among the table's. */
static bool place_columns(Given *given, KmError *err)
{
    const char **names = KM_NEW_ARRAY(given->arena, const char *, given->n_columns);
    given->places = KM_NEW_ARRAY(given->arena, int, given->n_columns);
    for (size_t c = 0; c < given->n_columns; c++) {
        names[c] = given->columns[c].name;
        given->places[c] = -1;
    }
    for (size_t i = 0; given->given != NULL && i < given->given->n_columns; i++) {
        size_t c = 0;
        while (c < given->n_columns && strcmp(names[c], given->given->columns[i]) != 0) {
            c++;
        }
        if (c == given->n_columns) {
            return km_refuse_word(err, given->file, given->given->line,
                                  km_format(given->arena, "column in %s", given->given->table),
                                  given->given->columns[i], names, given->n_columns);
        }
        given->places[c] = (int)i;
    }
    return true;
}

static const KmExampleTable *given_table(const KmExample *example, const char *name)
{
    for (size_t i = 0; i < example->n_tables; i++) {
        if (strcmp(example->tables[i].table, name) == 0) {
            return &example->tables[i];
        }
    }
    return NULL;
}

typedef struct {
    KmArena *arena;
    const KmCatalogue *catalogue;
    const KmDefinition *definition;
    const KmExample *example;
    const KmTableSpec *specs;
    size_t n_specs;
    KmWork *work;
} Run;

/* The contracts, and the tables that tell of the deliveries. */
static bool read_specs(KmArena *arena, const KmCatalogueSources *sources, KmTableSpec **ret_specs,
                       size_t *ret_count, KmError *err)
{
    const KmTableSpec *own = NULL;
    size_t n_own = km_worktable_own_specs(&own);
    const char *folder = km_path_join(arena, sources->datadir, "importers/contracts");
    char **names;
    size_t n, count = 0;
    if (!km_directory_list(arena, folder, &names, &n, err)) {
        return false;
    }
    KmTableSpec *specs = KM_NEW_ARRAY(arena, KmTableSpec, n + n_own);
    for (size_t i = 0; i < n; i++) {
        if (!km_text_ends_with(names[i], ".json")) {
            continue;
        }
        const char *name = km_strndup(arena, names[i], strlen(names[i]) - strlen(".json"));
        const char *path =
            km_data_file(arena, sources->datadir, sources->workspace, "importers/contracts", name);
        if (!km_contract_table_read(arena, path, &specs[count++], err)) {
            return false;
        }
    }
    memcpy(specs + count, own, n_own * sizeof *own);
    count += n_own;
    *ret_specs = specs;
    *ret_count = count;
    return true;
}

static bool check_given(const Run *run, const char *file, KmError *err)
{
    const char **names = KM_NEW_ARRAY(run->arena, const char *, run->n_specs);
    for (size_t s = 0; s < run->n_specs; s++) {
        names[s] = run->specs[s].contract;
    }
    for (size_t i = 0; i < run->example->n_tables; i++) {
        const char *table = run->example->tables[i].table;
        size_t s = 0;
        while (s < run->n_specs && strcmp(names[s], table) != 0) {
            s++;
        }
        if (s == run->n_specs) {
            return km_refuse_word(err, file, run->example->line, "contract", table, names,
                                  run->n_specs);
        }
    }
    return true;
}

static bool make_tables(const Run *run, const char *file, KmError *err)
{
    for (size_t s = 0; s < run->n_specs; s++) {
        const KmTableSpec *spec = &run->specs[s];
        Given given = {.arena = run->arena,
                       .file = file,
                       .given = given_table(run->example, spec->contract),
                       .spec = spec};
        given.n_columns = km_worktable_columns(run->arena, spec, &given.columns);
        KmColumns *table = NULL;
        if (!place_columns(&given, err) ||
            !km_worktable_make(run->arena, spec, (KmRowSource){&given, next_row}, &table, err) ||
            !km_work_keep(run->work, table, err)) {
            return false;
        }
    }
    return true;
}

static bool same_block(const KmBlock *a, const KmBlock *b)
{
    for (size_t i = 0; i < KM_BLOCK_DIMENSIONS; i++) {
        if (strcmp(a->dim[i], b->dim[i]) != 0 || strcmp(a->code[i], b->code[i]) != 0) {
            return false;
        }
    }
    return true;
}

static double measure_of(const KmFigure *figure, const char *what)
{
    if (strcmp(what, "n") == 0) {
        return (double)figure->n;
    }
    if (strcmp(what, "x") == 0) {
        return (double)figure->x;
    }
    if (strcmp(what, "sum") == 0) {
        return figure->sum;
    }
    if (strcmp(what, "excluded") == 0) {
        return (double)figure->excluded;
    }
    if (strcmp(what, "lowest") == 0) {
        return figure->bound_low;
    }
    if (strcmp(what, "highest") == 0) {
        return figure->bound_high;
    }
    return strcmp(what, "unknown") == 0 ? (double)figure->unknown : figure->estimate;
}

/* Equal when rounded to the decimals that were written. */
static bool meets(double found, const KmExpectedMeasure *expected)
{
    return fabs(found - expected->value) < 0.5 * pow(10.0, -expected->decimals) + 1e-9;
}

/* Adds what differs to `text`. */
static bool compare(const Run *run, const KmFigure *figures, size_t n_figures, KmText *text,
                    KmError *err)
{
    for (size_t i = 0; i < run->example->n_expectations; i++) {
        const KmExampleExpectation *line = &run->example->expectations[i];
        KmFigure found = {.estimate = 0.0};
        KmExpectedMeasure *expected;
        size_t n_expected;
        for (size_t f = 0; f < n_figures; f++) {
            if (same_block(&figures[f].block, &line->block)) {
                found = figures[f];
            }
        }
        if (!km_expectations_read(run->arena, &km_figure_measures, run->definition->file,
                                  line->line, line->expectations, &expected, &n_expected, err)) {
            return false;
        }
        for (size_t e = 0; e < n_expected; e++) {
            double value = measure_of(&found, expected[e].what);
            if (!meets(value, &expected[e])) {
                km_text_addf(text, "%sline %lld: %s expected %s, found %s",
                             text->length == 0 ? "" : "; ", (long long)line->line, expected[e].what,
                             km_machine_real(run->arena, expected[e].value),
                             km_machine_real(run->arena, value));
            }
        }
    }
    return true;
}

static bool evaluate(const Run *run, KmText *text, KmError *err)
{
    KmEvaluation *evaluation;
    KmPeriod period;
    KmFigure *figures;
    size_t n_figures;
    return km_period_parse(run->example->period, &period, err) &&
           check_given(run, run->definition->file, err) &&
           make_tables(run, run->definition->file, err) &&
           km_evaluation_open(run->arena, run->work, run->catalogue, &evaluation, err) &&
           km_evaluate(evaluation, run->definition, &period, 1, &figures, &n_figures, err) &&
           compare(run, figures, n_figures, text, err);
}

static const KmExample no_example = {.title = "", .period = "2026K3"};

bool km_example_open(KmArena *arena, const KmCatalogue *catalogue, const char *file,
                     const KmExample *example, KmWork **ret_work, KmEvaluation **ret_evaluation,
                     KmError *err)
{
    Run run = {
        .arena = arena, .catalogue = catalogue, .example = example == NULL ? &no_example : example};
    KmTableSpec *specs;
    if (!read_specs(arena, &catalogue->sources, &specs, &run.n_specs, err) ||
        !km_work_open_empty(&run.work, err)) {
        return false;
    }
    run.specs = specs;
    if (!check_given(&run, file, err) || !make_tables(&run, file, err) ||
        !km_evaluation_open(arena, run.work, catalogue, ret_evaluation, err)) {
        km_work_close(run.work);
        return false;
    }
    *ret_work = run.work;
    return true;
}

bool km_indicator_lint(KmArena *arena, const KmCatalogue *catalogue, const char *id, KmError *err)
{
    const KmDefinition *definition = km_catalogue_definition(catalogue, id);
    KmTableSpec *specs;
    size_t n_specs;
    KmText text = km_text_init(arena);
    if (definition == NULL) {
        return km_error_set(err, KM_ERROR_USAGE, "there is no indicator '%.60s'", id);
    }
    if (!read_specs(arena, &catalogue->sources, &specs, &n_specs, err)) {
        return false;
    }
    Run run = {.arena = arena,
               .catalogue = catalogue,
               .definition = definition,
               .example = &no_example,
               .specs = specs,
               .n_specs = n_specs};
    bool ok = km_work_open_empty(&run.work, err) && evaluate(&run, &text, err);
    km_work_close(run.work);
    return ok;
}

static const char *error_text(KmArena *arena, const KmError *err)
{
    const char *place =
        err->file[0] == '\0' ? "" : km_format(arena, "%s:%lld: ", err->file, (long long)err->line);
    return km_format(arena, "%s%s%s%s", place, err->message, err->hint[0] == '\0' ? "" : "; ",
                     err->hint);
}

static KmExampleResult run_example(Run *run)
{
    KmError err = {0};
    KmText text = km_text_init(run->arena);
    KmExampleResult result = {
        .indicator = run->definition->text.id, .example = run->example->title, .message = ""};
    bool ran = km_work_open_empty(&run->work, &err) && evaluate(run, &text, &err);
    km_work_close(run->work);
    run->work = NULL;
    result.passed = ran && text.length == 0;
    if (!result.passed) {
        result.message = ran ? text.bytes : error_text(run->arena, &err);
    }
    return result;
}

bool km_examples_run(KmArena *arena, const KmCatalogue *catalogue, const char *id,
                     KmExampleResult **ret_results, size_t *ret_count, KmError *err)
{
    const KmDefinition *definition = km_catalogue_definition(catalogue, id);
    KmTableSpec *specs;
    size_t n_specs;
    if (definition == NULL) {
        return km_error_set(err, KM_ERROR_USAGE, "there is no indicator '%.60s'", id);
    }
    if (!read_specs(arena, &catalogue->sources, &specs, &n_specs, err)) {
        return km_error_context(err, "while reading the contracts for the worked examples");
    }
    KmExampleResult *results = KM_NEW_ARRAY(arena, KmExampleResult, definition->n_examples);
    for (size_t i = 0; i < definition->n_examples; i++) {
        Run run = {.arena = arena,
                   .catalogue = catalogue,
                   .definition = definition,
                   .example = &definition->examples[i],
                   .specs = specs,
                   .n_specs = n_specs};
        results[i] = run_example(&run);
    }
    *ret_results = results;
    *ret_count = definition->n_examples;
    return true;
}
