#include "indicators/effects/design.h"

#include "engine/base/file.h"
#include "engine/base/text.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const methods[] = {"did", "its", "before-after-matched"};
static const char *const steps[] = {"quarter", "month"};
static const char *const weights[] = {"cluster", "units"};
static const char *const sections[] = {"treated", "comparison", "cluster"};
static const char *const stops[] = {"treated", "comparison", "cluster", "example"};
static const char *const measures[] = {"estimate",   "low",    "high", "treated",
                                       "comparison", "before", "after"};
const KmMeasures km_effect_measures = {measures, COUNT(measures)};

static const KmHeaderKey keys[] = {
    {"effect", true, false, "the file's name without .sql"},
    {"version", true, false, "the date of this design, such as 2026-11-25"},
    {"actions", true, false, "A1.1; the action whose effect is looked for, first"},
    {"title", true, false, "the Dutch title"},
    {"title-en", true, false, "the English title"},
    {"question", true, false, "the question it answers, in plain Dutch"},
    {"question-en", true, false, "the question it answers, in English"},
    {"outcome", true, false, "the id of an indicator, such as vve-bereik"},
    {"method", true, false, "did, its or before-after-matched"},
    {"unit", true, false, "what is treated, a Dutch plural"},
    {"unit-en", true, false, "what is treated, an English plural"},
    {"start", true, false, "the day the action starts, such as 2025-04-01"},
    {"step", false, false, ""},
    {"before", true, false, "how many quarters (or months) before the start are looked at"},
    {"after", true, false, "how many after it"},
    {"delay", false, false, ""},
    {"least", false, false, ""},
    {"weight", false, false, ""},
    {"strata", false, false, "dimensions on which both groups must be equal"},
    {"causal", true, false, "yes or no, then '; why: …' in Dutch"},
    {"assumption", true, false, "what must be true for this to be the effect, in plain Dutch"},
    {"source", true, false, "where the design comes from, in Dutch"},
    {"limitation", true, false, "what the result does not say, in Dutch"},
    {"uses", true, false, "the contracts that the sections read"},
};

typedef struct {
    KmArena *arena;
    KmFileLines *lines;
    KmHeader header;
    KmEffectDesign *design;
} Reader;

static bool refuse(const Reader *reader, int64_t line, KmError *err, const char *message,
                   const char *remedy)
{
    (void)km_error_at(err, KM_ERROR_DEFINITION, reader->lines->file, line, 0, "%s", message);
    return km_error_hint(err, "%s", remedy);
}

static void read_texts(Reader *reader)
{
    const KmHeader *h = &reader->header;
    KmEffectText *text = &reader->design->text;
    text->id = km_header_text(h, "effect");
    text->version = km_header_text(h, "version");
    text->title_nl = km_header_text(h, "title");
    text->title_en = km_header_text(h, "title-en");
    text->question_nl = km_header_text(h, "question");
    text->question_en = km_header_text(h, "question-en");
    text->unit_nl = km_header_text(h, "unit");
    text->unit_en = km_header_text(h, "unit-en");
    text->assumption_nl = km_header_text(h, "assumption");
    text->source_nl = km_header_text(h, "source");
    text->limitation_nl = km_header_text(h, "limitation");
    text->strata_nl = km_header_text(h, "strata");
    text->source_file = reader->lines->file;
    reader->design->outcome_id = km_header_text(h, "outcome");
    reader->design->outcome_line = km_header_find(h, "outcome")->line;
}

static bool read_name(const Reader *reader, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(&reader->header, "effect");
    const char *base = km_path_base(reader->lines->file);
    if (!km_is_name(entry->value) ||
        !km_text_equal(base, km_format(reader->arena, "%s.sql", entry->value))) {
        return refuse(reader, entry->line, err, "the design is not called as its file",
                      "small letters, digits and hyphens; the file is that name with .sql");
    }
    return true;
}

static bool read_day(const Reader *reader, const char *key, KmDate *ret_day, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(&reader->header, key);
    return km_date_parse_iso(entry->value, strlen(entry->value), ret_day) ||
           refuse(reader, entry->line, err, km_format(reader->arena, "'%s' is no day", key),
                  "write it as 2025-04-01");
}

