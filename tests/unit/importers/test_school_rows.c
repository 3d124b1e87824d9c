/* What schools, partnerships and the attendance office deliver: the rules between two values of a
 * row, the days of the year on which a date is expected, and rows about a group without persons. */
#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"

#define ADVICE                                                                                     \
    "BSN;BRIN6;Adviesjaar;Voorlopig advies;Datum voorlopig advies;Toetsadvies;Toetsdatum;"         \
    "Ontheffing;Definitief advies;Datum definitief advies;Ref rekenen;Ref lezen\r\n"
#define SUPPORT                                                                                    \
    "BSN;BRIN6;Dossiernummer;Datum signaal;Soort;Vorm;Aantal deelnemers;Datum start;"              \
    "Betrokken sectoren\r\n"
#define SITE "BSN;BRIN;Vestiging;Adviesjaar;Definitief advies;VO-school\r\n"
#define SUPPORT_SITE "BSN;BRIN;Vestiging;Dossiernummer;Datum signaal;Soort;Vorm\r\n"
#define HANDOVER "BSN;Soort;Datum;Van;Naar;Datum formulier;Toestemming ouders\r\n"
#define ABSENCE "BSN;Meldingnummer;Soort;Datum begin;Datum einde;Uren ongeoorloofd;BRIN6\r\n"
#define DUO "PRIKDATUM;BRIN_NUMMER;VESTIGINGSNUMMER;SOORT_PO;VMBO_BL;VWO;TOTAAL\r\n"

typedef struct {
    const char *name;
    const char *contract;
    const char *header;
    const char *row;
    const char *findings; /* "": accepted; a file of one row is refused with its row */
    KmOutcome outcome;
    const char *columns;
    const char *stored; /* "" when the row is refused */
} Row;

