#include "stad/opvang/unnumbered.h"

#include <string.h>

static bool ever_lived_at(const City *city, const Child *child, const char *pc6)
{
    for (size_t i = 0; i < child->stays.count; i++) {
        const Stay *stay = &city->stays.items[child->stays.first + i];
        if (strcmp(city->addresses.items[stay->address].pc6, pc6) == 0) {
            return true;
        }
    }
    return false;
}

static bool shared_a_postcode(const City *city, const Child *one, const Child *other)
{
    for (size_t i = 0; i < one->stays.count; i++) {
        const Stay *stay = &city->stays.items[one->stays.first + i];
        if (ever_lived_at(city, other, city->addresses.items[stay->address].pc6)) {
            return true;
        }
    }
    return false;
}

bool is_told_apart(const City *city, size_t child)
{
    const Child *one = &city->children.items[child];

    for (size_t i = 0; i < city->children.count; i++) {
        const Child *other = &city->children.items[i];
        if (i != child && other->birth == one->birth && other->sex == one->sex &&
            shared_a_postcode(city, one, other)) {
            return false;
        }
    }
    return true;
}

long twin_on(const City *city, Day day)
{
    for (size_t i = 1; i < city->children.count; i++) {
        const Child *one = &city->children.items[i];
        bool is_schoolchild =
            completed_years(one->birth, day) >= 5 && completed_years(one->birth, day) < 12;
        if (one->twin && one[-1].sex == one->sex && is_schoolchild && one->arrival <= day &&
            day < one->gone) {
            return (long)i;
        }
    }
    return NO_TWIN;
}

bool is_unnumbered(const City *city, size_t child, int houder)
{
    return houder == CAREFUL_HOUDER && scattered(child) % 6 == 0 && is_told_apart(city, child);
}

void put_number_if_sent(Sheet *sheet, const City *city, size_t child, int houder)
{
    if (is_unnumbered(city, child, houder)) {
        sheet_empty(sheet, 1);
        sheet->unnumbered++;
    } else {
        put_bsn(sheet, city->children.items[child].bsn);
    }
}

void note_unnumbered_file(const Round *round, const Sheet *sheet, bool has_traits)
{
    if (sheet->unnumbered > 0) {
        flaws_note_file(round->flaws, round->quarter.name, sheet,
                        has_traits
                            ? "some children without a number: linked where only one child fits"
                            : "some children without a number: those of the placements",
                        has_traits ? "remarked:person-weak" : "remarked:person-own-number");
    }
}
