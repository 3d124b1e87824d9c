/* Local targets: normen.csv of the workspace, kept in a spreadsheet. Header
 * `indicator,waarde,soort,van,tot,bron,besloten_door` in any order; `,` or `;`, byte order mark,
 * Windows-1252, decimal comma, percent sign, dates as 2026-01-31 or 31-01-2026. `soort`: streef,
 * wettelijk, inspectie, landelijk (or the English words of the indicator files); empty = streef.
 * `herijking` is no norm but the decision that the limits of the control chart begin anew on `van`:
 * `waarde` stays empty, `van` and `besloten_door` (who, when, the line of the working group's
 * register) may not be. A wrong row is a fault with its line and column and is left out; the others
 * count. */
#ifndef INDICATORS_NORMS_H
#define INDICATORS_NORMS_H

#include "engine/base/arena.h"
#include "engine/figures/indicator_text.h"

typedef struct {
    const char *indicator;
    KmNorm norm;    /* the source with who decided, printable */
    bool is_rebase; /* no norm: only its day and source count */
    int64_t line;   /* in the file */
} KmLocalNorm;

typedef struct {
    const KmLocalNorm *norms;
    size_t n_norms;
    const KmError *faults;
    size_t n_faults;
} KmLocalNorms;

/* `texts`: the indicators there are. A value that the indicator can never have (a share above 100%,
 * a duration below 0), and a norm that holds on the same days as an earlier one of its indicator
 * and kind, are faults. */
KmLocalNorms km_norms_parse(KmArena *arena, const char *file, const char *bytes, size_t length,
                            const KmIndicatorText *const *texts, size_t n_texts);

#endif
