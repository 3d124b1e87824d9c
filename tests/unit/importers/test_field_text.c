#include "importers/fields/field.h"

#include "tests/unit/importers/run.h"

#include <string.h>

#define BSN "a citizen service number"
#define MAIL "an e-mail address"
#define PHONE "a telephone number"
#define NBSP "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"
#define HARD_HYPHEN "\xE2\x80\x91"
#define DASH "\xE2\x80\x93"

typedef struct {
    const char *text;
    const char *kind; /* NULL: nobody */
} Said;

/* Numbers never issued: 999990019, 123456782, 12345672 (a zero before it) pass the eleven test by
 * hand, 101222331 is an onderwijsnummer (remainder 5). */
static const Said said[] = {
    {"kind 999990019 staat dubbel", BSN},
    {"999990019", BSN},
    {"999 990 019", BSN},
    {"999.990.019", BSN},
    {"9999.90.019", BSN},
    {"999-990-019", BSN},
    {"999/990/019", BSN},
    {"99 99 90 01 9", BSN},
    {"9 9 9 9 9 0 0 1 9", BSN},
    {"999" NBSP "990" NBSP "019", BSN},
    {"999" NNBSP "990" NNBSP "019", BSN},
    {"999" HARD_HYPHEN "990" HARD_HYPHEN "019", BSN},
    {"kind" NBSP "999990019", BSN},
    {"(999990019)", BSN},
    {"bsn:123456782.", BSN},
    {"3 999990019", BSN},
    {"op 12-10-2025 999990019", BSN},
    {"12345672", BSN},
    {"101222331", BSN},
    {"999990018", NULL}, /* fails the test */
    {"9999900190", NULL},
    {"X999990019", NULL},
    {"999990019b", NULL},
    {"mail naar jan@voorbeeld.nl", MAIL},
    {"j.de-jong@school.voorbeeld.nl", MAIL},
    {"jos\xC3\xA9@voorbeeld.nl", MAIL},
    {"drie @ vier", NULL},
    {"@gemeente", NULL},
    {"0612345678", PHONE},
    {"bel 06 12 34 56 78", PHONE},
    {"06-12345678", PHONE},
    {"06" DASH "12345678", PHONE},
    {"06.12.34.56.78", PHONE},
    {"071-5165165", PHONE},
    {"(071) 516 51 65", PHONE},
    {"071 516 5165", PHONE},
    {"+31 71 516 5165", PHONE},
    {"+31 (0)6 12345678", PHONE},
    {"0031612345678", PHONE},
    {"+32 475 12 34 56", PHONE},
    {"toestel 5165", NULL},
    {"0000000000", NULL},
    {"van 312 naar 350 kinderen", NULL},
    {"312 350 87", NULL},
    {"14-10-2026, 2026-10-14 en 2025-2026", NULL},
    {"12-10-2025 3", NULL}, /* together they would pass the test */
    {"2025-10-12 8 uur", NULL},
    {"2024/2025", NULL},
    {"2024-2025", NULL},
    {"2024" DASH "2025", NULL},
    {"2024 2025", NULL},
    {"2026K3 999990", NULL},
    {"\xE2\x82\xAC 1.234,50 en \xE2\x82\xAC 1.234.567,50", NULL},
    {"A1.3 M2 71%", NULL},
    {"0,25 0,30 0,35", NULL},
    {"0.25 0.30 0.35 1", NULL},
    {"", NULL},
};

START_TEST(numbers_and_addresses_of_people_are_seen_however_they_are_written)
{
    const Said *c = &said[_i];
    const char *kind = km_field_personal_kind((KmSlice){c->text, strlen(c->text)});
    ck_assert_msg((kind == NULL) == (c->kind == NULL) &&
                      (kind == NULL || strcmp(kind, c->kind) == 0),
                  "\"%s\": %s", c->text, kind == NULL ? "nobody" : kind);
}
END_TEST

/* A slice is not ended by a zero: what follows it does not count. */
START_TEST(nothing_behind_the_text_is_read)
{
    ck_assert_ptr_null(km_field_personal_kind((KmSlice){"999990019", 8}));
    ck_assert_ptr_null(km_field_personal_kind((KmSlice){"a@b.nl", 4}));
    ck_assert_ptr_null(km_field_personal_kind((KmSlice){"999" NBSP "990019", 4}));
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("field_text");
    tcase_add_loop_test(tcase, numbers_and_addresses_of_people_are_seen_however_they_are_written, 0,
                        COUNT(said));
    tcase_add_test(tcase, nothing_behind_the_text_is_read);
    return run_case(tcase, "field_text");
}
