#include "indicators/compute/kept.h"

#include "engine/base/file.h"
#include "engine/base/text.h"

#include <sodium.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    KM_FIGURE_SIZE = 1008,
    HASH = 32,
    PROGRAM_CAP = 64 << 20,
    DEFINITION_CAP = 1 << 20,
    RUN_CAP = 256 << 20
};

/* ---- the key ---- */

static void hash_text(crypto_generichash_state *state, const char *text)
{
    (void)crypto_generichash_update(state, (const unsigned char *)text, strlen(text) + 1);
}

static void hash_number(crypto_generichash_state *state, int64_t number)
{
    (void)crypto_generichash_update(state, (const unsigned char *)&number, sizeof number);
}

/* What cannot be read now could not be read by the run either; it says so itself. */
static bool hash_file(crypto_generichash_state *state, KmArena *arena, const char *path, size_t cap)
{
    KmArenaMark mark = km_arena_mark(arena);
    KmBytes bytes;
    KmError err = {0};
    bool is_read = km_file_read(arena, path, cap, &bytes, &err);
    hash_number(state, is_read ? (int64_t)bytes.length : -1);
    if (is_read) {
        (void)crypto_generichash_update(state, (const unsigned char *)bytes.bytes, bytes.length);
    }
    km_arena_reset(arena, mark);
    return is_read;
}

static bool is_definition(const char *name)
{
    return km_text_ends_with(name, ".sql") || km_text_ends_with(name, ".json") ||
           km_text_ends_with(name, ".csv");
}

static void hash_directory(crypto_generichash_state *state, KmArena *arena, const char *directory,
                           int depth)
{
    char **names;
    size_t n = 0;
    KmError err = {0};
    if (!km_is_directory(directory) || !km_directory_list(arena, directory, &names, &n, &err)) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const char *path = km_path_join(arena, directory, names[i]);
        if (is_definition(names[i])) {
            hash_text(state, names[i]);
            (void)hash_file(state, arena, path, DEFINITION_CAP);
        } else if (depth > 0 && km_is_directory(path)) {
            hash_text(state, names[i]);
            hash_directory(state, arena, path, depth - 1);
        }
    }
}

static void hash_definitions(crypto_generichash_state *state, KmArena *arena,
                             const KmCatalogueSources *sources)
{
    const char *const roots[] = {sources->datadir, sources->workspace};
    for (size_t i = 0; i < 2; i++) {
        hash_text(state, roots[i] == NULL ? "" : "root");
        if (roots[i] != NULL) {
            hash_directory(state, arena, km_path_join(arena, roots[i], "indicators"), 1);
            hash_directory(state, arena, km_path_join(arena, roots[i], "importers"), 1);
        }
    }
    if (sources->norms != NULL) {
        (void)hash_file(state, arena, sources->norms, DEFINITION_CAP);
    }
}

