/* Findings in words, English for the terminal and Dutch for deliverers. */
#include "engine/base/text.h"
#include "importers/delivery/import.h"
#include "importers/findings/rules.h"

#include <string.h>

/* What a value is made of, in the order in which it is told. */
typedef struct {
    const char *kind;
    const char *nl, *en;
} KindWord;

static const KindWord kind_words[] = {
    {"words", "woorden", "words"}, /* letters with spaces between them */
    {"letters", "letters", "letters"}, {"date", "iets als een datum", "something like a date"},
    {"digits", "cijfers", "digits"},   {"signs", "leestekens", "signs"},
    {"spaces", "spaties", "spaces"},
};
enum { KINDS = sizeof kind_words / sizeof kind_words[0], WORDS = 0, LETTERS = 1, SPACES = 5 };

static bool has_kind(const char *class, const char *kind)
{
    size_t n = strlen(kind);
    for (const char *at = class; (at = strstr(at, kind)) != NULL; at += n) {
        if ((at == class || at[-1] == '+') && (at[n] == '+' || at[n] == ' ')) {
            return true;
        }
    }
    return false;
}

/* Which kinds are told of. Returns their number. */
static size_t find_kinds(const char *class, bool ret_told[KINDS])
{
    size_t n = 0;
    for (size_t i = 0; i < KINDS; i++) {
        ret_told[i] = has_kind(class, kind_words[i].kind);
        n += ret_told[i] ? 1 : 0;
    }
    if (ret_told[SPACES] && n > 1) { /* of themselves between words */
        ret_told[WORDS] = ret_told[LETTERS];
        ret_told[LETTERS] = ret_told[SPACES] = false;
        n--;
    }
    return n;
}

/* "woorden en cijfers, " */
static void add_kinds(KmText *text, const char *class, bool dutch)
{
    bool told[KINDS];
    size_t n = find_kinds(class, told);
    size_t nth = 0;
    const char *last = dutch ? " en " : " and ";
    for (size_t i = 0; i < KINDS; i++) {
        if (told[i]) {
            nth++;
            km_text_add(text, nth == 1 ? "" : nth == n ? last : ", ");
            km_text_add(text, dutch ? kind_words[i].nl : kind_words[i].en);
        }
    }
    km_text_add(text, n == 0 ? "" : ", ");
}

static const char *character_word(bool is_one, bool dutch)
{
    if (dutch) {
        return is_one ? "teken" : "tekens";
    }
    return is_one ? "character" : "characters";
}

/* "letters+digits+spaces 16" is "woorden en cijfers, 16 tekens", "digits 8" is "8 cijfers". Never a
 * value. */
static char *class_text(KmArena *arena, const char *class, bool dutch)
{
    const char *count = strrchr(class, ' ');
    if (count == NULL) {
        return km_strdup(arena, dutch && km_text_equal(class, "empty") ? "leeg" : class);
    }
    count++;
    bool is_one = km_text_equal(count, "1");
    if (km_text_starts_with(class, "digits ") || km_text_starts_with(class, "letters ")) {
        const char *digit = dutch ? "cijfer" : "digit";
        return km_format(arena, "%s %s%s", count, class[0] == 'd' ? digit : "letter",
                         is_one ? "" : "s");
    }
    KmText text = km_text_init(arena);
    add_kinds(&text, class, dutch);
    km_text_addf(&text, "%s %s", count, character_word(is_one, dutch));
    return text.bytes;
}

/* Of words where a date is asked: that it is not only the form of one that went wrong. */
static char *finding_class(KmArena *arena, const KmFinding *finding, bool dutch)
{
    char *text = class_text(arena, finding->value, dutch);
    bool is_prose = km_text_equal(finding->rule, "date-invalid") &&
                    has_kind(finding->value, "letters") && has_kind(finding->value, "digits") &&
                    !has_kind(finding->value, "date");
    return !is_prose ? text
                     : km_format(arena, "%s%s", text,
                                 dutch ? "; geen cijfers die op een datum lijken"
                                       : "; no digits that look like a date");
}

char *km_value_class_english(KmArena *arena, const char *class)
{
    return class_text(arena, class, false);
}

typedef struct {
    const char *name;
    const char *text;
} Filling;

