#include "stad/gemeente/sites.h"

#include "stad/gemeente/districts.h"

#include <stdio.h>
#include <string.h>

const char *const houder_ids[HOUDERS] = {
    "de-zandbak",  "kleine-zwaan", "het-molenrad", "wereldkind",
    "sterrenboot", "plus-en-min",  "de-kiem",      "hooglandse-hoeve",
};

const char *const board_ids[BOARDS] = {
    "stichting-de-sleutels",  "bestuur-rijnvallei", "montessori-leide",
    "openbaar-leidsche-rijn", "vo-de-burcht",       "vo-merewijck",
};

/* Childcare: houder, name, use, care, wijk, places (ve places on ve sites). */
typedef struct {
    int houder;
    const char *name;
    SiteUse use;
    Care care;
    int wijk;
    int places;
} CareSite;

static const CareSite care_sites[] = {
    {0, "De Zandbak Noord", SITE_VE, CARE_PO, 3, 16},
    {0, "De Zandbak Kooi", SITE_VE, CARE_KDV, 3, 16},
    {0, "Peuterspeelzaal ’t Molentje", SITE_VE, CARE_PO, 6, 14},
    {0, "De Zandbak Burggravenlaan", SITE_VE, CARE_KDV, 4, 10},
    {1, "Kleine Zwaan Merenwijk", SITE_VE, CARE_PO, 8, 24},
    {1, "Kleine Zwaan Slaaghwijk", SITE_VE, CARE_KDV, 8, 16},
    {1, "Zoë’s Zwaantjes", SITE_VE, CARE_PO, 9, 20},
    {2, "Het Molenrad Groenoord", SITE_VE, CARE_PO, 3, 20},
    {2, "Het Molenrad Hoge Mors", SITE_VE, CARE_KDV, 6, 14},
    {2, "Het Molenrad Haven", SITE_VE, CARE_PO, 1, 10},
    {3, "Wereldkind Bos", SITE_VE, CARE_PO, 5, 24},
    {3, "Wereldkind Gasthuis", SITE_VE, CARE_KDV, 5, 16},
    {3, "Wereldkind Noord", SITE_VE, CARE_PO, 3, 16},
    {3, "Wereldkind Stevenshof", SITE_VE, CARE_KDV, 9, 12},
    {4, "Sterrenboot Vreewijk", SITE_VE, CARE_PO, 0, 10},
    {4, "Sterrenboot Crèche aan de Vliet", SITE_VE, CARE_KDV, 0, 6},
    {4, "Sterrenboot Station", SITE_VE, CARE_PO, 2, 8},
    {5, "Plus en Min Tuinstad", SITE_VE, CARE_PO, 5, 16},
    {5, "Plus en Min Lage Mors", SITE_VE, CARE_PO, 6, 12},
    {5, "Plus en Min Houtkwartier", SITE_VE, CARE_KDV, 7, 8},
    {6, "De Kiem Leedewijk", SITE_VE, CARE_PO, 8, 16},
    {6, "De Kiem Meerburg", SITE_VE, CARE_KDV, 4, 12},
    {6, "De Kiem Professorenwijk", SITE_VE, CARE_PO, 4, 10},
    {7, "Hooglandse Hoeve", SITE_VE, CARE_KDV, 1, 6},
    {7, "Hooglandse Hoeve Fortuinwijk", SITE_VE, CARE_PO, 5, 12},
    {0, "De Zandbak Haagweg", SITE_CARE, CARE_KDV, 6, 48},
    {1, "Kleine Zwaan Binnenstad", SITE_CARE, CARE_KDV, 0, 36},
    {2, "Het Molenrad Zoeterwoudseweg", SITE_CARE, CARE_KDV, 4, 40},
    {4, "Sterrenboot Ruïnelaan", SITE_CARE, CARE_KDV, 1, 32},
    {5, "Plus en Min Raadsherenbuurt", SITE_CARE, CARE_KDV, 7, 44},
    {6, "De Kiem Kopermolen", SITE_CARE, CARE_KDV, 8, 48},
    {7, "Hooglandse Hoeve Bio", SITE_CARE, CARE_KDV, 2, 30},
    {7, "Hooglandse Hoeve Stevenshof", SITE_CARE, CARE_KDV, 9, 40},
    {3, "Wereldkind Cronestein", SITE_CARE, CARE_KDV, 5, 44},
    {0, "BSO De Zandbak", SITE_BSO, CARE_BSO, 3, 60},
    {0, "BSO De Zandbak Mors", SITE_BSO, CARE_BSO, 6, 60},
    {1, "BSO Kleine Zwaan", SITE_BSO, CARE_BSO, 8, 80},
    {2, "BSO Het Molenrad", SITE_BSO, CARE_BSO, 4, 60},
    {3, "BSO Wereldkind", SITE_BSO, CARE_BSO, 5, 80},
    {4, "BSO Sterrenboot", SITE_BSO, CARE_BSO, 0, 40},
    {4, "BSO Sterrenboot Station", SITE_BSO, CARE_BSO, 2, 30},
    {5, "BSO Plus en Min", SITE_BSO, CARE_BSO, 7, 50},
    {6, "BSO De Kiem", SITE_BSO, CARE_BSO, 8, 50},
    {7, "BSO Hooglandse Hoeve", SITE_BSO, CARE_BSO, 1, 40},
    {7, "BSO Hooglandse Hoeve West", SITE_BSO, CARE_BSO, 9, 60},
    {6, "De Kiem Gastouders", SITE_GO, CARE_GO, 4, 0},
};

