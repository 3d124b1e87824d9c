/* What is found about schools and sites does not depend on when the registers came. */
#include "importers/delivery/import.h"

#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"
#include "tests/unit/importers/places.h"

#define LRK_HEAD "lrk_id;type_oko;status;inschrijfdatum;uitschrijfdatum\r\n"
#define PLACE_AT(bsn, lrk, child, begin)                                                           \
    bsn ";" child ";14-03-2023;M;2312 AB;" lrk ";" child "-1;" begin ";;PO;J;J;16;40\r\n"

/* 211237919 is in it, 231044623 has left, 190000018 left on a day. */
static const char before[] = LRK_HEAD "211237919;KDV;Ingeschreven;01-08-2019;\r\n"
                                      "231044623;KDV;Ingeschreven;01-08-2019;\r\n"
                                      "190000018;KDV;Ingeschreven;01-08-2019;\r\n";
static const char after[] = LRK_HEAD "211237919;KDV;Ingeschreven;01-08-2019;\r\n"
                                     "231044623;KDV;Uitgeschreven;01-08-2019;\r\n"
                                     "190000018;KDV;Uitgeschreven;01-08-2019;01-03-2026\r\n";

static const char header[] =
    "BSN;Kindnummer;Geboortedatum;Geslacht;Postcode;LRK-nummer;Contractnummer;Begindatum;Einddatum;"
    "Soort opvang;VE-plaats;Doelgroepkind;Uren per week;Weken per jaar\r\n";

/* Line 2 is known, 3 is known nowhere, 4 began after the quarter in which it was told that the site
 * had left, 5 in that quarter: it may still have been there; 6 and 7 around a day that is told. */
static const char places[] = PLACE_AT("999990007", "211237919", "A1", "01-09-2026")
    PLACE_AT("999990019", "555555555", "A2", "01-09-2026")
        PLACE_AT("999990020", "231044623", "A3", "01-07-2026")
            PLACE_AT("999990032", "231044623", "A4", "30-06-2026")
                PLACE_AT("999990044", "190000018", "A5", "01-03-2026")
                    PLACE_AT("999990056", "190000018", "A6", "28-02-2026");

static const char expected[] = "site-unknown@3 site-closed@4 site-closed@6";

typedef struct {
    const char *name;
    const char *order; /* p: the places, 1: the register of 2026K1, 2: of 2026K2 */
    const char *expected;
} Case;

static const Case cases[] = {
    {"the registers first", "12p", expected},
    {"the places first", "p12", expected},
    {"the registers in reverse around them", "2p1", expected},
    {"no register, no verdict", "p", ""},
};

static char *stored(Fixture *f)
{
    KmDelivery *deliveries;
    size_t n;
    KmText text = km_text_init(f->arena);
    ck_ok(f, km_delivery_list(f->store, f->arena, &deliveries, &n, &f->err));
    for (size_t i = 0; i < n; i++) {
        KmFinding *findings;
        size_t count;
        if (strcmp(deliveries[i].contract, "ko_plaatsing") != 0) {
            continue;
        }
        ck_assert_int_eq(deliveries[i].accepted, 6);
        ck_ok(f, km_findings_read(f->store, f->arena, deliveries[i].number, &findings, &count,
                                  &f->err));
        for (size_t k = 0; k < count; k++) {
            km_text_addf(&text, "%s%s@%lld", text.length == 0 ? "" : " ", findings[k].rule,
                         (long long)findings[k].line);
        }
    }
    return text.bytes == NULL ? km_strdup(f->arena, "") : text.bytes;
}

static void import_named(Fixture *f, char which)
{
    const char *text = which == '1' ? before : after;
    KmImportResult r =
        which == 'p'
            ? fixture_import_text(f, "ko_plaatsing_de-kiem_2026K3.csv",
                                  km_format(f->arena, "%s%s", header, places))
            : fixture_import_text(f, km_format(f->arena, "lrk_gemeente_2026K%c.csv", which), text);
    ck_assert_msg(r.accepted, "%c: %s", which, r.error.message);
}

