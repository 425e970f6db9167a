/* Checks of a report's own row: result against quotient, targets against the catalogue, remark against
 * status. */
#include <string.h>
#include "compute/check.h"
#include "compute/quotient.h"
#include "compute/target.h"
#include "core/rational.h"

int check_recomputed(struct checking *c, bool *holds, struct err *e)
{
	struct buf stated = {0}, again = {0};
	mpq_t q;
	int rc = 0;

	*holds = false;
	mpq_init(q);
	if (c->r->basis != BASIS_BOTH || !c->r->value.has || !quotient_get(c->r, q))
		goto out;
	rc = result_show(c->r->value.number, c->r->digits, &stated, e) ||
			     result_show(q, c->r->digits, &again, e)
		     ? -1
		     : 0;
	*holds = rc == 0 && strcmp(stated.data, again.data) != 0;
	if (*holds)
		rc = buf_addf(&c->proof, e, "%s; %s/%s = %s", stated.data, quotient_find(c->r)->numerator,
			quotient_find(c->r)->denominator, again.data);
out:
	mpq_clear(q);
	buf_release(&stated);
	buf_release(&again);
	return rc;
}

int check_figures(struct checking *c, bool *holds, struct err *e)
{
	(void)e;
	*holds = c->r->basis == BASIS_BOTH && c->r->value.has &&
		 (!quotient_find(c->r) || !c->r->denominator.has || mpq_sgn(c->r->denominator.number) == 0);
	return 0;
}

/* ge, strive, a bare number and eq say the same of a target: at least. */
static const char *comparator_class(const char *comparator)
{
	static const char *const least[] = {"", "ge", "strive", "eq", "range"};

	for (size_t i = 0; i < 5; i++)
		if (strcmp(comparator, least[i]) == 0)
			return "ge";
	return comparator;
}

static bool same_target(const struct measure *m, const struct table *t, size_t i)
{
	char high[128], comparator[128];

	return rational_same(m->value, table_get(t, i, "low")) &&
	       rational_same(flag_word(m, "high=", high), table_get(t, i, "high")) &&
	       strcmp(comparator_class(flag_word(m, "comparator=", comparator)),
		       comparator_class(table_get(t, i, "comparator"))) == 0;
}

static int check_level(struct checking *c, const char *level, bool *holds, struct err *e)
{
	const struct table *t = catalog_get(c->k->catalog, "targets", e);
	const struct measure *m = result_stated(c->r, level);

	for (size_t i = 0; t && m && i < t->nrows; i++) {
		if (strcmp(table_get(t, i, "set"), c->r->set) != 0 ||
			strcmp(table_get(t, i, "indicator"), c->r->indicator) != 0 ||
			strcmp(table_get(t, i, "level"), level) != 0 || *table_get(t, i, "part") ||
			!table_is_valid(t, i, c->k->date) || same_target(m, t, i))
			continue;
		*holds = true;
		if (buf_addf(&c->proof, e, "%s%s: %s; %s", c->proof.len ? "; " : "", level, m->text,
			    table_get(t, i, "text")))
			return -1;
	}
	return t ? 0 : -1;
}

int check_target(struct checking *c, bool *holds, struct err *e)
{
	*holds = false;
	return check_level(c, "national", holds, e) || check_level(c, "province", holds, e) ? -1 : 0;
}

int check_remark(struct checking *c, bool *holds, struct err *e)
{
	const struct measure *remark = result_stated(c->r, "remark");

	*holds = remark && strstr(remark->text, c->params) && strcmp(c->r->status, "reached") != 0;
	if (!*holds)
		return 0;
	return buf_addf(&c->proof, e, "%s; %s", c->r->shown.len ? c->r->shown.data : "-", c->r->target);
}

