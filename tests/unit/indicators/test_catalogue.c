/* The catalogue over a small data directory of its own: order, overrides, labels, local targets,
 * and how broken files are listed while the rest works. */
#include "indicators/catalogue/catalogue.h"
#include "indicators/evaluation/evaluate.h"

#include "engine/base/file.h"
#include "engine/base/text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;
static char root[] = "/tmp/kansmeter-catalogue-XXXXXX";

static void put(const char *path, const char *text)
{
    KmError err = {0};
    const char *full = km_format(arena, "%s/%s", root, path);
    char *folder = km_strndup(arena, full, (size_t)(km_path_base(full) - full));
    ck_assert_msg(km_directory_make(folder, 0700, &err), "%s", err.message);
    ck_assert_msg(km_file_write(full, text, strlen(text), 0600, &err), "%s", err.message);
}

static const char plan[] =
    "{\"ambitions\": [{\"id\": \"1\", \"actions\": [{\"id\": \"A1.1\"}, {\"id\": \"A1.3\"}]}],"
    " \"measures\": [{\"id\": \"M1\"}]}";
static const char wijk_list[] =
    "{\"name\": \"wijk\", \"codes\": ["
    "{\"code\": \"onbekend\", \"order\": 1, \"nl\": \"onbekend\", \"en\": \"unknown\"},"
    "{\"code\": \"zuid\", \"order\": 3, \"nl\": \"Zuid\", \"en\": \"South\"},"
    "{\"code\": \"noord\", \"order\": 2, \"nl\": \"Noord\", \"en\": \"North\"}],"
    " \"mergers\": [{\"id\": \"stad\", \"nl\": \"Hele stad\", \"members\": [\"noord\", "
    "\"zuid\"]}]}";
static const char wijk_register[] =
    "-- register: wijk\n-- order: 100\n-- form: spells\n-- dimension: wijk\n-- unit: kind\n"
    "-- list: wijk\n-- title: Wijk\n-- title-en: District\n-- uses: bevolking\n\n"
    "SELECT kind AS unit, van, tot, wijk AS code FROM bevolking\n";
static const char kind_register[] =
    "-- register: kind\n-- order: 10\n-- form: table\n-- columns: kind person\n-- title: Kinderen\n"
    "-- uses: bevolking\n\nSELECT DISTINCT kind FROM bevolking\n";

static const char *indicator(const char *id, const char *action, int order, const char *more)
{
    return km_format(
        arena,
        "-- id: %s\n-- version: 2026-09-01\n-- actions: %s\n-- order: %d\n-- title: T %s\n"
        "-- title-en: T\n-- question: Q\n-- question-en: Q\n-- counts: kind\n-- unit: peuters\n"
        "-- unit-en: toddlers\n-- population-text: p\n-- hit-text: h\n-- time-text: t\n"
        "-- kind: proportion\n-- form: spells\n-- grondslag: wonend\n-- time: KE\n"
        "-- level: output\n-- direction: up\n-- sensitive: group; why: w\n%s"
        "-- uses: bevolking\n-- sources: gemeente\n-- limitation: geen\n\n"
        "-- population: alle\nSELECT kind AS unit, -99999 AS van, 99999 AS tot FROM kind\n"
        "-- hit: woont\nSELECT kind AS unit, van, tot FROM bevolking\n",
        id, action, order, id, more);
}

static void make_tree(void)
{
    arena = km_arena_open();
    ck_assert_ptr_nonnull(mkdtemp(root));
    put("data/indicators/plan.json", plan);
    put("data/importers/codes/wijk.json", wijk_list);
    put("data/importers/contracts/bevolking.json", "{\"name\": \"bevolking\", \"fields\": []}");
    put("data/indicators/registers/wijk.sql", wijk_register);
    put("data/indicators/registers/kind.sql", kind_register);
    put("data/indicators/ambitie-1/laat.sql", indicator("laat", "A1.3", 20, ""));
    put("data/indicators/ambitie-1/vroeg.sql",
        indicator("vroeg", "A1.3", 10,
                  "-- dimensions: wijk\n-- norm: legal 1 to 2025-01-01 source: wet\n"
                  "-- norm: local-target 0.9 source: plan\n"));
    put("data/indicators/ambitie-1/aanbod.sql", indicator("aanbod", "A1.1, A1.3", 90, ""));
    put("data/indicators/ondersteunend/levering.sql", indicator("levering", "M1", 1, ""));
}

