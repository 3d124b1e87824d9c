/* How each organisation of the surroundings writes its files. */
#ifndef STAD_OMGEVING_FORMATS_H
#define STAD_OMGEVING_FORMATS_H

#include "stad/tools/sheet.h"

typedef enum { MONTH_NUMBERS, MONTH_SHORT, MONTH_ISO, MONTH_WORD, MONTH_DATE } MonthStyle;

enum { PROVIDERS = 5 };

typedef struct {
    const char *deliverer;
    Dialect dialect;
    MonthStyle months;
} ProviderFormat;

/* Who hands in offers; the last has a paper list only. */
extern const ProviderFormat provider_formats[PROVIDERS];

void put_month(Sheet *sheet, Day day, MonthStyle style);

#endif
