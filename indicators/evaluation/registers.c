/* Registers of the table form: run once per selection, in order, into
 * tables in memory. */
#include "indicators/evaluation/evaluation.h"

#include <string.h>

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    (void)n_cells;
    return km_columns_add(self, cells, err);
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

static bool run(KmEvaluation *evaluation, KmArena *scratch, const KmRegister *source,
                KmColumns **ret_table, KmError *err)
{
    const char **names = KM_NEW_ARRAY(scratch, const char *, source->n_columns);
    KmColumn *columns = KM_NEW_ARRAY(scratch, KmColumn, source->n_columns);
    KmColumnsMaker *maker = NULL;
    for (size_t c = 0; c < source->n_columns; c++) {
        names[c] = source->columns[c].name;
        columns[c] = (KmColumn){names[c], type_of(&source->columns[c]), "", "", ""};
    }
    KmGuardedSelect select = {.sql = source->sql,
                              .file = source->file,
                              .line = source->line,
                              .columns = names,
                              .n_columns = source->n_columns,
                              .n_required = source->n_columns};
    if (!km_columns_begin(source->name, columns, source->n_columns, &maker, err)) {
        return false;
    }
    if (!km_work_select(evaluation->work, &select, (KmRowSink){maker, take_row}, err)) {
        km_columns_drop(maker);
        return false;
    }
    *ret_table = km_columns_end(maker, NULL);
    return true;
}

static bool make(KmEvaluation *evaluation, const KmRegister *source, KmColumns **ret_table,
                 KmError *err)
{
    KmArena *scratch = km_arena_open();
    bool is_done = run(evaluation, scratch, source, ret_table, err);
    km_arena_close(scratch);
    return is_done || km_error_context(err, "while making the register %s", source->name);
}

/* From the shelf, where whoever comes first puts it. */
static bool fetch(KmEvaluation *evaluation, size_t i, const KmRegister *source, KmError *err)
{
    KmShelfPlace *place = &evaluation->shelf->places[i];
    (void)pthread_mutex_lock(&place->lock);
    bool is_there = place->table != NULL || make(evaluation, source, &place->table, err);
    (void)pthread_mutex_unlock(&place->lock);
    return is_there && km_work_show(evaluation->work, place->table, err);
}

static bool make_own(KmEvaluation *evaluation, const KmRegister *source, KmError *err)
{
    KmColumns *table = NULL;
    return make(evaluation, source, &table, err) && km_work_keep(evaluation->work, table, err);
}

KmEvaluation *km_evaluation_open_bare(KmArena *arena, KmWork *work, const KmCatalogue *catalogue,
                                      KmShelf *shelf)
{
    size_t n_registers = 0;
    (void)km_catalogue_registers(catalogue, &n_registers);
    KmEvaluation *evaluation = KM_NEW(arena, KmEvaluation);
    evaluation->arena = arena;
    evaluation->work = work;
    evaluation->catalogue = catalogue;
    evaluation->shelf = shelf;
    evaluation->units = km_units_open(arena, shelf == NULL ? 0 : shelf->n_persons);
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
        if (!(evaluation->shelf == NULL ? make_own(evaluation, &registers[i], err)
                                        : fetch(evaluation, i, &registers[i], err))) {
            return false;
        }
        evaluation->is_made[i] = true;
    }
    return true;
}

bool km_evaluation_open(KmArena *arena, KmWork *work, const KmCatalogue *catalogue,
                        KmEvaluation **ret_evaluation, KmError *err)
{
    *ret_evaluation = km_evaluation_open_bare(arena, work, catalogue, NULL);
    return km_evaluation_registers(*ret_evaluation, NULL, err);
}
