#include "formula/formula.h"

#include "formula/formula_node.h"

static const char zero_denominator[] = "zero denominator";

/* One evaluation. */
struct formula_walk {
	const struct formula_env *env;
	uint64_t path;
};

/* Every node keeps its own value, and nothing is allocated while a formula runs: a record is one of millions.
 * A formula is for one thread at a time therefore. */
static const struct value *eval(struct formula_node *n, struct formula_walk *w);

enum value_type formula_type(const struct formula *f)
{
	return f->root->v.type;
}

bool value_holds(const struct value *v)
{
	return v->type == VALUE_BOOL && !v->is_missing && v->is_true;
}

static const struct value *missing(struct formula_node *n, const char *reason)
{
	n->v.is_missing = true;
	n->v.reason = reason;
	return &n->v;
}

static const struct value *claim(struct formula_node *n, bool is_true)
{
	n->v.is_missing = false;
	n->v.reason = NULL;
	n->v.is_true = is_true;
	return &n->v;
}

static const struct value *copy(struct formula_node *n, const struct value *from)
{
	n->v.is_missing = from->is_missing;
	n->v.reason = from->reason;
	n->v.is_true = from->is_true;
	n->v.text = from->text;
	if (!from->is_missing && from->type == VALUE_NUMBER)
		mpq_set(n->v.number, from->number);
	return &n->v;
}

static int compare(const struct value *a, const struct value *b)
{
	if (a->type == VALUE_TEXT)
		return slice_compare(a->text, b->text);
	if (a->type == VALUE_BOOL)
		return (int)a->is_true - (int)b->is_true;
	return mpq_cmp(a->number, b->number);
}

static const struct value *arithmetic(struct formula_node *n, const struct value *a, const struct value *b)
{
	n->v.is_missing = false;
	n->v.reason = NULL;
	if (n->op == OP_ADD)
		mpq_add(n->v.number, a->number, b->number);
	else if (n->op == OP_SUB)
		mpq_sub(n->v.number, a->number, b->number);
	else if (n->op == OP_MUL)
		mpq_mul(n->v.number, a->number, b->number);
	else if (mpq_sgn(b->number) == 0)
		return missing(n, zero_denominator);
	else
		mpq_div(n->v.number, a->number, b->number);
	return &n->v;
}

static bool comparison_holds(enum op op, int d)
{
	switch (op) {
	case OP_EQ:
		return d == 0;
	case OP_NE:
		return d != 0;
	case OP_LT:
		return d < 0;
	case OP_LE:
		return d <= 0;
	case OP_GT:
		return d > 0;
	default:
		return d >= 0;
	}
}

/* The comparisons in the order in which they were asked, and how each came out, as one number: two
 * evaluations that went the same way have the same (formula_eval_path: whether two bounds of a target decided
 * alike). */
static bool note_path(struct formula_walk *w, bool holds)
{
	w->path = w->path * 3 + 1 + holds;
	return holds;
}

static const struct value *binary(struct formula_node *n, struct formula_walk *w)
{
	const struct value *a = eval(n->args[0], w), *b = eval(n->args[1], w);

	if (a->is_missing || b->is_missing)
		return missing(n, a->is_missing && a->reason ? a->reason
				  : b->is_missing	     ? b->reason
							     : a->reason);
	return n->op <= OP_DIV ? arithmetic(n, a, b)
			       : claim(n, note_path(w, comparison_holds(n->op, compare(a, b))));
}

/* Kleene: the side that decides alone wins over a missing one. */
static const struct value *junction(struct formula_node *n, struct formula_walk *w, bool decides)
{
	const struct value *a = eval(n->args[0], w);

	if (!a->is_missing && a->is_true == decides)
		return claim(n, decides);
	const struct value *b = eval(n->args[1], w);
	if (!b->is_missing && b->is_true == decides)
		return claim(n, decides);
	if (a->is_missing || b->is_missing)
		return missing(n, a->is_missing ? a->reason : b->reason);
	return claim(n, !decides);
}

