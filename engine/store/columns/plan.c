#include "engine/store/columns/plan.h"

static bool is_text(sqlite3_index_info *info, int constraint)
{
    sqlite3_value *value = NULL;
    return sqlite3_vtab_rhs_value(info, constraint, &value) == SQLITE_OK && value != NULL &&
           sqlite3_value_type(value) == SQLITE_TEXT;
}

static bool is_whole(sqlite3_index_info *info, int constraint)
{
    sqlite3_value *value = NULL;
    return sqlite3_vtab_rhs_value(info, constraint, &value) == SQLITE_OK && value != NULL &&
           sqlite3_value_type(value) == SQLITE_INTEGER;
}

/* Words are looked at for equality alone: their numbers are in no order. */
static bool can_sift(const KmField *field, int op)
{
    switch (op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
    case SQLITE_INDEX_CONSTRAINT_NE:
        return !field->is_real;
    case SQLITE_INDEX_CONSTRAINT_GT:
    case SQLITE_INDEX_CONSTRAINT_GE:
    case SQLITE_INDEX_CONSTRAINT_LT:
    case SQLITE_INDEX_CONSTRAINT_LE:
        return !field->is_real && !field->is_words;
    case SQLITE_INDEX_CONSTRAINT_ISNULL:
    case SQLITE_INDEX_CONSTRAINT_ISNOTNULL:
        return !field->is_real;
    default:
        return false;
    }
}

/* Distinct values, at most: what an equality leaves of the rows. */
static double distinct(const KmColumns *columns, const KmField *field)
{
    double rows = (double)columns->n_rows;
    double span = (double)field->high - (double)field->low + 1.0;
    return span < 1.0 ? 1.0 : span < rows ? span : rows < 1.0 ? 1.0 : rows;
}

typedef struct {
    const KmColumns *columns;
    sqlite3_index_info *info;
} Planning;

static const KmField *usable(const Planning *planning, int i)
{
    const struct sqlite3_index_constraint *asked = &planning->info->aConstraint[i];
    const KmColumns *columns = planning->columns;
    if (asked->usable == 0 || asked->iColumn < 0 || asked->iColumn >= (int)columns->n_fields) {
        return NULL;
    }
    const KmField *field = &columns->fields[asked->iColumn];
    bool is_binary = !field->is_words || asked->op == SQLITE_INDEX_CONSTRAINT_ISNULL ||
                     asked->op == SQLITE_INDEX_CONSTRAINT_ISNOTNULL ||
                     strcmp(sqlite3_vtab_collation(planning->info, i), "BINARY") == 0;
    return is_binary && can_sift(field, asked->op) ? field : NULL;
}

/* The equality that leaves the fewest rows; −1: none. A list of words is sifted instead. */
static int best_lookup(const Planning *planning)
{
    int best = -1;
    double most = 0.0;
    for (int i = 0; i < planning->info->nConstraint; i++) {
        const KmField *field = usable(planning, i);
        if (field == NULL || planning->info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ ||
            (field->is_words && sqlite3_vtab_in(planning->info, i, -1))) {
            continue;
        }
        double found = distinct(planning->columns, field);
        if (found > most) {
            most = found;
            best = i;
        }
    }
    return best;
}

static void add_term(const Planning *planning, KmPlan *plan, int i, bool is_list)
{
    const struct sqlite3_index_constraint *asked = &planning->info->aConstraint[i];
    struct sqlite3_index_constraint_usage *usage = &planning->info->aConstraintUsage[i];
    plan->terms[plan->n_terms++] = (KmTerm){asked->iColumn, asked->op, is_list};
    usage->argvIndex = plan->n_terms;
}

/* SQLite need not look again where the value's type is known to be the column's. */
static void leave_out(const Planning *planning, int i, const KmField *field)
{
    int op = planning->info->aConstraint[i].op;
    bool is_sure = op != SQLITE_INDEX_CONSTRAINT_ISNULL &&
                   op != SQLITE_INDEX_CONSTRAINT_ISNOTNULL && op != SQLITE_INDEX_CONSTRAINT_NE &&
                   (field->is_words ? is_text(planning->info, i) : is_whole(planning->info, i));
    planning->info->aConstraintUsage[i].omit = is_sure ? 1 : 0;
}

/* As many rows as SQLite takes a table to have of which it knows nothing, and as many of one value
 * in an index: definitions were tried on those. The true numbers are known, but not those of what a
 * definition puts between the tables, and small ones make SQLite search that row by row. */
