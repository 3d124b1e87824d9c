/* C04: contracts of the eight houders, each exporting in its own way. */
#include "stad/deliveries/deliver.h"
#include "stad/gemeente/sites.h"
#include "stad/opvang/houder_formats.h"
#include "stad/opvang/timetables.h"
#include "stad/opvang/unnumbered.h"

#include <stdio.h>

/* The houder that corrects a quarter: a first file with rows missing, then version 2. */
enum { CORRECTING_HOUDER = 2, CORRECTED_QUARTER = 6 };

static void put_weekdays(Sheet *sheet, int houder, const Placement *contract)
{
    if (houder == HOUDER_WITHOUT_WEEKDAYS) {
        return;
    }
    for (int day = 0; day < WEEKDAYS; day++) {
        if (contract->quarters[day] == 0) {
            sheet_text(sheet, "");
        } else {
            sheet_hours(sheet, contract->quarters[day]);
        }
    }
}

static void put_end(Sheet *sheet, const Round *round, const Placement *contract, bool forgotten)
{
    Day known = round->quarter.last;

    if (forgotten) {
        sheet_empty(sheet, 1);
        return;
    }
    put_known_end(sheet, contract->to, contract->end == END_SCHOOL ? known + 60 : known);
}

static const char *reason_of_end(const Round *round, const Placement *contract, bool forgotten)
{
    static const char *const reasons[] = {"",       "basisschool",   "verhuizing",
                                          "ouders", "andere-opvang", "overig"};
    bool ended = contract->to - 1 <= round->quarter.last;

    return ended && !forgotten ? reasons[contract->end] : "";
}

static void put_waiting(Sheet *sheet, const Round *round, const Placement *contract)
{
    bool known = contract->waiting_since <= round->quarter.last;

    sheet_day(sheet, known ? contract->waiting_since : NEVER);
}

static void put_child(Sheet *sheet, const Round *round, size_t index, int houder)
{
    const HouderFormat *format = &houder_formats[houder];
    const Child *child = &round->city->children.items[index];
    char number[24];

    put_number_if_sent(sheet, round->city, index, houder);
    (void)snprintf(number, sizeof number, "%s%05zu", format->prefix, index);
    sheet_text(sheet, number);
    sheet_day(sheet, child->birth);
    sheet_text(sheet, format->sexes[child->sex]);
    put_postcode(sheet, known_home(round, child), " ");
}

typedef struct {
    size_t child;
    size_t nth;
    Placement contract; /* the part under one registration of the site */
    bool renewed;       /* the part after a takeover, under a new number */
    bool end_forgotten; /* although the child is at school; weeks of the part may be wrong … */
    const char *lrk;    /* … in a row that is put right; NULL: the site's own number */
} Row;

static void write_contract(Sheet *sheet, const Round *round, int houder, Row row)
{
    static const char *const payments[] = {"KOT", "gemeente", "doelgroep", "particulier"};
    const HouderFormat *format = &houder_formats[houder];
    const Child *child = &round->city->children.items[row.child];
    size_t position = child->placements.first + row.nth;
    const Placement *contract = &row.contract;
    char number[24];

    put_child(sheet, round, row.child, houder);
    sheet_text(sheet, row.lrk != NULL
                          ? row.lrk
                          : site_lrk(&round->city->sites[contract->site], contract->from));
    (void)snprintf(number, sizeof number, "%s-%zu%s", format->prefix, 20000U + position,
                   row.renewed ? "T" : "");
    sheet_text(sheet, number);
    sheet_day(sheet, contract->from);
    put_end(sheet, round, contract, row.end_forgotten);
    sheet_text(sheet, format->cares[contract->care]);
    sheet_text(sheet, contract->ve_place ? format->yes : format->no);
    sheet_text(sheet, contract->target_child ? format->yes : format->no);
    sheet_hours(sheet, contract->week_quarters);
    put_weekdays(sheet, houder, contract);
    if (contract->days == 0) {
        sheet_text(sheet, "");
    } else {
        sheet_number(sheet, contract->days);
    }
    sheet_number(sheet, contract->weeks);
    put_waiting(sheet, round, contract);
    sheet_text(sheet, payments[contract->payment]);
    sheet_text(sheet, reason_of_end(round, contract, row.end_forgotten));
    sheet_end_row(sheet);
}

/* A pupil whose contract the houder forgot to end: the enrolment tells otherwise. */
static bool is_forgotten_end(const Round *round, size_t index, const Placement *contract)
{
    const Child *child = &round->city->children.items[index];

    return contract->end == END_SCHOOL && contract->to - 1 <= round->quarter.last &&
           child->school <= round->quarter.last && child->gone > round->quarter.last &&
           scattered(index) % 25 == 0;
}

/* The number of the after-school care in the same building, as houders mix them up; of contracts
 * without early education only. NULL: none. */
static const char *mistaken_lrk(const Round *round, int houder, const Row *row)
{
    bool is_plain = row->contract.care == CARE_KDV && !row->contract.ve_place &&
                    !row->contract.target_child && !row->renewed;

    for (int i = 0; is_plain && i < round->city->site_count; i++) {
        const Site *site = &round->city->sites[i];
        if (site->use == SITE_BSO && site->owner_index == houder) {
            return site->lrk;
        }
    }
    return NULL;
}

