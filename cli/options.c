#include "cli/options.h"

#include "engine/base/text.h"

#include <string.h>

const KmOption km_global_options[] = {
    {"workspace", 'C', "DIR",
     "the workspace; else $KANSMETER_WORKSPACE, else found upward from here"},
    {"json", '\0', NULL, "one JSON document on standard output, for success and failure alike"},
    {"quiet", 'q', NULL, "no progress and no advice; errors only"},
    {"key", '\0', "FILE", "the pseudonym key; else the one the workspace names"},
    {"help", '\0', NULL, "the whole help of a command"},
    {"usage", 'h', NULL, "usage and examples only"},
    {"version", '\0', NULL, "the program's version and its libraries"},
};
const size_t km_global_option_count = sizeof km_global_options / sizeof km_global_options[0];

const KmCommand *km_command_find(const char *name)
{
    for (size_t i = 0; i < km_command_count; i++) {
        if (strcmp(km_commands[i]->name, name) == 0) {
            return km_commands[i];
        }
    }
    return NULL;
}

typedef struct {
    const KmOption *option;
    const char **value;
} Place;

static Place find_option(KmParsed *parsed, const char *name, size_t length, char letter)
{
    for (size_t i = 0; i < km_global_option_count; i++) {
        const KmOption *o = &km_global_options[i];
        if (letter != '\0' ? o->letter == letter
                           : strncmp(o->name, name, length) == 0 && o->name[length] == '\0') {
            return (Place){o, &parsed->global_values[i]};
        }
    }
    for (size_t i = 0; parsed->command != NULL && i < KM_MOST_OPTIONS; i++) {
        const KmOption *o = &parsed->command->options[i];
        if (o->name == NULL) {
            break;
        }
        if (letter != '\0' ? o->letter == letter
                           : strncmp(o->name, name, length) == 0 && o->name[length] == '\0') {
            return (Place){o, &parsed->values[i]};
        }
    }
    return (Place){NULL, NULL};
}

static bool unknown_option(const KmParsed *parsed, const char *word, KmError *err)
{
    const char *names[KM_MOST_OPTIONS + 8];
    size_t n = 0;
    for (size_t i = 0; i < km_global_option_count; i++) {
        names[n++] = km_global_options[i].name;
    }
    for (size_t i = 0; parsed->command != NULL && i < KM_MOST_OPTIONS; i++) {
        if (parsed->command->options[i].name != NULL) {
            names[n++] = parsed->command->options[i].name;
        }
    }
    char bare[64] = "";
    size_t length = strcspn(word, "=");
    if (length >= 2 && length < sizeof bare + 2) {
        memcpy(bare, word + 2, length - 2);
    }
    const char *nearest = word[1] == '-' ? km_text_nearest(bare, names, n) : NULL;
    const char *command = parsed->command == NULL ? "" : parsed->command->name;
    (void)km_error_set(err, KM_ERROR_USAGE, "unknown option '%.60s'", word);
    return nearest == NULL ? km_error_hint(err, "see: kansmeter %s%s--help", command,
                                           command[0] == '\0' ? "" : " ")
                           : km_error_hint(err, "did you mean --%s?", nearest);
}

static bool unknown_command(const char *word, KmError *err)
{
    const char *names[64];
    size_t n = 0;
    for (; n < km_command_count && n < 64; n++) {
        names[n] = km_commands[n]->name;
    }
    const char *nearest = km_text_nearest(word, names, n);
    (void)km_error_set(err, KM_ERROR_USAGE, "unknown command '%.60s'", word);
    return nearest == NULL ? km_error_hint(err, "see: kansmeter --help")
                           : km_error_hint(err, "did you mean: kansmeter %s", nearest);
}

/* One word that begins with a dash; `*at` moves on when it takes the next word as its argument. */
static bool take_option(KmParsed *parsed, int argc, char **argv, int *at, KmError *err)
{
    const char *word = argv[*at];
    bool is_long = word[1] == '-';
    size_t length = is_long ? strcspn(word + 2, "=") : 1;
    Place place =
        is_long ? find_option(parsed, word + 2, length, '\0') : find_option(parsed, "", 0, word[1]);
    if (place.option == NULL) {
        return unknown_option(parsed, word, err);
    }
    const char *attached = is_long ? (word[2 + length] == '=' ? word + 3 + length : NULL)
                                   : (word[2] != '\0' ? word + 2 : NULL);
    if (place.option->argument == NULL) {
        *place.value = "yes";
        return attached == NULL ||
               km_error_set(err, KM_ERROR_USAGE, "--%s takes no value", place.option->name);
    }
    if (attached == NULL) {
        if (*at + 1 >= argc) {
            return km_error_set(err, KM_ERROR_USAGE, "--%s needs a value: --%s %s",
                                place.option->name, place.option->name, place.option->argument);
        }
        attached = argv[++*at];
    }
    *place.value = attached;
    return true;
}

static bool check_arguments(const KmParsed *parsed, KmError *err)
{
    const KmCommand *c = parsed->command;
    bool asks_help = parsed->global_values[4] != NULL || parsed->global_values[5] != NULL;
    if (c == NULL || asks_help) {
        return true;
    }
    if ((int)parsed->n_arguments < c->least_arguments) {
        return km_error_set(err, KM_ERROR_USAGE, "'%s' needs more: kansmeter %s %s", c->name,
                            c->name, c->arguments);
    }
    if (c->most_arguments >= 0 && (int)parsed->n_arguments > c->most_arguments) {
        return km_error_set(err, KM_ERROR_USAGE, "'%s' does not take '%.60s': kansmeter %s %s",
                            c->name, parsed->arguments[c->most_arguments], c->name, c->arguments);
    }
    return true;
}

bool km_options_parse(KmArena *arena, int argc, char **argv, KmParsed *ret_parsed, KmError *err)
{
    KmParsed parsed = {.arguments = KM_NEW_ARRAY(arena, const char *, (size_t)argc + 1)};
    bool only_arguments = false;
    for (int at = 1; at < argc; at++) {
        const char *word = argv[at];
        if (!only_arguments && strcmp(word, "--") == 0) {
            only_arguments = true;
        } else if (!only_arguments && word[0] == '-' && word[1] != '\0') {
            if (!take_option(&parsed, argc, argv, &at, err)) {
                return false;
            }
        } else if (parsed.command == NULL) {
            parsed.command = km_command_find(word);
            if (parsed.command == NULL) {
                return unknown_command(word, err);
            }
        } else {
            parsed.arguments[parsed.n_arguments++] = word;
        }
    }
    if (!check_arguments(&parsed, err)) {
        return false;
    }
    *ret_parsed = parsed;
    return true;
}
