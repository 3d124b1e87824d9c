#include "importers/dialect/cross_table.h"

#include "engine/base/number.h"
#include "engine/base/text.h"
#include "importers/fields/field.h"

#include <string.h>

enum { LINES = 12, LEAST_PERIODS = 2, LEAST_NAMES = 3 };

/* --- what a cell says ------------------------------------------------------------------------- */

static const char *folded(KmArena *arena, KmSlice cell)
{
    KmSlice trimmed = km_slice_trim(cell);
    return km_text_fold(arena, trimmed.bytes, trimmed.length);
}

/* 2019, 2019*, 2019/'20, 2021 1e kwartaal: a year first, and no more digits than a quarter or a
 * second year has. */
static bool begins_with_year(KmSlice cell)
{
    int64_t year;
    enum { DIGITS = 4, LONGEST = 24 };
    bool good = cell.length >= DIGITS && cell.length <= LONGEST &&
                km_parse_int(cell.bytes, DIGITS, &year) && year >= 1990 && year <= 2099;
    return good && (cell.length == DIGITS || strchr("* -/", cell.bytes[DIGITS]) != NULL);
}

/* jan 2026, januari, mrt-26; 1-9-2025 is a day. */
static bool is_month(KmArena *arena, KmSlice cell)
{
    static const char *const names[] = {
        "jan",  "feb",  "mrt",      "apr",       "mei",     "jun",      "jul",     "aug",
        "sep",  "okt",  "nov",      "dec",       "januari", "februari", "maart",   "april",
        "juni", "juli", "augustus", "september", "oktober", "november", "december"};
    enum { LONGEST = 16 };
    KmDate month;
    if (cell.length > LONGEST || cell.length < 3) {
        return false;
    }
    const char *word = folded(arena, cell);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (km_text_equal(word, names[i])) {
            return true;
        }
    }
    bool has_letter = word[0] >= 'a' && word[0] <= 'z';
    return has_letter && km_field_month(cell, KM_DATES_DAY_FIRST, &month) == KM_RULE_NONE;
}

/* --- the shapes ------------------------------------------------------------------------------- */

/* Two periods or more side by side, all different, among names and not among numbers. */
static bool has_periods(KmArena *arena, const KmRecord *record)
{
    KmSlice first = {0};
    int periods = 0;
    bool differ = false;
    for (int i = 0; i < record->n_fields; i++) {
        int64_t number;
        KmSlice cell = km_slice_trim(record->fields[i]);
        if (begins_with_year(cell) || is_month(arena, cell)) {
            first = periods == 0 ? cell : first;
            differ = differ || cell.length != first.length ||
                     memcmp(cell.bytes, first.bytes, cell.length) != 0;
            periods++;
        } else if (km_parse_int(cell.bytes, cell.length, &number)) {
            return false;
        }
    }
    return periods >= LEAST_PERIODS && differ;
}

/* StatLine writes "Onderwerp" before the names of its measures; with one name behind it, it may be
 * the subject of the file. */
static bool has_subjects(KmArena *arena, const KmRecord *record)
{
    int filled = 0;
    bool found = false;
    for (int i = 0; i < record->n_fields; i++) {
        const char *word = folded(arena, record->fields[i]);
        found = found || km_text_equal(word, "onderwerp") || km_text_equal(word, "onderwerpen");
        filled += word[0] != '\0' ? 1 : 0;
    }
    return found && filled >= LEAST_NAMES;
}

static bool is_field_name(KmArena *arena, const KmContract *contract, KmSlice cell)
{
    const KmRecord one = {.fields = &cell, .n_fields = 1};
    return km_header_score(contract, &one, arena) == 1;
}

/* --- what is said ----------------------------------------------------------------------------- */

static bool cross_table(const char *file, int64_t line, const char *what, const char *dutch,
                        const KmContract *contract, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, file, line, 0,
                      "this is a cross table: %s stand side by side; expected one line with the "
                      "names of contract %s, and a row for each of them",
                      what, contract->name);
    (void)km_error_hint(err,
                        "on StatLine download \"CSV met statistische symbolen\", not \"CSV "
                        "volgens tabelindeling\"; of a table of your own put each on a row of its "
                        "own, as `kansmeter contract template %s` has it",
                        contract->name);
    (void)km_error_code(err, "file-cross-table", dutch);
    return true;
}

