#include "inspect/lint_index.h"

#include <fnmatch.h>
#include <gmp.h>
#include <string.h>
#include "core/rational.h"

/* One column of one row against its method's. */
static int check_shape(struct lint *l, const struct table *t, size_t i, const struct table *methods,
	size_t method, const char *column, struct err *e)
{
	const char *text = table_get(t, i, column), *shape = table_get(methods, method, column);
	char quoted[200];

	if (*shape ? fnmatch(shape, text, 0) == 0 : !*text)
		return 0;
	return lint_add(l, t->rows[i].file, t->rows[i].line, e,
		"column %s: found %s, expected the shape of method %s: %s", column,
		err_quote_cell(quoted, text, strlen(text)), table_get(methods, method, "method"),
		*shape ? shape : "nothing");
}

static int check_methods(struct lint *l, const struct table *t, struct err *e)
{
	const struct table *methods = catalog_get(l->catalog, "methods", e);

	for (size_t i = 0; methods && i < t->nrows; i++) {
		long row = *table_get(t, i, "method")
				   ? table_find(methods, "method", table_get(t, i, "method"), NULL)
				   : -1; /* an unknown one dangles: schema.csv finds it */

		if (*table_get(t, i, "number_922") && !*table_get(t, i, "method") &&
			lint_add(l, t->rows[i].file, t->rows[i].line, e,
				"column method: found nothing, expected a row of methods.csv") < 0)
			return -1;
		if (row >= 0 && (check_shape(l, t, i, methods, (size_t)row, "value", e) < 0 ||
					check_shape(l, t, i, methods, (size_t)row, "score", e) < 0))
			return -1;
	}
	return methods ? 0 : -1;
}

/* The number of a column of the row for `key` that is valid on date and not empty; false when there is none.
 */
static bool find_number(const struct table *t, const char *key_column, const char *key, const char *column,
	const char *date, mpq_t out)
{
	for (size_t i = 0; i < t->nrows; i++) {
		const char *text = table_get(t, i, column);

		if (*text && strcmp(table_get(t, i, key_column), key) == 0 && table_is_valid(t, i, date) &&
			rational_parse(out, text, strlen(text), NULL) == 0)
			return true;
	}
	return false;
}

struct sum {
	mpq_t total;
	bool is_complete, has_any;
	const struct row *row; /* of points.csv, for the message */
};

static void add_parts(struct sum *s, const struct table *t, const struct table *points, const char *parent,
	const char *date)
{
	mpq_t part;

	mpq_init(part);
	s->is_complete = true;
	for (size_t i = 0; i < t->nrows; i++) {
		const char *own = table_get(t, i, "indicator");
		long row = table_find(points, "indicator", own, date);

		if (strcmp(table_get(t, i, "parent"), parent) != 0 || !table_is_valid(t, i, date) || row < 0)
			continue;
		if (!find_number(points, "indicator", own, "max_points", date, part)) {
			s->is_complete = false;
			continue;
		}
		s->has_any = true;
		s->row = &points->rows[row];
		mpq_add(s->total, s->total, part);
	}
	mpq_clear(part);
}

static int check_index_sum(struct lint *l, const struct table *t, const struct table *points,
	const char *parent, const char *date, const mpq_t expected, struct err *e)
{
	struct sum s = {.is_complete = false};
	int d, ret = 0;

	mpq_init(s.total);
	add_parts(&s, t, points, parent, date);
	d = mpq_cmp(s.total, expected);
	if (s.has_any && (d > 0 || (d < 0 && s.is_complete))) {
		char found[64], want[64];

		gmp_snprintf(found, sizeof(found), "%Qd", s.total);
		gmp_snprintf(want, sizeof(want), "%Qd", expected);
		ret = lint_add(l, s.row->file, s.row->line, e,
			"found %s points in the parts of %s, expected %s%s", found, parent,
			s.is_complete ? "" : "at most ", want);
	}
	mpq_clear(s.total);
	return ret;
}

static int check_points(struct lint *l, const struct table *t, const char *date, struct err *e)
{
	const struct table *points = catalog_get(l->catalog, "points", e);
	const struct table *totals = points ? catalog_get(l->catalog, "point_totals", e) : NULL;
	mpq_t expected;
	int ret = totals ? 0 : -1;

	mpq_init(expected);
	for (size_t i = 0; ret == 0 && i < totals->nrows; i++)
		if (table_is_valid(totals, i, date) &&
			find_number(totals, "component", table_get(totals, i, "component"), "total", date,
				expected))
			ret = check_index_sum(
				l, t, points, table_get(totals, i, "component"), date, expected, e);
	for (size_t i = 0; ret == 0 && i < points->nrows; i++)
		if (table_is_valid(points, i, date) && *table_get(points, i, "max_points") &&
			find_number(points, "indicator", table_get(points, i, "indicator"), "max_points",
				date, expected))
			ret = check_index_sum(
				l, t, points, table_get(points, i, "indicator"), date, expected, e);
	mpq_clear(expected);
	return ret;
}

/* How many other provinces a score needs: a whole number. */
static int check_peers(struct lint *l, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "settings", e);

	for (size_t i = 0; t && i < t->nrows; i++) {
		const char *value = table_get(t, i, "value");
		char quoted[200];

		if (strcmp(table_get(t, i, "setting"), "peers_least") == 0 &&
			(!*value || value[strspn(value, "0123456789")]) &&
			lint_add(l, t->rows[i].file, t->rows[i].line, e,
				"column value: found %s, expected a number of provinces",
				err_quote_cell(quoted, value, strlen(value))) < 0)
			return -1;
	}
	return t ? 0 : -1;
}

int lint_index(struct lint *l, const char *date, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "indicators", e);

	if (!t || check_methods(l, t, e) < 0 || check_peers(l, e) < 0)
		return -1;
	return check_points(l, t, date, e);
}
