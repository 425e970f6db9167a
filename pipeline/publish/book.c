#include "publish/book.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include "core/clock.h"
#include "publish/book_chart.h"
#include "publish/book_lines.h"
#include "publish/cell.h"

struct book {
	const struct publication *p;
	lxw_workbook *book;
	lxw_format *heading, *text, *whole, *number, *date;
	int temp; /* the workbook while it is made */
	char path[40];
};

/* A place for the workbook while it is made: libxlsxwriter writes to a name. In memory, it is one page's. */
static int make_temp(struct book *b, struct err *e)
{
	b->temp = memfd_create("chiso-publish", MFD_CLOEXEC);
	if (b->temp < 0)
		return err_set(e, ERR_OUTPUT, "no room for a workbook: %s", strerror(errno));
	snprintf(b->path, sizeof(b->path), "/proc/self/fd/%d", b->temp);
	return 0;
}

static lxw_format *add_format(struct book *b, const char *number, bool is_heading)
{
	lxw_format *f = workbook_add_format(b->book);

	if (!f)
		return NULL;
	format_set_font_name(f, "Times New Roman"); /* what Decree 30/2020 asks of a document */
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	format_set_text_wrap(f);
	format_set_border(f, LXW_BORDER_THIN);
	if (number)
		format_set_num_format(f, number);
	if (is_heading) {
		format_set_bold(f);
		format_set_bg_color(f, 0xDCE6F1);
		format_set_align(f, LXW_ALIGN_CENTER);
	}
	return f;
}

static time_t time_of(const char *day)
{
	int64_t at = 0;
	struct err ignored = {0};

	return clock_parse(day, strlen(day), &at, &ignored) == 0 ? (time_t)at : 1;
}

int book_begin(struct book **out, const struct publication *p, struct err *e)
{
	struct book *b = calloc(1, sizeof(*b));
	lxw_doc_properties properties = {.created = time_of(p->day)};

	*out = b;
	if (!b)
		return err_set(e, ERR_NOMEM, "out of memory for a workbook");
	b->p = p;
	if (make_temp(b, e) < 0)
		return -1;
	b->book = workbook_new(b->path);
	if (b->book) {
		b->heading = add_format(b, NULL, true);
		b->text = add_format(b, "@", false);
		b->whole = add_format(b, "#,##0", false);
		b->number = add_format(b, "#,##0.00", false);
		b->date = add_format(b, "dd/mm/yyyy", false);
	}
	if (!b->book || !b->heading || !b->text || !b->whole || !b->number || !b->date)
		return err_set(e, ERR_NOMEM, "out of memory for a workbook");
	workbook_set_properties(b->book, &properties);
	return 0;
}

/* A spreadsheet's number has 15 digits. Whole ones past that are another number: those stay a text. What
 * is lost of digits behind the point was rounded before. */
static bool is_number(const char *text)
{
	size_t digits = 0;

	for (; *text && *text != '.'; text++)
		digits += *text >= '0' && *text <= '9';
	return digits <= 15;
}

static lxw_error put_date(
	const struct book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, const char *text)
{
	lxw_datetime at = {0};

	if (sscanf(text, "%d-%d-%d", &at.year, &at.month, &at.day) != 3)
		return worksheet_write_string(sheet, row, col, text, b->text);
	return worksheet_write_datetime(sheet, row, col, &at, b->date);
}

static lxw_error put_cell(const struct book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
	const PGresult *r, int i, int at, const char *text)
{
	if (PQgetisnull(r, i, at) || !*text)
		return worksheet_write_blank(sheet, row, col, b->text);
	switch (cell_kind_of(r, at)) {
	case CELL_IS_NUMBER:
		if (!is_number(text))
			break;
		return worksheet_write_number(
			sheet, row, col, strtod(text, NULL), strchr(text, '.') ? b->number : b->whole);
	case CELL_IS_DATE:
		return put_date(b, sheet, row, col, text);
	case CELL_IS_BOOL:
		return worksheet_write_string(sheet, row, col, *text == 't' ? "có" : "không", b->text);
	default:
		break;
	}
	return worksheet_write_string(sheet, row, col, text, b->text);
}

static unsigned width_of(const struct sheet_column *c)
{
	return c->width ? c->width : 12;
}

