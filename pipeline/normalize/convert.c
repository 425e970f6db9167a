#include "normalize/convert.h"

#include <stdio.h>
#include <string.h>
#include "core/text.h"
#include "normalize/personal.h"

const char CONVERT_FAILED[] = "failed", CONVERT_MASKED[] = "text.personal";

const char *convert_copy(struct converter *c, struct cell *out, const char *text, size_t len)
{
	char *to = c->scratch.data + c->scratch.len;

	/* converter_reserve made room: anything else is a fault of ours */
	if (c->scratch.cap - c->scratch.len <= len)
		return err_set(c->err, ERR_FAULT, "no room left for a clean cell"), CONVERT_FAILED;
	memcpy(to, text, len);
	c->scratch.len += len;
	convert_put(out, to, len);
	return NULL;
}

const char *convert_hide(struct converter *c, enum mask_kept kind, struct cell *out)
{
	bool is_masked;

	if (personal_hide(c->mask, kind, out, &c->hidden, &c->masked, &is_masked, c->err) < 0)
		return CONVERT_FAILED;
	return is_masked ? CONVERT_MASKED : NULL;
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

const char *convert_clean(struct converter *c, struct slice in, struct cell *out, bool fold)
{
	size_t at = c->scratch.len;

	if (is_plain_text(in)) {
		convert_put(out, in.text, in.len);
		return NULL;
	}
	if (!text_is_utf8(in.text, in.len))
		return "text.utf8";
	if (!text_is_latin(in.text, in.len))
		return "text.script";
	if (text_clean(in.text, in.len, fold, &c->scratch, c->err) < 0)
		return CONVERT_FAILED;
	convert_put(out, c->scratch.data + at, c->scratch.len - at);
	return NULL;
}

const char *convert_text(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	const char *code = convert_clean(c, in, out, true);

	(void)field;
	return code ? code : convert_hide(c, MASK_TEXT, out);
}

const char *convert_verbatim(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	const char *code = convert_clean(c, in, out, false);

	(void)field;
	return code ? code : convert_hide(c, MASK_TEXT, out);
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
	convert_put(out, c->scratch.data + at, c->scratch.len - at);
	return NULL;
}

static const char *read_id(struct converter *c, struct slice in, struct cell *out)
{
	unsigned wrong = 0;
	const char *code;

	for (size_t i = 0; i < in.len; i++)
		wrong |= (unsigned)((unsigned char)in.text[i] - '!') > '~' - '!';
	if (!wrong) {
		convert_put(out, in.text, in.len);
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

	return !code && personal_is_code(
				c->mask, c->plans[field].field->quote, (struct slice){out->text, out->len})
		       ? "id.personal"
		       : code;
}

/* Extract has applied the HMAC: KEYID:hex is never read again. */
const char *convert_pseudonym(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	(void)c;
	(void)field;
	convert_put(out, in.text, in.len);
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
		convert_put(out, row->code.text, row->code.len);
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
	convert_put(out, row->meaning, 1);
	return NULL;
}

/* 1.000105.000.00.00.H22 and 1.000105.H22 are 1.000105: the tail says who published it. */
const char *convert_procedure(struct converter *c, size_t field, struct slice in, struct cell *out)
{
	char path[40];
	const char *code;

	if (!text_is_ascii(in.text, in.len)) {
		if ((code = plain(c, in, out)))
			return code;
		in = (struct slice){out->text ? out->text : "", out->len};
	}
	if (personal_is_code(c->mask, c->plans[field].field->quote, in))
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
	convert_put(out, in.text, in.len);
	return NULL;
}
