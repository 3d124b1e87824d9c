#include "stad/opvang/facts.h"

#include "stad/gemeente/sites.h"

#include <string.h>

VeOffer fact_ve_offer(const City *city, int site)
{
    const Site *it = &city->sites[site];
    VeOffer offer = {42, 5, it->weeks};

    if (it->care == CARE_PO) {
        offer.day_quarters = 16;
        offer.days = 4;
    }
    if (site % 8 == 2) { /* three mornings a week are too little, three days are not */
        offer.days = 3;
    }
    if (site % 23 == 18) {
        offer.days = 0;
    }
    return offer;
}

int fact_hbo_hours(const City *city, int site, Day day)
{
    return site % 12 == 5 ? -1 : 10 * site_ve_places(&city->sites[site], day);
}

Day fact_inspected(const City *city, int site, int index)
{
    Day first = city_quarter(index).first;

    if (site % 13 == 7) {
        return index < 4 ? NEVER : city_quarter(4).first - 20;
    }
    if (site % 9 == 2) {
        return first - 760;
    }
    return first - 40 - city->sites[site].wijk * 23;
}

int fact_shortcomings(const City *city, int site, int index)
{
    return (city->sites[site].wijk + index + site) % 11 == 0 ? 1 + site % 2 : 0;
}

static bool is_primary(const Site *site)
{
    return site->use == SITE_SCHOOL && (strcmp(site->kind, "bo") == 0);
}

int fact_ikc_stage(const City *city, int site, int index)
{
    const Site *it = &city->sites[site];
    int stage = it->wijk % 4;

    if (!is_primary(it)) {
        return -1;
    }
    stage += index >= 6 && it->wijk == 3;
    stage += index >= 9 && site % 5 == 1;
    return stage;
}

int fact_partner_school(const City *city, int site, int index)
{
    const Site *it = &city->sites[site];

    if (it->use != SITE_VE || site % 4 == 3 || index < site % 6) {
        return NO_SITE;
    }
    for (int i = 0; i < city->site_count; i++) {
        if (is_primary(&city->sites[i]) && city->sites[i].wijk == it->wijk &&
            site_is_open(&city->sites[i], city_quarter(index).last)) {
            return i;
        }
    }
    return NO_SITE;
}

Day fact_language_policy(const City *city, int site, Day known_on)
{
    const Site *it = &city->sites[site];
    bool ve = it->use == SITE_VE;
    Day adopted = day_of(ve ? 2020 + site % 4 : 2023 + site % 3, 9, 1 + site % 20);
    bool has_one = ve ? site % 3 != 0 : is_primary(it) && it->wijk % 3 != 1;

    return has_one && adopted <= known_on ? adopted : NEVER;
}

bool fact_intermediary(const City *city, int site)
{
    const Site *it = &city->sites[site];

    return it->use == SITE_VE ? site % 4 == 1 : is_primary(it) && it->wijk % 3 == 0;
}
