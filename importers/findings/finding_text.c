/* Findings in words, English for the terminal and Dutch for deliverers. */
#include "engine/base/text.h"
#include "importers/delivery/import.h"
#include "importers/findings/rules.h"

#include <string.h>

/* What a class of a value is called: "digits 8" is "8 cijfers". Never a value. */
typedef struct {
    const char *kind;
    const char *one_nl, *more_nl;
    const char *one_en, *more_en;
} ClassWord;

static const ClassWord class_words[] = {
    {"digits ", "cijfer", "cijfers", "digit", "digits"},
    {"letters ", "letter", "letters", "letter", "letters"},
    {"mixed ", "teken", "tekens, gemengd", "character", "mixed characters"},
};

static char *class_text(KmArena *arena, const char *class, bool dutch)
{
    for (size_t i = 0; i < sizeof class_words / sizeof class_words[0]; i++) {
        const ClassWord *word = &class_words[i];
        if (!km_text_starts_with(class, word->kind)) {
            continue;
        }
        const char *count = class + strlen(word->kind);
        bool one = km_text_equal(count, "1");
        return km_format(arena, "%s %s", count,
                         dutch ? (one ? word->one_nl : word->more_nl)
                               : (one ? word->one_en : word->more_en));
    }
    return km_strdup(arena, dutch && km_text_equal(class, "empty") ? "leeg" : class);
}

typedef struct {
    const char *name;
    const char *text;
} Filling;

/* Replaces {veld}, {waarde} and {arg}. */
static char *fill(KmArena *arena, const char *pattern, const Filling *fillings, size_t n)
{
    KmText text = km_text_init(arena);
    while (*pattern != '\0') {
        const Filling *found = NULL;
        for (size_t i = 0; i < n && *pattern == '{' && found == NULL; i++) {
            found = km_text_starts_with(pattern, fillings[i].name) ? &fillings[i] : NULL;
        }
        if (found != NULL) {
            km_text_add(&text, found->text);
            pattern += strlen(found->name);
        } else {
            km_text_add_char(&text, *pattern++);
        }
    }
    return text.bytes;
}

static char *render(KmArena *arena, const KmFinding *finding, const char *pattern,
                    const char *class)
{
    Filling fillings[] = {
        {"{veld}", finding->field}, {"{waarde}", class}, {"{arg}", finding->argument}};
    return fill(arena, pattern, fillings, sizeof fillings / sizeof fillings[0]);
}

char *km_finding_dutch(KmArena *arena, const KmFinding *finding)
{
    KmRule rule = km_rule_find(finding->rule);
    if (rule == KM_RULE_NONE) {
        return km_format(arena, "%s %s", finding->rule, finding->argument);
    }
    return render(arena, finding, km_rule_text(rule)->nl, class_text(arena, finding->value, true));
}

char *km_finding_english(KmArena *arena, const KmFinding *finding)
{
    KmRule rule = km_rule_find(finding->rule);
    if (rule == KM_RULE_NONE) {
        return km_format(arena, "%s %s", finding->rule, finding->argument);
    }
    return render(arena, finding, km_rule_text(rule)->en, class_text(arena, finding->value, false));
}

char *km_finding_remedy_dutch(KmArena *arena, const KmFinding *finding)
{
    KmRule rule = km_rule_find(finding->rule);
    return rule == KM_RULE_NONE ? km_strdup(arena, "")
                                : render(arena, finding, km_rule_text(rule)->remedy_nl, "");
}

char *km_finding_remedy_english(KmArena *arena, const KmFinding *finding)
{
    KmRule rule = km_rule_find(finding->rule);
    return rule == KM_RULE_NONE ? km_strdup(arena, "")
                                : render(arena, finding, km_rule_text(rule)->remedy_en, "");
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
