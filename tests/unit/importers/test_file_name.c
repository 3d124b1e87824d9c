#include "importers/delivery/file_name.h"

#include "tests/unit/importers/fixture.h"

typedef struct {
    const char *name;
    const char *path;
    const char *contract, *deliverer, *period;
    int version;
    const char *kind, *advised; /* NULL: "" and none */
} Case;

static const Case cases[] = {
    {"the name as contract prints it", "postvak/ko_plaatsing_de-kiem_2026K3.csv", "ko_plaatsing",
     "de-kiem", "2026K3", 0, NULL, NULL},
    {"a version", "ko_plaatsing_de-kiem_2026K3_v2.csv", "ko_plaatsing", "de-kiem", "2026K3", 2,
     NULL, NULL},
    {"changes only", "bevolking_gemeente_2026K3_mutatie.csv", "bevolking", "gemeente", "2026K3", 0,
     "mutatie", NULL},
    {"changes only, a version", "bevolking_gemeente_2026K3_Mutatie_v2.csv", "bevolking", "gemeente",
     "2026K3", 2, "mutatie", NULL},
    {"a version, then what it is", "ko_plaatsing_de-zandbak_2026K3_v2_correctie.csv",
     "ko_plaatsing", "de-zandbak", "2026K3", 2, "correctie", NULL},
    {"a version of changes", "bevolking_gemeente_2026K2_V4_Mutatie.csv", "bevolking", "gemeente",
     "2026K2", 4, "mutatie", NULL},
    {"all of it, in so many words", "ko_plaatsing_de-zandbak_2026K3_volledig.csv", "ko_plaatsing",
     "de-zandbak", "2026K3", 0, "volledig", NULL},
    {"two extensions", "ko_plaatsing_de-zandbak_2026K3.csv.txt", "ko_plaatsing", "de-zandbak",
     "2026K3", 0, NULL, NULL},
    {"a correction with spaces, a copy", "ko plaatsing de zandbak 2026 K3 correctie v2 kopie.csv",
     "ko_plaatsing", "de-zandbak", "2026K3", 2, "correctie", NULL},
    {"a deliverer with a year in its name", "ko_uren_opvang_2000_noord_2026K3.csv", "ko_uren",
     "opvang-2000-noord", "2026K3", 0, NULL, NULL},
    {"a year in its name, no period", "ko_uren_opvang_2000_noord.csv", "ko_uren",
     "opvang-2000-noord", "", 0, NULL, NULL},
    {"two versions", "ko_uren_de-kiem_2026K3_v1_v2.csv", "ko_uren", "de-kiem", "", 2, NULL,
     "ko_uren_de-kiem_2026K3_v2.csv"},
    {"a second download", "ko_plaatsing_de-kiem_2026K3 (1).csv", "ko_plaatsing", "de-kiem",
     "2026K3", 0, NULL, NULL},
    {"a second download to which the period was added", "inschrijving_po-school (1)_2026K3.csv",
     "inschrijving", "po-school", "2026K3", 0, NULL, NULL},
    {"a second download of a part of the name", "ko_plaatsing (2)_de-kiem_2026K3_v2.csv",
     "ko_plaatsing", "de-kiem", "2026K3", 2, NULL, NULL},
    {"a second download of another browser", "ko_plaatsing_de-kiem_2026K3(1).csv", "ko_plaatsing",
     "de-kiem", "2026K3", 0, NULL, NULL},
    {"a copy of a second download", "ko_plaatsing_de-kiem_2026K3 (1) (2).csv", "ko_plaatsing",
     "de-kiem", "2026K3", 0, NULL, NULL},
    {"a year between brackets is no mark", "bevolking_gemeente_Q3 (2026).csv", "bevolking",
     "gemeente", "2026K3", 0, NULL, NULL},
    {"capitals", "KO_Plaatsing_SPL_2025k3_V2.CSV", "ko_plaatsing", "spl", "2025K3", 2, NULL, NULL},
    {"a school year", "postcode_gemeente_2023-2024.csv", "postcode", "gemeente", "2023-2024", 0,
     NULL, NULL},
    {"a month", "bevolking_gemeente_2026-09.txt", "bevolking", "gemeente", "2026-09", 0, NULL,
     NULL},
    {"a deliverer with spaces", "bevolking_Gemeente Leiden_2026K3.csv", "bevolking",
     "gemeente-leiden", "2026K3", 0, NULL, NULL},
    {"no deliverer", "bevolking_2026K3.csv", "bevolking", "", "2026K3", 0, NULL, NULL},
    {"no period", "bevolking_gemeente.csv", "bevolking", "gemeente", "", 0, NULL, NULL},
    {"an unknown contract", "kinderboerderij_proef_2026K3.csv", "kinderboerderij", "proef",
     "2026K3", 0, NULL, NULL},
    {"a name of their own", "export (3).csv", "", "", "", 0, NULL, NULL},
    {"a copy in Windows", "Kopie van ko_plaatsing_de-kiem_2026K3.csv", "ko_plaatsing", "de-kiem",
     "2026K3", 0, NULL, NULL},
    {"a copy on a Mac", "ko_plaatsing_de-kiem_2026K3 kopie.csv", "ko_plaatsing", "de-kiem",
     "2026K3", 0, NULL, NULL},
    {"a copy of a version", "ko_plaatsing_de-kiem_2026K3_v2 - Kopie (2).csv", "ko_plaatsing",
     "de-kiem", "2026K3", 2, NULL, NULL},
    {"spaces for underscores", "KO plaatsing de Kiem 2026K3.csv", "ko_plaatsing", "de-kiem",
     "2026K3", 0, NULL, NULL},
    {"hyphens for underscores", "ko-uren-aggregaat-plus-en-min-2026-K3.csv", "ko_uren_aggregaat",
     "plus-en-min", "2026K3", 0, NULL, NULL},
    {"Q for K", "bevolking_gemeente_2026Q3.csv", "bevolking", "gemeente", "2026K3", 0, NULL, NULL},
    {"the quarter before the year", "bevolking_gemeente_Q3 2026.csv", "bevolking", "gemeente",
     "2026K3", 0, NULL, NULL},
    {"the quarter in words", "bevolking_gemeente_3e kwartaal 2026.csv", "bevolking", "gemeente",
     "2026K3", 0, NULL, NULL},
    {"it is really done now", "ko_uren_de-kiem_2026K3_definitief.csv", "ko_uren", "de-kiem",
     "2026K3", 0, NULL, NULL},
    {"a month with spaces", "ko uren school 12 2026 09.csv", "ko_uren", "school-12", "2026-09", 0,
     NULL, NULL},
    {"a fifth quarter", "ko_uren_de-kiem_2026K5.csv", "ko_uren", "de-kiem", "", 0, NULL, NULL},
    {"a word after the period that may mean anything", "ko_uren_de-kiem_2026K3_oud.csv", "ko_uren",
     "de-kiem", "", 0, NULL, "ko_uren_de-kiem_2026K3.csv"},
    {"such a word before what it is", "ko_uren_de-kiem_2026K3_oud_nieuw_correctie_v3.csv",
     "ko_uren", "de-kiem", "", 3, "correctie", "ko_uren_de-kiem_2026K3_correctie_v3.csv"},
    {"only the contract and the period", "ko uren 2026K3.csv", "", "", "", 0, NULL, NULL},
    {"version 0 is no version", "bevolking_gemeente_2026K3_v0.csv", "bevolking", "gemeente", "", 0,
     NULL, "bevolking_gemeente_2026K3.csv"},
};

