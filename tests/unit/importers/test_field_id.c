#include "importers/fields/field.h"

#include "tests/unit/importers/run.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const char *name;
    const char *cell;
    KmRule rule;
    uint32_t number;
    KmPersonKind kind;
} Person;

/* Numbers of DOMAIN §6.1: computed there, never issued. */
static const Person persons[] = {
    {"a BSN", "999990019", KM_RULE_NONE, 999990019, KM_PERSON_BSN},
    {"another", "123456782", KM_RULE_NONE, 123456782, KM_PERSON_BSN},
    {"eight digits get their zero back", "12345672", KM_RULE_NONE, 12345672, KM_PERSON_BSN},
    {"spaces and points", "9999.90.019", KM_RULE_NONE, 999990019, KM_PERSON_BSN},
    {"as programs write numbers", "999990019.0", KM_RULE_NONE, 999990019, KM_PERSON_BSN},
    {"with cents", "999990019,00", KM_RULE_NONE, 999990019, KM_PERSON_BSN},
    {"a fraction is none", "999990019,5", KM_RULE_PERSON_INVALID, 0, 0},
    {"three decimals may be three digits", "999990019.000", KM_RULE_PERSON_INVALID, 0, 0},
    {"an onderwijsnummer", "101222331", KM_RULE_NONE, 101222331, KM_PERSON_ONDERWIJSNUMMER},
    {"the first onderwijsnummer", "100000004", KM_RULE_NONE, 100000004, KM_PERSON_ONDERWIJSNUMMER},
    {"an onderwijsnummer that begins with 11", "114435231", KM_RULE_PERSON_ODD, 114435231,
     KM_PERSON_ONDERWIJSNUMMER},
    {"fails the eleven test", "999990018", KM_RULE_PERSON_INVALID, 0, 0},
    {"nine zeros have sum 0", "000000000", KM_RULE_PERSON_INVALID, 0, 0},
    {"the trap that has sum 0", "000000012", KM_RULE_PERSON_INVALID, 0, 0},
    /* 9·1 − 9 and 8·1 − 8: the only ones without two leading zeros that 11 divides because they are
       0. The rule asks for more than 0. */
    {"sum 0 with nine digits", "100000009", KM_RULE_PERSON_INVALID, 0, 0},
    {"sum 0 with one leading zero", "010000008", KM_RULE_PERSON_INVALID, 0, 0},
    {"sum 0 with eight digits", "10000008", KM_RULE_PERSON_INVALID, 0, 0},
    {"two leading zeros and sum 22", "001000081", KM_RULE_PERSON_INVALID, 0, 0},
    {"seven digits", "1234567", KM_RULE_PERSON_INVALID, 0, 0},
    {"ten digits", "9999900199", KM_RULE_PERSON_INVALID, 0, 0},
    {"letters", "abcdefghi", KM_RULE_PERSON_INVALID, 0, 0},
    {"rounded by a spreadsheet", "1,11222E+08", KM_RULE_PERSON_DAMAGED, 0, 0},
    {"rounded, with a point", "9.9999E+08", KM_RULE_PERSON_DAMAGED, 0, 0},
};

START_TEST(personal_numbers_pass_their_test)
{
    const Person *c = &persons[_i];
    uint32_t number = 0;
    KmPersonKind kind = KM_PERSON_BSN;
    KmRule rule = km_field_person((KmSlice){c->cell, strlen(c->cell)}, &number, &kind);
    ck_assert_msg(rule == c->rule, "%s: %s", c->name, km_rule_text(rule)->code);
    if (rule == KM_RULE_NONE || rule == KM_RULE_PERSON_ODD) {
        ck_assert_msg(number == c->number && kind == c->kind, "%s: %u", c->name, number);
    }
}
END_TEST

typedef enum { BRIN, SCHOOL, RIO, LRK, POSTCODE, WIJK, BUURT, TOWN } Kind;

typedef struct {
    const char *name;
    Kind kind;
    const char *cell;
    const char *branch;
    KmRule rule;
    const char *code;
} Code;

