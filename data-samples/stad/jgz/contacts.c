/* JGZ sees every child at fixed ages; some do not come, some come earlier or later, newcomers come
 * extra. */
#include "stad/opvang/model.h"

#include <stdlib.h>

const char *const contact_moments[] = {
    "2wk",   "4wk",   "8wk", "3mnd", "4mnd", "6mnd", "9mnd",  "11mnd",
    "14mnd", "18mnd", "2jr", "3jr",  "3jr9", "5jr",  "extra",
};

/* Age in days (the first three) or in months. */
static const int ages[EXTRA_CONTACT] = {14, 28, 56, 3, 4, 6, 9, 11, 14, 18, 24, 36, 45, 64};

/* The oldest contact that a figure about the last quarter of 2023 can look back to. */
static Day first_recorded(void)
{
    return day_of(2021, 10, 1);
}

static void add(City *city, size_t index, Contact contact)
{
    Opvang *opvang = city->opvang;
    const Child *child = &city->children.items[index];
    Slice *slice = &opvang->contacts_of[index];
    Day day = contact.held != NEVER ? contact.held : contact.planned;

    if (contact.held != NEVER && contact.held >= child->gone) {
        contact.held = NEVER;
        contact.status = CANCELLED;
        contact.unplanned = false;
        day = contact.planned;
    }
    if (day < first_recorded() || contact.planned >= child->gone || day >= city_end()) {
        return;
    }
    if (opvang->contacts.count == opvang->contacts.capacity) {
        opvang->contacts.capacity = opvang->contacts.capacity * 2 + 4096;
        Contact *larger =
            realloc(opvang->contacts.items, opvang->contacts.capacity * sizeof *larger);
        if (larger == NULL) {
            give_up("no memory", "contacts");
        }
        opvang->contacts.items = larger;
    }
    if (slice->count == 0) {
        slice->first = opvang->contacts.count;
    }
    slice->count++;
    contact.child = (uint32_t)index;
    opvang->contacts.items[opvang->contacts.count++] = contact;
}

static ContactKind draw_kind(Random *random, int moment)
{
    static const double newborn[] = {0.15, 0.85, 0.0, 0.0};
    static const double usual[] = {0.92, 0.03, 0.02, 0.03};

    return (ContactKind)random_weighted(random, moment == 0 ? newborn : usual, 4);
}

/* In 2026 team Noord cannot fill its vacancies: from spring on nearly half of its visits for the
 * second and third birthday fall through, and there is no room for another appointment. */
static bool falls_through(const City *city, size_t index, const Contact *contact)
{
    enum { TEAMS = 3, SECOND_BIRTHDAY = 10, THIRD_BIRTHDAY = 11 };
    bool asked = contact->moment == SECOND_BIRTHDAY || contact->moment == THIRD_BIRTHDAY;
    if (!asked || index % TEAMS != 0 || contact->planned < day_of(2026, 2, 1)) {
        return false;
    }
    Random random = random_stream(city->settings.seed, (Stream)STREAM_VACANCY,
                                  index * EXTRA_CONTACT + (size_t)contact->moment);
    return random_chance(&random, 0.45);
}

/* One in ten comes on another day: some earlier, most of them later, the youngest within days. */
static Day draw_held(Random *random, int moment, Day planned)
{
    if (random_chance(random, 0.9)) {
        return planned;
    }
    int shift = random_between(random, -4, 9);
    bool weeks = shift > 0 && moment >= 3;

    return next_weekday(planned + (weeks ? shift * 7 : shift));
}

static void meet(City *city, size_t index, Random *random, int moment, Day planned, bool avoids)
{
    static const double usual[] = {0.92, 0.035, 0.035, 0.01};
    static const double shy[] = {0.10, 0.20, 0.50, 0.20};
    Contact contact = {.planned = next_weekday(planned), .held = NEVER, .moment = moment};

    contact.status = (ContactStatus)random_weighted(random, avoids ? shy : usual, 4);
    contact.kind = draw_kind(random, moment);
    if (contact.status == CAME) {
        contact.held = draw_held(random, moment, contact.planned);
        contact.unplanned = moment == EXTRA_CONTACT && index % 3 == 0;
    }
    if (contact.status == CAME && falls_through(city, index, &contact)) {
        contact.held = NEVER;
        contact.status = CANCELLED;
        add(city, index, contact);
        return;
    }
    add(city, index, contact);
    if (contact.status == CANCELLED && random_chance(random, 0.8)) {
        contact.planned = next_weekday(contact.planned + random_between(random, 14, 45));
        contact.held = contact.planned;
        contact.status = CAME;
        add(city, index, contact);
    }
}

static void follow(City *city, size_t index)
{
    const Child *child = &city->children.items[index];
    Random random = random_stream(city->settings.seed, (Stream)STREAM_CONTACTS, index);
    Day arrival = city->stays.items[child->stays.first].from;
    double hard_to_reach = child->education == EDUCATION_LOW ? 0.06 : 0.02;
    bool avoids = random_chance(&random, hard_to_reach);

    if (arrival > child->birth + 60 && arrival < months_after(child->birth, 72) &&
        random_chance(&random, 0.9)) {
        meet(city, index, &random, EXTRA_CONTACT, arrival + random_between(&random, 21, 80),
             avoids);
    }
    for (int moment = 0; moment < EXTRA_CONTACT; moment++) {
        Day due =
            moment < 3 ? child->birth + ages[moment] : months_after(child->birth, ages[moment]);
        Day planned = due + random_between(&random, 0, moment < 3 ? 4 : 24);
        if (planned >= arrival) {
            meet(city, index, &random, moment, planned, avoids);
        }
    }
}

void contacts_build(City *city)
{
    for (size_t i = 0; i < city->children.count; i++) {
        if (city->children.items[i].birth >= day_of(2016, 1, 1)) {
            follow(city, i);
        }
    }
}
