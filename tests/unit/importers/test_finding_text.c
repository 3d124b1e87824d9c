/* Findings in words. */
#include "engine/base/text.h"
#include "importers/findings/finding_book.h"
#include "tests/unit/importers/fixture.h"

START_TEST(every_rule_has_a_code_and_words_in_both_languages)
{
    const KmRuleText *rule = km_rule_text((KmRule)_i);
    ck_assert_ptr_nonnull(rule->code);
    ck_assert_str_ne(rule->code, "");
    ck_assert_str_ne(rule->nl, "");
    ck_assert_str_ne(rule->en, "");
    ck_assert_str_ne(rule->remedy_nl, "");
    ck_assert_str_ne(rule->remedy_en, "");
    ck_assert_int_eq((int)km_rule_find(rule->code), _i);
}
END_TEST

typedef struct {
    KmFinding finding;
    const char *nl;
    const char *en;
} Case;

static const Case cases[] = {
    {{.rule = "branch-other", .field = "Vestiging", .value = "digits 2", .argument = "BRIN6"},
     "Vestiging en BRIN6 noemen twee verschillende vestigingen",
     "Vestiging and BRIN6 name two sites"},
    {{.rule = "branch-invalid", .field = "Vestiging", .value = "digits 4", .argument = ""},
     "Vestiging is geen vestigingsnummer (4 cijfers)",
     "Vestiging is not a site number (4 digits)"},
    {{.rule = "person-weak", .field = "", .value = "", .argument = "1"},
     "1 regel heeft geen persoonsnummer; hij wordt gekoppeld op geboortedatum, geslacht en "
     "postcode als maar één kind die heeft",
     "1 row has no personal number; it is linked by birth date, sex and postcode where only one "
     "child has those"},
    {{.rule = "person-weak", .field = "", .value = "", .argument = "12"},
     "12 regels hebben geen persoonsnummer; zij worden gekoppeld op geboortedatum, geslacht en "
     "postcode als maar één kind die heeft",
     "12 rows have no personal number; they are linked by birth date, sex and postcode where only "
     "one child has those"},
    {{.rule = "person-own-number", .field = "", .value = "", .argument = "2"},
     "2 regels hebben geen persoonsnummer; zij horen bij het kind dat in uw andere bestanden dit "
     "eigen nummer heeft",
     "2 rows have no personal number; they are of the child that has this number of the "
     "deliverer's in its other files"},
    {{.rule = "pseudonym-old-key", .field = "", .value = "", .argument = "1"},
     "1 regel noemt een sleutel voor pseudoniemen die intussen is vervangen; hij is omgezet",
     "1 row names a pseudonym key that was replaced since; it was translated"},
    {{.rule = "person-erased", .field = "", .value = "", .argument = "1"},
     "1 regel gaat over personen die op verzoek zijn gewist; hij is niet gelezen",
     "1 row is of persons who were erased on request; it was not read"},
    {{.rule = "person-incomplete", .field = "Geslacht", .value = "", .argument = "Geslacht, PC"},
     "de regel heeft geen persoonsnummer; om hem zonder te koppelen is ook nodig: Geslacht, PC",
     "the row has no personal number, and to link it without one Geslacht, PC is needed too"},
    {{.rule = "date-invalid", .field = "Geboortedatum", .value = "date 10", .argument = ""},
     "Geboortedatum is geen bestaande datum (iets als een datum, 10 tekens)",
     "Geboortedatum is not a date that exists (something like a date, 10 characters)"},
    {{.rule = "date-invalid",
      .field = "Datum",
      .value = "letters+digits+spaces 16",
      .argument = ""},
     "Datum is geen bestaande datum (woorden en cijfers, 16 tekens; geen cijfers die op een datum "
     "lijken)",
     "Datum is not a date that exists (words and digits, 16 characters; no digits that look like a "
     "date)"},
    {{.rule = "date-invalid", .field = "Datum", .value = "letters+date+spaces 18", .argument = ""},
     "Datum is geen bestaande datum (woorden en iets als een datum, 18 tekens)",
     "Datum is not a date that exists (words and something like a date, 18 characters)"},
    {{.rule = "date-invalid", .field = "Datum", .value = "letters 8", .argument = ""},
     "Datum is geen bestaande datum (8 letters)",
     "Datum is not a date that exists (8 letters)"},
    {{.rule = "number-invalid",
      .field = "Uren",
      .value = "letters+digits+signs+spaces 9",
      .argument = ""},
     "Uren is geen getal (woorden, cijfers en leestekens, 9 tekens)",
     "Uren is not a number (words, digits and signs, 9 characters)"},
    {{.rule = "number-invalid", .field = "Uren", .value = "signs 1", .argument = ""},
     "Uren is geen getal (leestekens, 1 teken)",
     "Uren is not a number (signs, 1 character)"},
    {{.rule = "number-invalid",
      .field = "Uren",
      .value = "mixed 10",
      .argument = ""}, /* of an older store */
     "Uren is geen getal (10 tekens)",
     "Uren is not a number (10 characters)"},
    {{.rule = "bsn-invalid", .field = "BSN", .value = "empty", .argument = ""},
     "BSN is geen geldig nummer (leeg)",
     "BSN is not a valid number (empty)"},
    {{.rule = "bsn-invalid", .field = "BSN", .value = "digits 8", .argument = ""},
     "BSN is geen geldig nummer (8 cijfers)",
     "BSN is not a valid number (8 digits)"},
    {{.rule = "row-duplicate", .field = "", .value = "", .argument = "12"},
     "de regel is gelijk aan regel 12",
     "the row is identical to line 12"},
    {{.rule = "row-replaced", .field = "", .value = "", .argument = "12"},
     "regel 12 gaat over hetzelfde en telt in plaats van deze regel",
     "line 12 has the same key and replaces this row"},
    {{.rule = "code-unknown", .field = "Soort opvang", .value = "letters 1", .argument = "po, kdv"},
     "Soort opvang bevat een onbekende code (1 letter); bekend: po, kdv",
     "Soort opvang holds an unknown code (1 letter); known: po, kdv"},
    {{.rule = "from-a-newer-version", .field = "", .value = "", .argument = "x"},
     "from-a-newer-version x",
     "from-a-newer-version x"},
};

