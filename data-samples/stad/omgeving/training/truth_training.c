/* The answers about training, counted from who sat in the room. */
#include "stad/gemeente/partners.h"
#include "stad/omgeving/model.h"
#include "stad/omgeving/training/training.h"
#include "stad/truth/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PEOPLE = 1024, FOLLOW_UP_DAYS = 92 };

/* The twelve months until a quarter's end lie in the deliveries as a whole. */
static bool has_year(int quarter)
{
    return year_before(quarter) >= city_quarter(0).first;
}

static const Session *session_of(const City *city, const Trainee *trainee)
{
    return &city->omgeving->sessions.items[trainee->session];
}

static bool was_there(const City *city, const Trainee *trainee, Day first, Day last)
{
    const Session *session = session_of(city, trainee);

    return trainee->present && !session->cancelled && first <= session->day && session->day <= last;
}

/* People of a partner that came between two days; a second mail address is a second person. */
static int people(const City *city, int partner, Day first, Day last, unsigned themes)
{
    bool seen[MOST_PEOPLE][2];
    int count = 0;

    (void)memset(seen, 0, sizeof seen);
    for (size_t i = 0; i < city->omgeving->trainees.count; i++) {
        const Trainee *trainee = &city->omgeving->trainees.items[i];
        unsigned theme = 1U << (unsigned)session_of(city, trainee)->theme;
        if (trainee->partner == partner && (themes & theme) != 0 &&
            was_there(city, trainee, first, last) &&
            !seen[trainee->person % MOST_PEOPLE][trainee->second_mail]) {
            seen[trainee->person % MOST_PEOPLE][trainee->second_mail] = true;
            count++;
        }
    }
    return count;
}

static void count_people(const City *city, Answers *answers, const char *indicator, int quarter,
                         int months, unsigned themes)
{
    Day last = city_quarter(quarter).last;
    Day first = months_after(last + 1, -months);
    Count all = {0};

    for (int partner = 0; partner < PARTNERS; partner++) {
        int own = partner_professionals(partner, quarter);
        int trained = people(city, partner, first, last, themes);
        all.units += own;
        all.hits += trained < own ? trained : own;
    }
    answer_total(answers, indicator, quarter, all);
}

static void count_partners(const City *city, Answers *answers, int quarter)
{
    Count all = {.units = PARTNERS};

    for (int partner = 0; partner < PARTNERS; partner++) {
        all.hits +=
            people(city, partner, year_before(quarter), city_quarter(quarter).last, ~0U) > 0;
    }
    answer_total(answers, "prof-partnerspreiding", quarter, all);
}

static void count_absent(const City *city, Answers *answers, int quarter)
{
    Quarter bounds = city_quarter(quarter);
    Count all = {0};

    for (size_t i = 0; i < city->omgeving->trainees.count; i++) {
        const Trainee *trainee = &city->omgeving->trainees.items[i];
        const Session *session = session_of(city, trainee);
        if (trainee->registered && !session->cancelled && bounds.first <= session->day &&
            session->day <= bounds.last) {
            all.units++;
            all.hits += !trainee->present && !trainee->cancelled;
        }
    }
    answer_total(answers, "prof-noshow", quarter, all);
}

static int sectors_present(const City *city, int session)
{
    const char *sectors[PARTNERS];
    int count = 0;

    for (size_t i = 0; i < city->omgeving->trainees.count; i++) {
        const Trainee *trainee = &city->omgeving->trainees.items[i];
        const char *sector = partners[trainee->partner].sector;
        bool seen = trainee->session != session || !trainee->present;
        for (int s = 0; s < count; s++) {
            seen = seen || strcmp(sectors[s], sector) == 0;
        }
        if (!seen) {
            sectors[count++] = sector;
        }
    }
    return count;
}

static void count_mixed(const City *city, Answers *answers, int quarter)
{
    Count all = {0};

    for (size_t i = 0; i < city->omgeving->sessions.count; i++) {
        const Session *session = &city->omgeving->sessions.items[i];
        if (!session->cancelled && year_before(quarter) <= session->day &&
            session->day <= city_quarter(quarter).last) {
            all.units++;
            all.hits += sectors_present(city, (int)i) >= 3;
        }
    }
    answer_total(answers, "prof-gemengd", quarter, all);
}

