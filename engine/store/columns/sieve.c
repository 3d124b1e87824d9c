#include "engine/store/columns/sieve.h"

#include <math.h>

KmFit km_field_fit(const KmField *field, sqlite3_value *value, int64_t *ret_value)
{
    int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL) {
        return KM_NOWHERE;
    }
    if (field->is_words) {
        if (type != SQLITE_TEXT) {
            return KM_MAY_BE;
        }
        const void *text = sqlite3_value_text(value);
        uint32_t place = km_pool_find(field->words, text, (size_t)sqlite3_value_bytes(value));
        *ret_value = place;
        return place == KM_POOL_ABSENT ? KM_NOWHERE : KM_FITS;
    }
    if (type == SQLITE_FLOAT) { /* 3.0 is planned as 3, and comes as 3.0 */
        double real = sqlite3_value_double(value);
        bool is_whole_number = fabs(real) < 0x1p63 && !(floor(real) < real);
        *ret_value = is_whole_number ? (int64_t)real : 0;
        return is_whole_number ? KM_FITS : KM_MAY_BE;
    }
    *ret_value = sqlite3_value_int64(value);
    return type == SQLITE_INTEGER ? KM_FITS : KM_MAY_BE;
}

/* A range of values as one of raw numbers; false: it is empty. */
static bool set_range(KmSieve *sieve, int64_t from, int64_t to)
{
    const KmField *field = sieve->field;
    from = from < field->low ? field->low : from;
    to = to > field->high ? field->high : to;
    sieve->kind = KM_SIEVE_RANGE;
    sieve->from = (uint64_t)from - (uint64_t)field->base;
    sieve->to = (uint64_t)to - (uint64_t)field->base;
    return from <= to;
}

static bool take_list(KmSieve *sieve, sqlite3_value *values, int *ret_rc)
{
    size_t n_words = km_pool_count(sieve->field->words);
    sqlite3_value *value = NULL;
    sieve->list = sqlite3_malloc64(n_words + 1);
    if (sieve->list == NULL) {
        *ret_rc = SQLITE_NOMEM;
        return false;
    }
    memset(sieve->list, 0, n_words + 1);
    sieve->kind = KM_SIEVE_LIST;
    int rc = sqlite3_vtab_in_first(values, &value);
    while (rc == SQLITE_OK && value != NULL) {
        int64_t place = 0;
        KmFit fits = km_field_fit(sieve->field, value, &place);
        if (fits == KM_FITS) {
            sieve->list[place] = 1;
        } else if (fits == KM_MAY_BE) {
            memset(sieve->list, 1, n_words + 1);
        }
        rc = sqlite3_vtab_in_next(values, &value);
    }
    *ret_rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
    return *ret_rc == SQLITE_OK;
}

/* `fits` is not KM_NOWHERE. */
static bool make_comparison(KmSieve *sieve, int op, KmFit fits, int64_t number)
{
    const KmField *field = sieve->field;
    if (fits != KM_FITS) { /* SQLite looks at all that have a value */
        return set_range(sieve, field->low, field->high);
    }
    switch (op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
        return set_range(sieve, number, number);
    case SQLITE_INDEX_CONSTRAINT_GT:
        return number < INT64_MAX && set_range(sieve, number + 1, INT64_MAX);
    case SQLITE_INDEX_CONSTRAINT_GE:
        return set_range(sieve, number, INT64_MAX);
    case SQLITE_INDEX_CONSTRAINT_LT:
        return number > INT64_MIN && set_range(sieve, INT64_MIN, number - 1);
    case SQLITE_INDEX_CONSTRAINT_LE:
        return set_range(sieve, INT64_MIN, number);
    default:
        break;
    }
    if (!set_range(sieve, number, number)) { /* equal to none */
        return set_range(sieve, field->low, field->high);
    }
    sieve->kind = KM_SIEVE_OTHER;
    return true;
}