/* Schools: board, wijk, kind, name. */
typedef struct {
    int board;
    int wijk;
    const char *kind;
    const char *name;
} SchoolSite;

static const SchoolSite school_sites[] = {
    {0, 3, "bo", "De Sleutelbloem"},
    {0, 3, "bo", "Het Sleutelgat"},
    {0, 5, "bo", "De Gouden Sleutel"},
    {0, 5, "bo", "De Sleutelhof"},
    {0, 6, "bo", "De Morssleutel"},
    {0, 8, "bo", "De Merensleutel"},
    {0, 9, "bo", "De Stevensleutel"},
    {0, 4, "bo", "De Leeuwensleutel"},
    {0, 0, "bo", "De Stadssleutel"},
    {0, 5, "sbo", "De Kleine Sleutel"},
    {1, 8, "bo", "De Rijnvallei"},
    {1, 9, "bo", "De Stroming"},
    {1, 4, "bo", "De Oever"},
    {1, 3, "bo", "De Veerpont"},
    {1, 6, "bo", "De Rivier"},
    {1, 5, "bo", "De Vlietstroom"},
    {1, 1, "bo", "Het Rapenburgje"},
    {1, 7, "so", "De Sluis"},
    {2, 7, "bo", "Montessori Leide"},
    {2, 0, "bo", "Montessori Zuid"},
    {2, 8, "bo", "Montessori Meren"},
    {2, 4, "bo", "Montessori Roodenburg"},
    {3, 3, "bo", "De Openbare Noord"},
    {3, 5, "bo", "De Wisselaar"},
    {3, 6, "bo", "De Molenwiek"},
    {3, 8, "bo", "De Zwanenmeer"},
    {3, 9, "bo", "De Uitkijk"},
    {3, 2, "bo", "De Perronschool"},
    {3, 4, "bo", "Café Crème"},
    {3, 8, "sbo", "De Brug"},
    {4, 0, "vo", "De Burcht Centrum"},
    {4, 3, "vo", "De Burcht Noord"},
    {4, 5, "vo", "De Burcht Zuid"},
    {4, 7, "vo", "De Burcht Gymnasium"},
    {4, 6, "vo", "De Burcht Mors"},
    {4, 4, "vo", "De Burcht Mavo"},
    {4, 9, "vo", "De Burcht Stevenshof"},
    {5, 8, "vo", "Merewijck"},
    {5, 8, "vo", "Merewijck Techniek"},
    {5, 1, "vo", "Merewijck Lyceum"},
    {5, 5, "vo", "Merewijck Vakcollege"},
    {5, 3, "vso", "Merewijck Praktijk"},
};

