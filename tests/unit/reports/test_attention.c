/* What stands on the attention list: behind and also worse, of totals and of groups, never effort.
 */
#include "reports/pages/attention.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "engine/published/constructor.h"
#include "reports/words.h"

static const KmNorm norms[] = {{KM_NORM_LOCAL_TARGET, 0.95, KM_DATE_EVER, KM_DATE_OPEN, "plan"}};
static const KmCodeText codes[] = {{.code = "noord", .label_nl = "Noord"},
                                   {.code = "zuid", .label_nl = "Zuid"}};
static const KmDimensionText wijk = {
    .name = "wijk", .label_nl = "Wijk", .codes = codes, .n_codes = 2};

typedef struct {
    int norm, city, year,
        previous; /* verdicts; the norm's of the total, the city's of the district */
} Verdicts;

typedef struct {
    const char *promise;
    KmIndicatorLevel level;
    KmDirection direction;
    KmPublishedStatus status; /* of the total */
    Verdicts total, noord;
    const char *expected; /* "reason block; …" in order */
} Case;

static const Case cases[] = {
    {"below the norm and worse than a year before",
     KM_LEVEL_OUTPUT,
     KM_DIRECTION_UP,
     KM_PUBLISHED_SHOWN,
     {-1, 0, -1, 0},
     {0, 0, 0, 0},
     "0 stad; "},
    {"worse than the quarter before is enough",
     KM_LEVEL_OUTPUT,
     KM_DIRECTION_UP,
     KM_PUBLISHED_SHOWN,
     {-1, 0, 0, -1},
     {0, 0, 0, 0},
     "0 stad; "},
    {"below the norm alone stands apart",
     KM_LEVEL_OUTPUT,
     KM_DIRECTION_UP,
     KM_PUBLISHED_SHOWN,
     {-1, 0, 0, 0},
     {0, 0, 0, 0},
     "1 stad; "},
    {"worse alone stands apart",
     KM_LEVEL_OUTPUT,
     KM_DIRECTION_UP,
     KM_PUBLISHED_SHOWN,
     {1, 0, -1, 0},
     {0, 0, 0, 0},
     "2 stad; "},
    {"a district behind the city and worse",
     KM_LEVEL_OUTPUT,
     KM_DIRECTION_UP,
     KM_PUBLISHED_SHOWN,
     {0, 0, 0, 0},
     {0, -1, -1, 0},
     "0 noord; "},
    {"a district only behind the city is not on it",
     KM_LEVEL_OUTPUT,
     KM_DIRECTION_UP,
     KM_PUBLISHED_SHOWN,
     {0, 0, 0, 0},
     {0, -1, 0, 0},
     ""},
    {"a total before its districts",
     KM_LEVEL_OUTPUT,
     KM_DIRECTION_UP,
     KM_PUBLISHED_SHOWN,
     {-1, 0, -1, 0},
     {0, -1, -1, 0},
     "0 stad; 0 noord; "},
    {"lower is better: a rise above the norm",
     KM_LEVEL_EFFECT,
     KM_DIRECTION_DOWN,
     KM_PUBLISHED_SHOWN,
     {1, 0, 1, 0},
     {0, 1, 1, 0},
     "0 stad; 0 noord; "},
    {"better is never on it",
     KM_LEVEL_OUTPUT,
     KM_DIRECTION_UP,
     KM_PUBLISHED_SHOWN,
     {1, 0, 1, 1},
     {0, 1, 1, 1},
     ""},
    {"less effort is not worse, a norm below is a norm below",
     KM_LEVEL_PROCESS,
     KM_DIRECTION_UP,
     KM_PUBLISHED_SHOWN,
     {-1, 0, -1, 0},
     {0, -1, -1, 0},
     "1 stad; "},
    {"incomplete deliveries are told, not judged",
     KM_LEVEL_OUTPUT,
     KM_DIRECTION_UP,
     KM_PUBLISHED_PARTIAL,
     {-1, 0, -1, 0},
     {0, 0, 0, 0},
     "4 stad; "},
    {"what is protected is not judged",
     KM_LEVEL_OUTPUT,
     KM_DIRECTION_UP,
     KM_PUBLISHED_PROTECTED,
     {-1, 0, -1, 0},
     {0, 0, 0, 0},
     ""},
    {"what was never delivered asks nothing",
     KM_LEVEL_OUTPUT,
     KM_DIRECTION_UP,
     KM_PUBLISHED_NOT_DELIVERED,
     {0, 0, 0, 0},
     {0, 0, 0, 0},
     ""},
};

static KmPublishedChange change(int verdict)
{
    return (KmPublishedChange){
        .exists = true, .has_interval = true, .difference = 0.05 * verdict, .verdict = verdict};
}

