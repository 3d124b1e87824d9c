#include "importers/fields/short_bytes.h"

#include "tests/unit/importers/run.h"

#include <stdio.h>

enum { LONGEST = 40 };

static bool is_digit(int byte)
{
    return byte >= '0' && byte <= '9';
}

/* One byte between others that are just within or beyond what is looked for. */
static uint64_t word_with(int byte, int at, const char *others)
{
    char bytes[8];
    for (int i = 0; i < 8; i++) {
        bytes[i] = others[i % 2];
    }
    bytes[at] = (char)byte;
    return km_load_eight(bytes);
}

START_TEST(eight_digits_are_told_from_anything_else)
{
    for (int byte = 0; byte < 256; byte++) {
        for (int at = 0; at < 8; at++) {
            ck_assert(km_are_digits(word_with(byte, at, "09")) == is_digit(byte));
            ck_assert(!km_are_digits(word_with(byte, at, "/:")));
            ck_assert(!km_are_digits(word_with(byte, at, "0\x80")));
        }
    }
}
END_TEST

START_TEST(eight_printable_bytes_are_told_from_anything_else)
{
    for (int byte = 0; byte < 256; byte++) {
        for (int at = 0; at < 8; at++) {
            bool is_printable = byte >= ' ' && byte <= '~';
            ck_assert(km_are_printable(word_with(byte, at, " ~")) == is_printable);
            ck_assert(!km_are_printable(word_with(byte, at, "\x1f\x7f")));
            ck_assert(!km_are_printable(word_with(byte, at, "a\xff")));
        }
    }
}
END_TEST

START_TEST(bytes_are_the_same_when_each_is)
{
    char a[LONGEST];
    char b[LONGEST];
    size_t length = (size_t)_i;
    for (size_t i = 0; i < length; i++) {
        a[i] = b[i] = (char)(i * 7 + 1);
    }
    ck_assert(km_same_bytes(a, b, length));
    ck_assert(km_hash_bytes(a, length) == km_hash_bytes(b, length));
    for (size_t i = 0; i < length; i++) {
        b[i] = (char)(b[i] ^ 0x80);
        ck_assert_msg(!km_same_bytes(a, b, length), "byte %zu of %zu", i, length);
        ck_assert_msg(km_hash_bytes(a, length) != km_hash_bytes(b, length), "byte %zu of %zu", i,
                      length);
        b[i] = a[i];
    }
}
END_TEST

/* Names that differ in a few signs only, wherever those stand, as districts and sites do. */
START_TEST(names_that_are_alike_have_places_of_their_own)
{
    enum { NAMES = 500, PLACES = 2048 };
    static const char *const around[][2] = {
        {"", ""},
        {"", "-ST"},
        {"wijk ", ""},
        {"", " Bos- en Gasthuis"},
        {"Bosdistrict 0", ""},
        {"Vestiging ", " te Leiden"},
    };
    for (int form = 0; form < COUNT(around); form++) {
        bool is_taken[PLACES] = {false};
        int shared = 0;
        for (int i = 0; i < NAMES; i++) {
            char name[64];
            int length =
                snprintf(name, sizeof name, "%s%03d%s", around[form][0], i, around[form][1]);
            uint64_t place = km_hash_bytes(name, (size_t)length) >> 32 & (PLACES - 1);
            shared += is_taken[place] ? 1 : 0;
            is_taken[place] = true;
        }
        /* Chance alone gives 56; half as much again is far beyond it. */
        ck_assert_msg(shared < 84, "%s: %d", around[form][0], shared);
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("short_bytes");
    tcase_add_test(tcase, eight_digits_are_told_from_anything_else);
    tcase_add_test(tcase, eight_printable_bytes_are_told_from_anything_else);
    tcase_add_test(tcase, names_that_are_alike_have_places_of_their_own);
    tcase_add_loop_test(tcase, bytes_are_the_same_when_each_is, 0, LONGEST);
    return run_case(tcase, "short_bytes");
}
