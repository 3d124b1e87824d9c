#include "opvang.h"

void opvang_truth(const City *city, Answers *answers)
{
    (void)city;
    (void)answers;
}
