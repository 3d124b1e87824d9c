#include "reports/tables/dataset.h"

#include "engine/base/file.h"
#include "engine/base/number.h"
#include "reports/effects/effects.h"
#include "reports/output.h"
#include "reports/report.h"
#include "reports/words.h"

static void add_text(KmText *out, const char *text)
{
    km_text_add_csv(out, text == NULL ? "" : text, ',');
    km_text_add_char(out, ',');
}

static void add_real(KmText *out, bool exists, double value)
{
    if (exists) {
        km_text_add(out, km_machine_real(out->arena, value));
    }
    km_text_add_char(out, ',');
}

static void add_count(KmText *out, bool exists, int64_t value)
{
    if (exists) {
        km_text_addf(out, "%lld", (long long)value);
    }
    km_text_add_char(out, ',');
}

static const char *level_code(KmIndicatorLevel level)
{
    static const char *const codes[] = {"input", "process", "output", "effect"};
    return codes[level];
}

/* A gap: of its row's own measure, or of its total. */
static const char *gap_unit_code(const KmPublishedFigure *f)
{
    bool is_ratio = f->block.dim[0][0] == '\0' ? f->indicator->gap_measure == KM_GAP_RATIO
                                               : km_text_ends_with(f->block.code[0], "-verhouding");
    return is_ratio                                       ? "ratio"
           : f->indicator->gap_kind == KM_KIND_PROPORTION ? "share-difference"
                                                          : "difference";
}

static const char *unit_code(const KmPublishedFigure *f)
{
    static const char *const codes[] = {"share", "mean", "ratio", "count", "days", "share"};
    if (f->indicator->kind == KM_KIND_GAP) {
        return gap_unit_code(f);
    }
    bool is_part = f->indicator->kind == KM_KIND_DURATION && f->block.dim[0][0] != '\0' &&
                   km_dimension_text(f->indicator, f->block.dim[0]) == NULL;
    /* A share reached within some days, or a rate written as a percentage. */
    return is_part || f->indicator->is_percent ? "share" : codes[f->indicator->kind];
}

static const char *confidentiality_code(KmPublishedStatus status)
{
    static const char *const codes[] = {"free",         "reduced", "reduced", "reduced",
                                        "confidential", "free",    "free",    "free"};
    return codes[status];
}

static void add_identity(KmText *out, const KmReleaseText *release, const KmPublishedFigure *f)
{
    add_text(out, release->run);
    add_text(out, f->id);
    add_text(out, f->indicator->id);
    add_text(out, f->indicator->version);
    add_text(out, f->period.text);
    add_text(out, km_date_iso(out->arena, f->period.from));
    add_text(out, km_date_iso(out->arena, f->period.to - 1));
    add_text(out, km_date_iso(out->arena, release->knowledge));
    add_text(out, level_code(f->indicator->level));
    for (int i = 0; i < KM_BLOCK_DIMENSIONS; i++) {
        add_text(out, f->block.dim[i]);
        add_text(out, f->block.code[i]);
    }
}

static void add_value(KmText *out, const KmPublishedFigure *f)
{
    bool is_point =
        f->has_estimate && f->status != KM_PUBLISHED_PARTIAL && f->status != KM_PUBLISHED_CLASS;
    bool wilson =
        f->indicator->kind == KM_KIND_PROPORTION || f->indicator->kind == KM_KIND_DISTRIBUTION;
    add_real(out, km_has_hits(f), km_numerator(f));
    add_count(out, km_has_units(f), f->n);
    add_real(out, is_point, f->estimate);
    add_text(out, unit_code(f));
    add_text(out, !f->has_interval  ? "none"
                  : f->is_clustered ? (wilson ? "wilson-cluster" : "mean-cluster")
                  : wilson          ? "wilson"
                  : f->indicator->kind == KM_KIND_MEAN ? "mean-t"
                                                       : "other");
    add_real(out, f->has_interval, 0.95);
    add_real(out, f->has_interval, f->low);
    add_real(out, f->has_interval, f->high);
    bool only_low = f->status == KM_PUBLISHED_CLASS && f->bound_low > 0.0;
    bool only_high = f->status == KM_PUBLISHED_CLASS && !only_low;
    bool bounds = f->has_bounds || f->status == KM_PUBLISHED_CLASS;
    add_real(out, bounds && !only_high, f->bound_low);
    add_real(out, bounds && !only_low, f->bound_high);
}

static const char *verdict_code(const KmPublishedChange *change)
{
    if (!change->exists || !change->has_interval) {
        return "none";
    }
    return change->verdict == 0 ? "unclear" : change->verdict > 0 ? "higher" : "lower";
}

static void add_judgement(KmText *out, const KmPublishedChange *change)
{
    bool tested = change->exists && change->has_interval && change->p_limit > 0.0;
    add_real(out, tested, change->p);
    add_real(out, tested, change->p_limit);
    add_text(out, verdict_code(change));
}

static void add_change(KmText *out, const KmPublishedChange *change)
{
    bool interval = change->exists && change->has_interval;
    add_text(out, change->exists ? change->period : "");
    add_real(out, change->exists, change->difference);
    add_real(out, interval, change->low);
    add_real(out, interval, change->high);
    add_judgement(out, change);
    add_real(out, change->has_parts, change->stayed);
    add_real(out, change->has_parts, change->entered);
    add_real(out, change->has_parts, change->left);
    add_real(out, change->has_correction, change->first);
    add_text(out, change->has_correction ? km_date_iso(out->arena, change->first_known) : "");
    add_real(out, change->has_correction, change->corrected);
}

