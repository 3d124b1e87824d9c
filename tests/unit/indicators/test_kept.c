/* A kept run: the same to the last byte, and gone as soon as anything it rests on differs. */
#include "compute_town.h"

#include "engine/base/file.h"
#include "indicators/compute/kept.h"
#include "indicators/compute/kept_part.h"

#include <sys/stat.h>
#include <time.h>

enum { QUARTERS = 4 };

typedef struct {
    Place place;
    const char *datadir; /* with one definition, one list, one target */
    KmCatalogueSources sources;
    KmPeriod periods[QUARTERS];
    KmComputeRequest request;
} Kept;

static void put(Kept *kept, const char *name, const char *text)
{
    KmError err = {0};
    const char *path = km_path_join(kept->place.arena, kept->datadir, name);
    DO(km_file_write(path, text, strlen(text), 0600, &err));
}

static Kept open_kept(void)
{
    Kept kept = {.place = open_place()};
    KmError err = {0};
    KmArena *arena = kept.place.arena;
    expected_sql = two_houders;
    for (size_t i = 0; i < CITY; i++) {
        deliver(&kept.place, &city[i]);
    }
    kept.datadir = km_path_join(arena, kept.place.directory, "data");
    DO(km_directory_make(km_path_join(arena, kept.datadir, "indicators/ambitie-1"), 0700, &err));
    DO(km_directory_make(km_path_join(arena, kept.datadir, "importers/codes"), 0700, &err));
    put(&kept, "indicators/ambitie-1/bereik.sql", "SELECT 1\n");
    put(&kept, "importers/codes/wijk.json", "{}\n");
    put(&kept, "normen.csv", "indicator;norm\n");
    kept.sources = (KmCatalogueSources){.datadir = kept.datadir,
                                        .norms = km_path_join(arena, kept.datadir, "normen.csv")};
    DO(km_period_parse("1970K1", &kept.periods[0], &err));
    for (int i = 1; i < QUARTERS; i++) {
        kept.periods[i] = km_period_shift(&kept.periods[0], i);
    }
    kept.request =
        (KmComputeRequest){.n_periods = QUARTERS, .knowledge = KM_DATE_OPEN, .program = "proef 1"};
    return kept;
}

static void close_kept(Kept *kept)
{
    km_directory_remove(kept->datadir);
    km_directory_remove(km_path_join(kept->place.arena, kept->place.directory, "runs"));
    close_place(&kept->place);
}

static const char *key_of(Kept *kept)
{
    KmError err = {0};
    const char *key = NULL;
    kept->request.periods = kept->periods;
    DO(km_kept_key(kept->place.store, kept->place.arena, &kept->sources, &kept->request, &key,
                   &err));
    ck_assert_ptr_nonnull(key);
    return key;
}

static void same_text(const char *a, const char *b)
{
    ck_assert_int_eq(a == NULL, b == NULL);
    ck_assert(a == NULL || strcmp(a, b) == 0);
}

/* The texts by what they say; all else byte for byte. */
static void same_figure(const KmFigure *a, const KmFigure *b)
{
    KmFigure x;
    KmFigure y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    KmFigure *const both[] = {&x, &y};
    same_text(a->indicator, b->indicator);
    same_text(a->period, b->period);
    same_text(a->method, b->method);
    same_text(a->missing, b->missing);
    same_text(a->flags, b->flags);
    same_text(a->run, b->run);
    for (int i = 0; i < KM_BLOCK_DIMENSIONS; i++) {
        same_text(a->block.dim[i], b->block.dim[i]);
        same_text(a->block.code[i], b->block.code[i]);
    }
    ck_assert_int_eq(a->compared == NULL, b->compared == NULL);
    if (a->compared != NULL) {
        ck_assert_mem_eq(a->compared, b->compared, KM_COMPARISONS * sizeof *a->compared);
    }
    for (int i = 0; i < 2; i++) {
        KmFigure *f = both[i];
        f->compared = NULL;
        f->indicator = f->period = f->method = f->missing = f->flags = f->run = NULL;
        memset(&f->block, 0, sizeof f->block);
    }
    ck_assert_mem_eq(&x, &y, sizeof x);
}

