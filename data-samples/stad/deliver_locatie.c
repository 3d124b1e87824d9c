/* C15, the register of sites, and R3, the link from addresses to districts. */
#include "deliver.h"
#include "districts.h"
#include "sites.h"

#include <stdio.h>
#include <string.h>

static const char *const names[] = {
    "Locatie-id",   "Soort",          "Naam",          "BRIN",           "LRK-nummer",
    "Houder",       "Postcode",       "Huisnummer",    "Wijk",           "Capaciteit",
    "VE",           "VE van",         "VE tot",        "VE-plaatsen",    "VE uren per dag",
    "VE dagen",     "Weken per jaar", "HBO-uren jaar", "GGD datum",      "GGD ve tekort",
    "Vroegschool",  "IKC-fase",       "IKC-datum",     "Partnerlocatie", "Meertaligheidsbeleid",
    "Intermediair", "RLD-categorie",  "Schoolweging",
};

static void put_offer(Sheet *sheet, const Round *round, const Site *site)
{
    bool ve = site->ve_from <= round->quarter.last;

    if (site->use != SITE_VE || !ve) {
        sheet_text(sheet, site->lrk[0] == '\0' ? "" : "N");
        sheet_empty(sheet, 9);
        return;
    }
    bool playgroup = site->care == CARE_PO;
    int places =
        site->ve_places + (round->quarter.last >= site->extra_from ? site->extra_places : 0);
    sheet_text(sheet, "J");
    sheet_day(sheet, site->ve_from);
    sheet_day(sheet, site->ve_to <= round->quarter.last ? site->ve_to : NEVER);
    sheet_number(sheet, places);
    sheet_hours(sheet, playgroup ? 16 : 42);
    sheet_number(sheet, playgroup ? 4 : 5);
    sheet_number(sheet, site->weeks);
    sheet_number(sheet, 10L * places);
    sheet_day(sheet, round->quarter.first - 40 - site->wijk * 23);
    sheet_number(sheet, (site->wijk + round->index) % 11 == 0 ? 1 : 0);
}

/* What only schools have: early years, stage on the way to a child centre, weighting. */
static void put_school_side(Sheet *sheet, const Round *round, const Site *site)
{
    bool primary = strcmp(site->kind, "bo") == 0;
    int stage = site->wijk % 4 + (round->index >= 6 && site->wijk == 3 ? 1 : 0);

    if (!primary) {
        sheet_empty(sheet, 8);
        return;
    }
    sheet_text(sheet, in_programme(site->wijk) || site->wijk == 5 ? "J" : "N");
    sheet_number(sheet, stage);
    sheet_day(sheet, day_of(2022, 8, 1));
    sheet_empty(sheet, 2);
    sheet_text(sheet, site->wijk % 3 == 0 ? "J" : "N");
    sheet_text(sheet, site->wijk == 3 ? "A" : site->wijk % 3 == 2 ? "B" : "-");
    sheet_hours(sheet, 4 * (in_programme(site->wijk) ? 33 : 27) + site->wijk % 4);
}

static void write_site(Sheet *sheet, const Round *round, const Site *site)
{
    const Address *address = &round->city->addresses.items[site->address];
    char digits[WIJK_DIGITS];
    char wijk[WIJK_DIGITS + 2];

    wijk_digits(site->wijk, digits);
    (void)snprintf(wijk, sizeof wijk, "WK%s", digits);
    sheet_text(sheet, site->id);
    sheet_text(sheet, site->kind);
    sheet_text(sheet, site->name);
    sheet_text(sheet, site->brin);
    sheet_text(sheet, site->lrk);
    sheet_text(sheet, site->owner);
    put_postcode(sheet, address, " ");
    sheet_number(sheet, address->number);
    sheet_text(sheet, wijk);
    sheet_number(sheet, site->capacity);
    put_offer(sheet, round, site);
    put_school_side(sheet, round, site);
    sheet_end_row(sheet);
}

void deliver_locatie(const Round *round)
{
    Sheet sheet =
        open_delivery(round, &usual_dialect, "locatie", "gemeente", round->quarter.name, "");

    sheet_header(&sheet, names, sizeof names / sizeof names[0]);
    for (int i = 0; i < round->city->site_count; i++) {
        write_site(&sheet, round, &round->city->sites[i]);
    }
    sheet_close(&sheet);
}

void deliver_postcode(const Round *round)
{
    static const char *const columns[] = {"PC6", "Huisnummer", "Buurt2023", "Wijk2023",
                                          "Gemeente2023"};
    Sheet sheet = open_delivery(round, &usual_dialect, "postcode", "gemeente", "2023-2024", "");

    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < round->city->addresses.count; i++) {
        const Address *address = &round->city->addresses.items[i];
        char buurt[BUURT_DIGITS];
        char wijk[WIJK_DIGITS];
        buurt_digits(address, buurt);
        wijk_digits(address->wijk, wijk);
        sheet_text(&sheet, address->pc6);
        sheet_number(&sheet, address->number);
        sheet_text(&sheet, buurt);
        sheet_text(&sheet, wijk);
        sheet_text(&sheet, "0546");
        sheet_end_row(&sheet);
    }
    sheet_close(&sheet);
}
