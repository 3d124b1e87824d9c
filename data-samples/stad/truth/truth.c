#include "stad/truth/truth.h"

#include "stad/gemeente/sites.h"
#include "stad/opvang/timetables.h"
#include "stad/truth/events.h"
#include "stad/truth/tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NOTHING = -1,
    PLACES_AT_ONCE = 8,
    QUARTERS_A_DAY = 6 * 4, /* hours above six a day do not count */
    WEEKS_A_YEAR = 53,
    /* 640 hours less half a percent, in fortieths of an hour: quarter hours, times ten. */
    ENOUGH = 25472
};

/* A child as it stands on the day the replay has reached. */
typedef struct {
    const Address *home; /* NULL: not living in the city */
    bool assessed;       /* a yes or a no has been decided */
    int latest;          /* latest decision that counts */
    int valid;           /* the yes that holds now */
    Language language;
    Education education;
    int places[PLACES_AT_ONCE];
    bool waits[PLACES_AT_ONCE];
    int place_count;
    int enrolment;
} State;

typedef struct {
    const City *city;
    State *states;
    bool *led; /* per decision */
    Tally tally;
} Replay;

static void decide(Replay *replay, State *state, int index)
{
    const Decision *decision = &replay->city->decisions.items[index];

    if (decision->language != LANGUAGE_UNKNOWN) {
        state->language = decision->language;
    }
    if (decision->education != EDUCATION_UNKNOWN) {
        state->education = decision->education;
    }
    if (decision->verdict == VERDICT_POSTPONED) {
        return;
    }
    state->latest = index;
    if (decision->verdict != VERDICT_YES) {
        state->valid = NOTHING;
    }
    if (decision->verdict != VERDICT_WITHDRAWN) {
        state->assessed = true;
    }
}

static void take_place(State *state, int index)
{
    if (state->place_count == PLACES_AT_ONCE) {
        give_up("too many places at once", "a child");
    }
    state->waits[state->place_count] = false;
    state->places[state->place_count++] = index;
}

static int position_of(const State *state, int index)
{
    for (int i = 0; i < state->place_count; i++) {
        if (state->places[i] == index) {
            return i;
        }
    }
    give_up("a place ended that never began", "a child");
}

static void give_up_place(State *state, int index)
{
    int at = position_of(state, index);

    state->place_count--;
    state->places[at] = state->places[state->place_count];
    state->waits[at] = state->waits[state->place_count];
}

static Traits traits_of(const Replay *replay, const State *state, const Child *child, Day day)
{
    Traits traits = {.wijk = state->home->wijk,
                     .sex = child->sex,
                     .age = completed_years(child->birth, day),
                     .language = state->language,
                     .education = state->education};

    if (state->enrolment != NOTHING) {
        const Enrolment *enrolment = &replay->city->enrolments.items[state->enrolment];
        if (traits.language == LANGUAGE_UNKNOWN) {
            traits.language = enrolment->language;
        }
        if (traits.education == EDUCATION_UNKNOWN) {
            traits.education = enrolment->education;
        }
    }
    return traits;
}

static int quarter_of(Day day)
{
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
        Quarter bounds = city_quarter(quarter);
        if (bounds.first <= day && day <= bounds.last) {
            return quarter;
        }
    }
    return NOTHING;
}

static void count_half_past_two(Replay *replay, const State *state, const Child *child, Day day)
{
    int quarter = quarter_of(day);

    if (quarter != NOTHING && state->home != NULL) {
        tally_child(&replay->tally, COUNT_ASSESSED, quarter, traits_of(replay, state, child, day),
                    state->assessed ? OUTCOME_HIT : OUTCOME_MISS);
    }
}

static void apply(Replay *replay, const Event *event)
{
    State *state = &replay->states[event->child];
    const City *city = replay->city;
    int item = (int)event->item;

    switch (event->kind) {
    case EVENT_LEAVES_HOME:
        state->home = NULL;
        break;
    case EVENT_MOVES_IN:
        state->home = &city->addresses.items[city->stays.items[item].address];
        break;
    case EVENT_DECISION:
        decide(replay, state, item);
        break;
    case EVENT_INDICATION_STARTS:
        state->valid = state->latest == item ? item : state->valid;
        break;
    case EVENT_INDICATION_ENDS:
        state->valid = state->valid == item ? NOTHING : state->valid;
        break;
    case EVENT_LED:
        replay->led[item] = true;
        break;
    case EVENT_PLACE_STARTS:
        take_place(state, item);
        break;
    case EVENT_PLACE_ENDS:
        give_up_place(state, item);
        break;
    case EVENT_WAITS_AT_HOUDER:
        state->waits[position_of(state, item)] = true;
        break;
    case EVENT_STARTS_SCHOOL:
        state->enrolment = item;
        break;
    case EVENT_LEAVES_SCHOOL:
        state->enrolment = NOTHING;
        break;
    case EVENT_TURNS_HALF_PAST_TWO:
        count_half_past_two(replay, state, &city->children.items[event->child], event->day);
        break;
    }
}

