/* An invented release for the tests of pages, tables, dataset and explanations: every status once,
 * a label that bites, counts chosen by hand. Not the figures of any city. */
#ifndef TESTS_UNIT_REPORTS_PAGE_FIXTURE_H
#define TESTS_UNIT_REPORTS_PAGE_FIXTURE_H

#include "engine/published/published.h"

/* 2026K3, profile stuurgroep: vve-bereik over 8 quarters with wijk and thuistaal,
 * geen-voorziening-3j (a deliverer missing), ve-plaatsen-dekking (rate), doelgroep-bepaald-30mnd
 * (process, not delivered) and vve-trechter (distribution). */
const KmPublished *km_page_fixture(KmArena *arena);
KmPeriod km_page_fixture_period(void);
const KmPublishedExplanation *km_page_fixture_explanation(KmArena *arena,
                                                          const KmPublished *published);
/* The plan register of the fixture, written to `directory`/plan.json; returns its path. */
const char *km_page_fixture_plan(KmArena *arena, const char *directory);
/* A fresh directory under the build's temporary place. */
const char *km_page_fixture_directory(KmArena *arena);
/* The one figure with this id. */
const KmPublishedFigure *km_page_fixture_figure(const KmPublished *published, const char *id);

/* Wilson interval with z = 1.96, so that the fixture's margins look true. */
void km_page_fixture_wilson(double n, double x, double *ret_low, double *ret_high);

#endif
