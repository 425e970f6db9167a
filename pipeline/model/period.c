#include "model/period.h"

#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "model/period_rules.h"

#define GROWTH 256
#define DAY 10 /* characters of YYYY-MM-DD */

static int two_digits(const char *s)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return -1;
	return (s[0] - '0') * 10 + s[1] - '0';
}

int period_day(const char *s, size_t len)
{
	if (len < DAY || s[4] != '-' || s[7] != '-' || (len > DAY && s[DAY] != 'T'))
		return -1;
	int century = two_digits(s), year = two_digits(s + 2), month = two_digits(s + 5),
	    day = two_digits(s + 8);
	if (century < 0 || year < 0 || month < 0 || day < 0)
		return -1;
	return clock_is_date(century * 100 + year, month, day)
		       ? ((century * 100 + year) * 100 + month) * 100 + day
		       : -1;
}

int period_kind_find(struct catalog *c, const char *kind, struct period *q, bool *is_known, struct err *e)
{
	const struct table *t = catalog_get(c, "period_kinds", e);

	if (!t)
		return -1;
	q->kind = strcmp(kind, "year") == 0	 ? PERIOD_YEAR
		  : strcmp(kind, "quarter") == 0 ? PERIOD_QUARTER
						 : PERIOD_OTHER;
	q->kind_name = kind;
	*is_known = q->kind != PERIOD_OTHER || table_find(t, "kind", kind, NULL) >= 0;
	return 0;
}

static int check_rows_overlap(
	const struct periods *p, const struct period *q, const struct row *row, struct err *e)
{
	const struct period *a = period_overlap(p, q);

	return a ? err_at(e, ERR_CATALOG, row->file, row->line, "period %s overlaps %s", q->name, a->name)
		 : 0;
}

static int parse_period(struct period *p, struct catalog *c, const struct table *t, size_t i, struct err *e)
{
	const char *kind = table_get(t, i, "kind");
	bool is_known;

	*p = (struct period){.calendar = table_get(t, i, "calendar"),
		.name = table_get(t, i, "period"),
		.parent = table_get(t, i, "parent"),
		.starts_on = table_get(t, i, "starts_on"),
		.ends_on = table_get(t, i, "ends_on")};
	if (period_kind_find(c, kind, p, &is_known, e))
		return -1;
	if (!is_known)
		return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
			"kind \"%s\" found, expected quarter, year or a row of period_kinds.csv", kind);
	p->first = strlen(p->starts_on) == DAY ? period_day(p->starts_on, DAY) : -1;
	p->last = strlen(p->ends_on) == DAY ? period_day(p->ends_on, DAY) : -1;
	if (p->first < 0 || p->last < 0 || p->first > p->last)
		return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
			"period %s: dates \"%s\" to \"%s\" found, expected two dates in order", p->name,
			p->starts_on, p->ends_on);
	return 0;
}

static const struct period *overlap_in(const struct period *list, size_t n, const struct period *b)
{
	for (size_t k = 0; k < n; k++) {
		const struct period *a = &list[k];

		if (a->first <= b->last && b->first <= a->last && strcmp(a->kind_name, b->kind_name) == 0 &&
			strcmp(a->calendar, b->calendar) == 0)
			return a;
	}
	return NULL;
}

const struct period *period_overlap(const struct periods *p, const struct period *b)
{
	return b->kind == PERIOD_OTHER ? overlap_in(p->others, p->nothers, b) : overlap_in(p->list, p->n, b);
}

static int add_base(struct periods *p, const struct period *q, struct err *e)
{
	if (p->n >= p->cap) {
		struct period *list = reallocarray(p->list, p->cap + GROWTH, sizeof(*list));
		const struct period **hits = reallocarray(p->hits, p->cap + GROWTH, sizeof(*hits));

		p->list = list ? list : p->list;
		p->hits = hits ? hits : p->hits;
		if (!list || !hits)
			return err_set(e, ERR_NOMEM, "out of memory for the calendar");
		p->cap += GROWTH;
	}
	p->list[p->n++] = *q;
	return 0;
}

