#include "indicators/compute/kept.h"

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "indicators/compute/kept_part.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file: a head, a part per indicator, their names, a hash over all that; then what the parts
 * hold, each with its own hash, so that one indicator is read without the others. */

enum { KEY = 64, HASH = 32, RUN_CAP = 256 << 20, PARTS_CAP = 100000, NAMES_CAP = 1 << 24 };

typedef struct {
    char form[16];
    char key[KEY + 8];
    char run[16];
    int64_t knowledge;
    uint64_t n_figures, n_parts, names_length;
} Head;

static const char form[16] = "kansmeter run 3";

typedef struct {
    uint64_t name;       /* its place among the names */
    uint64_t at, length; /* in the file */
    uint64_t n_figures;
    unsigned char hash[HASH];
} Part;

static char *file_of(KmArena *arena, const char *directory, const char *key)
{
    return km_path_join(arena, directory, km_format(arena, "%.16s.run", key));
}

static void hash_bytes(const char *bytes, size_t length, unsigned char *hash)
{
    (void)crypto_generichash(hash, HASH, (const unsigned char *)bytes, length, NULL, 0);
}

/* ---- writing ---- */

static void drop_old(KmArena *arena, const char *directory)
{
    for (;;) {
        char **names;
        size_t n = 0;
        KmError err = {0};
        const char *oldest = NULL;
        struct timespec at = {0};
        size_t kept = 0;
        if (!km_directory_list(arena, directory, &names, &n, &err)) {
            return;
        }
        for (size_t i = 0; i < n; i++) {
            struct stat st;
            const char *path = km_path_join(arena, directory, names[i]);
            if (!km_text_ends_with(names[i], ".run") || lstat(path, &st) != 0) {
                continue;
            }
            kept++;
            if (oldest == NULL || st.st_mtim.tv_sec < at.tv_sec ||
                (st.st_mtim.tv_sec == at.tv_sec && st.st_mtim.tv_nsec < at.tv_nsec)) {
                oldest = path;
                at = st.st_mtim;
            }
        }
        if (kept <= KM_KEPT_RUNS || unlink(oldest) != 0) {
            return;
        }
    }
}

/* One indicator's figures stand together. */
static size_t end_of_indicator(const KmComputeResult *result, size_t at)
{
    size_t end = at;
    while (end < result->n_figures &&
           (result->figures[end].indicator == result->figures[at].indicator ||
            strcmp(result->figures[end].indicator, result->figures[at].indicator) == 0)) {
        end++;
    }
    return end;
}

static size_t count_parts(const KmComputeResult *result)
{
    size_t n = 0;
    for (size_t at = 0; at < result->n_figures; at = end_of_indicator(result, at)) {
        n++;
    }
    return n;
}

static void name_parts(const KmComputeResult *result, Part *parts, KmText *names)
{
    size_t end = 0;
    for (size_t at = 0; at < result->n_figures; at = end) {
        end = end_of_indicator(result, at);
        const char *name = result->figures[at].indicator;
        *parts++ = (Part){.name = names->length, .n_figures = end - at};
        km_text_add_n(names, name, strlen(name) + 1);
    }
}

static void pack_parts(const KmComputeResult *result, Part *parts, size_t n_parts, KmText *file)
{
    KmArena *scratch = km_arena_open();
    KmArenaMark mark = km_arena_mark(scratch);
    const KmFigure *figures = result->figures;
    for (Part *part = parts; part < parts + n_parts; part++) {
        part->at = file->length;
        km_kept_pack(scratch, figures, part->n_figures, file);
        part->length = file->length - part->at;
        hash_bytes(file->bytes + part->at, part->length, part->hash);
        figures += part->n_figures;
        km_arena_reset(scratch, mark);
    }
    km_arena_close(scratch);
}

/* The parts come first: what stands before them follows from them. */
static KmText pack(KmArena *arena, const char *key, const KmComputeResult *result)
{
    Head head = {.knowledge = result->knowledge,
                 .n_figures = result->n_figures,
                 .n_parts = count_parts(result)};
    Part *parts = KM_NEW_ARRAY(arena, Part, head.n_parts);
    KmText names = km_text_init(arena);
    KmText file = km_text_init(arena);
    unsigned char hash[HASH] = {0};
    name_parts(result, parts, &names);
    memcpy(head.form, form, sizeof form);
    (void)snprintf(head.key, sizeof head.key, "%s", key);
    (void)snprintf(head.run, sizeof head.run, "%s", result->run);
    head.names_length = names.length;
    km_text_add_n(&file, (const char *)&head, sizeof head);
    km_text_add_n(&file, (const char *)parts, head.n_parts * sizeof *parts);
    km_text_add_n(&file, names.bytes, names.length);
    km_text_add_n(&file, (const char *)hash, HASH);
    pack_parts(result, parts, head.n_parts, &file);
    memcpy(file.bytes + sizeof head, parts, head.n_parts * sizeof *parts);
    size_t length = sizeof head + head.n_parts * sizeof *parts + names.length;
    hash_bytes(file.bytes, length, hash);
    memcpy(file.bytes + length, hash, HASH);
    return file;
}

