/* A register of successions (`km:succession`): under which number a school goes on. A row is held
 * against itself and against the file's other rows; what those make untrue is taken back. */
#include "importers/decoding/decoder_inner.h"

#include "engine/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHOOL_BRIN = 4, WHOLE_BRIN = 6, BRIN_BYTES = 8, MOST_STEPS = 9, LINES_BYTES = 200 };

struct KmTold {
    char brin[BRIN_BYTES], successor[BRIN_BYTES];
    KmDate day;
    int64_t line;
    bool is_remarked;
    bool is_out; /* refused, or replaced by a later row */
};

static void copy_brin(const KmDecoder *d, int field, char *ret_brin)
{
    const KmCell *cell = &d->row->cells[d->setup.contract->fields[field].cell];
    size_t length = cell->type == KM_CELL_TEXT ? (size_t)cell->length : 0;
    length = length < BRIN_BYTES ? length : BRIN_BYTES - 1;
    memcpy(ret_brin, length == 0 ? "" : cell->text, length);
    ret_brin[length] = '\0';
}

static KmTold row_at_hand(const KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    KmTold told = {.line = d->row->record.line,
                   .is_remarked = d->row->outcome == KM_OUTCOME_REMARKED};
    copy_brin(d, c->key[0], told.brin);
    copy_brin(d, c->successor_field, told.successor);
    (void)km_decoder_date(d, c->succession_field, &told.day);
    return told;
}

static void note_told(KmDecoder *d, const KmTold *told)
{
    KM_GROW(d->arena, d->told, d->n_told, d->told_capacity);
    d->told[d->n_told++] = *told;
}

/* A school of four characters keeps its site numbers: 90BX00 under 90BX is 90BX00 still. */
static bool goes_on_as_itself(const KmTold *told)
{
    return km_text_equal(told->brin, told->successor) ||
           (strlen(told->successor) == SCHOOL_BRIN &&
            strncmp(told->brin, told->successor, SCHOOL_BRIN) == 0 &&
            km_text_equal(told->brin + SCHOOL_BRIN, "00"));
}

void km_succession_check_row(KmDecoder *d)
{
    const KmContract *c = d->setup.contract;
    if (c->successor_field < 0 || d->row->outcome == KM_OUTCOME_REFUSED) {
        return;
    }
    KmTold told = row_at_hand(d);
    if (goes_on_as_itself(&told)) {
        km_decoder_note(d, KM_RULE_SUCCESSOR_SELF, c->successor_field, KM_OUTCOME_REFUSED, NULL);
    }
}

static void take_back(KmDecoder *d, KmTold *told, KmRule rule, const char *other)
{
    const KmContract *c = d->setup.contract;
    char class[KM_VALUE_CLASS_BYTES] = "";
    int column = d->plan.columns[c->successor_field];
    if (told->is_out) {
        return;
    }
    told->is_out = true;
    km_decoder_take_back(d, told->line, told->is_remarked);
    d->tally.refused++;
    km_value_class((KmSlice){told->successor, strlen(told->successor)}, class);
    KmNote note = {.rule = rule,
                   .outcome = KM_OUTCOME_REFUSED,
                   .line = told->line,
                   .column = column + 1,
                   .field = d->setup.header->names[column],
                   .value = class,
                   .argument = other};
    km_finding_book_note(d->setup.findings, &note);
}

static int by_line(const void *a, const void *b)
{
    const KmTold *x = a;
    const KmTold *y = b;
    return x->line < y->line ? -1 : x->line > y->line;
}

static KmTold *told_on(const KmDecoder *d, int64_t line)
{
    KmTold wanted = {.line = line};
    return d->n_told == 0 ? NULL : bsearch(&wanted, d->told, d->n_told, sizeof wanted, by_line);
}

