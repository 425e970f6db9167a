#include "compute/quotient.h"

#include <stdlib.h>
#include <string.h>
#include "core/rational.h"

bool stated_is_exact(const struct measure *m)
{
	char kind[128], comparator[128];

	measure_flag(m, "kind=", kind);
	measure_flag(m, "comparator=", comparator);
	return (!*kind || strcmp(kind, "exact") == 0 || strcmp(kind, "fraction") == 0) &&
	       (!*comparator || strcmp(comparator, "eq") == 0);
}

static bool has_quotient(const struct measure *m)
{
	return m && *m->denominator && stated_is_exact(m);
}

const struct measure *quotient_find(const struct result *r)
{
	const struct measure *figures = result_stated(r, "figures"), *remark = result_stated(r, "remark");

	if (has_quotient(figures))
		return figures;
	return has_quotient(remark) ? remark : NULL;
}

bool quotient_get(const struct result *r, mpq_t per_cent)
{
	mpq_t hundred;

	if (!r->numerator.has || !r->denominator.has || mpq_sgn(r->denominator.number) == 0)
		return false;
	mpq_init(hundred);
	mpq_set_ui(hundred, 100, 1);
	mpq_div(per_cent, r->numerator.number, r->denominator.number);
	mpq_mul(per_cent, per_cent, hundred);
	mpq_clear(hundred);
	return true;
}

static int read_number(struct maybe *to, const char *text, struct err *e)
{
	to->has = false;
	if (!*text)
		return 0;
	if (rational_parse(to->number, text, strlen(text), e))
		return err_set(e, ERR_FILE, "stated \"%s\" is no number", text);
	to->has = true;
	return 0;
}

/* Why the report's own words are no value; a number that is not exact is shown as it was sent. */
static int value_miss(struct result *r, const struct measure *result, struct err *e)
{
	char kind[128], comparator[128], high[128];

	measure_flag(result, "kind=", kind);
	measure_flag(result, "comparator=", comparator);
	if (stated_is_exact(result) ||
		(!*result->value && !*result->numerator && !*measure_flag(result, "high=", high)))
		return buf_addf(&r->reason, e, "%s: the report states no number (%s)", r->indicator,
			*kind ? kind : "empty");
	if (buf_add_str(&r->shown, result->text, e))
		return -1;
	return buf_addf(&r->reason, e, "%s: the report states no exact number (%s%s%s)", r->indicator, kind,
		*comparator ? " " : "", comparator);
}

int quotient_read(struct result *r, bool expects_both, struct err *e)
{
	const struct measure *result = result_stated(r, "result"), *q = quotient_find(r);

	r->basis = q || expects_both ? BASIS_BOTH : BASIS_STATED;
	if (!result)
		return buf_addf(&r->reason, e, "%s: %s", r->indicator,
			r->nvariables ? r->variables[0].q.reason : "its result not received");
	r->digits = (unsigned)strtoul(result->digits, NULL, 10);
	if (stated_is_exact(result) && read_number(&r->value, result->value, e))
		return -1;
	if (q && (read_number(&r->numerator, q->numerator, e) ||
			 read_number(&r->denominator, q->denominator, e)))
		return -1;
	return r->value.has ? 0 : value_miss(r, result, e);
}
