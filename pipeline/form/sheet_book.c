#include "form/sheet_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/limits.h"
#include "form/sheet_part.h"

#define BOOK "xl/workbook.xml"
#define LINKS "xl/_rels/workbook.xml.rels"

/* ---- which sheet is the first ---- */

struct sheet_finding {
	struct sheet_book *book;
	const char *name;
	char id[100]; /* of the first sheet's relation */
};

static int copy_value(char *out, size_t size, struct slice value, const char *name, struct err *e)
{
	if (value.len >= size)
		return err_at(e, ERR_FILE, name, 0,
			"found a name of %zu bytes in the workbook, expected less than %zu", value.len, size);
	memcpy(out, value.text, value.len);
	out[value.len] = '\0';
	return 0;
}

static int book_start(void *arg, const struct sheet_element *el, struct err *e)
{
	struct sheet_finding *f = arg;
	struct slice value = sheet_attribute(el, "date1904");

	if (strcmp(el->name, "workbookPr") == 0)
		f->book->is_1904 = slice_equals(value, "1") || slice_equals(value, "true");
	if (strcmp(el->name, "sheet") != 0 || *f->id)
		return 0;
	return copy_value(f->id, sizeof(f->id), sheet_attribute(el, "id"), f->name, e);
}

/* A target is a path from xl/, or from the package's root with a leading stroke. */
static int links_start(void *arg, const struct sheet_element *el, struct err *e)
{
	struct sheet_finding *f = arg;
	struct slice target = sheet_attribute(el, "Target");
	char path[150];

	if (strcmp(el->name, "Relationship") != 0 || !slice_equals(sheet_attribute(el, "Id"), f->id))
		return 0;
	if (copy_value(path, sizeof(path), target, f->name, e) < 0)
		return -1;
	snprintf(f->book->part, sizeof(f->book->part), "%s%s", *path == '/' ? "" : "xl/",
		path + (*path == '/'));
	return 0;
}

static int no_end(void *arg, const char *name, struct err *e)
{
	(void)arg;
	(void)name;
	(void)e;
	return 0;
}

static int no_text(void *arg, struct slice text, struct err *e)
{
	(void)arg;
	(void)text;
	(void)e;
	return 0;
}

static int read_part(struct slice package, const char *part, const struct sheet_events *events, void *arg,
	const char *name, struct err *e)
{
	struct buf bytes = {0};
	int rc = sheet_part_read(package, part, &bytes, name, e);

	if (rc == 0)
		rc = sheet_part_parse(
			bytes.len ? buf_slice(&bytes) : (struct slice){"", 0}, events, arg, name, part, e);
	buf_release(&bytes);
	return rc;
}

static int find_sheet(struct sheet_finding *f, struct slice package, struct err *e)
{
	static const struct sheet_events book = {book_start, no_end, no_text},
					 links = {links_start, no_end, no_text};
	int rc = read_part(package, BOOK, &book, f, f->name, e);

	if (rc == 0)
		rc = read_part(package, LINKS, &links, f, f->name, e);
	if (rc > 0 || (rc == 0 && (!*f->id || !*f->book->part)))
		return err_at(e, ERR_FILE, f->name, 0,
			"found a package without a sheet, expected a workbook (XLSX)");
	return rc;
}

int sheet_book_read(struct sheet_book *b, struct slice package, const char *name, struct err *e)
{
	struct sheet_finding f = {.book = b, .name = name};

	return find_sheet(&f, package, e) < 0 || sheet_texts_read(b, package, name, e) < 0 ||
			       sheet_styles_read(b, package, name, e) < 0
		       ? -1
		       : 0;
}

void sheet_book_release(struct sheet_book *b)
{
	free(b->texts);
	free(b->shown);
	b->texts = NULL;
	b->shown = NULL;
	b->ntexts = b->nshown = 0;
}

/* ---- shared texts ---- */

struct sheet_texts {
	struct sheet_book *book;
	const char *name;
	struct buf text;
	int phonetic; /* inside a guide to how it is read */
	bool is_text;
};

static int texts_start(void *arg, const struct sheet_element *el, struct err *e)
{
	struct sheet_texts *t = arg;

	(void)e;
	if (strcmp(el->name, "si") == 0)
		buf_reset(&t->text);
	t->phonetic += strcmp(el->name, "rPh") == 0;
	t->is_text = strcmp(el->name, "t") == 0 && !t->phonetic;
	return 0;
}

static int add_shared(struct sheet_book *b, struct slice text, struct err *e)
{
	char *copy;

	if (b->ntexts == b->ctexts) {
		size_t cap = b->ctexts ? 2 * b->ctexts : 256;
		struct slice *texts = realloc(b->texts, cap * sizeof(*texts));

		if (!texts)
			return err_set(e, ERR_NOMEM, "out of memory for texts");
		b->texts = texts;
		b->ctexts = cap;
	}
	copy = arena_copy(b->arena, text.text, text.len, e);
	if (!copy)
		return -1;
	b->texts[b->ntexts++] = (struct slice){copy, text.len};
	return 0;
}

static int texts_end(void *arg, const char *name, struct err *e)
{
	struct sheet_texts *t = arg;

	t->is_text = false;
	t->phonetic -= strcmp(name, "rPh") == 0;
	if (strcmp(name, "si") != 0)
		return 0;
	return add_shared(t->book, t->text.len ? buf_slice(&t->text) : (struct slice){"", 0}, e);
}

static int texts_text(void *arg, struct slice text, struct err *e)
{
	struct sheet_texts *t = arg;

	if (!t->is_text)
		return 0;
	if (t->text.len + text.len > LIMIT_SHEET_CELL_BYTES)
		return err_at(e, ERR_FILE, t->name, 0,
			"found a text of more than %u bytes, expected at most that", LIMIT_SHEET_CELL_BYTES);
	return buf_add(&t->text, text.text, text.len, e);
}

int sheet_texts_read(struct sheet_book *b, struct slice package, const char *name, struct err *e)
{
	static const struct sheet_events events = {texts_start, texts_end, texts_text};
	struct sheet_texts t = {.book = b, .name = name};
	int rc = read_part(package, "xl/sharedStrings.xml", &events, &t, name, e);

	buf_release(&t.text);
	return rc < 0 ? -1 : 0;
}
