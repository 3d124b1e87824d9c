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

enum {
    SECRET_BYTES = 32,
    ID_DIGITS = 8,
    MOST_GENERATIONS = 16,
    FILE_BYTES = 2048,
    SHORT_MESSAGE = 128
};

#define FIRST_LINE "kansmeter-sleutel v1"
#define PERSON_TAG "kansmeter/v1/"
#define SUCCESSOR_TAG "opvolger"

/* The first key and its successors: what the first makes is hashed once more under each. */
struct KmKey {
    unsigned char secrets[MOST_GENERATIONS][SECRET_BYTES];
    char ids[MOST_GENERATIONS][ID_DIGITS + 1];
    size_t n_generations;
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

/* The tag's NUL keeps "ab" + "c" apart from "a" + "bc". */
static void hash_parts(const unsigned char secret[SECRET_BYTES], const char *tag, const void *bytes,
                       size_t length, uint8_t ret_digest[KM_PSEUDONYM_BYTES])
{
    crypto_generichash_state state;
    (void)crypto_generichash_init(&state, secret, SECRET_BYTES, KM_PSEUDONYM_BYTES);
    (void)crypto_generichash_update(&state, (const unsigned char *)PERSON_TAG,
                                    sizeof PERSON_TAG - 1);
    (void)crypto_generichash_update(&state, (const unsigned char *)tag, strlen(tag) + 1);
    (void)crypto_generichash_update(&state, bytes, length);
    (void)crypto_generichash_final(&state, ret_digest, KM_PSEUDONYM_BYTES);
    sodium_memzero(&state, sizeof state);
}

/* Short messages, as all numbers are, go in one call: a sixth faster. */
static void hash(const unsigned char secret[SECRET_BYTES], const char *tag, const void *bytes,
                 size_t length, uint8_t ret_digest[KM_PSEUDONYM_BYTES])
{
    unsigned char message[SHORT_MESSAGE];
    size_t head = sizeof PERSON_TAG - 1;
    size_t tagged = head + strlen(tag) + 1;
    if (tagged > sizeof message || length > sizeof message - tagged) {
        hash_parts(secret, tag, bytes, length, ret_digest);
        return;
    }
    memcpy(message, PERSON_TAG, head);
    memcpy(message + head, tag, tagged - head);
    memcpy(message + tagged, bytes, length);
    (void)crypto_generichash(ret_digest, KM_PSEUDONYM_BYTES, message, tagged + length, secret,
                             SECRET_BYTES);
    sodium_memzero(message, tagged + length);
}

/* From what the first `made` generations made. */
static void carry_on(const KmKey *key, size_t made, uint8_t pseudonym[KM_PSEUDONYM_BYTES])
{
    for (size_t i = made; i < key->n_generations; i++) {
        uint8_t old[KM_PSEUDONYM_BYTES];
        memcpy(old, pseudonym, sizeof old);
        hash(key->secrets[i], SUCCESSOR_TAG, old, sizeof old, pseudonym);
    }
}

void km_pseudonym(const KmKey *key, const char *tag, const void *bytes, size_t length,
                  uint8_t ret_pseudonym[KM_PSEUDONYM_BYTES])
{
    hash(key->secrets[0], tag, bytes, length, ret_pseudonym);
    carry_on(key, 1, ret_pseudonym);
}

void km_pseudonym_renew(const KmKey *key, size_t generation, uint8_t pseudonym[KM_PSEUDONYM_BYTES])
{
    carry_on(key, generation + 1, pseudonym);
}

static int64_t as_number(const uint8_t digest[KM_PSEUDONYM_BYTES])
{
    uint64_t value = 0;
    for (int i = 0; i < 8; i++) {
        value = value << 8 | digest[i];
    }
    return (int64_t)(value & INT64_MAX);
}

int64_t km_keyed_number_renew(const KmKey *key, size_t generation, int64_t number)
{
    for (size_t i = generation + 1; i < key->n_generations; i++) {
        uint8_t bytes[8];
        uint8_t digest[KM_PSEUDONYM_BYTES];
        for (int k = 0; k < 8; k++) {
            bytes[k] = (uint8_t)((uint64_t)number >> (56 - 8 * k));
        }
        hash(key->secrets[i], SUCCESSOR_TAG, bytes, sizeof bytes, digest);
        number = as_number(digest);
    }
    return number;
}

int64_t km_keyed_number(const KmKey *key, const char *tag, const void *bytes, size_t length)
{
    uint8_t digest[KM_PSEUDONYM_BYTES];
    hash(key->secrets[0], tag, bytes, length, digest);
    return km_keyed_number_renew(key, 0, as_number(digest));
}

/* The id of a generation depends on all keys up to it. */
static void add_generation(KmKey *key, const unsigned char secret[SECRET_BYTES])
{
    uint8_t digest[KM_PSEUDONYM_BYTES];
    size_t at = key->n_generations++;
    memcpy(key->secrets[at], secret, SECRET_BYTES);
    km_pseudonym(key, "sleutel-id", "", 0, digest);
    (void)sodium_bin2hex(key->ids[at], sizeof key->ids[at], digest, ID_DIGITS / 2);
}

static void add_random_generation(KmKey *key)
{
    unsigned char secret[SECRET_BYTES];
    randombytes_buf(secret, sizeof secret);
    add_generation(key, secret);
    sodium_memzero(secret, sizeof secret);
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

static int write_text(const KmKey *key, char text[FILE_BYTES])
{
    int n = snprintf(text, FILE_BYTES, FIRST_LINE "\nid: %s\n", km_key_id(key));
    for (size_t i = 0; i < key->n_generations && n > 0; i++) {
        char hex[SECRET_BYTES * 2 + 1];
        (void)sodium_bin2hex(hex, sizeof hex, key->secrets[i], SECRET_BYTES);
        n += snprintf(text + n, FILE_BYTES - (size_t)n, "%s: %s\n",
                      i == 0 ? "sleutel" : SUCCESSOR_TAG, hex);
        sodium_memzero(hex, sizeof hex);
    }
    return n;
}

bool km_key_save(const KmKey *key, const char *path, KmError *err)
{
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
    int n = write_text(key, text);
    bool good = n > 0 && km_write_all(fd, text, (size_t)n) && fsync(fd) == 0;
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
    add_random_generation(key);
    bool good = km_key_save(key, path, err);
    km_key_close(key);
    return good;
}

bool km_key_succeed(const KmKey *key, KmKey **ret_successor, KmError *err)
{
    if (key->n_generations == MOST_GENERATIONS) {
        return km_error_set(err, KM_ERROR_LIMIT, "this key was changed %d times; it can be no more",
                            MOST_GENERATIONS - 1);
    }
    KmKey *successor = new_key();
    if (successor == NULL) {
        return km_error_set(err, KM_ERROR_SYSTEM, "no memory for a key");
    }
    memcpy(successor, key, sizeof *key);
    add_random_generation(successor);
    *ret_successor = successor;
    return true;
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

/* Adds the key of the line at `*text` and steps over it; false: there is no such line. */
static bool take_secret(KmKey *key, const char *label, const char **text)
{
    unsigned char secret[SECRET_BYTES];
    size_t n = 0;
    size_t label_length = strlen(label);
    const char *hex = *text + label_length;
    if (key->n_generations == MOST_GENERATIONS || strncmp(*text, label, label_length) != 0 ||
        strspn(hex, "0123456789abcdef") != SECRET_BYTES * (size_t)2 ||
        sodium_hex2bin(secret, sizeof secret, hex, SECRET_BYTES * (size_t)2, NULL, &n, NULL) != 0) {
        return false;
    }
    add_generation(key, secret);
    sodium_memzero(secret, sizeof secret);
    *text = hex + SECRET_BYTES * (size_t)2;
    *text += **text == '\n' ? 1 : 0;
    return true;
}

static bool parse_key(const char *path, const char *text, KmKey *key, KmError *err)
{
    char written_id[ID_DIGITS + 1] = "";
    int head = 0;
    if (sscanf(text, FIRST_LINE "\nid: %8[0-9a-f]\n%n", written_id, &head) != 1 || head == 0) {
        return damaged(path, err);
    }
    const char *at = text + head;
    if (!take_secret(key, "sleutel: ", &at)) {
        return damaged(path, err);
    }
    while (take_secret(key, SUCCESSOR_TAG ": ", &at)) {
    }
    return km_text_equal(km_key_id(key), written_id) || damaged(path, err);
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
    return key->ids[key->n_generations - 1];
}

size_t km_key_generations(const KmKey *key)
{
    return key->n_generations;
}

int km_key_generation_of(const KmKey *key, const char *id, size_t length)
{
    for (size_t i = 0; i < key->n_generations; i++) {
        if (length == ID_DIGITS && memcmp(key->ids[i], id, ID_DIGITS) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static const char *check_text(KmArena *arena, const KmKey *key)
{
    uint8_t digest[KM_PSEUDONYM_BYTES];
    char *check = km_alloc(arena, sizeof digest * 2 + 1);
    km_pseudonym(key, "controle", "", 0, digest);
    return sodium_bin2hex(check, sizeof digest * 2 + 1, digest, sizeof digest);
}

static bool bind(const KmKey *key, KmStore *store, KmArena *arena, KmError *err)
{
    return km_store_set_setting(store, "key-id", km_key_id(key), err) &&
           km_store_set_setting(store, "key-check", check_text(arena, key), err);
}

bool km_key_rebind(const KmKey *key, KmStore *store, KmError *err)
{
    KmArena *arena = km_arena_open();
    bool good = bind(key, store, arena, err);
    km_arena_close(arena);
    return good;
}

/* A store put back from before the key was changed; one whose key was changed since; or neither. */
static bool wrong_key(const KmKey *key, KmStore *store, KmArena *arena, const char *bound,
                      KmError *err)
{
    KmKeyChange *changes;
    size_t n;
    if (!km_key_change_list(store, arena, &changes, &n, err)) {
        return false;
    }
    if (bound != NULL && km_key_generation_of(key, bound, strlen(bound)) >= 0) {
        (void)km_error_set(err, KM_ERROR_USAGE,
                           "this store is of before its key was changed: it needs the key %s, "
                           "which %s replaced",
                           bound, km_key_id(key));
        return km_error_hint(err,
                             "give the old key with --key: `key rotate` left it beside the "
                             "new one, its name ending in .%s",
                             bound);
    }
    for (size_t i = 0; i < n; i++) {
        if (km_text_equal(changes[i].old, km_key_id(key))) {
            (void)km_error_set(err, KM_ERROR_USAGE,
                               "the key %s was replaced on %s; this store's key is %s",
                               km_key_id(key), km_date_iso(arena, changes[i].day), bound);
            return km_error_hint(err, "give the new key with --key, or put it where the old one "
                                      "lies");
        }
    }
    (void)km_error_set(err, KM_ERROR_USAGE,
                       "the key %s is not the key of this store, which is %s; with it every child "
                       "would become a new one",
                       km_key_id(key), bound == NULL ? "unknown" : bound);
    return km_error_hint(err, "give the right key with --key");
}

bool km_key_bind(const KmKey *key, KmStore *store, KmError *err)
{
    const char *bound = NULL;
    const char *bound_id = NULL;
    KmArena *arena = km_arena_open();
    bool good = km_store_get_setting(store, arena, "key-check", &bound, err) &&
                km_store_get_setting(store, arena, "key-id", &bound_id, err);
    if (good && bound == NULL) {
        good = bind(key, store, arena, err);
    } else if (good && !km_text_equal(bound, check_text(arena, key))) {
        good = wrong_key(key, store, arena, bound_id, err);
    }
    km_arena_close(arena);
    return good;
}
