#include "core/scan.h"

#include <string.h>
#include <strings.h>
#include "core/limits.h"

/* The next places of the rare bytes from which alone anything can follow; kept while a piece is gone through,
 * so that it is searched once for each. */
struct piece {
	const char *end, *equals, *bang, *question;
};

static const char *find(const char *at, const char *end, int c)
{
	const char *found = memchr(at, c, (size_t)(end - at));

	return found != NULL ? found : end;
}

static const char *find_from(const char *known, const char *at, const char *end, int c)
{
	return known >= at ? known : find(at, end, c);
}

/* Sixteen bytes at once, in gcc's and clang's own words for it: every byte of every file comes through here.
 */
typedef unsigned char lanes __attribute__((vector_size(16)));

#define LANES_SUM 255 /* blocks whose counts a lane can hold */

static long count_blocks(const char *at, size_t blocks)
{
	lanes sum = {0}, block;
	long n = 0;

	for (size_t i = 0; i < blocks; i++, at += sizeof(block)) {
		memcpy(&block, at, sizeof(block));
		sum -= (lanes)(block == (unsigned char)'\n'); /* true is -1 */
	}
	for (size_t i = 0; i < sizeof(sum); i++)
		n += sum[i];
	return n;
}

static long count_lines(const char *at, const char *end)
{
	long n = 0;

	while ((size_t)(end - at) >= sizeof(lanes)) {
		size_t blocks = (size_t)(end - at) / sizeof(lanes);

		blocks = blocks > LANES_SUM ? LANES_SUM : blocks;
		n += count_blocks(at, blocks);
		at += blocks * sizeof(lanes);
	}
	for (; at < end; at++)
		n += *at == '\n';
	return n;
}

/* ---- each state: from at, as far as it goes ---- */

static void section_begin(struct scan *s, const char *close)
{
	s->state = SCAN_SECTION;
	s->close = close;
	s->before[0] = s->before[1] = '\0';
}

static const char *on_less(struct scan *s, const char *at)
{
	s->attributes = 0;
	s->quote = '\0';
	s->opened = 0;
	if (*at == '?')
		section_begin(s, "?");
	else
		s->state = *at == '!' ? SCAN_OPENING : *at == '/' || *at == '<' ? SCAN_CONTENT : SCAN_TAG;
	return at + (s->state != SCAN_TAG && *at != '<');
}

/* Behind <! : a comment, CDATA, or nothing that is lawful. */
static const char *on_opening(struct scan *s, const char *at, const char *end)
{
	static const char comment[] = "--", cdata[] = "[CDATA[";

	while (at < end && s->state == SCAN_OPENING) {
		const char *word = (s->opened == 0 ? *at == '-' : s->close == comment) ? comment : cdata;

		s->close = word;
		if (*at != word[s->opened]) {
			s->state = SCAN_CONTENT;
			return at;
		}
		at++;
		if (word[++s->opened] == '\0')
			section_begin(s, word == comment ? "--" : "]]");
	}
	return at;
}

static bool is_closed(const struct scan *s, const char *from, const char *at)
{
	char last = at > from ? at[-1] : s->before[1];
	char one_more = at > from + 1 ? at[-2] : at > from ? s->before[1] : s->before[0];

	return last == s->close[0] && (s->close[1] == '\0' || one_more == s->close[1]);
}

static const char *on_section(struct scan *s, const char *from, const char *end)
{
	for (const char *at = from; (at = find(at, end, '>')) < end; at++)
		if (is_closed(s, from, at)) {
			s->state = SCAN_CONTENT;
			return at + 1;
		}
	if (end - from > 1)
		s->before[0] = end[-2];
	else
		s->before[0] = s->before[1];
	s->before[1] = end[-1];
	return end;
}

static const char *on_tag(struct scan *s, const char *at, const char *end)
{
	while (at < end) {
		if (s->quote != '\0') {
			at = find(at, end, s->quote);
			if (at == end)
				break;
			s->quote = '\0';
		} else if (*at == '"' || *at == '\'') {
			s->quote = *at;
		} else if (*at == '>' || *at == '<') { /* the second is no lawful XML */
			s->state = SCAN_CONTENT;
			return at + (*at == '>');
		} else if (*at == '=' && ++s->attributes > LIMIT_XML_ATTRIBUTES + LIMIT_XML_NAMESPACES) {
			s->fault = SCAN_ATTRIBUTES;
			return at;
		}
		at++;
	}
	return end;
}

/* A < at l stands before the next rare byte, or before the piece's end. */
static const char *less_at(struct scan *s, const char *l)
{
	s->state = SCAN_LESS;
	return l + 1;
}

