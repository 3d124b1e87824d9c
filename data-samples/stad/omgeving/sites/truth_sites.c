/* The answers about schools and ve sites, on the last day of a quarter. */
#include "stad/gemeente/sites.h"
#include "stad/omgeving/sites/sites.h"
#include "stad/opvang/facts.h"
#include "stad/truth/people.h"

#include <string.h>

enum { KINDS = 6, FOUR_YEARS = 48 };

static const char *const kinds[KINDS] = {"bo", "sbo", "so", "vo", "vso", "ko-ve"};

typedef bool Judge(const City *city, int site, Day day);

static bool has_recent_policy(const City *city, int site, Day day)
{
    Day adopted = fact_language_policy(city, site, day);

    return adopted != NEVER && day <= months_after(adopted, FOUR_YEARS);
}

static bool has_intermediary(const City *city, int site, Day day)
{
    (void)day;
    return fact_intermediary(city, site);
}

static void count_places(const City *city, Answers *answers, int quarter, const char *indicator,
                         Judge *judge)
{
    Quarter told = city_quarter(quarter);
    Count by_kind[KINDS] = {{0}};
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (int i = 0; i < city->site_count; i++) {
        const Site *site = &city->sites[i];
        bool hit = judge(city, i, told.last);
        if (!site_is_open(site, told.last) ||
            (site->use != SITE_SCHOOL && !site_offers_ve(site, told.last))) {
            continue;
        }
        groups_count(&groups, (Person){.wijk = site->wijk}, hit);
        for (int kind = 0; kind < KINDS; kind++) {
            bool is_kind = strcmp(site->kind, kinds[kind]) == 0;
            by_kind[kind].units += is_kind;
            by_kind[kind].hits += is_kind && hit;
        }
    }
    groups_answer(answers, indicator, told.name, &groups, BY_WIJK);
    for (int kind = 0; kind < KINDS; kind++) {
        answers_count(answers, indicator, told.name, "locatiesoort", kinds[kind], by_kind[kind]);
    }
}

void places_truth(const City *city, Answers *answers, int quarter)
{
    count_places(city, answers, quarter, "taalbeleid-locatie", has_recent_policy);
    count_places(city, answers, quarter, "intermediair-locatie", has_intermediary);
}
