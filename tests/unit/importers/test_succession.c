/* A register of successions: a school goes on as one other, on one day, and not as itself. */
#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"

enum { OTHERS = 100 };

typedef struct {
    const char *name;
    const char *rows;
    const char *findings; /* "": all is accepted */
    const char *told;     /* argument of the first finding of a row */
    const char *stored;   /* of the schools at hand */
} Case;

static const Case cases[] = {
    {"a school that goes on as itself", "90BX;90BX;01-08-2026\r\n", "successor-self@2:2", "", ""},
    {"so does a site", "90BX01;90bx01;01-08-2026\r\n", "successor-self@2:2", "", ""},
    {"and site 00, under the number of its school", "90BX00;90BX;01-08-2026\r\n",
     "successor-self@2:2", "", ""},
    {"a site that goes on as another of its school", "90BX01;90BX00;01-08-2026\r\n", "", "",
     "90BX01>90BX00"},
    {"or goes up in its school", "90BX01;90BX;01-08-2026\r\n", "", "", "90BX01>90BX"},
    {"all sites go up in one", "90BX;90BX00;01-08-2026\r\n", "", "", "90BX>90BX00"},
    {"two schools become one", "90BX;90CX;01-08-2026\r\n90DX;90CX;01-08-2026\r\n", "", "",
     "90BX>90CX 90DX>90CX"},
    {"a school in two", "90BX;90CX;01-08-2026\r\n90BX;90DX;01-08-2026\r\n",
     "successor-other@2:2 successor-other@3:2", "3", ""},
    {"in three", "90BX;90CX;01-08-2026\r\n90BX;90DX;01-08-2026\r\n90BX;90EX;01-08-2026\r\n",
     "successor-other@2:2 successor-other@3:2 successor-other@4:2", "3", ""},
    {"in two, and the first or second once more",
     "90BX;90CX;01-08-2026\r\n90BX;90DX;01-08-2026\r\n90BX;90DX;01-08-2026\r\n"
     "90BX;90CX;01-08-2026\r\n90BX;90DX;02-08-2026\r\n",
     "successor-other@2:2 successor-other@3:2 successor-other@4:2 successor-other@5:2 "
     "successor-other@6:2",
     "3", ""},
    {"a site in two", "90BX01;90CX00;01-08-2026\r\n90BX01;90DX00;01-08-2026\r\n",
     "successor-other@2:2 successor-other@3:2", "3", ""},
    {"on two days", "90BX;90CX;01-08-2026\r\n90BX;90DX;01-09-2026\r\n",
     "successor-other@2:2 successor-other@3:2", "3", ""},
    {"a row per site tells a split",
     "90BX00;90CX00;01-08-2026\r\n90BX01;90DX00;01-08-2026\r\n90BX;90EX;01-08-2026\r\n", "", "",
     "90BX00>90CX00 90BX01>90DX00 90BX>90EX"},
    {"the same row twice", "90BX;90CX;01-08-2026\r\n90BX;90CX;01-08-2026\r\n", "row-duplicate@3:0",
     "2", "90BX>90CX"},
    {"the same successor on another day", "90BX;90CX;01-08-2026\r\n90BX;90CX;01-09-2026\r\n",
     "row-replaced@2:0 row-replaces@3:0", "3", "90BX>90CX"},
    {"corrected, then in two",
     "90BX;90CX;01-08-2026\r\n90BX;90CX;01-09-2026\r\n90BX;90DX;01-08-2026\r\n",
     "row-replaced@2:0 row-replaces@3:0 successor-other@3:2 successor-other@4:2", "3", ""},
    {"two schools as each other", "90BX;90CX;01-08-2026\r\n90CX;90BX;01-08-2026\r\n",
     "successor-circle@2:2 successor-circle@3:2", "3", ""},
    {"three in a circle",
     "90BX;90CX;01-08-2026\r\n90CX;90DX;01-08-2026\r\n90DX;90BX;01-08-2026\r\n",
     "successor-circle@2:2 successor-circle@3:2 successor-circle@4:2", "3, 4", ""},
    {"a school before a circle",
     "90AX;90BX;01-08-2026\r\n90BX;90CX;01-08-2026\r\n90CX;90BX;01-08-2026\r\n",
     "successor-circle@3:2 successor-circle@4:2", "4", "90AX>90BX"},
    {"a site and a whole school as each other",
     "90BX01;90CX01;01-08-2026\r\n90CX;90BX;01-08-2026\r\n",
     "successor-circle@2:2 successor-circle@3:2", "3", ""},
    {"two sites and a whole school",
     "90BX01;90CX01;01-08-2026\r\n90BX02;90CX02;01-08-2026\r\n90CX;90BX;01-08-2026\r\n",
     "successor-circle@2:2 successor-circle@3:2 successor-circle@4:2", "4", ""},
    {"a site and another site of the school that follows",
     "90BX01;90CX02;01-08-2026\r\n90CX;90BX;01-08-2026\r\n", "", "", "90BX01>90CX02 90CX>90BX"},
    {"whose circle a later row breaks",
     "90BX;90CX;01-08-2026\r\n90CX;90BX;01-08-2026\r\n90CX;90BX;01-09-2026\r\n",
     "row-replaced@3:0 row-replaces@4:0", "4", "90BX>90CX 90CX>90BX"},
    {"back at a later day", "90BX;90CX;01-08-2026\r\n90CX;90BX;01-09-2026\r\n", "", "",
     "90BX>90CX 90CX>90BX"},
    {"a chain", "90BX;90CX;01-08-2026\r\n90CX;90DX;01-08-2026\r\n", "", "", "90BX>90CX 90CX>90DX"},
    {"all sites go up in one, which another school joins",
     "90BX;90BX00;01-08-2026\r\n90CX;90BX01;01-08-2026\r\n", "", "", "90BX>90BX00 90CX>90BX01"},
};

