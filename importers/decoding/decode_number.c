/* Dates and numbers of one cell, in the form that their column shows. */
#include "importers/decoding/decoder_inner.h"

#include <stdio.h>
#include <string.h>

enum { YEARS_AHEAD = 10, LONGEST_YEAR = 366 };

static KmRule read_date(const KmDecoder *d, int field, KmSlice cell, KmDate *ret_date)
{
    KmDateOrder order = (KmDateOrder)d->setup.dialect->orders[field];
    bool month = d->setup.contract->fields[field].kind == KM_KIND_MONTH;
    KmRule rule =
        month ? km_field_month(cell, order, ret_date) : km_field_date(cell, order, ret_date);
    if (rule == KM_RULE_DATE_TWO_DIGIT_YEAR &&
        d->setup.dialect->forms[field] == KM_FORM_SHORT_YEAR) {
        /* Contracts may end some years ahead. */
        int last_year = km_civil_from_date(d->setup.period->to).year + YEARS_AHEAD;
        return km_field_short_date(cell, order, last_year, ret_date);
    }
    if (rule != KM_RULE_DATE_SERIAL || d->setup.dialect->forms[field] != KM_FORM_SERIAL) {
        return rule;
    }
    rule = km_field_serial(cell, ret_date);
    if (rule == KM_RULE_NONE && month) {
        *ret_date -= km_civil_from_date(*ret_date).day - 1;
    }
    return rule;
}

static void tally_date(KmDecoder *d, int field, KmSlice cell, KmRule rule)
{
    bool year_last;
    bool day_first = d->setup.dialect->orders[field] == KM_DATES_DAY_FIRST;
    if (rule == KM_RULE_NONE) {
        d->dates[field].read++;
    } else if (rule == KM_RULE_DATE_INVALID) {
        char kind = d->setup.dialect->forms[field] == KM_FORM_SHORT_YEAR
                        ? km_field_short_date_evidence(cell, &year_last)
                        : km_field_date_evidence(cell);
        if (kind == (day_first ? 'm' : 'd')) {
            KmDateTally *tally = &d->dates[field];
            tally->first_other = tally->other == 0 ? d->row->record.line : tally->first_other;
            tally->other++;
        }
    }
}

/* A date that goes for lying after the period still tells of which period the file is. */
static void count_late(KmDecoder *d, int field, KmDate date)
{
    const KmContract *c = d->setup.contract;
    if (field == c->from_field) {
        km_day_counts_add(d->days.begins, date);
        d->row->is_outside = true;
    }
    if (field == c->dated_by) {
        km_day_counts_add(d->days.stamped, date);
    }
}

/* Most often a slip in the year: 2086 for 2026. */
static void note_far(KmDecoder *d, int field)
{
    char years[16];
    (void)snprintf(years, sizeof years, "%d", d->setup.contract->fields[field].years_ahead);
    km_decoder_note(d, KM_RULE_DATE_FAR, field, KM_OUTCOME_REMARKED, years);
}

void km_decode_date(KmDecoder *d, int field, KmSlice cell)
{
    const KmField *f = &d->setup.contract->fields[field];
    KmDate date;
    KmRule rule = read_date(d, field, cell, &date);
    tally_date(d, field, cell, rule);
    if (rule != KM_RULE_NONE) {
        km_decoder_reject(d, field, rule, NULL);
    } else if (date == KM_DATE_OPEN) {
        d->row->fields[field].is_filled = false;
        if (f->value_required) {
            km_decoder_reject(d, field, KM_RULE_DATE_INVALID, NULL);
        }
    } else if (f->not_after_period && date >= d->setup.period->to) {
        km_decoder_reject(d, field, KM_RULE_DATE_TOO_LATE, d->setup.period->text);
        count_late(d, field, date);
    } else {
        if (date > d->setup.period->to + f->years_ahead * LONGEST_YEAR) {
            note_far(d, field);
        }
        km_decoder_put(d, field, (KmCell){.type = KM_CELL_INT, .integer = date});
    }
}

