#include "extract/signature.h"

#include <string.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static char folded(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The pattern's next byte. */
static char pattern_next(const char **at)
{
	const char *p = *at;

	if (p[0] == '\\' && p[1] == 'x' && hex(p[2]) >= 0 && hex(p[3]) >= 0) {
		*at += 4;
		return (char)(hex(p[2]) * 16 + hex(p[3]));
	}
	++*at;
	return folded(*p);
}

static bool fits(const char *pattern, const char *at, const char *end)
{
	while (*pattern != '\0') {
		char want = pattern_next(&pattern);

		if (at == end || (*at != want && folded(*at) != want))
			return false;
		at++;
	}
	return true;
}

static bool holds(const char *pattern, const char *at, const char *end)
{
	for (; at < end; at++)
		if (fits(pattern, at, end))
			return true;
	return *pattern == '\0';
}

long signature_find(const struct table *t, const char *date, struct slice bytes)
{
	const char *at = bytes.text, *end = bytes.text + bytes.len;

	if (bytes.len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
		at++;
	for (size_t i = 0; i < t->nrows; i++)
		if (table_is_valid(t, i, date) && fits(table_get(t, i, "starts"), at, end) &&
			holds(table_get(t, i, "holds"), at, end))
			return (long)i;
	return -1;
}

const char *signature_expected(const struct table *t, long row)
{
	const char *text = table_get(t, (size_t)row, "expected");

	return text[0] != '\0' ? text : "a message";
}