static int present_at(const City *city, int session)
{
    int count = 0;

    for (size_t i = 0; i < city->omgeving->trainees.count; i++) {
        const Trainee *trainee = &city->omgeving->trainees.items[i];
        count += trainee->session == session && trainee->present;
    }
    return count;
}

/* Of the places at what was held, how many had somebody on them. */
static void count_places(const City *city, Answers *answers, int quarter)
{
    Quarter told = city_quarter(quarter);
    Count all = {0};
    Count by_theme[THEMES] = {{0}};

    for (size_t i = 0; i < city->omgeving->sessions.count; i++) {
        const Session *session = &city->omgeving->sessions.items[i];
        if (!session->cancelled && told.first <= session->day && session->day <= told.last) {
            int present = present_at(city, (int)i);
            all.units += session->capacity;
            all.hits += present;
            by_theme[session->theme].units += session->capacity;
            by_theme[session->theme].hits += present;
        }
    }
    answer_total(answers, "prof-bezetting", quarter, all);
    for (int theme = 0; theme < THEMES; theme++) {
        answers_count(answers, "prof-bezetting", told.name, "thema", theme_codes[theme],
                      by_theme[theme]);
    }
}

/* What those say who were asked three months later, of the year until the quarter before. The
 * newest file tells what is known by now. */
static void count_follow_up(const City *city, Answers *answers, int quarter)
{
    Day first = year_before(quarter - 1);
    Day last = city_quarter(quarter - 1).last;
    Day known = city_quarter(QUARTERS - 1).last;
    Count all = {0};

    for (size_t i = 0; i < city->omgeving->trainees.count; i++) {
        const Trainee *trainee = &city->omgeving->trainees.items[i];
        Day day = session_of(city, trainee)->day;
        if (was_there(city, trainee, first, last) && trainee->follow_up > 0 &&
            day + FOLLOW_UP_DAYS <= known) {
            all.units++;
            all.hits += trainee->follow_up >= 4;
        }
    }
    answer_total(answers, "prof-toepassing", quarter, all);
}

static void count_gain(const City *city, Answers *answers, int quarter)
{
    Answer answer = {.indicator = "handelingszekerheid"};

    for (size_t i = 0; i < city->omgeving->trainees.count; i++) {
        const Trainee *trainee = &city->omgeving->trainees.items[i];
        if (was_there(city, trainee, year_before(quarter), city_quarter(quarter).last) &&
            trainee->before > 0 && trainee->after > 0) {
            answer.units++;
            answer.hits += (double)(trainee->after - trainee->before) / 10.0;
        }
    }
    (void)snprintf(answer.period, sizeof answer.period, "%s", city_quarter(quarter).name);
    answers_add(answers, &answer);
}

/* What the files of training alone tell. */
static void count_sessions(const City *city, Answers *answers, int quarter)
{
    count_absent(city, answers, quarter);
    count_places(city, answers, quarter);
    count_follow_up(city, answers, quarter);
    count_gain(city, answers, quarter);
}

/* The history that comes with the first delivery is enough for these; the programme counts sixteen
 * quarters. */
void training_truth_before(const City *city, Answers *answers)
{
    for (int quarter = -4; quarter < 0; quarter++) {
        count_sessions(city, answers, quarter);
    }
}

void training_truth(const City *city, Answers *answers, int quarter)
{
    count_people(city, answers, "scholing-intercultureel", quarter, 24,
                 1U << THEME_INTERCULTURAL | 1U << THEME_LANGUAGES);
    count_people(city, answers, "scholing-armoede", quarter, 24, 1U << THEME_POVERTY);
    count_sessions(city, answers, quarter);
    if (has_year(quarter)) {
        count_people(city, answers, "prof-bereik", quarter, 12, ~0U);
        count_partners(city, answers, quarter);
        count_mixed(city, answers, quarter);
    }
}
