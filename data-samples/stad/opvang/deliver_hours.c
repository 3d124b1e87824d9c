/* C05: the hours of early education month by month: a row per child (`ko_uren`), and the format of
 * the grant a row per site (`ko_uren_aggregaat`), as spreadsheets leave them. */
#include "stad/gemeente/sites.h"
#include "stad/opvang/deliver.h"
#include "stad/opvang/houder_formats.h"
#include "stad/opvang/model.h"
#include "stad/opvang/unnumbered.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CHILDLESS_HOUDER = 7, /* delivers per site only */
    RESENDING_HOUDER = 1, /* sends one quarter twice, with other sums */
    RESENT_QUARTER = 3,
    SMALL_HOUDER = 2,  /* writes <5 for the target group */
    TITLED_HOUDER = 0, /* title lines above, totals below, empty columns behind */
    MONTH_NAMES = 12
};

static const char *const short_months[MONTH_NAMES] = {"jan", "feb", "mrt", "apr", "mei", "jun",
                                                      "jul", "aug", "sep", "okt", "nov", "dec"};
static const char *const long_months[MONTH_NAMES] = {
    "januari", "februari", "maart",     "april",   "mei",      "juni",
    "juli",    "augustus", "september", "oktober", "november", "december"};

/* Each houder has its own way to write a month. */
static void put_month(Sheet *sheet, int houder, int month)
{
    int year, number, day;
    char text[24];

    civil_of(month_start(month), &year, &number, &day);
    unsigned y = (unsigned)year % 10000U;
    unsigned m = (unsigned)number % 100U;
    switch (houder) {
    case 0:
    case 5:
        (void)snprintf(text, sizeof text, "%s-%02u", short_months[number - 1], y % 100U);
        break;
    case 1:
        (void)snprintf(text, sizeof text, "%s %04u", long_months[number - 1], y);
        break;
    case 2:
        (void)snprintf(text, sizeof text, "%04u-%02u", y, m);
        break;
    case 4:
        sheet_day(sheet, month_start(month));
        return;
    default:
        (void)snprintf(text, sizeof text, "%02u-%04u", m, y);
        break;
    }
    sheet_text(sheet, text);
}

/* € 1.234,50, or 1234.50 where points are decimal. */
static void put_money(Sheet *sheet, long cents)
{
    char text[40];
    unsigned long whole = (unsigned long)cents / 100UL;
    unsigned long rest = (unsigned long)cents % 100UL;

    if (sheet->dialect.decimal == '.') {
        (void)snprintf(text, sizeof text, "%lu.%02lu", whole, rest);
    } else if (whole >= 1000) {
        (void)snprintf(text, sizeof text, "€ %lu.%03lu,%02lu", whole / 1000UL, whole % 1000UL,
                       rest);
    } else if (rest == 0) {
        (void)snprintf(text, sizeof text, "€ %lu,-", whole);
    } else {
        (void)snprintf(text, sizeof text, "€ %lu,%02lu", whole, rest);
    }
    sheet_text(sheet, text);
}

static void write_month(Sheet *sheet, const Round *round, int houder, const MonthHours *row,
                        int realised)
{
    const Site *site = &round->city->sites[row->site];
    char number[24];

    put_number_if_sent(sheet, round->city, row->child, houder);
    (void)snprintf(number, sizeof number, "%s%05zu", houder_formats[houder].prefix,
                   (size_t)row->child);
    sheet_text(sheet, number);
    sheet_text(sheet, site_lrk(site, month_start(row->month)));
    put_month(sheet, houder, row->month);
    sheet_hours(sheet, row->contract);
    sheet_hours(sheet, realised);
    sheet_hours(sheet, row->contract - row->realised);
    put_money(sheet, row->fee_cents);
    sheet_end_row(sheet);
}

