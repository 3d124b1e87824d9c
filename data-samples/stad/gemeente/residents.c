#include "stad/gemeente/residents.h"

#include "stad/gemeente/districts.h"

#include <math.h>

/* Yearly chances of a child. */
static const double moving_within = 0.055;
static const double moving_out = 0.035;
static const double dying = 0.00015;
static const double days_per_year = 365.25;

static bool passes_elfproef(uint32_t number)
{
    uint32_t rest = number / 10;
    int sum = -(int)(number % 10);

    for (int weight = 2; weight <= 9; weight++) {
        sum += weight * (int)(rest % 10);
        rest /= 10;
    }
    return sum % 11 == 0;
}

/* Jumps through 990000000..999999999 in an order that visits each number once. */
static uint32_t next_bsn(uint32_t *position)
{
    const uint32_t numbers = 10000000U;
    const uint32_t jump = 6180339U; /* shares no factor with the number of numbers */

    do {
        *position = (*position + jump) % numbers;
    } while (!passes_elfproef(990000000U + *position));
    return 990000000U + *position;
}

static Day days_until(Random *random, double per_year)
{
    double days = -log(1.0 - random_unit(random)) / per_year * days_per_year;

    return days > 40000.0 ? 40000 : 1 + (Day)days;
}

/* Half of the families that move stay in their own district. */
static size_t new_home(const City *city, Random *random, size_t old_home)
{
    int wijk = city->addresses.items[old_home].wijk;

    if (random_chance(random, 0.5)) {
        wijk = district_draw(random);
    }
    size_t home = district_draw_address(city, random, wijk);
    return home == old_home ? new_home(city, random, old_home) : home;
}

/* From arrival to departure: a stay per address. */
static void live(City *city, Child *child, Random *random, Day since, size_t home)
{
    Day gone = child->arrival + days_until(random, moving_out);
    Day died = child->arrival + days_until(random, dying);
    Leaving leaving = died < gone ? LEFT_DIED : LEFT_CITY;
    Day last = died < gone ? died : gone;
    Stay stay = {.from = since, .address = home};
    Day move = child->arrival + days_until(random, moving_within);

    while (move < last && move < city_end()) {
        stay.to = move;
        stay.leaving = LEFT_WITHIN_CITY;
        city_add_stay(city, child, stay);
        stay.from = move;
        stay.address = new_home(city, random, stay.address);
        move += days_until(random, moving_within);
    }
    stay.to = last < city_end() ? last : NEVER;
    stay.leaving = last < city_end() ? leaving : LEFT_NOT;
    child->gone = stay.to;
    city_add_stay(city, child, stay);
}

static void draw_traits(const City *city, Child *child, int wijk)
{
    Random random = random_stream(city->settings.seed, STREAM_TRAITS, city->children.count);
    const District *place = district(wijk);

    child->sex = random_chance(&random, 0.512) ? SEX_BOY : SEX_GIRL;
    if (child->birth < day_of(2014, 1, 1) && random_chance(&random, 0.001)) {
        child->sex = SEX_X;
    }
    child->language = LANGUAGE_DUTCH + (unsigned)random_weighted(&random, place->language, 3);
    child->education = EDUCATION_LOW + (unsigned)random_weighted(&random, place->education, 3);
    if (child->language == LANGUAGE_OTHER && random_chance(&random, 0.35)) {
        child->education = EDUCATION_LOW;
    }
}

static Child *settle(City *city, uint32_t *bsn, Day birth, Day arrival, Day since)
{
    Random random = random_stream(city->settings.seed, STREAM_HOME, city->children.count);
    int wijk = district_draw(&random);
    Child child = {.birth = birth, .arrival = arrival, .school = NEVER};

    child.family = 100000U + (uint32_t)city->children.count;
    child.bsn = next_bsn(bsn);
    draw_traits(city, &child, wijk);
    Child *settled = city_add_child(city, child);
    live(city, settled, &random, since, district_draw_address(city, &random, wijk));
    return settled;
}

/* The second of twins: another number and sex, the same home and the same moves. */
static void add_twin(City *city, uint32_t *bsn, Random *random)
{
    Child first = city->children.items[city->children.count - 1];
    Child twin = first;

    twin.bsn = next_bsn(bsn);
    twin.sex = random_chance(random, 0.5) ? SEX_BOY : SEX_GIRL;
    twin.twin = true;
    twin.stays = (Slice){0, 0};
    Child *added = city_add_child(city, twin);
    for (size_t i = 0; i < first.stays.count; i++) {
        city_add_stay(city, added, city->stays.items[first.stays.first + i]);
    }
}

/* Those who live in the city when the simulation starts: evenly aged from 0 to 17. */
static void add_first_residents(City *city, uint32_t *bsn)
{
    Random random = random_stream(city->settings.seed, STREAM_BIRTHS, 0);
    Day start = city_start();
    int span = (int)(18.0 * days_per_year);

    for (int i = 0; i < city->settings.children; i++) {
        Day birth = start - random_between(&random, 1, span);
        bool born_here = random_chance(&random, 0.6);
        Day since = born_here ? birth : birth + random_between(&random, 0, (int)(start - birth));
        (void)settle(city, bsn, birth, start, since);
    }
}

/* Every day children are born, and families move in with a child of any age. */
static void add_newcomers(City *city, uint32_t *bsn)
{
    Random random = random_stream(city->settings.seed, STREAM_BIRTHS, 1);
    double births = (double)city->settings.children / (18.0 * days_per_year);
    double arrivals = (double)city->settings.children * moving_out / days_per_year;
    int span = (int)(18.0 * days_per_year);
    double due = 0.0;
    double expected = 0.0;

    for (Day day = city_start(); day < city_end(); day++) {
        due += births * 2.0 * random_unit(&random);
        while (due >= 1.0) {
            due -= 1.0;
            (void)settle(city, bsn, day, day, day);
            if (random_chance(&random, 0.016)) {
                add_twin(city, bsn, &random);
                due -= 1.0;
            }
        }
        expected += arrivals * 2.0 * random_unit(&random);
        while (expected >= 1.0) {
            expected -= 1.0;
            Day birth = day - random_between(&random, 1, span);
            (void)settle(city, bsn, birth, day, day);
        }
    }
}

void residents_build(City *city)
{
    uint32_t bsn = (uint32_t)(city->settings.seed % 10000000U);

    add_first_residents(city, &bsn);
    add_newcomers(city, &bsn);
}
