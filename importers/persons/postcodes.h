/* The postcode table (R3) of one day in memory: postcode and house number to wijk and buurt. An
 * address that is not in it, but whose four digits are, is unknown; four digits that the table does
 * not have lie outside. */
#ifndef IMPORTERS_PERSONS_POSTCODES_H
#define IMPORTERS_PERSONS_POSTCODES_H

#include "engine/base/date.h"
#include "engine/store/table.h"
#include "importers/contract/codelist.h"

typedef struct KmPostcodes KmPostcodes;

typedef enum {
    KM_ADDRESS_FOUND,
    KM_ADDRESS_OUTSIDE,
    KM_ADDRESS_UNKNOWN,
    KM_ADDRESS_AMBIGUOUS /* the postcode lies in two districts, the house number is not in the table
                          */
} KmAddressVerdict;

typedef struct {
    KmAddressVerdict verdict;
    int wijk;          /* index in the list; KM_CODE_UNKNOWN */
    const char *buurt; /* "BU05460001"; "" unknown; "buiten" */
} KmAddress;

/* Loads the table in force on `day`; NULL when there is none. */
bool km_postcodes_load(KmArena *arena, KmStore *store, KmDate day, const KmCodeList *wijken,
                       KmPostcodes **ret_postcodes, KmError *err) KM_MUST_USE;
/* `number` 0: not delivered. */
KmAddress km_postcodes_find(const KmPostcodes *postcodes, const char pc6[7], int64_t number);

/* For the loader and its tests. */
KmPostcodes *km_postcodes_open(KmArena *arena, const KmCodeList *wijken) KM_MUST_USE;
void km_postcodes_add(KmPostcodes *postcodes, const char pc6[7], int64_t number, const char *wijk,
                      const char *buurt);

#endif
