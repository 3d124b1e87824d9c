#include <string.h>

#include "engine/base/text.h"
#include "indicators/catalogue/catalogue_build.h"
#include "indicators/catalogue/data_files.h"
#include "indicators/catalogue/norms.h"
#include "indicators/definition/readers.h"
#include "indicators/worktables/worktables.h"

enum { NORMS_CAP = 1 << 20 };

static const KmCodeText unknown_code = {"onbekend", "onbekend", "unknown"};

void km_plan_load(KmCatalogue *catalogue)
{
    KmError err = {0};
    const char *path = km_data_file(catalogue->arena, catalogue->sources.datadir,
                                    catalogue->sources.workspace, "indicators", "plan");
    if (path != NULL && !km_plan_actions_read(catalogue->arena, path, &catalogue->actions,
                                              &catalogue->n_actions, &err)) {
        (void)km_catalogue_fault(catalogue, path, &err);
    }
}

/* Codes written in the register itself get `onbekend` behind them. */
static void add_unknown(KmArena *arena, KmDimensionText *dimension)
{
    KmCodeText *codes = KM_NEW_ARRAY(arena, KmCodeText, dimension->n_codes + 1);
    if (dimension->n_codes > 0) {
        memcpy(codes, dimension->codes, dimension->n_codes * sizeof *codes);
    }
    codes[dimension->n_codes++] = unknown_code;
    dimension->codes = codes;
}

bool km_register_fill(KmCatalogue *catalogue, KmRegister *reg)
{
    KmError err = {0};
    if (reg->form != KM_REGISTER_DIMENSION) {
        return true;
    }
    if (reg->dimension.is_open) {
        return true;
    }
    if (reg->list == NULL) {
        add_unknown(catalogue->arena, &reg->dimension);
        return true;
    }
    const char *path = km_data_file(catalogue->arena, catalogue->sources.datadir,
                                    catalogue->sources.workspace, "importers/codes", reg->list);
    if (path == NULL) {
        (void)km_error_at(&err, KM_ERROR_DEFINITION, reg->file, 0, 0,
                          "there is no code list '%.60s'", reg->list);
        (void)km_error_hint(&err, "name a file of importers/codes, without .json");
        return km_catalogue_fault(catalogue, reg->file, &err);
    }
    return km_code_list_read(catalogue->arena, path, &reg->dimension, &err) ||
           km_catalogue_fault(catalogue, reg->file, &err);
}

static const KmRegister *find_dimension(const KmCatalogue *catalogue, const char *name,
                                        const char *unit, bool is_open)
{
    for (size_t i = 0; i < catalogue->n_registers; i++) {
        const KmRegister *reg = &catalogue->registers[i];
        if (reg->form == KM_REGISTER_DIMENSION && strcmp(reg->dimension.name, name) == 0 &&
            strcmp(reg->unit, unit) == 0 && (reg->dimension.is_open || !is_open)) {
            return reg;
        }
    }
    return NULL;
}

/* `is_open`: a cluster is meant, and only an open one can be it. */
static bool refuse_dimension(const KmCatalogue *catalogue, const KmDefinition *definition,
                             bool is_open, const char *name, KmError *err)
{
    const char **names = KM_NEW_ARRAY(catalogue->arena, const char *, catalogue->n_registers + 1);
    size_t n = 0;
    for (size_t i = 0; i < catalogue->n_registers; i++) {
        const KmRegister *reg = &catalogue->registers[i];
        if (reg->form == KM_REGISTER_DIMENSION && (reg->dimension.is_open || !is_open) &&
            strcmp(reg->unit, definition->counts) == 0) {
            names[n++] = reg->dimension.name;
        }
    }
    return km_refuse_word(err, definition->file,
                          is_open ? definition->cluster_line : definition->dimensions_line,
                          is_open ? "cluster" : "dimension", name, names, n);
}

static bool is_crossed(const KmDefinition *definition, const char *name)
{
    for (size_t i = 0; i < definition->n_crosses; i++) {
        if (strcmp(definition->crosses[i].dim[0], name) == 0 ||
            strcmp(definition->crosses[i].dim[1], name) == 0) {
            return true;
        }
    }
    return false;
}

