#include "indicators/definition/header.h"

#include "engine/base/number.h"
#include "engine/base/text.h"

#include <string.h>

enum { MOST_LINES = 20000 };

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

char *km_trim(KmArena *arena, const char *text, size_t length)
{
    while (length > 0 && is_space(text[0])) {
        text++;
        length--;
    }
    while (length > 0 && is_space(text[length - 1])) {
        length--;
    }
    return km_strndup(arena, text, length);
}

static bool is_key_start(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_key_letter(char c)
{
    return is_key_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool km_is_name(const char *text)
{
    size_t n = strlen(text);
    if (n == 0 || n > 64 || !(is_key_start(text[0]) || (text[0] >= '0' && text[0] <= '9'))) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!is_key_letter(text[i])) {
            return false;
        }
    }
    return true;
}

size_t km_split(KmArena *arena, const char *text, char separator, const char ***ret_pieces)
{
    const char **pieces = NULL;
    size_t count = 0, capacity = 0;
    if (text[strspn(text, " \t")] == '\0') {
        *ret_pieces = NULL;
        return 0;
    }
    for (;;) {
        const char *end = strchr(text, separator);
        size_t length = end == NULL ? strlen(text) : (size_t)(end - text);
        KM_GROW(arena, pieces, count, capacity);
        pieces[count++] = km_trim(arena, text, length);
        if (end == NULL) {
            break;
        }
        text = end + 1;
    }
    *ret_pieces = pieces;
    return count;
}

/* `key argument: value`; the colon is followed by white space or the line's end. */
static bool read_key(KmArena *arena, const char *text, KmFileLine *line)
{
    if (!is_key_start(text[0])) {
        return false;
    }
    size_t key = 0;
    while (is_key_letter(text[key])) {
        key++;
    }
    const char *colon = strchr(text, ':');
    if (colon == NULL || (colon[1] != '\0' && !is_space(colon[1])) ||
        (text[key] != ':' && !is_space(text[key]))) {
        return false;
    }
    line->key = km_strndup(arena, text, key);
    line->argument = km_trim(arena, text + key, (size_t)(colon - text) - key);
    line->value = km_trim(arena, colon + 1, strlen(colon + 1));
    return true;
}

static void classify(KmArena *arena, KmFileLine *line)
{
    const char *text = line->text;
    line->key = line->argument = line->value = "";
    if (text[strspn(text, " \t")] == '\0') {
        line->kind = KM_LINE_BLANK;
    } else if (text[0] != '-' || text[1] != '-') {
        line->kind = KM_LINE_SQL;
    } else if (text[2 + strspn(text + 2, " \t")] == '\0') {
        line->kind = KM_LINE_BLANK;
    } else if (is_space(text[2]) && is_space(text[3])) {
        line->kind = KM_LINE_MORE;
        line->value = km_trim(arena, text + 2, strlen(text + 2));
    } else if (is_space(text[2]) && read_key(arena, text + 3, line)) {
        line->kind = KM_LINE_KEY;
    } else {
        line->kind = KM_LINE_NOTE;
    }
}

static bool is_clean(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)bytes[i] < ' ' && bytes[i] != '\t') {
            return false;
        }
    }
    return km_utf8_valid(bytes, length);
}

bool km_file_lines(KmArena *arena, const char *file, const char *bytes, size_t length,
                   KmFileLines *ret_lines, KmError *err)
{
    KmFileLine *lines = NULL;
    size_t count = 0, capacity = 0;
    size_t at = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < length) {
        const char *end = memchr(bytes + at, '\n', length - at);
        size_t next = end == NULL ? length : (size_t)(end - bytes) + 1;
        size_t stop = end == NULL ? length : next - 1;
        stop -= stop > at && bytes[stop - 1] == '\r';
        int64_t number = (int64_t)count + 1;
        if (!is_clean(bytes + at, stop - at)) {
            (void)km_error_at(err, KM_ERROR_DEFINITION, file, number, 0,
                              "this line is not plain UTF-8 text");
            return km_error_hint(err, "save the file as UTF-8, without control characters");
        }
        if (count == MOST_LINES) {
            return km_error_at(err, KM_ERROR_LIMIT, file, number, 0,
                               "a definition may have at most %d lines", MOST_LINES);
        }
        KM_GROW(arena, lines, count, capacity);
        lines[count] =
            (KmFileLine){.number = number, .text = km_strndup(arena, bytes + at, stop - at)};
        classify(arena, &lines[count]);
        count++;
        at = next;
    }
    *ret_lines = (KmFileLines){.arena = arena, .file = file, .lines = lines, .count = count};
    return true;
}

