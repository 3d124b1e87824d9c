/* How many cells the rows of a file have, and what follows from it: whether cells may have moved to
 * another column. A separator inside an unquoted value moves all cells behind it; with an empty
 * last column nothing sticks out but one empty cell. So a row may have more cells than the header
 * only when all rows have the same number of them. */
#ifndef IMPORTERS_DIALECT_ROW_SHAPES_H
#define IMPORTERS_DIALECT_ROW_SHAPES_H

#include "importers/dialect/dialect.h"

/* A spreadsheet decides per sixteen rows whether cells at the end are written. */
enum { KM_SHEET_BLOCK = 16 };

typedef struct {
    int64_t rows;
    int64_t long_rows, first_long_line; /* with something in a cell beyond the header's */
    int first_long_cells;
    int64_t wide_rows, first_wide_line; /* with more cells than the header, if only empty ones */
    int wide_cells;                     /* of the first of them */
    bool wide_differ;
    int64_t wrapped_rows, first_wrapped_line; /* one cell that holds a whole row */
    int64_t other_rows, first_other_line;     /* parted by another sign than the header … */
    char other_sign;                          /* … the first of them by this one */
    int64_t block;
    int block_cells; /* of its rows; 0: not all the same */
    int64_t block_rows;
    int64_t short_blocks, ragged_blocks; /* whole ones with rows that are short alike; others */
} KmRowShapes;

/* The cells of the row beyond empty ones at its end. */
int km_row_filled_cells(const KmRecord *record);
/* The sign that parts the row's cells when it is not the header's: too few cells, and as many of
 * that sign as a whole row has; '\0' when there is none. */
char km_row_other_sign(const KmRecord *record, const KmHeader *header, char separator);
/* One cell between quotes that holds a whole row. */
bool km_row_is_wrapped(const KmRecord *record, const KmHeader *header, char separator);
const char *km_sign_name(char sign); /* "tab", ";" … */
/* Every record goes by here, in order, from the first of the file. */
void km_row_shapes_see(KmRowShapes *shapes, const KmHeader *header, const KmRecord *record,
                       char separator);
/* Sets how many cells a complete row has. Refuses when cells have moved. `fractions_hidden`: there
 * are columns with fractions, and none was seen in the whole file. */
bool km_row_shapes_decide(KmArena *arena, const char *file, const KmRowShapes *shapes,
                          const KmHeader *header, bool fractions_hidden, KmDialect *dialect,
                          KmError *err) KM_MUST_USE;

#endif