int check_denominator(struct checking *c, bool *holds, struct err *e)
{
	const struct result *other = checking_other(c, c->params);

	*holds = other && c->r->denominator.has && other->denominator.has &&
		 mpq_cmp(c->r->denominator.number, other->denominator.number) != 0;
	if (!*holds)
		return 0;
	if (buf_addf(&c->proof, e, "%s: ", c->r->indicator) ||
		number_show(c->r->denominator.number, &c->proof, e) ||
		buf_addf(&c->proof, e, "; %s: ", other->indicator))
		return -1;
	return number_show(other->denominator.number, &c->proof, e);
}

/* The greatest of the parts "a+b+…". */
static int greatest_part(const char *parts, mpq_t greatest, struct err *e)
{
	mpq_t part;
	int rc = 0;

	mpq_init(part);
	mpq_set_ui(greatest, 0, 1);
	while (*parts && rc == 0) {
		size_t n = strcspn(parts, "+");

		rc = rational_parse(part, parts, n, e);
		if (rc == 0 && mpq_cmp(part, greatest) > 0)
			mpq_set(greatest, part);
		parts += n + (parts[n] == '+');
	}
	mpq_clear(part);
	return rc;
}

/* Whether the other indicator's numerator is one of the parts "a+b+…". */
static bool has_part(const char *parts, const char *numerator)
{
	size_t len = strlen(numerator);

	for (const char *p = parts; len && *p; p += strcspn(p, "+"), p += *p == '+')
		if (strcspn(p, "+") == len && strncmp(p, numerator, len) == 0)
			return true;
	return false;
}

static int show_shared(struct checking *c, const struct measure *q, struct err *e)
{
	const struct result *other = checking_other(c, c->params);
	const struct measure *o = other ? quotient_find(other) : NULL;

	return o && has_part(q->parts, o->numerator)
		       ? buf_addf(&c->proof, e, "; %s = %s", o->numerator, other->indicator)
		       : 0;
}

/* One number in two rows: the other indicator's numerator is to be a part of this one's. */
int check_part(struct checking *c, bool *holds, struct err *e)
{
	const struct result *other = checking_other(c, c->params);
	const struct measure *q = quotient_find(c->r), *o = other ? quotient_find(other) : NULL;

	*holds = q && o && !has_part(q->parts, o->numerator);
	return *holds ? buf_addf(&c->proof, e, "%s; %s: %s", q->text, other->indicator, o->numerator) : 0;
}

/* Of a summed numerator the true share lies between its greatest part and the sum, over the denominator. */
int check_overlap(struct checking *c, bool *holds, struct err *e)
{
	const struct measure *q = quotient_find(c->r);
	struct maybe low = {.has = true};
	const char *status = "";
	const struct table *t = catalog_get(c->k->catalog, "targets", e);
	long target;
	mpq_t high;
	int rc = -1;

	*holds = q && *q->parts && c->r->denominator.has && mpq_sgn(c->r->denominator.number) > 0;
	if (!*holds || !t)
		return t ? 0 : -1;
	mpq_inits(low.number, high, NULL);
	if (greatest_part(q->parts, low.number, e))
		goto out;
	mpq_div(low.number, low.number, c->r->denominator.number);
	mpq_set_ui(high, 100, 1);
	mpq_mul(low.number, low.number, high);
	quotient_get(c->r, high);
	target = table_find(t, "indicator", c->r->indicator, c->k->date);
	if (buf_add_str(&c->proof, "[", e) || result_show(low.number, c->r->digits, &c->proof, e) ||
		buf_add_str(&c->proof, "; ", e) || result_show(high, c->r->digits, &c->proof, e) ||
		buf_addf(&c->proof, e, "]; %s", c->r->target) || show_shared(c, q, e))
		goto out;
	rc = target < 0
		     ? 0
		     : target_status(&status, &low, table_get(t, (size_t)target, "comparator"),
			       table_get(t, (size_t)target, "low"), table_get(t, (size_t)target, "high"), e);
	*holds = strcmp(status, c->r->status) != 0;
out:
	mpq_clears(low.number, high, NULL);
	return rc;
}
