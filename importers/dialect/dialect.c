#include "importers/dialect/dialect.h"

#include "engine/base/text.h"
#include "importers/dialect/cross_table.h"

#include <string.h>
#include <strings.h>

static const char separators[] = {';', ',', '\t', '|'};

/* The best header line so far. */
typedef struct {
    int score;
    char separator;
    int nth; /* record, from 0 */
    int64_t line;
} Best;

/* `sep=;` on the first line, as spreadsheets write and read it; '\0' when there is none. */
static char separator_line(KmSlice head, size_t *ret_length)
{
    size_t start = head.length > 0 && head.bytes[0] == '"' ? 1 : 0;
    if (head.length < start + 5 || strncasecmp(head.bytes + start, "sep=", 4) != 0) {
        return '\0';
    }
    size_t at = start + 4;
    char separator = head.bytes[at++];
    while (at < head.length && head.bytes[at] != '\n' && head.bytes[at] != '\r') {
        if (head.bytes[at] != '"' && head.bytes[at] != separator && head.bytes[at] != ' ') {
            return '\0';
        }
        at++;
    }
    *ret_length = at;
    /* What is stated may be a sign that is never guessed. */
    bool is_sign =
        separator == '\t' || (separator != '\0' && strchr(":^~#!$%&*+/\\=@|;,", separator) != NULL);
    return (char)(is_sign ? separator : '\0');
}

static void try_separator(KmArena *arena, KmSlice head, const KmContract *contract, char separator,
                          int most_titles, Best *best)
{
    KmMemorySource memory = {.bytes = head};
    KmCsvOptions options = {.file = "", .separator = separator};
    KmArenaMark mark = km_arena_mark(arena);
    KmCsvReader *reader = km_csv_open(arena, km_memory_source(&memory), &options);
    KmError ignored = {0};
    KmRecord record;
    /* One more for the sep= line. */
    for (int nth = 0; nth <= most_titles + 1 && km_csv_next(reader, &record, &ignored) == 1;
         nth++) {
        int score = record.broken > 0 ? 0 : km_header_score(contract, &record, arena);
        if (score > best->score) {
            *best = (Best){score, separator, nth, record.line};
        }
    }
    km_csv_close(reader);
    km_arena_reset(arena, mark);
}

static Best find_best(KmArena *arena, KmSlice head, const KmContract *contract, int most_titles)
{
    Best best = {0};
    size_t length = 0;
    char stated = separator_line(head, &length);
    if (stated != '\0') {
        try_separator(arena, head, contract, stated, most_titles, &best);
    }
    if (best.score > 1) {
        return best; /* what the file says of itself, unless it is plainly wrong */
    }
    for (size_t i = 0; i < sizeof separators; i++) {
        try_separator(arena, head, contract, separators[i], most_titles, &best);
    }
    return best;
}

/* The record that starts on `line`, once more: its slices live as long as `arena`. */
static KmRecord read_line(KmArena *arena, KmSlice head, char separator, int64_t line)
{
    KmMemorySource *memory = KM_NEW(arena, KmMemorySource);
    KmCsvOptions options = {.file = "", .separator = separator};
    KmError ignored = {0};
    KmRecord record = {0};
    memory->bytes = head;
    KmCsvReader *reader = km_csv_open(arena, km_memory_source(memory), &options);
    while (record.line != line && km_csv_next(reader, &record, &ignored) == 1) {
    }
    km_csv_close(reader);
    return record;
}

static char *first_line(KmArena *arena, KmSlice head)
{
    size_t n = 0;
    while (n < head.length && n < 200 && head.bytes[n] != '\n' && head.bytes[n] != '\r') {
        n++;
    }
    char *utf8 = km_alloc(arena, n * 3 + 1);
    utf8[km_encoding_to_utf8((KmSlice){head.bytes, n}, utf8)] = '\0';
    return utf8;
}

static bool blank_file(const char *file, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, file, 0, 0,
                      "the file holds only empty lines; expected a header line and rows");
    (void)km_error_code(err, "file-empty", NULL);
    return km_error_hint(err, "export the file again; with nothing to report, deliver the header "
                              "line alone");
}

static bool stray_quote(const char *file, int64_t line, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, file, line, 0,
                      "a quote (\") stands in the middle of a cell on line %lld, so that no header "
                      "can be read there; expected quotes around a whole cell",
                      (long long)line);
    (void)km_error_code(err, "file-quote-stray", NULL);
    return km_error_hint(err, "remove the quote, or put the whole cell between quotes and double "
                              "those within");
}

