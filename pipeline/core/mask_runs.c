#include "core/mask_runs.h"

#include <string.h>

#define RUN_DIGITS 9 /* the least that a telephone or an identity number has */
#define RUN_MARKS 3  /* between two digits of one number: "0912 - 345 678" */
#define HASH_BYTES 64
#define HEX_BYTES 32 /* a hash; a shorter one could be a number with a letter behind it */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

size_t mask_digit_at(const char *s, size_t len)
{
	if (len && is_digit(*s))
		return 1;
	return len >= 3 && memcmp(s, "\xEF\xBC", 2) == 0 && (unsigned char)s[2] >= 0x90 &&
			       (unsigned char)s[2] <= 0x99
		       ? 3
		       : 0;
}

/* Bytes of the blank, dot, hyphen or bracket at s that may stand within one number; 0: there is none. */
static size_t mark_at(const char *s, size_t len)
{
	static const char *const marks[] = {
		" ", "\t", ".", "-", "(", ")", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\xA2", "\xC2\xB7"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t n = strlen(marks[i]);

		if (len >= n && memcmp(s, marks[i], n) == 0)
			return n;
	}
	/* U+2000 to U+2015: blanks, joiners and dashes */
	return len >= 3 && memcmp(s, "\xE2\x80", 2) == 0 && (unsigned char)s[2] <= 0x95 ? 3 : 0;
}

static bool read_number(const char *s, size_t len, size_t most, size_t *used, unsigned *value)
{
	*value = 0;
	for (*used = 0; *used < len && *used < most && is_digit(s[*used]); ++*used)
		*value = *value * 10 + (unsigned)(s[*used] - '0');
	return *used > 0 && (*used == len || !is_digit(s[*used]));
}

static bool is_year(unsigned year)
{
	return year >= 1900 && year < 2100;
}

/* Bytes of 2024-02-30, 30.2.2024 or the like; 0: no date. What day it is matters not: it is none's number. */
static size_t date_at(const char *s, size_t len)
{
	unsigned part[3];
	size_t at = 0, used;

	for (size_t i = 0; i < 3; i++) {
		if (!read_number(s + at, len - at, 4, &used, &part[i]))
			return 0;
		at += used;
		if (i < 2 && (at == len || !strchr("-./", s[at]) || (i && s[at] != s[at - used - 1])))
			return 0;
		at += i < 2;
	}
	if (is_year(part[0]) ? part[1] > 19 || part[2] > 39
			     : !is_year(part[2]) || part[0] > 39 || part[1] > 39)
		return 0;
	return at;
}

/* Bytes of 20240205, 202402050800 or 20240205080000; 0: neither a day nor a time. */
static size_t moment_at(const char *s, size_t len)
{
	static const unsigned most[] = {12, 31, 24, 60, 60};
	size_t n = 0;

	while (n < len && is_digit(s[n]))
		n++;
	if ((n != 8 && n != 12 && n != 14) || (memcmp(s, "19", 2) != 0 && memcmp(s, "20", 2) != 0))
		return 0;
	for (size_t i = 0; 4 + 2 * i < n; i++)
		if ((unsigned)(s[4 + 2 * i] - '0') * 10 + (unsigned)(s[5 + 2 * i] - '0') > most[i])
			return 0;
	return n;
}

/* Bytes of a hash or a UUID; 0: neither. */
static size_t hash_at(const char *s, size_t len)
{
	size_t n = 0, hyphens = 0;
	bool has_letter = false;

	for (; n < len && (is_digit(s[n]) || (s[n] >= 'a' && s[n] <= 'f') || s[n] == '-'); n++) {
		has_letter |= s[n] >= 'a';
		hyphens += s[n] == '-';
	}
	if (n == 36 && hyphens == 4 && s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-')
		return n;
	return !hyphens && (n == HASH_BYTES || (n >= HEX_BYTES && has_letter)) ? n : 0;
}

/* Bytes of 9.885.295.762: thousands as a report writes them, two groups and more; 0: none. */
static size_t thousands_at(const char *s, size_t len)
{
	size_t n = 0, groups = 0;

	while (n < len && is_digit(s[n]))
		n++;
	if (n == 0 || n > 3 || *s == '0')
		return 0;
	while (n + 3 < len && s[n] == '.' && is_digit(s[n + 1]) && is_digit(s[n + 2]) && is_digit(s[n + 3])) {
		n += 4;
		groups++;
	}
	return groups >= 2 && (n == len || !is_digit(s[n])) ? n : 0;
}

/* What long rows of digits are besides a person's numbers, at the beginning of a word. */
static size_t other_at(const char *s, size_t len, bool has_thousands)
{
	size_t n = hash_at(s, len);

	if (!n)
		n = moment_at(s, len);
	if (!n)
		n = date_at(s, len);
	if (!n && has_thousands)
		n = thousands_at(s, len);
	return n;
}

/* Bytes from s to the last digit of the number that begins there; *digits: how many it has. */
static size_t run_at(const char *s, size_t len, bool has_thousands, size_t *digits)
{
	size_t at = 0, end = 0, n;

	*digits = 0;
	for (size_t marks = 0; at < len && marks <= RUN_MARKS;) {
		bool is_word = at > end && at > 0;

		/* behind a dot thousands go on, and do not begin: 051.264.533.926 is a card */
		if (is_word && is_digit(s[at]) &&
			other_at(s + at, len - at, has_thousands && s[at - 1] != '.'))
			break;
		if ((n = mask_digit_at(s + at, len - at))) {
			++*digits;
			end = at += n;
			marks = 0;
		} else if ((n = mark_at(s + at, len - at))) {
			at += n;
			marks++;
		} else {
			break;
		}
	}
	return end;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The run as its shape: every digit a #. */
static size_t put_shape(char *out, const char *s, size_t len)
{
	size_t to = 0;

	for (size_t i = 0, n; i < len; i += n) {
		if ((n = mask_digit_at(s + i, len - i)))
			out[to++] = '#';
		else
			out[to++] = s[i], n = 1;
	}
	return to;
}

size_t mask_runs(char *text, size_t len, bool has_thousands)
{
	size_t to = 0, digits, n;

	for (size_t i = 0; i < len; i += n) {
		bool is_start = i == 0 || (!is_digit(text[i - 1]) && !is_letter(text[i - 1]));

		n = is_start ? other_at(text + i, len - i, has_thousands) : 0;
		if (!n && mask_digit_at(text + i, len - i)) {
			n = run_at(text + i, len - i, has_thousands, &digits);
			if (digits >= RUN_DIGITS) {
				to += put_shape(text + to, text + i, n);
				continue;
			}
		}
		n = n ? n : 1;
		memmove(text + to, text + i, n);
		to += n;
	}
	return to;
}

void mask_days(char *text, size_t len)
{
	for (size_t i = 0, n; i < len; i += n ? n : 1) {
		bool is_start = i == 0 || (!is_digit(text[i - 1]) && !is_letter(text[i - 1]));

		n = is_start ? date_at(text + i, len - i) : 0;
		for (size_t k = i; k < i + n; k++)
			if (is_digit(text[k]))
				text[k] = '#';
	}
}

void mask_line(char *text)
{
	text[mask_runs(text, strlen(text), false)] = '\0';
}