static void remove_tree(void)
{
    km_directory_remove(root);
    km_arena_close(arena);
}

static KmCatalogue *open_with(const char *norms)
{
    KmCatalogue *catalogue = NULL;
    KmError err = {0};
    KmCatalogueSources sources = {.datadir = km_path_join(arena, root, "data"),
                                  .workspace = km_path_join(arena, root, "werk"),
                                  .norms = norms};
    ck_assert_msg(km_catalogue_open(arena, &sources, &catalogue, &err), "%s", err.message);
    return catalogue;
}

START_TEST(indicators_come_by_action_then_order_then_id)
{
    static const char *const order[] = {"aanbod", "vroeg", "laat", "levering"};
    const KmCatalogue *catalogue = open_with(NULL);
    ck_assert_uint_eq(km_catalogue_fault_count(catalogue), 0);
    ck_assert_uint_eq(km_catalogue_count(catalogue), 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(km_catalogue_at(catalogue, i)->id, order[i]);
    }
    ck_assert_str_eq(km_catalogue_find(catalogue, "aanbod")->actions, "A1.1,A1.3");
    ck_assert_ptr_null(km_catalogue_find(catalogue, "zomaar"));
    ck_assert_ptr_nonnull(strstr(km_catalogue_sql(catalogue, "laat"), "-- id: laat\n"));
}
END_TEST

START_TEST(registers_come_in_running_order)
{
    size_t n;
    const KmRegister *registers = km_catalogue_registers(open_with(NULL), &n);
    ck_assert_uint_eq(n, 2);
    ck_assert_str_eq(registers[0].name, "kind");
    ck_assert_str_eq(registers[1].name, "wijk");
}
END_TEST

START_TEST(dimension_labels_come_from_the_code_list)
{
    const KmIndicatorText *text = km_catalogue_find(open_with(NULL), "vroeg");
    ck_assert_uint_eq(text->n_dimensions, 1);
    const KmDimensionText *wijk = &text->dimensions[0];
    ck_assert_str_eq(wijk->label_nl, "Wijk");
    ck_assert_uint_eq(wijk->n_codes, 3);
    ck_assert_str_eq(wijk->codes[0].code, "noord");
    ck_assert_str_eq(wijk->codes[1].label_en, "South");
    ck_assert_str_eq(wijk->codes[2].code, "onbekend"); /* last, whatever its order */
    ck_assert_uint_eq(wijk->n_mergers, 1);
    ck_assert_str_eq(wijk->mergers[0].members[1], "zuid");
}
END_TEST

START_TEST(a_workspace_file_replaces_the_shipped_one_whole)
{
    put("werk/indicators/laat.sql", indicator("laat", "A1.1", 1, ""));
    put("werk/indicators/ambitie-1/eigen.sql", indicator("eigen", "A1.3", 5, ""));
    const KmCatalogue *catalogue = open_with(NULL);
    ck_assert_uint_eq(km_catalogue_fault_count(catalogue), 0);
    ck_assert_uint_eq(km_catalogue_count(catalogue), 5);
    ck_assert_str_eq(km_catalogue_at(catalogue, 0)->id, "laat");
    ck_assert_ptr_nonnull(strstr(km_catalogue_at(catalogue, 0)->source_file, "/werk/indicators/"));
    ck_assert_str_eq(km_catalogue_at(catalogue, 2)->id, "eigen");
}
END_TEST

START_TEST(a_register_belongs_to_the_hash_of_who_uses_it)
{
    const KmCatalogue *before = open_with(NULL);
    put("werk/indicators/registers/wijk.sql",
        km_format(arena, "%sWHERE van < tot\n", wijk_register));
    const KmCatalogue *after = open_with(NULL);
    ck_assert_str_ne(km_catalogue_find(before, "vroeg")->definition_hash,
                     km_catalogue_find(after, "vroeg")->definition_hash);
    ck_assert_str_eq(km_catalogue_find(before, "laat")->definition_hash,
                     km_catalogue_find(after, "laat")->definition_hash);
    put("werk/indicators/registers/kind.sql",
        km_format(arena, "%sWHERE kind > 0\n", kind_register));
    ck_assert_str_ne(km_catalogue_find(after, "laat")->definition_hash,
                     km_catalogue_find(open_with(NULL), "laat")->definition_hash);
}
END_TEST

