#include "indicators/definition/definition.h"

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "indicators/definition/readers.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const kinds[] = {"proportion", "mean",         "rate", "count",
                                    "duration",   "distribution", "gap"};
static const char *const levels[] = {"input", "process", "output", "effect"};
static const char *const tiers[] = {"core", "additional"};
static const char *const writings[] = {"number", "percent"};
static const char *const directions[] = {"up", "down", "target", "neutral"};
static const char *const sides[] = {"both", "hit", "miss", "group", "none"};
static const char *const forms[] = {"spells", "state"};
static const char *const times[] = {"KE", "COH", "KP", "R12", "OKT", "FEB", "SJ"};
static const char *const grounds[] = {"wonend", "schoolgaand", "locatie"};
static const char *const stops[] = {"population", "excluded", "hit", "unknown", "state", "example"};

static const KmHeaderKey keys[] = {
    {"id", true, false, "the file's name without .sql"},
    {"version", true, false, "the date of this definition, such as 2026-09-01"},
    {"actions", true, false, "A1.3, A1.2; the first is the primary one"},
    {"order", true, false, "a whole number: the place within the action"},
    {"title", true, false, "the Dutch title"},
    {"title-en", true, false, "the English title"},
    {"question", true, false, "the question it answers, in plain Dutch"},
    {"question-en", true, false, "the question it answers, in English"},
    {"counts", true, false, "kind, locatie, gezin, partner, … "},
    {"unit", true, false, "what is counted, a Dutch plural"},
    {"unit-en", true, false, "what is counted, an English plural"},
    {"population-text", true, false, "who is in the population, in Dutch"},
    {"hit-text", true, false, "what makes a hit, in Dutch"},
    {"time-text", true, false, "the moment or window, in Dutch"},
    {"kind", true, false, "proportion, mean, rate, count, distribution, duration or gap"},
    {"form", false, false, "spells or state"},
    {"grondslag", true, false, "wonend, schoolgaand or locatie"},
    {"time", true, false, "KE, COH, KP, R12, OKT, FEB or SJ"},
    {"level", true, false, "input, process, output or effect"},
    {"tier", false, false, "core or additional"},
    {"direction", true, false, "up, down, target or neutral"},
    {"sensitive", true, false, "hit, miss, both, group or none, then '; why: …' in Dutch"},
    {"decimals", false, false, ""},
    {"written", false, false, "number or percent"},
    {"norm", false, true, ""},
    {"dimensions", false, false, ""},
    {"crosses", false, false, ""},
    {"cluster", false, false, "a dimension whose members are alike, such as school"},
    {"category", false, false, ""},
    {"category-title", false, false, ""},
    {"category-title-en", false, false, ""},
    {"categories", false, false, ""},
    {"uses", false, false, "the contracts it reads, such as bevolking, ko_plaatsing/hit"},
    {"sources", true, false, "who delivers, in Dutch"},
    {"limitation", true, false, "what the figure does not say, in Dutch"},
    {"lag", false, false, ""},
    {"delay", false, false, ""},
    {"break", false, true, ""},
    {"within", false, false, ""},
    {"of", false, false, "the id of a proportion or mean"},
    {"by", false, false, "dimensions of that indicator"},
    {"reference", false, false, "per dimension the most advantaged group, or ordered"},
    {"against", false, false, ""},
    {"measure", false, false, ""},
    {"standard", false, false, "a dimension of that indicator"},
};

typedef struct {
    KmArena *arena;
    const char *file;
    KmHeader header;
    KmDefinition *definition;
} Reader;

static bool refuse(const Reader *reader, const KmHeaderEntry *entry, KmError *err,
                   const char *expected)
{
    return km_error_at(err, KM_ERROR_DEFINITION, reader->file, entry->line, 0,
                       "'%s' is '%.60s'; expected %s", entry->key, entry->value, expected);
}

