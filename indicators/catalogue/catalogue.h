/* The catalogue: every indicator and register file, read at run time and checked. A workspace file
 * of the same name replaces the shipped one whole. Nobody writes C for a new indicator.
 *
 * File: `-- key: value` header lines, then the body in one of two forms (DESIGN §6), then `--
 * example:` blocks. */
#ifndef INDICATORS_CATALOGUE_H
#define INDICATORS_CATALOGUE_H

#include "engine/figures/effect_text.h"
#include "engine/figures/indicator_text.h"
#include "engine/figures/progress.h"
#include "engine/store/work.h"

typedef struct KmCatalogue KmCatalogue;

typedef struct {
    const char *datadir; /* holds indicators/ with registers/, ambitie-*, ondersteunend/, and
                            importers/codes/ */
    const char
        *workspace;    /* NULL, or a directory whose indicators/ replaces files of the same name */
    const char *norms; /* NULL, or the path of normen.csv (local targets) */
} KmCatalogueSources;

/* Broken files do not stop the rest: they are listed with their error and left out. */
bool km_catalogue_open(KmArena *arena, const KmCatalogueSources *sources,
                       KmCatalogue **ret_catalogue, KmError *err) KM_MUST_USE;
size_t km_catalogue_count(const KmCatalogue *catalogue);
const KmIndicatorText *km_catalogue_at(const KmCatalogue *catalogue,
                                       size_t i); /* by action, then order key, then id */
const KmIndicatorText *km_catalogue_find(const KmCatalogue *catalogue, const char *id);
const char *km_catalogue_sql(const KmCatalogue *catalogue, const char *id); /* the file's text */

/* Its effect designs (indicators/effects/design.h). */
size_t km_effect_count(const KmCatalogue *catalogue);
const KmEffectText *km_effect_at(const KmCatalogue *catalogue, size_t i); /* by action, then id */
const KmEffectText *km_effect_find(const KmCatalogue *catalogue, const char *id);
const char *km_effect_sql(const KmCatalogue *catalogue, const char *id); /* the file's text */

typedef struct {
    const char *file;
    KmError error;
} KmCatalogueFault;
size_t km_catalogue_fault_count(const KmCatalogue *catalogue);
const KmCatalogueFault *km_catalogue_fault_at(const KmCatalogue *catalogue, size_t i);

/* Names for the codes of open dimensions (registers with `names`), from what the store knew on
 * `knowledge`. Until then they show their codes. */
bool km_catalogue_names(KmCatalogue *catalogue, KmStore *store, KmDate knowledge,
                        KmError *err) KM_MUST_USE;

/* Runs the SQL of one indicator on empty tables: what SQLite or the guard refuses (forbidden words,
 * unknown tables and columns, columns that are missing, a query without end) is refused here with
 * file, line and remedy. What only rows can show, the worked examples show. */
bool km_indicator_lint(KmArena *arena, const KmCatalogue *catalogue, const char *id,
                       KmError *err) KM_MUST_USE;

/* Runs the worked examples of one indicator; false when the file cannot be run at all. */
typedef struct {
    const char *indicator;
    const char *example; /* its title */
    bool passed;
    const char *message; /* expected and found, when not */
} KmExampleResult;
bool km_examples_run(KmArena *arena, const KmCatalogue *catalogue, const char *id,
                     KmExampleResult **ret_results, size_t *ret_count, KmError *err) KM_MUST_USE;

#endif
