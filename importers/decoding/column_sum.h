/* What a column of the rows kept adds up to. */
#ifndef IMPORTERS_DECODING_COLUMN_SUM_H
#define IMPORTERS_DECODING_COLUMN_SUM_H

#include <stdint.h>

typedef struct {
    double low, high; /* differ where a count reads <5 */
    int64_t filled;   /* rows with a value */
} KmColumnSum;

#endif
