#include "importers/contract/codelist.h"

#include "engine/base/pool.h"
#include "engine/base/text.h"
#include "importers/contract/json_read.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SHOWN = 12 };

typedef struct {
    KmJson json;
    KmCodeList *list;
    KmCode *codes;
    KmDialectWord *words;
    size_t n_words, capacity;
    KmPool *spellings; /* each with the number of its word */
} Loading;

static bool is_code_name(const char *code)
{
    size_t n = strspn(code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+.");
    return n > 0 && code[n] == '\0';
}

static const char *fold_word(KmArena *arena, const char *word)
{
    const char *folded = km_text_fold(arena, word, strlen(word));
    return folded[0] == '\0' ? word : folded;
}

/* A spelling that two codes claim is a fault; one code may list it twice. */
static bool add_word(Loading *loading, const char *word, int code, KmError *err)
{
    const char *folded = fold_word(loading->json.arena, word);
    size_t number = km_pool_add_text(loading->spellings, folded);
    if (number < loading->n_words) {
        return loading->words[number].code == code ||
               km_json_fault(&loading->json, err, word,
                             "the spelling '%.60s' belongs to two codes of list %s", word,
                             loading->list->name);
    }
    KM_GROW(loading->json.arena, loading->words, loading->n_words, loading->capacity);
    loading->words[loading->n_words++] = (KmDialectWord){.folded = folded, .code = code};
    return true;
}

static bool load_code(Loading *loading, const json_t *item, KmError *err)
{
    static const char *const known[] = {"code", "order", "nl", "en", "dialects", "tile"};
    const KmJson *json = &loading->json;
    const char *code = km_json_text(json, item, "code", "");
    const char **dialects = NULL;
    size_t n = 0;
    if (!is_code_name(code)) {
        return km_json_fault(json, err, code,
                             "the code '%.60s' must be letters, digits, -, _, + or .", code);
    }
    if (!km_json_only(json, item, code, known, sizeof known / sizeof known[0], err) ||
        !km_json_strings(json, item, "dialects", &dialects, &n, err)) {
        return false;
    }
    bool is_unknown = km_text_equal(code, "onbekend");
    int index = is_unknown ? KM_CODE_UNKNOWN : (int)loading->list->n_codes;
    if (!is_unknown) {
        const char *nl = km_json_text(json, item, "nl", code);
        loading->codes[loading->list->n_codes++] = (KmCode){
            .code = code,
            .label_nl = nl,
            .label_en = km_json_text(json, item, "en", nl),
            .order = (int)json_integer_value(json_object_get(item, "order")),
        };
    }
    bool good = add_word(loading, code, index, err);
    for (size_t i = 0; i < n && good; i++) {
        good = add_word(loading, dialects[i], index, err);
    }
    return good;
}

static int by_folded(const void *a, const void *b)
{
    const KmDialectWord *x = a;
    const KmDialectWord *y = b;
    return strcmp(x->folded, y->folded);
}

/* A merger may name only codes of the list; what mergers do is the catalogue's affair. */
static bool check_mergers(const Loading *loading, KmError *err)
{
    const json_t *mergers = json_object_get(loading->json.root, "mergers");
    for (size_t i = 0; i < json_array_size(mergers); i++) {
        const char **members = NULL;
        size_t n = 0;
        const json_t *merger = json_array_get(mergers, i);
        if (!km_json_strings(&loading->json, merger, "members", &members, &n, err)) {
            return false;
        }
        for (size_t k = 0; k < n; k++) {
            bool found = false;
            for (size_t c = 0; c < loading->list->n_codes && !found; c++) {
                found = km_text_equal(loading->codes[c].code, members[k]);
            }
            if (!found) {
                return km_json_fault(&loading->json, err, members[k],
                                     "merger '%.40s' names '%.40s', which is no code of the list",
                                     km_json_text(&loading->json, merger, "id", "?"), members[k]);
            }
        }
    }
    return true;
}

static bool load_ambiguous(Loading *loading, KmError *err)
{
    static const char *const known[] = {"text", "codes"};
    const KmJson *json = &loading->json;
    const json_t *items = json_object_get(json->root, "ambiguous");
    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *item = json_array_get(items, i);
        const char *text = km_json_text(json, item, "text", "");
        const char **codes = NULL;
        size_t n = 0;
        if (!km_json_only(json, item, text, known, 2, err) ||
            !km_json_strings(json, item, "codes", &codes, &n, err)) {
            return false;
        }
        if (n < 2) {
            return km_json_fault(json, err, text, "'%.60s' must name two codes or more", text);
        }
        if (!add_word(loading, text, KM_CODE_AMBIGUOUS, err)) {
            return false;
        }
        KmText between = km_text_init(json->arena);
        for (size_t k = 0; k < n; k++) {
            km_text_addf(&between, "%s%s", k == 0 ? "" : ", ", codes[k]);
        }
        loading->words[loading->n_words - 1].between = between.bytes;
    }
    return true;
}

