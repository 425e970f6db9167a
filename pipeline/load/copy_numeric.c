#include "load/copy_bytes.h"

#include "core/limits.h"

bool copy_is_canonical(const char *text, size_t from, size_t whole)
{
	return whole > from && (text[from] != '0' || whole == from + 1);
}

struct decimal {
	size_t from, whole, end; /* digits [from, whole), a point, digits (whole, end) */
	bool is_negative;
};

static bool scan_decimal(const struct cell *c, struct decimal *d)
{
	size_t i, digits = 0;

	d->is_negative = c->text[0] == '-';
	d->from = d->is_negative;
	d->whole = d->end = c->len;
	for (i = d->from; i < c->len; i++) {
		if (c->text[i] == '.' && d->whole == c->len)
			d->whole = i;
		else if (c->text[i] < '0' || c->text[i] > '9')
			return false;
		else
			digits++;
	}
	return copy_is_canonical(c->text, d->from, d->whole) && d->whole + 1 != c->len &&
	       digits <= 4 * LIMIT_DIGITS;
}

/* The digit at a place of the decimal system: 0 units, 1 tens, -1 tenths. */
static int digit_at(const struct cell *c, const struct decimal *d, long place)
{
	long at = place >= 0 ? (long)d->whole - 1 - place : (long)d->whole - place;

	return at < (long)d->from || at >= (long)d->end ? 0 : c->text[at] - '0';
}

static uint16_t group_at(const struct cell *c, const struct decimal *d, long group)
{
	int v = 0;

	for (long k = 3; k >= 0; k--)
		v = v * 10 + digit_at(c, d, group * 4 + k);
	return (uint16_t)v;
}

/* A whole number below 10000, as fees and counts are: one group. */
static int add_small(struct buf *b, const struct cell *c, struct err *e)
{
	char cell[10] = {0};
	uint16_t v = 0;

	for (size_t i = 0; i < c->len; i++)
		v = (uint16_t)(v * 10 + c->text[i] - '0');
	copy_store2(cell, v != 0);
	copy_store2(cell + 8, v);
	return copy_bytes(b, cell, v ? 10 : 8, e);
}

/* Groups of four digits, without leading and trailing zero groups; dscale keeps the digits as sent. */
int copy_numeric(struct buf *b, const struct cell *c, struct err *e)
{
	struct decimal d;
	char cell[12 + 4 * LIMIT_DIGITS];
	long high, low, scale;
	uint16_t n = 0;

	if (!scan_decimal(c, &d))
		return copy_refuse(e, c, "a decimal like -12.50");
	if (!d.is_negative && d.end <= 4 && d.whole == d.end)
		return add_small(b, c, e);
	scale = d.whole < d.end ? (long)(d.end - d.whole) - 1 : 0;
	high = ((long)(d.whole - d.from) - 1) / 4;
	low = -(scale + 3) / 4;
	while (high >= low && group_at(c, &d, high) == 0)
		high--;
	while (low <= high && group_at(c, &d, low) == 0)
		low++;
	if (high < low && d.is_negative)
		return copy_refuse(e, c, "a decimal like -12.50");
	for (long g = high; g >= low; g--)
		copy_store2(cell + 12 + 2 * n++, group_at(c, &d, g));
	copy_store4(cell, 8u + 2u * n);
	copy_store2(cell + 4, n);
	copy_store2(cell + 6, n ? (uint16_t)high : 0);
	copy_store2(cell + 8, d.is_negative ? 0x4000 : 0);
	copy_store2(cell + 10, (uint16_t)scale);
	return buf_add(b, cell, 12u + 2u * n, e);
}
