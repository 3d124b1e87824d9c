#include "stad/gemeente/districts.h"

#include <stdio.h>
#include <string.h>

enum { MOST_STREETS = 200 };

static const District districts[WIJKEN] = {
    {"Binnenstad-Zuid", 0.060, {.66, .20, .14}, {.10, .30, .60}, +.05, 0.8, {2311, 0, 0}, 'A', 5},
    {"Binnenstad-Noord", 0.055, {.64, .20, .16}, {.13, .32, .55}, +.03, 0.9, {2312, 0, 0}, 'A', 5},
    {"Stationsdistrict", 0.030, {.58, .22, .20}, {.17, .35, .48}, +.00, 1.0, {2315, 0, 0}, 'A', 3},
    {"Leiden-Noord", 0.165, {.38, .25, .37}, {.38, .38, .24}, -.13, 1.7, {2316, 2315, 0}, 'N', 7},
    {"Roodenburgerdistrict",
     0.125,
     {.65, .20, .15},
     {.13, .32, .55},
     +.05,
     0.8,
     {2313, 2314, 0},
     'A',
     6},
    {"Bos- en Gasthuisdistrict",
     0.150,
     {.48, .24, .28},
     {.28, .40, .32},
     -.01,
     1.1,
     {2321, 2322, 2323},
     'A',
     7},
    {"Morsdistrict", 0.110, {.50, .23, .27}, {.26, .40, .34}, -.07, 1.4, {2332, 2333, 0}, 'M', 5},
    {"Boerhaavedistrict", 0.050, {.60, .22, .18}, {.12, .28, .60}, +.02, 0.9, {2334, 0, 0}, 'A', 4},
    {"Merenwijkdistrict",
     0.150,
     {.55, .22, .23},
     {.22, .40, .38},
     +.03,
     1.0,
     {2317, 2318, 0},
     'A',
     6},
    {"Stevenshofdistrict",
     0.105,
     {.54, .23, .23},
     {.22, .42, .36},
     +.04,
     0.9,
     {2331, 0, 0},
     'A',
     5},
};

const District *district(int wijk)
{
    return &districts[wijk];
}

int district_draw(Random *random)
{
    double shares[WIJKEN];

    for (int wijk = 0; wijk < WIJKEN; wijk++) {
        shares[wijk] = districts[wijk].share;
    }
    return (int)random_weighted(random, shares, WIJKEN);
}

static int postcode_count(const District *place)
{
    int count = 1; /* every wijk has one */

    while (count < 3 && place->postcodes[count] != 0) {
        count++;
    }
    return count;
}

/* Runs through the letter pairs in alphabetical order, without those the Dutch post never uses. */
static void next_letters(char letters[static 2])
{
    bool in_use;

    do {
        if (letters[1] < 'Z') {
            letters[1]++;
        } else {
            letters[0]++;
            letters[1] = 'A';
        }
        in_use = strchr("FIOQUY", letters[0]) == NULL && strchr("FIOQUY", letters[1]) == NULL &&
                 !(letters[0] == 'S' && strchr("ADS", letters[1]) != NULL);
    } while (!in_use);
}

/*
 * One PC6: a stretch of a street. Most lie in one buurt; now and then the higher numbers lie in
 * the next buurt, and at the city's inner borders sometimes even in the next wijk.
 */
static void add_street(City *city, Random *random, int wijk, int buurt, const char *pc6)
{
    int number = random_between(random, 1, 80);
    int houses = random_between(random, 12, 24);
    bool split = random_chance(random, 0.02);
    int other_buurt = (buurt + 1) % districts[wijk].buurten;

    for (int house = 0; house < houses; house++) {
        Address address = {.number = number, .wijk = wijk, .buurt = buurt};
        (void)snprintf(address.pc6, sizeof address.pc6, "%s", pc6);
        if (split && house > houses / 2) {
            address.buurt = other_buurt;
        }
        city_add_address(city, address);
        number += random_between(random, 1, 2);
    }
}

/* The last streets of a wijk run on into the next wijk: the link file tells by house number. */
static void add_border_street(City *city, int wijk, const char *pc6)
{
    int neighbour = (wijk + WIJKEN - 1) % WIJKEN;

    for (int house = 0; house < 16; house++) {
        Address address = {.number = 2 * house + 1, .wijk = wijk};
        (void)snprintf(address.pc6, sizeof address.pc6, "%s", pc6);
        if (house >= 10) {
            address.wijk = neighbour;
        }
        city_add_address(city, address);
    }
}

/* So many streets as the children need, and no more than the letters allow. */
static int street_count(const City *city, const District *place)
{
    int wanted = (int)((double)city->settings.children * place->share * 0.6 / 18.0) + 2;

    return wanted < MOST_STREETS ? wanted : MOST_STREETS;
}

static void build_wijk(City *city, Random *random, int wijk)
{
    const District *place = &districts[wijk];
    int postcodes = postcode_count(place);
    int streets = street_count(city, place);
    char letters[2] = {place->first_letter, 'A'};

    city->wijk_addresses[wijk].first = city->addresses.count;
    for (int street = 0; street < streets; street++) {
        char pc6[7];
        unsigned pc4 = (unsigned)place->postcodes[street % postcodes];
        (void)snprintf(pc6, sizeof pc6, "%04u%c%c", pc4 % 10000U, letters[0], letters[1]);
        if (street == streets - 1 && wijk % 2 == 1) {
            add_border_street(city, wijk, pc6);
        } else {
            add_street(city, random, wijk, street * place->buurten / streets, pc6);
        }
        if (street % postcodes == postcodes - 1) {
            next_letters(letters);
        }
    }
    city->wijk_addresses[wijk].count = city->addresses.count - city->wijk_addresses[wijk].first;
}

void districts_build_addresses(City *city)
{
    Random random = random_stream(city->settings.seed, STREAM_ADDRESSES, 0);

    for (int wijk = 0; wijk < WIJKEN; wijk++) {
        build_wijk(city, &random, wijk);
    }
}

/* On a border street the address may lie in the neighbouring wijk. */
size_t district_draw_address(const City *city, Random *random, int wijk)
{
    Slice addresses = city->wijk_addresses[wijk];

    return addresses.first + (size_t)random_between(random, 0, (int)addresses.count - 1);
}

void wijk_digits(int wijk, char text[static WIJK_DIGITS])
{
    (void)snprintf(text, WIJK_DIGITS, "0546%02u", (unsigned)wijk % 100U);
}

void buurt_digits(const Address *address, char text[static BUURT_DIGITS])
{
    (void)snprintf(text, BUURT_DIGITS, "0546%02u%02u", (unsigned)address->wijk % 100U,
                   (unsigned)address->buurt % 100U);
}
