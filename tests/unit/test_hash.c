/* Hashes against the published vectors; pseudonym keys are guarded. */
#include "unit.h"
#include <sys/stat.h>
#include "core/hash.h"

static void test_hash_sha256_is_fips_180(void **state)
{
	unsigned char out[32];
	char hex[65];
	struct err e = {0};

	(void)state;
	assert_int_equal(sha256_of("abc", 3, out, &e), 0);
	hash_hex(out, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void write_key(const char *path, const char *text, mode_t mode)
{
	FILE *f = fopen(path, "w");

	fputs(text, f);
	fclose(f);
	chmod(path, mode);
}

#define KEY20 "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"
#define KEY32 "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"

static int open_key(const char *text, mode_t mode, struct pseudonym **p, struct err *e)
{
	char path[] = "/tmp/chiso-key-XXXXXX";
	int fd = mkstemp(path), rc;

	close(fd);
	write_key(path, text, mode);
	memset(e, 0, sizeof *e);
	rc = pseudonym_open(p, path, e);
	unlink(path);
	return rc;
}

static void test_hash_pseudonym_is_hmac_and_repeats(void **state)
{
	struct pseudonym *p;
	struct err e;
	char a[128], b[128];

	(void)state;
	assert_int_equal(open_key("# keys\nold " KEY32 " retired\nk1 " KEY32 "\n", 0600, &p, &e), 0);
	assert_int_equal(pseudonym_of(p, "Hi There", 8, a, &e), 67);
	assert_int_equal(pseudonym_of(p, "Hi There", 8, b, &e), 67);
	assert_string_equal(a, b);
	/* openssl dgst -sha256 -mac HMAC -macopt hexkey:0b… (32 bytes) */
	assert_string_equal(a, "k1:198a607eb44bfbc69903a0f1cf2bbdc5ba0aa3f3d9ae3c1c7a3b1696a0b68cf7");
	assert_int_equal(pseudonym_of(p, "Hi There!", 9, b, &e), 67);
	assert_string_not_equal(a, b);
	pseudonym_free(p);
}

static void test_hash_a_key_that_others_read_or_that_is_short_is_refused(void **state)
{
	struct pseudonym *p;
	struct err e;

	(void)state;
	assert_int_equal(open_key("k1 " KEY32 "\n", 0640, &p, &e), -1);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_int_equal(open_key("k1 " KEY20 "\n", 0600, &p, &e), -1);
	assert_null(strstr(e.text, "0b0b"));
	assert_int_equal(open_key("k1 " KEY32 " retired\n", 0600, &p, &e), -1);
	assert_int_equal(open_key("k1 xyz\n", 0600, &p, &e), -1);
}

static void test_hash_keys_are_told_apart_by_fingerprint(void **state)
{
	static const char text[] =
		"k1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f retired\n"
		"k2 ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
		"k3 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
	struct pseudonym *p;
	struct err e = {0};
	const struct pseudonym_key *keys;
	size_t n;

	(void)state;
	assert_int_equal(open_key(text, 0600, &p, &e), 0);
	keys = pseudonym_keys(p, &n);
	assert_int_equal(n, 3);
	assert_string_equal(keys[0].id, "k1");
	assert_true(keys[0].is_retired && !keys[0].is_used && !keys[1].is_used && keys[2].is_used);
	assert_string_equal(keys[0].fingerprint, keys[2].fingerprint);
	assert_string_not_equal(keys[0].fingerprint, keys[1].fingerprint);
	/* printf '\0chiso: fingerprint of a pseudonym key' | openssl dgst -sha256 -mac hmac -macopt hexkey:…
	 */
	assert_string_equal(keys[0].fingerprint, "236e04d1c2ca72bce4eb09a74ed437f5");
	pseudonym_free(p);
}

static void test_hash_a_retired_key_makes_what_it_made(void **state)
{
	static const char old[] = "k1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n",
			  both[] = "k1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f "
				   "retired\n"
				   "k2 ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
	struct pseudonym *p;
	struct err e = {0};
	char was[128], by[128];

	(void)state;
	assert_int_equal(open_key(old, 0600, &p, &e), 0);
	assert_int_equal(pseudonym_of(p, "Hi There", 8, was, &e), 67);
	pseudonym_free(p);
	assert_int_equal(open_key(both, 0600, &p, &e), 0);
	assert_int_equal(pseudonym_by(p, 0, "Hi There", 8, by, &e), 67);
	assert_memory_equal(by, was, 67);
	assert_int_equal(pseudonym_of(p, "Hi There", 8, was, &e), 67);
	assert_memory_not_equal(by, was, 67);
	assert_int_equal(pseudonym_by(p, 1, "Hi There", 8, by, &e), 67);
	assert_memory_equal(by, was, 67);
	pseudonym_free(p);
}

static void test_hash_an_id_that_stands_twice_is_refused(void **state)
{
	static const char text[] =
		"k1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f retired\n"
		"k1 ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
	struct pseudonym *p;
	struct err e = {0};

	(void)state;
	assert_int_equal(open_key(text, 0600, &p, &e), -1);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_int_equal(e.line, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_hash_sha256_is_fips_180),
		cmocka_unit_test(test_hash_pseudonym_is_hmac_and_repeats),
		cmocka_unit_test(test_hash_keys_are_told_apart_by_fingerprint),
		cmocka_unit_test(test_hash_a_retired_key_makes_what_it_made),
		cmocka_unit_test(test_hash_an_id_that_stands_twice_is_refused),
		cmocka_unit_test(test_hash_a_key_that_others_read_or_that_is_short_is_refused)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