/* Tags without an = and texts are passed over unseen. */
static const char *on_content(struct scan *s, struct piece *p, const char *at)
{
	const char *to, *l;

	p->equals = find_from(p->equals, at, p->end, '=');
	p->bang = find_from(p->bang, at, p->end, '!');
	p->question = find_from(p->question, at, p->end, '?');
	to = p->equals < p->bang ? p->equals : p->bang;
	to = p->question < to ? p->question : to;
	if (to < p->end && *to != '=') {
		if (to > at && to[-1] == '<')
			return less_at(s, to - 1);
		return to + 1;
	}
	l = memrchr(at, '<', (size_t)(to - at));
	if (l)
		return less_at(s, l);
	return to < p->end ? to + 1 : p->end;
}

static void scan_piece(struct scan *s, const char *from, const char *end)
{
	struct piece p = {.end = end};
	const char *at = from;

	while (at < end && s->fault == SCAN_GOOD)
		switch (s->state) {
		case SCAN_CONTENT:
			at = on_content(s, &p, at);
			break;
		case SCAN_LESS:
			at = on_less(s, at);
			break;
		case SCAN_OPENING:
			at = on_opening(s, at, end);
			break;
		case SCAN_TAG:
			at = on_tag(s, at, end);
			break;
		case SCAN_SECTION:
			at = on_section(s, at, end);
			break;
		}
	s->line += count_lines(from, at);
	s->line += s->fault != SCAN_GOOD;
}

static void add_bytes(struct scan *s, const char *from, const char *end)
{
	const char *nul = find(from, end, '\0');

	scan_piece(s, from, nul);
	if (s->fault == SCAN_GOOD && nul < end) {
		s->fault = SCAN_NUL;
		s->line++;
	}
}

/* ---- UTF-16: as the bytes that its ASCII characters would be ---- */

static char unit_narrow(struct scan *s, unsigned char first, unsigned char second)
{
	unsigned unit = s->form == SCAN_BIG ? first * 256u + second : second * 256u + first;

	s->has_high = unit >= 0xd800 && unit < 0xdc00;
	return unit < 128 ? (char)unit : '\x7f';
}

static void add_units(struct scan *s, const char *at, const char *end)
{
	char narrow[2048];

	while (at < end && s->fault == SCAN_GOOD) {
		size_t n = 0;

		for (; at < end && n < sizeof(narrow); at++) {
			if (s->has_odd)
				narrow[n++] = unit_narrow(s, s->odd, (unsigned char)*at);
			else
				s->odd = (unsigned char)*at;
			s->has_odd = !s->has_odd;
		}
		add_bytes(s, narrow, narrow + n);
	}
}

static bool begins(const char *bytes, size_t len, const char *form, size_t n)
{
	return len >= 4 && memcmp(bytes, form, n) == 0;
}

/* As libxml2 tells them, and what it would also take. */
static enum scan_form find_form(const char *bytes, size_t len)
{
	if (begins(bytes, len, "\xFF\xFE\0\0", 4) || begins(bytes, len, "\x4C\x6F\xA7\x94", 4) ||
		begins(bytes, len, "\0\0\0<", 4) || begins(bytes, len, "\0\0<\0", 4) ||
		begins(bytes, len, "\0\0\xFE\xFF", 4) || begins(bytes, len, "<\0\0\0", 4) ||
		begins(bytes, len, "\0<\0\0", 4))
		return SCAN_UNKNOWN;
	if (begins(bytes, len, "\xFF\xFE", 2) || begins(bytes, len, "<\0?\0", 4))
		return SCAN_LITTLE;
	return begins(bytes, len, "\xFE\xFF", 2) || begins(bytes, len, "\0<\0?", 4) ? SCAN_BIG : SCAN_BYTES;
}

bool scan_add(struct scan *s, const char *bytes, size_t len)
{
	if (s->form == SCAN_UNKNOWN && len > 0) {
		s->form = find_form(bytes, len);
		if (s->form == SCAN_UNKNOWN) {
			s->fault = SCAN_ENCODING;
			s->line = 1;
		}
	}
	if (s->form == SCAN_BYTES)
		add_bytes(s, bytes, bytes + len);
	else if (s->form != SCAN_UNKNOWN)
		add_units(s, bytes, bytes + len);
	return s->fault == SCAN_GOOD;
}

bool scan_end(struct scan *s)
{
	if (s->fault == SCAN_GOOD && (s->has_odd || s->has_high)) {
		s->fault = SCAN_HALF;
		s->line++;
	}
	return s->fault == SCAN_GOOD;
}

bool scan_may_be(const struct scan *s, const char *encoding)
{
	bool is_utf8 = strcasecmp(encoding, "utf-8") == 0 || strcasecmp(encoding, "utf8") == 0;

	if (s->form == SCAN_BYTES)
		return is_utf8 || strcasecmp(encoding, "us-ascii") == 0;
	return is_utf8 || strcasecmp(encoding, "utf-16") == 0 ||
	       strcasecmp(encoding, s->form == SCAN_BIG ? "utf-16be" : "utf-16le") == 0;
}