static const Code codes[] = {
    {"a BRIN with its site", BRIN, "00AP01", "", KM_RULE_NONE, "00AP01"},
    {"small letters and a dash", BRIN, "00ap-01", "", KM_RULE_NONE, "00AP01"},
    {"the site from its own column", BRIN, "92CX", "03", KM_RULE_NONE, "92CX03"},
    {"a site of one digit", BRIN, "92CX", "3", KM_RULE_NONE, "92CX03"},
    {"the BRIN again in the column of the site", BRIN, "92CX", "92CX03", KM_RULE_NONE, "92CX03"},
    {"another BRIN in the column of the site", BRIN, "92CX", "16AH03", KM_RULE_BRANCH_OTHER, ""},
    {"the same site twice", BRIN, "92CX03", "3", KM_RULE_NONE, "92CX03"},
    {"the same site in whole twice", BRIN, "92CX03", "92cx-03", KM_RULE_NONE, "92CX03"},
    {"another site in its own column", BRIN, "92CX03", "02", KM_RULE_BRANCH_OTHER, ""},
    {"the main site in its own column", BRIN, "92CX03", "00", KM_RULE_BRANCH_OTHER, ""},
    {"another site in whole", BRIN, "92CX03", "92CX02", KM_RULE_BRANCH_OTHER, ""},
    {"an unknown site", BRIN, "92CX03", "onbekend", KM_RULE_NONE, "92CX03"},
    {"a site of four digits", BRIN, "92CX", "0100", KM_RULE_BRANCH_INVALID, ""},
    {"a site in words", BRIN, "92CX", "Noord", KM_RULE_BRANCH_INVALID, ""},
    {"a site in words behind a whole BRIN", BRIN, "92CX03", "Noord", KM_RULE_BRANCH_INVALID, ""},
    {"neither is any", BRIN, "92C", "Noord", KM_RULE_BRIN_INVALID, ""},
    {"no site is the main site", BRIN, "92CX", "", KM_RULE_NONE, "92CX00"},
    {"digits where letters belong", BRIN, "12A500", "", KM_RULE_BRIN_INVALID, ""},
    {"a zero for the letter O", BRIN, "090A00", "", KM_RULE_BRIN_INVALID, ""},
    {"five characters", BRIN, "01E5", "x", KM_RULE_BRIN_INVALID, ""},
    {"a school with all its sites", SCHOOL, "92CX", "", KM_RULE_NONE, "92CX"},
    {"a school in small letters, with a dash", SCHOOL, "92-cx", "", KM_RULE_NONE, "92CX"},
    {"one site of a school", SCHOOL, "92cx-03", "", KM_RULE_NONE, "92CX03"},
    {"a school of five characters", SCHOOL, "92CX0", "", KM_RULE_BRIN_INVALID, ""},
    {"a zero for a letter of the school", SCHOOL, "920X", "", KM_RULE_BRIN_INVALID, ""},
    {"a RIO provider", RIO, "100A200", "", KM_RULE_NONE, "100A200"},
    {"a RIO site in small letters", RIO, "100x200", "", KM_RULE_NONE, "100X200"},
    {"a RIO code with spaces", RIO, "100 A 200", "", KM_RULE_NONE, "100A200"},
    {"another letter is no RIO code", RIO, "100B200", "", KM_RULE_RIO_INVALID, ""},
    {"a BRIN is no RIO code", RIO, "00AP01", "", KM_RULE_RIO_INVALID, ""},
    {"nine digits of the register", LRK, "211237919", "", KM_RULE_NONE, "211237919"},
    {"with spaces", LRK, "211 237 919", "", KM_RULE_NONE, "211237919"},
    {"eight digits are odd", LRK, "21123791", "", KM_RULE_LRK_ODD, "21123791"},
    {"four digits are wrong", LRK, "2112", "", KM_RULE_LRK_INVALID, ""},
    {"thirteen digits are wrong", LRK, "2112379192112", "", KM_RULE_LRK_INVALID, ""},
    {"a postcode", POSTCODE, "2312 AB", "", KM_RULE_NONE, "2312AB"},
    {"as JGZ writes it", POSTCODE, "2312_ab", "", KM_RULE_NONE, "2312AB"},
    {"with a space that does not break", POSTCODE, "2312\u00a0AB", "", KM_RULE_NONE, "2312AB"},
    {"with one of Windows", POSTCODE,
     "2312\xa0"
     "AB",
     "", KM_RULE_NONE, "2312AB"},
    {"without a space", POSTCODE, "2312AB", "", KM_RULE_NONE, "2312AB"},
    {"a letter among the digits", POSTCODE, "23A2 AB", "", KM_RULE_POSTCODE_INVALID, ""},
    {"digits only", POSTCODE, "2312", "", KM_RULE_POSTCODE_INVALID, ""},
    {"never a zero first", POSTCODE, "0312AB", "", KM_RULE_POSTCODE_INVALID, ""},
    {"letters that are not used", POSTCODE, "2312SS", "", KM_RULE_POSTCODE_INVALID, ""},
    {"a district without its prefix", WIJK, "054603", "", KM_RULE_NONE, "WK054603"},
    {"a district with its prefix", WIJK, "WK054603", "", KM_RULE_NONE, "WK054603"},
    {"a spreadsheet ate the zero", WIJK, "54603", "", KM_RULE_NONE, "WK054603"},
    {"two zeros are too many", WIJK, "4603", "", KM_RULE_REGION_INVALID, ""},
    {"a neighbourhood", BUURT, "05460307", "", KM_RULE_NONE, "BU05460307"},
    {"a municipality", TOWN, "0546", "", KM_RULE_NONE, "GM0546"},
    {"a municipality as a number", TOWN, "3", "", KM_RULE_NONE, "GM0003"},
    {"a municipality of five digits", TOWN, "05460", "", KM_RULE_REGION_INVALID, ""},
    {"words", BUURT, "Noord!", "", KM_RULE_REGION_INVALID, ""},
};

