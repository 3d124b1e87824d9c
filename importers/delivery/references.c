#include "importers/delivery/references.h"

#include "engine/base/text.h"
#include "importers/contract/contract_inner.h"
#include "importers/findings/rules.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_KEPT = 1000, WHOLE_BRIN = 6, SCHOOL_BRIN = 4, MOST_TARGETS = 4 };

/* What a register says of one code. */
typedef struct {
    const char *code;
    KmDate end;            /* the first day no longer in it; KM_DATE_OPEN: it is in it still */
    int64_t spoken;        /* the delivery that said so */
    const char *successor; /* the code it goes on under from that end on; NULL: none is told */
    bool has_left;         /* it says that the code has left, not when */
} Known;

typedef struct {
    KmArena *arena; /* as long as one delivery is looked at */
    Known *codes;
    size_t n, capacity;
    size_t *slots; /* place in codes + 1; 0: free */
    size_t n_slots;
    bool has_register, has_successors;
    int64_t speaking; /* the register delivery being read */
    KmDate told;      /* the first day after that one's period */
    int64_t left;     /* the number of the code that says a row has left; −1: none */
    bool end_inclusive, has_end;
    bool tells_successors; /* the one being read does */
} Book;

static uint64_t hash(const char *text, size_t length)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++) {
        h = (h ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    }
    return h;
}

static size_t *slot_of(const Book *book, const char *code, size_t length)
{
    size_t at = (size_t)hash(code, length) & (book->n_slots - 1);
    while (book->slots[at] != 0 &&
           (strncmp(book->codes[book->slots[at] - 1].code, code, length) != 0 ||
            book->codes[book->slots[at] - 1].code[length] != '\0')) {
        at = (at + 1) & (book->n_slots - 1);
    }
    return &book->slots[at];
}

static void widen(Book *book)
{
    if (book->n * 2 < book->n_slots) {
        return;
    }
    book->n_slots = book->n_slots == 0 ? 1024 : book->n_slots * 2;
    book->slots = KM_NEW_ARRAY(book->arena, size_t, book->n_slots);
    for (size_t i = 0; i < book->n; i++) {
        *slot_of(book, book->codes[i].code, strlen(book->codes[i].code)) = i + 1;
    }
}

static Known *know(Book *book, const char *code, size_t length)
{
    widen(book);
    size_t *slot = slot_of(book, code, length);
    if (*slot == 0) {
        KM_GROW(book->arena, book->codes, book->n, book->capacity);
        book->codes[book->n++] = (Known){.code = km_strndup(book->arena, code, length)};
        *slot = book->n;
    }
    return &book->codes[*slot - 1];
}

static const Known *find(const Book *book, const char *code, size_t length)
{
    if (book->n_slots == 0) {
        return NULL;
    }
    size_t *slot = slot_of(book, code, length);
    return *slot == 0 ? NULL : &book->codes[*slot - 1];
}

/* The newest register that has the code says when it left; of several rows the latest day. Where it
 * only says that it has left, that was before the end of the first period of which it was said. */
static void note_end(const Book *book, Known *known, const KmCell *end_cell, const KmCell *left)
{
    bool has_left = book->left >= 0 && left->type == KM_CELL_INT && left->integer == book->left;
    KmDate end = has_left ? (known->has_left ? known->end : book->told) : KM_DATE_OPEN;
    if (book->has_end && end_cell->type == KM_CELL_INT) {
        end = (KmDate)end_cell->integer + (book->end_inclusive ? 1 : 0);
    }
    if (known->spoken != book->speaking || end > known->end) {
        known->end = end;
        known->has_left = has_left;
    }
    known->spoken = book->speaking;
}

static bool read_register_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Book *book = self;
    (void)n_cells, (void)err;
    const KmCell *code = &cells[2];
    const KmCell *successor = &cells[5];
    if (code->type != KM_CELL_TEXT || code->length == 0) {
        return true;
    }
    Known *known = know(book, code->text, (size_t)code->length);
    note_end(book, known, &cells[3], &cells[4]);
    known->successor = book->tells_successors && successor->type == KM_CELL_TEXT
                           ? km_strndup(book->arena, successor->text, (size_t)successor->length)
                           : NULL;
    if (code->length == WHOLE_BRIN && !book->tells_successors) {
        /* A BRIN of four characters is the school; which site, nobody says. */
        know(book, code->text, SCHOOL_BRIN)->end = KM_DATE_OPEN;
    }
    return true;
}

