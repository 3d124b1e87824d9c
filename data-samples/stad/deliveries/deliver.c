#include "stad/deliveries/deliver.h"

#include <ctype.h>
#include <stdio.h>

const char *const language_codes[] = {"", "nl", "nl-meertalig", "anders"};
const char *const education_codes[] = {"", "laag", "midden", "hoog"};

Sheet open_delivery(const Round *round, const Dialect *dialect, const char *contract,
                    const char *deliverer, const char *period, const char *suffix)
{
    char name[100];
    int length = snprintf(name, sizeof name, "%s_%s_%s%s.csv", contract, deliverer, period, suffix);

    if (length < 0 || (size_t)length >= sizeof name) {
        give_up("name too long", deliverer);
    }
    return sheet_open(dialect, round->directory, name);
}

void put_known_end(Sheet *sheet, Day to, Day known_until)
{
    bool known = to != NEVER && to - 1 <= known_until;

    sheet_day(sheet, known ? to - 1 : NEVER);
}

void put_bsn(Sheet *sheet, uint32_t bsn)
{
    sheet_number(sheet, (long)bsn);
}

static char small_letter(char letter)
{
    return (char)tolower((unsigned char)letter);
}

/* `between` stands between digits and letters; JGZ writes `2312_ab`, in small letters. */
void put_postcode(Sheet *sheet, const Address *address, const char *between)
{
    char text[10];
    char letters[2] = {address->pc6[4], address->pc6[5]};

    if (between[0] == '_') {
        letters[0] = small_letter(letters[0]);
        letters[1] = small_letter(letters[1]);
    }
    (void)snprintf(text, sizeof text, "%.4s%s%c%c", address->pc6, between, letters[0], letters[1]);
    sheet_text(sheet, text);
}

bool in_quarter(const Round *round, Day from, Day to)
{
    return from <= round->quarter.last && to > round->quarter.first;
}

uint32_t scattered(size_t index)
{
    uint64_t mixed = ((uint64_t)index + 1U) * UINT64_C(0x9e3779b97f4a7c15);

    return (uint32_t)(mixed >> 33);
}

const Address *known_home(const Round *round, const Child *child)
{
    return city_home(round->city, child, round->quarter.last);
}
