#include "inspect/lint_set_periods.h"

#include <stdio.h>
#include <string.h>
#include "model/indicator_rows.h"
#include "model/period.h"
#include "model/set_rows.h"
#include "model/variable_rows.h"

#define TOLD 32 /* feeds of one set */

struct set_periods {
	struct lint *l;
	struct periods *periods;
	struct indicator_sets sets;
	struct set_rows rows;
	struct variables variables;
	const struct table *indicators, *measures, *period_fields, *settings;
	const struct indicator_set *set;
	const char *told[TOLD];
	size_t ntold;
};

/* Every calendar that reports are made by, on whichever day. */
static bool has_period(const struct set_periods *c, const char *kind)
{
	for (size_t i = 0; i < periods_count(c->periods); i++) {
		const struct period *q = period_at(c->periods, i);
		bool is_reported = false;

		for (size_t k = 0; k < c->settings->nrows; k++)
			is_reported |= strcmp(table_get(c->settings, k, "setting"), "report_calendar") == 0 &&
				       strcmp(table_get(c->settings, k, "value"), q->calendar) == 0;
		if (is_reported && strcmp(q->kind_name, kind) == 0 && row_is_valid(c->set, q->ends_on))
			return true;
	}
	return false;
}

static int check_kind(struct set_periods *c, const char *kind, struct err *e)
{
	const struct row *row = c->set->head.row;

	return has_period(c, kind)
		       ? 0
		       : lint_add(c->l, row->file, row->line, e,
				 "column period_kind: found %s, expected a kind of period that the "
				 "calendar of reports has while the set is in force",
				 kind);
}

/* The indicator's row says of which kinds it is; one without says nothing. */
static bool is_of_kind(const struct set_periods *c, const struct set_row *r, const char *kind)
{
	long row = table_find(c->indicators, "indicator", r->indicator, NULL);
	const char *kinds = row < 0 ? "" : table_get(c->indicators, (size_t)row, "period_kind");

	return !*kinds || period_kinds_have(kinds, kind);
}

/* One note a kind: where one indicator of a set is of others, all mostly are. */
static int check_indicators(
	struct set_periods *c, const struct set_row *const *rows, size_t n, const char *kind, struct err *e)
{
	const struct set_row *first = NULL;
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		if (!is_of_kind(c, rows[i], kind)) {
			first = first ? first : rows[i];
			found++;
		}
	return !first ? 0
		      : lint_note(c->l, first->head.row->file, first->head.row->line, e,
				"set %s asks for the kind %s: %zu of its %zu indicators say in period_kind "
				"that they "
				"are of others, the first is %s",
				c->set->set, kind, found, n, first->indicator);
}

/* The kinds of the period that the measure is dated by; "" of a day. */
static const char *reported_kinds(const struct set_periods *c, const char *measure, const char **feed)
{
	long row = table_find(c->measures, "measure", measure, NULL);
	const char *date = row < 0 ? "" : table_get(c->measures, (size_t)row, "date");

	*feed = row < 0 ? "" : table_get(c->measures, (size_t)row, "feed");
	for (size_t i = 0; i < c->period_fields->nrows; i++)
		if (strcmp(table_get(c->period_fields, i, "feed"), *feed) == 0 &&
			strcmp(table_get(c->period_fields, i, "field"), date) == 0)
			return table_get(c->period_fields, i, "kinds");
	return "";
}

static bool is_told(struct set_periods *c, const char *feed)
{
	for (size_t i = 0; i < c->ntold; i++)
		if (strcmp(c->told[i], feed) == 0)
			return true;
	if (c->ntold < TOLD)
		c->told[c->ntold++] = feed;
	return false;
}

static int check_feeds(struct set_periods *c, const struct set_row *r, struct err *e)
{
	const struct variable *const *first;
	size_t n = variables_of(&c->variables, r->indicator, &first);

	for (size_t i = 0; i < n; i++) {
		const char *feed, *kinds = reported_kinds(c, first[i]->measure, &feed);

		if (!*kinds || period_kinds_have(kinds, "month") || is_told(c, feed))
			continue;
		if (lint_note(c->l, r->head.row->file, r->head.row->line, e,
			    "set %s asks for a month, feed %s reports by: %s; of a month nothing is received",
			    c->set->set, feed, kinds))
			return -1;
	}
	return 0;
}

static int check_rows(struct set_periods *c, const char *kind, struct err *e)
{
	const struct set_row *const *rows;
	size_t n = set_rows_of(&c->rows, c->set->set, &rows);

	c->ntold = 0;
	for (size_t i = 0; i < n && strcmp(kind, "month") == 0; i++)
		if (check_feeds(c, rows[i], e) < 0)
			return -1;
	return check_indicators(c, rows, n, kind, e);
}

static int check_set(struct set_periods *c, struct err *e)
{
	char kind[64];

	for (const char *at = c->set->period_kind; *at; at += strspn(at, " ")) {
		size_t n = strcspn(at, " ");

		snprintf(kind, sizeof(kind), "%.*s", (int)n, at);
		if (check_kind(c, kind, e) < 0 || check_rows(c, kind, e) < 0)
			return -1;
		at += n;
	}
	return 0;
}

int lint_set_periods(struct lint *l, struct err *e)
{
	struct set_periods c = {.l = l};
	struct err bad = {0};
	int rc = 0;

	c.indicators = catalog_get(l->catalog, "indicators", e);
	c.measures = catalog_get(l->catalog, "measures", e);
	c.period_fields = catalog_get(l->catalog, "period_fields", e);
	c.settings = catalog_get(l->catalog, "settings", e);
	if (!c.indicators || !c.measures || !c.period_fields || !c.settings)
		return -1;
	/* rows that cannot be read are findings of others */
	if (periods_load(&c.periods, l->catalog, &bad) || indicator_sets_open(&c.sets, l->catalog, &bad) ||
		set_rows_open(&c.rows, l->catalog, &bad) || variables_open(&c.variables, l->catalog, &bad)) {
		periods_free(c.periods);
		return 0;
	}
	for (size_t i = 0; rc == 0 && i < c.sets.n; i++) {
		c.set = &c.sets.list[i];
		rc = check_set(&c, e);
	}
	periods_free(c.periods);
	return rc;
}
