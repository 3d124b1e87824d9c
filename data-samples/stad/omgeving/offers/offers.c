/* At each school some of the six areas, tasters and a talent class, with a new number every school
 * year; and clubs, the library and a mentor project that go on. */
#include "stad/omgeving/offers/offers.h"

#include "stad/gemeente/partners.h"
#include "stad/gemeente/sites.h"
#include "stad/omgeving/model.h"

#include <stdio.h>
#include <string.h>

static const char *const area_names[AREAS] = {
    "Sport op het plein", "Theater en muziek", "Huiswerkhulp",
    "Samen spelen",       "Wie ben ik?",       "Natuur en techniek",
};

Day year_start(int year)
{
    return day_of(2023 + year, 8, 1);
}

static bool is_primary(const Site *site)
{
    return strcmp(site->kind, "bo") == 0;
}

static bool is_secondary(const Site *site)
{
    return strcmp(site->kind, "vo") == 0 || strcmp(site->kind, "vso") == 0;
}

bool site_has_rich_day(const Site *site)
{
    return is_primary(site) && (site->wijk == 3 || site->wijk % 3 == 2);
}

/* A school that runs the activity itself, or an organisation of the surroundings. */
static int provider_of(const Site *site, int area, Random *random)
{
    static const char *const providers[AREAS][2] = {
        {"welzijn-de-brug", "ggd-gezond-rijnland"},
        {"cultuurhuis-de-leer", "cultuurhuis-de-leer"},
        {"bibliotheek-de-boekenmolen", "welzijn-de-brug"},
        {"welzijn-de-brug", "welzijn-de-brug"},
        {"welzijn-de-brug", "ggd-gezond-rijnland"},
        {"bibliotheek-de-boekenmolen", "cultuurhuis-de-leer"},
    };
    int second = random_chance(random, 0.35) ? 1 : 0;
    bool own = random_chance(random, 0.12);
    int board = partner_number(site->owner);

    return own && board != NO_PARTNER ? board : partner_number(providers[area][second]);
}

static int companion(const Site *site, int provider, Random *random)
{
    static const char *const others[] = {"welzijn-de-brug", "bibliotheek-de-boekenmolen",
                                         "cultuurhuis-de-leer", "sportclub-de-sleutel"};
    double kind = random_unit(random);
    int other = NO_PARTNER;

    if (kind < 0.45) {
        other = partner_number(site->owner);
    } else if (kind < 0.60) {
        other = partner_number(others[random_between(random, 0, 3)]);
    }
    return other == provider ? NO_PARTNER : other;
}

static int add(City *city, Offer offer, char letter)
{
    Omgeving *o = city->omgeving;

    (void)snprintf(offer.id, sizeof offer.id, "%c-%04zu", letter, o->offers.count + 1U);
    PUSH(o->offers, offer);
    return (int)o->offers.count - 1;
}

static void name_it(Offer *offer, const char *what, const Site *site)
{
    (void)snprintf(offer->name, sizeof offer->name, "%s %s", what, site->name);
}

static Random stream_of(const City *city, int year, int site, unsigned purpose)
{
    size_t index = ((size_t)year * MAX_SITES + (size_t)site) * 16U + purpose;

    return random_stream(city->settings.seed, (Stream)STREAM_OFFERS, index);
}

