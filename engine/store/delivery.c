#include "engine/store/delivery.h"

#include "engine/base/text.h"
#include "engine/store/internal.h"

#include <string.h>

#define COLUMNS                                                                                    \
    "number, contract, deliverer, period, version, kind, authority, speaks_from, speaks_to,"       \
    " received, withdrawn, file_name, bytes, content_hash, dialect, contract_hash, flags,"         \
    " lines_read, accepted, remarked, refused, duplicate, cells_required, cells_filled,"           \
    " version_stated, withdrawn_reason"

static bool check_balance(const KmDelivery *d, KmError *err)
{
    int64_t sum = d->accepted + d->remarked + d->refused + d->duplicate;
    if (sum != d->lines_read) {
        return km_error_set(err, KM_ERROR_BUG,
                            "%lld lines were read, but %lld accepted + %lld remarked + %lld "
                            "refused + %lld duplicate make %lld; nothing was kept",
                            (long long)d->lines_read, (long long)d->accepted,
                            (long long)d->remarked, (long long)d->refused, (long long)d->duplicate,
                            (long long)sum);
    }
    return true;
}

static bool next_version(KmStore *store, const KmDelivery *d, int *ret_version, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "SELECT coalesce(max(version), 0) + 1 FROM delivery"
                        " WHERE contract = ? AND deliverer = ? AND period = ?",
                        "numbering a delivery", &stmt, err)) {
        return false;
    }
    km_sql_bind_text(stmt, 1, d->contract);
    km_sql_bind_text(stmt, 2, d->deliverer);
    km_sql_bind_text(stmt, 3, d->period.text);
    int got = km_sql_step(stmt, "numbering a delivery", err);
    *ret_version = got == 1 ? sqlite3_column_int(stmt, 0) : 0;
    (void)sqlite3_finalize(stmt);
    return got == 1;
}

static void bind_identity(sqlite3_stmt *stmt, const KmDelivery *d)
{
    km_sql_bind_text(stmt, 1, d->contract);
    km_sql_bind_text(stmt, 2, d->deliverer);
    km_sql_bind_text(stmt, 3, d->period.text);
    (void)sqlite3_bind_int(stmt, 4, d->period.from);
    (void)sqlite3_bind_int(stmt, 5, d->period.to);
    (void)sqlite3_bind_int(stmt, 6, d->version);
    km_sql_bind_text(stmt, 7, d->kind);
    km_sql_bind_text(stmt, 8, km_authority_name(d->authority));
    (void)sqlite3_bind_int(stmt, 9, d->speaks_from);
    (void)sqlite3_bind_int(stmt, 10, d->speaks_to);
    (void)sqlite3_bind_int(stmt, 11, d->received);
    km_sql_bind_text(stmt, 12, d->file_name);
    (void)sqlite3_bind_int64(stmt, 13, d->bytes);
    km_sql_bind_text(stmt, 14, d->content_hash);
    km_sql_bind_text(stmt, 15, d->contract_hash);
    (void)sqlite3_bind_int(stmt, 16, d->version_stated ? 1 : 0);
}

/* Nine parameters from `at` on. */
static void bind_balance(sqlite3_stmt *stmt, int at, const KmDelivery *d)
{
    km_sql_bind_text(stmt, at, d->dialect);
    km_sql_bind_text(stmt, at + 1, d->flags);
    const int64_t counts[] = {d->lines_read, d->accepted,       d->remarked,    d->refused,
                              d->duplicate,  d->cells_required, d->cells_filled};
    for (int i = 0; i < 7; i++) {
        (void)sqlite3_bind_int64(stmt, at + 2 + i, counts[i]);
    }
}

static bool insert_delivery(KmStore *store, const KmDelivery *d, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(
            store->db,
            "INSERT INTO delivery(contract, deliverer, period, period_from, period_to,"
            " version, kind, authority, speaks_from, speaks_to, received, file_name,"
            " bytes, content_hash, contract_hash, version_stated, dialect, flags, lines_read,"
            " accepted, remarked, refused, duplicate, cells_required, cells_filled)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " ?, ?, ?)",
            "keeping a delivery", &stmt, err)) {
        return false;
    }
    bind_identity(stmt, d);
    bind_balance(stmt, 17, d);
    bool ok = km_sql_once(stmt, "keeping a delivery", err);
    (void)sqlite3_finalize(stmt);
    return ok;
}

bool km_delivery_add(KmStore *store, KmDelivery *delivery, KmError *err)
{
    KmDelivery d = *delivery;
    if (!check_balance(&d, err) || (d.version == 0 && !next_version(store, &d, &d.version, err)) ||
        !insert_delivery(store, &d, err)) {
        return false;
    }
    store->has_unsealed = true;
    delivery->number = sqlite3_last_insert_rowid(store->db);
    delivery->version = d.version;
    delivery->withdrawn = KM_DATE_OPEN;
    delivery->withdrawn_reason = "";
    return true;
}

/* True when exactly one row changed. */
static bool changed_one(KmStore *store, sqlite3_stmt *stmt, bool *ret_changed, KmError *err)
{
    bool ok = km_sql_once(stmt, "changing a delivery", err);
    *ret_changed = ok && sqlite3_changes(store->db) == 1;
    (void)sqlite3_finalize(stmt);
    return ok;
}

bool km_delivery_set_balance(KmStore *store, const KmDelivery *delivery, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    bool changed = false;
    if (!check_balance(delivery, err) ||
        !km_sql_prepare(store->db,
                        "UPDATE delivery SET dialect = ?2, flags = ?3, lines_read = ?4,"
                        " accepted = ?5, remarked = ?6, refused = ?7, duplicate = ?8,"
                        " cells_required = ?9, cells_filled = ?10 WHERE number = ?1",
                        "keeping the counts of a delivery", &stmt, err)) {
        return false;
    }
    (void)sqlite3_bind_int64(stmt, 1, delivery->number);
    bind_balance(stmt, 2, delivery);
    if (!changed_one(store, stmt, &changed, err)) {
        return false;
    }
    return changed || km_error_set(err, KM_ERROR_BUG, "there is no delivery %lld",
                                   (long long)delivery->number);
}

