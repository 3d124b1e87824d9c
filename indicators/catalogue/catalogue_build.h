/* The catalogue's inside while it is built: finding the files, filling in what a single file cannot
 * know (code labels, registers, local targets) and checking names against each other. */
#ifndef INDICATORS_CATALOGUE_BUILD_H
#define INDICATORS_CATALOGUE_BUILD_H

#include "engine/base/file.h"
#include "indicators/catalogue/catalogue.h"
#include "indicators/evaluation/evaluate.h"

typedef struct {
    const char *path;
    const char *name; /* base name */
    KmBytes bytes;
} KmSourceFile;

struct KmCatalogue {
    KmArena *arena;
    KmCatalogueSources sources;
    KmSourceFile *files; /* by name; a workspace's file stands for the shipped one */
    size_t n_files, files_capacity;
    KmRegister *registers;
    size_t n_registers, registers_capacity;
    KmDefinition **definitions;
    size_t n_definitions, definitions_capacity;
    struct KmEffectDesign **designs;
    size_t n_designs, designs_capacity;
    KmCatalogueFault *faults;
    size_t n_faults, faults_capacity;
    const char *const *actions; /* of the plan register; none: not checked */
    size_t n_actions;
};

/* Lists a fault; returns false. */
bool km_catalogue_fault(KmCatalogue *catalogue, const char *file, const KmError *err);
/* All .sql files below the two indicators/ directories, one level deep. */
bool km_sources_read(KmCatalogue *catalogue, KmError *err) KM_MUST_USE;
void km_plan_load(KmCatalogue *catalogue);
/* Codes of a dimension from its list. False: left out, listed as a fault. */
bool km_register_fill(KmCatalogue *catalogue, KmRegister *reg);
/* Dimension texts and the hash over all SQL that takes part; checks names. Likewise. */
bool km_definition_fill(KmCatalogue *catalogue, KmDefinition *definition);
/* A gap's base: the other indicator with the gap's dimensions; after those are filled. */
bool km_gap_fill(KmCatalogue *catalogue, KmDefinition *definition);
/* The tables of a worked example, or of none (NULL: all empty), filled and its registers run. Close
 * the work with km_work_close. */
bool km_example_open(KmArena *arena, const KmCatalogue *catalogue, const char *file,
                     const KmExample *example, KmWork **ret_work, KmEvaluation **ret_evaluation,
                     KmError *err) KM_MUST_USE;
/* A design's outcome with the strata's dimensions, and its hash; after the definitions. */
bool km_effect_design_fill(KmCatalogue *catalogue, struct KmEffectDesign *design);
/* Local targets before the shipped ones, after legal and inspectorate norms. */
void km_norms_load(KmCatalogue *catalogue);

#endif
