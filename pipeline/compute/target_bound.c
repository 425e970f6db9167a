#include "compute/target_bound.h"

#include <stdlib.h>
#include <string.h>
#include "core/rational.h"

static int read_number(
	mpq_t out, const struct assessing *h, const char *column, const char *text, struct err *e)
{
	const struct row *row = h->target->head.row;

	if (rational_parse(out, text, strlen(text), NULL) == 0)
		return 0;
	return err_at(
		e, ERR_CATALOG, row->file, row->line, "%s \"%s\" found, expected a number", column, text);
}

static int set_bound(struct bound *b, const mpq_t q, struct err *e)
{
	if (rational_write(q, &b->text, e))
		return -1;
	b->low = b->text.data;
	return 0;
}

/* So many points or things a year, added to what there was: an interpretation, said in the row's note. */
static int grow(struct bound *b, const struct assessing *h, struct buf *from, struct err *e)
{
	const char *base = h->target->baseline, *since = h->target->baseline_year;
	long years = strtol(h->w->date, NULL, 10) - strtol(since, NULL, 10);
	struct maybe before = {0};
	mpq_t step, n;
	int rc = -1;

	b->low = b->high = "";
	if (!*h->target->low)
		return 0;
	mpq_inits(before.number, step, n, NULL);
	mpq_set_si(n, years, 1);
	if (read_number(step, h, "low", h->target->low, e) || measured_before(&before, h, e))
		goto out;
	if (before.has)
		since = h->w->k->year_before->span.name;
	else if (*base && read_number(before.number, h, "baseline", h->target->baseline, e))
		goto out;
	rc = 0;
	if (!before.has && !*base)
		goto out;
	if (rational_write(before.number, from, e) || buf_addf(from, e, " (%s)", since)) {
		rc = -1;
		goto out;
	}
	if (!before.has)
		mpq_mul(step, step, n);
	mpq_add(step, step, before.number);
	rc = set_bound(b, step, e);
out:
	mpq_clears(before.number, step, n, NULL);
	return rc;
}

static int remain(struct bound *b, const struct assessing *h, struct err *e)
{
	mpq_t base, part, rest;
	int rc = -1;

	if (!*h->target->baseline || !*h->target->low)
		return 0;
	mpq_inits(base, part, rest, NULL);
	if (read_number(base, h, "baseline", h->target->baseline, e) ||
		read_number(part, h, "low", h->target->low, e))
		goto out;
	if (strcmp(h->target->unit, "%") == 0) {
		mpq_set_ui(rest, 100, 1);
		mpq_sub(rest, rest, base);
		mpq_mul(part, part, rest);
		mpq_set_ui(rest, 100, 1);
		mpq_div(part, part, rest);
	}
	mpq_add(base, base, part);
	rc = set_bound(b, base, e);
out:
	mpq_clears(base, part, rest, NULL);
	return rc;
}

int bound_find(struct bound *b, const struct assessing *h, struct buf *from, struct err *e)
{
	*b = (struct bound){
		.comparator = h->target->comparator, .low = h->target->low, .high = h->target->high};
	if (h->target->kind == TARGET_GROWTH)
		return grow(b, h, from, e);
	if (h->target->kind == TARGET_REMAINDER)
		return remain(b, h, e);
	if (h->target->kind == TARGET_MAINTAIN && !*b->low)
		b->low = h->target->baseline;
	return 0;
}

void bound_release(struct bound *b)
{
	buf_release(&b->text);
}