/* A child who lives nowhere in the city, with a month or an amount that cannot be right. */
static void write_unusable(Sheet *sheet, const Round *round, int houder, const char *month,
                           const char *hours, const char *defect, const char *expected)
{
    char number[24];

    put_bsn(sheet, 990000011);
    (void)snprintf(number, sizeof number, "%s99001", houder_formats[houder].prefix);
    sheet_text(sheet, number);
    sheet_text(sheet, round->city->sites[0].lrk);
    sheet_text(sheet, month);
    sheet_text(sheet, hours);
    sheet_text(sheet, "10");
    sheet_text(sheet, "0");
    sheet_text(sheet, "");
    sheet_end_row(sheet);
    flaws_note(round->flaws, round->quarter.name, sheet, defect, expected);
}

static void write_with_flaws(Sheet *sheet, const Round *round, int houder, size_t index)
{
    const MonthHours *row = &round->city->opvang->hours.items[index];
    uint32_t chance = scattered(index * 3U + 1U);
    const char *period = round->quarter.name;

    if (chance % 1009 == 0 && row->realised > 8) {
        write_month(sheet, round, houder, row, row->realised - 4);
        write_month(sheet, round, houder, row, row->realised);
        flaws_note(round->flaws, period, sheet, "same key, other hours: this later row wins",
                   "remarked");
        return;
    }
    write_month(sheet, round, houder, row, row->realised);
    if (chance % 1009 == 1) {
        sheet_repeat_row(sheet);
        flaws_note(round->flaws, period, sheet, "exact duplicate of the row before", "duplicate");
    }
}

static bool in_round(const Round *round, int month)
{
    return month / 3 == round->index;
}

static void deliver_children(const Round *round)
{
    static const char *const names[] = {
        "BSN",           "Kindnummer",        "LRK-nummer",   "Maand",
        "Uren contract", "Uren gerealiseerd", "Uren afwezig", "Gefactureerde ouderbijdrage"};
    static const char *const hard_spaces[] = {"BSN",
                                              "Kindnummer",
                                              "LRK-nummer",
                                              "Maand",
                                              "Uren\u00a0contract",
                                              "Uren\u00a0gerealiseerd",
                                              "Uren\u00a0afwezig",
                                              "Gefactureerde\u00a0ouderbijdrage"};
    const Opvang *opvang = round->city->opvang;
    Sheet sheets[HOUDERS];

    for (int houder = 0; houder < CHILDLESS_HOUDER; houder++) {
        sheets[houder] = open_delivery(round, &houder_formats[houder].dialect, "ko_uren",
                                       houder_ids[houder], round->quarter.name, "");
        sheet_header(&sheets[houder], houder == 3 ? hard_spaces : names, 8);
    }
    for (size_t i = 0; i < opvang->hours.count; i++) {
        const MonthHours *row = &opvang->hours.items[i];
        int houder = round->city->sites[row->site].owner_index;
        if (in_round(round, row->month) && houder != CHILDLESS_HOUDER) {
            write_with_flaws(&sheets[houder], round, houder, i);
        }
    }
    int victim = round->index % CHILDLESS_HOUDER;
    write_unusable(&sheets[victim], round, victim, "13-2025", "12", "month 13", "refused");
    victim = (round->index + 2) % CHILDLESS_HOUDER;
    write_unusable(&sheets[victim], round, victim, "", "12", "no month", "refused");
    for (int houder = 0; houder < CHILDLESS_HOUDER; houder++) {
        note_unnumbered_file(round, &sheets[houder], false);
        sheet_close(&sheets[houder]);
    }
}

typedef struct {
    int children;
    int target;
    int contract;
    int realised;
    long cents;
} SiteMonth;

static SiteMonth sum_up(const City *city, int site, int month)
{
    SiteMonth sum = {0};

    for (size_t i = 0; i < city->opvang->hours.count; i++) {
        const MonthHours *row = &city->opvang->hours.items[i];
        if (row->site == site && row->month == month) {
            sum.children++;
            sum.target += city->children.items[row->child].indicated;
            sum.contract += row->contract;
            sum.realised += row->realised;
            sum.cents += row->fee_cents;
        }
    }
    return sum;
}

