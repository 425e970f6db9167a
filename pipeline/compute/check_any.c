/* Checks of any figure, stated or computed: its range, its parts, its kinds, its history. */
#include <stdlib.h>
#include <string.h>
#include "compute/check.h"
#include "core/rational.h"

/* The next word of *list; false at its end. */
static bool word_next(const char **list, char out[128])
{
	size_t n;

	*list += strspn(*list, " ");
	n = strcspn(*list, " ");
	snprintf(out, 128, "%.*s", (int)n, *list);
	*list += n;
	return *out != '\0';
}

static int fail_params(const struct checking *c, const char *expected, struct err *e)
{
	return err_at(e, ERR_CATALOG, c->row->file, c->row->line, "params \"%s\" found, expected %s",
		c->params, expected);
}

/* Whether the value is in the unit: of a stated figure the report says in which it is. */
static bool is_in(const struct result *r, const char *unit)
{
	const struct measure *m = result_stated(r, "result");

	return r->unit && strcmp(r->unit, unit) == 0 && (!m || strcmp(m->unit, unit) == 0);
}

/* "LOW HIGH UNIT": a value of that unit lies between. */
int check_range(struct checking *c, bool *holds, struct err *e)
{
	char low[128], high[128], unit[128];
	const char *list = c->params;
	mpq_t a, b;
	int rc = -1;

	*holds = false;
	if (!word_next(&list, low) || !word_next(&list, high) || !word_next(&list, unit))
		return fail_params(c, "LOW HIGH UNIT", e);
	mpq_inits(a, b, NULL);
	if (rational_parse(a, low, strlen(low), e) || rational_parse(b, high, strlen(high), e))
		goto out;
	*holds = c->r->value.has && is_in(c->r, unit) &&
		 (mpq_cmp(c->r->value.number, a) < 0 || mpq_cmp(c->r->value.number, b) > 0);
	rc = *holds && c->r->shown.len ? buf_add_str(&c->proof, c->r->shown.data, e) : 0;
out:
	mpq_clears(a, b, NULL);
	return rc;
}

/* A share of a whole; params: the indicators that may exceed 1. */
int check_exceeds(struct checking *c, bool *holds, struct err *e)
{
	const char *list = c->params;
	char word[128];

	*holds = c->r->unit && strcmp(c->r->unit, "%") == 0 && c->r->numerator.has && c->r->denominator.has &&
		 mpq_cmp(c->r->numerator.number, c->r->denominator.number) > 0;
	while (*holds && word_next(&list, word))
		*holds = strcmp(word, c->r->indicator) != 0;
	if (!*holds)
		return 0;
	return number_show(c->r->numerator.number, &c->proof, e) || buf_add_str(&c->proof, " > ", e) ||
			       number_show(c->r->denominator.number, &c->proof, e)
		       ? -1
		       : 0;
}

/* params: the indicators whose values add up to this one's; all of them have to be there. */
int check_sum(struct checking *c, bool *holds, struct err *e)
{
	const char *list = c->params;
	char word[128];
	mpq_t sum;
	int rc = -1;

	*holds = c->r->value.has;
	mpq_init(sum);
	while (*holds && word_next(&list, word)) {
		const struct result *part = checking_other(c, word);

		*holds = part && part->value.has;
		if (!*holds)
			break;
		mpq_add(sum, sum, part->value.number);
		if ((c->proof.len && buf_add_str(&c->proof, " + ", e)) ||
			number_show(part->value.number, &c->proof, e))
			goto out;
	}
	*holds = *holds && mpq_cmp(sum, c->r->value.number) != 0;
	rc = !*holds || (buf_add_str(&c->proof, " = ", e) == 0 && number_show(sum, &c->proof, e) == 0 &&
				buf_add_str(&c->proof, "; ", e) == 0 &&
				number_show(c->r->value.number, &c->proof, e) == 0)
		     ? 0
		     : -1;
out:
	mpq_clear(sum);
	return rc;
}

/* Whether the name stands in the formula as a word of its own. */
static bool formula_has(const char *formula, const char *name)
{
	static const char *const letters =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$'";
	size_t len = strlen(name);

	for (const char *at = strstr(formula, name); len && at; at = strstr(at + 1, name))
		if ((at == formula || !strchr(letters, at[-1])) && (!at[len] || !strchr(letters, at[len])))
			return true;
	return false;
}

/* The row of indicators.csv that defines the figure on a day. */
static const struct indicator *definition_on(const struct checking *c, const char *date)
{
	return indicator_find(&c->k->indicators, c->r->source, date);
}

