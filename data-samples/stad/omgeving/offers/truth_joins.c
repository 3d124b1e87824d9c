/* The answers about children who take part. */
#include "stad/omgeving/model.h"
#include "stad/omgeving/offers/joins.h"
#include "stad/omgeving/offers/offers.h"
#include "stad/truth/people.h"

#include <stdio.h>
#include <string.h>

enum { TIMES = 3, MATCH_DAYS = 91, TASTE_DAYS = 183, LASTING_DAYS = 180 };

static const Offer *offer_of(const City *city, const Join *join)
{
    return &city->omgeving->offers.items[join->offer];
}

static const Join *join_of(const City *city, size_t child, size_t nth)
{
    return &city->omgeving->joins.items[city->omgeving->joins_of[child].first + nth];
}

static size_t joins_count(const City *city, size_t child)
{
    return city->omgeving->joins_of[child].count;
}

static int attended(const Join *join)
{
    int total = 0;

    for (int s = 0; s < STRETCHES; s++) {
        total += join->attended[s];
    }
    return total;
}

/* How often a child came to one offer in a school year, over all its registrations. */
static int times_at(const City *city, size_t child, int year, int offer)
{
    int total = 0;

    for (size_t i = 0; i < joins_count(city, child); i++) {
        const Join *join = join_of(city, child, i);
        total += join->year == year && join->offer == offer ? attended(join) : 0;
    }
    return total;
}

static bool takes_part(const City *city, size_t child, int year)
{
    for (size_t i = 0; i < joins_count(city, child); i++) {
        const Join *join = join_of(city, child, i);
        Area area = offer_of(city, join)->area;
        if (join->year == year && area < AREA_LIBRARY &&
            times_at(city, child, year, join->offer) >= TIMES) {
            return true;
        }
    }
    return false;
}

/* In one of the six areas, over all offers in it. */
static bool takes_part_in_area(const City *city, size_t child, int year)
{
    int times[AREAS] = {0};
    bool enough = false;

    for (size_t i = 0; i < joins_count(city, child); i++) {
        const Join *join = join_of(city, child, i);
        Area area = offer_of(city, join)->area;
        if (join->year == year && area < AREA_LIBRARY) {
            times[area] += attended(join);
            enough = enough || times[area] >= TIMES;
        }
    }
    return enough;
}

static bool is_talent(const City *city, size_t child, int year)
{
    for (size_t i = 0; i < joins_count(city, child); i++) {
        const Join *join = join_of(city, child, i);
        if (join->year == year && offer_of(city, join)->programme == PROGRAMME_TALENT &&
            attended(join) > 0) {
            return true;
        }
    }
    return false;
}

static bool has_match(const City *city, size_t child, Day first, Day last)
{
    for (size_t i = 0; i < joins_count(city, child); i++) {
        const Join *join = join_of(city, child, i);
        Day until = join->end < last + 1 ? join->end : last + 1;
        if (offer_of(city, join)->area == AREA_MENTOR && until > first &&
            until - join->start >= MATCH_DAYS) {
            return true;
        }
    }
    return false;
}

/* ---- gaps ---- */

static double share(Count counted)
{
    return (double)counted.hits / (double)counted.units;
}

static void answer_gap(Answers *answers, const char *indicator, const char *period,
                       const char *code, int units, double estimate)
{
    Answer answer = {.units = units, .has_estimate = true, .estimate = estimate};

    (void)snprintf(answer.indicator, sizeof answer.indicator, "%s", indicator);
    (void)snprintf(answer.period, sizeof answer.period, "%s", period);
    (void)snprintf(answer.dim1, sizeof answer.dim1, "%s", code[0] == '\0' ? "" : "maat");
    (void)snprintf(answer.code1, sizeof answer.code1, "%s", code);
    answers_add(answers, &answer);
}

typedef struct {
    const char *indicator;
    const char *period;
    Count high, low;
    int units; /* of both sides */
} Gap;

static void answer_measures(Answers *answers, const Gap *gap, const char *dim)
{
    char name[40];

    if (gap->high.units == 0 || gap->low.units == 0) {
        return;
    }
    (void)snprintf(name, sizeof name, "%.20s-verschil", dim);
    answer_gap(answers, gap->indicator, gap->period, name, gap->units,
               share(gap->high) - share(gap->low));
    if (gap->low.hits > 0) {
        (void)snprintf(name, sizeof name, "%.20s-verhouding", dim);
        answer_gap(answers, gap->indicator, gap->period, name, gap->units,
                   share(gap->high) / share(gap->low));
    }
}

