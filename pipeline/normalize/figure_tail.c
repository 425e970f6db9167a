/* What stands behind a figure's unit: in brackets its share or its fraction, or that it is not exact. */
#include <ctype.h>
#include <string.h>
#include "core/text.h"
#include "normalize/figure_parts.h"

static struct slice without_stops(struct slice s)
{
	while (s.len && strchr(" .,;", s.text[s.len - 1]))
		s.len--;
	return s;
}

static bool is_bare(const char *comparator)
{
	return !*comparator || strcmp(comparator, "eq") == 0;
}

static void take_comparator(struct figure_scan *s, const char *value)
{
	if (is_bare(s->f->comparator) && *value)
		s->f->comparator = value;
}

/* (ước), (tạm tính): the whole of the brackets. */
static bool take_word(struct figure_scan *s, struct slice in)
{
	size_t used;
	const struct word *word = words_find(s->r->words, in, "after comparator", &used);

	if (!word || used != in.len)
		return false;
	take_comparator(s, word->value);
	return true;
}

/* Whether the numbers are a share themselves: %, phần trăm. */
static bool is_at_sign(const struct figure_scan *s)
{
	size_t used;
	const struct unit *unit = units_find_start(s->r->units, s->rest, &used);

	return unit && unit_is_sign(unit);
}

/* 100% (31/31): the quotient that the per cent came from. */
static bool take_fraction(struct figure_scan *s, const struct figure *one)
{
	if (s->f->kind == FIGURE_FRACTION || s->f->numerator.len || *one->parts || !is_at_sign(s))
		return false;
	s->f->numerator = one->numerator;
	s->f->denominator = one->denominator;
	take_comparator(s, one->comparator);
	return true;
}

static bool is_share(const struct figure *one)
{
	return one->unit && unit_is_sign(one->unit) && one->kind <= FIGURE_BOUND && !one->numerator.len;
}

/* 29/31 (93,55%): the value of the fraction. 8713 người (đạt 2,65%): what they are of all. */
static bool take_share(struct figure_scan *s, const struct figure *one)
{
	if (s->f->kind != FIGURE_FRACTION)
		return !is_at_sign(s) && s->rest.len && !*s->f->parts && figure_add_part(s->f->parts, one);
	if (s->per || one->kind != FIGURE_EXACT)
		return false;
	s->share = one->low;
	s->per = one->unit;
	return true;
}

static const char *take_brackets(struct figure_scan *s, struct slice in)
{
	struct figure_reader any = *s->r; /* what stands beside a figure has a unit of its own */
	struct figure one;
	const char *code;

	if (take_word(s, in))
		return NULL;
	any.unit = NULL;
	code = figure_parse_one(&one, &any, in);
	s->f->doubtful = one.doubtful;
	if (code)
		return strcmp(code, "number.comma") == 0 || strcmp(code, "share.unknown") == 0
			       ? code
			       : "figure.several";
	if (one.kind == FIGURE_TEXT)
		return "unit.unknown";
	if (one.kind == FIGURE_FRACTION ? take_fraction(s, &one) : is_share(&one) && take_share(s, &one))
		return NULL;
	return "figure.several";
}

/* The last brackets, when nothing stands behind them. */
static const char *scan_brackets(struct figure_scan *s, bool *found)
{
	struct slice rest = without_stops(s->rest), in;
	const char *open = rest.len ? memrchr(rest.text, '(', rest.len) : NULL;

	*found = open && rest.text[rest.len - 1] == ')';
	if (!*found)
		return NULL;
	in = text_trim((struct slice){open + 1, (size_t)(rest.text + rest.len - 1 - (open + 1))});
	if (!in.len || memchr(in.text, ')', in.len))
		return "figure.syntax";
	s->rest = text_trim((struct slice){rest.text, (size_t)(open - rest.text)});
	return take_brackets(s, in);
}

/* Where a word of kind beside starts in the rest, with a number behind it; *behind is what follows the word.
 */
static bool find_beside(const struct figure_scan *s, size_t *start, struct slice *behind)
{
	struct slice rest = s->rest;
	size_t used;

	for (size_t i = 0; i < rest.len; i++) {
		bool is_comma = rest.text[i] == ',';

		if (is_comma ? i + 1 == rest.len || rest.text[i + 1] != ' ' : i && rest.text[i - 1] != ' ')
			continue;
		if (!words_find(s->r->words, (struct slice){rest.text + i, rest.len - i}, "beside", &used))
			continue;
		*start = i;
		*behind = text_trim((struct slice){rest.text + i + used, rest.len - i - used});
		for (size_t k = 0; k < behind->len; k++)
			if (isdigit((unsigned char)behind->text[k]))
				return true;
	}
	return false;
}

/* 29/31 HTTT, đạt 93,55%: as if the second stood in brackets. */
static const char *scan_beside(struct figure_scan *s)
{
	struct slice behind;
	size_t start;

	if (!find_beside(s, &start, &behind))
		return NULL;
	s->rest = text_trim((struct slice){s->rest.text, start});
	return take_brackets(s, behind);
}

const char *scan_tail(struct figure_scan *s)
{
	const struct word *word;
	const char *code;
	size_t start;
	bool found;

	do {
		if ((code = scan_brackets(s, &found)))
			return code;
		s->rest = without_stops(s->rest);
		word = found ? NULL : words_find_last(s->r->words, s->rest, "after", &start);
		if (!word)
			continue;
		take_comparator(s, word->value);
		s->rest = text_trim((struct slice){s->rest.text, start});
		found = true;
	} while (found);
	return scan_beside(s);
}
