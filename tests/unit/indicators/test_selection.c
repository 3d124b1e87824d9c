/* Which delivery speaks on which day, counted by hand on a month-long calendar: day 0 = 1 January
 * 1970, periods of ten days. */
#include "indicators/worktables/selection.h"

#include "engine/base/text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 6 };

typedef struct {
    char name; /* how the expectation calls it; also its content hash; a capital is a mutation */
    const char *deliverer;
    KmAuthority authority;
    KmDate from, to; /* period */
    KmDate received;
    int version;      /* stated; 0: not */
    KmDate withdrawn; /* 0: not */
    int rows;
} Given;

typedef struct {
    const char *promise;
    Given given[MOST];
    KmDate knowledge;
    const char *expected; /* deliverer:name@from-to … */
} Case;

#define PERIOD KM_AUTHORITY_PERIOD
#define HISTORY KM_AUTHORITY_HISTORY
#define REGISTER KM_AUTHORITY_REGISTER
#define STAND KM_AUTHORITY_STAND

static const Case cases[] = {
    {"nothing delivered, nothing speaks", {{0}}, 100, ""},
    {"each period speaks for itself",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0}, {'b', "x", PERIOD, 10, 20, 22, 0, 0}},
     100,
     "x:a@0-10 x:b@10-20 "},
    {"a missing period leaves a hole",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0}, {'b', "x", PERIOD, 20, 30, 32, 0, 0}},
     100,
     "x:a@0-10 x:b@20-30 "},
    {"a later version of one period replaces the first, received on one day",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0}, {'b', "x", PERIOD, 0, 10, 12, 2, 0}},
     100,
     "x:b@0-10 "},
    {"the later received replaces, when no version is stated",
     {{'a', "x", PERIOD, 0, 10, 15, 0, 0}, {'b', "x", PERIOD, 0, 10, 12, 0, 0}},
     100,
     "x:a@0-10 "},
    {"of stated versions the highest counts, whenever it was received",
     {{'a', "x", PERIOD, 0, 10, 15, 1, 0}, {'b', "x", PERIOD, 0, 10, 12, 2, 0}},
     100,
     "x:b@0-10 "},
    {"a stated version that is not known yet outranks nothing",
     {{'a', "x", PERIOD, 0, 10, 12, 1, 0}, {'b', "x", PERIOD, 0, 10, 15, 2, 0}},
     14,
     "x:a@0-10 "},
    {"a withdrawn version outranks nothing",
     {{'a', "x", PERIOD, 0, 10, 15, 1, 0}, {'b', "x", PERIOD, 0, 10, 12, 2, 40}},
     100,
     "x:a@0-10 "},
    {"a withdrawal moves the knowledge date that nobody named",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0}, {'b', "x", PERIOD, 0, 10, 15, 0, 60}},
     KM_DATE_OPEN,
     "x:a@0-10 "},
    {"a mutation speaks over the full delivery before it",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0}, {'M', "x", PERIOD, 10, 20, 22, 0, 0}},
     100,
     "x:a@0-10 x:a+M@10-20 "},
    {"mutations pile up in the order of their periods, whenever received",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0},
      {'M', "x", PERIOD, 10, 20, 52, 0, 0},
      {'N', "x", PERIOD, 20, 30, 32, 0, 0}},
     100,
     "x:a@0-10 x:a+M@10-20 x:a+M+N@20-30 "},
    {"what was not known yet is no layer",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0},
      {'M', "x", PERIOD, 10, 20, 52, 0, 0},
      {'N', "x", PERIOD, 20, 30, 32, 0, 0}},
     51,
     "x:a@0-10 x:a+N@20-30 "},
    {"a full delivery ends the pile",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0},
      {'M', "x", PERIOD, 10, 20, 22, 0, 0},
      {'b', "x", PERIOD, 20, 30, 32, 0, 0},
      {'N', "x", PERIOD, 30, 40, 42, 0, 0}},
     100,
     "x:a@0-10 x:a+M@10-20 x:b@20-30 x:b+N@30-40 "},
    {"two mutations of one period both count, the later received on top",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0},
      {'N', "x", PERIOD, 10, 20, 25, 0, 0},
      {'M', "x", PERIOD, 10, 20, 22, 0, 0}},
     100,
     "x:a@0-10 x:a+M+N@10-20 "},
    {"a corrected base lies under the same mutation",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0},
      {'M', "x", PERIOD, 10, 20, 22, 0, 0},
      {'b', "x", PERIOD, 0, 10, 40, 0, 0}},
     100,
     "x:b@0-10 x:b+M@10-20 "},
    {"a mutation withdrawn leaves a hole, not the base",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0}, {'M', "x", PERIOD, 10, 20, 22, 0, 50}},
     100,
     "x:a@0-10 "},
    {"a mutation of history speaks for all before it",
     {{'a', "x", HISTORY, 0, 10, 12, 0, 0}, {'M', "x", HISTORY, 10, 20, 22, 0, 0}},
     100,
     "x:a+M@-20 "},
    {"a mutation of a register lasts until the next",
     {{'a', "x", REGISTER, 0, 10, 12, 0, 0}, {'M', "x", REGISTER, 10, 20, 22, 0, 0}},
     100,
     "x:a@0-10 x:a+M@10- "},
    {"a mutation without a full delivery before it says nothing",
     {{'M', "x", PERIOD, 10, 20, 22, 0, 0}, {'a', "x", PERIOD, 20, 30, 32, 0, 0}},
     100,
     "x:a@20-30 "},
    {"nor does one whose full delivery was withdrawn",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 50}, {'M', "x", PERIOD, 10, 20, 22, 0, 0}},
     100,
     ""},
    {"of unstated versions of one day the larger counts",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0, 31}, {'b', "x", PERIOD, 0, 10, 12, 0, 0, 30}},
     100,
     "x:a@0-10 "},
    {"a stated version counts above a larger unstated one of the day",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0, 31}, {'b', "x", PERIOD, 0, 10, 12, 1, 0, 30}},
     100,
     "x:b@0-10 "},
    {"equal in all else, the content decides",
     {{'b', "x", PERIOD, 0, 10, 12, 0, 0}, {'a', "x", PERIOD, 0, 10, 12, 0, 0}},
     100,
     "x:b@0-10 "},
    {"before it was received a correction is not known",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0}, {'b', "x", PERIOD, 0, 10, 40, 2, 0}},
     39,
     "x:a@0-10 "},
    {"on the day it was received it is",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0}, {'b', "x", PERIOD, 0, 10, 40, 2, 0}},
     40,
     "x:b@0-10 "},
    {"a late correction reaches as far as its own period",
     {{'a', "x", PERIOD, 0, 30, 32, 0, 0}, {'b', "x", PERIOD, 10, 20, 40, 0, 0}},
     100,
     "x:a@0-10 x:b@10-20 x:a@20-30 "},
    {"withdrawn from that knowledge date on",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0}, {'b', "x", PERIOD, 0, 10, 20, 2, 50}},
     50,
     "x:a@0-10 "},
    {"not yet withdrawn the day before",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0}, {'b', "x", PERIOD, 0, 10, 20, 2, 50}},
     49,
     "x:b@0-10 "},
    {"the newest history speaks alone for all before it",
     {{'a', "x", HISTORY, 0, 10, 12, 0, 0}, {'b', "x", HISTORY, 10, 20, 22, 0, 0}},
     100,
     "x:b@-20 "},
    {"received on one day, the history of the later period is the newer",
     {{'b', "x", HISTORY, 10, 20, 22, 0, 0}, {'a', "x", HISTORY, 0, 10, 22, 0, 0}},
     100,
     "x:b@-20 "},
    {"an older history received late speaks up to its own end only",
     {{'a', "x", HISTORY, 0, 10, 40, 2, 0}, {'b', "x", HISTORY, 10, 20, 22, 0, 0}},
     100,
     "x:a@-10 x:b@10-20 "},
    {"a register speaks until the next one starts, the last stays",
     {{'a', "x", REGISTER, 0, 10, 12, 0, 0}, {'b', "x", REGISTER, 10, 20, 22, 0, 0}},
     100,
     "x:a@0-10 x:b@10- "},
    {"a register skips periods that nobody delivered",
     {{'a', "x", REGISTER, 0, 10, 12, 0, 0}, {'b', "x", REGISTER, 20, 30, 32, 0, 0}},
     100,
     "x:a@0-20 x:b@20- "},
    {"a register corrected late does not speak over the next one",
     {{'a', "x", REGISTER, 0, 10, 12, 0, 0},
      {'b', "x", REGISTER, 10, 20, 22, 0, 0},
      {'c', "x", REGISTER, 0, 10, 40, 2, 0}},
     100,
     "x:c@0-10 x:b@10- "},
    {"a register not known yet does not end the one before",
     {{'a', "x", REGISTER, 0, 10, 12, 0, 0}, {'b', "x", REGISTER, 10, 20, 22, 0, 0}},
     21,
     "x:a@0- "},
    {"a stand speaks on the last day of its period",
     {{'a', "x", STAND, 0, 10, 12, 0, 0}, {'b', "x", STAND, 10, 20, 22, 0, 0}},
     100,
     "x:a@9-10 x:b@19-20 "},
    {"deliverers do not speak over each other",
     {{'a', "y", PERIOD, 0, 10, 12, 0, 0}, {'b', "x", PERIOD, 0, 10, 22, 0, 0}},
     100,
     "x:b@0-10 y:a@0-10 "},
    {"no knowledge date means the latest received",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0}, {'b', "x", PERIOD, 0, 10, 40, 2, 0}},
     KM_DATE_OPEN,
     "x:b@0-10 "},
};

