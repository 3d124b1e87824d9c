#include "importers/decoding/row_hash.h"

#include "tests/unit/importers/run.h"

#include <string.h>

enum { COLUMNS = 3, TEXT = 400 };

typedef struct {
    const char *name;
    const char *texts[2];       /* all cells of a row, one behind the other; NULL: letters a */
    size_t lengths[2][COLUMNS]; /* of its cells */
    int own_number;             /* column; -1: none */
    bool is_same;
} Pair;

static const Pair pairs[] = {
    {"alike", {"abcdef", "abcdef"}, {{1, 2, 3}, {1, 2, 3}}, -1, true},
    {"another letter", {"abcdef", "abcdeg"}, {{1, 2, 3}, {1, 2, 3}}, -1, false},
    {"one letter in another cell", {"abcdef", "abcdef"}, {{1, 2, 3}, {2, 1, 3}}, -1, false},
    {"an empty cell before", {"ab", "ab"}, {{0, 1, 1}, {1, 0, 1}}, -1, false},
    {"all empty", {"", ""}, {{0, 0, 0}, {0, 0, 0}}, -1, true},
    /* 131 * 131 - 132 * 131 + 131 = 0 */
    {"lengths that weigh the same", {NULL, NULL}, {{10, 200, 20}, {11, 68, 151}}, -1, false},
    {"another number of its own", {"1bcdef", "2bcdef"}, {{1, 2, 3}, {1, 2, 3}}, 0, true},
    {"a longer number of its own", {"9bcdef", "10bcdef"}, {{1, 2, 3}, {2, 2, 3}}, 0, true},
    {"in the middle", {"a1bc", "a22bc"}, {{1, 1, 2}, {1, 2, 2}}, 1, true},
    {"other cells around it", {"a1bc", "a1bd"}, {{1, 1, 2}, {1, 1, 2}}, 1, false},
};

static uint64_t hash_of(const KmRowHash *hash, const char *text, const size_t lengths[COLUMNS])
{
    char bytes[TEXT];
    KmSlice fields[COLUMNS];
    size_t used = 0;
    memset(bytes, 'a', sizeof bytes);
    if (text != NULL) {
        memcpy(bytes, text, strlen(text));
    }
    for (int i = 0; i < COLUMNS; i++) {
        fields[i] = (KmSlice){bytes + used, lengths[i]};
        used += lengths[i];
    }
    return km_row_hash(hash, &(KmRecord){.fields = fields, .n_fields = COLUMNS});
}

START_TEST(rows_are_the_same_when_their_cells_are)
{
    const Pair *c = &pairs[_i];
    int field_of_column[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        field_of_column[i] = KM_COLUMN_RECORD;
    }
    KmHeader header = {.record_column = c->own_number, .field_of_column = field_of_column};
    KmRowHash hash = km_row_hash_start(&header);
    uint64_t first = hash_of(&hash, c->texts[0], c->lengths[0]);
    ck_assert_msg((first == hash_of(&hash, c->texts[1], c->lengths[1])) == c->is_same, "%s",
                  c->name);
}
END_TEST

START_TEST(each_file_has_a_secret_of_its_own)
{
    static const size_t lengths[COLUMNS] = {1, 2, 3};
    KmHeader header = {.record_column = -1};
    KmRowHash first = km_row_hash_start(&header);
    KmRowHash second = km_row_hash_start(&header);
    ck_assert(hash_of(&first, "abcdef", lengths) != hash_of(&second, "abcdef", lengths));
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("row_hash");
    tcase_add_loop_test(tcase, rows_are_the_same_when_their_cells_are, 0, COUNT(pairs));
    tcase_add_test(tcase, each_file_has_a_secret_of_its_own);
    return run_case(tcase, "row_hash");
}
