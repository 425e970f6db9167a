/* The inside of formulas: tokens and nodes, shared by formula_lex.c, formula_parse.c and formula.c only. */
#ifndef CORE_FORMULA_NODE_H
#define CORE_FORMULA_NODE_H

#include "core/formula.h"

#define FORMULA_NODES 4096 /* of one formula: the longest of the index has 60 */
#define FORMULA_NESTED 8   /* settings inside settings */

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_TEXT, TOKEN_NAME, TOKEN_SETTING, TOKEN_SIGN, TOKEN_BAD };

struct token {
	enum token_kind kind;
	struct slice text; /* of a text or setting: without its marks */
	long column;	   /* in the outermost formula, from 1 */
};

struct lexer {
	const char *at;	   /* the next byte */
	const char *start; /* of this text */
	long column;	   /* 0: count from start; else where the $ of the outermost formula stands */
	struct token now;
};

void lexer_init(struct lexer *l, const char *text, long column);
void lexer_next(struct lexer *l);
bool lexer_is(const struct lexer *l, const char *sign); /* a sign or a word */

enum op {
	OP_CONST,
	OP_NAME,
	OP_LOOKUP,
	OP_ADD,
	OP_SUB,
	OP_MUL,
	OP_DIV,
	OP_NEG,
	OP_EQ,
	OP_NE,
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE,
	OP_AND,
	OP_OR,
	OP_NOT,
	OP_IF,
	OP_CASE,
	OP_MIN,
	OP_MAX,
	OP_SUM,
	OP_IN,
	OP_MISSING,
	OP_COALESCE,
	OP_DAY
};

struct node {
	enum op op;
	unsigned depth;
	size_t index; /* OP_NAME, OP_LOOKUP */
	struct node **args;
	size_t nargs;
	struct node *next; /* all nodes of a formula, for freeing */
	struct value v;	   /* the result lives here: evaluating allocates nothing */
};

struct formula {
	struct node *root;
	struct node *all;
	size_t nnodes;
	struct arena arena; /* names and texts */
};

#endif
