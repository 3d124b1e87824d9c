#include "indicators/compute/kept.h"

#include "engine/base/file.h"
#include "engine/base/text.h"

#include <elf.h>
#include <link.h>
#include <sodium.h>
#include <string.h>

enum { HASH = 32, PROGRAM_CAP = 64 << 20, DEFINITION_CAP = 1 << 20 };

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

/* ---- the program: the number its linker gave it, a hash of its contents; else its bytes ---- */

static void hash_build_id(crypto_generichash_state *state, const char *note, size_t length,
                          bool *ret_found)
{
    static const char owner[] = "GNU";
    while (length >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) head;
        memcpy(&head, note, sizeof head);
        size_t name = ((size_t)head.n_namesz + 3) & ~(size_t)3;
        size_t content = ((size_t)head.n_descsz + 3) & ~(size_t)3;
        if (name + content > length - sizeof head) {
            return;
        }
        if (head.n_type == NT_GNU_BUILD_ID && head.n_namesz == sizeof owner &&
            memcmp(note + sizeof head, owner, sizeof owner) == 0) {
            const char *id = note + sizeof head + name;
            (void)crypto_generichash_update(state, (const unsigned char *)id, head.n_descsz);
            *ret_found = true;
            return;
        }
        note += sizeof head + name + content;
        length -= sizeof head + name + content;
    }
}

typedef struct {
    crypto_generichash_state *state;
    bool found;
} Program;

/* The program itself comes first; its libraries play no part. */
static int look_at_object(struct dl_phdr_info *info, size_t size, void *self)
{
    Program *program = self;
    (void)size;
    for (size_t i = 0; i < info->dlpi_phnum && !program->found; i++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
        if (segment->p_type == PT_NOTE) {
            const char *note = (const char *)(info->dlpi_addr + segment->p_vaddr);
            hash_build_id(program->state, note, segment->p_memsz, &program->found);
        }
    }
    return 1;
}

static bool hash_program(crypto_generichash_state *state, KmArena *arena)
{
    Program program = {.state = state};
    (void)dl_iterate_phdr(look_at_object, &program);
    return program.found || hash_file(state, arena, "/proc/self/exe", PROGRAM_CAP);
}

bool km_kept_key(KmStore *store, KmArena *arena, const KmCatalogueSources *sources,
                 const KmComputeRequest *request, const char **ret_key, KmError *err)
{
    crypto_generichash_state state;
    uint8_t print[KM_FINGERPRINT_BYTES];
    unsigned char digest[HASH];
    (void)crypto_generichash_init(&state, NULL, 0, HASH);
    *ret_key = NULL;
    if (!hash_program(&state, arena)) {
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
