#include "importers/dialect/dialect.h"

#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"

#define NAMES "Locatie-id;Soort;Naam;VE;GGD datum;VE uren per dag"
#define LONG                                                                                       \
    "Bevolking/Bevolkingssamenstelling op 1 januari/Totale bevolking/Bevolking naar "              \
    "leeftijd en geslacht/"
#define COMMAS "Locatie-id,Soort,Naam,VE,GGD datum,VE uren per dag"

typedef struct {
    const char *name;
    const char *text;
    const char *line; /* the readable line, without encoding and line ends */
    int64_t header_line;
    const char *error; /* NULL: accepted */
    int64_t error_line;
    const char *code;
} Case;

static const Case cases[] = {
    {"semicolons, day first, decimal comma", NAMES "\nL1;bo;A;N;30-09-2025;4,5\n",
     "scheidingsteken ; · datums dd-mm-jjjj · decimale komma", 1, NULL, 0, NULL},
    {"commas, ISO, decimal point", COMMAS "\nL1,bo,A,N,2025-09-30,4.5\n",
     "scheidingsteken , · datums jjjj-mm-dd · decimale punt", 1, NULL, 0, NULL},
    {"compact dates", NAMES "\nL1;bo;A;N;20250930;4\n", "scheidingsteken ; · datums jjjjmmdd", 1,
     NULL, 0, NULL},
    {"a separator line", "sep=;\n" NAMES "\nL1;bo;A;N;;\n",
     "scheidingsteken ; · eerste regel sep=", 2, NULL, 0, NULL},
    {"a quoted separator line", "\"sep=,\"\n" COMMAS "\nL1,bo,A,N,,\n",
     "scheidingsteken , · eerste regel sep=", 2, NULL, 0, NULL},
    {"title lines above the header",
     "Overzicht locaties\nDatum: 1 oktober;;;\n\n" NAMES "\nL1;bo;A;N;;\n",
     "scheidingsteken ; · 2 titelregels boven de kop", 4, NULL, 0, NULL},
    {"hours by the clock are said", NAMES "\nL1;bo;A;N;;4:30\n",
     "scheidingsteken ; · uren ook als 16:30", 1, NULL, 0, NULL},
    {"separators behind the header and the rows", NAMES ";;\nL1;bo;A;N;;;;\n", "scheidingsteken ;",
     1, NULL, 0, NULL},
    {"month first when a row shows it", NAMES "\nL1;bo;A;N;03/04/2025;\nL2;bo;A;N;09/30/2025;\n",
     "scheidingsteken ; · datums mm-dd-jjjj", 1, NULL, 0, NULL},
    {"hyphens that read both ways are the contract's own form",
     NAMES "\nL1;bo;A;N;03-04-2025;\nL2;bo;A;N;05-06-2025;\n",
     "scheidingsteken ; · datums dd-mm-jjjj", 1, NULL, 0, NULL},
    {"slashes that read both ways are refused",
     NAMES "\nL1;bo;A;N;03/04/2025;\nL2;bo;A;N;05/06/2025;\n", NULL, 1,
     "all 2 dates with / read both as day/month and as month/day (the first on line 2, column "
     "'GGD datum')",
     0, "file-date-order"},
    {"both orders in one file are refused",
     NAMES "\nL1;bo;A;N;30-09-2025;\nL2;bo;A;N;09-30-2025;\n", NULL, 1,
     "1 dates read only as day-month (the first on line 2, column 'GGD datum') and 1 only as "
     "month-day "
     "(the first on line 3, column 'GGD datum')",
     0, "file-date-order"},
    {"every semicolon became a comma",
     COMMAS "\nL1,bo,A,N,30-09-2025,4,5\nL2,bo,A,N,30-09-2025,6,4\n", NULL, 1,
     "the row has 7 cells where the header has 6", 2, "file-shifted"},
    {"no header", "L1;bo;A;N;30-09-2025;4,5\nL2;bo;B;N;30-09-2025;4,5\n", NULL, 1,
     "no header of contract locatie in the first 11 lines", 1, "file-no-header"},
    {"a comma file of something else, with its names in quotes",
     "\"Kleur\",\"Maat\",\"Prijs\"\n\"Blauw\",\"1\",\"2\"\n", NULL, 1,
     "no header of contract locatie in the first 11 lines: none of its columns is named there", 1,
     "file-no-header"},
    {"… and with one name that this contract has too", "\"Naam\",\"Maat\"\n\"A\",\"1\"\n", NULL, 1,
     "only one of its columns is named there", 1, "file-no-header"},
    {"… and with a stray quote in a row", "\"Kleur\",\"Maat\"\n\"de \"A\" kleur\",\"1\"\n", NULL, 1,
     "none of its columns is named there", 1, "file-no-header"},
    {"each row one cell between quotes", "\"" NAMES "\"\n\"L1;bo;A;N;;\"\n", NULL, 1,
     "the line is one cell between quotes that holds a whole row", 1, "file-wrapped"},
    {"… with quotes within", "\"Locatie-id,\"\"Soort\"\",Naam,VE\"\n\"L1,bo,\"\"A\"\",N\"\n", NULL,
     1, "the line is one cell between quotes that holds a whole row", 1, "file-wrapped"},
    {"a header below twelve titles",
     "a\nb\nc\nd\ne\n\nf\ng\nh\ni\nj\nk\nl\n" NAMES "\nL1;bo;A;N;;\n", NULL, 1,
     "the header of contract locatie stands below 12 other lines; expected 10 at most", 14,
     "file-no-header"},
    {"a title between quotes above names of something else",
     "\"Overzicht, 2026\"\n\"Kleur\",\"Maat\"\n", NULL, 1, "none of its columns is named there", 1,
     "file-no-header"},
    {"a stray quote in the header, with commas", "Locatie-id,So\"ort,Naam,VE\nL1,bo,A,N\n", NULL, 1,
     "a quote (\") stands in the middle of a cell on line 1", 1, "file-quote-stray"},
    {"a stray quote in the header below a title, everything in quotes",
     "\"Locaties 2026\"\n\"Locatie-id\",\"So\"ort\",\"Naam\",\"VE\"\n\"L1\",\"bo\",\"A\",\"N\"\n",
     NULL, 1, "a quote (\") stands in the middle of a cell on line 2", 2, "file-quote-stray"},
    {"a missing column names what was read", "Locatie-id;Naam;VE\nL1;A;N\n", NULL, 1,
     "mandatory column 'Soort' of contract locatie is missing; the header on line 1 reads: "
     "Locatie-id, Naam, VE",
     1, "file-column-absent"},
    {"a misspelt column is asked after", "Locatie-id;Naam;VE;Soorrt\nL1;A;N;bo\n", NULL, 1,
     "is missing (is 'Soorrt' meant?)", 1, "file-column-absent"},
    {"subjects side by side, as StatLine lays a table out",
     "\"Locaties\"\n\"Onderwerp\";\"VE\";\"VE\"\n\"Gebied\";\"aantal\";\"%\"\n\"Leiden\";\"3\";"
     "\"4\"\n",
     NULL, 1, "this is a cross table: subjects stand side by side", 2, "file-cross-table"},
    {"names over two lines, of which one is what the contract asks",
     ";;;;Uren;Uren\nLocatie-id;Soort;Naam;VE;aantal;aantal\nL1;bo;A;N;1;2\n", NULL, 1,
     "this is a cross table: subjects stand side by side", 2, "file-cross-table"},
    {"a subject above the header is none", "Onderwerp;Locaties\n" NAMES ";Eigen\nL1;bo;A;N;;;x\n",
     "scheidingsteken ; · 1 titelregel boven de kop", 2, NULL, 0, NULL},
    {"groups above the names are fine", "Locatie;;;VE;;\n" NAMES "\nL1;bo;A;N;;\n",
     "scheidingsteken ; · 1 titelregel boven de kop", 2, NULL, 0, NULL},
    {"long names that begin alike are no twins",
     "Gewijzigd op:;1 januari\n" NAMES ";" LONG "mannen;" LONG "vrouwen\nL1;bo;A;N;;;1;2\n",
     "scheidingsteken ; · 1 titelregel boven de kop", 2, NULL, 0, NULL},
    {"columns of years that nobody asked for are only not read",
     NAMES ";2024;2025\nL1;bo;A;N;;;1;2\n", "scheidingsteken ;", 1, NULL, 0, NULL},
    {"years side by side", "Locatie-id;Soort;2024;2025*\nL1;bo;1;2\n", NULL, 1,
     "this is a cross table: years or months stand side by side", 1, "file-cross-table"},
    {"months side by side", "Locatie-id;Soort;jan 2026;feb 2026\nL1;bo;1;2\n", NULL, 1,
     "this is a cross table: years or months stand side by side", 1, "file-cross-table"},
    {"rows and columns swapped", "Locatie-id;L1;L2\nSoort;bo;bo\nNaam;A;B\nVE;J;N\n", NULL, 1,
     "rows and columns are swapped", 1, "file-turned"},
    {"rows with another sign than the header", NAMES "\nL1\tbo\tA\tN\t\t\nL2\tbo\tB\tN\t\t\n", NULL,
     1, "the header on line 1 has ; between its cells and this row has tab", 2, "file-two-signs"},
    {"marks, units and codes behind the names",
     "Locatie-id*;Soort (bo/so);Naam:;VE (j/n);GGD datum (dd-mm-jjjj);VE uren per dag "
     "(u)\nL1;bo;A;N;30-09-2025;4,5\n",
     "scheidingsteken ; · datums dd-mm-jjjj · decimale komma", 1, NULL, 0, NULL},
    {"numbers cut short", "Locatie-id;Soort;Naam;VE;BRIN nr;LRKnr.\nL1;bo;A;N;;\n",
     "scheidingsteken ;", 1, NULL, 0, NULL},
    {"words behind a name may make it another column",
     "Locatie-id;Soort (vorig jaar);Naam;VE\nL1;bo;A;N\n", NULL, 1,
     "mandatory column 'Soort' of contract locatie is missing", 1, "file-column-absent"},
    {"one column twice", "Locatie-id;Soort;Naam;VE;Soort\nL1;bo;A;N;bo\n", NULL, 1,
     "the column 'Soort' occurs twice", 1, "file-column-double"},
};

