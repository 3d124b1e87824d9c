#include "engine/stats/effect/did.h"

#include <math.h>
#include <string.h>

/* The clusters that take part, and the starts that the treated have. */
typedef struct {
    KmArena *arena;
    const KmDidPanel *panel;
    size_t *members; /* places in the panel */
    bool *is_treated;
    double *weight;
    size_t n;
    int *starts;   /* distinct, ascending */
    double *share; /* of the treated weight, by start; over those a moment has */
    size_t n_starts;
} Groups;

static bool is_there(const KmDidPanel *panel, int period)
{
    return period >= 0 && period < (int)panel->n_periods && panel->is_usable[period];
}

/* The mean outcome over the usable periods of [from, to). False: there are none. */
static bool mean_over(const KmDidPanel *panel, size_t cluster, int from, int to, double *ret_mean)
{
    long double sum = 0.0L;
    int count = 0;
    for (int t = from; t < to; t++) {
        if (is_there(panel, t)) {
            sum += (long double)panel->y[cluster * panel->n_periods + (size_t)t];
            count++;
        }
    }
    *ret_mean = count == 0 ? 0.0 : (double)(sum / (long double)count);
    return count > 0;
}

static bool change_at(const KmDidPanel *panel, size_t cluster, int start, double *ret_change)
{
    double before = 0.0;
    double after = 0.0;
    int first = start + panel->delay;
    if (!mean_over(panel, cluster, start - panel->before, start, &before) ||
        !mean_over(panel, cluster, first, first + panel->after, &after)) {
        return false;
    }
    *ret_change = after - before;
    return true;
}

static void add_start(Groups *groups, int start)
{
    size_t at = 0;
    while (at < groups->n_starts && groups->starts[at] < start) {
        at++;
    }
    if (at < groups->n_starts && groups->starts[at] == start) {
        return;
    }
    memmove(groups->starts + at + 1, groups->starts + at,
            (groups->n_starts - at) * sizeof *groups->starts);
    groups->starts[at] = start;
    groups->n_starts++;
}

static bool gather(Groups *groups, KmDid *did, KmError *err)
{
    const KmDidPanel *panel = groups->panel;
    if (panel->before < 1 || panel->after < 1 || panel->delay < 0) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "the window needs a period before and a period after at least");
    }
    groups->members = KM_NEW_ARRAY(groups->arena, size_t, panel->n_clusters);
    groups->is_treated = KM_NEW_ARRAY(groups->arena, bool, panel->n_clusters);
    groups->weight = KM_NEW_ARRAY(groups->arena, double, panel->n_clusters);
    groups->starts = KM_NEW_ARRAY(groups->arena, int, panel->n_clusters + 1);
    for (size_t c = 0; c < panel->n_clusters; c++) {
        double unused;
        bool is_treated = panel->start[c] != KM_DID_NEVER;
        if (is_treated && (panel->start[c] < 0 || panel->start[c] >= (int)panel->n_periods)) {
            return km_error_set(err, KM_ERROR_USAGE, "cluster %zu starts outside the panel", c + 1);
        }
        if (is_treated && !change_at(panel, c, panel->start[c], &unused)) {
            did->left_out++;
            continue;
        }
        if (is_treated) {
            add_start(groups, panel->start[c]);
        }
        groups->weight[groups->n] = panel->weight == NULL ? 1.0 : panel->weight[c];
        groups->is_treated[groups->n] = is_treated;
        groups->members[groups->n++] = c;
        did->n_treated += is_treated ? 1 : 0;
        did->n_comparison += is_treated ? 0 : 1;
    }
    groups->share = KM_NEW_ARRAY(groups->arena, double, groups->n_starts + 1);
    return true;
}

/* What is asked of a cluster that starts at `start`; false: it has none there. */
typedef bool (*Outcome)(const Groups *groups, size_t cluster, int start, int moment,
                        double *ret_value);

static bool whole_change(const Groups *groups, size_t cluster, int start, int moment,
                         double *ret_value)
{
    (void)moment;
    return change_at(groups->panel, cluster, start, ret_value);
}

static int reference_of(const Groups *groups);

static bool moment_change(const Groups *groups, size_t cluster, int start, int moment,
                          double *ret_value)
{
    const KmDidPanel *panel = groups->panel;
    const double *y = panel->y + cluster * panel->n_periods;
    int reference = reference_of(groups);
    if (!is_there(panel, start + moment) || !is_there(panel, start + reference)) {
        return false;
    }
    *ret_value = y[start + moment] - y[start + reference];
    return true;
}

/* The latest moment before the start that is usable for every start; 0: none. */
static int reference_of(const Groups *groups)
{
    for (int moment = -1; moment >= -groups->panel->before; moment--) {
        bool is_usable = groups->n_starts > 0;
        for (size_t s = 0; s < groups->n_starts; s++) {
            is_usable = is_usable && is_there(groups->panel, groups->starts[s] + moment);
        }
        if (is_usable) {
            return moment;
        }
    }
    return 0;
}

/* Shares of the starts that have this outcome; false: none has. */
static bool share_out(Groups *groups, Outcome outcome, int moment)
{
    double total = 0.0;
    for (size_t s = 0; s < groups->n_starts; s++) {
        groups->share[s] = 0.0;
        for (size_t i = 0; i < groups->n; i++) {
            double unused;
            bool counts = groups->is_treated[i] &&
                          groups->panel->start[groups->members[i]] == groups->starts[s] &&
                          outcome(groups, groups->members[i], groups->starts[s], moment, &unused);
            groups->share[s] += counts ? groups->weight[i] : 0.0;
        }
        total += groups->share[s];
    }
    for (size_t s = 0; s < groups->n_starts && total > 0.0; s++) {
        groups->share[s] /= total;
    }
    return total > 0.0;
}

