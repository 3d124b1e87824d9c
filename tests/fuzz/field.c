/* Any bytes as one cell through every conversion: a value inside its bounds, or a rule. */
#include "importers/fields/field.h"

#include "importers/reading/encoding.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void check_dates(KmSlice cell)
{
    KmDate date = 0;
    for (int order = 0; order < 2; order++) {
        if (km_field_date(cell, (KmDateOrder)order, &date) == KM_RULE_NONE) {
            FUZZ_CHECK((date >= KM_DATE_MIN && date <= KM_DATE_MAX) || date == KM_DATE_OPEN);
        }
    }
    if (km_field_month(cell, KM_DATES_DAY_FIRST, &date) == KM_RULE_NONE) {
        FUZZ_CHECK(date >= KM_DATE_MIN && date <= KM_DATE_MAX && km_civil_from_date(date).day == 1);
    }
    if (km_field_serial(cell, &date) == KM_RULE_NONE) {
        FUZZ_CHECK(date >= KM_DATE_MIN && date <= KM_DATE_MAX);
    }
    char year[KM_SCHOOL_YEAR_BYTES];
    if (km_field_school_year(cell, year) == KM_RULE_NONE) {
        FUZZ_CHECK(strlen(year) == 9);
    }
    (void)km_field_date_evidence(cell);
}

static void check_numbers(KmSlice cell)
{
    double value = 0;
    int64_t whole = 0;
    for (int i = 0; i < 2; i++) {
        char decimal = i == 0 ? ',' : '.';
        if (km_field_number(cell, decimal, &value) == KM_RULE_NONE) {
            FUZZ_CHECK(isfinite(value));
        }
        if (km_field_hours(cell, decimal, &value) == KM_RULE_NONE) {
            FUZZ_CHECK(isfinite(value));
        }
        if (km_field_money(cell, decimal, &value) == KM_RULE_NONE) {
            FUZZ_CHECK(isfinite(value));
        }
        KmCount count;
        if (km_field_small_count(cell, decimal, &count) == KM_RULE_NONE) {
            FUZZ_CHECK(count.min >= 0 && count.min <= count.max);
        }
        if (km_field_percent(cell, i == 1, &value) == KM_RULE_NONE) {
            FUZZ_CHECK(isfinite(value));
        }
        (void)km_field_integer(cell, decimal, &whole);
    }
    (void)km_field_percent_evidence(cell);
    (void)km_field_is_damaged(cell);
    (void)km_field_decimal_evidence(cell);
}

static void check_ids(KmSlice cell)
{
    uint32_t number = 0;
    KmPersonKind kind;
    uint8_t pseudonym[16];
    char code[16] = "";
    char class[KM_VALUE_CLASS_BYTES];
    if (km_field_person(cell, &number, &kind) == KM_RULE_NONE) {
        FUZZ_CHECK(number > 0 && number <= 999999999);
    }
    (void)km_field_pseudonym(cell, pseudonym);
    if (km_field_brin(cell, cell, code) == KM_RULE_NONE) {
        FUZZ_CHECK(strlen(code) == 6);
    }
    if (km_field_school(cell, code) == KM_RULE_NONE) {
        FUZZ_CHECK(strlen(code) == 4 || strlen(code) == 6);
    }
    if (km_field_rio(cell, code) == KM_RULE_NONE) {
        FUZZ_CHECK(strlen(code) == 7);
    }
    (void)km_field_lrk(cell, code);
    if (km_field_postcode(cell, code) == KM_RULE_NONE) {
        FUZZ_CHECK(strlen(code) == 6);
    }
    (void)km_field_region(cell, "BU", 8, code);
    (void)km_field_is_missing(cell);
    (void)km_field_has_control(cell);
    km_value_class(cell, class);
    FUZZ_CHECK(strlen(class) < sizeof class);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A copy of exact size, so that a byte too many is seen. */
    char *bytes = malloc(size > 0 ? size : 1);
    char *utf8 = malloc(size * 3 + 1);
    FUZZ_CHECK(bytes != NULL && utf8 != NULL);
    if (size > 0) {
        memcpy(bytes, data, size);
    }
    KmSlice cell = km_slice_trim((KmSlice){bytes, size});
    FUZZ_CHECK(cell.length <= size);
    check_dates(cell);
    check_numbers(cell);
    check_ids(cell);
    FUZZ_CHECK(km_encoding_to_utf8(cell, utf8) <= size * 3);
    free(utf8);
    free(bytes);
    return 0;
}
