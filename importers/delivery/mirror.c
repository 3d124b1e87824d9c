#include "importers/delivery/mirror.h"

#include "engine/base/text.h"

typedef struct {
    const KmContract *contract;
    KmColumnSum *sums;
} Adding;

static double as_number(const KmCell *cell)
{
    return cell->type == KM_CELL_REAL ? cell->real : (double)cell->integer;
}

/* After delivery and line: two cells a total, its lowest and its highest. */
static bool add_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    const Adding *adding = self;
    (void)n_cells;
    (void)err;
    for (size_t i = 0; i < adding->contract->n_totals; i++) {
        const KmCell *low = &cells[2 + 2 * i];
        if (low->type != KM_CELL_NULL) {
            adding->sums[i].low += as_number(low);
            adding->sums[i].high += as_number(low + 1);
            adding->sums[i].filled++;
        }
    }
    return true;
}

bool km_mirror_sums(KmBatch *batch, const KmContract *contract, int64_t delivery,
                    const KmColumnSum **ret_sums, KmError *err)
{
    Adding adding = {.contract = contract,
                     .sums = KM_NEW_ARRAY(batch->arena, KmColumnSum, contract->n_totals)};
    const char **columns = KM_NEW_ARRAY(batch->arena, const char *, 2 * contract->n_totals);
    for (size_t i = 0; i < contract->n_totals; i++) {
        const KmField *field = &contract->fields[contract->totals[i]];
        int high = field->cell + (field->kind == KM_KIND_SMALL_COUNT ? 1 : 0);
        columns[2 * i] = contract->spec.columns[field->cell].name;
        columns[2 * i + 1] = contract->spec.columns[high].name;
    }
    *ret_sums = adding.sums;
    return contract->n_totals == 0 ||
           km_table_scan(batch->settings->store, contract->name, columns, 2 * contract->n_totals,
                         &delivery, 1, (KmRowSink){.self = &adding, .row = add_row}, err);
}

static int64_t kept(const KmDelivery *d)
{
    return d->accepted + d->remarked;
}

static void add_delivery(KmMirrorSide *side, const KmDelivery *d)
{
    side->deliverers++;
    side->lines += d->lines_read;
    side->kept += kept(d);
    side->refused += d->refused;
    side->duplicate += d->duplicate;
    side->cells_required += d->cells_required;
    side->cells_filled += d->cells_filled;
}

static bool is_peer(const KmDelivery *own, const KmDelivery *other)
{
    return km_text_equal(own->contract, other->contract) &&
           km_text_equal(own->period.text, other->period.text) &&
           !km_text_equal(own->deliverer, other->deliverer) && other->withdrawn == KM_DATE_OPEN;
}

/* Whether the deliverer has a newer delivery of the period than this one. */
static bool is_old(const KmBatch *batch, const KmDelivery *d)
{
    for (size_t i = 0; i < batch->n_deliveries; i++) {
        const KmDelivery *other = &batch->deliveries[i];
        if (km_text_equal(other->contract, d->contract) &&
            km_text_equal(other->deliverer, d->deliverer) &&
            km_text_equal(other->period.text, d->period.text) && other->withdrawn == KM_DATE_OPEN &&
            other->version > d->version) {
            return true;
        }
    }
    return false;
}

/* In the batch a file's sums are known; what was there before it is read back once. */
static bool sums_of(KmBatch *batch, const KmContract *contract, const KmDelivery *d,
                    const KmColumnSum **ret_sums, KmError *err)
{
    for (size_t i = 0; i < batch->n_sums; i++) {
        if (batch->sums[i].delivery == d->number) {
            *ret_sums = batch->sums[i].sums;
            return true;
        }
    }
    if (!km_mirror_sums(batch, contract, d->number, ret_sums, err)) {
        return false;
    }
    km_batch_keep_sums(batch, d->number, *ret_sums);
    return true;
}

static bool add_peer_sums(KmBatch *batch, const KmContract *contract, const KmDelivery *peer,
                          KmMirror *mirror, KmError *err)
{
    const KmColumnSum *sums = NULL;
    if (!sums_of(batch, contract, peer, &sums, err)) {
        return false;
    }
    for (size_t i = 0; i < mirror->n_totals; i++) {
        mirror->totals[i].city.low += sums[i].low;
        mirror->totals[i].city.high += sums[i].high;
        mirror->totals[i].city.filled += sums[i].filled;
    }
    return true;
}

static void fill_own(KmBatch *batch, const KmContract *contract, const KmColumnSum *sums,
                     KmMirror *mirror)
{
    bool enough = mirror->own.kept >= KM_MIRROR_FEWEST_ROWS;
    mirror->n_totals = enough ? contract->n_totals : 0;
    mirror->totals = KM_NEW_ARRAY(batch->arena, KmMirrorTotal, contract->n_totals);
    for (size_t i = 0; i < mirror->n_totals; i++) {
        mirror->totals[i] = (KmMirrorTotal){
            .column = contract->fields[contract->totals[i]].name, .own = sums[i], .city = sums[i]};
    }
}

static bool fill(KmBatch *batch, const KmContract *contract, KmImportResult *result, KmError *err)
{
    KmMirror *mirror = KM_NEW(batch->arena, KmMirror);
    const KmDelivery *own = &result->delivery;
    const KmColumnSum *sums = NULL;
    if (!sums_of(batch, contract, own, &sums, err)) {
        return false;
    }
    add_delivery(&mirror->own, own);
    fill_own(batch, contract, sums, mirror);
    KmMirrorSide others = {0};
    for (size_t i = 0; i < batch->n_deliveries; i++) {
        if (is_peer(own, &batch->deliveries[i]) && !is_old(batch, &batch->deliveries[i])) {
            add_delivery(&others, &batch->deliveries[i]);
        }
    }
    mirror->has_city =
        others.deliverers >= KM_MIRROR_FEWEST_OTHERS && others.kept >= KM_MIRROR_FEWEST_ROWS;
    result->mirror = mirror;
    if (!mirror->has_city) {
        return true;
    }
    add_delivery(&mirror->city, own);
    for (size_t i = 0; i < batch->n_deliveries; i++) {
        const KmDelivery *peer = &batch->deliveries[i];
        if (is_peer(own, peer) && !is_old(batch, peer)) {
            add_delivery(&mirror->city, peer);
            if (!add_peer_sums(batch, contract, peer, mirror, err)) {
                return false;
            }
        }
    }
    return true;
}

bool km_mirror_fill(KmBatch *batch, KmImportResult *results, size_t n, KmError *err)
{
    for (size_t i = 0; i < n; i++) {
        const KmContract *contract =
            km_contracts_find(batch->settings->contracts, results[i].delivery.contract);
        if (results[i].accepted && contract != NULL && !fill(batch, contract, &results[i], err)) {
            return km_error_context(err, "while adding up %s", contract->name);
        }
    }
    return true;
}
