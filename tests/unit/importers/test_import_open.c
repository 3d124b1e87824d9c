/* Open data in the shapes in which DUO, CBS and inspections publish it; the rows are invented. */
#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"

typedef struct {
    const char *file;
    const char *text;
    const char *contract;
    const char *columns;
    const char *stored;
} Case;

/* Days since 1970 by python3: 2012-01-02 15341, 2012-01-15 15354, 2005-01-01 12784,
 * 2010-07-16 14806. */
static const Case cases[] = {
    {"duo_eindscores_duo_2018-2019.csv",
     "PEILDATUM_LEERLINGEN;BRIN_NUMMER;VESTIGINGSNUMMER;GEMEENTENUMMER;LEERJAAR_8;CET_AANTAL;"
     "CET_GEM;IEP_AANTAL;IEP_GEM\n"
     "20190417;00AP;00; 637;11;11;538,636363636364;0; \n"
     "20190417;00AR;01;   3;<5;0; ;<5;80,5\n",
     "duo_eindscores", "brin,gemeente,leerjaar_8_min,leerjaar_8_max,cet_gem,iep_aantal_max,iep_gem",
     "00AP00|GM0637|11|11|538.636363636364|0|~ 00AR01|GM0003|1|4|~|4|80.5"},
    {"cbs_kerncijfers_cbs_2019K1..2019K4.csv",
     "\xef\xbb\xbf\"Perioden\";\"Wijken en buurten\";\"Regiocode (gemeente, wijk, buurt) (code)\";"
     "\"Opleidingsniveau/Laag/Waarde (%)\";\"SES-WOA/Totaalscore/Gemiddelde score (Getal)\"\n"
     "\"2019\";\"Stad\";\"GM0546    \";\"    20.8\";\"  -0.100\"\n"
     "\"2019\";\"Buurt\";\"BU05460000\";\"       .\";\"   1.010\"\n",
     "cbs_kerncijfers", "gebied,opleiding_laag,ses_woa", "GM0546|20.8|-0.1 BU05460000|~|1.01"},
    /* -1 is a count that DUO hides, * and x one of which nothing is told. */
    {"duo_eindscores_duo_2023-2024.csv",
     "INSTELLINGSCODE;VESTIGINGSCODE;LEERJAAR_8;LIB_AANTAL;REKENEN_1S\n"
     "00AP;00AP03;-1;*;0-4\n00AR;1;0;x;12\n",
     "duo_eindscores",
     "brin,leerjaar_8_min,leerjaar_8_max,lib_aantal_min,lib_aantal_max,rekenen_1s_max",
     "00AP03|0|4|~|~|4 00AR01|0|0|~|~|12"},
    {"duo_vestiging_duo_2016-10-01.csv",
     "VESTIGINGSNAAM;GEMEENTENUMMER;VESTIGINGSNUMMER\nDe Zon;0546;16AH02\nDe Maan;0546;16AH00\n",
     "duo_vestiging", "brin,naam", "16AH02|De Zon 16AH00|De Maan"},
    {"duo_vestiging_duo_2024-10-01.csv",
     "INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;GEMEENTENUMMER\n16AH;02;De Zon;0546\n"
     "16AH;0;De Maan;0546\n",
     "duo_vestiging", "brin,naam", "16AH02|De Zon 16AH00|De Maan"},
    {"cbs_kerncijfers_cbs_2023K1..2023K4.csv",
     "WijkenEnBuurten;Codering_3;AantalInwoners_5;GemiddeldInkomenPerInwoner_72\n"
     "Leiden    ;GM0546    ;  127000;    33.1\nBuurt     ;BU05460000;       x;       .\n"
     "Wijk      ;WK054600  ;       -;\n",
     "cbs_kerncijfers", "gebied,inwoners,inkomen_inwoner",
     "GM0546|127000|33.1 BU05460000|~|~ WK054600|~|~"},
    {"ko_risicoprofiel_ggd_2012K1..2016K2.csv",
     "lrknummer,naam,bezoekdatum,kleur,houder/_text,houder_vanaf,kindplaatsen\n"
     "211237919,\"De \"\"Zon\"\"\",2-01-12,geel ,A,01/01/2005,90\n"
     "211237920,De Maan,15-01-12,groen,B,16 juli 2010,\n",
     "ko_risicoprofiel", "naam,bezoekdatum,kleur,houder_vanaf,kindplaatsen",
     "De \"Zon\"|15341|geel|12784|90 De Maan|15354|groen|14806|~"},
};

START_TEST(published_files_lose_no_row_and_no_value)
{
    const Case *c = &cases[_i];
    Fixture f = fixture_open();
    KmImportResult r = fixture_import_text(&f, c->file, c->text);
    ck_assert_msg(r.accepted, "%s: %s", c->file, r.error.message);
    ck_assert_int_eq(r.delivery.accepted, r.delivery.lines_read);
    char *stored = fixture_rows(&f, c->contract, c->columns);
    ck_assert_msg(km_text_equal(stored, c->stored), "%s: %s", c->file, stored);
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("import_open");
    tcase_add_loop_test(tcase, published_files_lose_no_row_and_no_value, 0, COUNT(cases));
    return run_case(tcase, "import_open");
}
