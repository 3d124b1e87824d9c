#include "importers/persons/keyed_hash.h"

#include "tests/unit/importers/run.h"

#include <sodium.h>

/* Python 3.11: hashlib.blake2b(bytes(range(1, 129))[:length], key=bytes(range(32)),
 * digest_size=16).hexdigest() */
static const struct {
    size_t length;
    const char *digest;
} known[] = {
    {1, "8602f18f57f3dadb9324b47adcb676d1"},   {8, "2c13858551227c1db63aac2382eb22bc"},
    {26, "36e89259f818dc7423f0b6f8cc33a6f0"},  {127, "7cb16846f1d716284efaa497d214e1a5"},
    {128, "7e63a2664638a8701e81b09f822b98ce"},
};

START_TEST(digests_are_those_of_another_program)
{
    uint8_t secret[KM_KEYED_SECRET_BYTES];
    uint8_t message[KM_KEYED_MOST_BYTES] = {0};
    uint8_t digest[KM_KEYED_HASH_BYTES];
    char hex[2 * KM_KEYED_HASH_BYTES + 1];
    KmKeyedHash start;
    for (size_t i = 0; i < sizeof secret; i++) {
        secret[i] = (uint8_t)i;
    }
    for (size_t i = 0; i < known[_i].length; i++) {
        message[i] = (uint8_t)(i + 1);
    }
    km_keyed_hash_start(secret, &start);
    km_keyed_hash(&start, message, known[_i].length, digest);
    ck_assert_str_eq(sodium_bin2hex(hex, sizeof hex, digest, sizeof digest), known[_i].digest);
}
END_TEST

START_TEST(every_length_under_many_keys_hashes_as_libsodium_does)
{
    uint8_t secret[KM_KEYED_SECRET_BYTES];
    uint8_t digest[KM_KEYED_HASH_BYTES];
    uint8_t wanted[KM_KEYED_HASH_BYTES];
    ck_assert_int_ge(sodium_init(), 0);
    for (size_t length = 1; length <= KM_KEYED_MOST_BYTES; length++) {
        uint8_t message[KM_KEYED_MOST_BYTES] = {0};
        KmKeyedHash start;
        randombytes_buf(secret, sizeof secret);
        randombytes_buf(message, length);
        km_keyed_hash_start(secret, &start);
        km_keyed_hash(&start, message, length, digest);
        (void)crypto_generichash(wanted, sizeof wanted, message, length, secret, sizeof secret);
        ck_assert_mem_eq(digest, wanted, sizeof wanted);
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("keyed_hash");
    tcase_add_loop_test(tcase, digests_are_those_of_another_program, 0, COUNT(known));
    tcase_add_test(tcase, every_length_under_many_keys_hashes_as_libsodium_does);
    return run_case(tcase, "keyed_hash");
}
