/* Invented effects for the tests of their chart. */
#ifndef TESTS_UNIT_REPORTS_EFFECT_FIXTURE_H
#define TESTS_UNIT_REPORTS_EFFECT_FIXTURE_H

#include "engine/published/effects.h"

/* In this order. */
enum {
    FIXTURE_EVENTS,    /* did: six quarters before, the start left out, four after */
    FIXTURE_LINE,      /* its: twelve months before, six after */
    FIXTURE_PROTECTED, /* did, with the numbers that the gate took out put back */
    FIXTURE_MATCHED    /* no moments */
};
const KmPublishedEffects *fixture_effects(KmArena *arena);

#endif
