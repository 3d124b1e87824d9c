/* Which figures ask for attention, decided once for every place that tells of it. On the list
 * stands what clearly stays behind (the norm in force, or for a group the city) and also clearly
 * goes the wrong way (against the year or the quarter before); clear as in
 * KmPublishedChange.verdict, so the list as a whole is held against chance. Totals and groups
 * alike, and only of what may be shown and is a result: effort is never judged. Beside it stands
 * what has one of the two, or came in incomplete. */
#ifndef REPORTS_ATTENTION_H
#define REPORTS_ATTENTION_H

#include "reports/pages/view.h"

typedef enum {
    KM_ATTENTION_BEHIND_AND_WORSE, /* the list */
    KM_ATTENTION_BELOW_NORM,       /* totals only, from here on */
    KM_ATTENTION_WORSE,
    KM_ATTENTION_FELL_AWAY, /* delivered before, not this quarter */
    KM_ATTENTION_INCOMPLETE
} KmAttention;
enum { KM_ATTENTIONS = 5 };

typedef struct {
    KmAttention why;
    const KmIndicatorView *indicator;
    const KmPublishedFigure *figure; /* NULL: fell away without a figure */
    const char *reason_nl; /* "onder het gemiddelde van de stad; 6,1 procentpunt lager dan een jaar
                              eerder" */
} KmAttentionItem;

typedef struct {
    KmAttentionItem
        *items; /* by reason, then in the order of the pages, a total before its groups */
    size_t count;
} KmAttentionList;

KmAttentionList km_attention(KmArena *arena, const KmReportView *view) KM_MUST_USE;

#endif
