/* Reading one indicator file: what a good one gives, and the wording, line and remedy
 * of what each wrong one is refused with. Wrong ones are the good one with one edit. */
#include "indicators/definition/definition.h"
#include "indicators/definition/readers.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;

static void open_arena(void)
{
    arena = km_arena_open();
}

static void close_arena(void)
{
    km_arena_close(arena);
}

static const char good[] = "-- id: bereik\n"                                                /* 1 */
                           "-- version: 2026-09-01\n"                                       /* 2 */
                           "-- actions: A1.3, A1.2\n"                                       /* 3 */
                           "-- order: 10\n"                                                 /* 4 */
                           "-- title: Bereik\n"                                             /* 5 */
                           "-- title-en: Reach\n"                                           /* 6 */
                           "-- question: Wie is\n"                                          /* 7 */
                           "--   bereikt?\n"                                                /* 8 */
                           "-- question-en: Who is reached?\n"                              /* 9 */
                           "-- counts: kind\n"                                              /* 10 */
                           "-- unit: peuters\n"                                             /* 11 */
                           "-- unit-en: toddlers\n"                                         /* 12 */
                           "-- population-text: peuters\n"                                  /* 13 */
                           "-- hit-text: met een plaats\n"                                  /* 14 */
                           "-- time-text: op de laatste dag\n"                              /* 15 */
                           "-- kind: proportion\n"                                          /* 16 */
                           "-- form: spells\n"                                              /* 17 */
                           "-- grondslag: wonend\n"                                         /* 18 */
                           "-- time: KE\n"                                                  /* 19 */
                           "-- level: output\n"                                             /* 20 */
                           "-- direction: up\n"                                             /* 21 */
                           "-- sensitive: miss; why: wijst gezinnen aan\n"                  /* 22 */
                           "-- norm: legal 1 from 2020-08-01 source: Besluit: artikel 2\n"  /* 23 */
                           "-- norm: local-target 0.95 source: Raad\n"                      /* 24 */
                           "-- dimensions: wijk, thuistaal\n"                               /* 25 */
                           "-- crosses: wijk*thuistaal\n"                                   /* 26 */
                           "-- uses: bevolking, ko_plaatsing/hit, inschrijving/dimension\n" /* 27 */
                           "-- sources: gemeente\n"                                         /* 28 */
                           "-- limitation: zegt niets over uren\n"                          /* 29 */
                           "-- lag: 2\n"                                                    /* 30 */
                           "\n"                                                             /* 31 */
                           "-- population: woont in de stad\n"                              /* 32 */
                           "-- wie er woont\n"                                              /* 33 */
                           "SELECT kind AS unit, van, tot FROM bevolking\n"                 /* 34 */
                           "\n"                                                             /* 35 */
                           "-- hit: heeft een plaats\n"                                     /* 36 */
                           "SELECT kind AS unit, van, tot\n"                                /* 37 */
                           "FROM ko_plaatsing\n"                                            /* 38 */
                           "\n"                                                             /* 39 */
                           "-- example: een van de twee\n"                                  /* 40 */
                           "-- on: 2026K3\n"                                                /* 41 */
                           "-- given bevolking: kind, geldig_van\n"                         /* 42 */
                           "--   1, 2023-01-01\n"                                           /* 43 */
                           "--   2,\n"                                                      /* 44 */
                           "-- expect: n=2 x=1\n"                                           /* 45 */
                           "-- expect wijk=WK054603,thuistaal=nl: n=0 estimate=0.50\n";     /* 46 */

static bool read(const char *text, KmDefinition *definition, KmError *err)
{
    return km_definition_read(arena, "indicators/ambitie-1/bereik.sql", text, strlen(text),
                              definition, err);
}

