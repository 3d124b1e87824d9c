/* One table of commands and options. Parsing, `--help`, the man page and the shell completion all
 * read it; nothing about an option is written twice. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "engine/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct KmCli KmCli;

typedef struct {
    const char *name;     /* long name without dashes */
    char letter;          /* '\0': none */
    const char *argument; /* "DATE"; NULL: a switch */
    const char *help;
} KmOption;

enum { KM_MOST_OPTIONS = 16, KM_MOST_EXAMPLES = 4 };

typedef struct {
    const char *name;
    const char *arguments; /* as shown in the usage line; "" for none */
    const char *summary;   /* one line */
    const char *text;      /* a paragraph for the man page and --help */
    int least_arguments;
    int most_arguments; /* −1: any number */
    bool needs_workspace;
    const char *profile;                    /* without --profile; NULL: the workspace's own */
    KmOption options[KM_MOST_OPTIONS];      /* ends with name NULL */
    const char *examples[KM_MOST_EXAMPLES]; /* ends with NULL */
    const char *verbs;          /* words the first argument may be, for completion; NULL: none */
    int (*run)(KmCli *cli);     /* exit code; −1: cli->err is filled */
    int (*explain)(KmCli *cli); /* `--help ARGUMENT`; NULL: the help of the command */
} KmCommand;

extern const KmCommand *const km_commands[];
extern const size_t km_command_count;
extern const KmOption km_global_options[];
extern const size_t km_global_option_count;

const KmCommand *km_command_find(const char *name);

/* What was asked on the command line. */
typedef struct {
    const KmCommand *command; /* NULL: none named */
    const char *values[KM_MOST_OPTIONS];
    const char *global_values[8];
    const char **arguments;
    size_t n_arguments;
} KmParsed;

/* Refuses unknown words with the nearest known one. */
bool km_options_parse(KmArena *arena, int argc, char **argv, KmParsed *ret_parsed,
                      KmError *err) KM_MUST_USE;

char *km_help_text(KmArena *arena, const KmCommand *command) KM_MUST_USE; /* NULL: the program's */
char *km_usage_text(KmArena *arena,
                    const KmCommand *command) KM_MUST_USE; /* `-h`: usage and examples */
char *km_man_page(KmArena *arena) KM_MUST_USE;             /* roff */
char *km_completion_bash(KmArena *arena) KM_MUST_USE;
char *km_completion_zsh(KmArena *arena) KM_MUST_USE;

#endif
