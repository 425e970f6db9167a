#include "compute/quarters.h"

#include <ctype.h>
#include <string.h>

unsigned quarters_last(unsigned quarters)
{
	while (quarters & (quarters - 1))
		quarters &= quarters - 1;
	return quarters;
}

bool quarters_have(unsigned quarters, const struct span *s, const char *period)
{
	for (size_t k = 0; k < s->n; k++)
		if (strcmp(s->quarters[k], period) == 0)
			return quarters >> k & 1;
	return false;
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

static int quarters_name(
	struct buf *out, const struct observations *f, const struct operand *v, struct err *e)
{
	if (buf_addf(out, e, "%s of", v->of->var))
		return -1;
	for (size_t i = 0; i < f->span.n; i++)
		if (v->q.quarters >> i & 1 && buf_addf(out, e, " %s", f->span.quarters[i]))
			return -1;
	return 0;
}

int quarters_agree(struct result *r, const struct observations *f, const struct indicator *row, bool *agree,
	struct err *e)
{
	const struct operand *first[2] = {NULL, NULL}; /* what is added, a stock */

	*agree = true;
	for (size_t i = 0; f->span.n > 1 && i < r->nvariables; i++) {
		const struct operand *v = &r->variables[i], **same = &first[v->q.is_stock];

		if (v->q.is_missing || !v->q.quarters || v->type != VALUE_NUMBER ||
			!is_in_quotient(row, v->of->var))
			continue;
		*same = *same ? *same : v;
		if ((*same)->q.quarters == v->q.quarters)
			continue;
		*agree = false;
		return buf_addf(&r->reason, e, "%s: not the same quarters: ", r->indicator) ||
				       quarters_name(&r->reason, f, *same, e) ||
				       buf_addf(&r->reason, e, ", ") || quarters_name(&r->reason, f, v, e)
			       ? -1
			       : 0;
	}
	return 0;
}
