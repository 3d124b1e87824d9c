#include "stad/opvang/childcare.h"

#include "stad/gemeente/sites.h"
#include "stad/jgz/assessment.h"
#include "stad/jgz/guidance.h"
#include "stad/opvang/timetables.h"

/* Contracts that ended before this day are in no delivery. */
static Day first_delivered(void)
{
    return day_of(2023, 10, 1);
}

static void add(City *city, Child *child, Placement placement)
{
    if (placement.from < placement.to && placement.to > first_delivered() &&
        placement.from < city_end()) {
        city_add_placement(city, child, placement);
    }
}

/* Childcare ends when school starts, or some weeks after the family has left. */
static Day end_of_nursery(const Child *child, Random *random, CareEnd *why)
{
    Day end = child->school;

    *why = END_SCHOOL;
    if (end == NEVER) {
        end = months_after(child->birth, 48) + random_between(random, 0, 20);
    }
    if (child->gone != NEVER && child->gone + 30 < end) {
        *why = END_MOVED;
        end = child->gone + random_between(random, 0, 30);
    }
    return end;
}

static int wijk_of(const City *city, const Child *child, Day day)
{
    return city_home(city, child, day)->wijk;
}

static Placement ve_contract(const City *city, const Child *child, Random *random, Day from)
{
    Placement contract = {.from = from, .target_child = true, .ve_place = true};
    double mistakes = city->settings.reach == REACH_VERY_HIGH ? 0.003 : 0.01;
    bool wrong_site = random_chance(random, mistakes);

    contract.site = site_choose_care(city, random, wrong_site ? SITE_CARE : SITE_VE, -1,
                                     wijk_of(city, child, from), from);
    contract.care = city->sites[contract.site].care;
    contract.waiting_since = NEVER;
    contract.payment = random_chance(random, 0.3) ? PAID_KOT : PAID_DOELGROEP;
    hours_ve(city, random, &contract);
    if (random_chance(random, mistakes)) {
        contract.ve_place = false;
    }
    return contract;
}

/* Part of the week at a nursery, part at a playgroup, now and then both on one day. */
static void add_shared_week(City *city, Child *child, Random *random, Placement nursery)
{
    Placement playgroup = nursery;
    int wijk = wijk_of(city, child, nursery.from);

    nursery.site = site_choose_care(city, random, SITE_VE, CARE_KDV, wijk, nursery.from);
    nursery.care = CARE_KDV;
    nursery.payment = PAID_KOT;
    hours_two_days(city, random, &nursery, 0);
    playgroup.site = site_choose_care(city, random, SITE_VE, CARE_PO, wijk, nursery.from);
    playgroup.care = CARE_PO;
    hours_two_days(city, random, &playgroup, random_between(random, 1, 2));
    nursery.ve_place = true;
    playgroup.ve_place = true;
    add(city, child, nursery);
    add(city, child, playgroup);
}

/* A second contract takes over from `day`: another site, or other hours on the same one. */
static Placement continue_from(const City *city, const Child *child, Random *random,
                               Placement *first, Day day, bool other_site)
{
    Placement second = *first;

    first->to = day;
    first->end = END_OTHER;
    second.from = day;
    second.waiting_since = NEVER;
    if (other_site) {
        first->end = END_OTHER_CARE;
        second.site = site_choose_care(city, random, SITE_VE, -1, wijk_of(city, child, day), day);
        second.care = city->sites[second.site].care;
    }
    hours_ve(city, random, &second);
    return second;
}

static void add_ve(City *city, Child *child, Random *random, const Guidance *guidance,
                   Placement contract)
{
    double course = random_unit(random);
    int length;

    contract.to = end_of_nursery(child, random, &contract.end);
    if (contract.end == END_SCHOOL && random_chance(random, 0.2)) {
        contract.to -= random_between(random, 1, 10);
    }
    length = (int)(contract.to - contract.from);
    if (guidance->led != NEVER && random_chance(random, 0.5)) {
        contract.waiting_since = guidance->led;
    }
    if (course < 0.07) {
        add_shared_week(city, child, random, contract);
        return;
    }
    if (course < 0.21 && length > 90) {
        Day day = contract.from + random_between(random, 45, length - 30);
        Placement next = continue_from(city, child, random, &contract, day, course < 0.15);
        add(city, child, contract);
        add(city, child, next);
        return;
    }
    if (course > 0.965 && length > 90 && city->settings.reach != REACH_VERY_HIGH) {
        contract.to = contract.from + random_between(random, 45, length);
        contract.end = END_PARENTS;
    }
    add(city, child, contract);
}

static void add_nursery(City *city, Child *child, Random *random, Day until, Day waiting_since)
{
    SiteUse use = random_chance(random, 0.65) ? SITE_CARE : SITE_VE;
    Placement contract = {.waiting_since = waiting_since, .payment = PAID_KOT};
    Day stay = city->stays.items[child->stays.first].from;

    contract.from = child->birth + random_between(random, 90, 420);
    if (contract.from < stay) {
        contract.from = stay + random_between(random, 0, 120);
    }
    contract.to = end_of_nursery(child, random, &contract.end);
    if (until < contract.to) {
        contract.to = until;
        contract.end = END_OTHER_CARE;
    }
    contract.care = CARE_KDV;
    contract.site = site_choose_care(city, random, use, CARE_KDV,
                                     wijk_of(city, child, contract.from), contract.from);
    contract.ve_place = !child->indicated && use == SITE_VE && random_chance(random, 0.03);
    hours_regular(city, random, &contract);
    add(city, child, contract);
}

