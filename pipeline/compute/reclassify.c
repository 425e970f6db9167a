#include "compute/reclassify.h"

#include <stdlib.h>
#include <string.h>
#include "compute/reclassify_rows.h"
#include "core/rational.h"

static enum over over_agencies(const struct reclassifying *f, const char *measure)
{
	const struct measure_definition *row = measure_definition_find(&f->measures, measure, NULL);

	return row ? row->over_agencies : OVER_SUM;
}

bool reclassifying_averages(const struct reclassifying *f, const struct measure *m)
{
	return over_agencies(f, m->measure) == OVER_MEAN;
}

bool reclassifying_adds(const struct reclassifying *f, const struct measure *m)
{
	enum measure_adding adding = measure_kind_rule(m->kind)->adding;

	if (reclassifying_averages(f, m))
		return false;
	return adding == MEASURE_ADDS ||
	       (adding == MEASURE_NEWEST && over_agencies(f, m->measure) == OVER_SUM);
}

const char *reclassifying_starts(const struct reclassifying *f, const struct measure *m)
{
	const struct measure_definition *row = measure_definition_find(&f->measures, m->measure, NULL);
	const char *calendar = row ? row->calendar : "";

	for (size_t i = 0; i < periods_count(f->periods); i++) {
		const struct period *p = period_at(f->periods, i);

		if (strcmp(p->name, m->period) == 0 && (!*calendar || strcmp(p->calendar, calendar) == 0))
			return p->starts_on;
	}
	return "";
}

static int put(struct reclassifying *f, const struct measure *m, const char *agency, struct err *e)
{
	struct store *s = f->to;

	if (s->n == s->cap) {
		size_t cap = s->cap ? 2 * s->cap : 256;
		struct measure *rows = realloc(s->rows, cap * sizeof(*rows));

		if (!rows)
			return err_set(e, ERR_NOMEM, "out of memory for %zu measures", cap);
		s->rows = rows;
		s->cap = cap;
	}
	s->rows[s->n] = *m;
	s->rows[s->n++].agency = agency;
	*f->moved += strcmp(m->agency, agency) != 0;
	return 0;
}

const char *reclassifying_number(struct reclassifying *f, const mpq_t q, struct err *e)
{
	struct buf text = {0};
	const char *kept = NULL;

	if (rational_write(q, &text, e) == 0)
		kept = arena_copy(&f->to->arena, text.data, text.len, e);
	buf_release(&text);
	return kept;
}

/* share of the row's value, for the agency. */
static int put_share(struct reclassifying *f, const struct measure *m, const char *agency, const mpq_t share,
	bool has_flags, struct err *e)
{
	struct measure part = *m;
	struct err bad = {0};
	mpq_t v;
	int rc = -1;

	mpq_init(v);
	if (!has_flags)
		part.flags = "";
	part.numerator = part.denominator = part.parts = "";
	if (*m->value && rational_parse(v, m->value, strlen(m->value), &bad)) {
		err_set(e, ERR_FILE, "measure %s of %s in %s: %s", m->measure, m->agency, m->period,
			bad.text);
		goto out;
	}
	mpq_mul(v, v, share);
	part.value = *m->value ? reclassifying_number(f, v, e) : "";
	rc = part.value ? put(f, &part, agency, e) : -1;
out:
	mpq_clear(v);
	return rc;
}

/* What could not be decided, and what else a row says of itself, goes with the largest unknown: the rest. */
static int row_share(struct reclassifying *f, const struct measure *m, struct err *e)
{
	bool has_rest = mpq_sgn(f->parts.rest) != 0;

	for (size_t i = 0; i < f->parts.n; i++)
		if (put_share(f, m, f->parts.list[i].agency, f->parts.list[i].share, !has_rest && i == 0, e))
			return -1;
	return has_rest ? put_share(f, m, f->parts.unattributed, f->parts.rest, true, e) : 0;
}

static int reclassify_row(struct reclassifying *f, const struct measure *m, struct err *e)
{
	const char *whole, *from = reclassifying_starts(f, m);
	bool is_summed = reclassifying_adds(f, m) || measure_kind_rule(m->kind)->adding == MEASURE_UNITES;

	if (successors_follow(f->successors, m->agency, from, &f->parts, e))
		return -1;
	if (is_summed && successors_keep(f->successors, m->agency, from, &f->parts, e))
		return -1;
	whole = successor_parts_whole(&f->parts);
	if (whole)
		return put(f, m, whole, e);
	if (reclassifying_adds(f, m))
		return row_share(f, m, e);
	/* a set, a stock or a statement cannot be shared */
	return put(f, m, *f->parts.unattributed ? f->parts.unattributed : m->agency, e);
}

int store_reclassify(struct store *to, const struct store *from, struct catalog *c, const struct periods *p,
	const struct successors *s, size_t *moved, struct err *e)
{
	struct reclassifying f = {.to = to, .periods = p, .successors = s, .moved = moved};
	int rc = 0;

	*moved = 0;
	if (measure_rows_open(&f.measures, c, e))
		return -1;
	memcpy(to->feeds, from->feeds, sizeof(to->feeds));
	to->nfeeds = from->nfeeds;
	successor_parts_init(&f.parts);
	for (size_t i = 0; rc == 0 && i < from->n; i++)
		rc = reclassify_row(&f, &from->rows[i], e);
	successor_parts_release(&f.parts);
	return rc ? -1 : reclassifying_merge(&f, e);
}
