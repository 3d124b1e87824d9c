#include "engine/figures/figure.h"

#include "engine/base/text.h"

#include <string.h>

const KmComparison *km_figure_compared(const KmFigure *figure, KmComparisonKind kind)
{
    static const KmComparison nothing;
    return figure->compared == NULL ? &nothing : &figure->compared[kind];
}

KmComparison *km_figure_compare(KmArena *arena, KmFigure *figure, KmComparisonKind kind)
{
    if (figure->compared == NULL) {
        figure->compared = KM_NEW_ARRAY(arena, KmComparison, KM_COMPARISONS);
    }
    return &figure->compared[kind];
}

char *km_figure_id(KmArena *arena, const char *indicator, const char *period, const KmBlock *block)
{
    const char *pieces[3 + 4 * KM_BLOCK_DIMENSIONS] = {indicator, ":", period};
    size_t n = 3;
    for (int i = 0; i < KM_BLOCK_DIMENSIONS && block->dim[i] != NULL && block->dim[i][0] != '\0';
         i++) {
        pieces[n++] = i == 0 ? ":" : ",";
        pieces[n++] = block->dim[i];
        pieces[n++] = "=";
        pieces[n++] = block->code[i];
    }
    size_t lengths[sizeof pieces / sizeof *pieces];
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        lengths[i] = strlen(pieces[i]);
        length += lengths[i];
    }
    char *id = km_alloc(arena, length + 1);
    char *end = id;
    for (size_t i = 0; i < n; i++) {
        memcpy(end, pieces[i], lengths[i]);
        end += lengths[i];
    }
    return id;
}

static bool refuse(const char *id, KmError *err)
{
    return km_error_set(
        err, KM_ERROR_USAGE,
        "'%.80s' is not a figure; write indicator:period or indicator:period:dimension=code, "
        "for example vve-bereik:2026K3:wijk=WK054603",
        id);
}

bool km_figure_id_parse(KmArena *arena, const char *id, const char **ret_indicator,
                        const char **ret_period, KmBlock *ret_block, KmDate *ret_knowledge,
                        KmError *err)
{
    KmBlock block = {.dim = {"", ""}, .code = {"", ""}};
    KmDate knowledge = KM_DATE_OPEN;
    char *rest = km_strdup(arena, id);
    char *at = strchr(rest, '@');
    if (at != NULL) {
        *at = '\0';
        if (!km_date_parse_iso(at + 1, strlen(at + 1), &knowledge)) {
            return refuse(id, err);
        }
    }
    char *period = strchr(rest, ':');
    if (period == NULL || period == rest || period[1] == '\0') {
        return refuse(id, err);
    }
    *period++ = '\0';
    char *dims = strchr(period, ':');
    if (dims != NULL) {
        *dims++ = '\0';
    }
    for (int i = 0; dims != NULL; i++) {
        char *next = strchr(dims, ',');
        if (next != NULL) {
            *next++ = '\0';
        }
        char *equals = strchr(dims, '=');
        if (i == KM_BLOCK_DIMENSIONS || equals == NULL || equals == dims || equals[1] == '\0') {
            return refuse(id, err);
        }
        *equals = '\0';
        block.dim[i] = dims;
        block.code[i] = equals + 1;
        dims = next;
    }
    *ret_indicator = rest;
    *ret_period = period;
    *ret_block = block;
    *ret_knowledge = knowledge;
    return true;
}

const char *km_figure_status_name(KmFigureStatus status)
{
    switch (status) {
    case KM_FIGURE_DEFINED:
        return "defined";
    case KM_FIGURE_PARTIAL:
        return "partial";
    case KM_FIGURE_NOT_DELIVERED:
        return "not-delivered";
    case KM_FIGURE_EMPTY:
        return "empty";
    }
    return "";
}
