/* The answers about the action register, counted from what the groups did. */
#include "stad/omgeving/model.h"
#include "stad/truth/people.h"
#include "stad/truth/waiting.h"

#include <stdio.h>
#include <string.h>

static bool within(Day day, Day from, Day last)
{
    return from <= day && day <= last;
}

static void count_on_track(const City *city, Answers *answers, int quarter)
{
    Quarter bounds = city_quarter(quarter);
    Count all = {0};

    for (size_t i = 0; i < city->omgeving->lines.count; i++) {
        const Line *line = &city->omgeving->lines.items[i];
        LineState state = line_state(line, bounds.last);
        if (line->kind == LINE_PROGRESS && state != STATE_NOT_STARTED &&
            line_is_listed(line, bounds)) {
            all.units++;
            all.hits += state == STATE_ON_TRACK || state == STATE_DONE;
        }
    }
    answer_total(answers, "actie-op-schema", quarter, all);
}

/* Of the actions (not the measures) that run or are done, those of which four quarters have been
 * measured since they began: in A1.1 and A3.3 something began on 1 April 2025; of A3.3 the first
 * quarter is left out. */
static bool is_measured(const char *code, Day last)
{
    return (strcmp(code, "A1.1") == 0 && last >= day_of(2026, 3, 31)) ||
           (strcmp(code, "A3.3") == 0 && last >= day_of(2026, 6, 30));
}

static void count_measured(const City *city, Answers *answers, int quarter)
{
    Quarter bounds = city_quarter(quarter);
    bool runs[ACTIONS] = {false};
    Count all = {0};

    for (size_t i = 0; i < city->omgeving->lines.count; i++) {
        const Line *line = &city->omgeving->lines.items[i];
        LineState state = line_state(line, bounds.last);
        if (line->kind == LINE_PROGRESS && line_is_listed(line, bounds) &&
            (state == STATE_ON_TRACK || state == STATE_DELAYED || state == STATE_DONE)) {
            runs[line->action] = true;
        }
    }
    for (int action = 0; action < ACTIONS; action++) {
        const char *code = plan_actions[action].code;
        if (runs[action] && code[0] == 'A') {
            all.units++;
            all.hits += is_measured(code, bounds.last);
        }
    }
    answer_total(answers, "actie-met-effectmeting", quarter, all);
}

static void count_evaluations(const City *city, Answers *answers, int quarter)
{
    Quarter bounds = city_quarter(quarter);
    bool held[GROUPS] = {false};
    Count all = {.units = GROUPS};

    for (size_t i = 0; i < city->omgeving->lines.count; i++) {
        const Line *line = &city->omgeving->lines.items[i];
        held[line->group] |=
            line->kind == LINE_EVALUATION && within(line->start, bounds.first, bounds.last);
    }
    for (int group = 0; group < GROUPS; group++) {
        all.hits += held[group];
    }
    answer_total(answers, "evaluatie-gehouden", quarter, all);
}

static void count_exchanges(const City *city, Answers *answers, int quarter)
{
    Quarter bounds = city_quarter(quarter);
    unsigned touched = 0;
    Count all = {.units = GROUPS};

    for (size_t i = 0; i < city->omgeving->lines.count; i++) {
        const Line *line = &city->omgeving->lines.items[i];
        if (line->kind == LINE_SHARED && within(line->start, bounds.first, bounds.last)) {
            touched |= line->shared_with | 1U << (unsigned)line->group;
        }
    }
    for (unsigned group = 0; group < GROUPS; group++) {
        all.hits += (touched & (1U << group)) != 0;
    }
    answer_total(answers, "resultaat-uitgewisseld", quarter, all);
}

/* By the date that was agreed first. */
static void count_decisions(const City *city, Answers *answers, int quarter)
{
    Quarter bounds = city_quarter(quarter);
    Count all = {0};

    for (size_t i = 0; i < city->omgeving->lines.count; i++) {
        const Line *line = &city->omgeving->lines.items[i];
        if (line->kind == LINE_DECISION && within(line->deadline, bounds.first, bounds.last)) {
            all.units++;
            all.hits += line->done <= line->deadline;
        }
    }
    answer_total(answers, "bijsturing-opgevolgd", quarter, all);
}

static void count_cited(const City *city, Answers *answers, int quarter)
{
    Quarter bounds = city_quarter(quarter);
    Count all = {0};

    if (year_before(quarter) < city_quarter(0).first) {
        return; /* the register begins there */
    }
    for (size_t i = 0; i < city->omgeving->lines.count; i++) {
        const Line *line = &city->omgeving->lines.items[i];
        if (line->kind == LINE_DECISION && within(line->start, year_before(quarter), bounds.last)) {
            all.units++;
            all.hits += line->study != NO_STUDY;
        }
    }
    answer_total(answers, "onderzoek-in-besluit", quarter, all);
}

static bool is_shared_by(const City *city, int study, Day day)
{
    for (size_t i = 0; i < city->omgeving->lines.count; i++) {
        const Line *line = &city->omgeving->lines.items[i];
        if (line->kind == LINE_SHARED && line->study == study && line->start <= day) {
            return true;
        }
    }
    return false;
}

/* A quarter late, so that eight weeks have passed. */
static void count_shared(const City *city, Answers *answers, int quarter)
{
    Count all = {0};

    if (quarter == 0 || year_before(quarter - 1) < city_quarter(0).first) {
        return;
    }
    for (size_t i = 0; i < city->omgeving->lines.count; i++) {
        const Line *line = &city->omgeving->lines.items[i];
        if (line->kind == LINE_RESEARCH &&
            within(line->done, year_before(quarter - 1), city_quarter(quarter - 1).last)) {
            all.units++;
            all.hits += is_shared_by(city, line->study, line->done + 56);
        }
    }
    answer_total(answers, "resultaat-gedeeld", quarter, all);
}

/* Requests of the last twelve months, followed until the quarter's end or until they are called
 * off. */
static void count_requests(const City *city, Answers *answers, int quarter)
{
    static const int in_days[] = {28, 56};
    Quarter bounds = city_quarter(quarter);
    Waiting waiting;

    if (year_before(quarter) < city_quarter(0).first) {
        return;
    }
    (void)memset(&waiting, 0, sizeof waiting);
    for (size_t i = 0; i < city->omgeving->lines.count; i++) {
        const Line *line = &city->omgeving->lines.items[i];
        Day end = line->stopped <= bounds.last ? line->stopped : bounds.last + 1;
        if (line->kind != LINE_REQUEST || !within(line->start, year_before(quarter), bounds.last)) {
            continue;
        }
        if (line->done <= bounds.last) {
            waiting_start(&waiting, line->done - line->start);
        } else {
            waiting_lose(&waiting, end - line->start);
        }
    }
    waiting_answer(&waiting, answers, "dataset-doorlooptijd", bounds.name, in_days,
                   sizeof in_days / sizeof in_days[0]);
}

void actions_truth(const City *city, Answers *answers, int quarter)
{
    count_on_track(city, answers, quarter);
    count_measured(city, answers, quarter);
    count_evaluations(city, answers, quarter);
    count_exchanges(city, answers, quarter);
    count_decisions(city, answers, quarter);
    count_cited(city, answers, quarter);
    count_shared(city, answers, quarter);
    count_requests(city, answers, quarter);
}
