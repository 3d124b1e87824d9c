#include "stad/school/school.h"

#include "stad/deliveries/deliver.h"
#include "stad/gemeente/sites.h"
#include "stad/school/model.h"

/* No delivery reaches further back than this school year. */
static Day first_school_year(void)
{
    return day_of(2023, 8, 1);
}

/* A toddler who turns four in the summer holiday starts after it. */
static Day after_summer(Day day, Random *random)
{
    int year, month, day_in_month;

    civil_of(day, &year, &month, &day_in_month);
    bool holiday = (month == 7 && day_in_month > 8) || (month == 8 && day_in_month < 22);
    return holiday ? day_of(year, 8, 22) + random_between(random, 0, 9) : day;
}

/* Mostly within weeks of the fourth birthday; some a little earlier, some as late as 4;4. */
static Day draw_start(const Child *child, Random *random)
{
    Day birthday = months_after(child->birth, 48);
    double kind = random_unit(random);
    Day start;

    if (kind < 0.62) {
        start = birthday + random_between(random, 0, 10);
    } else if (kind < 0.70) {
        start = birthday - random_between(random, 1, 14);
    } else if (kind < 0.94) {
        start = birthday + random_between(random, 11, 40);
    } else {
        start = birthday + random_between(random, 41, 115);
    }
    start = next_weekday(after_summer(start, random));
    return start >= child->arrival ? start : child->arrival + random_between(random, 2, 14);
}

static void plan_start(Child *child, Random *random)
{
    child->city_school = random_chance(random, 0.99);
    Day start = draw_start(child, random);
    child->school = child->city_school && start < child->gone ? start : NEVER;
}

/* How far behind its age a pupil is by doing years again: in all, and in this kind of school. */
typedef struct {
    int years_behind;
    int years_behind_here;
} Pace;

/* The year group goes by the age on 31 December: 0 = enters before the first full year. Secondary
 * school goes on from 9. */
static int year_group(const Child *child, Day school_year, const Pace *pace)
{
    int year, month, day;

    civil_of(school_year, &year, &month, &day);
    int group = completed_years(child->birth, day_of(year, 12, 31)) - 3;
    return group < 0 ? 0 : group - pace->years_behind;
}

typedef struct {
    int primary_site;
    SchoolKind primary_kind;
    int secondary_site; /* NO_SITE: elsewhere */
    SchoolKind secondary_kind;
    int secondary_years;
    Day leaves;
    bool tells_language;
    bool tells_education;
} Career;

static SchoolKind draw_level(Random *random, Education education)
{
    static const double levels[][6] = {
        {0},
        {.07, .20, .20, .24, .18, .11},
        {.03, .12, .14, .22, .28, .21},
        {.01, .04, .07, .15, .32, .41},
    };

    return SCHOOL_PRO + (unsigned)random_weighted(random, levels[education], 6);
}

static Career draw_career(const City *city, const Child *child, Random *random)
{
    Career career = {.leaves = child->gone, .secondary_site = NO_SITE};
    double kind = random_unit(random);
    int wijk = city_home(city, child, child->school)->wijk;

    career.primary_kind = kind < 0.02 ? SCHOOL_SO : kind < 0.05 ? SCHOOL_SBO : SCHOOL_BO;
    const char *site_kind = kind < 0.02 ? "so" : kind < 0.05 ? "sbo" : "bo";
    career.primary_site = site_choose_school(city, random, site_kind, wijk);
    career.secondary_kind = draw_level(random, child->education);
    bool practical = career.secondary_kind == SCHOOL_PRO;
    if (random_chance(random, 0.94)) {
        career.secondary_site = site_choose_school(city, random, practical ? "vso" : "vo", wijk);
    }
    career.secondary_years = career.secondary_kind == SCHOOL_VWO    ? 6
                             : career.secondary_kind == SCHOOL_HAVO ? 5
                             : practical                            ? 6
                                                                    : 4;
    if (child->gone != NEVER && random_chance(random, 0.5)) {
        career.leaves = months_after(school_year_start(child->gone), 12);
    }
    career.tells_language = random_chance(random, 0.9);
    career.tells_education = random_chance(random, 0.85);
    return career;
}