/* Encoding and line ends are tested elsewhere. */
static char *without_bytes(KmArena *arena, const char *line)
{
    KmText text = km_text_init(arena);
    const char *rest = line;
    while (*rest != '\0') {
        const char *dot = strstr(rest, " · ");
        size_t n = dot == NULL ? strlen(rest) : (size_t)(dot - rest);
        const char *part = km_strndup(arena, rest, n);
        if (!km_text_equal(part, "ascii") && !km_text_equal(part, "LF")) {
            km_text_addf(&text, "%s%s", text.length == 0 ? "" : " · ", part);
        }
        rest += dot == NULL ? n : n + strlen(" · ");
    }
    return text.bytes;
}

static bool sniff(Fixture *f, const Case *c, KmDialect *dialect, KmHeader *header)
{
    KmMemorySource memory = {.bytes = {c->text, strlen(c->text)}};
    const KmContract *contract = km_contracts_find(f->contracts, "locatie");
    return km_dialect_find_header(f->arena, "x.csv", memory.bytes, contract, dialect, header,
                                  &f->err) &&
           km_dialect_scout(f->arena, "x.csv", km_memory_source(&memory), contract, header, dialect,
                            &f->err);
}

START_TEST(files_are_taken_for_what_they_are)
{
    Fixture f = fixture_open();
    const Case *c = &cases[_i];
    KmDialect dialect;
    KmHeader header;
    bool good = sniff(&f, c, &dialect, &header);
    if (c->error == NULL) {
        KmEncodingWatch watch = {0};
        ck_assert_msg(good, "%s: %s", c->name, f.err.message);
        char *line = without_bytes(f.arena, km_dialect_line(f.arena, &dialect, &watch));
        ck_assert_msg(km_text_equal(line, c->line), "%s: %s", c->name, line);
        ck_assert_msg(header.line == c->header_line, "%s: %lld", c->name, (long long)header.line);
    } else {
        ck_assert_msg(!good && strstr(f.err.message, c->error) != NULL, "%s: %s", c->name,
                      f.err.message);
        ck_assert_msg(f.err.line == c->error_line, "%s: line %lld", c->name, (long long)f.err.line);
        ck_assert_str_eq(f.err.code, c->code);
        ck_assert_int_eq(f.err.kind, KM_ERROR_INPUT);
    }
    fixture_close(&f);
}
END_TEST

