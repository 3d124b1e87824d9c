#include "engine/stats/inequality/groups.h"

#include <math.h>

static const char no_mean[] = "the mean over all groups is 0";

static bool check(const KmGroups *g, KmError *err)
{
    if (!km_check_lengths("pop", g->pop.n, "rate", g->value.n, err) ||
        !km_check_least("pop", g->pop.n, 2, err) || !km_check_positive("pop", g->pop, err) ||
        !km_check_not_negative("rate", g->value, err)) {
        return false;
    }
    for (size_t i = 0; g->is_share && i < g->value.n; i++) {
        if (g->value.at[i] > 1.0) {
            return km_error_set(err, KM_ERROR_USAGE,
                                "rate %zu is %g; a share lies between 0 and 1, write 0.9 for 90 %%",
                                i + 1, g->value.at[i]);
        }
    }
    if (g->reference >= g->value.n) {
        return km_error_set(err, KM_ERROR_USAGE, "there is no reference group %zu; there are %zu",
                            g->reference + 1, g->value.n);
    }
    return true;
}

static double total(KmSeries s)
{
    double sum = 0.0;
    for (size_t i = 0; i < s.n; i++) {
        sum += s.at[i];
    }
    return sum;
}

static double weighted_mean(const KmGroups *g)
{
    double sum = 0.0;
    for (size_t i = 0; i < g->pop.n; i++) {
        sum += g->pop.at[i] * g->value.at[i];
    }
    return sum / total(g->pop);
}

static KmValue over(double numerator, double mean, double times)
{
    return mean > 0.0 ? km_value(times * numerator / mean) : km_undefined(no_mean);
}

/* Σ w |y − from| and the plain mean over all groups but `without` (n: over all). */
static double distance(const KmGroups *g, double from, double *ret_plain, size_t without)
{
    double weighted = 0.0;
    double plain = 0.0;
    for (size_t i = 0; i < g->pop.n; i++) {
        double apart = fabs(g->value.at[i] - from);
        weighted += g->pop.at[i] * apart;
        plain += i == without ? 0.0 : apart;
    }
    *ret_plain = plain / (double)(without < g->pop.n ? g->pop.n - 1 : g->pop.n);
    return weighted / total(g->pop);
}

bool km_disparity(const KmGroups *g, KmDisparity *ret_found, KmError *err)
{
    if (!check(g, err)) {
        return false;
    }
    size_t n = g->pop.n;
    double all = total(g->pop);
    double mean = weighted_mean(g);
    double plain_mean = total(g->value) / (double)n;
    double low = g->value.at[0];
    double high = g->value.at[0];
    double variance = 0.0;
    double theil = 0.0;
    double mld = 0.0;
    bool has_zero = false;
    for (size_t i = 0; i < n; i++) {
        double w = g->pop.at[i] / all;
        double y = g->value.at[i];
        low = fmin(low, y);
        high = fmax(high, y);
        variance += w * (y - mean) * (y - mean);
        if (y > 0.0 && mean > 0.0) {
            theil += w * y / mean * log(y / mean);
            mld += w * log(mean / y);
        } else {
            has_zero = true;
        }
    }
    double best = g->low_is_good ? low : high;
    double mdm_u, mdb_u, mdr_u, unused;
    double mdm_w = distance(g, mean, &unused, n);
    (void)distance(g, plain_mean, &mdm_u, n);
    double mdb_w = distance(g, best, &mdb_u, n);
    double reference = g->value.at[g->reference];
    double mdr_w = distance(g, reference, &mdr_u, g->reference);
    *ret_found = (KmDisparity){
        .mean_w = km_value(mean),
        .diff = km_value(high - low),
        .ratio = low > 0.0 ? km_value(high / low) : km_undefined("the lowest group is at 0"),
        .bgv = km_value(variance),
        .bgsd = km_value(sqrt(variance)),
        .cov_pct = over(sqrt(variance), mean, 100.0),
        .mdm_w = km_value(mdm_w),
        .mdm_u = km_value(mdm_u),
        .mdb_w = km_value(mdb_w),
        .mdb_u = km_value(mdb_u),
        .mdr_w = km_value(mdr_w),
        .mdr_u = km_value(mdr_u),
        .idis_w_pct = over(mdm_w, mean, 100.0),
        .idis_u_pct = over(mdm_u, plain_mean, 100.0),
        .par_best = km_value(best - mean),
        .paf_best_pct = over(best - mean, mean, 100.0),
        .par_reference = km_value(reference - mean),
        .paf_reference_pct = over(reference - mean, mean, 100.0),
        .theil_t = mean > 0.0 ? km_value(theil) : km_undefined(no_mean),
        .mld = !(mean > 0.0) ? km_undefined(no_mean)
               : has_zero    ? km_undefined("a group is at 0")
                             : km_value(mld),
    };
    return true;
}

bool km_concentration(const KmGroups *g, KmConcentration *ret_found, KmError *err)
{
    if (!check(g, err)) {
        return false;
    }
    double all = total(g->pop);
    double mean = weighted_mean(g);
    double below = 0.0;
    double covariance = 0.0; /* the population's mean rank is a half */
    for (size_t i = 0; i < g->pop.n; i++) {
        double w = g->pop.at[i] / all;
        covariance += w * (below + w / 2.0 - 0.5) * (g->value.at[i] - mean);
        below += w;
    }
    static const char no_share[] = "the values are not shares";
    *ret_found = (KmConcentration){
        .index = over(covariance, mean, 2.0),
        .generalised = km_value(2.0 * covariance),
        .erreygers = g->is_share ? km_value(8.0 * covariance) : km_undefined(no_share),
        .wagstaff = !g->is_share    ? km_undefined(no_share)
                    : !(mean > 0.0) ? km_undefined(no_mean)
                    : mean >= 1.0   ? km_undefined("every group is at 1")
                                    : km_value(2.0 * covariance / (mean * (1.0 - mean))),
    };
    return true;
}

bool km_levin(double prevalence, double relative_risk, double *ret_fraction, KmError *err)
{
    if (!(prevalence >= 0.0 && prevalence <= 1.0)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "prevalence %g lies outside 0 … 1; write 0.3 for 30 %%", prevalence);
    }
    if (!(relative_risk > 0.0 && isfinite(relative_risk))) {
        return km_error_set(err, KM_ERROR_USAGE, "rr %g must be a number above 0", relative_risk);
    }
    double excess = prevalence * (relative_risk - 1.0);
    if (!(1.0 + excess > 0.0)) {
        return km_error_set(err, KM_ERROR_USAGE, "prevalence 1 with rr near 0 has no fraction");
    }
    *ret_fraction = excess / (1.0 + excess);
    return true;
}
