/* The inside of formulas: tokens and nodes, shared by the formula files only. */
#ifndef FORMULA_FORMULA_NODE_H
#define FORMULA_FORMULA_NODE_H

#include "formula/formula.h"

#define FORMULA_NODES 4096 /* of one formula: the longest of the index has 60 */
#define FORMULA_NESTED 8   /* settings inside settings */

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_TEXT, TOKEN_NAME, TOKEN_SETTING, TOKEN_SIGN, TOKEN_BAD };

struct formula_token {
	enum token_kind kind;
	struct slice text; /* of a text or setting: without its marks */
	long column;	   /* in the outermost formula, from 1 */
};

struct lexer {
	const char *at;	   /* the next byte */
	const char *start; /* of this text */
	long column;	   /* 0: count from start; else where the $ of the outermost formula stands */
	struct formula_token now;
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

struct formula_node {
	enum op op;
	unsigned depth;
	size_t index; /* OP_NAME, OP_LOOKUP */
	struct formula_node **args;
	size_t nargs;
	struct formula_node *next; /* all nodes of a formula, for freeing */
	struct value v;		   /* the result lives here: evaluating allocates nothing */
};

struct formula {
	struct formula_node *root;
	struct formula_node *all;
	size_t nnodes;
	struct arena arena; /* names and texts */
};

struct formula_parser {
	struct lexer l;
	const struct formula_names *names;
	struct formula *f;
	const char *file;
	long line;
	unsigned depth, nested;
	struct err *e;
};

/* The parser's steps. Each returns NULL with the error set, and passes a NULL on. */
struct formula_node *parser_expr(struct formula_parser *p);
struct formula_node *parser_fail(struct formula_parser *p, const char *expected);
struct formula_node *parser_node(struct formula_parser *p, enum op op, enum value_type type);
struct formula_node *parser_text(struct formula_parser *p, const char *text, size_t len); /* a constant */
struct formula_node *parser_add(struct formula_parser *p, struct formula_node *n,
	struct formula_node *arg); /* n with one argument more */
struct formula_node *parser_typed(
	struct formula_parser *p, struct formula_node *n, enum value_type type, const char *expected);
bool parser_take(struct formula_parser *p, const char *sign); /* the sign or word, if it stands here */
struct formula_node *parser_need(
	struct formula_parser *p, const char *sign, const char *expected, struct formula_node *n);
char *parser_word(struct formula_parser *p); /* a copy of the token's text */

/* In formula_call.c: a function of the language, behind its opening bracket. */
bool parser_has_function(const char *name);
struct formula_node *parser_call(struct formula_parser *p, const char *name);

#endif
