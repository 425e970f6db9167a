#include <stdlib.h>
#include <string.h>
#include "core/limits.h"
#include "core/rational.h"
#include "formula/formula_node.h"

static struct formula_node *binary(struct formula_parser *p, enum op op, enum value_type type,
	struct formula_node *a, struct formula_node *b)
{
	if (!a || !b)
		return NULL;
	struct formula_node *n = parser_node(p, op, type);
	return parser_add(p, parser_add(p, n, a), b);
}

/* The token is one by its signs alone (1.2.3 and 1/2/3 too): the reader of numbers has the last word. */
static struct formula_node *parse_number(struct formula_parser *p)
{
	struct formula_node *n = parser_node(p, OP_CONST, VALUE_NUMBER);

	if (!n || rational_parse(n->v.number, p->l.now.text.text, p->l.now.text.len, p->e))
		return n ? parser_fail(p, "a number") : NULL;
	lexer_next(&p->l);
	return n;
}

static struct formula_node *parse_text(struct formula_parser *p)
{
	struct formula_node *n = parser_text(p, p->l.now.text.text, p->l.now.text.len);

	if (n)
		lexer_next(&p->l);
	return n;
}

/* Enters the formula of the setting that stands here; the caller leaves with leave_setting. The setting is
 * parsed in its place, not evaluated before: its names are those of the formula that asks, and what is wrong
 * in it is told at the column that asked. */
static bool enter_setting(struct formula_parser *p, struct lexer *outer)
{
	char *name = parser_word(p);
	long column = p->l.now.column;
	const char *text = name && p->names->setting ? p->names->setting(p->names->arg, name) : NULL;

	if (!text || p->nested == FORMULA_NESTED) {
		parser_fail(p, text ? "settings nested less deep" : "a setting that settings.csv has");
		return false;
	}
	p->nested++;
	lexer_next(&p->l);
	*outer = p->l;
	lexer_init(&p->l, text, column);
	return true;
}

static struct formula_node *leave_setting(
	struct formula_parser *p, const struct lexer *outer, struct formula_node *n)
{
	if (n && p->l.now.kind != TOKEN_END)
		n = parser_fail(p, "the end of the setting");
	p->nested--;
	p->l = *outer;
	return n;
}

static struct formula_node *parse_setting(struct formula_parser *p)
{
	struct lexer outer;

	if (!enter_setting(p, &outer))
		return NULL;
	return leave_setting(p, &outer, parser_expr(p));
}

static struct formula_node *parse_name(struct formula_parser *p)
{
	struct formula_name found = {0};
	char *name = parser_word(p);
	struct formula_token at = p->l.now;

	if (!name)
		return NULL;
	lexer_next(&p->l);
	if (parser_take(p, "(")) {
		if (parser_has_function(name))
			return parser_call(p, name);
		p->l.now = at;
		return parser_fail(p, "a function of the language");
	}
	if (!p->names->find || !p->names->find(p->names->arg, name, &found)) {
		p->l.now = at;
		return parser_fail(p, "a name that is known here");
	}
	struct formula_node *n = parser_node(p, OP_NAME, found.type);
	if (n)
		n->index = found.index;
	return n;
}

static struct formula_node *parse_primary(struct formula_parser *p)
{
	switch (p->l.now.kind) {
	case TOKEN_NUMBER:
		return parse_number(p);
	case TOKEN_TEXT:
		return parse_text(p);
	case TOKEN_SETTING:
		return parse_setting(p);
	case TOKEN_NAME:
		return parse_name(p);
	default:
		if (!parser_take(p, "("))
			return parser_fail(p, "a number, text, name or bracket");
		return parser_need(p, ")", "a closing bracket", parser_expr(p));
	}
}

/* Depth is counted where a chain can nest without a bracket (- - - x, not not x): each would be a frame of
 * the stack, here and in eval. */
static struct formula_node *parse_unary(struct formula_parser *p)
{
	if (!parser_take(p, "-"))
		return parse_primary(p);
	if (++p->depth > LIMIT_FORMULA_DEPTH)
		return parser_fail(p, "a formula less deep than 64");
	struct formula_node *n = parser_typed(p, parse_unary(p), VALUE_NUMBER, "a number after -");
	p->depth--;
	return n ? parser_add(p, parser_node(p, OP_NEG, VALUE_NUMBER), n) : NULL;
}

