/* Rows of the contracts about activities, schemes, parents, the action register and training: each
 * awkward row and what it comes to. A number sign in `good` is replaced by 1 to 20. */
#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"

typedef struct {
    const char *header;
    const char *good;
    const char *file;
} Form;

typedef enum {
    REGISTER,
    TAKING_PART,
    SCHEMES,
    SURVEY,
    TRAINED,
    SITES,
    OFFER,
    AGREED,
} FormName;

static const Form forms[] = {
    [REGISTER] = {"Regel-id;Ambitie;Actie;Werkgroep;Soort;Titel;Status;Voortgang %;Toelichting\r\n",
                  "V-#;1;A1.3;vliegende-start;voortgang;Stand;op schema;50;\r\n",
                  "actie_voortgang_gemeente_2026K3.csv"},
    [TAKING_PART] = {"BSN;Pasnummer;Deelname-id;Activiteit-id;Periode;Status;Sessies geboekt;"
                     "Sessies aanwezig\r\n",
                     "999990007;;D#;SP-1;09-2026;geplaatst;10;9\r\n",
                     "deelname_bibliotheek_2026K3.csv"},
    [SCHEMES] = {"BSN;Aanvraag-id;Regeling;Datum aanvraag;Datum besluit;Besluit;Bedrag;"
                 "Huishouden-id\r\n",
                 "999990007;R#;laptop;01-08-2026;15-08-2026;toegekend;€ 250,00;\r\n",
                 "regeling_gemeente_2026K3.csv"},
    [SURVEY] = {"Enquête;Golf;Respondent;Respondent-id;Locatie;Uitgenodigd;Datum ingevuld;"
                "V1;V2;V3;V4;V5\r\n",
                "ouders;2026;ouder;R#;90AX05;J;01-09-2026;4;3;4;5;4\r\n",
                "enquete_hogeschool_2026K3.csv"},
    [TRAINED] = {"Sessie-id;Deelnemer-id;Partner-id;Aangemeld;Aanwezig;Score voor\r\n",
                 "S-1;P#;gemeente;J;J;3,5\r\n", "scholing_deelname_gemeente_2026K3.csv"},
    [SITES] = {"Locatie-id;Soort;Naam;VE;VE van;VE tot\r\n", "L#;ko-ve;De Kiem;J;01-08-2020;\r\n",
               "locatie_gemeente_2026K3.csv"},
    [OFFER] = {"Activiteit-id;Aanbieder;Domein;Begindatum;Leeftijd van;Leeftijd tot\r\n",
               "S#;club;sport;01-08-2026;4;12\r\n", "activiteit_club_2026K3.csv"},
    [AGREED] = {"Regel-id;Actie;Werkgroep;Soort;Status;Startdatum;Deadline\r\n",
                "V-#;A1.3;vliegende-start;voortgang;op schema;01-07-2026;31-12-2026\r\n",
                "actie_voortgang_gemeente_2026K3.csv"},
};

typedef struct {
    const char *promise;
    FormName form;
    const char *row;
    const char *findings;
    KmOutcome outcome;
} Case;

