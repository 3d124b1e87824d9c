/* calc --batch: the cases of a CSV file, each computed once. */
#ifndef CLI_CALC_BATCH_H
#define CLI_CALC_BATCH_H

#include "cli/cli.h"
#include "engine/stats/calc/method.h"

/* Exit code 0; 1 when a case was refused (the others are computed; each refusal is said with its
 * line on standard error); −1 with cli->err filled when the file itself is refused. */
int km_calc_batch(KmCli *cli, const char *path);
/* {"name", "value"} with a number, a list of points, "Inf" or null with "why". */
json_t *km_calc_json(const KmOutput *output, const char *text);

#endif
