/* C17: the calendar of training, and which professionals came. */
#ifndef STAD_OMGEVING_TRAINING_H
#define STAD_OMGEVING_TRAINING_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

enum { THEME_INTERCULTURAL, THEME_LANGUAGES, THEME_POVERTY, THEMES = 7 };
enum { YEARS_OF_TRAINING_BEFORE = 2, QUARTERS_PLANNED = 2 };

extern const char *const theme_codes[THEMES];

typedef struct {
    char id[12];
    Day day;
    Day first_planned; /* as the quarter before had it */
    int theme;
    const char *title;
    int part; /* 0: one session; 1, 2: the days of a training of two */
    const char *provider;
    int quarters; /* length in quarter hours */
    int capacity;
    int action;       /* in plan_actions */
    unsigned sectors; /* it is for: bit set over training_sectors; 0: all */
    int in_house;     /* NO_PARTNER: for all; else a training for the people of one partner */
    bool cancelled;
} Session;

typedef struct {
    int session;
    int partner;
    int person;       /* within the partner */
    bool second_mail; /* known under another address that day */
    bool typed_name;  /* the partner by name */
    bool registered;
    bool present;
    bool cancelled;
    int before; /* tenths; 0: not told */
    int after;
    int mark;
    int follow_up; /* 1 … 5 after three months; 0: not told */
} Trainee;

void training_build(City *city);
void training_deliver(const Round *round);
void training_truth_before(const City *city, Answers *answers);
void training_truth(const City *city, Answers *answers, int quarter);

#endif
