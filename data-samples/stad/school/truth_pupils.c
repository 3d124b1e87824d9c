/* The answers about pupils on 1 October: child centres, and who does a year again. */
#include "stad/opvang/facts.h"
#include "stad/school/model.h"
#include "stad/school/school.h"
#include "stad/truth/people.h"

#include <string.h>

enum { BY_HOME = BY_WIJK | BY_SEX | BY_LANGUAGE | BY_EDUCATION, CENTRE = 4, LAST_JUNIOR = 2 };

typedef enum { IN_CENTRE, SAME_YEAR, THIRD_JUNIOR_YEAR } Question;
typedef enum { OUTSIDE, MISSED, HIT, UNKNOWN } Answered;

static Day a_year_before(Day october)
{
    return months_after(october, -12);
}

static Answered about_centre(const City *city, const Enrolment *row, int quarter)
{
    int stage = row == NULL || row->secondary ? -1 : fact_ikc_stage(city, row->site, quarter);

    return row == NULL || row->secondary ? OUTSIDE
           : stage < 0                   ? UNKNOWN
           : stage >= CENTRE             ? HIT
                                         : MISSED;
}

static Answered about_year(const Enrolment *row, const Enrolment *before)
{
    if (row == NULL || before == NULL) {
        return OUTSIDE;
    }
    bool counts = row->secondary ? row->year <= 3 : row->year >= 3;
    bool same = row->secondary == before->secondary && row->year == before->year;
    return !counts ? OUTSIDE : same ? HIT : MISSED;
}

/* Three years among the youngest: it was four on 1 October three years ago. */
static Answered about_juniors(const Child *child, const Enrolment *row, const Enrolment *before,
                              Day october)
{
    if (row == NULL || before == NULL || row->secondary || before->secondary || row->year != 3 ||
        before->year > LAST_JUNIOR) {
        return OUTSIDE;
    }
    return months_after(child->birth, 48) <= months_after(october, -36) ? HIT : MISSED;
}

static Answered answer_to(const City *city, const Child *child, Question question, int quarter)
{
    Day october = city_quarter(quarter).first;
    const Enrolment *row = enrolment_on(city, child, october);
    const Enrolment *before = enrolment_on(city, child, a_year_before(october));

    switch (question) {
    case IN_CENTRE:
        return about_centre(city, row, quarter);
    case SAME_YEAR:
        return about_year(row, before);
    case THIRD_JUNIOR_YEAR:
        break;
    }
    return about_juniors(child, row, before, october);
}

static void ask(const City *city, Answers *answers, int quarter, const char *indicator,
                Question question)
{
    Day october = city_quarter(quarter).first;
    Groups groups;

    (void)memset(&groups, 0, sizeof groups);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Answered answered = answer_to(city, child, question, quarter);
        if (answered == UNKNOWN) {
            groups_unknown(&groups, person_on(city, child, october));
        } else if (answered != OUTSIDE) {
            groups_count(&groups, person_on(city, child, october), answered == HIT);
        }
    }
    groups_answer(answers, indicator, city_quarter(quarter).name, &groups, BY_HOME);
}

void pupils_truth(const City *city, Answers *answers, int quarter)
{
    if (quarter % 4 != 0) {
        return;
    }
    ask(city, answers, quarter, "ikc-leerlingen", IN_CENTRE);
    if (quarter > 0) { /* no delivery tells of the year before */
        ask(city, answers, quarter, "zittenblijven", SAME_YEAR);
        ask(city, answers, quarter, "kleuterverlenging", THIRD_JUNIOR_YEAR);
    }
}
