#include "engine/stats/survival/logrank.h"

#include "engine/stats/special.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_GROUPS = 200 };

typedef struct {
    double time;
    size_t group;
    bool is_event;
} Member;

static int by_time(const void *left, const void *right)
{
    const Member *a = left;
    const Member *b = right;
    return (a->time > b->time) - (a->time < b->time);
}

/* u' V⁻ u by elimination; V is positive semidefinite, a pivot that vanishes takes no part. */
static double quadratic_form(double *v, double *u, size_t k)
{
    double sum = 0.0;
    double largest = 0.0;
    for (size_t i = 0; i < k; i++) {
        largest = fmax(largest, v[i * k + i]);
    }
    for (size_t i = 0; i < k; i++) {
        double pivot = v[i * k + i];
        if (!(pivot > 1e-10 * largest)) {
            continue;
        }
        sum += u[i] * u[i] / pivot;
        for (size_t j = i + 1; j < k; j++) {
            double factor = v[j * k + i] / pivot;
            u[j] -= factor * u[i];
            for (size_t c = i; c < k; c++) {
                v[j * k + c] -= factor * v[i * k + c];
            }
        }
    }
    return sum;
}

bool km_logrank(KmArena *arena, const KmFollowed *followed, const size_t *group, size_t n,
                size_t n_groups, KmLogrank *ret_test, KmError *err)
{
    if (n_groups < 2) {
        return km_error_set(err, KM_ERROR_USAGE, "a comparison needs two groups, found %zu",
                            n_groups);
    }
    if (n_groups > MOST_GROUPS) {
        return km_error_set(err, KM_ERROR_USAGE, "%zu groups; at most %d can be compared", n_groups,
                            MOST_GROUPS);
    }
    Member *members = KM_NEW_ARRAY(arena, Member, n);
    double *at_risk = KM_NEW_ARRAY(arena, double, n_groups);
    double *apart = KM_NEW_ARRAY(arena, double, n_groups); /* observed − expected */
    double *expected = KM_NEW_ARRAY(arena, double, n_groups);
    double *variance = KM_NEW_ARRAY(arena, double, n_groups *n_groups);
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(followed[i].time) || followed[i].time < 0.0) {
            return km_error_set(err, KM_ERROR_USAGE, "time %zu is %g; a time is a number from 0 on",
                                i + 1, followed[i].time);
        }
        members[i] = (Member){followed[i].time, group[i], followed[i].is_event};
        at_risk[group[i]] += 1.0;
    }
    qsort(members, n, sizeof *members, by_time);
    double all = (double)n;
    for (size_t i = 0; i < n;) {
        double events = 0.0;
        size_t end = i;
        for (; end < n && !(members[end].time > members[i].time); end++) {
            events += members[end].is_event;
            apart[members[end].group] += members[end].is_event;
        }
        double spread = all > 1.0 ? events * (all - events) / (all - 1.0) : 0.0;
        for (size_t g = 0; events > 0.0 && g < n_groups; g++) {
            double share = at_risk[g] / all;
            apart[g] -= events * share;
            expected[g] += events * share;
            for (size_t h = 0; h < n_groups; h++) {
                variance[g * n_groups + h] +=
                    spread * share * ((g == h ? 1.0 : 0.0) - at_risk[h] / all);
            }
        }
        for (; i < end; i++) {
            at_risk[members[i].group] -= 1.0;
            all -= 1.0;
        }
    }
    size_t n_exposed = 0;
    double trace = 0.0;
    for (size_t g = 0; g < n_groups; g++) {
        n_exposed += expected[g] > 0.0;
        trace += variance[g * n_groups + g];
    }
    if (n_exposed < 2 || !(trace > 0.0)) {
        static const char why[] = "at no event were two groups at risk";
        *ret_test = (KmLogrank){.chi2 = km_undefined(why), .p = km_undefined(why)};
        return true;
    }
    double chi2 = quadratic_form(variance, apart, n_groups);
    *ret_test = (KmLogrank){km_value(chi2), km_value(km_chisq_p(chi2, (double)(n_exposed - 1))),
                            n_exposed - 1};
    return true;
}