static void write_with_flaws(Sheet *sheet, const Round *round, int houder, Row row)
{
    const char *period = round->quarter.name;
    uint32_t chance = scattered(row.child * 7U + (size_t)round->index);

    if (row.end_forgotten) {
        write_contract(sheet, round, houder, row);
        flaws_note(round->flaws, period, sheet, "no end date although the child is at school",
                   "accepted");
        return;
    }
    if (chance % 1009 == 0) {
        Row wrong = row;
        wrong.contract.weeks = 12;
        write_contract(sheet, round, houder, wrong);
        write_contract(sheet, round, houder, row);
        flaws_note(round->flaws, period, sheet, "same key, other weeks: this later row wins",
                   "remarked");
        return;
    }
    if (chance % 1009 == 2 && mistaken_lrk(round, houder, &row) != NULL) {
        row.lrk = mistaken_lrk(round, houder, &row);
        write_contract(sheet, round, houder, row);
        flaws_note(round->flaws, period, sheet,
                   "number of the after-school care: no place for early education", "accepted");
        return;
    }
    write_contract(sheet, round, houder, row);
    if (chance % 1009 == 1) {
        sheet_repeat_row(sheet);
        flaws_note(round->flaws, period, sheet, "exact duplicate of the row before", "duplicate");
    } else if (is_unnumbered(round->city, row.child, houder)) {
        flaws_note(round->flaws, period, sheet,
                   "no number: linked by birth date, sex and postcode, which nobody else has",
                   "accepted");
    }
}

/* A schoolchild in after-school care, which no figure counts. */
typedef struct {
    size_t child;
    uint32_t bsn; /* 0: none */
    const char *number, *contract, *lrk;
} AfterSchool;

static void write_after_school(Sheet *sheet, const Round *round, AfterSchool row)
{
    const HouderFormat *format = &houder_formats[CAREFUL_HOUDER];
    const Child *child = &round->city->children.items[row.child];

    if (row.bsn == 0) {
        sheet_empty(sheet, 1);
        sheet->unnumbered++;
    } else {
        put_bsn(sheet, row.bsn);
    }
    sheet_text(sheet, row.number);
    sheet_day(sheet, child->birth);
    sheet_text(sheet, format->sexes[child->sex]);
    put_postcode(sheet, known_home(round, child), " ");
    sheet_text(sheet, row.lrk);
    sheet_text(sheet, row.contract);
    sheet_day(sheet, round->quarter.first + 3);
    sheet_empty(sheet, 1);
    sheet_text(sheet, format->cares[CARE_BSO]);
    sheet_text(sheet, format->no);
    sheet_text(sheet, format->no);
    sheet_hours(sheet, 28);
    sheet_empty(sheet, WEEKDAYS);
    sheet_number(sheet, 2);
    sheet_number(sheet, 40);
    sheet_empty(sheet, 1);
    sheet_text(sheet, "KOT");
    sheet_empty(sheet, 1);
    sheet_end_row(sheet);
}

static void write_twins(Sheet *sheet, const Round *round)
{
    const City *city = round->city;
    const char *period = round->quarter.name;
    long twin = twin_on(city, round->quarter.last);

    if (twin == NO_TWIN) {
        return;
    }
    size_t second = (size_t)twin;
    uint32_t first_bsn = city->children.items[second - 1].bsn;
    const char *lrk = city->sites[0].lrk;
    write_after_school(sheet, round, (AfterSchool){second, 0, "DK99900", "DK-99900", lrk});
    flaws_note(round->flaws, period, sheet,
               "no number, and a twin has the same birth date, sex and postcode: not linked",
               "accepted");
    if (round->index % 3 != 1) {
        return;
    }
    write_after_school(sheet, round,
                       (AfterSchool){second - 1, first_bsn, "DK99901", "DK-99901", lrk});
    write_after_school(sheet, round, (AfterSchool){second, first_bsn, "DK99902", "DK-99902", lrk});
    flaws_note(round->flaws, period, sheet, "the number of a twin typed for both",
               "remarked:person-two-records");
}

/* A contract that begins under a number that is no longer registered. */
static void write_gone_site(Sheet *sheet, const Round *round)
{
    long child = twin_on(round->city, round->quarter.last);

    for (int i = 0; child != NO_TWIN && i < round->city->site_count; i++) {
        const Site *site = &round->city->sites[i];
        if (site->taken_over < round->quarter.first) {
            write_after_school(sheet, round,
                               (AfterSchool){(size_t)child, round->city->children.items[child].bsn,
                                             "DK99903", "DK-99903", site->lrk});
            flaws_note(round->flaws, round->quarter.name, sheet,
                       "begins at a number that is no longer registered", "accepted:site-closed");
        }
    }
}

