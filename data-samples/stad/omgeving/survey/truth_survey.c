/* The answers about the survey, of those who were invited. */
#include "stad/omgeving/model.h"
#include "stad/truth/people.h"

#include <stdio.h>

enum { SCALE = 5, FEWEST_OF_SCALE = 4, BELONGING = 4, UNDERSTOOD = 5 /* from 0 */ };

static bool is_answer(int answer)
{
    return answer >= 1 && answer <= 5;
}

/* Mean of the first questions; false when fewer than `fewest` are answered. */
static bool score(const Response *response, int questions, int fewest, double *ret_mean)
{
    int sum = 0;
    int answered = 0;

    for (int i = 0; i < questions; i++) {
        if (is_answer(response->answers[i])) {
            sum += response->answers[i];
            answered++;
        }
    }
    *ret_mean = answered == 0 ? 0.0 : (double)sum / (double)answered;
    return answered >= fewest;
}

static void answer_mean(const City *city, Answers *answers, int quarter, const char *indicator,
                        Asked asked, int questions, int fewest)
{
    Answer answer = {.units = 0};

    for (size_t i = 0; i < city->omgeving->responses.count; i++) {
        const Response *response = &city->omgeving->responses.items[i];
        double mean;
        if (response->year == quarter / 4 && response->asked == asked && response->invited &&
            response->filled != NEVER && score(response, questions, fewest, &mean)) {
            answer.units++;
            answer.hits += mean;
        }
    }
    (void)snprintf(answer.indicator, sizeof answer.indicator, "%s", indicator);
    (void)snprintf(answer.period, sizeof answer.period, "%s", city_quarter(quarter).name);
    answers_add(answers, &answer);
}

static void count_parents(const City *city, Answers *answers, int quarter)
{
    Count invited = {0};
    Count understood = {0};

    for (size_t i = 0; i < city->omgeving->responses.count; i++) {
        const Response *response = &city->omgeving->responses.items[i];
        if (response->year != quarter / 4 || response->asked != ASKED_PARENT ||
            !response->invited) {
            continue;
        }
        invited.units++;
        invited.hits += response->filled != NEVER;
        understood.units += is_answer(response->answers[UNDERSTOOD]);
        understood.hits +=
            is_answer(response->answers[UNDERSTOOD]) && response->answers[UNDERSTOOD] >= 4;
    }
    answer_total(answers, "enquete-respons", quarter, invited);
    answer_total(answers, "ouder-begrepen", quarter, understood);
}

void survey_truth(const City *city, Answers *answers, int quarter)
{
    if (quarter % 4 != 3) {
        return;
    }
    count_parents(city, answers, quarter);
    answer_mean(city, answers, quarter, "partnerschap-ouder", ASKED_PARENT, SCALE, FEWEST_OF_SCALE);
    answer_mean(city, answers, quarter, "erbij-horen", ASKED_PUPIL, BELONGING, BELONGING);
}
