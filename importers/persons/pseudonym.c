#include "importers/persons/pseudonym.h"

#include "engine/base/file.h"
#include "engine/base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECRET_BYTES = 32, ID_DIGITS = 8, FILE_BYTES = 256 };

#define FIRST_LINE "kansmeter-sleutel v1"
#define PERSON_TAG "kansmeter/v1/"

struct KmKey {
    unsigned char secret[SECRET_BYTES];
    char id[ID_DIGITS + 1];
};

static bool start_sodium(KmError *err)
{
    return sodium_init() >= 0 ||
           km_error_set(err, KM_ERROR_SYSTEM, "the cryptographic library could not be started");
}

static bool system_fault(const char *path, const char *what, KmError *err)
{
    return km_error_at(err, KM_ERROR_SYSTEM, path, 0, 0, "cannot %s the key file: %s", what,
                       strerror(errno));
}

void km_pseudonym(const KmKey *key, const char *tag, const void *bytes, size_t length,
                  uint8_t ret_pseudonym[KM_PSEUDONYM_BYTES])
{
    crypto_generichash_state state;
    (void)crypto_generichash_init(&state, key->secret, SECRET_BYTES, KM_PSEUDONYM_BYTES);
    (void)crypto_generichash_update(&state, (const unsigned char *)PERSON_TAG,
                                    sizeof PERSON_TAG - 1);
    /* The tag's NUL keeps "ab" + "c" apart from "a" + "bc". */
    (void)crypto_generichash_update(&state, (const unsigned char *)tag, strlen(tag) + 1);
    (void)crypto_generichash_update(&state, bytes, length);
    (void)crypto_generichash_final(&state, ret_pseudonym, KM_PSEUDONYM_BYTES);
    sodium_memzero(&state, sizeof state);
}

static void name_key(KmKey *key)
{
    uint8_t digest[KM_PSEUDONYM_BYTES];
    km_pseudonym(key, "sleutel-id", "", 0, digest);
    (void)sodium_bin2hex(key->id, sizeof key->id, digest, ID_DIGITS / 2);
}

static KmKey *new_key(void)
{
    KmKey *key = calloc(1, sizeof *key);
    if (key != NULL) {
        /* Where the system allows no locking the key may reach the swap; still better than none. */
        (void)sodium_mlock(key, sizeof *key);
    }
    return key;
}

static bool write_all(int fd, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t n = write(fd, text, length);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        text += n;
        length -= (size_t)n;
    }
    return true;
}

static bool save_key(const KmKey *key, const char *path, KmError *err)
{
    char hex[SECRET_BYTES * 2 + 1];
    char text[FILE_BYTES];
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0400);
    if (fd < 0 && errno == EEXIST) {
        (void)km_error_at(err, KM_ERROR_USAGE, path, 0, 0,
                          "a key file exists already and is never overwritten");
        return km_error_hint(err, "choose another place, or keep using this key");
    }
    if (fd < 0) {
        return system_fault(path, "create", err);
    }
    (void)sodium_bin2hex(hex, sizeof hex, key->secret, SECRET_BYTES);
    int n = snprintf(text, sizeof text, FIRST_LINE "\nid: %s\nsleutel: %s\n", key->id, hex);
    bool good = n > 0 && write_all(fd, text, (size_t)n) && fsync(fd) == 0;
    sodium_memzero(hex, sizeof hex);
    sodium_memzero(text, sizeof text);
    good = close(fd) == 0 && good;
    if (!good) {
        (void)system_fault(path, "write", err);
        (void)unlink(path);
    }
    return good;
}

bool km_key_create(const char *path, KmError *err)
{
    if (!start_sodium(err)) {
        return false;
    }
    KmKey *key = new_key();
    if (key == NULL) {
        return km_error_set(err, KM_ERROR_SYSTEM, "no memory for a key");
    }
    randombytes_buf(key->secret, SECRET_BYTES);
    name_key(key);
    bool good = save_key(key, path, err);
    km_key_close(key);
    return good;
}

