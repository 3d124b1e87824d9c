/* Draws the sessions of a quarter at a time, from two years before the first delivery until the
 * quarters that are still to come, and who registered for them. */
#include "stad/omgeving/training/training.h"

#include "stad/gemeente/partners.h"
#include "stad/omgeving/model.h"

#include <stdio.h>
#include <string.h>

const char *const theme_codes[THEMES] = {
    "intercultureel",    "meertaligheid",   "armoede", "ouderpartnerschap",
    "passend-onderwijs", "doorgaande-lijn", "data",
};

enum { TITLES = 3, SESSIONS = 9, SESSIONS_BEFORE = 4 };

typedef struct {
    const char *provider;
    int action;
    const char *titles[TITLES];
    const char *sectors[2]; /* it is for; NULL: all */
} Theme;

static const Theme themes[THEMES] = {
    {"hogeschool-leyenburg",
     11,
     {"In gesprek met ouders uit een andere cultuur", "Verschillen bespreken in het team",
      "Werken met een tolk"},
     {NULL, NULL}},
    {"hogeschool-leyenburg",
     11,
     {"Meertalige kinderen in de groep", "Thuistaal inzetten bij het leren",
      "Meertaligheid bij peuters"},
     {"ko", "po"}},
    {"stichting-kans",
     13,
     {"Geldzorgen herkennen", "In gesprek over geldzorgen", "De weg naar regelingen"},
     {NULL, NULL}},
    {"hogeschool-leyenburg",
     10,
     {"Startgesprekken voeren", "Het kind aan tafel", "Ouders als partner"},
     {"ko", "po"}},
    {"swv-po-rijn",
     6,
     {"Signaleren in de groep", "Handelen in een ontwikkelplan", "Samen om het kind"},
     {"po", "vo"}},
    {"gemeente",
     14,
     {"Warme overdracht in de praktijk", "Doorgaande lijn taal en rekenen",
      "Van groep 8 naar de brugklas"},
     {"ko", "po"}},
    {"gemeente",
     19,
     {"Cijfers lezen met je team", "Van cijfers naar een besluit",
      "Goed vastleggen van gesprekken"},
     {NULL, NULL}},
};

/* Quarter 0 is 2023K4; earlier ones are negative. */
static Day first_of(int quarter)
{
    return months_after(city_quarter(0).first, 3 * quarter);
}

static bool is_for(const Session *session, int partner)
{
    for (int i = 0; i < 2; i++) {
        const char *sector = themes[session->theme].sectors[i];
        if (sector != NULL && strcmp(sector, partners[partner].sector) == 0) {
            return true;
        }
    }
    return themes[session->theme].sectors[0] == NULL;
}

static int draw_partner(Random *random, const Session *session)
{
    double weights[PARTNERS];

    if (session->in_house != NO_PARTNER && random_chance(random, 0.95)) {
        return session->in_house;
    }
    for (int i = 0; i < PARTNERS; i++) {
        weights[i] = (double)(partners[i].professionals + 20) * (is_for(session, i) ? 1.0 : 0.15);
    }
    return (int)random_weighted(random, weights, PARTNERS);
}

static int draw_score(Random *random, int low, int high)
{
    int score = random_between(random, low, high);

    return score > 50 ? 50 : score;
}

static void draw_scores(Random *random, Trainee *trainee)
{
    if (!trainee->present || !random_chance(random, 0.72)) {
        return;
    }
    trainee->before = draw_score(random, 18, 40);
    trainee->after = draw_score(random, trainee->before, trainee->before + 14);
    trainee->mark = random_between(random, 6, 9);
    if (random_chance(random, 0.55)) {
        static const double follow_ups[] = {0.04, 0.08, 0.2, 0.42, 0.26};
        trainee->follow_up = 1 + (int)random_weighted(random, follow_ups, 5);
    }
}

static bool is_known(const City *city, size_t from, const Trainee *trainee)
{
    const Omgeving *o = city->omgeving;

    for (size_t i = from; i < o->trainees.count; i++) {
        const Trainee *other = &o->trainees.items[i];
        if (other->partner == trainee->partner && other->person == trainee->person) {
            return true;
        }
    }
    return false;
}

