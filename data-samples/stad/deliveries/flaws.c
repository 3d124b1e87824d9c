#include "stad/deliveries/flaws.h"

Flaws flaws_open(const char *directory)
{
    static const char *const names[] = {"period", "file", "line", "defect", "expected"};
    Flaws flaws = {.sheet = sheet_open(&plain_dialect, directory, "gebreken.csv")};

    sheet_header(&flaws.sheet, names, sizeof names / sizeof names[0]);
    return flaws;
}

static void note(Flaws *flaws, const char *period, const Sheet *sheet, long line,
                 const char *defect, const char *expected)
{
    sheet_text(&flaws->sheet, period);
    sheet_text(&flaws->sheet, sheet_name(sheet));
    sheet_number(&flaws->sheet, line);
    sheet_text(&flaws->sheet, defect);
    sheet_text(&flaws->sheet, expected);
    sheet_end_row(&flaws->sheet);
}

void flaws_note(Flaws *flaws, const char *period, const Sheet *sheet, const char *defect,
                const char *expected)
{
    note(flaws, period, sheet, sheet->row_line, defect, expected);
}

void flaws_note_file(Flaws *flaws, const char *period, const Sheet *sheet, const char *defect,
                     const char *expected)
{
    note(flaws, period, sheet, 0, defect, expected);
}

void flaws_close(Flaws *flaws)
{
    sheet_close(&flaws->sheet);
}
