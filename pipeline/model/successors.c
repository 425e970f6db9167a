#include "model/successors.h"

#include <stdlib.h>
#include <string.h>
#include "core/rational.h"
#include "model/successors_rows.h"

static int by_agency(const void *x, const void *y)
{
	const struct link *a = x, *b = y;
	int c = strcmp(a->agency, b->agency);

	return c ? c : strcmp(a->date, b->date);
}

static int read_links(struct successors *s, struct catalog *c, struct err *e)
{
	const struct table *t = catalog_get(c, "agency_successors", e);

	if (!t)
		return -1;
	s->links = calloc(t->nrows + 1, sizeof(*s->links));
	s->tasks = calloc(t->nrows + 1, sizeof(*s->tasks));
	if (!s->links || !s->tasks)
		return err_set(e, ERR_NOMEM, "out of memory for %zu links", t->nrows);
	for (size_t i = 0; i < t->nrows; i++) {
		bool is_task = strcmp(table_get(t, i, "scope"), "task") == 0;
		struct link *l = is_task ? &s->tasks[s->ntasks++] : &s->links[s->n++];

		*l = (struct link){table_get(t, i, "agency"), table_get(t, i, "successor"),
			table_get(t, i, "weight"), table_get(t, i, "valid_from"), &t->rows[i]};
	}
	qsort(s->links, s->n, sizeof(*s->links), by_agency);
	return 0;
}

int successors_open(struct successors **out, struct catalog *c, const char *date, struct err *e)
{
	struct successors *s = calloc(1, sizeof(*s));

	*out = NULL;
	if (!s)
		return err_set(e, ERR_NOMEM, "out of memory for successors");
	s->date = date;
	if (read_links(s, c, e) < 0 || !(s->agencies = agencies_of(c, e))) {
		successors_free(s);
		return -1;
	}
	*out = s;
	return 0;
}

void successors_free(struct successors *s)
{
	if (!s)
		return;
	free(s->links);
	free(s->tasks);
	free(s);
}

void successor_parts_init(struct successor_parts *p)
{
	*p = (struct successor_parts){.unattributed = ""};
	mpq_init(p->rest);
}

static void reset_parts(struct successor_parts *p)
{
	for (size_t i = 0; i < p->n; i++)
		mpq_clear(p->list[i].share);
	p->n = 0;
	mpq_set_ui(p->rest, 0, 1);
}

void successor_parts_release(struct successor_parts *p)
{
	reset_parts(p);
	free(p->list);
	mpq_clear(p->rest);
}

const char *successor_parts_whole(const struct successor_parts *p)
{
	return p->n == 1 && mpq_cmp_ui(p->list[0].share, 1, 1) == 0 ? p->list[0].agency : NULL;
}

static int add_part(struct successor_parts *p, const char *agency, const mpq_t share, struct err *e)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->list[i].agency, agency) == 0) {
			mpq_add(p->list[i].share, p->list[i].share, share);
			return 0;
		}
	if (p->n == p->cap) {
		size_t cap = p->cap ? 2 * p->cap : 8;
		struct successor_part *list = realloc(p->list, cap * sizeof(*list));

		if (!list)
			return err_set(e, ERR_NOMEM, "out of memory for the parts of an agency");
		p->list = list;
		p->cap = cap;
	}
	p->list[p->n].agency = agency;
	mpq_init(p->list[p->n].share);
	mpq_set(p->list[p->n++].share, share);
	return 0;
}

