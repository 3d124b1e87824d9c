#include "stad/school/advices.h"

#include "stad/gemeente/partners.h"
#include "stad/gemeente/sites.h"
#include "stad/school/model.h"

enum { TEST_PROVIDERS = 6 };

bool is_on_ladder(int step)
{
    return step >= 0 && step < LADDER;
}

bool is_corrected(int year)
{
    return year >= FIRST_YEAR_WITH_TEST && year < LAST_YEAR_TOLD;
}

/* The year in which the pupil left group 8, by a row of its career. */
static int advice_year(const Enrolment *row)
{
    int year, month, day;

    civil_of(school_year_start(row->from), &year, &month, &day);
    return row->secondary ? year - row->year - row->years_behind + 1 : year + 1;
}

static int step_of(SchoolKind kind)
{
    switch (kind) {
    case SCHOOL_PRO:
        return 0;
    case SCHOOL_VMBO_B:
        return 1;
    case SCHOOL_VMBO_K:
        return 3;
    case SCHOOL_VMBO_GT:
        return 5;
    case SCHOOL_HAVO:
        return 7;
    case SCHOOL_VWO:
        return 9;
    case SCHOOL_BO:
    case SCHOOL_SBO:
    case SCHOOL_SO:
    case SCHOOL_BRUGKLAS:
        break;
    }
    return ADVICE_NONE;
}

/* The step the pupil reaches, where the city's schools show it. */
static int reached(const City *city, const Child *child)
{
    for (size_t i = child->enrolments.count; i > 0; i--) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + i - 1];
        int step = row->secondary ? step_of(row->kind) : ADVICE_NONE;
        if (step != ADVICE_NONE) {
            return step;
        }
    }
    return ADVICE_NONE;
}

static int draw_reached(Random *random, Education education)
{
    static const double levels[][6] = {
        {1, 1, 1, 1, 1, 1},
        {.07, .20, .20, .24, .18, .11},
        {.03, .12, .14, .22, .28, .21},
        {.01, .04, .07, .15, .32, .41},
    };
    static const int steps[] = {0, 1, 3, 5, 7, 9};

    return steps[random_weighted(random, levels[education], 6)];
}

static int nearest_step(int step)
{
    return step < 1 ? 1 : step >= LADDER ? LADDER - 1 : step;
}

/* The advice after the test lies around what the pupil turns out to reach. */
static int draw_second(Random *random, int level)
{
    static const double chances[] = {.07, .14, .56, .13, .10};
    double rare = random_unit(random);

    if (rare < 0.012) {
        return rare < 0.008 ? ADVICE_VSO : ADVICE_IMPOSSIBLE;
    }
    return level == 0 ? 0 : nearest_step(level - 2 + (int)random_weighted(random, chances, 5));
}

/* Children of parents with less education are advised too low at first more often. */
static void draw_before_test(Random *random, const Child *child, Advice *advice)
{
    static const double too_low[] = {.2, .26, .18, .12};
    double kind = random_unit(random);

    advice->first = advice->second;
    advice->test = advice->second;
    if (!is_on_ladder(advice->second) || advice->second == 0) {
        advice->test = ADVICE_NONE;
        advice->exempt = true;
    } else if (kind < too_low[child->education] && advice->second > 1) {
        advice->first = nearest_step(advice->second - random_between(random, 1, 2));
        advice->test = nearest_step(advice->second + random_between(random, 0, 1));
    } else if (kind < too_low[child->education] + 0.08) {
        advice->test = nearest_step(advice->second + random_between(random, 1, 2));
    } else if (kind < 0.6) {
        advice->test = nearest_step(advice->second - random_between(random, 1, 3));
    }
    if (random_chance(random, 0.015)) {
        advice->first = ADVICE_NONE;
    }
}

/* Within the weeks the law names, but for a few definitive advices. */
static void draw_days(Random *random, Advice *advice)
{
    advice->first_day = next_weekday(day_of(advice->year, 1, random_between(random, 10, 29)));
    advice->test_day = next_weekday(day_of(advice->year, 2, random_between(random, 1, 14)));
    advice->second_day = next_weekday(day_of(advice->year, 3, random_between(random, 10, 22)));
    if (random_chance(random, 0.008)) {
        advice->second_day = next_weekday(day_of(advice->year, 4, 1));
    }
}

