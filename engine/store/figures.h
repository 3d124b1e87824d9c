/* Figures, definitions and releases in the store. `figure` is immutable: a row is added only when
 * its content differs from the current one of the same id. The view `figure_readable` shows the
 * current ones, ungated, for tests and the benchmark: indicator, period, dim1, code1, dim2, code2,
 * n, x (for rates and means the numerator), estimate, low, high, bound_low, bound_high, excluded,
 * unknown, status, expected, delivered, reference, knowledge, run. */
#ifndef ENGINE_STORE_FIGURES_H
#define ENGINE_STORE_FIGURES_H

#include "engine/figures/figure.h"
#include "engine/figures/indicator_text.h"
#include "engine/store/store.h"

/* Inside a transaction. `ret_added`: rows that differed from the current one (another run alone is
 * no difference). The figures of one indicator, period and knowledge date are saved together: a
 * block that stood there and is not among them any more is closed, and no longer current. */
bool km_figures_save(KmStore *store, const KmFigure *figures, size_t n_figures, int64_t *ret_added,
                     KmError *err) KM_MUST_USE;

/* Whether the current figures of this run's indicators, periods and knowledge date are the run's:
 * it was noted after saving them, inside that transaction, and no row has been added since. A run
 * is named by a text without spaces. */
bool km_figures_is_current(KmStore *store, KmArena *arena, const char *run, bool *ret_is,
                           KmError *err) KM_MUST_USE;
bool km_figures_note_current(KmStore *store, KmArena *arena, const char *run,
                             KmError *err) KM_MUST_USE;

typedef struct {
    const char *indicator; /* NULL: all */
    const char *period;    /* NULL: all */
    KmDate knowledge; /* KM_DATE_OPEN: the current ones, that is of each indicator and period those
                         with the newest knowledge; else those computed with this knowledge date */
    int64_t until;    /* 0: all; else as if no row had been added after this number */
} KmFigureFilter;

/* Ordered by indicator, period (its first day, then its last), first and second dimension, first
 * and second code, in byte order. Comparisons are not stored: they come empty. */
bool km_figures_read(KmStore *store, KmArena *arena, const KmFigureFilter *filter,
                     KmFigure **ret_figures, size_t *ret_count, KmError *err) KM_MUST_USE;

/* Of each indicator and period the total as it was first kept complete (DEFINED): what people were
 * told first, whatever has become known since. `until` as in the filter. In that order. */
bool km_figures_first(KmStore *store, KmArena *arena, int64_t until, KmFigure **ret_figures,
                      size_t *ret_count, KmError *err) KM_MUST_USE;

/* The newest knowledge date any figure was computed with; KM_DATE_EVER: none was. */
bool km_figures_latest_knowledge(KmStore *store, KmDate *ret_day, KmError *err) KM_MUST_USE;

/* What went out: one row a published figure, remembered for ever. */
typedef struct {
    const char *profile;
    const char *indicator;
    const char *period;
    KmBlock block;
    const char *status;
    int64_t n, x; /* −1: not shown */
    const char *run;
} KmReleaseLine;
bool km_release_add(KmStore *store, const KmReleaseLine *lines, size_t n_lines,
                    KmError *err) KM_MUST_USE;
bool km_release_read(KmStore *store, KmArena *arena, const char *profile, KmReleaseLine **ret_lines,
                     size_t *ret_count, KmError *err) KM_MUST_USE;

#endif
