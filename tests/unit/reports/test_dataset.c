/* Expectations: rows by hand; the package read back with a JSON library of its own. */
#include "reports/tables/dataset.h"

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "reports/report.h"
#include "tests/unit/reports/page_fixture.h"

static KmArena *arena;
static const KmPublished *published;

static void set_up(void)
{
    arena = km_arena_open();
    published = km_page_fixture(arena);
}

static void tear_down(void)
{
    km_arena_close(arena);
}

enum { MOST_CELLS = 80 };

typedef struct {
    char *cells[MOST_CELLS];
    size_t n;
} Row;

/* One line by RFC 4180; returns the place after it. */
static char *read_row(char *p, Row *row)
{
    row->n = 0;
    for (;;) {
        ck_assert_uint_lt(row->n, MOST_CELLS);
        char *cell = km_alloc(arena, 512);
        size_t length = 0;
        bool quoted = *p == '"';
        p += quoted ? 1 : 0;
        while (*p != '\0' && (quoted || (*p != ',' && *p != '\n'))) {
            if (quoted && p[0] == '"' && p[1] != '"') {
                p++;
                quoted = false;
                continue;
            }
            p += quoted && p[0] == '"' ? 1 : 0;
            ck_assert_uint_lt(length, 511);
            cell[length++] = *p++;
        }
        row->cells[row->n++] = cell;
        if (*p++ == '\n') {
            return p;
        }
    }
}

static size_t column(const char *name)
{
    for (size_t c = 0; c < km_dataset_column_count; c++) {
        if (strcmp(km_dataset_columns[c].name, name) == 0) {
            return c;
        }
    }
    ck_abort_msg("no column %s", name);
}

static Row row_of(const char *id)
{
    KmText csv = km_dataset_csv(arena, published);
    Row row;
    for (char *p = csv.bytes; *p != '\0';) {
        p = read_row(p, &row);
        if (strcmp(row.cells[1], id) == 0) {
            return row;
        }
    }
    ck_abort_msg("no row %s", id);
}

START_TEST(every_row_has_every_column_and_no_silent_blank)
{
    KmText csv = km_dataset_csv(arena, published);
    ck_assert_ptr_null(strchr(csv.bytes, '\r'));
    size_t rows = 0;
    Row row;
    for (char *p = csv.bytes; *p != '\0'; rows++) {
        p = read_row(p, &row);
        ck_assert_uint_eq(row.n, km_dataset_column_count);
        for (size_t c = 0; c < row.n; c++) {
            ck_assert_msg(!km_dataset_columns[c].required || row.cells[c][0] != '\0',
                          "row %zu: %s is empty", rows, km_dataset_columns[c].name);
        }
    }
    ck_assert_uint_eq(rows, km_published_count(published) + 1);
}
END_TEST

typedef struct {
    const char *name;
    const char *id;
    const char *column;
    const char *value;
} ValueCase;

static const ValueCase value_cases[] = {
    {"counts are plain", "vve-bereik:2026K3", "numerator", "271"},
    {"the denominator too", "vve-bereik:2026K3", "denominator", "320"},
    {"the value is the exact share", "vve-bereik:2026K3", "value", "0.846875"},
    {"dates are ISO", "vve-bereik:2026K3", "period_end", "2026-09-30"},
    {"the knowledge date", "vve-bereik:2026K3", "as_known_on", "2026-10-14"},
    {"the level is an effort's own", "ve-plaatsen-dekking:2026K3", "level", "input"},
    {"a rate has its sum", "ve-plaatsen-dekking:2026K3", "numerator", "352"},
    {"a total has no dimension", "vve-bereik:2026K3", "dim_1", ""},
    {"a group has its code", "vve-bereik:2026K3:wijk=WK054603", "value_1", "WK054603"},
    {"members of a merger", "vve-bereik:2026K3:wijk=binnenstad", "members",
     "WK054600|WK054601|WK054602"},
    {"the target", "vve-bereik:2026K3", "target", "0.95"},
    {"its verdict", "vve-bereik:2026K3", "target_verdict", "lower"},
    {"the year's verdict", "vve-bereik:2026K3", "year_verdict", "higher"},
    {"a pooled figure spans its quarters", "vve-bereik:2025K4..2026K3:wijk=WK054607",
     "period_start", "2025-10-01"},
    {"pooled: no counts", "vve-bereik:2025K4..2026K3:wijk=WK054607", "denominator", ""},
    {"a class has one bound", "vve-bereik:2026K3:wijk=WK054609", "bound_low", "0.95"},
    {"and not the other", "vve-bereik:2026K3:wijk=WK054609", "bound_high", ""},
    {"missing deliveries have no value", "geen-voorziening-3j:2026K3", "value", ""},
    {"but bounds", "geen-voorziening-3j:2026K3", "bound_high", "0.131"},
    {"and a status", "geen-voorziening-3j:2026K3", "status", "partial"},
    {"empty is not 0", "vve-bereik:2026K3:wijk=onbekend", "value", ""},
    {"empty says so", "vve-bereik:2026K3:wijk=onbekend", "status", "empty"},
    {"hidden is confidential", "vve-bereik:2026K3:thuistaal=onbekend", "conf_status",
     "confidential"},
};

