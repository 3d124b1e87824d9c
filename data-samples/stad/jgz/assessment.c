#include "stad/jgz/assessment.h"

Day assessment_first_birth(void)
{
    return day_of(2018, 9, 1);
}

Decision *assessment_first_yes(const City *city, const Child *child)
{
    for (size_t i = 0; i < child->decisions.count; i++) {
        Decision *decision = &city->decisions.items[child->decisions.first + i];
        if (decision->verdict == VERDICT_YES) {
            return decision;
        }
    }
    return NULL;
}

static double risk_of(const Child *child)
{
    static const double by_education[] = {0.0, 0.36, 0.11, 0.035};
    static const double by_language[] = {0.0, 0.8, 1.15, 1.6};

    return by_education[child->education] * by_language[child->language];
}

/* The age in months at which JGZ decides; a few late, a few never (0). */
static int draw_age(Random *random)
{
    double kind = random_unit(random);

    if (kind < 0.86) {
        return random_between(random, 14, 27);
    }
    if (kind < 0.91) {
        return random_between(random, 28, 29);
    }
    return kind < 0.965 ? random_between(random, 30, 40) : 0;
}

/* Children who move in are seen some weeks after they arrive. */
static Day first_contact(const City *city, const Child *child, Random *random)
{
    Day since = city->stays.items[child->stays.first].from;
    int months = draw_age(random);

    if (months == 0) {
        return NEVER;
    }
    Day planned = months_after(child->birth, months) + random_between(random, 0, 29);
    if (planned >= since) {
        return next_weekday(planned);
    }
    Day later = since + random_between(random, 25, 110);
    return later < months_after(child->birth, 46) ? next_weekday(later) : NEVER;
}

/* What JGZ writes down: not always everything. */
static void fill_in(const Child *child, Random *random, Decision *decision)
{
    decision->language = random_chance(random, 0.95) ? child->language : LANGUAGE_UNKNOWN;
    decision->education = random_chance(random, 0.93) ? child->education : EDUCATION_UNKNOWN;
    decision->consent = random_chance(random, 0.97);
}

static Decision decide(const Child *child, Random *random, Verdict verdict, Day day)
{
    Decision decision = {
        .decided = day,
        .verdict = verdict,
        .start = NEVER,
        .end = NEVER,
        .led = NEVER,
        .led_to = NO_SITE,
        .reason_until = NEVER,
    };

    if (verdict != VERDICT_POSTPONED) {
        fill_in(child, random, &decision);
    } else {
        decision.consent = true;
    }
    return decision;
}

static void draw_grounds(const Child *child, Random *random, Decision *decision)
{
    if (child->education == EDUCATION_LOW) {
        decision->grounds |= 1;
    }
    if (child->language >= LANGUAGE_BILINGUAL) {
        decision->grounds |= 2;
    }
    if (decision->grounds == 0 || random_chance(random, 0.3)) {
        decision->grounds |= 4 << random_between(random, 0, 5);
    }
}

/* A yes holds from 2;6, or from the decision when that comes later. */
static Decision grant(const Child *child, Random *random, Day day)
{
    Decision yes = decide(child, random, VERDICT_YES, day);
    Day half = months_after(child->birth, 30);
    double ending = random_unit(random);

    yes.start = half;
    if (day >= half || random_chance(random, 0.05)) {
        yes.start = day + random_between(random, 0, 7);
    }
    draw_grounds(child, random, &yes);
    yes.end_as_far_date = ending < 0.3;
    if (ending > 0.7 && months_after(child->birth, 48) > yes.start + 30) {
        yes.end = months_after(child->birth, 48);
    }
    if (random_chance(random, 0.02)) {
        yes.reason = REASON_MEDICAL;
    }
    return yes;
}

/* Each later decision is taken after the yes before it has begun, or ends it unbegun. */
static void let_indication_change(City *city, Child *child, Random *random, Decision yes)
{
    Day last = months_after(child->birth, 48);
    double kind = random_unit(random);
    Day from = yes.decided;
    Day start = yes.start;

    if (kind < 0.03 && last > from + 60) { /* withdrawn, perhaps given back */
        Day day = next_weekday(from + random_between(random, 45, (int)(last - from)));
        city_add_decision(city, child, decide(child, random, VERDICT_WITHDRAWN, day));
        if (random_chance(random, 0.2)) {
            day += random_between(random, 30, 120);
            city_add_decision(city, child, grant(child, random, day));
        }
    } else if (kind < 0.07 && last > start + 60) { /* indicated anew */
        Day day = next_weekday(start + random_between(random, 30, (int)(last - start)));
        Decision again = grant(child, random, day);
        again.start = day;
        again.end = NEVER;
        again.reason = yes.reason;
        city_add_decision(city, child, again);
    } else if (kind < 0.08 && last > start + 60) { /* found not to belong to the target group */
        Day day = next_weekday(start + random_between(random, 30, (int)(last - start)));
        city_add_decision(city, child, decide(child, random, VERDICT_NO, day));
    }
}

static void assess(City *city, Child *child, Random *random)
{
    Day day = first_contact(city, child, random);

    if (day == NEVER) {
        return;
    }
    if (random_chance(random, 0.03)) {
        city_add_decision(city, child, decide(child, random, VERDICT_POSTPONED, day));
        day = next_weekday(day + random_between(random, 30, 120));
    }
    bool target = random_chance(random, risk_of(child));
    if (!target || random_chance(random, 0.01)) {
        city_add_decision(city, child, decide(child, random, VERDICT_NO, day));
        if (!target && !random_chance(random, 0.025)) {
            return;
        }
        if (!target) { /* an observation at the nursery changes the picture */
            day = next_weekday(day + random_between(random, 90, 400));
        } /* else: a slip, put right on the same day */
    }
    Decision yes = grant(child, random, day);
    city_add_decision(city, child, yes);
    let_indication_change(city, child, random, yes);
}

/* After a child has left the city, nothing is decided here any more. */
static void forget_after_leaving(City *city, Child *child)
{
    size_t kept = 0;

    while (kept < child->decisions.count) {
        Day decided = city->decisions.items[child->decisions.first + kept].decided;
        if (decided >= child->gone || decided >= city_end()) {
            break;
        }
        kept++;
    }
    city->decisions.count -= child->decisions.count - kept;
    child->decisions.count = kept;
}

void assessment_build(City *city)
{
    for (size_t i = 0; i < city->children.count; i++) {
        Child *child = &city->children.items[i];
        Random random = random_stream(city->settings.seed, STREAM_ASSESSMENT, i);
        if (child->birth < assessment_first_birth()) {
            continue;
        }
        assess(city, child, &random);
        forget_after_leaving(city, child);
        child->indicated = assessment_first_yes(city, child) != NULL;
    }
}
