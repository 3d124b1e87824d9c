/* The parts of reading a definition that stand in files of their own. Inside this folder only. */
#ifndef INDICATORS_READERS_H
#define INDICATORS_READERS_H

#include "indicators/definition/definition.h"
#include "indicators/definition/header.h"

/* The `-- name: label` sections of a body up to the first example; `kind` is the name's place. */
typedef struct {
    const char *const *words; /* at most 13 */
    size_t count;
    const char *advice; /* for SQL that stands outside a section */
} KmSectionNames;
typedef struct {
    size_t kind;
    const char *label; /* Dutch */
    const char *sql;
    int64_t line; /* in the file, of the SQL's first line */
} KmLabelledSql;
bool km_labelled_read(KmFileLines *lines, const KmSectionNames *known, KmLabelledSql **ret_sections,
                      size_t *ret_count, KmError *err) KM_MUST_USE;
/* Those of an indicator, checked against its form. */
bool km_body_read(KmFileLines *lines, KmDefinition *definition, KmError *err) KM_MUST_USE;

/* What an example may expect. */
typedef struct {
    const char *const *words;
    size_t count;
} KmMeasures;
extern const KmMeasures km_figure_measures; /* n x sum excluded unknown estimate lowest highest */

/* Worked examples to the end of the file. */
bool km_examples_read(KmFileLines *lines, const KmMeasures *known, const KmExample **ret_examples,
                      size_t *ret_count, KmError *err) KM_MUST_USE;

/* The keys that only some kinds have: within; of, by, reference, against, measure; and that all but
 * a gap must have: form, uses. */
bool km_kind_keys_read(KmArena *arena, const KmHeader *header, KmDefinition *definition,
                       KmError *err) KM_MUST_USE;

/* "n=3 x=2" taken apart. */
typedef struct {
    const char *what; /* one of the measures */
    double value;
    int decimals; /* as written: the precision asked for */
} KmExpectedMeasure;
bool km_expectations_read(KmArena *arena, const KmMeasures *known, const char *file, int64_t line,
                          const char *text, KmExpectedMeasure **ret_expectations, size_t *ret_count,
                          KmError *err) KM_MUST_USE;

/* "a=Een|One; b=Twee|Two" as the codes of a dimension; `onbekend` is not added. */
bool km_codes_parse(KmArena *arena, const char *file, const KmHeaderEntry *entry,
                    KmDimensionText *ret_dimension, KmError *err) KM_MUST_USE;
/* "bevolking, ko_plaatsing/hit" */
bool km_uses_parse(KmArena *arena, const char *file, const KmHeaderEntry *entry, KmUse **ret_uses,
                   size_t *ret_count, KmError *err) KM_MUST_USE;
/* "local-target 0.95 from … to … source: …" */
bool km_norm_parse(KmArena *arena, const char *file, const KmHeaderEntry *entry, KmNorm *ret_norm,
                   KmError *err) KM_MUST_USE;

/* SQL as it counts for a hash: comments dropped, white space collapsed, both outside strings. */
char *km_sql_normalise(KmArena *arena, const char *sql) KM_MUST_USE;
/* What the definition hash covers of one file: form, kind, grondslag, time rule, dimensions,
 * crosses, categories, SQL. The catalogue adds the registers and hashes. */
char *km_definition_canonical(KmArena *arena, const KmDefinition *definition) KM_MUST_USE;
/* BLAKE2b-64 as 16 hex digits. */
char *km_hash16(KmArena *arena, const char *text) KM_MUST_USE;
/* True when `word` stands in the SQL as a word of its own. */
bool km_sql_names(const char *sql, const char *word);

#endif
