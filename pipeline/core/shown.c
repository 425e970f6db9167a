#include "core/shown.h"

#include <string.h>
#include <utf8proc.h>

/* The character that the bytes begin with, and its length; 0: they begin with none. */
static size_t decode(const char *bytes, size_t len, utf8proc_int32_t *cp)
{
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)len, cp);

	return n > 0 ? (size_t)n : 0;
}

static bool is_control(utf8proc_int32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029;
}

static bool turns_direction(utf8proc_int32_t cp)
{
	return cp == 0x061C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

static int add_escaped(struct buf *out, const char *bytes, size_t len, struct err *e)
{
	for (size_t i = 0; i < len; i++)
		if (buf_addf(out, e, "\\x%02X", (unsigned)(unsigned char)bytes[i]) < 0)
			return -1;
	return 0;
}

int shown_add(struct buf *out, const char *bytes, size_t len, struct err *e)
{
	for (size_t i = 0, n; i < len; i += n) {
		utf8proc_int32_t cp = 0;
		bool is_plain;
		int rc;

		n = decode(bytes + i, len - i, &cp);
		is_plain = n > 0 && cp != '\\' && !is_control(cp) && !turns_direction(cp);
		n = n > 0 ? n : 1;
		rc = is_plain ? buf_add(out, bytes + i, n, e) : add_escaped(out, bytes + i, n, e);
		if (rc < 0)
			return -1;
	}
	return 0;
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that an \xNN at the text's beginning stands for; 0: there is none. */
static int escape_at(const char *text, size_t len)
{
	if (len < 4 || text[0] != '\\' || text[1] != 'x' || digit(text[2]) < 0 || digit(text[3]) < 0)
		return 0;
	return digit(text[2]) * 16 + digit(text[3]);
}

int shown_undo(struct buf *out, const char *text, size_t len, struct err *e)
{
	char quoted[200];

	for (size_t i = 0; i < len; i++) {
		int byte = text[i] == '\\' ? escape_at(text + i, len - i) : (unsigned char)text[i];

		if (byte == 0)
			return err_set(e, ERR_FILE, "found %s in a name, expected a backslash as \\xNN alone",
				err_quote(quoted, text + i, len - i));
		if (buf_add_char(out, (char)byte, e) < 0)
			return -1;
		i += text[i] == '\\' ? 3 : 0;
	}
	return 0;
}

/* The last place at or before `most` where the text can be cut. */
static size_t cut_at(const char *text, size_t len, size_t most)
{
	utf8proc_int32_t before = 0, state = 0, cp = 0;
	size_t cut = 0, n;

	for (size_t i = 0; i <= most && i < len; i += n) {
		bool is_escape = escape_at(text + i, len - i) != 0;

		n = is_escape ? 4 : decode(text + i, len - i, &cp);
		n = n > 0 ? n : 1;
		if (i == 0 || is_escape || utf8proc_grapheme_break_stateful(before, cp, &state))
			cut = i;
		before = is_escape ? '\n' : cp;
	}
	return cut;
}

#define ELLIPSIS "…"

int shown_add_cut(struct buf *out, const char *text, size_t len, size_t most, struct err *e)
{
	size_t mark = strlen(ELLIPSIS);

	if (len <= most)
		return buf_add(out, text, len, e);
	if (buf_add(out, text, most > mark ? cut_at(text, len, most - mark) : 0, e) < 0)
		return -1;
	return most < mark ? 0 : buf_add_str(out, ELLIPSIS, e);
}

bool shown_has_control(const char *bytes, size_t len)
{
	utf8proc_int32_t cp;

	for (size_t i = 0, n; i < len; i += n) {
		n = decode(bytes + i, len - i, &cp);
		if (n > 0 && is_control(cp))
			return true;
		n = n > 0 ? n : 1;
	}
	return false;
}
