#include "indicators/worktables/worktables.h"

#include "engine/base/pool.h"
#include "engine/base/text.h"

#include <string.h>
#include <strings.h>

size_t km_worktable_columns(KmArena *arena, const KmTableSpec *spec, const KmColumn **ret_columns)
{
    static const KmColumn own[KM_WORKTABLE_OWN_COLUMNS] = {
        {"levering", KM_COLUMN_INT, "", "", ""},     {"regel", KM_COLUMN_INT, "", "", ""},
        {"leverancier", KM_COLUMN_TEXT, "", "", ""}, {"van", KM_COLUMN_DATE, "", "", ""},
        {"tot", KM_COLUMN_DATE, "", "", ""},
    };
    size_t count = KM_WORKTABLE_OWN_COLUMNS + spec->n_columns;
    KmColumn *columns = KM_NEW_ARRAY(arena, KmColumn, count);
    memcpy(columns, own, sizeof own);
    if (spec->n_columns > 0) {
        memcpy(columns + KM_WORKTABLE_OWN_COLUMNS, spec->columns,
               spec->n_columns * sizeof *columns);
    }
    *ret_columns = columns;
    return count;
}

KmSpell km_worktable_spell(const KmTableSpec *spec, const KmCell *from, const KmCell *to)
{
    KmSpell spell = {KM_DATE_EVER, KM_DATE_OPEN};
    if (from->type == KM_CELL_INT) {
        spell.from = (KmDate)from->integer;
    }
    if (to->type == KM_CELL_INT && to->integer < KM_DATE_OPEN) {
        spell.to = (KmDate)to->integer + (spec->end_inclusive ? 1 : 0);
    }
    if (spell.to < spell.from) {
        spell.to = spell.from;
    }
    return spell;
}

static int no_rows(void *self, KmCell *cells, KmError *err)
{
    (void)self;
    (void)cells;
    (void)err;
    return 0;
}

bool km_worktable_make(KmArena *arena, const KmTableSpec *spec, KmRowSource source,
                       KmColumns **ret_table, KmError *err)
{
    const KmColumn *columns = NULL;
    size_t n_columns = km_worktable_columns(arena, spec, &columns);
    if (source.next == NULL) {
        source.next = no_rows;
    }
    return km_columns_make(spec->contract, columns, n_columns, source, ret_table, err);
}

/* ---- words ---- */

struct KmWordSet {
    KmPool *words;
    KmPool *starred; /* words of the texts with a `*` */
};

KmWordSet *km_words_open(KmArena *arena)
{
    KmWordSet *set = KM_NEW(arena, KmWordSet);
    set->words = km_pool_open(arena);
    set->starred = km_pool_open(arena);
    return set;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

enum { LONGEST_WORD = 64 };

static void add_word(KmPool *words, const char *word, size_t length)
{
    char lower[LONGEST_WORD];
    if (length > sizeof lower) {
        return;
    }
    for (size_t i = 0; i < length; i++) {
        lower[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] - 'A' + 'a' : word[i]);
    }
    (void)km_pool_add(words, lower, length);
}

/* `SELECT *`, `, *`, `t.*`; not `count(*)` and not a product. */
static bool lists_all(const char *sql, const char *star)
{
    const char *end = star;
    while (end > sql && strchr(" \t\r\n", end[-1]) != NULL) {
        end--;
    }
    if (end == sql || end[-1] == '.' || end[-1] == ',') {
        return true;
    }
    const char *start = end;
    while (start > sql && is_word_byte(start[-1])) {
        start--;
    }
    size_t length = (size_t)(end - start);
    return (length == 6 && strncasecmp(start, "select", length) == 0) ||
           (length == 8 && strncasecmp(start, "distinct", length) == 0) ||
           (length == 3 && strncasecmp(start, "all", length) == 0);
}

/* Adds the text's words; returns whether it lists all columns of something. */
static bool add_words(KmPool *words, const char *sql)
{
    bool has_star = false;
    for (const char *at = sql; *at != '\0';) {
        if (is_word_byte(*at)) {
            const char *start = at;
            while (is_word_byte(*at)) {
                at++;
            }
            add_word(words, start, (size_t)(at - start));
        } else {
            has_star = has_star || (*at == '*' && lists_all(sql, at));
            at++;
        }
    }
    return has_star;
}

void km_words_add(KmWordSet *words, const char *sql)
{
    if (add_words(words->words, sql)) {
        (void)add_words(words->starred, sql);
    }
}

static bool has_word(const KmPool *words, const char *word)
{
    return km_pool_find(words, word, strlen(word)) != KM_POOL_ABSENT;
}

bool km_words_name(const KmWordSet *words, const char *word)
{
    return has_word(words->words, word);
}

bool km_words_keep(const KmWordSet *words, const char *contract, const char *column)
{
    return has_word(words->words, column) || has_word(words->starred, contract);
}
