/* The answers about contacts, sites and reasons, counted from what is so on the day itself. */
#include "stad/gemeente/districts.h"
#include "stad/gemeente/sites.h"
#include "stad/opvang/centres.h"
#include "stad/opvang/facts.h"
#include "stad/opvang/judge.h"
#include "stad/opvang/model.h"
#include "stad/opvang/opvang.h"

#include <stdio.h>
#include <string.h>

enum { MIN_STAY_MONTHS = 3 };

static void count(Count *block, Judged judged)
{
    if (judged.excluded) {
        block->excluded++;
        return;
    }
    block->units++;
    block->hits += judged.hit;
    block->unknown += judged.unknown && !judged.hit;
}

bool lives_here(const City *city, const Child *child, Day day)
{
    return city->stays.items[child->stays.first].from <= day && day < child->gone &&
           child->birth <= day;
}

/* JGZ's latest decision that says it, else what the school has on record. */
Traits traits_on(const City *city, const Child *child, Day day)
{
    Traits traits = {.wijk = city_home(city, child, day)->wijk,
                     .sex = child->sex,
                     .age = completed_years(child->birth, day)};

    for (size_t i = 0; i < child->decisions.count; i++) {
        const Decision *decision = &city->decisions.items[child->decisions.first + i];
        if (decision->decided > day) {
            continue;
        }
        if (decision->language != LANGUAGE_UNKNOWN) {
            traits.language = decision->language;
        }
        if (decision->education != EDUCATION_UNKNOWN) {
            traits.education = decision->education;
        }
    }
    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *enrolment = &city->enrolments.items[child->enrolments.first + i];
        if (enrolment->from > day || day >= enrolment->to) {
            continue;
        }
        if (traits.language == LANGUAGE_UNKNOWN) {
            traits.language = enrolment->language;
        }
        if (traits.education == EDUCATION_UNKNOWN) {
            traits.education = enrolment->education;
        }
    }
    return traits;
}

void count_child(Blocks *blocks, Traits traits, Judged judged)
{
    count(&blocks->all, judged);
    count(&blocks->wijk[traits.wijk], judged);
    count(&blocks->sex[traits.sex], judged);
    count(&blocks->age[traits.age], judged);
    count(&blocks->language[traits.language], judged);
    count(&blocks->education[traits.education], judged);
}

static void answer_wijken(Answers *answers, const char *indicator, const char *period,
                          const Blocks *blocks)
{
    answers_count(answers, indicator, period, "", "", blocks->all);
    for (int wijk = 0; wijk < WIJKEN; wijk++) {
        char digits[WIJK_DIGITS];
        char code[WIJK_DIGITS + 2];
        wijk_digits(wijk, digits);
        (void)snprintf(code, sizeof code, "WK%s", digits);
        answers_count(answers, indicator, period, "wijk", code, blocks->wijk[wijk]);
    }
}

void answer_child(Answers *answers, const char *indicator, const char *period, const Blocks *blocks,
                  bool with_age)
{
    static const char *const sexes[] = {"m", "v", "x"};
    static const char *const languages[] = {"onbekend", "nl", "nl-meertalig", "anders"};
    static const char *const educations[] = {"onbekend", "laag", "midden", "hoog"};

    answer_wijken(answers, indicator, period, blocks);
    for (int i = 0; i < SEXES; i++) {
        answers_count(answers, indicator, period, "geslacht", sexes[i], blocks->sex[i]);
    }
    for (int i = 0; i < AGES && with_age; i++) {
        char age[12];
        (void)snprintf(age, sizeof age, "%d", i);
        answers_count(answers, indicator, period, "leeftijd", age, blocks->age[i]);
    }
    for (int i = 0; i < LANGUAGES; i++) {
        answers_count(answers, indicator, period, "thuistaal", languages[i], blocks->language[i]);
        answers_count(answers, indicator, period, "opleiding_ouders", educations[i],
                      blocks->education[i]);
    }
}

/* Came to a contact that was planned for the past year, or for the past two for who is four
 * already; what nobody planned counts on its own day. */
