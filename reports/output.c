#include "reports/output.h"

#include <sodium.h>

#include "engine/base/file.h"

static char *hex(KmArena *arena, const unsigned char *hash, size_t length)
{
    char *text = km_alloc(arena, 2 * length + 1);
    return sodium_bin2hex(text, 2 * length + 1, hash, length);
}

char *km_hash_blake2b(KmArena *arena, const char *bytes, size_t length)
{
    unsigned char hash[32];
    (void)crypto_generichash(hash, sizeof hash, (const unsigned char *)bytes, length, NULL, 0);
    return hex(arena, hash, sizeof hash);
}

char *km_hash_sha256(KmArena *arena, const char *bytes, size_t length)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    (void)crypto_hash_sha256(hash, (const unsigned char *)bytes, length);
    return hex(arena, hash, sizeof hash);
}

KmOutput km_output_init(KmArena *arena, const char *directory)
{
    return (KmOutput){.arena = arena, .directory = directory};
}

enum { ADOPTED_CAP = 512 * 1024 * 1024 };

static void remember(KmOutput *output, const char *path, const char *bytes, size_t length)
{
    KM_GROW(output->arena, output->files, output->n_files, output->capacity);
    output->files[output->n_files++] =
        (KmOutputFile){.path = km_strdup(output->arena, path),
                       .bytes = length,
                       .hash = km_hash_blake2b(output->arena, bytes, length)};
}

const char *km_output_path(const KmOutput *output, const char *path)
{
    return km_path_join(output->arena, output->directory, path);
}

bool km_output_add(KmOutput *output, const char *path, const KmText *content, KmError *err)
{
    if (!km_file_write_unsynced(km_output_path(output, path), content->bytes, content->length, 0644,
                                err)) {
        return false;
    }
    remember(output, path, content->bytes, content->length);
    return true;
}

bool km_output_adopt(KmOutput *output, const char *path, KmError *err)
{
    KmBytes bytes;
    if (!km_file_read(output->arena, km_output_path(output, path), ADOPTED_CAP, &bytes, err)) {
        return false;
    }
    remember(output, path, bytes.bytes, bytes.length);
    return true;
}

bool km_output_folder(const KmOutput *output, const char *name, KmError *err)
{
    return km_directory_make(km_path_join(output->arena, output->directory, name), 0755, err);
}

void km_output_list(const KmOutput *output, KmText *out)
{
    for (size_t i = 0; i < output->n_files; i++) {
        const KmOutputFile *file = &output->files[i];
        km_text_add(out, i == 0 ? "\n    {\"path\": " : ",\n    {\"path\": ");
        km_text_add_json(out, file->path);
        km_text_addf(out, ", \"bytes\": %zu, \"hash\": \"%s\"}", file->bytes, file->hash);
    }
}
