/* Warnings about imported files as a whole: said on stderr. */
#ifndef CLI_IMPORT_WARNINGS_H
#define CLI_IMPORT_WARNINGS_H

#include "cli/cli.h"
#include "importers/delivery/import.h"

void km_say_import_warnings(KmCli *cli, const KmImportResult *result);

#endif
