#include "engine/disclosure/gate.h"

#include <string.h>

/* Inside the city hall a side of 5 is enough (working group: 3, they work with the children's own
 * organisations); to the public 10, on rounded numbers. Income is always judged as for the public,
 * on a large group, as Statistics Netherlands does. The research profile keeps the steering group's
 * rules until agreements with researchers say otherwise. */
static const KmProfile profiles[] = {
    {.name = "werkgroep",
     .least_n = 10,
     .least_side = 3,
     .income_n = 100,
     .income_side = 10,
     .round_counts = 1,
     .decimals = 1,
     .rules_nl = "We laten een cijfer alleen zien als het over minstens 10 kinderen gaat en als de "
                 "groep die we bij dat cijfer beschermen minstens 3 kinderen telt (bij inkomen: "
                 "minstens 100 en "
                 "10 kinderen)."},
    {.name = "stuurgroep",
     .least_n = 10,
     .least_side = 5,
     .income_n = 100,
     .income_side = 10,
     .round_counts = 1,
     .decimals = 1,
     .rules_nl = "We laten een cijfer alleen zien als het over minstens 10 kinderen gaat en als de "
                 "groep die we bij dat cijfer beschermen minstens 5 kinderen telt (bij inkomen: "
                 "minstens 100 en "
                 "10 kinderen)."},
    {.name = "openbaar",
     .least_n = 30,
     .least_side = 10,
     .income_n = 100,
     .income_side = 10,
     .round_counts = 5,
     .decimals = 0,
     .hides_single = true,
     .rules_nl = "We laten een cijfer alleen zien als het over minstens 30 kinderen gaat en als de "
                 "groep die we bij dat cijfer beschermen minstens 10 kinderen telt (bij inkomen: "
                 "minstens 100 en "
                 "10 kinderen); aantallen zijn afgerond op vijf en percentages op hele procenten."},
    {.name = "onderzoek",
     .least_n = 10,
     .least_side = 5,
     .income_n = 100,
     .income_side = 10,
     .round_counts = 1,
     .decimals = 1,
     .rules_nl = "We laten een cijfer alleen zien als het over minstens 10 kinderen gaat en als de "
                 "groep die we bij dat cijfer beschermen minstens 5 kinderen telt (bij inkomen: "
                 "minstens 100 en "
                 "10 kinderen)."},
};

const char *const km_profile_names[4] = {"werkgroep", "stuurgroep", "openbaar", "onderzoek"};

const KmProfile *km_profile(const char *name)
{
    for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
        if (strcmp(profiles[i].name, name) == 0) {
            return &profiles[i];
        }
    }
    return NULL;
}

const KmProfile *km_profile_for(KmArena *arena, const KmProfile *profile,
                                const KmIndicatorText *text)
{
    if (text->sensitive != KM_SENSITIVE_NONE) {
        return profile;
    }
    KmProfile *open = KM_NEW(arena, KmProfile);
    *open = *profile;
    open->least_n = 0;
    open->least_side = 0;
    open->round_counts = 1;
    open->decimals = profile->decimals < 1 ? 1 : profile->decimals;
    return open;
}
