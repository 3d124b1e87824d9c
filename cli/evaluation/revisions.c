#include "cli/evaluation/revisions.h"

#include <string.h>

typedef struct {
    KmCli *cli;
    const KmCliFigures *figures;
    const KmPublished *published;
    KmReportRevision *revisions;
    size_t count, capacity;
} Reading;

/* What was locked, through the gate of today. */
static bool publish_locked(Reading *r, const KmAct *lock, const KmPublished **ret_published,
                           KmError *err)
{
    KmCli *cli = r->cli;
    KmCliFigures then = *r->figures;
    KmFigure *figures;
    KmFigureFilter filter = {
        .period = lock->period, .knowledge = lock->knowledge, .until = lock->last_figure};
    if (!km_figures_read(cli->store, cli->arena, &filter, &figures, &then.run.n_figures, err)) {
        return false;
    }
    then.run.figures = figures;
    return km_cli_publish(cli, &then, ret_published, err);
}

static bool is_small(int64_t move, int64_t least)
{
    int64_t size = move < 0 ? -move : move;
    return size > 0 && size < least;
}

static bool is_told(const KmPublishedFigure *f)
{
    return f != NULL && f->status == KM_PUBLISHED_SHOWN && f->has_estimate;
}

/* A figure that was incomplete then is no revision of a number. */
static bool was_revised(const Reading *r, const KmPublishedFigure *then,
                        const KmPublishedFigure *now)
{
    int64_t least = r->figures->profile->least_side;
    if (!is_told(then) || !is_told(now) || then->has_counts != now->has_counts) {
        return false;
    }
    bool differs = then->estimate < now->estimate || then->estimate > now->estimate ||
                   (now->has_counts && (then->n != now->n || then->x != now->x));
    bool small = now->has_counts &&
                 (is_small(now->n - then->n, least) || is_small(now->x - then->x, least) ||
                  is_small((now->n - now->x) - (then->n - then->x), least));
    return differs && !small;
}

static bool read_quarter(Reading *r, const KmPeriod *quarter, const KmAct *lock, KmError *err)
{
    const KmPublished *locked;
    if (!publish_locked(r, lock, &locked, err)) {
        return false;
    }
    for (size_t i = 0; i < km_published_indicator_count(r->published); i++) {
        const char *id = km_published_indicator_at(r->published, i)->id;
        const KmPublishedFigure *then = km_published_total(locked, id, quarter->text);
        const KmPublishedFigure *now = km_published_total(r->published, id, quarter->text);
        if (was_revised(r, then, now)) {
            KM_GROW(r->cli->arena, r->revisions, r->count, r->capacity);
            r->revisions[r->count++] = (KmReportRevision){then, now};
        }
    }
    return true;
}

bool km_revisions_read(KmCli *cli, const KmCliFigures *figures, const KmPublished *published,
                       const KmReportRevision **ret_revisions, size_t *ret_count, KmError *err)
{
    Reading r = {.cli = cli, .figures = figures, .published = published};
    int64_t until = figures->locked == NULL ? INT64_MAX : figures->locked->act;
    for (KmPeriod p = figures->first; p.to < figures->asked.to; p = km_period_shift(&p, 1)) {
        KmStanding s;
        if (!km_standing_read_until(cli, p.text, NULL, until, &s, err) ||
            (s.lock != NULL && !read_quarter(&r, &p, s.lock, err))) {
            return false;
        }
    }
    *ret_revisions = r.revisions;
    *ret_count = r.count;
    return true;
}
