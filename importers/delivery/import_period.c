/* What is done with a file whose dates are not those of its period. */
#include "importers/delivery/import_inner.h"

#include "importers/delivery/period_fit.h"

/* A date of advice is in one quarter of the school year that the file is of. */
static bool is_long_enough(const KmContract *c, const KmPeriod *period)
{
    switch (c->terms.frequency) {
    case KM_FREQUENCY_SCHOOL_YEAR:
        return period->kind == KM_PERIOD_SCHOOL_YEAR;
    case KM_FREQUENCY_YEAR:
        return period->is_range;
    case KM_FREQUENCY_QUARTER:
    case KM_FREQUENCY_MONTH:
    case KM_FREQUENCY_ON_CHANGE:
        break;
    }
    return period->kind != KM_PERIOD_DAY;
}

static KmPeriodFit judge(const KmFileImport *f, const KmDecoder *decoder)
{
    const KmContract *c = f->plan->contract;
    const KmTally *tally = km_decoder_tally(decoder);
    KmDayBooks days = km_decoder_days(decoder);
    KmPeriodEvidence evidence = {
        .period = &f->delivery.period,
        .authority = f->delivery.authority,
        .received = f->delivery.received,
        .kept = tally->accepted + tally->remarked,
        .outside = tally->outside,
        .begins = days.begins,
        .ends = c->to_field == c->from_field ? NULL : days.ends,
        .stamped = is_long_enough(c, &f->delivery.period) ? days.stamped : NULL,
    };
    return km_period_fit(&evidence);
}

/* Rows that a later one replaced stay in the tally. */
static long long rows_outside(const KmTally *tally)
{
    int64_t kept = tally->accepted + tally->remarked;
    return (long long)(tally->outside < kept ? tally->outside : kept);
}

static const char *where_dated(const KmFileImport *f, const KmPeriodFit *fit)
{
    long long there = (long long)fit->there;
    if (!fit->has_other) {
        return "";
    }
    return fit->by_end ? km_format(f->arena, "; %lld end in %s", there, fit->other.text)
                       : km_format(f->arena, "; %lld are dated in %s and %lld in %s", there,
                                   fit->other.text, (long long)fit->here, f->delivery.period.text);
}

static bool refuse_outside(KmFileImport *f, const KmTally *tally, const KmPeriodFit *fit,
                           KmError *err)
{
    const char *period = f->delivery.period.text;
    long long kept = (long long)(tally->accepted + tally->remarked);
    const char *other =
        fit->has_other ? km_format(f->arena, "; %s: %lld", fit->other.text, (long long)fit->there)
                       : "";
    (void)km_import_refuse(
        f, err, "file-period",
        km_format(f->arena, "%s (%lld van %lld%s)", period, rows_outside(tally), kept, other),
        km_format(f->arena, "%lld of %lld rows lie wholly outside the period %s%s",
                  rows_outside(tally), kept, period, where_dated(f, fit)));
    return fit->has_other
               ? km_error_hint(err,
                               "if it is the file of %s, import it with --period %s; else ask for "
                               "the file of %s",
                               fit->other.text, fit->other.text, period)
               : km_error_hint(err,
                               "check that this is the file of %s; its own period is given with "
                               "--period",
                               period);
}

static const char *doubt(const KmFileImport *f, const KmPeriodFit *fit)
{
    const char *period = f->delivery.period.text;
    const char *other = fit->other.text;
    long long here = (long long)fit->here;
    long long there = (long long)fit->there;
    switch (fit->verdict) {
    case KM_PERIOD_EARLIER:
        return km_format(f->arena,
                         "%lld rows begin in %s and %lld in %s: this looks like the file of %s",
                         here, period, there, other, other);
    case KM_PERIOD_LATER:
        return km_format(f->arena,
                         "%lld rows begin in %s, when %s was over, and hardly any row ends in %s: "
                         "this looks like the file of %s",
                         there, other, period, period, other);
    case KM_PERIOD_STAMPED: {
        int column = f->header.column_of_field[f->plan->contract->dated_by];
        return km_format(f->arena,
                         "column '%s' lies in %s on %lld rows and in %s on %lld: this looks like "
                         "the file of %s",
                         column < 0 ? "" : f->header.names[column], other, there, period, here,
                         other);
    }
    case KM_PERIOD_FITS:
    case KM_PERIOD_OUTSIDE:
        break;
    }
    return "";
}

bool km_import_check_period(KmFileImport *f, const KmDecoder *decoder, KmError *err)
{
    const char *period = f->delivery.period.text;
    KmPeriodFit fit = judge(f, decoder);
    if (fit.verdict == KM_PERIOD_FITS) {
        return true;
    }
    if (fit.verdict == KM_PERIOD_OUTSIDE) {
        return refuse_outside(f, km_decoder_tally(decoder), &fit, err);
    }
    if (km_import_is_mutation(&f->delivery)) {
        return true; /* a change may be of any day */
    }
    const char *argument = km_format(f->batch->arena, "%s: %lld, %s: %lld", fit.other.text,
                                     (long long)fit.there, period, (long long)fit.here);
    if (f->plan->request->period != NULL) {
        km_import_note(f, KM_RULE_PERIOD_OTHER, argument);
        return true;
    }
    (void)km_import_refuse(f, err, "file-other-period", argument, doubt(f, &fit));
    return km_error_hint(err,
                         "if so, import it with --period %s; if it is of %s after all, say so with "
                         "--period %s",
                         fit.other.text, period, period);
}
