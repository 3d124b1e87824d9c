/* C14 partners, R1 the national childcare register, R4 published figures, and the population counts
 * of C01's aggregate variant. */
#include "stad/gemeente/districts.h"
#include "stad/gemeente/partners.h"
#include "stad/gemeente/sites.h"
#include "stad/opvang/deliver.h"
#include "stad/opvang/facts.h"

#include <stdio.h>
#include <string.h>

void deliver_partners(const Round *round)
{
    static const char *const columns[] = {
        "Partner-id",
        "Naam",
        "KvK",
        "Partnersoort",
        "Sector",
        "Werkgroepen",
        "Contactpersoon",
        "Aantal professionals",
        "Actief van",
        "Actief tot",
        "Levert",
    };
    Sheet sheet =
        open_delivery(round, &usual_dialect, "partner", "gemeente", round->quarter.name, "");

    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (int i = 0; i < PARTNERS; i++) {
        const Partner *partner = &partners[i];
        char kvk[12];
        (void)snprintf(kvk, sizeof kvk, "%08u", 2400017U + (unsigned)i * 1371931U);
        sheet_text(&sheet, partner->id);
        sheet_text(&sheet, partner->name);
        sheet_text(&sheet, kvk);
        sheet_text(&sheet, partner->kind);
        sheet_text(&sheet, partner->sector);
        sheet_text(&sheet, partner->groups);
        sheet_text(&sheet, "Secretariaat");
        sheet_number(&sheet, partner_professionals(i, round->index));
        sheet_day(&sheet, day_of(2023, 8, 1));
        sheet_empty(&sheet, 1);
        sheet_text(&sheet, partner->delivers);
        sheet_end_row(&sheet);
    }
    sheet_close(&sheet);
}

typedef struct {
    const char *number;
    const char *kind;
    const char *name;
    int places;
    bool ve;
    bool registered;
    Day since;
    const Address *address;
    const char *owner;
} Entry;

/* As published: every column, also those nobody needs, and names with a lone apostrophe. */
static void write_entry(Sheet *sheet, const Entry *entry)
{
    char text[40];

    sheet_text(sheet, entry->number);
    sheet_text(sheet, entry->kind);
    sheet_text(sheet, "Nee");
    sheet_text(sheet, entry->name);
    sheet_number(sheet, entry->places);
    sheet_text(sheet, entry->ve ? "Ja" : "Nee");
    sheet_text(sheet, entry->registered ? "Ingeschreven" : "Uitgeschreven");
    sheet_day(sheet, entry->since);
    sheet_text(sheet, "'t Voorbeeld 1");
    (void)snprintf(text, sizeof text, "%.4s%.2s", entry->address->pc6, entry->address->pc6 + 4);
    sheet_text(sheet, text);
    sheet_text(sheet, "Leiden");
    sheet_empty(sheet, 1); /* bag_id */
    sheet_text(sheet, entry->owner);
    sheet_empty(sheet, 2);
    sheet_text(sheet, "Stichting");
    sheet_empty(sheet, 3); /* disputes committee from and to, address of the houder */
    sheet_text(sheet, "2300AA");
    sheet_text(sheet, "'s-Gravenhage");
    sheet_empty(sheet, 4); /* correspondence, person, telephone, address for mail */
    sheet_empty(sheet, 1);
    sheet_text(sheet, "546"); /* the leading zero is lost */
    sheet_text(sheet, "Leiden");
    sheet_empty(sheet, 2); /* childminder agencies */
    sheet_text(sheet, "https://example.org/lrk");
    sheet_end_row(sheet);
}

void deliver_lrk(const Round *round)
{
    static const char *const columns[] = {
        "lrk_id",
        "type_oko",
        "opc",
        "actuele_naam_oko",
        "aantal_kindplaatsen",
        "ve",
        "status",
        "inschrijfdatum",
        "opvanglocatie_adres",
        "opvanglocatie_postcode",
        "opvanglocatie_woonplaats",
        "bag_id",
        "naam_houder",
        "kvk_nummer_houder",
        "vestigingsnummer_houder",
        "rechtsvorm_houder",
        "start_geschillencommissie",
        "einde_geschillencommissie",
        "houder_adres",
        "houder_postcode",
        "houder_woonplaats",
        "correspondentie_adres",
        "contact_persoon",
        "contact_telefoon",
        "contact_emailadres",
        "contact_website",
        "cbs_code",
        "verantwoordelijke_gemeente",
        "gastouderbureau_1",
        "gastouderbureau_2",
        "lrk_url",
    };
    static const char *const kinds[] = {"KDV", "KDV", "BSO", "GOB"};
    const City *city = round->city;
    Sheet sheet = open_delivery(round, &usual_dialect, "lrk", "gemeente", round->quarter.name, "");

    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (int i = 0; i < city->site_count; i++) {
        const Site *site = &city->sites[i];
        if (site->lrk[0] == '\0') {
            continue;
        }
        bool taken = site->taken_over <= round->quarter.last;
        Entry entry = {.number = site->lrk,
                       .kind = kinds[site->care],
                       .name = site->name,
                       .places = site->capacity,
                       .ve = site_offers_ve(site, round->quarter.last) && !taken,
                       .registered = !taken,
                       .since = day_of(2012 + i % 9, 8, 1),
                       .address = &city->addresses.items[site->address],
                       .owner = site->owner};
        write_entry(&sheet, &entry);
        if (taken) {
            entry.number = site->new_lrk;
            entry.ve = true;
            entry.registered = true;
            entry.since = site->taken_over;
            write_entry(&sheet, &entry);
        }
    }
    sheet_close(&sheet);
}

