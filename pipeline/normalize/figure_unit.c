/* The last step of reading a figure: what follows its numbers is their unit, or refuses them. */
#include <ctype.h>
#include <string.h>
#include "core/rational.h"
#include "core/text.h"
#include "normalize/figure_parts.h"

/* Converts one number of the figure into the base unit. */
static const char *to_base(struct number *n, const struct unit *unit)
{
	struct buf text = {0};
	const char *code = "unit.inexact";

	if (!n->len || unit->is_base)
		return NULL;
	if (unit_to_base(unit, number_slice(n), &text, NULL) == 0 && text.len < sizeof(n->text)) {
		memcpy(n->text, text.data, text.len + 1);
		n->len = text.len;
		code = NULL;
	}
	buf_release(&text);
	return code;
}

static const char *convert(struct figure *f, const struct unit *unit)
{
	const char *code = NULL;

	f->unit = unit->base;
	if ((code = to_base(&f->low, unit)) || (code = to_base(&f->high, unit)) ||
		(code = to_base(&f->numerator, unit)))
		return code;
	return to_base(&f->denominator, unit);
}

/* "100% (31/31)": the quotient that the per cent came from. */
static const char *bracket_fraction(struct scan *s)
{
	const char *open = s->rest.len ? memchr(s->rest.text, '(', s->rest.len) : NULL;
	struct figure one = {.comparator = ""};
	struct scan in = {s->r, &one, {NULL, 0}};
	size_t before;

	if (!open || s->f->numerator.len)
		return NULL;
	before = (size_t)(open - s->rest.text);
	in.rest = s->rest;
	scan_skip(&in, before + 1);
	if (!scan_has_number(&in, 0) || scan_number(&in, &one.numerator) || !scan_is_at(&in, "/"))
		return NULL;
	scan_skip(&in, 1);
	if (scan_number(&in, &one.denominator) || !in.rest.len || in.rest.text[in.rest.len - 1] != ')')
		return "figure.syntax";
	s->f->numerator = one.numerator;
	s->f->denominator = one.denominator;
	s->rest = text_trim((struct slice){s->rest.text, before});
	return NULL;
}

static bool has_digit(struct slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (isdigit((unsigned char)s.text[i]))
			return true;
	return false;
}

/* A range whose low end is above its high end. */
static bool is_turned(const struct figure *f)
{
	mpq_t low, high;
	bool ret;

	if (f->kind != FIGURE_RANGE)
		return false;
	mpq_inits(low, high, NULL);
	rational_parse(low, f->low.text, f->low.len, NULL);
	rational_parse(high, f->high.text, f->high.len, NULL);
	ret = mpq_cmp(low, high) > 0;
	mpq_clears(low, high, NULL);
	return ret;
}

/* The unit that is written, else the field's; the first must be of the second's dimension. Words that are no
 * unit refuse the figure, but for a fraction: its quotient needs none. */
static const char *settle_unit(
	struct figure *f, const struct unit *own, const struct unit *written, bool has_words)
{
	bool is_ratio = f->kind == FIGURE_FRACTION;

	if (!written && has_words)
		return is_ratio ? NULL : "unit.unknown";
	if (!own || is_ratio)
		return written ? convert(f, written) : NULL;
	if (!written)
		return convert(f, own);
	return written->base == own->base ? convert(f, written) : "unit.dimension";
}

/* "đã xử lý PAKN", "người được tập huấn": words before or behind that say how far the things are. */
static struct slice without_state(const struct scan *s)
{
	struct slice rest = s->rest, tail = rest;
	size_t used;

	if (words_find(s->r->words, rest, "state", &used) && used < rest.len)
		return text_trim((struct slice){rest.text + used, rest.len - used});
	for (const char *at; (at = tail.len ? memchr(tail.text, ' ', tail.len) : NULL);) {
		tail.len -= (size_t)(at + 1 - tail.text);
		tail.text = at + 1;
		if (words_find(s->r->words, tail, "state", &used) && used == tail.len)
			return text_trim((struct slice){rest.text, (size_t)(at - rest.text)});
	}
	return rest;
}

const char *scan_unit(struct scan *s)
{
	struct number numerator, denominator;
	const char *code = bracket_fraction(s);
	bool is_aside = !code && s->f->kind != FIGURE_FRACTION && s->f->numerator.len;
	const struct unit *unit;

	if (code)
		return code;
	if (is_turned(s->f))
		return "figure.range";
	if (has_digit(s->rest))
		return "figure.several";
	unit = s->rest.len ? units_find_in(s->r->units, without_state(s)) : NULL;
	numerator = s->f->numerator;
	denominator = s->f->denominator;
	code = settle_unit(s->f, s->r->unit, unit, s->rest.len > 0);
	if (is_aside) {
		s->f->numerator = numerator;
		s->f->denominator = denominator;
	}
	return code;
}
