#include "importers/reading/csv_reader.h"

#include "importers/reading/record_draft.h"

#include <csv.h>
#include <string.h>

enum { FIRST_BUFFER = 64 * 1024, FEWEST_FOR_SWALLOWED = 5 };

struct KmCsvReader {
    KmArena *arena;
    KmByteSource source;
    KmCsvOptions options;
    struct csv_parser parser;
    char *buffer; /* KM_READ_BEYOND longer than its capacity */
    size_t capacity, start, end;
    /* Places of the first of each at or after start, or of one that was passed since; `end` when
     * there is none. */
    size_t line_feed, carriage_return, equals_sign;
    bool source_done;
    int64_t line;       /* number of the physical line last fed */
    int64_t first_line; /* of the record being built */
    int64_t n_records;
    int64_t blank_lines;
    KmLineEnds ends;
    KmRecordDraft *draft;
    bool is_complete; /* the record of the draft */
};

static size_t most_line(const KmCsvReader *reader)
{
    return reader->options.most_bytes != 0 ? reader->options.most_bytes : KM_MOST_LINE_BYTES;
}

static void on_field(void *bytes, size_t length, void *data)
{
    KmCsvReader *reader = data;
    km_record_draft_add(reader->draft, bytes, length);
}

static void on_record(int terminator, void *data)
{
    KmCsvReader *reader = data;
    (void)terminator;
    reader->is_complete = true;
}

static void start_parser(KmCsvReader *reader)
{
    /* csv_init with our options cannot fail: it allocates nothing. */
    (void)csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&reader->parser, (unsigned char)reader->options.separator);
}

static void start_record(KmCsvReader *reader)
{
    km_record_draft_clear(reader->draft);
    reader->is_complete = false;
    reader->first_line = 0;
}

KmCsvReader *km_csv_open(KmArena *arena, KmByteSource source, const KmCsvOptions *options)
{
    KmCsvReader *reader = KM_NEW(arena, KmCsvReader);
    reader->arena = arena;
    reader->source = source;
    reader->options = *options;
    reader->capacity = FIRST_BUFFER;
    reader->buffer = km_alloc(arena, FIRST_BUFFER + KM_READ_BEYOND);
    reader->draft =
        km_record_draft_open(arena, options->separator,
                             options->most_bytes != 0 ? options->most_bytes : KM_MOST_FIELD_BYTES);
    start_parser(reader);
    start_record(reader);
    return reader;
}

void km_csv_close(KmCsvReader *reader)
{
    if (reader != NULL) {
        csv_free(&reader->parser);
    }
}

KmLineEnds km_csv_line_ends(const KmCsvReader *reader)
{
    return reader->ends;
}

int64_t km_csv_blank_lines(const KmCsvReader *reader)
{
    return reader->blank_lines;
}

static size_t find(const KmCsvReader *reader, char byte, size_t from)
{
    const char *found = memchr(reader->buffer + from, byte, reader->end - from);
    return found == NULL ? reader->end : (size_t)(found - reader->buffer);
}

/* Makes room behind what is left of the buffer and reads on. */
static bool refill(KmCsvReader *reader, KmError *err)
{
    size_t left = reader->end - reader->start;
    if (reader->start > 0) {
        memmove(reader->buffer, reader->buffer + reader->start, left);
    } else if (left == reader->capacity) {
        char *grown = km_alloc(reader->arena, reader->capacity * 2 + KM_READ_BEYOND);
        memcpy(grown, reader->buffer, left);
        reader->buffer = grown;
        reader->capacity *= 2;
    }
    reader->start = 0;
    reader->end = left;
    ssize_t got = reader->source.read(reader->source.self, reader->buffer + left,
                                      reader->capacity - left, err);
    if (got < 0) {
        return false;
    }
    reader->source_done = got == 0;
    reader->end = left + (size_t)got;
    reader->line_feed = find(reader, '\n', 0);
    reader->carriage_return = find(reader, '\r', 0);
    reader->equals_sign = find(reader, '=', 0);
    return true;
}

/* The first such byte from there on; it is looked for again when it was passed. */
static inline size_t find_next(const KmCsvReader *reader, char byte, size_t from, size_t *place)
{
    if (*place < from) {
        *place = find(reader, byte, from);
    }
    return *place;
}

