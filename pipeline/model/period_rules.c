/* How a calendar goes on behind its rows: periods of so many months each, named after their last year. */
#include "model/period_rules.h"

#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "core/csv.h"

#define LAST_YEAR 2099 /* of a rule without an end; lint says so a year before */

struct period_rule {
	const struct table *t;
	size_t row;
	const char *calendar, *name, *parent;
	struct period kind;   /* only what it is */
	int step;	      /* months from one to the next: of nine months twelve */
	int year, month, day; /* the first day */
	int months, years_ahead;
	int last; /* 20991231: no period begins behind it */
};

static int wrong(const struct period_rule *r, struct err *e, const char *column, const char *expected)
{
	return err_at(e, ERR_CATALOG, r->t->rows[r->row].file, r->t->rows[r->row].line,
		"%s \"%s\" found, expected %s", column, table_get(r->t, r->row, column), expected);
}

/* A whole number of the column from 0 to max; -1 when it is none. */
static int read_number(const struct period_rule *r, const char *column, int max)
{
	const char *text = table_get(r->t, r->row, column);
	char *end;
	long n = strtol(text, &end, 10);

	return *text < '0' || *text > '9' || *end || n > max ? -1 : (int)n;
}

/* Quarters follow one another; of the other kinds there are as many as begin in a year. */
static int read_months(struct period_rule *r, struct err *e)
{
	bool is_year = r->kind.kind == PERIOD_YEAR;

	r->months = read_number(r, "months", 12);
	if (r->months <= 0 || (12 % r->months != 0 && r->kind.kind != PERIOD_OTHER) ||
		(is_year && r->months != 12) || (r->kind.kind == PERIOD_MONTH && r->months != 1))
		return wrong(r, e, "months", "12 of a year, 1 of a month, or what divides 12 of a quarter");
	r->step = 12 % r->months == 0 ? r->months : 12;
	return 0;
}

static int read_kind(struct period_rule *r, struct catalog *c, struct err *e)
{
	bool is_known;

	if (period_kind_find(c, table_get(r->t, r->row, "kind"), &r->kind, &is_known, e))
		return -1;
	if (!is_known)
		return wrong(r, e, "kind", "quarter, year or a row of period_kinds.csv");
	if (read_months(r, e))
		return -1;
	r->years_ahead = read_number(r, "years_ahead", 100);
	return r->years_ahead < 0 ? wrong(r, e, "years_ahead", "0 to 100") : 0;
}

static int read_days(struct period_rule *r, struct err *e)
{
	const char *from = table_get(r->t, r->row, "starts_on"), *to = table_get(r->t, r->row, "ends_on");
	int first = strlen(from) == 10 ? period_day(from, 10) : -1;

	r->last = !*to ? LAST_YEAR * 10000 + 1231 : strlen(to) == 10 ? period_day(to, 10) : -1;
	r->year = first / 10000;
	r->month = first / 100 % 100;
	r->day = first % 100;
	if (first < 0 || r->day > 28) /* a 31st would have no day in the next month */
		return wrong(r, e, "starts_on", "a date up to the 28th");
	return r->last < first ? wrong(r, e, "ends_on", "a date behind starts_on, or nothing") : 0;
}

static int read_rule(
	struct period_rule *r, struct catalog *c, const struct table *t, size_t row, struct err *e)
{
	*r = (struct period_rule){.t = t,
		.row = row,
		.calendar = table_get(t, row, "calendar"),
		.name = table_get(t, row, "period"),
		.parent = table_get(t, row, "parent")};
	if (read_kind(r, c, e) || read_days(r, e))
		return -1;
	if (!strstr(r->name, "{YYYY}") ||
		(r->step < 12 && !strstr(r->name, "{N}") && !strstr(r->name, "{NN}")))
		return wrong(r, e, "period", "a name with {YYYY}, and {N} or {NN} where a year has several");
	return 0;
}

/* A text with {YYYY} (the year of the last day) and {N} or, in two digits, {NN} (which one of that year)
 * filled in. */
static int add_text(
	struct periods *p, const char **out, const char *pattern, int year, int number, struct err *e)
{
	char text[64];
	size_t n = 0;

	while (*pattern && n < sizeof(text) - 12) {
		if (strncmp(pattern, "{YYYY}", 6) == 0) {
			n += (size_t)snprintf(text + n, sizeof(text) - n, "%04d", year);
			pattern += 6;
		} else if (strncmp(pattern, "{N}", 3) == 0) {
			n += (size_t)snprintf(text + n, sizeof(text) - n, "%d", number);
			pattern += 3;
		} else if (strncmp(pattern, "{NN}", 4) == 0) {
			n += (size_t)snprintf(text + n, sizeof(text) - n, "%02d", number);
			pattern += 4;
		} else {
			text[n++] = *pattern++;
		}
	}
	*out = arena_copy(&p->arena, text, n, e);
	return *out ? 0 : -1;
}

