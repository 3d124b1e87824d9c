/* C07 from the houders and the boards that are partners: all handovers so far, as they stand now.
 * Houders tell what they hand over, primary boards what they hand over and what they receive from
 * childcare, secondary boards what they receive. */
#include "stad/gemeente/partners.h"
#include "stad/gemeente/sites.h"
#include "stad/opvang/houder_formats.h"
#include "stad/school/model.h"
#include "stad/school/school.h"

#include <stdio.h>
#include <string.h>

enum { STRANGER = 990000035, COLUMNS = 13, REMARKS_ROUND = 5 };

static const char *const usual_names[COLUMNS] = {"BSN",
                                                 "Soort",
                                                 "Datum",
                                                 "Van",
                                                 "Naar",
                                                 "Datum formulier",
                                                 "Toestemming ouders",
                                                 "Warm gesprek",
                                                 "Datum gesprek",
                                                 "Aanwezig ouder",
                                                 "OSO-dossier verzonden",
                                                 "OSO ontvangen",
                                                 "Profiel"};

/* As bestuur-rijnvallei names them. */
static const char *const rijnvallei_names[COLUMNS] = {
    "burgerservicenummer", "Soort overdracht",    "DATUM_OVERDRACHT", "Afkomstig van",
    "Naar BRIN",           "formulier verstuurd", "toestemming",      "Warme overdracht",
    "Gesprek op",          "ouder aanwezig",      "OSO verzonden",    "OSO-dossier ontvangen",
    "OSO-profiel"};

enum { BOARD_WITH_OTHER_NAMES = 1, BOARD_WITH_MAIN_SITE = 2, HOUDER_WITH_REMARKS = 1 };

typedef struct {
    Sheet sheet;
    const Round *round;
    bool is_school;
    int owner; /* houder or board */
    const char *yes;
    const char *no;
} File;

static void put_yes(File *file, bool value)
{
    sheet_text(&file->sheet, value ? file->yes : file->no);
}

static Day known(const File *file, Day day)
{
    return day <= file->round->quarter.last ? day : NEVER;
}

/* A board may know of its schools only where the main site is. */
static void put_school(File *file, int site)
{
    char institution[5];

    if (site == NO_SITE) {
        sheet_empty(&file->sheet, 1);
    } else if (file->is_school && file->owner == BOARD_WITH_MAIN_SITE) {
        (void)snprintf(institution, sizeof institution, "%.4s",
                       file->round->city->sites[site].brin);
        sheet_text(&file->sheet, institution);
    } else {
        sheet_text(&file->sheet, file->round->city->sites[site].brin);
    }
}

static bool has_told_talk(const File *file, const Handover *handover)
{
    return known(file, handover->talk) != NEVER &&
           (file->is_school || !handover->only_school_has_talk);
}

typedef struct {
    const char *to; /* NULL: as it is */
    bool other_parent;
} Variant;

static void write_handover(File *file, const Handover *handover, Variant variant)
{
    static const char *const kinds[2][2] = {{"ve-po", "po-vo"}, {"ko-po", "po naar vo"}};
    Sheet *sheet = &file->sheet;
    const City *city = file->round->city;
    const Site *from = &city->sites[handover->from];
    bool from_care = handover->kind == HANDOVER_CARE;
    bool has_talk = has_told_talk(file, handover);
    bool other_words = file->is_school && file->owner == BOARD_WITH_OTHER_NAMES;

    put_bsn(sheet, city->children.items[handover->child].bsn);
    sheet_text(sheet, kinds[other_words][handover->kind]);
    sheet_day(sheet, handover->day);
    sheet_text(sheet, from_care ? site_lrk(from, handover->day) : from->brin);
    if (variant.to == NULL) {
        put_school(file, handover->to);
    } else {
        sheet_text(sheet, variant.to);
    }
    sheet_day(sheet, known(file, handover->form));
    if (!from_care || file->is_school) { /* only who asked for it knows of consent */
        sheet_empty(sheet, 1);
    } else {
        put_yes(file, handover->consent);
    }
    if (from_care) {
        put_yes(file, has_talk);
        sheet_day(sheet, has_talk ? handover->talk : NEVER);
        put_yes(file, has_talk && handover->parent_present != variant.other_parent);
    } else {
        sheet_empty(sheet, 3);
    }
    sheet_day(sheet, known(file, handover->file_sent));
    sheet_day(sheet, known(file, handover->file_received));
    sheet_text(sheet, from_care ? "" : "overstap");
}

static bool has_remarks(const File *file)
{
    return !file->is_school && file->owner == HOUDER_WITH_REMARKS &&
           file->round->index == REMARKS_ROUND;
}

static void end_row(File *file, size_t number)
{
    if (has_remarks(file)) {
        sheet_text(&file->sheet, number % 7 == 0 ? "Rustig kind;\nslaapt \"nog\" 's middags" : "");
    }
    sheet_end_row(&file->sheet);
}

/* The day school begins for the one who is handed over. */
static Day first_day(const File *file, const Handover *handover)
{
    return file->round->city->children.items[handover->child].school;
}