bool km_sieve_make(const KmField *field, const KmTerm *term, sqlite3_value *value,
                   KmSieve *ret_sieve, int *ret_rc)
{
    KmSieve *sieve = ret_sieve;
    int64_t number = 0;
    *sieve = (KmSieve){.field = field};
    if (term->op == SQLITE_INDEX_CONSTRAINT_ISNULL) {
        sieve->kind = KM_SIEVE_NULL;
        return true;
    }
    if (!km_field_has_values(field)) {
        return false;
    }
    if (term->is_list) {
        return take_list(sieve, value, ret_rc);
    }
    if (term->op == SQLITE_INDEX_CONSTRAINT_ISNOTNULL) {
        return set_range(sieve, field->low, field->high);
    }
    KmFit fits = km_field_fit(field, value, &number);
    bool is_other = term->op == SQLITE_INDEX_CONSTRAINT_NE;
    if (fits == KM_NOWHERE && (!is_other || sqlite3_value_type(value) == SQLITE_NULL)) {
        return false;
    }
    return make_comparison(sieve, term->op, fits, number);
}

void km_sieve_drop(KmSieve *sieve)
{
    sqlite3_free(sieve->list);
    sieve->list = NULL;
}

#define SIFT_WIDTH(Type, condition)                                                                \
    {                                                                                              \
        typedef Type Raw;                                                                          \
        const Raw *raws = (const Raw *)field->values + first;                                      \
        for (size_t i = 0; i < count; i++) {                                                       \
            Raw raw = raws[i];                                                                     \
            passes[i] &= (unsigned char)(condition);                                               \
        }                                                                                          \
    }

#define SIFT(condition)                                                                            \
    switch (field->width) {                                                                        \
    case 1:                                                                                        \
        SIFT_WIDTH(uint8_t, condition) break;                                                      \
    case 2:                                                                                        \
        SIFT_WIDTH(uint16_t, condition) break;                                                     \
    case 4:                                                                                        \
        SIFT_WIDTH(uint32_t, condition) break;                                                     \
    default:                                                                                       \
        SIFT_WIDTH(uint64_t, condition) break;                                                     \
    }

static bool passes_constant(const KmSieve *sieve)
{
    bool is_null = sieve->field->null == 0;
    switch (sieve->kind) {
    case KM_SIEVE_RANGE:
        return !is_null && sieve->from == 0;
    case KM_SIEVE_OTHER:
        return !is_null && sieve->from != 0;
    case KM_SIEVE_NULL:
        return is_null;
    case KM_SIEVE_LIST:
        break;
    }
    return !is_null && sieve->list[sieve->field->base] != 0;
}

/* Of a block of rows at once. */
void km_sieve_sift(const KmSieve *sieve, size_t first, size_t count, unsigned char *passes)
{
    const KmField *field = sieve->field;
    uint64_t null = field->null;
    if (field->width == 0) {
        if (!passes_constant(sieve)) {
            memset(passes, 0, count);
        }
        return;
    }
    switch (sieve->kind) {
    case KM_SIEVE_RANGE: {
        uint64_t from = sieve->from;
        uint64_t to = sieve->to;
        if (field->width == 8) { /* signed */
            const int64_t *values = (const int64_t *)field->values + first;
            for (size_t i = 0; i < count; i++) {
                passes[i] &=
                    (unsigned char)(values[i] >= (int64_t)from && values[i] <= (int64_t)to);
            }
            return;
        }
        SIFT(raw >= (Raw)from && raw <= (Raw)to)
        return;
    }
    case KM_SIEVE_OTHER: {
        uint64_t other = sieve->from;
        SIFT(raw != other && raw != null)
        return;
    }
    case KM_SIEVE_NULL:
        SIFT(raw == null)
        return;
    case KM_SIEVE_LIST:
        for (size_t i = 0; i < count; i++) {
            uint64_t raw = km_field_raw(field, first + i);
            passes[i] &= raw == null ? 0 : sieve->list[km_field_value(field, raw)];
        }
        return;
    }
}
