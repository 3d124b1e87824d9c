/* Findings in words, English for the terminal and Dutch for deliverers. */
#include "engine/base/text.h"
#include "importers/import.h"
#include "importers/rules.h"

#include <stdio.h>
#include <string.h>

/* "digits 8" → "8 cijfers"; a class, never a value. */
static char *dutch_class(KmArena *arena, const char *class)
{
    int n = 0;
    if (sscanf(class, "digits %d", &n) == 1) {
        return km_format(arena, n == 1 ? "%d cijfer" : "%d cijfers", n);
    }
    if (sscanf(class, "letters %d", &n) == 1) {
        return km_format(arena, n == 1 ? "%d letter" : "%d letters", n);
    }
    if (sscanf(class, "mixed %d", &n) == 1) {
        return km_format(arena, n == 1 ? "%d teken" : "%d tekens, gemengd", n);
    }
    return km_strdup(arena, km_text_equal(class, "empty") ? "leeg" : class);
}

static char *english_class(KmArena *arena, const char *class)
{
    int n = 0;
    if (sscanf(class, "digits %d", &n) == 1) {
        return km_format(arena, n == 1 ? "%d digit" : "%d digits", n);
    }
    if (sscanf(class, "letters %d", &n) == 1) {
        return km_format(arena, n == 1 ? "%d letter" : "%d letters", n);
    }
    if (sscanf(class, "mixed %d", &n) == 1) {
        return km_format(arena, "%d mixed characters", n);
    }
    return km_strdup(arena, class);
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
    return render(arena, finding, km_rule_text(rule)->nl, dutch_class(arena, finding->value));
}

char *km_finding_english(KmArena *arena, const KmFinding *finding)
{
    KmRule rule = km_rule_find(finding->rule);
    if (rule == KM_RULE_NONE) {
        return km_format(arena, "%s %s", finding->rule, finding->argument);
    }
    return render(arena, finding, km_rule_text(rule)->en, english_class(arena, finding->value));
}

char *km_finding_remedy_dutch(KmArena *arena, const KmFinding *finding)
{
    KmRule rule = km_rule_find(finding->rule);
    return rule == KM_RULE_NONE ? km_strdup(arena, "")
                                : render(arena, finding, km_rule_text(rule)->remedy_nl, "");
}
