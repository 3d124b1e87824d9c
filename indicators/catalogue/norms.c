#include "indicators/catalogue/norms.h"

#include "engine/base/number.h"
#include "engine/base/text.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { MOST_FIELDS = 32 };

enum { INDICATOR, WAARDE, SOORT, VAN, TOT, BRON, BESLOTEN_DOOR, FIELDS };
static const char *const names[FIELDS] = {"indicator", "waarde", "soort",        "van",
                                          "tot",       "bron",   "besloten_door"};

typedef struct {
    KmArena *arena;
    const char *file;
    const KmIndicatorText *const *texts;
    size_t n_texts;
    const char *at, *end;
    char separator;
    int64_t line;      /* of the next record */
    int place[FIELDS]; /* column of each field; −1: not there */
    const char *cells[MOST_FIELDS];
    int n_cells;
    KmLocalNorm *norms;
    size_t n_norms, norms_capacity;
    KmError *faults;
    size_t n_faults, faults_capacity;
} Norms;

static KmError *new_fault(Norms *norms)
{
    KM_GROW(norms->arena, norms->faults, norms->n_faults, norms->faults_capacity);
    return &norms->faults[norms->n_faults++];
}

static bool fault(Norms *norms, int64_t line, int field, const char *found, const char *expected)
{
    int column = field < 0 ? 0 : norms->place[field] + 1;
    return km_error_at(new_fault(norms), KM_ERROR_DEFINITION, norms->file, line, column,
                       "'%.60s' in the column %s; expected %s", found,
                       field < 0 ? "" : names[field], expected);
}

/* One cell; quotes as in RFC 4180. Leaves `at` on the separator or line end. */
static const char *read_cell(Norms *norms)
{
    KmText cell = km_text_init(norms->arena);
    bool quoted = norms->at < norms->end && *norms->at == '"';
    norms->at += quoted;
    while (norms->at < norms->end) {
        char c = *norms->at;
        if (quoted && c == '"') {
            if (norms->at + 1 < norms->end && norms->at[1] == '"') {
                norms->at++;
            } else {
                quoted = false;
                norms->at++;
                continue;
            }
        } else if (!quoted && (c == norms->separator || c == '\n')) {
            break;
        }
        norms->line += c == '\n';
        km_text_add_char(&cell, c);
        norms->at++;
    }
    while (cell.length > 0 && strchr(" \t\r", cell.bytes[cell.length - 1]) != NULL) {
        cell.bytes[--cell.length] = '\0';
    }
    return cell.bytes + strspn(cell.bytes, " \t");
}

/* False at the end of the file. */
static bool read_record(Norms *norms, int64_t *ret_line)
{
    if (norms->at >= norms->end) {
        return false;
    }
    *ret_line = norms->line;
    norms->n_cells = 0;
    for (;;) {
        const char *cell = read_cell(norms);
        if (norms->n_cells < MOST_FIELDS) {
            norms->cells[norms->n_cells++] = cell;
        }
        if (norms->at >= norms->end) {
            return true;
        }
        bool is_end = *norms->at++ == '\n';
        if (is_end) {
            norms->line++;
            return true;
        }
    }
}

static bool read_names(Norms *norms)
{
    int64_t line;
    for (int f = 0; f < FIELDS; f++) {
        norms->place[f] = -1;
    }
    if (!read_record(norms, &line)) {
        return false;
    }
    for (int c = 0; c < norms->n_cells; c++) {
        const char *name = km_text_fold(norms->arena, norms->cells[c], strlen(norms->cells[c]));
        int f = 0;
        while (f < FIELDS && strcmp(names[f], name) != 0) {
            f++;
        }
        if (f < FIELDS) {
            norms->place[f] = c;
            continue;
        }
        const char *nearest = km_text_nearest(name, names, FIELDS);
        KmError *err = new_fault(norms);
        (void)km_error_at(err, KM_ERROR_DEFINITION, norms->file, line, c + 1,
                          "there is no column '%.60s'; it is not read", norms->cells[c]);
        if (nearest != NULL) {
            (void)km_error_hint(err, "did you mean '%s'?", nearest);
        }
    }
    for (int f = 0; f <= WAARDE; f++) {
        if (norms->place[f] < 0) {
            KmError *err = new_fault(norms);
            (void)km_error_at(err, KM_ERROR_DEFINITION, norms->file, line, 0,
                              "the column '%s' is missing", names[f]);
            return km_error_hint(err,
                                 "first line: indicator,waarde,soort,van,tot,bron,besloten_door");
        }
    }
    return true;
}

