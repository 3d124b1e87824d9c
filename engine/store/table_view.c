#include "engine/store/internal.h"

#include "engine/base/text.h"

/* One column as people read it. Code lists and column names were checked to be plain names. */
static void add_readable(KmText *sql, const KmColumn *column)
{
    const char *name = km_column_name(column);
    switch (column->type) {
    case KM_COLUMN_DATE:
        /* 2440588 is the Julian day of 1970-01-01; an open end shows as empty. */
        km_text_addf(sql, ", CASE WHEN r.\"%s\" < %d THEN date(2440588 + r.\"%s\") END AS \"%s\"",
                     name, KM_DATE_OPEN, name, name);
        return;
    case KM_COLUMN_CODE:
        km_text_add(sql, ", (SELECT c.code FROM code c WHERE c.list = ");
        km_text_add_sql(sql, column->list);
        km_text_addf(sql, " AND c.number = r.\"%s\") AS \"%s\"", name, name);
        return;
    case KM_COLUMN_INT:
    case KM_COLUMN_REAL:
    case KM_COLUMN_TEXT:
    case KM_COLUMN_PERSON:
        km_text_addf(sql, ", r.\"%s\"", name);
        return;
    }
}

char *km_table_view_sql(KmArena *arena, const KmTableSpec *spec)
{
    KmText sql = km_text_init(arena);
    km_text_addf(&sql, "CREATE VIEW \"%s\" AS SELECT r.levering, r.regel", spec->contract);
    for (size_t i = 0; i < spec->n_columns; i++) {
        add_readable(&sql, &spec->columns[i]);
    }
    km_text_addf(&sql,
                 ", d.deliverer AS leverancier, d.period AS periode"
                 " FROM \"src_%s\" r JOIN delivery d ON d.number = r.levering"
                 " WHERE r.levering IN (SELECT number FROM delivery_current)",
                 spec->contract);
    return sql.bytes;
}
