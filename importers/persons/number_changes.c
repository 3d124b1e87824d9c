#include "importers/persons/number_changes.h"

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "importers/persons/link_evidence.h"
#include "importers/reading/csv_reader.h"
#include "importers/reading/input.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_COLUMNS = 2, OLD = 0, NEW = 1, SIDES = 2 };

typedef struct {
    int64_t line;
    int64_t persons[SIDES];
} Pair;

typedef struct {
    KmArena *arena;
    KmStore *store;
    KmPersons *persons;
    const KmKey *key;
    const char *file;
    KmDate known;
    int number[SIDES], version[SIDES]; /* columns; version −1: none */
    Pair *pairs;
    size_t n_pairs, pairs_capacity;
    size_t faults_capacity;
    KmNumberChanges changes;
} Changes;

static void refuse(Changes *c, int64_t line, int column, const char *reason)
{
    KmNumberChanges *changes = &c->changes;
    KM_GROW(c->arena, changes->faults, changes->n_faults, c->faults_capacity);
    changes->faults[changes->n_faults++] = (KmNumberFault){line, column, reason};
}

/* --- the header ------------------------------------------------------------------------------- */

static char separator_of(KmSlice head)
{
    for (size_t i = 0; i < head.length && head.bytes[i] != '\n'; i++) {
        if (strchr(";,\t", head.bytes[i]) != NULL) {
            return head.bytes[i];
        }
    }
    return ';';
}

typedef struct {
    const char *names[5];
} Names;

static const Names number_names[SIDES] = {
    {{"oud_nummer", "onderwijsnummer", "oud_pseudoniem", "oud", NULL}},
    {{"nieuw_nummer", "bsn", "nieuw_pseudoniem", "nieuw", NULL}},
};
static const Names version_names[SIDES] = {
    {{"oude_sleutelversie", "sleutelversie_oud", "sleutelversie", NULL}},
    {{"nieuwe_sleutelversie", "sleutelversie_nieuw", "sleutelversie", NULL}},
};

/* The first column that has one of the names; −1: none. */
static int column_named(KmArena *arena, const KmRecord *record, const Names *names)
{
    for (int i = 0; i < record->n_fields; i++) {
        KmSlice cell = km_slice_trim(record->fields[i]);
        const char *folded = km_text_fold(arena, cell.bytes, cell.length);
        for (size_t k = 0; names->names[k] != NULL; k++) {
            if (strcmp(folded, names->names[k]) == 0) {
                return i;
            }
        }
    }
    return -1;
}

static bool take_header(Changes *c, const KmRecord *record, KmError *err)
{
    bool good = record->broken == 0;
    for (int side = 0; good && side < SIDES; side++) {
        c->number[side] = column_named(c->arena, record, &number_names[side]);
        c->version[side] = column_named(c->arena, record, &version_names[side]);
        good = c->number[side] >= 0;
    }
    if (good) {
        return true;
    }
    (void)km_error_at(err, KM_ERROR_INPUT, c->file, record->line, 0,
                      "this is no table of changed numbers; expected the header "
                      "'oud nummer;nieuw nummer'");
    return km_error_hint(err, "make a CSV file with those two columns; for pseudonyms add a column "
                              "'sleutelversie'");
}

/* --- a line ----------------------------------------------------------------------------------- */

static const char *take_pseudonym(const Changes *c, const KmRecord *record, int side,
                                  uint8_t *pseudonym, int64_t *ret_person)
{
    KmSlice version = {0};
    if (c->version[side] >= 0 && c->version[side] < record->n_fields) {
        version = km_slice_trim(record->fields[c->version[side]]);
    }
    if (version.length == 0) {
        return km_format(c->arena,
                         "a pseudonym without its key version; expected %s in a column "
                         "'sleutelversie'",
                         km_key_id(c->key));
    }
    int generation = km_key_generation_of(c->key, version.bytes, version.length);
    if (generation < 0) {
        return km_format(c->arena, "a pseudonym made with another key; expected the key version %s",
                         km_key_id(c->key));
    }
    km_pseudonym_renew(c->key, (size_t)generation, pseudonym);
    if (km_persons_is_erased_pseudonym(c->persons, pseudonym)) {
        return "this child was erased";
    }
    *ret_person = km_persons_of_pseudonym(c->persons, pseudonym);
    return NULL;
}

