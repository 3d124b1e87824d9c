#include "engine/store/internal.h"

#include "tests/unit/store/fixture.h"

START_TEST(delivery_comes_back_with_all_its_properties)
{
    Fixture f = fixture_open();
    KmDelivery d = place_delivery(&f, "de-kiem", "2025-2026");
    d.authority = KM_AUTHORITY_HISTORY;
    d.speaks_from = KM_DATE_EVER;
    d.kind = "correctie";
    d.flags = "correctie,veel-afgekeurd";
    d.lines_read = 10;
    d.accepted = 4;
    d.remarked = 3;
    d.refused = 2;
    d.duplicate = 1;
    d.cells_required = 50;
    d.cells_filled = 49;
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_ok(&f, km_delivery_add(f.store, &d, &f.err));
    ck_ok(&f, km_store_commit(f.store, &f.err));
    fixture_reopen(&f);
    KmDelivery *read = NULL;
    size_t count = 0;
    ck_ok(&f, km_delivery_list(f.store, f.arena, &read, &count, &f.err));
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(km_delivery_id(f.arena, &read[0]), "ko_plaatsing/de-kiem/2025-2026/1");
    ck_assert_int_eq(read[0].number, 1);
    ck_assert_int_eq((int)read[0].authority, KM_AUTHORITY_HISTORY);
    ck_assert_int_eq(read[0].speaks_from, KM_DATE_EVER);
    ck_assert_int_eq(read[0].period.from, d.period.from);
    ck_assert_int_eq(read[0].withdrawn, KM_DATE_OPEN);
    ck_assert_str_eq(read[0].kind, "correctie");
    ck_assert_str_eq(read[0].flags, d.flags);
    ck_assert_str_eq(read[0].dialect, d.dialect);
    ck_assert_int_eq(read[0].bytes, 1234);
    ck_assert(read[0].lines_read == 10 && read[0].accepted == 4 && read[0].remarked == 3 &&
              read[0].refused == 2 && read[0].duplicate == 1);
    ck_assert(read[0].cells_required == 50 && read[0].cells_filled == 49);
    fixture_close(&f);
}
END_TEST

START_TEST(versions_count_up_within_contract_deliverer_and_period)
{
    static const struct {
        const char *deliverer;
        const char *period;
        int version;
    } wanted[] = {{"de-kiem", "2026K3", 1},
                  {"de-kiem", "2026K3", 2},
                  {"wereldkind", "2026K3", 1},
                  {"de-kiem", "2025K4", 1}};
    static const char *const ids[] = {
        "ko_plaatsing/de-kiem/2025K4/1", "ko_plaatsing/de-kiem/2026K3/1",
        "ko_plaatsing/de-kiem/2026K3/2", "ko_plaatsing/wereldkind/2026K3/1"};
    Fixture f = fixture_open();
    KmDelivery *read = NULL;
    size_t count = 0;
    ck_ok(&f, km_store_begin(f.store, &f.err));
    for (size_t i = 0; i < 4; i++) {
        KmDelivery d = deliver_places(&f, wanted[i].deliverer, wanted[i].period, 1);
        ck_assert_int_eq(d.version, wanted[i].version);
        ck_assert_int_eq(d.number, (int64_t)i + 1);
    }
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_ok(&f, km_delivery_list(f.store, f.arena, &read, &count, &f.err));
    ck_assert_uint_eq(count, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(km_delivery_id(f.arena, &read[i]), ids[i]);
    }
    fixture_close(&f);
}
END_TEST

START_TEST(lines_that_do_not_add_up_are_a_bug)
{
    Fixture f = fixture_open();
    KmDelivery d = place_delivery(&f, "de-kiem", "2026K3");
    ck_ok(&f, km_store_begin(f.store, &f.err));
    ck_ok(&f, km_delivery_add(f.store, &d, &f.err));
    d.lines_read = 3;
    d.accepted = 2;
    ck_refused(&f, km_delivery_set_balance(f.store, &d, &f.err), KM_ERROR_BUG, "3 lines were read");
    ck_refused(&f, km_delivery_add(f.store, &d, &f.err), KM_ERROR_BUG, "3 lines were read");
    d.number = 77;
    d.accepted = 3;
    ck_refused(&f, km_delivery_set_balance(f.store, &d, &f.err), KM_ERROR_BUG, "no delivery 77");
    fixture_close(&f);
}
END_TEST

