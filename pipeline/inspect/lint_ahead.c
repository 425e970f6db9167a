#include "inspect/lint_ahead.h"

#include <stdio.h>
#include <string.h>
#include "core/clock.h"
#include "model/period.h"

#define DAY_SIZE 26 /* clock_format writes so much; the first ten are the day */

struct ahead {
	struct lint *l;
	const char *today;
	char soon[DAY_SIZE]; /* a year from today */
};

static void day_after(const char *day, int days, char out[DAY_SIZE])
{
	int64_t seconds = 0;

	clock_parse(day, strlen(day), &seconds, NULL);
	clock_format(seconds + (int64_t)days * 86400, out);
	out[10] = '\0';
}

static bool ends_soon(const struct ahead *a, const struct table *t, size_t i)
{
	const char *to = table_get(t, i, "valid_to");

	return *to && table_is_valid(t, i, a->today) && strcmp(to, a->soon) <= 0;
}

/* Whether a row with the same cell is valid on the day. */
static bool is_followed(const struct table *t, size_t i, const char *column, const char *day)
{
	return table_find(t, column, table_get(t, i, column), day) >= 0;
}

static bool is_first(const struct table *t, size_t i, const char *column)
{
	return table_find(t, column, table_get(t, i, column), NULL) == (long)i;
}

/* Whether a row before it tells the same. */
static bool is_told(const struct ahead *a, const struct table *t, size_t i, const char *column)
{
	for (size_t k = 0; k < i; k++)
		if (ends_soon(a, t, k) && strcmp(table_get(t, k, column), table_get(t, i, column)) == 0 &&
			strcmp(table_get(t, k, "valid_to"), table_get(t, i, "valid_to")) == 0)
			return true;
	return false;
}

/* Rows that end within the year while no row with the same cell is valid on the day after. */
static int ending(struct ahead *a, const char *table, const char *column, const char *what, struct err *e)
{
	const struct table *t = catalog_get(a->l->catalog, table, e);
	int rc = t ? 0 : -1;

	for (size_t i = 0; rc == 0 && i < t->nrows; i++) {
		const char *to = table_get(t, i, "valid_to"), *name = table_get(t, i, column);
		char next[DAY_SIZE];

		if (!*name || !ends_soon(a, t, i) || is_told(a, t, i, column))
			continue;
		day_after(to, 1, next);
		if (!is_followed(t, i, column, next))
			rc = lint_note(a->l, t->rows[i].file, t->rows[i].line, e,
				"ends soon: %s %s on %s, and no row follows", what, name, to);
	}
	return rc;
}

/* Territories that had sets and have none on the day. */
static int set_without(struct ahead *a, struct err *e)
{
	const struct table *t = catalog_get(a->l->catalog, "sets", e);
	int rc = t ? 0 : -1;

	for (size_t i = 0; rc == 0 && i < t->nrows; i++)
		if (is_first(t, i, "territory") && !is_followed(t, i, "territory", a->today))
			rc = lint_note(a->l, t->rows[i].file, t->rows[i].line, e,
				"no set in force for territory %s on %s", table_get(t, i, "territory"),
				a->today);
	return rc;
}

/* The last day that the calendar has a quarter for. */
static const char *last_day(const struct periods *p, const char *calendar)
{
	const struct period *last = NULL;

	for (size_t i = 0; i < p->n; i++)
		if (p->list[i].kind == PERIOD_QUARTER && strcmp(p->list[i].calendar, calendar) == 0 &&
			(!last || p->list[i].last > last->last))
			last = &p->list[i];
	return last ? last->ends_on : "";
}

/* Every calendar that a measure is dated by, once. */
static int calendars_end(struct ahead *a, const struct periods *p, struct err *e)
{
	const struct table *t = catalog_get(a->l->catalog, "measures", e);
	int rc = t ? 0 : -1;

	for (size_t i = 0; rc == 0 && i < t->nrows; i++) {
		const char *calendar = table_get(t, i, "calendar"), *last;

		if (!*calendar || !is_first(t, i, "calendar"))
			continue;
		last = last_day(p, calendar);
		if (strcmp(last, a->soon) <= 0)
			rc = lint_note(a->l, "calendars", 0, e,
				"ends soon: calendar %s on %s, expected rows or a rule that go on", calendar,
				last);
	}
	return rc;
}

static int check_calendars(struct ahead *a, struct err *e)
{
	struct periods *p = NULL;
	struct err bad = {0};
	int rc;

	if (periods_load(&p, a->l->catalog, &bad))
		return bad.kind == ERR_CATALOG ? lint_add(a->l, *bad.file ? bad.file : "calendars", bad.line,
							 e, "%s", bad.text)
					       : err_set(e, bad.kind, "%s", bad.text);
	rc = calendars_end(a, p, e);
	periods_free(p);
	return rc;
}

int lint_ahead(struct lint *l, const char *today, struct err *e)
{
	struct ahead a = {.l = l, .today = today};

	day_after(today, 365, a.soon);
	return check_calendars(&a, e) || ending(&a, "sets", "territory", "the last set of territory", e) ||
			       ending(&a, "settings", "setting", "setting", e) ||
			       ending(&a, "feeds", "feed", "feed", e) || set_without(&a, e)
		       ? -1
		       : 0;
}