static int by_time(const void *a, const void *b)
{
    const KmDelivery *x = *(const KmDelivery *const *)a;
    const KmDelivery *y = *(const KmDelivery *const *)b;
    if (x->period.from != y->period.from) {
        return x->period.from < y->period.from ? -1 : 1;
    }
    if (x->received != y->received) {
        return x->received < y->received ? -1 : 1;
    }
    return x->version != y->version ? (x->version < y->version ? -1 : 1)
                                    : strcmp(x->deliverer, y->deliverer);
}

static bool tells_of(const KmDelivery *reg, const KmDelivery *d)
{
    return reg->withdrawn == KM_DATE_OPEN && reg->period.from < d->period.to;
}

/* "lrk.lrk": all its deliveries that tell of this one, oldest first. */
static bool read_register(KmBatch *batch, Book *book, const char *target, const KmDelivery *d,
                          KmError *err)
{
    const char *dot = strchr(target, '.');
    const char *name = km_strndup(book->arena, target, (size_t)(dot - target));
    const KmContract *contract = km_contracts_find(batch->settings->contracts, name);
    const KmDelivery **found = KM_NEW_ARRAY(book->arena, const KmDelivery *, batch->n_deliveries);
    size_t n = 0;
    for (size_t i = 0; contract != NULL && i < batch->n_deliveries; i++) {
        const KmDelivery *reg = &batch->deliveries[i];
        if (km_text_equal(reg->contract, name) && tells_of(reg, d)) {
            found[n++] = reg;
        }
    }
    qsort(found, n, sizeof *found, by_time);
    book->has_end = n > 0 && contract->spec.spell_to[0] != '\0' &&
                    !km_text_equal(contract->spec.spell_to, contract->spec.spell_from);
    book->end_inclusive = n > 0 && contract->spec.end_inclusive;
    book->left = -1;
    const char *columns[4] = {dot + 1, book->has_end ? contract->spec.spell_to : dot + 1, dot + 1,
                              dot + 1};
    book->tells_successors = n > 0 && contract->successor_field >= 0;
    if (book->tells_successors) {
        book->has_end = true;
        book->end_inclusive = false;
        columns[1] = contract->fields[contract->succession_field].column;
        columns[3] = contract->fields[contract->successor_field].column;
    }
    if (n > 0 && contract->left_code >= 0) {
        const KmReadyContract *ready = NULL;
        if (!km_batch_ready(batch, contract, &ready, err)) {
            return false;
        }
        book->left = ready->numbers[contract->left_field][contract->left_code];
        columns[2] = contract->fields[contract->left_field].column;
    }
    for (size_t i = 0; i < n; i++) {
        book->has_register |= !book->tells_successors;
        book->has_successors |= book->tells_successors;
        book->speaking = found[i]->number;
        book->told = found[i]->period.to;
        if (!km_table_scan(batch->settings->store, name, columns, 4, &found[i]->number, 1,
                           (KmRowSink){.self = book, .row = read_register_row}, err)) {
            return false;
        }
    }
    return true;
}

typedef enum { UNKNOWN, CLOSED, SUCCEEDED, KINDS } Kind;

typedef struct {
    KmArena *arena; /* of the findings */
    const Book *book;
    const KmField *field;
    const char *shown; /* the registers, for people */
    bool has_begin, has_end, end_inclusive;
    KmDate until; /* the first day of which the delivery says nothing */
    KmFinding *findings;
    size_t n, capacity;
    KmFindingCount counts[KINDS];
} Look;

static void note(Look *look, Kind which, int64_t line, const char *argument)
{
    static const KmRule rules[] = {KM_RULE_SITE_UNKNOWN, KM_RULE_SITE_CLOSED,
                                   KM_RULE_SITE_SUCCEEDED};
    const char *code = km_rule_text(rules[which])->code;
    look->counts[which].rule = code;
    look->counts[which].outcome = KM_OUTCOME_ACCEPTED;
    if (look->counts[which].count++ < MOST_KEPT) {
        KM_GROW(look->arena, look->findings, look->n, look->capacity);
        look->findings[look->n++] = (KmFinding){.rule = code,
                                                .outcome = KM_OUTCOME_ACCEPTED,
                                                .line = line,
                                                .field = look->field->name,
                                                .value = "",
                                                .argument = argument,
                                                .record = ""};
    }
}

