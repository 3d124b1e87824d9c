#include "engine/stats/inequality/groups.h"
#include "engine/stats/samples/compare.h"

#include <math.h>

bool km_person_concentration(KmArena *arena, KmSeries h, KmSeries rank_by,
                             KmPersonConcentration *ret_found, KmError *err)
{
    if (!km_check_lengths("h", h.n, "rankvar", rank_by.n, err) ||
        !km_check_least("h", h.n, 2, err) || !km_check_not_negative("h", h, err)) {
        return false;
    }
    double ties;
    const double *rank = km_mid_ranks(arena, rank_by, &ties);
    double n = (double)h.n;
    double mean = 0.0;
    double least = h.at[0];
    for (size_t i = 0; i < h.n; i++) {
        mean += h.at[i] / n;
        least = fmin(least, h.at[i]);
    }
    double covariance = 0.0;
    for (size_t i = 0; i < h.n; i++) {
        covariance += ((rank[i] - 0.5) / n - 0.5) * (h.at[i] - mean) / n;
    }
    *ret_found = (KmPersonConcentration){
        .index = mean > 0.0 ? km_value(2.0 * covariance / mean) : km_undefined("the mean is 0"),
        .generalised = km_value(2.0 * covariance),
        .rescaled = mean > least ? km_value(2.0 * covariance / (mean - least))
                                 : km_undefined("all values are equal"),
    };
    return true;
}
