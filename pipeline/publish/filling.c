#include "publish/filling.h"

#include <stdlib.h>
#include <string.h>
#include "publish/cell.h"
#include "publish/status.h"

/* A row that others may stand in: a list within another stands at the page as well, so an id has several. */
struct placed {
	const char *list; /* borrowed from the catalogue */
	struct page *row;
};

struct page_filling {
	const struct publication *p;
	struct page *page;
	const struct table *words; /* status_words.csv */
	const char *day;
	struct placed *placed;
	size_t n, cap;
};

static int count_up(struct page *page, const char *list, const char *what, struct err *e)
{
	char name[120];

	snprintf(name, sizeof(name), "%s_%s", list, what);
	return page_setf(page, name, e, "%ld", strtol(page_get(page, name), NULL, 10) + 1);
}

/* COLUMN_sign, _class, _words, _words_en and _is_CLASS of the row. */
static int put_words(
	const struct page_filling *f, struct page *row, const char *column, size_t i, struct err *e)
{
	static const char *const parts[] = {"sign", "class", "text_vi", "text_en"};
	static const char *const names[] = {"sign", "class", "words", "words_en"};
	char name[120];

	for (int k = 0; k < 4; k++) {
		snprintf(name, sizeof(name), "%s_%s", column, names[k]);
		if (page_set(row, name, table_get(f->words, i, parts[k]), e) < 0)
			return -1;
	}
	snprintf(name, sizeof(name), "%s_is_%s", column, table_get(f->words, i, "class"));
	return page_set(row, name, "1", e);
}

/* A row of the page's own list is counted, by its status and at all: LIST_COLUMN_CLASS, LIST_COLUMN. */
static int put_status(const struct page_filling *f, struct page *row, const char *list, const char *column,
	const char *status, struct err *e)
{
	long i = status_find(f->words, status, f->day, column, e);
	char name[120];

	if (i < 0 || put_words(f, row, column, (size_t)i, e) < 0)
		return -1;
	if (!list)
		return 0;
	snprintf(name, sizeof(name), "%s_%s", column, table_get(f->words, (size_t)i, "class"));
	return count_up(f->page, list, name, e) < 0 ? -1 : count_up(f->page, list, column, e);
}

static int put_cells(const struct page_filling *f, struct page *row, const struct publication_list *l, int i,
	bool counts, struct err *e)
{
	struct buf text = {0};
	int rc = 0;

	for (int k = 0; rc == 0 && k < PQnfields(l->rows); k++) {
		const char *column = PQfname(l->rows, k);

		buf_reset(&text);
		rc = cell_write(l->rows, i, k, &text, e);
		if (rc == 0 && text.len > 0)
			rc = page_set(row, column, text.data, e);
		if (rc == 0 && text.len > 0 && status_is_column(column))
			rc = put_status(f, row, counts ? l->name : NULL, column, text.data, e);
	}
	buf_release(&text);
	return rc;
}

static int place(struct page_filling *f, const char *list, struct page *row, struct err *e)
{
	if (f->n == f->cap) {
		size_t cap = f->cap ? 2 * f->cap : 64;
		struct placed *more = realloc(f->placed, cap * sizeof(*more));

		if (!more)
			return err_set(e, ERR_NOMEM, "out of memory for a page");
		f->placed = more;
		f->cap = cap;
	}
	f->placed[f->n++] = (struct placed){list, row};
	return 0;
}

static int add_row(
	struct page_filling *f, struct page *at, const struct publication_list *l, int i, struct err *e)
{
	struct page *row = page_add(at, l->name, e);

	return row && place(f, l->name, row, e) == 0 ? put_cells(f, row, l, i, at == f->page, e) : -1;
}

/* Below every row of the list around it whose id is the row's `of`. */
static int add_within(
	struct page_filling *f, const struct publication_list *l, int i, const char *of, struct err *e)
{
	size_t n = f->n, found = 0;

	for (size_t k = 0; k < n; k++)
		if (strcmp(f->placed[k].list, l->within) == 0 &&
			strcmp(page_get(f->placed[k].row, "id"), of) == 0) {
			found++;
			if (add_row(f, f->placed[k].row, l, i, e) < 0)
				return -1;
		}
	return found ? 0
		     : err_set(e, ERR_FAULT, "list %s: found no row \"%s\" of list %s", l->name, of,
			       l->within);
}

static int take_list(void *arg, const struct publication_list *l, struct err *e)
{
	struct page_filling *f = arg;
	int of = PQfnumber(l->rows, "of"), rows = PQntuples(l->rows);

	if (strcmp(l->name, "page") == 0)
		return rows ? put_cells(f, f->page, l, 0, false, e) : publication_nothing(f->p, e);
	if (*l->within && of < 0)
		return err_set(e, ERR_FAULT, "list %s: found no column of", l->name);
	for (int i = 0; i < rows; i++)
		if ((*l->within && add_within(f, l, i, PQgetvalue(l->rows, i, of), e) < 0) ||
			add_row(f, f->page, l, i, e) < 0 || count_up(f->page, "n", l->name, e) < 0)
			return -1;
	return 0;
}

int publication_fill(const struct publication *p, struct page *page, struct err *e)
{
	struct page_filling f = {
		.p = p, .page = page, .words = catalog_get(p->catalog, "status_words", e), .day = p->day};
	int rc = f.words ? publication_each(p, NULL, take_list, &f, e) : -1;

	free(f.placed);
	return rc;
}
