/* The working group's words beside the figures: plain text files toelichting/<quarter>/<name>.txt
 * in the workspace, one a figure. `report` makes an empty one for each figure that asks for
 * attention.
 *
 *     # lines like this one are not printed
 *     datum: 2026-11-03
 *     rol: werkgroep Vliegende start
 *     besluit: twee groepen extra in Noord
 *     Anything else is the explanation.
 *
 * The name is the figure's id without its quarter as a slug (`vve-bereik`,
 * `vve-bereik-wijk-wk054603`). A file that holds something like a citizen service number, an e-mail
 * address or a telephone number is refused (KM_ERROR_INPUT) without repeating it. */
#ifndef CLI_EVALUATION_NOTES_H
#define CLI_EVALUATION_NOTES_H

#include "cli/cli.h"
#include "engine/published/published.h"
#include "reports/report.h"

/* Where the texts of a quarter lie: the workspace, or what its lock kept. */
typedef struct {
    const char *period;
    const char *path; /* may be absent */
} KmNotesFolder;
/* Of the quarter, and of the one before, whose decisions come back. */
enum { KM_NOTES_FOLDERS = 2 };

bool km_notes_folders(KmCli *cli, const char *period, KmNotesFolder ret_folders[KM_NOTES_FOLDERS],
                      KmError *err) KM_MUST_USE;
/* Reads and checks them; those of figures that are not published are left out. */
bool km_notes_read(KmCli *cli, const KmNotesFolder folders[KM_NOTES_FOLDERS],
                   const KmPublished *published, const char *period, const KmReportNote **ret_notes,
                   size_t *ret_count, KmError *err) KM_MUST_USE;
/* Makes the files that are not there yet; returns how many. */
bool km_notes_make(KmCli *cli, const char *period, const KmReportAwaited *awaited, size_t n_awaited,
                   size_t *ret_made, KmError *err) KM_MUST_USE;

#endif