static bool load(Loading *loading, KmError *err)
{
    static const char *const known[] = {"name", "title", "codes", "mergers", "ambiguous"};
    const KmJson *json = &loading->json;
    const json_t *items = json_object_get(json->root, "codes");
    const json_t *title = json_object_get(json->root, "title");
    KmCodeList *list = loading->list;
    if (!km_json_only(json, json->root, "", known, 5, err)) {
        return false;
    }
    list->name = km_json_text(json, json->root, "name", "");
    list->title_nl = km_json_text(json, title, "nl", list->name);
    list->title_en = km_json_text(json, title, "en", list->title_nl);
    if (list->name[0] == '\0' || json_array_size(items) == 0) {
        return km_json_fault(json, err, "", "a code list needs a 'name' and 'codes'");
    }
    loading->codes = KM_NEW_ARRAY(json->arena, KmCode, json_array_size(items));
    for (size_t i = 0; i < json_array_size(items); i++) {
        if (!load_code(loading, json_array_get(items, i), err)) {
            return false;
        }
    }
    if (!add_word(loading, "onbekend", KM_CODE_UNKNOWN, err) || !load_ambiguous(loading, err) ||
        !check_mergers(loading, err)) {
        return false;
    }
    qsort(loading->words, loading->n_words, sizeof *loading->words, by_folded);
    list->codes = loading->codes;
    list->words = loading->words;
    list->n_words = loading->n_words;
    return true;
}

bool km_codelist_read(KmArena *arena, const char *path, KmCodeList **ret_list, KmError *err)
{
    Loading loading = {.list = KM_NEW(arena, KmCodeList), .spellings = km_pool_open(arena)};
    if (!km_json_open(arena, path, &loading.json, err)) {
        return false;
    }
    loading.list->file = loading.json.file;
    loading.list->text = loading.json.text.bytes;
    loading.list->hash = km_json_hash(&loading.json);
    bool good = load(&loading, err);
    km_json_close(&loading.json);
    *ret_list = good ? loading.list : NULL;
    return good;
}

static const KmDialectWord *find_word(const KmCodeList *list, KmSlice cell, KmArena *scratch)
{
    KmArenaMark mark = km_arena_mark(scratch);
    const char *text = km_strndup(scratch, cell.bytes, cell.length);
    KmDialectWord wanted = {.folded = fold_word(scratch, text)};
    const KmDialectWord *found =
        bsearch(&wanted, list->words, list->n_words, sizeof *list->words, by_folded);
    km_arena_reset(scratch, mark);
    return found;
}

int km_codelist_match(const KmCodeList *list, KmSlice cell, KmArena *scratch)
{
    const KmDialectWord *found = find_word(list, cell, scratch);
    return found == NULL ? KM_CODE_NO_MATCH : found->code;
}

const char *km_codelist_between(const KmCodeList *list, KmSlice cell, KmArena *scratch)
{
    const KmDialectWord *found = find_word(list, cell, scratch);
    return found == NULL ? NULL : found->between;
}

char *km_codelist_summary(KmArena *arena, const KmCodeList *list)
{
    KmText text = km_text_init(arena);
    for (size_t i = 0; i < list->n_codes && i < MOST_SHOWN; i++) {
        km_text_addf(&text, "%s%s", i == 0 ? "" : ", ", list->codes[i].code);
    }
    km_text_add(&text, list->n_codes > MOST_SHOWN ? ", …" : "");
    return text.bytes;
}
