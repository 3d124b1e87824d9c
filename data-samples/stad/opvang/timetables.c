#include "stad/opvang/timetables.h"

/* Hours of one day in quarters, the number of such days, and how common the timetable is. */
typedef struct {
    int quarters;
    int days;
    double weight;
} Timetable;

static const Timetable playgroup[] = {
    {16, 4, 62.0}, {17, 4, 10.0}, {22, 3, 8.0}, {20, 3, 6.0}, {16, 3, 8.0}, {16, 2, 6.0},
};
static const Timetable nursery_ve[] = {
    {42, 3, 50.0}, {40, 3, 15.0}, {44, 2, 18.0}, {42, 4, 10.0}, {20, 4, 7.0},
};
static const Timetable nursery[] = {
    {42, 2, 35.0}, {44, 3, 30.0}, {40, 3, 15.0}, {42, 4, 12.0}, {40, 1, 8.0},
};
static const Timetable light_playgroup[] = {{16, 2, 70.0}, {14, 2, 20.0}, {16, 1, 10.0}};
static const Timetable after_school[] = {
    {14, 2, 45.0},
    {15, 3, 25.0},
    {14, 1, 20.0},
    {16, 4, 10.0},
};

static Timetable draw(Random *random, const Timetable *tables, size_t count)
{
    double weights[8];

    for (size_t i = 0; i < count; i++) {
        weights[i] = tables[i].weight;
    }
    return tables[random_weighted(random, weights, count)];
}

#define DRAW(random, tables) draw((random), (tables), sizeof(tables) / sizeof((tables)[0]))

static void add_up(Placement *placement)
{
    placement->week_quarters = 0;
    placement->days = 0;
    for (int day = 0; day < WEEKDAYS; day++) {
        placement->week_quarters += placement->quarters[day];
        placement->days += placement->quarters[day] > 0;
    }
}

static void spread(Random *random, Placement *placement, Timetable table)
{
    int left = table.days;

    for (int day = 0; day < WEEKDAYS; day++) {
        bool taken = random_between(random, 1, WEEKDAYS - day) <= left;
        placement->quarters[day] = taken ? table.quarters : 0;
        left -= taken;
    }
    add_up(placement);
}

/* Now and then the houder without weekdays does not know the number of days either. */
static void forget_days(const City *city, Random *random, Placement *placement)
{
    bool forgets = city->sites[placement->site].owner_index == HOUDER_WITHOUT_WEEKDAYS;

    if (forgets && random_chance(random, 0.05)) {
        placement->days = 0;
    }
}

/* 49 weeks of 13 hours: 637 a year, which the tolerance of half a percent lets through. */
static void just_enough(Placement *placement)
{
    static const int quarters[WEEKDAYS] = {18, 18, 0, 16, 0};

    for (int day = 0; day < WEEKDAYS; day++) {
        placement->quarters[day] = quarters[day];
    }
    placement->weeks = 49;
    add_up(placement);
}

static void no_hours(Placement *placement)
{
    for (int day = 0; day < WEEKDAYS; day++) {
        placement->quarters[day] = 0;
    }
    add_up(placement);
}

void hours_ve(const City *city, Random *random, Placement *placement)
{
    double kind = random_unit(random);

    placement->weeks = city->sites[placement->site].weeks;
    if (placement->care == CARE_PO) {
        spread(random, placement, DRAW(random, playgroup));
    } else {
        spread(random, placement, DRAW(random, nursery_ve));
    }
    if (kind < 0.007) {
        no_hours(placement);
    } else if (kind < 0.03) {
        just_enough(placement);
    }
    forget_days(city, random, placement);
}

void hours_two_days(const City *city, Random *random, Placement *placement, int first_day)
{
    placement->weeks = city->sites[placement->site].weeks;
    no_hours(placement);
    placement->quarters[first_day] = placement->care == CARE_PO ? 16 : 42;
    placement->quarters[first_day + 1] = placement->care == CARE_PO ? 16 : 42;
    if (placement->care == CARE_PO && first_day > 0 && random_chance(random, 0.6)) {
        placement->quarters[first_day + 2] = 16;
    }
    add_up(placement);
}

void hours_regular(const City *city, Random *random, Placement *placement)
{
    placement->weeks = city->sites[placement->site].weeks;
    if (placement->care == CARE_PO) {
        spread(random, placement, DRAW(random, light_playgroup));
    } else if (placement->care == CARE_BSO) {
        spread(random, placement, DRAW(random, after_school));
        placement->weeks = random_chance(random, 0.5) ? 40 : 52;
    } else {
        spread(random, placement, DRAW(random, nursery));
    }
    forget_days(city, random, placement);
}
