#include "stad/gemeente/partners.h"

#include "stad/city.h"

#include <string.h>

#define HOUDER_DELIVERS "ko_plaatsing|ko_uren|ko_uren_aggregaat|overdracht|ouder_contact"
#define PRIMARY_DELIVERS "inschrijving|schooladvies|overdracht|ouder_contact"
#define SECONDARY_DELIVERS "inschrijving|overdracht|ouder_contact"

/* 22 organisations over the 17 kinds of the plan. */
const Partner partners[PARTNERS] = {
    {"gemeente", "Gemeente", "gemeente", "gemeente", "vliegende-start|school|maatwerk|talent", 40,
     "bevolking|bevolking_aggregaat|locatie|postcode|partner|regeling|actie_voortgang|scholing|"
     "scholing_deelname|lrk|kalender|benchmark"},
    {"jgz-rijnland", "JGZ Rijnland", "jeugdgezondheidszorg", "jgz", "vliegende-start", 64,
     "jgz_indicatie|jgz_contact"},
    {"ggd-gezond-rijnland", "GGD Gezond Rijnland", "gezondheidsbevordering", "gezondheid",
     "school|ouderbetrokkenheid", 18, "activiteit|deelname"},
    {"swv-po-rijn", "Samenwerkingsverband PO Rijn", "samenwerkingsverband", "swv", "maatwerk", 30,
     "ondersteuning"},
    {"swv-vo-rijn", "Samenwerkingsverband VO Rijn", "samenwerkingsverband", "swv",
     "maatwerk|overgangen", 26, "ondersteuning"},
    {"rbl-rijnstreek", "Regionaal Bureau Leerrecht Rijnstreek", "onderwijspartner", "gemeente",
     "overgangen", 22, "verzuim"},
    {"jeugdteam-leiden", "Jeugdteam", "jeugdteam", "jeugdteam", "vliegende-start|maatwerk", 55,
     "ondersteuning"},
    {"welzijn-de-brug", "Welzijn De Brug", "welzijn", "welzijn", "school|ouderbetrokkenheid", 48,
     "activiteit|deelname"},
    {"stichting-kans", "Stichting Kans", "maatschappelijk", "overig", "ouderbetrokkenheid", 12,
     "regeling"},
    {"cultuurhuis-de-leer", "Cultuurhuis De Leer", "cultuur", "cultuur", "school|talent", 25,
     "activiteit|deelname"},
    {"bibliotheek-de-boekenmolen", "Bibliotheek De Boekenmolen", "bibliotheek", "bibliotheek",
     "school|vliegende-start", 34, "activiteit|deelname"},
    {"sportclub-de-sleutel", "Sportclub De Sleutel", "sport", "sport", "talent", 9,
     "activiteit|deelname_aggregaat"},
    {"hogeschool-leyenburg", "Hogeschool Leyenburg", "vervolgonderwijs", "mbo", "overgangen|talent",
     31, "enquete|scholing"},
    {"de-zandbak", "De Zandbak", "voorschool", "ko", "vliegende-start", 58, HOUDER_DELIVERS},
    {"kleine-zwaan", "Kleine Zwaan", "peuterspeelzaal", "ko", "vliegende-start|ouderbetrokkenheid",
     36, HOUDER_DELIVERS},
    {"het-molenrad", "Het Molenrad", "kinderopvang", "ko", "vliegende-start", 70, HOUDER_DELIVERS},
    {"wereldkind", "Wereldkind", "kinderopvang", "ko", "vliegende-start|ouderbetrokkenheid", 62,
     HOUDER_DELIVERS},
    {"stichting-de-sleutels", "Stichting De Sleutels", "primair-onderwijs", "po",
     "maatwerk|overgangen|school", 210, PRIMARY_DELIVERS},
    {"bestuur-rijnvallei", "Bestuur Rijnvallei", "primair-onderwijs", "po",
     "maatwerk|ouderbetrokkenheid", 175, PRIMARY_DELIVERS},
    {"montessori-leide", "Montessori Leide", "primair-onderwijs", "po", "talent", 90,
     PRIMARY_DELIVERS},
    {"vo-de-burcht", "VO De Burcht", "voortgezet-onderwijs", "vo", "overgangen|maatwerk", 320,
     SECONDARY_DELIVERS},
    {"vo-merewijck", "VO Merewijck", "voortgezet-onderwijs", "vo", "overgangen|talent", 260,
     SECONDARY_DELIVERS},
};

bool partners_are_delivered(int quarter)
{
    return quarter == 0 || quarter == 7 || quarter == QUARTERS - 1;
}

int partner_professionals(int partner, int quarter)
{
    int known = quarter;

    while (!partners_are_delivered(known)) {
        known--;
    }
    return partners[partner].professionals + known;
}

int partner_number(const char *id)
{
    for (int i = 0; i < PARTNERS; i++) {
        if (strcmp(partners[i].id, id) == 0) {
            return i;
        }
    }
    return NO_PARTNER;
}

bool board_is_partner(int board)
{
    enum { OUTSIDE_THE_PLAN = 3 };

    return board != OUTSIDE_THE_PLAN;
}

bool houder_is_partner(int houder)
{
    enum { PARTNER_HOUDERS = 4 };

    return houder < PARTNER_HOUDERS;
}