static bool read_numbers(Reader *reader, KmError *err)
{
    const KmHeader *h = &reader->header;
    KmEffectText *text = &reader->design->text;
    KmDate version;
    return read_day(reader, "version", &version, err) &&
           read_day(reader, "start", &text->start, err) &&
           km_header_int(h, "before", (KmHeaderRange){1, 48, 1}, &text->before, err) &&
           km_header_int(h, "after", (KmHeaderRange){1, 24, 1}, &text->after, err) &&
           km_header_int(h, "delay", (KmHeaderRange){0, 12, 0}, &text->delay, err) &&
           km_header_int(h, "least", (KmHeaderRange){1, 1000000, 10}, &text->least, err);
}

static bool read_words(Reader *reader, KmError *err)
{
    size_t method;
    size_t weight;
    size_t step;
    if (!km_header_word(&reader->header, "method", methods, COUNT(methods), &method, err) ||
        !km_header_word(&reader->header, "step", steps, COUNT(steps), &step, err) ||
        !km_header_word(&reader->header, "weight", weights, COUNT(weights), &weight, err)) {
        return false;
    }
    reader->design->text.method = (KmEffectMethod)method;
    reader->design->text.by_units = weight == 1;
    reader->design->text.by_month = step == 1;
    return true;
}

/* "no; why: text" */
static bool read_causal(Reader *reader, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(&reader->header, "causal");
    const char *semicolon = strchr(entry->value, ';');
    const char *why = semicolon == NULL ? NULL : strstr(semicolon, "why:");
    if (why != NULL && why[4 + strspn(why + 4, " ")] != '\0') {
        const char *word = km_trim(reader->arena, entry->value, (size_t)(semicolon - entry->value));
        reader->design->text.is_causal = strcmp(word, "yes") == 0;
        reader->design->text.causal_nl = km_trim(reader->arena, why + 4, strlen(why + 4));
        if (reader->design->text.is_causal || strcmp(word, "no") == 0) {
            return true;
        }
    }
    return refuse(reader, entry->line, err, "'causal' is not yes or no with its reason",
                  "write 'no; why: …' or 'yes; why: …'; the reason is printed, in Dutch");
}

static bool read_strata(Reader *reader, KmError *err)
{
    KmEffectDesign *design = reader->design;
    const KmHeaderEntry *entry = km_header_find(&reader->header, "strata");
    bool is_matched = design->text.method == KM_EFFECT_MATCHED;
    if (!is_matched) {
        return entry == NULL || refuse(reader, entry->line, err,
                                       "only method before-after-matched has the key 'strata'",
                                       "leave the line out, or change the method");
    }
    if (entry == NULL) {
        return refuse(reader, reader->header.end, err,
                      "a matched comparison needs the key 'strata'",
                      "write '-- strata: wijk, leeftijd' above the first section");
    }
    design->strata_line = entry->line;
    design->n_strata = km_split(reader->arena, entry->value, ',', &design->strata);
    return (design->n_strata >= 1 && design->n_strata <= KM_MOST_STRATA) ||
           refuse(reader, entry->line, err, "'strata' names no dimensions, or too many",
                  "one to eight dimensions of the outcome's units, separated by commas");
}

static bool place_sections(Reader *reader, const KmLabelledSql *found, size_t n, KmError *err)
{
    KmEffectDesign *design = reader->design;
    KmSection *asked = KM_NEW_ARRAY(reader->arena, KmSection, n);
    for (size_t i = 0; i < n; i++) {
        if (design->sections[found[i].kind] != NULL) {
            return refuse(reader, found[i].line, err,
                          km_format(reader->arena, "there are two sections '-- %s: …'",
                                    sections[found[i].kind]),
                          "put all in one SELECT, with UNION where needed");
        }
        design->sections[found[i].kind] = &found[i];
        asked[i] = (KmSection){.kind = KM_SECTION_POPULATION,
                               .label = found[i].label,
                               .sql = found[i].sql,
                               .line = found[i].line};
    }
    design->body.sections = asked;
    design->body.n_sections = n;
    return true;
}

