/* Rows of a file that hold no data: they are told, and belong to none of the rows that are read. */
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "importers/decoding/decoder_inner.h"
#include "importers/dialect/row_shapes.h"

#include <string.h>
#include <strings.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool km_row_is_empty(const KmDecoder *d)
{
    for (int i = 0; i < d->row->record.n_fields; i++) {
        if (km_slice_trim(d->row->record.fields[i]).length > 0) {
            return false;
        }
    }
    return true;
}

/* A row that begins with "Totaal" would count everyone once more. */
static bool is_total(const KmDecoder *d)
{
    static const char *const words[] = {"totaal", "total", "subtotaal", "eindtotaal", "som"};
    for (int i = 0; i < d->row->record.n_fields; i++) {
        KmSlice cell = km_slice_trim(d->row->record.fields[i]);
        if (cell.length == 0) {
            continue;
        }
        if (cell.length > 20 || strchr("tTsSeE", cell.bytes[0]) == NULL) {
            return false;
        }
        KmArenaMark mark = km_arena_mark(d->scratch);
        const char *folded = km_text_fold(d->scratch, cell.bytes, cell.length);
        bool found = false;
        for (size_t w = 0; w < sizeof words / sizeof words[0] && !found; w++) {
            found = strncmp(folded, words[w], strlen(words[w])) == 0 &&
                    strchr("_:", folded[strlen(words[w])]) != NULL;
        }
        km_arena_reset(d->scratch, mark);
        return found;
    }
    return false;
}

/* Files glued together bring the second one's header. The names are as they are shown. */
static bool is_name(const KmDecoder *d, KmSlice cell, const char *name)
{
    const int letter = 0x5f; /* the bits that capital and small letter share */
    bool is_ascii = cell.length > 0 && (unsigned char)cell.bytes[0] < 0x80;
    if (cell.length == 0 || (is_ascii && ((cell.bytes[0] ^ name[0]) & letter) != 0)) {
        return cell.length == 0 && name[0] == '\0';
    }
    KmArenaMark mark = km_arena_mark(d->scratch);
    bool same = strcasecmp(km_header_shown(d->scratch, cell), name) == 0;
    km_arena_reset(d->scratch, mark);
    return same;
}

static bool is_header(const KmDecoder *d)
{
    int same = 0;
    for (int i = 0; i < d->setup.header->n_columns && i < d->row->record.n_fields; i++) {
        const char *name = d->setup.header->names[i];
        KmSlice cell = km_slice_trim(d->row->record.fields[i]);
        if (!is_name(d, cell, name)) {
            return false;
        }
        same++;
    }
    return same > 0;
}

/* A row with nothing but its first cell lacks what the contract asks. */
static bool lacks_the_rest(const KmDecoder *d)
{
    const KmHeader *header = d->setup.header;
    bool lacks = d->row->record.n_fields < header->n_columns;
    for (int i = 1; i < header->n_columns && !lacks; i++) {
        int field = header->field_of_column[i];
        lacks = field >= 0 && d->setup.contract->fields[field].value_required;
    }
    return lacks;
}

/* Signs of a footnote, which no name begins with. */
static bool is_marked(KmSlice cell)
{
    static const char *const marks[] = {"*",     "\xc2\xa9", "\xa9",         "Bron:", "bron:",
                                        "BRON:", "Bron :",   "Toelichting:", "Noot:", "Let op"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t n = strlen(marks[i]);
        if (cell.length > n && memcmp(cell.bytes, marks[i], n) == 0) {
            return true;
        }
    }
    return false;
}

/* A footnote, a source or a heading between the rows: words in the first cell and nowhere else. A
 * number of a child or a name of one word is none. */
static bool is_note(const KmDecoder *d)
{
    enum { SHORTEST = 4 };
    KmSlice cell =
        d->row->record.n_fields == 0 ? (KmSlice){"", 0} : km_slice_trim(d->row->record.fields[0]);
    bool letters = false;
    bool words = false;
    for (int i = 1; i < d->row->record.n_fields; i++) {
        if (km_slice_trim(d->row->record.fields[i]).length > 0) {
            return false;
        }
    }
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.bytes[i];
        letters = letters || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        words = words || strchr(" :*)", c) != NULL;
    }
    char separator = d->setup.dialect->separator;
    return cell.length >= SHORTEST && letters && words && (is_marked(cell) || lacks_the_rest(d)) &&
           !km_row_is_wrapped(&d->row->record, d->setup.header, separator) &&
           km_row_other_sign(&d->row->record, d->setup.header, separator) == '\0';
}

