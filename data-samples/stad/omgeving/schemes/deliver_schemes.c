/* C12 from the municipality and from the fund for sport and culture. */
#include "stad/omgeving/model.h"
#include "stad/omgeving/schemes/schemes.h"
#include "stad/truth/people.h"

#include <stdio.h>

enum { STRANGER = 990000023, FIRST_WITH_STRANGER = 2 };

static const Dialect fund_dialect = {
    .separator = ';', .encoding = ENCODING_UTF8, .dates = DATES_DMY, .decimal = ','};

static const char *const columns[] = {
    "BSN",     "Aanvraag-id", "Regeling",         "Datum aanvraag",    "Datum besluit",
    "Besluit", "Bedrag",      "Verwijzer sector", "Verwijzer locatie", "Huishouden-id"};

/* The fund writes euros as a bookkeeper does. */
static void put_amount(Sheet *sheet, int cents, bool fund)
{
    char text[32];
    int euros = cents / 100;

    if (cents == 0) {
        sheet_empty(sheet, 1);
        return;
    }
    if (!fund) {
        (void)snprintf(text, sizeof text, "%d,%02d", euros, cents % 100);
    } else if (euros >= 1000) {
        (void)snprintf(text, sizeof text, "€ %d.%03d,-", euros / 1000, euros % 1000);
    } else {
        (void)snprintf(text, sizeof text, "€ %d,-", euros);
    }
    sheet_text(sheet, text);
}

static void write_application(Sheet *sheet, const Round *round, size_t number, Ruling ruling)
{
    static const char *const schemes[SCHEMES] = {"jeugdfonds-sport", "jeugdfonds-cultuur",
                                                 "kindpakket",       "laptop",
                                                 "schoolkosten",     "leidenpas"};
    static const char *const rulings[] = {"toegekend", "afgewezen", "ingetrokken"};
    const Application *a = &round->city->omgeving->applications.items[number];
    const Child *child = &round->city->children.items[a->child];
    bool decided = a->decided <= round->quarter.last;
    char id[24];

    if (a->household) {
        sheet_empty(sheet, 1);
    } else {
        put_bsn(sheet, child->bsn);
    }
    (void)snprintf(id, sizeof id, "Z%06zu", 100001U + number * 3U);
    sheet_text(sheet, id);
    sheet_text(sheet, schemes[a->scheme]);
    sheet_day(sheet, a->applied);
    sheet_day(sheet, decided && !a->undated ? a->decided : NEVER);
    sheet_text(sheet, decided ? rulings[ruling] : "lopend");
    put_amount(sheet, decided && ruling == DECISION_GRANTED ? a->cents : 0,
               a->scheme < SCHEMES_OF_FUND);
    sheet_text(sheet, a->referrer);
    sheet_text(sheet, a->site == NO_SITE ? "" : round->city->sites[a->site].brin);
    if (a->household) {
        sheet_number(sheet, (long)child->family);
    } else {
        sheet_empty(sheet, 1);
    }
    sheet_end_row(sheet);
}

static void write_with_flaws(Sheet *sheet, const Round *round, size_t number)
{
    const Application *a = &round->city->omgeving->applications.items[number];
    const char *period = round->quarter.name;
    bool decided = a->decided <= round->quarter.last;
    uint32_t chance = scattered(number * 7U + 1U);

    if (decided && chance % 701 == 0) {
        write_application(sheet, round, number,
                          a->ruling == DECISION_GRANTED ? DECISION_REFUSED : DECISION_GRANTED);
        write_application(sheet, round, number, a->ruling);
        flaws_note(round->flaws, period, sheet, "same key, other decision: this later row wins",
                   "remarked");
        return;
    }
    write_application(sheet, round, number, a->ruling);
    if (chance % 701 == 1) {
        sheet_repeat_row(sheet);
        flaws_note(round->flaws, period, sheet, "exact duplicate of the row before", "duplicate");
    } else if (decided && a->undated) {
        flaws_note(round->flaws, period, sheet,
                   "a decision without its day: it counts in no figure of grants", "accepted");
    } else if (a->household && chance % 13 == 2) {
        flaws_note(round->flaws, period, sheet, "one application for all children of a family",
                   "accepted");
    }
}

/* About a child that lives nowhere in the city; one in a file, for a small file with many is
 * refused as a whole. */
static void write_stranger(Sheet *sheet, const Round *round)
{
    static const struct {
        long bsn;
        const char *scheme, *applied, *decided, *defect, *expected;
    } rows[] = {
        {STRANGER, "jeugdfonds-sport", "31-06-2024", "", "day that does not exist",
         "refused:date-invalid"},
        {STRANGER, "jeugdfonds-sport", "12-05-2024", "02-05-2024", "decided before it was asked",
         "refused:end-before-begin"},
        {111222334, "jeugdfonds-sport", "12-05-2024", "22-05-2024",
         "number that fails the eleven test", "refused:bsn-invalid"},
        {STRANGER, "voedselpakket", "12-05-2024", "22-05-2024", "a scheme nobody knows",
         "refused:code-unknown"},
    };
    size_t nth = (size_t)round->index - FIRST_WITH_STRANGER;

    if (round->index < FIRST_WITH_STRANGER || nth >= sizeof rows / sizeof rows[0]) {
        return;
    }
    sheet_number(sheet, rows[nth].bsn);
    sheet_text(sheet, "Z900001");
    sheet_text(sheet, rows[nth].scheme);
    sheet_text(sheet, rows[nth].applied);
    sheet_text(sheet, rows[nth].decided);
    sheet_text(sheet, "toegekend");
    sheet_text(sheet, "€ 1.234,50");
    sheet_empty(sheet, 3);
    sheet_end_row(sheet);
    flaws_note(round->flaws, round->quarter.name, sheet, rows[nth].defect, rows[nth].expected);
}

static void deliver(const Round *round, bool fund)
{
    const Omgeving *o = round->city->omgeving;
    Sheet sheet = open_delivery(round, fund ? &fund_dialect : &usual_dialect, "regeling",
                                fund ? "stichting-kans" : "gemeente", round->quarter.name, "");

    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < o->applications.count; i++) {
        const Application *a = &o->applications.items[i];
        if ((a->scheme < SCHEMES_OF_FUND) == fund && a->applied <= round->quarter.last &&
            a->decided >= round->quarter.first) {
            write_with_flaws(&sheet, round, i);
        }
    }
    if (fund) {
        write_stranger(&sheet, round);
    }
    sheet_close(&sheet);
}

void schemes_deliver(const Round *round)
{
    deliver(round, false);
    deliver(round, true);
}
