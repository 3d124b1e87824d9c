#include "engine/figures/indicator_text.h"

#include <string.h>

const KmNorm *km_norm_on(const KmIndicatorText *text, KmDate day)
{
    for (size_t i = 0; i < text->n_norms; i++) {
        const KmNorm *norm = &text->norms[i];
        if (norm->type != KM_NORM_NATIONAL_MEAN && norm->from <= day && day < norm->to) {
            return norm;
        }
    }
    return NULL;
}

const KmDimensionText *km_dimension_text(const KmIndicatorText *text, const char *name)
{
    for (size_t i = 0; i < text->n_dimensions; i++) {
        if (strcmp(text->dimensions[i].name, name) == 0) {
            return &text->dimensions[i];
        }
    }
    return NULL;
}

const KmCodeText *km_code_text(const KmDimensionText *dimension, const char *code)
{
    const char *slash = dimension->is_open ? strchr(code, '/') : NULL;
    const char *own = slash == NULL ? code : slash + 1;
    for (size_t i = 0; i < dimension->n_codes; i++) {
        if (strcmp(dimension->codes[i].code, own) == 0) {
            return &dimension->codes[i];
        }
    }
    return NULL;
}

bool km_is_open_dimension(const KmIndicatorText *text, const char *name)
{
    size_t length = strcspn(name, "=");
    for (size_t i = 0; i < text->n_dimensions; i++) {
        const KmDimensionText *dimension = &text->dimensions[i];
        if (dimension->is_open && strncmp(dimension->name, name, length) == 0 &&
            dimension->name[length] == '\0') {
            return true;
        }
    }
    return false;
}

const char *km_code_label_nl(const KmDimensionText *dimension, const char *code)
{
    if (dimension == NULL) {
        return code;
    }
    const KmCodeText *known = km_code_text(dimension, code);
    if (known != NULL) {
        return known->label_nl;
    }
    if (dimension->is_open && strcmp(code, "onbekend") == 0) {
        return "Geen of onbekend";
    }
    for (size_t i = 0; i < dimension->n_mergers; i++) {
        if (strcmp(dimension->mergers[i].id, code) == 0) {
            return dimension->mergers[i].label_nl;
        }
    }
    return code;
}

const char *km_kind_name(KmIndicatorKind kind)
{
    static const char *const names[] = {"proportion", "mean",         "rate", "count",
                                        "duration",   "distribution", "gap"};
    return names[kind];
}

const char *km_level_name_nl(KmIndicatorLevel level)
{
    static const char *const names[] = {"inzet", "proces", "resultaat", "effect"};
    return names[level];
}

const char *km_tier_name(KmTier tier)
{
    return tier == KM_TIER_ADDITIONAL ? "additional" : "core";
}

const char *km_direction_name(KmDirection direction)
{
    static const char *const names[] = {"up", "down", "target", "neutral"};
    return names[direction];
}

const char *km_sensitive_name(KmSensitiveSide sensitive)
{
    static const char *const names[] = {"both", "hit", "miss", "group"};
    return names[sensitive];
}

bool km_text_is_share(const KmIndicatorText *text)
{
    switch (text->kind) {
    case KM_KIND_PROPORTION:
    case KM_KIND_DISTRIBUTION:
        return true;
    case KM_KIND_GAP:
        return text->gap_kind == KM_KIND_PROPORTION && text->gap_measure != KM_GAP_RATIO;
    case KM_KIND_RATE:
        return text->is_percent;
    case KM_KIND_MEAN:
    case KM_KIND_COUNT:
    case KM_KIND_DURATION:
        break;
    }
    return false;
}

const KmSeriesBreak *km_break_between(const KmIndicatorText *text, KmDate after, KmDate until)
{
    const KmSeriesBreak *found = NULL;
    for (size_t i = 0; i < text->n_breaks; i++) {
        if (text->breaks[i].date > after && text->breaks[i].date <= until) {
            found = &text->breaks[i];
        }
    }
    return found;
}
