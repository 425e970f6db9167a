#include "normalize/number.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void read_dialect(struct dialect *out, const struct table *t, size_t row)
{
	const char *rule = table_get(t, row, "rule");

	*out = (struct dialect){.name = table_get(t, row, "dialect"),
		.decimal = *table_get(t, row, "decimal"),
		.group = *table_get(t, row, "group"),
		.is_mixed = strstr(rule, "mixed") != NULL,
		.is_remark = strstr(rule, "remark") != NULL,
		.is_blank = strstr(rule, "blank") != NULL,
		.valid_from = table_get(t, row, "valid_from"),
		.valid_to = table_get(t, row, "valid_to")};
}

static const struct dialect no_dialect = {.name = "", .decimal = '.', .valid_from = "", .valid_to = ""};

static int no_row(const char *name, struct err *e)
{
	return err_set(e, ERR_CATALOG, "found dialect '%s', expected a row of dialects", name);
}

int dialect_get(struct dialect *out, struct catalog *c, const char *name, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "dialects", e);
	long row = t && *name ? table_find(t, "dialect", name, date) : -1;

	if (!t)
		return -1;
	*out = no_dialect;
	if (row < 0)
		return *name ? no_row(name, e) : 0;
	read_dialect(out, t, (size_t)row);
	return 0;
}

int dialects_get(struct dialect **out, size_t *n, struct catalog *c, const char *name, struct arena *arena,
	struct err *e)
{
	const struct table *t = catalog_get(c, "dialects", e);

	*n = 0;
	if (!t || !(*out = arena_alloc(arena, (t->nrows + 1) * sizeof(**out), e)))
		return -1;
	if (!*name)
		(*out)[(*n)++] = no_dialect;
	for (size_t i = 0; *name && i < t->nrows; i++)
		if (strcmp(table_get(t, i, "dialect"), name) == 0)
			read_dialect(&(*out)[(*n)++], t, i);
	return *n ? 0 : no_row(name, e);
}

const struct dialect *dialects_on(const struct dialect *rows, size_t n, const char *date)
{
	for (size_t i = 0; i < n; i++)
		if (!*date || ((!*rows[i].valid_from || strncmp(rows[i].valid_from, date, 10) <= 0) &&
				      (!*rows[i].valid_to || strncmp(date, rows[i].valid_to, 10) <= 0)))
			return &rows[i];
	return NULL;
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

/* 50000.0000: a program's money, no thousands. */
static bool is_zeros(const char *digits, size_t n)
{
	while (n && digits[n - 1] == '0')
		n--;
	return !n;
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
	*is_decimal = behind < 3 || (behind > 3 && (is_per_cent || is_zeros(mark + 1, behind))) ||
		      (mark == s.text + 1 && *s.text == '0');
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
	out->is_doubtful = decimal == ',' && decimals.len == 3 && !out->is_grouped && *s.text != '0';
	return put_number(out, s, decimals, is_negative);
}

/* Of "15 000 000,5" the length up to the last group of three; 0 when no blank parts thousands. */
static size_t blanks_length(struct slice s)
{
	size_t first = 0, i;

	while (first < s.len && is_digit(s.text[first]))
		first++;
	if (!first || first > 3 || *s.text == '0')
		return 0;
	for (i = first; i + 3 < s.len && s.text[i] == ' ' && is_digit(s.text[i + 1]) &&
			is_digit(s.text[i + 2]) && is_digit(s.text[i + 3]) &&
			(i + 4 == s.len || !is_digit(s.text[i + 4]));)
		i += 4;
	return i > first ? i : 0;
}

/* Thousands apart by blanks: what is behind them may have a decimal mark, and no other. */
static const char *read_blanks(const struct dialect *d, struct slice token, size_t whole, bool is_per_cent,
	bool is_negative, struct number *out)
{
	char text[LIMIT_DIGITS * 2 + 2];
	struct dialect only = {.decimal = d->decimal};
	const char *code;
	size_t n = 0;

	for (size_t i = 0; i < token.len; i++) {
		if (i < whole && token.text[i] == ' ')
			continue;
		if (n == sizeof(text))
			return "number.too_long";
		text[n++] = token.text[i];
	}
	if (memchr(text, d->group, n))
		return "number.group";
	code = read_token(&only, (struct slice){text, n}, is_per_cent, is_negative, out);
	out->is_grouped = true;
	out->is_doubtful = false;
	return code;
}

const char *number_scan(
	const struct dialect *d, struct slice s, bool is_per_cent, struct number *out, size_t *used)
{
	bool is_negative = s.len && *s.text == '-';
	struct slice token = {s.text + is_negative, s.len - is_negative};

	size_t blanks = d->is_blank ? blanks_length(token) : 0;

	*out = (struct number){0};
	token.len = blanks + token_length((struct slice){token.text + blanks, token.len - blanks});
	*used = token.len + is_negative;
	if (!token.len || !is_digit(*token.text))
		return "number.syntax";
	return blanks ? read_blanks(d, token, blanks, is_per_cent, is_negative, out)
		      : read_token(d, token, is_per_cent, is_negative, out);
}

void number_other_reading(const struct number *n, char out[2 * LIMIT_DIGITS + 8])
{
	const char *mark = memchr(n->text, '.', n->len);
	size_t whole = mark ? (size_t)(mark - n->text) : n->len, behind = mark ? n->len - whole - 1 : 0;

	memcpy(out, n->text, whole);
	memset(out + whole, '0', 3);
	memcpy(out + whole, n->text + whole + (mark != NULL), behind);
	out[whole + 3] = '\0';
}

struct slice number_slice(const struct number *n)
{
	return (struct slice){n->text, n->len};
}
