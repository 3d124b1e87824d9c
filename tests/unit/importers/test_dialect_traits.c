/* One small file per trait of a dialect, as systems and spreadsheets write them: what is stored,
 * what is said about the file, or why it is refused. No value may land in another column. */
#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"

static const char contract[] =
    "{\"name\": \"trekken\", \"title\": \"trekken\", \"km:code\": \"C98\", \"km:purpose\": "
    "\"proef\", \"km:retention_months\": 1, \"km:authority\": \"stand\", \"km:key\": [\"Nr\"], "
    "\"fields\": [\n"
    "{\"name\": \"Nr\", \"type\": \"string\", \"km:column\": \"nr\", \"km:aliases\": "
    "[\"Volgnummer\"], \"constraints\": {\"required\": true}},\n"
    "{\"name\": \"Naam groep\", \"type\": \"string\", \"km:column\": \"naam\", \"km:aliases\": "
    "[\"Groep\"], \"constraints\": {\"required\": true}},\n"
    "{\"name\": \"Datum\", \"type\": \"date\", \"km:column\": \"datum\"},\n"
    "{\"name\": \"Uren\", \"type\": \"number\", \"km:kind\": \"hours\", \"km:column\": "
    "\"uren\"},\n"
    "{\"name\": \"Bedrag\", \"type\": \"number\", \"km:kind\": \"money\", \"km:column\": "
    "\"bedrag\"},\n"
    "{\"name\": \"Aandeel\", \"type\": \"number\", \"km:kind\": \"percent\", \"km:column\": "
    "\"aandeel\"},\n"
    "{\"name\": \"Aantal\", \"type\": \"string\", \"km:kind\": \"small_count\", \"km:column\": "
    "\"aantal\"},\n"
    "{\"name\": \"Opmerking\", \"type\": \"string\", \"km:column\": \"opmerking\"}]}";

#define BYTES(text) text, sizeof text - 1
#define STORED "nr,naam,datum,uren,bedrag,aandeel,aantal_min,aantal_max,opmerking"
#define HEAD "Nr;Naam groep;Datum;Uren;Bedrag;Aandeel;Aantal;Opmerking\r\n"
#define ROW1 "1;Blauw;30-09-2025;6,4;12,50;75%;<5;\r\n"
#define ROW2 "2;Rood;01-10-2025;8;95;80%;12;goed\r\n"
/* 30-09-2025 and 01-10-2025 as days since 1970, by python3 */
#define BOTH "1|Blauw|20361|6.4|12.5|75|1|4|~ 2|Rood|20362|8|95|80|12|12|goed"

typedef struct {
    const char *name;
    const char *bytes;
    size_t length;
    const char *code; /* NULL: accepted */
    const char *said; /* refused: part of message or hint; else the whole line on the form */
    const char *stored;
    const char *findings;
    const char *balance; /* read=accepted+remarked+refused+duplicate */
} Trait;

#define PLAIN "datums dd-mm-jjjj · decimale komma"

