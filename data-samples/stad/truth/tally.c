#include "stad/truth/tally.h"

#include "stad/gemeente/districts.h"
#include "stad/gemeente/sites.h"

#include <stdio.h>

static const char *const indicator_ids[INDICATORS] = {
    "vve-bereik",
    "vve-bereik-640",
    "vve-indicatie-aandeel",
    "doelgroep-bepaald-30mnd",
    "geen-voorziening-3j",
    "ve-plaatsen-dekking",
    "vve-trechter",
};
static const char *const stage_codes[STAGES] = {
    "niet-bepaald", "geen-indicatie", "geindiceerd", "toegeleid", "geplaatst", "geplaatst-640",
};
static const char *const sex_codes[SEXES] = {"m", "v", "x"};
static const char *const age_codes[AGES] = {"2", "3", "4"};
static const char *const language_codes[LANGUAGES] = {"onbekend", "nl", "nl-meertalig", "anders"};
static const char *const education_codes[EDUCATIONS] = {"onbekend", "laag", "midden", "hoog"};

static void count(Count *block, Outcome outcome)
{
    if (outcome == OUTCOME_EXCLUDED) {
        block->excluded++;
        return;
    }
    block->units++;
    block->hits += outcome == OUTCOME_HIT;
    block->unknown += outcome == OUTCOME_UNKNOWN;
}

void tally_child(Tally *tally, Indicator indicator, int quarter, Traits traits, Outcome outcome)
{
    Blocks *blocks = &tally->blocks[indicator][quarter];

    count(&blocks->all, outcome);
    count(&blocks->wijk[traits.wijk], outcome);
    count(&blocks->sex[traits.sex], outcome);
    count(&blocks->age[traits.age - 2], outcome);
    count(&blocks->language[traits.language], outcome);
    count(&blocks->education[traits.education], outcome);
    count(traits.place == 0 ? &blocks->no_place
          : traits.renewed  ? &blocks->renewed[traits.place - 1]
                            : &blocks->place[traits.place - 1],
          outcome);
    count(&blocks->wijk_language[traits.wijk][traits.language], outcome);
}

/* Places are the numerator of a rate whose denominator are children. */
void tally_places(Tally *tally, int quarter, int wijk, int places)
{
    Blocks *blocks = &tally->blocks[COUNT_PLACES][quarter];

    blocks->all.hits += places;
    blocks->wijk[wijk].hits += places;
}

static void wijk_code(int wijk, char code[static WIJK_DIGITS + 2])
{
    char digits[WIJK_DIGITS];

    wijk_digits(wijk, digits);
    (void)snprintf(code, WIJK_DIGITS + 2, "WK%s", digits);
}

static void add_one_way(Answers *answers, Indicator indicator, int quarter, const char *dim,
                        const char *const *codes, const Count *counts, int size)
{
    for (int i = 0; i < size; i++) {
        answers_count(answers, indicator_ids[indicator], city_quarter(quarter).name, dim, codes[i],
                      counts[i]);
    }
}

static void add_wijken(Answers *answers, Indicator indicator, int quarter, const Blocks *blocks)
{
    for (int wijk = 0; wijk < WIJKEN; wijk++) {
        char code[WIJK_DIGITS + 2];
        wijk_code(wijk, code);
        answers_count(answers, indicator_ids[indicator], city_quarter(quarter).name, "wijk", code,
                      blocks->wijk[wijk]);
    }
}

static void add_cross(Answers *answers, Indicator indicator, int quarter, const Blocks *blocks)
{
    for (int wijk = 0; wijk < WIJKEN; wijk++) {
        char code[WIJK_DIGITS + 2];
        wijk_code(wijk, code);
        for (int language = 0; language < LANGUAGES; language++) {
            Count counted = blocks->wijk_language[wijk][language];
            Answer answer = {.units = counted.units,
                             .hits = counted.hits,
                             .excluded = counted.excluded,
                             .unknown = counted.unknown,
                             .dim1 = "wijk",
                             .dim2 = "thuistaal"};
            (void)snprintf(answer.indicator, sizeof answer.indicator, "%s",
                           indicator_ids[indicator]);
            (void)snprintf(answer.period, sizeof answer.period, "%s", city_quarter(quarter).name);
            (void)snprintf(answer.code1, sizeof answer.code1, "%s", code);
            (void)snprintf(answer.code2, sizeof answer.code2, "%s", language_codes[language]);
            answers_add(answers, &answer);
        }
    }
}

static void add_funnel(Answers *answers, int quarter, const Tally *tally)
{
    Count all = tally->blocks[COUNT_FUNNEL][quarter].all;

    for (int stage = 0; stage < STAGES; stage++) {
        all.hits = tally->stages[quarter][stage];
        answers_count(answers, indicator_ids[COUNT_FUNNEL], city_quarter(quarter).name, "stap",
                      stage_codes[stage], all);
    }
}

static void add_up(Count *to, Count part)
{
    to->units += part.units;
    to->hits += part.hits;
    to->excluded += part.excluded;
    to->unknown += part.unknown;
}

static void add_places(const City *city, Answers *answers, int quarter, const Blocks *blocks)
{
    const char *indicator = indicator_ids[COUNT_REACH_640];
    const char *period = city_quarter(quarter).name;
    Count houders[HOUDERS] = {{0}};

    for (int i = 0; i < MAX_SITES; i++) {
        const Count counts[] = {blocks->place[i], blocks->renewed[i]};
        for (int renewed = 0; renewed < 2; renewed++) {
            char code[40];
            if (counts[renewed].units + counts[renewed].excluded == 0) {
                continue;
            }
            const Site *site = &city->sites[i];
            (void)snprintf(code, sizeof code, "%s/%s", houder_ids[site->owner_index],
                           renewed == 1 ? site->new_id : site->id);
            answers_count(answers, indicator, period, "locatie", code, counts[renewed]);
            add_up(&houders[site->owner_index], counts[renewed]);
        }
    }
    answers_count(answers, indicator, period, "locatie", "onbekend", blocks->no_place);
    add_one_way(answers, COUNT_REACH_640, quarter, "houder", houder_ids, houders, HOUDERS);
    answers_count(answers, indicator, period, "houder", "onbekend", blocks->no_place);
}

static void add_blocks(Answers *answers, Indicator indicator, int quarter, const Blocks *blocks)
{
    answers_count(answers, indicator_ids[indicator], city_quarter(quarter).name, "", "",
                  blocks->all);
    add_wijken(answers, indicator, quarter, blocks);
    if (indicator == COUNT_PLACES) {
        return;
    }
    add_one_way(answers, indicator, quarter, "geslacht", sex_codes, blocks->sex, SEXES);
    add_one_way(answers, indicator, quarter, "leeftijd", age_codes, blocks->age, AGES);
    add_one_way(answers, indicator, quarter, "thuistaal", language_codes, blocks->language,
                LANGUAGES);
    add_one_way(answers, indicator, quarter, "opleiding_ouders", education_codes, blocks->education,
                EDUCATIONS);
    if (indicator == COUNT_REACH) {
        add_cross(answers, indicator, quarter, blocks);
    }
}

void tally_answer(const City *city, const Tally *tally, Answers *answers)
{
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
        for (int indicator = 0; indicator < COUNT_FUNNEL; indicator++) {
            add_blocks(answers, (Indicator)indicator, quarter, &tally->blocks[indicator][quarter]);
        }
        add_places(city, answers, quarter, &tally->blocks[COUNT_REACH_640][quarter]);
        add_funnel(answers, quarter, tally);
    }
}
