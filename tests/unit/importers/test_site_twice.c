/* The register of sites: one site stands in it under one number on one day. */
#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"

#define HEADER "Locatie-id;Soort;Naam;BRIN;Vestiging;LRK-nummer;VE;VE van;VE tot\r\n"
#define CARE(id, lrk, from, to) id ";ko-ve;De Kiem;;;" lrk ";J;" from ";" to "\r\n"
#define SCHOOL(id, kind, brin, site) id ";" kind ";De School;" brin ";" site ";;N;;\r\n"
#define A "211237919"
#define B "231044623"

typedef struct {
    const char *name;
    const char *rows;
    const char *findings;
    const char *told; /* argument of the first */
    int remarked;
} Case;

static const Case cases[] = {
    {"two sites", CARE("L1", A, "01-08-2018", "") CARE("L2", B, "01-08-2018", ""), "", "", 0},
    {"one site under two numbers", CARE("L1", A, "01-08-2018", "") CARE("L2", A, "01-08-2020", ""),
     "site-twice@3:6", "2 (L1)", 1},
    {"days that nobody told", CARE("L1", A, "", "") CARE("L2", A, "", ""), "site-twice@3:6",
     "2 (L1)", 1},
    {"another number from a day on",
     CARE("L1", A, "01-08-2018", "01-08-2026") CARE("L2", A, "01-08-2026", ""), "", "", 0},
    {"the new number first",
     CARE("L2", A, "01-08-2026", "") CARE("L1", A, "01-08-2018", "01-08-2026"), "", "", 0},
    {"both numbers on one day",
     CARE("L1", A, "01-08-2018", "02-08-2026") CARE("L2", A, "01-08-2026", ""), "site-twice@3:6",
     "2 (L1)", 1},
    {"whichever stands first",
     CARE("L2", A, "01-08-2026", "") CARE("L1", A, "01-08-2018", "02-08-2026"), "site-twice@3:6",
     "2 (L2)", 1},
    {"three numbers", CARE("L1", A, "", "") CARE("L2", A, "", "") CARE("L3", A, "", ""),
     "site-twice@3:6 site-twice@4:6", "2 (L1)", 2},
    {"a short time beside a long one",
     CARE("L1", A, "01-08-2018", "") CARE("L2", A, "01-08-2019", "01-08-2020")
         CARE("L3", A, "01-08-2021", "01-08-2022"),
     "site-twice@3:6 site-twice@4:6", "2 (L1)", 2},
    {"a line that a later one replaces names nothing",
     CARE("L1", A, "", "") CARE("L1", B, "", "") CARE("L2", A, "", ""),
     "row-replaced@2:0 row-replaces@3:0", "3", 1},
    {"no number at all", CARE("L1", "", "", "") CARE("L2", "", "", ""), "", "", 0},
    {"a school in two spellings", SCHOOL("S1", "bo", "90AX00", "") SCHOOL("S2", "bo", "90ax", "0"),
     "site-twice@3:4", "2 (S1)", 1},
    {"two sites of a school", SCHOOL("S1", "bo", "90AX00", "") SCHOOL("S2", "bo", "90AX", "01"), "",
     "", 0},
    {"one school of two kinds", SCHOOL("S1", "bo", "90AX00", "") SCHOOL("S2", "sbo", "90AX00", ""),
     "site-twice@3:4", "2 (S1)", 1},
    {"special education has two kinds under one number",
     SCHOOL("S1", "so", "90AX00", "") SCHOOL("S2", "vso", "90AX00", ""), "", "", 0},
    {"childcare in a school",
     SCHOOL("S1", "bo", "90AX00", "") "L1;ko-ve;De Kiem;90AX00;;" A ";J;;\r\n", "", "", 0},
    {"both numbers of a row",
     "S1;bo;De School;90AX00;;" A ";N;;\r\nS2;bo;De School;90AX00;;" A ";N;;\r\n",
     "site-twice@3:4 site-twice@3:6", "2 (S1)", 1},
    {"a row with another remark", CARE("L1", A, "", "") CARE("L2", A, "01-08-2020", "31-02-2021"),
     "site-twice@3:6 date-invalid@3:9", "2 (L1)", 1},
};

START_TEST(a_site_under_two_numbers_is_told_with_the_other_line)
{
    Fixture f = fixture_open();
    const Case *c = &cases[_i];
    KmImportResult r = fixture_import_text(&f, "locatie_gemeente_2026K3.csv",
                                           km_format(f.arena, "%s%s", HEADER, c->rows));
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    char *findings = fixture_findings(&f, &r);
    ck_assert_msg(km_text_equal(findings, c->findings), "%s: %s", c->name, findings);
    ck_assert_msg(km_text_equal(r.n_findings == 0 ? "" : r.findings[0].argument, c->told), "%s: %s",
                  c->name, r.n_findings == 0 ? "" : r.findings[0].argument);
    ck_assert_msg(r.delivery.remarked == c->remarked, "%s: %lld", c->name,
                  (long long)r.delivery.remarked);
    ck_assert_int_eq(r.delivery.refused, 0);
    fixture_close(&f);
}
END_TEST

START_TEST(the_clerk_reads_which_line_and_what_to_do)
{
    Fixture f = fixture_open();
    KmImportResult r =
        fixture_import_text(&f, "locatie_gemeente_2026K3.csv",
                            HEADER CARE("L1", A, "", "") CARE("L2", A, "01-08-2026", ""));
    char *csv = km_return_report_csv(f.arena, &r);
    ck_assert_ptr_nonnull(strstr(csv, "\n3;L2;6;LRK-nummer;"));
    ck_assert_ptr_nonnull(
        strstr(csv, "LRK-nummer staat ook op regel 2 (L1); zo telt één locatie als twee"));
    ck_assert_ptr_null(strstr(csv, A));
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("site_twice");
    tcase_add_loop_test(tcase, a_site_under_two_numbers_is_told_with_the_other_line, 0,
                        COUNT(cases));
    tcase_add_test(tcase, the_clerk_reads_which_line_and_what_to_do);
    return run_case(tcase, "site_twice");
}
