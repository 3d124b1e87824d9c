/* What names one thing (`km:once`) and stands in two rows that hold on the same day, as one site
 * under two numbers. */
#include "importers/decoding/decoder_inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 24 };

struct KmHeld {
    const char *value;
    size_t once; /* in the contract */
    KmDate from, to;
    int64_t line;
    char record[KM_RECORD_BYTES];
    bool is_remarked;
    const KmHeld *other; /* whose value it is too; NULL: of no row before */
};

static bool counts(const KmDecoder *d, const KmOnce *once)
{
    if (once->counts == NULL) {
        return true;
    }
    const KmField *of = &d->setup.contract->fields[once->of];
    for (size_t i = 0; i < of->list->n_codes; i++) {
        if (once->counts[i] && d->row->cells[of->cell].integer == d->setup.numbers[once->of][i]) {
            return true;
        }
    }
    return false;
}

void km_once_keep(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    for (size_t i = 0; i < c->n_once; i++) {
        const KmOnce *once = &c->once[i];
        const KmCell *cell = &d->row->cells[c->fields[once->field].cell];
        if (cell->type != KM_CELL_TEXT || cell->length == 0 || !counts(d, once)) {
            continue;
        }
        KmHeld held = {.value = km_strndup(d->arena, cell->text, (size_t)cell->length),
                       .once = i,
                       .from = INT32_MIN,
                       .to = KM_DATE_OPEN,
                       .line = d->row->record.line,
                       .is_remarked = d->row->outcome == KM_OUTCOME_REMARKED};
        (void)km_decoder_date(d, once->from, &held.from);
        (void)km_decoder_date(d, once->to, &held.to);
        if (km_decoder_record(d, held.record) == NULL) {
            held.record[0] = '\0';
        }
        KM_GROW(d->arena, d->held, d->n_held, d->held_capacity);
        d->held[d->n_held++] = held;
    }
}

static int by_number(const void *a, const void *b)
{
    const int64_t *x = a;
    const int64_t *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void forget_replaced(KmDecoder *d)
{
    size_t n_kept = 0;
    if (d->n_replaced == 0) {
        return;
    }
    int64_t *gone = KM_NEW_ARRAY(d->arena, int64_t, d->n_replaced);
    memcpy(gone, d->replaced, d->n_replaced * sizeof *gone);
    qsort(gone, d->n_replaced, sizeof *gone, by_number);
    for (size_t i = 0; i < d->n_held; i++) {
        if (bsearch(&d->held[i].line, gone, d->n_replaced, sizeof *gone, by_number) == NULL) {
            d->held[n_kept++] = d->held[i];
        }
    }
    d->n_held = n_kept;
}

static int by_value(const void *a, const void *b)
{
    const KmHeld *x = *(const KmHeld *const *)a;
    const KmHeld *y = *(const KmHeld *const *)b;
    int order = x->once != y->once ? (x->once < y->once ? -1 : 1) : strcmp(x->value, y->value);
    return order != 0           ? order
           : x->from != y->from ? (x->from < y->from ? -1 : 1)
                                : (x->line < y->line ? -1 : x->line > y->line);
}

/* By first day: who begins before the last end of those before it is there beside that one. */
static void find_pairs(KmHeld **sorted, size_t n)
{
    KmHeld *longest = NULL;
    for (size_t i = 0; i < n; i++) {
        KmHeld *held = sorted[i];
        bool is_same = longest != NULL && longest->once == held->once &&
                       strcmp(longest->value, held->value) == 0;
        if (is_same && held->from < held->to && held->from < longest->to) {
            KmHeld *later = held->line > longest->line ? held : longest;
            later->other = later == held ? longest : held;
        }
        longest = is_same && longest->to >= held->to ? longest : held;
    }
}

static void remark(KmDecoder *d, const KmHeld *held)
{
    const KmContract *c = d->setup.contract;
    char other[LINE_BYTES + KM_RECORD_BYTES + 4];
    char class[KM_VALUE_CLASS_BYTES] = "";
    int column = d->plan.columns[c->once[held->once].field];
    const char *record = held->other->record;
    (void)snprintf(other, sizeof other, "%lld%s%s%s", (long long)held->other->line,
                   record[0] == '\0' ? "" : " (", record, record[0] == '\0' ? "" : ")");
    km_value_class((KmSlice){held->value, strlen(held->value)}, class);
    KmNote note = {.rule = KM_RULE_SITE_TWICE,
                   .outcome = KM_OUTCOME_REMARKED,
                   .line = held->line,
                   .column = column + 1,
                   .field = d->setup.header->names[column],
                   .value = class,
                   .argument = other,
                   .record = held->record};
    km_finding_book_note(d->setup.findings, &note);
}

/* The same value of the same row may be held for more than one reason. */
static bool is_said(const KmDecoder *d, size_t at, bool any_field)
{
    const KmOnce *once = d->setup.contract->once;
    for (size_t i = at; i > 0 && d->held[i - 1].line == d->held[at].line; i--) {
        if (d->held[i - 1].other != NULL &&
            (any_field || once[d->held[i - 1].once].field == once[d->held[at].once].field)) {
            return true;
        }
    }
    return false;
}

void km_once_end(KmDecoder *d)
{
    forget_replaced(d);
    KmHeld **sorted = KM_NEW_ARRAY(d->arena, KmHeld *, d->n_held);
    for (size_t i = 0; i < d->n_held; i++) {
        sorted[i] = &d->held[i];
    }
    qsort(sorted, d->n_held, sizeof *sorted, by_value);
    find_pairs(sorted, d->n_held);
    for (size_t i = 0; i < d->n_held; i++) {
        if (d->held[i].other == NULL || is_said(d, i, false)) {
            continue;
        }
        remark(d, &d->held[i]);
        if (!d->held[i].is_remarked && !is_said(d, i, true)) {
            d->tally.accepted--;
            d->tally.remarked++;
        }
    }
    d->n_held = 0;
}