/* Rates and means are not judged by their units, and crosses of single sites are a few children. */
static bool check_open(const KmCatalogue *catalogue, const KmDefinition *definition,
                       const KmRegister *reg, size_t place, KmError *err)
{
    const char *name = reg->dimension.name;
    if (definition->text.kind != KM_KIND_PROPORTION || is_crossed(definition, name) || place == 0) {
        (void)km_error_at(
            err, KM_ERROR_DEFINITION, definition->file, definition->dimensions_line, 0,
            "'%.40s' has single organisations or sites: it is for proportions, has no "
            "crosses and does not stand first",
            name);
        return km_error_hint(err, "leave it out, or name another dimension before it");
    }
    if (reg->dimension.within != NULL &&
        find_dimension(catalogue, reg->dimension.within, definition->counts, true) == NULL) {
        (void)km_error_at(
            err, KM_ERROR_DEFINITION, reg->file, 0, 0,
            "'%.40s' lies within '%.40s', which is no dimension with 'codes: *' of %s", name,
            reg->dimension.within, definition->counts);
        return km_error_hint(err, "write that register, or leave `within` out");
    }
    return true;
}

static bool fill_dimensions(KmCatalogue *catalogue, KmDefinition *definition, KmError *err)
{
    KmIndicatorText *text = &definition->text;
    KmDimensionText *filled =
        KM_NEW_ARRAY(catalogue->arena, KmDimensionText, text->n_dimensions + 1);
    for (size_t i = 0; i < text->n_dimensions; i++) {
        const char *name = text->dimensions[i].name;
        if (definition->category != NULL && i == 0) {
            filled[i] = text->dimensions[i];
            continue;
        }
        const KmRegister *reg = find_dimension(catalogue, name, definition->counts, false);
        if (reg == NULL) {
            return refuse_dimension(catalogue, definition, false, name, err);
        }
        if (reg->dimension.is_open && !check_open(catalogue, definition, reg, i, err)) {
            return false;
        }
        filled[i] = reg->dimension;
    }
    text->dimensions = filled;
    return definition->cluster == NULL ||
           find_dimension(catalogue, definition->cluster, definition->counts, true) != NULL ||
           refuse_dimension(catalogue, definition, true, definition->cluster, err);
}

static bool check_actions(const KmCatalogue *catalogue, const KmDefinition *definition,
                          KmError *err)
{
    const char **codes;
    size_t n = km_split(catalogue->arena, definition->text.actions, ',', &codes);
    for (size_t i = 0; i < n && catalogue->n_actions > 0; i++) {
        size_t a = 0;
        while (a < catalogue->n_actions && strcmp(catalogue->actions[a], codes[i]) != 0) {
            a++;
        }
        if (a == catalogue->n_actions) {
            return km_refuse_word(err, definition->file, definition->actions_line,
                                  "action of the plan", codes[i], catalogue->actions,
                                  catalogue->n_actions);
        }
    }
    return true;
}

/* Checked as soon as there are contracts at all. */
static bool check_uses(const KmCatalogue *catalogue, const KmDefinition *definition, KmError *err)
{
    const KmCatalogueSources *s = &catalogue->sources;
    const char *folder = km_path_join(catalogue->arena, s->datadir, "importers/contracts");
    for (size_t i = 0; i < definition->n_uses && km_is_directory(folder); i++) {
        const char *contract = definition->uses[i].contract;
        if (km_worktable_is_own(contract) ||
            km_data_file(catalogue->arena, s->datadir, s->workspace, "importers/contracts",
                         contract) != NULL) {
            continue;
        }
        (void)km_error_at(err, KM_ERROR_DEFINITION, definition->file, definition->uses_line, 0,
                          "there is no contract '%.60s'", contract);
        return km_error_hint(err, "name a file of importers/contracts, without .json");
    }
    return true;
}