static void read_texts(const Reader *reader, KmIndicatorText *text)
{
    const KmHeader *h = &reader->header;
    text->version = km_header_text(h, "version");
    text->title_nl = km_header_text(h, "title");
    text->title_en = km_header_text(h, "title-en");
    text->question_nl = km_header_text(h, "question");
    text->question_en = km_header_text(h, "question-en");
    text->unit_nl = km_header_text(h, "unit");
    text->unit_en = km_header_text(h, "unit-en");
    text->population_nl = km_header_text(h, "population-text");
    text->hit_nl = km_header_text(h, "hit-text");
    text->time_nl = km_header_text(h, "time-text");
    text->grondslag = km_header_text(h, "grondslag");
    text->limitation_nl = km_header_text(h, "limitation");
    text->sources_nl = km_header_text(h, "sources");
    text->source_file = reader->file;
}

static bool read_words(Reader *reader, KmError *err)
{
    const KmHeader *h = &reader->header;
    KmDefinition *d = reader->definition;
    size_t kind, level, tier, direction, form, time, ground, written;
    if (!km_header_word(h, "kind", kinds, COUNT(kinds), &kind, err) ||
        !km_header_word(h, "form", forms, COUNT(forms), &form, err) ||
        !km_header_word(h, "time", times, COUNT(times), &time, err) ||
        !km_header_word(h, "grondslag", grounds, COUNT(grounds), &ground, err) ||
        !km_header_word(h, "level", levels, COUNT(levels), &level, err) ||
        !km_header_word(h, "tier", tiers, COUNT(tiers), &tier, err) ||
        !km_header_word(h, "written", writings, COUNT(writings), &written, err) ||
        !km_header_word(h, "direction", directions, COUNT(directions), &direction, err)) {
        return false;
    }
    d->text.kind = (KmIndicatorKind)kind;
    d->text.level = (KmIndicatorLevel)level;
    d->text.tier = (KmTier)tier;
    d->text.direction = (KmDirection)direction;
    d->form = (KmForm)form;
    d->text.time = (KmTimeRule)time;
    d->text.is_percent = written == 1;
    if (d->text.is_percent && d->text.kind != KM_KIND_RATE) {
        return refuse(reader, km_header_find(h, "written"), err,
                      "a rate: a proportion is a percentage already, others are none");
    }
    return true;
}

static bool check_delay(const Reader *reader, KmError *err)
{
    const KmIndicatorText *text = &reader->definition->text;
    if (text->delay == 0 || !(km_time_is_day(text->time) || km_time_is_yearly(text->time))) {
        return true;
    }
    (void)km_error_at(err, KM_ERROR_DEFINITION, reader->file,
                      km_header_find(&reader->header, "delay")->line, 0,
                      "time %s has no window that could be delayed", km_time_name(text->time));
    return km_error_hint(err, "leave the line out; COH, KP and R12 know a delay");
}

static bool read_numbers(Reader *reader, KmError *err)
{
    const KmHeader *h = &reader->header;
    KmDefinition *d = reader->definition;
    return km_header_int(h, "order", (KmHeaderRange){0, 9999, 0}, &d->order, err) &&
           km_header_int(h, "decimals", (KmHeaderRange){0, 4, 1}, &d->text.decimals, err) &&
           km_header_int(h, "lag", (KmHeaderRange){0, 104, 0}, &d->text.lag_weeks, err) &&
           km_header_int(h, "delay", (KmHeaderRange){0, 8, 0}, &d->text.delay, err) &&
           check_delay(reader, err);
}

static bool read_id(Reader *reader, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(&reader->header, "id");
    const char *base = km_path_base(reader->file);
    if (!km_is_name(entry->value)) {
        return refuse(reader, entry, err, "small letters, digits and hyphens, at most 64");
    }
    if (!km_text_equal(base, km_format(reader->arena, "%s.sql", entry->value))) {
        (void)km_error_at(err, KM_ERROR_DEFINITION, reader->file, entry->line, 0,
                          "the id is '%s' but the file is called '%.80s'", entry->value, base);
        return km_error_hint(err, "call the file %s.sql, or change the id", entry->value);
    }
    reader->definition->text.id = entry->value;
    const KmHeaderEntry *counts = km_header_find(&reader->header, "counts");
    if (!km_is_name(counts->value)) {
        return refuse(reader, counts, err,
                      "what one unit is: kind, locatie, gezin, partner, professional, sessie, …");
    }
    reader->definition->counts = counts->value;
    const KmHeaderEntry *version = km_header_find(&reader->header, "version");
    KmDate date;
    return km_date_parse_iso(version->value, strlen(version->value), &date) ||
           refuse(reader, version, err, "a date such as 2026-09-01");
}

