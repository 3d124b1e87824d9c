/* C03: contacts of youth health care, in the quarter in which they took place or were planned. The
 * first quarter brings the two years before it as well. */
#include "stad/opvang/deliver.h"
#include "stad/opvang/model.h"

#include <stdio.h>

static const char *const names[] = {
    "BSN",           "Cliëntnummer", "Geboortedatum", "Contactmoment", "Datum gepland",
    "Datum contact", "Status",       "Soort",         "Team",          "Bijzonderheden",
};

enum { COLUMNS = sizeof names / sizeof names[0], STRANGER = 990000011 };

/* In this quarter the export holds remarks, which must not be delivered. */
static bool has_remarks(const Round *round)
{
    return round->index == 5;
}

static void write_contact(Sheet *sheet, const Round *round, const Contact *contact,
                          const char *kind)
{
    static const char *const statuses[] = {"verschenen", "afgemeld", "niet-verschenen",
                                           "geweigerd"};
    static const char *const teams[] = {"Noord", "Zuid", "West"};
    const Child *child = &round->city->children.items[contact->child];
    char number[24];

    put_bsn(sheet, child->bsn);
    (void)snprintf(number, sizeof number, "C%07zu", (size_t)contact->child * 7U + 100003U);
    sheet_text(sheet, number);
    sheet_day(sheet, child->birth);
    sheet_text(sheet, contact_moments[contact->moment]);
    sheet_day(sheet, contact->unplanned ? NEVER : contact->planned);
    sheet_day(sheet, contact->held);
    sheet_text(sheet, statuses[contact->status]);
    sheet_text(sheet, kind);
    sheet_text(sheet, teams[contact->child % 3U]);
    if (has_remarks(round)) {
        sheet_text(sheet,
                   scattered(contact->child) % 60 == 0 ? "Slaapt slecht; belt \"morgen\"" : "");
    }
    sheet_end_row(sheet);
}

static void write_with_flaws(Sheet *sheet, const Round *round, size_t index)
{
    static const char *const kinds[] = {"consult", "huisbezoek", "groep", "telefonisch"};
    const Contact *contact = &round->city->opvang->contacts.items[index];
    uint32_t chance = scattered(index * 5U + 3U);
    const char *kind = kinds[contact->kind];
    const char *period = round->quarter.name;

    if (chance % 2003 == 0) {
        Contact wrong = *contact;
        wrong.status = contact->status == REFUSED ? CANCELLED : REFUSED;
        write_contact(sheet, round, &wrong, kind);
        write_contact(sheet, round, contact, kind);
        flaws_note(round->flaws, period, sheet, "same key, other status: this later row wins",
                   "remarked");
        return;
    }
    write_contact(sheet, round, contact, kind);
    if (chance % 2003 == 1) {
        sheet_repeat_row(sheet);
        flaws_note(round->flaws, period, sheet, "exact duplicate of the row before", "duplicate");
    } else if (chance % 1013 == 2 && contact->held != NEVER && contact->kind == CONTACT_CONSULT) {
        write_contact(sheet, round, contact, kinds[CONTACT_HOME]);
        flaws_note(round->flaws, period, sheet,
                   "home visit and consultation on one day: both count as one contact", "accepted");
    }
}

/* A contact planned for after the quarter, put down as if it had been held. */
static bool is_too_early(const Round *round, size_t index)
{
    const Contact *contact = &round->city->opvang->contacts.items[index];

    return contact->planned > round->quarter.last && contact->planned <= round->quarter.last + 9 &&
           contact->held == contact->planned && scattered(index) % 97 == 0;
}

/* A child of another region, who lives nowhere in the city. */
static void write_stranger(Sheet *sheet, const Round *round, const char *planned, const char *held,
                           const char *defect, const char *expected)
{
    put_bsn(sheet, STRANGER);
    sheet_text(sheet, "C9900001");
    sheet_day(sheet, day_of(2022, 5, 17));
    sheet_text(sheet, "extra");
    sheet_text(sheet, planned);
    sheet_text(sheet, held);
    sheet_text(sheet, "verschenen");
    sheet_text(sheet, "telefonisch");
    sheet_text(sheet, "Buiten");
    sheet_empty(sheet, has_remarks(round) ? 1 : 0);
    sheet_end_row(sheet);
    flaws_note(round->flaws, round->quarter.name, sheet, defect, expected);
}

static void write_strangers(Sheet *sheet, const Round *round)
{
    int year, month, day;
    char good[11];

    civil_of(round->quarter.first + 20, &year, &month, &day);
    (void)snprintf(good, sizeof good, "%02u-%02u-%04u", (unsigned)day % 100U,
                   (unsigned)month % 100U, (unsigned)year % 10000U);
    write_stranger(sheet, round, good, good, "a child of another region", "accepted");
    write_stranger(sheet, round, "00-05-2022", good, "day 00 of a month", "remarked:date-no-day");
    write_stranger(sheet, round, "", "31-06-2024", "day that does not exist",
                   "remarked:date-invalid");
    write_stranger(sheet, round, "", "01-01-2022", "held before the child was born",
                   "remarked:date-too-early");
    write_stranger(sheet, round, "05-09-2086", good, "planned for sixty years later",
                   "remarked:date-far");
}

static Day counts_on(const Contact *contact)
{
    return contact->held != NEVER ? contact->held : contact->planned;
}

static void deliver_span(const Round *round, const char *period, Day first, Day last)
{
    const Opvang *opvang = round->city->opvang;
    bool current = first == round->quarter.first;
    Sheet sheet = open_delivery(round, &usual_dialect, "jgz_contact", "jgz-rijnland", period, "");

    sheet_header(&sheet, names, has_remarks(round) ? COLUMNS : COLUMNS - 1);
    if (has_remarks(round)) {
        flaws_note(round->flaws, round->quarter.name, &sheet,
                   "column Bijzonderheden must not be delivered", "dropped");
    }
    for (size_t i = 0; i < opvang->contacts.count; i++) {
        Day day = counts_on(&opvang->contacts.items[i]);
        if (first <= day && day <= last) {
            write_with_flaws(&sheet, round, i);
        } else if (current && is_too_early(round, i)) {
            write_contact(&sheet, round, &opvang->contacts.items[i], "consult");
            flaws_note(round->flaws, round->quarter.name, &sheet,
                       "planned after the quarter, put down as held", "remarked:date-too-late");
        }
    }
    if (current) {
        write_strangers(&sheet, round);
    }
    sheet_close(&sheet);
}

void deliver_contacts(const Round *round)
{
    if (round->index == 0) {
        deliver_span(round, "2021K4..2023K3", day_of(2021, 10, 1), round->quarter.first - 1);
    }
    deliver_span(round, round->quarter.name, round->quarter.first, round->quarter.last);
}
