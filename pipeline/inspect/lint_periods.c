#include "inspect/lint_periods.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/feed.h"
#include "model/forms.h"
#include "model/kinds.h"
#include "model/period_read.h"

#define SAMPLE_BYTES 160

struct periods_check {
	struct lint *l;
	struct period_reader *reader;
	struct dates *dates;
};

static bool print_token(const char *p, char *out, size_t *n, size_t *taken)
{
	static const struct {
		const char *token, *text;
	} samples[] = {{"{YYYY}", "2024"}, {"{MM}", "03"}, {"{DD}", "05"}, {"{hh}", "08"}, {"{mm}", "30"},
		{"{ss}", "00"}, {"{M}", "3"}, {"{D}", "5"}, {"{h}", "8"}, {"{m}", "30"}, {"{s}", "0"},
		{"{N}", "1"}, {"{I}", "i"}, {"{f}", "0"}, {"{time}", ""}, {"{zone}", ""}};

	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		*taken = strlen(samples[i].token);
		if (strncmp(p, samples[i].token, *taken) == 0) {
			*n += (size_t)snprintf(out + *n, SAMPLE_BYTES - *n, "%s", samples[i].text);
			return true;
		}
	}
	return false;
}

/* A text that the pattern reads, with or without what may be left out. */
static void print_sample(const char *p, bool with_optional, char out[SAMPLE_BYTES])
{
	size_t n = 0, taken;

	for (; *p && n < SAMPLE_BYTES - 12; p++) {
		if (*p == '[' && !with_optional) {
			p = strchr(p, ']');
			if (!p)
				break;
		} else if (*p == '{' && print_token(p, out, &n, &taken)) {
			p += taken - 1;
		} else if (*p == '~') {
			out[n++] = '/';
		} else if (*p != '[' && *p != ']') {
			out[n++] = *p;
		}
	}
	out[n] = '\0';
}

static int form_finding(
	struct periods_check *c, const struct row *row, const char *form, const char *expected, struct err *e)
{
	return lint_add(
		c->l, row->file, row->line, e, "column form: found \"%s\", expected %s", form, expected);
}

/* Whether the text is read, and by no two rows differently. */
static bool is_read(const struct periods_check *c, const char *table, const char *text)
{
	struct period_reading r;
	char day[DATE_BYTES];
	const char *code;

	if (strcmp(table, "date_forms") == 0) {
		code = dates_read(c->dates, slice_from(text), day);
		return !code || code == DATE_EMPTY;
	}
	period_read(c->reader, NULL, "", slice_from(text), &r);
	return !r.code || strcmp(r.code, "period.syntax") != 0;
}

static bool has_number(const struct table *t, size_t row)
{
	const char *form = table_get(t, row, "form");

	return strcmp(t->name, "date_forms") == 0 || *table_get(t, row, "number") || strstr(form, "{N}") ||
	       strstr(form, "{I}") || strstr(form, "{M}") || strstr(form, "{MM}");
}

/* What can be read at all: its first fault keeps the readers from opening. */
static int check_patterns(struct periods_check *c, const char *name, bool *is_readable, struct err *e)
{
	const struct table *t = catalog_get(c->l->catalog, name, e);

	for (size_t i = 0; t && i < t->nrows; i++) {
		const char *form = table_get(t, i, "form"), *wrong = form_check(form);

		if (!wrong && !strstr(form, "{YYYY}"))
			wrong = "{YYYY}, the year";
		if (!wrong && !has_number(t, i))
			wrong = "{N}, {I}, {M} or {MM}, or the column number";
		if (!wrong)
			continue;
		*is_readable = false;
		if (form_finding(c, &t->rows[i], form, wrong, e) < 0)
			return -1;
	}
	return t ? 0 : -1;
}

static int check_samples(struct periods_check *c, const char *name, struct err *e)
{
	const struct table *t = catalog_get(c->l->catalog, name, e);
	char text[SAMPLE_BYTES];

	for (size_t i = 0; t && i < t->nrows; i++)
		for (int with = 0; with < 2; with++) {
			print_sample(table_get(t, i, "form"), with, text);
			if (is_read(c, name, text))
				continue;
			if (form_finding(c, &t->rows[i], text, "a text that every row reads alike", e) < 0)
				return -1;
			break;
		}
	return t ? 0 : -1;
}