START_TEST(a_good_file_is_read_whole)
{
    KmDefinition d;
    KmError err = {0};
    ck_assert_msg(read(good, &d, &err), "%s (line %lld)", err.message, (long long)err.line);
    ck_assert_str_eq(d.text.id, "bereik");
    ck_assert_str_eq(d.text.action, "A1.3");
    ck_assert_str_eq(d.text.actions, "A1.3,A1.2");
    ck_assert_str_eq(d.text.question_nl, "Wie is bereikt?");
    ck_assert_str_eq(d.text.sensitive_why_nl, "wijst gezinnen aan");
    ck_assert_int_eq(d.text.sensitive, KM_SENSITIVE_MISS);
    ck_assert_int_eq(d.text.kind, KM_KIND_PROPORTION);
    ck_assert_int_eq(d.text.level, KM_LEVEL_OUTPUT);
    ck_assert_int_eq(d.text.tier, KM_TIER_CORE);
    ck_assert_int_eq(d.text.lag_weeks, 2);
    ck_assert_int_eq(d.text.decimals, 1);
    ck_assert_int_eq(d.order, 10);
    ck_assert_str_eq(d.counts, "kind");
    ck_assert_ptr_null(d.category);
    ck_assert_int_eq(d.text.time, KM_TIME_QUARTER_END);
}
END_TEST

START_TEST(norms_dimensions_and_uses_are_read)
{
    KmDefinition d;
    KmError err = {0};
    KmDate august;
    ck_assert(km_date_from_civil(2020, 8, 1, &august));
    ck_assert(read(good, &d, &err));
    ck_assert_uint_eq(d.text.n_norms, 2);
    ck_assert_int_eq(d.text.norms[0].type, KM_NORM_LEGAL);
    ck_assert_int_eq(d.text.norms[0].from, august);
    ck_assert_int_eq(d.text.norms[0].to, KM_DATE_OPEN);
    ck_assert_str_eq(d.text.norms[0].source, "Besluit: artikel 2");
    ck_assert_double_eq_tol(d.text.norms[1].value, 0.95, 1e-12);
    ck_assert_uint_eq(d.text.n_dimensions, 2);
    ck_assert_str_eq(d.text.dimensions[1].name, "thuistaal");
    ck_assert_str_eq(d.crosses[0].dim[0], "wijk");
    ck_assert_str_eq(d.crosses[0].dim[1], "thuistaal");
    ck_assert_uint_eq(d.n_uses, 3);
    ck_assert_int_eq(d.uses[0].kind, KM_USE_POPULATION);
    ck_assert_str_eq(d.uses[1].contract, "ko_plaatsing");
    ck_assert_int_eq(d.uses[1].kind, KM_USE_HIT);
    ck_assert_int_eq(d.uses[2].kind, KM_USE_DIMENSION);
}
END_TEST

START_TEST(sections_keep_their_lines_and_notes)
{
    KmDefinition d;
    KmError err = {0};
    ck_assert(read(good, &d, &err));
    ck_assert_uint_eq(d.n_sections, 2);
    ck_assert_int_eq(d.sections[0].kind, KM_SECTION_POPULATION);
    ck_assert_str_eq(d.sections[0].label, "woont in de stad");
    ck_assert_int_eq(d.sections[0].line, 33);
    ck_assert_str_eq(d.sections[0].sql,
                     "-- wie er woont\nSELECT kind AS unit, van, tot FROM bevolking\n\n");
    ck_assert_int_eq(d.sections[1].kind, KM_SECTION_HIT);
    ck_assert_int_eq(d.sections[1].line, 37);
}
END_TEST

START_TEST(examples_are_read_with_their_lines)
{
    KmDefinition d;
    KmError err = {0};
    ck_assert(read(good, &d, &err));
    ck_assert_uint_eq(d.n_examples, 1);
    const KmExample *e = &d.examples[0];
    ck_assert_str_eq(e->title, "een van de twee");
    ck_assert_str_eq(e->period, "2026K3");
    ck_assert_uint_eq(e->n_tables, 1);
    ck_assert_str_eq(e->tables[0].table, "bevolking");
    ck_assert_int_eq(e->tables[0].line, 42);
    ck_assert_uint_eq(e->tables[0].n_rows, 2);
    ck_assert_str_eq(e->tables[0].rows[0][1], "2023-01-01");
    ck_assert_str_eq(e->tables[0].rows[1][1], "");
    ck_assert_int_eq(e->tables[0].lines[1], 44);
    ck_assert_uint_eq(e->n_expectations, 2);
    ck_assert_str_eq(e->expectations[1].block.dim[1], "thuistaal");
    ck_assert_str_eq(e->expectations[1].block.code[0], "WK054603");
    ck_assert_int_eq(e->expectations[1].line, 46);
}
END_TEST

