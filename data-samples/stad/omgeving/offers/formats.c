#include "stad/omgeving/offers/formats.h"

#include <stdio.h>

const ProviderFormat provider_formats[PROVIDERS] = {
    {"welzijn-de-brug",
     {.separator = ';',
      .encoding = ENCODING_CP1252,
      .dates = DATES_DMY,
      .decimal = ',',
      .empty_columns = 3},
     MONTH_NUMBERS},
    {"ggd-gezond-rijnland",
     {.separator = ';',
      .encoding = ENCODING_CP1252,
      .dates = DATES_DMY,
      .decimal = ',',
      .sep_line = true},
     MONTH_SHORT},
    {"cultuurhuis-de-leer",
     {.separator = ',',
      .encoding = ENCODING_UTF8,
      .dates = DATES_ISO,
      .decimal = '.',
      .quote_all = true},
     MONTH_ISO},
    {"bibliotheek-de-boekenmolen",
     {.separator = '\t',
      .encoding = ENCODING_UTF8,
      .dates = DATES_DMY,
      .decimal = ',',
      .unix_lines = true},
     MONTH_WORD},
    {"sportclub-de-sleutel",
     {.separator = ';', .encoding = ENCODING_CP1252, .dates = DATES_DMY, .decimal = ','},
     MONTH_DATE},
};

void put_month(Sheet *sheet, Day day, MonthStyle style)
{
    static const char *const words[] = {"januari",   "februari", "maart",    "april",
                                        "mei",       "juni",     "juli",     "augustus",
                                        "september", "oktober",  "november", "december"};
    static const char *const shorts[] = {"jan", "feb", "mrt", "apr", "mei", "jun",
                                         "jul", "aug", "sep", "okt", "nov", "dec"};
    char text[32];
    int year, month, date;

    civil_of(day, &year, &month, &date);
    switch (style) {
    case MONTH_NUMBERS:
        (void)snprintf(text, sizeof text, "%02d-%04d", month, year);
        break;
    case MONTH_SHORT:
        (void)snprintf(text, sizeof text, "%s-%02d", shorts[month - 1], year % 100);
        break;
    case MONTH_ISO:
        (void)snprintf(text, sizeof text, "%04d-%02d", year, month);
        break;
    case MONTH_WORD:
        (void)snprintf(text, sizeof text, "%s %04d", words[month - 1], year);
        break;
    case MONTH_DATE:
        sheet_day(sheet, day);
        return;
    }
    sheet_text(sheet, text);
}
