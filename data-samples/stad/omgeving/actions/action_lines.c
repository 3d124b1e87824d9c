/* The lines of the action register: what is done for each action in one or two rounds, and each
 * quarter what the working groups evaluate, decide, fear and share. */
#include "stad/gemeente/partners.h"
#include "stad/omgeving/model.h"

#include <stdio.h>
#include <string.h>

static Line *add(City *city, Line line, const char *letters)
{
    Omgeving *o = city->omgeving;

    (void)snprintf(line.id, sizeof line.id, "%s-%03zu", letters, o->lines.count + 1U);
    PUSH(o->lines, line);
    return &o->lines.items[o->lines.count - 1];
}

static Line blank(int action, LineKind kind, Day start)
{
    return (Line){.action = action,
                  .group = plan_actions[action].group,
                  .kind = kind,
                  .owner = plan_actions[action].topics[0].owner,
                  .start = start,
                  .deadline = NEVER,
                  .moved = NEVER,
                  .done = NEVER,
                  .stopped = NEVER,
                  .delayed_from = NEVER,
                  .delayed_to = NEVER,
                  .study = NO_STUDY};
}

/* Some things are late for a while, some get a new deadline, a few are given up. */
static void let_it_run(Random *random, Line *line, int length)
{
    double course = random_unit(random);

    line->deadline = line->start + length;
    line->done = line->deadline - random_between(random, 0, length / 6);
    if (course < 0.18) {
        line->delayed_from = line->start + length / 3;
        line->delayed_to = line->start + 2 * length / 3;
    } else if (course < 0.40) {
        line->delayed_from = line->start + length / 2;
        line->moved = line->deadline + random_between(random, 60, 180);
        line->done = line->moved + random_between(random, -20, 40);
    } else if (course < 0.46) {
        line->stopped = line->start + length / 2;
        line->done = NEVER;
    }
}

static void add_topic(City *city, int action, int topic)
{
    Random random = random_stream(city->settings.seed, (Stream)STREAM_ACTIONS,
                                  (size_t)action * TOPICS + (size_t)topic);
    Day start = city_quarter(0).first + random_between(&random, -60, 240) + topic * 60;

    for (int round = 0; round < 3 && start < city_end(); round++) {
        static const char *const rounds[] = {"", " (vervolg)", " (laatste ronde)"};
        Line line = blank(action, LINE_PROGRESS, start);
        line.owner = plan_actions[action].topics[topic].owner;
        (void)snprintf(line.title, sizeof line.title, "%s%s",
                       plan_actions[action].topics[topic].title, rounds[round]);
        let_it_run(&random, &line, random_between(&random, 240, 480));
        Day end = line.done < line.stopped ? line.done : line.stopped;
        start = end + random_between(&random, 20, 120);
        (void)add(city, line, "V");
    }
}

static void add_studies(City *city)
{
    for (int i = 0; i < STUDIES; i++) {
        Line line = blank(studies[i].action, LINE_RESEARCH,
                          months_after(city_quarter(0).first, studies[i].start_month));
        line.owner = "hogeschool-leyenburg";
        line.study = i;
        line.deadline = months_after(line.start, studies[i].months) - 1;
        line.done = line.deadline + (i % 3 == 1 ? 25 : -6);
        line.delayed_from = i % 3 == 1 ? line.deadline - 50 : NEVER;
        (void)snprintf(line.title, sizeof line.title, "%s", studies[i].title);
        (void)add(city, line, "O");
    }
}

/* The group's own action: an evaluation looks at one of them in turn. */
static int action_of(int group, int turn)
{
    int own[ACTIONS];
    int count = 0;

    for (int action = 0; action < ACTIONS; action++) {
        if (plan_actions[action].group == group) {
            own[count++] = action;
        }
    }
    return own[turn % count];
}

/* The newest study that was ready on a day, of any group. */
static int study_ready(const City *city, Day day)
{
    const Omgeving *o = city->omgeving;
    int ready = NO_STUDY;

    for (size_t i = 0; i < o->lines.count; i++) {
        const Line *line = &o->lines.items[i];
        if (line->kind == LINE_RESEARCH && line->done < day) {
            ready = line->study;
        }
    }
    return ready;
}

static void add_decision(City *city, Random *random, int action, Day evaluated)
{
    Line line = blank(action, LINE_DECISION, evaluated + random_between(random, 1, 12));
    int length = random_between(random, 50, 160);

    line.changes_course = true;
    line.deadline = line.start + length;
    line.done = line.deadline - random_between(random, 0, length / 2);
    if (random_chance(random, 0.25)) {
        line.moved = line.deadline + random_between(random, 30, 120);
        line.done = line.moved - random_between(random, 0, 20);
        line.delayed_from = line.deadline - 10;
    }
    line.study = random_chance(random, 0.4) ? study_ready(city, line.start) : NO_STUDY;
    (void)snprintf(line.title, sizeof line.title, "Besluit over: %s",
                   plan_actions[action].topics[random_between(random, 0, 1)].title);
    (void)add(city, line, "B");
}

static void add_evaluation(City *city, Random *random, int group, int quarter)
{
    Quarter bounds = city_quarter(quarter);
    int action = action_of(group, quarter + group);
    Line line =
        blank(action, LINE_EVALUATION, next_weekday(bounds.first + random_between(random, 45, 80)));

    if (!random_chance(random, 0.66 + 0.025 * quarter)) {
        return;
    }
    line.done = line.start;
    line.changes_course = random_chance(random, 0.45);
    (void)snprintf(line.title, sizeof line.title, "Evaluatie: %s",
                   plan_actions[action].topics[quarter % TOPICS].title);
    bool decides = line.changes_course;
    Day day = line.start;
    (void)add(city, line, "E");
    if (decides) {
        add_decision(city, random, action, day);
    }
}

