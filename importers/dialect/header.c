#include "importers/dialect/header.h"

#include "engine/base/text.h"
#include "importers/fields/field.h"

#include <string.h>

enum { LONGEST_SHOWN = 100, MOST_LISTED = 30 };

char *km_header_shown(KmArena *arena, KmSlice cell)
{
    KmSlice trimmed = km_slice_trim(cell);
    char *utf8 = km_alloc(arena, trimmed.length * 3 + 1);
    size_t n = km_encoding_to_utf8(trimmed, utf8);
    utf8[n] = '\0';
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool is_break = utf8[i] == '\n' || utf8[i] == '\r';
        if (!is_break || (kept > 0 && utf8[kept - 1] != ' ')) {
            utf8[kept++] = (char)(is_break ? ' ' : utf8[i]);
        }
    }
    utf8[kept] = '\0';
    KmText text = km_text_init(arena);
    km_text_add_terminal(&text, utf8, LONGEST_SHOWN);
    return text.bytes;
}

static char *folded_name(KmArena *arena, KmSlice cell)
{
    char *utf8 = km_alloc(arena, cell.length * 3 + 1);
    size_t n = km_encoding_to_utf8(cell, utf8);
    return km_header_fold(arena, utf8, n);
}

/* The field that a header names and how good a name it is; −1 when none. */
static int find_field(const KmContract *contract, const char *folded, int *ret_rank)
{
    for (size_t i = 0; i < contract->n_fields && folded[0] != '\0'; i++) {
        int rank =
            km_alias_match(contract->fields[i].aliases, contract->fields[i].n_aliases, folded);
        if (rank >= 0) {
            *ret_rank = rank;
            return (int)i;
        }
    }
    return -1;
}

/* CBS numbers the columns of its open data: ParticuliereHuishoudens_29. */
static size_t without_number(KmSlice cell)
{
    size_t n = cell.length;
    while (n > 0 && cell.bytes[n - 1] >= '0' && cell.bytes[n - 1] <= '9') {
        n--;
    }
    return n > 1 && n < cell.length && cell.bytes[n - 1] == '_' ? n - 1 : cell.length;
}

/* What people put behind a name: a mark for a footnote, a colon, a superior number; and between
 * brackets a unit, a form or the codes. Other words between brackets may make it another column. */
static size_t without_decoration(KmArena *arena, KmSlice cell)
{
    static const char *const marks[] = {"*", ":", "\xc2\xb9", "\xc2\xb2", "\xc2\xb3", " "};
    static const char *const said[] = {
        "u",          "uur",        "uren", "aantal", "verplicht", "optioneel", "dd_mm_jjjj",
        "dd_mm_yyyy", "jjjj_mm_dd", "m_v",  "m_v_x",  "j_n",       "ja_nee",    "%"};
    size_t n = cell.length;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t length = strlen(marks[i]);
        if (n > length && memcmp(cell.bytes + n - length, marks[i], length) == 0) {
            n -= length;
            i = (size_t)-1; /* from the start: `Geboortedatum *:` */
        }
    }
    bool is_bracketed = cell.bytes != NULL && n > 1 && cell.bytes[n - 1] == ')';
    const char *open = is_bracketed ? memrchr(cell.bytes, '(', n) : NULL;
    if (open == NULL || open == cell.bytes) {
        return n;
    }
    size_t inner = (size_t)(cell.bytes + n - 1 - (open + 1));
    const char *folded = km_text_fold(arena, open + 1, inner);
    bool is_said = memchr(open, '/', inner) != NULL;
    for (size_t i = 0; i < sizeof said / sizeof said[0] && !is_said; i++) {
        is_said = strcmp(folded, said[i]) == 0;
    }
    return is_said ? km_slice_trim((KmSlice){cell.bytes, (size_t)(open - cell.bytes)}).length : n;
}

/* LRKnr, Kind nr.: whoever shortens the word means the same column. NULL: no such word. */
static const char *with_number(KmArena *arena, const char *folded)
{
    size_t n = strlen(folded);
    n -= n > 0 && folded[n - 1] == '.' ? 1 : 0;
    bool is_short = n > 2 && folded[n - 2] == 'n' && folded[n - 1] == 'r';
    return is_short ? km_format(arena, "%.*snummer", (int)(n - 2), folded) : NULL;
}