static bool hash_sifted(crypto_generichash_state *state, KmStore *store, KmArena *arena,
                        const KmDeliverySieve *sieve, KmError *err)
{
    KmDelivery *deliveries;
    size_t n;
    if (sieve == NULL) {
        return true;
    }
    if (!km_delivery_list(store, arena, &deliveries, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (sieve->lets_through(sieve->self, &deliveries[i])) {
            hash_number(state, deliveries[i].number);
            hash_number(state, deliveries[i].withdrawn);
        }
    }
    return true;
}

bool km_kept_key(KmStore *store, KmArena *arena, const KmCatalogueSources *sources,
                 const KmComputeRequest *request, const char **ret_key, KmError *err)
{
    crypto_generichash_state state;
    uint8_t print[KM_FINGERPRINT_BYTES];
    unsigned char digest[HASH];
    (void)crypto_generichash_init(&state, NULL, 0, HASH);
    *ret_key = NULL;
    if (!hash_file(&state, arena, "/proc/self/exe", PROGRAM_CAP)) {
        return true;
    }
    hash_text(&state, request->program);
    hash_definitions(&state, arena, sources);
    hash_number(&state, request->knowledge);
    for (size_t i = 0; i < request->n_periods; i++) {
        hash_text(&state, request->periods[i].text);
    }
    if (!km_store_fingerprint(store, print, err) ||
        !hash_sifted(&state, store, arena, request->sieve, err)) {
        return false;
    }
    (void)crypto_generichash_update(&state, print, sizeof print);
    (void)crypto_generichash_final(&state, digest, sizeof digest);
    char *key = km_alloc(arena, 2 * HASH + 1);
    *ret_key = sodium_bin2hex(key, 2 * HASH + 1, digest, HASH);
    return true;
}

/* ---- the file: head, figures as they lie in memory, their texts, a hash over all that ---- */

typedef struct {
    char key[2 * HASH + 1];
    char run[13];
    KmDate knowledge;
    uint64_t n_figures;
    uint64_t texts_length;
} Head;

/* In the file a text is its place among the texts plus one; 0: NULL. */
static const size_t texts_at[] = {
    offsetof(KmFigure, indicator),     offsetof(KmFigure, period),
    offsetof(KmFigure, block.dim[0]),  offsetof(KmFigure, block.dim[1]),
    offsetof(KmFigure, block.code[0]), offsetof(KmFigure, block.code[1]),
    offsetof(KmFigure, method),        offsetof(KmFigure, missing),
    offsetof(KmFigure, flags),         offsetof(KmFigure, run),
};
enum { TEXTS = sizeof texts_at / sizeof *texts_at };
_Static_assert(sizeof(KmFigure) == KM_FIGURE_SIZE,
               "a figure has changed: give texts_at its new texts, then KM_FIGURE_SIZE its size");
_Static_assert(sizeof(const char *) == sizeof(uint64_t),
               "a text's place fits where it was pointed to");

static const char *text_of(const KmFigure *figure, size_t i)
{
    const char *text;
    memcpy(&text, (const char *)figure + texts_at[i], sizeof text);
    return text;
}

/* Figures stand in order: most texts are the ones of the figure before. */
static uint64_t place_of(KmText *texts, const char *text, const char **last, uint64_t *last_place)
{
    if (text == NULL) {
        return 0;
    }
    if (*last == NULL || strcmp(*last, text) != 0) {
        *last = text;
        *last_place = texts->length + 1;
        km_text_add_n(texts, text, strlen(text));
        km_text_add_char(texts, '\0');
    }
    return *last_place;
}

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

static char *file_of(KmArena *arena, const char *directory, const char *key)
{
    return km_path_join(arena, directory, km_format(arena, "%.16s.run", key));
}

void km_kept_write(KmArena *arena, const char *directory, const char *key,
                   const KmComputeResult *result)
{
    KmError err = {0};
    if (result->n_failures > 0 || !km_directory_make(directory, 0700, &err)) {
        return;
    }
    Head head = {.knowledge = result->knowledge, .n_figures = result->n_figures};
    KmText texts = km_text_init(arena);
    const char *last[TEXTS] = {NULL};
    uint64_t last_place[TEXTS] = {0};
    size_t figures_length = result->n_figures * sizeof(KmFigure);
    char *figures = km_alloc(arena, figures_length);
    for (size_t i = 0; i < result->n_figures; i++) {
        char *to = figures + i * sizeof(KmFigure);
        memcpy(to, &result->figures[i], sizeof(KmFigure));
        for (size_t t = 0; t < TEXTS; t++) {
            uint64_t place =
                place_of(&texts, text_of(&result->figures[i], t), &last[t], &last_place[t]);
            memcpy(to + texts_at[t], &place, sizeof place);
        }
    }
    (void)snprintf(head.key, sizeof head.key, "%s", key);
    (void)snprintf(head.run, sizeof head.run, "%s", result->run);
    head.texts_length = texts.length;
    size_t length = sizeof head + figures_length + texts.length;
    char *bytes = km_alloc(arena, length + HASH);
    memcpy(bytes, &head, sizeof head);
    memcpy(bytes + sizeof head, figures, figures_length);
    memcpy(bytes + sizeof head + figures_length, texts.bytes, texts.length);
    (void)crypto_generichash((unsigned char *)bytes + length, HASH, (const unsigned char *)bytes,
                             length, NULL, 0);
    if (length + HASH <= RUN_CAP &&
        km_file_write_unsynced(file_of(arena, directory, key), bytes, length + HASH, 0600, &err)) {
        drop_old(arena, directory);
    }
}

static bool is_whole(const KmBytes *file, const char *key, Head *ret_head)
{
    unsigned char digest[HASH];
    if (file->length < sizeof *ret_head + HASH) {
        return false;
    }
    size_t length = file->length - HASH;
    memcpy(ret_head, file->bytes, sizeof *ret_head);
    (void)crypto_generichash(digest, HASH, (const unsigned char *)file->bytes, length, NULL, 0);
    return memcmp(digest, file->bytes + length, HASH) == 0 &&
           memcmp(ret_head->key, key, sizeof ret_head->key) == 0 &&
           ret_head->n_figures <= length / sizeof(KmFigure) && ret_head->texts_length <= length &&
           sizeof *ret_head + ret_head->n_figures * sizeof(KmFigure) + ret_head->texts_length ==
               length;
}

/* Puts a figure's texts back; false when one lies outside. */
static bool point(KmFigure *figure, const char *texts, uint64_t length)
{
    for (size_t t = 0; t < TEXTS; t++) {
        uint64_t place;
        memcpy(&place, (char *)figure + texts_at[t], sizeof place);
        if (place > length) {
            return false;
        }
        const char *text = place == 0 ? NULL : texts + place - 1;
        memcpy((char *)figure + texts_at[t], &text, sizeof text);
    }
    return true;
}

bool km_kept_read(KmArena *arena, const char *directory, const char *key,
                  KmComputeResult *ret_result)
{
    KmBytes file;
    KmError err = {0};
    Head head;
    const char *path = file_of(arena, directory, key);
    if (!km_file_exists(path) || !km_file_read(arena, path, RUN_CAP, &file, &err) ||
        !is_whole(&file, key, &head)) {
        return false;
    }
    KmFigure *figures = KM_NEW_ARRAY(arena, KmFigure, head.n_figures);
    memcpy(figures, file.bytes + sizeof head, head.n_figures * sizeof *figures);
    const char *texts = file.bytes + sizeof head + head.n_figures * sizeof *figures;
    if (head.texts_length > 0 && texts[head.texts_length - 1] != '\0') {
        return false;
    }
    for (size_t i = 0; i < head.n_figures; i++) {
        if (!point(&figures[i], texts, head.texts_length)) {
            return false;
        }
    }
    *ret_result = (KmComputeResult){
        .knowledge = head.knowledge, .figures = figures, .n_figures = head.n_figures};
    memcpy(ret_result->run, head.run, sizeof ret_result->run);
    return true;
}
