#include "publish/sheet.h"

#include <errno.h>
#include <string.h>
#include "core/csv.h"
#include "publish/book.h"
#include "publish/cell.h"
#include "publish/columns.h"
#include "publish/guarded.h"

struct sheets {
	const struct publication *p;
	enum sheet_form form;
	FILE *out;
	struct book *book; /* NULL: CSV */
	const PGresult *head;
};

static int failed(struct err *e)
{
	return err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno));
}

static int put_text(const struct sheets *s, const char *text, bool is_first, struct err *e)
{
	char mark = s->form == SHEET_CSV ? ';' : ',';

	return (!is_first && putc(mark, s->out) == EOF) ||
			       csv_write_loose(s->out, mark, slice_from(text), e) < 0
		       ? failed(e)
		       : 0;
}

/* A number as the reader's spreadsheet writes it: no points between thousands, which not all take. */
static int write_csv_cell(const struct sheets *s, const PGresult *r, int row, const struct sheet_column *c,
	struct buf *out, struct err *e)
{
	const char *text = column_text(c, r, row, s->p->day, e), *point;
	int at = c->at;

	if (!text)
		return -1;
	if (cell_kind_of(r, at) == CELL_IS_TEXT)
		return guarded_write(text, out, e);
	if (s->form == SHEET_CSV_COMMA)
		return buf_add_str(out, text, e);
	if (cell_kind_of(r, at) != CELL_IS_NUMBER)
		return cell_write(r, row, at, out, e);
	point = strchr(text, '.');
	return !point ? buf_add_str(out, text, e)
		      : buf_addf(out, e, "%.*s,%s", (int)(point - text), text, point + 1);
}

static int write_csv(const struct sheets *s, const struct publication_list *l, const struct sheet_column *c,
	size_t n, struct err *e)
{
	struct buf text = {0};
	int rc = fputs("\xEF\xBB\xBF", s->out) == EOF ? failed(e) : 0;

	for (size_t k = 0; rc == 0 && k < n; k++)
		rc = put_text(s, c[k].title, k == 0, e);
	for (int i = 0; rc == 0 && i < PQntuples(l->rows); i++) {
		rc = fputs("\r\n", s->out) == EOF ? failed(e) : 0;
		for (size_t k = 0; rc == 0 && k < n; k++) {
			buf_reset(&text);
			rc = write_csv_cell(s, l->rows, i, &c[k], &text, e);
			if (rc == 0)
				rc = put_text(s, text.len ? text.data : "", k == 0, e);
		}
	}
	buf_release(&text);
	return rc == 0 && fputs("\r\n", s->out) == EOF ? failed(e) : rc;
}

static int take_list(void *arg, const struct publication_list *l, struct err *e)
{
	const struct sheets *s = arg;
	struct sheet_column columns[COLUMNS_MOST];
	size_t n;

	if (columns_read(s->p, l, s->head, columns, &n, e) < 0)
		return -1;
	return s->book ? book_add(s->book, l, columns, n, e) : write_csv(s, l, columns, n, e);
}

static int with_head(void *arg, const struct publication_list *l, struct err *e)
{
	struct sheets *s = arg;
	const char *lists[COLUMNS_MOST];
	size_t n;
	int rc = columns_lists(s->p, lists, &n, e);

	if (PQntuples(l->rows) == 0)
		return publication_nothing(s->p, e);
	s->head = l->rows;
	if (rc == 0 && n == 0)
		return err_set(e, ERR_USAGE, "page %s has no columns, expected rows of page_columns.csv",
			s->p->page);
	for (size_t k = 0; rc == 0 && k < (s->book ? n : 1); k++)
		rc = publication_each(s->p, lists[k], take_list, s, e);
	return rc;
}

int publication_sheet(const struct publication *p, enum sheet_form form, FILE *out, struct err *e)
{
	struct book *book = NULL;
	struct sheets s = {p, form, out, NULL, NULL};
	int rc = 0;

	if (form == SHEET_XLSX)
		rc = book_begin(&book, p, e);
	s.book = book;
	if (rc == 0)
		rc = publication_each(p, "page", with_head, &s, e);
	return form == SHEET_XLSX ? book_end(book, rc, out, e) : rc;
}
