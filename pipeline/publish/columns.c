#include "publish/columns.h"

#include <stdlib.h>
#include <string.h>
#include "publish/status.h"

/* "Chỉ tiêu năm {year}" */
static int fill_title(
	struct sheet_column *c, const struct table *t, size_t i, const PGresult *head, struct err *e)
{
	const char *text = table_get(t, i, "title_vi");
	size_t n = 0;

	while (*text && n < sizeof(c->title) - 1) {
		const char *end = *text == '{' ? strchr(text, '}') : NULL;
		char name[60];
		int at;

		if (!end) {
			c->title[n++] = *text++;
			continue;
		}
		snprintf(name, sizeof(name), "%.*s", (int)(end - text - 1), text + 1);
		at = head ? PQfnumber(head, name) : -1;
		if (at < 0 || PQntuples(head) == 0)
			return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
				"column title_vi: found {%s}, expected a column of the page's own", name);
		n += (size_t)snprintf(c->title + n, sizeof(c->title) - n, "%s", PQgetvalue(head, 0, at));
		n = n < sizeof(c->title) ? n : sizeof(c->title) - 1;
		text = end + 1;
	}
	c->title[n] = '\0';
	return 0;
}

static bool is_of(const struct table *t, size_t i, const struct publication *p, const char *list)
{
	return strcmp(table_get(t, i, "page"), p->page) == 0 && table_is_valid(t, i, p->day) &&
	       (!list || strcmp(table_get(t, i, "list"), list) == 0);
}

int columns_read(const struct publication *p, const struct publication_list *l, const PGresult *head,
	struct sheet_column *out, size_t *n, struct err *e)
{
	const struct table *t = catalog_get(p->catalog, "page_columns", e);

	*n = 0;
	for (size_t i = 0; t && i < t->nrows; i++) {
		struct sheet_column *c = &out[*n];

		if (!is_of(t, i, p, l->name))
			continue;
		if (*n == COLUMNS_MOST)
			return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
				"found more than %d columns of a list", COLUMNS_MOST);
		c->at = PQfnumber(l->rows, table_get(t, i, "column"));
		if (c->at < 0)
			return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
				"column column: found \"%s\", expected one that the statement gives",
				table_get(t, i, "column"));
		c->words = NULL;
		if (status_is_column(table_get(t, i, "column")) &&
			!(c->words = catalog_get(p->catalog, "status_words", e)))
			return -1;
		c->width = (unsigned)strtoul(table_get(t, i, "width"), NULL, 10);
		if (fill_title(c, t, i, head, e) < 0)
			return -1;
		++*n;
	}
	return t ? 0 : -1;
}

const char *column_text(
	const struct sheet_column *c, const PGresult *r, int row, const char *day, struct err *e)
{
	const char *text = PQgetvalue(r, row, c->at);
	long i;

	if (!c->words || !*text)
		return text;
	i = status_find(c->words, text, day, PQfname(r, c->at), e);
	return i < 0 ? NULL : table_get(c->words, (size_t)i, "text_vi");
}

int columns_lists(const struct publication *p, const char **lists, size_t *n, struct err *e)
{
	const struct table *t = catalog_get(p->catalog, "page_columns", e);

	*n = 0;
	for (size_t i = 0; t && i < t->nrows; i++) {
		const char *list = table_get(t, i, "list");
		bool is_there = false;

		for (size_t k = 0; k < *n; k++)
			is_there |= strcmp(lists[k], list) == 0;
		if (is_of(t, i, p, NULL) && !is_there && *n < COLUMNS_MOST)
			lists[(*n)++] = list;
	}
	return t ? 0 : -1;
}
