/* Registers of the table form: run once per selection, in order, into TEMP tables. */
#include "indicators/evaluation/evaluation.h"

#include <string.h>

typedef struct {
    const KmRegister *source;
    KmArena *arena;
    KmPool *texts;
    KmColumn *columns;
    KmCell *cells; /* rows × columns; texts live in the pool */
    size_t n_rows, capacity, next;
} Rows;

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Rows *rows = self;
    (void)err;
    if (rows->n_rows == rows->capacity) {
        size_t capacity = rows->capacity == 0 ? 1024 : 2 * rows->capacity;
        KmCell *larger = KM_NEW_ARRAY(rows->arena, KmCell, capacity * n_cells);
        if (rows->n_rows > 0) {
            memcpy(larger, rows->cells, rows->n_rows * n_cells * sizeof *larger);
        }
        rows->cells = larger;
        rows->capacity = capacity;
    }
    KmCell *row = rows->cells + rows->n_rows++ * n_cells;
    for (size_t c = 0; c < n_cells; c++) {
        row[c] = cells[c];
        if (cells[c].type == KM_CELL_TEXT) {
            row[c].text = km_pool_text(
                rows->texts, km_pool_add(rows->texts, cells[c].text, (size_t)cells[c].length));
        }
    }
    return true;
}

static int next_row(void *self, KmCell *cells, KmError *err)
{
    Rows *rows = self;
    (void)err;
    if (rows->next == rows->n_rows) {
        return 0;
    }
    size_t n_columns = rows->source->n_columns;
    memcpy(cells, rows->cells + rows->next++ * n_columns, n_columns * sizeof *cells);
    return 1;
}

static KmColumnType type_of(const KmRegisterColumn *column)
{
    static const struct {
        const char *name;
        KmColumnType type;
    } types[] = {{"person", KM_COLUMN_PERSON},
                 {"date", KM_COLUMN_DATE},
                 {"text", KM_COLUMN_TEXT},
                 {"int", KM_COLUMN_INT},
                 {"real", KM_COLUMN_REAL}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(types[i].name, column->type) == 0) {
            return types[i].type;
        }
    }
    return KM_COLUMN_TEXT;
}

static bool make_table(KmEvaluation *evaluation, Rows *rows, KmError *err)
{
    static const char *const keys[] = {"kind", "locatie", "lrk"};
    const KmRegister *source = rows->source;
    const char *indexed[sizeof keys / sizeof *keys];
    size_t n_indexed = 0;
    rows->columns = KM_NEW_ARRAY(rows->arena, KmColumn, source->n_columns);
    for (size_t c = 0; c < source->n_columns; c++) {
        rows->columns[c] =
            (KmColumn){source->columns[c].name, type_of(&source->columns[c]), "", "", ""};
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            if (strcmp(keys[k], source->columns[c].name) == 0) {
                indexed[n_indexed++] = keys[k];
            }
        }
    }
    return km_work_table(evaluation->work, source->name, rows->columns, source->n_columns, indexed,
                         n_indexed, (KmRowSource){rows, next_row}, err);
}

static bool run(KmEvaluation *evaluation, KmArena *scratch, const KmRegister *source, KmError *err)
{
    Rows rows = {.source = source, .arena = scratch, .texts = km_pool_open(scratch)};
    const char **columns = KM_NEW_ARRAY(scratch, const char *, source->n_columns);
    for (size_t c = 0; c < source->n_columns; c++) {
        columns[c] = source->columns[c].name;
    }
    KmGuardedSelect select = {.sql = source->sql,
                              .file = source->file,
                              .line = source->line,
                              .columns = columns,
                              .n_columns = source->n_columns,
                              .n_required = source->n_columns};
    return km_work_select(evaluation->work, &select, (KmRowSink){&rows, take_row}, err) &&
           make_table(evaluation, &rows, err);
}

KmEvaluation *km_evaluation_open_bare(KmArena *arena, KmWork *work, const KmCatalogue *catalogue)
{
    size_t n_registers = 0;
    (void)km_catalogue_registers(catalogue, &n_registers);
    KmEvaluation *evaluation = KM_NEW(arena, KmEvaluation);
    evaluation->arena = arena;
    evaluation->work = work;
    evaluation->catalogue = catalogue;
    evaluation->units = km_units_open(arena);
    evaluation->is_made = KM_NEW_ARRAY(arena, bool, n_registers);
    return evaluation;
}

bool km_evaluation_registers(KmEvaluation *evaluation, const bool *is_needed, KmError *err)
{
    size_t n_registers = 0;
    const KmRegister *registers = km_catalogue_registers(evaluation->catalogue, &n_registers);
    for (size_t i = 0; i < n_registers; i++) {
        if (registers[i].form != KM_REGISTER_TABLE || evaluation->is_made[i] ||
            (is_needed != NULL && !is_needed[i])) {
            continue;
        }
        KmArena *scratch = km_arena_open();
        bool is_done = run(evaluation, scratch, &registers[i], err);
        km_arena_close(scratch);
        if (!is_done) {
            return km_error_context(err, "while making the register %s", registers[i].name);
        }
        evaluation->is_made[i] = true;
    }
    return true;
}

bool km_evaluation_open(KmArena *arena, KmWork *work, const KmCatalogue *catalogue,
                        KmEvaluation **ret_evaluation, KmError *err)
{
    *ret_evaluation = km_evaluation_open_bare(arena, work, catalogue);
    return km_evaluation_registers(*ret_evaluation, NULL, err);
}
