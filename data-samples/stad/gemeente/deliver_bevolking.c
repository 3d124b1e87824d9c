/* C01: the municipality's extract of residents under 18, a row per address in the quarter. */
#include "stad/deliveries/deliver.h"
#include "stad/truth/people.h"

static const char *const names[] = {
    "BSN",           "Geboortedatum", "Geslacht",       "Postcode",
    "Huisnummer",    "Huisletter",    "Toevoeging",     "Datum vestiging",
    "Datum vertrek", "Reden einde",   "Inkomensklasse", "Gezinsnummer",
};

static const char *reason_of_end(const Stay *stay, size_t child)
{
    switch (stay->leaving) {
    case LEFT_WITHIN_CITY:
        return "verhuisd";
    case LEFT_CITY:
        return scattered(child) % 8 == 0 ? "emigratie" : "verhuisd";
    case LEFT_DIED:
        return "overleden";
    case LEFT_NOT:
        break;
    }
    return "";
}

static void write_stay(Sheet *sheet, const Round *round, size_t index, const Stay *stay,
                       const Address *address)
{
    static const char *const sexes[] = {"M", "V", "X"};
    const Child *child = &round->city->children.items[index];
    bool ended = stay->to != NEVER && stay->to - 1 <= round->quarter.last;

    put_bsn(sheet, child->bsn);
    sheet_day(sheet, child->birth);
    sheet_text(sheet, sexes[child->sex]);
    put_postcode(sheet, address, scattered(stay->address) % 3 == 0 ? "" : " ");
    sheet_number(sheet, address->number);
    sheet_text(sheet, scattered(stay->address) % 41 == 0 ? "A" : "");
    sheet_text(sheet, scattered(stay->address) % 97 == 0 ? "bis" : "");
    sheet_day(sheet, stay->from);
    put_known_end(sheet, stay->to, round->quarter.last);
    sheet_text(sheet, ended ? reason_of_end(stay, index) : "");
    Income income = income_of(round->city, child);
    sheet_text(sheet, income == INCOME_UNKNOWN ? "" : income_codes[income]);
    sheet_number(sheet, (long)child->family);
    sheet_end_row(sheet);
}

static void write_with_flaws(Sheet *sheet, const Round *round, size_t index, const Stay *stay)
{
    const Address *address = &round->city->addresses.items[stay->address];
    uint32_t chance = scattered(index * 13U + (size_t)round->index);
    const char *period = round->quarter.name;

    if (chance % 17011 == 0) {
        size_t known = round->city->addresses.count;
        size_t other = chance % (known < 5000 ? known : 5000);
        write_stay(sheet, round, index, stay, &round->city->addresses.items[other]);
        write_stay(sheet, round, index, stay, address);
        flaws_note(round->flaws, period, sheet, "same key, other postcode: this later row wins",
                   "remarked");
        return;
    }
    write_stay(sheet, round, index, stay, address);
    if (chance % 9001 == 1) {
        sheet_repeat_row(sheet);
        flaws_note(round->flaws, period, sheet, "exact duplicate of the row before", "duplicate");
    }
}

void deliver_bevolking(const Round *round)
{
    const City *city = round->city;
    const char *period = round->quarter.name;
    Sheet sheet = open_delivery(round, &usual_dialect, "bevolking", "gemeente", period, "");

    sheet_header(&sheet, names, sizeof names / sizeof names[0]);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        bool grown_up = months_after(child->birth, 18 * 12) <= round->quarter.first;
        for (size_t s = 0; s < child->stays.count && !grown_up; s++) {
            const Stay *stay = &city->stays.items[child->stays.first + s];
            if (in_quarter(round, stay->from, stay->to)) {
                write_with_flaws(&sheet, round, i, stay);
            }
        }
    }
    sheet_close(&sheet);
}
