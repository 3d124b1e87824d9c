#include "engine/stats/means.h"

#include "engine/stats/gsl_guard.h"
#include "engine/stats/value.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double km_sums_mean(const KmSums *sums)
{
    return sums->sum / (double)sums->n;
}

double km_sums_variance(const KmSums *sums)
{
    double n = (double)sums->n;
    if (sums->n < 2) {
        return 0.0;
    }
    return fmax(0.0, (sums->squares - sums->sum * sums->sum / n) / (n - 1.0));
}

static bool check(const KmSums *sums, double confidence, KmError *err)
{
    if (sums->n < 2) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "the interval of a mean needs two units, found n = %lld",
                            (long long)sums->n);
    }
    return km_check_confidence(confidence, err);
}

static KmInterval around(double centre, double se, double df, double confidence)
{
    km_gsl_guard();
    double half = se * gsl_cdf_tdist_Qinv((1.0 - confidence) / 2.0, df);
    return (KmInterval){centre - half, centre + half};
}

bool km_mean_interval(const KmSums *sums, double confidence, KmInterval *ret_interval, KmError *err)
{
    if (!check(sums, confidence, err)) {
        return false;
    }
    double n = (double)sums->n;
    *ret_interval =
        around(km_sums_mean(sums), sqrt(km_sums_variance(sums) / n), n - 1.0, confidence);
    return true;
}

bool km_welch_interval(const KmSums *a, const KmSums *b, double confidence,
                       KmInterval *ret_interval, KmError *err)
{
    if (!check(a, confidence, err) || !check(b, confidence, err)) {
        return false;
    }
    double va = km_sums_variance(a) / (double)a->n;
    double vb = km_sums_variance(b) / (double)b->n;
    double difference = km_sums_mean(a) - km_sums_mean(b);
    if (!(va + vb > 0.0)) {
        *ret_interval = (KmInterval){difference, difference};
        return true;
    }
    double df =
        (va + vb) * (va + vb) / (va * va / ((double)a->n - 1.0) + vb * vb / ((double)b->n - 1.0));
    *ret_interval = around(difference, sqrt(va + vb), df, confidence);
    return true;
}
