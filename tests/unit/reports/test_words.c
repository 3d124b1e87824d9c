/* Expectations: written out by hand from the counts of the case. */
#include "reports/charts/chart_words.h"
#include "reports/words.h"

#include <check.h>
#include <stdlib.h>

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

typedef struct {
    const char *name;
    const char *id;
    const char *estimate, *interval, *counts, *note;
} CellCase;

static const CellCase cell_cases[] = {
    {"a shown share has percentage, margin and counts", "vve-bereik:2026K3:wijk=WK054603", "71,6%",
     "61,0–80,3%", "58 van 81", "getoond"},
    {"marks follow the status", "vve-bereik:2026K3", "84,7%", "80,3–88,2%", "271 van 320",
     "getoond; voorlopig"},
    {"a merger names its members", "vve-bereik:2026K3:wijk=binnenstad", "84,2%", "62,4–94,5%",
     "16 van 19", "samengenomen: Binnenstad-Zuid, Binnenstad-Noord, Stationsdistrict"},
    {"pooled quarters have no counts", "vve-bereik:2025K4..2026K3:wijk=WK054607", "90%",
     "afgeschermd", "aantallen afgeschermd", "2025K4..2026K3 samen"},
    {"a class is a bound in words", "vve-bereik:2026K3:wijk=WK054609", "ten minste 95%",
     "afgeschermd", "aantallen afgeschermd", "alleen een grens"},
    {"protected shows nothing", "vve-bereik:2026K3:thuistaal=onbekend", "afgeschermd",
     "afgeschermd", "aantallen afgeschermd", "afgeschermd"},
    {"no units is not 0%", "vve-bereik:2026K3:wijk=onbekend", "n.v.t.", "n.v.t.",
     "aantallen n.v.t.", "n.v.t."},
    {"missing deliveries give bounds", "geen-voorziening-3j:2026K3", "8,2% tot 13,1%", "onvolledig",
     "1.204 driejarigen", "niet alles geleverd; ontbreekt: kinderopvang Wereldkind"},
    {"nothing delivered says so", "doelgroep-bepaald-30mnd:2026K3", "niet geleverd",
     "niet geleverd", "aantallen niet geleverd", "niet geleverd; ontbreekt: JGZ"},
    {"a rate is a number", "ve-plaatsen-dekking:2026K3", "1,10", "n.v.t.", "352 op 320", "getoond"},
};

START_TEST(a_cell_says_what_the_figure_may_say)
{
    const CellCase *c = &cell_cases[_i];
    const KmPublishedFigure *f = km_page_fixture_figure(published, c->id);
    ck_assert_msg(f != NULL, "%s", c->name);
    ck_assert_str_eq(km_estimate_nl(arena, f), c->estimate);
    ck_assert_str_eq(km_interval_nl(arena, f), c->interval);
    ck_assert_str_eq(km_counts_words_nl(arena, f), c->counts);
    ck_assert_str_eq(km_note_nl(arena, f), c->note);
}
END_TEST

/* A gap of shares is in percentage points, its ratio a number, days since a place a share. */
static const struct {
    KmIndicatorKind kind, gap_kind;
    KmGapMeasure measure;
    const char *dim, *code;
    double estimate, low, high;
    const char *written, *interval;
    const char *ends[2];
} units[] = {
    {KM_KIND_GAP,
     KM_KIND_PROPORTION,
     KM_GAP_DIFFERENCE,
     "",
     "",
     0.0607,
     -0.025,
     0.14,
     "6,1 procentpunt",
     "−2,5 tot 14,0 procentpunt",
     {"-2,5 procentpunt", "14,0 procentpunt"}},
    {KM_KIND_GAP,
     KM_KIND_PROPORTION,
     KM_GAP_DIFFERENCE,
     "maat",
     "thuistaal-verschil",
     0.0607,
     0.025,
     0.14,
     "6,1 procentpunt",
     "2,5–14,0 procentpunt",
     {"2,5 procentpunt", "14,0 procentpunt"}},
    {KM_KIND_GAP,
     KM_KIND_PROPORTION,
     KM_GAP_DIFFERENCE,
     "maat",
     "thuistaal-verhouding",
     1.073,
     1.0,
     1.15,
     "1,07",
     "1,0–1,1",
     {"1,0", "1,1"}},
    {KM_KIND_GAP,
     KM_KIND_PROPORTION,
     KM_GAP_RATIO,
     "",
     "",
     0.73,
     0.5,
     1.15,
     "0,73",
     "0,5–1,1",
     {"0,5", "1,1"}},
    {KM_KIND_DURATION,
     KM_KIND_PROPORTION,
     KM_GAP_DIFFERENCE,
     "binnen",
     "42",
     0.74,
     0.68,
     0.804,
     "74,0%",
     "68,0–80,4%",
     {"68,0%", "80,4%"}},
    {KM_KIND_MEAN,
     KM_KIND_PROPORTION,
     KM_GAP_DIFFERENCE,
     "",
     "",
     -0.04,
     -0.3,
     0.2,
     "0,0",
     "−0,3 tot 0,2",
     {"-0,3", "0,2"}},
};