static const char *cell_of(const Norms *norms, int field)
{
    int place = norms->place[field];
    return place < 0 || place >= norms->n_cells ? "" : norms->cells[place];
}

/* "95%", "95 %", "0,95", "1.0" */
static bool parse_value(KmArena *arena, const char *text, double *ret_value)
{
    char *copy = km_strdup(arena, text);
    size_t n = strlen(copy);
    bool is_percent = n > 0 && copy[n - 1] == '%';
    n -= is_percent;
    while (n > 0 && copy[n - 1] == ' ') {
        n--;
    }
    char *comma = memchr(copy, ',', n);
    if (comma != NULL && memchr(copy, '.', n) == NULL) {
        *comma = '.';
    }
    if (!km_parse_real(copy, n, ret_value)) {
        return false;
    }
    *ret_value /= is_percent ? 100.0 : 1.0;
    return true;
}

/* 2026-01-31, 31-01-2026, 31/1/2026 */
static bool parse_date(KmArena *arena, const char *text, KmDate *ret_date)
{
    if (km_date_parse_iso(text, strlen(text), ret_date)) {
        return true;
    }
    char *copy = km_strdup(arena, text);
    int64_t parts[3];
    for (int i = 0; i < 3; i++) {
        size_t n = strcspn(copy, "-/");
        if (!km_parse_int(copy, n, &parts[i]) || parts[i] < 1 || parts[i] > 9999 ||
            (i < 2) != (copy[n] != '\0')) {
            return false;
        }
        copy += n + (i < 2);
    }
    return km_date_from_civil((int)parts[2], (int)parts[1], (int)parts[0], ret_date);
}

static bool parse_type(const char *text, KmNormType *ret_type)
{
    static const struct {
        const char *word;
        KmNormType type;
    } types[] = {{"", KM_NORM_LOCAL_TARGET},
                 {"streef", KM_NORM_LOCAL_TARGET},
                 {"streefwaarde", KM_NORM_LOCAL_TARGET},
                 {"local-target", KM_NORM_LOCAL_TARGET},
                 {"wettelijk", KM_NORM_LEGAL},
                 {"legal", KM_NORM_LEGAL},
                 {"inspectie", KM_NORM_INSPECTORATE},
                 {"inspectorate", KM_NORM_INSPECTORATE},
                 {"landelijk", KM_NORM_NATIONAL_MEAN},
                 {"national-mean", KM_NORM_NATIONAL_MEAN}};
    for (size_t i = 0; i < COUNT(types); i++) {
        if (strcmp(types[i].word, text) == 0) {
            *ret_type = types[i].type;
            return true;
        }
    }
    return false;
}

static bool read_dates(Norms *norms, int64_t line, KmNorm *norm)
{
    const char *from = cell_of(norms, VAN);
    const char *to = cell_of(norms, TOT);
    if (from[0] != '\0' && !parse_date(norms->arena, from, &norm->from)) {
        return fault(norms, line, VAN, from, "a date such as 2026-01-31 or 31-01-2026");
    }
    if (to[0] != '\0' && !parse_date(norms->arena, to, &norm->to)) {
        return fault(norms, line, TOT, to, "a date such as 2026-01-31 or 31-01-2026");
    }
    return norm->from < norm->to || fault(norms, line, TOT, to, "a day after the column van");
}

static const KmIndicatorText *find_indicator(const Norms *norms, const char *id)
{
    for (size_t i = 0; i < norms->n_texts; i++) {
        if (strcmp(norms->texts[i]->id, id) == 0) {
            return norms->texts[i];
        }
    }
    return NULL;
}

