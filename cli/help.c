#include "cli/options.h"
#include "engine/base/text.h"

#include <string.h>

static const char exit_codes[] =
    "0 done · 1 done, with findings to look at · 2 wrong use or configuration · "
    "3 input refused · 4 store or system problem · 5 a limit was reached · "
    "6 a disclosure rule refused · 130 interrupted";

static void add_wrapped(KmText *text, const char *words, size_t indent, size_t width)
{
    size_t column = indent;
    for (const char *p = words; *p != '\0';) {
        size_t n = strcspn(p, " \n");
        size_t shown = 0;
        for (size_t i = 0; i < n; i++) {
            shown += ((unsigned char)p[i] & 0xc0) != 0x80;
        }
        if (column > indent && column + 1 + shown > width) {
            km_text_addf(text, "\n%*s", (int)indent, "");
            column = indent;
        }
        if (column > indent) {
            km_text_add_char(text, ' ');
            column++;
        }
        km_text_add_n(text, p, n);
        column += shown;
        p += n;
        if (*p == '\n') {
            km_text_addf(text, "\n%*s", (int)indent, "");
            column = indent;
        }
        p += *p != '\0';
    }
    km_text_add_char(text, '\n');
}

static void add_option(KmText *text, const KmOption *option)
{
    char flag[64] = "";
    KmArena *arena = text->arena;
    const char *letter =
        option->letter == '\0' ? "    " : km_format(arena, "-%c, ", option->letter);
    const char *name =
        km_format(arena, "  %s--%s%s%s", letter, option->name, option->argument == NULL ? "" : " ",
                  option->argument == NULL ? "" : option->argument);
    (void)flag;
    km_text_addf(text, "%-30s", name);
    if (strlen(name) >= 30) {
        km_text_addf(text, "\n%30s", "");
    }
    add_wrapped(text, option->help, 30, 96);
}

static void add_usage(KmText *text, const KmCommand *command)
{
    km_text_addf(text, "kansmeter %s%s%s [options]\n", command->name,
                 command->arguments[0] == '\0' ? "" : " ", command->arguments);
}

static void add_examples(KmText *text, const KmCommand *command)
{
    if (command->examples[0] == NULL) {
        return;
    }
    km_text_add(text, "\nexamples:\n");
    for (size_t i = 0; i < KM_MOST_EXAMPLES && command->examples[i] != NULL; i++) {
        km_text_addf(text, "  %s\n", command->examples[i]);
    }
}

static char *program_help(KmArena *arena)
{
    KmText text = km_text_init(arena);
    km_text_add(
        &text,
        "kansmeter measures whether the action plan works: deliveries in, evaluations out.\n\n"
        "usage: kansmeter [command] [options]\n\ncommands:\n");
    for (size_t i = 0; i < km_command_count; i++) {
        km_text_addf(&text, "  %-12s %s\n", km_commands[i]->name, km_commands[i]->summary);
    }
    km_text_add(&text, "\noptions of every command:\n");
    for (size_t i = 0; i < km_global_option_count; i++) {
        add_option(&text, &km_global_options[i]);
    }
    km_text_add(&text, "\nexit codes:\n  ");
    add_wrapped(&text, exit_codes, 2, 96);
    km_text_add(&text,
                "\nWithout a command, in a workspace: the quarter's state and the next command.\n"
                "More of one command: kansmeter help COMMAND\n");
    return text.bytes;
}

char *km_help_text(KmArena *arena, const KmCommand *command)
{
    if (command == NULL) {
        return program_help(arena);
    }
    KmText text = km_text_init(arena);
    km_text_addf(&text, "%s\n\nusage: ", command->summary);
    add_usage(&text, command);
    km_text_add(&text, "\n");
    add_wrapped(&text, command->text, 0, 96);
    if (command->options[0].name != NULL) {
        km_text_add(&text, "\noptions:\n");
    }
    for (size_t i = 0; i < KM_MOST_OPTIONS && command->options[i].name != NULL; i++) {
        add_option(&text, &command->options[i]);
    }
    km_text_add(&text, "\noptions of every command:\n");
    for (size_t i = 0; i < km_global_option_count; i++) {
        add_option(&text, &km_global_options[i]);
    }
    add_examples(&text, command);
    return text.bytes;
}

char *km_usage_text(KmArena *arena, const KmCommand *command)
{
    if (command == NULL) {
        return program_help(arena);
    }
    KmText text = km_text_init(arena);
    km_text_add(&text, "usage: ");
    add_usage(&text, command);
    add_examples(&text, command);
    return text.bytes;
}

static void add_roff(KmText *text, const char *words)
{
    for (const char *p = words; *p != '\0'; p++) {
        if (*p == '\\') {
            km_text_add(text, "\\e");
        } else if (*p == '-') {
            km_text_add(text, "\\-");
        } else if ((*p == '.' || *p == '\'') && (p == words || p[-1] == '\n')) {
            km_text_addf(text, "\\&%c", *p);
        } else {
            km_text_add_char(text, *p);
        }
    }
}

static void add_roff_option(KmText *text, const KmOption *option)
{
    km_text_add(text, ".TP\n.B ");
    if (option->letter != '\0') {
        km_text_addf(text, "\\-%c, ", option->letter);
    }
    km_text_add(text, "\\-\\-");
    add_roff(text, option->name);
    if (option->argument != NULL) {
        km_text_addf(text, " \\fI%s\\fR", option->argument);
    }
    km_text_add(text, "\n");
    add_roff(text, option->help);
    km_text_add(text, "\n");
}

