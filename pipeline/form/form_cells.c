#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include "form/form.h"

/* The cells of a form, one after another. */
struct form_checking {
	const struct form_asked *asked;
	const struct form_reader *reader;
	const struct form_rows *rows;
	struct form_told *told;
	const char *heading[FORM_COLUMNS];
	struct buf why, line;
};

static const char *text_of(struct slice s, char *out, size_t size)
{
	snprintf(out, size, "%.*s", (int)s.len, s.text ? s.text : "");
	return out;
}

static const char *place_of(long row, enum form_column column, char out[32])
{
	snprintf(out, 32, "%c%ld", 'A' + (int)column, row);
	return out;
}

/* The next character and its bytes; a byte that is no UTF-8 is one that cannot be printed. */
static size_t next_point(struct slice s, size_t at, bool *is_printable)
{
	int32_t cp;
	utf8proc_ssize_t n =
		utf8proc_iterate((const utf8proc_uint8_t *)s.text + at, (utf8proc_ssize_t)(s.len - at), &cp);
	utf8proc_category_t c = n > 0 ? utf8proc_category(cp) : UTF8PROC_CATEGORY_CN;

	*is_printable = cp == ' ' || (c != UTF8PROC_CATEGORY_CN && c < UTF8PROC_CATEGORY_ZS);
	return n > 0 ? (size_t)n : 1;
}

static bool is_printable(struct slice s)
{
	bool is_one = true;

	for (size_t at = 0; is_one && at < s.len;)
		at += next_point(s, at, &is_one);
	return is_one;
}

/* Forty letters, what cannot be printed as a question mark. */
static int add_shown(struct buf *out, struct slice s, struct err *e)
{
	size_t letters = 0, n;
	bool is_one;

	for (size_t at = 0; at < s.len && letters++ < 40; at += n) {
		n = next_point(s, at, &is_one);
		if (is_one ? buf_add(out, s.text + at, n, e) < 0 : buf_add_char(out, '?', e) < 0)
			return -1;
	}
	return 0;
}

/* Tells c->why of the cell. */
static int tell(struct form_checking *c, const struct sheet_row *row, enum form_column column, struct err *e)
{
	struct buf shown = {0};
	char place[32];
	int rc = add_shown(&shown, sheet_cell(row, column), e);

	if (rc == 0)
		rc = FORM_SAY(&c->asked->texts, &c->line, e, "cell", place_of(row->number, column, place),
			c->heading[column], shown.len ? shown.data : "", c->why.data);
	if (rc == 0)
		rc = form_told_add(c->told, &c->line, e);
	buf_reset(&c->why);
	buf_release(&shown);
	return rc;
}

static void release(struct form_checking *c)
{
	buf_release(&c->why);
	buf_release(&c->line);
}

/* ---- whose form it is ---- */

/* A cell of the heading columns that differs from the first row's. Shape: 0, 1 when it was told. */
static int check_same(
	struct form_checking *c, const struct sheet_row *row, enum form_column column, struct err *e)
{
	const struct sheet_row *first = c->rows->rows[0];
	char place[32], text[200];

	if (slice_same(sheet_cell(row, column), sheet_cell(first, column)))
		return 0;
	if (FORM_SAY(&c->asked->texts, &c->why, e, "cell.differs", place_of(first->number, column, place),
		    text_of(sheet_cell(first, column), text, sizeof(text))) < 0)
		return -1;
	return tell(c, row, column, e) < 0 ? -1 : 1;
}

static int check_heading(struct form_checking *c, struct err *e)
{
	static const enum form_column heading[] = {FORM_PERIOD, FORM_AGENCY, FORM_TERRITORY};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < 3 * c->rows->n; i++)
		rc = check_same(c, c->rows->rows[i / 3], heading[i % 3], e);
	return rc;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The heads of the territories that have forms, sorted. Sets the territory whose head it is. */
