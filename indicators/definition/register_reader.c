#include "engine/base/file.h"
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "indicators/definition/readers.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const KmHeaderKey keys[] = {
    {"register", true, false, "the file's name without .sql"},
    {"order", true, false, "a whole number; registers run in this order"},
    {"form", true, false, "table or spells"},
    {"title", true, false, "Dutch"},
    {"uses", true, false, "the contracts it reads"},
    {"columns", false, false, "name and type, separated by commas"},
    {"dimension", false, false, "the dimension's name"},
    {"title-en", false, false, "English"},
    {"unit", false, false, "kind or locatie"},
    {"list", false, false, "a code list, or codes"},
    {"codes", false, false, "code=Dutch|English; …"},
    {"income", false, false, "yes or no"},
    {"names", false, false, "contract, column with the code, column with the name"},
    {"within", false, false, "the wider dimension with codes: *"},
    {"class", false, false, "a column of names, then ascending bounds: schoolweging, 25, 30, 35"},
};

static bool refuse(const KmHeader *header, int64_t line, KmError *err, const char *message,
                   const char *remedy)
{
    (void)km_error_at(err, KM_ERROR_DEFINITION, header->file, line, 0, "%s", message);
    return km_error_hint(err, "%s", remedy);
}

static bool read_columns(KmArena *arena, const KmHeader *header, KmRegister *reg, KmError *err)
{
    static const char *const types[] = {"person", "date", "text", "int", "real"};
    const KmHeaderEntry *entry = km_header_find(header, "columns");
    const char **pieces = NULL;
    size_t n = entry == NULL ? 0 : km_split(arena, entry->value, ',', &pieces);
    if (n == 0) {
        return refuse(header, header->end, err, "form table needs the key 'columns'",
                      "write '-- columns: kind person, van date, reden text'");
    }
    KmRegisterColumn *columns = KM_NEW_ARRAY(arena, KmRegisterColumn, n);
    for (size_t i = 0; i < n; i++) {
        const char **words;
        if (km_split(arena, pieces[i], ' ', &words) != 2 || !km_is_name(words[0])) {
            return refuse(header, entry->line, err, "a column is not 'name type'",
                          "write '-- columns: kind person, van date, reden text'");
        }
        size_t t = 0;
        while (t < COUNT(types) && strcmp(types[t], words[1]) != 0) {
            t++;
        }
        if (t == COUNT(types)) {
            return km_refuse_word(err, header->file, entry->line, "column type", words[1], types,
                                  COUNT(types));
        }
        columns[i] = (KmRegisterColumn){words[0], types[t]};
    }
    reg->columns = columns;
    reg->n_columns = n;
    return true;
}

/* What only a dimension with any code has: where its names stand, and within what it lies. */
static bool read_open(KmArena *arena, const KmHeader *header, KmRegister *reg, KmError *err)
{
    static const char *const owned[] = {"names", "within", "class"};
    for (size_t i = 0; i < COUNT(owned); i++) {
        const KmHeaderEntry *entry = km_header_find(header, owned[i]);
        if (entry != NULL && !reg->dimension.is_open) {
            return refuse(header, entry->line, err,
                          "only a dimension with 'codes: *' has names, within and class",
                          "leave the line out, or write '-- codes: *'");
        }
    }
    const KmHeaderEntry *names = km_header_find(header, "names");
    const KmHeaderEntry *within = km_header_find(header, "within");
    const KmHeaderEntry *class = km_header_find(header, "class");
    if (names != NULL && km_split(arena, names->value, ',', &reg->names) != 3) {
        return refuse(header, names->line, err, "'names' is not a contract and two columns",
                      "write '-- names: locatie, brin, naam'");
    }
    reg->dimension.within = within == NULL ? NULL : within->value;
    if (class == NULL) {
        return true;
    }
    const char **words;
    size_t n = km_split(arena, class->value, ',', &words);
    double *bounds = KM_NEW_ARRAY(arena, double, n + 1);
    bool is_good = names != NULL && n >= 2;
    for (size_t i = 1; i < n && is_good; i++) {
        is_good = km_parse_real(words[i], strlen(words[i]), &bounds[i - 1]) &&
                  (i == 1 || bounds[i - 2] < bounds[i - 1]);
    }
    if (!is_good) {
        return refuse(header, class->line, err,
                      "'class' is not a column of 'names' and ascending bounds",
                      "write '-- class: schoolweging, 25, 30, 35', with '-- names: …'");
    }
    reg->class_column = reg->dimension.class_nl = words[0];
    reg->class_bounds = bounds;
    reg->n_class_bounds = n - 1;
    return true;
}

