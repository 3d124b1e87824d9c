/* The hours of early education that were agreed and given, month by month. */
#include "stad/opvang/timetables.h"

#include "stad/gemeente/sites.h"
#include "stad/opvang/model.h"
#include "stad/opvang/presence.h"

#include <stdlib.h>

enum { QUARTERS_A_DAY = 6 * 4 }; /* hours above six a day do not count */

Day month_start(int month)
{
    int running = month + 9; /* months since January 2023 */

    return day_of(2023 + running / 12, running % 12 + 1, 1);
}

Day month_after(int month)
{
    return month_start(month + 1);
}

bool is_ve_hours(const City *city, const Placement *place, Day day)
{
    return place->ve_place && place->week_quarters > 0 && place->from <= day && day < place->to &&
           site_offers_ve(&city->sites[place->site], day);
}

int ve_week_quarters(const City *city, const Placement *place)
{
    int total = 0;

    if (city->sites[place->site].owner_index == HOUDER_WITHOUT_WEEKDAYS) {
        int most = place->days > 0 ? place->days * QUARTERS_A_DAY : WEEKDAYS * QUARTERS_A_DAY;
        return place->week_quarters < most ? place->week_quarters : most;
    }
    for (int day = 0; day < WEEKDAYS; day++) {
        int given = place->quarters[day];
        total += given < QUARTERS_A_DAY ? given : QUARTERS_A_DAY;
    }
    return total;
}

static int days_in_use(const City *city, const Placement *place, int month)
{
    int days = 0;

    for (Day day = month_start(month); day < month_after(month); day++) {
        days += is_ve_hours(city, place, day);
    }
    return days;
}

/* Most children miss little; some are ill or stay away for weeks. */
static int draw_absence(Random *random, int contract)
{
    double share =
        random_chance(random, 0.12) ? 0.2 + 0.5 * random_unit(random) : 0.12 * random_unit(random);

    return (int)((double)contract * share);
}

static void add(City *city, size_t index, MonthHours row)
{
    Opvang *opvang = city->opvang;
    Slice *slice = &opvang->hours_of[index];

    for (size_t i = slice->first; i < slice->first + slice->count; i++) {
        MonthHours *known = &opvang->hours.items[i];
        if (known->site == row.site && known->month == row.month) { /* other hours, same site */
            known->contract += row.contract;
            known->realised += row.realised;
            known->gained += row.gained;
            known->fee_cents += row.fee_cents;
            return;
        }
    }
    if (opvang->hours.count == opvang->hours.capacity) {
        opvang->hours.capacity = opvang->hours.capacity * 2 + 4096;
        MonthHours *larger = realloc(opvang->hours.items, opvang->hours.capacity * sizeof *larger);
        if (larger == NULL) {
            give_up("no memory", "hours");
        }
        opvang->hours.items = larger;
    }
    if (slice->count == 0) {
        slice->first = opvang->hours.count;
    }
    slice->count++;
    row.child = (uint32_t)index;
    opvang->hours.items[opvang->hours.count++] = row;
}

static void spend_month(City *city, size_t index, Random *random, int month)
{
    const Child *child = &city->children.items[index];

    for (size_t i = 0; i < child->placements.count; i++) {
        const Placement *place = &city->placements.items[child->placements.first + i];
        int days = days_in_use(city, place, month);
        if (days == 0) {
            continue;
        }
        int length = (int)(month_after(month) - month_start(month));
        double year = (double)ve_week_quarters(city, place) * (double)place->weeks;
        int contract = (int)(year / 12.0 * (double)days / (double)length + 0.5);
        int missed = draw_absence(random, contract);
        int gained = presence_gain(city, index, place->site, month, missed);
        int realised = contract - missed + gained;
        int cents = place->payment == PAID_DOELGROEP ? 45 : 260;
        add(city, index,
            (MonthHours){.site = place->site,
                         .month = month,
                         .contract = contract,
                         .realised = realised,
                         .gained = gained,
                         .fee_cents = realised * cents / 4});
    }
}

static void forecast(City *city)
{
    for (int i = 0; i < city->site_count; i++) {
        Random random = random_stream(city->settings.seed, (Stream)STREAM_FORECAST, (size_t)i);
        for (int year = 0; year < YEARS; year++) {
            int places = site_ve_places(&city->sites[i], day_of(2023 + year, 10, 1));
            int guess = places + random_between(&random, -places / 5 - 1, places / 5 + 1);
            city->opvang->forecast[i][year] = places == 0 || guess < 1 ? 0 : guess;
        }
    }
}

void hours_build(City *city)
{
    for (size_t i = 0; i < city->children.count; i++) {
        Random random = random_stream(city->settings.seed, (Stream)STREAM_HOURS, i);
        for (int month = 0; month < MONTHS && city->children.items[i].placements.count > 0;
             month++) {
            spend_month(city, i, &random, month);
        }
    }
    forecast(city);
}
