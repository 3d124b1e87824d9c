/* Dutch phrases the charts share. */
#ifndef REPORTS_CHART_WORDS_H
#define REPORTS_CHART_WORDS_H

#include "engine/published/published.h"

#include "engine/base/text.h"

/* True for figures held as a share of one: written as a percentage, or as percentage points. */
bool km_is_share(const KmIndicatorText *text);
/* True for a difference between two percentages: written in percentage points. */
bool km_is_points(const KmIndicatorText *text);
/* "84,7%" for shares, "6,1 procentpunt" for a difference between them, "1,12" for others. */
char *km_value_nl(KmArena *arena, const KmIndicatorText *text, double value, int decimals);
/* Beside an axis, whose unit the words around it say: "10%", "10", "1,1". */
char *km_tick_nl(KmArena *arena, const KmIndicatorText *text, double value, int decimals);
/* As km_value_nl, in a sentence: a duration with its unit, "15 dagen". */
char *km_quantity_nl(KmArena *arena, const KmIndicatorText *text, double value, int decimals);
/* Two values with as few decimals as keep them apart: "74%" and "85%", "84,6%" and "84,9%". */
void km_two_values_nl(KmArena *arena, const KmIndicatorText *text, int decimals,
                      const double value[2], char *ret_text[2]);
/* "271 van 320"; NULL when the counts may not be printed. */
char *km_counts_nl(KmArena *arena, const KmPublishedFigure *figure);
/* "6 van 8 geleverd" */
char *km_coverage_nl(KmArena *arena, const KmPublishedFigure *figure);
/* "begin 2024", "medio 2024", "najaar 2024", "eind 2024": the quarter's last day in plain words. */
char *km_since_nl(KmArena *arena, const KmPeriod *quarter);
/* "A, B en C" */
char *km_list_nl(KmArena *arena, const char *const *items, size_t n);
/* The first letter small, unless it begins an abbreviation. */
char *km_small_nl(KmArena *arena, const char *text);
char *km_capital_nl(KmArena *arena, const char *text);
/* "twee" … "twaalf", else digits. */
char *km_number_word_nl(KmArena *arena, size_t n);
/* "het streefcijfer", "de wettelijke norm" … */
const char *km_norm_name_nl(KmNormType type);
/* "Aandeel met een vve-plaats van de peuters met een vve-indicatie" */
char *km_measure_nl(KmArena *arena, const KmIndicatorText *text);
/* The same with the time it is about, unless it tells that itself. */
char *km_measure_when_nl(KmArena *arena, const KmIndicatorText *text);
/* The same beside the name of a quarter: where that is later than the time the figure is about,
 * with that time. */
char *km_measure_by_quarter_nl(KmArena *arena, const KmIndicatorText *text);
/* "Bron: …; stand 14 oktober 2026." */
char *km_source_nl(KmArena *arena, const KmPublished *published, const KmIndicatorText *text);
/* "district" and "districten" for a dimension of places, "groep" and "groepen" for the others. */
const char *km_group_noun_nl(const KmDimensionText *dimension, bool plural);
/* "per district"; where the noun says nothing, by what: "naar thuistaal". */
char *km_by_group_nl(KmArena *arena, const KmDimensionText *dimension) KM_MUST_USE;
bool km_has_flag(const KmPublishedFigure *figure, const char *flag);
/* "Vve-bereik: Leiden-Noord blijft achter bij Leiden" when a few rows are clearly worse than the
 * city, else `otherwise`. */
const char *km_behind_nl(KmArena *arena, KmPublishedRows rows, const char *area_nl,
                         const char *otherwise);
/* +1 better, −1 worse, 0 neither, for a change or distance of this sign. */
int km_better(const KmIndicatorText *text, int verdict);

#endif
