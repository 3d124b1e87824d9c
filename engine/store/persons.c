#include "engine/store/delivery.h"
#include "engine/store/internal.h"
#include "engine/store/row_pages.h"

#include <string.h>

enum {
    PAGE_PERSONS = 4096,
    MOST_PAGES = INT32_MAX / PAGE_PERSONS + 1,
    WORTH_WRITING = 1 << 13 /* persons */
};

typedef struct {
    uint8_t pseudonyms[PAGE_PERSONS][KM_PSEUDONYM_BYTES];
} Page;

/* Open addressing with linear probing over the pseudonyms themselves: they are keyed hashes, so
 * their own bits spread them. Persons are only ever taken out in the reverse order of coming in,
 * which leaves every other probe path as it was. */
struct KmPersonBook {
    KmStore *store;
    KmArena *arena;
    /* Pseudonyms by number; 0 is unused, gaps are erased persons. The table never moves: another
     * thread may read what is written of it. */
    Page **pages;
    size_t n_pages;
    int64_t last;    /* highest number in the book */
    int64_t saved;   /* highest number in the store for good, as far as this transaction goes */
    int64_t written; /* highest number in the store; of the thread that writes */
    KmArena *slots_arena;
    uint32_t *slots;      /* numbers; 0: free */
    size_t n_slots;       /* a power of two, at least twice the persons */
    int64_t *provisional; /* numbers not saved yet, ascending */
    size_t n_provisional, provisional_capacity;
};

static uint8_t *pseudonym_of(const KmPersonBook *book, int64_t number)
{
    return book->pages[number / PAGE_PERSONS]->pseudonyms[number % PAGE_PERSONS];
}

static size_t home_slot(const KmPersonBook *book, const uint8_t *pseudonym)
{
    uint64_t bits;
    memcpy(&bits, pseudonym, sizeof bits);
    return (size_t)bits & (book->n_slots - 1);
}

/* Where the pseudonym is, or the free slot where it belongs. */
static size_t find_slot(const KmPersonBook *book, const uint8_t *pseudonym)
{
    size_t at = home_slot(book, pseudonym);
    while (book->slots[at] != 0 &&
           memcmp(pseudonym_of(book, book->slots[at]), pseudonym, KM_PSEUDONYM_BYTES) != 0) {
        at = (at + 1) & (book->n_slots - 1);
    }
    return at;
}

static bool is_erased(const KmPersonBook *book, int64_t number)
{
    static const uint8_t none[KM_PSEUDONYM_BYTES];
    return memcmp(pseudonym_of(book, number), none, KM_PSEUDONYM_BYTES) == 0;
}

/* False when two persons have one pseudonym. */
static bool widen_slots(KmPersonBook *book, size_t n_slots)
{
    bool distinct = true;
    book->n_slots = n_slots;
    km_arena_close(book->slots_arena);
    book->slots_arena = km_arena_open();
    book->slots = km_alloc_table(book->slots_arena, n_slots, sizeof *book->slots);
    for (int64_t i = 1; i <= book->last; i++) {
        if (!is_erased(book, i)) {
            size_t at = find_slot(book, pseudonym_of(book, i));
            distinct = distinct && book->slots[at] == 0;
            book->slots[at] = (uint32_t)i;
        }
    }
    return distinct;
}

static void place(KmPersonBook *book, int64_t number, const uint8_t *pseudonym)
{
    while ((size_t)number >= book->n_pages * PAGE_PERSONS) {
        book->pages[book->n_pages++] = KM_NEW(book->arena, Page);
    }
    memcpy(pseudonym_of(book, number), pseudonym, KM_PSEUDONYM_BYTES);
    book->last = number;
}

static bool load(KmPersonBook *book, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(book->store->db, "SELECT number, pseudonym FROM person ORDER BY number",
                        "reading the persons", &stmt, err)) {
        return false;
    }
    int got = km_sql_step(stmt, "reading the persons", err);
    while (got == 1) {
        int64_t number = sqlite3_column_int64(stmt, 0);
        const void *pseudonym = sqlite3_column_blob(stmt, 1);
        if (number > INT32_MAX || sqlite3_column_bytes(stmt, 1) != KM_PSEUDONYM_BYTES) {
            (void)km_error_set(err, KM_ERROR_STORE, "the store is damaged: person %lld",
                               (long long)number);
            got = -1;
            break;
        }
        place(book, number, pseudonym);
        got = km_sql_step(stmt, "reading the persons", err);
    }
    (void)sqlite3_finalize(stmt);
    return got == 0;
}

bool km_person_book_open(KmStore *store, KmPersonBook **ret_book, KmError *err)
{
    KmArena *arena = km_arena_open();
    KmPersonBook *book = KM_NEW(arena, KmPersonBook);
    book->store = store;
    book->arena = arena;
    book->pages = KM_NEW_ARRAY(arena, Page *, MOST_PAGES);
    if (!load(book, err)) {
        km_person_book_close(book);
        return false;
    }
    book->saved = book->last;
    book->written = book->last;
    size_t n_slots = 8192;
    while (n_slots < 2 * ((size_t)book->last + 1)) {
        n_slots *= 2;
    }
    if (!widen_slots(book, n_slots)) {
        km_person_book_close(book);
        return km_error_set(err, KM_ERROR_STORE,
                            "the store is damaged: two persons have one pseudonym");
    }
    *ret_book = book;
    return true;
}

