#include "aggregate/apply.h"

#include <string.h>
#include "aggregate/stated.h"
#include "core/hash.h"
#include "model/column_value.h"
#include "model/period_rules.h"

static void get_env(void *arg, size_t index, struct value *out)
{
	cell_value(&((struct aggregator *)arg)->record->cells[index], out);
}

static void env_lookup(void *arg, size_t index, struct slice key, struct value *out)
{
	struct aggregator *a = arg;

	join_find(a->rules.lookups[index].join, key, a->date, a->rules.lookups[index].column, out);
}

void record_env(struct aggregator *a)
{
	a->env = (struct formula_env){a, get_env, env_lookup};
}

static int keep_slice(struct buf *b, struct slice s, struct err *e)
{
	buf_reset(b);
	return buf_add(b, s.text ? s.text : "", s.len, e);
}

/* The agency that the record counts under: the territory's unknown unit when it names none. */
static int find_agency(struct aggregator *a, const struct rule *x, struct err *e)
{
	const struct value *v = x->agency ? formula_eval(x->agency, &a->env) : NULL;
	bool is_missing = !v || v->is_missing;
	const char *fallback = x->agency && a->root ? a->unknown : a->root ? a->root : "";

	a->is_unknown = x->agency && (is_missing || slice_equals(v->text, a->unknown));
	return keep_slice(&a->agency, is_missing ? slice_from(fallback) : v->text, e);
}

static int find_item(struct aggregator *a, const struct rule *x, struct err *e)
{
	const struct value *v = x->item ? formula_eval(x->item, &a->env) : NULL;

	return keep_slice(&a->item, !v || v->is_missing ? slice_from("") : v->text, e);
}

/* rank: before the time, so that of one period the sender who answers stands; "": none is asked for. */
static int write_order(struct aggregator *a, const char *rank, struct err *e)
{
	char hex[65];

	hash_hex(a->hash, hex);
	buf_reset(&a->order);
	return buf_addf(&a->order, e, "%.*s|%s%s|%.*s|%s", (int)a->date.len, a->date.text, rank, a->sent,
		(int)a->record->message.len, a->record->message.text ? a->record->message.text : "", hex);
}

/* What the record in hand counts as, without a value. */
static struct measure measure_of(const struct aggregator *a, const struct rule *x, const struct period *p)
{
	return (struct measure){.measure = x->measure,
		.item = a->item.data,
		.agency = a->agency.data,
		.period = p->name,
		.kind = x->kind,
		.unit = x->unit};
}

static struct group *find_group(
	struct aggregator *a, const struct rule *x, const struct period *p, struct err *e)
{
	struct measure m = measure_of(a, x, p);
	struct group *g = groups_get(a->groups, &m, e);

	if (g && a->is_unknown)
		group_mark_unknown(g);
	return g;
}

static int add_counted(struct aggregator *a, const struct rule *x, struct group *g, struct err *e)
{
	const struct value *v = formula_eval(x->value, &a->env);

	if (v->is_missing)
		group_count_undecided(g, 1);
	else
		return group_take(a->groups, g, v, e);
	return 0;
}

static int find_answer(
	struct aggregator *a, const struct rule *x, const struct period *p, struct measure *m, struct err *e)
{
	char rank[3] = "0|";

	if (!x->has_answers)
		return write_order(a, "", e);
	if (!a->ranks && sender_ranks_open(&a->ranks, a->o.catalog, e))
		return -1;
	if (answer_fill(&a->answer, a->ranks, x, a->record, m, p->ends_on, a->sent, e))
		return -1;
	rank[0] = a->answer.rank;
	m->keys = a->answer.key.len ? a->answer.key.data : "";
	return write_order(a, rank, e);
}

static int put_row(struct aggregator *a, const struct rule *x, const struct period *p, struct err *e)
{
	struct stated_texts texts = {0};
	struct measure m = measure_of(a, x, p);
	int rc = !x->value ? stated_fill(&texts, a->record->cells + x->figure, &m, e)
			   : last_fill(&texts, formula_eval(x->value, &a->env), &m, e);

	if (rc == 0)
		rc = find_answer(a, x, p, &m, e);
	m.order = a->order.data;
	if (rc == 0) {
		struct group *g = groups_get(a->groups, &m, e);

		rc = g ? group_take_row(a->groups, g, &m, e) : -1;
	}
	stated_release(&texts);
	return rc;
}

/* A sum has its territory's total; a last or stated figure counts by whose it is and by its item. */
static int note_reached(struct aggregator *a, const struct rule *x, struct err *e)
{
	a->was_asked = true;
	if (measure_is_counted(x->kind)) {
		a->has_reached = true;
		return 0;
	}
	if (x->item && !a->asked && asked_open(&a->asked, a->o.catalog, e))
		return -1;
	if (x->item && !asked_has(a->asked, a->item.data))
		a->is_unasked = true;
	else if (!a->is_unknown)
		a->has_reached = true;
	return 0;
}