/* Begun before the school went on under another, and not ended by that day. */
static bool outlasts(const Look *look, const Known *known, const KmCell *begin, const KmCell *end)
{
    KmDate tot = end->type != KM_CELL_INT ? KM_DATE_OPEN
                                          : (KmDate)end->integer + (look->end_inclusive ? 1 : 0);
    return look->has_begin && look->has_end && begin->type == KM_CELL_INT &&
           begin->integer < known->end && known->end < tot && known->end < look->until;
}

/* What the site goes on as, or else its whole school; NULL: no successor is told. */
static const Known *goes_on(const Book *book, const Known *site, const KmCell *code)
{
    const Known *school = code->length == WHOLE_BRIN ? find(book, code->text, SCHOOL_BRIN) : NULL;
    return site != NULL && site->successor != NULL       ? site
           : school != NULL && school->successor != NULL ? school
                                                         : NULL;
}

static bool begins_after(const Look *look, const Known *known, const KmCell *begin)
{
    return known != NULL && look->has_begin && begin->type == KM_CELL_INT &&
           begin->integer >= known->end;
}

static bool look_at_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Look *look = self;
    (void)n_cells, (void)err;
    const KmCell *code = &cells[2];
    const KmCell *begin = &cells[3];
    if (code->type != KM_CELL_TEXT || code->length == 0) {
        return true;
    }
    const Known *known = find(look->book, code->text, (size_t)code->length);
    const Known *ended = goes_on(look->book, known, code);
    if (known == NULL && ended == NULL && look->book->has_register) {
        note(look, UNKNOWN, cells[1].integer, look->shown);
    } else if (ended != NULL &&
               (begins_after(look, ended, begin) || outlasts(look, ended, begin, &cells[4]))) {
        note(look, SUCCEEDED, cells[1].integer,
             km_format(look->arena, "%s, %s", ended->successor,
                       km_date_dutch(look->arena, ended->end)));
    } else if (begins_after(look, known, begin)) {
        note(look, CLOSED, cells[1].integer, look->shown);
    }
    return true;
}

static bool look_at_field(KmBatch *batch, const KmContract *contract, const KmField *field,
                          const KmDelivery *d, Look *look, KmError *err)
{
    Book book = {.arena = km_arena_open()};
    KmText shown = km_text_init(look->arena);
    const char *begin = contract->spec.spell_from;
    const char *end = contract->spec.spell_to;
    const char *columns[3] = {field->column, begin[0] == '\0' ? field->column : begin,
                              end[0] == '\0' ? field->column : end};
    bool ok = true;
    for (size_t i = 0; ok && i < field->n_refers; i++) {
        ok = read_register(batch, &book, field->refers[i], d, err);
        km_text_addf(&shown, "%s%.*s", i == 0 ? "" : ", ", (int)strcspn(field->refers[i], "."),
                     field->refers[i]);
    }
    look->book = &book;
    look->field = field;
    look->shown = shown.bytes;
    look->has_begin = begin[0] != '\0';
    look->has_end = end[0] != '\0' && !km_text_equal(begin, end);
    look->end_inclusive = contract->spec.end_inclusive;
    /* A file for a whole year that came before the merger was right then. */
    look->until = d->period.to <= d->received ? d->period.to : d->received + 1;
    if (ok && (book.has_register || book.has_successors)) {
        ok = km_table_scan(batch->settings->store, contract->name, columns, 3, &d->number, 1,
                           (KmRowSink){.self = look, .row = look_at_row}, err);
    }
    km_arena_close(book.arena);
    return ok;
}

static bool refers(const KmContract *contract)
{
    for (size_t i = 0; contract != NULL && i < contract->n_fields; i++) {
        if (contract->fields[i].n_refers > 0) {
            return true;
        }
    }
    return false;
}

static bool look_at(KmBatch *batch, const KmDelivery *d, Look *look, KmError *err)
{
    static const char *const rules[] = {"site-unknown", "site-closed", "site-succeeded"};
    const KmContract *contract = km_contracts_find(batch->settings->contracts, d->contract);
    bool ok = km_findings_forget(batch->settings->store, d->number, rules, KINDS, err);
    for (size_t i = 0; ok && i < contract->n_fields; i++) {
        const KmField *field = &contract->fields[i];
        if (field->n_refers > 0 && field->cell >= 0) {
            ok = look_at_field(batch, contract, field, d, look, err);
        }
    }
    if (!ok || look->n == 0) {
        return ok;
    }
    KmFindingCount counts[KINDS];
    size_t n = 0;
    for (int i = 0; i < KINDS; i++) {
        if (look->counts[i].count > 0) {
            counts[n++] = look->counts[i];
        }
    }
    return km_findings_add(batch->settings->store, d->number, look->findings, look->n, counts, n,
                           err);
}

