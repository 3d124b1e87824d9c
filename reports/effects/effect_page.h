/* The page that tells what actions brought about. */
#ifndef REPORTS_EFFECTS_EFFECT_PAGE_H
#define REPORTS_EFFECTS_EFFECT_PAGE_H

#include "reports/pages/page.h"

/* Whether there is something to tell. */
bool km_has_effects(const KmReportView *view);
KmText km_page_effects(KmArena *arena, const KmReportView *view) KM_MUST_USE;

#endif
