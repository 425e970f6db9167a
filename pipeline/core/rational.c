#include "core/rational.h"

#include <string.h>
#include "core/limits.h"

/* Digits, at most LIMIT_DIGITS of them on each side of one mark; *decimals counts those behind it. */
static int parse_decimal(const char *text, size_t len, char digits[2 * LIMIT_DIGITS + 2], unsigned *decimals)
{
	size_t n = 0, whole = 0;
	bool has_mark = false;

	if (len && *text == '-')
		digits[n++] = *text++, len--;
	for (size_t i = 0, first = n; i < len; i++) {
		if (text[i] == '.' && !has_mark && n > first) {
			has_mark = true;
			whole = n;
			continue;
		}
		if (text[i] < '0' || text[i] > '9' || n >= 2 * LIMIT_DIGITS)
			return -1;
		digits[n++] = text[i];
	}
	if (!n || digits[n - 1] == '-' || (has_mark && n == whole) ||
		(has_mark ? whole : n) > LIMIT_DIGITS + 1)
		return -1;
	digits[n] = '\0';
	*decimals = has_mark ? (unsigned)(n - whole) : 0;
	return 0;
}

static int parse_part(mpq_t out, const char *text, size_t len)
{
	char digits[2 * LIMIT_DIGITS + 2];
	unsigned decimals;

	if (parse_decimal(text, len, digits, &decimals) < 0)
		return -1;
	/* the digits without their mark over a power of ten: exact, whatever the places */
	mpz_set_str(mpq_numref(out), digits, 10);
	mpz_ui_pow_ui(mpq_denref(out), 10, decimals);
	mpq_canonicalize(out);
	return 0;
}

/* Divides out by the text; -1 when it is no number or zero. */
static int divide_by(mpq_t out, const char *text, size_t len)
{
	mpq_t d;
	int ret = -1;

	mpq_init(d);
	if (parse_part(d, text, len) == 0 && mpq_sgn(d) != 0) {
		mpq_div(out, out, d);
		ret = 0;
	}
	mpq_clear(d);
	return ret;
}

int rational_parse(mpq_t out, const char *text, size_t len, struct err *e)
{
	const char *slash = len ? memchr(text, '/', len) : NULL;
	size_t n = slash ? (size_t)(slash - text) : len;
	char quoted[200];

	if (parse_part(out, text, n) < 0 || (slash && divide_by(out, slash + 1, len - n - 1) < 0)) {
		mpq_set_ui(out, 0, 1);
		return err_set(e, ERR_RECORD, "expected a number, found %s", err_quote(quoted, text, len));
	}
	return 0;
}

bool rational_is(const char *text)
{
	mpq_t q;
	bool is;

	mpq_init(q);
	is = rational_parse(q, text, strlen(text), NULL) == 0;
	mpq_clear(q);
	return is;
}

bool rational_is_positive(const char *text)
{
	mpq_t q;
	bool is;

	mpq_init(q);
	is = rational_parse(q, text, strlen(text), NULL) == 0 && mpq_sgn(q) > 0;
	mpq_clear(q);
	return is;
}

bool rational_same(const char *a, const char *b)
{
	mpq_t x, y;
	bool is;

	if (!*a || !*b)
		return *a == *b;
	mpq_inits(x, y, NULL);
	is = rational_parse(x, a, strlen(a), NULL) == 0 && rational_parse(y, b, strlen(b), NULL) == 0 &&
	     mpq_equal(x, y);
	mpq_clears(x, y, NULL);
	return is;
}

/* What GMP allocated, by GMP's own means. */
static void free_text(char *text)
{
	void (*release)(void *, size_t);

	mp_get_memory_functions(NULL, NULL, &release);
	release(text, strlen(text) + 1);
}

/* Appends z as a decimal with `digits` places; a magnitude shorter than that is padded: 5 at two places is
 * 0.05. */
static int write_scaled(const mpz_t z, unsigned digits, struct buf *out, struct err *e)
{
	size_t max = mpz_sizeinbase(z, 10) + 2, len, whole;
	char *text = NULL, *digit;
	int ret = -1;

	if (buf_reserve(out, max + digits + 3, e) < 0)
		return -1;
	text = mpz_get_str(NULL, 10, z);
	digit = text + (*text == '-');
	len = strlen(digit);
	whole = len > digits ? len - digits : 0;
	if (*text == '-' && buf_add_char(out, '-', e) < 0)
		goto out;
	if (whole ? buf_add(out, digit, whole, e) < 0 : buf_add_char(out, '0', e) < 0)
		goto out;
	if (digits && buf_add_char(out, '.', e) < 0)
		goto out;
	for (size_t i = len; i < digits; i++)
		if (buf_add_char(out, '0', e) < 0)
			goto out;
	ret = buf_add(out, digit + whole, len - whole, e);
out:
	free_text(text);
	return ret;
}

/* Sign apart, so that -0.5 goes away from zero as 0.5 does; doubled before the division, so that the half is
 * a whole number. */
int rational_round(const mpq_t q, unsigned digits, struct buf *out, struct err *e)
{
	mpz_t n, d;
	int ret, sign = mpq_sgn(q);

	mpz_inits(n, d, NULL);
	mpz_ui_pow_ui(n, 10, digits);
	mpz_mul(n, n, mpq_numref(q));
	mpz_abs(n, n);
	mpz_mul_2exp(n, n, 1);
	mpz_add(n, n, mpq_denref(q));
	mpz_mul_2exp(d, mpq_denref(q), 1);
	mpz_fdiv_q(n, n, d);
	if (sign < 0)
		mpz_neg(n, n);
	ret = write_scaled(n, digits, out, e);
	mpz_clears(n, d, NULL);
	return ret;
}

/* Places that an exact decimal of this denominator needs; -1 when it has another factor than 2 and 5. */
static long places(const mpz_t denominator)
{
	mpz_t d, f;
	unsigned long twos, fives;
	long ret;

	mpz_init_set(d, denominator);
	mpz_init_set_ui(f, 2);
	twos = mpz_remove(d, d, f);
	mpz_set_ui(f, 5);
	fives = mpz_remove(d, d, f);
	ret = mpz_cmp_ui(d, 1) != 0 ? -1 : (long)(twos > fives ? twos : fives);
	mpz_clears(d, f, NULL);
	return ret;
}

int rational_write(const mpq_t q, struct buf *out, struct err *e)
{
	long k = places(mpq_denref(q));
	char *text;
	int ret;

	if (k >= 0)
		return rational_round(q, (unsigned)k, out, e);
	text = mpq_get_str(NULL, 10, q);
	ret = buf_add_str(out, text, e);
	free_text(text);
	return ret;
}
