#include "stad/school/handovers.h"

#include "stad/gemeente/partners.h"
#include "stad/school/model.h"

static const Enrolment *enrolment_of(const City *city, const Child *child, size_t nth)
{
    return &city->enrolments.items[child->enrolments.first + nth];
}

/* The first row at school, unless the child was there before the first school year of the city. */
static const Enrolment *first_primary(const City *city, const Child *child)
{
    const Enrolment *row = child->enrolments.count == 0 ? NULL : enrolment_of(city, child, 0);

    return row != NULL && !row->secondary && row->from == child->school ? row : NULL;
}

/* The place the child leaves for school: the last one that is not after-school care. */
static const Placement *last_place(const City *city, const Child *child, Day school)
{
    const Placement *last = NULL;

    for (size_t i = 0; i < child->placements.count; i++) {
        const Placement *place = &city->placements.items[child->placements.first + i];
        bool before = place->from < school && (place->to == NEVER || place->to > school - 120);
        if (place->care != CARE_BSO && place->week_quarters > 0 && before &&
            (last == NULL || place->from >= last->from)) {
            last = place;
        }
    }
    return last;
}

static void hand_over_toddler(City *city, size_t index)
{
    const Child *child = &city->children.items[index];
    const Enrolment *row = first_primary(city, child);
    const Placement *place = row == NULL ? NULL : last_place(city, child, row->from);
    Random random = random_stream(city->settings.seed, (Stream)STREAM_HANDOVERS, index);

    if (place == NULL || !houder_is_partner(city->sites[place->site].owner_index) ||
        random_chance(&random, 0.04)) {
        return;
    }
    Handover handover = {.child = (uint32_t)index,
                         .kind = HANDOVER_CARE,
                         .from = place->site,
                         .to = row->site,
                         .form = NEVER,
                         .talk = NEVER,
                         .file_sent = NEVER,
                         .file_received = NEVER};
    bool is_warm = random_chance(&random, child->indicated ? 0.82 : 0.2);
    handover.consent = random_chance(&random, 0.965);
    handover.day = next_weekday(row->from - 45 + random_between(&random, -40, 60));
    if (handover.consent) {
        handover.form = handover.day;
        handover.talk =
            is_warm ? next_weekday(handover.day + random_between(&random, 3, 45)) : NEVER;
        handover.parent_present = random_chance(&random, 0.7);
    }
    int board = city->sites[row->site].owner_index;
    handover.school_tells_too =
        handover.consent && board_is_partner(board) && random_chance(&random, 0.5);
    handover.only_school_has_talk = handover.school_tells_too && random_chance(&random, 0.15);
    PUSH(city->school_area->handovers, handover);
}

static bool leaves_group_eight(const Enrolment *row)
{
    int year, month, day;

    civil_of(row->to, &year, &month, &day);
    return !row->secondary && row->year == 8 && row->ends_stay && month == 8 && day == 1 &&
           row->to < city_end();
}

static void transfer(City *city, size_t index, const Enrolment *row, const Enrolment *next)
{
    Random random = random_stream(city->settings.seed, (Stream)STREAM_TRANSFERS, index);
    int year, month, day;
    Handover handover = {.child = (uint32_t)index,
                         .kind = HANDOVER_SECONDARY,
                         .from = row->site,
                         .to = next == NULL ? NO_SITE : next->site,
                         .form = NEVER,
                         .talk = NEVER,
                         .consent = true,
                         .file_sent = NEVER,
                         .file_received = NEVER};

    civil_of(row->to, &year, &month, &day);
    handover.day = next_weekday(day_of(year, 4, 7) + random_between(&random, 0, 30));
    if (random_chance(&random, 0.97)) {
        handover.file_sent = next_weekday(handover.day + random_waiting_days(&random, 18.0));
        handover.file_received = handover.file_sent + random_between(&random, 0, 9);
    }
    handover.school_tells_too = handover.to != NO_SITE && random_chance(&random, 0.8);
    if (board_is_partner(city->sites[row->site].owner_index)) {
        PUSH(city->school_area->handovers, handover);
    }
}

void handovers_build(City *city)
{
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        hand_over_toddler(city, i);
        for (size_t nth = 0; nth < child->enrolments.count; nth++) {
            bool is_last = nth + 1 == child->enrolments.count;
            if (leaves_group_eight(enrolment_of(city, child, nth))) {
                transfer(city, i, enrolment_of(city, child, nth),
                         is_last ? NULL : enrolment_of(city, child, nth + 1));
            }
        }
    }
}
