#include "stad/opvang/presence.h"

#include "stad/opvang/judge.h"
#include "stad/opvang/model.h"
enum { STREAM_PRESENCE = 104, FIRST_MONTH = 18, KLEINE_ZWAAN = 1, WERELDKIND = 3 };

static bool takes_part(const City *city, int site)
{
    int houder = city->sites[site].owner_index;

    return city->sites[site].use == SITE_VE && (houder == KLEINE_ZWAAN || houder == WERELDKIND);
}

/* A third to two thirds of it. A stream of its own for each child and month, so that no other draw
 * moves. */
int presence_gain(const City *city, size_t child, int site, int month, int missed)
{
    if (!takes_part(city, site) || month < FIRST_MONTH || missed <= 0) {
        return 0;
    }
    Random random =
        random_stream(city->settings.seed, (Stream)STREAM_PRESENCE, child * MONTHS + (size_t)month);
    return (int)((double)missed * (1.0 + random_unit(&random)) / 3.0);
}

/* The mean over the sites that take part and the quarters since, of the share of the agreed hours
 * that was kept, among children who count in `ve-uren-realisatie`. */
double presence_mean_gain(const City *city)
{
    double sum = 0.0;
    int cells = 0;

    for (int site = 0; site < city->site_count; site++) {
        for (int quarter = FIRST_MONTH / 3; quarter < QUARTERS && takes_part(city, site);
             quarter++) {
            long contract = 0;
            long gained = 0;
            for (size_t i = 0; i < city->opvang->hours.count; i++) {
                const MonthHours *row = &city->opvang->hours.items[i];
                const Child *child = &city->children.items[row->child];
                if (row->site == site && row->month / 3 == quarter &&
                    indication_on(city, child, month_after(row->month) - 1) != NULL) {
                    contract += row->contract;
                    gained += row->gained;
                }
            }
            if (contract > 0) {
                sum += (double)gained / (double)contract;
                cells++;
            }
        }
    }
    return cells == 0 ? 0.0 : sum / (double)cells;
}
