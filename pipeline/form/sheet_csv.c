#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>
#include "core/csv.h"
#include "core/limits.h"
#include "core/text.h"
#include "form/sheet.h"

#define BOM_BYTES 3

/* "Unicode text" of a spreadsheet. A half of a character at the end was cut. */
static int recode(struct slice bytes, struct buf *out, const char *name, struct err *e)
{
	char block[1 << 14], *in = (char *)(size_t)bytes.text;
	size_t left = bytes.len & ~(size_t)1, room, n = 0;
	iconv_t cd = iconv_open("UTF-8", "UTF-16");
	int rc = 0, why = 0;

	if (cd == (iconv_t)-1)
		return err_set(e, ERR_FAULT, "no conversion from UTF-16: %s", strerror(errno));
	while (rc == 0 && left && (!why || why == E2BIG)) {
		char *to = block;

		room = sizeof(block);
		n = iconv(cd, &in, &left, &to, &room);
		why = n == (size_t)-1 ? errno : 0;
		rc = buf_add(out, block, sizeof(block) - room, e);
	}
	iconv_close(cd);
	if (rc == 0 && why == EILSEQ)
		return err_at(
			e, ERR_FILE, name, 0, "found bytes that are no UTF-16, expected UTF-8 or UTF-16");
	return rc;
}

/* The text without what was cut off of its last letter. */
static int take_utf8(struct slice *text, const char *name, struct err *e)
{
	for (size_t cut = 0; cut < 4 && cut <= text->len; cut++) {
		unsigned char first = cut ? (unsigned char)text->text[text->len - cut] : 0xC0;

		if (first < 0x80)
			break;
		if (first >= 0xC0 && text_is_utf8(text->text, text->len - cut)) {
			text->len -= cut;
			return 0;
		}
	}
	return err_at(e, ERR_FILE, name, 0, "found bytes that are no UTF-8, expected UTF-8 or UTF-16");
}

/* The first line, without its end. */
static struct slice first_line(struct slice text)
{
	const char *end = text.len ? memchr(text.text, '\n', text.len) : NULL;

	return (struct slice){text.text, end ? (size_t)(end - text.text) : text.len};
}

static size_t count_of(struct slice s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.text[i] == c;
	return n;
}

/* The mark that parts cells. A first line `sep=;` names it and is no row of the sheet. */
static char take_mark(struct slice *text)
{
	struct slice line = first_line(*text), said = text_trim(line);
	bool is_said = said.len > 4 && strncasecmp(said.text, "sep=", 4) == 0;
	char mark = ';';

	if (is_said) {
		size_t skip = line.len < text->len ? line.len + 1 : line.len;

		*text = (struct slice){text->text + skip, text->len - skip};
		if (said.len == 5)
			return said.text[4];
		line = first_line(*text);
	}
	for (const char *c = ",\t"; *c; c++)
		if (count_of(line, *c) > count_of(line, mark))
			mark = *c;
	return mark;
}

struct sheet_reading {
	struct sheet *sheet;
	const char *name;
	long number;
};

static int take_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct sheet_reading *r = arg;
	struct sheet *s = r->sheet;

	if (sheet_row_begin(s, ++r->number, r->name, e) < 0)
		return -1;
	s->rows[s->nrows - 1].width = row->n;
	for (size_t i = 0; i < row->n; i++) {
		struct slice text = text_trim((struct slice){row->cells[i].text, row->cells[i].len});

		if (!text.len)
			continue;
		text.text = arena_copy(&s->arena, text.text, text.len, e);
		if (!text.text || sheet_row_put(s, i, text, r->name, e) < 0)
			return -1;
	}
	return sheet_row_end(s, r->name, e);
}

static int read_text(struct sheet *s, struct slice text, const char *name, struct err *e)
{
	struct csv_style style = {
		.mark = take_mark(&text), .cell_bytes = LIMIT_SHEET_CELL_BYTES, .is_loose = true};
	struct sheet_reading r = {s, name, 0};
	FILE *in;
	int rc;

	if (!text.len)
		return 0;
	in = fmemopen((void *)(size_t)text.text, text.len, "r");
	if (!in)
		return err_set(e, ERR_NOMEM, "out of memory for a sheet");
	rc = csv_read_as(in, name, &style, take_row, &r, e);
	fclose(in);
	return rc;
}

int sheet_csv_read(struct sheet *s, struct slice bytes, const char *name, struct err *e)
{
	bool is_wide = bytes.len >= 2 &&
		       (memcmp(bytes.text, "\xFF\xFE", 2) == 0 || memcmp(bytes.text, "\xFE\xFF", 2) == 0);
	struct buf recoded = {.max_bytes = 2 * LIMIT_SHEET_BYTES};
	int rc = -1;

	if (is_wide) {
		if (recode(bytes, &recoded, name, e) < 0)
			goto out;
		bytes = recoded.len ? buf_slice(&recoded) : (struct slice){"", 0};
	}
	if (take_utf8(&bytes, name, e) < 0)
		goto out;
	if (bytes.len >= BOM_BYTES && memcmp(bytes.text, "\xEF\xBB\xBF", BOM_BYTES) == 0)
		bytes = (struct slice){bytes.text + BOM_BYTES, bytes.len - BOM_BYTES};
	rc = read_text(s, bytes, name, e);
out:
	buf_release(&recoded);
	return rc;
}