int periods_add(struct periods *p, const struct period *q, struct err *e)
{
	if (q->kind != PERIOD_OTHER)
		return add_base(p, q, e);
	if (p->nothers >= p->others_cap) {
		struct period *list = reallocarray(p->others, p->others_cap + GROWTH, sizeof(*list));

		if (!list)
			return err_set(e, ERR_NOMEM, "out of memory for the calendar");
		p->others = list;
		p->others_cap += GROWTH;
	}
	p->others[p->nothers++] = *q;
	return 0;
}

static int read_rows(struct periods *p, struct catalog *c, const struct table *t, struct err *e)
{
	for (size_t i = 0; i < t->nrows; i++) {
		struct period q;

		if (parse_period(&q, c, t, i, e) || check_rows_overlap(p, &q, &t->rows[i], e) ||
			periods_add(p, &q, e))
			return -1;
	}
	return 0;
}

int periods_load(struct periods **out, struct catalog *c, struct err *e)
{
	const struct table *t = catalog_get(c, "calendars", e);
	struct periods *p = t ? calloc(1, sizeof(*p)) : NULL;

	if (!t)
		return -1;
	if (!p)
		return err_set(e, ERR_NOMEM, "out of memory for the calendar");
	if (read_rows(p, c, t, e) || period_rules_add(p, c, e)) {
		periods_free(p);
		return -1;
	}
	*out = p;
	return 0;
}

void periods_free(struct periods *p)
{
	if (!p)
		return;
	free(p->list);
	free(p->others);
	free(p->hits);
	arena_release(&p->arena);
	free(p);
}

static void free_kept(void *object)
{
	periods_free(object);
}

struct periods *periods_of(struct catalog *c, struct err *e)
{
	static const char key;
	struct periods *x = catalog_kept(c, &key);

	if (!x && !periods_load(&x, c, e) && catalog_keep(c, &key, x, free_kept, e)) {
		periods_free(x);
		x = NULL;
	}
	return x;
}

static bool span_touches(
	const struct period *q, const struct period_column *col, const struct record *r, const char *today)
{
	const struct cell *from = &r->cells[col->column], *until = &r->cells[col->until];

	if (q->kind != PERIOD_QUARTER || from->len < DAY || memcmp(from->text, q->ends_on, DAY) > 0)
		return false;
	if (!cell_is_missing(until) && until->len >= DAY && memcmp(until->text, q->starts_on, DAY) < 0)
		return false;
	return strcmp(q->starts_on, today) <= 0 && strcmp(q->calendar, col->calendar) == 0;
}

/* Keeps the hits sorted by name and without repeats. */
static void add_hit(const struct period **hits, size_t *n, const struct period *q)
{
	size_t at = *n;
	int c = 1;

	while (at > 0 && (c = strcmp(hits[at - 1]->name, q->name)) > 0)
		at--;
	if (at > 0 && c == 0)
		return;
	memmove(hits + at + 1, hits + at, (*n - at) * sizeof(*hits));
	hits[at] = q;
	++*n;
}

static void column_hits(const struct periods *p, const struct period_column *col, const struct record *r,
	const char *today, size_t *n)
{
	const struct cell *from = &r->cells[col->column];

	if (cell_is_missing(from))
		return;
	if (!col->is_span) {
		const struct period *q = period_of(p, col->calendar, from->text, from->len);

		if (q && q->opens <= period_day(today, DAY))
			add_hit(p->hits, n, q);
		return;
	}
	for (size_t i = 0; i < p->n; i++)
		if (span_touches(&p->list[i], col, r, today))
			add_hit(p->hits, n, &p->list[i]);
}

int periods_of_record(const struct periods *p, const struct period_column *cols, size_t ncols,
	const struct record *r, const char *today, struct buf *out, struct err *e)
{
	size_t n = 0;

	for (size_t k = 0; k < ncols; k++)
		column_hits(p, &cols[k], r, today, &n);
	for (size_t i = 0; i < n; i++)
		if ((i && buf_add_char(out, ' ', e)) || buf_add_str(out, p->hits[i]->name, e))
			return -1;
	return 0;
}