static bool is_in_view(const City *city, size_t index, Day day)
{
    const Child *child = &city->children.items[index];
    Slice slice = city->opvang->contacts_of[index];
    int months = day >= months_after(child->birth, 48) ? 24 : 12;

    for (size_t i = 0; i < slice.count; i++) {
        const Contact *contact = &city->opvang->contacts.items[slice.first + i];
        Day due = contact->unplanned ? contact->held : contact->planned;
        if (contact->held <= day && due <= day && day < months_after(due, months)) {
            return true;
        }
    }
    return false;
}

/* The first day that the files tell of: who moved house on the first day of the first delivery
 * seems to have settled then. */
static Day known_since(const City *city, const Child *child)
{
    size_t at = child->stays.first;
    size_t last = at + child->stays.count - 1;
    while (at < last && city->stays.items[at].to <= city_quarter(0).first) {
        at++;
    }
    return city->stays.items[at].from;
}

static void count_in_view(const City *city, Answers *answers, int quarter)
{
    Day day = city_quarter(quarter).last;
    Blocks blocks;

    (void)memset(&blocks, 0, sizeof blocks);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Day since = known_since(city, child);
        if (lives_here(city, child, day) && day < months_after(child->birth, 72) &&
            day >= months_after(since, MIN_STAY_MONTHS)) {
            count_child(&blocks, traits_on(city, child, day),
                        (Judged){is_in_view(city, i, day), false, false});
        }
    }
    answer_child(answers, "jgz-in-beeld", city_quarter(quarter).name, &blocks, true);
}

/* The later decision that counts, after the nth; NOTHING: none. */
static int next_decision(const City *city, const Child *child, size_t nth)
{
    for (size_t i = nth + 1; i < child->decisions.count; i++) {
        size_t at = child->decisions.first + i;
        if (city->decisions.items[at].verdict != VERDICT_POSTPONED) {
            return (int)at;
        }
    }
    return NOTHING;
}

/* The yes that holds on the day: begun, not ended, not overtaken. */
const Decision *indication_on(const City *city, const Child *child, Day day)
{
    const Decision *valid = NULL;

    for (size_t i = 0; i < child->decisions.count; i++) {
        const Decision *decision = &city->decisions.items[child->decisions.first + i];
        if (decision->verdict != VERDICT_YES || decision->start > day || day >= decision->end) {
            continue;
        }
        int next = next_decision(city, child, i);
        const Decision *later = next == NOTHING ? NULL : &city->decisions.items[next];
        Day overtaken = later == NULL                   ? NEVER
                        : later->verdict == VERDICT_YES ? later->start
                                                        : later->decided;
        bool unbegun = later != NULL && later->decided <= decision->start;
        if (day < overtaken && !unbegun) {
            valid = decision;
        }
    }
    return valid;
}

bool at_primary(const City *city, const Child *child, Day day)
{
    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *enrolment = &city->enrolments.items[child->enrolments.first + i];
        if (!enrolment->secondary && enrolment->from <= day && day < enrolment->to) {
            return true;
        }
    }
    return false;
}

bool has_ve_place(const City *city, const Child *child, Day day)
{
    for (size_t i = 0; i < child->placements.count; i++) {
        if (is_ve_hours(city, &city->placements.items[child->placements.first + i], day)) {
            return true;
        }
    }
    return false;
}

/* What JGZ's latest file says: a reason that has passed is no longer in it. */
Reason known_reason(const Decision *decision)
{
    Day last = city_quarter(QUARTERS - 1).last;
    bool shown = decision->reason == REASON_MEDICAL ||
                 (decision->start <= last && last < decision->reason_until);

    return shown ? decision->reason : REASON_NONE;
}

static void count_reasons(const City *city, Answers *answers, int quarter)
{
    static const char *const codes[] = {
        "onbekend",      "ouders-willen-niet", "wachtlijst", "geen-plek",    "kosten",
        "andere-opvang", "verhuisd",           "",           "geen-contact", "overig"};
    Day day = city_quarter(quarter).last;
    int seen[REASON_OTHER + 1] = {0};
    Count all = {0};

    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        if (!lives_here(city, child, day) || day < months_after(child->birth, 30) ||
            day >= months_after(child->birth, 60) || at_primary(city, child, day)) {
            continue;
        }
        const Decision *decision = indication_on(city, child, day);
        if (decision == NULL || has_ve_place(city, child, day)) {
            continue;
        }
        Reason reason = known_reason(decision);
        all.excluded += reason == REASON_MEDICAL;
        all.units += reason != REASON_MEDICAL;
        seen[reason]++;
    }
    for (int reason = 0; reason <= REASON_OTHER; reason++) {
        if (reason != REASON_MEDICAL) {
            all.hits = seen[reason];
            answers_count(answers, "vve-niet-bereik-reden", city_quarter(quarter).name, "reden",
                          codes[reason], all);
        }
    }
}