static bool read_dimension(KmArena *arena, const KmHeader *header, KmRegister *reg, KmError *err)
{
    static const char *const needed[] = {"dimension", "title-en", "unit"};
    static const char *const answers[] = {"no", "yes"};
    for (size_t i = 0; i < COUNT(needed); i++) {
        if (km_header_find(header, needed[i]) == NULL) {
            (void)km_error_at(err, KM_ERROR_DEFINITION, header->file, header->end, 0,
                              "form spells needs the key '%s'", needed[i]);
            return km_error_hint(err, "write '-- %s: …' above the SELECT", needed[i]);
        }
    }
    const KmHeaderEntry *codes = km_header_find(header, "codes");
    const KmHeaderEntry *list = km_header_find(header, "list");
    if ((codes == NULL) == (list == NULL)) {
        return refuse(header, header->end, err, "form spells needs one of 'list' and 'codes'",
                      "name a file of importers/codes, or write the codes here");
    }
    reg->dimension.is_open = codes != NULL && km_text_equal(codes->value, "*");
    size_t income;
    if (!km_header_word(header, "income", answers, COUNT(answers), &income, err) ||
        (codes != NULL && !reg->dimension.is_open &&
         !km_codes_parse(arena, header->file, codes, &reg->dimension, err))) {
        return false;
    }
    reg->is_income = reg->dimension.is_income = income == 1;
    reg->unit = km_header_text(header, "unit");
    reg->list = list == NULL ? NULL : list->value;
    reg->dimension.name = km_header_text(header, "dimension");
    reg->dimension.label_nl = km_header_text(header, "title");
    reg->dimension.label_en = km_header_text(header, "title-en");
    return read_open(arena, header, reg, err);
}

static bool read_sql(KmFileLines *lines, KmRegister *reg, KmError *err)
{
    KmText sql = km_text_init(lines->arena);
    if (lines->at == lines->count) {
        (void)km_error_at(err, KM_ERROR_DEFINITION, lines->file, (int64_t)lines->count, 0,
                          "this register holds no SELECT");
        return km_error_hint(err, "write one SELECT below the header");
    }
    reg->line = lines->lines[lines->at].number;
    for (; lines->at < lines->count; lines->at++) {
        km_text_add(&sql, lines->lines[lines->at].text);
        km_text_add_char(&sql, '\n');
    }
    reg->sql = sql.bytes;
    return true;
}

static bool read_values(KmArena *arena, const KmHeader *header, KmRegister *reg, KmError *err)
{
    static const char *const forms[] = {"table", "spells"};
    size_t form;
    KmUse *uses;
    const KmHeaderEntry *name = km_header_find(header, "register");
    if (!km_is_name(name->value) ||
        !km_text_equal(km_path_base(header->file), km_format(arena, "%s.sql", name->value))) {
        return refuse(header, name->line, err, "the register is not called as its file",
                      "small letters, digits and _; the file is that name with .sql");
    }
    reg->name = name->value;
    if (!km_header_word(header, "form", forms, COUNT(forms), &form, err) ||
        !km_header_int(header, "order", (KmHeaderRange){0, 9999, 0}, &reg->order, err) ||
        !km_uses_parse(arena, header->file, km_header_find(header, "uses"), &uses, &reg->n_uses,
                       err)) {
        return false;
    }
    reg->uses = uses;
    reg->form = form == 0 ? KM_REGISTER_TABLE : KM_REGISTER_DIMENSION;
    return form == 0 ? read_columns(arena, header, reg, err)
                     : read_dimension(arena, header, reg, err);
}

bool km_register_read(KmArena *arena, const char *file, const char *bytes, size_t length,
                      KmRegister *ret_register, KmError *err)
{
    KmFileLines lines;
    KmHeader header;
    KmRegister reg = {.file = file};
    if (!km_file_lines(arena, file, bytes, length, &lines, err) ||
        !km_header_read(&lines, keys, COUNT(keys), NULL, 0, &header, err) ||
        !km_header_complete(&header, keys, COUNT(keys), err) ||
        !read_values(arena, &header, &reg, err) || !read_sql(&lines, &reg, err)) {
        return false;
    }
    *ret_register = reg;
    return true;
}
