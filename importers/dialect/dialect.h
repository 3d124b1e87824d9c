/* How a deliverer's system writes: separator, header line, order of day and month, decimal sign.
 * Sniffed once for the whole file; what cannot be told apart is refused, never guessed per cell. */
#ifndef IMPORTERS_DIALECT_DIALECT_H
#define IMPORTERS_DIALECT_DIALECT_H

#include "importers/dialect/header.h"
#include "importers/fields/field.h"
#include "importers/reading/input.h"

enum { KM_MOST_TITLE_LINES = 10, KM_SCOUTED_ROWS = 1000 };

/* How a column writes what can be written in two ways. */
typedef enum {
    KM_FORM_PLAIN,
    KM_FORM_SERIAL,     /* dates as a spreadsheet's day numbers */
    KM_FORM_SHORT_YEAR, /* dates with years of two digits */
    KM_FORM_OF_ONE,     /* percentages as parts of one: 0,75 */
    KM_FORM_OF_HUNDRED  /* percentages that go beyond 1 */
} KmColumnForm;

typedef struct {
    char separator;
    bool has_separator_line; /* sep=; */
    int64_t header_line;
    int title_lines;    /* records above the header */
    int cells;          /* of a complete row: beyond the header's only empty ones */
    bool in_blocks;     /* a spreadsheet left out empty cells at the end, sixteen rows at a time */
    bool orders_differ; /* between columns; else all write dates as date_order */
    KmDateOrder date_order;
    char decimal; /* ',' or '.' */
    bool saw_iso, saw_compact, saw_civil, saw_clock, saw_point, saw_comma, saw_serial, saw_of_one,
        saw_worded, saw_short;
    unsigned char forms[KM_MOST_COLUMNS];  /* KmColumnForm of each field */
    unsigned char orders[KM_MOST_COLUMNS]; /* KmDateOrder of each field */
    KmLineEnds ends;
} KmDialect;

/* Finds separator and header in the first bytes of a file, by which the most fields of the contract
 * are named. */
bool km_dialect_find_header(KmArena *arena, const char *file, KmSlice head,
                            const KmContract *contract, KmDialect *ret_dialect,
                            KmHeader *ret_header, KmError *err) KM_MUST_USE;
/* The contract whose mandatory columns all stand in the header; of several the one that knows every
 * column that another knows, and more. NULL when there is none. */
const KmContract *km_dialect_guess_contract(KmArena *arena, KmSlice head,
                                            const KmContracts *contracts);
/* Reads rows until day and month are told apart. Refuses files whose rows are longer than their
 * header. */
bool km_dialect_scout(KmArena *arena, const char *file, KmByteSource source,
                      const KmContract *contract, const KmHeader *header, KmDialect *dialect,
                      KmError *err) KM_MUST_USE;
/* "scheidingsteken ; · windows-1252 · CRLF · datums dd-mm-jjjj · decimale komma" */
char *km_dialect_line(KmArena *arena, const KmDialect *dialect,
                      const KmEncodingWatch *encoding) KM_MUST_USE;
/* "zonder Herkomst, Inkomensklasse": columns of the template that were not delivered; "" when none.
 */
char *km_dialect_missing(KmArena *arena, const KmContract *contract,
                         const KmHeader *header) KM_MUST_USE;

#endif