static void add_playgroup(City *city, Child *child, Random *random)
{
    Placement contract = {.care = CARE_PO, .waiting_since = NEVER, .payment = PAID_GEMEENTE};

    contract.from = months_after(child->birth, random_between(random, 26, 34));
    if (contract.from < child->arrival) {
        contract.from = child->arrival + random_between(random, 5, 90);
    }
    contract.to = end_of_nursery(child, random, &contract.end);
    contract.site = site_choose_care(city, random, SITE_VE, CARE_PO,
                                     wijk_of(city, child, contract.from), contract.from);
    contract.ve_place = random_chance(random, 0.08);
    contract.target_child = contract.ve_place && random_chance(random, 0.3);
    hours_regular(city, random, &contract);
    add(city, child, contract);
}

static void add_childminder(City *city, Child *child, Random *random)
{
    Placement contract = {.care = CARE_GO, .waiting_since = NEVER, .payment = PAID_KOT};

    contract.from = child->birth + random_between(random, 120, 700);
    if (contract.from < child->arrival) {
        contract.from = child->arrival + random_between(random, 5, 90);
    }
    contract.to = end_of_nursery(child, random, &contract.end);
    contract.site = site_choose_care(city, random, SITE_GO, CARE_GO, 0, contract.from);
    hours_regular(city, random, &contract);
    add(city, child, contract);
}

static void add_ordinary_care(City *city, Child *child, Random *random)
{
    static const double shares[][4] = {
        /* nursery, playgroup, childminder, none of these */
        {0},
        {.33, .37, .02, .28},
        {.52, .30, .04, .14},
        {.70, .19, .04, .07},
    };

    switch (random_weighted(random, shares[child->education], 4)) {
    case 0:
        add_nursery(city, child, random, NEVER, NEVER);
        break;
    case 1:
        add_playgroup(city, child, random);
        break;
    case 2:
        add_childminder(city, child, random);
        break;
    default:
        break;
    }
}

/* Waiting for ve at a nursery without ve counts as being led; only told for city schools. */
static void add_care_instead(City *city, Child *child, Random *random, Day first_yes)
{
    Day asked = first_yes + 20;
    bool waits = child->school != NEVER && child->gone > child->school && asked < child->school &&
                 random_chance(random, 0.4);

    add_nursery(city, child, random, NEVER, waits ? asked : NEVER);
}

static void serve_indicated(City *city, Child *child, Random *random)
{
    Random path = random_stream(city->settings.seed, STREAM_GUIDANCE, child->bsn);
    Guidance guidance = guidance_draw(city, child, &path);
    Day first_yes = assessment_first_yes(city, child)->decided;

    if (guidance.placed == NEVER) {
        int target = site_choose_care(city, random, SITE_VE, -1, 5, first_yes);
        guidance_record(city, child, &guidance, target, random);
        if (guidance.other_care && !guidance.outside) {
            add_care_instead(city, child, random, first_yes);
        }
        return;
    }
    Placement contract = ve_contract(city, child, random, guidance.placed);
    guidance_record(city, child, &guidance, contract.site, random);
    if (random_chance(random, 0.2)) {
        add_nursery(city, child, random, guidance.placed, NEVER);
    }
    add_ve(city, child, random, &guidance, contract);
}

static void add_after_school(City *city, Child *child, Random *random)
{
    double share = child->education == EDUCATION_HIGH ? 0.42 : 0.24;
    Placement contract = {.care = CARE_BSO, .waiting_since = NEVER, .payment = PAID_KOT};

    if (child->school == NEVER || !random_chance(random, share)) {
        return;
    }
    contract.from = child->school + random_between(random, 0, 900);
    contract.to = contract.from + random_between(random, 300, 2200);
    contract.end = END_PARENTS;
    Day oldest = months_after(child->birth, 12 * 12 + 6);
    contract.to = contract.to < oldest ? contract.to : oldest;
    if (child->gone < contract.to) {
        contract.to = child->gone;
        contract.end = END_MOVED;
    }
    contract.site = site_choose_care(city, random, SITE_BSO, CARE_BSO,
                                     wijk_of(city, child, contract.from), contract.from);
    hours_regular(city, random, &contract);
    add(city, child, contract);
}

void childcare_build(City *city)
{
    for (size_t i = 0; i < city->children.count; i++) {
        Child *child = &city->children.items[i];
        Random random = random_stream(city->settings.seed, STREAM_CHILDCARE, i);
        if (child->birth < day_of(2011, 1, 1)) {
            continue;
        }
        if (child->indicated) {
            serve_indicated(city, child, &random);
        } else if (child->birth >= assessment_first_birth()) {
            add_ordinary_care(city, child, &random);
        }
        add_after_school(city, child, &random);
    }
}
