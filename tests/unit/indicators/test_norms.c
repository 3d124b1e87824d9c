/* normen.csv as spreadsheets save it, and what is said of each wrong cell. */
#include "indicators/catalogue/norms.h"

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

static const KmIndicatorText bereik = {.id = "vve-bereik", .kind = KM_KIND_PROPORTION};
static const KmIndicatorText uren = {.id = "vve-bereik-640", .kind = KM_KIND_PROPORTION};
static const KmIndicatorText duur = {.id = "geen-voorziening-3j", .kind = KM_KIND_DURATION};
static const KmIndicatorText trechter = {.id = "vve-trechter", .kind = KM_KIND_DISTRIBUTION};
static const KmIndicatorText *const texts[] = {&bereik, &uren, &duur, &trechter};

static KmLocalNorms parse(const char *text)
{
    return km_norms_parse(arena, "normen.csv", text, strlen(text), texts, 4);
}

static KmDate day(int year, int month, int date)
{
    KmDate ret = 0;
    ck_assert(km_date_from_civil(year, month, date, &ret));
    return ret;
}

#define HEADER "indicator,waarde,soort,van,tot,bron,besloten_door\n"

/* All say: vve-bereik, 0.95, local target, from 1 January 2024 on, source "Raad". */
typedef struct {
    const char *name;
    const char *text;
} SameNorm;

static const SameNorm same_norms[] = {
    {"commas", HEADER "vve-bereik,0.95,streef,2024-01-01,,Raad,\n"},
    {"no line end", HEADER "vve-bereik,0.95,streef,2024-01-01,,Raad,"},
    {"semicolons and a decimal comma", "indicator;waarde;soort;van;tot;bron;besloten_door\nvve-"
                                       "bereik;0,95;streef;2024-01-01;;Raad;\n"},
    {"a byte order mark and CRLF",
     "\xEF\xBB\xBFindicator;waarde;soort;van;tot;bron;besloten_door\r\n"
     "vve-bereik;95%;streef;01-01-2024;;Raad;\r\n"},
    {"a percentage with a space", HEADER "vve-bereik,95 %,streef,1-1-2024,,Raad,\n"},
    {"a percentage with a decimal comma in quotes",
     HEADER "vve-bereik,\"95,0 %\",streef,1/1/2024,,Raad,\n"},
    {"other columns, order and capitals",
     "Bron,Besloten door,Van,Waarde,Indicator\nRaad,,2024-01-01,0.95,vve-bereik\n"},
    {"quotes everywhere", "\"indicator\",\"waarde\",\"van\",\"bron\"\n"
                          "\"vve-bereik\",\"0.95\",\"2024-01-01\",\"Raad\"\n"},
    {"empty lines between", HEADER "\n,,,,,,\nvve-bereik,0.95,,2024-01-01,,Raad,\n\n"},
    {"an English type", HEADER "vve-bereik,0.95,local-target,2024-01-01,,Raad,\n"},
};

START_TEST(every_way_of_saving_gives_the_same_norm)
{
    KmLocalNorms local = parse(same_norms[_i].text);
    const char *name = same_norms[_i].name;
    ck_assert_msg(local.n_faults == 0, "%s: %s", name,
                  local.n_faults == 0 ? "" : local.faults[0].message);
    ck_assert_msg(local.n_norms == 1, "%s: %zu norms", name, local.n_norms);
    ck_assert_str_eq(local.norms[0].indicator, "vve-bereik");
    ck_assert_double_eq_tol(local.norms[0].norm.value, 0.95, 1e-12);
    ck_assert_int_eq(local.norms[0].norm.type, KM_NORM_LOCAL_TARGET);
    ck_assert_int_eq(local.norms[0].norm.from, day(2024, 1, 1));
    ck_assert_int_eq(local.norms[0].norm.to, KM_DATE_OPEN);
    ck_assert_str_eq(local.norms[0].norm.source, "Raad");
}
END_TEST

START_TEST(who_decided_is_printed_with_the_source)
{
    KmLocalNorms local = parse(
        HEADER "geen-voorziening-3j,0.1,streef,,2027-01-01,\"Nota 'Start', deel 2\",de raad\n");
    ck_assert_uint_eq(local.n_norms, 1);
    ck_assert_str_eq(local.norms[0].norm.source, "Nota 'Start', deel 2 (vastgesteld door de raad)");
    ck_assert_int_eq(local.norms[0].norm.from, KM_DATE_EVER);
    ck_assert_int_eq(local.norms[0].norm.to, day(2027, 1, 1));
}
END_TEST

