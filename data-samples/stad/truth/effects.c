#include "stad/truth/effects.h"

#include "stad/gemeente/districts.h"
#include "stad/omgeving/schemes/schemes.h"
#include "stad/opvang/presence.h"
#include "stad/school/dossiers.h"
#include "stad/tools/sheet.h"

#include <stdio.h>
#include <string.h>

enum { FULL_EFFECT = 9 }; /* from 2026K1 on, when the programme needs no more time */

static double reach(const Answers *answers, const char *period, const char *wijk)
{
    for (size_t i = 0; i < answers->used; i++) {
        const Answer *a = &answers->items[i];
        if (strcmp(a->indicator, "vve-bereik") == 0 && strcmp(a->period, period) == 0 &&
            strcmp(a->code1, wijk) == 0 && a->dim2[0] == '\0') {
            return a->hits / (double)a->units;
        }
    }
    return 0.0;
}

/* The mean over the two districts and the quarters of full effect of the reach with less that
 * without. */
static double mean_reach_gain(const Answers *with, const Answers *without)
{
    double sum = 0.0;
    int cells = 0;

    for (int wijk = 0; wijk < WIJKEN; wijk++) {
        char digits[WIJK_DIGITS];
        char code[WIJK_DIGITS + 2];
        wijk_digits(wijk, digits);
        (void)snprintf(code, sizeof code, "WK%s", digits);
        for (int quarter = FULL_EFFECT; quarter < QUARTERS && in_programme(wijk); quarter++) {
            const char *period = city_quarter(quarter).name;
            sum += reach(with, period, code) - reach(without, period, code);
            cells++;
        }
    }
    return sum / (double)cells;
}

static void write_line(Sheet *sheet, const char *effect, double value)
{
    char digits[40];

    (void)snprintf(digits, sizeof digits, "%.9f", value);
    sheet_text(sheet, effect);
    sheet_text(sheet, digits);
    sheet_end_row(sheet);
}

void effects_write(const City *city, const Answers *with, const Answers *without)
{
    static const char *const names[] = {"effect", "true"};
    Sheet sheet = sheet_open(&plain_dialect, city->settings.directory, "effecten.csv");

    sheet_header(&sheet, names, sizeof names / sizeof names[0]);
    write_line(&sheet, "steunfiguur-jeugdteam", dossiers_person_gain(city));
    write_line(&sheet, "ve-aanwezigheid", presence_mean_gain(city));
    write_line(&sheet, "verwijzing-loket", schemes_counter_gain(city));
    write_line(&sheet, "vve-toeleiding-wijken", mean_reach_gain(with, without));
    sheet_close(&sheet);
}
