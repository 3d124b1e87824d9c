#include "cli/cli.h"

void km_status_withdrawn(KmCli *cli, const KmDelivery *deliveries, size_t n, const KmPeriod *period,
                         KmDate knowledge)
{
    static const char *const headers[] = {"withdrawn", "delivery", "reason"};
    KmTable table = km_table_new(cli, headers, 3);
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        const KmDelivery *d = &deliveries[i];
        bool covers = d->period.from < period->to && period->from < d->period.to;
        if (d->withdrawn == KM_DATE_OPEN || d->withdrawn > knowledge || !covers) {
            continue;
        }
        const char *day = km_date_iso(cli->arena, d->withdrawn);
        const char *id = km_delivery_id(cli->arena, d);
        km_table_add(&table, day);
        km_table_add(&table, id);
        km_table_add(&table, d->withdrawn_reason);
        (void)json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "delivery", id, "withdrawn",
                                                    day, "reason", d->withdrawn_reason));
    }
    if (json_array_size(list) > 0) {
        km_table_print(cli, &table);
    }
    (void)json_object_set_new(cli->result, "withdrawn", list);
}