static bool is_ve_place(const City *city, const Placement *place, Day day)
{
    return place->ve_place && place->week_quarters > 0 &&
           site_offers_ve(&city->sites[place->site], day);
}

/* What one week of the year holds: per weekday six hours at most, over all sites together. */
static int quarters_in_week(const City *city, const State *state, Day day, int week,
                            bool with_uncertain)
{
    int weekdays[WEEKDAYS] = {0};
    int total = 0;

    for (int i = 0; i < state->place_count; i++) {
        const Placement *place = &city->placements.items[state->places[i]];
        if (!is_ve_place(city, place, day) || week > place->weeks) {
            continue;
        }
        if (city->sites[place->site].owner_index == HOUDER_WITHOUT_WEEKDAYS) {
            int days = place->days > 0 ? place->days : with_uncertain ? WEEKDAYS : 0;
            int most = days * QUARTERS_A_DAY;
            total += place->week_quarters < most ? place->week_quarters : most;
            continue;
        }
        for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
            weekdays[weekday] += place->quarters[weekday];
        }
    }
    for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
        total += weekdays[weekday] < QUARTERS_A_DAY ? weekdays[weekday] : QUARTERS_A_DAY;
    }
    return total;
}

static bool gets_enough(const City *city, const State *state, Day day, bool with_uncertain)
{
    int year = 0;

    for (int week = 1; week <= WEEKS_A_YEAR; week++) {
        year += quarters_in_week(city, state, day, week, with_uncertain);
    }
    return year * 10 >= ENOUGH;
}

static bool has_ve_place(const City *city, const State *state, Day day)
{
    for (int i = 0; i < state->place_count; i++) {
        if (is_ve_place(city, &city->placements.items[state->places[i]], day)) {
            return true;
        }
    }
    return false;
}

/* Of several sites the first by its code, houder and then number. */
static void find_place(const City *city, const State *state, Day day, Traits *traits)
{
    char first[40] = "";

    for (int i = 0; i < state->place_count; i++) {
        const Placement *place = &city->placements.items[state->places[i]];
        const Site *site = &city->sites[place->site];
        bool renewed = day >= site->taken_over;
        char code[40];
        if (!is_ve_place(city, place, day)) {
            continue;
        }
        (void)snprintf(code, sizeof code, "%s/%s", houder_ids[site->owner_index],
                       renewed ? site->new_id : site->id);
        if (first[0] == '\0' || strcmp(code, first) < 0) {
            (void)memcpy(first, code, sizeof first);
            traits->place = (int)place->site + 1;
            traits->renewed = renewed;
        }
    }
}

static bool has_any_care(const City *city, const State *state)
{
    for (int i = 0; i < state->place_count; i++) {
        const Placement *place = &city->placements.items[state->places[i]];
        if (place->care != CARE_BSO && place->week_quarters > 0) {
            return true;
        }
    }
    return state->enrolment != NOTHING;
}

static bool waits_at_houder(const State *state)
{
    for (int i = 0; i < state->place_count; i++) {
        if (state->waits[i]) {
            return true;
        }
    }
    return false;
}

typedef struct {
    Outcome reach;
    Outcome reach_640;
    Stage stage;
} Toddler;

static Toddler judge_indicated(const Replay *replay, const State *state, Day day)
{
    const City *city = replay->city;
    const Decision *decision = &city->decisions.items[state->valid];
    Outcome missed = decision->led_outside ? OUTCOME_UNKNOWN : OUTCOME_MISS;
    Toddler toddler = {missed, missed, STAGE_INDICATED};

    if (decision->reason == REASON_MEDICAL) {
        return (Toddler){OUTCOME_EXCLUDED, OUTCOME_EXCLUDED, STAGE_INDICATED};
    }
    if (replay->led[state->valid] || waits_at_houder(state)) {
        toddler.stage = STAGE_LED;
    }
    if (!has_ve_place(city, state, day)) {
        return toddler;
    }
    toddler.reach = OUTCOME_HIT;
    toddler.stage = STAGE_PLACED;
    if (gets_enough(city, state, day, false)) {
        toddler.reach_640 = OUTCOME_HIT;
        toddler.stage = STAGE_PLACED_640;
    } else if (gets_enough(city, state, day, true)) {
        toddler.reach_640 = OUTCOME_UNKNOWN;
    }
    return toddler;
}

