#include "inspect/lint_sources.h"

#include <stdlib.h>
#include <string.h>
#include "model/sources.h"

struct listed {
	struct slice id;
	bool is_cited;
};

struct citing {
	struct lint *l;
	const struct table *sources;
	struct listed *list; /* by id, one for each row of sources */
};

static int by_id(const void *a, const void *b)
{
	return slice_compare(((const struct listed *)a)->id, ((const struct listed *)b)->id);
}

static struct listed *find_listed(const struct citing *c, struct slice id)
{
	return bsearch(&(struct listed){id, false}, c->list, c->sources->nrows, sizeof(*c->list), by_id);
}

static int check_cell(struct citing *c, const struct row *row, const char *cell, struct err *e)
{
	struct citation cited;
	char quoted[200];

	while (citation_next(&cell, &cited)) {
		struct listed *found = find_listed(c, cited.id);

		if (found)
			found->is_cited = true;
		else if (lint_add(c->l, row->file, row->line, e,
				 "column source: found %s, expected an id of sources.csv",
				 err_quote_cell(quoted, cited.id.text, cited.id.len)) < 0)
			return -1;
	}
	return 0;
}

/* An empty cell is a finding of lint_row. */
static int check_table(struct citing *c, const struct table *t, struct err *e)
{
	int col = table_find_col(t, "source");

	for (size_t i = 0; t != c->sources && col >= 0 && i < t->nrows; i++)
		if (*t->rows[i].cells[col] && check_cell(c, &t->rows[i], t->rows[i].cells[col], e) < 0)
			return -1;
	return 0;
}

/* What the row's kind makes it say, as a column; NULL: none of its own. */
static const char *column_of(const char *kind)
{
	static const char *const owed[][2] = {{"act", "published"}, {"document", "published"},
		{"standard", "published"}, {"assumption", "confirm"}};

	for (size_t i = 0; i < sizeof(owed) / sizeof(*owed); i++)
		if (strcmp(owed[i][0], kind) == 0)
			return owed[i][1];
	return NULL;
}

static int check_source(struct citing *c, size_t i, struct err *e)
{
	const struct row *row = &c->sources->rows[i];
	const char *id = table_get(c->sources, i, "source"), *kind = table_get(c->sources, i, "kind");
	const char *column = column_of(kind);

	if (column && !*table_get(c->sources, i, column) &&
		lint_add(c->l, row->file, row->line, e, "column %s: found nothing, expected %s", column,
			strcmp(column, "confirm") == 0 ? "who can confirm the assumption"
						       : "where it is published, or not published") < 0)
		return -1;
	if (!find_listed(c, slice_from(id))->is_cited)
		return lint_note(c->l, row->file, row->line, e, "source %s: no row cites it", id);
	return 0;
}

static int read_list(struct citing *c, struct arena *a, struct err *e)
{
	size_t n = c->sources->nrows;

	c->list = arena_alloc(a, (n + 1) * sizeof(*c->list), e);
	if (!c->list)
		return -1;
	for (size_t i = 0; i < n; i++)
		c->list[i] = (struct listed){slice_from(table_get(c->sources, i, "source")), false};
	qsort(c->list, n, sizeof(*c->list), by_id);
	return 0;
}

int lint_sources(struct lint *l, struct err *e)
{
	struct citing c = {.l = l, .sources = catalog_get(l->catalog, "sources", e)};
	struct arena arena = {0};
	const char *const *names;
	size_t n;
	int rc = c.sources && catalog_names(l->catalog, &names, &n, e) == 0 ? read_list(&c, &arena, e) : -1;

	for (size_t i = 0; rc == 0 && i < n; i++) {
		const struct table *t = catalog_get(l->catalog, names[i], e);

		rc = t ? check_table(&c, t, e) : -1;
	}
	for (size_t i = 0; rc == 0 && i < c.sources->nrows; i++)
		rc = check_source(&c, i, e);
	arena_release(&arena);
	return rc;
}
