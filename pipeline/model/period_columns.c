/* Which columns of a feed date its measures: read from measures.csv and, for $settings, settings.csv. */
#include <stdio.h>
#include <string.h>
#include "model/period.h"

struct column_search {
	const struct feed *feed;
	struct period_column *out;
	size_t max, *n;
	const struct row *row; /* of the catalogue, for messages */
};

static int find_column(
	const struct column_search *s, const char *name, size_t len, size_t *column, struct err *e)
{
	char text[80];
	int n = snprintf(text, sizeof(text), "%.*s", (int)len, name);
	long found = n > 0 && (size_t)n < sizeof(text) ? feed_find_column(s->feed, text) : -1;

	if (found < 0)
		return err_at(e, ERR_CATALOG, s->row->file, s->row->line,
			"column date: found \"%s\", expected a column of feed %s", text, s->feed->name);
	*column = (size_t)found;
	return 0;
}

static int add_column(struct column_search *s, const char *date, const char *calendar, struct err *e)
{
	const char *dots = strstr(date, "..");
	struct period_column c = {.is_span = dots != NULL, .calendar = calendar};

	if (find_column(s, date, dots ? (size_t)(dots - date) : strlen(date), &c.column, e))
		return -1;
	c.until = c.column;
	if (dots && find_column(s, dots + 2, strlen(dots + 2), &c.until, e))
		return -1;
	for (size_t i = 0; i < *s->n; i++)
		if (s->out[i].column == c.column && s->out[i].until == c.until &&
			strcmp(s->out[i].calendar, calendar) == 0)
			return 0;
	if (*s->n == s->max)
		return err_at(e, ERR_CATALOG, s->row->file, s->row->line,
			"more than %zu date columns in feed %s", s->max, s->feed->name);
	s->out[(*s->n)++] = c;
	return 0;
}

static int add_setting(struct column_search *s, const struct table *settings, const char *name,
	const char *calendar, struct err *e)
{
	bool is_found = false;

	for (size_t i = 0; i < settings->nrows; i++)
		if (strcmp(table_get(settings, i, "setting"), name) == 0) {
			is_found = true;
			if (add_column(s, table_get(settings, i, "value"), calendar, e))
				return -1;
		}
	if (!is_found)
		return err_at(e, ERR_CATALOG, s->row->file, s->row->line,
			"column date: found \"$%s\", expected a row of settings.csv", name);
	return 0;
}

int period_columns(struct catalog *c, const struct feed *f, struct period_column *out, size_t max, size_t *n,
	struct err *e)
{
	const struct table *measures = catalog_get(c, "measures", e),
			   *settings = catalog_get(c, "settings", e);
	struct column_search s = {f, out, max, n, NULL};

	if (!measures || !settings)
		return -1;
	*n = 0;
	for (size_t i = 0; i < measures->nrows; i++) {
		const char *date = table_get(measures, i, "date"),
			   *calendar = table_get(measures, i, "calendar");

		if (strcmp(table_get(measures, i, "feed"), f->kind) != 0 || !*date)
			continue;
		s.row = &measures->rows[i];
		if (*date == '$' ? add_setting(&s, settings, date + 1, calendar, e)
				 : add_column(&s, date, calendar, e))
			return -1;
	}
	return 0;
}