/* ---- refusals ---- */

typedef struct {
    const char *name;
    const char *from, *to; /* the edit; an empty `from` replaces the whole file */
    int64_t line;
    const char *message, *hint;
} Refusal;

static const Refusal refusals[] = {
    {"an unknown key is refused with the nearest", "-- title-en:", "-- titel-en:", 6,
     "there is no header key 'titel-en'", "did you mean 'title-en'?"},
    {"a missing key names itself and what to write", "-- kind: proportion\n", "", 31,
     "the key 'kind' is missing",
     "write '-- kind: …' above the first section: proportion, mean, rate, count, distribution, "
     "duration or gap"},
    {"an empty key is as good as missing", "-- limitation: zegt niets over uren",
     "-- limitation:", 29, "the key 'limitation' is empty",
     "write '-- limitation: …' above the first section: what the figure does not say, in Dutch"},
    {"a double key names the first", "-- order: 10\n", "-- order: 10\n-- order: 11\n", 5,
     "the key 'order' stands here for the second time; first on line 4", "leave one of the two"},
    {"a line without a key is refused", "-- lag: 2\n", "-- zomaar iets\n", 30,
     "this line of the header is not '-- key: value'",
     "a value goes on in lines that begin with '--' and two spaces"},
    {"an unknown kind is refused with the nearest", "proportion", "proportoin", 16,
     "there is no kind 'proportoin'", "did you mean 'proportion'?"},
    {"a duration needs a window", "proportion", "duration", 19,
     "a duration needs a window: a state on one day has no starts",
     "write COH, KP, R12 or SJ; R12 follows everyone who started in a year"},
    {"a break has a reason", "-- lag: 2\n", "-- break: 2024-08-01\n", 30,
     "'break' is '2024-08-01'; expected a day and the reason, in Dutch: '2024-08-01 nieuwe toets'",
     ""},
    {"days belong to durations", "-- lag: 2\n", "-- within: 42\n", 30,
     "only kind duration has the key 'within'", "leave the line out, or change the kind"},
    {"a gap says of what", "proportion", "gap", 32, "a gap needs the key 'of'",
     "write '-- of: …': the id of a proportion or mean, such as vve-bereik"},
    {"all but a gap have a form", "-- form: spells\n", "", 31, "the key 'form' is missing",
     "write '-- form: …' above the first section: spells or state"},
    {"all but a gap use contracts",
     "-- uses: bevolking, ko_plaatsing/hit, inschrijving/dimension\n", "", 31,
     "the key 'uses' is missing",
     "write '-- uses: …' above the first section: the contracts it reads, such as bevolking"},
    {"an unknown time rule is refused", "-- time: KE", "-- time: R13", 19, "there is no time 'R13'",
     "did you mean 'R12'?"},
    {"a delay of a day is refused", "-- time: KE", "-- time: OKT\n-- delay: 1", 20,
     "time OKT has no window that could be delayed",
     "leave the line out; COH, KP and R12 know a delay"},
    {"an unknown grondslag is refused", "wonend", "wonende", 18, "there is no grondslag 'wonende'",
     "did you mean 'wonend'?"},
    {"an unknown level is refused", "-- level: output", "-- level: outcome", 20,
     "there is no level 'outcome'", "expected one of: input, process, output, effect"},
    {"an unknown tier is refused", "-- direction: up", "-- tier: aditional\n-- direction: up", 21,
     "there is no tier 'aditional'", "did you mean 'additional'?"},
    {"a proportion needs no other writing", "-- direction: up",
     "-- written: percent\n-- direction: up", 21,
     "'written' is 'percent'; expected a rate: a proportion is a percentage already, others are "
     "none",
     ""},
    {"an unknown direction is refused", "-- direction: up", "-- direction: higher", 21,
     "there is no direction 'higher'", "expected one of: up, down, target, neutral"},
    {"a sensitive side needs its reason", "miss; why: wijst gezinnen aan", "miss", 22,
     "'sensitive' is 'miss'; expected a side and the reason: 'miss; why: …'; the reason is printed",
     ""},
    {"an unknown sensitive side is refused", "miss; why", "mis; why", 22,
     "there is no sensitive side 'mis'", "did you mean 'miss'?"},
    {"of people something is always protected", "miss; why", "none; why", 22,
     "'none' is for units that no people stand behind (werkgroep, actie, regel, levering, "
     "verzoek), "
     "and this indicator counts kind",
     "write 'group': then only the size of a group is protected"},
    {"a distribution has no norm", "-- kind: proportion",
     "-- kind: distribution\n-- category: stap\n-- category-title: Stap\n-- category-title-en: "
     "Step\n-- categories: a=A|A",
     27, "a distribution has no norm: its shares always add up to a whole",
     "take the line out; a norm for one category needs a proportion of its own"},
    {"a norm needs its source", "0.95 source: Raad", "0.95", 24,
     "'local-target 0.95' in the key 'norm'; expected type value [from date] [to date] source: "
     "text, such as 'legal 1 from 2020-08-01 source: Besluit …'",
     ""},
    {"a norm's value is a number", "local-target 0.95", "local-target 0,95", 24,
     "'local-target 0,95 source: Raad' in the key 'norm'; expected type value [from date] [to "
     "date] source: text, such as 'legal 1 from 2020-08-01 source: Besluit …'",
     ""},
    {"an unknown type of norm is refused", "local-target", "local-targets", 24,
     "there is no type of norm 'local-targets'", "did you mean 'local-target'?"},
    {"a cross takes declared dimensions", "wijk*thuistaal", "wijk*thuistal", 26,
     "there is no declared dimension 'thuistal'", "did you mean 'thuistaal'?"},
    {"a cross takes two dimensions", "wijk*thuistaal", "wijk", 26,
     "'crosses' is 'wijk'; expected two dimensions with a star: wijk*thuistaal", ""},
    {"a dimension stands once", "wijk, thuistaal", "wijk, wijk", 25,
     "'dimensions' is 'wijk, wijk'; expected each dimension once", ""},
    {"a use has a known mark", "ko_plaatsing/hit", "ko_plaatsing/hits", 27,
     "there is no mark of a use 'hits'", "did you mean 'hit'?"},
    {"an action is a code of the plan", "A1.3, A1.2", "A13", 3,
     "'actions' is 'A13'; expected actions such as A1.3 or M1, separated by commas", ""},
    {"the version is a date", "2026-09-01", "1 september", 2,
     "'version' is '1 september'; expected a date such as 2026-09-01", ""},
    {"the order is a whole number", "-- order: 10", "-- order: tien", 4,
     "'order' is 'tien'; expected a whole number from 0 to 9999", ""},
    {"the file is called after the id", "-- id: bereik", "-- id: berijk", 1,
     "the id is 'berijk' but the file is called 'bereik.sql'",
     "call the file berijk.sql, or change the id"},
    {"only a distribution has categories", "-- lag: 2\n", "-- category: stap\n", 30,
     "only kind distribution has the key 'category'", ""},
    {"a distribution needs its category", "proportion", "distribution", 32,
     "a distribution needs the key 'category'", ""},
    {"a misspelt section is no note", "-- hit: heeft", "-- hits: heeft", 36,
     "there is no section 'hits'", "did you mean 'hit'?"},
    {"a section needs a label", "-- hit: heeft een plaats", "-- hit:", 36,
     "this section has no label", "write '-- hit: ' and what the step selects, in plain Dutch"},
    {"a section needs a SELECT", "SELECT kind AS unit, van, tot\nFROM ko_plaatsing\n", "", 37,
     "this section holds no SELECT",
     "write one SELECT below the section's line, or take the section out"},
    {"spells need a population", "-- population: woont", "-- excluded: woont", 33,
     "there is no section '-- population: …'", "say whose units are counted"},
    {"a proportion needs a hit", "-- hit: heeft", "-- unknown: heeft", 33,
     "there is no section '-- hit: …'", "say which units of the population are reached"},
    {"form state has one section", "-- form: spells", "-- form: state", 33,
     "form state has one section '-- state: …'", "put all in one SELECT, or use form spells"},
    {"form spells has no state", "-- hit: heeft", "-- state: heeft", 33,
     "form spells has no section '-- state: …'",
     "write '-- form: state' in the header, or take the section out"},
    {"SQL needs a section", "-- population: woont in de stad\n-- wie er woont\n", "", 32,
     "SQL stands here outside a section",
     "begin it with '-- population: label', '-- hit: label' or '-- state: label'"},
    {"a period is one", "-- on: 2026K3", "-- on: 2026K5", 41, "'2026K5' is no period",
     "write a quarter such as 2026K3"},
    {"an example needs a period", "-- on: 2026K3\n", "", 40, "this example has no period",
     "add a line such as '-- on: 2026K3'"},
    {"a row has a value for each column", "--   1, 2023-01-01", "--   1, 2023-01-01, x", 43,
     "this row has 3 values; bevolking has 2 columns",
     "leave a value empty between two commas when it is unknown"},
    {"a row stands below its table", "-- given bevolking: kind, geldig_van\n", "", 42,
     "this row stands below no 'given'",
     "rows come after '-- given table: columns' and before 'expect'"},
    {"an expectation is a number", "n=2 x=1", "n=2 x=een", 45, "'x=een' is not an expectation",
     "write '-- expect: n=3 x=2 excluded=1'"},
    {"an unknown measure is refused", "n=2 x=1", "n=2 exclude=1", 45,
     "there is no measure 'exclude'", "did you mean 'excluded'?"},
    {"a block is dimension=code", "wijk=WK054603,", "wijk,", 46, "this block is not dimension=code",
     "write '-- expect wijk=WK054603: n=1 x=1'; at most two, with a comma"},
    {"an example expects something",
     "-- expect: n=2 x=1\n-- expect wijk=WK054603,thuistaal=nl: "
     "n=0 estimate=0.50\n",
     "", 40, "this example expects nothing", "add a line such as '-- expect: n=3 x=2'"},
    {"an example has no other lines", "-- on: 2026K3", "-- onn: 2026K3", 41,
     "there is no line of an example 'onn'", "did you mean 'on'?"},
    {"SQL does not stand below examples", "-- expect: n=2 x=1", "SELECT 1", 45,
     "SQL stands below an example", "examples come last; move the section above them"},
    {"text must be UTF-8", "Bereik", "Bere\xEFk", 5, "this line is not plain UTF-8 text",
     "save the file as UTF-8, without control characters"},
    {"an empty file misses its id", "", "", 1, "the key 'id' is missing",
     "write '-- id: …' above the first section: the file's name without .sql"},
};

