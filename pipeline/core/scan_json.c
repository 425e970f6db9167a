#include "core/scan_json.h"

#include "core/limits.h"

static void set_fault(struct scan_json *s, enum scan_json_fault fault)
{
	if (s->fault == SCAN_JSON_GOOD)
		s->fault = fault;
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* XML has no character below the blank but three, and neither of the two that are none. */
static bool is_control(unsigned unit)
{
	return (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r') || unit == 0xfffe ||
	       unit == 0xffff;
}

static void end_unit(struct scan_json *s)
{
	bool is_low = s->unit >= 0xdc00 && s->unit < 0xe000;

	s->control = s->unit;
	if (is_control(s->unit))
		set_fault(s, SCAN_JSON_CONTROL);
	else if (is_low != s->wants_low)
		set_fault(s, SCAN_JSON_HALF);
	s->wants_low = s->unit >= 0xd800 && s->unit < 0xdc00;
}

/* Digits that are none are the parser's to refuse. */
static void add_hex(struct scan_json *s, char c)
{
	s->unit = s->unit * 16 + (unsigned)(digit(c) < 0 ? 0 : digit(c));
	if (--s->hex == 0)
		end_unit(s);
}

static void add_escape(struct scan_json *s, char c)
{
	s->is_escaped = false;
	if (c == 'u') {
		s->hex = 4;
		s->unit = 0;
	} else if (s->wants_low) {
		set_fault(s, SCAN_JSON_HALF);
	} else if (c == 'b' || c == 'f') {
		s->control = c == 'b' ? 8 : 12;
		set_fault(s, SCAN_JSON_CONTROL);
	}
}

static void add_in_text(struct scan_json *s, char c)
{
	if (++s->len > LIMIT_JSON_TEXT_BYTES)
		set_fault(s, SCAN_JSON_LONG);
	if (s->hex > 0) {
		add_hex(s, c);
	} else if (s->is_escaped) {
		add_escape(s, c);
	} else if (c == '\\') {
		s->is_escaped = true;
	} else {
		if (s->wants_low)
			set_fault(s, SCAN_JSON_HALF);
		s->is_text = c != '"';
	}
}

bool scan_json_add(struct scan_json *s, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len && s->fault == SCAN_JSON_GOOD; i++) {
		s->offset++;
		if (s->is_text) {
			add_in_text(s, bytes[i]);
		} else if (bytes[i] == '"') {
			s->is_text = true;
			s->wants_low = false;
			s->len = 0;
		} else if (++s->len > LIMIT_JSON_TEXT_BYTES) {
			set_fault(s, SCAN_JSON_LONG); /* blanks, or a number */
		} else if (bytes[i] == ',') {
			s->len = 0;
		}
	}
	return s->fault == SCAN_JSON_GOOD;
}