START_TEST(a_contract_is_guessed_only_when_one_fits)
{
    Fixture f = fixture_open();
    static const char site[] = NAMES "\n";
    static const char other[] = "Dier;Naam;Geboortedatum\n";
    const KmContract *c =
        km_dialect_guess_contract(f.arena, (KmSlice){site, sizeof site - 1}, f.contracts);
    ck_assert_ptr_nonnull(c);
    ck_assert_str_eq(c->name, "locatie");
    c = km_dialect_guess_contract(f.arena, (KmSlice){other, sizeof other - 1}, f.contracts);
    ck_assert_ptr_null(c);
    fixture_close(&f);
}
END_TEST

typedef struct {
    const char *delivered;
    const char *field; /* of ko_plaatsing; "" unknown, "!" dropped */
} Name;

static const Name names[] = {
    {"BSN", "BSN"},
    {"burgerservicenummer", "BSN"},
    {"UREN  PER  WEEK", "Uren per week"},
    {"uren_ma", "Uren ma"},
    {"Cli\xc3\xabntnummer", "Kindnummer"},
    {"CLIENTNUMMER", "Kindnummer"},
    {"Contract nummer", "Contractnummer"},
    {"SOORT_OPVANG", "Soort opvang"},
    {"\xc2\xa0Startdatum\xc2\xa0", "Begindatum"},
    {"Begin_datum", "Begindatum"},
    {"Lievelingskleur", ""},
    {"Voornaam", "!"},
};

START_TEST(headers_are_matched_by_what_they_mean)
{
    Fixture f = fixture_open();
    const KmContract *c = km_contracts_find(f.contracts, "ko_plaatsing");
    KmSlice cell = {names[_i].delivered, strlen(names[_i].delivered)};
    KmRecord record = {.line = 1, .fields = &cell, .n_fields = 1};
    KmHeader header;
    /* Other columns are missing, so the match as a whole is refused; the score tells. */
    ck_assert(!km_header_match(f.arena, "x.csv", c, &record, &header, &f.err));
    bool known = names[_i].field[0] != '\0' && names[_i].field[0] != '!';
    ck_assert_int_eq(km_header_score(c, &record, f.arena), known ? 1 : 0);
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("dialect");
    tcase_add_loop_test(tcase, files_are_taken_for_what_they_are, 0, COUNT(cases));
    tcase_add_test(tcase, a_contract_is_guessed_only_when_one_fits);
    tcase_add_loop_test(tcase, headers_are_matched_by_what_they_mean, 0, COUNT(names));
    return run_case(tcase, "dialect");
}