/* Of a training of two days the same people come, or should. */
static void add_trainee(City *city, Random *random, int number, size_t from)
{
    Omgeving *o = city->omgeving;
    const Session *session = &o->sessions.items[number];
    Trainee trainee = {.session = number, .partner = draw_partner(random, session)};
    double keen = random_unit(random);
    double fate = random_unit(random);

    trainee.person = (int)(keen * keen * (double)partners[trainee.partner].professionals);
    trainee.registered = !random_chance(random, 0.04); /* walked in */
    trainee.present = fate < 0.84 || !trainee.registered;
    trainee.cancelled = !trainee.present && fate < 0.92;
    trainee.second_mail = random_chance(random, 0.004);
    trainee.typed_name = random_chance(random, 0.03);
    if (session->cancelled) {
        trainee.registered = true;
        trainee.present = false;
        trainee.cancelled = false;
    }
    draw_scores(random, &trainee);
    if (!is_known(city, from, &trainee)) {
        PUSH(o->trainees, trainee);
    }
}

static void repeat_trainees(City *city, Random *random, int number, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        Trainee trainee = city->omgeving->trainees.items[i];
        trainee.session = number;
        trainee.present = trainee.present && !random_chance(random, 0.07);
        trainee.mark = trainee.present ? trainee.mark : 0;
        trainee.before = 0;
        trainee.after = 0;
        trainee.follow_up = 0;
        PUSH(city->omgeving->trainees, trainee);
    }
}

static Session draw_session(Random *random, int quarter, int nth)
{
    int theme = (quarter + 100 + nth * 3) % THEMES;
    Session session = {.day = next_weekday(first_of(quarter) + random_between(random, 8, 86)),
                       .theme = theme,
                       .title = themes[theme].titles[(quarter + 100 + nth) % TITLES],
                       .provider = themes[theme].provider,
                       .quarters = random_chance(random, 0.7) ? 12 : 6,
                       .capacity = random_between(random, 4, 7) * 4,
                       .action = themes[theme].action,
                       .cancelled = random_chance(random, 0.04)};

    session.in_house = random_chance(random, quarter < 6 ? 0.45 : 0.3)
                           ? random_between(random, 13, 21)
                           : NO_PARTNER;
    session.first_planned =
        random_chance(random, 0.1) ? next_weekday(session.day + 21) : session.day;
    for (unsigned i = 0; i < 2; i++) {
        session.sectors |= themes[theme].sectors[i] == NULL ? 0U : 1U << i;
    }
    return session;
}

static int add_session(City *city, Session session)
{
    Omgeving *o = city->omgeving;
    int year, month, day;

    civil_of(session.day, &year, &month, &day);
    (void)snprintf(session.id, sizeof session.id, "S-%04d-%03zu", year, o->sessions.count + 1U);
    PUSH(o->sessions, session);
    return (int)o->sessions.count - 1;
}

static void hold(City *city, Random *random, Session session)
{
    const Omgeving *o = city->omgeving;
    size_t from = o->trainees.count;
    bool two_days = session.quarters == 12 && random_chance(random, 0.12);

    session.part = two_days ? 1 : 0;
    int number = add_session(city, session);
    if (session.day >= city_end()) {
        return; /* still to come */
    }
    int seats = session.capacity;
    int guests = random_between(random, seats / 2, seats + 1);
    for (int i = 0; i < guests; i++) {
        add_trainee(city, random, number, from);
    }
    if (two_days && !session.cancelled) {
        size_t to = o->trainees.count;
        session.part = 2;
        session.day = next_weekday(session.day + 7);
        session.first_planned = session.day;
        int second = add_session(city, session);
        if (session.day < city_end()) {
            repeat_trainees(city, random, second, from, to);
        }
    }
}

void training_build(City *city)
{
    for (int quarter = -4 * YEARS_OF_TRAINING_BEFORE; quarter < QUARTERS + QUARTERS_PLANNED;
         quarter++) {
        int count = quarter < 0 ? SESSIONS_BEFORE : SESSIONS + quarter / 3;
        for (int nth = 0; nth < count; nth++) {
            Random random = random_stream(city->settings.seed, (Stream)STREAM_TRAINING,
                                          (size_t)(quarter + 100) * 32U + (size_t)nth);
            hold(city, &random, draw_session(&random, quarter, nth));
        }
    }
}
