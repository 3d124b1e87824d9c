#include "stad/omgeving/survey/survey.h"

#include "stad/gemeente/partners.h"
#include "stad/gemeente/sites.h"
#include "stad/omgeving/model.h"
#include "stad/truth/people.h"

#include <string.h>

enum { PROFESSIONALS = 12, OPEN_LINK = 40, PUPIL_QUESTIONS = 5, KINDS = 3 };

static Day first_day(int year)
{
    return day_of(2024 + year, 3, 1);
}

static size_t stream_of(const City *city, size_t index, int year, Asked asked)
{
    return (index * SURVEY_YEARS + (size_t)year) * KINDS + asked +
           (asked == ASKED_PROFESSIONAL ? city->children.count * SURVEY_YEARS * KINDS : 0);
}

/* One mood for all questions, and a little of its own for each; some leave out what comes last,
 * some give one answer to everything. */
static void answer(Random *random, Response *response, double goodwill)
{
    double mood = goodwill + 0.9 * (random_unit(random) + random_unit(random) - 1.0);
    bool hurries = random_chance(random, 0.03);
    int questions = response->asked == ASKED_PUPIL ? PUPIL_QUESTIONS : QUESTIONS;
    int last = random_chance(random, 0.05) ? 3 : questions;

    for (int i = 0; i < questions; i++) {
        double own = mood + 1.1 * (random_unit(random) + random_unit(random) - 1.0);
        int value = own < 1.0 ? 1 : own > 5.0 ? 5 : (int)(own + 0.5);
        double rare = random_unit(random);
        bool silent = i >= last || rare < 0.02;
        if (hurries) {
            value = response->answers[0] == NO_ANSWER ? value : response->answers[0];
        } else if (rare < 0.05) {
            value = DONT_KNOW;
        }
        response->answers[i] = (unsigned char)(silent && !hurries ? NO_ANSWER : value);
    }
}

static void respond(City *city, Random *random, Response response, double chance, double goodwill)
{
    if (random_chance(random, chance)) {
        response.filled = first_day(response.year) + random_between(random, 0, 45);
        answer(random, &response, goodwill);
    }
    PUSH(city->omgeving->responses, response);
}

/* NULL: at no school that takes part. */
static const Enrolment *school_of(const City *city, size_t index, int year)
{
    const Enrolment *row =
        enrolment_on(city, &city->children.items[index], day_of(2024 + year, 2, 1));

    return row != NULL && board_is_partner(city->sites[row->site].owner_index) ? row : NULL;
}

static Response asked(int year, Asked who, int site)
{
    return (Response){.year = year,
                      .asked = who,
                      .site = site,
                      .second_site = NO_SITE,
                      .invited = true,
                      .filled = NEVER};
}

/* Of a family one parent, by the first child; `other_site` is the school of another of its
 * children, or NO_SITE. */
static void ask_parent(City *city, size_t index, int year, int site, int other_site)
{
    const Child child = city->children.items[index];
    Random random = random_stream(city->settings.seed, (Stream)STREAM_SURVEY,
                                  stream_of(city, index, year, ASKED_PARENT));
    Response response = asked(year, ASKED_PARENT, site);
    bool other_language = child.language == LANGUAGE_OTHER;

    response.language = random_chance(&random, 0.9) ? child.language : LANGUAGE_UNKNOWN;
    response.education = random_chance(&random, 0.85) ? child.education : EDUCATION_UNKNOWN;
    response.second_site = random_chance(&random, 0.05) ? other_site : NO_SITE;
    if (random_chance(&random, 0.45)) {
        respond(city, &random, response, (other_language ? 0.28 : 0.47) + 0.03 * year,
                (other_language ? 3.6 : 3.9) + 0.1 * year);
    }
}

static void ask_pupil(City *city, size_t index, int year, const Enrolment *row)
{
    Random random = random_stream(city->settings.seed, (Stream)STREAM_SURVEY,
                                  stream_of(city, index, year, ASKED_PUPIL));
    bool old_enough = row->secondary ? row->year <= 3 : row->year >= 7;

    if (old_enough && random_chance(&random, 0.35)) {
        respond(city, &random, asked(year, ASKED_PUPIL, row->site), 0.85, 3.8 + 0.05 * year);
    }
}

static void ask_families(City *city, int year, int *family_site)
{
    for (size_t i = 0; i < city->children.count; i++) { /* another child of the family, if any */
        const Enrolment *row = school_of(city, i, year);
        if (row != NULL) {
            family_site[city->children.items[i].family - 100000U] = row->site;
        }
    }
    for (size_t i = 0; i < city->children.count; i++) {
        int *site = &family_site[city->children.items[i].family - 100000U];
        const Enrolment *row = school_of(city, i, year);
        if (row == NULL) {
            continue;
        }
        if (*site != NO_SITE) {
            ask_parent(city, i, year, row->site, *site == row->site ? NO_SITE : *site);
            *site = NO_SITE; /* asked */
        }
        ask_pupil(city, i, year, row);
    }
}

static void ask_professionals(City *city, int year)
{
    for (int site = 0; site < city->site_count; site++) {
        const Site *place = &city->sites[site];
        Random random = random_stream(city->settings.seed, (Stream)STREAM_SURVEY,
                                      stream_of(city, (size_t)site, year, ASKED_PROFESSIONAL));
        bool takes_part = place->use == SITE_SCHOOL && board_is_partner(place->owner_index) &&
                          site_is_open(place, year_start(year) + 61);
        for (int i = 0; takes_part && i < PROFESSIONALS; i++) {
            respond(city, &random, asked(year, ASKED_PROFESSIONAL, site), 0.55, 3.7);
        }
    }
}

/* Who found the link without being asked. */
static void let_others_answer(City *city, int year)
{
    Random random = random_stream(city->settings.seed, (Stream)STREAM_SURVEY,
                                  stream_of(city, MAX_SITES, year, ASKED_PROFESSIONAL));

    for (int i = 0; i < OPEN_LINK; i++) {
        Response response = asked(year, ASKED_PARENT, NO_SITE);
        response.invited = false;
        respond(city, &random, response, 1.0, 2.6);
    }
}

void survey_build(City *city)
{
    int *family_site = malloc((city->children.count + 1) * sizeof *family_site);

    if (family_site == NULL) {
        give_up("no memory", "survey");
    }
    for (int year = 0; year < SURVEY_YEARS; year++) {
        for (size_t i = 0; i < city->children.count; i++) {
            family_site[i] = NO_SITE;
        }
        ask_families(city, year, family_site);
        ask_professionals(city, year);
        let_others_answer(city, year);
    }
    free(family_site);
}