static int add_area(City *city, int year, int site_index, int area)
{
    Random random = stream_of(city, year, site_index, (unsigned)area);
    const Site *site = &city->sites[site_index];
    bool rich = site_has_rich_day(site);
    bool secondary = is_secondary(site);
    double chance = rich ? 0.90 + 0.02 * year : secondary ? 0.45 + 0.05 * year : 0.60 + 0.06 * year;

    if (!random_chance(&random, chance)) {
        return NO_OFFER;
    }
    Offer offer = {.provider = provider_of(site, area, &random),
                   .area = (Area)area,
                   .programme = rich ? PROGRAMME_DAY : PROGRAMME_NONE,
                   .site = site_index,
                   .wijk = site->wijk,
                   .age_from = secondary ? 12 : 4,
                   .age_to = secondary ? 17 : 12,
                   .places = random_between(&random, 10, 30),
                   .weeks = random_between(&random, rich ? 22 : 10, 34),
                   .week_quarters = random_between(&random, 2, 8),
                   .cents = rich ? 0 : 500 * random_between(&random, 0, 12),
                   .from = day_of(2023 + year, 9, 1) + random_between(&random, 0, 20),
                   .to = day_of(2024 + year, 6, 1) + random_between(&random, 0, 40)};
    offer.other = companion(site, offer.provider, &random);
    name_it(&offer, area_names[area], site);
    return add(city, offer, 'S');
}

/* Five weeks of tasting, in autumn, winter or spring. */
static int add_taster(City *city, int year, int site_index)
{
    static const int months[] = {9, 1, 4};
    Random random = stream_of(city, year, site_index, 14);
    const Site *site = &city->sites[site_index];
    bool sport = site_index % 2 == 0;
    int wave = (site_index + year) % 3;

    if (!is_primary(site) || !random_chance(&random, 0.7)) {
        return NO_OFFER;
    }
    Offer offer = {.provider =
                       partner_number(sport ? "ggd-gezond-rijnland" : "cultuurhuis-de-leer"),
                   .other = partner_number(site->owner),
                   .area = sport ? AREA_SPORT : AREA_CULTURE,
                   .programme = PROGRAMME_TASTER,
                   .site = site_index,
                   .wijk = site->wijk,
                   .age_from = 6,
                   .age_to = 12,
                   .places = 40,
                   .weeks = 5,
                   .week_quarters = 4};
    offer.from = day_of(2023 + year + (wave > 0), months[wave], 8) + random_between(&random, 0, 9);
    offer.to = offer.from + 35;
    name_it(&offer, sport ? "Sport proeven" : "Kunst proeven", site);
    return add(city, offer, 'K');
}

static int add_talent(City *city, int year, int site_index)
{
    Random random = stream_of(city, year, site_index, 15);
    const Site *site = &city->sites[site_index];

    if (!is_primary(site) || !random_chance(&random, 0.5)) {
        return NO_OFFER;
    }
    Offer offer = {.provider = partner_number("cultuurhuis-de-leer"),
                   .other = partner_number(site->owner),
                   .area = AREA_COGNITIVE,
                   .programme = PROGRAMME_TALENT,
                   .site = site_index,
                   .wijk = site->wijk,
                   .age_from = 8,
                   .age_to = 12,
                   .places = 20,
                   .weeks = 30,
                   .week_quarters = 6,
                   .from = day_of(2023 + year, 9, 4) + random_between(&random, 0, 14),
                   .to = day_of(2024 + year, 6, 20)};
    name_it(&offer, "Talentklas", site);
    return add(city, offer, 'T');
}

static int add_lasting(City *city, const char *name, const char *provider, Area area,
                       Programme programme, const char *place)
{
    Offer offer = {.provider = partner_number(provider),
                   .other = NO_PARTNER,
                   .area = area,
                   .programme = programme,
                   .site = NO_SITE,
                   .place = place,
                   .wijk = 1,
                   .age_from = area == AREA_MENTOR    ? 10
                               : area == AREA_LIBRARY ? 0
                                                      : 4,
                   .age_to = 17,
                   .places = area == AREA_LIBRARY ? 20000 : 200,
                   .weeks = 40,
                   .week_quarters = area == AREA_LIBRARY ? 1 : 6,
                   .cents = programme == PROGRAMME_CLUB ? 17500 : 0,
                   .from = day_of(2021, 9, 1),
                   .to = NEVER};

    (void)snprintf(offer.name, sizeof offer.name, "%s", name);
    return add(city, offer, 'V');
}