START_TEST(every_value_carries_its_own_unit)
{
    KmIndicatorText text =
        *km_page_fixture_figure(published, "ve-plaatsen-dekking:2026K3")->indicator;
    text.kind = units[_i].kind;
    text.gap_kind = units[_i].gap_kind;
    text.gap_measure = units[_i].measure;
    KmPublishedFigure f = {.indicator = &text,
                           .block = {.dim = {units[_i].dim, ""}, .code = {units[_i].code, ""}},
                           .status = KM_PUBLISHED_SHOWN,
                           .has_estimate = true,
                           .estimate = units[_i].estimate,
                           .has_interval = true,
                           .low = units[_i].low,
                           .high = units[_i].high,
                           .decimals = 1};
    char *ends[2];
    km_interval_ends_nl(arena, &f, ends);
    ck_assert_str_eq(km_estimate_nl(arena, &f), units[_i].written);
    ck_assert_str_eq(km_interval_nl(arena, &f), units[_i].interval);
    ck_assert_str_eq(ends[0], units[_i].ends[0]);
    ck_assert_str_eq(ends[1], units[_i].ends[1]);
}
END_TEST

START_TEST(a_rate_that_is_part_of_a_whole_is_a_percentage)
{
    const KmPublishedFigure *rate = km_page_fixture_figure(published, "ve-plaatsen-dekking:2026K3");
    KmIndicatorText text = *rate->indicator;
    KmPublishedFigure f = *rate;
    text.is_percent = true;
    f.indicator = &text;
    f.decimals = 1;
    f.sum = 304.0;
    f.estimate = 0.95;
    ck_assert_str_eq(km_estimate_nl(arena, &f), "95,0%");
    ck_assert_str_eq(km_counts_words_nl(arena, &f), "304 van 320");
    ck_assert_str_eq(km_answer_nl(arena, &f),
                     "Op 30 september 2026: 320 peuters met een vve-indicatie, "
                     "waarvan 304 ve-plaatsen: 95,0%.");
}
END_TEST

START_TEST(a_sum_that_stays_behind_is_not_zero)
{
    KmPublishedFigure f = *km_page_fixture_figure(published, "ve-plaatsen-dekking:2026K3");
    f.is_sum_withheld = true;
    f.sum = 0.0;
    ck_assert_str_eq(km_hits_nl(arena, &f), "n.v.t.");
    ck_assert_str_eq(km_units_nl(arena, &f), "320");
}
END_TEST

START_TEST(a_mean_tells_of_how_many_it_is_not_their_sum)
{
    const KmPublishedFigure *rate = km_page_fixture_figure(published, "ve-plaatsen-dekking:2026K3");
    KmIndicatorText text = *rate->indicator;
    KmPublishedFigure mean = *rate;
    text.kind = KM_KIND_MEAN;
    text.unit_nl = "ouders";
    mean.indicator = &text;
    ck_assert_str_eq(km_counts_words_nl(arena, &mean), "van 320 ouders");
}
END_TEST

typedef struct {
    const char *name;
    const char *id;
    const char *sentence;
} AnswerCase;