static const Trait traits[] = {
    /* separators */
    {"semicolons", BYTES(HEAD ROW1 ROW2), NULL, "scheidingsteken ; · ascii · CRLF · " PLAIN, BOTH,
     "", "2=2+0+0+0"},
    {"commas, decimals with a point",
     BYTES("Nr,Naam groep,Datum,Uren,Bedrag,Aandeel,Aantal,Opmerking\n"
           "1,Blauw,2025-09-30,6.4,12.50,75%,<5,\n2,Rood,2025-10-01,8,95,80%,12,goed\n"),
     NULL, "scheidingsteken , · ascii · LF · datums jjjj-mm-dd · decimale punt", BOTH, "",
     "2=2+0+0+0"},
    {"commas, decimals with a comma in quotes",
     BYTES("Nr,Naam groep,Datum,Uren,Bedrag,Aandeel,Aantal,Opmerking\n"
           "1,Blauw,30-09-2025,\"6,4\",\"12,50\",75%,<5,\n2,Rood,01-10-2025,8,95,80%,12,goed\n"),
     NULL, "scheidingsteken , · ascii · LF · " PLAIN, BOTH, "", "2=2+0+0+0"},
    {"tabs",
     BYTES("Nr\tNaam groep\tDatum\tUren\tBedrag\tAandeel\tAantal\tOpmerking\n"
           "1\tBlauw\t30-09-2025\t6,4\t12,50\t75%\t<5\t\n2\tRood\t01-10-2025\t8\t95\t80%\t12\tgoed"
           "\n"),
     NULL, "scheidingsteken tab · ascii · LF · " PLAIN, BOTH, "", "2=2+0+0+0"},
    {"bars",
     BYTES("Nr|Naam groep|Datum|Uren|Bedrag|Aandeel|Aantal|Opmerking\n"
           "1|Blauw|30-09-2025|6,4|12,50|75%|<5|\n2|Rood|01-10-2025|8|95|80%|12|goed\n"),
     NULL, "scheidingsteken | · ascii · LF · " PLAIN, BOTH, "", "2=2+0+0+0"},
    {"every ; became a , and 6,4 two cells",
     BYTES("Nr,Naam groep,Datum,Uren,Bedrag,Aandeel,Aantal,Opmerking\n"
           "1,Blauw,30-09-2025,6,4,12,50,75%,<5,\n2,Rood,01-10-2025,8,5,95,80%,12,goed\n"),
     "file-shifted", "every ; was replaced by ,", "", "file-shifted@2:0", "0=0+0+0+0"},
    {"… where an empty last column hides the extra cell",
     BYTES("Nr,Naam groep,Datum,Uren,Opmerking\n"
           "1,Blauw,30-09-2025,6,4,\n2,Rood,01-10-2025,8,5,\n"),
     "file-shifted", "every ; was replaced by ,", "", "file-shifted@2:0", "0=0+0+0+0"},
    {"… in one row of many",
     BYTES("Nr,Naam groep,Datum,Uren,Opmerking\n1,Blauw,30-09-2025,6,\n2,Rood,01-10-2025,6,4,\n"
           "3,Rood,01-10-2025,8,\n4,Rood,01-10-2025,8,\n5,Rood,01-10-2025,8,\n"),
     NULL, "scheidingsteken , · ascii · LF · datums dd-mm-jjjj",
     "1|Blauw|20361|6|~|~|~|~|~ 3|Rood|20362|8|~|~|~|~|~ 4|Rood|20362|8|~|~|~|~|~ "
     "5|Rood|20362|8|~|~|~|~|~",
     "row-long@3:0", "5=4+0+1+0"},
    {"a ; in an unquoted text moves no value",
     BYTES("Nr;Naam groep;Datum;Opmerking;Uren\n1;Blauw;30-09-2025;stil;6\n"
           "2;Rood;01-10-2025;goed; maar druk;\n3;Rood;01-10-2025;stil;8\n"),
     NULL, "scheidingsteken ; · ascii · LF · datums dd-mm-jjjj",
     "1|Blauw|20361|6|~|~|~|~|stil 3|Rood|20362|8|~|~|~|~|stil", "row-long@3:0", "3=2+0+1+0"},
    /* encodings */
    {"UTF-8", BYTES("Nr;Naam groep\n1;Zo\xc3\xab\n"), NULL, "scheidingsteken ; · utf-8 · LF",
     "1|Zo\xc3\xab|~|~|~|~|~|~|~", "", "1=1+0+0+0"},
    {"UTF-8 with a mark", BYTES("\xef\xbb\xbfNr;Naam groep\n1;Zo\xc3\xab\n"), NULL,
     "scheidingsteken ; · utf-8 met BOM · LF", "1|Zo\xc3\xab|~|~|~|~|~|~|~", "", "1=1+0+0+0"},
    {"UTF-8 with a mark, everything in quotes",
     BYTES("\xef\xbb\xbf\"Nr\";\"Naam groep\"\n\"1\";\"Zo\xc3\xab\"\n"), NULL,
     "scheidingsteken ; · utf-8 met BOM · LF", "1|Zo\xc3\xab|~|~|~|~|~|~|~", "", "1=1+0+0+0"},
    {"Windows-1252", BYTES("Nr;Naam groep\n1;Zo\xeb \x96 \x80\n"), NULL,
     "scheidingsteken ; · windows-1252 · LF",
     "1|Zo\xc3\xab \xe2\x80\x93 \xe2\x82\xac|~|~|~|~|~|~|~", "", "1=1+0+0+0"},
    {"Latin-1 is the part of Windows-1252 that it shares", BYTES("Nr;Naam groep\n1;\xd6mer\n"),
     NULL, "scheidingsteken ; · windows-1252 · LF", "1|\xc3\x96mer|~|~|~|~|~|~|~", "", "1=1+0+0+0"},
    {"both in one file keep their letters", BYTES("Nr;Naam groep\n1;Zo\xeb\n2;Zo\xc3\xab\n"), NULL,
     "scheidingsteken ; · utf-8 en windows-1252 door elkaar · LF",
     "1|Zo\xc3\xab|~|~|~|~|~|~|~ 2|Zo\xc3\xab|~|~|~|~|~|~|~", "encoding-mixed@0:0", "2=2+0+0+0"},
    {"letters and headers that were encoded twice",
     BYTES("Nr;Naam gro\xc3\x83\xc2\xa9p\n1;Zo\xc3\x83\xc2\xab\n"), NULL,
     "scheidingsteken ; · utf-8, dubbel gecodeerd · LF", "1|Zo\xc3\xab|~|~|~|~|~|~|~",
     "encoding-twice@0:0", "1=1+0+0+0"},
    {"bytes of no encoding", BYTES("Nr;Naam groep\n1;Zo\x81\n"), "file-encoding", "neither UTF-8",
     "", "file-encoding@2:0", "0=0+0+0+0"},
    {"UTF-16, least byte first",
     BYTES("\xff\xfeN\0r\0;\0N\0a\0a\0m\0 \0g\0r\0o\0e\0p\0\r\0\n\0001\0;\0Z\0o\0\xeb\0\r\0\n\0"),
     NULL, "scheidingsteken ; · utf-16 · CRLF", "1|Zo\xc3\xab|~|~|~|~|~|~|~", "", "1=1+0+0+0"},
    {"UTF-16, greatest byte first",
     BYTES("\xfe\xff\0N\0r\0;\0N\0a\0a\0m\0 \0g\0r\0o\0e\0p\0\n\0001\0;\0Z\0o\0\xeb\0\n"), NULL,
     "scheidingsteken ; · utf-16 · LF", "1|Zo\xc3\xab|~|~|~|~|~|~|~", "", "1=1+0+0+0"},
    {"UTF-16 without its mark", BYTES("N\0r\0;\0N\0a\0a\0m\0 \0g\0r\0o\0e\0p\0\n\0001\0;\0Z\0\n\0"),
     "file-utf16", "CSV UTF-8", "", "file-utf16@0:0", "0=0+0+0+0"},
    /* line ends */
    {"lone CR", BYTES("Nr;Naam groep\r1;Blauw\r2;Rood\r"), NULL, "scheidingsteken ; · ascii · CR",
     "1|Blauw|~|~|~|~|~|~|~ 2|Rood|~|~|~|~|~|~|~", "", "2=2+0+0+0"},
    {"line ends mixed", BYTES("Nr;Naam groep\r\n1;Blauw\r2;Rood\n3;Geel"), NULL,
     "scheidingsteken ; · ascii · regeleinden door elkaar",
     "1|Blauw|~|~|~|~|~|~|~ 2|Rood|~|~|~|~|~|~|~ 3|Geel|~|~|~|~|~|~|~", "", "3=3+0+0+0"},
    {"the end-of-file sign of old systems", BYTES("Nr;Naam groep\r\n1;Blauw\r\n\x1a"), NULL,
     "scheidingsteken ; · ascii · CRLF", "1|Blauw|~|~|~|~|~|~|~", "", "1=1+0+0+0"},
    /* quoting */
    {"separators, quotes and line breaks in quotes",
     BYTES("Nr;Naam groep;Opmerking\r\n1;\"Bl;auw\";\"zei \"\"dag\"\"\"\r\n2;Rood;\"een\r\ntwee\""
           "\r\n3;Geel;'t kan\r\n"),
     NULL, "scheidingsteken ; · ascii · CRLF",
     "1|Bl;auw|~|~|~|~|~|~|zei \"dag\" 2|Rood|~|~|~|~|~|~|een\r\ntwee 3|Geel|~|~|~|~|~|~|'t kan",
     "", "3=3+0+0+0"},
    {"a quote inside a cell refuses that row", BYTES("Nr;Naam groep\n1;de 5\" pijp\n2;Rood\n"),
     NULL, "scheidingsteken ; · ascii · LF", "2|Rood|~|~|~|~|~|~|~", "row-quoting@2:0",
     "2=1+0+1+0"},
    {"a quote that never closes", BYTES("Nr;Naam groep\n1;\"Blauw\n2;Rood\n"), "file-quote-open",
     "opened on line 2", "", "file-quote-open@2:2", "0=0+0+0+0"},
    {"numbers kept as formulas", BYTES("Nr;Naam groep\n=\"0012\";=\"Blauw\"\n"), NULL,
     "scheidingsteken ; · ascii · LF", "0012|Blauw|~|~|~|~|~|~|~", "", "1=1+0+0+0"},
    {"whole rows in quotes, as a spreadsheet keeps rows it took for one cell",
     BYTES("Nr;Naam groep;Uren\n\"1;Blauw;6,4\"\n\"2;Rood;8,5\"\n3;Geel;8\n"), "file-wrapped",
     "holds a whole row", "", "file-wrapped@2:0", "0=0+0+0+0"},
    /* above and below the table */
    {"a separator line", BYTES("sep=;\r\n" HEAD ROW1 ROW2), NULL,
     "scheidingsteken ; · ascii · CRLF · " PLAIN " · eerste regel sep=", BOTH, "", "2=2+0+0+0"},
    {"a separator line behind a mark", BYTES("\xef\xbb\xbfSEP=;\r\n" HEAD ROW1 ROW2), NULL,
     "scheidingsteken ; · utf-8 met BOM · CRLF · " PLAIN " · eerste regel sep=", BOTH, "",
     "2=2+0+0+0"},
    {"a separator line that is wrong", BYTES("sep=,\r\n" HEAD ROW1 ROW2), NULL,
     "scheidingsteken ; · ascii · CRLF · " PLAIN " · eerste regel sep=", BOTH, "", "2=2+0+0+0"},
    {"titles above the header",
     BYTES("Overzicht groepen 2026\r\nPeildatum: 1 oktober;;;\r\n\r\n" HEAD ROW1 ROW2), NULL,
     "scheidingsteken ; · ascii · CRLF · " PLAIN " · 2 titelregels boven de kop", BOTH, "",
     "2=2+0+0+0"},
    {"totals below", BYTES(HEAD ROW1 ROW2 "Totaal;;;14,4;107,50;;;\r\n;Eindtotaal;;14,4\r\n"), NULL,
     "scheidingsteken ; · ascii · CRLF · " PLAIN, BOTH, "row-total@4:0 row-total@5:0", "2=2+0+0+0"},
    {"the header once more", BYTES(HEAD ROW1 HEAD ROW2), NULL,
     "scheidingsteken ; · ascii · CRLF · " PLAIN, BOTH, "row-header@3:0", "2=2+0+0+0"},
    {"a header once more that is long, over two lines and in Windows-1252",
     BYTES("Nr;Naam groep;\"Bevolking/Particuliere huishoudens/Huishoudens totaal\n(aantal) in "
           "alle caf\xe9s en huizen van de hele stad\"\n1;Blauw;5\nNr;Naam "
           "groep;\"Bevolking/Particuliere huishoudens/Huishoudens "
           "totaal\n(aantal) in alle caf\xe9s en huizen van de hele stad\"\n2;Rood;6\n"),
     NULL, "scheidingsteken ; · windows-1252 · LF", "1|Blauw|~|~|~|~|~|~|~ 2|Rood|~|~|~|~|~|~|~",
     "column-unknown@1:3 row-header@4:0", "2=2+0+0+0"},
    {"empty lines and rows of nothing but separators",
     BYTES("\r\n" HEAD "\r\n" ROW1 ";;;;;;;\r\n; ; ;;;;;\r\n" ROW2 "\r\n;;;;;;;\r\n"), NULL,
     "scheidingsteken ; · ascii · CRLF · " PLAIN, BOTH, "", "2=2+0+0+0"},
    {"rows of nothing but spaces that do not break, and a byte order mark behind the last",
     BYTES(HEAD ROW1 "\xc2\xa0\r\n;\xc2\xa0;;;;;;\r\n" ROW2 "\xef\xbb\xbf\r\n"), NULL,
     "scheidingsteken ; · utf-8 · CRLF · " PLAIN, BOTH, "", "2=2+0+0+0"},
    {"separators behind header and rows",
     BYTES("Nr;Naam groep;Uren;;\r\n1;Blauw;6,4;;\r\n2;Rood;8;;\r\n"), NULL,
     "scheidingsteken ; · ascii · CRLF · decimale komma",
     "1|Blauw|~|6.4|~|~|~|~|~ 2|Rood|~|8|~|~|~|~|~", "", "2=2+0+0+0"},
    {"separators behind the rows only",
     BYTES("Nr;Naam groep;Uren\r\n1;Blauw;6,4;;;\r\n2;Rood;8;;;\r\n"), NULL,
     "scheidingsteken ; · ascii · CRLF · decimale komma",
     "1|Blauw|~|6.4|~|~|~|~|~ 2|Rood|~|8|~|~|~|~|~", "", "2=2+0+0+0"},
    {"a comma behind each row", BYTES("Nr,Naam groep,Uren\r\n1,Blauw,6.4,\r\n2,Rood,8.5,\r\n"),
     NULL, "scheidingsteken , · ascii · CRLF · decimale punt",
     "1|Blauw|~|6.4|~|~|~|~|~ 2|Rood|~|8.5|~|~|~|~|~", "", "2=2+0+0+0"},
    /* headers */
    {"header names in another case, with spaces, accents and signs",
     BYTES(" VOLG-NUMMER ;naam_gro\xc3\xa9p;\"Uren\n\"\n1;Blauw;6,4\n"), NULL,
     "scheidingsteken ; · utf-8 · LF · decimale komma", "1|Blauw|~|6.4|~|~|~|~|~", "", "1=1+0+0+0"},
    {"NBSP in a header", BYTES("Nr;Naam\xa0groep\n1;Blauw\n"), NULL,
     "scheidingsteken ; · windows-1252 · LF", "1|Blauw|~|~|~|~|~|~|~", "", "1=1+0+0+0"},
    {"a column twice", BYTES("Nr;Naam groep;Uren;Uren\n1;Blauw;6;7\n"), "file-column-double",
     "the column 'Uren' occurs twice", "", "file-column-double@1:4", "0=0+0+0+0"},
    {"a column under its name and its other name", BYTES("Nr;Groep;Naam groep\n1;Blauw;Rood\n"),
     NULL, "scheidingsteken ; · ascii · LF", "1|Rood|~|~|~|~|~|~|~", "column-twice@1:2",
     "1=1+0+0+0"},
    {"an unknown column twice", BYTES("Nr;Naam groep;Kleur;Kleur\n1;Blauw;a;b\n"), NULL,
     "scheidingsteken ; · ascii · LF", "1|Blauw|~|~|~|~|~|~|~",
     "column-unknown@1:3 column-unknown@1:4", "1=1+0+0+0"},
    {"an unknown column without a name between the others", BYTES("Nr;;Naam groep\n1;x;Blauw\n"),
     NULL, "scheidingsteken ; · ascii · LF", "1|Blauw|~|~|~|~|~|~|~", "column-nameless@1:2",
     "1=1+0+0+0"},
    /* dates */
    {"dates of one form that reads both ways are the contract's own",
     BYTES("Nr;Naam groep;Datum\n1;Blauw;03-04-2025\n2;Rood;04-03-2025\n"), NULL,
     "scheidingsteken ; · ascii · LF · datums dd-mm-jjjj",
     "1|Blauw|20181|~|~|~|~|~|~ 2|Rood|20151|~|~|~|~|~|~", "", "2=2+0+0+0"},
    {"one date tells how all are meant",
     BYTES("Nr;Naam groep;Datum\n1;Blauw;04-03-2025\n2;Rood;09-30-2025\n"), NULL,
     "scheidingsteken ; · ascii · LF · datums mm-dd-jjjj",
     "1|Blauw|20181|~|~|~|~|~|~ 2|Rood|20361|~|~|~|~|~|~", "", "2=2+0+0+0"},
    {"dates with / that read both ways",
     BYTES("Nr;Naam groep;Datum\n1;Blauw;03/04/2025\n2;Rood;04/03/2025\n"), "file-date-order",
     "as day/month and as month/day", "", "file-date-order@0:0", "0=0+0+0+0"},
    {"two orders in one column",
     BYTES("Nr;Naam groep;Datum\n1;Blauw;30-09-2025\n2;Rood;09-30-2025\n3;Geel;03-04-2025\n"),
     "file-date-order",
     "1 dates read only as day-month (the first on line 2, column 'Datum') and 1 only as "
     "month-day (the first on line 3, column 'Datum')",
     "", "file-date-order@0:0", "0=0+0+0+0"},
    {"two orders in one column, with years of two digits",
     BYTES("Nr;Naam groep;Datum\n1;Blauw;\n2;Rood;9-30-24\n3;Geel;31-12-24\n4;Wit;30-11-23\n"),
     "file-date-order",
     "2 dates read only as day-month (the first on line 4, column 'Datum') and 1 only as "
     "month-day (the first on line 3, column 'Datum')",
     "", "file-date-order@0:0", "0=0+0+0+0"},
    {"ISO dates with times",
     BYTES("Nr;Naam groep;Datum\n1;Blauw;2025-09-30T00:00:00\n2;Rood;2025-10-01 13:45\n"
           "3;Geel;01-10-2025 09:30:00\n"),
     NULL, "scheidingsteken ; · ascii · LF · datums dd-mm-jjjj · datums jjjj-mm-dd",
     "1|Blauw|20361|~|~|~|~|~|~ 2|Rood|20362|~|~|~|~|~|~ 3|Geel|20362|~|~|~|~|~|~", "",
     "3=3+0+0+0"},
    {"a moment in another time zone may be another day",
     BYTES("Nr;Naam groep;Datum\n1;Blauw;2025-09-29T22:00:00Z\n"), NULL,
     "scheidingsteken ; · ascii · LF", "1|Blauw|~|~|~|~|~|~|~", "date-invalid@2:3", "1=0+1+0+0"},
    {"day numbers of a spreadsheet", BYTES("Nr;Naam groep;Datum\n1;Blauw;45930\n2;Rood;45931\n"),
     NULL, "scheidingsteken ; · ascii · LF · datums als dagnummer van een rekenblad",
     "1|Blauw|20361|~|~|~|~|~|~ 2|Rood|20362|~|~|~|~|~|~", "date-serial-column@1:3", "2=2+0+0+0"},
    {"a day number among dates", BYTES("Nr;Naam groep;Datum\n1;Blauw;30-09-2025\n2;Rood;45931\n"),
     NULL, "scheidingsteken ; · ascii · LF · datums dd-mm-jjjj",
     "1|Blauw|20361|~|~|~|~|~|~ 2|Rood|~|~|~|~|~|~|~", "date-serial@3:3", "2=1+1+0+0"},
    /* numbers */
    {"hours, amounts, shares and counts in every form",
     BYTES("Nr;Naam groep;Uren;Bedrag;Aandeel;Aantal\n1;a;16,5;1.234,50;75%;<5\n"
           "2;b;16:30;\x80 95,-;7,5%;< 10\n3;c;16.5;95;80 %;7\n4;d;16u30;EUR 1234,5;0%;0\n"),
     NULL, "scheidingsteken ; · windows-1252 · LF · decimale komma · uren ook als 16:30",
     "1|a|~|16.5|1234.5|75|1|4|~ 2|b|~|16.5|95|7.5|1|9|~ 3|c|~|16.5|95|80|7|7|~ "
     "4|d|~|16.5|1234.5|0|0|0|~",
     "", "4=4+0+0+0"},
    {"1.234 in a file with decimal commas is a thousand",
     BYTES("Nr;Naam groep;Uren;Bedrag\n1;a;6,4;1.234\n2;b;8,5;1.234,50\n"), NULL,
     "scheidingsteken ; · ascii · LF · decimale komma",
     "1|a|~|6.4|1234|~|~|~|~ 2|b|~|8.5|1234.5|~|~|~|~", "", "2=2+0+0+0"},
    {"1.234 in a file with decimal points is little more than one",
     BYTES("Nr,Naam groep,Uren\n1,a,1.234\n2,b,8.5\n"), NULL,
     "scheidingsteken , · ascii · LF · decimale punt", "1|a|~|1.234|~|~|~|~|~ 2|b|~|8.5|~|~|~|~|~",
     "", "2=2+0+0+0"},
    {"1.234 in a comma file that shows no decimal sign",
     BYTES("Nr,Naam groep,Uren\n1,a,1.234\n2,b,8\n"), "file-decimal", "1.234", "",
     "file-decimal@2:3", "0=0+0+0+0"},
    {"1,234 in a comma file that shows no decimal sign",
     BYTES("Nr,Naam groep,Uren\n1,a,8\n2,b,\"1,234\"\n"), "file-decimal", "1,234", "",
     "file-decimal@3:3", "0=0+0+0+0"},
    {"1.234 where both signs are in use",
     BYTES("Nr;Naam groep;Uren\n1;a;1.234\n2;b;8,5\n3;c;8.5\n"), "file-decimal", "1.234", "",
     "file-decimal@2:3", "0=0+0+0+0"},
    {"both signs where nothing is ambiguous", BYTES("Nr;Naam groep;Uren\n1;a;8.5\n2;b;8,5\n"), NULL,
     "scheidingsteken ; · ascii · LF · decimale komma", "1|a|~|8.5|~|~|~|~|~ 2|b|~|8.5|~|~|~|~|~",
     "", "2=2+0+0+0"},
    {"a number that lost its digits", BYTES("Nr;Naam groep\n1,11222E+08;a\n2;b\n"), NULL,
     "scheidingsteken ; · ascii · LF", "2|b|~|~|~|~|~|~|~", "number-damaged@2:1", "2=1+0+1+0"},
    {"shares of one", BYTES("Nr;Naam groep;Aandeel\n1;a;0,75\n2;b;1\n"), NULL,
     "scheidingsteken ; · ascii · LF · decimale komma · percentages als deel van 1",
     "1|a|~|~|~|75|~|~|~ 2|b|~|~|~|100|~|~|~", "", "2=2+0+0+0"},
    /* what is no text */
    {"NUL bytes in a cell", BYTES("Nr;Naam groep\n1;Bl\0auw\n2;Rood\n"), NULL,
     "scheidingsteken ; · ascii · LF", "2|Rood|~|~|~|~|~|~|~", "value-control@2:2", "2=1+0+1+0"},
    {"a block of NUL bytes, as an interrupted copy leaves",
     BYTES("Nr;Naam groep\n1;Blauw\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "file-utf16", "",
     "", "file-utf16@0:0", "0=0+0+0+0"},
    {"a workbook named .csv", BYTES("PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml"),
     "file-not-csv", "CSV (gescheiden door puntkomma's)", "", "file-not-csv@0:0", "0=0+0+0+0"},
    {"an old workbook named .csv", BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx"), "file-not-csv",
     "old Excel", "", "file-not-csv@0:0", "0=0+0+0+0"},
    {"nothing but a header", BYTES(HEAD), NULL, "scheidingsteken ; · ascii · CRLF", "",
     "no-rows@0:0", "0=0+0+0+0"},
};

static Fixture open_traits(void)
{
    Fixture f = fixture_open();
    char *folder = fixture_path(&f, "werk/importers/contracts");
    ck_ok(&f, km_directory_make(folder, 0700, &f.err));
    ck_ok(&f, km_file_write(km_path_join(f.arena, folder, "trekken.json"), contract,
                            strlen(contract), 0600, &f.err));
    ck_ok(&f,
          km_contracts_open(f.arena, SOURCE_DIR, fixture_path(&f, "werk"), &f.contracts, &f.err));
    fixture_reopen_importer(&f);
    return f;
}

/* The columns that were not delivered are another test's. */
static const char *form_of(Fixture *f, const KmImportResult *r)
{
    const char *missing = strstr(r->delivery.dialect, " · zonder ");
    return missing == NULL
               ? r->delivery.dialect
               : km_strndup(f->arena, r->delivery.dialect, (size_t)(missing - r->delivery.dialect));
}

static void check_accepted(Fixture *f, const Trait *t, const KmImportResult *r)
{
    ck_assert_msg(r->accepted, "%s: %s", t->name, r->error.message);
    ck_assert_msg(km_text_equal(form_of(f, r), t->said), "%s: %s", t->name, r->delivery.dialect);
    const char *stored = fixture_rows(f, "trekken", STORED);
    ck_assert_msg(km_text_equal(stored, t->stored), "%s: %s", t->name, stored);
}

static void check_refused(Fixture *f, const Trait *t, const KmImportResult *r)
{
    const char *all = km_format(f->arena, "%s; %s", r->error.message, r->error.hint);
    ck_assert_msg(!r->accepted && km_text_equal(r->error.code, t->code), "%s: %s", t->name,
                  r->error.code);
    ck_assert_msg(strstr(all, t->said) != NULL, "%s: %s", t->name, all);
    ck_assert_msg(fixture_deliveries(f) == 0, "%s", t->name);
}

START_TEST(each_trait_is_read_for_what_it_is_or_refused)
{
    const Trait *t = &traits[_i];
    Fixture f = open_traits();
    f.settings.allow_refused = true;
    fixture_reopen_importer(&f);
    KmImportResult r = fixture_import(
        &f, fixture_write_bytes(&f, "trekken_proef_2026K3.csv", t->bytes, t->length));
    (t->code == NULL ? check_accepted : check_refused)(&f, t, &r);
    const char *findings = fixture_findings(&f, &r);
    ck_assert_msg(km_text_equal(findings, t->findings), "%s: %s", t->name, findings);
    const KmDelivery *d = &r.delivery;
    const char *balance = km_format(f.arena, "%lld=%lld+%lld+%lld+%lld", (long long)d->lines_read,
                                    (long long)d->accepted, (long long)d->remarked,
                                    (long long)d->refused, (long long)d->duplicate);
    ck_assert_msg(km_text_equal(balance, t->balance), "%s: %s", t->name, balance);
    fixture_close(&f);
}
END_TEST

/* `n` rows, numbered on from `*nr`: "nr;groep" and `rest`. */
static void add_rows(KmText *text, int *nr, int n, const char *rest)
{
    for (int i = 0; i < n; i++) {
        km_text_addf(text, "%d;groep%s\n", (*nr)++, rest);
    }
}

static KmImportResult import_built(Fixture *f, const KmText *text)
{
    return fixture_import_text(f, "trekken_proef_2026K3.csv", text->bytes);
}

START_TEST(an_order_that_turns_late_in_the_file_is_refused)
{
    Fixture f = open_traits();
    KmText text = km_text_init(f.arena);
    int nr = 1;
    km_text_add(&text, "Nr;Naam groep;Datum\n");
    add_rows(&text, &nr, 1200, ";30-09-2025");
    add_rows(&text, &nr, 600, ";03-04-2025");
    add_rows(&text, &nr, 600, ";09-30-2025");
    KmImportResult r = import_built(&f, &text);
    ck_assert_str_eq(r.error.code, "file-date-order");
    ck_assert_ptr_nonnull(
        strstr(r.error.message, "1800 dates of column 'Datum' read as day-month"));
    ck_assert_ptr_nonnull(
        strstr(r.error.message, "600 only as month-day (the first on line 1802)"));
    ck_assert_uint_eq(fixture_deliveries(&f), 0);
    fixture_close(&f);
}
END_TEST

START_TEST(a_column_that_begins_empty_still_shows_its_form)
{
    Fixture f = open_traits();
    KmText text = km_text_init(f.arena);
    int nr = 1;
    km_text_add(&text, "Nr;Naam groep;Datum\n");
    add_rows(&text, &nr, 3000, ";");
    add_rows(&text, &nr, 30, ";45930");
    KmImportResult r = import_built(&f, &text);
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_str_eq(fixture_findings(&f, &r), "date-serial-column@1:3");
    ck_assert_int_eq(r.delivery.accepted, 3030);
    fixture_close(&f);
}
END_TEST

/* Sixteen rows of the sheet at a time: the header and 15 rows, 16 whose last columns are empty, 16
 * that are complete. Source: Microsoft, "Column delimiters are missing in an Excel spreadsheet that
 * is saved as text". */
static KmText sheet_in_blocks(KmArena *arena)
{
    KmText text = km_text_init(arena);
    int nr = 1;
    km_text_add(&text, "Nr;Naam groep;Datum;Uren;Opmerking\n");
    add_rows(&text, &nr, 15, ";30-09-2025;8;");
    add_rows(&text, &nr, 16, ";30-09-2025");
    add_rows(&text, &nr, 16, ";30-09-2025;8;ja");
    return text;
}

START_TEST(cells_left_out_by_the_block_are_empty)
{
    Fixture f = open_traits();
    KmText text = sheet_in_blocks(f.arena);
    KmImportResult r = import_built(&f, &text);
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_str_eq(fixture_findings(&f, &r), "");
    ck_assert_int_eq(r.delivery.accepted, 47);
    ck_assert_ptr_nonnull(strstr(r.delivery.dialect, "lege cellen achteraan weggelaten"));
    ck_assert_ptr_nonnull(strstr(fixture_rows(&f, "trekken", STORED),
                                 " 16|groep|20361|~|~|~|~|~|~ 17|groep|20361|~|"));
    fixture_close(&f);
}
END_TEST

START_TEST(a_row_broken_in_two_is_no_block)
{
    Fixture f = open_traits();
    f.settings.allow_refused = true;
    fixture_reopen_importer(&f);
    KmText text = sheet_in_blocks(f.arena);
    km_text_add(&text, "48;groep;30-09-2025;8;nee\n49;groep;30-09-2025;8\nrest;x;;\n");
    KmImportResult r = import_built(&f, &text);
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_ptr_nonnull(strstr(fixture_findings(&f, &r), "row-short@50:0 row-short@51:0"));
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("dialect_traits");
    tcase_add_loop_test(tcase, each_trait_is_read_for_what_it_is_or_refused, 0, COUNT(traits));
    tcase_add_test(tcase, an_order_that_turns_late_in_the_file_is_refused);
    tcase_add_test(tcase, a_column_that_begins_empty_still_shows_its_form);
    tcase_add_test(tcase, cells_left_out_by_the_block_are_empty);
    tcase_add_test(tcase, a_row_broken_in_two_is_no_block);
    return run_case(tcase, "dialect_traits");
}
