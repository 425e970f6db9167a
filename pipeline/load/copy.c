#include "load/copy.h"

#include <string.h>
#include "core/clock.h"
#include "core/masked.h"
#include "load/copy_bytes.h"

#define DAYS_TO_2000 10957 /* PostgreSQL counts from 2000-01-01 */

static void store8(char *p, uint64_t v)
{
	copy_store4(p, (uint32_t)(v >> 32));
	copy_store4(p + 4, (uint32_t)v);
}

int copy_begin(struct buf *b, struct err *e)
{
	return buf_add(b, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", COPY_HEADER_BYTES, e);
}

int copy_end(struct buf *b, struct err *e)
{
	return buf_add(b, "\377\377", 2, e);
}

int copy_row(struct buf *b, size_t ncells, struct err *e)
{
	char *p = take_room(b, 2, e);

	if (!p)
		return -1;
	copy_store2(p, (uint16_t)ncells);
	return 0;
}

int copy_null(struct buf *b, struct err *e)
{
	char *p = take_room(b, 4, e);

	if (!p)
		return -1;
	memset(p, 0xff, 4);
	return 0;
}

int copy_bytes(struct buf *b, const void *data, size_t len, struct err *e)
{
	char *p = take_room(b, 4 + len, e);

	if (!p)
		return -1;
	copy_store4(p, (uint32_t)len);
	if (len)
		memcpy(p + 4, data, len);
	return 0;
}

int copy_text(struct buf *b, struct slice s, struct err *e)
{
	return copy_bytes(b, s.text, s.len, e);
}

int copy_int8(struct buf *b, int64_t v, struct err *e)
{
	char *p = take_room(b, 12, e);

	if (!p)
		return -1;
	copy_store4(p, 8);
	store8(p + 4, (uint64_t)v);
	return 0;
}

int copy_int4(struct buf *b, int32_t v, struct err *e)
{
	char *p = take_room(b, 8, e);

	if (!p)
		return -1;
	copy_store4(p, 4);
	copy_store4(p + 4, (uint32_t)v);
	return 0;
}

int copy_timestamp(struct buf *b, int64_t seconds, struct err *e)
{
	return copy_int8(b, (seconds - DAYS_TO_2000 * INT64_C(86400)) * 1000000, e);
}

int copy_refuse(struct err *e, const struct cell *c, const char *expected)
{
	char quoted[200];

	return err_set(
		e, ERR_RECORD, "found %s, expected %s", mask_quoted(quoted, c->text, c->len), expected);
}

static unsigned two(const char *s, unsigned *wrong)
{
	unsigned tens = (unsigned)((unsigned char)s[0] - '0'), units = (unsigned)((unsigned char)s[1] - '0');

	*wrong |= (tens > 9) | (units > 9);
	return tens * 10 + units;
}

/* The day that ten characters name, as clock_parse would read it; false leaves the message to that. */
static bool scan_day(const char *s, int64_t *days)
{
	unsigned wrong = 0, year = two(s, &wrong) * 100 + two(s + 2, &wrong), month = two(s + 5, &wrong),
		 day = two(s + 8, &wrong);

	if (wrong || s[4] != '-' || s[7] != '-' || !clock_is_date((int)year, (int)month, (int)day))
		return false;
	*days = clock_days((int)year, (int)month, (int)day);
	return true;
}

/* YYYY-MM-DDTHH:MM:SS+07:00, in seconds since 1970. */
static bool scan_time(const char *s, int64_t *seconds)
{
	unsigned wrong = 0, hour = two(s + 11, &wrong), minute = two(s + 14, &wrong),
		 second = two(s + 17, &wrong);
	int64_t days;

	if (wrong || s[13] != ':' || s[16] != ':' || hour > 23 || minute > 59 || second > 59 ||
		!scan_day(s, &days))
		return false;
	*seconds = days * 86400 + (int64_t)(hour * 3600 + minute * 60 + second) - 7 * 3600;
	return true;
}

static int add_timestamp(struct buf *b, const struct cell *c, struct err *e)
{
	int64_t seconds;

	if (c->len != 25 || memcmp(c->text + 19, "+07:00", 6) != 0 || c->text[10] != 'T')
		return copy_refuse(e, c, "a time YYYY-MM-DDTHH:MM:SS+07:00");
	if (!scan_time(c->text, &seconds) && clock_parse(c->text, c->len, &seconds, e))
		return -1;
	return copy_timestamp(b, seconds, e);
}

static int add_date(struct buf *b, const struct cell *c, struct err *e)
{
	int64_t days, seconds;

	if (c->len != 10)
		return copy_refuse(e, c, "a date YYYY-MM-DD");
	if (scan_day(c->text, &days))
		return copy_int4(b, (int32_t)(days - DAYS_TO_2000), e);
	return clock_parse(c->text, c->len, &seconds, e) ? -1 : copy_refuse(e, c, "a date YYYY-MM-DD");
}

static int add_bool(struct buf *b, const struct cell *c, struct err *e)
{
	if (c->len != 1 || (c->text[0] != 't' && c->text[0] != 'f'))
		return copy_refuse(e, c, "t or f");
	return copy_bytes(b, c->text[0] == 't' ? "\1" : "\0", 1, e);
}

static int add_integer(struct buf *b, const struct cell *c, struct err *e)
{
	size_t from = c->text[0] == '-', i;
	int64_t v = 0;

	for (i = from; i < c->len; i++) {
		int digit = c->text[i] - '0';

		if (digit < 0 || digit > 9 || __builtin_mul_overflow(v, 10, &v) ||
			__builtin_sub_overflow(v, digit, &v))
			return copy_refuse(e, c, "a whole number of 64 bits");
	}
	if (!copy_is_canonical(c->text, from, c->len) || (from && v == 0) || (!from && v == INT64_MIN))
		return copy_refuse(e, c, "a whole number of 64 bits");
	return copy_int8(b, from ? v : -v, e);
}

int copy_cell(struct buf *b, enum column_type type, const struct cell *c, struct err *e)
{
	if (cell_is_missing(c))
		return copy_null(b, e);
	switch (type) {
	case COLUMN_TEXT:
		return copy_bytes(b, c->text, c->len, e);
	case COLUMN_TIMESTAMP:
		return add_timestamp(b, c, e);
	case COLUMN_DATE:
		return add_date(b, c, e);
	case COLUMN_BOOL:
		return add_bool(b, c, e);
	case COLUMN_INTEGER:
		return add_integer(b, c, e);
	case COLUMN_NUMERIC:
		return copy_numeric(b, c, e);
	}
	return err_set(e, ERR_FAULT, "a column of unknown type");
}
