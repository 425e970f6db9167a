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

/* The rows of one list by their ids, in the order in which they came where an id has several. */
struct by_id {
	struct ref {
		const char *id; /* the row's own */
		struct page *row;
		size_t place;
	} * of;
	size_t n;
};

static int compare_refs(const void *a, const void *b)
{
	const struct ref *x = a, *y = b;
	int c = strcmp(x->id, y->id);

	return c ? c : (x->place > y->place) - (x->place < y->place);
}

static int index_rows(const struct page_filling *f, const char *list, struct by_id *out, struct err *e)
{
	*out = (struct by_id){malloc((f->n + 1) * sizeof(*out->of)), 0};
	if (!out->of)
		return err_set(e, ERR_NOMEM, "out of memory for a page");
	for (size_t k = 0; k < f->n; k++)
		if (strcmp(f->placed[k].list, list) == 0)
			out->of[out->n++] =
				(struct ref){page_get(f->placed[k].row, "id"), f->placed[k].row, k};
	qsort(out->of, out->n, sizeof(*out->of), compare_refs);
	return 0;
}

static size_t first_with(const struct by_id *rows, const char *id)
{
	size_t low = 0, high = rows->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(rows->of[mid].id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Below every row of the list around it whose id is the row's `of`; what there is no room for is counted:
 * LIST_more. */
static int add_within(struct page_filling *f, const struct by_id *around, const struct publication_list *l,
	int i, const char *of, struct err *e)
{
	size_t k = first_with(around, of), first = k;
	int rc = 0;

	for (; rc == 0 && k < around->n && strcmp(around->of[k].id, of) == 0; k++) {
		struct page *at = around->of[k].row;

		if (l->most && page_count(at, l->name) >= l->most)
			rc = count_up(at, l->name, "more", e);
		else
			rc = add_row(f, at, l, i, e);
	}
	return rc == 0 && k == first ? err_set(e, ERR_FAULT, "list %s: found no row \"%s\" of list %s",
					       l->name, of, l->within)
				     : rc;
}

static int add_rows(struct page_filling *f, const struct publication_list *l, int of, struct err *e)
{
	struct by_id around = {NULL, 0};
	int rc = *l->within ? index_rows(f, l->within, &around, e) : 0;

	for (int i = 0; rc == 0 && i < PQntuples(l->rows); i++) {
		rc = *l->within ? add_within(f, &around, l, i, PQgetvalue(l->rows, i, of), e) : 0;
		if (rc == 0)
			rc = add_row(f, f->page, l, i, e);
		if (rc == 0)
			rc = count_up(f->page, "n", l->name, e);
	}
	free(around.of);
	return rc;
}

static int take_list(void *arg, const struct publication_list *l, struct err *e)
{
	struct page_filling *f = arg;
	int of = PQfnumber(l->rows, "of");

	if (strcmp(l->name, "page") == 0)
		return PQntuples(l->rows) ? put_cells(f, f->page, l, 0, false, e)
					  : publication_nothing(f->p, e);
	if (*l->within && of < 0)
		return err_set(e, ERR_FAULT, "list %s: found no column of", l->name);
	return add_rows(f, l, of, e);
}

int publication_fill(const struct publication *p, struct page *page, struct err *e)
{
	struct page_filling f = {
		.p = p, .page = page, .words = catalog_get(p->catalog, "status_words", e), .day = p->day};
	int rc = f.words ? publication_each(p, NULL, take_list, &f, e) : -1;

	free(f.placed);
	return rc;
}
