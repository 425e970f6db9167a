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

/* "đã xử lý PAKN", "người được tập huấn": words before or behind that say how far the things are. */
static struct slice without_state(const struct figure_scan *s)
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

/* What the words behind the numbers are. */
struct meaning {
	const struct unit *unit;
	mpq_t scale;
	bool is_known, is_scaled;
};

/* Units of whole things and rows of kind share, one behind the other: what a per cent or a fraction is a
 * share of. */
static bool is_share_of(const struct figure_scan *s, struct slice words)
{
	size_t by_unit, by_word;

	while (words.len) {
		const struct unit *unit = units_find_start(s->r->units, words, &by_unit);

		by_unit = unit && unit->is_whole ? by_unit : 0;
		if (!words_find(s->r->words, words, "share state", &by_word))
			by_word = 0;
		by_word = by_unit > by_word ? by_unit : by_word;
		if (!by_word)
			return false;
		words = text_trim((struct slice){words.text + by_word, words.len - by_word});
		if (words.len > 1 && *words.text == ',')
			words = text_trim((struct slice){words.text + 1, words.len - 1});
	}
	return true;
}

/* "nghìn tỷ đồng", "triệu người": words that multiply, then a unit or nothing. */
static void read_scaled(const struct figure_scan *s, struct slice words, struct meaning *m)
{
	const struct word *word;
	size_t used;
	mpq_t factor;

	mpq_init(factor);
	while ((word = words_find(s->r->words, words, "scale", &used))) {
		m->is_scaled = true;
		rational_parse(factor, word->factor, strlen(word->factor), NULL);
		mpq_mul(m->scale, m->scale, factor);
		words = text_trim((struct slice){words.text + used, words.len - used});
	}
	mpq_clear(factor);
	m->unit = words.len ? units_find(s->r->units, words) : NULL;
	m->is_known = m->is_scaled && (!words.len || (m->unit && !unit_is_sign(m->unit)));
}

static void read_words(const struct figure_scan *s, struct meaning *m)
{
	struct slice words = without_state(s), behind;
	size_t used = 0;

	m->unit = words.len ? units_find_start(s->r->units, words, &used) : NULL;
	behind = text_trim((struct slice){words.text + used, words.len - used});
	if (!words.len || (m->unit && (!behind.len || (unit_is_sign(m->unit) && is_share_of(s, behind)))))
		m->is_known = true;
	else if (s->f->kind == FIGURE_FRACTION && is_share_of(s, words))
		m->is_known = true, m->unit = NULL;
	else if (!m->unit || !unit_is_sign(m->unit))
		read_scaled(s, words, m);
}

/* Multiplies, holds the number to what can be of the unit, and converts it into the base unit. */
static const char *settle_number(struct number *n, const struct unit *unit, const struct meaning *m)
{
	const char *code = NULL;
	mpq_t q;

	if (!n->len)
		return NULL;
	mpq_init(q);
	rational_parse(q, n->text, n->len, NULL);
	mpq_mul(q, q, m->scale);
	if (unit && !unit_can_be(unit, q))
		code = unit->has_least && mpq_cmp(q, unit->least) < 0 ? "unit.least" : "unit.whole";
	if (!code && m->is_scaled)
		code = figure_put_number(n, q);
	mpq_clear(q);
	return code || !unit ? code : to_base(n, unit);
}

/* A comma before three digits on a unit of whole things. */
static bool is_doubtful(struct figure *f, const struct unit *unit, const struct meaning *m)
{
	const struct number *numbers[] = {&f->low, &f->high, &f->numerator, &f->denominator};
	bool is_fraction = f->kind == FIGURE_FRACTION;

	if (m->is_scaled || (unit ? !unit->doubts_comma : !is_fraction))
		return false;
	for (size_t i = is_fraction ? 2 : 0; i < (is_fraction ? 4u : 2u); i++)
		if (numbers[i]->len && numbers[i]->is_doubtful) {
			f->doubtful = *numbers[i];
			return true;
		}
	return false;
}

/* The numbers of a fraction are of the unit behind it, all others have the fraction in brackets aside. */
static const char *settle_numbers(struct figure *f, const struct unit *unit, const struct meaning *m)
{
	const char *code;

	if (is_doubtful(f, unit, m))
		return "number.comma";
	if (f->kind == FIGURE_FRACTION)
		return (code = settle_number(&f->numerator, unit, m))
			       ? code
			       : settle_number(&f->denominator, unit, m);
	return (code = settle_number(&f->low, unit, m)) ? code : settle_number(&f->high, unit, m);
}

/* The unit that is written, else the field's; the first must be of the second's dimension, but of a fraction:
 * its quotient needs none. */
static const char *settle_unit(struct figure_scan *s, const struct meaning *m)
{
	const struct unit *own = s->r->unit, *unit = m->unit;
	bool is_fraction = s->f->kind == FIGURE_FRACTION;

	if (!m->is_known)
		return is_fraction || (unit && unit_is_sign(unit)) ? "share.unknown" : "unit.unknown";
	if (!unit && !is_fraction)
		unit = own;
	if (own && !is_fraction && unit->base != own->base)
		return "unit.dimension";
	if (unit && unit_is_sign(unit) && *s->f->parts) /* 85 phần trăm (86%) */
		return "figure.several";
	s->f->unit = unit ? unit->base : NULL;
	return settle_numbers(s->f, unit, m);
}

/* 29/31 (93,55%) is 93,55 %, and its fraction stands beside it. */
static const char *settle_share(struct figure_scan *s)
{
	if (!s->per)
		return NULL;
	if (s->r->unit && s->r->unit->base != s->per)
		return "unit.dimension";
	s->f->kind = FIGURE_EXACT;
	s->f->low = s->share;
	s->f->unit = s->per;
	figure_settle_bound(s->f);
	return NULL;
}

const char *scan_unit(struct figure_scan *s)
{
	struct meaning m = {0};
	const char *code;

	if (is_turned(s->f))
		return "figure.range";
	if (has_digit(s->rest) && !units_find(s->r->units, s->rest)) /* m2 is a unit, and no second number */
		return "figure.several";
	mpq_init(m.scale);
	mpq_set_ui(m.scale, 1, 1);
	read_words(s, &m);
	code = settle_unit(s, &m);
	mpq_clear(m.scale);
	return code ? code : settle_share(s);
}