/* Length of the physical line at `start` with its ending; 0 when the buffer does not hold it whole.
 */
static size_t line_length(KmCsvReader *reader)
{
    size_t start = reader->start;
    size_t feed = find_next(reader, '\n', start, &reader->line_feed);
    size_t cr = find_next(reader, '\r', start, &reader->carriage_return);
    cr = cr < feed ? cr : feed;
    if (cr < feed && cr + 1 != feed) {
        reader->ends.cr++;
        return cr + 1 - start;
    }
    if (feed == reader->end) {
        return 0; /* a CR as the last byte may still get its LF */
    }
    reader->ends.crlf += cr < feed ? 1 : 0;
    reader->ends.lf += cr < feed ? 0 : 1;
    return feed + 1 - start;
}

static bool too_long(const KmCsvReader *reader, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, reader->options.file, reader->line + 1, 0,
                      "the line is longer than %zu bytes; expected a text file with one row a line",
                      most_line(reader));
    (void)km_error_code(err, "file-cap", "1 MiB per regel");
    return km_error_hint(err, "export it again with one row a line");
}

/* The next physical line; 0 bytes at the end of the file. */
static bool next_line(KmCsvReader *reader, KmSlice *ret_line, KmError *err)
{
    size_t length;
    while ((length = line_length(reader)) == 0 && !reader->source_done) {
        if (reader->end - reader->start > most_line(reader)) {
            return too_long(reader, err);
        }
        if (!refill(reader, err)) {
            return false;
        }
    }
    if (length == 0) {
        length = reader->end - reader->start; /* the last line may lack its ending */
        reader->ends.cr += length > 0 && reader->buffer[reader->end - 1] == '\r' ? 1 : 0;
    }
    if (length > most_line(reader)) {
        return too_long(reader, err);
    }
    *ret_line = (KmSlice){reader->buffer + reader->start, length};
    reader->start += length;
    reader->line += length > 0 ? 1 : 0;
    return true;
}

static bool is_blank(KmSlice line)
{
    if ((unsigned char)line.bytes[0] > ' ') {
        return false;
    }
    for (size_t i = 0; i < line.length; i++) {
        if (strchr(" \t\r\n\x1a", line.bytes[i]) == NULL || line.bytes[i] == '\0') {
            return false;
        }
    }
    return true;
}

/* Some systems write ="012345678" so that a spreadsheet keeps the zero. Strict quoting would break
 * on the `=`; it is taken out, in place, at the start of a cell. Within quotes no cell starts. */
static KmSlice without_formula_quotes(KmCsvReader *reader, KmSlice line)
{
    size_t at = (size_t)(line.bytes - reader->buffer);
    if (find_next(reader, '=', at, &reader->equals_sign) >= at + line.length) {
        return line;
    }
    char *text = reader->buffer + at;
    size_t n = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < line.length; i++) {
        bool at_start = !is_quoted && (i == 0 || text[i - 1] == reader->options.separator);
        is_quoted ^= text[i] == '"';
        if (text[i] == '=' && at_start && i + 1 < line.length && text[i + 1] == '"') {
            continue;
        }
        text[n++] = text[i];
    }
    return (KmSlice){text, n};
}

/* A line that on its own has all the cells of a row, inside a quote opened earlier: the quote
 * swallowed it. */
static bool is_swallowed_row(const KmCsvReader *reader, KmSlice line)
{
    int separators = 0;
    int quotes = 0;
    if (reader->options.columns < FEWEST_FOR_SWALLOWED ||
        reader->first_line <= reader->options.header_line) {
        return false;
    }
    for (size_t i = 0; i < line.length; i++) {
        separators += line.bytes[i] == reader->options.separator ? 1 : 0;
        quotes += line.bytes[i] == '"' ? 1 : 0;
    }
    return separators >= reader->options.columns - 1 && quotes % 2 == 0;
}

static bool open_quote(const KmCsvReader *reader, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, reader->options.file, reader->first_line,
                      reader->draft->n_fields + 1,
                      "a quote (\") is opened on line %lld and never closed; expected a closing "
                      "quote in the same cell",
                      (long long)reader->first_line);
    (void)km_error_code(err, "file-quote-open", NULL);
    return km_error_hint(err, "mend or remove the quote on line %lld and deliver the file again",
                         (long long)reader->first_line);
}

