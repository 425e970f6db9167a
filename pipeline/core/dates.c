#include "core/dates.h"

#include <string.h>
#include "core/clock.h"

struct moment {
	int year, month, day, hour, minute, second;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Exactly n digits at s. */
static bool fixed(const char *s, size_t n, int *out)
{
	*out = 0;
	for (size_t i = 0; i < n; i++) {
		if (!is_digit(s[i]))
			return false;
		*out = *out * 10 + (s[i] - '0');
	}
	return true;
}

static bool compact(struct slice s, struct moment *m)
{
	if ((s.len != 14 && s.len != 8) || !fixed(s.text, 4, &m->year) || !fixed(s.text + 4, 2, &m->month) ||
		!fixed(s.text + 6, 2, &m->day))
		return false;
	return s.len == 8 || (fixed(s.text + 8, 2, &m->hour) && fixed(s.text + 10, 2, &m->minute) &&
				     fixed(s.text + 12, 2, &m->second));
}

/* One or two digits and what must follow them (0: nothing is asked); moves s on. */
static bool part(struct slice *s, size_t most, char after, int *out)
{
	size_t n = 0;

	while (n < s->len && n < most && is_digit(s->text[n]))
		n++;
	if (!n || !fixed(s->text, n, out) || (after && (n >= s->len || s->text[n] != after)))
		return false;
	n += after != 0;
	s->text += n;
	s->len -= n;
	return true;
}

/* Year first (with - or /) or day first (with /). */
static bool spaced_date(struct slice *s, struct moment *m)
{
	char mark = s->len > 4 ? s->text[4] : '\0';

	if ((mark == '-' || mark == '/') && is_digit(s->text[2]) && is_digit(s->text[3]))
		return part(s, 4, mark, &m->year) && part(s, 2, mark, &m->month) && part(s, 2, 0, &m->day);
	if (!part(s, 2, '/', &m->day) || !part(s, 2, '/', &m->month) || s->len < 4)
		return false;
	return fixed(s->text, 4, &m->year) && part(s, 4, 0, &m->year);
}

/* A blank or T, HH:mm[:ss][.fraction]; nothing at all is midnight. */
static bool time_of_day(struct slice *s, struct moment *m)
{
	if (!s->len)
		return true;
	if (*s->text != ' ' && *s->text != 'T')
		return false;
	s->text++, s->len--;
	if (!part(s, 2, ':', &m->hour) || !part(s, 2, 0, &m->minute))
		return false;
	if (!s->len || *s->text != ':')
		return true;
	s->text++, s->len--;
	if (!part(s, 2, 0, &m->second))
		return false;
	if (s->len > 1 && *s->text == '.')
		for (s->text++, s->len--; s->len && is_digit(*s->text);)
			s->text++, s->len--;
	return true;
}

static void put_digits(char *out, size_t n, int value)
{
	while (n--) {
		out[n] = (char)('0' + value % 10);
		value /= 10;
	}
}

static void write_moment(const struct moment *m, char out[DATE_BYTES])
{
	memcpy(out, "0000-00-00T00:00:00+07:00", DATE_BYTES);
	put_digits(out, 4, m->year);
	put_digits(out + 5, 2, m->month);
	put_digits(out + 8, 2, m->day);
	put_digits(out + 11, 2, m->hour);
	put_digits(out + 14, 2, m->minute);
	put_digits(out + 17, 2, m->second);
}

/* Another zone's time, moved into ours. */
static const char *move_zone(struct slice zone, char out[DATE_BYTES])
{
	char text[64];
	int64_t seconds;

	if (!zone.len)
		return NULL;
	if (zone.len > 6)
		return "date.syntax";
	memcpy(text, out, 19);
	memcpy(text + 19, zone.text, zone.len);
	if (clock_parse(text, 19 + zone.len, &seconds, NULL) < 0)
		return "date.syntax";
	clock_format(seconds, out);
	return NULL;
}

static int two(const char *s)
{
	return (s[0] - '0') * 10 + (s[1] - '0');
}

/* yyyyMMddHHmmss, by far the most: checked and copied without a number in between. */
static bool is_fourteen(struct slice s)
{
	unsigned wrong = 0;

	if (s.len != 14)
		return false;
	for (size_t i = 0; i < 14; i++)
		wrong |= (unsigned)((unsigned char)s.text[i] - '0') > 9;
	return !wrong;
}

static const char *read_fourteen(const char *s, char out[DATE_BYTES])
{
	int month = two(s + 4), day = two(s + 6);

	if (two(s + 8) > 23 || two(s + 10) > 59 || two(s + 12) > 59 ||
		!clock_is_date(two(s) * 100 + two(s + 2), month, day))
		return "date.not_real";
	memcpy(out, "0000-00-00T00:00:00+07:00", DATE_BYTES);
	memcpy(out, s, 4);
	memcpy(out + 5, s + 4, 2);
	memcpy(out + 8, s + 6, 2);
	memcpy(out + 11, s + 8, 2);
	memcpy(out + 14, s + 10, 2);
	memcpy(out + 17, s + 12, 2);
	return NULL;
}

const char *date_read(struct slice s, char out[DATE_BYTES])
{
	struct moment m = {0};

	if (is_fourteen(s))
		return read_fourteen(s.text, out);
	if (!compact(s, &m)) {
		m = (struct moment){0};
		if (!spaced_date(&s, &m) || !time_of_day(&s, &m))
			return "date.syntax";
	} else {
		s.len = 0;
	}
	if (!clock_is_date(m.year, m.month, m.day) || m.hour > 23 || m.minute > 59 || m.second > 59)
		return "date.not_real";
	write_moment(&m, out);
	return move_zone(s, out);
}
