#include "importers/persons/key_change.h"

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "importers/contract/contract_inner.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Two deliveries alike in all but their content are rare, and then half the keys will do. */
enum { MOST_DRAWS = 64 };

/* --- what is keyed ---------------------------------------------------------------------------- */

static bool is_keyed_name(const char *column)
{
    return km_text_equal(column, KM_LINK_COLUMN) || km_text_equal(column, KM_ROW_KEY_COLUMN);
}

static const KmField *field_of(const KmContract *contract, const char *column)
{
    for (size_t i = 0; contract != NULL && i < contract->n_fields; i++) {
        const KmField *field = &contract->fields[i];
        bool is_count = field->kind == KM_KIND_SMALL_COUNT;
        size_t n = strlen(field->column);
        if (n > 0 && (is_count ? strncmp(column, field->column, n) == 0
                               : km_text_equal(column, field->column))) {
            return field;
        }
    }
    return NULL;
}

static bool not_known(const KmTableSpec *spec, const char *column, KmError *err)
{
    (void)km_error_set(err, KM_ERROR_DEFINITION,
                       "the store holds column '%s' of contract '%s', which today's contracts do "
                       "not know; whether the key made it is not known",
                       column, spec->contract);
    return km_error_hint(err, "put the contract back in the data directory or the workspace, then "
                              "change the key");
}

static bool find_keyed(KmStore *store, const KmContracts *contracts, KmArena *arena,
                       KmKeyedColumn **ret_columns, size_t *ret_count, KmError *err)
{
    KmTableSpec *specs;
    size_t n_specs;
    KmKeyedColumn *keyed = NULL;
    size_t n = 0;
    size_t capacity = 0;
    if (!km_table_list(store, arena, &specs, &n_specs, err)) {
        return false;
    }
    for (size_t i = 0; i < n_specs; i++) {
        const KmContract *contract = km_contracts_find(contracts, specs[i].contract);
        for (size_t k = 0; k < specs[i].n_columns; k++) {
            const KmColumn *column = &specs[i].columns[k];
            bool is_keyed = is_keyed_name(column->name);
            if (column->type != KM_COLUMN_INT) {
                continue;
            }
            const KmField *field = field_of(contract, column->name);
            if (!is_keyed && field == NULL) {
                return not_known(&specs[i], column->name, err);
            }
            if (is_keyed || field->kind == KM_KIND_HASH) {
                KM_GROW(arena, keyed, n, capacity);
                keyed[n++] = (KmKeyedColumn){specs[i].contract, column->name};
            }
        }
    }
    *ret_columns = keyed;
    *ret_count = n;
    return true;
}

/* --- the change ------------------------------------------------------------------------------- */

static void renew_digest(const void *self, uint8_t digest[KM_PSEUDONYM_BYTES])
{
    const KmKey *key = self;
    km_pseudonym_renew(key, km_key_generations(key) - 2, digest);
}

static int64_t renew_number(const void *self, int64_t number)
{
    const KmKey *key = self;
    return km_keyed_number_renew(key, km_key_generations(key) - 2, number);
}

static KmRekey rekey_with(const KmKey *key)
{
    return (KmRekey){.self = key, .digest = renew_digest, .number = renew_number};
}

static bool draw(KmStore *store, const KmKey *old, KmKey **ret_new, KmError *err)
{
    for (int i = 0; i < MOST_DRAWS; i++) {
        KmKey *new = NULL;
        bool keeps = false;
        if (!km_key_succeed(old, &new, err)) {
            return false;
        }
        KmRekey rekey = rekey_with(new);
        bool ok = km_rekey_keeps_order(store, &rekey, &keeps, err);
        if (ok && keeps) {
            *ret_new = new;
            return true;
        }
        km_key_close(new);
        if (!ok) {
            return false;
        }
    }
    (void)km_error_set(err, KM_ERROR_LIMIT,
                       "too many deliveries differ in nothing but their content; which counts "
                       "would change with the key");
    return km_error_hint(err, "withdraw those that should not count, then change the key");
}

bool km_key_change_draw(KmStore *store, const KmContracts *contracts, const KmKey *old,
                        KmKey **ret_new, KmError *err)
{
    KmArena *arena = km_arena_open();
    KmKeyedColumn *columns;
    size_t n;
    bool ok =
        find_keyed(store, contracts, arena, &columns, &n, err) && draw(store, old, ret_new, err);
    km_arena_close(arena);
    return ok;
}