static bool within(KmDecoder *d, int field, double value)
{
    const KmField *f = &d->setup.contract->fields[field];
    bool percent = f->kind == KM_KIND_PERCENT;
    double min = f->has_min ? f->min : 0;
    double max = f->has_max ? f->max : 100;
    char bound[32];
    if ((f->has_min || percent) && value < min) {
        (void)snprintf(bound, sizeof bound, "%g", min);
        km_decoder_reject(d, field, KM_RULE_NUMBER_TOO_SMALL, bound);
        return false;
    }
    if ((f->has_max || percent) && value > max) {
        (void)snprintf(bound, sizeof bound, "%g", max);
        km_decoder_reject(d, field, KM_RULE_NUMBER_TOO_LARGE, bound);
        return false;
    }
    return true;
}

static KmColumnForm form_of(const KmDecoder *d, int field)
{
    return (KmColumnForm)d->setup.dialect->forms[field];
}

/* Any kind of number with a fraction; percentages lie between 0 and 100 unless the contract says
 * otherwise. */
static KmRule read_number(const KmDecoder *d, int field, KmSlice cell, double *ret_value)
{
    char decimal = d->setup.dialect->decimal;
    KmFieldKind kind = d->setup.contract->fields[field].kind;
    if (kind == KM_KIND_PERCENT) {
        return km_field_percent(cell, form_of(d, field) == KM_FORM_OF_ONE, ret_value);
    }
    return kind == KM_KIND_HOURS   ? km_field_hours(cell, decimal, ret_value)
           : kind == KM_KIND_MONEY ? km_field_money(cell, decimal, ret_value)
                                   : km_field_number(cell, decimal, ret_value);
}

void km_decoder_refuse_damaged(KmDecoder *d, int field)
{
    d->row->fields[field].is_bad = true;
    km_decoder_note(d, KM_RULE_NUMBER_DAMAGED, field, KM_OUTCOME_REFUSED, NULL);
}

void km_decode_number(KmDecoder *d, int field, KmSlice cell)
{
    double value;
    if (km_field_is_damaged(cell)) {
        km_decoder_refuse_damaged(d, field);
        return;
    }
    KmRule rule = read_number(d, field, cell, &value);
    if (rule != KM_RULE_NONE) {
        km_decoder_reject(d, field, rule, NULL);
    } else if (within(d, field, value)) {
        bool is_low =
            form_of(d, field) == KM_FORM_OF_HUNDRED && km_field_percent_evidence(cell) == '1';
        if (is_low) {
            km_decoder_note(d, KM_RULE_PERCENT_LOW, field, KM_OUTCOME_REMARKED, NULL);
        }
        km_decoder_put(d, field, (KmCell){.type = KM_CELL_REAL, .real = value});
    }
}

const KmHiddenSign *km_hidden_sign(const KmContract *contract, KmSlice cell)
{
    for (size_t i = 0; i < contract->n_hidden; i++) {
        const KmHiddenSign *hidden = &contract->hidden[i];
        if (strlen(hidden->sign) == cell.length &&
            memcmp(hidden->sign, cell.bytes, cell.length) == 0) {
            return hidden;
        }
    }
    return NULL;
}

/* <5 fills both columns with what it leaves possible. */
void km_decode_small_count(KmDecoder *d, int field, KmSlice cell)
{
    KmCount count;
    const KmHiddenSign *hidden = km_hidden_sign(d->setup.contract, cell);
    KmRule rule = hidden == NULL ? km_field_small_count(cell, d->setup.dialect->decimal, &count)
                                 : KM_RULE_NONE;
    count = hidden == NULL ? count : (KmCount){hidden->min, hidden->max};
    int place = d->setup.contract->fields[field].cell;
    if (km_field_is_damaged(cell)) {
        km_decoder_refuse_damaged(d, field);
    } else if (rule != KM_RULE_NONE) {
        km_decoder_reject(d, field, rule, NULL);
    } else if (within(d, field, (double)count.max) && place >= 0) {
        d->row->cells[place] = (KmCell){.type = KM_CELL_INT, .integer = count.min};
        d->row->cells[place + 1] = (KmCell){.type = KM_CELL_INT, .integer = count.max};
    }
}

void km_decode_integer(KmDecoder *d, int field, KmSlice cell)
{
    int64_t value;
    KmRule rule = km_field_integer(cell, d->setup.dialect->decimal, &value);
    if (km_field_is_damaged(cell)) {
        km_decoder_refuse_damaged(d, field);
    } else if (rule != KM_RULE_NONE) {
        km_decoder_reject(d, field, rule, NULL);
    } else if (within(d, field, (double)value)) {
        km_decoder_put(d, field, (KmCell){.type = KM_CELL_INT, .integer = value});
    }
}
