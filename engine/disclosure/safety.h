/* When a block may be shown, and how its numbers are written. A judge is the rule for one kind of
 * block: N, k and the sides that must not be small. Safety is monotone: adding units to a safe
 * block keeps it safe, so every union of safe blocks is safe. All else rests on that. */
#ifndef ENGINE_DISCLOSURE_SAFETY_H
#define ENGINE_DISCLOSURE_SAFETY_H

#include "engine/disclosure/gate.h"

/* What a judge looks at. A distribution's category is judged by its own units: n is then the
 * category's count, and there are no sides. */
typedef struct {
    int64_t n, hit, miss;
} KmSides;

typedef struct {
    bool never; /* a kind that no rule covers yet */
    bool hit, miss;
    int64_t least_n, least_side;
} KmJudge;

KmJudge km_judge_total(const KmIndicatorText *text, const KmProfile *profile);
KmJudge km_judge_dimension(const KmIndicatorText *text, const KmDimensionText *dimension,
                           const KmProfile *profile);
bool km_safe(const KmJudge *judge, KmSides sides);
/* Counted apart (excluded, unknown, steps): 0 or at least k. */
bool km_count_safe(int64_t count, int64_t least_side);

KmSides km_sides_of_total(const KmIndicatorText *text, const KmFigure *figure);
KmSides km_sides_of_category(const KmIndicatorText *text, const KmFigure *figure);
/* Distinct units of a pooled figure. */
KmSides km_sides_of_units(const KmFigure *figure);
void km_sides_add(KmSides *sum, KmSides more);

int64_t km_round_count(const KmProfile *profile, int64_t count);
/* A share to `decimals` of a percentage. */
double km_round_share(double share, int decimals);

typedef struct {
    double low, high;
} KmSpan;
typedef struct {
    int64_t n, x;
    double worth; /* independent units per unit, 0 … 1: below 1 when they are alike */
} KmSample;
/* A figure's own. */
double km_worth(const KmFigure *figure);
/* Wilson score interval, 95 % (Wilson 1927, JASA 22:209-212). The plain formula stands here because
 * merged and rounded counts first exist in the gate, which may not link the statistics. n > 0. */
KmSpan km_rounded_wilson(KmSample sample);
/* Newcombe's interval for p1 - p2 of independent groups (1998, Stat. Med. 17:873-890, method 10).
 */
KmSpan km_newcombe(KmSample one, KmSample two);
/* Two-sided p of no difference that belongs to a 95 % interval, its half towards 0 read as normal
 * (D.G. Altman, J.M. Bland, BMJ 343 (2011) d2304). */
double km_rounded_p(double difference, KmSpan span);

#endif