START_TEST(a_decision_to_begin_anew_is_no_norm)
{
    KmLocalNorms local =
        parse(HEADER "vve-bereik,,herijking,01-01-2026,,Nieuwe toeleiding,stuurgroep (VS-014)\n");
    ck_assert_uint_eq(local.n_faults, 0);
    ck_assert_uint_eq(local.n_norms, 1);
    ck_assert(local.norms[0].is_rebase);
    ck_assert_int_eq(local.norms[0].norm.from, day(2026, 1, 1));
    ck_assert_str_eq(local.norms[0].norm.source,
                     "Nieuwe toeleiding (besloten door stuurgroep (VS-014))");
}
END_TEST

START_TEST(windows_1252_is_understood)
{
    KmLocalNorms local = parse("indicator;waarde;bron\nvve-bereik;0,9;Co\xF6rdinator\n");
    ck_assert_uint_eq(local.n_norms, 1);
    ck_assert_str_eq(local.norms[0].norm.source, "Co\xC3\xB6rdinator");
}
END_TEST

typedef struct {
    const char *name;
    const char *text;
    int64_t line;
    int column;
    const char *message, *hint;
    size_t n_norms; /* that still count */
} Fault;

static const Fault faults[] = {
    {"an unknown indicator names the nearest", HEADER "vve-berijk,0.9,,,,,\nvve-bereik,1,,,,,\n", 2,
     1, "there is no indicator 'vve-berijk'", "did you mean 'vve-bereik'?", 1},
    {"an unlike indicator names the list", HEADER "thuiszitters,0.9,,,,,\n", 2, 1,
     "there is no indicator 'thuiszitters'", "see: kansmeter indicator list", 0},
    {"a value that is no number", HEADER "vve-bereik,1,,,,,\nvve-bereik,hoog,,,,,\n", 3, 2,
     "'hoog' in the column waarde; expected a number such as 0,95 or 95%", "", 1},
    {"an empty value", HEADER "vve-bereik,,,,,,\n", 2, 2,
     "'' in the column waarde; expected a number such as 0,95 or 95%", "", 0},
    {"a share above a hundred per cent", HEADER "vve-bereik,95,,,,,\nvve-bereik,1,,,,,\n", 2, 2,
     "'95' in the column waarde; expected 0% to 100%: a share, such as 0,95 or 95%", "", 1},
    {"a share below nothing", HEADER "vve-bereik,-5%,,,,,\n", 2, 2,
     "'-5%' in the column waarde; expected 0% to 100%: a share, such as 0,95 or 95%", "", 0},
    {"a duration below nothing", HEADER "geen-voorziening-3j,-3,,,,,\n", 2, 2,
     "'-3' in the column waarde; expected 0 or more: a number or a duration is never below 0", "",
     0},
    {"a norm of a distribution", HEADER "vve-trechter,0.5,,,,,\n", 2, 1,
     "'vve-trechter' in the column indicator; expected an indicator with one value: this one is a "
     "distribution, whose shares always add up to a whole; a norm for one category needs a "
     "proportion of its own",
     "", 0},
    {"two norms on one day",
     HEADER "vve-bereik,0.9,,2024-01-01,,,\nvve-bereik,0.95,,2025-01-01,,,\n", 3, 1,
     "this norm of 'vve-bereik' holds on days on which that of line 2 holds too",
     "end the earlier one with a day in the column tot, not after the day on which this one "
     "begins; "
     "or take one out",
     1},
    {"the same norm twice", HEADER "vve-bereik,0.9,,,,,\nvve-bereik,0.9,,,,,\n", 3, 1,
     "this norm of 'vve-bereik' holds on days on which that of line 2 holds too",
     "end the earlier one with a day in the column tot, not after the day on which this one "
     "begins; "
     "or take one out",
     1},
    {"an unknown type", HEADER "vve-bereik,1,wens,,,,\n", 2, 3,
     "'wens' in the column soort; expected streef, wettelijk, inspectie, landelijk or herijking",
     "", 0},
    {"a day that does not exist", HEADER "vve-bereik,1,,31-06-2024,,,\n", 2, 4,
     "'31-06-2024' in the column van; expected a date such as 2026-01-31 or 31-01-2026", "", 0},
    {"a text for a date", HEADER "vve-bereik,1,,,later,,\n", 2, 5,
     "'later' in the column tot; expected a date such as 2026-01-31 or 31-01-2026", "", 0},
    {"an end before the start", HEADER "vve-bereik,1,,2024-01-01,2024-01-01,,\n", 2, 5,
     "'2024-01-01' in the column tot; expected a day after the column van", "", 0},
    {"a line after a cell of two lines", HEADER "vve-bereik,1,,,,\"a\nb\",\nvve-bereik,x,,,,,\n", 4,
     2, "'x' in the column waarde; expected a number such as 0,95 or 95%", "", 1},
    {"limits begin anew by a decision only", HEADER "vve-bereik,,herijking,2026-01-01,,,\n", 2, 7,
     "'' in the column besloten_door; expected who decided and when: limits begin anew by a "
     "decision only",
     "", 0},
    {"limits begin anew on a day", HEADER "vve-bereik,,herijking,,,,raad\n", 2, 4,
     "'' in the column van; expected the day from which the limits begin anew", "", 0},
    {"to begin anew has no value", HEADER "vve-bereik,0.9,herijking,2026-01-01,,,raad\n", 2, 2,
     "'0.9' in the column waarde; expected nothing: a herijking has no value", "", 0},
    {"an unknown column names the nearest", "indicator,waarde,sort\nvve-bereik,1,streef\n", 1, 3,
     "there is no column 'sort'; it is not read", "did you mean 'soort'?", 1},
    {"a missing column", "indicator,soort\nvve-bereik,streef\n", 1, 0,
     "the column 'waarde' is missing",
     "first line: indicator,waarde,soort,van,tot,bron,besloten_door", 0},
};

