#include "engine/stats/control/chart.h"

#include <math.h>

static const double d2 = 1.128; /* mean range of two normal values, in σ */
static const double d4 = 3.267; /* upper limit of that range, in mean ranges */

const char *const km_run_rule_names[KM_RUN_RULES] = {
    "beyond_3sigma",
    "run7_one_side",
    "run8_one_side",
    "two_of_three_beyond_2sigma",
    "four_of_five_beyond_1sigma",
    "trend6",
};

static int side(double z, double beyond)
{
    return (z > beyond) - (z < -beyond);
}

/* The point `last` of a run from `start`: flagged when the run is long enough, all of it when it
 * has just become so. */
static void flag_run(size_t start, size_t last, size_t length, bool *flagged)
{
    size_t points = last - start + 1;
    for (size_t j = points == length ? start : last; points >= length && j <= last; j++) {
        flagged[j] = true;
    }
}

static void flag_runs(KmSeries z, size_t length, bool *flagged)
{
    size_t start = 0;
    for (size_t i = 0; i < z.n; i++) {
        int here = side(z.at[i], 0.0);
        if (i > 0 && here != side(z.at[i - 1], 0.0)) {
            start = i;
        }
        flag_run(start, i, here == 0 ? z.n + 1 : length, flagged);
    }
}

/* At least `least` of `window` points in a row beyond, all on one side. */
static void flag_zone(KmSeries z, size_t window, size_t least, double beyond, bool *flagged)
{
    for (size_t start = 0; start + window <= z.n; start++) {
        for (int which = -1; which <= 1; which += 2) {
            size_t found = 0;
            for (size_t i = start; i < start + window; i++) {
                found += side(z.at[i], beyond) == which;
            }
            for (size_t i = start; found >= least && i < start + window; i++) {
                flagged[i] = flagged[i] || side(z.at[i], beyond) == which;
            }
        }
    }
}

static void flag_trends(KmSeries z, size_t length, bool *flagged)
{
    size_t start = 0;
    int last = 0;
    for (size_t i = 1; i < z.n; i++) {
        int step = side(z.at[i] - z.at[i - 1], 0.0);
        if (step == 0 || step != last) {
            start = step == 0 ? i : i - 1;
        }
        last = step;
        flag_run(start, i, length, flagged);
    }
}

KmRunRules km_run_rules(KmArena *arena, KmSeries z, KmSeries value)
{
    bool *flagged[KM_RUN_RULES];
    KmRunRules rules;
    for (size_t r = 0; r < KM_RUN_RULES; r++) {
        flagged[r] = KM_NEW_ARRAY(arena, bool, z.n);
        rules.flagged[r] = flagged[r];
    }
    for (size_t i = 0; i < z.n; i++) {
        flagged[0][i] = side(z.at[i], 3.0) != 0;
    }
    flag_runs(z, 7, flagged[1]);
    flag_runs(z, 8, flagged[2]);
    flag_zone(z, 3, 2, 2.0, flagged[3]);
    flag_zone(z, 5, 4, 1.0, flagged[4]);
    flag_trends(value, 6, flagged[5]);
    return rules;
}

static double mean_step(KmSeries data)
{
    double sum = 0.0;
    for (size_t i = 1; i < data.n; i++) {
        sum += fabs(data.at[i] - data.at[i - 1]);
    }
    return sum / (double)(data.n - 1);
}

bool km_xmr(KmArena *arena, KmSeries data, KmXmr *ret_chart, KmError *err)
{
    if (!km_check_least("data", data.n, 2, err)) {
        return false;
    }
    long double sum = 0.0L;
    for (size_t i = 0; i < data.n; i++) {
        if (!isfinite(data.at[i])) {
            return km_error_set(err, KM_ERROR_USAGE, "value %zu of data is not a number", i + 1);
        }
        sum += (long double)data.at[i];
    }
    double mean = (double)(sum / (long double)data.n);
    double range = mean_step(data);
    double sigma = range / d2;
    double *z = KM_NEW_ARRAY(arena, double, data.n);
    for (size_t i = 0; i < data.n; i++) {
        z[i] = sigma > 0.0 ? (data.at[i] - mean) / sigma : 0.0;
    }
    *ret_chart = (KmXmr){mean,
                         range,
                         mean + 3.0 * sigma,
                         mean - 3.0 * sigma,
                         d4 * range,
                         km_run_rules(arena, (KmSeries){z, data.n}, data)};
    return true;
}

bool km_p_chart(KmArena *arena, KmCounts x, KmCounts n, KmPChart *ret_chart, KmError *err)
{
    if (!km_check_lengths("x", x.n, "n", n.n, err) || !km_check_least("x", x.n, 2, err) ||
        !km_check_parts(x, n, err)) {
        return false;
    }
    double hits = 0.0;
    double all = 0.0;
    for (size_t i = 0; i < x.n; i++) {
        hits += (double)x.at[i];
        all += (double)n.at[i];
    }
    double centre = hits / all;
    double *z = KM_NEW_ARRAY(arena, double, x.n);
    double *share = KM_NEW_ARRAY(arena, double, x.n);
    double *limits[4];
    for (size_t k = 0; k < 4; k++) {
        limits[k] = KM_NEW_ARRAY(arena, double, x.n);
    }
    for (size_t i = 0; i < x.n; i++) {
        double s = sqrt(centre * (1.0 - centre) / (double)n.at[i]);
        share[i] = (double)x.at[i] / (double)n.at[i];
        z[i] = s > 0.0 ? (share[i] - centre) / s : 0.0;
    }
    double sigma_z = mean_step((KmSeries){z, x.n}) / d2;
    for (size_t i = 0; i < x.n; i++) {
        double s = 3.0 * sqrt(centre * (1.0 - centre) / (double)n.at[i]);
        limits[0][i] = centre + s;
        limits[1][i] = centre - s;
        limits[2][i] = centre + s * sigma_z;
        limits[3][i] = centre - s * sigma_z;
    }
    *ret_chart = (KmPChart){centre,
                            sigma_z,
                            limits[0],
                            limits[1],
                            limits[2],
                            limits[3],
                            km_run_rules(arena, (KmSeries){z, x.n}, (KmSeries){share, x.n})};
    return true;
}
