/* The Dutch words for published figures: values, status words, answer and verdict sentences. All
 * pages, tables, datasets and explanations take their words and numbers from here, so that a figure
 * reads the same wherever it stands. Plain Dutch (B1); nothing is ever an empty string where a
 * value is asked. */
#ifndef REPORTS_WORDS_H
#define REPORTS_WORDS_H

#include "engine/published/published.h"
#include "reports/charts/chart_words.h"

typedef enum {
    KM_FAVOUR_GOOD,    /* clearly towards the wish */
    KM_FAVOUR_BAD,     /* clearly away from it */
    KM_FAVOUR_HIGHER,  /* clearly higher; no wish, or an effort, which is never dressed as effect */
    KM_FAVOUR_LOWER,   /* clearly lower, likewise */
    KM_FAVOUR_UNCLEAR, /* no clear difference */
    KM_FAVOUR_UNKNOWN  /* cannot be compared */
} KmFavour;

/* A row of a distribution's own categories: a stage of a cascade. */
bool km_is_category(const KmPublishedFigure *figure);
/* Input and process: what is done, not what it brings. */
bool km_is_effort(const KmIndicatorText *text);

/* The estimate, "ten minste 95%", "70% tot 91%", or the status word: never empty. */
char *km_estimate_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;
/* "84,7% tot 85,9%": how far what is not known could move it; "n.v.t.": nothing to tell; or a
 * status word. */
char *km_bounds_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;
/* "80,3–88,2%", "−2,5 tot 14,0 procentpunt" or a status word. */
char *km_interval_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;
/* Its two ends, each with its unit: "80,3%"; the status word twice when there is none. */
void km_interval_ends_nl(KmArena *arena, const KmPublishedFigure *figure, char *ret_ends[2]);
/* "271", "320", or a status word: hits (a rate's numerator) and units. */
char *km_hits_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;
char *km_units_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;
bool km_has_units(const KmPublishedFigure *figure); /* n may be printed */
bool km_has_hits(const KmPublishedFigure *figure);  /* x, or a rate's sum, may be printed */
/* The numerator as a number: x, or the sum of a rate or mean. */
double km_numerator(const KmPublishedFigure *figure);
/* "271 van 320", "392 op 350", a mean's "van 2.604 ouders", or a status word. */
char *km_counts_words_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;

/* "shown", "merged" …: the code in datasets. */
const char *km_status_code(KmPublishedStatus status);
/* "getoond", "samengenomen", "afgeschermd", "n.v.t." … */
const char *km_status_word_nl(KmPublishedStatus status);
/* What the word means, one sentence. */
const char *km_status_meaning_nl(KmPublishedStatus status);
/* The word a cell shows in place of a value that is not there. */
const char *km_absent_word_nl(const KmPublishedFigure *figure);
/* Status with what belongs to it: "samengenomen: Binnenstad-Noord, Stationsdistrict; voorlopig". */
char *km_note_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;

/* "Op 30 september 2026", "In het derde kwartaal 2026" */
char *km_moment_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;
/* "Op 30 september 2026 had 84,7% van de peuters met een vve-indicatie een vve-plaats: 271 van
 * 320." */
char *km_answer_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;
/* How sure: chance, deliveries, unknowns. */
char *km_certainty_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;
/* "8 van 8 leveringen" */
char *km_deliveries_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;

/* Against another period; `than` as in "dan een jaar eerder". */
KmFavour km_change_favour(const KmIndicatorText *text, const KmPublishedChange *change);
char *km_change_nl(KmArena *arena, const KmIndicatorText *text, const KmPublishedChange *change,
                   const char *than) KM_MUST_USE;
/* The same without the other period: "2,1 procentpunt hoger". */
char *km_change_short_nl(KmArena *arena, const KmIndicatorText *text,
                         const KmPublishedChange *change) KM_MUST_USE;
/* "2,1 procentpunt", with `sign` "+2,1 procentpunt". */
char *km_difference_nl(KmArena *arena, const KmIndicatorText *text, double difference,
                       bool sign) KM_MUST_USE;
const char *km_favour_word_nl(KmFavour favour); /* "beter", "geen duidelijke verandering" … */

/* Against the norm in force. */
KmFavour km_norm_favour(const KmPublishedFigure *figure);
const char *km_norm_type_nl(KmNormType type); /* "wettelijke norm", "streefcijfer" … */
char *km_norm_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;

/* "nog 49 van 320 peuters te bereiken", "nog 12 van 320 peuters tot 95%", from the printed counts;
 * NULL where it is no question of reaching (no norm above the share, no result, counts not
 * printed). */
char *km_remaining_nl(KmArena *arena, const KmPublishedFigure *figure) KM_MUST_USE;

/* "wat er wordt gedaan", the level in words beside its name. */
const char *km_level_meaning_nl(KmIndicatorLevel level);
/* First letter upper case (ASCII). */
char *km_sentence(KmArena *arena, const char *text) KM_MUST_USE;

#endif
