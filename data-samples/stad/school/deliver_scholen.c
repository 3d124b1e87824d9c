/* C06: enrolments per school board, a row per pupil and school year. */
#include "stad/deliveries/deliver.h"
#include "stad/gemeente/sites.h"
#include "stad/school/school.h"

#include <stdio.h>

enum { ENROLMENT_COLUMNS = 18 };

typedef struct {
    const char *names[ENROLMENT_COLUMNS]; /* NULL: the column is not delivered */
    Dialect dialect;
    bool separate_branch; /* BRIN of four, branch in a column of its own */
} BoardFormat;

#define USUAL_DIALECT .separator = ';', .dates = DATES_DMY, .decimal = ','
#define USUAL_TAIL                                                                                 \
    "Inschrijfdatum", "Uitschrijfdatum", "Jaargroep", "Groepsnaam", "Schoolsoort", "Niveau",       \
        "Klastype", "Geboortedatum", "Geslacht", "Postcode", "OpleidingOuders", "Thuistaal",       \
        "Reden uitschrijving", "Teldatum"

static const BoardFormat board_formats[BOARDS] = {
    {/* stichting-de-sleutels: the usual export */
     .dialect = {USUAL_DIALECT, .encoding = ENCODING_CP1252},
     .names = {"BSN", "Leerlingnummer", "BRIN", NULL, USUAL_TAIL}},
    {/* bestuur-rijnvallei: comma, UTF-8, ISO dates */
     .dialect = {.separator = ',', .encoding = ENCODING_UTF8, .dates = DATES_ISO, .decimal = '.'},
     .names = {"BSN", "Leerlingnummer", "BRIN", NULL, USUAL_TAIL}},
    {/* montessori-leide: the branch in a column of its own, dates as jjjjmmdd */
     .dialect =
         {.separator = ';', .encoding = ENCODING_CP1252, .dates = DATES_COMPACT, .decimal = ','},
     .names = {"BSN", "Leerlingnummer", "BRIN", "Vestiging", USUAL_TAIL},
     .separate_branch = true},
    {/* openbaar-leidsche-rijn: other names and letter case */
     .dialect = {USUAL_DIALECT, .encoding = ENCODING_UTF8_BOM},
     .names = {"burgerservicenummer", "LEERLINGNUMMER", "BRIN6", NULL, "inschrijf_datum",
               "uitschrijf_datum", "Groep", "Klas", "schoolsoort", "niveau", "klastype",
               "geboortedatum", "geslacht", "postcode", "Opleiding ouders", "thuistaal",
               "reden uitschrijving", "teldatum"}},
    {/* vo-de-burcht: secondary */
     .dialect = {USUAL_DIALECT, .encoding = ENCODING_CP1252},
     .names = {"BSN", "Leerlingnummer", "BRIN", NULL, "Inschrijfdatum", "Uitschrijfdatum",
               "Leerjaar", "Klas", "Schoolsoort", "Niveau", "Klastype", "Geboortedatum", "Geslacht",
               "Postcode", "OpleidingOuders", "Thuistaal", "Reden uitschrijving", "Teldatum"}},
    {/* vo-merewijck: tab-separated */
     .dialect =
         {.separator = '\t', .encoding = ENCODING_CP1252, .dates = DATES_DMY, .decimal = ','},
     .names = {"BSN", "Leerlingnummer", "BRIN", NULL, USUAL_TAIL}},
};

const Dialect *board_dialect(int board)
{
    return &board_formats[board].dialect;
}

static void put_school(Sheet *sheet, const BoardFormat *format, const Site *site)
{
    char institution[5];

    if (!format->separate_branch) {
        sheet_text(sheet, site->brin);
        return;
    }
    (void)snprintf(institution, sizeof institution, "%.4s", site->brin);
    sheet_text(sheet, institution);
    sheet_text(sheet, site->brin + 4);
}

