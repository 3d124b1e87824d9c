#include "stad/school/dossiers.h"

#include "stad/gemeente/sites.h"
#include "stad/school/model.h"
#include "stad/truth/people.h"

enum { HALF_YEAR = 183, YEAR = 365 };

static Day support_start(void)
{
    return day_of(2023, 1, 9);
}

static Day end_of_school_year(Day day)
{
    return months_after(school_year_start(day), 12);
}

/* Most arrangements stop with the school year, some the year after, the others on any day. */
static Day draw_end(Random *random, Day start)
{
    double kind = random_unit(random);
    Day end = kind < 0.45   ? end_of_school_year(start)
              : kind < 0.72 ? months_after(end_of_school_year(start), 12)
                            : start + random_between(random, 60, 2 * YEAR);

    return end < city_end() ? end : NEVER;
}

static int draw_sectors(Random *random, Supporter by, bool has_meeting)
{
    int sectors = by == BY_SWV_VO ? SECTOR_VO | SECTOR_SWV : SECTOR_PO | SECTOR_SWV;

    if (by == BY_YOUTH_TEAM) {
        sectors = SECTOR_YOUTH_TEAM;
    }
    if (!has_meeting && random_chance(random, 0.55)) {
        sectors = by == BY_SWV_VO ? SECTOR_VO : by == BY_SWV_PO ? SECTOR_PO : SECTOR_YOUTH_TEAM;
    }
    sectors |= random_chance(random, 0.22) ? SECTOR_YOUTH_TEAM : 0;
    sectors |= random_chance(random, 0.14) ? SECTOR_JGZ : 0;
    sectors |= random_chance(random, 0.06) ? SECTOR_WELFARE : 0;
    return sectors;
}

static void draw_meeting(Random *random, Dossier *dossier)
{
    bool held = random_chance(random, dossier->is_complex ? 0.9 : 0.35);

    dossier->meeting =
        held ? next_weekday(dossier->asked + random_waiting_days(random, 18.0)) : NEVER;
    dossier->parent_present = random_chance(random, 0.88);
    dossier->pupil_heard = random_chance(random, 0.6);
}

static void draw_plan(Random *random, Dossier *dossier)
{
    double kind = random_unit(random);

    if (dossier->start == NEVER || kind >= 0.96) {
        return;
    }
    int days = kind < 0.84 ? random_between(random, 7, 42) : random_between(random, 43, 120);
    dossier->plan = dossier->start + days;
    dossier->review_days = random_chance(random, 0.1) ? 0 : random_between(random, 150, 420);
    if (dossier->to != NEVER && dossier->plan >= dossier->to) {
        dossier->plan = NEVER;
    }
}

static Dossier draw_request(Random *random, size_t child, Supporter by, SupportKind kind, Day asked)
{
    Dossier dossier = {.child = (long)child,
                       .by = by,
                       .kind = kind,
                       .site = NO_SITE,
                       .asked = asked,
                       .start = NEVER,
                       .to = NEVER,
                       .meeting = NEVER,
                       .plan = NEVER,
                       .tlv_from = NEVER,
                       .tlv_to = NEVER};
    Day start = next_weekday(asked + 3 + random_waiting_days(random, 26.0));

    dossier.is_complex = random_chance(random, 0.3);
    draw_meeting(random, &dossier);
    if (random_chance(random, 0.06)) {
        dossier.to = asked + random_between(random, 20, 120); /* withdrawn: never started */
        dossier.end_reason = 1;
    } else if (start < city_end()) {
        dossier.start = start;
        dossier.to = draw_end(random, start);
        static const double reasons[] = {.72, .13, .07, .05, .03};
        dossier.end_reason = (int)random_weighted(random, reasons, 5);
    }
    if (dossier.to != NEVER && dossier.to >= city_end()) {
        dossier.to = NEVER;
    }
    if (dossier.meeting != NEVER &&
        (dossier.meeting >= city_end() || (dossier.to != NEVER && dossier.meeting >= dossier.to))) {
        dossier.meeting = NEVER;
    }
    dossier.sectors = draw_sectors(random, by, dossier.meeting != NEVER);
    dossier.family_in_plan = random_chance(random, 0.74);
    dossier.has_support_person = random_chance(random, 0.31);
    return dossier;
}

