#include "normalize/figure_parts.h"

#include <string.h>
#include "core/rational.h"
#include "core/text.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct slice behind(struct slice s, size_t bytes)
{
	return text_trim((struct slice){s.text + bytes, s.len - bytes});
}

void scan_skip(struct figure_scan *s, size_t bytes)
{
	s->rest = behind(s->rest, bytes);
}

bool scan_is_at(const struct figure_scan *s, const char *sign)
{
	size_t n = strlen(sign);

	return s->rest.len >= n && memcmp(s->rest.text, sign, n) == 0;
}

bool scan_has_number(const struct figure_scan *s, size_t bytes)
{
	struct slice rest;

	if (s->rest.len <= bytes)
		return false;
	rest = behind(s->rest, bytes);
	if (rest.len > 1 && *rest.text == '-' && !bytes)
		return is_digit(rest.text[1]);
	return rest.len && is_digit(*rest.text);
}

bool scan_has_sum(const struct figure_scan *s)
{
	const char *end = s->rest.len ? memchr(s->rest.text, ')', s->rest.len) : NULL;

	return scan_is_at(s, "(") && scan_has_number(s, 1) && end &&
	       memchr(s->rest.text, '+', (size_t)(end - s->rest.text));
}

bool scan_is_range(const struct figure_scan *s, size_t bytes, size_t *used)
{
	struct slice rest;
	const struct word *word;

	if (s->rest.len <= bytes)
		return false;
	rest = behind(s->rest, bytes);
	word = words_find(s->r->words, rest, "range", used);
	return word && rest.len > *used && (rest = behind(rest, *used)).len && is_digit(*rest.text);
}

/* The number's bytes as they stand, and whether a per cent sign follows. */
static bool is_per_cent(struct slice s)
{
	size_t i = 0;

	while (i < s.len && (is_digit(s.text[i]) || strchr(".,-", s.text[i])))
		i++;
	s = behind(s, i);
	return s.len && *s.text == '%';
}

const char *scan_number(struct figure_scan *s, struct number *out)
{
	size_t used;
	const char *code = number_scan(&s->r->dialect, s->rest, is_per_cent(s->rest), out, &used);

	if (!code)
		scan_skip(s, used);
	return code;
}

static const char *add_part(struct figure *f, const struct number *n)
{
	size_t at = strlen(f->parts);

	if (at + n->len + 2 > sizeof(f->parts))
		return "number.too_long";
	if (at)
		f->parts[at++] = '+';
	memcpy(f->parts + at, n->text, n->len + 1);
	return NULL;
}

const char *figure_put_number(struct number *out, const mpq_t q)
{
	struct buf text = {0};
	const char *code = "number.too_long";

	if (rational_write(q, &text, NULL) == 0 && text.len < sizeof(out->text)) {
		memcpy(out->text, text.data, text.len + 1);
		out->len = text.len;
		code = NULL;
	}
	buf_release(&text);
	return code;
}

const char *scan_sum(struct figure_scan *s, struct number *out)
{
	const char *code = NULL;
	struct number one;
	mpq_t sum, q;

	mpq_inits(sum, q, NULL);
	do {
		if (scan_is_at(s, "+"))
			scan_skip(s, 1);
		if ((code = scan_number(s, &one)) || (code = add_part(s->f, &one)))
			goto out;
		rational_parse(q, one.text, one.len, NULL);
		mpq_add(sum, sum, q);
		out->digits = one.digits;
	} while (scan_is_at(s, "+"));
	code = figure_put_number(out, sum);
out:
	mpq_clears(sum, q, NULL);
	return code;
}

static bool is_year(const struct number *n)
{
	return n->len == 4 && !n->digits && (memcmp(n->text, "19", 2) == 0 || memcmp(n->text, "20", 2) == 0);
}

bool scan_is_like_date(const struct figure_scan *s)
{
	const struct number *n = &s->f->numerator, *d = &s->f->denominator;

	return !s->rest.len && !*s->f->parts && n->len <= 2 && !n->digits && is_year(d) && !d->is_grouped;
}

bool figure_is_until_year(const struct figure_reader *r, struct slice text)
{
	struct figure f = {0};
	struct figure_scan s = {.r = r, .f = &f, .rest = text};
	size_t used;

	if (!words_find(r->words, text, "range", &used))
		return false;
	scan_skip(&s, used);
	return scan_has_number(&s, 0) && !scan_number(&s, &f.low) && is_year(&f.low) &&
	       (!s.rest.len || *s.rest.text == ',');
}

/* Năm 2025, Năm 2024- 2025, 2024-2025, Hằng năm: times, whatever numbers they hold. */
bool figure_parse_year(struct figure *f, const struct figure_reader *r, struct slice text)
{
	struct figure_scan s = {.r = r, .f = f, .rest = text};
	size_t used;
	bool has_word = false;

	if (words_find(r->words, text, "every_year", &used) && used == text.len)
		return f->kind = FIGURE_YEAR, true;
	if (words_find(r->words, text, "year", &used)) {
		has_word = true;
		scan_skip(&s, used);
	}
	if (!scan_has_number(&s, 0) || scan_number(&s, &f->low) || !is_year(&f->low))
		goto no;
	if (scan_is_range(&s, 0, &used)) {
		scan_skip(&s, used);
		if (scan_number(&s, &f->high) || !is_year(&f->high))
			goto no;
	}
	if (!s.rest.len && (has_word || f->high.len))
		return f->kind = FIGURE_YEAR, true;
no:
	f->low.len = f->high.len = 0;
	return false;
}