static void put_group(Sheet *sheet, const Enrolment *row)
{
    static const char *const names[] = {
        "Bijtjes", "1/2 Zeeëgels", "1/2 d’Artagnan", "3A", "4B", "5/6", "6A", "7B", "8A",
    };
    char text[16];

    if (row->secondary) {
        (void)snprintf(text, sizeof text, "lj%d", row->year);
        sheet_text(sheet, text);
        (void)snprintf(text, sizeof text, "%dH%d", row->year, row->site % 4 + 1);
        sheet_text(sheet, text);
    } else {
        sheet_number(sheet, row->year);
        sheet_text(sheet, row->site % 7 == 0 && row->year == 3 ? "3; instroom" : names[row->year]);
    }
}

static const char *reason_of_end(const Round *round, const Enrolment *row)
{
    bool ended = row->to - 1 <= round->quarter.last;

    if (!ended || !row->ends_stay) {
        return "";
    }
    return row->moved ? "verhuizing" : row->secondary ? "overig" : "po-vo";
}

/* Of the pupils who came along to the merged school the board leaves some under the old number. */
static int school_written(const City *city, size_t index, const Enrolment *row)
{
    const Enrolment *rows = city->enrolments.items + city->children.items[index].enrolments.first;

    for (const Enrolment *before = rows; before < row; before++) {
        bool came_along =
            before->site != row->site && site_on(city, before->site, row->from) == row->site;
        if (came_along && row->from == merger_day() && scattered(index * 3U + 1U) % 41 == 0) {
            return before->site;
        }
    }
    return row->site;
}

static void write_enrolment(Sheet *sheet, const Round *round, size_t index, const Enrolment *row)
{
    static const char *const kinds[] = {"bo",     "sbo",     "so",   "pro", "vmbo-b",
                                        "vmbo-k", "vmbo-gt", "havo", "vwo", "brugklas"};
    static const char *const sexes[] = {"1", "2", "9"};
    const Child *child = &round->city->children.items[index];
    const Site *site = &round->city->sites[row->site];
    const BoardFormat *format = &board_formats[site->owner_index];
    char number[24];
    int known_as = school_written(round->city, index, row);

    put_bsn(sheet, child->bsn);
    (void)snprintf(number, sizeof number, "%zu", 10000U + index);
    sheet_text(sheet, number);
    put_school(sheet, format, round->city->sites + known_as);
    sheet_day(sheet, row->from);
    put_known_end(sheet, row->to, round->quarter.last);
    put_group(sheet, row);
    sheet_text(sheet, kinds[row->kind]);
    sheet_empty(sheet, 1);
    sheet_text(sheet, class_codes[class_of(index, row)]);
    sheet_day(sheet, child->birth);
    sheet_text(sheet, sexes[child->sex]);
    put_postcode(sheet, known_home(round, child), " ");
    sheet_text(sheet, education_codes[row->education]);
    sheet_text(sheet, language_codes[row->language]);
    sheet_text(sheet, reason_of_end(round, row));
    sheet_empty(sheet, 1);
    sheet_end_row(sheet);
    if (known_as != row->site) {
        flaws_note(round->flaws, round->quarter.name, sheet,
                   "still under the number of a school that merged", "accepted:site-succeeded");
    }
    if (scattered(index * 5U + (size_t)round->index) % 9001 == 0) {
        sheet_repeat_row(sheet);
        flaws_note(round->flaws, round->quarter.name, sheet, "exact duplicate of the row before",
                   "duplicate");
    }
}

void deliver_scholen(const Round *round)
{
    const City *city = round->city;
    Sheet sheets[BOARDS];

    for (int board = 0; board < BOARDS; board++) {
        const BoardFormat *format = &board_formats[board];
        sheets[board] = open_delivery(round, &format->dialect, "inschrijving", board_ids[board],
                                      round->quarter.name, "");
        sheet_header(&sheets[board], format->names, ENROLMENT_COLUMNS);
    }
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        for (size_t nth = 0; nth < child->enrolments.count; nth++) {
            const Enrolment *row = &city->enrolments.items[child->enrolments.first + nth];
            if (in_quarter(round, row->from, row->to)) {
                write_enrolment(&sheets[city->sites[row->site].owner_index], round, i, row);
            }
        }
    }
    for (int board = 0; board < BOARDS; board++) {
        sheet_close(&sheets[board]);
    }
}
