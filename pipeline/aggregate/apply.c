#include "aggregate/apply.h"

#include <string.h>
#include "model/column_value.h"
#include "model/period_rules.h"

static void get_env(void *arg, size_t index, struct value *out)
{
	cell_value(&((struct applying *)arg)->record->cells[index], out);
}

static void env_lookup(void *arg, size_t index, struct slice key, struct value *out)
{
	struct applying *a = arg;

	join_find(a->rules.lookups[index].join, key, a->date, a->rules.lookups[index].column, out);
}

void record_env(struct applying *a)
{
	a->env = (struct formula_env){a, get_env, env_lookup};
}

static int apply_period(struct applying *a, size_t i, size_t date, const struct period *p, struct err *e)
{
	const struct rule *x;

	if (a->is_left[i] || (a->o.period && strcmp(p->name, a->o.period) != 0))
		return 0;
	a->is_dated = true; /* a rule that is not asked, without its list or out of its time, loses nothing */
	x = rules_get(&a->rules, i, p, e);
	if (!x)
		return -1;
	return x->is_active && x->date == date ? rule_apply(a, x, p, e) : 0;
}

static int apply_rules(struct applying *a, size_t date, const struct period *p, struct err *e)
{
	for (size_t i = 0; i < a->rules.nrows; i++)
		if (apply_period(a, i, date, p, e))
			return -1;
	return 0;
}

/* A state counts in every quarter at whose end it holds, and every month that is asked for. */
static bool holds_at_end(const struct applying *a, const struct period_column *col, const struct period *p)
{
	const struct cell *from = &a->record->cells[col->column], *to = &a->record->cells[col->until];

	if (!(p->kind == PERIOD_QUARTER || (p->kind == PERIOD_MONTH && p->is_asked)) ||
		strcmp(p->calendar, col->calendar) != 0 || strcmp(p->starts_on, a->o.today) > 0)
		return false;
	if (cell_is_missing(from) || from->len < 10 || memcmp(from->text, p->ends_on, 10) > 0)
		return false;
	return cell_is_missing(to) || (to->len >= 10 && memcmp(to->text, p->ends_on, 10) >= 0);
}

static void span_note(struct applying *a, const struct period_column *col)
{
	const struct cell *from = &a->record->cells[col->column];

	if (cell_is_missing(from))
		return;
	a->is_later |= from->len >= 10 && memcmp(from->text, a->o.today, 10) > 0;
	a->outside = (struct slice){from->text, from->len < 10 ? from->len : 10};
}

static int apply_span(struct applying *a, size_t date, struct err *e)
{
	span_note(a, &a->rules.dates[date]);
	for (size_t k = 0; k < (a->periods->has_asked ? periods_count(a->periods) : a->periods->n); k++) {
		const struct period *p = period_at(a->periods, k);

		if (!holds_at_end(a, &a->rules.dates[date], p))
			continue;
		a->date = slice_from(p->ends_on);
		if (apply_rules(a, date, p, e))
			return -1;
	}
	return 0;
}

static int apply_date(struct applying *a, size_t date, struct err *e)
{
	const struct period_column *col = &a->rules.dates[date];
	const struct cell *c = &a->record->cells[col->column];
	const struct period *p, *month = NULL;
	bool is_only = false;

	if (col->is_span)
		return apply_span(a, date, e);
	p = cell_is_missing(c) ? NULL : period_of(a->periods, col->calendar, c->text, c->len);
	if (p && p->opens > a->today)
		p = NULL; /* so far ahead it is an error of its sender */
	if (!p && !cell_is_missing(c) && !a->outside.len)
		a->outside = (struct slice){c->text, period_day(c->text, c->len) < 0 ? c->len : 10};
	a->date = (struct slice){c->text, c->len};
	if (p)
		month = period_month_of(a->periods, col->calendar, c->text, c->len, &is_only);
	if (p && !(month && is_only) && apply_rules(a, date, p, e))
		return -1;
	return month ? apply_rules(a, date, month, e) : 0;
}

static void unreached_note(struct applying *a)
{
	a->unreached.all++;
	if (a->has_reached || (a->is_dated && !a->was_asked))
		return;
	unreached_count(&a->unreached,
		a->is_unasked	 ? UNREACHED_UNASKED
		: a->is_dated	 ? UNREACHED_UNKNOWN
		: a->is_later	 ? UNREACHED_LATER
		: a->outside.len ? UNREACHED_OUTSIDE
				 : UNREACHED_UNDATED,
		a->outside);
}

int record_apply(
	void *arg, const struct record *r, const char *sent, const unsigned char hash[32], struct err *e)
{
	struct applying *a = arg;

	a->record = r;
	a->sent = sent;
	a->hash = hash;
	a->has_reached = a->was_asked = a->is_later = a->is_dated = a->is_unasked = false;
	a->outside = slice_from("");
	for (size_t i = 0; i < a->rules.ndates; i++)
		if (apply_date(a, i, e))
			return -1;
	if (a->rules.ndates && !a->o.period)
		unreached_note(a);
	return 0;
}