START_TEST(a_kept_run_comes_back_as_it_was)
{
    Kept kept = open_kept();
    Place *place = &kept.place;
    const char *runs = km_path_join(place->arena, place->directory, "runs");
    KmComputeResult made = compute(place, "A1", "1970K1", QUARTERS, KM_DATE_OPEN);
    KmComputeResult back;
    ck_assert_uint_eq(made.n_failures, 0);
    ck_assert(!km_kept_read(place->arena, runs, key_of(&kept), NULL, 0, &back));
    km_kept_write(runs, key_of(&kept), &made);
    ck_assert(km_kept_read(place->arena, runs, key_of(&kept), NULL, 0, &back));
    ck_assert_str_eq(made.run, back.run);
    ck_assert_int_eq(made.knowledge, back.knowledge);
    ck_assert_uint_eq(back.n_failures, 0);
    ck_assert_uint_gt(made.n_figures, 10);
    ck_assert_uint_eq(made.n_figures, back.n_figures);
    for (size_t i = 0; i < made.n_figures; i++) {
        same_figure(&made.figures[i], &back.figures[i]);
    }
    close_kept(&kept);
}
END_TEST

START_TEST(a_part_is_read_without_the_others)
{
    Kept kept = open_kept();
    Place *place = &kept.place;
    const char *runs = km_path_join(place->arena, place->directory, "runs");
    KmComputeResult made = compute(place, "A1", "1970K1", QUARTERS, KM_DATE_OPEN);
    KmComputeResult back;
    size_t n_ids = 0;
    const char *ids[64];
    km_kept_write(runs, key_of(&kept), &made);
    for (size_t i = 0; i < made.n_figures; i++) {
        if (i == 0 || strcmp(made.figures[i].indicator, ids[n_ids - 1]) != 0) {
            ids[n_ids++] = made.figures[i].indicator;
        }
    }
    ck_assert_uint_gt(n_ids, 1);
    for (size_t k = 0; k < n_ids; k++) {
        size_t n = 0;
        ck_assert(km_kept_read(place->arena, runs, key_of(&kept), &ids[k], 1, &back));
        ck_assert_str_eq(made.run, back.run);
        for (size_t i = 0; i < made.n_figures; i++) {
            if (strcmp(made.figures[i].indicator, ids[k]) == 0) {
                ck_assert_uint_lt(n, back.n_figures);
                same_figure(&made.figures[i], &back.figures[n++]);
            }
        }
        ck_assert_uint_eq(n, back.n_figures);
    }
    const char *nobody = "bestaat-niet";
    ck_assert(km_kept_read(place->arena, runs, key_of(&kept), &nobody, 1, &back));
    ck_assert_uint_eq(back.n_figures, 0);
    close_kept(&kept);
}
END_TEST

/* ---- how figures are written ---- */

