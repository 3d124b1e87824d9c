/* The header keys that belong to some kinds only: `within`, `of`, `by`, `reference` …, `form`. */
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "indicators/definition/readers.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct {
    KmArena *arena;
    const KmHeader *header;
    KmDefinition *definition;
} Reader;

static const struct {
    const char *name;
    KmIndicatorKind kind; /* the only one that has it */
    bool is_required;     /* … and needs it */
    const char *expected;
} owned[] = {
    {"within", KM_KIND_DURATION, false, "whole numbers of days: 42, 56, 91"},
    {"of", KM_KIND_GAP, true, "the id of a proportion or mean, such as vve-bereik"},
    {"by", KM_KIND_GAP, true, "a dimension of that indicator, such as thuistaal"},
    {"reference", KM_KIND_GAP, true, "the most advantaged group, such as nl, or ordered"},
    {"against", KM_KIND_GAP, false, "a code, rest or allen"},
    {"measure", KM_KIND_GAP, false, "difference, ratio or slope"},
};

static bool refuse(const Reader *reader, int64_t line, KmError *err, const char *message,
                   const char *remedy)
{
    (void)km_error_at(err, KM_ERROR_DEFINITION, reader->header->file, line, 0, "%s", message);
    return km_error_hint(err, "%s", remedy);
}

static bool check_owned(const Reader *reader, KmError *err)
{
    KmIndicatorKind kind = reader->definition->text.kind;
    for (size_t i = 0; i < COUNT(owned); i++) {
        const KmHeaderEntry *entry = km_header_find(reader->header, owned[i].name);
        if (entry != NULL && kind != owned[i].kind) {
            return refuse(reader, entry->line, err,
                          km_format(reader->arena, "only kind %s has the key '%s'",
                                    km_kind_name(owned[i].kind), owned[i].name),
                          "leave the line out, or change the kind");
        }
        if (entry == NULL && kind == owned[i].kind && owned[i].is_required) {
            return refuse(
                reader, reader->header->end, err,
                km_format(reader->arena, "a gap needs the key '%s'", owned[i].name),
                km_format(reader->arena, "write '-- %s: …': %s", owned[i].name, owned[i].expected));
        }
    }
    return true;
}

/* What other kinds must have and a gap takes from its base. */
static bool check_body_keys(const Reader *reader, KmError *err)
{
    static const char *const names[] = {"form", "uses"};
    static const char *const expected[] = {"spells or state",
                                           "the contracts it reads, such as bevolking"};
    bool is_gap = reader->definition->text.kind == KM_KIND_GAP;
    for (size_t i = 0; i < COUNT(names); i++) {
        const KmHeaderEntry *entry = km_header_find(reader->header, names[i]);
        if (is_gap && entry != NULL) {
            return refuse(reader, entry->line, err,
                          km_format(reader->arena, "a gap has no key '%s'", names[i]),
                          "leave the line out: it is that of the indicator in `of`");
        }
        if (!is_gap && entry == NULL) {
            return refuse(reader, reader->header->end, err,
                          km_format(reader->arena, "the key '%s' is missing", names[i]),
                          km_format(reader->arena, "write '-- %s: …' above the first section: %s",
                                    names[i], expected[i]));
        }
    }
    return true;
}

static bool read_within(Reader *reader, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(reader->header, "within");
    const char **pieces = NULL;
    if (entry == NULL) {
        return true;
    }
    size_t n = km_split(reader->arena, entry->value, ',', &pieces);
    int *days = KM_NEW_ARRAY(reader->arena, int, n + 1);
    for (size_t i = 0; i < n; i++) {
        int64_t day = 0;
        if (!km_parse_int(pieces[i], strlen(pieces[i]), &day) || day < 0 || day > 3660 ||
            (i > 0 && day <= days[i - 1])) {
            return refuse(reader, entry->line, err, "'within' is no ascending list of days",
                          "write whole numbers of days: 42, 56, 91");
        }
        days[i] = (int)day;
    }
    reader->definition->text.within = days;
    reader->definition->text.n_within = n;
    return true;
}