/* A register's SQL belongs to a definition when the definition, or a register that belongs to it,
 * names it. Registers stand in running order and only read earlier ones, so one walk from the last
 * to the first finds them all. */
static void add_registers(KmCatalogue *catalogue, const KmDefinition *definition, KmText *text)
{
    KmText words = km_text_init(catalogue->arena);
    km_text_add(&words, text->bytes);
    for (size_t i = catalogue->n_registers; i-- > 0;) {
        const KmRegister *reg = &catalogue->registers[i];
        bool belongs = reg->form == KM_REGISTER_DIMENSION
                           ? km_definition_has_dimension(definition, reg->dimension.name)
                           : km_sql_names(words.bytes, reg->name);
        if (belongs) {
            const char *sql = km_sql_normalise(catalogue->arena, reg->sql);
            km_text_addf(&words, " %s ", sql);
            km_text_addf(text, "register %s %s\n", reg->name, sql);
        }
    }
}

bool km_definition_fill(KmCatalogue *catalogue, KmDefinition *definition)
{
    KmError err = {0};
    if (!fill_dimensions(catalogue, definition, &err) ||
        !check_actions(catalogue, definition, &err) || !check_uses(catalogue, definition, &err)) {
        return km_catalogue_fault(catalogue, definition->file, &err);
    }
    KmText text = km_text_init(catalogue->arena);
    km_text_add(&text, km_definition_canonical(catalogue->arena, definition));
    add_registers(catalogue, definition, &text);
    definition->text.definition_hash = km_hash16(catalogue->arena, text.bytes);
    return true;
}

static const KmDefinition *find_base(const KmCatalogue *catalogue, const KmDefinition *gap,
                                     KmError *err)
{
    const char **ids = KM_NEW_ARRAY(catalogue->arena, const char *, catalogue->n_definitions + 1);
    size_t n = 0;
    for (size_t i = 0; i < catalogue->n_definitions; i++) {
        const KmIndicatorText *text = &catalogue->definitions[i]->text;
        bool is_fit = text->kind == KM_KIND_PROPORTION || text->kind == KM_KIND_MEAN;
        if (is_fit && strcmp(text->id, gap->text.gap_of) == 0) {
            return catalogue->definitions[i];
        }
        if (is_fit) {
            ids[n++] = text->id;
        }
    }
    (void)km_refuse_word(err, gap->file, gap->of_line, "proportion or mean", gap->text.gap_of, ids,
                         n);
    return NULL;
}