/* `"BSN;Naam"` or `"BSN;Naam",,`: a spreadsheet took the row for one cell, and others beside it may
 * have been in use. */
static bool is_wrapped_line(KmSlice head)
{
    const char *line = head.bytes;
    size_t n = 0;
    while (n < head.length && line[n] != '\n' && line[n] != '\r') {
        n++;
    }
    while (n > 0 && strchr(",;\t ", line[n - 1]) != NULL && line[n - 1] != '\0') {
        n--;
    }
    if (n < 2 || line[0] != '"' || line[n - 1] != '"') {
        return false;
    }
    for (size_t i = 1; i + 1 < n; i++) {
        if (line[i] != '"') {
            continue;
        }
        if (i + 2 >= n || line[i + 1] != '"') {
            return false; /* more cells than one */
        }
        i++;
    }
    return true;
}

static bool wrapped_header(const char *file, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, file, 1, 0,
                      "the line is one cell between quotes that holds a whole row; expected a cell "
                      "per column");
    (void)km_error_code(err, "file-wrapped", "vanaf de eerste regel");
    return km_error_hint(err, "a spreadsheet took each row for one cell when it saved the file; "
                              "export it again from the system itself");
}

/* The separator that the first lines have most of. */
static char usual_sign(KmSlice head)
{
    enum { LOOKED_AT = 4096 };
    size_t counts[sizeof separators] = {0};
    size_t best = 0;
    for (size_t i = 0; i < head.length && i < LOOKED_AT; i++) {
        for (size_t k = 0; k < sizeof separators; k++) {
            counts[k] += head.bytes[i] == separators[k] ? 1 : 0;
        }
    }
    for (size_t k = 1; k < sizeof separators; k++) {
        best = counts[k] > counts[best] ? k : best;
    }
    return separators[best];
}

/* One name may occur by chance in a title; a header names more. */
static bool is_header_score(int score, const KmContract *contract)
{
    return score > 1 || (score > 0 && (size_t)score >= contract->n_fields);
}

/* Whether a line that cannot be read for its quotes would be a header of the contract without them:
 * else the quote is not what is wrong with the file. */
static bool names_columns(KmArena *arena, KmSlice head, char separator, int64_t line,
                          const KmContract *contract)
{
    KmArenaMark mark = km_arena_mark(arena);
    char *bare = km_alloc(arena, head.length + 1);
    size_t n = 0;
    for (size_t i = 0; i < head.length; i++) {
        if (head.bytes[i] != '"') {
            bare[n++] = head.bytes[i];
        }
    }
    KmRecord record = read_line(arena, (KmSlice){bare, n}, separator, line);
    bool is_header = record.line == line && record.broken == 0 &&
                     is_header_score(km_header_score(contract, &record, arena), contract);
    km_arena_reset(arena, mark);
    return is_header;
}

/* What keeps the first lines from being read at all: too many columns, a giant cell, a stray
 * quote in the header, nothing there. True: err says so. */
static bool explain_head(KmArena *arena, const char *file, KmSlice head, const KmContract *contract,
                         KmError *err)
{
    char sign = usual_sign(head);
    KmMemorySource memory = {.bytes = head};
    KmCsvOptions options = {.file = file, .separator = sign};
    KmCsvReader *reader = km_csv_open(arena, km_memory_source(&memory), &options);
    KmError why = {0};
    KmRecord record;
    int64_t broken = 0;
    int nth = 0;
    int got = 1;
    while (nth <= KM_MOST_TITLE_LINES && (got = km_csv_next(reader, &record, &why)) == 1) {
        bool is_header = broken == 0 && record.broken > 0 &&
                         names_columns(arena, head, sign, record.line, contract);
        broken = is_header ? record.line : broken;
        nth++;
    }
    km_csv_close(reader);
    if (got == -1 && km_text_equal(why.code, "file-cap")) {
        *err = why;
        return true;
    }
    if (got == 0 && nth == 0) {
        (void)blank_file(file, err);
        return true;
    }
    if (is_wrapped_line(head) && (names_columns(arena, head, ';', 1, contract) ||
                                  names_columns(arena, head, ',', 1, contract) ||
                                  names_columns(arena, head, '\t', 1, contract))) {
        return !wrapped_header(file, err);
    }
    return broken > 0 && !stray_quote(file, broken, err);
}

