#include "model/relation.h"

#include <stdlib.h>
#include <string.h>

/* Every pair of targets is asked for: columns are found once, not row by row. */
struct columns {
	int a, b, relation;
};

static struct columns columns_of(const struct table *t)
{
	return (struct columns){
		table_find_col(t, "a"), table_find_col(t, "b"), table_find_col(t, "relation")};
}

static const char *cell(const struct table *t, size_t i, int column)
{
	return column < 0 ? "" : t->rows[i].cells[column];
}

static bool has(const char *const *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

static bool holds(const struct table *t, size_t i, const char *date)
{
	return !date || table_is_valid(t, i, date);
}

int relation_same(const struct table *t, const char *indicator, const char *date, const char ***out,
	size_t *n, struct err *e)
{
	const char **list = calloc(2 * t->nrows + 1, sizeof(*list));
	struct columns c = columns_of(t);

	if (!list)
		return err_set(e, ERR_NOMEM, "out of memory for relations");
	list[0] = indicator;
	*n = 1;
	for (size_t next = 0; next < *n; next++)
		for (size_t i = 0; i < t->nrows; i++) {
			const char *a = cell(t, i, c.a), *b = cell(t, i, c.b);
			const char *other = strcmp(a, list[next]) == 0	 ? b
					    : strcmp(b, list[next]) == 0 ? a
									 : NULL;

			if (other && strcmp(cell(t, i, c.relation), "same") == 0 && holds(t, i, date) &&
				!has(list, *n, other))
				list[(*n)++] = other;
		}
	*out = list;
	return 0;
}

static const char *direct(const struct table *t, const char *a, const char *b, const char *date)
{
	struct columns c = columns_of(t);

	for (size_t i = 0; i < t->nrows; i++) {
		const char *x = cell(t, i, c.a), *y = cell(t, i, c.b), *relation = cell(t, i, c.relation);

		if (!holds(t, i, date))
			continue;
		if (strcmp(x, a) == 0 && strcmp(y, b) == 0)
			return relation;
		if (strcmp(x, b) == 0 && strcmp(y, a) == 0)
			return strcmp(relation, "broader") == 0 ? "narrower" : relation;
	}
	return NULL;
}

const char *relation_find(const struct table *t, const char *a, const char *b, const char *date)
{
	const char *ret = direct(t, a, b, date);
	const char **list = NULL;
	size_t n = 0;

	if (ret || relation_same(t, a, date, &list, &n, NULL) < 0)
		return ret;
	ret = has(list, n, b) ? "same" : NULL;
	free(list);
	return ret;
}

bool relation_is_same(const struct table *t, const char *a, const char *b, const char *date)
{
	const char *relation = relation_find(t, a, b, date);

	return relation && strcmp(relation, "same") == 0;
}
