/* What the tests of the store share: a fresh directory with a store in it, one contract, and a
 * source of invented rows. */
#ifndef TESTS_UNIT_STORE_FIXTURE_H
#define TESTS_UNIT_STORE_FIXTURE_H

#include "engine/store/delivery.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    KmArena *arena;
    KmStore *store;
    char *directory;
    char *path;
    KmError err;
} Fixture;

#define ck_ok(fixture, call)                                                                       \
    do {                                                                                           \
        bool ck_ok_outcome = (call);                                                               \
        ck_assert_msg(ck_ok_outcome, "%s: %s", #call, (fixture)->err.message);                     \
    } while (0)
#define ck_refused(fixture, call, wanted_kind, wording)                                            \
    do {                                                                                           \
        bool ck_refused_outcome = (call);                                                          \
        ck_assert_msg(!ck_refused_outcome, "%s was not refused", #call);                           \
        ck_assert_msg(strstr((fixture)->err.message, (wording)) != NULL, "'%s' does not say '%s'", \
                      (fixture)->err.message, (wording));                                          \
        ck_assert_int_eq((int)(fixture)->err.kind, (int)(wanted_kind));                            \
    } while (0)

static inline Fixture fixture_open(void)
{
    Fixture f = {.arena = km_arena_open()};
    const char *root = getenv("TMPDIR");
    f.directory = km_format(f.arena, "%s/km-store-XXXXXX", root == NULL ? "/tmp" : root);
    ck_assert_ptr_nonnull(mkdtemp(f.directory));
    f.path = km_format(f.arena, "%s/store.db", f.directory);
    ck_ok(&f, km_store_create(f.path, &f.store, &f.err));
    return f;
}

static inline void fixture_reopen(Fixture *f)
{
    km_store_close(f->store);
    f->store = NULL;
    ck_ok(f, km_store_open(f->path, &f->store, &f->err));
}

static inline void fixture_close(Fixture *f)
{
    km_store_close(f->store);
    (void)unlink(f->path);
    (void)unlink(km_format(f->arena, "%s-journal", f->path));
    (void)rmdir(f->directory);
    km_arena_close(f->arena);
}

static const KmColumn place_columns[] = {
    {"kind", KM_COLUMN_PERSON, "", "Kind", "Child"},
    {"begindatum", KM_COLUMN_DATE, "", "Begindatum", "Start"},
    {"einddatum", KM_COLUMN_DATE, "", "Einddatum", "End"},
    {"soort_opvang", KM_COLUMN_CODE, "soort_opvang", "Soort", "Kind of care"},
    {"lrk", KM_COLUMN_TEXT, "", "LRK", "LRK"},
    {"uren_week", KM_COLUMN_REAL, "", "Uren", "Hours"},
};
enum { N_PLACE_COLUMNS = sizeof place_columns / sizeof place_columns[0] };

static inline KmTableSpec place_spec(void)
{
    return (KmTableSpec){.contract = "ko_plaatsing",
                         .columns = place_columns,
                         .n_columns = N_PLACE_COLUMNS,
                         .authority = KM_AUTHORITY_PERIOD,
                         .spell_from = "begindatum",
                         .spell_to = "einddatum",
                         .end_inclusive = true,
                         .contract_hash = "c04"};
}

static inline KmDelivery place_delivery(Fixture *f, const char *deliverer, const char *period)
{
    KmDelivery d = {.contract = "ko_plaatsing",
                    .deliverer = deliverer,
                    .kind = "volledig",
                    .authority = KM_AUTHORITY_PERIOD,
                    .received = 20740,
                    .file_name = "ko_plaatsing.csv",
                    .bytes = 1234,
                    .content_hash = "00ff",
                    .dialect = "; utf-8",
                    .contract_hash = "c04",
                    .flags = ""};
    ck_ok(f, km_period_parse(period, &d.period, &f->err));
    d.speaks_from = d.period.from;
    d.speaks_to = d.period.to;
    return d;
}

/* Invented placements: line 2, 3, …; fails after `fail_after` rows when that is not 0. */
typedef struct {
    int64_t rows;
    int64_t given;
    int64_t fail_after;
} Places;

static inline int next_place(void *self, KmCell *cells, KmError *err)
{
    Places *places = self;
    if (places->fail_after != 0 && places->given == places->fail_after) {
        (void)km_error_at(err, KM_ERROR_INPUT, "plaatsing.csv", places->given + 2, 0,
                          "the file ends inside a quoted field");
        return -1;
    }
    if (places->given == places->rows) {
        return 0;
    }
    int64_t i = places->given++;
    cells[0] = (KmCell){.type = KM_CELL_INT, .integer = i + 2};
    cells[1] = (KmCell){.type = KM_CELL_INT, .integer = 1 + i % 900};
    cells[2] = (KmCell){.type = KM_CELL_INT, .integer = 20000 + i % 300};
    cells[3] = i % 2 == 0 ? (KmCell){.type = KM_CELL_NULL}
                          : (KmCell){.type = KM_CELL_INT, .integer = 20600 + i % 100};
    cells[4] = (KmCell){.type = KM_CELL_INT, .integer = i % 3};
    cells[5] = (KmCell){.type = KM_CELL_TEXT, .text = "123456789", .length = 9};
    cells[6] = (KmCell){.type = KM_CELL_REAL, .real = 10.5};
    return 1;
}

static inline KmRowSource places_source(Places *places)
{
    return (KmRowSource){.self = places, .next = next_place};
}

/* A delivery with its rows, inside the caller's transaction. */
static inline KmDelivery deliver_places(Fixture *f, const char *deliverer, const char *period,
                                        int64_t rows)
{
    KmTableSpec spec = place_spec();
    KmDelivery d = place_delivery(f, deliverer, period);
    Places places = {.rows = rows};
    int64_t stored = 0;
    ck_ok(f, km_table_ensure(f->store, &spec, &f->err));
    ck_ok(f, km_delivery_add(f->store, &d, &f->err));
    ck_ok(f, km_table_insert(f->store, &spec, d.number, places_source(&places), &stored, &f->err));
    ck_assert_int_eq(stored, rows);
    d.lines_read = rows;
    d.accepted = rows;
    ck_ok(f, km_delivery_set_balance(f->store, &d, &f->err));
    return d;
}

static inline bool count_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    (void)cells;
    (void)n_cells;
    (void)err;
    ++*(int64_t *)self;
    return true;
}

static inline int64_t count_places(Fixture *f, int64_t delivery)
{
    int64_t rows = 0;
    const char *const columns[] = {"kind"};
    ck_ok(f, km_table_scan(f->store, "ko_plaatsing", columns, 1, &delivery, 1,
                           (KmRowSink){.self = &rows, .row = count_row}, &f->err));
    return rows;
}

static inline int run_suite(const char *name, void (*fill)(TCase *))
{
    Suite *suite = suite_create(name);
    TCase *tests = tcase_create(name);
    tcase_set_timeout(tests, 120);
    fill(tests);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