static bool check_sections(Reader *reader, KmError *err)
{
    KmEffectDesign *design = reader->design;
    const KmLabelledSql *comparison = design->sections[KM_DESIGN_COMPARISON];
    bool is_series = design->text.method == KM_EFFECT_SERIES;
    int64_t end = reader->header.end;
    if (design->sections[KM_DESIGN_TREATED] == NULL) {
        return refuse(reader, end, err, "there is no section '-- treated: …'",
                      "say who was treated, and from which day");
    }
    if (comparison == NULL && !is_series) {
        return refuse(reader, end, err, "there is no section '-- comparison: …'",
                      "say who was never treated; only method its goes without");
    }
    if (comparison != NULL && is_series) {
        return refuse(reader, comparison->line, err, "method its has no section '-- comparison: …'",
                      "take the section out, or use method did");
    }
    design->text.treated_nl = design->sections[KM_DESIGN_TREATED]->label;
    design->text.comparison_nl = comparison == NULL ? "" : comparison->label;
    if (design->sections[KM_DESIGN_CLUSTER] == NULL) {
        design->text.least = 1; /* a cluster is one unit */
    }
    return true;
}

static bool check_series(Reader *reader, KmError *err)
{
    const KmEffectText *text = &reader->design->text;
    if (text->method != KM_EFFECT_SERIES || (text->before >= 8 && text->after >= 4)) {
        return true;
    }
    return refuse(reader, km_header_find(&reader->header, "before")->line, err,
                  "a series needs 8 quarters (or months) before the start and 4 after at least",
                  "write '-- before: 8' and '-- after: 4' or more");
}

/* What the catalogue and a session ask of a definition: who uses which contracts and words. */
static bool read_body(Reader *reader, KmError *err)
{
    KmEffectDesign *design = reader->design;
    const KmHeaderEntry *uses = km_header_find(&reader->header, "uses");
    const KmHeaderEntry *actions = km_header_find(&reader->header, "actions");
    KmUse *parsed;
    const char **codes;
    if (!km_uses_parse(reader->arena, reader->lines->file, uses, &parsed, &design->body.n_uses,
                       err)) {
        return false;
    }
    if (km_split(reader->arena, actions->value, ',', &codes) == 0) {
        return refuse(reader, actions->line, err, "'actions' names no action", "write A1.1");
    }
    design->text.actions = actions->value;
    design->text.action = codes[0];
    design->body.uses = parsed;
    design->body.uses_line = uses->line;
    design->body.actions_line = actions->line;
    design->body.file = reader->lines->file;
    design->body.counts = "";
    design->body.text = (KmIndicatorText){.id = design->text.id,
                                          .actions = design->text.actions,
                                          .action = design->text.action,
                                          .kind = KM_KIND_COUNT,
                                          .grondslag = ""};
    return true;
}

bool km_effect_design_read(KmArena *arena, const char *file, const char *bytes, size_t length,
                           KmEffectDesign *ret_design, KmError *err)
{
    static const KmSectionNames known = {sections, COUNT(sections),
                                         "begin it with '-- treated: label', '-- comparison: "
                                         "label' or '-- cluster: label'"};
    KmFileLines lines;
    KmLabelledSql *found = NULL;
    size_t n_found = 0;
    KmEffectDesign design = {.file = file, .sql = km_strndup(arena, bytes, length)};
    Reader reader = {.arena = arena, .lines = &lines, .design = &design};
    if (!km_file_lines(arena, file, bytes, length, &lines, err) ||
        !km_header_read(&lines, keys, COUNT(keys), stops, COUNT(stops), &reader.header, err) ||
        !km_header_complete(&reader.header, keys, COUNT(keys), err) || !read_name(&reader, err)) {
        return false;
    }
    read_texts(&reader);
    if (!read_numbers(&reader, err) || !read_words(&reader, err) || !read_causal(&reader, err) ||
        !read_strata(&reader, err) || !check_series(&reader, err) || !read_body(&reader, err) ||
        !km_labelled_read(&lines, &known, &found, &n_found, err) ||
        !place_sections(&reader, found, n_found, err) || !check_sections(&reader, err) ||
        !km_examples_read(&lines, &km_effect_measures, &design.examples, &design.n_examples, err)) {
        return false;
    }
    *ret_design = design;
    return true;
}
