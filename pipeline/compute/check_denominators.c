/* Checks of numbers that several figures share: one denominator with two values, one number with several. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "compute/check.h"
#include "compute/quotient.h"
#include "compute/shared_denominator.h"
#include "core/rational.h"

static int add_proof(struct checking *c, const char *what, mpq_srcptr n, struct err *e)
{
	if (buf_addf(&c->proof, e, "%s%s: ", c->proof.len ? "; " : "", what))
		return -1;
	return number_show(n, &c->proof, e);
}

/* A denominator in the making: its number and the quarter at whose end it stands. */
struct divided {
	const char *denominator;
	mpq_t own;
	unsigned quarter;
};

/* Against the value entered for the territory and that quarter: another date has another one. */
static int check_entered(struct checking *c, const struct divided *d, bool *holds, struct err *e)
{
	const struct denominator_value *row = shared_denominator_entered(c->r, c->k, d->denominator);
	mpq_t entered;
	int rc = 0;

	if (!row || !shared_denominator_is_then(c->k, d->denominator, d->quarter, row->date))
		return 0;
	mpq_init(entered);
	rc = rational_parse(entered, row->value, strlen(row->value), e);
	if (rc == 0 && mpq_cmp(entered, d->own) != 0) {
		*holds = true;
		rc = add_proof(c, row->document, entered, e);
	}
	mpq_clear(entered);
	return rc;
}

/* Against those of the rows before this one, at the end of the same quarter. */
static int check_others(struct checking *c, const struct divided *d, bool *holds, struct err *e)
{
	unsigned quarter;
	mpq_t other;
	int rc = 0;

	mpq_init(other);
	for (const struct result *r = c->set; r && r != c->r && rc == 0; r = r->next) {
		if (!shared_denominator_get(r, c->k, d->denominator, other, &quarter) ||
			mpq_cmp(other, d->own) == 0 || (quarter && d->quarter && quarter != d->quarter))
			continue;
		*holds = true;
		rc = add_proof(c, r->indicator, other, e);
	}
	mpq_clear(other);
	return rc;
}

/* One denominator has one value in a period: the rows before this one and the table of entered values say. */
int check_divisor(struct checking *c, bool *holds, struct err *e)
{
	struct divided d = {.denominator = denominator_used(&c->k->denominators, c->r->source, c->k->date)};
	int rc = 0;

	*holds = false;
	mpq_init(d.own);
	if (*d.denominator && shared_denominator_get(c->r, c->k, d.denominator, d.own, &d.quarter))
		rc = add_proof(c, d.denominator, d.own, e) || check_entered(c, &d, holds, e) ||
				     check_others(c, &d, holds, e)
			     ? -1
			     : 0;
	mpq_clear(d.own);
	return rc;
}

/* The bare number of the row's figures: what is counted, beside a per cent. */
static const struct measure *count_of(const struct result *r)
{
	const struct measure *m = result_stated(r, "figures");

	return m && *m->value && !*m->denominator && stated_is_exact(m) ? m : NULL;
}

/* 100 × count / per cent: the denominator that both imply. */
static int show_implied(struct checking *c, const struct measure *count, struct err *e)
{
	mpq_t n;
	int rc;

	mpq_init(n);
	rc = rational_parse(n, count->value, strlen(count->value), e);
	if (rc == 0 && mpq_sgn(c->r->value.number) != 0) {
		mpq_t hundred;

		mpq_init(hundred);
		mpq_set_ui(hundred, 100, 1);
		mpq_mul(n, n, hundred);
		mpq_div(n, n, c->r->value.number);
		mpq_clear(hundred);
		rc = buf_addf(&c->proof, e, "%s/%s = ", count->value, c->r->shown.data) ||
				     result_show(n, 0, &c->proof, e)
			     ? -1
			     : 0;
	}
	mpq_clear(n);
	return rc;
}

/* One count and its per cent in several rows that divide by different denominators. */
int check_implied(struct checking *c, bool *holds, struct err *e)
{
	const struct denominators *t = &c->k->denominators;
	const struct measure *own = count_of(c->r), *other;
	const char *id = denominator_used(t, c->r->source, c->k->date);

	*holds = false;
	if (!own || !*id || !c->r->value.has)
		return 0;
	if (show_implied(c, own, e))
		return -1;
	for (const struct result *r = c->set; r; r = r->next) {
		const char *theirs = denominator_used(t, r->source, c->k->date);

		other = r == c->r ? NULL : count_of(r);
		if (!other || strcmp(other->value, own->value) != 0 || !r->value.has ||
			mpq_cmp(r->value.number, c->r->value.number) != 0 || !*theirs ||
			strcmp(theirs, id) == 0)
			continue;
		*holds = true;
		if (buf_addf(&c->proof, e, "; %s: %s, %s: %s", c->r->indicator, id, r->indicator, theirs))
			return -1;
	}
	return 0;
}

/* A stated result in another unit than the indicator is scored in; a bare number has none. */
int check_unit(struct checking *c, bool *holds, struct err *e)
{
	const struct measure *m = result_stated(c->r, "result");

	*holds = m && *m->value && c->r->unit && *c->r->unit && strcmp(m->unit, c->r->unit) != 0;
	return *holds ? buf_addf(&c->proof, e, "%s; %s", m->text, c->r->unit) : 0;
}

/* The wording names an age band or kind that is not the one divided by. */
int check_wording(struct checking *c, bool *holds, struct err *e)
{
	const struct denominators *t = &c->k->denominators;
	const char *id = denominator_used(t, c->r->source, c->k->date);
	const struct indicator *own = indicator_find(&c->k->indicators, c->r->indicator, c->k->date);

	*holds = false;
	for (size_t i = 0; own && *id && i < t->n; i++) {
		const struct denominator *other = &t->list[i];

		if (!*other->words || !strstr(own->title_vi, other->words) ||
			strcmp(other->denominator, id) == 0)
			continue;
		*holds = true;
		return buf_addf(&c->proof, e, "\"%s\": %s; %s", other->words, other->denominator, id);
	}
	return 0;
}
