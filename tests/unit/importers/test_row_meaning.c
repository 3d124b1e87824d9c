/* What a row says of itself: what it changes, whose it is, and in which form. */
#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"
#include "tests/unit/importers/places.h"

typedef struct {
    const char *name;
    const char *change; /* in the column Mutatie */
    const char *in_changes;
    const char *in_all_rows; /* a file that holds all rows */
} Change;

static const Change changes[] = {
    {"an added row", "I", "", ""},
    {"a changed row", "w", "", ""},
    {"a changed row in a word", "gewijzigd", "", ""},
    {"a row that says nothing", "", "change-unstated@2:15", ""},
    {"a sign for nothing", "-", "change-unstated@2:15", ""},
    {"a row of which it is not known", "onbekend", "change-unstated@2:15", ""},
    {"a letter of another system", "D", "change-unstated@2:15", "change-unstated@2:15"},
    {"a word of another system", "mutatie", "change-unstated@2:15", "change-unstated@2:15"},
};

static char *with_changes(Fixture *f, const char *weeks, const char *first)
{
    KmText text = km_text_init(f->arena);
    km_text_add_n(&text, PLACES, strlen(PLACES) - 2);
    km_text_addf(&text, ";Mutatie\r\n%s%s;%s\r\n",
                 "999990007;Z1;14-03-2023;M;2312 AB;211237919;Z1-1;01-09-2025;;PO;J;J;16;", weeks,
                 first);
    for (const char *at = TWENTY, *end; (end = strchr(at, '\r')) != NULL; at = end + 2) {
        km_text_add_n(&text, at, (size_t)(end - at));
        km_text_add(&text, ";W\r\n");
    }
    return text.bytes;
}

static void check_change(Fixture *f, const Change *c, const char *file, const char *weeks,
                         const char *expected)
{
    KmImportResult r = fixture_import_text(f, file, with_changes(f, weeks, c->change));
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    const char *findings = fixture_findings(f, &r);
    /* A row by itself asks for a full delivery that is not there. */
    findings += km_text_starts_with(findings, "no-base@0:0") ? strlen("no-base@0:0") : 0;
    findings += *findings == ' ' ? 1 : 0;
    ck_assert_msg(km_text_equal(findings, expected), "%s in %s: %s", c->name, file, findings);
    ck_assert_int_eq(r.delivery.refused, expected[0] == '\0' ? 0 : 1);
    ck_assert_int_eq(r.delivery.accepted, expected[0] == '\0' ? 21 : 20);
}

START_TEST(a_row_of_changes_that_does_not_say_what_it_is_is_refused)
{
    Fixture f = fixture_open();
    const Change *c = &changes[_i];
    check_change(&f, c, "ko_plaatsing_a_2026K3_mutatie.csv", "40", c->in_changes);
    check_change(&f, c, "ko_plaatsing_b_2026K3.csv", "41", c->in_all_rows);
    fixture_close(&f);
}
END_TEST

START_TEST(a_file_of_changes_without_the_column_is_refused)
{
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(&f, "ko_plaatsing_a_2026K3_mutatie.csv", PLACES TWENTY);
    ck_assert(!r.accepted);
    ck_assert_str_eq(r.error.code, "file-column-absent");
    ck_assert_ptr_nonnull(strstr(r.error.message, "no column 'Mutatie'"));
    ck_assert(fixture_import_text(&f, "ko_plaatsing_a_2026K3.csv", PLACES TWENTY).accepted);
    fixture_close(&f);
}
END_TEST

typedef struct {
    const char *name;
    const char *row;
    const char *finding;
    const char *stored; /* of the row; "": it was refused */
} Form;

#define PARTNERS "Partner-id;Naam;KvK;Partnersoort;Sector;Levert\r\n"
#define PARTNER_REST ";Stichting;01234567;voorschool;ko;ko_uren\r\n"

static const Form partners[] = {
    {"the form asked", "kiem" PARTNER_REST, "", "kiem|01234567|ko_uren"},
    {"capitals", "De-Kiem" PARTNER_REST, "", "de-kiem|01234567|ko_uren"},
    {"an id with a blank", "de kiem" PARTNER_REST, "", "de-kiem|01234567|ko_uren"},
    {"an id without a letter", "???" PARTNER_REST, "value-missing@2:1", ""},
    {"a name without a letter", "kiem;???;01234567;voorschool;ko;ko_uren\r\n",
     "value-form@2:2 Stichting De Zandbak", ""},
    {"a number of nine digits", "kiem;Stichting;012345678;voorschool;ko;ko_uren\r\n",
     "value-form@2:3 01234567", "kiem|~|ko_uren"},
    {"several contracts", "kiem;Stichting;;voorschool;ko;KO_plaatsing | ko-uren\r\n", "",
     "kiem|~|ko_plaatsing|ko_uren"},
    {"parted by other signs",
     "kiem;Stichting;;voorschool;ko;\"ko_plaatsing, ko_uren;locatie;\"\r\n", "",
     "kiem|~|ko_plaatsing|ko_uren|locatie"},
    {"one that there is not", "kiem;Stichting;;voorschool;ko;ko_plaatsingen|ko_uren\r\n",
     "contract-unknown@2:6 ko_plaatsing", "kiem|~|ko_uren"},
    {"parted by a sign that parts nothing", "kiem;Stichting;;voorschool;ko;KO plaatsing + uren\r\n",
     "contract-unknown@2:6 ko_plaatsing", "kiem|~|~"},
    {"nothing like one", "kiem;Stichting;;voorschool;ko;alles wat u vraagt\r\n",
     "contract-unknown@2:6 ko_plaatsing, inschrijving", "kiem|~|~"},
};

