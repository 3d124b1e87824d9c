/* R5, the school calendar: one file a school year, with the days on which deliveries must be in.
 * The dates are invented but lie where real ones do. */
#include "stad/deliveries/deliver.h"

#include <stdio.h>

static const char *const columns[] = {"Schooljaar", "Soort",     "Naam",    "Regio",
                                      "Begindatum", "Einddatum", "Periode", "Contract"};

typedef struct {
    const char *kind;
    const char *name;
    int year; /* 0: the year in which the school year begins, 1: the next */
    int from_month, from_day;
    int year_to;
    int to_month, to_day;
} Entry;

static const Entry entries[] = {
    {"schooljaar", "schooljaar", 0, 8, 1, 1, 7, 31},
    {"vakantie", "herfstvakantie", 0, 10, 14, 0, 10, 22},
    {"vakantie", "kerstvakantie", 0, 12, 23, 1, 1, 7},
    {"vakantie", "voorjaarsvakantie", 1, 2, 17, 1, 2, 25},
    {"vakantie", "meivakantie", 1, 4, 27, 1, 5, 5},
    {"vakantie", "zomervakantie", 1, 7, 13, 1, 7, 31},
    {"teldatum", "eerste teldatum", 0, 10, 1, 0, 10, 1},
    {"teldatum", "tweede teldatum", 1, 2, 1, 1, 2, 1},
    {"advies", "voorlopig advies", 1, 1, 10, 1, 1, 31},
    {"advies", "doorstroomtoets", 1, 2, 1, 1, 2, 15},
    {"advies", "definitief advies", 1, 3, 24, 1, 3, 24},
};

static void write_row(Sheet *sheet, const char *year, const Entry *entry, int first_year)
{
    sheet_text(sheet, year);
    sheet_text(sheet, entry->kind);
    sheet_text(sheet, entry->name);
    sheet_text(sheet, "midden");
    sheet_day(sheet, day_of(first_year + entry->year, entry->from_month, entry->from_day));
    sheet_day(sheet, day_of(first_year + entry->year_to, entry->to_month, entry->to_day));
    sheet_empty(sheet, 2);
    sheet_end_row(sheet);
}

static void write_closing(Sheet *sheet, const char *year, Day day, const char *period,
                          const char *contract)
{
    char name[64];
    (void)snprintf(name, sizeof name, "inleveren %s%s%s", contract, contract[0] == '\0' ? "" : " ",
                   period);
    sheet_text(sheet, year);
    sheet_text(sheet, "inleverdatum");
    sheet_text(sheet, name);
    sheet_empty(sheet, 1);
    sheet_day(sheet, day);
    sheet_day(sheet, day);
    sheet_text(sheet, period);
    sheet_text(sheet, contract);
    sheet_end_row(sheet);
}

/* The files of the quarters that close within the school year, and its advices in June. */
static void write_closings(Sheet *sheet, const char *year, int first_year)
{
    static const int months[] = {10, 1, 4, 7};
    for (int i = 0; i < 4; i++) {
        int of = i == 0 ? first_year : first_year + 1;
        int quarter = i == 0 ? 3 : i == 1 ? 4 : i - 1;
        char period[16];
        (void)snprintf(period, sizeof period, "%dK%d", i < 2 ? first_year : first_year + 1,
                       quarter);
        write_closing(sheet, year, day_of(of, months[i], 23), period, "");
    }
    write_closing(sheet, year, day_of(first_year + 1, 6, 5), year, "schooladvies");
}

/* Delivered when the school year begins; the first one with the first quarter. Draws nothing. */
void deliver_kalender(const Round *round)
{
    bool begins = round->quarter.name[5] == '3';
    int first_year = (round->quarter.name[0] - '0') * 1000 + (round->quarter.name[1] - '0') * 100 +
                     (round->quarter.name[2] - '0') * 10 + (round->quarter.name[3] - '0');
    char year[16];

    if (!begins && round->index != 0) {
        return;
    }
    (void)snprintf(year, sizeof year, "%d-%d", first_year, first_year + 1);
    Sheet sheet = open_delivery(round, &usual_dialect, "kalender", "gemeente", year, "");
    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        write_row(&sheet, year, &entries[i], first_year);
    }
    write_closings(&sheet, year, first_year);
    sheet_close(&sheet);
}
