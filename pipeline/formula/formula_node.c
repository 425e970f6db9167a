#include "formula/formula_node.h"

#include <stdlib.h>
#include "core/limits.h"

struct formula_node *parser_fail(struct formula_parser *p, const char *expected)
{
	char found[200];

	err_quote(found, p->l.now.text.text, p->l.now.text.len);
	err_at(p->e, ERR_CATALOG, p->file, p->line, "formula column %ld: expected %s, found %s",
		p->l.now.column, expected, p->l.now.kind == TOKEN_END ? "the end" : found);
	return NULL;
}

struct formula_node *parser_node(struct formula_parser *p, enum op op, enum value_type type)
{
	struct formula_node *n = p->f->nnodes < FORMULA_NODES ? calloc(1, sizeof(*n)) : NULL;

	if (!n && p->f->nnodes < FORMULA_NODES) {
		err_set(p->e, ERR_NOMEM, "out of memory for a formula");
		return NULL;
	}
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

struct formula_node *parser_add(struct formula_parser *p, struct formula_node *n, struct formula_node *arg)
{
	if (!n || !arg)
		return NULL;
	struct formula_node **args = realloc(n->args, (n->nargs + 1) * sizeof(struct formula_node *));
	if (!args) {
		err_set(p->e, ERR_NOMEM, "out of memory for a formula");
		return NULL;
	}
	n->args = args;
	n->args[n->nargs++] = arg;
	if (arg->depth >= n->depth)
		n->depth = arg->depth + 1;
	return n->depth > LIMIT_FORMULA_DEPTH ? parser_fail(p, "a formula less deep than 64") : n;
}

struct formula_node *parser_typed(
	struct formula_parser *p, struct formula_node *n, enum value_type type, const char *expected)
{
	return n && n->v.type != type ? parser_fail(p, expected) : n;
}

bool parser_take(struct formula_parser *p, const char *sign)
{
	if (!lexer_is(&p->l, sign))
		return false;
	lexer_next(&p->l);
	return true;
}

struct formula_node *parser_need(
	struct formula_parser *p, const char *sign, const char *expected, struct formula_node *n)
{
	if (!n)
		return NULL;
	return parser_take(p, sign) ? n : parser_fail(p, expected);
}

char *parser_word(struct formula_parser *p)
{
	return arena_copy(&p->f->arena, p->l.now.text.text, p->l.now.text.len, p->e);
}

struct formula_node *parser_text(struct formula_parser *p, const char *text, size_t len)
{
	struct formula_node *n = parser_node(p, OP_CONST, VALUE_TEXT);
	char *copy = n ? arena_copy(&p->f->arena, text, len, p->e) : NULL;

	if (!copy)
		return NULL;
	n->v.text = (struct slice){copy, len};
	return n;
}

void formula_free(struct formula *f)
{
	if (!f)
		return;
	for (struct formula_node *n = f->all, *next; n; n = next) {
		next = n->next;
		mpq_clear(n->v.number);
		free(n->args);
		free(n);
	}
	arena_release(&f->arena);
	free(f);
}