static const char *edit(const char *text, const char *from, const char *to)
{
    if (from[0] == '\0') {
        return to;
    }
    const char *at = strstr(text, from);
    ck_assert_msg(at != NULL, "not in the file: %s", from);
    return km_format(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

START_TEST(a_wrong_file_is_refused_with_line_and_remedy)
{
    const Refusal *c = &refusals[_i];
    KmDefinition d;
    KmError err = {0};
    ck_assert_msg(!read(edit(good, c->from, c->to), &d, &err), "%s: accepted", c->name);
    ck_assert_msg(err.kind == KM_ERROR_DEFINITION, "%s: kind %d", c->name, (int)err.kind);
    ck_assert_msg(strcmp(err.message, c->message) == 0, "%s: %s", c->name, err.message);
    ck_assert_msg(strcmp(err.hint, c->hint) == 0, "%s: %s", c->name, err.hint);
    ck_assert_msg(err.line == c->line, "%s: line %lld", c->name, (long long)err.line);
    ck_assert_str_eq(err.file, "indicators/ambitie-1/bereik.sql");
}
END_TEST

/* ---- the definition hash ---- */

typedef struct {
    const char *name;
    const char *from, *to;
    bool is_same;
} HashCase;

static const HashCase hash_cases[] = {
    {"a note in the SQL does not change it", "-- wie er woont\n", "", true},
    {"white space does not change it", "van, tot\nFROM", "van,   tot\n\n    FROM", true},
    {"a title does not change it", "Bereik", "Het bereik", true},
    {"a label does not change it", "woont in de stad", "is inwoner", true},
    {"a norm does not change it", "0.95", "0.9", true},
    {"an example does not change it", "n=2 x=1", "n=2 x=2", true},
    {"the SQL changes it", "FROM bevolking\n", "FROM bevolking WHERE van < tot\n", false},
    {"the kind of section changes it", "-- hit: heeft een plaats\n",
     "-- hit: x\nSELECT 1 AS unit\n-- excluded: heeft een plaats\n", false},
    {"the kind changes it", "proportion", "mean", false},
    {"the grondslag changes it", "wonend", "locatie", false},
    {"the time rule changes it", "-- time: KE", "-- time: COH", false},
    {"another time rule is another definition", "-- time: KE", "-- time: R12", false},
    {"a delay changes it", "-- time: KE", "-- time: COH\n-- delay: 1", false},
    {"a dimension changes it", "wijk, thuistaal", "thuistaal, wijk", false},
    {"a cross changes it", "-- crosses: wijk*thuistaal\n", "", false},
};

START_TEST(the_hash_covers_what_defines_and_nothing_else)
{
    const HashCase *c = &hash_cases[_i];
    KmDefinition before, after;
    KmError err = {0};
    ck_assert(read(good, &before, &err));
    ck_assert_msg(read(edit(good, c->from, c->to), &after, &err), "%s: %s", c->name, err.message);
    ck_assert_uint_eq(strlen(before.text.definition_hash), 16);
    ck_assert_msg((strcmp(before.text.definition_hash, after.text.definition_hash) == 0) ==
                      c->is_same,
                  "%s", c->name);
}
END_TEST

/* BLAKE2b-256 of nothing, first 8 bytes; from Python's hashlib.blake2b(b"", digest_size=32). */
START_TEST(the_hash_is_blake2b)
{
    ck_assert_str_eq(km_hash16(arena, ""), "0e5751c026e543b2");
}
END_TEST

typedef struct {
    const char *name;
    const char *sql, *normal;
} NormalCase;

static const NormalCase normal_cases[] = {
    {"white space collapses", "  SELECT\n\t a ,  b\n", "SELECT a , b"},
    {"comments go", "SELECT a -- why\n/* and */ FROM b", "SELECT a FROM b"},
    {"text keeps its spaces and dashes", "SELECT 'a  -- b'", "SELECT 'a  -- b'"},
    {"a doubled quote stays inside", "SELECT 'it''s  x'  , 1", "SELECT 'it''s  x' , 1"},
    {"an unclosed text ends with the SQL", "SELECT 'a  ", "SELECT 'a  "},
    {"an unclosed comment too", "SELECT 1 /* a", "SELECT 1"},
};

START_TEST(sql_is_normalised_outside_texts)
{
    ck_assert_str_eq(km_sql_normalise(arena, normal_cases[_i].sql), normal_cases[_i].normal);
}
END_TEST

/* Every cut and every changed byte of a good file is read or refused, never worse. */
START_TEST(damaged_files_never_crash)
{
    KmArenaMark mark = km_arena_mark(arena);
    for (size_t i = 0; i < sizeof good - 1; i++) {
        char *copy = km_strndup(arena, good, sizeof good - 1);
        KmDefinition d;
        KmError err = {0};
        copy[i] = (char)(copy[i] ^ 0x15);
        (void)!km_definition_read(arena, "bereik.sql", copy, sizeof good - 1, &d, &err);
        (void)!km_definition_read(arena, "bereik.sql", good, i, &d, &err);
        km_arena_reset(arena, mark);
    }
}
END_TEST

#define ROWS(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
    Suite *suite = suite_create("definition");
    TCase *tcase = tcase_create("definitions and registers");
    tcase_add_checked_fixture(tcase, open_arena, close_arena);
    tcase_add_test(tcase, a_good_file_is_read_whole);
    tcase_add_test(tcase, norms_dimensions_and_uses_are_read);
    tcase_add_test(tcase, sections_keep_their_lines_and_notes);
    tcase_add_test(tcase, examples_are_read_with_their_lines);
    tcase_add_loop_test(tcase, a_wrong_file_is_refused_with_line_and_remedy, 0, ROWS(refusals));
    tcase_add_loop_test(tcase, the_hash_covers_what_defines_and_nothing_else, 0, ROWS(hash_cases));
    tcase_add_test(tcase, the_hash_is_blake2b);
    tcase_add_loop_test(tcase, sql_is_normalised_outside_texts, 0, ROWS(normal_cases));
    tcase_add_test(tcase, damaged_files_never_crash);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