/* Law while it is in force, then the city's own target; the target the file proposes steps aside.
 */
START_TEST(local_targets_replace_shipped_ones_and_stand_after_the_law)
{
    KmDate before, after;
    put("werk/normen.csv", "indicator;waarde;van\nvroeg;95%;2024-01-01\nlaat;0,8;\n");
    const KmCatalogue *catalogue = open_with(km_format(arena, "%s/werk/normen.csv", root));
    const KmIndicatorText *text = km_catalogue_find(catalogue, "vroeg");
    ck_assert(km_date_from_civil(2024, 6, 1, &before) && km_date_from_civil(2025, 6, 1, &after));
    ck_assert_uint_eq(text->n_norms, 2);
    ck_assert_double_eq_tol(km_norm_on(text, before)->value, 1.0, 1e-12);
    ck_assert_double_eq_tol(km_norm_on(text, after)->value, 0.95, 1e-12);
    ck_assert_str_eq(text->definition_hash,
                     km_catalogue_find(open_with(NULL), "vroeg")->definition_hash);
}
END_TEST

START_TEST(a_wrong_norm_is_a_fault_with_its_place)
{
    put("werk/normen.csv", "indicator,waarde\nvroegg,1\nvroeg,0.5\n");
    const KmCatalogue *catalogue = open_with(km_format(arena, "%s/werk/normen.csv", root));
    ck_assert_uint_eq(km_catalogue_fault_count(catalogue), 1);
    ck_assert_str_eq(km_catalogue_fault_at(catalogue, 0)->error.message,
                     "there is no indicator 'vroegg'");
    ck_assert_int_eq(km_catalogue_fault_at(catalogue, 0)->error.line, 2);
    ck_assert_uint_eq(km_catalogue_find(catalogue, "vroeg")->n_norms, 2);
}
END_TEST

/* One broken file each; the others stay. */
typedef struct {
    const char *name;
    const char *path;
    const char *id, *action, *more; /* an indicator; or … */
    const char *text;               /* … the file itself */
    int64_t line;
    const char *message, *hint;
    size_t n_left;
} Fault;

static const Fault faults[] = {
    {"an unknown dimension names the nearest", "stuk.sql", "stuk", "A1.1", "-- dimensions: wijkk\n",
     NULL, 22, "there is no dimension 'wijkk'", "did you mean 'wijk'?", 4},
    {"an unknown action names the plan's", "stuk.sql", "stuk", "A1.2", "", NULL, 3,
     "there is no action of the plan 'A1.2'", "did you mean 'A1.1'?", 4},
    {"an unfinished file", "stuk.sql", NULL, NULL, NULL, "-- id: stuk\n-- version: 2026-09-01\n", 2,
     "the key 'actions' is missing",
     "write '-- actions: …' above the first section: A1.3, A1.2; the first is the primary one", 4},
    {"a broken override takes the shipped one's place", "laat.sql", NULL, NULL, NULL, "SELECT 1\n",
     1, "the key 'id' is missing",
     "write '-- id: …' above the first section: the file's name without .sql", 3},
    {"a register with an unknown list takes its indicators along", "wijk.sql", NULL, NULL, NULL,
     "-- register: wijk\n-- order: 1\n-- form: spells\n-- dimension: wijk\n-- unit: kind\n"
     "-- list: wijken\n-- title: W\n-- title-en: D\n-- uses: bevolking\n\nSELECT 1\n",
     0, "there is no code list 'wijken'", "name a file of importers/codes, without .json", 3},
};

START_TEST(a_broken_file_is_listed_and_the_rest_works)
{
    const Fault *c = &faults[_i];
    put(km_format(arena, "werk/indicators/%s", c->path),
        c->text != NULL ? c->text : indicator(c->id, c->action, 1, c->more));
    const KmCatalogue *catalogue = open_with(NULL);
    ck_assert_msg(km_catalogue_fault_count(catalogue) >= 1, "%s: no fault", c->name);
    const KmCatalogueFault *fault = km_catalogue_fault_at(catalogue, 0);
    ck_assert_msg(strcmp(fault->error.message, c->message) == 0, "%s: %s", c->name,
                  fault->error.message);
    ck_assert_msg(strcmp(fault->error.hint, c->hint) == 0, "%s: %s", c->name, fault->error.hint);
    ck_assert_msg(fault->error.line == c->line, "%s: line %lld", c->name,
                  (long long)fault->error.line);
    ck_assert(km_text_ends_with(fault->file, c->path));
    ck_assert_msg(km_catalogue_count(catalogue) == c->n_left, "%s: %zu left", c->name,
                  km_catalogue_count(catalogue));
}
END_TEST

