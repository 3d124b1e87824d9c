/* UTF-16 with a byte order mark, as a spreadsheet's "Unicode text" has it, turned into UTF-8 block
 * by block. Source of the form: The Unicode Standard, §3.9, D91. */
#ifndef IMPORTERS_READING_UTF16_H
#define IMPORTERS_READING_UTF16_H

#include "importers/reading/csv_reader.h"

typedef struct {
    bool is_big_endian;
    bool has_half; /* the first byte of a unit whose second is still to come */
    unsigned char half;
    unsigned high;       /* first half of a pair; 0: none */
    int64_t lines;       /* line feeds so far */
    int64_t broken_line; /* first line with a unit that stands for no character (it became U+FFFD);
                            0: none */
} KmUtf16;

enum { KM_UTF16_MARK_BYTES = 2, KM_UTF16_GROWTH = 2 };

/* True when the bytes begin with the mark of UTF-16; that of UTF-32 is none. */
bool km_utf16_has_mark(KmSlice head, bool *ret_is_big_endian);
/* The bytes that follow the mark, as UTF-8 in `into`: room for KM_UTF16_GROWTH times their number
 * and 6. Returns the length. */
size_t km_utf16_to_utf8(KmUtf16 *state, KmSlice bytes, char *into);
/* At the end of the file: half a character left over is broken. */
void km_utf16_end(KmUtf16 *state);

#endif
