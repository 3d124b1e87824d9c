/* C11a: what is on offer for children after school, and who offers it. */
#ifndef STAD_OMGEVING_OFFERS_H
#define STAD_OMGEVING_OFFERS_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

enum { SCHOOL_YEARS = 4, AREAS = 6, NO_OFFER = -1 };

typedef enum {
    AREA_SPORT,
    AREA_CULTURE,
    AREA_COGNITIVE,
    AREA_SOCIAL,
    AREA_SELF,
    AREA_WORLD,
    AREA_LIBRARY,
    AREA_MENTOR,
    AREA_PARENT
} Area;
typedef enum {
    PROGRAMME_NONE,
    PROGRAMME_DAY,
    PROGRAMME_TALENT,
    PROGRAMME_TASTER,
    PROGRAMME_CLUB,
    PROGRAMME_TODDLER_PARENTS
} Programme;

typedef struct {
    char id[12];
    char name[80];
    int provider; /* partner */
    int other;    /* second partner, or NO_PARTNER */
    Area area;
    Programme programme;
    int site;          /* NO_SITE: at `place` */
    const char *place; /* NULL at a site */
    int wijk;
    int age_from;
    int age_to;
    int places;
    int weeks;
    int week_quarters; /* quarter hours */
    int cents;         /* NOT_TOLD */
    Day from;
    Day to; /* NEVER: goes on */
} Offer;

/* Which offer a school has in a school year (0: 2023-2024); NO_OFFER. */
typedef struct {
    int areas[SCHOOL_YEARS][MAX_SITES][AREAS];
    int tasters[SCHOOL_YEARS][MAX_SITES];
    int talents[SCHOOL_YEARS][MAX_SITES];
    int clubs[2]; /* sport, culture */
    int library;
    int mentor;
    int toddler_parents;
} Programmes;

void offers_build(City *city);
void offers_deliver(const Round *round);
void offers_truth(const City *city, Answers *answers, int quarter);
/* … its part about places, hours, borrowing, refusals and pairs of partners. */
void use_truth(const City *city, Answers *answers, int quarter);

Day year_start(int year); /* 1 August */
/* Schools with a programme that lengthens the day, as their register says. */
bool site_has_rich_day(const Site *site);
/* The partner that hands in the offer: providers without an export of their own tell welfare. */
int offer_deliverer(const Offer *offer);
/* When the provider last looked whether the offer still holds, as known on a day; NEVER: never. */
Day offer_verified(const Offer *offer, Day known_on);

#endif
