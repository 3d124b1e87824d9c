#include "importers/persons/pseudonym.h"

#include "engine/base/text.h"
#include "tests/unit/importers/fixture.h"

#include <sys/stat.h>
#include <unistd.h>

START_TEST(a_key_file_is_private_readable_text_and_never_overwritten)
{
    Fixture f = fixture_open();
    struct stat found;
    ck_assert_int_eq(stat(fixture_path(&f, "a.key"), &found), 0);
    ck_assert_int_eq(found.st_mode & 0777, 0400);
    ck_assert(fixture_file_holds(&f, "a.key", "kansmeter-sleutel v1\nid: "));
    ck_assert(fixture_file_holds(&f, "a.key", km_key_id(f.key)));
    ck_assert(!km_key_create(fixture_path(&f, "a.key"), &f.err));
    ck_assert_int_eq(f.err.kind, KM_ERROR_USAGE);
    ck_assert_ptr_nonnull(strstr(f.err.message, "exists already"));
    fixture_close(&f);
}
END_TEST

typedef struct {
    const char *name;
    const char *text; /* NULL: the good one */
    mode_t mode;
    const char *message;
} Bad;

static const Bad bad[] = {
    {"others may read it", NULL, 0440, "others may read the key file (mode 440)"},
    {"an empty file", "", 0400, "this is not a whole key file"},
    {"half a key", "kansmeter-sleutel v1\nid: 00000000\nsleutel: 0011\n", 0400,
     "this is not a whole key file"},
    {"an id that is not of this key",
     "kansmeter-sleutel v1\nid: 00000000\nsleutel: "
     "0000000000000000000000000000000000000000000000000000000000000000\n",
     0400, "this is not a whole key file"},
    {"another version",
     "kansmeter-sleutel v2\nid: 00000000\nsleutel: "
     "0000000000000000000000000000000000000000000000000000000000000000\n",
     0400, "this is not a whole key file"},
};

START_TEST(a_bad_key_file_is_refused)
{
    Fixture f = fixture_open();
    const Bad *c = &bad[_i];
    KmKey *key = NULL;
    char *path = c->text == NULL ? fixture_path(&f, "a.key") : fixture_write(&f, "b.key", c->text);
    ck_assert_int_eq(chmod(path, c->mode), 0);
    ck_assert_msg(!km_key_open(path, &key, &f.err), "%s", c->name);
    ck_assert_msg(strstr(f.err.message, c->message) != NULL, "%s: %s", c->name, f.err.message);
    ck_assert_int_eq(f.err.kind, KM_ERROR_USAGE);
    ck_assert_ptr_null(key);
    fixture_close(&f);
}
END_TEST

START_TEST(a_symbolic_link_is_no_key)
{
    Fixture f = fixture_open();
    KmKey *key = NULL;
    ck_assert_int_eq(symlink(fixture_path(&f, "a.key"), fixture_path(&f, "c.key")), 0);
    ck_assert(!km_key_open(fixture_path(&f, "c.key"), &key, &f.err));
    fixture_close(&f);
}
END_TEST

START_TEST(a_key_read_again_makes_the_same_pseudonyms)
{
    Fixture f = fixture_open();
    KmKey *again = NULL;
    uint8_t a[KM_PSEUDONYM_BYTES];
    uint8_t b[KM_PSEUDONYM_BYTES];
    ck_ok(&f, km_key_open(fixture_path(&f, "a.key"), &again, &f.err));
    km_pseudonym(f.key, "bsn", "999990007", 9, a);
    km_pseudonym(again, "bsn", "999990007", 9, b);
    ck_assert_mem_eq(a, b, sizeof a);
    ck_assert_str_eq(km_key_id(f.key), km_key_id(again));
    km_key_close(again);
    fixture_close(&f);
}
END_TEST

START_TEST(key_tag_and_number_each_change_the_pseudonym)
{
    Fixture f = fixture_open();
    KmKey *other = NULL;
    uint8_t made[5][KM_PSEUDONYM_BYTES];
    ck_ok(&f, km_key_create(fixture_path(&f, "b.key"), &f.err));
    ck_ok(&f, km_key_open(fixture_path(&f, "b.key"), &other, &f.err));
    km_pseudonym(f.key, "bsn", "999990007", 9, made[0]);
    km_pseudonym(f.key, "owr", "999990007", 9, made[1]);
    km_pseudonym(f.key, "bsn", "999990019", 9, made[2]);
    km_pseudonym(other, "bsn", "999990007", 9, made[3]);
    km_pseudonym(f.key, "bsn9", "99990007", 8, made[4]);
    for (int i = 0; i < 5; i++) {
        for (int k = i + 1; k < 5; k++) {
            ck_assert_int_ne(memcmp(made[i], made[k], KM_PSEUDONYM_BYTES), 0);
        }
    }
    km_key_close(other);
    fixture_close(&f);
}
END_TEST