START_TEST(what_no_register_knows_is_found_whenever_it_came)
{
    Fixture f = fixture_open();
    const Case *c = &cases[_i];
    for (const char *p = c->order; *p != '\0'; p++) {
        import_named(&f, *p);
    }
    ck_assert_msg(strcmp(stored(&f), c->expected) == 0, "%s: %s", c->name, stored(&f));
    fixture_close(&f);
}
END_TEST

START_TEST(a_register_that_comes_later_says_of_what)
{
    Fixture f = fixture_open();
    import_named(&f, 'p');
    KmImportResult r = fixture_import_text(&f, "lrk_gemeente_2026K1.csv", before);
    ck_assert(r.accepted);
    ck_assert_uint_eq(r.n_findings, 1);
    ck_assert_str_eq(r.findings[0].rule, "register-misses");
    ck_assert_str_eq(r.findings[0].argument, "ko_plaatsing/de-kiem/2026K3/1: 1");
    fixture_close(&f);
}
END_TEST

#define PUPIL_UNTIL(bsn, brin, begin, end)                                                         \
    bsn ";" bsn ";" brin ";" begin ";" end ";4;bo;14-03-2018;M;2312 AB\r\n"
#define PUPIL(bsn, brin, begin) PUPIL_UNTIL(bsn, brin, begin, "")

/* 90AX00 and 90AX01 went on as 90AX50 on 1 August 2026, that one as 90AX60 on 1 September. */
static const char successions[] = "BRIN;Opvolger;Datum\r\n"
                                  "90AX00;90AX50;01-08-2026\r\n"
                                  "90AX01;90AX50;01-08-2026\r\n"
                                  "90AX50;90AX60;01-09-2026\r\n";
/* The whole school 90AX went on as 90CX, but for one site. */
static const char whole_school[] = "BRIN;Opvolger;Datum\r\n"
                                   "90AX01;90DX00;01-08-2026\r\n"
                                   "90AX;90CX;01-08-2026\r\n"
                                   "90BX00;90DX00;01-08-2026\r\n";
static const char sites[] = "Locatie-id;Soort;Naam;BRIN;Wijk;VE\r\n"
                            "L1;bo;De Eik;90AX00;WK054600;N\r\n"
                            "L2;bo;De Es;90AX01;WK054600;N\r\n"
                            "L3;bo;De Iep;90BX01;WK054600;N\r\n"
                            "L4;bo;De Linde;90AX50;WK054600;N\r\n";
#define PUPILS                                                                                     \
    "BSN;Leerlingnummer;BRIN;Inschrijfdatum;Uitschrijfdatum;Jaargroep;Schoolsoort;Geboortedatum;"  \
    "Geslacht;Postcode\r\n"
static const char pupils[] = PUPILS PUPIL("999990007", "90AX00", "31-07-2026")
    PUPIL("999990019", "90AX01", "01-08-2026") PUPIL("999990020", "90AX02", "01-08-2026")
        PUPIL("999990032", "90AX50", "31-08-2026") PUPIL("999990044", "90AX50", "01-09-2026");

#define WHOLE_TOLD                                                                                 \
    "site-succeeded@2=90CX, 1 augustus 2026 site-succeeded@3=90DX00, 1 augustus 2026 "             \
    "site-succeeded@4=90CX, 1 augustus 2026 site-succeeded@5=90CX, 1 augustus 2026 "               \
    "site-succeeded@6=90CX, 1 augustus 2026"

/* Without a register of sites nobody says that 90AX02 is unknown. */
static const Case mergers[] = {
    {"the succession first", "op",
     "site-succeeded@2=90AX50, 1 augustus 2026 site-succeeded@3=90AX50, 1 augustus 2026 "
     "site-succeeded@5=90AX60, 1 september 2026 site-succeeded@6=90AX60, 1 september 2026"},
    {"the succession later", "po",
     "site-succeeded@2=90AX50, 1 augustus 2026 site-succeeded@3=90AX50, 1 augustus 2026 "
     "site-succeeded@5=90AX60, 1 september 2026 site-succeeded@6=90AX60, 1 september 2026"},
    {"no succession told", "p", ""},
    {"a whole school", "wp", WHOLE_TOLD},
    {"a whole school, told later", "pw", WHOLE_TOLD},
    {"a whole school, some sites of which the register knows", "lpw", WHOLE_TOLD},
    {"the register after it", "wpl", WHOLE_TOLD},
};