START_TEST(committed_delivery_is_sealed_but_can_be_withdrawn_once)
{
    Fixture f = fixture_open();
    KmDelivery found;
    ck_ok(&f, km_store_begin(f.store, &f.err));
    KmDelivery d = deliver_places(&f, "de-kiem", "2026K3", 2);
    ck_ok(&f, km_store_commit(f.store, &f.err));
    d.duplicate = 1;
    d.lines_read = 3;
    ck_refused(&f, km_delivery_set_balance(f.store, &d, &f.err), KM_ERROR_BUG, "append-only");
    ck_ok(&f, km_delivery_find_content(f.store, f.arena, "ko_plaatsing", "00ff", &found, &f.err));
    ck_assert_int_eq(found.number, 1);
    ck_ok(&f, km_delivery_find_content(f.store, f.arena, "bevolking", "00ff", &found, &f.err));
    ck_assert_int_eq(found.number, 0);
    ck_ok(&f, km_delivery_withdraw(f.store, 1, 20800, "wrong file", &f.err));
    ck_refused(&f, km_delivery_withdraw(f.store, 1, 20900, "again", &f.err), KM_ERROR_USAGE,
               "already");
    ck_refused(&f, km_delivery_withdraw(f.store, 5, 20900, "?", &f.err), KM_ERROR_USAGE, "not in");
    ck_ok(&f, km_delivery_find_content(f.store, f.arena, "ko_plaatsing", "00ff", &found, &f.err));
    ck_assert_int_eq(found.number, 0);
    fixture_close(&f);
}
END_TEST

START_TEST(findings_come_back_by_line_column_and_rule)
{
    static const KmFinding findings[] = {
        {"date-invalid", KM_OUTCOME_REFUSED, 9, 3, "Begindatum", "letters", "dd-mm-jjjj"},
        {"code-unknown", KM_OUTCOME_REMARKED, 2, 5, "Soort", "X", ""},
        {"bsn-empty", KM_OUTCOME_REMARKED, 2, 1, "BSN", "", ""},
        {"column-refused", KM_OUTCOME_REMARKED, 0, 0, "Toelichting", "", ""},
    };
    static const KmFindingCount counts[] = {{"date-invalid", KM_OUTCOME_REFUSED, 1700}};
    static const int wanted[] = {3, 2, 1, 0};
    Fixture f = fixture_open();
    KmFinding *read = NULL;
    size_t count = 0;
    ck_ok(&f, km_store_begin(f.store, &f.err));
    KmDelivery d = deliver_places(&f, "de-kiem", "2026K3", 2);
    ck_ok(&f, km_findings_add(f.store, d.number, findings, 4, counts, 1, &f.err));
    ck_ok(&f, km_store_commit(f.store, &f.err));
    ck_ok(&f, km_findings_read(f.store, f.arena, d.number, &read, &count, &f.err));
    ck_assert_uint_eq(count, 4);
    for (size_t i = 0; i < 4; i++) {
        const KmFinding *w = &findings[wanted[i]];
        ck_assert_str_eq(read[i].rule, w->rule);
        ck_assert_str_eq(read[i].field, w->field);
        ck_assert_str_eq(read[i].value, w->value);
        ck_assert_str_eq(read[i].argument, w->argument);
        ck_assert(read[i].line == w->line && read[i].column == w->column &&
                  read[i].outcome == w->outcome);
    }
    ck_refused(&f, km_findings_add(f.store, 99, findings, 1, NULL, 0, &f.err), KM_ERROR_BUG,
               "FOREIGN KEY");
    fixture_close(&f);
}
END_TEST

static void fill(TCase *tests)
{
    tcase_add_test(tests, delivery_comes_back_with_all_its_properties);
    tcase_add_test(tests, versions_count_up_within_contract_deliverer_and_period);
    tcase_add_test(tests, lines_that_do_not_add_up_are_a_bug);
    tcase_add_test(tests, committed_delivery_is_sealed_but_can_be_withdrawn_once);
    tcase_add_test(tests, findings_come_back_by_line_column_and_rule);
}

int main(void)
{
    return run_suite("delivery", fill);
}