/* At most once at each kind of school; special schools and practical training go at each pupil's
 * own pace, without years. */
static bool does_again(const Career *career, int group, const Pace *pace, Random *random)
{
    static const double primary[] = {0, 0, .065, .03, .025, .02, .02, .015, .005};
    enum { GROUPS = sizeof primary / sizeof primary[0] };
    bool secondary = group >= GROUPS;
    double chance = secondary ? 0.05 : primary[group];
    bool by_years =
        secondary ? career->secondary_kind != SCHOOL_PRO : career->primary_kind == SCHOOL_BO;

    return random_chance(random, chance) && by_years && pace->years_behind_here == 0;
}

static void enrol_year(City *city, Child *child, const Career *career, Day school_year, int group,
                       const Pace *pace, bool again)
{
    Day year_end = months_after(school_year, 12);
    Enrolment row = {.from = child->school > school_year ? child->school : school_year};

    row.to = career->leaves < year_end ? career->leaves : year_end;
    row.moved = career->leaves <= year_end;
    row.secondary = group > 8;
    row.year = row.secondary ? group - 8 : group;
    row.years_behind = pace->years_behind_here;
    bool is_last_year = group == 8 || (row.secondary && row.year == career->secondary_years);
    row.ends_stay = row.moved || (is_last_year && !again);
    row.site = row.secondary ? career->secondary_site : career->primary_site;
    row.site = row.site == NO_SITE ? NO_SITE : site_on(city, row.site, row.from);
    row.kind = row.secondary ? career->secondary_kind : career->primary_kind;
    if (row.secondary && row.year == 1 && row.kind != SCHOOL_PRO) {
        row.kind = SCHOOL_BRUGKLAS;
    }
    row.language = career->tells_language ? child->language : LANGUAGE_UNKNOWN;
    row.education = career->tells_education ? child->education : EDUCATION_UNKNOWN;
    bool left_school = row.secondary && row.year > career->secondary_years;
    if (row.site != NO_SITE && !left_school && row.from < row.to) {
        city_add_enrolment(city, child, row);
    }
}

static void go_through_school(City *city, size_t index, const Career *career)
{
    Child *child = &city->children.items[index];
    Random random = random_stream(city->settings.seed, (Stream)STREAM_REPEATS, index);
    Pace pace = {0, 0};
    Day year = school_year_start(child->school);

    for (; year < city_end() && year < career->leaves; year = months_after(year, 12)) {
        int group = year_group(child, year, &pace);
        bool again = does_again(career, group, &pace, &random);
        if (year >= first_school_year() && completed_years(child->birth, year) < 18) {
            enrol_year(city, child, career, year, group, &pace, again);
        }
        pace.years_behind += again;
        pace.years_behind_here = again ? 1 : group == 8 ? 0 : pace.years_behind_here;
    }
}

void school_build(City *city)
{
    for (size_t i = 0; i < city->children.count; i++) {
        Child *child = &city->children.items[i];
        Random random = random_stream(city->settings.seed, STREAM_SCHOOL, i);
        plan_start(child, &random);
        if (child->school == NEVER) {
            continue;
        }
        Career career = draw_career(city, child, &random);
        go_through_school(city, i, &career);
    }
}

const char *const class_codes[] = {"", "homogeen", "dakpan", "breed"};

/* Of the pupils who still choose, more and more sit together; some schools do not tell. */
ClassKind class_of(size_t child, const Enrolment *row)
{
    uint32_t chance = scattered(child * 31U + (size_t)row->site) % 100U;
    int year, month, day;

    civil_of(row->from, &year, &month, &day);
    uint32_t mixed = 45U + 5U * (uint32_t)(year > 2023 ? year - 2023 : 0);
    if (!row->secondary || row->year != 1 || chance >= 96) {
        return CLASS_NOT_TOLD;
    }
    if (row->kind != SCHOOL_BRUGKLAS || chance >= mixed) {
        return CLASS_ONE_LEVEL;
    }
    return chance % 3 == 0 ? CLASS_MORE_LEVELS : CLASS_TWO_LEVELS;
}
