/* From gnuplot's SVG to ours: the words put in where the tokens stand, a title and a description
 * for who does not see the picture, ids that are unique in the page, nothing that points outside.
 * The same input gives the same bytes. */
#ifndef REPORTS_SVG_H
#define REPORTS_SVG_H

#include "engine/base/arena.h"

#include <stddef.h>

typedef struct {
    const char *text; /* any text: escaped here, control bytes become spaces */
    bool bold;
} KmSvgWord;

typedef struct {
    const char *id_prefix;
    const char *title, *description;
    const KmSvgWord *words; /* token `km~3~` stands for words[3] */
    size_t n_words;
    int width, height;
} KmSvgParts;

bool km_svg_finish(KmArena *arena, const char *raw, const KmSvgParts *parts, char **ret_svg,
                   size_t *ret_length, KmError *err) KM_MUST_USE;

#endif
