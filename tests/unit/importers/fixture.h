/* What the tests of whole files share: a fresh directory with a store, a key beside it, the shipped
 * contracts, and files written from texts. All personal numbers are from the range that is never
 * issued. */
#ifndef TESTS_UNIT_IMPORTERS_FIXTURE_H
#define TESTS_UNIT_IMPORTERS_FIXTURE_H

#include "importers/delivery/import.h"
#include "tests/unit/importers/run.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    KmArena *arena;
    char *directory;
    KmStore *store;
    KmKey *key;
    KmContracts *contracts;
    KmImporter *importer;
    KmImportSettings settings;
    KmError err;
} Fixture;

Fixture fixture_open(void);
void fixture_close(Fixture *f);
/* Closes and opens the importer with the settings changed in f->settings. */
void fixture_reopen_importer(Fixture *f);

char *fixture_write(Fixture *f, const char *name, const char *text);
char *fixture_write_bytes(Fixture *f, const char *name, const char *bytes, size_t length);
char *fixture_path(Fixture *f, const char *name);
/* Imports one file, received on 14 October 2026. */
KmImportResult fixture_import(Fixture *f, const char *path);
KmImportResult fixture_import_text(Fixture *f, const char *name, const char *text);
/* A postcode table of three addresses in two districts, so that residents have a district. */
void fixture_import_postcodes(Fixture *f);
/* Number of deliveries in the store. */
size_t fixture_deliveries(Fixture *f);
/* Cells of stored rows as text "v1|v2" joined by spaces, in (delivery, line) order. */
char *fixture_rows(Fixture *f, const char *contract, const char *columns);
/* Whether a file of the directory holds these bytes. */
bool fixture_file_holds(Fixture *f, const char *name, const char *bytes);
/* "rule@line:column" of the findings, joined by spaces. */
char *fixture_findings(Fixture *f, const KmImportResult *result);

#define ck_ok(f, call)                                                                             \
    do {                                                                                           \
        bool ck_ok_outcome = (call);                                                               \
        ck_assert_msg(ck_ok_outcome, "%s: %s", #call, (f)->err.message);                           \
    } while (0)

#endif
