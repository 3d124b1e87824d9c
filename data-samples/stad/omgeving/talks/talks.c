#include "stad/omgeving/talks/talks.h"

#include "stad/gemeente/partners.h"
#include "stad/omgeving/model.h"
#include "stad/truth/people.h"

enum { BEGUN_YEARS = 4, FIRST_OF_OCTOBER = 61, MOST_PLACES = 4 };

typedef struct {
    TalkKind kind;
    int first_day; /* of the school year */
    int days;
    double chance;
    double parent;
    double pupil;
} Habit;

static const Habit habits[] = {
    {TALK_PROGRESS, 95, 60, 0.42, 0.93, 0.25},  {TALK_TRIANGLE, 60, 130, 0.40, 0.93, 0.92},
    {TALK_ACTIVITY, 40, 250, 0.20, 0.95, 0.30}, {TALK_PHONE, 30, 290, 0.10, 1.00, 0.00},
    {TALK_HOME, 30, 200, 0.02, 1.00, 0.80},     {TALK_ADVICE, 165, 20, 0.60, 0.96, 0.70},
};

static void talk(City *city, Random *random, size_t child, int site, Day day, const Habit *habit)
{
    const Child *about = &city->children.items[child];
    Talk t = {.child = (uint32_t)child,
              .site = site,
              .day = next_weekday(day),
              .kind = habit->kind,
              .parent = random_chance(random, habit->parent),
              .pupil = random_chance(random, habit->pupil),
              .interpreter = about->language == LANGUAGE_OTHER && random_chance(random, 0.2),
              .by_parent = random_chance(random, 0.2)};

    PUSH(city->omgeving->talks, t);
}

/* Families with another language at home are met less. */
static double openness(const Child *child, int year)
{
    double base = child->language == LANGUAGE_OTHER ? 0.72 : 1.05;

    return base * (1.0 + 0.05 * year);
}

static bool is_habit_for(const Habit *habit, const Enrolment *row)
{
    if (habit->kind == TALK_TRIANGLE) {
        return row->secondary || row->year >= 5;
    }
    return habit->kind != TALK_ADVICE || (!row->secondary && row->year == 8);
}

static void meet_at_start(City *city, Random *random, size_t index, const Enrolment *row, int year)
{
    static const Habit start = {TALK_START, 0, 0, 0.7, 0.95, 0.4};
    bool is_later = row->from > year_start(year);
    Day day = (is_later ? row->from : year_start(year) + 25) + random_between(random, 3, 55);

    if ((is_later || row->year == 1) && random_chance(random, start.chance) && day + 3 < row->to) {
        talk(city, random, index, row->site, day, &start);
    }
}

static void meet_at_school(City *city, size_t index, int year)
{
    const Child *child = &city->children.items[index];
    Random random =
        random_stream(city->settings.seed, (Stream)STREAM_TALKS, index * 8U + (size_t)year);
    const Enrolment *row = enrolment_on(city, child, year_start(year) + FIRST_OF_OCTOBER);

    if (row == NULL || !board_is_partner(city->sites[row->site].owner_index)) {
        return;
    }
    for (size_t h = 0; h < sizeof habits / sizeof habits[0]; h++) {
        double chance = habits[h].chance * openness(child, year);
        Day day =
            year_start(year) + habits[h].first_day + random_between(&random, 0, habits[h].days);
        if (random_chance(&random, chance) && is_habit_for(&habits[h], row) && day >= row->from &&
            day + 3 < row->to) {
            talk(city, &random, index, row->site, day, &habits[h]);
        }
    }
    meet_at_start(city, &random, index, row, year);
}

static void meet_at_childcare(City *city, size_t index)
{
    static const Habit habit = {TALK_PROGRESS, 0, 0, 0.6, 0.95, 0.1};
    const Child *child = &city->children.items[index];

    for (size_t i = 0; i < child->placements.count && i < MOST_PLACES; i++) {
        const Placement *place = &city->placements.items[child->placements.first + i];
        const Site *site = &city->sites[place->site];
        Random random =
            random_stream(city->settings.seed, (Stream)STREAM_TALKS, index * 8U + BEGUN_YEARS + i);
        Day day = place->from + random_between(&random, 40, 200);
        if (houder_is_partner(site->owner_index) && site->use == SITE_VE &&
            random_chance(&random, habit.chance) && day + 3 < place->to) {
            talk(city, &random, index, place->site, day, &habit);
        }
    }
}

void talks_build(City *city)
{
    for (size_t i = 0; i < city->children.count; i++) {
        for (int year = 0; year < BEGUN_YEARS; year++) {
            meet_at_school(city, i, year);
        }
        meet_at_childcare(city, i);
    }
}
