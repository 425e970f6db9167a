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

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_hash_sha256_is_fips_180),
		cmocka_unit_test(test_hash_pseudonym_is_hmac_and_repeats),
		cmocka_unit_test(test_hash_a_key_that_others_read_or_that_is_short_is_refused)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