bool km_refuse_word(KmError *err, const char *file, int64_t line, const char *what,
                    const char *word, const char *const *candidates, size_t n_candidates)
{
    const char *nearest = km_text_nearest(word, candidates, n_candidates);
    (void)km_error_at(err, KM_ERROR_DEFINITION, file, line, 0, "there is no %s '%.60s'", what,
                      word);
    if (nearest != NULL) {
        return km_error_hint(err, "did you mean '%s'?", nearest);
    }
    char all[300] = "";
    size_t used = 0;
    for (size_t i = 0; i < n_candidates; i++) {
        size_t n = strlen(candidates[i]);
        if (used + n + 8 > sizeof all) {
            memcpy(all + used, ", …", sizeof ", …");
            break;
        }
        memcpy(all + used, ", ", 2);
        memcpy(all + used + 2, candidates[i], n + 1);
        used += n + 2;
    }
    return km_error_hint(err, "expected one of: %s", used == 0 ? "(none)" : all + 2);
}

static const KmHeaderKey *find_key(const KmHeaderKey *keys, size_t n_keys, const char *name)
{
    for (size_t i = 0; i < n_keys; i++) {
        if (strcmp(keys[i].name, name) == 0) {
            return &keys[i];
        }
    }
    return NULL;
}

static bool is_one_of(const char *word, const char *const *words, size_t n_words)
{
    for (size_t i = 0; i < n_words; i++) {
        if (strcmp(words[i], word) == 0) {
            return true;
        }
    }
    return false;
}

typedef struct {
    KmFileLines *lines;
    const KmHeaderKey *keys;
    size_t n_keys;
    KmHeaderEntry *entries;
    size_t count, capacity;
} HeaderReader;

static bool refuse_key(const HeaderReader *reader, const KmFileLine *line, KmError *err)
{
    const char **names = KM_NEW_ARRAY(reader->lines->arena, const char *, reader->n_keys);
    for (size_t i = 0; i < reader->n_keys; i++) {
        names[i] = reader->keys[i].name;
    }
    return km_refuse_word(err, reader->lines->file, line->number, "header key", line->key, names,
                          reader->n_keys);
}

static bool add_entry(HeaderReader *reader, const KmFileLine *line, KmError *err)
{
    const char *file = reader->lines->file;
    const KmHeaderKey *key = find_key(reader->keys, reader->n_keys, line->key);
    if (key == NULL || line->argument[0] != '\0') {
        return refuse_key(reader, line, err);
    }
    for (size_t i = 0; i < reader->count && !key->repeats; i++) {
        if (strcmp(reader->entries[i].key, key->name) == 0) {
            (void)km_error_at(err, KM_ERROR_DEFINITION, file, line->number, 0,
                              "the key '%s' stands here for the second time; first on line %lld",
                              key->name, (long long)reader->entries[i].line);
            return km_error_hint(err, "leave one of the two");
        }
    }
    KM_GROW(reader->lines->arena, reader->entries, reader->count, reader->capacity);
    reader->entries[reader->count++] = (KmHeaderEntry){key->name, line->value, line->number};
    return true;
}

