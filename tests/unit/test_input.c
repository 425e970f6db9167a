/* Members follow one another; what is damaged, cut off or a bomb is a bad file. */
#include "unit.h"
#include <zlib.h>
#include "core/hash.h"
#include "extract/input.h"

static unsigned char packed[1 << 20];

/* Appends a member that holds n bytes of text, repeated. */
static size_t pack(size_t at, const char *text, size_t len, size_t times)
{
	z_stream z = {0};

	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	z.next_out = packed + at;
	z.avail_out = (unsigned)(sizeof(packed) - at);
	for (size_t i = 0; i < times; i++) {
		z.next_in = (unsigned char *)(uintptr_t)text;
		z.avail_in = (unsigned)len;
		assert_int_equal(deflate(&z, Z_NO_FLUSH), Z_OK);
	}
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	at += z.total_out;
	deflateEnd(&z);
	return at;
}

/* Reads all in small pieces; returns the bytes, or -1 with the code. */
static long unpack(const void *bytes, size_t len, char *out, size_t size, char code[32])
{
	struct err e = {0};
	struct input *s = NULL;
	FILE *in = tmpfile();
	char piece[4096];
	long n, total = 0;

	assert_non_null(in);
	assert_int_equal(fwrite(bytes, 1, len, in), len);
	rewind(in);
	assert_int_equal(input_new(&s, fileno(in), true, &e), 0);
	while ((n = input_read(s, piece, sizeof(piece), &e)) > 0) {
		if ((size_t)(total + n) <= size)
			memcpy(out + total, piece, (size_t)n);
		total += n;
	}
	snprintf(code, 32, "%s", input_code(s));
	if (n == 0) {
		unsigned char hash[32], expected[32];

		assert_int_equal(input_bytes_out(s), total);
		assert_int_equal(input_hash(s, hash, &e), 0);
		if ((size_t)total <= size) {
			assert_int_equal(sha256_of(out, (size_t)total, expected, &e), 0);
			assert_memory_equal(hash, expected, 32);
		}
	}
	input_free(s);
	fclose(in);
	return n < 0 ? -1 : total;
}

static void test_input_members_are_one_text(void **state)
{
	char out[64], code[32];
	size_t n = pack(pack(pack(0, "ab", 2, 1), "", 0, 1), "cd", 2, 1);

	(void)state;
	assert_int_equal(unpack(packed, n, out, sizeof(out), code), 4);
	assert_memory_equal(out, "abcd", 4);
	memset(packed + n, 0, 512); /* tape padding */
	assert_int_equal(unpack(packed, n + 512, out, sizeof(out), code), 4);
}

static void test_input_plain_bytes_pass_as_they_are(void **state)
{
	char out[64], code[32];

	(void)state;
	assert_int_equal(unpack("<a/>", 4, out, sizeof(out), code), 4);
	assert_int_equal(unpack("\x1f", 1, out, sizeof(out), code), 1);
	assert_int_equal(unpack("", 0, out, sizeof(out), code), 0);
}

static void test_input_cut_off_anywhere_is_bad(void **state)
{
	char out[64], code[32];
	size_t n = pack(0, "abcdefgh", 8, 1), second = pack(n, "ij", 2, 1);

	(void)state;
	for (size_t len = 2; len < second; len++) {
		if (len == n || len == n + 1)
			continue; /* n: whole; n + 1: one stray byte, told below */
		assert_int_equal(unpack(packed, len, out, sizeof(out), code), -1);
		assert_string_equal(code, "gzip.cut_off");
	}
	assert_int_equal(unpack(packed, n + 1, out, sizeof(out), code), -1);
	assert_string_equal(code, "gzip.bad");
}

static void test_input_damage_and_strange_tails_are_bad(void **state)
{
	char out[64], code[32];
	size_t n = pack(0, "abcdefgh", 8, 1);

	(void)state;
	packed[n - 6] ^= 1; /* the checksum */
	assert_int_equal(unpack(packed, n, out, sizeof(out), code), -1);
	assert_string_equal(code, "gzip.bad");
	packed[n - 6] ^= 1;
	memcpy(packed + n, "tail", 4);
	assert_int_equal(unpack(packed, n + 4, out, sizeof(out), code), -1);
	assert_string_equal(code, "gzip.bad");
}

static void test_input_a_bomb_is_stopped_and_blanks_are_not(void **state)
{
	static char zeros[1 << 16], out[1];
	char code[32];

	(void)state;
	assert_int_equal(unpack(packed, pack(0, zeros, sizeof(zeros), 200), out, 0, code), 200l << 16);
	assert_int_equal(unpack(packed, pack(0, zeros, sizeof(zeros), 2000), out, 0, code), -1);
	assert_string_equal(code, "gzip.ratio");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_input_members_are_one_text),
		cmocka_unit_test(test_input_plain_bytes_pass_as_they_are),
		cmocka_unit_test(test_input_cut_off_anywhere_is_bad),
		cmocka_unit_test(test_input_damage_and_strange_tails_are_bad),
		cmocka_unit_test(test_input_a_bomb_is_stopped_and_blanks_are_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
