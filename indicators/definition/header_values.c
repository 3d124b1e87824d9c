/* Values of header keys that have a form of their own: codes, uses, norms. */
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "indicators/definition/readers.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool refuse(const char *file, const KmHeaderEntry *entry, const char *found, KmError *err,
                   const char *expected)
{
    return km_error_at(err, KM_ERROR_DEFINITION, file, entry->line, 0,
                       "'%.80s' in the key '%s'; expected %s", found, entry->key, expected);
}

static bool parse_code(KmArena *arena, const char *piece, KmCodeText *ret_code)
{
    const char *equals = strchr(piece, '=');
    const char *bar = equals == NULL ? NULL : strchr(equals, '|');
    if (bar == NULL) {
        return false;
    }
    ret_code->code = km_trim(arena, piece, (size_t)(equals - piece));
    ret_code->label_nl = km_trim(arena, equals + 1, (size_t)(bar - equals) - 1);
    ret_code->label_en = km_trim(arena, bar + 1, strlen(bar + 1));
    return km_is_name(ret_code->code) && ret_code->label_nl[0] != '\0' &&
           ret_code->label_en[0] != '\0';
}

bool km_codes_parse(KmArena *arena, const char *file, const KmHeaderEntry *entry,
                    KmDimensionText *ret_dimension, KmError *err)
{
    const char **pieces;
    size_t n = km_split(arena, entry->value, ';', &pieces);
    KmCodeText *codes = KM_NEW_ARRAY(arena, KmCodeText, n);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (pieces[i][0] == '\0' && i + 1 == n) {
            break;
        }
        if (!parse_code(arena, pieces[i], &codes[count])) {
            return refuse(file, entry, pieces[i], err,
                          "code=Dutch label|English label, separated by semicolons");
        }
        for (size_t j = 0; j < count; j++) {
            if (strcmp(codes[j].code, codes[count].code) == 0) {
                return refuse(file, entry, pieces[i], err, "each code once");
            }
        }
        count++;
    }
    ret_dimension->codes = codes;
    ret_dimension->n_codes = count;
    return count > 0 || refuse(file, entry, entry->value, err, "at least one code");
}

bool km_uses_parse(KmArena *arena, const char *file, const KmHeaderEntry *entry, KmUse **ret_uses,
                   size_t *ret_count, KmError *err)
{
    static const char *const marks[] = {"hit", "miss", "dimension", "possible"};
    static const KmUseKind kinds[] = {KM_USE_HIT, KM_USE_MISS, KM_USE_DIMENSION, KM_USE_POSSIBLE};
    const char **pieces;
    size_t n = km_split(arena, entry->value, ',', &pieces);
    KmUse *uses = KM_NEW_ARRAY(arena, KmUse, n);
    for (size_t i = 0; i < n; i++) {
        const char **parts;
        size_t n_parts = km_split(arena, pieces[i], '/', &parts);
        if (n_parts < 1 || n_parts > 2 || !km_is_name(parts[0])) {
            return refuse(file, entry, pieces[i], err, "a contract, or contract/hit");
        }
        uses[i] = (KmUse){parts[0], KM_USE_POPULATION};
        for (size_t m = 0; n_parts == 2 && m <= COUNT(marks); m++) {
            if (m == COUNT(marks)) {
                return km_refuse_word(err, file, entry->line, "mark of a use", parts[1], marks,
                                      COUNT(marks));
            }
            if (strcmp(marks[m], parts[1]) == 0) {
                uses[i].kind = kinds[m];
                break;
            }
        }
    }
    *ret_uses = uses;
    *ret_count = n;
    return true;
}

static bool parse_norm_word(const char *const *words, size_t n, KmNorm *norm)
{
    if (n < 2 || n % 2 != 0 || !km_parse_real(words[1], strlen(words[1]), &norm->value)) {
        return false;
    }
    for (size_t i = 2; i < n; i += 2) {
        bool is_from = strcmp(words[i], "from") == 0;
        KmDate *date = is_from ? &norm->from : &norm->to;
        if ((!is_from && strcmp(words[i], "to") != 0) ||
            !km_date_parse_iso(words[i + 1], strlen(words[i + 1]), date)) {
            return false;
        }
    }
    return norm->from < norm->to;
}

bool km_norm_parse(KmArena *arena, const char *file, const KmHeaderEntry *entry, KmNorm *ret_norm,
                   KmError *err)
{
    static const char *const types[] = {"legal", "inspectorate", "national-mean", "local-target"};
    static const char form[] = "type value [from date] [to date] source: text, such as "
                               "'legal 1 from 2020-08-01 source: Besluit …'";
    KmNorm norm = {.from = KM_DATE_EVER, .to = KM_DATE_OPEN};
    const char *source = strstr(entry->value, "source:");
    const char **words;
    if (source == NULL || source[7 + strspn(source + 7, " ")] == '\0') {
        return refuse(file, entry, entry->value, err, form);
    }
    char *front = km_trim(arena, entry->value, (size_t)(source - entry->value));
    size_t n = km_split(arena, front, ' ', &words);
    if (!parse_norm_word(words, n, &norm)) {
        return refuse(file, entry, entry->value, err, form);
    }
    for (size_t i = 0; i < COUNT(types); i++) {
        if (strcmp(types[i], words[0]) == 0) {
            norm.type = (KmNormType)i;
            norm.source = km_trim(arena, source + 7, strlen(source + 7));
            *ret_norm = norm;
            return true;
        }
    }
    return km_refuse_word(err, file, entry->line, "type of norm", words[0], types, COUNT(types));
}
