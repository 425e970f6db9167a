#include "explain/records_narrow.h"

#include <stdlib.h>
#include <string.h>

/* The cells of a row of measures.csv that name columns. */
static const char *const named[] = {"value", "where", "date", "agency", "item"};

static bool is_asked(const struct records_asked *a, const char *measure)
{
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->measures[i], measure) == 0)
			return true;
	return a->n == 0;
}

/* Whether the rows that are meant, or a setting that one of them may name, have the column's name in a cell:
 * rather one too many. */
static bool is_column_named(const struct records_reading *g, const struct table *t, const char *column)
{
	const struct table *settings = catalog_get(g->w->catalog, "settings", NULL);

	for (size_t i = 0; i < t->nrows; i++)
		for (size_t k = 0; k < 5; k++)
			if (strcmp(table_get(t, i, "feed"), g->asked->kind) == 0 &&
				is_asked(g->asked, table_get(t, i, "measure")) &&
				strstr(table_get(t, i, named[k]), column))
				return true;
	for (size_t i = 0; settings && i < settings->nrows; i++)
		if (strstr(table_get(settings, i, "value"), column))
			return true;
	return false;
}

/* Of what stands for itself the whole record and its order count: who sent it when. */
static bool is_counted_alone(const struct records_reading *g, const struct table *t)
{
	for (size_t i = 0; i < t->nrows; i++) {
		enum measure_kind kind;

		if (strcmp(table_get(t, i, "feed"), g->asked->kind) != 0 ||
			!is_asked(g->asked, table_get(t, i, "measure")))
			continue;
		if (measure_kind_parse(table_get(t, i, "kind"), &kind) || !measure_is_counted(kind))
			return false;
	}
	return true;
}

/* The one column that names the agency of every measure that is meant; -1: there is none. */
static long find_agency(const struct records_reading *g, const struct table *t)
{
	const char *name = NULL;

	for (size_t i = 0; i < t->nrows; i++) {
		const char *agency = table_get(t, i, "agency");

		if (strcmp(table_get(t, i, "feed"), g->asked->kind) != 0 ||
			!is_asked(g->asked, table_get(t, i, "measure")))
			continue;
		if (name && strcmp(name, agency) != 0)
			return -1;
		name = agency;
	}
	return name && *name ? feed_find_column(g->feed, name) : -1;
}

/* The agencies whose groups are wanted, once each. Owns: the list is the caller's. */
static int list_agencies(
	const struct records_reading *g, struct dump_narrow *n, const char ***list, struct err *e)
{
	*list = calloc(g->list->ngroups + 1, sizeof **list);
	if (!*list)
		return err_set(e, ERR_NOMEM, "out of memory for agencies");
	for (size_t i = 0; i < g->list->ngroups; i++) {
		const char *agency = g->list->groups[i].m.agency;
		size_t k = 0, len = strlen(agency);

		while (k < n->nagencies && strcmp((*list)[k], agency) != 0)
			k++;
		if (k == n->nagencies)
			(*list)[n->nagencies++] = agency;
		n->has_unknown = n->has_unknown || (len > 2 && strcmp(agency + len - 2, ".?") == 0);
	}
	n->agencies = *list;
	return 0;
}

int records_narrow(const struct records_reading *g, struct dump_narrow *n, bool *columns,
	const char ***agencies, bool *is_narrow, struct err *e)
{
	const struct table *t = catalog_get(g->w->catalog, "measures", e);
	long agency;

	*is_narrow = t && is_counted_alone(g, t);
	if (!*is_narrow)
		return t ? 0 : -1;
	for (size_t i = 0; i < g->feed->nclean; i++)
		columns[i] = g->feed->columns[i].is_key || is_column_named(g, t, g->feed->columns[i].name);
	n->columns = columns;
	agency = g->list->is_limited ? find_agency(g, t) : -1;
	if (agency < 0)
		return 0;
	n->agency = (size_t)agency;
	return list_agencies(g, n, agencies, e);
}