static int by_line(const void *a, const void *b)
{
    const KmFinding *x = a;
    const KmFinding *y = b;
    return x->line != y->line       ? (x->line < y->line ? -1 : 1)
           : x->column != y->column ? (x->column < y->column ? -1 : 1)
                                    : strcmp(x->rule, y->rule);
}

static void add_to_result(KmBatch *batch, KmImportResult *result, const Look *look)
{
    size_t n = result->n_findings + look->n;
    KmFinding *findings = KM_NEW_ARRAY(batch->arena, KmFinding, n);
    KmFindingCount *counts = KM_NEW_ARRAY(batch->arena, KmFindingCount, result->n_counts + KINDS);
    for (size_t i = 0; i < n; i++) {
        findings[i] =
            i < result->n_findings ? result->findings[i] : look->findings[i - result->n_findings];
    }
    qsort(findings, n, sizeof *findings, by_line);
    for (size_t i = 0; i < result->n_counts; i++) {
        counts[i] = result->counts[i];
    }
    for (int i = 0; i < KINDS; i++) {
        if (look->counts[i].count > 0) {
            counts[result->n_counts++] = look->counts[i];
        }
    }
    result->findings = findings;
    result->n_findings = n;
    result->counts = counts;
}

/* Of this batch, and the one that it brought; NULL: an earlier delivery. */
static KmImportResult *result_of(KmImportResult *results, size_t n, const KmDelivery *d)
{
    for (size_t i = 0; i < n; i++) {
        if (results[i].accepted && results[i].delivery.number == d->number) {
            return &results[i];
        }
    }
    return NULL;
}

static bool is_referred_to(const KmContract *contract, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; contract != NULL && i < contract->n_fields; i++) {
        for (size_t k = 0; k < contract->fields[i].n_refers; k++) {
            const char *target = contract->fields[i].refers[k];
            if (strncmp(target, name, length) == 0 && target[length] == '.') {
                return true;
            }
        }
    }
    return false;
}

/* The register of this batch that tells of the delivery; NULL: none does. */
static KmImportResult *new_register(KmImportResult *results, size_t n, const KmContract *contract,
                                    const KmDelivery *d)
{
    for (size_t i = 0; i < n; i++) {
        if (results[i].accepted && is_referred_to(contract, results[i].delivery.contract) &&
            tells_of(&results[i].delivery, d)) {
            return &results[i];
        }
    }
    return NULL;
}

static void tell_register(KmBatch *batch, KmImportResult *reg, const KmDelivery *d,
                          const Look *look)
{
    int64_t rows = 0;
    for (int i = 0; i < KINDS; i++) {
        rows += look->counts[i].count;
    }
    Look told = {.arena = batch->arena};
    KM_GROW(told.arena, told.findings, told.n, told.capacity);
    told.findings[told.n++] =
        (KmFinding){.rule = km_rule_text(KM_RULE_REGISTER_MISSES)->code,
                    .outcome = KM_OUTCOME_ACCEPTED,
                    .field = "",
                    .value = "",
                    .argument = km_format(batch->arena, "%s: %lld", km_delivery_id(batch->arena, d),
                                          (long long)rows),
                    .record = ""};
    add_to_result(batch, reg, &told);
}

bool km_references_check(KmBatch *batch, KmImportResult *results, size_t n, KmError *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < batch->n_deliveries; i++) {
        const KmDelivery *d = &batch->deliveries[i];
        const KmContract *contract = km_contracts_find(batch->settings->contracts, d->contract);
        if (!refers(contract) || d->withdrawn != KM_DATE_OPEN) {
            continue;
        }
        KmImportResult *own = result_of(results, n, d);
        KmImportResult *reg = own != NULL ? NULL : new_register(results, n, contract, d);
        if (own == NULL && reg == NULL) {
            continue;
        }
        Look look = {.arena = batch->arena};
        ok = look_at(batch, d, &look, err);
        if (ok && look.n > 0 && own != NULL) {
            add_to_result(batch, own, &look);
        } else if (ok && look.n > 0) {
            tell_register(batch, reg, d, &look);
        }
    }
    return ok;
}
