/* What the rows of a file tell about its dialect, and what follows for the whole file. */
#include "engine/base/text.h"
#include "importers/dialect.h"

#include <string.h>

/* What the cells of one field tell. */
typedef struct {
    int64_t day_first, month_first, either;
    int64_t dates, serials;
    int64_t shorts, years_last; /* years of two digits, that can only stand last */
    int64_t short_day_first, short_month_first, short_either;
    int64_t below_one, above_one, just_one; /* percentages without a sign */
} FieldEvidence;

/* What the rows tell. */
typedef struct {
    int64_t day_first, month_first, either, either_slash;
    int64_t commas, points;
    int64_t rows, long_rows, first_long_line;
    int first_long_cells;
    FieldEvidence total;
    FieldEvidence *fields;
} Evidence;

static void see_date(KmSlice cell, FieldEvidence *field, Evidence *seen, KmDialect *dialect)
{
    char kind = km_field_date_evidence(cell);
    KmDate date;
    bool serial = kind == '\0' && km_field_serial(cell, &date) == KM_RULE_NONE;
    field->serials += serial ? 1 : 0;
    field->dates += kind == '\0' ? 0 : 1;
    seen->total.dates += kind == '\0' ? 0 : 1;
    if (kind == '\0' && !serial) {
        bool year_last = false;
        char brief = km_field_short_date_evidence(cell, &year_last);
        field->shorts += brief == '\0' ? 0 : 1;
        field->years_last += year_last ? 1 : 0;
        field->short_day_first += brief == 'd' ? 1 : 0;
        field->short_month_first += brief == 'm' ? 1 : 0;
        field->short_either += brief == '?' || brief == '/' ? 1 : 0;
    }
    seen->day_first += kind == 'd' ? 1 : 0;
    seen->month_first += kind == 'm' ? 1 : 0;
    seen->either += kind == '?' ? 1 : 0;
    seen->either_slash += kind == '/' ? 1 : 0;
    field->day_first += kind == 'd' ? 1 : 0;
    field->month_first += kind == 'm' ? 1 : 0;
    field->either += kind == '?' || kind == '/' ? 1 : 0;
    dialect->saw_iso |= kind == 'i';
    dialect->saw_compact |= kind == 'c';
    dialect->saw_worded |= kind == 'w';
    dialect->saw_civil |= kind == 'd' || kind == 'm' || kind == '?' || kind == '/';
}

static void see_number(KmSlice cell, Evidence *seen, KmDialect *dialect)
{
    char sign = km_field_decimal_evidence(cell);
    seen->commas += sign == ',' ? 1 : 0;
    seen->points += sign == '.' ? 1 : 0;
    dialect->saw_clock |= memchr(cell.bytes, ':', cell.length) != NULL;
}

static void see_percent(KmSlice cell, FieldEvidence *field, FieldEvidence *total)
{
    char kind = km_field_percent_evidence(cell);
    field->below_one += kind == '1' ? 1 : 0;
    field->above_one += kind == 'h' ? 1 : 0;
    field->just_one += kind == '?' ? 1 : 0;
    total->below_one += kind == '1' ? 1 : 0;
    total->above_one += kind == 'h' ? 1 : 0;
    total->just_one += kind == '?' ? 1 : 0;
}

static void see_cell(KmFieldKind kind, KmSlice cell, FieldEvidence *field, Evidence *seen,
                     KmDialect *dialect)
{
    if (kind == KM_KIND_DATE || kind == KM_KIND_MONTH) {
        see_date(cell, field, seen, dialect);
    } else if (kind == KM_KIND_NUMBER || kind == KM_KIND_HOURS || kind == KM_KIND_MONEY ||
               kind == KM_KIND_PERCENT) {
        see_number(cell, seen, dialect);
    }
    if (kind == KM_KIND_PERCENT) {
        see_percent(cell, field, &seen->total);
    }
}

static void see_row(const KmContract *contract, const KmHeader *header, const KmRecord *record,
                    Evidence *seen, KmDialect *dialect)
{
    int n = record->n_fields;
    while (n > 0 && record->fields[n - 1].length == 0) {
        n--;
    }
    seen->rows++;
    if (n > header->n_columns) {
        seen->first_long_line = seen->long_rows++ == 0 ? record->line : seen->first_long_line;
        seen->first_long_cells = seen->long_rows == 1 ? n : seen->first_long_cells;
        return; /* its cells may stand in the wrong columns */
    }
    for (int i = 0; i < n && i < header->n_columns; i++) {
        int field = header->field_of_column[i];
        KmSlice cell = km_slice_trim(record->fields[i]);
        if (field < 0 || cell.length == 0) {
            continue;
        }
        see_cell(contract->fields[field].kind, cell, &seen->fields[field], seen, dialect);
    }
}