static const Row rows[] = {
    {"an advice raised after the test", "schooladvies", ADVICE,
     "999990007;90AX05;2026;vmbo-kader;22-01-2026;KL/GL;04-02-2026;N;mavo;20-03-2026;1S;<1F\r\n",
     "", KM_OUTCOME_ACCEPTED, "adviesjaar,brin", "2026|90AX05"},
    {"the spellings of the open data and of school systems are one", "schooladvies", ADVICE,
     "999990007;90AX05;2026;VMBO_KL;;VMBO_KB_TM_VMBO_GL/TL;;;VMBO_K_GT;;;\r\n", "",
     KM_OUTCOME_ACCEPTED, "adviesjaar,brin", "2026|90AX05"},
    {"a definitive advice below the provisional one is an error", "schooladvies", ADVICE,
     "999990007;90AX05;2026;HAVO;22-01-2026;HAVO;04-02-2026;N;VMBO_GT;20-03-2026;;\r\n",
     "file-many-refused@0:0 value-lower@2:9", KM_OUTCOME_REFUSED, "brin", ""},
    {"half a step lower is lower too", "schooladvies", ADVICE,
     "999990007;90AX05;2026;HAVO_VWO;22-01-2026;HAVO;04-02-2026;N;HAVO;20-03-2026;;\r\n",
     "file-many-refused@0:0 value-lower@2:9", KM_OUTCOME_REFUSED, "brin", ""},
    {"vso stands beside the ladder: it is not lower", "schooladvies", ADVICE,
     "999990007;90AX05;2026;pro;22-01-2026;;;J;VSO;20-03-2026;;\r\n", "", KM_OUTCOME_ACCEPTED,
     "brin", "90AX05"},
    {"no advice possible is not lower", "schooladvies", ADVICE,
     "999990007;90AX05;2026;pro;22-01-2026;;;J;ADVIES_NIET_MOGELIJK;20-03-2026;;\r\n", "",
     KM_OUTCOME_ACCEPTED, "brin", "90AX05"},
    {"without a provisional advice nothing is lower", "schooladvies", ADVICE,
     "999990007;90AX05;2026;;;HAVO;04-02-2026;N;VMBO_GT;20-03-2026;;\r\n", "", KM_OUTCOME_ACCEPTED,
     "brin", "90AX05"},
    {"the first and last day of January's window are inside", "schooladvies", ADVICE,
     "999990007;90AX05;2026;HAVO;10-01-2026;HAVO;18-02-2026;N;HAVO;24-03-2026;;\r\n", "",
     KM_OUTCOME_ACCEPTED, "brin", "90AX05"},
    {"a day earlier and later are remarked", "schooladvies", ADVICE,
     "999990007;90AX05;2026;HAVO;09-01-2026;HAVO;19-02-2026;N;HAVO;25-03-2026;;\r\n",
     "date-outside-window@2:5 date-outside-window@2:7 date-outside-window@2:10",
     KM_OUTCOME_REMARKED, "brin", "90AX05"},
    {"the site in its own column is of the school, not of the one gone to", "schooladvies", SITE,
     "999990007;90AX;5;2026;HAVO;91VO\r\n", "", KM_OUTCOME_ACCEPTED, "brin,vo_brin",
     "90AX05|91VO00"},
    {"a site that contradicts the BRIN", "schooladvies", SITE, "999990007;90AX01;02;2026;HAVO;\r\n",
     "file-many-refused@0:0 branch-other@2:3", KM_OUTCOME_REFUSED, "brin", ""},
    {"a site that is none, said where it stands", "schooladvies", SITE,
     "999990007;90AX;0100;2026;HAVO;\r\n", "file-many-refused@0:0 branch-invalid@2:3",
     KM_OUTCOME_REFUSED, "brin", ""},
    {"where the school may be unknown it is left out", "ondersteuning", SUPPORT_SITE,
     "999990007;90AX01;02;PO-1;02-07-2026;arrangement;individueel\r\n", "branch-other@2:3",
     KM_OUTCOME_REMARKED, "brin", "~"},
    {"a group without rows per child needs no number", "ondersteuning", SUPPORT,
     ";90AX05;PO-1;02-07-2026;arrangement;collectief;12;30-07-2026;po|swv\r\n", "",
     KM_OUTCOME_ACCEPTED, "kind,deelnemers_min,deelnemers_max,betrokken_sectoren",
     "~|12|12|po|swv"},
    {"a small group keeps its bounds", "ondersteuning", SUPPORT,
     ";90AX05;PO-1;02-07-2026;arrangement;collectief;<5;30-07-2026;po|swv\r\n", "",
     KM_OUTCOME_ACCEPTED, "kind,deelnemers_min,deelnemers_max", "~|1|4"},
    {"without number and without a count it is about nobody", "ondersteuning", SUPPORT,
     ";90AX05;PO-1;02-07-2026;arrangement;individueel;;30-07-2026;po\r\n",
     "file-many-refused@0:0 person-missing@2:1", KM_OUTCOME_REFUSED, "kind", ""},
    {"a start before the request is said", "ondersteuning", SUPPORT,
     "999990007;90AX05;PO-1;02-07-2026;arrangement;individueel;;01-07-2026;po\r\n",
     "date-too-early@2:8", KM_OUTCOME_REMARKED,
     /* R: as.integer(as.Date(c("2026-07-02", "2026-07-01"))) = 20636 20635 */
     "datum_signaal,datum_start", "20636|20635"},
    {"a mistyped BRIN where a school is mandatory refuses the row", "schooladvies", ADVICE,
     "999990007;12A500;2026;HAVO;;;;;HAVO;;;\r\n", "file-many-refused@0:0 brin-invalid@2:2",
     KM_OUTCOME_REFUSED, "brin", ""},
    {"a child in no school yet needs no BRIN", "ondersteuning", SUPPORT,
     "999990007;;PO-1;02-07-2026;verwijzing;individueel;;;\r\n", "", KM_OUTCOME_ACCEPTED, "brin",
     "~"},
    {"a receiving school not yet known is left open", "overdracht", HANDOVER,
     "999990007;ve-po;15-06-2026;211237919;n.n.b.;15-06-2026;J\r\n", "brin-invalid@2:5",
     KM_OUTCOME_REMARKED, "van_locatie,naar_brin", "211237919|~"},
    {"hours of absence as a clock shows them", "verzuim", ABSENCE,
     "999990007;RBL-1;16-uursmelding;31-08-2026;25-09-2026;17:30;94EX00\r\n", "",
     KM_OUTCOME_ACCEPTED, "uren,brin", "17.5|94EX00"},
    {"the names and codes of older open data are known", "duo_schooladvies", DUO,
     "04-09-2025;90AX;05;Bo;<5;12;31\r\n", "", KM_OUTCOME_ACCEPTED,
     "brin,vmbo_b_min,vmbo_b_max,vwo_min,totaal_advies_max", "90AX05|1|4|12|31"},
};

START_TEST(a_row_gets_its_findings_and_what_is_kept_of_it)
{
    Fixture f = fixture_open();
    const Row *c = &rows[_i];
    bool is_register = km_text_equal(c->contract, "duo_schooladvies");
    const char *file =
        km_format(f.arena, "%s_proef_%s.csv", c->contract, is_register ? "2024-2025" : "2026K3");
    KmImportResult r = fixture_import_text(&f, file, km_format(f.arena, "%s%s", c->header, c->row));
    ck_assert_msg(km_text_equal(fixture_findings(&f, &r), c->findings), "%s: %s (%s)", c->name,
                  fixture_findings(&f, &r), r.error.message);
    ck_assert_msg(r.accepted == (c->outcome != KM_OUTCOME_REFUSED), "%s", c->name);
    if (r.accepted) {
        ck_assert_int_eq(r.delivery.remarked, c->outcome == KM_OUTCOME_REMARKED ? 1 : 0);
        const char *stored = fixture_rows(&f, c->contract, c->columns);
        ck_assert_msg(km_text_equal(stored, c->stored), "%s: %s", c->name, stored);
    }
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("school rows");
    tcase_add_loop_test(tcase, a_row_gets_its_findings_and_what_is_kept_of_it, 0, COUNT(rows));
    return run_case(tcase, "school_rows");
}
