#include "indicators/compute/elsewhere.h"

#include "engine/base/text.h"
#include "engine/store/table.h"
#include "indicators/catalogue/catalogue_build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char contract[] = "benchmark";

enum { INDICATOR, AREA, DIMENSION, CODE, DAY, VALUE, BASE, SOURCE, COLUMNS };
static const char *const columns[COLUMNS] = {"indicator", "gebied", "dimensie", "categorie",
                                             "peildatum", "waarde", "noemer",   "bron"};
enum { FIRST_CELL = 2 }; /* of a scanned row, after delivery and line */

typedef struct {
    const char *indicator;
    KmElsewhere row;
} Published;

typedef struct {
    KmArena *arena;
    const KmElsewhereRequest *request;
    KmCode *districts;
    size_t n_districts;
    Published *items;
    size_t count, capacity;
} Reading;

/* ---- rows ---- */

static const char *text_of(const Reading *r, const KmCell *cell)
{
    return cell->type != KM_CELL_TEXT ? "" : km_strndup(r->arena, cell->text, (size_t)cell->length);
}

static double number_of(const KmCell *cell)
{
    return cell->type == KM_CELL_REAL ? cell->real : (double)cell->integer;
}

/* A municipality's code is in those of its districts. */
static bool is_own_area(const Reading *r, const char *area)
{
    if (km_text_equal(km_text_fold(r->arena, area, strlen(area)),
                      km_text_fold(r->arena, r->request->area_nl, strlen(r->request->area_nl)))) {
        return true;
    }
    for (size_t i = 0; i < r->n_districts && strlen(area) == 6; i++) {
        const char *code = r->districts[i].code;
        if (code != NULL && km_text_starts_with(code, "WK") && strncasecmp(area, "GM", 2) == 0 &&
            strncmp(code + 2, area + 2, 4) == 0) {
            return true;
        }
    }
    return false;
}

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Reading *r = self;
    (void)n_cells;
    (void)err;
    cells += FIRST_CELL;
    if (cells[DAY].type != KM_CELL_INT || cells[VALUE].type == KM_CELL_NULL) {
        return true;
    }
    const char *area = text_of(r, &cells[AREA]);
    KM_GROW(r->arena, r->items, r->count, r->capacity);
    r->items[r->count++] = (Published){.indicator = text_of(r, &cells[INDICATOR]),
                                       .row = {.area = area,
                                               .is_own = is_own_area(r, area),
                                               .dimension = text_of(r, &cells[DIMENSION]),
                                               .code = text_of(r, &cells[CODE]),
                                               .day = (KmDate)cells[DAY].integer,
                                               .value = number_of(&cells[VALUE]),
                                               .has_base = cells[BASE].type != KM_CELL_NULL,
                                               .base = number_of(&cells[BASE]),
                                               .source = text_of(r, &cells[SOURCE])}};
    return true;
}

/* ---- deliveries ---- */

static bool is_newer(const KmDelivery *a, const KmDelivery *b)
{
    if (a->period.to != b->period.to) {
        return a->period.to > b->period.to;
    }
    return a->received != b->received ? a->received > b->received : a->version > b->version;
}

static bool speaks(const Reading *r, KmDelivery *delivery)
{
    const KmDeliverySieve *sieve = r->request->sieve;
    return km_text_equal(delivery->contract, contract) &&
           (sieve == NULL || sieve->lets_through(sieve->self, delivery)) &&
           delivery->received <= r->request->knowledge &&
           delivery->withdrawn > r->request->knowledge;
}

/* The newest of each deliverer, to the front. */
static size_t keep_newest(const Reading *r, KmDelivery *deliveries, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        KmDelivery delivery = deliveries[i];
        size_t at = 0;
        if (!speaks(r, &delivery)) {
            continue;
        }
        while (at < kept && !km_text_equal(deliveries[at].deliverer, delivery.deliverer)) {
            at++;
        }
        if (at == kept || is_newer(&delivery, &deliveries[at])) {
            deliveries[at] = delivery;
        }
        kept += at == kept ? 1 : 0;
    }
    return kept;
}

static bool has_table(KmStore *store, KmArena *arena, bool *ret_has, KmError *err)
{
    KmTableSpec *specs;
    size_t n;
    *ret_has = false;
    if (!km_table_list(store, arena, &specs, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        *ret_has = *ret_has || km_text_equal(specs[i].contract, contract);
    }
    return true;
}

static bool read_rows(KmStore *store, Reading *r, KmError *err)
{
    KmDelivery *deliveries;
    size_t n;
    bool has;
    if (!has_table(store, r->arena, &has, err) ||
        (has && (!km_delivery_list(store, r->arena, &deliveries, &n, err) ||
                 !km_codes_read(store, r->arena, "wijk", &r->districts, &r->n_districts, err)))) {
        return false;
    }
    n = has ? keep_newest(r, deliveries, n) : 0;
    for (size_t i = 0; i < n; i++) {
        if (!km_table_scan(store, contract, columns, COLUMNS, &deliveries[i].number, 1,
                           (KmRowSink){r, take_row}, err)) {
            return false;
        }
    }
    return true;
}

/* ---- into the texts ---- */

static int by_place(const void *left, const void *right)
{
    const KmElsewhere *a = left;
    const KmElsewhere *b = right;
    if (a->is_own != b->is_own) {
        return a->is_own ? -1 : 1;
    }
    int order = strcmp(a->area, b->area);
    order = order != 0 ? order : strcmp(a->dimension, b->dimension);
    order = order != 0 ? order : strcmp(a->code, b->code);
    order = order != 0 ? order : (a->day > b->day) - (a->day < b->day);
    return order != 0 ? order : strcmp(a->source, b->source);
}

static bool is_about(const Published *published, const KmIndicatorText *text)
{
    if (!km_text_equal(published->indicator, text->id)) {
        return false;
    }
    const KmElsewhere *row = &published->row;
    const KmDimensionText *dimension = km_dimension_text(text, row->dimension);
    return row->dimension[0] == '\0' ||
           (dimension != NULL && !dimension->is_open && km_code_text(dimension, row->code) != NULL);
}

/* 71,2 is 0.712, not the nearest to it that a division gives. */
static double share_of(double percentage)
{
    return round(percentage * 1e6) / 1e8;
}

static void give(const Reading *r, KmIndicatorText *text)
{
    KmElsewhere *rows = NULL;
    size_t n = 0, capacity = 0;
    for (size_t i = 0; i < r->count; i++) {
        if (is_about(&r->items[i], text)) {
            KM_GROW(r->arena, rows, n, capacity);
            rows[n] = r->items[i].row;
            rows[n].value = km_text_is_share(text) ? share_of(rows[n].value) : rows[n].value;
            n++;
        }
    }
    if (n > 1) {
        qsort(rows, n, sizeof *rows, by_place);
    }
    text->elsewhere = rows;
    text->n_elsewhere = n;
}

bool km_elsewhere_read(KmStore *store, KmCatalogue *catalogue, const KmElsewhereRequest *request,
                       KmError *err)
{
    Reading reading = {.arena = catalogue->arena, .request = request};
    if (!read_rows(store, &reading, err)) {
        return km_error_context(err, "while reading the figures published elsewhere");
    }
    for (size_t d = 0; d < catalogue->n_definitions && reading.count > 0; d++) {
        give(&reading, &catalogue->definitions[d]->text);
    }
    return true;
}