/* The partnership for secondary schools books some of its arrangements as plans. */
static void ask_arrangement(City *city, size_t index, Random *random, Day asked)
{
    const Child *child = &city->children.items[index];
    const Enrolment *row = enrolment_on(city, child, asked);

    if (row == NULL) {
        return;
    }
    Supporter by = row->secondary ? BY_SWV_VO : BY_SWV_PO;
    Dossier dossier = draw_request(random, index, by, SUPPORT_ARRANGEMENT, asked);
    dossier.site = row->site;
    draw_plan(random, &dossier);
    if (by == BY_SWV_VO && dossier.plan != NEVER && random_chance(random, 0.25)) {
        dossier.kind = SUPPORT_PLAN;
    }
    PUSH(city->school_area->dossiers, dossier);
}

/* Pupils of special schools hold a declaration; after three years it is renewed as a new dossier.
 */
static void hold_declaration(City *city, size_t index, Random *random)
{
    const Child *child = &city->children.items[index];
    const Enrolment *rows = city->enrolments.items + child->enrolments.first;
    const Enrolment *first = NULL;

    for (size_t nth = 0; nth < child->enrolments.count && first == NULL; nth++) {
        bool special = rows[nth].kind == SCHOOL_SBO || rows[nth].kind == SCHOOL_SO;
        first = special && !rows[nth].secondary ? &rows[nth] : NULL;
    }
    if (first == NULL || !random_chance(random, 0.97)) {
        return;
    }
    Day from = school_year_start(first->from);
    int years = random_between(random, 1, 3);
    for (int nth = 0; from < city_end() && nth < 4; nth++) {
        Dossier dossier = draw_request(random, index, BY_SWV_PO, SUPPORT_TLV,
                                       from - random_between(random, 30, 90));
        dossier.site = first->site;
        dossier.tlv_from = from;
        dossier.tlv_to = months_after(from, 12 * years);
        dossier.start = from;
        dossier.to = dossier.tlv_to < city_end() ? dossier.tlv_to : NEVER;
        dossier.end_reason = 0;
        dossier.category = first->kind == SCHOOL_SBO ? 0 : 1 + random_between(random, 0, 2);
        dossier.is_renewal = nth > 0;
        dossier.meeting = NEVER;
        PUSH(city->school_area->dossiers, dossier);
        from = dossier.tlv_to;
        if (enrolment_on(city, child, from) == NULL || random_chance(random, 0.1)) {
            return;
        }
    }
}

static void refer_family(City *city, size_t index, Random *random, Day asked)
{
    const Child *child = &city->children.items[index];
    const Enrolment *row = enrolment_on(city, child, asked);
    Dossier dossier = draw_request(random, index, BY_YOUTH_TEAM, SUPPORT_REFERRAL, asked);

    dossier.site = row == NULL ? NO_SITE : row->site;
    PUSH(city->school_area->dossiers, dossier);
}

static double yearly_requests(const Child *child)
{
    static const double by_education[] = {.03, .052, .03, .018};

    return by_education[child->education];
}

/* At most one arrangement at a time: the next request waits for the end of the one before. */
static void live(City *city, size_t index)
{
    Random random = random_stream(city->settings.seed, (Stream)STREAM_DOSSIERS, index);
    const Child child = city->children.items[index];
    SchoolArea *area = city->school_area;
    Day day = child.arrival > support_start() ? child.arrival : support_start();
    double asks = yearly_requests(&child);
    double refers = asks * 0.4;

    hold_declaration(city, index, &random);
    while ((day += 1 + random_waiting_days(&random, YEAR / (asks + refers))) < city_end() &&
           day < child.gone) {
        size_t before = area->dossiers.count;
        if (completed_years(child.birth, day) >= 18) {
            return;
        }
        if (random_chance(&random, refers / (asks + refers))) {
            refer_family(city, index, &random, next_weekday(day));
        } else {
            ask_arrangement(city, index, &random, next_weekday(day));
        }
        if (area->dossiers.count > before) {
            Day to = area->dossiers.items[before].to;
            if (to == NEVER) {
                return;
            }
            day = to > day ? to : day;
        }
    }
}

static Dossier group_dossier(Random *random, int site, Supporter by, int group, Day start)
{
    Dossier dossier = draw_request(random, 0, by, SUPPORT_ARRANGEMENT, start - 21);

    dossier.child = NO_CHILD;
    dossier.site = site;
    dossier.is_group = true;
    dossier.group = group;
    dossier.start = start;
    dossier.meeting = NEVER;
    dossier.is_complex = false;
    return dossier;
}

