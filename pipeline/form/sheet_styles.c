#include <stdlib.h>
#include <string.h>
#include "core/limits.h"
#include "form/sheet_book.h"
#include "form/sheet_part.h"

#define FORMATS 4000 /* of a workbook's own; a spreadsheet allows no more */

struct own_format {
	long id;
	enum sheet_shown shown;
};

struct sheet_styles {
	struct sheet_book *book;
	const char *name;
	struct own_format *formats;
	size_t n;
	bool is_list; /* of the styles that cells name */
};

/* A format's letters are its own, but for what is quoted, escaped or in brackets: [Red], [$-42A]. */
static enum sheet_shown shown_by(struct slice code)
{
	for (size_t i = 0; i < code.len && code.text[i] != ';'; i++) {
		char c = code.text[i], until = c == '"' ? '"' : c == '[' ? ']' : '\0';
		const char *end;

		if (c == '\\' || c == '_' || c == '*') {
			i++;
		} else if (until) {
			end = memchr(code.text + i + 1, until, code.len - i - 1);
			i = end ? (size_t)(end - code.text) : code.len;
		} else if (c == '%') {
			return SHOWN_PERCENT;
		} else if (c && strchr("ymdhsYMDHS", c)) {
			return SHOWN_DAY;
		}
	}
	return SHOWN_PLAIN;
}

/* By ECMA-376 part 1, 18.8.30: formats that every workbook has, those of East Asia among them. */
static enum sheet_shown shown_always(long id)
{
	if (id == 9 || id == 10)
		return SHOWN_PERCENT;
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
		(id >= 50 && id <= 58))
		return SHOWN_DAY;
	return SHOWN_PLAIN;
}

static int add_format(struct sheet_styles *s, long id, struct slice code, struct err *e)
{
	if (s->n == FORMATS)
		return err_at(e, ERR_FILE, s->name, 0, "found more than %d number formats", FORMATS);
	s->formats[s->n++] = (struct own_format){id, shown_by(code)};
	return 0;
}

static enum sheet_shown shown_of(const struct sheet_styles *s, long id)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->formats[i].id == id)
			return s->formats[i].shown;
	return shown_always(id);
}

static int add_style(struct sheet_styles *s, long format, struct err *e)
{
	struct sheet_book *b = s->book;

	if (b->nshown == b->cshown) {
		size_t cap = b->cshown ? 2 * b->cshown : 256;
		unsigned char *shown = realloc(b->shown, cap);

		if (!shown)
			return err_set(e, ERR_NOMEM, "out of memory for styles");
		b->shown = shown;
		b->cshown = cap;
	}
	b->shown[b->nshown++] = (unsigned char)shown_of(s, format);
	return 0;
}

static int on_start(void *arg, const struct sheet_element *el, struct err *e)
{
	struct sheet_styles *s = arg;
	long id = sheet_number_of(sheet_attribute(el, "numFmtId"));

	if (strcmp(el->name, "numFmt") == 0)
		return add_format(s, id, sheet_attribute(el, "formatCode"), e);
	if (strcmp(el->name, "cellXfs") == 0)
		s->is_list = true;
	return s->is_list && strcmp(el->name, "xf") == 0 ? add_style(s, id, e) : 0;
}

static int on_end(void *arg, const char *name, struct err *e)
{
	struct sheet_styles *s = arg;

	(void)e;
	if (strcmp(name, "cellXfs") == 0)
		s->is_list = false;
	return 0;
}

static int on_text(void *arg, struct slice text, struct err *e)
{
	(void)arg;
	(void)text;
	(void)e;
	return 0;
}

int sheet_styles_read(struct sheet_book *b, struct slice package, const char *name, struct err *e)
{
	static const struct sheet_events events = {on_start, on_end, on_text};
	struct sheet_styles s = {.book = b, .name = name, .formats = calloc(FORMATS, sizeof(*s.formats))};
	struct buf bytes = {0};
	int rc = -1;

	if (!s.formats) {
		err_set(e, ERR_NOMEM, "out of memory for styles");
		goto out;
	}
	rc = sheet_part_read(package, "xl/styles.xml", &bytes, name, e);
	if (rc == 0)
		rc = sheet_part_parse(bytes.len ? buf_slice(&bytes) : (struct slice){"", 0}, &events, &s,
			name, "xl/styles.xml", e);
out:
	free(s.formats);
	buf_release(&bytes);
	return rc < 0 ? -1 : 0;
}

enum sheet_shown sheet_book_shown(const struct sheet_book *b, long style)
{
	return style >= 0 && (size_t)style < b->nshown ? (enum sheet_shown)b->shown[style] : SHOWN_PLAIN;
}