/* As if both groups had the ages of all children: each year of age weighs as many children as it
 * has, but for years in which one of the groups has nobody; with more than a tenth of the children
 * in such years there is nothing to tell. */
static void answer_standardised(Answers *answers, const char *period, const Groups *groups)
{
    Answer answer = {.indicator = "deelname-gat-inkomen",
                     .dim1 = "maat",
                     .code1 = "inkomensklasse-gestandaardiseerd"};
    double kept = 0.0;
    double sum = 0.0;

    for (int age = 0; age < AGE_GROUPS; age++) {
        Count high = groups->age_income[age][INCOME_ABOVE];
        Count low = groups->age_income[age][INCOME_TO_120];
        if (high.units > 0 && low.units > 0) {
            answer.units += high.units + low.units;
            kept += groups->age[age].units;
            sum += groups->age[age].units * (share(high) - share(low));
        }
    }
    (void)snprintf(answer.period, sizeof answer.period, "%s", period);
    answer.has_estimate = groups->all.units - kept <= 0.1 * groups->all.units;
    answer.estimate = answer.has_estimate ? sum / kept : 0.0;
    answers_add(answers, &answer);
}

/* The levels, and how far the families with most money are above those with least. */
static void answer_income_gap(Answers *answers, const char *period, const Groups *groups)
{
    Gap gap = {"deelname-gat-inkomen", period, groups->income[INCOME_ABOVE],
               groups->income[INCOME_TO_120], 0};

    gap.units = gap.high.units + gap.low.units;
    groups_answer(answers, gap.indicator, period, groups, BY_INCOME | WITHOUT_TOTAL);
    answer_gap(answers, gap.indicator, period, "", gap.units, share(gap.high) - share(gap.low));
    answer_measures(answers, &gap, "inkomensklasse");
    answer_standardised(answers, period, groups);
}

/* A group beside everybody. */
static void answer_represented(Answers *answers, const char *period, const Groups *groups)
{
    Gap gap = {"talent-vertegenwoordiging", period, groups->education[EDUCATION_LOW], groups->all,
               groups->all.units};

    groups_answer(answers, gap.indicator, period, groups,
                  BY_EDUCATION | BY_SEX | BY_LANGUAGE | WITHOUT_TOTAL);
    answer_gap(answers, gap.indicator, period, "", gap.units, share(gap.high) / share(gap.low));
    answer_measures(answers, &gap, "opleiding_ouders");
    gap.high = groups->sex[SEX_GIRL];
    answer_measures(answers, &gap, "geslacht");
    gap.high = groups->language[LANGUAGE_OTHER];
    answer_measures(answers, &gap, "thuistaal");
}

/* ---- per school year ---- */

static void count_residents(const City *city, Answers *answers, int quarter, int year)
{
    Day last = year_start(year + 1) - 1;
    const char *period = city_quarter(quarter).name;
    Groups part;
    Groups matched;

    (void)memset(&part, 0, sizeof part);
    (void)memset(&matched, 0, sizeof matched);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        int age = completed_years(child->birth, last);
        if (!is_resident(city, child, last) || age < 4 || age > 17) {
            continue;
        }
        Person person = person_on(city, child, last);
        groups_count(&part, person, takes_part(city, i, year));
        if (age >= 10 && (person.income == INCOME_TO_120 || person.income == INCOME_TO_140)) {
            groups_count(&matched, person, has_match(city, i, year_start(year), last));
        }
    }
    groups_answer(answers, "deelname-buitenschools", period, &part,
                  BY_WIJK | BY_SEX | BY_AGE | BY_LANGUAGE | BY_EDUCATION | BY_INCOME);
    answers_bound(answers, "deelname-buitenschools", period,
                  joins_most_on_lists(city, year_start(year), last + 1));
    groups_answer(answers, "mentor-bereik", period, &matched, BY_WIJK);
    answer_income_gap(answers, period, &part);
}