/* A handover is in every file from its quarter on; its flaws are in the first of them. */
static void write_with_flaws(File *file, size_t number)
{
    const Handover *handover = &file->round->city->school_area->handovers.items[number];
    const char *period = file->round->quarter.name;
    Flaws *flaws = file->round->flaws;
    bool is_new = handover->day >= file->round->quarter.first;
    bool from_care = handover->kind == HANDOVER_CARE;
    uint32_t chance = scattered(number * 11U + 7U);

    if (!is_new) {
        write_handover(file, handover, (Variant){NULL, false});
        end_row(file, number);
        return;
    }
    if (chance % 67 == 0 && has_told_talk(file, handover)) {
        write_handover(file, handover, (Variant){.other_parent = true});
        end_row(file, number);
        write_handover(file, handover, (Variant){NULL, false});
        end_row(file, number);
        flaws_note(flaws, period, &file->sheet, "same key, other value: this later row wins",
                   "remarked");
        return;
    }
    if (chance % 149 == 2 && handover->to != NO_SITE) {
        write_handover(file, handover, (Variant){.to = "n.n.b."});
        end_row(file, number);
        flaws_note(flaws, period, &file->sheet, "the new school is not known yet",
                   "remarked:brin-invalid");
        return;
    }
    if (chance % 211 == 3) {
        write_handover(file, handover, (Variant){.to = "12A500"});
        end_row(file, number);
        flaws_note(flaws, period, &file->sheet, "a BRIN that cannot be", "remarked:brin-invalid");
        return;
    }
    write_handover(file, handover, (Variant){NULL, false});
    end_row(file, number);
    if (chance % 251 == 1) {
        sheet_repeat_row(&file->sheet);
        flaws_note(flaws, period, &file->sheet, "exact duplicate of the row before", "duplicate");
    } else if (from_care && handover->form != NEVER && handover->form > first_day(file, handover) &&
               number % 5 == 0) {
        flaws_note(flaws, period, &file->sheet, "the form was sent after school began", "accepted");
    } else if (file->is_school && from_care && number % 19 == 0) {
        flaws_note(flaws, period, &file->sheet,
                   "both parties tell of one handover: the child counts once", "accepted");
    }
}

/* About a child that lives nowhere in the city; one in a file, for a small file with many is
 * refused as a whole. */
static void write_stranger(File *file)
{
    static const struct {
        long bsn;
        const char *kind, *day, *defect, *expected;
    } rows[] = {
        {STRANGER, "ve-po", "31-06-2024", "day that does not exist", "refused:date-invalid"},
        {STRANGER, "ve-po", "00-05-2022", "day 00 of a month", "refused:date-no-day"},
        {STRANGER, "ve-po", "1-3-24", "a year of two digits", "refused:date-two-digit-year"},
        {STRANGER, "ve-po", "45200", "a spreadsheet's day number", "refused:date-serial"},
        {111222334, "ve-po", "12-05-2024", "number that fails the eleven test",
         "refused:bsn-invalid"},
        {STRANGER, "ve-hbo", "12-05-2024", "a transition nobody knows", "refused:code-unknown"},
        {STRANGER, "", "12-05-2024", "no kind of transition", "refused:value-missing"},
    };
    size_t nth = (size_t)file->round->index - 3U;

    if (file->is_school || file->owner != 0 || nth >= sizeof rows / sizeof rows[0]) {
        return;
    }
    sheet_number(&file->sheet, rows[nth].bsn);
    sheet_text(&file->sheet, rows[nth].kind);
    sheet_text(&file->sheet, rows[nth].day);
    sheet_empty(&file->sheet, COLUMNS - 3);
    sheet_end_row(&file->sheet);
    flaws_note(file->round->flaws, file->round->quarter.name, &file->sheet, rows[nth].defect,
               rows[nth].expected);
}

static bool tells(const File *file, const Handover *handover)
{
    const City *city = file->round->city;
    bool from_care = handover->kind == HANDOVER_CARE;
    bool receives = handover->to != NO_SITE && handover->school_tells_too &&
                    city->sites[handover->to].owner_index == file->owner;
    bool sends = city->sites[handover->from].owner_index == file->owner;

    if (handover->day > file->round->quarter.last) {
        return false;
    }
    if (!file->is_school) {
        return from_care && sends;
    }
    return receives || (!from_care && sends);
}

static void deliver(const Round *round, bool is_school, int owner)
{
    const SchoolArea *area = round->city->school_area;
    const Dialect *dialect = is_school ? board_dialect(owner) : &houder_formats[owner].dialect;
    const char *deliverer = is_school ? board_ids[owner] : houder_ids[owner];
    bool other_names = is_school && owner == BOARD_WITH_OTHER_NAMES;
    const char *names[COLUMNS + 1];
    bool has_rows = false;
    File file = {
        .sheet = open_delivery(round, dialect, "overdracht", deliverer, round->quarter.name, ""),
        .round = round,
        .is_school = is_school,
        .owner = owner,
        .yes = is_school ? "J" : houder_formats[owner].yes,
        .no = is_school ? "N" : houder_formats[owner].no};

    (void)memcpy(names, other_names ? rijnvallei_names : usual_names, sizeof usual_names);
    names[COLUMNS] = "Bijzonderheden";
    sheet_header(&file.sheet, names, has_remarks(&file) ? COLUMNS + 1 : COLUMNS);
    if (has_remarks(&file)) {
        flaws_note(round->flaws, round->quarter.name, &file.sheet,
                   "column Bijzonderheden must not be delivered", "dropped");
    }
    for (size_t i = 0; i < area->handovers.count; i++) {
        if (tells(&file, &area->handovers.items[i])) {
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

void handovers_deliver(const Round *round)
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
