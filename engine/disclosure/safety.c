#include "engine/disclosure/safety.h"

#include <math.h>

KmJudge km_judge_total(const KmIndicatorText *text, const KmProfile *profile)
{
    KmJudge judge = {.least_n = profile->least_n, .least_side = profile->least_side};
    switch (text->kind) {
    case KM_KIND_PROPORTION:
        judge.hit = text->sensitive == KM_SENSITIVE_BOTH || text->sensitive == KM_SENSITIVE_HIT;
        judge.miss = text->sensitive == KM_SENSITIVE_BOTH || text->sensitive == KM_SENSITIVE_MISS;
        break;
    case KM_KIND_RATE:
    case KM_KIND_MEAN:
    case KM_KIND_COUNT:
    case KM_KIND_DURATION:
    case KM_KIND_DISTRIBUTION:
        break;
    case KM_KIND_GAP:
        /* A gap stands on two blocks of another indicator, which this gate does not see. */
        judge.never = true;
        break;
    }
    return judge;
}

KmJudge km_judge_dimension(const KmIndicatorText *text, const KmDimensionText *dimension,
                           const KmProfile *profile)
{
    KmJudge judge = km_judge_total(text, profile);
    if (dimension->is_income) {
        judge.least_n = profile->income_n > judge.least_n ? profile->income_n : judge.least_n;
        judge.least_side =
            profile->income_side > judge.least_side ? profile->income_side : judge.least_side;
    }
    if (text->kind == KM_KIND_DISTRIBUTION) {
        judge.least_n = text->sensitive == KM_SENSITIVE_GROUP ? 0 : judge.least_side;
    }
    return judge;
}

bool km_safe(const KmJudge *judge, KmSides sides)
{
    if (judge->never) {
        return false;
    }
    if (sides.n == 0) {
        return true;
    }
    return sides.n >= judge->least_n && (!judge->hit || sides.hit >= judge->least_side) &&
           (!judge->miss || sides.miss >= judge->least_side);
}

bool km_count_safe(int64_t count, int64_t least_side)
{
    return count == 0 || count >= least_side;
}

KmSides km_sides_of_total(const KmIndicatorText *text, const KmFigure *figure)
{
    KmSides sides = {.n = figure->n};
    if (text->kind == KM_KIND_PROPORTION) {
        sides.hit = figure->x;
        sides.miss = figure->n - figure->x;
    }
    return sides;
}

KmSides km_sides_of_category(const KmIndicatorText *text, const KmFigure *figure)
{
    if (text->kind == KM_KIND_DISTRIBUTION) {
        return (KmSides){.n = figure->x};
    }
    return km_sides_of_total(text, figure);
}

KmSides km_sides_of_units(const KmFigure *figure)
{
    return (KmSides){.n = figure->units_n, .hit = figure->units_hit, .miss = figure->units_miss};
}

void km_sides_add(KmSides *sum, KmSides more)
{
    sum->n += more.n;
    sum->hit += more.hit;
    sum->miss += more.miss;
}

int64_t km_round_count(const KmProfile *profile, int64_t count)
{
    int64_t base = profile->round_counts;
    return base > 1 ? (count + base / 2) / base * base : count;
}

double km_round_share(double share, int decimals)
{
    double scale = 100.0 * pow(10.0, decimals);
    return round(share * scale) / scale;
}

static const double z = 1.959963984540054;

double km_worth(const KmFigure *figure)
{
    bool is_alike = figure->n_effective > 0.0 && figure->n_effective < (double)figure->n;
    return is_alike ? figure->n_effective / (double)figure->n : 1.0;
}

KmSpan km_rounded_wilson(KmSample sample)
{
    double size = (double)sample.n * sample.worth;
    double share = (double)sample.x / (double)sample.n;
    double shrink = 1.0 + z * z / size;
    double centre = (share + z * z / (2.0 * size)) / shrink;
    double half = z * sqrt(share * (1.0 - share) / size + z * z / (4.0 * size * size)) / shrink;
    /* At 0 and n the formula touches the end; rounding error must not step over it. */
    return (KmSpan){.low = sample.x == 0 ? 0.0 : fmax(0.0, centre - half),
                    .high = sample.x == sample.n ? 1.0 : fmin(1.0, centre + half)};
}

KmSpan km_newcombe(KmSample one, KmSample two)
{
    KmSpan first = km_rounded_wilson(one);
    KmSpan second = km_rounded_wilson(two);
    double p1 = (double)one.x / (double)one.n;
    double p2 = (double)two.x / (double)two.n;
    return (KmSpan){.low = p1 - p2 - hypot(p1 - first.low, second.high - p2),
                    .high = p1 - p2 + hypot(first.high - p1, p2 - second.low)};
}

double km_rounded_p(double difference, KmSpan span)
{
    double half = difference > 0.0 ? difference - span.low : span.high - difference;
    if (!(fabs(difference) > 0.0)) {
        return 1.0;
    }
    return half > 0.0 ? erfc(z * fabs(difference) / half / sqrt(2.0)) : 0.0;
}