char *km_man_page(KmArena *arena)
{
    KmText text = km_text_init(arena);
    km_text_add(
        &text,
        ".TH KANSMETER 1 \"\" \"kansmeter " KM_VERSION "\" \"User Commands\"\n"
        ".SH NAME\nkansmeter \\- measure whether an action plan for equal opportunities works\n"
        ".SH SYNOPSIS\n.B kansmeter\n[\\fIcommand\\fR] [\\fIoptions\\fR]\n"
        ".SH DESCRIPTION\nPartners deliver CSV exports; kansmeter loads them into a store, "
        "computes "
        "indicators and writes evaluations, charts and datasets under disclosure rules. Without a "
        "command, in a workspace, it shows the quarter's state and the next command.\n"
        ".SH OPTIONS OF EVERY COMMAND\n");
    for (size_t i = 0; i < km_global_option_count; i++) {
        add_roff_option(&text, &km_global_options[i]);
    }
    km_text_add(&text, ".SH COMMANDS\n");
    for (size_t i = 0; i < km_command_count; i++) {
        const KmCommand *c = km_commands[i];
        km_text_addf(&text, ".SS \"%s %s\"\n", c->name, c->arguments);
        add_roff(&text, c->text);
        km_text_add(&text, "\n");
        for (size_t k = 0; k < KM_MOST_OPTIONS && c->options[k].name != NULL; k++) {
            add_roff_option(&text, &c->options[k]);
        }
        for (size_t k = 0; k < KM_MOST_EXAMPLES && c->examples[k] != NULL; k++) {
            km_text_add(&text, ".PP\n.RS\n.EX\n");
            add_roff(&text, c->examples[k]);
            km_text_add(&text, "\n.EE\n.RE\n");
        }
    }
    km_text_add(&text, ".SH EXIT STATUS\n");
    add_roff(&text, exit_codes);
    km_text_add(
        &text,
        "\n.SH ENVIRONMENT\n.TP\n.B KANSMETER_WORKSPACE\nthe workspace\n.TP\n.B KANSMETER_DATADIR\n"
        "contracts, code lists and indicators\n.TP\n.B KANSMETER_TODAY\n"
        "the day taken for today (ISO), for repeatable runs\n.TP\n.B NO_COLOR\nno colours\n");
    return text.bytes;
}

static void add_words_of(KmText *text, const KmCommand *command)
{
    for (size_t k = 0; k < KM_MOST_OPTIONS && command->options[k].name != NULL; k++) {
        km_text_addf(text, " --%s", command->options[k].name);
    }
    if (command->verbs != NULL) {
        km_text_addf(text, " %s", command->verbs);
    }
}

char *km_completion_bash(KmArena *arena)
{
    KmText text = km_text_init(arena);
    km_text_add(
        &text,
        "# bash completion for kansmeter\n_kansmeter() {\n"
        "  local word=${COMP_WORDS[COMP_CWORD]} command= i words\n"
        "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "    case ${COMP_WORDS[i]} in -*) ;; *) command=${COMP_WORDS[i]}; break ;; esac\n  done\n"
        "  case $command in\n");
    for (size_t i = 0; i < km_command_count; i++) {
        km_text_addf(&text, "    %s) words=\"", km_commands[i]->name);
        add_words_of(&text, km_commands[i]);
        km_text_add(&text, "\" ;;\n");
    }
    km_text_add(&text, "    *) words=\"");
    for (size_t i = 0; i < km_command_count; i++) {
        km_text_addf(&text, "%s ", km_commands[i]->name);
    }
    km_text_add(&text, "\" ;;\n  esac\n  words+=\"");
    for (size_t i = 0; i < km_global_option_count; i++) {
        km_text_addf(&text, " --%s", km_global_options[i].name);
    }
    km_text_add(&text, "\"\n  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                       "  case $command in import) mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < "
                       "<(compgen -f -- \"$word\") ;; esac\n"
                       "}\ncomplete -o filenames -F _kansmeter kansmeter\n");
    return text.bytes;
}

char *km_completion_zsh(KmArena *arena)
{
    KmText text = km_text_init(arena);
    km_text_add(&text,
                "#compdef kansmeter\n_kansmeter() {\n  local -a commands words\n  commands=(\n");
    for (size_t i = 0; i < km_command_count; i++) {
        km_text_addf(&text, "    '%s:", km_commands[i]->name);
        for (const char *p = km_commands[i]->summary; *p != '\0'; p++) {
            km_text_add(&text, *p == '\'' ? "'\\''" : (char[]){*p, '\0'});
        }
        km_text_add(&text, "'\n");
    }
    km_text_add(&text, "  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n"
                       "  case $words[2] in\n");
    for (size_t i = 0; i < km_command_count; i++) {
        km_text_addf(&text, "    %s) compadd --", km_commands[i]->name);
        add_words_of(&text, km_commands[i]);
        km_text_add(&text, " ;;\n");
    }
    km_text_add(&text, "  esac\n  _files\n}\n_kansmeter \"$@\"\n");
    return text.bytes;
}