void km_kept_write(const char *directory, const char *key, const KmComputeResult *result)
{
    KmError err = {0};
    if (result->n_failures > 0 || !km_directory_make(directory, 0700, &err)) {
        return;
    }
    KmArena *arena = km_arena_open();
    KmText file = pack(arena, key, result);
    if (file.length <= RUN_CAP && km_file_write_unsynced(file_of(arena, directory, key), file.bytes,
                                                         file.length, 0600, &err)) {
        drop_old(arena, directory);
    }
    km_arena_close(arena);
}

/* ---- reading ---- */

typedef struct {
    KmArena *arena;
    int fd;
    uint64_t size;
    Head head;
    const Part *parts;
    const char *names;
} File;

/* With a NUL behind them; NULL: they are not there. */
static char *read_bytes(const File *file, uint64_t at, uint64_t length)
{
    if (at > file->size || length > file->size - at) {
        return NULL;
    }
    char *bytes = km_alloc(file->arena, length + 1);
    uint64_t done = 0;
    while (done < length) {
        ssize_t n = pread(file->fd, bytes + done, length - done, (off_t)(at + done));
        if (n <= 0) {
            return NULL;
        }
        done += (uint64_t)n;
    }
    return bytes;
}

static bool is_hash_of(const unsigned char *hash, const char *bytes, size_t length)
{
    unsigned char own[HASH];
    hash_bytes(bytes, length, own);
    return memcmp(own, hash, HASH) == 0;
}

static bool is_ours(const Head *head, const char *key)
{
    return memcmp(head->form, form, sizeof form) == 0 && head->key[KEY] == '\0' &&
           strcmp(head->key, key) == 0 && head->n_parts <= PARTS_CAP &&
           head->names_length <= NAMES_CAP && head->n_figures <= RUN_CAP;
}

/* The parts lie behind each other and fill the file. */
static bool are_sound(const File *file, uint64_t at)
{
    uint64_t n_figures = 0;
    for (size_t i = 0; i < file->head.n_parts; i++) {
        const Part *part = &file->parts[i];
        if (part->at != at || part->length > file->size - at ||
            part->name >= file->head.names_length || part->n_figures > file->head.n_figures) {
            return false;
        }
        at += part->length;
        n_figures += part->n_figures;
    }
    return at == file->size && n_figures == file->head.n_figures &&
           (file->head.names_length == 0 || file->names[file->head.names_length - 1] == '\0');
}

static bool read_head(File *file, const char *key)
{
    const char *bytes = read_bytes(file, 0, sizeof file->head);
    if (bytes == NULL) {
        return false;
    }
    memcpy(&file->head, bytes, sizeof file->head);
    if (!is_ours(&file->head, key)) {
        return false;
    }
    size_t parts_length = file->head.n_parts * sizeof(Part);
    size_t length = sizeof file->head + parts_length + file->head.names_length;
    bytes = read_bytes(file, 0, length + HASH);
    if (bytes == NULL || !is_hash_of((const unsigned char *)bytes + length, bytes, length)) {
        return false;
    }
    Part *parts = KM_NEW_ARRAY(file->arena, Part, file->head.n_parts);
    memcpy(parts, bytes + sizeof file->head, parts_length);
    file->parts = parts;
    file->names = bytes + sizeof file->head + parts_length;
    return are_sound(file, length + HASH);
}

static bool is_wanted(const File *file, const Part *part, const char *const *only, size_t n_only)
{
    for (size_t i = 0; i < n_only; i++) {
        if (strcmp(file->names + part->name, only[i]) == 0) {
            return true;
        }
    }
    return only == NULL;
}

static bool read_part(const File *file, const Part *part, KmFigure *figures)
{
    const char *bytes = read_bytes(file, part->at, part->length);
    return bytes != NULL && is_hash_of(part->hash, bytes, part->length) &&
           km_kept_unpack(file->arena, bytes, part->length, figures, part->n_figures);
}

static bool read_parts(const File *file, const char *const *only, size_t n_only,
                       KmComputeResult *ret_result)
{
    size_t n = 0;
    for (size_t i = 0; i < file->head.n_parts; i++) {
        n += is_wanted(file, &file->parts[i], only, n_only) ? file->parts[i].n_figures : 0;
    }
    KmFigure *figures = KM_NEW_ARRAY(file->arena, KmFigure, n);
    size_t at = 0;
    for (size_t i = 0; i < file->head.n_parts; i++) {
        if (!is_wanted(file, &file->parts[i], only, n_only)) {
            continue;
        }
        if (!read_part(file, &file->parts[i], figures + at)) {
            return false;
        }
        at += file->parts[i].n_figures;
    }
    *ret_result = (KmComputeResult){
        .knowledge = (KmDate)file->head.knowledge, .figures = figures, .n_figures = n};
    memcpy(ret_result->run, file->head.run, sizeof ret_result->run);
    return true;
}

bool km_kept_read(KmArena *arena, const char *directory, const char *key, const char *const *only,
                  size_t n_only, KmComputeResult *ret_result)
{
    struct stat st;
    File file = {.arena = arena,
                 .fd = open(file_of(arena, directory, key), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)};
    if (file.fd < 0) {
        return false;
    }
    bool is_read = fstat(file.fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= RUN_CAP;
    file.size = is_read ? (uint64_t)st.st_size : 0;
    is_read = is_read && read_head(&file, key) && read_parts(&file, only, n_only, ret_result);
    (void)close(file.fd);
    return is_read;
}
