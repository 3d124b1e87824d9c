#include "importers/delivery/period_fit.h"

#include "tests/unit/importers/run.h"

#include <string.h>

/* What begins, ends or is stamped, as `step:days`: in the period that lies `step` away, one row on
 * each of its first `days` days; `*rows` puts that many rows on each. */
typedef struct {
    const char *name;
    const char *period;
    KmAuthority authority;
    int64_t kept, outside;
    const char *begins, *ends, *stamped; /* NULL: no such column */
    const char *received;
    KmPeriodVerdict verdict;
    const char *other; /* "": none is named */
    int64_t here, there;
} Case;

#define PERIOD KM_AUTHORITY_PERIOD
#define HISTORY KM_AUTHORITY_HISTORY
#define REGISTER KM_AUTHORITY_REGISTER

static const Case cases[] = {
    {"a quarter like the ones before", "2026K3", PERIOD, 300, 0, "-5:30 -2:30 -1:30 0:30", "", NULL,
     "2026-10-14", KM_PERIOD_FITS, "", 0, 0},
    {"last quarter's export under a new name", "2026K3", PERIOD, 300, 0, "-5:30 -2:30 -1:30", "",
     NULL, "2026-10-14", KM_PERIOD_EARLIER, "2026K2", 0, 30},
    {"the same with some places that were planned", "2026K3", PERIOD, 300, 0, "-2:30 -1:30 0:1*40",
     "", NULL, "2026-10-14", KM_PERIOD_EARLIER, "2026K2", 40, 30},
    {"an export of a year ago", "2026K3", PERIOD, 300, 0, "-6:20 -5:20 -4:20", "", NULL,
     "2026-10-14", KM_PERIOD_EARLIER, "2025K3", 0, 20},
    {"a whole history that stops a quarter early", "2026K3", HISTORY, 300, 0, "-3:9 -2:9 -1:9", "",
     NULL, "2026-10-14", KM_PERIOD_EARLIER, "2026K2", 0, 9},
    {"a small site: seven days prove nothing", "2026K3", PERIOD, 60, 0, "-5:7 -3:7 -2:7 -1:7", "",
     NULL, "2026-10-14", KM_PERIOD_FITS, "", 0, 0},
    {"many rows on one day are one beginning", "2026K4", PERIOD, 900, 0, "-2:3*300 -1:1*800", "",
     NULL, "2027-01-14", KM_PERIOD_FITS, "", 0, 0},
    {"activities that begin after the summer only", "2026K4", PERIOD, 60, 0, "-5:20 -1:20", "",
     NULL, "2027-01-14", KM_PERIOD_FITS, "", 0, 0},
    {"a calm quarter", "2026K4", PERIOD, 60, 0, "-2:20 -1:20 0:3", "", NULL, "2027-01-14",
     KM_PERIOD_FITS, "", 0, 0},
    {"August, when the year before was silent too", "2026-08", PERIOD, 60, 0,
     "-12:0 -3:2 -2:5 -1:12", "", NULL, "2026-09-14", KM_PERIOD_FITS, "", 0, 0},
    {"a month of placements again", "2026-09", PERIOD, 60, 0, "-12:9 -2:9 -1:9", "", NULL,
     "2026-10-14", KM_PERIOD_EARLIER, "2026-08", 0, 9},
    {"a register may stay as it was", "2026K3", REGISTER, 60, 0, "-2:30 -1:30", "", NULL,
     "2026-10-14", KM_PERIOD_FITS, "", 0, 0},
    {"a quarter that was not over", "2026K2", PERIOD, 300, 0, "-1:20 0:20 1:60", "1:20", NULL,
     "2026-10-14", KM_PERIOD_LATER, "2026K3", 20, 60},
    {"places planned ahead", "2026K2", PERIOD, 300, 0, "-1:20 0:20 1:60", "1:20", NULL,
     "2026-07-14", KM_PERIOD_FITS, "", 0, 0},
    {"a full export made weeks later", "2026K2", PERIOD, 300, 0, "-1:20 0:20 1:60", "0:20 1:20",
     NULL, "2026-10-14", KM_PERIOD_FITS, "", 0, 0},
    {"events of another quarter", "2026K3", PERIOD, 40, 38, "-1:19*2 0:2", NULL, NULL, "2026-10-14",
     KM_PERIOD_OUTSIDE, "2026K2", 2, 38},
    {"a cumulative file of events", "2026K3", PERIOD, 90, 60, "-2:30 -1:30 0:30", NULL, NULL,
     "2026-10-14", KM_PERIOD_FITS, "", 0, 0},
    {"spells that were over", "2026K3", PERIOD, 40, 30, "-5:40", "-1:30", NULL, "2026-10-14",
     KM_PERIOD_OUTSIDE, "2026K2", 0, 30},
    {"a year of which nothing is near", "2026K3", PERIOD, 4, 4, "", "", NULL, "2026-10-14",
     KM_PERIOD_OUTSIDE, "", 0, 0},
    {"one row of another day", "2026K3", PERIOD, 1, 1, "-2:1", NULL, NULL, "2026-10-14",
     KM_PERIOD_OUTSIDE, "2026K1", 0, 1},
    {"children who were all indicated in one school year", "2025-2026", HISTORY, 33, 0,
     "-2:20 -1:30 0:1", "", NULL, "2026-08-14", KM_PERIOD_FITS, "", 0, 0},
    {"two years in one file", "2021K4..2023K3", PERIOD, 900, 0, "0:700", NULL, NULL, "2024-01-14",
     KM_PERIOD_FITS, "", 0, 0},
    {"a year again", "2025K4..2026K3", PERIOD, 900, 0, "-2:200 -1:200", "", NULL, "2026-10-14",
     KM_PERIOD_EARLIER, "2024K4..2025K3", 0, 200},
    {"states of another quarter", "2026K3", PERIOD, 8, 0, NULL, NULL, "-1:1*8", "2026-10-14",
     KM_PERIOD_STAMPED, "2026K2", 0, 8},
    {"an old state among new ones", "2026K3", PERIOD, 9, 0, NULL, NULL, "-1:1*8 0:1", "2026-10-14",
     KM_PERIOD_FITS, "", 0, 0},
    {"four states prove nothing", "2026K3", PERIOD, 4, 0, NULL, NULL, "-1:1*4", "2026-10-14",
     KM_PERIOD_FITS, "", 0, 0},
    {"answers of last school year", "2025-2026", PERIOD, 300, 0, NULL, NULL, "-1:30*10",
     "2026-08-14", KM_PERIOD_STAMPED, "2024-2025", 0, 300},
};