/* Enough rows, and nothing left to tell apart. */
static bool is_enough(const Evidence *seen)
{
    bool undecided = seen->day_first == 0 && seen->month_first == 0 &&
                     (seen->either > 0 || seen->either_slash > 0);
    const FieldEvidence *total = &seen->total;
    undecided |= total->just_one > 0 && total->below_one == 0 && total->above_one == 0;
    return seen->rows >= KM_SCOUTED_ROWS && !undecided;
}

static bool shifted(KmArena *arena, const char *file, const KmHeader *header, const Evidence *seen,
                    char separator, KmError *err)
{
    bool comma = separator == ',';
    (void)km_error_at(err, KM_ERROR_INPUT, file, seen->first_long_line, 0,
                      "line %lld has %d cells where the header has %d, and so have %lld of the "
                      "first %lld rows%s",
                      (long long)seen->first_long_line, seen->first_long_cells, header->n_columns,
                      (long long)seen->long_rows, (long long)seen->rows,
                      comma ? ": it looks as if every ; was replaced by , so that 6,4 became two "
                              "cells"
                            : "; values would stand in the wrong columns");
    (void)km_error_hint(err,
                        "export the file again with ; as separator, or with quotes around values "
                        "that hold the separator");
    return km_error_code(
        err, "file-shifted",
        km_format(arena, "%d tegen %d", seen->first_long_cells, header->n_columns));
}

static bool unclear_dates(KmArena *arena, const char *file, const Evidence *seen, KmError *err)
{
    bool mixed = seen->day_first > 0;
    if (mixed) {
        (void)km_error_at(err, KM_ERROR_INPUT, file, 0, 0,
                          "%lld dates read only as day-month and %lld only as month-day; expected "
                          "one form in the whole file",
                          (long long)seen->day_first, (long long)seen->month_first);
    } else {
        (void)km_error_at(err, KM_ERROR_INPUT, file, 0, 0,
                          "all %lld dates with / read both as day/month and as month/day; expected "
                          "dd-mm-jjjj",
                          (long long)seen->either_slash);
    }
    (void)km_error_hint(err, "give the date columns the form dd-mm-jjjj or jjjj-mm-dd and export "
                             "again");
    return km_error_code(err, "file-date-order",
                         mixed ? km_format(arena, "%lld en %lld", (long long)seen->day_first,
                                           (long long)seen->month_first)
                               : "03/04 kan 3 april en 4 maart zijn");
}

/* Once the years of a column are known to stand last, its dates tell day and month like others. */
static void take_short_years(const KmContract *contract, Evidence *seen, KmDialect *dialect)
{
    for (size_t i = 0; i < contract->n_fields; i++) {
        FieldEvidence *field = &seen->fields[i];
        if (field->shorts < 2 || field->years_last == 0 || field->dates > 0) {
            continue;
        }
        dialect->forms[i] = KM_FORM_SHORT_YEAR;
        dialect->saw_short = true;
        field->day_first += field->short_day_first;
        field->month_first += field->short_month_first;
        field->either += field->short_either;
        seen->day_first += field->short_day_first;
        seen->month_first += field->short_month_first;
        seen->either += field->short_either;
    }
}

/* A few typing errors (14-13-2024) do not make dates ambiguous. */
static bool is_torn(int64_t day_first, int64_t month_first)
{
    int64_t least = day_first < month_first ? day_first : month_first;
    return least * 20 > day_first + month_first - least;
}

/* Where the columns of one file disagree, each must show its own order. */
static bool decide_orders_apart(const KmContract *contract, const Evidence *seen,
                                KmDialect *dialect)
{
    for (size_t i = 0; i < contract->n_fields; i++) {
        const FieldEvidence *field = &seen->fields[i];
        bool shows_none = field->day_first + field->month_first == 0;
        if (is_torn(field->day_first, field->month_first) || (shows_none && field->either > 0)) {
            return false;
        }
        dialect->orders[i] =
            (unsigned char)(field->month_first > field->day_first ? KM_DATES_MONTH_FIRST
                                                                  : KM_DATES_DAY_FIRST);
    }
    dialect->orders_differ = true;
    return true;
}

