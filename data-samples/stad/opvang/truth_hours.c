/* The answers about hours of early education. */
#include "stad/gemeente/sites.h"
#include "stad/opvang/facts.h"
#include "stad/opvang/judge.h"
#include "stad/opvang/model.h"
#include "stad/opvang/opvang.h"

#include <stdio.h>
#include <string.h>

enum { HOUDER_WITHOUT_CHILD_ROWS = 7, GOAL_QUARTERS = 960 * 4 };

static bool is_delivered(const City *city, const MonthHours *row)
{
    return city->sites[row->site].owner_index != HOUDER_WITHOUT_CHILD_ROWS;
}

static void count_realised(const City *city, Answers *answers, int quarter)
{
    long contract = 0;
    long realised = 0;
    Answer answer = {.indicator = "ve-uren-realisatie"};

    for (size_t i = 0; i < city->opvang->hours.count; i++) {
        const MonthHours *row = &city->opvang->hours.items[i];
        const Child *child = &city->children.items[row->child];
        if (row->month / 3 == quarter && is_delivered(city, row) &&
            indication_on(city, child, month_after(row->month) - 1) != NULL) {
            contract += row->contract;
            realised += row->realised;
        }
    }
    (void)snprintf(answer.period, sizeof answer.period, "%s", city_quarter(quarter).name);
    answer.units = (contract + 2) / 4;
    answer.hits = (double)realised / 4.0;
    answers_add(answers, &answer);
}

static long hours_received(const City *city, size_t index, Day half, Day four)
{
    Slice slice = city->opvang->hours_of[index];
    long total = 0;

    for (size_t i = 0; i < slice.count; i++) {
        const MonthHours *row = &city->opvang->hours.items[slice.first + i];
        if (is_delivered(city, row) && month_after(row->month) > half &&
            month_start(row->month) < four) {
            total += row->realised;
        }
    }
    return total;
}

static bool houder_told(const City *city, size_t index, int houder)
{
    Slice slice = city->opvang->hours_of[index];

    for (size_t i = 0; i < slice.count; i++) {
        const MonthHours *row = &city->opvang->hours.items[slice.first + i];
        if (is_delivered(city, row) && city->sites[row->site].owner_index == houder) {
            return true;
        }
    }
    return false;
}

/* A ve contract in these days of which the houder never told the hours. */
static bool has_untold_place(const City *city, size_t index, Day half, Day four)
{
    const Child *child = &city->children.items[index];

    for (size_t i = 0; i < child->placements.count; i++) {
        const Placement *place = &city->placements.items[child->placements.first + i];
        if (place->ve_place && place->from < four && place->to > half &&
            !houder_told(city, index, city->sites[place->site].owner_index)) {
            return true;
        }
    }
    return false;
}

static Day first_primary_day(const City *city, const Child *child, Day otherwise)
{
    Day first = otherwise;

    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *enrolment = &city->enrolments.items[child->enrolments.first + i];
        if (!enrolment->secondary && enrolment->from < first) {
            first = enrolment->from;
        }
    }
    return first;
}

static void count_fourth(const City *city, Blocks *blocks, size_t index)
{
    const Child *child = &city->children.items[index];
    Day half = months_after(child->birth, 30);
    Day four = months_after(child->birth, 48);
    Day begin = NEVER;
    bool medical = false;

    for (Day day = half; day < four; day++) {
        const Decision *decision = indication_on(city, child, day);
        if (decision != NULL) {
            begin = begin == NEVER ? day : begin;
            medical = medical || decision->reason == REASON_MEDICAL;
        }
    }
    if (begin == NEVER) {
        return;
    }
    Day until = first_primary_day(city, child, four);
    long share = until > begin ? until - begin : 0;
    long received = hours_received(city, index, half, four);
    Judged judged = {.hit = received * (four - half) >= GOAL_QUARTERS * share,
                     .unknown = has_untold_place(city, index, half, four),
                     .excluded = medical || half < city_quarter(0).first};
    count_child(blocks, traits_on(city, child, four), judged);
}

