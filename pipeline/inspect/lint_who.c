#include "inspect/lint_who.h"

#include <stdlib.h>
#include <string.h>

/* The day a row speaks of: its own first day, else its set's, else any. */
static const char *day_of(const struct table *sets, const struct table *rows, size_t i)
{
	const char *day = table_get(rows, i, "valid_from");
	long set = table_find(sets, "set", table_get(rows, i, "set"), NULL);

	if (!*day && set >= 0)
		day = table_get(sets, (size_t)set, "valid_from");
	return *day ? day : NULL;
}

static int check_text(struct lint *l, struct agencies *a, const struct row *row, const char *column,
	const char *territory, const char *day, const char *text, struct err *e)
{
	struct agency_match m;
	char quoted[200];

	if (!*text)
		return 0;
	if (agencies_match(a, territory, day, slice_from(text), &m, e) < 0)
		return -1;
	if (m.state != AGENCY_UNKNOWN)
		return 0;
	err_quote_cell(quoted, text, strlen(text));
	if (*m.review)
		return lint_note(l, row->file, row->line, e, "column %s: found %s, which is for review: %s",
			column, quoted, m.review);
	return lint_add(l, row->file, row->line, e, "column %s: found %s, expected agencies of %s", column,
		quoted, territory);
}

int lint_roles(struct lint *l, struct agencies *a, struct err *e)
{
	static const char *const roles[] = {"lead", "coordinating", "following", "directing"};
	const struct table *sets = catalog_get(l->catalog, "sets", e);
	const struct table *rows = catalog_get(l->catalog, "set_rows", e);

	if (!sets || !rows)
		return -1;
	for (size_t i = 0; i < rows->nrows; i++) {
		long set = table_find(sets, "set", table_get(rows, i, "set"), NULL);
		const char *territory = set < 0 ? "" : table_get(sets, (size_t)set, "territory");

		for (size_t r = 0; r < 4; r++)
			if (check_text(l, a, &rows->rows[i], roles[r], territory, day_of(sets, rows, i),
				    table_get(rows, i, roles[r]), e) < 0)
				return -1;
	}
	return 0;
}

/* A heading or a system is said to be none by its own row. */
static bool is_barred(const struct table *aliases, const char *territory, const char *text)
{
	for (size_t i = 0; i < aliases->nrows; i++) {
		const char *context = table_get(aliases, i, "context");

		if (strcmp(table_get(aliases, i, "alias"), text) == 0 && *context &&
			strcmp(context, "list") != 0 && strcmp(context, "wrapper") != 0 &&
			strcmp(table_get(aliases, i, "territory"), territory) == 0)
			return true;
	}
	return false;
}

int lint_strings(struct lint *l, struct agencies *a, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "agency_strings", e);
	const struct table *aliases = catalog_get(l->catalog, "agency_aliases", e);

	if (!t || !aliases)
		return -1;
	for (size_t i = 0; i < t->nrows; i++) {
		const char *territory = table_get(t, i, "territory"), *text = table_get(t, i, "text");

		if (!is_barred(aliases, territory, text) &&
			check_text(l, a, &t->rows[i], "text", territory, NULL, text, e) < 0)
			return -1;
	}
	return 0;
}

/* Units of the level in the province on the day. */
static unsigned long count_units(
	const struct table *units, const char *level, const char *province, const char *day)
{
	unsigned long n = 0;

	for (size_t i = 0; i < units->nrows; i++)
		n += strcmp(table_get(units, i, "level"), level) == 0 &&
		     strcmp(table_get(units, i, "province"), province) == 0 &&
		     (!*day || table_is_valid(units, i, day));
	return n;
}

static int check_count(struct lint *l, const struct table *counts, size_t i, const struct table *units,
	const char *day, struct err *e)
{
	const char *level = table_get(counts, i, "level"), *province = table_get(counts, i, "province");
	unsigned long official = strtoul(table_get(counts, i, "count"), NULL, 10);
	unsigned long n = count_units(units, level, province, day);
	const struct row *row = &counts->rows[i];

	if (n == official)
		return 0;
	if (n > official || *table_get(counts, i, "is_complete"))
		return lint_add(l, row->file, row->line, e,
			"found %lu units of level %s in province %s on %s, expected %lu", n, level, province,
			day, official);
	return lint_note(l, row->file, row->line, e,
		"the table is incomplete: it has %lu of %lu units of level %s in province %s on %s", n,
		official, level, province, day);
}

int lint_units(struct lint *l, struct err *e)
{
	const struct table *counts = catalog_get(l->catalog, "admin_counts", e);
	const struct table *units = catalog_get(l->catalog, "admin_units", e);

	if (!counts || !units)
		return -1;
	for (size_t i = 0; i < counts->nrows; i++) {
		const char *from = table_get(counts, i, "valid_from"), *to = table_get(counts, i, "valid_to");

		if (*from && check_count(l, counts, i, units, from, e) < 0)
			return -1;
		if (*to && check_count(l, counts, i, units, to, e) < 0)
			return -1;
		if (!*from && !*to && check_count(l, counts, i, units, "", e) < 0)
			return -1;
	}
	return 0;
}

int lint_who(struct lint *l, struct err *e)
{
	struct agencies *a = NULL;
	int ret;

	if (agencies_open(&a, l->catalog, e) < 0)
		return -1;
	ret = lint_roles(l, a, e) < 0 || lint_strings(l, a, e) < 0 || lint_successors(l, a, e) < 0 ||
			      lint_units(l, e) < 0 || lint_conversions(l, e) < 0 ||
			      lint_agency_words(l, e) < 0 || lint_codes(l, e) < 0
		      ? -1
		      : 0;
	agencies_free(a);
	return ret;
}