static bool turned_table(const char *file, const KmContract *contract, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, file, 1, 0,
                      "rows and columns are swapped: the names of contract %s stand below each "
                      "other; expected them on one line",
                      contract->name);
    (void)km_error_hint(err, "copy the table in the spreadsheet, paste it with Transpose "
                             "(Transponeren), and save it again");
    (void)km_error_code(err, "file-turned", NULL);
    return true;
}

typedef struct {
    int64_t periods, subjects; /* first line of each; 0: none */
    int names;                 /* lines that begin with the name of a field */
    bool above_filled;         /* the line above `until` has several cells */
} Seen;

static Seen look(KmArena *arena, KmSlice head, char separator, const KmContract *contract,
                 int64_t until)
{
    KmMemorySource memory = {.bytes = head};
    KmCsvOptions options = {.file = "", .separator = separator};
    KmCsvReader *reader = km_csv_open(arena, km_memory_source(&memory), &options);
    KmError ignored = {0};
    KmRecord record;
    Seen seen = {0};
    for (int nth = 0; nth < LINES && km_csv_next(reader, &record, &ignored) == 1; nth++) {
        if (record.broken > 0 || record.line > until) {
            continue;
        }
        if (record.line < until) {
            int filled = 0;
            for (int i = 0; i < record.n_fields; i++) {
                filled += km_slice_trim(record.fields[i]).length > 0 ? 1 : 0;
            }
            seen.above_filled = filled > 1;
        }
        seen.periods =
            seen.periods == 0 && has_periods(arena, &record) ? record.line : seen.periods;
        seen.subjects =
            seen.subjects == 0 && has_subjects(arena, &record) ? record.line : seen.subjects;
        seen.names +=
            record.n_fields > 1 && is_field_name(arena, contract, record.fields[0]) ? 1 : 0;
    }
    km_csv_close(reader);
    return seen;
}

static bool judge(const char *file, const Seen *seen, const KmContract *contract, KmError *err)
{
    if (seen->subjects > 0) {
        return cross_table(file, seen->subjects, "subjects", "onderwerpen", contract, err);
    }
    if (seen->periods > 0) {
        return cross_table(file, seen->periods, "years or months", "jaren of maanden", contract,
                           err);
    }
    return seen->names >= LEAST_NAMES && turned_table(file, contract, err);
}

bool km_cross_table_found(KmArena *arena, const char *file, KmSlice head, char separator,
                          const KmContract *contract, KmError *err)
{
    KmArenaMark mark = km_arena_mark(arena);
    Seen seen = look(arena, head, separator, contract, INT64_MAX);
    km_arena_reset(arena, mark);
    return judge(file, &seen, contract, err);
}

/* Two columns that nobody knows with one name. Names that were cut to be shown may differ behind
 * that. */
static bool has_twin_unknown(const KmHeader *header)
{
    for (int i = 0; i < header->n_columns; i++) {
        bool is_whole = header->field_of_column[i] == KM_COLUMN_UNKNOWN &&
                        !km_text_ends_with(header->names[i], "…");
        for (int k = 0; k < i && is_whole; k++) {
            if (header->field_of_column[k] == KM_COLUMN_UNKNOWN &&
                km_text_equal(header->names[i], header->names[k])) {
                return true;
            }
        }
    }
    return false;
}

bool km_cross_table_in_header(KmArena *arena, const char *file, KmSlice head, char separator,
                              const KmContract *contract, const KmHeader *header, KmError *err)
{
    bool has_unknown = false;
    for (int i = 0; i < header->n_columns; i++) {
        has_unknown = has_unknown || header->field_of_column[i] == KM_COLUMN_UNKNOWN;
    }
    if (!has_unknown) {
        return false;
    }
    KmArenaMark mark = km_arena_mark(arena);
    Seen seen = look(arena, head, separator, contract, header->line);
    km_arena_reset(arena, mark);
    /* What the contract asks is there: a column of its own may well be called "Onderwerp", and
     * columns that are not read may be of months. */
    bool is_nested = seen.above_filled && has_twin_unknown(header);
    bool is_above = seen.subjects > 0 && seen.subjects < header->line;
    if (!is_nested && !is_above) {
        return false;
    }
    return cross_table(file, header->line, "subjects", "onderwerpen", contract, err);
}
