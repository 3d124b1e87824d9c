/* Warnings about imported files as a whole: said on stderr. */
#ifndef CLI_IMPORT_WARNINGS_H
#define CLI_IMPORT_WARNINGS_H

#include "cli/cli.h"
#include "importers/delivery/import.h"

void km_say_import_warnings(KmCli *cli, const KmImportResult *result);
/* One line when figures computed before would become others, for being as known on the day that the
 * files are said to have come in, or later. */
bool km_warn_back_dated(KmCli *cli, const KmImportResult *results, size_t n, KmDate received,
                        KmError *err) KM_MUST_USE;
/* The first findings, so that one file can be mended without opening the report; where they do not
 * all fit, first what refused a row. */
void km_say_import_findings(KmCli *cli, const KmImportResult *result, size_t most);

#endif
