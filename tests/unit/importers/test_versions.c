/* What a file is told when it is laid beside earlier ones of its period. Counts were read off the
 * texts by hand. */
#include "tests/unit/importers/fixture.h"
#include "tests/unit/importers/places.h"
#include "tests/unit/importers/run.h"

#include "engine/base/text.h"

#define MORE PLACES TWENTY PLACE("999990007", "C9", "8")
#define V(n) "ko_plaatsing_de-kiem_2026K3_v" #n ".csv"

typedef struct {
    const char *promise;
    const char *first; /* file name of TWENTY, received on day 1; NULL: nothing */
    int withdrawn;     /* on this day; 0: not */
    const char *second;
    const char *text;
    int received; /* day; before the first: 0 */
    const char *kind;
    const char *code;     /* of the refusal; NULL: accepted … */
    const char *findings; /* … with these */
    int version;
} Case;

static const Case cases[] = {
    {"other content a day later is the next version", FILE_NAME, 0, FILE_NAME, MORE, 2, NULL, NULL,
     "", 2},
    {"a file with less than half the rows is told so", FILE_NAME, 0, FILE_NAME,
     PLACES PLACE("999990007", "A1", "16"), 2, NULL, NULL, "file-shrunk@0:0", 2},
    {"not when the larger one came later", FILE_NAME, 0, FILE_NAME,
     PLACES PLACE("999990007", "A1", "16"), 0, NULL, NULL, "", 2},
    {"nor beside a withdrawn one", FILE_NAME, 2, FILE_NAME, PLACES PLACE("999990007", "A1", "16"),
     3, NULL, NULL, "", 2},
    {"another deliverer's small file is not", FILE_NAME, 0, "ko_plaatsing_wereldkind_2026K3.csv",
     PLACES PLACE("999990007", "A1", "16"), 2, NULL, NULL, "", 1},
    {"two without a version on one day: the larger counts, says the remark", FILE_NAME, 0,
     FILE_NAME, MORE, 1, NULL, NULL, "version-unstated@0:0", 2},
    {"a stated version beside one without, on one day, is clear", FILE_NAME, 0, V(2), MORE, 1, NULL,
     NULL, "", 2},
    {"one without beside a stated version, on one day, does not count", V(2), 0, FILE_NAME, MORE, 1,
     NULL, NULL, "version-older@0:0", 1},
    {"a lower version that comes later does not count", V(3), 0, V(2), MORE, 2, NULL, NULL,
     "version-older@0:0", 2},
    {"a version that exists is refused", V(2), 0, V(2), MORE, 2, NULL, "file-version", "", 0},
    {"a version that was withdrawn stays so", V(2), 2, V(2), MORE, 3, NULL, "file-version", "", 0},
    {"the same bytes are the same delivery", FILE_NAME, 0, FILE_NAME, PLACES TWENTY, 2, NULL,
     "file-again", "", 0},
    {"under another version too", FILE_NAME, 0, V(2), PLACES TWENTY, 2, NULL, "file-again", "", 0},
    {"unless they were withdrawn: then they are a new version", FILE_NAME, 2, FILE_NAME,
     PLACES TWENTY, 3, NULL, NULL, "content-withdrawn@0:0", 2},
    {"a correction of nothing is told so", NULL, 0, FILE_NAME, PLACES TWENTY, 1, "correctie", NULL,
     "nothing-corrected@0:0", 1},
    {"a correction of something is not", FILE_NAME, 0, FILE_NAME, MORE, 2, "correctie", NULL, "",
     2},
};

static KmImportResult import_on(Fixture *f, const char *name, const char *text, int day,
                                const char *kind)
{
    enum { DAY_0 = 20740 }; /* 14 October 2026 */
    KmImportRequest request = {
        .path = fixture_write(f, name, text), .received = DAY_0 + day, .kind = kind};
    KmImportResult *results = NULL;
    ck_ok(f, km_import_batch(f->importer, &request, 1, NULL, &results, &f->err));
    return results[0];
}

START_TEST(beside_an_earlier_one)
{
    const Case *c = &cases[_i];
    Fixture f = fixture_open();
    if (c->first != NULL) {
        KmImportResult first = import_on(&f, c->first, PLACES TWENTY, 1, NULL);
        ck_assert_msg(first.accepted, "%s: %s", c->promise, first.error.message);
        if (c->withdrawn > 0) {
            ck_ok(&f, km_delivery_withdraw(f.store, first.delivery.number, 20740 + c->withdrawn,
                                           "by mistake", &f.err));
        }
    }
    KmImportResult second = import_on(&f, c->second, c->text, c->received, c->kind);
    ck_assert_msg(second.accepted == (c->code == NULL), "%s: %s", c->promise, second.error.message);
    if (c->code == NULL) {
        ck_assert_msg(strcmp(fixture_findings(&f, &second), c->findings) == 0, "%s: %s", c->promise,
                      fixture_findings(&f, &second));
        ck_assert_msg(second.delivery.version == c->version, "%s: version %d", c->promise,
                      second.delivery.version);
        ck_assert_str_eq(second.delivery.flags, "");
    } else {
        ck_assert_str_eq(second.error.code, c->code);
        ck_assert_ptr_nonnull(strstr(second.error.message, "ko_plaatsing/de-kiem/2026K3/"));
        ck_assert_uint_eq(fixture_deliveries(&f), 1);
    }
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("versions");
    tcase_add_loop_test(tcase, beside_an_earlier_one, 0, COUNT(cases));
    return run_case(tcase, "versions");
}
