#include "stad/jgz/guidance.h"

#include "stad/gemeente/districts.h"
#include "stad/jgz/assessment.h"

/* From 0 on the first reference date to 1 on the last. */
static double progress(Day day)
{
    Day first = city_quarter(0).last;
    Day last = city_quarter(QUARTERS - 1).last;
    double share = (double)(day - first) / (double)(last - first);

    return share < -0.2 ? -0.2 : share;
}

/* The programme needs most of a year to reach its full effect. */
static double programme_effect(const City *city, Day day)
{
    double share = (double)(day - programme_start()) / 300.0;

    return share < 0.0 || city->settings.without_programme ? 0.0 : share > 1.0 ? 1.0 : share;
}

/* The share of families in this situation that would take a place when offered. */
static double willingness(const City *city, const Child *child, Day day)
{
    static const double by_language[] = {0.0, +0.05, +0.01, -0.03};
    int wijk = city_home(city, child, day)->wijk;
    double difference = district(wijk)->reach + by_language[child->language];
    double effect = in_programme(wijk) ? programme_effect(city, day) : 0.0;

    switch (city->settings.reach) {
    case REACH_HIGH:
        return 0.995 + difference + 0.03 * effect;
    case REACH_VERY_HIGH:
        return 0.995 + 0.1 * difference;
    case REACH_NORMAL:
        break;
    }
    return 0.875 + 0.07 * progress(day) + difference + 0.13 * effect;
}

static double mean_waiting(const City *city, const Child *child, Day day)
{
    static const double mean_days[] = {50.0, 34.0, 4.0};
    int wijk = city_home(city, child, day)->wijk;
    double days = mean_days[city->settings.reach] * district(wijk)->waiting;

    if (city->settings.reach == REACH_NORMAL) {
        days *= 1.0 - 0.3 * progress(day);
    }
    return in_programme(wijk) ? days * (1.0 - 0.5 * programme_effect(city, day)) : days;
}

static Day end_of_guidance(const Child *child)
{
    Day until = months_after(child->birth, 60);

    if (child->school < until) {
        until = child->school;
    }
    return child->gone < until ? child->gone : until;
}

/* The first day from `from` on that the indication has been taken back. */
static Day taken_back(const City *city, const Child *child, Day from)
{
    for (size_t i = 0; i < child->decisions.count; i++) {
        const Decision *decision = &city->decisions.items[child->decisions.first + i];
        bool ends = decision->verdict == VERDICT_WITHDRAWN || decision->verdict == VERDICT_NO;
        if (ends && decision->decided > from) {
            return decision->decided;
        }
    }
    return NEVER;
}

/* Day by day: is there a place, and does the family take it? */
static Day wait_for_place(const City *city, const Child *child, Random *random, Day from, Day until)
{
    double reluctance = random_unit(random);
    bool at_once = random_chance(random, 0.35);

    for (Day day = from; day < until && day < city_end(); day++) {
        bool offered = at_once || random_chance(random, 1.0 / mean_waiting(city, child, day));
        at_once = false;
        if (offered && reluctance < willingness(city, child, day)) {
            return day;
        }
    }
    return NEVER;
}

/* JGZ looks for a site from some months before the child is 2;6. */
static Day draw_led(const Child *child, const Decision *yes, Random *random)
{
    Day search = months_after(child->birth, 30) - 75;
    Day from = yes->decided + 7 > search ? yes->decided + 7 : search;

    return from + random_waiting_days(random, 20.0);
}

static void lead_outside(Guidance *guidance, const Decision *yes, Random *random)
{
    int room = (int)(yes->start - yes->decided);

    guidance->outside = true;
    guidance->led = yes->decided + random_between(random, 0, room > 60 ? 60 : room);
}

Guidance guidance_draw(const City *city, const Child *child, Random *random)
{
    const Decision *yes = assessment_first_yes(city, child);
    Guidance guidance = {.led = NEVER, .placed = NEVER, .until = end_of_guidance(child)};
    double kind = random_unit(random);

    if (kind < (city->settings.reach == REACH_VERY_HIGH ? 0.005 : 0.022)) {
        lead_outside(&guidance, yes, random);
        return guidance;
    }
    if (yes->reason == REASON_MEDICAL && random_chance(random, 0.8)) {
        return guidance;
    }
    if (kind < 0.09) { /* already in a ve group before the decision or before 2;6 */
        guidance.placed = months_after(child->birth, random_between(random, 26, 29));
        if (guidance.placed < child->arrival) {
            guidance.placed = child->arrival + random_between(random, 5, 60);
        }
        return guidance;
    }
    guidance.led = draw_led(child, yes, random);
    Day from = guidance.led > yes->start ? guidance.led : yes->start;
    Day until = taken_back(city, child, yes->decided);
    until = until < guidance.until ? until : guidance.until;
    guidance.placed = wait_for_place(city, child, random, from, until);
    if (guidance.led >= until || (guidance.placed == NEVER && random_chance(random, 0.4))) {
        guidance.led = NEVER;
    }
    guidance.other_care = guidance.placed == NEVER && random_chance(random, 0.3);
    return guidance;
}

static Reason draw_reason(Random *random, bool other_care)
{
    static const Reason reasons[] = {REASON_REFUSED, REASON_NO_PLACE, REASON_COSTS,
                                     REASON_NO_CONTACT, REASON_OTHER};
    static const double weights[] = {45.0, 15.0, 12.0, 20.0, 8.0};

    if (other_care) {
        return REASON_OTHER_CARE;
    }
    return reasons[random_weighted(random, weights, 5)];
}

void guidance_record(City *city, const Child *child, const Guidance *guidance, int site,
                     Random *random)
{
    Reason never = draw_reason(random, guidance->other_care);

    for (size_t i = 0; i < child->decisions.count; i++) {
        Decision *decision = &city->decisions.items[child->decisions.first + i];
        if (decision->verdict != VERDICT_YES) {
            continue;
        }
        decision->led = guidance->led;
        decision->led_to = guidance->led == NEVER || guidance->outside ? NO_SITE : site;
        decision->led_outside = guidance->outside;
        if (decision->reason != REASON_MEDICAL && !guidance->outside) {
            bool waits = guidance->placed != NEVER && guidance->placed > decision->start;
            decision->reason = guidance->placed == NEVER ? never
                               : waits                   ? REASON_WAITING
                                                         : REASON_NONE;
            decision->reason_until = waits ? guidance->placed : NEVER;
        }
    }
}