/* The unit of the first variable of the formula that has one, "" without. */
static const char *unit_of(const struct checking *c, const char *formula)
{
	for (size_t i = 0; *formula && i < c->r->nvariables; i++) {
		const struct variable *v = c->r->variables[i].of;

		if (*v->unit && formula_has(formula, v->var))
			return v->unit;
	}
	return "";
}

/* A per cent of one kind by another: subscriptions by households. params: the pairs that are meant, separated
 * by blanks; "=KIND/KIND" says the kinds of a stated figure, which has no variables. */
int check_kinds(struct checking *c, bool *holds, struct err *e)
{
	const struct indicator *own = definition_on(c, c->k->date);
	const char *numerator = unit_of(c, own ? own->numerator : "");
	const char *denominator = unit_of(c, own ? own->denominator : "");
	const char *list = c->params;
	char pair[300], word[128];

	*holds = false;
	if (*c->params == '=') {
		*holds = c->r->value.has;
		return *holds ? buf_add_str(&c->proof, c->params + 1, e) : 0;
	}
	if (!*numerator || !*denominator || strcmp(numerator, denominator) == 0 || !c->r->unit ||
		strcmp(c->r->unit, "%") != 0 || !c->r->value.has)
		return 0;
	snprintf(pair, sizeof(pair), "%s/%s", numerator, denominator);
	*holds = true;
	while (*holds && word_next(&list, word))
		*holds = strcmp(word, pair) != 0;
	return *holds ? buf_add_str(&c->proof, pair, e) : 0;
}

/* Whether |value - before| is more than `limit` points, or value more than limit times before or less. */
static bool is_jump(const mpq_t value, const mpq_t before, const char *how, const mpq_t limit)
{
	bool is = false;
	mpq_t d;

	mpq_init(d);
	if (strcmp(how, "points") == 0) {
		mpq_sub(d, value, before);
		mpq_abs(d, d);
		is = mpq_cmp(d, limit) > 0;
	} else if (mpq_sgn(before) > 0) {
		mpq_div(d, value, before);
		is = mpq_cmp(d, limit) > 0;
		if (mpq_sgn(d) > 0) {
			mpq_inv(d, d);
			is = is || mpq_cmp(d, limit) > 0;
		}
	}
	mpq_clear(d);
	return is;
}

/* Whether another row defined the figure in the period before: there is no trend across that day. */
static bool is_broken(const struct checking *c)
{
	const char *then = c->k->before ? c->k->before->span.ends_on : c->k->date;

	return definition_on(c, then) != definition_on(c, c->k->date);
}

/* The series breaks here. */
int check_break(struct checking *c, bool *holds, struct err *e)
{
	*holds = is_broken(c);
	return *holds ? buf_addf(&c->proof, e, "%s | %s", c->k->before->span.name, c->r->period) : 0;
}

/* "points N UNIT" or "times N UNIT" against the period before, when its measures are at hand. */
int check_jump(struct checking *c, bool *holds, struct err *e)
{
	char how[128], number[128], unit[128];
	const char *list = c->params;
	struct result *before = NULL;
	mpq_t limit;
	int rc = -1;

	*holds = false;
	if (!word_next(&list, how) || !word_next(&list, number) || !word_next(&list, unit))
		return fail_params(c, "points|times N UNIT", e);
	if (!c->k->before || !c->r->value.has || strcmp(c->r->unit, unit) != 0 || is_broken(c))
		return 0;
	mpq_init(limit);
	before = result_new(e);
	if (!before || rational_parse(limit, number, strlen(number), e))
		goto out;
	before->set = c->r->set;
	before->indicator = c->r->indicator;
	before->source = c->r->source;
	before->agency = c->r->agency;
	before->period = c->k->before->span.name;
	if (indicator_compute(before, c->k, c->k->before, e))
		goto out;
	*holds = before->value.has && is_jump(c->r->value.number, before->value.number, how, limit);
	rc = 0;
	if (*holds)
		rc = buf_addf(&c->proof, e, "%s: ", before->period) ||
				     result_show(before->value.number, c->r->digits, &c->proof, e) ||
				     buf_addf(&c->proof, e, "; %s: ", c->r->period) ||
				     result_show(c->r->value.number, c->r->digits, &c->proof, e)
			     ? -1
			     : 0;
out:
	result_free(before);
	mpq_clear(limit);
	return rc;
}