static bool add_line(HeaderReader *reader, const KmFileLine *line, KmError *err)
{
    if (line->kind == KM_LINE_BLANK) {
        return true;
    }
    if (line->kind == KM_LINE_KEY) {
        return add_entry(reader, line, err);
    }
    if (line->kind == KM_LINE_MORE && reader->count > 0) {
        KmHeaderEntry *entry = &reader->entries[reader->count - 1];
        entry->value = km_format(reader->lines->arena, "%s%s%s", entry->value,
                                 entry->value[0] == '\0' ? "" : " ", line->value);
        return true;
    }
    (void)km_error_at(err, KM_ERROR_DEFINITION, reader->lines->file, line->number, 0,
                      "this line of the header is not '-- key: value'");
    return km_error_hint(err, "a value goes on in lines that begin with '--' and two spaces");
}

bool km_header_read(KmFileLines *lines, const KmHeaderKey *keys, size_t n_keys,
                    const char *const *stops, size_t n_stops, KmHeader *ret_header, KmError *err)
{
    HeaderReader reader = {.lines = lines, .keys = keys, .n_keys = n_keys};
    size_t at = lines->at;
    for (; at < lines->count; at++) {
        const KmFileLine *line = &lines->lines[at];
        bool is_stop = line->kind == KM_LINE_KEY && is_one_of(line->key, stops, n_stops);
        bool is_gap = n_stops == 0 && reader.count > 0 && line->kind == KM_LINE_BLANK;
        if (is_stop || is_gap || line->kind == KM_LINE_SQL) {
            break;
        }
        if (!add_line(&reader, line, err)) {
            return false;
        }
    }
    lines->at = at;
    int64_t end = at < lines->count ? lines->lines[at].number : (int64_t)lines->count;
    *ret_header = (KmHeader){lines->file, reader.entries, reader.count, end < 1 ? 1 : end};
    return true;
}

const KmHeaderEntry *km_header_find(const KmHeader *header, const char *key)
{
    for (size_t i = 0; i < header->count; i++) {
        if (strcmp(header->entries[i].key, key) == 0) {
            return &header->entries[i];
        }
    }
    return NULL;
}

const char *km_header_text(const KmHeader *header, const char *key)
{
    const KmHeaderEntry *entry = km_header_find(header, key);
    return entry == NULL ? "" : entry->value;
}

bool km_header_complete(const KmHeader *header, const KmHeaderKey *keys, size_t n_keys,
                        KmError *err)
{
    for (size_t i = 0; i < n_keys; i++) {
        const KmHeaderEntry *entry = km_header_find(header, keys[i].name);
        if (!keys[i].is_required || (entry != NULL && entry->value[0] != '\0')) {
            continue;
        }
        (void)km_error_at(err, KM_ERROR_DEFINITION, header->file,
                          entry == NULL ? header->end : entry->line, 0, "the key '%s' %s",
                          keys[i].name, entry == NULL ? "is missing" : "is empty");
        return km_error_hint(err, "write '-- %s: …' above the first section: %s", keys[i].name,
                             keys[i].expected);
    }
    return true;
}

bool km_header_word(const KmHeader *header, const char *key, const char *const *words,
                    size_t n_words, size_t *ret_index, KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(header, key);
    if (entry == NULL) {
        *ret_index = 0;
        return true;
    }
    for (size_t i = 0; i < n_words; i++) {
        if (strcmp(words[i], entry->value) == 0) {
            *ret_index = i;
            return true;
        }
    }
    return km_refuse_word(err, header->file, entry->line, key, entry->value, words, n_words);
}

bool km_header_int(const KmHeader *header, const char *key, KmHeaderRange range, int *ret_value,
                   KmError *err)
{
    const KmHeaderEntry *entry = km_header_find(header, key);
    int64_t value = range.otherwise;
    if (entry != NULL && (!km_parse_int(entry->value, strlen(entry->value), &value) ||
                          value < range.low || value > range.high)) {
        return km_error_at(err, KM_ERROR_DEFINITION, header->file, entry->line, 0,
                           "'%s' is '%.40s'; expected a whole number from %lld to %lld", key,
                           entry->value, (long long)range.low, (long long)range.high);
    }
    *ret_value = (int)value;
    return true;
}
