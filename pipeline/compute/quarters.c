#include "compute/quarters.h"

#include <ctype.h>
#include <string.h>

unsigned leaves_last(unsigned leaves)
{
	while (leaves & (leaves - 1))
		leaves &= leaves - 1;
	return leaves;
}

static bool is_name_char(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static bool names(const char *formula, const char *var)
{
	size_t len = strlen(var);

	for (const char *at = strstr(formula, var); at; at = strstr(at + 1, var))
		if ((at == formula || !is_name_char(at[-1])) && !is_name_char(at[len]))
			return true;
	return false;
}

/* Numerator and denominator are columns of their own, or stand in the value's formula. */
static bool is_in_quotient(const struct indicator *row, const char *var)
{
	return (*row->denominator || strchr(row->value, '/')) &&
	       (names(row->value, var) || names(row->numerator, var) || names(row->denominator, var));
}

/* A quarter that is there in whole, or whose end a stock is of, by its own name; else months. */
static bool is_named_whole(const struct operand *v, unsigned part)
{
	return (v->q.leaves & part) == part || (v->q.is_stock && !v->q.is_split && (v->q.leaves & part));
}

static int leaves_name(struct buf *out, const struct observations *f, const struct operand *v, struct err *e)
{
	const struct span *s = &f->span;

	if (buf_addf(out, e, "%s of", v->of->var))
		return -1;
	for (size_t i = 0; i < s->n; i++) {
		if (is_named_whole(v, s->masks[i]) && buf_addf(out, e, " %s", s->parts[i]))
			return -1;
		for (size_t k = 0; !is_named_whole(v, s->masks[i]) && k < s->nleaves; k++)
			if ((v->q.leaves & s->masks[i]) >> k & 1 && buf_addf(out, e, " %s", s->leaves[k]))
				return -1;
	}
	return 0;
}

int quarters_agree(struct result *r, const struct observations *f, const struct indicator *row, bool *agree,
	struct err *e)
{
	const struct operand *first[2] = {NULL, NULL}; /* what is added, a stock */

	*agree = true;
	for (size_t i = 0; f->span.nleaves > 1 && i < r->nvariables; i++) {
		const struct operand *v = &r->variables[i], **same = &first[v->q.is_stock];

		if (v->q.is_missing || !v->q.leaves || v->type != VALUE_NUMBER ||
			!is_in_quotient(row, v->of->var))
			continue;
		*same = *same ? *same : v;
		if ((*same)->q.leaves == v->q.leaves)
			continue;
		*agree = false;
		return buf_addf(&r->reason, e, "%s: not the same %s: ", r->indicator,
			       (*same)->q.is_split || v->q.is_split ? "months" : "quarters") ||
				       leaves_name(&r->reason, f, *same, e) ||
				       buf_addf(&r->reason, e, ", ") || leaves_name(&r->reason, f, v, e)
			       ? -1
			       : 0;
	}
	return 0;
}