/* A condition that is not known decides nothing: the whole is missing, the next branch is not tried. */
static const struct value *choice(struct formula_node *n, struct formula_walk *w)
{
	size_t i = 0;

	for (; i + 1 < n->nargs; i += 2) {
		const struct value *c = eval(n->args[i], w);

		if (c->is_missing)
			return missing(n, c->reason);
		if (c->is_true)
			return copy(n, eval(n->args[i + 1], w));
	}
	return copy(n, eval(n->args[i], w));
}

/* The sum of what is known would be a smaller number, not the sum: one missing makes all missing. */
static const struct value *fold(struct formula_node *n, struct formula_walk *w)
{
	n->v.is_missing = false;
	n->v.reason = NULL;
	for (size_t i = 0; i < n->nargs; i++) {
		const struct value *a = eval(n->args[i], w);

		if (a->is_missing)
			return missing(n, a->reason);
		if (i == 0)
			mpq_set(n->v.number, a->number);
		else if (n->op == OP_SUM)
			mpq_add(n->v.number, n->v.number, a->number);
		else if ((mpq_cmp(a->number, n->v.number) < 0) == (n->op == OP_MIN))
			mpq_set(n->v.number, a->number);
	}
	return &n->v;
}

/* Found among the known is found; not found while one is unknown is unknown. */
static const struct value *membership(struct formula_node *n, struct formula_walk *w)
{
	const struct value *x = eval(n->args[0], w);
	bool is_unknown = false;

	if (x->is_missing)
		return missing(n, x->reason);
	for (size_t i = 1; i < n->nargs; i++) {
		const struct value *m = eval(n->args[i], w);

		if (m->is_missing)
			is_unknown = true;
		else if (compare(x, m) == 0)
			return claim(n, true);
	}
	return is_unknown ? missing(n, NULL) : claim(n, false);
}

static const struct value *first_known(struct formula_node *n, struct formula_walk *w)
{
	const struct value *a = NULL;

	for (size_t i = 0; i < n->nargs; i++) {
		a = eval(n->args[i], w);
		if (!a->is_missing)
			break;
	}
	return copy(n, a);
}

static const struct value *unary(struct formula_node *n, struct formula_walk *w)
{
	const struct value *a = eval(n->args[0], w);

	if (n->op == OP_MISSING)
		return claim(n, a->is_missing);
	if (a->is_missing)
		return missing(n, a->reason);
	if (n->op == OP_NOT)
		return claim(n, !a->is_true);
	n->v.is_missing = false;
	n->v.reason = NULL;
	if (n->op == OP_NEG)
		mpq_neg(n->v.number, a->number);
	else /* OP_DAY: a date-time's first ten characters */
		n->v.text = (struct slice){a->text.text, a->text.len < 10 ? a->text.len : 10};
	return &n->v;
}

static const struct value *asked(struct formula_node *n, struct formula_walk *w)
{
	n->v.is_missing = true;
	n->v.reason = NULL;
	if (n->op == OP_NAME) {
		w->env->get(w->env->arg, n->index, &n->v);
		return &n->v;
	}
	const struct value *key = eval(n->args[0], w);
	if (key->is_missing)
		return missing(n, key->reason);
	w->env->lookup(w->env->arg, n->index, key->text, &n->v);
	return &n->v;
}

static const struct value *eval(struct formula_node *n, struct formula_walk *w)
{
	switch (n->op) {
	case OP_CONST:
		return &n->v;
	case OP_NAME:
	case OP_LOOKUP:
		return asked(n, w);
	case OP_AND:
		return junction(n, w, false);
	case OP_OR:
		return junction(n, w, true);
	case OP_IF:
	case OP_CASE:
		return choice(n, w);
	case OP_MIN:
	case OP_MAX:
	case OP_SUM:
		return fold(n, w);
	case OP_IN:
		return membership(n, w);
	case OP_COALESCE:
		return first_known(n, w);
	case OP_NEG:
	case OP_NOT:
	case OP_MISSING:
	case OP_DAY:
		return unary(n, w);
	default:
		return binary(n, w);
	}
}

const struct value *formula_eval_path(struct formula *f, const struct formula_env *env, uint64_t *path)
{
	struct formula_walk w = {.env = env};
	const struct value *v = eval(f->root, &w);

	*path = w.path;
	return v;
}

const struct value *formula_eval(struct formula *f, const struct formula_env *env)
{
	uint64_t path;

	return formula_eval_path(f, env, &path);
}