static KmDelivery delivery_of(const Given *given)
{
    static const char hashes[] = "a\0b\0c\0d\0e\0M\0N";
    bool is_mutation = given->name < 'a';
    KmDelivery delivery = {
        .contract = "ko_plaatsing",
        .deliverer = given->deliverer,
        .period = {.from = given->from, .to = given->to},
        .version = given->version == 0 ? 1 : given->version,
        .version_stated = given->version != 0,
        .kind = is_mutation ? "mutatie" : "volledig",
        .authority = given->authority,
        .received = given->received,
        .withdrawn = given->withdrawn == 0 ? KM_DATE_OPEN : given->withdrawn,
        .content_hash = &hashes[2 * (is_mutation ? 5 + given->name - 'M' : given->name - 'a')],
        .lines_read = given->rows,
        .accepted = given->rows,
        .speaks_from = given->from,
        .speaks_to = given->to};
    if (given->authority == HISTORY) {
        delivery.speaks_from = KM_DATE_EVER;
    } else if (given->authority == REGISTER) {
        delivery.speaks_to = KM_DATE_OPEN;
    } else if (given->authority == STAND) {
        delivery.speaks_from = given->to - 1;
    }
    return delivery;
}

static const char *written(KmArena *arena, const KmDelivery *deliveries,
                           const KmSelection *selection)
{
    KmText text = km_text_init(arena);
    for (size_t i = 0; i < selection->n_segments; i++) {
        const KmSegment *segment = &selection->segments[i];
        const KmDelivery *delivery = &deliveries[segment->delivery];
        bool goes_on = i > 0 && segment->stack != 0 && segment[-1].stack == segment->stack;
        bool has_more = segment->stack != 0 && i + 1 < selection->n_segments &&
                        segment[1].stack == segment->stack;
        km_text_addf(&text, "%s%s%s%s", goes_on ? "" : delivery->deliverer, goes_on ? "+" : ":",
                     delivery->content_hash, has_more ? "" : "@");
        if (has_more) {
            continue;
        }
        if (segment->from != KM_DATE_EVER) {
            km_text_addf(&text, "%d", segment->from);
        }
        km_text_add(&text, "-");
        if (segment->to != KM_DATE_OPEN) {
            km_text_addf(&text, "%d", segment->to);
        }
        km_text_add(&text, " ");
    }
    return text.bytes;
}

