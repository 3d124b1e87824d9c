/* C14: the organisations of the plan, as their register tells it. */
#ifndef STAD_PARTNERS_H
#define STAD_PARTNERS_H

#include <stdbool.h>

enum { PARTNERS = 22, NO_PARTNER = -1 };

typedef struct {
    const char *id;
    const char *name;
    const char *kind;
    const char *sector;
    const char *groups;
    int professionals; /* in the first register */
    const char *delivers;
} Partner;

extern const Partner partners[PARTNERS];

/* Registers come when something changes: at the start and twice after. */
bool partners_are_delivered(int quarter);
/* As the register known in a quarter says (0 = 2023K4). */
int partner_professionals(int partner, int quarter);
/* NO_PARTNER: no partner of the plan. */
int partner_number(const char *id);

/* Boards that are partners of the plan deliver more than enrolments; openbaar-leidsche-rijn does
 * not. Likewise the first four houders. */
bool board_is_partner(int board);
bool houder_is_partner(int houder);

#endif
