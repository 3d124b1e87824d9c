#include "importers/reading/input.h"

#include "engine/base/file.h"
#include "importers/reading/file_kind.h"
#include "importers/reading/utf16.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_BYTES = 64 * 1024, RAW_BYTES = 32 * 1024 };

/* Text of a UTF-16 file that waits to be handed out. */
typedef struct {
    KmUtf16 state;
    char *raw, *text;
    size_t at, length;
} Turned;

struct KmInput {
    const char *name;
    int fd;
    struct stat before;
    _Atomic int64_t done; /* read on one thread, shown by another */
    int64_t first_bytes;  /* that the first pass saw */
    bool is_first_pass;
    char *head; /* as text, with its mark */
    size_t head_length;
    Turned *turned; /* NULL: not UTF-16 */
    KmEncodingWatch watch;
    crypto_generichash_state *state;
    uint8_t digest[KM_INPUT_DIGEST_BYTES];
};

static bool unreadable(const KmInput *input, KmError *err)
{
    int why = errno;
    (void)km_error_at(err, KM_ERROR_INPUT, input->name, 0, 0, "cannot read the file: %s",
                      strerror(why));
    return km_error_hint(err, why == EACCES || why == EPERM
                                  ? "give yourself the right to read it, or copy it again"
                                  : "copy the file again from where it came");
}

static bool check_kind(const KmInput *input, KmError *err)
{
    if (S_ISDIR(input->before.st_mode)) {
        return km_error_at(err, KM_ERROR_INPUT, input->name, 0, 0,
                           "this is a directory; expected a file");
    }
    if (!S_ISREG(input->before.st_mode)) {
        (void)km_error_at(err, KM_ERROR_INPUT, input->name, 0, 0,
                          "this is a pipe or device; expected an ordinary file");
        return km_error_hint(err,
                             "write the data to a file first, or leave this out of the folder");
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

/* From here on the file's text is its UTF-16 turned into UTF-8. */
static void turn_head(KmArena *arena, KmInput *input)
{
    KmSlice head = {input->head, input->head_length};
    KmUtf16 state = {0};
    if (!km_utf16_has_mark(head, &state.is_big_endian)) {
        return;
    }
    input->turned = KM_NEW(arena, Turned);
    input->turned->state = state;
    input->turned->raw = km_alloc(arena, RAW_BYTES);
    input->turned->text = km_alloc(arena, RAW_BYTES * KM_UTF16_GROWTH + 6);
    input->watch.was_utf16 = true;
    input->head = km_alloc(arena, HEAD_BYTES * KM_UTF16_GROWTH + 6);
    input->head_length = km_utf16_to_utf8(
        &state, (KmSlice){head.bytes + KM_UTF16_MARK_BYTES, head.length - KM_UTF16_MARK_BYTES},
        input->head);
}

/* The state wants to lie on a 64-byte border, further than the arena promises. */
static crypto_generichash_state *new_state(KmArena *arena)
{
    enum { BORDER = 64 };
    char *place = km_alloc(arena, sizeof(crypto_generichash_state) + BORDER);
    size_t beyond = (size_t)((uintptr_t)place % BORDER);
    return (crypto_generichash_state *)(void *)(place + (beyond == 0 ? 0 : BORDER - beyond));
}

static bool check_head(KmArena *arena, KmInput *input, KmError *err)
{
    turn_head(arena, input);
    return km_file_kind_check(input->name, km_input_head(input), err);
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
    } else if (check_kind(input, err) && read_head(input, err) && check_head(arena, input, err) &&
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
    if (input->turned != NULL) {
        bool is_big_endian = input->turned->state.is_big_endian;
        input->turned->state = (KmUtf16){.is_big_endian = is_big_endian};
        input->turned->at = 0;
        input->turned->length = 0;
    }
    return lseek(input->fd, 0, SEEK_SET) == 0 || unreadable(input, err);
}

/* Bytes as they lie on the disk. */
static ssize_t next_raw(KmInput *input, char *into, size_t room, KmError *err)
{
    ssize_t got = read_some(input, into, room, err);
    if (got > 0 && input->is_first_pass) {
        (void)crypto_generichash_update(input->state, (const unsigned char *)into,
                                        (unsigned long long)got);
        input->first_bytes += got;
    }
    input->done += got > 0 ? got : 0;
    return got;
}

static ssize_t next_turned(KmInput *input, char *into, size_t room, KmError *err)
{
    Turned *turned = input->turned;
    while (turned->at == turned->length) {
        size_t skip = input->done == 0 ? KM_UTF16_MARK_BYTES : 0;
        ssize_t got = next_raw(input, turned->raw, RAW_BYTES, err);
        if (got <= 0) {
            return got;
        }
        skip = skip > (size_t)got ? (size_t)got : skip;
        turned->at = 0;
        turned->length = km_utf16_to_utf8(
            &turned->state, (KmSlice){turned->raw + skip, (size_t)got - skip}, turned->text);
    }
    size_t left = turned->length - turned->at;
    size_t n = left < room ? left : room;
    memcpy(into, turned->text + turned->at, n);
    turned->at += n;
    return (ssize_t)n;
}

static ssize_t next_plain(KmInput *input, char *into, size_t room, KmError *err)
{
    bool is_start = input->done == 0;
    ssize_t got = next_raw(input, into, room, err);
    if (got > 0 && input->is_first_pass) {
        km_encoding_watch(&input->watch, into, (size_t)got);
    }
    if (is_start && has_bom(input) && got >= 3) {
        got -= 3;
        memmove(into, into + 3, (size_t)got);
        /* Nothing behind the mark must not look like the end of the file. */
        return got > 0 ? got : next_plain(input, into, room, err);
    }
    return got;
}

static ssize_t next_bytes(void *self, char *into, size_t room, KmError *err)
{
    KmInput *input = self;
    return input->turned != NULL ? next_turned(input, into, room, err)
                                 : next_plain(input, into, room, err);
}

KmByteSource km_input_source(KmInput *input)
{
    return (KmByteSource){.self = input, .read = next_bytes};
}

static bool bad_bytes(const KmInput *input, int64_t line, const char *encoding, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, input->name, line, 0,
                      "here are bytes that are %s %s; expected text in one encoding",
                      input->turned != NULL ? "no" : "neither", encoding);
    (void)km_error_code(err, "file-encoding", NULL);
    return km_error_hint(err, "export the file again as \"CSV UTF-8\"");
}

bool km_input_finish_first(KmInput *input, KmError *err)
{
    char block[16 * 1024];
    ssize_t got;
    if (!input->is_first_pass) {
        return true;
    }
    do {
        got = next_bytes(input, block, sizeof block, err);
    } while (got > 0);
    if (got < 0) {
        return false;
    }
    km_encoding_watch_end(&input->watch);
    (void)crypto_generichash_final(input->state, input->digest, sizeof input->digest);
    input->is_first_pass = false;
    if (input->turned != NULL) {
        km_utf16_end(&input->turned->state);
        int64_t line = input->turned->state.broken_line;
        return line == 0 || bad_bytes(input, line, "UTF-16", err);
    }
    int64_t line = input->watch.undefined_line;
    return line == 0 || bad_bytes(input, line, "UTF-8 nor Windows-1252", err);
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
                input->done == input->first_bytes;
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
