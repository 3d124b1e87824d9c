#include "importers/dialect/row_shapes.h"

#include "engine/base/text.h"

int km_row_filled_cells(const KmRecord *record)
{
    int n = record->n_fields;
    while (n > 0 && record->fields[n - 1].length == 0) {
        n--;
    }
    return n;
}

static void close_block(KmRowShapes *shapes, const KmHeader *header)
{
    bool is_short = shapes->block_cells < header->n_columns;
    shapes->ragged_blocks += shapes->block_cells == 0 ? 1 : 0;
    shapes->short_blocks +=
        shapes->block_cells > 0 && is_short && shapes->block_rows == KM_SHEET_BLOCK ? 1 : 0;
}

static void see_block(KmRowShapes *shapes, const KmHeader *header, const KmRecord *record)
{
    int64_t block = record->row / KM_SHEET_BLOCK;
    if (block != shapes->block || shapes->block_rows == 0) {
        if (shapes->block_rows > 0) {
            close_block(shapes, header);
        }
        shapes->block = block;
        shapes->block_rows = 0;
        shapes->block_cells = record->n_fields;
    }
    shapes->block_rows++;
    shapes->block_cells = record->n_fields == shapes->block_cells ? shapes->block_cells : 0;
}

bool km_row_is_wrapped(const KmRecord *record, const KmHeader *header, char separator)
{
    int found = 0;
    if (record->n_fields != 1 || header->n_columns < 2) {
        return false;
    }
    for (size_t i = 0; i < record->fields[0].length; i++) {
        found += record->fields[0].bytes[i] == separator ? 1 : 0;
    }
    return found >= header->n_columns - 1;
}

/* Signs that part cells and not words: a comma before a space is one of a sentence. */
static int count_sign(const KmRecord *record, char sign)
{
    int n = 0;
    for (int i = 0; i < record->n_fields; i++) {
        const KmSlice cell = record->fields[i];
        for (size_t k = 0; k < cell.length; k++) {
            bool of_sentence = sign == ',' && k + 1 < cell.length && cell.bytes[k + 1] == ' ';
            n += cell.bytes[k] == sign && !of_sentence ? 1 : 0;
        }
    }
    return n;
}

char km_row_other_sign(const KmRecord *record, const KmHeader *header, char separator)
{
    static const char signs[] = {';', '\t', '|', ','};
    enum { LEAST_COLUMNS = 3 };
    if (header->n_columns < LEAST_COLUMNS || record->n_fields >= header->n_columns) {
        return '\0';
    }
    /* Tabs behind the last value are gone with the blanks around it. */
    int least = header->n_columns / 2 > 2 ? header->n_columns / 2 : 2;
    for (size_t i = 0; i < sizeof signs; i++) {
        if (signs[i] != separator && count_sign(record, signs[i]) >= least) {
            return signs[i];
        }
    }
    return '\0';
}

static void see_row(KmRowShapes *shapes, const KmHeader *header, const KmRecord *record,
                    char separator)
{
    int filled = km_row_filled_cells(record);
    if (filled == 0) {
        return;
    }
    shapes->rows++;
    if (filled > header->n_columns && shapes->long_rows++ == 0) {
        shapes->first_long_line = record->line;
        shapes->first_long_cells = filled;
    }
    if (record->n_fields > header->n_cells) {
        if (shapes->wide_rows++ == 0) {
            shapes->first_wide_line = record->line;
            shapes->wide_cells = record->n_fields;
        }
        shapes->wide_differ |= record->n_fields != shapes->wide_cells;
    }
    char other = km_row_other_sign(record, header, separator);
    if (other != '\0' && shapes->other_rows++ == 0) {
        shapes->first_other_line = record->line;
        shapes->other_sign = other;
    }
    if (km_row_is_wrapped(record, header, separator) && shapes->wrapped_rows++ == 0) {
        shapes->first_wrapped_line = record->line;
    }
}

void km_row_shapes_see(KmRowShapes *shapes, const KmHeader *header, const KmRecord *record,
                       char separator)
{
    if (record->broken > 0) {
        return;
    }
    see_block(shapes, header, record);
    if (record->line > header->line) {
        see_row(shapes, header, record, separator);
    }
}