static void count_stage(Replay *replay, int quarter, Traits traits, Stage stage)
{
    tally_child(&replay->tally, COUNT_FUNNEL, quarter, traits, OUTCOME_MISS);
    replay->tally.stages[quarter][stage]++;
}

static void count_toddler(Replay *replay, const State *state, Traits traits, int quarter, Day day)
{
    Tally *tally = &replay->tally;

    if (state->valid == NOTHING) {
        count_stage(replay, quarter, traits,
                    state->assessed ? STAGE_NOT_INDICATED : STAGE_UNDECIDED);
        return;
    }
    Toddler toddler = judge_indicated(replay, state, day);
    bool excluded = toddler.reach == OUTCOME_EXCLUDED;
    tally_child(tally, COUNT_REACH, quarter, traits, toddler.reach);
    find_place(replay->city, state, day, &traits);
    tally_child(tally, COUNT_REACH_640, quarter, traits, toddler.reach_640);
    tally_child(tally, COUNT_PLACES, quarter, traits, excluded ? OUTCOME_EXCLUDED : OUTCOME_MISS);
    if (excluded) {
        tally_child(tally, COUNT_FUNNEL, quarter, traits, OUTCOME_EXCLUDED);
    } else {
        count_stage(replay, quarter, traits, toddler.stage);
    }
}

static bool at_primary(const City *city, const State *state)
{
    return state->enrolment != NOTHING && !city->enrolments.items[state->enrolment].secondary;
}

static void count_child(Replay *replay, size_t index, int quarter, Day day)
{
    const State *state = &replay->states[index];
    const Child *child = &replay->city->children.items[index];
    Day fifth = months_after(child->birth, 60);

    if (state->home == NULL || day < months_after(child->birth, 30) || day >= fifth) {
        return;
    }
    Traits traits = traits_of(replay, state, child, day);
    if (traits.age < 4) {
        tally_child(&replay->tally, COUNT_INDICATED, quarter, traits,
                    state->valid != NOTHING ? OUTCOME_HIT : OUTCOME_MISS);
    }
    if (traits.age == 3) {
        bool cared_for = has_any_care(replay->city, state);
        tally_child(&replay->tally, COUNT_NO_CARE, quarter, traits,
                    cared_for ? OUTCOME_MISS : OUTCOME_HIT);
    }
    if (!at_primary(replay->city, state)) {
        count_toddler(replay, state, traits, quarter, day);
    }
}

static void count_city(Replay *replay, int quarter, Day day)
{
    for (size_t i = 0; i < replay->city->children.count; i++) {
        count_child(replay, i, quarter, day);
    }
    for (int i = 0; i < replay->city->site_count; i++) {
        const Site *site = &replay->city->sites[i];
        tally_places(&replay->tally, quarter, site->wijk, site_ve_places(site, day));
    }
}

static Replay start_replay(const City *city)
{
    Replay replay = {.city = city};

    replay.states = calloc(city->children.count + 1, sizeof *replay.states);
    replay.led = calloc(city->decisions.count + 1, sizeof *replay.led);
    if (replay.states == NULL || replay.led == NULL) {
        give_up("no memory", "replay");
    }
    for (size_t i = 0; i < city->children.count; i++) {
        State *state = &replay.states[i];
        state->latest = NOTHING;
        state->valid = NOTHING;
        state->enrolment = NOTHING;
    }
    return replay;
}

void truth_count(const City *city, Answers *answers)
{
    Replay replay = start_replay(city);
    Events events = events_of(city);
    size_t next = 0;

    for (int quarter = 0; quarter < QUARTERS; quarter++) {
        Day last = city_quarter(quarter).last;
        while (next < events.count && events.items[next].day <= last) {
            apply(&replay, &events.items[next++]);
        }
        count_city(&replay, quarter, last);
    }
    tally_answer(city, &replay.tally, answers);
    events_release(&events);
    free(replay.states);
    free(replay.led);
}