/* Why not, or NULL. */
static const char *take_number(const Changes *c, const KmRecord *record, int side,
                               int64_t *ret_person)
{
    uint32_t number = 0;
    KmPersonKind kind = KM_PERSON_BSN;
    uint8_t pseudonym[KM_PSEUDONYM_BYTES];
    char class[KM_VALUE_CLASS_BYTES];
    KmSlice cell = km_slice_trim(record->fields[c->number[side]]);
    if (km_field_pseudonym(cell, pseudonym) == KM_RULE_NONE) {
        return take_pseudonym(c, record, side, pseudonym, ret_person);
    }
    KmRule rule = km_field_person(cell, &number, &kind);
    if (rule != KM_RULE_NONE && rule != KM_RULE_PERSON_ODD) {
        km_value_class(cell, class);
        return km_format(c->arena, "not a BSN, onderwijsnummer or pseudonym (%s)",
                         km_value_class_english(c->arena, class));
    }
    if (km_persons_is_erased_number(c->persons, number, kind)) {
        return "this child was erased";
    }
    *ret_person = km_persons_of_number(c->persons, number, kind, NULL);
    return NULL;
}

static void take_line(Changes *c, const KmRecord *record)
{
    Pair pair = {.line = record->line};
    c->changes.lines++;
    if (record->broken != 0 || record->n_fields <= c->number[OLD] ||
        record->n_fields <= c->number[NEW]) {
        refuse(c, record->line, record->broken, "expected two numbers");
        return;
    }
    for (int side = 0; side < SIDES; side++) {
        const char *fault = take_number(c, record, side, &pair.persons[side]);
        if (fault != NULL) {
            refuse(c, record->line, c->number[side] + 1, fault);
            return;
        }
    }
    if (pair.persons[OLD] == pair.persons[NEW]) {
        refuse(c, record->line, 0, "the old and the new number are the same");
        return;
    }
    KM_GROW(c->arena, c->pairs, c->n_pairs, c->pairs_capacity);
    c->pairs[c->n_pairs++] = pair;
}

static bool is_blank(const KmRecord *record)
{
    for (int i = 0; i < record->n_fields; i++) {
        if (km_slice_trim(record->fields[i]).length > 0) {
            return false;
        }
    }
    return record->broken == 0;
}

/* What Excel writes and reads above a header: `sep=;`. */
static bool is_separator_line(const KmRecord *record)
{
    KmSlice cell = record->fields[0];
    return record->line == 1 && cell.length >= 4 && memcmp(cell.bytes, "sep=", 4) == 0;
}

static bool take_lines(Changes *c, KmCsvReader *reader, KmError *err)
{
    KmRecord record;
    bool has_header = false;
    int got = km_csv_next(reader, &record, err);
    while (got == 1) {
        bool is_line = !is_blank(&record) && !is_separator_line(&record);
        if (is_line && has_header) {
            take_line(c, &record);
        } else if (is_line && !take_header(c, &record, err)) {
            return false;
        }
        has_header = has_header || is_line;
        got = km_csv_next(reader, &record, err);
    }
    if (got == 0 && c->changes.lines == 0) {
        return km_error_at(err, KM_ERROR_INPUT, c->file, 0, 0,
                           has_header ? "the table holds no numbers" : "the file is empty");
    }
    return got == 0;
}

/* --- the links -------------------------------------------------------------------------------- */