int64_t km_person_book_last(const KmPersonBook *book)
{
    return book->last;
}

void km_person_book_close(KmPersonBook *book)
{
    if (book != NULL) {
        km_arena_close(book->slots_arena);
        km_arena_close(book->arena);
    }
}

void km_person_expect(const KmPersonBook *book, const uint8_t pseudonym[KM_PSEUDONYM_BYTES])
{
    __builtin_prefetch(&book->slots[home_slot(book, pseudonym)], 1);
}

int64_t km_person_number(KmPersonBook *book, const uint8_t pseudonym[KM_PSEUDONYM_BYTES])
{
    size_t at = find_slot(book, pseudonym);
    if (book->slots[at] != 0) {
        return book->slots[at];
    }
    if (2 * ((size_t)book->last + 2) > book->n_slots) {
        (void)widen_slots(book, 2 * book->n_slots); /* distinct since it was opened */
        at = find_slot(book, pseudonym);
    }
    int64_t number = book->last + 1;
    place(book, number, pseudonym);
    book->slots[at] = (uint32_t)number;
    return number;
}

/* A person that was in the store already is marked there already. */
void km_person_set_provisional(KmPersonBook *book, int64_t number)
{
    size_t n = book->n_provisional;
    if (number <= book->saved || (n > 0 && book->provisional[n - 1] >= number)) {
        return;
    }
    KM_GROW(book->arena, book->provisional, book->n_provisional, book->provisional_capacity);
    book->provisional[book->n_provisional++] = number;
}

typedef struct {
    const KmPersonBook *book;
    size_t at;
} NewProvisional;

static int next_provisional(void *self, KmCell *cells, KmError *err)
{
    NewProvisional *source = self;
    (void)err;
    if (source->at == source->book->n_provisional) {
        return 0;
    }
    cells[0] = (KmCell){.type = KM_CELL_INT, .integer = source->book->provisional[source->at++]};
    return 1;
}

static bool save_provisional(KmPersonBook *book, KmError *err)
{
    NewProvisional source = {.book = book};
    if (book->n_provisional == 0) {
        return true;
    }
    book->store->feed.source = (KmRowSource){.self = &source, .next = next_provisional};
    bool ok = km_feed_run(book->store->db, &book->store->feed,
                          "INSERT INTO person_provisional SELECT c0 FROM km_rows", 0,
                          "keeping persons", err);
    book->n_provisional = ok ? 0 : book->n_provisional;
    return ok;
}

static bool add_persons(const KmPersonBook *book, int64_t last, KmRowPages *pages, KmError *err)
{
    for (int64_t number = book->written + 1; number <= last; number++) {
        const KmCell cells[] = {{.type = KM_CELL_INT, .integer = number},
                                {.type = KM_CELL_TEXT,
                                 .text = (const char *)pseudonym_of(book, number),
                                 .length = KM_PSEUDONYM_BYTES}};
        if (km_row_pages_add(pages, cells, err) != KM_ROW_ADDED) {
            return false;
        }
    }
    return km_row_pages_flush(pages, err);
}

static bool write_persons(KmPersonBook *book, int64_t last, KmError *err)
{
    static const KmPagedColumn columns[] = {{KM_PAGED_NUMBER, 0, true}, {KM_PAGED_BLOB, 1, true}};
    if (book->written == last) {
        return true;
    }
    KmArena *arena = km_arena_open();
    KmRowPages *pages = NULL;
    bool ok = km_row_pages_open(book->store->db, arena, "person", columns, 2, &pages, err) &&
              add_persons(book, last, pages, err);
    km_row_pages_close(pages);
    km_arena_close(arena);
    book->written = ok ? last : book->written;
    return ok;
}

bool km_person_book_write(KmPersonBook *book, int64_t number, KmError *err)
{
    return number - book->written < WORTH_WRITING || write_persons(book, number, err);
}

bool km_person_book_save(KmPersonBook *book, KmError *err)
{
    if (book->saved == book->last) {
        return true;
    }
    bool ok = write_persons(book, book->last, err) && save_provisional(book, err);
    if (ok) {
        book->saved = book->last;
    }
    return ok;
}

void km_person_book_undo(KmPersonBook *book)
{
    int64_t known = 0;
    KmError ignored;
    /* A rollback may also have taken back what an earlier save wrote: the store says what stands.
     */
    if (!km_sql_integer(book->store->db, "SELECT max(number) FROM person", 0, &known, &ignored) ||
        known > book->saved) {
        known = book->saved;
    }
    for (int64_t i = book->last; i > known; i--) {
        if (!is_erased(book, i)) {
            book->slots[find_slot(book, pseudonym_of(book, i))] = 0;
            memset(pseudonym_of(book, i), 0, KM_PSEUDONYM_BYTES);
        }
    }
    while (book->n_provisional > 0 && book->provisional[book->n_provisional - 1] > known) {
        book->n_provisional--;
    }
    book->last = known;
    book->saved = known;
    book->written = known;
}
