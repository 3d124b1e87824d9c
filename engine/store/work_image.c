/* Tables of one work connection read by others: SQLite's own serialized form, deserialized
 * read-only on each of them over the same bytes, with its pages mapped rather than copied. */
#include "engine/base/text.h"
#include "engine/store/sql.h"
#include "engine/store/work_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct KmWorkImage {
    KmArena *arena;
    unsigned char *bytes; /* of sqlite3_malloc */
    sqlite3_int64 size;
    const char **names;
    size_t n_names;
};

/* Views stand over tables by name, so they would have to be made anew beside them. */
static bool drop_views(KmWork *work, KmError *err)
{
    for (size_t i = 0; i < work->n_tables; i++) {
        char sql[128];
        (void)snprintf(sql, sizeof sql, "DROP VIEW IF EXISTS temp.\"%s\"", work->tables[i].name);
        if (work->tables[i].is_view && !km_sql_run(work->db, sql, "sealing work tables", err)) {
            return false;
        }
    }
    return true;
}

bool km_work_seal(KmWork *work, KmWorkImage **ret_image, KmError *err)
{
    KmArena *arena = km_arena_open();
    KmWorkImage *image = KM_NEW(arena, KmWorkImage);
    image->arena = arena;
    image->names = KM_NEW_ARRAY(arena, const char *, work->n_tables);
    for (size_t i = 0; i < work->n_tables; i++) {
        if (!work->tables[i].is_view) {
            image->names[image->n_names++] = km_strdup(arena, work->tables[i].name);
        }
    }
    bool ok = drop_views(work, err);
    image->bytes = ok && image->n_names > 0
                       ? sqlite3_serialize(work->db, km_work_own_database, &image->size, 0)
                       : NULL;
    if (ok && image->n_names > 0 && image->bytes == NULL) {
        ok = km_error_set(err, KM_ERROR_LIMIT, "not enough memory to share the work tables");
    }
    km_work_close(work);
    if (!ok) {
        km_work_image_free(image);
        return false;
    }
    *ret_image = image;
    return true;
}

void km_work_image_free(KmWorkImage *image)
{
    if (image != NULL) {
        sqlite3_free(image->bytes);
        km_arena_close(image->arena);
    }
}

static bool note_names(KmWork *work, const KmWorkImage *image, const char *database, KmError *err)
{
    for (size_t i = 0; i < image->n_names; i++) {
        if (km_work_find(work, image->names[i]) != NULL) {
            return km_error_set(err, KM_ERROR_BUG, "table %s is there twice", image->names[i]);
        }
        KM_GROW(work->arena, work->tables, work->n_tables, work->capacity);
        work->tables[work->n_tables++] =
            (KmWorkTable){.name = km_strdup(work->arena, image->names[i]), .database = database};
    }
    return true;
}

bool km_work_adopt(KmWork *work, const KmWorkImage *image, KmError *err)
{
    if (image->n_names == 0) {
        return true;
    }
    if (work->n_images == KM_WORK_IMAGES) {
        return km_error_set(err, KM_ERROR_BUG, "more than %d images", (int)KM_WORK_IMAGES);
    }
    const char *database = km_format(work->arena, KM_WORK_IMAGE_NAME, work->n_images);
    const char *attach = km_format(work->arena, "ATTACH ':memory:' AS %s", database);
    const char *map =
        km_format(work->arena, "PRAGMA %s.mmap_size=%lld", database, (long long)image->size);
    if (!km_sql_run(work->db, attach, "sharing work tables", err)) {
        return false;
    }
    if (sqlite3_deserialize(work->db, database, image->bytes, image->size, image->size,
                            SQLITE_DESERIALIZE_READONLY) != SQLITE_OK) {
        return km_sql_failed(work->db, "sharing work tables", err);
    }
    work->n_images++;
    work->is_noted = false;
    return km_sql_run(work->db, map, "sharing work tables", err) &&
           note_names(work, image, database, err);
}