/* Before a hundred sites of which nothing is to be said, so that no file falls for its faults. */
static KmImportResult import_among_others(Fixture *f, const char *rows)
{
    KmText text = km_text_init(f->arena);
    km_text_addf(&text, "BRIN;Opvolger;Datum\r\n%s", rows);
    for (int i = 0; i < OTHERS; i++) {
        km_text_addf(&text, "90YX%02d;90ZX00;01-08-2026\r\n", i);
    }
    return fixture_import_text(f, "opvolging_gemeente_2026K3.csv", text.bytes);
}

static char *stored(Fixture *f)
{
    KmText text = km_text_init(f->arena);
    char *rest = NULL;
    char *rows = fixture_rows(f, "opvolging", "brin,opvolger");
    for (char *row = strtok_r(rows, " ", &rest); row != NULL; row = strtok_r(NULL, " ", &rest)) {
        char *bar = strchr(row, '|');
        if (strncmp(row, "90YX", 4) != 0 && bar != NULL) {
            *bar = '>';
            km_text_addf(&text, "%s%s", text.length == 0 ? "" : " ", row);
        }
    }
    return text.bytes == NULL ? km_strdup(f->arena, "") : text.bytes;
}

START_TEST(a_school_goes_on_as_one_other)
{
    Fixture f = fixture_open();
    const Case *c = &cases[_i];
    KmImportResult r = import_among_others(&f, c->rows);
    ck_assert_msg(r.accepted, "%s: %s", c->name, r.error.message);
    char *findings = fixture_findings(&f, &r);
    ck_assert_msg(km_text_equal(findings, c->findings), "%s: %s", c->name, findings);
    ck_assert_msg(r.n_findings == 0 || km_text_equal(r.findings[0].argument, c->told), "%s: %s",
                  c->name, r.n_findings == 0 ? "" : r.findings[0].argument);
    ck_assert_msg(km_text_equal(stored(&f), c->stored), "%s: %s", c->name, stored(&f));
    ck_assert_int_eq(r.delivery.accepted + r.delivery.remarked + r.delivery.refused +
                         r.delivery.duplicate,
                     r.delivery.lines_read);
    fixture_close(&f);
}
END_TEST

START_TEST(a_later_delivery_names_another_successor)
{
    Fixture f = fixture_open();
    KmImportResult first = fixture_import_text(&f, "opvolging_gemeente_2026K2.csv",
                                               "BRIN;Opvolger;Datum\r\n90BX;90CX;01-08-2026\r\n");
    KmImportResult second = fixture_import_text(&f, "opvolging_gemeente_2026K3.csv",
                                                "BRIN;Opvolger;Datum\r\n90BX;90DX;01-08-2026\r\n");
    ck_assert_msg(first.accepted && second.accepted, "%s", second.error.message);
    ck_assert_uint_eq(second.n_findings, 0);
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("succession");
    tcase_add_loop_test(tcase, a_school_goes_on_as_one_other, 0,
                        (int)(sizeof cases / sizeof cases[0]));
    tcase_add_test(tcase, a_later_delivery_names_another_successor);
    return run_case(tcase, "succession");
}
