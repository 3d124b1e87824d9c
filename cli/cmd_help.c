#include "cli/cli.h"

#include <string.h>

static int run(KmCli *cli)
{
    const char *topic = km_cli_argument(cli, 0);
    if (km_cli_flag(cli, "man")) {
        km_print(cli, "%s", km_man_page(cli->arena));
        return 0;
    }
    const char *shell = km_cli_option(cli, "completion");
    if (shell != NULL && strcmp(shell, "bash") == 0) {
        km_print(cli, "%s", km_completion_bash(cli->arena));
        return 0;
    }
    if (shell != NULL && strcmp(shell, "zsh") == 0) {
        km_print(cli, "%s", km_completion_zsh(cli->arena));
        return 0;
    }
    if (shell != NULL) {
        (void)km_error_set(&cli->err, KM_ERROR_USAGE,
                           "no completion for '%.40s'; expected bash or zsh", shell);
        return -1;
    }
    const KmCommand *command = topic == NULL ? NULL : km_command_find(topic);
    if (topic != NULL && command == NULL) {
        (void)km_error_set(&cli->err, KM_ERROR_USAGE, "no command '%.60s'", topic);
        (void)km_error_hint(&cli->err, "see: kansmeter --help");
        return -1;
    }
    km_print(cli, "%s", km_help_text(cli->arena, command));
    return 0;
}

const KmCommand km_cmd_help = {
    .name = "help",
    .arguments = "[COMMAND]",
    .summary = "help on a command; man page and shell completion",
    .text = "Prints the help of the program or of one command. The man page and the shell "
            "completions come from the same table.",
    .most_arguments = 1,
    .options = {{"man", '\0', NULL, "the man page (roff)"},
                {"completion", '\0', "SHELL", "completion for bash or zsh"}},
    .examples =
        {"kansmeter help import",
         "kansmeter help --completion bash > ~/.local/share/bash-completion/completions/kansmeter"},
    .run = run,
};