static bool read_indicator(Norms *norms, int64_t line, KmLocalNorm *norm,
                           const KmIndicatorText **ret_text)
{
    norm->indicator = cell_of(norms, INDICATOR);
    *ret_text = find_indicator(norms, norm->indicator);
    if (*ret_text != NULL) {
        return true;
    }
    const char **ids = KM_NEW_ARRAY(norms->arena, const char *, norms->n_texts);
    for (size_t i = 0; i < norms->n_texts; i++) {
        ids[i] = norms->texts[i]->id;
    }
    const char *nearest = km_text_nearest(norm->indicator, ids, norms->n_texts);
    KmError *err = new_fault(norms);
    (void)km_error_at(err, KM_ERROR_DEFINITION, norms->file, line, norms->place[INDICATOR] + 1,
                      "there is no indicator '%.60s'", norm->indicator);
    return nearest == NULL ? km_error_hint(err, "see: kansmeter indicator list")
                           : km_error_hint(err, "did you mean '%s'?", nearest);
}

/* What the indicator can never be is no target for it. */
static bool is_possible(Norms *norms, int64_t line, const KmIndicatorText *text, double value)
{
    if (text->kind == KM_KIND_PROPORTION || text->is_percent) {
        return (value >= 0.0 && value <= 1.0) || fault(norms, line, WAARDE, cell_of(norms, WAARDE),
                                                       "0% to 100%: a share, such as 0,95 or 95%");
    }
    switch (text->kind) {
    case KM_KIND_DISTRIBUTION:
        return fault(norms, line, INDICATOR, text->id,
                     "an indicator with one value: this one is a distribution, whose shares always "
                     "add up to a whole; a norm for one category needs a proportion of its own");
    case KM_KIND_RATE:
    case KM_KIND_COUNT:
    case KM_KIND_DURATION:
        return value >= 0.0 || fault(norms, line, WAARDE, cell_of(norms, WAARDE),
                                     "0 or more: a number or a duration is never below 0");
    case KM_KIND_PROPORTION:
    case KM_KIND_MEAN:
    case KM_KIND_GAP:
        break;
    }
    return true;
}

/* Of one indicator and kind of norm one holds on any day. */
static bool stands_alone(Norms *norms, int64_t line, const KmLocalNorm *norm)
{
    for (size_t i = 0; i < norms->n_norms; i++) {
        const KmLocalNorm *other = &norms->norms[i];
        if (other->is_rebase || norm->is_rebase || other->norm.type != norm->norm.type ||
            strcmp(other->indicator, norm->indicator) != 0 || other->norm.from >= norm->norm.to ||
            norm->norm.from >= other->norm.to) {
            continue;
        }
        KmError *err = new_fault(norms);
        (void)km_error_at(err, KM_ERROR_DEFINITION, norms->file, line, norms->place[INDICATOR] + 1,
                          "this norm of '%.60s' holds on days on which that of line %lld holds too",
                          norm->indicator, (long long)other->line);
        return km_error_hint(err, "end the earlier one with a day in the column tot, not after the "
                                  "day on which this one begins; or take one out");
    }
    return true;
}

/* Without who decided there is no decision. */
static bool read_rebase(Norms *norms, int64_t line, KmLocalNorm *norm)
{
    const char *decided = cell_of(norms, BESLOTEN_DOOR);
    const char *source = cell_of(norms, BRON);
    norm->is_rebase = true;
    if (cell_of(norms, WAARDE)[0] != '\0') {
        return fault(norms, line, WAARDE, cell_of(norms, WAARDE),
                     "nothing: a herijking has no value");
    }
    if (cell_of(norms, VAN)[0] == '\0') {
        return fault(norms, line, VAN, "", "the day from which the limits begin anew");
    }
    if (decided[0] == '\0') {
        return fault(norms, line, BESLOTEN_DOOR, decided,
                     "who decided and when: limits begin anew by a decision only");
    }
    norm->norm.source = source[0] == '\0'
                            ? km_format(norms->arena, "besloten door %s", decided)
                            : km_format(norms->arena, "%s (besloten door %s)", source, decided);
    return read_dates(norms, line, &norm->norm);
}

