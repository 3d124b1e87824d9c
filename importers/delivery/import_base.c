/* The full delivery that a file of changes is laid over. */
#include "importers/delivery/import_inner.h"

#include "engine/base/text.h"

bool km_import_is_mutation(const KmDelivery *d)
{
    return km_text_equal(d->kind, "mutatie");
}

static bool is_newer(const KmDelivery *a, const KmDelivery *b)
{
    return b == NULL || a->period.to > b->period.to ||
           (a->period.to == b->period.to &&
            (a->received > b->received || (a->received == b->received && a->version > b->version)));
}

/* Of this or an earlier period; NULL: there is none, but it may still come. */
static const KmDelivery *find_base(const KmFileImport *f)
{
    const KmDelivery *base = NULL;
    for (size_t i = 0; i < f->batch->n_deliveries; i++) {
        const KmDelivery *old = &f->batch->deliveries[i];
        if (km_text_equal(old->contract, f->delivery.contract) &&
            km_text_equal(old->deliverer, f->delivery.deliverer) && !km_import_is_mutation(old) &&
            old->withdrawn == KM_DATE_OPEN && old->period.from <= f->delivery.period.from &&
            old->period.to <= f->delivery.period.to && is_newer(old, base)) {
            base = old;
        }
    }
    return base;
}

typedef struct {
    int64_t rows, keyed;
} Keys;

static bool count_key(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Keys *keys = self;
    (void)err;
    keys->rows++;
    keys->keyed += cells[n_cells - 1].type == KM_CELL_NULL ? 0 : 1;
    return true;
}

bool km_import_check_base(KmFileImport *f, KmError *err)
{
    static const char *const columns[] = {KM_ROW_KEY_COLUMN};
    if (!km_import_is_mutation(&f->delivery)) {
        return true;
    }
    const KmDelivery *base = find_base(f);
    if (base == NULL) {
        km_import_note(f, KM_RULE_NO_BASE, f->delivery.period.text);
        return true;
    }
    Keys keys = {0};
    if (!km_table_scan(f->batch->settings->store, base->contract, columns, 1, &base->number, 1,
                       (KmRowSink){.self = &keys, .row = count_key}, err)) {
        return false;
    }
    if (keys.rows == 0 || keys.keyed > 0) {
        return true;
    }
    const char *id = km_delivery_id(f->batch->arena, base);
    (void)km_import_refuse(f, err, "file-old-base", id,
                           km_format(f->arena,
                                     "the rows of %s, to which these are changes, were imported "
                                     "before changes could be taken: none of them can be found "
                                     "again",
                                     id));
    return km_error_hint(err,
                         "kansmeter withdraw %s --reason \"imported anew\", import the full file "
                         "again, then this one; or ask for all rows",
                         id);
}
