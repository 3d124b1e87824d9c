/* R2: what DUO published about the advices of the year before, per branch of the boards that are
 * partners; counts below five as `<5`. The second file has the names DUO uses since. */
#include "stad/gemeente/partners.h"
#include "stad/gemeente/sites.h"
#include "stad/school/model.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 21, SMALL = 5, TOTAL = ADVICES };

static const Dialect duo_dialect = {.separator = ';',
                                    .encoding = ENCODING_UTF8,
                                    .dates = DATES_COMPACT,
                                    .decimal = ',',
                                    .quote_all = true};

static const char *const names[2][COLUMNS] = {
    {"PEILDATUM_LEERLINGEN",
     "PRIKDATUM_ADVIEZEN",
     "BRIN_NUMMER",
     "VESTIGINGSNUMMER",
     "INSTELLINGSNAAM_VESTIGING",
     "GEMEENTENAAM",
     "SOORT_PO",
     "BEVOEGD_GEZAG_NUMMER",
     "VSO",
     "PRO",
     "VMBO_B",
     "VMBO_B_K",
     "VMBO_K",
     "VMBO_K_GT",
     "VMBO_GT",
     "VMBO_GT_HAVO",
     "HAVO",
     "HAVO_VWO",
     "VWO",
     "ADVIES_NIET_MOGELIJK",
     "TOTAAL_ADVIES"},
    {"PEILDATUM_LEERLINGEN",
     "PRIKDATUM_ADVIEZEN",
     "INSTELLINGSCODE",
     "VESTIGINGSCODE",
     "INSTELLINGSNAAM_VESTIGING",
     "GEMEENTENAAM",
     "SOORT_PO",
     "BEVOEGD_GEZAG_NUMMER",
     "VSO",
     "PRO",
     "VMBO_BL",
     "VMBO_BL_KL",
     "VMBO_KL",
     "VMBO_KL_GT",
     "VMBO_GT",
     "VMBO_GT_HAVO",
     "HAVO",
     "HAVO_VWO",
     "VWO",
     "ADVIES_NIET_MOGELIJK",
     "TOTAAL_ADVIES"},
};

static void count_site(const City *city, int site, int year, int counts[ADVICES + 1])
{
    for (size_t i = 0; i < city->school_area->advices.count; i++) {
        const Advice *advice = &city->school_area->advices.items[i];
        if (advice->site == site && advice->year == year) {
            counts[advice->second]++;
            counts[TOTAL]++;
        }
    }
}

static void put_count(Sheet *sheet, int count)
{
    if (count > 0 && count < SMALL) {
        sheet_text(sheet, "<5");
    } else {
        sheet_number(sheet, count);
    }
}

static void write_site(Sheet *sheet, const City *city, int site, int year)
{
    const Site *school = &city->sites[site];
    int counts[ADVICES + 1] = {0};
    char text[8];

    count_site(city, site, year, counts);
    sheet_day(sheet, day_of(year - 1, 10, 1));
    sheet_day(sheet, day_of(year, 9, 4));
    (void)snprintf(text, sizeof text, "%.4s", school->brin);
    sheet_text(sheet, text);
    sheet_text(sheet, school->brin + 4);
    sheet_text(sheet, school->name);
    sheet_text(sheet, "Leiden");
    sheet_text(sheet, strcmp(school->kind, "sbo") == 0 ? "Sbo" : "Bo");
    sheet_number(sheet, 41001 + school->owner_index);
    put_count(sheet, counts[ADVICE_VSO]);
    for (int step = 0; step < LADDER; step++) {
        put_count(sheet, counts[step]);
    }
    put_count(sheet, counts[ADVICE_IMPOSSIBLE]);
    put_count(sheet, counts[TOTAL]);
    sheet_end_row(sheet);
}

static bool is_published(const Site *site, int year)
{
    return site->use == SITE_SCHOOL && site_is_open(site, day_of(year - 1, 10, 1)) &&
           board_is_partner(site->owner_index) &&
           (strcmp(site->kind, "bo") == 0 || strcmp(site->kind, "sbo") == 0);
}

void duo_deliver(const Round *round)
{
    int year = 2023 + round->index / 4;
    bool is_autumn = round->index % 4 == 0 && round->index > 0;

    if (!is_autumn) {
        return;
    }
    Sheet sheet =
        open_delivery(round, &duo_dialect, "duo_schooladvies", "gemeente", round->quarter.name, "");
    sheet_header(&sheet, names[round->index / 4 - 1], COLUMNS);
    for (int site = 0; site < round->city->site_count; site++) {
        if (is_published(&round->city->sites[site], year)) {
            write_site(&sheet, round->city, site, year);
        }
    }
    sheet_close(&sheet);
}
