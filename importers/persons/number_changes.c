#include "importers/persons/number_changes.h"

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "importers/reading/csv_reader.h"
#include "importers/reading/input.h"

#include <string.h>

enum { COLUMNS = 2 };

typedef struct {
    KmArena *arena;
    KmStore *store;
    KmPersons *persons;
    const char *file;
    KmDate known;
    KmNumberChanges changes;
} Changes;

static char separator_of(KmSlice head)
{
    for (size_t i = 0; i < head.length && head.bytes[i] != '\n'; i++) {
        if (strchr(";,\t", head.bytes[i]) != NULL) {
            return head.bytes[i];
        }
    }
    return ';';
}

static bool is_named(KmArena *arena, KmSlice cell, const char *one, const char *other)
{
    const char *folded = km_text_fold(arena, cell.bytes, cell.length);
    return strcmp(folded, one) == 0 || strcmp(folded, other) == 0;
}

static bool check_header(const Changes *c, const KmRecord *record, KmError *err)
{
    if (record->n_fields >= COLUMNS && record->broken == 0 &&
        is_named(c->arena, record->fields[0], "oud_nummer", "onderwijsnummer") &&
        is_named(c->arena, record->fields[1], "nieuw_nummer", "bsn")) {
        return true;
    }
    (void)km_error_at(err, KM_ERROR_INPUT, c->file, record->line, 0,
                      "this is no table of changed numbers; expected the header "
                      "'oud nummer;nieuw nummer'");
    return km_error_hint(err, "make a CSV file with those two columns");
}

static bool take_number(const Changes *c, const KmRecord *record, int column, int64_t *ret_person,
                        KmError *err)
{
    uint32_t number = 0;
    KmPersonKind kind = KM_PERSON_BSN;
    KmSlice cell = km_slice_trim(record->fields[column]);
    KmRule rule = km_field_person(cell, &number, &kind);
    if (rule != KM_RULE_NONE && rule != KM_RULE_PERSON_ODD) {
        char class[KM_VALUE_CLASS_BYTES];
        km_value_class(cell, class);
        return km_error_at(err, KM_ERROR_INPUT, c->file, record->line, column + 1,
                           "not a BSN or onderwijsnummer (%s); nothing was kept", class);
    }
    *ret_person = km_persons_of_number(c->persons, number, kind, NULL);
    return true;
}

static bool take_line(Changes *c, const KmRecord *record, KmError *err)
{
    KmPersonLink link = {.known = c->known};
    bool added = false;
    if (record->broken != 0 || record->n_fields < COLUMNS) {
        return km_error_at(err, KM_ERROR_INPUT, c->file, record->line, 0,
                           "expected two numbers; nothing was kept");
    }
    if (!take_number(c, record, 0, &link.old, err) || !take_number(c, record, 1, &link.new, err)) {
        return false;
    }
    c->changes.lines++;
    if (link.old == link.new) {
        return km_error_at(err, KM_ERROR_INPUT, c->file, record->line, 0,
                           "the old and the new number are the same; nothing was kept");
    }
    /* The store refers to both. */
    if (!km_persons_save(c->persons, err)) {
        return false;
    }
    if (!km_person_link_add(c->store, &link, &added, err)) {
        return err->kind == KM_ERROR_INPUT ? km_error_at(err, KM_ERROR_INPUT, c->file, record->line,
                                                         0, "%s", km_strdup(c->arena, err->message))
                                           : false;
    }
    *(added ? &c->changes.added : &c->changes.before) += 1;
    return true;
}

static bool take_lines(Changes *c, KmCsvReader *reader, KmError *err)
{
    KmRecord record;
    bool has_header = false;
    int got = km_csv_next(reader, &record, err);
    while (got == 1) {
        bool is_blank = record.n_fields == 1 && km_slice_trim(record.fields[0]).length == 0;
        if (!is_blank &&
            !(has_header ? take_line(c, &record, err) : check_header(c, &record, err))) {
            return false;
        }
        has_header = has_header || !is_blank;
        got = km_csv_next(reader, &record, err);
    }
    return got == 0 &&
           (has_header || km_error_at(err, KM_ERROR_INPUT, c->file, 0, 0, "the file is empty"));
}

bool km_number_changes_import(KmArena *arena, KmStore *store, const KmKey *key, const char *path,
                              KmDate known, KmNumberChanges *ret_changes, KmError *err)
{
    Changes c = {.arena = arena, .store = store, .file = km_path_base(path), .known = known};
    KmInput *input = NULL;
    if (!km_key_bind(key, store, err) || !km_input_open(arena, path, &input, err)) {
        return false;
    }
    KmCsvOptions options = {
        .file = c.file, .separator = separator_of(km_input_head(input)), .columns = COLUMNS};
    bool good = km_input_rewind(input, err) && km_persons_open(arena, store, key, &c.persons, err);
    if (good) {
        KmCsvReader *reader = km_csv_open(arena, km_input_source(input), &options);
        good = take_lines(&c, reader, err);
        km_csv_close(reader);
        km_persons_close(c.persons);
    }
    km_input_close(input);
    *ret_changes = c.changes;
    return good;
}
