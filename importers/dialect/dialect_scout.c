/* What the rows of a file tell about its dialect, and what follows for the whole file. */
#include "engine/base/text.h"
#include "importers/dialect/row_shapes.h"

#include <string.h>

enum { MOST_SCOUTED_ROWS = 200 * 1000 };

/* Where something was seen first; line 0: nowhere. */
typedef struct {
    int64_t line;
    int column; /* of the header */
} Place;

/* The two orders, and what reads as both. */
enum { DAY_FIRST, MONTH_FIRST, EITHER, ORDERS };

/* What the cells of one field tell. */
typedef struct {
    int64_t day_first, month_first, either;
    Place first[ORDERS], short_first[ORDERS]; /* of dates in full, and with years of two digits */
    int64_t cells;                            /* of a date or a percentage */
    int64_t dates, serials;
    int64_t shorts, years_last; /* years of two digits, that can only stand last */
    int64_t short_day_first, short_month_first, short_either;
    int64_t below_one, above_one, just_one; /* percentages without a sign */
} FieldEvidence;

/* What the rows tell. */
typedef struct {
    int64_t day_first, month_first, either, either_slash;
    int64_t commas, points;
    int64_t unclear_numbers; /* 1.234: a thousand, or little more than one */
    int unclear_field;
    Place unclear_at;
    int64_t rows;
    KmRowShapes shapes;
    Place at;            /* the cell at hand */
    Place first[ORDERS]; /* in the whole file */
    FieldEvidence total;
    FieldEvidence *fields;
} Evidence;

static void keep_earlier(Place *first, Place place)
{
    if (place.line > 0 && (first->line == 0 || place.line < first->line)) {
        *first = place;
    }
}

static void keep_places(Place first[ORDERS], char kind, Place at)
{
    if (kind == 'd' || kind == 'm' || kind == '?' || kind == '/') {
        keep_earlier(&first[kind == 'd' ? DAY_FIRST : kind == 'm' ? MONTH_FIRST : EITHER], at);
    }
}

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
        keep_places(field->short_first, brief, seen->at);
    }
    seen->day_first += kind == 'd' ? 1 : 0;
    seen->month_first += kind == 'm' ? 1 : 0;
    seen->either += kind == '?' ? 1 : 0;
    seen->either_slash += kind == '/' ? 1 : 0;
    field->day_first += kind == 'd' ? 1 : 0;
    field->month_first += kind == 'm' ? 1 : 0;
    field->either += kind == '?' || kind == '/' ? 1 : 0;
    keep_places(field->first, kind, seen->at);
    dialect->saw_iso |= kind == 'i';
    dialect->saw_compact |= kind == 'c';
    dialect->saw_worded |= kind == 'w';
    dialect->saw_civil |= kind == 'd' || kind == 'm' || kind == '?' || kind == '/';
}

static bool has_fractions(KmFieldKind kind)
{
    return kind == KM_KIND_NUMBER || kind == KM_KIND_HOURS || kind == KM_KIND_MONEY ||
           kind == KM_KIND_PERCENT;
}

