#include "model/kinds.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

const char *kind_of(const struct table *feeds, size_t row)
{
	const char *kind = table_get(feeds, row, "kind");

	return *kind ? kind : table_get(feeds, row, "feed");
}

const char *kind_of_feed(const struct table *feeds, const char *feed)
{
	long row = table_find(feeds, "feed", feed, NULL);

	return row < 0 ? feed : kind_of(feeds, (size_t)row);
}

static long find_kind(const struct table *feeds, const char *name, const char *date)
{
	long row = table_find(feeds, "feed", name, date);

	for (size_t i = feeds->nrows; row < 0 && i > 0; i--)
		if (strcmp(table_get(feeds, i - 1, "feed"), name) == 0)
			row = (long)i - 1;
	return row;
}

int kind_find(const struct table *feeds, size_t row, const char *date, size_t *kind, struct err *e)
{
	const struct row *r = &feeds->rows[row];
	const char *name = kind_of(feeds, row), *key = table_get(feeds, row, "key");
	long found =
		strcmp(name, table_get(feeds, row, "feed")) == 0 ? (long)row : find_kind(feeds, name, date);

	if (found < 0 || (found != (long)row && *table_get(feeds, (size_t)found, "kind")))
		return err_at(e, ERR_CATALOG, r->file, r->line,
			"column kind: found '%s', expected a feed whose own kind is empty", name);
	if (found != (long)row && *key && strcmp(key, table_get(feeds, (size_t)found, "key")) != 0)
		return err_at(e, ERR_CATALOG, r->file, r->line,
			"column key: found '%s', expected nothing or that of kind %s", key, name);
	*kind = (size_t)found;
	return 0;
}

static bool is_row_of(const struct table *t, size_t row, const char *feed, const char *date)
{
	return strcmp(table_get(t, row, "feed"), feed) == 0 && table_is_valid(t, row, date);
}

static bool is_dropped(const struct table *fields, size_t row)
{
	return strcmp(table_get(fields, row, "policy"), "drop") == 0;
}

static int compare_seq(const void *a, const void *b, void *arg)
{
	const struct table *t = arg;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;
	long x = strtol(table_get(t, i, "seq"), NULL, 10), y = strtol(table_get(t, j, "seq"), NULL, 10);

	return x != y ? (x > y) - (x < y) : (i > j) - (i < j);
}

static bool is_same_cell(const struct table *t, size_t a, size_t b, const char *column)
{
	return strcmp(table_get(t, a, column), table_get(t, b, column)) == 0;
}

static int replace_row(
	const struct table *fields, size_t own, const char *kind, size_t *rows, size_t n, struct err *e)
{
	const struct row *r = &fields->rows[own];

	for (size_t i = 0; i < n; i++) {
		if (!is_same_cell(fields, rows[i], own, "field"))
			continue;
		if (!is_same_cell(fields, rows[i], own, "type") ||
			!is_same_cell(fields, rows[i], own, "policy"))
			return err_at(e, ERR_CATALOG, r->file, r->line,
				"field %s: found another type or policy than that of kind %s",
				table_get(fields, own, "field"), kind);
		rows[i] = own;
		return 0;
	}
	return is_dropped(fields, own)
		       ? 0
		       : err_at(e, ERR_CATALOG, r->file, r->line,
				 "field %s: found a field that kind %s does not keep, expected one of its",
				 table_get(fields, own, "field"), kind);
}

int kind_fields(const struct table *fields, const char *feed, const char *kind, const char *date, size_t *out,
	size_t *n, struct err *e)
{
	*n = 0;
	for (size_t i = 0; i < fields->nrows; i++)
		if (is_row_of(fields, i, kind, date) && !is_dropped(fields, i))
			out[(*n)++] = i;
	if (*n)
		qsort_r(out, *n, sizeof *out, compare_seq, (void *)(size_t)fields);
	for (size_t i = 0; i < fields->nrows && strcmp(feed, kind) != 0; i++)
		if (is_row_of(fields, i, feed, date) && replace_row(fields, i, kind, out, *n, e))
			return -1;
	return 0;
}

static bool has_own(const struct table *fields, size_t of_kind, const char *feed, const char *date)
{
	for (size_t i = 0; i < fields->nrows; i++)
		if (is_row_of(fields, i, feed, date) && is_same_cell(fields, i, of_kind, "field"))
			return true;
	return false;
}

size_t kind_all_fields(
	const struct table *fields, const char *feed, const char *kind, const char *date, size_t *out)
{
	bool is_own = strcmp(feed, kind) == 0;
	size_t n = 0;

	for (size_t i = 0; i < fields->nrows; i++)
		if (is_row_of(fields, i, feed, date) ||
			(!is_own && is_row_of(fields, i, kind, date) && !has_own(fields, i, feed, date)))
			out[n++] = i;
	if (n)
		qsort_r(out, n, sizeof *out, compare_seq, (void *)(size_t)fields);
	return n;
}

long kind_find_period(
	const struct table *periods, const char *feed, const char *kind, const char *field, const char *date)
{
	long of_kind = -1;

	for (size_t i = 0; i < periods->nrows; i++) {
		if (strcmp(table_get(periods, i, "field"), field) != 0)
			continue;
		if (is_row_of(periods, i, feed, date))
			return (long)i;
		if (of_kind < 0 && is_row_of(periods, i, kind, date))
			of_kind = (long)i;
	}
	return of_kind;
}
