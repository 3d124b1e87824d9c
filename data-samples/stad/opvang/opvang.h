/*
 * Youth health contacts, monthly hours of early education, the partners and the registers that go
 * with them (C03, C05, C14, R1, R4, population counts): drawn, delivered and counted.
 */
#ifndef STAD_OPVANG_H
#define STAD_OPVANG_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

void opvang_build(City *city);
void opvang_release(City *city);
void opvang_deliver(const Round *round);
void opvang_truth(const City *city, Answers *answers);

#endif