/* Every order of importing must give the same: all rotations and their mirror images are tried. */
START_TEST(speaks_alone)
{
    const Case *c = &cases[_i];
    KmArena *arena = km_arena_open();
    KmDelivery deliveries[MOST];
    size_t count = 0;
    while (count < MOST && c->given[count].name != 0) {
        count++;
    }
    for (size_t order = 0; order < 2 * count + 1; order++) {
        for (size_t i = 0; i < count; i++) {
            size_t from = order < count ? (i + order) % count : (2 * count - i + order) % count;
            deliveries[i] = delivery_of(&c->given[from]);
        }
        KmSelection selection = km_selection_make(arena, deliveries, count, c->knowledge);
        const char *found = written(arena, deliveries, &selection);
        ck_assert_msg(strcmp(found, c->expected) == 0, "%s: expected %s found %s", c->promise,
                      c->expected, found);
    }
    km_arena_close(arena);
}
END_TEST

static const Case marks[] = {
    {"one delivery corrects nothing", {{'a', "x", PERIOD, 0, 10, 12, 0, 0, 40}}, 100, ""},
    {"nor does one of another period",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0, 40}, {'b', "x", PERIOD, 10, 20, 22, 0, 0, 4}},
     100,
     ""},
    {"the later of a period corrects, wherever it stands in the list",
     {{'b', "x", PERIOD, 0, 10, 22, 0, 0, 40}, {'a', "x", PERIOD, 0, 10, 12, 0, 0, 40}},
     100,
     "b+ "},
    {"so does the higher version that came first",
     {{'b', "x", PERIOD, 0, 10, 12, 2, 0, 40}, {'a', "x", PERIOD, 0, 10, 22, 1, 0, 40}},
     100,
     "b+ "},
    {"less than half is shrunk",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0, 40}, {'b', "x", PERIOD, 0, 10, 22, 0, 0, 19}},
     100,
     "b+! "},
    {"half is not",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0, 40}, {'b', "x", PERIOD, 0, 10, 22, 0, 0, 20}},
     100,
     "b+ "},
    {"nine rows may halve",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0, 9}, {'b', "x", PERIOD, 0, 10, 22, 0, 0, 1}},
     100,
     "b+ "},
    {"shrunk beside the one before, not beside the first",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0, 40},
      {'b', "x", PERIOD, 0, 10, 22, 0, 0, 12},
      {'c', "x", PERIOD, 0, 10, 32, 0, 0, 11}},
     100,
     "b+! c+ "},
    {"beside a withdrawn one nothing is a correction",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 50, 40}, {'b', "x", PERIOD, 0, 10, 22, 0, 0, 11}},
     100,
     ""},
    {"a mutation is small by nature",
     {{'a', "x", PERIOD, 0, 10, 12, 0, 0, 40}, {'M', "x", PERIOD, 0, 10, 22, 0, 0, 2}},
     100,
     ""},
};

