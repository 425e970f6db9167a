#include "compute/equivalent.h"

#include <stdlib.h>
#include <string.h>
#include "model/relation.h"
#include "model/ways.h"

/* An indicator, and the ones that are the same. */
struct equivalents {
	const struct knowledge *k;
	const struct observations *f;
	const char *agency;
	const char **list; /* itself first */
	size_t n;
};

static bool has_variables(const struct knowledge *k, const char *indicator)
{
	return variables_has(&k->variables, indicator, k->date);
}

/* Whether somebody says it; else it is counted from records. */
static bool is_sent(const struct knowledge *k, const char *indicator)
{
	const struct variable *const *first;
	size_t n = variables_of(&k->variables, indicator, &first);

	for (size_t i = 0; i < n; i++) {
		const struct measure_definition *m =
			measure_definition_find(&k->measures, first[i]->measure, k->date);

		if (m && row_is_valid(first[i], k->date) && (*m->answers || m->kind == MEASURE_STATED))
			return true;
	}
	return false;
}

/* The indicator by the variables of source; yours, or NULL with e set. */
static struct result *answer_of(const struct equivalents *a, const char *source, struct err *e)
{
	struct result *r = result_new(e);

	if (!r)
		return NULL;
	r->set = "";
	r->indicator = a->list[0];
	r->source = source;
	r->agency = a->agency;
	r->period = a->f->span.name;
	if (indicator_compute(r, a->k, a->f, e) == 0)
		return r;
	result_free(r);
	return NULL;
}

static int gives_value(const struct equivalents *a, const char *source, bool *gives, struct err *e)
{
	struct result *r = answer_of(a, source, e);

	*gives = r && r->value.has;
	result_free(r);
	return r ? 0 : -1;
}

/* What is counted goes before what is said, its own before that of another. */
static int find_answer(const struct equivalents *a, const char **source, struct err *e)
{
	bool gives = false;

	for (int sent = 0; sent < 2; sent++)
		for (size_t i = 0; i < a->n; i++) {
			if (!has_variables(a->k, a->list[i]) || is_sent(a->k, a->list[i]) != sent)
				continue;
			if (gives_value(a, a->list[i], &gives, e))
				return -1;
			if (gives) {
				*source = a->list[i];
				return 0;
			}
		}
	return 0;
}

/* Of those that are counted, or of those that are sent: its own, else one that has rows, else one that has
 * variables; or NULL. */
static const char *reason_among(const struct equivalents *a, int sent)
{
	long agency = tree_find(&a->f->tree, a->agency);
	const char *first = NULL;

	for (size_t i = 0; i < a->n; i++) {
		if (!has_variables(a->k, a->list[i]) || is_sent(a->k, a->list[i]) != sent)
			continue;
		if (i == 0 || equivalent_has_rows(a->k, a->f, a->list[i], agency))
			return a->list[i];
		first = first ? first : a->list[i];
	}
	return first;
}

/* None has a value: whose reason is told. */
static const char *reason_of(const struct equivalents *a)
{
	const char *counted = reason_among(a, 0), *sent = reason_among(a, 1);

	return counted ? counted : sent ? sent : a->list[0];
}

/* Another answer, when its value is another. */
static int add_beside(struct result *r, const struct equivalents *a, const char *source, struct err *e)
{
	struct result *other = answer_of(a, source, e);
	int rc = other ? 0 : -1;

	if (other && other->value.has && mpq_cmp(other->value.number, r->value.number) != 0)
		rc = buf_addf(&r->beside, e, "%s%s: ", r->beside.len ? "; " : "", source) ||
				     result_show(other->value.number, other->digits, &r->beside, e)
			     ? -1
			     : 0;
	result_free(other);
	return rc;
}

int equivalent_beside(
	struct result *r, const struct knowledge *k, const struct observations *f, struct err *e)
{
	struct equivalents a = {.k = k, .f = f, .agency = r->agency};
	struct ways ways;
	int rc;

	if (!r->value.has)
		return 0;
	if (ways_open(&ways, k->catalog, e))
		return -1;
	if (ways_is_its_own(&ways, r->indicator, k->date))
		return 0;
	rc = relation_same(k->relations, r->indicator, k->date, &a.list, &a.n, e);
	for (size_t i = 0; rc == 0 && i < a.n; i++)
		if (strcmp(a.list[i], r->source) != 0 && has_variables(k, a.list[i]))
			rc = add_beside(r, &a, a.list[i], e);
	free(a.list);
	return rc;
}

int equivalent_find(const char **source, const struct knowledge *k, const struct observations *f,
	const char *indicator, const char *agency, struct err *e)
{
	struct equivalents a = {.k = k, .f = f, .agency = agency};
	struct ways ways;
	int rc;

	*source = indicator;
	if (ways_open(&ways, k->catalog, e))
		return -1;
	if (ways_is_its_own(&ways, indicator, k->date))
		return 0;
	if (relation_same(k->relations, indicator, k->date, &a.list, &a.n, e))
		return -1;
	*source = NULL;
	rc = find_answer(&a, source, e);
	if (rc == 0 && !*source)
		*source = reason_of(&a);
	free(a.list);
	return rc;
}

bool equivalent_has_rows(
	const struct knowledge *k, const struct observations *f, const char *indicator, long agency)
{
	const struct variable *const *first;
	size_t n = variables_of(&k->variables, indicator, &first);

	for (size_t i = 0; i < n; i++) {
		const struct measure_definition *row =
			measure_definition_find(&k->measures, first[i]->measure, k->date);

		if (row && observations_has_feed(f, row->feed, agency))
			return true;
	}
	return false;
}