static KmRule convert(const Code *c, char *into)
{
    KmSlice cell = {c->cell, strlen(c->cell)};
    switch (c->kind) {
    case BRIN:
        return km_field_brin(cell, (KmSlice){c->branch, strlen(c->branch)}, into);
    case SCHOOL:
        return km_field_school(cell, into);
    case RIO:
        return km_field_rio(cell, into);
    case LRK:
        return km_field_lrk(cell, into);
    case POSTCODE:
        return km_field_postcode(cell, into);
    case WIJK:
        return km_field_region(cell, "WK", 6, into);
    case BUURT:
        return km_field_region(cell, "BU", 8, into);
    case TOWN:
        return km_field_region(cell, "GM", 4, into);
    }
    return KM_RULE_NONE;
}

START_TEST(codes_of_places_take_their_one_form)
{
    const Code *c = &codes[_i];
    char code[16] = "";
    KmRule rule = convert(c, code);
    ck_assert_msg(rule == c->rule, "%s: %s", c->name, km_rule_text(rule)->code);
    ck_assert_msg(strcmp(code, c->code) == 0, "%s: %s", c->name, code);
}
END_TEST

typedef struct {
    const char *name;
    const char *cell;
    bool is_missing;
    bool is_empty;
} Missing;

static const Missing missing[] = {
    {"nothing", "", true, true},
    {"a dash", "-", true, true},
    {"a point", ".", true, true},
    {"nvt", "n.v.t.", true, false},
    {"unknown", "Onbekend", true, false},
    {"NULL", "null", true, false},
    {"a spreadsheet's fault", "#N/B", true, false},
    {"what R writes", "NA", true, false},
    {"not known", "n.b.", true, false},
    {"two points", "..", true, false},
    {"a long dash", "\xe2\x80\x93", true, false},
    {"a long dash in Windows-1252", "\x96", true, false},
    {"a dash before words", "\xe2\x80\x93 5", false, false},
    {"a value", "PO", false, false},
    {"a value that begins so", "Nacht", false, false},
    {"a digit", "0", false, false},
};

START_TEST(words_for_nothing_are_known)
{
    const Missing *c = &missing[_i];
    KmSlice cell = {c->cell, strlen(c->cell)};
    ck_assert_msg(km_field_is_missing(cell) == c->is_missing, "%s", c->name);
    ck_assert_msg(km_field_is_empty(cell) == c->is_empty, "%s", c->name);
}
END_TEST

typedef struct {
    const char *name;
    const char *cell;
    const char *trimmed;
} Trim;

static const Trim trims[] = {
    {"blanks", "  a b ", "a b"},
    {"NBSP in UTF-8", "\xc2\xa0x\xc2\xa0", "x"},
    {"NBSP in Windows-1252", "\xa0x\xa0", "x"},
    {"a letter that ends in A0 stays", "voil\xc3\xa0", "voil\xc3\xa0"},
    {"a spreadsheet's apostrophe", "'012345678", "012345678"},
    {"an apostrophe of a name stays", "'t Eenspan", "'t Eenspan"},
    {"only blanks", " \t ", ""},
    {"blanks within a formula", "=\"   2900 \"", "2900"},
    {"a formula of nothing", "=\"\"", ""},
    {"a formula of a blank", "=\" \"", ""},
    {"marks of a page around a date",
     "\xe2\x80\x8e"
     "01-09-2025\xe2\x80\x8b",
     "01-09-2025"},
    {"a byte order mark where files were glued",
     "\xef\xbb\xbf"
     "999990007",
     "999990007"},
    {"only a mark", "\xe2\x80\xac", ""},
    {"a sign of three bytes that is none", "\xe2\x82\xac 5 \xe2\x82\xac",
     "\xe2\x82\xac 5 \xe2\x82\xac"},
};

START_TEST(cells_are_trimmed)
{
    const Trim *c = &trims[_i];
    KmSlice cell = km_slice_trim((KmSlice){c->cell, strlen(c->cell)});
    ck_assert_msg(cell.length == strlen(c->trimmed) &&
                      memcmp(cell.bytes, c->trimmed, cell.length) == 0,
                  "%s: %.*s", c->name, (int)cell.length, cell.bytes);
}
END_TEST

