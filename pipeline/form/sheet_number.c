#include <string.h>
#include "form/sheet_book.h"

#define DIGITS 15	 /* that a spreadsheet keeps and shows */
#define PLACES 40	 /* a longer number stays as it is written: 1E+300 */
#define MOST 1000	 /* of an exponent that is read */
#define LAST_DAY 2958465 /* 9999-12-31 */
#define NO_DAY 60	 /* 29 February 1900 */

/* digits[0].digits[1]… × 10^exponent, without noughts at either end; n 0: nought. */
struct sheet_decimal {
	char digits[DIGITS + 1];
	int n, exponent;
	bool is_negative;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What stands behind the E. False: no exponent, or one that no cell has. */
static bool read_exponent(struct slice s, int *out)
{
	bool is_negative = s.len && s.text[0] == '-';
	size_t i = s.len && (s.text[0] == '-' || s.text[0] == '+');

	*out = 0;
	if (i == s.len)
		return false;
	for (; i < s.len; i++) {
		if (!is_digit(s.text[i]) || *out > MOST)
			return false;
		*out = *out * 10 + (s.text[i] - '0');
	}
	*out = is_negative ? -*out : *out;
	return true;
}

/* Half up at the last digit; what carries over the first makes one digit of ten. */
static void round_up(struct sheet_decimal *d)
{
	int i = d->n - 1;

	while (i >= 0 && d->digits[i] == '9')
		i--;
	if (i < 0) {
		d->digits[0] = '1';
		d->n = 1;
		d->exponent++;
		return;
	}
	d->digits[i]++;
	d->n = i + 1;
}

/* Takes a digit; seen: how many count so far. */
static void take_digit(struct sheet_decimal *d, char c, int *seen, bool *rounds)
{
	if (!*seen && c == '0')
		return;
	if (*seen < DIGITS)
		d->digits[d->n++] = c;
	else if (*seen == DIGITS)
		*rounds = c >= '5';
	++*seen;
}

static bool read_decimal(struct slice s, struct sheet_decimal *d)
{
	size_t i = s.len && s.text[0] == '-', digits = 0;
	int seen = 0, before = 0, exponent = 0, leading = 0;
	bool rounds = false, is_behind = false;

	*d = (struct sheet_decimal){.is_negative = i > 0};
	for (; i < s.len && (is_digit(s.text[i]) || (s.text[i] == '.' && !is_behind)); i++) {
		if (s.text[i] == '.') {
			is_behind = true;
			continue;
		}
		digits++;
		take_digit(d, s.text[i], &seen, &rounds);
		before += !is_behind && seen;
		leading += is_behind && !seen;
	}
	if (!digits || (i < s.len && s.text[i] != 'E' && s.text[i] != 'e') ||
		(i < s.len && !read_exponent((struct slice){s.text + i + 1, s.len - i - 1}, &exponent)))
		return false;
	d->exponent = exponent + (before ? before : -leading) - 1;
	if (rounds)
		round_up(d);
	while (d->n && d->digits[d->n - 1] == '0')
		d->n--;
	return true;
}

static char digit_at(const struct sheet_decimal *d, int place)
{
	int i = d->exponent - place;

	return i >= 0 && i < d->n ? d->digits[i] : '0';
}

static int write_plain(const struct sheet_decimal *d, struct buf *out, struct err *e)
{
	int first = d->exponent > 0 ? d->exponent : 0, last = d->exponent - d->n + 1;
	int rc = d->is_negative && d->n ? buf_add_char(out, '-', e) : 0;

	if (!d->n)
		return buf_add_char(out, '0', e);
	for (int place = first; rc == 0 && (place >= last || place >= 0); place--) {
		if (place == -1)
			rc = buf_add_char(out, '.', e);
		if (rc == 0)
			rc = buf_add_char(out, digit_at(d, place), e);
	}
	return rc;
}

/* The whole days of it, -1 when it is before the first or behind the last. */
static long days_of(const struct sheet_decimal *d)
{
	long days = 0;

	if ((d->is_negative && d->n) || d->exponent > 7)
		return -1;
	for (int place = d->exponent; d->n && place >= 0; place--)
		days = days * 10 + (digit_at(d, place) - '0');
	return days > LAST_DAY ? -1 : days;
}

/* Gregorian, of the days since 1970-01-01. After Howard Hinnant, chrono-compatible low-level date
 * algorithms.
 */
static int write_date(long days, struct buf *out, struct err *e)
{
	long z = days + 719468, era = z / 146097, of_era = z - era * 146097;
	long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long day = of_era - (365 * year + year / 4 - year / 100), month = (5 * day + 2) / 153;

	day = day - (153 * month + 2) / 5 + 1;
	month = month < 10 ? month + 3 : month - 9;
	year += era * 400 + (month <= 2);
	return buf_addf(out, e, "%02ld/%02ld/%04ld", day, month, year);
}

static int write_day(const struct sheet_decimal *d, bool is_1904, struct buf *out, struct err *e)
{
	long days = days_of(d), first = is_1904 ? -24107 : -25569; /* of day 0, from 1970 */

	if (days < 0 || (!is_1904 && (days == 0 || days == NO_DAY)))
		return buf_add_char(out, '#', e);
	return write_date(first + days + (!is_1904 && days < NO_DAY), out, e);
}

int sheet_number_write(
	struct slice number, enum sheet_shown shown, bool is_1904, struct buf *out, struct err *e)
{
	struct sheet_decimal d;

	if (!read_decimal(number, &d) || d.exponent > PLACES || d.exponent < -PLACES)
		return buf_add(out, number.text, number.len, e);
	if (shown == SHOWN_DAY)
		return write_day(&d, is_1904, out, e);
	d.exponent += shown == SHOWN_PERCENT ? 2 : 0;
	if (write_plain(&d, out, e) < 0)
		return -1;
	return shown == SHOWN_PERCENT ? buf_add_char(out, '%', e) : 0;
}