static KmDayCounts *counts_of(const char *text, const KmPeriod *period)
{
    if (text == NULL) {
        return NULL;
    }
    KmDayCounts *counts = calloc(1, sizeof *counts);
    ck_assert_ptr_nonnull(counts);
    counts->first = km_period_fit_first_day(period);
    char *next = (char *)(uintptr_t)text;
    while (*next != '\0') {
        int step = (int)strtol(next, &next, 10);
        long days = strtol(next + 1, &next, 10);
        long rows = *next == '*' ? strtol(next + 1, &next, 10) : 1;
        KmPeriod part = km_period_shift(period, step * km_period_parts(period));
        for (long i = 0; i < days * rows; i++) {
            km_day_counts_add(counts, part.from + (KmDate)(i / rows));
        }
        next += *next == ' ' ? 1 : 0;
    }
    return counts;
}

START_TEST(a_file_of_another_period_is_told_and_no_other)
{
    const Case *c = &cases[_i];
    KmError err = {0};
    KmPeriod period;
    KmDate received;
    ck_assert(km_period_parse(c->period, &period, &err));
    ck_assert(km_date_parse_iso(c->received, strlen(c->received), &received));
    KmDayCounts *begins = counts_of(c->begins, &period);
    KmDayCounts *ends = counts_of(c->ends, &period);
    KmDayCounts *stamped = counts_of(c->stamped, &period);
    KmPeriodEvidence evidence = {.period = &period,
                                 .authority = c->authority,
                                 .received = received,
                                 .kept = c->kept,
                                 .outside = c->outside,
                                 .begins = begins,
                                 .ends = ends,
                                 .stamped = stamped};
    KmPeriodFit fit = km_period_fit(&evidence);
    ck_assert_msg(fit.verdict == c->verdict, "%s: %d", c->name, (int)fit.verdict);
    ck_assert_msg(strcmp(fit.has_other ? fit.other.text : "", c->other) == 0, "%s: %s", c->name,
                  fit.other.text);
    ck_assert_msg(fit.here == c->here && fit.there == c->there, "%s: %lld, %lld", c->name,
                  (long long)fit.here, (long long)fit.there);
    free(begins);
    free(ends);
    free(stamped);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("period_fit");
    tcase_add_loop_test(tcase, a_file_of_another_period_is_told_and_no_other, 0, COUNT(cases));
    return run_case(tcase, "period_fit");
}