static bool check_mode(const char *path, int fd, KmError *err)
{
    struct stat found;
    if (fstat(fd, &found) != 0) {
        return system_fault(path, "inspect", err);
    }
    if (!S_ISREG(found.st_mode)) {
        return km_error_at(err, KM_ERROR_USAGE, path, 0, 0, "the key is not an ordinary file");
    }
    if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        (void)km_error_at(err, KM_ERROR_USAGE, path, 0, 0,
                          "others may read the key file (mode %03o); expected 400",
                          (unsigned)(found.st_mode & 0777));
        return km_error_hint(err, "chmod 400 %s", path);
    }
    return found.st_uid == geteuid() ||
           km_error_at(err, KM_ERROR_USAGE, path, 0, 0, "the key file belongs to another user");
}

static bool damaged(const char *path, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_USAGE, path, 0, 0,
                      "this is not a whole key file; expected the lines \"" FIRST_LINE
                      "\", \"id: …\" and \"sleutel: …\"");
    return km_error_hint(err, "use the key file that init made, or a copy of it");
}

static bool parse_key(const char *path, char *text, KmKey *key, KmError *err)
{
    char written_id[ID_DIGITS + 1] = "";
    char hex[SECRET_BYTES * 2 + 1] = "";
    size_t n = 0;
    int fields = sscanf(text, FIRST_LINE "\nid: %8[0-9a-f]\nsleutel: %64[0-9a-f]", written_id, hex);
    bool good = fields == 2 &&
                sodium_hex2bin(key->secret, SECRET_BYTES, hex, strlen(hex), NULL, &n, NULL) == 0 &&
                n == SECRET_BYTES;
    sodium_memzero(hex, sizeof hex);
    if (!good) {
        return damaged(path, err);
    }
    name_key(key);
    return km_text_equal(key->id, written_id) || damaged(path, err);
}

static bool read_key(const char *path, int fd, KmKey *key, KmError *err)
{
    char text[FILE_BYTES] = "";
    size_t n = 0;
    ssize_t got;
    do {
        got = read(fd, text + n, sizeof text - 1 - n);
        n += got > 0 ? (size_t)got : 0;
    } while (got > 0 || (got < 0 && errno == EINTR));
    bool good = got == 0 ? parse_key(path, text, key, err) : system_fault(path, "read", err);
    sodium_memzero(text, sizeof text);
    return good;
}

bool km_key_open(const char *path, KmKey **ret_key, KmError *err)
{
    if (!start_sodium(err)) {
        return false;
    }
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return system_fault(path, "open", err);
    }
    KmKey *key = new_key();
    bool good = key != NULL ? check_mode(path, fd, err) && read_key(path, fd, key, err)
                            : km_error_set(err, KM_ERROR_SYSTEM, "no memory for a key");
    (void)close(fd);
    if (!good) {
        km_key_close(key);
        return false;
    }
    *ret_key = key;
    return true;
}

void km_key_close(KmKey *key)
{
    if (key != NULL) {
        (void)sodium_munlock(key, sizeof *key); /* wipes too */
        sodium_memzero(key, sizeof *key);
        free(key);
    }
}

const char *km_key_id(const KmKey *key)
{
    return key->id;
}

static bool wrong_key(const KmKey *key, const char *bound, KmError *err)
{
    (void)km_error_set(err, KM_ERROR_USAGE,
                       "the key %s is not the key of this store, which is %s; with it every child "
                       "would become a new one",
                       key->id, bound == NULL ? "unknown" : bound);
    return km_error_hint(err, "give the right key with --key");
}

bool km_key_bind(const KmKey *key, KmStore *store, KmError *err)
{
    uint8_t digest[KM_PSEUDONYM_BYTES];
    char check[KM_PSEUDONYM_BYTES * 2 + 1];
    const char *bound = NULL;
    const char *bound_id = NULL;
    km_pseudonym(key, "controle", "", 0, digest);
    (void)sodium_bin2hex(check, sizeof check, digest, sizeof digest);
    KmArena *arena = km_arena_open();
    bool good = km_store_get_setting(store, arena, "key-check", &bound, err) &&
                km_store_get_setting(store, arena, "key-id", &bound_id, err);
    if (good && bound == NULL) {
        good = km_store_set_setting(store, "key-id", key->id, err) &&
               km_store_set_setting(store, "key-check", check, err);
    } else if (good && !km_text_equal(bound, check)) {
        good = wrong_key(key, bound_id, err);
    }
    km_arena_close(arena);
    return good;
}
