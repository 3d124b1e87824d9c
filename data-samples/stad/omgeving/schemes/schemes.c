/* Families with little money apply, most of them after a professional told them to. */
#include "stad/omgeving/schemes/schemes.h"

#include "stad/omgeving/model.h"
#include "stad/truth/people.h"

static bool may_apply(const City *city, const Child *child, Day day)
{
    int age = completed_years(child->birth, day);

    return is_resident(city, child, day) && age >= 4 && age < 18;
}

/* At school more than elsewhere. */
static void draw_referrer(const City *city, Random *random, Application *a)
{
    static const char *const others[] = {"welzijn", "jeugdteam", "jgz", "bibliotheek", "gemeente"};
    const Enrolment *row = enrolment_on(city, &city->children.items[a->child], a->applied);
    double way = random_unit(random);
    int other = random_between(random, 0, 4);

    a->referrer = way < 0.38 ? "" : others[other];
    a->site = NO_SITE;
    if (way >= 0.60 && row != NULL) {
        a->referrer = row->secondary ? "vo" : "po";
        a->site = row->site;
    }
}

static Day counter_opens(void)
{
    return day_of(2025, 10, 1);
}

/* A stream of its own, so that no other draw moves. */
static void decide_at_counter(const City *city, Application *a, size_t stream)
{
    Random random = random_stream(city->settings.seed, (Stream)STREAM_COUNTER, stream);
    Day day = a->applied + random_between(&random, 4, 21);

    if (a->referrer[0] != '\0' && a->applied >= counter_opens() && day < a->decided) {
        a->decided = day;
    }
}

static void apply(City *city, size_t index, int year, int nth, int scheme)
{
    static const int euros[SCHEMES] = {225, 425, 150, 750, 100, 50};
    static const double rulings[] = {0.86, 0.09, 0.05};
    const Child *child = &city->children.items[index];
    size_t stream = (index * 4U + (size_t)year) * 2U + (size_t)nth;
    Random random = random_stream(city->settings.seed, (Stream)STREAM_SCHEMES, stream);
    Application a = {.child = (uint32_t)index,
                     .scheme = scheme,
                     .applied = day_of(2023 + year, 1, 1) + random_between(&random, 0, 364)};
    bool head = child->family == 100000U + index;

    a.decided = a.applied + 4 + random_waiting_days(&random, 42.0 - 4.0 * year);
    a.ruling = (Ruling)random_weighted(&random, rulings, 3);
    a.cents = a.ruling == DECISION_GRANTED ? euros[scheme] * 100 : 0;
    a.household = scheme >= SCHEMES_OF_FUND && head && random_chance(&random, 0.2);
    a.undated = random_chance(&random, 0.002);
    draw_referrer(city, &random, &a);
    a.else_decided = a.decided;
    decide_at_counter(city, &a, stream);
    if (may_apply(city, child, a.applied) && a.applied < city_end()) {
        PUSH(city->omgeving->applications, a);
    }
}

void schemes_build(City *city)
{
    static const double chances[INCOMES] = {0.02, 0.55, 0.38, 0.004};

    for (size_t i = 0; i < city->children.count; i++) {
        Income income = income_of(city, &city->children.items[i]);
        for (int year = 0; year < 4; year++) { /* 2023 … 2026 */
            Random random = random_stream(city->settings.seed, (Stream)STREAM_SCHEMES,
                                          10000000U + i * 4U + (size_t)year);
            int scheme = random_between(&random, 0, SCHEMES - 1);
            if (random_chance(&random, chances[income] * (0.8 + 0.1 * year))) {
                apply(city, i, year, 0, scheme);
                if (random_chance(&random, 0.2)) {
                    apply(city, i, year, 1, (scheme + 1) % SCHEMES);
                }
            }
        }
    }
}