static int list_roots(struct form_asked *a, struct slice root, struct buf *out, struct err *e)
{
	const char **roots = calloc(a->sets->nrows + 1, sizeof(*roots));
	size_t n = 0;
	int rc = roots ? 0 : err_set(e, ERR_NOMEM, "out of memory for territories");

	a->territory = "";
	for (size_t i = 0; rc == 0 && i < a->sets->nrows; i++) {
		const char *territory = table_get(a->sets, i, "territory");

		if (!form_set_is_asked(a, i))
			continue;
		roots[n++] = form_root_of(a, territory);
		if (slice_equals(root, roots[n - 1]))
			a->territory = territory;
	}
	if (n)
		qsort(roots, n, sizeof(*roots), compare_texts);
	for (size_t i = 0; rc == 0 && i < n; i++)
		if (!i || strcmp(roots[i], roots[i - 1]) != 0)
			rc = buf_addf(out, e, "%s%s", i ? " " : "", roots[i]);
	free(roots);
	return rc;
}

static int read_territory(struct form_checking *c, struct form_asked *a, struct err *e)
{
	struct slice root = sheet_cell(c->rows->rows[0], FORM_TERRITORY);
	struct buf roots = {0};
	int rc = list_roots(a, root, &roots, e);

	a->root = form_root_of(a, a->territory);
	if (rc == 0 && !*a->territory) {
		rc = FORM_SAY(&a->texts, &c->why, e, "cell.territory", roots.len ? roots.data : "");
		if (rc == 0)
			rc = tell(c, c->rows->rows[0], FORM_TERRITORY, e) < 0 ? -1 : 1;
	}
	buf_release(&roots);
	return rc;
}

/* Shape: 0, 1 when it was told. */
static int read_sender(struct form_checking *c, struct form_asked *a, struct err *e)
{
	const struct sheet_row *first = c->rows->rows[0];
	const struct agency *agency;
	char text[200];

	if (form_asked_period(a, text_of(sheet_cell(first, FORM_PERIOD), text, sizeof(text))))
		return FORM_SAY(&a->texts, &c->why, e, "cell.period") < 0 ||
				       tell(c, first, FORM_PERIOD, e) < 0
			       ? -1
			       : 1;
	agency = agencies_find(
		a->agencies, text_of(sheet_cell(first, FORM_AGENCY), text, sizeof(text)), a->day);
	if (!agency)
		return FORM_SAY(&a->texts, &c->why, e, "cell.agency", a->day) < 0 ||
				       tell(c, first, FORM_AGENCY, e) < 0
			       ? -1
			       : 1;
	a->agency = agency->id;
	a->is_coordinating = true;
	return read_territory(c, a, e);
}

int form_sender_read(
	struct form_asked *a, const struct form_rows *rows, struct form_told *told, struct err *e)
{
	struct form_checking c = {.asked = a, .rows = rows, .told = told};
	int rc = form_heading(&a->texts, c.heading, e);

	if (rc == 0)
		rc = check_heading(&c, e);
	if (rc == 0)
		rc = read_sender(&c, a, e);
	if (rc == 0)
		rc = form_asked_find(a, e);
	release(&c);
	return rc;
}

/* ---- what its cells say ---- */

static bool is_code_without_key(struct slice cell)
{
	for (size_t i = 0; i < cell.len; i++)
		if (!cell.text[i] || !strchr("0123456789.,/-", cell.text[i]))
			return false;
	return cell.len > 0;
}

/* The row before it that says the same variable, or NULL. */
static const struct sheet_row *find_twin(const struct form_checking *c, size_t i)
{
	const struct sheet_row *row = c->rows->rows[i];

	for (size_t k = 0; k < i; k++)
		if (slice_same(form_key_of(sheet_cell(c->rows->rows[k], FORM_INDICATOR)),
			    form_key_of(sheet_cell(row, FORM_INDICATOR))) &&
			slice_same(
				sheet_cell(c->rows->rows[k], FORM_VARIABLE), sheet_cell(row, FORM_VARIABLE)))
			return c->rows->rows[k];
	return NULL;
}

/* A row that is none of the sender's, or stands twice. */
static int check_key(struct form_checking *c, size_t i, long variable, struct err *e)
{
	const struct sheet_row *row = c->rows->rows[i], *twin;
	const struct form_texts *t = &c->asked->texts;
	struct slice cell = sheet_cell(row, FORM_INDICATOR), key = form_key_of(cell);
	enum form_column column = FORM_INDICATOR;
	char text[200];
	int rc = 0;

	if (key.text == cell.text && is_code_without_key(cell)) {
		rc = FORM_SAY(t, &c->why, e, "cell.letters", "CS");
	} else if (variable < 0) {
		column = FORM_VARIABLE;
		rc = FORM_SAY(t, &c->why, e, "cell.variable", text_of(key, text, sizeof(text)));
	} else if (!form_asked_get(c->asked, key, sheet_cell(row, FORM_VARIABLE))) {
		rc = FORM_SAY(t, &c->why, e, "cell.answered", c->asked->agency);
	} else if ((twin = find_twin(c, i))) {
		column = FORM_VARIABLE;
		rc = FORM_SAY(t, &c->why, e, "cell.twice", form_number_text(text, twin->number));
	}
	return rc < 0 ? -1 : c->why.len ? tell(c, row, column, e) : 0;
}

