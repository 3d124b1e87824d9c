/* A hand-made town for tests of evaluation. Day 0 is 1 January 1970; quarter 1970K1 ends on day 89,
 * K2 on 180, K3 on 272, K4 on 364. The catalogue is a stand-in of one register: a child's wijk. */
#ifndef TESTS_UNIT_INDICATORS_TOWN_H
#define TESTS_UNIT_INDICATORS_TOWN_H

#include "indicators/evaluation/evaluate.h"
#include "indicators/evaluation/unit_spells.h"

#include "engine/base/text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 16 };

/* ---- the catalogue that is not there ---- */

static const KmRegister registers[] = {
    {.name = "wijk",
     .form = KM_REGISTER_DIMENSION,
     .sql = "SELECT kind AS unit, van, tot, wijk AS code FROM woont",
     .file = "registers/wijk.sql",
     .line = 7,
     .unit = "kind",
     .dimension = {.name = "wijk"}},
};

const KmRegister *km_catalogue_registers(const KmCatalogue *catalogue, size_t *ret_count)
{
    (void)catalogue;
    *ret_count = sizeof registers / sizeof *registers;
    return registers;
}

/* ---- tables ---- */

typedef struct {
    int64_t kind;
    KmDate van, tot;
    const char *word; /* wijk, or the site of a placement */
    int64_t hours;
} Row;

/* Child 1 lives in noord and is placed in K1 and K2; 2 moves from noord to zuid in K2 and is placed
 * from the last day of K2 on; 3 lives in zuid in K1 only, twice placed; 4 lives nowhere we know but
 * is in the town; 5 is taken out. */
static const Row woont[] = {
    {1, 0, 99999, "noord", 0}, {2, 0, 100, "noord", 0},   {2, 100, 99999, "zuid", 0},
    {3, 10, 120, "zuid", 0},   {5, 0, 99999, "noord", 0},
};
static const Row stad[] = {
    {1, 0, 99999, "", 0}, {2, 0, 50, "", 0},    {2, 50, 99999, "", 0},
    {3, 10, 120, "", 0},  {4, 0, 99999, "", 0}, {5, 0, 99999, "", 0},
};
static const Row plaats[] = {
    {1, 20, 200, "a", 8}, {2, 180, 99999, "a", 10}, {3, 10, 120, "a", 4},
    {3, 80, 120, "b", 6}, {6, 0, 99999, "a", 9}, /* not in the town */
};
static const Row buiten[] = {{4, 0, 99999, "", 0}, {1, 0, 99999, "", 0}};
static const Row medisch[] = {{5, 0, 99999, "", 0}};

typedef struct {
    const Row *rows;
    size_t count, next;
    bool backwards;
} Source;

static int next_row(void *self, KmCell *cells, KmError *err)
{
    Source *source = self;
    (void)err;
    if (source->next == source->count) {
        return 0;
    }
    size_t at = source->backwards ? source->count - 1 - source->next : source->next;
    const Row *row = &source->rows[at];
    source->next++;
    cells[0] = (KmCell){.type = KM_CELL_INT, .integer = row->kind};
    cells[1] = (KmCell){.type = KM_CELL_INT, .integer = row->van};
    cells[2] = (KmCell){.type = KM_CELL_INT, .integer = row->tot};
    cells[3] =
        (KmCell){.type = KM_CELL_TEXT, .text = row->word, .length = (int32_t)strlen(row->word)};
    cells[4] = (KmCell){.type = KM_CELL_INT, .integer = row->hours};
    return 1;
}

static void make_table(KmWork *work, const char *name, Source source)
{
    const char *word = strcmp(name, "woont") == 0 ? "wijk" : "site";
    const KmColumn columns[] = {{"kind", KM_COLUMN_PERSON, "", "", ""},
                                {"van", KM_COLUMN_DATE, "", "", ""},
                                {"tot", KM_COLUMN_DATE, "", "", ""},
                                {word, KM_COLUMN_TEXT, "", "", ""},
                                {"uren", KM_COLUMN_INT, "", "", ""}};
    KmError err = {0};
    ck_assert_msg(km_work_table(work, name, columns, 5, (KmRowSource){&source, next_row}, &err),
                  "%s", err.message);
}

#define TABLE(rows, backwards) ((Source){rows, sizeof(rows) / sizeof *(rows), 0, backwards})

