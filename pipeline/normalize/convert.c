#include "normalize/convert.h"

#include <stdio.h>
#include <string.h>
#include "core/text.h"
#include "normalize/personal.h"

#define EXPECTED_DIGITS 8 /* of nine and more digits a telephone number may be */

const char CONVERT_FAILED[] = "failed";

static void put(struct cell *out, const char *text, size_t len)
{
	*out = len ? (struct cell){text, (uint32_t)len, CELL_TEXT} : (struct cell){NULL, 0, CELL_ABSENT};
}

const char *convert_copy(struct converter *c, struct cell *out, const char *text, size_t len)
{
	char *to = c->scratch.data + c->scratch.len;

	/* converter_reserve made room: anything else is a fault of ours */
	if (c->scratch.cap - c->scratch.len <= len)
		return err_set(c->err, ERR_FAULT, "no room left for a clean cell"), CONVERT_FAILED;
	memcpy(to, text, len);
	c->scratch.len += len;
	put(out, to, len);
	return NULL;
}

static bool is_plain_text(struct slice in)
{
	bool was_blank = false;

	for (size_t i = 0; i < in.len; i++) {
		unsigned char ch = (unsigned char)in.text[i];
		bool is_blank = ch == ' ';

		if (ch < ' ' || ch >= 0x7F || (is_blank && was_blank))
			return false;
		was_blank = is_blank;
	}
	return true;
}

static const char *clean(struct converter *c, struct slice in, struct cell *out, bool fold)
{
	size_t at = c->scratch.len;

	if (is_plain_text(in)) {
		put(out, in.text, in.len);
		return NULL;
	}
	if (!text_is_utf8(in.text, in.len))
		return "text.utf8";
	if (!text_is_latin(in.text, in.len))
		return "text.script";
	if (text_clean(in.text, in.len, fold, &c->scratch, c->err) < 0)
		return CONVERT_FAILED;
	put(out, c->scratch.data + at, c->scratch.len - at);
	return NULL;
}

const char *convert_text(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	const char *code = clean(c, in, out, true);

	(void)field;
	return code ? code : personal_hide(c, out);
}

const char *convert_verbatim(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	const char *code = clean(c, in, out, false);

	(void)field;
	return code ? code : personal_hide(c, out);
}

/* With the hyphens, blanks and full-width forms of other keyboards as those of ours: one key is one. */
static const char *plain(struct converter *c, struct slice in, struct cell *out)
{
	size_t at = c->scratch.len;

	if (!text_is_utf8(in.text, in.len))
		return "text.utf8";
	if (text_key(in.text, in.len, &c->scratch, c->err) < 0)
		return CONVERT_FAILED;
	if (!text_is_latin(c->scratch.data + at, c->scratch.len - at))
		return "text.script";
	put(out, c->scratch.data + at, c->scratch.len - at);
	return NULL;
}

static const char *read_id(struct converter *c, struct slice in, struct cell *out)
{
	unsigned wrong = 0;
	const char *code;

	for (size_t i = 0; i < in.len; i++)
		wrong |= (unsigned)((unsigned char)in.text[i] - '!') > '~' - '!';
	if (!wrong) {
		put(out, in.text, in.len);
		return NULL;
	}
	if ((code = plain(c, in, out)))
		return code;
	for (size_t i = 0; i < out->len; i++)
		if ((unsigned char)out->text[i] <= ' ')
			return "id.blank";
	return NULL;
}

/* What it is in the end, whatever forms its digits came in. */
const char *convert_id(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	const char *code = read_id(c, in, out);

	(void)field;
	return !code && personal_is_code(c, (struct slice){out->text, out->len}) ? "id.personal" : code;
}

/* Extract has applied the HMAC: KEYID:hex is never read again. */
const char *convert_pseudonym(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	(void)c;
	(void)field;
	put(out, in.text, in.len);
	return NULL;
}

static const struct code_row *find_rows(const struct plan *p, struct slice in)
{
	if (in.len == 1)
		return p->short_codes[(unsigned char)*in.text];
	for (size_t i = 0; i < p->ncodes; i++)
		if (slice_same(p->codes[i].code, in))
			return &p->codes[i];
	return NULL;
}