/* A1.1 … A9.9, M1 … M9; which ones exist is the plan register's business. */
static bool is_action(const char *code)
{
    if (code[0] == 'M') {
        return code[1] >= '1' && code[1] <= '9' && code[2] == '\0';
    }
    return code[0] == 'A' && code[1] >= '1' && code[1] <= '9' && code[2] == '.' && code[3] >= '1' &&
           code[3] <= '9' && code[4] == '\0';
}

static bool read_actions(Reader *reader, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(&reader->header, "actions");
    const char **actions;
    size_t n = km_split(reader->arena, entry->value, ',', &actions);
    KmText all = km_text_init(reader->arena);
    for (size_t i = 0; i < n; i++) {
        if (!is_action(actions[i])) {
            return refuse(reader, entry, err, "actions such as A1.3 or M1, separated by commas");
        }
        km_text_addf(&all, "%s%s", i == 0 ? "" : ",", actions[i]);
    }
    reader->definition->text.action = actions[0];
    reader->definition->text.actions = all.bytes;
    reader->definition->actions_line = entry->line;
    return true;
}

/* What may be told however few there are: nobody is behind such a unit. */
static bool is_thing(const char *counts)
{
    static const char *const things[] = {"werkgroep", "actie", "regel", "levering", "verzoek"};
    for (size_t i = 0; i < COUNT(things); i++) {
        if (strcmp(things[i], counts) == 0) {
            return true;
        }
    }
    return false;
}

static bool may_be_none(Reader *reader, const KmHeaderEntry *entry, KmError *err)
{
    const KmDefinition *definition = reader->definition;
    if (definition->text.sensitive != KM_SENSITIVE_NONE || is_thing(definition->counts)) {
        return true;
    }
    (void)km_error_at(err, KM_ERROR_DEFINITION, reader->file, entry->line, 0,
                      "'none' is for units that no people stand behind (werkgroep, actie, regel, "
                      "levering, verzoek), and this indicator counts %s",
                      definition->counts);
    return km_error_hint(err, "write 'group': then only the size of a group is protected");
}

/* "miss; why: text" */
static bool read_sensitive(Reader *reader, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(&reader->header, "sensitive");
    const char *semicolon = strchr(entry->value, ';');
    const char *why = semicolon == NULL ? NULL : strstr(semicolon, "why:");
    if (why == NULL || why[4 + strspn(why + 4, " ")] == '\0') {
        return refuse(reader, entry, err,
                      "a side and the reason: 'miss; why: …'; the reason is printed");
    }
    char *side = km_trim(reader->arena, entry->value, (size_t)(semicolon - entry->value));
    for (size_t i = 0; i < COUNT(sides); i++) {
        if (strcmp(sides[i], side) == 0) {
            reader->definition->text.sensitive = (KmSensitiveSide)i;
            reader->definition->text.sensitive_why_nl =
                km_trim(reader->arena, why + 4, strlen(why + 4));
            return may_be_none(reader, entry, err);
        }
    }
    return km_refuse_word(err, reader->file, entry->line, "sensitive side", side, sides,
                          COUNT(sides));
}

static bool read_norms(Reader *reader, KmError *err)
{
    KmNorm *norms = KM_NEW_ARRAY(reader->arena, KmNorm, reader->header.count);
    size_t n = 0;
    for (size_t i = 0; i < reader->header.count; i++) {
        const KmHeaderEntry *entry = &reader->header.entries[i];
        if (strcmp(entry->key, "norm") == 0 &&
            !km_norm_parse(reader->arena, reader->file, entry, &norms[n++], err)) {
            return false;
        }
    }
    reader->definition->text.norms = norms;
    reader->definition->text.n_norms = n;
    return true;
}

