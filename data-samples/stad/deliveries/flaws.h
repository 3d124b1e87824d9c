/*
 * The harmless flaws in the deliveries and what an importer must make of them: gebreken.csv.
 * None of them changes a figure.
 */
#ifndef STAD_FLAWS_H
#define STAD_FLAWS_H

#include "stad/tools/sheet.h"

typedef struct {
    Sheet sheet;
} Flaws;

Flaws flaws_open(const char *directory);

/* Notes the flaw of the row last written to `sheet`. */
void flaws_note(Flaws *flaws, const char *period, const Sheet *sheet, const char *defect,
                const char *expected);
void flaws_note_file(Flaws *flaws, const char *period, const Sheet *sheet, const char *defect,
                     const char *expected);
void flaws_close(Flaws *flaws);

#endif
