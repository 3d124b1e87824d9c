/* The columns of the dataset, in order, and its package description. Shared by dataset.c,
 * dataset_columns.c, datapackage.c and the effects (reports/effects). Column names are stable: a
 * new one goes at the end. */
#ifndef REPORTS_DATASET_H
#define REPORTS_DATASET_H

#include "engine/base/text.h"
#include "engine/published/effects.h"
#include "engine/published/published.h"

typedef struct {
    const char *code;
    const char *label_nl;
    const char *label_en;
} KmDatasetCode;

typedef struct {
    const char *name;
    const char *type; /* Frictionless type */
    bool required;    /* never empty */
    const char *title_nl;
    const char *title_en;
    const char *description_nl;
    const char *description_en;
    const KmDatasetCode *codes; /* NULL: no code list */
    size_t n_codes;
} KmDatasetColumn;

extern const KmDatasetColumn km_dataset_columns[];
extern const size_t km_dataset_column_count;

/* kansmeter.csv: UTF-8, LF, `,`, decimal point, ISO dates. */
KmText km_dataset_csv(KmArena *arena, const KmPublished *published) KM_MUST_USE;

/* elders.csv: figures that others published of the same indicators, in the same writing. */
extern const KmDatasetColumn km_elsewhere_columns[];
extern const size_t km_elsewhere_column_count;
size_t km_elsewhere_count(const KmPublished *published);
KmText km_elsewhere_csv(KmArena *arena, const KmPublished *published) KM_MUST_USE;

/* One file of a package: `name`.csv. */
typedef struct {
    const char *name;
    const KmDatasetColumn *columns;
    size_t n_columns;
    const char *key; /* the column that names a row */
    const KmText *csv;
} KmDatasetTable;

typedef struct {
    const char *name;
    const char *title_nl, *title_en; /* "of <area>" is added */
    const char *description_nl, *description_en;
    const KmReleaseText *release;
    const KmDatasetTable *tables;
    size_t n_tables;
    const KmPublished *published;      /* whose indicators are described; NULL: none */
    const KmPublishedEffects *effects; /* whose designs are described; NULL: none */
} KmDatasetPackage;

/* datapackage.json (Frictionless) for these bytes. */
KmText km_datapackage_json(KmArena *arena, const KmDatasetPackage *package) KM_MUST_USE;
/* That of the dataset; `effects` and its bytes NULL: without. */
KmText km_dataset_package(KmArena *arena, const KmPublished *published, const KmText *csv,
                          const KmPublishedEffects *effects, const KmText *effects_csv) KM_MUST_USE;

#endif
