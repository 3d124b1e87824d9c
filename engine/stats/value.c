#include "engine/stats/value.h"

#include <math.h>

KmValue km_value(double number)
{
    if (!isfinite(number)) {
        return km_undefined("the computation has no finite result");
    }
    return (KmValue){.state = KM_VALUE_DEFINED, .number = number + 0.0};
}

KmValue km_undefined(const char *why)
{
    return (KmValue){.state = KM_VALUE_UNDEFINED, .why = why};
}

KmValue km_unbounded(void)
{
    return (KmValue){.state = KM_VALUE_UNBOUNDED};
}

bool km_check_confidence(double confidence, KmError *err)
{
    if (!(confidence > 0.0 && confidence < 1.0)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "confidence %g lies outside 0 … 1; write 0.95 for 95 %%", confidence);
    }
    return true;
}

bool km_check_proportion(int64_t x, int64_t n, KmError *err)
{
    if (n < 1) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "a proportion needs at least one unit, found n = %lld", (long long)n);
    }
    if (x < 0 || x > n) {
        return km_error_set(err, KM_ERROR_USAGE, "x = %lld lies outside 0 … n = %lld", (long long)x,
                            (long long)n);
    }
    return true;
}

bool km_check_lengths(const char *first, size_t n_first, const char *second, size_t n_second,
                      KmError *err)
{
    return n_first == n_second ||
           km_error_set(err, KM_ERROR_USAGE,
                        "%s has %zu values and %s has %zu; they belong together", first, n_first,
                        second, n_second);
}

bool km_check_least(const char *name, size_t n, size_t least, KmError *err)
{
    return n >= least || km_error_set(err, KM_ERROR_USAGE,
                                      "%s needs at least %zu values, found %zu", name, least, n);
}

bool km_check_positive(const char *name, KmSeries values, KmError *err)
{
    for (size_t i = 0; i < values.n; i++) {
        if (!(values.at[i] > 0.0) || !isfinite(values.at[i])) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "value %zu of %s is %g; it must be greater than 0", i + 1, name,
                                values.at[i]);
        }
    }
    return true;
}

bool km_check_not_negative(const char *name, KmSeries values, KmError *err)
{
    for (size_t i = 0; i < values.n; i++) {
        if (!(values.at[i] >= 0.0) || !isfinite(values.at[i])) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "value %zu of %s is %g; it may not be negative", i + 1, name,
                                values.at[i]);
        }
    }
    return true;
}

bool km_check_counts(const char *name, KmCounts values, KmError *err)
{
    for (size_t i = 0; i < values.n; i++) {
        if (values.at[i] < 0) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "value %zu of %s is %lld; a count may not be negative", i + 1, name,
                                (long long)values.at[i]);
        }
    }
    return true;
}

bool km_check_parts(KmCounts x, KmCounts n, KmError *err)
{
    for (size_t i = 0; i < x.n; i++) {
        if (!km_check_proportion(x.at[i], n.at[i], err)) {
            return km_error_context(err, "in pair %zu of the list", i + 1);
        }
    }
    return true;
}