static bool check_norms(Reader *reader, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(&reader->header, "norm");
    if (entry == NULL || reader->definition->text.kind != KM_KIND_DISTRIBUTION) {
        return true;
    }
    (void)km_error_at(err, KM_ERROR_DEFINITION, reader->file, entry->line, 0,
                      "a distribution has no norm: its shares always add up to a whole");
    return km_error_hint(err,
                         "take the line out; a norm for one category needs a proportion of its "
                         "own");
}

/* "2024-08-01 reden": from that day on something else is measured. */
static bool read_breaks(Reader *reader, KmError *err)
{
    KmSeriesBreak *breaks = KM_NEW_ARRAY(reader->arena, KmSeriesBreak, reader->header.count);
    size_t n = 0;
    for (size_t i = 0; i < reader->header.count; i++) {
        const KmHeaderEntry *entry = &reader->header.entries[i];
        size_t length = strcspn(entry->value, " ");
        if (strcmp(entry->key, "break") != 0) {
            continue;
        }
        breaks[n].reason =
            km_trim(reader->arena, entry->value + length, strlen(entry->value + length));
        if (!km_date_parse_iso(entry->value, length, &breaks[n].date) ||
            breaks[n].reason[0] == '\0') {
            return refuse(reader, entry, err,
                          "a day and the reason, in Dutch: '2024-08-01 nieuwe toets'");
        }
        if (n > 0 && breaks[n].date <= breaks[n - 1].date) {
            return refuse(reader, entry, err, "a later day than that of the break before");
        }
        n++;
    }
    reader->definition->text.breaks = breaks;
    reader->definition->text.n_breaks = n;
    return true;
}

/* A distribution brings its own dimension; other kinds may not. */
static bool read_category(Reader *reader, KmDimensionText *ret_own, KmError *err)
{
    static const char *const needed[] = {"category", "category-title", "category-title-en",
                                         "categories"};
    bool is_distribution = reader->definition->text.kind == KM_KIND_DISTRIBUTION;
    for (size_t i = 0; i < COUNT(needed); i++) {
        const KmHeaderEntry *entry = km_header_find(&reader->header, needed[i]);
        if (is_distribution && entry == NULL) {
            return km_error_at(err, KM_ERROR_DEFINITION, reader->file, reader->header.end, 0,
                               "a distribution needs the key '%s'", needed[i]);
        }
        if (!is_distribution && entry != NULL) {
            return km_error_at(err, KM_ERROR_DEFINITION, reader->file, entry->line, 0,
                               "only kind distribution has the key '%s'", needed[i]);
        }
    }
    if (!is_distribution) {
        return true;
    }
    ret_own->name = km_header_text(&reader->header, "category");
    ret_own->label_nl = km_header_text(&reader->header, "category-title");
    ret_own->label_en = km_header_text(&reader->header, "category-title-en");
    reader->definition->category = ret_own->name;
    return km_codes_parse(reader->arena, reader->file,
                          km_header_find(&reader->header, "categories"), ret_own, err);
}

static bool read_dimensions(Reader *reader, KmError *err)
{
    KmDefinition *d = reader->definition;
    const KmHeaderEntry *entry = km_header_find(&reader->header, "dimensions");
    const char **names = NULL;
    size_t n = entry == NULL ? 0 : km_split(reader->arena, entry->value, ',', &names);
    KmDimensionText *dimensions = KM_NEW_ARRAY(reader->arena, KmDimensionText, n + 1);
    if (!read_category(reader, &dimensions[0], err)) {
        return false;
    }
    size_t own = d->category == NULL ? 0 : 1;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < own + i; j++) {
            if (strcmp(dimensions[j].name, names[i]) == 0) {
                return refuse(reader, entry, err, "each dimension once");
            }
        }
        dimensions[own + i].name = names[i];
    }
    d->dimensions_line = entry == NULL ? 0 : entry->line;
    d->text.dimensions = dimensions;
    d->text.n_dimensions = own + n;
    return true;
}