static void add_all_lasting(City *city)
{
    static const char *const paper_list[] = {"Voetbal na school", "Judo \"op de mat\"",
                                             "Turnen na school"};
    Programmes *p = &city->omgeving->programmes;

    p->library = add_lasting(city, "Lid van de bibliotheek", "bibliotheek-de-boekenmolen",
                             AREA_LIBRARY, PROGRAMME_NONE, "Bibliotheek De Boekenmolen");
    p->mentor = add_lasting(city, "Maatjes in de stad", "welzijn-de-brug", AREA_MENTOR,
                            PROGRAMME_NONE, "Buurthuis De Brug");
    p->clubs[0] = add_lasting(city, "Atletiek in de stad", "ggd-gezond-rijnland", AREA_SPORT,
                              PROGRAMME_CLUB, "Atletiekbaan");
    p->clubs[1] = add_lasting(city, "Jeugdtheaterschool", "cultuurhuis-de-leer", AREA_CULTURE,
                              PROGRAMME_CLUB, "Cultuurhuis De Leer");
    for (int i = 0; i < 3; i++) {
        (void)add_lasting(city, paper_list[i], "sportclub-de-sleutel", AREA_SPORT, PROGRAMME_NONE,
                          "Sportpark De Sleutel");
    }
    (void)add_lasting(city, "Koffie met ouders", "welzijn-de-brug", AREA_PARENT, PROGRAMME_NONE,
                      "Buurthuis De Brug");
    (void)add_lasting(city, "Spreekuur geldzorgen", "stichting-kans", AREA_PARENT, PROGRAMME_NONE,
                      "Buurthuis De Brug");
    (void)add_lasting(city, "Rolmodellen in de klas", "hogeschool-leyenburg", AREA_SELF,
                      PROGRAMME_NONE, "op school");
}

void offers_build(City *city)
{
    Programmes *p = &city->omgeving->programmes;

    add_all_lasting(city);
    for (int year = 0; year < SCHOOL_YEARS; year++) {
        for (int site = 0; site < city->site_count; site++) {
            bool open = site_is_open(&city->sites[site], day_of(2023 + year, 9, 1));
            bool school = open && city->sites[site].use == SITE_SCHOOL;
            for (int area = 0; area < AREAS; area++) {
                p->areas[year][site][area] = school ? add_area(city, year, site, area) : NO_OFFER;
            }
            p->tasters[year][site] = open ? add_taster(city, year, site) : NO_OFFER;
            p->talents[year][site] = open ? add_talent(city, year, site) : NO_OFFER;
        }
    }
    p->toddler_parents = add_lasting(city, "Samen thuis lezen en spelen", "welzijn-de-brug",
                                     AREA_PARENT, PROGRAMME_TODDLER_PARENTS, "Buurthuis De Brug");
    city->omgeving->offers.items[p->toddler_parents].age_from = 2;
    city->omgeving->offers.items[p->toddler_parents].age_to = 3;
}

int offer_deliverer(const Offer *offer)
{
    static const char *const own_export[] = {"ggd-gezond-rijnland", "cultuurhuis-de-leer",
                                             "bibliotheek-de-boekenmolen", "sportclub-de-sleutel"};

    for (int i = 0; i < 4; i++) {
        if (strcmp(partners[offer->provider].id, own_export[i]) == 0) {
            return offer->provider;
        }
    }
    return partner_number("welzijn-de-brug");
}

/* Every year in a month of the provider's own; the club every other year, and some hardly ever. */
Day offer_verified(const Offer *offer, Day known_on)
{
    Day newest = offer->from - 10 <= known_on ? offer->from - 10 : NEVER;
    bool club = strcmp(partners[offer->provider].id, "sportclub-de-sleutel") == 0;

    if (offer->provider % 5 == 3) {
        return newest;
    }
    for (int year = 2022; year <= 2026; year++) {
        Day day = day_of(year, 1 + (offer->provider * 5 + 3) % 12, 10);
        if ((!club || year % 2 == 1) && day <= known_on && (newest == NEVER || day > newest)) {
            newest = day;
        }
    }
    return newest;
}
