#include "importers/decoding/decoder_inner.h"

#include <string.h>

/* The site belongs to the school that the contract names first; another BRIN, such as that of the
 * school gone to, has its own within it. */
static bool is_first_brin(const KmContract *c, int field)
{
    for (int i = 0; i < field; i++) {
        if (c->fields[i].kind == KM_KIND_BRIN) {
            return false;
        }
    }
    return true;
}

static KmSlice site_of(const KmDecoder *d, int field)
{
    const KmContract *c = d->setup.contract;
    int column = c->branch < 0 ? -1 : d->setup.header->column_of_field[c->branch];
    /* The cell may be that of the site already, with the whole code. */
    bool has_own = d->setup.header->column_of_field[field] >= 0 && is_first_brin(c, field);
    return !has_own || column < 0 || column >= d->row->record.n_fields
               ? (KmSlice){"", 0}
               : km_slice_trim(d->row->record.fields[column]);
}

/* Said where it stands: the BRIN itself may be right, but of which site the row is, nobody knows.
 */
static void reject_site(KmDecoder *d, int field, KmRule rule, KmSlice site)
{
    const KmContract *c = d->setup.contract;
    d->row->fields[field].is_bad = true;
    d->row->fields[c->branch].cell = site;
    km_decoder_note(d, rule, c->branch,
                    c->fields[field].value_required ? KM_OUTCOME_REFUSED : KM_OUTCOME_REMARKED,
                    d->setup.header->names[d->plan.columns[field]]);
}

void km_decode_brin(KmDecoder *d, int field, KmSlice cell)
{
    char brin[7];
    KmSlice site = site_of(d, field);
    KmRule rule = d->setup.contract->fields[field].is_school ? km_field_school(cell, brin)
                                                             : km_field_brin(cell, site, brin);
    if (rule == KM_RULE_BRANCH_INVALID || rule == KM_RULE_BRANCH_OTHER) {
        reject_site(d, field, rule, site);
    } else if (rule != KM_RULE_NONE) {
        km_decoder_reject(d, field, rule, NULL);
    } else {
        km_decoder_put_text(d, field, brin, strlen(brin));
    }
}
