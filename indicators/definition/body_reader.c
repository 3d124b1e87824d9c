#include "engine/base/text.h"
#include "indicators/definition/readers.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const names[] = {"population", "excluded", "hit",
                                    "unknown",    "state",    "possible"};

/* Words that start something else in a body; notes between the SQL may use any other word. */
static const char *const ends[] = {"example", "given", "expect"};

enum { MOST_STARTS = 16 };

typedef struct {
    KmFileLines *lines;
    const KmSectionNames *names;
    const char *starts[MOST_STARTS];
    size_t n_starts;
    KmLabelledSql *sections;
    size_t count, capacity;
} SectionReader;

static bool refuse(const KmFileLines *lines, int64_t line, KmError *err, const char *message,
                   const char *remedy)
{
    (void)km_error_at(err, KM_ERROR_DEFINITION, lines->file, line, 0, "%s", message);
    return km_error_hint(err, "%s", remedy);
}

static int section_kind(const SectionReader *reader, const KmFileLine *line)
{
    for (size_t i = 0; line->kind == KM_LINE_KEY && i < reader->names->count; i++) {
        if (strcmp(reader->names->words[i], line->key) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static bool is_example(const KmFileLine *line)
{
    return line->kind == KM_LINE_KEY && strcmp(line->key, "example") == 0;
}

/* `-- populatoin: …` in a body is a section misspelt, not a note. */
static bool is_misspelt(const SectionReader *reader, const KmFileLine *line,
                        const char **ret_nearest)
{
    if (line->kind != KM_LINE_KEY || line->argument[0] != '\0') {
        return false;
    }
    *ret_nearest = km_text_nearest(line->key, reader->starts, reader->n_starts);
    return *ret_nearest != NULL;
}

static bool has_sql(const char *sql)
{
    return sql[strspn(sql, " \t\n;")] != '\0';
}

/* The lines up to the next section; notes stay in, so that line numbers of SQL messages hold. */
static bool read_body(SectionReader *reader, KmLabelledSql *section, KmError *err)
{
    KmFileLines *lines = reader->lines;
    KmText sql = km_text_init(lines->arena);
    bool has_statement = false;
    section->line = lines->at < lines->count ? lines->lines[lines->at].number : section->line;
    for (; lines->at < lines->count; lines->at++) {
        const KmFileLine *line = &lines->lines[lines->at];
        const char *nearest;
        if (section_kind(reader, line) >= 0 || is_example(line)) {
            break;
        }
        if (is_misspelt(reader, line, &nearest)) {
            return km_refuse_word(err, lines->file, line->number, "section", line->key,
                                  reader->starts, reader->n_starts);
        }
        has_statement = has_statement || (line->kind == KM_LINE_SQL && has_sql(line->text));
        km_text_add(&sql, line->text);
        km_text_add_char(&sql, '\n');
    }
    section->sql = sql.bytes;
    return has_statement ||
           refuse(lines, section->line, err, "this section holds no SELECT",
                  "write one SELECT below the section's line, or take the section out");
}

static bool read_section(SectionReader *reader, KmError *err)
{
    const KmFileLine *line = &reader->lines->lines[reader->lines->at];
    int kind = section_kind(reader, line);
    if (kind < 0) {
        return refuse(reader->lines, line->number, err, "SQL stands here outside a section",
                      reader->names->advice);
    }
    if (line->value[0] == '\0' || line->argument[0] != '\0') {
        return refuse(reader->lines, line->number, err, "this section has no label",
                      km_format(reader->lines->arena,
                                "write '-- %s: ' and what the step selects, in plain Dutch",
                                line->key));
    }
    KmLabelledSql section = {.kind = (size_t)kind, .label = line->value, .line = line->number};
    reader->lines->at++;
    if (!read_body(reader, &section, err)) {
        return false;
    }
    KM_GROW(reader->lines->arena, reader->sections, reader->count, reader->capacity);
    reader->sections[reader->count++] = section;
    return true;
}

bool km_labelled_read(KmFileLines *lines, const KmSectionNames *known, KmLabelledSql **ret_sections,
                      size_t *ret_count, KmError *err)
{
    SectionReader reader = {.lines = lines, .names = known};
    for (size_t i = 0; i < known->count; i++) {
        reader.starts[reader.n_starts++] = known->words[i];
    }
    for (size_t i = 0; i < COUNT(ends); i++) {
        reader.starts[reader.n_starts++] = ends[i];
    }
    while (lines->at < lines->count && !is_example(&lines->lines[lines->at])) {
        if (lines->lines[lines->at].kind == KM_LINE_BLANK) {
            lines->at++;
        } else if (!read_section(&reader, err)) {
            return false;
        }
    }
    *ret_sections = reader.sections;
    *ret_count = reader.count;
    return true;
}

static size_t count_of(const KmDefinition *definition, KmSectionKind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < definition->n_sections; i++) {
        n += definition->sections[i].kind == kind;
    }
    return n;
}

/* The form says which sections there must be. */
static bool check_form(const KmFileLines *lines, const KmDefinition *definition, KmError *err)
{
    size_t states = count_of(definition, KM_SECTION_STATE);
    size_t count = definition->n_sections;
    int64_t line = count == 0 ? (int64_t)lines->count : definition->sections[0].line;
    bool needs_hit = definition->text.kind != KM_KIND_COUNT;
    if (definition->text.kind == KM_KIND_GAP) {
        return count == 0 ||
               refuse(lines, line, err, "a gap has no SQL of its own",
                      "take the section out: the indicator in `of` says who is counted");
    }
    if (definition->form == KM_FORM_STATE) {
        return (states == 1 && count == 1) ||
               refuse(lines, line, err, "form state has one section '-- state: …'",
                      "put all in one SELECT, or use form spells");
    }
    if (states > 0) {
        return refuse(lines, line, err, "form spells has no section '-- state: …'",
                      "write '-- form: state' in the header, or take the section out");
    }
    if (definition->text.kind == KM_KIND_DISTRIBUTION) {
        return refuse(lines, line, err, "a distribution needs form state",
                      "one SELECT that gives each unit its category in `waarde`");
    }
    if (count_of(definition, KM_SECTION_POSSIBLE) > 0 &&
        definition->text.kind != KM_KIND_PROPORTION) {
        return refuse(lines, line, err, "only a proportion has a section '-- possible: …'",
                      "a rate or mean of form state gives `laag` and `hoog`");
    }
    if (count_of(definition, KM_SECTION_POPULATION) == 0) {
        return refuse(lines, line, err, "there is no section '-- population: …'",
                      "say whose units are counted");
    }
    return !needs_hit || count_of(definition, KM_SECTION_HIT) > 0 ||
           refuse(lines, line, err, "there is no section '-- hit: …'",
                  "say which units of the population are reached");
}

bool km_body_read(KmFileLines *lines, KmDefinition *definition, KmError *err)
{
    static const KmSectionNames known = {
        names, COUNT(names),
        "begin it with '-- population: label', '-- hit: label' or '-- state: label'"};
    KmLabelledSql *labelled = NULL;
    if (!km_labelled_read(lines, &known, &labelled, &definition->n_sections, err)) {
        return false;
    }
    KmSection *sections = KM_NEW_ARRAY(lines->arena, KmSection, definition->n_sections);
    for (size_t i = 0; i < definition->n_sections; i++) {
        sections[i] = (KmSection){.kind = (KmSectionKind)labelled[i].kind,
                                  .label = labelled[i].label,
                                  .sql = labelled[i].sql,
                                  .line = labelled[i].line};
    }
    definition->sections = sections;
    return check_form(lines, definition, err);
}
