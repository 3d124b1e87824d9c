/* C09: requests for support and what came of them. */
#ifndef STAD_SCHOOL_DOSSIERS_H
#define STAD_SCHOOL_DOSSIERS_H

#include "stad/city.h"
#include "stad/deliveries/deliver.h"
#include "stad/truth/answers.h"

/* A plan is an arrangement that the partnership books as a development plan. */
typedef enum { SUPPORT_ARRANGEMENT, SUPPORT_PLAN, SUPPORT_TLV, SUPPORT_REFERRAL } SupportKind;
typedef enum { BY_SWV_PO, BY_SWV_VO, BY_YOUTH_TEAM, SUPPORTERS } Supporter;
enum {
    SECTOR_PO = 1,
    SECTOR_VO = 2,
    SECTOR_SWV = 4,
    SECTOR_YOUTH_TEAM = 8,
    SECTOR_JGZ = 16,
    SECTOR_WELFARE = 32,
    SECTORS = 6
};
enum { NO_CHILD = -1 };

typedef struct {
    long child; /* NO_CHILD: a group without rows per child */
    Supporter by;
    SupportKind kind;
    int site; /* NO_SITE: not at school */
    bool is_group;
    int group; /* number of the group arrangement; 0: none */
    int participants;
    bool is_complex;
    Day asked;
    Day start; /* NEVER: not started */
    Day to;    /* NEVER: running */
    int end_reason;
    int sectors; /* bit set */
    Day meeting; /* NEVER: none */
    bool parent_present;
    bool pupil_heard;
    bool family_in_plan;
    bool has_support_person; /* from the first day on */
    Day person;              /* has one from this day; NEVER */
    Day else_person;         /* had the youth team not looked for one */
    Day plan;                /* development plan; NEVER: none */
    int review_days;         /* between reviews of the plan; 0: never reviewed */
    int category;            /* of a TLV */
    Day tlv_from;            /* NEVER: no TLV */
    Day tlv_to;
    bool is_renewal;
} Dossier;

void dossiers_build(City *city);
/* The planted effect: since 1 April 2025 the youth team looks for a support person where it takes
 * part in an arrangement of one child. What it gained of `steunfiguur`: the mean over the children
 * of whom such an arrangement ran on 31 March, and over the last days of 2025K3 to 2026K1 on which
 * they had support, of having one, less what it would have been. */
double dossiers_person_gain(const City *city);
void dossiers_deliver(const Round *round);
void dossiers_truth(const City *city, Answers *answers, int quarter);
/* … its part about reviews, meetings, groups and declarations. */
void support_truth(const City *city, Answers *answers, int quarter);

/* Does a delivery tell of it: not over before the first quarter. */
bool dossier_is_told(const Dossier *dossier);
/* An arrangement or a plan. */
bool dossier_is_support(const Dossier *dossier);
/* The latest review of the plan until and with `day`; NEVER. */
Day dossier_review(const Dossier *dossier, Day day);

#endif
