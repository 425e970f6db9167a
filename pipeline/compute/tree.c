#include "compute/tree.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct tree_agency *)a)->id, ((const struct tree_agency *)b)->id);
}

static void drop_repeats(struct tree *t)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->n; i++)
		if (kept == 0 || strcmp(t->agencies[kept - 1].id, t->agencies[i].id) != 0)
			t->agencies[kept++] = t->agencies[i];
	t->n = kept;
}

/* The last day from since to date on which the row holds, or NULL. */
static const char *last_day(const struct agency_row *row, const char *since, const char *date)
{
	const char *last = row->head.valid_to;

	if (row_is_valid(row, date))
		return date;
	return *last && strcmp(last, since) >= 0 && strcmp(last, date) < 0 ? last : NULL;
}

/* The parent of an agency is that of its last day. */
static int set_parents(struct tree *t, const struct agency_rows *agencies, const char *since,
	const char *date, struct err *e)
{
	const char **days = calloc(t->n + 1, sizeof(*days));

	if (!days)
		return err_set(e, ERR_NOMEM, "out of memory for %zu agencies", t->n);
	for (size_t i = 0; i < t->n; i++)
		t->agencies[i].parent = -1;
	for (size_t i = 0; i < agencies->n; i++) {
		const char *day = last_day(&agencies->list[i], since, date);
		long own = day ? tree_find(t, agencies->list[i].agency) : -1;

		if (own < 0 || (days[own] && strcmp(days[own], day) > 0))
			continue;
		days[own] = day;
		t->agencies[own].parent = tree_find(t, agencies->list[i].parent);
	}
	free(days);
	return 0;
}

int tree_init(struct tree *t, const struct agency_rows *agencies, const char *since, const char *date,
	const char *const *others, size_t n, struct err *e)
{
	*t = (struct tree){.agencies = calloc(agencies->n + n + 1, sizeof(*t->agencies))};
	if (!t->agencies)
		return err_set(e, ERR_NOMEM, "out of memory for %zu agencies", agencies->n + n);
	for (size_t i = 0; i < agencies->n; i++)
		if (last_day(&agencies->list[i], since, date))
			t->agencies[t->n++].id = agencies->list[i].agency;
	for (size_t i = 0; i < n; i++)
		t->agencies[t->n++].id = others[i];
	qsort(t->agencies, t->n, sizeof(*t->agencies), by_id);
	drop_repeats(t);
	return set_parents(t, agencies, since, date, e);
}

void tree_release(struct tree *t)
{
	free(t->agencies);
	*t = (struct tree){0};
}

long tree_find(const struct tree *t, const char *agency)
{
	struct tree_agency key = {agency, -1}, *found;

	found = t->n ? bsearch(&key, t->agencies, t->n, sizeof(key), by_id) : NULL;
	return found ? (long)(found - t->agencies) : -1;
}

bool tree_is_under(const struct tree *t, long agency, long root)
{
	for (int depth = 0; agency >= 0 && depth < TREE_DEPTH; depth++) {
		if (agency == root)
			return true;
		agency = t->agencies[agency].parent;
	}
	return false;
}
