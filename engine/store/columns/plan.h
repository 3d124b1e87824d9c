/* Private to the store: how to walk a table of columns, chosen while a statement is prepared. */
#ifndef ENGINE_STORE_COLUMNS_PLAN_H
#define ENGINE_STORE_COLUMNS_PLAN_H

#include "engine/store/columns/sieve.h"

enum { KM_MOST_TERMS = 16 };

typedef struct {
    bool is_lookup; /* the first term is an equality that the index answers */
    int n_terms;
    KmTerm terms[KM_MOST_TERMS];
} KmPlan;

/* Those of one table on one connection, by number. */
typedef struct {
    KmPlan *items; /* of sqlite3_malloc */
    int count;
} KmPlans;

/* Fills what xBestIndex has to say; the plan's number is idxNum. Returns SQLite's code. */
int km_plan_choose(KmPlans *plans, const KmColumns *columns, sqlite3_index_info *info);

#endif
