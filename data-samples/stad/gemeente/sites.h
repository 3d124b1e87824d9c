/* The site register: childcare sites of eight houders, schools of six boards, a library. */
#ifndef STAD_SITES_H
#define STAD_SITES_H

#include "stad/city.h"

extern const char *const houder_ids[HOUDERS];
extern const char *const board_ids[BOARDS];

enum { PRIMARY_BOARDS = 4 }; /* the first four boards; the others are secondary */

/* The registered number of a site outside the city that no delivery describes. */
#define LRK_OUTSIDE "299990017"

void sites_build(City *city);
/* Two schools of one board go on as a third from this day on. */
Day merger_day(void);
bool site_is_open(const Site *site, Day day);
/* The school under which this one is known on that day: itself, or what it went on as. */
int site_on(const City *city, int site, Day day);
bool site_offers_ve(const Site *site, Day day);
int site_ve_places(const Site *site, Day day);
const char *site_lrk(const Site *site, Day day);

/*
 * A site for this use, preferably in the child's own wijk; a care of -1 means any. A ve site is
 * only chosen while it offers ve and will do so for most of a year.
 */
int site_choose_care(const City *city, Random *random, SiteUse use, int care, int wijk, Day day);
/* One of those that are there from the first day on; see site_on. */
int site_choose_school(const City *city, Random *random, const char *kind, int wijk);

#endif
