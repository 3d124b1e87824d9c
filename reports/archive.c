#include "reports/archive.h"

#include <unistd.h>
#include <zip.h>

static bool failed(KmArena *arena, zip_error_t *fault, const char *path, KmError *err)
{
    const char *what = km_strdup(arena, zip_error_strerror(fault));
    zip_error_fini(fault);
    return km_error_at(err, KM_ERROR_SYSTEM, path, 0, 0, "the zip file cannot be made: %s", what);
}

static bool add_entry(zip_t *zip, const KmArchiveEntry *entry, zip_uint16_t day)
{
    static const zip_uint32_t plain_file = (zip_uint32_t)0100644 << 16;
    zip_source_t *source = zip_source_buffer(zip, entry->bytes, entry->length, 0);
    if (source == NULL) {
        return false;
    }
    zip_int64_t at = zip_file_add(zip, entry->path, source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        return false;
    }
    zip_uint64_t index = (zip_uint64_t)at;
    return zip_file_set_dostime(zip, index, 0, day, 0) == 0 &&
           zip_set_file_compression(zip, index, ZIP_CM_DEFLATE, 6) == 0 &&
           zip_file_set_external_attributes(zip, index, 0, ZIP_OPSYS_UNIX, plain_file) == 0;
}

static zip_uint16_t dos_day(KmDate day)
{
    KmCivil c = km_civil_from_date(day);
    int year = c.year < 1980 ? 0 : c.year - 1980;
    return (zip_uint16_t)((unsigned)year << 9 | (unsigned)c.month << 5 | (unsigned)c.day);
}

bool km_archive_write(KmArena *arena, const char *path, const KmArchiveEntry *entries,
                      size_t n_entries, KmDate day, KmError *err)
{
    int code = 0;
    zip_error_t fault;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code);
    if (zip == NULL) {
        zip_error_init_with_code(&fault, code);
        return failed(arena, &fault, path, err);
    }
    for (size_t i = 0; i < n_entries; i++) {
        if (!add_entry(zip, &entries[i], dos_day(day))) {
            const char *what = km_strdup(arena, zip_strerror(zip));
            zip_discard(zip);
            return km_error_at(err, KM_ERROR_SYSTEM, path, 0, 0, "%s cannot go into the zip: %s",
                               entries[i].path, what);
        }
    }
    if (zip_close(zip) != 0) { /* here it is written: a full disk shows here */
        const char *what = km_strdup(arena, zip_strerror(zip));
        zip_discard(zip);
        (void)unlink(path);
        return km_error_at(err, KM_ERROR_SYSTEM, path, 0, 0, "the zip file cannot be written: %s",
                           what);
    }
    return true;
}