bool km_delivery_withdraw(KmStore *store, int64_t number, KmDate from, const char *reason,
                          KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    bool changed = false;
    if (!km_sql_prepare(store->db,
                        "UPDATE delivery SET withdrawn = ?2, withdrawn_reason = ?3"
                        " WHERE number = ?1 AND withdrawn IS NULL",
                        "withdrawing a delivery", &stmt, err)) {
        return false;
    }
    (void)sqlite3_bind_int64(stmt, 1, number);
    (void)sqlite3_bind_int(stmt, 2, from);
    km_sql_bind_text(stmt, 3, reason);
    if (!changed_one(store, stmt, &changed, err)) {
        return false;
    }
    return changed || km_error_set(err, KM_ERROR_USAGE,
                                   "delivery %lld is not in the store, or withdrawn already",
                                   (long long)number);
}

static KmAuthority authority_of(const char *name)
{
    KmAuthority authority;
    return km_authority_find(name, &authority) ? authority : KM_AUTHORITY_PERIOD;
}

static bool read_delivery(KmArena *arena, sqlite3_stmt *stmt, KmDelivery *ret_delivery,
                          KmError *err)
{
    KmDelivery d = {.number = sqlite3_column_int64(stmt, 0),
                    .contract = km_sql_text(arena, stmt, 1),
                    .deliverer = km_sql_text(arena, stmt, 2),
                    .version = sqlite3_column_int(stmt, 4),
                    .kind = km_sql_text(arena, stmt, 5),
                    .authority = authority_of(km_sql_text(arena, stmt, 6)),
                    .speaks_from = sqlite3_column_int(stmt, 7),
                    .speaks_to = sqlite3_column_int(stmt, 8),
                    .received = sqlite3_column_int(stmt, 9),
                    .withdrawn = sqlite3_column_type(stmt, 10) == SQLITE_NULL
                                     ? KM_DATE_OPEN
                                     : sqlite3_column_int(stmt, 10),
                    .file_name = km_sql_text(arena, stmt, 11),
                    .bytes = sqlite3_column_int64(stmt, 12),
                    .content_hash = km_sql_text(arena, stmt, 13),
                    .dialect = km_sql_text(arena, stmt, 14),
                    .contract_hash = km_sql_text(arena, stmt, 15),
                    .flags = km_sql_text(arena, stmt, 16),
                    .lines_read = sqlite3_column_int64(stmt, 17),
                    .accepted = sqlite3_column_int64(stmt, 18),
                    .remarked = sqlite3_column_int64(stmt, 19),
                    .refused = sqlite3_column_int64(stmt, 20),
                    .duplicate = sqlite3_column_int64(stmt, 21),
                    .cells_required = sqlite3_column_int64(stmt, 22),
                    .cells_filled = sqlite3_column_int64(stmt, 23),
                    .version_stated = sqlite3_column_int(stmt, 24) != 0,
                    .withdrawn_reason = km_sql_text(arena, stmt, 25)};
    if (!km_period_parse(km_sql_text(arena, stmt, 3), &d.period, err)) {
        return km_error_context(err, "while reading delivery %lld", (long long)d.number);
    }
    *ret_delivery = d;
    return true;
}

bool km_delivery_list(KmStore *store, KmArena *arena, KmDelivery **ret_deliveries,
                      size_t *ret_count, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "SELECT " COLUMNS " FROM delivery"
                        " ORDER BY contract, deliverer, period_from, period_to, version",
                        "reading the deliveries", &stmt, err)) {
        return false;
    }
    KmDelivery *deliveries = NULL;
    size_t count = 0;
    size_t capacity = 0;
    int got = km_sql_step(stmt, "reading the deliveries", err);
    while (got == 1) {
        KM_GROW(arena, deliveries, count, capacity);
        got = read_delivery(arena, stmt, &deliveries[count++], err)
                  ? km_sql_step(stmt, "reading the deliveries", err)
                  : -1;
    }
    (void)sqlite3_finalize(stmt);
    if (got == 0) {
        *ret_deliveries = deliveries;
        *ret_count = count;
    }
    return got == 0;
}

bool km_delivery_find_content(KmStore *store, KmArena *arena, const char *contract,
                              const char *content_hash, KmDelivery *ret_delivery, KmError *err)
{
    sqlite3_stmt *stmt = NULL;
    if (!km_sql_prepare(store->db,
                        "SELECT " COLUMNS " FROM delivery WHERE contract = ? AND content_hash = ?"
                        " AND withdrawn IS NULL ORDER BY number DESC LIMIT 1",
                        "looking for a delivery", &stmt, err)) {
        return false;
    }
    km_sql_bind_text(stmt, 1, contract);
    km_sql_bind_text(stmt, 2, content_hash);
    int got = km_sql_step(stmt, "looking for a delivery", err);
    bool ok = got >= 0;
    if (got == 1) {
        ok = read_delivery(arena, stmt, ret_delivery, err);
    } else if (got == 0) {
        *ret_delivery = (KmDelivery){.number = 0};
    }
    (void)sqlite3_finalize(stmt);
    return ok;
}

char *km_delivery_id(KmArena *arena, const KmDelivery *delivery)
{
    return km_format(arena, "%s/%s/%s/%d", delivery->contract, delivery->deliverer,
                     delivery->period.text, delivery->version);
}