static bool is_code(const KmDimensionText *dimension, const char *code)
{
    for (size_t i = 0; i < dimension->n_codes; i++) {
        if (strcmp(dimension->codes[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

static bool check_gap_code(const KmCatalogue *catalogue, const KmDefinition *gap,
                           const KmDimensionText *dimension, const char *code, KmError *err)
{
    if (dimension->n_codes == 0 || is_code(dimension, code)) {
        return true;
    }
    const char **codes = KM_NEW_ARRAY(catalogue->arena, const char *, dimension->n_codes);
    for (size_t i = 0; i < dimension->n_codes; i++) {
        codes[i] = dimension->codes[i].code;
    }
    return km_refuse_word(err, gap->file, gap->dimensions_line,
                          km_format(catalogue->arena, "code of %s", dimension->name), code, codes,
                          dimension->n_codes);
}

static bool fill_gap_dimensions(KmCatalogue *catalogue, KmDefinition *gap, const KmDefinition *base,
                                KmError *err)
{
    KmIndicatorText *text = &gap->text;
    KmDimensionText *dimensions = KM_NEW_ARRAY(catalogue->arena, KmDimensionText, text->n_gaps);
    for (size_t i = 0; i < text->n_gaps; i++) {
        const KmGapText *pair = &text->gaps[i];
        const KmDimensionText *dimension = km_dimension_text(&base->text, pair->dimension);
        if (dimension == NULL) {
            (void)km_error_at(err, KM_ERROR_DEFINITION, gap->file, gap->dimensions_line, 0,
                              "%s has no dimension '%.60s'", base->text.id, pair->dimension);
            return km_error_hint(err, "name one of its `dimensions`, or add it there first");
        }
        bool is_word = strcmp(pair->against, "rest") == 0 || strcmp(pair->against, "allen") == 0;
        if ((pair->reference != NULL &&
             !check_gap_code(catalogue, gap, dimension, pair->reference, err)) ||
            (!is_word && !check_gap_code(catalogue, gap, dimension, pair->against, err))) {
            return false;
        }
        dimensions[i] = *dimension;
    }
    text->dimensions = dimensions;
    text->n_dimensions = text->n_gaps;
    return true;
}

/* The base as the gap reads it: the gap's dimensions, then the standard crossed with each. */
static bool fill_own(KmCatalogue *catalogue, KmDefinition *gap, KmDefinition *own, KmError *err)
{
    const KmIndicatorText *text = &gap->text;
    size_t n = text->n_gaps;
    own->crosses = NULL;
    own->n_crosses = 0;
    if (text->gap_standard == NULL) {
        own->text.dimensions = text->dimensions;
        own->text.n_dimensions = n;
        return true;
    }
    const KmDimensionText *standard = km_dimension_text(&own->text, text->gap_standard);
    if (standard == NULL || own->text.kind != KM_KIND_PROPORTION ||
        km_dimension_text(text, text->gap_standard) != NULL) {
        (void)km_error_at(err, KM_ERROR_DEFINITION, gap->file, gap->of_line, 0,
                          "'%.60s' cannot be the standard of a gap of %s", text->gap_standard,
                          own->text.id);
        return km_error_hint(err, "name another dimension of that proportion than those in `by`");
    }
    KmDimensionText *dimensions = KM_NEW_ARRAY(catalogue->arena, KmDimensionText, n + 1);
    KmCross *crosses = KM_NEW_ARRAY(catalogue->arena, KmCross, n);
    for (size_t i = 0; i < n; i++) {
        dimensions[i] = text->dimensions[i];
        crosses[i] = (KmCross){{dimensions[i].name, standard->name}};
    }
    dimensions[n] = *standard;
    gap->text.gap_standard_nl = standard->label_nl;
    own->text.dimensions = dimensions;
    own->text.n_dimensions = n + 1;
    own->crosses = crosses;
    own->n_crosses = n;
    return true;
}

bool km_gap_fill(KmCatalogue *catalogue, KmDefinition *gap)
{
    KmError err = {0};
    const KmDefinition *base = find_base(catalogue, gap, &err);
    if (base == NULL || !fill_gap_dimensions(catalogue, gap, base, &err) ||
        !check_actions(catalogue, gap, &err)) {
        return km_catalogue_fault(catalogue, gap->file, &err);
    }
    if (gap->text.time != base->text.time || strcmp(gap->counts, base->counts) != 0) {
        (void)km_error_at(&err, KM_ERROR_DEFINITION, gap->file, gap->of_line, 0,
                          "a gap is measured as what it compares: %s has time %s and counts %s",
                          base->text.id, km_time_name(base->text.time), base->counts);
        (void)km_error_hint(&err, "write the same in the header");
        return km_catalogue_fault(catalogue, gap->file, &err);
    }
    if (base->text.kind == KM_KIND_MEAN && gap->text.gap_measure == KM_GAP_RATIO) {
        (void)km_error_at(&err, KM_ERROR_DEFINITION, gap->file, gap->of_line, 0,
                          "the ratio of two means says nothing: the mean of %s may be 0 or below",
                          base->text.id);
        (void)km_error_hint(&err, "write '-- measure: difference'");
        return km_catalogue_fault(catalogue, gap->file, &err);
    }
    KmDefinition *own = KM_NEW(catalogue->arena, KmDefinition);
    *own = *base;
    own->cluster = NULL;
    if (!fill_own(catalogue, gap, own, &err)) {
        return km_catalogue_fault(catalogue, gap->file, &err);
    }
    gap->base = own;
    gap->uses = base->uses;
    gap->n_uses = base->n_uses;
    gap->text.delay = base->text.delay;
    gap->text.gap_kind = base->text.kind;
    gap->text.definition_hash =
        km_hash16(catalogue->arena, km_format(catalogue->arena, "%sof %s\n",
                                              km_definition_canonical(catalogue->arena, gap),
                                              base->text.definition_hash));
    return true;
}

static bool goes_before_local(const KmNorm *norm)
{
    return norm->type == KM_NORM_LEGAL || norm->type == KM_NORM_INSPECTORATE;
}

static bool has_local_target(const KmIndicatorText *text, const KmLocalNorms *local)
{
    for (size_t i = 0; i < local->n_norms; i++) {
        const KmLocalNorm *norm = &local->norms[i];
        if (strcmp(norm->indicator, text->id) == 0 && !norm->is_rebase &&
            norm->norm.type == KM_NORM_LOCAL_TARGET) {
            return true;
        }
    }
    return false;
}

/* Law, inspectorate, the city's own targets, then the rest of the shipped file. A target that the
 * city set itself takes the place of the shipped one: a page never shows two. */
static void merge_norms(KmArena *arena, KmIndicatorText *text, const KmLocalNorms *local)
{
    KmNorm *norms = KM_NEW_ARRAY(arena, KmNorm, text->n_norms + local->n_norms + 1);
    size_t n = 0;
    bool has_own = has_local_target(text, local);
    for (size_t i = 0; i < text->n_norms; i++) {
        if (goes_before_local(&text->norms[i])) {
            norms[n++] = text->norms[i];
        }
    }
    for (size_t i = 0; i < local->n_norms; i++) {
        if (strcmp(local->norms[i].indicator, text->id) == 0 && !local->norms[i].is_rebase) {
            norms[n++] = local->norms[i].norm;
        }
    }
    for (size_t i = 0; i < text->n_norms; i++) {
        bool replaced = has_own && text->norms[i].type == KM_NORM_LOCAL_TARGET;
        if (!replaced && !goes_before_local(&text->norms[i])) {
            norms[n++] = text->norms[i];
        }
    }
    text->norms = norms;
    text->n_norms = n;
}

/* Decisions to begin the limits of the control chart anew. */
static void add_rebases(KmArena *arena, KmIndicatorText *text, const KmLocalNorms *local)
{
    KmSeriesBreak *rebases = NULL;
    size_t n = 0, capacity = 0;
    for (size_t i = 0; i < local->n_norms; i++) {
        const KmLocalNorm *norm = &local->norms[i];
        if (norm->is_rebase && strcmp(norm->indicator, text->id) == 0) {
            KM_GROW(arena, rebases, n, capacity);
            rebases[n++] = (KmSeriesBreak){norm->norm.from, norm->norm.source};
        }
    }
    text->rebases = rebases;
    text->n_rebases = n;
}

void km_norms_load(KmCatalogue *catalogue)
{
    const char *path = catalogue->sources.norms;
    KmError err = {0};
    KmBytes bytes;
    if (path == NULL) {
        return;
    }
    if (!km_file_read(catalogue->arena, path, NORMS_CAP, &bytes, &err)) {
        (void)km_catalogue_fault(catalogue, path, &err);
        return;
    }
    const KmIndicatorText **texts =
        KM_NEW_ARRAY(catalogue->arena, const KmIndicatorText *, catalogue->n_definitions + 1);
    for (size_t i = 0; i < catalogue->n_definitions; i++) {
        texts[i] = &catalogue->definitions[i]->text;
    }
    KmLocalNorms local = km_norms_parse(catalogue->arena, path, bytes.bytes, bytes.length, texts,
                                        catalogue->n_definitions);
    for (size_t i = 0; i < local.n_faults; i++) {
        (void)km_catalogue_fault(catalogue, path, &local.faults[i]);
    }
    for (size_t i = 0; i < catalogue->n_definitions; i++) {
        merge_norms(catalogue->arena, &catalogue->definitions[i]->text, &local);
        add_rebases(catalogue->arena, &catalogue->definitions[i]->text, &local);
    }
}