static bool low_header(KmArena *arena, const char *file, KmSlice head, const KmContract *contract,
                       KmError *err)
{
    enum { MOST_LOOKED_AT = 200 };
    Best best = find_best(arena, head, contract, MOST_LOOKED_AT);
    if (!is_header_score(best.score, contract)) {
        return false;
    }
    (void)km_error_at(err, KM_ERROR_INPUT, file, best.line, 0,
                      "the header of contract %s stands below %d other lines; expected %d at most",
                      contract->name, best.nth, KM_MOST_TITLE_LINES);
    (void)km_error_hint(err, "remove the lines above line %lld", (long long)best.line);
    return !km_error_code(err, "file-no-header", NULL);
}

/* The first line may be a row of data, so only its shape is told. */
static bool no_header(KmArena *arena, const char *file, KmSlice head, const KmContract *contract,
                      int score, KmError *err)
{
    const char *line = first_line(arena, head);
    int semicolons = 0;
    int commas = 0;
    for (const char *p = line; *p != '\0'; p++) {
        semicolons += *p == ';' ? 1 : 0;
        commas += *p == ',' ? 1 : 0;
    }
    (void)km_error_at(err, KM_ERROR_INPUT, file, 1, 0,
                      "no header of contract %s in the first %d lines: %s of its columns is named "
                      "there; expected column names such as %s;%s;%s, found a line with %d "
                      "semicolon%s and %d comma%s",
                      contract->name, KM_MOST_TITLE_LINES + 1, score == 0 ? "none" : "only one",
                      contract->fields[0].name,
                      contract->fields[contract->n_fields > 3 ? 3 : 0].name,
                      contract->fields[contract->n_fields > 4 ? 4 : 0].name, semicolons,
                      semicolons == 1 ? "" : "s", commas, commas == 1 ? "" : "s");
    bool is_quoted = line[0] == '\'' || strncmp(line, "\xe2\x80\x9c", 3) == 0 ||
                     strncmp(line, "\xe2\x80\x98", 3) == 0;
    /* The line may be one of titles: the lines below it tell. */
    bool is_parted = memchr(head.bytes, usual_sign(head), head.length) != NULL;
    (void)km_error_hint(
        err,
        "%scheck that this is the file of this contract; `kansmeter contract template "
        "%s` writes a file with the right header",
        is_quoted   ? "put the cells between straight double quotes (\") or "
                      "between none; "
        : is_parted ? ""
                    : "nothing parts the cells: save the table as CSV with ; as "
                      "separator; ",
        contract->name);
    return km_error_code(err, "file-no-header", NULL);
}

bool km_dialect_find_header(KmArena *arena, const char *file, KmSlice head,
                            const KmContract *contract, KmDialect *ret_dialect,
                            KmHeader *ret_header, KmError *err)
{
    size_t length = 0;
    Best best = find_best(arena, head, contract, KM_MOST_TITLE_LINES);
    if (!is_header_score(best.score, contract)) {
        (void)(explain_head(arena, file, head, contract, err) ||
               km_cross_table_found(arena, file, head, usual_sign(head), contract, err) ||
               low_header(arena, file, head, contract, err) ||
               no_header(arena, file, head, contract, best.score, err));
        return false;
    }
    KmDialect dialect = {.separator = best.separator, .header_line = best.line, .decimal = ','};
    dialect.has_separator_line = separator_line(head, &length) != '\0';
    dialect.title_lines = best.nth - (dialect.has_separator_line ? 1 : 0);
    KmRecord record = read_line(arena, head, best.separator, best.line);
    if (!km_header_match(arena, file, contract, &record, ret_header, err)) {
        KmError other = {0};
        if (km_text_equal(err->code, "file-column-absent") &&
            km_cross_table_found(arena, file, head, best.separator, contract, &other)) {
            *err = other;
        }
        return false;
    }
    if (km_cross_table_in_header(arena, file, head, best.separator, contract, ret_header, err)) {
        return false;
    }
    *ret_dialect = dialect;
    return true;
}

/* Which columns of the header a contract knows; empty when it does not fit. */
static int known_columns(KmArena *arena, KmSlice head, const KmContract *contract,
                         bool known[KM_MOST_COLUMNS])
{
    Best best = find_best(arena, head, contract, KM_MOST_TITLE_LINES);
    memset(known, 0, KM_MOST_COLUMNS * sizeof *known);
    if (best.score == 0) {
        return 0;
    }
    KmRecord record = read_line(arena, head, best.separator, best.line);
    return km_header_known(contract, &record, known, arena);
}

