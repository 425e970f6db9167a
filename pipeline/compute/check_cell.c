/* Two numbers in one cell: 93,55% (28/31). */
#include <string.h>
#include "compute/check.h"
#include "compute/quotient.h"
#include "core/rational.h"

static bool has_two(const struct measure *m)
{
	return m && *m->value && *m->numerator && *m->denominator && strcmp(m->unit, "%") == 0 &&
	       stated_is_exact(m);
}

static int number_of(mpq_t out, const char *text, struct err *e)
{
	return rational_parse(out, text, strlen(text), e);
}

static int quotient_of(const struct measure *m, mpq_t out, bool *has, struct err *e)
{
	mpq_t below;
	int rc = -1;

	mpq_init(below);
	if (number_of(out, m->numerator, e) || number_of(below, m->denominator, e))
		goto out;
	*has = mpq_sgn(below) != 0;
	if (*has)
		mpq_div(out, out, below);
	mpq_set_ui(below, 100, 1);
	mpq_mul(out, out, below);
	rc = 0;
out:
	mpq_clear(below);
	return rc;
}

/* Both at the digits that were sent. */
static int compare_cell(struct checking *c, const struct measure *m, bool *differs, struct err *e)
{
	unsigned digits = *m->digits ? (unsigned)(*m->digits - '0') : 0;
	struct buf stated = {0}, again = {0};
	bool has = false;
	mpq_t value, quotient;
	int rc = -1;

	mpq_inits(value, quotient, NULL);
	if (number_of(value, m->value, e) || quotient_of(m, quotient, &has, e) ||
		result_show(value, digits, &stated, e) || (has && result_show(quotient, digits, &again, e)))
		goto out;
	*differs = !has || strcmp(stated.data, again.data) != 0;
	rc = *differs ? buf_addf(&c->proof, e, "%s%s; %s/%s = %s", c->proof.len ? "; " : "", m->text,
				m->numerator, m->denominator, has ? again.data : "?")
		      : 0;
out:
	mpq_clears(value, quotient, NULL);
	buf_release(&stated);
	buf_release(&again);
	return rc;
}

/* A per cent and the fraction beside it, in any row that the figure is made of. */
int check_cell(struct checking *c, bool *holds, struct err *e)
{
	*holds = false;
	for (size_t i = 0; i < c->r->nvariables; i++) {
		const struct measure *m = c->r->variables[i].q.row;
		bool differs = false;

		if (has_two(m) && compare_cell(c, m, &differs, e))
			return -1;
		*holds = *holds || differs;
	}
	return 0;
}
