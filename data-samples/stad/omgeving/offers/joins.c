/* Who takes part: a child at a time, a school year at a time. */
#include "stad/omgeving/offers/joins.h"

#include "stad/omgeving/model.h"
#include "stad/truth/people.h"

/* Weeks without holidays. */
static const int weeks_in_stretch[STRETCHES] = {4, 11, 11, 10, 1};

typedef struct {
    City *city;
    size_t child;
    int year;
    Income income;
    Random random;
} Draw;

Day stretch_start(int year, int stretch)
{
    static const int months[STRETCHES + 1] = {0, 2, 5, 8, 11, 12};

    return months_after(year_start(year), months[stretch]);
}

static int stretch_of(int year, Day day)
{
    int stretch = 0;

    while (stretch + 1 < STRETCHES && stretch_start(year, stretch + 1) <= day) {
        stretch++;
    }
    return stretch;
}

bool join_took_place(const Join *join)
{
    return join->status == JOIN_DONE || join->status == JOIN_STOPPED || join->status == JOIN_PLACED;
}

static const Child *child_of(const Draw *draw)
{
    return &draw->city->children.items[draw->child];
}

static double eagerness(const Draw *draw)
{
    static const double by_income[INCOMES] = {1.0, 0.55, 0.75, 1.1};
    double programme = draw->income == INCOME_ABOVE ? 0.03 : 0.10; /* a year */

    return by_income[draw->income] * (1.0 + programme * draw->year);
}

static bool stays(const Draw *draw, int stretch)
{
    Day day = stretch_start(draw->year, stretch);

    return day < child_of(draw)->gone && day < city_end();
}

/* Sessions in these stretches, each attended with the same chance. */
static void attend(Draw *draw, Join *join, int first, int last, int weeks, double faith)
{
    for (int s = first; s <= last && stays(draw, s); s++) {
        int sessions = weeks < weeks_in_stretch[s] ? weeks : weeks_in_stretch[s];
        join->booked[s] = (short)sessions;
        for (int week = 0; week < sessions; week++) {
            join->attended[s] = (short)(join->attended[s] + random_chance(&draw->random, faith));
        }
        if (random_chance(&draw->random, 0.0008)) {
            join->attended[s] = (short)(join->booked[s] + 2); /* a mistake in the list */
        }
    }
}

static Join blank(const Draw *draw, int offer, Day registered)
{
    return (Join){.child = (uint32_t)draw->child,
                  .offer = offer,
                  .year = draw->year,
                  .registered = registered,
                  .start = NEVER,
                  .end = NEVER,
                  .status = JOIN_PLACED};
}

static void add_school_offer(Draw *draw, int number, int preference)
{
    static const double fates[] = {0.0, 0.03, 0.045, 0.02, 0.845, 0.06};
    const Offer *offer = &draw->city->omgeving->offers.items[number];
    Random *random = &draw->random;
    bool taster = offer->programme == PROGRAMME_TASTER;
    Join join = blank(draw, number, offer->from - random_between(random, 0, 25));

    if (join.registered >= city_end()) {
        return;
    }
    join.preference = preference;
    join.status = (JoinStatus)random_weighted(random, fates, 6);
    if (join_took_place(&join)) {
        int first = stretch_of(draw->year, offer->from);
        int last = taster                        ? first
                   : join.status == JOIN_STOPPED ? random_between(random, 0, 2)
                   : offer->weeks < 20           ? 1
                                                 : 3;
        double faith = taster ? 0.85 : 0.58 + 0.3 * random_unit(random);
        join.start = taster ? offer->from : NEVER;
        attend(draw, &join, first, last, taster ? 5 : 99, faith);
        if (join.booked[first] == 0) {
            return; /* left the city before it began */
        }
    }
    PUSH(draw->city->omgeving->joins, join);
}

/* Some who tasted join a club, within half a year or later; families with little money less often.
 */
static void add_club(Draw *draw, const Offer *taster)
{
    static const double chance[INCOMES] = {0.2, 0.14, 0.2, 0.34};
    Programmes *p = &draw->city->omgeving->programmes;
    Day joined = taster->from + random_between(&draw->random, 14, 240);
    Join join = blank(draw, p->clubs[taster->area == AREA_SPORT ? 0 : 1], joined);

    if (!random_chance(&draw->random, chance[draw->income]) || joined >= city_end() ||
        joined >= child_of(draw)->gone) {
        return;
    }
    while (join.year + 1 < SCHOOL_YEARS && year_start(join.year + 1) <= joined) {
        join.year++; /* they join after the summer */
    }
    Draw later = *draw;
    later.year = join.year;
    int first = stretch_of(join.year, joined);
    attend(&later, &join, first, first > 3 ? first : 3, 99, 0.8);
    PUSH(draw->city->omgeving->joins, join);
}

static double gifted(const Draw *draw)
{
    static const double by_education[] = {0.06, 0.04, 0.07, 0.10};
    Education education = child_of(draw)->education;

    return by_education[education] + (education == EDUCATION_LOW ? 0.01 * draw->year : 0.0);
}

