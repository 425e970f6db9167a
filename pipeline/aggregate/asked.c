#include "aggregate/asked.h"

#include <stdlib.h>
#include <string.h>

struct asked {
	const char **items;
	size_t n;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_column(struct asked *a, const struct table *t, const char *column)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (*table_get(t, i, column))
			a->items[a->n++] = table_get(t, i, column);
}

int asked_open(struct asked **out, struct catalog *c, struct err *e)
{
	const struct table *indicators = catalog_get(c, "indicators", e),
			   *variables = indicators ? catalog_get(c, "variables", e) : NULL;
	struct asked *a = calloc(1, sizeof(*a));

	*out = a;
	if (!variables)
		return -1;
	if (!a || !(a->items = calloc(indicators->nrows + variables->nrows + 1, sizeof(*a->items))))
		return err_set(e, ERR_NOMEM, "out of memory for items");
	add_column(a, indicators, "indicator");
	add_column(a, variables, "item");
	qsort(a->items, a->n, sizeof(*a->items), by_text);
	return 0;
}

void asked_free(struct asked *a)
{
	if (!a)
		return;
	free(a->items);
	free(a);
}

bool asked_has(const struct asked *a, const char *item)
{
	return bsearch(&item, a->items, a->n, sizeof(*a->items), by_text) != NULL;
}