static int add_day(struct periods *p, const char **out, int day, struct err *e)
{
	char text[32];
	int n = snprintf(
		text, sizeof(text), "%04d-%02d-%02d", day / 10000 % 10000, day / 100 % 100, day % 100);

	*out = arena_copy(&p->arena, text, (size_t)n, e);
	return *out ? 0 : -1;
}

/* The first day so many months behind the rule's. */
static int day_at(const struct period_rule *r, int months)
{
	int n = r->year * 12 + r->month - 1 + months;

	return (n / 12 * 100 + n % 12 + 1) * 100 + r->day;
}

static int day_before(int day)
{
	int year = day / 10000, month = day / 100 % 100;

	if (day % 100 > 1)
		return day - 1;
	month = month > 1 ? month - 1 : 12;
	year -= month == 12;
	for (int last = 31;; last--)
		if (clock_is_date(year, month, last))
			return (year * 100 + month) * 100 + last;
}

static int make_period(struct periods *p, const struct period_rule *r, int i, struct period *q, struct err *e)
{
	int number = i % (12 / r->step) + 1;

	*q = r->kind;
	q->calendar = r->calendar;
	q->is_of_rule = true;
	q->first = day_at(r, i * r->step);
	q->last = day_before(day_at(r, i * r->step + r->months));
	q->opens = q->first - r->years_ahead * 10000;
	return add_text(p, &q->name, r->name, q->last / 10000, number, e) ||
			       add_text(p, &q->parent, r->parent, q->last / 10000, number, e) ||
			       add_day(p, &q->starts_on, q->first, e) || add_day(p, &q->ends_on, q->last, e)
		       ? -1
		       : 0;
}

static int add_rule(struct periods *p, const struct period_rule *r, struct err *e)
{
	for (int i = 0; day_at(r, i * r->step) <= r->last; i++) {
		struct period q;
		const struct period *other;

		if (make_period(p, r, i, &q, e))
			return -1;
		other = period_overlap(p, &q);
		if (other)
			return err_at(e, ERR_CATALOG, r->t->rows[r->row].file, r->t->rows[r->row].line,
				"the rule's period %s overlaps %s", q.name, other->name);
		if (periods_add(p, &q, e))
			return -1;
	}
	return 0;
}

int period_rules_add(struct periods *p, struct catalog *c, struct err *e)
{
	const struct table *t = catalog_get(c, "calendar_rules", e);
	struct period_rule r;

	for (size_t i = 0; t && i < t->nrows; i++)
		if (read_rule(&r, c, t, i, e) || add_rule(p, &r, e))
			return -1;
	return t ? 0 : -1;
}

static int write_cell(FILE *out, bool is_first, const char *text, struct err *e)
{
	if (!is_first && fputc(',', out) == EOF)
		return err_set(e, ERR_WRITE, "cannot write a row");
	return csv_write_text(out, text, e);
}

static const char *cell_of(const struct period *q, const char *col)
{
	const struct {
		const char *col, *text;
	} cells[] = {{"calendar", q->calendar}, {"period", q->name}, {"kind", q->kind_name},
		{"starts_on", q->starts_on}, {"ends_on", q->ends_on}, {"parent", q->parent},
		{"source", "calendar_rules"}};
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		if (strcmp(cells[i].col, col) == 0)
			return cells[i].text;
	return "";
}

/* A row of the table; or, with q, a period of a rule by what is known of it; or, with neither, the header. */
static int write_line(
	const struct table *t, const struct row *row, const struct period *q, FILE *out, struct err *e)
{
	for (size_t k = 0; k < t->ncols; k++)
		if (write_cell(out, k == 0, row ? row->cells[k] : q ? cell_of(q, t->cols[k]) : t->cols[k], e))
			return -1;
	return fputc('\n', out) == EOF ? err_set(e, ERR_WRITE, "cannot write a row") : 0;
}

static int write_rules(const struct table *t, const struct period *list, size_t n, FILE *out, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].is_of_rule && write_line(t, NULL, &list[i], out, e))
			return -1;
	return 0;
}

int periods_write(struct catalog *c, FILE *out, struct err *e)
{
	const struct table *t = catalog_get(c, "calendars", e);
	struct periods *p = NULL;
	int rc = t ? periods_load(&p, c, e) : -1;

	if (rc == 0)
		rc = write_line(t, NULL, NULL, out, e);
	for (size_t i = 0; rc == 0 && i < t->nrows; i++)
		rc = write_line(t, &t->rows[i], NULL, out, e);
	if (rc == 0)
		rc = write_rules(t, p->list, p->n, out, e);
	if (rc == 0)
		rc = write_rules(t, p->others, p->nothers, out, e);
	periods_free(p);
	return rc;
}