/* An amount of 1.234 is a thousand, a share of 1.234 is little more than one, whatever the file. */
static void see_number(KmFieldKind kind, int nth, KmSlice cell, Evidence *seen, KmDialect *dialect)
{
    char sign =
        kind == KM_KIND_MONEY ? km_field_money_evidence(cell) : km_field_decimal_evidence(cell);
    bool unclear = sign == '?' && (kind == KM_KIND_NUMBER || kind == KM_KIND_HOURS);
    seen->commas += sign == ',' ? 1 : 0;
    seen->points += sign == '.' ? 1 : 0;
    if (unclear && seen->unclear_numbers == 0) {
        seen->unclear_field = nth;
        seen->unclear_at = seen->at;
    }
    seen->unclear_numbers += unclear ? 1 : 0;
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

static void see_cell(KmFieldKind kind, int nth, KmSlice cell, Evidence *seen, KmDialect *dialect)
{
    FieldEvidence *field = &seen->fields[nth];
    if (kind == KM_KIND_DATE || kind == KM_KIND_MONTH) {
        field->cells++;
        see_date(cell, field, seen, dialect);
    } else if (has_fractions(kind)) {
        see_number(kind, nth, cell, seen, dialect);
    }
    if (kind == KM_KIND_PERCENT) {
        field->cells++;
        see_percent(cell, field, &seen->total);
    }
}

static void see_row(const KmContract *contract, const KmHeader *header, const KmRecord *record,
                    Evidence *seen, KmDialect *dialect)
{
    seen->rows++;
    if (record->n_fields > header->n_cells) {
        int filled = km_row_filled_cells(record);
        if (filled > header->n_columns) {
            return; /* its cells may stand in the wrong columns */
        }
    }
    for (int i = 0; i < record->n_fields && i < header->n_columns; i++) {
        int field = header->field_of_column[i];
        KmSlice cell = km_slice_trim(record->fields[i]);
        if (field >= 0 && cell.length > 0) {
            seen->at = (Place){record->line, i};
            see_cell(contract->fields[field].kind, field, cell, seen, dialect);
        }
    }
}

/* A column whose form is decided as a whole, and of which no cell was filled yet: an end date in a
 * file sorted by it. */
static bool has_unseen_column(const KmContract *contract, const KmHeader *header,
                              const Evidence *seen)
{
    for (size_t i = 0; i < contract->n_fields; i++) {
        KmFieldKind kind = contract->fields[i].kind;
        bool has_form = kind == KM_KIND_DATE || kind == KM_KIND_MONTH || kind == KM_KIND_PERCENT;
        if (has_form && header->column_of_field[i] >= 0 && seen->fields[i].cells == 0) {
            return true;
        }
    }
    return false;
}

/* Enough rows, and nothing left to tell apart. */
static bool is_enough(const KmContract *contract, const KmHeader *header, const Evidence *seen)
{
    if (seen->rows < KM_SCOUTED_ROWS) {
        return false;
    }
    const FieldEvidence *total = &seen->total;
    bool undecided = seen->day_first == 0 && seen->month_first == 0 &&
                     (seen->either > 0 || seen->either_slash > 0);
    undecided |= total->just_one > 0 && total->below_one == 0 && total->above_one == 0;
    undecided |= seen->unclear_numbers > 0 && seen->commas == 0 && seen->points == 0;
    return !undecided &&
           (seen->rows >= MOST_SCOUTED_ROWS || !has_unseen_column(contract, header, seen));
}

/* Both sides with their first place; no cell is shown, for it may be a birth date. */
static bool torn_dates(KmArena *arena, const char *file, const KmHeader *header,
                       const Evidence *seen, KmError *err)
{
    const Place *day = &seen->first[DAY_FIRST];
    const Place *month = &seen->first[MONTH_FIRST];
    const char *day_column = header->names[day->column];
    const char *month_column = header->names[month->column];
    (void)km_error_at(err, KM_ERROR_INPUT, file, 0, 0,
                      "%lld dates read only as day-month (the first on line %lld, column '%s') and "
                      "%lld only as month-day (the first on line %lld, column '%s'); expected one "
                      "form in the whole file",
                      (long long)seen->day_first, (long long)day->line, day_column,
                      (long long)seen->month_first, (long long)month->line, month_column);
    return km_error_code(
        err, "file-date-order",
        km_format(arena,
                  "%lld als dag-maand, het eerst op regel %lld bij %s; %lld als maand-dag, het "
                  "eerst op regel %lld bij %s",
                  (long long)seen->day_first, (long long)day->line, day_column,
                  (long long)seen->month_first, (long long)month->line, month_column));
}

static bool unclear_dates(KmArena *arena, const char *file, const KmHeader *header,
                          const Evidence *seen, KmError *err)
{
    (void)km_error_hint(err, "give the date columns the form dd-mm-jjjj or jjjj-mm-dd and export "
                             "again");
    if (seen->day_first > 0) {
        return torn_dates(arena, file, header, seen, err);
    }
    const Place *first = &seen->first[EITHER];
    (void)km_error_at(err, KM_ERROR_INPUT, file, 0, 0,
                      "all %lld dates with / read both as day/month and as month/day (the first on "
                      "line %lld, column '%s'); expected dd-mm-jjjj",
                      (long long)seen->either_slash, (long long)first->line,
                      header->names[first->column]);
    return km_error_code(err, "file-date-order",
                         km_format(arena,
                                   "03/04 kan 3 april en 4 maart zijn; de eerste staat op regel "
                                   "%lld bij %s",
                                   (long long)first->line, header->names[first->column]));
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
        for (int order = 0; order < ORDERS; order++) {
            keep_earlier(&field->first[order], field->short_first[order]);
        }
        field->day_first += field->short_day_first;
        field->month_first += field->short_month_first;
        field->either += field->short_either;
        seen->day_first += field->short_day_first;
        seen->month_first += field->short_month_first;
        seen->either += field->short_either;
    }
}