START_TEST(who_delivers_under_the_old_school_is_told_the_new_one)
{
    Fixture f = fixture_open();
    const Case *c = &mergers[_i];
    KmDelivery *deliveries;
    size_t n;
    KmText text = km_text_init(f.arena);
    for (const char *p = c->order; *p != '\0'; p++) {
        KmImportResult r =
            *p == 'p'   ? fixture_import_text(&f, "inschrijving_bestuur-a_2026K3.csv", pupils)
            : *p == 'l' ? fixture_import_text(&f, "locatie_gemeente_2026K3.csv", sites)
                        : fixture_import_text(&f, "opvolging_gemeente_2026K3.csv",
                                              *p == 'o' ? successions : whole_school);
        ck_assert_msg(r.accepted, "%c: %s", *p, r.error.message);
    }
    ck_ok(&f, km_delivery_list(f.store, f.arena, &deliveries, &n, &f.err));
    for (size_t i = 0; i < n; i++) {
        KmFinding *findings;
        size_t count;
        ck_ok(&f,
              km_findings_read(f.store, f.arena, deliveries[i].number, &findings, &count, &f.err));
        for (size_t k = 0; k < count && strcmp(deliveries[i].contract, "inschrijving") == 0; k++) {
            km_text_addf(&text, "%s%s@%lld=%s", text.length == 0 ? "" : " ", findings[k].rule,
                         (long long)findings[k].line, findings[k].argument);
        }
    }
    ck_assert_str_eq(text.bytes == NULL ? "" : text.bytes, c->expected);
    fixture_close(&f);
}
END_TEST

/* A pupil who came on 1 August 2024, in a file received on 14 October 2026. */
typedef struct {
    const char *name;
    const char *period;
    const char *end;
    const char *merger;
    bool is_told;
} Stay;

static const Stay stays[] = {
    {"left open, the merger on the last day of the quarter", "2026K2", "", "30-06-2026", true},
    {"left open, the merger on the day after it", "2026K2", "", "01-07-2026", false},
    {"left open, the merger long before", "2026K2", "", "01-08-2025", true},
    {"left open, the merger on the first day", "2026K2", "", "01-08-2024", true},
    {"ended on the last day of the school", "2026K2", "15-05-2026", "16-05-2026", false},
    {"ended on the first day of its successor", "2026K2", "16-05-2026", "16-05-2026", true},
    {"a year's file that came on the day of the merger", "2026-2027", "", "14-10-2026", true},
    {"a year's file that came the day before it", "2026-2027", "", "15-10-2026", false},
};

START_TEST(who_stays_under_the_old_school_is_told_when_the_period_reaches_the_merger)
{
    Fixture f = fixture_open();
    const Stay *c = &stays[_i];
    KmImportResult r = fixture_import_text(
        &f, km_format(f.arena, "opvolging_gemeente_%s.csv", c->period),
        km_format(f.arena, "BRIN;Opvolger;Datum\r\n90AX00;90AX50;%s\r\n", c->merger));
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    r = fixture_import_text(&f, km_format(f.arena, "inschrijving_bestuur-a_%s.csv", c->period),
                            km_format(f.arena,
                                      PUPILS PUPIL_UNTIL("999990007", "90AX00", "%s", "%s"),
                                      "01-08-2024", c->end));
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    ck_assert_msg((strstr(fixture_findings(&f, &r), "site-succeeded@2") != NULL) == c->is_told,
                  "%s: %s", c->name, fixture_findings(&f, &r));
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("references");
    tcase_add_loop_test(tcase, what_no_register_knows_is_found_whenever_it_came, 0, COUNT(cases));
    tcase_add_loop_test(tcase, who_delivers_under_the_old_school_is_told_the_new_one, 0,
                        COUNT(mergers));
    tcase_add_loop_test(tcase,
                        who_stays_under_the_old_school_is_told_when_the_period_reaches_the_merger,
                        0, COUNT(stays));
    tcase_add_test(tcase, a_register_that_comes_later_says_of_what);
    return run_case(tcase, "references");
}
