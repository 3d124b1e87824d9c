#include "stad/opvang/houder_formats.h"

#define USUAL_NAMES                                                                                \
    {                                                                                              \
        "BSN", "Kindnummer", "Geboortedatum", "Geslacht", "Postcode", "LRK-nummer",                \
            "Contractnummer", "Begindatum", "Einddatum", "Soort opvang", "VE-plaats",              \
            "Doelgroepkind", "Uren per week", "Uren ma", "Uren di", "Uren wo", "Uren do",          \
            "Uren vr", "Dagen per week", "Weken per jaar", "Wachtlijst vanaf", "Financiering",     \
            "Reden einde"                                                                          \
    }
#define USUAL_CARES                                                                                \
    {                                                                                              \
        "PO", "KDV", "BSO", "GO"                                                                   \
    }
#define SMALL_CARES                                                                                \
    {                                                                                              \
        "po", "kdv", "bso", "go"                                                                   \
    }
#define USUAL_SEXES                                                                                \
    {                                                                                              \
        "M", "V", "X"                                                                              \
    }
#define SMALL_SEXES                                                                                \
    {                                                                                              \
        "m", "v", "x"                                                                              \
    }
#define USUAL_DIALECT .separator = ';', .dates = DATES_DMY, .decimal = ','

const HouderFormat houder_formats[HOUDERS] = {
    {/* de-zandbak: the usual export */
     .dialect = {USUAL_DIALECT, .encoding = ENCODING_CP1252},
     .names = USUAL_NAMES,
     .cares = USUAL_CARES,
     .sexes = USUAL_SEXES,
     .yes = "J",
     .no = "N",
     .prefix = "ZB"},
    {/* kleine-zwaan: UTF-8 with BOM, a header with an accent */
     .dialect = {USUAL_DIALECT, .encoding = ENCODING_UTF8_BOM},
     .names = {"BSN",
               "Cliëntnummer",
               "Geboortedatum",
               "Geslacht",
               "Postcode",
               "LRK-nummer",
               "Contractnummer",
               "Begindatum",
               "Einddatum",
               "Soort opvang",
               "VE-plaats",
               "Doelgroepkind",
               "Uren per week",
               "Uren ma",
               "Uren di",
               "Uren wo",
               "Uren do",
               "Uren vr",
               "Dagen per week",
               "Weken per jaar",
               "Wachtlijst vanaf",
               "Financiering",
               "Reden einde"},
     .cares = USUAL_CARES,
     .sexes = SMALL_SEXES,
     .yes = "ja",
     .no = "nee",
     .prefix = "KZ"},
    {/* het-molenrad: comma, ISO dates, decimal point, Unix lines */
     .dialect = {.separator = ',',
                 .encoding = ENCODING_UTF8,
                 .dates = DATES_ISO,
                 .decimal = '.',
                 .unix_lines = true},
     .names = USUAL_NAMES,
     .cares = SMALL_CARES,
     .sexes = SMALL_SEXES,
     .yes = "ja",
     .no = "nee",
     .prefix = "MR"},
    {/* wereldkind: saved from a spreadsheet, with its separator line */
     .dialect = {USUAL_DIALECT, .encoding = ENCODING_CP1252, .sep_line = true},
     .names = USUAL_NAMES,
     .cares = USUAL_CARES,
     .sexes = USUAL_SEXES,
     .yes = "Ja",
     .no = "Nee",
     .prefix = "WK"},
    {/* sterrenboot: other names, letter case and spacing */
     .dialect = {USUAL_DIALECT, .encoding = ENCODING_CP1252},
     .names = {"BURGERSERVICENUMMER",
               "CLIENTNUMMER",
               "GEBOORTE DATUM",
               "GESLACHT",
               "PC6",
               "REGISTRATIENUMMER",
               "Contract nummer",
               "STARTDATUM",
               "Datum einde",
               "SOORT_OPVANG",
               "ve plaats",
               "VVE-indicatie",
               "UREN  PER  WEEK",
               "uren_ma",
               "uren_di",
               "uren_wo",
               "uren_do",
               "uren_vr",
               "dagen_per_week",
               "weken_per_jaar",
               "wachtlijst_vanaf",
               "financiering",
               "reden_einde"},
     .cares = SMALL_CARES,
     .sexes = SMALL_SEXES,
     .yes = "j",
     .no = "n",
     .prefix = "SB"},
    {/* plus-en-min: no hours per weekday */
     .dialect = {USUAL_DIALECT, .encoding = ENCODING_CP1252},
     .names = {"BSN",
               "Kindnummer",
               "Geboortedatum",
               "Geslacht",
               "Postcode",
               "LRK-nummer",
               "Contractnummer",
               "Begindatum",
               "Einddatum",
               "Soort opvang",
               "VE-plaats",
               "Doelgroepkind",
               "Uren per week",
               NULL,
               NULL,
               NULL,
               NULL,
               NULL,
               "Dagen per week",
               "Weken per jaar",
               "Wachtlijst vanaf",
               "Financiering",
               "Reden einde"},
     .cares = USUAL_CARES,
     .sexes = USUAL_SEXES,
     .yes = "J",
     .no = "N",
     .prefix = "PM"},
    {/* de-kiem: hours as 16:30 in some rows, as 16,5 in others */
     .dialect = {USUAL_DIALECT, .encoding = ENCODING_CP1252, .hours = HOURS_CLOCK_MIXED},
     .names = USUAL_NAMES,
     .cares = USUAL_CARES,
     .sexes = USUAL_SEXES,
     .yes = "J",
     .no = "N",
     .prefix = "DK"},
    {/* hooglandse-hoeve: every field in quotes */
     .dialect = {USUAL_DIALECT, .encoding = ENCODING_CP1252, .quote_all = true},
     .names = USUAL_NAMES,
     .cares = USUAL_CARES,
     .sexes = USUAL_SEXES,
     .yes = "J",
     .no = "N",
     .prefix = "HH"},
};
