/* Which person numbers of the store are one child in a selection of deliveries.
 *
 * Two numbers that someone linked (an onderwijsnummer and the BSN that replaced it) are one from
 * the knowledge date of the link on. A child known by a deliverer's own number only is the numbered
 * child with the same birth date, sex and postcode, when there is exactly one: graded `zwak`. It
 * stays itself (graded `geen`) when
 * - no numbered child has them, or two do, in whatever speaking delivery: twins, or neighbours;
 * - two children of one deliverer would become the same one: twins of whom one is registered
 *   elsewhere;
 * - the numbered child stands beside it in the same file: then it is the other of two.
 * So twins are never merged; a doubtful child counts for itself rather than for another.
 *
 * The map depends on the selection alone, not on the order of importing. */
#ifndef INDICATORS_PERSON_MAP_H
#define INDICATORS_PERSON_MAP_H

#include "indicators/worktables/selection.h"

typedef enum { KM_LINK_WEAK, KM_LINK_NONE } KmLinkGrade;

typedef struct {
    int64_t person; /* as the work tables show it */
    KmLinkGrade grade;
    const char *contracts; /* whose rows are meant: "|ko_plaatsing|verzuim|" */
} KmGraded;

typedef struct {
    const int64_t *persons; /* by number in the store: whom it is; NULL: everybody is himself */
    size_t n_persons;
    const KmGraded *graded; /* who is not known by a number alone, by person, each once; of a person
                               that others were linked to weakly: weak */
    size_t n_graded;
    size_t n_links; /* said by someone who knows, and known */
} KmPersonMap;

bool km_person_map_make(KmStore *store, KmArena *arena, const KmTableSpec *specs, size_t n_specs,
                        const KmDelivery *deliveries, const KmSelection *selection,
                        KmPersonMap *ret_map, KmError *err) KM_MUST_USE;
/* Whom a number is in the selection. */
int64_t km_person_of(const KmPersonMap *map, int64_t number);

#endif