static bool knows_all(const bool known[KM_MOST_COLUMNS], const bool other[KM_MOST_COLUMNS])
{
    for (int i = 0; i < KM_MOST_COLUMNS; i++) {
        if (other[i] && !known[i]) {
            return false;
        }
    }
    return true;
}

const KmContract *km_dialect_guess_contract(KmArena *arena, KmSlice head,
                                            const KmContracts *contracts)
{
    size_t n = km_contracts_count(contracts);
    bool(*known)[KM_MOST_COLUMNS] = km_alloc_array(arena, n, sizeof *known);
    int *counts = KM_NEW_ARRAY(arena, int, n);
    size_t best = 0;
    for (size_t i = 0; i < n; i++) {
        counts[i] = known_columns(arena, head, km_contracts_contract(contracts, i), known[i]);
        best = counts[i] > counts[best] ? i : best;
    }
    for (size_t i = 0; i < n; i++) {
        bool rivals = i != best && counts[i] > 0 &&
                      (counts[i] == counts[best] || !knows_all(known[best], known[i]));
        if (rivals) {
            return NULL;
        }
    }
    return n > 0 && counts[best] > 0 ? km_contracts_contract(contracts, best) : NULL;
}

static void add_part(KmText *text, const char *part)
{
    km_text_add(text, text->length == 0 ? "" : " · ");
    km_text_add(text, part);
}

static const char *name_ends(KmLineEnds ends)
{
    int kinds = (ends.lf > 0 ? 1 : 0) + (ends.crlf > 0 ? 1 : 0) + (ends.cr > 0 ? 1 : 0);
    if (kinds > 1) {
        return "regeleinden door elkaar";
    }
    return ends.crlf > 0 ? "CRLF" : ends.cr > 0 ? "CR" : "LF";
}

static void add_dates(KmText *text, const KmDialect *dialect)
{
    if (dialect->saw_civil) {
        add_part(text, dialect->orders_differ ? "datums per kolom dd-mm-jjjj of mm-dd-jjjj"
                       : dialect->date_order == KM_DATES_DAY_FIRST ? "datums dd-mm-jjjj"
                                                                   : "datums mm-dd-jjjj");
    }
    if (dialect->saw_iso) {
        add_part(text, "datums jjjj-mm-dd");
    }
    if (dialect->saw_compact) {
        add_part(text, "datums jjjjmmdd");
    }
    if (dialect->saw_worded) {
        add_part(text, "datums met de naam van de maand");
    }
    if (dialect->saw_short) {
        add_part(text, "jaartallen van twee cijfers");
    }
    if (dialect->saw_serial) {
        add_part(text, "datums als dagnummer van een rekenblad");
    }
}

char *km_dialect_line(KmArena *arena, const KmDialect *dialect, const KmEncodingWatch *encoding)
{
    KmText text = km_text_init(arena);
    km_text_addf(&text, "scheidingsteken %s",
                 dialect->separator == '\t' ? "tab" : (char[2]){dialect->separator, '\0'});
    add_part(&text, km_encoding_name(encoding));
    add_part(&text, name_ends(dialect->ends));
    add_dates(&text, dialect);
    if (dialect->saw_comma || dialect->saw_point) {
        add_part(&text, dialect->decimal == ',' ? "decimale komma" : "decimale punt");
    }
    if (dialect->saw_clock) {
        add_part(&text, "uren ook als 16:30");
    }
    if (dialect->saw_of_one) {
        add_part(&text, "percentages als deel van 1");
    }
    if (dialect->has_separator_line) {
        add_part(&text, "eerste regel sep=");
    }
    if (dialect->in_blocks) {
        add_part(&text, "lege cellen achteraan weggelaten");
    }
    if (dialect->title_lines > 0) {
        add_part(&text, dialect->title_lines == 1 ? "1 titelregel boven de kop"
                                                  : km_format(arena, "%d titelregels boven de kop",
                                                              dialect->title_lines));
    }
    return text.bytes;
}

char *km_dialect_missing(KmArena *arena, const KmContract *contract, const KmHeader *header)
{
    KmText text = km_text_init(arena);
    for (size_t i = 0; i < contract->n_fields; i++) {
        if (contract->fields[i].in_template && header->column_of_field[i] < 0) {
            km_text_addf(&text, "%s%s", text.length == 0 ? "zonder " : ", ",
                         contract->fields[i].name);
        }
    }
    return text.bytes;
}
