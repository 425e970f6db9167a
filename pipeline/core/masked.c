#include "core/masked.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>
#include "core/mask_runs.h"
#include "core/text.h"

#define QUOTED_BYTES 40

/* ---- length and class ---- */

struct counts {
	unsigned letters, digits, blanks, marks;
};

static void count(struct counts *n, utf8proc_int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);

	if (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO)
		n->letters++;
	else if (c == UTF8PROC_CATEGORY_ND)
		n->digits++;
	else if (c == UTF8PROC_CATEGORY_ZS || (cp >= '\t' && cp <= '\r'))
		n->blanks++;
	else if (c != UTF8PROC_CATEGORY_MN)
		n->marks++;
}

static int add_count(
	struct buf *out, size_t from, unsigned n, const char *word, const char *plural, struct err *e)
{
	if (!n)
		return 0;
	return buf_addf(out, e, "%s%u %s%s", out->len > from ? ", " : "", n, word, n > 1 ? plural : "");
}

static int add_counts(struct buf *out, const struct counts *n, bool is_english, struct err *e)
{
	static const char *const words[2][4] = {
		{"chữ", "chữ số", "dấu cách", "dấu"}, {"letter", "digit", "blank", "mark"}};
	const unsigned values[] = {n->letters, n->digits, n->blanks, n->marks};
	size_t from = out->len;

	for (size_t i = 0; i < 4; i++)
		if (add_count(out, from, values[i], words[is_english][i], is_english ? "s" : "", e) < 0)
			return -1;
	return 0;
}

int mask_class(struct slice text, struct buf *out, struct err *e)
{
	struct counts n = {0};
	utf8proc_int32_t cp;

	if (!text.len)
		return 0;
	if (!text_is_utf8(text.text, text.len))
		return buf_addf(out, e, "%zu byte (%zu bytes)", text.len, text.len);
	for (size_t i = 0; i < text.len;) {
		i += (size_t)utf8proc_iterate(
			(const utf8proc_uint8_t *)text.text + i, (utf8proc_ssize_t)(text.len - i), &cp);
		count(&n, cp);
	}
	return add_counts(out, &n, false, e) < 0 || buf_add_str(out, " (", e) < 0 ||
			       add_counts(out, &n, true, e) < 0
		       ? -1
		       : buf_add_char(out, ')', e);
}

/* ---- without the catalogue ---- */

/* A row of digits, marks and at most four letters at a time, with a digit in every word: a code, a number, a
 * date. */
static bool is_plain(const char *text, size_t len)
{
	size_t letters = 0;
	bool has_digit = false, has_letter = false;

	for (size_t i = 0; i < len; i++) {
		char c = text[i];
		bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

		if (!c || (!is_letter && !strchr("0123456789.,:;+-/_%() ", c)) ||
			(c == ' ' && has_letter && !has_digit))
			return false;
		letters = is_letter ? letters + 1 : 0;
		if (letters > 4)
			return false;
		has_letter = c == ' ' ? false : has_letter || is_letter;
		has_digit = c == ' ' ? false : has_digit || (c >= '0' && c <= '9');
	}
	return len > 0 && (has_digit || !has_letter);
}

const char *mask_quoted(char out[200], const char *text, size_t len)
{
	struct buf b = {.max_bytes = 199};

	if (len <= QUOTED_BYTES && is_plain(text, len)) {
		err_quote(out, text, len);
		mask_line(out);
		return out;
	}
	*out = '\0';
	if (mask_class((struct slice){text, len}, &b, NULL) == 0)
		snprintf(out, 200, "%s", b.data ? b.data : "''");
	buf_release(&b);
	return out;
}

const char *mask_element(char out[200], const char *name)
{
	size_t len = strlen(name);

	return text_is_ascii(name, len) ? err_quote(out, name, len) : mask_quoted(out, name, len);
}
