/* maak-stad: writes the deliveries of an invented city, and the right answers beside them. */
#include "stad/city.h"
#include "stad/deliveries/broken.h"
#include "stad/deliveries/deliver.h"
#include "stad/gemeente/districts.h"
#include "stad/gemeente/residents.h"
#include "stad/gemeente/sites.h"
#include "stad/jgz/assessment.h"
#include "stad/omgeving/omgeving.h"
#include "stad/opvang/childcare.h"
#include "stad/opvang/opvang.h"
#include "stad/school/area.h"
#include "stad/school/school.h"
#include "stad/tools/sheet.h"
#include "stad/truth/effects.h"
#include "stad/truth/truth.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_WRONG_USE = 2, FEWEST_CHILDREN = 1000, MOST_CHILDREN = 400000 };

static const char usage[] =
    "usage: maak-stad OUTDIR [--seed N] [--kinderen N] [--bereik normaal|hoog|zeer-hoog]\n"
    "Writes the deliveries of an invented city, quarter by quarter from 2023K4 to 2026K3,\n"
    "with waarheid.csv (the right answers), gebreken.csv (harmless flaws) and stuk/.\n"
    "Default: --seed 546 --kinderen 24000 --bereik normaal. All data are synthetic.\n";

static bool read_number(const char *text, unsigned long long lowest, unsigned long long highest,
                        unsigned long long *number)
{
    char *end;

    errno = 0;
    *number = strtoull(text, &end, 10);
    return errno == 0 && text[0] >= '0' && text[0] <= '9' && *end == '\0' && *number >= lowest &&
           *number <= highest;
}

static bool read_reach(const char *text, ReachLevel *level)
{
    static const char *const names[] = {"normaal", "hoog", "zeer-hoog"};

    for (unsigned i = 0; i < 3; i++) {
        if (strcmp(text, names[i]) == 0) {
            *level = (ReachLevel)i;
            return true;
        }
    }
    return false;
}

static bool read_option(const char *name, const char *value, Settings *settings)
{
    unsigned long long number;

    if (strcmp(name, "--seed") == 0 && read_number(value, 0, UINT64_MAX, &number)) {
        settings->seed = number;
        return true;
    }
    if (strcmp(name, "--kinderen") == 0 &&
        read_number(value, FEWEST_CHILDREN, MOST_CHILDREN, &number)) {
        settings->children = (int)number;
        return true;
    }
    return strcmp(name, "--bereik") == 0 && read_reach(value, &settings->reach);
}

static bool read_arguments(int count, char **arguments, Settings *settings)
{
    for (int i = 1; i < count; i++) {
        if (arguments[i][0] != '-') {
            if (settings->directory != NULL) {
                return false;
            }
            settings->directory = arguments[i];
        } else {
            if (i + 1 >= count || !read_option(arguments[i], arguments[i + 1], settings)) {
                return false;
            }
            i++;
        }
    }
    return settings->directory != NULL && settings->directory[0] != '\0';
}

/* Where children live, who is indicated and who has a place. */
static void build_lives(City *city)
{
    districts_build_addresses(city);
    sites_build(city);
    residents_build(city);
    school_build(city);
    assessment_build(city);
    childcare_build(city);
}

static void build(City *city)
{
    build_lives(city);
    opvang_build(city);
    omgeving_build(city);
    school_area_build(city);
}

static void deliver_quarter(const City *city, int index, Flaws *flaws)
{
    Round round = {.city = city, .index = index, .quarter = city_quarter(index), .flaws = flaws};
    int length = snprintf(round.directory, sizeof round.directory, "%s/%s",
                          city->settings.directory, round.quarter.name);

    if (length < 0 || (size_t)length >= sizeof round.directory) {
        give_up("path too long", city->settings.directory);
    }
    make_directory(round.directory);
    if (index == 0) {
        deliver_postcode(&round);
    }
    deliver_locatie(&round);
    deliver_bevolking(&round);
    deliver_jgz(&round);
    deliver_opvang(&round);
    deliver_scholen(&round);
    deliver_kalender(&round);
    deliver_opvolging(&round);
    opvang_deliver(&round);
    omgeving_deliver(&round);
    school_area_deliver(&round);
}

static void write_broken(const char *directory)
{
    char path[400];
    int length = snprintf(path, sizeof path, "%s/stuk", directory);

    if (length < 0 || (size_t)length >= sizeof path) {
        give_up("path too long", directory);
    }
    broken_write(path);
}

/* The same lives, had the programme never begun. */
static void write_effects(const City *city, const Answers *answers)
{
    City other = {.settings = city->settings};
    Answers without = {NULL, 0, 0};

    other.settings.without_programme = true;
    build_lives(&other);
    truth_count(&other, &without);
    effects_write(city, answers, &without);
    answers_release(&without);
    city_release(&other);
}

int main(int argc, char **argv)
{
    City city = {.settings = {.seed = 546, .children = 24000, .reach = REACH_NORMAL}};

    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        (void)fputs(usage, stdout);
        return EXIT_SUCCESS;
    }
    if (!read_arguments(argc, argv, &city.settings)) {
        (void)fputs(usage, stderr);
        return EXIT_WRONG_USE;
    }
    build(&city);
    make_directory(city.settings.directory);
    Flaws flaws = flaws_open(city.settings.directory);
    for (int index = 0; index < QUARTERS; index++) {
        deliver_quarter(&city, index, &flaws);
    }
    flaws_close(&flaws);
    school_area_tables(city.settings.directory);
    write_broken(city.settings.directory);
    Answers answers = {NULL, 0, 0};
    truth_count(&city, &answers);
    opvang_truth(&city, &answers);
    omgeving_truth(&city, &answers);
    school_area_truth(&city, &answers);
    write_effects(&city, &answers);
    answers_write(&answers, city.settings.directory);
    opvang_release(&city);
    omgeving_release(&city);
    school_area_release(&city);
    city_release(&city);
    return EXIT_SUCCESS;
}
