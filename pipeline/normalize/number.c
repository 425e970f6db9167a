#include "normalize/number.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int dialect_get(struct dialect *out, struct catalog *c, const char *name, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "dialects", e);
	long row = t && *name ? table_find(t, "dialect", name, date) : -1;
	const char *rule;

	if (!t)
		return -1;
	*out = (struct dialect){.name = "", .decimal = '.'};
	if (row < 0)
		return *name ? err_set(e, ERR_CATALOG, "found dialect '%s', expected a row of dialects", name)
			     : 0;
	rule = table_get(t, (size_t)row, "rule");
	out->name = table_get(t, (size_t)row, "dialect");
	out->decimal = *table_get(t, (size_t)row, "decimal");
	out->group = *table_get(t, (size_t)row, "group");
	out->is_mixed = strstr(rule, "mixed") != NULL;
	out->is_remark = strstr(rule, "remark") != NULL;
	return 0;
}

/* Digits and marks as long as a digit follows each mark. */
static size_t token_length(struct slice s)
{
	size_t i = 0;

	while (i < s.len && (is_digit(s.text[i]) || ((s.text[i] == '.' || s.text[i] == ',') &&
							    i + 1 < s.len && is_digit(s.text[i + 1]))))
		i++;
	return i;
}

static size_t count(struct slice s, char mark)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.text[i] == mark;
	return n;
}

/* One group mark with a number of digits behind it that no thousands have: the other country's decimal mark.
 */
static const char *mixed_mark(const struct dialect *d, struct slice s, bool is_per_cent, bool *is_decimal)
{
	const char *mark;
	size_t behind;

	if (!d->is_mixed || count(s, d->decimal) || count(s, d->group) != 1)
		return NULL;
	mark = memchr(s.text, d->group, s.len);
	behind = s.len - (size_t)(mark - s.text) - 1;
	*is_decimal = behind < 3 || (behind > 3 && is_per_cent) || (mark == s.text + 1 && *s.text == '0');
	return behind == 3 && is_per_cent && !*is_decimal ? "number.ambiguous" : NULL;
}

/* 1 to 3 digits, then groups of three; a group that starts with a zero cannot lead. */
static bool is_grouped(struct slice s, char group)
{
	size_t run = 0;
	bool is_first = true;

	if (*s.text == '0')
		return false;
	for (size_t i = 0; i <= s.len; i++) {
		if (i < s.len && s.text[i] != group) {
			run++;
			continue;
		}
		if (is_first ? run < 1 || run > 3 : run != 3)
			return false;
		is_first = false;
		run = 0;
	}
	return true;
}

static const char *add_digits(struct number *out, struct slice s, size_t *limit)
{
	for (size_t i = 0; i < s.len; i++) {
		if (!is_digit(s.text[i]))
			continue;
		if (out->len >= *limit)
			return "number.too_long";
		out->text[out->len++] = s.text[i];
	}
	return NULL;
}

/* whole and decimals as plain text: leading zeros and zeros at the end are dropped. */
static const char *put_number(struct number *out, struct slice whole, struct slice decimals, bool is_negative)
{
	size_t limit = LIMIT_DIGITS + 1;
	const char *code;

	out->digits = (unsigned)decimals.len;
	while (whole.len > 1 && *whole.text == '0')
		whole.text++, whole.len--;
	while (decimals.len && decimals.text[decimals.len - 1] == '0')
		decimals.len--;
	if (is_negative && (decimals.len || *whole.text != '0'))
		out->text[out->len++] = '-';
	if ((code = add_digits(out, whole, &limit)))
		return code;
	if (decimals.len) {
		limit = out->len + 1 + LIMIT_DIGITS;
		out->text[out->len++] = '.';
		code = add_digits(out, decimals, &limit);
	}
	out->text[out->len] = '\0';
	return code;
}

static const char *read_token(
	const struct dialect *d, struct slice s, bool is_per_cent, bool is_negative, struct number *out)
{
	char decimal = d->decimal, group = d->group;
	bool is_decimal = false;
	const char *code = mixed_mark(d, s, is_per_cent, &is_decimal), *mark;
	struct slice decimals = {s.text + s.len, 0};

	if (code)
		return code;
	if (is_decimal) {
		decimal = d->group;
		group = '\0';
	}
	if (decimal && (mark = memchr(s.text, decimal, s.len))) {
		decimals = (struct slice){mark + 1, s.len - (size_t)(mark - s.text) - 1};
		s.len = (size_t)(mark - s.text);
	}
	if (token_length(s) != s.len || memchr(decimals.text, '.', decimals.len) ||
		memchr(decimals.text, ',', decimals.len))
		return "number.group";
	if (group && memchr(s.text, group, s.len) && !is_grouped(s, group))
		return "number.group";
	if (count(s, '.') + count(s, ',') != (group ? count(s, group) : 0))
		return "number.dialect";
	out->is_grouped = group && count(s, group);
	return put_number(out, s, decimals, is_negative);
}

const char *number_scan(
	const struct dialect *d, struct slice s, bool is_per_cent, struct number *out, size_t *used)
{
	bool is_negative = s.len && *s.text == '-';
	struct slice token = {s.text + is_negative, s.len - is_negative};

	out->len = 0;
	out->digits = 0;
	out->is_grouped = false;
	token.len = token_length(token);
	*used = token.len + is_negative;
	if (!token.len || !is_digit(*token.text))
		return "number.syntax";
	return read_token(d, token, is_per_cent, is_negative, out);
}

struct slice number_slice(const struct number *n)
{
	return (struct slice){n->text, n->len};
}