static bool read_cross(Reader *reader, const KmHeaderEntry *entry, const char *text,
                       KmCross *ret_cross, KmError *err)
{
    const KmIndicatorText *t = &reader->definition->text;
    const char **pair;
    if (km_split(reader->arena, text, '*', &pair) != 2 || strcmp(pair[0], pair[1]) == 0) {
        return refuse(reader, entry, err, "two dimensions with a star: wijk*thuistaal");
    }
    const char **names = KM_NEW_ARRAY(reader->arena, const char *, t->n_dimensions + 1);
    for (size_t i = 0; i < t->n_dimensions; i++) {
        names[i] = t->dimensions[i].name;
    }
    for (size_t i = 0; i < 2; i++) {
        if (km_dimension_text(t, pair[i]) == NULL) {
            return km_refuse_word(err, reader->file, entry->line, "declared dimension", pair[i],
                                  names, t->n_dimensions);
        }
        ret_cross->dim[i] = pair[i];
    }
    return true;
}

static bool read_crosses(Reader *reader, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(&reader->header, "crosses");
    const char **texts = NULL;
    size_t n = entry == NULL ? 0 : km_split(reader->arena, entry->value, ',', &texts);
    KmCross *crosses = KM_NEW_ARRAY(reader->arena, KmCross, n);
    for (size_t i = 0; i < n; i++) {
        if (!read_cross(reader, entry, texts[i], &crosses[i], err)) {
            return false;
        }
    }
    reader->definition->crosses = crosses;
    reader->definition->n_crosses = n;
    return true;
}

static bool read_cluster(Reader *reader, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(&reader->header, "cluster");
    if (entry == NULL) {
        return true;
    }
    if (reader->definition->text.kind != KM_KIND_PROPORTION &&
        reader->definition->text.kind != KM_KIND_MEAN) {
        return refuse(reader, entry, err, "only a proportion or a mean with a cluster");
    }
    reader->definition->cluster = entry->value;
    reader->definition->cluster_line = entry->line;
    return true;
}

bool km_definition_has_dimension(const KmDefinition *definition, const char *name)
{
    return km_dimension_text(&definition->text, name) != NULL ||
           (definition->cluster != NULL && strcmp(definition->cluster, name) == 0);
}

static bool read_uses(Reader *reader, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(&reader->header, "uses");
    KmUse *uses;
    if (entry == NULL) { /* a gap has those of its base */
        return true;
    }
    if (!km_uses_parse(reader->arena, reader->file, entry, &uses, &reader->definition->n_uses,
                       err)) {
        return false;
    }
    reader->definition->uses = uses;
    reader->definition->uses_line = entry->line;
    return true;
}

static bool read_header(Reader *reader, KmFileLines *lines, KmError *err)
{
    if (!km_header_read(lines, keys, COUNT(keys), stops, COUNT(stops), &reader->header, err) ||
        !km_header_complete(&reader->header, keys, COUNT(keys), err)) {
        return false;
    }
    read_texts(reader, &reader->definition->text);
    return read_id(reader, err) && read_words(reader, err) && read_numbers(reader, err) &&
           read_actions(reader, err) && read_sensitive(reader, err) && read_norms(reader, err) &&
           read_breaks(reader, err) && read_dimensions(reader, err) && read_crosses(reader, err) &&
           read_cluster(reader, err) &&
           km_kind_keys_read(reader->arena, &reader->header, reader->definition, err) &&
           check_norms(reader, err) && read_uses(reader, err);
}

bool km_definition_read(KmArena *arena, const char *file, const char *bytes, size_t length,
                        KmDefinition *ret_definition, KmError *err)
{
    KmFileLines lines;
    KmDefinition definition = {.file = file, .sql = km_strndup(arena, bytes, length)};
    Reader reader = {.arena = arena, .file = file, .definition = &definition};
    if (!km_file_lines(arena, file, bytes, length, &lines, err) ||
        !read_header(&reader, &lines, err) || !km_body_read(&lines, &definition, err) ||
        !km_examples_read(&lines, &km_figure_measures, &definition.examples, &definition.n_examples,
                          err)) {
        return false;
    }
    definition.text.definition_hash = km_hash16(arena, km_definition_canonical(arena, &definition));
    *ret_definition = definition;
    return true;
}