/* Of the feed's own row or its kind's. */
static bool is_period(
	const struct table *feeds, const struct table *fields, const struct table *t, size_t row)
{
	const char *feed = table_get(t, row, "feed"), *kind = kind_of_feed(feeds, feed);

	for (size_t k = 0; k < fields->nrows; k++) {
		const char *of = table_get(fields, k, "feed");

		if ((strcmp(of, feed) == 0 || strcmp(of, kind) == 0) &&
			strcmp(table_get(fields, k, "field"), table_get(t, row, "field")) == 0 &&
			strcmp(table_get(fields, k, "type"), "period") == 0)
			return true;
	}
	return false;
}

static int check_fields(struct periods_check *c, struct err *e)
{
	const struct table *t = catalog_get(c->l->catalog, "period_fields", e),
			   *fields = t ? catalog_get(c->l->catalog, "fields", e) : NULL,
			   *feeds = fields ? catalog_get(c->l->catalog, "feeds", e) : NULL;

	for (size_t i = 0; feeds && i < t->nrows; i++) {
		if (!is_period(feeds, fields, t, i) &&
			lint_add(c->l, t->rows[i].file, t->rows[i].line, e,
				"column field: found %s of feed %s, expected a field of type period",
				table_get(t, i, "field"), table_get(t, i, "feed")) < 0)
			return -1;
	}
	return feeds ? 0 : -1;
}

/* The first kind of the list that is longer than a quarter, or "". */
static int longer_kind(struct periods_check *c, const char *kinds, char out[64], struct err *e)
{
	const struct table *t = catalog_get(c->l->catalog, "period_kinds", e);

	*out = '\0';
	for (size_t len; t && *kinds && !*out; kinds += len + strspn(kinds + len, " ")) {
		len = strcspn(kinds, " ");
		for (size_t i = 0; i < t->nrows; i++)
			if (slice_equals((struct slice){kinds, len}, table_get(t, i, "kind")) &&
				strtol(table_get(t, i, "months"), NULL, 10) > 3)
				snprintf(out, 64, "%.*s", (int)len, kinds);
	}
	return t ? 0 : -1;
}

static int check_measure(struct periods_check *c, const struct table *t, size_t row,
	const struct table *fields, size_t field, struct err *e)
{
	const char *over = table_get(t, row, "over_time");
	char kind[64];

	if (strcmp(table_get(t, row, "feed"), table_get(fields, field, "feed")) != 0 ||
		strcmp(table_get(t, row, "date"), table_get(fields, field, "field")) != 0 ||
		(strcmp(over, "sum") != 0 && strcmp(over, "union") != 0))
		return 0;
	if (longer_kind(c, table_get(fields, field, "kinds"), kind, e) < 0)
		return -1;
	return !*kind ? 0
		      : lint_add(c->l, t->rows[row].file, t->rows[row].line, e,
				"measure %s adds over time, and its date may be a %s: expected periods of at "
				"most a quarter",
				table_get(t, row, "measure"), kind);
}

/* A half-year's sum would stand in the quarter of its last day as if it were that quarter's. */
static int check_measures(struct periods_check *c, struct err *e)
{
	const struct table *t = catalog_get(c->l->catalog, "measures", e),
			   *fields = t ? catalog_get(c->l->catalog, "period_fields", e) : NULL;

	for (size_t i = 0; fields && i < t->nrows; i++)
		for (size_t k = 0; k < fields->nrows; k++)
			if (check_measure(c, t, i, fields, k, e) < 0)
				return -1;
	return fields ? 0 : -1;
}

static int check_readings(struct periods_check *c, struct err *e)
{
	struct err bad = {0};
	int rc = 0;

	/* a calendar that cannot be laid out is a finding of lint_ahead */
	if (period_reader_open(&c->reader, c->l->catalog, NULL, &bad) == 0 &&
		dates_open(&c->dates, c->l->catalog, NULL, &bad) == 0)
		rc = check_samples(c, "period_forms", e) || check_samples(c, "date_forms", e) ? -1 : 0;
	dates_free(c->dates);
	period_reader_free(c->reader);
	return rc;
}

int lint_periods(struct lint *l, struct err *e)
{
	struct periods_check c = {.l = l};
	bool is_readable = true;

	if (check_patterns(&c, "period_forms", &is_readable, e) < 0 ||
		check_patterns(&c, "date_forms", &is_readable, e) < 0 || check_fields(&c, e) < 0 ||
		check_measures(&c, e) < 0)
		return -1;
	return is_readable ? check_readings(&c, e) : 0;
}