/* As find_field; a name that only fits without its number, or what stands behind it, is
 * the worst of names. */
static int named_field(KmArena *arena, const KmContract *contract, KmSlice cell, int *ret_rank)
{
    enum { WORST = 1000 };
    KmSlice name = km_slice_trim(cell);
    int field = find_field(contract, folded_name(arena, name), ret_rank);
    size_t lengths[] = {without_number(name), field < 0 ? without_decoration(arena, name) : 0};
    for (size_t i = 0; i < 2 && field < 0; i++) {
        if (lengths[i] < name.length && lengths[i] > 0) {
            KmSlice shorter = {name.bytes, lengths[i]};
            field = find_field(contract, folded_name(arena, shorter), ret_rank);
            *ret_rank += WORST;
        }
    }
    const char *whole = field < 0 ? with_number(arena, folded_name(arena, name)) : NULL;
    if (whole != NULL) {
        field = find_field(contract, whole, ret_rank);
        *ret_rank += WORST;
    }
    return field;
}

int km_header_score(const KmContract *contract, const KmRecord *record, KmArena *scratch)
{
    int score = 0;
    KmArenaMark mark = km_arena_mark(scratch);
    bool *seen = KM_NEW_ARRAY(scratch, bool, contract->n_fields);
    for (int i = 0; i < record->n_fields; i++) {
        int rank;
        int field = named_field(scratch, contract, record->fields[i], &rank);
        if (field >= 0 && !seen[field]) {
            seen[field] = true;
            score++;
        }
    }
    km_arena_reset(scratch, mark);
    return score;
}

bool km_record_number(KmSlice cell)
{
    enum { LONGEST = 20, MOST_DIGITS = 7 };
    size_t run = 0;
    bool has_digit = false;
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.bytes[i];
        bool is_digit = c >= '0' && c <= '9';
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        run = is_digit ? run + 1 : 0;
        has_digit = has_digit || is_digit;
        if (run > MOST_DIGITS || (!is_digit && !is_letter && strchr("-_./", c) == NULL)) {
            return false;
        }
    }
    return has_digit && cell.length <= LONGEST;
}

