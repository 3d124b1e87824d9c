/* C15, the register of sites, and R3, the link from addresses to districts. */
#include "stad/deliveries/deliver.h"
#include "stad/gemeente/districts.h"
#include "stad/gemeente/sites.h"
#include "stad/opvang/facts.h"

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

static void put_known(Sheet *sheet, int number, int unknown)
{
    if (number == unknown) {
        sheet_empty(sheet, 1);
    } else {
        sheet_number(sheet, number);
    }
}

static void put_offer(Sheet *sheet, const Round *round, const Site *site, int number)
{
    bool ve = site->ve_from <= round->quarter.last;

    if (site->use != SITE_VE || !ve) {
        sheet_text(sheet, site->lrk[0] == '\0' ? "" : "N");
        sheet_empty(sheet, 9);
        return;
    }
    VeOffer offer = fact_ve_offer(round->city, number);
    int hbo = fact_hbo_hours(round->city, number, round->quarter.last);
    int places =
        site->ve_places + (round->quarter.last >= site->extra_from ? site->extra_places : 0);
    sheet_text(sheet, "J");
    sheet_day(sheet, site->ve_from);
    sheet_day(sheet, site->ve_to <= round->quarter.last ? site->ve_to : NEVER);
    sheet_number(sheet, places);
    sheet_hours(sheet, offer.day_quarters);
    put_known(sheet, offer.days, 0);
    sheet_number(sheet, offer.weeks);
    put_known(sheet, hbo, -1);
    Day inspected = fact_inspected(round->city, number, round->index);
    sheet_day(sheet, inspected);
    put_known(sheet, inspected == NEVER ? -1 : fact_shortcomings(round->city, number, round->index),
              -1);
}

/* What only schools have: early years, stage on the way to a child centre, weighting; the school a
 * ve site works with; and what both have. */
static void put_school_side(Sheet *sheet, const Round *round, const Site *site, int number)
{
    int stage = fact_ikc_stage(round->city, number, round->index);
    int partner = fact_partner_school(round->city, number, round->index);

    if (stage < 0) {
        sheet_empty(sheet, 3);
        sheet_text(sheet, partner == NO_SITE ? "" : round->city->sites[partner].id);
        sheet_day(sheet, fact_language_policy(round->city, number, round->quarter.last));
        sheet_text(sheet, site->use != SITE_VE                     ? ""
                          : fact_intermediary(round->city, number) ? "J"
                                                                   : "N");
        sheet_empty(sheet, 2);
        return;
    }
    sheet_text(sheet, in_programme(site->wijk) || site->wijk == 5 ? "J" : "N");
    sheet_number(sheet, stage);
    sheet_day(sheet, day_of(2022, 8, 1));
    sheet_empty(sheet, 1);
    sheet_day(sheet, fact_language_policy(round->city, number, round->quarter.last));
    sheet_text(sheet, fact_intermediary(round->city, number) ? "J" : "N");
    sheet_text(sheet, site->wijk == 3 ? "A" : site->wijk % 3 == 2 ? "B" : "-");
    sheet_hours(sheet, 4 * (in_programme(site->wijk) ? 33 : 27) + site->wijk % 4);
}

static void write_site(Sheet *sheet, const Round *round, const Site *site, int number)
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
    put_offer(sheet, round, site, number);
    put_school_side(sheet, round, site, number);
    sheet_end_row(sheet);
}

void deliver_locatie(const Round *round)
{
    Sheet sheet =
        open_delivery(round, &usual_dialect, "locatie", "gemeente", round->quarter.name, "");

    sheet_header(&sheet, names, sizeof names / sizeof names[0]);
    for (int i = 0; i < round->city->site_count; i++) {
        Site site = round->city->sites[i];
        if (!site_is_open(&site, round->quarter.last)) {
            continue;
        }
        Day taken = site.taken_over;
        if (taken > round->quarter.last) {
            write_site(&sheet, round, &site, i);
            continue;
        }
        site.ve_to = taken;
        write_site(&sheet, round, &site, i);
        site = round->city->sites[i];
        site.ve_from = taken;
        (void)memcpy(site.id, site.new_id, sizeof site.id);
        (void)memcpy(site.lrk, site.new_lrk, sizeof site.lrk);
        write_site(&sheet, round, &site, i);
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