START_TEST(an_unknown_contract_is_refused)
{
    put("data/importers/contracts/bevolking.json", "{}");
    put("werk/indicators/eigen.sql",
        km_format(arena, "%s", strstr(indicator("eigen", "A1.1", 1, ""), "-- id")));
    ck_assert_uint_eq(km_catalogue_fault_count(open_with(NULL)), 0);
    KmError err = {0};
    km_directory_remove(km_path_join(arena, root, "data/importers/contracts"));
    ck_assert(km_directory_make(km_path_join(arena, root, "data/importers/contracts"), 0700, &err));
    const KmCatalogue *catalogue = open_with(NULL);
    ck_assert_uint_eq(km_catalogue_fault_count(catalogue), 5);
    ck_assert_str_eq(km_catalogue_fault_at(catalogue, 0)->error.message,
                     "there is no contract 'bevolking'");
}
END_TEST

static const char gap_text[] =
    "-- id: kloof\n-- version: 2026-09-01\n-- actions: A1.3\n-- order: 30\n-- title: Kloof\n"
    "-- title-en: Gap\n-- question: Q\n-- question-en: Q\n-- counts: kind\n-- unit: peuters\n"
    "-- unit-en: toddlers\n-- population-text: p\n-- hit-text: h\n-- time-text: t\n"
    "-- kind: gap\n-- of: %s\n-- by: %s\n-- reference: %s\n-- grondslag: wonend\n-- time: %s\n"
    "-- level: output\n-- direction: down\n-- sensitive: group; why: w\n-- sources: gemeente\n"
    "-- limitation: geen\n";

static const KmCatalogue *open_gap(const char *of, const char *by, const char *reference,
                                   const char *time)
{
    put("data/indicators/ambitie-1/kloof.sql", km_format(arena, gap_text, of, by, reference, time));
    return open_with(NULL);
}

START_TEST(a_gap_takes_its_body_from_its_base)
{
    const KmCatalogue *catalogue = open_gap("vroeg", "wijk", "zuid", "KE");
    ck_assert_uint_eq(km_catalogue_fault_count(catalogue), 0);
    const KmDefinition *gap = km_catalogue_definition(catalogue, "kloof");
    ck_assert_str_eq(gap->base->text.id, "vroeg");
    ck_assert_uint_eq(gap->n_uses, 1);
    ck_assert_uint_eq(gap->text.n_dimensions, 1);
    ck_assert_str_eq(gap->text.dimensions[0].codes[1].label_nl, "Zuid");
    ck_assert_int_eq(gap->text.gap_kind, KM_KIND_PROPORTION);
    ck_assert_str_ne(gap->text.definition_hash, gap->base->text.definition_hash);
}
END_TEST

static const struct {
    const char *of, *by, *reference, *time;
    const char *message, *hint;
    int64_t line;
} wrong_gaps[] = {
    {"vreog", "wijk", "zuid", "KE", "there is no proportion or mean 'vreog'",
     "did you mean 'vroeg'?", 16},
    {"kloof", "wijk", "zuid", "KE", "there is no proportion or mean 'kloof'",
     "expected one of: aanbod, laat, levering, vroeg", 16},
    {"vroeg", "thuistaal", "nl", "KE", "vroeg has no dimension 'thuistaal'",
     "name one of its `dimensions`, or add it there first", 17},
    {"vroeg", "wijk", "oost", "KE", "there is no code of wijk 'oost'",
     "expected one of: noord, zuid, onbekend", 17},
    {"vroeg", "wijk", "zuid", "SJ",
     "a gap is measured as what it compares: vroeg has time KE and counts kind",
     "write the same in the header", 16},
};

