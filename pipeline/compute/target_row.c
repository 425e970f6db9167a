#include "compute/target_row.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "compute/target_bound.h"
#include "core/rational.h"
#include "model/messages.h"

bool target_compares(enum comparator comparator, int d)
{
	switch (comparator) {
	case COMPARATOR_GT:
		return d > 0;
	case COMPARATOR_LE:
		return d <= 0;
	case COMPARATOR_LT:
		return d < 0;
	case COMPARATOR_EQ:
		return d == 0;
	case COMPARATOR_UNSAID:
	case COMPARATOR_GE:
	case COMPARATOR_RANGE:
	case COMPARATOR_STRIVE:
		break;
	}
	return d >= 0;
}

static bool is_upper(enum comparator c)
{
	return c == COMPARATOR_LE || c == COMPARATOR_LT;
}

int target_status(const char **status, const struct maybe *value, enum comparator comparator, const char *low,
	const char *high, struct err *e)
{
	const char *bound = is_upper(comparator) && !*low ? high : low;
	mpq_t b;
	int rc = 0;

	*status = !*bound ? "no_target" : "no_data";
	if (!*bound || !value->has)
		return 0;
	mpq_init(b);
	rc = rational_parse(b, bound, strlen(bound), e)
		     ? err_set(e, ERR_CATALOG, "target \"%s\" is no number", bound)
		     : 0;
	if (rc == 0)
		*status = target_compares(comparator, mpq_cmp(value->number, b)) ? "reached" : "not_reached";
	mpq_clear(b);
	return rc;
}

/* Part by part: 3.10 is above 3.9, and 3 is 3.0. */
static int compare_version(const char *a, const char *b)
{
	while (*a || *b) {
		char *end_a, *end_b;
		unsigned long x = strtoul(a, &end_a, 10), y = strtoul(b, &end_b, 10);

		if (x != y)
			return x < y ? -1 : 1;
		a = *end_a == '.' ? end_a + 1 : "";
		b = *end_b == '.' ? end_b + 1 : "";
	}
	return 0;
}

static void version_answer(struct assessment *a, const struct assessing *h, const struct measured *m)
{
	const char *low = h->target->low, *var = h->target->var;

	if (!*low || !*var)
		a->status = *low ? "not_comparable" : "no_target";
	else if (!m->version)
		a->status = "no_data";
	else
		a->status = target_compares(h->target->comparator, compare_version(m->version, low))
				    ? "reached"
				    : "not_reached";
}

/* What may still grow is missed only when nothing is missing. */
static int gap_answer(
	struct assessment *a, const struct assessing *h, const struct measured *m, struct err *e)
{
	if (!m->has_gap || strcmp(a->status, "not_reached") != 0)
		return 0;
	a->status = "no_data";
	return message_add(&a->words, h->w->messages, "words.quarters_open", NULL, e);
}

static int number_answer(
	struct assessment *a, const struct assessing *h, const struct measured *m, struct err *e)
{
	struct bound b;
	int rc = bound_find(&b, h, &a->from, e);

	if (rc == 0)
		rc = target_status(&a->status, &m->number, b.comparator, b.low, b.high, e);
	if (rc == 0 && strcmp(a->status, "no_target") != 0 && !m->is_comparable)
		a->status = "not_comparable";
	if (rc == 0)
		rc = gap_answer(a, h, m, e);
	bound_release(&b);
	return rc;
}

int row_assess(struct assessment *a, const struct assessing *h, struct err *e)
{
	struct measured m;
	int rc;

	*a = (struct assessment){.status = "no_target"};
	if (h->target->kind == TARGET_EACH && !h->is_printed && (rc = row_each(a, h, e)) <= 0)
		return rc;
	rc = measured_find(&m, h, e);
	if (rc == 0 && assessing_is_past(h))
		rc = measured_past(&m, h, &a->past, e);
	a->is_own = m.is_own;
	a->is_open = m.is_open;
	if (rc == 0 && h->target->kind == TARGET_VERSION)
		version_answer(a, h, &m);
	else if (rc == 0)
		rc = number_answer(a, h, &m, e);
	measured_release(&m);
	return rc;
}

void assessment_release(struct assessment *a)
{
	buf_release(&a->words);
	buf_release(&a->from);
	buf_release(&a->past);
}