typedef struct {
    KmArena *arena;
    KmWork *work;
    KmEvaluation *evaluation;
} Town;

static Town open_town(bool backwards)
{
    KmError err = {0};
    Town town = {.arena = km_arena_open()};
    ck_assert_msg(km_work_open_empty(&town.work, &err), "%s", err.message);
    make_table(town.work, "woont", TABLE(woont, backwards));
    make_table(town.work, "stad", TABLE(stad, backwards));
    make_table(town.work, "plaats", TABLE(plaats, backwards));
    make_table(town.work, "buiten", TABLE(buiten, backwards));
    make_table(town.work, "medisch", TABLE(medisch, backwards));
    ck_assert_msg(km_evaluation_open(town.arena, town.work, NULL, &town.evaluation, &err), "%s",
                  err.message);
    return town;
}

static void close_town(Town *town)
{
    km_work_close(town->work);
    km_arena_close(town->arena);
}

/* ---- definitions ---- */

#define POPULATION                                                                                 \
    {                                                                                              \
        KM_SECTION_POPULATION, "woont in de stad", "SELECT kind AS unit, van, tot FROM stad", 11   \
    }
#define HIT                                                                                        \
    {                                                                                              \
        KM_SECTION_HIT, "geplaatst", "SELECT kind AS unit, van, tot FROM plaats", 13               \
    }
#define EXCLUDED                                                                                   \
    {                                                                                              \
        KM_SECTION_EXCLUDED, "medisch", "SELECT kind AS unit, van, tot FROM medisch", 15           \
    }
#define UNKNOWN                                                                                    \
    {                                                                                              \
        KM_SECTION_UNKNOWN, "elders", "SELECT kind AS unit, van, tot FROM buiten", 17              \
    }
#define STATE(sql)                                                                                 \
    {                                                                                              \
        KM_SECTION_STATE, "stand", sql, 21                                                         \
    }

typedef struct {
    const char *promise;
    KmIndicatorKind kind;
    KmForm form;
    KmTimeRule time;
    KmSection sections[5];
    const char *period;
    const char *expected; /* block n/x excluded unknown sum, blocks in order of the figures */
} Case;

static KmDefinition definition_of(KmArena *arena, const Case *c)
{
    KmDimensionText *dimensions = KM_NEW_ARRAY(arena, KmDimensionText, 1);
    dimensions[0] = (KmDimensionText){.name = "wijk"};
    KmDefinition definition = {.text = {.id = "proef",
                                        .kind = c->kind,
                                        .time = c->time,
                                        .dimensions = dimensions,
                                        .n_dimensions = 1,
                                        .hit_nl = "geplaatst"},
                               .counts = "kind",
                               .form = c->form,
                               .sections = c->sections,
                               .file = "proef.sql"};
    while (definition.n_sections < 5 && c->sections[definition.n_sections].sql != NULL) {
        definition.n_sections++;
    }
    return definition;
}

static int by_block(const void *left, const void *right)
{
    const KmFigure *a = left;
    const KmFigure *b = right;
    int order = strcmp(a->block.dim[0], b->block.dim[0]);
    return order != 0 ? order : strcmp(a->block.code[0], b->block.code[0]);
}

static inline const char *written(KmArena *arena, KmFigure *figures, size_t count, bool is_pooled)
{
    KmText text = km_text_init(arena);
    qsort(figures, count, sizeof *figures, by_block);
    for (size_t i = 0; i < count; i++) {
        const KmFigure *f = &figures[i];
        if (f->block.dim[0][0] == '\0') {
            km_text_add(&text, "total");
        } else {
            km_text_addf(&text, "%s=%s", f->block.dim[0], f->block.code[0]);
        }
        km_text_addf(&text, " %lld/%lld", (long long)f->n, (long long)f->x);
        if (f->excluded > 0) {
            km_text_addf(&text, " -%lld", (long long)f->excluded);
        }
        if (f->unknown > 0) {
            km_text_addf(&text, " ?%lld", (long long)f->unknown);
        }
        if (f->sum > 0.0) {
            km_text_addf(&text, " s%g", f->sum);
        }
        if (is_pooled) {
            km_text_addf(&text, " u%lld/%lld/%lld", (long long)f->units_n, (long long)f->units_hit,
                         (long long)f->units_miss);
        }
        km_text_add(&text, "; ");
    }
    return text.bytes;
}

#endif
