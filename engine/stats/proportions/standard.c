#include "engine/stats/proportions/standard.h"

#include <math.h>

bool km_standardised_share(KmCounts x, KmCounts n, KmSeries weights, double confidence,
                           KmStandardisedShare *ret_share, KmError *err)
{
    if (!km_check_lengths("x", x.n, "n", n.n, err) ||
        !km_check_lengths("n", n.n, "weights", weights.n, err) ||
        !km_check_least("n", n.n, 1, err) || !km_check_parts(x, n, err) ||
        !km_check_positive("weights", weights, err)) {
        return false;
    }
    double all = 0.0;
    double units = 0.0;
    for (size_t k = 0; k < n.n; k++) {
        all += weights.at[k];
        units += (double)n.at[k];
    }
    double share = 0.0;
    double variance = 0.0;
    for (size_t k = 0; k < n.n; k++) {
        double weight = weights.at[k] / all;
        double size = (double)n.at[k];
        double shrunk = ((double)x.at[k] + 1.0) / (size + 2.0);
        share += weight * (double)x.at[k] / size;
        variance += weight * weight * shrunk * (1.0 - shrunk) / size;
    }
    share = fmin(1.0, share);
    double worth = share * (1.0 - share) / variance;
    if (!(worth > 0.0) || worth > units) {
        worth = units;
    }
    ret_share->share = share;
    return km_wilson_share(share, worth, confidence, &ret_share->interval, err);
}
