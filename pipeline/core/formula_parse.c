#include <stdlib.h>
#include <string.h>
#include "core/formula_node.h"
#include "core/limits.h"
#include "core/rational.h"

struct parser {
	struct lexer l;
	const struct formula_names *names;
	struct formula *f;
	const char *file;
	long line;
	unsigned depth, nested;
	struct err *e;
};

static struct node *expr_parse(struct parser *p);

static struct node *fail(struct parser *p, const char *expected)
{
	char found[200];
	err_quote(found, p->l.now.text.text, p->l.now.text.len);
	err_at(p->e, ERR_CATALOG, p->file, p->line, "formula column %ld: expected %s, found %s",
		p->l.now.column, expected, p->l.now.kind == TOKEN_END ? "the end" : found);
	return NULL;
}

static struct node *node_new(struct parser *p, enum op op, enum value_type type)
{
	struct node *n = p->f->nnodes < FORMULA_NODES ? calloc(1, sizeof(*n)) : NULL;
	if (!n) {
		err_at(p->e, ERR_CATALOG, p->file, p->line, "formula longer than %d terms", FORMULA_NODES);
		return NULL;
	}
	p->f->nnodes++;
	n->op = op;
	n->depth = 1;
	n->v.type = type;
	mpq_init(n->v.number);
	n->next = p->f->all;
	p->f->all = n;
	return n;
}

static struct node *arg_add(struct parser *p, struct node *n, struct node *arg)
{
	if (!n || !arg)
		return NULL;
	struct node **args = realloc(n->args, (n->nargs + 1) * sizeof(struct node *));
	if (!args) {
		err_set(p->e, ERR_NOMEM, "out of memory for a formula");
		return NULL;
	}
	n->args = args;
	n->args[n->nargs++] = arg;
	if (arg->depth >= n->depth)
		n->depth = arg->depth + 1;
	return n->depth > LIMIT_FORMULA_DEPTH ? fail(p, "a formula less deep than 64") : n;
}

static struct node *typed(struct parser *p, struct node *n, enum value_type type, const char *expected)
{
	return n && n->v.type != type ? fail(p, expected) : n;
}

static struct node *binary(struct parser *p, enum op op, enum value_type type, struct node *a, struct node *b)
{
	if (!a || !b)
		return NULL;
	struct node *n = node_new(p, op, type);
	return arg_add(p, arg_add(p, n, a), b);
}

static bool sign_take(struct parser *p, const char *sign)
{
	if (!lexer_is(&p->l, sign))
		return false;
	lexer_next(&p->l);
	return true;
}

static struct node *sign_need(struct parser *p, const char *sign, const char *expected, struct node *n)
{
	if (!n)
		return NULL;
	return sign_take(p, sign) ? n : fail(p, expected);
}

static char *word_copy(struct parser *p)
{
	return arena_copy(&p->f->arena, p->l.now.text.text, p->l.now.text.len, p->e);
}

static struct node *number_parse(struct parser *p)
{
	struct node *n = node_new(p, OP_CONST, VALUE_NUMBER);
	if (!n || rational_parse(n->v.number, p->l.now.text.text, p->l.now.text.len, p->e))
		return n ? fail(p, "a number") : NULL;
	lexer_next(&p->l);
	return n;
}

static struct node *text_new(struct parser *p, const char *text, size_t len)
{
	struct node *n = node_new(p, OP_CONST, VALUE_TEXT);
	char *copy = n ? arena_copy(&p->f->arena, text, len, p->e) : NULL;
	if (!copy)
		return NULL;
	n->v.text = (struct slice){copy, len};
	return n;
}

static struct node *text_parse(struct parser *p)
{
	struct node *n = text_new(p, p->l.now.text.text, p->l.now.text.len);
	if (n)
		lexer_next(&p->l);
	return n;
}

