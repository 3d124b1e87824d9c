/* C11a, from each organisation that has a list of what it offers. */
#include "stad/gemeente/districts.h"
#include "stad/gemeente/partners.h"
#include "stad/omgeving/model.h"
#include "stad/omgeving/offers/formats.h"
#include "stad/omgeving/offers/offers.h"

#include <stdio.h>
#include <string.h>

static const char *const columns[] = {
    "Activiteit-id",
    "Naam",
    "Aanbieder",
    "Mede-aanbieders",
    "Domein",
    "Programma",
    "Locatie",
    "Wijk",
    "Leeftijd van",
    "Leeftijd tot",
    "Plekken",
    "Weken",
    "Uren per week",
    "Kosten ouder",
    "Begindatum",
    "Einddatum",
    "Laatst geverifieerd",
};

static const char *const area_codes[] = {"sport",   "cultuur",         "cognitief",
                                         "sociaal", "orientatie-zelf", "orientatie-wereld",
                                         "bieb",    "mentoring",       "ouder"};
/* As welfare writes them. */
static const char *const area_words[] = {"Sport en bewegen",
                                         "Kunst en cultuur",
                                         "Huiswerkbegeleiding",
                                         "Sociaal-emotioneel",
                                         "Oriëntatie op jezelf",
                                         "Natuur en techniek",
                                         "Lezen",
                                         "Maatjesproject",
                                         "Ouders"};

static void put_money(Sheet *sheet, int cents)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%d%c%02d", cents / 100, sheet->dialect.decimal, cents % 100);
    sheet_text(sheet, text);
}

/* Another name in spring than in autumn: the number stays. */
static void put_name(Sheet *sheet, const Round *round, const Offer *offer)
{
    char text[120];
    bool spring = round->index % 4 == 1 || round->index % 4 == 2;

    (void)snprintf(text, sizeof text, "%s%s", offer->name,
                   spring && offer->area == AREA_SPORT ? " voorjaar" : "");
    sheet_text(sheet, text);
}

static void write_offer(Sheet *sheet, const Round *round, const Offer *offer, Day from, Day to)
{
    static const char *const programmes[] = {
        "", "rijke-leerdag", "talent", "kennismaking", "vereniging", "ve-ouderprogramma"};
    bool words = strcmp(partners[offer_deliverer(offer)].id, "welzijn-de-brug") == 0;
    char digits[WIJK_DIGITS];
    char wijk[WIJK_DIGITS + 2];

    wijk_digits(offer->wijk, digits);
    (void)snprintf(wijk, sizeof wijk, "WK%s", digits);
    sheet_text(sheet, offer->id);
    put_name(sheet, round, offer);
    sheet_text(sheet, partners[offer->provider].id);
    sheet_text(sheet, offer->other == NO_PARTNER ? "" : partners[offer->other].id);
    sheet_text(sheet, words ? area_words[offer->area] : area_codes[offer->area]);
    sheet_text(sheet, programmes[offer->programme]);
    sheet_text(sheet, offer->site == NO_SITE ? offer->place : round->city->sites[offer->site].brin);
    sheet_text(sheet, wijk);
    sheet_number(sheet, offer->age_from);
    sheet_number(sheet, offer->age_to);
    sheet_number(sheet, offer->places);
    sheet_number(sheet, offer->weeks);
    sheet_hours(sheet, offer->week_quarters);
    put_money(sheet, offer->cents);
    sheet_day(sheet, from);
    sheet_day(sheet, to);
    sheet_day(sheet, offer_verified(offer, round->quarter.last));
    sheet_end_row(sheet);
}

static Day last_day(const Offer *offer)
{
    return offer->to == NEVER ? NEVER : offer->to - 1;
}

/* An offer that never was; its number is used nowhere. */
static void write_bad_offers(Sheet *sheet, const Round *round, const Offer *like)
{
    Offer bad = *like;

    (void)snprintf(bad.id, sizeof bad.id, "X-9001");
    write_offer(sheet, round, &bad, round->quarter.first + 20, round->quarter.first + 10);
    flaws_note(round->flaws, round->quarter.name, sheet, "ends before it begins",
               "refused:end-before-begin");
}

static void deliver(const Round *round, int provider)
{
    const ProviderFormat *format = &provider_formats[provider];
    const Omgeving *o = round->city->omgeving;
    const Offer *first = NULL;
    Sheet sheet = open_delivery(round, &format->dialect, "activiteit", format->deliverer,
                                round->quarter.name, "");

    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < o->offers.count; i++) {
        const Offer *offer = &o->offers.items[i];
        if (strcmp(partners[offer_deliverer(offer)].id, format->deliverer) != 0 ||
            !in_quarter(round, offer->from, offer->to)) {
            continue;
        }
        write_offer(&sheet, round, offer, offer->from, last_day(offer));
        first = first == NULL ? offer : first;
        if (scattered(i + (size_t)round->index) % 211 == 0) {
            sheet_repeat_row(&sheet);
            flaws_note(round->flaws, round->quarter.name, &sheet,
                       "exact duplicate of the row before", "duplicate");
        }
    }
    if (provider == 1 && round->index == 3 && first != NULL) {
        write_bad_offers(&sheet, round, first);
    }
    sheet_close(&sheet);
}

void offers_deliver(const Round *round)
{
    for (int provider = 0; provider < PROVIDERS; provider++) {
        deliver(round, provider);
    }
}