static const Case cases[] = {
    {"a line break and a ; inside an explanation stay one row", REGISTER,
     "V-99;1;A1.2;vliegende start;evaluatie;Kwartaal;gereed;100;\"Goed gegaan;\nnu verder\"\r\n",
     "", KM_OUTCOME_ACCEPTED},
    {"a label of the plan is its code", REGISTER,
     "V-99;6;Rijke leerdag voor kinderen en jongeren;talent;voortgang;x;loopt;10;\r\n", "",
     KM_OUTCOME_ACCEPTED},
    {"two labels that differ in word order only are refused", REGISTER,
     "V-99;6;Betere afstemming op mogelijkheden en talenten;talent;voortgang;x;loopt;10;\r\n",
     "code-ambiguous@2:3", KM_OUTCOME_REFUSED},
    {"whichever of the two is written", REGISTER,
     "V-99;3;betere afstemming op talenten en mogelijkheden;maatwerk;voortgang;x;loopt;10;\r\n",
     "code-ambiguous@2:3", KM_OUTCOME_REFUSED},
    {"a mail address in an explanation is not kept", REGISTER,
     "V-99;1;A1.2;vliegende-start;risico;x;vertraagd;10;Bel j.jansen@voorbeeld.nl\r\n",
     "value-personal@2:9", KM_OUTCOME_REMARKED},
    {"nor is a number that passes the eleven test", REGISTER,
     "V-99;1;A1.2;vliegende-start;risico;Kind 999990019;vertraagd;10;\r\n", "value-personal@2:6",
     KM_OUTCOME_REMARKED},
    {"nor is one in pieces, nor a telephone number of the city", REGISTER,
     "V-99;1;A1.2;vliegende-start;risico;Kind 999 990 019;vertraagd;10;Bel 071-5165165\r\n",
     "value-personal@2:6 value-personal@2:9", KM_OUTCOME_REMARKED},
    {"a date, a year and an amount are no persons", REGISTER,
     "V-99;1;A1.2;vliegende-start;risico;x;vertraagd;10;31-12-2025 van 20252026 tot 1.234,50\r\n",
     "", KM_OUTCOME_ACCEPTED},
    {"one line from two secretaries counts once", REGISTER,
     "V-1;1;A1.3;vliegende-start;voortgang;Stand;vertraagd;40;\r\n",
     "row-replaced@2:0 row-replaces@3:0", KM_OUTCOME_DUPLICATE},
    {"a ve site that ends before it begins is said", SITES,
     "L99;ko-ve;De Kiem;J;01-08-2025;01-08-2020\r\n", "date-too-early@2:6", KM_OUTCOME_REMARKED},
    {"an oldest age below the youngest is said", OFFER, "S99;club;sport;01-08-2026;12;4\r\n",
     "number-above@2:5", KM_OUTCOME_REMARKED},
    {"and a day agreed before the start", AGREED,
     "V-99;A1.3;vliegende-start;voortgang;op schema;01-07-2026;30-06-2026\r\n",
     "date-too-early@2:7", KM_OUTCOME_REMARKED},
    {"more sessions attended than booked is said", TAKING_PART,
     "999990019;;D99;SP-1;09-2026;geplaatst;8;10\r\n", "number-above@2:8", KM_OUTCOME_REMARKED},
    {"a card will do where no number is known", TAKING_PART,
     ";PAS-44;D99;SP-1;09-2026;geplaatst;8;8\r\n", "", KM_OUTCOME_ACCEPTED},
    {"but somebody it must be", TAKING_PART, ";;D99;SP-1;09-2026;geplaatst;8;8\r\n",
     "person-missing@2:1", KM_OUTCOME_REFUSED},
    {"a household applies for its children in one row", SCHEMES,
     ";R99;laptop;01-08-2026;15-08-2026;toegekend;750;4711\r\n", "", KM_OUTCOME_ACCEPTED},
    {"an application without a decision runs on", SCHEMES,
     "999990019;R99;leidenpas;01-08-2026;;lopend;;\r\n", "", KM_OUTCOME_ACCEPTED},
    {"a decision before the application is a mistake", SCHEMES,
     "999990019;R99;leidenpas;01-08-2026;15-07-2026;toegekend;;\r\n", "end-before-begin@2:5",
     KM_OUTCOME_REFUSED},
    {"the same answer to every question is said", SURVEY,
     "ouders;2026;ouder;R99;90AX05;J;01-09-2026;5;5;5;5;5\r\n", "answers-same@2:0",
     KM_OUTCOME_REMARKED},
    {"9 is an answer: does not know", SURVEY,
     "ouders;2026;ouder;R99;90AX05;J;01-09-2026;9;weet niet;4;eens;helemaal eens\r\n", "",
     KM_OUTCOME_ACCEPTED},
    {"an answer off the scale is dropped", SURVEY,
     "ouders;2026;ouder;R99;90AX05;J;01-09-2026;7;4;4;4;3\r\n", "code-unknown@2:8",
     KM_OUTCOME_REMARKED},
    {"who was invited and did not answer keeps a row", SURVEY,
     "ouders;2026;ouder;R99;90AX05;J;;;;;;\r\n", "", KM_OUTCOME_ACCEPTED},
    {"a walk-in was present without registering", TRAINED, "S-1;P99;welzijn-de-brug;N;J;\r\n", "",
     KM_OUTCOME_ACCEPTED},
    {"a score off the scale is dropped", TRAINED, "S-1;P99;welzijn-de-brug;J;J;7\r\n",
     "number-too-large@2:6", KM_OUTCOME_REMARKED},
};

static char *text_of(Fixture *f, const Case *c)
{
    KmText text = km_text_init(f->arena);
    km_text_addf(&text, "%s%s", forms[c->form].header, c->row);
    for (int i = 1; i <= 20; i++) {
        for (const char *p = forms[c->form].good; *p != '\0'; p++) {
            if (*p == '#') {
                km_text_addf(&text, "%d", i);
            } else {
                km_text_addf(&text, "%c", *p);
            }
        }
    }
    return text.bytes;
}

