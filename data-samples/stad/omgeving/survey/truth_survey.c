/* The answers about the survey, of those who were invited. */
#include "stad/omgeving/model.h"
#include "stad/truth/people.h"

#include <stdio.h>
#include <string.h>

/* Questions from 0: of parents whether they are understood and how often they read aloud, of pupils
 * whether there is an adult outside the family to turn to. */
enum { SCALE = 5, FEWEST_OF_SCALE = 4, BELONGING = 4, UNDERSTOOD = 5, READING = 6, ADULT = 4 };
enum { OFTEN_ENOUGH = 3, AGREES = 4 };

static bool is_answer(int answer)
{
    return answer >= 1 && answer <= 5;
}

static bool counts_in(const Response *response, int quarter, Asked asked)
{
    return response->year == quarter / 4 && response->asked == asked && response->invited &&
           response->filled != NEVER;
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

typedef struct {
    int units;
    double sum;
} Scores;

static Scores scores_of(const City *city, int quarter, Asked asked, int questions, int fewest)
{
    Scores scores = {0, 0.0};

    for (size_t i = 0; i < city->omgeving->responses.count; i++) {
        const Response *response = &city->omgeving->responses.items[i];
        double mean;
        if (counts_in(response, quarter, asked) && score(response, questions, fewest, &mean)) {
            scores.units++;
            scores.sum += mean;
        }
    }
    return scores;
}

static void answer_scores(Answers *answers, int quarter, const char *indicator, const char *code,
                          Scores scores)
{
    Answer answer = {.units = scores.units, .hits = scores.sum};

    (void)snprintf(answer.dim1, sizeof answer.dim1, "%s", code[0] == '\0' ? "" : "respondentsoort");
    (void)snprintf(answer.code1, sizeof answer.code1, "%s", code);
    (void)snprintf(answer.indicator, sizeof answer.indicator, "%s", indicator);
    (void)snprintf(answer.period, sizeof answer.period, "%s", city_quarter(quarter).name);
    answers_add(answers, &answer);
}

/* How much better parents think of it than professionals do; "" for the total, which tells the
 * same. */
static void answer_difference(Answers *answers, int quarter, const char *measure, Scores parents,
                              Scores professionals)
{
    Answer answer = {.units = parents.units + professionals.units,
                     .has_estimate = true,
                     .estimate = parents.sum / (double)parents.units -
                                 professionals.sum / (double)professionals.units};

    (void)snprintf(answer.indicator, sizeof answer.indicator, "partnerschap-kloof");
    (void)snprintf(answer.period, sizeof answer.period, "%s", city_quarter(quarter).name);
    (void)snprintf(answer.dim1, sizeof answer.dim1, "%s", measure[0] == '\0' ? "" : "maat");
    (void)snprintf(answer.code1, sizeof answer.code1, "%s", measure);
    answers_add(answers, &answer);
}

static void count_partnership(const City *city, Answers *answers, int quarter)
{
    static const char *const indicators[] = {"partnerschap-ervaren", "partnerschap-kloof"};
    Scores parents = scores_of(city, quarter, ASKED_PARENT, SCALE, FEWEST_OF_SCALE);
    Scores professionals = scores_of(city, quarter, ASKED_PROFESSIONAL, SCALE, FEWEST_OF_SCALE);
    Scores all = {parents.units + professionals.units, parents.sum + professionals.sum};

    answer_scores(answers, quarter, "partnerschap-ouder", "", parents);
    answer_scores(answers, quarter, "partnerschap-ervaren", "", all);
    for (int i = 0; i < 2; i++) {
        answer_scores(answers, quarter, indicators[i], "ouder", parents);
        answer_scores(answers, quarter, indicators[i], "professional", professionals);
    }
    answer_difference(answers, quarter, "", parents, professionals);
    answer_difference(answers, quarter, "respondentsoort-verschil", parents, professionals);
}

/* Who answered a question, and how many of them with this answer or a higher one. */
static Count answered(const City *city, int quarter, Asked asked, int question, int least)
{
    Count counted = {0};

    for (size_t i = 0; i < city->omgeving->responses.count; i++) {
        const Response *response = &city->omgeving->responses.items[i];
        int answer = response->answers[question];
        bool at_primary = response->site != NO_SITE &&
                          strcmp(city->sites[response->site].kind, "vo") != 0 &&
                          strcmp(city->sites[response->site].kind, "vso") != 0;
        if (counts_in(response, quarter, asked) && is_answer(answer) &&
            (question != READING || at_primary)) {
            counted.units++;
            counted.hits += answer >= least;
        }
    }
    return counted;
}

static void count_parents(const City *city, Answers *answers, int quarter)
{
    Count invited = {0};

    for (size_t i = 0; i < city->omgeving->responses.count; i++) {
        const Response *response = &city->omgeving->responses.items[i];
        if (response->year != quarter / 4 || response->asked != ASKED_PARENT ||
            !response->invited) {
            continue;
        }
        invited.units++;
        invited.hits += response->filled != NEVER;
    }
    answer_total(answers, "enquete-respons", quarter, invited);
    answer_total(answers, "ouder-begrepen", quarter,
                 answered(city, quarter, ASKED_PARENT, UNDERSTOOD, AGREES));
}

void survey_truth(const City *city, Answers *answers, int quarter)
{
    if (quarter % 4 != 3) {
        return;
    }
    count_parents(city, answers, quarter);
    count_partnership(city, answers, quarter);
    answer_scores(answers, quarter, "erbij-horen", "",
                  scores_of(city, quarter, ASKED_PUPIL, BELONGING, BELONGING));
    if (quarter > 3) { /* the register of sites says nothing of the start of the first year */
        answer_total(answers, "thuisstimulering", quarter,
                     answered(city, quarter, ASKED_PARENT, READING, OFTEN_ENOUGH));
    }
    answer_total(answers, "volwassene-buiten-gezin", quarter,
                 answered(city, quarter, ASKED_PUPIL, ADULT, AGREES));
}