static void count_expected(const City *city, Answers *answers, int quarter)
{
    static const int published[] = {380, 372, 366}; /* 1 February 2024, 2025, 2026 */
    Day day;
    int year = (quarter + 3) / 4; /* since 2023 */
    Count indicated = {0};

    if (quarter % 4 != 1) { /* not a first quarter of the year */
        return;
    }
    day = day_of(2023 + year, 2, 1);
    indicated.units = published[year - 1];
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        indicated.hits += lives_here(city, child, day) && day >= months_after(child->birth, 30) &&
                          day < months_after(child->birth, 48) &&
                          indication_on(city, child, day) != NULL;
    }
    answers_count(answers, "vve-indicatie-verwacht", city_quarter(quarter).name, "", "", indicated);
}

typedef Judged Judge(const City *city, int site, int quarter);

static void count_sites(const City *city, Answers *answers, int quarter, const char *indicator,
                        bool (*in_population)(const City *, int, int), Judge *judge)
{
    Blocks blocks;

    (void)memset(&blocks, 0, sizeof blocks);
    for (int i = 0; i < city->site_count; i++) {
        if (in_population(city, i, quarter)) {
            Judged judged = judge(city, i, quarter);
            count(&blocks.all, judged);
            count(&blocks.wijk[city->sites[i].wijk], judged);
        }
    }
    answer_wijken(answers, indicator, city_quarter(quarter).name, &blocks);
}

static bool is_ve_site(const City *city, int site, int quarter)
{
    return site_offers_ve(&city->sites[site], city_quarter(quarter).last);
}

static bool is_inspected(const City *city, int site, int quarter)
{
    Day last = city_quarter(quarter).last;
    Day inspected = fact_inspected(city, site, quarter);
    int year, month, day;

    civil_of(last, &year, &month, &day);
    return is_ve_site(city, site, quarter) && inspected <= last &&
           inspected > day_of(year - 2, month, day);
}

static bool is_primary(const City *city, int site, int quarter)
{
    const char *kind = city->sites[site].kind;

    return site_is_open(&city->sites[site], city_quarter(quarter).last) &&
           (strcmp(kind, "bo") == 0 || strcmp(kind, "sbo") == 0 || strcmp(kind, "so") == 0);
}

/* 960 hours in a year and a half: 640 a year, 2560 quarter hours. */
static Judged offers_enough(const City *city, int site, int quarter)
{
    VeOffer offer = fact_ve_offer(city, site);
    int counted = offer.day_quarters < 24 ? offer.day_quarters : 24;

    (void)quarter;
    return (Judged){counted * offer.days * offer.weeks >= 2560, offer.days == 0, false};
}

static Judged is_faultless(const City *city, int site, int quarter)
{
    return (Judged){fact_shortcomings(city, site, quarter) == 0, false, false};
}

static Judged has_agreement(const City *city, int site, int quarter)
{
    int stage = fact_ikc_stage(city, site, quarter);

    return (Judged){stage >= 3, stage < 0, false};
}

static Judged has_partner(const City *city, int site, int quarter)
{
    return (Judged){fact_partner_school(city, site, quarter) != NO_SITE, false, false};
}

void opvang_truth(const City *city, Answers *answers)
{
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
        count_in_view(city, answers, quarter);
        count_reasons(city, answers, quarter);
        count_expected(city, answers, quarter);
        hours_truth(city, answers, quarter);
        waiting_truth(city, answers, quarter);
        count_sites(city, answers, quarter, "ve-aanbod-norm", is_ve_site, offers_enough);
        count_sites(city, answers, quarter, "ve-ggd-zonder-tekort", is_inspected, is_faultless);
        count_sites(city, answers, quarter, "ikc-fase", is_primary, has_agreement);
        count_sites(city, answers, quarter, "ikc-ve-koppel", is_ve_site, has_partner);
        centres_truth(city, answers, quarter);
    }
}
