/* What the bytes of a delivered file are: text in UTF-8 or Windows-1252, or something that is no
 * CSV at all (a spreadsheet, a PDF), which is refused with advice how to save it. UTF-16 with its
 * mark has become UTF-8 before it comes here (utf16.h).
 *
 * Cells are turned into UTF-8 one by one, so that a file in which both encodings occur keeps its
 * letters. UTF-8 that was taken for Windows-1252 on its way and encoded once more ("ZoÃ«") becomes
 * what it was. */
#ifndef IMPORTERS_READING_ENCODING_H
#define IMPORTERS_READING_ENCODING_H

#include "importers/reading/csv_reader.h"

/* Watches all bytes of a file pass by. */
typedef struct {
    int64_t bytes;
    int64_t lines;           /* line feeds so far */
    int64_t wide;            /* well-formed UTF-8 sequences beyond ASCII */
    int64_t stray;           /* bytes that are no UTF-8 */
    int64_t twice;           /* letters that were encoded twice: "Ã«" for "ë" */
    int64_t undefined_line;  /* first line with a stray byte that Windows-1252 does not know either;
                                0: none */
    unsigned pending;        /* continuation bytes still expected */
    unsigned last;           /* the two bytes before; 0 behind plain ones */
    unsigned char low, high; /* bounds of the next continuation byte */
    bool has_bom;
    bool was_utf16; /* the file; what passes by here is its text as UTF-8 */
} KmEncodingWatch;

void km_encoding_watch(KmEncodingWatch *watch, const char *bytes, size_t length);
void km_encoding_watch_end(KmEncodingWatch *watch);
/* "utf-8", "utf-8 met BOM", "windows-1252", "ascii", "utf-8 en windows-1252 door elkaar", "utf-16",
 * "utf-8, dubbel gecodeerd" */
const char *km_encoding_name(const KmEncodingWatch *watch);

/* The cell as UTF-8 in `into` (at least 3 bytes for each byte of the cell). Returns the length. */
size_t km_encoding_to_utf8(KmSlice cell, char *into);
bool km_slice_is_ascii(KmSlice slice);

#endif
