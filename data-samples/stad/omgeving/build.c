#include "stad/omgeving/model.h"
#include "stad/omgeving/omgeving.h"
#include "stad/omgeving/sites/sites.h"
#include "stad/truth/people.h"

Day year_before(int quarter)
{
    return months_after(city_quarter(quarter).last + 1, -12);
}

int school_year_told(int quarter)
{
    return quarter % 4 == 3 && quarter > 3 ? quarter / 4 : NO_YEAR;
}

void omgeving_build(City *city)
{
    city->omgeving = calloc(1, sizeof *city->omgeving);
    if (city->omgeving == NULL) {
        give_up("no memory", "omgeving");
    }
    families_build(city);
    actions_build(city);
    training_build(city);
    schemes_build(city);
    offers_build(city);
    joins_build(city);
    parents_build(city);
    talks_build(city);
    survey_build(city);
}

void omgeving_release(City *city)
{
    free(city->omgeving->lines.items);
    free(city->omgeving->sessions.items);
    free(city->omgeving->trainees.items);
    free(city->omgeving->applications.items);
    free(city->omgeving->offers.items);
    free(city->omgeving->joins.items);
    free(city->omgeving->joins_of);
    free(city->omgeving->parents.items);
    free(city->omgeving->talks.items);
    free(city->omgeving->responses.items);
    free(city->omgeving);
    city->omgeving = NULL;
}

void omgeving_deliver(const Round *round)
{
    actions_deliver(round);
    training_deliver(round);
    schemes_deliver(round);
    offers_deliver(round);
    joins_deliver(round);
    talks_deliver(round);
    survey_deliver(round);
}

void omgeving_truth(const City *city, Answers *answers)
{
    training_truth_before(city, answers);
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
        actions_truth(city, answers, quarter);
        training_truth(city, answers, quarter);
        schemes_truth(city, answers, quarter);
        offers_truth(city, answers, quarter);
        joins_truth(city, answers, quarter);
        day_truth(city, answers, quarter);
        parents_truth(city, answers, quarter);
        talks_truth(city, answers, quarter);
        survey_truth(city, answers, quarter);
        places_truth(city, answers, quarter);
    }
}
