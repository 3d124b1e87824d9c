/* The ten districts: who lives there, how well ve reaches them, and which addresses they have. */
#ifndef STAD_DISTRICTS_H
#define STAD_DISTRICTS_H

#include "stad/city.h"

typedef struct {
    const char *name;
    double share;        /* of the city's children */
    double language[3];  /* dutch, bilingual, other */
    double education[3]; /* low, middle, high */
    double reach;        /* difference with the city, as a share */
    double waiting;      /* factor on waiting times */
    int postcodes[3];    /* PC4, 0 = none */
    char first_letter;   /* of the PC6 letters in use */
    int buurten;
} District;

const District *district(int wijk);
int district_draw(Random *random);
void districts_build_addresses(City *city);
size_t district_draw_address(const City *city, Random *random, int wijk);

/* `WK054603`, `BU05460301` without the letters, as the link file writes them. */
enum { WIJK_DIGITS = 7, BUURT_DIGITS = 9 };
void wijk_digits(int wijk, char text[static WIJK_DIGITS]);
void buurt_digits(const Address *address, char text[static BUURT_DIGITS]);

#endif
