#include "engine/base/text.h"
#include "engine/figures/period.h"
#include "engine/store/sql.h"
#include "engine/store/work_internal.h"

enum { MONTHS_MOST = 2400 };

/* False (and the call fails or yields NULL) unless argument `i` is a day number. */
static bool day_argument(sqlite3_context *context, sqlite3_value *value, const char *name,
                         KmDate *ret_day)
{
    int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL) {
        sqlite3_result_null(context);
        return false;
    }
    sqlite3_int64 day = sqlite3_value_int64(value);
    if (type != SQLITE_INTEGER || day < KM_DATE_MIN || day > KM_DATE_MAX) {
        char *message = sqlite3_mprintf("%s() wants a day number between 1900 and 2199", name);
        sqlite3_result_error(context, message == NULL ? name : message, -1);
        sqlite3_free(message);
        return false;
    }
    *ret_day = (KmDate)day;
    return true;
}

static bool months_argument(sqlite3_context *context, sqlite3_value *value, const char *name,
                            int *ret_months)
{
    int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL) {
        sqlite3_result_null(context);
        return false;
    }
    sqlite3_int64 months = sqlite3_value_int64(value);
    if (type != SQLITE_INTEGER || months < -MONTHS_MOST || months > MONTHS_MOST) {
        char *message = sqlite3_mprintf("%s() wants a whole number of months", name);
        sqlite3_result_error(context, message == NULL ? name : message, -1);
        sqlite3_free(message);
        return false;
    }
    *ret_months = (int)months;
    return true;
}

static void dag(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    (void)argc;
    KmDate day;
    if (sqlite3_value_type(argv[0]) == SQLITE_NULL) {
        sqlite3_result_null(context);
        return;
    }
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    if (text == NULL || sqlite3_value_type(argv[0]) != SQLITE_TEXT ||
        !km_date_parse_iso(text, (size_t)sqlite3_value_bytes(argv[0]), &day)) {
        sqlite3_result_error(context, "dag() wants a date as '2026-10-01'", -1);
        return;
    }
    sqlite3_result_int(context, day);
}

static void maanden_na(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    (void)argc;
    KmDate day;
    int months;
    if (day_argument(context, argv[0], "maanden_na", &day) &&
        months_argument(context, argv[1], "maanden_na", &months)) {
        sqlite3_result_int(context, km_date_plus_months(day, months));
    }
}

static void verjaardag(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    (void)argc;
    KmDate day;
    int months;
    if (day_argument(context, argv[0], "verjaardag", &day) &&
        months_argument(context, argv[1], "verjaardag", &months)) {
        sqlite3_result_int(context, km_birthday(day, months));
    }
}

static void leeftijd(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    (void)argc;
    KmDate born;
    KmDate day;
    if (day_argument(context, argv[0], "leeftijd", &born) &&
        day_argument(context, argv[1], "leeftijd", &day)) {
        sqlite3_result_int(context, km_age_years(born, day));
    }
}

static void kwartaal(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    (void)argc;
    KmDate day;
    if (day_argument(context, argv[0], "kwartaal", &day)) {
        sqlite3_result_int(context, km_period_quarter_of(day).from);
    }
}

/* As the registers keep the id of a partner. */
static void als_id(sqlite3_context *context, int argc, sqlite3_value **argv)
{
    (void)argc;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    if (text == NULL) {
        sqlite3_result_null(context);
        return;
    }
    KmArena *arena = km_arena_open();
    sqlite3_result_text(context, km_text_slug(arena, text), -1, SQLITE_TRANSIENT);
    km_arena_close(arena);
}

bool km_work_add_functions(sqlite3 *db, KmError *err)
{
    static const struct {
        const char *name;
        int n_arguments;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
    } functions[] = {
        {"dag", 1, dag},           {"maanden_na", 2, maanden_na}, {"verjaardag", 2, verjaardag},
        {"leeftijd", 2, leeftijd}, {"kwartaal", 1, kwartaal},     {"als_id", 1, als_id},
    };
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (sqlite3_create_function_v2(db, functions[i].name, functions[i].n_arguments, flags, NULL,
                                       functions[i].call, NULL, NULL, NULL) != SQLITE_OK) {
            return km_sql_failed(db, "preparing the work connection", err);
        }
    }
    return true;
}
