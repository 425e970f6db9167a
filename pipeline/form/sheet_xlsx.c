#include <stdio.h>
#include <string.h>
#include "core/limits.h"
#include "form/sheet.h"
#include "form/sheet_book.h"
#include "form/sheet_part.h"

enum cell_type { CELL_NUMBER, CELL_SHARED, CELL_WORDS, CELL_BOOL };

/* The cell at hand. */
struct worksheet {
	struct sheet *sheet;
	struct sheet_book *book;
	const char *name;
	long row;
	size_t column; /* of the cell at hand */
	size_t next;   /* of one that does not say where it stands */
	enum cell_type type;
	long style;
	bool has_formula, is_read;
	int phonetic;
	struct buf text;
};

/* B of B12, from 0; LIMIT_SHEET_COLUMNS when it is far away, or no place. */
static size_t column_of(struct slice place)
{
	size_t column = 0, i = 0;

	for (; i < place.len && place.text[i] >= 'A' && place.text[i] <= 'Z'; i++)
		if (column < LIMIT_SHEET_COLUMNS)
			column = column * 26 + (size_t)(place.text[i] - 'A' + 1);
	return !i || column > LIMIT_SHEET_COLUMNS ? LIMIT_SHEET_COLUMNS : column - 1;
}

static int begin_row(struct worksheet *w, const struct sheet_element *el, struct err *e)
{
	struct slice place = sheet_attribute(el, "r");

	w->row = place.len ? sheet_number_of(place) : w->row + 1;
	w->next = 0;
	return sheet_row_begin(w->sheet, w->row, w->name, e);
}

static int read_type(struct worksheet *w, struct slice type, struct err *e)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} types[] = {{"", CELL_NUMBER}, {"n", CELL_NUMBER}, {"s", CELL_SHARED}, {"str", CELL_WORDS},
		{"inlineStr", CELL_WORDS}, {"d", CELL_WORDS}, {"e", CELL_WORDS}, {"b", CELL_BOOL}};
	char quoted[200];

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (slice_equals(type, types[i].name)) {
			w->type = types[i].type;
			return 0;
		}
	return err_at(e, ERR_FILE, w->name, w->row,
		"found a cell of type %s, expected one of a spreadsheet's",
		err_quote(quoted, type.text, type.len));
}

static int begin_cell(struct worksheet *w, const struct sheet_element *el, struct err *e)
{
	struct slice place = sheet_attribute(el, "r");

	if (!w->row)
		return err_at(e, ERR_FILE, w->name, 0, "found a cell outside a row");
	w->column = place.len ? column_of(place) : w->next;
	w->next = w->column + 1;
	w->style = sheet_number_of(sheet_attribute(el, "s"));
	w->has_formula = false;
	buf_reset(&w->text);
	return read_type(w, sheet_attribute(el, "t"), e);
}

static int on_start(void *arg, const struct sheet_element *el, struct err *e)
{
	struct worksheet *w = arg;
	struct slice merged;

	w->is_read = false;
	if (strcmp(el->name, "row") == 0)
		return begin_row(w, el, e);
	if (strcmp(el->name, "c") == 0)
		return begin_cell(w, el, e);
	if (strcmp(el->name, "mergeCell") == 0 && !*w->sheet->merged) {
		merged = sheet_attribute(el, "ref");
		snprintf(w->sheet->merged, sizeof(w->sheet->merged), "%.*s", (int)merged.len, merged.text);
	}
	w->has_formula |= strcmp(el->name, "f") == 0;
	w->phonetic += strcmp(el->name, "rPh") == 0;
	w->is_read = strcmp(el->name, "v") == 0 || (strcmp(el->name, "t") == 0 && !w->phonetic);
	return 0;
}

static int on_text(void *arg, struct slice text, struct err *e)
{
	struct worksheet *w = arg;

	if (!w->is_read)
		return 0;
	if (w->text.len + text.len > LIMIT_SHEET_CELL_BYTES)
		return err_at(e, ERR_FILE, w->name, w->row,
			"found a cell of more than %u bytes, expected at most that", LIMIT_SHEET_CELL_BYTES);
	return buf_add(&w->text, text.text, text.len, e);
}

static int put_copy(struct worksheet *w, struct slice text, struct err *e)
{
	text.text = arena_copy(&w->sheet->arena, text.text, text.len, e);
	return text.text ? sheet_row_put(w->sheet, w->column, text, w->name, e) : -1;
}

static int put_shared(struct worksheet *w, struct slice number, struct err *e)
{
	long n = sheet_number_of(number);
	char quoted[200];

	if (n < 0 || (size_t)n >= w->book->ntexts)
		return err_at(e, ERR_FILE, w->name, w->row, "found shared text %s, expected one of %zu",
			err_quote(quoted, number.text, number.len), w->book->ntexts);
	return sheet_row_put(w->sheet, w->column, w->book->texts[n], w->name, e);
}

static int put_number(struct worksheet *w, struct slice number, struct err *e)
{
	struct buf out = {0};
	int rc = sheet_number_write(number, sheet_book_shown(w->book, w->style), w->book->is_1904, &out, e);

	if (rc == 0)
		rc = put_copy(w, out.len ? buf_slice(&out) : (struct slice){"", 0}, e);
	buf_release(&out);
	return rc;
}

static int end_cell(struct worksheet *w, struct err *e)
{
	struct slice text = w->text.len ? slice_trim(buf_slice(&w->text)) : (struct slice){"", 0};

	if (!text.len) /* a formula whose value was not saved: nobody knows what stands there */
		return w->has_formula && w->type == CELL_NUMBER ? put_copy(w, SLICE("#?"), e) : 0;
	if (w->type == CELL_SHARED)
		return put_shared(w, text, e);
	if (w->type == CELL_BOOL)
		return put_copy(w, slice_equals(text, "0") ? SLICE("FALSE") : SLICE("TRUE"), e);
	return w->type == CELL_NUMBER ? put_number(w, text, e) : put_copy(w, text, e);
}

static int on_end(void *arg, const char *name, struct err *e)
{
	struct worksheet *w = arg;

	w->is_read = false;
	w->phonetic -= strcmp(name, "rPh") == 0;
	if (strcmp(name, "c") == 0)
		return end_cell(w, e);
	return strcmp(name, "row") == 0 ? sheet_row_end(w->sheet, w->name, e) : 0;
}

int sheet_xlsx_read(struct sheet *s, struct slice bytes, const char *name, struct err *e)
{
	static const struct sheet_events events = {on_start, on_end, on_text};
	struct sheet_book book = {.arena = &s->arena};
	struct worksheet w = {.sheet = s, .book = &book, .name = name};
	struct buf part = {0};
	int rc = sheet_book_read(&book, bytes, name, e);

	if (rc == 0)
		rc = sheet_part_read(bytes, book.part, &part, name, e);
	if (rc > 0)
		rc = err_at(e, ERR_FILE, name, 0, "found no %s in the workbook, expected its first sheet",
			book.part);
	if (rc == 0)
		rc = sheet_part_parse(
			part.len ? buf_slice(&part) : (struct slice){"", 0}, &events, &w, name, book.part, e);
	buf_release(&part);
	buf_release(&w.text);
	sheet_book_release(&book);
	return rc;
}
