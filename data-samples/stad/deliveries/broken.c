#include "stad/deliveries/broken.h"

#include "stad/city.h"
#include "stad/tools/sheet.h"

#include <stdio.h>
#include <string.h>

#define HEADER                                                                                     \
    "BSN;Kindnummer;Geboortedatum;Geslacht;Postcode;LRK-nummer;Contractnummer;Begindatum;"         \
    "Einddatum;Soort opvang;VE-plaats;Doelgroepkind;Uren per week;Weken per jaar\r\n"

/* Rows of children who live nowhere in the sample city. */
#define ROW(bsn, child, hours)                                                                     \
    bsn ";" child ";14-03-2023;M;2312 AB;211237919;" child "-1;01-09-2025;;PO;J;J;" hours ";40\r"  \
        "\n"

typedef struct {
    const char *file;
    const char *bytes;
    size_t length; /* 0: a text, up to its end */
    const char *fault;
    long line; /* 0: the file as a whole */
    const char *column;
    const char *expected;
} Broken;

static const char without_start[] =
    "BSN;Kindnummer;Geboortedatum;Geslacht;Postcode;LRK-nummer;Contractnummer;Einddatum;"
    "Soort opvang;VE-plaats;Doelgroepkind;Uren per week;Weken per jaar\r\n"
    "999990007;Q1;14-03-2023;M;2312 AB;211237919;Q1-1;;PO;J;J;16,0;40\r\n"
    "999990019;Q2;02-05-2023;V;2316 NB;211237919;Q2-1;;PO;J;J;16,0;40\r\n";

static const char open_quote[] =
    HEADER ROW("999990007", "Q1", "16,0") ROW("999990019", "Q2", "16,0")
        ROW("999990020", "Q3", "16,0") "999990032;\"Q4;14-03-2023;M;2312 "
                                       "AB;211237919;Q4-1;01-09-2025;;PO;J;J;16,0;40\r\n" ROW(
                                           "999990044", "Q5", "16,0")
                                           ROW("999990056", "Q6", "16,0");

/* Every semicolon became a comma: the decimal comma of 6,4 now splits a field. */
static const char commas[] =
    "BSN,Kindnummer,Geboortedatum,Geslacht,Postcode,LRK-nummer,Contractnummer,Begindatum,"
    "Einddatum,Soort opvang,VE-plaats,Doelgroepkind,Uren per week,Weken per jaar\r\n"
    "999990007,Q1,14-03-2023,M,2312 AB,211237919,Q1-1,01-09-2025,,PO,J,J,6,4,40\r\n"
    "999990019,Q2,02-05-2023,V,2316 NB,211237919,Q2-1,01-09-2025,,PO,J,J,12,5,40\r\n"
    "999990020,Q3,09-07-2023,M,2321 AB,211237919,Q3-1,01-09-2025,,PO,J,J,16,0,40\r\n";

static const char unknown_contract[] =
    "Dier;Naam;Geboortedatum\r\ngeit;Bella;01-04-2024\r\nschaap;Dolly;05-07-1996\r\n";

/* The first bytes of a spreadsheet that was only renamed to .csv. */
static const char spreadsheet[] =
    "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\x62\xEE\x9Dh\x5E\x01\x00\x00"
    "[Content_Types].xml \xA2\x04\x02(\xA0\x00\x02\x00\x00";

static const char wrong_period[] = HEADER
    "999990007;Q1;14-03-2019;M;2312 AB;211237919;Q1-1;01-09-2021;31-03-2022;PO;J;J;16,0;40\r\n"
    "999990019;Q2;02-05-2019;V;2316 NB;211237919;Q2-1;01-10-2021;31-05-2022;PO;J;J;16,0;40\r\n"
    "999990020;Q3;09-07-2019;M;2321 AB;211237919;Q3-1;01-11-2021;30-06-2022;PO;J;J;16,0;40\r\n";

static const char many_faults[] = HEADER ROW("999990007", "Q1", "16,0") /* 2: good */
    "999990019;Q2;31-06-2023;V;2316 NB;211237919;Q2-1;01-09-2025;;PO;J;J;16,0;40\r\n"
    "999990020;Q3;00-05-2023;M;2321 AB;211237919;Q3-1;01-09-2025;;PO;J;J;16,0;40\r\n"
    "999990032;Q4;14-03-2027;M;2312 AB;211237919;Q4-1;01-09-2025;;PO;J;J;16,0;40\r\n"
    "999990045;Q5;14-03-2023;M;2312 AB;211237919;Q5-1;01-09-2025;;PO;J;J;16,0;40\r\n"
    "000000000;Q6;14-03-2023;M;2312 AB;211237919;Q6-1;01-09-2025;;PO;J;J;16,0;40\r\n"
    "1,11222E+08;Q7;14-03-2023;M;2312 AB;211237919;Q7-1;01-09-2025;;PO;J;J;16,0;40\r\n" ROW(
        "999990056", "Q8", "abc") ROW("999990068", "Q9", "-4,0")
        ROW("999990081", "Q10",
            "190,0") "999990093;Q11;14-03-2023;M;2312 "
                     "AB;211237919;Q11-1;01-09-2025;31-08-2025;PO;J;J;16,0;40\r\n"
                     "999990111;Q12;14-03-2023;M;2312 "
                     "AB;211237919;Q12-1;01-09-2025;;CRECHE;J;J;16,0;40\r\n" ROW("999990007", "Q13",
                                                                                 "16,0")
                         ROW("999990007", "Q13", "16,0") /* 14, 15: the same */
    "999990044;Q14;14-03-2023;M;23A2 AB;211237919;Q14-1;01-09-2025;;PO;J;J;16,0;40\r\n"
    "999990044;Q15;14-03-2023;M;2312 AB;2112;Q15-1;01-09-2025;;PO;J;J;16,0;40\r\n"
    "999990044;Q16;14-03-2023;M;2312 AB;211237919;Q16-1;;;PO;J;J;16,0;40\r\n";