static void put_small(Sheet *sheet, bool is_small, int count)
{
    if (is_small && count > 0 && count < 5) {
        sheet_text(sheet, count % 2 == 0 ? "<5" : "< 5");
    } else {
        sheet_number(sheet, count);
    }
}

static void write_site(Sheet *sheet, const Round *round, int houder, int number, int month,
                       int more)
{
    const Site *site = &round->city->sites[number];
    SiteMonth sum = sum_up(round->city, number, month);
    int year, in_year, day;

    civil_of(month_start(month), &year, &in_year, &day);
    sheet_text(sheet, site_lrk(site, month_start(month)));
    put_month(sheet, houder, month);
    put_small(sheet, houder == HOUDER_OF_SMALL_COUNTS, sum.children + more);
    put_small(sheet, houder == SMALL_HOUDER, sum.target);
    sheet_hours(sheet, sum.contract);
    sheet_hours(sheet, sum.realised);
    put_money(sheet, sum.cents);
    sheet_number(sheet, round->city->opvang->forecast[number][year - 2023]);
    sheet_empty(sheet, houder == TITLED_HOUDER ? 4 : 0);
    sheet_end_row(sheet);
}

static void write_title(Sheet *sheet, const Round *round)
{
    sheet_text(sheet, "Format monitor en verantwoording voorschoolse educatie");
    sheet_end_row(sheet);
    sheet_text(sheet, "Kwartaal");
    sheet_text(sheet, round->quarter.name);
    sheet_end_row(sheet);
    sheet_end_row(sheet);
}

/* One quarter was sent twice: the first time one child too many at every site. */
static void deliver_sites(const Round *round, int houder, const char *suffix, int more)
{
    static const char *const names[] = {"LRK-nummer",
                                        "Maand",
                                        "Aantal geplaatste peuters",
                                        "waarvan doelgroep",
                                        "Uren contract",
                                        "Uren gerealiseerd",
                                        "Gefactureerde ouderbijdrage",
                                        "Prognose aantal"};
    const City *city = round->city;
    Sheet sheet = open_delivery(round, &houder_formats[houder].dialect, "ko_uren_aggregaat",
                                houder_ids[houder], round->quarter.name, suffix);
    int children = 0;

    if (houder == TITLED_HOUDER) {
        write_title(&sheet, round);
    }
    sheet_header(&sheet, names, sizeof names / sizeof names[0]);
    for (int site = 0; site < city->site_count; site++) {
        for (int month = round->index * 3; month < round->index * 3 + 3; month++) {
            if (city->sites[site].use == SITE_VE && city->sites[site].owner_index == houder &&
                site_offers_ve(&city->sites[site], month_start(month))) {
                write_site(&sheet, round, houder, site, month, more);
                children += sum_up(city, site, month).children;
            }
        }
    }
    if (houder == TITLED_HOUDER) {
        sheet_text(&sheet, "Totaal");
        sheet_empty(&sheet, 1);
        sheet_number(&sheet, children);
        sheet_empty(&sheet, 9);
        sheet_end_row(&sheet);
        flaws_note(round->flaws, round->quarter.name, &sheet, "a row of totals", "skipped");
    }
    if (more > 0) {
        flaws_note_file(round->flaws, round->quarter.name, &sheet,
                        "first version has one child too many; version 2 replaces it",
                        "superseded");
    }
    sheet_close(&sheet);
}

void deliver_hours(const Round *round)
{
    deliver_children(round);
    for (int houder = 0; houder < HOUDERS; houder++) {
        bool twice = houder == RESENDING_HOUDER && round->index == RESENT_QUARTER;
        if (twice) {
            deliver_sites(round, houder, "", 1);
        }
        deliver_sites(round, houder, twice ? "_v2" : "", 0);
    }
}
