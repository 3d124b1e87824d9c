/* What this part of the city adds to its plain records. All random draws have streams of their own,
 * so that they move nothing else. */
#ifndef STAD_OPVANG_MODEL_H
#define STAD_OPVANG_MODEL_H

#include "stad/city.h"
#include "stad/tools/random.h"

enum { STREAM_CONTACTS = 101, STREAM_HOURS = 102, STREAM_FORECAST = 103, STREAM_VACANCY = 104 };
enum { MONTHS = 36, YEARS = 4 };     /* months from October 2023; years 2023 … 2026 */
enum { HOUDER_OF_SMALL_COUNTS = 7 }; /* writes <5 for 1 to 4 placed toddlers */

typedef enum { CAME, CANCELLED, STAYED_AWAY, REFUSED } ContactStatus;
typedef enum { CONTACT_CONSULT, CONTACT_HOME, CONTACT_GROUP, CONTACT_PHONE } ContactKind;

typedef struct {
    uint32_t child;
    Day planned;
    Day held;       /* NEVER: it did not take place */
    bool unplanned; /* nobody wrote down that it was */
    int moment;     /* index in contact_moments */
    ContactStatus status;
    ContactKind kind;
} Contact;

/* Hours of early education of one child at one site in one month, in quarter hours. */
typedef struct {
    uint32_t child;
    int site;
    int month; /* since October 2023 */
    int contract;
    int realised;
    int gained; /* of those: kept by the presence programme */
    int fee_cents;
} MonthHours;

typedef struct Opvang {
    LIST_OF(Contact) contacts; /* by child */
    Slice *contacts_of;        /* by child */
    LIST_OF(MonthHours) hours; /* by child, month, site */
    Slice *hours_of;
    int forecast[MAX_SITES][YEARS]; /* placed toddlers a month */
} Opvang;

extern const char *const contact_moments[];
enum { EXTRA_CONTACT = 14 };

void contacts_build(City *city);
void hours_build(City *city);

/* First day of a month, and the first day after it. */
Day month_start(int month);
Day month_after(int month);

/* A ve place in use on that day: hours, and a site that offers ve then. */
bool is_ve_hours(const City *city, const Placement *place, Day day);
/* Ve hours a week by contract, six a day at most; in quarter hours. */
int ve_week_quarters(const City *city, const Placement *place);

#endif