START_TEST(a_gap_that_compares_nothing_is_a_fault)
{
    const KmCatalogue *catalogue = open_gap(wrong_gaps[_i].of, wrong_gaps[_i].by,
                                            wrong_gaps[_i].reference, wrong_gaps[_i].time);
    ck_assert_uint_eq(km_catalogue_fault_count(catalogue), 1);
    const KmCatalogueFault *fault = km_catalogue_fault_at(catalogue, 0);
    ck_assert_str_eq(fault->error.message, wrong_gaps[_i].message);
    ck_assert_str_eq(fault->error.hint, wrong_gaps[_i].hint);
    ck_assert_int_eq(fault->error.line, wrong_gaps[_i].line);
    ck_assert_uint_eq(km_catalogue_count(catalogue), 4);
}
END_TEST

/* A mean may be 0 or lie on both sides of it. */
START_TEST(the_ratio_of_two_means_is_refused)
{
    const char *gap = km_format(arena, gap_text, "vroeg", "wijk", "zuid", "KE");
    const char *level = strstr(gap, "-- level");
    const char *base = indicator("vroeg", "A1.3", 10, "-- dimensions: wijk\n");
    const char *kind = strstr(base, "proportion");
    put("data/indicators/ambitie-1/kloof.sql",
        km_format(arena, "%.*s-- measure: ratio\n%s", (int)(level - gap), gap, level));
    ck_assert_uint_eq(km_catalogue_fault_count(open_with(NULL)), 0);
    put("data/indicators/ambitie-1/vroeg.sql",
        km_format(arena, "%.*smean%s", (int)(kind - base), base, kind + strlen("proportion")));
    const KmCatalogue *catalogue = open_with(NULL);
    ck_assert_uint_eq(km_catalogue_fault_count(catalogue), 1);
    const KmCatalogueFault *fault = km_catalogue_fault_at(catalogue, 0);
    ck_assert_str_eq(fault->error.message,
                     "the ratio of two means says nothing: the mean of vroeg may be 0 or below");
    ck_assert_str_eq(fault->error.hint, "write '-- measure: difference'");
    ck_assert_int_eq(fault->error.line, 16);
}
END_TEST

START_TEST(two_files_of_one_name_are_a_fault)
{
    put("data/indicators/ambitie-2/laat.sql", indicator("laat", "A1.1", 1, ""));
    const KmCatalogue *catalogue = open_with(NULL);
    ck_assert_uint_eq(km_catalogue_fault_count(catalogue), 1);
    ck_assert_ptr_nonnull(strstr(km_catalogue_fault_at(catalogue, 0)->error.message,
                                 "there are two files 'laat.sql'; the other is "));
    ck_assert_str_eq(km_catalogue_find(catalogue, "laat")->action, "A1.3");
}
END_TEST

START_TEST(no_data_directory_is_refused)
{
    KmCatalogue *catalogue = NULL;
    KmError err = {0};
    KmCatalogueSources sources = {.datadir = km_path_join(arena, root, "niets")};
    ck_assert(!km_catalogue_open(arena, &sources, &catalogue, &err));
    ck_assert_int_eq(err.kind, KM_ERROR_SYSTEM);
    ck_assert_str_eq(err.context[0], "while reading the indicators");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("catalogue");
    TCase *tcase = tcase_create("catalogue");
    tcase_add_checked_fixture(tcase, make_tree, remove_tree);
    tcase_add_test(tcase, indicators_come_by_action_then_order_then_id);
    tcase_add_test(tcase, registers_come_in_running_order);
    tcase_add_test(tcase, dimension_labels_come_from_the_code_list);
    tcase_add_test(tcase, a_workspace_file_replaces_the_shipped_one_whole);
    tcase_add_test(tcase, a_register_belongs_to_the_hash_of_who_uses_it);
    tcase_add_test(tcase, local_targets_replace_shipped_ones_and_stand_after_the_law);
    tcase_add_test(tcase, a_wrong_norm_is_a_fault_with_its_place);
    tcase_add_loop_test(tcase, a_broken_file_is_listed_and_the_rest_works, 0,
                        (int)(sizeof faults / sizeof *faults));
    tcase_add_test(tcase, an_unknown_contract_is_refused);
    tcase_add_test(tcase, a_gap_takes_its_body_from_its_base);
    tcase_add_loop_test(tcase, a_gap_that_compares_nothing_is_a_fault, 0,
                        (int)(sizeof wrong_gaps / sizeof *wrong_gaps));
    tcase_add_test(tcase, the_ratio_of_two_means_is_refused);
    tcase_add_test(tcase, two_files_of_one_name_are_a_fault);
    tcase_add_test(tcase, no_data_directory_is_refused);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