bool km_succession_parts(KmDecoder *d, int64_t earlier)
{
    char line[24];
    const KmContract *c = d->setup.contract;
    if (c->successor_field < 0) {
        return false;
    }
    KmTold now = row_at_hand(d);
    KmTold *before = told_on(d, earlier);
    if (before == NULL || (!before->is_out && km_text_equal(before->successor, now.successor))) {
        return false;
    }
    (void)snprintf(line, sizeof line, "%lld", (long long)now.line);
    take_back(d, before, KM_RULE_SUCCESSOR_OTHER, line);
    (void)snprintf(line, sizeof line, "%lld", (long long)earlier);
    km_decoder_note(d, KM_RULE_SUCCESSOR_OTHER, c->successor_field, KM_OUTCOME_REFUSED, line);
    now.is_out = true;
    note_told(d, &now);
    return true;
}

void km_succession_keep(KmDecoder *d)
{
    if (d->setup.contract->successor_field >= 0) {
        KmTold told = row_at_hand(d);
        note_told(d, &told);
    }
}

void km_succession_replaced(KmDecoder *d, int64_t earlier)
{
    KmTold *before = told_on(d, earlier);
    if (before != NULL) {
        before->is_out = true;
    }
}

static int by_brin(const void *a, const void *b)
{
    return strcmp(((const KmTold *)a)->brin, ((const KmTold *)b)->brin);
}

/* The row that says how the code goes on: its own, or that of its whole school. */
static KmTold *row_of(const KmDecoder *d, const char *code)
{
    KmTold wanted = {0};
    memcpy(wanted.brin, code, strlen(code));
    KmTold *found = bsearch(&wanted, d->told, d->n_told, sizeof wanted, by_brin);
    if (found == NULL && strlen(code) == WHOLE_BRIN) {
        wanted.brin[SCHOOL_BRIN] = '\0';
        found = bsearch(&wanted, d->told, d->n_told, sizeof wanted, by_brin);
    }
    return found;
}

/* A whole school hands each site on to the one of the same number. */
static void step(const KmTold *told, char *code)
{
    char site[3] = "";
    memcpy(site, code + SCHOOL_BRIN, strlen(code) == WHOLE_BRIN ? 3 : 0);
    (void)snprintf(code, BRIN_BYTES, "%s%s", told->successor,
                   strlen(told->successor) == SCHOOL_BRIN ? site : "");
}

/* The rows by which a school is back at itself on the day on which it goes; 0: it is not. */
static size_t find_circle(const KmDecoder *d, KmTold *first, KmTold **ret_rows)
{
    char code[BRIN_BYTES];
    KmTold *at = first;
    memcpy(code, first->brin, sizeof code);
    for (size_t n = 0; n < MOST_STEPS && at != NULL && at->day == first->day; n++) {
        if (n > 0 && at == first) {
            return n > 1 ? n : 0; /* one row: a whole school that goes on as one of its sites */
        }
        ret_rows[n] = at;
        step(at, code);
        at = row_of(d, code);
    }
    return 0;
}

static void refuse_circle(KmDecoder *d, KmTold *const *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char others[LINES_BYTES] = "";
        size_t used = 0;
        for (size_t k = 1; k < n; k++) {
            used += (size_t)snprintf(others + used, sizeof others - used, "%s%lld",
                                     k == 1 ? "" : ", ", (long long)rows[(i + k) % n]->line);
        }
        take_back(d, rows[i], KM_RULE_SUCCESSOR_CIRCLE, others);
    }
}

void km_succession_end(KmDecoder *d)
{
    KmTold *rows[MOST_STEPS];
    size_t n_kept = 0;
    if (d->n_told == 0) {
        return;
    }
    for (size_t i = 0; i < d->n_told; i++) {
        if (!d->told[i].is_out) {
            d->told[n_kept++] = d->told[i];
        }
    }
    d->n_told = n_kept;
    qsort(d->told, d->n_told, sizeof *d->told, by_brin);
    for (size_t i = 0; i < d->n_told; i++) {
        refuse_circle(d, rows, find_circle(d, &d->told[i], rows));
    }
    d->n_told = 0;
}