#define DAYS "Schooljaar;Soort;Naam;Begindatum;Einddatum;Periode;Contract\r\n"
#define LAST_DAYS ";inleverdatum;inleveren;21-10-2026;21-10-2026;"

static const Form days[] = {
    {"the form asked", "2026-2027" LAST_DAYS "2026K3;ko_uren\r\n", "", "2026-2027|2026K3|ko_uren"},
    {"a school year with another sign", "2026/2027" LAST_DAYS "2026-2027;\r\n", "",
     "2026-2027|2026-2027|~"},
    {"a month", "2026-2027" LAST_DAYS "2026-09;\r\n", "", "2026-2027|2026-09|~"},
    {"no school year", "2026" LAST_DAYS "2026K3;\r\n", "school-year-invalid@2:1", ""},
    {"a quarter in another form", "2026-2027" LAST_DAYS "2026-K3;\r\n", "value-form@2:6 2026K3",
     "2026-2027|~|~"},
    {"a quarter that there is not", "2026-2027" LAST_DAYS "2026K5;\r\n", "value-form@2:6 2026K3",
     "2026-2027|~|~"},
    {"two contracts where one is asked", "2026-2027" LAST_DAYS "2026K3;ko_uren|locatie\r\n",
     "contract-not-one@2:7 ko_plaatsing, inschrijving", ""},
};

static void check_form(const Form *c, const char *file, const char *columns, const char *header,
                       const char *good)
{
    Fixture f = fixture_open();
    KmImportResult r =
        fixture_import_text(&f, file, km_format(f.arena, "%s%s%s", header, c->row, good));
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    const char *findings = fixture_findings(&f, &r);
    if (r.n_findings > 0 && r.findings[0].argument[0] != '\0') {
        findings = km_format(f.arena, "%s %s", findings, r.findings[0].argument);
    }
    ck_assert_msg(km_text_equal(findings, c->finding), "%s: %s", c->name, findings);
    const char *rows =
        fixture_rows(&f, strncmp(file, "partner", 7) == 0 ? "partner" : "kalender", columns);
    bool is_kept = c->stored[0] != '\0';
    ck_assert_msg(is_kept ? km_text_starts_with(rows, c->stored) : strchr(rows, ' ') == NULL,
                  "%s: %s", c->name, rows);
    fixture_close(&f);
}

START_TEST(a_text_of_another_form_is_said_with_an_example)
{
    check_form(&partners[_i], "partner_gemeente_2026-2027.csv", "partner,kvk,levert", PARTNERS,
               "zandbak" PARTNER_REST);
}
END_TEST

START_TEST(a_calendar_tells_its_periods_in_one_form)
{
    check_form(&days[_i], "kalender_gemeente_2026-2027.csv", "schooljaar,over_periode,contract",
               DAYS, "2026-2027;vakantie;herfst;17-10-2026;25-10-2026;;\r\n");
}
END_TEST

typedef struct {
    const char *name;
    const char *file;
    const char *before, *character, *after; /* the row: so many of the character stand between */
    int most;
    const char *finding; /* of one more */
    const char *nl;
} Long;

#define PASSES "Pasnummer;BSN;Deelname-id;Activiteit-id;Periode;Status\r\n"
#define JOINED ";;D1;SP-1;09-2026;geplaatst\r\n"

static const Long longs[] = {
    {"letters", "partner_gemeente_2026-2027.csv", PARTNERS "kiem;", "a",
     ";01234567;voorschool;ko;ko_uren\r\n", 200, "value-too-long@2:2",
     "Naam is langer dan 200 tekens (201 letters)"},
    {"letters of two bytes", "partner_gemeente_2026-2027.csv", PARTNERS "kiem;a", "\xc3\xa9",
     ";01234567;voorschool;ko;ko_uren\r\n", 199, "value-too-long@2:2",
     "Naam is langer dan 200 tekens (201 letters)"},
    {"quotes of Windows-1252", "partner_gemeente_2026-2027.csv", PARTNERS "kiem;a", "\x93",
     ";01234567;voorschool;ko;ko_uren\r\n", 199, "value-too-long@2:2",
     "Naam is langer dan 200 tekens (201 letters)"},
    {"a card", "deelname_club_2026K3.csv", PASSES, "7", JOINED, 200,
     "value-too-long@2:1 person-missing@2:2", "Pasnummer is langer dan 200 tekens (201 cijfers)"},
};