static double any_real(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* Columns of every sort: still, stepping, a few values, many, like another, of huge numbers. */
static KmFigure *many_figures(KmArena *arena, size_t n)
{
    KmFigure *figures = KM_NEW_ARRAY(arena, KmFigure, n);
    uint64_t seed = n;
    for (size_t i = 0; i < n; i++) {
        KmFigure *f = &figures[i];
        double share = any_real(&seed);
        *f = (KmFigure){.indicator = "bereik",
                        .period = i % 3 == 0 ? "2026K1" : "2026K2",
                        .block = {.dim = {"wijk", i % 7 == 0 ? NULL : ""},
                                  .code = {km_format(arena, "WK%zu", i % 700), ""}},
                        .status = (KmFigureStatus)(i % 4),
                        .n = (int64_t)i * 3,
                        .x = i % 2 == 0 ? INT64_MAX : INT64_MIN,
                        .units_n = (int64_t)i * 3,
                        .sum = i % 5 == 0 ? -0.0 : share,
                        .has_estimate = i % 11 != 0,
                        .estimate = share,
                        .bound_low = share,
                        .bound_high = share + (i % 13 == 0 ? 0.5 : 0),
                        .missing = i < n / 2 ? "" : "jgz/proef",
                        .expected = (int)(i % 100),
                        .run = "0123456789ab"};
        if (i % 3 > 0) {
            KmComparison *first = km_figure_compare(arena, f, KM_COMPARED_PREVIOUS);
            first->exists = true;
            (void)snprintf(first->period, sizeof first->period, "%zuK1", i);
            f->compared[3].verdict = (int)(i % 3) - 1;
        }
    }
    return figures;
}

static const size_t numbers[] = {0, 1, 2, 63, 64, 65, 511, 512, 513, 2000};

START_TEST(figures_come_back_to_the_last_bit)
{
    size_t n = numbers[_i];
    KmArena *arena = km_arena_open();
    const KmFigure *figures = many_figures(arena, n);
    KmText bytes = km_text_init(arena);
    km_kept_pack(arena, figures, n, &bytes);
    KmFigure *back = KM_NEW_ARRAY(arena, KmFigure, n);
    ck_assert(km_kept_unpack(arena, bytes.bytes, bytes.length, back, n));
    for (size_t i = 0; i < n; i++) {
        same_figure(&figures[i], &back[i]);
    }
    ck_assert(n < 500 || bytes.length < n * sizeof(KmFigure) / 6);
    ck_assert(!km_kept_unpack(arena, bytes.bytes, bytes.length,
                              KM_NEW_ARRAY(arena, KmFigure, n + 512), n + 512));
    for (size_t at = 0; at < bytes.length; at += 1 + bytes.length / 61) {
        ck_assert(!km_kept_unpack(arena, bytes.bytes, at, KM_NEW_ARRAY(arena, KmFigure, n), n));
    }
    km_arena_close(arena);
}
END_TEST

/* Whatever the bytes are: an answer, and nothing read or written outside. */
START_TEST(other_bytes_do_no_harm)
{
    enum { N = 600 };
    KmArena *arena = km_arena_open();
    uint64_t seed = 7;
    KmText bytes = km_text_init(arena);
    km_kept_pack(arena, many_figures(arena, N), N, &bytes);
    for (int k = 0; k < 400; k++) {
        KmArenaMark mark = km_arena_mark(arena);
        char *copy = km_alloc(arena, bytes.length + 1);
        memcpy(copy, bytes.bytes, bytes.length);
        for (int j = 0; j < 1 + k % 4; j++) {
            size_t at = (size_t)(any_real(&seed) * (double)bytes.length);
            copy[at] = (char)(any_real(&seed) * 256 - 128);
        }
        (void)!km_kept_unpack(arena, copy, bytes.length, KM_NEW_ARRAY(arena, KmFigure, N), N);
        km_arena_reset(arena, mark);
    }
    km_arena_close(arena);
}
END_TEST

/* ---- what gives another key ---- */

static void another_definition(Kept *kept)
{
    put(kept, "indicators/ambitie-1/bereik.sql", "SELECT 2\n");
}

static void one_more_definition(Kept *kept)
{
    put(kept, "indicators/ambitie-1/meer.sql", "SELECT 1\n");
}

static void another_code_list(Kept *kept)
{
    put(kept, "importers/codes/wijk.json", "{ }\n");
}

static void another_target(Kept *kept)
{
    put(kept, "normen.csv", "indicator;Norm\n");
}

static void no_targets(Kept *kept)
{
    kept->sources.norms = NULL;
}

static void another_day(Kept *kept)
{
    kept->request.knowledge = 200;
}

static void fewer_quarters(Kept *kept)
{
    kept->request.n_periods--;
}

static void another_program(Kept *kept)
{
    kept->request.program = "proef 2";
}

static void a_correction(Kept *kept)
{
    deliver(&kept->place, &correction);
}

static void a_withdrawal(Kept *kept)
{
    KmError err = {0};
    DO(km_store_begin(kept->place.store, &err));
    DO(km_delivery_withdraw(kept->place.store, 1, 500, "verkeerd bestand", &err));
    DO(km_store_commit(kept->place.store, &err));
}

static bool all_but_the_first(void *self, KmDelivery *delivery)
{
    (void)self;
    return delivery->number > 1;
}

static void one_delivery_left_out(Kept *kept)
{
    static const KmDeliverySieve sieve = {NULL, all_but_the_first};
    kept->request.sieve = &sieve;
}

static void one_child_under_two_numbers(Kept *kept)
{
    static const uint8_t pseudonyms[2][KM_PSEUDONYM_BYTES] = {{1}, {2}};
    KmError err = {0};
    KmPersonBook *book;
    KmPersonLink link = {.known = 300};
    bool added;
    DO(km_person_book_open(kept->place.store, &book, &err));
    DO(km_store_begin(kept->place.store, &err));
    link.old = km_person_number(book, pseudonyms[0]);
    link.new = km_person_number(book, pseudonyms[1]);
    DO(km_person_book_save(book, &err));
    DO(km_person_link_add(kept->place.store, &link, &added, &err));
    DO(km_store_commit(kept->place.store, &err));
    km_person_book_close(book);
}

static const struct {
    const char *what;
    void (*change)(Kept *kept);
} changes[] = {
    {"another definition", another_definition},
    {"one more definition", one_more_definition},
    {"another code list", another_code_list},
    {"another target", another_target},
    {"no targets", no_targets},
    {"another knowledge date", another_day},
    {"fewer quarters", fewer_quarters},
    {"another program", another_program},
    {"a correction", a_correction},
    {"a withdrawal", a_withdrawal},
    {"one delivery left out", one_delivery_left_out},
    {"one child under two numbers", one_child_under_two_numbers},
};

START_TEST(whatever_figures_rest_on_changes_the_key)
{
    Kept kept = open_kept();
    const char *before = key_of(&kept);
    ck_assert_str_eq(before, key_of(&kept));
    changes[_i].change(&kept);
    ck_assert_msg(strcmp(before, key_of(&kept)) != 0, "%s: the same key", changes[_i].what);
    close_kept(&kept);
}
END_TEST

/* ---- the files ---- */

static char *only_file(Kept *kept, const char *runs)
{
    char **names;
    size_t n;
    KmError err = {0};
    DO(km_directory_list(kept->place.arena, runs, &names, &n, &err));
    ck_assert_uint_eq(n, 1);
    return km_path_join(kept->place.arena, runs, names[0]);
}

START_TEST(a_damaged_file_is_no_run)
{
    Kept kept = open_kept();
    KmArena *arena = kept.place.arena;
    const char *runs = km_path_join(arena, kept.place.directory, "runs");
    KmComputeResult made = compute(&kept.place, "A1", "1970K1", QUARTERS, KM_DATE_OPEN);
    const char *key = key_of(&kept);
    KmComputeResult back;
    KmError err = {0};
    KmBytes whole;
    struct stat st;
    km_kept_write(runs, key, &made);
    const char *path = only_file(&kept, runs);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_uint_eq(st.st_mode & 0777, 0600);
    DO(km_file_read(arena, path, 64 << 20, &whole, &err));
    for (size_t at = 0; at < whole.length; at += 1 + whole.length / 97) {
        whole.bytes[at] = (char)(whole.bytes[at] ^ 1);
        DO(km_file_write(path, whole.bytes, whole.length, 0600, &err));
        ck_assert_msg(!km_kept_read(arena, runs, key, NULL, 0, &back), "byte %zu of %zu", at,
                      whole.length);
        whole.bytes[at] = (char)(whole.bytes[at] ^ 1);
        DO(km_file_write(path, whole.bytes, at, 0600, &err));
        ck_assert_msg(!km_kept_read(arena, runs, key, NULL, 0, &back), "cut off after %zu bytes",
                      at);
    }
    DO(km_file_write(path, whole.bytes, whole.length, 0600, &err));
    ck_assert(km_kept_read(arena, runs, key, NULL, 0, &back));
    close_kept(&kept);
}
END_TEST

START_TEST(a_run_with_failures_is_not_kept)
{
    Kept kept = open_kept();
    KmArena *arena = kept.place.arena;
    const char *runs = km_path_join(arena, kept.place.directory, "runs");
    KmComputeResult made = compute(&kept.place, NULL, "1970K1", 1, KM_DATE_OPEN);
    KmComputeResult back;
    ck_assert_uint_gt(made.n_failures, 0);
    km_kept_write(runs, key_of(&kept), &made);
    ck_assert(!km_kept_read(arena, runs, key_of(&kept), NULL, 0, &back));
    close_kept(&kept);
}
END_TEST

START_TEST(the_newest_runs_stay)
{
    Kept kept = open_kept();
    KmArena *arena = kept.place.arena;
    const char *runs = km_path_join(arena, kept.place.directory, "runs");
    KmComputeResult made = compute(&kept.place, "A1", "1970K1", 1, KM_DATE_OPEN);
    KmComputeResult back;
    const char *keys[KM_KEPT_RUNS + 2];
    enum { WRITTEN = sizeof keys / sizeof *keys };
    for (int i = 0; i < WRITTEN; i++) {
        struct timespec pause = {.tv_nsec = 10000000};
        keys[i] = km_format(arena, "%016d%048d", i, 0);
        km_kept_write(runs, keys[i], &made);
        ck_assert_int_eq(nanosleep(&pause, NULL), 0);
    }
    for (int i = 0; i < WRITTEN; i++) {
        bool stays = i >= WRITTEN - KM_KEPT_RUNS;
        ck_assert_int_eq(km_kept_read(arena, runs, keys[i], NULL, 0, &back), stays);
    }
    close_kept(&kept);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("kept");
    TCase *tests = tcase_create("kept");
    tcase_set_timeout(tests, 120.0); /* each makes a store: it waits for the disk */
    tcase_add_test(tests, a_kept_run_comes_back_as_it_was);
    tcase_add_test(tests, a_part_is_read_without_the_others);
    tcase_add_loop_test(tests, figures_come_back_to_the_last_bit, 0,
                        (int)(sizeof numbers / sizeof *numbers));
    tcase_add_test(tests, other_bytes_do_no_harm);
    tcase_add_loop_test(tests, whatever_figures_rest_on_changes_the_key, 0,
                        (int)(sizeof changes / sizeof *changes));
    tcase_add_test(tests, a_damaged_file_is_no_run);
    tcase_add_test(tests, a_run_with_failures_is_not_kept);
    tcase_add_test(tests, the_newest_runs_stay);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
