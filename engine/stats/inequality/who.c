#include "engine/stats/inequality/who.h"

#include "engine/stats/inequality/slope.h"
#include "engine/stats/special.h"

#include <math.h>

enum { MOST_GROUPS = 1000 }; /* derivatives take time by its square */

typedef enum { ANY_SIGN, FROM_ZERO, RATIO } Scale;

static const struct {
    const char *name;
    Scale scale;
} measures[KM_WHO_MEASURES] = {
    {"d", ANY_SIGN},           {"r", RATIO},
    {"sii", ANY_SIGN},         {"rii", RATIO},
    {"aci", ANY_SIGN},         {"rci", ANY_SIGN},
    {"bgv", FROM_ZERO},        {"bgsd", FROM_ZERO},
    {"cov_pct", FROM_ZERO},    {"mdm_w", FROM_ZERO},
    {"mdm_u", FROM_ZERO},      {"mdb_w", FROM_ZERO},
    {"mdb_u", FROM_ZERO},      {"mdr_w", FROM_ZERO},
    {"mdr_u", FROM_ZERO},      {"idis_w_pct", FROM_ZERO},
    {"idis_u_pct", FROM_ZERO}, {"theil_t", FROM_ZERO},
    {"mld", FROM_ZERO},        {"par", ANY_SIGN},
    {"paf_pct", ANY_SIGN},
};

static bool estimate(const KmGroups *g, KmValue ret_values[KM_WHO_MEASURES], KmError *err)
{
    KmDisparity d;
    KmConcentration c;
    KmSlopeFit s;
    if (!km_disparity(g, &d, err) || !km_concentration(g, &c, err) ||
        !km_slope_linear(g->pop, g->value, &s, err)) {
        return false;
    }
    double first = g->value.at[0];
    double last = g->value.at[g->value.n - 1];
    const KmValue found[KM_WHO_MEASURES] = {
        km_value(last - first),
        first > 0.0 && last > 0.0 ? km_value(last / first)
                                  : km_undefined("the first or the last group is at 0"),
        s.slope,
        s.ratio,
        c.generalised,
        c.index,
        d.bgv,
        d.bgsd,
        d.cov_pct,
        d.mdm_w,
        d.mdm_u,
        d.mdb_w,
        d.mdb_u,
        d.mdr_w,
        d.mdr_u,
        d.idis_w_pct,
        d.idis_u_pct,
        d.theil_t,
        d.mld,
        d.par_reference,
        d.paf_reference_pct,
    };
    for (size_t m = 0; m < KM_WHO_MEASURES; m++) {
        ret_values[m] = found[m];
    }
    return true;
}

static KmEstimate interval(KmValue value, double variance, double z, Scale scale)
{
    if (value.state != KM_VALUE_DEFINED) {
        return (KmEstimate){value, value, value};
    }
    double half = z * sqrt(variance);
    if (scale == RATIO) {
        double factor = exp(half / value.number);
        return (KmEstimate){value, km_value(value.number / factor),
                            km_value(value.number * factor)};
    }
    double low = value.number - half;
    return (KmEstimate){value, km_value(scale == FROM_ZERO ? fmax(0.0, low) : low),
                        km_value(value.number + half)};
}

bool km_who_measures(KmArena *arena, const KmGroups *groups, KmSeries se, double confidence,
                     KmMeasure ret_measures[KM_WHO_MEASURES], KmError *err)
{
    KmValue at[KM_WHO_MEASURES];
    KmValue up[KM_WHO_MEASURES];
    KmValue down[KM_WHO_MEASURES];
    double variance[KM_WHO_MEASURES] = {0};
    bool is_known[KM_WHO_MEASURES];
    for (size_t m = 0; m < KM_WHO_MEASURES; m++) {
        is_known[m] = true;
    }
    if (!km_check_confidence(confidence, err) ||
        !km_check_lengths("rate", groups->value.n, "se", se.n, err) ||
        !km_check_not_negative("se", se, err) || !estimate(groups, at, err)) {
        return false;
    }
    size_t n = groups->value.n;
    if (n > MOST_GROUPS) {
        return km_error_set(err, KM_ERROR_USAGE, "%zu groups; at most %d can be compared", n,
                            MOST_GROUPS);
    }
    double *moved = KM_NEW_ARRAY(arena, double, n);
    double largest = 0.0;
    for (size_t i = 0; i < n; i++) {
        moved[i] = groups->value.at[i];
        largest = fmax(largest, moved[i]);
    }
    KmGroups other = *groups;
    other.value = (KmSeries){moved, n};
    other.is_share = false; /* a step may leave 0–1 */
    double step = 1e-6 * (largest > 0.0 ? largest : 1.0);
    for (size_t i = 0; i < n; i++) {
        double back = fmin(step, groups->value.at[i]);
        moved[i] = groups->value.at[i] + step;
        bool is_done = estimate(&other, up, err);
        moved[i] = groups->value.at[i] - back;
        is_done = is_done && estimate(&other, down, err);
        moved[i] = groups->value.at[i];
        if (!is_done) {
            return false;
        }
        for (size_t m = 0; m < KM_WHO_MEASURES; m++) {
            double slope = (up[m].number - down[m].number) / (step + back);
            is_known[m] =
                is_known[m] && up[m].state == KM_VALUE_DEFINED && down[m].state == KM_VALUE_DEFINED;
            variance[m] += slope * slope * se.at[i] * se.at[i];
        }
    }
    double z = km_normal_two_sided(confidence);
    for (size_t m = 0; m < KM_WHO_MEASURES; m++) {
        KmEstimate found = interval(at[m], variance[m], z, measures[m].scale);
        if (at[m].state == KM_VALUE_DEFINED && !is_known[m]) {
            found.low = found.high = km_undefined("the measure is at the edge of its domain");
        }
        ret_measures[m] = (KmMeasure){measures[m].name, found};
    }
    return true;
}
