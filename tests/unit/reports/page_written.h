/* Each test writes the invented release anew, to a place of its own that goes when the test ends.
 */
#ifndef TESTS_UNIT_REPORTS_PAGE_WRITTEN_H
#define TESTS_UNIT_REPORTS_PAGE_WRITTEN_H

#include "reports/report.h"
#include "tests/unit/reports/page_fixture.h"

extern KmArena *arena;
extern const KmPublished *published;
extern const char *place;  /* the directory of the test */
extern const char *target; /* of the evaluation, in it */
extern KmReportRequest request;

void page_set_up(void);
void page_tear_down(void);
KmReportResult page_write(void);
/* The text of a file of the evaluation. */
char *page_read_back(const char *name);

#endif
