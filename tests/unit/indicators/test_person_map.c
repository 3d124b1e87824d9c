/* Who is who in a selection: worked out by hand from the rules in person_map.h. */
#include "indicators/worktables/person_map.h"

#include "engine/base/text.h"
#include "tests/unit/store/fixture.h"

enum { MOST_ROWS = 12, PERSONS = 9, RECEIVED = 20740 };

/* A row: of the population (b) or of the placements of houder p or q, who, and the hash of birth
 * date, sex and postcode. Persons 1 to 4 have a number, 5 to 9 have none. */
typedef struct {
    char delivery;
    int person;
    int key; /* 0: not whole */
} Row;

typedef struct {
    const char *promise;
    Row rows[MOST_ROWS];
    KmPersonLink link;    /* old 0: none */
    const char *expected; /* who is another, then the grades by person */
} Case;

static const Case cases[] = {
    {"numbers alone: everybody himself", {{'b', 1, 7}, {'p', 1, 7}}, {0}, "; "},
    {"the only child with these traits", {{'b', 1, 7}, {'p', 5, 7}}, {0}, "5=1; 1:zwak "},
    {"nobody has them", {{'b', 1, 7}, {'p', 5, 8}}, {0}, "; 5:geen "},
    {"traits that are not whole link nobody", {{'b', 1, 0}, {'p', 5, 0}}, {0}, "; 5:geen "},
    {"twins in the population: neither", {{'b', 1, 7}, {'b', 2, 7}, {'p', 5, 7}}, {0}, "; 5:geen "},
    {"twins without a number, one registered: neither",
     {{'b', 1, 7}, {'p', 5, 7}, {'p', 6, 7}},
     {0},
     "; 5:geen 6:geen "},
    {"twins of whom one has a number in the file: the other stays itself",
     {{'b', 1, 7}, {'p', 1, 7}, {'p', 5, 7}},
     {0},
     "; 5:geen "},
    {"the same child at two houders is one",
     {{'b', 1, 7}, {'p', 5, 7}, {'q', 6, 7}},
     {0},
     "5=1 6=1; 1:zwak "},
    {"two houders, no registered child: two",
     {{'b', 1, 8}, {'p', 5, 7}, {'q', 6, 7}},
     {0},
     "; 5:geen 6:geen "},
    {"a child that moved is found by its new address too",
     {{'b', 1, 7}, {'b', 1, 8}, {'p', 5, 8}},
     {0},
     "5=1; 1:zwak "},
    {"two addresses that lead to two children: neither",
     {{'b', 1, 7}, {'b', 2, 8}, {'p', 5, 7}, {'p', 5, 8}},
     {0},
     "; 5:geen "},
    {"a number at another houder is enough", {{'q', 1, 7}, {'p', 5, 7}}, {0}, "5=1; 1:zwak "},
    {"who was linked by hand is one, and one for the traits",
     {{'b', 2, 7}, {'b', 1, 7}, {'p', 5, 7}},
     {.old = 1, .new = 2, .known = RECEIVED},
     "1=2 5=2; 2:zwak "},
    {"a link not known yet is none",
     {{'b', 2, 7}, {'b', 1, 7}, {'p', 5, 7}},
     {.old = 1, .new = 2, .known = RECEIVED + 1},
     "; 5:geen "},
};

static const KmColumn columns[] = {{"kind", KM_COLUMN_PERSON, "", "", ""},
                                   {KM_LINK_COLUMN, KM_COLUMN_INT, "", "", ""}};

typedef struct {
    const Row *rows;
    char delivery;
    int at;
} Given;

static int next_row(void *self, KmCell *cells, KmError *err)
{
    Given *given = self;
    (void)err;
    while (given->at < MOST_ROWS && given->rows[given->at].delivery != given->delivery) {
        given->at++;
    }
    if (given->at >= MOST_ROWS) {
        return 0;
    }
    const Row *row = &given->rows[given->at++];
    cells[0] = (KmCell){.type = KM_CELL_INT, .integer = given->at + 1};
    cells[1] = (KmCell){.type = KM_CELL_INT, .integer = row->person};
    cells[2] = row->key == 0 ? (KmCell){.type = KM_CELL_NULL}
                             : (KmCell){.type = KM_CELL_INT, .integer = row->key};
    return 1;
}

static void deliver(Fixture *f, const Case *c, char name)
{
    char hash[] = {name, '\0'};
    KmTableSpec spec = {.contract = name == 'b' ? "bevolking" : "ko_plaatsing",
                        .columns = columns,
                        .n_columns = 2,
                        .authority = KM_AUTHORITY_PERIOD,
                        .spell_from = "",
                        .spell_to = "",
                        .contract_hash = "x"};
    KmDelivery d = place_delivery(f,
                                  name == 'q'   ? "zandbak"
                                  : name == 'p' ? "kiem"
                                                : "gemeente",
                                  "2026K3");
    Given given = {c->rows, name, 0};
    int64_t stored = 0;
    d.contract = spec.contract;
    d.content_hash = hash;
    ck_ok(f, km_table_ensure(f->store, &spec, &f->err));
    ck_ok(f, km_delivery_add(f->store, &d, &f->err));
    ck_ok(f, km_table_insert(f->store, &spec, d.number, (KmRowSource){&given, next_row}, &stored,
                             &f->err));
    d.lines_read = d.accepted = stored;
    ck_ok(f, km_delivery_set_balance(f->store, &d, &f->err));
}