enum { ROWS_ASSUMED = 1 << 20, ROWS_OF_VALUE_ASSUMED = 10 };

static double rows_assumed(const KmColumns *columns)
{
    double rows = (double)columns->n_rows;
    return rows > ROWS_ASSUMED ? rows : ROWS_ASSUMED;
}

static double plan_lookup(const Planning *planning, KmPlan *plan, int i)
{
    const KmColumns *columns = planning->columns;
    const KmField *field = usable(planning, i);
    plan->is_lookup = true;
    add_term(planning, plan, i, false);
    if (!sqlite3_vtab_in(planning->info, i, -1)) {
        leave_out(planning, i, field);
    }
    double values = distinct(columns, field);
    bool is_rare = (double)columns->n_rows < ROWS_OF_VALUE_ASSUMED * values;
    return is_rare ? ROWS_OF_VALUE_ASSUMED : rows_assumed(columns) / values;
}

/* Returns the rows that are left, more or less. */
static double plan_walk(const Planning *planning, KmPlan *plan)
{
    double left = rows_assumed(planning->columns);
    for (int i = 0; i < planning->info->nConstraint && plan->n_terms < KM_MOST_TERMS; i++) {
        const KmField *field = usable(planning, i);
        int op = planning->info->aConstraint[i].op;
        if (field == NULL) {
            continue;
        }
        bool is_in = op == SQLITE_INDEX_CONSTRAINT_EQ && sqlite3_vtab_in(planning->info, i, -1);
        if (is_in && !field->is_words) {
            continue;
        }
        if (is_in) {
            (void)sqlite3_vtab_in(planning->info, i, 1);
        }
        add_term(planning, plan, i, is_in);
        if (!is_in) {
            leave_out(planning, i, field);
        }
        left /= op == SQLITE_INDEX_CONSTRAINT_EQ   ? 4.0
                : op == SQLITE_INDEX_CONSTRAINT_NE ? 1.0
                                                   : 2.0;
    }
    return left;
}

static bool is_same_plan(const KmPlan *a, const KmPlan *b)
{
    bool same = a->is_lookup == b->is_lookup && a->n_terms == b->n_terms;
    for (int t = 0; same && t < a->n_terms; t++) {
        same = a->terms[t].column == b->terms[t].column && a->terms[t].op == b->terms[t].op &&
               a->terms[t].is_list == b->terms[t].is_list;
    }
    return same;
}

/* The number of a plan; −1 without memory. */
static int number_plan(KmPlans *known, const KmPlan *plan)
{
    for (int i = 0; i < known->count; i++) {
        if (is_same_plan(&known->items[i], plan)) {
            return i;
        }
    }
    if ((known->count & (known->count - 1)) == 0) { /* room for 1, 2, 4 … */
        size_t wider = known->count == 0 ? 1 : 2 * (size_t)known->count;
        KmPlan *plans = sqlite3_realloc64(known->items, wider * sizeof *plans);
        if (plans == NULL) {
            return -1;
        }
        known->items = plans;
    }
    known->items[known->count] = *plan;
    return known->count++;
}

/* Rows come in the table's order however they are found. */
static bool is_ordered(const Planning *planning)
{
    const sqlite3_index_info *info = planning->info;
    return info->nOrderBy == 1 && info->aOrderBy[0].desc == 0 && info->aOrderBy[0].iColumn >= 0 &&
           planning->columns->fields[info->aOrderBy[0].iColumn].ascends;
}

int km_plan_choose(KmPlans *plans, const KmColumns *columns, sqlite3_index_info *info)
{
    Planning planning = {columns, info};
    KmPlan plan = {0};
    int lookup = best_lookup(&planning);
    double left = lookup >= 0 ? plan_lookup(&planning, &plan, lookup) : plan_walk(&planning, &plan);
    double rows = rows_assumed(columns);
    left = left < 1.0 ? 1.0 : left;
    info->estimatedRows = (sqlite3_int64)left;
    info->estimatedCost = plan.is_lookup ? 2.0 + left : 2.0 + left + rows / 16.0;
    info->orderByConsumed = is_ordered(&planning) ? 1 : 0;
    info->idxNum = number_plan(plans, &plan);
    return info->idxNum < 0 ? SQLITE_NOMEM : SQLITE_OK;
}
