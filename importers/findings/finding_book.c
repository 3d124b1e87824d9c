#include "importers/findings/finding_book.h"

#include <stdlib.h>
#include <string.h>

enum { OUTCOMES = KM_OUTCOME_SKIPPED + 1 };

struct KmFindingBook {
    KmArena *arena;
    KmFinding *kept;
    size_t n_kept, capacity;
    int64_t counts[KM_RULES][OUTCOMES];
    int n_of_rule[KM_RULES];
};

KmFindingBook *km_finding_book_open(KmArena *arena)
{
    KmFindingBook *book = KM_NEW(arena, KmFindingBook);
    book->arena = arena;
    return book;
}

bool km_finding_book_keeps(const KmFindingBook *book, KmRule rule)
{
    return book->n_of_rule[rule] < KM_MOST_KEPT_PER_RULE;
}

static const char *copy(KmArena *arena, const char *text)
{
    return text == NULL || text[0] == '\0' ? "" : km_strdup(arena, text);
}

void km_finding_book_note(KmFindingBook *book, const KmNote *note)
{
    book->counts[note->rule][note->outcome]++;
    if (!km_finding_book_keeps(book, note->rule)) {
        return;
    }
    book->n_of_rule[note->rule]++;
    KM_GROW(book->arena, book->kept, book->n_kept, book->capacity);
    book->kept[book->n_kept++] = (KmFinding){
        .rule = km_rule_text(note->rule)->code,
        .outcome = note->outcome,
        .line = note->line,
        .column = note->column,
        .field = note->field == NULL ? "" : note->field,
        .value = copy(book->arena, note->value),
        .argument = copy(book->arena, note->argument),
        .record = copy(book->arena, note->record),
    };
}

static int by_place(const void *a, const void *b)
{
    const KmFinding *x = a;
    const KmFinding *y = b;
    if (x->line != y->line) {
        return x->line < y->line ? -1 : 1;
    }
    if (x->column != y->column) {
        return x->column < y->column ? -1 : 1;
    }
    return strcmp(x->rule, y->rule);
}

const KmFinding *km_finding_book_sorted(KmFindingBook *book, size_t *ret_count)
{
    if (book->n_kept > 0) {
        qsort(book->kept, book->n_kept, sizeof *book->kept, by_place);
    }
    *ret_count = book->n_kept;
    return book->kept;
}

static int by_count(const void *a, const void *b)
{
    const KmFindingCount *x = a;
    const KmFindingCount *y = b;
    if (x->count != y->count) {
        return x->count > y->count ? -1 : 1;
    }
    int order = strcmp(x->rule, y->rule);
    return order != 0 ? order : (int)x->outcome - (int)y->outcome;
}

const KmFindingCount *km_finding_book_counts(const KmFindingBook *book, KmArena *arena,
                                             size_t *ret_count)
{
    KmFindingCount *counts = KM_NEW_ARRAY(arena, KmFindingCount, (size_t)KM_RULES * OUTCOMES);
    size_t n = 0;
    for (int rule = 1; rule < KM_RULES; rule++) {
        for (int outcome = 0; outcome < OUTCOMES; outcome++) {
            if (book->counts[rule][outcome] > 0) {
                counts[n++] = (KmFindingCount){.rule = km_rule_text((KmRule)rule)->code,
                                               .outcome = (KmOutcome)outcome,
                                               .count = book->counts[rule][outcome]};
            }
        }
    }
    if (n > 0) {
        qsort(counts, n, sizeof *counts, by_count);
    }
    *ret_count = n;
    return counts;
}
