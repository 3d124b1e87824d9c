/* What holds for all rows of a file, so that no cell has to ask it again. */
#include "importers/decoding/decoder_inner.h"

#include <string.h>

static bool is_bounded(const KmField *f)
{
    return f->not_before >= 0 || f->at_most >= 0 || f->not_below >= 0 || f->window_from > 0;
}

static void find_columns(KmDecodePlan *plan, const KmContract *contract, const KmHeader *header)
{
    for (size_t i = 0; i < contract->n_fields; i++) {
        plan->columns[i] = km_header_column(contract, header, (int)i);
        if (is_bounded(&contract->fields[i])) {
            plan->bounded[plan->n_bounded++] = i;
        }
    }
}

static void find_missing(KmDecodePlan *plan, const KmContract *contract)
{
    for (int byte = 0; byte < KM_BYTES; byte++) {
        plan->may_be_missing[byte] = km_field_may_be_missing((char)byte);
    }
    for (size_t i = 0; i < contract->n_missing; i++) {
        plan->missing[i] = (KmSlice){contract->missing[i], strlen(contract->missing[i])};
        plan->may_be_missing[(unsigned char)contract->missing[i][0]] = true;
    }
}

KmDecodePlan km_decode_plan(KmArena *arena, const KmContract *contract, const KmHeader *header)
{
    KmDecodePlan plan = {
        .columns = KM_NEW_ARRAY(arena, int, contract->n_fields),
        .bounded = KM_NEW_ARRAY(arena, size_t, contract->n_fields),
        .missing = KM_NEW_ARRAY(arena, KmSlice, contract->n_missing),
        .blank = KM_NEW_ARRAY(arena, KmCell, contract->spec.n_columns + 1),
    };
    find_columns(&plan, contract, header);
    find_missing(&plan, contract);
    for (size_t i = 0; i < contract->n_fields; i++) {
        const KmField *f = &contract->fields[i];
        if (f->kind == KM_KIND_CODE && f->cell >= 0) {
            plan.blank[1 + f->cell].type = KM_CELL_INT; /* unknown is a code too */
        }
    }
    return plan;
}
