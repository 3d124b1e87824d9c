#include "importers/decoding/decoder_inner.h"

#include <string.h>

void km_decode_brin(KmDecoder *d, int field, KmSlice cell)
{
    char brin[7];
    int branch = d->setup.contract->branch;
    int column = branch < 0 ? -1 : d->setup.header->column_of_field[branch];
    /* The cell may be that of the site already, with the whole code. */
    column = d->setup.header->column_of_field[field] < 0 ? -1 : column;
    KmSlice site = column < 0 || column >= d->row->record.n_fields
                       ? (KmSlice){"", 0}
                       : km_slice_trim(d->row->record.fields[column]);
    KmRule rule = d->setup.contract->fields[field].is_school ? km_field_school(cell, brin)
                                                             : km_field_brin(cell, site, brin);
    if (rule != KM_RULE_NONE) {
        km_decoder_reject(d, field, rule, NULL);
    } else {
        km_decoder_put_text(d, field, brin, strlen(brin));
    }
}