static bool holds_between(const struct code_row *row, const char *from, const char *to)
{
	return (!*row->valid_to || strncmp(row->valid_to, from, 10) >= 0) &&
	       (!*row->valid_from || strncmp(row->valid_from, to, 10) <= 0);
}

/* The row that held on the record's own day, whenever it arrives; of a field that changes while the record
 * lives (codes_at=life), else the first that held at some time until the message was sent. */
static const char *find_code(struct converter *c, size_t field, struct slice in, const struct code_row **out)
{
	const struct plan *p = &c->plans[field];
	const struct code_row *rows, *row;
	const char *code;
	struct cell as;

	if (!text_is_ascii(in.text, in.len)) {
		if ((code = plain(c, in, &as)))
			return code;
		in = (struct slice){as.text ? as.text : "", as.len};
	}
	rows = find_rows(p, in);
	if (!rows)
		return p->field->type == TYPE_BOOL ? "bool.unknown" : "code.unknown";
	for (row = rows; row && *c->date && !holds_between(row, c->date, c->date);)
		row = row->next;
	if (!row && p->field->codes_of_life)
		for (row = rows; row && !holds_between(row, c->date, c->sent);)
			row = row->next;
	*out = row;
	return row ? NULL : "code.not_valid";
}

const char *convert_code(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	const struct code_row *row;
	const char *code = find_code(c, field, in, &row);

	if (!code)
		put(out, row->code.text, row->code.len);
	return code;
}

const char *convert_bool(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	const struct code_row *row;
	const char *code = find_code(c, field, in, &row);

	if (code)
		return code;
	if (strcmp(row->meaning, "t") != 0 && strcmp(row->meaning, "f") != 0)
		return "bool.unknown";
	put(out, row->meaning, 1);
	return NULL;
}

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
	const char *code = clean(c, in, &text, true);

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
		put(out, in.text, in.len);
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

const char *convert_integer(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	struct number n;
	const char *code;

	if (takes_digits(c->plans[field].reader.unit) && is_plain_number(in)) {
		put(out, in.text, in.len);
		return NULL;
	}
	if ((code = read_value(c, field, in, out, &n)))
		return code;
	return memchr(n.text, '.', n.len) || !fits_64_bits(&n) ? "number.range" : NULL;
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

	put(&out[1], kind, strlen(kind));
	put(&out[2], f->comparator, strlen(f->comparator));
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
		put(&out[8], f->unit->name, strlen(f->unit->name));
	return convert_copy(c, &out[9], f->parts, strlen(f->parts));
}

const char *convert_figure(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	const struct figure_reader *r = &c->plans[field].reader;
	struct figure f;
	const char *code = clean(c, in, &out[0], false);

	if (code)
		return code;
	if ((code = read_figure(c, field, (struct slice){out[0].text, out[0].len}, &f, figure_parse)))
		return code;
	if (f.kind == FIGURE_EXACT && personal_is_number(in, f.unit || r->unit))
		return "number.identity";
	if ((code = put_figure(c, out, &f)))
		return code;
	return f.kind == FIGURE_TEXT || r->dialect.is_remark ? personal_hide(c, &out[0]) : NULL;
}

/* 1.000105.000.00.00.H22 and 1.000105.H22 are 1.000105: the tail says who published it. */
const char *convert_procedure(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	char path[40];
	const char *code;

	(void)field;
	if (!text_is_ascii(in.text, in.len)) {
		if ((code = plain(c, in, out)))
			return code;
		in = (struct slice){out->text ? out->text : "", out->len};
	}
	if (personal_is_code(c, in))
		return "id.personal";
	for (size_t i = 0; i < in.len; i++) {
		char ch = in.text[i];

		if (!((ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') ||
			    ch == '.' || ch == '_' || ch == '-'))
			return "procedure.syntax";
	}
	for (size_t i = 1; i + 1 < in.len; i++)
		if (in.text[i] == '.' &&
			agency_code_path((struct slice){in.text + i + 1, in.len - i - 1}, path)) {
			in.len = i;
			break;
		}
	put(out, in.text, in.len);
	return NULL;
}
