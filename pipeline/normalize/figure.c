#include "normalize/figure.h"

#include <stdio.h>
#include <string.h>
#include "core/text.h"
#include "normalize/figure_parts.h"

const char *figure_kind_name(enum figure_kind kind)
{
	static const char *const names[] = {
		"exact", "range", "bound", "fraction", "missing", "text", "year", "list"};

	return names[kind];
}

/* Comparators as sign or word, several in a row; "đạt" before "trên" says nothing of its own. */
static void scan_comparator(struct figure_scan *s)
{
	const struct word *word;
	size_t used;

	while ((word = words_find(s->r->words, s->rest, "comparator filler", &used))) {
		if (*word->value && (strcmp(word->value, "eq") != 0 || !*s->f->comparator))
			s->f->comparator = word->value;
		scan_skip(s, used);
	}
}

/* number, or (number+number+…): a sum in the numerator. */
static const char *scan_quantity(struct figure_scan *s, struct number *out)
{
	const char *code;

	if (!scan_is_at(s, "("))
		return scan_number(s, out);
	scan_skip(s, 1);
	if ((code = scan_sum(s, out)))
		return code;
	if (!scan_is_at(s, ")"))
		return "figure.syntax";
	scan_skip(s, 1);
	return NULL;
}

static const char *scan_fraction(struct figure_scan *s)
{
	const char *code;

	s->f->kind = FIGURE_FRACTION;
	s->f->numerator = s->f->low;
	s->f->low.len = 0;
	scan_skip(s, 1);
	if ((code = scan_number(s, &s->f->denominator)))
		return code;
	if (scan_is_at(s, "/") || scan_is_at(s, "-") || scan_is_at(s, "+"))
		return "figure.syntax";
	return scan_is_like_date(s) ? "figure.ambiguous" : NULL;
}

/* What follows the first number: a denominator, the range's upper end, or the unit. */
static const char *scan_second(struct figure_scan *s)
{
	size_t used;

	if (scan_is_at(s, "/") && scan_has_number(s, 1))
		return scan_fraction(s);
	if (*s->f->parts && scan_is_at(s, "/"))
		return "figure.syntax";
	if (scan_is_at(s, "%") && scan_is_range(s, 1, &used))
		scan_skip(s, 1);
	if (!scan_is_range(s, 0, &used))
		return NULL;
	s->f->kind = FIGURE_RANGE;
	scan_skip(s, used);
	return scan_number(s, &s->f->high);
}

void figure_settle_bound(struct figure *f)
{
	if (f->kind != FIGURE_EXACT || !*f->comparator || strcmp(f->comparator, "eq") == 0)
		return;
	f->kind = FIGURE_BOUND;
	if (*f->comparator == 'l') {
		f->high = f->low;
		f->low.len = 0;
	}
}

const char *figure_parse_one(struct figure *f, const struct figure_reader *r, struct slice text)
{
	struct figure_scan s = {.r = r, .f = f, .rest = text_trim(text)};
	const char *code;

	*f = (struct figure){.kind = FIGURE_EXACT, .comparator = ""};
	scan_comparator(&s);
	if (figure_is_until_year(r, text_trim(text)) || (!scan_has_number(&s, 0) && !scan_has_sum(&s))) {
		*f = (struct figure){.kind = FIGURE_TEXT, .comparator = ""};
		return NULL;
	}
	if ((code = scan_quantity(&s, &f->low)) || (code = scan_second(&s)) || (code = scan_tail(&s)))
		return code;
	figure_settle_bound(f);
	if ((code = scan_unit(&s)))
		return code;
	f->digits = f->kind == FIGURE_FRACTION	     ? f->numerator.digits
		    : f->high.digits > f->low.digits ? f->high.digits
						     : f->low.digits;
	return NULL;
}

static bool has_brackets(struct slice s)
{
	return s.len > 2 && *s.text == '(' && s.text[s.len - 1] == ')' &&
	       !memchr(s.text + 1, '(', s.len - 1) && !memchr(s.text, ')', s.len - 1);
}

/* (26.125/37.354 người): brackets around the whole of a fraction. Around a number they may say minus. */
static const char *parse_brackets(struct figure *f, const struct figure_reader *r, struct slice text)
{
	const char *code = figure_parse_one(f, r, (struct slice){text.text + 1, text.len - 2});

	return !code && f->kind <= FIGURE_BOUND ? "figure.brackets" : code;
}

/* (5) hộ: would it be a number without its brackets? */
static bool has_number_in_brackets(const struct figure_reader *r, struct slice text)
{
	const char *close = *text.text == '(' ? memchr(text.text, ')', text.len) : NULL;
	struct buf bare = {0};
	struct figure f;
	size_t in = close ? (size_t)(close - text.text) : 0;
	bool has = false;

	if (in > 1 && buf_add(&bare, text.text + 1, in - 1, NULL) == 0 &&
		buf_add_char(&bare, ' ', NULL) == 0 &&
		buf_add(&bare, close + 1, text.len - in - 1, NULL) == 0)
		has = !figure_parse_one(&f, r, buf_slice(&bare)) && f.kind <= FIGURE_BOUND;
	buf_release(&bare);
	return has;
}