/* Python 3.11: hashlib.blake2b(b"kansmeter/v1/bsn\0" + b"999990007", key=bytes(range(32)),
 * digest_size=16).hexdigest(); the id is that of b"kansmeter/v1/sleutel-id\0", four bytes. */
typedef struct {
    const char *tag, *number;
    size_t times; /* the number stands there */
    uint8_t wanted[KM_PSEUDONYM_BYTES];
} Vector;

static const Vector vectors[] = {
    {"bsn",
     "999990007",
     1,
     {0x58, 0xf0, 0x69, 0xdc, 0x48, 0x87, 0xd4, 0xed, 0xbb, 0x3d, 0xb4, 0xef, 0x61, 0x11, 0x22,
      0x84}},
    {"own",
     "k",
     111,
     {0x67, 0x24, 0x92, 0xfe, 0x35, 0xdd, 0x14, 0x24, 0x4d, 0xc8, 0xe4, 0x0c, 0x78, 0xfa, 0x08,
      0xaf}},
    {"own",
     "k",
     112,
     {0xed, 0xfb, 0xa1, 0xf9, 0xf4, 0x3e, 0x4b, 0x97, 0xae, 0xb8, 0x3a, 0x45, 0xbc, 0x20, 0x5e,
      0x64}},
    {"own",
     "k",
     200,
     {0x77, 0x2e, 0x3c, 0x40, 0x46, 0x1f, 0xb1, 0x8d, 0x8e, 0xb6, 0x4e, 0x8d, 0xcd, 0xd8, 0xf8,
      0x98}},
};

START_TEST(pseudonyms_are_keyed_blake2b)
{
    Fixture f = fixture_open();
    static const char hex[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    KmKey *key = NULL;
    uint8_t made[KM_PSEUDONYM_BYTES];
    char *path = fixture_write(
        &f, "p.key",
        km_format(f.arena, "kansmeter-sleutel v1\nid: %s\nsleutel: %s\n", "8f8a98ae", hex));
    ck_ok(&f, km_key_open(path, &key, &f.err));
    for (size_t i = 0; i < COUNT(vectors); i++) {
        KmText number = km_text_init(f.arena);
        for (size_t k = 0; k < vectors[i].times; k++) {
            km_text_add(&number, vectors[i].number);
        }
        km_pseudonym(key, vectors[i].tag, number.bytes, strlen(number.bytes), made);
        ck_assert_mem_eq(made, vectors[i].wanted, sizeof made);
    }
    km_key_close(key);
    fixture_close(&f);
}
END_TEST

START_TEST(a_store_is_bound_to_its_first_key)
{
    Fixture f = fixture_open();
    KmKey *other = NULL;
    ck_ok(&f, km_key_create(fixture_path(&f, "b.key"), &f.err));
    ck_ok(&f, km_key_open(fixture_path(&f, "b.key"), &other, &f.err));
    ck_ok(&f, km_key_bind(f.key, f.store, &f.err));
    ck_ok(&f, km_key_bind(f.key, f.store, &f.err));
    ck_assert(!km_key_bind(other, f.store, &f.err));
    ck_assert_int_eq(f.err.kind, KM_ERROR_USAGE);
    ck_assert_ptr_nonnull(strstr(f.err.message, km_key_id(f.key)));
    km_key_close(other);
    fixture_close(&f);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("pseudonym");
    tcase_add_test(tcase, a_key_file_is_private_readable_text_and_never_overwritten);
    tcase_add_loop_test(tcase, a_bad_key_file_is_refused, 0, COUNT(bad));
    tcase_add_test(tcase, a_symbolic_link_is_no_key);
    tcase_add_test(tcase, a_key_read_again_makes_the_same_pseudonyms);
    tcase_add_test(tcase, key_tag_and_number_each_change_the_pseudonym);
    tcase_add_test(tcase, pseudonyms_are_keyed_blake2b);
    tcase_add_test(tcase, a_store_is_bound_to_its_first_key);
    return run_case(tcase, "pseudonym");
}
