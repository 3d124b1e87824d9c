#include "cli/cli.h"
#include "engine/base/file.h"
#include "engine/base/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const char *km_cli_option(const KmCli *cli, const char *name)
{
    const KmCommand *command = cli->parsed.command;
    for (size_t i = 0; command != NULL && i < KM_MOST_OPTIONS && command->options[i].name != NULL;
         i++) {
        if (strcmp(command->options[i].name, name) == 0) {
            return cli->parsed.values[i];
        }
    }
    return NULL;
}

bool km_cli_flag(const KmCli *cli, const char *name)
{
    return km_cli_option(cli, name) != NULL;
}

const char *km_cli_argument(const KmCli *cli, size_t i)
{
    return i < cli->parsed.n_arguments ? cli->parsed.arguments[i] : NULL;
}

/* Nothing personal may be left behind by a crash, and no file of ours is for others. */
static void harden(void)
{
    (void)umask(077);
    struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ /* the leak checker must be able to look at us */
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

static bool read_clock(KmCli *cli, KmError *err)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    cli->today = (KmDate)(now.tv_sec / 86400);
    int second = (int)(now.tv_sec % 86400);
    const char *named = getenv("KANSMETER_TODAY");
    if (named != NULL && named[0] != '\0') {
        if (!km_date_parse_iso(named, strlen(named), &cli->today)) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "KANSMETER_TODAY is '%.40s'; expected a day like 2026-10-14",
                                named);
        }
        second = 0;
    }
    (void)snprintf(cli->now, sizeof cli->now, "%sT%02d:%02d:%02dZ",
                   km_date_iso(cli->arena, cli->today), second / 3600, second / 60 % 60,
                   second % 60);
    return true;
}

/* Contracts, code lists and indicators: the environment's choice, else beside an uninstalled build,
 * else as installed. */
static const char *find_datadir(KmCli *cli)
{
    const char *named = getenv("KANSMETER_DATADIR");
    if (named != NULL && named[0] != '\0') {
        return named;
    }
    char self[1024];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n > 0) {
        self[n] = '\0';
        char *slash = strrchr(self, '/');
        if (slash != NULL) {
            *slash = '\0';
            const char *installed = km_format(cli->arena, "%s/../share/kansmeter", self);
            const char *uninstalled = km_format(cli->arena, "%s/../..", self);
            if (km_is_directory(km_path_join(cli->arena, installed, "indicators"))) {
                return installed;
            }
            if (km_file_exists(km_path_join(cli->arena, uninstalled, "indicators/plan.json"))) {
                return uninstalled;
            }
        }
    }
    return KM_DATADIR;
}

static int run_command(KmCli *cli)
{
    const KmCommand *command = cli->parsed.command;
    bool help = cli->parsed.global_values[4] != NULL;
    bool usage = cli->parsed.global_values[5] != NULL;
    if (cli->parsed.global_values[6] != NULL) {
        km_print(cli, "%s", km_version_text(cli->arena));
        return 0;
    }
    if (help && command != NULL && command->explain != NULL && cli->parsed.n_arguments > 0) {
        return command->explain(cli);
    }
    if (help || usage) {
        km_print(cli, "%s",
                 help ? km_help_text(cli->arena, command) : km_usage_text(cli->arena, command));
        return 0;
    }
    if (command == NULL) {
        return km_state_run(cli);
    }
    if (command->needs_workspace && !km_workspace_need(cli, &cli->err)) {
        return -1;
    }
    return command->run(cli);
}

static int finish(KmCli *cli, int code)
{
    if (code < 0) {
        code = km_error_exit_code(cli->err.kind);
        km_print_error(cli, &cli->err);
    }
    if (cli->json) {
        (void)json_object_set_new(cli->result, "exit_code", json_integer(code));
        char *document = json_dumps(cli->result, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
        (void)puts(document == NULL ? "{}" : document);
        free(document);
    }
    KmError err = {0};
    if (!km_finish_output(cli, &err)) {
        cli->json = false;
        km_print_error(cli, &err);
        code = km_error_exit_code(err.kind);
    }
    return code;
}

int main(int argc, char **argv)
{
    harden();
    km_catch_interrupts();
    KmCli cli = {.arena = km_arena_open()};
    cli.result = json_object();
    for (int i = 1; i < argc; i++) {
        /* Known before parsing, so that a parse error is JSON too. */
        cli.json = cli.json || strcmp(argv[i], "--json") == 0;
    }
    int code = -1;
    if (read_clock(&cli, &cli.err) &&
        km_options_parse(cli.arena, argc, argv, &cli.parsed, &cli.err)) {
        cli.quiet = cli.parsed.global_values[2] != NULL;
        cli.datadir = find_datadir(&cli);
        code = run_command(&cli);
    }
    km_progress_close(&cli);
    code = finish(&cli, code);
    km_key_close(cli.key);
    km_store_close(cli.store);
    json_decref(cli.result);
    km_arena_close(cli.arena);
    return code;
}
