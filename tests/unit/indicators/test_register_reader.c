/* Reading one register file, and the wording, line and remedy of what each wrong one is refused
 * with. */
#include "indicators/definition/definition.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static KmArena *arena;

static void open_arena(void)
{
    arena = km_arena_open();
}

static void close_arena(void)
{
    km_arena_close(arena);
}

static const char *edit(const char *text, const char *from, const char *to)
{
    if (from[0] == '\0') {
        return to;
    }
    const char *at = strstr(text, from);
    ck_assert_msg(at != NULL, "not in the file: %s", from);
    return km_format(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static const char good_register[] = "-- register: wijk\n"
                                    "-- order: 100\n"
                                    "-- form: spells\n"
                                    "-- dimension: wijk\n"
                                    "-- unit: kind\n"
                                    "-- list: wijk\n"
                                    "-- title: Wijk\n"
                                    "-- title-en: District\n"
                                    "-- uses: bevolking\n"
                                    "\n"
                                    "-- note: where a child lives\n"
                                    "SELECT kind AS unit, van, tot, wijk AS code FROM bevolking\n";
static const char good_table[] = "-- register: besluit\n"
                                 "-- order: 20\n"
                                 "-- form: table\n"
                                 "-- columns: kind person, van date,\n"
                                 "--   uren real\n"
                                 "-- title: Besluiten\n"
                                 "-- uses: jgz_indicatie\n"
                                 "\n"
                                 "SELECT 1\n";

START_TEST(a_dimension_register_is_read)
{
    KmRegister r;
    KmError err = {0};
    ck_assert_msg(
        km_register_read(arena, "wijk.sql", good_register, strlen(good_register), &r, &err), "%s",
        err.message);
    ck_assert_int_eq(r.form, KM_REGISTER_DIMENSION);
    ck_assert_str_eq(r.dimension.name, "wijk");
    ck_assert_str_eq(r.dimension.label_en, "District");
    ck_assert_str_eq(r.unit, "kind");
    ck_assert_str_eq(r.list, "wijk");
    ck_assert(!r.is_income);
    ck_assert_int_eq(r.order, 100);
    ck_assert_int_eq(r.line, 10);
}
END_TEST

START_TEST(an_open_dimension_is_read)
{
    KmRegister r;
    KmError err = {0};
    const char *text = edit(good_register, "-- list: wijk\n",
                            "-- codes: *\n-- names: locatie, brin, naam\n-- within: bestuur\n"
                            "-- class: schoolweging, 25, 30.5\n");
    ck_assert_msg(km_register_read(arena, "wijk.sql", text, strlen(text), &r, &err), "%s",
                  err.message);
    ck_assert(r.dimension.is_open);
    ck_assert_str_eq(r.dimension.within, "bestuur");
    ck_assert_str_eq(r.dimension.class_nl, "schoolweging");
    ck_assert_str_eq(r.names[2], "naam");
    ck_assert_uint_eq(r.n_class_bounds, 2);
    ck_assert_double_eq_tol(r.class_bounds[1], 30.5, 1e-12);
}
END_TEST

START_TEST(a_table_register_is_read)
{
    KmRegister r;
    KmError err = {0};
    ck_assert(km_register_read(arena, "besluit.sql", good_table, strlen(good_table), &r, &err));
    ck_assert_int_eq(r.form, KM_REGISTER_TABLE);
    ck_assert_uint_eq(r.n_columns, 3);
    ck_assert_str_eq(r.columns[2].name, "uren");
    ck_assert_str_eq(r.columns[2].type, "real");
}
END_TEST

typedef struct {
    const char *name;
    bool is_table;
    const char *from, *to;
    int64_t line;
    const char *message, *hint;
} RegisterRefusal;

static const RegisterRefusal register_refusals[] = {
    {"an unknown key is refused", false, "-- list:", "-- lijst:", 6,
     "there is no header key 'lijst'", "did you mean 'list'?"},
    {"a dimension needs its unit", false, "-- unit: kind\n", "", 9,
     "form spells needs the key 'unit'", "write '-- unit: …' above the SELECT"},
    {"a dimension needs codes", false, "-- list: wijk\n", "", 9,
     "form spells needs one of 'list' and 'codes'",
     "name a file of importers/codes, or write the codes here"},
    {"codes have two labels", false, "-- list: wijk\n", "-- codes: a=A; b=B|B\n", 6,
     "'a=A' in the key 'codes'; expected code=Dutch label|English label, separated by semicolons",
     ""},
    {"an unknown column type is refused", true, "van date", "van day", 4,
     "there is no column type 'day'", "did you mean 'date'?"},
    {"only an open dimension has names", false, "-- list: wijk\n",
     "-- list: wijk\n-- names: locatie, brin, naam\n", 7,
     "only a dimension with 'codes: *' has names, within and class",
     "leave the line out, or write '-- codes: *'"},
    {"names are a contract and two columns", false, "-- list: wijk\n",
     "-- codes: *\n-- names: locatie, naam\n", 7, "'names' is not a contract and two columns",
     "write '-- names: locatie, brin, naam'"},
    {"a class needs names", false, "-- list: wijk\n", "-- codes: *\n-- class: schoolweging, 25\n",
     7, "'class' is not a column of 'names' and ascending bounds",
     "write '-- class: schoolweging, 25, 30, 35', with '-- names: …'"},
    {"the bounds of classes ascend", false, "-- list: wijk\n",
     "-- codes: *\n-- names: locatie, brin, naam\n-- class: schoolweging, 30, 25\n", 8,
     "'class' is not a column of 'names' and ascending bounds",
     "write '-- class: schoolweging, 25, 30, 35', with '-- names: …'"},
    {"a table needs columns", true, "-- columns: kind person, van date,\n--   uren real\n", "", 6,
     "form table needs the key 'columns'", "write '-- columns: kind person, van date, reden text'"},
    {"an unknown form is refused", true, "-- form: table", "-- form: tabel", 3,
     "there is no form 'tabel'", "did you mean 'table'?"},
    {"the name is the file's", true, "-- register: besluit", "-- register: besluiten", 1,
     "the register is not called as its file",
     "small letters, digits and _; the file is that name with .sql"},
};

START_TEST(a_wrong_register_is_refused)
{
    const RegisterRefusal *c = &register_refusals[_i];
    KmRegister r;
    KmError err = {0};
    const char *text = edit(c->is_table ? good_table : good_register, c->from, c->to);
    ck_assert_msg(!km_register_read(arena, c->is_table ? "besluit.sql" : "wijk.sql", text,
                                    strlen(text), &r, &err),
                  "%s: accepted", c->name);
    ck_assert_msg(strcmp(err.message, c->message) == 0, "%s: %s", c->name, err.message);
    ck_assert_msg(strcmp(err.hint, c->hint) == 0, "%s: %s", c->name, err.hint);
    ck_assert_msg(err.line == c->line, "%s: line %lld", c->name, (long long)err.line);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("register_reader");
    TCase *tcase = tcase_create("registers");
    tcase_add_checked_fixture(tcase, open_arena, close_arena);
    tcase_add_test(tcase, a_dimension_register_is_read);
    tcase_add_test(tcase, an_open_dimension_is_read);
    tcase_add_test(tcase, a_table_register_is_read);
    tcase_add_loop_test(tcase, a_wrong_register_is_refused, 0,
                        (int)(sizeof register_refusals / sizeof *register_refusals));
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