/* Enters the formula of the setting that stands here; the caller leaves with setting_leave. */
static bool setting_enter(struct parser *p, struct lexer *outer)
{
	char *name = word_copy(p);
	long column = p->l.now.column;
	const char *text = name && p->names->setting ? p->names->setting(p->names->arg, name) : NULL;
	if (!text || p->nested == FORMULA_NESTED) {
		fail(p, text ? "settings nested less deep" : "a setting that settings.csv has");
		return false;
	}
	p->nested++;
	lexer_next(&p->l);
	*outer = p->l;
	lexer_init(&p->l, text, column);
	return true;
}

static struct node *setting_leave(struct parser *p, const struct lexer *outer, struct node *n)
{
	if (n && p->l.now.kind != TOKEN_END)
		n = fail(p, "the end of the setting");
	p->nested--;
	p->l = *outer;
	return n;
}

static struct node *setting_parse(struct parser *p)
{
	struct lexer outer;
	if (!setting_enter(p, &outer))
		return NULL;
	return setting_leave(p, &outer, expr_parse(p));
}

/* A setting in a list is words: resolved_states = 9 10. */
static struct node *words_parse(struct parser *p, struct node *n)
{
	char *name = word_copy(p);
	const char *words = name && p->names->setting ? p->names->setting(p->names->arg, name) : NULL;
	if (!words)
		return fail(p, "a setting that settings.csv has");
	while (n && *words) {
		size_t len = strcspn(words, " ");
		if (len)
			n = arg_add(p, n, text_new(p, words, len));
		words += len + (words[len] == ' ');
	}
	lexer_next(&p->l);
	return n;
}

static struct node *list_parse(struct parser *p, struct node *n)
{
	do {
		n = p->l.now.kind == TOKEN_SETTING ? words_parse(p, n) : arg_add(p, n, expr_parse(p));
		if (n && n->args[n->nargs - 1]->v.type != n->args[0]->v.type)
			return fail(p, "members of the type of the first argument");
	} while (n && sign_take(p, ","));
	return n;
}

static struct node *in_parse(struct parser *p)
{
	struct node *n = arg_add(p, node_new(p, OP_IN, VALUE_BOOL), expr_parse(p));
	n = sign_need(p, ",", "a comma and a list", n);
	return n ? list_parse(p, n) : NULL;
}

static struct node *args_parse(struct parser *p, struct node *n)
{
	do
		n = arg_add(p, n, expr_parse(p));
	while (n && sign_take(p, ","));
	return n;
}

static struct node *if_parse(struct parser *p)
{
	struct node *n = args_parse(p, node_new(p, OP_IF, VALUE_BOOL));
	if (!n)
		return NULL;
	if (n->nargs != 3 || n->args[0]->v.type != VALUE_BOOL || n->args[1]->v.type != n->args[2]->v.type)
		return fail(p, "if(claim, a, b) with a and b of one type");
	n->v.type = n->args[1]->v.type;
	return n;
}

/* Arguments in pairs: claim, value; an odd last one is else. */
static struct node *case_parse(struct parser *p)
{
	struct node *n = node_new(p, OP_CASE, VALUE_BOOL);
	while (n && !sign_take(p, "else")) {
		n = arg_add(p, n, typed(p, expr_parse(p), VALUE_BOOL, "a claim before ->"));
		n = sign_need(p, "->", "->", n);
		n = arg_add(p, n, n ? expr_parse(p) : NULL);
		n = sign_need(p, ";", "; and else", n);
	}
	n = arg_add(p, n, n ? expr_parse(p) : NULL);
	if (!n)
		return NULL;
	n->v.type = n->args[n->nargs - 1]->v.type;
	for (size_t i = 1; i < n->nargs; i += 2)
		if (n->args[i]->v.type != n->v.type)
			return fail(p, "cases of one type");
	return n;
}

