/* Reminders: a short Dutch letter to each deliverer of whom something is overdue, with an empty
 * example and an explanation of each file. */
#ifndef CLI_REMINDERS_H
#define CLI_REMINDERS_H

#include "cli/deliveries.h"

/* Writes `<deliverer>.txt` for each that is late on the day `on`, `bijlagen/` with a template and a
 * page per contract, and `overzicht.json`, into a new directory. Exit code; −1: cli->err is filled.
 */
int km_reminders_write(KmCli *cli, const KmExpectedList *list, const KmPeriod *period, KmDate on);

#endif