static bool shifted(KmArena *arena, const char *file, const KmHeader *header,
                    const KmRowShapes *shapes, char separator, KmError *err)
{
    bool sticks_out = shapes->long_rows > 0;
    int64_t line = sticks_out ? shapes->first_long_line : shapes->first_wide_line;
    int cells = sticks_out ? shapes->first_long_cells : shapes->wide_cells;
    int64_t rows = sticks_out ? shapes->long_rows : shapes->wide_rows;
    (void)km_error_at(
        err, KM_ERROR_INPUT, file, line, 0,
        "the row has %d cells where the header has %d, and so have %lld of the first %lld "
        "rows%s",
        cells, header->n_columns, (long long)rows, (long long)shapes->rows,
        separator == ',' ? ": it looks as if every ; was replaced by , so that 6,4 became two "
                           "cells"
                         : "; values would stand in the wrong columns");
    (void)km_error_hint(err,
                        "export the file again with ; as separator, or with quotes around values "
                        "that hold the separator");
    return km_error_code(err, "file-shifted",
                         km_format(arena, "%d tegen %d", cells, header->n_columns));
}

static bool wrapped(KmArena *arena, const char *file, const KmRowShapes *shapes, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, file, shapes->first_wrapped_line, 0,
                      "the row is one cell between quotes that holds a whole row, and so are "
                      "%lld of the first %lld rows; expected a cell per column",
                      (long long)shapes->wrapped_rows, (long long)shapes->rows);
    (void)km_error_hint(err, "a spreadsheet took each row for one cell when it saved the file; "
                             "export it again from the system itself");
    return km_error_code(err, "file-wrapped",
                         km_format(arena, "%lld van %lld", (long long)shapes->wrapped_rows,
                                   (long long)shapes->rows));
}

const char *km_sign_name(char sign)
{
    return sign == '\t' ? "tab" : sign == ';' ? ";" : sign == '|' ? "|" : ",";
}

static bool two_signs(KmArena *arena, const char *file, const KmHeader *header,
                      const KmRowShapes *shapes, char separator, KmError *err)
{
    const char *rows = km_sign_name(shapes->other_sign);
    (void)km_error_at(
        err, KM_ERROR_INPUT, file, shapes->first_other_line, 0,
        "the header on line %lld has %s between its cells and this row has %s, and so "
        "have %lld of the first %lld rows; expected one separator in the whole file",
        (long long)header->line, km_sign_name(separator), rows, (long long)shapes->other_rows,
        (long long)shapes->rows);
    (void)km_error_hint(err,
                        "export header and rows in one go, with ; as separator; do not paste a "
                        "header above another file");
    return km_error_code(err, "file-two-signs",
                         km_format(arena, "%s en %s", km_sign_name(separator), rows));
}

/* One in twenty, but more than one, or all there are. */
static bool is_much(int64_t part, const KmRowShapes *shapes)
{
    return part > 0 && (part == shapes->rows || (part > 1 && part * 20 > shapes->rows));
}

bool km_row_shapes_decide(KmArena *arena, const char *file, const KmRowShapes *shapes,
                          const KmHeader *header, bool fractions_hidden, KmDialect *dialect,
                          KmError *err)
{
    bool padded =
        shapes->wide_rows > 0 && shapes->wide_rows == shapes->rows && !shapes->wide_differ;
    bool comma = dialect->separator == ',';
    if (is_much(shapes->wrapped_rows, shapes)) {
        return wrapped(arena, file, shapes, err);
    }
    if (is_much(shapes->other_rows, shapes)) {
        return two_signs(arena, file, header, shapes, dialect->separator, err);
    }
    if (is_much(shapes->long_rows, shapes) ||
        (padded ? comma && fractions_hidden : is_much(shapes->wide_rows, shapes))) {
        return shifted(arena, file, header, shapes, dialect->separator, err);
    }
    dialect->cells = padded ? shapes->wide_cells : header->n_cells;
    dialect->in_blocks = shapes->short_blocks > 0 && shapes->ragged_blocks == 0;
    return true;
}
