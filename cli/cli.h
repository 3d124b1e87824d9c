/* What every command stands on: the parsed line, the workspace, and the way to the terminal. One
 * file per command; this is the front door, the only layer that knows all others. Results go to
 * stdout, all else to stderr. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "cli/options.h"
#include "engine/base/date.h"
#include "engine/base/text.h"
#include "engine/figures/period.h"
#include "engine/figures/progress.h"
#include "engine/store/delivery.h"
#include "importers/contract/contract.h"
#include "importers/persons/pseudonym.h"
#include "indicators/catalogue/catalogue.h"

#include <jansson.h>

/* The workspace's settings (kansmeter.ini). */
typedef struct {
    char directory[1024]; /* "" when there is none */
    char id[40];
    char area[80];      /* "Leiden": printed for the whole */
    char profile[24];   /* default audience */
    char key[1024];     /* "" : the default place */
    int least_accepted; /* percent of rows a file may not lose */
    char contact[200];  /* whom deliverers ask; printed in letters; "": nobody named */
} KmWorkspace;

struct KmCli {
    KmArena *arena;
    KmParsed parsed;
    KmWorkspace workspace;
    const char *datadir;
    KmStore *store;
    KmKey *key;
    KmDate today;
    char now[32]; /* ISO 8601 UTC, for the audit */
    bool json;
    bool quiet;
    json_t *result; /* with --json: what a command adds its result to */
    KmError err;
};

/* Option values of the command, NULL when absent. Asking for an option the table does not have is a
 * bug. */
const char *km_cli_option(const KmCli *cli, const char *name);
bool km_cli_flag(const KmCli *cli, const char *name);
const char *km_cli_argument(const KmCli *cli, size_t i); /* NULL past the end */

/* workspace.c */
bool km_workspace_find(KmCli *cli, KmError *err)
    KM_MUST_USE; /* fills cli->workspace; leaves directory "" when none */
bool km_workspace_need(KmCli *cli, KmError *err) KM_MUST_USE;
char *km_workspace_path(KmCli *cli, const char *name) KM_MUST_USE;
char *km_workspace_key_path(KmCli *cli) KM_MUST_USE;
bool km_cli_open_store(KmCli *cli, KmError *err) KM_MUST_USE;
bool km_cli_open_key(KmCli *cli, KmError *err) KM_MUST_USE;
bool km_cli_open_contracts(KmCli *cli, KmContracts **ret_contracts, KmError *err) KM_MUST_USE;
KmCatalogueSources km_cli_definitions(KmCli *cli); /* shipped, and the workspace's own */
bool km_cli_open_catalogue(KmCli *cli, KmCatalogue **ret_catalogue, KmError *err) KM_MUST_USE;
bool km_cli_audit(KmCli *cli, const char *command, const char *subject, const char *outcome,
                  KmError *err) KM_MUST_USE;

/* terminal.c: standard output is the result; km_say is advice on stderr, silent with --quiet or
 * --json. */
void km_print(KmCli *cli, const char *format, ...) KM_PRINTF(2, 3);
void km_say(KmCli *cli, const char *format, ...) KM_PRINTF(2, 3);
void km_print_error(KmCli *cli, const KmError *err);
/* Flushes stdout; false when the disk or pipe lost something. */
bool km_finish_output(KmCli *cli, KmError *err) KM_MUST_USE;
/* A progress line on a terminal, after half a second; erased at the end. Stops on Ctrl-C. */
KmProgress km_progress_open(KmCli *cli);
void km_progress_close(KmCli *cli);
bool km_interrupted(void);
void km_catch_interrupts(void);

/* A table for people: columns padded by characters, numbers to the right. */
typedef struct {
    KmArena *arena;
    const char *const *headers; /* a header that begins with '>' is a right-aligned column */
    size_t n_columns;
    const char **cells;
    size_t n_cells, capacity;
} KmTable;
KmTable km_table_new(KmCli *cli, const char *const *headers, size_t n_columns);
void km_table_add(KmTable *table, const char *cell);
/* A line of its own above the rows that follow; widens no column. Between whole rows only. */
void km_table_heading(KmTable *table, const char *text);
void km_table_print(KmCli *cli, const KmTable *table);

/* Shared between commands. */
/* status_withdrawn.c: what of the period was taken out, when and why; nothing when there is none.
 */
void km_status_withdrawn(KmCli *cli, const KmDelivery *deliveries, size_t n, const KmPeriod *period,
                         KmDate knowledge);
/* reason.c: one line, not too long, that seems to name nobody by number or address. */
bool km_cli_check_reason(const char *reason, KmError *err) KM_MUST_USE;
/* --reason, cleaned; refused when absent, too long, or when it seems to name a person.
 * `what` needs it ("a withdrawal"), `example` is one for the advice. */
bool km_cli_reason(KmCli *cli, const char *what, const char *example, const char **ret_reason,
                   KmError *err) KM_MUST_USE;
int km_state_run(KmCli *cli);          /* cmd_state.c: no command given */
char *km_version_text(KmArena *arena); /* cmd_doctor.c */
/* cmd_status.c: the newest quarter with deliveries, else the last one that ended. */
bool km_status_newest_quarter(KmCli *cli, KmPeriod *ret_period, bool *ret_any,
                              KmError *err) KM_MUST_USE;

#endif