static Site *add_site(City *city, Random *random, int wijk)
{
    if (city->site_count == MAX_SITES) {
        give_up("too many sites", "MAX_SITES");
    }
    Site *site = &city->sites[city->site_count++];

    (void)memset(site, 0, sizeof *site);
    (void)snprintf(site->id, sizeof site->id, "L%03u", (unsigned)city->site_count % 1000U);
    site->wijk = wijk;
    do {
        site->address = district_draw_address(city, random, wijk);
    } while (city->addresses.items[site->address].wijk != wijk);
    site->ve_from = NEVER;
    site->ve_to = NEVER;
    site->extra_from = NEVER;
    site->taken_over = NEVER;
    site->closed = NEVER;
    return site;
}

static void add_care_site(City *city, Random *random, const CareSite *entry)
{
    Site *site = add_site(city, random, entry->wijk);
    double scale = (double)city->settings.children / 24000.0;

    site->kind = entry->use == SITE_VE ? "ko-ve" : "ko";
    site->name = entry->name;
    site->owner = houder_ids[entry->houder];
    site->owner_index = entry->houder;
    site->use = entry->use;
    site->care = entry->care;
    site->capacity = entry->use == SITE_VE ? entry->places * 2 : entry->places;
    site->weeks = entry->care == CARE_PO ? 40 : entry->houder % 2 == 0 ? 52 : 50;
    unsigned number = 210000000U + (unsigned)city->site_count * 1237919U;
    (void)snprintf(site->lrk, sizeof site->lrk, "%09u", number % 1000000000U);
    if (entry->use == SITE_VE) {
        site->ve_from = day_of(2012 + city->site_count % 9, 8, 1);
        site->ve_places = (int)((double)entry->places * scale + 0.5);
    }
}

static void add_school(City *city, Random *random, const SchoolSite *entry, unsigned branch)
{
    Site *site = add_site(city, random, entry->wijk);
    char letter = (char)('A' + entry->board);

    site->kind = entry->kind;
    site->name = entry->name;
    site->owner = board_ids[entry->board];
    site->owner_index = entry->board;
    site->use = SITE_SCHOOL;
    site->capacity = 400;
    (void)snprintf(site->brin, sizeof site->brin, "9%u%cX%02u", (unsigned)entry->board % 10U,
                   letter, branch % 100U);
}

static Site *site_named(City *city, const char *name)
{
    for (int i = 0; i < city->site_count; i++) {
        if (strcmp(city->sites[i].name, name) == 0) {
            return &city->sites[i];
        }
    }
    give_up("no such site", name);
}

/* One site becomes a ve site, one stops, one is registered anew after a takeover, and the programme
 * and a growth plan add places. */
static void let_sites_change(City *city)
{
    Site *starts = site_named(city, "De Zandbak Burggravenlaan");
    Site *stops = site_named(city, "Hooglandse Hoeve");

    starts->ve_from = day_of(2024, 9, 1);
    stops->ve_to = day_of(2025, 8, 1);
    for (int i = 0; i < city->site_count; i++) {
        Site *site = &city->sites[i];
        if (site->use == SITE_VE && in_programme(site->wijk) && !city->settings.without_programme) {
            site->extra_places = site->ve_places / 4;
            site->extra_from = programme_start();
        }
    }
    Site *taken = site_named(city, "Sterrenboot Station");
    taken->taken_over = day_of(2025, 2, 1);
    (void)memcpy(taken->new_id, "L901", sizeof "L901");
    (void)memcpy(taken->new_lrk, "219000018", sizeof "219000018");
    Site *grows = site_named(city, "Zoë’s Zwaantjes");
    grows->extra_places = 4;
    grows->extra_from = day_of(2024, 8, 1);
}