static void add_comparisons(KmText *out, const KmPublishedFigure *f)
{
    add_change(out, &f->previous);
    add_change(out, &f->year_before);
    add_real(out, f->city.exists, f->city.difference);
    add_judgement(out, &f->city);
    const KmNorm *norm = km_norm_on(f->indicator, f->reference);
    add_real(out, norm != NULL, norm == NULL ? 0.0 : norm->value);
    add_real(out, f->norm.exists, f->norm.difference);
    add_judgement(out, &f->norm);
}

static void add_status(KmText *out, const KmPublishedFigure *f)
{
    add_count(out, f->excluded >= 0, f->excluded);
    add_count(out, f->unknown >= 0, f->unknown);
    add_count(out, true, f->expected);
    add_count(out, true, f->delivered);
    add_text(out, f->missing);
    KmText members = km_text_init(out->arena);
    for (size_t i = 0; i < f->n_members; i++) {
        km_text_addf(&members, "%s%s", i == 0 ? "" : "|", f->members[i]);
    }
    add_text(out, members.bytes);
    add_text(out, km_status_code(f->status));
    add_text(out, confidentiality_code(f->status));
    add_text(out, km_note_nl(out->arena, f));
}

static void add_design(KmText *out, const KmPublishedFigure *f)
{
    add_real(out, f->has_design, f->n_effective);
    add_real(out, f->has_design, f->design_effect);
    add_count(out, f->has_design, f->clusters);
    add_text(out, !f->has_design ? "none" : f->is_design_of_total ? "total" : "own");
    if (f->has_sd) {
        km_text_add(out, km_machine_real(out->arena, f->sd));
    }
    km_text_add_char(out, '\n');
}

KmText km_dataset_csv(KmArena *arena, const KmPublished *published)
{
    KmText out = km_text_init(arena);
    for (size_t c = 0; c < km_dataset_column_count; c++) {
        km_text_addf(&out, "%s%s", c == 0 ? "" : ",", km_dataset_columns[c].name);
    }
    km_text_add_char(&out, '\n');
    const KmReleaseText *release = km_published_release(published);
    for (size_t i = 0; i < km_published_count(published); i++) {
        const KmPublishedFigure *f = km_published_at(published, i);
        add_identity(&out, release, f);
        add_value(&out, f);
        add_comparisons(&out, f);
        add_status(&out, f);
        add_design(&out, f);
    }
    return out;
}

KmText km_dataset_package(KmArena *arena, const KmPublished *published, const KmText *csv,
                          const KmPublishedEffects *effects, const KmText *effects_csv)
{
    KmText elsewhere_csv = km_elsewhere_csv(arena, published);
    KmDatasetTable tables[3] = {
        {"kansmeter", km_dataset_columns, km_dataset_column_count, "figure_id", csv}};
    size_t n = 1;
    if (effects != NULL) {
        tables[n++] = (KmDatasetTable){"effecten", km_effect_columns, km_effect_column_count,
                                       "row_id", effects_csv};
    }
    if (km_elsewhere_count(published) > 0) {
        tables[n++] = (KmDatasetTable){"elders", km_elsewhere_columns, km_elsewhere_column_count,
                                       "row_id", &elsewhere_csv};
    }
    const KmDatasetPackage package = {
        .name = "kansmeter",
        .title_nl = "Vrijgegeven indicatoren",
        .title_en = "Released indicators",
        .description_nl = "Een rij per vrijgegeven cijfer. Een lege waarde heeft altijd een status "
                          "en een toelichting.",
        .description_en =
            "One row per published figure. An empty value is never silent: see status "
            "and note.",
        .release = km_published_release(published),
        .tables = tables,
        .n_tables = n,
        .published = published,
        .effects = effects};
    return km_datapackage_json(arena, &package);
}

static bool write_files(KmArena *arena, const KmPublished *published,
                        const KmPublishedEffects *effects, const char *directory, KmError *err)
{
    KmOutput output = km_output_init(arena, directory);
    KmText csv = km_dataset_csv(arena, published);
    KmText effects_csv = km_text_init(arena);
    if (effects != NULL) {
        effects_csv = km_effects_csv(arena, effects);
        if (!km_output_add(&output, "effecten.csv", &effects_csv, err)) {
            return false;
        }
    }
    if (km_elsewhere_count(published) > 0) {
        KmText elsewhere_csv = km_elsewhere_csv(arena, published);
        if (!km_output_add(&output, "elders.csv", &elsewhere_csv, err)) {
            return false;
        }
    }
    KmText package = km_dataset_package(arena, published, &csv, effects, &effects_csv);
    return km_output_add(&output, "kansmeter.csv", &csv, err) &&
           km_output_add(&output, "datapackage.json", &package, err);
}

bool km_dataset_write(KmArena *arena, const KmPublished *published,
                      const KmPublishedEffects *effects, const char *directory, KmError *err)
{
    char *temporary;
    if (!km_directory_begin(arena, directory, "datapackage.json", &temporary, err)) {
        return km_error_context(err, "while writing the dataset");
    }
    if (write_files(arena, published, effects, temporary, err) &&
        km_directory_commit(temporary, directory, err)) {
        return true;
    }
    km_directory_remove(temporary);
    return km_error_context(err, "while writing the dataset");
}