typedef struct {
    const char *what, *dutch, *hint;
} Cap;

static bool over_cap(const KmCsvReader *reader, KmError *err, const Cap *cap)
{
    (void)km_error_at(err, KM_ERROR_INPUT, reader->options.file, reader->first_line, 0, "%s",
                      cap->what);
    (void)km_error_code(err, "file-cap", cap->dutch);
    return km_error_hint(err, "%s", cap->hint);
}

static bool check_caps(const KmCsvReader *reader, KmError *err)
{
    static const Cap cells = {
        "the row has more than 512 cells; expected the columns of the contract",
        "512 cellen per regel", "leave out the columns that the contract does not name"};
    static const Cap giant = {"the row has a cell of more than 64 KiB; expected short values",
                              "64 KiB per cel", "is a quote left open there? mend the row"};
    static const Cap rows = {"the file has more than 20 million rows", "20 miljoen regels",
                             "deliver it in parts by period"};
    if (reader->draft->has_too_many) {
        return over_cap(reader, err, &cells);
    }
    if (reader->draft->has_giant) {
        return over_cap(reader, err, &giant);
    }
    return reader->n_records < KM_MOST_RECORDS || over_cap(reader, err, &rows);
}

static int hand_over(KmCsvReader *reader, int broken, KmRecord *ret_record, KmError *err)
{
    if (!check_caps(reader, err)) {
        return -1;
    }
    *ret_record = (KmRecord){.line = reader->first_line,
                             .row = reader->n_records + reader->blank_lines,
                             .fields = reader->draft->fields,
                             .n_fields = reader->draft->n_fields,
                             .broken = broken,
                             .is_last = true};
    reader->n_records++;
    return 1;
}

/* Feeds one line; true when it completed or broke a record. */
static bool feed(KmCsvReader *reader, KmSlice line, int *ret_broken)
{
    bool is_inside = reader->first_line != reader->line;
    *ret_broken = 0;
    if (!is_inside && km_record_draft_split(reader->draft, line)) {
        return true;
    }
    size_t taken = csv_parse(&reader->parser, line.bytes, line.length, on_field, on_record, reader);
    if (taken < line.length) {
        *ret_broken = reader->draft->n_fields + 1;
        csv_free(&reader->parser);
        start_parser(reader);
        return true;
    }
    return reader->is_complete;
}

static int finish(KmCsvReader *reader, KmRecord *ret_record, KmError *err)
{
    if (csv_fini(&reader->parser, on_field, on_record, reader) != 0) {
        (void)open_quote(reader, err);
        return -1;
    }
    if (!reader->is_complete) {
        return 0;
    }
    return hand_over(reader, 0, ret_record, err);
}

/* A line while a record may be open; sets where the record starts. False: failed. */
static bool prepare(KmCsvReader *reader, KmSlice *line, bool *ret_is_blank, KmError *err)
{
    *ret_is_blank = false;
    if (reader->first_line != 0) {
        bool is_giant = reader->parser.entry_pos > reader->draft->most_field;
        return !(is_giant || is_swallowed_row(reader, *line)) || open_quote(reader, err);
    }
    *ret_is_blank = is_blank(*line);
    reader->blank_lines += *ret_is_blank ? 1 : 0;
    reader->first_line = *ret_is_blank ? 0 : reader->line;
    *line = without_formula_quotes(reader, *line);
    return true;
}

int km_csv_next(KmCsvReader *reader, KmRecord *ret_record, KmError *err)
{
    start_record(reader);
    for (;;) {
        KmSlice line = {"", 0};
        bool blank;
        int broken;
        if (!next_line(reader, &line, err)) {
            return -1;
        }
        if (line.length == 0) {
            return finish(reader, ret_record, err);
        }
        if (!prepare(reader, &line, &blank, err)) {
            return -1;
        }
        if (!blank && feed(reader, line, &broken)) {
            return hand_over(reader, broken, ret_record, err);
        }
    }
}

static int next_record(void *self, KmRecord *ret_record, KmError *err)
{
    return km_csv_next(self, ret_record, err);
}

KmRecordSource km_csv_source(KmCsvReader *reader)
{
    return (KmRecordSource){.self = reader, .next = next_record};
}