static struct node *lookup_parse(struct parser *p)
{
	struct node *n = node_new(p, OP_LOOKUP, VALUE_TEXT);
	struct formula_name found = {0};
	char *feed = n && p->l.now.kind == TOKEN_TEXT ? word_copy(p) : NULL, *column = NULL;
	if (!feed)
		return n ? fail(p, "the name of a feed in quotes") : NULL;
	lexer_next(&p->l);
	n = sign_need(p, ",", "a comma", n);
	n = arg_add(p, n, n ? typed(p, expr_parse(p), VALUE_TEXT, "a text as the key") : NULL);
	n = sign_need(p, ",", "a comma", n);
	column = n && p->l.now.kind == TOKEN_TEXT ? word_copy(p) : NULL;
	if (!column)
		return n ? fail(p, "the name of a column in quotes") : NULL;
	if (!p->names->join || !p->names->join(p->names->arg, feed, column, &found))
		return fail(p, "a column of the joined feed");
	lexer_next(&p->l);
	n->index = found.index;
	n->v.type = found.type;
	return n;
}

struct function {
	const char *name;
	struct node *(*parse)(struct parser *p); /* NULL: plain arguments */
	enum op op;
	enum value_type type, argtype;
	bool takes_any, keeps_type; /* arguments of any type; the result is of the first one's */
	size_t max;
};

static const struct function functions[] = {
	{"if", if_parse, OP_IF, 0, 0, true, false, 0},
	{"case", case_parse, OP_CASE, 0, 0, true, false, 0},
	{"in", in_parse, OP_IN, 0, 0, true, false, 0},
	{"lookup", lookup_parse, OP_LOOKUP, 0, 0, true, false, 0},
	{"min", NULL, OP_MIN, VALUE_NUMBER, VALUE_NUMBER, false, false, 1000},
	{"max", NULL, OP_MAX, VALUE_NUMBER, VALUE_NUMBER, false, false, 1000},
	{"sum", NULL, OP_SUM, VALUE_NUMBER, VALUE_NUMBER, false, false, 1000},
	{"missing", NULL, OP_MISSING, VALUE_BOOL, 0, true, false, 1},
	{"coalesce", NULL, OP_COALESCE, 0, 0, true, true, 1000},
	{"day", NULL, OP_DAY, VALUE_TEXT, VALUE_TEXT, false, false, 1},
};

static struct node *plain_parse(struct parser *p, const struct function *fn)
{
	struct node *n = args_parse(p, node_new(p, fn->op, fn->type));
	if (!n)
		return NULL;
	if (fn->keeps_type)
		n->v.type = n->args[0]->v.type;
	for (size_t i = 0; i < n->nargs; i++)
		if ((!fn->takes_any && n->args[i]->v.type != fn->argtype) ||
			(fn->keeps_type && n->args[i]->v.type != n->v.type) || n->nargs > fn->max)
			return fail(p, "other arguments of this function");
	return n;
}

static struct node *function_parse(struct parser *p, const struct function *fn)
{
	struct node *n = fn->parse ? fn->parse(p) : plain_parse(p, fn);
	return sign_need(p, ")", "a closing bracket", n);
}

static struct node *name_parse(struct parser *p)
{
	struct formula_name found = {0};
	char *name = word_copy(p);
	struct token at = p->l.now;
	if (!name)
		return NULL;
	lexer_next(&p->l);
	if (sign_take(p, "(")) {
		for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++)
			if (strcmp(functions[i].name, name) == 0)
				return function_parse(p, &functions[i]);
		p->l.now = at;
		return fail(p, "a function of the language");
	}
	if (!p->names->find || !p->names->find(p->names->arg, name, &found)) {
		p->l.now = at;
		return fail(p, "a name that is known here");
	}
	struct node *n = node_new(p, OP_NAME, found.type);
	if (n)
		n->index = found.index;
	return n;
}

static struct node *primary_parse(struct parser *p)
{
	switch (p->l.now.kind) {
	case TOKEN_NUMBER:
		return number_parse(p);
	case TOKEN_TEXT:
		return text_parse(p);
	case TOKEN_SETTING:
		return setting_parse(p);
	case TOKEN_NAME:
		return name_parse(p);
	default:
		if (!sign_take(p, "("))
			return fail(p, "a number, text, name or bracket");
		return sign_need(p, ")", "a closing bracket", expr_parse(p));
	}
}