START_TEST(findings_are_said_in_dutch_and_english)
{
    KmArena *arena = km_arena_open();
    ck_assert_str_eq(km_finding_dutch(arena, &cases[_i].finding), cases[_i].nl);
    ck_assert_str_eq(km_finding_english(arena, &cases[_i].finding), cases[_i].en);
    km_arena_close(arena);
}
END_TEST

typedef struct {
    KmFinding finding;
    const char *nl;
    const char *en;
} Remedy;

static const Remedy remedies[] = {
    {{.rule = "person-missing", .field = "BSN", .value = "empty", .argument = ""}, /* older store */
     "vul in: BSN",
     "fill in BSN"},
    {{.rule = "person-missing", .field = "BSN", .value = "empty", .argument = "BSN|Pas"},
     "vul in: BSN of Pas",
     "fill in BSN or Pas"},
    {{.rule = "contract-unknown", .field = "Levert", .argument = "ko_plaatsing"},
     "schrijf elke naam zoals de bestanden ervan beginnen, met een |, komma of puntkomma tussen "
     "twee namen",
     "write each name as its files begin, with |, a comma or a semicolon between two names"},
    {{.rule = "contract-not-one", .field = "Contract", .argument = "ko_plaatsing"},
     "schrijf één naam, zoals de bestanden ervan beginnen; maak voor elk contract een eigen regel",
     "write one name, as its files begin; a row for each contract"},
};

START_TEST(a_remedy_says_how_a_value_is_written)
{
    KmArena *arena = km_arena_open();
    ck_assert_str_eq(km_finding_remedy_dutch(arena, &remedies[_i].finding), remedies[_i].nl);
    ck_assert_str_eq(km_finding_remedy_english(arena, &remedies[_i].finding), remedies[_i].en);
    km_arena_close(arena);
}
END_TEST

START_TEST(counts_come_most_frequent_first)
{
    KmArena *arena = km_arena_open();
    KmFindingBook *book = km_finding_book_open(arena);
    KmNote often = {.rule = KM_RULE_DATE_INVALID, .outcome = KM_OUTCOME_REFUSED, .line = 9};
    KmNote once = {.rule = KM_RULE_ROW_LONG, .outcome = KM_OUTCOME_REFUSED, .line = 2};
    size_t n = 0;
    km_finding_book_note(book, &often);
    km_finding_book_note(book, &once);
    km_finding_book_note(book, &often);
    const KmFindingCount *counts = km_finding_book_counts(book, arena, &n);
    ck_assert_uint_eq(n, 2);
    ck_assert_str_eq(counts[0].rule, "date-invalid");
    ck_assert_int_eq(counts[0].count, 2);
    const KmFinding *findings = km_finding_book_sorted(book, &n);
    ck_assert_uint_eq(n, 3);
    ck_assert_int_eq(findings[0].line, 2);
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("finding_text");
    tcase_add_loop_test(tcase, every_rule_has_a_code_and_words_in_both_languages, 1, KM_RULES);
    tcase_add_loop_test(tcase, findings_are_said_in_dutch_and_english, 0, COUNT(cases));
    tcase_add_loop_test(tcase, a_remedy_says_how_a_value_is_written, 0, COUNT(remedies));
    tcase_add_test(tcase, counts_come_most_frequent_first);
    return run_case(tcase, "finding_text");
}