static void set_up(lxw_worksheet *sheet, const struct sheet_column *c, size_t n, lxw_row_t rows)
{
	for (size_t k = 0; k < n; k++)
		worksheet_set_column(sheet, (lxw_col_t)k, (lxw_col_t)k, width_of(&c[k]), NULL);
	worksheet_freeze_panes(sheet, 1, 0);
	worksheet_repeat_rows(sheet, 0, 0);
	worksheet_autofilter(sheet, 0, 0, rows, (lxw_col_t)(n - 1));
	worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_set_margins(sheet, 0.6, 0.4, 0.6, 0.6);
	worksheet_set_footer(sheet, "&C&P/&N");
}

/* A program that did not write the workbook leaves its rows one line high: so each says how high it is. */
static lxw_error set_height(lxw_worksheet *sheet, lxw_row_t row, unsigned lines)
{
	return worksheet_set_row(
		sheet, row, 16 * (lines < 25 ? lines : 25), NULL); /* of 11 points; 409 at most */
}

static lxw_error put_heading(
	const struct book *b, lxw_worksheet *sheet, const struct sheet_column *c, size_t n)
{
	lxw_error why = LXW_NO_ERROR;
	unsigned lines = 1;

	for (size_t k = 0; why == LXW_NO_ERROR && k < n; k++) {
		/* bold, and beside the sign of the filter */
		unsigned has = book_lines(c[k].title, width_of(&c[k]) > 6 ? width_of(&c[k]) - 3 : 3);

		lines = has > lines ? has : lines;
		why = worksheet_write_string(sheet, 0, (lxw_col_t)k, c[k].title, b->heading);
	}
	return why == LXW_NO_ERROR ? set_height(sheet, 0, lines) : why;
}

static int put_row(const struct book *b, lxw_worksheet *sheet, const PGresult *r, int i,
	const struct sheet_column *c, size_t n, lxw_error *why, struct err *e)
{
	unsigned lines = 1;

	for (size_t k = 0; *why == LXW_NO_ERROR && k < n; k++) {
		const char *text = column_text(&c[k], r, i, b->p->day, e);
		unsigned has = text ? book_lines(text, width_of(&c[k])) : 0;

		if (!text)
			return -1;
		lines = has > lines ? has : lines;
		*why = put_cell(b, sheet, (lxw_row_t)i + 1, (lxw_col_t)k, r, i, c[k].at, text);
	}
	if (*why == LXW_NO_ERROR)
		*why = set_height(sheet, (lxw_row_t)i + 1, lines);
	return 0;
}

int book_add(struct book *b, const struct publication_list *l, const struct sheet_column *c, size_t n,
	struct err *e)
{
	char name[32];
	lxw_worksheet *sheet;
	lxw_error why;
	int rows = PQntuples(l->rows);

	if (book_sheet_name(b->p, l->name, name, e) < 0)
		return -1;
	sheet = workbook_add_worksheet(b->book, name);
	if (!sheet)
		return err_set(
			e, ERR_CATALOG, "page %s: found sheet \"%s\" twice or too long", b->p->page, name);
	why = put_heading(b, sheet, c, n);
	for (int i = 0; why == LXW_NO_ERROR && i < rows; i++)
		if (put_row(b, sheet, l->rows, i, c, n, &why, e) < 0)
			return -1;
	if (why != LXW_NO_ERROR)
		return err_set(e, ERR_WRITE, "sheet %s: %s", name, lxw_strerror(why));
	set_up(sheet, c, n, (lxw_row_t)rows);
	return book_chart(b->book, b->p, l, c, n, name, e);
}

static int copy_book(const struct book *b, FILE *out, struct err *e)
{
	char block[1 << 14];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(b->temp, block, sizeof(block), at)) > 0) {
		if (fwrite(block, 1, (size_t)n, out) != (size_t)n)
			return err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno));
		at += n;
	}
	return n < 0 || !at ? err_set(e, ERR_WRITE, "the workbook cannot be read back: %s", strerror(errno))
			    : 0;
}

int book_end(struct book *b, int rc, FILE *out, struct err *e)
{
	lxw_error why = b && b->book ? workbook_close(b->book) : LXW_NO_ERROR;

	if (rc == 0 && why != LXW_NO_ERROR)
		rc = err_set(e, ERR_WRITE, "the workbook cannot be made: %s", lxw_strerror(why));
	if (rc == 0 && b)
		rc = copy_book(b, out, e);
	if (b && b->path[0])
		close(b->temp);
	free(b);
	return rc;
}
