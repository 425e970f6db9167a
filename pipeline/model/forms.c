#include "model/forms.h"

#include <string.h>
#include <utf8proc.h>
#include "core/text.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* One character, unless it is a blank or a dash behind its like. */
static size_t write_point(int32_t cp, char *out, size_t n)
{
	cp = utf8proc_tolower(text_key_point(cp));
	if (!cp || (cp == ' ' && (!n || out[n - 1] == ' ')) || (cp == '-' && n && out[n - 1] == '-'))
		return 0;
	return n + 5 > FORM_BYTES ? FORM_BYTES
				  : (size_t)utf8proc_encode_char(cp, (utf8proc_uint8_t *)out + n);
}

static size_t write_points(struct slice s, char *out)
{
	size_t n = 0;
	int32_t cp;

	for (size_t i = 0; i < s.len && n < FORM_BYTES;) {
		i += (size_t)utf8proc_iterate(
			(const utf8proc_uint8_t *)s.text + i, (utf8proc_ssize_t)(s.len - i), &cp);
		n += write_point(cp, out, n);
	}
	while (n && n < FORM_BYTES && out[n - 1] == ' ')
		n--;
	return n < FORM_BYTES ? n : 0;
}

size_t form_fold(struct slice text, char *out)
{
	struct buf nfc = {0};
	size_t n = 0;

	if (text.len >= FORM_BYTES)
		return 0;
	if (text_is_ascii(text.text, text.len))
		return write_points(text, out);
	if (text_nfc(text.text, text.len, &nfc, NULL) == 0)
		n = write_points(buf_slice(&nfc), out);
	buf_release(&nfc);
	return n;
}

static void skip_blanks(struct slice *s)
{
	while (s->len && *s->text == ' ')
		s->text++, s->len--;
}

/* Blanks, at most one mark, blanks. */
static bool skip_gap(struct slice *s)
{
	size_t before = s->len;

	skip_blanks(s);
	if (s->len && strchr("-/.,:_", *s->text))
		s->text++, s->len--;
	skip_blanks(s);
	return s->len < before;
}

static bool skip_mark(struct slice *s, char mark)
{
	skip_blanks(s);
	if (!s->len || *s->text != mark)
		return false;
	s->text++, s->len--;
	skip_blanks(s);
	return true;
}

/* From least to most digits. */
static bool take_digits(struct slice *s, size_t least, size_t most, int *out)
{
	size_t n = 0;

	for (*out = 0; n < s->len && n < most && is_digit(s->text[n]); n++)
		*out = *out * 10 + (s->text[n] - '0');
	if (n < least)
		return false;
	s->text += n;
	s->len -= n;
	return true;
}

static bool take_roman(struct slice *s, int *out)
{
	static const char *const numerals[] = {
		"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"};
	size_t n = 0;

	while (n < s->len && is_letter(s->text[n]))
		n++;
	for (int i = 0; i < 12; i++)
		if (strlen(numerals[i]) == n && memcmp(numerals[i], s->text, n) == 0) {
			*out = i + 1;
			s->text += n;
			s->len -= n;
			return true;
		}
	return false;
}

/* Nothing, z, ±hhmm, ±hh:mm. */
static bool take_zone(struct slice *s, struct form_values *v)
{
	int hours, minutes = 0, sign;
	struct slice at = *s;

	skip_blanks(&at);
	if (!at.len)
		return true;
	v->has_zone = true;
	sign = *at.text == '-' ? -1 : *at.text == '+';
	if (!sign && *at.text != 'z')
		return false;
	at.text++, at.len--;
	if (sign) {
		if (!take_digits(&at, 2, 2, &hours) || hours > 14)
			return false;
		if (at.len && *at.text == ':')
			at.text++, at.len--;
		if (!take_digits(&at, 2, 2, &minutes) || minutes > 59)
			return false;
		v->zone_minutes = sign * (hours * 60 + minutes);
	}
	*s = at;
	return true;
}

