#include "formula/formula_node.h"

#include <ctype.h>
#include <string.h>

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

void lexer_init(struct lexer *l, const char *text, long column)
{
	*l = (struct lexer){.at = text, .start = text, .column = column};
	lexer_next(l);
}

static void take(struct lexer *l, enum token_kind kind, const char *from, size_t len)
{
	l->now.kind = kind;
	l->now.text = (struct slice){from, len};
}

static void take_number(struct lexer *l)
{
	const char *p = l->at;
	bool has_point = false;

	while (isdigit((unsigned char)*p) || (*p == '.' && !has_point && isdigit((unsigned char)p[1]))) {
		has_point = has_point || *p == '.';
		p++;
	}
	take(l, is_word(*p) || *p == '.' ? TOKEN_BAD : TOKEN_NUMBER, l->at, (size_t)(p - l->at));
	l->at = p;
}

/* A text in single quotes; there is no escape: no code, agency or feed holds a quote. */
static void take_text(struct lexer *l)
{
	const char *end = strchr(l->at + 1, '\'');

	if (!end) {
		take(l, TOKEN_BAD, l->at, strlen(l->at));
		l->at += strlen(l->at);
		return;
	}
	take(l, TOKEN_TEXT, l->at + 1, (size_t)(end - l->at) - 1);
	l->at = end + 1;
}

static void take_word(struct lexer *l, enum token_kind kind)
{
	const char *from = l->at + (kind == TOKEN_SETTING), *p = from;

	while (is_word(*p) || (kind == TOKEN_SETTING && (*p == '.' || *p == '-') && is_word(p[1])))
		p++;
	take(l, p == from ? TOKEN_BAD : kind, from, (size_t)(p - from));
	l->at = p;
}

static void take_sign(struct lexer *l)
{
	static const char *const signs[] = {
		"!=", "<=", ">=", "->", "+", "-", "*", "/", "=", "<", ">", "(", ")", ",", ";"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (strncmp(l->at, signs[i], strlen(signs[i])) == 0) {
			take(l, TOKEN_SIGN, l->at, strlen(signs[i]));
			l->at += strlen(signs[i]);
			return;
		}
	take(l, TOKEN_BAD, l->at, 1);
	l->at++;
}

void lexer_next(struct lexer *l)
{
	while (isspace((unsigned char)*l->at))
		l->at++;
	l->now.column = l->column ? l->column : (long)(l->at - l->start) + 1;
	if (!*l->at)
		take(l, TOKEN_END, l->at, 0);
	else if (isdigit((unsigned char)*l->at))
		take_number(l);
	else if (*l->at == '\'')
		take_text(l);
	else if (*l->at == '$')
		take_word(l, TOKEN_SETTING);
	else if (is_word(*l->at))
		take_word(l, TOKEN_NAME);
	else
		take_sign(l);
}

bool lexer_is(const struct lexer *l, const char *sign)
{
	return (l->now.kind == TOKEN_SIGN || l->now.kind == TOKEN_NAME) && slice_equals(l->now.text, sign);
}

bool formula_uses_setting(const char *text, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = strchr(text, '$'); at; at = strchr(at + 1, '$'))
		if (strncmp(at + 1, name, len) == 0 && !is_word(at[1 + len]))
			return true;
	return false;
}