START_TEST(each_awkward_row_comes_to_what_it_should)
{
    Fixture f = fixture_open();
    const Case *c = &cases[_i];
    KmImportResult r = fixture_import_text(&f, forms[c->form].file, text_of(&f, c));
    ck_assert_msg(r.accepted, "%s: %s", c->promise, r.error.message);
    char *findings = fixture_findings(&f, &r);
    ck_assert_msg(km_text_equal(findings, c->findings), "%s: %s", c->promise, findings);
    ck_assert_int_eq(r.delivery.lines_read, 21);
    ck_assert_int_eq(r.delivery.refused, c->outcome == KM_OUTCOME_REFUSED ? 1 : 0);
    ck_assert_int_eq(r.delivery.duplicate, c->outcome == KM_OUTCOME_DUPLICATE ? 1 : 0);
    ck_assert_int_eq(r.delivery.remarked,
                     c->outcome == KM_OUTCOME_ACCEPTED || c->outcome == KM_OUTCOME_REFUSED ? 0 : 1);
    ck_assert_msg(!fixture_file_holds(&f, "store.db", "voorbeeld.nl") &&
                      !fixture_file_holds(&f, "store.db", "999990019"),
                  "%s", c->promise);
    fixture_close(&f);
}
END_TEST

START_TEST(hours_without_a_number_are_of_the_deliverers_own_child)
{
    Fixture f = fixture_open();
    f.settings.allow_refused = true;
    fixture_reopen_importer(&f);
    KmImportResult r =
        fixture_import_text(&f, "ko_uren_de-kiem_2026K3.csv",
                            "BSN;Kindnr;LRK-nummer;Maand;Uren contract;Uren gerealiseerd\n"
                            ";ZB1;211237919;09-2026;64;58\n"
                            ";;211237919;09-2026;64;57\n"
                            "999990019;ZB2;211237919;09-2026;64;56\n");
    ck_assert_msg(r.accepted, "%s", r.error.message);
    ck_assert_str_eq(fixture_findings(&f, &r), "person-own-number@0:0 person-incomplete@3:2");
    ck_assert_str_eq(km_finding_dutch(f.arena, &r.findings[0]),
                     "1 regel heeft geen persoonsnummer; hij hoort bij het kind dat in uw andere "
                     "bestanden dit eigen nummer heeft");
    ck_assert_str_eq(km_finding_dutch(f.arena, &r.findings[1]),
                     "de regel heeft geen persoonsnummer; om hem zonder te koppelen is ook nodig: "
                     "Kindnr");
    fixture_close(&f);
}
END_TEST

typedef struct {
    const char *file, *text;
    const char *nl, *en;
} Unnamed;

static const Unnamed unnamed[] = {
    {"deelname_club_2026K3.csv",
     "BSN kind;Pasnr;Deelname-id;Activiteit-id;Periode;Status\n;;D1;SP-1;09-2026;geplaatst\n",
     "vul in: BSN kind, Pseudoniem + Sleutelversie of Pasnr",
     "fill in BSN kind, Pseudoniem + Sleutelversie or Pasnr"},
    {"regeling_fonds_2026K3.csv",
     "BSN;Aanvraag-id;Regeling;Datum aanvraag;Besluit\n;R1;laptop;01-08-2026;lopend\n",
     "vul in: BSN, Pseudoniem + Sleutelversie of Huishouden-id",
     "fill in BSN, Pseudoniem + Sleutelversie or Huishouden-id"},
    {"ondersteuning_swv_2026K3.csv",
     "BSN;Dossiernummer;Datum signaal;Soort;Deelnemers\n;D1;02-03-2026;arrangement;\n",
     "vul in: BSN, Pseudoniem + Sleutelversie of Deelnemers",
     "fill in BSN, Pseudoniem + Sleutelversie or Deelnemers"},
    {"verzuim_school_2026K3.csv",
     "BSN;Meldingnummer;Soort verzuim;Datum begin\n;M1;absoluut;01-09-2026\n",
     "vul in: BSN of Pseudoniem + Sleutelversie", "fill in BSN or Pseudoniem + Sleutelversie"},
};

START_TEST(a_row_of_nobody_is_told_every_way_to_say_whom_it_is_about)
{
    Fixture f = fixture_open();
    const Unnamed *c = &unnamed[_i];
    KmImportResult r = fixture_import_text(&f, c->file, c->text);
    ck_assert_str_eq(fixture_findings(&f, &r), "file-many-refused@0:0 person-missing@2:1");
    ck_assert_str_eq(km_finding_remedy_dutch(f.arena, &r.findings[1]), c->nl);
    ck_assert_str_eq(km_finding_remedy_english(f.arena, &r.findings[1]), c->en);
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("surroundings");
    tcase_add_loop_test(tcase, each_awkward_row_comes_to_what_it_should, 0, COUNT(cases));
    tcase_add_test(tcase, hours_without_a_number_are_of_the_deliverers_own_child);
    tcase_add_loop_test(tcase, a_row_of_nobody_is_told_every_way_to_say_whom_it_is_about, 0,
                        COUNT(unnamed));
    return run_case(tcase, "surroundings");
}
