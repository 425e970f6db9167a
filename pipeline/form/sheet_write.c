#include "form/sheet_write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include "core/clock.h"
#include "core/csv.h"

#define MARK ';'
#define BOM "\xEF\xBB\xBF"
#define FIRST_ASKED 8 /* columns I to L are the agency's */
#define LAST_ASKED 11

/* The widths by which a form can be read without dragging. */
static const unsigned char widths[SHEET_WRITE_COLUMNS] = {10, 9, 12, 9, 60, 14, 20, 40, 16, 16, 13, 30, 9, 6};

/* A place for the workbook while it is made: libxlsxwriter writes to a name. */
static int make_temp(struct sheet_writer *w, struct err *e)
{
	const char *dir = getenv("TMPDIR");
	char path[4096];

	snprintf(path, sizeof(path), "%s/chiso-form-XXXXXX", dir && *dir ? dir : "/tmp");
	w->temp = mkostemp(path, O_CLOEXEC);
	if (w->temp < 0)
		return err_at(e, ERR_OUTPUT, path, 0, "cannot be created: %s", strerror(errno));
	unlink(path);
	snprintf(w->path, sizeof(w->path), "/proc/self/fd/%d", w->temp);
	return 0;
}

static time_t time_of(const char *day)
{
	int64_t at = 0;
	struct err ignored = {0};

	return clock_parse(day, strlen(day), &at, &ignored) == 0 ? (time_t)at : 1;
}

static lxw_format *add_format(lxw_workbook *book, bool is_bold, lxw_color_t color)
{
	lxw_format *f = workbook_add_format(book);

	if (!f)
		return NULL;
	format_set_num_format_index(f, 49); /* @: what is typed stays as it is typed */
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	format_set_text_wrap(f);
	if (is_bold)
		format_set_bold(f);
	if (color)
		format_set_bg_color(f, color);
	return f;
}

static int make_book(struct sheet_writer *w, const char *day, struct err *e)
{
	lxw_doc_properties properties = {.created = time_of(day)};

	w->book = workbook_new(w->path);
	w->sheet = w->book ? workbook_add_worksheet(w->book, NULL) : NULL;
	if (!w->sheet)
		return err_set(e, ERR_NOMEM, "out of memory for a workbook");
	w->heading = add_format(w->book, true, LXW_COLOR_SILVER);
	w->cell = add_format(w->book, false, 0);
	w->asked = add_format(w->book, false, 0xFFFFE0);
	workbook_set_properties(w->book, &properties);
	for (lxw_col_t i = 0; i < SHEET_WRITE_COLUMNS; i++)
		worksheet_set_column(
			w->sheet, i, i, widths[i], i >= FIRST_ASKED && i <= LAST_ASKED ? w->asked : w->cell);
	worksheet_freeze_panes(w->sheet, 1, 0);
	return w->heading && w->cell && w->asked ? 0 : err_set(e, ERR_NOMEM, "out of memory for a workbook");
}

int sheet_writer_begin(struct sheet_writer *w, FILE *out, bool is_xlsx, const char *day, struct err *e)
{
	*w = (struct sheet_writer){.out = out, .temp = -1};
	if (is_xlsx)
		return make_temp(w, e) < 0 || make_book(w, day, e) < 0 ? -1 : 0;
	return fputs(BOM, out) == EOF ? err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno)) : 0;
}

static int put_csv(struct sheet_writer *w, const char *const *cells, struct err *e)
{
	for (int i = 0; i < SHEET_WRITE_COLUMNS; i++)
		if ((i && putc(MARK, w->out) == EOF) ||
			csv_write_loose(w->out, MARK, slice_from(cells[i]), e) < 0)
			return err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno));
	return fputs("\r\n", w->out) == EOF ? err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno))
					    : 0;
}

int sheet_writer_put(struct sheet_writer *w, const char *const cells[SHEET_WRITE_COLUMNS], struct err *e)
{
	if (!w->book)
		return put_csv(w, cells, e);
	for (lxw_col_t i = 0; i < SHEET_WRITE_COLUMNS; i++) {
		lxw_format *format = !w->row				   ? w->heading
				     : i >= FIRST_ASKED && i <= LAST_ASKED ? w->asked
									   : w->cell;
		lxw_error why = cells[i] && *cells[i]
					? worksheet_write_string(w->sheet, w->row, i, cells[i], format)
					: worksheet_write_blank(w->sheet, w->row, i, format);

		if (why != LXW_NO_ERROR)
			return err_set(
				e, ERR_WRITE, "row %u of the workbook: %s", w->row + 1, lxw_strerror(why));
	}
	w->row++;
	return 0;
}

static int copy_book(const struct sheet_writer *w, struct err *e)
{
	char block[1 << 14];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(w->temp, block, sizeof(block), at)) > 0) {
		if (fwrite(block, 1, (size_t)n, w->out) != (size_t)n)
			return err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno));
		at += n;
	}
	return n < 0 || !at ? err_set(e, ERR_WRITE, "the workbook cannot be read back: %s", strerror(errno))
			    : 0;
}

int sheet_writer_end(struct sheet_writer *w, int rc, struct err *e)
{
	lxw_error why = w->book ? workbook_close(w->book) : LXW_NO_ERROR;

	if (rc == 0 && why != LXW_NO_ERROR)
		rc = err_set(e, ERR_WRITE, "the workbook cannot be made: %s", lxw_strerror(why));
	if (rc == 0 && w->book)
		rc = copy_book(w, e);
	if (w->temp >= 0)
		close(w->temp);
	*w = (struct sheet_writer){.temp = -1};
	return rc;
}