/* The delivery's name, `+` when it corrects, `!` when it shrank; in the order of the names. */
START_TEST(marks_are_those_beside_what_is_known)
{
    const Case *c = &marks[_i];
    KmArena *arena = km_arena_open();
    KmDelivery deliveries[MOST];
    size_t count = 0;
    for (; count < MOST && c->given[count].name != 0; count++) {
        deliveries[count] = delivery_of(&c->given[count]);
    }
    KmSelection selection = km_selection_make(arena, deliveries, count, c->knowledge);
    KmText text = km_text_init(arena);
    for (char name = 'A'; name <= 'z'; name++) {
        for (size_t i = 0; i < count; i++) {
            const KmSelectionMarks *own = &selection.marks[i];
            if (c->given[i].name == name && (own->corrects || own->shrank)) {
                km_text_addf(&text, "%c%s%s ", name, own->corrects ? "+" : "",
                             own->shrank ? "!" : "");
            }
        }
    }
    ck_assert_msg(strcmp(text.bytes == NULL ? "" : text.bytes, c->expected) == 0, "%s: '%s'",
                  c->promise, text.bytes);
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("selection");
    TCase *tests = tcase_create("selection");
    tcase_add_loop_test(tests, speaks_alone, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_loop_test(tests, marks_are_those_beside_what_is_known, 0,
                        (int)(sizeof marks / sizeof *marks));
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
