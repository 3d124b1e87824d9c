/* What a design's file alone cannot know: its outcome, the strata's dimensions, the hash. */
#include "engine/base/text.h"
#include "indicators/catalogue/catalogue_build.h"
#include "indicators/effects/design.h"

#include <ctype.h>
#include <string.h>

static bool is_fit(const KmIndicatorText *text)
{
    bool is_kind = text->kind == KM_KIND_PROPORTION || text->kind == KM_KIND_MEAN ||
                   text->kind == KM_KIND_RATE;
    return is_kind && km_time_is_quarterly(text->time);
}

static const KmDefinition *find_outcome(const KmCatalogue *catalogue, const KmEffectDesign *design,
                                        KmError *err)
{
    const char **ids = KM_NEW_ARRAY(catalogue->arena, const char *, catalogue->n_definitions + 1);
    size_t n = 0;
    for (size_t i = 0; i < catalogue->n_definitions; i++) {
        const KmIndicatorText *text = &catalogue->definitions[i]->text;
        if (is_fit(text) && strcmp(text->id, design->outcome_id) == 0) {
            return catalogue->definitions[i];
        }
        if (is_fit(text)) {
            ids[n++] = text->id;
        }
    }
    (void)km_refuse_word(err, design->file, design->outcome_line,
                         "proportion, mean or rate of time KE, COH or KP", design->outcome_id, ids,
                         n);
    return NULL;
}

/* The outcome keeps the dimensions that its own SQL speaks of, and gets those of the strata. */
static void take_dimensions(KmArena *arena, KmEffectDesign *design, const KmDefinition *base)
{
    KmIndicatorText *text = &design->outcome.text;
    KmDimensionText *dimensions =
        KM_NEW_ARRAY(arena, KmDimensionText, base->text.n_dimensions + design->n_strata);
    size_t n = 0;
    for (size_t d = 0; d < base->text.n_dimensions; d++) {
        bool is_named = false;
        for (size_t s = 0; s < base->n_sections; s++) {
            is_named =
                is_named || km_sql_names(base->sections[s].sql, base->text.dimensions[d].name);
        }
        if (is_named) {
            dimensions[n++].name = base->text.dimensions[d].name;
        }
    }
    for (size_t i = 0; i < design->n_strata; i++) {
        size_t at = 0;
        while (at < n && strcmp(dimensions[at].name, design->strata[i]) != 0) {
            at++;
        }
        if (at == n) {
            dimensions[n++].name = design->strata[i];
        }
        design->strata_at[i] = at;
    }
    text->dimensions = dimensions;
    text->n_dimensions = n;
    design->outcome.n_crosses = 0;
}

static const char *canonical(KmArena *arena, const KmEffectDesign *design)
{
    const KmEffectText *t = &design->text;
    return km_format(arena,
                     "effect of %s %s\nmethod %s\nstart %d\nwindow %d %d %d\nleast %d\n"
                     "weight %d\nstrata %s\n%s%s",
                     design->outcome_id, design->outcome.text.definition_hash,
                     km_effect_method_name(t->method), t->start, t->before, t->after, t->delay,
                     t->least, t->by_units ? 1 : 0, t->strata_nl, t->by_month ? "step month\n" : "",
                     design->body.text.definition_hash);
}

/* What the strata are called: "opleiding van de ouders, geslacht". */
static const char *strata_text(KmArena *arena, const KmEffectDesign *design)
{
    KmText out = km_text_init(arena);
    for (size_t i = 0; i < design->n_strata; i++) {
        const char *title = design->outcome.text.dimensions[design->strata_at[i]].label_nl;
        km_text_add(&out, i == 0 ? "" : ", ");
        km_text_add_char(&out, (char)tolower((unsigned char)title[0]));
        km_text_add(&out, title + (title[0] != '\0'));
    }
    return out.bytes;
}

bool km_effect_design_fill(KmCatalogue *catalogue, KmEffectDesign *design)
{
    KmError err = {0};
    const KmDefinition *base = find_outcome(catalogue, design, &err);
    if (base == NULL) {
        return km_catalogue_fault(catalogue, design->file, &err);
    }
    design->outcome = *base;
    take_dimensions(catalogue->arena, design, base);
    design->outcome.file = design->file; /* a wrong stratum is this file's fault */
    design->outcome.dimensions_line = design->strata_line;
    if (!km_definition_fill(catalogue, &design->body) ||
        !km_definition_fill(catalogue, &design->outcome)) {
        return false;
    }
    design->outcome.file = base->file;
    design->outcome.dimensions_line = base->dimensions_line;
    design->text.outcome = &base->text;
    design->text.definition_hash = km_hash16(catalogue->arena, canonical(catalogue->arena, design));
    design->text.strata_nl = strata_text(catalogue->arena, design);
    return true;
}