/* The end of `{one|more}` at the pattern, and adds the word for the number; NULL when there is no
 * such choice. */
static const char *choose(KmText *text, const char *pattern, bool is_one)
{
    size_t one = strcspn(pattern, "|}");
    const char *more = pattern + one + 1;
    if (pattern[0] != '{' || pattern[one] != '|') {
        return NULL;
    }
    size_t length = strcspn(more, "}");
    km_text_add_n(text, is_one ? pattern + 1 : more, is_one ? one - 1 : length);
    return more + length + 1;
}

/* Replaces {veld}, {waarde}, {arg}, {keuze} and {one|more}. */
static char *fill(KmArena *arena, const char *pattern, const Filling *fillings, size_t n,
                  bool is_one)
{
    KmText text = km_text_init(arena);
    while (*pattern != '\0') {
        const Filling *found = NULL;
        for (size_t i = 0; i < n && *pattern == '{' && found == NULL; i++) {
            found = km_text_starts_with(pattern, fillings[i].name) ? &fillings[i] : NULL;
        }
        const char *chosen = found == NULL ? choose(&text, pattern, is_one) : NULL;
        if (found != NULL) {
            km_text_add(&text, found->text);
            pattern += strlen(found->name);
        } else if (chosen != NULL) {
            pattern = chosen;
        } else {
            km_text_add_char(&text, *pattern++);
        }
    }
    return text.bytes;
}

/* "a|b|c" is "a, b of c". */
static char *choice_text(KmArena *arena, const char *argument, bool dutch)
{
    KmText text = km_text_init(arena);
    const char *last = strrchr(argument, '|');
    for (const char *at = argument; *at != '\0'; at++) {
        if (*at == '|') {
            km_text_add(&text, at != last ? ", " : dutch ? " of " : " or ");
        } else {
            km_text_add_char(&text, *at);
        }
    }
    return text.length == 0 ? km_strdup(arena, "BSN") : text.bytes; /* of an older store */
}

static char *render(KmArena *arena, const KmFinding *finding, const char *pattern,
                    const char *class, bool dutch)
{
    Filling fillings[] = {{"{veld}", finding->field},
                          {"{waarde}", class},
                          {"{keuze}", choice_text(arena, finding->argument, dutch)},
                          {"{arg}", finding->argument}};
    return fill(arena, pattern, fillings, sizeof fillings / sizeof fillings[0],
                km_text_equal(finding->argument, "1"));
}

char *km_finding_dutch(KmArena *arena, const KmFinding *finding)
{
    KmRule rule = km_rule_find(finding->rule);
    if (rule == KM_RULE_NONE) {
        return km_format(arena, "%s %s", finding->rule, finding->argument);
    }
    return render(arena, finding, km_rule_text(rule)->nl, finding_class(arena, finding, true),
                  true);
}

char *km_finding_english(KmArena *arena, const KmFinding *finding)
{
    KmRule rule = km_rule_find(finding->rule);
    if (rule == KM_RULE_NONE) {
        return km_format(arena, "%s %s", finding->rule, finding->argument);
    }
    return render(arena, finding, km_rule_text(rule)->en, finding_class(arena, finding, false),
                  false);
}

char *km_finding_remedy_dutch(KmArena *arena, const KmFinding *finding)
{
    KmRule rule = km_rule_find(finding->rule);
    return rule == KM_RULE_NONE ? km_strdup(arena, "")
                                : render(arena, finding, km_rule_text(rule)->remedy_nl, "", true);
}

char *km_finding_remedy_english(KmArena *arena, const KmFinding *finding)
{
    KmRule rule = km_rule_find(finding->rule);
    return rule == KM_RULE_NONE ? km_strdup(arena, "")
                                : render(arena, finding, km_rule_text(rule)->remedy_en, "", false);
}

const KmRuleText *km_rule_text(KmRule rule)
{
    return km_file_rule_texts[rule].code != NULL ? &km_file_rule_texts[rule] : &km_rule_texts[rule];
}

KmRule km_rule_find(const char *code)
{
    for (int i = 1; i < KM_RULES; i++) {
        if (strcmp(km_rule_text((KmRule)i)->code, code) == 0) {
            return (KmRule)i;
        }
    }
    return KM_RULE_NONE;
}
