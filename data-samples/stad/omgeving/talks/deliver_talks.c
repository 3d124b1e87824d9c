/* C13a from the houders and boards that are partners: the talks of the quarter. */
#include "stad/gemeente/partners.h"
#include "stad/gemeente/sites.h"
#include "stad/omgeving/model.h"
#include "stad/opvang/houder_formats.h"
#include "stad/school/school.h"

#include <stdio.h>

enum { STRANGER = 990000072, COLUMNS = 8, REMARKS_ROUND = 4, BOARD_WITH_OTHER_NAMES = 1 };

static const char *const usual_names[COLUMNS + 1] = {"BSN",  "Locatie",        "Datum",
                                                     "Type", "Ouder aanwezig", "Kind aanwezig",
                                                     "Tolk", "Initiatief",     "Gespreksverslag"};

static const char *const rijnvallei_names[COLUMNS + 1] = {
    "burgerservicenummer", "School",   "DATUM GESPREK", "Soort gesprek", "ouder",
    "AANWEZIG KIND",       "taalhulp", "initiatief",    "Besproken"};

typedef struct {
    Sheet sheet;
    const Round *round;
    bool is_school;
    int owner; /* houder or board */
    bool has_remarks;
} File;

static void put_yes(File *file, bool value)
{
    const HouderFormat *format = &houder_formats[file->is_school ? 0 : file->owner];

    sheet_text(&file->sheet, value ? format->yes : format->no);
}

static const char *kind_word(const File *file, TalkKind kind)
{
    static const char *const words[2][TALK_KINDS] = {
        {"start", "driehoek", "voortgang", "advies", "huisbezoek", "ouderactiviteit",
         "telefonisch"},
        {"kennismakingsgesprek", "KOL-gesprek", "10-minutengesprek", "adviesgesprek", "Huisbezoek",
         "koffieochtend", "belcontact"},
    };

    return words[file->is_school && file->owner == BOARD_WITH_OTHER_NAMES][kind];
}

static void write_talk(File *file, const Talk *talk, size_t number, bool other_start)
{
    const Site *site = &file->round->city->sites[talk->site];
    Sheet *sheet = &file->sheet;

    put_bsn(sheet, file->round->city->children.items[talk->child].bsn);
    sheet_text(sheet, file->is_school ? site->brin : site_lrk(site, talk->day));
    sheet_day(sheet, talk->day);
    sheet_text(sheet, kind_word(file, talk->kind));
    put_yes(file, talk->parent);
    put_yes(file, talk->pupil);
    put_yes(file, talk->interpreter);
    sheet_text(sheet, talk->by_parent != other_start ? "ouder" : "school");
    if (file->has_remarks) {
        sheet_text(sheet, number % 17 == 0 ? "Ging goed; leest \"veel\"\nen slaapt genoeg" : "");
    }
    sheet_end_row(sheet);
}

static void note(File *file, const char *defect, const char *expected)
{
    flaws_note(file->round->flaws, file->round->quarter.name, &file->sheet, defect, expected);
}

static void write_with_flaws(File *file, size_t number)
{
    const Talk *talk = &file->round->city->omgeving->talks.items[number];
    uint32_t chance = scattered(number * 19U + 11U);

    if (chance % 701 == 0) {
        write_talk(file, talk, number, true);
        write_talk(file, talk, number, false);
        note(file, "same key, other value: this later row wins", "remarked");
        return;
    }
    write_talk(file, talk, number, false);
    if (chance % 701 == 1) {
        sheet_repeat_row(&file->sheet);
        note(file, "exact duplicate of the row before", "duplicate");
    } else if (!talk->parent && chance % 101 == 2) {
        note(file, "a talk about the child without a parent: no contact with the family",
             "accepted");
    }
}

/* About a child that lives nowhere in the city; one in a file. */
static void write_stranger(File *file)
{
    static const struct {
        long bsn;
        const char *place, *day, *kind, *defect, *expected;
    } rows[] = {
        {STRANGER, "90AX00", "31-06-2024", "driehoek", "day that does not exist",
         "refused:date-invalid"},
        {STRANGER, "90AX00", "12-05-2034", "driehoek", "a talk after the period",
         "refused:date-too-late"},
        {STRANGER, "90AX00", "12-05-2024", "rapportbespreking", "a kind of talk nobody knows",
         "refused:code-unknown"},
        {STRANGER, "", "12-05-2024", "driehoek", "no place", "refused:value-missing"},
        {111222334, "90AX00", "12-05-2024", "driehoek", "number that fails the eleven test",
         "refused:bsn-invalid"},
        {STRANGER, "90AX00", "1-3-24", "driehoek", "a year of two digits",
         "refused:date-two-digit-year"},
    };
    size_t nth = (size_t)file->round->index - 5U;

    if (!file->is_school || file->owner != 0 || nth >= sizeof rows / sizeof rows[0]) {
        return;
    }
    sheet_number(&file->sheet, rows[nth].bsn);
    sheet_text(&file->sheet, rows[nth].place);
    sheet_text(&file->sheet, rows[nth].day);
    sheet_text(&file->sheet, rows[nth].kind);
    sheet_empty(&file->sheet, COLUMNS - 4);
    sheet_end_row(&file->sheet);
    note(file, rows[nth].defect, rows[nth].expected);
}

static void deliver(const Round *round, bool is_school, int owner)
{
    const Omgeving *o = round->city->omgeving;
    const Dialect *dialect = is_school ? board_dialect(owner) : &houder_formats[owner].dialect;
    bool other_names = is_school && owner == BOARD_WITH_OTHER_NAMES;
    bool has_rows = false;
    File file = {.sheet = open_delivery(round, dialect, "ouder_contact",
                                        is_school ? board_ids[owner] : houder_ids[owner],
                                        round->quarter.name, ""),
                 .round = round,
                 .is_school = is_school,
                 .owner = owner,
                 .has_remarks = is_school && round->index == REMARKS_ROUND};

    sheet_header(&file.sheet, other_names ? rijnvallei_names : usual_names,
                 file.has_remarks ? COLUMNS + 1 : COLUMNS);
    if (file.has_remarks) {
        flaws_note_file(round->flaws, round->quarter.name, &file.sheet,
                        "what was talked about must not be delivered", "dropped");
    }
    for (size_t i = 0; i < o->talks.count; i++) {
        const Talk *talk = &o->talks.items[i];
        const Site *site = &round->city->sites[talk->site];
        if (round->quarter.first <= talk->day && talk->day <= round->quarter.last &&
            (site->use == SITE_SCHOOL) == is_school && site->owner_index == owner) {
            write_with_flaws(&file, i);
            has_rows = true;
        }
    }
    if (!has_rows) {
        flaws_note_file(round->flaws, round->quarter.name, &file.sheet,
                        "nothing to report: the header alone", "remarked:no-rows");
    }
    write_stranger(&file);
    sheet_close(&file.sheet);
}

void talks_deliver(const Round *round)
{
    for (int houder = 0; houder < HOUDERS; houder++) {
        if (houder_is_partner(houder)) {
            deliver(round, false, houder);
        }
    }
    for (int board = 0; board < BOARDS; board++) {
        if (board_is_partner(board)) {
            deliver(round, true, board);
        }
    }
}
