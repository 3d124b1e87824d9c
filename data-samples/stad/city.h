/*
 * The sample city as plain records. The simulation files fill them, the delivery files write them
 * down, the replay walks through them day by day. All `to` days are exclusive.
 */
#ifndef STAD_CITY_H
#define STAD_CITY_H

#include "stad/tools/date.h"
#include "stad/tools/random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WIJKEN = 10,
    HOUDERS = 8,
    BOARDS = 6,
    QUARTERS = 12,
    WEEKDAYS = 5,
    MAX_SITES = 128,
    NO_SITE = -1
};

typedef enum { REACH_NORMAL, REACH_HIGH, REACH_VERY_HIGH } ReachLevel;
typedef enum { SEX_BOY, SEX_GIRL, SEX_X } Sex;
typedef enum { LANGUAGE_UNKNOWN, LANGUAGE_DUTCH, LANGUAGE_BILINGUAL, LANGUAGE_OTHER } Language;
typedef enum { EDUCATION_UNKNOWN, EDUCATION_LOW, EDUCATION_MIDDLE, EDUCATION_HIGH } Education;
typedef enum { LEFT_NOT, LEFT_WITHIN_CITY, LEFT_CITY, LEFT_DIED } Leaving;
typedef enum { VERDICT_YES, VERDICT_NO, VERDICT_WITHDRAWN, VERDICT_POSTPONED } Verdict;
typedef enum { CARE_PO, CARE_KDV, CARE_BSO, CARE_GO } Care;
typedef enum { END_NONE, END_SCHOOL, END_MOVED, END_PARENTS, END_OTHER_CARE, END_OTHER } CareEnd;
typedef enum { PAID_KOT, PAID_GEMEENTE, PAID_DOELGROEP, PAID_PARTICULIER } Payment;
typedef enum {
    SCHOOL_BO,
    SCHOOL_SBO,
    SCHOOL_SO,
    SCHOOL_PRO,
    SCHOOL_VMBO_B,
    SCHOOL_VMBO_K,
    SCHOOL_VMBO_GT,
    SCHOOL_HAVO,
    SCHOOL_VWO,
    SCHOOL_BRUGKLAS
} SchoolKind;

/* Reasons of non-reach, numbered as JGZ writes them. */
typedef enum {
    REASON_NONE,
    REASON_REFUSED,
    REASON_WAITING,
    REASON_NO_PLACE,
    REASON_COSTS,
    REASON_OTHER_CARE,
    REASON_MOVED,
    REASON_MEDICAL,
    REASON_NO_CONTACT,
    REASON_OTHER
} Reason;

typedef struct {
    uint64_t seed;
    int children;
    ReachLevel reach;
    const char *directory;
    bool without_programme; /* the same city in which the programme never began */
} Settings;

typedef struct {
    char pc6[7];
    int number;
    int wijk;  /* 0..9 */
    int buurt; /* 0..99 within the wijk */
} Address;

typedef enum { SITE_VE, SITE_CARE, SITE_BSO, SITE_GO, SITE_SCHOOL, SITE_OTHER } SiteUse;

typedef struct {
    char id[8];
    const char *kind; /* code of `Soort` in the register */
    const char *name;
    char brin[7]; /* empty for childcare */
    char lrk[10]; /* empty for schools */
    const char *owner;
    int owner_index; /* houder or board */
    SiteUse use;
    Care care;
    int wijk;
    size_t address;
    int capacity;
    int weeks;
    Day ve_from; /* NEVER: no ve site */
    Day ve_to;
    int ve_places;
    int extra_places; /* added from extra_from on */
    Day extra_from;
    Day taken_over; /* from then on registered anew: the next two; NEVER: not */
    char new_id[8];
    char new_lrk[10];
    Day opened;     /* of a school that others went on as; 0: long ago */
    Day closed;     /* first day it is no more; NEVER: never */
    int goes_on_as; /* the school its pupils are at from then on */
} Site;

typedef struct {
    Day from;
    Day to;
    size_t address;
    Leaving leaving;
} Stay;

typedef struct {
    Day decided;
    Verdict verdict;
    Day start;            /* of a yes */
    Day end;              /* NEVER: none */
    bool end_as_far_date; /* an open end written as 31-12-9999 */
    int grounds;          /* bit set */
    bool consent;
    Day led;          /* NEVER: not led to a site */
    int led_to;       /* site, or NO_SITE */
    bool led_outside; /* to a site outside the city */
    Reason reason;
    Day reason_until; /* the reason is dropped from then on */
    Language language;
    Education education;
} Decision;

typedef struct {
    Day from;
    Day to;
    int site;
    Care care;
    bool ve_place;
    bool target_child;
    int quarters[WEEKDAYS]; /* quarter hours per weekday */
    int week_quarters;
    int days; /* 0: not known to the houder */
    int weeks;
    Day waiting_since; /* NEVER: none */
    Payment payment;
    CareEnd end;
} Placement;

typedef struct {
    Day from;
    Day to;
    int site;
    SchoolKind kind;
    int year;         /* 0..8 primary, 1..6 secondary */
    int years_behind; /* years done again at this kind of school before this one */
    bool secondary;
    bool ends_stay; /* the last row of this pupil at this school */
    bool moved;
    Language language;
    Education education;
} Enrolment;

/* A slice of one of the city's lists: the records of one child lie together. */
typedef struct {
    size_t first;
    size_t count;
} Slice;

typedef struct {
    Day birth;
    Day arrival; /* first day in the city */
    Day gone;    /* first day no longer in the city */
    Day school;  /* first school day in a city school; NEVER: none */
    bool city_school;
    Sex sex;
    uint32_t bsn;
    uint32_t family;
    Language language;
    Education education;
    bool twin; /* second of a pair: shares everything at home with the child before */
    bool indicated;
    Slice stays;
    Slice decisions;
    Slice placements;
    Slice enrolments;
} Child;

#define LIST_OF(Item)                                                                              \
    struct {                                                                                       \
        Item *items;                                                                               \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
    }

typedef struct {
    Settings settings;
    Site sites[MAX_SITES];
    int site_count;
    Slice wijk_addresses[WIJKEN];
    LIST_OF(Address) addresses;
    LIST_OF(Child) children;
    LIST_OF(Stay) stays;
    LIST_OF(Decision) decisions;
    LIST_OF(Placement) placements;
    LIST_OF(Enrolment) enrolments;
    struct Opvang *opvang; /* what the parts of the city in folders of their own add */
    struct Omgeving *omgeving;
    struct SchoolArea *school_area;
} City;

typedef struct {
    char name[8]; /* 2026K3 */
    Day first;
    Day last;
} Quarter;

/* First simulated day, and the first day after. */
Day city_start(void);
Day city_end(void);
Quarter city_quarter(int index); /* 0 = 2023K4; negative: before the first delivery */

/* The programme that starts half-way in two districts. */
Day programme_start(void);
bool in_programme(int wijk);

void city_add_address(City *city, Address address);
Child *city_add_child(City *city, Child child);
void city_add_stay(City *city, Child *child, Stay stay);
void city_add_decision(City *city, Child *child, Decision decision);
void city_add_placement(City *city, Child *child, Placement placement);
void city_add_enrolment(City *city, Child *child, Enrolment enrolment);
void city_release(City *city);

/* Where the child lives on a day on which it is resident. */
const Address *city_home(const City *city, const Child *child, Day day);

/* Ends the program with a message; the only place that does. */
_Noreturn void give_up(const char *what, const char *subject);

#endif
