/* What the register of sites says of a site in a quarter (index 0 = 2023K4), beside its plain
 * record: the delivery writes it down, the truth counts it. */
#ifndef STAD_OPVANG_FACTS_H
#define STAD_OPVANG_FACTS_H

#include "stad/city.h"

typedef struct {
    int day_quarters; /* hours of ve a day, in quarters */
    int days;         /* a week; 0: not filled in */
    int weeks;        /* a year */
} VeOffer;

VeOffer fact_ve_offer(const City *city, int site);
int fact_hbo_hours(const City *city, int site, Day day);   /* a year; −1: not filled in */
Day fact_inspected(const City *city, int site, int index); /* NEVER: never */
int fact_shortcomings(const City *city, int site, int index);
/* 0 … 5; −1: no primary school. */
int fact_ikc_stage(const City *city, int site, int index);
/* The primary school a ve site works with; NO_SITE: none. */
int fact_partner_school(const City *city, int site, int index);
/* Day the school adopted a policy on languages; NEVER: none known. */
Day fact_language_policy(const City *city, int site, Day known_on);
/* Somebody who helps parents apply for a scheme. */
bool fact_intermediary(const City *city, int site);

#endif
