/* The functions of formulas: how each reads its arguments. */
#include <string.h>
#include "formula/formula_node.h"

/* A setting in a list is words: resolved_states = 9 10. */
static struct formula_node *parse_words(struct formula_parser *p, struct formula_node *n)
{
	char *name = parser_word(p);
	const char *words = name && p->names->setting ? p->names->setting(p->names->arg, name) : NULL;

	if (!words)
		return parser_fail(p, "a setting that settings.csv has");
	while (n && *words) {
		size_t len = strcspn(words, " ");

		if (len)
			n = parser_add(p, n, parser_text(p, words, len));
		words += len + (words[len] == ' ');
	}
	lexer_next(&p->l);
	return n;
}

static struct formula_node *parse_list(struct formula_parser *p, struct formula_node *n)
{
	do {
		n = p->l.now.kind == TOKEN_SETTING ? parse_words(p, n) : parser_add(p, n, parser_expr(p));
		if (n && n->args[n->nargs - 1]->v.type != n->args[0]->v.type)
			return parser_fail(p, "members of the type of the first argument");
	} while (n && parser_take(p, ","));
	return n;
}

static struct formula_node *parse_in(struct formula_parser *p)
{
	struct formula_node *n = parser_add(p, parser_node(p, OP_IN, VALUE_BOOL), parser_expr(p));

	n = parser_need(p, ",", "a comma and a list", n);
	return n ? parse_list(p, n) : NULL;
}

static struct formula_node *parse_args(struct formula_parser *p, struct formula_node *n)
{
	do
		n = parser_add(p, n, parser_expr(p));
	while (n && parser_take(p, ","));
	return n;
}

static struct formula_node *parse_if(struct formula_parser *p)
{
	struct formula_node *n = parse_args(p, parser_node(p, OP_IF, VALUE_BOOL));

	if (!n)
		return NULL;
	if (n->nargs != 3 || n->args[0]->v.type != VALUE_BOOL || n->args[1]->v.type != n->args[2]->v.type)
		return parser_fail(p, "if(claim, a, b) with a and b of one type");
	n->v.type = n->args[1]->v.type;
	return n;
}

/* Arguments in pairs: claim, value; an odd last one is else. */
static struct formula_node *parse_case(struct formula_parser *p)
{
	struct formula_node *n = parser_node(p, OP_CASE, VALUE_BOOL);

	while (n && !parser_take(p, "else")) {
		n = parser_add(p, n, parser_typed(p, parser_expr(p), VALUE_BOOL, "a claim before ->"));
		n = parser_need(p, "->", "->", n);
		n = parser_add(p, n, n ? parser_expr(p) : NULL);
		n = parser_need(p, ";", "; and else", n);
	}
	n = parser_add(p, n, n ? parser_expr(p) : NULL);
	if (!n)
		return NULL;
	n->v.type = n->args[n->nargs - 1]->v.type;
	for (size_t i = 1; i < n->nargs; i += 2)
		if (n->args[i]->v.type != n->v.type)
			return parser_fail(p, "cases of one type");
	return n;
}

static struct formula_node *parse_lookup(struct formula_parser *p)
{
	struct formula_node *n = parser_node(p, OP_LOOKUP, VALUE_TEXT);
	struct formula_name found = {0};
	char *feed = n && p->l.now.kind == TOKEN_TEXT ? parser_word(p) : NULL, *column = NULL;

	if (!feed)
		return n ? parser_fail(p, "the name of a feed in quotes") : NULL;
	lexer_next(&p->l);
	n = parser_need(p, ",", "a comma", n);
	n = parser_add(p, n, n ? parser_typed(p, parser_expr(p), VALUE_TEXT, "a text as the key") : NULL);
	n = parser_need(p, ",", "a comma", n);
	column = n && p->l.now.kind == TOKEN_TEXT ? parser_word(p) : NULL;
	if (!column)
		return n ? parser_fail(p, "the name of a column in quotes") : NULL;
	if (!p->names->join || !p->names->join(p->names->arg, feed, column, &found))
		return parser_fail(p, "a column of the joined feed");
	lexer_next(&p->l);
	n->index = found.index;
	n->v.type = found.type;
	return n;
}

struct function {
	const char *name;
	struct formula_node *(*parse)(struct formula_parser *p); /* NULL: plain arguments */
	enum op op;
	enum value_type type, argtype;
	bool takes_any, keeps_type; /* arguments of any type; the result is of the first one's */
	size_t max;
};

static const struct function functions[] = {
	{"if", parse_if, OP_IF, 0, 0, true, false, 0},
	{"case", parse_case, OP_CASE, 0, 0, true, false, 0},
	{"in", parse_in, OP_IN, 0, 0, true, false, 0},
	{"lookup", parse_lookup, OP_LOOKUP, 0, 0, true, false, 0},
	{"min", NULL, OP_MIN, VALUE_NUMBER, VALUE_NUMBER, false, false, 1000},
	{"max", NULL, OP_MAX, VALUE_NUMBER, VALUE_NUMBER, false, false, 1000},
	{"sum", NULL, OP_SUM, VALUE_NUMBER, VALUE_NUMBER, false, false, 1000},
	{"missing", NULL, OP_MISSING, VALUE_BOOL, 0, true, false, 1},
	{"coalesce", NULL, OP_COALESCE, 0, 0, true, true, 1000},
	{"day", NULL, OP_DAY, VALUE_TEXT, VALUE_TEXT, false, false, 1},
};

static struct formula_node *parse_plain(struct formula_parser *p, const struct function *fn)
{
	struct formula_node *n = parse_args(p, parser_node(p, fn->op, fn->type));

	if (!n)
		return NULL;
	if (fn->keeps_type)
		n->v.type = n->args[0]->v.type;
	for (size_t i = 0; i < n->nargs; i++)
		if ((!fn->takes_any && n->args[i]->v.type != fn->argtype) ||
			(fn->keeps_type && n->args[i]->v.type != n->v.type) || n->nargs > fn->max)
			return parser_fail(p, "other arguments of this function");
	return n;
}

static const struct function *find_function(const char *name)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (strcmp(functions[i].name, name) == 0)
			return &functions[i];
	return NULL;
}

bool parser_has_function(const char *name)
{
	return find_function(name) != NULL;
}

struct formula_node *parser_call(struct formula_parser *p, const char *name)
{
	const struct function *fn = find_function(name);
	struct formula_node *n = fn->parse ? fn->parse(p) : parse_plain(p, fn);

	return parser_need(p, ")", "a closing bracket", n);
}