START_TEST(a_wrong_row_is_a_fault_and_the_rest_counts)
{
    const Fault *c = &faults[_i];
    KmLocalNorms local = parse(c->text);
    ck_assert_msg(local.n_faults == 1, "%s: %zu faults", c->name, local.n_faults);
    ck_assert_msg(strcmp(local.faults[0].message, c->message) == 0, "%s: %s", c->name,
                  local.faults[0].message);
    ck_assert_msg(strcmp(local.faults[0].hint, c->hint) == 0, "%s: %s", c->name,
                  local.faults[0].hint);
    ck_assert_msg(local.faults[0].line == c->line, "%s: line %lld", c->name,
                  (long long)local.faults[0].line);
    ck_assert_msg(local.faults[0].column == c->column, "%s: column %d", c->name,
                  local.faults[0].column);
    ck_assert_str_eq(local.faults[0].file, "normen.csv");
    ck_assert_msg(local.n_norms == c->n_norms, "%s: %zu norms", c->name, local.n_norms);
}
END_TEST

START_TEST(norms_that_follow_each_other_or_differ_in_kind_all_count)
{
    KmLocalNorms local = parse(HEADER "vve-bereik,0.9,,2024-01-01,2025-01-01,,\n"
                                      "vve-bereik,0.95,,2025-01-01,,,\n"
                                      "vve-bereik,0.8,landelijk,2024-01-01,,,\n"
                                      "vve-bereik-640,0.95,,2025-01-01,,,\n");
    ck_assert_uint_eq(local.n_faults, 0);
    ck_assert_uint_eq(local.n_norms, 4);
}
END_TEST

START_TEST(an_empty_file_has_no_norms)
{
    KmLocalNorms local = parse("");
    ck_assert_uint_eq(local.n_norms, 0);
    ck_assert_uint_eq(local.n_faults, 0);
}
END_TEST

START_TEST(damaged_files_never_crash)
{
    static const char good[] = HEADER "vve-bereik,\"95,0 %\",streef,1/1/2024,,\"Ra\"\"ad\",x\n";
    for (size_t i = 0; i < sizeof good - 1; i++) {
        char *copy = km_strndup(arena, good, sizeof good - 1);
        copy[i] = (char)(copy[i] ^ 0x15);
        (void)km_norms_parse(arena, "normen.csv", copy, sizeof good - 1, texts, 4);
        (void)km_norms_parse(arena, "normen.csv", good, i, texts, 4);
    }
}
END_TEST

#define ROWS(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void)
{
    Suite *suite = suite_create("norms");
    TCase *tcase = tcase_create("normen.csv");
    tcase_add_checked_fixture(tcase, open_arena, close_arena);
    tcase_add_loop_test(tcase, every_way_of_saving_gives_the_same_norm, 0, ROWS(same_norms));
    tcase_add_test(tcase, who_decided_is_printed_with_the_source);
    tcase_add_test(tcase, windows_1252_is_understood);
    tcase_add_test(tcase, a_decision_to_begin_anew_is_no_norm);
    tcase_add_loop_test(tcase, a_wrong_row_is_a_fault_and_the_rest_counts, 0, ROWS(faults));
    tcase_add_test(tcase, norms_that_follow_each_other_or_differ_in_kind_all_count);
    tcase_add_test(tcase, an_empty_file_has_no_norms);
    tcase_add_test(tcase, damaged_files_never_crash);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
