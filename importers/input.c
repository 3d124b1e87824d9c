#include "importers/input.h"

#include "engine/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_BYTES = 64 * 1024 };

struct KmInput {
    const char *name;
    int fd;
    struct stat before;
    int64_t done;
    bool is_first_pass;
    char *head;
    size_t head_length;
    KmEncodingWatch watch;
    crypto_generichash_state *state;
    uint8_t digest[KM_INPUT_DIGEST_BYTES];
};

static bool unreadable(const KmInput *input, KmError *err)
{
    return km_error_at(err, KM_ERROR_INPUT, input->name, 0, 0, "cannot read the file: %s",
                       strerror(errno));
}

static bool check_kind(const KmInput *input, KmError *err)
{
    if (S_ISDIR(input->before.st_mode)) {
        return km_error_at(err, KM_ERROR_INPUT, input->name, 0, 0,
                           "this is a directory; expected a file");
    }
    if (!S_ISREG(input->before.st_mode)) {
        return km_error_at(err, KM_ERROR_INPUT, input->name, 0, 0,
                           "this is a pipe or device; expected an ordinary file");
    }
    if (input->before.st_size > KM_MOST_FILE_BYTES) {
        (void)km_error_at(err, KM_ERROR_INPUT, input->name, 0, 0,
                          "the file is larger than 2 GiB; deliver it in parts by period");
        return km_error_code(err, "file-cap", "2 GiB");
    }
    return true;
}

static ssize_t read_some(const KmInput *input, char *into, size_t room, KmError *err)
{
    ssize_t got;
    do {
        got = read(input->fd, into, room);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        (void)unreadable(input, err);
    }
    return got;
}

static bool read_head(KmInput *input, KmError *err)
{
    for (;;) {
        ssize_t got = read_some(input, input->head + input->head_length,
                                HEAD_BYTES - input->head_length, err);
        if (got < 0) {
            return false;
        }
        if (got == 0) {
            return true;
        }
        input->head_length += (size_t)got;
    }
}

static bool has_bom(const KmInput *input)
{
    return input->head_length >= 3 && memcmp(input->head, "\xef\xbb\xbf", 3) == 0;
}

/* The state wants to lie on a 64-byte border, further than the arena promises. */
static crypto_generichash_state *new_state(KmArena *arena)
{
    enum { BORDER = 64 };
    char *place = km_alloc(arena, sizeof(crypto_generichash_state) + BORDER);
    size_t beyond = (size_t)((uintptr_t)place % BORDER);
    return (crypto_generichash_state *)(void *)(place + (beyond == 0 ? 0 : BORDER - beyond));
}

bool km_input_open(KmArena *arena, const char *path, KmInput **ret_input, KmError *err)
{
    KmInput *input = KM_NEW(arena, KmInput);
    input->name = km_strdup(arena, km_path_base(path));
    input->head = km_alloc(arena, HEAD_BYTES);
    input->state = new_state(arena);
    /* A fifo without a writer must not make us wait. */
    input->fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (input->fd < 0) {
        return unreadable(input, err);
    }
    if (fstat(input->fd, &input->before) != 0) {
        (void)unreadable(input, err);
    } else if (check_kind(input, err) && read_head(input, err) &&
               km_encoding_check_head(input->name, km_input_head(input), err) &&
               km_input_rewind(input, err)) {
        (void)crypto_generichash_init(input->state, NULL, 0, KM_INPUT_DIGEST_BYTES);
        input->is_first_pass = true;
        *ret_input = input;
        return true;
    }
    km_input_close(input);
    return false;
}

void km_input_close(KmInput *input)
{
    if (input != NULL && input->fd >= 0) {
        (void)close(input->fd);
        input->fd = -1;
    }
}

KmSlice km_input_head(const KmInput *input)
{
    size_t skip = has_bom(input) ? 3 : 0;
    return (KmSlice){input->head + skip, input->head_length - skip};
}

int64_t km_input_size(const KmInput *input)
{
    return (int64_t)input->before.st_size;
}

int64_t km_input_done(const KmInput *input)
{
    return input->done;
}

bool km_input_rewind(KmInput *input, KmError *err)
{
    input->done = 0;
    return lseek(input->fd, 0, SEEK_SET) == 0 || unreadable(input, err);
}

static ssize_t next_bytes(void *self, char *into, size_t room, KmError *err)
{
    KmInput *input = self;
    ssize_t got = read_some(input, into, room, err);
    if (got <= 0) {
        return got;
    }
    bool is_start = input->done == 0;
    input->done += got;
    if (input->is_first_pass) {
        km_encoding_watch(&input->watch, into, (size_t)got);
        (void)crypto_generichash_update(input->state, (const unsigned char *)into,
                                        (unsigned long long)got);
    }
    if (is_start && has_bom(input) && got >= 3) {
        got -= 3;
        memmove(into, into + 3, (size_t)got);
        /* Nothing behind the mark must not look like the end of the file. */
        return got > 0 ? got : next_bytes(self, into, room, err);
    }
    return got;
}

KmByteSource km_input_source(KmInput *input)
{
    return (KmByteSource){.self = input, .read = next_bytes};
}

bool km_input_finish_first(KmInput *input, KmError *err)
{
    char block[16 * 1024];
    ssize_t got;
    do {
        got = next_bytes(input, block, sizeof block, err);
    } while (got > 0);
    if (got < 0) {
        return false;
    }
    km_encoding_watch_end(&input->watch);
    (void)crypto_generichash_final(input->state, input->digest, sizeof input->digest);
    input->is_first_pass = false;
    if (input->watch.undefined_line == 0) {
        return true;
    }
    (void)km_error_at(err, KM_ERROR_INPUT, input->name, input->watch.undefined_line, 0,
                      "line %lld holds bytes that are neither UTF-8 nor Windows-1252; expected one "
                      "of these encodings",
                      (long long)input->watch.undefined_line);
    (void)km_error_code(err, "file-encoding", NULL);
    return km_error_hint(err, "export the file again as \"CSV UTF-8\"");
}

bool km_input_check_unchanged(const KmInput *input, KmError *err)
{
    struct stat now;
    if (fstat(input->fd, &now) != 0) {
        return unreadable(input, err);
    }
    bool same = now.st_size == input->before.st_size &&
                now.st_mtim.tv_sec == input->before.st_mtim.tv_sec &&
                now.st_mtim.tv_nsec == input->before.st_mtim.tv_nsec &&
                input->done == input->watch.bytes;
    if (same) {
        return true;
    }
    (void)km_error_at(err, KM_ERROR_INPUT, input->name, 0, 0,
                      "the file changed while it was being read; import it again when the other "
                      "program is done with it");
    return km_error_code(err, "file-changed", NULL);
}

const KmEncodingWatch *km_input_encoding(const KmInput *input)
{
    return &input->watch;
}

const uint8_t *km_input_digest(const KmInput *input)
{
    return input->digest;
}
