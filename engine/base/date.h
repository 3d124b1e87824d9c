/* Civil dates as day numbers: days since 1970-01-01 in the proleptic Gregorian calendar, no clock,
 * no time zone. Half of all disputes about reach are age errors, so ages live in these functions
 * only. */
#ifndef ENGINE_BASE_DATE_H
#define ENGINE_BASE_DATE_H

#include "engine/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t KmDate;

/* Bounds of what we call a date: 1900-01-01 … 2199-12-31. KM_DATE_OPEN is the end of an open spell.
 */
#define KM_DATE_MIN ((KmDate)-25567)
#define KM_DATE_MAX ((KmDate)84005)
#define KM_DATE_OPEN ((KmDate)99999)
#define KM_DATE_EVER ((KmDate)-99999) /* the beginning of an unbounded stretch of time */

typedef struct {
    int year;  /* 1900–2199 */
    int month; /* 1–12 */
    int day;   /* 1–31 */
} KmCivil;

/* False when there is no such day (31-06) or the year is out of range. */
bool km_date_from_civil(int year, int month, int day, KmDate *ret_date) KM_MUST_USE;
KmCivil km_civil_from_date(KmDate date);
int km_days_in_month(int year, int month);

/* `date` plus `months` (may be negative), the day clamped to the month's end: 31 Aug + 6 → 28/29
 * Feb. */
KmDate km_date_plus_months(KmDate date, int months);
/* The day a child born on `birth` reaches an age of `months`. Whole years of a 29 February birth
 * fall on 1 March in other years (Dutch civil practice); other ages clamp as above. */
KmDate km_birthday(KmDate birth, int months);
/* Completed years on `day`; -1 before birth. */
int km_age_years(KmDate birth, KmDate day);

/* "2026-09-30" only. */
bool km_date_parse_iso(const char *text, size_t length, KmDate *ret_date) KM_MUST_USE;
/* KM_DATE_OPEN and KM_DATE_EVER give "". */
char *km_date_iso(KmArena *arena, KmDate date) KM_MUST_USE;
/* "30 september 2026" */
char *km_date_dutch(KmArena *arena, KmDate date) KM_MUST_USE;

#endif