static const AnswerCase answer_cases[] = {
    {"a share in one sentence", "vve-bereik:2026K3",
     "Op 30 september 2026 had 84,7% van de peuters met een vve-indicatie een vve-plaats: 271 van "
     "320."},
    {"without becomes none", "geen-voorziening-3j:2026K2",
     "Op 30 juni 2026 had 10,0% van de driejarigen geen opvang en geen school: 121 van 1.210."},
    {"a cohort belongs to the quarter", "doelgroep-bepaald-30mnd:2026K2",
     "In het tweede kwartaal 2026 was 95,0% van de kinderen die 2½ jaar werden beoordeeld vóór "
     "die dag: 285 van 300."},
    {"a rate per hundred", "ve-plaatsen-dekking:2026K3",
     "Op 30 september 2026 waren er 352 ve-plaatsen voor 320 peuters met een vve-indicatie. Dat "
     "zijn er 110 op elke 100."},
    {"a stage of the funnel", "vve-trechter:2026K3:stap=toegeleid",
     "Op 30 september 2026 stond 1,9% bij ‘Aangemeld, nog geen plaats’: 33 van 1.734 peuters van "
     "2½ tot 5 jaar."},
    {"a funnel's total is a number of children", "vve-trechter:2026K3",
     "Op 30 september 2026 waren er 1.734 peuters van 2½ tot 5 jaar."},
    {"bounds instead of a point", "geen-voorziening-3j:2026K3",
     "Op 30 september 2026 lag dit cijfer ergens in het gebied van 8,2% tot 13,1%. Preciezer kan "
     "niet, want niet alles is geleverd."},
    {"nothing delivered", "doelgroep-bepaald-30mnd:2026K3",
     "In het derde kwartaal 2026 is er geen cijfer: de gegevens zijn niet geleverd."},
    {"protected", "vve-bereik:2026K3:thuistaal=onbekend",
     "Dit cijfer is afgeschermd. De groep is zo klein dat een kind herkenbaar zou kunnen zijn."},
    {"a class", "vve-bereik:2026K3:wijk=WK054609",
     "Op 30 september 2026 had ten minste 95% van de peuters met een vve-indicatie een "
     "vve-plaats."},
    {"pooled", "vve-bereik:2025K4..2026K3:wijk=WK054607",
     "In 2025K4 tot en met 2026K3 samen had 90% van de peuters met een vve-indicatie een "
     "vve-plaats."},
};

START_TEST(the_answer_is_one_plain_sentence)
{
    const AnswerCase *c = &answer_cases[_i];
    const KmPublishedFigure *f = km_page_fixture_figure(published, c->id);
    ck_assert_msg(f != NULL, "%s", c->name);
    ck_assert_str_eq(km_answer_nl(arena, f), c->sentence);
}
END_TEST

START_TEST(what_they_did_is_said_of_them)
{
    KmPublishedFigure f = *km_page_fixture_figure(published, "vve-bereik:2026K3");
    KmIndicatorText text = *f.indicator;
    text.population_nl = "ouders die de vraag beantwoordden";
    text.hit_nl = "die 4 of 5 antwoordden";
    f.indicator = &text;
    ck_assert_str_eq(
        km_answer_nl(arena, &f),
        "Op 30 september 2026 gold voor 84,7% van de ouders die de vraag beantwoordden "
        "dat zij 4 of 5 antwoordden: 271 van 320.");
}
END_TEST

START_TEST(nobody_is_told_apart_from_nobody_who_can_be_counted)
{
    KmPublishedFigure f = *km_page_fixture_figure(published, "vve-bereik:2026K3");

    f.status = KM_PUBLISHED_EMPTY;
    f.n = 0;
    f.excluded = 0;
    ck_assert_str_eq(km_answer_nl(arena, &f),
                     "Op 30 september 2026 waren er geen peuters met een vve-indicatie, van "
                     "2½ jaar tot de basisschool.");
    f.excluded = 12;
    ck_assert_str_eq(km_answer_nl(arena, &f),
                     "Op 30 september 2026 is dit nog niet te meten: geen van de peuters met een "
                     "vve-indicatie, van 2½ jaar tot de basisschool kan meetellen. Waarom staat "
                     "onder ‘Wat telt dit cijfer "
                     "precies?’.");
    f.excluded = -1; /* how many is not shown */
    ck_assert_str_eq(km_answer_nl(arena, &f),
                     "Op 30 september 2026 waren er geen peuters met een vve-indicatie, van "
                     "2½ jaar tot de basisschool.");
}
END_TEST

