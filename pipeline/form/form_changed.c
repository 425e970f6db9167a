#include <ctype.h>
#include <string.h>
#include "form/form.h"

#define SHARE "ty-le" /* the dimension of shares */
#define DIGITS_BYTES 240

/* A number as it was typed: digits before a point or comma, what stands behind it. */
struct form_typed {
	struct slice digits, whole, parts;
	char mark;
	bool has_more; /* a second mark */
};

struct slice form_digits(struct slice value, struct slice *behind)
{
	size_t sign = value.len && (value.text[0] == '-' || value.text[0] == '+'), n = sign;

	if (n < value.len && isdigit((unsigned char)value.text[n]))
		while (n < value.len && value.text[n] && strchr("0123456789.,", value.text[n]))
			n++;
	n = n == sign ? 0 : n;
	*behind = (struct slice){value.text + n, value.len - n};
	return (struct slice){value.text, n};
}

static struct form_typed typed_of(struct slice digits, char mark)
{
	struct form_typed t = {.digits = digits, .whole = digits, .mark = mark};
	const char *at;

	if (t.whole.len && (*t.whole.text == '-' || *t.whole.text == '+'))
		t.whole = (struct slice){t.whole.text + 1, t.whole.len - 1};
	at = t.whole.len ? memchr(t.whole.text, mark, t.whole.len) : NULL;
	if (!at)
		return t;
	t.parts = (struct slice){at + 1, t.whole.len - (size_t)(at + 1 - t.whole.text)};
	t.whole.len = (size_t)(at - t.whole.text);
	t.has_more = t.parts.len && memchr(t.parts.text, mark, t.parts.len);
	return t;
}

static bool is_digits(struct slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!isdigit((unsigned char)s.text[i]))
			return false;
	return s.len > 0;
}

/* With the parts filled up to thousands; mark 0: none between. */
static const char *with_parts(const struct form_typed *t, char mark, bool fills, char out[DIGITS_BYTES])
{
	const char between[2] = {mark, '\0'};
	int pad = fills && t->parts.len < 3 ? 3 - (int)t->parts.len : 0;

	snprintf(out, DIGITS_BYTES, "%.*s%s%.*s%.*s", (int)t->whole.len, t->whole.text, between,
		(int)t->parts.len, t->parts.text, pad, "000");
	return out;
}

/* With a decimal comma, without noughts at the end. */
static const char *with_comma(const struct form_typed *t, bool has_sign, char out[DIGITS_BYTES])
{
	struct slice parts = t->parts;
	bool is_signed = has_sign && t->digits.text != t->whole.text;

	while (parts.len && parts.text[parts.len - 1] == '0')
		parts.len--;
	snprintf(out, DIGITS_BYTES, "%.*s%.*s%s%.*s", is_signed, t->digits.text, (int)t->whole.len,
		t->whole.text, parts.len ? "," : "", (int)parts.len, parts.text);
	return out;
}

/* Two readings: who wrote it says which. */
static int ask_which(
	const struct form_asked *a, const struct form_typed *t, bool has_sign, struct buf *why, struct err *e)
{
	char thousands[DIGITS_BYTES], decimal[DIGITS_BYTES];

	return FORM_SAY(&a->texts, why, e, "number.two", with_parts(t, '\0', true, thousands),
		with_comma(t, has_sign, decimal));
}

static bool is_nought(struct slice parts)
{
	for (size_t i = 0; i < parts.len; i++)
		if (parts.text[i] != '0')
			return false;
	return true;
}

static bool is_whole(const struct form_asked *a, size_t unit)
{
	return *table_get(a->units, unit, "whole");
}

/* A point that parts thousands, or is the mark of a spreadsheet in English: 1.250 saved by it is 1.25. */
static int check_point(
	const struct form_asked *a, struct slice digits, size_t unit, struct buf *why, struct err *e)
{
	struct form_typed t = typed_of(digits, '.');
	char as_typed[DIGITS_BYTES], thousands[DIGITS_BYTES], now[DIGITS_BYTES];
	bool is_short = t.whole.len <= 3 && !slice_equals(t.whole, "0");

	if (!t.parts.len || t.has_more || t.parts.len > 3 || !is_short)
		return 0;
	if (is_whole(a, unit)) {
		if (t.parts.len == 3 || is_nought(t.parts))
			return 0;
		snprintf(now, sizeof(now), "%.*s", (int)digits.len, digits.text);
		return FORM_SAY(&a->texts, why, e, "number.changed", with_parts(&t, '.', true, as_typed), now,
			with_parts(&t, '\0', true, thousands));
	}
	if (strcmp(table_get(a->units, unit, "dimension"), SHARE) == 0 && t.parts.len < 3)
		return 0;
	return ask_which(a, &t, true, why, e);
}

/* A comma before three digits, of whole things: no half of a household. */
static int check_comma(
	const struct form_asked *a, struct slice digits, size_t unit, struct buf *why, struct err *e)
{
	struct form_typed t = typed_of(digits, ',');

	if (!is_whole(a, unit) || !is_digits(t.whole) || t.whole.len > 3 || !is_digits(t.parts) ||
		t.parts.len != 3)
		return 0;
	return ask_which(a, &t, false, why, e);
}

/* 1,23E+03 */
static bool is_power(struct slice value)
{
	struct slice behind, digits = form_digits(value, &behind);
	size_t i = 1;

	if (!digits.len || !behind.len || (*behind.text != 'e' && *behind.text != 'E'))
		return false;
	if (i < behind.len && (behind.text[i] == '+' || behind.text[i] == '-'))
		i++;
	return is_digits((struct slice){behind.text + i, behind.len - i});
}

/* A dash, plus or tilde alone, which would make a range of it. */
static bool is_dash(struct slice behind)
{
	static const char *const marks[] = {"-", "+", "~", "\u2013", "\u2212"};

	behind = slice_trim(behind);
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (slice_equals(behind, marks[i]))
			return true;
	return false;
}

int form_changed_check(
	const struct form_asked *a, struct slice value, size_t unit, struct buf *why, struct err *e)
{
	struct slice behind, digits = form_digits(value, &behind);

	if (is_power(value))
		return FORM_SAY(&a->texts, why, e, "number.power");
	if (value.len && *value.text == '#')
		return FORM_SAY(&a->texts, why, e, "number.error");
	if (!digits.len)
		return 0;
	if (is_dash(behind))
		return FORM_SAY(&a->texts, why, e, "number.behind");
	if (check_point(a, digits, unit, why, e) < 0)
		return -1;
	return why->len ? 0 : check_comma(a, digits, unit, why, e);
}