static void count_cohort(const City *city, Answers *answers, int quarter)
{
    Quarter window = city_quarter(quarter);
    Blocks blocks;

    (void)memset(&blocks, 0, sizeof blocks);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Day four = months_after(child->birth, 48);
        if (window.first <= four && four <= window.last && lives_here(city, child, four)) {
            count_fourth(city, &blocks, i);
        }
    }
    answer_child(answers, "vve-cohort-960", window.name, &blocks, false);
}

static int placed(const City *city, int site, int month)
{
    int count = 0;

    for (size_t i = 0; i < city->opvang->hours.count; i++) {
        const MonthHours *row = &city->opvang->hours.items[i];
        count += row->site == site && row->month == month;
    }
    return count;
}

/* `<5` counts as two and a half, and may be one to four. */
static void count_forecast(const City *city, Answers *answers, int quarter)
{
    Answer answer = {.indicator = "ve-prognose-afwijking", .has_bounds = true};

    for (int month = quarter * 3; month < quarter * 3 + 3; month++) {
        int year, in_year, day;
        civil_of(month_start(month), &year, &in_year, &day);
        for (int i = 0; i < city->site_count; i++) {
            const Site *site = &city->sites[i];
            if (site->use != SITE_VE || !site_offers_ve(site, month_start(month))) {
                continue;
            }
            int count = placed(city, i, month);
            bool is_small = site->owner_index == HOUDER_OF_SMALL_COUNTS && count > 0 && count < 5;
            answer.units += city->opvang->forecast[i][year - 2023];
            answer.hits += is_small ? 2.5 : count;
            answer.low += is_small ? 1 : count;
            answer.high += is_small ? 4 : count;
        }
    }
    (void)snprintf(answer.period, sizeof answer.period, "%s", city_quarter(quarter).name);
    answer.low /= (double)answer.units;
    answer.high /= (double)answer.units;
    answers_add(answers, &answer);
}

/* ---- policy officers ---- */

/* Where a toddler has its ve place, of several the first by its code; NO_SITE. */
static int ve_site_of(const City *city, const Child *child, Day day)
{
    char first[40] = "";
    int found = NO_SITE;

    for (size_t i = 0; i < child->placements.count; i++) {
        const Placement *place = &city->placements.items[child->placements.first + i];
        const Site *site = &city->sites[place->site];
        char code[40];
        if (!is_ve_hours(city, place, day)) {
            continue;
        }
        (void)snprintf(code, sizeof code, "%s/%s", houder_ids[site->owner_index],
                       day >= site->taken_over ? site->new_id : site->id);
        if (first[0] == '\0' || strcmp(code, first) < 0) {
            (void)memcpy(first, code, sizeof first);
            found = place->site;
        }
    }
    return found;
}

static void count_staff(const City *city, Answers *answers, int quarter)
{
    int year, month, date;
    int counted[MAX_SITES] = {0};
    Count all = {0};

    civil_of(city_quarter(quarter).last, &year, &month, &date);
    Day day = day_of(year, 1, 1);
    Day told = day_of(year, 3, 31); /* in the register of that quarter */
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        int site = indication_on(city, child, day) == NULL ? NO_SITE : ve_site_of(city, child, day);
        if (site != NO_SITE) {
            counted[site]++;
        }
    }
    for (int site = 0; site < city->site_count; site++) {
        int hours = fact_hbo_hours(city, site, told);
        if (counted[site] > 0 && hours < 0) {
            all.excluded += counted[site];
        } else if (counted[site] > 0) {
            all.units += counted[site];
            all.hits += hours;
        }
    }
    answers_count(answers, "ve-hbo-inzet", city_quarter(quarter).name, "", "", all);
}

void hours_truth(const City *city, Answers *answers, int quarter)
{
    count_forecast(city, answers, quarter);
    count_realised(city, answers, quarter);
    count_cohort(city, answers, quarter);
    if (quarter >= 3) {
        count_staff(city, answers, quarter);
    }
}
