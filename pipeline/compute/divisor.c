#include "compute/divisor.h"

#include <string.h>
#include "core/denominator.h"
#include "core/rational.h"

const char *divisor_territory(const struct knowledge *k, const char *agency)
{
	const struct table *t = catalog_get(k->catalog, "territories", NULL);
	long row = t ? table_find(t, "root_agency", agency, k->date) : -1;
	return row < 0 ? "" : table_get(t, (size_t)row, "territory");
}

static bool is_of(const struct result *r, const struct table *uses, size_t i, const char *date)
{
	const char *indicator = table_get(uses, i, "indicator");
	return table_is_valid(uses, i, date) && strcmp(indicator, r->source) == 0;
}

mpq_srcptr divisor_get(const struct result *r, const struct knowledge *k, const char *denominator)
{
	const struct table *uses = catalog_get(k->catalog, "denominator_uses", NULL);
	for (size_t i = 0; uses && i < uses->nrows; i++) {
		const char *var = table_get(uses, i, "var");
		if (!is_of(r, uses, i, k->date) ||
			strcmp(table_get(uses, i, "denominator"), denominator) != 0)
			continue;
		if (!*var)
			return r->denominator.has ? r->denominator.number : NULL;
		for (size_t v = 0; v < r->nvariables; v++)
			if (strcmp(r->variables[v].var, var) == 0 && !r->variables[v].q.is_missing)
				return r->variables[v].q.value;
	}
	return NULL;
}

static void value_take(struct quantity *q, size_t nquarters)
{
	q->is_missing = false;
	q->nquarters = nquarters;
	q->quarters = 0;
	q->reason[0] = '\0';
}

/* The entered value; *row is its row of denominator_values.csv, or -1. */
static int value_read(struct result *r, const struct knowledge *k, const char *denominator,
	struct quantity *q, size_t nquarters, struct err *e)
{
	const struct table *t = catalog_get(k->catalog, "denominator_values", e);
	long row = t ? denominator_find(t, denominator, divisor_territory(k, r->agency), k->date) : -1;
	const char *value = row < 0 ? "" : table_get(t, (size_t)row, "value");
	if (!t || row < 0)
		return t ? 0 : -1;
	if (rational_parse(q->value, value, strlen(value), e))
		return err_at(e, ERR_CATALOG, t->rows[row].file, t->rows[row].line,
			"value \"%s\" found, expected a number", value);
	value_take(q, nquarters);
	return buf_addf(&r->rules, e, " %s %s", table_get(t, (size_t)row, "date"),
		table_get(t, (size_t)row, "document"));
}

static int variable_fill(struct result *r, const struct knowledge *k, const struct figures *f,
	struct quantity *q, const char *denominator, struct err *e)
{
	const struct table *t = catalog_get(k->catalog, "denominators", e);
	long row = t ? table_find(t, "denominator", denominator, k->date) : -1;
	const char *measure = row < 0 ? "" : table_get(t, (size_t)row, "measure");
	if (!t)
		return -1;
	if (q->is_missing && *measure && rollup(f, measure, "", r->agency, q, e))
		return -1;
	return q->is_missing ? value_read(r, k, denominator, q, f->span.n, e) : 0;
}

/* The name, and the ages that it counts. */
static int name_print(struct result *r, const struct knowledge *k, const char *denominator, struct err *e)
{
	const struct table *t = catalog_get(k->catalog, "denominators", e);
	long row = t ? table_find(t, "denominator", denominator, k->date) : -1;
	const char *band = row < 0 ? "" : table_get(t, (size_t)row, "band");
	return !t ? -1
		  : buf_addf(&r->rules, e, "%sdenominator=%s%s%s%s", r->rules.len ? "; " : "", denominator,
			    *band ? " (" : "", band, *band ? ")" : "");
}

int divisors_fill(struct result *r, const struct knowledge *k, const struct figures *f, struct err *e)
{
	const struct table *uses = catalog_get(k->catalog, "denominator_uses", e);
	for (size_t i = 0; uses && i < uses->nrows; i++) {
		const char *id = table_get(uses, i, "denominator");
		if (!is_of(r, uses, i, k->date))
			continue;
		if (name_print(r, k, id, e))
			return -1;
		for (size_t v = 0; v < r->nvariables; v++)
			if (strcmp(r->variables[v].var, table_get(uses, i, "var")) == 0 &&
				variable_fill(r, k, f, &r->variables[v].q, id, e))
				return -1;
	}
	return uses ? 0 : -1;
}