static void make_persons(Fixture *f)
{
    KmPersonBook *book = NULL;
    ck_ok(f, km_person_book_open(f->store, &book, &f->err));
    for (int i = 1; i <= PERSONS; i++) {
        uint8_t pseudonym[KM_PSEUDONYM_BYTES] = {(uint8_t)(i * 37), (uint8_t)i};
        ck_assert_int_eq(km_person_number(book, pseudonym), i);
        if (i > 4) {
            km_person_set_provisional(book, i);
            km_person_set_provisional(book, i);
        }
    }
    ck_ok(f, km_person_book_save(book, &f->err));
    km_person_book_close(book);
}

static char *written(KmArena *arena, const KmPersonMap *map)
{
    KmText text = km_text_init(arena);
    for (int64_t i = 1; i <= PERSONS; i++) {
        if (km_person_of(map, i) != i) {
            km_text_addf(&text, "%s%lld=%lld", text.length == 0 ? "" : " ", (long long)i,
                         (long long)km_person_of(map, i));
        }
    }
    km_text_add(&text, "; ");
    for (size_t i = 0; i < map->n_graded; i++) {
        km_text_addf(&text, "%lld:%s ", (long long)map->graded[i].person,
                     map->graded[i].grade == KM_LINK_WEAK ? "zwak" : "geen");
    }
    return text.bytes;
}

START_TEST(who_is_who)
{
    static const char *const orders[] = {"bpq", "qpb", "pqb"};
    const Case *c = &cases[_i];
    for (size_t order = 0; order < 3; order++) {
        Fixture f = fixture_open();
        KmDelivery *deliveries = NULL;
        KmTableSpec *specs = NULL;
        size_t n = 0;
        size_t n_specs = 0;
        KmPersonMap map;
        bool added = false;
        ck_ok(&f, km_store_begin(f.store, &f.err));
        make_persons(&f);
        for (const char *name = orders[order]; *name != '\0'; name++) {
            deliver(&f, c, *name);
        }
        if (c->link.old != 0) {
            ck_ok(&f, km_person_link_add(f.store, &c->link, &added, &f.err));
            ck_assert(added);
        }
        ck_ok(&f, km_store_commit(f.store, &f.err));
        ck_ok(&f, km_delivery_list(f.store, f.arena, &deliveries, &n, &f.err));
        ck_ok(&f, km_table_list(f.store, f.arena, &specs, &n_specs, &f.err));
        KmSelection selection = km_selection_make(f.arena, deliveries, n, KM_DATE_OPEN);
        ck_ok(&f, km_person_map_make(f.store, f.arena, specs, n_specs, deliveries, &selection, &map,
                                     &f.err));
        ck_assert_msg(strcmp(written(f.arena, &map), c->expected) == 0, "%s (%s): '%s'", c->promise,
                      orders[order], written(f.arena, &map));
        for (size_t i = 0; i < map.n_graded; i++) {
            ck_assert_msg(strlen(map.graded[i].contracts) > 2, "whose rows those are is not said");
        }
        fixture_close(&f);
    }
}
END_TEST

START_TEST(links_are_said_once_and_form_no_ring)
{
    Fixture f = fixture_open();
    bool added = false;
    ck_ok(&f, km_store_begin(f.store, &f.err));
    make_persons(&f);
    ck_ok(&f, km_person_link_add(f.store, &(KmPersonLink){1, 2, 10}, &added, &f.err));
    ck_ok(&f, km_person_link_add(f.store, &(KmPersonLink){2, 3, 10}, &added, &f.err));
    ck_ok(&f, km_person_link_add(f.store, &(KmPersonLink){1, 2, 20}, &added, &f.err));
    ck_assert(!added);
    ck_refused(&f, km_person_link_add(f.store, &(KmPersonLink){1, 4, 20}, &added, &f.err),
               KM_ERROR_INPUT, "linked to another");
    ck_refused(&f, km_person_link_add(f.store, &(KmPersonLink){3, 1, 20}, &added, &f.err),
               KM_ERROR_INPUT, "the other way round");
    ck_ok(&f, km_store_commit(f.store, &f.err));
    KmSelection selection = {.knowledge = 30};
    KmPersonMap map;
    ck_ok(&f, km_person_map_make(f.store, f.arena, NULL, 0, NULL, &selection, &map, &f.err));
    ck_assert_int_eq(km_person_of(&map, 1), 3);
    ck_assert_int_eq(km_person_of(&map, 2), 3);
    ck_assert_int_eq(km_person_of(&map, 3), 3);
    fixture_close(&f);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_loop_test(tests, who_is_who, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tests, links_are_said_once_and_form_no_ring);
}

int main(void)
{
    return run_suite("person_map", fill);
}