/* A remark is words; only a fraction in brackets of its own is surely its figure. */
static const char *parse_remark(struct figure *f, const struct figure_reader *r, struct slice text)
{
	struct figure found = {0}, one;
	size_t n = 0;

	for (size_t i = 0, end; i < text.len; i++) {
		if (text.text[i] != '(')
			continue;
		for (end = i + 1; end < text.len && text.text[end] != ')' && text.text[end] != '(';)
			end++;
		if (end == text.len || text.text[end] == '(')
			continue;
		if (!figure_parse_one(&one, r, (struct slice){text.text + i + 1, end - i - 1}) &&
			one.kind == FIGURE_FRACTION) {
			found = one;
			n++;
		}
	}
	*f = n == 1 ? found : (struct figure){.kind = FIGURE_TEXT, .comparator = ""};
	return NULL;
}

bool figure_add_part(char parts[FIGURE_PARTS_BYTES], const struct figure *one)
{
	size_t at = strlen(parts);
	int len = snprintf(parts + at, FIGURE_PARTS_BYTES - at, "%s%s%s%.*s%s%.*s%s%s", at ? ";" : "",
		one->comparator, *one->comparator ? " " : "", (int)one->low.len, one->low.text,
		one->high.len ? "-" : "", (int)one->high.len, one->high.text, one->unit ? " " : "",
		one->unit ? one->unit->name : "");

	return len >= 0 && (size_t)len < FIGURE_PARTS_BYTES - at;
}

/* 100% …; tối thiểu 70% …: every item a figure of its own, else words. */
static const char *parse_list(struct figure *f, const struct figure_reader *r, struct slice text)
{
	struct figure one;
	char parts[FIGURE_PARTS_BYTES] = "";

	*f = (struct figure){.kind = FIGURE_TEXT, .comparator = ""};
	while (text.len) {
		const char *end = memchr(text.text, ';', text.len);
		size_t n = end ? (size_t)(end - text.text) : text.len;

		if (figure_parse_one(&one, r, (struct slice){text.text, n}) || one.kind > FIGURE_BOUND)
			return NULL;
		if (!figure_add_part(parts, &one))
			return "number.too_long";
		text.text += n + (end != NULL);
		text.len -= n + (end != NULL);
	}
	f->kind = FIGURE_LIST;
	memcpy(f->parts, parts, sizeof(parts));
	return NULL;
}

static bool is_missing(const struct figure_reader *r, struct slice text)
{
	size_t used;

	return !text.len || (words_find(r->words, text, "missing", &used) && used == text.len);
}

static const char *parse_plain(struct figure *f, const struct figure_reader *r, struct slice text)
{
	text = text_trim(text);
	*f = (struct figure){.kind = FIGURE_MISSING, .comparator = ""};
	if (is_missing(r, text))
		return NULL;
	if (r->dialect.is_remark)
		return parse_remark(f, r, text);
	if (figure_parse_year(f, r, text))
		return NULL;
	if (memchr(text.text, ';', text.len))
		return parse_list(f, r, text);
	if (has_brackets(text))
		return parse_brackets(f, r, text);
	return has_number_in_brackets(r, text) ? "figure.brackets" : figure_parse_one(f, r, text);
}

/* "(ước) 85%" says what "ước 85%" says. */
static void open_word(const struct figure_reader *r, struct buf *text)
{
	struct slice rest = text_trim(text->len ? buf_slice(text) : (struct slice){"", 0});
	size_t used;

	if (rest.len < 2 || *rest.text != '(')
		return;
	rest = text_trim((struct slice){rest.text + 1, rest.len - 1});
	if (!words_find(r->words, rest, "comparator", &used) || used == rest.len || rest.text[used] != ')')
		return;
	text->data[(size_t)(rest.text - text->data) + used] = ' ';
	*(char *)memchr(text->data, '(', text->len) = ' ';
}

const char *figure_parse(struct figure *f, const struct figure_reader *r, struct slice text)
{
	struct buf plain = {0};
	const char *code = "figure.syntax";

	if (text_plain(text, &plain, NULL) == 0) {
		open_word(r, &plain);
		code = parse_plain(f, r, plain.len ? buf_slice(&plain) : (struct slice){"", 0});
	}
	buf_release(&plain);
	return code;
}

const char *figure_parse_value(struct figure *f, const struct figure_reader *r, struct slice text)
{
	const char *code = figure_parse(f, r, text);

	if (!code && f->kind != FIGURE_MISSING && (f->kind != FIGURE_EXACT || *f->comparator))
		code = "number.syntax";
	return code;
}