struct infix {
	const char *sign;
	enum op op;
};

static const struct infix products[] = {{"*", OP_MUL}, {"/", OP_DIV}, {NULL, 0}};
static const struct infix sums[] = {{"+", OP_ADD}, {"-", OP_SUB}, {NULL, 0}};
static const struct infix comparisons[] = {
	{"=", OP_EQ}, {"!=", OP_NE}, {"<", OP_LT}, {"<=", OP_LE}, {">", OP_GT}, {">=", OP_GE}, {NULL, 0}};
static const struct infix ands[] = {{"and", OP_AND}, {NULL, 0}};
static const struct infix ors[] = {{"or", OP_OR}, {NULL, 0}};

static const struct infix *take_infix(struct formula_parser *p, const struct infix *list)
{
	for (; list->sign; list++)
		if (parser_take(p, list->sign))
			return list;
	return NULL;
}

/* A chain of operators of one rank between operands of one type, from the left: a - b - c is (a - b) - c. */
static struct formula_node *parse_chain(struct formula_parser *p, const struct infix *list,
	enum value_type type, struct formula_node *(*operand)(struct formula_parser *))
{
	struct formula_node *a = operand(p);
	const struct infix *i;

	while (a && (i = take_infix(p, list))) {
		a = parser_typed(p, a, type, type == VALUE_NUMBER ? "a number" : "a claim");
		struct formula_node *b =
			a ? parser_typed(p, operand(p), type, type == VALUE_NUMBER ? "a number" : "a claim")
			  : NULL;
		a = binary(p, i->op, type, a, b);
	}
	return a;
}

static struct formula_node *parse_product(struct formula_parser *p)
{
	return parse_chain(p, products, VALUE_NUMBER, parse_unary);
}

static struct formula_node *parse_sum(struct formula_parser *p)
{
	return parse_chain(p, sums, VALUE_NUMBER, parse_product);
}

/* No chain: a < b < c would compare a claim with a number. */
static struct formula_node *parse_comparison(struct formula_parser *p)
{
	struct formula_node *a = parse_sum(p);
	const struct infix *i = a ? take_infix(p, comparisons) : NULL;

	if (!i)
		return a;
	struct formula_node *b = parse_sum(p);
	if (b && (b->v.type != a->v.type || (a->v.type == VALUE_BOOL && i->op > OP_NE)))
		return parser_fail(p, "two values of one type to compare");
	return binary(p, i->op, VALUE_BOOL, a, b);
}

static struct formula_node *parse_not(struct formula_parser *p)
{
	if (!parser_take(p, "not"))
		return parse_comparison(p);
	if (++p->depth > LIMIT_FORMULA_DEPTH)
		return parser_fail(p, "a formula less deep than 64");
	struct formula_node *n = parser_typed(p, parse_not(p), VALUE_BOOL, "a claim after not");
	p->depth--;
	return n ? parser_add(p, parser_node(p, OP_NOT, VALUE_BOOL), n) : NULL;
}

static struct formula_node *parse_and(struct formula_parser *p)
{
	return parse_chain(p, ands, VALUE_BOOL, parse_not);
}

struct formula_node *parser_expr(struct formula_parser *p)
{
	if (++p->depth > LIMIT_FORMULA_DEPTH)
		return parser_fail(p, "a formula less deep than 64");
	struct formula_node *n = parse_chain(p, ors, VALUE_BOOL, parse_and);
	p->depth--;
	return n;
}

int formula_parse(struct formula **out, const char *text, const struct formula_names *names, const char *file,
	long line, struct err *e)
{
	static const struct formula_names none = {0};
	struct formula *f = calloc(1, sizeof(*f));
	struct formula_parser p = {
		.names = names ? names : &none, .f = f, .file = file, .line = line, .e = e};

	if (!f)
		return err_set(e, ERR_NOMEM, "out of memory for a formula");
	lexer_init(&p.l, text, 0);
	f->root = parser_expr(&p);
	if (f->root && p.l.now.kind != TOKEN_END)
		f->root = parser_fail(&p, "an operator or the end");
	if (!f->root) {
		formula_free(f);
		return err_at(e, ERR_CATALOG, file, line, "formula cannot be read");
	}
	*out = f;
	return 0;
}
