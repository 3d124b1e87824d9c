/* One indicator file, read and checked: header, body sections, worked examples. Shared inside this
 * layer.
 *
 *     -- id: vve-bereik
 *     -- actions: A1.3                          first one is the primary
 *     -- title: Vve-bereik                      · title-en, question, question-en, unit, unit-en,
 * population, hit, time-text
 *     -- kind: proportion
 *     -- form: spells
 *     -- grondslag: wonend
 *     -- time: KE
 *     -- level: output
 *     -- direction: up
 *     -- sensitive: miss; why: een klein aantal niet-bereikte kinderen wijst gezinnen aan
 *     -- norm: local-target 0.95 from 2024-01-01 source: Actieplan Kansrijk Onderwijs Leiden
 *     -- dimensions: wijk, geslacht, leeftijd, thuistaal, opleiding_ouders
 *     -- crosses: wijk*thuistaal
 *     -- uses: bevolking, jgz_indicatie, ko_plaatsing/hit, inschrijving, locatie
 *     -- version: 2026-09-01
 *
 *     -- population: woont op de peildatum in de stad
 *     SELECT kind AS unit, van, tot FROM bevolking
 *     -- population: …                           intersected in this order: the steps of `explain`
 *     -- excluded: …  -- hit: …  -- unknown: …
 *
 *     -- example: twee van de drie peuters zijn geplaatst
 *     -- on: 2026K3
 *     -- given bevolking: kind, geboortedatum, geldig_van, wijk
 *     --   1, 2023-08-15, 2023-08-15, WK054603
 *     -- expect: n=3 x=2
 *     -- expect wijk=WK054603: n=1 x=1
 *
 * `uses` names the contracts; `/hit` marks those whose absence leaves the population known and hides
 * hits (upper bound), `/miss` those whose rows take a hit away, so that their absence makes too many
 * (lower bound; geen-voorziening-3j: a hit is a child without a placement), `/dimension` those that only feed dimensions (coverage is printed, the figure stands).
 * Others: absence means not delivered. */
#ifndef INDICATORS_DEFINITION_H
#define INDICATORS_DEFINITION_H

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/figures/block.h"
#include "engine/figures/indicator_text.h"

typedef enum { KM_FORM_SPELLS, KM_FORM_STATE } KmForm;

/* When the state is measured (DOMAIN §2.1). COHORT: units whose population spell starts inside the
 * window; their hit and dimensions are read on that start day. */
typedef enum {
    KM_TIME_QUARTER_END, /* KE */
    KM_TIME_COHORT       /* COH */
} KmTimeRule;

typedef enum {
    KM_SECTION_POPULATION,
    KM_SECTION_EXCLUDED,
    KM_SECTION_HIT,
    KM_SECTION_UNKNOWN,
    KM_SECTION_STATE
} KmSectionKind;

typedef struct {
    KmSectionKind kind;
    const char *label; /* Dutch */
    const char *sql;
    int64_t line; /* in the file, of the SQL's first line */
} KmSection;

typedef enum { KM_USE_POPULATION, KM_USE_HIT, KM_USE_MISS, KM_USE_DIMENSION } KmUseKind;

typedef struct {
    const char *contract;
    KmUseKind kind;
} KmUse;

typedef struct {
    const char *dim[2];
} KmCross;

typedef struct {
    const char *table; /* contract view or register */
    const char *const *columns;
    size_t n_columns;
    const char *const *const *rows; /* rows[r][c]; "" = NULL */
    const int64_t *lines;
    size_t n_rows;
} KmExampleTable;

typedef struct {
    KmBlock block;            /* of figures */
    const char *expectations; /* "n=3 x=2 excluded=1" as written */
    int64_t line;
} KmExampleExpectation;

typedef struct {
    const char *title;
    const char *period; /* "2026K3" */
    int64_t line;
    const KmExampleTable *tables;
    size_t n_tables;
    const KmExampleExpectation *expectations;
    size_t n_expectations;
} KmExample;

typedef struct {
    KmIndicatorText text;
    KmForm form;
    KmTimeRule time;
    const KmSection *sections; /* in file order */
    size_t n_sections;
    const KmCross *crosses;
    size_t n_crosses;
    const KmUse *uses;
    size_t n_uses;
    const KmExample *examples;
    size_t n_examples;
    const char *file;
    const char *sql; /* the whole file */
} KmDefinition;

/* A register file (indicators/registers/<name>.sql): header `-- register: kind`, `-- form:
 * table|spells`, `-- uses: …`, one SELECT. `table`: a TEMP table of that name with the SELECT's
 * columns (declared: `-- columns: kind person, …`), made once per selection before any indicator
 * runs. `spells`: a dimension: `unit, van, tot, code` (dimension header:
 * `-- dimension: wijk`, `-- list: wijk`, `-- title:`), attached on the reference or event day. */
typedef enum { KM_REGISTER_TABLE, KM_REGISTER_DIMENSION } KmRegisterForm;

typedef struct {
    const char *name;
    KmRegisterForm form;
    const char *sql;
    const char *file;
    int64_t line;
    int order; /* registers run in this order; later ones may read earlier ones */
    const KmUse *uses;
    size_t n_uses;
    const struct KmRegisterColumn *columns; /* table form */
    size_t n_columns;
    const char *unit; /* dimension: "kind" or "locatie": whose units it describes */
    bool is_income;
    KmDimensionText dimension; /* dimension form: text with the codes of its list */
} KmRegister;

typedef struct KmRegisterColumn {
    const char *name;
    const char *type; /* "person", "date", "text", "int", "real" */
} KmRegisterColumn;

/* Reads one indicator file; the dimension texts are filled in by the catalogue. */
bool km_definition_read(KmArena *arena, const char *file, const char *bytes, size_t length,
                        KmDefinition *ret_definition, KmError *err) KM_MUST_USE;
bool km_register_read(KmArena *arena, const char *file, const char *bytes, size_t length,
                      KmRegister *ret_register, KmError *err) KM_MUST_USE;

#endif