static KmPublishedFigure figure(const KmIndicatorText *text, const char *code, Verdicts v)
{
    KmError err = {0};
    KmPublishedFigure f = {.id = "bereik:2026K3",
                           .indicator = text,
                           .block = {{"", ""}, {"", ""}},
                           .label_nl = "Stad",
                           .has_counts = true,
                           .n = 100,
                           .x = 80,
                           .has_estimate = true,
                           .estimate = 0.8,
                           .missing = "",
                           .flags = "",
                           .previous = change(v.previous),
                           .year_before = change(v.year)};
    ck_assert(km_period_parse("2026K3", &f.period, &err));
    f.reference = f.period.to - 1;
    if (code != NULL) {
        f.block.dim[0] = "wijk";
        f.block.code[0] = code;
        f.city = change(v.city);
    } else {
        f.norm = change(v.norm);
    }
    return f;
}

START_TEST(listed)
{
    const Case *c = &cases[_i];
    KmArena *arena = km_arena_open();
    const KmIndicatorText text = {.id = "bereik",
                                  .unit_nl = "peuters",
                                  .title_nl = "Bereik",
                                  .kind = KM_KIND_PROPORTION,
                                  .level = c->level,
                                  .direction = c->direction,
                                  .norms = norms,
                                  .n_norms = 1,
                                  .dimensions = &wijk,
                                  .n_dimensions = 1};
    const KmIndicatorText *texts[] = {&text};
    KmPublishedFigure figures[] = {figure(&text, NULL, c->total), figure(&text, "noord", c->noord),
                                   figure(&text, "zuid", (Verdicts){0, 0, 0, 0})};
    figures[0].status = c->status;
    const KmReleaseText release = {.profile = "stuurgroep", .run = "000000000000"};
    const KmPublished *published = km_published_new(arena, &release, texts, 1, figures, 3);
    KmIndicatorView indicator = {.text = &text,
                                 .page = "ambitie-1",
                                 .anchor = "bereik",
                                 .total = km_published_total(published, "bereik", "2026K3")};
    KmPartView part = {.indicators = &indicator, .n_indicators = 1};
    const KmReportView view = {
        .arena = arena, .published = published, .parts = &part, .n_parts = 1};
    KmAttentionList list = km_attention(arena, &view);
    KmText found = km_text_init(arena);
    km_text_add(&found, "");
    for (size_t i = 0; i < list.count; i++) {
        const KmPublishedFigure *f = list.items[i].figure;
        bool is_total = f->block.dim[0][0] == '\0';
        km_text_addf(&found, "%d %s; ", (int)list.items[i].why,
                     is_total ? "stad" : f->block.code[0]);
        ck_assert_msg(strlen(list.items[i].reason_nl) > 5, "%s: reason", c->promise);
    }
    ck_assert_msg(strcmp(found.bytes == NULL ? "" : found.bytes, c->expected) == 0,
                  "%s: expected '%s', found '%s'", c->promise, c->expected, found.bytes);
    km_arena_close(arena);
}
END_TEST

typedef struct {
    const char *promise;
    int64_t x, n;
    double norm;
    KmIndicatorLevel level;
    bool has_counts;
    const char *expected; /* NULL: nothing to say */
} Remaining;

static const Remaining remainings[] = {
    {"everybody", 271, 320, 1.0, KM_LEVEL_OUTPUT, true, "nog 49 van 320 peuters te bereiken"},
    {"to a norm below everybody", 271, 320, 0.95, KM_LEVEL_OUTPUT, true,
     "nog 33 van 320 peuters tot 95%"},
    {"a norm that the counts just meet", 304, 320, 0.95, KM_LEVEL_OUTPUT, true, NULL},
    {"one short of it", 303, 320, 0.95, KM_LEVEL_OUTPUT, true, "nog 1 van 320 peuters tot 95%"},
    {"everybody is reached", 320, 320, 1.0, KM_LEVEL_OUTPUT, true, NULL},
    {"no counts, no remainder", 271, 320, 1.0, KM_LEVEL_OUTPUT, false, NULL},
    {"effort reaches nobody", 271, 320, 1.0, KM_LEVEL_PROCESS, true, NULL},
};

START_TEST(remaining)
{
    const Remaining *c = &remainings[_i];
    KmArena *arena = km_arena_open();
    const KmNorm norm = {KM_NORM_LOCAL_TARGET, c->norm, KM_DATE_EVER, KM_DATE_OPEN, "plan"};
    const KmIndicatorText text = {.id = "bereik",
                                  .unit_nl = "peuters",
                                  .kind = KM_KIND_PROPORTION,
                                  .level = c->level,
                                  .direction = KM_DIRECTION_UP,
                                  .decimals = 1,
                                  .norms = &norm,
                                  .n_norms = 1};
    KmPublishedFigure f = figure(&text, NULL, (Verdicts){0, 0, 0, 0});
    f.n = c->n;
    f.x = c->x;
    f.has_counts = c->has_counts;
    const char *found = km_remaining_nl(arena, &f);
    ck_assert_msg(c->expected == NULL ? found == NULL
                                      : found != NULL && strcmp(found, c->expected) == 0,
                  "%s: expected %s, found %s", c->promise, c->expected, found);
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("attention");
    TCase *tests = tcase_create("attention");
    tcase_add_loop_test(tests, listed, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_loop_test(tests, remaining, 0, (int)(sizeof remainings / sizeof *remainings));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
