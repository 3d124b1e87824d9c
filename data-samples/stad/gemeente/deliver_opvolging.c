/* R11, under which number a school goes on: told once, in the quarter of the merger. */
#include "stad/deliveries/deliver.h"
#include "stad/gemeente/sites.h"

void deliver_opvolging(const Round *round)
{
    static const char *const columns[] = {"BRIN", "Opvolger", "Datum"};

    if (merger_day() < round->quarter.first || merger_day() > round->quarter.last) {
        return;
    }
    Sheet sheet =
        open_delivery(round, &usual_dialect, "opvolging", "gemeente", round->quarter.name, "");
    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (int i = 0; i < round->city->site_count; i++) {
        const Site *site = &round->city->sites[i];
        if (site->closed != NEVER) {
            sheet_text(&sheet, site->brin);
            sheet_text(&sheet, round->city->sites[site->goes_on_as].brin);
            sheet_day(&sheet, site->closed);
            sheet_end_row(&sheet);
        }
    }
    sheet_close(&sheet);
}
