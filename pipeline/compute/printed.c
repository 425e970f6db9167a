#include "compute/printed.h"

#include <ctype.h>
#include <string.h>

/* Whether $name stands in the text. */
static bool uses(const char *text, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = strchr(text, '$'); at; at = strchr(at + 1, '$'))
		if (strncmp(at + 1, name, len) == 0 && !isalnum((unsigned char)at[1 + len]) &&
			at[1 + len] != '_')
			return true;
	return false;
}

static bool is_used(const struct result *r, const struct knowledge *k, const char *name)
{
	static const char *const columns[] = {"value", "where", "date", "agency", "item"};

	for (size_t i = 0; i < r->nvariables; i++) {
		long row = table_find(k->measures, "measure", r->variables[i].measure, k->date);

		for (size_t c = 0; row >= 0 && c < 5; c++)
			if (uses(table_get(k->measures, (size_t)row, columns[c]), name))
				return true;
	}
	return false;
}

/* Which calendar the quarters of its measures are of; of several the first. */
static int print_calendar(struct result *r, const struct knowledge *k, struct err *e)
{
	for (size_t i = 0; i < r->nvariables; i++) {
		long row = table_find(k->measures, "measure", r->variables[i].measure, k->date);
		const char *calendar = row < 0 ? "" : table_get(k->measures, (size_t)row, "calendar");

		if (*calendar)
			return buf_addf(&r->rules, e, "calendar=%s", calendar);
	}
	return 0;
}

/* A reading that the text leaves open, and which one was taken. */
static int print_reading(struct result *r, const struct knowledge *k, struct err *e)
{
	long row = table_find(k->indicators, "indicator", r->source, k->date);
	const char *text = row < 0 ? "" : table_get(k->indicators, (size_t)row, "interpretation");

	return *text ? buf_addf(&r->rules, e, "%scách đọc: %s", r->rules.len ? "; " : "", text) : 0;
}

int printed_rules(struct result *r, const struct knowledge *k, struct err *e)
{
	const char *last = "";

	if (print_calendar(r, k, e))
		return -1;
	for (;;) {
		long next = -1;

		for (size_t i = 0; i < k->settings->nrows; i++) {
			const char *name = table_get(k->settings, i, "setting");

			if (!table_is_valid(k->settings, i, k->date) || strcmp(name, last) <= 0 ||
				!is_used(r, k, name))
				continue;
			if (next < 0 || strcmp(name, table_get(k->settings, (size_t)next, "setting")) < 0)
				next = (long)i;
		}
		if (next < 0)
			return print_reading(r, k, e);
		last = table_get(k->settings, (size_t)next, "setting");
		if (buf_addf(&r->rules, e, "%s%s=%s", r->rules.len ? "; " : "", last,
			    table_get(k->settings, (size_t)next, "value")))
			return -1;
	}
}