static const char wide_text[] =
    "B\0S\0N\0;\0L\0e\0e\0r\0l\0i\0n\0g\0n\0u\0m\0m\0e\0r\0;\0B\0R\0I\0N\0\r\0\n\0"
    "9\0009\0009\0009\0009\0000\0000\0000\0007\0;\0001\0;\0009\0000\0A\0X\0000\0000\0\r\0\n";

/* Glued together from two exports: the first group is in Windows-1252, the second in UTF-8. */
static const char two_encodings[] =
    "BSN;Leerlingnummer;BRIN;Vestiging;Inschrijfdatum;Uitschrijfdatum;Jaargroep;Groepsnaam;"
    "Schoolsoort;Geboortedatum;Geslacht;Postcode\r\n"
    "999990007;Q1;90AX;00;01-08-2025;;1;Zee\xEBgels;bo;14-03-2021;1;2312 AB\r\n"
    "999990019;Q2;90AX;00;01-08-2025;;1;Zee\xC3\xABgels;bo;02-05-2021;2;2316 NB\r\n";

/* Made by somebody who holds another key: these children would count as others. */
static const char other_key[] =
    "Pseudoniem;Sleutelversie;Dossiernummer;Datum signaal;Soort\r\n"
    "00112233445566778899aabbccddeeff;2019-a;Q1;01-07-2026;arrangement\r\n"
    "102132435465768798a9bacbdcedfe0f;2019-a;Q2;02-07-2026;arrangement\r\n"
    "2031425364758697a8b9cadbecfd0e1f;2019-a;Q3;03-07-2026;arrangement\r\n";

static const Broken broken_files[] = {
    {"ko_plaatsing_proef-kolom_2026K3.csv", without_start, 0,
     "mandatory column Begindatum is missing", 1, "Begindatum", "file refused"},
    {"ko_plaatsing_proef-aanhaling_2026K3.csv", open_quote, 0, "quote opened and never closed", 5,
     "Kindnummer", "file refused"},
    {"ko_plaatsing_proef-komma_2026K3.csv", commas, 0,
     "every ; became a comma: 6,4 splits in two fields", 2, "", "file refused"},
    {"kinderboerderij_proef-contract_2026K3.csv", unknown_contract, 0, "no contract of this name",
     0, "", "file refused"},
    {"jgz_indicatie_proef-xlsx_2026K3.csv", spreadsheet, sizeof spreadsheet - 1,
     "a spreadsheet, not text", 0, "", "file refused"},
    {"inschrijving_proef-utf16_2026K3.csv", wide_text, sizeof wide_text - 1,
     "UTF-16 without its mark", 0, "", "file refused"},
    {"ko_plaatsing_proef-periode_2026K3.csv", wrong_period, 0,
     "every contract ended four years before the period", 0, "", "file refused"},
    {"ondersteuning_proef-sleutel_2026K3.csv", other_key, 0,
     "pseudonyms made with another key than this workspace's", 2, "Sleutelversie", "file refused"},
    {"inschrijving_proef-tekens_2026K3.csv", two_encodings, sizeof two_encodings - 1,
     "two encodings in one file", 0, "", "remarked"},
    {"bevolking_proef-leeg_2026K3.csv", "", 0, "empty file", 0, "", "file refused"},
    {"ko_plaatsing_proef-waarden_2026K3.csv", many_faults, 0, "good rows among bad values", 0, "",
     "rows refused one by one"},
};

static void note(Sheet *sheet, const Broken *broken)
{
    sheet_text(sheet, broken->file);
    sheet_text(sheet, broken->fault);
    if (broken->line > 0) {
        sheet_number(sheet, broken->line);
    } else {
        sheet_text(sheet, "");
    }
    sheet_text(sheet, broken->column);
    sheet_text(sheet, broken->expected);
    sheet_end_row(sheet);
}

static void write_bytes(const char *directory, const Broken *broken)
{
    char path[512];
    size_t length = broken->length > 0 ? broken->length : strlen(broken->bytes);
    int needed = snprintf(path, sizeof path, "%s/%s", directory, broken->file);

    if (needed < 0 || (size_t)needed >= sizeof path) {
        give_up("path too long", directory);
    }
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        give_up("cannot write", path);
    }
    bool written = fwrite(broken->bytes, 1, length, file) == length;
    if (fclose(file) != 0 || !written) {
        give_up("cannot write", path);
    }
}

void broken_write(const char *directory)
{
    static const char *const names[] = {"file", "fault", "line", "column", "expected"};

    make_directory(directory);
    Sheet sheet = sheet_open(&plain_dialect, directory, "verwacht.csv");
    sheet_header(&sheet, names, sizeof names / sizeof names[0]);
    for (size_t i = 0; i < sizeof broken_files / sizeof broken_files[0]; i++) {
        write_bytes(directory, &broken_files[i]);
        note(&sheet, &broken_files[i]);
    }
    sheet_close(&sheet);
}