static void add_exchange(City *city, Random *random, int group, int quarter)
{
    Quarter bounds = city_quarter(quarter);
    int action = action_of(group, quarter);
    Line line =
        blank(action, LINE_SHARED, next_weekday(bounds.first + random_between(random, 10, 80)));
    int other = (group + random_between(random, 1, GROUPS - 1)) % GROUPS;

    if (!random_chance(random, 0.15 + 0.02 * quarter)) {
        return;
    }
    line.done = line.start;
    line.shared_with = 1U << other;
    (void)snprintf(line.title, sizeof line.title, "Ervaringen gedeeld: %s",
                   plan_actions[action].topics[(quarter + 1) % TOPICS].title);
    (void)add(city, line, "D");
}

static void add_risk(City *city, Random *random, int group, int quarter)
{
    static const char *const risks[] = {
        "Te weinig pedagogisch medewerkers", "Subsidie loopt af aan het eind van het jaar",
        "Ruimte op school ontbreekt",        "Partner heeft geen vaste contactpersoon meer",
        "Gegevens komen te laat binnen",     "Vrijwilligers haken af",
    };
    Quarter bounds = city_quarter(quarter);
    Line line = blank(action_of(group, quarter * 2 + 1), LINE_RISK,
                      bounds.first + random_between(random, 5, 80));

    if (!random_chance(random, 0.16)) {
        return;
    }
    line.deadline = line.start + random_between(random, 90, 270);
    line.done = line.deadline + random_between(random, -40, 60);
    (void)snprintf(line.title, sizeof line.title, "%s", risks[random_between(random, 0, 5)]);
    (void)add(city, line, "R");
}

/* A study that is ready is shared with the group it is about and others; not always soon. */
static void share_studies(City *city)
{
    size_t count = city->omgeving->lines.count;

    for (size_t i = 0; i < count; i++) {
        const Line study = city->omgeving->lines.items[i];
        Random random = random_stream(city->settings.seed, (Stream)STREAM_ACTIONS, 2000U + i);
        Day day = study.done + (study.study % 4 == 1 ? 70 : random_between(&random, 5, 50));
        if (study.kind != LINE_RESEARCH || day >= city_end()) {
            continue;
        }
        Line line = blank(study.action, LINE_SHARED, next_weekday(day));
        line.owner = study.owner;
        line.study = study.study;
        line.done = line.start;
        line.shared_with = 1U << (unsigned)((study.group + 1 + study.study % 5) % GROUPS);
        line.shared_with |=
            study.study % 2 == 0 ? 1U << (unsigned)((study.group + 3) % GROUPS) : 0U;
        line.shared_with &= ~(1U << (unsigned)study.group);
        (void)snprintf(line.title, sizeof line.title, "Onderzoek gedeeld: %s",
                       studies[study.study].title);
        (void)add(city, line, "D");
    }
}

/* Researchers ask for data all the time: the second half of the years goes faster, some are called
 * off, and the last ones wait. */
static void add_requests(City *city)
{
    static const char *const topics[] = {"verzuim en wijk", "ve-uren en leesniveau",
                                         "deelname na school"};
    enum { EVERY = 61, AT_ONCE = 3 };

    for (int i = 0; i < REQUESTS; i++) {
        Random random =
            random_stream(city->settings.seed, (Stream)STREAM_ACTIONS, 3000U + (size_t)i);
        int action = ACTIONS - 2; /* M2 */
        Line line =
            blank(action, LINE_REQUEST,
                  next_weekday(city_quarter(0).first + i * EVERY + random_between(&random, 0, 40)));
        int days = random_between(&random, AT_ONCE, i < REQUESTS / 2 ? 90 : 45);
        line.owner = "hogeschool-leyenburg";
        line.deadline = line.start + 28;
        line.done = i % 7 == 5 ? NEVER : line.start + days;
        line.stopped = i % 7 == 5 ? line.start + days : NEVER;
        (void)snprintf(line.title, sizeof line.title, "Gegevens over %s", topics[i % 3]);
        (void)add(city, line, "G");
    }
}

void actions_build(City *city)
{
    for (int action = 0; action < ACTIONS; action++) {
        for (int topic = 0; topic < TOPICS; topic++) {
            add_topic(city, action, topic);
        }
    }
    add_studies(city);
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
        for (int group = 0; group < GROUPS; group++) {
            Random random = random_stream(city->settings.seed, (Stream)STREAM_ACTIONS,
                                          1000U + (size_t)quarter * GROUPS + (size_t)group);
            add_evaluation(city, &random, group, quarter);
            add_exchange(city, &random, group, quarter);
            add_risk(city, &random, group, quarter);
        }
    }
    share_studies(city);
    add_requests(city);
}

LineState line_state(const Line *line, Day day)
{
    if (day < line->start) {
        return STATE_NOT_STARTED;
    }
    if (line->stopped <= day) {
        return STATE_STOPPED;
    }
    if (line->done <= day) {
        return STATE_DONE;
    }
    return line->delayed_from <= day && day < line->delayed_to ? STATE_DELAYED : STATE_ON_TRACK;
}

bool line_is_listed(const Line *line, Quarter quarter)
{
    Day end = line->done < line->stopped ? line->done : line->stopped;

    if (line->kind == LINE_EVALUATION || line->kind == LINE_SHARED) {
        return quarter.first <= line->start && line->start <= quarter.last;
    }
    return line->start <= quarter.last + 31 && end >= quarter.first;
}

Day line_deadline(const Line *line, Quarter quarter)
{
    return line->start < quarter.first && line->moved != NEVER ? line->moved : line->deadline;
}
