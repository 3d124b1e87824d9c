/* The programme for parents of toddlers with a place in early education: who joins, and the answers
 * about it. */
#include "stad/omgeving/model.h"
#include "stad/omgeving/offers/joins.h"
#include "stad/opvang/judge.h"
#include "stad/truth/people.h"

enum { SESSIONS = 4 /* a stretch */, ENOUGH = 6 /* tenths */, HALF = 30, FOUR = 48 };

/* On a day of which files tell: an indication and a place at once, between two and a half and four.
 */
static Day first_placed(const City *city, const Child *child)
{
    Day half = months_after(child->birth, HALF);
    Day four = months_after(child->birth, FOUR);
    Day first = city_quarter(0).first;

    for (Day day = half > first ? half : first; day < four && day < city_end(); day++) {
        if (has_ve_place(city, child, day) && indication_on(city, child, day) != NULL) {
            return day;
        }
    }
    return NEVER;
}

static void join(City *city, size_t index, Day placed)
{
    const Child *child = &city->children.items[index];
    Random random = random_stream(city->settings.seed, (Stream)STREAM_PARENTS, index);
    double faith = 0.3 + 0.65 * random_unit(&random);

    if (!random_chance(&random, 0.55)) {
        return;
    }
    for (int year = 0; year < SCHOOL_YEARS; year++) {
        Join record = {.child = (uint32_t)index,
                       .offer = city->omgeving->programmes.toddler_parents,
                       .year = year,
                       .registered = placed,
                       .start = NEVER,
                       .end = NEVER,
                       .status = JOIN_DONE};
        bool runs = false;
        for (int s = 0; s < STRETCHES; s++) {
            Day from = stretch_start(year, s);
            if (from < placed || from >= months_after(child->birth, FOUR) || from >= child->gone ||
                from >= city_end()) {
                continue;
            }
            record.booked[s] = SESSIONS;
            for (int session = 0; session < SESSIONS; session++) {
                record.attended[s] = (short)(record.attended[s] + random_chance(&random, faith));
            }
            runs = true;
        }
        if (runs) {
            PUSH(city->omgeving->parents, record);
        }
    }
}

void parents_build(City *city)
{
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Day placed = child->placements.count == 0 || child->decisions.count == 0
                         ? NEVER
                         : first_placed(city, child);
        if (placed != NEVER) {
            join(city, i, placed);
        }
    }
}

/* ---- the answers ---- */

typedef struct {
    bool counts;
    bool followed;
} Family;

/* Each child in `followed` whose parents were there often enough until its fourth birthday. */
static void mark_followed(const City *city, bool *followed)
{
    const Omgeving *o = city->omgeving;

    for (size_t i = 0; i < o->parents.count;) {
        uint32_t child = o->parents.items[i].child;
        Day four = months_after(city->children.items[child].birth, FOUR);
        int booked = 0;
        int attended = 0;
        for (; i < o->parents.count && o->parents.items[i].child == child; i++) {
            const Join *record = &o->parents.items[i];
            for (int s = 0; s < STRETCHES; s++) {
                bool told = stretch_start(record->year, s) <= four;
                booked += told ? record->booked[s] : 0;
                attended += told ? record->attended[s] : 0;
            }
        }
        followed[child] = booked > 0 && 10 * attended >= ENOUGH * booked;
    }
}

void parents_truth(const City *city, Answers *answers, int quarter)
{
    Quarter bounds = city_quarter(quarter);
    bool *followed = calloc(city->children.count + 1, sizeof *followed);
    Family *families = calloc(city->children.count + 1, sizeof *families);
    Count all = {0};

    if (followed == NULL || families == NULL) {
        give_up("no memory", "parents");
    }
    mark_followed(city, followed);
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        Day four = months_after(child->birth, FOUR);
        if (bounds.first <= four && four <= bounds.last && lives_here(city, child, four) &&
            first_placed(city, child) != NEVER) {
            Family *family = &families[child->family - 100000U];
            family->counts = true;
            family->followed |= followed[i];
        }
    }
    for (size_t i = 0; i < city->children.count; i++) {
        all.units += families[i].counts;
        all.hits += families[i].followed;
    }
    answer_total(answers, "ouderprogramma-ve", quarter, all);
    free(followed);
    free(families);
}