static void find_first_dates(const KmContract *contract, Evidence *seen)
{
    for (size_t i = 0; i < contract->n_fields; i++) {
        for (int order = 0; order < ORDERS; order++) {
            keep_earlier(&seen->first[order], seen->fields[i].first[order]);
        }
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

static bool unclear_numbers(const char *file, const KmContract *contract, const Evidence *seen,
                            KmError *err)
{
    const char *name = contract->fields[seen->unclear_field].name;
    bool both = seen->commas > 0;
    (void)km_error_at(
        err, KM_ERROR_INPUT, file, seen->unclear_at.line, seen->unclear_at.column + 1,
        "column '%s' holds numbers such as 1.234 or 1,234, which may be a thousand or "
        "little more than one: the file writes decimals %s",
        name, both ? "with a comma and with a point" : "nowhere");
    (void)km_error_hint(err, "write numbers with a decimal comma and without a sign for thousands");
    return km_error_code(err, "file-decimal", name);
}

static bool decide(KmArena *arena, const char *file, const KmContract *contract,
                   const KmHeader *header, const Evidence *seen, KmDialect *dialect, KmError *err)
{
    bool none = seen->commas == 0 && seen->points == 0;
    if (!decide_orders(contract, seen, dialect)) {
        return unclear_dates(arena, file, header, seen, err);
    }
    /* The contract's own form is a decimal comma, which a file of commas cannot have. */
    if (seen->unclear_numbers > 0 &&
        (none ? dialect->separator == ',' : is_torn(seen->commas, seen->points))) {
        return unclear_numbers(file, contract, seen, err);
    }
    dialect->decimal = seen->points > seen->commas ? '.' : ',';
    dialect->saw_point = seen->points > 0;
    dialect->saw_comma = seen->commas > 0;
    return true;
}

static bool hides_fractions(const KmContract *contract, const KmHeader *header,
                            const Evidence *seen)
{
    for (size_t i = 0; i < contract->n_fields && seen->commas == 0 && seen->points == 0; i++) {
        if (has_fractions(contract->fields[i].kind) && header->column_of_field[i] >= 0) {
            return true;
        }
    }
    return false;
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
    KmCsvOptions options = {.file = file,
                            .separator = dialect->separator,
                            .columns = header->n_columns,
                            .header_line = header->line};
    KmCsvReader *reader = km_csv_open(arena, source, &options);
    Evidence seen = {.fields = KM_NEW_ARRAY(arena, FieldEvidence, contract->n_fields)};
    KmRecord record;
    int got = 1;
    while (!is_enough(contract, header, &seen) && (got = km_csv_next(reader, &record, err)) == 1) {
        km_row_shapes_see(&seen.shapes, header, &record, dialect->separator);
        if (record.line > header->line && record.broken == 0) {
            see_row(contract, header, &record, &seen, dialect);
        }
    }
    dialect->ends = km_csv_line_ends(reader);
    km_csv_close(reader);
    if (got < 0 || !km_row_shapes_decide(arena, file, &seen.shapes, header,
                                         hides_fractions(contract, header, &seen), dialect, err)) {
        return false;
    }
    take_short_years(contract, &seen, dialect);
    find_first_dates(contract, &seen);
    return decide(arena, file, contract, header, &seen, dialect, err) &&
           decide_columns(file, contract, &seen, dialect, err);
}