static struct node *unary_parse(struct parser *p)
{
	if (!sign_take(p, "-"))
		return primary_parse(p);
	if (++p->depth > LIMIT_FORMULA_DEPTH)
		return fail(p, "a formula less deep than 64");
	struct node *n = typed(p, unary_parse(p), VALUE_NUMBER, "a number after -");
	p->depth--;
	return n ? arg_add(p, node_new(p, OP_NEG, VALUE_NUMBER), n) : NULL;
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

static const struct infix *infix_take(struct parser *p, const struct infix *list)
{
	for (; list->sign; list++)
		if (sign_take(p, list->sign))
			return list;
	return NULL;
}

/* A chain of operators of one rank between operands of one type. */
static struct node *chain_parse(struct parser *p, const struct infix *list, enum value_type type,
	struct node *(*operand)(struct parser *))
{
	struct node *a = operand(p);
	const struct infix *i;
	while (a && (i = infix_take(p, list))) {
		a = typed(p, a, type, type == VALUE_NUMBER ? "a number" : "a claim");
		struct node *b =
			a ? typed(p, operand(p), type, type == VALUE_NUMBER ? "a number" : "a claim") : NULL;
		a = binary(p, i->op, type, a, b);
	}
	return a;
}

static struct node *product_parse(struct parser *p)
{
	return chain_parse(p, products, VALUE_NUMBER, unary_parse);
}

static struct node *sum_parse(struct parser *p)
{
	return chain_parse(p, sums, VALUE_NUMBER, product_parse);
}

static struct node *comparison_parse(struct parser *p)
{
	struct node *a = sum_parse(p);
	const struct infix *i = a ? infix_take(p, comparisons) : NULL;
	if (!i)
		return a;
	struct node *b = sum_parse(p);
	if (b && (b->v.type != a->v.type || (a->v.type == VALUE_BOOL && i->op > OP_NE)))
		return fail(p, "two values of one type to compare");
	return binary(p, i->op, VALUE_BOOL, a, b);
}

static struct node *not_parse(struct parser *p)
{
	if (!sign_take(p, "not"))
		return comparison_parse(p);
	if (++p->depth > LIMIT_FORMULA_DEPTH)
		return fail(p, "a formula less deep than 64");
	struct node *n = typed(p, not_parse(p), VALUE_BOOL, "a claim after not");
	p->depth--;
	return n ? arg_add(p, node_new(p, OP_NOT, VALUE_BOOL), n) : NULL;
}

static struct node *and_parse(struct parser *p)
{
	return chain_parse(p, ands, VALUE_BOOL, not_parse);
}

static struct node *expr_parse(struct parser *p)
{
	if (++p->depth > LIMIT_FORMULA_DEPTH)
		return fail(p, "a formula less deep than 64");
	struct node *n = chain_parse(p, ors, VALUE_BOOL, and_parse);
	p->depth--;
	return n;
}

int formula_parse(struct formula **out, const char *text, const struct formula_names *names, const char *file,
	long line, struct err *e)
{
	static const struct formula_names none = {0};
	struct formula *f = calloc(1, sizeof(*f));
	struct parser p = {.names = names ? names : &none, .f = f, .file = file, .line = line, .e = e};
	if (!f)
		return err_set(e, ERR_NOMEM, "out of memory for a formula");
	lexer_init(&p.l, text, 0);
	f->root = expr_parse(&p);
	if (f->root && p.l.now.kind != TOKEN_END)
		f->root = fail(&p, "an operator or the end");
	if (!f->root) {
		formula_free(f);
		return err_at(e, ERR_CATALOG, file, line, "formula cannot be read");
	}
	*out = f;
	return 0;
}

void formula_free(struct formula *f)
{
	if (!f)
		return;
	for (struct node *n = f->all, *next; n; n = next) {
		next = n->next;
		mpq_clear(n->v.number);
		free(n->args);
		free(n);
	}
	arena_release(&f->arena);
	free(f);
}