Day merger_day(void)
{
    return day_of(2025, 8, 1);
}

/* The last of the register, so that every other site keeps its number. */
static void merge_schools(City *city, Random *random)
{
    static const SchoolSite merged = {0, 4, "bo", "De Nieuwe Sleutel"};
    static const char *const before[] = {"De Leeuwensleutel", "De Stadssleutel"};
    enum { MERGED_BRANCH = 50 };

    add_school(city, random, &merged, MERGED_BRANCH);
    city->sites[city->site_count - 1].opened = merger_day();
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        Site *site = site_named(city, before[i]);
        site->closed = merger_day();
        site->goes_on_as = city->site_count - 1;
    }
}

void sites_build(City *city)
{
    Random random = random_stream(city->settings.seed, STREAM_SITES, 0);
    unsigned branch = 0;

    for (size_t i = 0; i < sizeof care_sites / sizeof care_sites[0]; i++) {
        add_care_site(city, &random, &care_sites[i]);
    }
    for (size_t i = 0; i < sizeof school_sites / sizeof school_sites[0]; i++) {
        branch = i > 0 && school_sites[i].board == school_sites[i - 1].board ? branch + 1 : 0;
        add_school(city, &random, &school_sites[i], branch);
    }
    Site *library = add_site(city, &random, 1);
    library->kind = "bibliotheek";
    library->name = "Bibliotheek De Boekenmolen";
    library->owner = "";
    library->use = SITE_OTHER;
    let_sites_change(city);
    merge_schools(city, &random);
}

bool site_is_open(const Site *site, Day day)
{
    return site->opened <= day && day < site->closed;
}

int site_on(const City *city, int site, Day day)
{
    return day < city->sites[site].closed ? site : city->sites[site].goes_on_as;
}

bool site_offers_ve(const Site *site, Day day)
{
    return site->ve_from != NEVER && site->ve_from <= day && day < site->ve_to;
}

int site_ve_places(const Site *site, Day day)
{
    if (!site_offers_ve(site, day)) {
        return 0;
    }
    return site->ve_places + (day >= site->extra_from ? site->extra_places : 0);
}

static bool has_future(const Site *site, Day day)
{
    return site_offers_ve(site, day) && site_offers_ve(site, day + 270);
}

int site_choose_care(const City *city, Random *random, SiteUse use, int care, int wijk, Day day)
{
    double weights[MAX_SITES] = {0};
    bool near = random_chance(random, 0.75);
    double total = 0.0;

    for (int pass = 0; pass < 2 && total <= 0.0; pass++) {
        for (int i = 0; i < city->site_count; i++) {
            const Site *site = &city->sites[i];
            bool fits = site->use == use && (care < 0 || (int)site->care == care) &&
                        (site->wijk == wijk || !near || pass == 1) &&
                        (use != SITE_VE || has_future(site, day));
            weights[i] = fits ? (double)site->capacity + 1.0 : 0.0;
            total += weights[i];
        }
    }
    return (int)random_weighted(random, weights, (size_t)city->site_count);
}

int site_choose_school(const City *city, Random *random, const char *kind, int wijk)
{
    double weights[MAX_SITES] = {0};

    for (int i = 0; i < city->site_count; i++) {
        const Site *site = &city->sites[i];
        if (site->use == SITE_SCHOOL && site->opened == 0 && strcmp(site->kind, kind) == 0) {
            weights[i] = site->wijk == wijk ? 20.0 : 1.0;
        }
    }
    return (int)random_weighted(random, weights, (size_t)city->site_count);
}

const char *site_lrk(const Site *site, Day day)
{
    return day >= site->taken_over ? site->new_lrk : site->lrk;
}
