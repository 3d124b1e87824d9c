#include "reports/charts/chart_plan.h"

#include <math.h>

/* 1, 2 or 5 times a power of ten: some five steps over the span. */
static double nice_step(double span)
{
    double power = pow(10, floor(log10(span / 5)));
    double ratio = span / 5 / power;
    return power * (ratio <= 1.0 ? 1.0 : ratio <= 2.0 ? 2.0 : ratio <= 5.0 ? 5.0 : 10.0);
}

/* A cut axis spans thirty points at least, so that a small difference does not look large; one from
 * zero is as high as its values. */
static KmAxis share_axis(double low, double high)
{
    if (low < 0.25 && high < 0.28) {
        double top = high > 0.0005 ? high * 1.03 : 0.05;
        double small = nice_step(top);
        return (KmAxis){0.0, ceil(top / small - 1e-9) * small, small};
    }
    double step = high - low > 0.62 ? 0.2 : 0.1;
    KmAxis axis = {floor((low - 0.005) / step) * step, ceil((high + 0.005) / step) * step, step};
    axis.to = axis.to > 1.0 ? 1.0 : axis.to;
    axis.from = axis.from < 0.25 ? 0.0 : axis.from; /* close to zero: show the zero */
    while (axis.to - axis.from < 0.295) {
        axis.from -= axis.from > step / 2 ? step : 0.0;
        axis.to += axis.to < 1.0 - step / 2 && axis.to - axis.from < 0.295 ? step : 0.0;
    }
    axis.step = axis.to - axis.from > 0.65 ? 0.2 : 0.1;
    if (axis.step > 0.15) { /* whole steps of twenty from the bottom */
        axis.from = floor(axis.from / 0.2 + 0.01) * 0.2;
        axis.to = ceil(axis.to / 0.2 - 0.01) * 0.2;
    }
    return axis;
}

KmAxis km_axis(double low, double high, bool share)
{
    if (share) {
        return share_axis(low < 0 ? 0 : low, high > 1 ? 1 : high);
    }
    double span = high - low > 1e-9 ? high - low : fabs(high) > 1e-9 ? fabs(high) : 1.0;
    double from = low >= 0 && low < span * 1.5 ? 0.0 : low - span * 0.1;
    double step = nice_step(high + span * 0.1 - from);
    return (KmAxis){floor(from / step) * step, ceil((high + span * 0.1) / step) * step, step};
}

int km_axis_decimals(const KmAxis *axis, bool share)
{
    double digits = -floor(log10(axis->step) + 1e-9) - (share ? 2 : 0);
    return digits < 0 ? 0 : (int)digits;
}