/* One value a cluster: its own start's, or the mean over the starts. Those without are left out. */
static KmGroups values_of(Groups *groups, Outcome outcome, int moment)
{
    double *change = KM_NEW_ARRAY(groups->arena, double, groups->n);
    double *weight = KM_NEW_ARRAY(groups->arena, double, groups->n);
    bool *is_treated = KM_NEW_ARRAY(groups->arena, bool, groups->n);
    size_t n = 0;
    bool any = share_out(groups, outcome, moment);
    for (size_t i = 0; i < groups->n && any; i++) {
        size_t cluster = groups->members[i];
        double value = 0.0;
        bool has = true;
        if (groups->is_treated[i]) {
            has = outcome(groups, cluster, groups->panel->start[cluster], moment, &value);
        }
        for (size_t s = 0; s < groups->n_starts && !groups->is_treated[i]; s++) {
            double one = 0.0;
            if (groups->share[s] > 0.0) {
                has = outcome(groups, cluster, groups->starts[s], moment, &one) && has;
                value += groups->share[s] * one;
            }
        }
        if (has) {
            change[n] = value;
            weight[n] = groups->weight[i];
            is_treated[n++] = groups->is_treated[i];
        }
    }
    return (KmGroups){.change = change, .weight = weight, .is_treated = is_treated, .n = n};
}

static bool take_moments(Groups *groups, double confidence, KmDid *did, KmError *err)
{
    const KmDidPanel *panel = groups->panel;
    int last = panel->delay + panel->after;
    int reference = reference_of(groups);
    KmDidMoment *moments = KM_NEW_ARRAY(groups->arena, KmDidMoment, (size_t)(panel->before + last));
    for (int moment = -panel->before; moment < last && reference < 0; moment++) {
        KmDidMoment *m = &moments[did->n_moments];
        *m = (KmDidMoment){.moment = moment, .is_reference = moment == reference};
        KmGroups values = values_of(groups, moment_change, moment);
        for (size_t i = 0; i < values.n; i++) {
            m->n_treated += values.is_treated[i] ? 1 : 0;
        }
        if (m->n_treated == 0) {
            continue;
        }
        if (!m->is_reference &&
            !km_contrast(groups->arena, &values, confidence, &m->contrast, err)) {
            return false;
        }
        if (m->is_reference) {
            KmValue none = km_undefined("the other moments are told against this one");
            m->contrast = (KmContrast){km_value(0.0), none, none, none, none, none};
        }
        did->n_moments++;
    }
    did->moments = moments;
    return true;
}

static KmContrast undefined_contrast(const char *why)
{
    KmValue none = km_undefined(why);
    return (KmContrast){none, none, none, none, none, none};
}

/* Every moment before the start that all starts have, against the reference: q values a cluster,
 * and the slope of a line through all of them, the reference included. */
static bool test_leads(Groups *groups, double confidence, KmDid *did, KmError *err)
{
    const KmDidPanel *panel = groups->panel;
    int reference = reference_of(groups);
    int *leads = KM_NEW_ARRAY(groups->arena, int, (size_t)panel->before + 1);
    size_t q = 0;
    for (int moment = -panel->before; moment < reference; moment++) {
        bool is_shared = true;
        for (size_t s = 0; s < groups->n_starts; s++) {
            is_shared = is_shared && is_there(panel, groups->starts[s] + moment);
        }
        if (is_shared) {
            leads[q++] = moment;
        }
    }
    if (q == 0) {
        KmValue none = km_undefined("there is one period before the start only");
        did->leads = (KmJointTest){none, none, none, none};
        did->drift = undefined_contrast("there is one period before the start only");
        return true;
    }
    double *all = KM_NEW_ARRAY(groups->arena, double, groups->n *q);
    double *slope = KM_NEW_ARRAY(groups->arena, double, groups->n);
    double centre = (double)reference;
    double spread = 0.0;
    for (size_t j = 0; j < q; j++) {
        centre += (double)leads[j];
    }
    centre /= (double)(q + 1);
    spread = ((double)reference - centre) * ((double)reference - centre);
    for (size_t j = 0; j < q; j++) {
        spread += ((double)leads[j] - centre) * ((double)leads[j] - centre);
    }
    KmGroups values = {0};
    for (size_t j = 0; j < q; j++) {
        values = values_of(groups, moment_change, leads[j]);
        for (size_t i = 0; i < values.n; i++) {
            all[i * q + j] = values.change[i];
            slope[i] += values.change[i] * ((double)leads[j] - centre) / spread;
        }
    }
    values.change = all;
    if (!km_contrast_joint(groups->arena, &values, q, &did->leads, err)) {
        return false;
    }
    values.change = slope;
    return km_contrast(groups->arena, &values, confidence, &did->drift, err);
}

bool km_did(KmArena *arena, const KmDidPanel *panel, double confidence, KmDid *ret_did,
            KmError *err)
{
    Groups groups = {.arena = arena, .panel = panel};
    KmDid did = {0};
    if (!gather(&groups, &did, err)) {
        return false;
    }
    if (did.n_treated == 0) {
        const char *why = "no treated cluster has a period before and after its start";
        KmValue none = km_undefined(why);
        did.effect = did.drift = undefined_contrast(why);
        did.leads = (KmJointTest){none, none, none, none};
        *ret_did = did;
        return true;
    }
    KmGroups values = values_of(&groups, whole_change, 0);
    if (!km_contrast(arena, &values, confidence, &did.effect, err) ||
        !take_moments(&groups, confidence, &did, err) ||
        !test_leads(&groups, confidence, &did, err)) {
        return false;
    }
    *ret_did = did;
    return true;
}