/* After-school children that no figure counts: a day that does not exist, a number that fails. */
static void write_unusable(Sheet *sheet, const Round *round, int houder, bool bad_date)
{
    const HouderFormat *format = &houder_formats[houder];
    bool iso = format->dialect.dates == DATES_ISO;
    char number[24];

    sheet_text(sheet, bad_date ? "990000011" : "990000000");
    (void)snprintf(number, sizeof number, "%s9900%d", format->prefix, round->index);
    sheet_text(sheet, number);
    sheet_text(sheet, bad_date ? (iso ? "2019-06-31" : "31-06-2019")
                               : (iso ? "2018-03-14" : "14-03-2018"));
    sheet_text(sheet, format->sexes[0]);
    sheet_text(sheet, "2312 AB");
    sheet_text(sheet, round->city->sites[0].lrk);
    (void)snprintf(number, sizeof number, "%s-99%02d", format->prefix, round->index);
    sheet_text(sheet, number);
    sheet_day(sheet, round->quarter.first + 3);
    sheet_empty(sheet, 1);
    sheet_text(sheet, format->cares[CARE_BSO]);
    sheet_text(sheet, format->no);
    sheet_text(sheet, format->no);
    sheet_hours(sheet, 28);
    sheet_empty(sheet, houder == HOUDER_WITHOUT_WEEKDAYS ? 0 : WEEKDAYS);
    sheet_number(sheet, 2);
    sheet_number(sheet, 40);
    sheet_text(sheet, "");
    sheet_text(sheet, "KOT");
    sheet_text(sheet, "");
    sheet_end_row(sheet);
    flaws_note(round->flaws, round->quarter.name, sheet,
               bad_date ? "birth date does not exist" : "BSN fails the elfproef", "refused");
}

static Sheet open_houder(const Round *round, int houder, const char *suffix)
{
    const HouderFormat *format = &houder_formats[houder];
    Sheet sheet = open_delivery(round, &format->dialect, "ko_plaatsing", houder_ids[houder],
                                round->quarter.name, suffix);

    sheet_header(&sheet, format->names, PLACEMENT_COLUMNS);
    return sheet;
}

static void write_part(Sheet *sheets, Sheet *first_version, const Round *round, Row row)
{
    const Placement *contract = &row.contract;

    if (!in_quarter(round, contract->from, contract->to)) {
        return;
    }
    int houder = round->city->sites[contract->site].owner_index;
    row.end_forgotten = is_forgotten_end(round, row.child, contract);
    write_with_flaws(&sheets[houder], round, houder, row);
    if (first_version != NULL && houder == CORRECTING_HOUDER && scattered(row.child) % 9 != 0) {
        write_contract(first_version, round, houder, row);
    }
}

static void write_child(Sheet *sheets, Sheet *first_version, const Round *round, size_t index)
{
    const Child *child = &round->city->children.items[index];

    for (size_t nth = 0; nth < child->placements.count; nth++) {
        Row row = {.child = index,
                   .nth = nth,
                   .contract = round->city->placements.items[child->placements.first + nth]};
        Day taken = round->city->sites[row.contract.site].taken_over;
        if (taken <= row.contract.from || taken >= row.contract.to ||
            taken > round->quarter.last) { /* nobody knows of it yet */
            write_part(sheets, first_version, round, row);
            continue;
        }
        Row before = row;
        before.contract.to = taken;
        before.contract.end = END_OTHER;
        write_part(sheets, first_version, round, before);
        if (in_quarter(round, before.contract.from, before.contract.to)) {
            flaws_note(round->flaws, round->quarter.name,
                       &sheets[round->city->sites[row.contract.site].owner_index],
                       "the site was taken over: this contract goes on under its new number",
                       "accepted");
        }
        row.contract.from = taken;
        row.renewed = true;
        write_part(sheets, first_version, round, row);
    }
}

void deliver_opvang(const Round *round)
{
    Sheet sheets[HOUDERS];
    Sheet first_version;
    bool corrects = round->index == CORRECTED_QUARTER;

    for (int houder = 0; houder < HOUDERS; houder++) {
        bool second = corrects && houder == CORRECTING_HOUDER;
        sheets[houder] = open_houder(round, houder, second ? "_v2" : "");
    }
    if (corrects) {
        first_version = open_houder(round, CORRECTING_HOUDER, "");
        flaws_note_file(round->flaws, round->quarter.name, &first_version,
                        "first version lacks rows; version 2 replaces it", "superseded");
    }
    for (size_t i = 0; i < round->city->children.count; i++) {
        write_child(sheets, corrects ? &first_version : NULL, round, i);
    }
    int bad_date = round->index % HOUDERS;
    int bad_number = (round->index + 3) % HOUDERS;
    write_unusable(&sheets[bad_date], round, bad_date, true);
    write_unusable(&sheets[bad_number], round, bad_number, false);
    write_twins(&sheets[CAREFUL_HOUDER], round);
    write_gone_site(&sheets[CAREFUL_HOUDER], round);
    for (int houder = 0; houder < HOUDERS; houder++) {
        note_unnumbered_file(round, &sheets[houder], true);
        sheet_close(&sheets[houder]);
    }
    if (corrects) {
        sheet_close(&first_version);
    }
}
