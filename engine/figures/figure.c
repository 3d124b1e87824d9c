#include "engine/figures/figure.h"

#include "engine/base/text.h"

#include <string.h>

char *km_figure_id(KmArena *arena, const char *indicator, const char *period, const KmBlock *block)
{
    KmText id = km_text_init(arena);
    km_text_addf(&id, "%s:%s", indicator, period);
    for (int i = 0; i < KM_BLOCK_DIMENSIONS && block->dim[i] != NULL && block->dim[i][0] != '\0';
         i++) {
        km_text_addf(&id, "%c%s=%s", i == 0 ? ':' : ',', block->dim[i], block->code[i]);
    }
    return id.bytes;
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
