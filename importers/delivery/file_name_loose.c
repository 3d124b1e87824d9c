#include "importers/delivery/file_name.h"

#include "engine/base/text.h"

#include <string.h>
#include <strings.h>

enum { MOST_WORDS = 32 };

typedef struct {
    const char *words[MOST_WORDS];
    size_t first, end; /* those that are left */
} Words;

static Words split(KmArena *arena, const char *name)
{
    static const char between[] = " _-,()[]+";
    Words w = {0};
    for (const char *p = name + strspn(name, between); *p != '\0' && w.end < MOST_WORDS;) {
        size_t n = strcspn(p, between);
        w.words[w.end++] = km_strndup(arena, p, n);
        p += n;
        p += strspn(p, between);
    }
    return w;
}

static bool is_word(const char *word, const char *wanted)
{
    return strcasecmp(word, wanted) == 0;
}

/* "Kopie van", "copy of", and what people add to a name that says nothing of the delivery. */
static void cut_chatter(Words *w)
{
    static const char *const ends[] = {"kopie", "copy", "definitief", "def", "final"};
    while (w->end - w->first >= 2 &&
           ((is_word(w->words[w->first], "kopie") && is_word(w->words[w->first + 1], "van")) ||
            (is_word(w->words[w->first], "copy") && is_word(w->words[w->first + 1], "of")))) {
        w->first += 2;
    }
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (w->end > w->first && is_word(w->words[w->end - 1], ends[i])) {
            w->end--;
            i = (size_t)-1; /* from the start: `… kopie def` */
        }
    }
}

/* `v2`, `correctie` and what says nothing, in any order; each of the first two once. */
static void cut_ends(Words *w, KmFileName *name)
{
    for (;;) {
        cut_chatter(w);
        const char *last = w->end > w->first ? w->words[w->end - 1] : "";
        int version = name->version == 0 ? km_file_name_version(last) : 0;
        const char *kind = name->kind[0] == '\0' ? km_file_name_kind(last) : NULL;
        if (version == 0 && kind == NULL) {
            return;
        }
        name->version = version > 0 ? version : name->version;
        name->kind = kind != NULL ? kind : name->kind;
        w->end--;
    }
}

static int digit_of(const char *word)
{
    return word[0] >= '1' && word[0] <= '4' ? word[0] - '0' : 0;
}

/* K3, k3, Q3; 0: something else. */
static int quarter_word(const char *word)
{
    bool is_quarter = strchr("kKqQ", word[0]) != NULL && word[0] != '\0';
    return is_quarter && word[1] != '\0' && word[2] == '\0' ? digit_of(word + 1) : 0;
}

/* 3, 3e; 0: something else. */
static int ordinal(const char *word)
{
    bool ends = word[0] != '\0' && (word[1] == '\0' || (word[1] == 'e' && word[2] == '\0'));
    return ends ? digit_of(word) : 0;
}

static const char *year_of(const char *word)
{
    return strspn(word, "0123456789") == 4 && word[4] == '\0' ? word : NULL;
}

static const char *as_quarter(KmArena *arena, const char *year, int quarter)
{
    return year != NULL && quarter > 0 ? km_format(arena, "%sK%d", year, quarter) : "";
}

/* 2026Q3 and Q32026 in one word. */
static const char *quarter_of_one(KmArena *arena, const char *word)
{
    size_t n = strlen(word);
    if (n != 6) {
        return "";
    }
    const char *front =
        as_quarter(arena, year_of(km_strndup(arena, word, 4)), quarter_word(word + 4));
    return front[0] != '\0'
               ? front
               : as_quarter(arena, year_of(word + 2), quarter_word(km_strndup(arena, word, 2)));
}

static const char *quarter_of_two(KmArena *arena, const char *const *w)
{
    const char *front = as_quarter(arena, year_of(w[0]), quarter_word(w[1]));
    return front[0] != '\0' ? front : as_quarter(arena, year_of(w[1]), quarter_word(w[0]));
}

/* "3e kwartaal 2026", "kwartaal 3 2026", "2026 kwartaal 3". */
static const char *quarter_of_three(KmArena *arena, const char *const *w)
{
    if (is_word(w[1], "kwartaal")) {
        const char *front = as_quarter(arena, year_of(w[2]), ordinal(w[0]));
        return front[0] != '\0' ? front : as_quarter(arena, year_of(w[0]), ordinal(w[2]));
    }
    return is_word(w[0], "kwartaal") ? as_quarter(arena, year_of(w[2]), ordinal(w[1])) : "";
}

static const char *quarter_of(KmArena *arena, const char *const *words, size_t n)
{
    return n == 1   ? quarter_of_one(arena, words[0])
           : n == 2 ? quarter_of_two(arena, words)
           : n == 3 ? quarter_of_three(arena, words)
                    : "";
}

static const char *join(KmArena *arena, const Words *w, size_t from, size_t to)
{
    KmText text = km_text_init(arena);
    for (size_t i = from; i < to; i++) {
        km_text_addf(&text, "%s%s", i == from ? "" : "-", w->words[i]);
    }
    return text.bytes == NULL ? "" : text.bytes;
}

/* The longest run of words at the end that is a period. */
static const char *cut_period(KmArena *arena, Words *w)
{
    for (size_t n = 3; n >= 1; n--) {
        KmPeriod period;
        KmError ignored = {0};
        if (w->end - w->first <= n) {
            continue;
        }
        const char *quarter = quarter_of(arena, &w->words[w->end - n], n);
        const char *text = quarter[0] != '\0' ? quarter : join(arena, w, w->end - n, w->end);
        if (km_period_parse(text, &period, &ignored)) {
            w->end -= n;
            return km_strdup(arena, period.text);
        }
    }
    return "";
}

/* How many words the contract's name has when the rest begins with it; 0: it does not. */
static size_t words_of_name(const Words *w, const char *name)
{
    size_t n = 0;
    for (const char *p = name;; n++) {
        size_t length = strcspn(p, "_");
        const char *word = w->first + n < w->end ? w->words[w->first + n] : "";
        if (strlen(word) != length || strncasecmp(word, p, length) != 0) {
            return 0;
        }
        if (p[length] == '\0') {
            return n + 1;
        }
        p += length + 1;
    }
}

KmFileName km_file_name_loose(KmArena *arena, const char *text, const KmContracts *contracts)
{
    KmFileName name = {
        .contract = "", .deliverer = "", .period = "", .odd_period = "", .odd_end = "", .kind = ""};
    Words w = split(arena, text);
    size_t longest = 0;
    cut_ends(&w, &name);
    name.period = cut_period(arena, &w);
    for (size_t i = 0; i < km_contracts_count(contracts); i++) {
        const char *known = km_contracts_contract(contracts, i)->name;
        size_t n = words_of_name(&w, known);
        if (n > longest) {
            longest = n;
            name.contract = known;
        }
    }
    if (longest > 0 && w.first + longest < w.end) {
        name.deliverer = km_text_slug(arena, join(arena, &w, w.first + longest, w.end));
    }
    return name;
}