static bool read_norm(Norms *norms, int64_t line, KmLocalNorm *norm)
{
    const char *value = cell_of(norms, WAARDE);
    const char *type = cell_of(norms, SOORT);
    const KmIndicatorText *text = NULL;
    norm->line = line;
    if (!read_indicator(norms, line, norm, &text)) {
        return false;
    }
    if (strcmp(type, "herijking") == 0) {
        return read_rebase(norms, line, norm);
    }
    if (!parse_value(norms->arena, value, &norm->norm.value)) {
        return fault(norms, line, WAARDE, value, "a number such as 0,95 or 95%");
    }
    if (!is_possible(norms, line, text, norm->norm.value)) {
        return false;
    }
    if (!parse_type(type, &norm->norm.type)) {
        return fault(norms, line, SOORT, type,
                     "streef, wettelijk, inspectie, landelijk or herijking");
    }
    if (!read_dates(norms, line, &norm->norm) || !stands_alone(norms, line, norm)) {
        return false;
    }
    const char *source = cell_of(norms, BRON);
    const char *decided = cell_of(norms, BESLOTEN_DOOR);
    source = source[0] == '\0' ? "lokale streefwaarde" : source;
    norm->norm.source = decided[0] == '\0'
                            ? source
                            : km_format(norms->arena, "%s (vastgesteld door %s)", source, decided);
    return true;
}

static bool is_empty(const Norms *norms)
{
    for (int i = 0; i < norms->n_cells; i++) {
        if (norms->cells[i][0] != '\0') {
            return false;
        }
    }
    return true;
}

/* Spreadsheets in the Netherlands often save Windows-1252. Only the letters matter here; its few
 * signs between 0x80 and 0x9F become a hyphen. */
static const char *as_utf8(KmArena *arena, const char *bytes, size_t length, size_t *ret_length)
{
    KmText text = km_text_init(arena);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x80) {
            km_text_add_char(&text, (char)c);
        } else if (c < 0xA0) {
            km_text_add_char(&text, '-');
        } else {
            km_text_add_char(&text, (char)(0xC0 | (c >> 6)));
            km_text_add_char(&text, (char)(0x80 | (c & 0x3F)));
        }
    }
    *ret_length = text.length;
    return text.bytes;
}

static void start(Norms *norms, const char *bytes, size_t length)
{
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        length -= 3;
    }
    norms->at = bytes;
    norms->end = bytes + length;
    norms->line = 1;
    const char *line_end = memchr(bytes, '\n', length);
    size_t first = line_end == NULL ? length : (size_t)(line_end - bytes);
    norms->separator = memchr(bytes, ';', first) != NULL ? ';' : ',';
}

KmLocalNorms km_norms_parse(KmArena *arena, const char *file, const char *bytes, size_t length,
                            const KmIndicatorText *const *texts, size_t n_texts)
{
    Norms norms = {.arena = arena, .file = file, .texts = texts, .n_texts = n_texts};
    if (!km_utf8_valid(bytes, length)) {
        bytes = as_utf8(arena, bytes, length, &length);
    }
    start(&norms, bytes, length);
    if (memchr(bytes, '\0', length) != NULL) {
        KmError *err = new_fault(&norms);
        (void)km_error_at(err, KM_ERROR_DEFINITION, file, 0, 0, "this file is not CSV text");
        (void)km_error_hint(err, "in the spreadsheet, save as 'CSV UTF-8'");
    } else if (read_names(&norms)) {
        int64_t line;
        while (read_record(&norms, &line)) {
            KmLocalNorm norm = {.norm = {.from = KM_DATE_EVER, .to = KM_DATE_OPEN}};
            if (is_empty(&norms) || !read_norm(&norms, line, &norm)) {
                continue;
            }
            KM_GROW(arena, norms.norms, norms.n_norms, norms.norms_capacity);
            norms.norms[norms.n_norms++] = norm;
        }
    }
    return (KmLocalNorms){norms.norms, norms.n_norms, norms.faults, norms.n_faults};
}