typedef struct {
    const char *indicator;
    const char *area;
    const char *dim;
    const char *code;
    int year, month, day;
    const char *value;
    const char *base;
    const char *source;
} Published;

#define INSPECTIE_2020 "Inspectie van het Onderwijs, De Staat van het Onderwijs 2020"
#define INVENTED "verzonnen voor de voorbeeldstad"

static const Published published[] = {
    {"vve-bereik", "NL", "grens", "laagste", 2019, 12, 31, "80", "", INSPECTIE_2020},
    {"vve-bereik", "NL", "grens", "hoogste", 2019, 12, 31, "86", "", INSPECTIE_2020},
    {"advies-bijgesteld", "NL", "", "", 2024, 7, 31, "75", "",
     "Rijksoverheid, 16 juli 2024, Gelijkere kansen voor leerlingen door doorstroomtoets"},
    {"vsv", "NL", "", "", 2023, 12, 31, "2,4", "", "Waarstaatjegemeente, beleidsindicatoren 2023"},
    {"ve-doelgroep-verwacht", "GM0546", "", "", 2023, 2, 1, "395", "", INVENTED},
    {"ve-doelgroep-verwacht", "GM0546", "", "", 2024, 2, 1, "380", "", INVENTED},
    {"ve-doelgroep-verwacht", "GM0546", "", "", 2025, 2, 1, "372", "", INVENTED},
    {"ve-doelgroep-verwacht", "GM0546", "", "", 2026, 2, 1, "366", "", INVENTED},
    {"vve-bereik", "GM0546", "", "", 2021, 9, 30, "68,4", "361", INVENTED},
    {"vve-bereik", "GM0546", "", "", 2022, 9, 30, "71,2", "357", INVENTED},
    {"vsv", "GM0546", "", "", 2020, 10, 1, "3,1", "", INVENTED},
    {"vsv", "GM0546", "", "", 2021, 10, 1, "2,8", "", INVENTED},
    {"vsv", "GM0546", "", "", 2022, 10, 1, "2,9", "", INVENTED},
};

void deliver_benchmark(const Round *round)
{
    static const char *const columns[] = {"indicator", "gebied",    "dimensie",
                                          "categorie", "peildatum", "waarde",
                                          "noemer",    "bron",      "opmerking"};
    Sheet sheet =
        open_delivery(round, &usual_dialect, "benchmark", "gemeente", round->quarter.name, "");

    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        const Published *row = &published[i];
        Day day = day_of(row->year, row->month, row->day);
        if (day > round->quarter.last) {
            continue;
        }
        sheet_text(&sheet, row->indicator);
        sheet_text(&sheet, row->area);
        sheet_text(&sheet, row->dim);
        sheet_text(&sheet, row->code);
        sheet_day(&sheet, day);
        sheet_text(&sheet, row->value);
        sheet_text(&sheet, row->base);
        sheet_text(&sheet, row->source);
        sheet_empty(&sheet, 1);
        sheet_end_row(&sheet);
    }
    sheet_close(&sheet);
}

enum { AGES = 18, SEXES = 3 };

static void count_residents(const Round *round, int counts[WIJKEN][AGES][SEXES])
{
    const City *city = round->city;
    Day day = round->quarter.last;

    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Day since = city->stays.items[child->stays.first].from;
        int age = completed_years(child->birth, day);
        if (since <= day && day < child->gone && child->birth <= day && age < AGES) {
            counts[city_home(city, child, day)->wijk][age][child->sex]++;
        }
    }
}

/* With a column of percentages nobody asked for, and the city's total at the end. */
void deliver_population_counts(const Round *round)
{
    static const char *const columns[] = {"Peildatum", "Wijkcode", "Leeftijd", "Geslacht",
                                          "Aantal"};
    static const char *const sexes[] = {"M", "V", "X"};
    static int counts[WIJKEN][AGES][SEXES];
    Sheet sheet = open_delivery(round, &usual_dialect, "bevolking_aggregaat", "gemeente",
                                round->quarter.name, "");

    (void)memset(counts, 0, sizeof counts);
    count_residents(round, counts);
    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (int wijk = 0; wijk < WIJKEN; wijk++) {
        char digits[WIJK_DIGITS];
        wijk_digits(wijk, digits); /* without the letters, as Excel leaves it */
        for (int age = 0; age < AGES; age++) {
            for (int sex = 0; sex < SEXES; sex++) {
                if (sex == SEX_X && counts[wijk][age][sex] == 0) {
                    continue;
                }
                sheet_day(&sheet, round->quarter.last);
                sheet_text(&sheet, digits);
                sheet_number(&sheet, age);
                sheet_text(&sheet, sexes[sex]);
                sheet_number(&sheet, counts[wijk][age][sex]);
                sheet_end_row(&sheet);
            }
        }
    }
    sheet_close(&sheet);
}