static void count_pupils(const City *city, Answers *answers, int quarter, int year)
{
    Day october = year_start(year) + 61;
    const char *period = city_quarter(quarter).name;
    Groups day;
    Groups talent;

    (void)memset(&day, 0, sizeof day);
    (void)memset(&talent, 0, sizeof talent);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        const Enrolment *row = enrolment_on(city, child, october);
        if (row == NULL) {
            continue;
        }
        Person person = person_on(city, child, october);
        if (site_has_rich_day(&city->sites[row->site])) {
            groups_count(&day, person, takes_part_in_area(city, i, year));
        }
        if (row->kind <= SCHOOL_SO) {
            groups_count(&talent, person, is_talent(city, i, year));
        }
    }
    groups_answer(answers, "rld-bereik", period, &day,
                  BY_WIJK | BY_LANGUAGE | BY_EDUCATION | BY_SCHOOL);
    groups_answer(answers, "talent-deelname", period, &talent, BY_EDUCATION | BY_SEX | BY_LANGUAGE);
    answer_represented(answers, period, &talent);
}

/* Who came to something in an area it had not been in for two school years. */
static void count_new_areas(const City *city, Answers *answers, int quarter, int year)
{
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        bool now[AREAS] = {false};
        bool before[AREAS] = {false};
        bool came = false;
        bool fresh = false;
        for (size_t j = 0; j < joins_count(city, i); j++) {
            const Join *join = join_of(city, i, j);
            Area area = offer_of(city, join)->area;
            if (area < AREA_LIBRARY && attended(join) > 0 && join->year <= year) {
                now[area] |= join->year == year;
                before[area] |= join->year == year - 1 || join->year == year - 2;
            }
        }
        for (int area = 0; area < AREAS; area++) {
            came = came || now[area];
            fresh = fresh || (now[area] && !before[area]);
        }
        if (came) {
            groups_count(&groups,
                         person_on(city, &city->children.items[i], year_start(year + 1) - 1),
                         fresh);
        }
    }
    groups_answer(answers, "nieuw-domein", city_quarter(quarter).name, &groups,
                  BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION);
}

/* ---- from tasting to membership ---- */

static bool became_member(const City *city, size_t child, const Join *taste)
{
    for (size_t i = 0; i < joins_count(city, child); i++) {
        const Join *join = join_of(city, child, i);
        const Offer *offer = offer_of(city, join);
        if (offer->programme == PROGRAMME_CLUB && offer->area == offer_of(city, taste)->area &&
            taste->start <= join->registered && join->registered <= taste->start + TASTE_DAYS) {
            return true;
        }
    }
    return false;
}

/* Who began half a year ago, so that the half year has passed. */
static void count_members(const City *city, Answers *answers, int quarter)
{
    Quarter bounds = city_quarter(quarter - 2);
    Count all = {0};

    for (size_t i = 0; i < city->children.count; i++) {
        bool tasted = false;
        bool member = false;
        for (size_t j = 0; j < joins_count(city, i); j++) {
            const Join *join = join_of(city, i, j);
            if (offer_of(city, join)->programme == PROGRAMME_TASTER && join->start != NEVER &&
                bounds.first <= join->start && join->start <= bounds.last) {
                tasted = true;
                member = member || became_member(city, i, join);
            }
        }
        all.units += tasted;
        all.hits += tasted && member;
    }
    answer_total(answers, "doorstroom-vereniging", quarter, all);
}

/* ---- how long matches last ---- */

/* Of the matches that began in the year until half a year ago; each has a record in the school year
 * in which it began. */
static void count_lasting(const City *city, Answers *answers, int quarter)
{
    Day first = months_after(city_quarter(quarter - 2).last + 1, -12);
    Day last = city_quarter(quarter - 2).last;
    Count all = {0};

    for (size_t i = 0; i < city->omgeving->joins.count; i++) {
        const Join *join = &city->omgeving->joins.items[i];
        bool is_new =
            year_start(join->year) <= join->start && join->start < year_start(join->year + 1);
        if (offer_of(city, join)->area == AREA_MENTOR && is_new && first <= join->start &&
            join->start <= last) {
            all.units++;
            all.hits += join->end - join->start >= LASTING_DAYS;
        }
    }
    answer_total(answers, "mentor-duur", quarter, all);
}

void joins_truth(const City *city, Answers *answers, int quarter)
{
    int year = school_year_told(quarter);

    if (quarter >= 2) {
        count_members(city, answers, quarter);
    }
    if (year_before(quarter - 2) >= city_quarter(0).first) {
        count_lasting(city, answers, quarter);
    }
    if (year > 0) {
        count_residents(city, answers, quarter, year);
        count_pupils(city, answers, quarter, year);
    }
    if (year > 1) { /* two school years before it are delivered */
        count_new_areas(city, answers, quarter, year);
    }
}