/* How exports call the numbers of their own rows, folded. */
static bool is_record_name(const char *folded)
{
    static const char *const names[] = {"regelnummer", "regelnr",   "recordnummer",
                                        "recordnr",    "recordid",  "volgnummer",
                                        "volgnr",      "rijnummer", "rijnr"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(folded, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int special_column(const KmContract *contract, const char *folded)
{
    if (folded[0] == '\0') {
        return KM_COLUMN_NAMELESS;
    }
    for (size_t i = 0; i < contract->n_refused; i++) {
        if (km_alias_match(contract->refused[i].aliases, contract->refused[i].n_aliases, folded) >=
            0) {
            return KM_COLUMN_DROPPED;
        }
    }
    return km_alias_match(contract->ignored, contract->n_ignored, folded) >= 0 ? KM_COLUMN_IGNORED
                                                                               : KM_COLUMN_UNKNOWN;
}

typedef struct {
    const KmContract *contract;
    const char *file;
    KmHeader header;
    int *ranks; /* of the column that stands for each field */
} Matching;

static bool twice(const Matching *m, int column, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, m->file, m->header.line, column + 1,
                      "the column '%s' occurs twice; expected each column once",
                      m->header.names[column]);
    (void)km_error_hint(err, "leave out or rename the column that does not hold what the contract "
                             "asks");
    return km_error_code(err, "file-column-double", m->header.names[column]);
}

static bool place_column(KmArena *arena, Matching *m, int column, KmSlice cell, KmError *err)
{
    int rank = 0;
    int field = named_field(arena, m->contract, cell, &rank);
    KmHeader *header = &m->header;
    if (field < 0) {
        const char *folded = folded_name(arena, cell);
        int special = special_column(m->contract, folded);
        if (special == KM_COLUMN_UNKNOWN && header->record_column < 0 && is_record_name(folded)) {
            special = KM_COLUMN_RECORD;
            header->record_column = column;
        }
        header->field_of_column[column] = special;
        return true;
    }
    int other = header->column_of_field[field];
    if (other >= 0 && m->ranks[field] == rank) {
        return twice(m, column, err);
    }
    if (other >= 0 && m->ranks[field] < rank) {
        header->field_of_column[column] = KM_COLUMN_DOUBLE;
        return true;
    }
    if (other >= 0) {
        header->field_of_column[other] = KM_COLUMN_DOUBLE;
    }
    header->field_of_column[column] = field;
    header->column_of_field[field] = column;
    m->ranks[field] = rank;
    return true;
}

static int without_nameless_end(const KmRecord *record)
{
    int n = record->n_fields;
    while (n > 0 && km_slice_trim(record->fields[n - 1]).length == 0) {
        n--;
    }
    return n;
}

static bool match_columns(KmArena *arena, Matching *m, const KmRecord *record, KmError *err)
{
    KmHeader *header = &m->header;
    size_t n_fields = m->contract->n_fields;
    header->line = record->line;
    header->n_columns = without_nameless_end(record);
    header->n_cells = record->n_fields;
    header->names = KM_NEW_ARRAY(arena, const char *, (size_t)header->n_columns);
    header->field_of_column = KM_NEW_ARRAY(arena, int, (size_t)header->n_columns);
    header->column_of_field = KM_NEW_ARRAY(arena, int, n_fields);
    m->ranks = KM_NEW_ARRAY(arena, int, n_fields);
    for (size_t i = 0; i < n_fields; i++) {
        header->column_of_field[i] = -1;
    }
    header->record_column = -1;
    for (int i = 0; i < header->n_columns; i++) {
        header->names[i] = km_header_shown(arena, record->fields[i]);
        if (!place_column(arena, m, i, record->fields[i], err)) {
            return false;
        }
    }
    for (size_t i = 0; i < n_fields && header->record_column < 0; i++) {
        header->record_column = m->contract->fields[i].is_record ? header->column_of_field[i] : -1;
    }
    return true;
}

/* A person is known by BSN, by pseudonym with its key version, or by what else the contract takes.
 */
static bool has_person(const KmContract *contract, const KmHeader *header)
{
    bool found = header->column_of_field[contract->person] >= 0;
    for (size_t i = 0; i < contract->n_one_of && !found; i++) {
        found = contract->one_of[i].n > 0;
        for (size_t k = 0; k < contract->one_of[i].n && found; k++) {
            found = header->column_of_field[contract->one_of[i].fields[k]] >= 0;
        }
    }
    return found;
}

int km_header_column(const KmContract *contract, const KmHeader *header, int field)
{
    int column = header->column_of_field[field];
    bool in_site =
        column < 0 && contract->branch_is_whole && contract->fields[field].kind == KM_KIND_BRIN;
    return in_site ? header->column_of_field[contract->branch] : column;
}

/* The first mandatory field at or after `from` without a column; −1 when all are there. */
static int next_absent(const KmContract *contract, const KmHeader *header, int from)
{
    for (size_t i = (size_t)from; i < contract->n_fields; i++) {
        bool absent = (int)i == contract->person
                          ? !has_person(contract, header)
                          : contract->fields[i].column_required &&
                                km_header_column(contract, header, (int)i) < 0;
        if (absent) {
            return (int)i;
        }
    }
    return -1;
}

/* A header cell with a number in it may be a row of data: its bytes are not repeated. */
static bool looks_like_data(const char *name)
{
    int digits = 0;
    for (const char *p = name; *p != '\0'; p++) {
        digits += *p >= '0' && *p <= '9' ? 1 : 0;
    }
    return digits >= 4 && strspn(name, "0123456789 .-/:=\"") * 2 >= strlen(name);
}

static bool is_postcode_like(const char *name)
{
    return strspn(name, "0123456789") >= 4;
}

static char *list_names(KmArena *arena, const KmHeader *header)
{
    KmText text = km_text_init(arena);
    for (int i = 0; i < header->n_columns && i < MOST_LISTED; i++) {
        bool is_data = looks_like_data(header->names[i]) || is_postcode_like(header->names[i]);
        km_text_addf(&text, "%s%s", i == 0 ? "" : ", ", is_data ? "(value)" : header->names[i]);
    }
    km_text_add(&text, header->n_columns > MOST_LISTED ? ", …" : "");
    return text.bytes;
}

static const char *nearest_name(KmArena *arena, const Matching *m, const char *wanted)
{
    const char **candidates = KM_NEW_ARRAY(arena, const char *, (size_t)m->header.n_columns);
    size_t n = 0;
    for (int i = 0; i < m->header.n_columns; i++) {
        if (m->header.field_of_column[i] == KM_COLUMN_UNKNOWN) {
            candidates[n++] = m->header.names[i];
        }
    }
    return km_text_nearest(wanted, candidates, n);
}

/* The other mandatory columns that are missing, each with what may be meant; "" when there are
 * none. */
static char *more_absent(KmArena *arena, const Matching *m, int first)
{
    KmText text = km_text_init(arena);
    for (int i = next_absent(m->contract, &m->header, first + 1); i >= 0;
         i = next_absent(m->contract, &m->header, i + 1)) {
        const char *nearest = nearest_name(arena, m, m->contract->fields[i].name);
        km_text_addf(&text, "; '%s' is missing too", m->contract->fields[i].name);
        if (nearest != NULL) {
            km_text_addf(&text, " (is '%s' meant?)", nearest);
        }
    }
    return text.bytes;
}

static bool absent_column(KmArena *arena, const Matching *m, int field, KmError *err)
{
    const char *name = m->contract->fields[field].name;
    const char *nearest = nearest_name(arena, m, name);
    (void)km_error_at(err, KM_ERROR_INPUT, m->file, m->header.line, 0,
                      "mandatory column '%s' of contract %s is missing%s%s%s%s; the header on line "
                      "%lld reads: %s",
                      name, m->contract->name, nearest == NULL ? "" : " (is '",
                      nearest == NULL ? "" : nearest, nearest == NULL ? "" : "' meant?)",
                      more_absent(arena, m, field), (long long)m->header.line,
                      list_names(arena, &m->header));
    (void)km_error_hint(err,
                        "add or rename it in the export; `kansmeter contract page %s` shows all "
                        "columns and their other names",
                        m->contract->name);
    return km_error_code(err, "file-column-absent", name);
}

int km_header_known(const KmContract *contract, const KmRecord *record,
                    bool ret_known[KM_MOST_COLUMNS], KmArena *arena)
{
    KmError ignored = {0};
    Matching m = {.contract = contract, .file = ""};
    int n = 0;
    if (!match_columns(arena, &m, record, &ignored) || next_absent(contract, &m.header, 0) >= 0) {
        return 0;
    }
    for (int i = 0; i < m.header.n_columns && i < KM_MOST_COLUMNS; i++) {
        int column = m.header.field_of_column[i];
        ret_known[i] = column >= 0 || column == KM_COLUMN_IGNORED || column == KM_COLUMN_DROPPED;
        n += ret_known[i] ? 1 : 0;
    }
    return n;
}

bool km_header_match(KmArena *arena, const char *file, const KmContract *contract,
                     const KmRecord *record, KmHeader *ret_header, KmError *err)
{
    Matching m = {.contract = contract, .file = file};
    if (!match_columns(arena, &m, record, err)) {
        return false;
    }
    int absent = next_absent(contract, &m.header, 0);
    if (absent >= 0) {
        return absent_column(arena, &m, absent, err);
    }
    *ret_header = m.header;
    return true;
}

void km_header_report_column(const KmHeader *header, int column, KmRule rule, KmFindingBook *book)
{
    KmNote note = {.rule = rule,
                   .outcome = km_rule_text(rule)->outcome,
                   .line = header->line,
                   .column = column + 1,
                   .field = header->names[column]};
    km_finding_book_note(book, &note);
}

void km_header_report(const KmHeader *header, KmFindingBook *book)
{
    for (int i = 0; i < header->n_columns; i++) {
        switch (header->field_of_column[i]) {
        case KM_COLUMN_UNKNOWN:
            km_header_report_column(header, i, KM_RULE_COLUMN_UNKNOWN, book);
            break;
        case KM_COLUMN_DROPPED:
            km_header_report_column(header, i, KM_RULE_COLUMN_REFUSED, book);
            break;
        case KM_COLUMN_NAMELESS:
            km_header_report_column(header, i, KM_RULE_COLUMN_NAMELESS, book);
            break;
        case KM_COLUMN_DOUBLE:
            km_header_report_column(header, i, KM_RULE_COLUMN_TWICE, book);
            break;
        default: /* a field, or known and not needed */
            break;
        }
    }
}