START_TEST(deliveries_are_counted_and_their_absence_is_told_apart)
{
    static const struct {
        const char *unit;
        int delivered, expected;
        const char *words;
    } cases[] = {{"peuters", 8, 8, "8 van 8 leveringen"},
                 {"peuters", 0, 1, "0 van 1 levering"},
                 {"peuters", 0, 0, "geen leveringen verwacht"},
                 {"leveringen", 0, 0, "telt de leveringen zelf"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const KmIndicatorText text = {.unit_nl = cases[i].unit};
        const KmPublishedFigure f = {
            .indicator = &text, .delivered = cases[i].delivered, .expected = cases[i].expected};
        ck_assert_str_eq(km_deliveries_nl(arena, &f), cases[i].words);
    }
}
END_TEST

START_TEST(groups_are_named_by_their_place_or_by_what_tells_them_apart)
{
    static const char *const cases[][3] = {{"wijk", "Wijk", "per district"},
                                           {"school", "School", "per school"},
                                           {"thuistaal", "Thuistaal", "naar thuistaal"},
                                           {"bron", "Soort levering", "naar soort levering"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const KmDimensionText dimension = {.name = cases[i][0], .label_nl = cases[i][1]};
        ck_assert_str_eq(km_by_group_nl(arena, &dimension), cases[i][2]);
    }
}
END_TEST

START_TEST(certainty_names_deliveries_chance_and_unknowns)
{
    ck_assert_str_eq(km_certainty_nl(arena, km_page_fixture_figure(published, "vve-bereik:2026K3")),
                     "Alle 10 leveringen zijn binnen. Een klein verschil kan toeval zijn: reken "
                     "met een marge van 80,3–88,2%. Van 4 peuters weten we het niet; daarom kan "
                     "het ook 84,7% tot 85,9% zijn.");
    ck_assert_str_eq(
        km_certainty_nl(arena, km_page_fixture_figure(published, "geen-voorziening-3j:2026K3")),
        "9 van de 10 leveringen zijn binnen. Er ontbreekt: kinderopvang Wereldkind.");
}
END_TEST

typedef struct {
    const char *name;
    KmDirection direction;
    KmIndicatorLevel level;
    int verdict;
    KmFavour favour;
} FavourCase;

static const FavourCase favour_cases[] = {
    {"more of what should rise is better", KM_DIRECTION_UP, KM_LEVEL_OUTPUT, 1, KM_FAVOUR_GOOD},
    {"less of what should rise is worse", KM_DIRECTION_UP, KM_LEVEL_EFFECT, -1, KM_FAVOUR_BAD},
    {"less of what should fall is better", KM_DIRECTION_DOWN, KM_LEVEL_OUTPUT, -1, KM_FAVOUR_GOOD},
    {"neutral is never better", KM_DIRECTION_NEUTRAL, KM_LEVEL_OUTPUT, 1, KM_FAVOUR_HIGHER},
    {"an effort is never dressed as effect", KM_DIRECTION_UP, KM_LEVEL_INPUT, 1, KM_FAVOUR_HIGHER},
    {"nor is a process", KM_DIRECTION_UP, KM_LEVEL_PROCESS, -1, KM_FAVOUR_LOWER},
    {"no clear difference is no change", KM_DIRECTION_UP, KM_LEVEL_OUTPUT, 0, KM_FAVOUR_UNCLEAR},
};

START_TEST(what_is_followed_for_a_while_is_told_by_the_time_it_is_about)
{
    static const struct {
        KmTimeRule time;
        int delay;
        const char *moment;
    } cases[] = {
        {KM_TIME_COHORT, 0, "In het derde kwartaal 2026"},
        {KM_TIME_COHORT, 1, "In het tweede kwartaal 2026"},
        {KM_TIME_FLOW, 2, "In het eerste kwartaal 2026"},
        {KM_TIME_YEAR, 2, "In de 12 maanden tot en met maart 2026"},
    };
    KmPublishedFigure f = *km_page_fixture_figure(published, "doelgroep-bepaald-30mnd:2026K3");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        KmIndicatorText text = *f.indicator;
        text.time = cases[i].time;
        text.delay = cases[i].delay;
        KmPublishedFigure about = f;
        about.indicator = &text;
        ck_assert_str_eq(km_moment_nl(arena, &about), cases[i].moment);
    }
}
END_TEST

START_TEST(a_chart_says_the_time_it_is_about_once)
{
    KmIndicatorText text = {.kind = KM_KIND_PROPORTION,
                            .population_nl = "kinderen die meededen",
                            .hit_nl = "met een mentor die in het schooljaar begon",
                            .time_nl = "in het schooljaar"};
    ck_assert_str_eq(km_measure_when_nl(arena, &text),
                     "Van de kinderen die meededen: het aandeel met een mentor die in het "
                     "schooljaar begon");
    text.time_nl = "op 31 juli";
    ck_assert_str_eq(km_measure_when_nl(arena, &text),
                     "Van de kinderen die meededen: het aandeel met een mentor die in het "
                     "schooljaar begon, op 31 juli");
}
END_TEST

START_TEST(a_chart_of_a_later_quarter_says_what_time_it_is_about)
{
    KmIndicatorText text = {.kind = KM_KIND_PROPORTION,
                            .population_nl = "kinderen die zijn verwezen",
                            .hit_nl = "met hulp",
                            .time_nl = "voor wie in het vorige kwartaal is verwezen"};
    ck_assert_str_eq(km_measure_by_quarter_nl(arena, &text),
                     "Van de kinderen die zijn verwezen: het aandeel met hulp");
    text.delay = 1;
    ck_assert_str_eq(km_measure_by_quarter_nl(arena, &text),
                     "Van de kinderen die zijn verwezen: het aandeel met hulp, voor wie in het "
                     "vorige kwartaal is verwezen");
}
END_TEST

START_TEST(more_than_two_for_each_is_not_told_on_a_hundred)
{
    KmPublishedFigure f = *km_page_fixture_figure(published, "ve-plaatsen-dekking:2026K3");
    f.sum = 4096.0;
    f.estimate = 12.8;
    f.decimals = 1;
    const char *sentence = km_answer_nl(arena, &f);
    ck_assert_msg(strstr(sentence, "Dat zijn er gemiddeld 12,8 voor elk van hen.") != NULL, "%s",
                  sentence);
}
END_TEST

START_TEST(a_change_is_judged_by_direction_and_level)
{
    const FavourCase *c = &favour_cases[_i];
    KmIndicatorText text = {.direction = c->direction, .level = c->level};
    KmPublishedChange change = {.exists = true, .verdict = c->verdict};
    ck_assert_msg(km_change_favour(&text, &change) == c->favour, "%s", c->name);
    change.exists = false;
    ck_assert(km_change_favour(&text, &change) == KM_FAVOUR_UNKNOWN);
}
END_TEST

START_TEST(changes_and_norms_read_as_words)
{
    const KmPublishedFigure *f = km_page_fixture_figure(published, "vve-bereik:2026K3");
    ck_assert_str_eq(km_change_nl(arena, f->indicator, &f->year_before, "een jaar eerder"),
                     "5,5 procentpunt hoger dan een jaar eerder");
    ck_assert_str_eq(km_change_nl(arena, f->indicator, &f->previous, "het vorige kwartaal"),
                     "geen duidelijk verschil met het vorige kwartaal (+1,0 procentpunt)");
    ck_assert_str_eq(km_norm_nl(arena, f), "streefcijfer 95%: daar duidelijk onder");
    f = km_page_fixture_figure(published, "ve-plaatsen-dekking:2026K3");
    ck_assert_str_eq(km_norm_nl(arena, f), "wettelijke norm 1: daar duidelijk boven");
    f = km_page_fixture_figure(published, "geen-voorziening-3j:2026K3");
    ck_assert_str_eq(km_norm_nl(arena, f), "geen norm of streefcijfer");
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

int main(void)
{
    Suite *suite = suite_create("reports/words");
    TCase *tcase = tcase_create("words");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, every_value_carries_its_own_unit, 0, sizeof units / sizeof *units);
    tcase_add_test(tcase, a_rate_that_is_part_of_a_whole_is_a_percentage);
    tcase_add_test(tcase, a_sum_that_stays_behind_is_not_zero);
    tcase_add_test(tcase, a_mean_tells_of_how_many_it_is_not_their_sum);
    tcase_add_test(tcase, what_they_did_is_said_of_them);
    tcase_add_loop_test(tcase, a_cell_says_what_the_figure_may_say, 0, COUNT(cell_cases));
    tcase_add_loop_test(tcase, the_answer_is_one_plain_sentence, 0, COUNT(answer_cases));
    tcase_add_test(tcase, what_is_followed_for_a_while_is_told_by_the_time_it_is_about);
    tcase_add_test(tcase, a_chart_says_the_time_it_is_about_once);
    tcase_add_test(tcase, a_chart_of_a_later_quarter_says_what_time_it_is_about);
    tcase_add_test(tcase, more_than_two_for_each_is_not_told_on_a_hundred);
    tcase_add_loop_test(tcase, a_change_is_judged_by_direction_and_level, 0, COUNT(favour_cases));
    tcase_add_test(tcase, nobody_is_told_apart_from_nobody_who_can_be_counted);
    tcase_add_test(tcase, deliveries_are_counted_and_their_absence_is_told_apart);
    tcase_add_test(tcase, groups_are_named_by_their_place_or_by_what_tells_them_apart);
    tcase_add_test(tcase, certainty_names_deliveries_chance_and_unknowns);
    tcase_add_test(tcase, changes_and_norms_read_as_words);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
