/* How each houder's system exports: dialect, header, codes. */
#ifndef STAD_HOUDER_FORMATS_H
#define STAD_HOUDER_FORMATS_H

#include "stad/city.h"
#include "stad/tools/sheet.h"

enum { PLACEMENT_COLUMNS = 23 };

typedef struct {
    Dialect dialect;
    const char *names[PLACEMENT_COLUMNS]; /* NULL: the column is not delivered */
    const char *cares[4];                 /* po, kdv, bso, go */
    const char *sexes[3];
    const char *yes;
    const char *no;
    const char *prefix; /* of child and contract numbers */
} HouderFormat;

extern const HouderFormat houder_formats[HOUDERS];

#endif