/* Ten pupils of the site on that day get the same group arrangement, a row each. */
static void add_members(City *city, Random *random, Dossier dossier, int size)
{
    size_t at = (size_t)random_between(random, 0, (int)city->children.count - 1);

    for (size_t step = 0; step < city->children.count && size > 0; step++) {
        size_t index = (at + step) % city->children.count;
        const Child *child = &city->children.items[index];
        const Enrolment *row = enrolment_on(city, child, dossier.start);
        if (row != NULL && row->site == dossier.site) {
            dossier.child = (long)index;
            dossier.family_in_plan = random_chance(random, 0.5);
            dossier.has_support_person = random_chance(random, 0.2);
            PUSH(city->school_area->dossiers, dossier);
            size--;
        }
    }
}

/* A site that runs group support starts one each September, for the school year or half of it. */
static void run_groups(City *city, int site, int *group)
{
    const Site *place = &city->sites[site];
    Random random = random_stream(city->settings.seed, (Stream)STREAM_GROUPS, (size_t)site);
    Supporter by = place->owner_index >= PRIMARY_BOARDS ? BY_SWV_VO : BY_SWV_PO;
    bool tells_members = random_chance(&random, 0.6);

    for (int year = 2023; year <= 2026; year++) {
        Day start = day_of(year, 9, 4);
        if (start >= city_end() || !random_chance(&random, 0.25 + 0.1 * (year - 2023))) {
            continue;
        }
        Dossier dossier = group_dossier(&random, site, by, ++*group, start);
        Day to = random_chance(&random, 0.6) ? end_of_school_year(start) : start + HALF_YEAR;
        int size = random_between(&random, 3, 14);
        dossier.to = to < city_end() ? to : NEVER;
        dossier.end_reason = random_chance(&random, 0.8) ? 0 : 1;
        if (!site_is_open(place, start)) {
            continue;
        }
        if (tells_members) {
            add_members(city, &random, dossier, size);
        } else {
            dossier.participants = size;
            PUSH(city->school_area->dossiers, dossier);
        }
    }
}

static Day youth_team_looks(void)
{
    return day_of(2025, 4, 1);
}

/* A stream of its own, so that no other draw moves. Now and then one is found all the same. */
static void find_person(const City *city, Dossier *dossier, size_t number)
{
    Random random = random_stream(city->settings.seed, (Stream)STREAM_PERSONS, number);
    Day begin = dossier->start == NEVER ? dossier->asked : dossier->start;
    Day found = begin + random_waiting_days(&random, 1500.0);
    Day looked = begin > youth_team_looks() ? begin : youth_team_looks();
    Day sooner = looked + random_waiting_days(&random, 45.0);
    bool is_looked_for = !dossier->is_group && dossier->kind <= SUPPORT_PLAN &&
                         (dossier->sectors & SECTOR_YOUTH_TEAM) != 0 &&
                         random_chance(&random, 0.75);

    dossier->else_person = dossier->has_support_person ? dossier->asked : found;
    dossier->person = dossier->else_person;
    if (is_looked_for && sooner < dossier->person) {
        dossier->person = sooner;
    }
}

bool dossier_is_told(const Dossier *dossier)
{
    return dossier->to == NEVER || dossier->to > city_quarter(0).first;
}

bool dossier_is_support(const Dossier *dossier)
{
    return dossier->kind == SUPPORT_ARRANGEMENT || dossier->kind == SUPPORT_PLAN;
}

Day dossier_review(const Dossier *dossier, Day day)
{
    Day latest = NEVER;

    if (dossier->plan == NEVER || dossier->review_days == 0) {
        return NEVER;
    }
    for (Day review = dossier->plan + dossier->review_days; review <= day && review < dossier->to;
         review += dossier->review_days) {
        latest = review;
    }
    return latest;
}

void dossiers_build(City *city)
{
    int group = 0;

    for (size_t i = 0; i < city->children.count; i++) {
        live(city, i);
    }
    for (int site = 0; site < city->site_count; site++) {
        if (city->sites[site].use == SITE_SCHOOL) {
            run_groups(city, site, &group);
        }
    }
    for (size_t i = 0; i < city->school_area->dossiers.count; i++) {
        find_person(city, &city->school_area->dossiers.items[i], i);
    }
}
