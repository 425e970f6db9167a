/* Fields that hold numbers: exact ones, and figures with all that stands around them. */
#include <stdio.h>
#include <string.h>
#include "normalize/convert.h"
#include "normalize/personal.h"

#define EXPECTED_DIGITS 8 /* of nine and more digits a telephone number may be */

/* Digits alone, at most 18 and no zero before others: their own clean form. */
static bool is_plain_number(struct slice in)
{
	if (in.len > 18 || (in.len > 1 && *in.text == '0'))
		return false;
	for (size_t i = 0; i < in.len; i++)
		if (in.text[i] < '0' || in.text[i] > '9')
			return false;
	return true;
}

/* Both readings of "60,000 hộ" for the sender; not of a number as long as a person's. */
static void tell_readings(struct converter *c, const struct number *n)
{
	char other[2 * LIMIT_DIGITS + 8];

	number_other_reading(n, other);
	if (strlen(other) <= EXPECTED_DIGITS)
		snprintf(c->expected, sizeof(c->expected),
			"a number with one reading, not %.*s (the comma parts thousands) or %.*s (decimal "
			"comma)",
			EXPECTED_DIGITS, other, n->len < 40 ? (int)n->len : 40, n->text);
}

/* What a refusal of this kind waits for, when that is more than the field's type says. */
static void tell_expected(struct converter *c, const char *code, const struct figure *f)
{
	static const struct {
		const char *code, *expected;
	} rows[] = {
		{"share.unknown", "behind a per cent or a fraction what it is a share of, as rows know it"},
		{"figure.brackets", "a number without brackets, with a minus when it is below zero"},
		{"unit.whole", "a whole number of"}, {"unit.least", "not below the least, a number of"}};

	if (strcmp(code, "number.comma") == 0)
		tell_readings(c, &f->doubtful);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (strcmp(code, rows[i].code) == 0)
			snprintf(c->expected, sizeof(c->expected), "%s%s%s", rows[i].expected,
				i > 1 && f->unit ? " " : "", i > 1 && f->unit ? f->unit->title_vi : "");
}

/* Reads by the dialect of the record's day; text: UTF-8. */
static const char *read_figure(struct converter *c, size_t field, struct slice text, struct figure *f,
	const char *(*parse)(struct figure *, const struct figure_reader *, struct slice))
{
	struct plan *p = &c->plans[field];
	const struct dialect *dialect = dialects_on(p->dialects, p->ndialects, c->date);
	const char *code;

	if (!dialect)
		return "dialect.not_valid";
	p->reader.dialect = *dialect;
	code = parse(f, &p->reader, text);
	if (code)
		tell_expected(c, code, f);
	return code;
}

/* Reads the value of a number field by its dialect; missing words leave the cell absent. */
static const char *read_value(
	struct converter *c, size_t field, struct slice in, struct cell *out, struct number *n)
{
	struct cell text;
	struct figure f;
	const char *code = convert_clean(c, in, &text, true);

	if (code)
		return code;
	if (personal_is_number(in, true))
		return "number.identity";
	if ((code = read_figure(c, field, (struct slice){text.text, text.len}, &f, figure_parse_value)))
		return code;
	*n = f.low;
	return convert_copy(c, out, n->text, n->len);
}

/* Whether digits alone need no unit: it is the base, and there is no least number above zero. */
static bool takes_digits(const struct unit *unit)
{
	return !unit || (unit->is_base && (!unit->has_least || mpq_sgn(unit->least) <= 0));
}

const char *convert_decimal(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	struct number n;

	if (takes_digits(c->plans[field].reader.unit) && is_plain_number(in)) {
		convert_put(out, in.text, in.len);
		return NULL;
	}
	return read_value(c, field, in, out, &n);
}

static bool fits_64_bits(const struct number *n)
{
	bool is_negative = *n->text == '-';
	size_t len = n->len - is_negative;

	return len < 19 || (len == 19 && memcmp(n->text + is_negative, "9223372036854775807", 19) <= 0);
}

/* Things are counted in a province: of as many digits as a person's number has there are none. */
const char *convert_integer(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	struct number n;
	const char *code;

	if (takes_digits(c->plans[field].reader.unit) && is_plain_number(in)) {
		convert_put(out, in.text, in.len);
	} else {
		if ((code = read_value(c, field, in, out, &n)))
			return code;
		if (memchr(n.text, '.', n.len) || !fits_64_bits(&n))
			return "number.range";
	}
	return personal_is_number((struct slice){out->text, out->len}, false) ? "number.identity" : NULL;
}

static const char *put_number(struct converter *c, struct cell *out, const struct number *n)
{
	return convert_copy(c, out, n->text, n->len);
}

/* The nine cells behind the text: kind comparator low high numerator denominator digits unit parts. */
static const char *put_figure(struct converter *c, struct cell *out, const struct figure *f)
{
	const char *kind = figure_kind_name(f->kind), *code;
	char digits[2] = {(char)('0' + f->digits % 10), '\0'};

	convert_put(&out[1], kind, strlen(kind));
	convert_put(&out[2], f->comparator, strlen(f->comparator));
	if ((code = put_number(c, &out[3], &f->low)) || (code = put_number(c, &out[4], &f->high)) ||
		(code = put_number(c, &out[5], &f->numerator)) ||
		(code = put_number(c, &out[6], &f->denominator)))
		return code;
	if (f->kind <= FIGURE_FRACTION) {
		if (f->digits > 9)
			return "number.too_long";
		if ((code = convert_copy(c, &out[7], digits, 1)))
			return code;
	}
	if (f->unit)
		convert_put(&out[8], f->unit->name, strlen(f->unit->name));
	return convert_copy(c, &out[9], f->parts, strlen(f->parts));
}

const char *convert_figure(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	const struct figure_reader *r = &c->plans[field].reader;
	struct figure f;
	const char *code = convert_clean(c, in, &out[0], false);

	if (code)
		return code;
	if ((code = read_figure(c, field, (struct slice){out[0].text, out[0].len}, &f, figure_parse)))
		return code;
	if (f.kind == FIGURE_EXACT && personal_is_number(in, f.unit || r->unit))
		return "number.identity";
	if ((code = put_figure(c, out, &f)))
		return code;
	return f.kind == FIGURE_TEXT || r->dialect.is_remark ? convert_hide(c, MASK_FIGURE, &out[0]) : NULL;
}