/* The unit that the form was handed out with, when a bare number would be read in another one. */
static int check_changed_unit(
	struct form_checking *c, const struct sheet_row *row, size_t variable, struct err *e)
{
	const struct form_asked *a = c->asked;
	const char *title;
	long unit = table_find(a->units, "unit", table_get(a->variables, variable, "unit"), a->day);

	if (unit < 0 || *table_get(a->variables, variable, "unit_from") ||
		!form_is_bare(sheet_cell(row, FORM_VALUE)))
		return 0;
	title = table_get(a->units, (size_t)unit, "title_vi");
	return slice_equals(sheet_cell(row, FORM_UNIT), title)
		       ? 0
		       : FORM_SAY(&a->texts, &c->why, e, "cell.unit", title);
}

static int check_value(struct form_checking *c, const struct sheet_row *row, size_t variable, struct err *e)
{
	enum form_column column = FORM_VALUE;

	if (form_value_check(c->asked, c->reader, variable, row, &c->why, &column, e) < 0)
		return -1;
	if (!c->why.len) {
		column = FORM_UNIT;
		if (check_changed_unit(c, row, variable, e) < 0)
			return -1;
	}
	return c->why.len ? tell(c, row, column, e) : 0;
}

/* Cells that hold what cannot be printed; how many. */
static int check_letters(struct form_checking *c, const struct sheet_row *row, size_t *n, struct err *e)
{
	*n = 0;
	for (int i = 0; i < FORM_COLUMNS; i++) {
		if (is_printable(sheet_cell(row, (size_t)i)))
			continue;
		++*n;
		if (FORM_SAY(&c->asked->texts, &c->why, e, "cell.unprintable") < 0 ||
			tell(c, row, (enum form_column)i, e) < 0)
			return -1;
	}
	return 0;
}

static int check_row(struct form_checking *c, size_t i, struct err *e)
{
	const struct sheet_row *row = c->rows->rows[i];
	struct slice day = sheet_cell(row, FORM_DATE);
	long variable = form_variable_find(
		c->asked, form_key_of(sheet_cell(row, FORM_INDICATOR)), sheet_cell(row, FORM_VARIABLE));
	char text[11];
	size_t n;

	if (check_letters(c, row, &n, e) < 0)
		return -1;
	if (n)
		return 0;
	if (check_key(c, i, variable, e) < 0 || (variable >= 0 && sheet_cell(row, FORM_VALUE).len &&
							check_value(c, row, (size_t)variable, e) < 0))
		return -1;
	if (!day.len || form_day_read(c->reader, day, text))
		return 0;
	return FORM_SAY(&c->asked->texts, &c->why, e, "cell.date") < 0 ? -1 : tell(c, row, FORM_DATE, e);
}

/* A form that nobody filled in. */
static int check_blank(struct form_checking *c, struct err *e)
{
	for (size_t i = 0; i < c->rows->n; i++)
		if (sheet_cell(c->rows->rows[i], FORM_VALUE).len)
			return 0;
	return FORM_SAY(&c->asked->texts, &c->line, e, "sheet.blank") < 0
		       ? -1
		       : form_told_add(c->told, &c->line, e);
}

int form_cells_check(const struct form_asked *a, const struct form_reader *r, const struct form_rows *rows,
	struct form_told *told, struct err *e)
{
	struct form_checking c = {.asked = a, .reader = r, .rows = rows, .told = told};
	int rc = form_heading(&a->texts, c.heading, e);

	for (size_t i = 0; rc == 0 && i < rows->n; i++)
		rc = check_row(&c, i, e);
	if (rc == 0 && !told->n)
		rc = check_blank(&c, e);
	release(&c);
	return rc < 0 ? -1 : told->n ? 1 : 0;
}