static void add_at_school(Draw *draw, int site)
{
    const Omgeving *o = draw->city->omgeving;
    const Programmes *p = &o->programmes;
    bool rich = site_has_rich_day(&draw->city->sites[site]);
    double chance = (rich ? 0.14 : 0.075) * eagerness(draw);

    for (int area = 0; area < AREAS; area++) {
        int offer = p->areas[draw->year][site][area];
        bool wants = random_chance(&draw->random, chance);
        double rank = random_unit(&draw->random);
        if (offer != NO_OFFER && wants) {
            add_school_offer(draw, offer, rich ? (rank < 0.68 ? 1 : rank < 0.9 ? 2 : 3) : 0);
        }
    }
    int taster = p->tasters[draw->year][site];
    if (taster != NO_OFFER && random_chance(&draw->random, 0.08)) {
        const Offer tasted = o->offers.items[taster];
        add_school_offer(draw, taster, 0);
        if (tasted.from < city_end()) {
            add_club(draw, &tasted);
        }
    }
    int talent = p->talents[draw->year][site];
    if (talent != NO_OFFER && random_chance(&draw->random, gifted(draw))) {
        add_school_offer(draw, talent, 0);
    }
}

/* A family is a member or not; what is counted is what a child borrows. */
static void add_library(Draw *draw)
{
    const Child *child = child_of(draw);
    Random member = random_stream(draw->city->settings.seed, (Stream)STREAM_JOINS,
                                  (size_t)child->family * 16U + 9U);

    if (!random_chance(&member, 0.4)) {
        return;
    }
    Join join = blank(draw, draw->city->omgeving->programmes.library,
                      year_start(draw->year) - random_between(&draw->random, 0, 300));
    join.card_only = random_chance(&member, 0.12);
    join.two_cards = random_chance(&draw->random, 0.003);
    for (int s = 0; s < STRETCHES - 1 && stays(draw, s); s++) {
        bool reads = random_chance(&draw->random, 0.45);
        join.attended[s] = (short)(reads ? random_between(&draw->random, 1, 14) : 0);
    }
    PUSH(draw->city->omgeving->joins, join);
}

/* A match runs on through school years: each has its own record. */
static void add_match(City *city, size_t index)
{
    const Child *child = &city->children.items[index];
    Random random = random_stream(city->settings.seed, (Stream)STREAM_JOINS, index * 16U + 8U);
    Day start = year_start(0) + random_between(&random, 70, 1090);
    Day end = start + 30 + random_waiting_days(&random, 190.0);
    Income income = income_of(city, child);
    bool in_need = income == INCOME_TO_120 || income == INCOME_TO_140;
    int age = completed_years(child->birth, start);

    if (!random_chance(&random, in_need ? 0.22 : 0.01) || !is_resident(city, child, start) ||
        age < 10 || age > 16) {
        return;
    }
    for (int year = 0; year < SCHOOL_YEARS; year++) {
        Join join = {.child = (uint32_t)index,
                     .offer = city->omgeving->programmes.mentor,
                     .year = year,
                     .registered = start - 20,
                     .start = start,
                     .end = end,
                     .status = JOIN_DONE};
        bool met = false;
        for (int s = 0; s < STRETCHES; s++) {
            Day from = stretch_start(year, s);
            if (start < stretch_start(year, s + 1) && end > from && from < city_end()) {
                join.booked[s] = (short)weeks_in_stretch[s];
                join.attended[s] = (short)random_between(&random, 0, weeks_in_stretch[s]);
                met = true;
            }
        }
        if (met) {
            PUSH(city->omgeving->joins, join);
        }
    }
}

void joins_build(City *city)
{
    city->omgeving->joins_of = calloc(city->children.count + 1, sizeof(Slice));
    if (city->omgeving->joins_of == NULL) {
        give_up("no memory", "who takes part");
    }
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        city->omgeving->joins_of[i].first = city->omgeving->joins.count;
        add_match(city, i);
        for (int year = 0; year < SCHOOL_YEARS; year++) {
            Day day = day_of(2023 + year, 9, 20);
            Draw draw = {.city = city,
                         .child = i,
                         .year = year,
                         .random = random_stream(city->settings.seed, (Stream)STREAM_JOINS,
                                                 i * 16U + (size_t)year)};
            int age = completed_years(child->birth, day);
            bool left_unseen = child->gone <= city_quarter(0).first; /* no register knows of it */
            if (child->birth > day || age > 17 || left_unseen) {
                continue;
            }
            draw.income = income_of(city, child);
            if (is_resident(city, child, day)) {
                add_library(&draw);
            }
            const Enrolment *row = enrolment_on(city, child, day);
            if (row != NULL && age >= 4) {
                add_at_school(&draw, row->site);
            }
        }
        city->omgeving->joins_of[i].count =
            city->omgeving->joins.count - city->omgeving->joins_of[i].first;
    }
}