/* Shows the record in hand to one rule in one period. */
static int apply_rule(struct aggregator *a, const struct rule *x, const struct period *p, struct err *e)
{
	const struct value *where;
	struct group *g = NULL;

	if (find_agency(a, x, e) || find_item(a, x, e))
		return -1;
	if (measure_is_counted(x->kind) && !(g = find_group(a, x, p, e)))
		return -1;
	a->seen[p - a->periods->list] = true;
	if (note_reached(a, x, e))
		return -1;
	where = x->where ? formula_eval(x->where, &a->env) : NULL;
	if (where && where->is_missing && g)
		group_count_undecided(g, 1);
	if (where && !value_holds(where))
		return 0;
	return g ? add_counted(a, x, g, e) : put_row(a, x, p, e);
}

static int apply_period(struct aggregator *a, size_t i, size_t date, const struct period *p, struct err *e)
{
	const struct rule *x;

	if (a->o.period && strcmp(p->name, a->o.period) != 0)
		return 0;
	a->is_dated = true; /* a rule that is not asked, without its list or out of its time, loses nothing */
	x = rules_get(&a->rules, i, p, e);
	if (!x)
		return -1;
	return x->is_active && x->date == date ? apply_rule(a, x, p, e) : 0;
}

/* A state counts in every quarter at whose end it holds. */
static bool holds_at_end(const struct aggregator *a, const struct period_column *col, const struct period *p)
{
	const struct cell *from = &a->record->cells[col->column], *to = &a->record->cells[col->until];

	if (p->kind != PERIOD_QUARTER || strcmp(p->calendar, col->calendar) != 0 ||
		strcmp(p->starts_on, a->o.today) > 0)
		return false;
	if (cell_is_missing(from) || from->len < 10 || memcmp(from->text, p->ends_on, 10) > 0)
		return false;
	return cell_is_missing(to) || (to->len >= 10 && memcmp(to->text, p->ends_on, 10) >= 0);
}

static void span_note(struct aggregator *a, const struct period_column *col)
{
	const struct cell *from = &a->record->cells[col->column];

	if (cell_is_missing(from))
		return;
	a->is_later |= from->len >= 10 && memcmp(from->text, a->o.today, 10) > 0;
	a->outside = (struct slice){from->text, from->len < 10 ? from->len : 10};
}

static int apply_span(struct aggregator *a, size_t date, struct err *e)
{
	span_note(a, &a->rules.dates[date]);
	for (size_t k = 0; k < a->periods->n; k++) {
		const struct period *p = &a->periods->list[k];

		if (!holds_at_end(a, &a->rules.dates[date], p))
			continue;
		a->date = slice_from(p->ends_on);
		for (size_t i = 0; i < a->rules.nrows; i++)
			if (apply_period(a, i, date, p, e))
				return -1;
	}
	return 0;
}

static int apply_date(struct aggregator *a, size_t date, struct err *e)
{
	const struct period_column *col = &a->rules.dates[date];
	const struct cell *c = &a->record->cells[col->column];
	const struct period *p;

	if (col->is_span)
		return apply_span(a, date, e);
	p = cell_is_missing(c) ? NULL : period_of(a->periods, col->calendar, c->text, c->len);
	if (p && p->opens > a->today)
		p = NULL; /* so far ahead it is an error of its sender */
	if (!p && !cell_is_missing(c) && !a->outside.len)
		a->outside = (struct slice){c->text, period_day(c->text, c->len) < 0 ? c->len : 10};
	a->date = (struct slice){c->text, c->len};
	for (size_t i = 0; p && i < a->rules.nrows; i++)
		if (apply_period(a, i, date, p, e))
			return -1;
	return 0;
}

static void unreached_note(struct aggregator *a)
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
	struct aggregator *a = arg;

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

int totals_apply(struct aggregator *a, struct err *e)
{
	for (size_t k = 0; a->root && k < a->periods->n; k++)
		for (size_t i = 0; a->seen[k] && i < a->rules.nrows; i++) {
			const struct rule *x = rules_get(&a->rules, i, &a->periods->list[k], e);

			if (!x)
				return -1;
			if (!x->is_active || !measure_is_counted(x->kind) || x->item)
				continue;
			a->is_unknown = false;
			if (keep_slice(&a->agency, slice_from(a->root), e) ||
				keep_slice(&a->item, slice_from(""), e) ||
				!find_group(a, x, &a->periods->list[k], e))
				return -1;
		}
	return 0;
}
