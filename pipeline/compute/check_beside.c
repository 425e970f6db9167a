/* A fraction that a document states beside the one that is computed from a register. */
#include <stdio.h>
#include <string.h>
#include "compute/check.h"

/* params: the variables of the stated numerator and denominator. */
static const struct operand *operand_of(const struct result *r, const char *name, size_t len)
{
	for (size_t i = 0; i < r->nvariables; i++)
		if (strlen(r->variables[i].of->var) == len && memcmp(r->variables[i].of->var, name, len) == 0)
			return &r->variables[i];
	return NULL;
}

static int show_fraction(struct checking *c, const mpq_t n, const mpq_t d, struct err *e)
{
	return number_show(n, &c->proof, e) || buf_add_char(&c->proof, '/', e) || number_show(d, &c->proof, e)
		       ? -1
		       : 0;
}

int check_beside(struct checking *c, bool *holds, struct err *e)
{
	size_t n = strcspn(c->params, " ");
	const struct operand *above = operand_of(c->r, c->params, n);
	const char *rest = c->params + n + (c->params[n] == ' ');
	const struct operand *below = operand_of(c->r, rest, strlen(rest));

	*holds = false;
	if (!above || !below || above->q.is_missing || below->q.is_missing)
		return 0;
	c->r->basis = BASIS_BOTH;
	*holds = !c->r->numerator.has || !c->r->denominator.has ||
		 mpq_cmp(above->q.value, c->r->numerator.number) != 0 ||
		 mpq_cmp(below->q.value, c->r->denominator.number) != 0;
	if (!*holds || show_fraction(c, above->q.value, below->q.value, e))
		return *holds ? -1 : 0;
	if (!c->r->numerator.has || !c->r->denominator.has)
		return 0;
	return buf_add_str(&c->proof, " ≠ ", e) ||
			       show_fraction(c, c->r->numerator.number, c->r->denominator.number, e)
		       ? -1
		       : 0;
}

/* "A gt B", "A ne B": two numbers of one figure that cannot stand so. */
int check_compare(struct checking *c, bool *holds, struct err *e)
{
	char a[64] = "", how[8] = "", b[64] = "";
	const struct operand *x, *y;
	int d;

	*holds = false;
	if (sscanf(c->params, "%63s %7s %63s", a, how, b) != 3)
		return 0;
	x = operand_of(c->r, a, strlen(a));
	y = operand_of(c->r, b, strlen(b));
	if (!x || !y || x->q.is_missing || y->q.is_missing)
		return 0;
	d = mpq_cmp(x->q.value, y->q.value);
	*holds = strcmp(how, "gt") == 0 ? d > 0 : d != 0;
	if (!*holds)
		return 0;
	return buf_addf(&c->proof, e, "%s = ", a) || number_show(x->q.value, &c->proof, e) ||
			       buf_addf(&c->proof, e, ", %s = ", b) || number_show(y->q.value, &c->proof, e)
		       ? -1
		       : 0;
}

/* params: how the name of a variable ends that the same number comes by on another way; the one is compared
 * with the other, which has the name without the ending. */
int check_counted(struct checking *c, bool *holds, struct err *e)
{
	size_t ending = strlen(c->params);

	*holds = false;
	for (size_t i = 0; i < c->r->nvariables; i++) {
		const struct operand *x = &c->r->variables[i], *y;
		size_t len = strlen(x->of->var);

		if (!ending || len <= ending || strcmp(x->of->var + len - ending, c->params) != 0)
			continue;
		y = operand_of(c->r, x->of->var, len - ending);
		if (!y || x->q.is_missing || y->q.is_missing || mpq_equal(x->q.value, y->q.value))
			continue;
		if (buf_addf(&c->proof, e, "%s%s: ", *holds ? "; " : "", y->of->var) ||
			number_show(x->q.value, &c->proof, e) || buf_add_str(&c->proof, " ≠ ", e) ||
			number_show(y->q.value, &c->proof, e))
			return -1;
		*holds = true;
	}
	return 0;
}