static const char *const verdicts[] = {
    [KM_LINK_FITS] = NULL,
    [KM_LINK_OTHER_BIRTH] = "these two have different birth dates in what was delivered",
    [KM_LINK_OTHER_SEX] = "these two are of different sex in what was delivered",
    [KM_LINK_SIDE_BY_SIDE] = "one file shows these two side by side on the same days: they are two "
                             "children, perhaps twins",
};

static bool link_pair(Changes *c, KmLinkEvidence *evidence, const Pair *pair, KmError *err)
{
    KmPersonLink link = {.old = pair->persons[OLD], .new = pair->persons[NEW], .known = c->known};
    bool added = false;
    if (!km_person_link_add(c->store, &link, &added, err)) {
        if (err->kind != KM_ERROR_INPUT) {
            return false;
        }
        refuse(c, pair->line, 0, km_strdup(c->arena, err->message));
        km_error_clear(err);
        return true;
    }
    const char *fault =
        added ? verdicts[km_link_evidence_join(evidence, link.old, link.new)] : NULL;
    if (fault != NULL) {
        refuse(c, pair->line, 0, fault);
    } else {
        *(added ? &c->changes.added : &c->changes.before) += 1;
    }
    return true;
}

static bool link_all(Changes *c, KmError *err)
{
    KmLinkEvidence *evidence = NULL;
    int64_t *persons = KM_NEW_ARRAY(c->arena, int64_t, SIDES * c->n_pairs + 1);
    for (size_t i = 0; i < c->n_pairs; i++) {
        persons[SIDES * i] = c->pairs[i].persons[OLD];
        persons[SIDES * i + 1] = c->pairs[i].persons[NEW];
    }
    /* The store refers to both. */
    bool ok =
        km_persons_save(c->persons, err) &&
        km_link_evidence_read(c->store, c->arena, persons, SIDES * c->n_pairs, &evidence, err);
    for (size_t i = 0; ok && i < c->n_pairs; i++) {
        ok = link_pair(c, evidence, &c->pairs[i], err);
    }
    return ok;
}

static int by_line(const void *left, const void *right)
{
    const KmNumberFault *a = left;
    const KmNumberFault *b = right;
    return (a->line > b->line) - (a->line < b->line);
}

static bool judge(Changes *c, KmError *err)
{
    KmNumberChanges *changes = &c->changes;
    if (changes->n_faults == 0) {
        return true;
    }
    qsort(changes->faults, changes->n_faults, sizeof *changes->faults, by_line);
    const KmNumberFault *first = &changes->faults[0];
    (void)km_error_at(err, KM_ERROR_INPUT, c->file, first->line, first->column, "%s",
                      first->reason);
    (void)km_error_context(err,
                           "nothing was linked: of %lld lines %zu refused, %lld could be linked, "
                           "%lld were before",
                           (long long)changes->lines, changes->n_faults, (long long)changes->added,
                           (long long)changes->before);
    return km_error_hint(err, "correct these lines or take them out, and give the table again");
}

bool km_number_changes_import(KmArena *arena, KmStore *store, const KmKey *key, const char *path,
                              KmDate known, KmNumberChanges *ret_changes, KmError *err)
{
    Changes c = {
        .arena = arena, .store = store, .key = key, .file = km_path_base(path), .known = known};
    KmInput *input = NULL;
    if (!km_key_bind(key, store, err) || !km_input_open(arena, path, &input, err)) {
        return false;
    }
    KmCsvOptions options = {
        .file = c.file, .separator = separator_of(km_input_head(input)), .columns = LEAST_COLUMNS};
    bool good = km_input_rewind(input, err) && km_persons_open(arena, store, key, &c.persons, err);
    if (good) {
        KmCsvReader *reader = km_csv_open(arena, km_input_source(input), &options);
        good = take_lines(&c, reader, err) && link_all(&c, err) && judge(&c, err);
        km_csv_close(reader);
        km_persons_close(c.persons);
    }
    km_input_close(input);
    *ret_changes = c.changes;
    return good;
}