static KmImportResult import_long(Fixture *f, const Long *c, int n)
{
    KmText text = km_text_init(f->arena);
    km_text_add(&text, c->before);
    for (int i = 0; i < n; i++) {
        km_text_add(&text, c->character);
    }
    km_text_add(&text, c->after);
    return fixture_import_text(f, c->file, text.bytes);
}

START_TEST(a_text_of_more_characters_than_its_contract_allows_is_told)
{
    Fixture f = fixture_open();
    const Long *c = &longs[_i];
    KmImportResult more = import_long(&f, c, c->most + 1);
    const char *findings = fixture_findings(&f, &more);
    const char *expected = km_format(f.arena, "file-many-refused@0:0 %s", c->finding);
    ck_assert_msg(km_text_equal(findings, expected), "%s: %s", c->name, findings);
    ck_assert_str_eq(km_finding_dutch(f.arena, &more.findings[1]), c->nl);
    KmImportResult just = import_long(&f, c, c->most);
    ck_assert_msg(just.accepted && just.n_findings == 0, "%s: %s", c->name,
                  fixture_findings(&f, &just));
    fixture_close(&f);
}
END_TEST

typedef struct {
    const char *name;
    const char *first, *second; /* Kindnummer, birth date and sex */
    const char *findings;
} Child;

static const Child children[] = {
    {"the same child", "A1;14-03-2023;M", "A1;2023-03-14;jongen", ""},
    {"another birth date", "A1;14-03-2023;M", "A1;15-03-2023;M", "person-two-children@3:3"},
    {"another sex", "A1;14-03-2023;M", "A1;14-03-2023;V", "person-two-children@3:4"},
    {"a sister of another age", "A1;14-03-2023;M", "A1;02-06-2024;V",
     "person-two-children@3:3 person-two-children@3:4"},
    {"a sex that is not known", "A1;14-03-2023;M", "A1;14-03-2023;onbekend", ""},
    {"a sex that is not told", "A1;14-03-2023;", "A1;14-03-2023;V", ""},
};

#define PLACED ";2312 AB;211237919;%d;01-09-2025;;PO;J;J;16;40\r\n"

/* With a number, a pseudonym, or the houder's own number alone. */
static void check_child(Fixture *f, const Child *c, const char *file, const char *columns,
                        const char *who)
{
    char *text = km_format(f->arena, "%s%s%s;%s" PLACED "%s;%s" PLACED, columns,
                           strchr(PLACES, ';'), who, c->first, 1, who, c->second, 2);
    KmImportResult r = fixture_import_text(f, file, text);
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    const char *findings = fixture_findings(f, &r);
    findings += km_text_starts_with(findings, "person-weak@0:0") ? strlen("person-weak@0:0") : 0;
    findings += *findings == ' ' ? 1 : 0;
    ck_assert_msg(km_text_equal(findings, c->findings), "%s of '%s': %s", c->name, who, findings);
    ck_assert_int_eq(r.delivery.refused, 0);
}

START_TEST(two_children_under_one_number_are_told)
{
    Fixture f = fixture_open();
    const Child *c = &children[_i];
    check_child(&f, c, "ko_plaatsing_a_2026K3.csv", "BSN", "999990007");
    if (c->first[strlen(c->first) - 1] !=
        ';') { /* whom a row without all of it is about is not known */
        check_child(&f, c, "ko_plaatsing_b_2026K3.csv", "BSN", "");
    }
    check_child(&f, c, "ko_plaatsing_c_2026K3.csv", "Pseudoniem",
                "0123456789abcdef0123456789abcdef");
    fixture_close(&f);
}
END_TEST

START_TEST(another_file_may_correct_a_birth_date)
{
    Fixture f = fixture_open();
    const Child one = {"one date", "A1;14-03-2023;M", "A1;14-03-2023;M", ""};
    const Child other = {"another date", "A1;15-03-2023;V", "A1;15-03-2023;V", ""};
    check_child(&f, &one, "ko_plaatsing_a_2026K3.csv", "BSN", "999990007");
    check_child(&f, &other, "ko_plaatsing_b_2026K3.csv", "BSN", "999990007");
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("row_meaning");
    tcase_add_loop_test(tcase, a_row_of_changes_that_does_not_say_what_it_is_is_refused, 0,
                        COUNT(changes));
    tcase_add_test(tcase, a_file_of_changes_without_the_column_is_refused);
    tcase_add_loop_test(tcase, a_text_of_another_form_is_said_with_an_example, 0, COUNT(partners));
    tcase_add_loop_test(tcase, a_calendar_tells_its_periods_in_one_form, 0, COUNT(days));
    tcase_add_loop_test(tcase, a_text_of_more_characters_than_its_contract_allows_is_told, 0,
                        COUNT(longs));
    tcase_add_loop_test(tcase, two_children_under_one_number_are_told, 0, COUNT(children));
    tcase_add_test(tcase, another_file_may_correct_a_birth_date);
    return run_case(tcase, "row_meaning");
}