static bool decide_orders(const KmContract *contract, const Evidence *seen, KmDialect *dialect)
{
    bool shows_none = seen->day_first + seen->month_first == 0;
    if (is_torn(seen->day_first, seen->month_first)) {
        return decide_orders_apart(contract, seen, dialect);
    }
    dialect->date_order =
        seen->month_first > seen->day_first ? KM_DATES_MONTH_FIRST : KM_DATES_DAY_FIRST;
    memset(dialect->orders, (int)dialect->date_order, contract->n_fields);
    return !shows_none || seen->either_slash == 0 || seen->either > 0;
}

static bool decide(KmArena *arena, const char *file, const KmContract *contract,
                   const Evidence *seen, KmDialect *dialect, KmError *err)
{
    if (!decide_orders(contract, seen, dialect)) {
        return unclear_dates(arena, file, seen, err);
    }
    dialect->decimal = seen->points > seen->commas ? '.' : ',';
    dialect->saw_point = seen->points > 0;
    dialect->saw_comma = seen->commas > 0;
    return true;
}

static KmColumnForm percent_form(const FieldEvidence *field)
{
    return field->above_one > 0   ? KM_FORM_OF_HUNDRED
           : field->below_one > 0 ? KM_FORM_OF_ONE
                                  : KM_FORM_PLAIN;
}

/* How each column writes its dates and percentages. A lone day number among the dates of a file
 * stays a fault; a column that does not show its scale follows the others. */
static bool decide_columns(const char *file, const KmContract *contract, const Evidence *seen,
                           KmDialect *dialect, KmError *err)
{
    for (size_t i = 0; i < contract->n_fields; i++) {
        const KmField *f = &contract->fields[i];
        const FieldEvidence *field = &seen->fields[i];
        if (f->kind == KM_KIND_PERCENT) {
            KmColumnForm form = percent_form(field);
            form = form == KM_FORM_PLAIN ? percent_form(&seen->total) : form;
            if (form == KM_FORM_PLAIN && field->just_one > 0) {
                (void)km_error_at(err, KM_ERROR_INPUT, file, 0, 0,
                                  "column '%s' holds no percentages but 0 and 1, and 1 can be 1%% "
                                  "or 100%%",
                                  f->name);
                (void)km_error_hint(err, "write the percentages with a %% sign");
                return km_error_code(err, "file-percent", f->name);
            }
            dialect->forms[i] = (unsigned char)form;
            dialect->saw_of_one |= form == KM_FORM_OF_ONE && field->below_one > 0;
        } else if (field->serials > 0 && field->dates == 0 &&
                   (field->serials > 1 || seen->total.dates == 0)) {
            dialect->forms[i] = KM_FORM_SERIAL;
            dialect->saw_serial = true;
        }
    }
    return true;
}

bool km_dialect_scout(KmArena *arena, const char *file, KmByteSource source,
                      const KmContract *contract, const KmHeader *header, KmDialect *dialect,
                      KmError *err)
{
    KmCsvOptions options = {.file = file, .separator = dialect->separator};
    KmCsvReader *reader = km_csv_open(arena, source, &options);
    Evidence seen = {.fields = KM_NEW_ARRAY(arena, FieldEvidence, contract->n_fields)};
    KmRecord record;
    int got = 1;
    while (!is_enough(&seen) && (got = km_csv_next(reader, &record, err)) == 1) {
        if (record.line == header->line) {
            km_csv_set_columns(reader, header->n_columns);
        } else if (record.line > header->line && record.broken == 0) {
            see_row(contract, header, &record, &seen, dialect);
        }
    }
    dialect->ends = km_csv_line_ends(reader);
    km_csv_close(reader);
    bool all_long = seen.long_rows > 0 && seen.long_rows == seen.rows;
    if (got < 0) {
        return false;
    }
    if (all_long || (seen.long_rows > 1 && seen.long_rows * 20 > seen.rows)) {
        return shifted(arena, file, header, &seen, dialect->separator, err);
    }
    take_short_years(contract, &seen, dialect);
    return decide(arena, file, contract, &seen, dialect, err) &&
           decide_columns(file, contract, &seen, dialect, err);
}