START_TEST(the_cell_holds)
{
    const ValueCase *c = &value_cases[_i];
    Row row = row_of(c->id);
    ck_assert_msg(strcmp(row.cells[column(c->column)], c->value) == 0, "%s: %s, not %s", c->name,
                  row.cells[column(c->column)], c->value);
}
END_TEST

START_TEST(a_protected_row_carries_no_number)
{
    Row row = row_of("vve-bereik:2026K3:thuistaal=onbekend");
    static const char *const allowed[] = {"target", "deliveries_expected", "deliveries_received"};
    for (size_t c = 0; c < row.n; c++) {
        const KmDatasetColumn *d = &km_dataset_columns[c];
        bool is_number = strcmp(d->type, "number") == 0 || strcmp(d->type, "integer") == 0;
        bool may = false;
        for (size_t a = 0; a < 3; a++) {
            may = may || strcmp(allowed[a], d->name) == 0;
        }
        ck_assert_msg(!is_number || may || row.cells[c][0] == '\0', "%s", d->name);
    }
}
END_TEST

START_TEST(the_package_describes_every_column_in_two_languages)
{
    KmText csv = km_dataset_csv(arena, published);
    KmText package = km_dataset_package(arena, published, &csv, NULL, NULL);
    json_error_t fault;
    json_t *root = json_loadb(package.bytes, package.length, JSON_REJECT_DUPLICATES, &fault);
    ck_assert_msg(root != NULL, "line %d: %s", fault.line, fault.text);
    json_t *resource = json_array_get(json_object_get(root, "resources"), 0);
    ck_assert_int_eq(json_integer_value(json_object_get(resource, "bytes")),
                     (json_int_t)csv.length);
    json_t *fields = json_object_get(json_object_get(resource, "schema"), "fields");
    ck_assert_uint_eq(json_array_size(fields), km_dataset_column_count);
    static const char *const keys[] = {"name",        "type",        "title",
                                       "description", "km:title_nl", "km:description_nl"};
    for (size_t f = 0; f < json_array_size(fields); f++) {
        for (size_t k = 0; k < 6; k++) {
            const char *value =
                json_string_value(json_object_get(json_array_get(fields, f), keys[k]));
            ck_assert_msg(value != NULL && value[0] != '\0', "field %zu: %s", f, keys[k]);
        }
    }
    json_decref(root);
}
END_TEST

START_TEST(the_same_release_gives_the_same_bytes)
{
    KmText first = km_dataset_csv(arena, published);
    KmText second = km_dataset_csv(arena, km_page_fixture(arena));
    ck_assert_str_eq(first.bytes, second.bytes);
    ck_assert_str_eq(km_dataset_package(arena, published, &first, NULL, NULL).bytes,
                     km_dataset_package(arena, published, &second, NULL, NULL).bytes);
}
END_TEST

START_TEST(an_older_directory_is_replaced_whole)
{
    KmError err = {0};
    const char *place = km_page_fixture_directory(arena);
    const char *target = km_path_join(arena, place, "dataset");
    ck_assert(km_directory_make(target, 0755, &err));
    ck_assert(km_file_write(km_path_join(arena, target, "oud.txt"), "x", 1, 0644, &err));
    ck_assert(!km_dataset_write(arena, published, NULL, target, &err)); /* not ours to replace */
    ck_assert_int_eq(err.kind, KM_ERROR_USAGE);
    ck_assert(km_file_write(km_path_join(arena, target, "datapackage.json"), "x", 1, 0644, &err));
    ck_assert_msg(km_dataset_write(arena, published, NULL, target, &err), "%s", err.message);
    char **names;
    size_t n;
    ck_assert(km_directory_list(arena, target, &names, &n, &err));
    ck_assert_uint_eq(n, 2);
    ck_assert_str_eq(names[0], "datapackage.json");
    ck_assert_str_eq(names[1], "kansmeter.csv");
    km_directory_remove(place);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

int main(void)
{
    Suite *suite = suite_create("reports/dataset");
    TCase *tcase = tcase_create("dataset");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, every_row_has_every_column_and_no_silent_blank);
    tcase_add_loop_test(tcase, the_cell_holds, 0, COUNT(value_cases));
    tcase_add_test(tcase, a_protected_row_carries_no_number);
    tcase_add_test(tcase, the_package_describes_every_column_in_two_languages);
    tcase_add_test(tcase, the_same_release_gives_the_same_bytes);
    tcase_add_test(tcase, an_older_directory_is_replaced_whole);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