/* The links of the agency on the first day after `since` that changes it: the first and how many. */
static const struct link *next_links(
	const struct successors *s, const char *agency, const char *since, size_t *n)
{
	size_t low = 0, high = s->n, end;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (strcmp(s->links[mid].agency, agency) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	while (low < s->n && strcmp(s->links[low].agency, agency) == 0 &&
		strcmp(s->links[low].date, since) <= 0)
		low++;
	for (end = low; end < s->n && strcmp(s->links[end].agency, agency) == 0 &&
			strcmp(s->links[end].date, s->links[low].date) == 0;
		end++)
		continue;
	*n = end > low && strcmp(s->links[low].date, s->date) <= 0 ? end - low : 0;
	return s->links + low;
}

static int read_weight(mpq_t out, const struct link *l, struct err *e)
{
	if (rational_parse(out, l->weight, strlen(l->weight), NULL) == 0)
		return 0;
	return err_at(e, ERR_CATALOG, l->row->file, l->row->line,
		"column weight: found \"%.60s\", expected a decimal or a quotient", l->weight);
}

int successors_lead(const struct successors *s, const char *agency, const char *since, const mpq_t share,
	int step, struct successor_parts *out, struct err *e)
{
	const struct link *links;
	bool has_row = agencies_find(s->agencies, agency, NULL) != NULL;
	size_t n;
	int rc = 0;
	mpq_t part;

	if (step == SUCCESSOR_STEPS)
		return err_set(e, ERR_CATALOG, "agency %s: found more than %d successors, one after another",
			agency, SUCCESSOR_STEPS);
	links = next_links(s, agency, since, &n);
	if (!n) /* an agency that the catalogue does not have stands alone */
		return !has_row || agencies_find(s->agencies, agency, s->date)
			       ? add_part(out, agency, share, e)
			       : 0;
	mpq_init(part);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		if (!*links[i].successor)
			continue;
		if (*links[i].weight)
			rc = read_weight(part, &links[i], e);
		else if (n == 1)
			mpq_set_ui(part, 1, 1);
		else
			continue;
		mpq_mul(part, part, share);
		if (rc == 0)
			rc = successors_lead(s, links[i].successor, links[i].date, part, step + 1, out, e);
	}
	mpq_clear(part);
	return rc;
}

int successors_follow(const struct successors *s, const char *agency, const char *from,
	struct successor_parts *out, struct err *e)
{
	const char *since = agencies_find(s->agencies, agency, from) ? from : "";
	mpq_t one;
	int rc;

	reset_parts(out);
	out->unattributed = "";
	mpq_init(one);
	mpq_set_ui(one, 1, 1);
	rc = successors_lead(s, agency, since, one, 0, out, e);
	mpq_set(out->rest, one);
	for (size_t i = 0; i < out->n; i++)
		mpq_sub(out->rest, out->rest, out->list[i].share);
	if (rc == 0 && mpq_sgn(out->rest) != 0)
		rc = successors_rest(s, agency, from, out, e);
	mpq_clear(one);
	return rc;
}

/* Whether the link says that a body goes on with more than it had: its own link, or another's to a body that
 * was there the day before. */
static bool is_break(const struct successors *s, const struct link *l)
{
	const struct agency *row;

	if (strcmp(l->agency, l->successor) == 0)
		return true;
	row = agencies_find(s->agencies, l->successor, l->date);
	return row && (!*row->valid_from || strcmp(row->valid_from, l->date) < 0);
}

/* One of several links of an agency on a day, without a weight: how much came is not known. */
static bool is_unknown(const struct successors *s, const struct link *l)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += strcmp(s->links[i].agency, l->agency) == 0 && strcmp(s->links[i].date, l->date) == 0;
	return n > 1 && !*l->weight;
}

/* The last day in that span on which the agency gave a task away, or got one; or "". */
static const char *task_day(
	const struct successors *s, const char *agency, const char *from, const char *until, bool is_giver)
{
	const char *last = "";

	for (size_t i = 0; i < s->ntasks; i++) {
		const struct link *l = &s->tasks[i];

		if (strcmp(is_giver ? l->agency : l->successor, agency) == 0 && strcmp(l->date, from) > 0 &&
			strcmp(l->date, until) <= 0 && strcmp(l->date, last) > 0)
			last = l->date;
	}
	return last;
}

const char *successors_break(const struct successors *s, const char *agency, const char *from,
	const char *until, bool only_unknown)
{
	const char *last = "", *day;

	for (size_t i = 0; i < s->n; i++) {
		const struct link *l = &s->links[i];

		if (strcmp(l->successor, agency) == 0 && strcmp(l->date, from) > 0 &&
			strcmp(l->date, until) <= 0 && strcmp(l->date, last) > 0 &&
			(only_unknown ? is_unknown(s, l) : is_break(s, l)))
			last = l->date;
	}
	day = task_day(s, agency, from, until, false);
	return strcmp(day, last) > 0 ? day : last;
}

const char *successors_given(
	const struct successors *s, const char *agency, const char *from, const char *until)
{
	return task_day(s, agency, from, until, true);
}

size_t successors_count(const struct successors *s, const char *agency, const char *from)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += strcmp(s->links[i].successor, agency) == 0 && strcmp(s->links[i].date, from) > 0 &&
		     strcmp(s->links[i].date, s->date) <= 0;
	return n ? n : 1;
}
