/* The deliveries of one quarter: what each deliverer knows on its last day. */
#ifndef STAD_DELIVER_H
#define STAD_DELIVER_H

#include "stad/city.h"
#include "stad/deliveries/flaws.h"
#include "stad/tools/sheet.h"

typedef struct {
    const City *city;
    int index;
    Quarter quarter;
    char directory[400];
    Flaws *flaws;
} Round;

void deliver_bevolking(const Round *round);
void deliver_jgz(const Round *round);
void deliver_opvang(const Round *round);
void deliver_scholen(const Round *round);
void deliver_locatie(const Round *round);
void deliver_postcode(const Round *round);
void deliver_kalender(const Round *round);
void deliver_opvolging(const Round *round);

/* `<contract>_<deliverer>_<period><suffix>.csv` */
Sheet open_delivery(const Round *round, const Dialect *dialect, const char *contract,
                    const char *deliverer, const char *period, const char *suffix);

/* An inclusive last day, when the deliverer knows it already. */
void put_known_end(Sheet *sheet, Day to, Day known_until);
void put_bsn(Sheet *sheet, uint32_t bsn);
void put_postcode(Sheet *sheet, const Address *address, const char *between);

/* True when [from, to) has a day in the quarter. */
bool in_quarter(const Round *round, Day from, Day to);

/* A number that mixes its input well: picks the rows that get a flaw, the same in every run. */
uint32_t scattered(size_t index);

/* Where the child lives, or last lived, when the quarter ends. */
const Address *known_home(const Round *round, const Child *child);

extern const char *const language_codes[];
extern const char *const education_codes[];

#endif
