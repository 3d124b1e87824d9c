/* The houder that may not send citizen numbers of all its children. */
#ifndef STAD_OPVANG_UNNUMBERED_H
#define STAD_OPVANG_UNNUMBERED_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"

/* The child can be told by its birth date, sex and postcode: nobody else ever had the three. */
bool is_told_apart(const City *city, size_t child);

enum { CAREFUL_HOUDER = 6, NO_TWIN = -1 }; /* de-kiem */

/* The houder sends no number of this child, in none of its files. */
bool is_unnumbered(const City *city, size_t child, int houder);

/* A schoolchild of whom another of the same age and sex lives at home; NO_TWIN: none. */
long twin_on(const City *city, Day day);

/* The number, or nothing. */
void put_number_if_sent(Sheet *sheet, const City *city, size_t child, int houder);
/* A file with such rows is remarked as a whole. */
void note_unnumbered_file(const Round *round, const Sheet *sheet, bool has_traits);

#endif
