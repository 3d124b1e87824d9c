/* What is said of an effect, and above all what is not. */
#include "reports/effects/effect_words.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const KmIndicatorText share = {.id = "aandeel", .kind = KM_KIND_PROPORTION};
static const KmIndicatorText rate = {
    .id = "uren", .kind = KM_KIND_RATE, .hit_nl = "gekregen uren", .unit_nl = "afgesproken uren"};

typedef struct {
    const char *name;
    const KmIndicatorText *outcome;
    bool is_causal;
    int placebo;
    KmPublishedEffectStatus status;
    KmEffectLack lack;
    KmTrendCheck check;
    KmEffectEstimate estimate;
    const char *answer, *claim;
} Case;

#define FOUND                                                                                      \
    {                                                                                              \
        true, true, 0.052, 0.031, 0.073, 0.001, 12.0                                               \
    }
#define LOWER                                                                                      \
    {                                                                                              \
        true, true, -0.052, -0.073, -0.031, 0.001, 12.0                                            \
    }
#define NOTHING                                                                                    \
    {                                                                                              \
        true, true, 0.010, -0.011, 0.031, 0.33, 12.0                                               \
    }
#define FEW                                                                                        \
    {                                                                                              \
        true, true, 0.010, -0.211, 0.231, 0.33, 1.7                                                \
    }
#define NO_MARGIN                                                                                  \
    {                                                                                              \
        true, false, 0.052, 0.0, 0.0, 0.0, 0.0                                                     \
    }

static const Case cases[] = {
    {"a difference", &share, false, 0, KM_EFFECT_SHOWN, KM_LACK_NONE, KM_TREND_ALIKE, FOUND,
     "5,2 procentpunt hoger uit dan bij wie niet meedeed. Met 95% zekerheid is dat tussen 3,1 en "
     "7,3 "
     "procentpunt.",
     "Geen causale uitspraak: omdat."},
    {"a lower outcome", &share, false, 0, KM_EFFECT_SHOWN, KM_LACK_NONE, KM_TREND_ALIKE, LOWER,
     "5,2 procentpunt lager uit", "Geen causale uitspraak"},
    {"no clear difference", &share, false, 0, KM_EFFECT_SHOWN, KM_LACK_NONE, KM_TREND_ALIKE,
     NOTHING,
     "Er is geen duidelijk verschil gevonden: het ligt met 95% zekerheid tussen -1,1 en 3,1",
     "Geen causale uitspraak"},
    {"two districts", &share, false, 0, KM_EFFECT_SHOWN, KM_LACK_NONE, KM_TREND_ALIKE, FEW,
     "Er doen zo weinig wijken mee dat die marge ruim is.", "Geen causale uitspraak"},
    {"a design that carries a claim", &share, true, 0, KM_EFFECT_SHOWN, KM_LACK_NONE,
     KM_TREND_ALIKE, FOUND, "5,2 procentpunt hoger", "mag als gevolg van de actie gelezen worden"},
    {"no claim when the groups went apart before", &share, true, 0, KM_EFFECT_SHOWN, KM_LACK_NONE,
     KM_TREND_DIFFERS, FOUND, "5,2 procentpunt hoger",
     "Geen causale uitspraak: de groepen gingen vooraf al niet gelijk op."},
    {"no claim of a placebo", &share, true, 3, KM_EFFECT_SHOWN, KM_LACK_NONE, KM_TREND_ALIKE, FOUND,
     "5,2 procentpunt hoger", "Geen causale uitspraak: dit is een proef met een verzonnen start"},
    {"no claim without a margin", &share, true, 0, KM_EFFECT_UNDEFINED, KM_LACK_FEW_TREATED,
     KM_TREND_TOO_LITTLE, NO_MARGIN, "Dan is niet te zeggen hoe zeker het verschil is.",
     "Geen causale uitspraak: er is geen verschil met een marge te geven."},
    {"no claim of what is protected",
     &share,
     true,
     0,
     KM_EFFECT_PROTECTED,
     KM_LACK_NONE,
     KM_TREND_NONE,
     {false, false, 0.0, 0.0, 0.0, 0.0, 0.0},
     "Afgeschermd",
     "Geen causale uitspraak"},
    {"what cannot be told",
     &rate,
     false,
     0,
     KM_EFFECT_UNDEFINED,
     KM_LACK_NO_BEFORE,
     KM_TREND_NONE,
     {false, false, 0.0, 0.0, 0.0, 0.0, 0.0},
     "Niet te bepalen. Van voor de start is geen kwartaal met volledige gegevens.",
     "Geen causale uitspraak"},
    {"a rate has no percentage points", &rate, false, 0, KM_EFFECT_SHOWN, KM_LACK_NONE,
     KM_TREND_ALIKE, FOUND, "tussen 0,0 en 0,1.", "Geen causale uitspraak"},
};

START_TEST(no_more_is_claimed_than_the_design_carries)
{
    KmArena *arena = km_arena_open();
    const Case *c = &cases[_i];
    KmEffectText text = {.id = "opzet",
                         .outcome = c->outcome,
                         .unit_nl = "wijken",
                         .is_causal = c->is_causal,
                         .causal_nl = "omdat"};
    KmPublishedEffect effect = {.text = &text,
                                .status = c->status,
                                .lack = c->lack,
                                .check = c->check,
                                .placebo = c->placebo,
                                .decimals = 1,
                                .effect = c->estimate,
                                .skipped = ""};
    const char *answer = km_effect_answer_nl(arena, &effect);
    const char *claim = km_effect_claim_nl(arena, &effect);
    ck_assert_msg(strstr(answer, c->answer) != NULL, "%s: %s", c->name, answer);
    ck_assert_msg(strstr(claim, c->claim) != NULL, "%s: %s", c->name, claim);
    km_arena_close(arena);
}
END_TEST

/* Every reason has its sentence. */
START_TEST(every_lack_says_why)
{
    KmArena *arena = km_arena_open();
    const KmEffectText months = {.by_month = true};
    for (int lack = KM_LACK_NOT_STARTED; lack <= KM_LACK_STARTS_DIFFER; lack++) {
        const char *why = km_effect_lack_nl(arena, &months, (KmEffectLack)lack);
        ck_assert_uint_gt(strlen(why), 20);
        ck_assert_msg(strstr(why, "kwarta") == NULL, "%s", why);
        ck_assert_uint_gt(strlen(km_effect_lack_name((KmEffectLack)lack)), 5);
    }
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("effect_words");
    TCase *all = tcase_create("all");
    tcase_add_loop_test(all, no_more_is_claimed_than_the_design_carries, 0,
                        (int)(sizeof cases / sizeof *cases));
    tcase_add_test(all, every_lack_says_why);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