typedef struct {
    const char *cell;
    const char *class;
} Class;

static const Class classes[] = {
    {"", "empty"},
    {"12345678", "digits 8"},
    {"Jansen", "letters 6"},
    {"Zo\xc3\xab", "letters 3"},
    {"31-06-2023", "date 10"},
    {"2023-06-31", "date 10"},
    {"31.6.23 ", "date+spaces 8"},
    {"gestart 30-09-2025", "letters+date+spaces 18"},
    {"na de zomer 2026", "letters+digits+spaces 16"},
    {"L12", "letters+digits 3"},
    {"12,5", "digits+signs 4"},
    {"06-12345678", "digits+signs 11"},
    {"071-123-45-67", "digits+signs 13"},
    {"12-34-567", "digits+signs 9"},
    {"1-2-3", "digits+signs 5"},
    {"-", "signs 1"},
    {"  ", "spaces 2"},
    {"a 1-1-2026 1 !", "letters+date+digits+signs+spaces 14"},
};

START_TEST(a_class_never_holds_the_value)
{
    char class[KM_VALUE_CLASS_BYTES];
    km_value_class((KmSlice){classes[_i].cell, strlen(classes[_i].cell)}, class);
    ck_assert_str_eq(class, classes[_i].class);
}
END_TEST

START_TEST(control_characters_are_seen)
{
    static const char *const bad[] = {"a\001b",
                                      "a\x7f",
                                      "a\xe2\x80\x8b"
                                      "b",
                                      "\xe2\x80\xae"
                                      "abc",
                                      "\xe2\x81\xa6",
                                      "a\xe2\x81\xa0"
                                      "b",
                                      "a\xef\xbb\xbf"
                                      "b"};
    static const char *const good[] = {"a b", "a\nb", "Zo\xc3\xab", "\xe2\x82\xac"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        ck_assert(km_field_has_control((KmSlice){bad[i], strlen(bad[i])}));
    }
    for (size_t i = 0; i < 4; i++) {
        ck_assert(!km_field_has_control((KmSlice){good[i], strlen(good[i])}));
    }
}
END_TEST

START_TEST(pseudonyms_are_thirty_two_hex_digits)
{
    uint8_t bytes[16];
    static const char good[] = "00ff10a0B0C0D0E0f012345678901234";
    ck_assert_int_eq(km_field_pseudonym((KmSlice){good, 32}, bytes), KM_RULE_NONE);
    ck_assert(bytes[0] == 0 && bytes[1] == 0xff && bytes[15] == 0x34);
    ck_assert_int_eq(km_field_pseudonym((KmSlice){good, 31}, bytes), KM_RULE_PSEUDONYM_INVALID);
    ck_assert_int_eq(km_field_pseudonym((KmSlice){"zz", 2}, bytes), KM_RULE_PSEUDONYM_INVALID);
}
END_TEST

START_TEST(a_number_is_the_same_with_points_in_it)
{
    uint32_t digits = 0;
    for (int i = 0; i < 20000; i++) {
        char plain[16];
        char pointed[16];
        uint32_t number[2] = {0, 0};
        KmPersonKind kind[2] = {KM_PERSON_BSN, KM_PERSON_BSN};
        digits = (digits + UINT32_C(49979687)) % UINT32_C(1000000000);
        (void)snprintf(plain, sizeof plain, "%09u", (unsigned)digits);
        (void)snprintf(pointed, sizeof pointed, "%.4s.%.2s.%.3s", plain, plain + 4, plain + 6);
        KmRule rule = km_field_person((KmSlice){plain, 9}, &number[0], &kind[0]);
        ck_assert_int_eq(rule, km_field_person((KmSlice){pointed, 11}, &number[1], &kind[1]));
        ck_assert(number[0] == number[1] && kind[0] == kind[1]);
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("field_id");
    tcase_add_loop_test(tcase, personal_numbers_pass_their_test, 0, COUNT(persons));
    tcase_add_loop_test(tcase, codes_of_places_take_their_one_form, 0, COUNT(codes));
    tcase_add_loop_test(tcase, words_for_nothing_are_known, 0, COUNT(missing));
    tcase_add_loop_test(tcase, cells_are_trimmed, 0, COUNT(trims));
    tcase_add_loop_test(tcase, a_class_never_holds_the_value, 0, COUNT(classes));
    tcase_add_test(tcase, a_number_is_the_same_with_points_in_it);
    tcase_add_test(tcase, control_characters_are_seen);
    tcase_add_test(tcase, pseudonyms_are_thirty_two_hex_digits);
    return run_case(tcase, "field_id");
}
