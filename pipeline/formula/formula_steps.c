#include "formula/formula_steps.h"

#include <string.h>
#include "core/rational.h"
#include "formula/formula_node.h"

#define SHOWN_DIGITS 8

/* One formula in words: the names, or what they stand for. */
struct step_printing {
	const struct formula_telling *t;
	bool is_filled;
	struct buf *out;
	struct err *e;
};

int formula_show_number(const mpq_t q, struct buf *out, struct err *e)
{
	size_t from = out->len;
	char *point;

	if (rational_write(q, out, e))
		return -1;
	point = strchr(out->data + from, '.');
	if (!point)
		return 0;
	if (strlen(point + 1) <= SHOWN_DIGITS) {
		*point = ',';
		return 0;
	}
	out->len = from;
	out->data[from] = '\0';
	return buf_reserve(out, mpz_sizeinbase(mpq_numref(q), 10) + mpz_sizeinbase(mpq_denref(q), 10) + 4, e)
		       ? -1
		       : (out->len += (size_t)gmp_snprintf(out->data + from, out->cap - from, "%Qd", q), 0);
}

static const char *sign_of(enum op op)
{
	static const char *const signs[] = {[OP_ADD] = " + ",
		[OP_SUB] = " - ",
		[OP_MUL] = " \xc3\x97 ",
		[OP_DIV] = " / ",
		[OP_EQ] = " = ",
		[OP_NE] = " ≠ ",
		[OP_LT] = " < ",
		[OP_LE] = " ≤ ",
		[OP_GT] = " > ",
		[OP_GE] = " ≥ ",
		[OP_AND] = " and ",
		[OP_OR] = " or "};

	return op < sizeof signs / sizeof *signs ? signs[op] : NULL;
}

static int rank_of(enum op op)
{
	switch (op) {
	case OP_OR:
		return 1;
	case OP_AND:
		return 2;
	case OP_NOT:
		return 3;
	case OP_EQ:
	case OP_NE:
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
		return 4;
	case OP_ADD:
	case OP_SUB:
		return 5;
	case OP_MUL:
	case OP_DIV:
		return 6;
	default:
		return 7;
	}
}

static int print_value(const struct step_printing *p, const struct value *v)
{
	if (v->is_missing)
		return buf_add_str(p->out, "?", p->e);
	if (v->type == VALUE_NUMBER)
		return formula_show_number(v->number, p->out, p->e);
	if (v->type == VALUE_BOOL)
		return buf_add_str(p->out, v->is_true ? "✓" : "✗", p->e);
	return buf_add_char(p->out, '\'', p->e) || buf_add(p->out, v->text.text, v->text.len, p->e)
		       ? -1
		       : buf_add_char(p->out, '\'', p->e);
}

static int print_node(const struct step_printing *p, const struct formula_node *n);

/* In brackets where it would be read otherwise. */
static int print_side(const struct step_printing *p, const struct formula_node *n, int rank)
{
	bool is_looser = rank_of(n->op) < rank;

	return (is_looser && buf_add_char(p->out, '(', p->e)) || print_node(p, n) ||
			       (is_looser && buf_add_char(p->out, ')', p->e))
		       ? -1
		       : 0;
}

static int print_binary(const struct step_printing *p, const struct formula_node *n)
{
	int rank = rank_of(n->op);

	return print_side(p, n->args[0], rank) || buf_add_str(p->out, sign_of(n->op), p->e)
		       ? -1
		       : print_side(p, n->args[1], rank + (n->op == OP_SUB || n->op == OP_DIV));
}

static const char *function_of(enum op op)
{
	static const char *const names[] = {[OP_IF] = "if",
		[OP_CASE] = "case",
		[OP_MIN] = "min",
		[OP_MAX] = "max",
		[OP_SUM] = "sum",
		[OP_IN] = "in",
		[OP_MISSING] = "missing",
		[OP_COALESCE] = "coalesce",
		[OP_DAY] = "day",
		[OP_LOOKUP] = "lookup",
		[OP_NOT] = "not"};

	return op < sizeof names / sizeof *names && names[op] ? names[op] : "";
}

static int print_call(const struct step_printing *p, const struct formula_node *n)
{
	if (buf_addf(p->out, p->e, "%s(", function_of(n->op)))
		return -1;
	for (size_t i = 0; i < n->nargs; i++)
		if ((i && buf_add_str(p->out, "; ", p->e)) || print_node(p, n->args[i]))
			return -1;
	return buf_add_char(p->out, ')', p->e);
}

static int print_node(const struct step_printing *p, const struct formula_node *n)
{
	if (n->op == OP_CONST || (n->op == OP_NAME && p->is_filled))
		return print_value(p, &n->v);
	if (n->op == OP_NAME)
		return buf_add_str(p->out, p->t->name(p->t->arg, n->index), p->e);
	if (n->op == OP_NEG)
		return buf_add_char(p->out, '-', p->e) ? -1 : print_side(p, n->args[0], 7);
	return sign_of(n->op) ? print_binary(p, n) : print_call(p, n);
}

static int tell_step(const struct formula_telling *t, enum formula_step_kind kind,
	const struct formula_node *n, const struct value *v, struct err *e)
{
	struct buf text = {0}, filled = {0};
	struct step_printing names = {t, false, &text, e}, numbers = {t, true, &filled, e};
	int rc = print_node(&names, n) || print_node(&numbers, n) ? -1 : 0;

	if (rc == 0)
		rc = t->step(t->step_arg, &(struct formula_step){kind, text.data, filled.data, v}, e);
	buf_release(&text);
	buf_release(&filled);
	return rc;
}

/* Its value has been worked out: every node that was asked holds its own. */
static int tell_node(const struct formula_telling *t, struct formula_node *n, struct err *e)
{
	size_t i = 0;

	if (n->op != OP_IF && n->op != OP_CASE)
		return tell_step(t, STEP_VALUE, n, &n->v, e);
	for (; i + 1 < n->nargs; i += 2) {
		const struct value *claim = &n->args[i]->v;

		if (tell_step(t, STEP_CLAIM, n->args[i], claim, e))
			return -1;
		if (claim->is_missing)
			return 0;
		if (claim->is_true)
			return tell_node(t, n->args[i + 1], e);
	}
	return tell_node(t, n->args[i], e);
}

/* A name that a branch not taken would have asked for is asked once more, so that every number stands. */
static void ask_names(struct formula *f, const struct formula_env *env)
{
	for (struct formula_node *n = f->all; n; n = n->next)
		if (n->op == OP_NAME) {
			n->v.is_missing = true;
			n->v.reason = NULL;
			env->get(env->arg, n->index, &n->v);
		}
}

int formula_tell(
	struct formula *f, const struct formula_env *env, const struct formula_telling *t, struct err *e)
{
	formula_eval(f, env);
	ask_names(f, env);
	return tell_node(t, f->root, e);
}