static bool is_unit(const KmDecoder *d, KmSlice cell)
{
    /* As km_text_fold writes them. */
    static const char *const units[] = {
        "%",          "(%)",      "(aantal)", "(uren)",      "aantal",    "bedrag",
        "code",       "dag",      "dagen",    "datum",       "dd_mm_jj",  "dd_mm_jjjj",
        "dd_mm_yyyy", "ddmmjjjj", "euro",     "getal",       "j_n",       "ja_nee",
        "jaar",       "jaren",    "jjjj",     "jjjj_mm_dd",  "jjjjmmdd",  "km",
        "m_v",        "mm_jjjj",  "nummer",   "optioneel",   "perc",      "percentage",
        "tekst",      "text",     "uren",     "uur",         "verplicht", "weken",
        "x1000",      "x_1000",   "x_1_000",  "\xe2\x82\xac"};
    static const char *const begins[] = {"aantal_", "x_1_000", "x_1000", "1_000_", "per_1_000"};
    enum { LONGEST = 32 };
    KmArenaMark mark = km_arena_mark(d->scratch);
    bool found = false;
    if (cell.length <= LONGEST) {
        const char *folded = km_text_fold(d->scratch, cell.bytes, cell.length);
        for (size_t i = 0; i < sizeof units / sizeof units[0] && !found; i++) {
            found = km_text_equal(folded, units[i]);
        }
        for (size_t i = 0; i < sizeof begins / sizeof begins[0] && !found; i++) {
            found = km_text_starts_with(folded, begins[i]);
        }
    }
    km_arena_reset(d->scratch, mark);
    return found;
}

/* Right under the header, in two cells or more, and all that is filled is a unit. */
static bool is_units(const KmDecoder *d)
{
    int filled = 0;
    if (d->tally.lines_read + d->tally.skipped > 0) {
        return false;
    }
    for (int i = 0; i < d->row->record.n_fields; i++) {
        KmSlice cell = km_slice_trim(d->row->record.fields[i]);
        if (cell.length > 0 && !is_unit(d, cell)) {
            return false;
        }
        filled += cell.length > 0 ? 1 : 0;
    }
    return filled > 1;
}

/* 1 2 3 … under the header, as forms number their columns. */
static bool is_numbering(const KmDecoder *d)
{
    enum { LEAST = 3 };
    const KmRecord *record = &d->row->record;
    if (d->tally.lines_read + d->tally.skipped > 0 || record->n_fields < LEAST) {
        return false;
    }
    for (int i = 0; i < record->n_fields; i++) {
        int64_t number;
        KmSlice cell = km_slice_trim(record->fields[i]);
        bool is_end = cell.length == 0 && i >= d->setup.header->n_columns;
        if (!is_end && (!km_parse_int(cell.bytes, cell.length, &number) || number != i + 1)) {
            return false;
        }
    }
    return true;
}

/* "--------;--------" or "-----+-----" under the header, as database programs draw it. */
static bool is_drawn_line(const KmDecoder *d)
{
    enum { LEAST = 6 };
    size_t marks = 0;
    for (int i = 0; i < d->row->record.n_fields; i++) {
        const KmSlice cell = d->row->record.fields[i];
        for (size_t k = 0; k < cell.length; k++) {
            if (cell.bytes[k] == '\0' || strchr("-=+_| ", cell.bytes[k]) == NULL) {
                return false;
            }
            marks += cell.bytes[k] == '-' || cell.bytes[k] == '=' || cell.bytes[k] == '_' ? 1 : 0;
        }
    }
    return marks >= LEAST && d->tally.lines_read + d->tally.skipped == 0;
}

/* Nearly all rows: a number comes first, as no total, note or header begins, and something follows.
 * Lines under the header are looked at in full. */
static bool is_plainly_data(const KmDecoder *d)
{
    const KmRecord *record = &d->row->record;
    const char *first_name = d->setup.header->names[0];
    return record->n_fields > 1 && record->fields[0].length > 0 && record->fields[1].length > 0 &&
           is_digit(record->fields[0].bytes[0]) && km_byte_stays(record->fields[1].bytes[0]) &&
           !is_digit(first_name[0]) && d->tally.lines_read > 0;
}

KmRule km_row_without_data(const KmDecoder *d)
{
    return is_plainly_data(d)                                   ? KM_RULE_NONE
           : is_total(d)                                        ? KM_RULE_ROW_TOTAL
           : is_header(d)                                       ? KM_RULE_ROW_HEADER
           : is_units(d) || is_numbering(d) || is_drawn_line(d) ? KM_RULE_ROW_UNITS
           : is_note(d)                                         ? KM_RULE_ROW_NOTE
                                                                : KM_RULE_NONE;
}