START_TEST(names_say_contract_deliverer_period_and_version)
{
    Fixture f = fixture_open();
    const Case *c = &cases[_i];
    KmFileName name = km_file_name_parse(f.arena, c->path, f.contracts);
    ck_assert_msg(strcmp(name.contract, c->contract) == 0, "%s: %s", c->name, name.contract);
    ck_assert_msg(strcmp(name.deliverer, c->deliverer) == 0, "%s: %s", c->name, name.deliverer);
    ck_assert_msg(strcmp(name.period, c->period) == 0, "%s: %s", c->name, name.period);
    ck_assert_int_eq(name.version, c->version);
    ck_assert_str_eq(name.kind, c->kind == NULL ? "" : c->kind);
    ck_assert_pstr_eq(name.advised, c->advised);
    fixture_close(&f);
}
END_TEST

START_TEST(a_name_is_shown_without_control_characters)
{
    KmArena *arena = km_arena_open();
    ck_assert_str_eq(km_file_name_shown(arena, "map/a\x1b[31mb.csv"), "a\\x1b[31mb.csv");
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("file_name");
    tcase_add_loop_test(tcase, names_say_contract_deliverer_period_and_version, 0, COUNT(cases));
    tcase_add_test(tcase, a_name_is_shown_without_control_characters);
    return run_case(tcase, "file_name");
}
