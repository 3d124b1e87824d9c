/* Warnings about imported files as a whole: said on stderr, and exit code 1. */
#ifndef CLI_IMPORT_WARNINGS_H
#define CLI_IMPORT_WARNINGS_H

#include "cli/cli.h"
#include "importers/delivery/import.h"

bool km_import_warns(const KmImportResult *result);
void km_say_import_warnings(KmCli *cli, const KmImportResult *result);

#endif