/* Nothing, or t or a blank, h:mm[:ss[.f]], a zone. */
static bool take_time(struct slice *s, struct form_values *v)
{
	int fraction;

	if (!s->len)
		return true;
	if (*s->text != ' ' && *s->text != 't')
		return false;
	s->text++, s->len--;
	if (!take_digits(s, 1, 2, &v->hour) || !s->len || *s->text != ':')
		return false;
	s->text++, s->len--;
	if (!take_digits(s, 1, 2, &v->minute))
		return false;
	if (s->len && *s->text == ':') {
		s->text++, s->len--;
		if (!take_digits(s, 1, 2, &v->second))
			return false;
		if (s->len > 1 && *s->text == '.')
			for (s->text++, s->len--; s->len && is_digit(*s->text);)
				take_digits(s, 1, 1, &fraction);
	}
	return take_zone(s, v);
}

struct form_token {
	const char *name;
	size_t least, most; /* digits; 0: another kind */
	size_t offset;	    /* of its value */
};

#define VALUE(field) offsetof(struct form_values, field)

static const struct form_token tokens[] = {{"{YYYY}", 4, 4, VALUE(year)}, {"{MM}", 2, 2, VALUE(month)},
	{"{DD}", 2, 2, VALUE(day)}, {"{hh}", 2, 2, VALUE(hour)}, {"{mm}", 2, 2, VALUE(minute)},
	{"{ss}", 2, 2, VALUE(second)}, {"{M}", 1, 2, VALUE(month)}, {"{D}", 1, 2, VALUE(day)},
	{"{h}", 1, 2, VALUE(hour)}, {"{m}", 1, 2, VALUE(minute)}, {"{s}", 1, 2, VALUE(second)},
	{"{N}", 1, 2, VALUE(number)}, {"{f}", 1, 9, VALUE(fraction)}, {"{I}", 0, 0, VALUE(number)},
	{"{time}", 0, 0, 0}, {"{zone}", 0, 0, 0}};

static const struct form_token *token_at(const char *pattern)
{
	for (size_t i = 0; i < sizeof(tokens) / sizeof(*tokens); i++)
		if (strncmp(pattern, tokens[i].name, strlen(tokens[i].name)) == 0)
			return &tokens[i];
	return NULL;
}

static bool take_token(const struct form_token *t, struct slice *s, struct form_values *v)
{
	int *value = (int *)(void *)((char *)v + t->offset);

	if (t->most)
		return take_digits(s, t->least, t->most, value);
	if (strcmp(t->name, "{I}") == 0)
		return take_roman(s, value);
	return strcmp(t->name, "{time}") == 0 ? take_time(s, v) : take_zone(s, v);
}

static bool is_mark(char c)
{
	return !is_letter(c) && !is_digit(c);
}

/* What may be left out is first taken as there: "]" is passed over. */
static bool walk(const char *p, struct slice s, struct form_values *v)
{
	for (; *p; p++) {
		const struct form_token *t = *p == '{' ? token_at(p) : NULL;

		if (*p == '[') {
			struct form_values before = *v;

			if (walk(p + 1, s, v))
				return true;
			*v = before;
			p = strchr(p, ']');
			if (!p)
				return false;
		} else if (t) {
			if (!take_token(t, &s, v))
				return false;
			p += strlen(t->name) - 1;
		} else if (*p == ' ' || *p == '~') {
			if (!skip_gap(&s) && *p == '~')
				return false;
		} else if (*p != ']' && is_mark(*p)) {
			if (!skip_mark(&s, *p))
				return false;
		} else if (*p != ']') {
			if (!s.len || *s.text != *p)
				return false;
			s.text++, s.len--;
		}
	}
	return !s.len;
}

bool form_fits(const char *pattern, struct slice folded, struct form_values *out)
{
	*out = (struct form_values){0};
	return walk(pattern, folded, out);
}

const char *form_check(const char *pattern)
{
	char folded[FORM_BYTES];
	size_t n = form_fold(slice_from(pattern), folded);
	bool is_open = false;

	if (!n)
		return "a text";
	for (const char *p = pattern; *p; p++) {
		const struct form_token *t = *p == '{' ? token_at(p) : NULL;

		if ((*p == '{' && !t) || *p == '}')
			return "{YYYY}, {M}, {N} and their like (model/forms.h)";
		if ((*p == '[' && is_open) || (*p == ']' && !is_open))
			return "[ ] in pairs, not one in another";
		is_open = *p == '[' || (is_open && *p != ']');
		if (*p >= 'A' && *p <= 'Z')
			return "small letters";
		p += t ? strlen(t->name) - 1 : 0;
	}
	return is_open ? "[ ] in pairs, not one in another" : NULL;
}