static bool check_duration(const Reader *reader, KmError *err)
{
    const KmIndicatorText *text = &reader->definition->text;
    if (text->kind != KM_KIND_DURATION) {
        return true;
    }
    if (reader->definition->form != KM_FORM_SPELLS) {
        return refuse(reader, km_header_find(reader->header, "form")->line, err,
                      "a duration needs form spells",
                      "population spells start the clock, hit spells stop it");
    }
    return !km_time_is_day(text->time) ||
           refuse(reader, km_header_find(reader->header, "time")->line, err,
                  "a duration needs a window: a state on one day has no starts",
                  "write COH, KP, R12 or SJ; R12 follows everyone who started in a year");
}

static bool read_measure(Reader *reader, KmError *err)
{
    static const char *const measures[] = {"difference", "ratio", "slope"};
    size_t measure = 0;
    if (!km_header_word(reader->header, "measure", measures, COUNT(measures), &measure, err)) {
        return false;
    }
    KmIndicatorText *text = &reader->definition->text;
    text->gap_measure = (KmGapMeasure)measure;
    return text->gap_measure != KM_GAP_SLOPE || text->gaps[0].reference == NULL ||
           refuse(reader, km_header_find(reader->header, "measure")->line, err,
                  "a slope needs ordered groups",
                  "write '-- reference: ordered' for the first dimension, or measure difference");
}

static bool read_gaps(Reader *reader, KmError *err)
{
    KmIndicatorText *text = &reader->definition->text;
    const KmHeaderEntry *by = km_header_find(reader->header, "by");
    const KmHeaderEntry *reference = km_header_find(reader->header, "reference");
    const KmHeaderEntry *against = km_header_find(reader->header, "against");
    const char **dimensions = NULL;
    const char **references = NULL;
    const char **others = NULL;
    size_t n = km_split(reader->arena, by->value, ',', &dimensions);
    size_t n_references = km_split(reader->arena, reference->value, ',', &references);
    size_t n_others = against == NULL ? n : km_split(reader->arena, against->value, ',', &others);
    if (n == 0 || n_references != n || n_others != n) {
        return refuse(reader,
                      n_references != n || against == NULL ? reference->line : against->line, err,
                      "there is not one group for each dimension of 'by'",
                      "write as many, in the same order, separated by commas");
    }
    KmGapText *gaps = KM_NEW_ARRAY(reader->arena, KmGapText, n);
    for (size_t i = 0; i < n; i++) {
        bool is_ordered = strcmp(references[i], "ordered") == 0;
        gaps[i] = (KmGapText){dimensions[i], is_ordered ? NULL : references[i],
                              others == NULL ? "rest" : others[i]};
    }
    text->gap_of = km_header_text(reader->header, "of");
    text->gaps = gaps;
    text->n_gaps = n;
    const KmHeaderEntry *standard = km_header_find(reader->header, "standard");
    text->gap_standard = standard == NULL ? NULL : standard->value;
    reader->definition->of_line = km_header_find(reader->header, "of")->line;
    reader->definition->dimensions_line = by->line;
    if (km_header_find(reader->header, "dimensions") != NULL) {
        return refuse(reader, km_header_find(reader->header, "dimensions")->line, err,
                      "a gap has no key 'dimensions'", "its dimensions are those of 'by'");
    }
    return read_measure(reader, err);
}

bool km_kind_keys_read(KmArena *arena, const KmHeader *header, KmDefinition *definition,
                       KmError *err)
{
    Reader reader = {arena, header, definition};
    if (!check_owned(&reader, err) || !check_body_keys(&reader, err) ||
        !read_within(&reader, err) || !check_duration(&reader, err)) {
        return false;
    }
    return definition->text.kind != KM_KIND_GAP || read_gaps(&reader, err);
}
