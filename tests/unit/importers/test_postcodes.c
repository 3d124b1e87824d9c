#include "importers/persons/postcodes.h"

#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"

typedef struct {
    const char *name;
    const char pc6[7];
    int64_t number;
    KmAddressVerdict verdict;
    const char *wijk; /* "" unknown */
    const char *buurt;
} Case;

static const Case cases[] = {
    {"number in the table", "2312AB", 1, KM_ADDRESS_FOUND, "WK054601", "BU05460100"},
    {"number not in the table, one district", "2312AB", 77, KM_ADDRESS_FOUND, "WK054601",
     "BU05460100"},
    {"two neighbourhoods of one district", "2313AB", 77, KM_ADDRESS_FOUND, "WK054604", ""},
    {"each number its own neighbourhood", "2313AB", 2, KM_ADDRESS_FOUND, "WK054604", "BU05460402"},
    {"the border street by number", "2316NC", 2, KM_ADDRESS_FOUND, "WK054608", "BU05460800"},
    {"the border street without a number", "2316NC", 0, KM_ADDRESS_AMBIGUOUS, "", ""},
    {"a row without a number stands for all", "2317AA", 5, KM_ADDRESS_FOUND, "WK054608",
     "BU05460801"},
    {"a neighbouring town in the table", "2341AA", 1, KM_ADDRESS_FOUND, "buiten", "buiten"},
    {"a new street of a known area", "2312ZZ", 1, KM_ADDRESS_UNKNOWN, "", ""},
    {"an area that is not in the table", "1012AB", 1, KM_ADDRESS_OUTSIDE, "buiten", "buiten"},
};

static void fill(KmPostcodes *p)
{
    km_postcodes_add(p, "2312AB", 1, "WK054601", "BU05460100");
    km_postcodes_add(p, "2312AB", 3, "WK054601", "BU05460100");
    km_postcodes_add(p, "2313AB", 1, "WK054604", "BU05460401");
    km_postcodes_add(p, "2313AB", 2, "WK054604", "BU05460402");
    km_postcodes_add(p, "2316NC", 1, "WK054603", "BU05460302");
    km_postcodes_add(p, "2316NC", 2, "WK054608", "BU05460800");
    km_postcodes_add(p, "2317AA", 0, "WK054608", "BU05460801");
    km_postcodes_add(p, "2341AA", 1, "WK057900", "BU05790001");
}

START_TEST(addresses_find_their_district)
{
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmCodeList *wijken = NULL;
    const Case *c = &cases[_i];
    ck_assert(km_codelist_read(arena, SOURCE_DIR "/importers/codes/wijk.json", &wijken, &err));
    KmPostcodes *postcodes = km_postcodes_open(arena, wijken);
    fill(postcodes);
    KmAddress found = km_postcodes_find(postcodes, c->pc6, c->number);
    const char *wijk = found.wijk < 0 ? "" : wijken->codes[found.wijk].code;
    ck_assert_msg(found.verdict == c->verdict, "%s: %d", c->name, (int)found.verdict);
    ck_assert_msg(km_text_equal(wijk, c->wijk), "%s: %s", c->name, wijk);
    ck_assert_msg(km_text_equal(found.buurt, c->buurt), "%s: %s", c->name, found.buurt);
    km_arena_close(arena);
}
END_TEST

START_TEST(a_table_of_many_postcodes_is_found_whole)
{
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmCodeList *wijken = NULL;
    ck_assert(km_codelist_read(arena, SOURCE_DIR "/importers/codes/wijk.json", &wijken, &err));
    KmPostcodes *postcodes = km_postcodes_open(arena, wijken);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 20000; i++) {
            char pc6[16];
            (void)snprintf(pc6, sizeof pc6, "%04dA%c", 2000 + i % 2000, 'A' + i / 2000);
            const char *wijk = wijken->codes[i % 10].code;
            if (round == 0) {
                km_postcodes_add(postcodes, pc6, i + 1, wijk, "BU05460001");
            } else {
                ck_assert_int_eq(km_postcodes_find(postcodes, pc6, i + 1).wijk, i % 10);
            }
        }
    }
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("postcodes");
    tcase_add_loop_test(tcase, addresses_find_their_district, 0, COUNT(cases));
    tcase_add_test(tcase, a_table_of_many_postcodes_is_found_whole);
    return run_case(tcase, "postcodes");
}
