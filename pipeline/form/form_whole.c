#include <string.h>
#include "form/form.h"

/* A returned form while it is looked at: whether all that was sent out came back. */
struct form_whole {
	const struct form_texts *texts;
	struct form_told *told;
	const char *heading[FORM_COLUMNS], *end_row, *end_form;
	size_t width;
	size_t ends, after; /* last lines; rows behind the first of them */
	const struct sheet_row *end;
	struct buf line;
};

#define SHOWN_BYTES 160 /* forty letters of a cell */

/* The first forty letters, NUL-terminated. */
static const char *cut(struct slice text, char out[SHOWN_BYTES + 1])
{
	size_t n = 0, letters = 0;

	for (; n < text.len; n++) {
		letters += ((unsigned char)text.text[n] & 0xC0) != 0x80;
		if (letters > 40 || n == SHOWN_BYTES)
			break;
	}
	memcpy(out, text.text, n);
	out[n] = '\0';
	return out;
}

static bool is_heading(const struct form_whole *w, const struct sheet_row *row, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!slice_equals(sheet_cell(row, i), w->heading[i]))
			return false;
	return true;
}

static int say(struct form_whole *w, struct err *e)
{
	return form_told_add(w->told, &w->line, e);
}

/* The columns from one on, as a person reads them. */
static int add_columns(const struct form_whole *w, size_t from, struct buf *out, struct err *e)
{
	for (size_t i = from; i < FORM_COLUMNS; i++)
		if (buf_addf(out, e, "%s%s", i > from ? "; " : "", w->heading[i]) < 0)
			return -1;
	return 0;
}

static int check_heading(struct form_whole *w, const struct sheet *s, const char *name, struct err *e)
{
	struct buf columns = {0};
	int rc = 0;

	w->width = FORM_COLUMNS;
	if (!s->nrows || s->rows[0].number != 1 || !is_heading(w, &s->rows[0], FORM_OLD_COLUMNS)) {
		rc = add_columns(w, 0, &columns, e) < 0 ||
				     FORM_SAY(w->texts, &w->line, e, "sheet.heading", name, columns.data) < 0
			     ? -1
			     : say(w, e);
		w->width = 0;
	} else if (!is_heading(w, &s->rows[0], FORM_COLUMNS)) {
		w->width = FORM_OLD_COLUMNS;
		rc = add_columns(w, FORM_OLD_COLUMNS, &columns, e) < 0 ||
				     FORM_SAY(w->texts, &w->line, e, "form.old", columns.data) < 0
			     ? -1
			     : say(w, e);
	}
	buf_release(&columns);
	return rc;
}

/* A row that was cut, or has more than the form. */
static int check_row(struct form_whole *w, const struct sheet_row *row, struct err *e)
{
	char number[24], n[24], width[24], shown[SHOWN_BYTES + 1];
	bool has_more = row->n > w->width;
	int rc;

	form_number_text(number, row->number);
	if (has_more || (row->width && row->width < w->width))
		rc = FORM_SAY(w->texts, &w->line, e, has_more ? "row.more" : "row.cut", number,
			form_number_text(n, (long)(row->width ? row->width : row->n)),
			form_number_text(width, (long)w->width));
	else if (w->width == FORM_COLUMNS && !slice_equals(sheet_cell(row, FORM_END), w->end_row))
		rc = FORM_SAY(w->texts, &w->line, e, "row.end", number, cut(sheet_cell(row, FORM_END), shown),
			w->end_row);
	else
		return 0;
	return rc < 0 ? -1 : say(w, e);
}

static int take_row(struct form_whole *w, struct form_rows *out, const struct sheet_row *row,
	const char *name, struct err *e)
{
	if (!row->n)
		return 0;
	if (slice_equals(sheet_cell(row, 0), w->end_form)) {
		w->end = w->end ? w->end : row;
		w->ends++;
	} else {
		if (out->n == sizeof(out->rows) / sizeof(*out->rows))
			return err_at(e, ERR_FILE, name, row->number,
				"found more than %zu rows, expected a form", out->n);
		out->rows[out->n++] = row;
		w->after += w->end != NULL;
	}
	return check_row(w, row, e);
}

/* Whether the form is whole: one last line, with the number of rows before it. */
static int check_end(struct form_whole *w, size_t n, struct err *e)
{
	char number[24], rows[24], shown[SHOWN_BYTES + 1];
	struct buf wanted = {0};
	int rc = FORM_SAY(w->texts, &wanted, e, "end.count", form_number_text(rows, (long)n));

	if (rc == 0 && !w->end)
		rc = FORM_SAY(w->texts, &w->line, e, "form.end", w->end_form, rows);
	else if (rc == 0 && (w->ends > 1 || w->after))
		rc = FORM_SAY(w->texts, &w->line, e, "form.behind", form_number_text(number, w->end->number),
			w->end_form);
	else if (rc == 0 && !slice_equals(sheet_cell(w->end, 1), wanted.data))
		rc = FORM_SAY(w->texts, &w->line, e, "form.count", form_number_text(number, w->end->number),
			cut(sheet_cell(w->end, 1), shown), wanted.data);
	buf_release(&wanted);
	return rc < 0 ? -1 : w->line.len ? say(w, e) : 0;
}

static int check_merged(struct form_whole *w, const struct sheet *s, struct err *e)
{
	if (!*s->merged)
		return 0;
	return FORM_SAY(w->texts, &w->line, e, "sheet.merged", s->merged) < 0 ? -1 : say(w, e);
}

static int read_rows(
	struct form_whole *w, struct form_rows *out, const struct sheet *s, const char *name, struct err *e)
{
	if (check_heading(w, s, name, e) < 0)
		return -1;
	if (!w->width)
		return 0;
	if (check_merged(w, s, e) < 0)
		return -1;
	for (size_t i = 1; i < s->nrows; i++)
		if (take_row(w, out, &s->rows[i], name, e) < 0)
			return -1;
	if (check_end(w, out->n, e) < 0)
		return -1;
	if (out->n || w->told->n)
		return 0;
	return FORM_SAY(w->texts, &w->line, e, "sheet.empty", name) < 0 ? -1 : say(w, e);
}

int form_rows_read(struct form_rows *out, const struct sheet *s, const struct form_texts *t, const char *name,
	struct form_told *told, struct err *e)
{
	struct form_whole w = {.texts = t, .told = told};
	int rc = -1;

	out->n = 0;
	if (form_heading(t, w.heading, e) == 0 && form_text_get(t, "end.row", &w.end_row, e) == 0 &&
		form_text_get(t, "end.form", &w.end_form, e) == 0)
		rc = read_rows(&w, out, s, name, e);
	buf_release(&w.line);
	return rc < 0 ? -1 : told->n ? 1 : 0;
}