static void draw_levels(Random *random, Advice *advice)
{
    double strength = advice->test / 9.0;

    for (int i = 0; i < SUBJECTS; i++) {
        double mark = random_unit(random) * 0.6 + strength * 0.8;
        advice->levels[i] = advice->exempt ? -1 : mark < 0.12 ? 0 : mark < 0.55 ? 1 : 2;
    }
}

static int secondary_site(const City *city, const Child *child)
{
    for (size_t i = 0; i < child->enrolments.count; i++) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + i];
        if (row->secondary) {
            return row->site;
        }
    }
    return NO_SITE;
}

/* A school of another board that is a partner, where the pupil was until after the first advice. */
static int draw_left_site(const City *city, Random *random, const Advice *advice)
{
    int wijk = city->sites[advice->site].wijk;
    int left = site_choose_school(city, random, "bo", wijk);
    int owner = city->sites[left].owner_index;

    left = site_on(city, left, day_of(advice->year, 1, 1));

    return board_is_partner(owner) && owner != city->sites[advice->site].owner_index ? left
                                                                                     : NO_SITE;
}

static void advise(City *city, size_t index, const Enrolment *row)
{
    const Child *child = &city->children.items[index];
    Random random = random_stream(city->settings.seed, (Stream)STREAM_ADVICES, index);
    Advice advice = {.child = (uint32_t)index,
                     .year = advice_year(row),
                     .site = row->site,
                     .left_site = NO_SITE,
                     .first_day = NEVER,
                     .test_day = NEVER,
                     .second_day = NEVER};
    int level = reached(city, child);

    if (row->secondary) { /* at a primary school before the city's deliveries begin */
        advice.site =
            site_choose_school(city, &random, "bo", city_home(city, child, row->from)->wijk);
    }
    level = level == ADVICE_NONE ? draw_reached(&random, child->education) : level;
    advice.second = draw_second(&random, level);
    draw_before_test(&random, child, &advice);
    draw_days(&random, &advice);
    advice.provider = advice.exempt ? -1 : random_between(&random, 0, TEST_PROVIDERS - 1);
    draw_levels(&random, &advice);
    advice.secondary_site = secondary_site(city, child);
    advice.told_late = random_chance(&random, 0.02);
    if (random_chance(&random, 0.012) && advice.year >= FIRST_YEAR_WITH_TEST && !advice.exempt &&
        advice.first != ADVICE_NONE) {
        advice.left_site = draw_left_site(city, &random, &advice);
    }
    if (board_is_partner(city->sites[advice.site].owner_index) && advice.year >= FIRST_YEAR_TOLD) {
        PUSH(city->school_area->advices, advice);
    }
}

/* One pupil of each board and year is put down with a definitive advice that may not be. */
static void let_boards_err(City *city)
{
    for (int board = 0; board < PRIMARY_BOARDS; board++) {
        for (int year = FIRST_YEAR_WITH_TEST; year <= LAST_YEAR_TOLD; year++) {
            for (size_t i = 0; i < city->school_area->advices.count; i++) {
                Advice *advice = &city->school_area->advices.items[i];
                if (advice->year == year && city->sites[advice->site].owner_index == board &&
                    is_on_ladder(advice->first) && advice->first > 1 &&
                    is_on_ladder(advice->second) && !advice->told_late &&
                    advice->left_site == NO_SITE) {
                    advice->wrongly_low = true;
                    break;
                }
            }
        }
    }
}

/* The row of a career that tells of an advice: the last year of group 8 that was gone through to
 * its end, or for who was past it when the deliveries began, the first row in secondary school. */
static const Enrolment *telling_row(const City *city, const Child *child)
{
    const Enrolment *told = NULL;

    for (size_t nth = 0; nth < child->enrolments.count; nth++) {
        const Enrolment *row = &city->enrolments.items[child->enrolments.first + nth];
        bool whole_year = row->to - row->from > 300 && row->to < city_end();
        bool was_there = row->from == day_of(2023, 8, 1) && row->secondary && row->year <= 3;
        if (was_there || (!row->secondary && row->year == 8 && whole_year)) {
            told = row;
        }
    }
    return told;
}

void advices_build(City *city)
{
    for (size_t i = 0; i < city->children.count; i++) {
        const Enrolment *row = telling_row(city, &city->children.items[i]);
        if (row != NULL) {
            advise(city, i, row);
        }
    }
    let_boards_err(city);
}