bool km_key_change_apply(KmStore *store, const KmContracts *contracts, const KmKey *old,
                         const KmKey *new, const KmActSealer *old_seal, const KmActSealer *new_seal,
                         KmKeyChange *change, KmError *err)
{
    KmArena *arena = km_arena_open();
    KmKeyedColumn *columns;
    size_t n;
    KmRekey rekey = rekey_with(new);
    change->old = km_key_id(old);
    change->new = km_key_id(new);
    bool ok = km_key_bind(old, store, err) &&
              find_keyed(store, contracts, arena, &columns, &n, err) &&
              km_rekey_store(store, &rekey, columns, n, old_seal, new_seal, err) &&
              km_key_change_add(store, change, err) && km_key_rebind(new, store, err);
    km_arena_close(arena);
    return ok;
}

/* --- the files -------------------------------------------------------------------------------- */

static char *new_path(KmArena *arena, const char *path)
{
    return km_format(arena, "%s.new", path);
}

static bool sync_directory(KmArena *arena, const char *path, KmError *err)
{
    size_t n = (size_t)(km_path_base(path) - path);
    const char *directory = n == 0 ? "." : km_strndup(arena, path, n);
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (!ok) {
        (void)km_error_at(err, KM_ERROR_SYSTEM, directory, 0, 0, "cannot sync the directory: %s",
                          strerror(errno));
    }
    if (fd >= 0) {
        (void)close(fd);
    }
    return ok;
}

bool km_key_place_new(const KmKey *new, const char *path, KmError *err)
{
    KmArena *arena = km_arena_open();
    const char *place = new_path(arena, path);
    (void)unlink(place);
    bool ok = km_key_save(new, place, err) && sync_directory(arena, place, err);
    km_arena_close(arena);
    return ok;
}

void km_key_place_forget(const char *path)
{
    KmArena *arena = km_arena_open();
    (void)unlink(new_path(arena, path));
    km_arena_close(arena);
}

/* The old key's second name comes before the new one takes the first: it never has none. */
static bool move(KmArena *arena, const char *path, const char *old_id, KmError *err)
{
    const char *kept = km_format(arena, "%s.%s", path, old_id);
    if (link(path, kept) != 0 && errno != EEXIST) {
        return km_error_at(err, KM_ERROR_SYSTEM, kept, 0, 0, "cannot keep the old key here: %s",
                           strerror(errno));
    }
    if (rename(new_path(arena, path), path) != 0) {
        return km_error_at(err, KM_ERROR_SYSTEM, path, 0, 0, "cannot put the new key in place: %s",
                           strerror(errno));
    }
    return sync_directory(arena, path, err);
}

bool km_key_place_done(const char *path, const char *old_id, KmError *err)
{
    KmArena *arena = km_arena_open();
    bool ok = move(arena, path, old_id, err);
    km_arena_close(arena);
    return ok || km_error_hint(err,
                               "the store has the new key, %s.new; the next command tries "
                               "again to put it in place",
                               path);
}

/* The store was taken along and the new key not put in place. */
static bool finish(KmArena *arena, const char *path, KmStore *store, KmKey **key)
{
    KmError ignored = {0};
    KmKey *new = NULL;
    const char *place = new_path(arena, path);
    bool ok = km_file_exists(place) && km_key_open(place, &new, &ignored) &&
              km_key_bind(new, store, &ignored) && move(arena, path, km_key_id(*key), &ignored);
    if (!ok) {
        km_key_close(new);
        return false;
    }
    km_key_close(*key);
    *key = new;
    return true;
}

bool km_key_place_open(const char *path, KmStore *store, KmKey **ret_key, KmError *err)
{
    KmKey *key = NULL;
    if (!km_key_open(path, &key, err)) {
        return false;
    }
    if (!km_key_bind(key, store, err)) {
        KmArena *arena = km_arena_open();
        bool finished = err->kind == KM_ERROR_USAGE && finish(arena, path, store, &key);
        km_arena_close(arena);
        if (!finished) {
            km_key_close(key);
            return false;
        }
        km_error_clear(err);
    }
    *ret_key = key;
    return true;
}
