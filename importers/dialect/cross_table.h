/* Tables laid out for the eye, where a contract asks a row for each: years, months or subjects side
 * by side ("CSV volgens tabelindeling" of StatLine, hours with a column per month), and tables with
 * rows and columns swapped. They are no messy rows but another table, so they are refused with what
 * to do. */
#ifndef IMPORTERS_DIALECT_CROSS_TABLE_H
#define IMPORTERS_DIALECT_CROSS_TABLE_H

#include "importers/dialect/header.h"

/* True, with err filled, when the first lines are those of such a table. */
bool km_cross_table_found(KmArena *arena, const char *file, KmSlice head, char separator,
                          const KmContract *contract, KmError *err);
/* The same of a file whose header was found, `header` with `above` it: names over several lines
 * leave columns called "Aantal" or "%" twice and no measure that the contract knows. */
bool km_cross_table_in_header(KmArena *arena, const char *file, KmSlice head, char separator,
                              const KmContract *contract, const KmHeader *header, KmError *err);

#endif
